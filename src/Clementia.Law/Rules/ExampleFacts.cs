using System.Globalization;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>The facts of a worked example, in the several names under which such files give the same thing.</summary>
internal sealed class ExampleFacts(StrictJson facts)
{
    /// <summary>The day on which the law was last read: what "now" means in an example.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 23);

    public DateOnly? OffenseDay => Day("offense_day", "offense", "offense_date", "offense_end", "offense_on", "offence_day");

    public DateOnly? SentenceDay => Day("sentence_day", "sentenced", "sentence_date", "sentencing_day", "sentencing_date", "sentenced_on", "sentence_on", "day", "on");

    public DateOnly? ConvictionDay => Day("conviction_day", "convicted", "conviction_date", "conviction", "convicted_on");

    /// <summary>A key into what it asks and the day it asks it of: "min_2010-08-03", "stat_min_1986" (the law at the end of that year), "max_now", "total_until_2018-12-20", "lifts_2018-12-21+".</summary>
    public static (string What, DateOnly? Day) Split(string key)
    {
        var text = key.TrimEnd('+');
        var at = text.LastIndexOf('_');
        if (at <= 0)
            return (key, null);
        var tail = text[(at + 1)..];
        DateOnly? day = DateOnly.TryParseExact(tail, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? exact
            : tail.Length == 4 && int.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2100 ? new(year, 12, 31)
            : tail == "now" ? Today
            : null;
        if (day is null)
            return (tail == "then" ? text[..at] : key, null);
        var what = text[..at];
        foreach (var word in (ReadOnlySpan<string>)["_until", "_from", "_since", "_on"])
        {
            if (what.EndsWith(word, StringComparison.Ordinal))
                what = what[..^word.Length];
        }
        return (what, day);
    }

    /// <summary>A length in years, or in months; life is a word. Years that are no whole number are left out.</summary>
    public static JsonNode? Length(Limit limit, bool inMonths) =>
        limit.Months is not { } months ? "life"
            : inMonths ? months
            : months % 12 == 0 ? months / 12
            : null;

    /// <summary>"cocaine_base_g": 50 as a drug and its weight, "heroin_kg" too; null for any other name.</summary>
    public static (string Id, Weight Amount)? DrugOf(string name, StrictJson value) =>
        name.EndsWith("_g", StringComparison.Ordinal) ? (name[..^2], value.Weight())
            : name.EndsWith("_kg", StringComparison.Ordinal) ? (name[..^3], InKilograms(value))
            : null;

    public Weight? Weight(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (facts.Maybe(name) is { } value)
                return name.StartsWith('k') || name.EndsWith("kg", StringComparison.Ordinal) ? InKilograms(value) : value.Weight();
        }
        return null;
    }

    public int? Int(params ReadOnlySpan<string> names) => Find(names)?.Int();

    public bool? YesNo(params ReadOnlySpan<string> names) => Find(names)?.YesNo();

    public string? Text(params ReadOnlySpan<string> names) => Find(names)?.Text();

    public DateOnly? Day(params ReadOnlySpan<string> names) => Find(names) is { Kind: System.Text.Json.JsonValueKind.String } value ? value.Day() : null;

    public Limit? Length(params ReadOnlySpan<string> names) => Find(names)?.Limit();

    private static Weight InKilograms(StrictJson value) =>
        Law.Weight.Parse((value.Kind == System.Text.Json.JsonValueKind.String ? value.Text() : value.Element.GetRawText()) + " kg") ?? throw value.Wrong("It is no weight.", "Write kilograms as a number.");

    private StrictJson? Find(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (facts.Maybe(name) is { Kind: not System.Text.Json.JsonValueKind.Null } value)
                return value;
        }
        return null;
    }
}
