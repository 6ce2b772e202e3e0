namespace Clementia.Law;

/// <summary>Good conduct time: 18 USC 3624(b), by time served until the First Step Act's change took effect, by the term imposed since.</summary>
internal static class TimeGoodConduct
{
    internal static readonly ProvisionKey<Rate> Law = new("us-federal/usc/18/3624-b", Rate.Read);

    internal static readonly FactKey<int> Disallowed = FactKeys.Number("goodTime.disallowed", FactScope.Case, 0, 20_000, "Days of good conduct time disallowed or forfeited for misconduct, and not restored.", "the BOP's sentence computation and disciplinary record");

    public static IReadOnlyList<ProvisionKey> Provisions => [Law];

    public static IReadOnlyList<FactKey> Facts => [Disallowed];

    /// <summary>How good conduct time counts.</summary>
    internal enum Counted
    {
        /// <summary>For each year served.</summary>
        Served,

        /// <summary>For each year of the sentence imposed.</summary>
        Imposed,
    }

    /// <summary>The most days that can be earned on a term, without regard to conduct.</summary>
    /// <param name="rate">The law.</param>
    /// <param name="term">The term, not life.</param>
    /// <param name="start">The day from which it counts, jail credit included; null to reckon with years of 365 days.</param>
    public static int Most(Rate rate, Term term, DateOnly? start)
    {
        if (!IsLonger(term, rate.LongerThan, start))
            return 0;
        return rate.Counted == Counted.Imposed ? OfImposed(rate, term) : OfServed(rate, term, start);
    }

    /// <summary>How the count was made, in words.</summary>
    public static string HowCounted(Rate rate) => rate.Counted == Counted.Imposed
        ? $"{rate.DaysPerYear} days for each year of the term imposed, a part of a year in proportion (a month is a twelfth of a year, a day one part in 365), a fraction of a day dropped"
        : $"{rate.DaysPerYear} days at the end of each year served, the last part of a year in proportion ({rate.DaysPerYear} days for every {365 + rate.DaysPerYear} days of the term that remain), a fraction of a day dropped";

    private static bool IsLonger(Term term, Term least, DateOnly? start) => term.EndFrom(start ?? new(2001, 1, 1)) > least.EndFrom(start ?? new(2001, 1, 1));

    private static int OfImposed(Rate rate, Term term)
    {
        // In parts of a day: a year has 12 x 365 of them, so that a month is 365 and a day is 12.
        var parts = checked((((term.Years * 12L) + term.Months) * 365) + (term.Days * 12L));
        return (int)(parts * rate.DaysPerYear / (12 * 365));
    }

    private static int OfServed(Rate rate, Term term, DateOnly? start)
    {
        if (start is not { } first)
        {
            // No day is given: years of 365 days, months of a twelfth of one.
            var days = (term.Years * 365L) + (term.Months * 365L / 12) + term.Days;
            return (int)(days * rate.DaysPerYear / (365 + rate.DaysPerYear));
        }
        var end = term.EndFrom(first);
        var (earned, served) = (0, first);
        for (var year = 1; first.AddYears(year) <= end.AddDays(-earned - rate.DaysPerYear); year++)
        {
            served = first.AddYears(year);
            earned += rate.DaysPerYear;
        }
        var left = end.DayNumber - earned - served.DayNumber;
        return earned + (left * rate.DaysPerYear / (365 + rate.DaysPerYear));
    }

    /// <summary>So many days a year, for terms longer than so long, counted one way or the other.</summary>
    internal sealed record Rate(int DaysPerYear, Term LongerThan, Counted Counted)
    {
        public static Rate Read(StrictJson value)
        {
            value.Only("daysPerYear", "longerThan", "counted");
            return new(value["daysPerYear"].IntFrom(1, 365), Imprisonment.Read(value["longerThan"]).Term, value["counted"].OneOf<Counted>());
        }
    }
}
