namespace Clementia.Documents.Reading.Prose;

/// <summary>Words inside quotation marks, or a quotation set off as a block.</summary>
/// <param name="Index">Its place in <see cref="Prose.Quotes"/>.</param>
/// <param name="Start">The first character inside the marks.</param>
/// <param name="End">Behind the last character inside them.</param>
/// <param name="OuterStart">With the opening mark.</param>
/// <param name="OuterEnd">With the closing mark.</param>
/// <param name="Level">1 outermost, 2 a quotation within a quotation.</param>
/// <param name="Parent">Index of the quotation around it, or -1.</param>
/// <param name="Continues">Index of the quotation that it continues from the paragraph before (reopened without having been closed), or -1.</param>
/// <param name="Closed">Whether a closing mark was found.</param>
internal sealed record Quote(int Index, int Start, int End, int OuterStart, int OuterEnd, int Level, int Parent, int Continues, bool Closed);

/// <summary>Finds quotations in one pass: curly, straight and pointed marks, single ones within double ones, quotations over
/// several paragraphs, and marks that were never closed. An apostrophe is no quotation mark.</summary>
internal static class Quotations
{
    private sealed class Open
    {
        public int At;
        public char Mark;
        public int Parent;
        public int Continues = -1;
        public int Slot;
    }

    public static List<Quote> Find(string text, IReadOnlyList<Paragraph> paragraphs)
    {
        var found = new List<Quote>();
        var open = new Stack<Open>();
        var carried = -1; // The quotation that the paragraph before left open.
        foreach (var paragraph in paragraphs)
        {
            open.Clear();
            var first = true;
            if (paragraph.Kind == ParagraphKind.Block)
            {
                var start = paragraph.Start;
                while (start < paragraph.End && text[start] is '>' or ' ' or '"' or '\u201c')
                    start++;
                var end = paragraph.End;
                if (end > start && text[end - 1] is '"' or '\u201d')
                    end--;
                if (end > start)
                    found.Add(new Quote(found.Count, start, end, paragraph.Start, paragraph.End, 1, -1, -1, true));
                carried = -1;
                continue;
            }
            for (var i = paragraph.Start; i < paragraph.End; i++)
            {
                var c = text[i];
                var before = i > paragraph.Start ? text[i - 1] : ' ';
                var after = i + 1 < paragraph.End ? text[i + 1] : ' ';
                switch (c)
                {
                    case '\u201c' or '\u00ab' or '\u201e':
                        Begin(i, c, first ? carried : -1);
                        break;
                    case '\u201d' or '\u00bb':
                        if (open.Count > 0)
                            Close(i);
                        break;
                    case '"':
                        var doubled = open.Any(o => o.Mark != '\'');
                        // A new sentence that opens again before the first was closed: "... that year. "In June ..."
                        if (doubled && char.IsWhiteSpace(before) && char.IsLetterOrDigit(after) && i >= 2 && text[i - 2] is '.' or '!' or '?' && open.Peek().Mark == '"')
                        {
                            var stale = open.Pop();
                            found[stale.Slot] = found[stale.Slot] with { Start = stale.At + 1, End = i - 1, OuterEnd = i - 1, Closed = false };
                            Begin(i, c, stale.Slot);
                            break;
                        }
                        if (doubled && (!Opens(before, after) || char.IsWhiteSpace(after)))
                            Close(i);
                        else if (!doubled && !(char.IsDigit(before) && !char.IsLetter(after)) && !char.IsWhiteSpace(after))
                            Begin(i, c, first ? carried : -1);
                        else if (doubled)
                            Close(i);
                        break;
                    case '\u2018' or '\'' or '\u2019' or '`':
                        if (c != '\u2019' && Opens(before, after) && !Elision(text, i) && open.All(o => o.Mark != '\'') && SingleCloses(text, i + 1, paragraph.End, open.Count > 0))
                            Begin(i, '\'', -1);
                        else if (open.Count > 0 && open.Peek().Mark == '\'' && ClosesSingle(text, i, paragraph.End, open.Peek().At))
                            Close(i);
                        break;
                }
                if (!char.IsWhiteSpace(c) && c is not ('*' or '_' or '('))
                    first = false;
            }
            // What is still open: it goes on in the next paragraph if that one reopens it, else it ends here.
            var last = -1;
            while (open.Count > 0)
            {
                var o = open.Pop();
                found[o.Slot] = new Quote(o.Slot, o.At + 1, paragraph.End, o.At, paragraph.End, found[o.Slot].Level, o.Parent, o.Continues, false);
                if (o.Mark != '\'')
                    last = o.Slot;
            }
            carried = last;
        }
        found.RemoveAll(q => q.End <= q.Start);
        return Renumber(found);

        void Begin(int at, char mark, int continues)
        {
            var parent = open.Count > 0 ? open.Peek().Slot : -1;
            // A second opening mark of the same kind without a close: the first was never closed and ends here.
            if (mark != '\'' && open.Count > 0 && open.Peek().Mark == mark && mark != '"')
            {
                var stale = open.Pop();
                var end = at;
                while (end > stale.At + 1 && char.IsWhiteSpace(text[end - 1]))
                    end--;
                found[stale.Slot] = found[stale.Slot] with { Start = stale.At + 1, End = end, OuterEnd = end, Closed = false };
                parent = open.Count > 0 ? open.Peek().Slot : -1;
            }
            open.Push(new Open { At = at, Mark = mark, Parent = parent, Continues = continues, Slot = found.Count });
            found.Add(new Quote(found.Count, at + 1, at + 1, at, at + 1, open.Count, parent, continues, false));
        }

        void Close(int at)
        {
            var mark = text[at];
            var dbl = mark is '"' or '\u201d' or '\u00bb';
            while (open.Count > 0)
            {
                var o = open.Pop();
                var matches = dbl == (o.Mark != '\'');
                found[o.Slot] = found[o.Slot] with { Start = o.At + 1, End = at, OuterStart = o.At, OuterEnd = matches ? at + 1 : at, Closed = matches };
                if (matches)
                    return;
            }
        }
    }

    private static List<Quote> Renumber(List<Quote> found)
    {
        var place = new Dictionary<int, int>();
        for (var i = 0; i < found.Count; i++)
            place[found[i].Index] = i;
        for (var i = 0; i < found.Count; i++)
        {
            var q = found[i];
            found[i] = q with { Index = i, Parent = place.GetValueOrDefault(q.Parent, -1), Continues = place.GetValueOrDefault(q.Continues, -1) };
        }
        return found;
    }

    private static bool Opens(char before, char after) =>
        !char.IsWhiteSpace(after) && (char.IsWhiteSpace(before) || before is '(' or '[' or '{' or '\u2014' or '\u2013' or '-' or '/' or '"' or '\u201c' or '*' or '_' or ':' or ';' or '\u2026' or ',');

    private static bool Elision(string text, int i)
    {
        foreach (var word in (ReadOnlySpan<string>)["em", "til", "cause", "twas", "tis", "n'", "bout"])
        {
            if (string.Compare(text, i + 1, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
                && (i + 1 + word.Length >= text.Length || !char.IsLetter(text[i + 1 + word.Length])))
                return true;
        }
        return i + 2 < text.Length && char.IsDigit(text[i + 1]) && char.IsDigit(text[i + 2]); // '90s
    }

    /// <summary>Whether a single opening mark finds a close before the paragraph (or the quotation around it) ends.</summary>
    private static bool SingleCloses(string text, int from, int end, bool nested)
    {
        var limit = Math.Min(end, from + 1200);
        for (var i = from; i < limit; i++)
        {
            if (nested && text[i] is '\u201d' or '\u00bb')
                return i > from && Tokenizer.IsApostrophe(text[i - 1]);
            if (Tokenizer.IsApostrophe(text[i]) && ClosesSingle(text, i, end, from - 1))
                return true;
        }
        return false;
    }

    private static bool ClosesSingle(string text, int i, int end, int openedAt)
    {
        if (text[i] == '\u2018')
            return false;
        var before = text[i - 1];
        var after = i + 1 < end ? text[i + 1] : ' ';
        if (char.IsLetterOrDigit(after) || char.IsWhiteSpace(before) || i - 1 <= openedAt)
            return false;
        if (before is not ('s' or 'S') || !char.IsWhiteSpace(after))
            return true;
        // "the supporters' claims": a possessive, unless no other close follows in this quotation.
        for (var k = i + 1; k < end && k < i + 600; k++)
        {
            if (text[k] is '"' or '\u201d' or '\u2018')
                return true;
            if (Tokenizer.IsApostrophe(text[k]) && !char.IsLetterOrDigit(k + 1 < end ? text[k + 1] : ' ') && !char.IsWhiteSpace(text[k - 1]))
                return false;
        }
        return true;
    }
}
