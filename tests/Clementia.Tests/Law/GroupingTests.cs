using Clementia.Law;
using CsCheck;
using static Clementia.Tests.Law.Chapters;

namespace Clementia.Tests.Law;

public sealed class GroupingTests
{
    private static int? Combine(string day, params int[] levels) => Grouping.Combine(On(day), [.. levels.Select(l => (int?)l)]);

    [Theory]
    [InlineData(new[] { 20 }, 20)]
    [InlineData(new[] { 20, 11 }, 20)] // nine less: none
    [InlineData(new[] { 20, 12 }, 21)] // eight less: a half
    [InlineData(new[] { 20, 15 }, 21)] // five less: a half
    [InlineData(new[] { 20, 16 }, 22)] // four less: one
    [InlineData(new[] { 20, 20 }, 22)]
    [InlineData(new[] { 15, 10, 10 }, 17)] // commentary, background
    [InlineData(new[] { 20, 20, 15 }, 23)] // 2.5
    [InlineData(new[] { 20, 20, 20 }, 23)] // 3
    [InlineData(new[] { 20, 20, 20, 15 }, 24)] // 3.5
    [InlineData(new[] { 20, 20, 20, 20, 20 }, 24)] // 5
    [InlineData(new[] { 20, 20, 20, 20, 20, 15 }, 25)] // 5.5
    [InlineData(new[] { 20, 20, 20, 20, 20, 20, 20, 20 }, 25)]
    public void Groups_make_units_and_units_make_levels(int[] levels, int combined)
    {
        Assert.Equal(combined, Combine("2025-11-01", levels));
        Assert.Equal(combined, Combine("1990-11-01", levels));
        Assert.Equal(combined, Combine("1990-10-31", levels)); // Rounded up, the older table gives the same.
    }

    [Fact]
    public void Until_1990_a_fraction_was_rounded_up()
    {
        var (before, since) = (On("1990-10-31"), On("1990-11-01"));
        Grouping.Combine(before, [28, 22, 22, 22]);
        Grouping.Combine(since, [28, 22, 22, 22]);
        Assert.Contains("2.5 units, rounded up to 3", before.Derivation.Steps[0].Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("rounded", since.Derivation.Steps[0].Plain, StringComparison.Ordinal);
        Assert.Equal("+3 = 31", since.Derivation.Steps[0].Result);
    }

    [Fact]
    public void One_unknown_group_leaves_the_whole_unknown()
    {
        Assert.Null(Grouping.Combine(On(Now), [20, null]));
        Assert.Null(Grouping.Combine(On(Now), []));
    }

    [Fact]
    public void One_group_more_never_lowers_the_level_nor_adds_more_than_five() =>
        (from levels in Gen.Int[1, 43].Array[1, 8] from more in Gen.Int[1, 43] from old in Gen.Bool select (levels, more, old)).Sample(x =>
        {
            var day = x.old ? "1988-01-01" : "2025-11-01";
            var before = Combine(day, x.levels);
            var after = Combine(day, [.. x.levels, x.more]);
            Assert.True(after >= before);
            Assert.InRange(after!.Value - x.levels.Append(x.more).Max(), 0, 5);
        });
}
