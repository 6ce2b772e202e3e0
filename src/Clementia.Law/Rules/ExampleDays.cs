using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Which law a worked example means: "manual": "2014-11-01+", a key like "total_until_2023-10-31" or "level_1988", or the law now in force.</summary>
internal static class ExampleDays
{
    /// <summary>The first day of the edition now in force.</summary>
    public static DateOnly Now(LawBook book) => ManualEditions.Latest(book);

    /// <summary>The day that a key asks for: a day or year in the key, "_now", "_then", the example's own "manual", "sentenced" or "date", else the law in force.</summary>
    public static DateOnly Of(LawBook book, StrictJson facts, string key, DateOnly? then = null)
    {
        if (Find(key) is { } named)
            return named;
        if (key.EndsWith("now", StringComparison.Ordinal))
            return Now(book);
        foreach (var name in (ReadOnlySpan<string>)["manual", "edition", "sentenced", "date", "on"])
        {
            if (facts.Maybe(name) is { } value && Find(value.Kind == JsonValueKind.Number ? value.Element.GetRawText() : value.Text()) is { } day)
                return day;
        }
        return key.EndsWith("then", StringComparison.Ordinal) && then is { } earlier ? earlier : Now(book);
    }

    /// <summary>The first day or year written in a text: "2008-05-01 to 2010-10-31" is 2008-05-01, "1989_table_base" 1989-11-01.</summary>
    public static DateOnly? Find(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsAsciiDigit(text[i - 1]))
                continue;
            if (i + 10 <= text.Length && DateOnly.TryParseExact(text.AsSpan(i, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            if (i + 4 <= text.Length && (i + 4 == text.Length || !char.IsAsciiDigit(text[i + 4])) && int.TryParse(text.AsSpan(i, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1987 and <= 2100)
                return new DateOnly(year, 11, 1);
        }
        return null;
    }

    public static HistoryCategory Category(StrictJson value) => value.Kind == JsonValueKind.Number
        ? (HistoryCategory)value.IntFrom(1, 6)
        : value.OneOf(History.CategoryNames);

    public static JsonNode Json(Limit limit) => limit.Months is { } months ? JsonValue.Create(months) : JsonValue.Create("life");

    /// <summary>[30, 37], [360, "life"], ["life", "life"].</summary>
    public static JsonNode Json(MonthRange range) => new JsonArray(Json(range.Min), Json(range.Max));

    public static void Reasons(Reckoning r, List<string> reasons)
    {
        foreach (var step in r.Derivation.Steps)
        {
            if (!reasons.Contains(step.Plain))
                reasons.Add(step.Plain);
        }
    }
}
