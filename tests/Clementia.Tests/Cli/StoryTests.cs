using System.Text.Json.Nodes;

namespace Clementia.Tests.Cli;

/// <summary>From a folder of documents to a cited brief, as a person types it.</summary>
[Collection("console")]
public sealed class StoryTests : CommandLine
{
    private const string Judgment = """
        UNITED STATES DISTRICT COURT
        JUDGMENT IN A CRIMINAL CASE

        United States v. Dorothea Maybank

        On March 21, 1997, Dorothea Maybank was sentenced to life in prison for conspiracy to distribute cocaine.
        """;

    private const string Article = """
        May 20, 2018

        President Edwin Thorne pardoned Dorothea Maybank on Friday. Maybank, a 63-year-old grandmother, was serving a life sentence for a
        non-violent drug offense.

        “Her sentence was unfair,” the adviser Julian Farrow said.
        """;

    private const string Warrant = """
        Executive Grant of Clemency

        I, Edwin Thorne, President of the United States, have granted unto Dorothea Maybank a commutation of sentence on June 6, 2018.
        """;

    [Fact]
    public void A_press_report_that_says_pardon_stands_against_the_vetted_commutation()
    {
        var id = NewPetition();
        Assert.Equal(0, On("file", id, Write("warrant.txt", Warrant), "--kind", "warrant").Exit);
        var form = On("facts", id, "--json").Json.AsArray().Single(f => (string)f!["attribute"]! == "clemency.form")!;
        Assert.Equal("commutation", (string)form["value"]!);
        Assert.Equal(0, On("vet", id, (string)form["id"]!, "confirm", "--reason", "I read the warrant", "--by", "Celeste Amberley").Exit);

        Assert.Equal(0, On("file", id, Write("article.txt", Article), "--kind", "press", "--date", "2018-06-08").Exit);

        var conflict = On("conflicts", id, "--json").Json.AsArray().First(c => (string?)c!["attribute"] == "clemency.form")!;
        Assert.Equal("against the record", (string)conflict["kind"]!);
        Assert.Equal(["commutation", "pardon"], conflict["facts"]!.AsArray().Select(f => (string)f!["value"]!));
    }

    [Fact]
    public void Every_quote_stands_in_the_document_where_it_is_said_to_stand()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment), Write("article.txt", Article));
        var texts = new Dictionary<string, string> { ["judgment.txt"] = Judgment, ["article.txt"] = Article };

        var facts = On("facts", id, "--json").Json.AsArray();

        Assert.NotEmpty(facts);
        foreach (var passage in facts.SelectMany(f => f!["sources"]!.AsArray()).SelectMany(s => s!["passages"]!.AsArray().Select(p => (Text: texts[(string)s["name"]!], Passage: p!))))
            Assert.Equal((string)passage.Passage["quote"]!, passage.Text[(int)passage.Passage["start"]!..(int)passage.Passage["end"]!]);
    }

    [Fact]
    public void A_petition_as_of_yesterday_does_not_know_todays_filing()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment));
        var before = On("facts", id, "--json").Json.AsArray().Count;
        On("file", id, Write("article.txt", Article));

        Assert.True(On("facts", id, "--json").Json.AsArray().Count > before);
        Assert.Equal(before, On("facts", id, "--json", "--as-of", "3").Json.AsArray().Count);
    }

    [Fact]
    public void The_same_bytes_are_filed_once()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment));

        Assert.Contains("already on file", On("file", id, Write("again.txt", Judgment)).Out);
        Assert.Equal(3, On("docket", id, "--json").Json["entries"]!.AsArray().Count);
    }

    [Fact]
    public void The_docket_names_the_catalog_by_which_facts_were_proposed_and_vetted()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment");
        On("vet", id, (string)On("facts", id, "--json").Json[0]!["id"]!, "confirm", "--reason", "I read the judgment");

        var named = On("docket", id, "--json").Json["entries"]!.AsArray().ToDictionary(e => (string)e!["kind"]!, e => (string?)e!["body"]!["catalog"]);

        Assert.Equal(Clementia.Casework.Catalog.BuiltIn.Fingerprint, named["DocumentRead"]);
        Assert.Equal(Clementia.Casework.Catalog.BuiltIn.Fingerprint, named["FactVetted"]);
        Assert.Null(named["DocumentFiled"]);
        Assert.DoesNotContain("another catalog", On("verify").Out);
    }

    [Fact]
    public void The_docket_verifies_and_an_export_of_it_too()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment));
        var bag = Path.Combine(Folder, "bag");

        Assert.Equal(0, On("verify").Exit);
        Assert.Equal(0, On("export", id, "--out", bag).Exit);
        Assert.Equal(0, Run("verify", bag).Exit);

        var docket = Directory.EnumerateFiles(bag, "*.jsonl", SearchOption.AllDirectories).First();
        File.WriteAllText(docket, File.ReadAllText(docket).Replace("Celeste Amberley", "Celeste Amberlex"));
        var broken = Run("verify", bag);
        Assert.Equal(1, broken.Exit);
        Assert.NotEmpty(broken.Error);
    }

    [Fact]
    public void A_question_is_answered_with_a_citation_and_an_unanswerable_one_is_said_to_be()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment));

        var answer = On("ask", id, "What was the conspiracy about?", "--json").Json;
        Assert.True((bool)answer["tells"]!);
        Assert.Contains("cocaine", (string)answer["passages"]![0]!["quote"]!);

        var none = On("ask", id, "Where is the submarine?");
        Assert.Contains("The file does not tell", none.Out);
    }

    [Fact]
    public void A_brief_without_a_vetted_fact_is_refused_and_one_with_vetted_facts_is_recorded()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment");
        var file = Path.Combine(Folder, "brief.html");

        var refused = On("brief", id, "--out", file);
        Assert.Equal(2, refused.Exit);
        Assert.False(File.Exists(file));

        foreach (var fact in On("facts", id, "--json").Json.AsArray())
            On("vet", id, (string)fact!["id"]!, "confirm", "--reason", "I read the judgment");
        var issued = On("brief", id, "--out", file, "--for", "the President");
        Assert.True(issued.Exit == 0, issued.Error);
        Assert.Contains("Maybank", File.ReadAllText(file));
        var last = On("docket", id, "--json").Json["entries"]!.AsArray()[^1]!;
        Assert.Equal("BriefIssued", (string)last["kind"]!);
        Assert.Equal("the President", (string)last["body"]!["recipient"]!);
    }

    [Fact]
    public void What_a_sealing_order_removes_is_gone_from_facts_search_and_files_and_the_docket_still_verifies()
    {
        var id = NewPetition();
        On("file", id, Write("secret.txt", "The informant Quillonbury lives in Port Ashby. Dorothea Maybank was sentenced to life in prison."), "--kind", "letter");
        On("ask", id, "Quillonbury");

        Assert.Equal(0, On("redact", id, "2", "--order", "Sealing order, Dkt. 231").Exit);
        Assert.Equal(0, On("redact", id, "3", "--order", "Sealing order, Dkt. 231").Exit);

        Assert.Equal(0, On("verify").Exit);
        Assert.Contains("Dkt. 231", On("verify").Out);
        Assert.Empty(On("facts", id, "--json").Json.AsArray());
        Assert.Empty(On("ask", id, "Quillonbury", "--json").Json["passages"]!.AsArray());
        var left = Directory.EnumerateFiles(Workspace, "*", SearchOption.AllDirectories).Where(f => File.ReadAllBytes(f).AsSpan().IndexOf("Quillonbury"u8) >= 0);
        Assert.Empty(left);
    }

    [Fact]
    public void A_backup_restores_to_a_workspace_that_verifies()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment));
        var backup = Path.Combine(Folder, "backup");
        var restored = Path.Combine(Folder, "restored");

        Assert.Equal(0, On("backup", "--out", backup).Exit);
        Assert.Equal(0, Run("restore", backup, "-w", restored).Exit);

        Assert.Equal(0, Run("verify", "-w", restored).Exit);
        Assert.Equal(On("facts", id, "--json").Out, Run("facts", id, "--json", "-w", restored).Out);
        Assert.NotEqual(0, Run("restore", backup, "-w", restored).Exit);
    }

    [Fact]
    public void Reindexing_changes_no_answer()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment), Write("article.txt", Article));
        var before = On("ask", id, "life sentence", "--json").Out;

        Assert.Equal(0, On("reindex").Exit);

        Assert.Equal(before, On("ask", id, "life sentence", "--json").Out);
    }

    [Fact]
    public void Another_readers_quotes_are_checked_and_nothing_it_says_is_confirmed()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment");
        var offers = Write("offers.json", """
            [{"attribute": "petitioner.education", "value": "high school", "page": 1, "quote": "conspiracy to distribute cocaine", "reason": "a guess"},
             {"attribute": "petitioner.children", "value": "5", "page": 1, "quote": "She has five children", "reason": "made up"}]
            """);

        var before = On("facts", id, "--json").Json.AsArray().Count;
        var ran = On("propose", id, "D1", offers, "--reader", "a language model, version 1");

        Assert.Equal(1, ran.Exit);
        // What the first reading proposed and nobody has vetted yet is still there.
        Assert.Equal(before + 1, On("facts", id, "--json").Json.AsArray().Count);
        Assert.Contains("does not say", ran.Error);
        var facts = On("facts", id, "--json").Json.AsArray();
        Assert.Equal("proposed", (string)facts.Single(f => (string)f!["attribute"]! == "petitioner.education")!["status"]!);
        Assert.DoesNotContain(facts, f => (string)f!["attribute"]! == "petitioner.children");
    }

    [Fact]
    public void A_fact_corrected_in_plain_words_holds_the_canonical_value()
    {
        var id = NewPetition();
        On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment");
        var term = On("facts", id, "--json", "--attribute", "sentence.term").Json[0]!;

        var ran = On("vet", id, (string)term["id"]!, "correct", "--value", "life plus 25 years", "--reason", "The written judgment adds the gun count");

        Assert.Equal(0, ran.Exit);
        Assert.Equal("life+300 mo", (string)On("facts", id, "--json", "--attribute", "sentence.term").Json[0]!["value"]!);
        Assert.Equal("life", (string)On("facts", id, "--json", "--attribute", "sentence.term", "--as-of", "3").Json[0]!["value"]!);
    }
}
