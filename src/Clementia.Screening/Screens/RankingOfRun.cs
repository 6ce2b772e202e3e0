using Clementia.Screening.Policies;

namespace Clementia.Screening.Screens;

/// <summary>A run as a ranking: the placed, the near misses and those of whom one thing is unknown, with the receipt.</summary>
public static class RankingOfRun
{
    private static readonly string[] s_columns =
        ["sentence", "change", "served", "left", "percentile", "range.min", "range.max", "now.range.min", "now.range.max", "level", "category", "guideline", "drug", "age.now"];

    /// <summary>The ranking.</summary>
    /// <param name="run">The run.</param>
    /// <param name="program">The program's name and version.</param>
    /// <param name="placed">The most placed records to list; the counts are of all.</param>
    /// <param name="beside">The most records to list for each criterion that alone keeps them out, and for each that alone is unknown.</param>
    public static Ranking Of(ScreenRun run, string program, int placed = int.MaxValue / 8, int beside = 0)
    {
        var (screen, policy, population) = (run.Screen, run.Policy, run.Screen.Population);
        var names = s_columns.Concat(policy.Columns.Select(c => c.Name)).Distinct(StringComparer.Ordinal).Where(n => n is not ("score" or "id")).Where(n => screen.SpecOf(n) is not null || population.Find(n) is not null);
        var columns = names.Select(n => screen.SpecOf(n)!).Where(s => population.Find(s.Name) is not null || ComputedColumns.All.Any(c => c.Name == s.Name)).ToList();
        var rows = new List<RankingRow>();
        var top = run.Top(placed);
        for (var i = 0; i < top.Count; i++)
            rows.Add(Row(top[i].Record, i + 1, ""));
        var others = new SortedDictionary<int, (int Record, string Why)>();
        for (var c = 0; c < policy.Criteria.Count && beside > 0; c++)
        {
            foreach (var record in run.AllBut(c, Verdict.NotMet).Take(beside))
                others.TryAdd(population.Row(record), (record, $"all but one: {policy.Criteria[c].Title} is not met"));
            foreach (var record in run.AllBut(c, Verdict.Unknown).Take(beside))
                others.TryAdd(population.Row(record), (record, $"unknown because of {policy.Criteria[c].Title}{(policy.Criteria[c].UnknownSettledBy is { } by ? $"; settled by {by}" : "")}"));
        }
        foreach (var (record, why) in others.Values)
        {
            if (run.Eligible(record) != Verdict.Met)
                rows.Add(Row(record, 0, why));
        }
        var receipt = new RankingReceipt(
            policy.Name, policy.Hash, screen.Day, screen.LawFingerprint, population.Provenance.Source, population.Provenance.InputHash, population.Provenance.Invented, program,
            [.. policy.Parameters.Select(p => new RankingParameter(p.Name, p.Show(p.Value)))],
            [.. run.Criteria.Select((c, i) => new CriterionCounts(c.Name, policy.Criteria[i].Title, c.Met, c.NotMet, c.Unknown, c.OnlyThisNotMet, c.OnlyThisUnknown))],
            new(population.Records, run.Met, run.NotMet, run.Unknown), columns);
        return new(receipt, rows);

        RankingRow Row(int record, int rank, string why)
        {
            var verdicts = string.Concat(policy.Criteria.Select((_, c) => run.Criterion(c, record) switch { Verdict.Met => 'm', Verdict.NotMet => 'n', _ => 'u' }));
            return new(rank, population.Row(record), population.Find(PersonColumns.Id.Name) is { } id ? id[record] : Code.Missing, run.Score(record), verdicts, [.. columns.Select(c => screen.SourceOf(c.Name).At(record))], why);
        }
    }
}
