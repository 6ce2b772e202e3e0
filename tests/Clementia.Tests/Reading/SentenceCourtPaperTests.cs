using Clementia.Casework;

namespace Clementia.Tests.Reading;

/// <summary>What papers of the court and the prison hold. All are invented.</summary>
public class SentenceCourtPaperTests
{
    private const string Judgment = """
        UNITED STATES DISTRICT COURT
        Western District of Arcadia

        UNITED STATES OF AMERICA
        v.
        JANE Q. ROE

        JUDGMENT IN A CRIMINAL CASE

        Case Number: 2:94-cr-20233-003
        USM Number: 14873-076

        THE DEFENDANT:
        [X] was found guilty on count(s) 1 through 3, 5 and 7 after a plea of not guilty.

        The defendant is adjudicated guilty of these offenses:
        21 U.S.C. § 846 Conspiracy to possess with intent to distribute cocaine
        18 U.S.C. § 1956(h) Conspiracy to commit money laundering

        Date of Imposition of Judgment: March 21, 1997

        The defendant is hereby committed to the custody of the Bureau of Prisons to be imprisoned for a total term of life on Count 1 and 240 months on Counts 3, 5 and 7, to run concurrently.

        Upon release from imprisonment, the defendant shall be on supervised release for a term of five years.

        The defendant shall pay a special assessment of $250.00, a fine of $5,000.00 and restitution in the amount of $12,345.67.

        The Honorable Amos T. Justice, United States District Judge
        """;

    private const string Presentence = """
        PRESENTENCE INVESTIGATION REPORT

        United States v. Jane Q. Roe

        Date of Birth: May 30, 1955

        1. On June 3, 1994, a federal grand jury returned a 17-count indictment charging Jane Roe and 15 others with conspiracy to distribute cocaine, in violation of 21 U.S.C. § 846.

        14. The conspiracy lasted from 1991 to 1994. Agents estimated that the organization moved 2,000 to 3,000 kilograms of cocaine. The PSR attributes 2,500 kilograms of cocaine to the defendant.

        22. The base offense level is 38.

        25. Adjustment for Role in the Offense: The defendant was a manager or supervisor and the offense level is increased by three levels under USSG §3B1.1(b).

        27. The defendant did not receive a reduction for acceptance of responsibility.

        28. Total Offense Level: 43

        30. The defendant has zero criminal history points, which places her in Criminal History Category I.

        45. The defendant graduated from Holly Springs High School. She was diagnosed with hypertension and sleeps badly.

        60. Based upon a total offense level of 43 and a criminal history category of I, the guideline imprisonment range is life.

        Codefendants
        Curtis Moss was sentenced to 60 months' imprisonment. Mary Ann Poe received 120 months' imprisonment.
        """;

    private const string PrisonRecord = """
        Bureau of Prisons
        Inmate Progress Report
        Inmate Name: ROE, JANE Q.
        Register Number: 14873-076
        Date of Birth: 05-30-1955
        Security Level: LOW
        Projected Release Date: 08-12-2041
        PATTERN risk level: Minimum

        Ms. Roe has been incarcerated since March 1997 at FCI Marlow. She has completed the Residential Drug Abuse Program and the Victim Impact course. She earned her GED in 1999. Work assignment: chapel clerk. She has had no disciplinary infractions during her incarceration.
        """;

    private const string Plea = """
        PLEA AGREEMENT
        United States v. John Poe, Case No. 1:09-cr-00112

        The defendant agrees to plead guilty to Count One of the Indictment, charging him with conspiracy to distribute 50 grams or more of cocaine base in violation of 21 U.S.C. §§ 841(a)(1) and 846. The statutory penalty is not less than 10 years and not more than life imprisonment. The parties stipulate that the defendant is responsible for 168 grams of cocaine base.
        """;

    private const string Indictment = """
        UNITED STATES v. JOHN POE and RICHARD LOE
        INDICTMENT
        THE GRAND JURY CHARGES:
        COUNT ONE
        From in or about 1991 and continuing through 1994, in the Western District of Arcadia, the defendant JOHN POE did knowingly conspire to distribute five kilograms or more of cocaine, in violation of Title 21, United States Code, Section 846.
        """;

    private const string Reasons = """
        STATEMENT OF REASONS
        United States v. Jane Roe
        The court adopts the presentence report without change. Total Offense Level: 37. Criminal History Category: II. Guideline range: 235 to 293 months. The court sentenced the defendant to 235 months, within the guideline range. The court found that 40 kilograms of cocaine were attributable to the defendant. The defendant is not a career offender.
        """;

    [Theory]
    [InlineData(nameof(Judgment), "court.district=Western District of Arcadia", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "court.docket=2:94-cr-20233-003", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "conviction.by=jury", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "conviction.counts=5", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "offense.statute=21 USC 846", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "offense.statute=18 USC 1956(h)", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentence.date=1997-03-21", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentence.year=1997", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentence.term=life", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentence.supervised_release=60 mo", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentence.assessment=250", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentence.fine=5000", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentence.restitution=12345.67", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentencing.judge=Amos T. Justice", Standard.JudgeFinding)]
    [InlineData(nameof(Judgment), "sentence.concurrent=concurrent", Standard.JudgeFinding)]
    [InlineData(nameof(Presentence), "charge.counts=17", Standard.Indictment)]
    [InlineData(nameof(Presentence), "codefendant.count=15", Standard.Indictment)]
    [InlineData(nameof(Presentence), "indictment.date=1994-06-03", Standard.Indictment)]
    [InlineData(nameof(Presentence), "offense.year=1991-1994", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "drug.quantity=2000-3000 kg", Standard.Agent)]
    [InlineData(nameof(Presentence), "drug.quantity=2500 kg", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "guideline.base_level=38", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "guideline.role_adjustment=3", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "offense.role=manager", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "guideline.offense_level=43", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "guideline.history_points=0", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "guideline.history_category=I", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "guideline.range=life", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "acceptance=no", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "petitioner.date_of_birth=1955-05-30", Standard.PresentenceReport)]
    [InlineData(nameof(Presentence), "health.condition=hypertension", Standard.PresentenceReport)]
    [InlineData(nameof(PrisonRecord), "served.since=1997-03", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "facility=FCI Marlow", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "prison.infractions=0", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "prison.security=low", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "prison.risk=minimum", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "prison.programs=Residential Drug Abuse Program", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "prison.programs=Victim Impact course", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "prison.education=GED", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "prison.work=chapel clerk", Standard.OfficialRecord)]
    [InlineData(nameof(PrisonRecord), "sentence.projected_release=2041-08-12", Standard.OfficialRecord)]
    [InlineData(nameof(Plea), "conviction.by=plea", Standard.Plea)]
    [InlineData(nameof(Plea), "offense.statute=21 USC 841(a)(1)", Standard.Plea)]
    [InlineData(nameof(Plea), "offense.statute=21 USC 846", Standard.Plea)]
    [InlineData(nameof(Plea), "drug.quantity=168 g", Standard.Plea)]
    [InlineData(nameof(Plea), "sentence.mandatory_minimum=120 mo", Standard.Plea)]
    [InlineData(nameof(Indictment), "offense.charged_statute=21 USC 846", Standard.Indictment)]
    [InlineData(nameof(Indictment), "drug.quantity=5 kg", Standard.Indictment)]
    [InlineData(nameof(Indictment), "offense.kind=drug", Standard.Indictment)]
    [InlineData(nameof(Indictment), "offense.year=1991-1994", Standard.Indictment)]
    [InlineData(nameof(Reasons), "guideline.offense_level=37", Standard.JudgeFinding)]
    [InlineData(nameof(Reasons), "guideline.history_category=II", Standard.JudgeFinding)]
    [InlineData(nameof(Reasons), "guideline.range=235-293 mo", Standard.JudgeFinding)]
    [InlineData(nameof(Reasons), "sentence.term=235 mo", Standard.JudgeFinding)]
    [InlineData(nameof(Reasons), "drug.quantity=40 kg", Standard.JudgeFinding)]
    [InlineData(nameof(Reasons), "guideline.career_offender=no", Standard.JudgeFinding)]
    public void A_paper_asserts_a_fact_under_its_standard(string paper, string fact, Standard standard)
    {
        var found = SentencePressTests.Read(Text(paper), null, null);

        Assert.Contains((fact, standard), found.Select(f => ($"{f.Attribute}={f.Value}", f.Standard)));
    }

    [Theory]
    [InlineData(nameof(Judgment), "sentence.term=60 mo")]
    [InlineData(nameof(Presentence), "sentence.term=60 mo")]
    [InlineData(nameof(Presentence), "conviction.by=jury")]
    [InlineData(nameof(Plea), "sentence.term=life")]
    [InlineData(nameof(Indictment), "offense.statute=21 USC 846")]
    public void A_paper_does_not_assert_what_it_does_not_say(string paper, string fact) =>
        Assert.DoesNotContain(fact, SentencePressTests.Read(Text(paper), null, null).Select(f => $"{f.Attribute}={f.Value}"));

    [Fact]
    public void A_codefendants_sentence_names_whose_it_is() =>
        Assert.Equal(["60 mo@Curtis Moss", "120 mo@Mary Ann Poe"],
            SentencePressTests.Read(Presentence, "psr", null).Where(f => f.Attribute == "codefendant.sentence").Select(f => $"{f.Value}@{f.Subject}"));

    [Theory]
    [InlineData(nameof(Judgment))]
    [InlineData(nameof(Presentence))]
    [InlineData(nameof(PrisonRecord))]
    [InlineData(nameof(Plea))]
    [InlineData(nameof(Indictment))]
    [InlineData(nameof(Reasons))]
    public void Every_value_of_a_paper_is_one_that_the_catalog_reads(string paper) =>
        Assert.All(SentencePressTests.Read(Text(paper), null, null), f => Assert.False(Catalog.BuiltIn.Read(f.Attribute, f.Value).IsRefused, $"{f.Attribute} = {f.Value}"));

    [Fact]
    public void A_letter_is_about_the_one_it_pleads_for()
    {
        var found = SentencePressTests.Read("""
            Dear Mr. President,
            My mother, Rosa Vega, has served 19 years of a 30-year sentence for a nonviolent drug offense. She was 27 when she was arrested in 2001. She is now 46 and is held at FMC Marlow. She has no prior record. My uncle got five years.
            """, "letter", "2020-02-02");

        Assert.Equal(["arrest.year=2001", "facility=FMC Marlow", "offense.first=yes", "offense.kind=drug", "offense.violent=no", "petitioner.age=46", "petitioner.age_at_offense=27", "sentence.term=360 mo", "served.time=228 mo"],
            found.Select(f => $"{f.Attribute}={f.Value}").Order(StringComparer.Ordinal));
    }

    private static string Text(string name) => name switch
    {
        nameof(Judgment) => Judgment,
        nameof(Presentence) => Presentence,
        nameof(PrisonRecord) => PrisonRecord,
        nameof(Plea) => Plea,
        nameof(Indictment) => Indictment,
        _ => Reasons,
    };
}
