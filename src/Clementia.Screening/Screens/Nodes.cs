using System.Numerics;
using Clementia.Screening.Policies;

namespace Clementia.Screening.Screens;

/// <summary>A stretch of records (or runs) that one worker looks at, and its scratch space.</summary>
internal sealed class Chunk
{
    /// <summary>Records at a time: two bitmaps of it and a column of four bytes lie in the second-level cache.</summary>
    public const int Length = 1 << 14;

    private readonly Stack<ulong[]> _bits = new();
    private readonly Stack<long[]> _numbers = new();
    private readonly Stack<int[]> _ints = new();

    /// <summary>The first record.</summary>
    public int Start { get; set; }

    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>The run that the first record lies in; -1 when runs themselves are looked at.</summary>
    public int Run { get; set; }

    public int Words => Bits.Words(Count);

    public ulong[] RentBits() => _bits.TryPop(out var bits) ? bits : new ulong[Length / 64];

    public void Return(ulong[] bits) => _bits.Push(bits);

    public long[] RentNumbers() => _numbers.TryPop(out var numbers) ? numbers : new long[Length];

    public void Return(long[] numbers) => _numbers.Push(numbers);

    public int[] RentInts() => _ints.TryPop(out var ints) ? ints : new int[Length];

    public void Return(int[] ints) => _ints.Push(ints);
}

/// <summary>Where the values of one column come from, for a chunk at a time.</summary>
internal abstract class Source
{
    public long? Cap { get; init; }

    /// <summary>Compares with a constant.</summary>
    public abstract void Compare(Chunk chunk, Comparator comparator, long constant, Span<ulong> met, Span<ulong> unknown);

    /// <summary>Logical values.</summary>
    public abstract void Values(Chunk chunk, Span<long> values);

    /// <summary>One logical value.</summary>
    public abstract long At(int record);

    // Equal and the orders are spans of numbers; life and capped values by the rule of intervals.
    protected static MetBy<T> By<T>(Comparator comparator, long constant, long? cap)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        long least = long.CreateTruncating(T.MinValue), most = long.CreateTruncating(T.MaxValue) - 4;
        var life = Interval.Compare(comparator, Interval.Exactly(Code.Life), Interval.Exactly(constant));
        var capped = Interval.Compare(comparator, Interval.Of(Code.Capped, cap), Interval.Exactly(constant));
        var (from, to) = constant == Code.Life
            ? comparator is Comparator.Less or Comparator.AtMost ? (least, most) : (1L, 0L)
            : comparator switch
            {
                Comparator.Less => (least, constant - 1),
                Comparator.AtMost => (least, constant),
                Comparator.Equal => (constant, constant),
                Comparator.AtLeast => (constant, most),
                Comparator.More => (constant + 1, most),
                _ => throw new ArgumentException("A difference is the opposite of an equality."),
            };
        (from, to) = (Math.Max(from, least), Math.Min(to, most));
        return from > to ? new(T.One, T.Zero, life, capped) : new(T.CreateTruncating(from), T.CreateTruncating(to), life, capped);
    }
}

/// <summary>A column of the population.</summary>
internal sealed class StoredSource(Column column) : Source
{
    public Column Column => column;

    public override void Compare(Chunk chunk, Comparator comparator, long constant, Span<ulong> met, Span<ulong> unknown)
    {
        switch (column.Width)
        {
            case 1:
                Bits.Compare(column.As<byte>().Slice(chunk.Start, chunk.Count), By<byte>(comparator, constant, Cap), met, unknown);
                break;
            case 2:
                Bits.Compare(column.As<ushort>().Slice(chunk.Start, chunk.Count), By<ushort>(comparator, constant, Cap), met, unknown);
                break;
            case 4:
                Bits.Compare(column.As<int>().Slice(chunk.Start, chunk.Count), By<int>(comparator, constant, Cap), met, unknown);
                break;
            default:
                Bits.Compare(column.As<long>().Slice(chunk.Start, chunk.Count), By<long>(comparator, constant, Cap), met, unknown);
                break;
        }
    }

    public override void Values(Chunk chunk, Span<long> values)
    {
        for (var i = 0; i < chunk.Count; i++)
            values[i] = column[chunk.Start + i];
    }

    public override long At(int record) => column[record];

    public void Within(Chunk chunk, ReadOnlySpan<bool> set, Span<ulong> met, Span<ulong> unknown)
    {
        if (column.Width == 1)
            Bits.Within(column.As<byte>().Slice(chunk.Start, chunk.Count), set, met, unknown);
        else if (column.Width == 2)
            Bits.Within(column.As<ushort>().Slice(chunk.Start, chunk.Count), set, met, unknown);
        else
            throw new InvalidOperationException($"'{column.Spec.Name}' has more than 65,000 choices.");
    }
}

/// <summary>A value for every run, in four bytes: what the law says of a situation.</summary>
internal sealed class RunSource(int[] values) : Source
{
    public override void Compare(Chunk chunk, Comparator comparator, long constant, Span<ulong> met, Span<ulong> unknown) =>
        Bits.Compare(values.AsSpan(chunk.Start, chunk.Count), By<int>(comparator, constant, Cap), met, unknown);

    public override void Values(Chunk chunk, Span<long> into)
    {
        for (var i = 0; i < chunk.Count; i++)
            into[i] = Wide(values[chunk.Start + i]);
    }

    public override long At(int run) => Wide(values[run]);

    public static long Wide(int value) => value >= int.MaxValue - 3 ? long.MaxValue - (int.MaxValue - value) : value;
}

/// <summary>The values of runs, given to each of their records.</summary>
internal sealed class SpreadSource(RunSource runs, Situations situations) : Source
{
    public override void Compare(Chunk chunk, Comparator comparator, long constant, Span<ulong> met, Span<ulong> unknown) => throw new InvalidOperationException("Compared by run.");

    public override void Values(Chunk chunk, Span<long> values)
    {
        var end = chunk.Start + chunk.Count;
        for (var run = chunk.Run; run < situations.Count && situations.Starts[run] < end; run++)
        {
            var (from, to) = (Math.Max(situations.Starts[run], chunk.Start), Math.Min(situations.Starts[run + 1], end));
            values[(from - chunk.Start)..(to - chunk.Start)].Fill(runs.At(run));
        }
    }

    public override long At(int record) => runs.At(situations.RunOf(record));
}

/// <summary>A column worked out for each record, in four bytes.</summary>
internal sealed class WorkedSource(Action<Chunk, Span<int>> fill, Func<int, int> at) : Source
{
    public override void Compare(Chunk chunk, Comparator comparator, long constant, Span<ulong> met, Span<ulong> unknown)
    {
        var ints = chunk.RentInts();
        fill(chunk, ints.AsSpan(0, chunk.Count));
        Bits.Compare(ints.AsSpan(0, chunk.Count), By<int>(comparator, constant, Cap), met, unknown);
        chunk.Return(ints);
    }

    public override void Values(Chunk chunk, Span<long> values)
    {
        var ints = chunk.RentInts();
        fill(chunk, ints.AsSpan(0, chunk.Count));
        for (var i = 0; i < chunk.Count; i++)
            values[i] = RunSource.Wide(ints[i]);
        chunk.Return(ints);
    }

    public override long At(int record) => RunSource.Wide(at(record));
}

/// <summary>Nothing is known: the population lacks the column.</summary>
internal sealed class AbsentSource : Source
{
    public override void Compare(Chunk chunk, Comparator comparator, long constant, Span<ulong> met, Span<ulong> unknown)
    {
        met[..chunk.Words].Clear();
        unknown[..chunk.Words].Fill(ulong.MaxValue);
        Bits.Trim(unknown, chunk.Count);
    }

    public override void Values(Chunk chunk, Span<long> values) => values[..chunk.Count].Fill(Code.Missing);

    public override long At(int record) => Code.Missing;
}

/// <summary>A condition, ready to be run over chunks.</summary>
internal abstract class Node
{
    public abstract void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown);
}

/// <summary>A column against a number of the policy.</summary>
internal sealed class CompareNode(Source source, Comparator comparator, Func<long> constant) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        if (comparator != Comparator.NotEqual)
        {
            source.Compare(chunk, comparator, constant(), met, unknown);
            return;
        }
        source.Compare(chunk, Comparator.Equal, constant(), met, unknown);
        NotNode.Turn(chunk, met, unknown);
    }
}

internal sealed class WithinNode(StoredSource source, bool[] set) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown) => source.Within(chunk, set, met, unknown);
}

/// <summary>Any comparison of numbers, value by value by the rule of intervals.</summary>
internal sealed class NumberNode(Comparison comparison, IReadOnlyList<Source> sources, Func<int, long> parameter) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        var columns = new long[sources.Count][];
        Collect(comparison.Left);
        Collect(comparison.Right);
        met[..chunk.Words].Clear();
        unknown[..chunk.Words].Clear();
        for (var i = 0; i < chunk.Count; i++)
        {
            switch (Interval.Compare(comparison.Comparator, Of(comparison.Left, columns, i), Of(comparison.Right, columns, i)))
            {
                case Verdict.Met:
                    met[i >> 6] |= 1UL << (i & 63);
                    break;
                case Verdict.Unknown:
                    unknown[i >> 6] |= 1UL << (i & 63);
                    break;
            }
        }
        foreach (var rented in columns)
        {
            if (rented is not null)
                chunk.Return(rented);
        }

        void Collect(Number number)
        {
            foreach (var column in ColumnsOf(number))
            {
                if (columns[column] is not null)
                    continue;
                columns[column] = chunk.RentNumbers();
                sources[column].Values(chunk, columns[column]);
            }
        }
    }

    private Interval Of(Number number, long[][] columns, int at) => number switch
    {
        ColumnValue column => Interval.Of(columns[column.Column][at], sources[column.Column].Cap),
        Constant constant => Interval.Exactly(constant.Value),
        ParameterValue value => Interval.Exactly(parameter(value.Parameter)),
        Sum sum => Of(sum.Left, columns, at) + Of(sum.Right, columns, at),
        Difference difference => Of(difference.Left, columns, at) - Of(difference.Right, columns, at),
        Product product => Of(product.Of, columns, at).Times(product.Factor),
        Least least => Interval.Least(least.Of.Select(n => Of(n, columns, at))),
        Greatest greatest => Interval.Greatest(greatest.Of.Select(n => Of(n, columns, at))),
        _ => throw new InvalidOperationException($"No rule for {number.GetType().Name}."),
    };

    public static IEnumerable<int> ColumnsOf(Number number) => number switch
    {
        ColumnValue column => [column.Column],
        Sum sum => ColumnsOf(sum.Left).Concat(ColumnsOf(sum.Right)),
        Difference difference => ColumnsOf(difference.Left).Concat(ColumnsOf(difference.Right)),
        Product product => ColumnsOf(product.Of),
        Least least => least.Of.SelectMany(ColumnsOf),
        Greatest greatest => greatest.Of.SelectMany(ColumnsOf),
        _ => [],
    };
}

internal sealed class NotNode(Node of) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        of.Run(chunk, met, unknown);
        Turn(chunk, met, unknown);
    }

    public static void Turn(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        for (var i = 0; i < chunk.Words; i++)
            met[i] = ~(met[i] | unknown[i]);
        Bits.Trim(met, chunk.Count);
    }
}

/// <summary>And, or: unknown only where what is known does not settle it.</summary>
internal sealed class JoinNode(IReadOnlyList<Node> of, bool all) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        of[0].Run(chunk, met, unknown);
        var (otherMet, otherUnknown) = (chunk.RentBits(), chunk.RentBits());
        for (var n = 1; n < of.Count; n++)
        {
            of[n].Run(chunk, otherMet, otherUnknown);
            for (var i = 0; i < chunk.Words; i++)
            {
                if (all)
                {
                    var possible = (met[i] | unknown[i]) & (otherMet[i] | otherUnknown[i]);
                    met[i] &= otherMet[i];
                    unknown[i] = possible & ~met[i];
                }
                else
                {
                    met[i] |= otherMet[i];
                    unknown[i] = (unknown[i] | otherUnknown[i]) & ~met[i];
                }
            }
        }
        chunk.Return(otherMet);
        chunk.Return(otherUnknown);
    }
}

/// <summary>At least so many.</summary>
internal sealed class CountNode(IReadOnlyList<Node> of, Func<long> needed) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        // counts[k] holds the records with at least k + 1 met; possible[k] with the unknown ones added.
        var k = (int)Math.Clamp(needed(), 0, of.Count + 1);
        if (k == 0)
        {
            met[..chunk.Words].Fill(ulong.MaxValue);
            Bits.Trim(met, chunk.Count);
            unknown[..chunk.Words].Clear();
            return;
        }
        var counts = new ulong[k][];
        var possible = new ulong[k][];
        for (var j = 0; j < k; j++)
        {
            (counts[j], possible[j]) = (chunk.RentBits(), chunk.RentBits());
            counts[j].AsSpan(0, chunk.Words).Clear();
            possible[j].AsSpan(0, chunk.Words).Clear();
        }
        foreach (var node in of)
        {
            node.Run(chunk, met, unknown);
            for (var i = 0; i < chunk.Words; i++)
            {
                for (var j = k - 1; j >= 0; j--)
                {
                    counts[j][i] |= met[i] & (j == 0 ? ulong.MaxValue : counts[j - 1][i]);
                    possible[j][i] |= (met[i] | unknown[i]) & (j == 0 ? ulong.MaxValue : possible[j - 1][i]);
                }
            }
        }
        for (var i = 0; i < chunk.Words; i++)
        {
            met[i] = counts[k - 1][i];
            unknown[i] = possible[k - 1][i] & ~met[i];
        }
        for (var j = 0; j < k; j++)
        {
            chunk.Return(counts[j]);
            chunk.Return(possible[j]);
        }
    }
}

/// <summary>A criterion that was worked out before.</summary>
internal sealed class KnownNode(ulong[] allMet, ulong[] allUnknown) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        allMet.AsSpan(chunk.Start / 64, chunk.Words).CopyTo(met);
        allUnknown.AsSpan(chunk.Start / 64, chunk.Words).CopyTo(unknown);
    }
}

/// <summary>What was found for runs, given to their records.</summary>
internal sealed class SpreadNode(ulong[] runsMet, ulong[] runsUnknown, Situations situations) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        met[..chunk.Words].Clear();
        unknown[..chunk.Words].Clear();
        Spread(runsMet, chunk, met);
        Spread(runsUnknown, chunk, unknown);
    }

    private void Spread(ulong[] runs, Chunk chunk, Span<ulong> bits)
    {
        var starts = situations.Starts;
        var end = chunk.Start + chunk.Count;
        var word = chunk.Run >> 6;
        var open = runs[word] & (ulong.MaxValue << (chunk.Run & 63));
        while (true)
        {
            while (open == 0)
            {
                if (++word >= runs.Length || starts[Math.Min(word << 6, situations.Count)] >= end)
                    return;
                open = runs[word];
            }
            // Neighbours that agree are filled together.
            var first = BitOperations.TrailingZeroCount(open);
            var length = BitOperations.TrailingZeroCount(~(open >> first));
            var run = (word << 6) + first;
            if (starts[run] >= end)
                return;
            Bits.Fill(bits, Math.Max(starts[run], chunk.Start) - chunk.Start, Math.Min(starts[run + length], end) - chunk.Start);
            open = first + length >= 64 ? 0 : open & (ulong.MaxValue << (first + length));
        }
    }
}
