using System.Text.Json.Nodes;
using Clementia.Law;
using CsCheck;
using static Clementia.Tests.Law.Statutes;

namespace Clementia.Tests.Law;

public sealed class SafetyValveTests
{
    [Theory]
    [InlineData("1994-09-22", 0, "no")]
    [InlineData("1994-09-23", 0, "yes")]
    [InlineData("1994-09-24", 1, "yes")]
    [InlineData("1994-09-24", 2, "no")]
    public void It_began_on_23_September_1994_for_people_with_at_most_one_point(string sentence, int points, string lifts) =>
        Assert.Equal(lifts, Lifts(On("1994-01-01", sentence, "1994-06-01"), With(points)));

    [Theory]
    [InlineData("2018-12-20", "no")]
    [InlineData("2018-12-21", "yes")]
    [InlineData("2018-12-22", "yes")]
    public void The_wider_test_goes_by_the_day_of_conviction(string conviction, string lifts) =>
        Assert.Equal(lifts, Lifts(On("2017-01-01", "2019-06-01", conviction), With(4, three: false, violent: false)));

    [Theory]
    [InlineData(4, true, false, "no")]
    [InlineData(4, false, true, "no")]
    [InlineData(5, false, false, "no")]
    [InlineData(4, false, false, "yes")]
    [InlineData(0, false, false, "yes")]
    public void Since_Pulsifer_any_one_of_the_three_parts_shuts_out(int without, bool three, bool violent, string lifts) =>
        Assert.Equal(lifts, Lifts(On("2022-01-01", "2024-03-15", "2023-01-01"), With(9, without, three, violent)));

    [Theory]
    [InlineData("2024-03-14", null, "open")]
    [InlineData("2024-03-14", true, "yes")]
    [InlineData("2024-03-14", false, "no")]
    [InlineData("2024-03-15", true, "no")]
    [InlineData("2024-03-16", null, "no")]
    public void Before_Pulsifer_it_turned_on_the_circuit(string sentence, bool? needsAll, string lifts)
    {
        var r = On("2022-01-01", sentence, "2023-01-01");

        Assert.Equal(lifts, Lifts(r, With(6, 6, three: false, violent: false, more: needsAll is { } known ? $", \"safetyValve.circuitNeedsAllThree\": {(known ? "true" : "false")}" : "")));
        Assert.Equal(lifts == "open" ? ["safetyValve.circuitNeedsAllThree"] : [], Asked(r));
    }

    [Fact]
    public void Who_has_all_three_or_none_never_needs_the_circuit()
    {
        var (all, none) = (On("2022-01-01", "2023-06-01", "2023-01-01"), On("2022-01-01", "2023-06-01", "2023-01-01"));

        Assert.Equal("no", Lifts(all, With(9, 9, three: true, violent: true)));
        Assert.Equal("yes", Lifts(none, With(4, 4, three: false, violent: false)));
        Assert.Empty(Asked(all));
        Assert.Empty(Asked(none));
    }

    [Theory]
    [InlineData("1", 0)]
    [InlineData("2", 1)]
    [InlineData("4", 2)]
    [InlineData("5", 3)]
    public void Few_points_settle_the_parts_that_they_exclude(string points, int asked)
    {
        var r = On("2022-01-01", "2025-01-01", "2023-01-01");
        Lifts(r, Case($", \"safetyValve.points\": {points}"));

        Assert.Equal(asked, Asked(r).Count);
    }

    [Theory]
    [InlineData("violenceOrWeapon", "true")]
    [InlineData("deathOrInjury", "true")]
    [InlineData("supervisor", "true")]
    [InlineData("continuingEnterprise", "true")]
    [InlineData("disclosed", "false")]
    public void Each_of_the_other_criteria_shuts_out_by_itself_and_then_nothing_is_asked(string criterion, string value)
    {
        var r = On("2022-01-01", "2025-01-01", "2023-01-01");

        Assert.Equal("no", Lifts(r, $$"""{ "safetyValve.{{criterion}}": {{value}}, "counts": [{ "statute": "21 USC 841" }] }"""));
        Assert.Empty(Asked(r));
    }

    [Fact]
    public void Without_facts_every_criterion_is_asked_at_once()
    {
        var r = On("2022-01-01", "2025-01-01", "2023-01-01");

        Assert.Equal("open", Lifts(r, """{ "counts": [{ "statute": "21 USC 841" }] }"""));
        Assert.Equal(
            ["safetyValve.continuingEnterprise", "safetyValve.deathOrInjury", "safetyValve.disclosed", "safetyValve.pointsWithoutOnePoint", "safetyValve.supervisor", "safetyValve.threePointPrior", "safetyValve.twoPointViolentPrior", "safetyValve.violenceOrWeapon"],
            Asked(r).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_role_found_in_a_group_is_the_answer_on_leadership()
    {
        foreach (var (role, lifts) in ((AggravatingRole, string)[])[(AggravatingRole.None, "yes"), (AggravatingRole.Any2, "no"), (AggravatingRole.Manager3, "no"), (AggravatingRole.Leader4, "no")])
        {
            var facts = Facts.Read(With(0).Replace("\"safetyValve.supervisor\": false,", "", StringComparison.Ordinal)).WithList(FactScope.Group, [[(Roles.Aggravating, role)]]);
            Assert.Equal(lifts, Word(SafetyValve.Lifts(On("2022-01-01", "2025-01-01", "2023-01-01"), facts, facts.List(FactScope.Count)![0])));
        }
    }

    [Fact]
    public void A_group_without_a_role_is_asked_for_it()
    {
        var facts = Facts.Read(With(0).Replace("\"safetyValve.supervisor\": false,", "", StringComparison.Ordinal)).WithList(FactScope.Group, [[(Roles.Aggravating, AggravatingRole.None)], []]);
        var r = On("2022-01-01", "2025-01-01", "2023-01-01");

        Assert.Null(SafetyValve.Lifts(r, facts, facts.List(FactScope.Count)![0]));
        Assert.Equal("groups[1]", Assert.Single(r.Derivation.Questions).At);
    }

    [Theory]
    [InlineData("21 USC 841(a)(1)", "yes", "yes")]
    [InlineData("21 USC 846, 841", "yes", "yes")]
    [InlineData("21 USC 844", "yes", "yes")]
    [InlineData("21 USC 952, 960", "yes", "yes")]
    [InlineData("21 USC 963, 952", "yes", "yes")]
    [InlineData("46 USC 70503(a)", "no", "yes")]
    [InlineData("46 USC 70506(b)", "no", "yes")]
    [InlineData("21 USC 860", "no", "no")]
    [InlineData("21 USC 848", "no", "no")]
    [InlineData("18 USC 924(c)", "no", "no")]
    [InlineData("18 USC 1028A", "no", "no")]
    public void It_covers_the_offenses_it_names_and_those_at_sea_since_2018(string statute, string before, string after)
    {
        Assert.Equal(before, Lifts(On("2017-01-01", "2019-01-01", "2018-12-20"), With(0, statute: statute)));
        Assert.Equal(after, Lifts(On("2017-01-01", "2019-01-01", "2018-12-21"), With(0, statute: statute)));
    }

    [Fact]
    public void The_day_of_conviction_is_asked_where_the_version_turns_on_it()
    {
        var (late, early) = (On("2017-01-01", "2019-01-01"), On("2017-01-01", "2018-12-20"));

        Assert.Equal("open", Lifts(late, With(0)));
        Assert.Equal(["convicted"], Asked(late));
        Assert.Equal("yes", Lifts(early, With(0)));
    }

    [Theory]
    [InlineData("1987-10-31", false)]
    [InlineData("1987-11-01", true)]
    [InlineData("1987-11-02", true)]
    public void The_government_may_move_below_the_minimum_since_the_guidelines_began(string sentence, bool lifted)
    {
        var facts = Facts.Read("""{ "motion3553e": true, "counts": [] }""");
        Assert.Equal(lifted, SafetyValve.LiftsByMotion(On("1987-01-01", sentence), facts, "counts[0]"));
    }

    [Fact]
    public void A_motion_lifts_every_minimum_even_that_of_924_c_but_the_safety_valve_only_those_it_covers()
    {
        const string Counts = """
            "counts": [
              { "statute": "21 USC 841", "tier": "841(b)(1)(A)", "deathOrInjury": false, "drugs": [{ "drug": "heroin" }] },
              { "statute": "18 USC 924(c)", "firearm": { "use": "used", "kind": "ordinary" } }]
            """;
        const string Rest = """ "notice851.filed": false, "prior924c.final": false, """;
        var valve = With(0).Split("\"counts\"")[0];

        Assert.Equal([true, true], LiftedBy($$"""{ "motion3553e": true, "safetyValve.disclosed": false, {{Rest}} {{Counts}} }"""));
        Assert.Equal([true, false], LiftedBy($$"""{{valve}} "motion3553e": false, {{Rest}} {{Counts}} }"""));
        Assert.Equal([false, false], LiftedBy($$"""{ "motion3553e": false, "safetyValve.disclosed": false, {{Rest}} {{Counts}} }"""));
        Assert.Equal([null, null], LiftedBy($$"""{ {{Rest}} {{Counts}} }"""));

        static IReadOnlyList<bool?> LiftedBy(string facts) => [.. Limits.OfCounts(On("2020-01-01", "2021-01-01", "2020-06-01"), Facts.Read(facts)).Select(one => one?.MinLifted)];
    }

    [Fact]
    public void The_safety_valve_lifts_supervised_release_too_and_a_motion_does_not()
    {
        const string Count = """ "notice851.filed": false, "counts": [{ "statute": "21 USC 841", "tier": "841(b)(1)(B)", "deathOrInjury": false, "drugs": [{ "drug": "heroin" }] }] }""";
        var byValve = Limits.OfCounts(On("2020-01-01", "2021-01-01", "2020-06-01"), Facts.Read(With(0).Split("\"counts\"")[0] + Count))[0]!;
        var byMotion = Limits.OfCounts(On("2020-01-01", "2021-01-01", "2020-06-01"), Facts.Read("""{ "motion3553e": true, "safetyValve.disclosed": false,""" + Count))[0]!;

        Assert.Equal((true, Limit.Zero, null), (byValve.LiftedBySafetyValve, byValve.Binding, byValve.SupervisedReleaseMin));
        Assert.Equal((false, Limit.Zero, Limit.Of(48)), (byMotion.LiftedBySafetyValve, byMotion.Binding, byMotion.SupervisedReleaseMin));
    }

    [Theory]
    [InlineData("2001-10-31", 15, 15)]
    [InlineData("2001-11-01", 15, 17)]
    [InlineData("2001-11-02", 16, 17)]
    [InlineData("2001-11-02", 17, 17)]
    [InlineData("2001-11-02", 20, 20)]
    [InlineData("2023-10-31", 15, 17)]
    [InlineData("2023-11-01", 15, 15)]
    public void From_2001_to_2023_the_level_had_a_floor_of_17(string sentence, int level, int after) =>
        Assert.Equal(after, SafetyValve.LevelFloor(On("2001-01-01", sentence), level, [Lifted(60)]));

    [Theory]
    [InlineData("2023-10-31", 12, 18, "12-18")]
    [InlineData("2023-11-01", 12, 18, "24-30")]
    [InlineData("2023-11-02", 18, 33, "24-33")]
    [InlineData("2023-11-02", 24, 30, "24-30")]
    [InlineData("2023-11-02", 37, 46, "37-46")]
    public void Since_November_2023_the_range_has_a_floor_of_24_to_30_months(string sentence, int min, int max, string after) =>
        Assert.Equal(after, SafetyValve.RangeFloor(On("2001-01-01", sentence), MonthRange.Of(min, max), [Lifted(60)]).ToString());

    [Fact]
    public void The_floor_is_only_for_minimums_of_five_years_that_the_safety_valve_lifted()
    {
        var (then, now) = (On("2001-01-01", "2005-01-01"), On("2001-01-01", "2024-01-01"));

        Assert.Equal(15, SafetyValve.LevelFloor(then, 15, [Lifted(59)]));
        Assert.Equal(15, SafetyValve.LevelFloor(then, 15, [Lifted(60) with { LiftedBySafetyValve = false }]));
        Assert.Null(SafetyValve.LevelFloor(then, 15, [Lifted(60) with { LiftedBySafetyValve = null }]));
        Assert.Null(SafetyValve.LevelFloor(then, 15, [null]));
        Assert.Equal(18, SafetyValve.LevelFloor(then, 18, [null]));
        Assert.Equal(MonthRange.Of(12, 18), SafetyValve.RangeFloor(now, MonthRange.Of(12, 18), [Lifted(59)]));
        Assert.Null(SafetyValve.RangeFloor(now, MonthRange.Of(12, 18), [null]));
    }

    [Theory]
    [InlineData("1994-09-22", 0, 0, "no")]
    [InlineData("1994-09-23", 1, 1, "yes")]
    [InlineData("1995-01-01", 2, 0, "no")]
    [InlineData("2001-11-01", 1, 1, "yes")]
    [InlineData("2001-11-01", 2, 0, "no")]
    [InlineData("2023-10-31", 4, 4, "no")]
    [InlineData("2023-11-01", 4, 4, "yes")]
    [InlineData("2024-11-01", 9, 5, "no")]
    [InlineData("2024-11-01", 9, 4, "yes")]
    public void The_guidelines_own_test_followed_the_statute_only_on_1_November_2023(string sentence, int points, int without, string meets) =>
        Assert.Equal(meets, Word(SafetyValve.MeetsGuideline(On("1994-01-01", sentence, "2019-01-01"), Facts.Read(With(points, without, false, false)))));

    [Fact]
    [Trait("kind", "property")]
    public void More_points_never_open_the_safety_valve() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 11_500]).Sample((a, b, n) =>
        {
            var day = new DateOnly(1994, 9, 23).AddDays(n);
            return Open(Math.Max(a, b), day) is false || Open(Math.Min(a, b), day) is true;

            static bool? Open(int points, DateOnly day)
            {
                var facts = Facts.Read(With(points, points, three: false, violent: false, more: """, "safetyValve.circuitNeedsAllThree": false"""));
                return SafetyValve.Lifts(new(Book, new Timeline { OffenseEnd = day, Conviction = day, Sentence = day }), facts, facts.List(FactScope.Count)![0]);
            }
        });

    [Theory]
    [InlineData("""{ "points": 1, "sentence_day": "2000-01-01" }""", "{\"eligible\":true}")]
    [InlineData("""{ "points": 4, "points_without_1": 4, "three_point_prior": false, "two_point_violent_prior": false, "sentence_day": "2024-06-01" }""", "{\"lifts_2018-12-20\":false,\"lifts_2024-06-01\":true}")]
    [InlineData("""{ "points": 0, "conviction_day": "2019-01-01", "sentence_day": "2019-06-01", "weapon": true }""", "{\"eligible\":false}")]
    [InlineData("""{ "points": 6, "points_without_1": 6, "three_point_prior": false, "two_point_violent_prior": false, "conviction_day": "2019-01-01", "sentence_day": "2021-01-01" }""", "{}")]
    public void Examples_of_the_safety_valve_are_answered_or_left_open(string facts, string expected)
    {
        var wanted = JsonNode.Parse(expected)!.AsObject();
        Assert.Equal(expected, Example(SafetyValve.Golden[0], facts.Replace("\"sentence_day\": \"2024-06-01\"", "\"role\": false", StringComparison.Ordinal), wanted.Count == 0 ? ["eligible"] : [.. wanted.Select(p => p.Key)]).ToJsonString());
    }

    private static string Lifts(Reckoning r, string facts)
    {
        var read = Facts.Read(facts);
        return Word(SafetyValve.Lifts(r, read, read.List(FactScope.Count)![0]));
    }

    private static string Word(bool? lifts) => lifts switch { true => "yes", false => "no", null => "open" };

    private static StatutoryLimits Lifted(int min) => new("counts[0]", "21 USC 841", Limit.Of(min), Limit.Life, false, true, null) { LiftedBySafetyValve = true };

    private static string With(int points, int? without = null, bool? three = null, bool? violent = null, string more = "", string statute = "21 USC 841(a)(1)") =>
        Case($", \"safetyValve.points\": {points}" + Fact("pointsWithoutOnePoint", without?.ToString(System.Globalization.CultureInfo.InvariantCulture)) + Fact("threePointPrior", three is { } t ? t ? "true" : "false" : null) + Fact("twoPointViolentPrior", violent is { } v ? v ? "true" : "false" : null) + more, statute);

    private static string Fact(string name, string? value) => value is null ? "" : $", \"safetyValve.{name}\": {value}";

    private static string Case(string more, string statute = "21 USC 841(a)(1)") =>
        $$"""{ "safetyValve.violenceOrWeapon": false, "safetyValve.deathOrInjury": false, "safetyValve.supervisor": false, "safetyValve.continuingEnterprise": false, "safetyValve.disclosed": true {{more}}, "counts": [{ "statute": "{{statute}}" }] }""";
}
