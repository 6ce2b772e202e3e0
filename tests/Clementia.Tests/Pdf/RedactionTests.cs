using Clementia.Casework;
using Clementia.Documents.Pdf;
using static Clementia.Tests.Pdf.TinyPdf;

namespace Clementia.Tests.Pdf;

/// <summary>What a page hides but the file still holds is found; what hides nothing raises no alarm.</summary>
public sealed class RedactionTests
{
    private static PdfReading Read(TinyPdf pdf)
    {
        var reading = PdfReader.Read(pdf.Build(), new string('0', 64));
        Assert.Null(reading.Refusal);
        Assert.True(reading.RedactionsChecked);
        Pages.HoldTogether(reading);
        return reading;
    }

    private static IReadOnlyList<HiddenText> Hidden(string content, string more = "") => Read(new TinyPdf().Page(content, more)).Hidden;

    // In Courier of 12 points a letter is 7.2 points wide: the name stands from 201.6 to 288.
    private static readonly string s_line = At(72, 700, "The informant was John Example, who paid.", "F3");
    private const string OverName = "201 697 88 12 re f\n";

    [Fact]
    public void Text_under_a_black_box_is_hidden()
    {
        var reading = Read(new TinyPdf().Page(s_line + "0 g " + OverName));

        var hidden = Assert.Single(reading.Hidden);
        Assert.Equal((1, "John Example", "under an opaque box"), (hidden.Page, hidden.Text, hidden.How));
        Assert.InRange(hidden.Box.Left, 19000, 20500);
        Assert.InRange(hidden.Box.Top, 8000, 9300);
        Assert.DoesNotContain("Example", reading.Document!.Pages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_over_a_box_is_not_hidden() => Assert.Empty(Hidden("0.9 g " + OverName + "0 g " + s_line));

    [Fact]
    public void White_text_on_a_dark_box_is_not_hidden() => Assert.Empty(Hidden("0 g 60 690 500 24 re f 1 g " + s_line));

    [Fact]
    public void White_text_on_white_paper_is_hidden() =>
        Assert.Equal("in the colour of its background", Assert.Single(Hidden("1 g " + s_line)).How);

    [Fact]
    public void Nearly_white_text_is_hidden_and_grey_text_is_not()
    {
        Assert.Single(Hidden("0.98 g " + s_line));
        Assert.Empty(Hidden("0.8 g " + s_line));
    }

    [Fact]
    public void Black_text_on_a_black_box_is_hidden() => Assert.Equal("John Example", Assert.Single(Hidden("0 g " + OverName + s_line)).Text);

    [Fact]
    public void White_text_on_a_white_box_on_a_dark_page_is_hidden() =>
        Assert.Single(Hidden("0 0 0.5 rg 0 0 612 792 re f 1 g 60 690 500 24 re f " + s_line));

    [Fact]
    public void Text_under_a_white_box_is_hidden() => Assert.Equal("under a white box", Assert.Single(Hidden(s_line + "1 g " + OverName)).How);

    [Theory]
    [InlineData("/Half gs 1 0 0 rg ")]
    [InlineData("/Multiply gs 1 1 0 rg ")]
    public void A_highlighter_hides_nothing(string pen) => Assert.Empty(Hidden(s_line + "q " + pen + OverName + "Q"));

    [Theory]
    [InlineData("72 698.5 300 0.6 re f")]
    [InlineData("0.7 w 72 698 m 370 698 l S")]
    [InlineData("1 w 72 703 m 370 703 l S")]
    [InlineData("2 w 72 690 300 24 re S")]
    public void Underlines_strike_throughs_and_frames_hide_nothing(string drawing) => Assert.Empty(Hidden(s_line + drawing));

    [Fact]
    public void A_thick_line_drawn_through_text_hides_it() => Assert.Equal("John Example", Assert.Single(Hidden(s_line + "0 G 14 w 201 703 m 289 703 l S")).Text);

    [Fact]
    public void A_box_over_half_the_words_hides_half_the_words() =>
        Assert.Equal("The informant was", Assert.Single(Hidden(s_line + "0 g 70 697 125 12 re f")).Text);

    [Fact]
    public void One_box_over_three_lines_is_one_finding() =>
        Assert.Equal("first line second line third line", Assert.Single(Hidden(At(72, 700, "first line") + At(72, 686, "second line") + At(72, 672, "third line") + At(72, 640, "shown") + "60 665 200 50 re f")).Text);

    [Fact]
    public void Strips_that_together_cover_a_word_hide_it()
    {
        var strips = string.Concat(Enumerable.Range(0, 13).Select(i => $"201 {697 + i} 88 1.02 re f\n"));
        Assert.Contains("John Example", string.Join(' ', Hidden(s_line + strips).Select(h => h.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Hatching_on_a_box_does_not_change_that_it_hides()
    {
        var hatching = string.Concat(Enumerable.Range(0, 12).Select(i => $"{201 + (7 * i)} 697 m {213 + (7 * i)} 709 l S\n"));
        var hidden = Assert.Single(Hidden(s_line + "0 g " + OverName + "1 G 0.5 w " + hatching));
        Assert.Equal(("John Example", "under a hatched box"), (hidden.Text, hidden.How));
    }

    [Fact]
    public void A_shape_that_is_no_rectangle_hides_what_lies_inside_it_only()
    {
        Assert.Equal("John Example", Assert.Single(Hidden(s_line + "197 700 m 202 715 l 287 715 l 292 700 l 287 690 l 202 690 l h f")).Text);
        // A frame: outer and inner rectangle, filled by the even-odd rule.
        Assert.Empty(Hidden(s_line + "60 680 400 50 re 65 685 390 40 re f*"));
    }

    [Theory]
    [InlineData("/Rotate 90")]
    [InlineData("/Rotate 180")]
    [InlineData("/Rotate 270")]
    public void A_turned_page_hides_as_well(string more)
    {
        Assert.Equal("John Example", Assert.Single(Hidden(s_line + OverName, more)).Text);
        Assert.Empty(Hidden("0.9 g " + OverName + "0 g " + s_line, more));
    }

    [Fact]
    public void A_box_in_a_form_hides_text_on_the_page_and_a_clipped_one_hides_only_where_it_paints()
    {
        var pdf = new TinyPdf();
        pdf.Name("Box", pdf.AddStream("/Type /XObject /Subtype /Form /BBox [0 0 88 12]", "0 0 500 500 re f"));
        pdf.Page(s_line + At(72, 650, "This line lies below the form's own box.") + "q 1 0 0 1 201 697 cm /Box Do Q");
        Assert.Equal("John Example", Assert.Single(Read(pdf).Hidden).Text);
    }

    [Fact]
    public void A_picture_over_text_hides_it_but_text_under_a_scan_of_the_page_is_its_text()
    {
        var pdf = new TinyPdf();
        pdf.Name("Picture", pdf.AddStream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", "abcd"));
        pdf.Page(s_line + "q 88 0 0 12 201 697 cm /Picture Do Q").Page(s_line + "q 612 0 0 792 0 0 cm /Picture Do Q");

        var reading = Read(pdf);
        var hidden = Assert.Single(reading.Hidden);
        Assert.Equal((1, "John Example", "under a picture"), (hidden.Page, hidden.Text, hidden.How));
        Assert.Contains("John Example", reading.Document!.Pages[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_without_ink_is_hidden_unless_a_picture_shows_it()
    {
        var invisible = "BT /F3 12 Tf 3 Tr 72 700 Td (The informant was John Example.) Tj ET\n";
        Assert.Equal("drawn in no ink", Assert.Single(Hidden(invisible)).How);

        var pdf = new TinyPdf();
        pdf.Name("Scan", pdf.AddStream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", "abcd"));
        pdf.Page("q 612 0 0 792 0 0 cm /Scan Do Q " + invisible);
        var reading = Read(pdf);
        Assert.Empty(reading.Hidden);
        Assert.Equal("The informant was John Example.", reading.Document!.Pages[0].Text);
    }

    [Fact]
    public void An_annotation_painted_over_text_hides_it_and_a_comment_or_a_link_does_not()
    {
        var pdf = new TinyPdf();
        var black = pdf.AddStream("/Type /XObject /Subtype /Form /BBox [0 0 10 10]", "0 g 0 0 10 10 re f");
        pdf.Page(s_line, $"/Annots [<< /Type /Annot /Subtype /Square /F 4 /Rect [201 697 289 709] /AP << /N {black} 0 R >> >>]");
        pdf.Page(s_line, "/Annots [<< /Type /Annot /Subtype /Square /F 4 /Rect [201 697 289 709] /IC [0 0 0] >>]");
        pdf.Page(s_line, "/Annots [<< /Type /Annot /Subtype /Link /Rect [201 697 289 709] >> << /Type /Annot /Subtype /Highlight /C [1 1 0] /Rect [201 697 289 709] /QuadPoints [201 709 289 709 201 697 289 697] >>]");
        pdf.Page(s_line, $"/Annots [<< /Type /Annot /Subtype /Square /F 2 /Rect [201 697 289 709] /AP << /N {black} 0 R >> >>]");

        Assert.Equal([(1, "John Example"), (2, "John Example")], Read(pdf).Hidden.Select(h => (h.Page, h.Text)));
    }

    [Fact]
    public void A_redaction_that_was_marked_and_never_applied_is_reported_though_the_text_shows()
    {
        var pdf = new TinyPdf().Page(s_line, "/Annots [<< /Type /Annot /Subtype /Redact /F 4 /Rect [201 697 289 709] /QuadPoints [201 709 289 709 201 697 289 697] >>]");
        var reading = Read(pdf);

        Assert.Equal("under a redaction mark that was never applied", Assert.Single(reading.Hidden).How);
        Assert.Contains("John Example", reading.Document!.Pages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_too_small_to_see_is_hidden() => Assert.Equal("too small to see", Assert.Single(Hidden(At(72, 700, "The informant was John Example", "F3", 0.5))).How);

    [Fact]
    public void Text_clipped_away_or_outside_the_crop_box_is_hidden()
    {
        Assert.Equal("cut off by clipping", Assert.Single(Hidden("q 0 0 50 50 re W n " + s_line + "Q")).How);
        Assert.Equal("outside the visible part of the page", Assert.Single(Hidden(s_line + At(72, 300, "Shown."), "/CropBox [0 0 612 600]")).How);
        Assert.Empty(Hidden("q 60 600 500 150 re W n " + s_line + "Q", "/CropBox [20 20 590 770]"));
    }

    [Fact]
    public void What_is_painted_again_above_its_box_is_shown() => Assert.Empty(Hidden(s_line + "1 1 0 rg " + OverName + "0 g " + s_line));

    [Fact]
    public void A_label_on_a_redaction_is_no_secret() => Assert.Empty(Hidden(At(72, 700, "REDACTED", "F3") + "0 g 70 690 100 24 re f"));

    [Fact]
    public void Table_shading_and_lines_hide_nothing()
    {
        var content = "";
        for (var row = 0; row < 10; row++)
            content += $"{(row % 2 == 0 ? "0.9" : "1")} g 72 {700 - (20 * row)} 400 20 re f 0 g " + At(80, 706 - (20 * row), $"Row {row} of the table of sentences") + $"0.5 w 72 {700 - (20 * row)} 400 20 re S\n";
        Assert.Empty(Hidden(content));
    }

    [Fact]
    public void A_layer_that_is_switched_off_hides_its_text()
    {
        var pdf = new TinyPdf();
        var layer = pdf.Add("<< /Type /OCG /Name (Draft) >>");
        pdf.Page("/OC /L1 BDC " + s_line + "EMC " + At(72, 600, "Shown."), $"/X 0");
        var bytes = System.Text.Encoding.Latin1.GetString(pdf.Build());
        bytes = bytes.Replace("/Type /Catalog", $"/Type /Catalog /OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>", StringComparison.Ordinal)
            .Replace("/Resources << /Font", $"/Resources << /Properties << /L1 {layer} 0 R >> /Font", StringComparison.Ordinal);

        var reading = PdfReader.Read(System.Text.Encoding.Latin1.GetBytes(bytes), "x");
        Assert.Equal("on a layer that is switched off", Assert.Single(reading.Hidden).How);
        Assert.Equal("Shown.", reading.Document!.Pages[0].Text);
    }
}
