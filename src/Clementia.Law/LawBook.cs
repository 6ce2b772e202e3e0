using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Clementia.Law;

/// <summary>How far a version of a provision was checked.</summary>
public enum Standing
{
    /// <summary>Read against the official text.</summary>
    Verified,

    /// <summary>The main value was read in a source; something that the note names was not.</summary>
    Partial,

    /// <summary>From memory or from a source that is no authority: a finding that rests on it says so.</summary>
    Unverified,
}

/// <summary>Where a version of a provision comes from.</summary>
/// <param name="Cite">The authority as lawyers cite it: "USSG App. C, amend. 782", "Pub. L. 115-391, § 401".</param>
/// <param name="Text">The text that was read to check it, or null when none was.</param>
/// <param name="Read">The day on which it was read.</param>
/// <param name="Standing">How far it was checked.</param>
/// <param name="Note">What was not checked, or what a reader must know; null when there is nothing.</param>
public sealed record Source(string Cite, string? Text, DateOnly Read, Standing Standing, string? Note);

/// <summary>A provision as it read from one day until the next version.</summary>
/// <param name="From">The first day it governs.</param>
/// <param name="GovernedBy">The day in a case that is held against <paramref name="From"/>.</param>
/// <param name="Value">What it says; null means that it is not, or no longer, law.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Version<T>(DateOnly From, GoverningDay GovernedBy, T? Value, Source Source)
    where T : class;

/// <summary>One rule of law through time.</summary>
/// <param name="Id">Its path below law/, which is its name: "us-federal/ussg/5a/sentencing-table".</param>
/// <param name="Title">What it is called.</param>
/// <param name="Cite">Where it stands: "USSG §2D1.1(c)", "21 USC 841(b)(1)".</param>
/// <param name="Versions">Its versions, earliest first; each lasts until the next begins.</param>
public sealed record Provision<T>(string Id, string Title, string Cite, IReadOnlyList<Version<T>> Versions)
    where T : class
{
    /// <summary>The version that governs a case, or null when it is not, or not yet, law for it.</summary>
    /// <param name="days">The days of the case.</param>
    /// <param name="unknownDay">The day that would have to be known to say, when a version turns on a day the file does not give.</param>
    public Version<T>? For(Timeline days, out GoverningDay? unknownDay)
    {
        unknownDay = null;
        for (var i = Versions.Count - 1; i >= 0; i--)
        {
            var version = Versions[i];
            if (days[version.GovernedBy] is { } day)
            {
                if (version.From <= day)
                    return version.Value is null ? null : version;
            }
            else if (version.From <= days.Sentence)
            {
                // No offense and no conviction is later than its sentence; before that day the file must say.
                unknownDay = version.GovernedBy;
                return null;
            }
        }
        return null;
    }
}

/// <summary>A provision as everyone can list it, whatever its values are.</summary>
/// <param name="Id">Its path below law/.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Versions">First day, governing day, source, and the value as JSON ("null" when not law).</param>
public sealed record ProvisionListing(string Id, string Title, string Cite, IReadOnlyList<(DateOnly From, GoverningDay GovernedBy, Source Source, string Value)> Versions);

/// <summary>Names a provision and reads its values; each rule declares those it needs.</summary>
internal abstract class ProvisionKey(string id)
{
    /// <summary>Its path below law/.</summary>
    public string Id => id;

    public abstract object Read(StrictJson file);

    /// <summary>The first days of a provision's versions.</summary>
    public abstract IReadOnlyList<DateOnly> DaysOf(object provision);

    /// <summary>The provision as if its version of that day had been in force all along.</summary>
    public abstract object AllAlong(object provision, DateOnly from);
}

/// <inheritdoc/>
internal sealed class ProvisionKey<T>(string id, Func<StrictJson, T> read) : ProvisionKey(id)
    where T : class
{
    public override IReadOnlyList<DateOnly> DaysOf(object provision) => [.. ((Provision<T>)provision).Versions.Select(v => v.From)];

    public override object AllAlong(object provision, DateOnly from) =>
        (Provision<T>)provision is var whole && whole.Versions.FirstOrDefault(v => v.From == from) is { } version
            ? whole with { Versions = [version with { From = DateOnly.MinValue }] }
            : throw new ArgumentException($"'{Id}' has no version from {from:yyyy-MM-dd}.", nameof(from));

    public override object Read(StrictJson file)
    {
        file.Only("title", "cite", "versions");
        var versions = new List<Version<T>>();
        foreach (var item in file["versions"].Items())
        {
            item.Only("from", "governedBy", "value", "source");
            var version = new Version<T>(item["from"].Day(), item["governedBy"].OneOf<GoverningDay>(), item["value"].Kind == System.Text.Json.JsonValueKind.Null ? null : read(item["value"]), ReadSource(item["source"]));
            if (versions.Count > 0 && versions[^1].From >= version.From)
                throw item["from"].Wrong($"{version.From:yyyy-MM-dd} is not after the version before it ({versions[^1].From:yyyy-MM-dd}).", "List versions by their first day, each day once.");
            versions.Add(version);
        }
        if (versions.Count == 0)
            throw file["versions"].Wrong("There is no version.", "Add at least one.");
        return new Provision<T>(Id, file["title"].Text(), file["cite"].Text(), versions);
    }

    private static Source ReadSource(StrictJson source)
    {
        source.Only("cite", "text", "read", "standing", "note");
        var standing = source["standing"].OneOf<Standing>();
        var (text, note) = (source.Maybe("text")?.Text(), source.Maybe("note")?.Text());
        if (source["cite"].Text().Trim().Length == 0)
            throw source["cite"].Wrong("The citation is empty.", "Name the authority.");
        if (standing == Standing.Verified && string.IsNullOrWhiteSpace(text))
            throw source.Wrong("It is called verified but no text is named.", "Name the text that was read in \"text\", or say \"partial\" or \"unverified\".");
        if (standing != Standing.Verified && string.IsNullOrWhiteSpace(note))
            throw source.Wrong("It is not verified and does not say what is missing.", "Say in \"note\" what was not checked.");
        return new(source["cite"].Text(), text, source["read"].Day(), standing, note);
    }
}

/// <summary>Every provision we know, named by the fingerprint of its text.</summary>
public sealed class LawBook
{
    private const string Prefix = "law/";
    private static readonly Lazy<LawBook> s_builtIn = new(ReadBuiltIn);

    private readonly Dictionary<string, string> _files;
    private readonly ConcurrentDictionary<ProvisionKey, object> _read = new();
    private readonly Lazy<string> _fingerprint;
    private readonly Lazy<Dictionary<string, IReadOnlyList<DateOnly>>> _firstDays;
    private readonly Lazy<IReadOnlyList<DateOnly>> _changeDays;
    private readonly LawBook? _whole;
    private readonly IReadOnlyDictionary<string, DateOnly>? _allAlong;

    private LawBook(LawBook whole, IReadOnlyDictionary<string, DateOnly> allAlong) =>
        (_whole, _allAlong, _files, _fingerprint, _firstDays, _changeDays) = (whole, allAlong, whole._files, whole._fingerprint, whole._firstDays, whole._changeDays);

    private LawBook(Dictionary<string, string> files, Func<LawBook, Dictionary<string, IReadOnlyList<DateOnly>>>? firstDays = null)
    {
        _files = files;
        _fingerprint = new(() => FingerprintOf(files));
        _firstDays = new(() => firstDays?.Invoke(this) ?? _files.Keys.ToDictionary(id => id, FirstDaysOf, StringComparer.Ordinal));
        _changeDays = new(() => [.. _firstDays.Value.Values.SelectMany(days => days).Distinct().Order()]);
    }

    /// <summary>The law that travels inside this version of the program.</summary>
    public static LawBook BuiltIn => s_builtIn.Value;

    /// <summary>SHA-256 over the ids and the texts of all provisions: findings name the law they rest on by it.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The ids of all provisions, in order.</summary>
    public IReadOnlyList<string> Ids => [.. _files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Every day on which some version of some provision begins, in order: between two of them no answer can change.</summary>
    public IReadOnlyList<DateOnly> ChangeDays => _changeDays.Value;

    /// <summary>A law book of these provisions: id (path below law/ without ".json") to text. Reads them all.</summary>
    /// <returns>The book, or everything that is wrong with it.</returns>
    public static (LawBook? Book, IReadOnlyList<Fault> Faults) Read(IReadOnlyDictionary<string, string> files)
    {
        var book = new LawBook(new(files, StringComparer.Ordinal));
        var faults = book.Check();
        return faults.Count == 0 ? (book, faults) : (null, faults);
    }

    /// <summary>Everything that is wrong: what cannot be read, what no rule uses, what a rule needs and is not there.</summary>
    public IReadOnlyList<Fault> Check()
    {
        var faults = new List<Fault>();
        var known = Registry.Provisions.ToDictionary(key => key.Id, StringComparer.Ordinal);
        foreach (var id in Ids)
        {
            if (!known.TryGetValue(id, out var key))
            {
                faults.Add(new Fault($"law/{id}.json", "", "No rule reads this provision.", "Correct its name, or remove it."));
                continue;
            }
            try
            {
                _ = Entry(key);
            }
            catch (FaultException wrong)
            {
                faults.Add(wrong.Fault);
            }
        }
        foreach (var id in known.Keys.Where(id => !_files.ContainsKey(id)).Order(StringComparer.Ordinal))
            faults.Add(new Fault($"law/{id}.json", "", "A rule needs this provision and it is not there.", "Restore the file."));
        return faults;
    }

    /// <summary>A provision as it stands in the book, for lists and comparisons.</summary>
    /// <returns>The listing, or null when there is no provision of that id.</returns>
    public ProvisionListing? List(string id)
    {
        if (!_files.TryGetValue(id, out var text))
            return null;
        var file = StrictJson.Parse(text, $"law/{id}.json");
        var versions = file["versions"].Items().Select(v => (v["from"].Day(), v["governedBy"].OneOf<GoverningDay>(), SourceOf(v), v["value"].Element.GetRawText()));
        return new(id, file["title"].Text(), file["cite"].Text(), [.. versions]);

        static Source SourceOf(StrictJson version)
        {
            var s = version["source"];
            return new(s["cite"].Text(), s.Maybe("text")?.Text(), s["read"].Day(), s["standing"].OneOf<Standing>(), s.Maybe("note")?.Text());
        }
    }

    /// <summary>The text of a provision's file, or null.</summary>
    public string? TextOf(string id) => _files.GetValueOrDefault(id);

    /// <summary>The provisions that were read so far: what an answer rested on, when it is the first that this book gave.</summary>
    internal IReadOnlyCollection<string> Consulted => [.. _read.Keys.Select(key => key.Id)];

    /// <summary>The same law with one provision in another text, everything else as it was read. For checks that change the law to see whether anyone notices.</summary>
    internal LawBook With(string id, string text)
    {
        var other = new LawBook(new(_files, StringComparer.Ordinal) { [id] = text }, book => new(_firstDays.Value, StringComparer.Ordinal) { [id] = book.FirstDaysOf(id) });
        foreach (var (key, value) in _read)
        {
            if (key.Id != id)
                other._read[key] = value;
        }
        return other;
    }

    /// <summary>The same law with nothing read yet.</summary>
    internal LawBook Unread() => new(_files, _ => _firstDays.Value);

    internal Provision<T> Find<T>(ProvisionKey<T> key)
        where T : class => (Provision<T>)Entry(key);

    /// <summary>The first days of the versions of a provision that some rule reads, or null when the book has none of that id.</summary>
    internal IReadOnlyList<DateOnly>? VersionDays(string id) =>
        _files.ContainsKey(id) && Registry.Provisions.FirstOrDefault(key => key.Id == id) is { } found ? found.DaysOf(Entry(found)) : null;

    /// <summary>
    /// The same law, except that of each provision named here the version of that day is taken to have been in force all along:
    /// how USSG §1B1.10(b)(1) puts a later amendment, and nothing else, in the place of what was applied at sentencing.
    /// </summary>
    internal LawBook AsIf(IReadOnlyDictionary<string, DateOnly> versions) => new(_whole ?? this, versions);

    private object Entry(ProvisionKey key) => _read.GetOrAdd(key, static (k, book) =>
        book is { _whole: { } whole, _allAlong: { } chosen } ? chosen.TryGetValue(k.Id, out var from) ? k.AllAlong(whole.Entry(k), from) : whole.Entry(k)
            : book._files.TryGetValue(k.Id, out var text)
            ? k.Read(StrictJson.Parse(text, $"law/{k.Id}.json"))
            : throw new ArgumentException($"The law book has no provision '{k.Id}'. Add law/{k.Id}.json or correct the id.", nameof(key)), this);

    private IReadOnlyList<DateOnly> FirstDaysOf(string id) => [.. List(id)!.Versions.Select(v => v.From)];

    private static LawBook ReadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            files[name[Prefix.Length..^".json".Length].Replace('\\', '/')] = reader.ReadToEnd();
        }
        return new(files);
    }

    /// <summary>The fingerprint of a law book of these provisions, whether or not this program can read them.</summary>
    /// <param name="files">Id (path below law/ without ".json") to text.</param>
    public static string FingerprintOf(IReadOnlyDictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (id, text) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            // Lengths go first, so that no text can pass for the next id; line ends do not count.
            foreach (var part in (ReadOnlySpan<string>)[id, text.ReplaceLineEndings("\n")])
            {
                var bytes = Encoding.UTF8.GetBytes(part);
                hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
                hash.AppendData(bytes);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
