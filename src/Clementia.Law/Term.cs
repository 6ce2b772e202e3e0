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

    /// <summary>One after the other.</summary>
    public static Term operator +(Term a, Term b) => checked(new(a.Years + b.Years, a.Months + b.Months, a.Days + b.Days));

    /// <summary>One after the other.</summary>
    public static Term Add(Term left, Term right) => left + right;

    /// <summary>The longer of two that begin on the same day.</summary>
    public static Term Longer(Term a, Term b, DateOnly start) => a.EndFrom(start) >= b.EndFrom(start) ? a : b;

    /// <summary>"10 years", "1 year and 1 day", "120 months".</summary>
    public string InWords
    {
        get
        {
            var parts = new List<string>(3);
            foreach (var (number, unit) in (ReadOnlySpan<(int, string)>)[(Years, "year"), (Months, "month"), (Days, "day")])
            {
                if (number > 0)
                    parts.Add($"{number} {unit}{(number == 1 ? "" : "s")}");
            }
            return parts.Count == 0 ? "no time" : string.Join(" and ", parts);
        }
    }

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

/// <summary>A sentence of imprisonment: a term in the words of the court, or life.</summary>
public readonly record struct Imprisonment
{
    private Imprisonment(Term term, bool life) => (Term, IsLife) = (term, life);

    /// <summary>Imprisonment for life.</summary>
    public static Imprisonment Life => new(Term.None, true);

    /// <summary>The term; none when it is life.</summary>
    public Term Term { get; }

    /// <summary>Whether it is life.</summary>
    public bool IsLife { get; }

    /// <summary>Its whole months, odd days left off, or life: enough to hold against a guideline range, which is in whole months.</summary>
    public Limit InMonths => IsLife ? Limit.Life : Limit.Of((Term.Years * 12) + Term.Months);

    /// <summary>A term.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer than a thousand years.</exception>
    public static Imprisonment Of(Term term) =>
        term is { Years: <= 1000, Months: <= 12_000, Days: <= 400_000 } ? new(term, false) : throw new ArgumentOutOfRangeException(nameof(term), term, "A term has at most a thousand years.");

    /// <summary>So many months.</summary>
    public static Imprisonment OfMonths(int months) => Of(new Term(0, months, 0));

    /// <summary>"10 years", "1 year and 1 day", "life".</summary>
    public string InWords => IsLife ? "life" : Term.InWords;

    /// <summary>"10y", "1y1d", "life".</summary>
    public override string ToString() => IsLife ? "life" : Term.ToString();

    /// <summary>Reads months as a number, "10y", "1y1d" or "life".</summary>
    internal static Imprisonment Read(StrictJson value)
    {
        if (value.Kind == System.Text.Json.JsonValueKind.Number)
            return OfMonths(value.IntFrom(0, 12_000));
        if (value.Kind == System.Text.Json.JsonValueKind.String)
        {
            var text = value.Text();
            if (text == "life")
                return Life;
            try
            {
                return Of(Term.Parse(text));
            }
            catch (Exception wrong) when (wrong is FormatException or ArgumentOutOfRangeException)
            {
                // Said below, with the place in the file.
            }
        }
        throw value.Wrong("It is no sentence of imprisonment.", "Write months as a number (120), years, months and days (\"10y\", \"7y3m\", \"1y1d\") or \"life\".");
    }
}
