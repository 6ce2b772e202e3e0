using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Clementia.Tests.Cli;

/// <summary>A petition leaves the house, to be read and checked where nobody knows us.</summary>
[Collection("console")]
public sealed class BundleTests : CommandLine
{
    private const string Report = """
        PRESENTENCE INVESTIGATION REPORT

        Defendant: Dorothea Maybank. The defendant was held accountable for 75 kilograms of cocaine, and possessed a dangerous weapon.
        """;

    private string Bundled(out string id, params string[] more)
    {
        id = NewPetition();
        Assert.Equal(0, On("file", id, Write("judgment.txt", CopiesTests.Judgment), "--kind", "judgment").Exit);
        Assert.Equal(0, On("file", id, Write("petition.txt", CopiesTests.Letter), "--kind", "petition").Exit);
        Assert.Equal(0, On("file", id, Write("report.txt", Report), "--kind", "psr").Exit);
        foreach (var fact in On("facts", id, "--json").Json.AsArray())
            On("vet", id, (string)fact!["id"]!, "confirm", "--reason", "I read it there", "--by", "Celeste Amberley");
        Assert.Equal(0, On("object", id, "She was dangerous.", "--by", "Rufus Tarn", "--role", "counsel", "--ground", "danger", "--claim", "She was armed.").Exit);
        Assert.Equal(0, On("evidence", id, "O1", "for", "The report has it.", "--claim", "1", "--cite", "D3:\"possessed a dangerous weapon\"", "--by", "Rufus Tarn").Exit);
        Assert.Equal(0, On("brief", id, "--out", Path.Combine(Folder, "counsel.html"), "--for", "Counsel").Exit);
        Assert.Equal(0, On("brief", id, "--out", Path.Combine(Folder, "all.docx"), "--clearance", "sealed").Exit);
        var folder = Path.Combine(Folder, "bundle" + more.Length);
        var ran = On(["export", id, "--bundle", folder, .. more]);
        Assert.True(ran.Exit == 0, ran.Error);
        return folder;
    }

    /// <summary>Whoever changes a file can write the manifests again; what follows from the signed docket must still tell.</summary>
    private static void WriteManifests(string folder)
    {
        string Line(string name) => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))))}  {name}\n";
        void Again(string manifest) => File.WriteAllText(Path.Combine(folder, manifest),
            string.Concat(File.ReadAllLines(Path.Combine(folder, manifest)).Select(line => line.Split("  ", 2)[1]).Where(name => File.Exists(Path.Combine(folder, name))).Select(Line)));
        Again("manifest-sha256.txt");
        Again("tagmanifest-sha256.txt");
    }

    private static void Turn(string file, int at = -1)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at < 0 ? bytes.Length / 2 : at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>The invented sample with its finding of law; its brief needs the typesetter and is not what is tested here.</summary>
    private (string Workspace, string Id) TheSample()
    {
        var workspace = Path.Combine(Folder, "sample");
        var ran = Run("sample", Repository.File("samples/petition"), "-w", workspace);
        return (workspace, System.Text.RegularExpressions.Regex.Match(ran.Out, "p-[0-9a-z]{6}").Value);
    }

    [Fact]
    public void A_bundle_verifies_without_the_workspace_and_says_what_it_ran_again()
    {
        var folder = Bundled(out _, "--clearance", "sealed");

        var ran = Run("verify", folder);

        Assert.True(ran.Exit == 0, ran.Error);
        Assert.Contains("All fits", ran.Out);
        Assert.True(File.Exists(Path.Combine(folder, "data", "briefs", "B1.html")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "counsel.html")), File.ReadAllBytes(Path.Combine(folder, "data", "briefs", "B1.html")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "all.docx")), File.ReadAllBytes(Path.Combine(folder, "data", "briefs", "B2.docx")));
    }

    [Fact]
    public void Whatever_file_is_changed_by_one_bit_is_named()
    {
        var folder = Bundled(out _);
        var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)
            // Of each folder one file: all of a kind are checked alike.
            .GroupBy(Path.GetDirectoryName).SelectMany(group => group.Key is "" or "data" ? group : group.Take(1)).ToList();
        Assert.True(names.Count > 15);
        foreach (var name in names)
        {
            var file = Path.Combine(folder, name);
            var before = File.ReadAllBytes(file);
            Turn(file);
            var ran = Run("verify", folder);
            File.WriteAllBytes(file, before);
            Assert.True(ran.Exit == 1, $"{name} was changed and nothing was said.");
            // What vouches for the others cannot name itself: the first thing that it no longer fits is named.
            if (!name.Contains("manifest", StringComparison.Ordinal) && name != "bagit.txt")
                Assert.Contains(name, ran.Error);
        }
        Assert.Equal(0, Run("verify", folder).Exit);
    }

    [Theory]
    [InlineData("data/docket.jsonl", "Celeste Amberley", "Celeste Amberlex", "entry")]
    [InlineData("index.html", "Dorothea", "Theodora", "index.html does not say what the docket says")]
    [InlineData("README.txt", "Nothing", "Something", "README.txt does not say")]
    [InlineData("data/pages/docket.html", "confirm F1", "dispute F1", "docket.html does not say")]
    [InlineData("data/briefs/B1.html", "Maybank", "Maybonk", "B1.html is not the one that the docket names")]
    [InlineData("data/bundle.json", "B1", "B9", "list of copies")]
    public void With_the_manifests_written_again_the_docket_still_gives_a_change_away(string name, string words, string others, string told)
    {
        var folder = Bundled(out _, "--clearance", "sealed");
        var file = Path.Combine(folder, name);
        var text = File.ReadAllText(file);
        Assert.Contains(words, text);
        File.WriteAllText(file, text.Replace(words, others, StringComparison.Ordinal));
        WriteManifests(folder);

        var ran = Run("verify", folder);

        Assert.Equal(1, ran.Exit);
        Assert.Contains(told, ran.Error);
    }

    [Fact]
    public void A_changed_law_book_is_told_and_whether_the_finding_comes_out_otherwise_on_it()
    {
        var (workspace, id) = TheSample();
        var folder = Path.Combine(Folder, "law");
        Assert.Equal(0, Run("export", id, "--bundle", folder, "--clearance", "sealed", "-w", workspace).Exit);
        Assert.Contains("Finding G1 comes out the same on the bundle's law book.", Run("verify", folder).Out);
        var table = Path.Combine(folder, "data", "law", "us-federal", "ussg", "5a", "sentencing-table.json");
        Assert.Contains("360", File.ReadAllText(table));
        File.WriteAllText(table, File.ReadAllText(table).Replace("360", "361", StringComparison.Ordinal));
        WriteManifests(folder);

        var ran = Run("verify", folder);

        Assert.Equal(1, ran.Exit);
        Assert.Contains("The bundle's law book is not the one that finding G1 names; on it the finding comes out otherwise", ran.Error);
    }

    [Fact]
    public void A_finding_file_that_says_otherwise_than_the_docket_is_named()
    {
        var (workspace, id) = TheSample();
        var folder = Path.Combine(Folder, "finding");
        Run("export", id, "--bundle", folder, "--clearance", "sealed", "-w", workspace);
        var file = Path.Combine(folder, "data", "findings", "G1.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("360 months", "210 months", StringComparison.Ordinal));
        WriteManifests(folder);

        Assert.Contains("G1.json does not say what the docket says", Run("verify", folder).Error);
    }

    [Fact]
    public void What_is_above_the_clearance_is_withheld_listed_and_verifies_by_its_digest()
    {
        var folder = Bundled(out var id);

        var ran = Run("verify", folder);

        Assert.True(ran.Exit == 0, ran.Error);
        Assert.Contains("(DocumentFiled): withheld: sealed", ran.Out);
        Assert.Contains("Copy B2 of the brief is not in the bundle (withheld: it was made for a reader of sealed papers)", ran.Out);
        Assert.Contains("withheld", File.ReadAllText(Path.Combine(folder, "index.html")));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !path.Contains(Path.Combine("data", "law"), StringComparison.Ordinal)))
        {
            var text = Encoding.UTF8.GetString(File.ReadAllBytes(file));
            Assert.False(text.Contains("report.txt", StringComparison.Ordinal) || text.Contains("75 kilograms", StringComparison.Ordinal) || text.Contains("75 kg", StringComparison.Ordinal) || text.Contains("held accountable", StringComparison.Ordinal) || text.Contains("a dangerous weapon", StringComparison.Ordinal), $"{file} gives away what is withheld.");
        }
        // The same facts have the same ids inside as outside. A vetting of what the report supports too is withheld: its reason may quote it.
        var inside = File.ReadAllText(Path.Combine(folder, "index.html"));
        var facts = On("facts", id, "--json").Json.AsArray().Where(fact => fact!["sources"]!.AsArray().All(source => (string)source!["name"]! != "report.txt")).ToList();
        Assert.NotEmpty(facts);
        Assert.All(facts, fact => Assert.Contains($"<li>{(string)fact!["id"]!} ", inside));
    }

    [Fact]
    public void A_body_that_is_taken_out_later_does_not_pass_for_withheld_without_its_class()
    {
        var folder = Bundled(out _);
        var file = Path.Combine(folder, "data", "docket.jsonl");
        var lines = File.ReadAllLines(file);
        var at = Array.FindIndex(lines, line => line.Contains("\"kind\":\"FactVetted\"", StringComparison.Ordinal) && line.Contains("\"body\":{", StringComparison.Ordinal));
        var line = JsonNode.Parse(lines[at])!.AsObject();
        line.Remove("body");
        line.Remove("salt");
        lines[at] = line.ToJsonString();
        File.WriteAllText(file, string.Join('\n', lines) + "\n");
        WriteManifests(folder);

        Assert.Contains("The body is gone and no entry records an order", Run("verify", folder).Error);
    }

    [Fact]
    public void A_file_that_the_docket_does_not_name_does_not_pass_even_when_the_manifest_lists_it()
    {
        var folder = Bundled(out _);
        File.WriteAllText(Path.Combine(folder, "data", "briefs", "B7.html"), "<p>A copy that never was.</p>");
        File.AppendAllText(Path.Combine(folder, "manifest-sha256.txt"), $"{new string('0', 64)}  data/briefs/B7.html\n");
        WriteManifests(folder);

        Assert.Contains("data/briefs/B7.html", Run("verify", folder).Error);
    }

    [Fact]
    public void A_bundle_of_a_petition_on_which_nothing_happened_says_so()
    {
        var id = NewPetition();
        var folder = Path.Combine(Folder, "empty");

        Assert.Equal(0, On("export", id, "--bundle", folder).Exit);

        Assert.Equal(0, Run("verify", folder).Exit);
        var page = File.ReadAllText(Path.Combine(folder, "index.html"));
        foreach (var said in new[] { "No fact was vetted.", "No finding was entered.", "No objection was entered.", "No decision was entered.", "No copy was issued.", "No document was filed." })
            Assert.Contains(said, page);
    }

    [Fact]
    public void The_pages_need_nothing_else_and_run_nothing()
    {
        var folder = Bundled(out _);
        foreach (var file in new[] { "index.html", Path.Combine("data", "pages", "docket.html") })
        {
            var page = File.ReadAllText(Path.Combine(folder, file));
            Assert.DoesNotContain("<script", page);
            Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(page, "href=\"([^\"#]+)\""))
                Assert.True(File.Exists(Path.Combine(folder, Path.GetDirectoryName(file)!, link.Groups[1].Value)), $"{file} leads to {link.Groups[1].Value}, which is not there.");
        }
    }

    [Fact]
    public void A_bundle_and_an_export_are_two_things()
    {
        var id = NewPetition();

        Assert.Equal(2, On("export", id).Exit);
        Assert.Equal(2, On("export", id, "--out", Path.Combine(Folder, "a"), "--bundle", Path.Combine(Folder, "b")).Exit);
        Assert.Equal(2, On("export", id, "--out", Path.Combine(Folder, "a"), "--clearance", "sealed").Exit);
        Assert.Equal(2, On("export", id, "--bundle", Path.Combine(Folder, "b"), "--clearance", "secret").Exit);
        Write("taken.txt", "x");
        Assert.Equal(2, On("export", id, "--bundle", Path.Combine(Folder, "taken.txt")).Exit);
        Assert.Equal(2, On("export", "p-nobody", "--bundle", Path.Combine(Folder, "b")).Exit);
    }

    [Fact]
    public void Pages_of_another_version_are_told_apart_from_changed_ones()
    {
        var folder = Bundled(out _);
        foreach (var (name, words, others) in new[] { ("data/bundle.json", "\"program\": \"Clementia", "\"program\": \"Clementia (later)"), ("index.html", "Overview", "Overview"), ("index.html", "No decision was entered.", "There is no decision yet.") })
        {
            var file = Path.Combine(folder, name);
            File.WriteAllText(file, File.ReadAllText(file).Replace(words, others, StringComparison.Ordinal));
        }
        WriteManifests(folder);

        var ran = Run("verify", folder);

        Assert.True(ran.Exit == 0, ran.Error);
        Assert.Contains("this program words them otherwise", ran.Out);
    }
}
