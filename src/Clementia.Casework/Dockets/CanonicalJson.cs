using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Clementia.Casework;

/// <summary>
/// RFC 8785, the JSON Canonicalization Scheme: one sequence of bytes for one JSON value, whoever writes it. Members are sorted by
/// the UTF-16 units of their names, numbers are written as ECMAScript writes them, strings escape only what they must.
/// </summary>
public static class CanonicalJson
{
    private const int MaxDepth = 128;

    /// <summary>The canonical form, in UTF-8.</summary>
    /// <exception cref="FormatException">It is no JSON, or JSON without a canonical form: a name twice in one object, half of a
    /// surrogate pair, a number beyond the range of a double. The message says where.</exception>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var output = new Output(json.Length + 16);
        try
        {
            reader.Read();
            Value(ref reader, output);
            reader.Read(); // Anything behind the value makes the reader throw.
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"This is no JSON: {wrong.Message}", wrong);
        }
        catch (InvalidOperationException wrong)
        {
            // The reader's answer to a string that holds half of a surrogate pair, or bytes that are no UTF-8.
            throw new FormatException($"The string at byte {reader.TokenStartIndex} is no valid Unicode text, so it has no canonical form.", wrong);
        }
        return output.ToArray();
    }

    /// <summary>The canonical form, in UTF-8.</summary>
    /// <exception cref="FormatException">See <see cref="Of(ReadOnlySpan{byte})"/>.</exception>
    public static byte[] Of(string json)
    {
        try
        {
            return Of(s_strictUtf8.GetBytes(json));
        }
        catch (System.Text.EncoderFallbackException wrong)
        {
            throw new FormatException($"The character at {wrong.Index} is half of a surrogate pair, so the text has no canonical form.", wrong);
        }
    }

    private static readonly System.Text.UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static void Value(ref Utf8JsonReader reader, Output output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Members(ref reader, output);
                break;
            case JsonTokenType.StartArray:
                output.Add((byte)'[');
                var first = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (!first)
                        output.Add((byte)',');
                    first = false;
                    Value(ref reader, output);
                }
                output.Add((byte)']');
                break;
            case JsonTokenType.String:
                Text(ref reader, output);
                break;
            case JsonTokenType.Number:
                Number(ref reader, output);
                break;
            case JsonTokenType.True:
                output.Add("true"u8);
                break;
            case JsonTokenType.False:
                output.Add("false"u8);
                break;
            default:
                output.Add("null"u8);
                break;
        }
    }

    private readonly record struct Member(byte[] Name, int Start, int End);

    private static void Members(ref Utf8JsonReader reader, Output output)
    {
        output.Add((byte)'{');
        var from = output.Length;
        var members = new List<Member>();
        var sorted = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = reader.TokenStartIndex;
            if (members.Count > 0)
                output.Add((byte)',');
            var start = output.Length;
            var name = Text(ref reader, output);
            output.Add((byte)':');
            reader.Read();
            Value(ref reader, output);
            if (members.Count > 0)
            {
                var order = CompareAsUtf16(members[^1].Name, name);
                if (order == 0)
                    throw Twice(name, at);
                sorted &= order < 0;
            }
            members.Add(new(name, start, output.Length));
        }
        if (!sorted)
        {
            var written = output.Written[from..].ToArray();
            members.Sort((one, other) => CompareAsUtf16(one.Name, other.Name));
            output.Length = from;
            for (var i = 0; i < members.Count; i++)
            {
                if (i > 0)
                {
                    if (CompareAsUtf16(members[i - 1].Name, members[i].Name) == 0)
                        throw Twice(members[i].Name, reader.TokenStartIndex);
                    output.Add((byte)',');
                }
                output.Add(written.AsSpan((members[i].Start - from)..(members[i].End - from)));
            }
        }
        output.Add((byte)'}');
    }

    private static FormatException Twice(byte[] name, long at) =>
        new($"The object around byte {at} has the member \"{System.Text.Encoding.UTF8.GetString(name)}\" twice, so it has no canonical form.");

    /// <summary>Writes the reader's string or name with its quotation marks; returns it in UTF-8, without escapes.</summary>
    private static byte[] Text(ref Utf8JsonReader reader, Output output)
    {
        byte[] text;
        if (reader.ValueIsEscaped)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
            text = buffer[..reader.CopyString(buffer)];
            ArrayPool<byte>.Shared.Return(buffer);
            output.Add((byte)'"');
            foreach (var unit in text)
                Escape(unit, output);
            output.Add((byte)'"');
            return text;
        }
        // A string without escapes holds no quotation mark, backslash or control character: it is canonical as it stands.
        var raw = reader.ValueSpan;
        if (!Utf8.IsValid(raw))
            throw new FormatException($"The string at byte {reader.TokenStartIndex} is no valid UTF-8, so it has no canonical form.");
        output.Add((byte)'"');
        output.Add(raw);
        output.Add((byte)'"');
        return reader.TokenType == JsonTokenType.PropertyName ? raw.ToArray() : [];
    }

    private static void Escape(byte unit, Output output)
    {
        switch (unit)
        {
            case (byte)'"': output.Add("\\\""u8); break;
            case (byte)'\\': output.Add("\\\\"u8); break;
            case 8: output.Add("\\b"u8); break;
            case 9: output.Add("\\t"u8); break;
            case 10: output.Add("\\n"u8); break;
            case 12: output.Add("\\f"u8); break;
            case 13: output.Add("\\r"u8); break;
            case < 32:
                output.Add("\\u00"u8);
                output.Add((byte)(unit < 16 ? '0' : '1'));
                output.Add("0123456789abcdef"u8[unit & 15]);
                break;
            default: output.Add(unit); break;
        }
    }

    private static void Number(ref Utf8JsonReader reader, Output output)
    {
        var raw = reader.ValueSpan;
        // Whole numbers of up to 15 digits are exact in a double and already written as ECMAScript writes them.
        if (raw.Length <= 15 && raw.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            output.Add(raw);
            return;
        }
        if (!reader.TryGetDouble(out var number) || !double.IsFinite(number))
            throw new FormatException($"The number at byte {reader.TokenStartIndex} is beyond the range of a double, so it has no canonical form.");
        output.Add(NumberText(number));
    }

    /// <summary>A number as ECMAScript's Number::toString writes it: the shortest digits that read back as the same double.</summary>
    /// <exception cref="FormatException">Not a number, or infinite: JSON has no form for it.</exception>
    internal static byte[] NumberText(double number)
    {
        if (!double.IsFinite(number))
            throw new FormatException($"JSON has no form for {number.ToString(CultureInfo.InvariantCulture)}.");
        if (number == 0)
            return "0"u8.ToArray();
        // .NET gives the shortest digits too, but places point and exponent in its own way: take the digits, place them anew.
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var mark = shortest.IndexOf('E');
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var place = (point < 0 ? mantissa.Length : point) + exponent; // The decimal point stands before digit number `place`.
        var leading = digits.Length - digits.TrimStart('0').Length;
        place -= leading;
        digits = digits.Trim('0');

        var canonical =
            place is > 0 and <= 21 && digits.Length <= place ? digits.PadRight(place, '0')
            : place is > 0 and <= 21 ? digits[..place] + "." + digits[place..]
            : place is > -6 and <= 0 ? "0." + new string('0', -place) + digits
            : digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (place > 0 ? "+" : "-")
                + Math.Abs(place - 1).ToString(CultureInfo.InvariantCulture);
        return System.Text.Encoding.ASCII.GetBytes(number < 0 ? "-" + canonical : canonical);
    }

    /// <summary>Orders two texts in UTF-8 as their UTF-16 units would be ordered: pairs of surrogates stand before U+E000.</summary>
    internal static int CompareAsUtf16(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var same = one.CommonPrefixLength(other);
        return same == one.Length || same == other.Length
            ? one.Length.CompareTo(other.Length)
            : Rank(one[same]).CompareTo(Rank(other[same]));
    }

    // Four-byte sequences (F0 to F4) are surrogate pairs (D800 to DFFF) in UTF-16; EE and EF lead U+E000 to U+FFFF.
    private static int Rank(byte unit) => unit >= 0xF0 ? unit - 2 : unit >= 0xEE ? unit + 0x10 : unit;

    private sealed class Output(int capacity)
    {
        private byte[] _bytes = new byte[capacity];

        public int Length { get; set; }

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

        public void Add(byte unit)
        {
            if (Length == _bytes.Length)
                Array.Resize(ref _bytes, _bytes.Length * 2);
            _bytes[Length++] = unit;
        }

        public void Add(ReadOnlySpan<byte> units)
        {
            if (Length + units.Length > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + units.Length));
            units.CopyTo(_bytes.AsSpan(Length));
            Length += units.Length;
        }

        public byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();
    }
}
