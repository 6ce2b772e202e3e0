using Clementia.Casework;

namespace Clementia.Tests.Casework;

public sealed class ProcedureProcessTests
{
    private const string Adviser = "Julian Farrow", Counsel = "Ingrid Stahl", President = "Edwin Thorne";

    private static readonly RoleHolders[] s_direct = [new("adviser", [Adviser]), new("counsel", [Counsel]), new("president", [President])];

    private static Docket Direct() => new Docket().Add(Procedure.Choose(new Docket().Fold(), "us-direct", s_direct, []));

    private static Docket Federal(params OwnDeadline[] days) => new Docket().Add(Procedure.Choose(new Docket().Fold(), "us-federal",
        [new("pardon-attorney", ["Ada Fenwick"]), new("deputy-attorney-general", ["Bruno Calloway"]), new("president", [President])], days));

    private static Docket At(Docket docket, string process, string from, string to) => docket.Add(new StageMoved(process, from, to, "so", []));

    private static BriefIssued Brief => new(Docket.Sha("brief"), "pdf", null, 1, "checkpoint", []);

    private static DecisionMade Decision(ClemencyForm form) => new(form, form == ClemencyForm.Commutation ? "time served" : null, [], [], [], "2026-03-02", "enough", null, "checkpoint");

    private static RecommendationMade Recommendation(string office, string what = "grant") => new("Somebody", office, what, null, "so");

    [Fact]
    public void Without_a_process_nobody_moves_or_recommends()
    {
        var petition = new Docket().Fold();

        Assert.Null(CaseProcess.Of(petition));
        Assert.Contains("No process was chosen", Procedure.Move(petition, Adviser, "presented", null).Refusal?.Problem);
        Assert.Contains("No process was chosen", Procedure.Recommend(petition, Counsel, "grant", null, null, "so").Refusal?.Problem);
    }

    [Fact]
    public void A_petition_begins_in_the_first_stage_and_waits_for_who_holds_its_turn()
    {
        var at = CaseProcess.Of(Direct().Fold())!;

        Assert.Equal("vetting", at.Stage.Id);
        Assert.Equal("the adviser who brings it (Julian Farrow)", at.Turn!.ToString());
        Assert.Equal(2, at.SinceEntry);
        Assert.Equal("2026-03-01 09:01", at.Since.ToString("yyyy-MM-dd HH:mm"));
    }

    [Theory]
    [InlineData("us-royal", "adviser", "A", 7, "There is no process 'us-royal'")]
    [InlineData("us-direct", "king", "A", 7, "no role 'king'")]
    [InlineData("us-direct", "adviser", " ", 7, "Nobody is named")]
    [InlineData("us-direct", "adviser", "A", 0, "0 days is no deadline")]
    [InlineData("us-direct", "adviser", "A", int.MaxValue, "is no deadline")]
    public void A_choice_that_cannot_stand_is_refused(string process, string role, string name, int days, string problem) =>
        Assert.Contains(problem, Procedure.Choose(new Docket().Fold(), process, [new(role, [name])], [new("counsel-answer", days)]).Refusal?.Problem);

    [Fact]
    public void The_same_choice_twice_is_refused_and_new_people_keep_the_stage_and_the_other_roles()
    {
        var docket = At(Direct(), "us-direct", "vetting", "presented");

        Assert.Contains("already goes under us-direct", Procedure.Choose(docket.Fold(), "us-direct", s_direct, []).Refusal?.Problem);
        var at = CaseProcess.Of(docket.Add(Procedure.Choose(docket.Fold(), "us-direct", [new("counsel", ["Rosalind Okoye"])], [])).Fold())!;

        Assert.Equal("presented", at.Stage.Id);
        Assert.Equal(["Rosalind Okoye"], at.Names("counsel"));
        Assert.Equal([President], at.Names("president"));
        Assert.Equal(3, at.SinceEntry);
    }

    [Fact]
    public void Another_process_begins_in_its_own_first_stage()
    {
        var docket = At(Direct(), "us-direct", "vetting", "presented");

        var at = CaseProcess.Of(docket.Add(Procedure.Choose(docket.Fold(), "us-federal", [], [])).Fold())!;

        Assert.Equal("received", at.Stage.Id);
        Assert.Empty(at.People);
        Assert.Equal("the Pardon Attorney (nobody is named yet)", at.Turn!.ToString());
    }

    [Theory]
    [InlineData(Adviser, "attic", "no stage 'attic'")]
    [InlineData(Adviser, "vetting", "already stands at")]
    [InlineData(Adviser, "granted", "No move leads from")]
    [InlineData(Counsel, "presented", "Ingrid Stahl may not move it")]
    [InlineData("Farrow", "presented", "Farrow may not move it")]
    public void Who_may_not_move_it_is_told_who_may(string name, string to, string problem)
    {
        var refusal = Procedure.Move(Direct().Fold(), name, to, "so").Refusal;

        Assert.Contains(problem, refusal?.Problem);
        Assert.NotEmpty(refusal!.Remedy);
    }

    [Fact]
    public void A_brief_must_exist_before_it_is_brought_to_the_president_and_no_reason_replaces_it()
    {
        var docket = Direct();

        var refusal = Procedure.Move(docket.Fold(), Adviser, "presented", null, regardless: "there is no time").Refusal;

        Assert.Contains("a brief", refusal?.Problem);
        Assert.Contains("clementia brief P1", refusal?.Remedy);
    }

    [Fact]
    public void What_is_waivable_is_named_asked_a_reason_and_kept_on_the_docket()
    {
        var docket = Direct().Add(Brief);

        var refused = Procedure.Move(docket.Fold(), Adviser, "presented", null).Refusal;
        Assert.Contains("judgment; presentence report; term of imprisonment, confirmed; the law then and now", refused?.Problem);
        Assert.Contains("needs a reason", Procedure.Move(docket.Fold(), Adviser, "presented", null, " ").Refusal?.Problem);

        var moved = (StageMoved)Procedure.Move(docket.Fold(), " julian  farrow ", "PRESENTED", null, "She is ill").Value!;
        Assert.Equal(["judgment", "presentence report", "term of imprisonment, confirmed", "the law then and now"], moved.Lacking);
        Assert.Equal("She is ill", moved.Reason);
        Assert.Equal("presented", moved.To);
    }

    [Fact]
    public void With_everything_there_the_way_on_needs_no_reason_and_another_way_does()
    {
        var docket = Direct().Add(Brief).Filed("j", "judgment").Filed("p", "psr").ReadIn("j", Docket.Says("sentence.term", "life", Standard.JudgeFinding)).Vet("F1", Verdict.Confirm, null, "read")
            .Add(new SentenceFound("law", "2026-03-01", "{}", [], "unchanged", ["as it was"], "{}"));

        var moved = (StageMoved)Procedure.Move(docket.Fold(), Adviser, "presented", null).Value!;

        Assert.Empty(moved.Lacking);
        Assert.Contains("needs a reason", Procedure.Move(docket.Fold(), Adviser, "closed", null).Refusal?.Problem);
        Assert.Equal("She withdrew it.", ((StageMoved)Procedure.Move(docket.Fold(), Adviser, "closed", "She withdrew it.").Value!).Reason);
    }

    [Fact]
    public void A_document_removed_by_order_is_lacking_again()
    {
        var docket = Direct().Filed("j", "judgment");
        var move = CaseProcess.Of(docket.Fold())!.WayOn!;
        Assert.DoesNotContain(CaseProcess.Of(docket.Fold())!.Missing(move), one => one.What == "judgment");

        docket.Remove(3, "Order of March 2, 2026");

        Assert.Contains(CaseProcess.Of(docket.Fold())!.Missing(move), one => one is { What: "judgment", InWords: "incomplete: judgment" });
    }

    [Theory]
    [InlineData("vetting", President, "where nothing is decided")]
    [InlineData("decision", Counsel, "does not hold the role that decides")]
    [InlineData("vetting", Counsel, "does not hold the role that decides: that is the President (Edwin Thorne). The petition stands at")]
    public void Only_who_holds_the_deciding_role_decides_and_only_in_its_stage(string stage, string name, string problem)
    {
        var docket = stage == "vetting" ? Direct() : At(Direct(), "us-direct", "presented", stage);

        Assert.Contains(problem, CaseProcess.Of(docket.Fold())!.MayDecide(name)?.Problem);
        Assert.Null(CaseProcess.Of(At(Direct(), "us-direct", "presented", "decision").Fold())!.MayDecide(President));
    }

    [Fact]
    public void Granted_needs_a_grant_and_denied_a_denial_and_the_last_decision_counts()
    {
        var docket = At(Direct(), "us-direct", "presented", "decision");
        Assert.Contains("a decision", Procedure.Move(docket.Fold(), President, "granted", null, "now").Refusal?.Problem);

        docket.Add(Decision(ClemencyForm.Denial), President);
        Assert.Contains("a decision that grants something", Procedure.Move(docket.Fold(), President, "granted", null).Refusal?.Problem);
        Assert.False(Procedure.Move(docket.Fold(), Counsel, "denied", "He denied it.").IsRefused);

        docket.Add(Decision(ClemencyForm.Commutation), President);
        Assert.False(Procedure.Move(docket.Fold(), President, "granted", null).IsRefused);
        Assert.Contains("denies it", Procedure.Move(docket.Fold(), President, "denied", "so").Refusal?.Problem);
    }

    [Fact]
    public void A_petition_taken_up_again_needs_its_own_brief_recommendation_and_decision()
    {
        var docket = Direct().Add(Brief);
        foreach (var (from, to) in new[] { ("vetting", "presented"), ("presented", "counsel-review") })
            At(docket, "us-direct", from, to);
        docket.Add(Recommendation("counsel to the President"));
        At(docket, "us-direct", "counsel-review", "decision").Add(Decision(ClemencyForm.Commutation));
        foreach (var (from, to) in new[] { ("decision", "granted"), ("granted", "closed"), ("closed", "vetting") })
            At(docket, "us-direct", from, to);

        Assert.Contains("a brief", Procedure.Move(docket.Fold(), Adviser, "presented", null, "go").Refusal?.Problem);
        Assert.Empty(CaseProcess.Of(docket.Fold())!.RecommendationsOf("counsel"));
        At(docket, "us-direct", "presented", "decision");
        Assert.Contains("a decision", Procedure.Move(docket.Fold(), President, "granted", null).Refusal?.Problem);
        Assert.False(Procedure.Move(docket.Add(Decision(ClemencyForm.Pardon)).Fold(), President, "granted", null).IsRefused);
    }

    [Fact]
    public void Recommendations_go_up_the_chain_in_its_order_and_only_by_who_holds_the_office()
    {
        var docket = At(Federal(), "us-federal", "received", "recommendation");

        Assert.Contains("may not recommend here: that is for the Pardon Attorney (Ada Fenwick)", Procedure.Recommend(docket.Fold(), "Bruno Calloway", "grant", null, null, "so").Refusal?.Problem);
        Assert.Contains("does not recommend at", Procedure.Recommend(docket.Fold(), "Ada Fenwick", "grant", "deputy-attorney-general", null, "so").Refusal?.Problem);
        Assert.Contains("no reason", Procedure.Recommend(docket.Fold(), "Ada Fenwick", "grant", null, null, " ").Refusal?.Problem);
        Assert.Contains("is no recommendation", Procedure.Recommend(docket.Fold(), "Ada Fenwick", "maybe", null, null, "so").Refusal?.Problem);
        Assert.Contains("no form of clemency", Procedure.Recommend(docket.Fold(), "Ada Fenwick", "grant", null, "denial", "so").Refusal?.Problem);
        var early = At(Federal(), "us-federal", "recommendation", "deputy");
        Assert.Contains("The Pardon Attorney has not recommended yet", Procedure.Recommend(early.Fold(), "Bruno Calloway", "grant", null, null, "so").Refusal?.Problem);

        docket.Add(Procedure.Recommend(docket.Fold(), "Ada Fenwick", "Grant in part", "the pardon attorney", "commutation", "The term is far beyond the others."));
        Assert.Equal(new RecommendationMade("Ada Fenwick", "the Pardon Attorney", "grant in part", "commutation", "The term is far beyond the others."), docket.Entries[^1].Body);
        Assert.Contains("exactly this", Procedure.Recommend(docket.Fold(), "Ada Fenwick", "grant in part", null, "commutation", "The term is far beyond the others.").Refusal?.Problem);
        Assert.False(Procedure.Recommend(At(docket, "us-federal", "recommendation", "deputy").Fold(), "Bruno Calloway", "deny", null, null, "so").IsRefused);
    }

    [Fact]
    public void Where_nothing_goes_without_the_board_an_adverse_recommendation_ends_it()
    {
        var docket = new Docket();
        docket.Add(Procedure.Choose(docket.Fold(), "state-board-must-recommend", [new("clerk", ["Nell Abara"]), new("board", ["Otto Lindqvist", "Pia Moreau"]), new("governor", ["Hal Iverson"])], []));
        At(docket, "state-board-must-recommend", "investigation", "board").Add(Recommendation("the board", "deny"));

        Assert.Contains("favorable recommendation of the board", Procedure.Move(docket.Fold(), "Pia Moreau", "governor", null, "all the same").Refusal?.Problem);
        Assert.False(Procedure.Move(docket.Fold(), "Pia Moreau", "closed", "The board recommends against it.").IsRefused);
        Assert.DoesNotContain(CaseProcess.Of(docket.Add(Recommendation("the board")).Fold())!.MissingHere, one => one.Need.What == NeedKind.Favorable);
    }

    [Fact]
    public void A_referral_is_answered_once_and_by_its_own_number()
    {
        var docket = new Docket().Filed("views");
        Assert.Contains("names nobody", Procedure.Refer(docket.Fold(), " ", "views", null).Refusal?.Problem);
        Assert.Contains("asks nothing", Procedure.Refer(docket.Fold(), "U.S. Attorney", "", null).Refusal?.Problem);
        Assert.Contains("is no day", Procedure.Refer(docket.Fold(), "U.S. Attorney", "views", "2026-02-30").Refusal?.Problem);
        docket.Add(Procedure.Refer(docket.Fold(), "U.S. Attorney", "views", "2026-04-01")).Add(Procedure.Refer(docket.Fold(), "Prison service", "progress report", null));
        Assert.Contains("already asked", Procedure.Refer(docket.Fold(), "u.s. attorney", "Views", null).Refusal?.Problem);
        Assert.Contains("no referral 'R3'", Procedure.AnswerReferral(docket.Fold(), "R3", "yes", []).Refusal?.Problem);
        Assert.Contains("no document D9", Procedure.AnswerReferral(docket.Fold(), "R1", "yes", ["D9"]).Refusal?.Problem);
        Assert.Contains("not told", Procedure.AnswerReferral(docket.Fold(), "R1", " ", []).Refusal?.Problem);

        docket.Add(Procedure.AnswerReferral(docket.Fold(), "r1", "He does not oppose it.", ["d1"]));

        Assert.Equal([Docket.Sha("views")], Referral.Of(docket.Fold())[0].Answered!.Documents);
        Assert.Null(Referral.Of(docket.Fold())[1].Answered);
        Assert.Contains("came back already", Procedure.AnswerReferral(docket.Fold(), "R1", "again", []).Refusal?.Problem);
    }

    [Fact]
    public void A_referral_removed_by_order_keeps_its_number_and_cannot_come_back()
    {
        var docket = new Docket();
        docket.Add(Procedure.Refer(docket.Fold(), "U.S. Attorney", "views", null)).Add(Procedure.Refer(docket.Fold(), "Prison service", "report", null)).Remove(2, "Order");

        Assert.Equal(["R1", "R2"], Referral.Of(docket.Fold()).Select(one => one.Id));
        Assert.Contains("removed by order", Procedure.AnswerReferral(docket.Fold(), "R1", "yes", []).Refusal?.Problem);
        Assert.Equal("Prison service", Referral.Of(docket.Fold())[1].Made!.To);
    }

    [Fact]
    public void Each_victim_whom_the_vetted_file_names_is_waited_for_and_nobody_can_say_that_there_is_none()
    {
        var docket = At(Federal(), "us-federal", "received", "under-review");
        var move = CaseProcess.Of(docket.Fold())!.WayOn!;
        string? Lacking() => CaseProcess.Of(docket.Fold())!.Missing(move).FirstOrDefault(one => one.Need.What == NeedKind.Victims)?.What;
        Assert.Equal("victims' notice", Lacking());

        docket.Filed("psr", "psr").ReadIn("psr", Docket.Says("victim.name", "Lena Voss"), Docket.Says("victim.name", "Amos Reyes")).Vet("F1", Verdict.Confirm, null, "read").Vet("F2", Verdict.Confirm, null, "read");
        Assert.Equal("victims' notice: Lena Voss, Amos Reyes", Lacking());
        Assert.Contains("names a victim: Lena Voss (F1)", Procedure.ContactVictims(docket.Fold(), "none", "none", "I looked", []).Refusal?.Problem);
        Assert.Contains("not what can be entered", Procedure.ContactVictims(docket.Fold(), "Lena Voss", "phoned", "today", []).Refusal?.Problem);
        Assert.Contains("no outcome yet", Procedure.ContactVictims(docket.Fold(), "Lena Voss", "told of the outcome", "by letter", []).Refusal?.Problem);
        Assert.Contains("Nothing is said", Procedure.ContactVictims(docket.Fold(), "Lena Voss", "commented", "", []).Refusal?.Problem);

        docket.Add(Procedure.ContactVictims(docket.Fold(), "lena voss", "notified", "by letter", []));
        Assert.Equal("victims' notice: Amos Reyes", Lacking());
        docket.Add(Procedure.ContactVictims(docket.Fold(), "Amos Reyes", "unreachable", "no address since 2001", []));
        Assert.Null(Lacking());

        // Who was notified is told of the outcome; who could not be reached is not waited for.
        docket.Add(Decision(ClemencyForm.Commutation));
        At(docket, "us-federal", "president", "granted");
        Assert.Equal("lena voss was not told of the outcome", CaseProcess.Of(docket.Fold())!.MissingHere.Single(one => one.Need.What == NeedKind.VictimsTold).What);
    }

    [Fact]
    public void A_deadline_that_no_verified_rule_sets_runs_only_when_the_office_set_it()
    {
        Assert.Empty(CaseProcess.Of(At(Federal(), "us-federal", "deputy", "president").Fold())!.Due);

        var due = Assert.Single(CaseProcess.Of(At(Federal(new OwnDeadline("presumed-concurrence", 45)), "us-federal", "deputy", "president").Fold())!.Due);

        Assert.Equal(new DateOnly(2026, 3, 1).AddDays(45), due.Day);
        Assert.Equal("45 days, set by the office (28 CFR 1.8, unverified)", due.Source);
    }

    [Fact]
    public void A_referral_is_due_until_it_comes_back()
    {
        var docket = Federal();
        docket.Add(Procedure.Refer(docket.Fold(), "U.S. Attorney", "views", "2026-04-01"));
        Assert.Equal(["U.S. Attorney: views (R1)"], CaseProcess.Of(docket.Fold())!.Due.Select(due => due.What));

        docket.Add(Procedure.AnswerReferral(docket.Fold(), "R1", "none", []));

        Assert.Empty(CaseProcess.Of(docket.Fold())!.Due);
    }

    [Fact]
    public void Rules_that_changed_since_and_moves_that_were_removed_are_told()
    {
        var docket = new Docket().Add(new ProcessChosen("us-direct", Docket.Sha("old"), [], []));
        Assert.Contains(CaseProcess.Of(docket.Fold())!.Cautions, caution => caution.Contains("were changed since", StringComparison.Ordinal));

        At(docket, "us-direct", "vetting", "presented").Remove(3, "Order");
        Assert.Contains(CaseProcess.Of(docket.Fold())!.Cautions, caution => caution.Contains("removed by order", StringComparison.Ordinal));

        Assert.Contains("us-royal", Assert.Throws<InvalidDataException>(() => CaseProcess.Of(new Docket().Add(new ProcessChosen("us-royal", "x", [], [])).Fold())).Message);
    }
}
