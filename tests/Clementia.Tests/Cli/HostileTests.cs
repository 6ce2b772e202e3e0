using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Store;
using Microsoft.Data.Sqlite;

namespace Clementia.Tests.Cli;

/// <summary>What a careless or hostile hand can put before a command: each is answered with 1 or 2 and a sentence, and nothing is lost or written elsewhere.</summary>
[Collection("console")]
public sealed class HostileTests : CommandLine
{
    private const string Judgment = "Dorothea Maybank was sentenced on March 21, 1997 to life in prison.";

    private string Filed()
    {
        var id = NewPetition();
        Assert.Equal(0, On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment").Exit);
        return id;
    }

    private void Sql(string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(Workspace, "clementia.db")};Pooling=false");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private static void IsOneSentence(Ran ran, int exit)
    {
        Assert.True(ran.Exit == exit, $"exit {ran.Exit}: {ran.Error}");
        Assert.Single(ran.Error.Trim().Split('\n'));
        Assert.NotEmpty(ran.Error.Trim());
        Assert.DoesNotContain("   at ", ran.Error);
    }

    // ---- A workspace that was tampered with -----------------------------------------------------------------------------

    [Theory]
    [InlineData("update entries set body = 'garbage' where number = 2", "export")]
    [InlineData("update entries set body = 'garbage' where number = 2", "facts")]
    [InlineData("update entries set body = 'garbage' where number = 1", "petitions")]
    [InlineData("update entries set body = '{}' where number = 3", "brief")]
    [InlineData("update heads set size = 'many' where petition like 'p-%'", "petitions")]
    [InlineData("update heads set note = 7 where petition like 'p-%'", "docket")]
    [InlineData("update workspace set form = 'x'", "facts")]
    [InlineData("update workspace set verifier = null", "facts")]
    [InlineData("delete from workspace", "facts")]
    [InlineData("update entries set time = 'noon' where number = 2", "facts")]
    public void A_tampered_workspace_is_told_in_a_sentence_by_every_command_and_found_by_verify(string tampering, string command)
    {
        var id = Filed();
        if (tampering.Contains("null", StringComparison.Ordinal))
            Sql("drop table workspace; create table workspace (id text, form integer, verifier text); insert into workspace values ('w-x', 1, null)");
        else
            Sql(tampering);

        var ran = command switch
        {
            "export" => On("export", id, "--out", Path.Combine(Folder, "bag")),
            "petitions" => On("petitions"),
            "brief" => On("brief", id, "--out", Path.Combine(Folder, "brief.html")),
            _ => On(command, id),
        };

        if (ran.Exit != 0)
            Assert.Single(ran.Error.Trim().Split('\n'));
        Assert.InRange(ran.Exit, 0, 2);
        Assert.False(Directory.Exists(Path.Combine(Folder, "bag")));
        IsOneSentence(On("verify"), 1);
    }

    [Fact]
    public void A_database_that_is_none_is_a_problem_that_verify_finds_and_no_wrong_use()
    {
        Filed();
        SqliteConnection.ClearAllPools();
        File.WriteAllText(Path.Combine(Workspace, "clementia.db"), new string('x', 5000));
        File.Delete(Path.Combine(Workspace, "clementia.db-wal"));

        IsOneSentence(On("verify"), 1);
    }

    [Fact]
    public void A_damaged_list_or_search_index_is_made_again()
    {
        var id = Filed();
        Assert.Equal(0, On("petitions").Exit);
        Assert.Equal(0, On("ask", id, "life in prison").Exit);
        var before = On("ask", id, "life in prison", "--json").Out;
        foreach (var derived in Directory.EnumerateFiles(Workspace, "*.db*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("clementia", StringComparison.Ordinal)).ToList())
            File.WriteAllText(derived, new string('x', 5000));

        Assert.Contains(id, On("petitions").Out);
        Assert.Equal(before, On("ask", id, "life in prison", "--json").Out);
    }

    [Fact]
    public void Nothing_in_a_workspace_is_open_to_others_although_its_folder_was_there_and_open()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are POSIX's.");
            return;
        }
        Directory.CreateDirectory(Workspace, (UnixFileMode)0b111_101_101);
        var id = Filed();
        On("petitions");
        On("ask", id, "life in prison");

        foreach (var file in Directory.EnumerateFiles(Workspace, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "key.pub"))
            Assert.True((File.GetUnixFileMode(file) & (UnixFileMode)0b000_111_111) == 0, $"{file} is {File.GetUnixFileMode(file)}");
    }

    [Fact]
    public void An_empty_database_is_no_backup_and_no_workspace()
    {
        Filed();
        var backup = Path.Combine(Folder, "backup");
        Assert.Equal(0, On("backup", "--out", backup).Exit);
        File.WriteAllBytes(Path.Combine(backup, "clementia.db"), []);

        IsOneSentence(Run("restore", backup, "-w", Path.Combine(Folder, "restored")), 2);
        Assert.False(Directory.Exists(Path.Combine(Folder, "restored")));
        IsOneSentence(Run("petitions", "-w", backup), 2);
    }

    [Fact]
    public void A_removal_that_died_before_the_search_index_forgot_is_finished_when_the_workspace_is_opened()
    {
        var id = Filed();
        Assert.Equal(0, On("ask", id, "life in prison").Exit);
        var index = Path.Combine(Workspace, "search", id + ".db");
        Assert.True(File.Exists(index));
        Sql("insert into removals (sha256) values ('purge')");

        Assert.Equal(0, On("facts", id).Exit);

        Assert.False(File.Exists(index));
        Assert.Equal(0, On("verify").Exit);
    }

    // ---- Exports ----------------------------------------------------------------------------------------------------------

    [Fact]
    public void A_link_in_an_export_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var id = Filed();
        var bag = Path.Combine(Folder, "bag");
        Assert.Equal(0, On("export", id, "--out", bag).Exit);
        var document = Directory.EnumerateFiles(Path.Combine(bag, "data", "documents")).First();
        var outside = Path.Combine(Folder, "outside");
        File.Move(document, outside);
        File.CreateSymbolicLink(document, outside);

        var ran = Run("verify", bag);

        IsOneSentence(ran, 1);
        Assert.Contains("link", ran.Error);
    }

    [Fact]
    public void A_folder_that_links_back_to_the_export_is_named_and_not_walked_around()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var id = Filed();
        var bag = Path.Combine(Folder, "bag");
        Assert.Equal(0, On("export", id, "--out", bag).Exit);
        Directory.CreateSymbolicLink(Path.Combine(bag, "data", "round"), bag);

        var ran = Run("verify", bag);

        IsOneSentence(ran, 1);
        Assert.DoesNotContain("round/data/round", ran.Error);
    }

    [Theory]
    [InlineData("--checkpoint", "no-such-file.txt")]
    [InlineData("--key", "clementia/w-4t9c2m7x1k/office+fed7dd1a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")]
    public void Verify_refuses_what_it_could_not_heed(string option, string value)
    {
        Filed();

        IsOneSentence(On("verify", option, value), 2);
    }

    // ---- Files and folders to be filed -----------------------------------------------------------------------------------

    [Fact]
    public void A_folder_with_a_broken_link_files_nothing_and_says_which()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var id = NewPetition();
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "in")).FullName;
        File.WriteAllText(Path.Combine(folder, "a.txt"), Judgment);
        File.CreateSymbolicLink(Path.Combine(folder, "b.txt"), Path.Combine(Folder, "nowhere"));

        var ran = On("file", id, folder);

        IsOneSentence(ran, 2);
        Assert.Contains("b.txt", ran.Error);
        Assert.Single(On("docket", id, "--json").Json["entries"]!.AsArray());
    }

    [Fact]
    public void A_folder_that_links_to_itself_is_walked_once_and_hidden_folders_are_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var id = NewPetition();
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "in")).FullName;
        File.WriteAllText(Path.Combine(folder, "a.txt"), Judgment);
        Directory.CreateSymbolicLink(Path.Combine(folder, "again"), folder);
        Directory.CreateDirectory(Path.Combine(folder, ".git"));
        File.WriteAllText(Path.Combine(folder, ".git", "config"), "[core]");

        var ran = On("file", id, folder);

        Assert.True(ran.Exit == 0, ran.Error);
        Assert.Single(ran.Out.Trim().Split('\n'));
    }

    [Fact]
    public void Attachments_that_a_killed_filing_did_not_reach_are_filed_by_the_same_command()
    {
        var id = NewPetition();
        var mail = Write("letter.eml", "From: Coralie <c@maybank.example>\nSubject: For my mother\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee what is attached.\n--b\nContent-Type: text/plain; name=\"judgment.txt\"\nContent-Disposition: attachment; filename=\"judgment.txt\"\n\n" + Judgment + "\n--b--\n");
        // The mail itself was entered, and then the process died.
        using (var workspace = Clementia.Store.Workspace.Open(Workspace).Value)
        {
            var bytes = File.ReadAllBytes(mail);
            var blob = workspace.Put(bytes).Value;
            var text = workspace.Put("{}"u8).Value;
            Assert.Equal(3, workspace.Append(id, 2, "Clerk", new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero),
                [new DocumentFiled(blob.Sha256, "letter.eml", bytes.Length, "message/rfc822", null, null, null, "Clerk", Confidentiality.Confidential),
                 new DocumentRead(blob.Sha256, text.Sha256, null, "eml 1", 1, [], [], [], [])]).Value);
        }

        var ran = On("file", id, mail);

        Assert.True(ran.Exit == 0, ran.Error);
        Assert.Contains("judgment.txt", ran.Out);
        Assert.Equal(5, On("docket", id, "--json").Json["entries"]!.AsArray().Count);
        Assert.Equal(0, On("file", id, mail).Exit);
        Assert.Equal(5, On("docket", id, "--json").Json["entries"]!.AsArray().Count);
    }

    [Fact]
    public void A_name_or_a_page_cannot_command_the_terminal()
    {
        var id = NewPetition();
        var ran = On("file", id, Write("evil\u001b]0;owned\u0007\u202egpj.txt", "Dorothea \u001b[2JMaybank was sentenced on March 21, 1997 to life \u001b[31min prison\u202e.\nShe had \u009b31m no priors."), "--kind", "judgment");

        Assert.Equal(0, ran.Exit);
        foreach (var shown in new[] { ran, On("facts", id), On("ask", id, "life in prison"), On("docket", id), On("statements", id), On("conflicts", id), Run("read", Path.Combine(Folder, "evil\u001b]0;owned\u0007\u202egpj.txt")) })
            Assert.DoesNotContain((shown.Out + shown.Error).Replace("\n", "").Replace("\r", ""), c => char.IsControl(c) || c is '\u202e');
    }

    // ---- Input files ------------------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("""{"id": "a", "case": "x/../../evil"}""")]
    [InlineData("""[1]""")]
    [InlineData("""3""")]
    [InlineData("""{"case": "b"}""")]
    public void A_list_of_items_cannot_write_outside_the_folder_that_was_named(string line)
    {
        var texts = Directory.CreateDirectory(Path.Combine(Folder, "corpus", "texts")).FullName;
        File.WriteAllText(Path.Combine(texts, "a.txt"), Judgment);
        File.WriteAllText(Path.Combine(Folder, "corpus", "items.jsonl"), line + "\n");
        var output = Path.Combine(Folder, "out", "deep");

        var ran = Run("read", texts, "--gold-form", output);

        IsOneSentence(ran, 2);
        Assert.Contains("line 1", ran.Error);
        Assert.Empty(Directory.EnumerateFiles(Folder, "*evil*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Gold_form_into_a_file_is_wrong_use() =>
        IsOneSentence(Run("read", Directory.CreateDirectory(Path.Combine(Folder, "texts")).FullName, "--gold-form", Write("out", "")), 2);

    [Theory]
    [InlineData("[null]")]
    [InlineData("""[{"attribute": "sentence.term", "value": "life", "page": 1, "quote": null, "reason": "r"}]""")]
    [InlineData("""[{"attribute": null, "value": "life", "page": 1, "quote": "life", "reason": "r"}]""")]
    [InlineData("""{"attribute": "sentence.term"}""")]
    [InlineData("not json")]
    public void Another_readers_list_that_is_none_is_wrong_use(string offers)
    {
        var id = Filed();

        IsOneSentence(On("propose", id, "D1", Write("offers.json", offers), "--reader", "r 1"), 2);
    }

    [Fact]
    public void Another_readers_date_that_is_none_is_refused()
    {
        var id = Filed();
        var offers = Write("offers.json", """[{"attribute": "petitioner.age", "value": "62", "page": 1, "quote": "life", "reason": "r", "asOf": "soon"}]""");

        IsOneSentence(On("propose", id, "D1", offers, "--reader", "r 1"), 1);
        Assert.Empty(On("facts", id, "--json", "--attribute", "petitioner.age").Json.AsArray());
    }

    // ---- Arguments ----------------------------------------------------------------------------------------------------------

    public static TheoryData<string[]> WrongArguments => new()
    {
        new[] { "facts", "ID", "--status", "7" },
        new[] { "facts", "ID", "--as-of", "-1" },
        new[] { "docket", "ID", "--as-of", "yesterday" },
        new[] { "docket", "office" },
        new[] { "redact", "ID", "99", "--order", "o" },
        new[] { "redact", "ID", "many", "--order", "o" },
        new[] { "redact", "ID", "2", "--order", " " },
        new[] { "brief", "ID", "--out", "brief.txt" },
        new[] { "brief", "ID", "--out", "no-such-folder/brief.pdf" },
        new[] { "vet", "ID", "F1", "confirm", "--reason", " " },
        new[] { "vet", "ID", "F1", "bless", "--reason", "r" },
        new[] { "resolve", "ID", "C9", "--holds", "h", "--reason", "r" },
        new[] { "ask", "ID", "\"'*()" },
        new[] { "restore", "no-such-folder" },
        new[] { "export", "ID" },
        new[] { "new", "Jane Doe", "--by", "a\u0007b" },
    };

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void A_wrong_argument_is_2_and_one_sentence(string[] arguments)
    {
        var id = Filed();

        IsOneSentence(On([.. arguments.Select(a => a == "ID" ? id : a)]), 2);
    }

    [Theory]
    [InlineData("postgresql://127.0.0.1:1/none")]
    [InlineData("postgresql://[")]
    [InlineData("Host=;;=;")]
    public void A_database_that_cannot_be_reached_is_told_in_a_sentence(string location)
    {
        var ran = Run("facts", "p-000000", "-w", location);

        IsOneSentence(ran, 2);
    }

    [Fact]
    public void A_brief_that_cannot_be_put_in_its_place_leaves_no_half_of_it()
    {
        var id = Filed();
        foreach (var fact in On("facts", id, "--json").Json.AsArray())
            On("vet", id, (string)fact!["id"]!, "confirm", "--reason", "I read the judgment");
        var taken = Directory.CreateDirectory(Path.Combine(Folder, "place", "brief.html")).FullName;

        IsOneSentence(On("brief", id, "--out", taken), 2);
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.part", SearchOption.AllDirectories));
    }
}
