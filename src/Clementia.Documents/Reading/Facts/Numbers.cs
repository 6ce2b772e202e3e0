using System.Globalization;

namespace Clementia.Documents.Reading.Facts;

/// <summary>What kind of number the words give.</summary>
internal enum NumberKind
{
    /// <summary>"25", "twenty-five", "a dozen".</summary>
    Cardinal,
    /// <summary>"22nd", "third".</summary>
    Ordinal,
    /// <summary>"1990s", "60s", "sixties".</summary>
    Decade,
}

/// <summary>A number in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Value">The number.</param>
/// <param name="Kind">What kind.</param>
/// <param name="InWords">Written in words, at least in part.</param>
internal readonly record struct NumberSpan(int Start, int End, decimal Value, NumberKind Kind, bool InWords)
{
    /// <summary>The whole number, or null when it has a fraction or is out of range.</summary>
    public int? Whole => Value == decimal.Truncate(Value) && Math.Abs(Value) <= int.MaxValue ? (int)Value : null;
}

/// <summary>Reads numbers as digits and as English words.</summary>
internal static class Numbers
{
    private static readonly Dictionary<string, int> s_units = new(StringComparer.Ordinal)
    {
        ["zero"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
    };

    private static readonly Dictionary<string, int> s_tens = new(StringComparer.Ordinal)
    {
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fourty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    };

    private static readonly Dictionary<string, int> s_ordinals = new(StringComparer.Ordinal)
    {
        ["first"] = 1,
        ["second"] = 2,
        ["third"] = 3,
        ["fourth"] = 4,
        ["fifth"] = 5,
        ["sixth"] = 6,
        ["seventh"] = 7,
        ["eighth"] = 8,
        ["ninth"] = 9,
        ["tenth"] = 10,
        ["eleventh"] = 11,
        ["twelfth"] = 12,
        ["thirteenth"] = 13,
        ["fourteenth"] = 14,
        ["fifteenth"] = 15,
        ["sixteenth"] = 16,
        ["seventeenth"] = 17,
        ["eighteenth"] = 18,
        ["nineteenth"] = 19,
        ["twentieth"] = 20,
        ["thirtieth"] = 30,
        ["fortieth"] = 40,
        ["fiftieth"] = 50,
        ["sixtieth"] = 60,
        ["seventieth"] = 70,
        ["eightieth"] = 80,
        ["ninetieth"] = 90,
    };

    private static readonly Dictionary<string, int> s_decades = new(StringComparer.Ordinal)
    {
        ["twenties"] = 20,
        ["thirties"] = 30,
        ["forties"] = 40,
        ["fifties"] = 50,
        ["sixties"] = 60,
        ["seventies"] = 70,
        ["eighties"] = 80,
        ["nineties"] = 90,
    };

    private static readonly Dictionary<string, long> s_scales = new(StringComparer.Ordinal)
    {
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000,
    };

    /// <summary>All numbers of the text, left to right, none inside another.</summary>
    public static List<NumberSpan> FindAll(Words words)
    {
        var found = new List<NumberSpan>();
        for (var i = 0; i < words.Count;)
        {
            if (Read(words, i, out var number, out var next))
            {
                found.Add(number);
                i = next;
            }
            else
                i++;
        }
        return found;
    }

    /// <summary>Reads the longest number that starts at the token. "a" and "an" start a number only before dozen, hundred and the like.</summary>
    public static bool Read(Words words, int index, out NumberSpan number, out int next)
    {
        number = default;
        next = index;
        var token = words[index];
        if (token.Kind == TokenKind.Number)
            return ReadDigits(words, index, out number, out next);
        if (token.Kind != TokenKind.Word)
            return token.Lower is "½" or "¼" or "¾" && Fraction(words, index, out var glyph, out next)
                && Make(words, index, next, glyph, NumberKind.Cardinal, inWords: false, out number);
        if (s_decades.TryGetValue(token.Lower, out var decade))
            return Make(words, index, next = index + 1, decade, NumberKind.Decade, inWords: true, out number);
        return ReadWords(words, index, out number, out next);
    }

    private static bool Make(Words words, int index, int next, decimal value, NumberKind kind, bool inWords, out NumberSpan number)
    {
        number = new(words[index].Start, words[next - 1].End, value, kind, inWords);
        return true;
    }

    private static bool ReadDigits(Words words, int index, out NumberSpan number, out int next)
    {
        var lower = words[index].Lower;
        var kind = NumberKind.Cardinal;
        var digits = lower.AsSpan();
        if (char.IsAsciiLetter(lower[^1]))
        {
            kind = lower[^1] == 's' ? NumberKind.Decade : NumberKind.Ordinal;
            digits = digits[..^(kind == NumberKind.Decade ? 1 : 2)];
        }
        number = default;
        next = index + 1;
        if (digits.Length > 20 || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value))
            return false;
        if (kind != NumberKind.Cardinal)
            return Make(words, index, next, value, kind, inWords: false, out number);
        // "1990's" is a decade; "'90s" is told by the mark before it.
        if (value is >= 1500 and < 2100 && value % 10 == 0 && words.Is(next, "'") && words.Is(next + 1, "s") && words.IsGlued(next) && words.IsGlued(next + 1))
            return Make(words, index, next += 2, value, NumberKind.Decade, inWords: false, out number);
        var inWords = false;
        if (Fraction(words, next, out var part, out var afterPart) && value < 1000)
        {
            value += part;
            next = afterPart;
        }
        else if (words.Is(next, "and") && words.Is(next + 1, "a") && words.Is(next + 2, "half") && !words.IsAny(next + 3, ["dozen", "million", "of"]))
        {
            value += 0.5m;
            next += 3;
        }
        else if (words.After(next, "- and - a - half") is > 0 and var hyphened)
        {
            value += 0.5m;
            next = hyphened;
        }
        else if (words.Is(next, "-") && words.Is(next + 1, "1") && words.Is(next + 2, "/") && words.Is(next + 3, "2"))
        {
            value += 0.5m;
            next += 4;
        }
        if (s_scales.TryGetValue(words[next].Lower, out var scale) && value < 1_000_000)
        {
            value *= scale;
            next++;
            inWords = true;
        }
        else if (words.Is(next, "-") && s_scales.TryGetValue(words[next + 1].Lower, out scale) && value < 1_000_000)
        {
            value *= scale;
            next += 2;
            inWords = true;
        }
        else if (words.Is(next, "dozen"))
        {
            value *= 12;
            next++;
            inWords = true;
        }
        return Make(words, index, next, value, NumberKind.Cardinal, inWords, out number);
    }

    /// <summary>"½", "1/2", "1⁄ 2" behind a whole number.</summary>
    private static bool Fraction(Words words, int index, out decimal part, out int next)
    {
        next = index + 1;
        part = words[index].Lower switch { "½" => 0.5m, "¼" => 0.25m, "¾" => 0.75m, _ => 0 };
        if (part > 0)
            return true;
        if (words.Is(index + 1, "/") && words[index].Lower is "1" or "3" && words[index + 2].Lower is "2" or "4" or "3" && !words.Is(index + 3, "/"))
        {
            part = decimal.Parse(words[index].Lower, CultureInfo.InvariantCulture) / decimal.Parse(words[index + 2].Lower, CultureInfo.InvariantCulture);
            next = index + 3;
            return part < 1;
        }
        return false;
    }

    private static bool ReadWords(Words words, int index, out NumberSpan number, out int next)
    {
        number = default;
        next = index;
        decimal total = 0, current = 0;
        var at = index;
        var any = false;
        var kind = NumberKind.Cardinal;
        // The last thing read decides what may follow: nothing follows a unit but a scale; a unit or an ordinal follows a ten.
        var open = 1_000;
        while (true)
        {
            var word = words[at].Lower;
            if (any && word == "-" && words[at].Kind == TokenKind.Mark && words.IsGlued(at) && words.IsGlued(at + 1) && Continues(words[at + 1].Lower, open))
            {
                at++;
                continue;
            }
            if (any && word == "and" && open >= 100 && Continues(words[at + 1].Lower, 100) && (total > 0 || current >= 100))
            {
                at++;
                open = 100;
                continue;
            }
            if (s_units.TryGetValue(word, out var unit) && (!any || (open > 1 && (unit < 10 ? open > 1 : open >= 100))))
            {
                current += unit;
                open = 1;
                any = true;
                next = ++at;
                continue;
            }
            if (s_tens.TryGetValue(word, out var ten) && (!any || open >= 100))
            {
                current += ten;
                open = 10;
                any = true;
                next = ++at;
                continue;
            }
            if (word == "hundred" && any && current is > 0 and < 100)
            {
                current *= 100;
                open = 100;
                next = ++at;
                continue;
            }
            if (s_scales.TryGetValue(word, out var scale) && any && current > 0 && (total == 0 || total >= scale))
            {
                total += current * scale;
                current = 0;
                open = 1_000;
                next = ++at;
                continue;
            }
            if (word == "dozen" && any && current is > 0 and < 100)
            {
                current *= 12;
                next = ++at;
                break;
            }
            if (s_ordinals.TryGetValue(word, out var ordinal) && (!any ? true : ordinal < 10 ? open > 1 : open >= 100))
            {
                // "one second" is a time and "two thirds" a fraction: an ordinal ends a number only behind a ten or more.
                current += ordinal;
                kind = NumberKind.Ordinal;
                any = true;
                next = ++at;
                break;
            }
            if (!any && word is "a" or "an" && words[at + 1].Lower is "hundred" or "thousand" or "million" or "billion" or "dozen")
            {
                current = 1;
                any = true;
                open = 1;
                at++;
                continue;
            }
            if (!any && word == "half" && words.Is(at + 1, "a") && words.Is(at + 2, "dozen"))
            {
                current = 6;
                any = true;
                next = at + 3;
                break;
            }
            break;
        }
        if (!any || next == index)
            return false;
        // "two and a half", "two-and-a-half"
        if (kind == NumberKind.Cardinal)
        {
            var half = words.After(next, "and a half");
            if (half < 0)
                half = words.After(next, "- and - a - half");
            if (half < 0)
                half = words.After(next, "and one half");
            if (half > 0 && !words.IsAny(half, ["dozen", "million", "of"]))
            {
                current += 0.5m;
                next = half;
            }
            if (s_scales.TryGetValue(words[next].Lower, out var scale) && half > 0)
            {
                current *= scale;
                next++;
            }
        }
        return Make(words, index, next, total + current, kind, inWords: true, out number);
    }

    private static bool Continues(string word, int open) =>
        s_units.TryGetValue(word, out var unit) ? unit > 0 && (unit < 10 ? open > 1 : open >= 100)
        : s_tens.ContainsKey(word) ? open >= 100
        : s_ordinals.TryGetValue(word, out var ordinal) ? (ordinal < 10 ? open > 1 : open >= 100)
        : word is "hundred" or "thousand" or "million";
}
