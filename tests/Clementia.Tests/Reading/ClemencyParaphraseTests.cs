using Clementia.Casework;
using Clementia.Documents.Reading;
using Xunit;

namespace Clementia.Tests.Reading;

/// <summary>The same thing said in many ways, of people and offices that no list knows.</summary>
public sealed class ClemencyParaphraseTests
{
    private const string Grant = "Gov. Idella Crane pardoned Tobias Fenwick on Monday. ";

    private static List<Proposal> Read(string text, string kind = "press", params string[] petitioners)
    {
        var document = new DocumentText(new string('0', 64), [Page.OfText(1, text)], "text 1");
        return [.. CaseReader.Read(document, new ReadingContext(kind, null, null, "2019-05-22", petitioners)).Facts];
    }

    private static void Says(string text, string attribute, string values) =>
        Assert.Equal(values.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Read(text).Where(f => f.Attribute == attribute).Select(f => f.Value).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Fenwick's former teacher, Marguerite Olsen, had spent six years campaigning for his release.", "Marguerite Olsen")]
    [InlineData("The actor Dov Harrell urged the governor in a letter to let Fenwick go home.", "Dov Harrell")]
    [InlineData("Crane acted at the urging of state Rep. Lucinda Poe, a Democrat.", "Lucinda Poe")]
    [InlineData("Bishop Aurelio Santos, who has known the family for years, wrote to Crane on Fenwick's behalf.", "Aurelio Santos")]
    [InlineData("His case was championed by the filmmaker Ingrid Vale and the boxer Otis Grandison.", "Ingrid Vale|Otis Grandison")]
    [InlineData("Backers of the pardon, including former Sheriff Dale Whitlow and the singer Maeve Corrigan, gathered outside the Capitol.", "Dale Whitlow|Maeve Corrigan")]
    [InlineData("Sen. Hollis Varga, R-Ohio, personally pleaded with Crane to free him.", "Hollis Varga")]
    public void Whoever_seeks_the_clemency_is_an_advocate(string then, string names) => Says(Grant + then, "advocate.name", names);

    [Theory]
    [InlineData("District Attorney Colm Brady objected.", "Colm Brady")]
    [InlineData("Sheriff Nadia Pruitt called the pardon a slap in the face to every officer in the county.", "Nadia Pruitt")]
    [InlineData("The decision drew criticism from House Speaker Abel Norwood and Mayor Teresa Quill.", "Abel Norwood|Teresa Quill")]
    [InlineData("Crane granted it over the objections of prosecutor Simon Fitch.", "Simon Fitch")]
    [InlineData("Attorney General Rosalind Beck had asked the board to deny the petition.", "Rosalind Beck")]
    [InlineData("Board member Gus Lindell cast the lone dissenting vote.", "Gus Lindell")]
    [InlineData("The victim's sister, Hannah Doyle, said she was outraged by the decision.", "Hannah Doyle")]
    [InlineData("Former prosecutor Leland Moss, who tried the case, said he stands by the verdict.", "Leland Moss")]
    public void Whoever_objects_dissents_or_condemns_is_an_opponent(string then, string names) => Says(Grant + then, "opponent.name", names);

    [Theory]
    [InlineData("Tobias Fenwick, 51, is serving life in prison for robbery. A group of law students wants him pardoned.")]
    [InlineData("Tobias Fenwick is serving life in prison. His lawyers hope that Gov. Idella Crane will commute his sentence.")]
    [InlineData("Tobias Fenwick is serving life in prison. Gov. Idella Crane could pardon him, but she has refused to say whether she would.")]
    [InlineData("Tobias Fenwick is serving life in prison. Gov. Idella Crane is considering whether to commute his sentence.")]
    [InlineData("Tobias Fenwick asks that his sentence be commuted to time served. I ask the Governor to commute his sentence.")]
    public void What_is_wished_asked_or_weighed_is_not_granted(string text)
    {
        Says(text, "clemency.form", "");
        Says(text, "clemency.grantor", "");
    }

    [Theory]
    [InlineData("Tobias Fenwick walked out of prison on Monday after Gov. Idella Crane signed off on his pardon.", "pardon")]
    [InlineData("Gov. Idella Crane has used her clemency power to cut Tobias Fenwick's prison sentence to 12 years.", "commutation")]
    [InlineData("Tobias Fenwick received a full and unconditional pardon Friday from Gov. Idella Crane.", "pardon")]
    public void A_grant_is_a_grant_in_any_construction(string text, string form) => Says(text, "clemency.form", form);

    [Fact]
    public void The_judge_and_the_daughter_of_a_petition_are_never_its_petitioners()
    {
        const string Text = """
            Tobias Fenwick asks that his sentence be commuted. On March 2, 1997, Judge Harlan Whitmore sentenced him to life in prison.

            He has been ordained as a minister. He would live with his daughter, Clara Fenwick, in Toledo.
            """;

        foreach (var facts in new[] { Read(Text, "petition"), Read(Text, "petition", "Tobias Fenwick") })
        {
            Assert.Equal("Tobias Fenwick", Assert.Single(facts, f => f.Attribute == "petitioner.name").Value);
            Assert.DoesNotContain(facts, f => f.Subject is "Whitmore");
        }
    }

    [Theory]
    [InlineData("petition", Standard.Petitioner)]
    [InlineData("press", Standard.Press)]
    [InlineData("tweet", Standard.Press)]
    [InlineData("register", Standard.OfficialRecord)]
    [InlineData("official", Standard.OfficialRecord)]
    [InlineData("letter", Standard.Unstated)]
    public void Every_fact_stands_under_the_standard_of_its_kind_of_document(string kind, Standard standard)
    {
        var facts = Read(Grant, kind);

        Assert.Contains(facts, f => f.Attribute == "clemency.form");
        Assert.All(facts, f => Assert.Equal(standard, f.Standard));
    }

    [Fact]
    public void A_case_brought_to_an_office_is_a_meeting_with_place_and_advocate()
    {
        const string Text = "President Alden Thorne pardoned Tobias Fenwick on Monday. Adviser Julian Marsh brought the case to the president in an Oval Office meeting in April.";

        Says(Text, "meeting.place", "Oval Office");
        Says(Text, "meeting.date", "2019-04");
        Says(Text, "advocate.name", "Julian Marsh");
    }
}
