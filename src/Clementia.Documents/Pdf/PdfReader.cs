using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Documents.Pdf;

/// <summary>What reading a PDF gave: the text, or why there is none.</summary>
/// <param name="Document">The pages, or null when the file was refused.</param>
/// <param name="Refusal">Why the file could not be read and what would help, or null.</param>
/// <param name="Hidden">Text that pages hide but the file still holds. It is in no page's text.</param>
/// <param name="PagesWithoutText">Numbers of the pages that show something but hold no usable text, in order: those to read by OCR.</param>
/// <param name="Title">From the file's metadata, or null.</param>
/// <param name="Author">From the file's metadata, or null.</param>
/// <param name="Created">The day the file was made (YYYY-MM-DD) by its metadata, or null. The document itself may be older.</param>
/// <param name="RedactionsChecked">Whether the check for hidden text could be made: not where the file had to be read in the fallback way.</param>
/// <param name="Repaired">Whether the file was damaged and its objects were found by a search.</param>
public sealed record PdfReading(
    DocumentText? Document,
    Refusal? Refusal,
    IReadOnlyList<HiddenText> Hidden,
    IReadOnlyList<int> PagesWithoutText,
    string? Title,
    string? Author,
    string? Created,
    bool RedactionsChecked,
    bool Repaired)
{
    /// <summary>The same reading with some pages read another way (by OCR), which then no longer lack text.</summary>
    /// <param name="pages">The replacements, by their numbers.</param>
    /// <param name="reader">What read them ("ocr tesseract 5.3.0"); it is added to the reader's name.</param>
    /// <exception cref="InvalidOperationException">The file was refused, so it has no pages.</exception>
    public PdfReading WithPages(IReadOnlyCollection<Page> pages, string reader)
    {
        if (Document is null)
            throw new InvalidOperationException("A file that was refused has no pages to replace. Look at Refusal first.");
        var replaced = Document.Pages.ToArray();
        foreach (var page in pages)
        {
            if (page.Number < 1 || page.Number > replaced.Length)
                throw new ArgumentOutOfRangeException(nameof(pages), $"The document has {replaced.Length} pages; there is no page {page.Number}.");
            replaced[page.Number - 1] = page;
        }
        return this with
        {
            Document = Document with { Pages = replaced, Reader = pages.Count == 0 ? Document.Reader : $"{Document.Reader}; {reader}" },
            PagesWithoutText = [.. PagesWithoutText.Where(n => pages.All(p => p.Number != n))],
        };
    }
}

/// <summary>
/// Reads PDF files: pages of text as a person would read them, each word with its place, and the text that they
/// hide. No process is started and nothing is drawn; the same bytes give the same pages everywhere.
/// </summary>
public static partial class PdfReader
{
    /// <summary>The reader's name in the record. Raise it when pages come out differently: citations carry offsets.</summary>
    public const string Name = "pdf 1";

    /// <summary>The smallest honest PDF is larger.</summary>
    private const int SmallestFile = 32;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="sha256">Fingerprint of the bytes, 64 lower-case hexadecimal digits.</param>
    /// <param name="cancel">Ends the work; then <see cref="OperationCanceledException"/> is thrown.</param>
    public static PdfReading Read(ReadOnlyMemory<byte> bytes, string sha256, CancellationToken cancel = default) => Read(bytes, sha256, Engine.Own, cancel);

    internal enum Engine
    {
        /// <summary>Our own reading of the file; PdfPig's where ours fails.</summary>
        Own,

        /// <summary>Only PdfPig's, for comparing.</summary>
        PdfPig,
    }

    internal static PdfReading Read(ReadOnlyMemory<byte> bytes, string sha256, Engine engine, CancellationToken cancel)
    {
        if (bytes.Length == 0)
            return Refuse("The file is empty (0 bytes).", "Get the document again from where it came.");
        var header = bytes.Span[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8);
        if (header < 0 || bytes.Length < SmallestFile)
            return Refuse(header < 0 ? "The file is not a PDF: it does not begin with %PDF." : "The file is cut off: it holds nothing but the beginning of a PDF.",
                header < 0 ? "File it under what it is, or get it again as a PDF." : "Get the document again from where it came.");
        try
        {
            return Whole(bytes, header, sha256, engine, cancel);
        }
        catch (PdfLockedException locked)
        {
            return Refuse($"The file cannot be opened. {locked.Message}", "File a copy saved without a password.");
        }
        catch (PdfLimitException limit)
        {
            return Refuse($"The file was given up. {limit.Message} No honest document does so.", "Print it to a new PDF and file that.");
        }
        catch (PdfDamagedException damaged)
        {
            return Refuse($"The file is damaged beyond reading. {damaged.Message}", "Get the document again from where it came, or print it to a new PDF.");
        }
    }

    private static PdfReading Refuse(string problem, string remedy) => new(null, new Refusal(problem, remedy), [], [], null, null, null, false, false);

    private static PdfReading Whole(ReadOnlyMemory<byte> memory, int header, string sha256, Engine engine, CancellationToken cancel)
    {
        var bytes = memory.ToArray();
        PdfFile? file = null;
        Sheet[]? sheets = null;
        string? trouble = null;
        if (engine == Engine.Own)
        {
            try
            {
                file = PdfFile.Open(bytes, header);
                var pages = file.Pages();
                var shared = new SharedResources(file);
                sheets = new Sheet[pages.Count];
                Each(pages.Count, i => sheets[i] = Sheet.Of(ContentReader.Read(file, shared, pages[i], cancel), i + 1), cancel);
                if (pages.Count == 0)
                    (sheets, trouble) = (null, "It has no pages.");
            }
            catch (Exception e) when (IsOfTheFile(e))
            {
                (sheets, trouble) = (null, e is PdfDamagedException ? e.Message : "Its parts do not fit together.");
            }
        }
        if (sheets is null)
        {
            var inks = PigInk.Read(bytes, cancel) ?? throw new PdfDamagedException(trouble ?? "No page could be found.");
            sheets = new Sheet[inks.Count];
            for (var i = 0; i < inks.Count; i++)
                sheets[i] = Sheet.Of(inks[i], i + 1);
        }

        var laid = Lay(sheets, cancel);
        var (title, author, created) = file is null ? (null, null, null) : About(file);
        return new PdfReading(
            new DocumentText(sha256, laid, Name),
            null,
            [.. sheets.SelectMany(s => s.Hidden)],
            [.. Enumerable.Range(0, sheets.Length).Where(i => sheets[i].LacksText(laid[i])).Select(i => i + 1)],
            title, author, created,
            sheets.All(s => s.Checked),
            file?.Repaired ?? true);
    }

    /// <summary>Failures that come from a damaged file, not from us.</summary>
    private static bool IsOfTheFile(Exception e) => e is PdfDamagedException or OverflowException or ArgumentException or IndexOutOfRangeException
        or InvalidOperationException or FormatException or InvalidCastException or NullReferenceException or KeyNotFoundException;

    /// <summary>Does the pages on all processors, in blocks. What the first of them throws comes out as it is.</summary>
    private static void Each(int count, Action<int> page, CancellationToken cancel)
    {
        if (count < 4 || Environment.ProcessorCount == 1)
        {
            for (var i = 0; i < count; i++)
            {
                cancel.ThrowIfCancellationRequested();
                page(i);
            }
            return;
        }
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, page);
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions.OrderBy(e => IsOfTheFile(e) ? 1 : 0).First());
        }
    }

    private static Page[] Lay(Sheet[] sheets, CancellationToken cancel)
    {
        // The numbers beside the lines: a page that has them tells where to look on a page with few lines.
        var right = new float?[sheets.Length];
        foreach (var (sheet, i) in sheets.Select((s, i) => (s, i)))
        {
            if (sheet.LineNumbers is [{ HasLeftNeighbours: false } only])
                right[i] = only.Right;
        }
        var usual = right.Where(r => r is not null).OrderBy(r => r).ToList() is { Count: > 0 } known ? known[known.Count / 2] : null;
        Each(sheets.Length, i => sheets[i].FormRows(usual), cancel);

        var (margins, labels) = Margins.Find([.. sheets.Select(s => ((IReadOnlyList<Row>)s.MainRows, s.MainHeight))]);

        var hyphens = new Hyphens();
        for (var i = 0; i < sheets.Length; i++)
            sheets[i].AskAbout(hyphens, margins[i]);
        if (hyphens.HasQuestions)
        {
            var answers = new List<string>[sheets.Length];
            Each(sheets.Length, i => answers[i] = sheets[i].Answer(hyphens), cancel);
            foreach (var answer in answers)
                hyphens.Hear(answer);
        }

        var pages = new Page[sheets.Length];
        Each(sheets.Length, i => pages[i] = sheets[i].Compose(hyphens, margins[i], labels[i]), cancel);
        return pages;
    }

    [GeneratedRegex(@"^D:(\d{4})(\d\d)?(\d\d)?", RegexOptions.CultureInvariant)]
    private static partial Regex PdfDate();

    private static (string? Title, string? Author, string? Created) About(PdfFile file)
    {
        try
        {
            if (file.Dictionary(file.Trailer, "Info") is not { } info)
                return (null, null, null);
            string? Text(string key) => file.Get(info, key) is byte[] bytes && PdfFile.TextOf(bytes).Replace('\0', ' ').Trim() is { Length: > 0 and < 1000 } text ? text : null;
            var created = Text("CreationDate") is { } date && PdfDate().Match(date) is { Success: true } match
                && DateOnly.TryParseExact($"{match.Groups[1].Value}-{(match.Groups[2].Success ? match.Groups[2].Value : "01")}-{(match.Groups[3].Success ? match.Groups[3].Value : "01")}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? match.Groups[3].Success ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : match.Groups[2].Success ? day.ToString("yyyy-MM", CultureInfo.InvariantCulture) : match.Groups[1].Value
                : null;
            return (Text("Title"), Text("Author"), created);
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            return (null, null, null);
        }
    }
}
