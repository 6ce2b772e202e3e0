using System.Collections.Concurrent;
using Clementia.Law;

namespace Clementia.Screening.Sample;

/// <summary>What the generator asks of the law, each thing once: base levels by weight, statutory limits, categories and ranges. Safe for several threads.</summary>
internal sealed class SampleLaw
{
    private readonly RecordLaw _law = new(LawBook.BuiltIn);
    private readonly Lock _asking = new();
    private readonly ConcurrentDictionary<(int Drug, int Era), (long From, int? Answer)[]> _levels = new();
    private readonly ConcurrentDictionary<(int Drug, int Rung, int Role, int Era), int?> _capped = new();
    private readonly ConcurrentDictionary<(int Drug, int Priors, int Era), (long From, MonthRange? Answer)[]> _limits = new();
    private readonly ConcurrentDictionary<(int Points, bool Status, int Era), int> _categories = new();
    private readonly ConcurrentDictionary<(int Level, int Category, int Era), (long Min, long Max)> _ranges = new();
    private readonly byte[] _eras;
    private readonly int _firstDay;

    public SampleLaw(DateOnly first, DateOnly last)
    {
        _firstDay = first.DayNumber;
        _eras = new byte[last.DayNumber - _firstDay + 1];
        for (var i = 0; i < _eras.Length; i++)
            _eras[i] = checked((byte)_law.Era(DateOnly.FromDayNumber(_firstDay + i)));
    }

    public string Fingerprint => _law.Book.Fingerprint;

    public int Era(int day) => _eras[day - _firstDay];

    private DateOnly FirstDayOf(int era) => _law.FirstDays[era];

    /// <summary>The steps of base levels by weight in micrograms.</summary>
    public (long From, int? Answer)[] Levels(int drug, int era)
    {
        if (_levels.TryGetValue((drug, era), out var ladder))
            return ladder;
        lock (_asking)
            return _levels.GetOrAdd((drug, era), k => [.. _law.LevelLadder(SampleTables.Drugs[k.Drug].Name, FirstDayOf(k.Era)).Select(r => (Micrograms(r.From), r.Answer))]);
    }

    /// <summary>The base level of a step when a mitigating role was found, which caps it in some editions.</summary>
    public int? Capped(int drug, int rung, long weight, int role, int era)
    {
        if (_capped.TryGetValue((drug, rung, role, era), out var level))
            return level;
        lock (_asking)
            return _capped.GetOrAdd((drug, rung, role, era), k => _law.DrugLevel(SampleTables.Drugs[k.Drug].Name, RecordLaw.OfMicrograms(weight), role switch { 4 => MitigatingRole.Minimal, 3 => MitigatingRole.Between, _ => MitigatingRole.Minor }, FirstDayOf(k.Era)));
    }

    /// <summary>The statutory limits of a weight; null where the number of earlier convictions does not tell them.</summary>
    public MonthRange? Limits(int drug, long weight, int priors, int era)
    {
        if (!_limits.TryGetValue((drug, priors, era), out var ladder))
        {
            lock (_asking)
                ladder = _limits.GetOrAdd((drug, priors, era), k => [.. _law.LimitLadder(SampleTables.Drugs[k.Drug].Name, k.Priors, FirstDayOf(k.Era), FirstDayOf(k.Era)).Select(r => (Micrograms(r.From), r.Answer))]);
        }
        return ladder[Rung(ladder, weight)].Answer;
    }

    public int Category(int points, bool status, int era)
    {
        if (_categories.TryGetValue((points, status, era), out var category))
            return category;
        lock (_asking)
            return _categories.GetOrAdd((points, status, era), k => (int)(_law.Category(k.Points, null, k.Status, FirstDayOf(k.Era), FirstDayOf(k.Era)) ?? throw new InvalidOperationException($"No category for {k.Points} points.")));
    }

    /// <summary>The range in hundredths of a month; <see cref="Code.Life"/> for life.</summary>
    public (long Min, long Max) Range(int level, int category, int era)
    {
        if (_ranges.TryGetValue((level, category, era), out var range))
            return range;
        lock (_asking)
            return _ranges.GetOrAdd((level, category, era), k => _law.Range(k.Level, (HistoryCategory)k.Category, FirstDayOf(k.Era)) is var r ? (Hundredths(r.Min), Hundredths(r.Max)) : default);
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
