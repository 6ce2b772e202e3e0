using static Clementia.Tests.Law.GuidelineTexts;

namespace Clementia.Tests.Law;

/// <summary>First days that no text at hand gives and no case decides, typed out with the act they come from.</summary>
public sealed class FirstDaysTypedTextTests
{
    [Theory]
    [InlineData("usc/18/3559-a", "1987-11-01")] // The Sentencing Reform Act of 1984, Pub. L. 98-473, title II, took effect that day.
    [InlineData("usc/18/3582-c-1-a", "1987-11-01")]
    [InlineData("usc/18/3624-b", "1987-11-01")]
    [InlineData("booker/advisory", "1987-11-01")]
    [InlineData("ussg/1b1.11/ex-post-facto", "1987-11-01")]
    [InlineData("usc/18/3582-c-1-a-ii", "1994-09-13")] // Pub. L. 103-322.
    [InlineData("usc/18/3632-d-4-d", "2018-12-21")] // The First Step Act, Pub. L. 115-391.
    public void The_first_version_begins_with_its_act(string id, string from) =>
        Assert.Equal(from, Versions(id)[0]["from"]!.GetValue<string>());

    [Fact]
    public void The_first_guidelines_put_no_cap_on_what_a_schedule_may_count_for() =>
        Assert.Null(Value("ussg/2d1.1/conversion-caps", "1987-11-01"));
}
