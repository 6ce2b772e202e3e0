using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Law;

namespace Clementia.Tests.Law;

/// <summary>The files of law/us-federal/ussg/2d1.1 against the manuals and amendments, and against each other.</summary>
public sealed partial class DrugTableTests
{
    // Read anew each time: the law may be another, when law-mutation asks.
    private static StrictJson Quantities => File("drug-quantity-table");

    [Theory]
    [InlineData("GLM_2016.txt", "2015-11-01")]
    [InlineData("GLM_2025_pages.txt", "2018-11-01")]
    public void Every_cell_of_the_quantity_table_is_the_manuals_and_the_manual_has_no_other(string manual, string version)
    {
        var printed = TableOf(System.IO.File.ReadAllText(Repository.Shared("data", "guidelines", manual)));
        var kept = Value(Quantities, version).Properties().ToDictionary(c => c.Name, c => c.Value.Properties().Select(r => $"{r.Name}: {r.Value.Text()}").ToList());

        Assert.Equal(printed.Keys.Order(StringComparer.Ordinal), kept.Keys.Order(StringComparer.Ordinal));
        foreach (var (column, rows) in kept)
            Assert.Equal(printed[column], rows);
        Assert.Equal(manual.Contains("2025", StringComparison.Ordinal) ? 314 : 297, kept.Values.Sum(r => r.Count));
    }

    /// <summary>
    /// The other way to the same cells: every column is the column of marihuana divided by what the drug counts for, in all editions.
    /// The exceptions are the table's own, and are named.
    /// </summary>
    [Fact]
    public void Every_cell_of_every_edition_is_the_ladder_of_marihuana_divided_by_the_drugs_ratio()
    {
        (int Level, long Grams)[] ladder = [(42, 300_000_000), (40, 100_000_000), (38, 30_000_000), (36, 10_000_000), (34, 3_000_000), (32, 1_000_000), (30, 700_000), (28, 400_000), (26, 100_000), (24, 80_000), (22, 60_000), (20, 40_000), (18, 20_000), (16, 10_000), (14, 5_000), (12, 2_500), (10, 1_000), (8, 250), (6, 0)];
        (int Level, long Grams)[] since2014 = [(38, 90_000_000), .. ladder.Where(r => r.Level is <= 38 and >= 10).Select(r => (r.Level - 2, r.Grams)), (6, 0)];
        var checkedCells = 0;
        foreach (var version in Quantities["versions"].Items())
        {
            var day = version["from"].Day();
            var rungs = day >= new DateOnly(2014, 11, 1) ? since2014 : [.. ladder.Where(r => r.Level <= (day < new DateOnly(1989, 11, 1) ? 36 : day < new DateOnly(1994, 11, 1) ? 42 : 38))];
            foreach (var (column, rows) in version["value"].Properties())
            {
                var (numerator, divisor, lowest, highest) = Ratio(column, day);
                var expected = rungs.Where(r => r.Level >= lowest && r.Level <= highest).Select(r => (r.Level, Micro: r.Level == lowest ? 0 : (Int128)r.Grams * 1_000_000 * divisor / numerator)).ToList();
                var actual = rows.Properties().Select(r => (Level: int.Parse(r.Name, CultureInfo.InvariantCulture), Micro: Micro(r.Value.Text().Split(" to ")[0]))).ToList();
                Assert.Equal(expected.Select(e => e.Level), actual.Select(a => a.Level));
                foreach (var (want, got) in expected.Zip(actual))
                {
                    var exception = Exception(column, day, want.Level);
                    Assert.True((exception ?? want.Micro) == got.Micro, $"{day:yyyy-MM-dd} {column} level {want.Level}: {got.Micro} micrograms or millionths of a unit, expected {exception ?? want.Micro}.");
                    checkedCells++;
                }
            }
        }
        Assert.Equal(3986, checkedCells);
    }

    [Fact]
    public void The_closed_ranges_of_1987_end_just_below_the_next_row()
    {
        var gaps = 0;
        foreach (var (column, rows) in Value(Quantities, "1987-11-01").Properties())
        {
            var cells = rows.Properties().ToList();
            for (var i = 1; i < cells.Count - 1; i++)
            {
                var end = Micro(cells[i].Value.Text().Split(" to ")[1]);
                var next = Micro(cells[i - 1].Value.Text().Split(" to ")[0]);
                Assert.True(end < next && end > Micro(cells[i].Value.Text().Split(" to ")[0]), $"{column} {cells[i].Name}");
                // The last digit printed below the next row, but for three cells that leave more.
                Assert.True(next - end <= next / 10 || (column, cells[i].Name) is ("schedule_3" or "depressants", "8"), $"{column} {cells[i].Name}: {end} to {next}");
                gaps++;
            }
        }
        Assert.Equal(144, gaps);
    }

    [Theory]
    [InlineData("GLM_2016.txt", 2016)]
    [InlineData("GLM_2025_pages.txt", 2025)]
    public void Every_conversion_is_the_manuals_and_the_manual_has_no_other(string manual, int year)
    {
        var printed = ConversionsOf(System.IO.File.ReadAllText(Repository.Shared("data", "guidelines", manual)));
        var kept = Conversions(new DateOnly(year, 11, 1));
        if (year < 2018)
            Assert.True(kept.Remove("fentanyl_analogue")); // Before 2018 the manual names two analogues; both stand at this ratio.

        Assert.Equal(printed.OrderBy(p => p.Key, StringComparer.Ordinal), kept.OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false, "1990-11-01")]
    [InlineData(true, "1991-11-01")]
    public void Amendment_396_struck_the_conversions_of_1990_and_inserted_those_of_1991(bool inserted, string day)
    {
        using var volume = System.Text.Json.JsonDocument.Parse(System.IO.File.ReadAllText(Repository.Shared("data", "guidelines", "APPENDIX_C_Vol_I.json")));
        var text = volume.RootElement.EnumerateArray().Single(a => a.GetProperty("Id").GetInt32() == 394).GetProperty("Text").GetString()!;
        var cut = text.IndexOf("\"DRUG EQUIVALENCY TABLES", text.IndexOf("DRUG EQUIVALENCY TABLES", StringComparison.Ordinal) + 10, StringComparison.Ordinal);
        var printed = ConversionsOf("Drug Equivalency Tables.\u2014" + (inserted ? text[cut..] : text[text.IndexOf("Schedule I or II Opiates\r\n1 gm", StringComparison.Ordinal)..cut]) + "MEASUREMENT CONVERSION");
        var kept = Conversions(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));

        var found = 0;
        foreach (var (drug, grams) in printed)
        {
            Assert.True(kept.TryGetValue(drug, out var ours), $"{drug} is not kept.");
            if (drug == "anabolic_steroids")
            {
                // A unit of steroids was fifty tablets; law/ keeps the tablet.
                Assert.Equal(("1/unit", "0.02/unit"), (grams, ours));
                continue;
            }
            Assert.True(grams == ours, $"{drug}: {grams} in the amendment, {ours} in law/.");
            found++;
        }
        Assert.True(found >= 62, $"{found} conversions");
    }

    [Fact]
    public void Between_editions_only_what_an_amendment_changed_changes()
    {
        var changes = new List<string>();
        foreach (var heading in s_headings)
        {
            var before = new Dictionary<string, string>();
            foreach (var version in File("conversion-" + heading)["versions"].Items())
            {
                var now = version["value"].Properties().ToDictionary(p => p.Name, p => Grams(p.Value.Text()));
                if (version["from"].Day() > new DateOnly(1987, 11, 1))
                    changes.AddRange(before.Keys.Union(now.Keys).Where(d => before.GetValueOrDefault(d) != now.GetValueOrDefault(d)).Select(d => $"{version["from"].Day():yyyy-MM-dd} {d} {before.GetValueOrDefault(d, "-")} {now.GetValueOrDefault(d, "-")}"));
                before = now;
            }
        }
        Assert.Equal(s_changes.Split('\n', StringSplitOptions.TrimEntries), changes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_edition_has_its_characteristics_in_its_own_numbering()
    {
        var editions = File("characteristics")["versions"].Items().Select(v => $"{v["from"].Day():yyyy-MM-dd}: " + string.Join("; ", v["value"].Properties().Select(p =>
            $"{p.Name} {p.Value["at"].Text()} {p.Value["add"].Int():+0;-0}{(p.Value.Maybe("atLeast") is { } least ? $" to {least.Int()}" : "")}{(p.Value.Maybe("onlyFrom") is { } from ? $" from {from.Int()}" : "")}{(p.Value.Maybe("greatestOf") is { } group ? $" of {group.Text()}" : "")}")));

        Assert.Equal(s_characteristics.Split('\n', StringSplitOptions.TrimEntries), editions);
    }

    [Theory]
    [InlineData("GLM_2016.txt", "2014-11-01")]
    [InlineData("GLM_2025_pages.txt", "2023-11-01")]
    public void The_numbers_of_the_characteristics_are_the_manuals(string manual, string version)
    {
        var text = System.IO.File.ReadAllText(Repository.Shared("data", "guidelines", manual));
        var start = text.IndexOf("(b) Specific Offense Characteristics", text.IndexOf("\n\u00a72D1.1. Unlawful Manufacturing", StringComparison.Ordinal), StringComparison.Ordinal);
        var section = Spaces().Replace(text[start..text.IndexOf("[Subsection (c) (Drug Quantity Table)", start, StringComparison.Ordinal)].Replace("-\n", "", StringComparison.Ordinal), " ");
        var items = Value(File("characteristics"), version).Properties().ToList();
        foreach (var whole in items.GroupBy(p => Number().Match(p.Value["at"].Text()).Value))
        {
            var begin = section.IndexOf($" {whole.Key} ", StringComparison.Ordinal);
            var next = section.IndexOf($" ({int.Parse(whole.Key.Trim('(', ')'), CultureInfo.InvariantCulture) + 1}) ", begin, StringComparison.Ordinal);
            var words = section[begin..(next < 0 ? section.Length : next)].Replace(" ", "", StringComparison.Ordinal);
            Assert.Equal(whole.Select(p => p.Value["add"].Int()).Order(), Steps().Matches(words).Select(m => (m.Groups[1].Value == "in" ? 1 : -1) * int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)).Order());
            Assert.Equal(whole.Where(p => p.Value.Maybe("atLeast") is not null).Select(p => p.Value["atLeast"].Int()).Order(), Floors().Matches(words).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Order());
        }
        Assert.True(items.Count >= 20);
    }

    [Fact]
    public void The_table_for_crack_with_other_drugs_is_that_of_amendment_711()
    {
        using var volume = System.Text.Json.JsonDocument.Parse(System.IO.File.ReadAllText(Repository.Shared("data", "guidelines", "APPENDIX_C_Vol_III.json")));
        var text = volume.RootElement.EnumerateArray().Single(a => a.GetProperty("Id").GetInt32() == 711).GetProperty("Text").GetString()!;
        var printed = Crack().Matches(text).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var kept = Value(File("crack-combination"), "2007-11-01")["perGram"].Properties().ToDictionary(p => p.Name, p => p.Value.Text());

        Assert.Equal(14, printed.Count);
        Assert.Equal(printed, kept);
    }

    [Fact]
    public void The_caps_for_a_mitigating_role_are_these()
    {
        var caps = File("mitigating-role-cap")["versions"].Items().Select(v => v["value"].Kind == System.Text.Json.JsonValueKind.Null ? $"{v["from"].Text()} none" : $"{v["from"].Text()} {string.Join(' ', v["value"].Properties().Select(p => $"{p.Name}:{p.Value.Int()}"))}");

        Assert.Equal(["1987-11-01 none", "2002-11-01 32:30 34:30 36:30 38:30", "2004-11-01 32:30 34:31 36:33 38:34", "2010-11-01 32:30 34:31 36:33 38:34 minimalAtMost:32", "2025-11-01 32:30 34:31 36:32 38:32 minimalAtMost:30"], caps);
    }

    [Theory]
    [InlineData("GLM_2016.txt")]
    [InlineData("GLM_2025_pages.txt")]
    public void The_typical_weights_are_the_manuals(string manual)
    {
        var text = System.IO.File.ReadAllText(Repository.Shared("data", "guidelines", manual));
        var start = text.IndexOf("TYPICAL WEIGHT PER UNIT (DOSE", StringComparison.Ordinal);
        var table = text[start..text.IndexOf("*For controlled substances marked", start, StringComparison.Ordinal)];
        (string Printed, string Drug)[] names = [("DOM)", "dom"), ("MDA", "mda"), ("MDMA", "mdma"), ("Mescaline", "mescaline"), ("PCP", "pcp_actual"), ("Peyote (dry)", "peyote_dry"), ("Peyote (wet)", "peyote_wet"), ("Psilocin", "psilocin"), ("mushrooms (dry)", "psilocybin_mushrooms_dry"), ("mushrooms (wet)", "psilocybin_mushrooms_wet"), ("Psilocybin", "psilocybin"), ("cigarette", "marijuana"), ("Amphetamine", "amphetamine_actual"), ("Methamphetamine", "meth_actual"), ("Phenmetrazine (Preludin)", "phenmetrazine")];
        var kept = Value(File("typical-weights"), "2002-11-01").Properties().ToDictionary(p => p.Name, p => p.Value.Text());
        foreach (var (printed, drug) in names)
            Assert.True(Regex.IsMatch(table, $@"(?<![A-Za-z(]){Regex.Escape(printed)}\)?\*?\s+{kept[drug].Replace(" g", " gm", StringComparison.Ordinal).Replace(" ", @"\s", StringComparison.Ordinal)}\s") || Regex.IsMatch(table, $@"\({Regex.Escape(printed)}\)\*?\s+{kept[drug].Replace(" ", @"\s", StringComparison.Ordinal)}"), $"{printed}: {kept[drug]}");
        Assert.Equal(names.Length + 1, kept.Count);
        Assert.Equal("0.4 mg", kept["lsd"]);
    }

    [Fact]
    public void Typical_weights_changed_only_for_LSD_MDA_and_MDMA()
    {
        var versions = File("typical-weights")["versions"].Items().Where(v => v["value"].Kind == System.Text.Json.JsonValueKind.Object).Select(v => v["value"].Properties().ToDictionary(p => p.Name, p => p.Value.Text())).ToList();

        Assert.Equal(["lsd: 0.4 mg"], Changes(versions[0], versions[1]));
        Assert.Equal(["mda: 250 mg", "mdma: 250 mg"], Changes(versions[1], versions[2]));
        Assert.Equal("100 mg", versions[0]["mda"]);

        static IEnumerable<string> Changes(Dictionary<string, string> before, Dictionary<string, string> now) => now.Where(p => before.GetValueOrDefault(p.Key) != p.Value).Select(p => $"{p.Key}: {p.Value}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Every_file_is_read_by_a_rule_and_every_version_says_how_far_it_was_checked()
    {
        foreach (var key in DrugGuideline.Provisions)
        {
            _ = key.Read(File(key.Id["us-federal/ussg/2d1.1/".Length..]));
            Assert.All(LawBook.BuiltIn.List(key.Id)!.Versions, v => Assert.True(v.Source.Standing == Standing.Verified ? v.Source.Text is not null : v.Source.Note is not null));
        }
        Assert.Equal(LawBook.BuiltIn.Ids.Where(i => i.StartsWith("us-federal/ussg/2d1.1/", StringComparison.Ordinal)), DrugGuideline.Provisions.Select(p => p.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("drug-quantity-table", """{"heroin": {"12": "1 g"}}""")]
    [InlineData("drug-quantity-table", """{"heroin": {"12": "1 g", "14": "2 g", "6": "any"}}""")]
    [InlineData("drug-quantity-table", """{"heroin": {"14": "1 g", "12": "2 g", "6": "any"}}""")]
    [InlineData("drug-quantity-table", """{"heroin": {"14": "2 g", "12": "10 units", "6": "any"}}""")]
    [InlineData("drug-quantity-table", """{"tobacco": {"6": "any"}}""")]
    [InlineData("conversion-opiates", """{"tobacco": "1 g"}""")]
    [InlineData("conversion-opiates", """{"heroin": "much"}""")]
    [InlineData("conversion-scheduled", """{"ghb": "8.8 g per pound"}""")]
    [InlineData("crack-combination", """{"perGram": {"38": "6.7 kg"}}""")]
    [InlineData("mitigating-role-cap", """{"32": 33, "34": 31, "36": 33, "38": 34}""")]
    [InlineData("characteristics", """{"charm": {"at": "(b)", "add": 2}}""")]
    public void A_value_that_cannot_be_law_is_refused(string file, string value)
    {
        var key = DrugGuideline.Provisions.Single(p => p.Id.EndsWith("/" + file, StringComparison.Ordinal));
        var text = $$"""{"title": "t", "cite": "c", "versions": [{"from": "1987-11-01", "governedBy": "manual", "value": {{value}}, "source": {"cite": "c", "text": "t", "read": "2026-11-23", "standing": "verified"} } ] }""";

        Assert.NotEqual("", Assert.Throws<FaultException>(() => key.Read(StrictJson.Parse(text, "law.json"))).Fault.Remedy);
    }

    // ---- the law's own files

    private static readonly string[] s_headings = ["opiates", "stimulants", "hallucinogens", "marihuana", "scheduled"];

    private static StrictJson File(string name) => StrictJson.Parse(LawBook.BuiltIn.TextOf("us-federal/ussg/2d1.1/" + name)!, name);

    private static StrictJson Value(StrictJson file, string from) => file["versions"].Items().Single(v => v["from"].Text() == from)["value"];

    private static Dictionary<string, string> Conversions(DateOnly day) =>
        s_headings.SelectMany(h => File("conversion-" + h)["versions"].Items().Last(v => v["from"].Day() <= day)["value"].Properties()).ToDictionary(p => p.Name, p => Grams(p.Value.Text()));

    /// <summary>"6.7 kg per g" as "6700".</summary>
    private static string Grams(string text)
    {
        var parts = text.Split(" per ");
        var weight = Weight.Parse(parts[0])!.Value;
        return Plain(weight) + (parts.Length == 1 || parts[1] == "g" ? "" : "/" + parts[1]);
    }

    private static string Plain(Weight weight) => Exact.Write(weight.Picograms, 12).Replace(",", "", StringComparison.Ordinal);

    private static Int128 Micro(string text) => text == "any" ? 0 : Weight.Parse(text.Replace(" units", "", StringComparison.Ordinal))!.Value.Picograms / 1_000_000;

    // ---- the ladder

    private static (long Numerator, long Divisor, int Lowest, int Highest) Ratio(string column, DateOnly day)
    {
        var units = day >= new DateOnly(1995, 11, 1);
        return column switch
        {
            "heroin" or "pcp" => (1_000, 1, 12, 43),
            "pcp_actual" or "fentanyl_analogue" => (10_000, 1, 12, 43),
            "cocaine" => (200, 1, 12, 43),
            "cocaine_base" => day >= new DateOnly(2010, 11, 1) ? (25_000, 7, 12, 43) : (20_000, 1, 12, 43),
            "methamphetamine" => (day >= new DateOnly(1997, 11, 1) ? 2_000 : 1_000, 1, 12, 43),
            "methamphetamine_actual" or "ice" => (day >= new DateOnly(2000, 11, 1) ? 20_000 : 10_000, 1, 12, 43),
            "amphetamine" => (2_000, 1, 12, 43),
            "amphetamine_actual" => (20_000, 1, 12, 43),
            "lsd" => (100_000, 1, 12, 43),
            "fentanyl" => (2_500, 1, 12, 43),
            "marihuana" or "converted_drug_weight" => (1, 1, 6, 43),
            "hashish" => (5, 1, 6, 43),
            "hashish_oil" => (50, 1, 6, 43),
            "ketamine" => (1, 1, 6, 43),
            "depressants" => units ? (1, 1, 6, day >= new DateOnly(2001, 11, 1) ? 43 : 20) : (2, 1, 6, 20),
            "schedule_3" => (units ? 1 : 2, 1, 6, 20),
            "schedule_3_hydrocodone" => (1, 1, 6, 30),
            "anabolic_steroids" => (1, 1, 6, 20),
            "flunitrazepam" => (16, 1, 8, day >= new DateOnly(2001, 11, 1) ? 43 : 20),
            "schedule_4" => units ? (1, 16, 6, 12) : (1, 8, 6, 12),
            "schedule_5" => units ? (1, 160, 6, 8) : (1, 80, 6, 8),
            _ => throw new InvalidOperationException($"{column} has no ratio."),
        };
    }

    /// <summary>The cells in which the table leaves its own ladder.</summary>
    private static Int128? Exception(string column, DateOnly day, int level)
    {
        var shift = day >= new DateOnly(2014, 11, 1) ? 2 : 0;
        Int128 million = 1_000_000;
        if (column is "hashish" && level + shift == 18)
            return 5_000 * million;
        if (column is "hashish_oil" && level + shift == 18)
            return 500 * million;
        if (column is "hashish_oil" && level == 8 && day < new DateOnly(1989, 11, 1))
            return 10 * million;
        if (column is "flunitrazepam" && level > 8)
            return (level + shift) switch { 10 => 62 * million, 12 => 156 * million, 14 => 312 * million, _ => null };
        if (column is "cocaine_base" && day >= new DateOnly(2007, 11, 1) && day < new DateOnly(2010, 11, 1))
        {
            // Amendment 706 moved each quantity down two levels, and set 4.5 kg above them.
            return level switch { 38 => 4_500 * million, 36 => 1_500 * million, 34 => 500 * million, 32 => 150 * million, 30 => 50 * million, 28 => 35 * million, 26 => 20 * million, 24 => 5 * million, 22 => 4 * million, 20 => 3 * million, 18 => 2 * million, 16 => 1 * million, 14 => 500_000, _ => null };
        }
        return null;
    }

    // ---- the manuals' text

    private static string Clean(string text) => string.Join(' ', Spaces().Replace(string.Join('\n', text.Split('\n').Where(line =>
        !line.Contains("Guidelines Manual (November", StringComparison.Ordinal) && !line.Contains("=====PAGE", StringComparison.Ordinal) && line.Trim() is not "\u00a72D1.1")), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Dictionary<string, List<string>> TableOf(string manual)
    {
        var start = manual.IndexOf("90 KG or more of Heroin;", StringComparison.Ordinal);
        var text = Clean("(1) " + manual[start..manual.IndexOf("*Notes to Drug Quantity Table", start, StringComparison.Ordinal)]).Replace('\u26ab', ' ').Replace('\uf06c', ' ');
        var table = new Dictionary<string, List<string>>();
        foreach (var row in RowStart().Split(text).Where(r => r.Trim().Length > 0))
        {
            var level = LevelOf().Match(row);
            Assert.True(level.Success, row);
            foreach (var raw in row.Replace(level.Value, " ", StringComparison.Ordinal).Replace(", or", ";", StringComparison.Ordinal).Split([';']))
            {
                var entry = Spaces().Replace(raw, " ").Trim(' ', '.');
                if (entry.Length == 0)
                    continue;
                var cell = Cell().Match(entry);
                Assert.True(cell.Success, entry);
                var unit = cell.Groups["unit"].Value.Length > 0 ? cell.Groups["unit"].Value : cell.Groups["unit2"].Value;
                var quantity = entry.StartsWith("less", StringComparison.OrdinalIgnoreCase) ? "any" : unit.Length is > 0 and <= 2 ? $"{cell.Groups["least"].Value} {unit.ToLowerInvariant()}" : $"{cell.Groups["least"].Value} units";
                var column = ColumnOf(cell.Groups["name"].Value);
                if (!table.TryGetValue(column, out var cells))
                    table[column] = cells = [];
                cells.Add($"{level.Groups[1].Value}: {quantity}");
            }
        }
        return table;
    }

    private static string ColumnOf(string name) => name.Trim() switch
    {
        "Heroin" => "heroin",
        "Cocaine" => "cocaine",
        "Cocaine Base" => "cocaine_base",
        "PCP" => "pcp",
        "PCP (actual)" => "pcp_actual",
        "Methamphetamine" => "methamphetamine",
        "Methamphetamine (actual)" => "methamphetamine_actual",
        "\u201cIce\u201d" => "ice",
        "Amphetamine" => "amphetamine",
        "Amphetamine (actual)" => "amphetamine_actual",
        "LSD" => "lsd",
        "a Fentanyl Analogue" => "fentanyl_analogue",
        "Marihuana" => "marihuana",
        "Hashish" => "hashish",
        "Hashish Oil" => "hashish_oil",
        "Ketamine" => "ketamine",
        "Schedule I or II Depressants" => "depressants",
        "Schedule III substances (except Ketamine)" => "schedule_3",
        "Flunitrazepam" => "flunitrazepam",
        "Schedule IV substances (except Flunitrazepam)" => "schedule_4",
        "Schedule V substances" => "schedule_5",
        "Converted Drug Weight" => "converted_drug_weight",
        var other when other.StartsWith("Fentanyl", StringComparison.Ordinal) => "fentanyl",
        var other => throw new InvalidOperationException($"No column is called '{other}'."),
    };

    private static Dictionary<string, string> ConversionsOf(string manual)
    {
        var start = Headline().Match(manual).Index;
        var text = Clean(manual[start..manual.IndexOf("MEASUREMENT CONVERSION", start, StringComparison.Ordinal)].Replace("\r", "", StringComparison.Ordinal));
        var found = new Dictionary<string, string>();
        foreach (Match line in Conversion().Matches(text))
        {
            var (name, heroin) = (line.Groups["name"].Value, line.Groups["heroin"].Value.Length > 0);
            if (DrugOf(name) is not { } drug)
                continue;
            var grams = Weight.Parse((line.Groups["n"].Value is var n && n.StartsWith('.') ? "0" + n : n) + " " + line.Groups["u"].Value.Replace("gm", "g", StringComparison.Ordinal))!.Value;
            if (heroin)
                grams = grams.Times(1_000_000_000); // 1 gm of heroin is 1 kg of marihuana.
            found[drug] = Plain(grams) + (line.Groups["per"].Value == "gm" ? "" : "/" + line.Groups["per"].Value);
        }
        return found;
    }

    /// <summary>Our name of an entry; null for those that the editions of 1987 to 1991 listed one by one and that go under their schedule here.</summary>
    private static string? DrugOf(string name)
    {
        var plain = Spaces().Replace(name.Replace("- ", "-", StringComparison.Ordinal), " ").Trim().ToLowerInvariant();
        foreach (var (has, drug) in s_names)
        {
            if (plain.StartsWith(has, StringComparison.Ordinal) || (has[0] == '*' && plain.Contains(has[1..], StringComparison.Ordinal)))
                return drug.Length == 0 ? null : drug;
        }
        throw new InvalidOperationException($"No drug is called '{plain}'.");
    }

    private static readonly (string Has, string Drug)[] s_names =
    [
        ("*(pepap)", "pepap"), ("*/ pepap", "pepap"), ("*(mppp)", "mppp"), ("*/mppp", "mppp"), ("6-monoacetyl", "6_monoacetylmorphine"), ("alpha-methylfentanyl", "alpha_methylfentanyl"), ("3-methylfentanyl", "3_methylfentanyl"),
        ("alphaprodine", "alphaprodine"), ("*cough syrup", ""), ("codeine", "codeine"), ("dextromoramide", "dextromoramide"), ("dextropropoxyphene", "propoxyphene"), ("dipipanone", "dipipanone"), ("ethylmorphine", "ethylmorphine"),
        ("a fentanyl analogue", "fentanyl_analogue"), ("fentanyl", "fentanyl"), ("heroin", "heroin"), ("hydrocodone (actual)", "hydrocodone_actual"), ("hydrocodone", "hydrocodone_mixture"), ("hydromorphone", "hydromorphone"),
        ("levo-alpha", "laam"), ("levorphanol", "levorphanol"), ("meperidine", "meperidine"), ("methadone", "methadone"), ("mixed alkaloids", "mixed_opium_alkaloids"), ("morphine", "morphine"), ("opium", "opium"),
        ("oxycodone (actual)", "oxycodone_actual"), ("oxycodone", "oxycodone_mixture"), ("oxymorphone", "oxymorphone"), ("racemorphan", "racemorphan"), ("4-methylaminorex", "4_methylaminorex"), ("aminorex", "aminorex"),
        ("amphetamine (actual)", "amphetamine_actual"), ("amphetamine", "amphetamine_mixture"), ("dextroamphetamine", "dextroamphetamine"), ("cocaine base", "cocaine_base"), ("cocaine", "cocaine_powder"), ("fenethylline", "fenethylline"),
        ("\u201cice", "ice"), ("\"ice", "ice"), ("khat", "khat"), ("l-methamphetamine", "l_methamphetamine"), ("methamphetamine (actual)", "meth_actual"), ("methamphetamine (pure)", "meth_actual"), ("methamphetamine", "meth_mixture"),
        ("methylphenidate", "methylphenidate"), ("methcathinone", "methcathinone"), ("n-benzyl", "n_benzylpiperazine"), ("n-ethylamphetamine", "n_ethylamphetamine"), ("n-n-dimethyl", "n_n_dimethylamphetamine"), ("phenmetrazine", "phenmetrazine"),
        ("*when possessed", "p2p_for_meth"), ("*in any other case", "p2p"), ("a synthetic cathinone", "synthetic_cathinone"), ("1-piperidinocyclo", "pcc"), ("2,5-dimethoxy", "dom"), ("3,4-methylenedioxymeth", "mdma"), ("3,4-methylenedioxyamph", "mda"),
        ("3,4-methylenedioxy-n", "mdea"), ("4-bromo", "dob"), ("bufotenine", "bufotenine"), ("d-lysergic", "lsd"), ("diethyltryptamine", "diethyltryptamine"), ("dimethyltryptamine", "dimethyltryptamine"), ("mescaline", "mescaline"),
        ("*psilocybin (dry)", "psilocybin_mushrooms_dry"), ("*psilocybin (wet)", "psilocybin_mushrooms_wet"), ("n-ethyl-1-phenyl", "pce"), ("paramethoxy", "pma"), ("peyote (dry)", "peyote_dry"), ("peyote (wet)", "peyote_wet"),
        ("phencyclidine (pcp) (actual)", "pcp_actual"), ("phencyclidine (actual)", "pcp_actual"), ("phencyclidine (pure", "pcp_actual"), ("phencyclidine", "pcp_mixture"), ("psilocin", "psilocin"), ("psilocybin", "psilocybin"),
        ("pyrrolidine", "php"), ("thiophene", "tcp"), ("cannabis resin", "hashish"), ("hashish oil", "hashish_oil"), ("marihuana", "marijuana"), ("tetrahydrocannabinol (organic", "thc_organic"), ("tetrahydrocannabinol, organic", "thc_organic"),
        ("tetrahydrocannabinol", "thc_synthetic"), ("a synthetic cannabinoid", "synthetic_cannabinoid"), ("flunitrazepam", "flunitrazepam"), ("a schedule i or ii depressant", "depressant"), ("gamma-hydroxy", "ghb"),
        ("a schedule iii", "schedule_3"), ("ketamine", "ketamine"), ("a schedule iv", "schedule_4"), ("a schedule v", "schedule_5"), ("ephedrine", "ephedrine"), ("phenylpropanolamine", "phenylpropanolamine"), ("pseudoephedrine", "pseudoephedrine"),
        ("1,4-butanediol", "butanediol"), ("gamma butyro", "gbl"), ("anabolic steroids", "anabolic_steroids"), ("methaqualone", "methaqualone"), ("glutethimide", "glutethimide"), ("benzphetamine", "benzphetamine"), ("secobarbital", "depressant"),
        ("diazepam", "schedule_4"), ("*", ""),
    ];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=^|\s)\(\d{1,2}\)(?=\s)")]
    private static partial Regex RowStart();

    [GeneratedRegex(@"Level (\d+)")]
    private static partial Regex LevelOf();

    [GeneratedRegex(@"^(?:at least |less than )?(?<least>[\d.,]+) ?(?<unit>KG|G|MG|units)?(?: or more| but less than [\d.,]+ ?(?<unit2>KG|G|MG|units)?)? ?(?:of )(?<name>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Cell();

    [GeneratedRegex(@"Drug (Equivalency|Conversion) Tables\.\u2014")]
    private static partial Regex Headline();

    [GeneratedRegex(@"1 (?<per>gm|unit|ml) (?:of )?(?<name>(?:(?! 1 (?:gm|unit|ml) )[^=])+)= ?(?:[\d.]+ ?gm of cocaine ?/)?(?<n>[\d.,]*\d) ?(?<u>kg|gm|mg)(?<heroin> of heroin)?")]
    private static partial Regex Conversion();

    [GeneratedRegex(@"(\d\d) ([\d.]+ kg) of marihuana per g")]
    private static partial Regex Crack();

    [GeneratedRegex(@"\(\d+\)")]
    private static partial Regex Number();

    [GeneratedRegex(@"(in|de)creaseby(\d)levels")]
    private static partial Regex Steps();

    [GeneratedRegex(@"increasetolevel(\d+)")]
    private static partial Regex Floors();

    private static readonly string s_changes = """
        1989-11-01 3_methylfentanyl 125000 10000
        1989-11-01 4_methylaminorex - 100
        1989-11-01 alpha_methylfentanyl 100000 10000
        1989-11-01 benzphetamine - 4
        1989-11-01 fentanyl 31250 2500
        1989-11-01 fentanyl_analogue - 10000
        1989-11-01 glutethimide 2 0.4
        1989-11-01 mdea - 30
        1989-11-01 meth_mixture 400 1000
        1989-11-01 methylphenidate - 100
        1989-11-01 p2p_for_meth 167 418
        1990-11-01 meth_actual - 10000
        1990-11-01 p2p_for_meth 418 416
        1991-11-01 anabolic_steroids - 0.02/unit
        1991-11-01 benzphetamine 4 -
        1991-11-01 ice - 10000
        1992-11-01 aminorex - 100
        1992-11-01 methcathinone - 380
        1992-11-01 n_n_dimethylamphetamine - 40
        1992-11-01 pce - 5790
        1993-11-01 pce 5790 1000
        1995-11-01 depressant 2 1/unit
        1995-11-01 glutethimide 0.4 -
        1995-11-01 khat - 0.01
        1995-11-01 l_methamphetamine 40 -
        1995-11-01 laam - 3000
        1995-11-01 methaqualone 0.7 -
        1995-11-01 schedule_3 2 1/unit
        1995-11-01 schedule_4 0.125 0.0625/unit
        1995-11-01 schedule_5 0.0125 0.00625/unit
        1997-11-01 flunitrazepam - 16/unit
        1997-11-01 meth_mixture 1000 2000
        2000-11-01 ice 10000 20000
        2000-11-01 meth_actual 10000 20000
        2001-05-01 amphetamine_actual - 20000
        2001-05-01 amphetamine_mixture 200 2000
        2001-05-01 ephedrine - 10000
        2001-05-01 mda 50 500
        2001-05-01 mdea 30 500
        2001-05-01 mdma 35 500
        2001-05-01 phenylpropanolamine - 10000
        2001-05-01 pma - 500
        2001-05-01 pseudoephedrine - 10000
        2001-11-01 dextroamphetamine 200 -
        2003-11-01 oxycodone_actual - 6700
        2003-11-01 oxycodone_mixture 500 -
        2004-11-01 ghb - 8.8/ml
        2006-03-27 anabolic_steroids 0.02/unit -
        2007-11-01 butanediol - 8.8/ml
        2007-11-01 cocaine_base 20000 -
        2007-11-01 gbl - 8.8/ml
        2007-11-01 ketamine - 1/unit
        2008-05-01 cocaine_base - 20000
        2009-11-01 hydrocodone_schedule_3 - 1/unit
        2010-11-01 cocaine_base 20000 3571
        2012-11-01 n_benzylpiperazine - 100
        2015-11-01 hydrocodone_actual - 6700
        2015-11-01 hydrocodone_mixture 500 -
        2015-11-01 hydrocodone_schedule_3 1/unit -
        2018-11-01 3_methylfentanyl 10000 -
        2018-11-01 alpha_methylfentanyl 10000 -
        2018-11-01 methcathinone 380 -
        2018-11-01 synthetic_cannabinoid - 167
        2018-11-01 synthetic_cathinone - 380
        """;

    private static readonly string s_characteristics = """
        1987-11-01: weapon (b) +2
        1989-11-01: weapon (b)(1) +2; craft (b)(2) +2 to 26
        1995-11-01: weapon (b)(1) +2; craft (b)(2) +2 to 26; prison (b)(3) +2; safetyValve (b)(4) -2 from 26
        1997-11-01: weapon (b)(1) +2; craft (b)(2) +2 to 26; prison (b)(3) +2; methImport (b)(4) +2; environment (b)(5) +2; safetyValve (b)(6) -2 from 26
        2000-12-16: weapon (b)(1) +2; craft (b)(2) +2 to 26; prison (b)(3) +2; methImport (b)(4) +2; environment (b)(5) +2; labRisk (b)(6)(A) +3 to 27 of lab; labRiskToMinor (b)(6)(B) +6 to 30 of lab; safetyValve (b)(7) -2 from 26
        2001-11-01: weapon (b)(1) +2; craft (b)(2) +2 to 26; prison (b)(3) +2; methImport (b)(4) +2; environment (b)(5)(A) +2 of lab; labRisk (b)(5)(B) +3 to 27 of lab; labRiskToMinor (b)(5)(C) +6 to 30 of lab; safetyValve (b)(6) -2
        2004-11-01: weapon (b)(1) +2; craft (b)(2) +2 to 26; prison (b)(3) +2; methImport (b)(4) +2; massMarketing (b)(5) +2; environment (b)(6)(A) +2 of lab; labRisk (b)(6)(B) +3 to 27 of lab; labRiskToMinor (b)(6)(C) +6 to 30 of lab; safetyValve (b)(7) -2
        2006-03-27: weapon (b)(1) +2; craft (b)(2) +2 to 26; prison (b)(3) +2; methImport (b)(4) +2; massMarketing (b)(5) +2; maskingAgent (b)(6) +2; steroidToAthlete (b)(7) +2; environment (b)(8)(A) +2 of lab; labRisk (b)(8)(B) +3 to 27 of lab; labRiskToMinor (b)(8)(C) +6 to 30 of lab; safetyValve (b)(9) -2
        2007-11-01: weapon (b)(1) +2; craft (b)(2) +2 to 26; prison (b)(3) +2; methImport (b)(4) +2; smuggledMeth (b)(5) +2; massMarketing (b)(6) +2; maskingAgent (b)(7) +2; steroidToAthlete (b)(8) +2; dateRapeInternet (b)(9) +2; environment (b)(10)(A) +2 of lab; premisesWithMinor (b)(10)(B) +2 to 14 of lab; labRisk (b)(10)(C) +3 to 27 of lab; labRiskToMinor (b)(10)(D) +6 to 30 of lab; safetyValve (b)(11) -2
        2010-11-01: weapon (b)(1) +2; violence (b)(2) +2; craft (b)(3) +2 to 26; prison (b)(4) +2; methImport (b)(5) +2; smuggledMeth (b)(6) +2; massMarketing (b)(7) +2; maskingAgent (b)(8) +2; steroidToAthlete (b)(9) +2; dateRapeInternet (b)(10) +2; bribery (b)(11) +2; premises (b)(12) +2; environment (b)(13)(A) +2 of lab; premisesWithMinor (b)(13)(B) +2 to 14 of lab; labRisk (b)(13)(C) +3 to 27 of lab; labRiskToMinor (b)(13)(D) +6 to 30 of lab; leaderFactor (b)(14) +2; minimalFactor (b)(15) -2; safetyValve (b)(16) -2
        2014-11-01: weapon (b)(1) +2; violence (b)(2) +2; craft (b)(3) +2 to 26; prison (b)(4) +2; methImport (b)(5) +2; smuggledMeth (b)(6) +2; massMarketing (b)(7) +2; maskingAgent (b)(8) +2; steroidToAthlete (b)(9) +2; dateRapeInternet (b)(10) +2; bribery (b)(11) +2; premises (b)(12) +2; environment (b)(13)(A) +2 of lab; premisesWithMinor (b)(13)(B) +2 to 14 of lab; labRisk (b)(13)(C) +3 to 27 of lab; labRiskToMinor (b)(13)(D) +6 to 30 of lab; publicLand (b)(14) +2; leaderFactor (b)(15) +2; minimalFactor (b)(16) -2; safetyValve (b)(17) -2
        2018-11-01: weapon (b)(1) +2; violence (b)(2) +2; craft (b)(3) +2 to 26; prison (b)(4) +2; methImport (b)(5) +2; smuggledMeth (b)(6) +2; massMarketing (b)(7) +2; maskingAgent (b)(8) +2; steroidToAthlete (b)(9) +2; dateRapeInternet (b)(10) +2; bribery (b)(11) +2; premises (b)(12) +2; fentanylDisguised (b)(13) +4; environment (b)(14)(A) +2 of lab; premisesWithMinor (b)(14)(B) +2 to 14 of lab; labRisk (b)(14)(C) +3 to 27 of lab; labRiskToMinor (b)(14)(D) +6 to 30 of lab; publicLand (b)(15) +2; leaderFactor (b)(16) +2; minimalFactor (b)(17) -2; safetyValve (b)(18) -2
        2023-11-01: weapon (b)(1) +2; violence (b)(2) +2; craft (b)(3) +2 to 26; prison (b)(4) +2; methImport (b)(5) +2; smuggledMeth (b)(6) +2; massMarketing (b)(7) +2; maskingAgent (b)(8) +2; steroidToAthlete (b)(9) +2; dateRapeInternet (b)(10) +2; bribery (b)(11) +2; premises (b)(12) +2; fentanylDisguised (b)(13)(A) +4 of fentanyl; fentanylAsDrug (b)(13)(B) +2 of fentanyl; environment (b)(14)(A) +2 of lab; premisesWithMinor (b)(14)(B) +2 to 14 of lab; labRisk (b)(14)(C) +3 to 27 of lab; labRiskToMinor (b)(14)(D) +6 to 30 of lab; publicLand (b)(15) +2; leaderFactor (b)(16) +2; minimalFactor (b)(17) -2; safetyValve (b)(18) -2
        """;
}
