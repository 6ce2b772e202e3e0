using System.Diagnostics.CodeAnalysis;
using Clementia.Casework;
using Clementia.Documents.Pdf;

namespace Clementia.Documents.Briefs;

/// <summary>A stretch of a cited page's text.</summary>
/// <param name="Text">The words, line breaks kept.</param>
/// <param name="Letters">Letters of the marks that cover it; empty for the text around.</param>
/// <param name="Ends">Letters of the marks that end with it: they are printed there.</param>
/// <param name="IsOmission">It stands for text that is left out.</param>
internal sealed record Stretch(string Text, string Letters, IReadOnlyList<string> Ends, bool IsOmission = false);

/// <summary>A cited page as a picture: what a person sees on it, and nothing that it hides.</summary>
/// <param name="Bytes">PNG or JPEG.</param>
/// <param name="Extension">"png" or "jpg".</param>
/// <param name="Width">Of the page, in hundredths of a point.</param>
/// <param name="Height">Of the page, in hundredths of a point.</param>
/// <param name="Boxes">Where the marks stand.</param>
internal sealed record PageImage(byte[] Bytes, string Extension, int Width, int Height, IReadOnlyList<(string Letter, Box Box)> Boxes);

/// <summary>A page of the binder: one cited page with its marks.</summary>
/// <param name="Note">The footnote that it belongs to.</param>
/// <param name="Pages">Number of pages of the document.</param>
/// <param name="Printed">The page number printed on it, when it is another one.</param>
/// <param name="Picture">The page drawn, or null when its text is given instead.</param>
/// <param name="Text">The text around the marked passages.</param>
/// <param name="HasHidden">Whether text lies hidden on the page in the source; it is left out here.</param>
internal sealed record BinderPage(BriefNote Note, int Pages, string? Printed, PageImage? Picture, IReadOnlyList<Stretch> Text, bool HasHidden)
{
    /// <summary>"Judgment, page 2 of 5 (printed 233)".</summary>
    public string Place => $"page {Note.Page} of {Math.Max(Pages, Note.Page)}{(Printed is null ? "" : $" (printed {Printed})")}";

    /// <summary>The first 16 digits of the document's fingerprint, in fours.</summary>
    public string ShortSha => string.Join(' ', Note.Document.Filed!.Sha256[..16].Chunk(4).Select(four => new string(four)));
}

/// <summary>The pages behind a brief, each checked again before it is sent out.</summary>
internal static class Binder
{
    // How much text is given before and after a marked passage, in characters.
    private const int Around = 500;

    public const string Omitted = "[…]";
    public const string Withheld = "[hidden in the source; left out]";

    public static bool TryCollect(
        Brief brief,
        BriefSources sources,
        bool draw,
        List<string> warnings,
        [NotNullWhen(true)] out IReadOnlyList<BinderPage>? pages,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        pages = null;
        var collected = new BinderPage[brief.Notes.Count];
        var opened = new Dictionary<string, (byte[] Bytes, DocumentText Text, IReadOnlyList<HiddenText> Hidden)>(StringComparer.Ordinal);
        foreach (var note in brief.Notes)
        {
            var filed = note.Document.Filed!;
            if (!opened.TryGetValue(filed.Sha256, out var source))
            {
                if (sources.Bytes(filed.Sha256) is not { } bytes || sources.Text(filed.Sha256) is not { } text)
                {
                    refusal = new Refusal($"The brief cites {note.Source} ({note.Document.Label}), but its bytes or its text are not in the workspace.",
                        "Restore the document, or strike the facts that rest on it.");
                    return false;
                }
                opened[filed.Sha256] = source = (bytes, text, HiddenIn(note, bytes, warnings));
            }
            if (!TryCollect(note, source.Text, source.Hidden, out var page, out refusal))
                return false;
            collected[note.Number - 1] = page;
        }
        if (draw)
            Draw(collected, opened.ToDictionary(pair => pair.Key, pair => (pair.Value.Bytes, pair.Value.Text), StringComparer.Ordinal), warnings);
        pages = collected;
        refusal = null;
        return true;
    }

    /// <summary>Hidden text as found on filing and as found now: a finder that has learned since then is asked again before anything is sent out.</summary>
    private static IReadOnlyList<HiddenText> HiddenIn(BriefNote note, byte[] bytes, List<string> warnings)
    {
        var known = note.Document.Read?.Hidden ?? [];
        if (note.Document.Filed!.MediaType != "application/pdf")
            return known;
        var now = PdfReader.Read(bytes, note.Document.Filed.Sha256);
        if (!now.RedactionsChecked)
            warnings.Add($"{note.Source} ({note.Document.Label}) could not be checked again for hidden text. Look at its pages in the binder before you send it.");
        return [.. known, .. now.Hidden.Where(hidden => !known.Contains(hidden))];
    }

    private static bool TryCollect(
        BriefNote note,
        DocumentText text,
        IReadOnlyList<HiddenText> hiddenInDocument,
        [NotNullWhen(true)] out BinderPage? binderPage,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        binderPage = null;
        foreach (var mark in note.Marks)
            if (!mark.Passage.Holds(text))
            {
                refusal = new Refusal($"Fact {mark.Fact} cites words that do not stand on {note.Source} ({note.Document.Label}), page {note.Page}.",
                    "Run 'clementia verify' to see what changed; a citation is never moved to a likely place.");
                return false;
            }

        var page = text.Pages[note.Page - 1];
        var hiddenHere = hiddenInDocument.Where(hidden => hidden.Page == note.Page).ToList();
        var covered = new bool[page.Text.Length];
        foreach (var hidden in hiddenHere)
            foreach (var (start, length) in Places(page, hidden))
                Array.Fill(covered, true, start, length);
        foreach (var mark in note.Marks)
            if (Array.IndexOf(covered, true, mark.Passage.Start, mark.Passage.Quote.Length) >= 0)
            {
                var box = hiddenHere[0].Box;
                refusal = new Refusal(
                    $"Fact {mark.Fact} rests on text that is hidden in {note.Source} ({note.Document.Label}), page {note.Page}, "
                    + $"box {box.Left / 100},{box.Top / 100} to {box.Right / 100},{box.Bottom / 100} points ({hiddenHere[0].How}).",
                    "Strike the fact, or ask whoever redacted the document whether the words may be seen.");
                return false;
            }

        binderPage = new BinderPage(note, text.Pages.Count, page.Label == note.Page.ToString(System.Globalization.CultureInfo.InvariantCulture) ? null : page.Label,
            null, Stretches(page.Text, note.Marks, covered), hiddenHere.Count > 0);
        refusal = null;
        return true;
    }

    /// <summary>Where hidden words stand in the page's text: by their places on the paper, else by their letters.</summary>
    private static IEnumerable<(int Start, int Length)> Places(Page page, HiddenText hidden)
    {
        var box = hidden.Box;
        var any = false;
        foreach (var word in page.Words)
        {
            var (x, y) = ((word.Box.Left + word.Box.Right) / 2, (word.Box.Top + word.Box.Bottom) / 2);
            if (x < box.Left || x > box.Right || y < box.Top || y > box.Bottom)
                continue;
            any = true;
            yield return (word.Start, word.Length);
        }
        if (any || hidden.Text.Trim().Length == 0)
            yield break;
        foreach (var line in hidden.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            for (var at = page.Text.IndexOf(line, StringComparison.OrdinalIgnoreCase); at >= 0; at = page.Text.IndexOf(line, at + line.Length, StringComparison.OrdinalIgnoreCase))
                yield return (at, line.Length);
    }

    /// <summary>The text around the marks, cut where marks begin and end, with what lies far from any mark or is hidden left out.</summary>
    private static List<Stretch> Stretches(string text, IReadOnlyList<Mark> marks, bool[] covered)
    {
        var shown = new bool[text.Length];
        foreach (var mark in marks)
        {
            var from = LineStart(text, Math.Max(0, mark.Passage.Start - Around));
            var to = LineEnd(text, Math.Min(text.Length, mark.Passage.End + Around));
            Array.Fill(shown, true, from, to - from);
        }
        // Nothing changes between two cuts.
        var cuts = new SortedSet<int> { 0, text.Length };
        cuts.UnionWith(marks.SelectMany(mark => new[] { mark.Passage.Start, mark.Passage.End }));
        for (var i = 1; i < text.Length; i++)
            if (shown[i] != shown[i - 1] || covered[i] != covered[i - 1])
                cuts.Add(i);
        var stretches = new List<Stretch>();
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            if (!shown[from])
                Omit(Omitted);
            else if (covered[from])
                Omit(Withheld);
            else
                stretches.Add(new Stretch(text[from..to],
                    string.Join(' ', marks.Where(mark => mark.Passage.Start <= from && from < mark.Passage.End).Select(mark => mark.Letter)),
                    [.. marks.Where(mark => mark.Passage.End == to).Select(mark => mark.Letter)]));
        }
        return stretches;

        void Omit(string sign)
        {
            if (stretches.Count == 0 || stretches[^1].Text != sign)
                stretches.Add(new Stretch(sign, "", [], IsOmission: true));
        }
    }

    /// <summary>The start of the line in which an offset lies, or of the word when lines are long.</summary>
    private static int LineStart(string text, int offset)
    {
        var from = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        if (offset - from <= Around)
            return from;
        var space = text.LastIndexOf(' ', offset);
        return space >= from ? space + 1 : offset;
    }

    private static int LineEnd(string text, int offset)
    {
        if (offset >= text.Length)
            return text.Length;
        var to = text.IndexOf('\n', offset);
        to = to < 0 ? text.Length : to;
        if (to - offset <= Around)
            return to;
        var space = text.IndexOf(' ', offset);
        return space >= 0 && space <= to ? space : offset;
    }

    /// <summary>Draws the pages of PDFs and images, several at a time. A picture shows what a person sees and cannot carry hidden text along.</summary>
    private static void Draw(BinderPage[] pages, Dictionary<string, (byte[] Bytes, DocumentText Text)> opened, List<string> warnings)
    {
        using var drawing = new PageDrawing();
        Parallel.For(0, pages.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var note = pages[i].Note;
            var (bytes, text) = opened[note.Document.Filed!.Sha256];
            var page = text.Pages[note.Page - 1];
            if (drawing.Draw(note.Document.Filed, bytes, page) is { } picture)
                pages[i] = pages[i] with
                {
                    Picture = picture with
                    {
                        Boxes = [.. note.Marks.SelectMany(mark => page.BoxesOf(mark.Passage.Start, mark.Passage.Quote.Length).Select(box => (mark.Letter, box)))],
                    },
                };
        });
        warnings.AddRange(drawing.Warnings);
    }
}
