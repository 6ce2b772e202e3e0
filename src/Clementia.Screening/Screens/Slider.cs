using System.Numerics;
using Clementia.Screening.Policies;

namespace Clementia.Screening.Screens;

/// <summary>
/// Counts of the eligible for any position of one parameter, after one look at the records for which it can matter. For a parameter that one criterion reads, and reads in one comparison of a column with it;
/// other parameters are moved by running the policy again.
/// </summary>
public sealed class Slider
{
    private readonly Comparator _comparator;
    private readonly long _always;
    private readonly long[] _whenMet;
    private readonly long[] _whenNot;

    private Slider(PolicyParameter parameter, Comparator comparator, long always, List<long> whenMet, List<long> whenNot)
    {
        (Parameter, _comparator, _always) = (parameter, comparator, always);
        whenMet.Sort();
        whenNot.Sort();
        (_whenMet, _whenNot) = ([.. whenMet], [.. whenNot]);
    }

    /// <summary>The parameter.</summary>
    public PolicyParameter Parameter { get; }

    /// <summary>How many are eligible when the parameter has this value, in its base unit.</summary>
    public long Eligible(long value) => _always + Satisfying(_whenMet, value) + _whenNot.Length - Satisfying(_whenNot, value);

    /// <summary>A slider over a run; null where the parameter is read otherwise than in one comparison with a column.</summary>
    /// <exception cref="ArgumentException">The policy has no such parameter.</exception>
    public static Slider? Of(ScreenRun run, string parameter)
    {
        var policy = run.Policy;
        var at = policy.Parameters.ToList().FindIndex(p => p.Name == parameter);
        if (at < 0)
            throw new ArgumentException($"The policy '{policy.Name}' has no parameter '{parameter}'.", nameof(parameter));
        var readers = policy.Criteria.Select((c, i) => (c, i)).Where(c => Reads(c.c.Condition, at)).Select(c => c.i).ToList();
        if (readers is not [var criterion] || Reads(policy.EligibleCondition, at) || policy.Criteria.Any(c => RefersTo(c.Condition, criterion)))
            return null;
        // The criterion may hold other conditions beside the comparison: "served >= years and not released".
        Comparison? comparison = null;
        var others = new List<Condition>();
        foreach (var part in policy.Criteria[criterion].Condition is All all ? all.Of : [policy.Criteria[criterion].Condition])
        {
            if (!Reads(part, at))
                others.Add(part);
            else if (comparison is null && part is Comparison c)
                comparison = c;
            else
                return null;
        }
        var (column, comparator) = comparison switch
        {
            { Left: ColumnValue left, Right: ParameterValue } => (left, comparison.Comparator),
            { Left: ParameterValue, Right: ColumnValue right } => (right, comparison.Comparator switch { Comparator.Less => Comparator.More, Comparator.AtMost => Comparator.AtLeast, Comparator.AtLeast => Comparator.AtMost, Comparator.More => Comparator.Less, var same => same }),
            _ => (null, Comparator.Equal),
        };
        if (column is null || comparator is Comparator.Equal or Comparator.NotEqual)
            return null;

        var source = run.Screen.SourceOf(policy.Columns[column.Column].Name);
        var binding = run.Binding;
        var (whenMet, whenNot) = (new List<long>(), new List<long>());
        long always = 0;
        // Eligibility with the criterion taken as met and as not met, a word of records at a time: only where the two differ does the value matter.
        for (var word = 0; word < run.EligibleBits.Met.Length; word++)
        {
            var (met, _) = With(run, policy.EligibleCondition, criterion, Verdict.Met, word);
            var (not, _) = With(run, policy.EligibleCondition, criterion, Verdict.NotMet, word);
            var (open, _) = With(run, policy.EligibleCondition, criterion, Verdict.Unknown, word);
            var last = word == run.EligibleBits.Met.Length - 1 && (run.Screen.Population.Records & 63) != 0 ? ulong.MaxValue >> (64 - (run.Screen.Population.Records & 63)) : ulong.MaxValue;
            always += BitOperations.PopCount(met & not & open & last);
            for (var some = (met | not | open) & ~(met & not & open) & last; some != 0; some &= some - 1)
            {
                var record = (word * 64) + BitOperations.TrailingZeroCount(some);
                var bit = some ^ (some & (some - 1));
                var value = Interval.Of(source.At(record), source.Cap);
                var rest = others.Count == 0 ? Verdict.Met : Kleene.All(others.Select(o => new Evaluation(binding, name => run.Screen.SourceOf(name).At(record)).Of(o)));
                var (ifMet, ifNot, ifOpen) = ((met & bit) != 0, (not & bit) != 0, (open & bit) != 0);
                if (!value.IsExact || rest == Verdict.Unknown)
                {
                    // Whatever the position, it is not known (or, when the rest is not met, not met): capped values are looked at one by one.
                    if (value.Known && !value.IsExact)
                        return null;
                    if (rest == Verdict.NotMet ? ifNot : value.Known ? false : ifOpen)
                        always++;
                    else if (rest == Verdict.Unknown && value.IsExact)
                    {
                        // Met and unknown is unknown; not met is not met.
                        if (ifOpen)
                            whenMet.Add(value.Low);
                        if (ifNot)
                            whenNot.Add(value.Low);
                    }
                    continue;
                }
                if (rest == Verdict.NotMet)
                {
                    always += ifNot ? 1 : 0;
                    continue;
                }
                if (ifMet)
                    whenMet.Add(value.Low);
                if (ifNot)
                    whenNot.Add(value.Low);
            }
        }
        return new(policy.Parameters[at], comparator, always, whenMet, whenNot);
    }

    // How many of these values stand in the comparison to the parameter's.
    private long Satisfying(long[] sorted, long value) => _comparator switch
    {
        Comparator.AtLeast => sorted.Length - Below(sorted, value),
        Comparator.More => sorted.Length - Below(sorted, checked(value + 1)),
        Comparator.Less => Below(sorted, value),
        _ => Below(sorted, checked(value + 1)),
    };

    private static int Below(long[] sorted, long value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static (ulong Met, ulong Unknown) With(ScreenRun run, Condition condition, int criterion, Verdict taken, int word)
    {
        switch (condition)
        {
            case CriterionReference reference when reference.Criterion == criterion:
                return (taken == Verdict.Met ? ulong.MaxValue : 0, taken == Verdict.Unknown ? ulong.MaxValue : 0);
            case CriterionReference reference:
                var (met, unknown) = run.Bitmaps(reference.Criterion);
                return (met[word], unknown[word]);
            case Not not:
                var of = With(run, not.Of, criterion, taken, word);
                return (~(of.Met | of.Unknown), of.Unknown);
            case All all:
                return all.Of.Select(c => With(run, c, criterion, taken, word)).Aggregate((a, b) => (a.Met & b.Met, (a.Met | a.Unknown) & (b.Met | b.Unknown) & ~(a.Met & b.Met)));
            case Any any:
                return any.Of.Select(c => With(run, c, criterion, taken, word)).Aggregate((a, b) => (a.Met | b.Met, (a.Unknown | b.Unknown) & ~(a.Met | b.Met)));
            case AtLeast some:
                ulong isMet = 0, isUnknown = 0;
                var parts = some.Of.Select(c => With(run, c, criterion, taken, word)).ToList();
                var needed = ((Constant)some.Needed).Value;
                for (var bit = 0; bit < 64; bit++)
                {
                    var verdict = Kleene.AtLeast(needed, parts.Select(p => (p.Met >> bit & 1) == 1 ? Verdict.Met : (p.Unknown >> bit & 1) == 1 ? Verdict.Unknown : Verdict.NotMet));
                    isMet |= (verdict == Verdict.Met ? 1UL : 0) << bit;
                    isUnknown |= (verdict == Verdict.Unknown ? 1UL : 0) << bit;
                }
                return (isMet, isUnknown);
            default:
                throw new NotSupportedException("Eligibility reads more than criteria.");
        }
    }

    private static bool Reads(Expression expression, int parameter) => expression switch
    {
        ParameterValue value => value.Parameter == parameter,
        Comparison c => Reads(c.Left, parameter) || Reads(c.Right, parameter),
        Not not => Reads(not.Of, parameter),
        All all => all.Of.Any(c => Reads(c, parameter)),
        Any any => any.Of.Any(c => Reads(c, parameter)),
        AtLeast some => Reads(some.Needed, parameter) || some.Of.Any(c => Reads(c, parameter)),
        Sum sum => Reads(sum.Left, parameter) || Reads(sum.Right, parameter),
        Difference difference => Reads(difference.Left, parameter) || Reads(difference.Right, parameter),
        Product product => Reads(product.Of, parameter),
        Least least => least.Of.Any(n => Reads(n, parameter)),
        Greatest greatest => greatest.Of.Any(n => Reads(n, parameter)),
        _ => false,
    };

    private static bool RefersTo(Condition condition, int criterion) => condition switch
    {
        CriterionReference reference => reference.Criterion == criterion,
        Not not => RefersTo(not.Of, criterion),
        All all => all.Of.Any(c => RefersTo(c, criterion)),
        Any any => any.Of.Any(c => RefersTo(c, criterion)),
        AtLeast some => some.Of.Any(c => RefersTo(c, criterion)),
        _ => false,
    };
}
