using Clementia.Casework;
using static Clementia.Tests.Casework.DecidedCase;

namespace Clementia.Tests.Casework;

/// <summary>Who may decide what, when, and what a second decision may say.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void A_commutation_keeps_its_term_its_day_and_what_lay_before_who_decided()
    {
        var docket = Docket();
        docket.Add(new BriefIssued(Casework.Docket.Sha("first"), "pdf", null, 3, Note, [])).Add(new BriefIssued(Casework.Docket.Sha("second"), "pdf", "the President", 4, Note, []));

        var decision = Decisions.Of(docket.Decided(TimeServed).Fold()).All.Single();

        Assert.Equal(("K1", President, "time served", "2018-06-06", "B2"), (decision.Id, decision.By, decision.Made!.To, decision.Made.Effective, decision.Brief!.Id));
        Assert.Equal(Note, decision.Made.Checkpoint);
        Assert.Equal("commutation to time served", decision.InWords);
    }

    [Fact]
    public void The_brief_that_lay_before_them_can_be_an_earlier_one_and_must_exist()
    {
        var docket = Docket();
        docket.Add(new BriefIssued(Casework.Docket.Sha("first"), "pdf", null, 3, Note, [])).Add(new BriefIssued(Casework.Docket.Sha("second"), "pdf", null, 4, Note, []));

        Assert.Equal("B1", Decisions.Of(docket.Decided(TimeServed with { Brief = "b1" }).Fold()).All[0].Brief!.Id);
        Assert.Contains("no brief 'B9'", docket.Decide(Asked(ClemencyForm.Pardon) with { Brief = "B9" }).Refusal?.Problem);
    }

    [Fact]
    public void Only_who_holds_the_deciding_role_decides_and_only_where_it_is_decided()
    {
        Assert.Contains("No process is chosen", Vetted().Decide(TimeServed).Refusal?.Problem);
        Assert.Contains("does not hold the role", Docket().Decide(TimeServed, "Desmond Quayle").Refusal?.Problem);
        Assert.Contains("nothing is decided", Docket().Add(new StageMoved("us-direct", "decision", "vetting", "", [])).Decide(TimeServed).Refusal?.Problem);
        Assert.False(Docket().Decide(TimeServed, "edwin  thorne").IsRefused);
    }

    [Fact]
    public void What_is_lacking_stops_a_decision_unless_it_is_gone_on_with_for_a_reason()
    {
        Assert.Contains("O1 is unanswered", Docket().Decide(TimeServed, lacking: ["O1 is unanswered."]).Refusal?.Problem);
        Assert.True(Docket().Decide(TimeServed, lacking: ["O1 is unanswered."], regardless: "  ").IsRefused);
        Assert.Contains("Nothing is lacking", Docket().Decide(TimeServed, regardless: "She is ill.").Refusal?.Problem);

        var entries = Docket().Decide(TimeServed, lacking: ["O1 is unanswered."], regardless: "She is ill.").Value!;

        var went = Assert.IsType<WentOnRegardless>(entries[0]);
        Assert.Equal(("decide", "She is ill."), (went.For, went.Reason));
        var docket = Docket();
        foreach (var entry in entries)
            docket.Add(entry, President);
        Assert.Equal(["O1 is unanswered."], Decisions.Of(docket.Fold()).All[0].Regardless!.Lacking);
    }

    [Theory]
    [InlineData(ClemencyForm.Commutation, null, "needs the new term")]
    [InlineData(ClemencyForm.Commutation, "soon", "nothing to which a sentence can be commuted")]
    [InlineData(ClemencyForm.Commutation, "death", "nothing to which a sentence can be commuted")]
    [InlineData(ClemencyForm.Commutation, "99999999999999999999 years", "nothing to which a sentence can be commuted")]
    [InlineData(ClemencyForm.Commutation, "0 months", "no term")]
    [InlineData(ClemencyForm.Commutation, "expires 2018", "no whole day")]
    [InlineData(ClemencyForm.Commutation, "expires 2018-06-05", "cannot expire")]
    [InlineData(ClemencyForm.Commutation, "life", "life is no less")]
    [InlineData(ClemencyForm.Pardon, "time served", "A pardon has no new term")]
    [InlineData(ClemencyForm.Denial, "20 years", "has no new term")]
    [InlineData(ClemencyForm.Reprieve, null, "needs the day until which")]
    [InlineData(ClemencyForm.Reprieve, "2018-06-06", "would be over")]
    [InlineData(ClemencyForm.Remission, null, "does not say of what")]
    public void A_decision_that_does_not_make_sense_is_refused_with_what_to_do(ClemencyForm form, string? to, string problem)
    {
        var refused = Docket().Decide(Asked(form, to)).Refusal;

        Assert.Contains(problem, refused?.Problem);
        Assert.NotEmpty(refused!.Remedy);
    }

    [Theory]
    [InlineData("240 months", "240 mo")]
    [InlineData("20 years", "240 mo")]
    [InlineData("Time served", "time served")]
    [InlineData("expire on June 6, 2018", "expires 2018-06-06")]
    [InlineData("expires 2019-01-19", "expires 2019-01-19")]
    public void A_term_is_kept_in_canonical_form(string typed, string canonical) =>
        Assert.Equal(canonical, ((DecisionMade)Docket().Decide(Asked(ClemencyForm.Commutation, typed)).Value!.Single()).To);

    [Theory]
    [InlineData("240 mo", "240 months", true)]
    [InlineData("240 mo", "241 months", true)]
    [InlineData("240 mo", "239 months", false)]
    [InlineData("240 mo", "life", true)]
    [InlineData("12 mo 1 d", "12 months", false)]
    [InlineData("12 mo", "a year and a day", true)]
    [InlineData("life+300 mo", "life", false)]
    [InlineData("life", "600 months", false)]
    [InlineData("death", "life", false)]
    public void A_commutation_must_shorten_the_sentence(string imposed, string to, bool isRefused) =>
        Assert.Equal(isRefused, Docket(("sentence.term", imposed)).Decide(Asked(ClemencyForm.Commutation, to)).IsRefused);

    [Theory]
    [InlineData("expires 2018-12-30", false)]
    [InlineData("expires 2018-12-31", true)]
    [InlineData("expires 2019-01-01", true)]
    public void A_day_of_expiry_is_held_against_the_full_term_from_the_first_day_of_custody(string to, bool isRefused) =>
        Assert.Equal(isRefused, Docket(("sentence.term", "240 mo"), ("served.since", "1999-01-01")).Decide(Asked(ClemencyForm.Commutation, to)).IsRefused);

    [Theory]
    [InlineData("1997-03-20", true)]
    [InlineData("1997-03-21", false)]
    [InlineData("1997-03-22", false)]
    public void No_decision_holds_from_before_the_sentence(string effective, bool isRefused) =>
        Assert.Equal(isRefused, Docket().Decide(TimeServed with { Effective = DateOnly.Parse(effective, System.Globalization.CultureInfo.InvariantCulture) }).IsRefused);

    [Fact]
    public void A_sentence_that_has_ended_is_not_commuted()
    {
        Assert.Contains("ended already: released June 5, 2018", Docket(("release.date", "2018-06-05")).Decide(TimeServed).Refusal?.Problem);
        Assert.False(Docket(("release.date", "2018-06-07")).Decide(TimeServed).IsRefused);
        Assert.Contains("ran out on 2017-03-31", Docket(("sentence.term", "240 mo"), ("served.since", "1997-04-01")).Decide(TimeServed).Refusal?.Problem);
        Assert.Contains("K1 commuted it", Docket().Decided(TimeServed).Decide(Asked(ClemencyForm.Commutation, "120 months") with { Effective = new(2019, 1, 1) }).Refusal?.Problem);
        Assert.False(Docket(("release.date", "2018-06-05")).Decide(Asked(ClemencyForm.Pardon)).IsRefused);
    }

    [Fact]
    public void Counts_are_those_of_the_judgment()
    {
        Assert.Equal(["3", "7"], ((DecisionMade)Docket().Decide(Asked(ClemencyForm.Pardon) with { Counts = ["3", " 7"] }).Value!.Single()).Counts);
        Assert.Contains("Count 2 is not among the counts of conviction: 1, 3 and 7", Docket().Decide(Asked(ClemencyForm.Pardon) with { Counts = ["2"] }).Refusal?.Problem);
        Assert.Contains("no number of a count", Docket().Decide(Asked(ClemencyForm.Pardon) with { Counts = ["0"] }).Refusal?.Problem);
        Assert.Contains("named twice", Docket().Decide(Asked(ClemencyForm.Pardon) with { Counts = ["3", "3"] }).Refusal?.Problem);
        Assert.Contains("names 2 counts, but 1 count", Docket(("conviction.counts", "1")).Decide(Asked(ClemencyForm.Pardon) with { Counts = ["3", "4"] }).Refusal?.Problem);
        Assert.False(Docket(("conviction.counts", "1")).Decide(Asked(ClemencyForm.Pardon) with { Counts = ["3"] }).IsRefused);
    }

    [Fact]
    public void Nothing_is_remitted_that_was_not_imposed_or_is_paid()
    {
        var remission = Asked(ClemencyForm.Remission) with { Remits = ["fine"] };

        Assert.Contains("No fine is on file", Docket().Decide(remission).Refusal?.Problem);
        Assert.Contains("no fine was imposed", Docket(("sentence.fine", "0")).Decide(remission).Refusal?.Problem);
        Assert.False(Docket(("sentence.fine", "25000")).Decide(remission).IsRefused);
        Assert.Contains("paid in full", Docket(("sentence.restitution", "900"), ("sentence.restitution_paid", "900")).Decide(remission with { Remits = ["restitution"] }).Refusal?.Problem);
        Assert.False(Docket(("sentence.restitution", "900"), ("sentence.restitution_paid", "899.99")).Decide(remission with { Remits = ["restitution"] }).IsRefused);
        Assert.Contains("nothing that can be remitted", Docket().Decide(remission with { Remits = ["guilt"] }).Refusal?.Problem);
        Assert.Contains("remitted twice", Docket(("sentence.fine", "25000")).Decide(remission with { Remits = ["fine", "Fine"] }).Refusal?.Problem);
        Assert.False(Docket().Decide(TimeServed with { Remits = ["supervised-release"] }).IsRefused);
    }

    [Fact]
    public void An_open_conflict_on_what_the_decision_turns_on_stops_it_and_another_does_not()
    {
        var docket = Docket(("sentence.date", "1997-03-21")).Filed("order", "judgment").ReadIn("order", Casework.Docket.Says("sentence.term", "300 mo", Standard.JudgeFinding));

        var refused = docket.Decide(TimeServed).Refusal!;
        Assert.Contains("is open, and the decision turns on it", refused.Problem);
        var conflict = docket.Fold().Conflicts.First(one => one.Attribute == "sentence.term");
        docket.Add(Procedure.ResolveConflict(docket.Fold(), conflict.Id, "life, as the first judgment says", conflict.Facts[0], "the order was vacated"));
        Assert.False(docket.Decide(TimeServed).IsRefused);

        var press = Docket().Filed("press").ReadIn("press", Casework.Docket.Says("sentence.term", "300 mo", Standard.Press));
        Assert.Contains(press.Fold().Conflicts, one => one is { Attribute: "sentence.term", Resolved: null });
        Assert.False(press.Decide(TimeServed).IsRefused);
        var other = Docket().Filed("letter", "judgment").ReadIn("letter", Casework.Docket.Says("conviction.by", "plea", Standard.JudgeFinding));
        Assert.False(other.Decide(TimeServed).IsRefused);
    }

    [Fact]
    public void A_commutation_and_a_pardon_years_later_are_two_decisions()
    {
        var docket = Docket().Decided(TimeServed).Decided(Asked(ClemencyForm.Pardon) with { Effective = new(2020, 8, 28), Reason = "Her sentence was commuted in 2018, and she has lived well." });

        Assert.Equal(["commutation to time served", "pardon"], Decisions.Of(docket.Fold()).All.Select(one => one.InWords));
        Assert.Empty(Decisions.Of(docket.Fold()).Contradictions);
    }

    [Fact]
    public void The_pardon_may_be_entered_before_the_commutation_that_came_first()
    {
        var pardoned = Docket().Decided(Asked(ClemencyForm.Pardon) with { Effective = new(2020, 8, 28) });

        Assert.False(pardoned.Decide(TimeServed).IsRefused);
        Assert.Contains("no sentence is left to shorten", pardoned.Decide(TimeServed with { Effective = new(2021, 1, 1) }).Refusal?.Problem);
    }

    [Fact]
    public void Two_decisions_do_not_say_two_things_at_once()
    {
        var commuted = Docket().Decided(Asked(ClemencyForm.Commutation, "360 months"));

        Assert.Contains("says the same already", commuted.Decide(Asked(ClemencyForm.Commutation, "30 years")).Refusal?.Problem);
        Assert.Contains("says another thing of the same sentence", commuted.Decide(Asked(ClemencyForm.Commutation, "240 months")).Refusal?.Problem);
        Assert.False(commuted.Decide(Asked(ClemencyForm.Commutation, "240 months") with { Effective = new(2019, 1, 1) }).IsRefused);
        Assert.Contains("Longer than", commuted.Decide(Asked(ClemencyForm.Commutation, "400 months") with { Effective = new(2019, 1, 1) }).Refusal?.Problem);
        Assert.Contains("grants on the same day", commuted.Decide(Asked(ClemencyForm.Denial)).Refusal?.Problem);
        Assert.False(commuted.Decide(Asked(ClemencyForm.Denial) with { Effective = new(2019, 1, 1) }).IsRefused);
        var pardoned = Docket().Decided(Asked(ClemencyForm.Pardon));
        Assert.Contains("a pardon is given once", pardoned.Decide(Asked(ClemencyForm.Pardon) with { Effective = new(2020, 1, 1), Conditions = ["Stay away."] }).Refusal?.Problem);
        Assert.Contains("says the same already", pardoned.Decide(Asked(ClemencyForm.Pardon) with { Effective = new(2020, 1, 1) }).Refusal?.Problem);
        var inPart = Docket().Decided(Asked(ClemencyForm.Pardon) with { Counts = ["3"] });
        Assert.False(inPart.Decide(Asked(ClemencyForm.Pardon) with { Counts = ["7"] }).IsRefused);
        Assert.False(inPart.Decide(Asked(ClemencyForm.Pardon) with { Effective = new(2020, 1, 1) }).IsRefused);
        Assert.False(Docket().Decided(Asked(ClemencyForm.Denial)).Decide(TimeServed with { Effective = new(2019, 1, 1) }).IsRefused);
    }

    [Fact]
    public void A_docket_that_holds_a_contradiction_says_so()
    {
        var docket = Docket();
        foreach (var to in (string[])["240 mo", "300 mo"])
            docket.Add(new DecisionMade(ClemencyForm.Commutation, to, [], [], [], "2018-06-06", "Enough.", null, Note), President);

        var (one, other, how) = Assert.Single(Decisions.Of(docket.Fold()).Contradictions);

        Assert.Equal(("K1", "K2"), (one.Id, other.Id));
        Assert.Contains("another thing of the same sentence", how);
        Assert.Contains(docket.Instrument("K2").Mismatches, words => words.Contains("K2 contradicts it", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ClemencyForm.Commutation, "I pardon her for what she did.", true)]
    [InlineData(ClemencyForm.Commutation, "This is not a pardon: her conviction stands.", false)]
    [InlineData(ClemencyForm.Commutation, "The Pardon Attorney agrees.", false)]
    [InlineData(ClemencyForm.Reprieve, "A pardon until the doctors have spoken.", true)]
    [InlineData(ClemencyForm.Pardon, "I commute her sentence to what she has served.", true)]
    [InlineData(ClemencyForm.Pardon, "She has made good what she did.", false)]
    [InlineData(ClemencyForm.Denial, "No pardon and no commutation is deserved; the pardon must wait.", false)]
    public void A_grant_is_called_by_its_name(ClemencyForm form, string reason, bool isRefused)
    {
        var asked = Asked(form, form switch { ClemencyForm.Commutation => "time served", ClemencyForm.Reprieve => "2018-09-01", _ => null }) with { Reason = reason };

        Assert.Equal(isRefused, Docket().Decide(asked).IsRefused);
    }

    [Fact]
    public void Empty_words_are_refused()
    {
        Assert.Contains("no reason", Docket().Decide(TimeServed with { Reason = " \n" }).Refusal?.Problem);
        Assert.Contains("condition has no words", Docket().Decide(TimeServed with { Conditions = [" "] }).Refusal?.Problem);
        Assert.Contains("named twice", Docket().Decide(TimeServed with { Conditions = ["No drugs.", "no drugs."] }).Refusal?.Problem);
        Assert.Contains("ground has no words", Docket().Decide(TimeServed with { Grounds = [" "] }).Refusal?.Problem);
        Assert.Contains("grants nothing", Docket().Decide(Asked(ClemencyForm.Denial) with { Conditions = ["Be good."] }).Refusal?.Problem);
    }

    [Fact]
    public void A_decision_that_was_removed_by_order_keeps_its_number()
    {
        var docket = Docket().Decided(Asked(ClemencyForm.Denial)).Decided(TimeServed with { Effective = new(2019, 1, 1) });
        docket.Remove(docket.Entries.First(entry => entry.Body is DecisionMade).Number, "an order");

        var all = Decisions.Of(docket.Fold()).All;

        Assert.Equal(("K1", true, "K2"), (all[0].Id, all[0].Made is null, all[1].Id));
    }
}
