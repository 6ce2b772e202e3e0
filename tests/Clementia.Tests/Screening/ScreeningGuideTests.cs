using System.Globalization;
using Clementia.Tests.Cli;
using Clementia.Tests.Dockets;

namespace Clementia.Tests.Screening;

/// <summary>What docs/screening.md says of the real file is what the commands give.</summary>
[Collection("console")]
public sealed class ScreeningGuideTests : CommandLine
{
    private string Imported()
    {
        var source = SharedFolder.PathOrSkip("data", "ussc", "sdny_fy15.csv");
        var pop = Path.Combine(Folder, "pop");
        Assert.Equal(0, On("population", "import", source, "--out", pop).Exit);
        return pop;
    }

    [Fact]
    public void The_range_of_the_table_is_the_recorded_one_in_792_of_794_real_sentences_in_the_order_of_the_source()
    {
        var pop = Imported();
        var file = Path.Combine(Folder, "ranges.csv");
        Assert.Equal(0, On("screen", pop, "--columns", "id,range.min,range.max,recorded.min,recorded.max", "--out", file).Exit);
        var rows = File.ReadAllLines(file).Skip(1).Select(line => line.Split(',')).ToList();
        var source = File.ReadAllLines(SharedFolder.PathOrSkip("data", "ussc", "sdny_fy15.csv")).Skip(1).Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]);
        Assert.Equal(source, rows.Select(r => r[0]));
        Assert.Equal((792, 2, 1), (rows.Count(r => r[1] == r[3] && r[2] == r[4]), rows.Count(r => r[1] != r[3] && r[3].Length > 0), rows.Count(r => r[3].Length == 0)));
    }

    [Fact]
    public void Nobody_meets_the_six_factors_because_the_file_does_not_hold_them()
    {
        var said = On("screen", Imported(), "--policy", "initiative-2014", "--on", "2016-01-01");
        Assert.Equal(0, said.Exit);
        Assert.Contains("Nobody meets it.", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Six_sentences_lie_far_above_similar_ones_and_ten_with_other_numbers()
    {
        var pop = Imported();
        var six = On("screen", pop, "--policy", "far-from-similar", "--on", "2016-01-01", "--json").Json;
        Assert.Equal((795, 6, 783, 6), ((int)six["records"]!, (int)six["met"]!, (int)six["notMet"]!, (int)six["unknown"]!));
        var ten = On("screen", pop, "--policy", "far-from-similar", "--on", "2016-01-01", "--set", "highest=80", "fewest=3", "--json").Json;
        Assert.Equal(10, (int)ten["met"]!);
        var guide = File.ReadAllText(Repository.File("docs/screening.md"));
        foreach (var criterion in six["criteria"]!.AsArray())
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{(string)criterion!["title"]!,-40} {(int)criterion["met"]!,11:N0} {(int)criterion["notMet"]!,12:N0} {(int)criterion["unknown"]!,12:N0} {(int)criterion["onlyThisNotMet"]!,18:N0} {(int)criterion["onlyThisUnknown"]!,18:N0}"), guide, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ranking_is_the_same_bytes_twice_and_compares_as_unchanged()
    {
        var pop = Imported();
        var (one, two) = (Path.Combine(Folder, "one.csv"), Path.Combine(Folder, "two.csv"));
        Assert.Equal(0, On("screen", pop, "--policy", "far-from-similar", "--on", "2016-01-01", "--out", one).Exit);
        Assert.Equal(0, On("screen", pop, "--policy", "far-from-similar", "--on", "2016-01-01", "--out", two).Exit);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        Assert.Contains("0 records came in, 0 fell out", On("compare", one, two).Out, StringComparison.Ordinal);
        Assert.Contains("fell out", On("what-if", pop, "--policy", "far-from-similar", "--on", "2016-01-01", "--set", "highest=80", "fewest=3").Out.Replace("fall out", "fell out", StringComparison.Ordinal), StringComparison.Ordinal);
        var why = On("explain", pop, "136", "--policy", "far-from-similar", "--on", "2016-01-01", "--json").Json;
        Assert.Equal("met", (string)why["policy"]!["eligible"]!);
    }

    [Theory]
    [InlineData("no column 'rang.min'", "--columns", "rang.min", "--out", "x.csv")]
    [InlineData("Say where the table goes", "--columns", "range.min")]
    [InlineData("there is no folder", "--columns", "range.min", "--out", "no-such-folder/x.csv")]
    [InlineData("Name a policy", "--json")]
    [InlineData("no file 'nowhere'", "--policy", "nowhere")]
    [InlineData("1987-11-01", "--policy", "second-look", "--on", "1980-01-01")]
    [InlineData("no parameter 'speed'", "--policy", "second-look", "--set", "speed=9")]
    public void Wrong_use_is_told_in_one_sentence(string says, params string[] arguments)
    {
        var said = On(["screen", Imported(), .. arguments]);
        Assert.Equal(2, said.Exit);
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
        Assert.False(File.Exists("x.csv"));
    }
}
