namespace Clementia.Law;

/// <summary>
/// A length of imprisonment in the words of the court: "a year and a day" stays 1y1d.
/// Two terms can be compared only from a starting day, because months differ in length.
/// </summary>
public readonly record struct Term(int Years, int Months, int Days)
{
    /// <summary>No imprisonment.</summary>
    public static Term None => default;

    /// <summary>The day after the last day served.</summary>
    public DateOnly EndFrom(DateOnly start) => start.AddYears(Years).AddMonths(Months).AddDays(Days);

    /// <summary>Years and months as months; null when the term has odd days, which are no whole month.</summary>
    public int? WholeMonths => Days == 0 ? (Years * 12) + Months : null;

    /// <summary>Reads "1y1d", "7y3m", "48m", "25y".</summary>
    /// <exception cref="FormatException">It is not of that form; the message says which forms are.</exception>
    public static Term Parse(string text)
    {
        int years = 0, months = 0, days = 0, at = 0;
        var last = -1;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            var unit = at < text.Length ? "ymd".IndexOf(text[at]) : -1;
            if (at == start || unit <= last || !int.TryParse(text.AsSpan(start, at - start), out var number))
                throw NotATerm(text);
            (years, months, days) = unit switch { 0 => (number, months, days), 1 => (years, number, days), _ => (years, months, number) };
            last = unit;
            at++;
        }
        return last < 0 ? throw NotATerm(text) : new Term(years, months, days);
    }

    private static FormatException NotATerm(string text) =>
        new($"'{text}' is not a term. Write years, months and days as in \"1y1d\", \"7y3m\" or \"48m\".");

    /// <summary>"1y1d", the form that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        this == None ? "0d" : (Years > 0 ? $"{Years}y" : "") + (Months > 0 ? $"{Months}m" : "") + (Days > 0 ? $"{Days}d" : "");
}
