using Clementia.Law;
using CsCheck;

namespace Clementia.Tests.Law;

public class ReleaseTests
{
    private static readonly DateOnly s_today = new(2026, 1, 15);

    [Fact]
    public void Two_years_earn_108_days_and_end_on_the_last_day_less_them()
    {
        var found = Project("\"imprisonment\": { \"total\": 24 }");

        Assert.Equal(new DateOnly(2021, 12, 31), Known(found.FullTerm));
        Assert.Equal(108, Known(found.GoodConductDays));
        Assert.Equal(new DateOnly(2021, 12, 31).AddDays(-108), Known(found.Projected));
        Assert.Contains("the Bureau of Prisons alone computes", string.Join(" ", found.Derivation.Steps.Select(s => s.Plain)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"12m\"", 0)]
    [InlineData("\"1y\"", 0)]
    [InlineData("\"1y1d\"", 54)]
    [InlineData("\"13m\"", 58)]
    [InlineData("\"10y\"", 540)]
    public void Only_more_than_a_year_earns_good_conduct_time(string term, int days) =>
        Assert.Equal(days, Known(Project($"\"imprisonment\": {{ \"total\": {term} }}").GoodConductDays));

    [Theory]
    [InlineData("2019-07-18", 470)]
    [InlineData("2019-07-19", 540)]
    [InlineData("2019-07-20", 540)]
    public void Ten_years_earned_470_days_by_time_served_and_540_since_the_day_of_the_change(string today, int days) =>
        Assert.Equal(days, Known(Project("\"imprisonment\": { \"total\": \"10y\" }", start: "2015-03-01", today: today).GoodConductDays));

    [Fact]
    public void Whoever_had_served_enough_when_the_law_changed_was_released_that_day()
    {
        // Ten years from 2010-12-01: 470 days lead to 2019-08-18, 540 to 2019-06-09, before the change.
        var found = Project("\"imprisonment\": { \"total\": \"10y\" }", start: "2010-12-01");

        Assert.Equal(540, Known(found.GoodConductDays));
        Assert.Equal(new DateOnly(2019, 7, 19), Known(found.Projected));
    }

    [Fact]
    public void Whoever_was_released_before_the_change_never_came_under_it() =>
        Assert.Equal(470, Known(Project("\"imprisonment\": { \"total\": \"10y\" }", start: "2005-03-01").GoodConductDays));

    [Fact]
    public void Life_has_no_projected_release_and_asks_nothing()
    {
        var found = Release.Project(LawBook.BuiltIn, Facts.Read("""{ "imprisonment": { "total": "life" } }"""), s_today);

        Assert.True(found.IsLife);
        Assert.IsType<Finding<DateOnly>.Open>(found.Projected);
        Assert.Empty(found.Derivation.Questions);
        Assert.Contains("no projected release", found.Summary[0], StringComparison.Ordinal);
        Assert.Contains("commutation", found.Summary[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("concurrent", "concurrent", "10y")]
    [InlineData("consecutive", "consecutive", "15y")]
    [InlineData("concurrent", "consecutive", "15y")]
    public void Terms_run_together_or_one_after_the_other_as_the_judgment_says(string first, string second, string whole)
    {
        var found = Release.Project(LawBook.BuiltIn, Facts.Read($$"""
            { "counts": [ { "imprisonment": { "term": "10y", "runs": "{{first}}" } }, { "imprisonment": { "term": "5y", "runs": "{{second}}" } } ] }
            """), s_today);

        Assert.Equal(whole, Known(found.Term).ToString());
    }

    [Fact]
    public void How_two_terms_run_is_asked_and_never_assumed()
    {
        var found = Release.Project(LawBook.BuiltIn, Facts.Read("""{ "counts": [ { "imprisonment": { "term": "10y" } }, { "imprisonment": { "term": "5y" } } ] }"""), s_today);

        Assert.IsType<Finding<Imprisonment>.Open>(found.Term);
        Assert.Contains(found.Derivation.Questions, q => q is { At: "counts[0]", Name: "imprisonment.runs" });
        Assert.Contains(found.Derivation.Questions, q => q is { At: "counts[1]", Name: "imprisonment.runs", SettledBy: "the judgment" });
    }

    [Fact]
    public void A_term_under_924c_follows_the_others_without_being_asked()
    {
        var found = Release.Project(LawBook.BuiltIn, Facts.Read("""
            { "counts": [ { "statute": "21 USC 841", "imprisonment": { "term": "10y" } }, { "statute": "18 U.S.C. § 924(c)(1)(A)", "imprisonment": { "term": "5y" } } ] }
            """), s_today);

        Assert.Equal("15y", Known(found.Term).ToString());
        Assert.DoesNotContain(found.Derivation.Questions, q => q.Name == "imprisonment.runs");
    }

    [Fact]
    public void A_term_under_924c_that_the_file_lets_run_together_is_remarked()
    {
        var found = Release.Project(LawBook.BuiltIn, Facts.Read("""
            { "counts": [ { "imprisonment": { "term": "10y", "runs": "concurrent" } }, { "statute": "18 USC 924(c)", "imprisonment": { "term": "5y", "runs": "concurrent" } } ] }
            """), s_today);

        Assert.Contains(found.Derivation.Cautions, c => c.Contains("924(c)(1)(D)(ii)", StringComparison.Ordinal));
    }

    [Fact]
    public void Anything_with_life_in_it_is_life() =>
        Assert.True(Release.Project(LawBook.BuiltIn, Facts.Read("""{ "counts": [ { "imprisonment": { "term": "life" } }, { "imprisonment": { "term": "25y" } } ] }"""), s_today).IsLife);

    [Fact]
    public void Jail_credit_counts_day_for_day() =>
        Assert.Equal(Known(Project("\"imprisonment\": { \"total\": 24 }").Projected).AddDays(-100), Known(Project("\"imprisonment\": { \"total\": 24 }", jail: 100).Projected));

    [Fact]
    public void Days_disallowed_come_off_good_conduct_time_down_to_none()
    {
        Assert.Equal(new DateOnly(2021, 12, 31).AddDays(-81), Known(Project("\"imprisonment\": { \"total\": 24 }", disallowed: 27).Projected));
        Assert.Equal(new DateOnly(2021, 12, 31), Known(Project("\"imprisonment\": { \"total\": 24 }", disallowed: 108).Projected));
    }

    [Theory]
    [InlineData(24, 109, "108")]
    [InlineData(12, 1, "0")]
    public void More_good_conduct_time_than_can_be_earned_cannot_be_disallowed(int months, int disallowed, string most)
    {
        var wrong = Assert.Throws<FaultException>(() => Project($"\"imprisonment\": {{ \"total\": {months} }}", disallowed: disallowed));

        Assert.Equal("goodTime.disallowed", wrong.Fault.Where);
        Assert.Contains($"at most {most} days", wrong.Fault.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(wrong.Fault.Remedy);
    }

    [Fact]
    public void Jail_credit_can_be_the_whole_term_and_not_a_day_more()
    {
        // 2020-01-01 to 2021-12-31 are 731 days.
        Assert.Equal(new DateOnly(2020, 1, 1), Known(Project("\"imprisonment\": { \"total\": 24 }", jail: 731).Projected));

        var wrong = Assert.Throws<FaultException>(() => Project("\"imprisonment\": { \"total\": 24 }", jail: 732));

        Assert.Equal("custody.jailCredit", wrong.Fault.Where);
        Assert.Contains("731 days", wrong.Fault.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(wrong.Fault.Remedy);
    }

    [Theory]
    [InlineData("{ \"imprisonment\": { \"total\": 0 } }", "imprisonment.total")]
    [InlineData("{ \"imprisonment\": { \"total\": \"0d\" } }", "imprisonment.total")]
    [InlineData("{ \"counts\": [ { \"imprisonment\": { \"term\": 0 } } ] }", "counts[0].imprisonment.term")]
    public void A_term_of_nothing_has_no_release_to_project(string facts, string where)
    {
        var wrong = Assert.Throws<FaultException>(() => Release.Project(LawBook.BuiltIn, Facts.Read(facts), s_today));

        Assert.Equal(where, wrong.Fault.Where);
        Assert.NotEmpty(wrong.Fault.Remedy);
    }

    [Fact]
    public void A_count_without_imprisonment_beside_one_with_it_is_no_mistake() =>
        Assert.Equal("10y", Known(Release.Project(LawBook.BuiltIn, Facts.Read("""
            { "counts": [ { "imprisonment": { "term": "10y", "runs": "concurrent" } }, { "imprisonment": { "term": 0, "runs": "concurrent" } } ] }
            """), s_today).Term).ToString());

    [Fact]
    public void Terms_that_follow_one_another_for_more_than_a_thousand_years_are_refused_and_not_a_mistake_of_ours()
    {
        var wrong = Assert.Throws<FaultException>(() => Release.Project(LawBook.BuiltIn, Facts.Read("""
            { "counts": [ { "imprisonment": { "term": "600y", "runs": "consecutive" } }, { "imprisonment": { "term": "600y", "runs": "consecutive" } } ] }
            """), s_today));

        Assert.Equal("counts", wrong.Fault.Where);
        Assert.Contains("life", wrong.Fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-12-20", true)]
    [InlineData("2018-12-21", false)]
    [InlineData("2018-12-22", false)]
    public void Whoever_was_released_before_the_First_Step_Act_cannot_have_earned_time_credits(string last, bool refused)
    {
        // A year, no good conduct time on it: the last day is the day before the anniversary.
        var start = DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture).AddDays(1).AddYears(-1);
        ReleaseFinding Earned() => Project("\"imprisonment\": { \"total\": 12 }", start: $"{start:yyyy-MM-dd}", earned: 10, today: "2020-01-15");

        if (refused)
            Assert.Equal("timeCredits.earned", Assert.Throws<FaultException>(Earned).Fault.Where);
        else
            Assert.Equal(start.AddYears(1).AddDays(-11) is var day && day < start ? start : day, Known(Earned().Projected));
    }

    [Fact]
    public void On_a_day_before_the_First_Step_Act_time_credits_are_nothing_and_the_step_says_why()
    {
        var before = Project("\"imprisonment\": { \"total\": \"10y\" }", start: "2015-03-01", earned: 30, today: "2018-12-20");
        var since = Project("\"imprisonment\": { \"total\": \"10y\" }", start: "2015-03-01", earned: 30, today: "2018-12-21");

        Assert.Contains(before.Derivation.Steps, s => s.Rule == "3624(g)" && s.Result == "0 days" && s.Plain.Contains("2018-12-21", StringComparison.Ordinal));
        Assert.Contains(since.Derivation.Steps, s => s.Rule == "3624(g)" && s.Result == "-30 days");
        Assert.Equal(Known(before.Projected).AddDays(-30), Known(since.Projected));
    }

    [Fact]
    public void What_is_not_known_is_asked_for_with_the_document_that_settles_it()
    {
        var found = Release.Project(LawBook.BuiltIn, Facts.Read("""{ "imprisonment": { "total": 60 }, "counts": [ { "statute": "18 USC 1343" } ] }"""), s_today);

        Assert.IsType<Finding<DateOnly>.Open>(found.Projected);
        Assert.Equal(["custody.jailCredit", "custody.start", "goodTime.disallowed", "offense.end", "timeCredits.earned"], found.Derivation.Questions.Select(q => q.Name).Order(StringComparer.Ordinal));
        Assert.All(found.Derivation.Questions, q => Assert.NotEmpty(q.SettledBy));
    }

    [Fact]
    public void When_only_the_conduct_is_not_known_the_day_with_all_good_time_is_said_as_a_condition()
    {
        var found = Release.Project(LawBook.BuiltIn, Facts.Read("""{ "offense": { "end": "2019-01-01" }, "imprisonment": { "total": 24 }, "custody": { "start": "2020-01-01", "jailCredit": 0 }, "counts": [ { "statute": "18 USC 1343" } ] }"""), s_today);

        Assert.IsType<Finding<DateOnly>.Open>(found.Projected);
        Assert.Equal(new DateOnly(2021, 9, 14), Known(found.WithAllGoodTime));
        Assert.Contains(found.Summary, s => s.StartsWith("If all good conduct time is earned", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1987-10-31", true)]
    [InlineData("1987-11-01", false)]
    [InlineData("1987-11-02", false)]
    public void An_offense_before_the_Sentencing_Reform_Act_is_under_parole_and_not_reckoned(string ended, bool parole)
    {
        var found = Project("\"imprisonment\": { \"total\": 240 }", ended: ended, start: "1990-01-01");

        Assert.Equal(parole, found.Derivation.Questions.Any(q => q.Text.Contains("parole", StringComparison.Ordinal)));
        Assert.Equal(parole, found.Projected is Finding<DateOnly>.Open);
    }

    [Fact]
    public void A_release_on_a_weekend_may_be_on_the_weekday_before()
    {
        // 2021-09-11, three days earlier, is a Saturday.
        var found = Project("\"imprisonment\": { \"total\": 24 }", jail: 3);

        Assert.Equal(DayOfWeek.Saturday, Known(found.Projected).DayOfWeek);
        Assert.Contains(found.Derivation.Cautions, c => c.Contains("2021-09-10", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("18 USC 924(c)", true)]
    [InlineData("18 USC 924(c)(1)(A)(ii)", true)]
    [InlineData("18 USC 1201", true)]
    [InlineData("18 USC 1112", false)]
    [InlineData("18 USC 1111(a)", true)]
    [InlineData("18 USC 2251A", true)]
    [InlineData("18 USC 229F", true)]
    [InlineData("18 USC 836", false)]
    [InlineData("18 USC 113(a)(3)", false)]
    [InlineData("18 USC 1343", false)]
    [InlineData("18 USC 922(g)(1)", false)]
    [InlineData("26 USC 7201", false)]
    [InlineData("18 USC 924", null)]
    [InlineData("21 USC 841(b)(1)(A)(viii)", null)]
    [InlineData("8 USC 1326", null)]
    [InlineData("mail fraud", null)]
    public void Time_credits_are_barred_by_the_list_of_3632d4D_and_asked_about_where_it_sets_a_condition(string statute, bool? excluded)
    {
        var r = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = s_today });

        Assert.Equal(excluded, TimeCredits.IsExcluded(r, Facts.Read($$"""{ "counts": [ { "statute": "{{statute}}" } ] }""")));
        Assert.Equal(excluded is null, r.Derivation.Questions.Any(q => q.Name == "timeCredits.excluded"));
    }

    [Theory]
    [InlineData("cocaine_base", "false", false)]
    [InlineData("cocaine_base", "true", null)]
    [InlineData("heroin", "false", null)]
    [InlineData("meth_mixture", "false", null)]
    [InlineData("fentanyl_analogue", "false", null)]
    public void A_drug_count_without_harm_heroin_methamphetamine_or_fentanyl_bars_no_time_credits(string drug, string harm, bool? excluded)
    {
        var r = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = s_today });

        Assert.Equal(excluded, TimeCredits.IsExcluded(r, Facts.Read($$"""{ "counts": [ { "statute": "21 USC 841", "drugs": [ { "drug": "{{drug}}" } ], "deathOrInjury": {{harm}} } ] }""")));
    }

    [Theory]
    [InlineData(0, false, 36, true, 0)]
    [InlineData(100, false, 36, true, 100)]
    [InlineData(365, false, 36, true, 365)]
    [InlineData(366, false, 36, true, 365)]
    [InlineData(100, true, 36, true, 0)]
    [InlineData(100, false, 0, true, 0)]
    [InlineData(100, false, 36, false, 0)]
    public void Time_credits_bring_release_to_supervision_forward_by_twelve_months_at_most(int earned, bool removal, int supervision, bool low, int days)
    {
        var r = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = s_today });

        Assert.Equal(days, TimeCredits.ToEarlierRelease(r, Facts.Read($$"""
            { "counts": [ { "statute": "18 USC 1343" } ], "timeCredits": { "earned": {{earned}}, "removalOrder": {{(removal ? "true" : "false")}}, "lowRisk": {{(low ? "true" : "false")}} }, "supervision": { "imposed": {{supervision}} } }
            """)));
    }

    [Theory]
    [InlineData("2018-12-20", false)]
    [InlineData("2018-12-21", true)]
    [InlineData("2018-12-22", true)]
    public void There_are_no_time_credits_before_the_First_Step_Act(string today, bool law)
    {
        var r = new Reckoning(LawBook.BuiltIn, new Timeline { Sentence = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(law ? null : 0, TimeCredits.ToEarlierRelease(r, Facts.None));
    }

    [Theory]
    [InlineData("1987-11-01", "A", "36")]
    [InlineData("1988-01-14", "C", "24")]
    [InlineData("1988-01-15", "A", "36-60")]
    [InlineData("1988-01-16", "C", "24-36")]
    [InlineData("2011-10-31", "A", "36-60")]
    [InlineData("2011-11-01", "A", "24-60")]
    [InlineData("2011-11-02", "D", "12-36")]
    [InlineData("2025-10-31", "B", "24-60")]
    [InlineData("2025-11-01", "B", "0-60")]
    [InlineData("2025-11-02", "E", "0-12")]
    [InlineData("2016-11-01", "E", "12")]
    [InlineData("2016-11-01", "misdemeanor", "12")]
    public void Supervised_release_follows_the_edition_of_the_sentencing_day(string sentenced, string grade, string range)
    {
        var r = On(sentenced);

        Assert.Equal(range, Supervision.Range(r, Facts.Read($$"""{ "counts": [ { "statute": "21 USC 841", "supervision": { "grade": "{{grade}}", "least": 0 } } ] }""").List(FactScope.Count)![0], null)!.Value.ToString());
    }

    [Theory]
    [InlineData("2002-10-31", "terrorism", "36-60")]
    [InlineData("2002-11-01", "terrorism", "36-life")]
    [InlineData("2002-11-02", "terrorism", "36-life")]
    [InlineData("2002-11-01", "sexOffense", "36-60")]
    [InlineData("2004-10-31", "sexOffense", "36-60")]
    [InlineData("2004-11-01", "sexOffense", "36-life")]
    [InlineData("2004-11-02", "none", "36-60")]
    public void Supervision_for_life_came_for_terrorism_in_2002_and_for_sex_offenses_in_2004(string sentenced, string special, string range) =>
        Assert.Equal(range, Supervision.Range(On(sentenced), Facts.Read($$"""{ "counts": [ { "statute": "18 USC 2251", "supervision": { "grade": "B", "least": 0, "special": "{{special}}" } } ] }""").List(FactScope.Count)![0], null)!.Value.ToString());

    [Fact]
    public void A_statutory_floor_lifts_both_ends_and_the_reckoned_limits_tell_it_and_the_grade()
    {
        var count = Facts.Read("""{ "counts": [ { "statute": "21 USC 841" } ] }""").List(FactScope.Count)![0];
        var r = On("2010-06-01", "2009-01-01");

        Assert.Equal("120", Supervision.Range(r, count, new StatutoryLimits("counts[0]", "21 USC 841", Limit.OfYears(20), Limit.Life, false, false, Limit.OfYears(10)))!.Value.ToString());
        Assert.Equal("36-60", Supervision.Range(r, count, new StatutoryLimits("counts[0]", "21 USC 841", Limit.OfYears(5), Limit.OfYears(40), false, false, null))!.Value.ToString());
        Assert.Empty(r.Derivation.Questions);
    }

    [Theory]
    [InlineData("life", "A")]
    [InlineData("40y", "B")]
    [InlineData("25y", "B")]
    [InlineData("20y", "C")]
    [InlineData("10y", "C")]
    [InlineData("5y", "D")]
    [InlineData("4y", "E")]
    [InlineData("1y", "Misdemeanor")]
    public void The_greatest_term_makes_the_grade(string max, string grade) =>
        Assert.Equal(grade, Supervision.GradeOf(On("2010-06-01", "2009-01-01"), max == "life" ? Limit.Life : Limit.OfYears(int.Parse(max[..^1], System.Globalization.CultureInfo.InvariantCulture)))!.Value.ToString());

    [Fact]
    public void Whether_it_was_a_sex_offense_is_asked_only_where_the_statute_could_be_one()
    {
        var drug = On("2016-11-01");
        _ = Supervision.Range(drug, Facts.Read("""{ "counts": [ { "statute": "21 USC 841", "supervision": { "grade": "B", "least": 0 } } ] }""").List(FactScope.Count)![0], null);
        var other = On("2016-11-01");
        var range = Supervision.Range(other, Facts.Read("""{ "counts": [ { "statute": "18 USC 2423(a)", "supervision": { "grade": "B", "least": 0 } } ] }""").List(FactScope.Count)![0], null);

        Assert.Empty(drug.Derivation.Questions);
        Assert.Null(range);
        Assert.Contains(other.Derivation.Questions, q => q.Name == "supervision.special");
    }

    [Fact]
    public void Supervision_begins_on_the_day_of_release_and_ends_like_the_term_on_the_day_before_its_anniversary()
    {
        var found = Project("\"imprisonment\": { \"total\": 24 }, \"supervision\": { \"imposed\": 36 }");

        // The term of 24 months from 2020-01-01 has its last day on 2021-12-31; so counted, 36 months from 2021-09-14 have theirs on 2024-09-13.
        Assert.Equal(new DateOnly(2021, 9, 14), Known(found.Projected));
        Assert.Equal(new DateOnly(2024, 9, 13), found.SupervisionEnds);
        Assert.Contains(found.Derivation.Steps, s => s.Rule == "supervision" && s.Plain.Contains("2021-09-14", StringComparison.Ordinal) && s.Plain.Contains("last day is 2024-09-13", StringComparison.Ordinal));
    }

    [Fact]
    public void Supervision_longer_than_the_calendar_is_refused()
    {
        var wrong = Assert.Throws<FaultException>(() => Project("\"imprisonment\": { \"total\": 24 }, \"supervision\": { \"imposed\": 120000 }"));

        Assert.Equal("supervision.imposed", wrong.Fault.Where);
        Assert.Contains("life", wrong.Fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_longer_term_never_ends_earlier() =>
        Gen.Select(Gen.Int[1, 720], Gen.Int[0, 12 * 365], Gen.Int[0, 1]).Sample((months, offset, before) =>
        {
            var (start, today) = (new DateOnly(1992, 1, 1).AddDays(offset), before == 1 ? new DateOnly(2019, 7, 18) : s_today);
            DateOnly End(int m) => Known(Project($"\"imprisonment\": {{ \"total\": {m} }}", start: $"{start:yyyy-MM-dd}", today: $"{today:yyyy-MM-dd}").Projected);

            // At the threshold of one year the statute itself makes a longer term shorter to serve: thirteen months earn 58 days, twelve none.
            if (months != 12)
                Assert.True(End(months) <= End(months + 1), $"{months} months from {start:yyyy-MM-dd}");
        }, iter: 60);

    [Fact]
    public void By_time_served_54_days_were_earned_for_each_365_served_to_within_the_leap_days() =>
        Gen.Select(Gen.Int[13, 600], Gen.Int[0, 10_000]).Sample((months, offset) =>
        {
            var rate = new TimeGoodConduct.Rate(54, new Term(1, 0, 0), TimeGoodConduct.Counted.Served);
            var start = new DateOnly(1988, 1, 1).AddDays(offset);
            var term = new Term(0, months, 0);
            var earned = TimeGoodConduct.Most(rate, term, start);
            var served = term.EndFrom(start).DayNumber - start.DayNumber - earned;

            // Exactly 54 for each 365 days; a leap day within a year served earns nothing of its own (54/365 of a day each), and a fraction is dropped.
            var exact = served * 54;
            Assert.InRange((exact - (earned * 365)), -54, 365 + ((months / 48 + 2) * 54));
        });

    [Fact]
    public void Since_2019_a_month_imposed_earns_four_days_and_a_half() =>
        Gen.Int[13, 1200].Sample(months => Assert.Equal(months * 9 / 2, TimeGoodConduct.Most(new(54, new Term(1, 0, 0), TimeGoodConduct.Counted.Imposed), new Term(0, months, 0), null)));

    [Theory]
    [InlineData("-1")]
    [InlineData("\"12\"")]
    [InlineData("\"99999999y\"")]
    [InlineData("12.5")]
    [InlineData("\"forever\"")]
    [InlineData("13000")]
    public void What_is_no_sentence_of_imprisonment_is_refused_with_its_place(string text)
    {
        var wrong = Assert.Throws<FaultException>(() => Facts.Read($$"""{ "imprisonment": { "total": {{text}} } }"""));

        Assert.Equal("imprisonment.total", wrong.Fault.Where);
        Assert.NotEmpty(wrong.Fault.Remedy);
    }

    private static Reckoning On(string sentenced, string? ended = null) => new(LawBook.BuiltIn, new Timeline
    {
        Sentence = DateOnly.Parse(sentenced, System.Globalization.CultureInfo.InvariantCulture),
        OffenseEnd = ended is null ? null : DateOnly.Parse(ended, System.Globalization.CultureInfo.InvariantCulture),
    });

    private static ReleaseFinding Project(string facts, string start = "2020-01-01", int jail = 0, int disallowed = 0, string ended = "1991-06-01", string? today = null, int earned = 0) =>
        Release.Project(
            LawBook.BuiltIn,
            Facts.Read($$"""
                { {{facts}}, "offense": { "end": "{{ended}}" }, "custody": { "start": "{{start}}", "jailCredit": {{jail}} }, "goodTime": { "disallowed": {{disallowed}} }, "timeCredits": { "earned": {{earned}}, "lowRisk": true, "removalOrder": false }{{(facts.Contains("supervision", StringComparison.Ordinal) ? "" : ", \"supervision\": { \"imposed\": 36 }")}}, "counts": [ { "statute": "18 USC 1343" } ] }
                """),
            today is null ? s_today : DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));

    private static T Known<T>(Finding<T> finding) => Assert.IsType<Finding<T>.Settled>(finding).Value;
}
