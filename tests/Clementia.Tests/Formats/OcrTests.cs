using System.Globalization;
using System.Text;
using Clementia.Casework;
using Clementia.Documents.Formats;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using PageSize = UglyToad.PdfPig.Content.PageSize;

namespace Clementia.Tests.Formats;

public sealed class OcrTests
{
    private static readonly string[] s_letter =
    [
        "Dear members of the board,",
        "",
        "My sister has spent twenty-one years in prison for a first offense. She has taught",
        "reading to more than ninety women, and the warden himself calls her work remark-",
        "able. We ask that her sentence be commuted.",
        "",
        "She will live with me in Arcadia, where a job is waiting for her.",
    ];

    // ---- the layout, from a table as Tesseract writes it ----

    private static string Tsv(params (int Block, int Par, int Line, int Left, int Top, int Conf, string Text)[] words)
    {
        var table = new StringBuilder("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t\n");
        for (var i = 0; i < words.Length; i++)
        {
            var (block, par, line, left, top, conf, text) = words[i];
            table.Append(CultureInfo.InvariantCulture, $"5\t1\t{block}\t{par}\t{line}\t{i + 1}\t{left}\t{top}\t{text.Length * 25}\t40\t{conf}.5\t{text}\n");
        }
        return table.ToString();
    }

    private static Page Layout(params (int, int, int, int, int, int, string)[] words) =>
        OcrLayout.Of([OcrPage.FromTsv(Tsv(words), 1, 300)]).Pages[0];

    [Fact]
    public void Boxes_are_in_hundredths_of_a_point_and_words_stand_where_they_say()
    {
        var page = Layout((1, 1, 1, 300, 600, 96, "Mercy,"), (1, 1, 1, 500, 600, 96, "please"));

        Assert.Equal(("Mercy, please", 61200, 79200), (page.Text, page.Width, page.Height));
        Assert.Equal(new Box(7200, 14400, 7200 + (150 * 24), 14400 + 960), page.Words[0].Box);
        Assert.Equal(["Mercy,", "please"], page.Words.Select(word => page.Text.Substring(word.Start, word.Length)));
        Assert.Equal((0, 13), (page.Lines[0].Start, page.Lines[0].Length));
    }

    [Fact]
    public void A_word_broken_at_a_lines_end_is_whole_again_unless_the_document_writes_it_with_its_hyphen()
    {
        var page = Layout(
            (1, 1, 1, 300, 600, 96, "a"), (1, 1, 1, 400, 600, 96, "long-term"), (1, 1, 1, 700, 600, 96, "sen-"),
            (1, 1, 2, 300, 660, 96, "tence"), (1, 1, 2, 500, 660, 96, "of"), (1, 1, 2, 600, 660, 96, "long-"),
            (1, 1, 3, 300, 720, 96, "term"), (1, 1, 3, 500, 720, 96, "pain"));

        Assert.Equal("a long-term sentence of long-term pain", page.Text);
        Assert.Equal(["a", "long-term", "sentence", "of", "long-term", "pain"], page.Words.Select(word => page.Text.Substring(word.Start, word.Length)));
    }

    [Fact]
    public void The_numbers_beside_a_transcripts_lines_are_labels_and_the_page_number_is_the_pages()
    {
        var words = new List<(int, int, int, int, int, int, string)> { (1, 1, 1, 2200, 100, 96, "233") };
        for (var i = 1; i <= 25; i++)
        {
            words.Add((2, 1, i, 200, 200 + (i * 100), 96, i.ToString(CultureInfo.InvariantCulture)));
            words.Add((3, 1, i, 400, 200 + (i * 100), 96, "Q"));
            words.Add((3, 1, i, 500, 200 + (i * 100), 96, i == 7 ? "12" : "said"));
        }
        var page = Layout([.. words]);

        Assert.Equal("233", page.Label);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => i.ToString(CultureInfo.InvariantCulture)), page.Lines.Select(line => line.Label));
        Assert.StartsWith("Q said Q said", page.Text, StringComparison.Ordinal);
        Assert.Contains("Q 12", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_courts_stamp_is_set_aside()
    {
        var page = Layout((1, 1, 1, 300, 60, 96, "Case"), (1, 1, 1, 450, 60, 96, "2:94-cr-20233"), (1, 1, 1, 900, 60, 96, "Document"), (1, 1, 1, 1200, 60, 96, "114"), (1, 1, 1, 1400, 60, 96, "Filed"), (1, 1, 1, 1600, 60, 96, "01/02/95"),
            (2, 1, 1, 300, 600, 96, "Words"));

        Assert.Equal(("Words", "Case 2:94-cr-20233 Document 114 Filed 01/02/95"), (page.Text, Assert.Single(page.Margins)));
    }

    [Fact]
    public void Doubtful_words_are_named_with_their_place_and_specks_are_dropped()
    {
        var (pages, doubtful, confidence) = OcrLayout.Of([OcrPage.FromTsv(Tsv((1, 1, 1, 300, 600, 95, "the"), (1, 1, 1, 400, 600, 30, "kingpln"), (1, 1, 1, 700, 600, 12, "|")), 1, 300)]);

        Assert.Equal("the kingpln", pages[0].Text);
        var word = Assert.Single(doubtful);
        Assert.Equal((1, 4, 7, 30), (word.Page, word.Start, word.Length, word.Confidence));
        Assert.Equal(63, confidence);
    }

    // ---- with a pretended Tesseract ----

    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0];

    private static DocumentReader Pretended(ScratchFolder folder, string work, ReadingLimits? limits = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program in this test is a shell script.");
        DocumentReaderTests.Script(folder, "tesseract", $"case \"$1\" in --version) echo 'tesseract 9.8.7';; --list-langs) printf 'List\\neng\\n';; *) {work};; esac");
        var tools = new Tools(folder.Path);
        return new DocumentReader(limits ?? new(), new Ocr(tools), tools);
    }

    [Fact]
    public void Without_Tesseract_a_picture_says_what_to_install()
    {
        var read = DocumentReaderTests.s_reader.Read(s_png, "scan.png");

        Assert.Equal("Its pages are pictures, and there is no Tesseract here to read them. Install tesseract-ocr and tesseract-ocr-eng, then run `clementia reindex`.", read.Unreadable!.ToString());
    }

    [Fact]
    public void A_Tesseract_without_English_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program in this test is a shell script.");
        using var folder = new ScratchFolder();
        DocumentReaderTests.Script(folder, "tesseract", "echo 'tesseract 9.8.7'");
        var ocr = new Ocr(new Tools(folder.Path));

        Assert.False(ocr.Available);
        Assert.Contains("knows no English", ocr.Missing!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_takes_too_long_is_given_up_and_its_picture_is_deleted()
    {
        using var folder = new ScratchFolder();
        var reader = Pretended(folder, $"echo \"$1\" > {folder.Path}/seen; /bin/sleep 60", new() { ToolTime = TimeSpan.FromMilliseconds(500) });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var read = reader.Read(s_png, "scan.png");

        Assert.Contains("Tesseract took too long", read.Unreadable!.Problem, StringComparison.Ordinal);
        Assert.Equal("ocr tesseract 9.8.7", read.Reader);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        var picture = File.ReadAllText(Path.Combine(folder.Path, "seen")).Trim();
        Assert.EndsWith(".png", picture, StringComparison.Ordinal);
        Assert.False(File.Exists(picture));
        Assert.False(Directory.Exists(Path.GetDirectoryName(picture)));
    }

    [Fact]
    public void A_Tesseract_that_fails_is_quoted()
    {
        using var folder = new ScratchFolder();

        Assert.Contains("Tesseract said \"no such picture\"", Pretended(folder, "echo 'no such picture' >&2; exit 1").Read(s_png, "scan.png").Unreadable!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_too_many_pixels_is_never_unpacked()
    {
        using var folder = new ScratchFolder();
        var huge = s_png.ToArray();
        (huge[17], huge[21]) = (0xFF, 0xFF);

        var read = Pretended(folder, "echo run; exit 1").Read(huge, "scan.png");

        Assert.StartsWith("The image has 16711936 by 16711936 pixels", read.Unreadable!.Problem, StringComparison.Ordinal);
    }

    // ---- with the Tesseract of this machine ----

    private static byte[] Pdf(params string[][] pages)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        foreach (var lines in pages)
        {
            var page = builder.AddPage(PageSize.Letter);
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].Length > 0)
                    page.AddText(lines[i], 12, new PdfPoint(72, 700 - (i * 15)), font);
            }
        }
        return builder.Build();
    }

    /// <summary>The page as a gray picture: width, height, pixels.</summary>
    private static (int Width, int Height, byte[] Pixels) Painted(byte[] pdf, int page, int dpi)
    {
        Assert.SkipUnless(Ocr.OfThisMachine.Available, "Tesseract is not installed.");
        var painter = Tools.OfThisMachine.Find("pdftoppm");
        Assert.SkipWhen(painter is null, "pdftoppm is not installed.");
        using var scratch = new ScratchFolder();
        var at = page.ToString(CultureInfo.InvariantCulture);
        Tools.Run(painter!, ["-r", dpi.ToString(CultureInfo.InvariantCulture), "-gray", "-f", at, "-l", at, "-singlefile", scratch.File("a.pdf", pdf), Path.Combine(scratch.Path, "p")], TimeSpan.FromMinutes(1), default);
        var bytes = File.ReadAllBytes(Path.Combine(scratch.Path, "p.pgm"));
        var head = Encoding.ASCII.GetString(bytes, 0, 40).Split((char[])[' ', '\n'], 5);
        var (width, height) = (int.Parse(head[1], CultureInfo.InvariantCulture), int.Parse(head[2], CultureInfo.InvariantCulture));
        return (width, height, bytes[^(width * height)..]);
    }

    /// <summary>A TIFF of several gray pages, uncompressed.</summary>
    private static byte[] Tiff(int dpi, params (int Width, int Height, byte[] Pixels)[] pages)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("II*\0"u8);
        writer.Write(8);
        for (var i = 0; i < pages.Length; i++)
        {
            var (width, height, pixels) = pages[i];
            var start = (int)stream.Position;
            var resolution = start + 2 + (11 * 12) + 4;
            var data = resolution + 8;
            (int Tag, int Type, int Count, int Value)[] tags =
            [
                (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, data),
                (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, pixels.Length), (282, 5, 1, resolution), (296, 3, 1, 2),
            ];
            writer.Write((short)tags.Length);
            foreach (var (tag, type, count, value) in tags)
            {
                writer.Write((short)tag);
                writer.Write((short)type);
                writer.Write(count);
                writer.Write(value);
            }
            writer.Write(i == pages.Length - 1 ? 0 : data + pixels.Length);
            writer.Write(dpi);
            writer.Write(1);
            writer.Write(pixels);
        }
        return stream.ToArray();
    }

    [Fact]
    [Trait("Length", "long")]
    public void A_scanned_letter_of_two_pages_reads_as_a_person_reads_it()
    {
        var pdf = Pdf(s_letter, ["With hope,", "", "Ann Poe"]);
        var tiff = Tiff(200, Painted(pdf, 1, 200), Painted(pdf, 2, 200));

        var read = new DocumentReader().Read(tiff, "letter.tif");

        Assert.Equal(("image/tiff", 2), (read.MediaType, read.Text!.Pages.Count));
        Assert.Equal("""
            Dear members of the board,

            My sister has spent twenty-one years in prison for a first offense. She has taught reading to more than ninety women, and the warden himself calls her work remarkable. We ask that her sentence be commuted.

            She will live with me in Arcadia, where a job is waiting for her.
            """, read.Text.Pages[0].Text);
        Assert.Contains("Ann Poe", read.Text.Pages[1].Text, StringComparison.Ordinal);
        Assert.InRange(read.OcrConfidence!.Value, 80, 100);
        Assert.StartsWith("ocr tesseract ", read.Reader, StringComparison.Ordinal);
        Assert.InRange(read.Text.Pages[0].Width, 61_000, 61_400);
        // "Dear" was set 72 points from the left, its foot 700 points from the bottom of a sheet of 792.
        var dear = read.Text.Pages[0].Words[0].Box;
        Assert.InRange(dear.Left, 7_000, 7_500);
        Assert.InRange(dear.Bottom, 9_000, 9_500);
    }

    [Fact]
    [Trait("Length", "long")]
    public void A_page_scanned_on_its_side_is_read()
    {
        var (width, height, pixels) = Painted(Pdf(s_letter), 1, 200);
        var turned = new byte[pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                turned[(x * height) + (height - 1 - y)] = pixels[(y * width) + x];
        }

        var read = new DocumentReader().Read(Tiff(200, (height, width, turned)), "side.tif");

        Assert.Contains("My sister has spent twenty-one years in prison", read.Text!.Pages[0].Text, StringComparison.Ordinal);
    }
}
