using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Clementia.Casework;

namespace Clementia.Documents.Briefs;

/// <summary>
/// Pages as pictures. PDF pages are always drawn and never embedded: a drawing cannot carry text that the page hides, and
/// PDF/UA does not admit embedded pages (docs/decisions/0051). Poppler's pdftoppm draws; without it the binder gives the text.
/// </summary>
internal sealed class PageDrawing : IDisposable
{
    // Dots an inch: type of ten points stays crisp on paper at the size that the binder prints it, at some 60 kB a page.
    private const int Resolution = 120;

    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _warnings = new(StringComparer.Ordinal);
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("clementia-binder-"));

    /// <summary>What could not be drawn, and what would help.</summary>
    public IEnumerable<string> Warnings => _warnings.Keys.Order(StringComparer.Ordinal);

    /// <summary>The page drawn, or null when it has no paper or cannot be drawn here.</summary>
    public PageImage? Draw(DocumentFiled filed, byte[] bytes, Page page)
    {
        if (page.Width <= 0 || page.Height <= 0)
            return null;
        switch (filed.MediaType)
        {
            case "image/png":
                return new PageImage(bytes, "png", page.Width, page.Height, []);
            case "image/jpeg":
                return new PageImage(Jpeg.WithoutMetadata(bytes), "jpg", page.Width, page.Height, []);
            case "application/pdf":
                return DrawPdf(filed, bytes, page);
            default:
                return null;
        }
    }

    private PageImage? DrawPdf(DocumentFiled filed, byte[] bytes, Page page)
    {
        if (Programs.Find("pdftoppm") is not { } program)
        {
            _warnings["pdftoppm is not installed, so the binder gives cited PDF pages as text. Install poppler-utils to have them drawn."] = true;
            return null;
        }
        // Written once for all pages of the document; two threads may both write the same bytes.
        var file = _files.GetOrAdd(filed.Sha256, sha =>
        {
            var path = Path.Combine(_folder.Value.FullName, $"{sha}-{Environment.CurrentManagedThreadId}.pdf");
            File.WriteAllBytes(path, bytes);
            return path;
        });
        var number = page.Number.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { "-r", Resolution.ToString(CultureInfo.InvariantCulture), "-png", "-cropbox", "-f", number, "-l", number, file },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var png = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(png);
        process.WaitForExit();
        if (process.ExitCode == 0 && png.Length > 8)
            return new PageImage(png.ToArray(), "png", page.Width, page.Height, []);
        _warnings[$"Page {page.Number} of {filed.Name} could not be drawn by pdftoppm (exit code {process.ExitCode}); the binder gives its text."] = true;
        return null;
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated)
            _folder.Value.Delete(recursive: true);
    }
}

/// <summary>Programs of the machine that Clementia uses when they are there.</summary>
internal static class Programs
{
    /// <summary>The program's path by the PATH of this process, or null.</summary>
    public static string? Find(string name)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            foreach (var extension in OperatingSystem.IsWindows() ? [".exe", ".cmd"] : new[] { "" })
            {
                var path = Path.Combine(folder, name + extension);
                if (File.Exists(path))
                    return path;
            }
        return null;
    }
}

/// <summary>Pictures as cameras write them carry a place and a time along; a binder must not.</summary>
internal static class Jpeg
{
    /// <summary>The same picture without its application segments (Exif, XMP, thumbnails) and comments; the bytes as they are when they are no plain JPEG.</summary>
    public static byte[] WithoutMetadata(byte[] jpeg)
    {
        if (jpeg.Length < 4 || jpeg[0] != 0xFF || jpeg[1] != 0xD8)
            return jpeg;
        using var clean = new MemoryStream(jpeg.Length);
        clean.Write(jpeg, 0, 2);
        var at = 2;
        while (at + 4 <= jpeg.Length && jpeg[at] == 0xFF)
        {
            var marker = jpeg[at + 1];
            if (marker == 0xDA)
            {
                clean.Write(jpeg, at, jpeg.Length - at);
                return clean.ToArray();
            }
            var length = 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]);
            if (at + length > jpeg.Length)
                return jpeg;
            // APP0 (JFIF) and APP14 (Adobe) say how the colors are to be read and stay.
            if (marker is not ((>= 0xE1 and <= 0xED) or 0xEF or 0xFE))
                clean.Write(jpeg, at, length);
            at += length;
        }
        return jpeg;
    }
}
