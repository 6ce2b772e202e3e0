using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clementia.Store;

/// <summary>
/// A folder: clementia.db (SQLite, write-ahead log, every commit synced), documents/ab/abcd... (bytes under their SHA-256), key, key.pub,
/// and derived.db, which can be deleted at any time.
/// </summary>
internal sealed class SqliteFolder(string folder) : Engine
{
    private readonly Lock _writing = new();
    private SqliteConnection? _writer;
    private bool _disposed;

    public override string Name => folder;

    public override string Folder => folder;

    public override string DefaultKeyFile => Path.Combine(folder, "key");

    public override string ForUpdate => "";

    private string DatabaseFile => Path.Combine(folder, "clementia.db");

    private string Documents => Path.Combine(folder, "documents");

    private string Incoming => Path.Combine(Documents, "incoming");

    /// <summary>Whether a folder holds a workspace: its tables, not only a file of their name. What cannot be read throws.</summary>
    public static bool IsThere(string folder)
    {
        var file = Path.Combine(folder, "clementia.db");
        if (!File.Exists(file))
            return false;
        using var engine = new SqliteFolder(folder);
        using var connection = engine.OpenReader();
        return engine.HasTables(connection);
    }

    public void CreateFolders()
    {
        Durable.CreateFolder(folder);
        Durable.CreateFolder(Documents);
        Durable.CreateFolder(Incoming);
        // What a killed process was writing when it died. A day is longer than any writing.
        foreach (var left in new DirectoryInfo(Incoming).EnumerateFiles("*.part"))
        {
            if (DateTime.UtcNow - left.LastWriteTimeUtc > TimeSpan.FromDays(1))
                left.Delete();
        }
    }

    public override void CreateTables(DbConnection connection) =>
        connection.Execute(Tables.Replace("BYTES", "blob", StringComparison.Ordinal).Replace("WITHOUT_ROWID", " without rowid", StringComparison.Ordinal));

    public override bool HasTables(DbConnection connection) => connection.Scalar("select 1 from sqlite_master where name = 'workspace'") is not null;

    private SqliteConnection Open()
    {
        Durable.Touch(DatabaseFile);
        // No pool of the provider's: its connections would keep files open behind our back.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabaseFile, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        // busy_timeout first: even switching on the log can meet another process at work.
        connection.Execute("""
            pragma busy_timeout = 60000;
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma fullfsync = on;
            pragma checkpoint_fullfsync = on;
            pragma secure_delete = on;
            pragma trusted_schema = off;
            """);
        return connection;
    }

    public override DbConnection OpenReader()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var connection = Open();
        connection.Execute("begin");
        return connection;
    }

    public override T Write<T>(Func<DbConnection, (T Result, bool Keep)> work)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _writer ??= Open();
            // Immediate: the right to write is taken before the first read, so that what was read still holds at the commit.
            _writer.Execute("begin immediate");
            bool keep;
            T result;
            try
            {
                (result, keep) = work(_writer);
                if (keep)
                    _writer.Execute("commit");
                else
                    _writer.Execute("rollback");
            }
            catch
            {
                // A failed commit (disk full) leaves the transaction open; a connection in doubt is not used again.
                _writer.Dispose();
                _writer = null;
                throw;
            }
            return result;
        }
    }

    public override void Scan(DbConnection connection, string petition, int from, int to, RowVisitor visit)
    {
        // The provider's reader makes an object of every column; a million entries are verified on the statement itself.
        var database = ((SqliteConnection)connection).Handle!;
        Check(database, raw.sqlite3_prepare_v2(database, SelectEntries, out var statement));
        using (statement)
        {
            raw.sqlite3_bind_text(statement, raw.sqlite3_bind_parameter_index(statement, "@petition"), petition);
            raw.sqlite3_bind_int(statement, raw.sqlite3_bind_parameter_index(statement, "@from"), from);
            raw.sqlite3_bind_int(statement, raw.sqlite3_bind_parameter_index(statement, "@to"), to);
            int step;
            while ((step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                var number = raw.sqlite3_column_int64(statement, 0);
                var row = new Row
                {
                    Number = number is >= int.MinValue and <= int.MaxValue ? (int)number : 0,
                    Time = raw.sqlite3_column_blob(statement, 1),
                    Actor = raw.sqlite3_column_blob(statement, 2),
                    Kind = raw.sqlite3_column_blob(statement, 3),
                    Digest = raw.sqlite3_column_blob(statement, 4),
                    Leaf = raw.sqlite3_column_blob(statement, 5),
                    HasSalt = raw.sqlite3_column_type(statement, 6) != raw.SQLITE_NULL,
                    Salt = raw.sqlite3_column_blob(statement, 6),
                    HasBody = raw.sqlite3_column_type(statement, 7) != raw.SQLITE_NULL,
                    Body = raw.sqlite3_column_blob(statement, 7),
                };
                if (!visit(in row))
                    return;
            }
            if (step != raw.SQLITE_DONE)
                Check(database, step);
        }
    }

    private static void Check(sqlite3 database, int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code);
    }

    private string BlobFile(string sha256) => Path.Combine(Documents, sha256[..2], sha256);

    public override StoredBlob Put(Stream bytes)
    {
        var part = Path.Combine(Incoming, $"{RandomNumberGenerator.GetHexString(16, lowercase: true)}.part");
        try
        {
            string sha256;
            long size = 0;
            using (var file = Durable.Create(part))
            using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            {
                var buffer = new byte[128 * 1024];
                for (int read; (read = bytes.Read(buffer)) > 0;)
                {
                    hash.AppendData(buffer, 0, read);
                    file.Write(buffer, 0, read);
                    size += read;
                }
                sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
                // A copy that is there and sound makes this one needless. One that is not sound is replaced.
                if (!IsSound(sha256))
                    file.Flush(flushToDisk: true);
                else
                    part = Discard(part);
            }
            if (part.Length > 0)
            {
                Durable.CreateFolder(Path.GetDirectoryName(BlobFile(sha256))!);
                Durable.Rename(part, BlobFile(sha256));
            }
            return new(sha256, size);
        }
        catch
        {
            if (part.Length > 0)
                File.Delete(part);
            throw;
        }
    }

    private static string Discard(string part)
    {
        File.Delete(part);
        return "";
    }

    private bool IsSound(string sha256)
    {
        using var there = OpenBlob(sha256);
        return there is not null && Convert.ToHexStringLower(SHA256.HashData(there)) == sha256;
    }

    public override Stream? OpenBlob(string sha256)
    {
        try
        {
            return new FileStream(BlobFile(sha256), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 128 * 1024);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public override bool HasBlob(DbConnection connection, string sha256) => File.Exists(BlobFile(sha256));

    public override void DeleteBlob(DbConnection connection, string sha256) => Durable.Delete(BlobFile(sha256));

    public override bool Purge()
    {
        lock (_writing)
        {
            _writer ??= Open();
            // secure_delete has put zeros over the bytes; emptying the log removes the older pages that still held them.
            using var command = _writer.Command("pragma wal_checkpoint(truncate)");
            using var reader = command.ExecuteReader();
            return reader.Read() && reader.GetInt32(0) == 0;
        }
    }

    /// <summary>A consistent copy of the tables as they are now, while others write (SQLite's online backup).</summary>
    public void CopyTables(string toFile)
    {
        Durable.Touch(toFile);
        using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = toFile, Pooling = false }.ToString()))
        using (var source = Open())
        {
            target.Open();
            source.BackupDatabase(target);
        }
        using var file = new FileStream(toFile, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    public override void Dispose()
    {
        lock (_writing)
        {
            _disposed = true;
            _writer?.Dispose();
            _writer = null;
        }
    }
}
