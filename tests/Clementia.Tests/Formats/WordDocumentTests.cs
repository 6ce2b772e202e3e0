using System.Text;
using Clementia.Documents.Formats;
using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Clementia.Tests.Formats;

public sealed class WordDocumentTests
{
    private const string Namespaces = """xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" """;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    internal static byte[] Document(string body, params (string Name, string Type, string Xml)[] parts) => DocumentReaderTests.Zip(
    [
        ("[Content_Types].xml", Utf8("<Types/>")),
        ("_rels/.rels", Utf8("""<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://x/core-properties" Target="docProps/core.xml"/></Relationships>""")),
        ("word/_rels/document.xml.rels", Utf8($"<Relationships>{string.Concat(parts.Select((part, i) => $"""<Relationship Id="p{i}" Type="http://x/{part.Type}" Target="{part.Name}"/>"""))}</Relationships>")),
        ("word/document.xml", Utf8($"<w:document {Namespaces}><w:body>{body}</w:body></w:document>")),
        ("docProps/core.xml", Utf8("""<c xmlns:dc="dc" xmlns:t="t"><dc:title>The plea</dc:title><dc:creator>Ann Poe</dc:creator><t:created>2018-06-05T10:00:00Z</t:created></c>""")),
        .. parts.Select(part => ("word/" + part.Name, Utf8(part.Xml.Replace("NS", Namespaces, StringComparison.Ordinal)))),
    ]);

    private static ReadDocument Read(string body, params (string, string, string)[] parts) => DocumentReaderTests.s_reader.Read(Document(body, parts), "a.docx");

    private static string P(string runs, string properties = "") => $"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>";

    private static string R(string text, string properties = "") => $"""<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>""";

    private static string[] Pages(ReadDocument read)
    {
        Assert.True(read.Text is not null, read.Unreadable?.ToString());
        return [.. read.Text!.Pages.Select(page => page.Text)];
    }

    [Fact]
    public void Paragraphs_tables_and_properties_are_read()
    {
        var read = Read(P(R("A ") + R("plea")) + "<w:tbl><w:tr><w:tc>" + P(R("Count")) + "</w:tc><w:tc>" + P(R("Term")) + "</w:tc></w:tr><w:tr><w:tc>" + P(R("1"))
            + "</w:tc><w:tc>" + P(R("life")) + P(R("plus 5")) + "</w:tc></w:tr></w:tbl>" + P(R("End<w:r/>".Replace("<w:r/>", "", StringComparison.Ordinal))));

        Assert.Equal(["A plea\n\nCount\tTerm\n1\tlife plus 5\n\nEnd"], Pages(read));
        Assert.Equal(("The plea", "Ann Poe", "2018-06-05", "docx 1"), (read.Title, read.Author, read.Date, read.Reader));
    }

    [Fact]
    public void Insertions_are_kept_and_deletions_are_out_but_reported()
    {
        var read = Read(P(R("He ") + """<w:ins w:author="Poe">""" + R("never ") + """</w:ins><w:del w:author="Poe"><w:r><w:delText>twice </w:delText></w:r></w:del>""" + R("lied.")));

        Assert.Equal(["He never lied."], Pages(read));
        Assert.Equal((1, "twice", "deleted but kept in the file (tracked change, by Poe)"), read.Hidden.Select(h => (h.Page, h.Text, h.How)).Single());
    }

    [Fact]
    public void A_deleted_paragraph_end_joins_two_paragraphs() =>
        Assert.Equal(["One two."], Pages(Read(P(R("One "), "<w:rPr><w:del w:author=\"a\"/></w:rPr>") + P(R("two.")))));

    [Theory]
    [InlineData("<w:vanish/>", "hidden text (Word's \"Hidden\" font setting)")]
    [InlineData("<w:color w:val=\"FFFFFF\"/>", "white on white")]
    [InlineData("<w:highlight w:val=\"black\"/>", "under black highlighting")]
    [InlineData("<w:shd w:fill=\"000000\"/><w:color w:val=\"000000\"/>", "black on black")]
    public void Hidden_words_are_out_and_reported_together(string properties, string how)
    {
        var read = Read(P(R("Seen ") + R("not ", properties) + R("seen ", properties) + R("again.")));

        Assert.Equal(["Seen again."], Pages(read));
        Assert.Equal(("not seen", how), read.Hidden.Select(h => (h.Text, h.How)).Single());
    }

    [Theory]
    [InlineData("<w:vanish w:val=\"0\"/>")]
    [InlineData("<w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"1F3864\"/>")]
    [InlineData("<w:color w:val=\"FFFFFF\"/><w:highlight w:val=\"black\"/>")]
    [InlineData("<w:shd w:fill=\"000000\"/>")]
    [InlineData("<w:highlight w:val=\"yellow\"/>")]
    public void Words_that_can_be_seen_are_not_called_hidden(string properties)
    {
        var read = Read(P(R("Seen", properties)));

        Assert.Equal(["Seen"], Pages(read));
        Assert.Empty(read.Hidden);
    }

    [Fact]
    public void A_style_can_hide_words_too() =>
        Assert.Equal("secret", Read(P(R("Seen ") + R("secret", "<w:rStyle w:val=\"Ghost2\"/>")),
            ("styles.xml", "styles", """<w:styles NS><w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Ghost2"><w:basedOn w:val="Ghost"/></w:style></w:styles>""")).Hidden.Single().Text);

    [Fact]
    public void Pages_end_where_word_broke_them_and_a_break_stored_twice_counts_once()
    {
        var rendered = "<w:r><w:lastRenderedPageBreak/></w:r>";
        var read = Read(P(R("One")) + P("<w:r><w:br w:type=\"page\"/></w:r>") + P(rendered + R("Two")) + P(R("Three begins ") + rendered + R("and ends.")) + P(R("Four"), "<w:pageBreakBefore/>"));

        Assert.Equal(["One", "Two\n\nThree begins", "and ends.", "Four"], Pages(read));
    }

    [Fact]
    public void Notes_stand_at_the_end_of_the_page_that_refers_to_them_under_a_raised_number()
    {
        var read = Read(P(R("In 2018") + """<w:r><w:footnoteReference w:id="7"/></w:r>""" + R(" he wrote.")) + P("<w:r><w:br w:type=\"page\"/></w:r>") + P(R("Next") + """<w:r><w:endnoteReference w:id="2"/></w:r>"""),
            ("footnotes.xml", "footnotes", """<w:footnotes NS><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>See the letter.</w:t></w:r></w:p></w:footnote></w:footnotes>"""),
            ("endnotes.xml", "endnotes", """<w:endnotes NS><w:endnote w:id="2"><w:p><w:r><w:t>The end.</w:t></w:r></w:p></w:endnote></w:endnotes>"""));

        Assert.Equal(["In 2018¹ he wrote.\n\n¹ See the letter.", "Next¹\n\n¹ The end."], Pages(read));
    }

    [Fact]
    public void Comments_are_reported_where_they_hang()
    {
        var read = Read(P(R("Words") + """<w:r><w:commentReference w:id="3"/></w:r>"""),
            ("comments.xml", "comments", """<w:comments NS><w:comment w:id="3" w:author="Counsel"><w:p><w:r><w:t>Do not send.</w:t></w:r></w:p></w:comment></w:comments>"""));

        Assert.Equal(["Words"], Pages(read));
        Assert.Equal(("Do not send.", "a comment in the file, by Counsel"), read.Hidden.Select(h => (h.Text, h.How)).Single());
    }

    [Fact]
    public void Heads_and_feet_are_set_aside_by_section()
    {
        var read = Read(P(R("One")) + P("", """<w:sectPr><w:headerReference w:type="default" r:id="p0"/></w:sectPr>""") + P(R("Two")) + """<w:sectPr><w:headerReference w:type="default" r:id="p1"/></w:sectPr>""",
            ("header1.xml", "header", "<w:hdr NS><w:p><w:r><w:t>Case 1</w:t></w:r></w:p></w:hdr>"),
            ("header2.xml", "header", """<w:hdr NS><w:p><w:r><w:t xml:space="preserve">Case 2 page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p></w:hdr>"""));

        Assert.Equal(["One", "Two"], Pages(read));
        Assert.Equal([["Case 1"], ["Case 2 page"]], read.Text!.Pages.Select(page => page.Margins));
    }

    [Fact]
    public void Paragraph_numbers_that_word_only_prints_are_there()
    {
        var level = "<w:lvl w:ilvl=\"{0}\"><w:start w:val=\"{1}\"/><w:numFmt w:val=\"{2}\"/><w:lvlText w:val=\"{3}\"/></w:lvl>";
        var numbering = "<w:numbering NS><w:abstractNum w:abstractNumId=\"5\">" + string.Format(level, 0, 13, "decimal", "%1.") + string.Format(level, 1, 1, "lowerLetter", "%1.%2)")
            + "</w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>";
        string Item(string text, int depth = 0, int list = 2) => P(R(text), $"<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>");

        var read = Read(Item("Born.") + Item("Kept books.") + Item("At work.", 1) + Item("At home.", 1) + Item("Sold nothing.") + Item("Again.", 1) + Item("New list.", 0, 3), ("numbering.xml", "numbering", numbering));

        Assert.Equal(["13. Born.\n\n14. Kept books.\n\n14.a) At work.\n\n14.b) At home.\n\n15. Sold nothing.\n\n15.a) Again.\n\n1. New list."], Pages(read));
    }

    [Fact]
    public void A_form_field_shows_what_was_chosen_in_it()
    {
        const string Field = """<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{0}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>""";

        Assert.Equal(["Found: GRANTED ☒ yes ☐ no"], Pages(Read(P(R("Found: ")
            + string.Format(Field, """<w:ddList><w:result w:val="1"/><w:listEntry w:val="DENIED"/><w:listEntry w:val="GRANTED"/></w:ddList>""") + R(" ")
            + string.Format(Field, """<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>""") + R(" yes ")
            + string.Format(Field, """<w:checkBox><w:default w:val="0"/></w:checkBox>""") + R(" no")))));
    }

    [Fact]
    public void The_code_of_a_field_is_not_text_and_its_result_is() =>
        Assert.Equal(["See page 4."], Pages(Read(P(R("See page ")
            + """<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>""" + R("4") + """<w:r><w:fldChar w:fldCharType="end"/></w:r>""" + R(".")))));

    [Fact]
    public void A_text_box_that_is_stored_twice_is_read_once() =>
        Assert.Equal(["Words\n\nBoxed"], Pages(Read(P(R("Words") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + P(R("Boxed")) + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + P(R("Boxed")) + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"))));

    // ---- hostile files ----

    [Theory]
    [InlineData("""<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>""", "&b;")]
    [InlineData("""<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>""", "&a;")]
    [InlineData("""<!DOCTYPE w:document [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>""", "Words")]
    public void An_entity_is_never_expanded_and_its_refusal_is_for_a_person(string type, string text)
    {
        var read = DocumentReaderTests.s_reader.Read(DocumentReaderTests.Zip(
        [
            ("[Content_Types].xml", Utf8("<Types/>")),
            ("word/document.xml", Utf8($"{type}<w:document {Namespaces}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>")),
        ]), "a.docx");

        if (text == "Words")
            Assert.Equal("Words", Assert.Single(Pages(read)));
        else
            Assert.Contains("undeclared entity", read.Unreadable!.Problem);
        Assert.DoesNotContain("DtdProcessing", read.Unreadable?.ToString() ?? "");
    }

    [Fact]
    public void A_bomb_is_refused_by_what_it_unpacks_to_whatever_it_declares()
    {
        var read = Read(P(R(new string('a', 40 << 20))));

        Assert.Contains("more than 200 times its size", read.Unreadable!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_parts_that_are_too_much_together_are_refused()
    {
        var noise = string.Concat(Enumerable.Range(0, 600_000).Select(i => (char)('a' + ((i * 7919L % 104_729) % 26))));
        var small = new DocumentReader(new() { UnpackedBytes = 1 << 20 }, new Ocr(DocumentReaderTests.s_noTools), DocumentReaderTests.s_noTools);

        var read = small.Read(Document(P(R(noise)), ("styles.xml", "styles", $"<w:styles NS><!--{noise}--></w:styles>")), "a.docx");

        Assert.Contains("more than 1 MiB", read.Unreadable!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_nested_beyond_reason_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 50_000)) + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 50_000));

        Assert.Contains("more than 512 deep", Read(deep).Unreadable!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_is_never_expanded() =>
        Assert.Contains("damaged", DocumentReaderTests.s_reader.Read(DocumentReaderTests.Zip(("[Content_Types].xml", Utf8("<a/>")),
            ("word/document.xml", Utf8("""<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d><body>&b;</body></d>"""))), "a.docx").Unreadable!.Problem, StringComparison.Ordinal);

    [Fact]
    public void A_document_of_pictures_says_so() =>
        Assert.Equal("The Word document holds no text.", Read(P("")).Unreadable!.Problem);

    // ---- beside the Open XML SDK ----

    [Fact]
    public void Documents_that_the_Open_XML_SDK_writes_read_back_word_by_word() =>
        Gen.String[Gen.Char["abcdefgh §¶“”–.,;é"], 1, 30].List[1, 8].Sample(paragraphs =>
        {
            using var stream = new MemoryStream();
            using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
            {
                package.AddMainDocumentPart().Document = new(new W.Body(paragraphs.Select(text =>
                    new W.Paragraph(text.Chunk(4).Select(piece => new W.Run(new W.Text(new string(piece)) { Space = SpaceProcessingModeValues.Preserve }))))));
            }
            var read = DocumentReaderTests.s_reader.Read(stream.ToArray(), "a.docx");
            var expected = paragraphs.Select(text => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(text => text.Length > 0).ToList();
            if (expected.Count == 0)
                Assert.NotNull(read.Unreadable);
            else
                Assert.Equal(string.Join("\n\n", expected), read.Text!.Pages[0].Text);
        }, iter: 200);
}
