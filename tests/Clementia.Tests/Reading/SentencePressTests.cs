using Clementia.Casework;
using Clementia.Documents.Reading;
using Clementia.Documents.Reading.Facts;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Tests.Reading;

/// <summary>What newspapers tell of a crime, a sentence and the time served. All people and cases are invented.</summary>
public class SentencePressTests
{
    [Theory]
    [InlineData("She was convicted in 2011 on 24 counts of health care fraud, conspiracy and money laundering and sentenced to 35 years in prison for her role in a $205 million Medicare fraud scheme.", "offense.kind=health-care-fraud;offense.kind=money-laundering;conviction.year=2011;conviction.counts=24;sentence.term=420 mo;fraud.amount=205000000")]
    [InlineData("Delgado, 48, had served eight years of her 35-year sentence.", "petitioner.age=48;served.time=96 mo;sentence.term=420 mo")]
    [InlineData("A mother of three, Delgado spent 13 years behind bars for a first-time drug offense.", "served.time=156 mo;offense.first=yes;offense.kind=drug")]
    [InlineData("She was 22 when she was arrested in 2008 and charged with conspiring to distribute marijuana.", "petitioner.age_at_offense=22;arrest.year=2008;offense.kind=drug;drug.type=marijuana")]
    [InlineData("Delgado was sentenced to nearly 20 years in prison in 2008 after being convicted of conspiracy to possess with intent to distribute marijuana.", "sentence.term=240 mo;sentence.year=2008;offense.kind=drug;drug.type=marijuana")]
    [InlineData("Delgado has served nearly 14 years of an 18-year sentence for her part in a drug conspiracy run by her boyfriend.", "served.time=168 mo;sentence.term=216 mo;offense.kind=drug")]
    [InlineData("She had been serving a 35-year sentence at Fort Roper military prison for leaking hundreds of thousands of classified documents.", "sentence.term=420 mo;facility=Fort Roper;offense.kind=leak")]
    [InlineData("Delgado will be released on May 17 instead of in 2045.", "release.date=--05-17;sentence.scheduled_release=2045")]
    [InlineData("She has been jailed since 2010 and was convicted at a court-martial in 2013 under the Espionage Act.", "served.since=2010;conviction.year=2013;offense.kind=espionage")]
    [InlineData("Delgado was sentenced to 40 months in prison for lying to Congress, obstruction and witness tampering.", "sentence.term=40 mo;offense.kind=false-statements;offense.kind=obstruction;offense.kind=witness-tampering")]
    [InlineData("Delgado was due to report to prison on Tuesday.", "")]
    [InlineData("A jury convicted Delgado on seven felony counts last November.", "conviction.counts=7;conviction.year=2019")]
    [InlineData("Judge Amelia Berman sentenced Delgado in February to three years and four months in federal prison.", "sentence.term=40 mo;sentencing.judge=Amelia Berman;sentence.date=--02")]
    [InlineData("She was convicted of first-degree murder and aggravated robbery in the 2004 killing of a Springfield man.", "offense.kind=murder;offense.kind=robbery;offense.year=2004")]
    [InlineData("Delgado pleaded guilty in June 2018 to leaking a classified report and was given 63 months, the longest sentence ever imposed for such a crime.", "conviction.year=2018;offense.kind=leak;sentence.term=63 mo")]
    [InlineData("She is being held at the Federal Medical Center in Carrollton, Texas.", "facility=Federal Medical Center in Carrollton, Texas")]
    [InlineData("Delgado was released from federal prison on Wednesday after 21 years.", "release.date=2020-02-19;served.time=252 mo")]
    [InlineData("Delgado, who is in her 60s, was serving two life sentences plus 40 years for running a website where drugs were sold.", "petitioner.age=60s;sentence.term=life+480 mo")]
    [InlineData("In 2015, a federal judge in Manhattan sentenced Delgado to life without parole.", "sentence.year=2015;sentence.term=life;sentence.parole=no")]
    [InlineData("Her co-defendant, John Smith, received a 10-year sentence.", "")]
    [InlineData("Smith, 72, was convicted in 1999 of tax evasion and served 15 months.", "")]
    [InlineData("Prosecutors said she laundered $4.5 million through shell companies.", "fraud.amount=4500000")]
    [InlineData("Delgado was among 16 people indicted in 1994 in a Memphis drug conspiracy.", "offense.kind=drug;codefendant.count=15")]
    [InlineData("She was indicted along with 15 others in 1994.", "codefendant.count=15")]
    [InlineData("The sentence was handed down in March 1997.", "sentence.date=1997-03;sentence.year=1997")]
    [InlineData("Eight of her 12 co-defendants cooperated and got between probation and 10 years.", "codefendant.count=12")]
    [InlineData("The Justice Department says more than 2,000 inmates are serving life sentences for nonviolent drug crimes.", "")]
    [InlineData("Obama commuted the sentences of 1,715 people, including 568 serving life.", "")]
    [InlineData("He said she had paid her debt after 'almost 22 years in prison.'", "served.time=264 mo")]
    [InlineData("Delgado faced up to 50 years in prison but was sentenced to 33 months.", "sentence.maximum=600 mo;sentence.term=33 mo")]
    [InlineData("She was sentenced in 2009 to 15 years and eight months in prison.", "sentence.year=2009;sentence.term=188 mo")]
    [InlineData("Delgado was ordered to pay $87 million in restitution.", "")]
    [InlineData("Delgado, a first-time, non-violent offender, received a mandatory life sentence.", "offense.first=yes;offense.violent=no;sentence.term=life")]
    [InlineData("Delgado was convicted of wire fraud, securities fraud and identity theft.", "offense.kind=other:wire fraud;offense.kind=other:securities fraud;offense.kind=other:identity theft")]
    [InlineData("She has served 16 years of her sentence and is not scheduled for release until 2028.", "served.time=192 mo;sentence.scheduled_release=2028")]
    [InlineData("She has been in prison since 1996.", "served.since=1996")]
    [InlineData("Delgado was 41 when she went to prison.", "petitioner.age_at_sentence=41")]
    [InlineData("At 63, Delgado is a great-grandmother.", "petitioner.age=63")]
    [InlineData("The 63-year-old grandmother has been behind bars for 21 years.", "petitioner.age=63;served.time=252 mo")]
    [InlineData("She was convicted of conspiring to possess cocaine, attempted possession of cocaine and money laundering in 1996.", "conviction.year=1996;offense.kind=drug;drug.type=cocaine;offense.kind=money-laundering")]
    [InlineData("Delgado was involved in a multi-million dollar cocaine ring from 1991 to 1994 that sold 2,000 to 3,000 kilograms of cocaine.", "offense.kind=drug;drug.type=cocaine;offense.year=1991-1994;drug.quantity=2000-3000 kg")]
    [InlineData("In 1996, Delgado was given a mandatory life sentence plus 25 years.", "sentence.year=1996;sentence.term=life+300 mo")]
    [InlineData("She was convicted of eight federal criminal counts.", "conviction.counts=8")]
    [InlineData("Delgado walked out of the federal prison in Aliceville, Alabama, on Wednesday evening.", "facility=Aliceville, Alabama;release.date=2020-02-19")]
    [InlineData("Delgado was convicted of making false statements to the F.B.I. and of obstructing justice.", "offense.kind=false-statements;offense.kind=obstruction")]
    [InlineData("Her sentence was reduced to 180 months in 2012.", "sentence.term=180 mo")]
    [InlineData("She was serving an 18-and-a-half-year sentence.", "sentence.term=222 mo")]
    [InlineData("She received a sentence of 19 years and seven months.", "sentence.term=235 mo")]
    [InlineData("She is serving 20 years for a nonviolent drug crime.", "sentence.term=240 mo;offense.violent=no;offense.kind=drug")]
    [InlineData("Delgado served less than three months of her 87-month sentence.", "sentence.term=87 mo")]
    [InlineData("She had served about three years of a seven-year term.", "served.time=36 mo;sentence.term=84 mo")]
    [InlineData("Delgado is a 42-year-old mother of two who was convicted of voter fraud in Pennsylvania.", "petitioner.age=42;offense.kind=election-fraud")]
    [InlineData("She would be released in 2027 without the clemency.", "sentence.scheduled_release=2027")]
    [InlineData("Delgado, who had no prior criminal record, was sentenced to 14 years.", "offense.first=yes;sentence.term=168 mo")]
    [InlineData("Prosecutors recommended seven to nine years.", "")]
    [InlineData("The judge sentenced her to 18 years and 7 months in prison, followed by five years of supervised release.", "sentence.term=223 mo;sentence.supervised_release=60 mo")]
    [InlineData("She was found guilty of racketeering conspiracy and bribery.", "offense.kind=racketeering;offense.kind=corruption")]
    [InlineData("She was 16 at the time of the crime; she was tried as an adult, convicted of first-degree murder and sentenced to life in prison.", "petitioner.age_at_offense=16;tried_as=adult;offense.kind=murder;sentence.term=life")]
    [InlineData("Delgado, now 30, would not have been eligible for parole until she was 69, after serving 51 years.", "petitioner.age=30;sentence.parole=yes;sentence.parole_age=69;sentence.parole_minimum=612 mo")]
    [InlineData("Delgado had been sentenced to 25 years to life.", "sentence.term=life;sentence.parole_minimum=300 mo")]
    [InlineData("She began serving her sentence in January 2012 at the low-security Federal Correctional Institution in Englewood, Colorado.", "served.since=2012-01;facility=Federal Correctional Institution in Englewood, Colorado")]
    [InlineData("Delgado's 12-year sentence for securities fraud was the result of a 2018 trial.", "sentence.term=144 mo;offense.kind=other:securities fraud")]
    [InlineData("Now 54, Delgado has been locked up for 17 years.", "petitioner.age=54;served.time=204 mo")]
    [InlineData("She pleaded guilty in 2012 to one count of bribery and was sentenced to 28 months in prison.", "conviction.year=2012;conviction.counts=1;offense.kind=corruption;sentence.term=28 mo")]
    [InlineData("A federal appeals court upheld her conviction in 2016.", "")]
    [InlineData("Delgado, a former congresswoman, was found guilty of 12 felony counts of fraud and conspiracy in 2017.", "conviction.counts=12;conviction.year=2017")]
    [InlineData("Under the terms of the sentence, Delgado must serve at least 25 years before she is eligible for parole.", "sentence.parole_minimum=300 mo;sentence.parole=yes")]
    [InlineData("She was originally sentenced to death in 1988 for killing two store clerks during a robbery.", "sentence.term=death;sentence.year=1988;offense.kind=murder;offense.kind=robbery")]
    [InlineData("The judge, who called her 'a danger', gave her 30 years.", "sentence.term=360 mo")]
    [InlineData("At her trial, prosecutors said she sold 1.5 kilograms of crack cocaine.", "drug.type=crack cocaine;drug.quantity=1.5 kg;offense.kind=drug")]
    [InlineData("Delgado received a four-year prison sentence in 2006 for lying to a grand jury.", "sentence.term=48 mo;sentence.year=2006;offense.kind=false-statements")]
    [InlineData("Delgado was freed on Tuesday night after serving 10 years of a 24-year term.", "release.date=2020-02-18;served.time=120 mo;sentence.term=288 mo")]
    [InlineData("She was arrested at age 19 in a drug sting in Tampa.", "petitioner.age_at_offense=19;offense.kind=drug")]
    [InlineData("The governor, 61, said Delgado had been punished enough.", "")]
    [InlineData("Her lawyer has practiced for 30 years.", "")]
    [InlineData("Delgado worked at the plant for 12 years before her arrest.", "")]
    [InlineData("Her son, 24, was sentenced to five years in a separate case.", "")]
    [InlineData("In 2010 Congress reduced the penalty for crack, which carried a 10-year mandatory minimum.", "")]
    [InlineData("Delgado's sentence was commuted after she had served 23 years and 4 months.", "served.time=280 mo")]
    [InlineData("Delgado will become eligible for parole in 2031.", "sentence.parole=yes;sentence.parole_year=2031")]
    [InlineData("A jury acquitted her of murder but convicted her of obstruction of justice.", "offense.kind=obstruction")]
    [InlineData("Delgado was charged with murder but pleaded guilty to manslaughter.", "offense.kind=other:manslaughter")]
    [InlineData("She admitted taking bribes from a developer.", "offense.kind=corruption")]
    [InlineData("Delgado, 77, is the oldest woman in the federal prison at Marlow.", "petitioner.age=77;facility=Marlow")]
    [InlineData("Two other women, Ana Lopez and Kim Tran, who got 20 years each, remain in prison.", "")]
    [InlineData("Delgado was convicted in a $1.3 billion Medicare fraud, the largest ever charged.", "offense.kind=health-care-fraud;fraud.amount=1300000000")]
    [InlineData("She had faced a maximum of 10 years in prison.", "sentence.maximum=120 mo")]
    [InlineData("Delgado served 18 months before she was moved to home confinement.", "served.time=18 mo")]
    [InlineData("Delgado was resentenced to 188 months in 2015.", "sentence.term=188 mo;sentence.year=2015")]
    [InlineData("She was supposed to stay in prison until 2039.", "sentence.scheduled_release=2039")]
    [InlineData("She completed her five-year sentence in 2002.", "sentence.term=60 mo")]
    public void A_newspaper_sentence_gives_these_facts_and_no_others(string sentence, string facts)
    {
        var found = Read("President Trump commuted the sentence of Maria Delgado on Tuesday.\n\n" + sentence, "press", "2020-02-19");

        Assert.Equal(facts.Split(';', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), found.Select(f => $"{f.Attribute}={f.Value}").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Delgado had been in prison for nearly 22 years.", true, false)]
    [InlineData("Delgado had spent more than two decades behind bars.", false, true)]
    [InlineData("Delgado had spent 22 years behind bars.", false, false)]
    public void A_rounded_time_says_so(string sentence, bool approximate, bool atLeast)
    {
        var served = Assert.Single(Read("President Trump commuted the sentence of Maria Delgado.\n\n" + sentence, "press", "2020-02-19"), f => f.Attribute == "served.time");

        Assert.Equal((approximate, atLeast), (served.Approximate, served.AtLeast));
    }

    [Fact]
    public void A_value_told_twice_is_one_fact_with_two_passages()
    {
        var text = "The president commuted the sentence of Maria Delgado. Delgado was serving a life sentence. Her life sentence was unjust, friends said.";

        var term = Assert.Single(Read(text, "press", null), f => f.Attribute == "sentence.term");

        Assert.Equal(2, term.Passages.Count);
        Assert.All(term.Passages, p => Assert.Equal(p.Quote, text.Substring(p.Start, p.Quote.Length)));
    }

    [Fact]
    public void A_relative_date_is_derived_from_the_day_of_publication()
    {
        var year = Assert.Single(Read("The president pardoned Sheriff Roy Calder. Calder was convicted of criminal contempt earlier this summer.", "press", "2017-08-25"), f => f.Attribute == "conviction.year");

        Assert.Equal(("2017", true, Confidence.Inferred), (year.Value, year.Derived, year.Confidence));
    }

    [Fact]
    public void The_press_asserts_what_it_reports() =>
        Assert.All(Read("The president commuted the sentence of Maria Delgado. She was sentenced to life.", "press", null), f => Assert.Equal(Standard.Press, f.Standard));

    [Fact]
    public void Several_petitioners_keep_their_facts_apart()
    {
        var found = Read("""
            The governor granted pardons to three people.

            **Adela Ruiz** – Laredo, Texas
            **Offense:** Conspiracy to distribute methamphetamine (Southern District of Arcadia).
            **Sentence:** 120 months of imprisonment, five-year term of supervised release (March 16, 2017).

            **Ben K. Stone Jr.** – Kennett, Missouri
            **Offense:** Distribution of cocaine base (two counts).
            **Sentence:** Life imprisonment (May 1, 2003); amended to 360 months of imprisonment (July 9, 2015).

            **Carla Diaz Moreno** – Dublin, California
            Carla Diaz Moreno is a 50-year-old woman who pleaded guilty to a marijuana trafficking conspiracy at age 23. Ms. Moreno was sentenced to four months' confinement.
            """, "official", "2023-04-28");

        Assert.Equal(["120 mo@Ruiz", "life@Stone", "360 mo@Stone", "4 mo@Moreno"], found.Where(f => f.Attribute == "sentence.term").Select(f => $"{f.Value}@{f.Subject}"));
        Assert.Equal(["2017-03-16@Ruiz", "2003-05-01@Stone"], found.Where(f => f.Attribute == "sentence.date").Select(f => $"{f.Value}@{f.Subject}"));
        Assert.Equal("50@Moreno", found.Where(f => f.Attribute == "petitioner.age").Select(f => $"{f.Value}@{f.Subject}").Single());
    }

    [Fact]
    public void A_row_of_a_register_is_read_by_its_cells()
    {
        var found = Read("Rosa Vega,2019-03-11,Commutation,Drug,Nonviolent conspiracy with drugs and money laundering,Life in prison without parole,1,Not known,Western District of Arcadia,First-time nonviolent drug offender", "register", null);

        Assert.Equal(["court.district=Western District of Arcadia", "offense.first=yes", "offense.kind=drug", "offense.kind=money-laundering", "offense.violent=no", "sentence.parole=no", "sentence.term=life"],
            found.Select(f => $"{f.Attribute}={f.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_signed_grant_recites_the_judgment()
    {
        var found = Read("""
            Have Granted Unto
            JOHN Q. PUBLIC
            A Full and Unconditional Pardon
            For His convictions in the United States District Court for the
            District of Arcadia, on an indictment (Docket No. 1:21-cr-00123-XYZ),
            of violations of section 2103, title 22, District of Columbia Code; and section 371, title 18,
            United States Code; for which he was sentenced on May 6, 2019, to
            60 and 30 months of imprisonment, respectively (to be served
            at once); a term of 3 years of supervised release; plus a special assessment
            of three hundred dollars ($300).
            """, "official", "2025-01-22");

        Assert.Equal(["court.district=District of Arcadia", "court.docket=1:21-cr-00123-XYZ", "offense.statute=18 USC 371", "offense.statute=22 DC Code 2103", "sentence.assessment=300", "sentence.date=2019-05-06",
            "sentence.supervised_release=36 mo", "sentence.term=60 mo", "sentence.year=2019"], found.Select(f => $"{f.Attribute}={f.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("He was convicted in 1999 and served 15 months.\n\nsee https://example.org/63-year-old-woman-life-sentence")]
    public void No_value_is_read_from_a_web_address(string text) =>
        Assert.DoesNotContain(Read("The president commuted the sentence of Roy Calder. " + text, "press", "2020-02-19"), f => f.Attribute == "petitioner.age" || f.Value == "life");

    [Fact]
    public void Every_value_is_one_that_the_catalog_reads()
    {
        var found = Read("President Trump commuted the sentence of Maria Delgado on Tuesday.\n\nDelgado, 48, was convicted in 2011 on 24 counts of health care fraud and sentenced to 35 years in prison without parole. She had served eight years at FCI Marlow, and was to be released in 2041. She was tried as an adult. The scheme took $205 million. In 1996, Judge Ann Poe sentenced her to life plus 25 years and a day for distributing 50 grams of crack cocaine under 21 U.S.C. § 841(a)(1).", "press", "2020-02-19");

        Assert.True(found.Count > 12);
        Assert.All(found, f => Assert.False(Catalog.BuiltIn.Read(f.Attribute, f.Value).IsRefused, $"{f.Attribute} = {f.Value}"));
    }

    [Fact]
    public void Reading_takes_time_in_proportion_to_the_text()
    {
        var sentence = "Delgado was sentenced to 20 years in prison in 2008, 2009, 2010, and convicted of 3, 4, 5, and 6 counts of drug charges for Smith, Jones, and Poe. ";
        var one = Cost(sentence, 100);
        var eight = Cost(sentence, 800);

        // Eight times the text may cost a few times more than eight times the work on a busy machine, but not the square.
        Assert.True(eight < (one + 20) * 30, $"{one} ms and {eight} ms");
    }

    private static long Cost(string sentence, int times)
    {
        var text = "The president commuted the sentence of Maria Delgado. " + string.Concat(Enumerable.Repeat(sentence, times));
        var document = new DocumentText(new string('0', 64), [Page.OfText(1, text)], "test");
        var prose = Prose.Of(document, new ReadingContext("press"));
        _ = prose.Petitioners;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        _ = SentenceFacts.Find(prose, []).Count();
        return clock.ElapsedMilliseconds;
    }

    internal static List<Proposal> Read(string text, string? kind, string? published)
    {
        var document = new DocumentText(new string('0', 64), [Page.OfText(1, text)], "test");
        return [.. SentenceFacts.Find(Prose.Of(document, new ReadingContext(kind, null, null, published)), [])];
    }
}
