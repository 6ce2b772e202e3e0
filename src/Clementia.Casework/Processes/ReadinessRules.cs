using System.Text.Json;

namespace Clementia.Casework;

/// <summary>How old a kind of document may be before it is stale.</summary>
/// <param name="Kind">From the catalog.</param>
/// <param name="Months">Older than so many months it is stale; on the day itself it is not.</param>
/// <param name="Weighty">Whether a stale one weighs.</param>
/// <param name="Why">Why it grows old.</param>
public sealed record DocumentAge(string Kind, int Months, bool Weighty, string Why);

/// <summary>By what a petition is found ready or not. Data, read strictly from catalog/readiness.json.</summary>
public sealed class ReadinessRules
{
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly Lazy<ReadinessRules> s_builtIn = new(() =>
    {
        using var stream = typeof(ReadinessRules).Assembly.GetManifestResourceStream("readiness.json") ?? throw new InvalidOperationException("The program was built without readiness.json. Build it again.");
        using var reader = new StreamReader(stream);
        var read = Parse(reader.ReadToEnd());
        return read.IsRefused ? throw new InvalidOperationException($"The program was built with faulty rules of readiness: {read.Refusal}") : read.Value;
    });

    private readonly RulesFile _file;

    private ReadinessRules(RulesFile file) => _file = file;

    /// <summary>The rules that this version of the program was built with.</summary>
    public static ReadinessRules BuiltIn => s_builtIn.Value;

    /// <summary>How old documents may be.</summary>
    public IReadOnlyList<DocumentAge> Documents => _file.Documents;

    /// <summary>Attributes on which an open conflict always weighs.</summary>
    public IReadOnlyList<string> Weighty => _file.Weighty;

    /// <summary>Where the rules come from, and what was not checked.</summary>
    public string Source => _file.Source;

    /// <summary>How far they were checked.</summary>
    public RuleStanding Verified => _file.Verified;

    /// <summary>Reads the rules.</summary>
    /// <param name="text">The text of readiness.json.</param>
    /// <param name="catalog">Whose kinds and attributes they name; the built-in catalog when null.</param>
    public static Outcome<ReadinessRules> Parse(string text, Catalog? catalog = null)
    {
        const string name = "readiness.json";
        catalog ??= Catalog.BuiltIn;
        RulesFile? file;
        try
        {
            file = JsonSerializer.Deserialize<RulesFile>(text, s_strict);
        }
        catch (JsonException e)
        {
            return new Refusal($"{name}, line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1} ({e.Path ?? "$"}): {e.Message.Split(" Path: ")[0].TrimEnd('.')}.", "Correct the file there; it is strict JSON.");
        }
        if (file is null)
            return new Refusal($"{name} holds null.", "Put the rules there.");
        for (var i = 0; i < file.Documents.Count; i++)
        {
            if (catalog.Kind(file.Documents[i].Kind) is null)
                return new Refusal($"{name}, documents[{i}]: there is no document kind '{file.Documents[i].Kind}'.", "Name one of catalog/document-kinds.json.");
            if (file.Documents[i].Months is < 1 or > 1200 || file.Documents.Take(i).Any(other => other.Kind == file.Documents[i].Kind))
                return new Refusal($"{name}, documents[{i}]: '{file.Documents[i].Kind}' stands twice, or its months are not 1 to 1200.", "Give each kind one age in months.");
        }
        for (var i = 0; i < file.Weighty.Count; i++)
        {
            if (catalog.Attribute(file.Weighty[i]) is null)
                return new Refusal($"{name}, weighty[{i}]: the catalog has no attribute '{file.Weighty[i]}'.", "Name one of catalog/attributes.json.");
        }
        return new ReadinessRules(file);
    }

    private sealed record RulesFile(IReadOnlyList<DocumentAge> Documents, IReadOnlyList<string> Weighty, string Source, RuleStanding Verified);
}
