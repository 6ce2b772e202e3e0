using Clementia.Law;

namespace Clementia.Tests.Law;

public sealed class TermTests
{
    [Fact]
    public void A_year_and_a_day_is_one_day_longer_than_a_year()
    {
        DateOnly start = new(2026, 3, 1);

        Assert.Equal(Term.Parse("1y").EndFrom(start).AddDays(1), Term.Parse("1y1d").EndFrom(start));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1d1y")]
    [InlineData("y")]
    [InlineData("12x")]
    [InlineData("99999999999y")]
    public void What_is_no_term_is_refused(string text) => Assert.Throws<FormatException>(() => Term.Parse(text));

    [Theory]
    [InlineData("1y1d")]
    [InlineData("7y3m")]
    [InlineData("48m")]
    public void A_term_keeps_the_words_of_the_court(string text) => Assert.Equal(text, Term.Parse(text).ToString());
}
