using System.Data.Common;
using System.Security.Cryptography;
using Clementia.Casework;

namespace Clementia.Store;

public sealed partial class Workspace
{
    private static readonly string[] s_tables = ["workspace", "entries", "heads", "checkpoints", "removals"];

    /// <summary>
    /// Copies the workspace as it is at this moment, while others go on writing, into a folder that is not there yet, and verifies the copy
    /// before saying that it is done. The copy is itself a workspace in a folder, also when this one is a database, and holds the private key
    /// (readable by its owner only) unless the key comes from the environment or is left out.
    /// </summary>
    public Result<Verification> BackUp(string folder, bool withKey = true)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (IsOccupied(folder))
            return new Refusal($"'{folder}' is there already and not empty.", "Name a folder that is not there yet.");
        return Build(folder, target =>
        {
            if (_engine is SqliteFolder source)
                source.CopyTables(Path.Combine(target.Folder!, "clementia.db"));
            else
                CopyRows(_engine, target);
            return CopyDocuments(this, target);
        }, withKey && Environment.GetEnvironmentVariable(KeyVariable) is not { Length: > 0 } ? LoadKey(_keyFile) : null, Verifier);
    }

    /// <summary>
    /// Restores a backup to a place where there is no workspace yet: a folder or an empty PostgreSQL database. The backup is verified first, the
    /// restored workspace after.
    /// </summary>
    public static Result<Verification> Restore(string backup, string location, string? keyFile = null)
    {
        if (PostgresDatabase.IsMeant(backup) || !IsThere(backup))
            return new Refusal($"'{backup}' is no backup.", "Name the folder that a backup was written to.");
        var isDatabase = PostgresDatabase.IsMeant(location);
        var there = false;
        if (isDatabase && Look(location).IsRefused(out var unknown, out there))
            return unknown;
        if (isDatabase ? there : IsOccupied(Path.GetFullPath(location)))
            return new Refusal($"There is something at '{(isDatabase ? "the database" : location)}' already; nothing is ever restored over it.", "Name a folder that is not there yet, or an empty database.");
        if (Open(backup, Path.Combine(backup, "key")).IsRefused(out var refused, out var opened))
            return refused;
        using var from = opened;
        if (from.Verify() is { Misfit: { } misfit })
            return new Refusal($"The backup does not verify: {misfit}", "Take another backup.");
        if (!isDatabase)
            return from.BackUp(location);

        keyFile ??= Environment.GetEnvironmentVariable(KeyFileVariable);
        using var target = new PostgresDatabase(location);
        CopyRows(from._engine, target);
        if (CopyDocuments(from, target) is { } missing)
            return missing;
        if (keyFile is not null && !File.Exists(keyFile) && LoadKey(from._keyFile) is { } key)
        {
            Durable.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(keyFile))!);
            Durable.Write(keyFile, key.Secret + "\n");
        }
        if (Open(location, keyFile).IsRefused(out refused, out var restored))
            return refused;
        using (restored)
        {
            var verification = restored.Verify();
            return verification.Misfit is { } wrong ? new Refusal($"The restored workspace does not verify: {wrong}", "Restore again.") : verification;
        }
    }

    private static Result<Verification> Build(string folder, Func<SqliteFolder, Refusal?> fill, SigningKey? key, VerifierKey verifier)
    {
        var part = $"{folder}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.part";
        try
        {
            using (var target = new SqliteFolder(part))
            {
                target.CreateFolders();
                if (fill(target) is { } refused)
                    return refused;
                if (key is not null)
                    Durable.Write(Path.Combine(part, "key"), key.Secret + "\n");
                Durable.Write(Path.Combine(part, "key.pub"), verifier + "\n");
            }
            Verification verification;
            if (Open(part, Path.Combine(part, "key")).IsRefused(out var cannot, out var copy))
                return cannot;
            using (copy)
                verification = copy.Verify();
            if (verification.Misfit is { } misfit)
                return new Refusal($"The copy does not verify: {misfit}", "Run verify on the workspace, and try again.");
            foreach (var derived in Directory.GetFiles(part, "derived.db*"))
                File.Delete(derived);
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.Move(part, folder);
            Durable.SyncFolder(Path.GetDirectoryName(folder)!);
            return verification;
        }
        catch (Exception failed) when (failed is DbException or IOException or UnauthorizedAccessException)
        {
            return new Refusal($"The copy to '{folder}' failed: {failed.Message}", "Nothing is left of it. Check the place, and that the disk is not full.");
        }
        finally
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
        }
    }

    private static void CopyRows(Engine source, Engine target)
    {
        using var from = source.OpenReader();
        target.Write(to =>
        {
            if (!target.HasTables(to))
                target.CreateTables(to);
            foreach (var table in s_tables)
            {
                using var select = from.Command($"select * from {table}");
                using var reader = select.ExecuteReader();
                var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
                var insert = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(column => "@" + column))})";
                while (reader.Read())
                {
                    var values = new (string, object?)[columns.Length];
                    for (var i = 0; i < columns.Length; i++)
                    {
                        // A null needs its type on PostgreSQL; SQLite's whole numbers are long, PostgreSQL's columns here are integer.
                        values[i] = (columns[i], reader.GetValue(i) switch
                        {
                            DBNull => null,
                            long number => checked((int)number),
                            var value => value,
                        });
                    }
                    to.Execute(insert, values);
                }
            }
            return (0, true);
        });
    }

    /// <summary>Copies the bytes that the entries copied before still need. Null when all are there.</summary>
    private static Refusal? CopyDocuments(Workspace workspace, Engine target)
    {
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        using (var connection = target.OpenReader())
        {
            foreach (var (kind, body) in connection.Rows(row => (row.GetString(0), row.GetString(1)),
                $"select kind, body from entries where body is not null and kind in ('{nameof(DocumentFiled)}', '{nameof(DocumentRead)}')"))
                needed.UnionWith(BytesNamed(kind, System.Text.Encoding.UTF8.GetBytes(body)));
        }
        foreach (var sha256 in needed)
        {
            if (workspace.OpenBlob(sha256).IsRefused(out var refused, out var bytes))
                return new Refusal($"The copy is not whole: {refused.Problem}", "If a removal by order ran meanwhile, try again; otherwise run verify.");
            using (bytes)
                target.Put(bytes);
        }
        return null;
    }
}
