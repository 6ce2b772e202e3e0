using Clementia.Casework;
using Clementia.Documents.Pdf;
using static Clementia.Tests.Pdf.TinyPdf;

namespace Clementia.Tests.Pdf;

/// <summary>A page comes out as a person would read it.</summary>
public sealed class PdfReaderTests
{
    private static PdfReading Read(TinyPdf pdf) => Read(pdf.Build());

    private static PdfReading Read(byte[] bytes) => PdfReader.Read(bytes, new string('0', 64));

    private static Page Only(TinyPdf pdf)
    {
        var reading = Read(pdf);
        Assert.Null(reading.Refusal);
        Pages.HoldTogether(reading);
        return Assert.Single(reading.Document!.Pages);
    }

    private static string Text(string content, string more = "") => Only(new TinyPdf().Page(content, more)).Text;

    [Fact]
    public void Lines_of_a_paragraph_are_joined_by_spaces_and_paragraphs_by_an_empty_line()
    {
        var text = Text(Lines(72, 700, 14,
            "The petitioner was born in the year of the flood and was raised by her aunt in",
            "Arcadia, where she worked at a mill.") + Lines(72, 650, 14, "She has two children, and both of them wrote to the board to ask for her release", "from custody."));

        Assert.Equal("The petitioner was born in the year of the flood and was raised by her aunt in Arcadia, where she worked at a mill.\n\n"
            + "She has two children, and both of them wrote to the board to ask for her release from custody.", text);
    }

    [Fact]
    public void A_first_line_set_in_begins_a_paragraph()
    {
        var text = Text(At(108, 700, "The court asked whether the petitioner had understood the plea that she") + At(72, 686, "made, and she said that she had understood every word of the plea in the")
            + At(72, 672, "courtroom.") + At(108, 658, "The court then imposed sentence upon her."));

        Assert.Equal(2, text.Split("\n\n").Length);
        Assert.StartsWith("The court asked whether the petitioner had understood the plea that she made,", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the commu-", "tation of a", "the commutation of a")]
    [InlineData("a co-", "conspirator in", "a co-conspirator in")]
    [InlineData("asked to co-", "operate with", "asked to cooperate with")]
    [InlineData("a non-", "violent act", "a non-violent act")]
    [InlineData("served twenty-", "five years", "served twenty-five years")]
    [InlineData("a court-", "appointed man", "a court-appointed man")]
    [InlineData("she was dis-", "appointed by", "she was disappointed by")]
    [InlineData("an 84-", "month term", "an 84-month term")]
    [InlineData("an African-", "American man", "an African-American man")]
    [InlineData("breach-", "of-contract claim", "breach-of-contract claim")]
    [InlineData("it ran—", "and fell", "it ran—and fell")]
    [InlineData("four-", "teen years", "fourteen years")]
    public void A_hyphen_at_a_line_end_is_undone_only_when_it_breaks_a_word(string end, string next, string expected)
    {
        const string Before = "Words that fill the line so that it is as wide as any other line of it is here, ";
        var text = Text(At(72, 700, (Before + end).Replace('—', '\u0097'))
            + At(72, 686, next + " words that fill this line of it as well so that nobody would take it to be short."));

        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_itself_settles_what_a_hyphen_was()
    {
        // "pre-trial" stands whole elsewhere, so the break keeps its hyphen; "pretext" stands unbroken, so it loses it.
        var text = Text(string.Concat(new[] { "A pre-trial order was a pretext for it.", "This line says a thing, and it ends upon a pre-", "trial matter, and the next one ends upon a pre-", "text for the matter." }.Select((line, i) => At(72, 700 - (14 * i), line, "F3"))));

        Assert.Contains("upon a pre-trial matter", text, StringComparison.Ordinal);
        Assert.Contains("upon a pretext for the matter", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ligatures_are_letters()
    {
        // Codes 1 to 4 are the glyphs fi, fl, ff and ffi of the Times font.
        Assert.Equal("five floors of office coffee", Text("BT /F2 12 Tf 72 700 Td (\\001ve \\002oors of o\\004ce co\\003ee) Tj ET"));
    }

    [Fact]
    public void A_raised_mark_does_not_change_a_number()
    {
        var page = Only(new TinyPdf().Page("BT /F3 12 Tf 72 700 Td (a fine of $200) Tj /F3 7 Tf 1 0 0 1 173 705 Tm (3) Tj ET\n" + At(185, 700, "was paid on the 9", "F3") + At(307.6, 705, "th", "F3", 7) + At(325, 700, "of May.", "F3")));

        Assert.Equal("a fine of $200 ³ was paid on the 9th of May.", page.Text);
        Assert.DoesNotContain("2003", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_read_one_after_the_other()
    {
        const string Left = "The first column says that the man was a clerk at the county office and that he had never been in trouble before the day of the fire, which he did not set and could not have seen from where he stood.";
        const string Right = "The second column says that he was tried with four other men and that the jury was out for seven days and came back with one verdict for all of them, which the judge did accept with regret.";
        var text = Text(At(72, 740, "A heading that goes across the whole of the page above its two columns", "F3") + Wrapped(72, 700, 32, Left) + Wrapped(330, 700, 32, Right));

        Assert.Equal(Left + "\n\n" + Right, text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
    }

    [Fact]
    public void The_rows_of_a_table_stay_rows()
    {
        var text = Text(string.Concat(new[] { ("Count", "Statute", "Months"), ("One", "21 A.C. 841", "120"), ("Two", "21 A.C. 846", "240"), ("Three", "18 A.C. 924", "60"), ("Four", "18 A.C. 922", "12"), ("Five", "21 A.C. 843", "48") }
            .Select((row, i) => At(72, 700 - (16 * i), row.Item1) + At(200, 700 - (16 * i), row.Item2) + At(400, 700 - (16 * i), row.Item3))));

        Assert.Contains("Two 21 A.C. 846 240", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Running_heads_feet_and_stamps_are_set_aside_and_the_printed_number_is_the_label()
    {
        var pdf = new TinyPdf();
        for (var i = 1; i <= 4; i++)
        {
            pdf.Page(At(100, 775, $"Case 2:94-cr-20233-XYZ Document 114 Filed 03/04/97 Page {i} of 4", size: 10) + At(200, 745, "ARCADIA v. A. PETITIONER")
                + Lines(72, 700, 14, $"Page text number {new[] { "one", "two", "three", "four" }[i - 1]} says something that no other page says", $"and goes on. {new string((char)('a' + i), 5)}")
                + At(300, 30, (i + 10).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        var pages = Read(pdf).Document!.Pages;

        Assert.All(pages, (page, i) =>
        {
            Assert.StartsWith("Page text number", page.Text, StringComparison.Ordinal);
            Assert.Contains("and goes on.", page.Text, StringComparison.Ordinal);
            Assert.Equal((i + 11).ToString(System.Globalization.CultureInfo.InvariantCulture), page.Label);
            Assert.Equal(3, page.Margins.Count);
        });
    }

    [Fact]
    public void A_sentence_at_the_top_of_the_page_that_cites_a_docket_is_text()
    {
        var pdf = new TinyPdf();
        pdf.Page(Lines(72, 760, 14, "Case No. 20-16276, Docket Entry No. 10, was the brief that the court had asked for and got.", "It said so."));
        Assert.StartsWith("Case No. 20-16276", Only(pdf).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_beside_the_lines_of_a_transcript_label_the_lines()
    {
        var content = "";
        for (var line = 1; line <= 25; line++)
            content += At(60, 740 - (26 * line), line.ToString(System.Globalization.CultureInfo.InvariantCulture)) + At(100, 740 - (26 * line), line == 7 ? "Q. Did you see 25 people there that night?" : "A. I did, and I told the officer what I had seen there.");
        var page = Only(new TinyPdf().Page(content));

        Assert.Equal(25, page.Lines.Count);
        Assert.Equal("7", page.Lines[6].Label);
        Assert.Equal("Q. Did you see 25 people there that night?", page.Text.Substring(page.Lines[6].Start, page.Lines[6].Length));
        Assert.DoesNotContain("1 A. I did", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Rotate 90", "0 1 -1 0 300 100")]
    [InlineData("/Rotate 180", "-1 0 0 -1 500 300")]
    [InlineData("/Rotate 270", "0 -1 1 0 300 500")]
    public void A_turned_page_reads_as_a_person_holds_it(string rotate, string matrix)
    {
        var page = Only(new TinyPdf().Page($"BT /F1 12 Tf {matrix} Tm (She was sentenced in May.) Tj 0 -14 Td (She began in June.) Tj ET", rotate));

        Assert.StartsWith("She was sentenced in May.", page.Text, StringComparison.Ordinal);
        Assert.True(page.Words[0].Box.Left < page.Words[1].Box.Left, "The words run from left to right.");
        Assert.True(page.Words[0].Box.Top < page.Words[^1].Box.Top, "The lines run downward.");
    }

    [Fact]
    public void Footnotes_stay_at_the_end_of_the_page_as_paragraphs_of_their_own()
    {
        var text = Text(Lines(72, 700, 14, "The board heard the plea of the woman in the spring of that year and granted it at", "once.")
            + "BT /F1 6 Tf 72 124 Td (1) Tj ET\n" + At(77, 120, "The minutes of the board are lost.", size: 9) + "BT /F1 6 Tf 72 112 Td (2) Tj ET\n" + At(77, 108, "So are those of the governor.", size: 9));

        Assert.EndsWith("at once.\n\n¹ The minutes of the board are lost.\n\n² So are those of the governor.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_knows_its_place_and_a_broken_word_keeps_the_place_of_its_first_part()
    {
        var page = Only(new TinyPdf().Page(Lines(72, 700, 14, "The woman asked the governor for mercy and hoped for a com-", "mutation of the sentence that she had been given years ago.")));

        var word = page.Words.Single(w => page.Text.Substring(w.Start, w.Length) == "commutation");
        Assert.InRange(word.Box.Top, 8200, 8500);
        Assert.InRange(word.Box.Bottom, 9350, 9500);
        var citation = Citation.To(Read(new TinyPdf().Page("")).Document! with { Pages = [page] }, 1, word.Start, word.Start + word.Length);
        Assert.Equal("commutation", citation.Quote);
    }

    [Fact]
    public void Letters_placed_one_by_one_make_words()
    {
        var content = "BT /F3 10 Tf\n";
        var text = "one two";
        for (var i = 0; i < text.Length; i++)
            content += text[i] == ' ' ? "" : $"1 0 0 1 {72 + (6 * i)} 700 Tm ({text[i]}) Tj\n";
        Assert.Equal("one two", Text(content + "ET"));
    }

    [Fact]
    public void Bold_made_by_painting_twice_is_read_once() =>
        Assert.Equal("WARRANT", Text(At(72, 700, "WARRANT") + At(72.3, 700, "WARRANT")));

    [Fact]
    public void A_page_with_a_picture_and_no_text_is_named_for_ocr_and_can_be_replaced()
    {
        var pdf = new TinyPdf();
        pdf.Name("Scan", pdf.AddStream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", "\u0001\u0002\u0003\u0004"));
        pdf.Page(At(72, 700, "A page of text that is long enough to be of use.")).Page("q 612 0 0 792 0 0 cm /Scan Do Q" + At(100, 775, "Case 1:20-cr-00001 Document 5 Filed 01/02/20 Page 2 of 2", size: 10)).Page("");

        var reading = Read(pdf);
        Assert.Equal([2], reading.PagesWithoutText);

        var replaced = reading.WithPages([Page.OfText(2, "What the machine read.")], "ocr test 1");
        Assert.Empty(replaced.PagesWithoutText);
        Assert.Equal("What the machine read.", replaced.Document!.Pages[1].Text);
        Assert.Equal("pdf 1; ocr test 1", replaced.Document.Reader);
    }

    [Fact]
    public void Title_author_and_day_come_from_the_metadata()
    {
        var reading = Read(new TinyPdf { Info = "/Title (A Letter) /Author <FEFF00C900760065> /CreationDate (D:20180521120000-05'00')" }.Page(At(72, 700, "Dear Governor,")));

        Assert.Equal(("A Letter", "Éve", "2018-05-21"), (reading.Title, reading.Author, reading.Created));
    }

    [Fact]
    public void Text_of_forms_and_form_fields_is_read()
    {
        var pdf = new TinyPdf();
        pdf.Name("Inner", pdf.AddStream("/Type /XObject /Subtype /Form /BBox [0 0 400 50] RESOURCES", "BT /F1 12 Tf 0 10 Td (inside a form) Tj ET"));
        var look = pdf.AddStream("/Type /XObject /Subtype /Form /BBox [0 0 200 20] RESOURCES", "BT /F1 12 Tf 2 5 Td (Jane Example) Tj ET");
        pdf.Page("q 1 0 0 1 72 600 cm /Inner Do Q", $"/Annots [<< /Type /Annot /Subtype /Widget /F 4 /Rect [72 500 272 520] /AP << /N {look} 0 R >> >>]");

        Assert.Equal("inside a form\n\nJane Example", Only(pdf).Text);
    }
}

/// <summary>What must hold of every page that was read.</summary>
internal static class Pages
{
    public static void HoldTogether(PdfReading reading)
    {
        foreach (var page in reading.Document!.Pages)
        {
            var end = 0;
            foreach (var word in page.Words)
            {
                Assert.True(word.Start >= end && word.Length > 0 && word.Start + word.Length <= page.Text.Length, $"Page {page.Number}: the word at {word.Start} is out of order or outside the text.");
                Assert.True(page.Text.AsSpan(end, word.Start - end).IsWhiteSpace(), $"Page {page.Number}: between the words stands something that is no space.");
                Assert.False(page.Text.AsSpan(word.Start, word.Length).ContainsAny(' ', '\n'), $"Page {page.Number}: a word holds a space.");
                Assert.True(word.Box.Left <= word.Box.Right && word.Box.Top <= word.Box.Bottom, $"Page {page.Number}: a word's box is inside out.");
                end = word.Start + word.Length;
            }
            Assert.Equal(page.Text.Length, end);
            var line = 0;
            foreach (var printed in page.Lines)
            {
                Assert.True(printed.Start >= line && printed.Start + printed.Length <= page.Text.Length, $"Page {page.Number}: a line is out of order.");
                line = printed.Start + printed.Length;
            }
        }
    }
}
