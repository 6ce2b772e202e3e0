using System.Globalization;

namespace Clementia.Documents.Pdf;

/// <summary>A word, or a part of one, as painted: letters side by side on one baseline.</summary>
/// <param name="Text">Its letters.</param>
/// <param name="Start">Where it starts along its line, in points (in the reading frame of its direction).</param>
/// <param name="End">Where it ends.</param>
/// <param name="Base">Its baseline, growing downward.</param>
/// <param name="Size">Height of an em.</param>
/// <param name="Ascent">Above the baseline.</param>
/// <param name="Descent">Below the baseline.</param>
/// <param name="IsGlued">Whether it continues the piece before it without a space.</param>
/// <param name="Mark">Raised or lowered beside a larger word.</param>
internal readonly record struct Piece(string Text, float Start, float End, float Base, float Size, float Ascent, float Descent, bool IsGlued, Raised Mark)
{
    public float Top => Base - Ascent;

    public float Bottom => Base + Descent;
}

internal enum Raised : byte { No, Above, Below }

/// <summary>The pieces that stand on one line across the page, from left to right.</summary>
internal sealed class Row
{
    public List<Piece> Pieces { get; } = [];

    public float Base { get; set; }

    /// <summary>The size of most of its letters.</summary>
    public float Size { get; set; }

    /// <summary>A printed line number that stands beside it.</summary>
    public string? Label { get; set; }

    public float Start => Pieces[0].Start;

    public float End { get; set; }

    public string Text => string.Concat(Pieces.SelectMany((p, i) => i == 0 || p.IsGlued ? [p.Text] : new[] { " ", p.Text }));
}

/// <summary>The pieces of a page in one of four directions, its frame turned so that it reads from left to right and downward.</summary>
/// <param name="Quarter">By how many quarter turns clockwise the text is turned on the page.</param>
/// <param name="Width">Of the page in this frame.</param>
/// <param name="Height">Of the page in this frame.</param>
/// <param name="Pieces">In painting order.</param>
internal sealed record Side(int Quarter, float Width, float Height, List<Piece> Pieces)
{
    /// <summary>From this frame back to the page.</summary>
    public (float X, float Y) Place(float u, float v) => Quarter switch
    {
        1 => (Height - v, u),
        2 => (Width - u, Height - v),
        3 => (v, Width - u),
        _ => (u, v),
    };
}

/// <summary>Joins letters to words, and words to the rows of a page.</summary>
internal static class Rows
{
    /// <summary>The widest gap between letters of one word, in ems. Kerning and justified type stay below, spaces above.</summary>
    private const float WordGap = 0.14f;

    /// <summary>The pieces of a page by direction, the one with most letters first; slanted text (a watermark) comes apart.</summary>
    public static (List<Side> Sides, List<string> Slanted) Gather(Ink ink, bool[]? unseen)
    {
        var (w, h) = ((float)ink.Width, (float)ink.Height);
        var sides = new Side?[4];
        var slanted = new System.Text.StringBuilder();
        var buffer = new char[256];
        var used = 0;
        float start = 0, end = 0, baseline = 0, size = 0, ascent = 0, descent = 0;
        int quarter = -1;
        var glued = false;

        void Close()
        {
            if (used == 0)
                return;
            var side = sides[quarter] ??= quarter is 1 or 3 ? new Side(quarter, h, w, []) : new Side(quarter, w, h, []);
            side.Pieces.Add(new Piece(new string(buffer, 0, used), start, end, baseline, size, ascent, descent, glued, Raised.No));
            used = 0;
        }

        var glyphs = ink.Glyphs;
        for (var i = 0; i < glyphs.Count; i++)
        {
            if (unseen is not null && unseen[i])
                continue;
            var glyph = glyphs[i];
            var turn = glyph.DirX > 0.97f ? 0 : glyph.DirY > 0.97f ? 1 : glyph.DirX < -0.97f ? 2 : glyph.DirY < -0.97f ? 3 : -1;
            if (turn < 0)
            {
                Close();
                if (slanted.Length < 2000)
                    slanted.Append((glyph.Inking & Inking.AfterSpace) != Inking.Plain && slanted.Length > 0 ? " " : "").Append(glyph.Text);
                continue;
            }
            var (u, v) = turn switch
            {
                1 => (glyph.Y, w - glyph.X),
                2 => (w - glyph.X, h - glyph.Y),
                3 => (h - glyph.Y, glyph.X),
                _ => (glyph.X, glyph.Y),
            };
            var gap = u - end;
            var continues = used > 0 && turn == quarter && Math.Abs(v - baseline) < 0.12f * size && gap > -0.4f * size
                && glyph.Size < size * 1.6f && glyph.Size > size * 0.6f;
            var near = continues && gap <= WordGap * size;
            if (near && (glyph.Inking & Inking.AfterSpace) != Inking.Plain && gap > 0.03f * size)
                near = false;
            if (!near || Math.Abs(glyph.Size - size) > 0.02f * size)
            {
                Close();
                (start, baseline, size, ascent, descent, quarter, glued) = (u, v, glyph.Size, glyph.Ascent, glyph.Descent, turn, near);
            }
            if (used + glyph.Text.Length > buffer.Length)
                Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + glyph.Text.Length));
            glyph.Text.CopyTo(buffer.AsSpan(used));
            used += glyph.Text.Length;
            end = u + glyph.Advance;
        }
        Close();
        return (sides.OfType<Side>().OrderByDescending(s => s.Pieces.Sum(p => p.Text.Length)).ToList(), slanted.Length == 0 ? [] : [slanted.ToString()]);
    }

    /// <summary>The rows of one direction, from top to bottom.</summary>
    public static List<Row> Form(IEnumerable<Piece> pieces)
    {
        var sorted = pieces.ToArray();
        var keys = new (float Base, int Order)[sorted.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = (sorted[i].Base, i);
        Array.Sort(keys, sorted);
        var rows = new List<Row>();
        foreach (var piece in sorted)
        {
            // The baselines of one line differ by less than a quarter of a letter, also where it was typed piece by piece.
            var row = rows.Count > 0 ? rows[^1] : null;
            if (row is not null && piece.Base - row.Base <= 0.22f * Math.Min(row.Size, piece.Size))
            {
                row.Pieces.Add(piece);
                if (piece.Size > row.Size)
                    row.Size = piece.Size;
            }
            else
            {
                row = new Row { Base = piece.Base, Size = piece.Size };
                row.Pieces.Add(piece);
                rows.Add(row);
            }
        }
        Attach(rows);
        foreach (var row in rows)
            Order(row);
        return rows;
    }

    /// <summary>Small raised or lowered words (footnote marks, "th") go to the row of the word that they stand beside.</summary>
    private static void Attach(List<Row> rows)
    {
        for (var r = 0; r < rows.Count; r++)
        {
            var row = rows[r];
            var below = r + 1;
            while (below < Math.Min(rows.Count, r + 4) && rows[below].Base - row.Base < rows[below].Size * 0.75f)
                below++;
            var above = r - 1;
            while (above >= Math.Max(0, r - 2) && row.Base - rows[above].Base < rows[above].Size * 0.45f)
                above--;
            // Most rows have no other so near.
            if ((below == r + 1 && above == r - 1) || row.Pieces.Count > MaxRow)
                continue;
            for (var i = row.Pieces.Count - 1; i >= 0; i--)
            {
                var piece = row.Pieces[i];
                if (piece.Text.Length > 8)
                    continue;
                var moved = false;
                for (var n = r + 1; n < below && !moved; n++)
                {
                    moved = IsBeside(rows[n], piece, rows[n].Base - piece.Base);
                    if (moved)
                        rows[n].Pieces.Add(piece with { Mark = Raised.Above, IsGlued = false });
                }
                for (var n = r - 1; n > above && !moved; n--)
                {
                    moved = IsBeside(rows[n], piece, piece.Base - rows[n].Base);
                    if (moved)
                        rows[n].Pieces.Add(piece with { Mark = Raised.Below });
                }
                if (moved)
                    row.Pieces.RemoveAt(i);
            }
        }
        rows.RemoveAll(row => row.Pieces.Count == 0);
        // Marks that share the baseline tolerance with their row (a small rise) are told by their size.
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Pieces.Count; i++)
            {
                var piece = row.Pieces[i];
                if (piece.Mark == Raised.No && piece.Size < row.Size * 0.8f && piece.Text.Length <= 8 && row.Pieces.Count <= MaxRow && IsBeside(row, piece, 0.1f * row.Size))
                {
                    foreach (var other in row.Pieces)
                    {
                        if (other.Size > piece.Size * 1.2f && other.Base - piece.Base > 0.1f * other.Size)
                        {
                            row.Pieces[i] = piece with { Mark = Raised.Above, IsGlued = false };
                            break;
                        }
                    }
                }
            }
        }
    }

    /// <summary>No row of type has more pieces; rows of a drawing with more are left as they are.</summary>
    private const int MaxRow = 1000;

    private static bool IsBeside(Row row, in Piece piece, float shift)
    {
        foreach (var other in row.Pieces)
        {
            if (other.Size * 0.82f < piece.Size || shift < 0.08f * other.Size)
                continue;
            var gap = Math.Max(piece.Start - other.End, other.Start - piece.End);
            if (gap > -0.3f * other.Size && gap < 0.6f * other.Size)
                return true;
        }
        return false;
    }

    private static void Order(Row row)
    {
        var pieces = row.Pieces;
        for (var i = 1; i < pieces.Count; i++)
        {
            if (pieces[i].Start < pieces[i - 1].Start)
            {
                // A stable order: pieces that start at one place keep the order in which they were painted.
                var ordered = pieces.OrderBy(p => p.Start).ToList();
                pieces.Clear();
                pieces.AddRange(ordered);
                break;
            }
        }
        var end = float.MinValue;
        var kept = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            var glued = false;
            if (kept > 0)
            {
                var before = pieces[kept - 1];
                // Bold made by painting twice, a hair apart.
                if (Math.Abs(before.Start - piece.Start) < 0.25f * piece.Size && before.Text == piece.Text && Math.Abs(before.Base - piece.Base) < 0.2f * piece.Size)
                    continue;
                var gap = piece.Start - before.End;
                glued = piece.Mark == before.Mark
                    && ((piece.IsGlued && gap < 0.3f * piece.Size) || (gap <= 0.09f * Math.Max(piece.Size, before.Size) && gap > -0.5f * piece.Size && Math.Abs(before.Base - piece.Base) < 0.12f * piece.Size));
            }
            pieces[kept++] = glued == piece.IsGlued ? piece : piece with { IsGlued = glued };
            end = Math.Max(end, piece.End);
        }
        pieces.RemoveRange(kept, pieces.Count - kept);
        row.End = end;
        // The size that most letters have, counted for the first few sizes only: a row of type has no more.
        Span<(float Size, int Letters, float Base)> sizes = stackalloc (float, int, float)[6];
        var different = 0;
        foreach (var piece in pieces)
        {
            if (piece.Mark != Raised.No)
                continue;
            var at = 0;
            while (at < different && Math.Abs(sizes[at].Size - piece.Size) > 0.3f)
                at++;
            if (at == different)
            {
                if (different == sizes.Length)
                    continue;
                sizes[different++] = (piece.Size, 0, piece.Base);
            }
            sizes[at].Letters += piece.Text.Length;
        }
        var most = 0;
        for (var i = 0; i < different; i++)
        {
            if (sizes[i].Letters > most)
                (most, row.Size, row.Base) = (sizes[i].Letters, sizes[i].Size, sizes[i].Base);
        }
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Mark == Raised.Above)
                pieces[i] = Mark(pieces[i], i == 0 ? null : pieces[i - 1], i);
        }
    }

    /// <summary>
    /// A raised number beside a word is a footnote mark and is written in raised figures as a word of its own, so that
    /// "$200" with mark 3 never reads 2003; a raised ending ("th") belongs to its number.
    /// </summary>
    private static Piece Mark(Piece piece, Piece? before, int index)
    {
        if (piece.Text.All(char.IsAsciiDigit))
            return piece with { Text = string.Concat(piece.Text.Select(c => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'])) };
        var isEnding = piece.Text.TrimEnd('.', ',') is "st" or "nd" or "rd" or "th" && index > 0 && char.IsDigit(before!.Value.Text[^1]);
        return isEnding ? piece with { IsGlued = true } : piece;
    }

    /// <summary>
    /// The numbers beside the lines of a transcript or pleading: evenly spaced, counting up from one, the text to their
    /// right. A sheet of four small pages has several such columns.
    /// </summary>
    /// <param name="side">The page.</param>
    /// <param name="knownRight">Where such a column ends on other pages of the document: there fewer numbers suffice.</param>
    public static List<NumberColumn> LineNumbers(Side side, float? knownRight)
    {
        var found = new List<NumberColumn>();
        var candidates = new List<(int Index, int Value, Piece Piece)>();
        for (var i = 0; i < side.Pieces.Count; i++)
        {
            var piece = side.Pieces[i];
            if (piece.Text.Length <= 2 && char.IsAsciiDigit(piece.Text[0]) && int.TryParse(piece.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 60)
                candidates.Add((i, value, piece));
        }
        if (candidates.Count < 3)
            return found;
        var taken = new HashSet<int>();
        foreach (var column in candidates.GroupBy(c => MathF.Round(c.Piece.End / 4)).OrderByDescending(c => c.Count()).Take(12))
        {
            var right = column.Max(c => c.Piece.End);
            var left = column.First().Piece.Start;
            // Right-aligned or left-aligned: either edge lines up.
            var aligned = candidates.Where(c => !taken.Contains(c.Index) && (Math.Abs(c.Piece.End - right) < 4 || Math.Abs(c.Piece.Start - left) < 2)).OrderBy(c => c.Piece.Base);
            var run = new List<(int Index, int Value, Piece Piece)>();
            foreach (var candidate in aligned)
            {
                if (run.Count > 0 && candidate.Value == 1 && candidate.Piece.Base > run[^1].Piece.Base + 2)
                {
                    Take(run);
                    run = [];
                }
                if (run.Count == 0 ? candidate.Value <= 2 : candidate.Value == run[^1].Value + 1 && candidate.Piece.Base > run[^1].Piece.Base + 2)
                    run.Add(candidate);
            }
            Take(run);
        }
        // Side by side they come in reading order of small pages: down the left half first.
        return [.. found.OrderBy(c => MathF.Round(c.Left / 40)).ThenBy(c => c.Top)];

        void Take(List<(int Index, int Value, Piece Piece)> run)
        {
            if (run.Count < 3)
                return;
            var right = run.Max(r => r.Piece.End);
            var left = run.Min(r => r.Piece.Start);
            if (run.Count < (knownRight is { } known && Math.Abs(known - right) < 6 ? 3 : 10))
                return;
            var step = (run[^1].Piece.Base - run[0].Piece.Base) / (run.Count - 1);
            for (var i = 1; i < run.Count; i++)
            {
                if (Math.Abs(run[i].Piece.Base - run[i - 1].Piece.Base - step) > (run.Count >= 20 ? step * 1.6f : Math.Max(3f, step * 0.4f)))
                    return;
            }
            var (top, bottom) = (run[0].Piece.Top, run[^1].Piece.Bottom);
            var indexes = run.Select(r => r.Index).ToHashSet();
            // Nothing may touch the column from the left; and there must be text beside it.
            var beside = 0;
            var leftward = false;
            for (var i = 0; i < side.Pieces.Count; i++)
            {
                var piece = side.Pieces[i];
                if (indexes.Contains(i) || piece.Base < top || piece.Base > bottom)
                    continue;
                if (piece.Start <= right + 1 && piece.End > left - (0.8f * piece.Size))
                    return;
                leftward |= piece.End <= left;
                beside += piece.Start > right ? 1 : 0;
            }
            // With text on the left it is the number column of a second small page, or a table's: be strict.
            if (beside == 0 || (leftward && run.Count < 20))
                return;
            foreach (var (index, _, _) in run)
                taken.Add(index);
            found.Add(new NumberColumn([.. run.Select(r => (r.Index, r.Value))], left, right, top, bottom, step, leftward));
        }
    }
}

/// <summary>A column of line numbers.</summary>
/// <param name="Numbers">Indexes into the side's pieces, with their values.</param>
/// <param name="Left">Its left edge.</param>
/// <param name="Right">Its right edge.</param>
/// <param name="Top">Of the first number.</param>
/// <param name="Bottom">Of the last number.</param>
/// <param name="Step">From number to number.</param>
/// <param name="HasLeftNeighbours">Whether text stands to its left.</param>
internal sealed record NumberColumn(List<(int Index, int Value)> Numbers, float Left, float Right, float Top, float Bottom, float Step, bool HasLeftNeighbours);
