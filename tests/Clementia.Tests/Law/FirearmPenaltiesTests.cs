using System.Text.Json.Nodes;
using Clementia.Law;
using static Clementia.Tests.Law.Statutes;

namespace Clementia.Tests.Law;

public sealed class FirearmPenaltiesTests
{
    [Theory]
    [InlineData("used", "ordinary", "60-life")]
    [InlineData("brandished", "ordinary", "84-life")]
    [InlineData("discharged", "ordinary", "120-life")]
    [InlineData("used", "shortBarrel", "120-life")]
    [InlineData("brandished", "shortBarrel", "120-life")]
    [InlineData("used", "machinegunOrSilencer", "360-life")]
    [InlineData("discharged", "destructiveDevice", "360-life")]
    public void Since_1998_the_term_is_a_minimum_that_grows_with_what_was_done(string use, string kind, string term)
    {
        Assert.Equal(term, Term(On("2000-01-01", "2001-01-01"), Facts(use, kind)));
        Assert.Equal(term, Term(On("2015-01-01", "2016-01-01"), Facts(use, kind)));
        Assert.Equal(term, Term(On("2020-01-01", "2021-01-01"), Facts(use, kind)));
    }

    [Theory]
    [InlineData("1986-11-14", "ordinary", "open")]
    [InlineData("1986-11-15", "ordinary", "60-60")]
    [InlineData("1986-11-16", "machinegunOrSilencer", "120-120")]
    [InlineData("1988-11-17", "machinegunOrSilencer", "120-120")]
    [InlineData("1988-11-18", "machinegunOrSilencer", "360-360")]
    [InlineData("1988-11-19", "ordinary", "60-60")]
    [InlineData("1990-11-28", "shortBarrel", "60-60")]
    [InlineData("1990-11-29", "shortBarrel", "120-120")]
    [InlineData("1990-11-28", "destructiveDevice", "60-60")]
    [InlineData("1990-11-29", "destructiveDevice", "360-360")]
    [InlineData("1990-11-30", "machinegunOrSilencer", "360-360")]
    [InlineData("1990-11-30", "ordinary", "60-60")]
    [InlineData("1994-09-12", "assaultWeapon", "60-60")]
    [InlineData("1994-09-13", "assaultWeapon", "120-120")]
    [InlineData("1994-09-14", "shortBarrel", "120-120")]
    [InlineData("1994-09-14", "machinegunOrSilencer", "360-360")]
    [InlineData("1994-09-14", "destructiveDevice", "360-360")]
    [InlineData("1994-09-14", "ordinary", "60-60")]
    [InlineData("1998-11-12", "ordinary", "60-60")]
    [InlineData("1998-11-13", "ordinary", "60-life")]
    [InlineData("1998-11-14", "assaultWeapon", "120-life")]
    [InlineData("2004-09-12", "assaultWeapon", "120-life")]
    [InlineData("2004-09-13", "assaultWeapon", "open")]
    [InlineData("2004-09-14", "ordinary", "60-life")]
    public void The_term_goes_by_the_day_of_the_offense(string offense, string kind, string term) =>
        Assert.Equal(term, Term(On(offense, "2016-01-01"), Facts("used", kind)));

    [Theory]
    [InlineData("1987-01-01", "ordinary", "120")]
    [InlineData("1987-01-01", "machinegunOrSilencer", "240")]
    [InlineData("1989-01-01", "ordinary", "240")]
    [InlineData("1989-01-01", "machinegunOrSilencer", "life")]
    [InlineData("1992-01-01", "ordinary", "240")]
    [InlineData("1992-01-01", "destructiveDevice", "life")]
    [InlineData("1995-01-01", "ordinary", "240")]
    [InlineData("1995-01-01", "machinegunOrSilencer", "life")]
    [InlineData("1999-01-01", "ordinary", "300")]
    [InlineData("1999-01-01", "machinegunOrSilencer", "life")]
    [InlineData("2015-01-01", "ordinary", "300")]
    [InlineData("2015-01-01", "destructiveDevice", "life")]
    public void A_second_or_subsequent_count_had_a_term_of_its_own_in_every_version(string offense, string kind, string min) =>
        Assert.Equal(min, First(On(offense, "2016-01-01"), Facts("used", kind, prior: true))!.Min.ToString());

    /// <summary>Deal v. United States, and section 403 of the First Step Act.</summary>
    [Theory]
    [InlineData("2018-12-20", "60 300 300")]
    [InlineData("2018-12-21", "60 60 60")]
    [InlineData("2018-12-22", "60 60 60")]
    public void Counts_of_the_same_case_stacked_until_21_December_2018(string sentence, string terms) =>
        Assert.Equal(terms, string.Join(' ', All(On("2015-01-01", sentence), 3, prior: false).Select(one => one!.Min)));

    [Theory]
    [InlineData("2018-12-20", "300 300")]
    [InlineData("2018-12-21", "300 300")]
    public void A_conviction_that_was_final_before_the_offense_still_counts(string sentence, string terms) =>
        Assert.Equal(terms, string.Join(' ', All(On("2015-01-01", sentence), 2, prior: true).Select(one => one!.Min)));

    [Fact]
    public void What_the_reach_of_section_403_rests_on_is_said()
    {
        foreach (var (sentence, told) in ((string, bool)[])[("2018-12-20", false), ("2018-12-21", true)])
        {
            var r = On("2015-01-01", sentence);
            All(r, 2, prior: false);
            Assert.Equal(told, r.Derivation.Cautions.Any(c => c.Contains("403(b)", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void An_offense_of_1995_keeps_its_twenty_years_for_a_second_count() =>
        Assert.Equal("60 240", string.Join(' ', All(On("1995-01-01", "2016-01-01"), 2, prior: false).Select(one => one!.Min)));

    [Fact]
    public void Every_term_under_924_c_is_consecutive()
    {
        foreach (var one in All(On("2015-01-01", "2016-01-01"), 2, prior: false))
            Assert.True(one!.Consecutive);
    }

    [Fact]
    public void Only_what_matters_is_asked()
    {
        var first = On("2015-01-01", "2016-01-01");
        var fixedTerm = On("1992-01-01", "1993-01-01");
        var second = On("2015-01-01", "2016-01-01");

        Assert.Equal("open", Term(first, """{ "counts": [{ "statute": "18 USC 924(c)" }] }"""));
        Assert.Equal(["firearm.kind", "prior924c.final", "firearm.use"], Asked(first));
        Assert.Equal("open", Term(fixedTerm, """{ "prior924c.final": false, "counts": [{ "statute": "18 USC 924(c)" }] }"""));
        Assert.Equal(["firearm.kind"], Asked(fixedTerm));
        Assert.Equal("300-life", Term(second, """{ "prior924c.final": true, "counts": [{ "statute": "18 USC 924(c)", "firearm.kind": "ordinary" }] }"""));
        Assert.Empty(Asked(second));
    }

    [Fact]
    public void An_assault_weapon_after_2004_is_left_to_the_judgment_and_the_dispute_is_told()
    {
        var r = On("2015-01-01", "2016-01-01");

        Assert.Equal("open", Term(r, Facts("used", "assaultWeapon")));
        Assert.Contains("Department of Justice", r.Derivation.Questions[0].Text, StringComparison.Ordinal);
        Assert.True(First(On("2015-01-01", "2016-01-01"), Facts("used", "assaultWeapon", count: """, "limits": { "min": "10y", "max": "life" }"""))!.Consecutive);
    }

    [Theory]
    [InlineData("1988-11-17", "open")]
    [InlineData("1988-11-18", "0-120")]
    [InlineData("2022-06-24", "0-120")]
    [InlineData("2022-06-25", "0-180")]
    [InlineData("2022-06-26", "0-180")]
    public void A_prohibited_person_faces_ten_years_or_fifteen_from_25_June_2022(string offense, string term) =>
        Assert.Equal(term, Term(On(offense, "2023-01-01"), """{ "armedCareer.convictions": 2, "counts": [{ "statute": "18 USC 922(g)(1), 924(a)(2)" }] }"""));

    [Theory]
    [InlineData(2, 0, "2015-06-25", "0-120")]
    [InlineData(3, 0, "2015-06-25", "180-life")]
    [InlineData(2, 1, "2015-06-25", "180-life")]
    [InlineData(2, 1, "2015-06-26", "0-120")]
    [InlineData(2, 5, "2015-06-27", "0-120")]
    [InlineData(3, 0, "2015-06-26", "180-life")]
    public void Three_convictions_make_an_armed_career_and_the_residual_clause_counted_until_26_June_2015(int convictions, int residual, string sentence, string term) =>
        Assert.Equal(term, Term(On("2010-01-01", sentence), $$"""{ "armedCareer": { "convictions": {{convictions}}, "residual": {{residual}} }, "counts": [{ "statute": "18 USC 922(g)(1)" }] }"""));

    [Fact]
    public void A_judgment_under_924_e_speaks_for_its_own_day_only()
    {
        const string Facts = """{ "sentenced": "2012-01-01", "counts": [{ "statute": "18 USC 922(g)(1), 924(e)" }] }""";
        var now = On("2010-01-01", "2020-01-01");

        Assert.Equal("180-life", Term(On("2010-01-01", "2012-01-01"), Facts));
        Assert.Equal("open", Term(now, Facts));
        Assert.Equal(["armedCareer.convictions"], Asked(now));
    }

    [Theory]
    [InlineData("""{ "counts": 3, "offense_day": "2015-01-01", "sentence_day": "2018-12-20" }""", "{\"total_years\":55,\"terms\":[5,25,25],\"total_months_2018-12-21\":180,\"total_now\":15}")]
    [InlineData("""{ "counts": 2, "use": "brandished", "prior_final": false, "offense_day": "2016-01-01" }""", "{\"total_until_2018-12-20\":32,\"total_from_2018-12-21\":14}")]
    [InlineData("""{ "counts": 2, "kind": "machinegun", "offense_day": "2016-01-01" }""", "{\"total_until_2018-12-20\":\"life\",\"total_from_2018-12-21\":60}")]
    public void Examples_of_stacking_are_answered(string facts, string expected)
    {
        var wanted = JsonNode.Parse(expected)!.AsObject();
        Assert.Equal(wanted.ToJsonString(), Example(FirearmPenalties.Golden[0], facts, [.. wanted.Select(p => p.Key)]).ToJsonString());
    }

    private static IReadOnlyList<StatutoryLimits?> All(Reckoning r, int counts, bool prior) => Limits.BeforeRelief(r, Clementia.Law.Facts.Read(
        $$"""{ "prior924c.final": {{(prior ? "true" : "false")}}, "counts": [{{string.Join(", ", Enumerable.Repeat("""{ "statute": "18 U.S.C. § 924(c)(1)(A)", "firearm": { "use": "used", "kind": "ordinary" } }""", counts))}}] }"""));

    private static string Facts(string use, string kind, bool prior = false, string count = "") =>
        $$"""{ "prior924c.final": {{(prior ? "true" : "false")}}, "counts": [{ "statute": "18 USC 924(c)(1)(A)", "firearm": { "use": "{{use}}", "kind": "{{kind}}" } {{count}} }] }""";
}
