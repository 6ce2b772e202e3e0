namespace Clementia.Law;

/// <summary>What the law made of a case on one timeline.</summary>
/// <param name="Days">The days it was reckoned for.</param>
/// <param name="LawFingerprint">The law book it rests on.</param>
/// <param name="OffenseLevel">The total offense level.</param>
/// <param name="Category">The criminal history category.</param>
/// <param name="TableRange">What the sentencing table (or §4B1.1(c)(3)) gives, before statutes.</param>
/// <param name="Limits">The statutory limits, count by count; open where a fact is missing.</param>
/// <param name="GuidelineRange">The range after statutory limits (§5G1.1), without terms that must be consecutive.</param>
/// <param name="Consecutive">The mandatory terms that follow it (18 USC 924(c)), together; zero when there are none.</param>
/// <param name="Binding">Whether the guidelines bound the judge.</param>
/// <param name="Derivation">How it came about.</param>
public sealed record SentenceFinding(
    Timeline Days,
    string LawFingerprint,
    Finding<int> OffenseLevel,
    Finding<HistoryCategory> Category,
    Finding<MonthRange> TableRange,
    IReadOnlyList<Finding<StatutoryLimits>> Limits,
    Finding<MonthRange> GuidelineRange,
    Finding<Limit> Consecutive,
    bool Binding,
    Derivation Derivation);

/// <summary>The whole reckoning, in the order of USSG §1B1.1.</summary>
public static class Sentencing
{
    /// <summary>What the law makes of these facts on this timeline.</summary>
    /// <param name="book">The law.</param>
    /// <param name="facts">The facts of the case.</param>
    /// <param name="days">Its days; <see cref="Timeline.SentencedOn"/> asks the same of another day.</param>
    public static SentenceFinding Find(LawBook book, Facts facts, Timeline days)
    {
        var r = new Reckoning(book, days);
        var binding = ManualEditions.Binding(r);
        var groups = facts.List(FactScope.Group);
        if (groups is null)
            r.Ask(new OpenQuestion("", "groups", "Which guideline was each count or group of counts under, and on what facts?", "the presentence report, offense level computation"));

        var combined = Grouping.Combine(r, [.. (groups ?? []).Select(group => Adjustments.Apply(r, facts, group, ChapterTwo(r, facts, group)))]);
        var points = History.Category(r, facts);
        var (level, category) = CareerOffender.Apply(r, facts, combined, points);
        level = Adjustments.Accept(r, facts, level);
        level = History.ZeroPoint(r, facts, groups ?? [], level, category);
        MonthRange? table = level is { } l && category is { } c ? SentencingTable.Range(r, l, c) : null;

        // What lies beyond the texts that were read must not pass for unchanged.
        if (ManualEditions.Latest(book).AddYears(1) is var unread && days[GoverningDay.Manual] >= unread)
            r.Caution($"The guidelines known here go to the manual of {ManualEditions.Latest(book):yyyy-MM-dd}. A manual usually comes each November: amendments in force since {unread:yyyy-MM-dd} are not known here.");

        var limits = Law.Limits.OfCounts(r, facts);
        var range = Law.Limits.Clip(r, table, limits);
        var derivation = r.Derivation;
        return new(
            days,
            book.Fingerprint,
            Settle(level),
            Settle(category),
            Settle(table),
            [.. limits.Select(one => one is null ? (Finding<StatutoryLimits>)new Finding<StatutoryLimits>.Open(derivation.Questions) : new Finding<StatutoryLimits>.Settled(one))],
            Settle(range),
            Settle(limits.Any(one => one is null) ? null : limits.Where(one => one!.Consecutive).Aggregate((Limit?)Limit.Zero, (sum, one) => sum + one!.Min)),
            binding,
            derivation);

        Finding<T> Settle<T>(T? value)
            where T : struct => value is { } known ? new Finding<T>.Settled(known) : new Finding<T>.Open(derivation.Questions);
    }

    private static int? ChapterTwo(Reckoning r, Facts @case, Facts group) =>
        !r.Know(group, CaseFacts.Guideline, out var guideline) ? null
            : guideline is "2D1.1" ? DrugGuideline.Level(r, @case, group)
            : OtherGuidelines.Level(r, @case, group, guideline);
}
