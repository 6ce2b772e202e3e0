using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

/// <summary>What a presenter will be asked, from the file.</summary>
public sealed class RehearsalTests
{
    private static RehearsalCard Card(Docket docket, string id) => Rehearsal.Of(docket.Fold()).Single(card => card.Id == id);

    [Fact]
    public void Vetted_facts_are_asked_with_their_source_and_unvetted_or_struck_ones_are_not()
    {
        var cards = Rehearsal.Of(ArgumentTests.Vetted().Fold());

        var card = cards.Single(one => one.Id == "fact:offense.role");
        Assert.Equal("Role in the offense. What is it, and who says so?", card.Asks);
        Assert.Contains("F1, D1 p. 1 (stated in a presentence report)", card.Cite);
        Assert.DoesNotContain(cards, one => one.Id is "fact:codefendant.count" or "fact:offense.violent");
        Assert.Contains("It is disputed: the record shows no one directed.", cards.Single(one => one.Id == "fact:guideline.role_adjustment").Answer);
    }

    [Fact]
    public void An_objection_and_its_questions_are_asked_in_hard_words_until_it_is_withdrawn()
    {
        var docket = ArgumentTests.Vetted();
        docket.Add(Procedure.Object(docket.Fold(), "Ada Roe", "counsel", "role", "She was the kingpin.", ["She led."]));
        Assert.Equal("She was the kingpin. What do you say to that?", Card(docket, "claim:O1.1").Hard);
        Assert.Null(Card(docket, "claim:O1.1").Answer);
        Assert.Contains("F1 Role in the offense", Card(docket, "question:O1.role.found-by").Cite);
        Assert.True(Card(docket, "fact:offense.role").IsWeighty);

        docket.Add(Procedure.Answer(docket.Fold(), "O1", null, false, "A judge found it. The jury was not asked. There is more to say.", null, ArgumentTests.Facts("F2")));
        docket.Add(Procedure.AnswerQuestion(docket.Fold(), "O1", "found-by", true, "The judge.", ArgumentTests.Facts("F2")));
        Assert.Equal("A judge found it. The jury was not asked.", Card(docket, "claim:O1.1").Answer);
        Assert.Equal("The judge.", Card(docket, "question:O1.role.found-by").Answer);

        docket.Vet("F2", Verdict.Strike, null, "no");
        Assert.Null(Card(docket, "claim:O1.1").Answer);
        docket.Add(Procedure.Withdraw(docket.Fold(), "O1", "persuaded", "Ada Roe"));
        Assert.DoesNotContain(Rehearsal.Of(docket.Fold()), card => card.Id.Contains("O1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_conflict_is_weighty_while_nobody_resolved_it_and_a_finding_is_asked()
    {
        var docket = new Docket().Filed("a").ReadIn("a", Docket.Says("arrest.year", "1993"), Docket.Says("arrest.year", "1994"))
            .Add(new SentenceFound("abcdef", "2026-03-01", "{}", ["F1"], "notDown", ["The range did not fall. It is life. Then and now."], "{}"));
        Assert.True(Card(docket, "conflict:C1").IsWeighty);
        Assert.Null(Card(docket, "conflict:C1").Answer);
        Assert.Equal("The range did not fall. It is life.", Card(docket, "finding:G1").Answer);

        docket.Add(Procedure.ResolveConflict(docket.Fold(), "C1", "1993", "F1", "The docket sheet says so."));
        Assert.Equal("1993. The docket sheet says so.", Card(docket, "conflict:C1").Answer);
        Assert.False(Card(docket, "conflict:C1").IsWeighty);
    }

    [Fact]
    public void Where_a_source_only_contradicts_the_vetted_record_the_record_is_the_answer()
    {
        var docket = new Docket().Filed("a").ReadIn("a", Docket.Says("arrest.year", "1993")).Vet("F1", Verdict.Confirm, null, "the docket sheet")
            .Filed("b").ReadIn("b", Docket.Says("arrest.year", "1994"));

        Assert.StartsWith("The vetted record says 1993.", Card(docket, "conflict:C1").Answer, StringComparison.Ordinal);
        Assert.True(Card(docket, "conflict:C1").IsWeighty);
    }

    [Fact]
    public void A_source_that_is_only_less_exact_is_not_called_a_contradiction()
    {
        var docket = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life+300 mo"), Docket.Says("sentence.term", "life"));

        Assert.StartsWith("Your papers do not say the same.", Card(docket, "conflict:C1").Hard, StringComparison.Ordinal);
        Assert.False(Card(docket, "conflict:C1").IsWeighty);
    }

    [Theory]
    [InlineData("One. Two. Three.", "One. Two.")]
    [InlineData("See Tr. 233, and U.S. v. Doe, No. 12. It says so. More.", "See Tr. 233, and U.S. v. Doe, No. 12. It says so.")]
    [InlineData("Is it? “It is.” He said so.", "Is it? “It is.”")]
    [InlineData("no stop at all", "no stop at all")]
    [InlineData("It was 3.5 kg. Yes.", "It was 3.5 kg. Yes.")]
    [InlineData("", "")]
    public void Two_sentences_are_cut_where_a_reader_would_cut(string text, string two) => Assert.Equal(two, Rehearsal.TwoSentences(text));

    [Fact]
    public void Cutting_never_throws_adds_nothing_and_twice_is_once() => Gen.String[Gen.Char["aB .!?\"”)1\n"], 0, 40].Sample(text =>
    {
        var cut = Rehearsal.TwoSentences(text);
        Assert.StartsWith(cut, string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(cut, Rehearsal.TwoSentences(cut));
    });
}
