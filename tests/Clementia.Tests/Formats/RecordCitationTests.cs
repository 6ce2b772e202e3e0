using System.Text.Json;
using Clementia.Casework;
using Clementia.Documents;
using CsCheck;

namespace Clementia.Tests.Formats;

public sealed class RecordCitationTests
{
    private static readonly string s_hash = new('a', 64);

    private static DocumentText Text(params string[] pages) =>
        new(s_hash, [.. pages.Select((page, index) => Page.OfText(index + 1, page))], "text 1");

    private static string Written(string text) => string.Join(" | ", RecordCitations.Find(Text(text)).Select(c => c.Written.Quote));

    private static string Meant(string text) => string.Join(" | ", RecordCitations.Find(Text(text)).Select(c => c.Means));

    private static string Law(string text) => string.Join(" | ", RecordCitations.FindLaw(Text(text)).Select(c => c.Means));

    [Theory]
    [InlineData("He led no one. PSR ¶ 14.", "PSR ¶ 14", "PSR ¶ 14")]
    [InlineData("(PSR ¶¶ 14-16, 22.)", "PSR ¶¶ 14-16, 22", "PSR ¶¶ 14-16, 22")]
    [InlineData("PSR ¶¶ 14–16 and 22 say so.", "PSR ¶¶ 14–16 and 22", "PSR ¶¶ 14-16, 22")]
    [InlineData("PSR ¶ 14, 22 defendants in all.", "PSR ¶ 14", "PSR ¶ 14")]
    [InlineData("See PSI at 6.", "PSI at 6", "PSR at 6")]
    [InlineData("the Presentence Investigation Report at 6", "Presentence Investigation Report at 6", "PSR at 6")]
    [InlineData("Revised PSR ¶ 7(b)", "Revised PSR ¶ 7(b)", "PSR ¶ 7(b)")]
    [InlineData("PSR at ¶ 31", "PSR at ¶ 31", "PSR ¶ 31")]
    [InlineData("PSR, para. 9", "PSR, para. 9", "PSR ¶ 9")]
    [InlineData("(Tr. 233:4-12)", "Tr. 233:4-12", "Tr. 233:4-12")]
    [InlineData("Tr. at 45.", "Tr. at 45", "Tr. at 45")]
    [InlineData("Tr. 45, 24 months later", "Tr. 45", "Tr. at 45")]
    [InlineData("Tr. 45, 47-48.", "Tr. 45, 47-48", "Tr. at 45, 47-48")]
    [InlineData("Trial Tr. vol. 3, 233:4-234:2", "Trial Tr. vol. 3, 233:4-234:2", "Trial Tr. vol. 3, 233:4-234:2")]
    [InlineData("Sent. Tr. 12:3-9; Sentencing Transcript at 14", "Sent. Tr. 12:3-9 | Sentencing Transcript at 14", "Sent. Tr. 12:3-9 | Sent. Tr. at 14")]
    [InlineData("Tr. 233, lines 4-12", "Tr. 233, lines 4-12", "Tr. 233:4-12")]
    [InlineData("Plea Hr'g Tr. 8:1", "Plea Hr'g Tr. 8:1", "Plea Tr. 8:1")]
    [InlineData("Dkt. 114", "Dkt. 114", "Dkt. 114")]
    [InlineData("Dkt. No. 114 at 3", "Dkt. No. 114 at 3", "Dkt. 114 at 3")]
    [InlineData("ECF No. 114-2 at 3", "ECF No. 114-2 at 3", "Dkt. 114-2 at 3")]
    [InlineData("ECF Nos. 12, 14-2 and 15", "ECF Nos. 12 | 14-2 | 15", "Dkt. 12 | Dkt. 14-2 | Dkt. 15")]
    [InlineData("Doc. 23; D.E. 45; R. Doc. 9", "Doc. 23 | D.E. 45 | R. Doc. 9", "Dkt. 23 | Dkt. 45 | Dkt. 9")]
    [InlineData("GX 12, Gov't Ex. 12A, Government Exhibit 13", "GX 12 | Gov't Ex. 12A | Government Exhibit 13", "GX 12 | GX 12A | GX 13")]
    [InlineData("DX 4 and Defense Exhibit B-2", "DX 4 | Defense Exhibit B-2", "DX 4 | DX B-2")]
    [InlineData("Ex. B at 4", "Ex. B at 4", "Ex. B at 4")]
    [InlineData("Indictment ¶ 3", "Indictment ¶ 3", "Indictment ¶ 3")]
    [InlineData("Superseding Indictment ¶ 3", "Superseding Indictment ¶ 3", "Superseding Indictment ¶ 3")]
    [InlineData("Plea Agreement ¶ 7(b)", "Plea Agreement ¶ 7(b)", "Plea Agreement ¶ 7(b)")]
    [InlineData("J. at 2", "J. at 2", "Judgment at 2")]
    [InlineData("JA 233; J.A. 234-36", "JA 233 | J.A. 234-36", "JA 233 | JA 234-36")]
    [InlineData("(A-45)", "A-45", "A-45")]
    [InlineData("R. at 12", "R. at 12", "R. 12")]
    [InlineData("Brief of Appellee at 26; Gov't Br. 4; Gov't Br. at 5", "Brief of Appellee at 26 | Gov't Br. at 5", "Brief of Appellee at 26 | Gov't Br. at 5")]
    [InlineData("Docket Entry Nos. 3, 7.", "Docket Entry Nos. 3 | 7", "Dkt. 3 | Dkt. 7")]
    [InlineData("Smith Aff. ¶ 4", "Smith Aff. ¶ 4", "Smith Aff. ¶ 4")]
    [InlineData("the report says\nso (Tr.\n233:4-12)", "Tr.\n233:4-12", "Tr. 233:4-12")]
    public void The_record_is_cited_in_many_ways_and_means_one_thing(string text, string written, string meant) =>
        Assert.Equal((written, meant), (Written(text), Meant(text)));

    [Theory]
    [InlineData("Docket No. 94-20233")]
    [InlineData("Dkt. 2:94-cr-20233")]
    [InlineData("the indictment was read and the plea agreement signed")]
    [InlineData("Fed. R. Crim. P. 11 and Fed. R. Evid. 404")]
    [InlineData("556 F. App'x 123")]
    [InlineData("12 Cal. App. 4th 33")]
    [InlineData("State v. Poe, 262 N.C. App. 340, 342 (2018), and 262 N.C. App. at 345")]
    [InlineData("Marshall, J., dissenting")]
    [InlineData("an A-10 pilot with a good idea. He was an ex parte friend.")]
    [InlineData("He paid $114 in Doctor's fees at 3 p.m.")]
    [InlineData("First Nat'l Bank & Tr. Co.")]
    public void What_only_looks_like_a_record_citation_is_none(string text) => Assert.Equal("", Meant(text));

    [Theory]
    [InlineData("PSR ¶ 14. He was 19. Id. ¶ 15. Id.", "PSR ¶ 14 | PSR ¶ 15 | PSR ¶ 15")]
    [InlineData("Tr. 233:4-12; id. at 240:3-5; id. at 250.", "Tr. 233:4-12 | Tr. 240:3-5 | Tr. at 250")]
    [InlineData("Dkt. 114 at 3. Id. at 14. Ibid.", "Dkt. 114 at 3 | Dkt. 114 at 14 | Dkt. 114 at 14")]
    [InlineData("Dkt. 114 at 3; PSR ¶ 2. id. ¶ 4", "Dkt. 114 at 3 | PSR ¶ 2 | PSR ¶ 4")]
    [InlineData("JA 233. Id. at 240.", "JA 233 | JA 240")]
    public void Id_means_what_was_cited_last_at_its_own_place(string text, string meant) => Assert.Equal(meant, Meant(text));

    [Fact]
    public void Id_after_a_case_means_the_case_and_not_the_record_before_it()
    {
        var text = Text("PSR ¶ 14. See United States v. Rowan, 512 F.3d 44 (2d Cir. 2008). Id. at 51. Dkt. 9. Id. at 2.");

        Assert.Equal(["PSR ¶ 14", "Dkt. 9", "Dkt. 9 at 2"], RecordCitations.Find(text).Select(c => c.Means));
        var law = RecordCitations.FindLaw(text);
        Assert.Equal(["United States v. Rowan, 512 F.3d 44 (2d Cir. 2008)", "United States v. Rowan, 512 F.3d 44 (2d Cir. 2008) at 51"], law.Select(c => c.Means));
        Assert.Equal([false, true], law.Select(c => c.IsReference));
    }

    [Fact]
    public void Id_carries_over_a_page_and_with_nothing_before_it_stays_open()
    {
        Assert.Equal(["PSR ¶ 14", "PSR at 3"], RecordCitations.Find(Text("PSR ¶ 14.", "Id. at 3.")).Select(c => c.Means));

        var alone = Assert.Single(RecordCitations.Find(Text("Id. at 14.")));
        Assert.Equal("id.", alone.Source);
        Assert.IsType<RecordPlace.Open>(RecordCitations.Resolve(alone, []));
    }

    [Theory]
    [InlineData("18 U.S.C. § 3553(a)", "18 USC 3553(a)")]
    [InlineData("21 USC 841(b)(1)(A)", "21 USC 841(b)(1)(A)")]
    [InlineData("21 U.S.C. §§ 841(a)(1), (b)(1)(A), and 846", "21 USC 841(a)(1) | 21 USC 841(b)(1)(A) | 21 USC 846")]
    [InlineData("Title 21, United States Code, Sections 841(a)(1) and 846", "21 USC 841(a)(1) | 21 USC 846")]
    [InlineData("section 924(c) of title 18", "18 USC 924(c)")]
    [InlineData("18 U.S.C. § 1028A and 12 months", "18 USC 1028A")]
    [InlineData("18 U.S.C. § 3553(a). Later, § 3553(a) again.", "18 USC 3553(a) | 18 USC 3553(a)")]
    [InlineData("42 U.S.C. § 2000e-2(a)", "42 USC 2000e-2(a)")]
    [InlineData("U.S.S.G. § 2D1.1(b)(1)", "USSG 2D1.1(b)(1)")]
    [InlineData("USSG 4B1.1", "USSG 4B1.1")]
    [InlineData("under § 3B1.1(a) he got four levels", "USSG 3B1.1(a)")]
    [InlineData("U.S.S.G. § 2D1.1 cmt. n.3", "USSG 2D1.1 cmt. n.3")]
    [InlineData("Fed. R. Crim. P. 35(b)", "Fed. R. Crim. P. 35(b)")]
    [InlineData("28 C.F.R. § 1.1", "28 CFR 1.1")]
    [InlineData("U.S. Const. art. II, § 2", "U.S. Const. art. II, § 2")]
    [InlineData("Pub. L. No. 115-391", "Pub. L. 115-391")]
    [InlineData("See, e.g., Kim v. Lee & Sons, 12 U.S. 3, 5 (1820); In re Poe, 9 F.4th 1 (1st Cir. 2021)", "Kim v. Lee & Sons, 12 U.S. 3, 5 (1820) | In re Poe, 9 F.4th 1 (1st Cir. 2021)")]
    [InlineData("as Rowan, 512 F.3d at 44, holds. Id. at 51 n.3. Id.", "512 F.3d at 44 | 512 F.3d at 51 n.3 | 512 F.3d at 51 n.3")]
    [InlineData("before the Supreme Court of Arcadia. See United States v. Rowan, 512 F.3d 44 (2d Cir. 2008)", "United States v. Rowan, 512 F.3d 44 (2d Cir. 2008)")]
    [InlineData("the Supreme Court of the Republic. Poe v. Lee, 262 N.C. App. 340 (2018)", "Poe v. Lee, 262 N.C. App. 340 (2018)")]
    [InlineData("42 U.S.C. §§ 2000cc-2000cc-5", "42 USC 2000cc")]
    [InlineData("on 18 May he had 21 grams; section 5 of the plan", "")]
    public void Law_is_cited_in_many_ways_and_means_one_thing(string text, string meant) => Assert.Equal(meant, Law(text));

    [Fact]
    public void A_bare_section_is_left_alone_when_the_document_cites_it_under_two_titles() =>
        Assert.Equal("18 USC 3 | 21 USC 3", Law("18 U.S.C. § 3; 21 U.S.C. § 3; and § 3."));

    private static readonly string[] s_pieces =
    [
        "PSR ¶ 14", "PSR ¶¶ 14-16, 22", "Tr. 233:4-12", "Trial Tr. vol. 3, 233:4-234:2", "Dkt. No. 114 at 3", "ECF Nos. 12, 14-2", "GX 12", "Ex. B at 4",
        "Id.", "id. at 14", "id. ¶ 15", "18 U.S.C. §§ 3553(a), 3582", "U.S.S.G. § 2D1.1(b)(1)", "United States v. Rowan, 512 F.3d 44 (2d Cir. 2008)",
        "He was 19", "¶", "§", "\n\n", "\r\n", "(", ")", ";", ".", "\u00a0", "🙂", "–", "Indictment ¶ 3", "Plea Agreement ¶ 7(b)", "R. at 12", "§ 3553(a)", "at 5", "233:4",
    ];

    [Fact]
    public void Every_citation_quotes_exactly_what_stands_there_and_none_overlap() =>
        Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).List[0, 40].Select(Gen.Int[0, 2].Select(i => new[] { "", " ", "\n" }[i]).List[40], (pieces, gaps) => string.Concat(pieces.Zip(gaps, (p, g) => p + g)))
            .List[1, 3].Sample(pages =>
            {
                var text = Text([.. pages]);
                var all = RecordCitations.Find(text).Select(c => c.Written).Concat(RecordCitations.FindLaw(text).Select(c => c.Written))
                    .OrderBy(c => c.Page).ThenBy(c => c.Start).ToList();
                Assert.All(all, citation => Assert.True(citation.Holds(text)));
                Assert.All(all, citation => Assert.Equal(citation.Quote.Trim(), citation.Quote));
                Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.Page < pair.Second.Page || pair.First.End <= pair.Second.Start));
            }, iter: 3_000);

    [Fact]
    public void A_hundred_thousand_characters_of_nothing_are_read_at_once()
    {
        foreach (var piece in new[] { "A", "¶ 1, ", "Id. ", "1 ", "(a)", "Ex. ", "A. ", "Tr. 1:1, ", "§ 1 ", " v. ", "the ", "\n", "1 U.S. 1, " })
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            RecordCitations.Find(Text(string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length))));
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"'{piece}' took {watch.Elapsed}.");
        }
    }

    // ---- where they lead ----

    private static RecordDocument Filed(string label, string? kind, string name, params Page[] pages) =>
        new(label, kind, name, null, new DocumentText(s_hash, pages, "test"));

    private static RecordCitation Cite(string text) => RecordCitations.Find(Text(text))[0];

    private static Page Transcript(int number, string label)
    {
        string[] lines = ["Q Did you know him?", "A I did not.", "Q Never?", "A Never."];
        var text = string.Join(' ', lines);
        var at = 0;
        var placed = new List<TextLine>();
        for (var i = 0; i < lines.Length; at += lines[i++].Length + 1)
            placed.Add(new(at, lines[i].Length, default, (i + 1).ToString()));
        return Page.OfText(number, text) with { Label = label, Lines = placed };
    }

    [Fact]
    public void A_presentence_paragraph_is_found_by_its_number_and_not_by_an_item_of_a_list()
    {
        var psr = Filed("D1", "psr", "report.docx",
            Page.OfText(1, "13. He was born in Arcadia.\n\n14. He kept the books.\n\n15. He sold nothing."),
            Page.OfText(2, "16. His conditions:\n\n1. Work.\n\n14. Report monthly."));

        var found = Assert.IsType<RecordPlace.Found>(RecordCitations.Resolve(Cite("PSR ¶ 14."), [psr]));

        Assert.Equal((1, "14. He kept the books."), (found.Page, found.Passage!.Quote));
        var range = Assert.IsType<RecordPlace.Found>(RecordCitations.Resolve(Cite("PSR ¶¶ 13-14"), [psr]));
        Assert.Equal("13. He was born in Arcadia.\n\n14. He kept the books.", range.Passage!.Quote);
    }

    [Fact]
    public void A_transcript_is_found_by_the_page_and_line_numbers_printed_on_it()
    {
        var trial = Filed("D2", "transcript", "trial day 2.pdf", Transcript(1, "232"), Transcript(2, "233"));

        var found = Assert.IsType<RecordPlace.Found>(RecordCitations.Resolve(Cite("Tr. 233:2-3"), [trial]));

        Assert.Equal((2, "A I did not. Q Never?"), (found.Page, found.Passage!.Quote));
        Assert.Equal(1, Assert.IsType<RecordPlace.Found>(RecordCitations.Resolve(Cite("Tr. at 232"), [trial])).Page);
        Assert.Contains("D2", Assert.IsType<RecordPlace.Open>(RecordCitations.Resolve(Cite("Tr. 400:1"), [trial])).Question, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_transcripts_that_could_both_be_it_make_a_question()
    {
        var one = Filed("D2", "transcript", "a.pdf", Transcript(1, "12"));
        var two = Filed("D3", "transcript", "b.pdf", Transcript(1, "12"));

        var open = Assert.IsType<RecordPlace.Open>(RecordCitations.Resolve(Cite("Tr. 12:1"), [one, two]));

        Assert.Equal("Which document is Tr.? D2 and D3 could each be it.", open.Question);
    }

    [Fact]
    public void A_docket_number_is_read_from_the_courts_stamp_and_so_is_the_page()
    {
        Page Stamped(int n) => Page.OfText(n, "words") with { Margins = [$"Case 2:94-cr-20233 Document 114 Filed 01/02/95 Page {n} of 3 PageID 45{n}"] };
        var order = Filed("D4", null, "order.pdf", Stamped(1), Stamped(2), Stamped(3));

        Assert.Equal(3, Assert.IsType<RecordPlace.Found>(RecordCitations.Resolve(Cite("Dkt. 114 at 3"), [order])).Page);
        Assert.Null(Assert.IsType<RecordPlace.Found>(RecordCitations.Resolve(Cite("ECF No. 114"), [order])).Page);
        Assert.Contains("Dkt. 115", Assert.IsType<RecordPlace.Open>(RecordCitations.Resolve(Cite("Dkt. 115 at 3"), [order])).Question, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exhibit_is_known_by_its_mark_and_a_government_exhibit_is_not_the_defences()
    {
        var theirs = Filed("D5", null, "GX 12.pdf", Page.OfText(1, "a ledger"));
        var ours = Filed("D6", null, "scan.pdf", Page.OfText(1, "DEFENSE EXHIBIT 12\n\na letter"));

        Assert.Equal("D5", Assert.IsType<RecordPlace.Found>(RecordCitations.Resolve(Cite("Gov't Ex. 12"), [theirs, ours])).Document.Label);
        Assert.Equal("D6", Assert.IsType<RecordPlace.Found>(RecordCitations.Resolve(Cite("DX 12"), [theirs, ours])).Document.Label);
        Assert.IsType<RecordPlace.Open>(RecordCitations.Resolve(Cite("GX 1"), [theirs, ours]));
    }

    // ---- export ----

    [Fact]
    public void A_web_annotation_carries_the_quote_its_context_and_its_place_counted_in_whole_characters()
    {
        var text = Text("first page", "🙂 He asked for “mercy”, and got it.");
        var at = text.Pages[1].Text.IndexOf("mercy", StringComparison.Ordinal);

        using var json = JsonDocument.Parse(WebAnnotation.Write(Citation.To(text, 2, at, at + 5), text, mediaType: "text/plain", note: "the plea"));

        var target = json.RootElement.GetProperty("target");
        Assert.Equal($"urn:sha256:{s_hash}", target.GetProperty("source").GetString());
        Assert.Equal("page=2", target.GetProperty("selector").GetProperty("value").GetString());
        var refined = target.GetProperty("selector").GetProperty("refinedBy");
        // The smile is two UTF-16 units and one character.
        Assert.Equal(at - 1, refined[0].GetProperty("start").GetInt32());
        Assert.Equal(at + 4, refined[0].GetProperty("end").GetInt32());
        Assert.Equal("mercy", refined[1].GetProperty("exact").GetString());
        Assert.Equal("🙂 He asked for “", refined[1].GetProperty("prefix").GetString());
        Assert.Equal("the plea", json.RootElement.GetProperty("body").GetProperty("value").GetString());
    }

    [Fact]
    public void An_orphan_is_not_exported()
    {
        var text = Text("He asked for mercy.");
        var orphan = Citation.To(text, 1, 13, 18) with { Quote = "money" };

        Assert.Throws<ArgumentException>(() => WebAnnotation.Write(orphan, text));
    }
}
