using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

/// <summary>Published base rates, and what the file says on safety.</summary>
public sealed class PublicSafetyTests
{
    private static readonly DateOnly s_day = new(2018, 6, 6);

    private static Docket File(params (string Attribute, string Value)[] facts)
    {
        var docket = new Docket().Filed("psr", "psr").ReadIn("psr", [.. facts.Select(fact => Docket.Says(fact.Attribute, fact.Value, Standard.PresentenceReport))]);
        for (var i = 1; i <= facts.Length; i++)
            docket.Vet($"F{i}", Verdict.Confirm, null, "read it");
        return docket;
    }

    private static BaseRates Rates(params BaseRate[] rates) => new("invented", [new BaseRateStudy("one", "One", "Nobody", "2017-12", "none", "federal", "people", 1000, 8, "arrested again", rates)]);

    private static BaseRate Rate(decimal percent, int? from, int? to, string? history = null, Checked verified = Checked.Partial) => new(percent, from, to, history, verified, "invented");

    [Theory]
    // Born on May 2, 1955: 62 on the day before, 63 on the day and after.
    [InlineData("2018-05-01", 62)]
    [InlineData("2018-05-02", 63)]
    [InlineData("2018-05-03", 63)]
    public void Age_at_release_is_counted_to_the_day(string on, int age) =>
        Assert.Equal((age, age), PublicSafety.Of(File(("petitioner.date_of_birth", "1955-05-02")).Fold(), DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)).Age);

    [Fact]
    public void Who_was_born_on_a_leap_day_has_the_birthday_of_other_years_on_the_first_of_March()
    {
        var born = new DateOnly(1956, 2, 29);

        Assert.Equal(61, PublicSafety.AgeOn((born, born), new(2018, 2, 28)).Least);
        Assert.Equal(62, PublicSafety.AgeOn((born, born), new(2018, 3, 1)).Least);
        Assert.Equal(64, PublicSafety.AgeOn((born, born), new(2020, 2, 29)).Least);
    }

    [Fact]
    public void Age_never_falls_from_one_day_to_the_next() => Gen.Select(Gen.DateOnly[new(1930, 1, 1), new(1990, 12, 31)], Gen.DateOnly[new(1991, 1, 1), new(2030, 12, 30)])
        .Sample((born, on) => PublicSafety.AgeOn((born, born), on.AddDays(1)).Least - PublicSafety.AgeOn((born, born), on).Least is 0 or 1, iter: 2000);

    [Theory]
    [InlineData("1953-06-07", 64, false)]
    [InlineData("1953-06-06", 65, true)]
    [InlineData("1953-06-05", 65, true)]
    public void A_figure_fits_from_the_birthday_on_which_its_band_begins(string born, int age, bool fits)
    {
        var safety = PublicSafety.Of(File(("petitioner.date_of_birth", born)).Fold(), s_day, Rates(Rate(13.4m, 65, null)));

        Assert.Equal(age, safety.Age!.Value.Least);
        Assert.Equal(fits ? 1 : 0, safety.Rates.Count);
    }

    [Fact]
    public void A_band_that_a_birth_known_by_its_year_may_or_may_not_reach_fits_nobody()
    {
        var petition = File(("petitioner.date_of_birth", "1953")).Fold();

        Assert.Empty(PublicSafety.Of(petition, s_day, Rates(Rate(13.4m, 65, null))).Rates);
        Assert.Equal((64, 65), PublicSafety.Of(petition, s_day).Age);
        Assert.Single(PublicSafety.Of(petition, s_day, Rates(Rate(13.4m, 64, null))).Rates);
    }

    [Fact]
    public void Without_a_vetted_birth_no_figure_by_age_is_hers_and_the_paper_that_would_tell_is_named()
    {
        var safety = PublicSafety.Of(new Docket().Filed("psr", "psr").ReadIn("psr", Docket.Says("petitioner.date_of_birth", "1955-05-02")).Fold(), s_day, Rates(Rate(16, 61, null), Rate(34, null, null, "I")));

        Assert.Null(safety.Age);
        Assert.Empty(safety.Rates);
        Assert.Equal(["F1"], safety.Gaps.Single(gap => gap.Attribute == "petitioner.date_of_birth").Proposed);
        Assert.Contains("resentence report", safety.Gaps.Single(gap => gap.Attribute == "guideline.history_category").Words);
        Assert.Contains("not vetted yet (F1)", safety.Gaps.Single(gap => gap.Attribute == "petitioner.date_of_birth").Words);
    }

    [Fact]
    public void A_figure_from_memory_is_named_to_be_looked_up_and_counts_in_no_range()
    {
        var safety = PublicSafety.Of(File(("petitioner.date_of_birth", "1950-01-01")).Fold(), s_day, Rates(Rate(13.4m, 65, null), Rate(16, 61, null), Rate(99, 60, null, verified: Checked.No)));

        Assert.False(safety.Rates[^1].IsUsable);
        Assert.Equal(new RateRange("federal", 13, 16, 2), Assert.Single(safety.Ranges));
    }

    [Fact]
    public void Figures_of_state_and_federal_prisons_make_no_range_together()
    {
        var safety = PublicSafety.Of(File(("petitioner.date_of_birth", "1950-01-01")).Fold(), s_day);

        Assert.All(safety.Ranges, range => Assert.True(range.Most < 50));
        Assert.Contains(safety.CannotSay, limit => limit.Contains("cannot be put together", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(13.4, 13)]
    [InlineData(13.5, 14)]
    [InlineData(0.4, 0)]
    [InlineData(100, 100)]
    public void People_of_a_hundred_are_whole(double percent, int people) => Assert.Equal(people, Rate((decimal)percent, null, null).OfAHundred);

    [Fact]
    public void Years_since_the_last_infraction_are_full_years_on_the_day_of_release()
    {
        var safety = PublicSafety.Of(File(("prison.last_infraction", "2002-08-19"), ("prison.infractions", "2"), ("violence.last", "2017-06-07")).Fold(), s_day);

        Assert.Contains(safety.Points, point => point.Words == "Last infraction: August 19, 2002 (15 full years before June 6, 2018).");
        Assert.Contains(safety.Points, point => point.Words == "Disciplinary infractions: 2." && point.Facts[0] == "F2" && point.Document == "D1");
        Assert.Contains(safety.Points, point => point.Words.Contains("less than a year before", StringComparison.Ordinal));
        Assert.DoesNotContain(safety.Gaps, gap => gap.Attribute.StartsWith("prison.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_only_proposed_or_disputed_or_of_somebody_else_is_no_point()
    {
        var docket = new Docket().Filed("r", "bop-record").ReadIn("r", Docket.Says("prison.infractions", "0"), Docket.Says("offense.violent", "no"), Docket.Says("release_plan.home", "Port Ashby", subject: "Roscoe Lattimer"))
            .Vet("F2", Verdict.Dispute, null, "the victim says otherwise").Vet("F3", Verdict.Confirm, null, "read");

        var safety = PublicSafety.Of(docket.Fold(), s_day);

        Assert.Empty(safety.Points);
        Assert.Equal(["F2"], safety.Gaps.Single(gap => gap.Attribute == "offense.violent").Proposed);
        Assert.Empty(safety.Gaps.Single(gap => gap.Attribute == "release_plan.home").Proposed);
    }

    [Fact]
    public void No_built_in_figure_claims_to_have_been_read_in_its_publication_and_memory_says_so()
    {
        var rates = BaseRates.BuiltIn.Studies.SelectMany(study => study.Rates).ToList();

        Assert.NotEmpty(rates);
        Assert.DoesNotContain(rates, rate => rate.Verified == Checked.Yes);
        Assert.All(rates.Where(rate => rate.Verified == Checked.No), rate => Assert.Contains("From memory", rate.How));
        Assert.All(rates.Where(rate => rate.Verified == Checked.Partial), rate => Assert.Contains(decimal.Truncate(rate.Percent) == rate.Percent ? $"{rate.Percent:0}" : $"{rate.Percent}", rate.How));
    }

    [Theory]
    [InlineData("\"percent\": 49.3", "\"percent\": 149.3", "is no percentage")]
    [InlineData("\"history\": \"I\"", "\"history\": \"VII\"", "criminal history category")]
    [InlineData("\"ageFrom\": 61", "\"ageFrom\": \"old\"", "line")]
    [InlineData("\"years\": 8", "\"years\": 0", "cannot be so")]
    [InlineData("\"id\": \"ussc-2017\"", "\"id\": \"ussc-2016\"", "stands twice")]
    [InlineData("\"ageFrom\": 25, \"ageTo\": 39", "\"ageFrom\": 45, \"ageTo\": 39", "ends before it begins")]
    [InlineData("\"cohort\"", "\"extra\": 1, \"cohort\"", "line")]
    public void A_faulty_file_of_base_rates_is_refused_with_the_place(string right, string wrong, string problem)
    {
        var text = System.IO.File.ReadAllText(Repository.File("catalog", "base-rates.json"));
        Assert.False(BaseRates.Parse(text).IsRefused);
        Assert.Contains(right, text);

        var parsed = BaseRates.Parse(text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.True(parsed.IsRefused);
        Assert.Contains(problem, parsed.Refusal.Problem);
    }
}
