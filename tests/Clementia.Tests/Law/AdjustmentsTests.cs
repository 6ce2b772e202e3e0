using Clementia.Law;
using CsCheck;
using static Clementia.Tests.Law.Chapters;

namespace Clementia.Tests.Law;

public sealed class AdjustmentsTests
{
    private static int? Level(string day, string group, int level = 20) => Adjustments.Apply(On(day), Facts.None, Group(group), level);

    private static string Listed(string facts) => $$"""{"guideline": "2B3.1", "chapterThree.allListed": true, {{facts}}}""";

    [Theory]
    // Hate crime: since 1995.
    [InlineData("1995-10-31", """ "victim.hateCrime": true """, 0)]
    [InlineData("1995-11-01", """ "victim.hateCrime": true """, 3)]
    // Vulnerable victims: always; a large number of them since 1998.
    [InlineData("1987-11-01", """ "victim.vulnerable": "some" """, 2)]
    [InlineData("1995-11-01", """ "victim.vulnerable": "some" """, 2)]
    [InlineData("1998-10-31", """ "victim.vulnerable": "many" """, 2)]
    [InlineData("1998-11-01", """ "victim.vulnerable": "many" """, 4)]
    [InlineData("2025-11-01", """ "victim.vulnerable": "many", "victim.hateCrime": true """, 7)]
    // Official victims: an assault since 1989, six levels since 2004.
    [InlineData("1987-11-01", """ "victim.official": "motivated" """, 3)]
    [InlineData("1989-10-31", """ "victim.official": "assault" """, 0)]
    [InlineData("1989-11-01", """ "victim.official": "assault" """, 3)]
    [InlineData("1989-11-01", """ "victim.official": "motivated" """, 3)]
    [InlineData("2004-10-31", """ "victim.official": "assault" """, 3)]
    [InlineData("2004-11-01", """ "victim.official": "assault" """, 6)]
    [InlineData("2004-11-01", """ "victim.official": "motivated" """, 3)]
    [InlineData("1987-11-01", """ "victim.restrained": true """, 2)]
    [InlineData("2012-10-31", """ "humanRightsOffense": "incitement" """, 0)]
    [InlineData("2012-11-01", """ "humanRightsOffense": "incitement" """, 2)]
    [InlineData("2012-11-01", """ "humanRightsOffense": "other" """, 4)]
    [InlineData("2012-11-01", """ "humanRightsOffense": "otherDeath" """, 17)]
    // Role.
    [InlineData("1987-11-01", """ "role.aggravating": "leader4" """, 4)]
    [InlineData("2025-11-01", """ "role.aggravating": "manager3" """, 3)]
    [InlineData("2025-11-01", """ "role.aggravating": "any2" """, 2)]
    [InlineData("1987-11-01", """ "role.mitigating": "minimal" """, -4)]
    [InlineData("2025-11-01", """ "role.mitigating": "between" """, -3)]
    [InlineData("2025-11-01", """ "role.mitigating": "minor" """, -2)]
    // Trust and skill: with an aggravating role only trust, and that since 1990.
    [InlineData("1987-11-01", """ "trustOrSkill": "skill" """, 2)]
    [InlineData("1990-10-31", """ "trustOrSkill": "trust", "role.aggravating": "leader4" """, 4)]
    [InlineData("1990-10-31", """ "trustOrSkill": "skill", "role.aggravating": "leader4" """, 4)]
    [InlineData("1990-11-01", """ "trustOrSkill": "trust", "role.aggravating": "leader4" """, 6)]
    [InlineData("1990-11-01", """ "trustOrSkill": "skill", "role.aggravating": "leader4" """, 4)]
    [InlineData("1990-11-01", """ "trustOrSkill": "skill" """, 2)]
    // Later sections.
    [InlineData("1995-10-31", """ "minorUsed": true """, 0)]
    [InlineData("1995-11-01", """ "minorUsed": true """, 2)]
    [InlineData("2003-10-31", """ "bodyArmor": "used" """, 0)]
    [InlineData("2003-11-01", """ "bodyArmor": "used" """, 4)]
    [InlineData("2003-11-01", """ "bodyArmor": "involved" """, 2)]
    [InlineData("1987-11-01", """ "obstruction": true """, 2)]
    [InlineData("1990-10-31", """ "recklessFlight": true """, 0)]
    [InlineData("1990-11-01", """ "recklessFlight": true """, 2)]
    [InlineData("2006-10-31", """ "onRelease": true """, 0)]
    [InlineData("2006-11-01", """ "onRelease": true """, 3)]
    [InlineData("2006-10-31", """ "falseDomainName": true """, 0)]
    [InlineData("2006-11-01", """ "falseDomainName": true """, 2)]
    [InlineData("2000-11-01", """ "adjustments": [{"cite": "2J1.7", "levels": 3}, {"cite": "§1B1.2", "levels": -1}] """, 2)]
    public void Each_adjustment_has_the_levels_of_its_edition(string day, string facts, int change) =>
        Assert.Equal(20 + change, Level(day, Listed(facts)));

    [Fact]
    public void An_offense_against_the_person_aimed_at_an_official_adds_six_since_2004()
    {
        const string facts = """{"guideline": "2A2.2", "chapterThree.allListed": true, "victim.official": "motivated"}""";
        Assert.Equal(23, Level("2004-10-31", facts));
        Assert.Equal(26, Level("2004-11-01", facts));
    }

    [Theory]
    [InlineData("1995-10-31", 12, 12)]
    [InlineData("1995-11-01", 12, 32)]
    [InlineData("1995-11-01", 19, 32)]
    [InlineData("1995-11-01", 21, 33)]
    [InlineData("1995-11-01", 30, 42)]
    public void Terrorism_adds_twelve_levels_and_never_leaves_less_than_32(string day, int before, int after) =>
        Assert.Equal(after, Level(day, Listed(""" "terrorism": true """), before));

    [Fact]
    public void What_a_drug_case_does_not_say_is_asked_for_all_at_once()
    {
        var r = On(Now);
        Assert.Null(Adjustments.Apply(r, Facts.None, Group("""{"guideline": "2D1.1"}"""), 20));
        Assert.Equal(["role.aggravating", "role.mitigating", "trustOrSkill", "minorUsed", "bodyArmor", "obstruction", "recklessFlight"], r.Asked());
        Assert.Contains(r.Derivation.Cautions, c => c.Contains("taken as not made", StringComparison.Ordinal));
    }

    [Fact]
    public void Adjustments_that_did_not_exist_yet_are_not_asked_for()
    {
        var r = On("1988-06-01");
        Adjustments.Apply(r, Facts.None, Group("""{"guideline": "2D1.1"}"""), 20);
        Assert.Equal(["role.aggravating", "role.mitigating", "trustOrSkill", "obstruction"], r.Asked());
    }

    [Fact]
    public void One_who_led_is_not_asked_for_a_mitigating_role_and_the_other_way_round()
    {
        var leader = On(Now);
        Adjustments.Apply(leader, Facts.None, Group("""{"guideline": "2D1.1", "role.aggravating": "leader4"}"""), 20);
        Assert.DoesNotContain("role.mitigating", leader.Asked());

        var minor = On(Now);
        Adjustments.Apply(minor, Facts.None, Group("""{"guideline": "2D1.1", "role.mitigating": "minor"}"""), 20);
        Assert.DoesNotContain("role.aggravating", minor.Asked());
    }

    [Fact]
    public void A_file_that_lists_everything_leaves_nothing_to_ask()
    {
        var r = On(Now);
        Assert.Equal(24, Adjustments.Apply(r, Facts.None, Group("""{"guideline": "2D1.1", "chapterThree.allListed": true, "role.aggravating": "leader4"}"""), 20));
        Assert.Empty(r.Derivation.Questions);
        Assert.Empty(r.Derivation.Cautions);
        Assert.Equal("groups[0] 3B1.1", Assert.Single(r.Derivation.Steps).Rule);
        Assert.Equal("+4 = 24", r.Derivation.Steps[0].Result);
    }

    [Fact]
    public void An_unknown_level_stays_unknown_but_the_adjustments_are_set_down()
    {
        var r = On(Now);
        Assert.Null(Adjustments.Apply(r, Facts.None, Group("""{"guideline": "2D1.1", "chapterThree.allListed": true, "role.aggravating": "leader4"}"""), null));
        Assert.Equal("+4", r.Derivation.Steps[0].Result);
    }

    [Theory]
    [InlineData("""{"groups": [{"adjustments": [{"cite": "3B1.1", "levels": 4}]}]}""", "would count twice")]
    [InlineData("""{"groups": [{"adjustments": [{"cite": " ", "levels": 4}]}]}""", "is empty")]
    [InlineData("""{"groups": [{"adjustments": [{"cite": "2J1.7", "levels": 400}]}]}""", "outside -43 to 43")]
    public void An_entered_adjustment_must_name_a_section_without_a_fact_of_its_own(string json, string problem) =>
        Assert.Contains(problem, Assert.Throws<FaultException>(() => Case(json)).Message, StringComparison.Ordinal);

    [Theory]
    // Two levels always; a third since 1992 from level 16, before (a) is taken off.
    [InlineData("1987-11-01", "three", 30, 28)]
    [InlineData("1992-10-31", "three", 30, 28)]
    [InlineData("1992-11-01", "three", 30, 27)]
    [InlineData("1992-11-01", "three", 16, 13)]
    [InlineData("1992-11-01", "three", 15, 13)]
    [InlineData("1992-11-01", "two", 30, 28)]
    [InlineData("2003-04-29", "three", 17, 14)]
    [InlineData("2003-04-30", "three", 17, 14)]
    [InlineData("2003-04-30", "three", 15, 13)]
    [InlineData("2025-11-01", "three", 16, 13)]
    [InlineData("2025-11-01", "none", 16, 16)]
    public void Acceptance_takes_off_what_its_edition_allows(string day, string found, int before, int after) =>
        Assert.Equal(after, Adjustments.Accept(On(day), Case($$"""{"acceptance": "{{found}}"}"""), before));

    [Fact]
    public void A_third_level_won_without_a_motion_is_not_taken_over_into_the_time_of_motions()
    {
        var facts = """{"sentenced": "1995-03-01", "acceptance": "three"}""";
        Assert.Equal(27, Adjustments.Accept(On("1995-03-01"), Case(facts), 30));

        var now = On(Now);
        Assert.Null(Adjustments.Accept(now, Case(facts), 30));
        Assert.Equal(["pleaMotion"], now.Asked());
        Assert.Equal(27, Adjustments.Accept(On(Now), Case("""{"sentenced": "1995-03-01", "acceptance": "three", "pleaMotion": true}"""), 30));
        Assert.Equal(28, Adjustments.Accept(On(Now), Case("""{"sentenced": "1995-03-01", "acceptance": "three", "pleaMotion": false}"""), 30));
        Assert.Equal(13, Adjustments.Accept(On(Now), Case(facts), 15)); // Below 16 the motion cannot matter.
    }

    [Fact]
    public void Two_levels_found_before_1992_leave_open_whether_the_plea_was_timely()
    {
        var now = On(Now);
        Assert.Null(Adjustments.Accept(now, Case("""{"sentenced": "1990-03-01", "acceptance": "two"}"""), 30));
        Assert.Equal(["timelyPlea", "pleaMotion"], now.Asked());
        Assert.Equal(28, Adjustments.Accept(On(Now), Case("""{"sentenced": "1990-03-01", "acceptance": "two", "timelyPlea": false}"""), 30));
        Assert.Equal(27, Adjustments.Accept(On(Now), Case("""{"sentenced": "1990-03-01", "acceptance": "two", "timelyPlea": true, "pleaMotion": true}"""), 30));
        // Found when there was a third level to be had, two are two.
        Assert.Equal(28, Adjustments.Accept(On(Now), Case("""{"sentenced": "1995-03-01", "acceptance": "two"}"""), 30));
    }

    [Fact]
    public void Acceptance_that_the_file_does_not_mention_is_asked_for()
    {
        var r = On(Now);
        Assert.Null(Adjustments.Accept(r, Facts.None, 30));
        Assert.Equal(["acceptance"], r.Asked());
    }

    [Fact]
    public void An_early_disposition_comes_off_after_acceptance() =>
        Assert.Equal(13, Adjustments.Accept(On(Now), Case("""{"acceptance": "three", "adjustments": [{"cite": "3F1.1", "levels": -4}]}"""), 20));

    [Fact]
    public void No_acceptance_never_lowers_the_level() =>
        (from day in Gen.Int[0, 14_000] from level in Gen.Int[1, 50] from found in Gen.Bool.Select(b => b ? "two" : "three") select (day, level, found)).Sample(x =>
        {
            var day = new DateOnly(1987, 11, 1).AddDays(x.day);
            var with = Adjustments.Accept(On(day), Case($$"""{"acceptance": "{{x.found}}"}"""), x.level);
            Assert.True(Adjustments.Accept(On(day), Case("""{"acceptance": "none"}"""), x.level) > with);
        });
}
