using Clementia.Law;

namespace Clementia.Screening.Sample;

/// <summary>What the generator asks of the law, each thing once: base levels by weight, statutory limits, categories and ranges. Safe for several threads.</summary>
internal sealed class SampleLaw
{
    private const int MostPriors = 2, MostPoints = 127, Roles = 5, MostRungs = 64;

    private readonly RecordLaw _law = new(LawBook.BuiltIn);
    private readonly Lock _asking = new();
    private readonly int _eraCount;
    private readonly byte[] _eras;
    private readonly int _firstDay;

    // By place; null until it is asked for the first time, and never another answer from then on, so that readers need no lock.
    private readonly (long From, int? Answer)[]?[] _levels;
    private readonly (long From, MonthRange? Answer)[]?[] _limits;
    private readonly Said<int?>?[] _capped;
    private readonly Said<int>?[] _categories;
    private readonly Said<(long Min, long Max)>?[] _ranges;

    private sealed record Said<T>(T Answer);

    public SampleLaw(DateOnly first, DateOnly last)
    {
        _firstDay = first.DayNumber;
        _eraCount = _law.FirstDays.Count;
        _eras = new byte[last.DayNumber - _firstDay + 1];
        for (var i = 0; i < _eras.Length; i++)
            _eras[i] = checked((byte)_law.Era(DateOnly.FromDayNumber(_firstDay + i)));
        var drugs = SampleTables.Drugs.Length;
        _levels = new (long, int?)[]?[drugs * _eraCount];
        _limits = new (long, MonthRange?)[]?[drugs * (MostPriors + 1) * _eraCount];
        _capped = new Said<int?>?[drugs * MostRungs * Roles * _eraCount];
        _categories = new Said<int>?[(MostPoints + 1) * 2 * _eraCount];
        _ranges = new Said<(long, long)>?[44 * 7 * _eraCount];
    }

    public string Fingerprint => _law.Book.Fingerprint;

    public int Era(int day) => _eras[day - _firstDay];

    private DateOnly FirstDayOf(int era) => _law.FirstDays[era];

    /// <summary>The steps of base levels by weight in micrograms.</summary>
    public (long From, int? Answer)[] Levels(int drug, int era)
    {
        ref var known = ref _levels[(drug * _eraCount) + era];
        return known ?? AskLevels(ref known, drug, era);
    }

    /// <summary>The base level of a step when a mitigating role was found, which caps it in some editions.</summary>
    public int? Capped(int drug, int rung, long weight, int role, int era)
    {
        ref var known = ref _capped[(((((drug * MostRungs) + rung) * Roles) + role) * _eraCount) + era];
        return (known ?? AskCapped(ref known, drug, weight, role, era)).Answer;
    }

    /// <summary>The statutory limits of a weight; null where the number of earlier convictions does not tell them.</summary>
    public MonthRange? Limits(int drug, long weight, int priors, int era)
    {
        ref var known = ref _limits[(((drug * (MostPriors + 1)) + priors) * _eraCount) + era];
        var ladder = known ?? AskLimits(ref known, drug, priors, era);
        return ladder[Rung(ladder, weight)].Answer;
    }

    public int Category(int points, bool status, int era)
    {
        ref var known = ref _categories[(((points * 2) + (status ? 1 : 0)) * _eraCount) + era];
        return (known ?? AskCategory(ref known, points, status, era)).Answer;
    }

    /// <summary>The range in hundredths of a month; <see cref="Code.Life"/> for life.</summary>
    public (long Min, long Max) Range(int level, int category, int era)
    {
        ref var known = ref _ranges[(((level * 7) + category) * _eraCount) + era];
        return (known ?? AskRange(ref known, level, category, era)).Answer;
    }

    // The law is asked by one thread at a time.
    private (long From, int? Answer)[] AskLevels(ref (long From, int? Answer)[]? known, int drug, int era)
    {
        lock (_asking)
            return known ??= [.. _law.LevelLadder(SampleTables.Drugs[drug].Name, FirstDayOf(era)).Select(r => (Micrograms(r.From), r.Answer))];
    }

    private Said<int?> AskCapped(ref Said<int?>? known, int drug, long weight, int role, int era)
    {
        lock (_asking)
            return known ??= new(_law.DrugLevel(SampleTables.Drugs[drug].Name, RecordLaw.OfMicrograms(weight), role switch { 4 => MitigatingRole.Minimal, 3 => MitigatingRole.Between, _ => MitigatingRole.Minor }, FirstDayOf(era)));
    }

    private (long From, MonthRange? Answer)[] AskLimits(ref (long From, MonthRange? Answer)[]? known, int drug, int priors, int era)
    {
        lock (_asking)
            return known ??= [.. _law.LimitLadder(SampleTables.Drugs[drug].Name, priors, FirstDayOf(era), FirstDayOf(era)).Select(r => (Micrograms(r.From), r.Answer))];
    }

    private Said<int> AskCategory(ref Said<int>? known, int points, bool status, int era)
    {
        lock (_asking)
            return known ??= new((int)(_law.Category(points, null, status, FirstDayOf(era), FirstDayOf(era)) ?? throw new InvalidOperationException($"No category for {points} points.")));
    }

    private Said<(long Min, long Max)> AskRange(ref Said<(long Min, long Max)>? known, int level, int category, int era)
    {
        lock (_asking)
        {
            if (known is null)
            {
                var range = _law.Range(level, (HistoryCategory)category, FirstDayOf(era));
                known = new((Hundredths(range.Min), Hundredths(range.Max)));
            }
            return known;
        }
    }

    /// <summary>The step that a weight stands on.</summary>
    public static int Rung<T>((long From, T Answer)[] ladder, long weight)
    {
        var i = ladder.Length - 1;
        while (i > 0 && ladder[i].From > weight)
            i--;
        return i;
    }

    public static long Hundredths(Limit limit) => limit.Months is { } months ? months * 100L : Code.Life;

    private static long Micrograms(Weight weight) => (long)(weight.Picograms / 1_000_000);
}
