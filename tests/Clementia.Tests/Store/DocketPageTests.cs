using System.Text;
using Clementia.Casework;
using Clementia.Store;

namespace Clementia.Tests.Store;

/// <summary>docs/docket.md tells outsiders how to check a docket; what it shows must be what we compute.</summary>
public sealed class DocketPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Root(), "docs", "docket.md"));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Clementia.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [Fact]
    public void The_worked_example_is_what_we_compute()
    {
        (Entry Entry, string Time)[] story =
        [
            (new PetitionOpened("Petition of Ana Ruiz"), "2026-03-01T09:30:00.0000000Z"),
            (new FactVetted("F1", Verdict.Correct, "262 mo", "The judgment says so."), "2026-03-02T14:05:12.5000000Z"),
            (new FactVetted("F2", Verdict.Confirm, null, "The judgment says so."), "2026-03-03T10:00:00.0000000Z"),
        ];
        var tree = new MerkleTree();
        for (var i = 0; i < story.Length; i++)
        {
            var salt = Enumerable.Range(i * 16, 16).Select(value => (byte)value).ToArray();
            var body = EntryBody.Write(story[i].Entry);
            var digest = Convert.ToHexStringLower(Envelope.DigestOf(salt, body));
            var envelope = new Envelope("p-7k3m9q", i + 1, story[i].Time, "Clerk", EntryBody.KindOf(story[i].Entry), digest);
            tree.Add(envelope.Leaf());
            Says($"leaf {i + 1}  {Convert.ToHexStringLower(envelope.Leaf())}");
            if (i != 1)
                continue;
            Says($"salt    {Convert.ToHexStringLower(salt)}");
            Says($"body    {Encoding.UTF8.GetString(body)}");
            Says($"digest  {digest}");
            Says(Encoding.UTF8.GetString(envelope.Canonical()));
        }
        Says($"node    {Convert.ToHexStringLower(tree.Root(2))}");
        Says($"root    {Convert.ToHexStringLower(tree.Root(3))}");

        const string origin = "clementia/w-4t9c2m7x1k/p-7k3m9q";
        var seed = Convert.ToBase64String([1, .. Enumerable.Range(0, 32).Select(value => (byte)value)]);
        var verifier = VerifierKey.TryParse(s_page.Split('\n').Single(line => line.StartsWith($"    {origin}+", StringComparison.Ordinal)).Trim())!;
        var key = SigningKey.TryParse($"PRIVATE+KEY+{origin}+{verifier.Id:x8}+{seed}")!;
        Assert.Equal(verifier, key.Verifier);
        foreach (var line in key.Sign(new(origin, 3, tree.Root(3))).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Says(line);
    }

    [Fact]
    public void The_program_on_the_page_is_the_one_that_the_tests_run() => Assert.Contains(ExportTests.Script.ReplaceLineEndings("\n"), s_page);

    private static void Says(string line) => Assert.Contains($"    {line}", s_page);
}
