using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clementia.Casework;

/// <summary>How far a rule of a process was checked against the text that it is from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RuleStanding>))]
public enum RuleStanding
{
    /// <summary>Read in its official text, or in a copy of it.</summary>
    [JsonStringEnumMemberName("yes")] Yes,
    /// <summary>Partly: the caution says what was not.</summary>
    [JsonStringEnumMemberName("partly")] Partly,
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("no")] No,
    /// <summary>No rule prescribes it: it is how offices work.</summary>
    [JsonStringEnumMemberName("practice")] Practice,
}

/// <summary>Where a rule of a process comes from.</summary>
/// <param name="Id">By which the rules of the file point to it.</param>
/// <param name="Cite">"28 CFR 1.6".</param>
/// <param name="Says">What it says, in our own words.</param>
/// <param name="Verified">How far it was checked.</param>
/// <param name="Caution">What a reader must be told of it, or null.</param>
public sealed record RuleSource(string Id, string Cite, string Says, RuleStanding Verified, string? Caution = null)
{
    /// <summary>The cite, and how far it was checked when that is not in full: "28 CFR 1.6, partly verified"; "practice, no rule".</summary>
    [JsonIgnore]
    public string Shown => Verified switch
    {
        RuleStanding.Yes => Cite,
        RuleStanding.Partly => $"{Cite}, partly verified",
        RuleStanding.No => $"{Cite}, unverified",
        RuleStanding.Practice => "practice, no rule",
        _ => throw new InvalidOperationException($"{Verified} has no words. Give it some."),
    };
}

/// <summary>A part that somebody plays in a process.</summary>
/// <param name="Id">"pardon-attorney".</param>
/// <param name="Label">"the Pardon Attorney".</param>
/// <param name="Source">The rule that gives them the part.</param>
public sealed record ProcessRole(string Id, string Label, string Source);

/// <summary>A stage of a process.</summary>
/// <param name="Id">"under-review". Never changed: dockets name it.</param>
/// <param name="Label">In everyday words: "Under review".</param>
/// <param name="Turn">The role whose turn it is; null where nobody is waited for.</param>
/// <param name="Source">The rule behind it.</param>
/// <param name="Decides">Whether the decider may decide here.</param>
/// <param name="Presents">Whether entering it brings the petition before the decider, so that it must be ready.</param>
/// <param name="Ends">Whether the petition is done with here.</param>
/// <param name="Recommends">The roles that may recommend here; empty when none.</param>
public sealed record ProcessStage(
    string Id,
    string Label,
    string? Turn,
    string Source,
    bool Decides = false,
    bool Presents = false,
    bool Ends = false,
    IReadOnlyList<string>? Recommends = null)
{
    /// <summary>The roles that may recommend here; empty when none.</summary>
    public IReadOnlyList<string> Recommends { get; } = Recommends ?? [];
}

/// <summary>What kind of thing must exist before a move.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NeedKind>))]
public enum NeedKind
{
    /// <summary>A document of one of the kinds is on file.</summary>
    [JsonStringEnumMemberName("document")] Document,
    /// <summary>A fact of the attribute is confirmed.</summary>
    [JsonStringEnumMemberName("fact")] Fact,
    /// <summary>A finding of law is entered.</summary>
    [JsonStringEnumMemberName("finding")] Finding,
    /// <summary>A referral came back: one to whom the words name, or every one that was made when they name nobody.</summary>
    [JsonStringEnumMemberName("referral")] Referral,
    /// <summary>Every victim that the file names was notified or could not be, or it was entered that it names none.</summary>
    [JsonStringEnumMemberName("victims")] Victims,
    /// <summary>The victims who were notified were told of the outcome.</summary>
    [JsonStringEnumMemberName("victims-told")] VictimsTold,
    /// <summary>A holder of the role recommended.</summary>
    [JsonStringEnumMemberName("recommendation")] Recommendation,
    /// <summary>A holder of the role recommended a grant, whole or in part.</summary>
    [JsonStringEnumMemberName("favorable")] Favorable,
    /// <summary>A brief was issued.</summary>
    [JsonStringEnumMemberName("brief")] Brief,
    /// <summary>A decision that grants something was made.</summary>
    [JsonStringEnumMemberName("grant")] Grant,
    /// <summary>A denial, or a closing without action, was decided.</summary>
    [JsonStringEnumMemberName("denial")] Denial,
    /// <summary>An instrument was signed.</summary>
    [JsonStringEnumMemberName("instrument")] Instrument,
}

/// <summary>Something that must exist before a move.</summary>
/// <param name="What">Its kind.</param>
/// <param name="Source">The rule that asks for it.</param>
/// <param name="Waivable">Whether one may go on without it, with a reason.</param>
/// <param name="Documents">For a document: its kinds, any of them.</param>
/// <param name="Attribute">For a fact: of which attribute.</param>
/// <param name="Role">For a recommendation: of which role.</param>
/// <param name="To">For a referral: words of which one stands in whom it was made to; empty for every referral.</param>
public sealed record Need(
    NeedKind What,
    string Source,
    bool Waivable = false,
    IReadOnlyList<string>? Documents = null,
    string? Attribute = null,
    string? Role = null,
    IReadOnlyList<string>? To = null)
{
    /// <summary>For a document: its kinds, any of them.</summary>
    public IReadOnlyList<string> Documents { get; } = Documents ?? [];

    /// <summary>For a referral: words of which one stands in whom it was made to; empty for every referral.</summary>
    public IReadOnlyList<string> To { get; } = To ?? [];
}

/// <summary>A way from one stage to another.</summary>
/// <param name="From">The stage that it leaves.</param>
/// <param name="To">The stage that it enters.</param>
/// <param name="By">The roles of which a holder may move it; never empty.</param>
/// <param name="Source">The rule behind it.</param>
/// <param name="Needs">What must exist first.</param>
public sealed record ProcessMove(string From, string To, IReadOnlyList<string> By, string Source, IReadOnlyList<Need>? Needs = null)
{
    /// <summary>What must exist first.</summary>
    public IReadOnlyList<Need> Needs { get; } = Needs ?? [];
}

/// <summary>By when something should happen in a stage.</summary>
/// <param name="Id">"presumed-concurrence".</param>
/// <param name="Stage">In which stage.</param>
/// <param name="Label">What should happen, or be looked at, by then.</param>
/// <param name="Source">The rule behind it.</param>
/// <param name="Days">
/// From the day the stage was entered; null when the process leaves it to the office, because no rule sets it or the number was not checked.
/// </param>
public sealed record ProcessDeadline(string Id, string Stage, string Label, string Source, int? Days = null);

/// <summary>A state whose law the process follows.</summary>
/// <param name="State">"PA".</param>
/// <param name="Note">What is different there, or null.</param>
public sealed record ProcessState(string State, string? Note = null);

/// <summary>
/// The process under which a petition goes: its roles, its stages, who may move it on and what must exist first. Data, read strictly from
/// processes/*.json; each rule names its source and how far that was checked.
/// </summary>
public sealed class ReviewProcess
{
    // Strict: no unknown, doubled, missing or null members; positions come with the error.
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly Lazy<IReadOnlyList<ReviewProcess>> s_builtIn = new(ReadBuiltIn);

    private readonly ProcessFile _file;

    private ReviewProcess(ProcessFile file, string fingerprint) => (_file, Fingerprint) = (file, fingerprint);

    /// <summary>The processes that this version of the program was built with, by id.</summary>
    public static IReadOnlyList<ReviewProcess> BuiltIn => s_builtIn.Value;

    /// <summary>SHA-256 of the file as canonical JSON (RFC 8785), 64 lower-case hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>"us-federal".</summary>
    public string Id => _file.Id;

    /// <summary>In a few words.</summary>
    public string Label => _file.Label;

    /// <summary>What it is for, in a sentence or two.</summary>
    public string About => _file.About;

    /// <summary>What whoever uses it must be told first; empty when nothing.</summary>
    public IReadOnlyList<string> Cautions => _file.Cautions;

    /// <summary>The states whose law it follows; empty for the federal ones.</summary>
    public IReadOnlyList<ProcessState> States => _file.States;

    /// <summary>The role that decides.</summary>
    public string Decider => _file.Decider;

    /// <summary>Where its rules come from.</summary>
    public IReadOnlyList<RuleSource> Sources => _file.Sources;

    /// <summary>Its roles.</summary>
    public IReadOnlyList<ProcessRole> Roles => _file.Roles;

    /// <summary>Its stages; a petition begins in the first.</summary>
    public IReadOnlyList<ProcessStage> Stages => _file.Stages;

    /// <summary>Its moves.</summary>
    public IReadOnlyList<ProcessMove> Moves => _file.Moves;

    /// <summary>Its deadlines.</summary>
    public IReadOnlyList<ProcessDeadline> Deadlines => _file.Deadlines;

    /// <summary>The roles that recommend, in their order up to the decider.</summary>
    public IReadOnlyList<string> Chain => _file.Chain;

    /// <summary>The built-in process of an id, or null.</summary>
    public static ReviewProcess? Find(string id) => BuiltIn.FirstOrDefault(process => string.Equals(process.Id, id.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The stage, or null.</summary>
    public ProcessStage? Stage(string id) => Stages.FirstOrDefault(stage => string.Equals(stage.Id, id.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The role, or null.</summary>
    public ProcessRole? Role(string id) => Roles.FirstOrDefault(role => string.Equals(role.Id, id.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The source of an id that one of its rules names.</summary>
    public RuleSource Source(string id) => Sources.First(source => source.Id == id);

    /// <summary>The ways out of a stage.</summary>
    public IEnumerable<ProcessMove> MovesFrom(string stage) => Moves.Where(move => move.From == stage);

    /// <summary>"the Deputy Attorney General" for the id of a role; the id itself where there is none.</summary>
    public string LabelOf(string role) => Role(role)?.Label ?? role;

    /// <summary>Reads a process file.</summary>
    /// <param name="name">The file's name; it must be the process's id and ".json".</param>
    /// <param name="text">Its text.</param>
    /// <param name="catalog">Whose attributes and document kinds it names; the built-in catalog when null.</param>
    public static Outcome<ReviewProcess> Parse(string name, string text, Catalog? catalog = null)
    {
        ProcessFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ProcessFile>(text, s_strict);
        }
        catch (JsonException e)
        {
            var what = e.Message.Split(" Path: ")[0].TrimEnd('.');
            return new Refusal($"{name}, line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1} ({e.Path ?? "$"}): {what}.", "Correct the file there; it is strict JSON.");
        }
        if (file is null)
            return new Refusal($"{name} holds null.", "Put the process there.");
        if (Faults(name, file, catalog ?? Catalog.BuiltIn).FirstOrDefault() is { Place: not null } fault)
            return new Refusal($"{name}, {fault.Place}: {fault.What}.", fault.Remedy);
        return new ReviewProcess(file, Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(text))));
    }

    private static IEnumerable<(string Place, string What, string Remedy)> Faults(string name, ProcessFile file, Catalog catalog)
    {
        if (name != file.Id + ".json")
            yield return ("id", $"the id '{file.Id}' is not the file's name", "Name the file ID.json.");
        var sources = file.Sources.Select(one => one.Id).ToHashSet();
        var roles = file.Roles.Select(one => one.Id).ToHashSet();
        var stages = file.Stages.Select(one => one.Id).ToHashSet();
        var named = file.Sources.Select((one, i) => ($"sources[{i}]", one.Id, one.Cite)).Concat(file.Roles.Select((one, i) => ($"roles[{i}]", one.Id, one.Label)))
            .Concat(file.Stages.Select((one, i) => ($"stages[{i}]", one.Id, one.Label))).Concat(file.Deadlines.Select((one, i) => ($"deadlines[{i}]", one.Id, one.Label)));
        var seen = new HashSet<string>();
        foreach (var (place, id, label) in named)
        {
            if (id.Length == 0 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
                yield return (place, $"the id '{id}' may hold only small letters, digits, '.' and '-'", "Write it so.");
            if (!seen.Add(place.Split('[')[0] + id))
                yield return (place, $"the id '{id}' stands twice", "Give each its own.");
            if (label.Trim().Length == 0)
                yield return (place, $"'{id}' has no label", "Give it one.");
        }
        if (stages.Count == 0)
            yield return ("stages", "there is none", "A petition begins in the first.");
        if (!roles.Contains(file.Decider))
            yield return ("decider", $"there is no role '{file.Decider}'", $"Name one of: {string.Join(", ", roles)}.");
        for (var i = 0; i < file.Chain.Count; i++)
        {
            if (!roles.Contains(file.Chain[i]))
                yield return ($"chain[{i}]", $"there is no role '{file.Chain[i]}'", $"Name one of: {string.Join(", ", roles)}.");
        }
        for (var i = 0; i < file.Sources.Count; i++)
        {
            if (file.Sources[i] is { Verified: not (RuleStanding.Yes or RuleStanding.Practice), Caution: null })
                yield return ($"sources[{i}]", $"'{file.Sources[i].Id}' is not fully verified and has no caution", "Say in caution what was not checked.");
        }
        var ofSources = file.Roles.Select((one, i) => ($"roles[{i}]", one.Source)).Concat(file.Stages.Select((one, i) => ($"stages[{i}]", one.Source)))
            .Concat(file.Moves.Select((one, i) => ($"moves[{i}]", one.Source))).Concat(file.Moves.SelectMany((one, i) => one.Needs.Select((need, j) => ($"moves[{i}].needs[{j}]", need.Source))))
            .Concat(file.Deadlines.Select((one, i) => ($"deadlines[{i}]", one.Source)));
        foreach (var (place, source) in ofSources)
        {
            if (!sources.Contains(source))
                yield return (place, $"there is no source '{source}'", "Add it to sources, with how far it was checked.");
        }
        for (var i = 0; i < file.Stages.Count; i++)
        {
            var stage = file.Stages[i];
            if ((stage.Recommends.Append(stage.Turn ?? file.Decider).FirstOrDefault(role => !roles.Contains(role))) is { } unknown)
                yield return ($"stages[{i}]", $"there is no role '{unknown}'", $"Name one of: {string.Join(", ", roles)}.");
            if (stage.Recommends.FirstOrDefault(role => !file.Chain.Contains(role)) is { } stranger)
                yield return ($"stages[{i}]", $"'{stranger}' recommends here and is not in the chain", "Put the role in chain, in its order.");
            if (stage.Turn is null && !stage.Ends)
                yield return ($"stages[{i}]", $"nobody's turn is named in '{stage.Id}'", "Name the role that is waited for, or mark the stage as an end.");
            if (i > 0 && !file.Moves.Any(move => move.To == stage.Id))
                yield return ($"stages[{i}]", $"no move leads to '{stage.Id}'", "Add one, or leave the stage out.");
            if (!stage.Ends && !file.Moves.Any(move => move.From == stage.Id))
                yield return ($"stages[{i}]", $"no move leads on from '{stage.Id}'", "Add one, or mark the stage as an end.");
        }
        if (!file.Stages.Any(stage => stage.Decides))
            yield return ("stages", "in none may the decider decide", "Mark one with \"decides\": true.");
        for (var i = 0; i < file.Moves.Count; i++)
        {
            var move = file.Moves[i];
            var place = $"moves[{i}]";
            if (new[] { move.From, move.To }.FirstOrDefault(stage => !stages.Contains(stage)) is { } unknown)
                yield return (place, $"there is no stage '{unknown}'", $"Name one of: {string.Join(", ", stages)}.");
            if (move.By.Count == 0 || move.By.Any(role => !roles.Contains(role)))
                yield return (place, move.By.Count == 0 ? "nobody may make it" : $"there is no role '{move.By.First(role => !roles.Contains(role))}'", $"Name one of: {string.Join(", ", roles)}.");
            if (file.Moves.Take(i).Any(other => other.From == move.From && other.To == move.To))
                yield return (place, $"the move from {move.From} to {move.To} stands twice", "Put both into one.");
            for (var j = 0; j < move.Needs.Count; j++)
            {
                if (Fault(move.Needs[j], roles, catalog) is { } fault)
                    yield return ($"{place}.needs[{j}]", fault, "See docs/process.md for what each kind of need names.");
            }
        }
        for (var i = 0; i < file.Deadlines.Count; i++)
        {
            if (!stages.Contains(file.Deadlines[i].Stage))
                yield return ($"deadlines[{i}]", $"there is no stage '{file.Deadlines[i].Stage}'", $"Name one of: {string.Join(", ", stages)}.");
            if (file.Deadlines[i].Days is <= 0 or > MostDays)
                yield return ($"deadlines[{i}]", $"{file.Deadlines[i].Days} days is no deadline", $"Write 1 to {MostDays}, or leave it out.");
            if (file.Deadlines[i].Days is not null && file.Sources.FirstOrDefault(source => source.Id == file.Deadlines[i].Source)?.Verified is RuleStanding.No or RuleStanding.Partly)
                yield return ($"deadlines[{i}]", "its number rests on a source that was not fully verified", "Leave days out: the office sets it.");
        }
        for (var i = 0; i < file.States.Count; i++)
        {
            if (file.States[i].State is not { Length: 2 } state || !state.All(char.IsAsciiLetterUpper) || file.States.Take(i).Any(other => other.State == state))
                yield return ($"states[{i}]", $"'{file.States[i].State}' is no state, or stands twice", "Write its two letters once.");
        }
    }

    /// <summary>The longest deadline: ten years.</summary>
    internal const int MostDays = 3653;

    private static string? Fault(Need need, HashSet<string> roles, Catalog catalog)
    {
        if (need.What == NeedKind.Document != need.Documents.Count > 0)
            return need.What == NeedKind.Document ? "a document needs its kinds" : "only a document has kinds";
        if (need.Documents.FirstOrDefault(kind => catalog.Kind(kind) is null) is { } kind)
            return $"there is no document kind '{kind}'";
        if (need.What == NeedKind.Fact != (need.Attribute is not null))
            return need.What == NeedKind.Fact ? "a fact needs its attribute" : "only a fact has an attribute";
        if (need.Attribute is { } attribute && catalog.Attribute(attribute) is null)
            return $"the catalog has no attribute '{attribute}'";
        if (need.What is NeedKind.Recommendation or NeedKind.Favorable != (need.Role is not null))
            return need.Role is null ? "a recommendation needs its role" : "only a recommendation has a role";
        if (need.Role is { } role && !roles.Contains(role))
            return $"there is no role '{role}'";
        return need.To.Count > 0 && need.What != NeedKind.Referral ? "only a referral has a 'to'" : null;
    }

    private static IReadOnlyList<ReviewProcess> ReadBuiltIn()
    {
        var program = typeof(ReviewProcess).Assembly;
        var read = new List<ReviewProcess>();
        foreach (var resource in program.GetManifestResourceNames().Where(name => name.StartsWith("processes/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(program.GetManifestResourceStream(resource)!);
            var process = Parse(resource["processes/".Length..], reader.ReadToEnd());
            read.Add(process.IsRefused ? throw new InvalidOperationException($"The program was built with a faulty process: {process.Refusal}") : process.Value);
        }
        return read.Count > 0 ? read : throw new InvalidOperationException("The program was built without its processes. Build it again.");
    }

    private sealed record ProcessFile(
        string Id,
        string Label,
        string About,
        IReadOnlyList<string> Cautions,
        IReadOnlyList<ProcessState> States,
        string Decider,
        IReadOnlyList<string> Chain,
        IReadOnlyList<RuleSource> Sources,
        IReadOnlyList<ProcessRole> Roles,
        IReadOnlyList<ProcessStage> Stages,
        IReadOnlyList<ProcessMove> Moves,
        IReadOnlyList<ProcessDeadline> Deadlines);
}
