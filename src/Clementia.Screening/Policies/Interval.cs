namespace Clementia.Screening.Policies;

/// <summary>
/// What is known of a number: that it lies from <paramref name="Low"/> to <paramref name="High"/>, both in base units, <see cref="Code.Life"/> standing above every number;
/// or nothing (<paramref name="Known"/> is false). An exact value is an interval of one point, a capped one reaches from its cap to life.
/// </summary>
internal readonly record struct Interval(bool Known, long Low, long High)
{
    /// <summary>Beyond this, in either direction, a result of arithmetic is no longer taken for a value.</summary>
    private const long Limit = 1L << 60;

    public static Interval Unknown => default;

    public static Interval Exactly(long value) => new(true, value, value);

    /// <summary>A logical value of a column.</summary>
    /// <param name="value">A number or one of <see cref="Code"/>.</param>
    /// <param name="cap">What <see cref="Code.Capped"/> is at least; null where nothing is capped, and then a capped value is unknown.</param>
    public static Interval Of(long value, long? cap) => value switch
    {
        Code.Unknown or Code.Missing => Unknown,
        Code.Life => Exactly(Code.Life),
        Code.Capped => cap is { } least ? new(true, least, Code.Life) : Unknown,
        _ => Exactly(value),
    };

    public bool IsExact => Known && Low == High;

    public static Interval operator +(Interval a, Interval b) => a.Known && b.Known ? Of(Plus(a.Low, b.Low), Plus(a.High, b.High)) : Unknown;

    /// <summary>Life less a number is life. What is taken away must be a number: less life, or less what may be life, is unknown.</summary>
    public static Interval operator -(Interval a, Interval b) => a.Known && b.Known && b.High != Code.Life ? Of(Plus(a.Low, -b.High), Plus(a.High, -b.Low)) : Unknown;

    public Interval Times(long factor) => Known ? Of(Times(Low, factor), Times(High, factor)) : Unknown;

    public static Interval Least(IEnumerable<Interval> of) => of.Aggregate((a, b) => a.Known && b.Known ? new(true, Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)) : Unknown);

    public static Interval Greatest(IEnumerable<Interval> of) => of.Aggregate((a, b) => a.Known && b.Known ? new(true, Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)) : Unknown);

    public static Verdict Compare(Comparator comparator, Interval a, Interval b)
    {
        if (!a.Known || !b.Known)
            return Verdict.Unknown;
        return comparator switch
        {
            Comparator.Less => a.High < b.Low ? Verdict.Met : a.Low >= b.High ? Verdict.NotMet : Verdict.Unknown,
            Comparator.AtMost => a.High <= b.Low ? Verdict.Met : a.Low > b.High ? Verdict.NotMet : Verdict.Unknown,
            Comparator.More => Compare(Comparator.Less, b, a),
            Comparator.AtLeast => Compare(Comparator.AtMost, b, a),
            Comparator.Equal => a.High < b.Low || b.High < a.Low ? Verdict.NotMet : a.Low == a.High && b.Low == b.High ? Verdict.Met : Verdict.Unknown,
            _ => Kleene.Not(Compare(Comparator.Equal, a, b)),
        };
    }

    private static Interval Of(long? low, long? high) => low is { } l && high is { } h ? new(true, l, h) : Unknown;

    private static long? Plus(long a, long b) => a == Code.Life || b == Code.Life ? Code.Life : Within((Int128)a + b);

    private static long? Times(long a, long factor) => a == Code.Life ? Code.Life : Within((Int128)a * factor);

    private static long? Within(Int128 value) => value >= -Limit && value <= Limit ? (long)value : null;
}
