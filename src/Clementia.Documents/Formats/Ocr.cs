using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Documents.Formats;

/// <summary>Optical recognition of page images by Tesseract, where it is installed.</summary>
public sealed partial class Ocr
{
    private const int Dpi = 300;
    private const string Install = "Install tesseract-ocr and tesseract-ocr-eng, then run `clementia reindex`.";
    private readonly Tools _tools;
    private readonly string? _tesseract;
    private readonly bool _findsOrientation;

    internal Ocr(Tools tools)
    {
        _tools = tools;
        _tesseract = tools.Find("tesseract");
        Reader = "ocr tesseract";
        if (_tesseract is null)
        {
            Missing = new("Its pages are pictures, and there is no Tesseract here to read them.", Install);
            return;
        }
        var version = Tools.Run(_tesseract, ["--version"], TimeSpan.FromSeconds(20), default);
        var languages = Tools.Run(_tesseract, ["--list-langs"], TimeSpan.FromSeconds(20), default);
        var known = (languages.Output + "\n" + languages.Errors).Split('\n', StringSplitOptions.TrimEntries);
        if (VersionNumber().Match(version.Output + version.Errors) is { Success: true } number)
            Reader += " " + number.Value;
        if (!version.Succeeded)
            Missing = new($"Its pages are pictures, and Tesseract does not run here: it {version.Failure}.", Install);
        else if (!known.Contains("eng", StringComparer.Ordinal))
            Missing = new("Its pages are pictures, and the Tesseract here knows no English.", "Install tesseract-ocr-eng, then run `clementia reindex`.");
        _findsOrientation = known.Contains("osd", StringComparer.Ordinal);
    }

    /// <summary>Tesseract as this machine has it.</summary>
    public static Ocr OfThisMachine => s_ofThisMachine.Value;

    private static readonly Lazy<Ocr> s_ofThisMachine = new(() => new Ocr(Tools.OfThisMachine));

    /// <summary>Whether page images can be read here.</summary>
    public bool Available => Missing is null;

    /// <summary>Why not, and what would help; null when they can.</summary>
    public Refusal? Missing { get; }

    /// <summary>The reader's name with its version ("ocr tesseract 5.3.0").</summary>
    public string Reader { get; }

    internal Reading ReadImage(byte[] bytes, string mediaType, ReadingLimits limits, CancellationToken cancel)
    {
        if (Missing is not null)
            return new(Reader) { Unreadable = Missing };
        var size = ImageSize.Of(bytes, mediaType);
        if (size is not null && size.Width * size.Height > limits.Pixels)
            return Reading.Refused(Reader, $"The image has {size.Width} by {size.Height} pixels; the limit is {limits.Pixels / 1_000_000} million.", "Scan it again at 300 dots per inch.");
        if (size is not null && size.Pages > limits.OcrPages)
            return Reading.Refused(Reader, $"The image has {size.Pages} pages; the limit for recognition is {limits.OcrPages}.", "Split it into smaller files.");

        using var scratch = new ScratchFolder();
        var file = scratch.File("image." + mediaType["image/".Length..], bytes);
        return Assemble(Enumerable.Range(1, size?.Pages ?? 1), number =>
        {
            List<string> options = size is { Pages: > 1 } ? ["-c", $"tessedit_page_number={number - 1}"] : [];
            if (size?.Dpi is { } dpi)
                options.AddRange(["--dpi", dpi.ToString(CultureInfo.InvariantCulture)]);
            return Recognize(file, options, number, size?.Dpi, limits, cancel);
        }, cancel);
    }

    /// <summary>Reads the given pages of a PDF from their pictures. The sizes guard against sheets that would not fit into memory.
    /// Pages are given by number, width and height (hundredths of a point).</summary>
    internal Reading ReadPdf(byte[] bytes, IReadOnlyList<(int Number, int Width, int Height)> pages, ReadingLimits limits, CancellationToken cancel)
    {
        if (Missing is not null)
            return new(Reader) { Unreadable = Missing };
        if (_tools.Find("pdftoppm") is not { } painter)
            return Reading.Refused(Reader, "Its pages are pictures, and there is no pdftoppm here to hand them to Tesseract.", "Install poppler-utils, then run `clementia reindex`.");
        if (pages.Count > limits.OcrPages)
            return Reading.Refused(Reader, $"{pages.Count} of its pages are pictures; the limit for recognition is {limits.OcrPages}.", "Split it into smaller files.");

        using var scratch = new ScratchFolder();
        var file = scratch.File("document.pdf", bytes);
        var sizes = pages.ToDictionary(page => page.Number);
        return Assemble(pages.Select(page => page.Number), number =>
        {
            var (_, width, height) = sizes[number];
            var dpi = Dpi;
            while (dpi > 50 && width / 7200.0 * dpi * (height / 7200.0) * dpi > limits.Pixels)
                dpi /= 2;
            var picture = Path.Combine(scratch.Path, $"page{number}");
            var at = number.ToString(CultureInfo.InvariantCulture);
            var painted = Tools.Run(painter, ["-r", dpi.ToString(CultureInfo.InvariantCulture), "-gray", "-f", at, "-l", at, "-singlefile", file, picture], limits.ToolTime, cancel);
            if (!painted.Succeeded || !File.Exists(picture + ".pgm"))
                return (null, $"Page {number} could not be painted: pdftoppm {painted.Failure}.");
            var read = Recognize(picture + ".pgm", ["--dpi", dpi.ToString(CultureInfo.InvariantCulture)], number, dpi, limits, cancel);
            File.Delete(picture + ".pgm");
            return read;
        }, cancel);
    }

    // Two pages at a time: a page is one thread's work, and a machine has other work too.
    private Reading Assemble(IEnumerable<int> numbers, Func<int, (OcrPage? Page, string? Failure)> read, CancellationToken cancel)
    {
        var work = numbers.ToArray();
        var found = new (OcrPage? Page, string? Failure)[work.Length];
        Parallel.For(0, work.Length, new() { MaxDegreeOfParallelism = 2, CancellationToken = cancel }, i => found[i] = read(work[i]));
        var notes = found.Select(page => page.Failure).OfType<string>().ToList();
        var pages = work.Select((number, i) => found[i].Page ?? new OcrPage(number, 0, 0, [])).ToList();
        if (notes.Count == work.Length)
            return Reading.Refused(Reader, notes[0], "Open it in a viewer; if it shows there, save it again as PDF or PNG and file that.") with { Notes = notes };
        var (texts, doubtful, confidence) = OcrLayout.Of(pages);
        if (texts.All(text => text.Text.Length == 0))
            return Reading.Refused(Reader, "Recognition found no words in the picture.", "If there are words in it, scan it again, straight and at 300 dots per inch.") with { Notes = notes };
        foreach (var page in doubtful.GroupBy(word => word.Page))
        {
            var text = texts.First(text => text.Number == page.Key);
            var examples = string.Join(", ", page.OrderBy(word => word.Confidence).Take(3).Select(word => $"\"{text.Text.Substring(word.Start, word.Length)}\""));
            notes.Add($"Page {page.Key}: {page.Count()} of {text.Words.Count} recognized words are doubtful (under {OcrLayout.Doubt}%), such as {examples}.");
        }
        return new(Reader) { Pages = texts, Notes = notes, Doubtful = doubtful, OcrConfidence = confidence };
    }

    private (OcrPage?, string?) Recognize(string file, IEnumerable<string> options, int number, int? dpi, ReadingLimits limits, CancellationToken cancel)
    {
        var run = Tools.Run(_tesseract!, [file, "stdout", "-l", "eng", "--psm", _findsOrientation ? "1" : "3", .. options, "tsv"], limits.ToolTime, cancel);
        return run.Succeeded ? (OcrPage.FromTsv(run.Output, number, dpi), null) : (null, $"Page {number} could not be recognized: Tesseract {run.Failure}.");
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex VersionNumber();
}
