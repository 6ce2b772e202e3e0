using System.Globalization;

namespace Clementia.Law;

/// <summary>When a term ends: an estimate with its derivation. The Bureau of Prisons alone computes (18 USC 3624).</summary>
/// <param name="AsOf">The day the question was asked.</param>
/// <param name="LawFingerprint">The law book it rests on.</param>
/// <param name="Term">The term that is served, all counts together.</param>
/// <param name="FullTerm">The last day of the term with jail credit and nothing else.</param>
/// <param name="GoodConductDays">The most good conduct time that can be earned on it, in days.</param>
/// <param name="WithAllGoodTime">The last day if all good conduct time is earned and nothing else is credited.</param>
/// <param name="Projected">The projected release: good conduct time less what was disallowed, and time credits.</param>
/// <param name="SupervisionEnds">The last day of supervised release; null when none was imposed or it is for life.</param>
/// <param name="Supervision">The term of supervised release the guideline gave for each count, in the order of the file.</param>
/// <param name="Summary">The answer in plain words, first sentence first.</param>
/// <param name="Derivation">How it came about.</param>
public sealed record ReleaseFinding(
    DateOnly AsOf,
    string LawFingerprint,
    Finding<Imprisonment> Term,
    Finding<DateOnly> FullTerm,
    Finding<int> GoodConductDays,
    Finding<DateOnly> WithAllGoodTime,
    Finding<DateOnly> Projected,
    DateOnly? SupervisionEnds,
    IReadOnlyList<Finding<MonthRange>> Supervision,
    IReadOnlyList<string> Summary,
    Derivation Derivation)
{
    /// <summary>Whether the term is for life: there is then no projected release.</summary>
    public bool IsLife => Term is Finding<Imprisonment>.Settled { Value.IsLife: true };
}

/// <summary>Time: good conduct time, earned time credits, jail credit, concurrent and consecutive terms, supervised release, projected release.</summary>
public static class Release
{
    /// <summary>The first day of the Sentencing Reform Act: sentences for earlier offenses are under parole.</summary>
    private static readonly DateOnly s_reform = new(1987, 11, 1);

    /// <summary>A thousand years: what is longer is a slip of the pen.</summary>
    private const int MostMonths = 12_000;

    internal static IReadOnlyList<GoldenKind> Golden => TimeExamples.All;

    internal static IReadOnlyList<ProvisionKey> Provisions => [.. TimeGoodConduct.Provisions, .. TimeCredits.Provisions, .. Supervision.Provisions];

    internal static IReadOnlyList<FactKey> Facts => [.. TimeTerms.Facts, .. TimeGoodConduct.Facts, .. TimeCredits.Facts, .. Supervision.Facts];

    /// <summary>When the term of a case ends.</summary>
    /// <param name="book">The law.</param>
    /// <param name="facts">The facts of the case.</param>
    /// <param name="today">The day the question is asked: good conduct time and credits are under the law of that day.</param>
    public static ReleaseFinding Project(LawBook book, Facts facts, DateOnly today) => Project(book, facts, today, Reckoned);

    /// <summary>When the term of a case ends, the statutory limits coming from elsewhere.</summary>
    /// <param name="book">The law.</param>
    /// <param name="facts">The facts of the case.</param>
    /// <param name="today">The day the question is asked.</param>
    /// <param name="limits">The statutory limits of every count as far as they can be told: they tell grade and floor where the file does not.</param>
    internal static ReleaseFinding Project(LawBook book, Facts facts, DateOnly today, Func<Reckoning, Facts, IReadOnlyList<StatutoryLimits?>> limits)
    {
        var days = (CaseFacts.TimelineOf(facts) ?? new Timeline { Sentence = today, OffenseStart = Day(facts, CaseFacts.OffenseStart), OffenseEnd = Day(facts, CaseFacts.OffenseEnd) }) with { Custody = today };
        var r = new Reckoning(book, days);
        var term = TimeTerms.Whole(r, facts);
        if (term is { IsLife: false } none && none.Term == Law.Term.None)
            throw new FaultException(new Fault("facts", facts.Has(TimeTerms.Total) ? TimeTerms.Total.Name : facts.List(FactScope.Count) is [var only] ? $"{only.At}.{TimeTerms.OfCount.Name}" : "counts", "The whole term of imprisonment is none, so there is no release to project.", "Correct it from the judgment; where no imprisonment was imposed there is nothing to ask here."));
        var life = term is { IsLife: true };
        var run = new Run();
        if (life)
            r.Step("release", "18 USC 3624(b)", "Life has no last day and earns no good conduct time: there is no projected release.", "life", "none");
        else
            run = Reckon(r, facts, term, UnderThisLaw(r, facts), today);

        var supervised = facts.TryGet(Supervision.Imposed, out var imposed);
        DateOnly? ends = null;
        if (supervised && !life && run.Projected is { } release && imposed.Months is { } months and > 0)
        {
            if (months > MostMonths)
                throw new FaultException(new Fault("facts", Supervision.Imposed.Name, $"Supervised release of {imposed.InYears} is longer than any court imposes.", "Correct it from the judgment, or write \"life\"."));
            // Counted as the term is: from the first day, through the day before its anniversary.
            ends = new Term(0, months, 0).EndFrom(release).AddDays(-1);
            r.Step("supervision", "18 USC 3624(e)", $"Supervised release of {imposed.InWords} begins on the day of release, {Iso(release)} (18 USC 3624(e)); counted like the term, its last day is {Iso(ends.Value)}. A court may end it after one year (18 USC 3583(e)(1)).", imposed.InWords, Iso(ends.Value));
        }
        else if (supervised && imposed.IsLife)
        {
            r.Step("supervision", "18 USC 3583", "Supervised release is for life; a court may end it after one year (18 USC 3583(e)(1)).", "life", "life");
        }
        var ranges = facts.TryGet(CaseFacts.Sentenced, out _) ? Supervised(r, facts, limits) : [];
        var derivation = r.Derivation;
        return new(today, book.Fingerprint, Settle(term), Settle(run.FullTerm), Settle(run.GoodTime), Settle(run.WithAll), Settle(run.Projected), ends, [.. ranges.Select(Settle)], Summarize(term, run, today, derivation), derivation);

        Finding<T> Settle<T>(T? value)
            where T : struct => value is { } known ? new Finding<T>.Settled(known) : new Finding<T>.Open(derivation.Questions);
    }

    private static List<MonthRange?> Supervised(Reckoning r, Facts facts, Func<Reckoning, Facts, IReadOnlyList<StatutoryLimits?>> limits)
    {
        var counts = facts.List(FactScope.Count) ?? [];
        var reckoned = counts.All(c => c.Has(Supervision.GradeOfCount) && c.Has(Supervision.Least)) ? [] : limits(r, facts);
        return [.. counts.Select((count, i) => Supervision.Range(r, count, i < reckoned.Count ? reckoned[i] : null))];
    }

    /// <summary>The limits as the statutes give them, reckoned apart: what would be missing for them is not asked here, where the grade and the floor are enough.</summary>
    private static IReadOnlyList<StatutoryLimits?> Reckoned(Reckoning r, Facts facts) => Limits.OfCounts(new(r.Book, r.Days), facts);

    /// <summary>The law of good conduct time that ends a term: a person released before a change never came under it.</summary>
    /// <returns>The law, the most days it gives, and the last day with them.</returns>
    private static (Version<TimeGoodConduct.Rate> Law, int Days, DateOnly Last)? GoodTime(Reckoning r, Term term, DateOnly since, DateOnly fullTerm, DateOnly today)
    {
        var versions = r.Book.Find(TimeGoodConduct.Law).Versions;
        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i] is not { Value: { } rate } version || version.From > today)
                break;
            var most = TimeGoodConduct.Most(rate, term, since);
            // Whoever had already served enough when the law changed was released that day, not before.
            var last = Later(fullTerm.AddDays(-most), i == 0 ? DateOnly.MinValue : version.From);
            if (i + 1 == versions.Count || last < versions[i + 1].From || versions[i + 1].From > today)
                return (version, most, last);
        }
        return null;
    }

    private static Run Reckon(Reckoning r, Facts facts, Imprisonment? term, bool? thisLaw, DateOnly today)
    {
        var since = TimeTerms.ServedSince(r, facts);
        var run = new Run();
        if (term is { } whole && since is { } first)
        {
            _ = facts.TryGet(TimeTerms.Start, out var start);
            _ = facts.TryGet(TimeTerms.JailCredit, out var jail);
            var end = whole.Term.EndFrom(start).AddDays(-1);
            r.Step("3624(a)", "18 USC 3624(a)", $"{whole.InWords} from {Iso(start)}, by the calendar: the last day is {Iso(end)}.", $"{whole}, from {Iso(start)}", Iso(end));
            var length = end.DayNumber - start.DayNumber + 1;
            if (jail > length)
                throw new FaultException(new Fault("facts", TimeTerms.JailCredit.Name, $"{jail} days of jail credit are more than the whole term: {whole.InWords} from {Iso(start)} are {length} days.", "Correct one of the two from the BOP's sentence computation; more than the term cannot be credited to it."));
            run.FullTerm = end.AddDays(-jail);
            r.Step("3585(b)", "18 USC 3585(b)", jail == 0 ? "There is no jail credit." : $"{jail} days in official detention before the sentence count: {Iso(run.FullTerm.Value)}.", $"{jail} days", Iso(run.FullTerm.Value));
            if (thisLaw == true && GoodTime(r, whole.Term, first, run.FullTerm.Value, today) is { } law)
            {
                (run.GoodTime, run.WithAll) = (law.Days, law.Last);
                r.Step("3624(b)", r.Cite(TimeGoodConduct.Law), law.Law, law.Days == 0
                    ? $"Only a term of more than {law.Law.Value!.LongerThan.InWords} earns good conduct time: this one earns none."
                    : $"Good conduct time of at most {law.Days} days: {TimeGoodConduct.HowCounted(law.Law.Value!)}. With all of it the last day is {Iso(law.Last)}.", $"{whole}", law.Days == 0 ? "0 days" : $"-{law.Days} days");
            }
        }
        if (thisLaw == false)
            return run;

        if (run.GoodTime is { } earnable && facts.TryGet(TimeGoodConduct.Disallowed, out var taken) && taken > earnable)
            throw new FaultException(new Fault("facts", TimeGoodConduct.Disallowed.Name, $"{taken} days are said to be disallowed, but on this term at most {earnable} days of good conduct time can be earned.", "Correct it from the BOP's sentence computation; only what could be earned can be disallowed."));
        if (run.FullTerm is { } ranOut && ranOut < TimeCredits.FirstDay(r) && facts.TryGet(TimeCredits.Earned, out var credited) && credited > 0)
            throw new FaultException(new Fault("facts", TimeCredits.Earned.Name, $"The term ran out on {Iso(ranOut)}, before time credits could be earned (from {Iso(TimeCredits.FirstDay(r))}: 18 USC 3632(d)(4)(B)(i)).", "Write 0, or correct the days of the term."));
        int? disallowed = run.GoodTime == 0 ? 0 : r.Know(facts, TimeGoodConduct.Disallowed, out var lost) ? lost : null;
        var credits = TimeCredits.ToEarlierRelease(r, facts);
        if (run is { WithAll: { } with, FullTerm: { } full, GoodTime: { } most } && disallowed is { } notEarned && credits is { } days)
        {
            var kept = Math.Max(0, most - notEarned);
            if (notEarned > 0)
                r.Step("3624(b) disallowed", "18 USC 3624(b)(1)", $"{notEarned} days are disallowed: {kept} of {most} remain.", $"{notEarned} days", $"-{kept} days");
            var last = kept == most ? with : full.AddDays(-kept);
            // Time credits can bring release forward only from the day the term would otherwise end, and never before the sentence began.
            _ = facts.TryGet(TimeTerms.Start, out var start);
            var release = Later(last.AddDays(-days), start);
            run.Projected = release;
            r.Step("release", "18 USC 3624(a)", $"Projected release: {Iso(release)}. An estimate: the Bureau of Prisons alone computes.", $"{Iso(full)} - {kept} days - {days} days", Iso(release));
            if (release.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                r.Caution($"{Iso(release)} is a {release.DayOfWeek}: release may be on the weekday before, {Iso(release.AddDays(release.DayOfWeek == DayOfWeek.Saturday ? -1 : -2))} (18 USC 3624(a)). Legal holidays are not considered.");
        }
        return run;
    }

    /// <summary>Whether the Sentencing Reform Act governs: true; no: false, and it is by hand; null when the day of the offense is needed to say.</summary>
    private static bool? UnderThisLaw(Reckoning r, Facts facts)
    {
        if (facts.TryGet(CaseFacts.OffenseStart, out var began) && began >= s_reform)
            return true;
        if (!r.Know(facts, CaseFacts.OffenseEnd, out var ended, "Was the offense before 1987-11-01? Sentences for earlier offenses are under parole and another law of good time."))
            return null;
        if (ended >= s_reform)
            return true;
        r.Ask(new OpenQuestion("", "offense before 1987-11-01", "An offense before 1987-11-01 is under the old law: parole (18 USC 4205) and statutory good time (18 USC 4161). That is not reckoned here: calculate by hand.", "the Parole Commission's record and the BOP's sentence computation"));
        return false;
    }

    private static List<string> Summarize(Imprisonment? term, Run run, DateOnly today, Derivation derivation)
    {
        var summary = new List<string>();
        if (term is { IsLife: true })
        {
            summary.Add("The sentence is for life: there is no projected release.");
            summary.Add("It can be ended by the President (commutation), by a court reducing the term (18 USC 3582(c)), or by a court setting the sentence aside.");
        }
        else if (run.Projected is { } release)
        {
            summary.Add(release <= today ? $"By this estimate the term ended on {Iso(release)}." : $"Projected release: {Iso(release)}, an estimate; the Bureau of Prisons alone computes.");
        }
        else
        {
            summary.Add($"The release cannot be projected yet: {derivation.Questions.Count} question{(derivation.Questions.Count == 1 ? " is" : "s are")} open.");
            if (run.WithAll is { } all)
                summary.Add($"If all good conduct time is earned and nothing else is credited, the last day is {Iso(all)}.");
        }
        if (run.FullTerm is { } full)
            summary.Add($"The full term runs to {Iso(full)}{(run.GoodTime is { } good ? $"; good conduct time can be {good} days" : "")}.");
        if (!derivation.IsFirm)
            summary.Add("Some of the law it rests on has not been checked against the official text; the steps say which.");
        return summary;
    }

    private static DateOnly? Day(Facts facts, FactKey<DateOnly> key) => facts.TryGet(key, out var day) ? day : null;

    private static DateOnly Later(DateOnly a, DateOnly b) => a >= b ? a : b;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What could be reckoned so far.</summary>
    private sealed class Run
    {
        public DateOnly? FullTerm { get; set; }

        public int? GoodTime { get; set; }

        public DateOnly? WithAll { get; set; }

        public DateOnly? Projected { get; set; }
    }
}
