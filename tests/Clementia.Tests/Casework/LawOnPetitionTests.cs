using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Law;
using Clementia.Tests.Briefs;

namespace Clementia.Tests.Casework;

/// <summary>From vetted facts to the facts file of the law: what goes in, what is disputed in it, and what stays unknown.</summary>
public sealed class LawOnPetitionTests
{
    private static readonly DateOnly s_on = new(2026, 3, 1);

    private readonly CaseFile _file = new("Petition of Ada Lindqvist");
    private int _paper;

    private Fact Vetted(string attribute, string value, FactStatus status = FactStatus.Confirmed)
    {
        var quote = $"passage {++_paper}";
        return _file.Fact(attribute, value, status, (_file.Text($"{_paper}.txt", "judgment", $"On {quote} rests it."), quote, Standard.JudgeFinding));
    }

    private JsonNode Given() => JsonNode.Parse(LawOnPetition.Given(_file.Petition).Given)!;

    private static string Shown(JsonNode? node) => node?.ToJsonString() ?? "unknown";

    [Fact]
    public void Only_what_a_person_signed_goes_in()
    {
        var day = Vetted("sentence.date", "1997-03-21");
        Vetted("offense.end", "1994-05-01", FactStatus.Proposed);
        Vetted("conviction.date", "1996-10-31", FactStatus.Struck);

        var (given, facts) = LawOnPetition.Given(_file.Petition);

        Assert.Equal([day.Id], facts);
        Assert.Equal("""{"label":"Petition of Ada Lindqvist","sentenced":"1997-03-21"}""", JsonNode.Parse(given)!.ToJsonString());
    }

    [Fact]
    public void A_role_that_somebody_disputes_is_weighed_with_it_and_without_it()
    {
        var role = Vetted("guideline.role_adjustment", "4", FactStatus.Disputed);

        Assert.Equal(
            $$"""{"anyOf":[{"value":"leader4","says":"{{role.Id}}"},{"value":"none","says":"the dispute of {{role.Id}}"}]}""",
            Shown(Given()["groups"]![0]!["role"]!["aggravating"]));
    }

    [Theory]
    [InlineData("4", "\"leader4\"", "unknown")]
    [InlineData("3", "\"manager3\"", "unknown")]
    [InlineData("2", "\"any2\"", "unknown")]
    [InlineData("0", "\"none\"", "\"none\"")]
    [InlineData("-2", "\"none\"", "\"minor\"")]
    [InlineData("-3", "\"none\"", "\"between\"")]
    [InlineData("-4", "\"none\"", "\"minimal\"")]
    [InlineData("1", "unknown", "unknown")]
    public void Levels_for_a_role_name_the_role(string levels, string aggravating, string mitigating)
    {
        Vetted("guideline.role_adjustment", levels);

        var role = Given()["groups"]?[0]?["role"];
        if (int.Parse(levels, null) > 0 && role is not null)
            Assert.Equal(aggravating, Shown(role["aggravating"]));
        else
            Assert.Equal((aggravating, mitigating), (Shown(role?["aggravating"]), Shown(role?["mitigating"])));
    }

    [Fact]
    public void Two_weights_that_both_stand_are_both_weighed_each_with_its_fact()
    {
        Vetted("drug.type", "cocaine");
        var (low, high) = (Vetted("drug.quantity", "100 kg"), Vetted("drug.quantity", "500 kg"));

        Assert.Equal(
            $$"""{"anyOf":[{"value":"100 kg","says":"{{low.Id}}"},{"value":"500 kg","says":"{{high.Id}}"}]}""",
            Shown(Given()["groups"]![0]!["drugs"]![0]!["amount"]));
    }

    [Fact]
    public void A_weight_from_so_much_to_so_much_is_a_range_and_one_that_lost_its_conflict_is_out()
    {
        Vetted("drug.type", "cocaine");
        var range = Vetted("drug.quantity", "2000-3000 kg");
        Assert.Equal("""{"from":"2000 kg","to":"3000 kg"}""", Shown(Given()["groups"]![0]!["drugs"]![0]!["amount"]));

        var other = Vetted("drug.quantity", "50 kg");
        _file.Conflict(ConflictKind.Conflict, "drug.quantity", new ConflictResolution(99, "Jo Reyes", DateTimeOffset.UnixEpoch, "The report is right.", other.Id, "It was found."), range, other);

        Assert.Equal("\"50 kg\"", Shown(Given()["groups"]![0]!["drugs"]![0]!["amount"]));
    }

    [Fact]
    public void The_same_value_from_two_facts_is_no_dispute()
    {
        Vetted("guideline.history_points", "0");
        Vetted("guideline.history_points", "0");

        Assert.Equal("0", Shown(Given()["history"]!["points"]));
    }

    [Theory]
    [InlineData("methamphetamine")]
    [InlineData("cannabis wax")]
    public void A_drug_that_the_table_has_in_several_forms_is_not_guessed(string drug)
    {
        Vetted("drug.type", drug);
        Vetted("drug.quantity", "5 kg");

        Assert.Null(Given()["groups"]);
    }

    [Fact]
    public void A_conspiracy_takes_the_drug_statute_beside_it_as_its_object()
    {
        Vetted("offense.statute", "21 USC 846");
        Vetted("offense.statute", "21 USC 841(a)(1)");
        Vetted("offense.statute", "18 USC 1956(h)");

        Assert.Equal("""[{"statute":"21 USC 846","object":"21 USC 841(a)(1)"},{"statute":"18 USC 1956(h)"}]""", Shown(Given()["counts"]));
    }

    [Fact]
    public void What_turns_on_a_disputed_role_is_in_the_summary_and_in_the_finding()
    {
        var role = Leader(FactStatus.Disputed);

        var found = LawOnPetition.Find(_file.Petition, LawBook.BuiltIn, s_on).Value!;

        Assert.Contains(found.Summary, s => s.StartsWith("What turns on an aggravating role: ", StringComparison.Ordinal) && s.Contains($"leader or organizer, 4 levels ({role.Id})", StringComparison.Ordinal) && s.Contains($"none (the dispute of {role.Id})", StringComparison.Ordinal));
        Assert.Equal(2, JsonNode.Parse(found.Finding)!["disputed"]!["outcomes"]!.AsArray().Count);
        Assert.Equal("cannotSay", found.Direction);
        Assert.Null(LawOnPetition.Rerun(found));
    }

    [Fact]
    public void Facts_entered_by_hand_fill_gaps_are_named_and_come_out_again()
    {
        Leader(FactStatus.Confirmed);
        const string more = """{"note": "mine", "motion3553e": false, "groups": [{"chapterThree": {"allListed": true}}]}""";

        var found = LawOnPetition.Find(_file.Petition, LawBook.BuiltIn, s_on, more).Value!;

        Assert.Equal("Entered by hand with this finding, not tied to a passage: whether the government moved to go below the minimum (18 USC 3553(e)); the adjustments of chapter three.", found.Summary[^1]);
        Assert.Equal(more, found.Entered);
        Assert.Null(LawOnPetition.Rerun(found));
        Assert.True((bool)JsonNode.Parse(found.Given)!["groups"]![0]!["chapterThree"]!["allListed"]!);
        Assert.Equal(LawOnPetition.Given(_file.Petition, found.Entered).Given, found.Given);
    }

    [Theory]
    [InlineData("""{"sentenced": "2001-01-01"}""", "sentenced")]
    [InlineData("""{"groups": [{"role": {"aggravating": "none"}}]}""", "groups[0].role.aggravating")]
    [InlineData("[1]", "not an object")]
    [InlineData("{", "not JSON")]
    public void What_is_entered_by_hand_never_takes_the_place_of_a_vetted_fact(string more, string says)
    {
        Leader(FactStatus.Confirmed);

        var outcome = LawOnPetition.Find(_file.Petition, LawBook.BuiltIn, s_on, more);

        Assert.True(outcome.IsRefused);
        Assert.Contains(says, outcome.Refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_role_confirmed_the_range_did_not_fall_and_the_finding_comes_out_again()
    {
        Leader(FactStatus.Confirmed);

        var found = LawOnPetition.Find(_file.Petition, LawBook.BuiltIn, s_on).Value!;

        Assert.Equal("notDown", found.Direction);
        Assert.Contains("The guideline range did not fall", found.Summary[0], StringComparison.Ordinal);
        Assert.True(LawOnPetition.CanRerun(found));
        Assert.Null(LawOnPetition.Rerun(found));
        Assert.Contains("the docket says 'down'", LawOnPetition.Rerun(found with { Direction = "down" })!, StringComparison.Ordinal);
        Assert.Equal("the law gives other steps than the docket says", LawOnPetition.Rerun(found with { Finding = found.Finding.Replace("base level 38", "base level 36", StringComparison.Ordinal) }));
        Assert.Equal("the law gives other steps than the docket says", LawOnPetition.Rerun(found with { Summary = [.. found.Summary, "It rose."] }));
        // Another version may have told it in other words, but not with another result.
        var earlier = found with { Program = "0.0.9" };
        Assert.Null(LawOnPetition.Rerun(earlier with { Summary = ["As it was told then."] }));
        Assert.Equal("the law gives other results than the docket says", LawOnPetition.Rerun(earlier with { Finding = found.Finding.Replace("base level 38", "base level 36", StringComparison.Ordinal) }));
        Assert.Equal("its finding is not JSON", LawOnPetition.Rerun(earlier with { Finding = "{" }));
        Assert.Equal("its day 'soon' is no day", LawOnPetition.Rerun(found with { On = "soon" }));
        Assert.Contains("'offence' is no fact", LawOnPetition.Rerun(found with { Given = """{ "offence": 1 }""" })!, StringComparison.Ordinal);
        Assert.False(LawOnPetition.CanRerun(found with { Law = new string('a', 64) }));
    }

    [Theory]
    [InlineData("1997-03-20", true)]
    [InlineData("1997-03-21", false)]
    [InlineData("1997-03-22", false)]
    public void A_day_before_the_sentence_cannot_be_asked_about(string on, bool refused)
    {
        Leader(FactStatus.Confirmed);

        Assert.Equal(refused, LawOnPetition.Find(_file.Petition, LawBook.BuiltIn, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)).IsRefused);
    }

    private Fact Leader(FactStatus role)
    {
        Vetted("sentence.date", "1997-03-21");
        Vetted("offense.end", "1994-05-01");
        Vetted("drug.type", "cocaine");
        Vetted("drug.quantity", "2000-3000 kg");
        Vetted("guideline.history_points", "0");
        Vetted("acceptance", "no");
        Vetted("offense.weapon", "no");
        Vetted("offense.violent", "no");
        Vetted("offense.injury", "no");
        Vetted("offense.statute", "21 USC 841(a)(1)");
        return Vetted("guideline.role_adjustment", "4", role);
    }
}
