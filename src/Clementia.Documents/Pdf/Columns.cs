namespace Clementia.Documents.Pdf;

/// <summary>A line of one column: part of a row, or a whole one.</summary>
internal sealed class Line(List<Piece> pieces, Row row)
{
    public List<Piece> Pieces { get; } = pieces;

    public Row Row { get; } = row;

    public string? Label { get; init; }

    public float Start { get; } = pieces[0].Start;

    public float End { get; } = EndOf(pieces);

    public float Base => Row.Base;

    public float Size { get; } = SizeOf(pieces, row.Size);

    private static float EndOf(List<Piece> pieces)
    {
        var end = float.MinValue;
        foreach (var piece in pieces)
            end = Math.Max(end, piece.End);
        return end;
    }

    private static float SizeOf(List<Piece> pieces, float otherwise)
    {
        float largest = 0;
        var (letters, size) = (0, otherwise);
        foreach (var piece in pieces)
        {
            largest = Math.Max(largest, piece.Size);
            if (piece.Mark == Raised.No && piece.Text.Length > letters)
                (letters, size) = (piece.Text.Length, piece.Size);
        }
        return letters == 0 ? largest : size;
    }
}

/// <summary>
/// Puts the rows of a page into reading order: columns of prose one after the other, tables row by row. The columns
/// of a caption (parties, a column of parentheses, the case number) are read as columns too.
/// </summary>
internal static class Columns
{
    private sealed record Segment(List<Piece> Pieces, float Start, float End, int Letters, int Words);

    /// <summary>A page with more rows is no page of text, and is read across.</summary>
    private const int MaxRows = 1000;

    /// <summary>Regions in reading order, each a run of lines from top to bottom; and rules made of type, set aside.</summary>
    public static (List<List<Line>> Regions, List<string> Rules) Read(List<Row> rows)
    {
        var cut = rows.ConvertAll(Cut);
        var regions = new List<List<Line>>();
        var rules = new List<string>();
        var flow = new List<Line>();
        void EndFlow()
        {
            if (flow.Count > 0)
                regions.Add(flow);
            flow = [];
        }

        for (var r = 0; r < rows.Count;)
        {
            var band = cut[r].Count > 1 && rows.Count <= MaxRows ? Band(cut, rows, r) : null;
            if (band is not { } found)
            {
                flow.Add(new Line(rows[r].Pieces, rows[r]) { Label = rows[r].Label });
                r++;
                continue;
            }
            EndFlow();
            // Each side may have columns of its own.
            var (until, gutter) = found;
            List<Row> left = [], right = [];
            for (var i = r; i < until; i++)
            {
                Take(rows[i], cut[i].Where(s => s.End <= gutter).SelectMany(s => s.Pieces).ToList(), left);
                Take(rows[i], cut[i].Where(s => s.End > gutter).SelectMany(s => s.Pieces).ToList(), right);
            }
            foreach (var side in (List<Row>[])[left, right])
            {
                if (side.Count == 0)
                    continue;
                if (side.TrueForAll(IsRule))
                {
                    rules.Add(string.Join(' ', side.Select(s => s.Text)));
                    continue;
                }
                var (inner, innerRules) = Read(side);
                regions.AddRange(inner);
                rules.AddRange(innerRules);
            }
            r = until;
        }
        EndFlow();
        return (regions, rules);
    }

    private static void Take(Row row, List<Piece> pieces, List<Row> side)
    {
        if (pieces.Count == 0)
            return;
        pieces[0] = pieces[0] with { IsGlued = false };
        var part = new Row { Base = row.Base, Size = row.Size, Label = row.Label, End = pieces.Max(p => p.End) };
        part.Pieces.AddRange(pieces);
        side.Add(part);
    }

    private static bool IsRule(Row row) => row.Pieces.TrueForAll(p => IsRule(p.Text));

    /// <summary>The parentheses, colons and section signs that captions draw their rules with.</summary>
    private static bool IsRule(string text) => text.AsSpan().Trim(")(:§|*]}").IsEmpty;

    private static List<Segment> Cut(Row row)
    {
        var segments = new List<Segment>();
        var pieces = new List<Piece>();
        var (letters, words) = (0, 0);
        var end = float.MinValue;
        var afterRule = false;
        foreach (var piece in row.Pieces)
        {
            var rule = IsRule(piece.Text) && !piece.IsGlued && (pieces.Count == 0 || piece.Start - end > 0.4f * row.Size);
            if (pieces.Count > 0 && (rule || afterRule || piece.Start - end > Math.Max(7f, 0.95f * row.Size)))
            {
                segments.Add(new Segment(pieces, pieces[0].Start, end, letters, words));
                (pieces, letters, words, end) = ([], 0, 0, float.MinValue);
            }
            afterRule = rule;
            pieces.Add(piece);
            letters += piece.Text.Length;
            words += piece.IsGlued ? 0 : 1;
            end = Math.Max(end, piece.End);
        }
        segments.Add(new Segment(pieces, pieces[0].Start, end, letters, words));
        return segments;
    }

    /// <summary>The longest run of rows from here down that share a gutter which divides columns.</summary>
    private static (int Until, float Gutter)? Band(List<List<Segment>> cut, List<Row> rows, int first)
    {
        (int Until, float Gutter)? best = null;
        for (var gap = 0; gap + 1 < Math.Min(12, cut[first].Count); gap++)
        {
            float left = cut[first][gap].End, right = cut[first][gap + 1].Start;
            int until = first, last = first;
            var both = 0;
            for (; until < rows.Count; until++)
            {
                var (newLeft, newRight) = (left, right);
                bool hasLeft = false, hasRight = false, crosses = false;
                foreach (var segment in cut[until])
                {
                    if (segment.End <= right - 5 && segment.End <= (left + right) / 2 + 1)
                        (newLeft, hasLeft) = (Math.Max(newLeft, segment.End), true);
                    else if (segment.Start >= left + 5 && segment.Start >= (left + right) / 2 - 1)
                        (newRight, hasRight) = (Math.Min(newRight, segment.Start), true);
                    else
                        crosses = true;
                }
                if (crosses || newRight - newLeft < 5 || (until > first && rows[until].Base - rows[until - 1].Base > 5 * rows[until].Size))
                    break;
                (left, right) = (newLeft, newRight);
                if (hasLeft && hasRight)
                {
                    both++;
                    last = until;
                }
                else if (hasRight || until - last < 40)
                    last = until;
            }
            until = last + 1;
            var gutter = (left + right) / 2;
            if (both >= 3 && Divides(cut, first, until, gutter, both) && (best is null || until > best.Value.Until))
                best = (until, gutter);
        }
        return best;
    }

    private static bool Divides(List<List<Segment>> cut, int first, int until, float gutter, int both)
    {
        int leftLines = 0, rightLines = 0, leftWords = 0, rightWords = 0, leftRules = 0, rightRules = 0;
        for (var i = first; i < until; i++)
        {
            var leftWordsHere = 0;
            var rightWordsHere = 0;
            bool leftRule = true, rightRule = true;
            foreach (var segment in cut[i])
            {
                var isRule = segment.Pieces.TrueForAll(p => IsRule(p.Text));
                if (segment.End <= gutter)
                    (leftWordsHere, leftRule) = (leftWordsHere + segment.Words, leftRule && isRule);
                else
                    (rightWordsHere, rightRule) = (rightWordsHere + segment.Words, rightRule && isRule);
            }
            if (leftWordsHere > 0)
                (leftLines, leftWords, leftRules) = (leftLines + 1, leftWords + leftWordsHere, leftRules + (leftRule ? 1 : 0));
            if (rightWordsHere > 0)
                (rightLines, rightWords, rightRules) = (rightLines + 1, rightWords + rightWordsHere, rightRules + (rightRule ? 1 : 0));
        }
        // A caption: one side begins or ends with a column of parentheses on almost every row.
        var caption = 0;
        for (var i = first; i < until; i++)
        {
            foreach (var segment in cut[i])
            {
                if (segment.Pieces.Count <= 2 && segment.Pieces.TrueForAll(p => IsRule(p.Text)))
                {
                    caption++;
                    break;
                }
            }
        }
        if (caption >= 3 && caption * 10 >= (until - first) * 5)
            return true;
        // Prose in columns: several words on most lines of both sides. The cells of a table have few.
        return both >= 5 && leftWords >= leftLines * 3.5 && rightWords >= rightLines * 3.5;
    }
}
