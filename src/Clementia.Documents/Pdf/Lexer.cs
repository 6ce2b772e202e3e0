using System.Text;

namespace Clementia.Documents.Pdf;

internal enum Token { End, Number, Name, String, ArrayStart, ArrayEnd, DictionaryStart, DictionaryEnd, Keyword }

/// <summary>
/// Cuts PDF syntax into tokens. Tolerant as the format's history demands: what cannot be a token is skipped,
/// and it always moves forward, so that no input can hold it.
/// </summary>
internal sealed class Lexer(byte[] bytes, int position, int end)
{
    // 0 regular, 1 white space, 2 delimiter
    private static readonly byte[] s_class = Classes();
    private readonly Dictionary<int, PdfName> _names = [];
    private const int MaxDepth = 100;

    public int Position { get; set; } = position;

    public int End { get; } = end;

    /// <summary>Value of the last number.</summary>
    public double Number { get; private set; }

    /// <summary>Whether the last number was written without a point.</summary>
    public bool IsInteger { get; private set; }

    /// <summary>The last name.</summary>
    public PdfName Name { get; private set; } = new("");

    /// <summary>The last keyword, its first eight letters packed, the first in the lowest byte.</summary>
    public ulong Keyword { get; private set; }

    /// <summary>Where strings are unpacked: the last one stands at <see cref="StringStart"/>.</summary>
    public byte[] Scratch { get; private set; } = new byte[256];

    public int StringStart { get; private set; }

    public int StringLength { get; private set; }

    /// <summary>Set to 0 when the strings read so far are no longer needed.</summary>
    public int ScratchUsed { get; set; }

    private static byte[] Classes()
    {
        var classes = new byte[256];
        foreach (var c in "\0\t\n\f\r ")
            classes[c] = 1;
        foreach (var c in "()<>[]{}/%")
            classes[c] = 2;
        return classes;
    }

    public static bool IsSpace(byte b) => s_class[b] == 1;

    public static bool IsRegular(byte b) => s_class[b] == 0;

    /// <summary>Packs a keyword as <see cref="Keyword"/> does.</summary>
    public static ulong Pack(ReadOnlySpan<byte> word)
    {
        ulong packed = 0;
        for (var i = 0; i < Math.Min(8, word.Length); i++)
            packed |= (ulong)word[i] << (8 * i);
        return packed;
    }

    public void SkipSpace()
    {
        while (Position < End)
        {
            var b = bytes[Position];
            if (s_class[b] == 1)
                Position++;
            else if (b == '%')
            {
                while (Position < End && bytes[Position] is not ((byte)'\n' or (byte)'\r'))
                    Position++;
            }
            else
                return;
        }
    }

    public Token Next()
    {
        while (true)
        {
            SkipSpace();
            if (Position >= End)
                return Token.End;
            var b = bytes[Position];
            if (b is >= (byte)'0' and <= (byte)'9' or (byte)'+' or (byte)'-' or (byte)'.')
            {
                if (ReadNumber())
                    return Token.Number;
                continue;
            }
            switch (b)
            {
                case (byte)'/':
                    ReadName();
                    return Token.Name;
                case (byte)'(':
                    ReadLiteral();
                    return Token.String;
                case (byte)'<':
                    if (Position + 1 < End && bytes[Position + 1] == '<')
                    {
                        Position += 2;
                        return Token.DictionaryStart;
                    }
                    ReadHex();
                    return Token.String;
                case (byte)'>':
                    Position += Position + 1 < End && bytes[Position + 1] == '>' ? 2 : 1;
                    return Token.DictionaryEnd;
                case (byte)'[':
                    Position++;
                    return Token.ArrayStart;
                case (byte)']':
                    Position++;
                    return Token.ArrayEnd;
                case (byte)'{' or (byte)'}':
                    Position++;
                    Keyword = b;
                    return Token.Keyword;
                case (byte)')':
                    Position++;
                    continue;
                default:
                    var start = Position;
                    while (Position < End && s_class[bytes[Position]] == 0)
                        Position++;
                    Keyword = Pack(bytes.AsSpan(start, Position - start));
                    return Token.Keyword;
            }
        }
    }

    private bool ReadNumber()
    {
        var start = Position;
        var negative = false;
        while (Position < End && bytes[Position] is (byte)'+' or (byte)'-')
        {
            negative |= bytes[Position] == '-';
            Position++;
            if (Position >= End)
                return false;
        }
        double value = 0, scale = 0;
        var digits = 0;
        for (; Position < End; Position++)
        {
            var b = bytes[Position];
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                digits++;
                if (scale == 0)
                    value = (value * 10) + (b - '0');
                else
                {
                    value += (b - '0') * scale;
                    scale *= 0.1;
                }
            }
            else if (b == '.' && scale == 0)
                scale = 0.1;
            else
                break;
        }
        // "12-34" and "1.2.3" are found in the wild: the rest of such a word belongs to no other token.
        while (Position < End && s_class[bytes[Position]] == 0 && bytes[Position] is (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9'))
            Position++;
        if (Position == start)
            Position++;
        Number = negative ? -value : value;
        IsInteger = scale == 0 && digits > 0;
        return true;
    }

    private void ReadName()
    {
        var start = ++Position;
        var hash = 17;
        var escaped = false;
        while (Position < End && s_class[bytes[Position]] == 0)
        {
            escaped |= bytes[Position] == '#';
            hash = unchecked((hash * 31) + bytes[Position]);
            Position++;
        }
        var span = bytes.AsSpan(start, Position - start);
        if (!escaped && _names.TryGetValue(hash, out var known) && known.Value.Length == span.Length && Same(known.Value, span))
        {
            Name = known;
            return;
        }
        var text = new StringBuilder(span.Length);
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i] == '#' && i + 2 < span.Length + 0 && Hex(span[i + 1]) >= 0 && Hex(span[i + 2]) >= 0)
            {
                text.Append((char)((Hex(span[i + 1]) * 16) + Hex(span[i + 2])));
                i += 2;
            }
            else
                text.Append((char)span[i]);
        }
        Name = new PdfName(text.ToString());
        if (!escaped && _names.Count < 4096)
            _names[hash] = Name;
    }

    private static bool Same(string text, ReadOnlySpan<byte> span)
    {
        for (var i = 0; i < span.Length; i++)
        {
            if (text[i] != span[i])
                return false;
        }
        return true;
    }

    private void Put(byte b)
    {
        if (ScratchUsed == Scratch.Length)
        {
            var larger = new byte[Scratch.Length * 2];
            Scratch.CopyTo(larger, 0);
            Scratch = larger;
        }
        Scratch[ScratchUsed++] = b;
    }

    private void ReadLiteral()
    {
        StringStart = ScratchUsed;
        Position++;
        var depth = 1;
        while (Position < End)
        {
            var b = bytes[Position++];
            if (b == '(')
                depth++;
            else if (b == ')')
            {
                if (--depth == 0)
                    break;
            }
            else if (b == '\\')
            {
                if (Position >= End)
                    break;
                b = bytes[Position++];
                switch (b)
                {
                    case (byte)'n': b = (byte)'\n'; break;
                    case (byte)'r': b = (byte)'\r'; break;
                    case (byte)'t': b = (byte)'\t'; break;
                    case (byte)'b': b = (byte)'\b'; break;
                    case (byte)'f': b = (byte)'\f'; break;
                    case (byte)'\r':
                        if (Position < End && bytes[Position] == '\n')
                            Position++;
                        continue;
                    case (byte)'\n':
                        continue;
                    case >= (byte)'0' and <= (byte)'7':
                        var code = b - '0';
                        for (var i = 0; i < 2 && Position < End && bytes[Position] is >= (byte)'0' and <= (byte)'7'; i++)
                            code = (code * 8) + bytes[Position++] - '0';
                        b = (byte)(code & 255);
                        break;
                    default:
                        break;
                }
            }
            else if (b == '\r')
            {
                if (Position < End && bytes[Position] == '\n')
                    Position++;
                b = (byte)'\n';
            }
            Put(b);
        }
        StringLength = ScratchUsed - StringStart;
    }

    private void ReadHex()
    {
        StringStart = ScratchUsed;
        Position++;
        var half = -1;
        while (Position < End)
        {
            var b = bytes[Position++];
            if (b == '>')
                break;
            var digit = Hex(b);
            if (digit < 0)
                continue;
            if (half < 0)
                half = digit;
            else
            {
                Put((byte)((half * 16) + digit));
                half = -1;
            }
        }
        if (half >= 0)
            Put((byte)(half * 16));
        StringLength = ScratchUsed - StringStart;
    }

    public static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    private static readonly ulong s_true = Pack("true"u8), s_false = Pack("false"u8), s_r = Pack("R"u8);

    /// <summary>Reads one value. A keyword that is no value is left before the position and gives <see cref="NoValue"/>.</summary>
    public object? ReadValue(int depth = 0)
    {
        var start = Position;
        var token = Next();
        switch (token)
        {
            case Token.Number:
                var number = Number;
                if (!IsInteger || number is < 0 or > int.MaxValue)
                    return number;
                // "12 0 R"?
                var after = Position;
                if (Next() == Token.Number && IsInteger && Number is >= 0 and <= 65535)
                {
                    var generation = Number;
                    if (Next() == Token.Keyword && Keyword == s_r)
                        return new PdfReference((int)number, (int)generation);
                }
                Position = after;
                return number;
            case Token.Name:
                return Name;
            case Token.String:
                var text = Scratch.AsSpan(StringStart, StringLength).ToArray();
                ScratchUsed = StringStart;
                return text;
            case Token.ArrayStart:
                return ReadArray(depth);
            case Token.DictionaryStart:
                return ReadDictionary(depth);
            case Token.Keyword:
                if (Keyword == s_true)
                    return true;
                if (Keyword == s_false)
                    return false;
                if (Keyword == Pack("null"u8))
                    return null;
                Position = start;
                return NoValue;
            default:
                Position = token == Token.End ? End : start;
                return NoValue;
        }
    }

    /// <summary>What <see cref="ReadValue"/> answers when the next token starts no value.</summary>
    public static readonly object NoValue = new();

    private List<object?> ReadArray(int depth)
    {
        if (depth > MaxDepth)
            throw new PdfDamagedException("Arrays are nested too deep.");
        var items = new List<object?>();
        while (true)
        {
            var start = Position;
            SkipSpace();
            if (Position >= End)
                return items;
            if (bytes[Position] == ']')
            {
                Position++;
                return items;
            }
            var value = ReadValue(depth + 1);
            if (!ReferenceEquals(value, NoValue))
                items.Add(value);
            else if (Next() is Token.Keyword && Keyword is var word && (word == Pack("endobj"u8) || word == Pack("stream"u8)))
            {
                Position = start;
                return items;
            }
        }
    }

    public PdfDictionary ReadDictionary(int depth)
    {
        if (depth > MaxDepth)
            throw new PdfDamagedException("Dictionaries are nested too deep.");
        var dictionary = new PdfDictionary();
        while (true)
        {
            var start = Position;
            switch (Next())
            {
                case Token.Name:
                    var key = Name.Value;
                    var before = Position;
                    SkipSpace();
                    if (Position < End && bytes[Position] == '>')
                        continue;
                    Position = before;
                    var value = ReadValue(depth + 1);
                    if (!ReferenceEquals(value, NoValue))
                        dictionary.Entries[key] = value;
                    continue;
                case Token.DictionaryEnd or Token.End:
                    return dictionary;
                case Token.Keyword when Keyword == Pack("endobj"u8) || Keyword == Pack("stream"u8):
                    Position = start;
                    return dictionary;
                default:
                    continue;
            }
        }
    }

}
