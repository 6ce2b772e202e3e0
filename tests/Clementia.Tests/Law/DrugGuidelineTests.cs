using System.Globalization;
using Clementia.Law;
using CsCheck;

namespace Clementia.Tests.Law;

public sealed class DrugGuidelineTests
{
    private const string Cocaine2Kg = """[{"drug": "cocaine_powder", "amount": "2 kg"}]""";

    // ---- quantity

    [Theory]
    [InlineData("1989-10-31", 36)]
    [InlineData("1989-11-01", 42)]
    [InlineData("1994-10-31", 42)]
    [InlineData("1994-11-01", 38)]
    [InlineData("2014-10-31", 38)]
    [InlineData("2014-11-01", 38)]
    public void Two_thousand_kilograms_of_cocaine_are_level_38_since_1994_whatever_came_after(string day, int level) =>
        Assert.Equal(level, Base(day, ("cocaine_powder", "2,000 kg")));

    [Theory]
    [InlineData("2007-10-31", 32)]
    [InlineData("2007-11-01", 30)]
    [InlineData("2010-10-31", 30)]
    [InlineData("2010-11-01", 26)]
    [InlineData("2014-10-31", 26)]
    [InlineData("2014-11-01", 24)]
    public void Fifty_grams_of_crack_fall_from_32_to_24_on_three_days(string day, int level) => Assert.Equal(level, Base(day, ("cocaine_base", "50 g")));

    [Theory]
    [InlineData("27.9 g", 22)]
    [InlineData("28 g", 24)]
    [InlineData("111.999 g", 24)]
    [InlineData("112 g", 26)]
    public void A_row_begins_at_its_least_quantity_and_ends_below_the_next(string weight, int level) => Assert.Equal(level, Base("2020-01-01", ("cocaine_base", weight)));

    [Fact]
    public void A_mixture_is_counted_whole_or_pure_whichever_gives_the_greater_level()
    {
        const string pure = """[{"drug": "meth_mixture", "amount": {"weight": "500 g", "actual": "400 g"}}]""";
        const string weak = """[{"drug": "meth_mixture", "amount": {"weight": "500 g", "actual": "10 g"}}]""";

        Assert.Equal(34, Base("1998-01-01", pure)); // 400 g actual: at least 300 g but less than 1 kg.
        Assert.Equal(32, Base("1998-01-01", weak)); // 500 g of mixture: at least 500 g but less than 1.5 kg.
        Assert.Equal(32, Base("2016-11-01", pure));
        Assert.Equal(30, Base("2016-11-01", weak));
    }

    [Fact]
    public void A_mixture_of_two_drugs_is_counted_as_the_one_that_gives_the_greater_level()
    {
        Assert.Equal(26, Base("2020-01-01", """[{"drug": ["heroin", "fentanyl"], "amount": "200 g"}]"""));
        Assert.Equal(24, Base("2020-01-01", ("heroin", "200 g")));
    }

    [Fact]
    public void Oxycodone_was_weighed_with_its_pills_until_2003_and_pure_since()
    {
        const string both = """[{"drug": "oxycodone_mixture", "amount": {"weight": "100 g", "actual": "10 g"}}]""";

        Assert.Equal(20, Base("2003-10-31", both)); // 100 g at 500 g: 50 kg.
        Assert.Equal(22, Base("2003-11-01", both)); // 10 g at 6,700 g: 67 kg.
        Assert.Contains("whole weight", Asked("2003-10-31", """[{"drug": "oxycodone_actual", "amount": {"actual": "10 g"}}]"""), StringComparison.Ordinal);
        Assert.Contains("oxycodone (actual)", Asked("2003-11-01", """[{"drug": "oxycodone_mixture", "amount": "100 g"}]"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Plants_count_by_number_unless_the_marihuana_itself_weighed_more()
    {
        const string plants = """[{"drug": "marijuana", "amount": {"plants": 60, "weight": "80 kg"}}]""";

        Assert.Equal(24, Base("1995-10-31", plants)); // Sixty plants at 1 kg; the 80 kg weigh more.
        Assert.Equal(22, Base("1995-10-31", """[{"drug": "marijuana", "amount": {"plants": 60}}]"""));
        Assert.Equal(14, Base("1995-11-01", """[{"drug": "marijuana", "amount": {"plants": 60}}]"""));
        Assert.Equal(12, Base("1995-10-31", """[{"drug": "marijuana", "amount": {"plants": 49}}]"""));
    }

    [Fact]
    public void Before_1995_pills_of_the_lesser_schedules_were_weighed_and_since_then_counted()
    {
        const string both = """[{"drug": "schedule_3", "amount": {"weight": "5 kg", "units": 5000}}]""";

        Assert.Equal(16, Base("1995-10-31", both));
        Assert.Equal(14, Base("1995-11-01", both));
        Assert.Contains("whole weight", Asked("1995-10-31", """[{"drug": "schedule_3", "amount": {"units": 5000}}]"""), StringComparison.Ordinal);
        Assert.Contains("pills", Asked("1995-11-01", """[{"drug": "schedule_3", "amount": "5 kg"}]"""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_between_two_closed_ranges_of_1987_is_read_with_the_lower_one_and_says_so()
    {
        var r = Reckon("1988-06-01");

        Assert.Equal(34, DrugGuideline.BaseLevel(r, [DrugAmount.Of("heroin", Weight.Parse("9.95 kg")!.Value)]));
        Assert.Contains(r.Derivation.Cautions, c => c.Contains("gaps", StringComparison.Ordinal));
        var exact = Reckon("1988-06-01");
        Assert.Equal(34, DrugGuideline.BaseLevel(exact, [DrugAmount.Of("heroin", Weight.Parse("9.9 kg")!.Value)]));
        Assert.Empty(exact.Derivation.Cautions);
    }

    [Fact]
    public void Trap_5_the_misprint_of_amendment_555_is_read_as_kilograms()
    {
        Assert.Equal(34, Base("1997-11-01", ("meth_mixture", "1.5 kg")));
        Assert.Equal(32, Base("1997-11-01", ("meth_mixture", "1.499 kg")));
        Assert.Equal(12, Base("1997-11-01", ("meth_mixture", "1.5 g")));
    }

    [Fact]
    public void Trap_14_the_level_reported_in_Smith_is_not_the_tables()
    {
        var r = Reckon("2011-06-01");

        Assert.Equal(30, DrugGuideline.BaseLevel(r, Drugs(("cocaine_base", "174.4 g"), ("cocaine_powder", "819.8 g"))));
        Assert.Contains(r.Derivation.Steps, s => s.Plain.Contains("786.7424 kg", StringComparison.Ordinal));
    }

    // ---- crack with other drugs

    [Theory]
    [InlineData("2007-10-31", 32)]
    [InlineData("2007-11-01", 32)]
    [InlineData("2008-04-30", 32)]
    [InlineData("2008-05-01", 30)]
    [InlineData("2010-10-31", 30)]
    [InlineData("2010-11-01", 26)]
    public void Trap_4_a_trace_of_powder_kept_the_crack_reduction_away_for_half_a_year(string day, int level)
    {
        Assert.Equal(level, Base(day, ("cocaine_base", "72.1 g"), ("cocaine_powder", "4.9 g")));
        Assert.Equal(day.CompareTo("2007-11-01", StringComparison.Ordinal) < 0 ? 32 : day.CompareTo("2010-11-01", StringComparison.Ordinal) < 0 ? 30 : 26, Base(day, ("cocaine_base", "72.1 g")));
    }

    [Fact]
    public void One_drug_alone_keeps_its_row_when_adding_another_would_convert_to_less()
    {
        // 28 g at 3,571 g are 99.988 kg, just under the 100 kg that 28 g stand for.
        var r = Reckon("2016-11-01");

        Assert.Equal(24, DrugGuideline.BaseLevel(r, Drugs(("cocaine_base", "28 g"), ("marijuana", "1 g"))));
        Assert.Contains(r.Derivation.Cautions, c => c.Contains("level 22", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rule_of_2007_let_more_crack_give_less()
    {
        // The stated exception to "more never lowers": at 150 g the conversion drops from 14 kg to 6.7 kg a gram.
        Assert.Equal(34, Base("2007-11-01", ("cocaine_base", "149.9 g"), ("marijuana", "1,000 kg")));
        Assert.Equal(32, Base("2007-11-01", ("cocaine_base", "150 g"), ("marijuana", "1,000 kg")));
    }

    [Fact]
    public void The_rule_of_2008_let_the_first_quarter_gram_of_crack_give_less()
    {
        Assert.Equal(24, Base("2008-05-01", ("cocaine_base", "249 mg"), ("marijuana", "79.9 kg")));
        Assert.Equal(22, Base("2008-05-01", ("cocaine_base", "250 mg"), ("marijuana", "79.9 kg")));
        Assert.Equal(22, Base("2008-05-01", ("marijuana", "79.9 kg")));
    }

    // ---- properties

    private static readonly Drug[] s_byWeight = [.. Drug.All.Where(d => d.Class is DrugClass.Opiate or DrugClass.Stimulant or DrugClass.Hallucinogen or DrugClass.Marihuana)];
    private static readonly Gen<Drug> s_weighed = Gen.Int[0, s_byWeight.Length - 1].Select(i => s_byWeight[i]);
    private static readonly Gen<DateOnly> s_days = Gen.Int[0, 13_970].Select(n => new DateOnly(1987, 11, 1).AddDays(n));
    private static readonly Gen<Weight> s_weights = Gen.Select(Gen.Int[1, 9999], Gen.Int[0, 2]).Select((n, e) => Weight.Parse($"{n} {(e == 0 ? "mg" : e == 1 ? "g" : "kg")}")!.Value);

    [Fact]
    public void More_of_one_drug_never_lowers_the_level_on_any_day() =>
        Gen.Select(s_weighed, s_days, s_weights, s_weights).Sample((drug, day, a, b) =>
        {
            var (less, more) = (Level(day, (drug, Weight.Min(a, b))), Level(day, (drug, a + b)));
            Assert.True((less is null && more is null) || less <= more, $"{day} {drug}: {less} then {more}");
        });

    [Fact]
    public void More_or_another_drug_never_lowers_the_level_outside_the_two_crack_rules_of_2007_and_2008() =>
        Gen.Select(s_weighed.Array[2, 4], s_days, s_weights.Array[4], s_weights).Sample((drugs, day, weights, more) =>
        {
            if (day >= new DateOnly(2007, 11, 1) && day < new DateOnly(2010, 11, 1) && drugs.Any(d => d.Id == "cocaine_base"))
                return;
            var lots = drugs.Select((d, i) => (d, weights[i])).ToArray();
            var fewer = Level(day, lots[1..]);
            var all = Level(day, lots);
            var heavier = Level(day, [(lots[0].d, lots[0].Item2 + more), .. lots[1..]]);
            Assert.True(fewer is null || all is null || fewer <= all, $"{day}: {string.Join(", ", lots)}: {fewer} without the first, {all} with it");
            Assert.True(all is null || heavier is null || all <= heavier, $"{day}: {string.Join(", ", lots)} and {more} more: {all}, then {heavier}");
        });

    [Fact]
    public void Listing_one_lot_as_two_changes_nothing() =>
        Gen.Select(s_weighed, s_weighed, s_days, s_weights, s_weights).Sample((one, other, day, a, b) =>
            Assert.Equal(Level(day, (one, a + b), (other, a)), Level(day, (one, a), (other, a), (one, b))));

    [Fact]
    public void Between_two_days_with_no_version_between_them_nothing_changes() =>
        Gen.Select(s_weighed.Array[1, 3], s_days, s_weights.Array[3]).Sample((drugs, day, weights) =>
        {
            var lots = drugs.Select((d, i) => (d, weights[i])).ToArray();
            var begins = DrugGuideline.Provisions.SelectMany(p => LawBook.BuiltIn.List(p.Id)!.Versions).Select(v => v.From).Where(f => f <= day).Max();
            Assert.Equal(Level(begins, lots), Level(day, lots));
        }, iter: 200);

    // ---- role

    [Theory]
    [InlineData("2002-10-31", MitigatingRole.Minor, 38)]
    [InlineData("2002-11-01", MitigatingRole.Minor, 30)]
    [InlineData("2004-11-01", MitigatingRole.Minor, 34)]
    [InlineData("2010-10-31", MitigatingRole.Minimal, 34)]
    [InlineData("2010-11-01", MitigatingRole.Minimal, 32)]
    [InlineData("2025-10-31", MitigatingRole.Minor, 34)]
    [InlineData("2025-11-01", MitigatingRole.Minor, 32)]
    [InlineData("2025-11-01", MitigatingRole.Minimal, 30)]
    [InlineData("2025-11-01", MitigatingRole.None, 38)]
    public void Trap_3_the_cap_for_a_mitigating_role_has_five_forms(string day, MitigatingRole role, int level) =>
        Assert.Equal(level, Level(day, Group("""[{"drug": "heroin", "amount": "100 kg"}]"""), mitigating: role));

    [Fact]
    public void The_role_is_asked_for_only_where_the_cap_can_matter()
    {
        Assert.Contains("role.mitigating", Questions("2016-11-01", Group("""[{"drug": "heroin", "amount": "3 kg"}]""")));
        Assert.Equal(30, Level("2016-11-01", Group("""[{"drug": "heroin", "amount": "2.9 kg"}]""")));
        Assert.Equal(38, Level("2000-11-01", Group("""[{"drug": "heroin", "amount": "100 kg"}]""")));
    }

    // ---- death or injury

    [Theory]
    [InlineData("1988-01-01", "cocaine_powder", false, 38)]
    [InlineData("1988-01-01", "cocaine_powder", true, 43)]
    [InlineData("2016-11-01", "cocaine_powder", false, 38)]
    [InlineData("2025-11-01", "cocaine_powder", true, 43)]
    [InlineData("2009-11-01", "schedule_3", false, 26)]
    [InlineData("2009-11-01", "schedule_3", true, 30)]
    [InlineData("2009-10-31", "schedule_3", true, 8)]
    [InlineData("1988-01-01", "marijuana", false, 8)]
    [InlineData("1988-01-01", "marijuana", true, 43)]
    [InlineData("2024-10-31", "heroin", false, 38)]
    [InlineData("2024-11-01", "heroin", false, 38)]
    [InlineData("2024-11-01", "schedule_3", true, 30)]
    [InlineData("2024-11-01", "schedule_3", false, 26)]
    [InlineData("1989-11-01", "heroin", true, 43)]
    [InlineData("1989-11-01", "heroin", false, 38)]
    [InlineData("2009-11-01", "heroin", true, 43)]
    public void A_death_sets_its_own_base_level(string day, string drug, bool repeat, int level) =>
        Assert.Equal(level, Level(day, Group($$"""[{"drug": "{{drug}}", "amount": {"weight": "400 g", "units": 400} }]""", ("drug.deathOrInjury", true), ("drug.deathOrInjuryRepeat", repeat))));

    [Fact]
    public void A_death_settles_the_level_without_the_quantity_only_where_no_quantity_could_exceed_it()
    {
        Assert.Equal(38, WithoutDrugs("2016-11-01"));
        Assert.Null(WithoutDrugs("1990-11-01")); // The table went up to 42.

        static int? WithoutDrugs(string day)
        {
            var facts = Facts.Read("""{"counts": [], "groups": [{"guideline": "2D1.1", "drug": {"noOther": true, "deathOrInjury": true, "deathOrInjuryRepeat": false}}]}""");
            var r = Reckon(day);
            var level = DrugGuideline.Level(r, facts, facts.List(FactScope.Group)![0]);
            Assert.Contains(r.Derivation.Questions, q => q.Name == "drugs");
            return level;
        }
    }

    [Fact]
    public void Plants_and_doses_say_what_they_were_counted_as()
    {
        var r = Reckon("2016-11-01");
        _ = DrugGuideline.BaseLevel(r, [.. StrictJson.Parse("""[{"drug": "marijuana", "amount": {"plants": 60}}, {"drug": "lsd", "amount": {"doses": 1000}}]""", "drugs").Items().Select(DrugAmount.Read)]);

        Assert.Equal("6 kg", r.Derivation.Steps.Single(s => s.Rule == "2D1.1 plants").Result);
        Assert.Equal(("400 mg", new DateOnly(2002, 11, 1)), (r.Derivation.Steps.Single(s => s.Rule == "2D1.1 doses lsd").Result, r.Derivation.Steps.Single(s => s.Rule == "2D1.1 doses lsd").Since));
    }

    [Fact]
    public void The_safety_valve_is_not_asked_for_where_the_level_was_too_low_for_it()
    {
        var facts = Case(Group("""[{"drug": "cocaine_powder", "amount": "200 g"}]""", ("drug.noOther", null), ("drug.weapon", false), ("drug.deathOrInjury", false), ("drug.craft", false), ("drug.prison", false), ("drug.environment", false)), ["21 USC 841"], null, null);
        var r = Reckon("2000-11-01");

        Assert.Equal(20, DrugGuideline.Level(r, facts, facts.List(FactScope.Group)![0]));
        Assert.Empty(r.Derivation.Questions);
    }

    [Fact]
    public void The_role_cap_does_not_lower_the_level_of_a_death() =>
        Assert.Equal(38, Level("2016-11-01", Group("""[{"drug": "heroin", "amount": "100 kg"}]""", ("drug.deathOrInjury", true), ("drug.deathOrInjuryRepeat", false)), mitigating: MitigatingRole.Minimal));

    // ---- caps, floors, doses

    [Theory]
    [InlineData("1991-10-31", "200,000", 20)] // By its own row.
    [InlineData("1997-10-31", "200,000", 20)]
    [InlineData("2014-11-01", "200,000", 20)]
    public void However_many_pills_schedule_three_ends_at_level_20(string day, string units, int level) =>
        Assert.Equal(level, Base(day, $$"""[{"drug": "schedule_3", "amount": {"units": {{units.Replace(",", "", StringComparison.Ordinal)}}, "weight": "100 kg"} }]"""));

    [Theory]
    [InlineData("1991-11-01", "59.99 kg", "depressant", "schedule_3")]
    [InlineData("1997-10-31", "59.99 kg", "depressant", "schedule_3")]
    [InlineData("1997-11-01", "59.99 kg", "depressant", "schedule_3")]
    [InlineData("1997-11-01", "99.99 kg", "flunitrazepam", "schedule_3")]
    [InlineData("2001-10-31", "99.99 kg", "flunitrazepam", "depressant")]
    [InlineData("2001-11-01", "17,000 kg", "flunitrazepam", "depressant")]
    [InlineData("1991-11-01", "4.99 kg", "schedule_4", "schedule_5")]
    [InlineData("1997-11-01", "4.99 kg", "schedule_4", "schedule_5")]
    [InlineData("2001-11-01", "4.99 kg", "schedule_4", "schedule_5")]
    [InlineData("2009-11-01", "4.99 kg", "schedule_4", "schedule_5")]
    [InlineData("2014-11-01", "9.99 kg", "schedule_4", "schedule_5")]
    [InlineData("2015-11-01", "9.99 kg", "schedule_4", "schedule_5")]
    [InlineData("2001-11-01", "59.99 kg", "schedule_3", "schedule_4")]
    [InlineData("2009-11-01", "59.99 kg", "schedule_3", "schedule_4")]
    [InlineData("2014-11-01", "79.99 kg", "schedule_3", "schedule_4")]
    [InlineData("2015-11-01", "79.99 kg", "schedule_3", "schedule_4")]
    [InlineData("2009-11-01", "999.99 kg", "schedule_3", "hydrocodone_schedule_3")]
    [InlineData("2014-10-31", "999.99 kg", "schedule_3", "hydrocodone_schedule_3")]
    [InlineData("2014-11-01", "2,999.99 kg", "schedule_3", "hydrocodone_schedule_3")]
    public void Each_edition_caps_the_converted_weight_of_its_lesser_schedules(string day, string total, string one, string other)
    {
        var r = Reckon(day);
        var drugs = $$"""[{"drug": "{{one}}", "amount": {"units": 1000000, "weight": "10,000 kg"} }, {"drug": "{{other}}", "amount": {"units": 1000000, "weight": "10,000 kg"} }]""";
        if (one == "schedule_3" && other == "hydrocodone_schedule_3")
            drugs = drugs.Replace("1000000", "5000000", StringComparison.Ordinal);

        Assert.Equal(Weight.Parse(total), DrugGuideline.Quantify(r, [.. StrictJson.Parse(drugs, "drugs").Items().Select(DrugAmount.Read)])!.Total);
    }

    [Theory]
    [InlineData("1991-11-01", "schedule_5", "999 g")]
    [InlineData("1997-11-01", "schedule_5", "999 g")]
    [InlineData("2001-11-01", "schedule_5", "999 g")]
    [InlineData("2009-11-01", "schedule_5", "999 g")]
    [InlineData("2014-11-01", "schedule_5", "2.49 kg")]
    [InlineData("2015-11-01", "schedule_5", "2.49 kg")]
    public void Schedule_five_beside_another_drug_counts_up_to_its_cap(string day, string drug, string most)
    {
        var found = DrugGuideline.Quantify(Reckon(day), [.. StrictJson.Parse($$"""[{"drug": "{{drug}}", "amount": {"units": 10000000, "weight": "10,000 kg"} }, {"drug": "marijuana", "amount": "1 kg"}]""", "drugs").Items().Select(DrugAmount.Read)])!;

        Assert.Equal(Weight.Parse(most)!.Value + Weight.OfGrams(1000), found.Total);
    }

    [Theory]
    [InlineData("1988-01-01", "codeine", 12)]
    [InlineData("1988-01-01", "fenethylline", 12)]
    [InlineData("1988-01-01", "mescaline", 12)]
    [InlineData("1992-11-01", "codeine", 12)]
    [InlineData("1992-11-01", "khat", null)]
    [InlineData("1995-11-01", "khat", 12)]
    [InlineData("1997-11-01", "codeine", 12)]
    [InlineData("1997-11-01", "khat", 12)]
    [InlineData("1997-11-01", "peyote_dry", 12)]
    [InlineData("1992-11-01", "fenethylline", 12)]
    [InlineData("1992-11-01", "peyote_dry", 12)]
    [InlineData("2018-11-01", "codeine", 12)]
    [InlineData("2018-11-01", "khat", 12)]
    [InlineData("2018-11-01", "peyote_wet", 12)]
    [InlineData("2018-11-01", "methcathinone", 12)]
    [InlineData("2018-10-31", "synthetic_cannabinoid", null)]
    [InlineData("2018-11-01", "synthetic_cannabinoid", 12)]
    [InlineData("2018-11-01", "thc_synthetic", 6)]
    public void A_milligram_of_a_hard_drug_is_level_12(string day, string drug, int? level) => Assert.Equal(level, Base(day, (drug, "1 mg")));

    [Theory]
    [InlineData("1997-11-01")]
    [InlineData("2018-11-01")]
    public void Flunitrazepam_with_lesser_drugs_is_level_8_at_least(string day) =>
        Assert.Equal(8, Base(day, """[{"drug": "flunitrazepam", "amount": {"units": 1}}, {"drug": "schedule_4", "amount": {"units": 1}}]"""));

    [Theory]
    [InlineData("2001-01-01", "mda", "10 kg")]
    [InlineData("2002-11-01", "mda", "25 kg")]
    [InlineData("1992-01-01", "mescaline", "50 kg")]
    [InlineData("1994-01-01", "mescaline", "50 kg")]
    [InlineData("2016-11-01", "mescaline", "50 kg")]
    [InlineData("2016-11-01", "mdma", "25 kg")]
    [InlineData("2016-11-01", "lsd", "40 g")]
    [InlineData("1994-01-01", "lsd", "40 g")]
    public void Doses_are_weighed_by_the_typical_weight(string day, string drug, string weight) =>
        Assert.Equal(Weight.Parse(weight), DrugGuideline.Quantify(Reckon(day), [.. StrictJson.Parse($$"""[{"drug": "{{drug}}", "amount": {"doses": 100000} }]""", "drugs").Items().Select(DrugAmount.Read)])!.Parts[0].Quantity);

    [Fact]
    public void Until_1991_like_drugs_were_added_as_the_drug_of_their_heading()
    {
        Assert.Contains("95 g of PCP is at least 80 g", Sentence("1990-11-01", ("pcp_mixture", "70 g"), ("lsd", "250 mg")), StringComparison.Ordinal);
        Assert.Contains("21 g of heroin is at least 20 g", Sentence("1990-11-01", ("cocaine_powder", "80 g"), ("marijuana", "5 kg")), StringComparison.Ordinal);
        Assert.Contains("600 g of cocaine is at least 500 g", Sentence("1990-11-01", ("cocaine_powder", "100 g"), ("cocaine_base", "5 g")), StringComparison.Ordinal);
        Assert.Contains("2 g of heroin", Sentence("1990-11-01", ("morphine", "2 g"), ("methadone", "2 g")), StringComparison.Ordinal);
        Assert.Contains("6 kg of marihuana", Sentence("1990-11-01", ("marijuana", "1 kg"), ("hashish", "1 kg")), StringComparison.Ordinal);
        Assert.Contains("95 kg of marihuana is", Sentence("1991-11-01", ("pcp_mixture", "70 g"), ("lsd", "250 mg")), StringComparison.Ordinal);
        Assert.Contains("95 kg of marihuana is", Sentence("2018-10-31", ("pcp_mixture", "70 g"), ("lsd", "250 mg")), StringComparison.Ordinal);
        Assert.Contains("95 kg of converted drug weight is", Sentence("2018-11-01", ("pcp_mixture", "70 g"), ("lsd", "250 mg")), StringComparison.Ordinal);

        static string Sentence(string day, params (string, string)[] drugs)
        {
            var r = Reckon(day);
            _ = DrugGuideline.BaseLevel(r, Drugs(drugs));
            return r.Derivation.Steps.Single(s => s.Rule == "2D1.1(c)").Plain;
        }
    }

    // ---- characteristics

    [Fact]
    public void A_weapon_adds_two_levels() => Assert.Equal(30, Level("1995-11-01", Group(Cocaine2Kg, ("drug.weapon", true))));

    [Fact]
    public void No_weapon_or_violence_is_added_where_a_count_under_924c_is_sentenced()
    {
        var group = Group(Cocaine2Kg, ("drug.weapon", true), ("drug.violence", true));

        Assert.Equal(30, Level("2016-11-01", group));
        Assert.Equal(26, Level("2016-11-01", group, counts: ["21 USC 841", "18 USC 924(c)"]));
        Assert.Contains("counts", Questions("2016-11-01", group, counts: null));
    }

    [Fact]
    public void A_smugglers_plane_raises_a_small_quantity_to_level_26()
    {
        var group = Group("""[{"drug": "cocaine_powder", "amount": "50 g"}]""", ("drug.craft", true));

        Assert.Equal(16, Level("1989-10-31", group));
        Assert.Equal(26, Level("1989-11-01", group));
        Assert.Equal(28, Level("2016-11-01", Group(Cocaine2Kg, ("drug.craft", true))));
    }

    [Theory]
    [InlineData("1995-10-31", 200, 20)]
    [InlineData("1995-11-01", 200, 20)]
    [InlineData("2001-10-31", 200, 20)]
    [InlineData("2001-11-01", 200, 18)]
    [InlineData("1995-10-31", 500, 26)]
    [InlineData("1995-11-01", 500, 24)]
    public void Until_2001_the_safety_valve_took_two_levels_only_from_26_up(string day, int grams, int level) =>
        Assert.Equal(level, Level(day, Group($$"""[{"drug": "cocaine_powder", "amount": "{{grams}} g"}]""", ("drug.safetyValve", true))));

    [Fact]
    public void Whoever_met_the_old_safety_valve_meets_the_new_one_and_not_the_other_way_round()
    {
        Assert.Equal(24, Level("2023-11-01", Group(Cocaine2Kg, ("drug.safetyValve", true))));
        Assert.Equal(24, Level("2023-11-01", Group(Cocaine2Kg, ("drug.safetyValve", false), ("drug.safetyValve2023", true))));
        Assert.Equal(26, Level("2023-10-31", Group(Cocaine2Kg, ("drug.safetyValve", false), ("drug.safetyValve2023", true))));
        Assert.Contains("safetyValve.disclosed", Questions("2023-11-01", Group(Cocaine2Kg, ("drug.noOther", null), ("drug.safetyValve", false))));
    }

    [Fact]
    public void The_safety_valve_is_reckoned_from_its_own_facts_where_the_file_gives_them()
    {
        const string json = """
            {"counts": [{"statute": "21 USC 841"}], "safetyValve": {"points": 3, "pointsWithoutOnePoint": 3, "threePointPrior": false, "twoPointViolentPrior": false, "violenceOrWeapon": false, "deathOrInjury": false, "supervisor": false, "continuingEnterprise": false, "disclosed": true},
             "groups": [{"guideline": "2D1.1", "drugs": [{"drug": "cocaine_powder", "amount": "2 kg"}], "drug": {"noOther": true}}]}
            """;
        var facts = Facts.Read(json).With("groups[0]", Roles.Aggravating, AggravatingRole.None);

        Assert.Equal(26, DrugGuideline.Level(Reckon("2023-10-31"), facts, facts.List(FactScope.Group)![0]));
        Assert.Equal(24, DrugGuideline.Level(Reckon("2023-11-01"), facts, facts.List(FactScope.Group)![0]));
    }

    [Theory]
    [InlineData("2001-01-01", 31)] // 26, +2 for the environment, +3 for the risk.
    [InlineData("2001-11-01", 29)] // Since then only the greatest: +3.
    [InlineData("2016-11-01", 27)] // 24 + 3.
    public void The_dangers_of_a_methamphetamine_laboratory_added_up_only_until_2001(string day, int level) =>
        Assert.Equal(level, Level(day, Group("""[{"drug": "meth_mixture", "amount": "100 g"}]""", ("drug.environment", true), ("drug.labRisk", true))));

    [Fact]
    public void A_risk_to_a_child_raises_to_at_least_30() =>
        Assert.Equal(30, Level("2016-11-01", Group("""[{"drug": "meth_mixture", "amount": "10 g"}]""", ("drug.labRisk", true), ("drug.labRiskToMinor", true))));

    [Theory]
    [InlineData("2018-10-31", 24)]
    [InlineData("2018-11-01", 28)]
    [InlineData("2023-11-01", 28)]
    public void Fentanyl_sold_as_something_else_adds_four_levels_since_2018(string day, int level) =>
        Assert.Equal(level, Level(day, Group("""[{"drug": "fentanyl", "amount": "40 g"}]""", ("drug.fentanylDisguised", true), ("drug.fentanylAsDrug", true))));

    [Theory]
    [InlineData("2023-10-31", 24)]
    [InlineData("2023-11-01", 26)]
    public void Fake_pills_add_two_levels_since_2023(string day, int level) =>
        Assert.Equal(level, Level(day, Group("""[{"drug": "fentanyl", "amount": "40 g"}]""", ("drug.fentanylAsDrug", true))));

    [Fact]
    public void Importing_methamphetamine_costs_two_levels_only_without_a_mitigating_role()
    {
        var group = Group("""[{"drug": "meth_mixture", "amount": "100 g"}]""", ("drug.methImport", true));

        Assert.Equal(26, Level("2016-11-01", group, mitigating: MitigatingRole.None));
        Assert.Equal(24, Level("2016-11-01", group, mitigating: MitigatingRole.Minor));
        Assert.Contains("role.mitigating", Questions("2016-11-01", group));
    }

    [Fact]
    public void Importing_amphetamine_counts_since_November_2001()
    {
        var group = Group("""[{"drug": "amphetamine_mixture", "amount": "100 g"}]""", ("drug.methImport", true));

        Assert.Equal(26, Level("2001-10-31", group, mitigating: MitigatingRole.None));
        Assert.Equal(28, Level("2001-11-01", group, mitigating: MitigatingRole.None));
    }

    [Fact]
    public void The_factors_for_leaders_count_only_with_an_aggravating_role_and_since_2010()
    {
        var group = Group(Cocaine2Kg, ("drug.leaderFactor", true));

        Assert.Equal(26, Level("2016-11-01", group, aggravating: AggravatingRole.None));
        Assert.Equal(28, Level("2016-11-01", group, aggravating: AggravatingRole.Leader4));
        Assert.Equal(28, Level("2010-10-31", group, aggravating: AggravatingRole.Leader4));
        Assert.Equal(30, Level("2010-11-01", group, aggravating: AggravatingRole.Leader4));
    }

    [Fact]
    public void A_minimal_participant_moved_by_fear_loses_two_more_levels_since_2010()
    {
        var group = Group(Cocaine2Kg, ("drug.minimalFactor", true));

        Assert.Equal(28, Level("2010-10-31", group, mitigating: MitigatingRole.Minimal));
        Assert.Equal(26, Level("2010-11-01", group, mitigating: MitigatingRole.Minimal));
        Assert.Equal(28, Level("2010-11-01", group, mitigating: MitigatingRole.Minor));
    }

    [Fact]
    public void A_conviction_under_860a_counts_by_whether_it_was_for_making_or_selling()
    {
        var making = Group("""[{"drug": "meth_mixture", "amount": "10 g"}]""", ("drug.madeWithMinor", true));
        var selling = Group("""[{"drug": "meth_mixture", "amount": "2 g"}]""", ("drug.madeWithMinor", false));

        Assert.Equal(27, Level("2016-11-01", making, counts: ["21 USC 860a"]));
        Assert.Equal(14, Level("2016-11-01", selling, counts: ["21 USC 860a"]));
        Assert.Equal(12, Level("2016-11-01", selling));
    }

    [Fact]
    public void Growing_on_public_land_counts_for_marihuana_with_an_aggravating_role_since_2014()
    {
        var group = Group("""[{"drug": "marijuana", "amount": "100 kg"}]""", ("drug.publicLand", true));

        Assert.Equal(26, Level("2014-10-31", group, aggravating: AggravatingRole.Manager3));
        Assert.Equal(26, Level("2014-11-01", group, aggravating: AggravatingRole.Manager3));
        Assert.Equal(24, Level("2014-11-01", group, aggravating: AggravatingRole.None));
    }

    [Theory]
    [InlineData("drug.violence", "2010-10-31", "2010-11-01")]
    [InlineData("drug.bribery", "2010-10-31", "2010-11-01")]
    [InlineData("drug.premises", "2010-10-31", "2010-11-01")]
    [InlineData("drug.prison", "1995-10-31", "1995-11-01")]
    [InlineData("drug.environment", "1997-10-31", "1997-11-01")]
    [InlineData("drug.massMarketing", "2004-10-31", "2004-11-01")]
    public void A_plain_characteristic_adds_two_levels_from_its_first_day(string fact, string before, string first)
    {
        var group = Group(Cocaine2Kg, (fact, true));

        Assert.Equal(28, Level(before, group));
        Assert.Equal(30, Level(first, group));
        Assert.Equal(28, Level(first, Group(Cocaine2Kg, (fact, false))));
    }

    // ---- what is not known

    [Fact]
    public void What_the_file_does_not_say_is_asked_for_all_at_once_and_nothing_is_assumed()
    {
        var questions = Questions("2016-11-01", Group(Cocaine2Kg, ("drug.noOther", null)));

        Assert.Equal(["drug.bribery", "drug.craft", "drug.deathOrInjury", "drug.environment", "drug.leaderFactor", "drug.massMarketing", "drug.minimalFactor", "drug.premises", "drug.prison", "drug.violence", "drug.weapon"], questions.Where(q => q.StartsWith("drug.", StringComparison.Ordinal)).Append("drug.minimalFactor").Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("safetyValve.disclosed", questions);
        Assert.Null(Level("2016-11-01", Group(Cocaine2Kg, ("drug.noOther", null))));
    }

    [Fact]
    public void In_1988_only_the_weapon_and_a_death_are_asked_for() =>
        Assert.Equal(["drug.deathOrInjury", "drug.weapon"], Questions("1988-01-01", Group(Cocaine2Kg, ("drug.noOther", null))).Order(StringComparer.Ordinal));

    [Fact]
    public void Without_the_drugs_the_level_is_open_and_the_presentence_report_is_named()
    {
        var r = Reckon("2016-11-01");
        var facts = Facts.Read("""{"counts": [], "groups": [{"guideline": "2D1.1", "drug": {"noOther": true}}]}""");

        Assert.Null(DrugGuideline.Level(r, facts, facts.List(FactScope.Group)![0]));
        Assert.Contains(r.Derivation.Questions, q => q.Name == "drugs" && q.At == "groups[0]" && q.SettledBy.Contains("presentence report", StringComparison.Ordinal));
    }

    [Fact]
    public void A_murder_cross_reference_is_left_to_a_person() =>
        Assert.Contains("drug.crossReference", Questions("2016-11-01", Group(Cocaine2Kg, ("drug.crossReference", true))));

    // ---- steps

    [Fact]
    public void A_step_names_the_amendment_that_set_the_number_not_the_newest_edition()
    {
        var r = Reckon("2025-11-01");
        _ = DrugGuideline.BaseLevel(r, Drugs(("cocaine_base", "50 g"), ("heroin", "100 g")));
        var steps = r.Derivation.Steps;

        Assert.Equal(new DateOnly(2010, 11, 1), steps.Single(s => s.Rule == "2D1.1 conversion cocaine_base").Since);
        // The conversions of 1987 were only rebuilt: a checked edition is not traced back into them.
        Assert.Equal(new DateOnly(1989, 11, 1), steps.Single(s => s.Rule == "2D1.1 conversion heroin").Since);
        Assert.True(r.Derivation.IsFirm);
        Assert.Equal(new DateOnly(2014, 11, 1), steps.Single(s => s.Rule == "2D1.1(c)").Since);
        Assert.Equal("base level 24", steps.Single(s => s.Rule == "2D1.1(c)").Result);
    }

    [Fact]
    public void Steps_stand_under_the_same_names_on_every_day()
    {
        var group = Group("""[{"drug": "cocaine_base", "amount": "50 g"}, {"drug": "heroin", "amount": "100 g"}]""", ("drug.weapon", true));
        string[] names = ["groups[0] 2D1.1 conversion cocaine_base", "groups[0] 2D1.1 conversion heroin", "groups[0] 2D1.1(c)", "groups[0] 2D1.1(b) weapon"];
        foreach (var day in (ReadOnlySpan<string>)["1988-01-01", "1992-01-01", "2006-01-01", "2011-01-01", "2025-11-01"])
        {
            var (facts, r) = (Case(group, ["21 USC 841"], null, null), Reckon(day));
            _ = DrugGuideline.Level(r, facts, facts.List(FactScope.Group)![0]);
            Assert.Equal(names, r.Derivation.Steps.Select(s => s.Rule));
        }
    }

    [Theory]
    [InlineData("""[{"drug": "unicorn", "amount": "1 g"}]""", "unicorn")]
    [InlineData("""[{"drug": "heroin", "amount": "much"}]""", "weight")]
    [InlineData("""[{"drug": "heroin", "amount": {}}]""", "no quantity")]
    [InlineData("""[{"drug": "heroin", "amount": {"plants": 3}}]""", "plants")]
    [InlineData("""[{"drug": "schedule_4", "amount": {"units": -1}}]""", "negative")]
    [InlineData("""[{"drug": "meth_mixture", "amount": {"weight": "1 g", "actual": "2 g"}}]""", "heavier")]
    [InlineData("""[{"drug": [], "amount": "1 g"}]""", "empty")]
    [InlineData("""[{"drug": "heroin", "amount": "1 g", "colour": "brown"}]""", "colour")]
    public void What_is_no_quantity_of_a_drug_is_refused_with_its_place(string drugs, string about)
    {
        var fault = Assert.Throws<FaultException>(() => Facts.Read($$"""{"groups": [{"drugs": {{drugs}}}]}""")).Fault;

        Assert.Contains(about, fault.Problem, StringComparison.Ordinal);
        Assert.StartsWith("groups[0].drugs[0]", fault.Where, StringComparison.Ordinal);
        Assert.NotEqual("", fault.Remedy);
    }

    // ---- how these tests ask

    private static Reckoning Reckon(string day) => Reckon(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static Reckoning Reckon(DateOnly day) => new(LawBook.BuiltIn, new Timeline { Sentence = day });

    private static DrugAmount[] Drugs(params (string Drug, string Weight)[] drugs) => [.. drugs.Select(d => DrugAmount.Of(d.Drug, Weight.Parse(d.Weight)!.Value))];

    private static int? Base(string day, params (string Drug, string Weight)[] drugs) => DrugGuideline.BaseLevel(Reckon(day), Drugs(drugs));

    private static int? Base(string day, string drugs) => DrugGuideline.BaseLevel(Reckon(day), [.. StrictJson.Parse(drugs, "drugs").Items().Select(DrugAmount.Read)]);

    private static string Asked(string day, string drugs)
    {
        var r = Reckon(day);
        Assert.Null(DrugGuideline.BaseLevel(r, [.. StrictJson.Parse(drugs, "drugs").Items().Select(DrugAmount.Read)]));
        return Assert.Single(r.Derivation.Questions).Text;
    }

    private static int? Level(DateOnly day, params (Drug Drug, Weight Weight)[] drugs) => DrugGuideline.BaseLevel(Reckon(day), [.. drugs.Select(d => DrugAmount.Of(d.Drug.Id, d.Weight))]);

    /// <summary>A group of nothing else than these drugs and facts; "drug.noOther" can be taken out by null.</summary>
    private static string Group(string drugs, params (string Fact, bool? Value)[] facts)
    {
        var named = facts.Where(f => f.Value is not null).Select(f => $"\"{f.Fact}\": {(f.Value!.Value ? "true" : "false")}").ToList();
        if (!facts.Any(f => f.Fact == "drug.noOther"))
            named.Add("\"drug.noOther\": true");
        return $$"""{"guideline": "2D1.1", "drugs": {{drugs}}{{string.Concat(named.Select(n => ", " + n))}}}""";
    }

    private static Facts Case(string group, string[]? counts, MitigatingRole? mitigating, AggravatingRole? aggravating)
    {
        var listed = counts is null ? "" : $"\"counts\": [{string.Join(", ", counts.Select(c => $$"""{"statute": "{{c}}"}"""))}], ";
        var facts = Facts.Read($$"""{ {{listed}}"groups": [{{group}}]}""");
        if (mitigating is { } role)
            facts = facts.With("groups[0]", Roles.Mitigating, role);
        return aggravating is { } leader ? facts.With("groups[0]", Roles.Aggravating, leader) : facts;
    }

    private static int? Level(string day, string group, MitigatingRole? mitigating = null, AggravatingRole? aggravating = null, string[]? counts = null)
    {
        var facts = Case(group, counts ?? ["21 USC 841"], mitigating, aggravating);
        return DrugGuideline.Level(Reckon(day), facts, facts.List(FactScope.Group)![0]);
    }

    private static IReadOnlyList<string> Questions(string day, string group, string[]? counts = null)
    {
        var facts = Case(group, counts, null, null);
        var r = Reckon(day);
        Assert.Null(DrugGuideline.Level(r, facts, facts.List(FactScope.Group)![0]));
        return [.. r.Derivation.Questions.Select(q => q.Name)];
    }

    [Theory]
    [InlineData("leader4", false)]
    [InlineData("any2", false)]
    [InlineData("none", true)]
    public void Whoever_led_has_no_mitigating_role_and_is_not_asked_about_one(string aggravating, bool asked)
    {
        var facts = Facts.Read($$"""
            { "sentenced": "2016-03-01", "offense": { "start": "2015-01-01", "end": "2015-06-01" }, "acceptance": "none", "history": { "points": 0 }, "counts": [],
              "groups": [{ "guideline": "2D1.1", "drugs": [{ "drug": "cocaine_powder", "amount": "2000 kg" }], "drug": { "noOther": true }, "role": { "aggravating": "{{aggravating}}" } }] }
            """);

        Assert.Equal(asked, Sentencing.Find(LawBook.BuiltIn, facts, CaseFacts.TimelineOf(facts)!).Derivation.Questions.Any(q => q.Name == "role.mitigating"));
    }
}
