using System.Globalization;
using System.Text;

namespace Clementia.Casework;

/// <summary>Vetted values in plain American English. The only place that turns a value, a standard or a document into words for a brief.</summary>
internal static class Wording
{
    /// <summary>Longer values are cut on the page, with an ellipsis; the binder has the passage.</summary>
    public const int LongestValue = 160;

    /// <summary>A fact's value with how exact it is and for when it holds: "at least 20 years", "38 (as of May 2018)".</summary>
    public static string Of(Fact fact, IReadOnlyList<Source> sources)
    {
        var words = Value(fact.Attribute, fact.Value);
        // A corrected value is the person's own: how the passages rounded no longer matters.
        if (fact.Value == fact.ProposedValue && sources.Count > 0)
        {
            if (sources.All(source => source.Support.Proposal.AtLeast))
                words = "at least " + words;
            else if (sources.All(source => source.Support.Proposal.Approximate))
                words = "about " + words;
        }
        var asOf = sources.Select(source => source.Support.Proposal.AsOf).FirstOrDefault(day => day is not null);
        return asOf is null ? words : $"{words} (as of {Day(asOf)})";
    }

    public static string Value(string attribute, string value) => Shorten(Plain(attribute, value));

    private static string Plain(string attribute, string value) => value;

    public static string Label(string attribute) => attribute;

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
        Standard.Agent => "an agent's account",
        Standard.Petitioner => "the petitioner's account",
        Standard.Press => "press report",
        _ => "standing not stated",
    };

    /// <summary>The same in brackets beside a value, where the standard is weak enough that the page must say so; else null.</summary>
    public static string? WeakStanding(Standard standard) => standard switch
    {
        Standard.Indictment => "charged",
        Standard.Agent => "agent's account",
        Standard.Petitioner => "petitioner's account",
        Standard.Press => "press",
        _ => null,
    };

    /// <summary>What a document is called in a footnote: "Judgment", "Letter of Ruth Marsh, May 3, 2017".</summary>
    public static string Name(DocumentFiled filed)
    {
        var name = Kind(filed.DocumentKind);
        // Judgments and reports have one author, the court's office; who wrote a letter or a report in the press matters.
        if (filed.Author is { Length: > 0 } author && (name is null || filed.DocumentKind is "letter" or "press" or "email" or "statement" or "book"))
            name = filed.DocumentKind is "press" or "book" ? Clean(author) : $"{name ?? "Paper"} of {Clean(author)}";
        name ??= Clean(filed.Name);
        return filed.Date is { Length: > 0 } date && filed.DocumentKind is "letter" or "press" or "email" or "statement"
            ? $"{Shorten(name, 60)}, {Day(filed.Date!)}"
            : Shorten(name, 60);
    }

    private static string? Kind(string? kind) => kind is null ? null : char.ToUpperInvariant(kind[0]) + kind[1..].Replace('-', ' ');

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
