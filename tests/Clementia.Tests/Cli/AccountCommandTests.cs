using System.Text.RegularExpressions;
using System.Xml.Linq;
using Clementia.Casework;
using Clementia.Cli;

namespace Clementia.Tests.Cli;

/// <summary>The later papers of the invented story, as a person types it: accounts, safety, co-defendants, and facts entered by hand.</summary>
[Collection("console")]
public sealed partial class AccountCommandTests : CommandLine
{
    private const string Judgment = """
        UNITED STATES DISTRICT COURT
        JUDGMENT IN A CRIMINAL CASE

        United States v. Dorothea Maybank

        On March 21, 1997, Dorothea Maybank was sentenced to life in prison for conspiracy to distribute cocaine. The jury found her guilty on
        three counts. The criminal history category is I. She was born on May 2, 1955.
        """;

    private static string Story(string name) => Repository.File("samples", "story", name);

    private void Act(string id, string actor, params Act[] acts)
    {
        using var desk = Desk.Open(Workspace, actor);
        foreach (var act in acts)
            desk.Enter(id, _ => new Entry[] { act });
    }

    private string Opened()
    {
        var id = NewPetition();
        Assert.Equal(0, On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment", "--date", "1997-03-21").Exit);
        foreach (var (attribute, value, quote) in new[] { ("petitioner.name", "Dorothea Maybank", "United States v. Dorothea Maybank"), ("petitioner.date_of_birth", "May 2, 1955", "born on May 2, 1955"), ("guideline.history_category", "I", "criminal history category is I"),
            ("conviction.counts", "3", "three counts"), ("sentence.term", "life", "life in prison"), ("sentence.date", "March 21, 1997", "March 21, 1997") })
            Confirmed(id, attribute, value, "D1", quote);
        return id;
    }

    private void Confirmed(string id, string attribute, string value, string document, string quote, string? subject = null)
    {
        string[] about = subject is null ? [] : ["--subject", subject];
        On(["fact", id, attribute, value, "--in", document, "--quote", quote, "--by", "Ottoline Farraday", .. about]);
        var fact = On("facts", id, "--json", "--attribute", attribute).Json.AsArray().First(f => (string?)f!["subject"] == subject && (string)f["status"]! == "proposed")!;
        Assert.Equal(0, On("vet", id, (string)fact["id"]!, "confirm", "--reason", "I read it", "--by", "Ottoline Farraday").Exit);
    }

    private string Told()
    {
        var id = Opened();
        Act(id, "Ottoline Farraday",
            new PositionTaken("Desmond Quayle", "White House counsel", Position.Oppose, "She was the kingpin and deserved it.", Cites.None, "2018-05-28"),
            new MeetingHeld("2018-05-28", "Oval Office", ["Edwin Thorne", "Julian Farrow", "Desmond Quayle"], [], "Farrow presented the case; counsel objected.", null),
            new PositionTaken("Desmond Quayle", "White House counsel", Position.LeanSupport, "The trial record answers it.", Cites.None, "2018-06-04"));
        Act(id, "Julian Farrow", new MinutesSigned("M1", null));
        Act(id, "Edwin Thorne", new DecisionMade(ClemencyForm.Commutation, "time served", [], [], [], "2018-06-06", "The sentence has done its work.", null, "checkpoint"));
        Assert.Equal(0, On("account", id, Story("article-2018.html"), "--author", "The Arcadia Ledger", "--by", "Ottoline Farraday").Exit);
        Assert.Equal(0, On("account", id, Story("memoir-2022.txt"), "--kind", "memoir", "--date", "2022-10-04", "--author", "Lucius Penhallow", "--by", "Ottoline Farraday").Exit);
        return id;
    }

    private static string Standing(Ran shown, string words) => (string)shown.Json["accounts"]![0]!["items"]!.AsArray().Single(item => ((string)item!["words"]!).StartsWith(words, StringComparison.Ordinal))!["standing"]!;

    [Fact]
    public void The_article_and_the_memoir_are_held_against_the_docket()
    {
        var id = Told();

        var article = On("account", id, "D2", "--json");
        Assert.Equal("contradicted", Standing(article, "Form of clemency: pardon"));
        Assert.Equal("supported", Standing(article, "Date of the grant: June 6, 2018"));
        Assert.Equal("contradicted", Standing(article, "Counts of conviction: 8"));
        Assert.Equal("supported", Standing(article, "Date of a meeting: May 28, 2018"));
        Assert.Equal("supported", Standing(article, "Opponent: Desmond Quayle"));
        Assert.Equal("accounts disagree", Standing(article, "Julian Farrow persuaded Edwin Thorne"));

        var memoir = On("account", id, "D3", "--json");
        Assert.Equal("contradicted", Standing(memoir, "Form of clemency: pardon"));
        Assert.Equal("contradicted", Standing(memoir, "Date of a meeting: May 30, 2018"));
        Assert.Equal("contradicted", Standing(memoir, "Desmond Quayle stood for it all along"));
        Assert.Equal("accounts disagree", Standing(memoir, "Celeste Amberley persuaded Edwin Thorne"));
    }

    [Fact]
    public void Nothing_that_the_command_prints_is_ever_called_true_or_false()
    {
        var id = Told();
        var plot = Path.Combine(Folder, "telling.svg");

        Ran[] all = [On("account", id), On("account", id, "--timeline"), On("account", id, "--json"), On("account", id, "D2"), On("account", id, "D3"), On("account", id, "D2", "--json"), On("account", id, "--timeline", "--plot", plot), Run("account", "--help")];

        Assert.All(all, ran => Assert.Equal(0, ran.Exit));
        Assert.All(all.Select(ran => ran.Out).Append(File.ReadAllText(plot)), text => Assert.DoesNotMatch(TrueOrFalse(), text));
        Assert.Contains("contradicted", all[3].Out);
    }

    [GeneratedRegex(@"\b(true|false|untrue|falsely|truly)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TrueOrFalse();

    [Fact]
    public void Every_quote_and_ground_of_an_account_stands_on_its_page()
    {
        var id = Told();
        var memoir = File.ReadAllText(Story("memoir-2022.txt"));

        foreach (var item in On("account", id, "D3", "--json").Json["accounts"]![0]!["items"]!.AsArray())
            Assert.Equal((string)item!["quote"]!, memoir[(int)item["start"]!..(int)item["end"]!]);
    }

    [Fact]
    public void Filing_an_account_changes_no_vetted_fact()
    {
        var id = Opened();
        string Vetted() => string.Join("\n", On("facts", id, "--status", "confirmed", "--json").Json.AsArray().Select(f => $"{f!["id"]} {f["attribute"]} {f["value"]} {f["status"]}"));
        var before = Vetted();

        On("account", id, Story("article-2018.html"));

        Assert.Equal(before, Vetted());
    }

    [Fact]
    public void The_timelines_lead_from_the_telling_to_the_day_told_of()
    {
        var id = Told();
        var plot = Path.Combine(Folder, "telling.svg");

        var shown = On("account", id, "--timeline", "--plot", plot);
        var json = On("account", id, "--json").Json;

        Assert.Contains("D3 tells of 2018-05-30", shown.Out);
        Assert.Contains("M1", json["event"]!.AsArray().Select(day => (string)day!["id"]!));
        var svg = XDocument.Load(plot);
        Assert.Contains(svg.Descendants().Where(e => e.Name.LocalName == "path"), path => (string?)path.Attribute("class") == "mark dashed");
        Assert.Contains("2018-05-30", svg.Descendants().Where(e => (string?)e.Attribute("role") == "cell").Select(e => e.Value));
        Assert.Equal(File.ReadAllText(plot), Again());

        string Again()
        {
            On("account", id, "--plot", plot);
            return File.ReadAllText(plot);
        }
    }

    [Fact]
    public void Accounts_are_listed_with_tallies_and_none_says_so()
    {
        var id = NewPetition();
        Assert.Contains("No account is on file", On("account", id).Out);

        On("account", id, Story("article-2018.html"));

        Assert.Matches(@"D1 +article-2018\.html \(press, .*2018-06-09\)\n +0 supported, 0 contradicted, [0-9]+ not in the docket, 0 accounts disagree", On("account", id).Out);
        Assert.Contains("already", On("account", id, Story("article-2018.html")).Out);
    }

    [Theory]
    [InlineData("There is no file", "nowhere.txt")]
    [InlineData("no document D9", "D9")]
    [InlineData("is no account but a judgment", "D1")]
    [InlineData("is no kind of document", "PAPER", "--kind", "diary")]
    [InlineData("is no account", "PAPER", "--kind", "judgment")]
    [InlineData("is no date", "PAPER", "--date", "soon")]
    [InlineData("Name the file", null, "--kind", "press")]
    [InlineData("does not end in .svg", null, "--plot", "plot.png")]
    [InlineData("There is no folder", null, "--plot", "nowhere/at/all/plot.svg")]
    [InlineData("leave --as-of out", "PAPER", "--as-of", "2")]
    public void What_cannot_be_done_is_refused_and_nothing_is_filed(string says, string? what, params string[] more)
    {
        var id = Opened();
        var before = On("docket", id, "--json").Json["entries"]!.AsArray().Count;
        string[] named = what is null ? [] : [what == "PAPER" ? Story("article-2018.html") : what];

        var ran = On(["account", id, .. named, .. more]);

        Assert.Equal(2, ran.Exit);
        Assert.Contains(says, ran.Error);
        Assert.Equal(before, On("docket", id, "--json").Json["entries"]!.AsArray().Count);
    }

    [Fact]
    public void The_clerks_table_of_the_sample_fills_the_codefendants_table()
    {
        var id = Opened();
        Assert.Equal(0, On("file", id, Story("codefendants.txt"), "--kind", "docket-sheet", "--date", "2018-05-07").Exit);
        var proposed = On("propose", id, "D2", Story("codefendants.json"), "--reader", "Ottoline Farraday (invented)");
        Assert.True(proposed.Exit == 0, proposed.Error);

        var rows = On("codefendants", id, "--json").Json["rows"]!.AsArray();

        Assert.Equal(12, rows.Count);
        Assert.True((bool)rows[0]!["petitioner"]!);
        Assert.Equal(["Abner Quillfeather", "Leopold Varney", "Roscoe Lattimer", "Wendell Osgood"], rows.Where(row => (bool?)row!["cooperated"] == true).Select(row => (string)row!["name"]!).Order());
        Assert.Equal("2014-05-30", (string)rows.Single(row => (string)row!["name"]! == "Roscoe Lattimer")!["cells"]!["Released"]![0]!["value"]!);
        Assert.Empty(rows.Single(row => (string)row!["name"]! == "Marguerite Sallow")!["cells"]!["Released"]!.AsArray());
        var text = File.ReadAllText(Story("codefendants.txt"));
        Assert.All(rows.Skip(1).SelectMany(row => row!["cells"]!.AsObject().SelectMany(column => column.Value!.AsArray())), cell => Assert.Contains((string)cell!["quote"]!, text));

        Assert.Contains("Released      not in the file", On("codefendants", id).Out);
        Assert.Equal(13, On("codefendants", id, "--csv").Out.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void Life_is_drawn_past_a_break_and_has_no_length()
    {
        var id = Opened();
        On("file", id, Write("table.txt", "Lattimer: 360. Larkspur: 60."), "--kind", "docket-sheet");
        On("fact", id, "sentence.term", "360 months", "--in", "D2", "--quote", "Lattimer: 360", "--subject", "Roscoe Lattimer");
        On("fact", id, "sentence.term", "60 months", "--in", "D2", "--quote", "Larkspur: 60", "--subject", "Ada Larkspur");
        var plot = Path.Combine(Folder, "sentences.svg");

        Assert.Equal(0, On("codefendants", id, "--plot", plot).Exit);

        var svg = XDocument.Load(plot);
        Assert.NotNull(svg.Root!.Elements().FirstOrDefault(e => e.Name.LocalName == "desc"));
        // Her bar has two parts with the break between them, and its end is an arrow beyond the last month of the scale.
        var own = svg.Descendants().Where(e => e.Name.LocalName == "rect" && ((string?)e.Attribute("class"))?.StartsWith("own", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(2, own.Count);
        Assert.Contains("life", svg.Descendants().Where(e => (string?)e.Attribute("role") == "cell").Select(e => e.Value));
        Assert.DoesNotContain("href", File.ReadAllText(plot));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+SUM(A1)")]
    [InlineData("-2")]
    [InlineData("@cmd")]
    [InlineData(" =1+1")]
    [InlineData("\uff1d1+1")]
    [InlineData("|calc")]
    public void A_name_that_a_spreadsheet_would_run_is_only_shown(string name)
    {
        var guarded = Clementia.Cli.Commands.CodefendantsCommand.Guarded(name);

        Assert.StartsWith("'", guarded);
        Assert.EndsWith(name, guarded);
    }

    [Theory]
    [InlineData("Roscoe Lattimer", "Roscoe Lattimer")]
    [InlineData("Lattimer, Roscoe", "\"Lattimer, Roscoe\"")]
    [InlineData("He said \"no\"", "\"He said \"\"no\"\"\"")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    public void A_cell_of_the_csv_is_quoted_as_the_form_wants(string cell, string written) => Assert.Equal(written, Clementia.Cli.Commands.CodefendantsCommand.Guarded(cell));

    [Fact]
    public void Without_codefendants_the_command_says_how_to_enter_one()
    {
        var shown = On("codefendants", Opened());

        Assert.Equal(0, shown.Exit);
        Assert.Contains("No co-defendant is named in the file", shown.Out);
        Assert.Contains("--subject", shown.Out);
        Assert.Equal(2, On("codefendants", NewPetition("Another for Ada Marsh"), "--json", "--csv").Exit);
    }

    [Fact]
    public void Safety_shows_people_of_a_hundred_what_the_file_says_and_what_is_missing()
    {
        var id = Opened();
        On("file", id, Story("conduct.txt"), "--kind", "bop-record", "--date", "2018-05-14");
        Confirmed(id, "prison.infractions", "2", "D2", "incurred 2 incident reports");
        Confirmed(id, "prison.last_infraction", "August 19, 2002", "D2", "dated August 19, 2002");
        Confirmed(id, "release_plan.home", "14 Quay Street, Port Ashby, Arcadia", "D2", "14 Quay Street, Port Ashby, Arcadia");
        var plot = Path.Combine(Folder, "hundred.svg");

        var shown = On("safety", id, "--on", "2018-06-06", "--plot", plot);

        Assert.Equal(0, shown.Exit);
        Assert.Contains("Dorothea Maybank is 63 on that day", shown.Out);
        Assert.Contains("16 of 100  age 61 or older at release", shown.Out);
        Assert.Contains("Not checked", shown.Out);
        Assert.Contains("15 full years before June 6, 2018", shown.Out);
        Assert.Contains("Last violence: not in the file.", shown.Out);
        Assert.Contains("An arrest is not a conviction", shown.Out);
        var svg = XDocument.Load(plot);
        var arrays = svg.Descendants().Where(e => e.Name.LocalName == "g" && (string?)e.Attribute("role") == "img").ToList();
        Assert.All(arrays, array => Assert.Equal(100, array.Elements().Count(e => e.Name.LocalName == "circle")));
        Assert.Equal(16, arrays[0].Elements().Count(e => (string?)e.Attribute("class") == "full"));
        Assert.All(arrays, array => Assert.NotEmpty((string)array.Attribute("aria-label")!));
        Assert.DoesNotContain("from memory", File.ReadAllText(plot));
    }

    [Fact]
    public void Safety_makes_no_score_of_its_own()
    {
        var id = Opened();

        var json = On("safety", id, "--on", "2018-06-06", "--json");

        Assert.DoesNotMatch("(?i)score|risk level|low risk|high risk", json.Out);
        Assert.All(json.Json["rates"]!.AsArray(), rate => Assert.NotEmpty((string)rate!["url"]!));
        Assert.Contains("prison.infractions", json.Json["missing"]!.AsArray().Select(gap => (string)gap!["attribute"]!));
    }

    [Theory]
    [InlineData("June 6")]
    [InlineData("2018-02-30")]
    public void A_day_of_release_that_is_none_is_refused(string day) => Assert.Contains("is no day of release", On("safety", Opened(), "--on", day).Error);

    [Fact]
    public void A_fact_read_by_a_person_is_cited_signed_and_waits_to_be_vetted()
    {
        var id = Opened();
        var path = Write("table.txt", "Roscoe  Lattimer was\nsentenced to 360 months.");
        On("file", id, path, "--kind", "docket-sheet");

        var entered = On("fact", id, "sentence.term", "30 years", "--in", "d2", "--quote", "Roscoe Lattimer was sentenced to 360 months", "--subject", "Roscoe Lattimer", "--by", "Ottoline Farraday");

        Assert.True(entered.Exit == 0, entered.Error);
        var fact = On("facts", id, "--json", "--attribute", "sentence.term").Json.AsArray().Single(f => (string?)f!["subject"] == "Roscoe Lattimer")!;
        Assert.Equal(("360 mo", "proposed"), ((string)fact["value"]!, (string)fact["status"]!));
        // The line ends of the page stand in the citation, not those that were typed.
        Assert.Equal("Roscoe  Lattimer was\nsentenced to 360 months", (string)fact["quote"]!);
        Assert.Contains("read by Ottoline Farraday", On("docket", id, "--json").Out);
        Assert.Contains("says so already", On("fact", id, "sentence.term", "360 months", "--in", "D2", "--quote", "Roscoe Lattimer was sentenced to 360 months", "--subject", "Lattimer").Error);
    }

    [Theory]
    [InlineData("No page of D2 says", "sentence.term", "30 years", "D2", "a thing it does not say")]
    [InlineData("in 2 places", "sentence.term", "30 years", "D2", "360 months")]
    [InlineData("no attribute 'sentence.lenght'", "sentence.lenght", "30 years", "D2", "Lattimer")]
    [InlineData("There is no document D9", "sentence.term", "30 years", "D9", "360 months")]
    [InlineData("Page 7 of D2 does not say", "sentence.term", "30 years", "D2", "Lattimer", "--page", "7")]
    [InlineData("is no date", "prison.infractions", "0", "D2", "Lattimer", "--on", "lately")]
    [InlineData("says \"\"", "sentence.term", "30 years", "D2", "  ")]
    public void A_fact_that_its_page_does_not_bear_out_is_refused(string says, string attribute, string value, string document, string quote, params string[] more)
    {
        var id = Opened();
        On("file", id, Write("table.txt", "Lattimer got 360 months. Denning asked for 360 months."), "--kind", "docket-sheet");
        var before = On("docket", id, "--json").Json["entries"]!.AsArray().Count;

        var ran = On(["fact", id, attribute, value, "--in", document, "--quote", quote, .. more]);

        Assert.Equal(2, ran.Exit);
        Assert.Contains(says, ran.Error);
        Assert.Equal(before, On("docket", id, "--json").Json["entries"]!.AsArray().Count);
    }

    [Fact]
    public void The_petitioner_named_as_the_subject_is_the_petitioner()
    {
        var id = Opened();

        On("fact", id, "offense.first", "yes", "--in", "D1", "--quote", "The criminal history category is I", "--subject", "Dorothea Maybank");

        Assert.Null((string?)On("facts", id, "--json", "--attribute", "offense.first").Json[0]!["subject"]);
    }
}
