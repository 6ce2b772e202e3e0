namespace Clementia.Law;

/// <summary>How the terms of several counts run.</summary>
internal enum Runs
{
    /// <summary>At the same time as the others.</summary>
    Concurrent,

    /// <summary>After all the others.</summary>
    Consecutive,
}

/// <summary>The term that is served: the counts' terms as one (18 USC 3584), when it began (18 USC 3585(a)) and what was served before (18 USC 3585(b)).</summary>
internal static class TimeTerms
{
    internal static readonly FactKey<Imprisonment> Total = new("imprisonment.total", FactScope.Case, "months as a number, \"10y\", \"1y1d\" or \"life\"", "The whole term of imprisonment that the person serves, all counts together.", "the judgment", Imprisonment.Read);
    internal static readonly FactKey<Imprisonment> OfCount = new("imprisonment.term", FactScope.Count, "months as a number, \"10y\", \"1y1d\" or \"life\"", "The term of imprisonment imposed on the count.", "the judgment", Imprisonment.Read);
    internal static readonly FactKey<Runs> HowCountRuns = FactKeys.Choice<Runs>("imprisonment.runs", FactScope.Count, "Whether the count's term runs at the same time as the others or after them.", "the judgment");
    internal static readonly FactKey<DateOnly> Start = FactKeys.Day("custody.start", FactScope.Case, "The day the sentence commenced: received in custody to be taken to, or come by oneself to, the place of service (18 USC 3585(a)).", "the BOP's sentence computation");
    internal static readonly FactKey<int> JailCredit = FactKeys.Number("custody.jailCredit", FactScope.Case, 0, 20_000, "Days in official detention before the sentence commenced, for this offense or a later arrest, that no other sentence was credited with (18 USC 3585(b)).", "the BOP's sentence computation");

    public static IReadOnlyList<FactKey> Facts => [Total, OfCount, HowCountRuns, Start, JailCredit];

    /// <summary>The one term that the Bureau of Prisons administers (18 USC 3584(c)); null when a fact is missing.</summary>
    public static Imprisonment? Whole(Reckoning r, Facts facts)
    {
        if (facts.TryGet(Total, out var total))
        {
            r.Step("imprisonment", "18 USC 3584(c)", $"The term is {total.InWords}, as the file gives it for all counts together.", $"{total}", total.InWords);
            return total;
        }
        var counts = facts.List(FactScope.Count);
        if (counts is not { Count: > 0 } || !counts.Any(c => c.TryGet(OfCount, out _)))
        {
            _ = r.Know(facts, Total, out _);
            return null;
        }
        var whole = true;
        foreach (var count in counts)
            whole &= r.Know(count, OfCount, out _);
        if (counts.Any(c => c.TryGet(OfCount, out var term) && term.IsLife))
        {
            r.Step("imprisonment", "18 USC 3584(c)", "A count carries life; whatever runs beside or after it, the whole is life.", "life", "life");
            return Imprisonment.Life;
        }
        return whole ? Together(r, facts, counts) : null;
    }

    /// <summary>What of the term had been served on a day, jail credit included: the day from which it counts; null when a fact is missing.</summary>
    public static DateOnly? ServedSince(Reckoning r, Facts facts) =>
        r.Know(facts, Start, out var start) & r.Know(facts, JailCredit, out var jail) ? start.AddDays(-jail) : null;

    private static Imprisonment? Together(Reckoning r, Facts facts, IReadOnlyList<Facts> counts)
    {
        var start = facts.TryGet(Start, out var known) ? known : new DateOnly(2001, 1, 1);
        // Whether the one term that is not known to follow the others runs beside or before them makes no difference.
        var beside = counts.Count(c => RunsOf(r, c) != Runs.Consecutive);
        var (longest, following) = (Term.None, Term.None);
        var complete = true;
        foreach (var count in counts)
        {
            if (!count.TryGet(OfCount, out var term))
                return null;
            var runs = RunsOf(r, count) ?? (beside == 1 ? Runs.Concurrent : null);
            if (runs is null)
                complete &= r.Know(count, HowCountRuns, out _, "Does this term run at the same time as the others or after them? Terms imposed together run at the same time unless the court orders otherwise (18 USC 3584(a)): the judgment says.");
            else if (runs == Runs.Consecutive)
                following += term.Term;
            else
                longest = Term.Longer(longest, term.Term, start);
        }
        if (!complete)
            return null;
        var sum = longest + following;
        if (sum.Years + (sum.Months / 12) + (sum.Days / 365) > 1000)
            throw new FaultException(new Fault("facts", "counts", $"Together the terms come to more than a thousand years ({sum.InWords}).", "Write \"life\" in imprisonment.total, or correct the terms from the judgment."));
        var whole = Imprisonment.Of(sum);
        r.Step("imprisonment", "18 USC 3584", counts.Count == 1 ? $"The term is {whole.InWords}." : following == Term.None ? $"The terms run together: the longest, {whole.InWords}, is the whole." : longest == Term.None ? $"The terms follow one another: {whole.InWords}." : $"The longest of the terms that run together ({longest.InWords}), then those that follow ({following.InWords}): {whole.InWords}.", string.Join("; ", counts.Select(c => c.TryGet(OfCount, out var t) ? $"{c.At} {t}" : "")), whole.InWords);
        return whole;
    }

    private static Runs? RunsOf(Reckoning r, Facts count)
    {
        var mustFollow = count.TryGet(CaseFacts.Statute, out var statute) && Statute.Parse(statute) is { } parsed && parsed.IsWithin(Statute.Firearm);
        if (!count.TryGet(HowCountRuns, out var runs))
            return mustFollow ? Runs.Consecutive : null;
        if (mustFollow && runs == Runs.Concurrent)
            r.Caution($"{count.At}: a term under 18 USC 924(c) must follow every other term (18 USC 924(c)(1)(D)(ii)); the file says it runs at the same time.");
        return runs;
    }
}

/// <summary>A statute as a facts file names it: "18 USC 924(c)(1)(A)": title, section, and what stands in brackets.</summary>
internal readonly record struct Statute(string Title, string Section, string Subsections)
{
    /// <summary>18 USC 924(c).</summary>
    public static Statute Firearm => new("18", "924", "(c)");

    public static Statute? Parse(string text)
    {
        var compact = text.Replace(".", "", StringComparison.Ordinal).Replace("§", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var usc = compact.IndexOf("USC", StringComparison.OrdinalIgnoreCase);
        if (usc <= 0 || !compact.AsSpan(0, usc).ContainsOnlyDigits())
            return null;
        var rest = compact[(usc + 3)..];
        var bracket = rest.IndexOf('(', StringComparison.Ordinal);
        var section = bracket < 0 ? rest : rest[..bracket];
        return section.Length > 0 && char.IsAsciiDigit(section[0]) ? new(compact[..usc], section, bracket < 0 ? "" : rest[bracket..]) : null;
    }

    /// <summary>Whether this is the other, or a part of it.</summary>
    public bool IsWithin(Statute other) => Title == other.Title && Section == other.Section && Subsections.StartsWith(other.Subsections, StringComparison.Ordinal);

    /// <summary>Whether the other is a part of this: the file names the section only, and may mean that part or another.</summary>
    public bool MayMean(Statute other) => Title == other.Title && Section == other.Section && other.Subsections.StartsWith(Subsections, StringComparison.Ordinal);

    /// <summary>Whether its section lies between two of the same title, both included, letters after the number in their order.</summary>
    public bool IsBetween(string title, string from, string to) => Title == title && Compare(Section, from) >= 0 && Compare(Section, to) <= 0;

    private static int Compare(string a, string b)
    {
        var (x, y) = (NumberOf(a), NumberOf(b));
        return x.Number != y.Number ? x.Number.CompareTo(y.Number) : string.CompareOrdinal(x.Letters, y.Letters);
    }

    private static (int Number, string Letters) NumberOf(string section)
    {
        var end = 0;
        while (end < section.Length && char.IsAsciiDigit(section[end]))
            end++;
        return (int.TryParse(section.AsSpan(0, end), out var number) ? number : int.MaxValue, section[end..]);
    }
}

file static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.Length > 0 && text.IndexOfAnyExceptInRange('0', '9') < 0;
}
