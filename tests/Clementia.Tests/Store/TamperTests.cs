using Clementia.Casework;
using Clementia.Store;

namespace Clementia.Tests.Store;

public sealed class SqliteTamperTests : TamperTests
{
    private int _workspaces;

    protected override string NewLocation() => Path.Combine(Scratch, $"workspace{++_workspaces}");

    [Fact]
    public void A_changed_or_deleted_document_is_found_and_named()
    {
        var location = NewLocation();
        var story = Tell(location);
        var file = Path.Combine(location, "documents", story.Document[..2], story.Document);
        var bytes = File.ReadAllBytes(file);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            File.WriteAllBytes(file, bytes);
            bytes[i] ^= 1;
            Assert.Contains(story.Document, Verify(location).Misfit?.What);
        }
        File.Delete(file);
        Assert.Contains("not in the workspace", Verify(location).Misfit?.Found);
    }

    [Fact]
    public void A_changed_published_key_is_found()
    {
        var location = NewLocation();
        Tell(location);
        File.WriteAllText(Path.Combine(location, "key.pub"), SigningKey.New("clementia/w-other/office").Verifier + "\n");
        Assert.Contains("key.pub", Verify(location).Misfit?.What);
    }
}

[Collection(nameof(PostgresServer))]
public sealed class PostgresTamperTests(PostgresServer server) : TamperTests
{
    protected override string NewLocation() => server.NewDatabase();

    [Fact]
    public void A_changed_or_deleted_part_of_a_document_is_found_and_named()
    {
        var location = NewLocation();
        var story = Tell(location);
        using var database = Database(location);
        foreach (var change in new[] { "update blob_parts set bytes = set_byte(bytes, 0, 0)", "update blob_parts set part = part + 1, bytes = 'x'", "delete from blob_parts", "delete from blobs" })
        {
            database.Execute("begin");
            Assert.NotEqual(0, database.Execute(change));
            database.Execute("commit");
            Assert.Contains(story.Document, Verify(location).Misfit?.What);
        }
    }
}

/// <summary>Somebody with the right to write the tables, but without the key, changes one thing after another.</summary>
public abstract class TamperTests : StoryTests
{
    private protected sealed record Story(string One, string Other, string Document, IReadOnlyList<string> Kept);

    private protected Story Tell(string location)
    {
        using var workspace = Open(location);
        var one = NewPetition(workspace, "Petition of Ana Ruiz");
        var other = NewPetition(workspace, "Petition of Bo Lind");
        FileDocument(workspace, one, "The judgment."u8.ToArray(), "judgment.txt");
        for (var i = 3; i <= 6; i++)
            Append(workspace, one, Vetted($"F{i}"));
        Assert.Null(workspace.Redact(one, 4, "Order of 3 March 2026", "Clerk", s_at).Refused);
        workspace.IssueCheckpoint(one, "Clerk", s_at);
        Append(workspace, one, Vetted("F9"));
        Append(workspace, other, Vetted("F1"));
        string[] kept = [workspace.LatestCheckpoint(one).Value, workspace.LatestCheckpoint(other).Value, workspace.OfficeCheckpoint()];
        Assert.Null(workspace.Verify(kept).Misfit);
        var document = ((DocumentFiled)workspace.Read(one).Value[1].Body!).Sha256;
        return new(one, other, document, kept);
    }

    private protected Verification Verify(string location, IReadOnlyList<string>? kept = null)
    {
        using var workspace = Open(location);
        return workspace.Verify(kept);
    }

    [Fact]
    public void Every_single_change_to_any_field_of_any_row_is_found()
    {
        var location = NewLocation();
        Tell(location);
        using var database = Database(location);
        var isPostgres = location.Contains("Host=");
        var tried = 0;
        string[] tables = ["entries", "heads", "checkpoints", "workspace"];
        foreach (var table in tables)
        {
            List<string> columns = isPostgres
                ? database.Rows(row => row.GetString(0), $"select column_name from information_schema.columns where table_name = '{table}' and table_schema = 'public' order by ordinal_position")
                : database.Rows(row => row.GetString(1), $"pragma table_info({table})");
            var id = table == "workspace" ? "id" : table == "entries" ? "petition || '|' || number" : table == "checkpoints" ? "petition || '|' || size" : "petition";
            foreach (var key in database.Rows(row => row.GetString(0), $"select {id} from {table}"))
            {
                foreach (var column in columns)
                {
                    var before = database.Scalar($"select {column} from {table} where {id} = @key", ("key", key));
                    object? after = before switch
                    {
                        null => column == "salt" ? new byte[16] : "{}",
                        string text => text.Length > 3 && table != "workspace" ? Flip(text) : text + "x",
                        byte[] { Length: 0 } => new byte[32],
                        byte[] bytes => Flip(bytes),
                        long or int => Convert.ToInt32(before) + 1000,
                        _ => throw new InvalidOperationException($"{before.GetType()}"),
                    };
                    foreach (var value in before is null ? [after] : column is "salt" or "body" ? new[] { after, null } : [after])
                    {
                        var rows = Change(value);
                        Assert.Equal(1, rows);
                        // A workspace that no longer says which one it is cannot even be opened: that is found, too.
                        var opened = Workspace.Open(location, KeyFile(location));
                        if (opened.Refused is null)
                        {
                            using (opened.Value)
                                Assert.True(opened.Value.Verify().Misfit is not null, $"{table}.{column} of {key} was changed from '{before}' to '{value}', and nobody noticed.");
                        }
                        Restore(value);
                        tried++;
                    }

                    // The key's own columns change with the value: find the row by the rest.
                    int Change(object? value) => database.Execute($"update {table} set {column} = @value where {id} = @key", ("value", value ?? DBNull.Value), ("key", key));

                    void Restore(object? value)
                    {
                        var keyNow = column is "petition" or "id" or "number" or "size" && id.Contains(column) ? NewKey(key, column, table, value!) : key;
                        Assert.Equal(1, database.Execute($"update {table} set {column} = @value where {id} = @key", ("value", before ?? DBNull.Value), ("key", keyNow)));
                    }
                }
            }
        }
        Assert.True(tried > 100, $"Only {tried} changes were tried.");
        Assert.Null(Verify(location).Misfit);
    }

    private static string NewKey(string key, string column, string table, object value) =>
        table is "workspace" or "heads" ? (string)value
        : column == "petition" ? $"{value}|{key.Split('|')[1]}"
        : $"{key.Split('|')[0]}|{value}";

    private static string Flip(string text)
    {
        var middle = text.Length / 2;
        return text[..middle] + (text[middle] == 'q' ? 'z' : 'q') + text[(middle + 1)..];
    }

    private static byte[] Flip(byte[] bytes)
    {
        var copy = bytes.ToArray();
        copy[copy.Length / 2] ^= 1;
        return copy;
    }

    [Theory]
    [InlineData("a row in the middle deleted", "delete from entries where petition = @one and number = 3")]
    [InlineData("the first row deleted", "delete from entries where petition = @one and number = 1")]
    [InlineData("the last row deleted", "delete from entries where petition = @one and number = 8")]
    [InlineData("the tail cut off", "delete from entries where petition = @one and number > 4")]
    [InlineData("all rows deleted", "delete from entries where petition = @one")]
    [InlineData("two rows swapped", "update entries set number = -1 where petition = @one and number = 5; update entries set number = 5 where petition = @one and number = 6; update entries set number = 6 where petition = @one and number = -1")]
    [InlineData("a row moved to the other petition", "update entries set petition = @other, number = 3 where petition = @one and number = 8")]
    [InlineData("a row added behind the head", "insert into entries select petition, 9, time, actor, kind, digest, leaf, salt, body from entries where petition = @one and number = 8")]
    [InlineData("a row added far behind the head", "insert into entries select petition, 2000000000, time, actor, kind, digest, leaf, salt, body from entries where petition = @one and number = 8")]
    [InlineData("a row added before the first", "insert into entries select petition, 0, time, actor, kind, digest, leaf, salt, body from entries where petition = @one and number = 8")]
    [InlineData("a removed body put back as another", "update entries set body = '{}', salt = digest where petition = @one and number = 4")]
    [InlineData("a body removed without an order", "update entries set body = null, salt = null where petition = @one and number = 3")]
    [InlineData("a checkpoint deleted", "delete from checkpoints")]
    [InlineData("a checkpoint added", "insert into checkpoints select petition, size, note from heads where petition = @other")]
    [InlineData("the head deleted", "delete from heads where petition = @one")]
    [InlineData("a petition deleted as a whole", "delete from entries where petition = @one; delete from heads where petition = @one; delete from checkpoints where petition = @one")]
    [InlineData("the last petition deleted with its registration", "delete from entries where petition = @other; delete from heads where petition = @other; delete from entries where petition = 'office' and number = 2")]
    [InlineData("the office's docket deleted", "delete from entries where petition = 'office'; delete from heads where petition = 'office'")]
    [InlineData("the head of one docket given to another", "update heads set size = 2, note = (select note from heads h where h.petition = @other), frontier = (select frontier from heads h where h.petition = @other) where petition = @one")]
    [InlineData("a docket of nobody added", "insert into entries select 'p-xxxxxx', number, time, actor, kind, digest, leaf, salt, body from entries where petition = @other")]
    [InlineData("a petition copied under another id", "insert into entries select 'p-xxxxxx', number, time, actor, kind, digest, leaf, salt, body from entries where petition = @other; insert into heads select 'p-xxxxxx', size, frontier, note from heads where petition = @other")]
    [InlineData("the workspace's record deleted twice over", "insert into workspace select id || 'x', form, verifier from workspace")]
    public void Rows_deleted_swapped_moved_or_added_are_found(string what, string changes)
    {
        var location = NewLocation();
        var story = Tell(location);
        using (var database = Database(location))
        {
            foreach (var change in changes.Split("; "))
                Assert.NotEqual(0, database.Execute(change.Replace("@one", $"'{story.One}'").Replace("@other", $"'{story.Other}'")));
        }
        var opened = Workspace.Open(location, KeyFile(location));
        if (opened.Refused is not null)
            return;
        using (opened.Value)
            Assert.True(opened.Value.Verify().Misfit is not null, $"{what}, and nobody noticed.");
    }

    [Fact]
    public void A_forger_who_recomputes_every_hash_still_lacks_the_key()
    {
        var location = NewLocation();
        var story = Tell(location);
        using (var database = Database(location))
        {
            // The forger changes a body and recomputes digest, leaf, frontier and root; only the signature is beyond them.
            var rows = database.Rows(row => (Number: row.GetInt32(0), Time: row.GetString(1), Actor: row.GetString(2), Kind: row.GetString(3), Digest: row.Bytes(4)!, Salt: row.Bytes(5)),
                $"select number, time, actor, kind, digest, salt from entries where petition = '{story.One}' order by number");
            var frontier = new Frontier();
            foreach (var row in rows)
            {
                var digest = row.Digest;
                if (row.Number == 3)
                {
                    var forged = """{"fact":"F3","reason":"The judgment says so.","value":null,"verdict":"strike"}""";
                    digest = Envelope.DigestOf(row.Salt, System.Text.Encoding.UTF8.GetBytes(forged));
                    database.Execute("update entries set body = @body where petition = @petition and number = 3", ("body", forged), ("petition", story.One));
                }
                var leaf = new Envelope(story.One, row.Number, row.Time, row.Actor, row.Kind, Convert.ToHexStringLower(digest)).Leaf();
                frontier.Add(leaf);
                database.Execute("update entries set digest = @digest, leaf = @leaf where petition = @petition and number = @number", ("digest", digest), ("leaf", leaf), ("petition", story.One), ("number", row.Number));
            }
            database.Execute("update heads set frontier = @frontier where petition = @petition", ("frontier", frontier.ToArray()), ("petition", story.One));
        }
        Assert.Contains("root of the last checkpoint", Verify(location).Misfit?.What);

        // Nor does our own next entry sign the forgery for them.
        using var workspace = Open(location);
        Assert.Contains("changed from outside", workspace.Append(story.One, 9, "Clerk", s_at, Vetted("F10")).Refused!.Problem);
    }

    [Fact]
    public void A_forger_with_another_key_is_found_by_who_keeps_the_right_one()
    {
        var location = NewLocation();
        Tell(location);
        using (var database = Database(location))
        {
            var forger = SigningKey.New("x");
            foreach (var (petition, note) in database.Rows(row => (row.GetString(0), row.GetString(1)), "select petition, note from heads"))
                database.Execute("update heads set note = @note where petition = @petition", ("note", forger.Sign(Checkpoint.TryParse(SignedNote.TryParse(note)!.Text)!)), ("petition", petition));
            foreach (var (petition, note) in database.Rows(row => (row.GetString(0), row.GetString(1)), "select petition, note from checkpoints"))
                database.Execute("update checkpoints set note = @note where petition = @petition", ("note", forger.Sign(Checkpoint.TryParse(SignedNote.TryParse(note)!.Text)!)), ("petition", petition));
            var name = (string)database.Scalar("select id from workspace")!;
            database.Execute("update workspace set verifier = @verifier", ("verifier", forger.Verifier.For($"clementia/{name}/office").ToString()));
            if (!location.Contains("Host="))
                File.WriteAllText(Path.Combine(location, "key.pub"), forger.Verifier.For($"clementia/{name}/office") + "\n");
        }
        Assert.Contains("does not belong to the signing key", Verify(location).Misfit?.What);
    }

    [Fact]
    public void Going_back_to_an_older_state_is_found_by_a_checkpoint_that_was_kept_outside_and_by_one_that_was_issued()
    {
        var location = NewLocation();
        string id, kept, olderNote;
        byte[] olderFrontier;
        using (var workspace = Open(location))
        {
            id = NewPetition(workspace);
            Append(workspace, id, Vetted("F1"));
            olderNote = workspace.LatestCheckpoint(id).Value;
            using (var database = Database(location))
                olderFrontier = (byte[])database.Scalar("select frontier from heads where petition = @petition", ("petition", id))!;
            Append(workspace, id, Vetted("F2"));
            kept = workspace.LatestCheckpoint(id).Value;
        }
        void GoBack()
        {
            using var database = Database(location);
            database.Execute("delete from entries where petition = @petition and number > 2", ("petition", id));
            database.Execute("update heads set size = 2, frontier = @frontier, note = @note where petition = @petition", ("frontier", olderFrontier), ("note", olderNote), ("petition", id));
        }
        // Everything inside fits: the older head was signed by us. Only what lies outside, or on another docket, can tell.
        using (var workspace = Open(location))
            workspace.IssueCheckpoint(id, "Clerk", s_at);
        GoBack();
        Assert.Contains("cut off", Verify(location).Misfit?.What);
        using (var database = Database(location))
            database.Execute("delete from checkpoints");
        Assert.Contains("given out", Verify(location).Misfit?.What);
        Assert.Contains("cut off", Verify(location, [kept]).Misfit?.What);
    }
}
