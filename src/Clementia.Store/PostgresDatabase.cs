using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Npgsql;

namespace Clementia.Store;

/// <summary>A PostgreSQL database: the same tables, and the bytes of documents in parts of one mebibyte.</summary>
internal sealed class PostgresDatabase : Engine
{
    private const int PartSize = 1 << 20;
    private readonly NpgsqlDataSource _source;

    public PostgresDatabase(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(Normal(connectionString));
        Name = $"postgresql://{builder.Host}/{builder.Database}";
        _source = NpgsqlDataSource.Create(builder);
    }

    /// <summary>Whether a location names a database rather than a folder.</summary>
    public static bool IsMeant(string location) =>
        location.StartsWith("postgres://", StringComparison.Ordinal) || location.StartsWith("postgresql://", StringComparison.Ordinal)
        || location.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    // Npgsql reads "Host=...;Database=..." only; the rest of the world writes a URL.
    private static string Normal(string location)
    {
        if (!location.Contains("://", StringComparison.Ordinal))
            return location;
        var url = new Uri(location);
        var builder = new NpgsqlConnectionStringBuilder { Host = url.Host, Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')) };
        if (url.Port > 0)
            builder.Port = url.Port;
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var setting in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = setting.Split('=', 2);
            builder[pair[0] is "sslmode" ? "SSL Mode" : Uri.UnescapeDataString(pair[0])] = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "");
        }
        return builder.ToString();
    }

    public override string Name { get; }

    public override string? Folder => null;

    public override string? DefaultKeyFile => null;

    public override string ForUpdate => " for update";

    public override void CreateTables(DbConnection connection) =>
        connection.Execute(Tables.Replace("BYTES", "bytea", StringComparison.Ordinal).Replace("WITHOUT_ROWID", "", StringComparison.Ordinal) + """
            create table blobs (sha256 text not null primary key, size bigint not null);
            create table blob_parts (sha256 text not null references blobs on delete cascade, part integer not null, bytes bytea not null, primary key (sha256, part));
            """);

    public override bool HasTables(DbConnection connection)
    {
        // Two first starts at once: the second waits here and finds the tables made.
        connection.Execute("select pg_advisory_xact_lock(7310274)");
        return connection.Scalar("select to_regclass('workspace')::text") is not null;
    }

    public override DbConnection OpenReader()
    {
        var connection = _source.OpenConnection();
        connection.Execute("begin isolation level repeatable read read only");
        return connection;
    }

    public override T Write<T>(Func<DbConnection, (T Result, bool Keep)> work)
    {
        using var connection = _source.OpenConnection();
        // A server may be set to acknowledge before it has written; an entry is acknowledged when it is on the disk.
        connection.Execute("set synchronous_commit = on");
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        var (result, keep) = work(connection);
        if (keep)
            transaction.Commit();
        return result;
    }

    public override void Scan(DbConnection connection, string petition, int from, int to, RowVisitor visit)
    {
        using var command = connection.Command(SelectEntries, ("petition", petition), ("from", from), ("to", to));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new Row
            {
                Number = reader.GetInt32(0),
                Time = reader.GetFieldValue<byte[]>(1),
                Actor = reader.GetFieldValue<byte[]>(2),
                Kind = reader.GetFieldValue<byte[]>(3),
                Digest = reader.GetFieldValue<byte[]>(4),
                Leaf = reader.GetFieldValue<byte[]>(5),
                HasSalt = !reader.IsDBNull(6),
                Salt = reader.Bytes(6),
                HasBody = !reader.IsDBNull(7),
                Body = reader.Bytes(7),
            };
            if (!visit(in row))
                return;
        }
    }

    public override StoredBlob Put(Stream bytes)
    {
        // The fingerprint is known only at the end, so the bytes wait in a file that nobody else can open and that goes by itself.
        var waiting = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            waiting.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Path.Combine(Path.GetTempPath(), $"clementia-{RandomNumberGenerator.GetHexString(16, lowercase: true)}.part"), waiting);
        bytes.CopyTo(file);
        file.Position = 0;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        return Write<StoredBlob>(connection =>
        {
            if (IsSound(connection, sha256))
                return (new(sha256, file.Length), false);
            connection.Execute("delete from blobs where sha256 = @sha256", ("sha256", sha256));
            connection.Execute("insert into blobs (sha256, size) values (@sha256, @size) on conflict do nothing", ("sha256", sha256), ("size", file.Length));
            file.Position = 0;
            var buffer = new byte[PartSize];
            for (int part = 0, read; (read = file.ReadAtLeast(buffer, PartSize, throwOnEndOfStream: false)) > 0; part++)
                connection.Execute("insert into blob_parts (sha256, part, bytes) values (@sha256, @part, @bytes) on conflict do nothing",
                    ("sha256", sha256), ("part", part), ("bytes", buffer[..read]));
            return (new(sha256, file.Length), true);
        });
    }

    private static bool IsSound(DbConnection connection, string sha256)
    {
        using var there = OpenBlob(connection, sha256);
        return there is not null && Convert.ToHexStringLower(SHA256.HashData(there)) == sha256;
    }

    public override Stream? OpenBlob(string sha256)
    {
        using var connection = _source.OpenConnection();
        return OpenBlob(connection, sha256);
    }

    private static MemoryStream? OpenBlob(DbConnection connection, string sha256)
    {
        if (connection.Scalar("select size from blobs where sha256 = @sha256", ("sha256", sha256)) is not long size)
            return null;
        var bytes = new MemoryStream(size is > 0 and < int.MaxValue ? (int)size : 0);
        using var command = connection.Command("select bytes from blob_parts where sha256 = @sha256 order by part", ("sha256", sha256));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            bytes.Write(reader.GetFieldValue<byte[]>(0));
        bytes.Position = 0;
        return bytes;
    }

    // Locked, so that a removal waiting to run sees the entry that needs it now.
    public override bool HasBlob(DbConnection connection, string sha256) =>
        connection.Scalar("select 1 from blobs where sha256 = @sha256 for share", ("sha256", sha256)) is not null;

    public override void DeleteBlob(DbConnection connection, string sha256) =>
        connection.Execute("delete from blobs where sha256 = @sha256", ("sha256", sha256));

    public override bool Purge()
    {
        using var connection = _source.OpenConnection();
        // A plain vacuum only marks the old rows as free; writing the tables anew leaves them behind in files that are then deleted.
        connection.Execute("vacuum full entries");
        connection.Execute("vacuum full blob_parts");
        connection.Execute("vacuum full removals");
        return true;
    }

    public override void Dispose() => _source.Dispose();
}
