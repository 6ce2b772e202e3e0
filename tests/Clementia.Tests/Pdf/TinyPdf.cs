using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Clementia.Tests.Pdf;

/// <summary>Writes small PDF files by hand, so that each test shows exactly what its page paints and in which order.</summary>
internal sealed class TinyPdf
{
    private readonly List<(string Dictionary, byte[]? Stream)> _objects = [];
    private readonly List<int> _pages = [];
    private readonly StringBuilder _resources = new();

    public const double Width = 612, Height = 792;

    public string Info { get; set; } = "";

    public bool Compress { get; set; }

    public TinyPdf()
    {
        // 1 catalog, 2 page tree, 3 to 5 fonts, 6 half transparent, 7 multiplying.
        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add("");
        Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        Add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl /ff /ffi] >> >>");
        Add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>");
        Add("<< /ca 0.5 /CA 0.5 >>");
        Add("<< /BM /Multiply >>");
    }

    public int Add(string dictionary, byte[]? stream = null)
    {
        _objects.Add((dictionary, stream));
        return _objects.Count;
    }

    public int AddStream(string dictionary, string content) => Add(dictionary, Encoding.Latin1.GetBytes(content));

    /// <summary>Makes an object known to all pages as a form or picture of this name.</summary>
    public void Name(string name, int number) => _resources.Append(CultureInfo.InvariantCulture, $"/{name} {number} 0 R ");

    /// <summary>Adds a page. <paramref name="more"/> goes into its dictionary ("/Rotate 90", "/Annots [...]").</summary>
    public TinyPdf Page(string content, string more = "")
    {
        var stream = AddStream("", content);
        _pages.Add(Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {stream} 0 R RESOURCES {more} >>"));
        return this;
    }

    /// <summary>Text at a place, from the lower left corner as PDF counts.</summary>
    public static string At(double x, double y, string text, string font = "F1", double size = 12) =>
        string.Create(CultureInfo.InvariantCulture, $"BT /{font} {size} Tf {x} {y} Td ({text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj ET\n");

    /// <summary>Lines of text one below the other.</summary>
    public static string Lines(double x, double y, double leading, params string[] lines) =>
        string.Concat(lines.Select((line, i) => At(x, y - (i * leading), line)));

    /// <summary>A paragraph of typewriter text, each line as full as its width in letters allows.</summary>
    public static string Wrapped(double x, double y, int letters, string text, double leading = 14)
    {
        var content = "";
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > letters)
            {
                content += At(x, y, line, "F3");
                (line, y) = ("", y - leading);
            }
            line += (line.Length > 0 ? " " : "") + word;
        }
        return content + At(x, y, line, "F3");
    }

    public byte[] Build(string header = "%PDF-1.7\n")
    {
        _objects[1] = ($"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select(p => $"{p} 0 R"))}] >>", null);
        var resources = $"/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> /ExtGState << /Half 6 0 R /Multiply 7 0 R >> /XObject << {_resources} >> >>";
        using var file = new MemoryStream();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Write(header);
        var offsets = new List<long>();
        for (var i = 0; i < _objects.Count; i++)
        {
            offsets.Add(file.Position);
            var (dictionary, stream) = _objects[i];
            Write($"{i + 1} 0 obj\n");
            if (stream is null)
                Write(dictionary.Replace("RESOURCES", resources, StringComparison.Ordinal));
            else
            {
                var bytes = Compress && !dictionary.Contains("/Filter", StringComparison.Ordinal) ? Deflate(stream) : stream;
                var filter = Compress && !dictionary.Contains("/Filter", StringComparison.Ordinal) ? "/Filter /FlateDecode " : "";
                Write($"<< {filter}/Length {bytes.Length} {dictionary.Replace("RESOURCES", resources, StringComparison.Ordinal)} >>\nstream\n");
                file.Write(bytes);
                Write("\nendstream");
            }
            Write("\nendobj\n");
        }
        var info = "";
        if (Info.Length > 0)
            info = $"/Info << {Info} >>";
        var start = file.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Write(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        Write($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R {info} >>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();
    }

    public static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal))
            deflate.Write(data);
        return packed.ToArray();
    }
}
