using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Clementia.Law;
using CsCheck;
using static Clementia.Tests.Law.Statutes;

namespace Clementia.Tests.Law;

public sealed class DrugPenaltiesTests
{
    [Theory]
    [InlineData("heroin", "999.9 g", "60-480")]
    [InlineData("heroin", "1 kg", "120-life")]
    [InlineData("heroin", "99.9 g", "0-240")]
    [InlineData("heroin", "100 g", "60-480")]
    [InlineData("cocaine_powder", "4999 g", "60-480")]
    [InlineData("cocaine_powder", "5 kg", "120-life")]
    [InlineData("cocaine_powder", "499.9 g", "0-240")]
    [InlineData("cocaine_powder", "500 g", "60-480")]
    [InlineData("cocaine_base", "279.9 g", "60-480")]
    [InlineData("cocaine_base", "280 g", "120-life")]
    [InlineData("cocaine_base", "27.9 g", "0-240")]
    [InlineData("cocaine_base", "28 g", "60-480")]
    [InlineData("pcp_actual", "99.9 g", "60-480")]
    [InlineData("pcp_actual", "100 g", "120-life")]
    [InlineData("pcp_actual", "9.9 g", "0-240")]
    [InlineData("pcp_actual", "10 g", "60-480")]
    [InlineData("pcp_mixture", "999 g", "60-480")]
    [InlineData("pcp_mixture", "1 kg", "120-life")]
    [InlineData("pcp_mixture", "99 g", "0-240")]
    [InlineData("pcp_mixture", "100 g", "60-480")]
    [InlineData("lsd", "9.9 g", "60-480")]
    [InlineData("lsd", "10 g", "120-life")]
    [InlineData("lsd", "0.9 g", "0-240")]
    [InlineData("lsd", "1 g", "60-480")]
    [InlineData("fentanyl", "399 g", "60-480")]
    [InlineData("fentanyl", "400 g", "120-life")]
    [InlineData("fentanyl", "39 g", "0-240")]
    [InlineData("fentanyl", "40 g", "60-480")]
    [InlineData("fentanyl_analogue", "99 g", "60-480")]
    [InlineData("fentanyl_analogue", "100 g", "120-life")]
    [InlineData("fentanyl_analogue", "9 g", "0-240")]
    [InlineData("fentanyl_analogue", "10 g", "60-480")]
    [InlineData("marijuana", "999 kg", "60-480")]
    [InlineData("marijuana", "1000 kg", "120-life")]
    [InlineData("marijuana", "99 kg", "0-240")]
    [InlineData("marijuana", "100 kg", "60-480")]
    [InlineData("marijuana", "49.9 kg", "0-60")]
    [InlineData("marijuana", "50 kg", "0-240")]
    [InlineData("hashish", "9.9 kg", "0-60")]
    [InlineData("hashish", "10 kg", "0-240")]
    [InlineData("hashish_oil", "0.9 kg", "0-60")]
    [InlineData("hashish_oil", "1 kg", "0-240")]
    [InlineData("meth_actual", "49.9 g", "60-480")]
    [InlineData("meth_actual", "50 g", "120-life")]
    [InlineData("meth_actual", "4.9 g", "0-240")]
    [InlineData("meth_actual", "5 g", "60-480")]
    [InlineData("ice", "49.9 g", "60-480")]
    [InlineData("ice", "50 g", "120-life")]
    [InlineData("ice", "4.9 g", "0-240")]
    [InlineData("ice", "5 g", "60-480")]
    [InlineData("meth_mixture", "499 g", "60-480")]
    [InlineData("meth_mixture", "500 g", "120-life")]
    [InlineData("meth_mixture", "49 g", "0-240")]
    [InlineData("meth_mixture", "50 g", "60-480")]
    [InlineData("mdma", "1 kg", "0-240")]
    public void Each_quantity_of_841_b_1_opens_its_tier_and_a_little_less_does_not(string drug, string amount, string term) =>
        Assert.Equal(term, Term(On("2020-01-01", "2021-01-01"), Drug(drug, $"\"{amount}\"")));

    /// <summary>A second way to the same figures: each quantity as it stands in the text of 21 USC 841(b)(1), in the order of its clauses.</summary>
    [Theory]
    [Trait("kind", "shared")]
    [InlineData("(A)", "120-life")]
    [InlineData("(B)", "60-480")]
    public void The_quantities_are_those_of_the_text_of_2023(string paragraph, string term)
    {
        var text = File.ReadAllText(Repository.Shared("data", "statutes", "title-21_s841.md"));
        var from = text.IndexOf($"{paragraph} In the case of a violation of subsection (a)", StringComparison.Ordinal);
        var clauses = text[from..text.IndexOf("such person shall be sentenced", from, StringComparison.Ordinal)];
        var quantities = Regex.Matches(clauses, @"([\d,]+) (kilograms?|grams?|or more marihuana plants)", RegexOptions.None, TimeSpan.FromSeconds(1));
        string[] drugs = ["heroin", "cocaine_powder", "cocaine_base", "pcp_actual", "pcp_mixture", "lsd", "fentanyl", "fentanyl_analogue", "marijuana", "plants", "meth_actual", "meth_mixture"];

        Assert.Equal(drugs.Length, quantities.Count);
        for (var i = 0; i < drugs.Length; i++)
        {
            var number = int.Parse(quantities[i].Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * (quantities[i].Groups[2].Value.StartsWith('k') ? 1000 : 1);
            Assert.Equal((drugs[i], term), (drugs[i], Of(drugs[i], number)));
            Assert.NotEqual((drugs[i], term), (drugs[i], Of(drugs[i], number - 1)));
        }

        static string Of(string drug, int number) => Term(On("2022-01-01", "2023-01-01"), Drug(drug == "plants" ? "marijuana" : drug, drug == "plants" ? $$"""{ "plants": {{number}} }""" : $"{number}"));
    }

    [Theory]
    [InlineData("1987-01-01", "meth_actual", "meth_mixture", "ice", "amphetamine_actual", "amphetamine_mixture", "mdma", "morphine", "methadone", "oxycodone_actual", "oxymorphone", "hydromorphone", "opium")]
    [InlineData("1989-01-01", "amphetamine_actual", "amphetamine_mixture", "mdma", "morphine", "methadone", "oxycodone_actual", "oxymorphone", "hydromorphone", "opium")]
    [InlineData("1991-01-01", "amphetamine_actual", "amphetamine_mixture", "mdma", "morphine", "methadone", "oxycodone_actual", "oxymorphone", "hydromorphone", "opium")]
    [InlineData("2001-01-01", "amphetamine_actual", "amphetamine_mixture", "mdma", "morphine", "methadone", "oxycodone_actual", "oxymorphone", "hydromorphone", "opium")]
    public void Any_amount_of_a_drug_in_schedules_I_and_II_that_has_no_quantity_is_C(string offense, params string[] drugs) =>
        Assert.All(drugs, drug => Assert.Equal("0-240", Term(On(offense, "2005-01-01"), Drug(drug, "\"20 kg\""))));

    /// <summary>Grams (plants) of (A), (B), and of (D) where there is one; 0 where there was none.</summary>
    [Theory]
    [InlineData("1986-10-27", "heroin:1000:100", "cocaine_powder:5000:500", "pcp_actual:100:10", "pcp_mixture:1000:100", "lsd:10:1", "fentanyl:400:40", "fentanyl_analogue:100:10", "marijuana:1000000:100000:50000", "hashish:0:0:10000", "hashish_oil:0:0:1000", "plants:0:0:100")]
    [InlineData("1988-11-18", "heroin:1000:100", "cocaine_powder:5000:500", "pcp_actual:100:10", "pcp_mixture:1000:100", "lsd:10:1", "fentanyl:400:40", "fentanyl_analogue:100:10", "marijuana:1000000:100000:50000", "hashish:0:0:10000", "hashish_oil:0:0:1000", "plants:1000:100:50", "meth_actual:100:10", "ice:100:10", "meth_mixture:100:0")]
    [InlineData("1990-11-29", "heroin:1000:100", "cocaine_powder:5000:500", "pcp_actual:100:10", "pcp_mixture:1000:100", "lsd:10:1", "fentanyl:400:40", "fentanyl_analogue:100:10", "marijuana:1000000:100000:50000", "hashish:0:0:10000", "hashish_oil:0:0:1000", "plants:1000:100:50", "meth_actual:100:10", "ice:100:10", "meth_mixture:1000:100")]
    [InlineData("1998-10-21", "heroin:1000:100", "cocaine_powder:5000:500", "pcp_actual:100:10", "pcp_mixture:1000:100", "lsd:10:1", "fentanyl:400:40", "fentanyl_analogue:100:10", "marijuana:1000000:100000:50000", "hashish:0:0:10000", "hashish_oil:0:0:1000", "plants:1000:100:50", "meth_actual:50:5", "ice:50:5", "meth_mixture:500:50")]
    public void Every_version_had_its_quantities(string offense, params string[] quantities)
    {
        foreach (var quantity in quantities)
        {
            var parts = quantity.Split(':');
            var plants = parts[0] == "plants";
            for (var i = 1; i < parts.Length; i++)
            {
                if (parts[i] == "0")
                    continue;
                var amount = int.Parse(parts[i], CultureInfo.InvariantCulture);
                Assert.NotEqual(Tier(amount), Tier(amount - 1));
                Assert.Equal(i switch { 1 => "120-life", 2 => "60-480", _ => "0-240" }, Tier(amount));

                string Tier(int n) => Term(On(offense, "2005-01-01"), Drug(plants ? "marijuana" : parts[0], plants ? $$"""{ "plants": {{n}} }""" : $"{n}"));
            }
        }
    }

    [Theory]
    [InlineData(999, "60-480")]
    [InlineData(1000, "120-life")]
    [InlineData(99, "0-240")]
    [InlineData(100, "60-480")]
    [InlineData(49, "0-60")]
    [InlineData(50, "0-240")]
    public void Plants_are_counted_whatever_they_weigh(int plants, string term) =>
        Assert.Equal(term, Term(On("2020-01-01", "2021-01-01"), Drug("marijuana", $$"""{ "plants": {{plants}} }""")));

    [Theory]
    [InlineData("1988-11-17", 1000, "0-240")]
    [InlineData("1988-11-18", 1000, "120-life")]
    [InlineData("1988-11-19", 1000, "120-life")]
    [InlineData("1988-11-17", 99, "0-60")]
    [InlineData("1988-11-17", 100, "0-240")]
    [InlineData("1988-11-18", 99, "0-240")]
    public void Plants_entered_A_and_B_and_fifty_left_D_on_18_November_1988(string offense, int plants, string term) =>
        Assert.Equal(term, Term(On(offense, "1989-06-01"), Drug("marijuana", $$"""{ "plants": {{plants}} }""")));

    /// <summary>Trap 6: the slip of 1988 and its mending.</summary>
    [Theory]
    [InlineData("meth_mixture", 100, "1988-11-17", "0-240")]
    [InlineData("meth_mixture", 100, "1988-11-18", "120-life")]
    [InlineData("meth_mixture", 100, "1988-11-19", "120-life")]
    [InlineData("meth_mixture", 100, "1990-11-28", "120-life")]
    [InlineData("meth_mixture", 100, "1990-11-29", "60-480")]
    [InlineData("meth_mixture", 100, "1990-11-30", "60-480")]
    [InlineData("meth_mixture", 99, "1988-11-18", "0-240")]
    [InlineData("meth_mixture", 99, "1990-11-29", "0-240")]
    [InlineData("meth_mixture", 1000, "1990-11-29", "120-life")]
    [InlineData("meth_mixture", 999, "1990-11-29", "60-480")]
    [InlineData("meth_mixture", 500, "1998-10-20", "60-480")]
    [InlineData("meth_mixture", 500, "1998-10-21", "120-life")]
    [InlineData("meth_mixture", 500, "1998-10-22", "120-life")]
    [InlineData("meth_mixture", 50, "1998-10-20", "0-240")]
    [InlineData("meth_mixture", 50, "1998-10-21", "60-480")]
    [InlineData("meth_actual", 100, "1988-11-17", "0-240")]
    [InlineData("meth_actual", 100, "1988-11-18", "120-life")]
    [InlineData("meth_actual", 99, "1990-11-29", "60-480")]
    [InlineData("meth_actual", 10, "1990-11-29", "60-480")]
    [InlineData("meth_actual", 9, "1990-11-29", "0-240")]
    [InlineData("meth_actual", 50, "1998-10-20", "60-480")]
    [InlineData("meth_actual", 50, "1998-10-21", "120-life")]
    public void Methamphetamine_goes_by_the_day_of_the_offense(string drug, int grams, string offense, string term) =>
        Assert.Equal(term, Term(On(offense, "2015-01-01"), Drug(drug, $"{grams}")));

    [Theory]
    [InlineData("1995-01-01", "2010-08-02", 50, "120-life")]
    [InlineData("1995-01-01", "2010-08-03", 50, "60-480")]
    [InlineData("1995-01-01", "2010-08-04", 50, "60-480")]
    [InlineData("1995-01-01", "2010-08-02", 49, "60-480")]
    [InlineData("1995-01-01", "2010-08-02", 5, "60-480")]
    [InlineData("1995-01-01", "2010-08-03", 5, "0-240")]
    [InlineData("1995-01-01", "2010-08-02", 4, "0-240")]
    public void Crack_goes_by_the_day_of_sentence_since_the_Fair_Sentencing_Act(string offense, string sentence, int grams, string term) =>
        Assert.Equal(term, Term(On(offense, sentence), Drug("cocaine_base", $"{grams}")));

    [Fact]
    public void A_sentence_on_the_very_day_of_the_Fair_Sentencing_Act_is_pointed_out()
    {
        foreach (var (sentence, told) in ((string, bool)[])[("2010-08-02", false), ("2010-08-03", true), ("2010-08-04", false)])
        {
            var r = On("2005-01-01", sentence);
            Term(r, Drug("cocaine_base", "50"));
            Assert.Equal(told, r.Derivation.Cautions.Any(c => c.Contains("very day", StringComparison.Ordinal)));
        }
    }

    /// <summary>Trap 11: the charging policy of December 2022 on crack was never law.</summary>
    [Theory]
    [InlineData("2022-12-15")]
    [InlineData("2022-12-16")]
    [InlineData("2023-06-01")]
    [InlineData("2025-03-01")]
    public void A_charging_policy_never_changed_a_limit(string day)
    {
        Assert.Equal("60-480", Term(On(day, day), Drug("cocaine_base", "28")));
        Assert.Equal("0-240", Term(On(day, day), Drug("cocaine_powder", "28")));
    }

    [Theory]
    [InlineData("2018-12-20", "2018-12-21", 1, true)]
    [InlineData("2018-12-21", "2018-12-21", 1, false)]
    [InlineData("2018-12-20", "2018-12-21", 0, false)]
    [InlineData("2018-12-19", "2018-12-20", 1, false)]
    public void What_the_reach_of_the_First_Step_Act_rests_on_is_said_where_it_matters(string offense, string sentence, int priors, bool told)
    {
        var r = On(offense, sentence);
        Term(r, WithPriors("841(b)(1)(A)", priors, priors));

        Assert.Equal(told, r.Derivation.Cautions.Any(c => c.Contains("before that day", StringComparison.Ordinal)));
    }

    [Fact]
    public void Methamphetamine_of_1997_keeps_its_quantities_when_sentenced_after_2010() =>
        Assert.Equal("60-480", Term(On("1997-01-01", "2019-01-01"), Drug("meth_actual", "50")));

    [Theory]
    [InlineData("1986-10-27", "1987-11-02", 1, "240-life")]
    [InlineData("1988-11-17", "1990-01-01", 2, "240-life")]
    [InlineData("1988-11-18", "1990-01-01", 1, "240-life")]
    [InlineData("1988-11-18", "1990-01-01", 2, "life-life")]
    [InlineData("2010-01-01", "2018-12-20", 1, "240-life")]
    [InlineData("2010-01-01", "2018-12-20", 2, "life-life")]
    [InlineData("2010-01-01", "2018-12-21", 1, "180-life")]
    [InlineData("2010-01-01", "2018-12-21", 2, "300-life")]
    [InlineData("2010-01-01", "2018-12-22", 3, "300-life")]
    public void Priors_raise_A_by_the_day_of_sentence_since_the_First_Step_Act(string offense, string sentence, int priors, string term) =>
        Assert.Equal(term, Term(On(offense, sentence), WithPriors("841(b)(1)(A)", priors, priors)));

    [Theory]
    [InlineData("841(b)(1)(A)", "120-life")]
    [InlineData("841(b)(1)(B)", "60-480")]
    [InlineData("841(b)(1)(C)", "0-360")]
    [InlineData("841(b)(1)(D)", "0-120")]
    public void A_felony_drug_offense_that_is_no_serious_one_still_raises_C_and_D_but_no_longer_A_and_B(string tier, string term) =>
        Assert.Equal(term, Term(On("2015-01-01", "2020-01-01"), WithPriors(tier, felony: 1, serious: 0)));

    [Theory]
    [InlineData("841(b)(1)(B)", "2018-12-20", 1, 0, "120-life", "2015-01-01")]
    [InlineData("841(b)(1)(B)", "2018-12-21", 1, 0, "60-480", "2015-01-01")]
    [InlineData("841(b)(1)(B)", "2018-12-21", 1, 1, "120-life", "2015-01-01")]
    [InlineData("841(b)(1)(B)", "2018-12-20", 2, 0, "120-life", "2015-01-01")]
    [InlineData("841(b)(1)(B)", "1988-06-01", 1, 0, "120-life", "1987-01-01")]
    public void The_trigger_of_B_was_narrowed_to_serious_felonies_on_21_December_2018(string tier, string sentence, int felony, int serious, string term, string offense) =>
        Assert.Equal(term, Term(On(offense, sentence), WithPriors(tier, felony, serious)));

    [Fact]
    public void No_prior_counts_without_an_information_under_851_and_none_is_then_asked_for()
    {
        var r = On("2010-01-01", "2011-01-01");

        Assert.Equal("120-life", Term(r, Drug("heroin", "1000", """, "notice851.felonyDrugOffenses": 3""")));
        Assert.Empty(Asked(r));
    }

    [Fact]
    public void With_an_information_filed_the_kind_of_prior_is_asked_that_the_law_of_the_day_counts()
    {
        var (then, now) = (On("2010-01-01", "2011-01-01"), On("2010-01-01", "2020-01-01"));
        const string Facts = """{ "sentenced": "2011-01-01", "notice851.filed": true, "counts": [{ "statute": "21 USC 841", "tier": "841(b)(1)(A)", "deathOrInjury": false }] }""";

        Assert.Equal("open", Term(then, Facts));
        Assert.Equal(["notice851.felonyDrugOffenses"], Asked(then));
        Assert.Equal("open", Term(now, Facts));
        Assert.Contains("notice851.seriousFelonies", Asked(now));
    }

    [Theory]
    [InlineData("841(b)(1)(A)", 0, "240-life")]
    [InlineData("841(b)(1)(B)", 0, "240-life")]
    [InlineData("841(b)(1)(C)", 0, "240-life")]
    [InlineData("841(b)(1)(A)", 1, "life-life")]
    [InlineData("841(b)(1)(B)", 1, "life-life")]
    [InlineData("841(b)(1)(C)", 1, "life-life")]
    [InlineData("841(b)(1)(E)", 0, "0-180")]
    [InlineData("841(b)(1)(E)", 1, "0-360")]
    public void Death_from_the_drug_has_terms_of_its_own(string tier, int priors, string term)
    {
        foreach (var sentence in (string[])["2015-01-01", "2020-01-01"])
            Assert.Equal(term, Term(On("2012-01-01", sentence), WithPriors(tier, priors, priors, death: true)));
    }

    [Theory]
    [InlineData("1987-01-01", "841(b)(1)(A)", "life-life")]
    [InlineData("1987-01-01", "841(b)(1)(B)", "life-life")]
    [InlineData("1990-01-01", "841(b)(1)(A)", "life-life")]
    [InlineData("1990-01-01", "841(b)(1)(B)", "life-life")]
    [InlineData("1990-01-01", "841(b)(1)(C)", "life-life")]
    public void Death_after_a_prior_has_been_life_since_1986(string offense, string tier, string term) =>
        Assert.Equal(term, Term(On(offense, "1995-01-01"), WithPriors(tier, 1, 0, death: true)));

    [Theory]
    [InlineData("1987-01-01", "841(b)(1)(A)", "240-life")]
    [InlineData("1987-01-01", "841(b)(1)(B)", "240-life")]
    [InlineData("1990-01-01", "841(b)(1)(A)", "240-life")]
    [InlineData("1990-01-01", "841(b)(1)(B)", "240-life")]
    [InlineData("1990-01-01", "841(b)(1)(C)", "240-life")]
    public void Death_has_been_twenty_years_at_least_since_1986(string offense, string tier, string term) =>
        Assert.Equal(term, Term(On(offense, "1995-01-01"), WithPriors(tier, 0, 0, death: true)));

    [Theory]
    [InlineData("841(b)(1)(E)", "2009-04-12", 0, "0-60")]
    [InlineData("841(b)(1)(E)", "2009-04-13", 0, "0-120")]
    [InlineData("841(b)(1)(E)", "2009-04-14", 1, "0-240")]
    [InlineData("841(b)(1)(E)", "2009-04-12", 1, "0-120")]
    [InlineData("841(b)(2)", "2009-04-12", 0, "0-36")]
    [InlineData("841(b)(2)", "2009-04-13", 0, "0-60")]
    [InlineData("841(b)(2)", "2009-04-12", 1, "0-72")]
    [InlineData("841(b)(2)", "2009-04-13", 1, "0-120")]
    [InlineData("841(b)(3)", "2009-04-12", 0, "0-12")]
    [InlineData("841(b)(3)", "2009-04-13", 0, "0-12")]
    [InlineData("841(b)(3)", "2009-04-12", 1, "0-24")]
    [InlineData("841(b)(3)", "2009-04-13", 1, "0-48")]
    [InlineData("841(b)(1)(C)", "2009-04-12", 0, "0-240")]
    [InlineData("841(b)(1)(C)", "2009-04-12", 1, "0-360")]
    [InlineData("841(b)(1)(D)", "2009-04-12", 0, "0-60")]
    [InlineData("841(b)(1)(D)", "2009-04-12", 1, "0-120")]
    public void The_schedules_III_to_V_were_raised_for_offenses_from_13_April_2009(string tier, string offense, int priors, string term) =>
        Assert.Equal(term, Term(On(offense, "2020-01-01"), WithPriors(tier, priors, 0)));

    [Theory]
    [InlineData("841(b)(1)(A)", 60, 120)]
    [InlineData("841(b)(1)(B)", 48, 96)]
    [InlineData("841(b)(1)(C)", 36, 72)]
    [InlineData("841(b)(1)(D)", 24, 48)]
    [InlineData("841(b)(1)(E)", 24, 48)]
    [InlineData("841(b)(2)", 12, 24)]
    public void Supervised_release_doubles_after_a_prior(string tier, int first, int second)
    {
        foreach (var (offense, sentence) in ((string, string)[])[("1987-01-01", "1988-01-01"), ("1990-01-01", "1991-01-01"), ("2012-01-01", "2013-01-01"), ("2019-06-01", "2020-01-01")])
        {
            Assert.Equal(Limit.Of(first), First(On(offense, sentence), WithPriors(tier, 0, 0))!.SupervisedReleaseMin);
            Assert.Equal(Limit.Of(second), First(On(offense, sentence), WithPriors(tier, 1, 1))!.SupervisedReleaseMin);
        }
        foreach (var offense in (string[])["2001-01-01", "2012-01-01"])
        {
            foreach (var priors in (int[])[0, 1])
                Assert.Null(First(On(offense, "2013-01-01"), WithPriors("841(b)(3)", priors, 0))!.SupervisedReleaseMin);
        }
    }

    [Fact]
    public void Different_drugs_are_never_added_up_but_the_same_drug_is()
    {
        const string Two = """{ "notice851.filed": false, "counts": [{ "statute": "21 USC 841", "deathOrInjury": false, "drugs": [{ "drug": "heroin", "amount": 900 }, { "drug": "ONE", "amount": 900 }] }] }""";

        Assert.Equal("60-480", Term(On("2015-01-01", "2016-01-01"), Two.Replace("ONE", "cocaine_powder", StringComparison.Ordinal)));
        Assert.Equal("120-life", Term(On("2015-01-01", "2016-01-01"), Two.Replace("ONE", "heroin", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_gravest_drug_of_a_count_governs_and_one_that_is_not_weighed_does_not_matter_then()
    {
        const string Facts = """{ "notice851.filed": false, "counts": [{ "statute": "21 USC 841", "deathOrInjury": false, "drugs": [{ "drug": "heroin", "amount": "2 kg" }, { "drug": "cocaine_powder" }] }] }""";

        Assert.Equal("120-life", Term(On("2015-01-01", "2016-01-01"), Facts));
    }

    [Fact]
    public void A_drug_without_an_amount_leaves_the_question_how_much()
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Equal("open", Term(r, """{ "notice851.filed": false, "counts": [{ "statute": "21 USC 841", "deathOrInjury": false, "drugs": [{ "drug": "heroin" }] }] }"""));
        Assert.Equal(["drugs"], Asked(r));
        Assert.Contains("How much heroin", r.Derivation.Questions[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "0-240")]
    [InlineData(2, "0-240")]
    [InlineData(3, "0-120")]
    [InlineData(4, "0-60")]
    [InlineData(5, "0-12")]
    public void A_drug_that_841_does_not_name_goes_by_its_schedule(int schedule, string term)
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Equal(term, Term(r, Drug("other", "10", count: $", \"schedule\": {schedule}")));
        Assert.Equal("open", Term(r, Drug("other", "10")));
        Assert.Equal(["schedule"], Asked(r));
    }

    [Fact]
    public void Nothing_known_is_asked_for_at_once_and_nothing_is_taken_for_granted()
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Equal("open", Term(r, """{ "counts": [{ "statute": "21 USC 841(a)(1)" }] }"""));
        Assert.Equal(["drugs", "deathOrInjury", "notice851.filed"], Asked(r));
    }

    [Fact]
    public void An_offense_whose_day_is_not_known_leaves_the_version_open()
    {
        var r = On(null, "2016-01-01");

        Assert.Equal("open", Term(r, """{ "counts": [{ "statute": "21 USC 841" }] }"""));
        Assert.Equal(["offense.end", "drugs", "deathOrInjury", "notice851.filed"], Asked(r));
    }

    [Theory]
    [InlineData("1986-10-26", "open")]
    [InlineData("1986-10-27", "120-life")]
    [InlineData("1986-10-28", "120-life")]
    public void Before_the_act_of_1986_the_limits_come_from_the_judgment(string offense, string term)
    {
        var r = On(offense, "1987-12-01");

        Assert.Equal(term, Term(r, Drug("heroin", "1000")));
        Assert.Equal(term == "open" ? ["limits.min", "limits.max"] : [], Asked(r));
        Assert.Equal("0-180", Term(On("1985-01-01", "1987-12-01"), Drug("heroin", "1000", count: """, "limits": { "min": 0, "max": "15y" }""")));
    }

    [Theory]
    [InlineData("21 U.S.C. §§ 841(a)(1) and (b)(1)(A)(viii)")]
    [InlineData("21 U.S.C. § 841(a)(1), (b)(1)(A)")]
    [InlineData("21 USC 841(a)(1) and 841(b)(1)(A), 18 USC 2")]
    [InlineData("21 USC 846, 841(b)(1)(A)")]
    [InlineData("Title 21, United States Code, Sections 846 and 841(b)(1)(A)")]
    public void The_tier_is_read_off_the_citation(string statute) =>
        Assert.Equal("120-life", Term(On("2003-01-01", "2004-01-01"), $$"""{ "sentenced": "2004-01-01", "notice851.filed": false, "counts": [{ "statute": "{{statute}}", "deathOrInjury": false }] }"""));

    [Fact]
    public void The_judgments_tier_holds_on_its_own_day_and_wherever_cocaine_base_was_not_the_drug()
    {
        const string Facts = """{ "sentenced": "2004-01-01", "notice851.filed": false, "counts": [{ "statute": "21 USC 841", "tier": "841(b)(1)(A)", "deathOrInjury": false DRUGS }] }""";
        var unknown = Facts.Replace("DRUGS", "", StringComparison.Ordinal);
        var now = On("2003-01-01", "2026-11-23");

        Assert.Equal("120-life", Term(On("2003-01-01", "2004-01-01"), unknown));
        Assert.Equal("120-life", Term(On("2003-01-01", "2010-08-02"), unknown));
        Assert.Equal("open", Term(now, unknown));
        Assert.Equal(["drugs"], Asked(now));
        Assert.Equal("120-life", Term(On("2003-01-01", "2026-11-23"), Facts.Replace("DRUGS", """, "drugs": [{ "drug": "heroin" }]""", StringComparison.Ordinal)));
        Assert.Equal("60-480", Term(On("2003-01-01", "2026-11-23"), Facts.Replace("DRUGS", """, "drugs": [{ "drug": "cocaine_base", "amount": 60 }]""", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_later_day_never_puts_a_count_in_a_graver_tier_than_its_judgment() =>
        Assert.Equal("60-480", Term(On("2003-01-01", "2026-11-23"), """{ "sentenced": "2004-01-01", "notice851.filed": false, "counts": [{ "statute": "21 USC 841", "tier": "841(b)(1)(B)", "deathOrInjury": false, "drugs": [{ "drug": "cocaine_base", "amount": "2 kg" }] }] }"""));

    [Theory]
    [InlineData("2000-06-25", "Apprendi")]
    [InlineData("2000-06-26", "Alleyne")]
    [InlineData("2000-06-27", "Alleyne")]
    [InlineData("2013-06-16", "Alleyne")]
    [InlineData("2013-06-17", null)]
    [InlineData("2013-06-18", null)]
    public void A_quantity_that_only_a_judge_found_is_cautioned_against(string sentenced, string? caution)
    {
        var r = On("1999-01-01", sentenced);
        Term(r, Drug("heroin", "1000", $", \"sentenced\": \"{sentenced}\""));

        Assert.Equal(caution is null ? 0 : 1, r.Derivation.Cautions.Count(c => c.Contains("judge", StringComparison.Ordinal)));
        Assert.All(r.Derivation.Cautions, c => Assert.Contains(caution!, c, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1988-11-17", "open")]
    [InlineData("1988-11-18", "120-life")]
    [InlineData("1988-11-19", "120-life")]
    public void A_conspiracy_has_the_minimum_of_its_object_since_18_November_1988(string offense, string term)
    {
        var r = On(offense, "1990-01-01");

        Assert.Equal(term, Term(r, Drug("heroin", "1000").Replace("841(a)(1)", "846", StringComparison.Ordinal).Replace("\"deathOrInjury\"", "\"object\": \"21 USC 841\", \"deathOrInjury\"", StringComparison.Ordinal)));
        Assert.Equal(term == "open" ? ["limits.min", "limits.max"] : [], Asked(r));
    }

    [Fact]
    public void A_conspiracy_before_1988_has_the_maximum_of_an_object_without_a_minimum() =>
        Assert.Equal("0-240", Term(On("1987-06-01", "1990-01-01"), Drug("heroin", "10").Replace("841(a)(1)", "841, 846", StringComparison.Ordinal)));

    [Fact]
    public void The_object_of_a_conspiracy_is_asked_for()
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Equal("open", Term(r, """{ "counts": [{ "statute": "21 USC 846" }] }"""));
        Assert.Equal(["object"], Asked(r));
    }

    [Theory]
    [InlineData("heroin", "1000", "120-life", "21 USC 960(b)(1)")]
    [InlineData("heroin", "100", "60-480", "21 USC 960(b)(2)")]
    [InlineData("heroin", "1", "0-240", "21 USC 960(b)(3)")]
    [InlineData("marijuana", """{ "plants": 5000 }""", "0-240", "21 USC 960(b)(3)")]
    [InlineData("marijuana", """{ "plants": 100 }""", "0-240", "21 USC 960(b)(3)")]
    [InlineData("marijuana", """{ "plants": 99 }""", "0-60", "21 USC 841(b)(1)(D)")]
    [InlineData("marijuana", "\"1000 kg\"", "120-life", "21 USC 960(b)(1)")]
    public void Importation_has_the_same_quantities_but_counts_no_plants(string drug, string amount, string term, string cite)
    {
        foreach (var statute in (string[])["21 USC 952, 960", "21 USC 960(a)(1)", "21 USC 963, 952", "46 USC 70503", "46 USC 70506(b)", "21 USC 959"])
        {
            var limits = First(On("2015-01-01", "2016-01-01"), Drug(drug, amount).Replace("21 USC 841(a)(1)", statute, StringComparison.Ordinal));
            Assert.Equal(term, Term(limits));
            Assert.Equal(cite, limits!.Statute);
        }
    }

    [Theory]
    [InlineData("2015-01-01", "240-life")]
    [InlineData("2019-01-01", "180-life")]
    public void Importation_has_no_higher_term_after_two_priors(string sentence, string term) =>
        Assert.Equal(term, Term(On("2014-01-01", sentence), WithPriors("960(b)(1)", 2, 2).Replace("21 USC 841", "21 USC 960", StringComparison.Ordinal)));

    [Theory]
    [InlineData("2010-08-02", 0, "5.1", "60-240")]
    [InlineData("2010-08-02", 0, "5", "0-12")]
    [InlineData("2010-08-02", 1, "3.1", "60-240")]
    [InlineData("2010-08-02", 1, "3", "0-24")]
    [InlineData("2010-08-02", 2, "1.1", "60-240")]
    [InlineData("2010-08-02", 2, "1", "0-36")]
    [InlineData("2010-08-03", 0, "100", "0-12")]
    [InlineData("2010-08-04", 2, "100", "0-36")]
    public void Possession_of_crack_had_a_minimum_of_five_years_until_the_Fair_Sentencing_Act(string sentence, int priors, string grams, string term) =>
        Assert.Equal(term, Term(On("2009-01-01", sentence), Possession("cocaine_base", grams, priors)));

    [Theory]
    [InlineData("1988-11-17", "0-12")]
    [InlineData("1988-11-18", "60-240")]
    [InlineData("1988-11-19", "60-240")]
    public void Possession_of_crack_was_a_misdemeanor_before_18_November_1988(string offense, string term) =>
        Assert.Equal(term, Term(On(offense, "1990-01-01"), Possession("cocaine_base", "10", 0)));

    [Fact]
    public void A_minimum_in_days_is_told_and_not_rounded()
    {
        foreach (var (priors, days) in ((int, string)[])[(1, "15 days"), (2, "90 days")])
        {
            var r = On("2015-01-01", "2016-01-01");
            Assert.Equal(Limit.Zero, First(r, Possession("heroin", "1", priors))!.Min);
            Assert.Contains(r.Derivation.Cautions, c => c.Contains(days, StringComparison.Ordinal));
        }
        var first = On("2015-01-01", "2016-01-01");
        Assert.Equal("0-12", Term(first, Possession("heroin", "1", 0)));
        Assert.Empty(first.Derivation.Cautions);
    }

    [Theory]
    [InlineData("1988-11-17", false, false, "120-life")]
    [InlineData("1988-11-17", true, false, "240-life")]
    [InlineData("1988-11-18", false, false, "240-life")]
    [InlineData("1988-11-19", true, false, "360-life")]
    [InlineData("2015-01-01", false, true, "life-life")]
    public void A_continuing_enterprise_has_twenty_years_at_least_and_its_principals_life(string offense, bool prior, bool principal, string term) =>
        Assert.Equal(term, Term(On(offense, "2016-01-01"), $$"""{ "cce.prior": {{(prior ? "true" : "false")}}, "counts": [{ "statute": "21 USC 848(a)", "cce.principal": {{(principal ? "true" : "false")}} }] }"""));

    [Theory]
    [InlineData("21 USC 860", "heroin", "10", "12-480", 72)]
    [InlineData("21 USC 841(a)(1), 860(a)", "heroin", "100", "60-960", 96)]
    [InlineData("21 USC 859", "heroin", "1000", "120-life", 120)]
    [InlineData("21 USC 849", "heroin", "10", "0-480", 72)]
    [InlineData("21 USC 860", "marijuana", "5", "0-120", 48)]
    [InlineData("21 USC 860", "marijuana", "6", "12-120", 48)]
    [InlineData("21 USC 859", "marijuana", "6", "12-120", 48)]
    public void Near_a_school_the_maximum_doubles_and_a_year_is_the_least(string statute, string drug, string grams, string term, int release)
    {
        foreach (var offense in statute.EndsWith("849", StringComparison.Ordinal) ? (string[])["2015-01-01"] : ["1990-01-01", "2015-01-01"])
        {
            var limits = First(On(offense, "2016-01-01"), Drug(drug, grams, """, "protectedPlace.prior": false""").Replace("21 USC 841(a)(1)", statute, StringComparison.Ordinal));
            Assert.Equal(term, Term(limits));
            Assert.Equal(Limit.Of(release), limits!.SupervisedReleaseMin);
        }
    }

    [Theory]
    [InlineData("1994-09-12", "open")]
    [InlineData("1994-09-13", "0-480")]
    [InlineData("1994-09-14", "0-480")]
    public void Truck_stops_are_protected_since_1994(string offense, string term) =>
        Assert.Equal(term, Term(On(offense, "1996-01-01"), Drug("heroin", "10", """, "protectedPlace.prior": false""").Replace("841(a)(1)", "849", StringComparison.Ordinal)));

    [Fact]
    public void Priors_near_a_school_are_left_to_the_judgment()
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Equal("open", Term(r, Drug("heroin", "10", """, "protectedPlace.prior": true""").Replace("841(a)(1)", "860", StringComparison.Ordinal)));
        Assert.Equal(["limits.min", "limits.max"], Asked(r));
    }

    [Theory]
    [InlineData("1986-10-26", null)]
    [InlineData("1986-10-27", 120)]
    [InlineData("2010-08-02", 120)]
    [InlineData("2010-08-03", 60)]
    public void The_minimum_for_a_quantity_can_be_asked_of_any_day(string day, int? months) =>
        Assert.Equal(months is { } m ? Limit.Of(m) : null, DrugPenalties.MinimumFor(Book, "cocaine_base", Weight.OfGrams(50), Day(day)));

    [Fact]
    public void A_drug_that_carries_no_minimum_has_zero_and_one_that_is_not_known_here_has_no_answer()
    {
        Assert.Equal(Limit.Zero, DrugPenalties.MinimumFor(Book, "heroin", Weight.OfGrams(1), new(2020, 1, 1)));
        Assert.Null(DrugPenalties.MinimumFor(Book, "other", Weight.OfGrams(1), new(2020, 1, 1)));
    }

    [Fact]
    [Trait("kind", "property")]
    public void More_of_a_drug_never_lowers_a_limit()
    {
        var drug = OneOf("heroin", "cocaine_powder", "cocaine_base", "meth_actual", "meth_mixture", "marijuana", "hashish", "lsd", "fentanyl");
        var day = Gen.Int[0, 14_000].Select(n => new DateOnly(1986, 10, 27).AddDays(n));
        Gen.Select(drug, day, Gen.Int[0, 3_000_000], Gen.Int[0, 3_000_000]).Sample((id, on, a, b) =>
        {
            var days = new Timeline { OffenseEnd = on, Sentence = on };
            var less = First(new(Book, days), Drug(id, $"{Math.Min(a, b)}"))!;
            var more = First(new(Book, days), Drug(id, $"{Math.Max(a, b)}"))!;
            return less.Min <= more.Min && less.Max <= more.Max;
        });
    }

    [Fact]
    [Trait("kind", "property")]
    public void Priors_and_death_never_lower_a_limit()
    {
        var tier = OneOf("841(b)(1)(A)", "841(b)(1)(B)", "841(b)(1)(C)", "841(b)(1)(D)", "841(b)(1)(E)", "841(b)(2)", "841(b)(3)");
        Gen.Select(tier, Gen.Int[0, 14_000], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool).Sample((id, n, few, further, death) =>
        {
            var on = new DateOnly(1986, 10, 27).AddDays(n);
            var days = new Timeline { OffenseEnd = on, Sentence = on };
            var less = First(new(Book, days), WithPriors(id, few, few, death))!;
            var more = First(new(Book, days), WithPriors(id, few + further, few + further, death))!;
            var dead = First(new(Book, days), WithPriors(id, few, few, death: true))!;
            return less.Min <= more.Min && less.Max <= more.Max && less.Min <= dead.Min && less.Max <= dead.Max;
        });
    }

    [Fact]
    public void What_the_judgment_says_in_full_is_what_its_tier_and_its_quantity_say()
    {
        foreach (var (amount, tier) in ((string, string)[])[("1000", "A"), ("100", "B"), ("1", "C")])
        {
            var byQuantity = First(On("2015-01-01", "2016-01-01"), Drug("heroin", amount));
            Assert.Equal(byQuantity, First(On("2015-01-01", "2016-01-01"), WithPriors($"841(b)(1)({tier})", 0, 0)));
        }
    }

    [Theory]
    [InlineData("""{ "drug": "cocaine_base", "grams": 50, "offense_day": "2005-01-01", "sentence_day": "2010-08-02", "priors": 0 }""", "{\"min\":10,\"max\":\"life\",\"min_months\":120,\"tier\":\"A\",\"sr_min\":5,\"min_2010-08-03\":5,\"stat_min_1990\":10}")]
    [InlineData("""{ "cocaine_base_g": 50, "offense": "2005-01-01", "sentenced": "2019-01-01", "priors": 1, "serious_priors": 0 }""", "{\"min\":5,\"max\":40,\"tier\":\"B\",\"stat_max_now\":40}")]
    public void Examples_are_answered_in_years_unless_the_key_says_months(string facts, string expected)
    {
        var wanted = JsonNode.Parse(expected)!.AsObject();
        var got = Example(DrugPenalties.Golden[0], facts, [.. wanted.Select(p => p.Key)]);
        Assert.Equal(wanted.ToJsonString(), got.ToJsonString());
    }

    private static Gen<string> OneOf(params IReadOnlyList<string> choices) => Gen.Int[0, choices.Count - 1].Select(i => choices[i]);

    private static string WithPriors(string tier, int felony, int serious, bool death = false) =>
        $$"""
        {
          "notice851": { "filed": {{(felony + serious > 0 ? "true" : "false")}}, "felonyDrugOffenses": {{felony}}, "seriousFelonies": {{serious}} },
          "counts": [{ "statute": "21 USC 841", "tier": "{{tier}}", "deathOrInjury": {{(death ? "true" : "false")}}, "drugs": [{ "drug": "heroin" }] }]
        }
        """;

    private static string Possession(string drug, string grams, int priors) =>
        $$"""
        {
          "notice851": { "filed": {{(priors > 0 ? "true" : "false")}}, "drugConvictions": {{priors}} },
          "counts": [{ "statute": "21 USC 844(a)", "drugs": [{ "drug": "{{drug}}", "amount": {{grams}} }] }]
        }
        """;
}
