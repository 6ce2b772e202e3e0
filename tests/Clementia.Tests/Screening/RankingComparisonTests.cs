using Clementia.Screening;
using Clementia.Tests.Cli;

namespace Clementia.Tests.Screening;

/// <summary>Two runs of a screen: who came in, who fell out, and which criterion or value turned.</summary>
[Collection("console")]
public sealed class RankingComparisonTests : CommandLine
{
    private static readonly IReadOnlyList<ColumnSpec> s_columns = [RankingsTests.Served];

    private static RankingRow Row(int rank, int row, string verdicts, long served, long? id = null) => new(rank, row, id ?? (7_000 + row), 100 - rank, verdicts, [served], "");

    private static readonly Ranking s_november = RankingsTests.Of([Row(1, 4, "mm", 20_000), Row(2, 9, "mm", 15_000), Row(3, 2, "mm", 14_000), Row(0, 5, "nm", 11_950), Row(0, 8, "mu", 30_000)], columns: s_columns);

    private static readonly Ranking s_december = RankingsTests.Of([Row(1, 4, "mm", 20_100), Row(2, 5, "mm", 12_050), Row(3, 2, "mm", 14_100), Row(0, 8, "mu", 30_100), Row(0, 9, "mn", 15_100)], columns: s_columns, on: "2026-12-01");

    [Fact]
    public void Who_came_in_and_who_fell_out_is_told_with_the_criterion_that_turned()
    {
        var found = RankingComparison.Of(s_november, s_december);
        var came = Assert.Single(found.CameIn);
        Assert.Equal((5, 0, 2), (came.Row, came.Before, came.After));
        Assert.Contains("long: not met, now met; served: 119.5, now 120.5", came.Why, StringComparison.Ordinal);
        var fell = Assert.Single(found.FellOut);
        Assert.Equal((9, 2, 0), (fell.Row, fell.Before, fell.After));
        Assert.Contains(fell.Changes, c => c is { Name: "old", IsCriterion: true, Before: "met", After: "not met" });
        Assert.Equal([4, 2], found.Moved.Select(m => m.Row));
        Assert.Equal(8, Assert.Single(found.Turned).Row);
        Assert.Equal(0, found.Same);
        Assert.Equal(["day", "criterion long, met / not met / unknown", "criterion old, met / not met / unknown"], found.Receipts.Select(r => r.What));
    }

    [Fact]
    public void Back_again_who_came_in_falls_out()
    {
        var (there, back) = (RankingComparison.Of(s_november, s_december), RankingComparison.Of(s_december, s_november));
        Assert.Equal(there.CameIn.Select(c => c.Row), back.FellOut.Select(c => c.Row));
        Assert.Equal(there.FellOut.Select(c => c.Row), back.CameIn.Select(c => c.Row));
    }

    [Fact]
    public void A_ranking_is_the_same_as_itself()
    {
        var found = RankingComparison.Of(s_november, s_november);
        Assert.Empty(found.Receipts);
        Assert.Empty(found.CameIn.Concat(found.FellOut).Concat(found.Moved).Concat(found.Turned));
        Assert.Equal(3, found.Same);
    }

    [Fact]
    public void A_place_that_moved_with_nothing_else_is_because_others_moved()
    {
        var found = RankingComparison.Of(RankingsTests.Of([Row(1, 2, "mm", 1), Row(2, 3, "mm", 1)], columns: s_columns), RankingsTests.Of([Row(1, 1, "mm", 1), Row(2, 2, "mm", 1) with { Score = 99 }, Row(3, 3, "mm", 1) with { Score = 98 }], columns: s_columns));
        Assert.Equal("Nothing of its own changed: others moved past it.", found.Moved[0].Why);
        Assert.Contains("does not list why", found.CameIn[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ranking_that_lists_fewer_than_it_placed_says_so()
    {
        var cut = new Ranking(s_november.Receipt, [s_november.Rows[0], s_november.Rows[1]]);
        var found = RankingComparison.Of(cut, s_november);
        Assert.Contains("lists 2 of the 3", Assert.Single(found.Notes), StringComparison.Ordinal);
        Assert.Contains("behind its last place", Assert.Single(found.CameIn).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_populations_records_are_compared_by_their_numbers_alone()
    {
        var other = RankingsTests.Of([Row(1, 3, "mm", 20_000, id: 7_004)], input: "beef", columns: s_columns);
        Assert.Contains("--by-id", RankingComparison.WhyNot(s_november, other, false), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RankingComparison.Of(s_november, other));
        var found = RankingComparison.Of(s_november, other, byId: true);
        Assert.Empty(found.CameIn);
        Assert.Equal([7_009L, 7_002], found.FellOut.Select(f => f.Id));
        var nameless = RankingsTests.Of([Row(1, 3, "mm", 20_000, id: Code.Missing)], input: "beef", columns: s_columns);
        Assert.Contains("no case number", RankingComparison.WhyNot(s_november, nameless, true), StringComparison.Ordinal);
        Assert.Contains("stands twice", RankingComparison.WhyNot(RankingsTests.Of([Row(1, 3, "mm", 1, id: 7), Row(2, 4, "mm", 1, id: 7)], columns: s_columns), s_november, true), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_tells_it_in_words_and_in_JSON_and_refuses_what_does_not_fit()
    {
        string File(string name, Ranking ranking)
        {
            var path = Path.Combine(Folder, name);
            RankingFile.Write(ranking, path);
            return path;
        }
        var (a, b) = (File("a.parquet", s_november), File("b.csv", s_december));
        var told = On("compare", a, b);
        Assert.Equal((0, ""), (told.Exit, told.Error));
        Assert.Contains("1 record came in, 1 fell out, 2 moved or changed, 0 stayed", told.Out, StringComparison.Ordinal);
        Assert.Contains("row 5 (case 7005), not placed to place 2: long: not met, now met", told.Out, StringComparison.Ordinal);
        Assert.Equal(5, (int)On("compare", a, b, "--json").Json["cameIn"]![0]!["row"]!);
        var other = File("c.json", RankingsTests.Of([], input: "beef", columns: s_columns));
        Assert.Equal(2, On("compare", a, other).Exit);
        Assert.Equal(0, On("compare", a, other, "--by-id").Exit);
        Assert.Equal(1, On("compare", a, Path.Combine(Folder, "none.csv")).Exit);
    }
}
