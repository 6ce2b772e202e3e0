using Clementia.Casework;

namespace Clementia.Tests.Casework;

public sealed class PeopleTests
{
    private static readonly DateOnly s_today = new(2026, 3, 1);

    private static PositionTaken Taken(string person, Position position, string reason, string? on = null, Cites? cites = null, string? office = null) => new(person, office, position, reason, cites ?? Cites.None, on);

    private static Docket Take(Docket docket, PositionTaken taken) => docket.Add(Procedure.TakePosition(docket.Fold(), taken, s_today));

    private static Docket Vetted() => new Docket().Filed("j", "judgment").ReadIn("j", Docket.Says("conviction.counts", "3", Standard.JudgeFinding), Docket.Says("sentence.term", "life"), Docket.Says("prior.count", "0")).Vet("F1", Verdict.Confirm, null, "read");

    [Fact]
    public void A_position_is_told_with_every_change_in_the_order_of_its_days()
    {
        var docket = new Docket();
        Take(docket, Taken("Ingrid Stahl", Position.Oppose, "The role", "2026-02-20", office: "counsel"));
        Take(docket, Taken("ingrid  stahl", Position.LeanSupport, "The judge's letter"));
        // Entered last, taken between the two.
        Take(docket, Taken("Ingrid Stahl", Position.Neutral, "Read the file", "2026-02-25"));
        Take(docket, Taken("Prison service", Position.Support, "Conduct"));

        var stands = Positions.Of(docket.Fold());

        Assert.Equal(["Ingrid Stahl", "Prison service"], stands.Select(one => one.Person));
        Assert.Equal((Position.LeanSupport, "counsel"), (stands[0].Now, stands[0].Office));
        Assert.Equal([("2026-02-20", Position.Oppose, null), ("2026-02-25", Position.Neutral, Position.Oppose), ("2026-03-01", Position.LeanSupport, (Position?)Position.Neutral)],
            stands[0].Changes.Select(change => (change.On.ToString("yyyy-MM-dd"), change.Taken.Position, change.Before)));
    }

    [Theory]
    [InlineData(" ", "so", null, "F1", "is nobody's")]
    [InlineData("Ingrid Stahl", "", null, "F1", "has no reason")]
    [InlineData("Ingrid Stahl", "so", "March 1", "F1", "is no day")]
    [InlineData("Ingrid Stahl", "so", "2026-03-02", "F1", "still to come")]
    [InlineData("Ingrid Stahl", "so", null, "F9", "no fact 'F9'")]
    public void A_position_that_cannot_stand_is_refused(string person, string reason, string? on, string fact, string problem) =>
        Assert.Contains(problem, Procedure.TakePosition(Vetted().Fold(), Taken(person, Position.Oppose, reason, on, new Cites([fact], [], [])), s_today).Refusal?.Problem);

    [Fact]
    public void The_same_position_for_the_same_reason_is_refused_and_for_a_new_one_entered()
    {
        var docket = Take(new Docket(), Taken("Ingrid Stahl", Position.Oppose, "The role"));

        Assert.Contains("already stands there", Procedure.TakePosition(docket.Fold(), Taken("INGRID STAHL", Position.Oppose, "The role"), s_today).Refusal?.Problem);
        Assert.False(Procedure.TakePosition(docket.Fold(), Taken("Ingrid Stahl", Position.Oppose, "The weapon"), s_today).IsRefused);
    }

    [Fact]
    public void A_reason_that_says_eight_counts_meets_the_vetted_three_with_its_passage()
    {
        var alert = Assert.Single(Positions.Against(Vetted().Fold(), Cites.None, [Docket.Says("conviction.counts", "8")]));

        Assert.Equal("F1", alert.Fact);
        Assert.Contains("counts of conviction: 8", alert.Words);
        Assert.Contains("the vetted file says 3 (F1, confirmed by A. Clerk)", alert.Words);
        Assert.Equal(Docket.Sha("j"), alert.Passage!.Document);
        Assert.DoesNotContain("wrong", alert.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_vetted_or_what_agrees_or_speaks_of_another_raises_no_alert()
    {
        var petition = Vetted().Fold();

        Assert.Empty(Positions.Against(petition, Cites.None, [Docket.Says("conviction.counts", "3")]));
        Assert.Empty(Positions.Against(petition, Cites.None, [Docket.Says("sentence.term", "240 mo")]));
        Assert.Empty(Positions.Against(petition, Cites.None, [Docket.Says("conviction.counts", "8", subject: "another")]));
        Assert.Empty(Positions.Against(petition, Cites.None, [Docket.Says("nothing.known", "8")]));
    }

    [Fact]
    public void A_reason_on_a_struck_corrected_disputed_or_overcome_fact_is_told_and_says_by_whom()
    {
        var docket = Vetted();
        IEnumerable<string> Alerts(string fact) => Positions.Against(docket.Fold(), new Cites([fact], [], []), []).Select(alert => alert.Words);
        Assert.Empty(Alerts("F1"));

        docket.Vet("F2", Verdict.Strike, null, "another defendant");
        Assert.Equal(["The reason rests on F2, which A. Clerk struck (another defendant)."], Alerts("F2"));
        docket.Vet("F3", Verdict.Correct, "2", "page 4");
        Assert.Contains("was corrected", Assert.Single(Alerts("F3")));
        docket.Vet("F1", Verdict.Dispute, null, "she says four");
        Assert.Contains("disputes (she says four)", Assert.Single(Alerts("F1")));
        docket.Vet("F1", Verdict.Confirm, null, "read").Filed("n").ReadIn("n", Docket.Says("conviction.counts", "8"));
        var conflict = docket.Fold().Conflicts.Single(one => one.Facts.Contains("F4"));
        Assert.Contains($"sources disagree ({conflict.Id}, open)", Assert.Single(Alerts("F4")));
        docket.Add(Procedure.ResolveConflict(docket.Fold(), conflict.Id, "three", "F1", "the judgment"));
        Assert.Contains("held that F1 prevails", Assert.Single(Alerts("F4")));
        Assert.Equal(["The reason rests on F9, which is no longer on file."], Alerts("F9"));
    }

    private static MeetingHeld Held(string on = "2026-03-01", string place = "Oval Office", string minutes = "He asked about violence.", params string[] present) =>
        new(on, place, present.Length == 0 ? ["Edwin Thorne", "Julian Farrow"] : present, [Docket.Sha("j")], minutes, null);

    [Theory]
    [InlineData("2026-03-02", "Oval Office", "said", "A", "still to come")]
    [InlineData("yesterday", "Oval Office", "said", "A", "is no day")]
    [InlineData("2026-03-01", "", "said", "A", "has no place")]
    [InlineData("2026-03-01", "Oval Office", " ", "A", "has no minutes")]
    [InlineData("2026-03-01", "Oval Office", "said", " ", "Nobody was")]
    [InlineData("2026-03-01", "Oval Office", "said", "A,B,a", "named twice")]
    public void A_meeting_that_cannot_stand_is_refused(string on, string place, string minutes, string present, string problem) =>
        Assert.Contains(problem, Procedure.HoldMeeting(new Docket().Fold(), Held(on, place, minutes, present.Split(',')), s_today).Refusal?.Problem);

    [Fact]
    public void Minutes_are_signed_once_each_and_only_by_who_was_there()
    {
        var docket = Vetted();
        Assert.Contains("no meeting 'M1'", Procedure.SignMinutes(docket.Fold(), "M1", "Julian Farrow", null).Refusal?.Problem);
        docket.Add(Procedure.HoldMeeting(docket.Fold(), Held(), s_today));
        Assert.Contains("entered as M1", Procedure.HoldMeeting(docket.Fold(), Held(), s_today).Refusal?.Problem);
        Assert.Contains("was not at M1", Procedure.SignMinutes(docket.Fold(), "M1", "Ingrid Stahl", null).Refusal?.Problem);
        Assert.Contains("is not said", Procedure.SignMinutes(docket.Fold(), "M1", "Julian Farrow", " ").Refusal?.Problem);

        docket.Add(Procedure.SignMinutes(docket.Fold(), "m1", "julian farrow", null).Value!, "julian farrow");
        var meeting = Assert.Single(Meeting.Of(docket.Fold()));
        Assert.Equal(["Edwin Thorne"], meeting.Unsigned);
        Assert.False(meeting.IsAgreed);
        Assert.Equal("D1", meeting.Shown[0].Label);
        Assert.Contains("signed the minutes of M1", Procedure.SignMinutes(docket.Fold(), "M1", "Julian Farrow", "no").Refusal?.Problem);

        docket.Add(Procedure.SignMinutes(docket.Fold(), "M1", "Edwin Thorne", "I asked about drugs.").Value!, "Edwin Thorne");
        Assert.False(Meeting.Of(docket.Fold())[0].IsAgreed);
        Assert.Empty(Meeting.Of(docket.Fold())[0].Unsigned);
    }

    [Fact]
    public void A_meeting_removed_by_order_keeps_its_number_and_has_no_minutes_to_sign()
    {
        var docket = new Docket();
        docket.Add(Procedure.HoldMeeting(docket.Fold(), Held(), s_today)).Add(Procedure.HoldMeeting(docket.Fold(), Held(minutes: "Another."), s_today)).Remove(2, "Order");

        Assert.Equal("Another.", Meeting.Of(docket.Fold())[1].Held!.Minutes);
        Assert.Contains("removed by order", Procedure.SignMinutes(docket.Fold(), "M1", "Julian Farrow", null).Refusal?.Problem);
    }
}
