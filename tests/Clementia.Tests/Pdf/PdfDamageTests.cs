using System.Diagnostics;
using System.Text;
using Clementia.Documents.Pdf;
using static Clementia.Tests.Pdf.TinyPdf;

namespace Clementia.Tests.Pdf;

/// <summary>Whatever the bytes are, the answer is a reading or a refusal that says why.</summary>
public sealed class PdfDamageTests
{
    private static PdfReading Read(byte[] bytes) => PdfReader.Read(bytes, new string('0', 64));

    private static byte[] Letter() => new TinyPdf { Compress = true }.Page(At(72, 700, "Dear Governor, I ask for mercy.")).Page(At(72, 700, "The second page.")).Build();

    private static string AllText(PdfReading reading) => string.Join('\n', reading.Document!.Pages.Select(p => p.Text));

    [Fact]
    public void An_empty_file_is_refused_as_empty() => Assert.Contains("empty", Read([]).Refusal!.Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("Just a text that somebody renamed.")]
    [InlineData("PK\u0003\u0004 a zip file")]
    [InlineData("<html><body>Not found</body></html>")]
    public void What_is_no_pdf_is_refused_as_no_pdf(string content) =>
        Assert.Contains("not a PDF", Read(Encoding.Latin1.GetBytes(content)).Refusal!.Problem, StringComparison.Ordinal);

    [Fact]
    public void A_pdf_of_noise_is_refused_as_damaged() =>
        Assert.Contains("damaged", Read([.. "%PDF-1.4\n"u8, .. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 % 251))]).Refusal!.Problem, StringComparison.Ordinal);

    [Fact]
    public void A_file_whose_index_is_wrong_is_repaired()
    {
        var text = Encoding.Latin1.GetString(Letter());
        foreach (var damaged in (string[])[
            text.Replace("startxref\n", "startxref\n9", StringComparison.Ordinal),
            text[..text.IndexOf("xref\n0", StringComparison.Ordinal)] + "trailer << /Root 1 0 R >>",
            text[..text.IndexOf("xref\n0", StringComparison.Ordinal)],
            text.Replace(" 00000 n", "3 00000 n", StringComparison.Ordinal)])
        {
            var reading = Read(Encoding.Latin1.GetBytes(damaged));
            Assert.Null(reading.Refusal);
            Assert.True(reading.Repaired);
            Assert.Equal("Dear Governor, I ask for mercy.\nThe second page.", AllText(reading));
        }
    }

    [Fact]
    public void Junk_before_the_header_is_skipped() =>
        Assert.Equal("Dear Governor, I ask for mercy.\nThe second page.", AllText(Read([.. "HTTP/1.1 200 OK\r\n\r\n"u8, .. Letter()])));

    [Theory]
    [InlineData(Encrypted.Rc4Of40Bits)]
    [InlineData(Encrypted.Rc4Of128Bits)]
    [InlineData(Encrypted.Aes128)]
    [InlineData(Encrypted.Aes256)]
    [InlineData(Encrypted.Aes256Revision5)]
    public void A_protected_file_without_a_password_opens(string base64)
    {
        var reading = Read(Convert.FromBase64String(base64));

        Assert.Null(reading.Refusal);
        Assert.Equal("A sealed letter that anyone may open.", AllText(reading));
        Assert.Equal("The Letter", reading.Title);
    }

    [Theory]
    [InlineData(Encrypted.NeedsPassword)]
    [InlineData(Encrypted.NeedsPasswordRc4)]
    public void A_file_that_needs_a_password_is_refused_for_that(string base64) =>
        Assert.Contains("password", Read(Convert.FromBase64String(base64)).Refusal!.Problem, StringComparison.Ordinal);

    [Fact]
    public void Every_filter_is_undone()
    {
        var content = At(72, 700, "Filtered text.");
        var hex = Convert.ToHexString(Encoding.Latin1.GetBytes(content)) + ">";
        var runs = string.Concat(content.Select(c => "\0" + c)) + "\u0080";
        foreach (var (filter, data) in new[]
        {
            ("/ASCIIHexDecode", Encoding.Latin1.GetBytes(hex)),
            ("/RunLengthDecode", Encoding.Latin1.GetBytes(runs)),
            ("/ASCII85Decode", Ascii85(Encoding.Latin1.GetBytes(content))),
            ("/LZWDecode", Lzw(Encoding.Latin1.GetBytes(content))),
            ("[/ASCIIHexDecode /FlateDecode]", Encoding.Latin1.GetBytes(Convert.ToHexString(Deflate(Encoding.Latin1.GetBytes(content))) + ">")),
        })
        {
            var pdf = new TinyPdf();
            pdf.Name("F", pdf.Add($"/Type /XObject /Subtype /Form /BBox [0 0 612 792] RESOURCES /Filter {filter}", data));
            Assert.Equal("Filtered text.", AllText(Read(pdf.Page("/F Do").Build())));
        }
    }

    private static byte[] Ascii85(byte[] data)
    {
        var text = new StringBuilder();
        for (var i = 0; i < data.Length; i += 4)
        {
            var count = Math.Min(4, data.Length - i);
            uint group = 0;
            for (var k = 0; k < 4; k++)
                group = (group << 8) | (k < count ? data[i + k] : 0u);
            var digits = new char[5];
            for (var k = 4; k >= 0; k--, group /= 85)
                digits[k] = (char)('!' + (group % 85));
            text.Append(digits, 0, count + 1);
        }
        return Encoding.Latin1.GetBytes(text + "~>");
    }

    private static byte[] Lzw(byte[] data)
    {
        // Plain codes of nine bits, the table cleared before it would need ten.
        var bits = new List<bool>();
        void Put(int code)
        {
            for (var i = 8; i >= 0; i--)
                bits.Add(((code >> i) & 1) != 0);
        }
        for (var i = 0; i < data.Length; i++)
        {
            if (i % 200 == 0)
                Put(256);
            Put(data[i]);
        }
        Put(257);
        var output = new byte[(bits.Count + 7) / 8];
        for (var i = 0; i < bits.Count; i++)
            output[i / 8] |= (byte)(bits[i] ? 128 >> (i % 8) : 0);
        return output;
    }

    [Fact]
    public void A_stream_that_swells_without_measure_is_refused()
    {
        var pdf = new TinyPdf();
        var bomb = new byte[PdfFile.StreamLimit + 1000];
        pdf.Name("F", pdf.Add("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Filter /FlateDecode", Deflate(bomb)));
        Assert.Contains("unpacks to more", Read(pdf.Page("/F Do").Build()).Refusal!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Forms_that_draw_each_other_a_billion_times_are_refused_in_time()
    {
        var pdf = new TinyPdf();
        var inner = pdf.AddStream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", string.Concat(Enumerable.Repeat("0 0 m ", 100)));
        for (var level = 0; level < 10; level++)
            inner = pdf.AddStream($"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /I {inner} 0 R >> >>", string.Concat(Enumerable.Repeat("/I Do ", 10)));
        pdf.Name("F", inner);
        var watch = Stopwatch.StartNew();
        Assert.Contains("drawing instructions", Read(pdf.Page("/F Do").Build()).Refusal!.Problem, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void A_form_that_draws_itself_and_a_page_tree_that_contains_itself_end()
    {
        var pdf = new TinyPdf();
        var self = pdf.AddStream("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> /XObject << /Self 8 0 R >> >>", At(72, 700, "Once.") + "/Self Do");
        Assert.Equal(8, self);
        pdf.Name("Self", self);
        Assert.StartsWith("Once.", AllText(Read(pdf.Page("/Self Do").Build())), StringComparison.Ordinal);

        var text = Encoding.Latin1.GetString(Letter()).Replace("/Kids [", "/Kids [2 0 R ", StringComparison.Ordinal);
        Assert.Equal("Dear Governor, I ask for mercy.\nThe second page.", AllText(Read(Encoding.Latin1.GetBytes(text))));
    }

    [Fact]
    public void A_cut_off_file_gives_the_pages_that_are_there()
    {
        var pdf = new TinyPdf();
        for (var i = 0; i < 20; i++)
            pdf.Page(At(72, 700, $"Page {i} of a long letter, {new string((char)('a' + i), 6)}, that breaks off."));
        var bytes = pdf.Build();

        var reading = Read(bytes[..(bytes.Length / 2)]);
        Assert.Null(reading.Refusal);
        Assert.Contains("Page 3 of a long letter", AllText(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_damage_never_crashes_and_never_hangs()
    {
        var letter = Letter();
        var protectedFile = Convert.FromBase64String(Encrypted.Aes128);
        var marked = new TinyPdf();
        marked.Name("I", marked.AddStream("/Type /XObject /Subtype /Form /BBox [0 0 400 50] RESOURCES", At(0, 10, "inside")));
        marked.Page("q 1 0 0 1 72 600 cm /I Do Q 0 g 70 600 100 20 re f BI /W 1 /H 1 /BPC 8 /CS /G ID x EI " + At(72, 500, "after"), "/Annots [<< /Type /Annot /Subtype /Square /Rect [0 0 50 50] /IC [0] >>]");
        Batter([letter, protectedFile, marked.Build()], rounds: 400, seed: 20180606);
    }

    /// <summary>Mutates files by a seeded generator: the same damage on every run.</summary>
    internal static void Batter(IReadOnlyList<byte[]> files, int rounds, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = files[round % files.Count].ToArray();
            switch (random.Next(5))
            {
                case 0:
                    bytes = bytes[..random.Next(bytes.Length)];
                    break;
                case 1:
                    var from = random.Next(bytes.Length);
                    Array.Clear(bytes, from, Math.Min(random.Next(1, 200), bytes.Length - from));
                    break;
                case 2:
                    // Figures are what sizes, offsets and references are made of.
                    for (var i = 0; i < bytes.Length; i++)
                    {
                        if (bytes[i] is >= (byte)'0' and <= (byte)'9' && random.Next(40) == 0)
                            bytes[i] = (byte)('0' + random.Next(10));
                    }
                    break;
                default:
                    for (var flips = random.Next(1, 30); flips > 0; flips--)
                        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    break;
            }
            var watch = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reading = Read(bytes);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"Round {round} took {watch.Elapsed}.");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2L << 30, $"Round {round} took more than 2 GiB.");
            if (reading.Refusal is null)
                Pages.HoldTogether(reading);
            else
                Assert.Null(reading.Document);
        }
    }
}
