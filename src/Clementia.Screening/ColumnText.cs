using System.Globalization;

namespace Clementia.Screening;

/// <summary>
/// Values of columns as text that loses nothing: yes and no, names, whole numbers, months and grams as decimals ("12.03"), days as 2014-11-01; "life", "470 or more",
/// "unknown", and nothing at all for what is missing. A name that looks like one of those words has a backslash before it.
/// </summary>
public static class ColumnText
{
    private const string Unknown = "unknown";
    private const string Life = "life";
    private const string Capped = "capped";

    /// <summary>A logical value in words.</summary>
    public static string Of(ColumnSpec spec, long value) => value switch
    {
        Code.Missing => "",
        Code.Unknown => Unknown,
        Code.Life => Life,
        Code.Capped => spec.Cap is { } cap ? Scaled(cap, 2) + " or more" : Capped,
        _ => spec.Type switch
        {
            ColumnType.Flag => value switch { 0 => "no", 1 => "yes", _ => throw new ArgumentOutOfRangeException(nameof(value), value, $"'{spec.Name}' is yes (1) or no (0).") },
            ColumnType.Choice => value >= 0 && value < spec.Choices.Count ? Name(spec, spec.Choices[(int)value])
                : throw new ArgumentOutOfRangeException(nameof(value), value, $"'{spec.Name}' has {spec.Choices.Count} choices."),
            ColumnType.Months => Scaled(value, 2),
            ColumnType.Weight => Scaled(value, 6),
            ColumnType.Day => DateOnly.FromDayNumber(checked((int)value)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => value.ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>The logical value of a text that <see cref="Of"/> wrote; null for any other text.</summary>
    public static long? Read(ColumnSpec spec, string text)
    {
        switch (text)
        {
            case "":
                return Code.Missing;
            case Unknown:
                return Code.Unknown;
            case Life:
                return Code.Life;
        }
        if (text == Of(spec, Code.Capped))
            return Code.Capped;
        switch (spec.Type)
        {
            case ColumnType.Flag:
                return text switch { "yes" => 1, "no" => 0, _ => null };
            case ColumnType.Choice:
                for (var i = 0; i < spec.Choices.Count; i++)
                {
                    if (Name(spec, spec.Choices[i]) == text)
                        return i;
                }
                return null;
            case ColumnType.Months:
                return Unscaled(text, 2);
            case ColumnType.Weight:
                return Unscaled(text, 6);
            case ColumnType.Day:
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null;
            default:
                return Unscaled(text, 0);
        }
    }

    /// <summary>A decimal without the zeros that say nothing: 1203 with two places is "12.03", 12000 is "120".</summary>
    public static string Scaled(long value, int places)
    {
        var text = ((decimal)value / Power(places)).ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>The number of which this is the text; null where it has more places, is no number, or is one that a code stands for.</summary>
    public static long? Unscaled(string text, int places)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > long.MaxValue / Power(places))
            return null;
        var whole = number * Power(places);
        return whole == decimal.Truncate(whole) && whole < Code.Capped && whole >= long.MinValue ? (long)whole : null;
    }

    private static decimal Power(int places) => places switch { 0 => 1m, 2 => 100m, _ => 1_000_000m };

    private static string Name(ColumnSpec spec, string name) => name is "" or Unknown or Life or Capped || name.StartsWith('\\') || name == Of(spec, Code.Capped) ? "\\" + name : name;
}
