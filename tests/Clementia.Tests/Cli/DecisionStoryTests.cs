using System.Text.Json.Nodes;

namespace Clementia.Tests.Cli;

/// <summary>From the vetted judgment to the signed warrant and what followed, as people type it.</summary>
[Collection("console")]
public sealed class DecisionStoryTests : CommandLine
{
    private const string Judgment = """
        UNITED STATES DISTRICT COURT
        WESTERN DISTRICT OF ARCADIA

        UNITED STATES OF AMERICA
        v.
        DOROTHEA MAYBANK

        JUDGMENT IN A CRIMINAL CASE
        Case Number: 2:95-cr-00417

        THE DEFENDANT was found guilty on Counts 1, 3 and 7 by a jury after a plea of not guilty on October 31, 1996.
        The defendant is adjudicated guilty of violating 21 U.S.C. § 846 (conspiracy to distribute cocaine).

        Date of Imposition of Judgment: March 21, 1997.

        IMPRISONMENT
        The defendant, Dorothea Maybank, is hereby committed to the custody of the United States Bureau of Prisons to be imprisoned for a
        term of life.

        SUPERVISED RELEASE
        Upon release from imprisonment, the defendant shall be on supervised release for a term of five years.
        """;

    /// <summary>A petition before the President: the judgment vetted, but for the attributes named.</summary>
    private string BeforeThePresident(params string[] notVetted)
    {
        var id = NewPetition("SAMPLE (invented): Commutation for Dorothea Maybank");
        Assert.Equal(0, On("file", id, Write("judgment.txt", Judgment), "--kind", "judgment", "--by", "Celeste Amberley").Exit);
        foreach (var fact in On("facts", id, "--json").Json.AsArray().Where(fact => !notVetted.Contains((string)fact!["attribute"]!)))
            Assert.Equal(0, On("vet", id, (string)fact!["id"]!, "confirm", "--reason", "I read the judgment", "--by", "Celeste Amberley").Exit);
        Assert.Equal(0, On("process", id, "--use", "us-direct", "--person", "president=Edwin Thorne", "--person", "adviser=Julian Farrow", "--person", "counsel=Desmond Quayle", "--by", "Julian Farrow").Exit);
        string[] brief = ["brief", id, "--out", Path.Combine(Folder, "brief.html"), "--by", "Celeste Amberley"];
        if (On(brief).Exit != 0)
            Assert.Equal(0, On([.. brief, "--regardless", "The office is open today only."]).Exit);
        foreach (var (stage, who) in ((string, string)[])[("presented", "Julian Farrow"), ("counsel-review", "Desmond Quayle"), ("decision", "Desmond Quayle")])
        {
            if (On("process", id, "--move", stage, "--by", who).Exit != 0)
            {
                var moved = On("process", id, "--move", stage, "--by", who, "--regardless", "She has waited long enough.");
                Assert.True(moved.Exit == 0, moved.Error);
            }
        }
        return id;
    }

    private Ran Decide(string id, params string[] rest)
    {
        var ran = On(["decide", id, .. rest, "--reason", "Twenty-one years are enough.", "--by", "Edwin Thorne"]);
        return ran.Exit != 0 && ran.Error.Contains("is not ready", StringComparison.Ordinal) ? On(["decide", id, .. rest, "--reason", "Twenty-one years are enough.", "--by", "Edwin Thorne", "--regardless", "It cannot wait."]) : ran;
    }

    [Fact]
    public void From_the_decision_to_the_signed_warrant_and_home()
    {
        var id = BeforeThePresident();
        Assert.Equal("Nothing is decided yet", On("decisions", id).Out[..22]);

        var decided = Decide(id, "commutation", "--to", "time served", "--effective", "2018-06-06", "--condition", "No contact with the co-defendants");
        Assert.True(decided.Exit == 0, decided.Error);
        Assert.Contains("K1: conditional commutation to time served, from 2018-06-06", decided.Out);

        var warrant = Path.Combine(Folder, "warrant.docx");
        var drafted = On("instrument", id, "--out", warrant, "--by", "Celeste Amberley");
        Assert.True(drafted.Exit == 0, drafted.Out + drafted.Error);
        Assert.Contains("Nothing speaks against signing it", drafted.Out);
        Assert.Contains("fits             The term of imprisonment: life. [Judgment, p. 1]", drafted.Out);
        Assert.Equal(0, On("instrument", id, "--out", warrant, "--by", "Celeste Amberley").Exit);
        Assert.Single(On("decisions", id, "--json").Json[0]!["instruments"]!.AsArray());

        Assert.Contains("did not make K1", On("sign", id, "--by", "Julian Farrow", "--file", warrant).Error);
        Assert.Contains("not the one that was drafted", On("sign", id, "--by", "Edwin Thorne", "--file", Write("other.docx", "x")).Error);
        Assert.Contains("There is no file", On("sign", id, "--by", "Edwin Thorne", "--file", "nowhere.docx").Error);
        var signed = On("sign", id, "--by", "Edwin Thorne", "--file", warrant, "--on", "2018-06-06");
        Assert.True(signed.Exit == 0, signed.Error);
        Assert.Equal(2, On("sign", id, "--by", "Edwin Thorne", "--file", warrant).Exit);

        var copy = On("instrument", id, "--out", Path.Combine(Folder, "copy.docx"), "--json").Json;
        Assert.True((bool)copy["conformedCopy"]!);
        Assert.Single(On("decisions", id, "--json").Json[0]!["instruments"]!.AsArray());

        Assert.Contains("which condition", On("after", id, "condition", "--state", "kept", "--words", "So far.").Error);
        Assert.Equal(0, On("after", id, "release", "--on", "2018-06-06", "--words", "Went home with her family.", "--by", "Julian Farrow").Exit);
        Assert.Equal(0, On("after", id, "condition", "--about", "K1.1", "--state", "kept", "--words", "Her officer says so.", "--by", "Julian Farrow").Exit);
        Assert.Contains("Conditions: 1 kept.", On("after", id).Out);
        Assert.Equal("kept", (string)On("decisions", id, "--json").Json[0]!["conditions"]![0]!["state"]!);
        Assert.Contains("signed W1", On("docket", id).Out);
        Assert.Equal(0, On("verify").Exit);
    }

    [Fact]
    public void A_refused_decision_leaves_nothing_on_the_docket()
    {
        var id = BeforeThePresident();
        var before = On("docket", id, "--json").Out;

        Assert.Contains("is not among the counts of conviction", Decide(id, "pardon", "--count", "2").Error);
        Assert.Contains("No fine is on file", Decide(id, "remission", "--remit", "fine").Error);
        Assert.Contains("does not hold the role", On("decide", id, "denial", "--reason", "No.", "--by", "Desmond Quayle").Error);
        Assert.Contains("no day", Decide(id, "denial", "--effective", "yesterday").Error);
        Assert.Equal(2, Decide(id, "amnesty").Exit);

        Assert.Equal(before, On("docket", id, "--json").Out);
    }

    [Fact]
    public void A_warrant_that_lacks_the_number_of_the_case_is_written_with_a_bracket_and_not_signed()
    {
        var id = BeforeThePresident("court.docket");
        Assert.Equal(0, Decide(id, "commutation", "--to", "240 months", "--effective", "2018-06-06").Exit);

        var drafted = On("instrument", id, "--out", Path.Combine(Folder, "warrant.docx"));

        Assert.Equal(1, drafted.Exit);
        Assert.Contains("To be completed before it is signed: the number of the case", drafted.Out);
        Assert.Contains("is not complete", On("sign", id, "--by", "Edwin Thorne").Error);
        Assert.Contains("is written as .pdf or .docx", On("instrument", id, "--out", "warrant.odt").Error);
        Assert.Contains("There is no folder", On("instrument", id, "--out", Path.Combine(Folder, "no", "warrant.docx")).Error);
    }

    [Fact]
    public void The_office_counts_its_decisions_and_hides_small_numbers()
    {
        var id = BeforeThePresident();
        Assert.Contains("None is decided yet", On("statistics").Out);
        Decide(id, "commutation", "--to", "time served", "--ground", "Rehabilitation");

        var hidden = On("statistics");
        Assert.Equal(0, hidden.Exit);
        Assert.Contains("a number is below 3", hidden.Out);
        Assert.DoesNotContain("rehabilitation", hidden.Out);
        var all = On("statistics", "--smallest", "1", "--json").Json;
        Assert.Equal("rehabilitation", (string)all["grounds"]!["rows"]![0]!["what"]!);
        Assert.Equal(1, (int)all["decided"]!["granted"]!);
        Assert.StartsWith("table,what,granted,n,rate,low,high\nforms,commutation,,1,,,\n", On("statistics", "--smallest", "1", "--csv").Out, StringComparison.Ordinal);
        Assert.Contains("no attribute 'height'", On("statistics", "--group", "height").Error);
        Assert.Equal(2, On("statistics", "--csv", "--json").Exit);
    }

    [Fact]
    public void An_empty_office_has_nothing_to_count()
    {
        Assert.Contains("There is no workspace", On("statistics").Error);
        NewPetition();
        Assert.Contains("None is decided yet", On("statistics").Out);
    }
}
