using Clementia.Screening.Policies;
using Clementia.Screening.Screens;

namespace Clementia.Screening.Shards;

/// <summary>
/// A policy over a population, put together from the results of its shards in whatever order they come: counts add up, lists are merged by what they are ordered by. Shards hold whole cells, so that
/// everything that is said of a record (its percentile among its like, too) is said within one shard.
/// </summary>
public sealed class ShardedRun
{
    private static readonly string[] s_columns =
        ["sentence", "change", "served", "left", "percentile", "range.min", "range.max", "now.range.min", "now.range.max", "level", "category", "guideline", "drug", "age.now"];

    private readonly int _placed, _beside;
    private readonly long[] _counts;
    private readonly List<Listed>[] _besides;
    private readonly List<Listed> _best = [];
    private long _records;
    private bool _sorted = true;

    internal ShardedRun(Population population, Policy policy, DateOnly day, string law, int placed, int beside)
    {
        (Population, Policy, Day, LawFingerprint, _placed, _beside) = (population, policy, day, law, placed, beside);
        _counts = new long[policy.Criteria.Count * 5];
        _besides = [.. Enumerable.Range(0, policy.Criteria.Count * 2).Select(_ => new List<Listed>())];
    }

    /// <summary>A run on one machine, taken as a single shard.</summary>
    /// <param name="run">The run.</param>
    /// <param name="placed">The most placed records to list.</param>
    /// <param name="beside">The most records to list beside them, by criterion.</param>
    public static ShardedRun Of(ScreenRun run, int placed, int beside) =>
        new ShardedRun(run.Screen.Population, run.Policy, run.Screen.Day, run.Screen.LawFingerprint, placed, beside).With(ShardResult.Of(run, placed, beside));

    /// <summary>The most placed records that are listed when nothing else is said: all of them.</summary>
    public const int Everyone = int.MaxValue / 8;

    /// <summary>The whole population.</summary>
    public Population Population { get; }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>The day asked.</summary>
    public DateOnly Day { get; }

    /// <summary>The law book's fingerprint.</summary>
    public string LawFingerprint { get; }

    /// <summary>Records that are eligible.</summary>
    public long Met { get; private set; }

    /// <summary>Records that are not.</summary>
    public long NotMet => _records - Met - Unknown;

    /// <summary>Records for which it is not known.</summary>
    public long Unknown { get; private set; }

    /// <summary>The number of different situations that the law was asked about.</summary>
    public long SituationCount { get; private set; }

    /// <summary>By criterion, in the order of the policy.</summary>
    public IReadOnlyList<CriterionCount> Criteria =>
        [.. Policy.Criteria.Select((c, i) => new CriterionCount(c.Name, _counts[i * 5], _counts[(i * 5) + 1], _counts[(i * 5) + 2], _counts[(i * 5) + 3], _counts[(i * 5) + 4]))];

    /// <summary>The eligible records with the best scores, best first; equal scores in the order of the source, unknown scores last.</summary>
    public IReadOnlyList<RankingRow> Top(int count) => [.. Best.Take(count).Select((b, i) => b.Row with { Rank = i + 1 })];

    /// <summary>The ranking, once every shard is in.</summary>
    /// <param name="program">The program's name and version.</param>
    public Ranking Ranking(string program)
    {
        if (_records != Population.Records)
            throw new InvalidOperationException($"{_records} of {Population.Records} records are in.");
        var rows = new List<RankingRow>(Top(_placed));
        var others = new SortedDictionary<int, (Listed Record, string Why)>();
        for (var i = 0; i < _besides.Length; i++)
        {
            var criterion = Policy.Criteria[i / 2];
            var why = i % 2 == 0 ? $"all but one: {criterion.Title} is not met" : $"unknown because of {criterion.Title}{(criterion.UnknownSettledBy is { } by ? $"; settled by {by}" : "")}";
            foreach (var listed in FirstOf(i))
                others.TryAdd(listed.Row.Row, (listed, why));
        }
        rows.AddRange(others.Values.Where(o => !o.Record.Eligible).Select(o => o.Record.Row with { Reasons = o.Why }));
        return new(new(
            Policy.Name, Policy.Hash, Day, LawFingerprint, Population.Provenance.Source, Population.Provenance.InputHash, Population.Provenance.Invented, program,
            [.. Policy.Parameters.Select(p => new RankingParameter(p.Name, p.Show(p.Value)))],
            [.. Criteria.Select((c, i) => new CriterionCounts(c.Name, Policy.Criteria[i].Title, c.Met, c.NotMet, c.Unknown, c.OnlyThisNotMet, c.OnlyThisUnknown))],
            new(_records, Met, NotMet, Unknown), ColumnsOf(Population, Policy)), rows);
    }

    /// <summary>One more shard's result.</summary>
    internal ShardedRun With(ShardResult result)
    {
        if (result.Criteria.Count != Policy.Criteria.Count || result.Criteria.Zip(Policy.Criteria).Any(c => c.First.Name != c.Second.Name))
            throw new InvalidOperationException("The shard's result is that of another policy.");
        checked
        {
            _records += result.Records;
            Met += result.Met;
            Unknown += result.Unknown;
            SituationCount += result.Situations;
            for (var c = 0; c < result.Criteria.Count; c++)
            {
                var count = result.Criteria[c];
                _counts[c * 5] += count.Met;
                _counts[(c * 5) + 1] += count.NotMet;
                _counts[(c * 5) + 2] += count.Unknown;
                _counts[(c * 5) + 3] += count.OnlyThisNotMet;
                _counts[(c * 5) + 4] += count.OnlyThisUnknown;
            }
        }
        // A single shard comes in order already.
        _sorted = _best.Count == 0;
        _best.AddRange(result.Placed);
        if (_best.Count / 4 >= Math.Max(1024, _placed))
            _ = Best;
        for (var i = 0; i < _besides.Length; i++)
        {
            _besides[i].AddRange(result.Beside[i]);
            if (_besides[i].Count / 4 >= Math.Max(1024, _beside))
                _ = FirstOf(i);
        }
        return this;
    }

    /// <summary>The columns that the rows of a ranking carry.</summary>
    internal static IReadOnlyList<ColumnSpec> ColumnsOf(Population population, Policy policy) =>
        [.. s_columns.Concat(policy.Columns.Select(c => c.Name)).Distinct(StringComparer.Ordinal).Where(n => n is not ("score" or "id")).Select(n => Screen.SpecOf(population, n)).OfType<ColumnSpec>()
            .Where(s => population.Find(s.Name) is not null || ComputedColumns.All.Any(c => c.Name == s.Name))];

    private List<Listed> Best
    {
        get
        {
            if (!_sorted)
                _best.Sort((a, b) => a.Key != b.Key ? b.Key.CompareTo(a.Key) : a.Row.Row.CompareTo(b.Row.Row));
            _sorted = true;
            if (_best.Count > _placed)
                _best.RemoveRange(_placed, _best.Count - _placed);
            return _best;
        }
    }

    private List<Listed> FirstOf(int list)
    {
        _besides[list].Sort((a, b) => a.Row.Row.CompareTo(b.Row.Row));
        if (_besides[list].Count > _beside)
            _besides[list].RemoveRange(_beside, _besides[list].Count - _beside);
        return _besides[list];
    }
}
