using Clementia.Casework;

namespace Clementia.Tests.Casework;

public sealed class ProcedureTests
{
    private static Docket Read() => new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life"), Docket.Says("arrest.year", "1993"), Docket.Says("sentence.term", "a long time"));

    [Fact]
    public void A_correction_is_kept_in_canonical_form() =>
        Assert.Equal("life+300 mo", ((FactVetted)Procedure.Vet(Read().Fold(), "f1", Verdict.Correct, "life plus 25 years", "judgment, page 2").Value!).Value);

    [Theory]
    [InlineData("F9", Verdict.Confirm, null, "so", "There is no fact 'F9'")]
    [InlineData("F1", Verdict.Confirm, null, "  ", "no reason")]
    [InlineData("F1", Verdict.Correct, null, "so", "needs the right value")]
    [InlineData("F1", Verdict.Correct, "forever", "so", "is no sentence")]
    [InlineData("F1", Verdict.Correct, "a life sentence", "so", "already the value of F1")]
    [InlineData("F1", Verdict.Strike, "life", "so", "Only a correction takes a value")]
    [InlineData("F3", Verdict.Confirm, null, "so", "cannot be confirmed as it stands")]
    public void A_vetting_that_cannot_stand_is_refused_with_what_to_do(string fact, Verdict verdict, string? value, string reason, string problem)
    {
        var outcome = Procedure.Vet(Read().Fold(), fact, verdict, value, reason);

        Assert.True(outcome.IsRefused);
        Assert.Contains(problem, outcome.Refusal.Problem);
        Assert.NotEmpty(outcome.Refusal.Remedy);
    }

    [Fact]
    public void Striking_twice_is_refused_kindly_and_names_who_struck_first()
    {
        var docket = Read().Vet("F1", Verdict.Strike, null, "not about her");

        var again = Procedure.Vet(docket.Fold(), "F1", Verdict.Strike, null, "again");

        Assert.Equal("F1 is already struck, by A. Clerk: not about her.", again.Refusal?.Problem);
        Assert.False(Procedure.Vet(docket.Fold(), "F1", Verdict.Confirm, null, "it is about her").IsRefused);
    }

    [Fact]
    public void The_same_document_is_filed_once()
    {
        var soFar = Read().Fold();

        Assert.Contains("already filed as D1", Procedure.File(soFar, soFar.Documents[0].Filed!).Refusal?.Problem);
        Assert.Equal("2018-06-06", ((DocumentFiled)Procedure.File(soFar, soFar.Documents[0].Filed! with { Sha256 = Docket.Sha("b"), Date = "June 6, 2018" }).Value!).Date);
        Assert.Contains("no document kind", Procedure.File(soFar, soFar.Documents[0].Filed! with { Sha256 = Docket.Sha("b"), DocumentKind = "diary" }).Refusal?.Problem);
        Assert.Contains("no date", Procedure.File(soFar, soFar.Documents[0].Filed! with { Sha256 = Docket.Sha("b"), Date = "soon" }).Refusal?.Problem);
    }

    [Fact]
    public void A_reading_may_cite_no_other_document()
    {
        var soFar = Read().Fold();
        var stray = new DocumentRead(Docket.Sha("a"), "reading", null, "test 1", 1, [], [Docket.Says("arrest.year", "1993")], [], []);

        Assert.Contains("cites another document", Procedure.Read(soFar, stray).Refusal?.Problem);
        Assert.Contains("not on file", Procedure.Read(soFar, stray with { Sha256 = Docket.Sha("z") }).Refusal?.Problem);
        Assert.Contains("neither", Procedure.Read(soFar, stray with { Reading = null, Facts = [] }).Refusal?.Problem);
        Assert.False(Procedure.Read(soFar, stray with { Reading = null, Unreadable = "a scan, and no OCR is installed", Facts = [] }).IsRefused);
    }

    [Fact]
    public void A_conflict_is_resolved_for_a_reason_and_in_favor_of_one_of_its_own_facts()
    {
        var soFar = new Docket().Filed("a").Filed("b").ReadIn("a", Docket.Says("arrest.year", "1993"), Docket.Says("place", "Springfield")).ReadIn("b", Docket.Says("arrest.year", "1994")).Fold();

        Assert.Contains("no conflict 'C9'", Procedure.ResolveConflict(soFar, "C9", "1993", null, "so").Refusal?.Problem);
        Assert.Contains("no reason", Procedure.ResolveConflict(soFar, "C1", "1993", null, " ").Refusal?.Problem);
        Assert.Contains("F2 has no part", Procedure.ResolveConflict(soFar, "C1", "1993", "F2", "so").Refusal?.Problem);
        Assert.Equal(new ConflictResolved("C1", "1993", "F1", "so", Catalog.BuiltIn.Fingerprint), Procedure.ResolveConflict(soFar, "c1", "1993", "f1", "so").Value);
    }

    [Fact]
    public void A_brief_is_refused_only_while_nothing_is_confirmed()
    {
        var brief = new BriefIssued(Docket.Sha("x"), "pdf", null, 3, "checkpoint", []);

        Assert.True(Procedure.IssueBrief(Read().Fold(), brief).IsRefused);
        Assert.False(Procedure.IssueBrief(Read().Vet("F1", Verdict.Confirm, null, "so").Fold(), brief).IsRefused);
    }

    [Theory]
    [InlineData(99, "an order", "no entry 99")]
    [InlineData(3, " ", "No order")]
    [InlineData(1, "an order", "holds nothing of a document")]
    public void Nothing_is_removed_without_an_order_and_an_entry_to_remove(int number, string order, string problem) =>
        Assert.Contains(problem, Procedure.Remove("P1", Read().Entries, number, order).Refusal?.Problem);

    [Fact]
    public void A_removed_entry_is_not_removed_again_and_a_removal_never()
    {
        var docket = Read().Remove(3, "an order");

        Assert.Contains("already removed", Procedure.Remove("P1", docket.Entries, 3, "an order").Refusal?.Problem);
        Assert.Contains("itself the removal", Procedure.Remove("P1", docket.Entries, 4, "an order").Refusal?.Problem);
    }

    [Fact]
    public void Removing_a_filing_names_the_bytes_of_the_document_and_of_its_text()
    {
        var removed = (BodyRemoved)Procedure.Remove("P1", Read().Entries, 2, "an order").Value!;

        Assert.Equal([Docket.Sha("a"), "reading"], removed.Documents);
    }

    [Fact]
    public void Every_entry_that_may_repeat_a_removed_document_is_listed()
    {
        var docket = Read().Filed("b").ReadIn("b", Docket.Says("arrest.year", "1994"), Docket.Says("petitioner.age", "62"))
            .Vet("F1", Verdict.Confirm, null, "page 2 says: life")
            .Vet("F5", Verdict.Confirm, null, "the letter");
        docket.Add(Procedure.ResolveConflict(docket.Fold(), "C2", "1993", "F2", "the docket sheet"));

        Assert.Equal([3, 6, 8], Procedure.Quoting("P1", docket.Entries, 2));
        Assert.Equal([4, 7, 8], Procedure.Quoting("P1", docket.Entries, 5));
        Assert.Empty(Procedure.Quoting("P1", docket.Entries, 1));
    }

    [Fact]
    public void A_fact_is_told_in_one_sentence()
    {
        var petition = Read().ReadIn("a", Docket.Says("sentence.term", "life"), Docket.Says("served.time", "240 mo", atLeast: true)).Vet("F1", Verdict.Correct, "life+300 mo", "page 2").Fold();

        Assert.Equal("Term of imprisonment: life plus 25 years (D1; corrected from life by A. Clerk).", InPlainWords.Describe(petition.Facts[0], petition));
        Assert.Equal("Time served: at least 20 years (D1; not vetted).", InPlainWords.Describe(petition.Facts[^1], petition));
    }
}
