using Clementia.Law;
using CsCheck;

namespace Clementia.Tests.Law;

public class MeasureTests
{
    [Theory]
    [InlineData("2.5 kg", "2.5 kg")]
    [InlineData("2500", "2.5 kg")]
    [InlineData("0.4 mg", "0.4 mg")]
    [InlineData("70g", "70 g")]
    [InlineData("2,000 kg", "2,000 kg")]
    [InlineData("0", "0 g")]
    public void A_weight_is_read_exactly_and_shown_in_the_unit_a_reader_would_choose(string text, string shown) =>
        Assert.Equal(shown, Weight.Parse(text)!.Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("kg")]
    [InlineData("-3 g")]
    [InlineData("1e6")]
    [InlineData("1.2.3 g")]
    [InlineData("five grams")]
    [InlineData("5 lb")]
    [InlineData("99999999999999999999999999999999999999999999 kg")]
    [InlineData("0.00000000000000000001 g")]
    public void What_is_no_weight_is_refused_and_never_zero(string text) => Assert.Null(Weight.Parse(text));

    [Fact]
    public void A_weight_written_and_read_again_is_the_same() =>
        Gen.Long[0, 1_000_000_000_000].Sample(micrograms =>
        {
            var weight = new Weight((Int128)micrograms * 1_000_000);
            Assert.Equal(weight, Weight.Parse(weight.ToString()));
        });

    [Fact]
    public void Weights_add_and_convert_without_a_remainder()
    {
        // 10,000 units at 62.5 milligrams each are 625 grams.
        Assert.Equal(Weight.OfGrams(625), Weight.OfGrams(10_000).Times(62_500));
        Assert.Equal(Weight.Parse("23.142 kg"), Weight.OfGrams(80).Times(200_000_000) + Weight.OfGrams(2).Times(3_571_000_000));
    }

    [Fact]
    public void Life_is_longer_than_any_number_of_months_and_is_never_a_number()
    {
        Assert.True(Limit.Life > Limit.Of(120_000));
        Assert.Null(Limit.Life.Months);
        Assert.Equal(Limit.Life, Limit.Life + Limit.OfYears(25));
        Assert.Equal("360 months to life", new MonthRange(Limit.Of(360), Limit.Life).InWords);
        Assert.Equal("life", new MonthRange(Limit.Life, Limit.Life).InWords);
    }

    [Fact]
    public void A_term_is_never_negative() => Assert.Throws<ArgumentOutOfRangeException>(() => Limit.Of(-1));
}
