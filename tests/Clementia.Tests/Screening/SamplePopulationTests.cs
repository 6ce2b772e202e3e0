using Clementia.Law;
using Clementia.Screening;
using Clementia.Screening.Sample;

namespace Clementia.Tests.Screening;

public sealed class SamplePopulationTests
{
    private static string Row(Population population, int row) =>
        string.Join('|', population.Columns.Select(c => ColumnText.Of(c.Spec, c[population.RecordAt(row)])));

    [Fact]
    public void The_same_person_is_in_every_sample_of_one_seed_whatever_its_size()
    {
        using var small = SamplePopulation.Make(500);
        using var large = SamplePopulation.Make(300_000);
        using var other = SamplePopulation.Make(500, seed: 2);

        for (var row = 0; row < 500; row++)
            Assert.Equal(Row(small, row), Row(large, row));
        Assert.NotEqual(Row(small, 0), Row(other, 0));
        Assert.True(small.Provenance.Invented);
    }

    [Fact]
    public void Base_level_and_range_are_what_the_law_says_for_the_day_of_sentence()
    {
        using var sample = SamplePopulation.Make(5_000);
        var law = new RecordLaw(LawBook.BuiltIn);
        long Of(string column, int record) => sample.Find(column)![record];
        var (bases, ranges) = (0, 0);
        for (var record = 0; record < sample.Records; record++)
        {
            if (!Code.IsNumber(Of("sentenced.first", record)) || Of("sentenced.first", record) != Of("sentenced.last", record))
                continue;
            var day = DateOnly.FromDayNumber((int)Of("sentenced.first", record));
            if (Of("guideline", record) == 0 && Of("drug", record) < 10 && new[] { "drug.weight", "level.base", "role.mitigating" }.All(c => Code.IsNumber(Of(c, record))))
            {
                MitigatingRole[] roles = [MitigatingRole.None, MitigatingRole.None, MitigatingRole.Minor, MitigatingRole.Between, MitigatingRole.Minimal];
                var said = law.DrugLevel(sample.Find("drug")!.Spec.Choices[(int)Of("drug", record)], RecordLaw.OfMicrograms(Of("drug.weight", record)), roles[Of("role.mitigating", record)], day);
                Assert.Equal(said, (int)Of("level.base", record));
                bases++;
            }
            if (new[] { "level", "category", "recorded.min" }.All(c => !Code.IsUnknown(Of(c, record))))
            {
                var range = law.Range((int)Of("level", record), (HistoryCategory)Of("category", record), day);
                Assert.Equal(range.Min.Months is { } months ? months * 100L : Code.Life, Of("recorded.min", record));
                ranges++;
            }
        }
        Assert.True(bases > 800 && ranges > 3_000, $"{bases} base levels and {ranges} ranges were compared.");
    }

    [Fact]
    public void Some_weights_lie_exactly_on_a_threshold_and_every_column_has_what_is_not_known()
    {
        using var sample = SamplePopulation.Make(20_000);
        foreach (var column in sample.Columns.Where(c => c.Spec.Name is not ("id" or "row")))
        {
            var values = Enumerable.Range(0, sample.Records).Select(i => column[i]).ToList();
            Assert.Contains(Code.Unknown, values);
            Assert.Contains(Code.Missing, values);
        }
        var sentences = Enumerable.Range(0, sample.Records).Select(i => sample.Find("sentence")![i]).ToList();
        Assert.Contains(Code.Life, sentences);
        Assert.Contains(Code.Capped, sentences);
        Assert.Contains(0, sentences);
        Assert.Contains(12_03, sentences);
    }
}
