using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Clementia.Documents.Formats;

internal enum FileKind { Pdf, Word, Html, Mail, Image, RichText, OldWord, WordPerfect, OpenDocument, Text, Unreadable }

/// <summary>What a file is: by its bytes, and by its name only where the bytes leave a choice.</summary>
/// <param name="Kind">Which reader takes it.</param>
/// <param name="MediaType">IANA media type.</param>
/// <param name="What">In plain words, with article ("a spreadsheet").</param>
/// <param name="Remedy">What would help when no reader takes it.</param>
internal sealed partial record Sniffed(FileKind Kind, string MediaType, string What, string Remedy = "")
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static Sniffed Of(ReadOnlySpan<byte> bytes, string name)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        // PDF viewers accept the mark anywhere in the first 1,024 bytes; so do court systems that put lines of their own before it.
        if (bytes[..Math.Min(1024, bytes.Length)].IndexOf("%PDF-"u8) is >= 0 and var at && (at == 0 || !LooksLikeText(bytes[..at]) || ending == ".pdf"))
            return new(FileKind.Pdf, "application/pdf", "a PDF");
        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8))
            return Zip(bytes, ending);
        if (bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return Compound(bytes);
        if (bytes.StartsWith(@"{\rtf"u8))
            return new(FileKind.RichText, "application/rtf", "a Rich Text document");
        if (bytes.StartsWith<byte>([0xFF, (byte)'W', (byte)'P', (byte)'C']))
            return new(FileKind.WordPerfect, "application/vnd.wordperfect", "a WordPerfect document");
        if (Image(bytes) is { } image)
            return image;
        if (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8))
            return bytes[8..12].SequenceEqual("heic"u8) || bytes[8..12].SequenceEqual("heix"u8) || bytes[8..12].SequenceEqual("mif1"u8)
                ? Not("image/heic", "a photograph in HEIC form", "Save it as JPEG or PNG and file that.")
                : Not("video/mp4", "a recording", "File its transcript.");
        if (bytes.StartsWith<byte>([0x1F, 0x8B]) || bytes.StartsWith("7z\xBC\xAF\x27\x1C"u8) || bytes.StartsWith("Rar!"u8))
            return Not("application/octet-stream", "a packed archive", "Unpack it and file the documents in it.");
        if (bytes.StartsWith("ID3"u8) || bytes.StartsWith("RIFF"u8) || bytes.StartsWith("OggS"u8) || bytes.StartsWith("fLaC"u8))
            return Not("audio/*", "a recording", "File its transcript.");
        if (bytes.StartsWith<byte>([0x7F, (byte)'E', (byte)'L', (byte)'F']) || bytes.StartsWith("MZ"u8) && bytes.Contains((byte)0))
            return Not("application/octet-stream", "a program, not a document", "File the document itself.");
        return TextLike(bytes, ending);
    }

    private static Sniffed Not(string mediaType, string what, string remedy) => new(FileKind.Unreadable, mediaType, what, remedy);

    private static bool LooksLikeText(ReadOnlySpan<byte> bytes) => PlainText.Decode(bytes) is not null;

    private static Sniffed? Image(ReadOnlySpan<byte> bytes)
    {
        static Sniffed Of(string type) => new(FileKind.Image, "image/" + type, "an image");
        return bytes.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Of("png")
            : bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Of("jpeg")
            : bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) ? Of("tiff")
            : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? Of("gif")
            : bytes.StartsWith("BM"u8) && bytes.Length > 26 && bytes[6..10].SequenceEqual("\0\0\0\0"u8) ? Of("bmp")
            : bytes.Length > 16 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? Of("webp")
            : null;
    }

    private static Sniffed Zip(ReadOnlySpan<byte> bytes, string ending)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false));
            if (zip.GetEntry("[Content_Types].xml") is not null)
            {
                if (zip.Entries.Any(entry => entry.FullName.StartsWith("word/", StringComparison.OrdinalIgnoreCase)))
                    return new(FileKind.Word, Docx, "a Word document");
                if (zip.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
                    return Not("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a spreadsheet", "Save it as PDF and file that.");
                if (zip.Entries.Any(entry => entry.FullName.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase)))
                    return Not("application/vnd.openxmlformats-officedocument.presentationml.presentation", "a presentation", "Save it as PDF and file that.");
            }
            if (zip.GetEntry("mimetype") is { } mimetype && mimetype.Length < 200)
            {
                using var reader = new StreamReader(mimetype.Open(), Encoding.ASCII);
                var type = reader.ReadToEnd().Trim();
                if (type == "application/vnd.oasis.opendocument.text")
                    return new(FileKind.OpenDocument, type, "an OpenDocument text");
                if (type == "application/epub+zip")
                    return Not(type, "an electronic book", "Save it as PDF and file that.");
                if (type.StartsWith("application/vnd.oasis.opendocument", StringComparison.Ordinal))
                    return Not(type, "an OpenDocument file that is not text", "Save it as PDF and file that.");
            }
            return Not("application/zip", "a ZIP archive", "Unpack it and file the documents in it.");
        }
        catch (InvalidDataException)
        {
            return ending is ".docx" or ".docm"
                ? Not(Docx, "a Word document whose archive is damaged", "Ask for a fresh copy, or open it in Word, let Word repair it, and file the repaired copy.")
                : Not("application/zip", "a damaged ZIP archive", "Ask for a fresh copy.");
        }
    }

    /// <summary>Files of the old Office programs are small file systems whose directory names what is inside, in two-byte letters.</summary>
    private static Sniffed Compound(ReadOnlySpan<byte> bytes) =>
        Holds(bytes, "EncryptedPackage") ? Not("application/x-ole-storage", "an Office document locked with a password", "Remove the password in the program that made it, and file the open copy.")
        : Holds(bytes, "WordDocument") ? new(FileKind.OldWord, "application/msword", "a Word document in the form before 2007 (.doc)")
        : Holds(bytes, "Workbook") ? Not("application/vnd.ms-excel", "a spreadsheet", "Save it as PDF and file that.")
        : Holds(bytes, "PowerPoint Document") ? Not("application/vnd.ms-powerpoint", "a presentation", "Save it as PDF and file that.")
        : Holds(bytes, "__properties_version1.0") ? Not("application/vnd.ms-outlook", "an Outlook message (.msg)", "Save it from the mail program as .eml and file that.")
        : Not("application/x-ole-storage", "an old Office file of an unknown kind", "Open it in the program that made it, save it as PDF, and file that.");

    private static bool Holds(ReadOnlySpan<byte> bytes, string name) => bytes.IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;

    private static Sniffed TextLike(ReadOnlySpan<byte> bytes, string ending)
    {
        if (PlainText.Decode(bytes[..(bytes.Length > 1 << 16 ? 1 << 16 : bytes.Length)]) is not var (start, _))
            return Not("application/octet-stream", "not a kind of file that we know", "Find the program that made it, save it as PDF or DOCX, and file that.");
        if (ending is ".eml" && HeaderLine().IsMatch(start) || LooksLikeMail(start))
            return new(FileKind.Mail, "message/rfc822", "an e-mail");
        // Markdown and text may quote HTML; only a file that begins as HTML, or calls itself so and has tags, is HTML.
        if (HtmlStart().IsMatch(start) || ending is ".html" or ".htm" or ".xhtml" && HtmlTag().IsMatch(start))
            return new(FileKind.Html, "text/html", "a web page");
        return new(FileKind.Text, ending is ".md" or ".markdown" ? "text/markdown" : "text/plain", "a text file");
    }

    // A memorandum also begins "From: ... To: ... Date: ...". Only a mail system writes these others.
    private static bool LooksLikeMail(string start)
    {
        var end = start.AsSpan().IndexOf("\n\n");
        var head = end >= 0 ? start[..end] : start.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var crlf ? start[..crlf] : start;
        return HeaderLine().IsMatch(head) && FromLine().IsMatch(head) && MailSystemLine().IsMatch(head);
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]*:[ \t]?\S?")]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"^From:", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex FromLine();

    [GeneratedRegex(@"^(Message-ID|MIME-Version|Received|Return-Path|Delivered-To):", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MailSystemLine();

    [GeneratedRegex(@"\A\s*(<\?xml[^>]*>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex HtmlStart();

    [GeneratedRegex(@"<(html|head|body|div|p|table|h[1-6]|span|meta|title|ul|ol|br|article|section)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlTag();
}
