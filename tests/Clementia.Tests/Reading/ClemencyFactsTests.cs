using Clementia.Casework;
using Clementia.Documents.Reading;
using CsCheck;
using Xunit;

namespace Clementia.Tests.Reading;

/// <summary>Invented texts of invented cases, each with the facts that a careful reader takes from it.</summary>
public sealed class ClemencyFactsTests
{
    private static List<Proposal> Read(string text, string kind = "press", string? published = null, string? title = null)
    {
        var document = new DocumentText(new string('0', 64), [Page.OfText(1, text)], "text 1");
        var result = CaseReader.Read(document, new ReadingContext(kind, title, null, published));
        Assert.All(result.Facts, f => Assert.All(f.Passages, p => Assert.True(p.Holds(document))));
        return [.. result.Facts];
    }

    private static IEnumerable<string> Values(List<Proposal> facts, string attribute) => facts.Where(f => f.Attribute == attribute).Select(f => f.Value).Order(StringComparer.Ordinal);

    private static void Says(List<Proposal> facts, string attribute, params string[] values) => Assert.Equal(values.Order(StringComparer.Ordinal), Values(facts, attribute));

    private const string Governor = """
        ARDEN — Gov. Warren Pike on Monday granted clemency to Lena Marsh, who was 16 when she shot and killed a man who had paid her for sex.

        Marsh will be released on Aug. 7. She will be required to undergo regular counseling, perform 50 hours of community service and work with at-risk youth.

        Marsh was convicted in 2006 of murder in the death of Dale Hoskins, a 43-year-old salesman who had picked her up.

        Celebrities including singer Rhea Fontaine, actor Paul Dresher and reality star Tia Vance had called for her release. State Sen. Ruth Okafor, D-Arden, who had urged Pike to commute the sentence, thanked him.

        The state parole board heard her case on May 23. Davidson County District Attorney Glen Harker, whose office had opposed clemency, declined to comment.

        While in prison, Marsh earned her GED and an associate degree. Marsh filed her clemency petition in 2017.
        """;

    [Fact]
    public void A_governors_grant_names_form_grantor_and_the_day_before_publication()
    {
        var facts = Read(Governor, published: "2019-01-08");

        Says(facts, "petitioner.name", "Lena Marsh");
        Says(facts, "clemency.form", "clemency");
        Says(facts, "clemency.grantor", "Warren Pike");
        Says(facts, "clemency.date", "2019-01-07");
        Assert.True(facts.Single(f => f.Attribute == "clemency.date").Derived);
    }

    [Fact]
    public void Conditions_are_read_from_the_sentence_that_requires_them() =>
        Says(Read(Governor, published: "2019-01-08"), "clemency.condition", "counseling", "community-service", "youth-work");

    [Fact]
    public void Everyone_in_a_list_of_those_who_called_for_release_is_an_advocate() =>
        Says(Read(Governor, published: "2019-01-08"), "advocate.name", "Rhea Fontaine", "Paul Dresher", "Tia Vance", "Ruth Okafor");

    [Fact]
    public void A_prosecutor_whose_office_opposed_clemency_is_an_opponent() =>
        Says(Read(Governor, published: "2019-01-08"), "opponent.name", "Glen Harker");

    [Fact]
    public void The_victim_has_a_name_an_age_and_a_role()
    {
        var facts = Read(Governor, published: "2019-01-08");

        Says(facts, "victim.name", "Dale Hoskins");
        Says(facts, "victim.age", "43");
        Says(facts, "victim.role", "client");
    }

    [Fact]
    public void What_was_earned_in_prison_is_rehabilitation_and_the_petition_has_a_year()
    {
        var facts = Read(Governor, published: "2019-01-08");

        Says(facts, "rehabilitation", "hs-equivalency", "degree");
        Says(facts, "petition.year", "2017");
        Says(facts, "board.date", "--05-23");
    }

    private const string Instrument = """
        EXECUTIVE ORDER

        WHEREAS, Darlene Cook was convicted in Hamill County on June 3, 1999 of second degree murder and sentenced to life imprisonment; and
        WHEREAS, the Board of Probation and Parole recommended, by a vote of 5-0 on March 4, 2019, that her sentence be commuted; and
        WHEREAS, Ms. Cook has completed her GED, vocational training and Bible studies;
        NOW, THEREFORE, I, William Hart, Governor of the State of Arcadia, by virtue of the power vested in me, do hereby commute the sentence of Darlene Cook to a term of 20 years, on condition that she attend counseling.
        IN WITNESS WHEREOF, I have hereunto set my hand this 5th day of April, 2019.
        """;

    [Fact]
    public void A_signed_order_tells_who_gave_what_when_and_on_what_terms()
    {
        var facts = Read(Instrument, "official");

        Says(facts, "clemency.form", "commutation");
        Says(facts, "clemency.grantor", "William Hart");
        Says(facts, "clemency.date", "2019-04-05");
        Says(facts, "clemency.new_term", "240 mo");
        Says(facts, "clemency.condition", "counseling");
        Says(facts, "board.vote", "5-0");
        Says(facts, "board.date", "2019-03-04");
        Assert.All(facts.Where(f => f.Attribute == "clemency.form"), f => Assert.Equal(Standard.OfficialRecord, f.Standard));
    }

    [Fact]
    public void What_a_board_advises_is_a_stage_and_no_grant()
    {
        var facts = Read("The Board voted 4-1 on May 2, 2021 to recommend that the Governor commute the sentence of Harold Whitcomb. The Governor has not decided.");

        Says(facts, "clemency.form");
        Says(facts, "clemency.status", "recommended");
        Says(facts, "board.vote", "4-1");
    }

    [Fact]
    public void A_full_and_unconditional_pardon_granted_unto_a_person_named_below_is_read_from_its_layout()
    {
        var facts = Read("""
            BE IT KNOWN, THAT THIS DAY, I, JOHN Q. TANNER, PRESIDENT OF THE UNITED STATES, HAVE GRANTED UNTO THE INDIVIDUAL NAMED BELOW

            A FULL AND UNCONDITIONAL PARDON

            For those offenses set before me:

            PERCY OLLERTON

            Done this 25th day of March in the year of our Lord Two Thousand Twenty-four.
            """, "official");

        Says(facts, "petitioner.name", "Percy Ollerton");
        Says(facts, "clemency.form", "pardon");
        Says(facts, "clemency.grantor", "JOHN Q. TANNER");
        Says(facts, "clemency.date", "2024-03-25");
    }

    [Fact]
    public void A_list_under_one_head_gives_each_person_the_act_of_the_head()
    {
        var facts = Read("""
            Today, President Joan Tanner is commuting the sentences of the following 2 individuals:

            **Clara Jean Aston** – Biloxi, Mississippi
            **Commutation Grant:** Sentence commuted to expire on June 30, 2023, with the remainder to be served in home confinement.

            **Victor Hugo Pell** – Keswick, Iowa
            **Commutation Grant:** Sentence commuted to a term of 180 months' imprisonment.
            """, "official", "2023-04-28");

        Assert.Equal(["Aston", "Pell"], facts.Where(f => f.Attribute == "clemency.form" && f.Value == "commutation").Select(f => f.Subject!).Order(StringComparer.Ordinal));
        Assert.Equal("Aston", facts.Single(f => f.Attribute == "clemency.sentence_expires" && f.Value == "2023-06-30").Subject);
        Assert.Equal("Pell", facts.Single(f => f.Attribute == "clemency.new_term" && f.Value == "180 mo").Subject);
        Says(facts, "place", "Biloxi, Mississippi", "Keswick, Iowa");
    }

    [Fact]
    public void A_register_row_gives_name_date_and_form_and_who_recommended()
    {
        var facts = Read("""
            Oscar Lee Pratt,2019-01-20,Commutation,Drug,Conspiracy,Life without parole,Recommended by Mary Hill
            Oscar Lee Pratt,2021-08-28,Pardon,Drug,Conspiracy,Life without parole (commuted 2019),Full pardon
            """, "register");

        Says(facts, "petitioner.name", "Oscar Lee Pratt");
        Says(facts, "clemency.form", "commutation", "pardon");
        Says(facts, "clemency.date", "2019-01-20", "2021-08-28");
        Says(facts, "advocate.name", "Mary Hill");
    }

    [Fact]
    public void The_subject_of_lobbying_is_the_advocate_and_the_lobbied_one_is_the_grantor()
    {
        var facts = Read("In May 2011, the singer Rhea Fontaine successfully lobbied President Joan Tanner to pardon Dora Simms.");

        Says(facts, "advocate.name", "Rhea Fontaine");
        Says(facts, "clemency.grantor", "Joan Tanner");
        Says(facts, "clemency.form", "pardon");
        Says(facts, "clemency.sought");
        Says(facts, "clemency.date", "2011-05");
    }

    [Fact]
    public void Asking_without_success_is_a_form_sought_and_no_grant()
    {
        var facts = Read("Rhea Fontaine asked Gov. Warren Pike to pardon Dora Simms, who is serving a life sentence.");

        Says(facts, "clemency.sought", "pardon");
        Says(facts, "clemency.form");
    }

    [Theory]
    [InlineData("Dora Simms, who was sentenced to life, was not granted a pardon.")]
    [InlineData("If Gov. Warren Pike commuted the sentence of Dora Simms, voters would punish him.")]
    [InlineData("Gov. Warren Pike may pardon Dora Simms.")]
    [InlineData("Gov. Warren Pike has the power to pardon Dora Simms.")]
    public void What_did_not_happen_or_may_happen_is_no_grant(string text) => Says(Read(text), "clemency.form");

    [Fact]
    public void A_meeting_about_the_case_has_people_a_place_and_a_date()
    {
        var facts = Read("Rhea Fontaine met with President Joan Tanner in the Oval Office in April 2011 to discuss the case of Dora Simms. Two days later, Tanner commuted Simms's sentence.");

        Says(facts, "meeting.attendee", "Joan Tanner", "Rhea Fontaine");
        Says(facts, "meeting.place", "Oval Office");
        Says(facts, "meeting.date", "2011-04");
        Says(facts, "clemency.lag_days", "2");
        Says(facts, "advocate.name", "Rhea Fontaine");
    }

    [Fact]
    public void A_meeting_on_something_else_is_none_of_the_case()
    {
        var facts = Read("The boxer Karl Reyes visited President Joan Tanner at the White House in 2012, and his wife, Rhea Fontaine, successfully lobbied Tanner to commute the sentence of Dora Simms.");

        Says(facts, "meeting.attendee");
        Says(facts, "clemency.date");
        Says(facts, "advocate.name", "Rhea Fontaine");
    }

    [Fact]
    public void Condemning_the_decision_makes_an_opponent_and_joining_the_condemnation_another()
    {
        var facts = Read("President Joan Tanner commuted Dora Simms's sentence. House Speaker Nan Peralta blasted the decision. Sen. Lou Brandeis, a lawyer, went on to echo the statements of Peralta.");

        Says(facts, "opponent.name", "Nan Peralta", "Lou Brandeis");
    }

    [Fact]
    public void Advising_against_clemency_is_opposition_and_not_a_recommendation()
    {
        var facts = Read("President Joan Tanner commuted Dora Simms's sentence. Attorney General Frank Lowell recommended against granting Simms clemency.");

        Says(facts, "opponent.name", "Frank Lowell");
        Says(facts, "clemency.status");
    }

    [Fact]
    public void Praise_that_names_the_injustice_of_the_sentence_is_no_opposition()
    {
        var facts = Read("President Joan Tanner commuted Dora Simms's sentence. \"The commutation ends a terrible injustice,\" said her lawyer, Ida Crown. \"She was abused, and she made a mistake,\" Crown said.");

        Says(facts, "opponent.name");
    }

    [Fact]
    public void Two_people_with_two_forms_each_keep_their_own()
    {
        var facts = Read("President Joan Tanner commuted the sentence of Raymond Voss, of Toledo, on Thursday. Among the others is Anita Rowe, who was pardoned by Tanner.", published: "2021-03-05");

        Assert.Equal("Voss", facts.Single(f => f.Attribute == "clemency.form" && f.Value == "commutation").Subject);
        Assert.Equal("Rowe", facts.Single(f => f.Attribute == "clemency.form" && f.Value == "pardon").Subject);
    }

    [Fact]
    public void A_letter_from_the_petitioner_tells_of_an_early_release_in_error_and_the_way_back()
    {
        var facts = Read("In 2016 a judge freed Curtis Boyle, who had served 20 years of a 35-year sentence. An appeals court held that Boyle was released in error. On May 14, 2018, Boyle reported to prison in Arden. He became a law clerk there. On Jan. 3, 2019, Boyle was released under the First Step Act.");

        Says(facts, "release.basis", "First Step Act", "error");
        Says(facts, "surrender.date", "2018-05-14");
        Says(facts, "rehabilitation", "law-clerk");
    }

    [Fact]
    public void A_web_address_tells_nothing() =>
        Says(Read("Read on at https://example.org/2018/06/06/governor-pike-pardoned-dora-simms-after-meeting today."), "clemency.form");

    private static readonly string[] s_scraps =
    [
        "President Tanner", "pardoned", "commuted", "the sentence of", "Dora Simms", ",", ".", "\"", "granted", "clemency", "to", "by", "who", "and", "on Monday", "2019-01-20", "(", "Commutation", "\n\n", "12", "people", "met with", "his", "'s", "for", "the board voted", "5-0", "against", "\u2014", "urged", "Unto", "I,",
    ];

    [Fact]
    public void Any_text_is_read_without_failing_and_every_passage_is_on_the_page() =>
        Gen.Int[0, s_scraps.Length - 1].Select(i => s_scraps[i])
            .Array[0, 60].Sample(words => Read(string.Join(' ', words), published: "2020-01-01").Count >= 0, iter: 300);
}
