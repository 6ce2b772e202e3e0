using System.Globalization;
using System.Numerics;

namespace Clementia.Screening;

/// <summary>A length of imprisonment in an answer: months, so many months or more, or life.</summary>
/// <param name="Months">The months, exact; null for life.</param>
/// <param name="OrMore">Whether it is that or more, because life and capped sentences lie there.</param>
public readonly record struct Length(decimal? Months, bool OrMore)
{
    /// <summary>"62.5", "470 or more", "life".</summary>
    public override string ToString() => Months is { } months ? months.ToString("0.###", CultureInfo.InvariantCulture) + (OrMore ? " or more" : "") : "life";

    /// <summary>"62.5 months", "470 months or more", "life".</summary>
    public string InWords => Months is { } months ? $"{months.ToString("0.###", CultureInfo.InvariantCulture)} {(months == 1 ? "month" : "months")}{(OrMore ? " or more" : "")}" : "life";
}

/// <summary>
/// Which part of the comparable sentences is shorter, ties counting half, in percent. It is a number between two bounds where life or capped sentences leave open which of two is longer.
/// </summary>
/// <param name="TwiceLow">Twice the number that is certainly shorter, ties half.</param>
/// <param name="TwiceHigh">Twice the number that may be shorter, ties half.</param>
/// <param name="Count">The comparable sentences.</param>
public readonly record struct Percentile(int TwiceLow, int TwiceHigh, int Count)
{
    /// <summary>The lower bound in percent, to a tenth.</summary>
    public decimal Low => Math.Round(50m * TwiceLow / Count, 1, MidpointRounding.AwayFromZero);

    /// <summary>The upper bound in percent, to a tenth; the same as the lower unless life or capped sentences leave it open.</summary>
    public decimal High => Math.Round(50m * TwiceHigh / Count, 1, MidpointRounding.AwayFromZero);

    /// <summary>
    /// Wilson's 95 percent interval: where the percentile would lie among all sentences of which these are a sample. In doubles: it is told, and decides nothing.
    /// </summary>
    public (decimal From, decimal To) Interval => (Wilson(TwiceLow, -1), Wilson(TwiceHigh, +1));

    /// <summary>"62", "62.5", "between 60 and 75".</summary>
    public override string ToString() => TwiceLow == TwiceHigh ? Low.ToString("0.#", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"between {Low:0.#} and {High:0.#}");

    private decimal Wilson(int twice, int side)
    {
        const double z = 1.959963984540054;
        var (n, p) = ((double)Count, twice / (2.0 * Count));
        var middle = p + (z * z / (2 * n));
        var reach = z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return Math.Round((decimal)Math.Clamp(100 * (middle + (side * reach)) / (1 + (z * z / n)), 0, 100), 1, MidpointRounding.AwayFromZero);
    }
}

/// <summary>
/// Sentences in order. One that is capped is anything from the cap to life, so every answer is reckoned at both ends: where they agree it is exact, else it is "or more".
/// </summary>
public sealed class Sentences
{
    private const int ExactUpTo = 5_000;

    private readonly long[] _values;
    private readonly long _cap;
    private readonly long[] _lows;
    private readonly long[] _highs;

    /// <summary>Sentences in hundredths of a month, <see cref="Code.Life"/> or <see cref="Code.Capped"/>.</summary>
    /// <param name="values">The sentences, none of them unknown.</param>
    /// <param name="cap">What a capped one is at least, in hundredths of a month; 0 where the population does not say.</param>
    public Sentences(IEnumerable<long> values, long cap)
    {
        (_values, _cap) = ([.. values], cap);
        Array.Sort(_values);
        if (_values.Length > 0 && Code.IsUnknown(_values[^1]))
            throw new ArgumentException("A sentence that is not known has no place among others.", nameof(values));
        var capped = Array.BinarySearch(_values, Code.Capped) >= 0;
        (_lows, _highs) = capped ? ([.. _values.Select(v => Ends(v).Low)], [.. _values.Select(v => Ends(v).High)]) : (_values, _values);
        if (capped)
        {
            Array.Sort(_lows);
            Array.Sort(_highs);
        }
    }

    /// <summary>How many.</summary>
    public int Count => _values.Length;

    /// <summary>The sentences, numbers first, in order.</summary>
    public IReadOnlyList<long> Values => _values;

    /// <summary>How many of them are life or capped.</summary>
    public int LifeOrCapped => _values.Count(v => !Code.IsNumber(v));

    /// <summary>How many are 0 months: probation alone.</summary>
    public int Probation => _values.Count(v => v == 0);

    /// <summary>The mean in months, to a hundredth; null where there is none, or where one is life or capped: those have no mean.</summary>
    public decimal? Mean => Count == 0 || LifeOrCapped > 0 ? null : Math.Round(_values.Aggregate((Int128)0, (sum, v) => sum + v) is var total ? (decimal)total / Count / 100m : 0, 2, MidpointRounding.AwayFromZero);

    /// <summary>
    /// The quantile: the first sentence that is not shorter than so many percent of all; where it falls between two, the middle of both (definition 5 of SAS, which the Commission uses).
    /// </summary>
    /// <param name="percent">1 to 99.</param>
    /// <returns>Null where there are no sentences.</returns>
    public Length? Quantile(int percent)
    {
        if (Count == 0)
            return null;
        var (at, rest) = Math.DivRem((long)Count * percent, 100);
        return rest == 0 && at > 0 ? Middle((int)at - 1, (int)at) : Middle((int)at, (int)at);
    }

    /// <summary>
    /// Two sentences of the sample between which the median of all such sentences lies with at least 95 percent, whatever their distribution: order statistics by the
    /// exact binomial up to 5,000 cases, by its normal approximation above. Null where there are fewer than six.
    /// </summary>
    public (Length From, Length To)? MedianInterval
    {
        get
        {
            var k = 0;
            if (Count <= ExactUpTo)
            {
                // The greatest k with 2 P(Binomial(n, 1/2) < k) <= 1/20, in whole numbers: 40 (C(n,0) + ... + C(n,k-1)) <= 2^n.
                var (all, choose, sum) = (BigInteger.One << Count, BigInteger.One, BigInteger.Zero);
                while (k < Count && (sum + choose) * 40 <= all)
                {
                    sum += choose;
                    choose = choose * (Count - k) / (k + 1);
                    k++;
                }
            }
            else
            {
                k = (int)Math.Floor((Count - (1.959963984540054 * Math.Sqrt(Count))) / 2);
            }
            return k == 0 ? null : (Middle(k - 1, k - 1), Middle(Count - k, Count - k));
        }
    }

    /// <summary>The percentile of a sentence among these, by certain and possible ties and orders; null where there are none.</summary>
    public Percentile? PercentileOf(long sentence)
    {
        if (Count == 0)
            return null;
        var (low, high) = Ends(sentence);
        var (least, most) = (0, 0);
        foreach (var value in _values)
        {
            var (l, h) = Ends(value);
            var canTie = l <= high && low <= h;
            least += h > low ? 0 : canTie ? 1 : 2;
            most += l < high ? 2 : canTie ? 1 : 0;
        }
        return new(least, most, Count);
    }

    private (long Low, long High) Ends(long value) => value == Code.Capped ? (_cap, Code.Life) : (value, value);

    private Length Middle(int a, int b)
    {
        var (lowA, lowB, highA, highB) = (_lows[a], _lows[b], _highs[a], _highs[b]);
        var exact = lowA == highA && lowB == highB;
        return (lowA, lowB) switch
        {
            (Code.Life, Code.Life) => new(null, false),
            // Between a number and life there is no middle: all that can be said is that it is not less than the number.
            (_, Code.Life) => new(lowA / 100m, true),
            _ => new((lowA + lowB) / 200m, !exact),
        };
    }
}
