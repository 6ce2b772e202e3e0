using System.Globalization;
using Clementia.Law;
using CsCheck;

namespace Clementia.Tests.Law;

public class ReliefsTests
{
    private const string Table = "us-federal/ussg/5a/sentencing-table";
    private const string List = "us-federal/ussg/1b1.10/amendments";
    private static readonly DateOnly s_today = new(2026, 1, 15);
    private static readonly DateOnly s_1988 = new(1988, 5, 2);

    [Theory]
    [InlineData(70, 56, 51, 20, 41)]
    [InlineData(70, 56, 57, 20, 46)]
    [InlineData(135, 101, 108, 25, 81)]
    [InlineData(120, 90, 87, 25, 65)]
    [InlineData(262, 160, 168, 39, 103)]
    public void A_comparable_reduction_is_as_far_below_the_new_minimum_to_the_nearest_month(int old, int term, int now, int percent, int comparable)
    {
        Assert.Equal(percent, ReliefRange.PercentBelow(Limit.Of(term), Limit.Of(old)));
        Assert.Equal(Limit.Of(comparable), ReliefRange.Comparable(Limit.Of(term), Limit.Of(old), Limit.Of(now)));
    }

    [Fact]
    public void Life_has_no_percentage()
    {
        Assert.Null(ReliefRange.PercentBelow(Limit.Of(200), Limit.Life));
        Assert.Null(ReliefRange.Comparable(Limit.Of(200), Limit.Life, Limit.Of(360)));
        Assert.Null(ReliefRange.Comparable(Limit.Life, Limit.Of(360), Limit.Of(292)));
    }

    [Fact]
    public void A_comparable_term_is_never_above_the_new_minimum_and_never_higher_for_a_lower_term() =>
        Gen.Select(Gen.Int[1, 480], Gen.Int[0, 480], Gen.Int[1, 480]).Where((old, term, now) => term < old && now <= old).Sample((old, term, now) =>
        {
            var comparable = ReliefRange.Comparable(Limit.Of(term), Limit.Of(old), Limit.Of(now))!.Value;
            Assert.True(comparable <= Limit.Of(now));
            Assert.True(term == 0 || ReliefRange.Comparable(Limit.Of(term - 1), Limit.Of(old), Limit.Of(now)) <= comparable);
        });

    [Theory]
    // The court may go to the new minimum, whether the term was within the range, above it, or below it by a variance.
    [InlineData("70", "none", "Available", "51")]
    [InlineData("87", "none", "Available", "51")]
    [InlineData("56", "variance", "Available", "51")]
    [InlineData("56", "departure", "Available", "51")]
    [InlineData("56", "assistance", "Available", "41")]
    [InlineData("51", "variance", "NotAvailable", "51")]
    [InlineData("40", "variance", "NotAvailable", "51")]
    [InlineData("\"life\"", "none", "Available", "51")]
    public void How_far_a_term_may_be_reduced_turns_on_how_it_came_to_be_below_the_range(string term, string below, string state, string lowest)
    {
        var found = Range($$"""{ "sentenced": "2013-05-01", "imprisonment": { "total": {{term}} }, "reduction": { "oldRange": [70, 87], "newRange": "51-63", "imposedBelow": "{{below}}", "granted": "none" } }""");

        Assert.Equal(state, found.State.ToString());
        Assert.Equal(lowest, found.Lowest?.ToString());
    }

    [Theory]
    // Until 2011-10-31 any departure could be matched; since then only one for assistance.
    [InlineData("2011-10-31", "41")]
    [InlineData("2011-11-01", "51")]
    [InlineData("2011-11-02", "51")]
    public void A_departure_without_assistance_could_be_matched_until_amendment_759(string today, string lowest) =>
        Assert.Equal(lowest, Range("""{ "sentenced": "2003-05-01", "imprisonment": { "total": 56 }, "reduction": { "oldRange": [70, 87], "newRange": [51, 63], "imposedBelow": "departure", "granted": "none" } }""", today).Lowest?.ToString());

    [Fact]
    public void The_term_is_never_reduced_below_the_time_served()
    {
        var found = Range("""{ "sentenced": "2013-05-01", "imprisonment": { "total": 200 }, "custody": { "start": "2013-05-01", "jailCredit": 31 }, "reduction": { "oldRange": [188, 235], "newRange": [130, 162], "granted": "none" } }""", "2024-06-01");

        Assert.Equal("134", found.Lowest?.ToString());
    }

    [Fact]
    public void A_range_that_stays_the_same_gives_no_relief_and_says_so_first()
    {
        var found = Range("""{ "sentenced": "1997-03-21", "imprisonment": { "total": "life" }, "reduction": { "oldRange": "360-life", "newRange": "360-life" } }""");

        Assert.Equal(ReliefState.NotAvailable, found.State);
        Assert.StartsWith("The guideline range did not fall", found.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ranges_or_groups_it_is_open_and_names_what_would_settle_it()
    {
        var found = Range("""{ "sentenced": "2007-06-01" }""");

        Assert.Equal(ReliefState.Open, found.State);
        Assert.Contains(found.Derivation.Questions, q => q is { Name: "reduction.newRange", SettledBy.Length: > 0 });
    }

    [Fact]
    public void Whether_it_was_used_already_is_asked_and_keeps_it_open() =>
        Assert.Equal(ReliefState.Open, Range("""{ "sentenced": "2013-05-01", "imprisonment": { "total": 70 }, "reduction": { "oldRange": [70, 87], "newRange": [51, 63] } }""").State);

    [Theory]
    [InlineData("2008-03-02", "706", "Open", null)]
    [InlineData("2008-03-03", "706", "Available", null)]
    [InlineData("2008-03-04", "706", "Available", null)]
    [InlineData("2008-04-30", "715", "NotAvailable", null)]
    [InlineData("2008-05-01", "715", "Available", null)]
    [InlineData("2008-05-02", "715", "Available", null)]
    [InlineData("2011-10-31", "750", "NotAvailable", null)]
    [InlineData("2011-11-01", "750", "Available", null)]
    [InlineData("2011-11-02", "750", "Available", null)]
    [InlineData("2014-10-31", "782", "NotAvailable", null)]
    [InlineData("2014-11-01", "782", "Available", "2015-11-01")]
    [InlineData("2015-10-31", "782", "Available", "2015-11-01")]
    [InlineData("2015-11-01", "782", "Available", null)]
    [InlineData("2015-11-02", "782", "Available", null)]
    [InlineData("2023-10-31", "821", "NotAvailable", null)]
    [InlineData("2023-11-01", "821", "Available", "2024-02-01")]
    [InlineData("2024-01-31", "821", "Available", "2024-02-01")]
    [InlineData("2024-02-01", "821", "Available", null)]
    [InlineData("2024-02-02", "821", "Available", null)]
    public void Each_amendment_reaches_back_from_its_listing_and_orders_take_effect_from_their_day(string today, string amendment, string state, string? notBefore)
    {
        var found = Substituted(amendment, "1989-11-01", _ => (Of(70, 87), Of(51, 63)), today);

        Assert.Equal(state, found.State.ToString());
        Assert.Equal(notBefore, found.NotBefore?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_amendment_that_was_never_listed_does_not_reach_back() =>
        Assert.Equal(ReliefState.NotAvailable, Substituted("742", "1989-11-01", _ => (Of(70, 87), Of(51, 63)), "2026-01-15").State);

    [Theory]
    [InlineData("none", "Available")]
    [InlineData("706", "Available")]
    [InlineData("750", "Used")]
    [InlineData("782", "Used")]
    public void A_term_reduced_under_the_same_or_a_later_amendment_was_used(string granted, string state) =>
        Assert.Equal(state, Substituted("750", "1989-11-01", _ => (Of(70, 87), Of(51, 63)), "2026-01-15", granted).State.ToString());

    [Fact]
    public void A_change_between_that_does_not_reach_back_must_not_ride_along()
    {
        // The amendment made the table of 1992; the one of 1989 lies between and moves this case.
        var moved = Substituted("782", "1992-11-01", edition => (Of(70, 87), edition == 1989 ? Of(60, 71) : Of(51, 63)), "2026-01-15");
        var still = Substituted("782", "1992-11-01", edition => (Of(70, 87), edition == 1989 ? Of(70, 87) : Of(51, 63)), "2026-01-15");

        Assert.Equal(ReliefState.Open, moved.State);
        Assert.Contains(moved.Derivation.Questions, q => q.Text.Contains("by hand", StringComparison.Ordinal));
        Assert.Equal(ReliefState.Available, still.State);
    }

    [Fact]
    public void A_minimum_that_holds_the_range_bars_relief_unless_the_government_moved()
    {
        ReliefFinding Found(string motion) => Find(
            $$"""{ "sentenced": "1988-05-02", "imprisonment": { "total": 90 }, "groups": [ { "guideline": "2D1.1" } ], "reduction": { {{motion}} "imposedBelow": "assistance", "granted": "none" } }""",
            Book("782", "1989-11-01"), (law, _, days) => Sentence(days, Edition(law, days) == 1987 ? (Of(120, 135), Of(108, 135)) : (Of(120, 120), Of(87, 108))), s_today);

        // 120 to 135 becomes 120: lower at the upper end, so without a motion the floor is 120.
        Assert.Equal(("NotAvailable", "120"), (Found("\"belowMinimumOnMotion\": false, ").State.ToString(), Found("\"belowMinimumOnMotion\": false, ").AmendedRange?.ToString()));
        Assert.Equal(ReliefState.Open, Found("").State);
        // Note 4(B): the range is 87 to 108, and 90 of 120 leads to 65.
        Assert.Equal(("Available", "65"), (Found("\"belowMinimumOnMotion\": true, ").State.ToString(), Found("\"belowMinimumOnMotion\": true, ").Lowest?.ToString()));
    }

    [Fact]
    public void A_minimum_above_both_ranges_leaves_nothing_lowered()
    {
        var found = Find(
            """{ "sentenced": "1988-05-02", "imprisonment": { "total": 240 }, "groups": [ { "guideline": "2D1.1" } ], "reduction": { "belowMinimumOnMotion": false } }""",
            Book("782", "1989-11-01"), (law, _, days) => Sentence(days, Edition(law, days) == 1987 ? (Of(240, 240), Of(140, 175)) : (Of(240, 240), Of(110, 137))), s_today);

        Assert.Equal(ReliefState.NotAvailable, found.State);
        Assert.Contains("statutory minimum", found.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_on_every_answer_to_an_open_question_is_said_even_where_the_range_is_not_known()
    {
        // Trap 1: the level is not known, and it does not matter.
        var same = Open(_ => Of(360, 400), _ => Of(360, 400));
        var lower = Open(yes => yes ? Of(188, 235) : Of(151, 188), yes => yes ? Of(151, 188) : Of(121, 151));
        var either = Open(yes => yes ? Of(188, 235) : Of(151, 188), _ => Of(151, 188));

        Assert.Equal(ReliefState.NotAvailable, same.State);
        Assert.Contains("whatever the open questions answer", same.Reasons[0], StringComparison.Ordinal);
        Assert.Empty(same.Derivation.Questions);
        Assert.Equal(ReliefState.Open, lower.State);
        Assert.Contains("On every answer", lower.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(ReliefState.Open, either.State);
        Assert.Contains(either.Derivation.Questions, q => q.Name == "careerOffender");
    }

    [Fact]
    public void The_law_as_if_a_later_version_had_been_in_force_differs_in_that_alone()
    {
        var book = LawBook.BuiltIn.AsIf(new Dictionary<string, DateOnly> { [Table] = new(1989, 11, 1) });
        var days = new Timeline { Sentence = s_1988 };

        Assert.Equal("0-1", SentencingTable.Range(new(LawBook.BuiltIn, days), 1, HistoryCategory.I).ToString());
        Assert.Equal("0-6", SentencingTable.Range(new(book, days), 1, HistoryCategory.I).ToString());
        Assert.Equal(LawBook.BuiltIn.Fingerprint, book.Fingerprint);
        Assert.Throws<ArgumentException>(() => SentencingTable.Range(new(LawBook.BuiltIn.AsIf(new Dictionary<string, DateOnly> { [Table] = new(1990, 1, 1) }), days), 1, HistoryCategory.I));
    }

    [Fact]
    public void Every_version_that_an_amendment_is_said_to_have_made_is_in_the_law_book()
    {
        var changes = System.Text.Json.Nodes.JsonNode.Parse(LawBook.BuiltIn.TextOf(List)!)!["versions"]![0]!["value"]!.AsArray().SelectMany(a => a!["changes"]!.AsObject()).ToList();

        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.Contains(DateOnly.Parse(change.Value!.GetValue<string>(), CultureInfo.InvariantCulture), LawBook.BuiltIn.VersionDays(change.Key) ?? []));
    }

    [Fact]
    public void Every_amendment_that_the_policy_statement_lists_is_described()
    {
        var described = System.Text.Json.Nodes.JsonNode.Parse(LawBook.BuiltIn.TextOf(List)!)!["versions"]![0]!["value"]!.AsArray().Select(a => a!["amendment"]!.GetValue<string>());
        var listed = System.Text.Json.Nodes.JsonNode.Parse(LawBook.BuiltIn.TextOf("us-federal/ussg/1b1.10/covered")!)!["versions"]!.AsArray()[^1]!["value"]!["listed"]!.AsArray().Select(n => n!.GetValue<string>());

        Assert.Equal(listed.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_list_of_covered_amendments_is_the_manuals_own()
    {
        foreach (var (manual, day) in ((string, string)[])[("GLM_2016.txt", "2014-11-01"), ("GLM_2025_pages.txt", "2023-11-01")])
        {
            var path = Path.Combine(Repository.Root, "..", "shared", "data", "guidelines", manual);
            if (!File.Exists(path))
                Assert.Skip("../shared/data is not beside the repository.");
            var text = string.Join(' ', File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var from = text.IndexOf("Amendments covered by this policy", StringComparison.Ordinal);
            var numbers = text[from..text.IndexOf("SPECIAL INSTRUCTION", from, StringComparison.Ordinal)].Replace("as amended by 711", "", StringComparison.Ordinal);
            var printed = System.Text.RegularExpressions.Regex.Matches(numbers, @"\b\d{3}\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Select(m => m.Value);
            var version = System.Text.Json.Nodes.JsonNode.Parse(LawBook.BuiltIn.TextOf("us-federal/ussg/1b1.10/covered")!)!["versions"]!.AsArray().Single(v => v!["from"]!.GetValue<string>() == day)!;

            Assert.Equal(printed.Order(StringComparer.Ordinal), version["value"]!["listed"]!.AsArray().Select(n => n!.GetValue<string>()).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("2010-08-02", "Available")]
    [InlineData("2010-08-03", "NotAvailable")]
    [InlineData("2010-08-04", "NotAvailable")]
    public void Section_404_reaches_offenses_before_the_Fair_Sentencing_Act(string ended, string state) =>
        Assert.Equal(state, Section404($$"""{ "sentenced": "2011-01-05", "offense": { "end": "{{ended}}" }, "counts": [ { "fairSentencing": { "penalty": "crackUpper" } } ], "fairSentencing": { "alreadyApplied": false, "deniedOnMerits": false } }""").State.ToString());

    [Theory]
    [InlineData("2018-12-20", "NotAvailable")]
    [InlineData("2018-12-21", "Available")]
    [InlineData("2018-12-22", "Available")]
    public void Section_404_is_law_from_its_day(string today, string state) =>
        Assert.Equal(state, Section404("""{ "sentenced": "2007-06-01", "offense": { "end": "2006-09-01" }, "counts": [ { "fairSentencing": { "penalty": "crackLower" } } ], "fairSentencing": { "alreadyApplied": false, "deniedOnMerits": false } }""", today).State.ToString());

    [Fact]
    public void Crack_without_a_minimum_is_no_covered_offense()
    {
        var found = Section404("""{ "sentenced": "2007-06-01", "offense": { "end": "2006-09-01" }, "counts": [ { "fairSentencing": { "penalty": "crackNoMinimum" } } ] }""");

        Assert.Equal(ReliefState.NotAvailable, found.State);
        Assert.Contains("Terry", found.Reasons[0], StringComparison.Ordinal);
        Assert.Empty(found.Derivation.Questions);
    }

    [Theory]
    [InlineData("60 g", "Available")]
    [InlineData("50 g", "Available")]
    [InlineData("5 g", "Available")]
    [InlineData("4.9 g", "NotAvailable")]
    public void The_drugs_of_the_count_tell_a_covered_offense_under_the_law_of_the_sentence(string amount, string state) =>
        Assert.Equal(state, Section404($$"""
            { "sentenced": "2007-06-01", "offense": { "end": "2006-09-01" }, "notice851": { "filed": false }, "fairSentencing": { "alreadyApplied": false, "deniedOnMerits": false },
              "counts": [ { "statute": "21 USC 841", "drugs": [ { "drug": "cocaine_base", "amount": "{{amount}}" } ], "deathOrInjury": false } ] }
            """).State.ToString());

    [Fact]
    public void A_count_for_another_drug_or_another_law_is_not_covered_and_nothing_is_asked()
    {
        var powder = Section404("""{ "sentenced": "2007-06-01", "counts": [ { "statute": "21 USC 841", "drugs": [ { "drug": "cocaine_powder", "amount": "6 kg" } ] } ] }""");
        var fraud = Section404("""{ "sentenced": "2007-06-01", "counts": [ { "statute": "18 USC 1343" } ] }""");

        Assert.Equal((ReliefState.NotAvailable, ReliefState.NotAvailable), (powder.State, fraud.State));
        Assert.Empty(powder.Derivation.Questions.Concat(fraud.Derivation.Questions));
    }

    [Theory]
    [InlineData("\"alreadyApplied\": true, \"deniedOnMerits\": false", "Used")]
    [InlineData("\"alreadyApplied\": false, \"deniedOnMerits\": true", "NotAvailable")]
    [InlineData("\"alreadyApplied\": false", "Open")]
    [InlineData("\"deniedOnMerits\": false", "Open")]
    public void Section_404_is_not_given_twice_nor_after_a_denial_on_the_merits(string facts, string state) =>
        Assert.Equal(state, Section404($$"""{ "sentenced": "2007-06-01", "offense": { "end": "2006-09-01" }, "counts": [ { "fairSentencing": { "penalty": "crackUpper" } } ], "fairSentencing": { {{facts}} } }""").State.ToString());

    [Theory]
    [InlineData("2018-12-20", "NotAvailable")]
    [InlineData("2018-12-21", "Available")]
    [InlineData("2018-12-22", "Available")]
    public void The_defendant_may_move_since_the_First_Step_Act(string today, string state) =>
        Assert.Equal(state, Compassion(today, """ "terminal": true, "wardenReceived": "2018-01-01", "directorMoves": false """).State.ToString());

    [Theory]
    [InlineData("2024-03-01", "2024-01-31", "Available", null)]
    [InlineData("2024-03-01", "2024-02-01", "NotAvailable", "2024-03-02")]
    [InlineData("2024-03-02", "2024-02-01", "Available", null)]
    public void Thirty_days_after_the_warden_received_the_request_the_court_may_be_asked(string today, string received, string state, string? first)
    {
        var found = Compassion(today, $$""" "terminal": true, "wardenReceived": "{{received}}" """);

        Assert.Equal(state, found.State.ToString());
        Assert.Equal(first, found.NotBefore?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2006-10-31", "terminal", false)]
    [InlineData("2007-10-31", "terminal", false)]
    [InlineData("2007-11-01", "terminal", true)]
    [InlineData("2007-11-02", "terminal", true)]
    [InlineData("2016-10-31", "spouse", false)]
    [InlineData("2016-11-01", "spouse", true)]
    [InlineData("2016-11-02", "spouse", true)]
    [InlineData("2023-10-31", "parent", false)]
    [InlineData("2023-11-01", "parent", true)]
    [InlineData("2023-11-02", "abuse", true)]
    [InlineData("2023-10-31", "outbreak", false)]
    [InlineData("2023-11-01", "outbreak", true)]
    [InlineData("2023-10-31", "directorsReason", true)]
    [InlineData("2023-11-01", "directorsReason", false)]
    public void A_ground_counts_from_the_day_the_policy_statement_names_it(string today, string ground, bool counts)
    {
        var found = Compassion(today, $$""" "{{ground}}": true, "directorMoves": true """);

        Assert.Equal(counts, found.State == ReliefState.Available);
    }

    [Theory]
    [InlineData("1959-05-01", "2014-05-01", "20y", true)]
    [InlineData("1959-05-02", "2014-05-01", "20y", false)]
    [InlineData("1959-05-01", "2014-05-02", "20y", false)]
    [InlineData("1959-05-01", "2021-05-01", "4y", true)]
    [InlineData("1959-05-01", "2021-05-04", "4y", false)]
    [InlineData("1959-05-01", "2014-05-01", "life", true)]
    [InlineData("1959-05-01", "2014-05-02", "life", false)]
    public void At_sixty_five_in_decline_ten_years_or_three_quarters_are_enough(string born, string start, string term, bool met)
    {
        var found = Compassion("2024-05-01", """ "decliningHealth": true """, $$""" "person": { "born": "{{born}}" }, "custody": { "start": "{{start}}", "jailCredit": 0 }, "imprisonment": { "total": "{{term}}" }, """);

        Assert.Equal(met, found.Criteria.Single(c => c.Cite == "USSG §1B1.13(b)(2)").Met);
    }

    [Fact]
    public void An_unusually_long_sentence_needs_all_its_parts_and_comes_with_a_warning()
    {
        const string Served = """ "custody": { "start": "2010-05-01", "jailCredit": 0 }, "imprisonment": { "total": "55y" }, """;
        bool? Met(string facts, string served = Served) => Compassion("2024-05-01", facts, served).Criteria.Single(c => c.Cite == "USSG §1B1.13(b)(6)").Met;

        Assert.True(Met(""" "unusuallyLong": true, "lawChanged": true, "grossDisparity": true """));
        Assert.False(Met(""" "unusuallyLong": true, "lawChanged": false, "grossDisparity": true """));
        Assert.Null(Met(""" "unusuallyLong": true, "lawChanged": true """));
        Assert.False(Met(""" "unusuallyLong": true, "lawChanged": true, "grossDisparity": true """, Served.Replace("2010", "2015", StringComparison.Ordinal)));
        Assert.Contains(Compassion("2024-05-01", """ "unusuallyLong": true, "lawChanged": true, "grossDisparity": true """, Served).Derivation.Cautions, c => c.Contains("divided", StringComparison.Ordinal));
    }

    [Fact]
    public void With_nothing_known_every_ground_is_asked_for_and_none_is_taken_for_met_or_not()
    {
        var found = ReliefCompassion.Find(new(LawBook.BuiltIn, new Timeline { Sentence = s_1988, Custody = s_today }), Facts.None, s_today);

        Assert.Equal(ReliefState.Open, found.State);
        Assert.All(found.Criteria, c => Assert.Null(c.Met));
        Assert.Contains(found.Derivation.Questions, q => q.Name == "person.born");
        Assert.All(found.Derivation.Questions, q => Assert.NotEmpty(q.SettledBy));
    }

    [Theory]
    // 500 g: level 36 in 2006, 34 by amendment 706, 32 by 750, 30 by 782; three levels for acceptance; category III.
    [InlineData("2008-03-03", "120", "135-168")]
    [InlineData("2011-11-01", "120", "120-135")]
    [InlineData("2015-11-01", "120", "120")]
    public void A_crack_sentence_of_2007_falls_with_each_amendment_that_reaches_back_but_not_below_its_minimum(string today, string minimum, string range)
    {
        var found = Crack("500 g", 168, "false", today);

        Assert.Equal(range, found.AmendedRange?.ToString());
        Assert.Equal(ReliefState.Available, found.State);
        Assert.True(found.Lowest >= Limit.Of(int.Parse(minimum, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void With_the_governments_motion_the_same_sentence_falls_below_the_minimum_as_far_as_before()
    {
        var found = Crack("500 g", 101, "true", "2015-11-01");

        // Level 27, category III: 87 to 108; 101 was 40 percent below 168.
        Assert.Equal("87-108", found.AmendedRange?.ToString());
        Assert.Contains(found.Derivation.Steps, s => s is { Rule: "1B1.10(b)(2)(B)", Result: "52 months" });
    }

    [Fact]
    public void A_term_that_has_been_served_cannot_be_reduced() =>
        Assert.Contains("has been served", Crack("500 g", 168, "false", "2026-01-15").Reasons[0], StringComparison.Ordinal);

    [Fact]
    public void Base_level_38_stays_38_and_the_sentence_of_a_leader_with_two_tonnes_is_not_lowered()
    {
        // Trap 1: at 2,000 kg of cocaine every edition since 1994 says 38.
        var found = Reliefs.Find(
            LawBook.BuiltIn,
            Facts.Read("""
                { "sentenced": "1997-03-21", "offense": { "start": "1991-01-01", "end": "1994-12-31" }, "convicted": "1996-10-31", "acceptance": "none", "history": { "category": "I" }, "careerOffender": false, "notice851": { "filed": false }, "motion3553e": false,
                  "counts": [ { "statute": "21 USC 841", "drugs": [ { "drug": "cocaine_powder", "amount": "2000 kg" } ], "deathOrInjury": false, "imprisonment": { "term": "life" } } ],
                  "groups": [ { "guideline": "2D1.1", "drugs": [ { "drug": "cocaine_powder", "amount": "2000 kg" } ], "drug": { "noOther": true }, "role": { "aggravating": "leader4" }, "chapterThree": { "allListed": true } } ] }
                """),
            new Timeline { Sentence = new(1997, 3, 21), OffenseStart = new(1991, 1, 1), OffenseEnd = new(1994, 12, 31), Conviction = new(1996, 10, 31) },
            s_today).Single(f => f.Relief == "3582(c)(2)");

        Assert.Equal(ReliefState.NotAvailable, found.State);
        Assert.Contains("782", found.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_manual_that_was_used_stays_the_one_when_an_amendment_is_put_in()
    {
        // With two more levels for a minor (§3B1.4, since 1995) the manual of 1996 gives life, and that of the offense gave life too, its table going to 42.
        // Put the later tables in the place of both, and the manual of the offense would give less: but it was not the one used (§1B1.10(b)(1)).
        var found = Leader(json => json["groups"]![0]!["minorUsed"] = true);

        Assert.Equal(ReliefState.NotAvailable, found.State);
        Assert.StartsWith("No amendment that reaches back lowers the range, whatever the open questions answer", found.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_answer_to_what_is_open_lowers_the_range_the_relief_is_not_available()
    {
        var found = Leader(_ => { });

        Assert.Equal(ReliefState.NotAvailable, found.State);
        Assert.StartsWith("No amendment that reaches back lowers the range, whatever the open questions answer", found.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("amendment 782", found.Reasons[0], StringComparison.Ordinal);
        Assert.Empty(found.Derivation.Questions);
    }

    [Fact]
    public void Where_an_answer_would_lower_it_the_relief_stays_open()
    {
        // Without a role there may be none to bar §4C1.1, which amendment 821 made retroactive.
        var found = Leader(json => json["groups"]![0]!["role"]!["aggravating"] = "none");

        Assert.Equal(ReliefState.Open, found.State);
        Assert.NotEmpty(found.Derivation.Questions);
    }

    private static ReliefFinding Leader(Action<System.Text.Json.Nodes.JsonNode> change)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Repository.File("docs", "samples", "leader-1997.json")))!;
        change(json);
        var facts = FactsFile.Read(json.ToJsonString(), "leader-1997.json").First;
        return Reliefs.Find(LawBook.BuiltIn, facts, CaseFacts.TimelineOf(facts)!, s_today).Single(f => f.Relief == "3582(c)(2)");
    }

    private static ReliefFinding Crack(string amount, int term, string motion, string today) => Reliefs.Find(
        LawBook.BuiltIn,
        Facts.Read($$"""
            { "sentenced": "2007-06-01", "offense": { "start": "2006-01-01", "end": "2006-09-01" }, "convicted": "2007-02-01", "acceptance": "three", "timelyPlea": true, "pleaMotion": true, "careerOffender": false,
              "counts": [ { "statute": "21 USC 841", "drugs": [ { "drug": "cocaine_base", "amount": "60 g" } ], "deathOrInjury": false, "imprisonment": { "term": {{term}} } } ],
              "groups": [ { "guideline": "2D1.1", "drugs": [ { "drug": "cocaine_base", "amount": "{{amount}}" } ], "drug": { "noOther": true }, "chapterThree": { "allListed": true }, "role": { "aggravating": "none", "mitigating": "none" } } ],
              "history": { "category": "III" }, "custody": { "start": "2007-07-01", "jailCredit": 0 }, "notice851": { "filed": false }, "safetyValve": { "violenceOrWeapon": true }, "motion3553e": {{motion}},
              "reduction": { "granted": "none", "belowMinimumOnMotion": {{motion}}, "imposedBelow": "assistance" } }
            """),
        new Timeline { Sentence = new(2007, 6, 1), OffenseStart = new(2006, 1, 1), OffenseEnd = new(2006, 9, 1), Conviction = new(2007, 2, 1) },
        Day(today)).Single(f => f.Relief == "3582(c)(2)");

    private static MonthRange Of(int min, int max) => MonthRange.Of(min, max);

    private static ReliefFinding Range(string facts, string today = "2026-01-15") => Find(facts, LawBook.BuiltIn, (_, _, _) => throw new InvalidOperationException("The ranges are facts."), Day(today));

    private static ReliefFinding Find(string facts, LawBook book, Func<LawBook, Facts, Timeline, SentenceFinding> reckon, DateOnly today)
    {
        var read = Facts.Read(facts);
        return ReliefRange.Find(new(book, CaseFacts.TimelineOf(read)! with { Custody = today }), read, today, reckon);
    }

    private static ReliefFinding Section404(string facts, string today = "2026-01-15")
    {
        var read = Facts.Read(facts);
        return ReliefFairSentencing.Find(new(LawBook.BuiltIn, CaseFacts.TimelineOf(read)! with { Custody = Day(today) }), read, Day(today));
    }

    private static ReliefFinding Compassion(string today, string facts, string more = "") =>
        ReliefCompassion.Find(new(LawBook.BuiltIn, new Timeline { Sentence = new(2005, 5, 1), Custody = Day(today) }), Facts.Read($$"""{ {{more}} "compassion": { {{facts}} } }"""), Day(today));

    /// <summary>A sentence of 1988 under a law book whose only amendment made an edition of the sentencing table.</summary>
    private static ReliefFinding Substituted(string amendment, string edition, Func<int, (MonthRange Old, MonthRange New)> ranges, string today, string granted = "none") => Find(
        $$"""{ "sentenced": "1988-05-02", "imprisonment": { "total": 80 }, "groups": [ { "guideline": "2D1.1" } ], "reduction": { "granted": "{{granted}}" } }""",
        Book(amendment, edition),
        (law, _, days) => Edition(law, days) is var found && found == 1987 ? Sentence(days, (ranges(found).Old, ranges(found).Old)) : Sentence(days, (ranges(found).New, ranges(found).New)),
        Day(today));

    private static ReliefFinding Open(Func<bool, MonthRange> old, Func<bool, MonthRange> amended) => Find(
        """{ "sentenced": "1988-05-02", "groups": [ { "guideline": "2D1.1" } ] }""",
        Book("782", "1989-11-01"),
        (law, facts, days) => facts.TryGet(CareerOffender.Is, out var yes) ? Sentence(days, Edition(law, days) == 1987 ? (old(yes), old(yes)) : (amended(yes), amended(yes))) : Sentence(days, null),
        s_today);

    private static LawBook Book(string amendment, string edition)
    {
        var files = LawBook.BuiltIn.Ids.ToDictionary(id => id, id => LawBook.BuiltIn.TextOf(id)!);
        var node = System.Text.Json.Nodes.JsonNode.Parse(files[List])!;
        node["versions"]![0]!["value"] = System.Text.Json.Nodes.JsonNode.Parse($$"""[ { "amendment": "{{amendment}}", "effective": "1989-11-01", "guidelines": ["2D1.1"], "about": "a table", "changes": { "{{Table}}": "{{edition}}" } } ]""");
        files[List] = node.ToJsonString();
        return LawBook.Read(files).Book!;
    }

    /// <summary>Which edition of the table the law holds, told by two of its cells.</summary>
    private static int Edition(LawBook law, Timeline days) =>
        SentencingTable.Range(new(law, days), 1, HistoryCategory.I).ToString() == "0-1" ? 1987 : SentencingTable.Range(new(law, days), 7, HistoryCategory.I).ToString() == "1-7" ? 1989 : 1992;

    private static SentenceFinding Sentence(Timeline days, (MonthRange Clipped, MonthRange Table)? ranges)
    {
        var question = new OpenQuestion("", CareerOffender.Is.Name, "Open.", "the judgment") { Key = CareerOffender.Is };
        var open = new Finding<MonthRange>.Open([question]);
        return new(
            days, "", new Finding<int>.Open([]), new Finding<HistoryCategory>.Open([]), ranges is { } t ? new Finding<MonthRange>.Settled(t.Table) : open, [], ranges is { } c ? new Finding<MonthRange>.Settled(c.Clipped) : open,
            new Finding<Limit>.Settled(Limit.Zero), false, new([], ranges is null ? [question] : [], []));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
