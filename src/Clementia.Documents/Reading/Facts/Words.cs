namespace Clementia.Documents.Reading.Facts;

/// <summary>What a token is made of.</summary>
internal enum TokenKind
{
    /// <summary>Letters ("months", "U", "crack").</summary>
    Word,
    /// <summary>Digits with thousands commas and a decimal point ("1,500", "2.5"), with an ending if it has one ("22nd", "1990s").</summary>
    Number,
    /// <summary>Any other character.</summary>
    Mark,
}

/// <summary>One token of a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Lower">Its characters in lower case, with typographic quotes and dashes made plain.</param>
internal readonly record struct Token(int Start, int End, TokenKind Kind, string Lower);

/// <summary>
/// A text as tokens, in one pass: the alphabet of the number, date, term and quantity readers. What stands inside a web
/// address is one mark, so that no reader finds a value there.
/// </summary>
internal sealed class Words
{
    private readonly Token[] _tokens;

    private Words(string text, Token[] tokens)
    {
        Text = text;
        _tokens = tokens;
    }

    public string Text { get; }

    public int Count => _tokens.Length;

    public ReadOnlySpan<Token> All => _tokens;

    /// <summary>The token, or an empty mark when there is none at that place.</summary>
    public Token this[int index] => Has(index) ? _tokens[index] : new(Text.Length, Text.Length, TokenKind.Mark, "");

    /// <summary>Index of the first token that ends behind the offset; <see cref="Count"/> when none does.</summary>
    public int At(int offset)
    {
        int low = 0, high = _tokens.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_tokens[middle].End <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private bool Has(int index) => index >= 0 && index < _tokens.Length;

    /// <summary>Whether the token is this word or mark (lower case).</summary>
    public bool Is(int index, string word) => Has(index) && _tokens[index].Lower == word;

    /// <summary>Whether the token is one of these words or marks (lower case).</summary>
    public bool IsAny(int index, ReadOnlySpan<string> words)
    {
        if (!Has(index))
            return false;
        foreach (var word in words)
        {
            if (_tokens[index].Lower == word)
                return true;
        }
        return false;
    }

    /// <summary>The index behind the phrase (lower-case tokens separated by blanks) when it stands at the index; -1 when not.</summary>
    public int After(int index, string phrase)
    {
        var at = index;
        foreach (var range in phrase.AsSpan().Split(' '))
        {
            if (!Has(at) || !_tokens[at].Lower.AsSpan().SequenceEqual(phrase.AsSpan()[range]))
                return -1;
            at++;
        }
        return at;
    }

    /// <summary>Whether the token starts with a capital letter in the text.</summary>
    public bool IsCapital(int index) => Has(index) && char.IsUpper(Text[_tokens[index].Start]);

    /// <summary>Whether nothing stands between the token and the one before it.</summary>
    public bool IsGlued(int index) => index > 0 && Has(index) && _tokens[index].Start == _tokens[index - 1].End;

    public static Words Of(string text)
    {
        var tokens = new List<Token>(text.Length / 5);
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || c is '\u200b' or '\u00ad' or '\ufeff')
            {
                at++;
                continue;
            }
            var start = at;
            if (char.IsLetter(c))
            {
                at = AddressEnd(text, at);
                if (at > start)
                {
                    tokens.Add(new(start, at, TokenKind.Mark, "http"));
                    continue;
                }
                while (at < text.Length && char.IsLetter(text[at]))
                    at++;
                tokens.Add(new(start, at, TokenKind.Word, text[start..at].ToLowerInvariant()));
            }
            else if (char.IsAsciiDigit(c))
            {
                at = NumberEnd(text, at);
                tokens.Add(new(start, at, TokenKind.Number, text[start..at].ToLowerInvariant()));
            }
            else
            {
                at++;
                tokens.Add(new(start, at, TokenKind.Mark, Plain(c)));
            }
        }
        return new(text, [.. tokens]);
    }

    private static string Plain(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u02bc' or '`' or '\u00b4' => "'",
        '\u201c' or '\u201d' => "\"",
        '\u2010' or '\u2011' => "-",
        '\u2012' or '\u2013' => "–",
        '\u2044' => "/",
        _ => c.ToString(),
    };

    /// <summary>Behind a web address that starts here; the start itself when none does.</summary>
    private static int AddressEnd(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (!(rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("pic.twitter.com/", StringComparison.OrdinalIgnoreCase)))
            return at;
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>' or '"' or ')' or ']' or '\u201d'))
            end++;
        return end;
    }

    private static int NumberEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        // "1,500,000": a comma counts as part of the number when exactly three digits follow it.
        if (end - at <= 3)
        {
            while (end < text.Length && text[end] == ',' && Digits(text, end + 1) == 3)
                end += 4;
        }
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
        }
        // Endings of ordinals and decades: "22nd", "1990s".
        foreach (var ending in (ReadOnlySpan<string>)["st", "nd", "rd", "th", "s"])
        {
            if (string.Compare(text, end, ending, 0, ending.Length, StringComparison.OrdinalIgnoreCase) == 0
                && (end + ending.Length == text.Length || !char.IsLetterOrDigit(text[end + ending.Length])))
                return end + ending.Length;
        }
        return end;
    }

    private static int Digits(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - at;
    }
}
