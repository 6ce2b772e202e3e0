using Clementia.Casework;

namespace Clementia.Documents.Formats;

/// <summary>A document as it came out of the reader: its text with places, or the reason why there is none.</summary>
/// <param name="Sha256">Of the bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">The file's name as it came, without folders.</param>
/// <param name="Size">In bytes.</param>
/// <param name="MediaType">What the bytes are, by their content first and by the name only where content cannot tell.</param>
/// <param name="Text">The pages, or null when unreadable.</param>
/// <param name="Unreadable">Why it could not be read and what would help, or null.</param>
/// <param name="Reader">What read it (or tried), with its version.</param>
/// <param name="Hidden">Words that the document hides but the file still holds. They are in no page's text.</param>
/// <param name="Attachments">Documents inside this one, to be filed on their own.</param>
/// <param name="Title">As the file itself says it, or null.</param>
/// <param name="Author">As the file itself says it, or null.</param>
/// <param name="Subject">As the file itself says it, or null.</param>
/// <param name="Date">The day the file gives for itself (YYYY-MM-DD, YYYY-MM or YYYY), or null. A property of the file, not a vetted fact.</param>
/// <param name="Notes">What a person should know of how the reading went, in plain sentences; empty when it went well.</param>
/// <param name="OcrConfidence">Mean confidence of the recognized words in percent, or null when no page was recognized from an image.</param>
/// <param name="Doubtful">Words that recognition was unsure of.</param>
public sealed record ReadDocument(
    string Sha256,
    string Name,
    long Size,
    string MediaType,
    DocumentText? Text,
    Refusal? Unreadable,
    string Reader,
    IReadOnlyList<HiddenText> Hidden,
    IReadOnlyList<Attachment> Attachments,
    string? Title,
    string? Author,
    string? Subject,
    string? Date,
    IReadOnlyList<string> Notes,
    int? OcrConfidence,
    IReadOnlyList<DoubtfulWord> Doubtful);

/// <summary>A document inside another one: a file attached to an e-mail.</summary>
/// <param name="Name">The file's name as its sender wrote it, without folders; made up from the subject or type when there is none.</param>
/// <param name="Bytes">Its bytes, decoded.</param>
public sealed record Attachment(string Name, byte[] Bytes);

/// <summary>A word that optical recognition was unsure of.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Start">Offset in the page's text.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Confidence">In percent.</param>
public sealed record DoubtfulWord(int Page, int Start, int Length, int Confidence);

/// <summary>How much a reader takes on. A document beyond a limit is filed and marked unreadable with the limit it broke.</summary>
public sealed record ReadingLimits
{
    /// <summary>The size of one file in bytes (200 MiB).</summary>
    public long FileBytes { get; init; } = 200L << 20;

    /// <summary>Pages of one document (10,000).</summary>
    public int Pages { get; init; } = 10_000;

    /// <summary>Pages of one document that are read by optical recognition, which takes seconds a page (500).</summary>
    public int OcrPages { get; init; } = 500;

    /// <summary>Pixels of one image (200 million, an A3 sheet at 1,000 dots per inch).</summary>
    public long Pixels { get; init; } = 200_000_000;

    /// <summary>What a packed document may unpack to, in bytes (256 MiB).</summary>
    public long UnpackedBytes { get; init; } = 256L << 20;

    /// <summary>How many times its packed size a part larger than 8 MiB may unpack to (200).</summary>
    public int UnpackedRatio { get; init; } = 200;

    /// <summary>Elements inside elements, of HTML or XML (512, as in browsers).</summary>
    public int Depth { get; init; } = 512;

    /// <summary>E-mail parts inside parts (30).</summary>
    public int MailDepth { get; init; } = 30;

    /// <summary>Attachments of one e-mail (1,000).</summary>
    public int Attachments { get; init; } = 1_000;

    /// <summary>How long a helper program may work on one page (2 minutes).</summary>
    public TimeSpan ToolTime { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>What one format's reader hands to the door, before the document's own name and fingerprint are put on it.</summary>
internal sealed record Reading(string Reader)
{
    public IReadOnlyList<Page> Pages { get; init; } = [];
    public Refusal? Unreadable { get; init; }
    public IReadOnlyList<HiddenText> Hidden { get; init; } = [];
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    public string? Title { get; init; }
    public string? Author { get; init; }
    public string? Subject { get; init; }
    public string? Date { get; init; }
    public IReadOnlyList<string> Notes { get; init; } = [];
    public int? OcrConfidence { get; init; }
    public IReadOnlyList<DoubtfulWord> Doubtful { get; init; } = [];

    public static Reading Refused(string reader, string problem, string remedy) => new(reader) { Unreadable = new(problem, remedy) };
}
