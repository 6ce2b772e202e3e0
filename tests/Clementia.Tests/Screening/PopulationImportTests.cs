using System.Globalization;
using System.Text;
using Clementia.Screening;
using Clementia.Screening.Import;
using Clementia.Screening.Sample;
using Clementia.Tests.Dockets;
using CsCheck;

namespace Clementia.Tests.Screening;

public sealed class PopulationImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clementia-population-").FullName;

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    private Population Import(string source, string? map = null, string? layout = null, int? year = null)
    {
        var name = "pop" + Guid.NewGuid().ToString("N");
        new PopulationImport(source) { Map = map, Layout = layout, FiscalYear = year }.Into(At(name));
        return Population.Open(At(name));
    }

    private static string[] Values(Population population, string column) =>
        [.. Enumerable.Range(0, population.Records).Select(row => ColumnText.Of(population.Find(column)!.Spec, population.Find(column)![population.RecordAt(row)]))];

    /// <summary>Everything of a population in the order of its source, but where it came from.</summary>
    private static string Whole(Population population) =>
        string.Join('\n', population.Columns.Select(c => $"{c.Spec.Name} {c.Spec.Type} {c.Spec.Cap}: {string.Join('|', Values(population, c.Spec.Name))}"));

    [Theory]
    [InlineData("sdny_fy15.csv", 795)]
    [InlineData("ussc_sup_fy15.csv", 71_003)]
    [InlineData("ussc_sup_fy16.csv", 67_742)]
    [InlineData("violations_fy13_17.csv.xz", 108_115)]
    public void Every_row_of_a_real_file_is_read_and_either_kept_or_rejected(string file, int rows)
    {
        using var population = Import(SharedFolder.PathOrSkip("data", "ussc", file));

        var from = population.Provenance;
        Assert.Equal(rows, from.Read);
        Assert.Equal(from.Read, from.Kept + from.Rejected);
        Assert.Equal(0, from.Rejected);
        Assert.Equal(rows, population.Records);
        Assert.False(from.Invented);
    }

    [Fact]
    public void Life_and_the_cap_of_470_months_are_no_numbers_in_the_real_file()
    {
        using var population = Import(SharedFolder.PathOrSkip("data", "ussc", "sdny_fy15.csv"));

        var sentence = ColumnSummary.Of(population.Find("sentence")!);
        // 470 stands there for seven people; four others have more than 470 months, which the capped variable writes as 469.99 and SENTTOT0 tells.
        Assert.Equal((7, 0), (sentence.Capped, sentence.Life));
        Assert.Equal(1320_00, sentence.Most);
        Assert.Equal(10, ColumnSummary.Of(population.Find("limits.min")!).Life);
        Assert.Equal(35, ColumnSummary.Of(population.Find("recorded.max")!).Life);
        Assert.Equal(405_00, ColumnSummary.Of(population.Find("recorded.max")!).Most);
    }

    [Fact]
    public void A_sentencing_year_within_a_fiscal_year_is_known_to_the_quarter_year_that_both_share()
    {
        using var population = Import(Write("court_fy15.csv", "USSCIDN,SENTYR,SENTMON\n1,2014,\n2,2015,\n3,2015,2\n4,,\n"));

        Assert.Equal(["2014-10-01", "2015-01-01", "2015-02-01", "2014-10-01"], Values(population, "sentenced.first"));
        Assert.Equal(["2014-12-31", "2015-09-30", "2015-02-28", "2015-09-30"], Values(population, "sentenced.last"));
    }

    [Fact]
    public void A_month_outside_the_fiscal_year_leaves_the_day_unknown()
    {
        using var population = Import(Write("court_fy15.csv", "USSCIDN,SENTYR,SENTMON\n1,2015,10\n2,2015,9\n"));

        Assert.Equal(["unknown", "2015-09-01"], Values(population, "sentenced.first"));
    }

    [Fact]
    public void One_day_is_three_hundredths_of_a_month_and_a_little_is_never_nothing()
    {
        using var population = Import(Write("a.csv", "USSCIDN,SENTTCAP\n1,0.0328515111695138\n2,0.001\n3,12.0299987792969\n4,0\n5,\n6,.\n7,470.0\n8,469.99\n9,469\n"));

        Assert.Equal(["0.03", "0.01", "12.03", "0", "", "", "470 or more", "470 or more", "469"], Values(population, "sentence"));
        Assert.Contains(population.Provenance.Notes, n => n.StartsWith("sentence: 3 values", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_is_rejected_only_where_it_cannot_be_read()
    {
        var file = Write("a.csv", "USSCIDN,XFOLSOR,CIRCDIST,WEAPON\n1,30,8,1\n2,thirty,8,0\n3,,.,\n4,30,8\n5,30,95,0\n6,30.5,8,0\n7,-1,8,1\n8,30,8,2\n");
        new PopulationImport(file).Into(At("pop"));
        using var population = Population.Open(At("pop"));

        Assert.Equal((8, 2, 6), (population.Provenance.Read, population.Provenance.Kept, population.Provenance.Rejected));
        Assert.Equal(["30", ""], Values(population, "level"));
        Assert.Equal(
            "row,column,value,reason\n3,XFOLSOR,thirty,it is no number\n5,,,3 cells where the header has 4\n6,CIRCDIST,95,it is no code of this variable\n7,XFOLSOR,30.5,it is no whole number\n8,XFOLSOR,-1,it is not within 0 to 99\n9,WEAPON,2,it is neither yes nor no\n",
            File.ReadAllText(At("pop/rejects.csv")));
    }

    [Fact]
    public void Read_is_kept_and_rejected_together_whatever_the_cells_say() =>
        Gen.OneOf(new[] { "", "12", "470", "x", "-999", "\"1,5\"", "9996", "1e3", "99999999999999999999", "." }.Select(c => Gen.Const(c)).ToArray()).Array[1, 5].List[1, 40].Sample(rows =>
        {
            var file = At(Guid.NewGuid().ToString("N") + ".csv");
            File.WriteAllText(file, "USSCIDN,STATMIN,AGE\n" + string.Concat(rows.Select(r => string.Join(',', r) + "\n")));
            using var rejects = new Rejects();
            try
            {
                using var population = new PopulationImport(file).Read(rejects);
                var from = population.Provenance;
                // An empty line between rows is no row.
                var lines = rows.Count(r => string.Join(',', r).Length > 0);
                return from.Read == lines && from.Read == from.Kept + from.Rejected && from.Kept == population.Records && rejects.Count == from.Rejected;
            }
            catch (PopulationException none)
            {
                return none.Message.Contains("none of its", StringComparison.Ordinal) || none.Message.Contains("no row", StringComparison.Ordinal);
            }
        }, iter: 200);

    [Fact]
    public void Cells_of_any_text_come_back_from_quotes_as_they_were() =>
        Gen.Char["ab,\"\r\n é\t"].Array[0, 6].Select(c => new string(c)).Array[3].List[1, 30].Sample(rows =>
        {
            var csv = "a,b,c\r\n" + string.Concat(rows.Select(r => string.Join(',', r.Select(cell => '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\r\n"));
            using var read = new CsvRows(new Trickle(Encoding.UTF8.GetBytes("\uFEFF" + csv)), "test");
            Assert.Equal(["a", "b", "c"], read.Header);
            foreach (var row in rows)
            {
                Assert.True(read.Next());
                Assert.Null(read.Fault);
                for (var i = 0; i < 3; i++)
                    Assert.Equal(row[i], Encoding.UTF8.GetString(read[i]));
            }
            Assert.False(read.Next());
        }, iter: 300);

    [Theory]
    [InlineData("a,b\n1,\"open\n2,3\n", "a quotation mark is opened and never closed")]
    [InlineData("a,b\n1\n", "1 cells where the header has 2")]
    [InlineData("a,b\n1,2,3", "3 cells where the header has 2")]
    public void A_row_that_is_no_row_says_why(string csv, string why)
    {
        using var read = new CsvRows(new Trickle(Encoding.UTF8.GetBytes(csv)), "test");

        Assert.True(read.Next());
        Assert.Equal(why, read.Fault);
    }

    [Fact]
    public void A_file_that_ends_without_a_line_end_loses_no_row()
    {
        using var read = new CsvRows(new Trickle("a;b\n1;2\n\n3;\"4;5\""u8.ToArray()), "test");

        Assert.True(read.Next());
        Assert.True(read.Next());
        Assert.Equal(("3", "4;5"), (Encoding.UTF8.GetString(read[0]), Encoding.UTF8.GetString(read[1])));
        Assert.False(read.Next());
    }

    [Theory]
    [InlineData("opafy15nid.sas", 25_009, 12_819)]
    [InlineData("opafy17nid.sas", 35_400, 20_902)]
    public void The_layouts_of_the_Commission_are_read_whole(string file, int length, int variables)
    {
        var layout = SasLayout.Read(SharedFolder.PathOrSkip("data", "ussc", file));

        Assert.Equal((length, variables), (layout.Length, layout.Fields.Count));
        Assert.Contains(layout.Fields, f => f is { Name: "GDLINEHI", Text: true });
    }

    [Fact]
    public void A_fixed_width_file_gives_the_population_that_its_CSV_gives()
    {
        var layout = SharedFolder.PathOrSkip("data", "ussc", "opafy15nid.sas");
        var fields = SasLayout.Read(layout);
        var rows = File.ReadAllLines(SharedFolder.PathOrSkip("data", "ussc", "sdny_fy15.csv"));
        string[] names = ["USSCIDN", "AGE", "BOOKERCD", "CIRCDIST", "CITIZEN", "DRUGMIN", "SAFE", "SENTTOT0", "SENTYR", "STATMAX", "STATMIN"];
        var header = rows[0].Split(',').ToList();
        var (csv, dat) = (new StringBuilder(string.Join(',', names) + ",XFOLSOR,XCRHISSR\n"), new StringBuilder());
        foreach (var row in rows.Skip(1))
        {
            var cells = new List<string>();
            using (var read = new CsvRows(new MemoryStream(Encoding.UTF8.GetBytes(rows[0] + "\n" + row + "\n")), "row"))
            {
                Assert.True(read.Next());
                foreach (var name in names.Append("FinalOffLevel").Append("CrimHistCat"))
                    cells.Add(Encoding.UTF8.GetString(read[header.IndexOf(name)]) is "-999" or "-999.0" ? "" : Encoding.UTF8.GetString(read[header.IndexOf(name)]));
            }
            csv.AppendJoin(',', cells).Append('\n');
            var line = new char[fields.Length];
            Array.Fill(line, ' ');
            foreach (var (name, value) in names.Append("XFOLSOR").Append("XCRHISSR").Zip(cells))
            {
                var field = fields.Fields.Single(f => f.Name == name);
                value.PadLeft(field.Last - field.First + 1).CopyTo(0, line, field.First - 1, field.Last - field.First + 1);
            }
            dat.Append(line).Append('\n');
        }
        File.WriteAllText(At("opafy15nid.dat"), dat.ToString());

        using var wide = Import(At("opafy15nid.dat"), layout: layout);
        using var plain = Import(Write("opafy15nid.csv", csv.ToString()));

        Assert.Equal(795, wide.Records);
        foreach (var column in plain.Columns)
            Assert.Equal(Values(plain, column.Spec.Name), Values(wide, column.Spec.Name));
    }

    [Fact]
    public void A_file_joined_by_id_fills_what_the_first_leaves_missing()
    {
        var first = Write("a.csv", "USSCIDN,XFOLSOR,SENTTCAP\n1,30,\n2,20,60\n3,10,\n");
        var second = Write("b.csv", "USSCIDN,SENTTCAP,OFFGUIDE\n3,12,10\n2,99,17\n9,1,1\n");
        new PopulationImport(first) { Joined = [second] }.Into(At("pop"));
        using var population = Population.Open(At("pop"));

        Assert.Equal(["", "60", "12"], Values(population, "sentence"));
        Assert.Equal(["", "Immigration", "Drug Trafficking"], Values(population, "offense"));
        Assert.Contains(population.Provenance.Notes, n => n.Contains("2 of its 3 records met one", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exported_population_comes_back_byte_for_byte()
    {
        using (var population = SamplePopulation.Make(3_000))
        {
            population.Save(At("one"));
            PopulationParquet.Export(population, At("one.parquet"));
        }
        new PopulationImport(At("one.parquet")).Into(At("two"));

        var files = Directory.GetFiles(At("one")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(files, Directory.GetFiles(At("two")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.True(File.ReadAllBytes(Path.Combine(At("one"), f)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(At("two"), f))), f));
    }

    [Fact]
    public void Exported_sentinels_are_null_to_every_other_reader()
    {
        using (var population = Import(Write("a.csv", "USSCIDN,SENTTCAP\n1,470\n2,\n3,12.03\n")))
            PopulationParquet.Export(population, At("a.parquet"));
        using var rows = new ParquetRows(At("a.parquet"));
        var sentences = new List<string>();
        while (rows.Next())
            sentences.Add(Encoding.UTF8.GetString(rows[rows.Header.ToList().IndexOf("sentence")]));

        Assert.Equal(["", "", "12.03"], sentences.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_Parquet_file_of_others_is_read_by_a_mapping_like_a_CSV()
    {
        using (var file = new ParquetSharp.ParquetFileWriter(At("b.parquet"), [new ParquetSharp.Column<int>("CASE"), new ParquetSharp.Column<double?>("MONTHS"), new ParquetSharp.Column<string>("COURT")]))
        {
            using var group = file.AppendRowGroup();
            using (var column = group.NextColumn().LogicalWriter<int>())
                column.WriteBatch([1, 2, 3]);
            using (var column = group.NextColumn().LogicalWriter<double?>())
                column.WriteBatch([12.03, null, 9999]);
            using (var column = group.NextColumn().LogicalWriter<string>())
                column.WriteBatch(["Alder", "Briar", "Alder"]);
            file.Close();
        }
        var map = Write("map.json", """{"columns": {"id": {"from": ["CASE"]}, "sentence": {"from": ["MONTHS"], "sentinels": {"9999": "life"}}, "district": {"from": ["COURT"]}}}""");
        using var population = Import(At("b.parquet"), map);

        Assert.Equal(["12.03", "", "life"], Values(population, "sentence"));
        Assert.Equal(["Alder", "Briar", "Alder"], Values(population, "district"));
    }

    [Theory]
    [InlineData("""{"columns": {"sentence": {"from": ["M"], "unit": "moons"}}}""", "map.json, at columns.sentence.unit: 'moons' is no unit of months")]
    [InlineData("""{"columns": {"sentence": {"from": ["M"], "type": "count"}}}""", "'sentence' is always months")]
    [InlineData("""{"columns": {"Sentence": {"from": ["M"]}}}""", "'Sentence' is no name of a column")]
    [InlineData("""{"columns": {"sentence": {"from": ["M"], "sentinels": {"470": "capped"}}}}""", "nothing says at how many months")]
    [InlineData("""{"columns": {"sentence": {"from": ["M"], "check": "the unit is a guess"}}}""", "this is still a proposal")]
    [InlineData("""{"columns": {"sentence": {"form": ["M"]}}}""", "'form' means nothing here")]
    [InlineData("""{"columns": """, "not JSON")]
    public void A_wrong_mapping_says_where_what_and_what_to_do(string json, string says)
    {
        var wrong = Assert.Throws<PopulationException>(() => Import(Write("a.csv", "M\n12\n"), Write("map.json", json)));

        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_folder));
    }

    [Fact]
    public void The_invented_state_extract_comes_in_whole_and_is_marked_invented()
    {
        using var population = Import(Repository.File("samples/population/state-extract.csv"));

        Assert.Equal((500, 0), (population.Records, population.Provenance.Rejected));
        Assert.True(population.Provenance.Invented);
        Assert.True(ColumnSummary.Of(population.Find("sentence")!).Life > 0);
        Assert.True(ColumnSummary.Of(population.Find("sentence")!).Unknown > 0);
    }

    [Fact]
    public void A_proposed_mapping_imports_an_unknown_file_once_its_marked_lines_are_looked_at()
    {
        var rows = Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{5000 + i},{(i % 3 == 0 ? "F" : "M")},{20 + (i % 50)},{(i % 7 == 0 ? "LIFE" : (i % 30) + 1)},2011-03-{(i % 28) + 1:00},\"Theft, {i % 4}\""));
        var file = Write("other-state.csv", "InmateNo,Gender,AgeAtSentence,TermYears,SentenceDate,CrimeName\n" + string.Join('\n', rows));
        var proposal = MappingProposal.For(file);
        var looked = string.Join('\n', proposal.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, ",\"check\":\"[^\"]*\"", "")));

        using var population = Import(file, Write("map.json", looked));

        Assert.Equal(60, population.Records);
        Assert.Equal(9, ColumnSummary.Of(population.Find("sentence")!).Life);
        Assert.Equal(30_00 * 12, ColumnSummary.Of(population.Find("sentence")!).Most);
        Assert.Equal("5000", Values(population, "id")[0]);
        Assert.Equal("female", Values(population, "sex")[0]);
        Assert.Equal("2011-03-01", Values(population, "sentenced.first")[0]);
        Assert.Equal("Theft, 1", Values(population, "offense")[1]);
    }

    [Fact]
    public void Nothing_is_left_behind_when_an_import_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var file = Write("a.csv", "USSCIDN,AGE\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},30\n")));

        Assert.Throws<OperationCanceledException>(() => new PopulationImport(file).Into(At("pop"), _ => stop.Cancel(), stop.Token));
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Numbers_are_read_as_a_decimal_is() =>
        Gen.Decimal[-1_000_000m, 1_000_000m].Sample(d =>
        {
            var value = Math.Round(d, 10);
            return Number.TryRead(Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)), out var number)
                && number.In(100, out var exact) == (long)Math.Round(value * 100, MidpointRounding.AwayFromZero) && exact == (value * 100 == Math.Truncate(value * 100));
        });

    [Fact]
    public void The_dictionary_in_docs_is_the_one_that_the_program_writes() =>
        Assert.Equal(PopulationDictionary.Markdown(), File.ReadAllText(Repository.File("docs/dictionary.md")));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Gives a few bytes at a time, so that rows are cut wherever they can be.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(3, buffer.Length)]);
    }
}
