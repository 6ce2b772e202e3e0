using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static Clementia.Tests.Law.GuidelineTexts;

namespace Clementia.Tests.Law;

/// <summary>The law of relief, each value put together anew from the texts of the manuals, amendments and statutes.</summary>
public sealed class ReliefTextTests
{
    private const string Covered = "ussg/1b1.10/covered";

    [Fact]
    public void The_list_of_amendments_that_reach_back_grew_as_each_amendment_of_it_says()
    {
        var struck = Find(Amendment("Vol_III", 712), @"listed in Appendix C as follows: ([\d, and]+)\.").Groups[1].Value;
        var list = Three(struck);
        Assert.Equal("702", list[^1]);

        Grown("2008-03-03", 713, Find(Amendment("Vol_III", 713), @"inserting ""702, and (\d+) as amended by 711""").Groups[1].Value);
        Grown("2008-05-01", 716, Find(Amendment("Vol_III", 716), @"inserting "", and (\d+)"" before the period").Groups[1].Value);
        Grown("2011-11-01", 759, Find(Amendment("Vol_III", 759), @"inserting "", and (\d+) \(parts A and C only\)"" before the period").Groups[1].Value);
        Grown("2014-11-01", 788, Find(Amendment("Supplement", 788), @"inserting “, and (\d+) \(subject to subsection \(e\)\(1\)\)” before the period").Groups[1].Value);
        Grown("2023-11-01", 825, Find(Section(2025, "1B1.10"), @"and (\d+) \(parts A and B, subpart 1 only and subject to subsection \(e\)\(2\)\)").Groups[1].Value);
        Assert.Equal(5, Versions(Covered).Count);
        Assert.Equal(Three(Find(Section(2025, "1B1.10"), @"listed in Appendix C as follows: (.+?)subject to subsection \(e\)\(2\)").Groups[1].Value.Replace("as amended by 711", "", StringComparison.Ordinal)), list);

        void Grown(string from, int by, string number)
        {
            list.Add(number);
            Assert.Equal(from, Iso(Days[by]));
            Assert.Equal(list, Texts(Value(Covered, from)!["listed"]!));
        }
    }

    [Fact]
    public void No_order_under_an_amendment_may_take_effect_before_the_day_it_was_listed_or_a_later_one_that_the_list_names()
    {
        var of2025 = Section(2025, "1B1.10");
        (string Number, string Day)[] days =
        [
            ("706", Iso(Days[713])), ("715", Iso(Days[716])), ("750", Iso(Days[759])),
            ("782", Long(Find(of2025, @"Amendment 782 unless the effective date of the court’s order is (\w+ \d+, \d{4}), or later"))),
            ("821", Long(Find(of2025, @"Amendment 821 unless the effective date of the court’s order is (\w+ \d+, \d{4}), or later"))),
        ];
        foreach (var version in Versions(Covered))
        {
            var listed = Texts(version["value"]!["listed"]!);
            Assert.Equal(days.Where(d => listed.Contains(d.Number)), version["value"]!["orderFrom"]!.AsObject().Select(o => (o.Key, o.Value!.GetValue<string>())));
        }
        Assert.Equal(["2008-03-03", "2008-05-01", "2011-11-01", "2015-11-01", "2024-02-01"], days.Select(d => d.Day));
    }

    [Fact]
    public void A_comparable_reduction_below_the_range_was_cut_back_to_assistance_in_2011_and_the_minimum_set_aside_for_it_in_2014()
    {
        // Amendment 712: "was less than the term provided by the guideline range" let in departures; 759 put the government's motion into the sentence.
        Find(Amendment("Vol_III", 712), "If the original term of imprisonment imposed was less than the term of imprisonment provided by the guideline range applicable to the defendant at the time of sentencing, a reduction comparably less");
        Find(Amendment("Vol_III", 759), @"inserting ""pursuant to a government motion to reflect the defendant's substantial assistance to authorities"" after ""of sentencing""");
        Find(Amendment("Supplement", 780), "without regard to the operation of §5G1.1");
        foreach (var version in Versions(Covered))
        {
            var from = version["from"]!.GetValue<string>();
            Assert.Equal(string.CompareOrdinal(from, Iso(Days[759])) < 0 ? ["assistance", "departure"] : ["assistance"], Texts(version["value"]!["comparableBelow"]!));
            Assert.Equal(string.CompareOrdinal(from, Iso(Days[780])) >= 0, version["value"]!["minimumSetAsideForAssistance"]!.GetValue<bool>());
        }
    }

    [Fact]
    public void Each_amendment_that_reaches_back_took_effect_when_the_notes_say_and_changed_the_guidelines_that_name_it()
    {
        foreach (var amendment in Versions("ussg/1b1.10/amendments").Single()["value"]!.AsArray())
        {
            var number = int.Parse(amendment!["amendment"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            var effective = Iso(Days[number]);
            Assert.Equal((number, effective), (number, amendment["effective"]!.GetValue<string>()));
            // Amendment 599 speaks of the guideline of the underlying offense, whichever it is; of all of them robbery, its own example, is listed.
            foreach (var guideline in Texts(amendment["guidelines"]!))
                Assert.True(Sections[number].Contains(guideline) || (number == 599 && guideline == "2B3.1" && Amendment("Vol_II", 600).Contains("two armed bank robberies", StringComparison.Ordinal)), $"No note of §{guideline} names amendment {number}, but those of {string.Join(", ", Sections[number])}.");
            // Amendment 750 made permanent what the temporary amendment 748 had put into the table a year before.
            foreach (var (id, from) in amendment["changes"]!.AsObject())
                Assert.Equal((id, number == 750 ? Iso(Days[748]) : effective), (id, from!.GetValue<string>()));
        }
        Assert.Equal("1989-11-01", Versions("ussg/1b1.10/amendments").Single()["from"]!.GetValue<string>());
        Assert.Equal("1989-11-01", Iso(Days[306])); // Which made §1B1.10.
    }

    [Theory]
    [InlineData("2006-11-01", 683)]
    [InlineData("2007-11-01", 698)]
    [InlineData("2016-11-01", 799)]
    [InlineData("2023-11-01", 814)]
    public void The_reasons_for_compassionate_release_are_those_the_text_of_each_version_names(string from, int amendment)
    {
        Assert.Equal(from, Iso(Days[amendment]));
        var text = amendment switch
        {
            683 => Amendment("Vol_III", 683),
            698 => Amendment("Vol_III", 698)[Amendment("Vol_III", 698).IndexOf("inserting the following", StringComparison.Ordinal)..],
            799 => Section(2016, "1B1.13"),
            _ => Section(2025, "1B1.13"),
        };
        var age = Regex.Match(text, @"at least (\d+) years old; \S+ is experiencing a serious deterioration in physical or mental health because of the aging process; and \S+ has served at least (\d+) years or (\d+) percent", RegexOptions.None, TimeSpan.FromSeconds(10));
        var longSentence = Regex.Match(text, @"unusually long sentence and has served at least (\d+) years", RegexOptions.None, TimeSpan.FromSeconds(10));
        var expected = new JsonObject
        {
            ["terminal"] = Says("suffering from a terminal illness"),
            ["selfCare"] = Says("ability of the defendant to provide self-care"),
            ["untreated"] = Says("specialized medical care that is not being provided"),
            ["outbreak"] = Says("ongoing outbreak of infectious disease"),
            ["age"] = age.Success ? new JsonObject { ["years"] = Number(age.Groups[1].Value), ["served"] = age.Groups[2].Value + "y", ["percent"] = Number(age.Groups[3].Value) } : null,
            ["child"] = Says("minor child"),
            ["adultChild"] = Says("child who is 18 years of age or older"),
            ["spouse"] = Says("incapacitation of the defendant’s spouse"),
            ["parent"] = Says("incapacitation of the defendant’s parent"),
            ["otherFamily"] = Says("any other immediate family member"),
            ["abuse"] = Says("physical abuse resulting in"),
            ["director"] = Says("s determined by the Director of the Bureau of Prisons") || Says("determination made by the Director of the Bureau of Prisons"),
            ["similar"] = Says("similar in gravity"),
            ["longSentence"] = longSentence.Success ? longSentence.Groups[1].Value + "y" : null,
        };
        Assert.Equal(expected.ToJsonString(), Value("ussg/1b1.13/reasons", from)!.ToJsonString());

        bool Says(string words) => text.Contains(words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_statute_on_compassionate_release_says_seventy_years_thirty_served_and_thirty_days_of_waiting()
    {
        var text = Statute("title-18_s3582.md");
        var old = Find(text, @"at least (\d+) years of age, has served at least (\d+) years in prison, pursuant to a sentence imposed under section 3559\(c\)");
        var wait = Find(text, @"the lapse of (\d+) days from the receipt of such a request by the warden");

        Assert.Equal($$"""{"age":{{old.Groups[1].Value}},"served":"{{old.Groups[2].Value}}y"}""", Versions("usc/18/3582-c-1-a-ii").Single()["value"]!.ToJsonString());
        // Before the First Step Act nobody but the Director moved, so that nobody waited: the number stands in both versions.
        Assert.All(Versions("usc/18/3582-c-1-a"), v => Assert.Equal(Number(wait.Groups[1].Value), v["value"]!["waitDays"]!.GetValue<int>()));
    }

    [Fact]
    public void Time_credits_are_earned_at_the_rates_of_the_statute()
    {
        var all = Find(Statute("title-18_s3632.md"), @"shall earn (\d+) days of time credits for every (\d+) days of successful participation");
        var low = Find(Statute("title-18_s3632.md"), @"shall earn an additional (\d+) days of time credits for every (\d+) days of successful participation");
        var earlier = Find(Statute("title-18_s3624.md"), @"supervised release at an earlier date, not to exceed (\d+) months, based on the application of time credits");

        Assert.Equal(all.Groups[2].Value, low.Groups[2].Value);
        Assert.Equal($$"""{"perDays":{{all.Groups[2].Value}},"days":{{all.Groups[1].Value}},"moreAtLowRisk":{{low.Groups[1].Value}},"mostMonthsOfEarlierRelease":{{earlier.Groups[1].Value}}}""", Versions("usc/18/3632-d-4-a").Single()["value"]!.ToJsonString());
    }

    [Fact]
    public void The_convictions_that_bar_time_credits_are_those_the_statute_lists_and_no_other()
    {
        var items = Barred().Where(e => !Drugs(e)).Order(StringComparer.Ordinal);
        // Clauses (lviii) and (lxv) to (lxviii) name 21 USC 841 and 960; attempt and conspiracy (846, 963) are asked about with their object.
        string[] drugs = ["21 USC 841", "21 USC 846", "21 USC 960", "21 USC 963"];
        var kept = Versions("usc/18/3632-d-4-d").Single()["value"]!.AsArray().Select(v => v!.AsObject()).ToList();

        Assert.Equal(items.Concat(drugs).Order(StringComparer.Ordinal), kept.Select(v => (v["statute"] ?? v["chapter"])!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(kept.Where(v => v["statute"]?.GetValue<string>() == "8 USC 1326"), v => Assert.Equal("8 USC 1326(b)(1) or (b)(2)", v["only"]!.GetValue<string>()));
        Find(Statute("title-18_s3632.md"), @"8 U\.S\.C\. 1326 \), relating to the reentry of a removed alien, but only if the alien is described in paragraph \(1\) or \(2\) of subsection \(b\)");

        static bool Drugs(string entry) => entry.StartsWith("21 USC", StringComparison.Ordinal);
    }

    /// <summary>
    /// What a chapter holds the statute does not say: first and last section were typed from memory of the table of chapters, apart from the file.
    /// What it takes out of them it says; "1593 through 1596" are six sections.
    /// </summary>
    [Theory]
    [InlineData("18 USC chapter 10", "18", "175", "178", "")]
    [InlineData("18 USC chapter 11B", "18", "229", "229F", "")]
    [InlineData("18 USC chapter 39", "18", "831", "837", "836")]
    [InlineData("18 USC chapter 51", "18", "1111", "1122", "1112 1113 1115 1122")]
    [InlineData("18 USC chapter 55", "18", "1201", "1204", "")]
    [InlineData("18 USC chapter 77", "18", "1581", "1597", "1593 1593A 1594 1595 1595A 1596")]
    [InlineData("18 USC chapter 105", "18", "2151", "2156", "2152")]
    [InlineData("18 USC chapter 109A", "18", "2241", "2248", "")]
    [InlineData("18 USC chapter 113B", "18", "2331", "2339D", "")]
    [InlineData("Export Administration Act (50 USC 4611 and following)", "50", "4611", "4623", "")]
    public void The_chapters_that_bar_time_credits_reach_from_section_to_section(string chapter, string title, string from, string to, string except)
    {
        var kept = Versions("usc/18/3632-d-4-d").Single()["value"]!.AsArray().Single(v => v!["chapter"]?.GetValue<string>() == chapter)!;

        Assert.Equal((title, from, to, except), (kept["title"]!.GetValue<string>(), kept["from"]!.GetValue<string>(), kept["to"]!.GetValue<string>(), string.Join(' ', kept["except"] is { } e ? Texts(e) : [])));
        if (except.Length == 0)
            return;
        var words = Find(Statute("title-18_s3632.md"), $@"chapter {chapter.Split(' ')[^1]}, relating to .+? \([ivxl]+\)").Value;
        Assert.All(except.Split(' '), one => Assert.True(words.Contains(one, StringComparison.Ordinal) || (string.CompareOrdinal(one, "1593") > 0 && string.CompareOrdinal(one, "1596") < 0 && words.Contains("1593 through 1596", StringComparison.Ordinal))));
    }

    /// <summary>The Fair Sentencing Act raised the quantities of cocaine base in these paragraphs and struck a sentence of 844(a): Pub. L. 111-220, sections 2 and 3.</summary>
    [Fact]
    public void Section_404_covers_the_paragraphs_on_cocaine_base_and_simple_possession()
    {
        var covered = Versions("fsa/404").Single()["value"]!["covered"]!;
        Assert.Equal(["841(b)(1)(A)(iii)", "841(b)(1)(B)(iii)", "844(a)", "960(b)(1)(C)", "960(b)(2)(C)"], Texts(covered));
        // The clauses that hold cocaine base in the text: (iii) of 841(b)(1)(A) and (B), (C) of 960(b)(1) and (2).
        Assert.Equal(2, Regex.Count(Statute("title-21_s841.md"), @"\(iii\) \d+ grams or more of a mixture or substance described in clause \(ii\) which contains cocaine base", RegexOptions.None, TimeSpan.FromSeconds(10)));
        Assert.Equal(2, Regex.Count(Statute("title-21_s960.md"), @"\(C\) \d+ grams or more of a mixture or substance described in subparagraph \(B\) which contains cocaine base", RegexOptions.None, TimeSpan.FromSeconds(10)));
    }

    /// <summary>The statutes and chapters of 18 USC 3632(d)(4)(D), clause by clause, in the words of the file.</summary>
    private static IEnumerable<string> Barred()
    {
        var text = Statute("title-18_s3632.md");
        var from = text.IndexOf("(D) Ineligible prisoners", StringComparison.Ordinal);
        text = text[from..text.IndexOf("(E) Deportable prisoners", from, StringComparison.Ordinal)];
        // Clause (li), repeated violence, names no section that bars by itself.
        foreach (var clause in Regex.Split(text, @"(?<=[.:)2]) (?=\([ivxl]{1,7}\) (?:Section|Sub|Any|Para|An offense))", RegexOptions.None, TimeSpan.FromSeconds(10)).Skip(1).Where(c => !c.StartsWith("(li) ", StringComparison.Ordinal)))
        {
            var words = clause[(clause.IndexOf(')', StringComparison.Ordinal) + 2)..];
            if (Regex.Match(words, @"^Any (?:section of|offense under) chapter (\w+),") is { Success: true } chapter)
            {
                yield return $"18 USC chapter {chapter.Groups[1].Value}";
                // Attempted murder does bar: only attempted manslaughter is taken out.
                if (words.Contains("but only if the conviction was for an attempt to commit manslaughter", StringComparison.Ordinal))
                    yield return "18 USC 1113";
            }
            else if (words.StartsWith("Any section of the Export Administration Act", StringComparison.Ordinal))
            {
                yield return $"Export Administration Act (50 USC {Find(words, @"50 U\.S\.C\. (\d+) et seq").Groups[1].Value} and following)";
            }
            else if (Regex.Match(words, @"^(?:Paragraph|Subsection) (.+?) of section (\d+)(\(a\))?,") is { Success: true } parts)
            {
                foreach (Match part in Regex.Matches(parts.Groups[1].Value, @"(?:\(\w\))+"))
                    yield return $"18 USC {parts.Groups[2].Value}{parts.Groups[3].Value}{part.Value}";
            }
            else if (Regex.Match(words, @"^Section (\d+\(b\)) of title 49") is { Success: true } pipeline)
            {
                yield return $"49 USC {pipeline.Groups[1].Value}";
            }
            else if (Regex.Match(words, @"\( (\d+) U\.S\.C\. ([^ ,]+)(?: , (\d+))? ?\)") is { Success: true } other)
            {
                yield return $"{other.Groups[1].Value} USC {other.Groups[2].Value}";
                if (other.Groups[3].Success)
                    yield return $"{other.Groups[1].Value} USC {other.Groups[3].Value}";
            }
            else
            {
                yield return $"18 USC {Find(words, @"^Section (\d+[A-Z]?(?:\(\w\))*),").Groups[1].Value}";
            }
        }
    }

    private static List<string> Three(string text) => [.. Regex.Matches(text, @"\b\d{3}\b").Select(m => m.Value)];

    private static List<string> Texts(JsonNode list) => [.. list.AsArray().Select(n => n!.GetValue<string>())];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Long(Match match) => Iso(DateOnly.ParseExact(match.Groups[1].Value, "MMMM d, yyyy", CultureInfo.InvariantCulture));
}
