using System.Text;
using System.Text.RegularExpressions;
using Clementia.Law;
using Clementia.Tests.Dockets;
using static Clementia.Tests.Law.Chapters;

namespace Clementia.Tests.Law;

public sealed partial class SentencingTableTests
{
    [Theory]
    [InlineData("2016-11-01", "GLM_2016.txt")]
    [InlineData("2025-11-01", "GLM_2025_pages.txt")]
    public void Every_cell_is_the_one_the_manual_prints(string day, string manual)
    {
        var printed = Printed(File.ReadAllText(SharedFolder.PathOrSkip("data", "guidelines", manual)));
        Assert.Equal(43, printed.Count);
        var compared = 0;
        foreach (var (level, cells) in printed)
        {
            for (var category = 1; category <= 6; category++, compared++)
                Assert.Equal((level, category, cells[category - 1]), (level, category, SentencingTable.Range(On(day), level, (HistoryCategory)category).ToString()));
        }
        Assert.Equal(258, compared);
    }

    [Theory]
    [InlineData("1987-11-01", 1, HistoryCategory.I, "0-1")]
    [InlineData("1989-10-31", 5, HistoryCategory.I, "0-5")]
    [InlineData("1989-11-01", 5, HistoryCategory.I, "0-6")]
    [InlineData("1992-10-31", 7, HistoryCategory.I, "1-7")]
    [InlineData("1992-11-01", 7, HistoryCategory.I, "0-6")]
    [InlineData("1992-10-31", 8, HistoryCategory.I, "2-8")]
    [InlineData("1992-11-01", 8, HistoryCategory.I, "0-6")]
    [InlineData("1992-11-01", 8, HistoryCategory.II, "4-10")]
    public void Amendments_270_and_462_changed_the_lowest_cells(string day, int level, HistoryCategory category, string range) =>
        Assert.Equal(range, SentencingTable.Range(On(day), level, category).ToString());

    [Fact]
    public void Amendments_270_and_462_changed_nothing_else()
    {
        int wasBelowSix = 0, changedIn1992 = 0;
        for (var level = 1; level <= 43; level++)
        {
            for (var category = HistoryCategory.I; category <= HistoryCategory.VI; category++)
            {
                var (of1987, of1989, of1992) = (At("1987-11-01"), At("1989-11-01"), At("1992-11-01"));
                if (of1987 != of1989)
                {
                    // Amendment 270: 0-1 to 0-5 months became 0-6, "wherever it appears".
                    Assert.Equal(MonthRange.Of(0, 6), of1989);
                    Assert.True(of1987.Min == Limit.Zero && of1987.Max < Limit.Of(6));
                    wasBelowSix++;
                }
                if (of1989 != of1992)
                {
                    Assert.True(category == HistoryCategory.I && level is 7 or 8);
                    changedIn1992++;
                }

                MonthRange At(string day) => SentencingTable.Range(On(day), level, category);
            }
        }
        Assert.Equal((15, 2), (wasBelowSix, changedIn1992));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(44, 43)]
    [InlineData(60, 43)]
    public void A_level_beyond_the_table_counts_as_its_edge(int level, int edge)
    {
        var r = On(Now);
        Assert.Equal(SentencingTable.Range(On(Now), edge, HistoryCategory.I), SentencingTable.Range(r, level, HistoryCategory.I));
        Assert.Contains($"counts as {edge}", r.Derivation.Steps[0].Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1987-11-01")]
    [InlineData("1989-11-01")]
    [InlineData("1992-11-01")]
    public void More_level_or_more_history_never_lowers_the_range(string day)
    {
        for (var level = 1; level <= 43; level++)
        {
            for (var category = HistoryCategory.I; category <= HistoryCategory.VI; category++)
            {
                var here = SentencingTable.Range(On(day), level, category);
                if (level > 1)
                    Assert.True(here.IsNotBelow(SentencingTable.Range(On(day), level - 1, category)));
                if (category > HistoryCategory.I)
                    Assert.True(here.IsNotBelow(SentencingTable.Range(On(day), level, category - 1)));
                // 28 USC 994(b)(2): the maximum exceeds the minimum by no more than the greater of 25 percent or six months, but for 30 years and more.
                if (here.Min < Limit.Of(360))
                    Assert.True(here.Max.Months - here.Min.Months <= Math.Max(6, here.Min.Months!.Value / 4));
            }
        }
    }

    [Theory]
    // No cell of the table has a minimum of 7, 11 or 14 months; the lines are drawn there all the same.
    [InlineData("1992-10-31", 0, "A")]
    [InlineData("1992-10-31", 1, "B")]
    [InlineData("1992-10-31", 7, "C")]
    [InlineData("1992-10-31", 11, "D")]
    [InlineData("1992-11-01", 7, "B")]
    [InlineData("1992-11-01", 11, "C")]
    [InlineData("1992-11-01", 12, "D")]
    [InlineData("2010-11-01", 1, "B")]
    [InlineData("2010-11-01", 14, "C")]
    [InlineData("1992-10-31", 6, "B")]
    [InlineData("1992-10-31", 8, "C")]
    [InlineData("1992-10-31", 10, "C")]
    [InlineData("1992-10-31", 12, "D")]
    [InlineData("1992-11-01", 0, "A")]
    [InlineData("1992-11-01", 1, "B")]
    [InlineData("1992-11-01", 6, "B")]
    [InlineData("1992-11-01", 8, "C")]
    [InlineData("2010-10-31", 10, "C")]
    [InlineData("2010-10-31", 12, "D")]
    [InlineData("2010-11-01", 0, "A")]
    [InlineData("2010-11-01", 9, "B")]
    [InlineData("2010-11-01", 10, "C")]
    [InlineData("2010-11-01", 12, "C")]
    [InlineData("2010-11-01", 15, "D")]
    [InlineData("2025-11-01", 12, "C")]
    public void The_zone_follows_the_minimum_of_the_range(string day, int minimum, string zone) =>
        Assert.Equal(zone, SentencingTable.Zone(On(day), MonthRange.Of(minimum, minimum + 6)).ToString());

    [Fact]
    public void Before_1992_the_lines_of_the_zones_had_no_name()
    {
        var (before, since) = (On("1992-10-31"), On("1992-11-01"));
        SentencingTable.Zone(before, MonthRange.Of(1, 7));
        SentencingTable.Zone(since, MonthRange.Of(1, 7));
        Assert.Contains("later called", before.Derivation.Steps[0].Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("later called", since.Derivation.Steps[0].Plain, StringComparison.Ordinal);
        Assert.False(before.Derivation.IsFirm);
        Assert.True(since.Derivation.IsFirm);
    }

    [Fact]
    public void Of_794_real_sentences_792_have_the_range_of_the_table_and_two_that_of_a_career_offender_with_a_gun_count()
    {
        var lines = File.ReadAllLines(SharedFolder.PathOrSkip("data", "ussc", "sdny_fy15.csv"));
        var columns = Fields(lines[0]);
        int At(string name) => columns.IndexOf(name);
        var (level, category, min, max, gun) = (At("FinalOffLevel"), At("CrimHistCat"), At("MinGuideRange"), At("MaxGuideRange"), At("GUNMIN1"));
        int table = 0, gunTable = 0, withoutLevel = 0;
        foreach (var row in lines.Skip(1).Select(Fields))
        {
            if (row[level] == "-999")
            {
                withoutLevel++;
                continue;
            }
            var published = new MonthRange(Months(row[min]), Months(row[max]));
            var ours = SentencingTable.Range(On("2014-11-01"), int.Parse(row[level], null), (HistoryCategory)int.Parse(row[category], null));
            if (ours == published)
            {
                table++;
                continue;
            }
            // GLMIN and GLMAX are before statutory trumping: where STATMIN lies above GLMIN they are still those of the table.
            var facts = Case("""{"careerOffender": true, "acceptance": "three", "sentenced": "2015-01-15", "counts": [{"statute": "21 USC 841"}, {"statute": "18 USC 924(c)"}]}""");
            Assert.Equal(published, CareerOffender.RangeWithGunCount(On("2015-01-15"), facts, ours, int.Parse(row[level], null) + 3, Limit.Of(int.Parse(row[gun], null))));
            gunTable++;
        }
        Assert.Equal((792, 2, 1), (table, gunTable, withoutLevel));

        static Limit Months(string text) => text == "9996" ? Limit.Life : Limit.Of(int.Parse(text, null));
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }
        fields.Add(field.ToString());
        return fields;
    }

    // The first table of the manual: a line with a level and six cells, with "Zone B" before some.
    private static Dictionary<int, string[]> Printed(string manual)
    {
        var found = new Dictionary<int, string[]>();
        var start = manual.IndexOf("                                    SENTENCING TABLE", StringComparison.Ordinal);
        foreach (var line in manual[(start < 0 ? manual.IndexOf("SENTENCING TABLE\n", StringComparison.Ordinal) : start)..].Split('\n').Take(70))
        {
            if (Row().Match(line) is { Success: true } row && int.Parse(row.Groups[1].Value, null) is var level && !found.ContainsKey(level))
                found[level] = [.. row.Groups[2].Captures.Select(c => c.Value.Replace('–', '-'))];
        }
        return found;
    }

    [GeneratedRegex(@"^(?:Zone [A-D])?\s*(\d{1,2})(?:\s+(\d+–\d+|\d+–life|life)){6}\s*$")]
    private static partial Regex Row();
}
