using Clementia.Casework;

namespace Clementia.Tests.Casework;

/// <summary>The people of one case side by side.</summary>
public sealed class CodefendantTests
{
    private static CodefendantTable Table(params Proposal[] facts) => CodefendantTable.Of(new Docket().Filed("table", "docket-sheet")
        .ReadIn("table", [Docket.Says("petitioner.name", "Dorothea Maybank"), .. facts]).Vet("F1", Verdict.Confirm, null, "read").Fold());

    private static Proposal Of(string who, string attribute, string value) => Docket.Says(attribute, value, Standard.OfficialRecord, who);

    [Fact]
    public void The_petitioner_comes_first_then_the_longest_sentence_and_who_cooperated_comes_last()
    {
        var table = Table(Of("Phoebe Larkspur", "sentence.term", "97 mo"), Of("Roscoe Lattimer", "sentence.term", "360 mo"), Of("Roscoe Lattimer", "cooperation", "yes"),
            Of("Hugh Denning", "sentence.term", "292 mo"), Of("Tobias Wren", "conviction.counts", "1"), Of("Ada Lifer", "sentence.term", "life"));

        Assert.Equal(["Dorothea Maybank", "Ada Lifer", "Hugh Denning", "Phoebe Larkspur", "Tobias Wren", "Roscoe Lattimer"], table.Rows.Select(row => row.Name));
        Assert.True(table.Rows[0].IsPetitioner);
        Assert.Equal([null, null, null, null, null, true], table.Rows.Select(row => row.Cooperated));
    }

    [Fact]
    public void Every_cell_cites_its_fact_and_an_empty_one_says_nothing()
    {
        var table = Table(Of("Roscoe Lattimer", "sentence.term", "360 mo"));

        var cell = Assert.Single(table.Rows[1].Of(CodefendantColumn.Sentence));
        Assert.Equal(("F2", "30 years", CellStatus.Proposed, "D1", 1, "360 mo"), (cell.Fact, cell.Words, cell.Status, cell.Document, cell.Page, cell.Quote));
        Assert.Empty(table.Rows[1].Of(CodefendantColumn.Release));
        Assert.Equal("release.date", CodefendantTable.AttributeOf(CodefendantColumn.Release));
    }

    [Fact]
    public void A_surname_is_the_person_of_the_list_when_it_fits_one_and_nobody_when_it_fits_two()
    {
        var one = Table(Of("Roscoe Lattimer", "sentence.term", "360 mo"), Of("Lattimer", "release.date", "2014-05-30"));
        Assert.Equal("2014-05-30", Assert.Single(one.Rows.Single(row => row.Name == "Roscoe Lattimer").Of(CodefendantColumn.Release)).Value);

        var two = Table(Of("Roscoe Lattimer", "sentence.term", "360 mo"), Of("Anna Lattimer", "sentence.term", "60 mo"), Of("Lattimer", "release.date", "2014-05-30"));
        Assert.Equal(["Roscoe Lattimer", "Anna Lattimer", "Lattimer"], two.Rows.Skip(1).Select(row => row.Name));
        Assert.Empty(two.Rows[1].Of(CodefendantColumn.Release));
    }

    [Fact]
    public void A_newspaper_makes_nobody_a_codefendant_but_adds_to_one()
    {
        var docket = new Docket().Filed("a", "press").ReadIn("a", Of("Roscoe Lattimer", "release.date", "2014"), Of("Some Body", "sentence.term", "60 mo"))
            .Filed("psr", "psr").ReadIn("psr", Docket.Says("codefendant.name", "Roscoe Lattimer"));

        var table = CodefendantTable.Of(docket.Fold());

        Assert.Equal(["the petitioner", "Roscoe Lattimer"], table.Rows.Select(row => row.Name));
        Assert.Equal("2014", Assert.Single(table.Rows[1].Of(CodefendantColumn.Release)).Value);
    }

    [Fact]
    public void Facts_that_name_the_petitioner_as_their_subject_make_no_second_row() =>
        Assert.Single(Table(Of("Maybank", "sentence.term", "life")).Rows);

    [Fact]
    public void A_struck_fact_is_gone_a_disputed_one_is_marked_and_a_confirmed_one_is_vetted()
    {
        var docket = new Docket().Filed("t", "docket-sheet").ReadIn("t", Of("R. Lattimer", "sentence.term", "360 mo"), Of("R. Lattimer", "offense.role", "leader"), Of("R. Lattimer", "conviction.counts", "3"))
            .Vet("F1", Verdict.Confirm, null, "read").Vet("F2", Verdict.Dispute, null, "he says not").Vet("F3", Verdict.Strike, null, "misread");

        var row = CodefendantTable.Of(docket.Fold()).Rows[1];

        Assert.Equal(CellStatus.Vetted, row.Of(CodefendantColumn.Sentence)[0].Status);
        Assert.Equal(CellStatus.Disputed, row.Of(CodefendantColumn.Role)[0].Status);
        Assert.Empty(row.Of(CodefendantColumn.Counts));
    }

    [Fact]
    public void Two_terms_of_one_person_are_both_shown_as_disputed_until_the_conflict_is_resolved()
    {
        var docket = new Docket().Filed("t", "docket-sheet").ReadIn("t", Of("R. Lattimer", "sentence.term", "360 mo")).Filed("p", "psr").ReadIn("p", Of("R. Lattimer", "sentence.term", "300 mo"));
        var open = CodefendantTable.Of(docket.Fold()).Rows[1];
        Assert.Equal([CellStatus.Disputed, CellStatus.Disputed], open.Of(CodefendantColumn.Sentence).Select(cell => cell.Status));
        Assert.Null(CodefendantTable.SentenceOf(open));

        docket.Add(Procedure.ResolveConflict(docket.Fold(), docket.Fold().Conflicts[0].Id, "30 years", "F1", "the judgment has it"));

        Assert.Equal((false, 360), CodefendantTable.SentenceOf(CodefendantTable.Of(docket.Fold()).Rows[1]));
    }

    [Fact]
    public void Life_is_no_number_of_months() =>
        Assert.Equal((true, 0), CodefendantTable.SentenceOf(Table(Docket.Says("sentence.term", "life")).Rows[0]));

    [Fact]
    public void A_sentence_told_as_a_codefendants_is_theirs_or_nobodys_by_name()
    {
        var table = Table(Of("Roscoe Lattimer", "codefendant.sentence", "360 mo"), Docket.Says("codefendant.sentence", "120 mo"), Docket.Says("codefendant.count", "11"));

        Assert.Equal("F2", Assert.Single(table.Rows[1].Of(CodefendantColumn.Sentence)).Fact);
        Assert.Equal("F3", Assert.Single(table.Unnamed).Fact);
        Assert.Equal("11", Assert.Single(table.Counted).Words);
    }

    [Fact]
    public void Sources_that_contradict_each_other_on_cooperation_leave_it_open()
    {
        var docket = new Docket().Filed("t", "docket-sheet").ReadIn("t", Of("R. Lattimer", "cooperation", "yes")).Filed("p", "psr").ReadIn("p", Of("R. Lattimer", "cooperation", "no"));

        Assert.Null(CodefendantTable.Of(docket.Fold()).Rows[1].Cooperated);
    }
}
