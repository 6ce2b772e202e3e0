using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Clementia.Documents.Pdf;

/// <summary>
/// The same pages through PdfPig: the fallback for files that our own reader cannot parse, and its oracle in tests.
/// PdfPig does not tell what was painted over what, so here the check for hidden text cannot be made.
/// </summary>
internal static class PigInk
{
    private const int MaxPages = 5_000;

    /// <summary>Null when PdfPig cannot read it either.</summary>
    public static List<Ink>? Read(byte[] bytes, CancellationToken cancel)
    {
        try
        {
            using var document = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, Password = "" });
            var inks = new List<Ink>();
            for (var number = 1; number <= Math.Min(document.NumberOfPages, MaxPages); number++)
            {
                cancel.ThrowIfCancellationRequested();
                inks.Add(Of(document.GetPage(number)));
            }
            return inks.Count == 0 ? null : inks;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // PdfPig throws many kinds for damaged files; each means the same here.
            return null;
        }
    }

    private static Ink Of(UglyToad.PdfPig.Content.Page page)
    {
        var ink = new Ink(page.Width, page.Height) { KnowsOrder = false };
        var spaced = false;
        foreach (var letter in page.Letters)
        {
            var text = PdfFont.Printed(letter.Value ?? "").Trim();
            if (text.Length == 0)
            {
                spaced = true;
                continue;
            }
            var (start, end) = (letter.StartBaseLine, letter.EndBaseLine);
            var (dx, dy) = ((float)(end.X - start.X), (float)(start.Y - end.Y));
            var advance = MathF.Sqrt((dx * dx) + (dy * dy));
            var size = (float)Math.Clamp(letter.PointSize, 0.1, 1000);
            if (!float.IsFinite(advance) || advance > 1e5f || Math.Abs(start.X) > 1e6 || Math.Abs(start.Y) > 1e6)
                continue;
            ink.Glyphs.Add(new Glyph(text, (float)start.X, (float)(page.Height - start.Y), advance > 0 ? dx / advance : 1, advance > 0 ? dy / advance : 0,
                advance, size, size * 0.72f, size * 0.21f, ink.Glyphs.Count, 0, spaced ? Inking.AfterSpace : Inking.Plain, null));
            spaced = false;
        }
        foreach (var picture in page.GetImages())
            ink.PictureArea += Math.Abs(picture.BoundingBox.Area);
        return ink;
    }
}
