using System.Diagnostics;
using System.Text;
using AngleSharp.Html.Parser;
using Clementia.Casework;
using Clementia.Documents.Briefs;
using Clementia.Law;
using DocumentFormat.OpenXml.Packaging;

namespace Clementia.Tests.Briefs;

/// <summary>The finding of law in a brief: shown when it rests on what this copy may show and still holds; otherwise left out, and the gap named.</summary>
public sealed class BriefLawTests
{
    private static readonly DateOnly s_on = new(2026, 3, 1);
    private static readonly Lazy<Typesetter> s_typesetter = new(() => new Typesetter());

    private static readonly string[] s_inTheBrief = ["The guideline range did not fall", "March 21, 1997", "March 1, 2026", "The guidelines", "bound the judge", "advisory"];

    /// <summary>A case whose range did not fall; the quantity stands in a sealed report when asked so.</summary>
    private static CaseFile Case(Confidentiality quantityIn = Confidentiality.Public)
    {
        var file = new CaseFile("Petition of Ada Lindqvist");
        var judgment = file.Text("judgment.txt", "judgment", "Ada Lindqvist was found guilty under 21 U.S.C. 846 and 841(a)(1) and sentenced on March 21, 1997 to life. The offense ended on May 1, 1994. Points: 0. Cocaine. She did not accept responsibility. No gun, no violence, nobody hurt.");
        var report = file.Text("psr.txt", "psr", "Two thousand five hundred kilograms of cocaine. She led them: four levels.", quantityIn);
        file.Confirmed("petitioner.name", "Ada Lindqvist", judgment, "Ada Lindqvist");
        file.Confirmed("sentence.date", "1997-03-21", judgment, "March 21, 1997");
        file.Confirmed("offense.end", "1994-05-01", judgment, "May 1, 1994");
        file.Confirmed("offense.statute", "21 USC 846", judgment, "21 U.S.C. 846");
        file.Confirmed("offense.statute", "21 USC 841(a)(1)", judgment, "841(a)(1)");
        file.Confirmed("guideline.history_points", "0", judgment, "Points: 0");
        file.Confirmed("drug.type", "cocaine", judgment, "Cocaine");
        file.Confirmed("drug.quantity", "2500 kg", report, "Two thousand five hundred kilograms", Standard.PresentenceReport);
        file.Confirmed("guideline.role_adjustment", "4", report, "four levels", Standard.PresentenceReport);
        file.Confirmed("acceptance", "no", judgment, "did not accept responsibility");
        file.Confirmed("offense.weapon", "no", judgment, "No gun");
        file.Confirmed("offense.violent", "no", judgment, "no violence");
        file.Confirmed("offense.injury", "no", judgment, "nobody hurt");
        return file;
    }

    private static Petition Found(CaseFile file)
    {
        var outcome = LawOnPetition.Find(file.Petition, LawBook.BuiltIn, s_on);
        Assert.False(outcome.IsRefused, outcome.Refusal?.ToString());
        return file.Petition with { Findings = [new EnteredFinding("G1", 41, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), "Jo Reyes", outcome.Value)] };
    }

    private static Brief Compose(Petition petition, Confidentiality clearance = Confidentiality.Confidential)
    {
        var outcome = Brief.Compose(petition, CaseFile.For(clearance: clearance));
        Assert.False(outcome.IsRefused, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    private static byte[] Written(CaseFile file, Brief brief, BriefFormat format)
    {
        if (format == BriefFormat.Pdf && s_typesetter.Value.Missing is { } missing)
            Assert.Skip(missing.ToString());
        var outcome = BriefFile.Write(brief, format, file.Sources, s_typesetter.Value);
        Assert.False(outcome.IsRefused, outcome.Refusal?.ToString());
        return outcome.Value.Bytes;
    }

    private static string TextOf(Brief brief) => string.Join('\n', brief.Lines.Concat(brief.Further.SelectMany(section => section.Lines)).Select(line => line.Text));

    [Fact]
    public void A_finding_that_holds_is_a_section_of_the_page_with_its_table_and_every_step_in_the_binder()
    {
        var brief = Compose(Found(Case()));

        var section = Assert.Single(brief.Sections, s => s.Law is not null);
        Assert.Contains(section.Lines, line => line.Text.Contains("The guideline range did not fall", StringComparison.Ordinal));
        var law = brief.Law!;
        Assert.Equal((41, "March 21, 1997", "March 1, 2026", LawBook.BuiltIn.Fingerprint), (law.Entry, law.Then, law.Now, law.Law));
        Assert.Contains(law.Rows, row => row is { What: "The guidelines", Then: "bound the judge", Now: "advisory", Changed: true });
        Assert.Contains(law.Steps, step => step.Cite.Contains("§2D1.1(c)", StringComparison.Ordinal) && step.Then == "base level 38" && step.Now == "base level 38" && !step.Changed);
        Assert.Equal(3, law.Relief.Count);
    }

    [Fact]
    public void Without_a_finding_there_is_no_such_section()
    {
        var brief = Compose(Case().Petition);

        Assert.Null(brief.Law);
        Assert.DoesNotContain("The law then and now", TextOf(brief), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_whose_facts_changed_since_is_left_out_and_the_page_says_to_find_it_again()
    {
        var file = Case();
        var before = Found(file);
        var paper = file.Text("order.txt", "order", "It began on January 15, 1991.");
        file.Confirmed("offense.start", "1991-01-15", paper, "January 15, 1991");

        var brief = Compose(file.Petition with { Findings = before.Findings });

        Assert.Null(brief.Law);
        Assert.DoesNotContain(brief.Sections, s => s.Law is not null);
        Assert.Contains("vetted facts have changed since, so it is left out: find it again", TextOf(brief), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_on_facts_that_this_copy_may_not_show_is_withheld_and_shown_to_those_who_may_see_them()
    {
        var petition = Found(Case(Confidentiality.Sealed));

        var (withheld, whole) = (Compose(petition), Compose(petition, Confidentiality.Sealed));

        Assert.Null(withheld.Law);
        Assert.Contains("on facts of which some are withheld from this copy", TextOf(withheld), StringComparison.Ordinal);
        Assert.DoesNotContain("did not fall", TextOf(withheld), StringComparison.Ordinal);
        Assert.NotNull(whole.Law);
    }

    [Fact]
    public void Only_the_last_finding_is_shown()
    {
        var petition = Found(Case());
        var old = petition.Findings[0] with { Entry = 40, Found = petition.Findings[0].Found with { On = "2020-01-01", Summary = ["An older finding."] } };

        var brief = Compose(petition with { Findings = [old, petition.Findings[0]] });

        Assert.Equal(41, brief.Law!.Entry);
        Assert.DoesNotContain("An older finding.", TextOf(brief), StringComparison.Ordinal);
    }

    [Fact]
    public void In_HTML_the_table_and_the_steps_can_be_read()
    {
        var file = Case();
        var html = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Written(file, Compose(Found(file)), BriefFormat.Html)));

        var text = html.Body!.TextContent;
        Assert.All(s_inTheBrief, words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Equal(2, html.QuerySelectorAll("table.law").Length);
        Assert.Contains("USSG §2D1.1(c)", html.QuerySelectorAll("table.law")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains($"Law book {LawBook.BuiltIn.Fingerprint[..16]}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_DOCX_the_table_and_the_steps_can_be_read()
    {
        var file = Case();
        using var docx = WordprocessingDocument.Open(new MemoryStream(Written(file, Compose(Found(file)), BriefFormat.Docx)), false);

        var text = docx.MainDocumentPart!.Document!.InnerText;
        Assert.All(s_inTheBrief, words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Contains("USSG §2D1.1(c)", text, StringComparison.Ordinal);
        Assert.Contains("Relief already in law", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_PDF_the_section_stands_on_the_first_page_and_the_steps_in_the_binder()
    {
        var file = Case();
        var pdf = Written(file, Compose(Found(file)), BriefFormat.Pdf);

        var (first, all) = (PdfToText(pdf, "-l", "1"), PdfToText(pdf));

        Assert.All(s_inTheBrief, words => Assert.Contains(words, first, StringComparison.Ordinal));
        Assert.DoesNotContain("2D1.1(c)", first, StringComparison.Ordinal);
        Assert.Contains("2D1.1(c)", all, StringComparison.Ordinal);
        Assert.Contains("Relief already in law", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BriefFormat.Html)]
    [InlineData(BriefFormat.Docx)]
    [InlineData(BriefFormat.Pdf)]
    public void Withheld_it_is_in_no_form(BriefFormat format)
    {
        var file = Case(Confidentiality.Sealed);
        var bytes = Written(file, Compose(Found(file)), format);

        var text = format switch
        {
            BriefFormat.Pdf => PdfToText(bytes),
            BriefFormat.Html => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(bytes)).Body!.TextContent,
            _ => Docx(bytes),
        };

        Assert.DoesNotContain("2D1.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("did not fall", text, StringComparison.Ordinal);
        Assert.Contains("withheld from this copy", text, StringComparison.Ordinal);

        static string Docx(byte[] bytes)
        {
            using var docx = WordprocessingDocument.Open(new MemoryStream(bytes), false);
            return docx.MainDocumentPart!.Document!.InnerText;
        }
    }

    /// <summary>What a reader other than ours finds, words joined by single spaces.</summary>
    private static string PdfToText(byte[] pdf, params string[] options)
    {
        var start = new ProcessStartInfo("pdftotext") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var option in (string[])[.. options, "-", "-"])
            start.ArgumentList.Add(option);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("pdftotext is not installed.");
            throw;
        }
        using (process)
        {
            var text = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.BaseStream.Write(pdf);
            process.StandardInput.Close();
            var read = text.GetAwaiter().GetResult();
            process.WaitForExit();
            return string.Join(' ', read.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
