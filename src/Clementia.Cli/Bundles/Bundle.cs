using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Documents.Briefs;
using Clementia.Documents.Reading;
using Clementia.Law;
using Clementia.Store;

namespace Clementia.Cli.Bundles;

/// <summary>A copy of a brief in a bundle.</summary>
/// <param name="Id">"B1".</param>
/// <param name="Sha256">As the docket records it.</param>
/// <param name="File">Its name in the bundle, or null when it is not there.</param>
/// <param name="Why">Why it is not there, or null.</param>
internal sealed record BundledCopy(string Id, string Sha256, string? File, string? Why);

/// <summary>
/// A bundle: an export and beside it the law book, the findings, the copies of the brief that went out, the instruments, and pages that a
/// person can read without us. What is in it follows from the docket, but for the copies, the instruments and the law, whose fingerprints
/// the docket names; so verifying makes everything again and compares.
/// </summary>
internal static class Bundle
{
    public const string File = "data/bundle.json";
    private const string LawFolder = "data/law/";
    private const string FindingsFolder = "data/findings/";
    private const string BriefsFolder = "data/briefs/";
    private const string InstrumentsFolder = "data/instruments/";

    private static readonly string[] s_folders = [LawFolder, FindingsFolder, BriefsFolder, InstrumentsFolder, BundlePages.Folder];

    private static readonly string[] s_ofTheBag = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"];

    /// <summary>Which program writes the pages: a later one may word them otherwise.</summary>
    private static string Program => $"Clementia {typeof(Bundle).Assembly.GetName().Version?.ToString(3)} ({typeof(Bundle).Module.ModuleVersionId:n})";

    /// <summary>Whether a folder is a bundle, and not an export alone.</summary>
    public static bool IsThere(string folder) => System.IO.File.Exists(Path.Combine(folder, File));

    /// <summary>Writes a petition as a bundle.</summary>
    /// <param name="desk">The workspace.</param>
    /// <param name="id">The petition.</param>
    /// <param name="folder">A folder that is not there yet.</param>
    /// <param name="clearance">The highest class that goes in.</param>
    public static (Exported Done, IReadOnlyList<BodyRemoved> Withheld, IReadOnlyList<BundledCopy> Copies) Write(Desk desk, string id, string folder, Confidentiality clearance)
    {
        var entries = desk.Entries(id, null);
        var withheld = Withheld(id, entries, clearance);
        var seen = ExportedDocket.Seen(entries, withheld);
        var docket = new ExportedDocket(id, entries.Count, seen, withheld, Desk.Of(desk.Workspace.LatestCheckpoint(id)), desk.Workspace.Verifier.ToString());
        var petition = Petition.Fold(id, seen);

        var law = LawBook.BuiltIn;
        var files = law.Ids.Select(one => ($"{LawFolder}{one}.json", Encoding.UTF8.GetBytes(law.TextOf(one)!))).ToList();
        var copies = new List<BundledCopy>();
        foreach (var issued in desk.Petition(id, null).Briefs)
        {
            var name = $"{BriefsFolder}{issued.Id}.{issued.Brief.Format}";
            var (bytes, why) = Copy(desk, id, issued, clearance);
            copies.Add(new BundledCopy(issued.Id, issued.Brief.Sha256, bytes is null ? null : name, why));
            if (bytes is not null)
                files.Add((name, bytes));
        }
        foreach (var (name, sha256) in Instruments(petition))
        {
            if (!desk.Workspace.ReadBlob(sha256).IsRefused(out _, out var bytes))
                files.Add((name, bytes));
        }
        var about = About(law.Fingerprint, clearance, copies);
        files.Add((File, Encoding.UTF8.GetBytes(about.ToJsonString(GoldForm.Json) + "\n")));
        files.AddRange(Made(docket, petition, about, copies, [.. files.Select(file => file.Item1)]));
        return (Desk.Of(desk.Workspace.Export(id, folder, Desk.Now(), new BundleParts(entries.Count, withheld, files))), withheld, copies);
    }

    private static JsonObject About(string law, Confidentiality clearance, IReadOnlyList<BundledCopy> copies) => new()
    {
        ["form"] = 1,
        ["program"] = Program,
        ["clearance"] = clearance.ToString().ToLowerInvariant(),
        ["law"] = law,
        ["copies"] = new JsonArray([.. copies.Select(copy => (JsonNode?)new JsonObject { ["id"] = copy.Id, ["sha256"] = copy.Sha256, ["file"] = copy.File, ["why"] = copy.Why })]),
    };

    /// <summary>What follows from the docket: findings and pages.</summary>
    private static IEnumerable<(string Name, byte[] Bytes)> Made(ExportedDocket docket, Petition petition, JsonNode about, IReadOnlyList<BundledCopy> copies, IReadOnlyCollection<string> files)
    {
        foreach (var finding in petition.Findings)
            yield return (FindingFile(finding), Encoding.UTF8.GetBytes(Found(finding).ToJsonString(GoldForm.Json) + "\n"));
        foreach (var page in BundlePages.Of(docket, petition, (string)about["clearance"]!, (string)about["law"]!, copies, files))
            yield return page;
    }

    public static string FindingFile(EnteredFinding finding) => $"{FindingsFolder}{finding.Id}.json";

    private static JsonObject Found(EnteredFinding finding) => new()
    {
        ["id"] = finding.Id,
        ["entry"] = finding.Entry,
        ["law"] = finding.Found.Law,
        ["on"] = finding.Found.On,
        ["direction"] = finding.Found.Direction,
        ["summary"] = new JsonArray([.. finding.Found.Summary.Select(one => (JsonNode?)one)]),
        ["facts"] = new JsonArray([.. finding.Found.Facts.Select(one => (JsonNode?)one)]),
        ["given"] = JsonNode.Parse(finding.Found.Given),
        ["finding"] = JsonNode.Parse(finding.Found.Finding),
    };

    /// <summary>The files of instruments: the docket names their fingerprints.</summary>
    public static IEnumerable<(string Name, string Sha256)> Instruments(Petition petition)
    {
        var number = 0;
        foreach (var entry in petition.Acts.Where(entry => entry.Kind == nameof(InstrumentDrafted)))
        {
            number++;
            if (entry.Body is InstrumentDrafted drafted)
                yield return ($"{InstrumentsFolder}W{number}.{drafted.Format}", drafted.Sha256);
        }
    }

    /// <summary>What must not go out. Words that people entered may still repeat what such a document says; only a person can tell that.</summary>
    private static List<BodyRemoved> Withheld(string id, IReadOnlyList<DocketEntry> entries, Confidentiality clearance)
    {
        var sight = new Sight(Petition.Fold(id, entries), clearance);
        var withheld = new List<BodyRemoved>();
        if (sight.IsWhole)
            return withheld;
        IReadOnlyList<DocketEntry> current = entries;
        foreach (var entry in entries)
        {
            if (sight.Hides(entry.Body) is not { } of)
                continue;
            var removed = Procedure.Remove(id, current, entry.Number, $"withheld: {of.ToString().ToLowerInvariant()}");
            withheld.Add(removed.Value is BodyRemoved one ? one with { Documents = [] } : throw new InvalidOperationException($"Entry {entry.Number} cannot be withheld: {removed.Refusal}"));
            current = ExportedDocket.Seen(entries, withheld);
        }
        return withheld;
    }

    private static (byte[]? Bytes, string? Why) Copy(Desk desk, string id, IssuedBrief issued, Confidentiality clearance)
    {
        if (issued.Brief.Copy is { } made && made.Clearance > clearance)
            return (null, $"withheld: it was made for a reader of {made.Clearance.ToString().ToLowerInvariant()} papers");
        var again = desk.ComposeAgain(id, issued);
        if (again.IsRefused)
            return (null, $"cannot be made again: {again.Refusal.Problem.TrimEnd('.')}");
        var written = BriefFile.Write(again.Value, Enum.Parse<BriefFormat>(issued.Brief.Format, ignoreCase: true), desk.SourcesOf(desk.Petition(id, null)));
        return written.IsRefused ? (null, $"cannot be made again: {written.Refusal.Problem.TrimEnd('.')}")
            : written.Value.Sha256 == issued.Brief.Sha256 ? (written.Value.Bytes, null)
            : (null, "cannot be made again: this program sets it otherwise than the one that issued it");
    }

    /// <summary>Checks what a bundle holds beside the export, which was found to fit: the first thing that does not follow from the docket, and what is worth knowing.</summary>
    public static (Misfit? Misfit, IReadOnlyList<string> Notes) Verify(string folder)
    {
        var notes = new List<string>();
        try
        {
            return (Verify(folder, notes), notes);
        }
        catch (Exception damaged) when (damaged is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException or NullReferenceException or ArgumentException)
        {
            return (new(null, null, "The bundle cannot be read", "a bundle as Clementia writes it", damaged.Message), notes);
        }
    }

    private static Misfit? Verify(string folder, List<string> notes)
    {
        if (Workspace.ReadExport(folder).IsRefused(out var refused, out var docket))
            return new(null, null, "The bundle cannot be read", "a bundle as Clementia writes it", refused.Problem);
        var petition = Petition.Fold(docket.Petition, docket.Entries);
        var about = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(folder, File)))!;
        if ((int?)about["form"] != 1)
            return new(null, null, "The bundle has a form that this version does not know", "1", about["form"]?.ToJsonString() ?? "none");
        var files = Names(folder).ToList();
        var law = files.Where(name => name.StartsWith(LawFolder, StringComparison.Ordinal)).ToDictionary(name => name[LawFolder.Length..^".json".Length], name => System.IO.File.ReadAllText(Path.Combine(folder, name)), StringComparer.Ordinal);
        if (Law(docket, petition, (string)about["law"]!, law, notes) is { } unlike)
            return unlike;

        var copies = about["copies"]!.AsArray().Select(copy => new BundledCopy((string)copy!["id"]!, (string)copy["sha256"]!, (string?)copy["file"], (string?)copy["why"])).ToList();
        var issued = petition.Briefs.Select(brief => (brief.Id, brief.Brief.Sha256)).ToList();
        if (!copies.Select(copy => (copy.Id, copy.Sha256)).SequenceEqual(issued))
            return new(docket.Petition, null, "The list of copies of the brief is not the docket's", string.Join(", ", issued), string.Join(", ", copies.Select(copy => (copy.Id, copy.Sha256))));
        var named = copies.Where(copy => copy.File is not null).Select(copy => (Name: copy.File!, copy.Sha256)).Concat(Instruments(petition).Where(one => files.Contains(one.Name))).ToList();
        foreach (var (name, sha256) in named)
        {
            var found = files.Contains(name) ? Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(Path.Combine(folder, name)))) : "nothing";
            if (found != sha256)
                return new(docket.Petition, null, $"The file {name} is not the one that the docket names", sha256, found);
        }

        // Whatever follows from the docket is made again.
        var isSameProgram = (string?)about["program"] == Program;
        var inBundle = files.Where(name => name.StartsWith(LawFolder, StringComparison.Ordinal) || name == File).Concat(named.Select(one => one.Name)).ToList();
        var made = Made(docket, petition, about, copies, inBundle).ToList();
        var other = new List<string>();
        foreach (var (name, bytes) in made)
        {
            var path = Path.Combine(folder, name);
            if (System.IO.File.Exists(path) && System.IO.File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
                continue;
            if (isSameProgram || name.StartsWith(FindingsFolder, StringComparison.Ordinal))
                return new(docket.Petition, null, $"The file {name} does not say what the docket says", Convert.ToHexStringLower(SHA256.HashData(bytes)), System.IO.File.Exists(path) ? "another text" : "nothing");
            other.Add(name);
        }
        if (other.Count > 0)
            notes.Add($"{other.Count} pages ({other[0]}...) were written by {(string?)about["program"]}; this program words them otherwise, so only the manifest vouches for them. The docket was checked.");
        var known = inBundle.Concat(made.Select(one => one.Name)).ToHashSet(StringComparer.Ordinal);
        if (files.Find(name => (s_folders.Any(one => name.StartsWith(one, StringComparison.Ordinal)) || (!name.Contains('/') && !s_ofTheBag.Contains(name))) && !known.Contains(name)) is { } strange)
            return new(docket.Petition, null, "A file lies in the bundle that the docket does not name", "only what follows from the docket", strange);
        foreach (var copy in copies.Where(copy => copy.File is null))
            notes.Add($"Copy {copy.Id} of the brief is not in the bundle ({copy.Why}); its fingerprint is {copy.Sha256}.");
        foreach (var (name, sha256) in Instruments(petition).Where(one => !files.Contains(one.Name)))
            notes.Add($"The instrument {Path.GetFileNameWithoutExtension(name)} is not in the bundle; its fingerprint is {sha256}.");
        return null;
    }

    private static Misfit? Law(ExportedDocket docket, Petition petition, string named, Dictionary<string, string> files, List<string> notes)
    {
        var fingerprint = LawBook.FingerprintOf(files);
        var (book, faults) = LawBook.Read(files);
        foreach (var finding in petition.Findings)
        {
            var differs = book is null ? $"it cannot be read ({faults[0]})" : LawOnPetition.Rerun(finding.Found, book);
            if (finding.Found.Law != fingerprint)
            {
                // An earlier law book than the one that was in force in the program when the bundle was made is no misfit; a changed one is.
                if (fingerprint != named)
                    return new(docket.Petition, finding.Entry, $"The bundle's law book is not the one that finding {finding.Id} names; on it the finding {(differs is null ? "comes out the same" : $"comes out otherwise: {differs}")}", finding.Found.Law, fingerprint);
                notes.Add($"Finding {finding.Id} (entry {finding.Entry}) rests on an earlier law book, {finding.Found.Law}, which is not in the bundle; it was not run again.");
            }
            else if (book is null)
                notes.Add($"Finding {finding.Id} was not run again: this program's rules read other provisions than the bundle's law book holds. Use the version that wrote it.");
            else if (differs is not null)
                return new(docket.Petition, finding.Entry, $"Finding {finding.Id} does not come out again on the bundle's law book", "what the docket says", differs);
            else
                notes.Add($"Finding {finding.Id} comes out the same on the bundle's law book.");
        }
        return fingerprint == named ? null : new(docket.Petition, null, "The law book of the bundle was changed", named, fingerprint);
    }

    private static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal);
}
