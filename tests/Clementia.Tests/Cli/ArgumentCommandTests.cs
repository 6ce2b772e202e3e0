using System.Text.Json.Nodes;

namespace Clementia.Tests.Cli;

/// <summary>Counsel objects, the advocate answers, and rehearses for the day: as a person types it.</summary>
[Collection("console")]
public sealed class ArgumentCommandTests : CommandLine
{
    private const string Judgment = """
        UNITED STATES DISTRICT COURT
        JUDGMENT IN A CRIMINAL CASE

        United States v. Dorothea Maybank

        On March 21, 1997, Dorothea Maybank was sentenced to life in prison for conspiracy to distribute cocaine.
        """;

    private string Filed()
    {
        var id = NewPetition();
        Assert.Equal(0, On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment").Exit);
        return id;
    }

    private string Vet(string id, string attribute)
    {
        var fact = (string)On("facts", id, "--json", "--attribute", attribute).Json[0]!["id"]!;
        Assert.Equal(0, On("vet", id, fact, "confirm", "--reason", "I read the judgment", "--by", "Celeste Amberley").Exit);
        return fact;
    }

    private Ran Object(string id, string words = "She was the kingpin and deserved it") => On("object", id, words, "--by", "Ada Roe", "--role", "White House counsel");

    private JsonNode Argued(string id) => On("argue", id, "--json").Json["objections"]![0]!;

    [Fact]
    public void From_the_objection_to_the_answer_as_it_is_typed()
    {
        var id = Filed();
        Assert.Contains("Nobody has objected yet", On("argue", id).Out);

        var raised = Object(id);
        Assert.Equal(0, raised.Exit);
        Assert.Contains("Ground: Role in the offense, by \"kingpin\"", raised.Out);
        Assert.Contains("--ground seriousness", raised.Out);
        Assert.Contains("checked in part", raised.Out);
        var fact = Vet(id, "sentence.term");
        Assert.Equal(0, On("evidence", id, "O1", "against", "The judgment names no role", "--cite", "D1:1:conspiracy to distribute cocaine", "--by", "Celeste Amberley").Exit);
        var answered = On("answer", id, "1", "The judgment finds no leader", "--fact", fact.ToLowerInvariant(), "--leaves-open", "What the report says", "--by", "Celeste Amberley");
        Assert.True(answered.Exit == 0, answered.Error);
        Assert.Contains("partly answered", answered.Out);
        Assert.Equal(0, On("answer", id, "O1", "The judgment finds no leader, nor does the report", "--fact", fact, "--by", "Celeste Amberley").Exit);
        Assert.Equal(0, On("answer", id, "O1", "Nobody; no trial transcript is on file", "--question", "found-by", "--fact", fact, "--by", "Celeste Amberley").Exit);
        Assert.Equal(0, On("answer", id, "O1", "No co-defendant is named", "--question", "role.codefendants", "--not-applicable", "--by", "Celeste Amberley").Exit);

        Assert.Equal("answered", (string)Argued(id)["status"]!);
        var shown = On("argue", id).Out;
        Assert.Contains("Nothing stands unanswered.", shown);
        Assert.Contains("“conspiracy to distribute cocaine”", shown);
        Assert.Contains("Critical questions (4 of 6 open)", shown);
        Assert.Contains("found or recited by the court", shown);
        Assert.Equal("Ada Roe", (string)On("docket", id, "--json").Json["entries"]!.AsArray().Single(e => (string)e!["kind"]! == "ObjectionRaised")!["actor"]!);
        Assert.Equal(0, On("verify").Exit);
    }

    [Fact]
    public void Striking_the_fact_under_an_answer_is_told_with_its_reason()
    {
        var id = Filed();
        Object(id);
        var fact = Vet(id, "sentence.term");
        On("answer", id, "O1", "She got life", "--fact", fact);
        Assert.Equal("answered", (string)Argued(id)["status"]!);

        On("vet", id, fact, "strike", "--reason", "another judgment", "--by", "Celeste Amberley");

        Assert.Equal("unanswered", (string)Argued(id)["status"]!);
        var shown = On("argue", id).Out;
        Assert.Contains("DOES NOT COUNT", shown);
        Assert.Contains("was struck by Celeste Amberley: another judgment", shown);
        Assert.Contains("weighty  O1", shown);
        // As it stood before, it was answered.
        Assert.Equal("answered", (string)On("argue", id, "--json", "--as-of", "6").Json["objections"]![0]!["status"]!);
    }

    [Theory]
    [InlineData("F1", "is not vetted")]
    [InlineData("F99", "no fact 'F99'")]
    public void An_answer_by_a_fact_that_cannot_carry_it_is_refused_and_nothing_is_entered(string fact, string problem)
    {
        var id = Filed();
        Object(id);
        var refused = On("answer", id, "O1", "No.", "--fact", fact);

        Assert.Equal(2, refused.Exit);
        Assert.Contains(problem, refused.Error);
        Assert.Empty(Argued(id)["claims"]![0]!["answers"]!.AsArray());
    }

    [Fact]
    public void Wrong_use_is_told_in_one_sentence()
    {
        var id = Filed();
        Object(id);
        foreach (var (arguments, problem) in new (string[], string)[]
        {
            (["answer", id, "O7", "No."], "no objection 'O7'"),
            (["answer", id, "O1", "No.", "--not-applicable"], "Name it with --question"),
            (["answer", id, "O1", "No.", "--question", "found-by", "--concede"], "belongs to the whole objection"),
            (["answer", id, "O1", "No.", "--cite", "D1:1:words that are not there"], "does not say"),
            (["answer", id, "O1", "No.", "--cite", "page one"], "cites nothing"),
            (["answer", id, "O1", "No.", "--finding", "G1"], "no finding 'G1'"),
            (["evidence", id, "O1", "for", "It is so"], "points to nothing"),
            (["object", id, "role", "--by", "Ada Roe", "--role", "counsel", "--ground", "hats"], "no ground 'hats'"),
            (["withdraw", id, "O1", "--by", "Ben Low", "--reason", "enough"], "cannot withdraw it"),
            (["argue", id, "--json", "--argdown"], "Choose one"),
            (["argue", id, "--import", "no-such.argdown"], "no file"),
            (["tasks", id, "--done", "T1", "x"], "no task 'T1'"),
            (["tasks", id, "--about", "F1"], "--add"),
            (["tasks", id, "--add", "x", "--due", "soon"], "'soon' is no day"),
            (["rehearse", id, "--answer", "x"], "Add --add"),
            (["rehearse", id, "--add", "Why?", "--answer", "One. Two. Three."], "two"),
        })
        {
            var ran = On(arguments);
            Assert.True(ran.Exit == 2, $"{string.Join(' ', arguments)}: {ran.Exit} {ran.Out}");
            Assert.Contains(problem, ran.Error);
            Assert.Single(ran.Error.Trim().Split('\n'));
        }
    }

    [Fact]
    public void The_argument_goes_out_as_Argdown_and_comes_in_elsewhere_or_not_at_all()
    {
        var id = Filed();
        Object(id);
        var fact = Vet(id, "sentence.term");
        On("answer", id, "O1", "She got life", "--fact", fact, "--cite", "D1:1:life in prison", "--by", "Celeste Amberley");
        var file = Write("argument.argdown", On("argue", id, "--argdown").Out);

        var second = NewPetition("Another");
        On("file", second, Write("copy.txt", Judgment), "--kind", "judgment");
        var early = On("argue", second, "--import", file);
        Assert.Equal(2, early.Exit);
        Assert.Contains("argument.argdown: Line 8:", early.Error);
        Assert.Contains("Nothing was entered", early.Error);
        Assert.Empty(On("argue", second, "--json").Json["objections"]!.AsArray());

        Vet(second, "sentence.term");
        var entered = On("argue", second, "--import", file, "--by", "Celeste Amberley");
        Assert.True(entered.Exit == 0, entered.Error);
        Assert.Equal("answered", (string)Argued(second)["status"]!);
        Assert.Equal("Ada Roe", (string)Argued(second)["by"]!);
        Write("argument.argdown", File.ReadAllText(file).Replace("quote: \"life", "quote: \"five"));
        Assert.Contains("does not say \"five in prison\"", On("argue", second, "--import", file).Error);
    }

    [Fact]
    public void A_task_is_set_and_closed_once()
    {
        var id = Filed();
        Assert.Contains("Nothing is to be done", On("tasks", id).Out);
        Assert.Equal(0, On("tasks", id, "--add", "Ask for the presentence report", "--about", "F1", "--due", "2026-12-01").Exit);
        Assert.Contains("T1   Ask for the presentence report  (about F1)  by 2026-12-01", On("tasks", id).Out);
        Assert.Contains("already, as T1", On("tasks", id, "--add", "ask for the presentence report", "--about", "F1").Error);
        Assert.Equal(0, On("tasks", id, "--done", "t1", "It came by post", "--by", "Celeste Amberley").Exit);
        Assert.Contains("was closed by Celeste Amberley: It came by post", On("tasks", id, "--done", "T1", "again").Error);
        Assert.Equal("It came by post", (string)On("tasks", id, "--json").Json[0]!["closed"]!);
    }

    private Ran Typed(string lines, params string[] arguments)
    {
        var before = Console.In;
        Console.SetIn(new StringReader(lines));
        try
        {
            return On(arguments);
        }
        finally
        {
            Console.SetIn(before);
        }
    }

    [Fact]
    public void A_rehearsal_asks_the_weighty_first_grades_and_makes_tasks_of_what_has_no_answer()
    {
        var id = Filed();
        Object(id, "It opens the floodgates");
        Vet(id, "sentence.term");
        Assert.Equal(0, On("rehearse", id, "--add", "What does her daughter do?", "--answer", "She is a nurse. She will take her in.", "--by", "Celeste Amberley").Exit);
        var cards = On("rehearse", id, "--json", "--by", "Celeste Amberley").Json["cards"]!.AsArray();
        Assert.Equal(6, cards.Count);

        // Own question (weighty), then claim, three questions and the fact, in the order of the seed; blank lines where no grade is asked.
        var ran = Typed(string.Concat(Enumerable.Repeat("\ng\n", 12)), "rehearse", id, "--seed", "7", "--by", "Celeste Amberley");

        Assert.Equal(0, ran.Exit);
        Assert.Contains("6 questions of 6 due", ran.Out);
        Assert.Contains("1 of 6 · Your own questions · weighty", ran.Out);
        Assert.Contains("She is a nurse. She will take her in.", ran.Out);
        Assert.Contains("Next in 10 minutes.", ran.Out);
        Assert.Contains("6 answers graded, 4 tasks set", ran.Out);
        Assert.Contains("Find an answer to: How many are in the same position", On("tasks", id).Out);
        Assert.Equal("O1 precedent.how-many", (string)On("tasks", id, "--json").Json.AsArray().Single(t => ((string)t!["words"]!).Contains("same position"))!["about"]!);

        var after = On("rehearse", id, "--json", "--by", "Celeste Amberley").Json;
        Assert.Equal(["again", "again", "again", "again", "good", "good"], after["cards"]!.AsArray().Select(c => (string)c!["last_grade"]!).Order());
        Assert.Equal(33, (int)after["ready"]!);
        Assert.Contains("Nothing is due before", Typed("", "rehearse", id, "--by", "Celeste Amberley").Out);
        // The grades are one presenter's own, and no entry of the docket tells them.
        Assert.Equal(0, (int)On("rehearse", id, "--json", "--by", "Somebody Else").Json["ready"]!);
        Assert.DoesNotContain("nurse", On("docket", id).Out);
        Assert.DoesNotContain("good", On("docket", id).Out);
        var kept = Assert.Single(Directory.EnumerateFiles(Path.Combine(Workspace, "rehearsal")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        // Asked again, what is a task already is not made one twice.
        Assert.Contains("It is to be done already, as T", Typed(string.Concat(Enumerable.Repeat("\ng\n", 12)), "rehearse", id, "--all", "--by", "Celeste Amberley").Out);
    }

    [Fact]
    public void The_same_seed_asks_in_the_same_order_and_the_end_of_the_typing_ends_the_session()
    {
        var id = Filed();
        Object(id);
        string Order(string seed) => string.Join('\n', Typed("", "rehearse", id, "--seed", seed, "--most", "7").Out.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Take(1));
        var orders = Enumerable.Range(1, 8).Select(seed => Order($"{seed}")).ToList();

        Assert.Equal(orders[0], Order("1"));
        Assert.True(orders.Distinct().Count() > 1);
        Assert.Contains("0 answers graded", Typed("", "rehearse", id).Out);
        Assert.False(Directory.Exists(Path.Combine(Workspace, "rehearsal")));
        // Something else than a grade is asked again.
        Vet(id, "sentence.term");
        var ran = Typed(string.Concat(Enumerable.Repeat("perhaps\n", 30)), "rehearse", id, "--most", "30");
        Assert.Contains("Type a, h, g, e, t or q.", ran.Out);
    }

    [Fact]
    public void Damaged_grades_are_told_and_not_overwritten()
    {
        var id = Filed();
        On("rehearse", id, "--add", "Why?", "--by", "Celeste Amberley");
        var kept = Directory.EnumerateFiles(Path.Combine(Workspace, "rehearsal")).Single();
        foreach (var damaged in new[] { "{", "null", """{ "petition": "x", "presenter": "y", "own": [], "cards": { "own:1": { "memory": { "state": "review", "step": 0, "stability": -1, "difficulty": 5, "due": "2026-01-01T00:00:00+00:00", "last": null }, "last": "good" } } }""" })
        {
            File.WriteAllText(kept, damaged);
            var ran = On("rehearse", id, "--list", "--by", "Celeste Amberley");
            Assert.Equal(2, ran.Exit);
            Assert.Contains("Move the file away", ran.Error);
            Assert.Equal(damaged, File.ReadAllText(kept));
        }
    }

    [Theory]
    [InlineData("object")]
    [InlineData("answer")]
    [InlineData("evidence")]
    [InlineData("withdraw")]
    [InlineData("argue")]
    [InlineData("tasks")]
    [InlineData("rehearse")]
    public void Help_shows_how_it_is_used(string command) => Assert.Contains($"./clementia {command} p-7k3m9q", Run(command, "--help").Out);
}
