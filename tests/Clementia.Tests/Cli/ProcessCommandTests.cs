using System.Text.Json.Nodes;
using Clementia.Cli;

namespace Clementia.Tests.Cli;

/// <summary>The process, its people and what a petition lacks, as a person types it.</summary>
[Collection("console")]
public sealed class ProcessCommandTests : CommandLine
{
    private const string Judgment = """
        UNITED STATES DISTRICT COURT
        JUDGMENT IN A CRIMINAL CASE

        United States v. Dorothea Maybank

        Dorothea Maybank was convicted of three counts. On March 21, 1997, Dorothea Maybank was sentenced to life in prison for conspiracy to distribute cocaine.
        """;

    private string Direct()
    {
        var id = NewPetition();
        Ok(On("process", id, "--use", "us-direct", "--person", "adviser=Julian Farrow", "--person", "counsel=Ingrid Stahl", "--person", "president=Edwin Thorne"));
        return id;
    }

    private static Ran Ok(Ran ran)
    {
        Assert.True(ran.Exit == 0, ran.Error);
        return ran;
    }

    private static Ran Refused(Ran ran, string problem)
    {
        Assert.Equal(2, ran.Exit);
        Assert.Contains(problem, ran.Error);
        Assert.Empty(ran.Out);
        return ran;
    }

    private string Vetted()
    {
        var id = Direct();
        Ok(On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment"));
        foreach (var fact in On("facts", id, "--json").Json.AsArray())
            Ok(On("vet", id, (string)fact!["id"]!, "confirm", "--reason", "I read the judgment"));
        return id;
    }

    [Fact]
    public void The_processes_are_listed_and_shown_whole_with_what_is_not_verified()
    {
        foreach (var name in new[] { "processes", "process" })
            Assert.Contains("us-federal", Ok(Run(name)).Out);
        Assert.Equal(6, Ok(Run("processes", "--json")).Json.AsArray().Count);

        var whole = Ok(Run("process", "--use", "us-federal")).Out;
        Assert.Contains("28 CFR 1.8, unverified", whole);
        Assert.Contains("the office sets it (--days presumed-concurrence=N)", whole);
        Assert.Contains("look the number up before you set it", whole);
        Assert.Contains("PARDONS", Ok(Run("process", "--use", "state-board-decides")).Out);
        Refused(Run("process", "--use", "us-royal"), "There is no process 'us-royal'");
        Refused(Run("process", "--move", "closed"), "needs the petition's id");
    }

    [Fact]
    public void A_petition_without_a_process_says_how_to_choose_one()
    {
        var id = NewPetition();

        Assert.Contains($"./clementia process {id} --use", Ok(On("process", id)).Out);
        Assert.Null(Ok(On("process", id, "--json")).Json["process"]);
        Refused(On("process", id, "--person", "adviser=X"), "belong to --use");
        Refused(On("process", id, "--use", "us-direct", "--person", "adviser"), "names no role");
        Refused(On("process", id, "--use", "us-direct", "--days", "counsel-answer=soon"), "no deadline with its days");
        Refused(On("process", id, "--move", "presented"), "No process was chosen");
    }

    [Fact]
    public void It_is_moved_by_who_may_when_what_must_exist_does_and_the_docket_tells_it()
    {
        var id = Vetted();
        Refused(On("process", id, "--move", "presented", "--by", "Ingrid Stahl"), "Ingrid Stahl may not move it");
        Refused(On("process", id, "--move", "presented", "--by", "Julian Farrow"), "a brief");
        Refused(On("process", id, "--reason", "so"), "belong to --move");
        Ok(On("brief", id, "--out", Path.Combine(Folder, "brief.html")));
        Refused(On("process", id, "--move", "presented", "--by", "Julian Farrow"), "presentence report");

        var moved = Ok(On("process", id, "--move", "presented", "--by", "Julian Farrow", "--regardless", "The report is sealed", "--json")).Json;

        Assert.Equal("presented", (string)moved["stage"]!);
        Assert.Equal("Edwin Thorne", (string)moved["turn"]!["names"]![0]!);
        Assert.Contains("Julian Farrow: moved it from vetting to presented: The report is sealed. Regardless of: presentence report; the law then and now", On("docket", id).Out);
        Ok(On("verify"));
    }

    [Fact]
    public void Under_a_process_a_brief_waits_for_weighty_things_and_goes_on_with_a_reason_on_the_docket()
    {
        var id = Vetted();
        Ok(On("object", id, "She deserved it.", "--by", "Ingrid Stahl", "--role", "counsel"));
        var file = Path.Combine(Folder, "brief.html");

        Refused(On("brief", id, "--out", file), "The brief must wait: (1) Ingrid Stahl (counsel) objects");
        Assert.False(File.Exists(file));
        Refused(On("brief", id, "--out", file, "--regardless", " "), "needs a reason");
        Ok(On("brief", id, "--out", file, "--regardless", "The President asked for it today", "--by", "Julian Farrow"));

        var entries = On("docket", id, "--json").Json["entries"]!.AsArray();
        Assert.Equal(["WentOnRegardless", "BriefIssued"], entries.TakeLast(2).Select(entry => (string)entry!["kind"]!));
        Assert.Equal("The President asked for it today", (string)entries[^2]!["body"]!["reason"]!);

        Refused(On("process", id, "--move", "presented", "--by", "Julian Farrow"), "lacking");
        Ok(On("process", id, "--move", "presented", "--by", "Julian Farrow", "--regardless", "Asked for today"));
        Assert.Equal(["WentOnRegardless", "StageMoved"], On("docket", id, "--json").Json["entries"]!.AsArray().TakeLast(2).Select(entry => (string)entry!["kind"]!));
    }

    [Fact]
    public void Without_a_process_a_brief_is_written_and_what_is_lacking_is_told()
    {
        var id = NewPetition();
        Ok(On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment"));
        foreach (var fact in On("facts", id, "--json").Json.AsArray())
            Ok(On("vet", id, (string)fact!["id"]!, "confirm", "--reason", "I read the judgment"));
        Ok(On("object", id, "She deserved it.", "--by", "Ingrid Stahl", "--role", "counsel"));

        var ran = Ok(On("brief", id, "--out", Path.Combine(Folder, "brief.html")));

        Assert.Contains("something weighty is lacking", ran.Error);
        Assert.Contains("objects: She deserved it.", ran.Error);
        Assert.Equal("BriefIssued", (string)On("docket", id, "--json").Json["entries"]!.AsArray()[^1]!["kind"]!);
    }

    [Fact]
    public void Ready_names_each_lack_with_its_command_and_exits_1_while_one_weighs()
    {
        var id = Vetted();
        Ok(On("brief", id, "--out", Path.Combine(Folder, "brief.html")));
        Assert.Equal(0, On("ready", id).Exit);
        Ok(On("object", id, "She deserved it.", "--by", "Ingrid Stahl", "--role", "counsel"));

        var ran = On("ready", id, "--json");

        Assert.Equal(1, ran.Exit);
        Assert.False((bool)ran.Json["ready"]!);
        var lack = ran.Json["lacks"]![0]!;
        Assert.Equal(("objection", true, "O1"), ((string)lack["kind"]!, (bool)lack["weighty"]!, (string)lack["about"]!));
        Assert.StartsWith($"./clementia answer {id} O1", (string)lack["settle"]!, StringComparison.Ordinal);
        Assert.Contains("is not ready", On("ready", id).Out);
    }

    [Fact]
    public void Referrals_go_out_and_come_back_and_the_office_sees_the_overdue_first()
    {
        var first = NewPetition("Commutation for Amos Reyes");
        var second = NewPetition("Commutation for Lena Voss");
        Ok(On("refer", second, "--to", "U.S. Attorney", "--about", "views", "--due", "2020-01-01"));
        Refused(On("refer", second, "--to", "U.S. Attorney", "--about", "views", "--due", "soon"), "is no day");
        Refused(On("refer", second, "--due", "2020-01-01"), "Say whom to ask");
        Refused(On("refer", second, "--to", "A", "--returned", "R1"), "one at a time");
        Assert.Contains("Nothing was referred yet", On("refer", first).Out);

        Assert.Equal([second, first], Ok(On("office", "--json")).Json["petitions"]!.AsArray().Select(row => (string)row!["petition"]!));
        Assert.Equal([second], Ok(On("office", "--overdue", "--json")).Json["petitions"]!.AsArray().Select(row => (string)row!["petition"]!));
        Assert.Contains("OVERDUE since 2020-01-01  U.S. Attorney: views (R1)", On("office").Out);

        Ok(On("refer", second, "--returned", "R1", "He does not oppose it"));
        Refused(On("refer", second, "--returned", "R1", "again"), "came back already");
        Assert.Contains("None of the 2 petitions fits", On("office", "--overdue").Out);
        Assert.Equal("He does not oppose it", (string)On("refer", second, "--json").Json[0]!["returned"]!["words"]!);
    }

    [Fact]
    public void The_office_shows_stage_age_turn_and_what_each_petition_lacks()
    {
        Assert.Contains("No petition yet", Office_of_nothing().Out);
        var id = Direct();
        var other = NewPetition("Commutation for Lena Voss");

        var text = Ok(On("office")).Out;
        Assert.Contains("The file is being vetted, since today; waits for the adviser who brings it (Julian Farrow)", text);
        Assert.Contains("incomplete: judgment; presentence report; term of imprisonment, confirmed; the law then and now; a brief", text);
        Assert.Contains($"no process chosen: ./clementia process {other}", text);
        Assert.Contains("us-direct, The file is being vetted: 1 petition, the oldest 0 days", text);
        Assert.Equal([id], Ok(On("office", "--turn", "julian farrow", "--json")).Json["petitions"]!.AsArray().Select(row => (string)row!["petition"]!));
        Assert.Equal([other], Ok(On("office", "--process", "none", "--json")).Json["petitions"]!.AsArray().Select(row => (string)row!["petition"]!));
        Assert.Equal(2, On("office", "--sort", "weight").Exit);
    }

    private Ran Office_of_nothing()
    {
        var elsewhere = Path.Combine(Folder, "elsewhere");
        using (Desk.Open(elsewhere, "A. Clerk", create: true))
        {
        }
        return Run("office", "-w", elsewhere);
    }

    [Fact]
    public void Deadlines_go_into_a_calendar_file_whole_or_not_at_all()
    {
        var id = Direct();
        Ok(On("process", id, "--use", "us-direct", "--days", "counsel-answer=10"));
        Ok(On("refer", id, "--to", "Prison service", "--about", "progress report, with conduct", "--due", "2026-12-24"));
        var file = Path.Combine(Folder, "deadlines.ics");

        Ok(On("office", "--ics", file));

        var text = File.ReadAllText(file);
        Assert.Contains("DTSTART;VALUE=DATE:20261224\r\n", text);
        Assert.Contains("SUMMARY:Prison service: progress report\\, with conduct (R1)", text);
        Assert.DoesNotContain("counsel", text, StringComparison.Ordinal);
        Refused(On("office", "--ics", Folder), "cannot be written");
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.part"));
    }

    [Fact]
    public void Victims_are_entered_by_name_or_that_there_is_none()
    {
        var id = NewPetition();
        Assert.Contains("Nothing is entered of victims", On("victims", id).Out);
        Refused(On("victims", id, "--none"), "Nothing is said of it");
        Refused(On("victims", id, "Lena Voss", "--none", "--words", "so"), "stands alone");
        Refused(On("victims", id, "--what", "notified"), "Name the victim");
        Refused(On("victims", id, "Lena Voss", "--what", "phoned", "--words", "today"), "not what can be entered");

        Ok(On("victims", id, "Lena Voss", "--what", "commented", "--words", "I do not oppose it."));

        Assert.Equal("commented", (string)On("victims", id, "--json").Json[0]!["what"]!);
    }

    [Fact]
    public void A_recommendation_is_entered_for_another_and_signed_by_who_enters_it()
    {
        var id = Direct();
        Assert.Contains("Nobody has recommended", On("recommend", id).Out);
        Refused(On("recommend", id, "grant", "--by", "Ingrid Stahl", "--reason", "so"), "nobody recommends");
        Ok(On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment"));
        foreach (var fact in On("facts", id, "--json").Json.AsArray())
            Ok(On("vet", id, (string)fact!["id"]!, "confirm", "--reason", "I read the judgment"));
        Ok(On("brief", id, "--out", Path.Combine(Folder, "brief.html")));
        Ok(On("process", id, "--move", "presented", "--by", "Julian Farrow", "--regardless", "Asked for today"));
        Ok(On("process", id, "--move", "counsel-review", "--by", "Edwin Thorne"));

        Ok(On("recommend", id, "grant", "--form", "commutation", "--by", "Ingrid Stahl", "--reason", "The answer holds", "--entered-by", "Celeste Amberley"));

        var made = On("recommend", id, "--json").Json[0]!;
        Assert.Equal(("Ingrid Stahl", "Celeste Amberley", "commutation"), ((string)made["by"]!, (string)made["enteredBy"]!, (string)made["form"]!));
    }

    [Fact]
    public void A_reason_that_contradicts_a_vetted_fact_raises_an_alert_and_decides_nothing()
    {
        var id = NewPetition();
        Ok(On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment"));
        var counts = On("facts", id, "--json").Json.AsArray().First(fact => (string)fact!["attribute"]! == "conviction.counts")!;
        Ok(On("vet", id, (string)counts["id"]!, "confirm", "--reason", "I read the judgment"));

        var ran = Ok(On("position", id, "Ingrid Stahl", "oppose", "--office", "counsel", "--reason", "She was convicted of eight counts.", "--entered-by", "Celeste Amberley"));

        Assert.Contains("ALERT", ran.Out);
        Assert.Contains($"the vetted file says 3 ({counts["id"]}", ran.Out);
        Assert.Contains("not who is right", ran.Out);
        Assert.DoesNotContain("ALERT", Ok(On("position", id, "Ingrid Stahl", "lean-oppose", "--reason", "She was convicted of three counts.")).Out);
        var shown = On("positions", id, "--json").Json[0]!;
        Assert.Equal("lean-oppose", (string)shown["position"]!);
        Assert.Equal(["oppose", "lean-oppose"], shown["changes"]!.AsArray().Select(change => (string)change!["position"]!));
        Assert.Equal((string)counts["id"]!, (string)shown["changes"]![0]!["alerts"]![0]!["fact"]!);
        Assert.Equal("Celeste Amberley", (string)shown["changes"]![0]!["enteredBy"]!);
    }

    [Fact]
    public void Evidence_for_a_position_is_looked_up_and_cannot_misquote()
    {
        var id = NewPetition();
        Ok(On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment"));
        Assert.Contains("Nobody has taken a position", On("positions", id).Out);

        Ran Take(string cite) => On("position", id, "Ingrid Stahl", "support", "--reason", "The judgment", "--cite", cite);
        Refused(Take("D1:\"twenty years\""), "does not say \"twenty years\"");
        Refused(Take("D9:\"life\""), "no document D9");
        Refused(Take("D1:"), "No words of D1");
        Refused(Take("X1"), "cites nothing");
        Refused(Take("F99"), "no fact 'F99'");
        Refused(Take("G1"), "no finding 'G1'");
        Ok(Take("D1:\"life in prison\""));

        Assert.Equal("life in prison", (string)On("positions", id, "--json").Json[0]!["changes"]![0]!["passages"]![0]!["quote"]!);
        Assert.Equal(2, On("position", id, "Ingrid Stahl", "wavering", "--reason", "so").Exit);
    }

    [Fact]
    public void A_meeting_is_entered_with_what_was_shown_and_signed_by_who_was_there()
    {
        var id = NewPetition();
        Ok(On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment"));
        var chart = Write("chart.txt", "a chart that nobody filed");
        Assert.Contains("No meeting was entered yet", On("meeting", id).Out);
        string[] held = ["--on", "2026-03-02", "--place", "Oval Office", "--present", "Edwin Thorne", "--present", "Julian Farrow", "--minutes", "He asked about violence."];
        Refused(On(["meeting", id, .. held, "--shown", "D9"]), "neither a document");
        Refused(On("meeting", id, "--place", "Oval Office", "--minutes", "so"), "has no day");

        var entered = Ok(On(["meeting", id, .. held, "--shown", "D1", "--shown", chart, "--changed", "Counsel will look at it"])).Out;

        Assert.Contains("shown: D1", entered);
        Assert.Contains("which is neither on file nor an issued brief", entered);
        Refused(On("meeting", id, "--sign", "M1", "--by", "Ingrid Stahl"), "was not at M1");
        Ok(On("meeting", id, "--sign", "M1", "--by", "Julian Farrow"));
        Refused(On("meeting", id, "--sign", "M1", "--by", "Julian Farrow"), "Each signs once");
        Ok(On("meeting", id, "--sign", "M1", "--by", "Edwin Thorne", "--objects", "I asked about drugs."));
        var meeting = Ok(On("meeting", id, "--show", "m1", "--json")).Json[0]!;
        Assert.False((bool)meeting["agreed"]!);
        Assert.Equal("I asked about drugs.", (string)meeting["signed"]![1]!["objects"]!);
        Refused(On("meeting", id, "--show", "M7"), "no meeting 'M7'");
        Refused(On("meeting", id, "--objects", "so"), "belongs to --sign");
        Ok(On("file", id, chart));
        Assert.Contains("shown: D2", On("meeting", id).Out);
    }
}
