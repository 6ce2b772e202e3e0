using System.Text;

namespace Clementia.Screening;

/// <summary>A ranking as comma-separated text (RFC 4180, UTF-8, lines ending in a line feed). It is also the form that is hashed.</summary>
internal static class RankingCsv
{
    private static readonly ColumnSpec s_number = new("number", ColumnType.Count, "", "");

    public static IEnumerable<string> Names(RankingReceipt receipt) =>
        ["rank", "row", "id", "score", .. receipt.Criteria.Select(c => "meets." + c.Name), .. receipt.Columns.Select(c => c.Name), "reasons"];

    public static IEnumerable<string> Lines(Ranking ranking)
    {
        var line = new StringBuilder();
        yield return Joined(line, Names(ranking.Receipt));
        foreach (var row in ranking.Rows)
            yield return Joined(line, Cells(ranking.Receipt, row));
    }

    /// <summary>The cells of a row in the order of the names. What is not placed has no rank.</summary>
    public static IEnumerable<string> Cells(RankingReceipt receipt, RankingRow row)
    {
        yield return row.Rank == 0 ? "" : Number(row.Rank);
        yield return Number(row.Row);
        yield return Number(row.Id);
        yield return Number(row.Score);
        foreach (var verdict in row.Verdicts)
            yield return verdict.ToString();
        for (var i = 0; i < row.Values.Count; i++)
            yield return ColumnText.Of(receipt.Columns[i], row.Values[i]);
        yield return row.Reasons;
    }

    public static string Number(long value) => ColumnText.Of(s_number, value);

    /// <summary>A row from its cells, or what is wrong with them.</summary>
    public static RankingRow Row(RankingReceipt receipt, IReadOnlyList<string> cells, Func<string, RankingException> wrong)
    {
        var (criteria, columns) = (receipt.Criteria.Count, receipt.Columns.Count);
        if (cells.Count != 5 + criteria + columns)
            throw wrong($"it has {cells.Count} cells where the receipt names {5 + criteria + columns}");
        var rank = cells[0].Length == 0 ? 0 : Whole(cells[0], "rank");
        var verdicts = string.Concat(cells.Skip(4).Take(criteria));
        var values = new long[columns];
        for (var i = 0; i < columns; i++)
            values[i] = ColumnText.Read(receipt.Columns[i], cells[4 + criteria + i]) ?? throw wrong($"'{cells[4 + criteria + i]}' is no value of '{receipt.Columns[i].Name}'");
        return new(rank, Whole(cells[1], "row"), Any(cells[2], "id"), Any(cells[3], "score"), verdicts, values, cells[^1]);

        int Whole(string text, string name) => ColumnText.Unscaled(text, 0) is { } n and >= 0 and <= int.MaxValue ? (int)n : throw wrong($"'{text}' is no {name}");
        long Any(string text, string name) => ColumnText.Read(s_number, text) ?? throw wrong($"'{text}' is no {name}");
    }

    /// <summary>The records of a comma-separated text, each with the number of the line it begins on.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(TextReader text, string file)
    {
        var (line, cells, cell) = (1, new List<string>(), new StringBuilder());
        int next;
        while ((next = text.Peek()) >= 0)
        {
            var start = line;
            cells.Clear();
            while (true)
            {
                cell.Clear();
                var isQuoted = text.Peek() == '"';
                if (isQuoted)
                {
                    _ = text.Read();
                    while (true)
                    {
                        next = text.Read();
                        if (next < 0)
                            throw new RankingException($"{file}: line {start}: a quotation mark is not closed. The file is cut off; make the ranking again.");
                        if (next == '"' && text.Peek() != '"')
                            break;
                        if (next == '"')
                            _ = text.Read();
                        else if (next == '\n')
                            line++;
                        cell.Append((char)next);
                    }
                }
                while ((next = text.Read()) is not (-1 or ',' or '\n'))
                    cell.Append((char)next);
                // A spreadsheet may have ended the lines with CR LF.
                if (next == '\n' && !isQuoted && cell.Length > 0 && cell[^1] == '\r')
                    cell.Length--;
                cells.Add(cell.ToString());
                if (next != ',')
                    break;
            }
            line++;
            yield return (start, cells.ToArray());
        }
    }

    private static string Joined(StringBuilder line, IEnumerable<string> cells)
    {
        line.Clear();
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                line.Append(',');
            first = false;
            if (cell.AsSpan().ContainsAny("\",\r\n"))
                line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                line.Append(cell);
        }
        return line.Append('\n').ToString();
    }
}
