using Clementia.Casework;
using Microsoft.Data.Sqlite;

namespace Clementia.Store;

/// <summary>Something that is computed from the dockets and kept for speed: it can be thrown away and built again to the same content.</summary>
/// <param name="Name">As a message names it.</param>
/// <param name="Build">Makes its tables in an empty database and fills them.</param>
public sealed record Derivation(string Name, Action<Workspace, SqliteConnection> Build);

/// <summary>A petition as the list shows it.</summary>
/// <param name="Id">"p-7k3m9q".</param>
/// <param name="Title">As its opener wrote it.</param>
/// <param name="LastEntry">Number of its last entry.</param>
/// <param name="LastAt">When that was made.</param>
public sealed record ListedPetition(string Id, string Title, int LastEntry, DateTimeOffset LastAt);

public sealed partial class Workspace
{
    private readonly Lock _deriving = new();

    /// <summary>The file of everything derived: beside the main one, or for a database in a cache folder of this machine. It may be deleted at any time.</summary>
    public string DerivedFile => Path.Combine(
        Folder ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "clementia", Id),
        "derived.db");

    /// <summary>The folder of the search indexes, one a petition, beside <see cref="DerivedFile"/>. It may be deleted at any time.</summary>
    public string SearchFolder => Path.Combine(Path.GetDirectoryName(DerivedFile)!, "search");

    /// <summary>Deletes every search index; each is made again when it is next asked.</summary>
    public void DropSearch()
    {
        if (Directory.Exists(SearchFolder))
            Directory.Delete(SearchFolder, recursive: true);
    }

    /// <summary>The list of petitions itself, as a derivation.</summary>
    public static Derivation PetitionList { get; } = new("the list of petitions", static (workspace, derived) =>
    {
        derived.Execute("create table petitions (id text not null primary key, title text not null, last_entry integer not null, last_time text not null)");
        foreach (var head in workspace.Petitions())
            workspace.List(derived, head);
    });

    /// <summary>Drops and builds anew everything derived: the list of petitions and what else is given. A reader sees the old or the new file, never half of one.</summary>
    public void Reindex(params IReadOnlyList<Derivation> derivations)
    {
        lock (_deriving)
        {
            Durable.CreateFolder(Path.GetDirectoryName(DerivedFile)!);
            var beside = $"{DerivedFile}.{Guid.NewGuid():n}.part";
            try
            {
                using (var derived = OpenDerivedFile(beside))
                {
                    derived.Execute("begin");
                    PetitionList.Build(this, derived);
                    foreach (var derivation in derivations)
                        derivation.Build(this, derived);
                    derived.Execute("commit");
                }
                foreach (var left in new[] { "-wal", "-shm", "-journal" })
                    File.Delete(DerivedFile + left);
                File.Move(beside, DerivedFile, overwrite: true);
            }
            finally
            {
                File.Delete(beside);
            }
        }
    }

    /// <summary>The derived database, with at least the list of petitions. Dispose the connection.</summary>
    public SqliteConnection OpenDerived()
    {
        lock (_deriving)
        {
            if (!File.Exists(DerivedFile))
                Reindex();
            try
            {
                return OpenListed();
            }
            catch (SqliteException damaged) when (damaged.SqliteErrorCode is 1 or 11 or 26) // no such table, malformed, no database
            {
                Reindex();
                return OpenListed();
            }
        }
    }

    private SqliteConnection OpenListed()
    {
        SqliteConnection? derived = OpenDerivedFile(DerivedFile);
        try
        {
            derived.Scalar("select count(last_entry) from petitions");
            return Interlocked.Exchange(ref derived, null)!;
        }
        finally
        {
            derived?.Dispose();
        }
    }

    /// <summary>The list of petitions, brought up to date where dockets have grown since it was built.</summary>
    public IReadOnlyList<ListedPetition> List()
    {
        lock (_deriving)
        {
            using var derived = OpenDerived();
            var known = derived.Rows(row => (Id: row.GetString(0), Last: row.GetInt32(1)), "select id, last_entry from petitions").ToDictionary(row => row.Id, row => row.Last);
            var heads = Petitions();
            derived.Execute("begin immediate");
            foreach (var head in heads)
            {
                if (!known.TryGetValue(head.Id, out var last) || last != head.LastEntry)
                    List(derived, head);
            }
            foreach (var gone in known.Keys.Except(heads.Select(head => head.Id)))
                derived.Execute("delete from petitions where id = @id", ("id", gone));
            derived.Execute("commit");
            return derived.Rows(row => new ListedPetition(row.GetString(0), row.GetString(1), row.GetInt32(2), Time(row.GetString(3))), "select id, title, last_entry, last_time from petitions order by id");
        }
    }

    private static DateTimeOffset Time(string text) => DocketTime.TryRead(text, out var at) ? at : default;

    private void List(SqliteConnection derived, DocketHead head)
    {
        using var connection = _engine.OpenReader();
        var title = Title(connection.Scalar("select body from entries where petition = @petition and number = 1", ("petition", head.Id)) as string);
        var time = connection.Scalar("select time from entries where petition = @petition and number = @number", ("petition", head.Id), ("number", head.LastEntry)) as string ?? "";
        derived.Execute("insert or replace into petitions (id, title, last_entry, last_time) values (@id, @title, @last, @time)",
            ("id", head.Id), ("title", title), ("last", head.LastEntry), ("time", time));
    }

    private static string Title(string? opening)
    {
        try
        {
            return opening is not null && EntryBody.Read(nameof(PetitionOpened), System.Text.Encoding.UTF8.GetBytes(opening)) is PetitionOpened opened ? opened.Title : "";
        }
        catch (FormatException)
        {
            return "(its first entry cannot be read: run verify)";
        }
    }

    private static SqliteConnection OpenDerivedFile(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        Durable.Touch(file);
        connection.Open();
        // Nothing here needs to survive a power cut; it is built again.
        connection.Execute("pragma busy_timeout = 60000; pragma synchronous = off; pragma secure_delete = on;");
        return connection;
    }

    // After a removal by order nothing derived from the removed body may stay; what is left is built again when it is next asked for.
    private void DeleteDerived()
    {
        lock (_deriving)
        {
            foreach (var end in new[] { "", "-wal", "-shm", "-journal" })
                Durable.Delete(DerivedFile + end);
        }
    }
}
