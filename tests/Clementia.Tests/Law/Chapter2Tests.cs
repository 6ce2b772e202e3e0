using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Law;
using CsCheck;

namespace Clementia.Tests.Law;

/// <summary>Chapter two besides drugs: theft and fraud, firearms, reentry, laundering, structuring, and what is entered from the report.</summary>
public sealed partial class Chapter2Tests
{
    private const string Fraud = """ "guideline": "2B1.1", "theft": { "maximum20Years": true, "isFraud": true, "minimalPlanning": true }, "victims": { "number": 1, "hardship": 0 }, "chapter2": { "allListed": true } """;
    private const string Felon = """ "guideline": "2K2.1", "firearms": { "prohibited": true, "priorFelonies": 0, "conversionDevices": 0, "stolen": true }, "chapter2": { "allListed": true } """;

    private static readonly string[] s_days = ["1988-06-01", "1992-06-01", "1995-06-01", "2001-06-01", "2002-06-01", "2010-06-01", "2016-06-01", "2025-12-01"];

    [Fact]
    public void Every_worked_example_of_chapter_two_agrees()
    {
        var results = GoldenFile.Run(LawBook.BuiltIn, File.ReadAllText(Repository.File("law", "examples", "chapter2.json")), "chapter2.json");

        Assert.Empty(results.Where(r => r.Misses.Count > 0).Select(r => $"{r.Id} {r.Kind}: {string.Join(", ", r.Misses.Select(m => $"{m} = {r.Answer.Got[m]?.ToJsonString() ?? "?"}"))} {string.Join(" | ", r.Answer.Open)}"));
    }

    [Theory]
    [InlineData("GLM_2016.txt", 2016)]
    [InlineData("GLM_2025_pages.txt", 2025)]
    public void The_loss_table_is_that_of_the_printed_manual_cell_by_cell(string manual, int year)
    {
        var printed = LossRow().Matches(Guideline(manual, "2B1.1")).Select(m => (long.Parse(m.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)));

        Assert.Equal(printed, LawBook.BuiltIn.Find(OtherGuidelines.TableNamed("2B1.1")!).For(On(year, 11, 1), out _)!.Value!.Rows);
    }

    [Theory]
    [InlineData("GLM_2016.txt", 2016, "2B1.1", 19)]
    [InlineData("GLM_2016.txt", 2016, "2K2.1", 7)]
    [InlineData("GLM_2016.txt", 2016, "2L1.2", 3)]
    [InlineData("GLM_2016.txt", 2016, "2S1.1", 3)]
    [InlineData("GLM_2016.txt", 2016, "2S1.3", 3)]
    [InlineData("GLM_2025_pages.txt", 2025, "2B1.1", 20)]
    [InlineData("GLM_2025_pages.txt", 2025, "2K2.1", 10)]
    [InlineData("GLM_2025_pages.txt", 2025, "2L1.2", 3)]
    [InlineData("GLM_2025_pages.txt", 2025, "2S1.1", 3)]
    [InlineData("GLM_2025_pages.txt", 2025, "2S1.3", 3)]
    public void Each_subsection_sets_and_adds_the_levels_of_the_printed_manual(string manual, int year, string guideline, int subsections)
    {
        var text = Guideline(manual, guideline);
        var sheet = OtherGuidelines.Named(guideline)!;
        var tiers = sheet.Parts.SelectMany(p => LawBook.BuiltIn.Find(p.Key).For(On(year, 11, 1), out _)?.Value!.All ?? []).ToList();

        var b = text.IndexOf("(b) Specific Offense Characteristic", StringComparison.Ordinal);
        var bases = BaseLevel().Matches(text[..b]).Select(m => ($"(a){(m.Groups[1].Success ? $"({m.Groups[1].Value})" : "")}", int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(bases.Order(), tiers.Where(t => t.Level is not null).Select(t => (guideline == "2K2.1" && t.Cite.StartsWith("(a)(4)", StringComparison.Ordinal) ? "(a)(4)" : t.Cite, t.Level!.Value)).Distinct().Order());

        var end = CrossReference().Match(text, b);
        var rest = text[b..(end.Success ? end.Index : text.Length)];
        var count = 0;
        for (var at = rest.IndexOf(" (1) ", StringComparison.Ordinal); at >= 0;)
        {
            count++;
            var next = rest.IndexOf($" ({count + 1}) ", at + 3, StringComparison.Ordinal);
            var part = rest[at..(next < 0 ? rest.Length : next)];
            var own = tiers.Where(t => t.Cite == $"(b)({count})" || t.Cite.StartsWith($"(b)({count})(", StringComparison.Ordinal)).ToList();
            if (!(guideline == "2B1.1" && count == 1))
            {
                Assert.Equal((count, string.Join(' ', Levels(Adds(), part))), (count, string.Join(' ', own.Where(t => t.Add is not null).Select(t => Math.Abs(t.Add!.Value)).Distinct().Order())));
                Assert.Equal((count, string.Join(' ', Levels(Floors(), part))), (count, string.Join(' ', own.SelectMany(t => (int?[])[t.Floor, t.To]).OfType<int>().Distinct().Order())));
            }
            at = next;
        }
        Assert.Equal(subsections, count);

        static IEnumerable<int> Levels(Regex regex, string part) => regex.Matches(part).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order();
    }

    [Theory]
    [InlineData("2001-10-31", 17)] // 6 and 9 by the fraud table, 2 for planning
    [InlineData("2001-11-01", 20)] // 6 and 14 by the common table; planning counts no more
    [InlineData("2003-11-01", 21)] // 7 where the maximum is 20 years
    [InlineData("2015-10-31", 21)]
    [InlineData("2015-11-01", 19)] // 12 levels up to $550,000
    [InlineData("2025-11-01", 19)]
    public void A_fraud_of_450_thousand_dollars_is_reckoned_by_the_table_of_its_day(string day, int level) =>
        Assert.Equal(level, Level($$"""{ {{Fraud}}, "loss": 450000 }""", day).Level);

    [Theory]
    [InlineData("2006-10-31", 16)]
    [InlineData("2006-11-01", 18)] // an altered serial number is four levels since
    public void A_serial_number_filed_off_weighs_more_since_November_2006(string day, int level) =>
        Assert.Equal(level, Level($$"""{ {{Felon.Replace("stolen", "alteredSerial", StringComparison.Ordinal)}}, "firearms.number": 1 }""", day).Level);

    [Fact]
    public void The_laundering_of_ones_own_drug_money_starts_at_the_level_of_the_drugs_and_not_at_eight_more()
    {
        var (level, r) = Level("""{ "guideline": "2S1.1", "laundering": { "direct": true, "underlyingLevel": 32, "convicted1956": true }, "chapter2": { "allListed": true } }""", "2016-11-01");

        Assert.Equal(34, level);
        Assert.Equal("base level 32", r.Derivation.Steps[0].Result);
    }

    [Fact]
    public void What_the_file_does_not_say_is_asked_and_never_taken_for_no()
    {
        var (level, r) = Level("""{ "guideline": "2K2.1", "firearms": { "number": 1, "priorFelonies": 1 } }""", "2016-11-01");

        Assert.Null(level);
        Assert.Contains(r.Derivation.Questions, q => q.Name == "firearms.stolen");
        Assert.Contains(r.Derivation.Questions, q => q.Name == "chapter2.allListed");
        Assert.All(r.Derivation.Questions, q => Assert.NotEmpty(q.SettledBy));
    }

    [Fact]
    public void Only_what_can_matter_is_asked()
    {
        var (level, r) = Level("""{ "guideline": "2K2.1", "firearms": { "number": 1, "priorFelonies": 2, "largeMagazine": true, "conversionDevices": 0 }, "chapter2": { "allListed": true } }""", "2016-11-01");

        Assert.Equal(26, level);
        Assert.Empty(r.Derivation.Questions);
    }

    [Fact]
    public void A_level_entered_from_the_report_holds_in_its_edition_and_stays_open_in_another()
    {
        const string Assault = """{ "guideline": "2A2.2", "chapter2": { "base": 14, "adjustments": [{ "cite": "USSG §2A2.2(b)(2)(B)", "levels": 4 }] } }""";

        Assert.Equal(18, Level(Assault, "2016-12-01", "2017-03-01").Level);
        var (later, r) = Level(Assault, "2016-12-01", "2024-03-01");
        Assert.Null(later);
        Assert.Contains(r.Derivation.Questions, q => q.Name == "chapter2.unchangedUntil");
        Assert.Equal(18, Level(Assault.Replace("\"base\"", "\"unchangedUntil\": \"2025-11-01\", \"base\"", StringComparison.Ordinal), "2016-12-01", "2024-03-01").Level);
    }

    [Fact]
    public void A_level_entered_for_a_guideline_that_is_held_here_is_recomputed_once_its_text_has_changed()
    {
        var entered = $$"""{ {{Fraud.Replace("\"allListed\": true", "\"allListed\": true, \"base\": 21, \"adjustments\": []", StringComparison.Ordinal)}}, "loss": 450000 }""";

        Assert.Equal(21, Level(entered, "2014-02-01", "2014-12-01").Level);
        Assert.Equal(19, Level(entered, "2014-02-01", "2016-02-01").Level);
    }

    [Fact]
    public void An_adjustment_without_its_list_is_asked_for() =>
        Assert.Contains(Level("""{ "guideline": "2A2.2", "chapter2.base": 14 }""", "2016-12-01").Reckoning.Derivation.Questions, q => q.Name == "chapter2.adjustments");

    [Fact]
    public void More_loss_never_lowers_a_level() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[0, 1_000_000_000], Gen.Int[0, s_days.Length - 1]).Sample((a, b, day) =>
            Assert.True(Level($$"""{ {{Fraud}}, "loss": {{Math.Min(a, b)}} }""", s_days[day]).Level <= Level($$"""{ {{Fraud}}, "loss": {{Math.Max(a, b)}} }""", s_days[day]).Level), iter: 300);

    [Fact]
    public void More_firearms_never_lower_a_level() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[1, s_days.Length - 1]).Sample((a, b, day) =>
            Assert.True(Level($$"""{ {{Felon}}, "firearms.number": {{Math.Min(a, b)}} }""", s_days[day]).Level <= Level($$"""{ {{Felon}}, "firearms.number": {{Math.Max(a, b)}} }""", s_days[day]).Level), iter: 300);

    [Theory]
    [InlineData("""[{ "cite": "(a)", "if": ["theft.fence"] }]""", "does nothing")]
    [InlineData("""[{ "cite": "(a)", "add": 2, "if": ["theft.fense"] }]""", "yes-or-no")]
    [InlineData("""[{ "cite": "(a)", "add": 2, "if": [{ "victims.numbers": 2 }] }]""", "names no fact")]
    [InlineData("[]", "no tier")]
    public void Data_that_says_nothing_or_names_no_fact_is_refused(string value, string says) =>
        Assert.Contains(says, Assert.Throws<FaultException>(() => OffenseTiers.Read(StrictJson.Parse(value, "test"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("12.5")]
    [InlineData("-1")]
    [InlineData("\"much\"")]
    [InlineData("99999999999999999999")]
    public void What_is_no_amount_of_whole_dollars_is_refused(string loss) =>
        Assert.Throws<FaultException>(() => Level($$"""{ "guideline": "2B1.1", "loss": {{loss}} }""", "2016-11-01"));

    private static (int? Level, Reckoning Reckoning) Level(string group, string sentenced, string? on = null)
    {
        var facts = Facts.Read($$"""{ "sentenced": "{{sentenced}}", "groups": [{{group}}] }""");
        var r = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = DateOnly.ParseExact(on ?? sentenced, "yyyy-MM-dd", CultureInfo.InvariantCulture) });
        var one = facts.List(FactScope.Group)![0];
        one.TryGet(CaseFacts.Guideline, out var guideline);
        return (OtherGuidelines.Level(r, facts, one, guideline!), r);
    }

    private static Timeline On(int year, int month, int day) => new() { Sentence = new(year, month, day) };

    /// <summary>The text of a guideline as printed, without its commentary, its page heads and its line ends.</summary>
    private static string Guideline(string manual, string name)
    {
        var text = File.ReadAllText(Repository.Shared("data", "guidelines", manual));
        var from = text.IndexOf($"\n§{name}.", StringComparison.Ordinal);
        var to = CommentaryHead().Match(text, from).Index;
        var lines = text[from..to].Split('\n').Where(l => !l.StartsWith("=====PAGE", StringComparison.Ordinal) && !l.Contains("Guidelines Manual (November", StringComparison.Ordinal) && l.Trim() != $"§{name}");
        return Spaces().Replace(HyphenAtLineEnd().Replace(string.Join('\n', lines), "$1"), " ");
    }

    [GeneratedRegex(@"\n\s*Commentary\s*\n")]
    private static partial Regex CommentaryHead();

    [GeneratedRegex(@"([a-z])-\n\s*(?=[a-z])")]
    private static partial Regex HyphenAtLineEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"More than \$([\d,]+) add (\d+)")]
    private static partial Regex LossRow();

    [GeneratedRegex(@"(?: \((\d)\) |Base Offense Level: )(\d+)(?:,| plus| \(b\)| $)")]
    private static partial Regex BaseLevel();

    [GeneratedRegex(@" \(c\) (?:Cross Reference|Special Instruction)")]
    private static partial Regex CrossReference();

    [GeneratedRegex(@"(?:(?:increase|decrease) by|add) (\d+)")]
    private static partial Regex Adds();

    [GeneratedRegex(@"(?:increase|decrease the offense level(?: determined above)?) to level (\d+)")]
    private static partial Regex Floors();
}
