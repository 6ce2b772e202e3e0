using System.Text;
using Clementia.Casework;

namespace Clementia.Documents.Pdf;

/// <summary>Writes a page as a person would read it: lines joined into paragraphs, hyphens at line ends undone, each word with its place.</summary>
internal sealed class Composer(Hyphens hyphens)
{
    private readonly StringBuilder _text = new();
    private readonly List<Word> _words = [];
    private readonly List<TextLine> _lines = [];

    public string Text => _text.ToString();

    public IReadOnlyList<Word> Words => _words;

    public IReadOnlyList<TextLine> Lines => _lines;

    /// <summary>Adds the regions of one direction of the page, in reading order.</summary>
    public void Add(Side side, List<List<Line>> regions)
    {
        List<Line>? before = null;
        foreach (var region in regions)
        {
            var paragraphs = Paragraphs.Split(region);
            // A paragraph that a column's end cut in two goes on in the next column.
            if (before is not null && paragraphs.Count > 0 && Paragraphs.GoesOn(before, paragraphs[0], region))
            {
                Write(side, before[^1], paragraphs[0]);
                paragraphs.RemoveAt(0);
            }
            foreach (var paragraph in paragraphs)
            {
                if (_text.Length > 0)
                    _text.Append("\n\n");
                Write(side, null, paragraph);
                before = paragraph;
            }
        }
    }

    private void Write(Side side, Line? previous, List<Line> lines)
    {
        foreach (var line in lines)
        {
            var continuesWord = false;
            if (previous is not null)
            {
                var join = hyphens.Join(_text, line.Pieces[0]);
                if (join == LineJoin.Drop)
                {
                    _text.Length--;
                    var last = _words[^1];
                    _words[^1] = last with { Length = last.Length - 1 };
                    var above = _lines[^1];
                    _lines[^1] = above with { Length = above.Length - 1 };
                }
                continuesWord = join is LineJoin.Drop or LineJoin.Keep;
                if (!continuesWord)
                    _text.Append(' ');
            }
            WriteLine(side, line, continuesWord);
            previous = line;
        }
    }

    private void WriteLine(Side side, Line line, bool continuesWord)
    {
        var start = _text.Length;
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        for (var i = 0; i < line.Pieces.Count; i++)
        {
            var piece = line.Pieces[i];
            (left, top, right, bottom) = (Math.Min(left, piece.Start), Math.Min(top, piece.Top), Math.Max(right, piece.End), Math.Max(bottom, piece.Bottom));
            var box = BoxOf(side, piece.Start, piece.Top, piece.End, piece.Bottom);
            if (i == 0 && continuesWord)
            {
                // The word keeps the box of its first part.
                var first = _words[^1];
                _words[^1] = first with { Length = first.Length + piece.Text.Length };
            }
            else if (i > 0 && piece.IsGlued)
            {
                var word = _words[^1];
                // The second part of a hyphenated word, made of several pieces, leaves the box alone as well.
                var merged = continuesWord && word.Start < start ? word.Box
                    : new Box(Math.Min(word.Box.Left, box.Left), Math.Min(word.Box.Top, box.Top), Math.Max(word.Box.Right, box.Right), Math.Max(word.Box.Bottom, box.Bottom));
                _words[^1] = new Word(word.Start, word.Length + piece.Text.Length, merged);
            }
            else
            {
                if (i > 0)
                    _text.Append(' ');
                _words.Add(new Word(_text.Length, piece.Text.Length, box));
            }
            _text.Append(piece.Text);
        }
        _lines.Add(new TextLine(start, _text.Length - start, BoxOf(side, left, top, right, bottom), line.Label));
    }

    private static Box BoxOf(Side side, float left, float top, float right, float bottom)
    {
        var (x0, y0) = side.Place(left, top);
        var (x1, y1) = side.Place(right, bottom);
        return new Box(RedactionCheck.Hundredths(Math.Min(x0, x1)), RedactionCheck.Hundredths(Math.Min(y0, y1)), RedactionCheck.Hundredths(Math.Max(x0, x1)), RedactionCheck.Hundredths(Math.Max(y0, y1)));
    }
}

/// <summary>Finds where paragraphs begin.</summary>
internal static class Paragraphs
{
    public static List<List<Line>> Split(List<Line> lines)
    {
        var paragraphs = new List<List<Line>>();
        if (lines.Count == 0)
            return paragraphs;
        var usual = UsualLeading(lines);
        var measure = MeasureOf(lines);
        var current = new List<Line> { lines[0] };
        for (var i = 1; i < lines.Count; i++)
        {
            if (Breaks(lines, i, current, usual, measure))
            {
                paragraphs.Add(current);
                current = [];
            }
            current.Add(lines[i]);
        }
        paragraphs.Add(current);
        return paragraphs;
    }

    /// <summary>Whether the last paragraph of one column goes on at the top of the next.</summary>
    public static bool GoesOn(List<Line> before, List<Line> after, List<Line> region)
    {
        var (last, first) = (before[^1], after[0]);
        var text = last.Pieces[^1].Text;
        var next = first.Pieces[0].Text;
        return before.Count > 1 && Math.Abs(last.Size - first.Size) < 0.06f * last.Size && char.IsLower(next[0]) && text[^1] is not ('.' or ':' or '?' or '!')
            && first.Start < region.Min(l => l.Start) + (0.8f * first.Size) && last.End > before.Max(l => l.End) - (6 * last.Size);
    }

    /// <summary>The edges of a region, and how far the lines reach that begin at its left edge.</summary>
    private readonly record struct Measure(float Left, float Right, float FlushRight);

    private static Measure MeasureOf(List<Line> lines)
    {
        float left = float.MaxValue, right = float.MinValue, flush = float.MinValue;
        foreach (var line in lines)
            (left, right) = (Math.Min(left, line.Start), Math.Max(right, line.End));
        foreach (var line in lines)
        {
            if (line.Start - left < 0.6f * line.Size)
                flush = Math.Max(flush, line.End);
        }
        return new(left, right, flush);
    }

    private static float UsualLeading(List<Line> lines)
    {
        var steps = new List<float>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Base - lines[i - 1].Base is > 1 and var step)
                steps.Add(step);
        }
        if (steps.Count == 0)
            return 0;
        steps.Sort();
        return steps[steps.Count / 2];
    }

    private static bool Breaks(List<Line> lines, int i, List<Line> current, float usual, in Measure measure)
    {
        var (line, above) = (lines[i], lines[i - 1]);
        var em = Math.Max(4, above.Size);
        var step = line.Base - above.Base;
        if (step < 0)
            return true;
        if (Math.Abs(line.Size - above.Size) > 0.1f * Math.Max(line.Size, above.Size) && Letters(line) > 2 && Letters(above) > 2)
            return true;
        if (line.Pieces[0].Mark == Raised.Above)
            return true;

        // A wider step than within this paragraph, than the next step, or than usual.
        if (step > 3.2f * em)
            return true;
        if (current.Count > 1)
        {
            var own = above.Base - lines[i - 2].Base;
            if (own > 0 && step > (1.22f * own) + 0.5f)
                return true;
        }
        else if (i + 1 < lines.Count)
        {
            var next = lines[i + 1].Base - line.Base;
            if (next > 0.8f * em && step > (1.22f * next) + 0.5f)
                return true;
        }
        if (usual > 0 && step > 1.45f * usual)
            return true;

        // A broken word goes on, whatever the edges say.
        if (Hyphens.IsBroken(above.Pieces[^1].Text) && char.IsLower(line.Pieces[0].Text[0]))
            return false;
        if (IsTableOfContents(above))
            return true;
        var (left, right) = EdgesAround(lines, i - 1, measure);
        // Centred lines (headings, captions) go on when the first is as full as it can be, whatever their edges do.
        if (CentredRoom(measure, above, line) is { } centredRoom)
            return centredRoom > FirstWordWidth(line) + (3 * em);
        if (IsCentred(measure, above, 6) && !IsCentred(measure, line, 1.5f))
            return true;
        var indent = line.Start - above.Start;
        var item = IsMarker(line.Pieces[0].Text);
        if (indent > 0.8f * em)
        {
            // Deeper than the line above: a first line, unless it hangs under a list mark.
            // Under a mark in the margin ("¶ 12", "(a)") the text begins behind the gap, or left of that.
            var hangs = current.Count == 1 && IsMarker(above.Pieces[0].Text) && line.Start <= TextStart(above) + (0.8f * em);
            if (!hangs)
                return true;
        }
        else if (indent < -0.8f * em && current.Count > 1 && Math.Abs(above.Start - lines[i - 2].Start) < 0.5f * em)
            return true;

        // The line above had room for the first word of this one: it was ended on purpose.
        var room = right - above.End;
        var need = FirstWordWidth(line) + (0.3f * em);
        if (room > need + (0.5f * em) && room > 1.2f * em)
            return true;
        return item && above.Pieces[^1].Text[^1] is '.' or ':' or ';' or '?' or '!' or '”' or '"' && Math.Abs(line.Start - left) < 6 * em && (room > em || IsMarker(current[0].Pieces[0].Text));
    }

    /// <summary>Whether a line stands in the middle of the region, so far in from both edges.</summary>
    private static bool IsCentred(in Measure measure, Line line, float ems) =>
        Math.Abs(((line.Start + line.End) / 2) - ((measure.Left + measure.Right) / 2)) < 1.2f * line.Size
        && line.Start - measure.Left > ems * line.Size && measure.Right - line.End > ems * line.Size;

    /// <summary>The room that a centred line left unused on both sides together, or null when the two are not both centred.</summary>
    private static float? CentredRoom(in Measure measure, Line above, Line line)
    {
        // Lines of one indent, not far in, are a block quote and no heading.
        var apart = Math.Abs(above.Start - line.Start) > 0.6f * line.Size || (IsCentred(measure, above, 6) && IsCentred(measure, line, 6));
        return apart && IsCentred(measure, above, 1.5f) && IsCentred(measure, line, 1.5f) ? measure.Right - measure.Left - (above.End - above.Start) : null;
    }

    /// <summary>"Argument . . . . . 12": an entry that dots lead to its page.</summary>
    private static bool IsTableOfContents(Line line)
    {
        if (line.Pieces.Count < 3 || !char.IsAsciiLetterOrDigit(line.Pieces[^1].Text[^1]) || line.Pieces[^1].Text.Length > 6)
            return false;
        var dots = 0;
        for (var i = line.Pieces.Count - 2; i >= 0 && line.Pieces[i].Text.AsSpan().Trim('.').IsEmpty; i--)
            dots += line.Pieces[i].Text.Length;
        return dots >= 4;
    }

    private static float TextStart(Line line)
    {
        for (var i = 1; i < Math.Min(4, line.Pieces.Count); i++)
        {
            if (line.Pieces[i].Start - line.Pieces[i - 1].End > 0.8f * line.Size)
                return line.Pieces[i].Start;
        }
        return line.Pieces.Count > 1 ? line.Pieces[1].Start : line.Start;
    }

    private static int Letters(Line line)
    {
        var count = 0;
        foreach (var piece in line.Pieces)
            count += piece.Text.Length;
        return count;
    }

    private static float FirstWordWidth(Line line)
    {
        var end = line.Pieces[0].End;
        for (var i = 1; i < line.Pieces.Count && line.Pieces[i].IsGlued; i++)
            end = line.Pieces[i].End;
        return end - line.Start;
    }

    /// <summary>The measure of the lines around one, of those set to a like left edge, so that a block quote is measured by itself.</summary>
    private static (float Left, float Right) EdgesAround(List<Line> lines, int at, in Measure measure)
    {
        float left = lines[at].Start, right = lines[at].End;
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
        {
            if (!IsLike(lines[i], lines[at], i == at - 1 ? 4.5f : 1.2f) || lines[i].End < right - (6 * lines[i].Size))
                break;
            (left, right) = (Math.Min(left, lines[i].Start), Math.Max(right, lines[i].End));
        }
        for (var i = at + 1; i <= Math.Min(lines.Count - 1, at + 4); i++)
        {
            // The next line counts wherever it starts: below a heading it is the text's first.
            if (!IsLike(lines[i], lines[at], i == at + 1 ? float.MaxValue : 1.2f))
                break;
            var ends = lines[i].End < right - (6 * lines[i].Size);
            (left, right) = (Math.Min(left, lines[i].Start), Math.Max(right, lines[i].End));
            // Below a short line another paragraph begins, maybe of another measure.
            if (ends)
                break;
        }
        // What stands at the left edge of the text has the measure of all that does, also where only short lines are near.
        if (lines[at].Start - measure.Left < 0.6f * lines[at].Size)
            right = Math.Max(right, measure.FlushRight);
        return (left, right);
    }

    private static bool IsLike(Line line, Line other, float reach) =>
        Math.Abs(line.Start - other.Start) <= reach * line.Size && Math.Abs(line.Size - other.Size) <= 0.1f * line.Size;

    /// <summary>"1." "12)" "(a)" "A." "iv." "•" "¶": what lists and numbered paragraphs begin with.</summary>
    private static bool IsMarker(string word)
    {
        if (word.Length == 1)
            return word[0] is '•' or '●' or '▪' or '◦' or '■' or '¶' or '–' or '*' or '·';
        if (word.Length > 7)
            return false;
        var inner = word.AsSpan();
        if (inner[0] == '(' && inner[^1] == ')')
            inner = inner[1..^1];
        else if (inner[^1] is '.' or ')')
            inner = inner[..^1];
        else
            return false;
        if (inner.Length is 0 or > 4)
            return false;
        return inner.IndexOfAnyExceptInRange('0', '9') < 0 || inner.Length == 1 || inner.Trim("ivxlIVXL").IsEmpty;
    }
}

internal enum LineJoin { Space, Drop, Keep }

/// <summary>
/// Decides what a hyphen at a line's end was. The document itself is asked first: a word that stands unbroken elsewhere
/// in it settles the case; then the rules of English legal prose.
/// </summary>
internal sealed class Hyphens
{
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    // First parts that keep their hyphen; no longer word is broken after them.
    private static readonly HashSet<string> s_keepAfter = new(StringComparer.OrdinalIgnoreCase)
    {
        "non", "self", "quasi", "cross", "vice", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        "well", "then", "mother", "father", "brother", "sister", "daughter", "drug", "court", "crack",
    };

    // Words that begin other words: no sign of a compound.
    private static readonly HashSet<string> s_prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "under", "over", "with", "some", "every", "there", "where", "here", "after", "super", "inter", "counter", "fore", "back", "down", "what", "when", "through", "news", "work", "hand", "data", "foot",
    };

    // Numbers are joined to what they count, but "four-teen" is one word.
    private static readonly HashSet<string> s_numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "twelve", "hundred",
    };

    // Second parts of compounds with a first part of four letters or more ("court-appointed", never "dis-appointed").
    private static readonly HashSet<string> s_keepBefore = new(StringComparer.OrdinalIgnoreCase)
    {
        "related", "based", "term", "year", "month", "hour", "week", "free", "level", "defendant", "defendants", "conspirator", "conspirators",
        "appointed", "ordered", "imposed", "offender", "offenders", "making", "called", "thirds", "fourths", "quarters", "law",
    };

    private static readonly HashSet<string> s_keepAfterCo = new(StringComparer.OrdinalIgnoreCase)
    {
        "conspirator", "conspirators", "conspirator's", "defendant", "defendants", "defendant's", "counsel", "owner", "owners", "chair", "author", "authors", "founder", "founders",
        "worker", "workers", "director", "directors", "petitioner", "petitioners", "signer", "tenant", "tenants", "perpetrator", "perpetrators", "pilot", "trustee", "executor",
    };

    /// <summary>Whether a word ends a line with a hyphen that may be undone.</summary>
    public static bool IsBroken(string word) => word.Length >= 3 && word[^1] is '-' or '\u2010' or '\u00AD' && char.IsLetter(word[^2]);

    /// <summary>Notes a break that will have to be judged.</summary>
    public void Ask(string broken, string next)
    {
        var (first, second) = (Tail(broken), Head(next));
        if (first.Length > 0 && second.Length > 0)
        {
            _asked.Add(first + second);
            _asked.Add(first + "-" + second);
            _asked.Add(first);
            _asked.Add(second);
        }
    }

    public bool HasQuestions => _asked.Count > 0;

    /// <summary>Notes the words of a page that answer a question. Not to be called from several threads.</summary>
    public void Hear(IEnumerable<string> answers)
    {
        foreach (var answer in answers)
            _seen.Add(answer);
    }

    /// <summary>A word's core when it is one that was asked for, else null. Safe to call from several threads.</summary>
    public string? Answer(ReadOnlySpan<char> word)
    {
        word = word.Trim(".,;:!?()[]\"'“”‘’");
        return _asked.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var asked) ? asked : null;
    }

    private static string Tail(string broken)
    {
        var end = broken.Length - 1;
        var start = end;
        while (start > 0 && (char.IsLetter(broken[start - 1]) || broken[start - 1] is '’' or '\''))
            start--;
        return broken[start..end];
    }

    private static string Head(string next)
    {
        var end = 0;
        while (end < next.Length && (char.IsLetter(next[end]) || (next[end] is '’' or '\'' && end + 1 < next.Length && char.IsLetter(next[end + 1]))))
            end++;
        return next[..end];
    }

    /// <summary>How a line is joined to what stands before it.</summary>
    public LineJoin Join(StringBuilder before, in Piece next)
    {
        if (before.Length < 2 || next.Mark == Raised.Above)
            return LineJoin.Space;
        var end = before[^1];
        if (end == '\u00AD')
            return LineJoin.Drop;
        // A dash binds both sides as it stands.
        if (end is '—' or '–' && before[^2] != ' ')
            return LineJoin.Keep;
        if (end is not ('-' or '\u2010') || before[^2] == ' ')
            return LineJoin.Space;
        if (!char.IsLetterOrDigit(before[^2]))
            return before[^2] == '-' ? LineJoin.Keep : LineJoin.Space;
        var following = next.Text[0];
        if (!char.IsLetterOrDigit(following))
            return LineJoin.Keep;
        if (char.IsDigit(before[^2]) || char.IsDigit(following))
            return LineJoin.Keep;

        var start = before.Length - 1;
        while (start > 0 && (char.IsLetterOrDigit(before[start - 1]) || before[start - 1] is '-' or '’' or '\''))
            start--;
        var whole = before.ToString(start, before.Length - start);
        var (first, second) = (Tail(whole), Head(next.Text));
        // "attorney-at-" goes on as it began.
        if (first.Length == 0 || second.Length == 0 || whole.AsSpan(0, whole.Length - 1).Contains('-'))
            return LineJoin.Keep;
        // "breach-" before "of-contract" goes on with a hyphen as well.
        if (second.Length < next.Text.Length - 1 && next.Text[second.Length] == '-')
            return LineJoin.Keep;
        if (_seen.Contains(first + second))
            return LineJoin.Drop;
        if (_seen.Contains(first + "-" + second))
            return LineJoin.Keep;
        var capitals = first.Length > 1 && first.All(char.IsUpper) && second.All(char.IsUpper);
        if (char.IsUpper(following) && !capitals)
            return LineJoin.Keep;
        if (first.Equals("co", StringComparison.OrdinalIgnoreCase))
            return s_keepAfterCo.Contains(second) ? LineJoin.Keep : LineJoin.Drop;
        var compound = first.Length == 1 || s_keepAfter.Contains(first)
            || (s_numbers.Contains(first) && !second.StartsWith("teen", StringComparison.OrdinalIgnoreCase) && second is not ("een" or "ty"))
            || (first.Length >= 4 && s_keepBefore.Contains(second) && !first.Equals("inter", StringComparison.OrdinalIgnoreCase));
        // Two words that the document has, of four letters or more, make a compound that it has not ("vendor-plaintiffs").
        compound |= first.Length >= 4 && second.Length >= 4 && _seen.Contains(first) && _seen.Contains(second) && !s_prefixes.Contains(first);
        return compound ? LineJoin.Keep : LineJoin.Drop;
    }
}
