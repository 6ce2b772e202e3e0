using Clementia.Law;
using Clementia.Screening;
using Clementia.Screening.Policies;
using Clementia.Screening.Screens;
using CsCheck;

namespace Clementia.Tests.Screening;

/// <summary>The quick ways of the screen, each against the slow one.</summary>
public sealed class ScreenKernelTests
{
    private static readonly DateOnly s_today = new(2026, 11, 23);

    [Fact]
    public void Less_time_is_served_by_whoever_was_sentenced_later()
    {
        Gen.Select(Gen.Int[0, 28_000], Gen.Int[0, 400]).Sample((first, more) =>
        {
            var from = new DateOnly(1950, 1, 1).AddDays(first);
            foreach (var on in (DateOnly[])[s_today, new(2024, 2, 29), new(2025, 2, 28), new(2025, 3, 1), new(2025, 3, 31)])
            {
                if (from.AddDays(more) <= on)
                    Assert.True(Screen.Span(from, on) >= Screen.Span(from.AddDays(more), on), $"{from} {more} {on}");
            }
        });
    }

    [Theory]
    [InlineData(">=")]
    [InlineData(">")]
    [InlineData("<=")]
    [InlineData("<")]
    [InlineData("=")]
    [InlineData("!=")]
    public void Time_served_compares_as_the_time_itself_does_around_every_kind_of_threshold(string comparator)
    {
        using var population = People(700, seed: 1);
        var law = new RecordLaw(LawBook.BuiltIn);
        var thresholds = Enumerable.Range(0, 12).Select(i => new PlainRecord(population, law, i * 50, s_today).Value("served")).Where(Code.IsNumber).SelectMany(t => new[] { t - 1, t, t + 1 }).Append(0).Append(90_000).Where(t => t >= 0).Distinct().Take(24);
        ScreenTests.AssertLikePlain(population, Of([.. thresholds.Select(t => $"served {comparator} {Months(t)} months"), $"served {comparator} life"]), s_today);
    }

    [Theory]
    [InlineData(">=")]
    [InlineData(">")]
    [InlineData("<=")]
    [InlineData("<")]
    [InlineData("=")]
    [InlineData("!=")]
    public void A_column_compares_with_a_column_as_their_intervals_do_capped_and_life_included(string comparator)
    {
        using var population = People(5_000, seed: 2);
        ScreenTests.AssertLikePlain(population, Of($"sentence {comparator} recorded.min", $"recorded.min {comparator} sentence", $"level {comparator} category", $"recorded.min {comparator} range.max", $"range.min {comparator} sentence"), s_today);
    }

    [Fact]
    public void What_holds_of_a_run_holds_of_each_of_its_records_across_words_and_stretches()
    {
        using var population = RulingTests.Random(40_000, seed: 21, kinds: 60);
        var screen = new Screen(population, LawBook.BuiltIn, s_today);
        var run = screen.Run(Of("change >= 1 months", "now.level <= 20", "range.min >= 100 months"));
        (string Column, Func<long, bool> Holds)[] criteria = [("change", v => v >= 100), ("now.level", v => v <= 20), ("range.min", v => v >= 10_000)];
        Assert.InRange(screen.SituationCount, 20, 400); // runs longer than words
        for (var c = 0; c < criteria.Length; c++)
        {
            var source = screen.SourceOf(criteria[c].Column);
            for (var record = 0; record < population.Records; record++)
            {
                var value = source.At(record);
                Assert.Equal(Code.IsUnknown(value) ? Verdict.Unknown : criteria[c].Holds(value) ? Verdict.Met : Verdict.NotMet, run.Criterion(c, record));
            }
        }
    }

    [Fact]
    public void Percentiles_by_counting_are_those_by_comparing_with_every_other_with_a_cap_and_without()
    {
        foreach (var cap in (long?[])[47_000, null])
        {
            using var population = People(900, seed: 3, cap);
            var situations = Situations.Of(population, new RecordLaw(LawBook.BuiltIn));
            var (of, _) = Percentiles.Of(population, situations);
            var law = new RecordLaw(LawBook.BuiltIn);
            for (var record = 0; record < population.Records; record += 3)
                Assert.Equal(new PlainRecord(population, law, record, s_today).Value("percentile"), of[record] == Percentiles.Unknown ? Code.Unknown : of[record]);
        }
    }

    [Fact]
    public void Records_are_put_in_order_by_key_and_equal_ones_stay_as_they_came() =>
        Gen.ULong[0, 1UL << 50].Array[0, 300].Select(Gen.Int[1, 20], (keys, alike) => keys.Select(k => k % (ulong)alike == 0 ? k : k >> 40).ToArray())
            .Sample(keys => Assert.Equal(Enumerable.Range(0, keys.Length).OrderBy(i => keys[i]), PopulationBuilder.ByKey([.. keys])));

    [Fact]
    public void Situations_kept_beside_the_columns_rule_as_those_found_anew_do()
    {
        var folder = Path.Combine(Path.GetTempPath(), "clementia-kept-" + Guid.NewGuid().ToString("N"));
        try
        {
            using (var made = RulingTests.Random(2_000, seed: 31))
                made.Save(folder);
            var law = new RecordLaw(LawBook.BuiltIn);
            using var population = Population.Open(folder);
            var found = Situations.Of(population, law);
            Assert.True(File.Exists(Path.Combine(folder, "situations.bin")));
            var kept = Situations.Of(population, law);
            Assert.NotSame(found, kept);
            foreach (var day in (DateOnly[])[s_today, new(2011, 11, 1)])
                Assert.Equal(found.Tables.Rule(found, day), kept.Tables.Rule(kept, day));
            // A file that was cut off is found out, and the situations are found anew.
            var file = Path.Combine(folder, "situations.bin");
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);
            Assert.Equal(found.Tables.Rule(found, s_today), Situations.Of(population, law) is var again ? again.Tables.Rule(again, s_today) : []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Months(long hundredths) => FormattableString.Invariant($"{hundredths / 100}.{hundredths % 100:00}");

    private static Policy Of(params string[] criteria) => ScreenTests.Read($$"""
        {"name": "kernels", "title": "t", "authority": {"cite": "c", "text": "t", "verified": false, "unverified": "all"}, "from": "2020-01-01", "notes": [],
         "criteria": [{{string.Join(',', criteria.Select((c, i) => $$"""{"name": "c{{i}}", "title": "t", "meaning": "m", "expression": "{{c}}"}"""))}}], "score": "level"}
        """);

    private static Population People(int records, int seed, long? cap = 47_000)
    {
        var random = new Random(seed);
        using var builder = new PopulationBuilder(PersonColumns.Guideline with { Choices = ["2B1.1", "2K2.1"] }, PersonColumns.Level, PersonColumns.Category, PersonColumns.SentencedFirst, PersonColumns.SentencedLast,
            PersonColumns.Sentence with { Cap = cap }, PersonColumns.RecordedMin);
        for (var i = 0; i < records; i++)
        {
            var day = new DateOnly(1990, 1, 1).AddDays(random.Next(13_700)).DayNumber; // some after today
            builder.Add([random.Next(2), random.Next(1, 12), random.Next(1, 7), Or(day), Or(day), Or(Length()), Or(Length())]);
        }
        return builder.Build(new("kernels", "", records, records, 0, true, []));

        long Or(long value) => random.Next(20) switch { 0 => Code.Unknown, 1 => Code.Missing, _ => value };
        long Length() => random.Next(10) switch { 0 => Code.Life, 1 => Code.Capped, 2 => 47_000, 3 => random.Next(47_000, 50_000), _ => random.Next(8) * 6_000 };
    }
}
