using Clementia.Documents.Reading.Facts;

namespace Clementia.Tests.Reading;

/// <summary>Numbers, dates, terms, crimes and quantities as American texts write them. All texts are invented.</summary>
public class SentenceVocabularyTests
{
    [Theory]
    [InlineData("1,500 letters", "1500")]
    [InlineData("twenty-five counts", "25")]
    [InlineData("two hundred and forty-ninth", "249")]
    [InlineData("two thousand twenty-five", "2025")]
    [InlineData("a dozen", "12")]
    [InlineData("two dozen", "24")]
    [InlineData("half a dozen", "6")]
    [InlineData("6 1/2", "6.5")]
    [InlineData("6 1\u2044 2", "6.5")]
    [InlineData("6½", "6.5")]
    [InlineData("two and a half", "2.5")]
    [InlineData("two-and-a-half", "2.5")]
    [InlineData("1.3 million", "1300000")]
    [InlineData("three hundred thousand", "300000")]
    [InlineData("a hundred and twenty", "120")]
    [InlineData("22nd", "22")]
    [InlineData("the sixties", "60")]
    [InlineData("in the 1990s", "1990")]
    [InlineData("one hundred twenty-one", "121")]
    public void A_number_is_read_in_words_and_digits(string text, string value)
    {
        var number = Assert.Single(Numbers.FindAll(Words.Of(text)));

        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), number.Value);
    }

    [Fact]
    public void Numbers_that_stand_side_by_side_stay_apart() =>
        Assert.Equal([66, 48, 48], Numbers.FindAll(Words.Of("66, 48, and 48 months")).Select(n => n.Whole!.Value));

    [Theory]
    [InlineData("June 6, 2018", "2018-06-06")]
    [InlineData("Feb. 18, 2020", "2020-02-18")]
    [InlineData("6 June 2018", "2018-06-06")]
    [InlineData("the 6th of June, 2018", "2018-06-06")]
    [InlineData("this 9th day of March in the Year of our Lord two thousand nineteen, and", "2019-03-09")]
    [InlineData("this 25th day of March, 2025", "2025-03-25")]
    [InlineData("June 2018", "2018-06")]
    [InlineData("in June of 2018", "2018-06")]
    [InlineData("06/06/2018", "2018-06-06")]
    [InlineData("6/6/18", "2018-06-06")]
    [InlineData("2018-06-06", "2018-06-06")]
    [InlineData("In 1996 she", "1996")]
    [InlineData("on September 12", "--09-12")]
    [InlineData("in May", "--05")]
    [InlineData("the late 1990s", "1990s")]
    [InlineData("from 1993 to 1996", "1993/1996")]
    [InlineData("between June and August 2018", "2018-06/2018-08")]
    [InlineData("June 6-8, 2018", "2018-06-06/2018-06-08")]
    [InlineData("1991-94", "1991/1994")]
    [InlineData("1991-1994", "1991/1994")]
    public void A_date_is_read_in_every_American_form(string text, string value)
    {
        var date = Assert.Single(Dates.FindAll(text, null));

        Assert.Equal(value, date.Until is null ? date.Value : $"{date.Value}/{date.Until}");
    }

    [Theory]
    [InlineData("last year", "2019")]
    [InlineData("earlier this month", "2020-02")]
    [InlineData("earlier this year", "2020")]
    [InlineData("last month", "2020-01")]
    [InlineData("yesterday", "2020-02-18")]
    [InlineData("on Tuesday", "2020-02-18")]
    [InlineData("last Wednesday", "2020-02-12")]
    [InlineData("three years ago", "2017")]
    [InlineData("last summer", "2019")]
    [InlineData("last March", "2019-03")]
    public void A_relative_date_counts_from_publication(string text, string value)
    {
        var date = Assert.Single(Dates.FindAll(text, "2020-02-19"));

        Assert.Equal(value, date.Value);
        Assert.True(date.IsDerived);
    }

    [Theory]
    [InlineData("He was arrested in 2013 and tried later that year.", "2013", "2013")]
    [InlineData("He was arrested in 2013; a year later he was tried.", "2013", "2014")]
    [InlineData("They met on May 30, 2018. Two days later the call came.", "2018-05-30", "2018-06-01")]
    public void A_relative_date_counts_from_the_date_before_it(string text, string first, string second) =>
        Assert.Equal([first, second], Dates.FindAll(text, "2020-02-19").Select(d => d.Value));

    [Theory]
    [InlineData("He may march on.")]
    [InlineData("April Jones said so.")]
    [InlineData("The seized 2000 pounds were lost.")]
    [InlineData("It cost $2018.")]
    [InlineData("https://example.org/2018/06/06/story")]
    [InlineData("Docket No. 1:21-cr-00598-ABC")]
    public void What_is_no_date_is_not_read_as_one(string text) => Assert.Empty(Dates.FindAll(text, "2020-02-19"));

    [Theory]
    [InlineData("was given life with no possibility of parole plus 25 years", "life+300 mo", nameof(TermRole.Imposed))]
    [InlineData("serving a life sentence", "life", nameof(TermRole.Imposed))]
    [InlineData("a life-term sentence without parole", "life", nameof(TermRole.Imposed))]
    [InlineData("three consecutive life sentences", "life", nameof(TermRole.Imposed))]
    [InlineData("two life sentences plus 30 years", "life+360 mo", nameof(TermRole.Imposed))]
    [InlineData("life plus five years' imprisonment", "life+60 mo", nameof(TermRole.Imposed))]
    [InlineData("to serve a 14-year sentence", "168 mo", nameof(TermRole.Imposed))]
    [InlineData("was sentenced to 14 years in March", "168 mo", nameof(TermRole.Imposed))]
    [InlineData("sentenced to a year and a day", "12 mo 1 d", nameof(TermRole.Imposed))]
    [InlineData("sentenced to 12 months and one day in prison", "12 mo 1 d", nameof(TermRole.Imposed))]
    [InlineData("sentenced to six and a half years in prison", "78 mo", nameof(TermRole.Imposed))]
    [InlineData("sentenced to two years and three months in prison", "27 mo", nameof(TermRole.Imposed))]
    [InlineData("the 6 1\u2044 2 years given to", "78 mo", nameof(TermRole.Imposed))]
    [InlineData("sentenced to death", "death", nameof(TermRole.Imposed))]
    [InlineData("48 months of imprisonment on each count (to run concurrently)", "48 mo", nameof(TermRole.Imposed))]
    [InlineData("sentenced to 60, 36, and 36 months of imprisonment, respectively (all at once)", "60 mo", nameof(TermRole.Imposed))]
    [InlineData("sentenced to 60 and 24 months of imprisonment, to run consecutively", "84 mo", nameof(TermRole.Imposed))]
    [InlineData("3 years of supervised release", "36 mo", nameof(TermRole.SupervisedRelease))]
    [InlineData("a five-year term of supervised release", "60 mo", nameof(TermRole.SupervisedRelease))]
    [InlineData("ten years' supervised release", "120 mo", nameof(TermRole.SupervisedRelease))]
    [InlineData("He served eight years in jail", "96 mo", nameof(TermRole.Served))]
    [InlineData("after serving eight years in jail", "96 mo", nameof(TermRole.Served))]
    [InlineData("had been incarcerated for nearly 22 years", "264 mo", nameof(TermRole.Served))]
    [InlineData("had spent more than two decades in prison", "240 mo", nameof(TermRole.Served))]
    [InlineData("He has been imprisoned for almost 8 years", "96 mo", nameof(TermRole.Served))]
    [InlineData("released after 21 years behind bars", "252 mo", nameof(TermRole.Served))]
    [InlineData("eligible for parole after 51 years", "612 mo", nameof(TermRole.ParoleMinimum))]
    [InlineData("carries a possible sentence of up to six months", "6 mo", nameof(TermRole.Maximum))]
    [InlineData("faced up to 20 years in prison", "240 mo", nameof(TermRole.Maximum))]
    [InlineData("Prison sentence commuted to a term of 262 months' imprisonment", "262 mo", nameof(TermRole.NewTerm))]
    [InlineData("Prosecutors had recommended seven to nine years in prison", "108 mo", nameof(TermRole.Advised))]
    [InlineData("sentenced to 25 years to life in prison", "life", nameof(TermRole.Imposed))]
    [InlineData("a mandatory minimum of 10 years", "120 mo", nameof(TermRole.MandatoryMinimum))]
    public void A_term_is_read_with_its_role(string text, string value, string role)
    {
        var term = Assert.Single(Terms.FindAll(text));

        Assert.Equal((value, role), (term.Value, term.Role.ToString()));
    }

    [Theory]
    [InlineData("nearly 22 years in prison", true, false)]
    [InlineData("more than 20 years in prison", false, true)]
    [InlineData("20-plus years in prison", false, true)]
    [InlineData("22 years in prison", false, false)]
    public void A_rounded_term_says_so(string text, bool approximate, bool atLeast)
    {
        var term = Assert.Single(Terms.FindAll(text));

        Assert.Equal((approximate, atLeast), (term.Approximate, term.AtLeast));
    }

    [Theory]
    [InlineData("a 63-year-old woman")]
    [InlineData("She is 63 years old.")]
    [InlineData("It happened three years ago.")]
    [InlineData("the love of my life and career")]
    [InlineData("at 16 years of age")]
    public void What_is_no_term_is_not_read_as_one(string text) => Assert.Empty(Terms.FindAll(text));

    [Fact]
    public void An_indeterminate_sentence_keeps_its_lower_end() => Assert.Equal("300 mo", Assert.Single(Terms.FindAll("sentenced to 25 years to life")).Least);

    [Theory]
    [InlineData("violating 18 U.S.C. § 924(c)", "18 USC 924(c)")]
    [InlineData("section 371, title 18, United States Code", "18 USC 371")]
    [InlineData("section 2103, title 22, District of Columbia Code", "22 DC Code 2103")]
    [InlineData("Title 21, United States Code, Section 846", "21 USC 846")]
    [InlineData("Section 1001 of Title 18", "18 USC 1001")]
    [InlineData("D.C. Code § 22-2103", "22 DC Code 2103")]
    [InlineData("21 U.S.C. §§ 841(a)(1) and 846", "21 USC 841(a)(1)|21 USC 846")]
    [InlineData("21 U.S.C. §§ 841(a)(1), (b)(1)(C), & 851; possession", "21 USC 841(a)(1)|21 USC 851")]
    public void A_statute_is_read_in_every_form(string text, string values) =>
        Assert.Equal(values, string.Join('|', Offenses.FindStatutes(Words.Of(text)).Select(s => s.Value)));

    [Theory]
    [InlineData("a nonviolent drug offense", "drug")]
    [InlineData("a cocaine-trafficking operation", "drug")]
    [InlineData("distribution of 50 grams or more of cocaine base", "drug")]
    [InlineData("tried on drug and money-laundering charges", "drug|money-laundering")]
    [InlineData("convicted of health care fraud", "health-care-fraud")]
    [InlineData("convicted of lying to Congress and witness tampering", "false-statements|witness-tampering")]
    [InlineData("the prescription of new drugs", "")]
    public void A_crime_is_named(string text, string kinds) => Assert.Equal(kinds, string.Join('|', Offenses.FindAll(Words.Of(text)).Select(o => o.Kind)));

    [Theory]
    [InlineData("a fine of $1,500", "1500")]
    [InlineData("two hundred dollars ($200)", "200")]
    [InlineData("a $205 million scheme", "205000000")]
    [InlineData("$1.2 million", "1200000")]
    [InlineData("$40M", "40000000")]
    public void An_amount_of_money_is_read(string text, string value) => Assert.Equal(value, Assert.Single(Quantities.FindMoney(Words.Of(text))).Value);

    [Theory]
    [InlineData("2,000 to 3,000 kilograms of cocaine", "2000-3000 kg", "cocaine")]
    [InlineData("50 grams or more of cocaine base", "50 g", "crack cocaine")]
    [InlineData("500 grams or more of a mixture and substance containing methamphetamine", "500 g", "methamphetamine")]
    public void A_quantity_of_a_drug_is_read(string text, string value, string drug)
    {
        var quantity = Assert.Single(Quantities.FindDrugQuantities(Words.Of(text)));

        Assert.Equal((value, drug), (quantity.Value, quantity.Drug));
    }
}
