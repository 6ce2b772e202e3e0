namespace Clementia.Law;

/// <summary>Which way the law moved for a case between two days.</summary>
public enum Direction
{
    /// <summary>The range is the same.</summary>
    Unchanged,

    /// <summary>Lower at one end or both, higher at neither.</summary>
    Down,

    /// <summary>Higher at one end or both, lower at neither.</summary>
    Up,

    /// <summary>Lower at one end and higher at the other.</summary>
    Mixed,

    /// <summary>Not known exactly, but on every possible answer to the open questions it is the same or higher: it did not fall.</summary>
    NotDown,

    /// <summary>Not known exactly, but on every possible answer to the open questions it is the same or lower: it did not rise.</summary>
    NotUp,

    /// <summary>The open questions decide: some answers lower it, some do not.</summary>
    CannotSay,
}

/// <summary>A rule's step then and now.</summary>
/// <param name="Rule">The rule's lasting name.</param>
/// <param name="Then">Its step on the day of sentence, or null when it did not apply.</param>
/// <param name="Now">Its step on the other day, or null when it does not apply.</param>
/// <param name="Changed">Whether the result differs.</param>
public sealed record StepPair(string Rule, Step? Then, Step? Now, bool Changed);

/// <summary>A day on which the law changed and moved the range of this case.</summary>
/// <param name="Day">The first day of the new law.</param>
/// <param name="Range">The range for a sentencing on that day.</param>
/// <param name="Rules">The rules whose result changed on it.</param>
public sealed record RangeChange(DateOnly Day, MonthRange Range, IReadOnlyList<string> Rules);

/// <summary>One case on two days: what the law made of it then, what it would make of it on the other, and what made the difference.</summary>
/// <param name="Then">As sentenced.</param>
/// <param name="Now">The same case sentenced on the other day.</param>
/// <param name="Direction">Which way the guideline range moved.</param>
/// <param name="Steps">The steps side by side, in order.</param>
/// <param name="Changes">The days between on which the range moved, when the ranges are known.</param>
/// <param name="Summary">The honest summary: sentences in plain words, the first of which is the answer.</param>
public sealed record ThenAndNow(SentenceFinding Then, SentenceFinding Now, Direction Direction, IReadOnlyList<StepPair> Steps, IReadOnlyList<RangeChange> Changes, IReadOnlyList<string> Summary)
{
    /// <summary>Whether the direction is that of the sentencing table's range alone, because statutory limits are open.</summary>
    public bool BeforeLimits { get; init; }

    /// <summary>The first day from which the range has been what it now is, or null when it did not move or is not known.</summary>
    public DateOnly? Since => Changes.Count == 0 ? null : Changes[^1].Day;

    /// <summary>Compares a case as sentenced with the same case sentenced on another day.</summary>
    public static ThenAndNow Compare(LawBook book, Facts facts, Timeline then, DateOnly day)
    {
        var now = then.SentencedOn(day);
        var (a, b) = (Sentencing.Find(book, facts, then), Sentencing.Find(book, facts, now));
        int? found = facts.TryGet(CaseFacts.FoundLevel, out var level) ? Math.Min(level, 43) : null;
        var tried = facts.OnTrial();
        var direction = Of(a, b, Whole) ?? OverAllAnswers(book, tried, then, now, found, Whole);
        // Where a statute's limits are open, the range of the table may still be known to have moved or not.
        var onTable = direction == Direction.CannotSay && (a.Limits.Count == 0 || b.Limits.Count == 0 || a.Limits.Concat(b.Limits).Any(one => one is Finding<StatutoryLimits>.Open));
        if (onTable)
            direction = Of(a, b, Table) ?? OverAllAnswers(book, tried, then, now, found, Table);
        var steps = SideBySide(a.Derivation.Steps, b.Derivation.Steps);
        var changes = direction is Direction.Unchanged or Direction.Up or Direction.Down or Direction.Mixed ? ChangesBetween(book, facts, then, day, a, b) : [];
        return new(a, b, direction, steps, changes, Summarize(a, b, direction, steps, changes, found, onTable)) { BeforeLimits = onTable };
    }

    /// <summary>The steps of two derivations side by side: by the rule's name, in the order of the first, what only the second has after its neighbor.</summary>
    public static IReadOnlyList<StepPair> SideBySide(IReadOnlyList<Step> then, IReadOnlyList<Step> now)
    {
        var pairs = new List<StepPair>();
        var taken = new bool[now.Count];
        var next = 0;
        foreach (var step in then)
        {
            var match = -1;
            for (var i = 0; i < now.Count && match < 0; i++)
            {
                if (!taken[i] && now[i].Rule == step.Rule)
                    match = i;
            }
            if (match >= 0)
            {
                for (; next < match; next++)
                {
                    if (!taken[next] && !then.Any(s => s.Rule == now[next].Rule))
                    {
                        taken[next] = true;
                        pairs.Add(new(now[next].Rule, null, now[next], true));
                    }
                }
                taken[match] = true;
            }
            pairs.Add(new(step.Rule, step, match < 0 ? null : now[match], match < 0 || now[match].Result != step.Result));
        }
        for (var i = 0; i < now.Count; i++)
        {
            if (!taken[i])
                pairs.Add(new(now[i].Rule, null, now[i], true));
        }
        return pairs;
    }

    /// <summary>Which way from one sentence to another, terms that must follow included; null when one is open.</summary>
    private static Direction? Of(SentenceFinding then, SentenceFinding now, Func<SentenceFinding, MonthRange?> range)
    {
        if (range(then) is not { } a || range(now) is not { } b)
            return null;
        return a == b ? Direction.Unchanged : a.IsNotBelow(b) ? Direction.Down : b.IsNotBelow(a) ? Direction.Up : Direction.Mixed;
    }

    /// <summary>The range with the mandatory terms that follow it.</summary>
    internal static MonthRange? Whole(SentenceFinding finding) =>
        finding is { GuidelineRange: Finding<MonthRange>.Settled { Value: var range }, Consecutive: Finding<Limit>.Settled { Value: var more } } ? new(range.Min + more, range.Max + more) : null;

    private static MonthRange? Table(SentenceFinding finding) => finding.TableRange is Finding<MonthRange>.Settled { Value: var range } ? range : null;

    /// <summary>Tries every possible answer to the open questions. What holds on all of them holds, even where the range itself is not known.</summary>
    private static Direction OverAllAnswers(LawBook book, Facts facts, Timeline then, Timeline now, int? found, Func<SentenceFinding, MonthRange?> range)
    {
        var (down, up, same, mixed) = (false, false, false, false);
        var answers = new Answers();
        // First the questions of then; an answer that does not lead to the level the court found is not the answer the court gave. What is asked beyond
        // them for now cannot change then any more.
        var complete = answers.TryAll(facts, known => Settled(Sentencing.Find(book, known, then)), (a, known) =>
            (found is not null && a.OffenseLevel is Finding<int>.Settled { Value: var reached } && Math.Clamp(reached, 1, 43) != found)
            || answers.TryAll(known, more => Settled(Sentencing.Find(book, more, now)), (b, _) =>
            {
                var direction = Of(a, b, range)!.Value;
                down |= direction == Direction.Down;
                up |= direction == Direction.Up;
                same |= direction == Direction.Unchanged;
                mixed |= direction == Direction.Mixed;
                return !(down && up) && !mixed;
            }));
        return (complete && !mixed, down, same, up) switch
        {
            (true, false, true, false) => Direction.Unchanged,
            (true, true, false, false) => Direction.Down,
            (true, false, false, true) => Direction.Up,
            (true, false, true, true) => Direction.NotDown,
            (true, true, true, false) => Direction.NotUp,
            _ => Direction.CannotSay,
        };

        (SentenceFinding? Outcome, IReadOnlyList<OpenQuestion> Questions) Settled(SentenceFinding finding) =>
            range(finding) is null ? (null, GroupsFirst(finding.Derivation.Questions)) : (finding, []);

        // What a group's level turns on is answered first: where the table alone is asked, the level may then be known without a word on the statutes.
        static IReadOnlyList<OpenQuestion> GroupsFirst(IReadOnlyList<OpenQuestion> questions) => [.. questions.Where(q => q.Key?.Scope == FactScope.Group), .. questions.Where(q => q.Key?.Scope != FactScope.Group)];
    }

    private static List<RangeChange> ChangesBetween(LawBook book, Facts facts, Timeline then, DateOnly day, SentenceFinding a, SentenceFinding b)
    {
        var changes = new List<RangeChange>();
        if (Whole(a) is not { } range || Whole(b) is null)
            return changes;
        var before = a;
        foreach (var change in book.ChangeDays)
        {
            if (change <= then.Sentence || change > day)
                continue;
            var found = Sentencing.Find(book, facts, then.SentencedOn(change));
            if (Whole(found) is { } moved && moved != range)
            {
                changes.Add(new(change, moved, [.. SideBySide(before.Derivation.Steps, found.Derivation.Steps).Where(p => p.Changed).Select(p => p.Rule)]));
                range = moved;
            }
            before = found;
        }
        return changes;
    }

    private static List<string> Summarize(SentenceFinding a, SentenceFinding b, Direction direction, IReadOnlyList<StepPair> steps, IReadOnlyList<RangeChange> changes, int? found, bool onTable)
    {
        var summary = new List<string>();
        var (then, now) = (InWords(a), InWords(b));
        var on = b.Days.Sentence.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var answers = found is { } level ? $"every possible answer to the open questions that gives the offense level the court found ({level})" : "every possible answer to the open questions";
        var since = changes.Count > 0 ? $" It has been so since {changes[^1].Day:yyyy-MM-dd}." : "";
        if (onTable)
            (then, now) = (Table(a)?.InWords, Table(b)?.InWords);
        var before = onTable && direction != Direction.CannotSay ? "Before statutory limits, which are open: " : "";
        summary.Add(before + (direction switch
        {
            Direction.Unchanged when then is null || now is null => $"The guideline range did not fall: on {answers} it is on {on} what it was at sentencing.",
            Direction.Unchanged => $"The guideline range did not fall: it was {then} at sentencing and would be {now} on {on}.",
            Direction.Down when then is null || now is null => $"The guideline range fell: on {answers} it is lower on {on}.",
            Direction.Up when then is null || now is null => $"The guideline range did not fall: on {answers} it is higher on {on}.",
            Direction.Down => $"The guideline range fell: from {then} at sentencing to {now} on {on}.{since}",
            Direction.Up => $"The guideline range did not fall: it rose from {then} at sentencing to {now} on {on}.{since}",
            Direction.Mixed => $"The guideline range moved both ways: from {then} at sentencing to {now} on {on}.{since}",
            Direction.NotDown => $"The guideline range did not fall: on {answers} it is on {on} the same or higher.",
            Direction.NotUp => $"The guideline range did not rise; whether it fell turns on open questions.",
            _ => "Whether the guideline range would be lower cannot be said: open questions decide it.",
        }));
        var changed = steps.Where(s => s.Changed && s.Rule is not "Booker" and not "5A" and not "1B1.11" and not "5C1.1" && (s.Then ?? s.Now)!.Since is not null).Select(s => (s.Now ?? s.Then)!.Cite).Distinct().ToList();
        if (changed.Count > 0)
            summary.Add($"Steps that differ: {string.Join("; ", changed)}.");
        if (found is { } court && a.OffenseLevel is Finding<int>.Settled { Value: var reached } && Math.Clamp(reached, 1, 43) != court)
            summary.Add($"The court found offense level {court}; these facts give {reached}. Something that the court found is not among them, so the ranges here are not yet those of the case.");
        if (a.Binding && !b.Binding)
            summary.Add("What did change: the guidelines bound the judge then and are advisory now (United States v. Booker, 2005).");
        if (StatutesMoved(a, b) is { } statutes)
            summary.Add(statutes);
        if (!a.Derivation.IsFirm || !b.Derivation.IsFirm)
            summary.Add("Some of the law it rests on has not been checked against the official text; the steps say which.");
        return summary;
    }

    private static string? StatutesMoved(SentenceFinding a, SentenceFinding b)
    {
        var parts = new List<string>();
        for (var i = 0; i < Math.Min(a.Limits.Count, b.Limits.Count); i++)
        {
            if (a.Limits[i] is not Finding<StatutoryLimits>.Settled { Value: var then } || b.Limits[i] is not Finding<StatutoryLimits>.Settled { Value: var now })
                continue;
            if (then.Binding != now.Binding || then.Max != now.Max)
                parts.Add($"count {i + 1}: {Words(then)} then, {Words(now)} now");
        }
        return parts.Count > 0 ? $"The statutory limits changed: {string.Join("; ", parts)}." : a.Limits.Count > 0 && a.Limits.Concat(b.Limits).All(l => l is Finding<StatutoryLimits>.Settled) ? "The statutory limits are the same." : null;

        static string Words(StatutoryLimits l) => l.Binding == Limit.Zero ? $"up to {l.Max.InYears}" : l.Binding == l.Max ? l.Max.InYears : $"{l.Binding.InYears} to {l.Max.InYears}";
    }

    private static string? InWords(SentenceFinding finding) => finding.GuidelineRange is Finding<MonthRange>.Settled { Value: var range }
        ? range.InWords + (finding.Consecutive is Finding<Limit>.Settled { Value: var more } && more > Limit.Zero ? $", and {more.InWords} to follow" : "")
        : null;
}

/// <summary>Tries every possible answer to open questions, so many runs of the rules at most.</summary>
internal sealed class Answers
{
    /// <summary>A second or so at worst.</summary>
    public const int Budget = 100_000;

    private int _runs;

    /// <summary>Calls <paramref name="each"/> with the outcome of every way to answer the questions that hold it up, and the facts that led to it.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="evaluate">An outcome, or null and the questions that hold it up.</param>
    /// <param name="each">Takes an outcome; false ends the search early.</param>
    /// <returns>Whether every answer led to an outcome: false when a question has no list of answers, when there are too many, or when ended early.</returns>
    public bool TryAll<T>(Facts facts, Func<Facts, (T? Outcome, IReadOnlyList<OpenQuestion> Questions)> evaluate, Func<T, Facts, bool> each)
        where T : class
    {
        if (++_runs > Budget)
            return false;
        facts = facts.OnTrial();
        var (outcome, questions) = evaluate(facts);
        if (outcome is not null)
            return each(outcome, facts);
        var question = questions.FirstOrDefault(q => q.Key?.PossibleBoxed is not null);
        if (question is null)
            return false;
        foreach (var value in question.Key!.PossibleBoxed!)
        {
            if (!TryAll(facts.With(question.At, question.Key, value), evaluate, each))
                return false;
        }
        return true;
    }
}
