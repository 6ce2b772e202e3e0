using Clementia.Law;

namespace Clementia.Tests.Law;

public class FactsFileTests
{
    [Fact]
    public void What_the_file_does_not_say_is_unknown_and_so_is_null()
    {
        var facts = Facts.Read("""{ "sentenced": "1997-03-21", "convicted": null }""");

        Assert.Equal(new DateOnly(1997, 3, 21), CaseFacts.TimelineOf(facts)!.Sentence);
        Assert.Null(CaseFacts.TimelineOf(facts)!.Conviction);
        Assert.Null(CaseFacts.TimelineOf(facts)!.OffenseEnd);
        Assert.Null(CaseFacts.TimelineOf(Facts.Read("{}")));
    }

    [Theory]
    [InlineData("""{ "sentenced": "21.3.1997" }""", "sentenced", "Write it as")]
    [InlineData("""{ "sentanced": "1997-03-21" }""", "sentanced", "docs/facts.md")]
    [InlineData("""{ "offense": { "ende": "1997-03-21" } }""", "offense.ende", "offense.end")]
    [InlineData("""{ "found": { "offenseLevel": 99 } }""", "found.offenseLevel", "1 to 60")]
    [InlineData("""{ "found": { "offenseLevel": "forty" } }""", "found.offenseLevel", "whole number")]
    [InlineData("""{ "groups": { "guideline": "2D1.1" } }""", "groups", "a list")]
    [InlineData("""{ "groups": [ { "sentenced": "1997-03-21" } ] }""", "groups[0].sentenced", "docs/facts.md")]
    [InlineData("""{ "sentenced": "1997-03-21", "sentenced": "1998-03-21" }""", "", "")]
    [InlineData("""[1, 2]""", "", "docs/facts.md")]
    [InlineData("""{ "sentenced": """, "line 1", "Mend")]
    [InlineData("""{ "sentenced": { "anyOf": ["1997-03-21"] } }""", "sentenced", "two or more")]
    [InlineData("""{ "sentenced": { "anyOf": ["1997-03-21", "never"] } }""", "sentenced", "Write it as")]
    [InlineData("""{ "found": { "offenseLevel": { "from": 40, "to": 38 } } }""", "found.offenseLevel", "smaller")]
    public void Bad_input_is_one_fault_that_says_where_what_and_what_to_do(string json, string where, string remedy)
    {
        var fault = Assert.Throws<FaultException>(() => FactsFile.Read(json, "facts.json")).Fault;

        Assert.Equal("facts.json", fault.File);
        Assert.StartsWith(where, fault.Where, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Remedy, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Problem);
    }

    [Fact]
    public void A_disputed_fact_is_settled_every_way()
    {
        var file = FactsFile.Read("""{ "sentenced": { "anyOf": [{ "value": "1997-03-21", "says": "the judgment" }, "1997-03-24"] }, "found": { "offenseLevel": { "anyOf": [42, 43] } } }""", "facts.json");

        var outcomes = file.Outcomes(facts => $"{CaseFacts.TimelineOf(facts)!.Sentence:yyyy-MM-dd}");

        Assert.Equal(4, outcomes.Count);
        Assert.Equal(["1997-03-21", "1997-03-24"], outcomes.Select(o => o.Outcome).Distinct());
        Assert.Equal("the judgment", file.Disputes[0].Alternatives[0].Says);
        Assert.Equal("found.offenseLevel", file.Disputes[1].At);
    }

    [Fact]
    public void In_a_range_every_value_at_which_the_outcome_changes_is_found()
    {
        var file = FactsFile.Read("""{ "found": { "offenseLevel": { "from": 1, "to": 60 } } }""", "facts.json");

        var outcomes = file.Outcomes(facts =>
        {
            Assert.True(facts.TryGet(CaseFacts.FoundLevel, out var level));
            return level >= 38 ? "high" : level >= 17 ? "middle" : "low";
        });

        var tried = outcomes.Select(o => (Level: int.Parse(o.Chosen[0]), o.Outcome)).OrderBy(o => o.Level).ToList();
        Assert.Contains((16, "low"), tried);
        Assert.Contains((17, "middle"), tried);
        Assert.Contains((37, "middle"), tried);
        Assert.Contains((38, "high"), tried);
    }

    [Fact]
    public void A_fact_with_all_its_answers_tried_settles_what_holds_on_each_of_them()
    {
        var tried = new List<bool>();
        var facts = Facts.Read("{}");
        var key = FactKeys.YesNo("made.up", FactScope.Case, "Invented.", "nothing");

        var complete = new Answers().TryAll<string>(
            facts,
            known => known.TryGet(key, out var yes) ? (yes ? "yes" : "no", []) : (null, [new OpenQuestion("", key.Name, "?", "?") { Key = key }]),
            (answer, _) =>
            {
                tried.Add(answer == "yes");
                return true;
            });

        Assert.True(complete);
        Assert.Equal([false, true], tried);
    }

    [Fact]
    public void A_question_that_has_no_list_of_answers_leaves_the_matter_open()
    {
        var key = FactKeys.Text("made.up", FactScope.Case, "Invented.", "nothing");

        Assert.False(new Answers().TryAll<string>(Facts.None, known => (null, [new OpenQuestion("", key.Name, "?", "?") { Key = key }]), (_, _) => true));
    }

    [Fact]
    public void Every_fact_that_a_rule_can_ask_for_says_what_it_means_and_what_settles_it()
    {
        Assert.All(Registry.Facts, key =>
        {
            Assert.NotEmpty(key.Meaning);
            Assert.EndsWith(".", key.Meaning, StringComparison.Ordinal);
            Assert.NotEmpty(key.SettledBy);
        });
        Assert.Equal(Registry.Facts.Count, Registry.FactsByName.Count);
    }

    [Theory]
    [InlineData("21 USC 841(a)(1)")]
    [InlineData("18 USC 924(c)(1)(A)")]
    [InlineData("18 USC 1956(a)(1)")]
    [InlineData("18 USC 2113(a)")]
    public void Limits_whose_minimum_is_longer_than_the_maximum_are_refused_with_their_place_whatever_the_statute(string statute)
    {
        var wrong = Assert.Throws<FaultException>(() => FactsFile.Read($$"""{ "counts": [{ "statute": "18 USC 1343" }, { "statute": "{{statute}}", "limits": { "min": "20y", "max": "10y" } }] }""", "case.json"));

        Assert.Equal(("case.json", "counts[1].limits"), (wrong.Fault.File, wrong.Fault.Where));
        Assert.Contains("20 years", wrong.Fault.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(wrong.Fault.Remedy);
        _ = FactsFile.Read($$"""{ "counts": [{ "statute": "{{statute}}", "limits": { "min": "10y", "max": "10y" } }] }""", "case.json");
    }
}
