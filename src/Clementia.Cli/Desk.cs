using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Formats;
using Clementia.Documents.Reading;
using Clementia.Store;

namespace Clementia.Cli;

/// <summary>What a person says of documents when filing them.</summary>
internal sealed record DocumentAbout(string? Kind, string? Confidential, string? Date, string? Author, string? Custody);

/// <summary>How the filing of one document went.</summary>
internal sealed record FiledResult(
    string Label, string Name, bool AlreadyFiled, string? Unreadable, int Pages, int Facts, int Statements, IReadOnlyList<HiddenText> Hidden, IReadOnlyList<string> Notes);

/// <summary>A workspace with a person at it: what the commands do, each in a few calls. Refusals end the command with one sentence.</summary>
internal sealed partial class Desk : IDisposable
{
    private static readonly JsonSerializerOptions s_readingJson = new(JsonSerializerDefaults.Web);

    private readonly Workspace _workspace;
    private readonly string? _by;

    // Who opened the workspace closes it.
    private readonly bool _isOwner;

    private Desk(Workspace workspace, string? by, bool isOwner) => (_workspace, _by, _isOwner) = (workspace, by, isOwner);

    /// <summary>A person at a workspace that somebody else opened and closes.</summary>
    public static Desk At(Workspace workspace, string by) => new(workspace, by, false);

    public Workspace Workspace => _workspace;

    public Catalog Catalog => Catalog.BuiltIn;

    /// <summary>Who acts. Asked for only when something is entered.</summary>
    public string Actor => Shell.Actor(_by);

    public QuestionWords QuestionWords { get; } = QuestionWords.Parse(Resource("questions.json"));

    private static string Resource(string name)
    {
        using var stream = typeof(Desk).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}. Build it again.");
        return new StreamReader(stream).ReadToEnd();
    }

    public static Desk Open(string location, string? by = null, bool create = false)
    {
        if (!create && !Workspace.IsThere(location))
            throw new UsageException($"There is no workspace at '{location}'. Open a petition there first: ./clementia new \"TITLE\" -w {location}");
        return new Desk(Of(Workspace.Open(location)), by, true);
    }

    public static T Of<T>(Result<T> outcome) => outcome.IsRefused(out var refused, out var value) ? throw new UsageException(refused.ToString()) : value;

    /// <summary>A procedure's outcome as the store wants it.</summary>
    public static Result<IReadOnlyList<Entry>> Either<T>(Outcome<T> outcome)
        where T : Entry => outcome.IsRefused ? outcome.Refusal : (Result<IReadOnlyList<Entry>>)new Entry[] { outcome.Value };

    public string OpenPetition(string title) => Of(_workspace.OpenPetition(title, Actor, Now()));

    /// <summary>Tests tell a story of years through this; no option and no variable of the environment reaches it, for a docket must not be dated back.</summary>
    internal static TimeProvider Clock { get; set; } = TimeProvider.System;

    public static DateTimeOffset Now() => Clock.GetUtcNow();

    public IReadOnlyList<(string Id, string Title, int Entries, string Last)> Petitions() =>
        [.. _workspace.List().Select(p => (p.Id, p.Title, p.LastEntry, p.LastAt.ToString("yyyy-MM-dd HH:mm")))];

    public IReadOnlyList<DocketEntry> Entries(string id, string? asOf) => Of(_workspace.Read(id, ReadAsOf(asOf)));

    public Petition Petition(string id, string? asOf)
    {
        var entries = Entries(id, asOf);
        return entries.Count > 0 ? Casework.Petition.Fold(id, entries) : throw new UsageException($"Petition {id} had no entry yet at {asOf}. Ask for a later entry or time.");
    }

    private static AsOf? ReadAsOf(string? text) => text is null ? null
        : AsOf.TryParse(text) ?? throw new UsageException($"'{text}' is neither an entry number nor a time. Write 12, 2026-03-01 or 2026-03-01T09:30:00Z.");

    /// <summary>Folds, decides, enters; decides again when someone else wrote first.</summary>
    public int Enter(string id, Func<Petition, Result<IReadOnlyList<Entry>>> decide) =>
        Of(_workspace.Enter(id, Actor, Now, entries => decide(Casework.Petition.Fold(id, entries))));

    /// <summary>Where an attribute stands in the catalog: lists are in that order.</summary>
    public int Order(string attribute)
    {
        for (var i = 0; i < Catalog.Attributes.Count; i++)
        {
            if (Catalog.Attributes[i].Id == attribute)
                return i;
        }
        return int.MaxValue;
    }

    /// <summary>Refuses what a person says of documents before the first is filed.</summary>
    public void Check(DocumentAbout about)
    {
        if (about.Kind is { } kind && Catalog.Kind(kind) is null)
            throw new UsageException($"'{kind}' is no kind of document. Use one of: {string.Join(", ", Catalog.BuiltIn.DocumentKinds.Select(k => k.Id))}.");
        if (about.Confidential is not null)
            _ = ClassOf(about.Confidential);
        if (about.Date is { } date && !Regex.IsMatch(date, @"^\d{4}(-\d{2}(-\d{2})?)?$"))
            throw new UsageException($"'{date}' is no date. Write YYYY, YYYY-MM or YYYY-MM-DD.");
    }

    public static Confidentiality ClassOf(string word) =>
        Enum.TryParse<Confidentiality>(word, ignoreCase: true, out var known) && !int.TryParse(word, out _) ? known
            : throw new UsageException($"'{word}' is no class of confidentiality. Use public, confidential, sealed or privileged.");

    /// <summary>Files one document and what is attached to it: bytes first, then both entries at once, so that a document is on file whole or not at all.</summary>
    public IReadOnlyList<FiledResult> File(string id, string path, DocumentAbout about, CancellationToken cancel) =>
        File(id, Path.GetFileName(path), System.IO.File.ReadAllBytes(path), about, cancel);

    /// <inheritdoc cref="File(string, string, DocumentAbout, CancellationToken)"/>
    public IReadOnlyList<FiledResult> File(string id, string name, byte[] bytes, DocumentAbout about, CancellationToken cancel)
    {
        var results = new List<FiledResult>();
        File(id, name, bytes, about, null, new DocumentReader(), results, cancel);
        return results;
    }

    private void File(string id, string name, byte[] bytes, DocumentAbout about, string? attachedTo, DocumentReader reader, List<FiledResult> results, CancellationToken cancel)
    {
        var petition = Petition(id, null);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (petition.Documents.FirstOrDefault(d => d.Filed?.Sha256 == sha256 && d.Read is not null) is { } there)
        {
            results.Add(new FiledResult(there.Label, name, true, null, 0, 0, 0, [], []));
            // A filing that was killed between an e-mail and what is attached to it goes on here. What an order removed is not brought back.
            if (there.Filed!.MediaType == "message/rfc822" && petition.Documents.All(d => d.Removed is null))
            {
                foreach (var attachment in reader.Read(bytes, name, cancel).Attachments)
                    File(id, attachment.Name, attachment.Bytes, about with { Kind = null, Date = null, Author = null }, sha256, reader, results, cancel);
            }
            return;
        }
        var opened = reader.Read(bytes, name, cancel);
        var kind = about.Kind ?? (opened.Text is null ? null : Clementia.Documents.DocumentKinds.Guess(opened));
        var date = about.Date ?? Clementia.Documents.DocumentKinds.Dateline(opened) ?? opened.Date;
        var filed = new DocumentFiled(
            sha256, name, bytes.Length, opened.MediaType, kind, date, about.Author ?? opened.Author,
            about.Custody ?? (attachedTo is null ? $"Filed by {Actor} from a file" : "Attached to an e-mail on file"),
            about.Confidential is { } word ? ClassOf(word) : kind is null ? Confidentiality.Confidential : Catalog.Kind(kind)!.Confidentiality, attachedTo);
        var petitioners = petition.Facts.Where(f => f.Attribute == "petitioner.name" && f.Status is FactStatus.Confirmed or FactStatus.Proposed)
            .Where(f => f.Subject is null).OrderBy(f => f.Status == FactStatus.Confirmed ? 0 : 1).Select(f => f.Value).Concat(NamesIn(petition.Title)).Distinct().ToList();
        var context = Cli.Reading.ContextOf(opened, kind, filed.Date, petitioners);
        var (result, failure) = opened.Text is null ? (new ReadingResult([], [], []), null) : Cli.Reading.Read(opened.Text, context);
        string? reading = null;
        Of(_workspace.Put(bytes));
        if (opened.Text is not null)
            reading = Of(_workspace.Put(JsonSerializer.SerializeToUtf8Bytes(opened.Text, s_readingJson))).Sha256;
        var read = new DocumentRead(sha256, reading, opened.Unreadable?.ToString(), opened.Reader, opened.Text?.Pages.Count ?? 0, opened.Hidden, result.Facts, result.Statements, result.Citations, Catalog.Fingerprint);
        Enter(id, soFar => Procedure.File(soFar, filed, Catalog) is { IsRefused: true } refused ? refused.Refusal : new Entry[] { filed, read });
        var label = Petition(id, null).Documents.First(d => d.Filed?.Sha256 == sha256).Label;
        results.Add(new FiledResult(label, name, false, read.Unreadable, read.Pages, read.Facts.Count, read.Statements.Count, opened.Hidden, failure is null ? opened.Notes : [.. opened.Notes, failure]));
        foreach (var attachment in opened.Attachments)
            File(id, attachment.Name, attachment.Bytes, about with { Kind = null, Date = null, Author = null }, sha256, reader, results, cancel);
    }

    /// <summary>Files a document that this program wrote, with the facts that its writer reads in it; the finders of prose do not see it. Gives its label.</summary>
    public string FileWritten(string id, string name, byte[] bytes, string custody, string readBy, Func<DocumentText, IReadOnlyList<Proposal>> facts, CancellationToken cancel)
    {
        var opened = new DocumentReader().Read(bytes, name, cancel);
        if (opened.Text is not { } text)
            throw new InvalidOperationException($"{name} was written by us and cannot be read: {opened.Unreadable}.");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var filed = new DocumentFiled(sha256, name, bytes.Length, opened.MediaType, null, null, null, custody, Confidentiality.Confidential, null);
        Of(_workspace.Put(bytes));
        var reading = Of(_workspace.Put(JsonSerializer.SerializeToUtf8Bytes(text, s_readingJson))).Sha256;
        var read = new DocumentRead(sha256, reading, null, readBy, text.Pages.Count, [], facts(text), [], [], Catalog.Fingerprint);
        Enter(id, soFar => Procedure.File(soFar, filed, Catalog) is { IsRefused: true } refused ? refused.Refusal : new Entry[] { filed, read });
        return Petition(id, null).Documents.First(d => d.Filed?.Sha256 == sha256).Label;
    }

    /// <summary>The petitioner as a title names them: "Commutation of sentence for Jane Doe", or the name alone. A hint to the readers.</summary>
    internal static IEnumerable<string> NamesIn(string title)
    {
        var match = TitleName().Match(title);
        return match.Success ? [match.Groups["name"].Value] : [];
    }

    [GeneratedRegex(@"(?:^|\b(?:for|of|v\.)\s+)(?<name>\p{Lu}[\p{L}.'’-]+(?:\s+(?:de|la|van|von|al|\p{Lu}[\p{L}.'’-]*))*\s+\p{Lu}[\p{L}.'’-]+)\s*$")]
    private static partial Regex TitleName();

    /// <summary>A filed document's bytes, checked against their fingerprint.</summary>
    public byte[] Bytes(string sha256) => Of(_workspace.ReadBlob(sha256));

    /// <summary>The kept text of a reading.</summary>
    public DocumentText Text(string reading) =>
        JsonSerializer.Deserialize<DocumentText>(Of(_workspace.ReadBlob(reading)), s_readingJson) ?? throw new InvalidDataException($"The reading {reading} is empty. Verify the workspace.");

    private string IndexFile(string id) => Path.Combine(_workspace.SearchFolder, id + ".db");

    private PassageIndex Index(Petition petition)
    {
        var index = PassageIndex.Open(IndexFile(petition.Id));
        var wanted = petition.Documents.Where(d => d.Filed is not null && d.Read?.Reading is not null).ToDictionary(d => d.Filed!.Sha256, d => d.Read!.Reading!);
        index.Synchronize(wanted, sha256 => Text(wanted[sha256]));
        return index;
    }

    /// <summary>Passages of the documents that were on file then. The index is brought up to date with today's docket first.</summary>
    public PassageHits Search(Petition petition, Question question, int most)
    {
        using var index = Index(Petition(petition.Id, null));
        var known = petition.Documents.Select(d => d.Filed?.Sha256).ToHashSet();
        var hits = index.Search(question, most + (known.Count < index.Sources.Count ? 50 : 0));
        return hits with { Hits = [.. hits.Hits.Where(h => known.Contains(h.Where.Document)).Take(most)] };
    }

    /// <summary>Drops everything derived and makes it again from the dockets and the kept readings.</summary>
    public int Reindex(Action<string> told)
    {
        _workspace.Reindex();
        _workspace.DropSearch();
        var count = 0;
        foreach (var (id, _, _, _) in Petitions())
        {
            told(id);
            using var index = Index(Petition(id, null));
            count += index.Sources.Count;
        }
        return count;
    }

    /// <summary>Removes an entry's body by order; says what went and what still quotes it.</summary>
    public IReadOnlyList<string> Redact(string id, int number, string order)
    {
        var entries = Entries(id, null);
        var decided = Procedure.Remove(id, entries, number, order);
        if (decided.IsRefused)
            throw new UsageException(decided.Refusal.ToString());
        var quoting = Procedure.Quoting(id, entries, number);
        var done = Of(_workspace.Redact(id, entries.Count + 1, (BodyRemoved)decided.Value, Actor, Now()));
        var lines = new List<string> { $"The body of entry {number} is removed under {order} (recorded as entry {done.RecordedAs})." };
        foreach (var bytes in done.RemovedBytes)
            lines.Add($"  removed: {bytes}");
        foreach (var kept in done.KeptBytes)
            lines.Add($"  kept, because {kept.Petition}, entry {kept.Entry}, needs it: {kept.Sha256}");
        // The words of a removed document must not live on in the search index.
        if (System.IO.File.Exists(IndexFile(id)))
        {
            using var index = Index(Petition(id, null));
        }
        foreach (var entry in quoting)
            lines.Add($"  entry {entry} holds or may repeat what it said. If the order covers it: ./clementia redact {id} {entry} --order \"{order}\"");
        return lines;
    }

    /// <summary>Writes a petition as a bag with proofs.</summary>
    public Exported Export(string id, string folder) => Of(_workspace.Export(id, folder, Now()));

    /// <summary>Copies the whole workspace and verifies the copy.</summary>
    public Verification BackUp(string folder, bool withKey) => Of(_workspace.BackUp(folder, withKey));

    public void Dispose()
    {
        if (_isOwner)
            _workspace.Dispose();
    }
}
