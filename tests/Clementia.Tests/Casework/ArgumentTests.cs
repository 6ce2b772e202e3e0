using Clementia.Casework;

namespace Clementia.Tests.Casework;

/// <summary>Objections, answers, and what status follows from them.</summary>
public sealed class ArgumentTests
{
    // F1 and F2 are confirmed, F3 is not vetted, F4 is struck, F5 is disputed.
    internal static Docket Vetted() => new Docket().Filed("a", "psr").ReadIn("a",
            Docket.Says("offense.role", "leader", Standard.PresentenceReport), Docket.Says("conviction.by", "jury", Standard.JudgeFinding), Docket.Says("codefendant.count", "15"),
            Docket.Says("offense.violent", "yes"), Docket.Says("guideline.role_adjustment", "4", Standard.JudgeFinding))
        .Vet("F1", Verdict.Confirm, null, "read it").Vet("F2", Verdict.Confirm, null, "read it").Vet("F4", Verdict.Strike, null, "another case").Vet("F5", Verdict.Dispute, null, "the record shows no one directed");

    internal static Cites Facts(params string[] ids) => new(ids, [], []);

    private static Docket Objected(params string[] claims) => Vetted().Add(Procedure.Object(Vetted().Fold(), "Ada Roe", "White House counsel", "role", "She was the kingpin.", claims));

    private static Objection One(Docket docket, string id = "O1") => Argument.Of(docket.Fold()).Find(id)!;

    private static Docket Answered(Docket docket, int? claim = null, string words = "A judge found it, not the jury.", string? leavesOpen = null, bool concedes = false, string fact = "F2") =>
        docket.Add(Procedure.Answer(docket.Fold(), "O1", claim, concedes, words, leavesOpen, concedes ? Cites.None : Facts(fact)));

    [Fact]
    public void An_objection_that_nobody_answered_is_unanswered_and_weighs_what_its_ground_weighs()
    {
        var one = One(Objected());

        Assert.Equal(ObjectionStatus.Unanswered, one.Status);
        Assert.True(one.IsWeighty);
        Assert.Equal(Grounds.BuiltIn.Find("role")!.Claims, one.Claims.Select(claim => claim.Words));
        Assert.Equal(Grounds.BuiltIn.Find("role")!.Questions.Count, one.OpenQuestions.Count);
        Assert.Equal("O1", Assert.Single(Argument.Of(Objected().Fold()).Open).Id);
    }

    [Fact]
    public void An_answer_to_one_of_two_claims_answers_in_part_and_to_both_in_full()
    {
        var docket = Answered(Objected("She led.", "She deserved life."), claim: 1);
        Assert.Equal(ObjectionStatus.PartlyAnswered, One(docket).Status);
        Assert.Equal([ObjectionStatus.Answered, ObjectionStatus.Unanswered], One(docket).Claims.Select(claim => claim.Status));

        Assert.Equal(ObjectionStatus.Answered, One(Answered(docket, claim: 2)).Status);
        Assert.Empty(Argument.Of(docket.Fold()).Open);
    }

    [Fact]
    public void An_answer_to_the_whole_reaches_every_claim() =>
        Assert.Equal(ObjectionStatus.Answered, One(Answered(Objected("She led.", "She deserved life."))).Status);

    [Fact]
    public void What_an_answer_leaves_open_keeps_the_point_open_until_an_answer_leaves_nothing()
    {
        var docket = Answered(Objected("She led."), leavesOpen: "Who set the prices?");
        Assert.Equal(ObjectionStatus.PartlyAnswered, One(docket).Status);
        Assert.Equal("Who set the prices?", Assert.Single(One(docket).LeftOpen));

        Assert.Equal(ObjectionStatus.Answered, One(Answered(docket, words: "The suppliers set the prices.")).Status);
    }

    [Fact]
    public void Striking_the_only_fact_under_an_answer_takes_the_answer_away_and_says_why()
    {
        var docket = Answered(Objected("She led.")).Vet("F2", Verdict.Strike, null, "it was a plea");

        Assert.Equal(ObjectionStatus.Unanswered, One(docket).Status);
        Assert.Contains("F2 was struck by A. Clerk: it was a plea", One(docket).Why);
        Assert.False(Assert.Single(One(docket).Claims[0].Answers).Counts);
        Assert.Equal(ObjectionStatus.Answered, One(docket.Vet("F2", Verdict.Confirm, null, "it was a trial after all")).Status);
    }

    [Fact]
    public void An_answer_with_one_leg_left_still_stands()
    {
        var docket = Objected("She led.");
        docket.Add(Procedure.Answer(docket.Fold(), "O1", null, false, "Found by a judge.", null, Facts("F1", "F2"))).Vet("F1", Verdict.Strike, null, "no");

        Assert.Equal(ObjectionStatus.Answered, One(docket).Status);
        Assert.Equal([CitedStanding.Fallen, CitedStanding.Stands], One(docket).Claims[0].Answer!.Cites.Select(cited => cited.Standing));
    }

    [Fact]
    public void When_the_last_answer_falls_the_one_before_it_holds_again()
    {
        var docket = Answered(Objected("She led."), words: "First.", fact: "F1");
        Answered(docket, words: "Second.", fact: "F2").Vet("F2", Verdict.Strike, null, "no");

        Assert.Equal("First.", One(docket).Claims[0].Answer!.Words);
        Assert.Equal(ObjectionStatus.Answered, One(docket).Status);
    }

    [Fact]
    public void Words_alone_answer_a_matter_of_judgment_and_not_a_weighty_ground()
    {
        var docket = Objected("She led.");
        docket.Add(Procedure.Answer(docket.Fold(), "O1", null, false, "She did not.", null, Cites.None));
        docket.Add(Procedure.Object(docket.Fold(), "Ben Low", "adviser", "precedent", "", []));
        docket.Add(Procedure.Answer(docket.Fold(), "O2", null, false, "Each petition stands on its own.", null, Cites.None));

        Assert.Equal(ObjectionStatus.Unanswered, One(docket).Status);
        Assert.Contains("rests on nothing in the file", One(docket).Why);
        Assert.Equal(ObjectionStatus.Answered, One(docket, "O2").Status);
        Assert.False(One(docket, "O2").IsWeighty);
    }

    [Fact]
    public void Evidence_for_a_claim_after_its_answer_leaves_it_answered_before_the_latest_evidence()
    {
        var docket = Answered(Objected("She led."));
        docket.Add(Procedure.GiveEvidence(docket.Fold(), "O1", 1, Side.For, Facts("F1"), "The report calls her a leader.").Value!, "Ada Roe");

        Assert.Equal(ObjectionStatus.PartlyAnswered, One(docket).Status);
        Assert.Contains("before the latest evidence", One(docket).Why);
        Assert.Equal(ObjectionStatus.Answered, One(Answered(docket)).Status);
    }

    [Fact]
    public void Evidence_against_the_objection_or_struck_since_does_not_reopen_an_answer()
    {
        var docket = Answered(Objected("She led."));
        docket.Add(Procedure.GiveEvidence(docket.Fold(), "O1", 1, Side.Against, Facts("F3"), "Fifteen others were charged."));
        Assert.Equal(ObjectionStatus.Answered, One(docket).Status);

        docket.Add(Procedure.GiveEvidence(docket.Fold(), "O1", null, Side.For, Facts("F1"), "The report says so.")).Vet("F1", Verdict.Strike, null, "another person");
        Assert.Equal(ObjectionStatus.Answered, One(docket).Status);
        Assert.True(Assert.Single(One(docket).Evidence).HasFallen);
    }

    [Fact]
    public void To_concede_every_claim_is_an_answer_and_it_is_called_conceded()
    {
        var docket = Answered(Objected("She led.", "She deserved life."), claim: 1, concedes: true, words: "She did lead.");
        Assert.Equal(ObjectionStatus.PartlyAnswered, One(docket).Status);
        Assert.Equal(ObjectionStatus.Answered, One(Answered(docket, claim: 2)).Status);
        Assert.Equal(ObjectionStatus.Conceded, One(Answered(docket, concedes: true, words: "All granted.")).Status);
    }

    [Fact]
    public void A_new_objection_on_the_same_ground_reopens_the_point()
    {
        var docket = Answered(Objected());
        docket.Add(Procedure.Object(docket.Fold(), "Cy Orr", "prosecutor", "role", "She recruited them all.", []));

        Assert.Equal("O2", One(docket).ReopenedBy);
        Assert.Equal(["O1"], One(docket, "O2").Reopens);
        Assert.Equal(["O2"], Argument.Of(docket.Fold()).Open.Select(one => one.Id));
    }

    [Fact]
    public void What_stands_unanswered_is_listed_by_weight()
    {
        var docket = Vetted();
        docket.Add(Procedure.Object(docket.Fold(), "Ben Low", "adviser", "precedent", "", []));
        docket.Add(Procedure.Object(docket.Fold(), "Ada Roe", "counsel", "role", "", ["She led.", "She earned it."]));
        docket.Add(Procedure.Answer(docket.Fold(), "O2", 1, false, "A judge found it.", null, Facts("F2")));
        docket.Add(Procedure.Object(docket.Fold(), "Cy Orr", "prosecutor", null, "I do not like it.", []));

        Assert.Equal(["O3", "O2", "O1"], Argument.Of(docket.Fold()).Open.Select(one => one.Id));
    }

    [Fact]
    public void Only_who_raised_an_objection_withdraws_it_and_then_nothing_is_added()
    {
        var docket = Objected();
        Assert.Contains("cannot withdraw it", Procedure.Withdraw(docket.Fold(), "O1", "I was persuaded.", "Ben Low").Refusal?.Problem);
        docket.Add(Procedure.Withdraw(docket.Fold(), "o1", "I was persuaded.", "ada  roe"));

        Assert.Equal(ObjectionStatus.Withdrawn, One(docket).Status);
        Assert.Empty(One(docket).OpenQuestions);
        Assert.Contains("was withdrawn", Procedure.Answer(docket.Fold(), "O1", null, false, "No.", null, Facts("F1")).Refusal?.Problem);
        Assert.Contains("was withdrawn", Procedure.Withdraw(docket.Fold(), "O1", "Again.", "Ada Roe").Refusal?.Problem);
        Assert.False(Procedure.Object(docket.Fold(), "Ada Roe", "White House counsel", "role", "She was the kingpin.", []).IsRefused);
    }

    [Fact]
    public void An_objection_removed_by_order_keeps_its_id_and_takes_no_answer()
    {
        var docket = Objected();
        docket.Add(Procedure.Object(docket.Fold(), "Ben Low", "adviser", "precedent", "", []));
        var number = docket.Entries.First(entry => entry.Body is ObjectionRaised).Number;
        docket.Entries[number - 1] = docket.Entries[number - 1] with { Body = null };

        Assert.Equal(["O2"], Argument.Of(docket.Fold()).Objections.Select(one => one.Id));
        Assert.Equal(["O1"], Argument.Of(docket.Fold()).Removed);
        Assert.Contains("removed by order", Procedure.Answer(docket.Fold(), "O1", null, false, "No.", null, Facts("F1")).Refusal?.Problem);
    }

    [Theory]
    [InlineData("", "counsel", "role", "x", "names nobody")]
    [InlineData("Ada Roe", " ", "role", "x", "in which role")]
    [InlineData("Ada Roe", "counsel", "kingpinship", "x", "no ground 'kingpinship'")]
    [InlineData("Ada Roe", "counsel", null, "\n ", "says nothing")]
    public void An_objection_that_cannot_stand_is_refused(string by, string role, string? ground, string words, string problem)
    {
        var refused = Procedure.Object(Vetted().Fold(), by, role, ground, words, []);

        Assert.Contains(problem, refused.Refusal?.Problem);
        Assert.NotEmpty(refused.Refusal!.Remedy);
    }

    [Fact]
    public void The_same_objection_twice_is_refused_while_it_stands_and_empty_or_doubled_claims_always()
    {
        var docket = Objected();
        Assert.Contains("already, as O1", Procedure.Object(docket.Fold(), "ada roe", "counsel", "role", "She was  the kingpin.", []).Refusal?.Problem);
        Assert.False(Procedure.Object(docket.Fold(), "Ben Low", "counsel", "role", "She was the kingpin.", []).IsRefused);
        Assert.False(Procedure.Object(Answered(docket).Fold(), "Ada Roe", "counsel", "role", "She was the kingpin.", []).IsRefused);
        Assert.Contains("is empty", Procedure.Object(docket.Fold(), "Ben Low", "counsel", "role", "x", ["a", " "]).Refusal?.Problem);
        Assert.Contains("stands twice", Procedure.Object(docket.Fold(), "Ben Low", "counsel", "role", "x", ["a", "A"]).Refusal?.Problem);
    }

    [Theory]
    [InlineData("O9", null, "No.", "F1", "no objection 'O9'")]
    [InlineData("O1", 7, "No.", "F1", "no claim 7")]
    [InlineData("O1", 0, "No.", "F1", "no claim 0")]
    [InlineData("O1", null, "  ", "F1", "is empty")]
    [InlineData("O1", null, "No.", "F99", "no fact 'F99'")]
    [InlineData("O1", null, "No.", "F3", "F3 is not vetted")]
    [InlineData("O1", null, "No.", "F4", "F4 was struck by A. Clerk")]
    public void An_answer_that_cannot_stand_is_refused_with_what_to_do(string objection, int? claim, string words, string fact, string problem)
    {
        var refused = Procedure.Answer(Objected().Fold(), objection, claim, false, words, null, Facts(fact));

        Assert.Contains(problem, refused.Refusal?.Problem);
        Assert.NotEmpty(refused.Refusal!.Remedy);
    }

    [Fact]
    public void A_finding_that_is_not_there_or_whose_facts_fell_cannot_be_cited()
    {
        var docket = Objected("She led.");
        Assert.Contains("no finding 'G1'", Procedure.Answer(docket.Fold(), "O1", null, false, "No.", null, new([], ["G1"], [])).Refusal?.Problem);
        docket.Add(new SentenceFound("ab", "2026-03-01", "{}", ["F2"], "notDown", ["The range did not fall."], "{}"));
        docket.Add(Procedure.Answer(docket.Fold(), "O1", null, false, "The range is the same.", null, new([], ["g1"], [])));
        Assert.Equal(ObjectionStatus.Answered, One(docket).Status);

        docket.Vet("F2", Verdict.Strike, null, "no");
        Assert.Equal(ObjectionStatus.Unanswered, One(docket).Status);
        Assert.Contains("G1 rests on F2, which was struck", One(docket).Why);
        Assert.Contains("G1 rests on F2", Procedure.Answer(docket.Fold(), "O1", null, false, "Again.", null, new([], ["G1"], [])).Refusal?.Problem);
    }

    [Fact]
    public void The_same_answer_or_evidence_twice_is_refused()
    {
        var docket = Answered(Objected());
        Assert.Contains("in the same words already", Procedure.Answer(docket.Fold(), "O1", null, false, "A judge found it, not the  jury.", null, Facts("F2")).Refusal?.Problem);
        Assert.False(Procedure.Answer(docket.Fold(), "O1", null, false, "A judge found it, not the jury.", null, Facts("F1", "F2")).IsRefused);
        Assert.Contains("leaves nothing open", Procedure.Answer(docket.Fold(), "O1", null, true, "Granted.", "The rest?", Cites.None).Refusal?.Problem);

        docket.Add(Procedure.GiveEvidence(docket.Fold(), "O1", null, Side.For, Facts("F1"), "It says so."));
        Assert.Contains("was laid to O1 already", Procedure.GiveEvidence(docket.Fold(), "O1", null, Side.For, Facts("F1"), "Other words.").Refusal?.Problem);
        Assert.Contains("points to nothing", Procedure.GiveEvidence(docket.Fold(), "O1", null, Side.For, Cites.None, "It says so.").Refusal?.Problem);
        Assert.Contains("what it shows", Procedure.GiveEvidence(docket.Fold(), "O1", null, Side.For, Facts("F2"), "").Refusal?.Problem);
        Assert.Contains("was struck", Procedure.GiveEvidence(docket.Fold(), "O1", null, Side.For, Facts("F4"), "There was a gun.").Refusal?.Problem);
        Assert.False(Procedure.GiveEvidence(docket.Fold(), "O1", null, Side.For, Facts("F3"), "Fifteen others.").IsRefused);
    }

    [Fact]
    public void A_critical_question_is_open_answered_or_does_not_apply_and_opens_again_when_its_fact_falls()
    {
        var docket = Objected();
        Assert.Contains("no question 'role.hat'", Procedure.AnswerQuestion(docket.Fold(), "O1", "role.hat", true, "x", Cites.None).Refusal?.Problem);
        Assert.Contains("is empty", Procedure.AnswerQuestion(docket.Fold(), "O1", "found-by", true, " ", Cites.None).Refusal?.Problem);
        docket.Add(Procedure.AnswerQuestion(docket.Fold(), "O1", "found-by", true, "The judge.", Facts("F2")));
        docket.Add(Procedure.AnswerQuestion(docket.Fold(), "O1", "role.share", false, "No money is in the case.", Cites.None));
        Assert.Contains("was answered so already", Procedure.AnswerQuestion(docket.Fold(), "O1", "role.found-by", true, "The judge.", Facts("F2")).Refusal?.Problem);

        QuestionState State(string id) => One(docket).Questions.Single(asked => asked.Question.Id == id).State;
        Assert.Equal((QuestionState.Answered, QuestionState.DoesNotApply, QuestionState.Open), (State("role.found-by"), State("role.share"), State("role.whom")));
        docket.Vet("F2", Verdict.Strike, null, "no");
        Assert.Equal(QuestionState.Open, State("role.found-by"));
        // Questions test an objection; they do not answer it.
        Assert.Equal(ObjectionStatus.Unanswered, One(docket).Status);
    }

    [Fact]
    public void An_objection_in_its_own_words_has_no_questions()
    {
        var docket = Vetted();
        docket.Add(Procedure.Object(docket.Fold(), "Cy Orr", "prosecutor", null, "I do not like it.", []));

        Assert.Equal("I do not like it.", Assert.Single(One(docket).Claims).Words);
        Assert.Contains("own words", Procedure.AnswerQuestion(docket.Fold(), "O1", "found-by", true, "x", Cites.None).Refusal?.Problem);
    }

    [Fact]
    public void Facts_that_bear_on_the_ground_are_offered_until_they_are_cited_and_struck_ones_never()
    {
        var docket = Objected();
        var offers = One(docket).Offers;

        Assert.Equal((Side.For, Standard.PresentenceReport), (offers.Single(offer => offer.Cited.Id == "F1").Side, offers.Single(offer => offer.Cited.Id == "F1").Cited.Standard));
        Assert.Contains("role.found-by", offers.Single(offer => offer.Cited.Id == "F1").Questions);
        Assert.Equal(CitedStanding.Unvetted, offers.Single(offer => offer.Cited.Id == "F3").Cited.Standing);
        Assert.DoesNotContain(offers, offer => offer.Cited.Id == "F4");
        Assert.DoesNotContain(One(Answered(docket)).Offers, offer => offer.Cited.Id == "F2");
    }

    [Fact]
    public void A_view_of_an_earlier_day_holds_the_status_of_that_day()
    {
        var docket = Answered(Objected());
        var before = docket.Entries.Count - 1;

        Assert.Equal(ObjectionStatus.Unanswered, Argument.Of(Petition.Fold("P1", docket.Entries.Take(before))).Objections[0].Status);
        Assert.Equal(ObjectionStatus.Answered, One(docket).Status);
    }
}

/// <summary>The catalog of usual grounds.</summary>
public sealed class GroundsTests
{
    [Theory]
    [InlineData("She was the kingpin.", "role")]
    [InlineData("the LEADER of it all", "role")]
    [InlineData("There was a gun in the house", "violence")]
    [InlineData("Let's hope she doesn't harm anyone", "danger")]
    [InlineData("He is a career offender", "criminal-history")]
    [InlineData("She never took responsibility", "remorse")]
    [InlineData("A string of write-ups", "prison-conduct")]
    [InlineData("What about the victims’ family?", "victims")]
    [InlineData("The U.S. Attorney is against it", "official-view")]
    [InlineData("This opens the floodgates", "precedent")]
    [InlineData("A celebrity jumped the line", "process")]
    [InlineData("There is a motion for compassionate release", "other-remedies")]
    [InlineData("She deserved it", "seriousness")]
    public void Typed_words_are_recognised(string words, string ground) => Assert.Equal(ground, Grounds.BuiltIn.Recognise(words)?.Ground.Id);

    [Theory]
    [InlineData("I do not like it")]
    [InlineData("The misleading letter")]
    [InlineData("")]
    public void Words_within_words_are_not_recognised(string words) => Assert.Null(Grounds.BuiltIn.Recognise(words));

    [Fact]
    public void Where_several_fit_the_longest_words_win_and_the_others_are_named()
    {
        var found = Grounds.BuiltIn.Recognise("A leader with a criminal history")!;

        Assert.Equal("criminal-history", found.Ground.Id);
        Assert.Equal(["role"], found.Others.Select(other => other.Id));
        Assert.Contains("criminal history", found.By);
    }

    [Fact]
    public void Every_ground_has_three_to_seven_questions_in_neutral_words()
    {
        Assert.Equal(12, Grounds.BuiltIn.All.Count);
        Assert.All(Grounds.BuiltIn.All, ground => Assert.InRange(ground.Questions.Count, 3, 7));
        Assert.All(Grounds.BuiltIn.All.SelectMany(ground => ground.Questions).SelectMany(question => new[] { question.Asks, question.Hard }),
            text => Assert.DoesNotContain(text.Split(' ', ',', '.', '?'), word => word.ToLowerInvariant() is "she" or "he" or "her" or "his" or "him"));
    }

    [Theory]
    [InlineData("guideline.role_adjustment", "4", Side.For)]
    [InlineData("guideline.role_adjustment", "0", Side.Against)]
    [InlineData("guideline.role_adjustment", "-2", Side.Against)]
    [InlineData("offense.role", "minor", Side.Against)]
    [InlineData("codefendant.count", "15", null)]
    public void A_fact_speaks_for_a_side_by_its_value(string attribute, string value, Side? side) =>
        Assert.Equal(side, Grounds.BuiltIn.Find("role")!.SideOf(new Fact("F1", attribute, value, value, null, FactStatus.Confirmed, [], null, null, null, null)));

    [Theory]
    [InlineData("""{ "grounds": [ """, "line 1")]
    [InlineData("""{ "grounds": [ { "id": "role", "label": "L", "says": "S.", "words": ["w"], "claims": ["c"], "weighty": true, "why": "y", "colour": 1, "questions": [] } ] }""", "line 1")]
    [InlineData("{ \"grounds\": [\n { \"id\": \"role\", \"label\": \"L\", \"says\": \"S.\", \"words\": [\"w\"], \"claims\": [], \"weighty\": true, \"why\": \"y\", \"questions\": [] } ] }", "line 2 ('role'): it claims nothing")]
    [InlineData("{ \"grounds\": [\n { \"id\": \"role\", \"label\": \"L\", \"says\": \"S.\", \"words\": [\"w\"], \"claims\": [\"c\"], \"weighty\": true, \"why\": \"y\", \"questions\": [{ \"id\": \"x.y\", \"asks\": \"A?\", \"hard\": \"H\", \"bears\": [] }] } ] }", "does not begin with 'role.'")]
    [InlineData("{ \"grounds\": [\n { \"id\": \"role\", \"label\": \"L\", \"says\": \"S.\", \"words\": [\"w\"], \"claims\": [\"c\"], \"weighty\": true, \"why\": \"y\", \"questions\": [{ \"id\": \"role.y\", \"asks\": \"A?\", \"hard\": \"H\", \"bears\": [\"no.such\"] }] } ] }", "'no.such'")]
    [InlineData("{ \"grounds\": [\n { \"id\": \"role\", \"label\": \"L\", \"says\": \"S.\", \"words\": [\"w\"], \"claims\": [\"c\"], \"weighty\": true, \"why\": \"y\", \"questions\": [], \"leans\": [{ \"attribute\": \"offense.role\" }] } ] }", "leans to neither side")]
    public void Faulty_grounds_are_refused_with_the_place(string text, string expected) =>
        Assert.Contains(expected, Grounds.Parse(text, Catalog.BuiltIn).Refusal?.Problem);
}
