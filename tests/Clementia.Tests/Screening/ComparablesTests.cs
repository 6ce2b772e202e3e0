using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Clementia.Law;
using Clementia.Screening;
using CsCheck;

namespace Clementia.Tests.Screening;

/// <summary>A sentence among comparable ones: figures worked by hand, a plain version beside the fast one, and a real file.</summary>
public sealed class ComparablesTests
{
    private static readonly ColumnSpec s_sentence = PersonColumns.Sentence with { Cap = 47_000 };

    internal static readonly IReadOnlyList<ColumnSpec> Specs =
    [
        PersonColumns.Guideline with { Choices = ["2D1.1", "2B1.1", "2K2.1"] }, PersonColumns.Level, PersonColumns.Category, PersonColumns.Offense with { Choices = ["drugs", "fraud"] },
        PersonColumns.FiscalYear, PersonColumns.District with { Choices = ["north", "south"] }, PersonColumns.Drug with { Choices = ["none", "heroin", "cocaine_base"] }, PersonColumns.DrugWeight,
        s_sentence, PersonColumns.Cooperation, PersonColumns.RecordedMin, PersonColumns.RecordedMax,
    ];

    private static readonly long[] s_usual = [0, 20, 1, 0, 2015, 0, 1, 100_000_000, 6_000, 0, 3_300, 4_100];

    internal static Population Of(IEnumerable<long[]> rows, IReadOnlyList<ColumnSpec>? specs = null, bool invented = true)
    {
        using var builder = new PopulationBuilder(specs ?? Specs);
        var count = 0;
        foreach (var row in rows)
        {
            builder.Add(row);
            count++;
        }
        return builder.Build(new("people.csv", "cafe", count, count, 0, invented, []));
    }

    // In the order given: nothing that is like lies together.
    private static Population Unsorted(IReadOnlyList<long[]> rows)
    {
        var buffers = Specs.Select(_ => new ColumnBuffer()).ToList();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                buffers[i].Add(row[i]);
        }
        return Population.Of(rows.Count, new("people.csv", "cafe", rows.Count, rows.Count, 0, true, []), Specs.Select((s, i) => (s, buffers[i].Packed([]), buffers[i].Width)).ToList());
    }

    private static long[] Row(long sentence, params (ColumnSpec Column, long Value)[] other)
    {
        var row = s_usual.ToArray();
        row[At(s_sentence)] = sentence;
        foreach (var (column, value) in other)
            row[At(column)] = value;
        return row;
    }

    private static int At(ColumnSpec column) => Specs.Select(s => s.Name).ToList().IndexOf(column.Name);

    private static ComparedPerson Person(long? sentence = 3_000) => new()
    {
        Label = "somebody",
        Guideline = "2D1.1",
        Level = 20,
        Category = 1,
        Offense = "drugs",
        District = "north",
        Drug = "heroin",
        Weight = 100_000_000,
        Sentence = sentence,
    };

    private static Comparables Among(IEnumerable<long[]> rows, Matching? matching = null, ComparedPerson? person = null)
    {
        using var population = Of(rows);
        return Comparables.Find(population, person ?? Person(), matching ?? new(), LawBook.BuiltIn);
    }

    private static string Quantile(Comparables found, int percent) => found.Quantiles.First(q => q.Percent == percent).Length.ToString();

    [Fact]
    public void Of_five_sentences_the_third_is_the_median_and_the_quantiles_are_sentences()
    {
        var found = Among(new long[] { 5_000, 1_000, 4_000, 2_000, 3_000 }.Select(s => Row(s)));
        Assert.Equal(["10", "20", "30", "40", "50"], new[] { 10, 25, 50, 75, 90 }.Select(p => Quantile(found, p)));
        Assert.Equal(30m, found.Mean);
        // Two are shorter, one ties: two and a half of five.
        Assert.Equal((50m, 50m), (found.Percentile!.Value.Low, found.Percentile.Value.High));
    }

    [Fact]
    public void Between_two_sentences_a_quantile_is_their_middle()
    {
        var found = Among(new long[] { 1_000, 2_000, 3_001, 4_000 }.Select(s => Row(s)));
        Assert.Equal(["15", "25.005", "35.005"], new[] { 25, 50, 75 }.Select(p => Quantile(found, p)));
    }

    [Fact]
    public void Quantiles_stay_exact_below_the_cap_and_are_at_least_the_cap_above_and_there_is_no_mean()
    {
        var found = Among([Row(10_000), Row(20_000), Row(30_000), Row(Code.Capped), Row(Code.Capped)]);
        Assert.Equal(["100", "200", "300", "470 or more", "470 or more"], new[] { 10, 25, 50, 75, 90 }.Select(p => Quantile(found, p)));
        Assert.Null(found.Mean);
        Assert.Equal("not given: 2 of 5 are life or capped", found.MeanNotGiven);
        Assert.Equal(10, Among([Row(500), Row(1_000), Row(1_500), Row(Code.Life)], new() { LifeAndCapped = false }).Mean);
    }

    [Fact]
    public void Life_is_life_where_it_is_known_and_the_middle_to_life_is_at_least_the_number()
    {
        Assert.Equal("life", Quantile(Among([Row(100), Row(Code.Life), Row(Code.Life)]), 50));
        Assert.Equal("1 or more", Quantile(Among([Row(50), Row(100), Row(Code.Life), Row(Code.Life)]), 50));
    }

    [Fact]
    public void A_life_sentence_among_capped_ones_is_longer_than_each_or_ties_with_it()
    {
        var found = Among([Row(10_000), Row(Code.Capped), Row(Code.Capped), Row(Code.Life)], person: Person(Code.Life));
        // Certain: one shorter, one tie, and two that at worst tie: (2 + 1 + 1 + 1) / 8. At best those two are shorter: (2 + 2 + 2 + 1) / 8.
        Assert.Equal((62.5m, 87.5m), (found.Percentile!.Value.Low, found.Percentile.Value.High));
    }

    [Fact]
    public void A_sentence_above_the_cap_may_be_longer_or_shorter_than_a_capped_one_and_one_below_is_shorter()
    {
        var rows = new[] { Row(10_000), Row(Code.Capped), Row(Code.Capped) };
        var above = Among(rows, person: Person(48_000)).Percentile!.Value;
        Assert.Equal((33.3m, 100m), (above.Low, above.High));
        var below = Among(rows, person: Person(46_999)).Percentile!.Value;
        Assert.Equal((33.3m, 33.3m), (below.Low, below.High));
    }

    // Wilson's interval for five of ten is in every textbook: 23.66 to 76.34.
    [Fact]
    public void The_interval_of_a_percentile_is_Wilsons() => Assert.Equal((23.7m, 76.3m), new Percentile(10, 10, 10).Interval);

    [Fact]
    public void The_interval_of_the_median_needs_six_cases_and_of_ten_it_runs_from_the_second_to_the_ninth()
    {
        Assert.Null(new Sentences([1, 2, 3, 4, 5], 0).MedianInterval);
        Assert.Equal(("0.01", "0.06"), Said(new Sentences([1, 2, 3, 4, 5, 6], 0)));
        Assert.Equal(("0.02", "0.09"), Said(new Sentences([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0)));
        // The exact interval and the normal one meet where the program passes from one to the other.
        var (exact, normal) = (Said(new Sentences(Enumerable.Range(1, 5_000).Select(i => (long)i), 0)), Said(new Sentences(Enumerable.Range(1, 5_001).Select(i => (long)i), 0)));
        Assert.Equal(("24.31", "25.7"), exact);
        Assert.Equal(("24.31", "25.71"), normal);

        static (string, string) Said(Sentences sentences) => (sentences.MedianInterval!.Value.From.ToString(), sentences.MedianInterval.Value.To.ToString());
    }

    [Fact]
    public void Nothing_is_shown_of_two_cases_but_their_number_and_what_would_loosen_it()
    {
        var found = Among([Row(1_000), Row(2_000), Row(3_000, (PersonColumns.Level, 21)), Row(4_000, (PersonColumns.Category, 3))]);
        Assert.True(found.IsSuppressed);
        Assert.Equal(2, found.Matched);
        Assert.Empty(found.Quantiles);
        Assert.Empty(found.Bins);
        Assert.Null(found.Percentile);
        Assert.Null(found.Positions);
        var wider = found.Otherwise.Single(o => o.InWords == "level within 1");
        Assert.Equal((3, "20"), (wider.Count, wider.Median.ToString()));
        Assert.Null(found.Otherwise.Single(o => o.Choice == "district").Median);
        Assert.DoesNotContain("10", ComparablesPlot.Svg(found).Split("</style>")[1].Split("role=\"table\"")[1], StringComparison.Ordinal);
        Assert.Equal("15", Quantile(Among([Row(1_000), Row(2_000)], new() { Suppress = 0 }), 50));
    }

    [Fact]
    public void Nobody_is_like_nobody()
    {
        var found = Among([]);
        Assert.Equal((0, 0, true), (found.Read, found.Matched, found.IsSuppressed));
        Assert.Empty(found.LeftOut);
        XDocument.Parse(ComparablesPlot.Svg(found));
        Assert.True(Among([], new() { Suppress = 0 }).IsSuppressed);
    }

    [Fact]
    public void Cooperators_are_left_out_unless_they_are_kept_and_so_are_those_of_whom_it_is_not_known()
    {
        var rows = new[] { Row(1_000), Row(2_000), Row(3_000), Row(100, (PersonColumns.Cooperation, 1)), Row(200, (PersonColumns.Cooperation, Code.Missing)) };
        var found = Among(rows);
        Assert.Equal(3, found.Matched);
        Assert.Equal([("cooperation", 1), ("cooperation.unknown", 1)], found.LeftOut.Select(l => (l.Reason, l.Count)));
        Assert.Equal(5, Among(rows, new() { Cooperators = true }).Matched);
        Assert.Equal(5, found.Otherwise.Single(o => o.Choice == "cooperators").Count);
    }

    [Fact]
    public void Where_the_population_does_not_say_who_cooperated_the_answer_says_so()
    {
        using var population = Of(new long[] { 1_000, 2_000, 3_000 }.Select(s => Row(s)[..At(PersonColumns.Cooperation)]), [.. Specs.Take(At(PersonColumns.Cooperation))]);
        var found = Comparables.Find(population, Person(), new(), LawBook.BuiltIn);
        Assert.Equal(3, found.Matched);
        Assert.Contains(found.Notes, n => n.Contains("does not say who cooperated", StringComparison.Ordinal));
    }

    [Fact]
    public void Probation_counts_as_no_months_unless_it_is_left_out()
    {
        var rows = new[] { Row(0), Row(0), Row(1_000), Row(2_000), Row(3_000) };
        var found = Among(rows);
        Assert.Equal(("10", 2, 12m), (Quantile(found, 50), found.Probation, found.Mean));
        Assert.Equal("20", Quantile(Among(rows, new() { Probation = false }), 50));
    }

    [Fact]
    public void A_sentence_that_is_not_known_is_left_out_and_never_nought()
    {
        var found = Among([Row(1_000), Row(2_000), Row(3_000), Row(Code.Unknown), Row(Code.Missing)]);
        Assert.Equal((3, "20"), (found.Matched, Quantile(found, 50)));
        Assert.Equal(2, found.LeftOut.Single(l => l.InWords == "the sentence is not known").Count);
    }

    [Theory]
    [InlineData(74_999_999, false)]
    [InlineData(75_000_000, true)]
    [InlineData(125_000_000, true)]
    [InlineData(125_000_001, false)]
    [InlineData(Code.Missing, false)]
    public void A_weight_within_a_quarter_of_a_hundred_grams(long micrograms, bool isIn) =>
        Assert.Equal(isIn ? 1 : 0, Among([Row(1_000, (PersonColumns.DrugWeight, micrograms))], new() { WeightWithin = 25 }).Matched);

    [Theory]
    [InlineData(3_299, "below")]
    [InlineData(3_300, "within")]
    [InlineData(4_100, "within")]
    [InlineData(4_101, "above")]
    [InlineData(Code.Capped, "above")]
    public void A_sentence_at_an_end_of_the_range_is_within_it(long sentence, string where)
    {
        var to = Among(Enumerable.Repeat(Row(sentence), 3)).Positions!;
        Assert.Equal(where, to switch { { Below: 3 } => "below", { Within: 3 } => "within", { Above: 3 } => "above", _ => "unknown" });
        Assert.Equal(3, to.Recorded);
    }

    [Fact]
    public void A_capped_sentence_to_a_range_that_ends_in_life_may_be_below_it_or_in_it()
    {
        Assert.Equal(3, Among(Enumerable.Repeat(Row(Code.Capped, (PersonColumns.RecordedMin, 36_000), (PersonColumns.RecordedMax, Code.Life)), 3)).Positions!.Within);
        Assert.Equal(3, Among(Enumerable.Repeat(Row(Code.Capped, (PersonColumns.RecordedMin, Code.Life), (PersonColumns.RecordedMax, Code.Life)), 3)).Positions!.Unknown);
    }

    [Fact]
    public void Without_a_recorded_range_the_sentencing_table_of_the_day_gives_it()
    {
        IReadOnlyList<ColumnSpec> specs = [PersonColumns.Guideline with { Choices = ["2D1.1"] }, PersonColumns.Level, PersonColumns.Category, s_sentence, PersonColumns.SentencedFirst, PersonColumns.SentencedLast];
        long day = new DateOnly(2015, 3, 2).DayNumber;
        // Level 20, category I: 33 to 41 months.
        using var population = Of(new long[] { 3_200, 3_300, 4_100, 4_200 }.Select(s => new[] { 0, 20, 1, s, day, day + 28 }), specs);
        var found = Comparables.Find(population, Person(), new() { Suppress = 1 }, LawBook.BuiltIn);
        Assert.Equal(new RangePositions(1, 2, 1, 0, 0), found.Positions);
        Assert.Equal((3_300L, 4_100L), ComparedPerson.Of(population, 0, new(population, LawBook.BuiltIn)).Range);
    }

    [Fact]
    public void A_person_of_the_population_is_not_compared_with_himself()
    {
        using var population = Of(new long[] { 1_000, 2_000, 3_000, 4_000 }.Select(s => Row(s)));
        var found = Comparables.Find(population, ComparedPerson.Of(population, population.RecordAt(3), new(population, LawBook.BuiltIn)), new(), LawBook.BuiltIn);
        Assert.Equal((3, 100m), (found.Matched, found.Percentile!.Value.Low));
        Assert.Equal(("own", 1), (found.LeftOut.Single().Reason, found.LeftOut.Single().Count));
    }

    [Fact]
    public void What_is_asked_and_not_known_is_told_with_what_would_help()
    {
        using var population = Of([Row(1_000)]);
        Assert.Contains("--any level", Comparables.WhyNot(population, Person() with { Level = null }, new()), StringComparison.Ordinal);
        Assert.Null(Comparables.WhyNot(population, Person() with { Level = null }, new() { LevelWithin = null }));
        Assert.Contains("--guideline", Comparables.WhyNot(population, Person() with { Guideline = null }, new()), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Comparables.Find(population, Person() with { Category = null }, new(), LawBook.BuiltIn));
    }

    [Fact]
    public void Bins_hold_every_sentence_once_and_small_ones_are_withheld_so_that_none_can_be_reckoned_back()
    {
        var rows = Enumerable.Range(0, 40).Select(i => Row(i < 10 ? 1_250 : i < 30 ? 2_400 : i < 38 ? 3_700 : 20_000)).Append(Row(Code.Life)).ToList();
        var open = Among(rows, new() { Suppress = 0 });
        Assert.Equal(41, open.Bins.Sum(b => b.Count));
        Assert.Equal(1, open.Bins.Single(b => b.Kind == BinKind.Life).Count);
        var withheld = Among(rows).Bins;
        // Two of 200 months and one of life are three together: enough that neither follows from the rest.
        Assert.Equal(2, withheld.Count(b => b.Count is null));
        Assert.Equal([null, null, 5], Distribution.Suppressed([1, 4, 5], 3));
        Assert.Equal([null, null, 0], Distribution.Suppressed([1, 2, 0], 3));
        Assert.Equal([3, 4, 0], Distribution.Suppressed([3, 4, 0], 3));
    }

    [Fact]
    public void The_plot_is_well_formed_says_its_numbers_as_text_and_is_the_same_each_time()
    {
        var rows = Enumerable.Range(1, 60).Select(i => Row(i * 300)).Append(Row(Code.Capped)).Append(Row(0)).ToList();
        foreach (var sentence in new long?[] { null, 0, 3_000, 90_000, Code.Capped, Code.Life })
        {
            var found = Among(rows, person: Person(sentence) with { Label = "<Doe & \"Roe\">", Range = (3_300, Code.Life), RangeFrom = "as recorded" });
            var svg = ComparablesPlot.Svg(found);
            Assert.Equal(svg, ComparablesPlot.Svg(found));
            var xml = XDocument.Parse(svg).Root!;
            XNamespace ns = "http://www.w3.org/2000/svg";
            Assert.StartsWith("<Doe & \"Roe\">", xml.Element(ns + "title")!.Value, StringComparison.Ordinal);
            Assert.Contains("Matched on", xml.Element(ns + "desc")!.Value, StringComparison.Ordinal);
            var cells = xml.Descendants(ns + "text").Where(t => (string?)t.Attribute("role") == "cell").Select(t => t.Value).ToList();
            Assert.Contains("62", cells);
            Assert.Contains(found.Quantiles.First(q => q.Percent == 50).Length.InWords, cells);
            Assert.Equal(sentence is null ? 0 : 1, xml.Descendants(ns + "path").Count(p => (string?)p.Attribute("class") == "mark"));
            foreach (var bar in xml.Descendants(ns + "rect").Where(r => (string?)r.Attribute("class") == "bar"))
            {
                var (x, width) = (decimal.Parse(bar.Attribute("x")!.Value, CultureInfo.InvariantCulture), decimal.Parse(bar.Attribute("width")!.Value, CultureInfo.InvariantCulture));
                Assert.True(x >= 0 && width > 0 && x + width <= 760);
            }
        }
    }

    private static Gen<T> OneOf<T>(params IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(i => values[i]);

    private static readonly Gen<long[]> s_row =
        from cell in Gen.Select(OneOf<long>(0, 0, 0, 1, Code.Missing), OneOf<long>(19, 20, 20, 20, 21, 25, Code.Unknown), OneOf<long>(1, 1, 1, 2, 3, Code.Missing))
        from place in Gen.Select(OneOf<long>(0, 0, 1), OneOf<long>(2008, 2014, 2015, 2016, Code.Missing), OneOf<long>(0, 1), OneOf<long>(1, 1, 2, Code.Unknown), OneOf<long>(60_000_000, 100_000_000, 125_000_000, Code.Missing))
        from sentence in OneOf<long>(0, 1_203, 3_000, 3_000, 6_000, 12_000, 47_000, 48_000, Code.Capped, Code.Life, Code.Unknown)
        from cooperation in OneOf<long>(0, 0, 0, 1, Code.Unknown)
        select new[] { cell.Item1, cell.Item2, cell.Item3, place.Item1, place.Item2, place.Item3, place.Item4, place.Item5, sentence, cooperation, 3_300L, 4_100L };

    private static readonly Gen<Matching> s_matching =
        from cell in Gen.Select(Gen.Bool, OneOf<int?>(0, 0, 1, null), OneOf<int?>(0, 0, 1, null))
        from years in OneOf<(int?, int?)>((null, null), (2014, null), (null, 2015), (2014, 2015))
        from kept in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool)
        from same in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, OneOf<int?>(null, null, 0, 25))
        select new Matching
        {
            SameGuideline = cell.Item1,
            LevelWithin = cell.Item2,
            CategoryWithin = cell.Item3,
            FromYear = years.Item1,
            ToYear = years.Item2,
            Cooperators = kept.Item1,
            Probation = kept.Item2,
            LifeAndCapped = kept.Item3,
            SameOffense = same.Item1,
            SameDistrict = same.Item2,
            SameDrug = same.Item3,
            WeightWithin = same.Item4,
            Suppress = 1,
        };

    /// <summary>The question once more, in the plainest way: for each record the first reason to leave it out.</summary>
    private static string? PlainReason(long[] row, bool own, Matching m)
    {
        long Of(ColumnSpec column) => row[At(column)];
        string Word(string reason, long value) => Code.IsUnknown(value) ? reason + ".unknown" : reason;
        if (own)
            return "own";
        if (m.SameGuideline && Of(PersonColumns.Guideline) != 0)
            return Word("guideline", Of(PersonColumns.Guideline));
        if (m.LevelWithin is { } level && (Code.IsUnknown(Of(PersonColumns.Level)) || Math.Abs(Of(PersonColumns.Level) - 20) > level))
            return Word("level", Of(PersonColumns.Level));
        if (m.CategoryWithin is { } category && (Code.IsUnknown(Of(PersonColumns.Category)) || Math.Abs(Of(PersonColumns.Category) - 1) > category))
            return Word("category", Of(PersonColumns.Category));
        if (m.SameOffense && Of(PersonColumns.Offense) != 0)
            return Word("offense", Of(PersonColumns.Offense));
        var year = Of(PersonColumns.FiscalYear);
        if ((m.FromYear ?? m.ToYear) is not null && (Code.IsUnknown(year) || year < (m.FromYear ?? 0) || year > (m.ToYear ?? 9999)))
            return Word("years", year);
        if (m.SameDistrict && Of(PersonColumns.District) != 0)
            return "district";
        if ((m.SameDrug || m.WeightWithin is not null) && Of(PersonColumns.Drug) != 1)
            return Word("drug", Of(PersonColumns.Drug));
        if (m.WeightWithin is { } percent && (Code.IsUnknown(Of(PersonColumns.DrugWeight)) || Math.Abs(Of(PersonColumns.DrugWeight) - 100_000_000) > percent * 1_000_000L))
            return Word("weight", Of(PersonColumns.DrugWeight));
        if (Code.IsUnknown(Of(s_sentence)))
            return "sentence";
        if (!m.Cooperators && Of(PersonColumns.Cooperation) != 0)
            return Word("cooperation", Of(PersonColumns.Cooperation));
        if (!m.Probation && Of(s_sentence) == 0)
            return "probation";
        return !m.LifeAndCapped && !Code.IsNumber(Of(s_sentence)) ? "lifeAndCapped" : null;
    }

    [Fact]
    public void The_fast_answer_is_the_plain_one_on_any_population_in_any_order() => Gen.Select(s_row.Array[0, 60], s_matching, OneOf<long?>(null, 0, 3_000, 48_000, Code.Capped, Code.Life), Gen.Bool).Sample(
        (rows, matching, sentence, sorted) =>
        {
            using var population = sorted ? Of(rows) : Unsorted(rows);
            var own = rows.Length > 3 ? (int?)2 : null;
            var person = Person(sentence) with { Record = own is { } place ? population.RecordAt(place) : null };
            var found = Comparables.Find(population, person, matching, LawBook.BuiltIn);
            var reasons = rows.Select((r, i) => PlainReason(r, i == own, matching)).ToList();
            Assert.Equal(reasons.Count(r => r is null), found.Matched);
            Assert.Equal(reasons.OfType<string>().GroupBy(r => r).ToDictionary(g => g.Key, g => g.Count()), found.LeftOut.ToDictionary(l => l.Reason, l => l.Count));
            Assert.Equal(rows.Length, found.Matched + found.LeftOut.Sum(l => l.Count));
            var plain = rows.Where((_, i) => reasons[i] is null).Select(r => r[At(s_sentence)]).ToList();
            if (plain.Count == 0)
                return;
            foreach (var (percent, length) in found.Quantiles)
            {
                // Whatever the capped ones are in truth, the quantile must be what is said of it.
                foreach (var truth in new[] { 47_000, 50_000, 90_000, Code.Life })
                {
                    var real = PlainQuantile([.. plain.Select(v => v == Code.Capped ? truth : v)], percent);
                    Assert.True(length.OrMore ? real is null || real >= length.Months : real == length.Months, $"{percent}: {length} and {real}");
                }
            }
            Assert.Equal(plain.TrueForAll(Code.IsNumber) ? Math.Round(plain.Sum(v => (decimal)v) / plain.Count / 100, 2, MidpointRounding.AwayFromZero) : null, found.Mean);
            if (sentence is { } mine)
            {
                // Every pair at its best and at its worst.
                long[] Truths(long v) => v == Code.Capped ? [47_000, 47_500, 48_000, 50_000, Code.Life] : [v];
                int Score(long other, long me) => other < me ? 2 : other == me ? 1 : 0;
                var scores = plain.Select(o => Truths(o).SelectMany(_ => Truths(mine), (a, b) => Score(a, b)).ToList()).ToList();
                Assert.Equal(new Percentile(scores.Sum(s => s.Min()), scores.Sum(s => s.Max()), plain.Count), found.Percentile);
            }
        },
        iter: 300);

    private static decimal? PlainQuantile(List<long> values, int percent)
    {
        values.Sort();
        var at = values.Count * percent / 100;
        if (values.Count * percent % 100 != 0 || at == 0)
            return values[at] == Code.Life ? null : values[at] / 100m;
        return values[at] == Code.Life ? (values[at - 1] == Code.Life ? null : decimal.MaxValue) : (values[at - 1] + values[at]) / 200m;
    }

    [Fact]
    public void Every_other_choice_is_the_answer_to_the_question_so_asked() => Gen.Select(s_row.Array[0, 60], s_matching).Sample(
        (rows, matching) =>
        {
            using var population = Of(rows);
            var found = Comparables.Find(population, Person(), matching, LawBook.BuiltIn);
            foreach (var other in found.Otherwise)
            {
                Matching? asked = (other.Choice, other.InWords) switch
                {
                    ("guideline", _) => matching with { SameGuideline = !matching.SameGuideline },
                    ("level", "any level") => matching with { LevelWithin = null },
                    ("level", "the same level") => matching with { LevelWithin = 0 },
                    ("level", _) => matching with { LevelWithin = matching.LevelWithin + 1 },
                    ("category", "any category") => matching with { CategoryWithin = null },
                    ("category", "the same category") => matching with { CategoryWithin = 0 },
                    ("category", _) => matching with { CategoryWithin = matching.CategoryWithin + 1 },
                    ("years", "all fiscal years") => matching with { FromYear = null, ToYear = null },
                    ("years", _) => matching with { FromYear = (int)rows.Select(r => r[At(PersonColumns.FiscalYear)]).Where(Code.IsNumber).Max() - 4, ToYear = null },
                    ("cooperators", _) => matching with { Cooperators = !matching.Cooperators },
                    ("probation", _) => matching with { Probation = !matching.Probation },
                    ("life and capped", _) => matching with { LifeAndCapped = !matching.LifeAndCapped },
                    ("offense", _) => matching with { SameOffense = !matching.SameOffense },
                    ("district", _) => matching with { SameDistrict = !matching.SameDistrict },
                    ("drug", "the same drug") => matching with { SameDrug = true },
                    ("drug", _) => matching with { SameDrug = false, WeightWithin = null },
                    ("weight", "any weight") => matching with { WeightWithin = null, SameDrug = true },
                    ("weight", _) => matching with { WeightWithin = 25 },
                    _ => null,
                };
                Assert.NotNull(asked);
                var answer = Comparables.Find(population, Person(), asked, LawBook.BuiltIn);
                Assert.Equal((other.InWords, answer.Matched), (other.InWords, other.Count));
                Assert.Equal(answer.IsSuppressed ? null : answer.Quantiles.First(q => q.Percent == 50).Length, other.Median);
                Assert.Equal(answer.Percentile, other.Percentile);
            }
        },
        iter: 150);

    /// <summary>The real sentences of one district, by their own variables. A test of this class alone reads the file in its own way, to hold the answer against.</summary>
    private static (Population Population, List<Dictionary<string, string>> Rows) SouthernDistrict()
    {
        var lines = File.ReadAllLines(Repository.Shared("data", "ussc", "sdny_fy15.csv"));
        var names = lines[0].Split(',');
        var rows = lines.Skip(1).Select(line => names.Zip(Cells(line)).ToDictionary(p => p.First, p => p.Second)).ToList();
        using var builder = new PopulationBuilder(PersonColumns.Level, PersonColumns.Category, PersonColumns.Offense, PersonColumns.FiscalYear, s_sentence, PersonColumns.Cooperation, PersonColumns.RecordedMin, PersonColumns.RecordedMax);
        foreach (var row in rows)
        {
            builder.Add(
            [
                Number(row["FinalOffLevel"]), Number(row["CrimHistCat"]), builder.Choice(2, row["OFFGUIDE"]), 2015, Sentence(row), Number(row["SENTRNGE"]) switch { 2 => 1, >= Code.Missing => Code.Unknown, _ => 0 },
                Number(row["MinGuideRange"]) is 9996 ? Code.Life : Hundredths(row["MinGuideRange"]), Number(row["MaxGuideRange"]) is 9996 ? Code.Life : Hundredths(row["MaxGuideRange"]),
            ]);
        }
        return (builder.Build(new("sdny_fy15.csv", "real", rows.Count, rows.Count, 0, false, [])), rows);

        static long Number(string text) => text.Length == 0 || text == "-999" ? Code.Missing : (long)decimal.Parse(text, CultureInfo.InvariantCulture);
        static long Hundredths(string text) => text.Length == 0 || text == "-999" ? Code.Missing : (long)Math.Round(decimal.Parse(text, CultureInfo.InvariantCulture) * 100);
        static long Sentence(Dictionary<string, string> row) => row["SENTTOT0"] is "470" or "470.0" ? Code.Capped : Hundredths(row["SENTTOT0"]);
        static List<string> Cells(string line)
        {
            var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
            foreach (var c in line)
            {
                if (c == '"')
                    quoted = !quoted;
                else if (c == ',' && !quoted)
                {
                    cells.Add(cell.ToString());
                    cell.Clear();
                }
                else
                    cell.Append(c);
            }
            cells.Add(cell.ToString());
            return cells;
        }
    }

    [Fact]
    public void Every_real_sentence_of_a_district_has_the_comparables_that_a_plain_reading_of_the_file_gives()
    {
        var (population, rows) = SouthernDistrict();
        using var _ = population;
        var ranges = new RangesOfRecords(population, LawBook.BuiltIn);
        var (answers, suppressed) = (0, 0);
        for (var place = 0; place < rows.Count; place++)
        {
            var person = ComparedPerson.Of(population, population.RecordAt(place), ranges);
            if (Comparables.WhyNot(population, person, new()) is not null)
                continue;
            var found = Comparables.Find(population, person, new(), LawBook.BuiltIn);
            var me = rows[place];
            var others = rows.Where((r, i) => i != place && r["FinalOffLevel"] == me["FinalOffLevel"] && r["CrimHistCat"] == me["CrimHistCat"] && r["OFFGUIDE"] == me["OFFGUIDE"]
                && r["SENTRNGE"] is not ("2" or "2.0" or "" or "-999") && r["SENTTOT0"] is not ("" or "-999")).ToList();
            Assert.Equal(others.Count, found.Matched);
            Assert.Equal(rows.Count, found.Matched + found.LeftOut.Sum(l => l.Count));
            answers++;
            if (found.IsSuppressed)
            {
                suppressed++;
                continue;
            }
            var months = others.Select(r => decimal.Parse(r["SENTTOT0"], CultureInfo.InvariantCulture)).Select(m => Math.Round(m, 2)).Order().ToList();
            var median = months.Count % 2 == 1 ? months[months.Count / 2] : (months[(months.Count / 2) - 1] + months[months.Count / 2]) / 2;
            Assert.Equal(median, found.Quantiles.First(q => q.Percent == 50).Length.Months);
        }
        Assert.True(answers > 780 && suppressed < answers, $"{answers} answers, {suppressed} of them suppressed");
    }
}
