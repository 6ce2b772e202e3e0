using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using Clementia.Casework;
using Clementia.Documents.Briefs;
using Clementia.Documents.Pdf;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Clementia.Tests.Briefs;

public sealed class BriefFileTests
{
    // One process sets all PDFs of these tests, as one would on a server.
    private static readonly Lazy<Typesetter> s_typesetter = new(() => new Typesetter());

    private static BriefFile Written(CaseFile file, BriefFormat format, BriefOptions? options = null)
    {
        if (format == BriefFormat.Pdf && s_typesetter.Value.Missing is { } missing)
            Assert.Skip(missing.ToString());
        var outcome = BriefFile.Write(file.Brief(options), format, file.Sources, s_typesetter.Value);
        Assert.False(outcome.IsRefused, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character != '\u200b'));

    /// <summary>A line as it is read in any form: the words with the footnote numbers where they stand.</summary>
    private static string Read(BriefLine line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Runs.Count; i++)
            text.Append(line.Runs[i].Kind == RunKind.Note && i > 0 && line.Runs[i - 1].Kind == RunKind.Note ? "," : "").Append(line.Runs[i].Text);
        return Squeezed(text.ToString());
    }

    private static string PdfText(byte[] pdf, Func<int, bool>? pages = null)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join('\n', document.GetPages().Where(page => pages?.Invoke(page.Number) ?? true).Select(page => Squeezed(string.Concat(page.Letters.Select(letter => letter.Value)))));
    }

    private static string DocxText(OpenXmlElement element)
    {
        var text = new StringBuilder();
        foreach (var one in element.Descendants())
            text.Append(one switch
            {
                Word.Text words => words.Text,
                Word.FootnoteReference reference => reference.Id!.Value.ToString(CultureInfo.InvariantCulture),
                Word.Paragraph or Word.Break => "\n",
                _ => "",
            });
        return text.ToString();
    }

    [Fact]
    public void All_three_forms_say_the_same()
    {
        var file = BriefTests.Sized(120, "Ada Lindqvist");
        var brief = file.Brief();
        var lines = brief.Lines.Concat(brief.Further.SelectMany(section => section.Lines)).Select(Read).ToList();
        Assert.True(brief.Further.Count > 0, "The case must be large enough to fill a binder.");

        var pdf = PdfText(Written(file, BriefFormat.Pdf).Bytes);
        var html = Squeezed(new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Written(file, BriefFormat.Html).Bytes)).Body!.TextContent);
        using var docx = WordprocessingDocument.Open(new MemoryStream(Written(file, BriefFormat.Docx).Bytes), false);
        var word = Squeezed(DocxText(docx.MainDocumentPart!.Document!));

        foreach (var form in new[] { pdf, html, word })
        {
            Assert.All(lines, line => Assert.Contains(line, form, StringComparison.Ordinal));
            Assert.Contains(Squeezed(brief.Name), form, StringComparison.Ordinal);
            Assert.All(brief.Notes.SelectMany(note => note.Marks), mark => Assert.Contains(Squeezed(mark.Says), form, StringComparison.Ordinal));
        }
        var footnotes = Squeezed(DocxText(docx.MainDocumentPart.FootnotesPart!.Footnotes!));
        foreach (var note in brief.Notes)
        {
            Assert.Contains(Squeezed(note.Text), pdf, StringComparison.Ordinal);
            Assert.Contains(Squeezed(note.Text), html, StringComparison.Ordinal);
            Assert.Contains(Squeezed(note.Text), footnotes, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_form_names_its_recipient_its_day_its_checkpoint_and_that_it_is_a_sample()
    {
        var file = CaseFile.Typical();
        using var docx = WordprocessingDocument.Open(new MemoryStream(Written(file, BriefFormat.Docx).Bytes), false);
        var word = Squeezed(DocxText(docx.MainDocumentPart!.Document!) + string.Concat(docx.MainDocumentPart.FooterParts.Select(part => DocxText(part.Footer!))));
        foreach (var form in new[]
        {
            PdfText(Written(file, BriefFormat.Pdf).Bytes, page => page == 1),
            Squeezed(new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Written(file, BriefFormat.Html).Bytes)).QuerySelector("main")!.TextContent),
            word,
        })
            foreach (var said in new[] { "Copy for the President", "November 23, 2026", "Checkpoint clementia.example/docket, 42 entries, root 0001 0203 0405 0607", "Sample — invented", "File as of entry 42" })
                Assert.Contains(Squeezed(said), form, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "Ada Lindqvist")]
    [InlineData(30, "Ada Lindqvist")]
    [InlineData(300, "Ada Lindqvist")]
    [InlineData(30, "Maximiliana Theodora Wilhelmina Alexandrina von und zu Hohenstein-Wittgenstein-Oettingen de la Vega y Montemayor, formerly Achterberg")]
    [InlineData(300, "Владимир Станиславович Щербаков-Оболенский")]
    [InlineData(300, "Ἀριστοκλῆς Παπαδημητρακόπουλος")]
    [InlineData(300, "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")]
    public void The_brief_is_one_page_in_type_no_smaller_than_nine_and_a_half_points_and_inside_its_margins(int facts, string name)
    {
        var written = Written(BriefTests.Sized(facts, name), BriefFormat.Pdf);

        using var pdf = PdfDocument.Open(written.Bytes);
        Assert.Empty(written.Warnings);
        Assert.StartsWith("Binder", Squeezed(string.Concat(pdf.GetPage(2).Letters.Select(letter => letter.Value))), StringComparison.Ordinal);
        var page = pdf.GetPage(1);
        Assert.Equal((612, 792), ((int)page.Width, (int)page.Height));
        foreach (var letter in page.Letters.Where(letter => !string.IsNullOrWhiteSpace(letter.Value)))
        {
            // Only the numbers of footnotes are smaller.
            if (!char.IsAsciiDigit(letter.Value[0]) && letter.Value != ",")
                Assert.InRange(letter.PointSize, 9.49, 24);
            Assert.InRange(letter.StartBaseLine.X, 60, 552);
            Assert.InRange(letter.EndBaseLine.X, 60, 552);
            Assert.InRange(letter.StartBaseLine.Y, 30, 762);
        }
    }

    [Fact]
    public void The_same_brief_has_the_same_bytes_in_every_form()
    {
        var file = CaseFile.Typical();
        foreach (var format in Enum.GetValues<BriefFormat>())
            Assert.Equal(Written(file, format).Sha256, Written(file, format).Sha256);
        Assert.NotEqual(Written(file, BriefFormat.Html).Sha256, Written(file, BriefFormat.Html, CaseFile.For("Counsel")).Sha256);
    }

    [Fact]
    public void What_the_docket_records_of_a_copy_names_its_bytes_its_reader_and_its_facts()
    {
        var file = CaseFile.Typical();
        var brief = file.Brief();
        var written = Written(file, BriefFormat.Html);

        var entry = written.Entry(brief);

        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(written.Bytes)), "html", "the President", 42, CaseFile.Signed), (entry.Sha256, entry.Format, entry.Recipient, entry.AsOf, entry.Checkpoint));
        Assert.Contains("F1", entry.Facts);
        Assert.DoesNotContain(file.Facts.First(fact => fact.Status == FactStatus.Proposed).Id, entry.Facts);
    }

    [Fact]
    public void A_pdf_is_tagged_titled_bookmarked_and_marked_as_PDF_UA()
    {
        var written = Written(CaseFile.Typical(), BriefFormat.Pdf);

        using var pdf = PdfDocument.Open(written.Bytes);
        var catalog = pdf.Structure.Catalog.CatalogDictionary;
        Assert.True(catalog.ContainsKey(NameToken.Create("StructTreeRoot")));
        Assert.True(catalog.ContainsKey(NameToken.Create("MarkInfo")));
        Assert.Contains("Marguerite Oduya-Hale (sample, invented)", pdf.Information.Title ?? "", StringComparison.Ordinal);
        Assert.True(pdf.TryGetXmpMetadata(out var metadata));
        Assert.Contains("pdfuaid", Encoding.UTF8.GetString(metadata.GetXmlBytes()), StringComparison.Ordinal);
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        var titles = bookmarks.GetNodes().Select(node => node.Title).ToList();
        Assert.Contains("Marguerite Oduya-Hale", titles);
        Assert.Contains("Binder", titles);
        Assert.Contains(titles, title => title.StartsWith("1", StringComparison.Ordinal) && title.EndsWith("Judgment", StringComparison.Ordinal));
        Assert.True(pdf.GetPage(1).GetAnnotations().Count() > 20, "Every footnote number on the page is a link.");
    }

    [Fact]
    public void Hidden_words_of_a_cited_page_do_not_travel_with_any_form()
    {
        var file = CaseFile.Typical();

        var pdf = Written(file, BriefFormat.Pdf);
        Assert.DoesNotContain("Quarrowby", PdfText(pdf.Bytes), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("hiddentext", PdfText(pdf.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("Quarrowby", Encoding.UTF8.GetString(Written(file, BriefFormat.Html).Bytes), StringComparison.OrdinalIgnoreCase);
        using var docx = WordprocessingDocument.Open(new MemoryStream(Written(file, BriefFormat.Docx).Bytes), false);
        Assert.DoesNotContain("Quarrowby", docx.MainDocumentPart!.Document!.OuterXml, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Pdftotext_finds_no_hidden_word_in_the_binder()
    {
        if (Programs.Find("pdftotext") is not { } program)
        {
            Assert.Skip("pdftotext is not installed.");
            return;
        }
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Written(CaseFile.Typical(), BriefFormat.Pdf).Bytes);
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program) { ArgumentList = { path, "-" }, RedirectStandardOutput = true, UseShellExecute = false })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Contains("Oduya-Hale", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Quarrowby", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Informant", text, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_was_not_known_to_be_hidden_on_filing_is_found_before_it_is_sent_out()
    {
        var file = new CaseFile("Petition of Ada Lindqvist");
        var record = file.Pdf("record.pdf", "bop-record", [["Name: Ada Lindqvist", "Cell: 14", "###Informant: Olav Brandvik, unit C"]], knowsHidden: false);
        file.Confirmed("petitioner.name", "Ada Lindqvist", record, "Ada Lindqvist");

        var html = Encoding.UTF8.GetString(Written(file, BriefFormat.Html).Bytes);

        Assert.Contains("Cell: 14", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Brandvik", html, StringComparison.Ordinal);
        Assert.Contains(Binder.Withheld, html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_on_hidden_text_refuses_the_copy_with_page_and_box()
    {
        var file = new CaseFile("Petition of Ada Lindqvist");
        var record = file.Pdf("record.pdf", "bop-record", [["Name: Ada Lindqvist"], ["Seen with", "###Olav Brandvik on Friday"]]);
        file.Confirmed("petitioner.name", "Ada Lindqvist", record, "Ada Lindqvist");
        // The passage reaches over the box's edge, so that neither text holds the other.
        file.Confirmed("meeting.attendee", "Olav Brandvik", record, "Seen with\nOlav Brandvik");

        var outcome = BriefFile.Write(file.Brief(), BriefFormat.Html, file.Sources);

        Assert.Contains("F2 rests on text that is hidden in Prison record (D1), page 2, box 70,100 to 490,116 points (under an opaque box)", outcome.Refusal?.Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_passage_that_no_longer_stands_on_its_page_refuses_the_copy()
    {
        var file = new CaseFile("Petition of Ada Lindqvist");
        var letter = file.Text("letter.txt", "letter", "Ada Lindqvist is 38.");
        file.Confirmed("petitioner.name", "Ada Lindqvist", letter, "Ada Lindqvist");
        file.Alter(letter, "Eda Lindqvist is 38.");

        Assert.Contains("F1 cites words that do not stand on", BriefFile.Write(file.Brief(), BriefFormat.Html, file.Sources).Refusal?.Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_cited_document_that_is_gone_refuses_the_copy()
    {
        var file = new CaseFile("Petition of Ada Lindqvist");
        var letter = file.Text("letter.txt", "letter", "Ada Lindqvist is 38.");
        file.Confirmed("petitioner.name", "Ada Lindqvist", letter, "Ada Lindqvist");
        file.Lose(letter);

        Assert.Contains("(D1), but its bytes or its text are not in the workspace", BriefFile.Write(file.Brief(), BriefFormat.Html, file.Sources).Refusal?.Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_looks_like_a_program_is_only_text()
    {
        const string hostile = "#eval(\"1+1\") #read(\"/etc/passwd\") $x^2$ *b* _i_ `c` @ref <lab> \\u{41} [x](y) {{7*7}} <script>alert(1)</script> &lt; ]]> %00 \" ' =heading";
        var file = new CaseFile("Petition of " + hostile);
        var letter = file.Text(hostile.Replace("/", "", StringComparison.Ordinal), null, $"I am {hostile}\n= Not a heading\n- not a list\n#pagebreak()", author: hostile);
        file.Confirmed("petitioner.name", hostile, letter, hostile);
        file.Add("offense.role", hostile, hostile, FactStatus.Disputed, null, hostile, hostile, [CaseFile.Proposal("offense.role", hostile, (letter, hostile, Standard.Agent))]);
        var options = CaseFile.For(hostile);

        var pdf = PdfText(Written(file, BriefFormat.Pdf, options).Bytes);
        Assert.Contains(Squeezed("#eval(\"1+1\") #read(\"/etc/passwd\") $x^2$ *b* _i_ `c` @ref <lab>"), pdf, StringComparison.Ordinal);
        Assert.Contains("#pagebreak()", pdf, StringComparison.Ordinal);
        var html = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Written(file, BriefFormat.Html, options).Bytes));
        Assert.Empty(html.QuerySelectorAll("script"));
        Assert.Contains("<script>alert(1)</script>", html.Body!.TextContent, StringComparison.Ordinal);
        using var docx = WordprocessingDocument.Open(new MemoryStream(Written(file, BriefFormat.Docx, options).Bytes), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(docx).Select(error => error.Description));
    }

    [Fact]
    public void Letters_that_no_font_has_are_reported_and_do_not_stop_the_copy()
    {
        var file = new CaseFile("Petition");
        var letter = file.Text("letter.txt", "letter", "\U00013000 is 38.");
        file.Confirmed("petitioner.name", "\U00013000", letter, "\U00013000");

        var written = Written(file, BriefFormat.Pdf);

        Assert.Contains("No font on this machine has \U00013000", Assert.Single(written.Warnings), StringComparison.Ordinal);
        Assert.True(written.Bytes.Length > 1000);
    }

    [Fact]
    public void Without_the_typesetter_a_pdf_is_refused_in_one_sentence_and_the_other_forms_still_work()
    {
        var file = CaseFile.Typical();
        using var nothing = new Typesetter(packageFolder: null);

        var refused = BriefFile.Write(file.Brief(), BriefFormat.Pdf, file.Sources, nothing).Refusal;

        Assert.Contains("npm install --no-save --prefix src/Clementia.Documents/Briefs/typst", refused?.Remedy ?? "", StringComparison.Ordinal);
        Assert.False(BriefFile.Write(file.Brief(), BriefFormat.Docx, file.Sources, nothing).IsRefused);
        Assert.False(BriefFile.Write(file.Brief(), BriefFormat.Html, file.Sources, nothing).IsRefused);
    }

    [Fact]
    public void A_word_document_is_valid_and_has_real_footnotes_headings_and_properties()
    {
        var file = CaseFile.Typical();
        var brief = file.Brief();
        using var docx = WordprocessingDocument.Open(new MemoryStream(Written(file, BriefFormat.Docx).Bytes), false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(docx).Select(error => $"{error.Path?.XPath} {error.Description}"));
        var main = docx.MainDocumentPart!;
        Assert.Equal(brief.Notes.Count, main.FootnotesPart!.Footnotes!.Elements<Word.Footnote>().Count(note => note.Id!.Value > 0));
        var references = main.Document!.Descendants<Word.FootnoteReference>().Select(reference => (int)reference.Id!.Value).ToList();
        Assert.Equal(brief.Notes.Select(note => note.Number), references);
        var bookmarks = main.Document.Descendants<Word.BookmarkStart>().Select(mark => mark.Name!.Value!).ToList();
        Assert.Equal(bookmarks.Count, bookmarks.Distinct(StringComparer.Ordinal).Count());
        var targets = main.Document.Descendants<Word.Hyperlink>().Concat(main.FootnotesPart.Footnotes!.Descendants<Word.Hyperlink>()).Select(link => link.Anchor!.Value!);
        Assert.All(targets, target => Assert.Contains(target, bookmarks));
        Assert.Equal("Brief: Marguerite Oduya-Hale (sample, invented)", docx.PackageProperties.Title);
        Assert.Equal("en-US", docx.PackageProperties.Language);
        Assert.Contains(main.Document.Descendants<Word.ParagraphStyleId>(), style => style.Val == "Heading3");
    }

    [Fact]
    public void A_web_page_needs_nothing_else_runs_nothing_and_all_its_links_lead_somewhere()
    {
        var bytes = Written(CaseFile.Typical(), BriefFormat.Html).Bytes;
        var html = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(bytes));

        Assert.Empty(html.QuerySelectorAll("script, link, img, iframe, [style], [onclick]"));
        var policy = html.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(html.QuerySelector("style")!.TextContent)));
        Assert.Contains($"'sha256-{style}'", policy, StringComparison.Ordinal);
        var ids = html.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(html.QuerySelectorAll("a[href]"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        Assert.Equal("en-US", html.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain("url(", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_the_binder_marks_the_very_words_of_every_citation()
    {
        var file = CaseFile.Typical();
        var html = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Written(file, BriefFormat.Html).Bytes));

        foreach (var note in file.Brief().Notes)
        {
            var page = html.QuerySelector($"#tab-{note.Number}")!;
            var marked = Squeezed(string.Concat(page.QuerySelectorAll("mark").Select(mark => mark.TextContent)));
            Assert.All(note.Marks, mark => Assert.Contains(Squeezed(mark.Passage.Quote), marked, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_long_text_is_given_only_around_its_marks()
    {
        var file = new CaseFile("Petition");
        var sentence = "Nothing of note was said on that long afternoon.\n";
        var text = file.Text("diary.txt", "letter", string.Concat(Enumerable.Repeat(sentence, 400)) + "I am Ada Lindqvist.\n" + string.Concat(Enumerable.Repeat(sentence, 400)));
        file.Confirmed("petitioner.name", "Ada Lindqvist", text, "Ada Lindqvist");

        var html = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Written(file, BriefFormat.Html).Bytes));
        var quoted = html.QuerySelector("#tab-1 blockquote")!.TextContent;

        Assert.InRange(quoted.Length, 500, 2000);
        Assert.StartsWith("[…]", quoted, StringComparison.Ordinal);
        Assert.EndsWith("[…]", quoted.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("I am Ada Lindqvista.", quoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missouri.pdf")]
    [InlineData("ca9_19.pdf")]
    [InlineData("ca5_00516242060.pdf")]
    public void A_cited_page_of_a_real_filing_is_drawn_with_its_marks(string name)
    {
        var path = Shared("data", "documents", "court", name);
        var bytes = File.ReadAllBytes(path);
        var file = new CaseFile("SAMPLE (invented): Petition of nobody");
        var text = file.Filed(bytes, name, PdfReader.Read(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))).Document!);
        var page = text.Pages.MaxBy(one => one.Words.Count)!;
        var (from, to) = (page.Words[page.Words.Count / 2], page.Words[(page.Words.Count / 2) + 11]);
        var cited = Citation.To(text, page.Number, from.Start, to.Start + to.Length);
        file.Add("offense.year", "1999", "1999", FactStatus.Confirmed, null, "Jo Reyes", "", [new Proposal("offense.year", "1999", null, [cited], "", Confidence.Stated)]);

        var written = Written(file, BriefFormat.Pdf);

        if (Environment.GetEnvironmentVariable("CLEMENTIA_MEASURES") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, "drawn-" + name), written.Bytes);
        if (Programs.Find("pdftoppm") is null)
            return;
        Assert.Empty(written.Warnings);
        using var pdf = PdfDocument.Open(written.Bytes);
        Assert.NotEmpty(pdf.GetPage(3).GetImages());
    }

    /// <summary>A file of the folder that stands beside the repository, or the test is skipped.</summary>
    private static string Shared(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine([folder.FullName, "shared", .. parts]) is var path && File.Exists(path))
                return path;
        Assert.Skip($"There is no shared/{string.Join('/', parts)} beside the repository.");
        return "";
    }

    [Fact]
    public void A_damaged_scan_is_given_as_text_and_does_not_stop_the_copy()
    {
        byte[] damaged = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];
        var file = new CaseFile("Petition");
        const string words = "Ada Lindqvist signed here.";
        var page = new Page(1, words, 61200, 79200, [new Clementia.Casework.Word(0, words.Length, new Box(7200, 7200, 30000, 8600))], [], null, []);
        var scan = file.Filed(damaged, "scan.png", new DocumentText(Convert.ToHexStringLower(SHA256.HashData(damaged)), [page], "by hand"), "image/png");
        file.Confirmed("petitioner.name", "Ada Lindqvist", scan, "Ada Lindqvist");

        var written = Written(file, BriefFormat.Pdf);

        Assert.Contains("Look whether a scan is damaged: D1.", Assert.Single(written.Warnings), StringComparison.Ordinal);
        Assert.Contains("signedhere.", PdfText(written.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_photograph_loses_what_the_camera_wrote_into_it()
    {
        byte[] start = [0xFF, 0xD8];
        byte[] jfif = [0xFF, 0xE0, 0, 4, 1, 2];
        byte[] exif = [0xFF, 0xE1, 0, 6, 71, 80, 83, 33];
        byte[] table = [0xFF, 0xDB, 0, 3, 9];
        byte[] picture = [0xFF, 0xDA, 0, 2, 5, 6, 7, 0xFF, 0xD9];

        Assert.Equal([.. start, .. jfif, .. table, .. picture], Jpeg.WithoutMetadata([.. start, .. jfif, .. exif, .. table, .. picture]));
        Assert.Equal([1, 2, 3, 4, 5], Jpeg.WithoutMetadata([1, 2, 3, 4, 5]));
    }
}
