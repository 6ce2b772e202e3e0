using System.Globalization;

namespace Clementia.Casework;

/// <summary>
/// A value that a fact can have. Arithmetic on it is exact. <see cref="Canonical"/> is the one form that dockets keep and
/// programs compare; <see cref="Describe"/> is what a person reads.
/// </summary>
public abstract record Value
{
    private Value() { }

    /// <summary>The form that is kept and compared ("life+300 mo", "2018-06-06").</summary>
    public abstract string Canonical { get; }

    /// <summary>In the words of a brief ("life plus 25 years", "June 6, 2018").</summary>
    public virtual string Describe() => Canonical;

    /// <summary>The canonical form.</summary>
    public sealed override string ToString() => Canonical;

    /// <summary>A person, by name as written.</summary>
    public sealed record Person(PersonName Name) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Name.Written;
    }

    /// <summary>Words for which there is no narrower type.</summary>
    public sealed record Words(string Text) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Text;
    }

    /// <summary>One of the words that the catalog lists for an attribute, or "other:" and the source's own word.</summary>
    public sealed record Choice(string Word, string Label) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Word;

        /// <inheritdoc/>
        public override string Describe() => Label;
    }

    /// <summary>A whole number.</summary>
    public sealed record Number(long Count) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Count.ToString(CultureInfo.InvariantCulture);

        /// <inheritdoc/>
        public override string Describe() => Count.ToString("#,0", CultureInfo.InvariantCulture);
    }

    /// <summary>An age in full years, or only its decade ("60s").</summary>
    public sealed record Age(int Years, bool Decade) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => string.Create(CultureInfo.InvariantCulture, $"{Years}{(Decade ? "s" : "")}");

        /// <summary>The youngest and the oldest that it can mean, in full years.</summary>
        public (int Least, int Most) Range => Decade ? (Years, Years + 9) : (Years, Years);
    }

    /// <summary>A length of time in whole months and odd days, which are never converted into one another.</summary>
    public sealed record Span(int Months, int Days) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Form(Months, Days);

        /// <inheritdoc/>
        public override string Describe() => Spell(Months, Days);

        internal static string Form(int months, int days) => (months, days) switch
        {
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{months} mo"),
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"{days} d"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{months} mo {days} d"),
        };

        // Courts say "12 months and one day", "84 months", "25 years".
        internal static string Spell(int months, int days)
        {
            var parts = new List<string>();
            if (months >= 24 && months % 12 == 0)
                parts.Add($"{months / 12} years");
            else if (months > 0 || days == 0)
                parts.Add(months == 1 ? "1 month" : $"{months} months");
            if (days > 0)
                parts.Add(days == 1 ? "one day" : $"{days} days");
            return string.Join(" and ", parts);
        }
    }

    /// <summary>A sentence: death, life, a term, life and a term, or the time already served.</summary>
    /// <param name="Kind">Which of them.</param>
    /// <param name="Months">Whole months of the term; 0 when there is none.</param>
    /// <param name="Days">Odd days of the term: "a year and a day" is 12 months and 1 day.</param>
    public sealed record Imprisonment(SentenceKind Kind, int Months, int Days) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Kind switch
        {
            SentenceKind.Death => "death",
            SentenceKind.TimeServed => "time served",
            SentenceKind.Life => Months == 0 && Days == 0 ? "life" : $"life+{Span.Form(Months, Days)}",
            _ => Span.Form(Months, Days),
        };

        /// <inheritdoc/>
        public override string Describe() => Kind switch
        {
            SentenceKind.Death => "death",
            SentenceKind.TimeServed => "time served",
            SentenceKind.Life => Months == 0 && Days == 0 ? "life" : $"life plus {Span.Spell(Months, Days)}",
            _ => Span.Spell(Months, Days),
        };
    }

    /// <summary>A day, or as much of it as is known: a year, a month of a year, or a month or day whose year is not told.</summary>
    public sealed record Day(int? Year, int? Month, int? DayOfMonth) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => (Year is { } y ? y.ToString("0000", CultureInfo.InvariantCulture) : "-")
            + (Month is { } m ? $"-{m:00}" : "") + (DayOfMonth is { } d ? $"-{d:00}" : "");

        /// <inheritdoc/>
        public override string Describe()
        {
            var month = Month is { } m ? CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(m) : null;
            return (Year, month, DayOfMonth) switch
            {
                ({ } y, null, _) => y.ToString("0000", CultureInfo.InvariantCulture),
                ({ } y, _, null) => $"{month} {y:0000}",
                ({ } y, _, { } d) => $"{month} {d}, {y:0000}",
                (null, _, null) => $"{month}",
                (null, _, { } d) => $"{month} {d}",
            };
        }

        /// <summary>The first and the last day that it can mean; null when the year is not told.</summary>
        public (DateOnly First, DateOnly Last)? Range => (Year, Month, DayOfMonth) switch
        {
            (null, _, _) => null,
            ({ } y, null, _) => (new DateOnly(y, 1, 1), new DateOnly(y, 12, 31)),
            ({ } y, { } m, null) => (new DateOnly(y, m, 1), new DateOnly(y, m, DateTime.DaysInMonth(y, m))),
            ({ } y, { } m, { } d) => (new DateOnly(y, m, d), new DateOnly(y, m, d)),
        };
    }

    /// <summary>A year or a run of years.</summary>
    public sealed record YearSpan(int First, int Last) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => First == Last
            ? First.ToString("0000", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{First:0000}-{Last:0000}");

        /// <inheritdoc/>
        public override string Describe() => First == Last ? Canonical : $"{First:0000} to {Last:0000}";
    }

    /// <summary>An amount in US dollars; cents are kept when the source gives them.</summary>
    public sealed record Dollars(decimal Amount) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Amount == decimal.Truncate(Amount)
            ? Amount.ToString("0", CultureInfo.InvariantCulture)
            : Amount.ToString("0.00", CultureInfo.InvariantCulture);

        /// <inheritdoc/>
        public override string Describe() => "$" + Amount.ToString(Amount == decimal.Truncate(Amount) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>A weight, or a range of weights, in kilograms or pounds as the source has it.</summary>
    /// <param name="Least">The weight, or the lower end.</param>
    /// <param name="Most">The upper end; equal to <paramref name="Least"/> for a single weight.</param>
    /// <param name="Unit">"kg" or "lb". Grams are written in kilograms and ounces in pounds; pounds are not rounded into kilograms.</param>
    public sealed record Weight(decimal Least, decimal Most, string Unit) : Value
    {
        // The international pound, exactly (59 Stat. note; 1959 agreement).
        private const decimal KilogramsPerPound = 0.45359237m;

        /// <inheritdoc/>
        public override string Canonical => Least == Most ? $"{Form(Least)} {Unit}" : $"{Form(Least)}-{Form(Most)} {Unit}";

        /// <summary>The lower and upper end in kilograms, exactly.</summary>
        public (decimal Least, decimal Most) Kilograms => Unit == "kg" ? (Least, Most) : (Least * KilogramsPerPound, Most * KilogramsPerPound);

        /// <inheritdoc/>
        public override string Describe()
        {
            // Below a kilogram the guidelines and the courts speak of grams.
            var grams = Unit == "kg" && Most < 1;
            var (least, most, unit) = grams ? (Least * 1000, Most * 1000, "grams") : (Least, Most, Unit == "kg" ? "kg" : "pounds");
            return least == most ? $"{Spell(least)} {unit}" : $"{Spell(least)} to {Spell(most)} {unit}";
        }

        private static string Form(decimal amount) => amount.ToString("0.############", CultureInfo.InvariantCulture);

        private static string Spell(decimal amount) => amount.ToString("#,0.############", CultureInfo.InvariantCulture);
    }

    /// <summary>Yes or no.</summary>
    public sealed record YesNo(bool Yes) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Yes ? "yes" : "no";
    }

    /// <summary>A citation of a statute or guideline: "18 USC 371", "USSG 2D1.1".</summary>
    public sealed record Statute(string Citation) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => Citation;

        /// <inheritdoc/>
        public override string Describe()
        {
            var words = Citation.Split(' ', 3);
            return words switch
            {
                [var title, "USC", var section] => $"{title} U.S.C. § {section}",
                ["USSG", var section] => $"USSG §{section}",
                ["USSG", ..] => Citation,
                _ => Citation,
            };
        }
    }

    /// <summary>The vote of a board.</summary>
    public sealed record Vote(int For, int Against) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => string.Create(CultureInfo.InvariantCulture, $"{For}-{Against}");

        /// <inheritdoc/>
        public override string Describe() => $"{For} to {Against}";
    }

    /// <summary>A guideline range in months; the upper end is null for life, and both are null for life alone.</summary>
    public sealed record Bracket(int? LeastMonths, int? MostMonths) : Value
    {
        /// <inheritdoc/>
        public override string Canonical => (LeastMonths, MostMonths) switch
        {
            (null, _) => "life",
            ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"{least} mo-life"),
            ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"{least}-{most} mo"),
        };

        /// <inheritdoc/>
        public override string Describe() => (LeastMonths, MostMonths) switch
        {
            (null, _) => "life",
            ({ } least, null) => $"{least} months to life",
            ({ } least, { } most) => $"{least} to {most} months",
        };
    }
}

/// <summary>What kind of sentence it is.</summary>
public enum SentenceKind
{
    /// <summary>A term of months and days.</summary>
    Term,
    /// <summary>Life, with or without a further term.</summary>
    Life,
    /// <summary>Death.</summary>
    Death,
    /// <summary>The time already served.</summary>
    TimeServed,
}
