using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clementia.Casework;

/// <summary>How far the source behind a rule or a ground was checked against its text.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Checked>))]
public enum Checked
{
    /// <summary>Read in the text itself.</summary>
    [JsonStringEnumMemberName("yes")] Yes,
    /// <summary>In part.</summary>
    [JsonStringEnumMemberName("partial")] Partial,
    /// <summary>Not yet.</summary>
    [JsonStringEnumMemberName("no")] No,
}

/// <summary>Where a ground stands written.</summary>
/// <param name="Cite">As lawyers cite it.</param>
/// <param name="Verified">How far it was checked.</param>
public sealed record GroundSource(string Cite, Checked Verified);

/// <summary>A question that tests an objection on a ground.</summary>
/// <param name="Id">"role.found-by": the ground, a dot, a word.</param>
/// <param name="Asks">The question, calm.</param>
/// <param name="Hard">The same, as someone hostile would put it.</param>
/// <param name="Bears">Attributes of the catalog whose facts bear on it.</param>
/// <param name="Findings">Whether findings of law bear on it.</param>
public sealed record CriticalQuestion(string Id, string Asks, string Hard, IReadOnlyList<string> Bears, bool Findings = false);

/// <summary>For which side a fact speaks by its value. Values are canonical; ">0" and "&lt;1" compare whole numbers, "*" is any value.</summary>
/// <param name="Attribute">From the catalog.</param>
/// <param name="For">Values that support the objection.</param>
/// <param name="Against">Values that speak against it.</param>
public sealed record Leaning(string Attribute, IReadOnlyList<string>? For = null, IReadOnlyList<string>? Against = null)
{
    /// <summary>The side for which a value speaks, or null when it may be read either way.</summary>
    public Side? Of(string value) => Fits(For, value) ? Side.For : Fits(Against, value) ? Side.Against : null;

    private static bool Fits(IReadOnlyList<string>? values, string value) => values?.Any(one => one switch
    {
        "*" => true,
        ['>', .. var least] => Number(value) > Number(least),
        ['<', .. var most] => Number(value) < Number(most),
        _ => string.Equals(one, value, StringComparison.OrdinalIgnoreCase),
    }) ?? false;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A usual ground of objecting to clemency.</summary>
/// <param name="Id">"role".</param>
/// <param name="Label">"Role in the offense".</param>
/// <param name="Says">The objection in one sentence.</param>
/// <param name="Words">Words and phrases by which it is recognised in what a person typed.</param>
/// <param name="Claims">What it claims when the person does not split it up.</param>
/// <param name="Weighty">Whether a petition should not be presented while it stands unanswered.</param>
/// <param name="Why">Why it is weighty, or not.</param>
/// <param name="Questions">That test it.</param>
/// <param name="Source">Where it stands written, or null.</param>
/// <param name="Leans">For which side facts speak.</param>
public sealed record Ground(
    string Id,
    string Label,
    string Says,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Claims,
    bool Weighty,
    string Why,
    IReadOnlyList<CriticalQuestion> Questions,
    GroundSource? Source = null,
    IReadOnlyList<Leaning>? Leans = null)
{
    /// <summary>For which side facts speak.</summary>
    public IReadOnlyList<Leaning> Leans { get; } = Leans ?? [];

    /// <summary>The side for which a fact speaks on this ground, or null when it may be read either way.</summary>
    public Side? SideOf(Fact fact) => Leans.FirstOrDefault(leaning => leaning.Attribute == fact.Attribute)?.Of(fact.Value);
}

/// <summary>A ground recognised in typed words.</summary>
/// <param name="Ground">The one that fits best.</param>
/// <param name="By">The words that it was recognised by.</param>
/// <param name="Others">Others that fit too, the best first.</param>
public sealed record RecognisedGround(Ground Ground, IReadOnlyList<string> By, IReadOnlyList<Ground> Others);

/// <summary>The usual grounds of objecting, as the program knows them (catalog/objections.json). Data, read strictly.</summary>
public sealed class Grounds
{
    private static readonly Lazy<Grounds> s_builtIn = new(() =>
        Parse(Catalog.Resource("objections.json"), Catalog.BuiltIn) is { IsRefused: false, Value: var grounds } ? grounds
            : throw new InvalidOperationException($"The program was built with faulty grounds: {Parse(Catalog.Resource("objections.json"), Catalog.BuiltIn).Refusal}"));

    private Grounds(IReadOnlyList<Ground> all) => All = all;

    /// <summary>The grounds that this version of the program was built with.</summary>
    public static Grounds BuiltIn => s_builtIn.Value;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Ground> All { get; }

    /// <summary>The ground of an id or a label, or null when there is none.</summary>
    public Ground? Find(string name) => All.FirstOrDefault(ground =>
        string.Equals(ground.Id, name.Trim(), StringComparison.OrdinalIgnoreCase) || string.Equals(ground.Label, name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The ground that typed words fit best: whole words only, the longest match wins, then the order of the file. Null when none
    /// fits: then the objection stands in its own words.
    /// </summary>
    public RecognisedGround? Recognise(string words)
    {
        var typed = WordsOf(words);
        var found = All
            .Select(ground => (Ground: ground, By: ground.Words.Select(WordsOf).Where(phrase => Stands(typed, phrase)).Select(phrase => string.Join(' ', phrase)).ToList()))
            .Where(match => match.By.Count > 0)
            .OrderByDescending(match => match.By.Max(phrase => phrase.Length)).ThenByDescending(match => match.By.Count)
            .ToList();
        return found.Count == 0 ? null : new RecognisedGround(found[0].Ground, found[0].By, [.. found.Skip(1).Select(match => match.Ground)]);
    }

    private static List<string> WordsOf(string text) =>
        [.. new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c is '\'' or '-' ? c : c == '’' ? '\'' : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static bool Stands(List<string> typed, List<string> phrase)
    {
        for (var i = 0; i + phrase.Count <= typed.Count; i++)
        {
            if (typed.Skip(i).Take(phrase.Count).SequenceEqual(phrase))
                return true;
        }
        return false;
    }

    /// <summary>Reads the grounds from the text of their file.</summary>
    /// <param name="text">The text of objections.json.</param>
    /// <param name="catalog">Whose attributes it names.</param>
    public static Outcome<Grounds> Parse(string text, Catalog catalog)
    {
        const string name = "objections.json";
        var file = Catalog.ReadFile<GroundsFile>(name, text);
        if (file.IsRefused)
            return file.Refusal;
        var ids = new HashSet<string>();
        for (var i = 0; i < file.Value.Grounds.Count; i++)
        {
            if (Fault(file.Value.Grounds[i], ids, catalog) is { } fault)
                return Catalog.At(name, text, i, file.Value.Grounds[i].Id, fault);
        }
        return new Grounds(file.Value.Grounds);
    }

    private static string? Fault(Ground ground, HashSet<string> ids, Catalog catalog)
    {
        if (ground.Id.Length == 0 || !ground.Id.All(c => char.IsAsciiLetterLower(c) || c == '-'))
            return "the id may hold only small letters and '-'";
        if (!ids.Add(ground.Id))
            return "the id stands twice";
        if (ground.Label.Length == 0 || ground.Why.Length == 0 || !ground.Says.EndsWith('.'))
            return "it needs a label, a reason for its weight, and a sentence that says it";
        if (ground.Claims.Count == 0 || ground.Claims.Any(claim => claim.Trim().Length == 0))
            return "it claims nothing";
        if (ground.Words.Count == 0 || ground.Words.Any(word => word.Trim().Length == 0))
            return "it has no words to recognise it by, or an empty one";
        var questions = new HashSet<string>();
        foreach (var question in ground.Questions)
        {
            if (!question.Id.StartsWith(ground.Id + ".", StringComparison.Ordinal) || !questions.Add(question.Id))
                return $"the question id '{question.Id}' does not begin with '{ground.Id}.', or stands twice";
            if (!question.Asks.EndsWith('?') || question.Hard.Trim().Length == 0)
                return $"'{question.Id}' must end with a question mark and have hard words too";
            if (question.Bears.FirstOrDefault(attribute => catalog.Attribute(attribute) is null) is { } unknown)
                return $"'{question.Id}' names the attribute '{unknown}', which the catalog does not have";
        }
        foreach (var leaning in ground.Leans)
        {
            if (catalog.Attribute(leaning.Attribute) is null)
                return $"it leans on the attribute '{leaning.Attribute}', which the catalog does not have";
            if (leaning.For is not { Count: > 0 } && leaning.Against is not { Count: > 0 })
                return $"'{leaning.Attribute}' leans to neither side";
        }
        return null;
    }

    private sealed record GroundsFile(IReadOnlyList<Ground> Grounds);
}
