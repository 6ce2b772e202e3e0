using System.Security.Cryptography;
using Clementia.Casework;
using Clementia.Documents.Pdf;

namespace Clementia.Documents.Formats;

/// <summary>
/// The one door by which documents come in: bytes and a file name in, pages of text with places out. Nothing is thrown for bad
/// input: a document that cannot be read is a result too, marked unreadable, with why and what would help.
/// </summary>
public sealed class DocumentReader
{
    private readonly ReadingLimits _limits;
    private readonly Ocr _ocr;
    private readonly Tools _tools;

    /// <summary>A reader with the usual limits, or others.</summary>
    public DocumentReader(ReadingLimits? limits = null)
        : this(limits ?? new(), Ocr.OfThisMachine, Tools.OfThisMachine)
    {
    }

    internal DocumentReader(ReadingLimits limits, Ocr ocr, Tools tools) => (_limits, _ocr, _tools) = (limits, ocr, tools);

    /// <summary>Reads one document.</summary>
    /// <param name="bytes">The document, whole.</param>
    /// <param name="name">Its file name; folders before it are dropped. It decides only where the bytes leave a choice (.md, .eml).</param>
    /// <param name="cancel">Stops the reading; then, and only then, an exception leaves this method.</param>
    public ReadDocument Read(byte[] bytes, string name, CancellationToken cancel = default)
    {
        name = name.Split('/', '\\')[^1];
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var (mediaType, reading) = Sniffed(bytes, name, sha256, cancel);
        return new(sha256, name, bytes.LongLength, mediaType,
            reading.Unreadable is null ? new DocumentText(sha256, reading.Pages, reading.Reader) : null, reading.Unreadable, reading.Reader,
            reading.Hidden, reading.Attachments, reading.Title, reading.Author, reading.Subject, reading.Date,
            reading.Notes, reading.OcrConfidence, reading.Doubtful);
    }

    private (string MediaType, Reading Reading) Sniffed(byte[] bytes, string name, string sha256, CancellationToken cancel)
    {
        if (bytes.Length == 0)
            return ("application/octet-stream", Reading.Refused("none", "The file is empty (0 bytes).", "File it again from where it came."));
        if (bytes.LongLength > _limits.FileBytes)
        {
            return ("application/octet-stream", Reading.Refused("none", $"The file has {bytes.LongLength >> 20} MiB; the limit is {_limits.FileBytes >> 20} MiB.",
                "Split it, or scan it again in black and white at 300 dots per inch."));
        }
        var what = Formats.Sniffed.Of(bytes, name);
        try
        {
            return (what.MediaType, Read(bytes, what, sha256, cancel));
        }
#pragma warning disable CA1031 // Bad input is answered, never thrown: whatever a parser trips over is said of the document, which stays filed.
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            return (what.MediaType, Reading.Refused("none", $"It is {what.What}, and its reader failed on it ({error.GetType().Name}: {error.Message.TrimEnd('.')}).",
                "Ask for a fresh copy, or save it as PDF and file that."));
        }
    }

    private Reading Read(byte[] bytes, Sniffed what, string sha256, CancellationToken cancel) => what.Kind switch
    {
        FileKind.Word => WordText.Read(bytes, _limits),
        FileKind.Html => HtmlText.Read(bytes, _limits),
        FileKind.Mail => MailText.Read(bytes, _limits),
        FileKind.RichText => RichText.Read(bytes, _limits),
        FileKind.Text => PlainText.Read(bytes, _limits),
        FileKind.Image => _ocr.ReadImage(bytes, what.MediaType, _limits, cancel),
        FileKind.OldWord or FileKind.WordPerfect or FileKind.OpenDocument => OldFormats.Read(bytes, what, _tools, _limits, cancel),
        FileKind.Pdf => ReadPdf(bytes, sha256, cancel),
        _ => Reading.Refused("none", $"It is {what.What}.", what.Remedy),
    };

    /// <summary>A PDF's own text; where a page has none but shows something, what recognition reads from its picture.</summary>
    private Reading ReadPdf(byte[] bytes, string sha256, CancellationToken cancel)
    {
        var pdf = PdfReader.Read(bytes, sha256, cancel);
        if (pdf.Document is not { } document)
            return new(PdfReader.Name) { Unreadable = pdf.Refusal };
        if (document.Pages.Count > _limits.Pages)
            return TooManyPages(document.Reader, document.Pages.Count, _limits);

        var notes = new List<string>();
        if (pdf.Repaired)
            notes.Add("The file is damaged; its pages were found by a search. Compare what matters with the paper.");
        if (!pdf.RedactionsChecked)
            notes.Add("The file could not be checked for hidden text.");
        var reading = new Reading(document.Reader) { Pages = document.Pages, Hidden = pdf.Hidden, Title = pdf.Title, Author = pdf.Author, Date = pdf.Created, Notes = notes };
        // A page with nothing but the court's stamp on it is a picture that was filed.
        var pictures = document.Pages.Where(page => pdf.PagesWithoutText.Contains(page.Number) || (page.Text.Length == 0 && page.Margins.Count > 0)).ToList();
        var seen = pictures.Count == 0 ? null : _ocr.ReadPdf(bytes, [.. pictures.Select(page => (page.Number, page.Width, page.Height))], _limits, cancel);
        if (seen is not null && seen.Unreadable is null)
        {
            notes.AddRange(seen.Notes);
            // The stamp's own letters are surer than what recognition makes of them.
            var read = seen.Pages.Where(page => page.Text.Length > 0)
                .Select(page => document.Pages[page.Number - 1].Margins is { Count: > 0 } stamps ? page with { Margins = stamps } : page).ToList();
            var whole = pdf.WithPages(read, seen.Reader).Document!;
            return reading with { Reader = whole.Reader, Pages = whole.Pages, OcrConfidence = seen.OcrConfidence, Doubtful = seen.Doubtful };
        }
        if (document.Pages.All(page => page.Text.Length == 0))
        {
            return reading with
            {
                Reader = seen?.Reader ?? reading.Reader,
                Unreadable = seen?.Unreadable ?? new("The PDF's pages are blank.", "If they should not be, ask for a fresh copy."),
            };
        }
        // Where some pages have text, the document is read, and says which pages are not in it.
        if (seen?.Unreadable is { } refusal)
            notes.Add($"{(pictures.Count == 1 ? "Page" : "Pages")} {string.Join(", ", pictures.Select(page => page.Number))} could not be read. {refusal}");
        return reading;
    }

    internal static Reading TooManyPages(string reader, int pages, ReadingLimits limits) =>
        Reading.Refused(reader, $"The document has {pages} pages; the limit is {limits.Pages}.", "Split it into smaller files.");
}
