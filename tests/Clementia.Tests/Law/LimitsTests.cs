using System.Text.Json.Nodes;
using Clementia.Law;
using CsCheck;
using static Clementia.Tests.Law.Statutes;

namespace Clementia.Tests.Law;

public sealed class LimitsTests
{
    private const string Entered = """{ "counts": [{ "statute": "18 USC 2113(a)", "limits": { "min": 0, "max": "20y", "consecutive": false } }] }""";

    [Theory]
    [InlineData(51, 63, 0, 48, "48")]
    [InlineData(51, 63, 0, 51, "51")]
    [InlineData(51, 63, 0, 50, "50")]
    [InlineData(51, 63, 0, 60, "51-60")]
    [InlineData(51, 63, 0, 63, "51-63")]
    [InlineData(41, 51, 60, 480, "60")]
    [InlineData(41, 51, 52, 480, "52")]
    [InlineData(41, 51, 51, 480, "51")]
    [InlineData(41, 51, 45, 480, "45-51")]
    [InlineData(41, 51, 41, 480, "41-51")]
    public void A_statute_trumps_the_range_only_where_they_do_not_meet(int min, int max, int least, int most, string result) =>
        Assert.Equal(result, Clip(MonthRange.Of(min, max), One(least, most)));

    [Fact]
    public void A_minimum_that_is_lifted_does_not_bind() => Assert.Equal("41-51", Clip(MonthRange.Of(41, 51), One(60, 480) with { MinLifted = true }));

    [Fact]
    public void Life_is_cut_to_the_maximum_and_a_maximum_of_life_cuts_nothing()
    {
        Assert.Equal("240", Clip(new(Limit.Of(360), Limit.Life), One(0, 240)));
        Assert.Equal("360-480", Clip(new(Limit.Of(360), Limit.Life), One(0, 480)));
        Assert.Equal("360-life", Clip(new(Limit.Of(360), Limit.Life), One(120, null)));
        Assert.Equal("life", Clip(new(Limit.Of(360), Limit.Life), new StatutoryLimits("counts[0]", "", Limit.Life, Limit.Life, false, false, null)));
    }

    [Theory]
    [InlineData(30, 37, "120")]
    [InlineData(108, 135, "120-135")]
    public void A_minimum_on_any_count_restricts_the_range_for_all(int min, int max, string result) =>
        Assert.Equal(result, Clip(MonthRange.Of(min, max), One(0, 120), One(120, 360), One(0, 240), One(0, 24)));

    [Theory]
    [InlineData(30, 37, "30-37")]
    [InlineData(57, 71, "57-71")]
    [InlineData(151, 188, "151-180")]
    [InlineData(210, 262, "180")]
    public void Where_no_count_is_enough_terms_run_one_after_the_other(int min, int max, string result) =>
        Assert.Equal(result, Clip(MonthRange.Of(min, max), One(0, 60), One(0, 120)));

    [Fact]
    public void A_term_under_924_c_stands_apart_and_does_not_clip_the_range()
    {
        var firearm = new StatutoryLimits("counts[1]", "18 USC 924(c)", Limit.Of(300), Limit.Life, true, false, null);

        Assert.Equal("70-87", Clip(MonthRange.Of(70, 87), One(0, 240), firearm));
        Assert.Equal("240", Clip(MonthRange.Of(262, 327), One(0, 240), firearm));
        Assert.Equal("0", Limits.Clip(On("2015-01-01", "2016-01-01"), null, [firearm]).ToString());
    }

    [Fact]
    public void Without_a_range_or_a_limit_there_is_no_guideline_sentence()
    {
        Assert.Null(Limits.Clip(On("2015-01-01", "2016-01-01"), null, [One(0, 240)]));
        Assert.Null(Limits.Clip(On("2015-01-01", "2016-01-01"), MonthRange.Of(70, 87), [One(0, 240), null]));
        Assert.Null(Limits.Clip(On("2015-01-01", "2016-01-01"), MonthRange.Of(70, 87), []));
    }

    [Fact]
    [Trait("kind", "property")]
    public void Clipping_never_leaves_the_statutes_nor_widens_the_range()
    {
        var limit = Gen.Int[0, 500];
        Gen.Select(limit, limit, limit, limit).Sample((a, b, c, d) =>
        {
            var range = MonthRange.Of(Math.Min(a, b), Math.Max(a, b));
            var (least, most) = (Math.Min(c, d), Math.Max(c, d));
            var clipped = Limits.Clip(On("2015-01-01", "2016-01-01"), range, [One(least, most)])!.Value;
            return clipped.Min <= clipped.Max && clipped.Min >= Limit.Of(least) && clipped.Max <= Limit.Of(most)
                && (range.Max < Limit.Of(least) || range.Min > Limit.Of(most) || (clipped.Min >= range.Min && clipped.Max <= range.Max));
        });
    }

    [Fact]
    public void The_whole_case_lies_between_the_highest_minimum_with_what_must_follow_and_all_maximums_in_a_row()
    {
        var firearm = new StatutoryLimits("counts[1]", "18 USC 924(c)", Limit.Of(60), Limit.Of(60), true, false, null);

        Assert.Equal("180-660", Limits.TotalSentenceBounds([One(120, 480), One(60, 120), firearm]).ToString());
        Assert.Equal("60-540", Limits.TotalSentenceBounds([One(120, 480) with { MinLifted = true }, firearm]).ToString());
        Assert.Equal("120-life", Limits.TotalSentenceBounds([One(120, null), One(0, 240)]).ToString());
        Assert.Null(Limits.TotalSentenceBounds([One(120, null), null]));
        Assert.Null(Limits.TotalSentenceBounds([]));
    }

    [Fact]
    public void The_offense_statutory_maximum_is_the_highest_with_or_without_priors()
    {
        var raised = One(0, 360) with { MaxWithoutPriors = Limit.Of(240) };

        Assert.Equal(Limit.Of(360), Limits.OffenseStatutoryMaximum([One(0, 120), raised]));
        Assert.Equal(Limit.Of(240), Limits.OffenseStatutoryMaximum([One(0, 120), raised], withoutPriors: true));
        Assert.Null(Limits.OffenseStatutoryMaximum([raised, null]));
        Assert.Null(Limits.OffenseStatutoryMaximum([]));
    }

    [Fact]
    public void The_maximum_without_priors_is_kept_beside_the_raised_one()
    {
        var limits = First(On("1995-01-01", "1996-01-01"), """{ "notice851": { "filed": true, "felonyDrugOffenses": 1 }, "counts": [{ "statute": "21 USC 841", "deathOrInjury": false, "drugs": [{ "drug": "heroin", "amount": 10 }] }] }""")!;

        Assert.Equal((Limit.OfYears(30), Limit.OfYears(20)), (limits.Max, limits.MaxWithoutPriors));
    }

    [Theory]
    [InlineData("18 USC 1956(a)(1)(B)(i)", "0-240")]
    [InlineData("18 USC 1957", "0-120")]
    [InlineData("18 USC 1956(h), 1957", "0-120")]
    public void Laundering_has_twenty_years_and_spending_its_proceeds_ten(string statute, string term) =>
        Assert.Equal(term, Term(On("1995-01-01", "1997-03-21"), $$"""{ "counts": [{ "statute": "{{statute}}" }] }"""));

    [Theory]
    [InlineData("18 USC 1956(a)")]
    [InlineData("18 USC 1957")]
    [InlineData("31 USC 5324")]
    public void Laundering_and_structuring_before_the_act_of_1986_are_left_to_the_judgment(string statute)
    {
        foreach (var (offense, open) in ((string, bool)[])[("1986-10-26", true), ("1986-10-27", false), ("1986-10-28", false)])
        {
            var r = On(offense, "1990-01-01");
            Assert.Equal(open, First(r, $$"""{ "counts": [{ "statute": "{{statute}}", "structuring.aggravated": false }] }""") is null);
            Assert.Equal(open ? ["limits.min", "limits.max"] : [], Asked(r));
        }
    }

    [Fact]
    public void A_conspiracy_to_launder_asks_for_its_object()
    {
        var r = On("1995-01-01", "1997-03-21");

        Assert.Equal("open", Term(r, """{ "counts": [{ "statute": "18 USC 1956(h)" }] }"""));
        Assert.Equal(["object"], Asked(r));
        Assert.Equal("0-240", Term(On("1995-01-01", "1997-03-21"), """{ "counts": [{ "statute": "18 USC 1956(h)", "object": "18 USC 1956(a)(1)" }] }"""));
    }

    [Theory]
    [InlineData("false", "0-60")]
    [InlineData("true", "0-120")]
    public void Structuring_has_five_years_and_ten_in_its_aggravated_form(string aggravated, string term) =>
        Assert.Equal(term, Term(On("1995-01-01", "1997-03-21"), $$"""{ "counts": [{ "statute": "31 USC 5324(a)(3)", "structuring.aggravated": {{aggravated}} }] }"""));

    [Fact]
    public void Any_other_statute_is_entered_from_the_judgment()
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Equal("open", Term(r, """{ "counts": [{ "statute": "18 USC 1343" }] }"""));
        Assert.Equal(["limits.min", "limits.max", "limits.consecutive"], Asked(r));
        Assert.Equal("0-240", Term(On("2015-01-01", "2016-01-01"), Entered));
    }

    [Fact]
    public void A_minimum_longer_than_its_maximum_is_a_fault() =>
        Assert.Throws<FaultException>(() => Term(On("2015-01-01", "2016-01-01"), Entered.Replace("\"min\": 0", "\"min\": \"life\"", StringComparison.Ordinal)));

    [Fact]
    public void A_judgment_that_differs_from_the_rules_is_pointed_out()
    {
        var r = On("2015-01-01", "2016-01-01");
        Term(r, """{ "sentenced": "2016-01-01", "counts": [{ "statute": "18 USC 1957", "limits.max": "20y" }] }""");

        Assert.Contains("differ", Assert.Single(r.Derivation.Cautions), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_counts_the_judgment_is_asked_for()
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Empty(Limits.OfCounts(r, Facts.None));
        Assert.Equal(["counts"], Asked(r));
    }

    [Fact]
    public void A_count_without_a_minimum_asks_nothing_about_relief()
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Single(Limits.OfCounts(r, Facts.Read(Entered)));
        Assert.Empty(Asked(r));
    }

    [Fact]
    public void A_section_that_no_rule_knows_next_to_841_sets_the_penalty() =>
        Assert.Equal("open", Term(On("2015-01-01", "2016-01-01"), Drug("heroin", "1").Replace("841(a)(1)", "841, 861", StringComparison.Ordinal)));

    [Theory]
    [InlineData("21 U.S.C. § 841(a)(1)", "21 USC 841(a)(1)")]
    [InlineData("21 USC 841 (a) (1)", "21 USC 841(a)(1)")]
    [InlineData("21 U.S.C. §§ 841(a)(1) and (b)(1)(A)", "21 USC 841(a)(1), (b)(1)(A)")]
    [InlineData("21 U.S.C. 841, 846", "21 USC 841 | 21 USC 846")]
    [InlineData("18 U.S.C.A. § 924(c)(1)(A)(i); 21 USC 860a", "18 USC 924(c)(1)(A)(i) | 21 USC 860a")]
    [InlineData("18 USC 1028A", "18 USC 1028A")]
    [InlineData("Title 18, United States Code, Section 922(g)(1)", "18 USC 922(g)(1)")]
    [InlineData("Section 841(a) of Title 21", "none")]
    [InlineData("46 U.S.C. App. § 1903(a)", "46 USC App. 1903(a)")]
    [InlineData("", "none")]
    [InlineData("drugs", "none")]
    [InlineData("841", "none")]
    [InlineData("21 USC", "none")]
    [InlineData("21 USC 841(", "none")]
    [InlineData("21 USC 841)", "none")]
    [InlineData("99 USC 841", "none")]
    [InlineData("21 USC 841-846", "none")]
    public void A_citation_is_read_strictly_or_refused(string text, string read)
    {
        string got;
        try
        {
            got = string.Join(" | ", StatuteReference.Parse(text, "counts[0].statute"));
        }
        catch (FaultException wrong)
        {
            Assert.Equal("counts[0].statute", wrong.Fault.Where);
            got = "none";
        }
        Assert.Equal(read, got);
    }

    [Fact]
    [Trait("kind", "property")]
    public void Whatever_is_written_as_a_statute_is_read_or_refused_as_a_fault() =>
        Gen.String[Gen.Char["0123456789USC.§ ()abcand,&App"], 0, 40].Sample(text =>
        {
            try
            {
                Assert.NotEmpty(StatuteReference.Parse(text, "statute"));
            }
            catch (FaultException)
            {
                // The only way to refuse.
            }
        });

    [Theory]
    [InlineData("""{ "range": [51, 63], "stat_max": 48 }""", "{\"guideline_sentence\":48}")]
    [InlineData("""{ "range": [41, 51], "stat_min": 60 }""", "{\"guideline_sentence\":60}")]
    [InlineData("""{ "range": [51, 63], "stat_max_years": 5 }""", "{\"guideline_range\":[51,60]}")]
    [InlineData("""{ "range": [360, "life"], "stat_max": "life" }""", "{\"guideline_sentence\":[360,\"life\"]}")]
    [InlineData("""{ "range": [151, 188], "stat_maxes": [60, 120] }""", "{\"range\":[151,180]}")]
    public void Examples_of_trumping_are_answered(string facts, string expected) =>
        Assert.Equal(expected, Example(Limits.Golden[0], facts, [.. JsonNode.Parse(expected)!.AsObject().Select(p => p.Key)]).ToJsonString());

    [Fact]
    public void Every_worked_example_of_the_statutes_comes_out_as_published()
    {
        var kinds = Limits.Golden.Concat(DrugPenalties.Golden).Concat(FirearmPenalties.Golden).Concat(SafetyValve.Golden).ToDictionary(kind => kind.Kind, StringComparer.Ordinal);
        var cases = StrictJson.Parse(File.ReadAllText(Repository.File("law", "examples", "statutes.json")), "statutes.json")["cases"].Items().ToList();

        Assert.True(cases.Count >= 20);
        foreach (var one in cases)
        {
            var expected = JsonNode.Parse(one["expected"].Element.GetRawText())!.AsObject();
            var got = kinds[one["kind"].Text()].Answer(Book, one["facts"], [.. expected.Select(p => p.Key)]).Got;
            Assert.True(JsonNode.DeepEquals(expected, got), $"{one["id"].Text()}: expected {expected.ToJsonString()}, got {got.ToJsonString()}");
        }
    }

    /// <summary>Read off the acts and decisions, once more: the first day of each version and the day in a case that is held against it.</summary>
    [Theory]
    [InlineData("usc/18/1956", "1986-10-27 offense")]
    [InlineData("usc/18/1957", "1986-10-27 offense")]
    [InlineData("usc/18/3553-e", "1987-11-01 sentence")]
    [InlineData("usc/18/3553-f-1", "2018-12-21 sentence, 2024-03-15 sentence")]
    [InlineData("usc/18/3553-f", "1994-09-23 sentence, 2018-12-21 conviction")]
    [InlineData("usc/18/922-g", "1988-11-18 offense, 2022-06-25 offense")]
    [InlineData("usc/18/924-c-second", "1986-11-15 offense, 2018-12-21 sentence")]
    [InlineData("usc/18/924-c-terms", "1986-11-15 offense, 1988-11-18 offense, 1990-11-29 offense, 1994-09-13 offense, 1998-11-13 offense, 2004-09-13 offense")]
    [InlineData("usc/18/924-e-residual", "1986-10-27 sentence, 2015-06-26 sentence")]
    [InlineData("usc/18/924-e", "1986-10-27 offense")]
    [InlineData("usc/21/841-b-1-a-b", "1986-10-27 offense, 1988-11-18 offense, 2018-12-21 sentence")]
    [InlineData("usc/21/841-b-1-c-to-b-3", "1986-10-27 offense, 2009-04-13 offense")]
    [InlineData("usc/21/841-b-1-cocaine-base", "1986-10-27 offense, 2010-08-03 sentence")]
    [InlineData("usc/21/841-b-1-thresholds", "1986-10-27 offense, 1988-11-18 offense, 1990-11-29 offense, 1998-10-21 offense")]
    [InlineData("usc/21/841-quantity", "2000-06-26 sentence, 2013-06-17 sentence")]
    [InlineData("usc/21/844-cocaine-base", "1988-11-18 offense, 2010-08-03 sentence")]
    [InlineData("usc/21/844", "1986-10-27 offense")]
    [InlineData("usc/21/846-963", "1986-10-27 offense, 1988-11-18 offense")]
    [InlineData("usc/21/848", "1986-10-27 offense, 1988-11-18 offense")]
    [InlineData("usc/21/849-859-860", "1986-10-27 offense, 1994-09-13 offense")]
    [InlineData("usc/21/960", "1986-10-27 offense")]
    [InlineData("usc/31/5324", "1986-10-27 offense")]
    [InlineData("ussg/5c1.2", "1994-09-23 manual, 2001-11-01 manual, 2023-11-01 manual")]
    [InlineData("ussg/5g1.1", "1987-11-01 manual")]
    [InlineData("ussg/5g1.2", "1987-11-01 manual")]
    public void Each_version_begins_on_its_day_and_turns_on_its_day(string provision, string versions) =>
        Assert.Equal(versions, string.Join(", ", Book.List("us-federal/" + provision)!.Versions.Select(v => $"{v.From:yyyy-MM-dd} {v.GovernedBy.ToString().ToLowerInvariant()}")));

    private static string Clip(MonthRange range, params IReadOnlyList<StatutoryLimits> limits) => Limits.Clip(On("2015-01-01", "2016-01-01"), range, limits).ToString()!;

    private static StatutoryLimits One(int min, int? max) => new("counts[0]", "as given", Limit.Of(min), max is { } known ? Limit.Of(known) : Limit.Life, false, false, null);
}
