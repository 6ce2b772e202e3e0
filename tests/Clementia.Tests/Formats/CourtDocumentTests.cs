using Clementia.Documents.Formats;

namespace Clementia.Tests.Formats;

/// <summary>Real court files, where they are at hand: each is read, or refused with the right reason.</summary>
public sealed class CourtDocumentTests
{
    private static readonly Lazy<DocumentReader> s_reader = new(() => new DocumentReader());

    private static byte[] File(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var root in new[] { folder.FullName, folder.Parent?.FullName ?? folder.FullName })
            {
                var path = Path.Combine(root, "shared", "data", "documents", "court", name);
                if (System.IO.File.Exists(path))
                    return System.IO.File.ReadAllBytes(path);
            }
        }
        Assert.Skip("The folder 'shared' with real documents is not beside the repository.");
        return [];
    }

    // The words checked are few and of a kind that no one owns: captions, docket numbers, dates.
    [Theory]
    [InlineData("broken-mime.pdf", "pdf 1", 23, "IN THE SUPREME COURT OF NORTH CAROLINA")]
    [InlineData("ca1_00117684624.pdf", "pdf 1", 17, "United States Court of Appeals")]
    [InlineData("ca2_1-1.pdf", "pdf 1", 2, "Thurgood Marshall U.S. Courthouse")]
    [InlineData("ca5_00516242060.pdf", "pdf 1", 10, "United States Court of Appeals")]
    [InlineData("ca9_19.pdf", "pdf 1", 15, "No. 20-16276")]
    [InlineData("missouri.pdf", "pdf 1", 5, "Missouri Court of Appeals")]
    [InlineData("word-docx.docx", "docx 1", 4, "NAVAL DISCHARGE REVIEW BOARD")]
    public void A_document_with_words_is_read(string name, string reader, int pages, string words)
    {
        var read = s_reader.Value.Read(File(name), name);

        Assert.Null(read.Unreadable);
        Assert.Equal((reader, pages), (read.Reader, read.Text!.Pages.Count));
        Assert.Contains(read.Text.Pages, page => page.Text.Contains(words, StringComparison.Ordinal));
        Assert.All(read.Text.Pages, page => Assert.All(page.Words, word => Assert.InRange(word.Start + word.Length, 1, page.Text.Length)));
    }

    [Theory]
    [Trait("Length", "long")]
    [InlineData("cl_opinion_pdf_image_based.pdf", 1, "Foreign Intelligence")]
    [InlineData("image-pdf.pdf", 2, "SUPREME COURT OF THE UNITED STATES")]
    [InlineData("ocr_pdf_variation.pdf", 1, "UNITED")]
    public void A_picture_of_a_document_is_read_by_recognition(string name, int pages, string words)
    {
        Assert.SkipUnless(Ocr.OfThisMachine.Available, "Tesseract is not installed.");
        Assert.SkipWhen(Tools.OfThisMachine.Find("pdftoppm") is null, "pdftoppm is not installed.");

        var read = s_reader.Value.Read(File(name), name);

        Assert.Equal((null, pages), (read.Unreadable?.Problem, read.Text?.Pages.Count));
        Assert.StartsWith("pdf 1; ocr tesseract ", read.Reader, StringComparison.Ordinal);
        Assert.Contains(words, read.Text!.Pages[0].Text, StringComparison.Ordinal);
        Assert.InRange(read.OcrConfidence!.Value, 80, 100);
    }

    [Theory]
    [InlineData("cl_opinion_pdf_image_based.pdf")]
    [InlineData("image-pdf.pdf")]
    [InlineData("ocr_pdf_variation.pdf")]
    public void Where_there_is_no_Tesseract_a_picture_says_so_and_keeps_what_the_file_tells_of_itself(string name)
    {
        var read = DocumentReaderTests.s_reader.Read(File(name), name);

        Assert.Null(read.Text);
        Assert.Contains("no Tesseract here", read.Unreadable!.Problem, StringComparison.Ordinal);
        Assert.NotNull(read.Title);
    }

    [Fact]
    public void The_empty_file_is_empty() =>
        Assert.Equal("The file is empty (0 bytes).", s_reader.Value.Read(File("empty.pdf"), "empty.pdf").Unreadable!.Problem);

    [Fact]
    public void The_old_Word_document_is_refused_for_want_of_a_converter()
    {
        var read = DocumentReaderTests.s_reader.Read(File("word-doc.doc"), "word-doc.doc");

        Assert.Equal("application/msword", read.MediaType);
        Assert.Equal("It is a Word document in the form before 2007 (.doc), and no converter for it is installed here.", read.Unreadable!.Problem);
    }

    [Fact]
    [Trait("Length", "long")]
    public void The_old_Word_document_is_read_where_a_converter_is()
    {
        Assert.SkipUnless(new[] { "antiword", "catdoc", "soffice" }.Any(tool => Tools.OfThisMachine.Find(tool) is not null), "No converter for .doc is installed.");

        var read = s_reader.Value.Read(File("word-doc.doc"), "word-doc.doc");

        Assert.Contains("Attorneys for Appell", read.Text!.Pages[0].Text, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("^(antiword|catdoc|soffice)", read.Reader);
    }
}
