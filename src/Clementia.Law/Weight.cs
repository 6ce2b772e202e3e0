using System.Globalization;

namespace Clementia.Law;

/// <summary>
/// A weight of a drug, exact to a millionth of a microgram, so that every conversion of the manual (62.5 milligrams a unit,
/// 6.7 kilograms a gram) is a whole number and nothing is ever rounded.
/// </summary>
public readonly record struct Weight(Int128 Picograms) : IComparable<Weight>
{
    private static readonly Int128 s_gram = 1_000_000_000_000;

    /// <summary>Nothing.</summary>
    public static Weight Zero => default;

    /// <summary>So many whole grams.</summary>
    public static Weight OfGrams(long grams) => new(grams * s_gram);

    /// <summary>Reads "2.5 kg", "70 g", "0.4 mg", "10 ug"; a bare number is grams.</summary>
    /// <returns>The weight, or null when the text is no weight, is finer than a picogram or heavier than a million tonnes.</returns>
    public static Weight? Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.Length;
        while (end > 0 && (char.IsAsciiLetter(trimmed[end - 1]) || trimmed[end - 1] == '\u00B5'))
            end--;
        int? scale = trimmed[end..] switch
        {
            "kg" or "KG" => 15,
            "" or "g" or "gm" or "G" => 12,
            "mg" => 9,
            "ug" or "\u00B5g" => 6,
            _ => null,
        };
        return scale is { } digits && Exact.Read(trimmed[..end].Trim(), digits) is { } picograms && picograms <= s_gram * 1_000_000_000_000 ? new Weight(picograms) : null;
    }

    /// <summary>This weight times a factor in millionths, as the manual's conversion ratios are kept.</summary>
    /// <exception cref="OverflowException">The weight is beyond anything a case could hold.</exception>
    public Weight Times(long millionths) => new(checked(Picograms * millionths) / 1_000_000);

    /// <summary>The two together.</summary>
    public static Weight operator +(Weight a, Weight b) => new(a.Picograms + b.Picograms);

    /// <summary>The two together.</summary>
    public static Weight Add(Weight left, Weight right) => left + right;

    /// <inheritdoc/>
    public int CompareTo(Weight other) => Picograms.CompareTo(other.Picograms);

    /// <summary>Lighter than.</summary>
    public static bool operator <(Weight a, Weight b) => a.Picograms < b.Picograms;

    /// <summary>Heavier than.</summary>
    public static bool operator >(Weight a, Weight b) => a.Picograms > b.Picograms;

    /// <summary>Not heavier than.</summary>
    public static bool operator <=(Weight a, Weight b) => a.Picograms <= b.Picograms;

    /// <summary>Not lighter than.</summary>
    public static bool operator >=(Weight a, Weight b) => a.Picograms >= b.Picograms;

    /// <summary>The lighter of two.</summary>
    public static Weight Min(Weight a, Weight b) => a <= b ? a : b;

    /// <summary>Exact, in the unit a reader would choose: "2,000 kg", "23.142 kg", "70 g", "0.4 mg".</summary>
    public override string ToString()
    {
        var (scale, unit) = Picograms >= s_gram * 1000 ? (15, "kg") : Picograms >= s_gram || Picograms == 0 ? (12, "g") : Picograms >= s_gram / 100_000 ? (9, "mg") : (6, "ug");
        return $"{Exact.Write(Picograms, scale)} {unit}";
    }
}

/// <summary>Decimal numbers read and written exactly, as whole numbers of a smaller unit.</summary>
internal static class Exact
{
    /// <summary>Reads "12,345.678" as a whole number of units of 10^-digits; null when it is no such number or finer than that.</summary>
    public static Int128? Read(ReadOnlySpan<char> text, int digits)
    {
        Int128 value = 0;
        int after = -1, seen = 0;
        foreach (var c in text)
        {
            if (c == '.' && after < 0)
            {
                after = 0;
            }
            else if (char.IsAsciiDigit(c))
            {
                if (++seen > 30)
                    return null;
                value = (value * 10) + (c - '0');
                if (after >= 0)
                    after++;
            }
            else if (c != ',' || after >= 0 || seen == 0)
            {
                return null;
            }
        }
        if (seen == 0 || after == 0)
            return null;
        for (var extra = Math.Max(after, 0) - digits; extra > 0; extra--)
        {
            var (whole, rest) = Int128.DivRem(value, 10);
            if (rest != 0)
                return null;
            value = whole;
        }
        for (var missing = digits - Math.Max(after, 0); missing > 0; missing--)
        {
            if (value > Int128.MaxValue / 10)
                return null;
            value *= 10;
        }
        return value;
    }

    /// <summary>A whole number of units of 10^-digits as a decimal with thousands separated and no needless zeros.</summary>
    public static string Write(Int128 value, int digits)
    {
        Int128 unit = 1;
        for (var i = 0; i < digits; i++)
            unit *= 10;
        var (whole, rest) = Int128.DivRem(Int128.Abs(value), unit);
        var sign = value < 0 ? "-" : "";
        var fraction = rest == 0 ? "" : "." + rest.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0').TrimEnd('0');
        return sign + whole.ToString("N0", CultureInfo.InvariantCulture) + fraction;
    }
}
