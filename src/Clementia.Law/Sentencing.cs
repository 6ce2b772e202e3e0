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
        if (facts.Trial is { } trial && HasGuidelines(book, days))
            return FindOn(trial, book, facts, days);
        var r = new Reckoning(book, days);
        var binding = ManualEditions.Binding(r);
        if (!HasGuidelines(book, days))
            return new(days, book.Fingerprint, Open<int>(r), Open<HistoryCategory>(r), Open<MonthRange>(r), [], Open<MonthRange>(r), Open<Limit>(r), binding, r.Derivation);

        // The whole book of one day: that of the sentence, or that of the offense where the later one would give more.
        var manual = days.Manual is null ? ManualEditions.OneBook(book, days, other => Reckon(new Reckoning(book, other), facts).Range, r) : days;
        r = r.Under(manual);
        if (ManualEditions.Latest(book).AddYears(1) is var unread && manual[GoverningDay.Manual] >= unread)
            r.Caution($"The guidelines known here go to the manual of {ManualEditions.Latest(book):yyyy-MM-dd}. A manual usually comes each November: amendments in force since {unread:yyyy-MM-dd} are not known here.");

        return FindingOf(r, days, Reckon(r, facts), binding);
    }

    private static SentenceFinding FindingOf(Reckoning r, Timeline days, Reckoned reckoned, bool binding)
    {
        var (book, derivation) = (r.Book, r.Derivation);
        var (level, category, table, limits, range, consecutive) = reckoned;
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

    /// <summary>The same on a trial: no steps and no cautions, and no rule run twice on what it has seen.</summary>
    private static SentenceFinding FindOn(Trial trial, LawBook book, Facts facts, Timeline days)
    {
        var runs = trial.Under(book, days);
        var r = new Reckoning(book, days);
        var binding = runs.Of(r, facts, TrialPart.Binding, 0, default, ManualEditions.Binding);
        var (_, reckoned, questions) = OneBook(trial, book, facts, days);
        return FindingOf(questions, days, reckoned, binding);
    }

    /// <summary>On a trial both books are reckoned where there are two, and the choice is run once for each pair of their ranges.</summary>
    private static (Timeline Manual, Reckoned Reckoned, Reckoning Questions) OneBook(Trial trial, LawBook book, Facts facts, Timeline days)
    {
        if (days.Manual is not null)
            return Under(days);
        var runs = trial.Under(book, days);
        var apart = new Reckoning(book, days);
        // The manual of the sentence and, where they are two, that of the offense: as the one-book rule asks for them.
        var (first, second) = runs.Of(apart, facts, TrialPart.WhetherTwoBooks, 0, default, Books);
        var later = Under(first);
        if (second is null || later.Reckoned.Range is null)
            return later;
        var earlier = Under(second);
        if (earlier.Reckoned.Range is null)
            return later;
        var chosen = runs.Of(apart, facts, TrialPart.OneBook, 0, (later.Reckoned.Range, earlier.Reckoned.Range), part =>
            ManualEditions.OneBook(part.Book, part.Days, other => (other == second ? earlier : later).Reckoned.Range, part));
        return chosen == second ? earlier : later;

        (Timeline Manual, Reckoned Reckoned, Reckoning Questions) Under(Timeline manual)
        {
            var r = new Reckoning(book, manual) { Runs = trial.Under(book, manual) };
            return (manual, Reckon(r, facts), r);
        }

        static (Timeline First, Timeline? Second) Books(Reckoning part)
        {
            var asked = new List<Timeline>();
            var without = ManualEditions.OneBook(part.Book, part.Days, Asked, part);
            return asked.Count == 2 ? (asked[0], asked[1]) : (without, null);

            MonthRange? Asked(Timeline manual)
            {
                asked.Add(manual);
                return MonthRange.Of(0, 0);
            }
        }
    }

    /// <summary>The timeline with the manual that the one-book rule chose for the case: asked of another law book, it stays the same.</summary>
    internal static Timeline ManualOf(LawBook book, Facts facts, Timeline days) =>
        !HasGuidelines(book, days) ? days
            : facts.Trial is { } trial ? OneBook(trial, book, facts, days).Manual
            : ManualEditions.OneBook(book, days, other => Reckon(new Reckoning(book, other), facts).Range, new Reckoning(book, days));

    private static bool HasGuidelines(LawBook book, Timeline days) => SentencingTable.ExistsOn(book, days.Sentence) && !(days.OffenseEnd < ManualEditions.First);

    private static Finding<T>.Open Open<T>(Reckoning r) => new(r.Derivation.Questions);

    private readonly record struct Reckoned(int? Level, HistoryCategory? Category, MonthRange? Table, IReadOnlyList<StatutoryLimits?> Limits, MonthRange? Range, Limit? Consecutive);

    /// <summary>One pass in the order of USSG §1B1.1, under the manual of the reckoning.</summary>
    private static Reckoned Reckon(Reckoning r, Facts facts)
    {
        var groups = facts.List(FactScope.Group);
        if (groups is null)
            r.Ask(new OpenQuestion("", "groups", "Which guideline was each count or group of counts under, and on what facts?", "the presentence report, offense level computation"));
        var limits = Part(r, facts, TrialPart.Limits, 0, default, part => Law.Limits.OfCounts(part, facts));

        // A count under 924(c) has no group: with nothing else the term of the statute is all there is.
        var levels = new int?[groups?.Count ?? 0];
        for (var i = 0; i < levels.Length; i++)
        {
            var group = groups![i];
            var two = Part(r, facts, TrialPart.ChapterTwo, i, default, part => ChapterTwo(part, facts, group));
            levels[i] = Part(r, facts, TrialPart.ChapterThree, i, (two, null), part => Adjustments.Apply(part, facts, group, two));
        }
        // Only on a trial are the levels held against those of other runs, and then as one value.
        object? asOne = r.Runs is null ? null : levels.Length == 1 ? levels[0] : string.Join(' ', levels);
        return Part(r, facts, TrialPart.Rest, 0, (asOne, limits), part => Rest(part, facts, groups, levels, limits));
    }

    /// <summary>A part of the reckoning; on a trial, only as far as it was not run before.</summary>
    private static T Part<T>(Reckoning r, Facts facts, TrialPart name, int at, (object?, object?) given, Func<Reckoning, T> run) =>
        r.Runs is { } runs ? runs.Of(r, facts, name, at, given, run) : run(r);

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
