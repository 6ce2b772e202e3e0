namespace Clementia.Documents.Reading.Prose;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A word, an abbreviation with its period ("Sen.", "U.S.C."), an initial ("J."), or a clitic ("'s").</summary>
    Word,
    /// <summary>A number, with its commas, decimals, and a $ before or % behind it ("3,278", "$205", "7th").</summary>
    Number,
    /// <summary>One character that is neither.</summary>
    Mark,
    /// <summary>@handle or #tag.</summary>
    Handle,
    /// <summary>A web address.</summary>
    Url,
}

/// <summary>A word, number or mark of the text.</summary>
/// <param name="Start">Offset in <see cref="Prose.Text"/>.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written, with straight apostrophes.</param>
/// <param name="Lower">In lower case.</param>
internal readonly record struct Token(int Start, int End, TokenKind Kind, string Text, string Lower)
{
    /// <summary>Whether it is a word that begins with a capital.</summary>
    public bool IsCapital => Kind == TokenKind.Word && char.IsUpper(Text[0]);

    public bool Is(string lower) => string.Equals(Lower, lower, StringComparison.Ordinal);

    public bool IsMark(char c) => Kind == TokenKind.Mark && Text[0] == c;
}

/// <summary>Cuts a text into tokens in one pass. Every character that is not white space belongs to exactly one token.</summary>
internal static class Tokenizer
{
    public static Token[] Tokens(string text)
    {
        var tokens = new List<Token>(text.Length / 5 + 8);
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }
            var (end, kind) = Next(text, i);
            var word = text[i..end].Replace('\u2019', '\'').Replace('\u2018', '\'');
            tokens.Add(new Token(i, end, kind, word, word.ToLowerInvariant()));
            i = end;
        }
        return [.. tokens];
    }

    private static (int End, TokenKind Kind) Next(string text, int i)
    {
        var c = text[i];
        if (c is '@' or '#' && i + 1 < text.Length && (char.IsLetterOrDigit(text[i + 1]) || text[i + 1] == '_') && (i == 0 || !char.IsLetterOrDigit(text[i - 1])))
        {
            var end = i + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                end++;
            return (end, TokenKind.Handle);
        }
        if (Address(text, i) is { } address)
            return (address, TokenKind.Url);
        if (c == '&' && Entity(text, i) is { } entity)
            return (entity, TokenKind.Mark);
        if (char.IsLetter(c))
            return (Word(text, i), TokenKind.Word);
        if (char.IsDigit(c) || (c == '$' && i + 1 < text.Length && char.IsDigit(text[i + 1])))
            return (Number(text, i), TokenKind.Number);
        // A clitic stands as a token of its own: 's, 'd, 'll, 're, 've, 'm.
        if (IsApostrophe(c) && i > 0 && char.IsLetterOrDigit(text[i - 1]) && Clitic(text, i) is { } clitic)
            return (clitic, TokenKind.Word);
        return (i + 1, TokenKind.Mark);
    }

    internal static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018';

    private static int? Clitic(string text, int i)
    {
        foreach (var tail in (ReadOnlySpan<string>)["ll", "re", "ve", "s", "d", "m"])
        {
            if (string.Compare(text, i + 1, tail, 0, tail.Length, StringComparison.OrdinalIgnoreCase) == 0
                && (i + 1 + tail.Length >= text.Length || !char.IsLetterOrDigit(text[i + 1 + tail.Length])))
                return i + 1 + tail.Length;
        }
        return null;
    }

    private static int Word(string text, int i)
    {
        var end = i;
        while (end < text.Length)
        {
            var c = text[end];
            if (char.IsLetterOrDigit(c))
            {
                end++;
                continue;
            }
            var next = end + 1 < text.Length ? text[end + 1] : ' ';
            if (IsApostrophe(c) && char.IsLetter(next) && Clitic(text, end) is null)
                end++;
            else if (c is '-' or '\u2010' or '\u2011' && char.IsLetterOrDigit(next) && end > i)
                end++;
            else if (c is '&' && char.IsUpper(next) && end - i <= 2 && char.IsUpper(text[end - 1]))
                end++; // AT&T
            else if (c == '.' && char.IsLetter(next) && IsInitials(text, i, end))
                end++; // U.S.C., a.m.
            else
                break;
        }
        if (end < text.Length && text[end] == '.')
        {
            var length = end - i;
            if (length == 1 && char.IsUpper(text[i]) && text[i] != 'I')
                return end + 1; // An initial: "John Q. Smith".
            if (IsInitials(text, i, end) && length > 1)
                return end + 1;
            // "Calif.", "R-Ariz."
            var tail = i;
            for (var k = i; k < end; k++)
            {
                if (text[k] == '-')
                    tail = k + 1;
            }
            if (end - tail is > 0 and <= 6 && Lexicon.Abbreviations.Contains(text[tail..end].ToLowerInvariant()))
                return end + 1;
        }
        return end;
    }

    /// <summary>Whether the characters so far are single letters with periods between ("U", "U.S").</summary>
    private static bool IsInitials(string text, int start, int end)
    {
        if (end - start > 9)
            return false;
        for (var k = start; k < end; k++)
        {
            if ((k - start) % 2 == 0 ? !char.IsLetter(text[k]) : text[k] != '.')
                return false;
        }
        // One letter and a letter behind the period must be the start of a chain ("a.m."), not "plan A.Then".
        return end - start > 1 || (end + 2 >= text.Length || !char.IsLetter(text[end + 2]));
    }

    private static int Number(string text, int i)
    {
        var end = i + 1;
        while (end < text.Length)
        {
            var c = text[end];
            var next = end + 1 < text.Length ? text[end + 1] : ' ';
            if (char.IsDigit(c) || (c is ',' or '.' && char.IsDigit(next)))
                end++;
            else
                break;
        }
        if (end < text.Length && text[end] == '%')
            return end + 1;
        // 7th, 1990s, 41-year-old, 1:21-cr-00598: letters that hang on belong to it.
        while (end < text.Length)
        {
            var c = text[end];
            var next = end + 1 < text.Length ? text[end + 1] : ' ';
            if (char.IsLetterOrDigit(c) || (c == '-' && char.IsLetterOrDigit(next)) || (c == ':' && char.IsDigit(next)))
                end++;
            else
                break;
        }
        return end;
    }

    private static int? Entity(string text, int i)
    {
        var end = i + 1;
        while (end < text.Length && end - i < 9 && (char.IsLetterOrDigit(text[end]) || text[end] == '#'))
            end++;
        return end < text.Length && text[end] == ';' && end > i + 1 ? end + 1 : null;
    }

    private static int? Address(string text, int i)
    {
        var c = text[i];
        if (c is not ('h' or 'w' or 'p' or 't' or 'H' or 'W') || (i > 0 && char.IsLetterOrDigit(text[i - 1])))
            return null;
        foreach (var head in (ReadOnlySpan<string>)["http://", "https://", "www.", "pic.twitter.com/", "t.co/"])
        {
            if (string.Compare(text, i, head, 0, head.Length, StringComparison.OrdinalIgnoreCase) != 0)
                continue;
            var end = i + head.Length;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not (')' or ']' or '>' or '"' or '\u201d' or '|' or '\u2014'))
                end++;
            while (end > i + head.Length && text[end - 1] is '.' or ',' or ';' or ':' or '*' or '_')
                end--;
            return end;
        }
        return null;
    }
}
