using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Documents.Formats;

/// <summary>A recognized word: its letters, confidence in percent, and place in hundredths of a point.</summary>
internal readonly record struct OcrWord(string Text, int Confidence, Box Box);

/// <summary>A recognized line, with the block and paragraph that Tesseract put it in.</summary>
internal sealed record OcrLine(int Block, int Paragraph, IReadOnlyList<OcrWord> Words)
{
    public string? Label { get; init; }
    public Box Box { get; } = Words.Select(word => word.Box).Aggregate((a, b) =>
        new Box(Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom)));
    public string Text => string.Join(' ', Words.Select(word => word.Text));
    public int Height => Box.Bottom - Box.Top;
}

/// <summary>A recognized page before its lines are joined.</summary>
internal sealed record OcrPage(int Number, int Width, int Height, IReadOnlyList<OcrLine> Lines)
{
    /// <summary>Reads Tesseract's table. When the picture does not say its resolution, a sheet of letter width is assumed.</summary>
    public static OcrPage FromTsv(string tsv, int number, int? dpi)
    {
        int width = 0, height = 0;
        double scale = 0;
        var lines = new List<OcrLine>();
        var words = new List<OcrWord>();
        (int Block, int Paragraph, int Line) at = default;
        foreach (var row in tsv.Split('\n').Skip(1))
        {
            var cells = row.TrimEnd('\r').Split('\t');
            if (cells.Length < 12)
                continue;
            int Number(int i) => int.Parse(cells[i], CultureInfo.InvariantCulture);
            if (cells[0] == "1")
            {
                var (w, h) = (Number(8), Number(9));
                scale = dpi is { } known ? 7200.0 / known : w > h ? 79_200.0 / w : 61_200.0 / w;
                (width, height) = ((int)Math.Round(w * scale), (int)Math.Round(h * scale));
            }
            if (cells[0] != "5")
                continue;
            var here = (Number(2), Number(3), Number(4));
            if (here != at)
                EndLine();
            at = here;
            var confidence = (int)Math.Round(double.Parse(cells[10], CultureInfo.InvariantCulture));
            var text = cells[11].Trim();
            // Specks, rules and stamps' edges come out as lone signs that nobody is sure of.
            if (text.Length == 0 || (text.Length == 1 && !char.IsLetterOrDigit(text[0]) && confidence < 40))
                continue;
            var (left, top) = (Number(6), Number(7));
            words.Add(new(text, Math.Clamp(confidence, 0, 100), new((int)Math.Round(left * scale), (int)Math.Round(top * scale),
                (int)Math.Round((left + Number(8)) * scale), (int)Math.Round((top + Number(9)) * scale))));
        }
        EndLine();
        return new(number, width, height, lines);

        void EndLine()
        {
            if (words.Count > 0)
                lines.Add(new(at.Block, at.Paragraph, [.. words]));
            words.Clear();
        }
    }
}

/// <summary>Joins recognized lines into pages as a person reads them, by the rules that PDF pages follow too.</summary>
internal static partial class OcrLayout
{
    /// <summary>A word under this confidence, in percent, is doubtful: on clear scans nearly every wrong word lies below it, and few right ones.</summary>
    public const int Doubt = 60;

    public static (IReadOnlyList<Page> Pages, IReadOnlyList<DoubtfulWord> Doubtful, int? Confidence) Of(IReadOnlyList<OcrPage> pages)
    {
        var numbered = pages.Select(WithLineNumbers).ToList();
        var repeated = Repeated(numbered);
        // Whether a hyphen at a line's end belongs to the word shows where the same document writes the word in mid-line.
        var hyphenated = numbered.SelectMany(page => page.Lines).SelectMany(line => line.Words.SkipLast(1))
            .Select(word => Core(word.Text)).Where(word => word.IndexOf('-') > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var texts = new List<Page>();
        var doubtful = new List<DoubtfulWord>();
        long sum = 0, count = 0;
        foreach (var page in numbered)
        {
            texts.Add(Join(page, repeated, hyphenated, doubtful));
            foreach (var word in page.Lines.SelectMany(line => line.Words))
                (sum, count) = (sum + word.Confidence, count + 1);
        }
        return (texts, doubtful, count == 0 ? null : (int)(sum / count));
    }

    /// <summary>Finds the numbers that transcripts print at the left of each line, and takes them out of the lines they stand beside.</summary>
    private static OcrPage WithLineNumbers(OcrPage page)
    {
        var candidates = page.Lines.Where(line => line.Words.Count > 0)
            .Select(line => line.Words[0]).Where(word => word.Box.Right < page.Width / 4 && LineNumber(word.Text) is not null)
            .OrderBy(word => word.Box.Top).ToList();
        // The longest run in which the numbers count up as the page goes down; 1 to 25 or 28 on a transcript.
        var run = new List<OcrWord>();
        foreach (var word in candidates)
        {
            var number = LineNumber(word.Text)!.Value;
            if (run.Count == 0 ? number <= 3 : number > LineNumber(run[^1].Text) && number <= LineNumber(run[^1].Text) + 3)
                run.Add(word);
        }
        if (run.Count < 10)
            return page;
        var taken = run.Select(word => word.Box).ToHashSet();
        var lines = new List<OcrLine>();
        foreach (var line in page.Lines)
        {
            var words = line.Words.Where(word => !taken.Contains(word.Box)).ToList();
            if (words.Count == 0)
                continue;
            var bare = line with { Words = words };
            var middle = (bare.Box.Top + bare.Box.Bottom) / 2;
            var beside = run.Where(word => Math.Abs(((word.Box.Top + word.Box.Bottom) / 2) - middle) < Math.Max(bare.Height, 800) * 0.6 && word.Box.Right <= bare.Box.Left).ToList();
            lines.Add(new OcrLine(line.Block, line.Paragraph, words) { Label = beside.Count == 1 ? LineNumber(beside[0].Text)!.Value.ToString(CultureInfo.InvariantCulture) : null });
        }
        // Numbers that stood apart made blocks of their own and cut the text; with them gone the lines go down the page.
        return page with { Lines = [.. lines.OrderBy(line => line.Box.Top)] };
    }

    private static int? LineNumber(string text) =>
        text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 32 ? number : null;

    /// <summary>Lines at the head or foot that stand, but for their digits, on several pages.</summary>
    private static HashSet<string> Repeated(List<OcrPage> pages) =>
        [.. pages.SelectMany(page => Edges(page).Select(line => Digits().Replace(line.Text, "#")).Distinct())
            .GroupBy(text => text, StringComparer.Ordinal).Where(group => group.Count() >= 3 || (group.Count() == 2 && pages.Count == 2)).Select(group => group.Key)];

    private static IEnumerable<OcrLine> Edges(OcrPage page)
    {
        var byHeight = page.Lines.OrderBy(line => line.Box.Top).ToList();
        return byHeight.Take(3).Where(line => line.Box.Bottom < page.Height / 6).Concat(byHeight.TakeLast(3).Where(line => line.Box.Top > page.Height * 5 / 6));
    }

    private static Page Join(OcrPage page, HashSet<string> repeated, HashSet<string> hyphenated, List<DoubtfulWord> doubtful)
    {
        var margins = new List<string>();
        string? label = null;
        var edges = Edges(page).ToHashSet();
        var body = new List<OcrLine>();
        foreach (var line in page.Lines)
        {
            if (!edges.Contains(line))
                body.Add(line);
            else if (PageNumber().Match(line.Text) is { Success: true } number)
                label ??= number.Groups[1].Value;
            else if (Stamp().IsMatch(line.Text) || repeated.Contains(Digits().Replace(line.Text, "#")))
                margins.Add(line.Text);
            else
                body.Add(line);
        }

        var text = new StringBuilder();
        var words = new List<Word>();
        var lines = new List<TextLine>();
        var paragraphs = Paragraphs(body);
        foreach (var paragraph in paragraphs)
        {
            if (text.Length > 0)
                text.Append("\n\n");
            OcrWord? carried = null;
            for (var i = 0; i < paragraph.Count; i++)
            {
                var line = paragraph[i];
                if (i > 0 && carried is null && text[^1] != '—')
                    text.Append(' ');
                var start = text.Length;
                for (var w = 0; w < line.Words.Count; w++)
                {
                    var word = line.Words[w];
                    if (w > 0)
                        text.Append(' ');
                    if (carried is { } first)
                    {
                        // The second half of a hyphenated word: one word in the text, with the box of its first half.
                        words[^1] = words[^1] with { Length = words[^1].Length + word.Text.Length };
                        text.Append(word.Text);
                        Doubtful(first.Confidence < word.Confidence ? first : word);
                        carried = null;
                        continue;
                    }
                    var next = w == line.Words.Count - 1 && i + 1 < paragraph.Count ? paragraph[i + 1].Words[0] : (OcrWord?)null;
                    var written = word.Text;
                    if (next is { } second && written.Length > 2 && IsHyphen(written[^1]) && char.IsLetter(written[^2]) && char.IsLower(second.Text[0]))
                    {
                        if (!hyphenated.Contains(Core(written[..^1] + "-" + second.Text)))
                            written = written[..^1];
                        carried = word;
                    }
                    words.Add(new(text.Length, written.Length, word.Box));
                    text.Append(written);
                    if (carried is null)
                        Doubtful(word);
                }
                lines.Add(new(start, text.Length - start, line.Box, line.Label));
            }
        }
        return new(page.Number, text.ToString(), page.Width, page.Height, words, lines, label, margins);

        void Doubtful(OcrWord word)
        {
            if (word.Confidence < Doubt)
                doubtful.Add(new(page.Number, words[^1].Start, words[^1].Length, word.Confidence));
        }
    }

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u00ad' or '\u2011';

    private static string Core(string word) => word.Trim('.', ',', ';', ':', '(', ')', '"', '“', '”', '\'', '’', '?', '!');

    /// <summary>
    /// Tesseract cuts double-spaced text into paragraphs of one line. A cut is undone where the line above fills its column
    /// and the line below starts at the column's edge, no farther down than lines of this page usually lie apart. And it
    /// runs short paragraphs together: a gap clearly larger than usual is a cut.
    /// </summary>
    private static List<List<OcrLine>> Paragraphs(List<OcrLine> lines)
    {
        var paragraphs = new List<List<OcrLine>>();
        var steps = lines.Zip(lines.Skip(1)).Where(pair => pair.First.Block == pair.Second.Block && pair.First.Paragraph == pair.Second.Paragraph)
            .Select(pair => pair.Second.Box.Top - pair.First.Box.Top).Where(step => step > 0).Order().ToList();
        var all = lines.Zip(lines.Skip(1)).Select(pair => pair.Second.Box.Top - pair.First.Box.Top).Where(step => step > 0).Order().ToList();
        // Not the middle one: on a page of short paragraphs half of the steps are gaps between them.
        var usual = steps.Count >= 3 ? steps[(steps.Count - 1) / 3] : all.Count > 0 ? all[(all.Count - 1) / 3] : 0;
        var left = lines.Count == 0 ? 0 : lines.Select(line => line.Box.Left).Order().ElementAt(lines.Count / 10);
        var right = lines.Count == 0 ? 0 : lines.Select(line => line.Box.Right).Order().ElementAt(lines.Count * 9 / 10);
        OcrLine? above = null;
        foreach (var line in lines)
        {
            var goesOn = above is not null && (above.Block == line.Block && above.Paragraph == line.Paragraph
                ? line.Box.Top - above.Box.Top < usual * 1.5 || usual <= 0
                : IsFalseCut(above, line));
            if (goesOn)
                paragraphs[^1].Add(line);
            else
                paragraphs.Add([line]);
            above = line;
        }
        return paragraphs;

        bool IsFalseCut(OcrLine above, OcrLine line)
        {
            var step = line.Box.Top - above.Box.Top;
            var column = right - left;
            var sameColumn = Math.Min(above.Box.Right, line.Box.Right) - Math.Max(above.Box.Left, line.Box.Left) > 0;
            return step > 0 && step < usual * 1.3 && sameColumn && column > 0
                && above.Box.Right > right - (column / 12) && line.Box.Left < left + (column / 30)
                && char.IsLetterOrDigit(line.Words[0].Text[0]);
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A[-–—~\s]*(?:[Pp]age\s+)?(\d{1,4}|[ivxl]{1,6})(?:\s+of\s+\d{1,4})?[-–—~.\s]*\z")]
    private static partial Regex PageNumber();

    // The line that court systems print over a filed page.
    [GeneratedRegex(@"\b(Case|No\.?)\b.{3,40}\b(Document|Doc\.?|Dkt\.?|ECF)\b.{1,20}\b(Filed|Page)\b|\b(Appellate|USCA\d*)\s+Case\b|\bPageID\b|\bDate Filed:", RegexOptions.IgnoreCase)]
    private static partial Regex Stamp();
}
