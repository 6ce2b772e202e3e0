using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Cli;
using Clementia.Law;

namespace Clementia.Tests.Cli;

/// <summary>The law at the command line: sentence, range, release and law, with their exit codes and the forms of their JSON.</summary>
[Collection("console")]
public sealed class LawTests : CommandLine
{
    private const string Judgment = """
        UNITED STATES DISTRICT COURT
        JUDGMENT IN A CRIMINAL CASE

        United States v. Dorothea Maybank

        On March 21, 1997, Dorothea Maybank was sentenced to life in prison for conspiracy to distribute cocaine.
        """;

    private static string Sample(string name) => Repository.File("docs", "samples", name);

    // ---- range -------------------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("19", "I", """{"min":30,"max":37}""")]
    [InlineData("19", "1", """{"min":30,"max":37}""")]
    [InlineData("43", "VI", """{"min":"life","max":"life"}""")]
    [InlineData("42", "I", """{"min":360,"max":"life"}""")]
    [InlineData("1", "i", """{"min":0,"max":6}""")]
    public void Range_prints_a_cell_of_the_table(string level, string category, string json)
    {
        var ran = Run("range", level, category, "--json");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal(json, ran.Json.ToJsonString());
    }

    [Theory]
    [InlineData("1989-10-31", "0 to 1 month [partial")]
    [InlineData("1989-11-01", "0 to 6 months")]
    [InlineData("1989-11-02", "0 to 6 months")]
    public void Range_takes_the_table_of_the_day_and_says_how_far_it_was_checked(string day, string words)
    {
        var ran = Run("range", "1", "I", "--on", day);

        Assert.Equal(0, ran.Exit);
        Assert.StartsWith(words, ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'VII'", "range", "19", "VII")]
    [InlineData("'0'", "range", "19", "0")]
    [InlineData("'tomorrow'", "range", "19", "I", "--on", "tomorrow")]
    [InlineData("1987-11-01", "range", "19", "I", "--on", "1987-10-31")]
    [InlineData("'high'", "range", "high", "I")]
    public void Range_refuses_what_is_no_level_category_or_day(string named, params string[] arguments) => Refuses(named, arguments);

    // ---- sentence ----------------------------------------------------------------------------------------------------

    [Fact]
    public void Sentence_gives_both_days_every_step_and_the_relief()
    {
        var ran = Run("sentence", Sample("crack-2007.json"), "--on", "2026-03-01", "--json");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        var json = ran.Json;
        Assert.Equal("down", (string)json["direction"]!);
        Assert.Equal("2010-11-01", (string)json["since"]!);
        Assert.StartsWith("The guideline range fell: from 120 months", (string)json["summary"]![0]!, StringComparison.Ordinal);
        Assert.Equal("""{"min":120,"max":120}""", json["then"]!["range"]!.ToJsonString());
        Assert.Equal("""{"min":60,"max":60}""", json["now"]!["range"]!.ToJsonString());
        Assert.Equal(LawBook.BuiltIn.Fingerprint, (string)json["then"]!["law"]!);
        Assert.Contains(json["sideBySide"]!.AsArray(), s => (string)s!["rule"]! == "groups[0] 2D1.1(c)" && (bool)s["changed"]!);
        Assert.Equal(["18 USC 3582(c)(2); USSG §1B1.10", "Pub. L. 115-391, § 404", "18 USC 3582(c)(1)(A); USSG §1B1.13"], json["relief"]!.AsArray().Select(r => (string)r!["cite"]!));
        Assert.All(json["relief"]!.AsArray(), r => Assert.Contains((string)r!["state"]!, new[] { "open", "available", "used", "notAvailable" }));
    }

    [Fact]
    public void Sentence_on_one_day_alone_prints_one_finding()
    {
        var (then, now) = (Run("sentence", Sample("crack-2007.json"), "--then", "--json").Json, Run("sentence", Sample("crack-2007.json"), "--now", "--on", "2026-03-01", "--json").Json);

        Assert.Equal(("2007-03-01", "2026-03-01"), ((string)then["on"]!, (string)now["on"]!));
        Assert.Equal("""{"min":120,"max":120}""", then["range"]!.ToJsonString());
        Assert.Null(then["direction"]);
    }

    [Fact]
    public void Sentence_says_what_turns_on_disputed_facts()
    {
        var json = Run("sentence", Sample("leader-1997.json"), "--on", "2026-03-01", "--json").Json;

        Assert.Equal(2, json["disputed"]!["outcomes"]!.AsArray().Count);
        Assert.Single(json["disputed"]!["turnsOn"]!.AsArray(), t => (bool)t!["decides"]! && (string)t["fact"]! == "groups[0].role.aggravating");
        Assert.Null(json["then"]!["offenseLevel"]);
        Assert.Null(json["now"]!["offenseLevel"]);
        var printed = Run("sentence", Sample("leader-1997.json"), "--on", "2026-03-01");
        Assert.Contains("The guideline range did not fall", printed.Out);
        Assert.DoesNotMatch(@"[Ll]evel (is )?4[0-9]", printed.Out);
    }

    [Theory]
    [InlineData("no-such.json", "sentence", "no-such.json")]
    [InlineData("'soon'", "sentence", "SAMPLE", "--on", "soon")]
    [InlineData("2026-02-30", "sentence", "SAMPLE", "--on", "2026-02-30")]
    [InlineData("--golden", "sentence")]
    [InlineData("--petition", "sentence", "SAMPLE", "--golden", "SAMPLE")]
    [InlineData("no-such.json", "sentence", "--golden", "no-such.json")]
    [InlineData("no-such.json", "release", "no-such.json")]
    [InlineData("'soon'", "release", "SAMPLE", "--on", "soon")]
    [InlineData("'9z9.9'", "law", "show", "9z9.9")]
    [InlineData("'soon'", "law", "show", "2d1.1", "--on", "soon")]
    [InlineData("'soon'", "law", "diff", "soon", "2014-11-01")]
    [InlineData("no-such-folder", "law", "check", "no-such-folder")]
    public void Wrong_use_exits_with_2_and_one_sentence_that_names_it(string named, params string[] arguments) =>
        Refuses(named, [.. arguments.Select(a => a == "SAMPLE" ? Sample("crack-2007.json") : a)]);

    [Theory]
    [InlineData("{ not json", "case.json")]
    [InlineData("[]", "case.json")]
    [InlineData("""{ "sentenced": "1997-03-21", "offence": {} }""", "'offence'")]
    [InlineData("""{ "sentenced": "21 March 1997" }""", "sentenced")]
    [InlineData("""{ "sentenced": "1997-03-21", "convicted": "1998-01-01" }""", "sentenced")]
    [InlineData("""{ "counts": [], "sentenced": "1997-03-21", "sentenced": "1998-03-21" }""", "sentenced")]
    [InlineData("""{ "sentenced": "1997-03-21", "counts": [{ "statute": "21 USC 841", "limits": { "min": "20y", "max": "10y" } }] }""", "counts[0].limits")]
    [InlineData("""{ "counts": [] }""", "sentenced")]
    public void A_bad_facts_file_exits_with_2_and_says_where_it_is_wrong(string text, string where) => Refuses(where, "sentence", Write("case.json", text));

    // ---- sentence --golden -------------------------------------------------------------------------------------------

    [Fact]
    public void Golden_answers_every_example_in_order_and_in_the_same_keys()
    {
        var ran = Run("sentence", "--golden", Repository.File("law", "examples", "time.json"), "--json");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        var cases = JsonNode.Parse(File.ReadAllText(Repository.File("law", "examples", "time.json")))!["cases"]!.AsArray();
        Assert.Equal(cases.Select(c => (string)c!["id"]!), ran.Json.AsArray().Select(r => (string)r!["id"]!));
        Assert.All(ran.Json.AsArray(), r => Assert.Equal(["id", "kind", "got", "reasons", "open"], r!.AsObject().Select(p => p.Key)));
        Assert.All(ran.Json.AsArray().Zip(cases), pair => Assert.All(pair.Second!["expected"]!.AsObject(), e => Assert.True(JsonNode.DeepEquals(pair.First!["got"]![e.Key], e.Value), $"{pair.Second["id"]}: {e.Key}")));
    }

    [Fact]
    public void Golden_reports_an_item_that_cannot_be_read_among_the_others_and_exits_with_2()
    {
        var file = Write("golden.json", """
            [{ "id": "A", "kind": "opinion_then_now", "facts": { "old_range": [188, 235] }, "expected": { "new_range": [151, 188] } },
             { "id": "B", "kind": "opinion_then_now", "facts": { "old_range": "much" }, "expected": { "new_range": [151, 188] } },
             { "kind": "opinion_then_now" },
             { "id": "D", "kind": "astrology", "facts": {}, "expected": { "fate": 7 } },
             { "id": "E", "kind": "opinion_then_now", "facts": { "old_range": [188, 235] }, "expected": { "new_range": [151, 188] } }]
            """);

        var ran = Run("sentence", "--golden", file, "--json");

        Assert.Equal(2, ran.Exit);
        Assert.Equal(["A", "B", "cases[2]", "D", "E"], ran.Json.AsArray().Select(r => (string)r!["id"]!));
        Assert.Equal("[151,188]", ran.Json[4]!["got"]!["new_range"]!.ToJsonString());
        Assert.Contains("facts.old_range", (string)ran.Json[1]!["reasons"]![0]!, StringComparison.Ordinal);
        Assert.Contains("'id' is missing", (string)ran.Json[2]!["reasons"]![0]!, StringComparison.Ordinal);
        Assert.Contains("'astrology'", (string)ran.Json[3]!["reasons"]![0]!, StringComparison.Ordinal);
        Assert.Single(ran.Error.Trim().Split('\n'));
        Assert.Contains("3 examples of 5", ran.Error);
        var printed = Run("sentence", "--golden", file);
        Assert.Equal(2, printed.Exit);
        Assert.Contains("5 examples: 2 agree, 0 differ, 3 could not be read.", printed.Out);
    }

    [Fact]
    public void Golden_exits_with_1_where_an_answer_differs()
    {
        var ran = Run("sentence", "--golden", Write("golden.json", """[{ "id": "A", "kind": "opinion_then_now", "facts": { "old_range": [188, 235] }, "expected": { "new_range": [1, 2] } }]"""));

        Assert.Equal(1, ran.Exit);
        Assert.Contains("DIFFERS  A", ran.Out);
    }

    // ---- release -----------------------------------------------------------------------------------------------------

    [Fact]
    public void Release_is_an_estimate_with_its_steps_and_the_relief()
    {
        var file = Write("release.json", """
            { "sentenced": "2019-12-01", "offense": { "start": "2018-01-01", "end": "2018-06-01" }, "imprisonment": { "total": 24 }, "custody": { "start": "2020-01-01", "jailCredit": 0 },
              "goodTime": { "disallowed": 0 }, "timeCredits": { "earned": 0 }, "supervision": { "imposed": 36 }, "counts": [{ "statute": "18 USC 1343", "limits": { "min": 0, "max": "20y", "consecutive": false } }] }
            """);

        var ran = Run("release", file, "--on", "2026-03-01", "--json");

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        var release = ran.Json["release"]!;
        Assert.Equal(("2021-12-31", 108, "2021-09-14", "2024-09-13"), ((string)release["fullTerm"]!, (int)release["goodConductDays"]!, (string)release["projected"]!, (string)release["supervisionEnds"]!));
        Assert.True((bool)release["estimate"]!);
        Assert.NotEmpty(release["steps"]!.AsArray());
        Assert.Equal(["3582(c)(2)", "FSA 404", "3582(c)(1)(A)"], ran.Json["reliefs"]!.AsArray().Select(r => (string)r!["relief"]!));
        Assert.Contains("Bureau of Prisons alone computes", Run("release", file, "--on", "2026-03-01").Out);
    }

    [Theory]
    [InlineData(""" "imprisonment": { "total": 0 } """, "imprisonment.total")]
    [InlineData(""" "imprisonment": { "total": 24 }, "custody": { "start": "2020-01-01", "jailCredit": 800 } """, "custody.jailCredit")]
    [InlineData(""" "imprisonment": { "total": 24 }, "custody": { "start": "2020-01-01", "jailCredit": 0 }, "goodTime": { "disallowed": 200 } """, "goodTime.disallowed")]
    [InlineData(""" "imprisonment": { "total": 24 }, "custody": { "start": "2012-01-01", "jailCredit": 0 }, "goodTime": { "disallowed": 0 }, "timeCredits": { "earned": 15 } """, "timeCredits.earned")]
    public void Release_refuses_what_cannot_be(string facts, string where) =>
        Refuses(where, "release", Write("case.json", $$"""{ "offense": { "start": "2010-01-01", "end": "2010-06-01" }, "counts": [{ "statute": "18 USC 1343" }], {{facts}} }"""));

    // ---- law ---------------------------------------------------------------------------------------------------------

    [Fact]
    public void Law_check_finds_no_fault_in_the_law_that_is_built_in_and_in_the_folder()
    {
        Assert.Equal("[]", Run("law", "check", "--json").Json.ToJsonString());
        var ran = Run("law", "check", Repository.File("law"));

        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Contains("No fault found.", ran.Out);
        Assert.Contains(LawBook.BuiltIn.Fingerprint, ran.Out);
    }

    [Fact]
    public void Law_check_names_the_fault_in_a_folder_and_exits_with_1()
    {
        foreach (var (id, text) in Law.LawBookTests.Files())
        {
            var path = Path.Combine(Folder, "law", id + ".json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, id == "us-federal/ussg/5a/sentencing-table" ? text.Replace("\"standing\": \"verified\"", "\"standing\": \"sworn\"", StringComparison.Ordinal) : text);
        }

        var ran = Run("law", "check", Folder);
        var json = Run("law", "check", Folder, "--json");

        Assert.Equal((1, 1), (ran.Exit, json.Exit));
        Assert.Contains("sentencing-table.json", ran.Error);
        Assert.Equal(["file", "where", "problem", "remedy"], json.Json[0]!.AsObject().Select(p => p.Key));
        Assert.Contains("sworn", (string)json.Json[0]!["problem"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Law_show_lists_provisions_and_shows_the_version_in_force_on_a_day()
    {
        Assert.Equal(LawBook.BuiltIn.Ids.Count, Run("law", "show", "--json").Json.AsArray().Count);
        var shown = Run("law", "show", "ussg/2d1.1/drug-quantity-table", "--on", "2014-10-31", "--json");

        Assert.Equal((0, ""), (shown.Exit, shown.Error));
        var version = Assert.Single(Assert.Single(shown.Json.AsArray())!["versions"]!.AsArray())!;
        Assert.Equal(["from", "until", "governedBy", "source", "standing", "note", "value"], version.AsObject().Select(p => p.Key));
        Assert.Equal("2014-11-01", (string)version["until"]!);
        Assert.Contains("From 2014-11-01", Run("law", "show", "ussg/2d1.1/drug-quantity-table").Out);
        Assert.Contains("It was not yet law on 1980-01-01", Run("law", "show", "ussg/2d1.1/drug-quantity-table", "--on", "1980-01-01").Out);
    }

    [Fact]
    public void Law_diff_names_what_changed_between_two_days_whichever_comes_first()
    {
        var there = Run("law", "diff", "2014-10-31", "2014-11-01", "--json");
        var back = Run("law", "diff", "2014-11-01", "2014-10-31", "--json");

        Assert.Equal((0, ""), (there.Exit, there.Error));
        Assert.Equal(there.Out, back.Out);
        Assert.Contains(there.Json.AsArray(), c => (string)c!["provision"]! == "us-federal/ussg/2d1.1/drug-quantity-table" && (string)c["day"]! == "2014-11-01");
        Assert.All(there.Json.AsArray(), c => Assert.Equal(["day", "provision", "cite", "governedBy", "source", "standing"], c!.AsObject().Select(p => p.Key)));
        Assert.Equal("[]", Run("law", "diff", "2014-11-01", "2014-11-01", "--json").Json.ToJsonString());
        Assert.StartsWith("Nothing that this program knows changed", Run("law", "diff", "2014-11-01", "2014-11-01").Out, StringComparison.Ordinal);
    }

    // ---- sentence --petition -----------------------------------------------------------------------------------------

    [Fact]
    public void The_finding_of_a_petition_goes_on_its_docket_with_the_laws_fingerprint_and_verify_runs_it_again()
    {
        var id = Vetted();

        var ran = On("sentence", "--petition", id, "--on", "2026-03-01", "--json", "--by", "Celeste Amberley");

        Assert.Equal(0, ran.Exit);
        Assert.Equal("2026-03-01", (string)ran.Json["now"]!["on"]!);
        var entry = On("docket", id, "--json").Json["entries"]!.AsArray()[^1]!;
        Assert.Equal("SentenceFound", (string)entry["kind"]!);
        Assert.Equal(LawBook.BuiltIn.Fingerprint, (string)entry["body"]!["law"]!);
        Assert.Equal("2026-03-01", (string)entry["body"]!["on"]!);
        Assert.NotEmpty(entry["body"]!["facts"]!.AsArray());
        Assert.Contains("1997-03-21", (string)entry["body"]!["given"]!, StringComparison.Ordinal);
        var verified = On("verify", "--json");
        Assert.Equal((0, true), (verified.Exit, (bool)verified.Json["fits"]!));
        Assert.Empty(verified.Json["notes"]!.AsArray());
    }

    [Fact]
    public void Without_a_vetted_day_of_sentence_there_is_no_finding_and_nothing_is_entered()
    {
        var id = NewPetition();

        var ran = On("sentence", "--petition", id);

        Assert.Equal(2, ran.Exit);
        Assert.Contains("sentence.date", ran.Error);
        Assert.Single(On("docket", id, "--json").Json["entries"]!.AsArray());
    }

    [Theory]
    [InlineData("direction")]
    [InlineData("summary")]
    [InlineData("finding")]
    [InlineData("given")]
    [InlineData("day")]
    public void A_finding_that_does_not_come_out_again_is_named_by_verify(string changed)
    {
        var id = Vetted();
        var entry = Enter(id, found => changed switch
        {
            "direction" => found with { Direction = "down" },
            "summary" => found with { Summary = ["The guideline range fell."] },
            "finding" => found with { Finding = found.Finding.Replace("mandatory", "advisory", StringComparison.Ordinal) },
            "given" => found with { Given = found.Given.Replace("1997-03-21", "1997-02-30", StringComparison.Ordinal) },
            _ => found with { On = "soon" },
        });

        var ran = On("verify", "--json");

        Assert.Equal(1, ran.Exit);
        Assert.Equal((id, entry), ((string)ran.Json["misfit"]!["petition"]!, (int)ran.Json["misfit"]!["entry"]!));
        Assert.Equal("The finding of law does not come out again", (string)ran.Json["misfit"]!["what"]!);
        Assert.Contains("does not come out again", ran.Error);
    }

    [Fact]
    public void A_finding_on_another_law_book_is_noted_and_is_no_misfit()
    {
        var id = Vetted();
        // What it says is wrong on our law; on the law it names nobody here can tell.
        var entry = Enter(id, found => found with { Law = new string('a', 64), Direction = "down" });

        var ran = On("verify", "--json");

        Assert.Equal((0, true), (ran.Exit, (bool)ran.Json["fits"]!));
        Assert.Contains(ran.Json["notes"]!.AsArray(), n => ((string)n!).Contains("another law book", StringComparison.Ordinal) && ((string)n!).Contains($"entry {entry}", StringComparison.Ordinal));
    }

    private string Vetted()
    {
        var id = NewPetition();
        Assert.Equal(0, On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment").Exit);
        var day = On("facts", id, "--json", "--attribute", "sentence.date").Json.AsArray().Single(f => (string)f!["value"]! == "1997-03-21")!;
        Assert.Equal(0, On("vet", id, (string)day["id"]!, "confirm", "--reason", "Read in the judgment.", "--by", "Celeste Amberley").Exit);
        return id;
    }

    /// <summary>Enters a finding other than the one the law gives: what a program that was tampered with would have entered.</summary>
    private int Enter(string id, Func<SentenceFound, SentenceFound> change)
    {
        using var desk = Desk.Open(Workspace, "Celeste Amberley");
        return desk.Enter(id, petition => new Entry[] { change(LawOnPetition.Find(petition, LawBook.BuiltIn, new DateOnly(2026, 3, 1)).Value!) });
    }

    private void Refuses(string named, params string[] arguments)
    {
        var ran = Run(arguments);

        Assert.Equal(2, ran.Exit);
        Assert.Empty(ran.Out);
        Assert.Single(ran.Error.Trim().Split('\n'));
        Assert.Contains(named, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error);
    }
}
