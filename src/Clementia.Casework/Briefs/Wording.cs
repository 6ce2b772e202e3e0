using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clementia.Casework;

/// <summary>Vetted values in plain American English. The only place that turns a value, a standard or a document into words for a brief.</summary>
internal static class Wording
{
    /// <summary>Longer values are cut on the page, with an ellipsis; the binder has the passage.</summary>
    public const int LongestValue = 160;

    // A section sign stays with its number, and a number with its unit.
    private const string Unbreakable = @"(?<=§) |(?<=U\.S\.C\.) (?=§)|(?<=\d) (?=(years?|months?|days?|kg|lb)\b)";

    /// <summary>A fact's value with how exact it is and for when it holds: "at least 20 years", "38 (as of May 2018)".</summary>
    public static string Of(Fact fact, IReadOnlyList<Source> sources)
    {
        var words = InPlainWords.Limited(Value(fact.Attribute, fact.Value), fact, [.. sources.Select(source => source.Support.Proposal)]);
        var asOf = sources.Select(source => source.Support.Proposal.AsOf).FirstOrDefault(day => day is not null);
        return asOf is null ? words : $"{words} (as of {Day(asOf)})";
    }

    /// <summary>A value in the words of the catalog, with its unit where the number alone would not say.</summary>
    public static string Value(string attribute, string value)
    {
        var words = Catalog.BuiltIn.Describe(attribute, value);
        var unit = Catalog.BuiltIn.Attribute(attribute) is { Type: AttributeType.Number, Unit: { } one } ? " " + one : "";
        // Time served is told in years and months, as anyone would say it; sentences stay in the words of the court.
        if (attribute == "served.time" && Catalog.BuiltIn.Read(attribute, value) is { IsRefused: false, Value: Casework.Value.Span { Months: >= 24 and var months, Days: 0 } } && months % 12 != 0)
            words = $"{months / 12} years and {Count(months % 12, "month", "months")}";
        return Regex.Replace(Shorten(words + unit), Unbreakable, "\u00a0");
    }

    /// <summary>The attribute in the words of the catalog.</summary>
    public static string Label(string attribute) => Catalog.BuiltIn.Attribute(attribute)?.Label ?? Clean(attribute);

    /// <summary>The attribute's place in the catalog, which is the order of a brief.</summary>
    public static int Order(string attribute)
    {
        var at = Catalog.BuiltIn.Attributes.TakeWhile(known => known.Id != attribute).Count();
        return at;
    }

    /// <summary>"June 6, 2018", "June 2018", "2018", "June 6" for whole and partial days; the text itself when it is no day.</summary>
    public static string Day(string day)
    {
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole))
            return Day(whole);
        if (DateOnly.TryParseExact(day, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        if (DateOnly.TryParseExact(day, "--MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var noYear))
            return noYear.ToString("MMMM d", CultureInfo.InvariantCulture);
        return Clean(day);
    }

    public static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>"2 facts", "1 fact".</summary>
    public static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number.ToString("N0", CultureInfo.InvariantCulture)} {many}";

    /// <summary>"one, two and three".</summary>
    public static string Listing(IReadOnlyList<string> items, string last = "and") =>
        items.Count <= 1 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}";

    /// <summary>Under what standard a source asserts something.</summary>
    public static string Standing(Standard standard) => standard switch
    {
        Standard.JuryVerdict => "found by the jury",
        Standard.Plea => "admitted in a plea",
        Standard.JudgeFinding => "found or recited by the court",
        Standard.OfficialRecord => "official record",
        Standard.PresentenceReport => "stated in a presentence report",
        Standard.Indictment => "charged, not found",
        Standard.Agent => "an agent’s account",
        Standard.Petitioner => "the petitioner’s account",
        Standard.Press => "press report",
        _ => "standing not stated",
    };

    /// <summary>The same in brackets beside a value, where the standard is weak enough that the page must say so; else null.</summary>
    public static string? WeakStanding(Standard standard) => standard switch
    {
        Standard.Indictment => "charged",
        Standard.Agent => "agent",
        Standard.Petitioner => "petitioner",
        Standard.Press => "press",
        _ => null,
    };

    /// <summary>What a document is called in a footnote: "Judgment", "Letter of Ruth Marsh, May 3, 2017".</summary>
    public static string Name(DocumentFiled filed)
    {
        var kind = filed.DocumentKind is { } id ? Catalog.BuiltIn.Kind(id)?.Label ?? Clean(id) : null;
        // There is one judgment, but many letters and papers: of those it matters who wrote them and when.
        var isOneOfMany = filed.DocumentKind is null or "letter" or "email" or "press" or "tweet" or "book" or "official" or "agent-report" or "motion" or "order";
        var author = isOneOfMany && filed.Author is { Length: > 0 } by ? Shorten(by, 40) : null;
        var name = (kind, author) switch
        {
            (null, _) => Shorten(filed.Name, 48),
            (_, null) => isOneOfMany && filed.DocumentKind is "press" or "book" or "official" ? $"{kind} ({Shorten(filed.Name, 40)})" : kind,
            _ when filed.DocumentKind is "press" or "tweet" or "book" => $"{author} ({kind.ToLowerInvariant()})",
            _ => $"{kind} of {author}",
        };
        return isOneOfMany && kind is not null && filed.Date is { Length: > 0 } date ? $"{name}, {Day(date)}" : name;
    }

    /// <summary>One line of plain text: no control characters, nothing that turns the direction of the text around what follows.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                space = clean.Length > 0;
            else if (rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200B or 0xFEFF or 0xFFFD))
            {
                if (space)
                    clean.Append(' ');
                space = false;
                clean.Append(rune.ToString());
            }
        }
        return clean.ToString();
    }

    /// <summary>Cut at a word's end, with an ellipsis.</summary>
    public static string Shorten(string text, int longest = LongestValue)
    {
        text = Clean(text);
        if (text.Length <= longest)
            return text;
        var end = text.LastIndexOf(' ', longest - 1);
        if (end < longest / 2)
            end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end].TrimEnd(' ', ',', ';', '.') + "…";
    }
}
