using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Fonts;
using UglyToad.PdfPig.Fonts.Encodings;
using UglyToad.PdfPig.Fonts.Standard14Fonts;

namespace Clementia.Documents.Pdf;

/// <summary>
/// What reading needs of a font: for each character code the text it stands for and how far it advances.
/// Shapes are not read. Safe to use from several threads.
/// </summary>
internal sealed class PdfFont
{
    /// <summary>Text of a code that the file gives no meaning.</summary>
    public const string Unmapped = "\uFFFD";

    private readonly string[] _texts = new string[256];
    private readonly double[] _widths = new double[256];
    private readonly Dictionary<int, string>? _wideTexts;
    private readonly Dictionary<int, double>? _wideWidths;
    private readonly CMap? _codes;
    private readonly bool _codesAreUnicode;
    private readonly double _defaultWidth;

    /// <summary>Whether codes have more than one byte.</summary>
    public bool IsComposite { get; }

    /// <summary>From glyph space to text space: 1/1000 but for Type 3 fonts.</summary>
    public double GlyphScale { get; } = 0.001;

    /// <summary>Height above the baseline of a common capital, in ems.</summary>
    public double Ascent { get; } = 0.72;

    /// <summary>Depth below the baseline, in ems, positive.</summary>
    public double Descent { get; } = 0.21;

    public bool IsType3 { get; }

    public PdfFont(PdfFile file, PdfDictionary font)
    {
        var subtype = (file.Get(font, "Subtype") as PdfName)?.Value;
        var toUnicode = file.Get(font, "ToUnicode") is PdfStream map ? Quietly(() => CMap.Read(file.Unpack(map))) : null;
        Array.Fill(_texts, Unmapped);
        if (subtype == "Type0")
        {
            IsComposite = true;
            (_codes, _codesAreUnicode) = CodesOf(file, font);
            _wideTexts = toUnicode?.Texts ?? [];
            var descendant = (file.Get(font, "DescendantFonts") as List<object?>)?.Select(file.Resolve).OfType<PdfDictionary>().FirstOrDefault() ?? new();
            _defaultWidth = file.Number(descendant, "DW", 1000);
            _wideWidths = CidWidths(file, descendant);
            (Ascent, Descent) = HeightsOf(file, file.Dictionary(descendant, "FontDescriptor"));
            return;
        }

        IsType3 = subtype == "Type3";
        var descriptor = file.Dictionary(font, "FontDescriptor");
        (Ascent, Descent) = HeightsOf(file, descriptor);
        var baseFont = (file.Get(font, "BaseFont") as PdfName)?.Value ?? "";
        if (IsType3)
        {
            var matrix = file.Numbers(font["FontMatrix"], 6) ?? [0.001, 0, 0, 0.001, 0, 0];
            GlyphScale = Math.Abs(matrix[0]) is > 0 and < 1000 and var scale ? scale : 0.001;
        }
        var names = NamesOf(file, font, descriptor, baseFont, subtype);
        for (var code = 0; code < 256; code++)
        {
            if (names[code] is { } name)
                _texts[code] = TextOf(name, baseFont) ?? _texts[code];
            else if (subtype == "TrueType" && code >= 32)
                _texts[code] = TextOf(WinAnsiEncoding.Instance.CodeToNameMap.GetValueOrDefault(code, ""), baseFont) ?? _texts[code];
        }
        if (toUnicode is not null)
        {
            for (var code = 0; code < 256; code++)
            {
                if (toUnicode.Texts.TryGetValue(code, out var text) && IsMeaningful(text))
                    _texts[code] = text;
            }
        }
        for (var code = 0; code < 256; code++)
            _texts[code] = IsMeaningful(_texts[code]) ? Printed(_texts[code]) : Unmapped;
        Widths(file, font, descriptor, baseFont, names);
    }

    private static T? Quietly<T>(Func<T?> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is PdfDamagedException or OverflowException or ArgumentException or IndexOutOfRangeException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Takes the next code off a string.</summary>
    /// <returns>Its text; its width in ems; whether it is the one-byte space, which word spacing stretches.</returns>
    public (string Text, double Width, bool IsSpace) Next(ReadOnlySpan<byte> codes, ref int at)
    {
        if (!IsComposite)
        {
            var code = codes[at++];
            return (_texts[code], _widths[code] * GlyphScale, code == 32);
        }
        var (value, length) = _codes is null ? (at + 1 < codes.Length ? (codes[at] << 8) | codes[at + 1] : codes[at], Math.Min(2, codes.Length - at)) : _codes.Next(codes[at..]);
        at += length;
        string text;
        if (_wideTexts!.TryGetValue(value, out var known))
            text = known;
        else if (_codesAreUnicode)
            text = Printed(char.ConvertFromUtf32(value is >= 0xD800 and < 0xE000 ? 0xFFFD : value & 0xFFFF));
        else
            text = Unmapped;
        var cid = _codes?.Cid(value) ?? value;
        var width = _wideWidths!.TryGetValue(cid, out var own) ? own : _defaultWidth;
        return (text, width * 0.001, length == 1 && value == 32);
    }

    private static (CMap? Codes, bool AreUnicode) CodesOf(PdfFile file, PdfDictionary font) => file.Get(font, "Encoding") switch
    {
        PdfStream stream => (Quietly(() => CMap.Read(file.Unpack(stream))), false),
        // The Uni...-UCS2 and -UTF16 maps start from Unicode, so the code itself is the text.
        PdfName { Value: var name } when name.StartsWith("Uni", StringComparison.Ordinal) && (name.Contains("UCS2", StringComparison.Ordinal) || name.Contains("UTF16", StringComparison.Ordinal)) => (null, true),
        _ => (null, false),
    };

    private static Dictionary<int, double> CidWidths(PdfFile file, PdfDictionary descendant)
    {
        var widths = new Dictionary<int, double>();
        if (file.Get(descendant, "W") is not List<object?> list)
            return widths;
        for (var i = 0; i + 1 < list.Count;)
        {
            if (file.Resolve(list[i]) is not double first || first is < 0 or > 0x10FFFF)
                break;
            if (file.Resolve(list[i + 1]) is List<object?> each)
            {
                for (var k = 0; k < each.Count; k++)
                {
                    if (file.Resolve(each[k]) is double width)
                        widths[(int)first + k] = width;
                }
                i += 2;
            }
            else if (i + 2 < list.Count && file.Resolve(list[i + 1]) is double last && file.Resolve(list[i + 2]) is double width)
            {
                for (var cid = (int)first; cid <= Math.Min(last, 0xFFFF); cid++)
                    widths[cid] = width;
                i += 3;
            }
            else
                break;
        }
        return widths;
    }

    private static (double Ascent, double Descent) HeightsOf(PdfFile file, PdfDictionary? descriptor)
    {
        if (descriptor is null)
            return (0.72, 0.21);
        var ascent = file.Number(descriptor, "CapHeight", 0) is > 400 and < 1000 and var cap ? cap : file.Number(descriptor, "Ascent", 720);
        var descent = Math.Abs(file.Number(descriptor, "Descent", 210));
        // Fonts lie about their heights; a box must still be that of a line of text.
        return (ascent is >= 400 and <= 1100 ? ascent / 1000 : 0.72, descent is >= 50 and <= 400 ? descent / 1000 : 0.21);
    }

    private static string?[] NamesOf(PdfFile file, PdfDictionary font, PdfDictionary? descriptor, string baseFont, string? subtype)
    {
        var names = new string?[256];
        var symbolic = descriptor is not null && (file.Int(descriptor, "Flags", 0) & 4) != 0;
        var embedded = descriptor is not null && (descriptor["FontFile"] ?? descriptor["FontFile2"] ?? descriptor["FontFile3"]) is not null;
        var encoding = file.Get(font, "Encoding");
        var baseName = (encoding as PdfName)?.Value ?? (encoding is PdfDictionary d ? (file.Get(d, "BaseEncoding") as PdfName)?.Value : null);
        UglyToad.PdfPig.Fonts.Encodings.Encoding? start = baseName switch
        {
            "WinAnsiEncoding" => WinAnsiEncoding.Instance,
            "MacRomanEncoding" => MacRomanEncoding.Instance,
            "StandardEncoding" => StandardEncoding.Instance,
            _ when baseFont.Contains("ZapfDingbats", StringComparison.Ordinal) => ZapfDingbatsEncoding.Instance,
            _ when baseFont is "Symbol" || baseFont.EndsWith("+Symbol", StringComparison.Ordinal) => SymbolEncoding.Instance,
            _ when subtype == "Type3" => null,
            _ when subtype == "TrueType" && symbolic => MacRomanEncoding.Instance,
            _ => StandardEncoding.Instance,
        };
        if (baseName is null && embedded && subtype is "Type1" or "MMType1" && file.Get(descriptor!, "FontFile") is PdfStream program
            && Quietly(() => BuiltInNames(file.Unpack(program))) is { } own)
            names = own;
        else if (start is not null)
        {
            foreach (var (code, name) in start.CodeToNameMap)
            {
                if (code is >= 0 and < 256)
                    names[code] = name;
            }
        }
        if (encoding is PdfDictionary differing && file.Get(differing, "Differences") is List<object?> differences)
        {
            var code = 0;
            foreach (var item in differences)
            {
                switch (file.Resolve(item))
                {
                    case double number when number is >= 0 and < 256:
                        code = (int)number;
                        break;
                    case PdfName name when code < 256:
                        names[code++] = name.Value;
                        break;
                }
            }
        }
        return names;
    }

    /// <summary>The encoding that a Type 1 program carries: "dup 65 /A put".</summary>
    private static string?[]? BuiltInNames(byte[] program)
    {
        var span = program.AsSpan();
        var at = span.IndexOf("/Encoding"u8);
        if (at < 0)
            return null;
        var names = new string?[256];
        var lexer = new Lexer(program, at + 9, Math.Min(program.Length, at + 20_000));
        if (lexer.Next() == Token.Keyword)
        {
            foreach (var (code, name) in StandardEncoding.Instance.CodeToNameMap)
                names[code & 255] = name;
            return names;
        }
        while (lexer.Next() is not Token.End and var token)
        {
            if (token == Token.Keyword && (lexer.Keyword == Lexer.Pack("def"u8) || lexer.Keyword == Lexer.Pack("readonly"u8)))
                break;
            if (token != Token.Keyword || lexer.Keyword != Lexer.Pack("dup"u8))
                continue;
            if (lexer.Next() == Token.Number && lexer.Number is >= 0 and < 256 and var code && lexer.Next() == Token.Name)
                names[(int)code] = lexer.Name.Value;
        }
        return names;
    }

    private static string? TextOf(string name, string baseFont)
    {
        if (name.Length == 0 || name == ".notdef")
            return null;
        if (baseFont.Contains("ZapfDingbats", StringComparison.Ordinal) && GlyphList.ZapfDingbats.NameToUnicode(name) is { } dingbat)
            return dingbat;
        if (GlyphList.AdobeGlyphList.NameToUnicode(name) is { } text && IsMeaningful(text))
            return text;
        var plain = name.Split('.')[0];
        if (plain.Length > 0 && plain.Length < name.Length && GlyphList.AdobeGlyphList.NameToUnicode(plain) is { } stem)
            return stem;
        // "a65", "c65", "g65", "cid65": by custom the number of a Latin letter.
        var digits = plain.AsSpan(plain.AsSpan().IndexOfAnyInRange('0', '9') is >= 0 and var first ? first : plain.Length);
        if (digits.Length is >= 2 and <= 3 && plain.Length - digits.Length is 1 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 32 and < 127)
            return ((char)code).ToString();
        return null;
    }

    internal static bool IsMeaningful(string text)
    {
        foreach (var c in text)
        {
            if (c is not ('\0' or '\uFFFD' or '\uFFFF' or (>= '\uE000' and <= '\uF8FF')))
                return true;
        }
        return false;
    }

    /// <summary>The text as a person would type it: ligatures as letters, all spaces alike, no control characters.</summary>
    internal static string Printed(string text)
    {
        var plain = true;
        foreach (var c in text)
            plain &= c is >= ' ' and < '\u007F' or (>= '\u00A1' and < '\u00AD') or (> '\u00AD' and < '\u2000') or (>= '\u2010' and <= '\u2027') or (> '\u2070' and < '\uD800');
        if (plain)
            return text;
        var printed = new StringBuilder(text.Length + 2);
        foreach (var c in text)
        {
            switch (c)
            {
                case '\uFB00': printed.Append("ff"); break;
                case '\uFB01': printed.Append("fi"); break;
                case '\uFB02': printed.Append("fl"); break;
                case '\uFB03': printed.Append("ffi"); break;
                case '\uFB04': printed.Append("ffl"); break;
                case '\uFB05' or '\uFB06': printed.Append("st"); break;
                case '\u00A0' or '\u202F' or (>= '\u2000' and <= '\u200A') or '\u3000' or '\t' or '\r' or '\n': printed.Append(' '); break;
                // Joiners, direction marks and byte-order marks have no ink.
                case >= '\u200B' and <= '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2064') or '\uFEFF': break;
                case < ' ' or (>= '\u007F' and < '\u00A0'): break;
                case '\u2011': printed.Append('-'); break;
                default: printed.Append(c); break;
            }
        }
        return printed.ToString();
    }

    private void Widths(PdfFile file, PdfDictionary font, PdfDictionary? descriptor, string baseFont, string?[] names)
    {
        var missing = descriptor is null ? 0 : file.Number(descriptor, "MissingWidth", 0);
        if (file.Get(font, "Widths") is List<object?> list)
        {
            Array.Fill(_widths, missing);
            var first = file.Int(font, "FirstChar", 0);
            for (var i = 0; i < Math.Min(list.Count, 256); i++)
            {
                if (first + (long)i is >= 0 and < 256 && file.Resolve(list[i]) is double width)
                    _widths[first + i] = width;
            }
            return;
        }
        var name = baseFont.Contains('+', StringComparison.Ordinal) ? baseFont[(baseFont.IndexOf('+', StringComparison.Ordinal) + 1)..] : baseFont;
        var metrics = Quietly(() => Standard14.GetAdobeFontMetrics(Standard14.IsFontInStandard14(name) ? name : Closest(name)));
        for (var code = 0; code < 256; code++)
        {
            var glyph = names[code];
            _widths[code] = glyph is not null && metrics is not null && metrics.CharacterMetrics.TryGetValue(glyph, out var metric) ? metric.Width.X
                : missing > 0 ? missing : code == 32 ? 278 : 556;
        }
    }

    private static string Closest(string name)
    {
        bool Has(string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
        var bold = Has("bold");
        var italic = Has("italic") || Has("oblique");
        if (Has("courier"))
            return (bold, italic) switch { (true, true) => "Courier-BoldOblique", (true, false) => "Courier-Bold", (false, true) => "Courier-Oblique", _ => "Courier" };
        if (Has("times") || Has("serif") || Has("roman"))
            return (bold, italic) switch { (true, true) => "Times-BoldItalic", (true, false) => "Times-Bold", (false, true) => "Times-Italic", _ => "Times-Roman" };
        return (bold, italic) switch { (true, true) => "Helvetica-BoldOblique", (true, false) => "Helvetica-Bold", (false, true) => "Helvetica-Oblique", _ => "Helvetica" };
    }
}

/// <summary>A character map of the file: how long codes are, what text they stand for, which glyph they choose.</summary>
internal sealed class CMap
{
    private const int MaxEntries = 200_000;
    private readonly List<(int Length, int Low, int High)> _spaces = [];
    private readonly List<(int Low, int High, int Cid)> _cids = [];

    public Dictionary<int, string> Texts { get; } = [];

    public static CMap Read(byte[] data)
    {
        var map = new CMap();
        var lexer = new Lexer(data, 0, data.Length);
        var values = new List<object?>();
        while (lexer.Position < data.Length)
        {
            var value = lexer.ReadValue();
            if (!ReferenceEquals(value, Lexer.NoValue))
            {
                if (values.Count < MaxEntries)
                    values.Add(value);
                continue;
            }
            var token = lexer.Next();
            if (token == Token.End)
                break;
            if (token != Token.Keyword)
                continue;
            if (lexer.Keyword == s_endbfchar)
                map.AddTexts(values, 2);
            else if (lexer.Keyword == s_endbfrange)
                map.AddTexts(values, 3);
            else if (lexer.Keyword == s_endcidrange)
                map.AddCids(values, 3);
            else if (lexer.Keyword == s_endcidchar)
                map.AddCids(values, 2);
            else if (lexer.Keyword == s_endcodespace)
            {
                for (var i = 0; i + 1 < values.Count; i += 2)
                {
                    if (values[i] is byte[] { Length: >= 1 and <= 4 } low && values[i + 1] is byte[] high)
                        map._spaces.Add((low.Length, Number(low), Number(high)));
                }
            }
            values.Clear();
        }
        foreach (var (code, text) in map.Texts.ToArray())
            map.Texts[code] = text.Length == 0 || PdfFont.IsMeaningful(text) ? PdfFont.Printed(text) : PdfFont.Unmapped;
        return map;
    }

    // Keywords are packed by their first eight letters: endbfcha, endbfran, endcidra, endcidch, endcodes.
    private static readonly ulong s_endbfchar = Lexer.Pack("endbfchar"u8), s_endbfrange = Lexer.Pack("endbfrange"u8),
        s_endcidrange = Lexer.Pack("endcidrange"u8), s_endcidchar = Lexer.Pack("endcidchar"u8), s_endcodespace = Lexer.Pack("endcodespacerange"u8);

    private static int Number(ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        foreach (var b in bytes[..Math.Min(4, bytes.Length)])
            value = unchecked((value << 8) | b);
        return value & int.MaxValue;
    }

    private void AddTexts(List<object?> values, int step)
    {
        for (var i = 0; i + step <= values.Count && Texts.Count < MaxEntries; i += step)
        {
            if (values[i] is not byte[] low)
                continue;
            if (step == 2)
            {
                if (values[i + 1] is byte[] text)
                    Texts[Number(low)] = Utf16(text, 0);
                continue;
            }
            if (values[i + 1] is not byte[] high)
                continue;
            int first = Number(low), last = Math.Min(Number(high), Math.Min(int.MaxValue - 1, Number(low) + 0xFFFF));
            if (values[i + 2] is byte[] start)
            {
                for (var code = first; code <= last && Texts.Count < MaxEntries; code++)
                    Texts[code] = Utf16(start, code - first);
            }
            else if (values[i + 2] is List<object?> each)
            {
                for (var code = first; code <= last && code - first < each.Count; code++)
                {
                    if (each[code - first] is byte[] text)
                        Texts[code] = Utf16(text, 0);
                }
            }
        }
    }

    private void AddCids(List<object?> values, int step)
    {
        for (var i = 0; i + step <= values.Count; i += step)
        {
            if (values[i] is byte[] low && values[i + step - 1] is double cid && cid is >= 0 and <= 0xFFFFFF)
                _cids.Add((Number(low), step == 3 && values[i + 1] is byte[] high ? Number(high) : Number(low), (int)cid));
        }
    }

    private static string Utf16(byte[] bytes, int plus)
    {
        if (bytes.Length == 0)
            return "";
        var text = bytes.Length == 1 ? ((char)bytes[0]).ToString() : System.Text.Encoding.BigEndianUnicode.GetString(bytes, 0, bytes.Length & ~1);
        if (plus == 0 || text.Length == 0)
            return text;
        return text[..^1] + (char)((text[^1] + plus) & 0xFFFF);
    }

    /// <summary>The next code and its length in bytes, by the code space ranges; two bytes where none fits.</summary>
    public (int Code, int Length) Next(ReadOnlySpan<byte> codes)
    {
        for (var length = 1; length <= Math.Min(4, codes.Length); length++)
        {
            var value = Number(codes[..length]);
            foreach (var space in _spaces)
            {
                if (space.Length == length && Fits(value, space.Low, space.High, length))
                    return (value, length);
            }
        }
        var two = Math.Min(2, codes.Length);
        return (Number(codes[..two]), two);
    }

    private static bool Fits(int value, int low, int high, int length)
    {
        for (var i = 0; i < length; i++)
        {
            var shift = 8 * i;
            var b = (value >> shift) & 255;
            if (b < ((low >> shift) & 255) || b > ((high >> shift) & 255))
                return false;
        }
        return true;
    }

    public int Cid(int code)
    {
        foreach (var (low, high, cid) in _cids)
        {
            if (code >= low && code <= high)
                return cid + (code - low);
        }
        return _cids.Count == 0 ? code : 0;
    }
}
