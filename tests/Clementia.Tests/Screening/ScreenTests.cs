using Clementia.Law;
using Clementia.Screening;
using Clementia.Screening.Policies;
using Clementia.Screening.Screens;

namespace Clementia.Tests.Screening;

/// <summary>The screen in blocks and bits against the plain evaluator on each record.</summary>
public sealed class ScreenTests
{
    private static readonly DateOnly s_today = new(2026, 11, 23);

    private const string Everything = """
        {
          "name": "everything", "title": "Every kind of expression", "authority": {"cite": "none", "text": "A test.", "verified": false, "unverified": "all"}, "from": "2020-01-01", "notes": [],
          "parameters": {
            "years_served": {"value": 10, "least": 0, "most": 60, "step": 1, "unit": "years", "meaning": "Years."},
            "needed": {"value": 2, "least": 0, "most": 9, "step": 1, "unit": "number", "meaning": "How many."}
          },
          "criteria": [
            {"name": "long", "title": "t", "meaning": "m", "expression": "sentence >= 120 months"},
            {"name": "capped", "title": "t", "meaning": "m", "expression": "sentence >= 475 months or sentence = life"},
            {"name": "served_enough", "title": "t", "meaning": "m", "expression": "served >= years_served"},
            {"name": "lower", "title": "t", "meaning": "m", "expression": "change >= 24 months and now.level < level"},
            {"name": "drugs", "title": "t", "meaning": "m", "expression": "drug in (cocaine_base, heroin) and not career"},
            {"name": "heavy", "title": "t", "meaning": "m", "expression": "drug.weight > 500 g"},
            {"name": "above", "title": "t", "meaning": "m", "expression": "sentence > now.range.max or sentence - served > 5 years"},
            {"name": "outlier", "title": "t", "meaning": "m", "expression": "percentile >= 75 and cell.size >= 3"},
            {"name": "points_not_three", "title": "t", "meaning": "m", "expression": "points != 3 and category <= 2"},
            {"name": "old", "title": "t", "meaning": "m", "expression": "sentenced.last < 2010-08-03"},
            {"name": "some", "title": "t", "meaning": "m", "expression": "at least needed of (long, lower, heavy, old)"},
            {"name": "remaining", "title": "t", "meaning": "m", "expression": "left > 0 months and min(range.min, limits.min) >= 2 years"}
          ],
          "eligible": "((lower or outlier) and not (capped and old)) or some",
          "score": "change", "order": "highest first"
        }
        """;

    [Theory]
    [InlineData("2026-11-23", 10, 2)]
    [InlineData("2012-06-01", 3, 1)]
    [InlineData("2026-11-23", 0, 0)]
    [InlineData("2026-11-23", 25, 4)]
    public void Every_verdict_of_the_screen_is_that_of_the_plain_evaluator(string on, int years, int needed)
    {
        using var population = RulingTests.Random(1_000, seed: 5);
        var policy = Read(Everything).With([$"years_served={years}", $"needed={needed}"], out _)!;
        AssertLikePlain(population, policy, DateOnly.Parse(on, null));
    }

    [Fact]
    public void Every_shipped_policy_agrees_with_the_plain_evaluator()
    {
        using var population = RulingTests.Random(300, seed: 9);
        foreach (var name in Policy.Shipped)
        {
            var policy = Policy.Read(Policy.ShippedText(name)!, name, out var problems);
            Assert.True(policy is not null, string.Join("; ", problems));
            AssertLikePlain(population, policy, s_today);
        }
    }

    [Fact]
    public void A_screen_that_is_moved_to_another_day_or_parameter_gives_what_a_new_one_gives()
    {
        using var population = RulingTests.Random(2_000, seed: 6);
        var screen = new Screen(population, LawBook.BuiltIn, s_today);
        var policy = Read(Everything);
        var first = screen.Run(policy);
        var changed = screen.Run(policy.With(["years_served=4"], out _)!);
        var fresh = new Screen(population, LawBook.BuiltIn, s_today).Run(policy.With(["years_served=4"], out _)!);
        Assert.NotEqual(first.Criteria[2], changed.Criteria[2]);
        Assert.Equal(fresh.Criteria, changed.Criteria);
        Assert.Equal((fresh.Met, fresh.NotMet, fresh.Unknown), (changed.Met, changed.NotMet, changed.Unknown));
        Assert.Equal(first.Criteria, screen.Run(policy).Criteria);
        var moved = screen.On(new(2011, 11, 1)).Run(policy);
        Assert.Equal(new Screen(population, LawBook.BuiltIn, new(2011, 11, 1)).Run(policy).Criteria, moved.Criteria);
    }

    [Fact]
    public void The_best_come_first_and_equals_in_the_order_of_the_source()
    {
        using var population = RulingTests.Random(3_000, seed: 8);
        var run = new Screen(population, LawBook.BuiltIn, s_today).Run(Read(Everything));
        var all = run.Records(Verdict.Met).ToList();
        Assert.Equal(run.Met, all.Count);
        var expected = all.Select(r => (Record: r, Score: run.Score(r), Row: population.Row(r))).OrderByDescending(x => Code.IsUnknown(x.Score) ? long.MinValue : x.Score == Code.Capped ? -1 : x.Score).ThenBy(x => x.Row).Select(x => (x.Record, x.Score)).ToList();
        Assert.Equal(expected.Take(17), run.Top(17));
        Assert.Equal(expected, run.Top(5_000));
    }

    [Fact]
    public void All_but_one_are_those_whom_one_criterion_alone_keeps_out()
    {
        using var population = RulingTests.Random(3_000, seed: 4);
        var policy = Read("""
            {"name": "two", "title": "t", "authority": {"cite": "c", "text": "t", "verified": false, "unverified": "all"}, "from": "2020-01-01", "notes": [],
             "criteria": [{"name": "a", "title": "t", "meaning": "m", "expression": "category <= 3"}, {"name": "b", "title": "t", "meaning": "m", "expression": "level >= 20"}, {"name": "c", "title": "t", "meaning": "m", "expression": "career"}],
             "score": "change"}
            """);
        var run = new Screen(population, LawBook.BuiltIn, s_today).Run(policy);
        for (var c = 0; c < 3; c++)
        {
            var others = Enumerable.Range(0, 3).Where(o => o != c).ToArray();
            foreach (var verdict in new[] { Verdict.NotMet, Verdict.Unknown })
            {
                var expected = Enumerable.Range(0, population.Records).Where(r => run.Criterion(c, r) == verdict && others.All(o => run.Criterion(o, r) == Verdict.Met)).ToHashSet();
                Assert.Equal(expected, run.AllBut(c, verdict).ToHashSet());
                Assert.Equal(expected.Count, verdict == Verdict.NotMet ? run.Criteria[c].OnlyThisNotMet : run.Criteria[c].OnlyThisUnknown);
            }
        }
        Assert.Equal(population.Records, run.Met + run.NotMet + run.Unknown);
    }

    [Theory]
    [InlineData("served >= how_long", "a and b")]
    [InlineData("how_long > served and not career", "a and b")]
    [InlineData("served <= how_long", "a or not b")]
    public void A_slider_gives_at_every_position_what_the_policy_gives_when_it_is_set_there(string moved, string eligible)
    {
        using var population = RulingTests.Random(1_500, seed: 13);
        var policy = Read($$$"""
            {"name": "slider", "title": "t", "authority": {"cite": "c", "text": "t", "verified": false, "unverified": "all"}, "from": "2020-01-01", "notes": [],
             "parameters": {"how_long": {"value": 10, "least": 0, "most": 40, "step": 1, "unit": "years", "meaning": "Years."}},
             "criteria": [{"name": "a", "title": "t", "meaning": "m", "expression": "{{{moved}}}"}, {"name": "b", "title": "t", "meaning": "m", "expression": "category <= 3"}],
             "eligible": "{{{eligible}}}", "score": "change"}
            """);
        var screen = new Screen(population, LawBook.BuiltIn, s_today);
        var slider = Slider.Of(screen.Run(policy), "how_long");
        Assert.NotNull(slider);
        var seen = new HashSet<long>();
        for (var years = 0; years <= 40; years += 5)
        {
            var set = screen.Run(policy.With([$"how_long={years}"], out _)!);
            Assert.Equal(set.Met, slider.Eligible(years * 1200L));
            seen.Add(set.Met);
        }
        Assert.True(seen.Count > 3);
    }

    [Fact]
    public void A_screen_that_finds_nobody_says_nobody()
    {
        using var population = RulingTests.Random(100, seed: 2);
        var run = new Screen(population, LawBook.BuiltIn, s_today).Run(Read("""
            {"name": "none", "title": "t", "authority": {"cite": "c", "text": "t", "verified": false, "unverified": "all"}, "from": "2020-01-01", "notes": [],
             "criteria": [{"name": "a", "title": "t", "meaning": "m", "expression": "category > 6"}], "score": "change"}
            """));
        Assert.Equal(0, run.Met);
        Assert.Empty(run.Top(10));
    }

    internal static Policy Read(string text) => Policy.Read(text, "test.json", out var problems) ?? throw new InvalidOperationException(string.Join("\n", problems));

    internal static void AssertLikePlain(Population population, Policy policy, DateOnly day)
    {
        var law = new RecordLaw(LawBook.BuiltIn);
        var screen = new Screen(population, LawBook.BuiltIn, day);
        var run = screen.Run(policy);
        var seen = new HashSet<(int, Verdict)>();
        for (var record = 0; record < population.Records; record++)
        {
            var plain = new PlainRecord(population, law, record, day);
            foreach (var column in policy.Columns)
                Assert.True(plain.Value(column.Name) == screen.SourceOf(column.Name).At(record), $"{column.Name} of record {record}: {plain.Value(column.Name)} plain, {screen.SourceOf(column.Name).At(record)} in the screen");
            var evaluation = new Evaluation(run.Binding, plain.Value);
            for (var c = 0; c < policy.Criteria.Count; c++)
            {
                Assert.True(evaluation.Criterion(c) == run.Criterion(c, record), $"{policy.Criteria[c].Name} of record {record}: {evaluation.Criterion(c)} plain, {run.Criterion(c, record)} in the screen");
                seen.Add((c, evaluation.Criterion(c)));
            }
            Assert.Equal(evaluation.Eligible, run.Eligible(record));
            Assert.Equal(evaluation.Score, run.Score(record));
        }
        Assert.True(seen.Count >= policy.Criteria.Count, "the records show too little");
    }
}
