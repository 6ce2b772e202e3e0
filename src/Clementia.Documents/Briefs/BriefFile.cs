using System.Security.Cryptography;
using Clementia.Casework;

namespace Clementia.Documents.Briefs;

/// <summary>The forms in which a brief is issued. All three say the same.</summary>
public enum BriefFormat
{
    /// <summary>Tagged PDF: the page, and the binder with the cited pages drawn.</summary>
    Pdf,
    /// <summary>A Word document with real footnotes; the binder quotes the cited passages.</summary>
    Docx,
    /// <summary>One self-contained web page without script; the binder quotes the cited passages.</summary>
    Html,
}

/// <summary>Where a brief's binder takes the cited documents from.</summary>
/// <param name="Bytes">The original bytes of a document by its SHA-256, or null when they are gone.</param>
/// <param name="Text">The kept text of a document by its SHA-256: the same text that its citations were made from.</param>
public sealed record BriefSources(Func<string, byte[]?> Bytes, Func<string, DocumentText?> Text);

/// <summary>An issued copy of a brief: what goes to its recipient, and what the docket records of it.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Sha256">Its fingerprint, 64 lower-case hexadecimal digits. The same brief from the same sources gives the same.</param>
/// <param name="Format">Its form.</param>
/// <param name="Warnings">What is less than it should be, each in one sentence (a letter that no font has, a page that could not be drawn).</param>
public sealed record BriefFile(byte[] Bytes, string Sha256, BriefFormat Format, IReadOnlyList<string> Warnings)
{
    /// <summary>Writes a brief with its binder. Every cited passage is checked against its page again, and every cited page for hidden text.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="format">Its form.</param>
    /// <param name="sources">The cited documents.</param>
    /// <param name="typesetter">For PDF: the process that sets it; when null one is started and ended. A server keeps one.</param>
    public static Outcome<BriefFile> Write(Brief brief, BriefFormat format, BriefSources sources, Typesetter? typesetter = null)
    {
        var warnings = new List<string>();
        if (!Binder.TryCollect(brief, sources, draw: format == BriefFormat.Pdf, warnings, out var pages, out var refusal))
            return refusal;
        byte[]? bytes;
        switch (format)
        {
            case BriefFormat.Pdf:
                if (!BriefPdf.TryWrite(brief, pages, typesetter, warnings, out bytes, out refusal))
                    return refusal;
                break;
            case BriefFormat.Docx:
                bytes = BriefDocx.Write(brief, pages);
                break;
            case BriefFormat.Html:
                bytes = BriefHtml.Write(brief, pages);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "A brief is written as Pdf, Docx or Html.");
        }
        return new BriefFile(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), format, warnings);
    }

    /// <summary>What the docket records of this copy.</summary>
    /// <param name="brief">The brief that was written.</param>
    /// <param name="copy">How it was made, so that it can be made again and traced.</param>
    public BriefIssued Entry(Brief brief, BriefCopy? copy = null) =>
        new(Sha256, Format.ToString().ToLowerInvariant(), brief.Recipient, brief.AsOf, brief.Checkpoint.Signed, brief.Facts, copy);
}
