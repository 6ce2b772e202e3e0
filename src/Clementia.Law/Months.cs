using System.Globalization;

namespace Clementia.Law;

/// <summary>One end of a range of imprisonment: whole months, or life. Life is longer than any number of months.</summary>
public readonly record struct Limit : IComparable<Limit>
{
    private readonly int _months;

    private Limit(int months) => _months = months;

    /// <summary>Imprisonment for life.</summary>
    public static Limit Life => new(int.MaxValue);

    /// <summary>No imprisonment.</summary>
    public static Limit Zero => default;

    /// <summary>Whether it is life.</summary>
    public bool IsLife => _months == int.MaxValue;

    /// <summary>The months, or null for life: life is never a number.</summary>
    public int? Months => IsLife ? null : _months;

    /// <summary>So many whole months.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or longer than ten thousand years.</exception>
    public static Limit Of(int months) =>
        months is >= 0 and <= 120_000 ? new(months) : throw new ArgumentOutOfRangeException(nameof(months), months, "A term has 0 to 120,000 months.");

    /// <summary>So many whole years.</summary>
    public static Limit OfYears(int years) => Of(years * 12);

    /// <summary>The longer of two.</summary>
    public static Limit Max(Limit a, Limit b) => a >= b ? a : b;

    /// <summary>The shorter of two.</summary>
    public static Limit Min(Limit a, Limit b) => a <= b ? a : b;

    /// <summary>One after the other: anything with life in it is life.</summary>
    public static Limit operator +(Limit a, Limit b) => a.IsLife || b.IsLife ? Life : Of(a._months + b._months);

    /// <summary>One after the other.</summary>
    public static Limit Add(Limit left, Limit right) => left + right;

    /// <inheritdoc/>
    public int CompareTo(Limit other) => _months.CompareTo(other._months);

    /// <summary>Shorter than.</summary>
    public static bool operator <(Limit a, Limit b) => a._months < b._months;

    /// <summary>Longer than.</summary>
    public static bool operator >(Limit a, Limit b) => a._months > b._months;

    /// <summary>Not longer than.</summary>
    public static bool operator <=(Limit a, Limit b) => a._months <= b._months;

    /// <summary>Not shorter than.</summary>
    public static bool operator >=(Limit a, Limit b) => a._months >= b._months;

    /// <summary>"120" or "life".</summary>
    public override string ToString() => IsLife ? "life" : _months.ToString(CultureInfo.InvariantCulture);

    /// <summary>As statutes count: "10 years", "life"; months where it is no whole number of years.</summary>
    public string InYears => IsLife || _months % 12 != 0 || _months == 0 ? InWords : _months == 12 ? "1 year" : $"{_months / 12} years";

    /// <summary>"120 months", "life".</summary>
    public string InWords => IsLife ? "life" : _months == 1 ? "1 month" : $"{this} months";
}

/// <summary>A range of imprisonment in months, both ends included; "360-life" and "life" too.</summary>
public readonly record struct MonthRange(Limit Min, Limit Max)
{
    /// <summary>A range of whole months.</summary>
    public static MonthRange Of(int min, int max) => new(Limit.Of(min), Limit.Of(max));

    /// <summary>Whether neither end is below the other's: not more lenient anywhere.</summary>
    public bool IsNotBelow(MonthRange other) => Min >= other.Min && Max >= other.Max;

    /// <summary>"30-37", "360-life", "life", "60".</summary>
    public override string ToString() => Min == Max ? Min.ToString() : $"{Min}-{Max}";

    /// <summary>"30 to 37 months", "360 months to life", "life", "60 months".</summary>
    public string InWords => Min == Max ? Min.InWords : Max.IsLife ? $"{Min.InWords} to life" : $"{Min} to {Max.InWords}";
}

/// <summary>Criminal history category of USSG §4A1.1 and the sentencing table.</summary>
public enum HistoryCategory
{
    /// <summary>0 or 1 point.</summary>
    I = 1,

    /// <summary>2 or 3 points.</summary>
    II,

    /// <summary>4 to 6 points.</summary>
    III,

    /// <summary>7 to 9 points.</summary>
    IV,

    /// <summary>10 to 12 points.</summary>
    V,

    /// <summary>13 points or more.</summary>
    VI,
}
