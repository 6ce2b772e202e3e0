using Clementia.Casework;
using CsCheck;
using static Clementia.Tests.Casework.DecidedCase;

namespace Clementia.Tests.Casework;

/// <summary>What an office may count of its own decisions, and what it may not show.</summary>
public sealed class OfficeStatisticsTests
{
    [Theory]
    // Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3 (Wilson without correction).
    [InlineData(81, 263, "0.2553", "0.3662")]
    [InlineData(15, 148, "0.0624", "0.1605")]
    [InlineData(0, 20, "0.0000", "0.1611")]
    [InlineData(1, 29, "0.0061", "0.1718")]
    public void Wilsons_interval_is_as_published(int number, int of, string low, string high)
    {
        var proportion = Proportion.Wilson(number, of);

        Assert.Equal(low, proportion.Low.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(high, proportion.High.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_interval_holds_the_share_and_lies_between_none_and_all() => Gen.Select(Gen.Int[1, 5000], Gen.Int[0, 5000]).Sample((of, number) =>
    {
        var one = Proportion.Wilson(Math.Min(of, number), of);
        return one.Low >= 0 && one.High <= 1 && one.Low <= one.Value && one.Value <= one.High && one.Low < one.High;
    });

    private static readonly Gen<TallyRow[]> s_tables = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], (granted, refused) => (granted, refused)).Array[0, 5]
        .Select(rows => rows.Select((row, i) => new TallyRow($"group {i}", row.granted, row.granted + row.refused)).ToArray());

    [Fact]
    public void No_small_number_is_shown() => s_tables.Sample(rows =>
    {
        var table = Tally.Of(rows, 3);
        return table.Rows.Concat(new[] { table.Hidden, table.Total }.OfType<TallyRow>()).All(row => new[] { row.All, row.Granted, row.All - row.Granted }.All(number => number is 0 or >= 3));
    }, iter: 5_000);

    [Fact]
    public void No_hidden_line_can_be_worked_out_from_the_total() => s_tables.Sample(rows =>
    {
        var table = Tally.Of(rows, 3);
        if (table.HiddenRows == 0 || table.Total is null)
            return true;
        // Everything that could stand in the hidden lines: at least one petition in each, together what is left of the total.
        var (granted, refused) = (table.Total.Granted - table.Rows.Sum(row => row.Granted), table.Total.All - table.Total.Granted - table.Rows.Sum(row => row.All - row.Granted));
        var possible = new HashSet<(int, int)>();
        for (var g = 0; g <= granted; g++)
        {
            for (var d = 0; d <= refused; d++)
            {
                if (g + d >= 1 && granted + refused - g - d >= table.HiddenRows - 1 && (table.HiddenRows > 1 || (g == granted && d == refused)))
                    possible.Add((g, d));
            }
        }
        // One possibility alone would tell the line; hidden lines are not named, so that lines of one each tell of nobody.
        return possible.Count > 1 || granted + refused == table.HiddenRows;
    }, iter: 5_000);

    [Fact]
    public void A_single_small_line_takes_the_next_smallest_with_it()
    {
        var table = Tally.Of([new("A", 10, 20), new("B", 4, 8), new("C", 1, 2)], 3);

        Assert.Equal(["A"], table.Rows.Select(row => row.What));
        Assert.Equal((2, 10), (table.HiddenRows, table.Hidden!.All));
        Assert.Equal(["A", "B", "C"], Tally.Of([new("A", 10, 20), new("B", 4, 8), new("C", 1, 2)], 1).Rows.Select(row => row.What));
    }

    private static OfficeCase Case(int number, string citizenship, DecisionAsked? asked, string? filed = "2018-01-06")
    {
        var docket = Docket(("petitioner.citizenship", citizenship), ("petition.date", filed));
        if (asked is not null)
            docket.Decided(asked);
        return new OfficeCase(Petition.Fold($"p-{number}", docket.Entries), new DateOnly(2018, 3, 1));
    }

    [Fact]
    public void An_office_counts_grants_by_form_ground_and_group()
    {
        List<OfficeCase> cases = [.. Enumerable.Range(0, 8).Select(i => Case(i, "Arcadia", TimeServed with { Grounds = ["age"] })), .. Enumerable.Range(8, 6).Select(i => Case(i, "Arcadia", Asked(ClemencyForm.Denial))),
            .. Enumerable.Range(14, 4).Select(i => Case(i, "Illyria", Asked(ClemencyForm.Denial))), Case(18, "Illyria", null), Case(19, "Illyria", TimeServed)];

        var counted = OfficeStatistics.Of(cases, 1, ["petitioner.citizenship"]).Value!;

        Assert.Equal((20, 19, 9), (counted.Petitions, counted.Decided!.All, counted.Decided.Granted));
        Assert.Equal(["denial 10", "commutation 9"], counted.Forms.Rows.Select(row => $"{row.What} {row.All}"));
        Assert.Equal(["age 8", "no ground named 1"], counted.Grounds.Rows.Select(row => $"{row.What} {row.All}"));
        Assert.Equal(["Arcadia 8/14", "Illyria 1/5"], counted.Groups[0].Table.Rows.Select(row => $"{row.What} {row.Granted}/{row.All}"));
        Assert.Equal((19, 151, 151), (counted.Days!.Number, counted.Days.Median, counted.Days.UpperQuartile));

        var hidden = OfficeStatistics.Of(cases, 3, ["petitioner.citizenship"]).Value!;
        Assert.Empty(hidden.Groups[0].Table.Rows);
        Assert.Equal(2, hidden.Groups[0].Table.HiddenRows);
    }

    [Fact]
    public void The_day_of_opening_stands_for_a_filing_that_is_not_vetted_and_is_told()
    {
        var counted = OfficeStatistics.Of([Case(1, "Arcadia", TimeServed, null), Case(2, "Arcadia", TimeServed, "2018"), Case(3, "Arcadia", TimeServed), Case(4, "Arcadia", TimeServed with { Effective = new(2018, 1, 5) })], 1).Value!;

        Assert.Equal((3, 2, 1), (counted.Days!.Number, counted.FromOpening, counted.WithoutDays));
        Assert.Equal((97, 97, 151), (counted.Days.LowerQuartile, counted.Days.Median, counted.Days.UpperQuartile));
    }

    [Fact]
    public void An_office_without_petitions_counts_nothing_and_bad_asks_are_refused()
    {
        Assert.Equal(0, OfficeStatistics.Of([]).Value!.Decided!.All);
        Assert.Null(OfficeStatistics.Of([]).Value!.Days);
        Assert.True(OfficeStatistics.Of([], 0).IsRefused);
        Assert.Contains("no attribute 'height'", OfficeStatistics.Of([], 3, ["height"]).Refusal?.Problem);
    }
}
