using Clementia.Casework;

namespace Clementia.Tests.Casework;

public sealed class ReadinessTests
{
    private static readonly DateOnly s_today = new(2026, 3, 1);

    private static IReadOnlyList<Lack> Of(Docket docket, DateOnly? today = null, string? law = null) => Readiness.Of(docket.Fold(), today ?? s_today, law);

    private static Docket Vetted() => new Docket().Filed("j", "judgment").ReadIn("j", Docket.Says("sentence.term", "life", Standard.JudgeFinding), Docket.Says("arrest.year", "1993")).Vet("F1", Verdict.Confirm, null, "read");

    private static SentenceFound Finding(string direction = "unchanged", string finding = "{}", params string[] facts) => new("law-1", "2026-03-01", "{}", facts, direction, ["as it was"], finding);

    private static BriefIssued Brief(int asOf, params string[] facts) => new(Docket.Sha("brief"), "pdf", null, asOf, "checkpoint", facts);

    [Fact]
    public void A_petition_without_a_vetted_fact_has_nothing_to_rest_on()
    {
        Assert.Contains(Of(new Docket()), lack => lack is { Kind: LackKind.Fact, IsWeighty: true } && lack.Settle.Contains("clementia file P1", StringComparison.Ordinal));
        Assert.Contains(Of(new Docket().Filed("j").ReadIn("j", Docket.Says("sentence.term", "life"))), lack => lack.Settle.Contains("clementia vet P1 F1", StringComparison.Ordinal));
        Assert.DoesNotContain(Of(Vetted()), lack => lack.Kind == LackKind.Fact);
    }

    [Fact]
    public void A_file_in_order_lacks_nothing_weighty_and_what_is_lighter_comes_after()
    {
        var docket = Vetted().Add(Finding()).Add(Brief(6, "F1"));

        Assert.Empty(Of(docket, law: "law-1"));
        var older = Assert.Single(Of(docket, law: "law-2"));
        Assert.False(older.IsWeighty);
        Assert.Contains("older law book", older.What);
    }

    [Fact]
    public void A_conflict_weighs_when_the_record_excludes_both_and_the_matter_or_the_brief_makes_it_weigh()
    {
        var heavy = Vetted().Filed("n").ReadIn("n", Docket.Says("sentence.term", "240 mo"));
        var lack = Of(heavy).First(one => one.Kind == LackKind.Conflict);
        Assert.Contains("20 years", lack.What);
        Assert.True(lack.IsWeighty);
        Assert.StartsWith($"./clementia resolve P1 {lack.About}", lack.Settle, StringComparison.Ordinal);

        // The year of arrest weighs on nothing by itself, and does as soon as the brief says it.
        Docket Arrest() => Vetted().Vet("F2", Verdict.Confirm, null, "read").Filed("n").ReadIn("n", Docket.Says("arrest.year", "1994"));
        Assert.False(Of(Arrest()).Single(one => one.Kind == LackKind.Conflict).IsWeighty);
        var cited = Of(Arrest().Add(Brief(9, "F2"))).Single(one => one.Kind == LackKind.Conflict);
        Assert.True(cited.IsWeighty);
        Assert.Contains("bears on the brief B1", cited.What);

        heavy.Add(Procedure.ResolveConflict(heavy.Fold(), lack.About!, "life", "F1", "the judgment"));
        Assert.DoesNotContain(Of(heavy), one => one.Kind == LackKind.Conflict);
    }

    [Fact]
    public void A_brief_whose_facts_fell_or_were_corrected_since_is_settled_by_a_new_one_and_stops_no_new_one()
    {
        var struck = Vetted().Add(Brief(4, "F1")).Vet("F1", Verdict.Strike, null, "another person");
        var lack = Of(struck).Single(one => one is { Kind: LackKind.Brief, IsWeighty: true });
        Assert.Contains("The brief B1 rests on F1, which A. Clerk struck.", lack.What);

        var corrected = Vetted().Add(Brief(4, "F1")).Vet("F1", Verdict.Correct, "240 mo", "page 2");
        Assert.Contains("was issued before F1 was corrected", Of(corrected).Single(one => one is { Kind: LackKind.Brief, IsWeighty: true }).What);
        Assert.DoesNotContain(Readiness.BeforeBrief(Of(corrected)), one => one.Kind == LackKind.Brief);
        Assert.DoesNotContain(Of(corrected.Add(Brief(6, "F1"))), one => one is { Kind: LackKind.Brief, IsWeighty: true });

        // Confirming again what the brief says changes nothing in it.
        Assert.DoesNotContain(Of(Vetted().Add(Brief(4, "F1")).Vet("F1", Verdict.Confirm, null, "again")), one => one is { Kind: LackKind.Brief, IsWeighty: true });
    }

    [Fact]
    public void An_answer_that_rests_on_what_nobody_vetted_or_on_a_struck_fact_is_named()
    {
        var docket = Vetted().Add(new ObjectionRaised("Ingrid Stahl", "counsel", null, "She deserved it.", ["She deserved it."]))
            .Add(new ObjectionAnswered("O1", null, false, "Arrested in 1993.", null, new Cites(["F2"], [], [])));

        var lack = Of(docket).Single(one => one.Kind == LackKind.Fact);
        Assert.True(lack.IsWeighty);
        Assert.Contains("The answer to O1 rests on F2, which nobody vetted", lack.What);
        Assert.Contains("clementia vet P1 F2", lack.Settle);

        Assert.Contains("which A. Clerk struck", Of(docket.Vet("F2", Verdict.Strike, null, "no")).Single(one => one.Kind == LackKind.Fact).What);

        // Answered anew with what stands, nothing rests on the struck fact any more.
        docket.Add(new ObjectionAnswered("O1", null, false, "The sentence was life.", null, new Cites(["F1"], [], [])));
        Assert.DoesNotContain(Of(docket), one => one.Kind == LackKind.Fact);
    }

    [Fact]
    public void Evidence_may_be_laid_unvetted_and_is_told_and_a_withdrawn_objection_asks_nothing()
    {
        var docket = Vetted().Add(new ObjectionRaised("Ingrid Stahl", "counsel", null, "She deserved it.", ["She deserved it."]))
            .Add(new EvidenceGiven("O1", null, Side.For, new Cites(["F2"], [], []), "An arrest."));
        Assert.False(Of(docket).Single(one => one.Kind == LackKind.Fact).IsWeighty);

        docket.Add(new ObjectionWithdrawn("O1", "The letter convinced her."));

        Assert.DoesNotContain(Of(docket), one => one.Kind is LackKind.Fact or LackKind.Objection);
    }

    [Fact]
    public void A_weighty_objection_weighs_until_it_is_answered_and_what_an_honest_answer_leaves_open_is_told()
    {
        var docket = Vetted().Add(new ObjectionRaised("Ingrid Stahl", "counsel", null, "She deserved it.", ["She deserved it."]));
        Assert.True(Of(docket).Single(one => one.Kind == LackKind.Objection).IsWeighty);

        docket.Add(new ObjectionAnswered("O1", null, false, "The sentence was life.", "whether a life term was needed", new Cites(["F1"], [], [])));
        Assert.False(Of(docket).Single(one => one.Kind == LackKind.Objection).IsWeighty);

        docket.Add(new ObjectionAnswered("O1", null, false, "The sentence was life.", null, new Cites(["F1"], [], [])));
        Assert.DoesNotContain(Of(docket), one => one.Kind == LackKind.Objection);
    }

    [Fact]
    public void A_finding_that_asks_for_facts_weighs_when_it_cannot_say_which_way_the_law_moved()
    {
        const string open = """{"then":{"open":[{"question":"Was an earlier conviction final?","settledBy":"the judgment of the earlier case"}]},"now":{"open":[{"question":"Was an earlier conviction final?","settledBy":"the judgment of the earlier case"}]}}""";

        var asks = Of(Vetted().Add(Finding("cannotSay", open))).Single(one => one.Kind == LackKind.Finding);
        Assert.True(asks.IsWeighty);
        Assert.Contains("G1 asks: Was an earlier conviction final?", asks.What);
        Assert.Contains("the judgment of the earlier case", asks.Settle);

        Assert.False(Of(Vetted().Add(Finding("unchanged", open))).Single(one => one.Kind == LackKind.Finding).IsWeighty);
    }

    [Fact]
    public void Relief_that_is_there_weighs_and_relief_of_which_nobody_knows_is_told()
    {
        const string relief = """{"relief":[{"cite":"18 USC 3582(c)(2)","state":"available","reasons":["The range fell."]},{"cite":"Pub. L. 115-391, § 404","state":"notAvailable","reasons":[]},{"cite":"18 USC 3582(c)(1)(A)","state":"open","reasons":[]}]}""";

        var remedies = Of(Vetted().Add(Finding("down", relief))).Where(one => one.Kind == LackKind.Remedy).ToList();

        Assert.Equal([true, false], remedies.Select(one => one.IsWeighty));
        Assert.Contains("18 USC 3582(c)(2). The range fell.", remedies[0].What);
    }

    [Fact]
    public void A_finding_on_a_fact_that_was_changed_since_must_be_found_again()
    {
        var docket = Vetted().Add(Finding("unchanged", "{}", "F1"));
        Assert.DoesNotContain(Of(docket.Vet("F1", Verdict.Confirm, null, "again")), one => one is { Kind: LackKind.Finding, IsWeighty: true });

        Assert.Contains("G1 rests on F1, which A. Clerk vetted anew since", Of(docket.Vet("F1", Verdict.Correct, "240 mo", "page 2")).Single(one => one is { Kind: LackKind.Finding, IsWeighty: true }).What);
    }

    [Theory]
    [InlineData("2025-03-01", "2026-03-01", false)]
    [InlineData("2025-03-01", "2026-03-02", true)]
    [InlineData("2025-02-28", "2026-03-01", true)]
    [InlineData("2025", "2026-12-31", false)]
    [InlineData("2025", "2027-01-01", true)]
    public void A_prison_record_is_stale_the_day_after_it_is_a_year_old_and_a_date_in_part_may_be_its_last_day(string dated, string today, bool stale) =>
        Assert.Equal(stale, Of(Vetted().Filed("b", "bop-record", dated), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).Any(one => one is { Kind: LackKind.Stale, IsWeighty: true }));

    [Fact]
    public void Only_the_newest_of_a_kind_counts_and_one_without_a_date_is_told()
    {
        Assert.DoesNotContain(Of(Vetted().Filed("b", "bop-record", "2019-01-01").Filed("c", "bop-record", "2026-01-01")), one => one.Kind == LackKind.Stale);
        Assert.Contains("has no date", Of(Vetted().Filed("b", "bop-record")).Single(one => one.Kind == LackKind.Stale).What);
    }

    [Fact]
    public void Hidden_text_weighs_when_a_vetted_fact_rests_on_its_document_until_somebody_saw_to_it()
    {
        var docket = Vetted().Filed("p", "psr").Add(new DocumentRead(Docket.Sha("p"), "reading", null, "test 1", 1, [new HiddenText(1, "an informer's name", new Box(0, 0, 1, 1), "under an opaque box")],
            [Docket.Says("offense.violent", "no") is var says ? says with { Passages = [says.Passages[0] with { Document = Docket.Sha("p") }] } : null!], [], []));
        Assert.False(Of(docket).Single(one => one.Kind == LackKind.Redaction).IsWeighty);

        docket.Vet("F3", Verdict.Confirm, null, "read");
        var lack = Of(docket).Single(one => one.Kind == LackKind.Redaction);
        Assert.True(lack.IsWeighty);
        Assert.DoesNotContain("informer", lack.What + lack.Settle, StringComparison.Ordinal);

        docket.Add(new TaskSet("Ask the court for a clean copy", "D2", null));
        Assert.Contains(Of(docket), one => one.Kind == LackKind.Redaction);
        Assert.DoesNotContain(Of(docket.Add(new TaskClosed("T1", "Filed under seal; nobody gets the old one."))), one => one.Kind == LackKind.Redaction);
    }

    [Fact]
    public void Minutes_that_are_not_signed_or_held_wrong_and_papers_that_are_not_on_file_are_told()
    {
        var docket = Vetted().Add(new MeetingHeld("2026-02-28", "Oval Office", ["Edwin Thorne", "Julian Farrow"], [Docket.Sha("chart"), Docket.Sha("j")], "He asked about violence.", null));
        docket.Add(new MinutesSigned("M1", null), "Julian Farrow");

        Assert.Equal(["The minutes of M1 (2026-02-28) are not signed by Edwin Thorne.", $"At M1 something was shown that is neither on file nor an issued brief ({Docket.Sha("chart")[..12]})."],
            Of(docket).Where(one => one.Kind == LackKind.Minutes).Select(one => one.What));

        docket.Add(new MinutesSigned("M1", "I asked about drugs."), "Edwin Thorne").Filed("chart");
        Assert.Equal(["Edwin Thorne holds the minutes of M1 wrong: I asked about drugs."], Of(docket).Where(one => one.Kind == LackKind.Minutes).Select(one => one.What));
        Assert.All(Of(docket).Where(one => one.Kind == LackKind.Minutes), one => Assert.False(one.IsWeighty));
    }

    [Fact]
    public void A_stage_that_presents_the_petition_is_entered_when_it_is_ready_or_regardless_with_what_was_lacking()
    {
        var docket = Vetted().Filed("p", "psr").Add(Finding()).Add(Brief(6, "F1"));
        docket.Add(Procedure.Choose(docket.Fold(), "us-direct", [new("adviser", ["Julian Farrow"])], []));
        Outcome<Entry[]> Present(string? regardless = null) => Procedure.MoveOn(docket.Fold(), "Julian Farrow", "presented", null, regardless, s_today, "law-1");
        Assert.IsType<StageMoved>(Assert.Single(Present().Value!));
        // Nothing is lacking, so nobody went on regardless of anything.
        Assert.Single(Present("hurry").Value!);

        docket.Add(new ObjectionRaised("Ingrid Stahl", "counsel", null, "She deserved it.", ["She deserved it."]));

        Assert.Contains("must wait: (1) Ingrid Stahl (counsel) objects", Present().Refusal?.Problem);
        Assert.Equal(["She is ill."], Present("She is ill.").Value!.OfType<WentOnRegardless>().Select(went => went.Reason));
        Assert.Contains("may not move it", Procedure.MoveOn(docket.Fold(), "Ingrid Stahl", "presented", null, "so", s_today, null).Refusal?.Problem);
        // Closing it presents it to nobody.
        Assert.False(Procedure.MoveOn(docket.Fold(), "Julian Farrow", "closed", "She withdrew it.", null, s_today, null).IsRefused);
    }

    [Fact]
    public void Only_under_a_process_does_something_weighty_stop_a_brief()
    {
        var docket = Vetted();
        IReadOnlyList<Lack> lacks = [new Lack(LackKind.Objection, true, "O1", "O1 is unanswered.", "Answer it.")];
        Assert.Empty(Procedure.BeforeBrief(docket.Fold(), lacks, null).Value!);

        docket.Add(Procedure.Choose(docket.Fold(), "us-direct", [], []));

        Assert.Contains("The brief must wait", Procedure.BeforeBrief(docket.Fold(), lacks, null).Refusal?.Problem);
        Assert.Empty(Procedure.BeforeBrief(docket.Fold(), [], null).Value!);
        Assert.IsType<WentOnRegardless>(Assert.Single(Procedure.BeforeBrief(docket.Fold(), lacks, "so").Value!));
    }

    [Fact]
    public void Going_on_regardless_needs_something_lacking_and_a_reason()
    {
        var petition = Vetted().Fold();
        IReadOnlyList<Lack> lacks = [new Lack(LackKind.Objection, true, "O1", "O1 is unanswered.", "Answer it.")];

        Assert.Contains("Nothing is lacking", Procedure.GoOnRegardless(petition, "brief", [], "so").Refusal?.Problem);
        Assert.Contains("needs a reason", Procedure.GoOnRegardless(petition, "brief", lacks, " ").Refusal?.Problem);
        var went = (WentOnRegardless)Procedure.GoOnRegardless(petition, "brief", lacks, " She is ill. ").Value!;
        Assert.Equal(("brief", "O1 is unanswered.", "She is ill."), (went.For, Assert.Single(went.Lacking), went.Reason));
        Assert.Null(Procedure.NotReady(petition, "The brief", []));
        Assert.Contains("The brief must wait: (1) O1 is unanswered.", Procedure.NotReady(petition, "The brief", lacks)?.Problem);
    }

    [Theory]
    [InlineData("\"bop-record\"", "\"diary\"", "documents[0]")]
    [InlineData("\"months\": 12", "\"months\": 0", "documents[0]")]
    [InlineData("\"petitioner.name\"", "\"petitioner.nickname\"", "weighty[0]")]
    [InlineData("\"weighty\": [", "\"heavy\": [", "line")]
    public void Faulty_rules_are_refused_with_their_place(string was, string now, string place)
    {
        var text = File.ReadAllText(Repository.File("catalog", "readiness.json"));
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0);

        var outcome = ReadinessRules.Parse(text[..at] + now + text[(at + was.Length)..]);

        Assert.Contains(place, outcome.Refusal?.Problem);
    }
}
