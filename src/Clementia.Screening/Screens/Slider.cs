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
    private readonly Tally _whenMet;
    private readonly Tally _whenNot;

    private Slider(PolicyParameter parameter, Comparator comparator, long always, List<long> whenMet, List<long> whenNot)
    {
        (Parameter, _comparator, _always) = (parameter, comparator, always);
        (_whenMet, _whenNot) = (new(whenMet), new(whenNot));
    }

    /// <summary>How many of some values lie below a value: counted up where they lie close together, else sorted.</summary>
    private sealed class Tally
    {
        private readonly long _least;
        private readonly int[]? _below;
        private readonly long[]? _sorted;

        public Tally(List<long> values)
        {
            Count = values.Count;
            long least = long.MaxValue, most = long.MinValue;
            foreach (var value in values)
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            if (Count == 0 || most >= Code.Capped || least < -(1L << 40) || most - least > Math.Max(1 << 16, 4L * Count))
            {
                values.Sort();
                _sorted = [.. values];
                return;
            }
            _least = least;
            _below = new int[most - least + 2];
            foreach (var value in values)
                _below[value - least + 1]++;
            for (var i = 1; i < _below.Length; i++)
                _below[i] += _below[i - 1];
        }

        public int Count { get; }

        public int Below(long value)
        {
            if (_below is not null)
                return value <= _least ? 0 : value - _least >= _below.Length ? Count : _below[value - _least];
            var (low, high) = (0, _sorted!.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (_sorted[middle] < value)
                    low = middle + 1;
                else
                    high = middle;
            }
            return low;
        }
    }

    /// <summary>The parameter.</summary>
    public PolicyParameter Parameter { get; }

    /// <summary>How many are eligible when the parameter has this value, in its base unit.</summary>
    public long Eligible(long value) => _always + Satisfying(_whenMet, value) + _whenNot.Count - Satisfying(_whenNot, value);

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
        var impossible = false;
        // Eligibility with the criterion taken as met, as not met and as unknown, a word of records at a time: only where they differ does the value matter.
        var records = run.Screen.Population.Records;
        var (asMet, asNot, asOpen) = (run.Screen.EligibleWith(run, criterion, Verdict.Met), run.Screen.EligibleWith(run, criterion, Verdict.NotMet), run.Screen.EligibleWith(run, criterion, Verdict.Unknown));
        Parallel.For(0, (records + Chunk.Length - 1) / Chunk.Length, () => (Chunk: new Chunk { Situations = run.Screen.Situations }, Met: new List<long>(), Not: new List<long>(), Sum: new long[1]), (piece, _, own) =>
        {
            var chunk = own.Chunk;
            chunk.Start = piece * Chunk.Length;
            chunk.Count = Math.Min(Chunk.Length, records - chunk.Start);
            chunk.Run = run.Screen.Situations.RunOf(chunk.Start);
            var (mets, nots, opens, unused) = (chunk.RentBits(), chunk.RentBits(), chunk.RentBits(), chunk.RentBits());
            asMet.Run(chunk, mets, unused);
            asNot.Run(chunk, nots, unused);
            // Whoever is eligible with the criterion unknown is so either way: Kleene's logic is monotone in what is known.
            if (nots.AsSpan(0, chunk.Words).IndexOfAnyExcept(0UL) < 0)
                opens.AsSpan(0, chunk.Words).Clear();
            else
                asOpen.Run(chunk, opens, unused);
            for (var word = 0; word < chunk.Words; word++)
            {
                var (met, not, open) = (mets[word], nots[word], opens[word]);
                own.Sum[0] += BitOperations.PopCount(met & not & open);
                for (var some = (met | not) & ~(met & not & open); some != 0; some &= some - 1)
                {
                    var place = BitOperations.TrailingZeroCount(some);
                    var record = chunk.Start + (word * 64) + place;
                    var bit = 1UL << place;
                    var (ifMet, ifNot, ifOpen) = ((met & bit) != 0, (not & bit) != 0, (open & bit) != 0);
                    var value = Interval.Of(source.At(record), source.Cap);
                    var rest = others.Count == 0 ? Verdict.Met : Kleene.All(others.Select(o => new Evaluation(binding, name => run.Screen.SourceOf(name).At(record)).Of(o)));
                    // A capped value is met at some positions and unknown at others: that is not counted here.
                    impossible |= value.Known && !value.IsExact && rest != Verdict.NotMet;
                    if (rest == Verdict.NotMet)
                        own.Sum[0] += ifNot ? 1 : 0;
                    else if (!value.Known)
                        own.Sum[0] += ifOpen ? 1 : 0;
                    else
                    {
                        // With the rest unknown, met comes to unknown; not met stays not met.
                        if (rest == Verdict.Met ? ifMet : ifOpen)
                            own.Met.Add(value.Low);
                        if (ifNot)
                            own.Not.Add(value.Low);
                    }
                }
            }
            foreach (var bits in (ReadOnlySpan<ulong[]>)[mets, nots, opens, unused])
                chunk.Return(bits);
            return own;
        }, own =>
        {
            lock (whenMet)
            {
                always += own.Sum[0];
                whenMet.AddRange(own.Met);
                whenNot.AddRange(own.Not);
            }
        });
        return impossible ? null : new(policy.Parameters[at], comparator, always, whenMet, whenNot);
    }

    // How many of these values stand in the comparison to the parameter's.
    private long Satisfying(Tally tally, long value) => _comparator switch
    {
        Comparator.AtLeast => tally.Count - tally.Below(value),
        Comparator.More => tally.Count - tally.Below(checked(value + 1)),
        Comparator.Less => tally.Below(value),
        _ => tally.Below(checked(value + 1)),
    };

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
