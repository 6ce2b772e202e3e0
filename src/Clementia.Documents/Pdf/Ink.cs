namespace Clementia.Documents.Pdf;

/// <summary>
/// A page as it is painted: the one seam between what reads a file and what understands it. All places are in points
/// from the page's top left corner, the page turned as a person would hold it; y grows downward.
/// </summary>
internal sealed class Ink(double width, double height, (double Left, double Top, double Right, double Bottom)? sheet = null)
{
    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>The whole sheet, of which the page may show a part (the media box around the crop box).</summary>
    public (double Left, double Top, double Right, double Bottom) Sheet { get; } = sheet ?? (0, 0, width, height);

    // A page's glyphs fill a few hundred kilobytes: too large for the young heap, so each thread uses one list again and again.
    [ThreadStatic]
    private static List<Glyph>? s_spare;

    private static List<Glyph> Spare()
    {
        var spare = s_spare ?? new List<Glyph>(4096);
        s_spare = null;
        return spare;
    }

    /// <summary>In painting order.</summary>
    public List<Glyph> Glyphs { get; private set; } = Spare();

    /// <summary>Lets go of the glyphs: whoever calls it has taken from them what is needed.</summary>
    public void Release()
    {
        var glyphs = Glyphs;
        Glyphs = [];
        glyphs.Clear();
        if (glyphs.Capacity <= 1 << 15)
            s_spare = glyphs;
    }

    /// <summary>Everything that covers, in painting order: fills, thick strokes, pictures, annotations.</summary>
    public List<Shape> Shapes { get; } = [];

    /// <summary>The area that pictures cover, in square points, overlaps counted twice.</summary>
    public double PictureArea { get; set; }

    /// <summary>Glyphs whose code has no text in the file.</summary>
    public int UnmappedGlyphs { get; set; }

    /// <summary>Whether painting order is known, so that hidden text can be told.</summary>
    public bool KnowsOrder { get; init; } = true;
}

/// <summary>How a glyph is inked, apart from its colour.</summary>
[Flags]
internal enum Inking : byte
{
    Plain = 0,

    /// <summary>Drawn in no ink: text render mode 3, or wholly transparent.</summary>
    Invisible = 1,

    /// <summary>The colour is a pattern or shading, or otherwise not known.</summary>
    UnknownColor = 2,

    /// <summary>On a layer that is switched off.</summary>
    LayerOff = 4,

    /// <summary>A space stood before it.</summary>
    AfterSpace = 8,
}

/// <summary>One character (or a few, of a ligature) where it is painted.</summary>
/// <param name="Text">What it stands for, printed; never empty, never white space.</param>
/// <param name="X">Start of its baseline.</param>
/// <param name="Y">Start of its baseline.</param>
/// <param name="DirX">Direction of the baseline, a unit vector.</param>
/// <param name="DirY">Direction of the baseline, a unit vector.</param>
/// <param name="Advance">Its width along the baseline.</param>
/// <param name="Size">Height of an em.</param>
/// <param name="Ascent">Above the baseline, in points.</param>
/// <param name="Descent">Below the baseline, in points.</param>
/// <param name="Order">Place in the painting order, counted with the shapes.</param>
/// <param name="Color">0xRRGGBB.</param>
/// <param name="Inking">How.</param>
/// <param name="Clip">Outside of it nothing is seen; null for the page.</param>
internal readonly record struct Glyph(
    string Text, float X, float Y, float DirX, float DirY, float Advance, float Size, float Ascent, float Descent,
    int Order, int Color, Inking Inking, Clip? Clip);

internal enum Cover
{
    /// <summary>A filled path or thick line.</summary>
    Fill,

    /// <summary>A picture without transparency.</summary>
    Picture,

    /// <summary>A filled path of an annotation's appearance.</summary>
    Annotation,

    /// <summary>A mark that says "redact this", not carried out.</summary>
    RedactionMark,

    /// <summary>A picture with transparency, or a stencil: what lies beneath may show.</summary>
    SheerPicture,

    /// <summary>A transparent or blended fill, as of a highlighter: what lies beneath shows.</summary>
    Veil,
}

/// <summary>Something painted that covers what lies beneath.</summary>
/// <param name="Cover">What it is.</param>
/// <param name="Order">Place in the painting order.</param>
/// <param name="Color">0xRRGGBB, or -1 when it has no one colour.</param>
/// <param name="Left">Of its bounding box, already cut by the clip's.</param>
/// <param name="Top">Of its bounding box.</param>
/// <param name="Right">Of its bounding box.</param>
/// <param name="Bottom">Of its bounding box.</param>
/// <param name="Outline">Its closed polygons as x, y pairs; null when it is just its box.</param>
/// <param name="EvenOdd">How overlapping polygons count.</param>
/// <param name="Clip">Outside of it nothing is painted.</param>
internal sealed record Shape(Cover Cover, int Order, int Color, float Left, float Top, float Right, float Bottom, float[][]? Outline, bool EvenOdd, Clip? Clip)
{
    public bool Covers(float x, float y) =>
        x >= Left && x <= Right && y >= Top && y <= Bottom
        && (Outline is null || Clip.Inside(Outline, EvenOdd, x, y))
        && (Clip is null || Clip.Shows(x, y));

    public double Area => (double)(Right - Left) * (Bottom - Top);
}

/// <summary>A clipping region: its box, and where it is no rectangle its outline and those around it.</summary>
internal sealed class Clip(Clip? parent, float left, float top, float right, float bottom, float[][]? outline, bool evenOdd)
{
    private readonly Clip? _outlined = outline is null ? parent?._outlined : parent;

    public float Left { get; } = Math.Max(left, parent?.Left ?? left);

    public float Top { get; } = Math.Max(top, parent?.Top ?? top);

    public float Right { get; } = Math.Min(right, parent?.Right ?? right);

    public float Bottom { get; } = Math.Min(bottom, parent?.Bottom ?? bottom);

    /// <summary>How many outlines must be asked; a chain too long is cut and counts by its boxes.</summary>
    private int Depth { get; } = (parent?.Depth ?? 0) + (outline is null ? 0 : 1);

    public bool Shows(float x, float y)
    {
        if (x < Left || x > Right || y < Top || y > Bottom)
            return false;
        if (Depth == 0)
            return true;
        if (outline is not null && !Inside(outline, evenOdd, x, y))
            return false;
        return _outlined is null || Depth > 32 || _outlined.Shows(x, y);
    }

    /// <summary>Whether a point lies inside polygons, by the even-odd or the non-zero rule.</summary>
    public static bool Inside(float[][] polygons, bool evenOdd, float x, float y)
    {
        var winding = 0;
        foreach (var points in polygons)
        {
            for (int i = 0, j = points.Length - 2; i + 1 < points.Length; j = i, i += 2)
            {
                float ax = points[j], ay = points[j + 1], bx = points[i], by = points[i + 1];
                if (ay <= y == by <= y)
                    continue;
                var cross = ax + ((y - ay) / (by - ay) * (bx - ax));
                if (cross > x)
                    winding += ay < by ? 1 : -1;
            }
        }
        return evenOdd ? (winding & 1) != 0 : winding != 0;
    }
}
