using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Clementia.Casework;

/// <summary>A passage that supports a vetted fact and that this copy may show.</summary>
internal sealed record Source(FiledDocument Document, Support Support)
{
    public Citation Passage => Support.Proposal.Passages[0];

    public Standard Standard => Support.Proposal.Standard;
}

/// <summary>
/// A fact that a person vetted, with at least one passage that this copy may show. There is no other way to get one than
/// <see cref="Of"/>, and a <see cref="Claim"/> takes nothing else: so no claim can be built without support.
/// </summary>
internal sealed class VettedFact
{
    private VettedFact(Fact fact, IReadOnlyList<Source> sources, string words, string label)
    {
        Fact = fact;
        Sources = sources;
        Words = words;
        Label = label;
    }

    public Fact Fact { get; }

    public string Attribute => Fact.Attribute;

    public string Value => Fact.Value;

    /// <summary>Strongest standard first; never empty.</summary>
    public IReadOnlyList<Source> Sources { get; }

    /// <summary>The value in words.</summary>
    public string Words { get; }

    /// <summary>The attribute in words: "Age".</summary>
    public string Label { get; }

    public bool IsCorrected => Fact.Value != Fact.ProposedValue;

    public bool IsDisputed => Fact.Status == FactStatus.Disputed;

    public Standard Standard => Sources[0].Standard;

    /// <summary>Whether every source is rounded or says "at least".</summary>
    public bool IsRounded => !IsCorrected && Sources.All(source => source.Support.Proposal.Approximate || source.Support.Proposal.AtLeast);

    /// <summary>The fact as this copy may show it, or null when nobody vetted it or no passage of it may be shown.</summary>
    public static VettedFact? Of(Fact fact, IReadOnlyList<Source> visible) =>
        fact.Status is not (FactStatus.Confirmed or FactStatus.Disputed) || visible.Count == 0
            ? null
            : new VettedFact(fact, visible, Wording.Of(fact, visible), Wording.Label(fact.Attribute));
}

/// <summary>Part of a claim: words of a template, or a vetted fact whose value stands there.</summary>
/// <param name="Words">What is printed.</param>
/// <param name="Fact">The fact behind it, or null for words of a template.</param>
internal readonly record struct Part(string Words, VettedFact? Fact)
{
    /// <summary>Whether a fact's words are ours (a yes or no said in a sentence) and not its value.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Under which key equal wordings stand, where the words alone do not say.</summary>
    public string? Key { get; init; }
}

/// <summary>
/// A sentence about the petitioner: a template over vetted facts. Its holes take vetted facts and nothing else, so that what is
/// not literally in the template comes from the record. A sentence without a fact cannot be finished.
/// </summary>
internal sealed class Telling
{
    private readonly List<Part> _parts = [];

    public Telling()
    {
    }

    public Telling(ref Template template) => Add(ref template);

    public Telling Add(ref Template template)
    {
        _parts.AddRange(template.Parts);
        return this;
    }

    /// <summary>Adds the words only when the fact is there.</summary>
    public Telling AddIf(VettedFact? fact, [ConstantExpected] string before, [ConstantExpected] string after = "")
    {
        if (fact is null)
            return this;
        _parts.Add(new Part(before, null));
        _parts.Add(new Part(fact.Words, fact));
        if (after.Length > 0)
            _parts.Add(new Part(after, null));
        return this;
    }

    /// <summary>Says a yes or no in words: the fact stands behind them, so they are cited like its value.</summary>
    public Telling AddAs(VettedFact fact, [ConstantExpected] string words)
    {
        _parts.Add(new Part(words, fact) { IsOurs = true });
        return this;
    }

    /// <summary>" on March 3, 1999" for a whole day, " in 1999" for less, nothing for none.</summary>
    public Telling AddOn(VettedFact? day) => day is { Value.Length: 10 } ? AddIf(day, " on ") : AddIf(day, " in ");

    /// <summary>"Label: value", for an attribute that has no sentence of its own.</summary>
    public Telling AddLabeled(IReadOnlyList<VettedFact> facts)
    {
        _parts.Add(new Part(facts[0].Label + ": ", null));
        return AddAll(facts);
    }

    /// <summary>"one, two and three".</summary>
    public Telling AddAll(IReadOnlyList<VettedFact> facts)
    {
        for (var i = 0; i < facts.Count; i++)
        {
            if (i > 0)
                _parts.Add(i == facts.Count - 1 ? new Part(" and ", null) { Key = facts.Count == 2 ? EqualWordings.AndOfTwo : EqualWordings.AndOfMore } : new Part(", ", null));
            _parts.Add(new Part(facts[i].Words, facts[i]));
        }
        return this;
    }

    public Claim End(Place place, int weight)
    {
        if (!_parts.Exists(part => part.Fact is not null))
            throw new InvalidOperationException("A claim needs at least one vetted fact. Put the fact into a hole of its sentence.");
        var parts = new List<Part>(_parts);
        var end = parts[^1].Words;
        parts.Add(new Part(end.EndsWith('.') ? "" : ".", null));
        // The first word of a sentence is capitalized, whether it comes from the template or from the record.
        if (parts[0].Words.Length > 0 && char.IsLower(parts[0].Words[0]))
            parts[0] = parts[0] with { Words = char.ToUpperInvariant(parts[0].Words[0]) + parts[0].Words[1..] };
        return new Claim(place, weight, parts);
    }

    /// <summary>An interpolated string whose holes take only vetted facts.</summary>
    [InterpolatedStringHandler]
    internal ref struct Template(int literalLength, int formattedCount)
    {
        public readonly List<Part> Parts = new(Math.Min(literalLength, 2 * formattedCount + 1));

        public readonly void AppendLiteral(string words) => Parts.Add(new Part(words, null));

        public readonly void AppendFormatted(VettedFact fact) => Parts.Add(new Part(fact.Words, fact));
    }
}

/// <summary>
/// A sentence of ours that rests on no fact about the petitioner: what is open, what was left out. Its own words may be others that
/// mean the same; what stands in its holes may not.
/// </summary>
internal sealed class Remark
{
    private readonly List<(string Words, IReadOnlyList<string>? Choices)> _parts = [];

    public Remark()
    {
    }

    public Remark(ref Template template) => _parts.AddRange(template.Parts);

    /// <summary>Its parts; those without choices stand as they are.</summary>
    public IReadOnlyList<(string Words, IReadOnlyList<string>? Choices)> Parts => _parts;

    public bool IsEmpty => _parts.Count == 0;

    public Remark Add(ref Template template)
    {
        _parts.AddRange(template.Parts);
        return this;
    }

    /// <summary>Adds a list whose items stand on their own, so that any order of them says the same.</summary>
    public Remark AddList(IReadOnlyList<string> items, string last = "and")
    {
        _parts.Add((Wording.Listing(items, last), EqualWordings.Orders(items, last)));
        return this;
    }

    public Remark AddEnd([ConstantExpected] string words)
    {
        _parts.Add((words, EqualWordings.Of(words)));
        return this;
    }

    /// <summary>The sentences one after the other.</summary>
    public static Remark Joined(IEnumerable<Remark> remarks)
    {
        var joined = new Remark();
        foreach (var remark in remarks)
        {
            if (joined._parts.Count > 0)
                joined._parts.Add((" ", null));
            joined._parts.AddRange(remark._parts);
        }
        return joined;
    }

    [InterpolatedStringHandler]
    internal ref struct Template(int literalLength, int formattedCount)
    {
        public readonly List<(string Words, IReadOnlyList<string>? Choices)> Parts = new(Math.Min(literalLength, 2 * formattedCount + 1));

        public readonly void AppendLiteral(string words) => Parts.Add((words, EqualWordings.Of(words)));

        public readonly void AppendFormatted(string value) => Parts.Add((value, null));

        public readonly void AppendFormatted(int value) => Parts.Add((value.ToString(System.Globalization.CultureInfo.InvariantCulture), null));
    }
}

/// <summary>Where on the page a line stands.</summary>
internal enum Place
{
    Lead,
    Request,
    Person,
    Offense,
    Sentence,
    For,
    Against,
    Open,
}

/// <summary>A finished sentence about the petitioner, resting on at least one vetted fact. Made by <see cref="Telling.End"/> only.</summary>
/// <param name="Place">The section.</param>
/// <param name="Weight">The lower, the sooner it is given room; below <see cref="Essential"/> it always is, if it fits at all.</param>
/// <param name="Parts">Telling and values.</param>
internal sealed record Claim(Place Place, int Weight, IReadOnlyList<Part> Parts)
{
    public const int Essential = 10;

    public IEnumerable<VettedFact> Facts => Parts.Where(part => part.Fact is not null).Select(part => part.Fact!);
}
