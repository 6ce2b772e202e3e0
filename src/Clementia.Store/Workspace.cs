using System.Buffers;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Clementia.Casework;

namespace Clementia.Store;

/// <summary>A petition as the list of petitions shows it.</summary>
/// <param name="Id">"p-7k3m9q".</param>
/// <param name="LastEntry">Number of its last entry.</param>
/// <param name="Checkpoint">The signed checkpoint over all its entries.</param>
public sealed record DocketHead(string Id, int LastEntry, string Checkpoint);

/// <summary>
/// Dockets, documents and the office's key, in a folder or in a PostgreSQL database. Threads and processes may share one. Whatever a
/// call acknowledges is on the disk when it returns.
/// </summary>
public sealed partial class Workspace : IDisposable
{
    /// <summary>Environment variable that holds the private key itself, so that it need not lie beside the data.</summary>
    public const string KeyVariable = "CLEMENTIA_KEY";

    /// <summary>Environment variable that names the file of the private key; needed for PostgreSQL, where no folder is at hand.</summary>
    public const string KeyFileVariable = "CLEMENTIA_KEY_FILE";

    private const string Office = "office";

    private readonly Engine _engine;
    private readonly string? _keyFile;
    private readonly Lazy<SigningKey?> _key;
    // Head notes that this process signed or checked: the next append need not check the signature again.
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _trusted = new();

    private Workspace(Engine engine, string? keyFile, string id, VerifierKey verifier)
    {
        _engine = engine;
        _keyFile = keyFile;
        Id = id;
        Verifier = verifier;
        _key = new(() => LoadKey(_keyFile) is { } key && key.Verifier.Key.AsSpan().SequenceEqual(Verifier.Key) ? key : null);
    }

    /// <summary>The workspace's id, part of the origin of each of its dockets.</summary>
    public string Id { get; }

    /// <summary>The public key that its checkpoints are signed with, under the office's origin. Publish it.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Where it lies, as a message names it.</summary>
    public string Name => _engine.Name;

    /// <summary>The folder, or null for a database.</summary>
    public string? Folder => _engine.Folder;

    /// <summary>Whether something is at a location that <see cref="Open"/> would open rather than make.</summary>
    /// <remarks>What cannot be looked into counts as there, so that nothing is made over it; opening it says what is wrong.</remarks>
    public static bool IsThere(string location) => Look(location) is { Refused: not null } or { Value: true };

    private static Result<bool> Look(string location)
    {
        try
        {
            if (!PostgresDatabase.IsMeant(location))
                return SqliteFolder.IsThere(location);
            using var engine = new PostgresDatabase(location);
            return engine.Write(connection => (engine.HasTables(connection), false));
        }
        catch (Exception cannot) when (IsOfTheStore(cannot))
        {
            return CannotOpen(location, cannot);
        }
    }

    // What a place gives that is not there, not ours or not sound: tables with other things in them than we put there.
    private static bool IsOfTheStore(Exception cannot) => cannot is DbException or IOException or UnauthorizedAccessException or ArgumentException or FormatException
        or InvalidCastException or InvalidOperationException or OverflowException;

    private static Refusal CannotOpen(string name, Exception cannot) =>
        new($"The workspace '{name}' cannot be opened: {cannot.Message.TrimEnd('.')}.", "Check that it is there, that you may write to it, and that the disk is not full.");

    /// <summary>
    /// Opens the workspace in a folder, or in a PostgreSQL database ("postgresql://user@host/name" or "Host=..."), and makes it when there
    /// is none: tables, id and key. The key lies in <paramref name="keyFile"/> (default: "key" in the folder), readable by its owner only,
    /// or in the environment (<see cref="KeyVariable"/>).
    /// </summary>
    public static Result<Workspace> Open(string location, string? keyFile = null)
    {
        Engine? engine = null;
        try
        {
            if (PostgresDatabase.IsMeant(location))
                engine = new PostgresDatabase(location);
            else
            {
                var folder = new SqliteFolder(Path.GetFullPath(location));
                folder.CreateFolders();
                engine = folder;
            }
            var opened = OpenOrMake(engine, keyFile ?? Environment.GetEnvironmentVariable(KeyFileVariable) ?? engine.DefaultKeyFile);
            if (opened.Refused is not null)
                engine.Dispose();
            else if (opened.Value.HasRemovals)
            {
                // Whoever began the removal may have died before the search index forgot the words too.
                opened.Value.DeleteDerived();
                opened.Value.DropSearch();
                opened.Value.FinishRemovals();
            }
            return opened;
        }
        catch (Exception cannot) when (IsOfTheStore(cannot))
        {
            engine?.Dispose();
            return CannotOpen(engine?.Name ?? location, cannot);
        }
    }

    private static Result<Workspace> OpenOrMake(Engine engine, string? keyFile)
    {
        var row = ReadIdentity(engine) ?? engine.Write(connection =>
        {
            if (engine.HasTables(connection))
                return (Identity(connection), false);
            // A key that is there already is kept: another database may hold dockets signed with it.
            var key = LoadKey(keyFile);
            if (key is null && (keyFile is null || File.Exists(keyFile)))
                return ((null, 0, null, KeyMissing(engine.Name, keyFile)), false);
            key ??= CreateKey(keyFile!);
            engine.CreateTables(connection);
            var id = key.Verifier.Name.Split('/') is ["clementia", var named, Office] ? named : NewId("w-", 10);
            var verifier = key.Verifier.For($"clementia/{id}/{Office}");
            connection.Execute("insert into workspace (id, form, verifier) values (@id, @form, @verifier)",
                ("id", id), ("form", Engine.Form), ("verifier", verifier.ToString()));
            connection.Execute("insert into heads (petition, size, frontier, note) values (@petition, 0, @frontier, @note)",
                ("petition", Office), ("frontier", Array.Empty<byte>()), ("note", key.Sign(new(verifier.Name, 0, Merkle.EmptyRoot))));
            if (engine.Folder is { } folder)
                Durable.Write(Path.Combine(folder, "key.pub"), verifier + "\n");
            return (((string?)id, Engine.Form, (VerifierKey?)verifier, (Refusal?)null), true);
        });
        if (row.Refused is not null)
            return row.Refused;
        if (row.Form > Engine.Form)
            return new Refusal($"The workspace '{engine.Name}' has form {row.Form}; this version reads up to form {Engine.Form}.", "Update Clementia.");
        if (row.Id is null || row.Verifier is null || row.Form != Engine.Form)
            return new Refusal($"The workspace '{engine.Name}' does not say which one it is: its id, form or public key is damaged.", "Restore it from a backup.");
        return new Workspace(engine, keyFile, row.Id, row.Verifier);
    }

    private static (string? Id, int Form, VerifierKey? Verifier, Refusal? Refused)? ReadIdentity(Engine engine)
    {
        if (engine is SqliteFolder)
        {
            // Reading first spares each start the right to write.
            using var connection = engine.OpenReader();
            return engine.HasTables(connection) ? Identity(connection) : null;
        }
        return null;
    }

    private static (string? Id, int Form, VerifierKey? Verifier, Refusal? Refused) Identity(DbConnection connection)
    {
        var rows = connection.Rows(row => (row.GetString(0), Convert.ToInt32(row.GetValue(1)), VerifierKey.TryParse(row.GetString(2)), (Refusal?)null),
            "select id, form, verifier from workspace");
        return rows.Count == 1 ? rows[0] : default;
    }

    private static SigningKey? LoadKey(string? keyFile) =>
        Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } secret ? SigningKey.TryParse(secret)
        : File.Exists(keyFile) ? SigningKey.TryParse(File.ReadAllText(keyFile)) : null;

    private static SigningKey CreateKey(string keyFile)
    {
        var key = SigningKey.New($"clementia/{NewId("w-", 10)}/{Office}");
        Durable.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(keyFile))!);
        Durable.Write(keyFile, key.Secret + "\n");
        return key;
    }

    private static Refusal KeyMissing(string name, string? keyFile) => keyFile is null
        ? new($"No signing key for '{name}'.", $"Set {KeyFileVariable} to a file that only you can read (it is made on the first start), or {KeyVariable} to the key itself.")
        : new($"The signing key for '{name}' is not in '{keyFile}', or is not the one its dockets are signed with.",
            $"Put the right key there, or into {KeyVariable}. Reading and verifying work without it.");

    // Letters and digits that cannot be taken for one another; 30 bits in six of them.
    private static string NewId(string prefix, int length) => prefix + RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", length);

    private string Origin(string petition) => $"clementia/{Id}/{petition}";

    /// <summary>
    /// The office's secret from which the marks in the words of issued copies follow. It follows from the signing key: whoever reads the
    /// docket without that key can neither trace a copy nor make a text that points to one.
    /// </summary>
    public Result<byte[]> CopySecret() => _key.Value is { } key ? key.SecretFor("copies") : KeyMissing(Name, _keyFile);

    /// <summary>Opens a petition: its docket's first entry, and its registration on the office's own docket. Gives its id.</summary>
    public Result<string> OpenPetition(string title, string actor, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(title))
            return new Refusal("A petition needs a title.", "Name the petitioner and what is asked for.");
        if (Prepare(actor, at, [new PetitionOpened(title)]).IsRefused(out var refused, out var drafts))
            return refused;
        return Write<string>(connection =>
        {
            string id;
            do
                id = NewId("p-", 6);
            while (connection.Scalar("select 1 from heads where petition = @petition", ("petition", id)) is not null);
            connection.Execute("insert into heads (petition, size, frontier, note) values (@petition, 0, @frontier, '')", ("petition", id), ("frontier", Array.Empty<byte>()));
            var leaf = Enter(connection, id, new Frontier(), drafts);
            Register(connection, new PetitionRegistered(id, Convert.ToHexStringLower(leaf)), drafts[0]);
            return id;
        });
    }

    /// <summary>Adds an entry behind the others. See the other overload.</summary>
    public Result<int> Append(string petition, int expectedNext, string actor, DateTimeOffset at, Entry entry) =>
        Append(petition, expectedNext, actor, at, [entry]);

    /// <summary>
    /// Adds entries behind the others, all or none, when the next number is the expected one; otherwise that is a conflict. Gives the number
    /// of the last. They are on the disk, under a signed checkpoint, when this returns.
    /// </summary>
    public Result<int> Append(string petition, int expectedNext, string actor, DateTimeOffset at, IReadOnlyList<Entry> entries)
    {
        if (entries.Count == 0)
            throw new ArgumentException("Nothing to append.", nameof(entries));
        if (entries.Any(entry => entry is PetitionOpened or BodyRemoved))
            throw new ArgumentException("A petition is opened with OpenPetition, a body removed with Redact.", nameof(entries));
        if (Prepare(actor, at, entries).IsRefused(out var refused, out var drafts))
            return refused;
        return Write(connection =>
        {
            if (LockedPetition(connection, petition).IsRefused(out var unknown, out var frontier))
                return unknown;
            var next = (int)frontier.Size + 1;
            if (next != expectedNext)
                return Taken<int>(petition, next, expectedNext);
            foreach (var sha256 in entries.SelectMany(BytesThatMustBeThere))
            {
                if (!IsFingerprint(sha256) || !_engine.HasBlob(connection, sha256))
                    return new Refusal($"The entry names the document '{sha256}', which is not in the workspace.", "Store its bytes first.");
            }
            Enter(connection, petition, frontier, drafts);
            return next + entries.Count - 1;
        });
    }

    /// <summary>
    /// Reads the docket, lets the caller decide what to enter, and appends it; when someone else wrote first, reads and decides again.
    /// </summary>
    public Result<int> Enter(string petition, string actor, Func<DateTimeOffset> now, Func<IReadOnlyList<DocketEntry>, Result<IReadOnlyList<Entry>>> decide)
    {
        while (true)
        {
            if (Read(petition).IsRefused(out var refused, out var soFar))
                return refused;
            if (decide(soFar).IsRefused(out refused, out var entries))
                return refused;
            var appended = Append(petition, soFar[^1].Number + 1, actor, now(), entries);
            if (!appended.IsConflict)
                return appended;
        }
    }

    /// <summary>The docket, as it is or as it stood. A removed body reads as null.</summary>
    public Result<IReadOnlyList<DocketEntry>> Read(string petition, AsOf? asOf = null)
    {
        if (petition == Office)
            return Unknown(petition);
        var entries = new List<DocketEntry>();
        string? actor = null;
        byte[] actorBytes = [];
        try
        {
            using var connection = _engine.OpenReader();
            _engine.Scan(connection, petition, 1, asOf?.Number ?? int.MaxValue, (scoped in Row row) =>
            {
                if (!DocketTime.TryRead(row.Time, out var at))
                    throw new FormatException($"The time of entry {row.Number} is damaged.");
                if (asOf is not null && !asOf.Holds(row.Number, at))
                    return false;
                // Few people work on a petition: one text for each run of entries by the same hand.
                if (actor is null || !row.Actor.SequenceEqual(actorBytes))
                    (actor, actorBytes) = (Encoding.UTF8.GetString(row.Actor), row.Actor.ToArray());
                var kind = Kind(row.Kind);
                entries.Add(new(row.Number, at, actor, kind, row.HasBody ? EntryBody.Read(kind, row.Body) : null));
                return true;
            });
            return entries.Count == 0 && connection.Scalar("select 1 from heads where petition = @petition", ("petition", petition)) is null ? Unknown(petition) : entries;
        }
        catch (Exception damaged) when (damaged is FormatException or DbException)
        {
            return new Refusal($"The docket of {petition} cannot be read: {damaged.Message}", "Run verify to see what does not fit.");
        }
    }

    private static string Kind(ReadOnlySpan<byte> kind)
    {
        foreach (var known in s_kinds)
        {
            if (kind.SequenceEqual(known.Utf8))
                return known.Kind;
        }
        return Encoding.UTF8.GetString(kind);
    }

    private static readonly (byte[] Utf8, string Kind)[] s_kinds =
        [.. EntryBody.Kinds.Select(kind => (Encoding.UTF8.GetBytes(kind), kind))];

    /// <summary>Every petition with its last entry and its checkpoint, in the order of their ids.</summary>
    public IReadOnlyList<DocketHead> Petitions()
    {
        using var connection = _engine.OpenReader();
        return connection.Rows(row => new DocketHead(row.GetString(0), row.GetInt32(1), row.GetString(2)),
            "select petition, size, note from heads where petition <> @office order by petition", ("office", Office));
    }

    /// <summary>The signed checkpoint over all entries of a petition as they are now: a C2SP checkpoint.</summary>
    public Result<string> LatestCheckpoint(string petition)
    {
        using var connection = _engine.OpenReader();
        return petition != Office && connection.Scalar("select note from heads where petition = @petition", ("petition", petition)) is string note
            ? note
            : Unknown(petition);
    }

    /// <summary>The signed checkpoint of the office's own docket. Kept outside, this one note protects every petition opened and every checkpoint issued before it.</summary>
    public string OfficeCheckpoint()
    {
        using var connection = _engine.OpenReader();
        return connection.Scalar("select note from heads where petition = @petition", ("petition", Office)) as string ?? "";
    }

    /// <summary>
    /// Gives out a checkpoint of the petition: it is kept, and the office's docket records that it was given out, so that cutting the petition
    /// below it shows even without the copy that went out.
    /// </summary>
    public Result<string> IssueCheckpoint(string petition, string actor, DateTimeOffset at)
    {
        if (Draft(actor, at, nameof(CheckpointIssued), []).IsRefused(out var refused, out var draft))
            return refused;
        return Write<string>(connection =>
        {
            if (LockedPetition(connection, petition).IsRefused(out var unknown, out var frontier))
                return unknown;
            var size = (int)frontier.Size;
            var note = (string)connection.Scalar("select note from heads where petition = @petition", ("petition", petition))!;
            if (connection.Execute("insert into checkpoints (petition, size, note) values (@petition, @size, @note) on conflict do nothing",
                ("petition", petition), ("size", size), ("note", note)) > 0)
                Register(connection, new CheckpointIssued(petition, size, Convert.ToHexStringLower(frontier.Root())), draft);
            return note;
        });
    }

    private static Result<T> Taken<T>(string petition, int next, int expected) => Result<T>.Conflict(
        new($"The next number on {petition} is {next}, not {expected}: someone else wrote meanwhile.", "Read the docket again, and decide anew."));

    private static Refusal Unknown(string petition) => new($"There is no petition '{petition}' in this workspace.", "List the petitions, and correct the id.");

    private static bool IsFingerprint(string? text) => text is { Length: 64 } && text.AsSpan().IndexOfAnyExcept(s_hex) < 0;

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    private static IEnumerable<string> BytesThatMustBeThere(Entry entry) => entry switch
    {
        DocumentFiled filed => [filed.Sha256],
        DocumentRead { Reading: { } reading } => [reading],
        _ => [],
    };

    // What an entry needs before it has a number.
    private sealed record DraftEntry(string Actor, string Time, string Kind, byte[] Body);

    private static Result<DraftEntry[]> Prepare(string actor, DateTimeOffset at, IReadOnlyList<Entry> entries)
    {
        var drafts = new DraftEntry[entries.Count];
        for (var i = 0; i < drafts.Length; i++)
        {
            byte[] body;
            try
            {
                body = EntryBody.Write(entries[i]);
            }
            catch (FormatException wrong)
            {
                return new Refusal(wrong.Message, "Nothing was entered.");
            }
            if (Draft(actor, at, EntryBody.KindOf(entries[i]), body).IsRefused(out var refused, out drafts[i]!))
                return refused;
        }
        return drafts;
    }

    private static Result<DraftEntry> Draft(string actor, DateTimeOffset at, string kind, byte[] body)
    {
        if (string.IsNullOrWhiteSpace(actor))
            return new Refusal("An entry needs an actor.", "Say who makes it.");
        if (actor.Any(char.IsControl) || !IsWholeText(actor))
            return new Refusal("The actor's name holds a control character or half a character.", "Write the name in plain characters.");
        return new DraftEntry(actor, DocketTime.Write(at), kind, body);
    }

    // Half a surrogate pair comes out of UTF-8 as another character.
    private static bool IsWholeText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private void Register(DbConnection connection, OfficeEntry entry, DraftEntry like)
    {
        if (Locked(connection, Office).IsRefused(out var refused, out var frontier))
            throw new InvalidDataException(refused.ToString());
        Enter(connection, Office, frontier, [like with { Kind = EntryBody.KindOf(entry), Body = EntryBody.Write(entry) }]);
    }

    private Result<Frontier> LockedPetition(DbConnection connection, string petition) => petition == Office ? Unknown(petition) : Locked(connection, petition);

    /// <summary>
    /// The frontier of a docket, whose row is now ours to write. It is followed only when its root is the one we signed: otherwise someone
    /// changed the tables, and the next checkpoint would vouch for the change.
    /// </summary>
    private Result<Frontier> Locked(DbConnection connection, string petition)
    {
        var rows = connection.Rows(row => (Size: row.GetInt32(0), Frontier: row.Bytes(1)!, Note: row.GetString(2)),
            "select size, frontier, note from heads where petition = @petition" + _engine.ForUpdate, ("petition", petition));
        if (rows.Count == 0)
            return Unknown(petition);
        var (size, hashes, note) = rows[0];
        if (Frontier.Of(size, hashes) is { } frontier && frontier.Root() is var root)
        {
            var isTrusted = _trusted.TryGetValue(petition, out var known) && known == note;
            var checkpoint = isTrusted ? Checkpoint.TryParse(SignedNote.TryParse(note)!.Text) : SigningKey.Checked(note, Verifier);
            if (checkpoint is not null && checkpoint.Equals(new Checkpoint(Origin(petition), size, root)))
                return frontier;
        }
        return new Refusal($"The docket of {petition} does not fit its signed checkpoint: it was changed from outside.", "Run verify to see what was changed. Nothing is entered on it until then.");
    }

    /// <summary>Enters drafts behind a frontier and signs the new head. Gives the leaf of the first.</summary>
    private byte[] Enter(DbConnection connection, string petition, Frontier frontier, IReadOnlyList<DraftEntry> drafts)
    {
        var key = _key.Value ?? throw new KeyMissingException(KeyMissing(Name, _keyFile));
        byte[]? first = null;
        foreach (var draft in drafts)
        {
            var salt = RandomNumberGenerator.GetBytes(Envelope.SaltSize);
            var digest = Envelope.DigestOf(salt, draft.Body);
            var number = (int)frontier.Size + 1;
            var leaf = new Envelope(petition, number, draft.Time, draft.Actor, draft.Kind, Convert.ToHexStringLower(digest)).Leaf();
            first ??= leaf;
            connection.Execute("""
                insert into entries (petition, number, time, actor, kind, digest, leaf, salt, body)
                values (@petition, @number, @time, @actor, @kind, @digest, @leaf, @salt, @body)
                """,
                ("petition", petition), ("number", number), ("time", draft.Time), ("actor", draft.Actor), ("kind", draft.Kind),
                ("digest", digest), ("leaf", leaf), ("salt", salt), ("body", Encoding.UTF8.GetString(draft.Body)));
            frontier.Add(leaf);
        }
        var note = key.Sign(new(Origin(petition), (int)frontier.Size, frontier.Root()));
        connection.Execute("update heads set size = @size, frontier = @frontier, note = @note where petition = @petition",
            ("size", (int)frontier.Size), ("frontier", frontier.ToArray()), ("note", note), ("petition", petition));
        // Trusted even if the commit fails: it is our signature, over entries that we wrote.
        _trusted[petition] = note;
        return first!;
    }

    private Result<T> Write<T>(Func<DbConnection, Result<T>> work)
    {
        try
        {
            return _engine.Write(connection =>
            {
                var outcome = work(connection);
                return (outcome, outcome.Refused is null);
            });
        }
        catch (KeyMissingException missing)
        {
            return missing.Refusal;
        }
        catch (Exception failed) when (failed is DbException or IOException)
        {
            return new Refusal($"The workspace '{Name}' cannot be written: {failed.Message}", "Nothing was entered. Check that the disk is not full and that no one holds the workspace, and try again.");
        }
    }

    private sealed class KeyMissingException(Refusal refusal) : Exception(refusal.ToString())
    {
        public Refusal Refusal { get; } = refusal;
    }

    /// <summary>Stores the bytes of a document or a reading under their fingerprint. They are on the disk when this returns.</summary>
    public Result<StoredBlob> Put(Stream bytes)
    {
        try
        {
            return _engine.Put(bytes);
        }
        catch (Exception failed) when (failed is DbException or IOException)
        {
            return new Refusal($"The bytes cannot be stored in '{Name}': {failed.Message}", "Nothing was stored. Check that the disk is not full, and try again.");
        }
    }

    /// <summary>Stores bytes. See the other overload.</summary>
    public Result<StoredBlob> Put(ReadOnlySpan<byte> bytes) => Put(new MemoryStream(bytes.ToArray(), writable: false));

    /// <summary>The bytes of a document or a reading, checked against their fingerprint. Dispose the stream.</summary>
    public Result<Stream> OpenBlob(string sha256)
    {
        if (!IsFingerprint(sha256))
            return new Refusal($"'{sha256}' is no fingerprint of a document.", "Give the 64 lower-case hexadecimal digits of its SHA-256.");
        Stream? bytes = null;
        try
        {
            bytes = _engine.OpenBlob(sha256);
            if (bytes is null)
                return new Refusal($"The document {sha256} is not in the workspace.", "If no order removed it, restore it from a backup: file the same bytes again.");
            var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (found == sha256)
            {
                bytes.Position = 0;
                return bytes;
            }
            bytes.Dispose();
            return new Refusal($"The document {sha256} is damaged: its bytes now have the fingerprint {found}.", "Restore it from a backup: file the right bytes again.");
        }
        catch (Exception failed) when (failed is DbException or IOException or UnauthorizedAccessException)
        {
            bytes?.Dispose();
            return new Refusal($"The document {sha256} cannot be read: {failed.Message}", "Check the disk and your rights on the workspace.");
        }
    }

    /// <summary>The bytes, all at once. See <see cref="OpenBlob"/>.</summary>
    public Result<byte[]> ReadBlob(string sha256)
    {
        if (OpenBlob(sha256).IsRefused(out var refused, out var stream))
            return refused;
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();
}
