using Clementia.Law;
using CsCheck;
using static Clementia.Tests.Law.Chapters;

namespace Clementia.Tests.Law;

public sealed class HistoryTests
{
    private static HistoryCategory? Category(string day, string facts) => History.Category(On(day), Case(facts));

    [Theory]
    [InlineData(0, HistoryCategory.I)]
    [InlineData(1, HistoryCategory.I)]
    [InlineData(2, HistoryCategory.II)]
    [InlineData(3, HistoryCategory.II)]
    [InlineData(4, HistoryCategory.III)]
    [InlineData(6, HistoryCategory.III)]
    [InlineData(7, HistoryCategory.IV)]
    [InlineData(9, HistoryCategory.IV)]
    [InlineData(10, HistoryCategory.V)]
    [InlineData(12, HistoryCategory.V)]
    [InlineData(13, HistoryCategory.VI)]
    [InlineData(40, HistoryCategory.VI)]
    public void Points_make_the_category(int points, HistoryCategory category) =>
        Assert.Equal(category, Category("2025-11-01", $$"""{"history": {"points": {{points}} } }"""));

    [Theory]
    // Two status points until October 2023; one since, and only from seven other points.
    [InlineData("1987-11-01", 3, true, false, 0, 5)]
    [InlineData("2023-10-31", 6, true, false, 0, 8)]
    [InlineData("2023-11-01", 6, true, false, 0, 6)]
    [InlineData("2023-11-01", 7, true, false, 0, 8)]
    [InlineData("2023-10-31", 7, true, false, 0, 9)]
    [InlineData("2023-11-01", 4, true, false, 3, 8)] // Points for violence count toward the seven.
    [InlineData("2023-11-01", 4, true, false, 2, 6)]
    // Recency: two, or one beside status, until October 2010.
    [InlineData("1987-11-01", 3, false, true, 0, 5)]
    [InlineData("1987-11-01", 3, true, true, 0, 6)]
    [InlineData("2010-10-31", 3, false, true, 0, 5)]
    [InlineData("2010-10-31", 3, true, true, 0, 6)]
    [InlineData("2010-11-01", 3, true, true, 0, 5)]
    [InlineData("2010-11-01", 3, false, true, 0, 3)]
    // Crimes of violence treated as one: since November 1991, three at most.
    [InlineData("1991-10-31", 3, false, false, 2, 3)]
    [InlineData("1991-11-01", 3, false, false, 2, 5)]
    [InlineData("2025-11-01", 3, false, false, 3, 6)]
    public void Status_recency_and_violence_add_what_their_edition_says(string day, int sentences, bool under, bool recent, int violence, int total)
    {
        var r = On(day);
        History.Category(r, Case($$"""{"history": {"pointsForSentences": {{sentences}}, "underSentence": {{(under ? "true" : "false")}}, "recent": {{(recent ? "true" : "false")}}, "violencePoints": {{violence}} } }"""));
        Assert.Equal($"{total} points", r.Derivation.Steps[0].Result);
    }

    [Fact]
    public void What_cannot_change_the_category_is_not_asked_for()
    {
        var r = On("2010-06-01");
        Assert.Equal(HistoryCategory.VI, History.Category(r, Case("""{"history": {"pointsForSentences": 13}}""")));
        Assert.Empty(r.Derivation.Questions);

        var none = On("2000-06-01");
        Assert.Equal(HistoryCategory.I, History.Category(none, Case("""{"history": {"pointsForSentences": 0}}""")));
        Assert.Empty(none.Derivation.Questions);

        var six = On("2024-06-01"); // Six points and no violence: status cannot matter since 2023.
        Assert.Equal(HistoryCategory.III, History.Category(six, Case("""{"history": {"pointsForSentences": 6, "violencePoints": 0}}""")));
        Assert.Empty(six.Derivation.Questions);
    }

    [Fact]
    public void What_can_change_the_category_is_asked_for()
    {
        var r = On("2000-06-01");
        Assert.Null(History.Category(r, Case("""{"history": {"pointsForSentences": 3}}""")));
        Assert.Equal(["history.underSentence", "history.recent", "history.violencePoints"], r.Asked());

        var nothing = On("2000-06-01");
        Assert.Null(History.Category(nothing, Facts.None));
        Assert.Equal(["history.points"], nothing.Asked());
    }

    [Fact]
    public void A_total_found_before_2023_leaves_open_whether_status_points_are_in_it()
    {
        const string found = """{"sentenced": "2015-06-01", "history": {"points": 8 MORE}}""";
        Assert.Equal(HistoryCategory.IV, Category("2015-06-01", found.Replace("MORE", "", StringComparison.Ordinal)));

        var now = On(Now);
        Assert.Null(History.Category(now, Case(found.Replace("MORE", "", StringComparison.Ordinal))));
        Assert.Equal(["history.underSentence"], now.Asked());

        Assert.Equal(HistoryCategory.III, Category("2024-01-01", found.Replace("MORE", """, "underSentence": true""", StringComparison.Ordinal)));
        Assert.Equal(HistoryCategory.IV, Category("2024-01-01", found.Replace("MORE", """, "underSentence": false""", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_total_that_is_the_same_either_way_is_not_asked_about()
    {
        // 12 points in 2015 are 12 now, or 10 with one status point 11: category V all ways.
        var now = On(Now);
        Assert.Equal(HistoryCategory.V, History.Category(now, Case("""{"sentenced": "2015-06-01", "history": {"points": 12}}""")));
        Assert.Empty(now.Derivation.Questions);
        // One point cannot hold two status points.
        Assert.Equal(HistoryCategory.I, Category("2024-01-01", """{"sentenced": "2015-06-01", "history": {"points": 1}}"""));
    }

    [Fact]
    public void A_category_found_under_other_rules_is_taken_over_only_where_nothing_could_change_it()
    {
        Assert.Equal(HistoryCategory.III, Category("2015-06-01", """{"sentenced": "2015-06-01", "history": {"category": "III"}}"""));
        Assert.Equal(HistoryCategory.I, Category("2024-01-01", """{"sentenced": "2015-06-01", "history": {"category": "I"}}"""));

        var now = On(Now);
        Assert.Null(History.Category(now, Case("""{"sentenced": "2015-06-01", "history": {"category": "III"}}""")));
        Assert.Equal(["history.underSentence", "history.points"], now.Asked());
    }

    [Fact]
    public void Points_that_cannot_be_made_up_are_not_reckoned_with()
    {
        var now = On(Now);
        Assert.Null(History.Category(now, Case("""{"sentenced": "2005-06-01", "history": {"points": 2, "underSentence": true, "recent": true}}""")));
        Assert.Contains("by hand", Assert.Single(now.Derivation.Questions).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Restating_a_found_total_agrees_with_reckoning_from_the_parts() =>
        (from sentences in Gen.Int[0, 20] from under in Gen.Bool from recent in Gen.Bool from violence in Gen.Int[0, 3] from then in Gen.Int[0, 14_000] from now in Gen.Int[0, 14_000] select (sentences, under, recent, violence, then, now)).Sample(x =>
        {
            if (x.sentences == 0 || (x.recent && x.sentences < 2))
                return;
            var (then, now) = (new DateOnly(1987, 11, 1).AddDays(x.then), new DateOnly(1987, 11, 1).AddDays(x.now));
            var parts = $$""" "underSentence": {{(x.under ? "true" : "false")}}, "recent": {{(x.recent ? "true" : "false")}}, "violencePoints": {{x.violence}} """;
            var direct = Case($$"""{"history": {"pointsForSentences": {{x.sentences}}, {{parts}} } }""");
            var atThen = On(then);
            History.Category(atThen, direct);
            var total = int.Parse(atThen.Derivation.Steps[0].Result.Split(' ')[0], null);
            var restated = Case($$"""{"sentenced": "{{then:yyyy-MM-dd}}", "history": {"points": {{total}}, {{parts}} } }""");
            Assert.Equal(History.Category(On(now), direct), History.Category(On(now), restated));
        });

    [Theory]
    // Over a year and a month, within fifteen years of the start of the offense.
    [InlineData("1y1m", "2000-06-01", null, 2)]
    [InlineData("1y1m1d", "2000-06-01", null, 3)]
    [InlineData("5y", "1990-01-01", null, 3)]
    [InlineData("5y", "1989-12-31", "1989-12-31", 0)]
    [InlineData("5y", "1985-01-01", "1989-12-31", 0)]
    [InlineData("5y", "1985-01-01", "1990-01-01", 3)]
    [InlineData("life", "1970-01-01", "1999-01-01", 3)]
    // Sixty days, within ten years.
    [InlineData("60d", "2000-06-01", null, 2)]
    [InlineData("59d", "2000-06-01", null, 1)]
    [InlineData("0d", "2000-06-01", null, 1)]
    [InlineData("1y", "1995-01-01", null, 2)]
    [InlineData("1y", "1994-12-31", null, 0)]
    [InlineData("0d", "1994-12-31", null, 0)]
    public void A_prior_sentence_counts_by_its_length_and_age(string length, string imposed, string? released, int points) =>
        Assert.Equal(points, PriorPoints($$"""{"kind": "adult", "imposed": "{{imposed}}", "length": "{{length}}"{{(released is null ? "" : $", \"released\": \"{released}\"")}}}"""));

    [Theory]
    [InlineData("adultConvictionUnder18", "2y", "1991-06-01", "1993-01-01", 3)]
    [InlineData("adultConvictionUnder18", "60d", "1999-01-01", "1999-03-02", 0)]
    [InlineData("under18", "2y", "1998-01-01", "1999-12-31", 0)]
    [InlineData("under18", "2y", "1998-01-01", "2000-01-01", 2)]
    [InlineData("under18", "60d", "2001-01-01", null, 2)]
    [InlineData("under18", "0d", "1999-12-31", null, 0)]
    [InlineData("under18", "0d", "2000-01-01", null, 1)]
    [InlineData("notCounted", "5y", "2003-01-01", null, 0)]
    public void Sentences_for_offenses_before_eighteen_count_less_long(string kind, string length, string imposed, string? released, int points) =>
        Assert.Equal(points, PriorPoints($$"""{"kind": "{{kind}}", "imposed": "{{imposed}}", "length": "{{length}}"{{(released is null ? "" : $", \"released\": \"{released}\"")}}}"""));

    [Theory]
    [InlineData("adult", "5y", "1972-12-31", "1972-12-31", 0)]
    [InlineData("adult", "5y", "1973-01-01", "1975-01-01", 3)]
    [InlineData("adult", "60d", "1977-12-31", "1978-03-01", 0)]
    [InlineData("adult", "60d", "1978-01-01", "1978-03-02", 2)]
    [InlineData("under18", "60d", "1982-10-01", "1982-12-31", 0)]
    [InlineData("under18", "60d", "1982-10-01", "1983-01-01", 2)]
    public void The_first_edition_reached_as_far_back(string kind, string length, string imposed, string released, int points)
    {
        var r = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = new(1988, 12, 1), OffenseStart = new(1988, 1, 1), OffenseEnd = new(1988, 6, 1) });
        Assert.NotNull(History.Category(r, Case($$"""{"history": {"underSentence": false, "recent": false}, "priors": [{"kind": "{{kind}}", "imposed": "{{imposed}}", "length": "{{length}}", "released": "{{released}}"}]}""")));
        Assert.Equal($"{points} points", r.Derivation.Steps.Single(s => s.Rule == "4A1.1").Result);
    }

    [Theory]
    [InlineData(1987)]
    [InlineData(1991)]
    [InlineData(2010)]
    [InlineData(2023)]
    public void Sentences_have_had_three_two_and_one_points_in_every_edition(int year)
    {
        var r = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = new(year, 11, 1), OffenseStart = new(year, 1, 1), OffenseEnd = new(year, 6, 1) });
        string Prior(string length) => $$"""{"kind": "adult", "imposed": "{{year - 4}}-01-01", "length": "{{length}}"}""";
        var priors = string.Join(", ", Enumerable.Repeat(Prior("30d"), 6).Append(Prior("2y")).Append(Prior("60d")));
        History.Category(r, Case($$"""{"history": {"underSentence": false, "recent": false, "violencePoints": 0}, "priors": [{{priors}}]}"""));
        Assert.Equal(["1 point", "1 point", "1 point", "1 point", "0 points", "0 points", "3 points", "2 points", "9 points"], r.Derivation.Steps.Take(9).Select(s => s.Result));
    }

    [Fact]
    public void Small_sentences_add_four_points_at_most() =>
        Assert.Equal(4 + 3, PriorPoints(string.Join(", ", Enumerable.Repeat("""{"kind": "adult", "imposed": "2004-01-01", "length": "30d"}""", 6).Append("""{"kind": "adult", "imposed": "2004-01-01", "length": "2y"}"""))));

    [Fact]
    public void The_start_of_the_offense_is_asked_for_only_where_it_can_matter()
    {
        const string priors = """{"history": {"underSentence": false, "violencePoints": 0}, "priors": [{"kind": "adult", "imposed": "DAY", "length": "2y"}]}""";
        var near = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = new(2006, 1, 1) });
        History.Category(near, Case(priors.Replace("DAY", "2004-01-01", StringComparison.Ordinal)));
        Assert.DoesNotContain("offense.start", near.Asked());

        var far = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = new(2006, 1, 1) });
        Assert.Null(History.Category(far, Case(priors.Replace("DAY", "1990-01-01", StringComparison.Ordinal))));
        Assert.Contains("offense.start", far.Asked());
    }

    [Fact]
    public void What_a_prior_does_not_say_is_asked_for_of_that_prior()
    {
        var r = On(Now);
        Assert.Null(History.Category(r, Case("""{"priors": [{"kind": "adult"}, {"imposed": "2020-01-01", "length": "2y"}]}""")));
        Assert.Equal(["priors[0] imposed", "priors[0] length", "priors[1] kind"], r.Derivation.Questions.Select(q => $"{q.At} {q.Name}"));
    }

    [Theory]
    [InlineData("2025-13-01", "2y")]
    [InlineData("2020-01-01", "twelve")]
    [InlineData("2020-01-01", "99999999y")]
    [InlineData("2020-01-01", "")]
    public void A_prior_that_cannot_be_read_is_refused_with_its_place(string imposed, string length) =>
        Assert.StartsWith("priors[0]", Assert.Throws<FaultException>(() => Case($$"""{"priors": [{"imposed": "{{imposed}}", "length": "{{length}}"}]}""")).Fault.Where, StringComparison.Ordinal);

    [Fact]
    public void Terrorism_makes_the_category_VI_since_1995()
    {
        const string facts = """{"history": {"pointsForSentences": 0}, "groups": [{"terrorism": true}]}""";
        Assert.Equal(HistoryCategory.I, Category("1995-10-31", facts));
        Assert.Equal(HistoryCategory.VI, Category("1995-11-01", facts));
    }

    // --- §4C1.1 ---

    private const string Clean = """ "history": {"pointsForSentences": 0}, "zeroPoint": {"violence": false, "deathOrInjury": false, "weapon": false} """;

    private static int? ZeroPoint(Reckoning r, string json, int? level = 20)
    {
        var facts = Case(json);
        return History.ZeroPoint(r, facts, facts.List(FactScope.Group) ?? [], level, History.Category(r, facts));
    }

    [Theory]
    [InlineData("2023-10-31", 20)]
    [InlineData("2023-11-01", 18)]
    [InlineData("2024-10-31", 18)]
    [InlineData("2024-11-01", 18)]
    [InlineData("2025-11-01", 18)]
    public void Two_levels_come_off_for_no_points_since_November_2023(string day, int level) =>
        Assert.Equal(level, ZeroPoint(On(day), $$"""{ {{Clean}}, "groups": [{"guideline": "2D1.1", "chapterThree.allListed": true}]}"""));

    [Theory]
    [InlineData("2023-11-01", false)]
    [InlineData("2024-10-31", false)]
    [InlineData("2024-11-01", true)]
    public void The_wording_of_2023_was_not_read_and_the_finding_says_so(string day, bool firm)
    {
        var r = On(day);
        ZeroPoint(r, $$"""{ {{Clean}}, "groups": [{"guideline": "2D1.1", "chapterThree.allListed": true}]}""");
        Assert.Equal(firm, r.Derivation.IsFirm);
    }

    [Theory]
    [InlineData(""" "role.aggravating": "leader4" """, "an aggravating role")] // Trap 1.
    [InlineData(""" "role.aggravating": "any2" """, "an aggravating role")]
    [InlineData(""" "terrorism": true """, "terrorism")]
    [InlineData(""" "victim.vulnerable": "some" """, "§3A1.1")]
    [InlineData(""" "victim.hateCrime": true """, "§3A1.1")]
    [InlineData(""" "humanRightsOffense": "other" """, "§3A1.5")]
    public void Chapter_three_bars_it(string group, string why)
    {
        var r = On(Now);
        Assert.Equal(20, ZeroPoint(r, $$"""{ {{Clean}}, "groups": [{"guideline": "2D1.1", {{group}}}]}"""));
        // Terrorism makes the category VI, which bars it before anything else is looked at.
        Assert.Contains(why == "terrorism" ? "category VI" : why, r.Derivation.Steps[^1].Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("zeroPoint.violence", r.Asked());
    }

    [Theory]
    [InlineData("violence")]
    [InlineData("deathOrInjury")]
    [InlineData("sexOffense")]
    [InlineData("hardship")]
    [InlineData("weapon")]
    [InlineData("continuingEnterprise")]
    public void One_bar_is_enough_whatever_else_is_unknown(string bar)
    {
        var r = On(Now);
        Assert.Equal(20, ZeroPoint(r, $$$"""{"history": {"pointsForSentences": 0}, "zeroPoint": {"{{{bar}}}": true}, "groups": [{"guideline": "2D1.1"}]}"""));
        Assert.Contains("not available", r.Derivation.Steps[^1].Plain, StringComparison.Ordinal);
        Assert.Empty(r.Derivation.Questions);
    }

    [Theory]
    [InlineData("2H1.1")]
    [InlineData("2D1.5")]
    public void Some_guidelines_bar_it(string guideline) =>
        Assert.Equal(20, ZeroPoint(On(Now), $$"""{ {{Clean}}, "groups": [{"guideline": "{{guideline}}", "chapterThree.allListed": true}]}"""));

    [Fact]
    public void What_it_needs_is_asked_for_all_at_once()
    {
        var r = On(Now);
        Assert.Null(ZeroPoint(r, """{"history": {"pointsForSentences": 0}, "groups": [{"guideline": "2B1.1"}]}"""));
        Assert.Equal(["role.aggravating", "victim.vulnerable", "zeroPoint.violence", "zeroPoint.deathOrInjury", "zeroPoint.weapon", "zeroPoint.hardship"], r.Asked());
    }

    [Fact]
    public void Category_I_alone_does_not_say_whether_there_is_a_point()
    {
        var r = On(Now);
        Assert.Null(ZeroPoint(r, """{"history": {"category": "I"}, "zeroPoint": {"violence": false, "deathOrInjury": false, "weapon": false}, "groups": [{"guideline": "2D1.1", "chapterThree.allListed": true}]}"""));
        Assert.Equal(["history.points"], r.Asked());
        Assert.Equal(20, ZeroPoint(On(Now), """{"history": {"points": 1}, "groups": [{"guideline": "2D1.1"}]}"""));
        Assert.Equal(20, ZeroPoint(On(Now), """{"history": {"category": "II"}, "groups": [{"guideline": "2D1.1"}]}"""));
    }

    private static int PriorPoints(string priors)
    {
        var r = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = new(2012, 1, 1), OffenseStart = new(2005, 1, 1), OffenseEnd = new(2005, 6, 1) });
        Assert.NotNull(History.Category(r, Case($$"""{"history": {"underSentence": false, "violencePoints": 0}, "priors": [{{priors}}]}""")));
        return int.Parse(r.Derivation.Steps.Single(s => s.Rule == "4A1.1").Result.Split(' ')[0], null);
    }
}
