using Clementia.Law;
using CsCheck;
using static Clementia.Tests.Law.Chapters;

namespace Clementia.Tests.Law;

public sealed class CareerOffenderTests
{
    [Theory]
    [InlineData("1987-11-01", "life", 37)]
    [InlineData("1987-11-01", "25y", 34)]
    [InlineData("1987-11-01", "20y", 34)]
    [InlineData("1987-11-01", "239", 26)]
    [InlineData("1987-11-01", "10y", 26)]
    [InlineData("1987-11-01", "119", 19)]
    [InlineData("1987-11-01", "5y", 19)]
    [InlineData("1987-11-01", "59", 12)]
    [InlineData("1987-11-01", "13", 12)]
    [InlineData("1987-11-01", "1y", 4)]
    [InlineData("1988-01-14", "15y", 26)]
    [InlineData("1988-01-15", "15y", 29)]
    [InlineData("1988-01-15", "life", 37)]
    [InlineData("1988-01-15", "25y", 34)]
    [InlineData("1988-01-15", "299", 32)]
    [InlineData("1988-01-15", "20y", 32)]
    [InlineData("1988-01-15", "239", 29)]
    [InlineData("1988-01-15", "179", 24)]
    [InlineData("1988-01-15", "10y", 24)]
    [InlineData("1988-01-15", "119", 17)]
    [InlineData("1988-01-15", "5y", 17)]
    [InlineData("1988-01-15", "59", 12)]
    [InlineData("1988-01-15", "1y", null)]
    [InlineData("2025-11-01", "life", 37)]
    [InlineData("2025-11-01", "40y", 34)]
    [InlineData("2025-11-01", "25y", 34)]
    [InlineData("2025-11-01", "299", 32)]
    [InlineData("2025-11-01", "239", 29)]
    [InlineData("2025-11-01", "179", 24)]
    [InlineData("2025-11-01", "119", 17)]
    [InlineData("2025-11-01", "59", 12)]
    [InlineData("2025-11-01", "20y", 32)]
    [InlineData("2025-11-01", "15y", 29)]
    [InlineData("2025-11-01", "10y", 24)]
    [InlineData("2025-11-01", "5y", 17)]
    [InlineData("2025-11-01", "2y", 12)]
    public void The_statutory_maximum_makes_the_level(string day, string maximum, int? level) =>
        Assert.Equal(level, CareerOffender.LevelFor(On(day), Max(maximum)));

    private static Limit Max(string text) => text == "life" ? Limit.Life : text.EndsWith('y') ? Limit.OfYears(int.Parse(text[..^1], null)) : Limit.Of(int.Parse(text, null));

    private const string Drugs = """
        "sentenced": "2007-03-01", "offense": { "start": "2005-06-01", "end": "2006-02-10" }, "acceptance": "none", "motion3553e": false, "notice851": { "filed": false },
        "counts": [{ "statute": "21 USC 841(a)(1)", "drugs": [{ "drug": "cocaine_base", "amount": "60 g" }], "deathOrInjury": false }],
        "groups": [{ "guideline": "2D1.1", "drugs": [{ "drug": "cocaine_base", "amount": "60 g" }], "drug": { "noOther": true }, "role": { "aggravating": "none", "mitigating": "none" }, "chapterThree": { "allListed": true } }]
        """;

    [Theory]
    // One prior that counts, two that might, and those that never make two: §4B1.2(c) wants two counted separately under §4A1.1(a), (b) or (c).
    [InlineData("[]", false)]
    [InlineData("""[{ "kind": "adult", "imposed": "1999-05-01", "length": "2y" }]""", false)]
    [InlineData("""[{ "kind": "adult", "imposed": "1999-05-01", "length": "2y" }, { "kind": "adult", "imposed": "2001-05-01", "length": "2y" }]""", true)]
    [InlineData("""[{ "kind": "adult", "imposed": "1999-05-01", "length": "2y" }, { "kind": "notCounted" }]""", false)]
    [InlineData("""[{ "kind": "adult", "imposed": "1999-05-01", "length": "2y" }, { "kind": "under18", "imposed": "2004-05-01", "length": "2y" }]""", false)]
    // Imposed ten years before the offense began on 2005-06-01, or a day earlier.
    [InlineData("""[{ "kind": "adult", "imposed": "1999-05-01", "length": "2y" }, { "kind": "adult", "imposed": "1995-06-01", "length": "60d" }]""", true)]
    [InlineData("""[{ "kind": "adult", "imposed": "1999-05-01", "length": "2y" }, { "kind": "adult", "imposed": "1995-05-31", "length": "60d" }]""", false)]
    // Whether the first is too old turns on the release, which is not known: two remain possible.
    [InlineData("""[{ "kind": "adult", "imposed": "1999-05-01", "length": "2y" }, { "kind": "adult", "imposed": "1985-05-01", "length": "9y" }]""", true)]
    [InlineData("""[{ "kind": "adult", "imposed": "1999-05-01", "length": "2y" }, { "kind": "adult", "imposed": "1985-05-01", "length": "9y", "released": "1989-05-01" }]""", false)]
    public void Career_offender_is_asked_only_where_two_prior_convictions_can_count(string priors, bool asked)
    {
        var facts = Facts.Read($$"""{ {{Drugs}}, "priors": {{priors}}, "history": { "underSentence": true, "recent": true, "violencePoints": 0 } }""");
        var then = CaseFacts.TimelineOf(facts)!;
        foreach (var days in new[] { then, then.SentencedOn(new DateOnly(2026, 3, 1)) })
        {
            var found = Sentencing.Find(LawBook.BuiltIn, facts, days);
            Assert.Equal(asked, found.Derivation.Questions.Any(q => q.Name == "careerOffender"));
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Two_convictions_that_count_make_two_points_for_sentences_at_least(int points, bool asked)
    {
        var facts = Facts.Read($$"""{ {{Drugs}}, "history": { "pointsForSentences": {{points}}, "underSentence": true, "recent": false, "violencePoints": 0 } }""");

        Assert.Equal(asked, Sentencing.Find(LawBook.BuiltIn, facts, CaseFacts.TimelineOf(facts)!).Derivation.Questions.Any(q => q.Name == "careerOffender"));
    }

    [Fact]
    public void The_greater_level_and_always_category_VI()
    {
        var facts = Case("""{"careerOffender": true, "offenseMaximum": "20y", "acceptance": "none"}""");
        Assert.Equal((32, HistoryCategory.VI), CareerOffender.Apply(On(Now), facts, 24, HistoryCategory.III));
        Assert.Equal((36, HistoryCategory.VI), CareerOffender.Apply(On(Now), facts, 36, HistoryCategory.III));
    }

    [Fact]
    public void One_who_is_found_not_to_be_one_keeps_level_and_category() =>
        Assert.Equal((24, HistoryCategory.III), CareerOffender.Apply(On(Now), Case("""{"careerOffender": false}"""), 24, HistoryCategory.III));

    [Theory]
    // Nothing came off a career offender's level before November 1989; two levels until 1992; what §3E1.1 gives since.
    [InlineData("1989-10-31", "two", 37)]
    [InlineData("1989-11-01", "two", 35)]
    [InlineData("1992-10-31", "three", 35)]
    [InlineData("1992-11-01", "three", 34)]
    [InlineData("2025-11-01", "three", 34)]
    public void Acceptance_lowers_the_level_since_1989(string day, string found, int level)
    {
        var facts = Case($$"""{"careerOffender": true, "offenseMaximum": "life", "acceptance": "{{found}}"}""");
        var r = On(day);
        Assert.Equal(level, Adjustments.Accept(r, facts, CareerOffender.Apply(r, facts, 30, HistoryCategory.V).Level));
    }

    [Theory]
    [InlineData(36, 37)] // 34 with acceptance: the table is above it.
    [InlineData(38, 37)] // 36 with acceptance: the table is above it.
    [InlineData(39, 37)] // 37 with acceptance: not above, so the level otherwise applicable, less two.
    [InlineData(41, 39)]
    public void Before_1989_the_table_was_held_against_the_level_after_acceptance(int level, int final)
    {
        var facts = Case("""{"careerOffender": true, "offenseMaximum": "life", "acceptance": "two"}""");
        var r = On("1989-10-31");
        Assert.Equal(final, Adjustments.Accept(r, facts, CareerOffender.Apply(r, facts, level, HistoryCategory.V).Level));
    }

    [Fact]
    public void It_is_asked_for_unless_it_cannot_be()
    {
        var asked = On(Now);
        Assert.Equal((null, null), CareerOffender.Apply(asked, Case("""{"groups": [{"guideline": "2D1.1"}]}"""), 24, HistoryCategory.III));
        Assert.Equal(["careerOffender"], asked.Asked());

        var first = On(Now); // Two prior felonies that count are two points at least.
        Assert.Equal((24, HistoryCategory.I), CareerOffender.Apply(first, Case("""{"groups": [{"guideline": "2D1.1"}]}"""), 24, HistoryCategory.I));
        Assert.Empty(first.Derivation.Questions);

        var fraud = On(Now);
        Assert.Equal((24, HistoryCategory.III), CareerOffender.Apply(fraud, Case("""{"groups": [{"guideline": "2B1.1"}]}"""), 24, HistoryCategory.III));
        Assert.Empty(fraud.Derivation.Questions);
    }

    [Fact]
    public void Its_category_is_known_while_its_level_is_not()
    {
        var r = On(Now);
        Assert.Equal((null, HistoryCategory.VI), CareerOffender.Apply(r, Case("""{"careerOffender": true}"""), 24, null));
        Assert.Equal(["offenseMaximum"], r.Asked());
    }

    [Fact]
    public void A_maximum_that_is_none_of_a_felony_is_not_reckoned_with()
    {
        var r = On(Now);
        Assert.Null(CareerOffender.Apply(r, Case("""{"careerOffender": true, "offenseMaximum": 12}"""), 24, null).Level);
        Assert.Contains("none of a felony", Assert.Single(r.Derivation.Questions).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_under_other_definitions_is_to_be_checked_by_hand()
    {
        var now = On(Now);
        CareerOffender.Apply(now, Case("""{"sentenced": "2010-01-01", "careerOffender": true, "offenseMaximum": "life"}"""), 24, null);
        Assert.Equal(2, now.Derivation.Cautions.Count(c => c.Contains("redrawn", StringComparison.Ordinal)));

        var then = On("2010-01-01");
        CareerOffender.Apply(then, Case("""{"sentenced": "2010-01-01", "careerOffender": true, "offenseMaximum": "life"}"""), 24, null);
        Assert.Empty(then.Derivation.Cautions);
    }

    [Theory]
    [InlineData("1994-10-31", true, 34, false)]
    [InlineData("1994-10-31", false, 37, false)]
    [InlineData("1994-11-01", true, 34, false)]
    [InlineData("1997-05-26", true, 34, false)]
    [InlineData("1997-05-27", null, 37, false)]
    [InlineData("1997-10-31", null, 37, false)]
    [InlineData("1997-11-01", null, 37, false)]
    [InlineData("1995-11-01", null, null, true)]
    public void Amendment_506_left_prior_convictions_out_of_the_maximum_until_LaBonte(string day, bool? leftOut, int? level, bool asked)
    {
        var r = On(day);
        var facts = Case($$"""{"careerOffender": true, "offenseMaximum": "life", "offenseMaximumWithoutPriors": "40y", "acceptance": "none"{{(leftOut is { } l ? $", \"offenseMaximumLeavesOutPriors\": {(l ? "true" : "false")}" : "")}}}""");
        Assert.Equal(level, CareerOffender.Apply(r, facts, 20, null).Level);
        Assert.Equal(asked, r.Asked().Contains("offenseMaximumLeavesOutPriors"));
    }

    [Fact]
    public void In_the_window_of_amendment_506_one_maximum_alone_is_used_with_a_caution()
    {
        var r = On("1996-01-01");
        Assert.Equal(37, CareerOffender.Apply(r, Case("""{"careerOffender": true, "offenseMaximum": "life"}"""), 20, null).Level);
        Assert.Contains(r.Derivation.Cautions, c => c.Contains("amendment 506", StringComparison.Ordinal));
    }

    // --- §4B1.1(c) ---

    [Theory]
    [InlineData("none", "360-life")]
    [InlineData("two", "292-365")]
    [InlineData("three", "262-327")]
    public void With_a_gun_count_alone_the_table_of_c3_gives_the_range(string acceptance, string range) =>
        Assert.Equal(range, CareerOffender.RangeWithGunCount(On("2014-11-01"), Gun(acceptance), null, null, Limit.Of(60)).ToString());

    [Fact]
    public void There_is_no_such_table_before_November_2002()
    {
        Assert.Null(CareerOffender.RangeWithGunCount(On("2002-10-31"), Gun("none"), null, null, Limit.Of(60)));
        Assert.Equal("360-life", CareerOffender.RangeWithGunCount(On("2002-11-01"), Gun("none"), null, null, Limit.Of(60)).ToString());
    }

    [Fact]
    public void With_other_counts_the_range_with_the_greater_minimum_governs()
    {
        // The manual's own example: 188-235 and 60 more are 248-295; the table gives 262-327.
        Assert.Equal("262-327", CareerOffender.RangeWithGunCount(On(Now), Gun("three"), MonthRange.Of(188, 235), 34, Limit.Of(60)).ToString());
        Assert.Equal("308-355", CareerOffender.RangeWithGunCount(On(Now), Gun("three"), MonthRange.Of(188, 235), 34, Limit.Of(120)).ToString());
    }

    [Fact]
    public void Without_a_gun_count_or_without_the_finding_there_is_no_such_range()
    {
        Assert.Null(CareerOffender.RangeWithGunCount(On(Now), Case("""{"careerOffender": true, "acceptance": "none", "counts": [{"statute": "21 USC 841"}]}"""), null, null, Limit.Zero));
        Assert.Null(CareerOffender.RangeWithGunCount(On(Now), Case("""{"careerOffender": false, "acceptance": "none", "counts": [{"statute": "18 USC 924(c)"}]}"""), null, null, Limit.Zero));
    }

    private static Facts Gun(string acceptance) => Case($$"""{"careerOffender": true, "acceptance": "{{acceptance}}", "counts": [{"statute": "18 USC 924(c)"}]}""");

    // --- §§4B1.4, 4B1.5 ---

    [Theory]
    [InlineData("1990-10-31", true, 24, HistoryCategory.III, 24, HistoryCategory.III)]
    [InlineData("1990-11-01", true, 24, HistoryCategory.III, 34, HistoryCategory.VI)]
    [InlineData("2025-11-01", true, 24, HistoryCategory.III, 34, HistoryCategory.VI)]
    [InlineData("1990-11-01", false, 24, HistoryCategory.III, 33, HistoryCategory.IV)]
    [InlineData("2025-11-01", false, 24, HistoryCategory.V, 33, HistoryCategory.V)]
    [InlineData("2025-11-01", false, 36, HistoryCategory.III, 36, HistoryCategory.IV)]
    public void An_armed_career_criminal_has_a_least_level_and_category(string day, bool connected, int level, HistoryCategory category, int newLevel, HistoryCategory newCategory) =>
        Assert.Equal((newLevel, newCategory), CareerOffender.Apply(On(day), Case($$"""{"careerOffender": false, "armedCareerCriminal": true, "armedCareerCriminalConnected": {{(connected ? "true" : "false")}}}"""), level, category));

    [Fact]
    public void Since_2004_a_gun_count_already_accounts_for_the_connection()
    {
        var facts = Case("""{"careerOffender": false, "armedCareerCriminal": true, "armedCareerCriminalConnected": true, "counts": [{"statute": "18 USC 922(g)"}, {"statute": "18 USC 924(c)"}]}""");
        Assert.Equal((34, HistoryCategory.VI), CareerOffender.Apply(On("2004-10-31"), facts, 24, HistoryCategory.II));
        Assert.Equal((33, HistoryCategory.IV), CareerOffender.Apply(On("2004-11-01"), facts, 24, HistoryCategory.II));
    }

    [Fact]
    public void An_armed_career_criminal_is_asked_for_only_with_a_firearm_count()
    {
        var r = On(Now);
        CareerOffender.Apply(r, Case("""{"careerOffender": false, "counts": [{"statute": "18 USC 922(g)"}]}"""), 24, HistoryCategory.III);
        Assert.Equal(["armedCareerCriminal"], r.Asked());
    }

    [Theory]
    [InlineData("2001-10-31", "pattern", 20, HistoryCategory.I, 20, HistoryCategory.I)]
    [InlineData("2001-11-01", "pattern", 20, HistoryCategory.I, 25, HistoryCategory.I)]
    [InlineData("2001-11-01", "pattern", 10, HistoryCategory.I, 22, HistoryCategory.I)]
    [InlineData("2001-11-01", "repeat", 20, HistoryCategory.II, 34, HistoryCategory.V)]
    [InlineData("2001-11-01", "repeat", 36, HistoryCategory.VI, 36, HistoryCategory.VI)]
    [InlineData("2001-11-01", "none", 20, HistoryCategory.II, 20, HistoryCategory.II)]
    public void Repeat_and_dangerous_sex_offenders_have_a_section_of_their_own_since_2001(string day, string found, int level, HistoryCategory category, int newLevel, HistoryCategory newCategory) =>
        Assert.Equal((newLevel, newCategory), CareerOffender.Apply(On(day), Case($$"""{"careerOffender": false, "offenseMaximum": "30y", "repeatSexOffender": "{{found}}"}"""), level, category));

    [Theory]
    [InlineData("life", 37)]
    [InlineData("25y", 34)]
    [InlineData("24y", 32)]
    [InlineData("19y", 29)]
    [InlineData("14y", 24)]
    [InlineData("9y", 17)]
    [InlineData("4y", 12)]
    [InlineData("20y", 32)]
    [InlineData("15y", 29)]
    [InlineData("10y", 24)]
    [InlineData("5y", 17)]
    [InlineData("2y", 12)]
    public void The_table_of_4B1_5_is_that_of_4B1_1(string maximum, int level) =>
        Assert.Equal(level, CareerOffender.Apply(On(Now), Case($$"""{"careerOffender": false, "offenseMaximum": "{{(maximum)}}", "repeatSexOffender": "repeat"}"""), 1, HistoryCategory.I).Level);

    [Fact]
    public void A_longer_maximum_never_lowers_the_level() =>
        (from a in Gen.Int[13, 600] from b in Gen.Int[13, 600] from day in Gen.Int[0, 14_000] select (a: Math.Min(a, b), b: Math.Max(a, b), day)).Sample(x =>
        {
            var day = new DateOnly(1987, 11, 1).AddDays(x.day);
            Assert.True(CareerOffender.LevelFor(On(day), Limit.Of(x.a)) <= CareerOffender.LevelFor(On(day), Limit.Of(x.b)));
            Assert.True(CareerOffender.LevelFor(On(day), Limit.Of(x.b)) <= CareerOffender.LevelFor(On(day), Limit.Life));
        });
}
