using System.Diagnostics;
using System.Text;
using Clementia.Casework;
using Clementia.Store;

namespace Clementia.Tests.Store;

public sealed class SqliteExportTests : ExportTests
{
    private int _workspaces;

    protected override string NewLocation() => Path.Combine(Scratch, $"workspace{++_workspaces}");
}

[Collection(nameof(PostgresServer))]
public sealed class PostgresExportTests(PostgresServer server) : ExportTests
{
    protected override string NewLocation() => server.NewDatabase();
}

/// <summary>What leaves the workspace: exports, backups, and what comes back of them.</summary>
public abstract class ExportTests : StoryTests
{
    private string Tell(Workspace workspace)
    {
        var id = NewPetition(workspace, "Petition of Ana Ruiz\nof Arcadia");
        FileDocument(workspace, id, "The judgment."u8.ToArray(), "judgment.txt");
        var sealed_ = FileDocument(workspace, id, "The sealed report."u8.ToArray(), "psr.txt");
        workspace.IssueCheckpoint(id, "Clerk", s_at);
        for (var i = 0; i < 5; i++)
            Append(workspace, id, new FactVetted($"F{i}", Verdict.Correct, "262 mo", "She said \u201cnearly\u201d \u20ac 22 years \"then\"."));
        workspace.Redact(id, sealed_, "Order of 3 March 2026", "Clerk", s_at);
        workspace.IssueCheckpoint(id, "Clerk", s_at);
        Append(workspace, id, Vetted("F9"));
        return id;
    }

    private string Exported(Workspace workspace, string petition)
    {
        var folder = Path.Combine(Scratch, $"export{Guid.NewGuid():n}");
        var exported = workspace.Export(petition, folder, s_at);
        Assert.Null(exported.Refused);
        Assert.Equal(folder, exported.Value.Folder);
        return folder;
    }

    [Fact]
    public void An_export_verifies_on_another_machine_without_the_workspace()
    {
        string folder;
        VerifierKey key;
        using (var workspace = NewWorkspace())
        {
            folder = Exported(workspace, Tell(workspace));
            key = workspace.Verifier;
        }
        var verification = Workspace.VerifyExport(folder, key);
        Assert.Null(verification.Misfit);
        Assert.Equal((10L, 1, "Order of 3 March 2026"), (verification.Entries, verification.Documents, verification.Removed.Single().Order));
        Assert.DoesNotContain(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("sealed report"));
        Assert.Contains("Clementia-Confidentiality: 1 confidential\n", File.ReadAllText(Path.Combine(folder, "bag-info.txt")));
        Assert.Contains("another key", Workspace.VerifyExport(folder, SigningKey.New("clementia/w/office").Verifier).Misfit!.What);
        Assert.Contains("no export", Workspace.VerifyExport(Scratch).Misfit!.What);
    }

    [Fact]
    public void An_export_is_never_written_over_something()
    {
        using var workspace = NewWorkspace();
        var folder = Exported(workspace, NewPetition(workspace));
        Assert.Contains("not empty", workspace.Export(workspace.Petitions()[0].Id, folder, s_at).Refused!.Problem);
        Assert.NotNull(workspace.Export("p-000000", Path.Combine(Scratch, "none"), s_at).Refused);
        Assert.False(Path.Exists(Path.Combine(Scratch, "none")));
    }

    [Fact]
    public void Any_byte_changed_in_any_file_of_an_export_is_found_even_when_the_manifests_are_made_anew()
    {
        using var workspace = NewWorkspace();
        var folder = Exported(workspace, Tell(workspace));
        var random = new Random(7);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            for (var i = 0; i < 12; i++)
            {
                var changed = bytes.ToArray();
                changed[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
                File.WriteAllBytes(file, changed);
                Assert.True(Workspace.VerifyExport(folder).Misfit is not null, $"{file} was changed, and nobody noticed.");
                if (file.Contains($"{Path.DirectorySeparatorChar}data{Path.DirectorySeparatorChar}"))
                {
                    var manifests = Remake(folder);
                    Assert.True(Workspace.VerifyExport(folder).Misfit is not null, $"{file} was changed together with the manifests, and nobody noticed.");
                    foreach (var (name, text) in manifests)
                        File.WriteAllText(name, text);
                }
            }
            File.WriteAllBytes(file, bytes);
        }
        Assert.Null(Workspace.VerifyExport(folder).Misfit);
    }

    // What a forger does who knows BagIt.
    private static (string, string)[] Remake(string folder)
    {
        var names = new[] { "manifest-sha256.txt", "tagmanifest-sha256.txt" }.Select(name => Path.Combine(folder, name)).ToArray();
        var before = names.Select(name => (name, File.ReadAllText(name))).ToArray();
        foreach (var name in names)
            File.WriteAllText(name, string.Concat(File.ReadAllLines(name).Select(line => $"{Sha256(File.ReadAllBytes(Path.Combine(folder, line[66..])))}  {line[66..]}\n")));
        return before;
    }

    [Theory]
    [InlineData("a line deleted", 3, "")]
    [InlineData("the last line deleted", 9, "")]
    [InlineData("a removed body's order changed", 2, "Order of 4 March 2026")]
    public void A_forged_docket_with_right_manifests_is_found(string what, int line, string order)
    {
        using var workspace = NewWorkspace();
        var folder = Exported(workspace, Tell(workspace));
        var file = Path.Combine(folder, "data", "docket.jsonl");
        var lines = File.ReadAllLines(file).ToList();
        if (order.Length == 0)
            lines.RemoveAt(line);
        else
            lines[line] = lines[line].Replace("Order of 3 March 2026", order);
        File.WriteAllText(file, string.Concat(lines.Select(text => text + "\n")));
        Remake(folder);
        Assert.True(Workspace.VerifyExport(folder).Misfit is not null, $"{what}, and nobody noticed.");
    }

    [Theory]
    [InlineData("data/../../outside.txt")]
    [InlineData("/etc/hostname")]
    public void A_manifest_that_leads_out_of_the_bag_is_refused(string path)
    {
        using var workspace = NewWorkspace();
        var folder = Exported(workspace, NewPetition(workspace));
        File.AppendAllText(Path.Combine(folder, "manifest-sha256.txt"), $"{new string('0', 64)}  {path}\n");
        var tags = File.ReadAllLines(Path.Combine(folder, "tagmanifest-sha256.txt"));
        File.WriteAllText(Path.Combine(folder, "tagmanifest-sha256.txt"), string.Concat(tags.Select(line => $"{Sha256(File.ReadAllBytes(Path.Combine(folder, line[66..])))}  {line[66..]}\n")));
        Assert.Contains("cannot be read", Workspace.VerifyExport(folder).Misfit!.What);
    }

    internal const string Script = """
        import base64, hashlib, json, sys
        def canonical(value):
            return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        def root(leaves):
            if len(leaves) == 1: return leaves[0]
            k = 1
            while k * 2 < len(leaves): k *= 2
            return hashlib.sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:])).digest()
        leaves = []
        for line in open(sys.argv[1] + "/data/docket.jsonl", encoding="utf-8"):
            entry = json.loads(line)
            if "body" in entry:
                assert hashlib.sha256(bytes.fromhex(entry["salt"]) + canonical(entry["body"])).hexdigest() == entry["envelope"]["body"]
            leaves.append(hashlib.sha256(b"\x00" + canonical(entry["envelope"])).digest())
            assert leaves[-1].hex() == entry["leaf"]
        origin, size, expected = open(sys.argv[1] + "/data/checkpoint.txt", encoding="utf-8").read().split("\n")[:3]
        assert int(size) == len(leaves)
        assert base64.b64encode(root(leaves)).decode() == expected
        print(len(leaves), "entries fit", origin)
        """;

    [Fact] // The same steps as in docs/docket.md, in another language and with nothing of ours.
    public void Another_program_computes_the_same_leaves_and_root()
    {
        using var workspace = NewWorkspace();
        var folder = Exported(workspace, Tell(workspace));
        Process python;
        try
        {
            python = Process.Start(new ProcessStartInfo("python3", ["-c", Script, folder]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed.");
            return;
        }
        var said = python.StandardOutput.ReadToEnd() + python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.StartsWith($"10 entries fit clementia/{workspace.Id}/", said);
    }

    [Fact]
    public void A_backup_taken_while_others_write_is_whole_and_restores_to_either_store()
    {
        var location = NewLocation();
        using var workspace = Open(location);
        var id = Tell(workspace);
        var stop = false;
        var writing = new Thread(() =>
        {
            for (var i = 0; !Volatile.Read(ref stop); i++)
                FileDocument(workspace, id, Encoding.UTF8.GetBytes($"document {i}"), "d.txt");
        });
        writing.Start();
        var backup = Path.Combine(Scratch, "backup");
        Result<Verification> backedUp;
        try
        {
            Thread.Sleep(50);
            backedUp = workspace.BackUp(backup);
        }
        finally
        {
            Volatile.Write(ref stop, true);
            writing.Join();
        }
        Assert.Null(backedUp.Refused);
        Assert.True(backedUp.Value.Entries >= 10);
        Assert.Contains("not empty", workspace.BackUp(backup).Refused!.Problem);

        foreach (var target in new[] { Path.Combine(Scratch, "restored"), NewLocation() })
        {
            var restored = Workspace.Restore(backup, target, KeyFile(target));
            Assert.Null(restored.Refused);
            Assert.Equal(backedUp.Value.Entries, restored.Value.Entries);
            Assert.Contains("already", Workspace.Restore(backup, target, KeyFile(target)).Refused!.Problem);
            using var again = Open(target);
            Assert.Equal(workspace.Id, again.Id);
            Assert.Equivalent(workspace.Read(id, AsOf.Entry((int)backedUp.Value.Entries)).Value, again.Read(id).Value, strict: true);
            Assert.Equal((int)backedUp.Value.Entries + 1, Append(again, id, Vetted("after the restore")));
            Assert.Null(again.Verify().Misfit);
        }
    }

    [Fact]
    public void A_damaged_workspace_is_not_backed_up_as_if_it_were_sound()
    {
        var location = NewLocation();
        using var workspace = Open(location);
        Tell(workspace);
        using (var database = Database(location))
            database.Execute("update entries set actor = 'Mallory' where number = 5");
        var backup = Path.Combine(Scratch, "backup");
        Assert.Contains("entry 5", workspace.BackUp(backup).Refused!.Problem);
        Assert.False(Path.Exists(backup));
        Assert.Empty(Directory.GetDirectories(Scratch, "*.part"));
        Assert.Contains("no backup", Workspace.Restore(backup, Path.Combine(Scratch, "restored")).Refused!.Problem);
    }
}
