using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

/// <summary>What accounts tell, held against the docket.</summary>
public sealed class AccountTests
{
    private static readonly string[] s_together = ["Edwin Thorne", "Julian Farrow", "Desmond Quayle"];

    private static DecisionMade Decision(ClemencyForm form, string effective) => new(form, form == ClemencyForm.Commutation ? "time served" : null, [], [], [], effective, "He read the file.", null, "checkpoint");

    private static MeetingHeld Meeting(string on, params string[] present) => new(on, "Oval Office", present.Length == 0 ? s_together : present, [], "The case was presented.", null);

    private static PositionTaken Takes(string person, Position position, string on, string reason = "his own reason", string? office = null) => new(person, office, position, reason, Cites.None, on);

    private static Docket Granted() => new Docket().Add(Decision(ClemencyForm.Commutation, "2018-06-06"), "Edwin Thorne");

    private static Account Only(Docket docket, Func<string, DocumentText?>? text = null) => Assert.Single(Accounts.Of(docket.Fold(), text));

    private static Told Item(Account account, string attribute) => Assert.Single(account.Items, item => item.Attribute == attribute);

    private static Func<string, DocumentText?> Text(params (string Name, string Words)[] texts) =>
        sha => texts.Where(text => Docket.Sha(text.Name) == sha).Select(text => new DocumentText(sha, [Page.OfText(1, text.Words)], "test")).FirstOrDefault();

    [Fact]
    public void A_pardon_in_the_press_stands_against_the_commutation_on_the_docket()
    {
        var docket = Granted().Filed("article", date: "2018-06-09").ReadIn("article", Docket.Says("clemency.form", "pardon"), Docket.Says("clemency.date", "2018-06-06"), Docket.Says("clemency.grantor", "Edwin Thorne"));

        var account = Only(docket);

        Assert.Equal(AccountStanding.Contradicted, Item(account, "clemency.form").Standing);
        Assert.Equal("K1", Assert.Single(Item(account, "clemency.form").Grounds).Id);
        Assert.Contains("commutation", Item(account, "clemency.form").Grounds[0].Words);
        Assert.Equal(AccountStanding.Supported, Item(account, "clemency.date").Standing);
        Assert.Equal(AccountStanding.Supported, Item(account, "clemency.grantor").Standing);
    }

    [Fact]
    public void Before_anything_is_decided_or_vetted_nothing_is_supported_or_contradicted()
    {
        var account = Only(new Docket().Filed("article", date: "2018-05-20").ReadIn("article", Docket.Says("clemency.form", "pardon"), Docket.Says("sentence.term", "life")));

        Assert.All(account.Items, item => Assert.Equal(AccountStanding.NotInTheDocket, item.Standing));
    }

    [Theory]
    [InlineData("2018-06-05", AccountStanding.NotInTheDocket)]
    [InlineData("2018-06-06", AccountStanding.Contradicted)]
    [InlineData("2018-06-07", AccountStanding.Contradicted)]
    public void A_report_of_the_day_before_is_of_no_grant_that_came_later(string published, AccountStanding standing) =>
        Assert.Equal(standing, Item(Only(Granted().Filed("article", date: published).ReadIn("article", Docket.Says("clemency.form", "pardon"))), "clemency.form").Standing);

    [Theory]
    // Of 2018, before there was a pardon: the commutation is meant.
    [InlineData("2018-06-09", null, AccountStanding.Contradicted, "K1")]
    // Years later and without a day: there was a pardon.
    [InlineData("2022-10-04", null, AccountStanding.Supported, "K2")]
    // Years later, of June 2018: the commutation is meant.
    [InlineData("2022-10-04", "2018-06", AccountStanding.Contradicted, "K1")]
    [InlineData("2022-10-04", "2020-08-28", AccountStanding.Supported, "K2")]
    public void With_a_commutation_and_a_later_pardon_a_telling_is_held_against_the_one_that_it_can_mean(string published, string? of, AccountStanding standing, string decision)
    {
        var docket = Granted().Add(Decision(ClemencyForm.Pardon, "2020-08-28"), "Edwin Thorne").Filed("account", date: published);
        docket = of is null ? docket.ReadIn("account", Docket.Says("clemency.form", "pardon")) : docket.ReadIn("account", Docket.Says("clemency.form", "pardon"), Docket.Says("clemency.date", of));

        var item = Item(Only(docket), "clemency.form");

        Assert.Equal(standing, item.Standing);
        Assert.Equal([decision], item.Grounds.Select(ground => ground.Id));
    }

    [Theory]
    [InlineData("2018-06-06", AccountStanding.Supported)]
    [InlineData("2018-06", AccountStanding.Supported)]
    [InlineData("2018", AccountStanding.Supported)]
    [InlineData("2018-06-05", AccountStanding.Contradicted)]
    [InlineData("2018-06-07", AccountStanding.Contradicted)]
    [InlineData("2018-05", AccountStanding.Contradicted)]
    // Months apart it may be another act, of which the docket knows nothing.
    [InlineData("2017-01-17", AccountStanding.NotInTheDocket)]
    public void The_day_of_the_grant_is_compared_as_exactly_as_it_is_told(string told, AccountStanding standing) =>
        Assert.Equal(standing, Item(Only(Granted().Filed("memoir", "memoir", "2022-10-04").ReadIn("memoir", Docket.Says("clemency.date", told))), "clemency.date").Standing);

    [Fact]
    public void The_general_word_clemency_is_supported_by_a_commutation() =>
        Assert.Equal(AccountStanding.Supported, Item(Only(Granted().Filed("a", date: "2018-06-09").ReadIn("a", Docket.Says("clemency.form", "clemency"))), "clemency.form").Standing);

    private static Docket Vetted(string attribute, string value, Verdict verdict = Verdict.Confirm, string? corrected = null) =>
        new Docket().Filed("judgment", "judgment").ReadIn("judgment", Docket.Says(attribute, value, Standard.JudgeFinding)).Vet("F1", verdict, corrected, "read it");

    [Theory]
    [InlineData("conviction.counts", "3", "3", AccountStanding.Supported)]
    [InlineData("conviction.counts", "3", "8", AccountStanding.Contradicted)]
    [InlineData("sentence.date", "1997-03-21", "1997", AccountStanding.Supported)]
    [InlineData("sentence.term", "life", "360 mo", AccountStanding.Contradicted)]
    [InlineData("advocate.name", "Celeste Amberley", "Amberley", AccountStanding.Supported)]
    // Several advocates stand side by side: another one is not against the first.
    [InlineData("advocate.name", "Celeste Amberley", "Julian Farrow", AccountStanding.NotInTheDocket)]
    public void A_telling_is_compared_with_vetted_facts_by_the_rules_of_the_catalog(string attribute, string vetted, string told, AccountStanding standing)
    {
        var item = Item(Only(Vetted(attribute, vetted).Filed("article", date: "2018-05-20").ReadIn("article", Docket.Says(attribute, told))), attribute);

        Assert.Equal(standing, item.Standing);
        if (standing != AccountStanding.NotInTheDocket)
            Assert.Equal(("F1", "D1"), (item.Grounds[0].Id, item.Grounds[0].Document));
    }

    [Fact]
    public void The_vetted_day_of_a_sentence_supports_its_year_and_stands_against_another()
    {
        var docket = Vetted("sentence.date", "1997-03-21").Filed("a").ReadIn("a", Docket.Says("sentence.year", "1997")).Filed("b").ReadIn("b", Docket.Says("sentence.year", "1996"));

        var accounts = Accounts.Of(docket.Fold());

        Assert.Equal([AccountStanding.Supported, AccountStanding.Contradicted], accounts.Select(account => account.Items[0].Standing));
    }

    [Theory]
    [InlineData(Verdict.Confirm, AccountStanding.Contradicted)]
    [InlineData(Verdict.Dispute, AccountStanding.NotInTheDocket)]
    [InlineData(Verdict.Strike, AccountStanding.NotInTheDocket)]
    public void Only_a_confirmed_fact_stands_against_anything(Verdict verdict, AccountStanding standing) =>
        Assert.Equal(standing, Item(Only(Vetted("conviction.counts", "3", verdict).Filed("article").ReadIn("article", Docket.Says("conviction.counts", "8"))), "conviction.counts").Standing);

    [Fact]
    public void What_a_reader_only_infers_is_never_contradicted()
    {
        var docket = Vetted("conviction.counts", "3").Filed("article").ReadIn("article", Docket.Says("conviction.counts", "8") with { Confidence = Confidence.Inferred });

        Assert.Equal(AccountStanding.NotInTheDocket, Item(Only(docket), "conviction.counts").Standing);
    }

    [Fact]
    public void An_account_that_tells_two_values_means_with_one_of_them_the_vetted_one()
    {
        // Her life and his thirty years, of whom the reader did not tell whose is whose.
        var account = Only(Vetted("sentence.term", "life").Filed("article").ReadIn("article", Docket.Says("sentence.term", "life"), Docket.Says("sentence.term", "360 mo")));

        Assert.Equal([AccountStanding.Supported, AccountStanding.NotInTheDocket], account.Items.Select(item => item.Standing));
    }

    [Fact]
    public void A_reading_that_a_person_struck_is_left_out_and_counted()
    {
        var account = Only(new Docket().Filed("article").ReadIn("article", Docket.Says("clemency.form", "pardon"), Docket.Says("place", "Port Ashby")).Vet("F1", Verdict.Strike, null, "wanted, not granted"));

        Assert.Equal(("place", 1), (Assert.Single(account.Items).Attribute, account.StruckReadings));
    }

    [Fact]
    public void A_reading_that_a_person_corrected_is_not_laid_on_the_account()
    {
        var item = Item(Only(new Docket().Filed("article").ReadIn("article", Docket.Says("conviction.counts", "8")).Vet("F1", Verdict.Correct, "3", "misread")), "conviction.counts");

        Assert.Equal(AccountStanding.NotInTheDocket, item.Standing);
        Assert.Contains("corrected this reading", item.Why);
    }

    [Fact]
    public void A_fact_confirmed_on_an_account_alone_says_so()
    {
        var item = Item(Only(new Docket().Filed("article").ReadIn("article", Docket.Says("advocate.name", "Celeste Amberley")).Vet("F1", Verdict.Confirm, null, "known")), "advocate.name");

        Assert.Equal(AccountStanding.Supported, item.Standing);
        Assert.Contains("on this account alone", item.Why);
    }

    [Theory]
    // Born on May 2, 1955.
    [InlineData("2018-05-01", "62", AccountStanding.Supported)]
    [InlineData("2018-05-02", "63", AccountStanding.Supported)]
    [InlineData("2018-05-03", "63", AccountStanding.Supported)]
    // A year off is a slip of the birthday, two are none.
    [InlineData("2018-05-03", "62", AccountStanding.NotInTheDocket)]
    [InlineData("2018-05-03", "61", AccountStanding.Contradicted)]
    [InlineData("2018-05-03", "65", AccountStanding.Contradicted)]
    public void An_age_is_compared_with_the_vetted_day_of_birth(string published, string told, AccountStanding standing) =>
        Assert.Equal(standing, Item(Only(Vetted("petitioner.date_of_birth", "1955-05-02").Filed("article", date: published).ReadIn("article", Docket.Says("petitioner.age", told))), "petitioner.age").Standing);

    [Fact]
    public void Filing_an_account_leaves_every_vetted_fact_as_it_was()
    {
        var docket = Vetted("conviction.counts", "3");
        var before = docket.Fold().Facts[0];
        docket.Filed("article").ReadIn("article", Docket.Says("conviction.counts", "8"), Docket.Says("conviction.counts", "3"));

        var after = docket.Fold();

        Assert.Equal((before.Id, before.Value, before.Status, before.VettedBy), (after.Facts[0].Id, after.Facts[0].Value, after.Facts[0].Status, after.Facts[0].VettedBy));
        Assert.Equal(FactStatus.Proposed, after.Facts[1].Status);
        Assert.True(Accounts.OnlyTold(after.Facts[1], after));
        Assert.False(Accounts.OnlyTold(after.Facts[0], after));
    }

    private static Docket Met(bool signed = true, string? objects = null)
    {
        var docket = new Docket().Add(Meeting("2018-05-28"));
        if (signed)
            docket.Add(new MinutesSigned("M1", null), "Julian Farrow");
        return objects is null ? docket : docket.Add(new MinutesSigned("M1", objects), "Desmond Quayle");
    }

    private static Docket TellsOfMeeting(Docket docket, string date, params string[] present) => docket.Filed("memoir", "memoir", "2022-10-04").ReadIn("memoir",
        [.. present.Select(name => Docket.Says("meeting.attendee", name, about: "one")), Docket.Says("meeting.date", date, about: "one")]);

    [Theory]
    [InlineData(true, null, AccountStanding.Contradicted)]
    // A list that nobody has signed, or that one of those present holds wrong, excludes nobody.
    [InlineData(false, null, AccountStanding.NotInTheDocket)]
    [InlineData(true, "Coralie Maybank was there as well", AccountStanding.NotInTheDocket)]
    public void Who_is_not_on_a_signed_list_of_those_present_was_told_of_against_the_docket(bool signed, string? objects, AccountStanding standing)
    {
        var account = Only(TellsOfMeeting(Met(signed, objects), "2018-05-28", "Edwin Thorne", "Celeste Amberley"));

        Assert.Equal(standing, account.Items.Single(item => item.Words.EndsWith("Celeste Amberley")).Standing);
        Assert.Equal(AccountStanding.Supported, account.Items.Single(item => item.Words.EndsWith("Edwin Thorne")).Standing);
    }

    [Theory]
    [InlineData("2018-05-27", AccountStanding.Contradicted)]
    [InlineData("2018-05-28", AccountStanding.Supported)]
    [InlineData("2018-05-29", AccountStanding.Contradicted)]
    [InlineData("2018-05", AccountStanding.Supported)]
    public void The_one_meeting_of_the_same_people_has_one_day(string told, AccountStanding standing) =>
        Assert.Equal(standing, Item(Only(TellsOfMeeting(Met(), told, "Edwin Thorne", "Desmond Quayle")), "meeting.date").Standing);

    [Fact]
    public void With_two_meetings_on_the_docket_there_may_have_been_a_third()
    {
        var docket = Met().Add(Meeting("2018-06-04")).Add(new MinutesSigned("M2", null), "Julian Farrow");

        Assert.Equal(AccountStanding.NotInTheDocket, Item(Only(TellsOfMeeting(docket, "2018-05-30", "Edwin Thorne", "Desmond Quayle")), "meeting.date").Standing);
    }

    [Fact]
    public void A_meeting_with_somebody_else_is_another_meeting() =>
        Assert.Equal(AccountStanding.NotInTheDocket, Item(Only(TellsOfMeeting(Met(), "2018-05-30", "Edwin Thorne", "Celeste Amberley")), "meeting.date").Standing);

    private static Docket Moved() => new Docket()
        .Add(Takes("Desmond Quayle", Position.Oppose, "2018-05-28", "She was the kingpin.", "White House counsel"))
        .Add(Takes("Desmond Quayle", Position.LeanSupport, "2018-06-04", "He was convinced by Celeste Amberley.", "White House counsel"));

    [Theory]
    [InlineData("Desmond Quayle supported it from the start.", AccountStanding.Contradicted)]
    [InlineData("White House counsel supported her from the very beginning.", AccountStanding.Contradicted)]
    [InlineData("Quayle never opposed it.", AccountStanding.Contradicted)]
    [InlineData("Desmond Quayle always supported clemency.", AccountStanding.Contradicted)]
    [InlineData("Quayle opposed it to the very end.", AccountStanding.Contradicted)]
    [InlineData("Quayle never came round.", AccountStanding.Contradicted)]
    [InlineData("Ottoline Farraday supported it from the start.", AccountStanding.NotInTheDocket)]
    public void Where_somebody_stood_all_along_is_held_against_every_position_that_they_took(string sentence, AccountStanding standing)
    {
        var item = Assert.Single(Only(Moved().Filed("memoir", "memoir").ReadIn("memoir"), Text(("memoir", sentence))).Items);

        Assert.Equal((ToldKind.Claim, standing), (item.Kind, item.Standing));
        Assert.StartsWith(item.Passage.Quote, sentence);
    }

    [Theory]
    [InlineData("If Desmond Quayle supported it from the start, he hid it well.")]
    [InlineData("Nobody says that Desmond Quayle supported it from the start.")]
    [InlineData("He supported it from the start.")]
    [InlineData("Desmond Quayle supported it.")]
    [InlineData("Julian Farrow tried and failed. Had he persuaded them?")]
    [InlineData("Perhaps Celeste Amberley persuaded Thorne.")]
    [InlineData("Had Celeste Amberley persuaded Thorne, he would have said so.")]
    [InlineData("Whether Julian Farrow persuaded Thorne nobody knows.")]
    public void What_a_sentence_does_not_claim_in_so_many_words_is_not_read(string sentence) =>
        Assert.Empty(Only(Moved().Filed("memoir", "memoir").ReadIn("memoir"), Text(("memoir", sentence))).Items);

    [Fact]
    public void Who_stood_for_it_whenever_asked_stood_for_it_as_far_as_the_docket_goes()
    {
        var docket = new Docket().Add(Takes("Julian Farrow", Position.Support, "2018-05-20")).Filed("memoir", "memoir").ReadIn("memoir");

        Assert.Equal(AccountStanding.Supported, Assert.Single(Only(docket, Text(("memoir", "Julian Farrow supported it from the start."))).Items).Standing);
    }

    [Theory]
    [InlineData("Celeste Amberley persuaded Quayle.", AccountStanding.Supported)]
    [InlineData("Desmond Quayle was won over by Celeste Amberley.", AccountStanding.Supported)]
    [InlineData("Julian Farrow persuaded Desmond Quayle.", AccountStanding.NotInTheDocket)]
    [InlineData("Celeste Amberley persuaded Thorne.", AccountStanding.NotInTheDocket)]
    [InlineData("Celeste Amberley changed Edwin Thorne’s mind.", AccountStanding.NotInTheDocket)]
    public void Who_persuaded_whom_is_on_the_docket_only_where_the_persuaded_said_so(string sentence, AccountStanding standing) =>
        Assert.Equal(standing, Assert.Single(Only(Moved().Filed("memoir", "memoir").ReadIn("memoir"), Text(("memoir", sentence))).Items).Standing);

    [Fact]
    public void Two_accounts_that_give_the_same_persuasion_to_two_people_disagree()
    {
        var docket = Granted().Filed("article").ReadIn("article").Filed("memoir", "memoir").ReadIn("memoir");

        var accounts = Accounts.Of(docket.Fold(), Text(("article", "Julian Farrow persuaded Thorne."), ("memoir", "Celeste Amberley persuaded Edwin Thorne.")));

        Assert.All(accounts, account => Assert.Equal(AccountStanding.AccountsDisagree, Assert.Single(account.Items).Standing));
        Assert.Contains("D2: Celeste Amberley persuaded Edwin Thorne", accounts[0].Items[0].Otherwise);
    }

    [Fact]
    public void An_account_that_names_both_does_not_disagree_with_one_that_names_one()
    {
        var docket = Granted().Filed("article").ReadIn("article").Filed("memoir", "memoir").ReadIn("memoir");

        var accounts = Accounts.Of(docket.Fold(), Text(("article", "Julian Farrow persuaded Thorne."), ("memoir", "Celeste Amberley persuaded Thorne. Julian Farrow persuaded Thorne.")));

        Assert.Equal(AccountStanding.NotInTheDocket, Assert.Single(accounts[0].Items).Standing);
    }

    [Fact]
    public void No_claim_of_persuasion_is_ever_contradicted()
    {
        string[] names = ["Edwin Thorne", "Julian Farrow", "Desmond Quayle", "Celeste Amberley", "Thorne", "Farrow", "the president", "counsel"], verbs = ["persuaded", "convinced", "won over"];
        Gen.Select(Gen.Int[0, 7].Select(i => names[i]), Gen.Int[0, 2].Select(i => verbs[i]), Gen.Int[0, 7].Select(i => names[i])).Sample((who, verb, whom) => Accounts.Of(Moved().Add(Decision(ClemencyForm.Denial, "2018-06-06"), "Edwin Thorne").Filed("m", "memoir").ReadIn("m").Fold(),
            Text(("m", $"In the end {who} {verb} {whom}."))).SelectMany(account => account.Items).All(item => item.Standing != AccountStanding.Contradicted), iter: 200);
    }

    [Theory]
    // In so many words, and on one side alone.
    [InlineData("opponent.name", "Farrow opposed it", "Julian Farrow", AccountStanding.Contradicted)]
    [InlineData("opponent.name", "met with Julian Farrow", "Julian Farrow", AccountStanding.NotInTheDocket)]
    [InlineData("opponent.name", "Quayle opposed it", "Desmond Quayle", AccountStanding.Supported)]
    [InlineData("advocate.name", "Quayle supported it", "Desmond Quayle", AccountStanding.Supported)]
    public void Who_was_for_and_against_is_held_against_positions(string attribute, string quote, string name, AccountStanding standing)
    {
        var docket = Moved().Add(Takes("Julian Farrow", Position.Support, "2018-05-20")).Filed("a")
            .ReadIn("a", Docket.Says(attribute, name) with { Passages = [new Citation("", 1, 0, quote, "", "")] });

        Assert.Equal(standing, Item(Only(docket), attribute).Standing);
    }

    [Theory]
    [InlineData("Desmond Quayle", "Maybank was the kingpin of the ring and deserved her sentence", AccountStanding.Supported)]
    [InlineData("Desmond Quayle", "She was not the kingpin and never deserved it", AccountStanding.NotInTheDocket)]
    [InlineData("Julian Farrow", "She was the kingpin and deserved it", AccountStanding.NotInTheDocket)]
    public void Words_are_supported_where_the_docket_has_them_of_the_same_person(string speaker, string words, AccountStanding standing)
    {
        var docket = new Docket().Add(new ObjectionRaised("Desmond Quayle", "White House counsel", null, "She was the kingpin and deserved it.", ["She was the kingpin."]))
            .Filed("a").ReadIn("a", [], [Docket.Said(speaker, words)]);

        Assert.Equal(standing, Assert.Single(Only(docket).Items).Standing);
    }

    [Fact]
    public void An_act_removed_by_order_supports_nothing_and_its_number_is_not_given_again()
    {
        var docket = new Docket().Add(Meeting("2018-05-01")).Add(Meeting("2018-05-28")).Remove(2, "Order 7").Filed("a").ReadIn("a", Docket.Says("meeting.attendee", "Julian Farrow", about: "x"), Docket.Says("meeting.date", "2018-05-28", about: "x"));

        Assert.Equal("M2", Assert.Single(Item(Only(docket), "meeting.date").Grounds).Id);
    }

    [Fact]
    public void Without_a_vetted_fact_or_an_act_no_telling_is_supported_or_contradicted()
    {
        var attributes = Catalog.BuiltIn.Attributes.Where(attribute => attribute.Type is AttributeType.Date or AttributeType.Number or AttributeType.Person or AttributeType.YesNo or AttributeType.Choice).ToArray();
        var values = new Dictionary<AttributeType, string[]> { [AttributeType.Date] = ["2018-06-06", "2018", "1997-03-21"], [AttributeType.Number] = ["3", "8"], [AttributeType.Person] = ["Desmond Quayle", "Farrow"], [AttributeType.YesNo] = ["yes", "no"] };
        var proposal = Gen.Select(Gen.Int[0, attributes.Length - 1], Gen.Int[0, 100]).Select((i, j) => Docket.Says(attributes[i].Id, values.TryGetValue(attributes[i].Type, out var some) ? some[j % some.Length] : attributes[i].Choices[j % attributes[i].Choices.Count].Value));

        Gen.Select(proposal.Array[1, 6], proposal.Array[1, 6]).Sample((a, b) => Accounts.Of(new Docket().Filed("a", date: "2018-06-09").ReadIn("a", a).Filed("b", "memoir", "2022").ReadIn("b", b).Fold())
            .SelectMany(account => account.Items).All(item => item.Standing is AccountStanding.NotInTheDocket or AccountStanding.AccountsDisagree && item.Grounds.Count == 0), iter: 300);
    }

    [Fact]
    public void The_days_of_the_event_stand_beside_the_days_of_the_telling()
    {
        var docket = Vetted("sentence.date", "1997-03-21").Add(Meeting("2018-05-28")).Add(Decision(ClemencyForm.Commutation, "2018-06-06"), "Edwin Thorne")
            .Filed("memoir", "memoir", "2022-10-04").ReadIn("memoir", Docket.Says("clemency.date", "2018-06"), Docket.Says("meeting.date", "2018-05-30", about: "x"))
            .Filed("article", date: "2018-06-09").ReadIn("article", Docket.Says("clemency.date", "2018-06-06"));
        var petition = docket.Fold();

        var days = Accounts.Timelines(petition, Accounts.Of(petition));

        Assert.Equal(["F1", "M1", "K1"], days.Event.Select(day => day.Id));
        Assert.Equal(["D3 2018-06-06", "D2 2018-05-30", "D2 2018-06"], days.Telling.Select(day => $"{day.Account} {day.Of}"));
    }

    [Fact]
    public void Only_what_tells_of_the_case_from_outside_is_an_account()
    {
        var docket = new Docket().Filed("judgment", "judgment").Filed("warrant", "warrant").Filed("unknown", null).Filed("post", "tweet").Filed("talk", "transcript").Filed("trial", "trial-transcript");

        Assert.Equal(["D4", "D5"], Accounts.Of(docket.Fold()).Select(account => account.Label));
    }
}
