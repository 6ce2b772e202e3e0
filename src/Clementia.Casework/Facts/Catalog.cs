using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clementia.Casework;

/// <summary>What kind of value an attribute has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttributeType>))]
public enum AttributeType
{
    /// <summary>A person's name.</summary>
    [JsonStringEnumMemberName("person")] Person,
    /// <summary>Words.</summary>
    [JsonStringEnumMemberName("text")] Text,
    /// <summary>A whole number.</summary>
    [JsonStringEnumMemberName("number")] Number,
    /// <summary>An age in full years, or its decade.</summary>
    [JsonStringEnumMemberName("age")] Age,
    /// <summary>A sentence: a term, life, death, time served.</summary>
    [JsonStringEnumMemberName("term")] Term,
    /// <summary>A length of time.</summary>
    [JsonStringEnumMemberName("duration")] Duration,
    /// <summary>A day, or as much of it as is known.</summary>
    [JsonStringEnumMemberName("date")] Date,
    /// <summary>A year or a run of years.</summary>
    [JsonStringEnumMemberName("year")] Year,
    /// <summary>US dollars.</summary>
    [JsonStringEnumMemberName("money")] Money,
    /// <summary>A weight.</summary>
    [JsonStringEnumMemberName("weight")] Weight,
    /// <summary>Yes or no.</summary>
    [JsonStringEnumMemberName("yesno")] YesNo,
    /// <summary>One of a list of words.</summary>
    [JsonStringEnumMemberName("choice")] Choice,
    /// <summary>A citation of a statute or guideline.</summary>
    [JsonStringEnumMemberName("statute")] Statute,
    /// <summary>A vote for and against.</summary>
    [JsonStringEnumMemberName("vote")] Vote,
    /// <summary>A guideline range.</summary>
    [JsonStringEnumMemberName("range")] Range,
}

/// <summary>How two different values of one attribute are held against each other.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConflictRule>))]
public enum ConflictRule
{
    /// <summary>Different values stand side by side (advocates, statutes).</summary>
    [JsonStringEnumMemberName("never")] Never,
    /// <summary>Any two different values exclude each other.</summary>
    [JsonStringEnumMemberName("differ")] Differ,
    /// <summary>Amounts: rounded and "at least" amounts are held against what they can mean.</summary>
    [JsonStringEnumMemberName("measure")] Measure,
    /// <summary>Amounts that only grow with time: compared across the dates for which they hold.</summary>
    [JsonStringEnumMemberName("elapsed")] Elapsed,
    /// <summary>Ages: compared by the day of birth that they imply.</summary>
    [JsonStringEnumMemberName("age")] Age,
    /// <summary>Days and years: a longer stretch of the calendar holds a shorter one.</summary>
    [JsonStringEnumMemberName("calendar")] Calendar,
    /// <summary>Sentences: life alone is less exact than life and a term.</summary>
    [JsonStringEnumMemberName("term")] Term,
    /// <summary>Choices of which one can be the general word for others.</summary>
    [JsonStringEnumMemberName("general")] General,
    /// <summary>Words: those contained in others are less exact.</summary>
    [JsonStringEnumMemberName("words")] Words,
    /// <summary>Places: one may lie in the other.</summary>
    [JsonStringEnumMemberName("place")] Place,
    /// <summary>Names: of one person or of two.</summary>
    [JsonStringEnumMemberName("person")] Person,
    /// <summary>Legal bases: none can be older than its law.</summary>
    [JsonStringEnumMemberName("basis")] Basis,
}

/// <summary>Whether an attribute has one value or several at once.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Holding>))]
public enum Holding
{
    /// <summary>One value (at a time, or for an event).</summary>
    [JsonStringEnumMemberName("one")] One,
    /// <summary>Several values together.</summary>
    [JsonStringEnumMemberName("several")] Several,
}

/// <summary>A word that an attribute can have as its value.</summary>
/// <param name="Value">The canonical word.</param>
/// <param name="Label">As a brief prints it.</param>
/// <param name="Says">Other words that people write for it.</param>
/// <param name="Within">The more general choice that includes it, or null.</param>
/// <param name="Near">Choices that sources use for the same thing, though the law tells them apart; null when there are none.</param>
/// <param name="Since">For a legal basis: the first day of the law (YYYY-MM-DD); nothing earlier can rest on it. Null when always.</param>
/// <param name="Source">Where the law or rule stands, or null.</param>
public sealed record CatalogChoice(
    string Value,
    string Label,
IReadOnlyList<string>? Says = null,
    string? Within = null,
    IReadOnlyList<string>? Near = null,
    string? Since = null,
    string? Source = null)
{
    /// <summary>Other words that people write for it.</summary>
    public IReadOnlyList<string> Says { get; } = Says ?? [];

    /// <summary>Choices that sources use for the same thing.</summary>
    public IReadOnlyList<string> Near { get; } = Near ?? [];
}

/// <summary>Something that can be known of a petitioner: what it means, what values it has, and how two of them disagree.</summary>
/// <param name="Id">"sentence.term".</param>
/// <param name="Label">As a heading or in a list.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Type">What kind of value.</param>
/// <param name="Holds">One value or several together.</param>
/// <param name="Changes">Whether it changes with time, so that two values may be true of different days.</param>
/// <param name="FoundIn">The document kinds that usually supply it, the best first.</param>
/// <param name="Conflict">How two different values are held against each other.</param>
/// <param name="Unit">The unit of the canonical form, or null.</param>
/// <param name="Source">Where law or guidelines define it, or null.</param>
/// <param name="Event">What a value belongs to when there can be several ("clemency", "meeting", "drug"), or null.</param>
/// <param name="Open">For choices: whether "other:WORD" is allowed.</param>
/// <param name="Choices">For choices: the words.</param>
public sealed record CatalogAttribute(
    string Id,
    string Label,
    string Meaning,
    AttributeType Type,
    Holding Holds,
    bool Changes,
    IReadOnlyList<string> FoundIn,
    ConflictRule Conflict,
    string? Unit = null,
    string? Source = null,
    string? Event = null,
    bool Open = false,
    IReadOnlyList<CatalogChoice>? Choices = null)
{
    /// <summary>For choices: the words; empty otherwise.</summary>
    public IReadOnlyList<CatalogChoice> Choices { get; } = Choices ?? [];
}

/// <summary>A kind of document that is filed on petitions.</summary>
/// <param name="Id">"psr".</param>
/// <param name="Label">"Presentence report".</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Standard">Under what standard such a document asserts what it says in its own voice.</param>
/// <param name="Confidentiality">Who may see it unless the filer says otherwise.</param>
/// <param name="Cited">How record citations name it ("PSR", "Dkt."), or empty.</param>
/// <param name="Source">The rule behind its confidentiality or form, or null.</param>
public sealed record DocumentKind(
    string Id,
    string Label,
    string Meaning,
    Standard Standard,
    Confidentiality Confidentiality,
    IReadOnlyList<string>? Cited = null,
    string? Source = null)
{
    /// <summary>How record citations name it; empty when they do not.</summary>
    public IReadOnlyList<string> Cited { get; } = Cited ?? [];
}

/// <summary>Every attribute and every kind of document that casework knows. Data, read strictly.</summary>
public sealed class Catalog
{
    private static readonly Lazy<Catalog> s_builtIn = new(ReadBuiltIn);

    // Strict: no unknown, doubled, missing or null members; positions come with the error.
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly Dictionary<string, CatalogAttribute> _attributes;
    private readonly Dictionary<string, DocumentKind> _kinds;

    private readonly Lazy<string> _fingerprint;

    private Catalog(IReadOnlyList<CatalogAttribute> attributes, IReadOnlyList<DocumentKind> kinds, string attributesText, string kindsText)
    {
        (Attributes, DocumentKinds) = (attributes, kinds);
        _fingerprint = new(() =>
        {
            // Both files hold one member each; "attributes" sorts before "documentKinds".
            var (one, other) = (CanonicalJson.Of(attributesText), CanonicalJson.Of(kindsText));
            return Convert.ToHexStringLower(SHA256.HashData([.. one.AsSpan(0, one.Length - 1), (byte)',', .. other.AsSpan(1)]));
        });
        _attributes = attributes.ToDictionary(attribute => attribute.Id);
        _kinds = kinds.ToDictionary(kind => kind.Id);
    }

    /// <summary>The catalog that this version of the program was built with (catalog/*.json).</summary>
    public static Catalog BuiltIn => s_builtIn.Value;

    /// <summary>
    /// SHA-256 over the canonical JSON (RFC 8785) of one object with the members of both files, 64 lower-case hexadecimal digits. The docket
    /// names it where facts are proposed, vetted and held against each other: it says by which attributes and rules.
    /// </summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>In the order of the file, which is the order of a brief.</summary>
    public IReadOnlyList<CatalogAttribute> Attributes { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<DocumentKind> DocumentKinds { get; }

    /// <summary>The attribute, or null when the catalog has none of that id.</summary>
    public CatalogAttribute? Attribute(string id) => _attributes.GetValueOrDefault(id);

    /// <summary>The kind of document, or null when the catalog has none of that id.</summary>
    public DocumentKind? Kind(string id) => _kinds.GetValueOrDefault(id);

    /// <summary>Reads what a person typed, or a canonical form, as a value of an attribute.</summary>
    public Outcome<Value> Read(string attribute, string text) =>
        Attribute(attribute) is { } known
            ? ValueReading.Read(known, text)
            : new Refusal($"The catalog has no attribute '{attribute}'.", Nearest(attribute) is { } near ? $"Did you mean '{near}'?" : "See catalog/attributes.json for those it has.");

    /// <summary>A value in the words of a brief; what cannot be read is given as it stands.</summary>
    public string Describe(string attribute, string value) =>
        Read(attribute, value) is { IsRefused: false, Value: var read } ? read.Describe() : value;

    /// <summary>Reads a catalog from the text of its two files.</summary>
    /// <param name="attributes">The text of attributes.json.</param>
    /// <param name="documentKinds">The text of document-kinds.json.</param>
    public static Outcome<Catalog> Parse(string attributes, string documentKinds)
    {
        var kinds = ReadFile<KindsFile>("document-kinds.json", documentKinds);
        if (kinds.IsRefused)
            return kinds.Refusal;
        var file = ReadFile<AttributesFile>("attributes.json", attributes);
        if (file.IsRefused)
            return file.Refusal;
        var known = new HashSet<string>();
        for (var i = 0; i < kinds.Value.DocumentKinds.Count; i++)
        {
            var kind = kinds.Value.DocumentKinds[i];
            if (Fault(kind.Id, kind.Label, kind.Meaning, known) is { } fault)
                return At("document-kinds.json", documentKinds, i, kind.Id, fault);
        }
        var ids = new HashSet<string>();
        for (var i = 0; i < file.Value.Attributes.Count; i++)
        {
            var attribute = file.Value.Attributes[i];
            if ((Fault(attribute.Id, attribute.Label, attribute.Meaning, ids) ?? Fault(attribute, known)) is { } fault)
                return At("attributes.json", attributes, i, attribute.Id, fault);
        }
        return new Catalog(file.Value.Attributes, kinds.Value.DocumentKinds, attributes, documentKinds);
    }

    private static string? Fault(string id, string label, string meaning, HashSet<string> seen)
    {
        if (id.Length == 0 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-'))
            return "the id may hold only small letters, digits, '.', '_' and '-'";
        if (!seen.Add(id))
            return "the id stands twice";
        if (label.Trim().Length == 0)
            return "the label is empty";
        return meaning.EndsWith('.') ? null : "the meaning must be a sentence that ends with a full stop";
    }

    private static string? Fault(CatalogAttribute attribute, HashSet<string> kinds)
    {
        if (attribute.FoundIn.FirstOrDefault(kind => !kinds.Contains(kind)) is { } unknown)
            return $"foundIn names the document kind '{unknown}', which document-kinds.json does not have";
        if (attribute.FoundIn.Count == 0)
            return "foundIn is empty: name the document kind that would supply it";
        if (attribute.Type == AttributeType.Choice != attribute.Choices.Count > 0)
            return attribute.Type == AttributeType.Choice ? "a choice needs choices" : "only a choice has choices";
        var words = attribute.Choices.Select(choice => choice.Value).ToHashSet();
        if (words.Count != attribute.Choices.Count)
            return "a choice stands twice";
        foreach (var choice in attribute.Choices)
        {
            if (choice.Within is { } general && !words.Contains(general))
                return $"'{choice.Value}' is within '{general}', which is no choice";
            if (choice.Near.FirstOrDefault(near => !words.Contains(near)) is { } far)
                return $"'{choice.Value}' is near '{far}', which is no choice";
            if (choice.Since is { } since && !DateOnly.TryParseExact(since, "yyyy-MM-dd", out _))
                return $"'{choice.Value}' is law since '{since}', which is no day (YYYY-MM-DD)";
        }
        var fits = attribute.Conflict switch
        {
            ConflictRule.Age => attribute.Type == AttributeType.Age,
            ConflictRule.Calendar => attribute.Type is AttributeType.Date or AttributeType.Year,
            ConflictRule.Term => attribute.Type == AttributeType.Term,
            ConflictRule.General or ConflictRule.Basis => attribute.Type == AttributeType.Choice,
            ConflictRule.Words => attribute.Type == AttributeType.Text,
            ConflictRule.Person => attribute.Type == AttributeType.Person,
            ConflictRule.Measure or ConflictRule.Elapsed => attribute.Type is AttributeType.Number or AttributeType.Age or AttributeType.Duration or AttributeType.Money or AttributeType.Weight,
            _ => true,
        };
        return fits ? null : $"the conflict rule {attribute.Conflict} does not fit the type {attribute.Type}";
    }

    /// <summary>Reads a strict data file of the program; a fault names the file and the place.</summary>
    internal static Outcome<T> ReadFile<T>(string name, string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, s_strict) is { } file ? file : new Refusal($"{name} holds null.", "Put the catalog there.");
        }
        catch (JsonException e)
        {
            var what = e.Message.Split(" Path: ")[0].TrimEnd('.');
            return new Refusal($"{name}, line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1} ({e.Path ?? "$"}): {what}.", "Correct the file there; it is strict JSON.");
        }
    }

    /// <summary>A fault of the n-th object of a file's list, with the line where it begins.</summary>
    internal static Refusal At(string name, string text, int index, string id, string fault)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        var seen = -1;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 2 && ++seen == index)
                break;
        }
        var line = 1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
        return new Refusal($"{name}, line {line} ('{id}'): {fault}.", "Correct the entry there.");
    }

    private string? Nearest(string id)
    {
        var last = id.Split('.')[^1];
        return Attributes.Select(attribute => attribute.Id).FirstOrDefault(known => known.Split('.')[^1] == last)
            ?? Attributes.Select(attribute => attribute.Id).FirstOrDefault(known => last.Length > 2 && known.Contains(last, StringComparison.Ordinal));
    }

    private static Catalog ReadBuiltIn()
    {
        var catalog = Parse(Resource("attributes.json"), Resource("document-kinds.json"));
        return catalog.IsRefused ? throw new InvalidOperationException($"The program was built with a faulty catalog: {catalog.Refusal}") : catalog.Value;
    }

    /// <summary>The text of a data file that the program was built with.</summary>
    internal static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without its catalog: {name} is missing from {nameof(Clementia)}.{nameof(Casework)}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record AttributesFile(IReadOnlyList<CatalogAttribute> Attributes);

    private sealed record KindsFile(IReadOnlyList<DocumentKind> DocumentKinds);
}
