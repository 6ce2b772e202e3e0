namespace Clementia.Tests.Cli;

/// <summary>Exit codes 0 done, 1 found a problem, 2 wrong use; errors on stderr in one sentence that says what to do.</summary>
[Collection("console")]
public sealed class WrongUseTests : CommandLine
{
    public static TheoryData<string[]> WrongUses => new()
    {
        new[] { "facts", "p-000000" },
        new[] { "facts" },
        new[] { "frobnicate" },
        new[] { "new" },
        new[] { "read", "no-such-file.pdf" },
        new[] { "check-redactions", "no-such-file.pdf" },
        new[] { "verify", "no-such-folder" },
    };

    [Theory]
    [MemberData(nameof(WrongUses))]
    public void A_wrong_call_exits_with_2_and_one_sentence(string[] arguments)
    {
        var ran = Run(arguments.Contains("facts") && arguments.Length > 1 ? [.. arguments, "-w", Workspace] : arguments);

        Assert.Equal(2, ran.Exit);
        Assert.Empty(ran.Out);
        Assert.Single(ran.Error.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", ran.Error);
    }

    [Fact]
    public void A_misspelt_command_is_named() => Assert.Contains("'frobnicate'", Run("frobnicate", "p-000000").Error);

    [Fact]
    public void Nothing_is_filed_when_one_of_the_paths_is_wrong()
    {
        var id = NewPetition();

        var ran = On("file", id, Write("a.txt", "Dorothea Maybank was sentenced to life in prison."), Path.Combine(Folder, "b.txt"));

        Assert.Equal(2, ran.Exit);
        Assert.Single(On("docket", id, "--json").Json["entries"]!.AsArray());
    }

    [Theory]
    [InlineData("--kind", "psrr")]
    [InlineData("--confidential", "secret")]
    [InlineData("--confidential", "1")]
    [InlineData("--date", "May 2018")]
    public void What_a_person_says_of_a_document_is_checked_before_it_is_filed(string option, string value)
    {
        var id = NewPetition();

        var ran = On("file", id, Write("a.txt", "text"), option, value);

        Assert.Equal(2, ran.Exit);
        Assert.Contains($"'{value}'", ran.Error);
        Assert.Single(On("docket", id, "--json").Json["entries"]!.AsArray());
    }

    [Theory]
    [InlineData("F99", "confirm", null)]
    [InlineData("F1", "correct", null)]
    [InlineData("F1", "correct", "purple")]
    public void A_vetting_that_cannot_be_is_refused_and_enters_nothing(string fact, string verdict, string? value)
    {
        var id = NewPetition();
        On("file", id, Write("a.txt", "Dorothea Maybank, 62, was sentenced on March 21, 1997 to life in prison."), "--kind", "judgment");
        var age = (string)On("facts", id, "--json", "--attribute", "sentence.term").Json[0]!["id"]!;
        var before = On("docket", id, "--json").Json["entries"]!.AsArray().Count;

        var ran = On(["vet", id, fact == "F1" ? age : fact, verdict, .. value is null ? Array.Empty<string>() : ["--value", value], "--reason", "x"]);

        Assert.Equal(2, ran.Exit);
        Assert.Equal(before, On("docket", id, "--json").Json["entries"]!.AsArray().Count);
    }

    [Fact]
    public void A_document_that_cannot_be_read_is_filed_and_says_why()
    {
        var id = NewPetition();

        var ran = On("file", id, Write("empty.pdf", ""));

        Assert.Equal(0, ran.Exit);
        Assert.Contains("unreadable", ran.Out);
        Assert.Contains("empty", ran.Out);
    }

    [Fact]
    public void Every_command_shows_an_example()
    {
        var names = Run("--help").Out.Split('\n').SkipWhile(l => !l.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Trim().Split(' ')[0]).Where(n => n.Length > 0 && char.IsAsciiLetter(n[0])).Distinct().ToList();

        Assert.Superset(new HashSet<string> { "new", "file", "facts", "vet", "conflicts", "ask", "brief", "docket", "verify", "export", "reindex", "backup", "restore", "redact", "read", "check-redactions" }, names.ToHashSet());
        foreach (var name in new[] { "new", "file", "facts", "vet", "conflicts", "ask", "brief", "docket", "verify", "export", "reindex", "backup", "restore", "redact", "read", "check-redactions", "resolve", "statements", "petitions", "sample", "propose" })
        {
            var help = Run(name, "--help");
            Assert.Equal(0, help.Exit);
            Assert.Contains($"./clementia {name}", help.Out);
            Assert.Contains("-w", help.Out);
        }
    }
}

public sealed class TitleTests
{
    [Theory]
    [InlineData("Commutation of sentence for Jane Doe", "Jane Doe")]
    [InlineData("SAMPLE (invented): Commutation of sentence for Dorothea Maybank", "Dorothea Maybank")]
    [InlineData("Jane Marie Roe", "Jane Marie Roe")]
    [InlineData("Pardon for Jean-Luc de la Cruz", "Jean-Luc de la Cruz")]
    [InlineData("the third petition this year", null)]
    public void A_title_names_its_petitioner(string title, string? name) =>
        Assert.Equal(name, Clementia.Cli.Desk.NamesIn(title).SingleOrDefault());
}
