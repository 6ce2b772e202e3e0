using Clementia.Casework;
using static Clementia.Tests.Casework.DecidedCase;

namespace Clementia.Tests.Casework;

/// <summary>What followed a grant.</summary>
public sealed class AfterTests
{
    private static readonly DateOnly s_release = new(2018, 6, 6);

    private static Docket Granted() => Docket(("release_plan.home", "with her daughter")).Decided(TimeServed with { Conditions = ["No contact with the co-defendants.", "Finish the program."] });

    private static Outcome<Entry> After(Docket docket, AfterAsked asked) => Procedure.NoteAfter(docket.Fold(), asked, Today);

    private static string Home(Docket docket) => docket.Fold().Facts.First(fact => fact.Attribute == "release_plan.home").Id;

    [Fact]
    public void Conditions_and_promises_stand_as_the_last_note_says()
    {
        var docket = Granted();
        Assert.Equal(["open", "open"], Decisions.Of(docket.Fold()).All[0].Conditions.Select(one => one.State));
        docket.Add(After(docket, new AfterAsked("condition", s_release.AddDays(30), "Reports every week.") { About = "k1.1", State = "kept" }));
        docket.Add(After(docket, new AfterAsked("violation", s_release.AddDays(90), "Left the program.") { About = "K1.2" }));
        docket.Add(After(docket, new AfterAsked("promise", s_release.AddDays(1), "Lives with her daughter.") { About = Home(docket), State = "kept" }));

        var decision = Decisions.Of(docket.Fold()).All[0];

        Assert.Equal(["K1.1 kept", "K1.2 broken"], decision.Conditions.Select(one => $"{one.Id} {one.State}"));
        Assert.Equal("kept", Assert.Single(decision.Promises).State);
        Assert.Equal(["promise", "condition", "violation"], decision.After.Select(one => one.Noted.What));
    }

    [Theory]
    [InlineData("gossip", "She is well.", null, null, "nothing that is noted")]
    [InlineData("release", " ", null, null, "no words")]
    [InlineData("condition", "So.", "K1.1", "maybe", "no state")]
    [InlineData("condition", "So.", "K1.1", null, "does not say how the condition stands")]
    [InlineData("condition", "So.", "K1", "kept", "which condition")]
    [InlineData("condition", "So.", "K1.3", "kept", "no condition 'K1.3'")]
    [InlineData("condition", "So.", "K9.1", "kept", "no decision 'K9'")]
    [InlineData("promise", "So.", null, "kept", "which promise")]
    [InlineData("promise", "So.", "F1", "kept", "nothing that the brief promised")]
    [InlineData("contact", "So.", "X", null, "neither a decision, a condition nor a fact")]
    [InlineData("violation", "So.", "K1.1", "kept", "keeps nothing")]
    public void A_note_that_cannot_stand_is_refused(string what, string words, string? about, string? state, string problem)
    {
        var refused = After(Granted(), new AfterAsked(what, s_release, words) { About = about, State = state }).Refusal;

        Assert.Contains(problem, refused?.Problem);
        Assert.NotEmpty(refused!.Remedy);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Nothing_follows_a_decision_before_its_day(int days, bool isRefused) =>
        Assert.Equal(isRefused, After(Granted(), new AfterAsked("release", s_release.AddDays(days), "Went home.")).IsRefused);

    [Fact]
    public void Nothing_follows_what_was_not_granted_nor_from_tomorrow_nor_twice()
    {
        Assert.Contains("Nothing was granted", After(Docket(), new AfterAsked("release", s_release, "Went home.")).Refusal?.Problem);
        Assert.Contains("Nothing was granted", After(Docket().Decided(Asked(ClemencyForm.Denial)), new AfterAsked("release", s_release, "Went home.")).Refusal?.Problem);
        Assert.Contains("has not come", After(Granted(), new AfterAsked("release", Today.AddDays(1), "Went home.")).Refusal?.Problem);
        Assert.Contains("no fact 'F99'", After(Granted(), new AfterAsked("contact", s_release, "A letter.") { Cites = new Cites(["F99"], [], []) }).Refusal?.Problem);
        var docket = Granted();
        docket.Add(After(docket, new AfterAsked("release", s_release, "Went home.")));
        Assert.Contains("noted already", After(docket, new AfterAsked("release", s_release, "Went home.")).Refusal?.Problem);
    }

    [Fact]
    public void A_sentence_is_not_shortened_after_the_release_that_was_noted()
    {
        var docket = Docket().Decided(Asked(ClemencyForm.Commutation, "360 months"));
        docket.Add(After(docket, new AfterAsked("release", new(2018, 12, 1), "Went home.")));

        Assert.False(docket.Decide(Asked(ClemencyForm.Commutation, "240 months") with { Effective = new(2018, 11, 30) }).IsRefused);
        Assert.Contains("ended already: released on 2018-12-01", docket.Decide(Asked(ClemencyForm.Commutation, "240 months") with { Effective = new(2018, 12, 1) }).Refusal?.Problem);
    }

    [Fact]
    public void A_note_that_names_no_decision_is_of_the_last_grant_before_its_day()
    {
        var docket = Docket().Decided(Asked(ClemencyForm.Commutation, "360 months")).Decided(Asked(ClemencyForm.Pardon) with { Effective = new(2020, 8, 28) });
        docket.Add(After(docket, new AfterAsked("contact", new(2019, 1, 1), "A letter.")));
        docket.Add(After(docket, new AfterAsked("contact", new(2021, 1, 1), "A visit.")));

        Assert.Equal(["A letter.", "A visit."], Decisions.Of(docket.Fold()).All.Select(one => Assert.Single(one.After).Noted.Words));
    }
}
