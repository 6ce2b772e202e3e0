using System.Data.Common;
using Clementia.Casework;

namespace Clementia.Store;

/// <summary>An entry as it lies in the table, its texts in UTF-8. It lives only as long as the visit.</summary>
internal readonly ref struct Row
{
    public required int Number { get; init; }
    public required ReadOnlySpan<byte> Time { get; init; }
    public required ReadOnlySpan<byte> Actor { get; init; }
    public required ReadOnlySpan<byte> Kind { get; init; }
    public required ReadOnlySpan<byte> Digest { get; init; }
    public required ReadOnlySpan<byte> Leaf { get; init; }
    public required ReadOnlySpan<byte> Salt { get; init; }
    public required bool HasSalt { get; init; }
    public required ReadOnlySpan<byte> Body { get; init; }
    public required bool HasBody { get; init; }
}

/// <summary>Sees one row after another, in order; false ends the visit.</summary>
internal delegate bool RowVisitor(scoped in Row row);

/// <summary>A document or a reading as it was stored.</summary>
/// <param name="Sha256">Of its bytes: the name under which it is found again.</param>
/// <param name="Size">In bytes.</param>
public sealed record StoredBlob(string Sha256, long Size);

/// <summary>Where tables and bytes lie. SQLite in a folder, or a PostgreSQL database; what stands in the tables is the same.</summary>
internal abstract class Engine : IDisposable
{
    /// <summary>The form of the tables. A workspace of a newer form is refused.</summary>
    public const int Form = 1;

    /// <summary>As a message names it. No password in it.</summary>
    public abstract string Name { get; }

    /// <summary>Where the key lies when nobody says otherwise, or null.</summary>
    public abstract string? DefaultKeyFile { get; }

    /// <summary>Makes the tables when they are not there.</summary>
    public abstract void CreateTables(DbConnection connection);

    /// <summary>Whether the tables are there.</summary>
    public abstract bool HasTables(DbConnection connection);

    /// <summary>What a select that is about to be followed by a write of the same row ends in.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>A connection for reading, within a transaction that sees one state of the tables; several threads may each have one.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Runs in a write transaction that is on the disk when this returns. Rolled back when the work throws or says not to keep it.</summary>
    public abstract T Write<T>(Func<DbConnection, (T Result, bool Keep)> work);

    /// <summary>Visits the entries of a docket from one number to another, in order.</summary>
    public abstract void Scan(DbConnection connection, string petition, int from, int to, RowVisitor visit);

    /// <summary>Stores bytes under their fingerprint; durable when it returns.</summary>
    public abstract StoredBlob Put(Stream bytes);

    /// <summary>The bytes, or null when they are not there. Not checked.</summary>
    public abstract Stream? OpenBlob(string sha256);

    /// <summary>Whether bytes of this fingerprint are there.</summary>
    public abstract bool HasBlob(DbConnection connection, string sha256);

    /// <summary>Removes bytes; within a write, so that nobody files them anew meanwhile.</summary>
    public abstract void DeleteBlob(DbConnection connection, string sha256);

    /// <summary>
    /// Sees to it that what was deleted or overwritten is no longer in the files. False when others still read an older state, so that
    /// it must be tried again.
    /// </summary>
    public abstract bool Purge();

    /// <summary>A folder for what can be rebuilt from the docket, or null where there is none.</summary>
    public abstract string? Folder { get; }

    public abstract void Dispose();

    protected const string Tables = """
        create table workspace (id text not null primary key, form integer not null, verifier text not null);
        create table entries (
            petition text not null, number integer not null, time text not null, actor text not null, kind text not null,
            digest BYTES not null, leaf BYTES not null, salt BYTES, body text, primary key (petition, number))WITHOUT_ROWID;
        create table heads (petition text not null primary key, size integer not null, frontier BYTES not null, note text not null);
        create table checkpoints (petition text not null, size integer not null, note text not null, primary key (petition, size));
        create table removals (sha256 text not null primary key);
        """;

    protected const string SelectEntries =
        "select number, time, actor, kind, digest, leaf, salt, body from entries where petition = @petition and number between @from and @to order by number";
}
