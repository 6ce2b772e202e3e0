using System.Text;
using Clementia.Casework;
using Microsoft.Data.Sqlite;

namespace Clementia.Store;

/// <summary>A passage that matches a question.</summary>
/// <param name="Where">The passage, cited.</param>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
/// <param name="Found">How many of the question's terms stand in it.</param>
public sealed record PassageHit(Citation Where, double Score, int Found);

/// <summary>What a search gave.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Unknown">Terms that stand nowhere in the file.</param>
/// <param name="Cut">Whether more passages matched than were weighed.</param>
public sealed record PassageHits(IReadOnlyList<PassageHit> Hits, IReadOnlyList<string> Unknown, bool Cut);

/// <summary>
/// The search index of one petition's documents (SQLite FTS5, one file a petition). Derived from the kept readings: it can be deleted
/// and made again at any time, and a document removed by order leaves no trace in it once it is synchronized.
/// </summary>
public sealed class PassageIndex : IDisposable
{
    /// <summary>Passages beyond this many matches are not weighed: words that stand everywhere tell nothing.</summary>
    private const int MostWeighed = 400;

    /// <summary>How far a term's matches are counted to tell rare from common.</summary>
    private const int MostCounted = 20_000;

    /// <summary>A paragraph longer than this is cut at a sentence's end.</summary>
    private const int PassageLength = 700;

    private readonly SqliteConnection _connection;

    private PassageIndex(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the index in a file, making it when absent and anew when it is of another form.</summary>
    public static PassageIndex Open(string file)
    {
        Durable.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            return OpenFile(file);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is 11 or 26) // malformed, no database
        {
            foreach (var end in new[] { "", "-wal", "-shm", "-journal" })
                File.Delete(file + end);
            return OpenFile(file);
        }
    }

    private static PassageIndex OpenFile(string file)
    {
        Durable.Touch(file);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        var index = new PassageIndex(connection);
        try
        {
            connection.Open();
            // Losing the index costs a rebuild, so it need not survive a power cut; what was removed by order must be gone from the file.
            index.Run("pragma busy_timeout=60000; pragma journal_mode=wal; pragma synchronous=normal; pragma secure_delete=on; pragma cache_size=-65536; pragma mmap_size=1073741824;");
            if (index.Scalar("pragma user_version") is not 2L)
                index.Make();
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    private void Make()
    {
        using var transaction = _connection.BeginTransaction();
        // Two who ask at once: the second waits above and finds the tables made.
        if (Scalar("pragma user_version", transaction) is 2L)
            return;
        Run("drop table if exists passage; drop table if exists source;", transaction);
        Run("""
            create table source(document text not null primary key, reading text not null, first integer not null, last integer not null) without rowid;
            create virtual table passage using fts5(text, document unindexed, page unindexed, start unindexed, before unindexed, after unindexed,
                tokenize="porter unicode61 remove_diacritics 2");
            insert into passage(passage, rank) values('secure-delete', 1);
            pragma user_version = 2;
            """, transaction);
        transaction.Commit();
    }

    /// <summary>What is indexed: document and the reading it was indexed from.</summary>
    public IReadOnlyDictionary<string, string> Sources
    {
        get
        {
            using var command = Command("select document, reading from source");
            using var rows = command.ExecuteReader();
            var sources = new Dictionary<string, string>(StringComparer.Ordinal);
            while (rows.Read())
                sources.Add(rows.GetString(0), rows.GetString(1));
            return sources;
        }
    }

    /// <summary>Brings the index to hold exactly these readings, reading only those it lacks.</summary>
    /// <param name="wanted">Document to reading.</param>
    /// <param name="read">Gives a document's text.</param>
    public void Synchronize(IReadOnlyDictionary<string, string> wanted, Func<string, DocumentText> read)
    {
        var have = Sources;
        var gone = have.Where(s => wanted.GetValueOrDefault(s.Key) != s.Value).Select(s => s.Key).ToList();
        var missing = wanted.Where(w => have.GetValueOrDefault(w.Key) != w.Value).ToList();
        foreach (var document in gone)
            Remove(document);
        foreach (var (document, reading) in missing)
            Add(reading, read(document));
        if (gone.Count > 0)
            Run("pragma wal_checkpoint(truncate);");
    }

    /// <summary>Adds a document's passages.</summary>
    public void Add(string reading, DocumentText text)
    {
        using var transaction = _connection.BeginTransaction();
        // Two who ask at once both see that the document is missing; the second waited above, and it is there now.
        using (var there = Command("select 1 from source where document = $document", transaction))
        {
            there.Parameters.AddWithValue("$document", text.Sha256);
            if (there.ExecuteScalar() is not null)
                return;
        }
        using var insert = Command("insert into passage(text, document, page, start, before, after) values($text, $document, $page, $start, $before, $after)", transaction);
        string[] names = ["$text", "$document", "$page", "$start", "$before", "$after"];
        foreach (var name in names)
            insert.Parameters.Add(new SqliteParameter(name, null));
        insert.Parameters["$document"].Value = text.Sha256;
        var first = (long)Scalar("select coalesce(max(rowid), 0) + 1 from passage", transaction)!;
        var last = first - 1;
        foreach (var page in text.Pages)
        {
            insert.Parameters["$page"].Value = page.Number;
            foreach (var (start, end) in Passages(page.Text))
            {
                var cited = Citation.To(text, page.Number, start, end);
                insert.Parameters["$text"].Value = cited.Quote;
                insert.Parameters["$start"].Value = start;
                insert.Parameters["$before"].Value = cited.Before;
                insert.Parameters["$after"].Value = cited.After;
                insert.ExecuteNonQuery();
                last++;
            }
        }
        using var source = Command("insert into source values($document, $reading, $first, $last)", transaction);
        source.Parameters.AddWithValue("$document", text.Sha256);
        source.Parameters.AddWithValue("$reading", reading);
        source.Parameters.AddWithValue("$first", first);
        source.Parameters.AddWithValue("$last", last);
        source.ExecuteNonQuery();
        transaction.Commit();
    }

    private void Remove(string document)
    {
        using var transaction = _connection.BeginTransaction();
        using var passages = Command("delete from passage where rowid between (select first from source where document = $d) and (select last from source where document = $d)", transaction);
        passages.Parameters.AddWithValue("$d", document);
        passages.ExecuteNonQuery();
        using var source = Command("delete from source where document = $d", transaction);
        source.Parameters.AddWithValue("$d", document);
        source.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Paragraphs, cut at sentence ends where they are long.</summary>
    internal static IEnumerable<(int Start, int End)> Passages(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var blank = text.IndexOf("\n\n", at, StringComparison.Ordinal);
            var paragraph = blank < 0 ? text.Length : blank;
            while (at < paragraph)
            {
                while (at < paragraph && char.IsWhiteSpace(text[at]))
                    at++;
                if (at >= paragraph)
                    break;
                var end = paragraph;
                if (end - at > PassageLength)
                {
                    var cut = text.LastIndexOf(". ", at + PassageLength, PassageLength - 100, StringComparison.Ordinal);
                    if (cut < 0)
                        cut = text.LastIndexOf(' ', at + PassageLength, PassageLength - 100);
                    end = cut < 0 ? at + PassageLength : cut + 1;
                    if (end < text.Length && char.IsLowSurrogate(text[end]))
                        end++;
                }
                var trimmed = end;
                while (trimmed > at && char.IsWhiteSpace(text[trimmed - 1]))
                    trimmed--;
                yield return (at, trimmed);
                at = end;
            }
            at = blank < 0 ? text.Length : blank + 2;
        }
    }

    /// <summary>The passages that answer a question best: those with all terms first, then without the commonest, and at last those with any.</summary>
    public PassageHits Search(Question question, int most)
    {
        var terms = question.Terms.Select(group => (Match: string.Join(" OR ", group.Select(Quoted)), Name: group[0])).ToList();
        if (terms.Count == 0)
            return new([], [], Cut: false);
        var frequency = terms.Select(term => Matches(term.Match, MostCounted)).ToList();
        var unknown = terms.Where((_, i) => frequency[i] == 0).Select(term => term.Name).ToList();
        var known = terms.Select((term, i) => (term.Match, Count: frequency[i])).Where(term => term.Count > 0).OrderBy(term => term.Count).ToList();
        var hits = new Dictionary<long, PassageHit>();
        var cut = false;
        for (var take = known.Count; take > 0 && hits.Count < most; take--)
        {
            // FTS5's own bm25 walks every occurrence of every term in the whole index before the first row. So it only finds and marks
            // (highlight) a bounded number of rows, and we weigh those.
            using var command = Command("""
                select rowid, document, page, start, text, before, after, highlight(passage, 0, char(1), char(2)) from passage where passage match $match limit $limit
                """);
            command.Parameters.AddWithValue("$match", take > 1
                ? string.Join(" AND ", known.Take(take).Select(term => $"({term.Match})"))
                : string.Join(" OR ", known.Select(term => term.Match)));
            command.Parameters.AddWithValue("$limit", MostWeighed);
            var found = new List<(long Id, PassageHit Hit)>();
            var rows = 0;
            using (var reader = command.ExecuteReader())
            {
                for (; reader.Read(); rows++)
                {
                    if (hits.ContainsKey(reader.GetInt64(0)))
                        continue;
                    var passage = new Citation(reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetString(4), reader.GetString(5), reader.GetString(6));
                    found.Add((reader.GetInt64(0), Weigh(passage, reader.GetString(7), take)));
                }
            }
            cut |= rows == MostWeighed && found.Count > most - hits.Count;
            foreach (var (id, hit) in found.OrderByDescending(f => f.Hit.Score).ThenBy(f => f.Id).Take(most - hits.Count))
                hits.Add(id, hit);
        }
        return new([.. hits.Values.OrderByDescending(hit => hit.Score)], unknown, cut);
    }

    /// <summary>Chooses the sentence that holds most of the marked words, and weighs the passage by how close together they stand.</summary>
    private static PassageHit Weigh(Citation passage, string marked, int terms)
    {
        var marks = new List<(int Start, int End)>();
        int at = 0, open = 0;
        foreach (var c in marked)
        {
            if (c == (char)1)
                open = at;
            else if (c == (char)2)
                marks.Add((open, at));
            else
                at++;
        }
        (int Start, int End) best = (0, passage.Quote.Length);
        var (bestDistinct, bestCount) = (0, 0);
        foreach (var (start, end) in SentencesOf(passage.Quote))
        {
            var inside = marks.Where(m => m.Start >= start && m.End <= end).ToList();
            var distinct = inside.Select(m => passage.Quote[m.Start..Math.Min(m.End, m.Start + 5)].ToLowerInvariant()).Distinct().Count();
            if ((distinct, inside.Count).CompareTo((bestDistinct, bestCount)) > 0)
                (best, bestDistinct, bestCount) = ((start, end), distinct, inside.Count);
        }
        var quote = passage.Quote[best.Start..best.End];
        var before = (passage.Before + passage.Quote)[..(passage.Before.Length + best.Start)];
        var after = (passage.Quote + passage.After)[best.End..];
        var where = passage with { Start = passage.Start + best.Start, Quote = quote, Before = before[Math.Max(0, before.Length - 32)..], After = after[..Math.Min(after.Length, 32)] };
        return new PassageHit(where, (1000 * terms) + (100 * bestDistinct) + (10 * Math.Min(bestCount, 9)) - Math.Min(quote.Length / 40, 9), terms);
    }

    private static IEnumerable<(int Start, int End)> SentencesOf(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var ends = text[i] == '\n' || (text[i] is '.' or '?' or '!' && i + 2 < text.Length && char.IsWhiteSpace(text[i + 1]) && char.IsUpper(text[i + 2])
                && !(i > 1 && char.IsUpper(text[i - 1]) && !char.IsLetter(text[i - 2])));
            if (!ends)
                continue;
            if (text.AsSpan(start, i + 1 - start).Trim().Length > 0)
                yield return Trimmed(text, start, i + 1);
            start = i + 1;
        }
        if (text.AsSpan(start).Trim().Length > 0)
            yield return Trimmed(text, start, text.Length);
    }

    private static (int Start, int End) Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return (start, end);
    }

    private int Matches(string match, int most)
    {
        using var command = Command("select count(*) from (select 1 from passage where passage match $match limit $most)");
        command.Parameters.AddWithValue("$match", match);
        command.Parameters.AddWithValue("$most", most);
        return (int)(long)command.ExecuteScalar()!;
    }

    private static string Quoted(string word) => new StringBuilder("\"").Append(word.Replace("\"", "")).Append('"').ToString();

    private SqliteCommand Command(string sql, SqliteTransaction? transaction = null)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    private void Run(string sql, SqliteTransaction? transaction = null)
    {
        using var command = Command(sql, transaction);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, SqliteTransaction? transaction = null)
    {
        using var command = Command(sql, transaction);
        return command.ExecuteScalar();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _connection.Dispose();
}
