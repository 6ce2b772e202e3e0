using System.Text;
using Clementia.Casework;

namespace Clementia.Documents.Formats;

/// <summary>
/// Plain text and Markdown: the page's text is the file's own characters, unchanged, so that an offset into the page is an
/// offset into the file. Only the byte order mark is dropped; a form feed ends a page and belongs to none.
/// </summary>
internal static class PlainText
{
    public const string Version = "text 1";

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Reading Read(byte[] bytes, ReadingLimits limits)
    {
        if (Decode(bytes) is not var (text, note))
            return Reading.Refused(Version, "The file is not text, and nothing in it says what it is.",
                "Find the program that made it, save it as PDF or DOCX, and file that.");
        var pages = text.Split('\f');
        var count = pages.Length > 1 && pages[^1].Length == 0 ? pages.Length - 1 : pages.Length;
        if (count > limits.Pages)
            return DocumentReader.TooManyPages(Version, count, limits);
        return new(Version)
        {
            Pages = [.. pages.Take(count).Select((page, index) => Page.OfText(index + 1, page))],
            Notes = note is null ? [] : [note],
        };
    }

    /// <summary>The characters of a text file, with a note where some could not be read; null when it is not text.</summary>
    public static (string Text, string? Note)? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return Judge(Utf8(bytes[3..]));
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) && !bytes.StartsWith<byte>([0xFF, 0xFE, 0, 0]))
            return Judge(Wide(bytes[2..], Encoding.Unicode));
        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
            return Judge(Wide(bytes[2..], Encoding.BigEndianUnicode));
        if (bytes.Contains((byte)0))
            return WideWithoutMark(bytes) is { } encoding ? Judge(Wide(bytes, encoding)) : null;
        return Judge(Utf8(bytes));
    }

    // English text in two-byte characters has a zero in nearly every second byte, always on the same side.
    private static Encoding? WideWithoutMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % 2 != 0)
            return null;
        int even = 0, odd = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }
        var pairs = bytes.Length / 2;
        return odd > pairs * 0.6 && even < pairs * 0.02 ? Encoding.Unicode
            : even > pairs * 0.6 && odd < pairs * 0.02 ? Encoding.BigEndianUnicode
            : null;
    }

    private static (string, string?) Wide(ReadOnlySpan<byte> bytes, Encoding encoding) => Noted(encoding.GetString(bytes));

    private static (string, string?) Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return (s_strictUtf8.GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            // A UTF-8 file with a few broken bytes is still UTF-8: read as Windows-1252, every accent in it would turn to rubbish.
            var text = Encoding.UTF8.GetString(bytes);
            var broken = text.Count(c => c == '\ufffd');
            var sound = text.Count(c => c > '\u007f' && c != '\ufffd');
            return sound > 4 * broken ? Noted(text) : (s_windows.GetString(bytes), null);
        }
    }

    private static (string, string?) Noted(string text)
    {
        var broken = text.Count(c => c == '\ufffd');
        return (text, broken == 0 ? null : $"{broken} characters of the file are damaged and stand as \ufffd.");
    }

    // Text has line feeds, tabs and form feeds, and hardly any other control character.
    private static (string, string?)? Judge((string Text, string? Note) read)
    {
        var controls = read.Text.Count(c => (c < ' ' && c is not ('\n' or '\r' or '\t' or '\f' or '\u001a')) || c == '\u007f');
        return controls * 100L > read.Text.Length ? null : read;
    }
}
