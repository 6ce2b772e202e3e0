using System.Security.Cryptography;
using System.Text;
using Clementia.Casework;
using Clementia.Store;

namespace Clementia.Tests.Store;

public sealed class SqliteWorkspaceTests : WorkspaceTests
{
    protected override string NewLocation() => Path.Combine(Scratch, $"workspace{++_workspaces}");

    private int _workspaces;

    [Fact]
    public void The_key_file_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists in place of modes.");
        using var workspace = NewWorkspace();
#pragma warning disable CA1416 // The analyzer does not know that a skip ends the test.
        var mode = File.GetUnixFileMode(Path.Combine(workspace.Folder!, "key"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(workspace.Folder!));
#pragma warning restore CA1416
        Assert.Equal(workspace.Verifier.ToString(), File.ReadAllText(Path.Combine(workspace.Folder!, "key.pub")).Trim());
    }

    [Fact]
    public void After_a_removal_by_order_the_removed_bytes_are_in_no_file_of_the_workspace()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        var document = Encoding.UTF8.GetBytes("The sealed presentence report of Marigold Quillfeather.");
        var filed = FileDocument(workspace, id, document, "psr-Quillfeather.txt");
        // A long body, so that it lies on pages of its own too; then enough entries that pages were split and written anew.
        var long_ = Append(workspace, id, new FactVetted("F1", Verdict.Correct, "Quillfeather", string.Concat(Enumerable.Repeat("Quillfeather was here. ", 2000))));
        for (var i = 0; i < 60; i++)
            Append(workspace, id, new FactVetted($"F{i}", Verdict.Confirm, null, new string((char)('a' + (i % 26)), i * 40)));
        Assert.NotEmpty(FilesWith(workspace.Folder!, "Quillfeather"));

        Assert.True(workspace.Redact(id, long_, "Order of 3 March 2026", "Clerk", s_at).Value.IsPurged);
        var redaction = workspace.Redact(id, filed, "Order of 3 March 2026", "Clerk", s_at).Value;

        Assert.True(redaction.IsPurged);
        Assert.Equal([Sha256(document)], redaction.RemovedBytes);
        Assert.Empty(FilesWith(workspace.Folder!, "Quillfeather"));
        Assert.Null(workspace.Verify().Misfit);
    }

    private static string[] FilesWith(string folder, string text) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];

    [Fact]
    public void A_removal_cut_short_by_a_crash_is_finished_when_the_workspace_is_opened()
    {
        string location, sha256;
        using (var workspace = NewWorkspace())
        {
            location = workspace.Folder!;
            sha256 = workspace.Put("left behind"u8).Value.Sha256;
            // What Redact has committed when it is killed before it removes the bytes.
            using var database = Database(location);
            database.Execute($"insert into removals (sha256) values ('{sha256}'), ('purge')");
        }
        using var again = Open(location);
        Assert.NotNull(again.OpenBlob(sha256).Refused);
        Assert.Empty(again.Verify().Notes);
    }

    [Fact]
    public void A_removal_waiting_in_the_tables_does_not_take_bytes_that_an_entry_needs()
    {
        using var workspace = NewWorkspace();
        var document = "needed"u8.ToArray();
        FileDocument(workspace, NewPetition(workspace), document, "a.txt");
        using (var database = Database(workspace.Folder!))
            database.Execute($"insert into removals (sha256) values ('{Sha256(document)}')");
        using var again = Open(workspace.Folder!);
        Assert.Null(again.Verify().Misfit);
        Assert.Equal(document, again.ReadBlob(Sha256(document)).Value);
    }

    [Fact]
    public void A_damaged_and_a_missing_document_are_one_clear_error_that_names_it()
    {
        using var workspace = NewWorkspace();
        var sha256 = workspace.Put("the judgment"u8).Value.Sha256;
        var file = Path.Combine(workspace.Folder!, "documents", sha256[..2], sha256);
        File.WriteAllText(file, "the judgement");
        Assert.Contains($"{sha256} is damaged", workspace.OpenBlob(sha256).Refused!.Problem);

        Assert.Equal(sha256, workspace.Put("the judgment"u8).Value.Sha256);
        Assert.Equal("the judgment"u8, workspace.ReadBlob(sha256).Value);

        File.Delete(file);
        Assert.Contains($"{sha256} is not in the workspace", workspace.OpenBlob(sha256).Refused!.Problem);
    }

    [Fact]
    public void A_document_cut_off_in_the_middle_of_writing_leaves_nothing_under_its_name()
    {
        using var workspace = NewWorkspace();
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        Assert.NotNull(workspace.Put(new BreaksOff(bytes, 200_000)).Refused);
        Assert.NotNull(workspace.OpenBlob(Sha256(bytes)).Refused);
        Assert.Empty(Directory.GetFiles(Path.Combine(workspace.Folder!, "documents"), "*", SearchOption.AllDirectories));
    }

    private sealed class BreaksOff(byte[] bytes, int at) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => Position >= at ? throw new IOException("the line broke") : base.Read(buffer, offset, count);
    }

    [Fact]
    public void Without_its_key_a_workspace_reads_and_verifies_but_enters_nothing()
    {
        string location, id;
        using (var workspace = NewWorkspace())
        {
            location = workspace.Folder!;
            id = NewPetition(workspace);
        }
        File.Delete(Path.Combine(location, "key"));
        using var again = Open(location);
        Assert.Single(again.Read(id).Value);
        Assert.Null(again.Verify().Misfit);
        Assert.Contains("signing key", again.Append(id, 2, "Ana", s_at, new FactVetted("F1", Verdict.Confirm, null, "x")).Refused!.Problem);
        Assert.Single(again.Read(id).Value);
    }

    [Fact]
    public void A_workspace_of_a_newer_form_is_refused()
    {
        string location;
        using (var workspace = NewWorkspace())
            location = workspace.Folder!;
        using (var database = Database(location))
            database.Execute("update workspace set form = 2");
        Assert.Contains("Update Clementia", Workspace.Open(location).Refused!.Remedy);
    }

    [Fact]
    public void A_file_that_is_no_database_is_one_clear_error()
    {
        var location = NewLocation();
        Directory.CreateDirectory(location);
        File.WriteAllText(Path.Combine(location, "clementia.db"), string.Concat(Enumerable.Repeat("no database ", 500)));
        Assert.Contains("cannot be opened", Workspace.Open(location).Refused!.Problem);
    }
}

[Collection(nameof(PostgresServer))]
public sealed class PostgresWorkspaceTests(PostgresServer server) : WorkspaceTests
{
    protected override string NewLocation() => server.NewDatabase();
}

/// <summary>What holds of every workspace, wherever it lies.</summary>
public abstract class WorkspaceTests : StoryTests
{
    [Fact]
    public void A_petition_that_was_opened_is_there_when_the_workspace_is_opened_again()
    {
        var location = NewLocation();
        string id, workspaceId;
        using (var workspace = Open(location))
        {
            id = NewPetition(workspace);
            workspaceId = workspace.Id;
            Assert.Equal(2, Append(workspace, id, Vetted("F1")));
        }
        using var again = Open(location);
        Assert.Equal(workspaceId, again.Id);
        Assert.Matches("^p-[0-9a-hj-km-np-tv-z]{6}$", id);
        var entries = again.Read(id).Value;
        Assert.Equal([(1, "PetitionOpened"), (2, "FactVetted")], entries.Select(entry => (entry.Number, entry.Kind)));
        Assert.Equal((s_at, "Clerk"), (entries[1].At, entries[1].Actor));
        Assert.Equal(Vetted("F1"), entries[1].Body);
        Assert.Equal([id], again.Petitions().Select(petition => petition.Id));
        Assert.Null(again.Verify().Misfit);
    }

    [Fact]
    public void Every_kind_of_entry_comes_back_as_it_went_in()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        var document = workspace.Put("document"u8).Value.Sha256;
        var entries = Dockets.EntryBodyTests.OneOfEach.Where(entry => entry is not (PetitionOpened or BodyRemoved)).Select(entry => entry switch
        {
            DocumentFiled filed => filed with { Sha256 = document },
            DocumentRead read => read with { Sha256 = document, Reading = document },
            _ => entry,
        }).ToArray();
        Assert.Equal(1 + entries.Length, workspace.Append(id, 2, "Ana Ruiz \u20ac \"quoted\"", s_at, entries).Value);
        Assert.Equivalent(entries, workspace.Read(id).Value.Skip(1).Select(entry => entry.Body), strict: true);
        Assert.Equal("Ana Ruiz \u20ac \"quoted\"", workspace.Read(id).Value[^1].Actor);
        Assert.Null(workspace.Verify().Misfit);
    }

    [Fact]
    public void Writing_with_a_number_that_is_taken_is_a_conflict_and_enters_nothing()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        Append(workspace, id, Vetted("F1"));
        foreach (var number in new[] { 0, 1, 2, 4, int.MaxValue })
        {
            var outcome = workspace.Append(id, number, "Clerk", s_at, Vetted("F2"));
            Assert.True(outcome.IsConflict);
            Assert.Contains("next number", outcome.Refused!.Problem);
        }
        Assert.Equal(2, workspace.Read(id).Value.Count);
        Assert.Equal(3, workspace.Append(id, 3, "Clerk", s_at, Vetted("F2")).Value);
    }

    [Fact]
    public void Several_entries_are_entered_all_or_none()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        Assert.Equal(4, workspace.Append(id, 2, "Clerk", s_at, [Vetted("F1"), Vetted("F2"), Vetted("F3")]).Value);
        var missing = new DocumentFiled(new string('a', 64), "a", 1, "text/plain", null, null, null, "", Confidentiality.Public);
        var refused = workspace.Append(id, 5, "Clerk", s_at, [Vetted("F4"), missing]);
        Assert.Contains(missing.Sha256, refused.Refused!.Problem);
        Assert.False(refused.IsConflict);
        Assert.Equal(4, workspace.Read(id).Value.Count);
        Assert.Null(workspace.Verify().Misfit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Ana\nRuiz")]
    public void An_entry_without_a_proper_name_is_refused(string actor)
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        Assert.NotNull(workspace.Append(id, 2, actor, s_at, Vetted("F1")).Refused);
        Assert.NotNull(workspace.OpenPetition("Petition", actor, s_at).Refused);
        Assert.NotNull(workspace.OpenPetition(" ", "Clerk", s_at).Refused);
        Assert.Single(workspace.Petitions());
    }

    [Fact]
    public void What_names_no_petition_is_refused()
    {
        using var workspace = NewWorkspace();
        foreach (var id in new[] { "p-000000", "office", "", "' or 1=1 --" })
        {
            Assert.NotNull(workspace.Read(id).Refused);
            Assert.NotNull(workspace.LatestCheckpoint(id).Refused);
            Assert.NotNull(workspace.Redact(id, 1, "Order", "Clerk", s_at).Refused);
            if (id != "office")
                Assert.NotNull(workspace.Append(id, 1, "Clerk", s_at, Vetted("F1")).Refused);
        }
        Assert.Null(workspace.Verify().Misfit);
    }

    [Fact]
    public void Nobody_writes_on_the_docket_of_the_office()
    {
        using var workspace = NewWorkspace();
        Assert.NotNull(workspace.Append("office", 1, "Clerk", s_at, Vetted("F1")).Refused);
        Assert.NotNull(workspace.IssueCheckpoint("office", "Clerk", s_at).Refused);
        Assert.Null(workspace.Verify().Misfit);
    }

    [Fact]
    public void An_entry_by_another_catalog_is_noted_and_verifies_in_the_workspace_and_in_an_export()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        Append(workspace, id, Vetted("F1"));
        Append(workspace, id, Vetted("F2") with { Catalog = Catalog.BuiltIn.Fingerprint });
        Assert.Empty(workspace.Verify().Notes);

        Append(workspace, id, Vetted("F3") with { Catalog = new string('0', 64) });

        var verification = workspace.Verify();
        Assert.Null(verification.Misfit);
        Assert.Contains("another catalog", Assert.Single(verification.Notes));
        Assert.Contains("the first is 4", verification.Notes[0]);
        var exported = workspace.Export(id, Path.Combine(Scratch, $"bag-{Guid.NewGuid():n}"), s_at).Value;
        Assert.Contains("the first is 4", Assert.Single(Workspace.VerifyExport(exported.Folder).Notes));
    }

    [Fact]
    public void The_file_can_be_read_as_it_stood()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        for (var i = 2; i <= 6; i++)
            workspace.Append(id, i, "Clerk", s_at.AddHours(i == 5 ? 1 : i), Vetted($"F{i}"));
        int[] Numbers(AsOf asOf) => [.. workspace.Read(id, asOf).Value.Select(entry => entry.Number)];
        Assert.Equal([1, 2, 3], Numbers(AsOf.Entry(3)));
        Assert.Equal([1, 2, 3], Numbers(AsOf.Moment(s_at.AddHours(3.5))));
        Assert.Equal([1, 2, 3], Numbers(AsOf.Moment(s_at.AddHours(3))));
        // Entry 5 bears an earlier time than entry 4: the clock was set back. It stands behind entry 4 all the same.
        Assert.Equal([1], Numbers(AsOf.Moment(s_at.AddHours(1.5))));
        Assert.Equal([1, 2, 3, 4, 5, 6], Numbers(AsOf.Entry(99)));
        Assert.Empty(Numbers(AsOf.Moment(s_at.AddDays(-1))));
        Assert.Contains(workspace.Verify().Notes, note => note.Contains("clock was set back") && note.Contains("the first is 5"));
    }

    [Fact]
    public void Documents_come_back_byte_for_byte_and_once_however_often_they_are_stored()
    {
        using var workspace = NewWorkspace();
        foreach (var size in new[] { 0, 1, 1 << 20, (1 << 20) + 1, 3_000_000 })
        {
            var bytes = RandomNumberGenerator.GetBytes(size);
            var first = workspace.Put(new MemoryStream(bytes)).Value;
            Assert.Equal((Sha256(bytes), size), (first.Sha256, first.Size));
            Assert.Equal(first, workspace.Put(bytes).Value);
            Assert.Equal(bytes, workspace.ReadBlob(first.Sha256).Value);
        }
        foreach (var wrong in new[] { "", "abc", "../../../../etc/passwd", new string('A', 64), new string('g', 64) })
            Assert.NotNull(workspace.OpenBlob(wrong).Refused);
    }

    [Fact]
    public void Checkpoints_are_signed_notes_over_the_entries()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        Append(workspace, id, Vetted("F1"));
        var note = workspace.IssueCheckpoint(id, "Clerk", s_at).Value;
        Assert.Equal(note, workspace.IssueCheckpoint(id, "Clerk", s_at).Value);
        var checkpoint = SigningKey.Checked(note, workspace.Verifier)!;
        Assert.Equal(($"clementia/{workspace.Id}/{id}", 2), (checkpoint.Origin, checkpoint.Size));
        Append(workspace, id, Vetted("F2"));
        Assert.NotEqual(note, workspace.LatestCheckpoint(id).Value);
        Assert.Null(workspace.Verify([note, workspace.OfficeCheckpoint()]).Misfit);
    }

    [Fact]
    public void A_removed_body_is_gone_and_the_docket_still_verifies_and_says_under_which_order()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        var document = "A sealed filing."u8.ToArray();
        var filed = FileDocument(workspace, id, document, "sealed.txt");
        var before = workspace.IssueCheckpoint(id, "Clerk", s_at).Value;

        var redaction = workspace.Redact(id, filed, "Order of 3 March 2026, No. 7", "Judge's clerk", s_at).Value;

        Assert.Equal((filed, filed + 1), (redaction.Entry, redaction.RecordedAs));
        Assert.Equal([Sha256(document)], redaction.RemovedBytes);
        Assert.True(redaction.IsPurged);
        Assert.NotNull(workspace.OpenBlob(Sha256(document)).Refused);
        var entries = workspace.Read(id).Value;
        Assert.Null(entries[1].Body);
        Assert.Equal("DocumentFiled", entries[1].Kind);
        var verification = workspace.Verify([before]);
        Assert.Null(verification.Misfit);
        Assert.Equal([new RemovedBody(id, filed, "Order of 3 March 2026, No. 7", filed + 1)], verification.Removed);
    }

    [Fact]
    public void Bytes_that_another_entry_needs_stay_until_that_entry_is_removed_too()
    {
        using var workspace = NewWorkspace();
        var document = "Filed on two petitions."u8.ToArray();
        var sha256 = Sha256(document);
        var (one, other) = (NewPetition(workspace), NewPetition(workspace));
        var filedOnOne = FileDocument(workspace, one, document, "a.txt");
        var filedOnOther = FileDocument(workspace, other, document, "a.txt");
        // A letter that only quotes the fingerprint, or was attached to the document, does not need its bytes.
        Append(workspace, other, Vetted(sha256));
        var letter = workspace.Put("letter"u8).Value;
        Append(workspace, other, new DocumentFiled(letter.Sha256, "l", letter.Size, "text/plain", null, null, null, "", Confidentiality.Public, AttachedTo: sha256));

        var first = workspace.Redact(one, filedOnOne, "Order", "Clerk", s_at).Value;
        Assert.Empty(first.RemovedBytes);
        Assert.Equal([new KeptBytes(sha256, other, filedOnOther)], first.KeptBytes);
        Assert.Null(workspace.OpenBlob(sha256).Refused);

        Assert.Equal([sha256], workspace.Redact(other, filedOnOther, "Order", "Clerk", s_at).Value.RemovedBytes);
        Assert.NotNull(workspace.OpenBlob(sha256).Refused);
        Assert.Null(workspace.Verify().Misfit);
    }

    [Fact]
    public void A_removal_that_the_procedure_decided_on_is_recorded_as_decided_but_lists_only_bytes_that_really_went()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        var document = "A sealed filing."u8.ToArray();
        var filed = FileDocument(workspace, id, document, "sealed.txt");
        var reading = workspace.Put("its text"u8).Value.Sha256;
        var read = Append(workspace, id, new DocumentRead(Sha256(document), reading, null, "text 1", 1, [], [], [], []));
        var removal = new BodyRemoved(filed, "Order", [Sha256(document), reading]);

        Assert.True(workspace.Redact(id, read, removal, "Clerk", s_at).IsConflict);
        var first = workspace.Redact(id, read + 1, removal, "Clerk", s_at).Value;
        Assert.Empty(first.RemovedBytes);
        Assert.Equal([new(Sha256(document), id, read), new(reading, id, read)], first.KeptBytes);

        var second = workspace.Redact(id, first.RecordedAs + 1, new BodyRemoved(read, "Order", [reading]), "Clerk", s_at).Value;
        Assert.Equal(new[] { Sha256(document), reading }.Order(), second.RemovedBytes.Order());
        Assert.Equal(second.RemovedBytes, ((BodyRemoved)workspace.Read(id).Value[^1].Body!).Documents);
        Assert.NotNull(workspace.OpenBlob(reading).Refused);
        Assert.Null(workspace.Verify().Misfit);
    }

    [Fact]
    public void What_cannot_be_removed_is_refused_politely()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        Append(workspace, id, Vetted("F1"));
        Assert.NotNull(workspace.Redact(id, 2, " ", "Clerk", s_at).Refused);
        Assert.Contains("opened", workspace.Redact(id, 1, "Order", "Clerk", s_at).Refused!.Problem);
        Assert.Contains("no entry 9", workspace.Redact(id, 9, "Order", "Clerk", s_at).Refused!.Problem);
        Assert.Equal(3, workspace.Redact(id, 2, "Order", "Clerk", s_at).Value.RecordedAs);
        Assert.Contains("already", workspace.Redact(id, 2, "Order", "Clerk", s_at).Refused!.Problem);
        Assert.Contains("record stays", workspace.Redact(id, 3, "Order", "Clerk", s_at).Refused!.Problem);
        Assert.Equal(3, workspace.Read(id).Value.Count);
    }

    [Fact]
    public void The_list_of_petitions_is_derived_and_rebuilds_to_the_same_content()
    {
        using var workspace = NewWorkspace();
        Assert.Empty(workspace.List());
        var ids = Enumerable.Range(1, 5).Select(i => NewPetition(workspace, $"Petition {i}")).ToArray();
        Append(workspace, ids[2], Vetted("F1"));
        var before = workspace.List();
        Assert.Equal(["Petition 1", "Petition 2", "Petition 3", "Petition 4", "Petition 5"], before.Select(petition => petition.Title).Order());
        Assert.Equal(new ListedPetition(ids[2], "Petition 3", 2, s_at), before.Single(petition => petition.Id == ids[2]));
        workspace.Reindex(new Derivation("a count", (from, derived) =>
            derived.Execute($"create table counted (n integer); insert into counted values ({from.Petitions().Count})")));
        using (var derived = workspace.OpenDerived())
            Assert.Equal(5L, derived.Scalar("select n from counted"));
        Assert.Equal(before, workspace.List());
        File.Delete(workspace.DerivedFile);
        Assert.Equal(before, workspace.List());
        Append(workspace, ids[0], Vetted("F1"));
        Assert.Equal(2, workspace.List().Single(petition => petition.Id == ids[0]).LastEntry);
    }

    [Fact]
    public void Reading_deciding_and_entering_goes_on_until_nobody_else_wrote_meanwhile()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        var asked = 0;
        var entered = workspace.Enter(id, "Clerk", () => s_at, soFar =>
        {
            if (asked++ < 3)
                Append(workspace, id, Vetted("in between"));
            return new Entry[] { Vetted($"after {soFar.Count}") };
        });
        Assert.Equal((5, 4), (entered.Value, asked));
        Assert.Equal(Vetted("after 4"), workspace.Read(id).Value[^1].Body);
        Assert.Equal("no", workspace.Enter(id, "Clerk", () => s_at, _ => new Refusal("no", "never")).Refused!.Problem);
    }
}
