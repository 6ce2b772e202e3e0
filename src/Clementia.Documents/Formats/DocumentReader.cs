using System.Security.Cryptography;
using Clementia.Casework;

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
        var (mediaType, reading) = Sniffed(bytes, name, cancel);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new(sha256, name, bytes.LongLength, mediaType,
            reading.Unreadable is null ? new DocumentText(sha256, reading.Pages, reading.Reader) : null, reading.Unreadable, reading.Reader,
            reading.Hidden, reading.Attachments, reading.Title, reading.Author, reading.Subject, reading.Date,
            reading.Notes, reading.OcrConfidence, reading.Doubtful);
    }

    private (string MediaType, Reading Reading) Sniffed(byte[] bytes, string name, CancellationToken cancel)
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
            return (what.MediaType, Read(bytes, what, cancel));
        }
#pragma warning disable CA1031 // Bad input is answered, never thrown: whatever a parser trips over is said of the document, which stays filed.
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            return (what.MediaType, Reading.Refused("none", $"It is {what.What}, and its reader failed on it ({error.GetType().Name}: {error.Message.TrimEnd('.')}).",
                "Ask for a fresh copy, or save it as PDF and file that."));
        }
    }

    private Reading Read(byte[] bytes, Sniffed what, CancellationToken cancel) => what.Kind switch
    {
        FileKind.Word => WordText.Read(bytes, _limits),
        FileKind.Html => HtmlText.Read(bytes, _limits),
        FileKind.Mail => MailText.Read(bytes, _limits),
        FileKind.RichText => RichText.Read(bytes, _limits),
        FileKind.Text => PlainText.Read(bytes, _limits),
        FileKind.Image => _ocr.ReadImage(bytes, what.MediaType, _limits, cancel),
        FileKind.OldWord or FileKind.WordPerfect or FileKind.OpenDocument => OldFormats.Read(bytes, what, _tools, _limits, cancel),
        FileKind.Pdf => Reading.Refused("none", "PDF reading is not wired yet.", ""),
        _ => Reading.Refused("none", $"It is {what.What}.", what.Remedy),
    };

    internal static Reading TooManyPages(string reader, int pages, ReadingLimits limits) =>
        Reading.Refused(reader, $"The document has {pages} pages; the limit is {limits.Pages}.", "Split it into smaller files.");
}
