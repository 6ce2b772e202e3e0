namespace Clementia.Documents.Reading.Prose;

/// <summary>What a paragraph is.</summary>
internal enum ParagraphKind
{
    /// <summary>Running text.</summary>
    Body,
    /// <summary>A headline, a markdown heading, a line in capitals, a short line without an end.</summary>
    Heading,
    /// <summary>An item of a list ("- ...", "3. ...").</summary>
    Item,
    /// <summary>A row of a table or of comma-separated values.</summary>
    Row,
    /// <summary>A quotation set off as a block ("&gt; ...").</summary>
    Block,
}

/// <summary>A paragraph: what stands between empty lines, or a line where lines are not wrapped.</summary>
/// <param name="Index">Its place in <see cref="Prose.Paragraphs"/>.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Behind its last character that is not white space.</param>
/// <param name="Kind">What it is.</param>
/// <param name="TokenStart">Its first token.</param>
/// <param name="TokenEnd">Behind its last token.</param>
internal readonly record struct Paragraph(int Index, int Start, int End, ParagraphKind Kind, int TokenStart, int TokenEnd);

/// <summary>A sentence. Headings, list items and cells are sentences too.</summary>
/// <param name="Index">Its place in <see cref="Prose.Sentences"/>.</param>
/// <param name="Start">Offset of its first character (an opening quotation mark belongs to it).</param>
/// <param name="End">Behind its last character, with the period and a closing quotation mark.</param>
/// <param name="Paragraph">Index of its paragraph.</param>
/// <param name="TokenStart">Its first token.</param>
/// <param name="TokenEnd">Behind its last token.</param>
internal readonly record struct Sentence(int Index, int Start, int End, int Paragraph, int TokenStart, int TokenEnd);

/// <summary>Cuts a text into paragraphs and sentences, each in one pass.</summary>
internal static class Segmenter
{
    private const int WrapLimit = 110;

    /// <summary>Paragraph spans. A single line feed ends one unless the line was full: then the text is hard-wrapped.</summary>
    public static List<Paragraph> Paragraphs(string text, Token[] tokens)
    {
        var lines = new List<(int Start, int End)>();
        var at = 0;
        while (at <= text.Length)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
                end = text.Length;
            lines.Add((at, end));
            at = end + 1;
        }
        var paragraphs = new List<Paragraph>();
        var token = 0;
        for (var i = 0; i < lines.Count;)
        {
            if (IsBlank(text, lines[i]))
            {
                i++;
                continue;
            }
            var block = i;
            while (block < lines.Count && !IsBlank(text, lines[block]))
                block++;
            var widest = 0;
            for (var k = i; k < block; k++)
                widest = Math.Max(widest, TrimmedEnd(text, lines[k]) - lines[k].Start);
            while (i < block)
            {
                var first = i;
                while (i + 1 < block && Continues(text, lines[i], lines[i + 1], widest))
                    i++;
                var start = lines[first].Start;
                while (start < text.Length && char.IsWhiteSpace(text[start]))
                    start++;
                var end = TrimmedEnd(text, lines[i]);
                i++;
                while (token < tokens.Length && tokens[token].End <= start)
                    token++;
                var tokenEnd = token;
                while (tokenEnd < tokens.Length && tokens[tokenEnd].Start < end)
                    tokenEnd++;
                paragraphs.Add(new Paragraph(paragraphs.Count, start, end, KindOf(text, start, end), token, tokenEnd));
                token = tokenEnd;
            }
        }
        return paragraphs;
    }

    private static bool IsBlank(string text, (int Start, int End) line) => text.AsSpan(line.Start, line.End - line.Start).IsWhiteSpace();

    private static int TrimmedEnd(string text, (int Start, int End) line)
    {
        var end = line.End;
        while (end > line.Start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    /// <summary>Whether the next line only continues this one: the line was full, so the writer broke it for width, not for sense.</summary>
    private static bool Continues(string text, (int Start, int End) line, (int Start, int End) next, int widest)
    {
        if (widest > WrapLimit)
            return false;
        var raw = line.End - (line.End > line.Start && text[line.End - 1] == '\r' ? 1 : 0);
        if (raw - line.Start >= 2 && text[raw - 1] == ' ' && text[raw - 2] == ' ')
            return false; // Two spaces at the end: a forced break in markdown.
        var start = next.Start;
        while (start < next.End && char.IsWhiteSpace(text[start]))
            start++;
        if (IsItem(text, start, next.End) || text[start] is '>' or '|' or '#' || Turns.LabelEnd(text, start, next.End) > 0)
            return false;
        var word = start;
        while (word < next.End && !char.IsWhiteSpace(text[word]))
            word++;
        var length = TrimmedEnd(text, line) - line.Start;
        // The next word would still have fitted, so the break was meant.
        return length + 1 + (word - start) > Math.Max(widest - 4, 48);
    }

    internal static bool IsItem(string text, int start, int end)
    {
        if (start >= end)
            return false;
        var c = text[start];
        var next = start + 1 < end ? text[start + 1] : '\n';
        if (c is '-' or '*' or '\u2022' or '\u2013' or '+')
            return next == ' ';
        var digits = start;
        while (digits < end && digits - start < 3 && char.IsDigit(text[digits]))
            digits++;
        return digits > start && digits + 1 < end && text[digits] is '.' or ')' && text[Math.Min(digits + 1, end - 1)] == ' ';
    }

    private static ParagraphKind KindOf(string text, int start, int end)
    {
        if (text[start] == '>' && !(start + 1 < end && text[start + 1] == '>')) // ">>" marks a speaker in captions.
            return ParagraphKind.Block;
        if (text[start] == '#')
            return ParagraphKind.Heading;
        if (text[start] == '|' || IsRow(text, start, end))
            return ParagraphKind.Row;
        if (IsItem(text, start, end))
            return ParagraphKind.Item;
        if (end - start > 160)
            return ParagraphKind.Body;
        var last = end - 1;
        while (last > start && text[last] is '"' or '\u201d' or '\u2019' or '\'' or ')' or ']' or '*' or '_')
            last--;
        var letters = 0;
        var capitals = 0;
        for (var i = start; i < end; i++)
        {
            if (!char.IsLetter(text[i]))
                continue;
            letters++;
            if (char.IsUpper(text[i]))
                capitals++;
        }
        if (letters > 3 && capitals >= letters * 9 / 10)
            return ParagraphKind.Heading;
        return text[last] is '.' or '!' or ',' or ';' or ':' or '\u2026' || (text[last] == '?' && end - start > 60) ? ParagraphKind.Body : ParagraphKind.Heading;
    }

    /// <summary>Comma-separated values: several commas without a space behind them.</summary>
    private static bool IsRow(string text, int start, int end)
    {
        var tight = 0;
        for (var i = start; i + 1 < end; i++)
        {
            if (text[i] == ',' && !char.IsWhiteSpace(text[i + 1]) && !(char.IsDigit(text[i + 1]) && i > start && char.IsDigit(text[i - 1])) && text[i + 1] is not ('"' or '\u201d' or '\u2019' or '\''))
                tight++;
        }
        return tight >= 3;
    }

    /// <summary>Sentences of all paragraphs.</summary>
    public static List<Sentence> Sentences(string text, Token[] tokens, IReadOnlyList<Paragraph> paragraphs)
    {
        var sentences = new List<Sentence>();
        foreach (var paragraph in paragraphs)
        {
            var first = paragraph.TokenStart;
            for (var i = paragraph.TokenStart; i < paragraph.TokenEnd; i++)
            {
                if (!Ends(text, tokens, i, paragraph.TokenEnd, out var last))
                    continue;
                sentences.Add(new Sentence(sentences.Count, tokens[first].Start, tokens[last].End, paragraph.Index, first, last + 1));
                first = last + 1;
                i = last;
            }
            if (first < paragraph.TokenEnd)
                sentences.Add(new Sentence(sentences.Count, tokens[first].Start, tokens[paragraph.TokenEnd - 1].End, paragraph.Index, first, paragraph.TokenEnd));
        }
        return sentences;
    }

    /// <summary>Whether a sentence ends with token i, and the last token that still belongs to it (closing marks).</summary>
    private static bool Ends(string text, Token[] tokens, int i, int limit, out int last)
    {
        last = i;
        var token = tokens[i];
        var abbreviation = token.Kind == TokenKind.Word && token.Text[^1] == '.';
        if (!abbreviation && !(token.Kind == TokenKind.Mark && token.Text[0] is '.' or '!' or '?' or '\u2026'))
            return false;
        while (last + 1 < limit && tokens[last + 1].Kind == TokenKind.Mark
            && (tokens[last + 1].Text[0] is '.' or '!' or '?' or '\u2026' or ')' or ']' or '\u201d' or '\u00bb' or '*' or '_'
                || (tokens[last + 1].Text[0] is '"' or '\'' && tokens[last + 1].Start == tokens[last].End)))
            last++;
        if (last + 1 >= limit)
            return true;
        var next = tokens[last + 1];
        var spaced = next.Start > tokens[last].End;
        if (!spaced)
        {
            // "drugs.In a petition": a space was lost. Not "Corp.," and not "U.S.-based".
            return !abbreviation && last == i && token.Text[0] != '\u2026' && next.IsCapital && next.Text.Length > 1 && char.IsLower(next.Text[^1])
                && i > 0 && tokens[i - 1].Kind == TokenKind.Word && tokens[i - 1].End == token.Start && char.IsLower(tokens[i - 1].Text[^1]) && tokens[i - 1].Text.Length > 1;
        }
        var opener = next;
        var look = last + 1;
        while (look + 1 < limit && opener.Kind == TokenKind.Mark && opener.Text[0] is '"' or '\u201c' or '\u2018' or '\'' or '(' or '[' or '*' or '_' or '\u00ab')
            opener = tokens[++look];
        var starts = opener.IsCapital || opener.Kind is TokenKind.Number or TokenKind.Handle or TokenKind.Url || opener.IsMark('-') || opener.IsMark('\u2014') || opener.IsMark('\u2022');
        if (abbreviation && last == i)
        {
            if (!opener.IsCapital)
                return false;
            // "the U.S. He said": an abbreviation that can end a sentence, before a word that opens one.
            return Lexicon.EndingAbbreviations.Contains(token.Lower.TrimEnd('.')) && (next.Kind == TokenKind.Mark || Lexicon.Openers.Contains(opener.Lower));
        }
        if (token.Text[0] == '\u2026' || (last > i && tokens[i].IsMark('.') && tokens[Math.Min(i + 1, limit - 1)].IsMark('.')))
            return starts && opener.Kind != TokenKind.Number; // An ellipsis ends a sentence only before a capital.
        // "No. 5", "v. Smith" are abbreviations; "?" and "!" inside a title or quotation go on in lower case.
        return starts || !char.IsLower(opener.Text[0]);
    }
}
