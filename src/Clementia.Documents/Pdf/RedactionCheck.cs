using System.Text;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Documents.Pdf;

/// <summary>
/// Finds text that a page hides but the file still holds: under boxes, pictures and annotations painted over it, in the
/// colour of what lies beneath it, drawn in no ink, too small to see, or outside what the page shows. It decides by
/// places and painting order, glyph by glyph, so that half a covered word is half a finding. An underline, a
/// highlighter or shading beneath the text hides nothing.
/// </summary>
internal static partial class RedactionCheck
{
    private const float Tiny = 1.5f;
    private const int SameColor = 12;
    private const float BandHeight = 24;
    private const int MaxBands = 128;
    private const long MaxEffort = 400_000_000;

    private enum Why : byte { Shown, Box, Hatched, WhiteBox, Picture, Annotation, SameColor, NoInk, Tiny, Outside, Cut, Mark, Layer, Drop }

    // What those who redact write on their boxes, in the box's own colour where a program does it: a label, not a secret.
    [GeneratedRegex(@"^[\W_]*(?:(?:redacted|redaction|privileged?|attorney|client|work product|confidential|sealed|under seal|filed|omitted|pii|(?:foia\s*)?(?:ex(?:emption)?\.?\s*)?\(?b\)?\s*\(?\d\)?(?:\s*\([a-f]\))?)[\W_]*)+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    private static string Words(Why why) => why switch
    {
        Why.Box => "under an opaque box",
        Why.Hatched => "under a hatched box",
        Why.WhiteBox => "under a white box",
        Why.Picture => "under a picture",
        Why.Annotation => "under an annotation",
        Why.SameColor => "in the colour of its background",
        Why.NoInk => "drawn in no ink",
        Why.Tiny => "too small to see",
        Why.Outside => "outside the visible part of the page",
        Why.Cut => "cut off by clipping",
        Why.Mark => "under a redaction mark that was never applied",
        _ => "on a layer that is switched off",
    };

    /// <summary>Which glyphs of a page a person does not see, and the findings.</summary>
    /// <returns>For each glyph whether it is to be left out of the page's text (null: none), what is hidden, and whether the
    /// check was complete: drawings of a size that no page of text has are given up rather than judged in part.</returns>
    public static (bool[]? Unseen, IReadOnlyList<HiddenText> Hidden, bool Complete) Find(Ink ink, int page)
    {
        var glyphs = ink.Glyphs;
        if (!ink.KnowsOrder)
            return (null, [], false);
        if (glyphs.Count == 0)
            return (null, [], true);
        var bands = new Bands(ink);
        Why[]? why = null;
        Shape?[]? by = null;
        for (var i = 0; i < glyphs.Count; i++)
        {
            var glyph = glyphs[i];
            var (reason, shape) = Judge(glyph, bands, ink);
            if (bands.Effort > MaxEffort)
                return (null, [], false);
            if (reason == Why.Shown)
                continue;
            why ??= new Why[glyphs.Count];
            by ??= new Shape?[glyphs.Count];
            (why[i], by[i]) = (reason, shape);
        }
        if (why is null)
            return (null, [], true);
        ForgiveDoubles(glyphs, why);
        var hidden = Report(glyphs, why, by!, page);
        return (Array.ConvertAll(why, w => w is not (Why.Shown or Why.Mark)), hidden, true);
    }

    /// <summary>The shapes of a page by the horizontal bands that they touch.</summary>
    private sealed class Bands
    {
        private readonly List<Shape>?[] _bands;
        private readonly float _height;

        /// <summary>Shapes and corners looked at so far.</summary>
        public long Effort { get; set; }

        public Bands(Ink ink)
        {
            _height = Math.Max(BandHeight, (float)ink.Height / MaxBands);
            _bands = new List<Shape>?[Math.Clamp((int)(ink.Height / _height) + 1, 1, MaxBands + 1)];
            foreach (var shape in ink.Shapes)
            {
                for (var band = Band(shape.Top); band <= Band(shape.Bottom); band++)
                    (_bands[band] ??= []).Add(shape);
            }
        }

        private int Band(float y) => (int)Math.Clamp(y / _height, 0, _bands.Length - 1);

        public List<Shape>? At(float y) => _bands[Band(y)];
    }

    private static (Why, Shape?) Judge(in Glyph glyph, Bands bands, Ink ink)
    {
        // The middle of the letter, from the baseline to the height of an x: what a cover must cover to hide it.
        float upX = glyph.DirY, upY = -glyph.DirX;
        var rise = glyph.Size * 0.25f;
        var (midX, midY) = (glyph.X + (glyph.DirX * glyph.Advance / 2) + (upX * rise), glyph.Y + (glyph.DirY * glyph.Advance / 2) + (upY * rise));
        if ((glyph.Inking & Inking.LayerOff) != Inking.Plain)
            return (Why.Layer, null);
        if (midX < 0 || midY < 0 || midX > ink.Width || midY > ink.Height)
        {
            var onSheet = midX >= ink.Sheet.Left && midX <= ink.Sheet.Right && midY >= ink.Sheet.Top && midY <= ink.Sheet.Bottom;
            return (onSheet ? Why.Outside : Why.Drop, null);
        }
        var near = bands.At(midY);
        if ((glyph.Inking & Inking.Invisible) != Inking.Plain)
        {
            // Over a scan it is the scan's text; else nobody sees it.
            if (near is not null)
            {
                foreach (var shape in near)
                {
                    if (shape.Cover is Cover.Picture or Cover.SheerPicture && midX >= shape.Left && midX <= shape.Right && midY >= shape.Top && midY <= shape.Bottom)
                        return (Why.Shown, null);
                }
            }
            return (Why.NoInk, null);
        }
        if (glyph.Size < Tiny)
            return (Why.Tiny, null);
        if (near is null)
        {
            if (glyph.Clip is { } clip0 && !Seen(glyph, clip0, upX, upY))
                return (Why.Cut, null);
            return (IsPaper(glyph) ? Why.SameColor : Why.Shown, null);
        }

        bands.Effort += near.Count;
        Shape? over = null, under = null, mark = null;
        var several = false;
        foreach (var shape in near)
        {
            if (midX < shape.Left - glyph.Size || midX > shape.Right + glyph.Size || midY < shape.Top - glyph.Size || midY > shape.Bottom + glyph.Size)
                continue;
            if (shape.Cover == Cover.RedactionMark)
            {
                if (shape.Covers(midX, midY))
                    mark = shape;
            }
            else if (shape.Order < glyph.Order)
            {
                if (shape.Covers(midX, midY))
                    under = shape;
            }
            else if (shape.Cover is Cover.Fill or Cover.Picture or Cover.Annotation)
            {
                several |= over is not null;
                over = shape;
            }
        }
        if (over is not null)
        {
            foreach (var shape in near)
                bands.Effort += shape.Order > glyph.Order ? 1 + (shape.Outline is { } outline ? outline.Length + outline[0].Length : 0) : 0;
            var (covered, cover) = Covered(glyph, near, upX, upY);
            if (covered)
                return (Reason(cover!, several, near, glyph, ink), cover);
        }
        if (glyph.Clip is { } clip && !Seen(glyph, clip, upX, upY))
            return (Why.Cut, null);
        if ((glyph.Inking & Inking.UnknownColor) == Inking.Plain)
        {
            if (under is null ? IsPaper(glyph) : under.Color >= 0 && ColorSpace.Difference(under.Color, glyph.Color) <= SameColor && under.Cover is Cover.Fill or Cover.Annotation
                && under.Color >= 0)
                return (Why.SameColor, under);
        }
        return mark is not null ? (Why.Mark, mark) : (Why.Shown, null);
    }

    private static bool IsPaper(in Glyph glyph) =>
        (glyph.Inking & Inking.UnknownColor) == Inking.Plain && ColorSpace.Difference(glyph.Color, 0xFFFFFF) <= SameColor;

    private static (bool, Shape?) Covered(in Glyph glyph, List<Shape> near, float upX, float upY)
    {
        const int Across = 5, Up = 3;
        var hit = 0;
        Shape? last = null;
        for (var a = 0; a < Across; a++)
        {
            for (var u = 0; u < Up; u++)
            {
                var along = glyph.Advance * (0.1f + (0.8f * a / (Across - 1)));
                var high = glyph.Size * (0.08f + (0.17f * u));
                var (x, y) = (glyph.X + (glyph.DirX * along) + (upX * high), glyph.Y + (glyph.DirY * along) + (upY * high));
                for (var i = near.Count - 1; i >= 0 && near[i].Order > glyph.Order; i--)
                {
                    if (near[i].Cover is Cover.Fill or Cover.Picture or Cover.Annotation && near[i].Covers(x, y))
                    {
                        hit++;
                        // The largest of what covers stands for it: a hatching's lines are not the box.
                        if (last is null || near[i].Area > last.Area)
                            last = near[i];
                        break;
                    }
                }
            }
        }
        if (hit < Across * Up * 4 / 5)
            return (false, null);
        // Find the largest cover, below hatching lines on top of it.
        foreach (var shape in near)
        {
            if (shape.Order > glyph.Order && shape.Cover is Cover.Fill or Cover.Picture or Cover.Annotation && shape.Area > last!.Area
                && shape.Covers(glyph.X + (glyph.DirX * glyph.Advance / 2) + (upX * glyph.Size * 0.25f), glyph.Y + (glyph.DirY * glyph.Advance / 2) + (upY * glyph.Size * 0.25f)))
                last = shape;
        }
        return (true, last);
    }

    private static bool Seen(in Glyph glyph, Clip clip, float upX, float upY)
    {
        for (var a = 0; a <= 2; a++)
        {
            for (var u = 0; u <= 2; u++)
            {
                var along = glyph.Advance * a / 2;
                var high = glyph.Size * 0.3f * u;
                if (clip.Shows(glyph.X + (glyph.DirX * along) + (upX * high), glyph.Y + (glyph.DirY * along) + (upY * high)))
                    return true;
            }
        }
        return false;
    }

    private static Why Reason(Shape cover, bool several, List<Shape> near, in Glyph glyph, Ink ink)
    {
        switch (cover.Cover)
        {
            case Cover.Picture:
                // Text beneath the picture of a whole page is how some scanners file what they read in it.
                return cover.Area > ink.Width * ink.Height * 0.5 ? Why.Shown : Why.Picture;
            case Cover.Annotation:
                return Why.Annotation;
            default:
                if (cover.Color >= 0 && ColorSpace.Difference(cover.Color, 0xFFFFFF) <= SameColor)
                    return Why.WhiteBox;
                if (several)
                {
                    foreach (var shape in near)
                    {
                        if (shape.Order > cover.Order && shape.Outline is not null && shape.Area > 0 && shape.Color != cover.Color && shape.Left < cover.Right && shape.Right > cover.Left && shape.Top < cover.Bottom && shape.Bottom > cover.Top)
                            return Why.Hatched;
                    }
                }
                return Why.Box;
        }
    }

    /// <summary>What is hidden once and shown again at the same place hides nothing (a highlighted word painted twice, a page painted in tiles).</summary>
    private static void ForgiveDoubles(List<Glyph> glyphs, Why[] why)
    {
        var shown = new HashSet<(string, int, int)>();
        for (var i = 0; i < why.Length; i++)
        {
            if (why[i] is Why.Shown or Why.Mark)
            {
                for (var dx = -1; dx <= 1; dx++)
                {
                    for (var dy = -1; dy <= 1; dy++)
                        shown.Add((glyphs[i].Text, (int)(glyphs[i].X / 1.5f) + dx, (int)(glyphs[i].Y / 1.5f) + dy));
                }
            }
        }
        for (var i = 0; i < why.Length; i++)
        {
            if (why[i] is not (Why.Shown or Why.Mark) && shown.Contains((glyphs[i].Text, (int)(glyphs[i].X / 1.5f), (int)(glyphs[i].Y / 1.5f))))
                why[i] = Why.Drop;
        }
    }

    private static List<HiddenText> Report(List<Glyph> glyphs, Why[] why, Shape?[] by, int page)
    {
        var found = new List<HiddenText>();
        var open = new Dictionary<(Why, Shape?), (StringBuilder Text, Box Box, int Last, int Place)>();
        var places = new List<(Why Why, StringBuilder Text, Box Box)>();
        for (var i = 0; i < why.Length; i++)
        {
            if (why[i] is Why.Shown or Why.Drop)
                continue;
            // One box is one place, whatever it covers; without a box a place ends where the hidden text does.
            var key = (why[i], why[i] == Why.SameColor ? null : by[i]);
            var box = BoxOf(glyphs[i]);
            if (!open.TryGetValue(key, out var place) || (key.Item2 is null && (place.Last != i - 1 || Apart(glyphs[i - 1], glyphs[i]))))
            {
                places.Add((why[i], new StringBuilder(), box));
                place = (places[^1].Text, box, i, places.Count - 1);
            }
            else if ((glyphs[i].Inking & Inking.AfterSpace) != Inking.Plain || place.Last != i - 1 || !Touch(glyphs[i - 1], glyphs[i]))
                place.Text.Append(' ');
            place.Text.Append(glyphs[i].Text);
            box = new Box(Math.Min(place.Box.Left, box.Left), Math.Min(place.Box.Top, box.Top), Math.Max(place.Box.Right, box.Right), Math.Max(place.Box.Bottom, box.Bottom));
            open[key] = place with { Box = box, Last = i };
            places[place.Place] = places[place.Place] with { Box = box };
        }
        foreach (var (reason, text, box) in places)
        {
            var letters = 0;
            for (var i = 0; i < text.Length; i++)
                letters += char.IsLetterOrDigit(text[i]) ? 1 : 0;
            // One letter at the edge of a box is an edge, not a secret; what merely runs off the sheet must be words to matter.
            var least = reason switch { Why.Outside or Why.Cut => 8, Why.Tiny => 10, Why.NoInk or Why.Layer => 3, Why.WhiteBox or Why.SameColor => 2, _ => 1 };
            if (letters >= least && !Label().IsMatch(text.ToString()))
                found.Add(new HiddenText(page, text.ToString(), box, Words(reason)));
        }
        return found;
    }

    private static bool Apart(in Glyph before, in Glyph glyph) =>
        Math.Abs(before.Y - glyph.Y) > before.Size * 2.5f || (Math.Abs(before.Y - glyph.Y) < before.Size * 0.3f && Math.Abs(glyph.X - before.X - before.Advance) > before.Size * 3);

    private static bool Touch(in Glyph before, in Glyph glyph)
    {
        var (dx, dy) = (glyph.X - before.X - (before.DirX * before.Advance), glyph.Y - before.Y - (before.DirY * before.Advance));
        return (dx * dx) + (dy * dy) < 0.02f * before.Size * before.Size * 1.7f;
    }

    internal static Box BoxOf(in Glyph glyph)
    {
        float upX = glyph.DirY, upY = -glyph.DirX;
        float x0 = glyph.X - (upX * glyph.Descent), y0 = glyph.Y - (upY * glyph.Descent);
        float x1 = glyph.X + (glyph.DirX * glyph.Advance) + (upX * glyph.Ascent), y1 = glyph.Y + (glyph.DirY * glyph.Advance) + (upY * glyph.Ascent);
        return new Box(Hundredths(Math.Min(x0, x1)), Hundredths(Math.Min(y0, y1)), Hundredths(Math.Max(x0, x1)), Hundredths(Math.Max(y0, y1)));
    }

    internal static int Hundredths(float points) => (int)Math.Round(Math.Clamp(points, -1e6f, 1e6f) * 100f);
}
