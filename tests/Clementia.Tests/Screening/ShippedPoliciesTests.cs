using Clementia.Screening;
using Clementia.Screening.Policies;

namespace Clementia.Tests.Screening;

/// <summary>The policies in policies/, and what they say of people who are made up here.</summary>
public sealed class ShippedPoliciesTests
{
    private const long Months = 100;

    public static TheoryData<string> Names => [.. Policy.Shipped];

    private static Policy Shipped(string name, params string[] settings)
    {
        var policy = Policy.Read(Policy.ShippedText(name)!, name, out _)!.With(settings, out var wrong);
        return policy ?? throw new InvalidOperationException(wrong);
    }

    /// <summary>Someone who meets all six factors: sentenced in 2002 in a crack case, asked about in 2014.</summary>
    private static Dictionary<string, long> Person() => new(StringComparer.Ordinal)
    {
        ["change"] = 60 * Months,
        ["offense.violent"] = 0,
        ["weapon"] = 0,
        ["role.aggravating"] = 0,
        ["organization"] = 0,
        ["served"] = 144 * Months,
        ["left"] = 60 * Months,
        ["released"] = 0,
        ["category"] = 1,
        ["career"] = 0,
        ["conduct.good"] = 1,
        ["history.violent"] = 0,
    };

    private static Evaluation On(Policy policy, Dictionary<string, long> record) => new(policy.Bind(PersonColumns.All), name => record.GetValueOrDefault(name, Code.Missing));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_policy_checks_clean(string name)
    {
        var policy = Policy.Read(Policy.ShippedText(name)!, name, out var problems);
        Assert.Empty(problems);
        Assert.Equal(name, policy!.Name);
        Assert.All(policy.Criteria, c => Assert.False(string.IsNullOrWhiteSpace(c.UnknownSettledBy)));
        Assert.All(policy.Authorities, a => Assert.True(a.Verified || a.Unverified is not null, $"{a.Cite} does not say what was not verified."));
        Assert.Equal(System.IO.File.ReadAllText(Repository.File("policies", name + ".json")), Policy.ShippedText(name));
    }

    /// <summary>Of whom nothing is known, no policy may say anything.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Of_an_empty_record_every_criterion_is_unknown_and_names_what_lacks(string name)
    {
        var policy = Shipped(name);
        var evaluation = On(policy, []);
        Assert.Equal(Verdict.Unknown, evaluation.Eligible);
        Assert.Equal(Code.Unknown, evaluation.Score);
        for (var i = 0; i < policy.Criteria.Count; i++)
        {
            Assert.Equal(Verdict.Unknown, evaluation.Criterion(i));
            Assert.NotEmpty(evaluation.Lacking(i));
        }
    }

    [Fact]
    public void Who_meets_all_six_factors_is_eligible_under_the_initiative()
    {
        var evaluation = On(Shipped("initiative-2014"), Person());
        Assert.Equal(Verdict.Met, evaluation.Eligible);
        Assert.Equal(60 * Months, evaluation.Score);
    }

    [Theory]
    [InlineData("lower_today", "change", (24 * Months) - 1)]
    [InlineData("low_level", "offense.violent", 1)]
    [InlineData("low_level", "weapon", 1)]
    [InlineData("low_level", "role.aggravating", 2)]
    [InlineData("low_level", "organization", 1)]
    [InlineData("served_enough", "served", (120 * Months) - 1)]
    [InlineData("served_enough", "left", 0)]
    [InlineData("little_history", "category", 3)]
    [InlineData("little_history", "career", 1)]
    [InlineData("good_conduct", "conduct.good", 0)]
    [InlineData("no_violence", "history.violent", 1)]
    public void Each_factor_alone_keeps_a_person_out_and_alone_holds_him_open_while_it_is_unknown(string factor, string column, long value)
    {
        var policy = Shipped("initiative-2014");
        foreach (var (said, expected) in new[] { (value, Verdict.NotMet), (Code.Unknown, Verdict.Unknown), (Code.Missing, Verdict.Unknown) })
        {
            var person = Person();
            person[column] = said;
            var evaluation = On(policy, person);
            Assert.Equal(expected, evaluation.Eligible);
            Assert.All(policy.Criteria.Index(), c => Assert.Equal(c.Item.Name == factor ? expected : Verdict.Met, evaluation.Criterion(c.Index)));
            Assert.Equal(expected == Verdict.Unknown ? [column] : [], policy.Criteria.Index().SelectMany(c => evaluation.Lacking(c.Index)));
        }
    }

    [Fact]
    public void Ten_years_to_the_day_are_ten_years_and_the_parameter_moves_them()
    {
        var person = Person();
        person["served"] = 120 * Months;
        Assert.Equal(Verdict.Met, On(Shipped("initiative-2014"), person).Eligible);
        person["served"]--;
        Assert.Equal(Verdict.NotMet, On(Shipped("initiative-2014"), person).Eligible);
        Assert.Equal(Verdict.Met, On(Shipped("initiative-2014", "years_served=8"), person).Eligible);
        Assert.Equal(Verdict.Met, On(Shipped("initiative-2014", "years_served=96 months"), person).Eligible);
    }

    [Fact]
    public void The_derivation_says_in_words_why_a_person_is_not_settled()
    {
        var person = Person();
        person["conduct.good"] = Code.Missing;
        var derivation = On(Shipped("initiative-2014"), person).Explain();
        Assert.Equal(Verdict.Unknown, derivation.Verdict);
        Assert.Contains(derivation.Parts, p => p.Text == "good_conduct" && p.Words == "unknown: Good conduct in prison" && p.Parts[0].Words == "unknown: conduct.good is not in the data");
        Assert.Contains(derivation.Parts, p => p.Text == "lower_today" && p.Parts[0].Parts.Select(q => $"{q.Text} is {q.Words}").SequenceEqual(["change is 60 months", "substantial is 24 months"]));
    }

    [Fact]
    public void A_parameter_out_of_range_of_another_kind_or_misspelt_is_refused_with_what_to_do()
    {
        var policy = Shipped("initiative-2014");
        string Refused(string setting) => policy.With([setting], out var problem) is null ? problem! : "accepted";
        Assert.Equal("years_served = 41 years is outside its range. Choose from 0 years to 40 years.", Refused("years_served=41"));
        Assert.Equal("years_served = -1 years is outside its range. Choose from 0 years to 40 years.", Refused("years_served=-1"));
        Assert.Equal("The policy 'initiative-2014' has no parameter 'years_serve'. Did you mean years_served?", Refused("years_serve=8"));
        Assert.Equal("'8 kg' is no value of 'years_served'. Write a number of years.", Refused("years_served=8 kg"));
        Assert.Equal("'two' is no value of 'highest_category'. Write a whole number.", Refused("highest_category=two"));
        Assert.Equal("'1.5' is no value of 'highest_category'. Write a whole number.", Refused("highest_category=1.5"));
        Assert.Equal("'years_served' sets nothing. Write NAME=VALUE.", Refused("years_served"));
        Assert.Equal("'99999999999999999999999999999999999999' is no value of 'years_served'. Write a number of years.", Refused("years_served=99999999999999999999999999999999999999"));
        Assert.Equal("accepted", Refused("years_served=40"));
    }

    [Fact]
    public void The_hash_is_of_what_the_policy_says_and_not_of_its_layout()
    {
        var text = Policy.ShippedText("initiative-2014")!;
        var policy = Shipped("initiative-2014");
        var flat = Policy.Read(System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString(), "flat.json", out _)!;
        Assert.Equal(policy.Hash, flat.Hash);
        Assert.Equal(policy.Hash, policy.With(["years_served=10"], out _)!.Hash);
        Assert.NotEqual(policy.Hash, policy.With(["years_served=9"], out _)!.Hash);
        Assert.NotEqual(policy.Hash, Policy.Read(text.Replace("change >= substantial", "change > substantial", StringComparison.Ordinal), "other.json", out _)!.Hash);
        Assert.Equal(policy.With(["years_served=9"], out _)!.Hash, policy.With(["years_served=108 months"], out _)!.Hash);
    }

    [Theory]
    [InlineData("zero-point", "points", 0, Verdict.Met)]
    [InlineData("zero-point", "points", 1, Verdict.NotMet)]
    [InlineData("zero-point", "weapon", 1, Verdict.NotMet)]
    [InlineData("zero-point", "role.aggravating", 2, Verdict.NotMet)]
    [InlineData("zero-point", "zeropoint.bar", Code.Missing, Verdict.Unknown)]
    [InlineData("first-step-404", "drug.weight", 1, Verdict.Met)]
    [InlineData("first-step-404", "limits.min", 0, Verdict.NotMet)]
    [InlineData("range-reduction-3582c2", "career", 1, Verdict.NotMet)]
    [InlineData("range-reduction-3582c2", "change.range", 0, Verdict.NotMet)]
    [InlineData("range-reduction-3582c2", "sentence", 100 * Months, Verdict.NotMet)]
    [InlineData("range-reduction-3582c2", "sentence", Code.Capped, Verdict.Met)]
    [InlineData("status-points", "points.status", 2, Verdict.Met)]
    [InlineData("status-points", "now.category", 3, Verdict.NotMet)]
    [InlineData("second-look", "age.now", 64, Verdict.Met)]
    [InlineData("commutation-considerations", "illness.critical", 1, Verdict.Met)]
    [InlineData("california-like-resentencing", "enhancement.prison", 1, Verdict.Met)]
    public void A_crack_case_of_2005_comes_under_the_others_and_one_fact_changes_that(string name, string column, long value, Verdict expected)
    {
        var policy = Shipped(name);
        var person = Person();
        foreach (var (key, known) in new (string, long)[]
        {
            ("sentenced.last", new DateOnly(2005, 6, 30).DayNumber), ("drug", 0), ("guideline", 0), ("limits.min", 120 * Months), ("sentence", 240 * Months), ("now.trumped.min", 120 * Months), ("trumped.min", 188 * Months),
            ("change.range", 60 * Months), ("points", 0), ("points.status", 1), ("now.category", 2), ("zeropoint.bar", 0), ("motion404.decided", 0), ("cooperation", 0), ("age.now", 66), ("percentile", 50), ("cell.size", 100),
            ("illness.critical", 0), ("remedy.open", 0), ("enhancement.prison", 0), ("enhancement.prison.sexual", 0), ("recall.recommended", 0),
        })
            person.Add(key, known);
        person["category"] = name == "status-points" ? 3 : 1;
        person["served"] = 180 * Months;
        person[column] = value;
        var specs = PersonColumns.All.Select(c => c.Name switch { "drug" => c with { Choices = ["cocaine_base"] }, "guideline" => c with { Choices = ["2D1.1"] }, "sentence" => c with { Cap = 470 * Months }, _ => c }).ToList();
        Assert.Equal(expected, new Evaluation(policy.Bind(specs), c => person.GetValueOrDefault(c, Code.Missing)).Eligible);
    }
}
