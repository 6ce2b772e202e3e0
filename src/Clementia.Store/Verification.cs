using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clementia.Casework;

namespace Clementia.Store;

/// <summary>The first thing that does not fit.</summary>
/// <param name="Petition">Whose docket; "office" for the office's own; null when it is about the whole workspace or export.</param>
/// <param name="Entry">Which entry, or null.</param>
/// <param name="What">What does not fit, in a few words.</param>
/// <param name="Expected">What should be there.</param>
/// <param name="Found">What is there.</param>
public sealed record Misfit(string? Petition, int? Entry, string What, string Expected, string Found)
{
    /// <summary>One sentence.</summary>
    public override string ToString() =>
        $"{(Petition is null ? "" : Entry is null ? Petition + ": " : $"{Petition}, entry {Entry}: ")}{What}. Expected {Expected}; found {Found}.";
}

/// <summary>A body that was removed, under which order, and the entry that says so.</summary>
public sealed record RemovedBody(string Petition, int Entry, string Order, int RecordedAs);

/// <summary>What verifying came to: the first misfit, or what was found to fit.</summary>
/// <param name="Misfit">Null when everything fits.</param>
/// <param name="Petitions">Number of petitions.</param>
/// <param name="Entries">Number of entries on their dockets.</param>
/// <param name="Documents">Number of documents and readings whose bytes were checked.</param>
/// <param name="Removed">Bodies removed by order.</param>
/// <param name="Checkpoint">The signed checkpoint of the office's docket (of the petition's, for an export).</param>
/// <param name="Notes">What is no misfit but worth knowing: a clock that was set back, a removal that waits for other readers.</param>
public sealed record Verification(
    Misfit? Misfit, int Petitions, long Entries, int Documents, IReadOnlyList<RemovedBody> Removed, string Checkpoint, IReadOnlyList<string> Notes);

/// <summary>
/// Checks a run of entries that stand side by side: each against its own digest and leaf, and all into the frontier of their subtree. Runs
/// of one docket can be checked apart and joined.
/// </summary>
internal sealed class EntryCheck(string petition, int from, int to, IReadOnlyList<int> marks)
{
    /// <summary>Entries of a run: a power of two, so that a run is a complete subtree.</summary>
    public const int RunLength = 8192;

    private static readonly byte[] s_catalog = Encoding.UTF8.GetBytes(Catalog.BuiltIn.Fingerprint);

    private readonly byte[] _petition = Encoding.UTF8.GetBytes(petition);
    private readonly LeafWriter _writer = new();
    private readonly byte[] _digest = new byte[Merkle.HashSize];
    private readonly byte[] _leaf = new byte[Merkle.HashSize];
    private readonly byte[] _time = new byte[64];
    private int _timeLength;
    private int _next = from;

    public Frontier Frontier { get; } = new();

    /// <summary>The frontier as it was after entries that a checkpoint speaks of.</summary>
    public Dictionary<int, Frontier> Marks { get; } = [];

    public Misfit? Misfit { get; private set; }

    public List<int> WithoutBody { get; } = [];

    public List<(int Number, BodyRemoved Order)> Orders { get; } = [];

    public HashSet<string> Documents { get; } = [];

    public List<(int Number, OfficeEntry Entry)> OfficeEntries { get; } = [];

    public List<int> ClockSetBack { get; } = [];

    /// <summary>Law books other than this program's that findings rest on, with the entries: those cannot be run again here.</summary>
    public List<(int Number, string Law)> OtherLaw { get; } = [];

    /// <summary>Entries made by the rules of another catalog than this program's.</summary>
    public List<int> OtherCatalog { get; } = [];

    public byte[]? First { get; private set; }

    public bool Visit(scoped in Row row)
    {
        if (row.Number != _next)
            return Fail(_next, "An entry is missing or out of its place", $"number {_next}", $"number {row.Number}");
        if (!DocketTime.IsForm(row.Time))
            return Fail(row.Number, "The time was changed", "a time like 2026-03-01T09:30:00.0000000Z", $"'{Encoding.UTF8.GetString(row.Time)}'");
        if (row.Digest.Length != Merkle.HashSize)
            return Fail(row.Number, "The digest of the body was changed", "32 bytes", $"{row.Digest.Length} bytes");
        if (row.HasBody != row.HasSalt)
            return Fail(row.Number, "Body and salt stand and fall together", "both or neither", row.HasBody ? "a body without its salt" : "a salt without its body");
        if (row.HasBody)
        {
            _writer.Digest(row.Salt, row.Body, _digest);
            if (row.Salt.Length != Envelope.SaltSize || !row.Digest.SequenceEqual(_digest))
                return Fail(row.Number, "The body does not fit its digest: body, salt or digest was changed", Hex(row.Digest), Hex(_digest));
        }
        _writer.Leaf(_petition, row.Number, row.Time, row.Actor, row.Kind, row.Digest, _leaf);
        if (!row.Leaf.SequenceEqual(_leaf))
            return Fail(row.Number, "The entry does not fit its leaf: number, time, actor, kind, digest or leaf was changed", Hex(row.Leaf), Hex(_leaf));
        Frontier.Add(_leaf);
        _next++;
        First ??= _leaf.ToArray();

        if (_timeLength > 0 && row.Time.SequenceCompareTo(_time.AsSpan(0, _timeLength)) < 0)
            ClockSetBack.Add(row.Number);
        row.Time.CopyTo(_time);
        _timeLength = row.Time.Length;

        if (!row.HasBody)
            WithoutBody.Add(row.Number);
        else if (row.Kind.SequenceEqual("DocumentFiled"u8) || row.Kind.SequenceEqual("DocumentRead"u8))
            Documents.UnionWith(Workspace.BytesNamed(Encoding.UTF8.GetString(row.Kind), row.Body));
        else if (row.Kind.SequenceEqual("SentenceFound"u8))
        {
            if (Refind(row.Body) is { } differs)
                return Fail(row.Number, "The finding of law does not come out again", "what the law and the facts give", differs);
        }
        else if (row.Kind.SequenceEqual("BodyRemoved"u8) || row.Kind.SequenceEqual("PetitionRegistered"u8) || row.Kind.SequenceEqual("CheckpointIssued"u8))
        {
            try
            {
                if (row.Kind.SequenceEqual("BodyRemoved"u8))
                    Orders.Add((row.Number, (BodyRemoved)EntryBody.Read(nameof(BodyRemoved), row.Body)));
                else
                    OfficeEntries.Add((row.Number, EntryBody.ReadOffice(Encoding.UTF8.GetString(row.Kind), row.Body)));
            }
            catch (FormatException wrong)
            {
                return Fail(row.Number, "The body cannot be read", "a body that this version knows", wrong.Message);
            }
        }
        // "catalog" is the first member of each body that names one: canonical JSON sorts them.
        if (row.Body.StartsWith("{\"catalog\":\""u8) && !row.Body[12..].StartsWith(s_catalog))
            OtherCatalog.Add(row.Number);
        // A list of a few sizes, mostly empty.
        for (var i = 0; i < marks.Count; i++)
        {
            if (marks[i] == row.Number)
                Marks[row.Number] = Frontier.Copy();
        }
        return row.Number < to;
    }

    private string? Refind(ReadOnlySpan<byte> body)
    {
        try
        {
            var found = (SentenceFound)EntryBody.Read(nameof(SentenceFound), body);
            if (LawOnPetition.CanRerun(found))
                return LawOnPetition.Rerun(found);
            OtherLaw.Add((_next - 1, found.Law));
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    private bool Fail(int number, string what, string expected, string found)
    {
        Misfit = new(petition, number, what, expected, found);
        return false;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => bytes.Length == 0 ? "nothing" : Convert.ToHexStringLower(bytes);
}

/// <summary>A whole docket, joined from its runs, against its signed checkpoints.</summary>
internal sealed class DocketCheck(string petition, string origin, VerifierKey verifier)
{
    private readonly List<(int Number, BodyRemoved Order)> _orders = [];
    private readonly List<int> _withoutBody = [];
    private readonly Dictionary<int, byte[]> _roots = [];

    public Frontier Frontier { get; } = new();

    public Misfit? Misfit { get; private set; }

    public HashSet<string> Documents { get; } = [];

    public List<(int Number, OfficeEntry Entry)> OfficeEntries { get; } = [];

    public List<int> ClockSetBack { get; } = [];

    public List<(int Number, string Law)> OtherLaw { get; } = [];

    public List<int> OtherCatalog { get; } = [];

    /// <summary>What is no misfit but worth knowing.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (ClockSetBack.Count > 0)
                yield return $"{petition}: {ClockSetBack.Count} entries bear an earlier time than the entry before them (the first is {ClockSetBack[0]}): a clock was set back.";
            if (OtherLaw.Count > 0)
                yield return $"{petition}: {OtherLaw.Count} findings rest on another law book (the first, entry {OtherLaw[0].Number}, on {OtherLaw[0].Law}) and were not run again: use the version of the program that holds it.";
            if (OtherCatalog.Count > 0)
                yield return $"{petition}: {OtherCatalog.Count} entries were made by another catalog of attributes than this program's (the first is {OtherCatalog[0]}): they stand, and are shown by the rules of this one.";
        }
    }

    public byte[]? First { get; private set; }

    /// <summary>Joins the next run.</summary>
    public void Add(EntryCheck run)
    {
        if (Misfit is not null)
            return;
        Misfit = run.Misfit;
        First ??= run.First;
        foreach (var (number, part) in run.Marks)
        {
            var whole = Frontier.Copy();
            whole.Add(part);
            _roots[number] = whole.Root();
        }
        if (Misfit is null)
            Frontier.Add(run.Frontier);
        _orders.AddRange(run.Orders);
        _withoutBody.AddRange(run.WithoutBody);
        Documents.UnionWith(run.Documents);
        OfficeEntries.AddRange(run.OfficeEntries);
        ClockSetBack.AddRange(run.ClockSetBack);
        OtherLaw.AddRange(run.OtherLaw);
        OtherCatalog.AddRange(run.OtherCatalog);
    }

    /// <summary>The removed bodies, each with its order; a body that is gone without one, or back in spite of one, is a misfit.</summary>
    public IReadOnlyList<RemovedBody> Removed()
    {
        var removed = new List<RemovedBody>();
        var gone = _withoutBody.ToHashSet();
        foreach (var (number, order) in _orders)
        {
            if (order.Number >= number || !gone.Remove(order.Number))
                Misfit ??= new(petition, order.Number, $"Entry {number} says that this body was removed", "no body", "a body, or no such entry");
            else
                removed.Add(new(petition, order.Number, order.Order, number));
        }
        foreach (var number in gone.Order())
            Misfit ??= new(petition, number, "The body is gone and no entry records an order", "a body, or an entry that records its removal", "neither");
        return removed;
    }

    /// <summary>The head: as many entries as the signed checkpoint says, under its root.</summary>
    public void Head(string note, int? size = null, byte[]? frontier = null)
    {
        if (Misfit is not null)
            return;
        if (Signed(note, "the last checkpoint") is not { } checkpoint)
            return;
        if (Frontier.Size < checkpoint.Size)
            Misfit = new(petition, (int)Frontier.Size + 1, "The docket was cut off", $"{checkpoint.Size} entries, as the last checkpoint says", $"{Frontier.Size}");
        else if (Frontier.Size > checkpoint.Size)
            Misfit = new(petition, checkpoint.Size + 1, "Entries stand behind the last checkpoint", $"{checkpoint.Size} entries, as the last checkpoint says", $"{Frontier.Size}");
        else if (!Frontier.Root().AsSpan().SequenceEqual(checkpoint.Root))
            Misfit = new(petition, null, "The entries do not give the root of the last checkpoint: some of them were changed together with their leaves",
                Convert.ToBase64String(checkpoint.Root), Convert.ToBase64String(Frontier.Root()));
        else if (size is not null && size != checkpoint.Size)
            Misfit = new(petition, null, "The recorded size was changed", $"{checkpoint.Size}", $"{size}");
        else if (frontier is not null && !Frontier.ToArray().AsSpan().SequenceEqual(frontier))
            Misfit = new(petition, null, "The recorded frontier was changed", Convert.ToHexStringLower(Frontier.ToArray()), Convert.ToHexStringLower(frontier));
    }

    /// <summary>A checkpoint over the first entries, given out earlier.</summary>
    public void Earlier(string note, int? size = null, string which = "an issued checkpoint")
    {
        if (Misfit is not null || Signed(note, which) is not { } checkpoint)
            return;
        if (size is not null && size != checkpoint.Size)
            Misfit = new(petition, null, "The recorded size of an issued checkpoint was changed", $"{checkpoint.Size}", $"{size}");
        else if (checkpoint.Size > Frontier.Size)
            Misfit = new(petition, (int)Frontier.Size + 1, "The docket was cut off", $"{checkpoint.Size} entries, as {which} says", $"{Frontier.Size}");
        else if (RootAt(checkpoint.Size) is { } root && !root.AsSpan().SequenceEqual(checkpoint.Root))
            Misfit = new(petition, null, $"The first {checkpoint.Size} entries do not give the root of {which}", Convert.ToBase64String(checkpoint.Root), Convert.ToBase64String(root));
    }

    public void Fail(Misfit misfit) => Misfit ??= misfit;

    /// <summary>The root at a size that was marked, or at the present one.</summary>
    public byte[]? RootAt(int size) => size == Frontier.Size ? Frontier.Root() : size == 0 ? Merkle.EmptyRoot : _roots.GetValueOrDefault(size);

    private Checkpoint? Signed(string note, string which)
    {
        var checkpoint = SigningKey.Checked(note, verifier);
        if (checkpoint is null)
            Misfit = new(petition, null, $"The signature of {which} does not hold", $"a checkpoint signed with {verifier.For(origin)}", $"'{note.ReplaceLineEndings(" | ")}'");
        else if (checkpoint.Origin != origin)
        {
            Misfit = new(petition, null, $"The origin of {which} is another docket", origin, checkpoint.Origin);
            checkpoint = null;
        }
        return checkpoint;
    }
}

public sealed partial class Workspace
{
    /// <summary>
    /// Recomputes everything: each body's digest, each leaf, each root against the signed checkpoints, the office's docket against the
    /// petitions that are there, and the bytes of every document. Gives the first misfit, or what was found to fit.
    /// </summary>
    /// <param name="kept">Signed checkpoints that were kept outside (printed in a brief, taken from an export): the docket must still hold what they say.</param>
    public Verification Verify(IReadOnlyList<string>? kept = null)
    {
        // Others may write while we read: a misfit counts only when it is still there, or nothing was written meanwhile.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var before = OfficeAndHeads();
                var verification = VerifyOnce(kept ?? []);
                if (verification.Misfit is null || attempt == 5 || OfficeAndHeads() == before)
                    return verification;
            }
            catch (Exception damaged) when (damaged is DbException or InvalidCastException or FormatException or OverflowException or InvalidOperationException
                || damaged is AggregateException { InnerException: DbException })
            {
                // Pages that are no pages, a text where a number belongs: the tables themselves do not hold what tables hold.
                return new(new(null, null, "The tables cannot be read", "the tables of a workspace", damaged.GetBaseException().Message), 0, 0, 0, [], "", []);
            }
        }
    }

    private string OfficeAndHeads()
    {
        using var connection = _engine.OpenReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var note in connection.Rows(row => row.GetString(0), "select note from heads order by petition"))
            hash.AppendData(Encoding.UTF8.GetBytes(note));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed record HeadRow(string Petition, int Size, byte[] Frontier, string Note, long Least, long Most);

    private sealed record IssuedRow(string Petition, int Size, string Note);

    private Verification VerifyOnce(IReadOnlyList<string> kept)
    {
        List<HeadRow> heads;
        List<IssuedRow> issued;
        List<string> withEntries;
        var notes = new List<string>();
        using (var connection = _engine.OpenReader())
        {
            if (VerifyIdentity(connection) is { } misfit)
                return new(misfit, 0, 0, 0, [], "", []);
            heads = connection.Rows(row => new HeadRow(row.GetString(0), row.GetInt32(1), row.Bytes(2) ?? [], row.GetString(3),
                row.IsDBNull(4) ? 1 : Convert.ToInt64(row.GetValue(4)), row.IsDBNull(5) ? 0 : Convert.ToInt64(row.GetValue(5))), """
                select petition, size, frontier, note, (select min(number) from entries e where e.petition = h.petition),
                    (select max(number) from entries e where e.petition = h.petition) from heads h order by petition
                """);
            issued = connection.Rows(row => new IssuedRow(row.GetString(0), row.GetInt32(1), row.GetString(2)), "select petition, size, note from checkpoints order by petition, size");
            // The different petitions among the entries, each found by one step in the index.
            withEntries = connection.Rows(row => row.GetString(0), """
                with recursive each (petition) as (
                    select min(petition) from entries
                    union all select (select min(e.petition) from entries e where e.petition > each.petition) from each where each.petition is not null)
                select petition from each where petition is not null
                """);
            if (connection.Scalar("select count(*) from removals") is { } waiting && Convert.ToInt64(waiting, CultureInfo.InvariantCulture) is > 0 and var count)
                notes.Add($"{count} removals by order wait until no one reads an older state; opening the workspace tries again.");
        }

        var keptByPetition = new Dictionary<string, List<Checkpoint>>();
        Misfit? wrongKept = null;
        foreach (var note in kept)
        {
            if (SigningKey.Checked(note, Verifier) is { } checkpoint && checkpoint.Origin.StartsWith($"clementia/{Id}/", StringComparison.Ordinal))
                (keptByPetition.TryGetValue(checkpoint.Origin[$"clementia/{Id}/".Length..], out var list) ? list : keptByPetition[checkpoint.Origin[$"clementia/{Id}/".Length..]] = []).Add(checkpoint);
            else
                wrongKept ??= new(null, null, "A checkpoint that was handed in is not signed by this workspace", $"a checkpoint signed with {Verifier}", $"'{note.ReplaceLineEndings(" | ")}'");
        }

        // One run after another from all dockets, shared among the processors.
        var checks = heads.Select(head => new DocketCheck(head.Petition, Origin(head.Petition), Verifier)).ToArray();
        var runs = new List<(int Docket, EntryCheck Check, int From, int To)>();
        for (var i = 0; i < heads.Count; i++)
        {
            var head = heads[i];
            var marks = issued.Where(row => row.Petition == head.Petition).Select(row => row.Size)
                .Concat(keptByPetition.GetValueOrDefault(head.Petition)?.Select(checkpoint => checkpoint.Size) ?? []).ToHashSet();
            var end = (int)Math.Min(head.Size, head.Most);
            for (var from = 1; from <= end; from += EntryCheck.RunLength)
            {
                var to = Math.Min(end, from + EntryCheck.RunLength - 1);
                runs.Add((i, new(head.Petition, from, to, [.. marks.Where(mark => mark >= from && mark <= to)]), from, to));
            }
        }
        var nextRun = -1;
        void Work()
        {
            using var connection = _engine.OpenReader();
            for (int i; (i = Interlocked.Increment(ref nextRun)) < runs.Count;)
            {
                var (docket, check, from, to) = runs[i];
                _engine.Scan(connection, heads[docket].Petition, from, to, check.Visit);
            }
        }
        if (runs.Count <= 1)
            Work();
        else
            Parallel.Invoke([.. Enumerable.Repeat(Work, Math.Min(runs.Count, Environment.ProcessorCount))]);
        foreach (var (docket, check, from, _) in runs)
        {
            // Behind a gap nothing can be joined; the head will say where the gap is.
            if (checks[docket].Frontier.Size == from - 1)
                checks[docket].Add(check);
        }

        Misfit? first = null;
        var removed = new List<RemovedBody>();
        for (var i = 0; i < heads.Count && first is null; i++)
        {
            var (head, check) = (heads[i], checks[i]);
            if (head.Least < 1)
                check.Fail(new(head.Petition, (int)Math.Max(int.MinValue, head.Least), "An entry stands before the first", "numbers from 1", $"number {head.Least}"));
            if (head.Most > head.Size)
                check.Fail(new(head.Petition, head.Size + 1, "Entries stand behind the last checkpoint", $"{head.Size} entries", $"an entry with number {head.Most}"));
            check.Head(head.Note, head.Size, head.Frontier);
            var gone = check.Removed();
            foreach (var row in issued.Where(row => row.Petition == head.Petition))
                check.Earlier(row.Note, row.Size);
            foreach (var checkpoint in keptByPetition.GetValueOrDefault(head.Petition) ?? [])
                check.Earlier(kept.First(note => note.StartsWith(checkpoint.Text, StringComparison.Ordinal)), which: "a checkpoint that was kept outside");
            removed.AddRange(gone);
            notes.AddRange(check.Notes);
            first = check.Misfit;
        }
        first ??= VerifyOffice(heads, checks, issued, withEntries);
        first ??= keptByPetition.Keys.Where(petition => heads.All(head => head.Petition != petition))
            .Select(petition => new Misfit(petition, null, "A checkpoint that was kept outside speaks of a docket that is not there", "its docket", "nothing")).FirstOrDefault();
        first ??= wrongKept;

        var documents = checks.SelectMany(check => check.Documents).Distinct().Order(StringComparer.Ordinal).ToArray();
        first ??= VerifyDocuments(documents);
        return new(first, heads.Count(head => head.Petition != Office), heads.Where(head => head.Petition != Office).Sum(head => (long)head.Size), documents.Length, removed,
            heads.FirstOrDefault(head => head.Petition == Office)?.Note ?? "", notes);
    }

    private Misfit? VerifyIdentity(DbConnection connection)
    {
        var rows = connection.Rows(row => (Id: row.GetString(0), Form: Convert.ToInt64(row.GetValue(1)), Verifier: row.GetString(2)), "select id, form, verifier from workspace");
        if (rows.Count != 1 || rows[0] != (Id, Engine.Form, Verifier.ToString()))
            return new(null, null, "The workspace's own record was changed", $"{Id}, form {Engine.Form}, {Verifier}", string.Join("; ", rows));
        if (Verifier.Name != $"clementia/{Id}/{Office}")
            return new(null, null, "The public key bears the name of another workspace", $"clementia/{Id}/{Office}", Verifier.Name);
        if (_engine.Folder is { } folder)
        {
            var file = Path.Combine(folder, "key.pub");
            var published = File.Exists(file) ? File.ReadAllText(file).TrimEnd('\n') : "nothing";
            if (published != Verifier.ToString())
                return new(null, null, "The published key (key.pub) is not the one of the workspace", Verifier.ToString(), published);
        }
        // Whoever holds the private key knows which key is the right one: a workspace signed anew with another key shows here.
        if (LoadKey(_keyFile) is { } key && !key.Verifier.Key.AsSpan().SequenceEqual(Verifier.Key))
            return new(null, null, "The workspace's public key does not belong to the signing key", key.Verifier.For(Verifier.Name).ToString(), Verifier.ToString());
        return null;
    }

    private static Misfit? VerifyOffice(List<HeadRow> heads, DocketCheck[] checks, List<IssuedRow> issued, List<string> withEntries)
    {
        var office = heads.FindIndex(head => head.Petition == Office);
        if (office < 0)
            return new(Office, null, "The office's own docket is gone", "a docket that registers every petition", "none");
        var there = heads.Select((head, i) => (head.Petition, checks[i].First)).ToDictionary(head => head.Petition, head => head.First);
        var registered = new HashSet<string> { Office };
        var given = new HashSet<(string, int)>();
        foreach (var (number, entry) in checks[office].OfficeEntries)
        {
            if (entry is PetitionRegistered petition)
            {
                registered.Add(petition.Petition);
                if (!there.TryGetValue(petition.Petition, out var opening))
                    return new(petition.Petition, null, $"The petition is gone, though the office's docket registers it (entry {number})", "its docket", "nothing");
                var leaf = opening is null ? "no entry" : Convert.ToHexStringLower(opening);
                if (leaf != petition.Opening)
                    return new(petition.Petition, 1, $"The first entry is not the one that the office's docket registered (entry {number})", petition.Opening, leaf);
            }
            else if (entry is CheckpointIssued checkpoint)
            {
                given.Add((checkpoint.Petition, checkpoint.Size));
                var row = issued.Find(row => row.Petition == checkpoint.Petition && row.Size == checkpoint.Size);
                if (row is null)
                    return new(checkpoint.Petition, null, $"A checkpoint is gone, though the office's docket says that it was given out (entry {number})", $"the checkpoint over {checkpoint.Size} entries", "nothing");
                if (Casework.Checkpoint.TryParse(SignedNote.TryParse(row.Note)?.Text ?? "") is not { } signed || Convert.ToHexStringLower(signed.Root) != checkpoint.Root)
                    return new(checkpoint.Petition, null, $"An issued checkpoint is not the one that the office's docket records (entry {number})", checkpoint.Root, row.Note.ReplaceLineEndings(" | "));
            }
        }
        foreach (var petition in there.Keys.Concat(withEntries))
        {
            if (!registered.Contains(petition))
                return new(petition, null, "The office's docket does not register this petition", "a registration", "none");
            if (!there.ContainsKey(petition))
                return new(petition, null, "Entries stand on a docket that has no checkpoint", "a signed checkpoint", "none");
        }
        foreach (var row in issued)
        {
            if (!given.Contains((row.Petition, row.Size)))
                return new(row.Petition, null, "The office's docket does not record that this checkpoint was given out", "a record", $"none for the checkpoint over {row.Size} entries");
        }
        return null;
    }

    private Misfit? VerifyDocuments(string[] documents)
    {
        Misfit? first = null;
        Parallel.For(0, documents.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (i, state) =>
        {
            if (OpenBlob(documents[i]).IsRefused(out var refused, out var bytes))
            {
                Interlocked.CompareExchange(ref first, new(null, null, $"The bytes of document {documents[i]} do not fit", documents[i], refused.Problem), null);
                state.Stop();
            }
            else
                bytes.Dispose();
        });
        return first;
    }
}
