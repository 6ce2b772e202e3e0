using Clementia.Casework;
using Clementia.Documents.Reading;
using Xunit;

namespace Clementia.Tests.Reading;

/// <summary>Facts in the plain verbs in which people tell them, over appositions, passives and pronouns; and papers of a case with namesakes and labels.</summary>
public sealed class ClauseTests
{
    private static List<Proposal> Read(string text, string kind = "press", string published = "2019-05-22") =>
        [.. CaseReader.Read(new DocumentText(new string('0', 64), [Page.OfText(1, text)], "text 1"), new ReadingContext(kind, null, null, published, [])).Facts];

    private static void Says(string text, string expected, string kind = "press")
    {
        var said = Read(text, kind).Select(f => $"{f.Attribute}={f.Value}").ToHashSet(StringComparer.Ordinal);
        foreach (var one in expected.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Assert.True(one[0] == '!' ? !said.Contains(one[1..]) : said.Contains(one), $"{one} in: {string.Join("; ", said.Order(StringComparer.Ordinal))}");
    }

    [Theory]
    [InlineData("Gov. Idella Crane wiped clean the record of Tobias Fenwick, a Dayton machinist, on Monday.", "clemency.form=pardon; clemency.grantor=Idella Crane")]
    [InlineData("Gov. Idella Crane knocked nine years off Tobias Fenwick's sentence on Monday.", "clemency.form=commutation; clemency.grantor=Idella Crane")]
    [InlineData("Tobias Fenwick is serving 20 years in prison for robbery. On Monday Gov. Idella Crane cut him loose.", "clemency.grantor=Idella Crane; sentence.term=240 mo")]
    [InlineData("Tobias Fenwick had served ten years of a 20-year sentence. On Monday Gov. Idella Crane trimmed that to 12 years.", "clemency.form=commutation; served.time=120 mo")]
    public void A_grant_in_other_verbs_is_a_grant(string text, string expected) => Says(text, expected);

    [Theory]
    [InlineData("Gov. Idella Crane pardoned Tobias Fenwick. A judge in Lima had given him 12 years, and he did six of them.", "sentence.term=144 mo")]
    [InlineData("Gov. Idella Crane pardoned Tobias Fenwick. Judge Orla Finch gave him 12 years.", "sentence.term=144 mo; sentencing.judge=Orla Finch")]
    [InlineData("Gov. Idella Crane commuted the sentence of Tobias Fenwick, who at 19 held up a liquor store.", "petitioner.age_at_offense=19; offense.kind=robbery")]
    [InlineData("Gov. Idella Crane commuted the sentence of Tobias Fenwick, who had served five of the nine years he got for selling pills.", "served.time=60 mo; sentence.term=108 mo; !served.time=108 mo; offense.kind=drug")]
    [InlineData("Gov. Idella Crane pardoned Tobias Fenwick. Tried as a grown-up, he was convicted of murder.", "tried_as=adult")]
    [InlineData("Gov. Idella Crane pardoned Tobias Fenwick. The jury found him guilty of 11 of the 14 charges.", "conviction.counts=11; charge.counts=14")]
    [InlineData("Gov. Idella Crane commuted the sentence of Tobias Fenwick. He must serve 25 years before the board may hear him.", "sentence.parole_minimum=300 mo")]
    [InlineData("Gov. Idella Crane commuted the sentence of Tobias Fenwick, who was serving life without the possibility of parole for 25 years.", "sentence.term=life; sentence.parole=yes; !sentence.parole=no")]
    [InlineData("Tobias Fenwick was sentenced to life plus 20. Gov. Idella Crane pardoned him.", "sentence.term=life+240 mo")]
    [InlineData("Gov. Idella Crane pardoned Tobias Fenwick. He has spent 17 of his 45 years in federal custody.", "!served.time=540 mo; !sentence.term=540 mo")]
    public void Terms_and_ages_are_read_in_plain_verbs(string text, string expected) => Says(text, expected);

    [Theory]
    [InlineData("Gov. Idella Crane commuted the sentence of Tobias Fenwick. The parole board backed the request 4-1 last fall.", "board.vote=4-1")]
    [InlineData("Gov. Idella Crane commuted the sentence of Tobias Fenwick. The board had recommended it by a vote of five to nothing.", "board.vote=5-0")]
    [InlineData("The pardons board on Monday turned down Tobias Fenwick's bid to have his conviction erased.", "clemency.status=denied; clemency.sought=pardon")]
    [InlineData("Gov. Idella Crane pardoned Tobias Fenwick. The Justice Department's pardon office never looked at the case.", "process.doj_review=no")]
    [InlineData("Gov. Idella Crane commuted the sentence of Tobias Fenwick. The commutation carries conditions: he must hold a job, see a therapist and wear an ankle bracelet for a year.", "clemency.condition=employment; clemency.condition=counseling; clemency.condition=home-confinement")]
    [InlineData("Gov. Idella Crane pardoned Tobias Fenwick. County commissioners voted 4-1 to repave the road.", "!board.vote=4-1")]
    public void Votes_refusals_reviews_and_conditions_are_read(string text, string expected) => Says(text, expected);

    [Fact]
    public void The_maximum_may_be_life()
    {
        Says("Defendant: Dorothea Lamb\nShe faces a maximum term of life imprisonment and a mandatory minimum of ten years.", "sentence.maximum=life; sentence.mandatory_minimum=120 mo; !sentence.mandatory_minimum=life", "psr");
        Assert.Equal("life", Catalog.BuiltIn.Read("sentence.maximum", "life imprisonment").ToString());
        Assert.Equal("240 mo", Catalog.BuiltIn.Read("sentence.maximum", "20 years").ToString());
    }

    [Theory]
    [InlineData("UNITED STATES OF AMERICA\nv.\nDOROTHEA LAMB\nDefendant\n\nJUDGMENT IN A CRIMINAL CASE\nThe defendant is committed to the custody of the Bureau of Prisons for a term of 120 months.", "judgment")]
    [InlineData("Defendant: DOROTHEA\nDate: May 1, 2004\nThe defendant DOROTHEA LAMB Date of birth 1961 is sentenced to 60 months.", "judgment")]
    [InlineData("Inmate Name: LAMB, DOROTHEA\nDate: 03-03-2019\n\nMs. Lamb completed the GED.", "bop-record")]
    public void A_label_is_no_part_of_the_name(string text, string kind)
    {
        foreach (var name in Read(text, kind).Where(f => f.Attribute == "petitioner.name"))
            Assert.Equal("DOROTHEA LAMB", name.Value, ignoreCase: true);
        Assert.Contains(Read(text, kind), f => f.Attribute == "petitioner.name");
    }

    [Fact]
    public void A_progress_report_that_names_a_namesake_tells_the_inmates_facts_alone() =>
        Says("INDIVIDUALIZED NEEDS PLAN\nInmate Name: LAMB, DOROTHEA\n\nDorothea Lamb has mentored new arrivals. Corinne Lamb received an award for painting and has served nine years.", "rehabilitation=mentor; !rehabilitation=award; !served.time=108 mo", "bop-record");

    [Theory]
    [InlineData("Dorothea Lamb was convicted in 1996 and sentenced to 30 years in prison in 1997. Gov. Elmer Thune pardoned her on Friday.")]
    [InlineData("Gov. Elmer Thune pardoned Dorothea Lamb on Friday. She was convicted of fraud in 1996 and, after two delays, sentenced in Tulsa in 1997 to 30 years.")]
    public void A_conviction_and_a_sentence_keep_their_own_years(string text) => Says(text, "conviction.year=1996; sentence.year=1997; !sentence.year=1996; !conviction.year=1997");

    [Fact]
    public void One_fact_that_two_readers_find_is_told_once()
    {
        var facts = Read("Gov. Idella Crane pardoned Tobias Fenwick, who killed Dale Harkin, 43, in 1990 and served 20 years in prison.");
        Assert.Equal(facts.Count, facts.Select(f => (f.Attribute, f.Value, f.Subject)).Distinct().Count());
    }

    [Fact]
    public void Told_that_without_an_addressee_ends_no_reading() => Says("Fenwick was told that Gov. Idella Crane had pardoned him. Tobias Fenwick wept.", "clemency.grantor=Idella Crane");
}
