using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Clementia.Tests.Cli;

/// <summary>Copies for several readers, one of which comes to light.</summary>
[Collection("console")]
public sealed class CopiesTests : CommandLine
{
    internal const string Judgment = """
        UNITED STATES DISTRICT COURT
        JUDGMENT IN A CRIMINAL CASE

        United States v. Dorothea Maybank

        Following a jury trial, the defendant Dorothea Maybank was found guilty of conspiracy to distribute cocaine, in violation of
        21 U.S.C. § 846, and of money laundering, in violation of 18 U.S.C. § 1956(h).
        On March 21, 1997, Dorothea Maybank was sentenced to life in prison. She has no prior convictions. The offense involved no violence.
        """;

    internal const string Letter = """
        Petition for clemency

        I, Dorothea Maybank, ask for a commutation of my sentence. I am 62 years old. I have served 21 years. I have high blood pressure.
        """;

    /// <summary>A petition with every fact of its papers confirmed.</summary>
    private string Vetted()
    {
        var id = NewPetition();
        Assert.Equal(0, On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment").Exit);
        Assert.Equal(0, On("file", id, Write("petition.txt", Letter), "--kind", "petition").Exit);
        foreach (var fact in On("facts", id, "--json").Json.AsArray())
            Assert.Equal(0, On("vet", id, (string)fact!["id"]!, "confirm", "--reason", "I read it there", "--by", "Celeste Amberley").Exit);
        return id;
    }

    private string Issue(string id, string reader, string extension = "html")
    {
        var file = Path.Combine(Folder, $"{reader}.{extension}");
        var ran = On("brief", id, "--out", file, "--for", reader);
        Assert.True(ran.Exit == 0, ran.Error);
        return file;
    }

    private static string Words(string html) =>
        System.Net.WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("<footer", StringComparison.Ordinal)], "<sup>.*?</sup>", ""), "<[^>]+>", " "));

    [Fact]
    public void The_words_of_a_copy_lead_back_to_it_typed_or_as_a_file()
    {
        var id = Vetted();
        string[] readers = ["Counsel", "Adviser", "Press office", "Deputy"];
        var files = readers.Select(reader => Issue(id, reader, reader == "Deputy" ? "docx" : "html")).ToList();

        var typed = On("trace", id, Write("leak.txt", Words(File.ReadAllText(files[1]))), "--json");
        var word = On("trace", id, files[3], "--json").Json;

        Assert.Equal(0, typed.Exit);
        Assert.Equal("one copy", (string)typed.Json["verdict"]!);
        Assert.Equal(["B2"], typed.Json["named"]!.AsArray().Select(one => (string)one!));
        Assert.Equal("Adviser", (string)typed.Json["copies"]![0]!["recipient"]!);
        Assert.Null(typed.Json["same_file"]);
        Assert.Equal(("B4", "B4"), ((string)word["named"]![0]!, (string)word["same_file"]!));
        Assert.Contains("This comes from copy B2, for Adviser", On("trace", id, Write("leak.txt", Words(File.ReadAllText(files[1])))).Out);
    }

    [Fact]
    public void A_copy_stays_traceable_after_the_file_has_grown()
    {
        var id = Vetted();
        var leaked = Words(File.ReadAllText(Issue(id, "Counsel")));
        On("file", id, Write("note.txt", "She was a mentor to other women in prison, the chaplain said."));
        Issue(id, "Adviser");

        Assert.Equal(["B1"], On("trace", id, Write("leak.txt", leaked), "--json").Json["named"]!.AsArray().Select(one => (string)one!));
    }

    [Fact]
    public void A_sentence_is_too_little_and_the_answer_says_how_little()
    {
        var id = Vetted();
        Issue(id, "Counsel");
        Issue(id, "Adviser");

        var ran = On("trace", id, Write("leak.txt", "The brief speaks of high blood pressure."));

        Assert.Equal(0, ran.Exit);
        Assert.Contains("Cannot tell", ran.Out);
        Assert.Contains("A longer passage would tell more.", ran.Out);
    }

    [Fact]
    public void A_copy_for_nobody_bears_no_mark_and_is_named_as_not_weighed()
    {
        var id = Vetted();
        Assert.Equal(0, On("brief", id, "--out", Path.Combine(Folder, "plain.html")).Exit);

        var ran = On("trace", id, Path.Combine(Folder, "plain.html"));

        Assert.Contains("The file is, byte for byte, copy B1", ran.Out);
        Assert.Contains("No issued copy bears a mark", ran.Out);
        Assert.Contains("its words bear no mark", ran.Out);
    }

    [Fact]
    public void Where_no_brief_was_issued_there_is_nothing_to_trace() =>
        Assert.Contains("No copy of a brief was issued", On("trace", Vetted(), Write("leak.txt", "Anything.")).Out);

    [Fact]
    public void The_docket_names_the_places_of_a_copy_and_not_its_wordings()
    {
        var id = Vetted();
        Issue(id, "Counsel");

        var issued = On("docket", id, "--json").Json["entries"]!.AsArray().Single(entry => (string)entry!["kind"]! == "BriefIssued")!["body"]!;

        Assert.Equal("confidential", (string)issued["copy"]!["clearance"]!);
        Assert.True((int)issued["copy"]!["sites"]! > 5);
        Assert.Equal(16, ((string)issued["copy"]!["id"]!).Length);
        Assert.DoesNotContain("Convicted of", issued.ToJsonString());
    }

    [Fact]
    public void Without_the_offices_key_nothing_can_be_traced()
    {
        var id = Vetted();
        var file = Issue(id, "Counsel");
        var key = Path.Combine(Workspace, "key");
        File.Move(key, key + ".away");

        var ran = On("trace", id, file);

        Assert.Equal(2, ran.Exit);
        Assert.Contains("key", ran.Error);
    }

    [Theory]
    [InlineData("nowhere.txt")]
    [InlineData("empty.txt")]
    public void A_passage_that_is_not_there_is_refused(string name)
    {
        var id = Vetted();
        Issue(id, "Counsel");
        Write("empty.txt", "  \n");

        Assert.Equal(2, On("trace", id, Path.Combine(Folder, name)).Exit);
    }
}
