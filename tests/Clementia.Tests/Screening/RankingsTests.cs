using Clementia.Screening;
using CsCheck;

namespace Clementia.Tests.Screening;

/// <summary>A ranking's file says what it rests on, loses nothing, and is refused when somebody changed it.</summary>
public sealed class RankingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clementia-rankings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static readonly ColumnSpec Served = new("served", ColumnType.Months, "Months served.", "");
    internal static readonly ColumnSpec Sentence = PersonColumns.Sentence with { Cap = 47_000 };
    internal static readonly ColumnSpec Drug = PersonColumns.Drug with { Choices = ["none", "cocaine_base", "unknown", "a, \"b\"\nc"] };

    internal static readonly IReadOnlyList<ColumnSpec> Columns =
        [Served, Sentence, Drug, PersonColumns.Violent, PersonColumns.SentencedFirst, PersonColumns.DrugWeight, PersonColumns.Age];

    internal static CriterionCounts Criterion(string name, IEnumerable<RankingRow> rows, int at, int records)
    {
        var letters = rows.Select(r => r.Verdicts[at]).ToList();
        var (met, not) = (letters.Count(l => l == 'm'), letters.Count(l => l == 'n'));
        return new(name, "Asks " + name + ".", met, not, records - met - not, 0, 0);
    }

    internal static Ranking Of(IReadOnlyList<RankingRow> rows, int records = 100, string input = "cafe", string policy = "second look", string[]? criteria = null, IReadOnlyList<ColumnSpec>? columns = null, string on = "2026-11-01")
    {
        var placed = rows.Count(r => r.Rank > 0);
        criteria ??= ["long", "old"];
        return new(new RankingReceipt(policy, "beef", DateOnly.Parse(on, null), "f00d", "people.csv", input, true, "clementia 0.1.0", [new("served.least", "120 months")],
            [.. criteria.Select((c, i) => Criterion(c, rows, i, records))], new(records, placed, records - placed, 0), columns ?? Columns), rows);
    }

    private static Gen<T> OneOf<T>(params IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(i => values[i]);

    private static Gen<long[]> Each(IEnumerable<ColumnSpec> specs) =>
        specs.Aggregate(Gen.Const(Array.Empty<long>()), (all, spec) => all.SelectMany(before => Value(spec).Select(value => (long[])[.. before, value])));

    private static readonly Gen<long> s_code = OneOf(Code.Unknown, Code.Missing, Code.Life, Code.Capped);

    private static Gen<long> Value(ColumnSpec spec) => Gen.Frequency((1, spec.Type == ColumnType.Months ? s_code : OneOf(Code.Unknown, Code.Missing)), (4, spec.Type switch
    {
        ColumnType.Flag => Gen.Long[0, 1],
        ColumnType.Choice => Gen.Long[0, spec.Choices.Count - 1],
        ColumnType.Day => Gen.Long[700_000, 740_000],
        ColumnType.Months => Gen.Long[-5_000, 120_000],
        _ => Gen.OneOf(Gen.Long[0, 100], Gen.Long[-1_000_000_000_000, 4_000_000_000_000_000_000]),
    }));

    private static readonly Gen<Ranking> s_ranking =
        from count in Gen.Int[0, 20]
        from placed in Gen.Int[0, count]
        from gaps in Gen.Int[1, 4].Array[count]
        from verdicts in Gen.String[Gen.Char["mnu"], 2, 2].Array[count]
        from values in Each(Columns).Array[count]
        from ids in Gen.OneOf(Gen.Long[0, long.MaxValue - 10], Gen.Const(Code.Missing)).Array[count]
        from reasons in Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char["ab ,\"\r\n\\ é"], 0, 12]).Array[count]
        let rows = Enumerable.Range(0, count).Select(i => new RankingRow(i < placed ? i + 1 : 0, gaps.Take(i + 1).Sum(), ids[i], i, verdicts[i], values[i], reasons[i])).ToList()
        select Of(rows);

    [Theory]
    [InlineData(".csv")]
    [InlineData(".json")]
    [InlineData(".parquet")]
    public void What_is_written_is_read_again_whole_and_written_again_with_the_same_bytes(string ending) => s_ranking.Sample(
        ranking =>
        {
            var (one, two) = (Path.Combine(_folder, $"one{Environment.CurrentManagedThreadId}{ending}"), Path.Combine(_folder, $"two{Environment.CurrentManagedThreadId}{ending}"));
            RankingFile.Write(ranking, one);
            var read = RankingFile.Read(one);
            Assert.Equal(ranking.Hash, read.Hash);
            Assert.Equal(ranking.Receipt.Counts, read.Receipt.Counts);
            Assert.Equal(ranking.Receipt.Criteria, read.Receipt.Criteria);
            Assert.Equal(ranking.Rows.Count, read.Rows.Count);
            foreach (var (a, b) in ranking.Rows.Zip(read.Rows))
            {
                Assert.Equal((a.Rank, a.Row, a.Id, a.Score, a.Verdicts, a.Reasons), (b.Rank, b.Row, b.Id, b.Score, b.Verdicts, b.Reasons));
                Assert.Equal(a.Values, b.Values);
            }
            RankingFile.Write(read, two);
            Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
            if (ending != ".json")
                Assert.Equal(File.ReadAllBytes(RankingFile.ReceiptOf(one)), File.ReadAllBytes(RankingFile.ReceiptOf(two)));
        },
        iter: 100);

    private static Ranking Two() => Of(
    [
        new(1, 7, 7007, 90, "mm", [14_455, Code.Capped, 1, 0, 735_000, 28_350_000, 51], "served 12 years"),
        new(2, 3, 7003, 80, "mm", [12_000, 1_203, 2, 1, 735_001, Code.Missing, Code.Unknown], ""),
        new(0, 5, 7005, 10, "mn", [Code.Unknown, Code.Life, 3, 0, 735_002, 1, 30], "too young"),
    ]);

    [Fact]
    public void The_text_says_months_grams_days_and_the_words_for_what_is_no_number()
    {
        var path = Path.Combine(_folder, "two.csv");
        RankingFile.Write(Two(), path);
        Assert.Equal(
            "rank,row,id,score,meets.long,meets.old,served,sentence,drug,offense.violent,sentenced.first,drug.weight,age,reasons\n" +
            "1,7,7007,90,m,m,144.55,470 or more,cocaine_base,no,2013-05-13,28.35,51,served 12 years\n" +
            "2,3,7003,80,m,m,120,12.03,\\unknown,yes,2013-05-14,,unknown,\n" +
            ",5,7005,10,m,n,unknown,life,\"a, \"\"b\"\"\nc\",no,2013-05-15,0.000001,30,too young\n",
            File.ReadAllText(path));
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".json")]
    public void A_changed_value_is_refused(string ending)
    {
        var path = Path.Combine(_folder, "two" + ending);
        RankingFile.Write(Two(), path);
        File.WriteAllText(path, File.ReadAllText(path).Replace("144.55", "144.56"));
        var refused = Assert.Throws<RankingException>(() => RankingFile.Read(path));
        Assert.Contains("not what its receipt was made for", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".csv", "2026-11-01", "2026-11-02")]
    [InlineData(".json", "120 months", "121 months")]
    [InlineData(".csv", "f00d", "f00e")]
    public void A_changed_receipt_is_refused(string ending, string was, string now)
    {
        var path = Path.Combine(_folder, "two" + ending);
        RankingFile.Write(Two(), path);
        var receipt = ending == ".json" ? path : RankingFile.ReceiptOf(path);
        var text = File.ReadAllText(receipt);
        Assert.Contains(was, text, StringComparison.Ordinal);
        File.WriteAllText(receipt, text.Replace(was, now));
        Assert.Throws<RankingException>(() => RankingFile.Read(path));
    }

    [Fact]
    public void A_Parquet_file_needs_no_receipt_beside_it_and_is_refused_beside_another()
    {
        var (path, other) = (Path.Combine(_folder, "two.parquet"), Path.Combine(_folder, "other.parquet"));
        RankingFile.Write(Two(), path);
        RankingFile.Write(Of([]), other);
        File.Copy(RankingFile.ReceiptOf(other), RankingFile.ReceiptOf(path), overwrite: true);
        Assert.Contains("another ranking", Assert.Throws<RankingException>(() => RankingFile.Read(path)).Message, StringComparison.Ordinal);
        File.Delete(RankingFile.ReceiptOf(path));
        Assert.Equal(Two().Hash, RankingFile.Read(path).Hash);
    }

    [Fact]
    public void A_comma_separated_file_without_its_receipt_is_refused()
    {
        var path = Path.Combine(_folder, "two.csv");
        RankingFile.Write(Two(), path);
        File.Delete(RankingFile.ReceiptOf(path));
        Assert.Contains("two.csv.receipt.json", Assert.Throws<RankingException>(() => RankingFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_with_one_sentence()
    {
        foreach (var ending in RankingFile.Endings)
        {
            var path = Path.Combine(_folder, "two" + ending);
            RankingFile.Write(Two(), path);
            var whole = File.ReadAllBytes(path);
            foreach (var keep in Enumerable.Range(0, 12).Select(i => whole.Length * i / 12).Append(whole.Length - 2))
            {
                File.WriteAllBytes(path, whole[..keep]);
                var refused = Assert.Throws<RankingException>(() => RankingFile.Read(path));
                Assert.Contains("two" + ending, refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Nothing_is_left_of_a_writing_that_failed()
    {
        var row = new RankingRow(1, 0, 1, 1, "mm", [0, 0, 99, 0, 700_000, 0, 0], ""); // no 99th drug
        foreach (var ending in RankingFile.Endings)
            Assert.ThrowsAny<ArgumentException>(() => RankingFile.Write(Of([row]), Path.Combine(_folder, "bad" + ending)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void An_ending_that_is_none_is_told_with_those_that_are() =>
        Assert.Contains(".parquet, .csv or .json", Assert.Throws<RankingException>(() => RankingFile.Write(Two(), Path.Combine(_folder, "two.xlsx"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Counts_that_do_not_add_up_make_no_ranking()
    {
        var two = Two();
        Assert.Throws<ArgumentException>(() => new Ranking(two.Receipt with { Counts = two.Receipt.Counts with { Records = 99 } }, two.Rows));
        Assert.Throws<ArgumentException>(() => new Ranking(two.Receipt with { Criteria = [two.Receipt.Criteria[0] with { Met = 1 }, two.Receipt.Criteria[1]] }, two.Rows));
        Assert.Throws<ArgumentException>(() => new Ranking(two.Receipt, [two.Rows[1], two.Rows[0]]));
        Assert.Throws<ArgumentException>(() => new Ranking(two.Receipt, [two.Rows[0], two.Rows[0] with { Rank = 2 }]));
        Assert.Throws<ArgumentException>(() => new Ranking(two.Receipt, [two.Rows[0] with { Verdicts = "mx" }]));
        Assert.Throws<ArgumentException>(() => new Ranking(two.Receipt with { Columns = [.. Columns.SkipLast(1), Served with { Name = "score" }] }, two.Rows));
    }

    [Fact]
    public void Every_value_has_a_text_of_its_own() => OneOf(Columns).SelectMany(spec => Gen.Select(Gen.Const(spec), Value(spec), Value(spec))).Sample(
        (spec, a, b) =>
        {
            Assert.Equal(a, ColumnText.Read(spec, ColumnText.Of(spec, a)));
            Assert.Equal(a == b, ColumnText.Of(spec, a) == ColumnText.Of(spec, b));
        },
        iter: 2000);
}
