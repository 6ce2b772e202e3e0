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
        var binding = Part(r, facts, "binding", "", default, ManualEditions.Binding);
        if (!HasGuidelines(book, days))
            return new(days, book.Fingerprint, Open<int>(r), Open<HistoryCategory>(r), Open<MonthRange>(r), [], Open<MonthRange>(r), Open<Limit>(r), binding, r.Derivation);

        // The whole book of one day: that of the sentence, or that of the offense where the later one would give more.
        var manual = OneBook(r, facts);
        r = r.Under(manual);
        if (ManualEditions.Latest(book).AddYears(1) is var unread && manual[GoverningDay.Manual] >= unread)
            r.Caution($"The guidelines known here go to the manual of {ManualEditions.Latest(book):yyyy-MM-dd}. A manual usually comes each November: amendments in force since {unread:yyyy-MM-dd} are not known here.");

        var (level, category, table, limits, range, consecutive) = Reckon(r, facts);
        var derivation = r.Derivation;
        return new(
            days,
            book.Fingerprint,
            Settle(level),
            Settle(category),
            Settle(table),
            [.. limits.Select(one => one is null ? (Finding<StatutoryLimits>)new Finding<StatutoryLimits>.Open(derivation.Questions) : new Finding<StatutoryLimits>.Settled(one))],
            Settle(range),
            Settle(consecutive),
            binding,
            derivation);

        Finding<T> Settle<T>(T? value)
            where T : struct => value is { } known ? new Finding<T>.Settled(known) : new Finding<T>.Open(derivation.Questions);
    }

    /// <summary>The timeline with the manual that the one-book rule chose for the case: asked of another law book, it stays the same.</summary>
    internal static Timeline ManualOf(LawBook book, Facts facts, Timeline days) =>
        HasGuidelines(book, days) ? OneBook(new Reckoning(book, days), facts) : days;

    private static bool HasGuidelines(LawBook book, Timeline days) => SentencingTable.ExistsOn(book, days.Sentence) && !(days.OffenseEnd < ManualEditions.First);

    private static Timeline OneBook(Reckoning r, Facts facts)
    {
        var (book, days) = (r.Book, r.Days);
        if (days.Manual is not null)
            return days;
        if (facts.Trial is null)
            return ManualEditions.OneBook(book, days, RangeUnder, r);
        // On a trial the two ranges are reckoned, and the choice between them is run once for each pair of them.
        MonthRange? later = null, earlier = null;
        if (Part(r, facts, "whether two books", "", default, part => NeedsTwo(part)) is { } atOffense)
        {
            later = RangeUnder(days with { Manual = days.Sentence });
            earlier = later is null ? null : RangeUnder(atOffense);
        }
        return Part(r, facts, "one book", "", (later, earlier), part => ManualEditions.OneBook(book, days, other => other.Manual == days.Sentence ? later : earlier, part));

        MonthRange? RangeUnder(Timeline manual) => Reckon(new Reckoning(book, manual), facts).Range;

        static Timeline? NeedsTwo(Reckoning part)
        {
            Timeline? asked = null;
            _ = ManualEditions.OneBook(part.Book, part.Days, Asked, new Reckoning(part.Book, part.Days));
            return asked;

            MonthRange? Asked(Timeline manual)
            {
                asked = manual;
                return MonthRange.Of(0, 0);
            }
        }
    }

    private static Finding<T>.Open Open<T>(Reckoning r) => new(r.Derivation.Questions);

    private readonly record struct Reckoned(int? Level, HistoryCategory? Category, MonthRange? Table, IReadOnlyList<StatutoryLimits?> Limits, MonthRange? Range, Limit? Consecutive);

    /// <summary>One pass in the order of USSG §1B1.1, under the manual of the reckoning.</summary>
    private static Reckoned Reckon(Reckoning r, Facts facts)
    {
        var groups = facts.List(FactScope.Group);
        if (groups is null)
            r.Ask(new OpenQuestion("", "groups", "Which guideline was each count or group of counts under, and on what facts?", "the presentence report, offense level computation"));
        var limits = Part(r, facts, "limits", "", default, part => Law.Limits.OfCounts(part, facts));

        // A count under 924(c) has no group: with nothing else the term of the statute is all there is.
        var levels = new int?[groups?.Count ?? 0];
        for (var i = 0; i < levels.Length; i++)
        {
            var group = groups![i];
            var two = Part(r, facts, "chapter two", group.At, default, part => ChapterTwo(part, facts, group));
            levels[i] = Part(r, facts, "chapter three", group.At, (two, null), part => Adjustments.Apply(part, facts, group, two));
        }
        // Only on a trial are the levels held against each other, and then as one value.
        object? asOne = facts.Trial is null ? null : levels.Length == 1 ? levels[0] : string.Join(' ', levels);
        return Part(r, facts, "the rest", "", (asOne, limits), part => Rest(part, facts, groups, levels, limits));
    }

    /// <summary>A part of the reckoning; on a trial, only as far as it was not run before.</summary>
    private static T Part<T>(Reckoning r, Facts facts, string name, string at, (object?, object?) given, Func<Reckoning, T> run) =>
        facts.Trial is { } trial ? trial.Of(r, facts, name, at, given, run) : run(r);

    /// <summary>From the levels of the groups to the range.</summary>
    private static Reckoned Rest(Reckoning r, Facts facts, IReadOnlyList<Facts>? groups, int?[] levels, IReadOnlyList<StatutoryLimits?> limits)
    {
        Limit? consecutive = limits.Count == 0 || limits.Contains(null) ? null : limits.Where(one => one!.Consecutive).Aggregate(Limit.Zero, (sum, one) => sum + one!.Binding);
        int? combined = groups is { Count: > 0 } ? Grouping.Combine(r, levels) : null;
        var onlyApart = groups is { Count: 0 } && limits.Count > 0 && limits.All(one => one is { Consecutive: true });
        var points = History.Category(r, facts);
        var (before, category) = onlyApart ? (null, points) : CareerOffender.Apply(r, facts, combined, points);
        var level = onlyApart ? null : History.ZeroPoint(r, facts, groups ?? [], SafetyValve.LevelFloor(r, Adjustments.Accept(r, facts, before), limits), category);
        MonthRange? table = level is { } l && category is { } c ? SentencingTable.Range(r, l, c) : null;
        var range = onlyApart ? Law.Limits.Clip(r, new MonthRange(Limit.Zero, Limit.Zero), limits) : Law.Limits.Clip(r, table, limits);

        // A career offender with a count under 924(c): the table of §4B1.1(c)(3), or the other counts' range with the consecutive term, whichever begins higher.
        if (consecutive is { } apart && apart > Limit.Zero && (onlyApart || range is not null)
            && CareerOffender.RangeWithGunCount(r, facts, onlyApart ? null : range, before, apart) is { } whole)
        {
            return new(level, category, table, limits, whole, Limit.Zero);
        }
        if (range is { } found && level is not null)
            SentencingTable.Zone(r, found);
        return new(level, category, table, limits, range, consecutive);
    }

    private static int? ChapterTwo(Reckoning r, Facts @case, Facts group) =>
        !r.Know(group, CaseFacts.Guideline, out var guideline) ? null
            : guideline is "2D1.1" ? DrugGuideline.Level(r, @case, group)
            : OtherGuidelines.Level(r, @case, group, guideline);
}
