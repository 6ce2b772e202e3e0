using System.Data.Common;
using System.Text;
using System.Text.Json;
using Clementia.Casework;

namespace Clementia.Store;

/// <summary>What a removal by order came to.</summary>
/// <param name="Entry">The entry whose body is gone.</param>
/// <param name="RecordedAs">Number of the entry that records it.</param>
/// <param name="RemovedBytes">Fingerprints of documents and readings whose bytes are gone.</param>
/// <param name="KeptBytes">Bytes that the entry named and that another entry, still in force, needs: remove that entry too if the order covers it.</param>
/// <param name="IsPurged">False while another process reads an older state, which keeps the removed bytes in the log file; opening the workspace tries again.</param>
public sealed record Redaction(int Entry, int RecordedAs, IReadOnlyList<string> RemovedBytes, IReadOnlyList<KeptBytes> KeptBytes, bool IsPurged);

/// <summary>Bytes that a removal left in place, and the entry that needs them.</summary>
public sealed record KeptBytes(string Sha256, string Petition, int Entry);

public sealed partial class Workspace
{
    private const string PurgeMark = "purge";

    /// <summary>
    /// Removes the body of an entry by order: body and salt go, and with them the bytes that no other entry needs; the digest stays, so the
    /// docket still verifies, and a further entry records the order. What is gone is gone from the files, not only from sight.
    /// </summary>
    public Result<Redaction> Redact(string petition, int number, string order, string actor, DateTimeOffset at) =>
        Redact(petition, null, new BodyRemoved(number, order, []), actor, at);

    /// <summary>
    /// The same, with the record of the removal as the procedure decided it: what it says of numbers that stay taken is kept, and of the
    /// documents it lists those whose bytes really go. When a next number is expected and is not the next, that is a conflict.
    /// </summary>
    public Result<Redaction> Redact(string petition, int? expectedNext, BodyRemoved removal, string actor, DateTimeOffset at)
    {
        var number = removal.Number;
        if (string.IsNullOrWhiteSpace(removal.Order))
            return new Refusal("A removal needs the order it rests on.", "Cite the order: court, date, number.");
        var entered = Write(connection =>
        {
            if (LockedPetition(connection, petition).IsRefused(out var refused, out var frontier))
                return (Result<Redaction>)refused;
            if (expectedNext is not null && expectedNext != frontier.Size + 1)
                return Taken<Redaction>(petition, (int)frontier.Size + 1, expectedNext.Value);
            var rows = connection.Rows(row => (Kind: row.GetString(0), Body: row.Text(1)),
                "select kind, body from entries where petition = @petition and number = @number", ("petition", petition), ("number", number));
            if (rows.Count == 0)
                return new Refusal($"{petition} has no entry {number}; its last is {frontier.Size}.", "Read the docket, and correct the number.");
            var (kind, body) = rows[0];
            if (body is null)
                return new Refusal($"The body of entry {number} of {petition} was removed already.", "Nothing is left to remove.");
            if (kind == nameof(BodyRemoved))
                return new Refusal($"Entry {number} of {petition} records a removal under an order; that record stays.", "Name the entry whose body the order covers.");
            if (kind == nameof(PetitionOpened))
                return new Refusal($"Entry {number} opened {petition}; without it there is no petition.", "Remove the entries that the order covers; the title is theirs to choose when a petition is opened.");

            var gone = new List<string>();
            var kept = new List<KeptBytes>();
            foreach (var sha256 in BytesNamed(kind, Encoding.UTF8.GetBytes(body)).Concat(removal.Documents).Distinct().Where(sha256 => IsFingerprint(sha256) && _engine.HasBlob(connection, sha256)))
            {
                if (Need(connection, sha256, petition, number) is { } need)
                    kept.Add(need);
                else
                    gone.Add(sha256);
            }
            if (Prepare(actor, at, [removal with { Documents = gone }]).IsRefused(out refused, out var drafts))
                return refused;
            connection.Execute("update entries set body = null, salt = null where petition = @petition and number = @number", ("petition", petition), ("number", number));
            // Bytes outside the tables cannot go in the same transaction: a note makes sure that they go, even if we are killed now.
            foreach (var sha256 in gone.Append(PurgeMark))
                connection.Execute("insert into removals (sha256) values (@sha256) on conflict do nothing", ("sha256", sha256));
            Enter(connection, petition, frontier, drafts);
            return new Redaction(number, (int)frontier.Size, gone, kept, IsPurged: false);
        });
        if (entered.Refused is not null)
            return entered;
        DeleteDerived();
        return entered.Value with { IsPurged = FinishRemovals() };
    }

    private bool HasRemovals
    {
        get
        {
            using var connection = _engine.OpenReader();
            return connection.Scalar("select 1 from removals limit 1") is not null;
        }
    }

    /// <summary>Whatever removals were begun and not finished, by this process or one that died. True when nothing is left of them.</summary>
    private bool FinishRemovals()
    {
        if (!HasRemovals)
            return true;
        _engine.Write(connection =>
        {
            foreach (var sha256 in connection.Rows(row => row.GetString(0), "select sha256 from removals where sha256 <> @mark", ("mark", PurgeMark)))
            {
                if (IsFingerprint(sha256) && _engine.HasBlob(connection, sha256) && Need(connection, sha256, "", 0) is null)
                    _engine.DeleteBlob(connection, sha256);
                connection.Execute("delete from removals where sha256 = @sha256", ("sha256", sha256));
            }
            return (0, true);
        });
        if (!_engine.Purge())
            return false;
        _engine.Write(connection => (connection.Execute("delete from removals where sha256 = @mark", ("mark", PurgeMark)), true));
        return true;
    }

    /// <summary>An entry in force, other than the one given, that needs the bytes; or null.</summary>
    private static KeptBytes? Need(DbConnection connection, string sha256, string petition, int number)
    {
        // The text search only narrows; what an entry needs is told by its members, not by a fingerprint somewhere in a quote.
        foreach (var (other, entry, kind, body) in connection.Rows(row => (row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3)), $"""
            select petition, number, kind, body from entries
            where kind in ('{nameof(DocumentFiled)}', '{nameof(DocumentRead)}') and body like @mentions and not (petition = @petition and number = @number)
            """, ("mentions", $"%{sha256}%"), ("petition", petition), ("number", number)))
        {
            if (BytesNamed(kind, Encoding.UTF8.GetBytes(body)).Contains(sha256))
                return new(sha256, other, entry);
        }
        return null;
    }

    /// <summary>The bytes that an entry of a kind rests on.</summary>
    internal static IEnumerable<string> BytesNamed(string kind, ReadOnlySpan<byte> body) => kind switch
    {
        nameof(DocumentFiled) => Members(body, "sha256", null),
        nameof(DocumentRead) => Members(body, "sha256", "reading"),
        _ => [],
    };

    // Reads no more of the body than these members: a reading can hold thousands of proposals.
    private static List<string> Members(ReadOnlySpan<byte> body, string one, string? other)
    {
        var found = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = reader.ValueTextEquals(one) || (other is not null && reader.ValueTextEquals(other));
                reader.Read();
                if (wanted && reader.TokenType == JsonTokenType.String)
                    found.Add(reader.GetString()!);
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // A body that is no JSON names nothing; verify finds it by its digest.
        }
        return found;
    }
}
