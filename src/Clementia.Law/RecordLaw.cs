namespace Clementia.Law;

/// <summary>
/// The law on what a statistical record of a sentence holds: the level and category that the court found, a drug and its weight, points, statutory limits.
/// Every answer is the plain evaluator's, asked about one thing at a time; what a record does not hold is not asked here. Safe for several threads only as long as each has its own.
/// </summary>
public sealed class RecordLaw
{
    private readonly Dictionary<(string Drug, DateOnly Era), IReadOnlyList<Rung<int?>>> _levels = [];
    private readonly Dictionary<(string Drug, int Priors, DateOnly Era, DateOnly OffenseEra), IReadOnlyList<Rung<MonthRange?>>> _limits = [];
    private readonly DateOnly[] _firstDays;
    private readonly IReadOnlyList<DateOnly> _quantityDays;
    private readonly IReadOnlyList<DateOnly> _penaltyDays;

    /// <summary>The law of a book.</summary>
    public RecordLaw(LawBook book)
    {
        Book = book;
        _firstDays = [.. book.ChangeDays.Where(day => day >= ManualEditions.First).Append(ManualEditions.First).Distinct().Order()];
        _quantityDays = DaysOf(Quantities);
        _penaltyDays = DaysOf(Penalties);
    }

    /// <summary>How the ids of the provisions begin that give levels by quantity of drugs.</summary>
    public const string Quantities = "us-federal/ussg/2d1.1/";

    /// <summary>How the ids of the provisions begin that give penalties by quantity of drugs.</summary>
    public const string Penalties = "us-federal/usc/21/841";

    /// <summary>One step of a ladder of weights: from this weight on the answer is this.</summary>
    /// <param name="From">The least weight.</param>
    /// <param name="Answer">The answer from there to the next step; null where the law gives none for the drug.</param>
    public readonly record struct Rung<T>(Weight From, T Answer);

    /// <summary>The book.</summary>
    public LawBook Book { get; }

    /// <summary>Every day on which some version of law begins, from 1 November 1987 on: between two of them the law is the same.</summary>
    public IReadOnlyList<DateOnly> FirstDays => _firstDays;

    /// <summary>The place in <see cref="FirstDays"/> of the law of a day; -1 before there were guidelines.</summary>
    public int Era(DateOnly day)
    {
        var at = Array.BinarySearch(_firstDays, day);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>The drugs by the names that records and facts files use.</summary>
    public static IReadOnlyList<string> Drugs { get; } = [.. Drug.All.Select(d => d.Id)];

    /// <summary>The guideline range at a level and category, before statutory limits.</summary>
    public MonthRange Range(int level, HistoryCategory category, DateOnly day, ICollection<Step>? steps = null) =>
        Ask(day, r => SentencingTable.Range(r, level, category), steps);

    /// <summary>The range between statutory limits (§5G1.1), all counts taken as one.</summary>
    public MonthRange Trumped(MonthRange range, Limit min, Limit max, DateOnly day, ICollection<Step>? steps = null) =>
        Ask(day, r => Limits.Clip(r, range, [new StatutoryLimits("the record", "the recorded limits", min, max, false, false, null)]), steps)
            ?? throw new InvalidOperationException("Limits that are known leave nothing open.");

    /// <summary>The base level of an amount of one drug (§2D1.1(a)(5), (c)), capped for a mitigating role; null where the guidelines of the day do not give it without more facts.</summary>
    /// <param name="drug">One of <see cref="Drugs"/>.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="role">The mitigating role found, or null when not known.</param>
    /// <param name="day">The day whose manual is used.</param>
    /// <param name="steps">Where the steps are set down, or null.</param>
    public int? DrugLevel(string drug, Weight weight, MitigatingRole? role, DateOnly day, ICollection<Step>? steps = null) =>
        Drug.ById.TryGetValue(drug, out var known) ? Ask(day, r => DrugGuideline.LevelOfRecord(r, new([known]) { Weight = weight }, role), steps) : null;

    /// <summary>What an amount of one drug carries under 21 USC 841(b), death or injury aside; null where that cannot be told from drug, weight and number of priors.</summary>
    /// <param name="drug">One of <see cref="Drugs"/>.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="priors">How many earlier convictions were named under 21 USC 851, or null when not known. Since 2018-12-21 the number alone does not tell what they carry.</param>
    /// <param name="offense">The day the offense ended.</param>
    /// <param name="sentence">The day of sentence.</param>
    /// <param name="steps">Where the steps are set down, or null.</param>
    public MonthRange? DrugLimits(string drug, Weight weight, int? priors, DateOnly offense, DateOnly sentence, ICollection<Step>? steps = null)
    {
        if (!Drug.ById.ContainsKey(drug))
            return null;
        var facts = Facts.None.WithList(FactScope.Count, [[(CaseFacts.Statute, "21 USC 841"), (DrugPenalties.CountDrugs, (IReadOnlyList<CountDrug>)[new CountDrug(drug, weight, null)]), (DrugPenalties.DeathOrInjury, false)]]);
        if (priors is { } number)
        {
            facts = facts.With("", DrugPenalties.NoticeFiled, number > 0);
            if (number > 0)
                facts = facts.With("", DrugPenalties.FelonyDrugOffenses, number);
        }
        var r = new Reckoning(Book, new Timeline { OffenseEnd = offense, Sentence = sentence });
        var limits = Limits.BeforeRelief(r, facts)[0];
        Keep(r, steps);
        return limits is null ? null : new(limits.Min, limits.Max);
    }

    /// <summary>The criminal history category under the rules of a day, from points that a court found on another.</summary>
    /// <param name="points">All points found, or null when not known.</param>
    /// <param name="found">The category found, which bounds the points where they are not known.</param>
    /// <param name="underSentence">Whether there were status points, or null when not known.</param>
    /// <param name="foundOn">The day of the sentence.</param>
    /// <param name="day">The day asked of.</param>
    /// <param name="steps">Where the steps are set down, or null.</param>
    /// <returns>The category, or null when it turns on what is not known.</returns>
    public HistoryCategory? Category(int? points, HistoryCategory? found, bool? underSentence, DateOnly foundOn, DateOnly day, ICollection<Step>? steps = null)
    {
        if (points is null && found is null)
            return null;
        return Ask(day, r => History.Category(r, HistoryFacts(points, found, underSentence, foundOn)), steps);
    }

    /// <summary>The levels that §4C1.1 takes off on a day; null when that turns on what is not known.</summary>
    public int? ZeroPointLevels(int? points, HistoryCategory? category, bool? barred, DateOnly day, ICollection<Step>? steps = null)
    {
        var facts = HistoryFacts(points, category, null, day);
        if (barred is { } bar)
        {
            foreach (var key in (ReadOnlySpan<FactKey<bool>>)[History.Violence, History.DeathOrInjury, History.Weapon, History.SexOffense, History.Hardship, History.Enterprise])
                facts = facts.With("", key, bar);
        }
        const int high = 43;
        return Ask(day, r => History.ZeroPoint(r, facts, [], high, category), steps) is { } level ? high - level : null;
    }

    /// <summary>The most days of good conduct time that a term can earn under the law of a day (18 USC 3624(b)).</summary>
    public int GoodTimeDays(int months, int days, DateOnly day) =>
        Book.Find(TimeGoodConduct.Law).For(new Timeline { Sentence = day, Custody = day }, out _) is { Value: { } rate } ? TimeGoodConduct.Most(rate, new Term(0, months, days), null) : 0;

    /// <summary>The base levels of a drug by weight on a day, from nothing up. Found by asking <see cref="DrugLevel"/>, which never falls as the weight rises.</summary>
    public IReadOnlyList<Rung<int?>> LevelLadder(string drug, DateOnly day)
    {
        var era = Last(_quantityDays, day);
        if (!_levels.TryGetValue((drug, era), out var ladder))
        {
            // What other editions step at is tried first: most editions share most steps.
            var likely = _levels.Where(l => l.Key.Drug == drug).SelectMany(l => l.Value.Select(rung => Micrograms(rung.From)));
            ladder = Ladder(micrograms => DrugLevel(drug, OfMicrograms(micrograms), MitigatingRole.None, era), likely);
            _levels[(drug, era)] = ladder;
        }
        return ladder;
    }

    /// <summary>What a drug carries by weight, as <see cref="DrugLimits"/> says.</summary>
    public IReadOnlyList<Rung<MonthRange?>> LimitLadder(string drug, int priors, DateOnly offense, DateOnly sentence)
    {
        var (era, offenseEra) = (Last(_penaltyDays, sentence), Last(_penaltyDays, offense));
        if (!_limits.TryGetValue((drug, priors, era, offenseEra), out var ladder))
        {
            var likely = _limits.Where(l => l.Key.Drug == drug).SelectMany(l => l.Value.Select(rung => Micrograms(rung.From)));
            ladder = Ladder(micrograms => DrugLimits(drug, OfMicrograms(micrograms), priors, offenseEra, era), likely);
            _limits[(drug, priors, era, offenseEra)] = ladder;
        }
        return ladder;
    }

    /// <summary>Whether any rule that the book holds of a guideline of chapter two differs between two days; null when the book holds none of it.</summary>
    public bool? GuidelineChanged(string guideline, DateOnly from, DateOnly to) => Changed("us-federal/ussg/" + guideline.ToLowerInvariant() + "/", from, to);

    /// <summary>Whether a version begins after the earlier of two days and not after the later, of the provisions whose ids begin so; null when the book has none.</summary>
    public bool? Changed(string idPrefix, DateOnly from, DateOnly to)
    {
        if (from > to)
            (from, to) = (to, from);
        bool? changed = null;
        foreach (var id in Book.Ids)
        {
            if (!id.StartsWith(idPrefix, StringComparison.Ordinal))
                continue;
            changed ??= false;
            foreach (var first in Book.VersionDays(id)!)
                changed |= first > from && first <= to;
        }
        return changed;
    }

    /// <summary>Every day on which a version begins of a provision whose id starts so, and the first day of the guidelines.</summary>
    public IReadOnlyList<DateOnly> DaysOf(string idPrefix) =>
        [.. Book.Ids.Where(id => id.StartsWith(idPrefix, StringComparison.Ordinal)).SelectMany(id => Book.VersionDays(id) ?? []).Append(ManualEditions.First).Where(day => day >= ManualEditions.First).Distinct().Order()];

    private static Facts HistoryFacts(int? points, HistoryCategory? found, bool? underSentence, DateOnly foundOn)
    {
        var facts = Facts.None.With("", CaseFacts.Sentenced, foundOn);
        if (points is { } total)
            facts = facts.With("", History.PointsFound, total);
        else if (found is { } category)
            facts = facts.With("", History.CategoryFound, category);
        return underSentence is { } under ? facts.With("", History.UnderSentence, under) : facts;
    }

    private T Ask<T>(DateOnly day, Func<Reckoning, T> question, ICollection<Step>? steps)
    {
        var r = new Reckoning(Book, new Timeline { Sentence = day });
        var answer = question(r);
        Keep(r, steps);
        return answer;
    }

    private static void Keep(Reckoning r, ICollection<Step>? steps)
    {
        if (steps is null)
            return;
        foreach (var step in r.Derivation.Steps)
            steps.Add(step);
    }

    private const long MostMicrograms = 1_000_000_000_000_000; // a thousand tonnes: no table steps beyond it

    private static DateOnly Last(IReadOnlyList<DateOnly> days, DateOnly day)
    {
        var last = days[0];
        foreach (var one in days)
        {
            if (one <= day)
                last = one;
        }
        return last;
    }

    private static List<Rung<T>> Ladder<T>(Func<long, T> at, IEnumerable<long> likely)
    {
        var guesses = likely.Where(weight => weight > 0).Distinct().Order().ToArray();
        var rungs = new List<Rung<T>> { new(Weight.Zero, at(0)) };
        Between(0, rungs[0].Answer, MostMicrograms, at(MostMicrograms), guesses);
        return rungs;

        // Between equal answers nothing can step, because the answer only rises. A guess that is right costs one question on either side of it.
        void Between(long low, T lowAnswer, long high, T highAnswer, ReadOnlySpan<long> guesses)
        {
            if (EqualityComparer<T>.Default.Equals(lowAnswer, highAnswer))
                return;
            if (high - low == 1)
            {
                rungs.Add(new(OfMicrograms(high), highAnswer));
                return;
            }
            if (guesses.IsEmpty)
            {
                var middle = low + ((high - low) / 2);
                var middleAnswer = at(middle);
                Between(low, lowAnswer, middle, middleAnswer, []);
                Between(middle, middleAnswer, high, highAnswer, []);
                return;
            }
            var place = guesses.Length / 2;
            var guess = guesses[place];
            var before = guess - 1 == low ? lowAnswer : at(guess - 1);
            var after = guess == high ? highAnswer : at(guess);
            Between(low, lowAnswer, guess - 1, before, guesses[..place]);
            Between(guess - 1, before, guess, after, []);
            Between(guess, after, high, highAnswer, guesses[(place + 1)..]);
        }
    }

    /// <summary>A weight in whole micrograms.</summary>
    public static Weight OfMicrograms(long micrograms) => new((Int128)micrograms * 1_000_000);

    /// <summary>The whole micrograms in a weight.</summary>
    public static long Micrograms(Weight weight) => (long)(weight.Picograms / 1_000_000);
}
