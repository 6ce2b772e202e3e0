using Clementia.Law;
using Clementia.Screening;
using Clementia.Screening.Policies;
using Clementia.Screening.Screens;
using Clementia.Screening.Shards;

namespace Clementia.Tests.Screening;

/// <summary>A population screened in pieces gives what it gives in one piece.</summary>
public sealed class ShardTests : IDisposable
{
    internal const string Outliers = """
        {
          "name": "outliers", "title": "Long, and out of line", "authority": {"cite": "none", "text": "A test.", "verified": false, "unverified": "all"}, "from": "2020-01-01", "notes": [],
          "parameters": {"years_served": {"value": 6, "least": 0, "most": 60, "step": 1, "unit": "years", "meaning": "Years."}},
          "criteria": [
            {"name": "long", "title": "A long sentence", "meaning": "m", "expression": "sentence >= 60 months"},
            {"name": "served_enough", "title": "Long served", "meaning": "m", "expression": "served >= years_served"},
            {"name": "outlier", "title": "Out of line", "meaning": "m", "expression": "percentile >= 50 and cell.size >= 2"},
            {"name": "no_worse", "title": "No worse", "meaning": "m", "expression": "change >= 0 months"}
          ],
          "eligible": "long and served_enough and outlier", "score": "percentile + cell.size", "order": "highest first"
        }
        """;

    private static readonly DateOnly s_day = new(2026, 11, 23);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"clementia-shards-{Guid.NewGuid():n}");

    public ShardTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void Shards_of_any_size_in_any_order_merge_into_the_ranking_of_one_machine_byte_for_byte(int recordsPerShard)
    {
        var policy = Policy.Read(Outliers, "outliers.json", out _)!.With(["years_served=4"], out _)!;
        using var whole = Saved(2_500);
        var cuts = whole.Cuts(recordsPerShard);
        Assert.Equal((0, 2_500), (cuts[0], cuts[^1]));
        var results = cuts.Zip(cuts.Skip(1)).Select(c => whole.Screen(policy, s_day, c.First, c.Second, ShardedRun.Everyone, 7, default)).ToArray();
        new Random(2).Shuffle(results);
        var merged = whole.Merge(policy, s_day, results, ShardedRun.Everyone, 7);
        var run = new Screen(whole.Population, LawBook.BuiltIn, s_day).Run(policy);
        Assert.Equal(run.Criteria, merged.Criteria);
        Assert.Equal((run.Met, run.NotMet, run.Unknown, run.Screen.SituationCount), (merged.Met, merged.NotMet, merged.Unknown, (int)merged.SituationCount));
        Assert.InRange(run.Met, 10, 2_400);
        Assert.InRange(run.Unknown, 10, 2_400);
        Assert.Equal(run.Top(9).Select(t => (run.Screen.Population.Row(t.Record), t.Score)), merged.Top(9).Select(r => (r.Row, r.Score)));
        var (one, many) = (Path.Combine(_folder, "one.csv"), Path.Combine(_folder, "many.csv"));
        RankingFile.Write(RankingOfRun.Of(run, "test", beside: 7), one);
        RankingFile.Write(merged.Ranking("test"), many);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(many));
        Assert.Equal(File.ReadAllBytes(RankingFile.ReceiptOf(one)), File.ReadAllBytes(RankingFile.ReceiptOf(many)));
    }

    [Fact]
    public void Those_listed_beside_the_placed_are_the_first_by_criterion_in_the_order_of_the_source()
    {
        var policy = Policy.Read(Outliers, "outliers.json", out _)!;
        using var population = RulingTests.Random(2_500, seed: 21);
        var run = new Screen(population, LawBook.BuiltIn, s_day).Run(policy);
        var expected = Enumerable.Range(0, policy.Criteria.Count).SelectMany(c => new[] { Verdict.NotMet, Verdict.Unknown }.SelectMany(v => run.AllBut(c, v).Take(5)))
            .Where(r => run.Eligible(r) != Verdict.Met).Select(population.Row).Distinct().Order();
        var listed = RankingOfRun.Of(run, "test", placed: 3, beside: 5).Rows;
        Assert.Equal(expected, listed.Where(r => r.Rank == 0).Select(r => r.Row));
        Assert.All(listed, r => Assert.Equal(r.Rank == 0, r.Reasons.Length > 0));
        Assert.Equal(3, listed.Count(r => r.Rank > 0));
        Assert.InRange(run.Met, 1, 2_500);
        Assert.Empty(run.Top(0));
    }

    [Fact]
    public void A_shard_never_cuts_a_cell_since_a_percentile_is_a_place_among_the_whole_cell()
    {
        using var whole = Saved(1_000);
        var cuts = whole.Cuts(50);
        Assert.InRange(cuts.Length, 5, 21);
        foreach (var cut in cuts[1..^1])
            Assert.NotEqual(Cell(cut - 1), Cell(cut));
        var inside = Enumerable.Range(1, 998).First(r => Cell(r - 1) == Cell(r));
        var policy = Policy.Read(Outliers, "outliers.json", out _)!;
        Assert.Throws<PopulationException>(() => whole.Screen(policy, s_day, inside, 1_000, 10, 0, default));

        // A value that is no number is one cell with the others that are none.
        (long, long, long) Cell(int record) => (Of("guideline", record), Of("level", record), Of("category", record));
        long Of(string column, int record) => whole.Population.Find(column)![record] is var value && Code.IsNumber(value) ? value : -1;
    }

    [Fact]
    public void A_slice_is_a_population_with_the_same_places_in_the_source()
    {
        using var population = RulingTests.Random(500, seed: 2);
        var slice = population.Slice(100, 50).Slice(10, 20);
        Assert.Equal(20, slice.Records);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(population.Row(110 + i), slice.Row(i));
            Assert.All(population.Columns, c => Assert.Equal(c[110 + i], slice.Find(c.Spec.Name)![i]));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => population.Slice(490, 11));
    }

    [Fact]
    public void A_result_that_was_cut_off_is_not_taken_for_one()
    {
        var policy = Policy.Read(Outliers, "outliers.json", out _)!;
        using var whole = Saved(200);
        var result = whole.Screen(policy, s_day, 0, 200, ShardedRun.Everyone, 3, default);
        Assert.Throws<InvalidDataException>(() => whole.Merge(policy, s_day, [result[..(result.Length / 2)]], 10, 3));
        Assert.Throws<InvalidOperationException>(() => whole.Merge(policy, s_day, [], 10, 3).Ranking("test"));
    }

    private ShardedPopulation Saved(int records)
    {
        using (var population = RulingTests.Random(records, seed: 21))
            population.Save(Path.Combine(_folder, "pop"));
        return ShardedPopulation.Open(Path.Combine(_folder, "pop"), LawBook.BuiltIn);
    }
}
