using System.Globalization;
using System.Text.Json.Nodes;
using static Clementia.Tests.Law.GuidelineTexts;

namespace Clementia.Tests.Law;

/// <summary>Values of chapters two to five that no worked example decides, put together anew from the texts.</summary>
public sealed class ChaptersTextTests
{
    [Fact]
    public void Terms_of_supervised_release_are_those_of_each_text()
    {
        const string grades = "a Class A or B felony;|a Class C or D felony;|a Class E felony";
        var of1988 = Amendment("Vol_I", 52);
        var (struck, inserted) = (of1988[..of1988.IndexOf("inserting in lieu", StringComparison.Ordinal)], of1988[of1988.IndexOf("inserting in lieu", StringComparison.Ordinal)..]);
        var (of2016, of2025) = (Section(2016, "5D1.2"), Section(2025, "5D1.2"));
        var kinds = grades.Split('|').Select(g => g.TrimEnd(';')).ToList();

        foreach (var version in Versions("ussg/5d1.2/term"))
        {
            var from = version["from"]!.GetValue<string>();
            var (ab, cd, e) = string.CompareOrdinal(from, "1988-01-15") < 0 ? (Fixed(struck, kinds[0]), Fixed(struck, kinds[1]), Fixed(struck, kinds[2]))
                : string.CompareOrdinal(from, "2011-11-01") < 0 ? (Between(inserted, kinds[0]), Between(inserted, kinds[1]), Fixed(inserted, kinds[2]))
                : string.CompareOrdinal(from, "2025-11-01") < 0 ? (Between(of2016, kinds[0]), Between(of2016, kinds[1]), Fixed(of2016, kinds[2]))
                : (UpTo(of2025, kinds[0]), UpTo(of2025, kinds[1]), UpTo(of2025, kinds[2]));
            Assert.Equal((from, ab, cd, e), (from, Term(version, "ab"), Term(version, "cd"), Term(version, "e")));
        }

        static string Term(JsonNode version, string grade) => version["value"]![grade]!.ToJsonString();
        static string Fixed(string text, string kind) => Find(text, $@"\) (\w+) years? for a defendant convicted of {kind}") is var m ? $"""["{Number(Lower(m.Groups[1].Value))}y","{Number(Lower(m.Groups[1].Value))}y"]""" : "";
        static string Between(string text, string kind) => Find(text, $@"[Aa]t least (\w+) years? but not more than (\w+) years for a defendant convicted of {kind}") is var m ? $"""["{Number(m.Groups[1].Value)}y","{Number(m.Groups[2].Value)}y"]""" : "";
        static string UpTo(string text, string kind) => $"""[0,"{Number(Find(text, $@"Not more than (\w+) years? for a defendant convicted of {kind}").Groups[1].Value)}y"]""";
        static string Lower(string word) => word.ToLowerInvariant();
    }

    [Fact]
    public void Before_1990_units_were_rounded_up_to_whole_ones_but_for_one_and_a_half()
    {
        var now = Find(Section(2016, "3D1.4"), @"1 none 1 1/2 add 1 level 2 add 2 levels 2 1/2 – 3 add 3 levels 3 1/2 – (\d) add 4 levels More than (\d) add 5 levels");
        var of1990 = Amendment("Vol_I", 348);
        // What 1990 put before the "3" of the fourth line and in the place of "4 or" of the fifth was not there before.
        var half = Find(of1990, @"in the fourth line of the Unit table by inserting ""2 1/2- "" immediately before ""(\d)"" the first time");
        var four = Find(of1990, @"in the fifth line of the Unit table by deleting ""(\d) or"" and inserting in lieu thereof ""3 1/2-""");
        var most = Number(now.Groups[2].Value);

        Assert.Equal($"[[2,0],[3,1],[4,2],[{Number(half.Groups[1].Value) * 2},3],[{Number(four.Groups[1].Value) * 2},4],[{(most + 1) * 2},5]]", Steps("1987-11-01"));
        Assert.Equal($"[[2,0],[3,1],[4,2],[5,3],[7,4],[{(most * 2) + 1},5]]", Steps("1990-11-01"));

        static string Steps(string from) => Value("ussg/3d1.4/units", from)!["increaseFromHalfUnits"]!.ToJsonString();
    }

    [Fact]
    public void Points_for_status_had_no_threshold_until_2023_and_violence_adds_three_at_most()
    {
        var before = Find(Section(2016, "4A1.1"), @"\(d\) Add (\d) points if the defendant committed the instant offense while under any criminal justice sentence");
        var since = Find(Section(2025, "4A1.1"), @"\(e\) Add (\d) point if the defendant \(1\) receives (\d) or more points under subsections \(a\) through \(d\), and \(2\) committed the instant offense while under any criminal justice sentence");
        string most = Find(Section(2025, "4A1.1"), @"a single sentence, up to a total of (\d) points for this subsection").Groups[1].Value, of2016 = Find(Section(2016, "4A1.1"), @"a single sentence, up to a total of (\d) points for this subsection").Groups[1].Value;
        var first = Find(Amendment("Vol_I", 380), @"up to a total of (\d) points for this item").Groups[1].Value;

        foreach (var version in Versions("ussg/4a1.1/points"))
        {
            var from = version["from"]!.GetValue<string>();
            Assert.Equal(from == "2023-11-01" ? $$"""{"points":{{since.Groups[1].Value}},"from":{{since.Groups[2].Value}}}""" : $$"""{"points":{{before.Groups[1].Value}},"from":0}""", version["value"]!["status"]!.ToJsonString());
            Assert.Equal(from switch { "1987-11-01" => "null", "1991-11-01" => $$"""{"most":{{first}}}""", "2010-11-01" => $$"""{"most":{{of2016}}}""", _ => $$"""{"most":{{most}}}""" }, version["value"]!["violence"]?.ToJsonString() ?? "null");
        }
    }

    [Theory]
    [InlineData(2016)]
    [InlineData(2025)]
    public void Old_sentences_count_for_fifteen_ten_and_five_years(int year)
    {
        var text = Section(year, "4A1.2");
        var (long_, other, young) = (Find(text, @"exceeding one year and one month that was imposed within (\w+) years of"), Find(text, @"Any other prior sentence that was imposed within (\w+) years of"), Find(text, @"was released from such confinement within (\w+) years of"));

        Assert.All(Versions("ussg/4a1.2/windows"), v => Assert.Equal($$"""{"years":{{Number(long_.Groups[1].Value)}},"yearsOther":{{Number(other.Groups[1].Value)}},"yearsUnder18":{{Number(young.Groups[1].Value)}}}""", v["value"]!.ToJsonString()));
    }

    [Fact]
    public void A_career_offender_gets_credit_for_acceptance_since_amendment_266()
    {
        Find(Amendment("Vol_I", 266), @"Section 4B1\.1 is amended .+[*]If an adjustment from §3E1\.1 \(Acceptance of Responsibility\) applies, decrease");
        foreach (var version in Versions("ussg/4b1.1/career-offender"))
            Assert.Equal(string.CompareOrdinal(version["from"]!.GetValue<string>(), Days[266].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) >= 0, version["value"]!["acceptance"]!.GetValue<bool>());
    }

    [Fact]
    public void The_zones_were_drawn_in_1992_and_again_in_2010()
    {
        var of1992 = Find(Amendment("Vol_I", 460), @"Zone B \(containing all guideline ranges having a minimum of at least (\w+) but not more than six months\); Zone C \(containing all guideline ranges having a minimum of (\w+), nine, or ten months\); and Zone D \(containing all guideline ranges having a minimum of (\w+) months or more\)");
        var of2010 = Find(Amendment("Vol_III", 738), @"Zone B \(containing all guideline ranges having a minimum of at least (\w+) but not more than nine months\); Zone C \(containing all guideline ranges having a minimum of at least (\w+) but not more than twelve months\); and Zone D \(containing all guideline ranges having a minimum of (\w+) months or more\)");

        Assert.Equal("""{"named":true,"B":1,"C":8,"D":12}""", Value("ussg/5a/zones", "1992-11-01")!.ToJsonString());
        Assert.Equal(["one", "eight", "twelve"], of1992.Groups.Values.Skip(1).Select(g => g.Value));
        Assert.Equal("""{"named":true,"B":1,"C":10,"D":15}""", Value("ussg/5a/zones", "2010-11-01")!.ToJsonString());
        Assert.Equal(["one", "ten", "fifteen"], of2010.Groups.Values.Skip(1).Select(g => g.Value));
    }

    [Fact]
    public void The_least_level_for_a_kind_of_drug_is_that_of_each_text()
    {
        // In the table of 1987 the level stands below its row.
        var of1987 = Level(Amendment("Vol_I", 125), @"Less than the following: 5 G Heroin.+? Level (\d+)");
        var of1992 = Level(Amendment("Vol_I", 444), @"the minimum offense level from the Drug Quantity Table for any of these controlled substances individually, or in combination with another controlled substance, is level (\d+)");
        const string flunitrazepam = @"[Tt]he minimum offense level from the Drug Quantity Table for flunitrazepam individually, or in combination with any Schedule I or II depressants, Schedule III substances, Schedule IV substances, and Schedule V substances is level (\d+)";
        string any(string kind) => $@"the minimum offense level from the Drug Quantity Table for any {kind} \(except a Schedule III, IV, or V substance\) individually, or in combination with another controlled substance, is level (\d+)";

        Assert.Equal($$"""{"opiate":{{of1987}},"stimulant":{{of1987}},"hallucinogen":{{of1987}}}""", Of("1987-11-01"));
        Assert.Equal($$"""{"opiate":{{of1992}},"stimulant":{{of1992}},"hallucinogen":{{of1992}}}""", Of("1992-11-01"));
        Assert.Equal($$"""{"opiate":{{of1992}},"stimulant":{{of1992}},"hallucinogen":{{of1992}},"flunitrazepam":{{Level(Amendment("Vol_I", 553), flunitrazepam)}}}""", Of("1997-11-01"));
        Assert.Equal($$"""{"opiate":{{of1992}},"stimulant":{{of1992}},"hallucinogen":{{of1992}},"syntheticCathinone":{{Level(Section(2025, "2D1.1"), any("synthetic cathinone"))}},"syntheticCannabinoid":{{Level(Section(2025, "2D1.1"), any("synthetic cannabinoid"))}},"flunitrazepam":{{Level(Section(2025, "2D1.1"), flunitrazepam)}}}""", Of("2018-11-01"));

        static string Of(string from) => Value("ussg/2d1.1/minimum-levels", from)!.ToJsonString();
        static string Level(string text, string pattern) => Find(text, pattern).Groups[1].Value;
    }

    [Fact]
    public void A_marihuana_plant_weighs_what_each_text_says()
    {
        var of1987 = Find(Amendment("Vol_I", 125), @" ([\d,]+) KG Marihuana, ([\d,]+) Marihuana Plants");
        var many = Find(Amendment("Vol_I", 513), @"\(A\) (\d+) or more marihuana plants, treat each plant as equivalent to (\d+) KG of marihuana; \(B\) fewer than \1 marihuana plants, treat each plant as equivalent to (\d+) G of marihuana");
        var since = Find(Amendment("Vol_I", 513), @"treat each plant, regardless of sex, as equivalent to (\d+) G of marihuana");

        Assert.Equal($$"""{"each":"{{Thousands(of1987.Groups[1].Value) * 1000 / Thousands(of1987.Groups[2].Value)}} g"}""", Of("1987-11-01"));
        Assert.Equal($$"""{"each":"{{many.Groups[3].Value}} g","many":{{many.Groups[1].Value}},"eachOfMany":"{{many.Groups[2].Value}} kg"}""", Of("1989-11-01"));
        Assert.Equal($$"""{"each":"{{since.Groups[1].Value}} g"}""", Of("1995-11-01"));

        static string Of(string from) => Value("ussg/2d1.1/marihuana-plants", from)!.ToJsonString();
        static long Thousands(string number) => long.Parse(number, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void From_2008_to_2010_crack_with_other_drugs_was_two_levels_lower_between_250_milligrams_and_four_and_a_half_kilograms()
    {
        var text = Find(Amendment("Vol_III", 715), @"reduce the combined offense level by (\d) levels\..+?the offense involved ([\d.]+ kg) or more, or less than (\d+ mg), of cocaine base");

        Assert.Equal($$"""{"minus":{{text.Groups[1].Value}},"notFrom":"{{text.Groups[2].Value}}","notBelow":"{{text.Groups[3].Value}}"}""", Value("ussg/2d1.1/crack-combination", "2008-05-01")!.ToJsonString());
    }

    [Fact]
    public void Three_cells_of_1987_leave_a_gap_below_the_next_row_because_they_are_printed_so()
    {
        var table = Amendment("Vol_I", 125);
        var analogue = Find(table, @"or \.(\d)-\.(\d) G Fentanyl Analogue");
        var others = Find(table, @"10-19 G Hashish Oil, (\d+)- ?(\d+ G) Schedule III or other Schedule I or II controlled substances");

        Assert.Equal($"{analogue.Groups[1].Value}00 mg to {analogue.Groups[2].Value}00 mg", Cell("fentanyl_analogue", "14"));
        Assert.Equal($"{others.Groups[1].Value} g to {others.Groups[2].Value.ToLowerInvariant()}", Cell("schedule_3", "8"));
        Assert.Equal(Cell("schedule_3", "8"), Cell("depressants", "8"));

        static string Cell(string column, string level) => Value("ussg/2d1.1/drug-quantity-table", "1987-11-01")![column]![level]!.GetValue<string>();
    }

    /// <summary>Between 1988 and 1990 the same 100 grams of a mixture of methamphetamine stood in both tiers (Pub. L. 100-690, section 6470(g)); no case shows the lower, because the higher goes first.</summary>
    [Fact]
    public void From_1988_to_1990_a_hundred_grams_of_a_mixture_of_methamphetamine_stood_in_both_tiers()
    {
        var of1988 = Value("usc/21/841-b-1-thresholds", "1988-11-18")!;

        Assert.Equal(("100 g", "100 g"), (of1988["A"]!["meth_mixture"]!.GetValue<string>(), of1988["B"]!["meth_mixture"]!.GetValue<string>()));
    }
}
