namespace Clementia.Documents.Pdf;

/// <summary>Colours as far as telling ink from paper needs: an approximate 0xRRGGBB, or "unknown".</summary>
internal sealed class ColorSpace
{
    public const int Unknown = -1;

    private enum Kind { Gray, Rgb, Cmyk, Lab, Indexed, Tint, Pattern }

    private readonly Kind _kind;
    private readonly ColorSpace? _base;
    private readonly byte[] _table = [];
    private readonly double[] _c0 = [], _c1 = [];
    private readonly double _exponent = 1;
    private readonly bool _sampled;

    private ColorSpace(Kind kind, ColorSpace? @base = null, byte[]? table = null, double[]? c0 = null, double[]? c1 = null, double exponent = 1, bool sampled = false) =>
        (_kind, _base, _table, _c0, _c1, _exponent, _sampled) = (kind, @base, table ?? [], c0 ?? [], c1 ?? [], exponent, sampled);

    private static readonly ColorSpace s_gray = new(Kind.Gray), s_rgb = new(Kind.Rgb), s_cmyk = new(Kind.Cmyk), s_lab = new(Kind.Lab), s_pattern = new(Kind.Pattern);

    /// <summary>The colour before any is chosen: black, but for tints (full) and patterns.</summary>
    public int Initial => _kind switch
    {
        Kind.Pattern => Unknown,
        Kind.Tint => Of([1]),
        Kind.Indexed => Of([0]),
        _ => 0,
    };

    public static ColorSpace? Named(PdfFile file, PdfDictionary? spaces, string name) => name switch
    {
        "DeviceGray" or "CalGray" or "G" => s_gray,
        "DeviceRGB" or "CalRGB" or "RGB" => s_rgb,
        "DeviceCMYK" or "CMYK" => s_cmyk,
        "Pattern" => s_pattern,
        _ => spaces is null ? null : Read(file, spaces[name], 0),
    };

    private static ColorSpace? Read(PdfFile file, object? value, int depth)
    {
        value = file.Resolve(value);
        if (depth > 4)
            return null;
        if (value is PdfName name)
            return Named(file, null, name.Value);
        if (value is not List<object?> { Count: >= 1 } list || file.Resolve(list[0]) is not PdfName family)
            return null;
        var second = list.Count > 1 ? file.Resolve(list[1]) : null;
        switch (family.Value)
        {
            case "ICCBased" when second is PdfStream profile:
                return file.Int(profile.Dictionary, "N", 0) switch { 1 => s_gray, 3 => s_rgb, 4 => s_cmyk, _ => null };
            case "Lab":
                return s_lab;
            case "Indexed" when list.Count >= 4:
                var table = file.Resolve(list[3]) switch { byte[] bytes => bytes, PdfStream stream => file.Unpack(stream), _ => [] };
                return new ColorSpace(Kind.Indexed, Read(file, list[1], depth + 1), table);
            case "Separation" or "DeviceN" when list.Count >= 4:
                var alternate = Read(file, list[2], depth + 1);
                var function = file.Resolve(list[3]);
                var dictionary = function switch { PdfDictionary d => d, PdfStream s => s.Dictionary, _ => null };
                if (alternate is null || dictionary is null || family.Value == "DeviceN")
                    return null;
                if (file.Int(dictionary, "FunctionType", -1) == 2)
                    return new ColorSpace(Kind.Tint, alternate, null, file.Numbers(dictionary["C0"], 1) ?? [0], file.Numbers(dictionary["C1"], 1) ?? [1], file.Number(dictionary, "N", 1));
                // A sampled tint of eight bits: its first and last entries are none and full, which is what matters here.
                if (file.Int(dictionary, "FunctionType", -1) == 0 && function is PdfStream samples && file.Int(dictionary, "BitsPerSample", 0) == 8 && file.Numbers(dictionary["Range"], 2) is { } range)
                {
                    var data = file.Unpack(samples);
                    var outputs = range.Length / 2;
                    if (data.Length >= 2 * outputs)
                    {
                        var entries = data.Length / outputs;
                        return new ColorSpace(Kind.Tint, alternate, null,
                            [.. Enumerable.Range(0, outputs).Select(i => data[i] / 255.0)],
                            [.. Enumerable.Range(0, outputs).Select(i => data[((entries - 1) * outputs) + i] / 255.0)], 1, true);
                    }
                }
                return null;
            case "Pattern":
                return s_pattern;
            default:
                return Named(file, null, family.Value);
        }
    }

    /// <summary>A colour in a space; without one, by the number of components.</summary>
    public static int Color(ColorSpace? space, ReadOnlySpan<double> components) => space is not null ? space.Of(components) : components.Length switch
    {
        1 => Gray(components[0]),
        3 => Rgb(components[0], components[1], components[2]),
        4 => Cmyk(components[0], components[1], components[2], components[3]),
        _ => Unknown,
    };

    private int Of(ReadOnlySpan<double> v)
    {
        switch (_kind)
        {
            case Kind.Gray when v.Length >= 1:
                return Gray(v[0]);
            case Kind.Rgb when v.Length >= 3:
                return Rgb(v[0], v[1], v[2]);
            case Kind.Cmyk when v.Length >= 4:
                return Cmyk(v[0], v[1], v[2], v[3]);
            case Kind.Lab when v.Length >= 3:
                // Lightness alone tells ink from paper when there is no colour; coloured inks are left unknown.
                return Math.Abs(v[1]) < 8 && Math.Abs(v[2]) < 8 ? Gray(Math.Pow((v[0] + 16) / 116, 3) is var linear && linear <= 0 ? 0 : Math.Pow(linear, 1 / 2.2)) : Unknown;
            case Kind.Indexed when v.Length >= 1 && _base is not null:
                var count = _base._kind switch { Kind.Gray or Kind.Tint => 1, Kind.Cmyk => 4, _ => 3 };
                var at = (int)Math.Clamp(v[0], 0, 255) * count;
                if (at + count > _table.Length || _base._kind == Kind.Lab)
                    return Unknown;
                Span<double> entry = stackalloc double[count];
                for (var i = 0; i < count; i++)
                    entry[i] = _table[at + i] / 255.0;
                return _base.Of(entry);
            case Kind.Tint when v.Length >= 1 && _base is not null:
                var tint = Math.Clamp(v[0], 0, 1);
                // Between none and full a sampled tint is not known well enough to call two colours the same.
                if (_sampled && tint is > 0.001 and < 0.999)
                    return Unknown;
                Span<double> mixed = stackalloc double[Math.Min(_c0.Length, _c1.Length)];
                var part = Math.Pow(tint, Math.Clamp(_exponent, 0.01, 100));
                for (var i = 0; i < mixed.Length; i++)
                    mixed[i] = _c0[i] + (part * (_c1[i] - _c0[i]));
                return _base.Of(mixed);
            default:
                return Unknown;
        }
    }

    private static int Byte(double v) => (int)Math.Round(Math.Clamp(double.IsNaN(v) ? 0 : v, 0, 1) * 255);

    public static int Gray(double v) => Byte(v) * 0x010101;

    public static int Rgb(double r, double g, double b) => (Byte(r) << 16) | (Byte(g) << 8) | Byte(b);

    public static int Cmyk(double c, double m, double y, double k) => Rgb((1 - Math.Clamp(c, 0, 1)) * (1 - Math.Clamp(k, 0, 1)), (1 - Math.Clamp(m, 0, 1)) * (1 - Math.Clamp(k, 0, 1)), (1 - Math.Clamp(y, 0, 1)) * (1 - Math.Clamp(k, 0, 1)));

    /// <summary>The largest difference of two known colours in any of red, green and blue, 0 to 255.</summary>
    public static int Difference(int a, int b) => Math.Max(Math.Abs(((a >> 16) & 255) - ((b >> 16) & 255)), Math.Max(Math.Abs(((a >> 8) & 255) - ((b >> 8) & 255)), Math.Abs((a & 255) - (b & 255))));
}
