using Clementia.Casework;
using CsCheck;
using static Clementia.Tests.Casework.DecidedCase;

namespace Clementia.Tests.Casework;

/// <summary>What a warrant says, how it is held against the judgment, and who may sign it.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public void A_commutation_recites_the_judgment_and_leaves_the_rest_in_effect()
    {
        var instrument = Docket().Decided(TimeServed).Instrument();
        var all = instrument.All();

        Assert.Equal("Commutation of Sentence", instrument.Title);
        Assert.Contains("Judith Marlow was convicted by a jury in the United States District Court for the Western District of Arcadia, case number 2:95-cr-00417, on counts 1, 3 and 7", all);
        Assert.Contains("Whereas on March 21, 1997 the court imposed imprisonment for life and supervised release for 5\u00a0years;", all);
        Assert.Contains("commute the sentence of imprisonment for life so imposed on Judith Marlow to the time served on June 6, 2018, so that it ends on that day.", all);
        Assert.Contains("supervised release of 5\u00a0years, with all its conditions, and every other part of the sentence stay in effect", all);
        Assert.True(instrument.MayBeSigned, string.Join("; ", instrument.Mismatches.Concat(instrument.Incomplete)));
        Assert.Contains("Article II, section 2, clause 1", all);
    }

    [Fact]
    public void Every_fact_that_it_recites_is_vetted_and_on_file()
    {
        var docket = Docket().Decided(TimeServed);
        var facts = docket.Fold().Facts.ToDictionary(fact => fact.Id);

        Assert.NotEmpty(docket.Instrument().Facts);
        Assert.All(docket.Instrument().Facts, id => Assert.Equal(FactStatus.Confirmed, facts[id].Status));
        Assert.Contains(docket.Instrument().Facts, id => facts[id].Attribute == "sentence.term");
    }

    private static Gen<T> AnyOf<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static readonly Gen<(DecisionAsked Asked, (string, string?)[] Facts)> s_grants =
        from form in AnyOf(ClemencyForm.Pardon, ClemencyForm.Commutation, ClemencyForm.Reprieve, ClemencyForm.Remission)
        from to in AnyOf("time served", "240 months", "expires 2019-01-19")
        from counts in AnyOf<string[]>([], ["3"], ["1", "7"])
        from conditions in AnyOf<string[]>([], ["No contact with the co-defendants."], ["Finish the program.", "Live with your daughter."])
        from remits in AnyOf<string[]>([], ["fine"], ["fine", "restitution"])
        from term in AnyOf("life", "600 mo", "life+60 mo", "death")
        from missing in AnyOf("petitioner.age", "court.docket", "petitioner.name", "conviction.by", "sentence.supervised_release")
        select (Asked(form, form switch { ClemencyForm.Commutation => to, ClemencyForm.Reprieve => "2018-09-01", _ => null }) with
        {
            Counts = counts,
            Conditions = conditions,
            Remits = form == ClemencyForm.Remission && remits.Length == 0 ? ["fine"] : form == ClemencyForm.Reprieve ? [] : remits,
        }, new (string, string?)[] { ("sentence.term", term), ("sentence.fine", "25000"), ("sentence.restitution", "1200"), (missing, null) });

    [Fact]
    public void A_commutation_never_says_pardon_and_a_pardon_never_says_commutation() => s_grants.Sample(grant =>
    {
        // Also after a commutation that came before: the recital of what was granted then names neither.
        foreach (var docket in (Docket[])[Docket(grant.Facts), Docket(grant.Facts).Add(new DecisionMade(ClemencyForm.Commutation, "480 mo", [], [], [], "2017-01-01", "Enough.", null, Note), President)])
        {
            if (docket.Decide(grant.Asked).IsRefused)
                continue;
            var all = docket.Decided(grant.Asked).Instrument().All();
            if (grant.Asked.Form != ClemencyForm.Pardon && all.Contains("pardon", StringComparison.OrdinalIgnoreCase))
                return false;
            if (grant.Asked.Form == ClemencyForm.Pardon && (all.Contains("commut", StringComparison.OrdinalIgnoreCase) || !all.Contains("pardon", StringComparison.OrdinalIgnoreCase)))
                return false;
        }
        return true;
    }, iter: 300);

    [Fact]
    public void Most_of_those_grants_are_not_refused()
    {
        var (decided, all) = (0, 0);
        s_grants.Sample(grant => { Interlocked.Increment(ref all); if (!Docket(grant.Facts).Decide(grant.Asked).IsRefused) Interlocked.Increment(ref decided); }, iter: 200);

        Assert.True(decided * 2 > all, $"{decided} of {all}");
    }

    [Theory]
    [InlineData("petitioner.name", "the name of the grantee")]
    [InlineData("court.district", "the court")]
    [InlineData("court.docket", "the number of the case")]
    [InlineData("offense.statute", "the offenses of conviction")]
    [InlineData("sentence.date", "the day of sentence")]
    [InlineData("sentence.term", "the term of imprisonment")]
    public void What_the_file_does_not_tell_stands_in_brackets_and_is_not_signed(string attribute, string bracket)
    {
        var docket = Docket((attribute, null)).Decided(TimeServed);

        Assert.Contains($"[to be completed: {bracket}]", docket.Instrument().All());
        Assert.Contains(docket.Instrument().Checks, check => check.Fit == Fit.CannotCheck && check.Words.Contains("no vetted fact tells it", StringComparison.Ordinal));
        Assert.Contains($"{bracket} stands in brackets", docket.Drafted().Sign().Refusal?.Problem);
    }

    [Fact]
    public void What_it_need_not_recite_is_told_and_stops_nothing()
    {
        var instrument = Docket().Decided(TimeServed).Instrument();

        Assert.Contains(instrument.Checks, check => check is { What: "the fine", Fit: Fit.CannotCheck });
        Assert.True(instrument.MayBeSigned);
    }

    [Fact]
    public void A_fact_that_rests_on_a_newspaper_alone_is_not_recited()
    {
        var docket = Vetted(("court.docket", null)).Filed("press").ReadIn("press", Casework.Docket.Says("court.docket", "9:99-cr-1", Standard.Press));
        docket.Vet(docket.Fold().Facts[^1].Id, Verdict.Confirm, null, "the paper says so");
        docket.Add(new ProcessChosen("us-direct", ReviewProcess.Find("us-direct")!.Fingerprint, [new RoleHolders("president", [President])], [])).Add(new StageMoved("us-direct", "vetting", "decision", "", []));
        var instrument = docket.Decided(TimeServed).Instrument();

        Assert.DoesNotContain("9:99-cr-1", instrument.All());
        Assert.Contains("the number of the case", instrument.Incomplete);
        Assert.Contains(instrument.Checks, check => check.Words.Contains("no paper of the court", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_reading_of_the_judgment_blocks_the_signature_until_it_is_vetted()
    {
        var docket = Docket().Filed("judgment2", "judgment").ReadIn("judgment2", Casework.Docket.Says("sentence.supervised_release", "120 mo", Standard.JudgeFinding)).Decided(TimeServed);
        var other = docket.Fold().Facts[^1].Id;

        Assert.Contains("on supervised release is open", Assert.Single(docket.Instrument().Mismatches));
        Assert.Contains("does not fit the judgment", docket.Drafted().Sign().Refusal?.Problem);

        docket.Vet(other, Verdict.Strike, null, "of a co-defendant").Drafted("again");
        Assert.False(docket.Sign().IsRefused, docket.Sign().ToString());
    }

    [Fact]
    public void Two_vetted_values_of_one_thing_do_not_fit()
    {
        var docket = Docket().Filed("judgment2", "judgment").ReadIn("judgment2", Casework.Docket.Says("sentence.fine", "100", Standard.JudgeFinding), Casework.Docket.Says("sentence.fine", "200", Standard.JudgeFinding));
        foreach (var fact in docket.Fold().Facts.Where(fact => fact.Attribute == "sentence.fine"))
            docket.Vet(fact.Id, Verdict.Confirm, null, "so it says");

        Assert.Contains(docket.Decided(TimeServed).Instrument().Mismatches, words => words.Contains("disagree on the fine", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("120 months", "With 120 months the computed release is 2018-09-17. An estimate")] // To 2019-12-31 less 470 days: ten years of 47, as good conduct time was reckoned until July 2019.
    [InlineData("108 months", "on or before the day of the grant: release follows at once")]
    [InlineData("expires 2050-01-01", "as imposed the term ends by")]
    public void The_new_term_is_computed_to_a_release_where_the_facts_allow(string to, string words)
    {
        var docket = Docket(("sentence.term", "360 mo"), ("sentence.date", "2009-06-01"), ("offense.start", "2007-01-01"), ("offense.end", "2008-01-01"), ("served.since", "2010-01-01"), ("served.credit", "0"));
        docket.Add(LawOnPetition.Find(docket.Fold(), Clementia.Law.LawBook.BuiltIn, new DateOnly(2018, 6, 6), """{"goodTime":{"disallowed":0},"timeCredits":{"earned":0}}""").Value!)
            .Add(new DecisionMade(ClemencyForm.Commutation, NewTerm.Read(to).Value!.Canonical, [], [], [], "2018-07-01", "Enough.", null, Note), President);

        var check = Assert.Single(docket.Instrument().Checks, check => check.What == "the computed release");
        Assert.Contains(words, check.Words);
        Assert.Equal(to.StartsWith("expires", StringComparison.Ordinal) ? Fit.DoesNotFit : Fit.Fits, check.Fit);
    }

    [Fact]
    public void What_the_release_cannot_be_computed_for_want_of_is_named()
    {
        var docket = Docket(("sentence.term", "600 mo")).Decided(Asked(ClemencyForm.Commutation, "240 months"));

        var check = Assert.Single(docket.Instrument().Checks, check => check.What == "the computed release");
        Assert.Equal(Fit.CannotCheck, check.Fit);
        Assert.Contains("for want of ", check.Words);
        Assert.Contains("custody.start (", check.Words);
        Assert.True(docket.Instrument().MayBeSigned);
    }

    [Fact]
    public void A_conditional_grant_lists_its_conditions_and_asks_for_acceptance()
    {
        var instrument = Docket().Decided(TimeServed with { Conditions = ["no contact with the co-defendants", "Finish the program."] }).Instrument();

        Assert.Equal("Conditional Commutation of Sentence", instrument.Title);
        Assert.Equal(["No contact with the co-defendants.", "Finish the program."], instrument.Paragraphs.Where(one => one.Part == InstrumentPart.Condition).Select(one => one.Text));
        Assert.True(instrument.NeedsAcceptance);
    }

    [Fact]
    public void A_grant_on_one_count_says_so_and_a_denial_has_no_instrument()
    {
        Assert.Contains("imposed on Judith Marlow on count 1 to", Docket().Decided(TimeServed with { Counts = ["1"] }).Instrument().All());
        Assert.Contains("it has no instrument", Instrument.Compose(Docket().Decided(Asked(ClemencyForm.Denial)).Fold()).Refusal?.Problem);
        Assert.Contains("Nothing is decided", Instrument.Compose(Docket().Fold()).Refusal?.Problem);
        Assert.Contains("no decision 'K7'", Instrument.Compose(Docket().Decided(TimeServed).Fold(), "K7").Refusal?.Problem);
    }

    [Fact]
    public void A_power_that_was_not_checked_in_its_text_stands_in_brackets()
    {
        var docket = Vetted().Add(new ProcessChosen("state-governor-alone", ReviewProcess.Find("state-governor-alone")!.Fingerprint, [new RoleHolders(ReviewProcess.Find("state-governor-alone")!.Decider, ["Ada Gould"])], []));
        var deciding = ReviewProcess.Find("state-governor-alone")!.Stages.First(stage => stage.Decides).Id;
        docket.Add(new StageMoved("state-governor-alone", ReviewProcess.Find("state-governor-alone")!.Stages[0].Id, deciding, "", [])).Decided(TimeServed, "Ada Gould");

        var all = docket.Instrument(office: "Governor of Arcadia").All();
        Assert.DoesNotContain("Constitution of the United States", all);
        Assert.Contains("[to be completed: the provision that gives the power", all);
    }

    [Fact]
    public void Only_who_decided_signs_only_the_drafted_file_once_and_not_before_the_day()
    {
        Assert.Contains("No instrument is drafted", Docket().Decided(TimeServed).Sign().Refusal?.Problem);
        var docket = Docket().Decided(TimeServed).Drafted();

        Assert.Contains("Desmond Quayle did not make K1", docket.Sign("Desmond Quayle").Refusal?.Problem);
        Assert.Contains("no instrument 'W9'", docket.Sign(instrument: "W9").Refusal?.Problem);
        Assert.Contains("not the one that was drafted", docket.Sign(file: "another").Refusal?.Problem);
        Assert.Contains("before the decision", docket.Sign(on: new DateOnly(2018, 6, 5)).Refusal?.Problem);
        Assert.Contains("has not come", docket.Sign(on: Today.AddDays(1)).Refusal?.Problem);

        docket.Add(docket.Sign(instrument: "w1", file: "warrant").Value!, President);

        var decision = Decisions.Of(docket.Fold()).All[0];
        Assert.Equal((President, "2018-06-06"), (decision.Signed!.SignedBy, decision.Signed.Signed!.On));
        Assert.Contains("Every instrument is signed", docket.Sign().Refusal?.Problem);
        Assert.Contains("was signed as W1", docket.Sign(instrument: "W1").Refusal?.Problem);
        Assert.Contains("was signed as W1", Procedure.Draft(docket.Fold(), docket.Instrument(), Casework.Docket.Sha("new"), "pdf").Refusal?.Problem);
    }

    [Fact]
    public void An_instrument_is_stale_when_a_fact_that_it_recites_has_changed_and_not_otherwise()
    {
        var docket = Docket().Decided(TimeServed).Drafted();
        var date = docket.Fold().Facts.First(fact => fact.Attribute == "sentence.date").Id;

        docket.Filed("letter").ReadIn("letter", Casework.Docket.Says("petitioner.children", "2", Standard.Petitioner));
        Assert.False(docket.Sign().IsRefused);

        docket.Vet(date, Verdict.Correct, "1997-03-22", "the clerk's copy");
        var refused = docket.Sign().Refusal!;
        Assert.Contains($"W1 is stale", refused.Problem);
        Assert.Contains($"{date} was vetted again", refused.Problem);

        Assert.False(docket.Drafted("again").Sign().IsRefused);
        Assert.Contains("stale", docket.Sign(instrument: "W1").Refusal?.Problem);
    }

    [Fact]
    public void With_two_decisions_waiting_the_instrument_must_be_named()
    {
        var docket = Docket().Decided(TimeServed).Decided(Asked(ClemencyForm.Pardon) with { Effective = new(2020, 8, 28) }).Drafted("one", "K1").Drafted("two", "K2");

        Assert.Contains("Several decisions wait", docket.Sign().Refusal?.Problem);
        Assert.Contains("It is W2", docket.Sign(instrument: "W1", file: "two").Refusal?.Remedy);
        Assert.False(docket.Sign(instrument: "W2", on: new DateOnly(2020, 8, 28)).IsRefused);
    }

    [Fact]
    public void What_was_granted_before_is_recited_in_the_later_warrant()
    {
        var docket = Docket().Decided(TimeServed).Decided(Asked(ClemencyForm.Pardon) with { Effective = new(2020, 8, 28) });

        Assert.Contains("Whereas by a grant that took effect on June 6, 2018 the imprisonment was ended as of that day;", docket.Instrument("K2").All());
    }
}
