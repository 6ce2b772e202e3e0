using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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

    /// <summary>The situations that runs are counted in; null when runs themselves are looked at.</summary>
    public Situations? Situations { get; init; }

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

    /// <summary>Values in the form of four bytes; false where they may not fit.</summary>
    public virtual bool Ints(Chunk chunk, Span<int> values) => false;

    /// <summary>Values in the form of two bytes; false where they may not fit.</summary>
    public virtual bool Shorts(Chunk chunk, Span<ushort> values) => false;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Ints(Chunk chunk, Span<int> values)
    {
        unchecked
        {
            switch (column.Width)
            {
                case 1:
                    var bytes = column.As<byte>().Slice(chunk.Start, chunk.Count);
                    for (var i = 0; i < bytes.Length; i++)
                        values[i] = bytes[i] + (bytes[i] >= byte.MaxValue - 3 ? int.MaxValue - byte.MaxValue : 0);
                    return true;
                case 2:
                    WidenToInts(column.As<ushort>().Slice(chunk.Start, chunk.Count), values);
                    return true;
                case 4:
                    column.As<int>().Slice(chunk.Start, chunk.Count).CopyTo(values);
                    return true;
                default:
                    return false;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WidenToInts(ReadOnlySpan<ushort> from, Span<int> to)
    {
        unchecked
        {
            ref var first = ref Unsafe.AsRef(in MemoryMarshal.GetReference(from));
            ref var into = ref MemoryMarshal.GetReference(to);
            var (codes, up) = (Vector256.Create(ushort.MaxValue - 4), Vector256.Create(int.MaxValue - ushort.MaxValue));
            var i = 0;
            for (; i + 16 <= from.Length; i += 16)
            {
                var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)i));
                var (a, b) = (low.AsInt32(), high.AsInt32());
                (a + (Vector256.GreaterThan(a, codes) & up)).StoreUnsafe(ref into, (nuint)i);
                (b + (Vector256.GreaterThan(b, codes) & up)).StoreUnsafe(ref into, (nuint)i + 8);
            }
            for (; i < from.Length; i++)
                to[i] = from[i] + (from[i] > ushort.MaxValue - 4 ? int.MaxValue - ushort.MaxValue : 0);
        }
    }

    public override bool Shorts(Chunk chunk, Span<ushort> values)
    {
        if (column.Width != sizeof(ushort))
            return false;
        column.As<ushort>().Slice(chunk.Start, chunk.Count).CopyTo(values);
        return true;
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

    public override bool Ints(Chunk chunk, Span<int> into)
    {
        values.AsSpan(chunk.Start, chunk.Count).CopyTo(into);
        return true;
    }

    public int[] OfRuns => values;

    /// <summary>The same in two bytes; null when one does not fit.</summary>
    public ushort[]? ShortOfRuns => _shorts.Value;

    private readonly Lazy<ushort[]?> _shorts = new(() => Narrowed(values));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ushort[]? Narrowed(int[] values)
    {
        var narrow = GC.AllocateUninitializedArray<ushort>(values.Length);
        for (var i = 0; i < narrow.Length; i++)
        {
            var value = values[i];
            if (value >= int.MaxValue - 3)
                narrow[i] = (ushort)(ushort.MaxValue - (int.MaxValue - value));
            else if (value is >= 0 and < ushort.MaxValue - 3)
                narrow[i] = (ushort)value;
            else
                return null;
        }
        return narrow;
    }

    public override bool Shorts(Chunk chunk, Span<ushort> into)
    {
        if (ShortOfRuns is not { } narrow)
            return false;
        narrow.AsSpan(chunk.Start, chunk.Count).CopyTo(into);
        return true;
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

    public override bool Ints(Chunk chunk, Span<int> values)
    {
        Fill(chunk, runs.OfRuns, values);
        return true;
    }

    public override bool Shorts(Chunk chunk, Span<ushort> values)
    {
        if (runs.ShortOfRuns is not { } narrow)
            return false;
        Fill(chunk, narrow, values);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill<T>(Chunk chunk, T[] of, Span<T> values)
    {
        var (starts, end, at) = (situations.Starts, chunk.Start + chunk.Count, chunk.Start);
        for (var run = chunk.Run; at < end; run++)
        {
            var to = Math.Min(starts[run + 1], end);
            values.Slice(at - chunk.Start, to - at).Fill(of[run]);
            at = to;
        }
    }

    public RunSource Runs => runs;

    public Situations Situations => situations;

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

    public override bool Ints(Chunk chunk, Span<int> values)
    {
        fill(chunk, values[..chunk.Count]);
        return true;
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
        if (comparison is { Left: ColumnValue one, Right: ColumnValue two } && Pairs(chunk, sources[one.Column], sources[two.Column], met, unknown))
            return;
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

    // A column against a column: codes stand above all numbers in order, so that only a capped value needs the rule of intervals.
    private bool Pairs(Chunk chunk, Source left, Source right, Span<ulong> met, Span<ulong> unknown)
    {
        // In pieces that lie in the first-level cache, two bytes wide where both sides fit.
        const int piece = 2048;
        var (a, b) = (chunk.RentInts(), chunk.RentInts());
        var shortA = MemoryMarshal.Cast<int, ushort>(a.AsSpan());
        var shortB = MemoryMarshal.Cast<int, ushort>(b.AsSpan());
        var part = new Chunk { Start = chunk.Start, Count = Math.Min(piece, chunk.Count), Run = chunk.Run };
        bool narrow = true, can = true;
        for (var from = 0; from < chunk.Count && can; from += piece)
        {
            (part.Start, part.Count) = (chunk.Start + from, Math.Min(piece, chunk.Count - from));
            part.Run = chunk.Situations is { } situations && from > 0 ? situations.RunOf(part.Start) : chunk.Run;
            var mets = met.Slice(from / 64, part.Words);
            var unknowns = unknown.Slice(from / 64, part.Words);
            narrow = narrow && left.Shorts(part, shortA) && right.Shorts(part, shortB);
            if (narrow)
                Words<ushort>(part, shortA, shortB, left.Cap, right.Cap, mets, unknowns);
            else if (can = left.Ints(part, a) && right.Ints(part, b))
                Words<int>(part, a, b, left.Cap, right.Cap, mets, unknowns);
        }
        Bits.Trim(met, chunk.Count);
        Bits.Trim(unknown, chunk.Count);
        chunk.Return(a);
        chunk.Return(b);
        return can;
    }

    // What lies behind the last record is whatever was there before, and trimmed away.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Words<T>(Chunk part, Span<T> a, Span<T> b, long? capA, long? capB, Span<ulong> met, Span<ulong> unknown)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (var word = 0; word < part.Words; word++)
        {
            for (var capped = Bits.Pairs(ref a[word * 64], ref b[word * 64], comparison.Comparator, out met[word], out unknown[word]); capped != 0; capped &= capped - 1)
            {
                var bit = BitOperations.TrailingZeroCount(capped);
                var at = (word * 64) + bit;
                var verdict = Interval.Compare(comparison.Comparator, Interval.Of(Wide(a[at]), capA), Interval.Of(Wide(b[at]), capB));
                met[word] = (met[word] & ~(1UL << bit)) | ((verdict == Verdict.Met ? 1UL : 0) << bit);
                unknown[word] = (unknown[word] & ~(1UL << bit)) | ((verdict == Verdict.Unknown ? 1UL : 0) << bit);
            }
        }

        static long Wide(T value) => long.CreateTruncating(T.MaxValue) is var top && long.CreateTruncating(value) is var v && v >= top - 3 ? long.MaxValue - (top - v) : long.CreateTruncating(value);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
            // Nobody is left for whom it could still be met.
            if (all && met[..chunk.Words].IndexOfAnyExcept(0UL) < 0 && unknown[..chunk.Words].IndexOfAnyExcept(0UL) < 0)
                break;
            if (of[n] is KnownNode known)
            {
                Join(met[..chunk.Words], unknown[..chunk.Words], known.Met(chunk), known.Unknown(chunk));
                continue;
            }
            of[n].Run(chunk, otherMet, otherUnknown);
            Join(met[..chunk.Words], unknown[..chunk.Words], otherMet, otherUnknown);
        }
        chunk.Return(otherMet);
        chunk.Return(otherUnknown);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Join(Span<ulong> met, Span<ulong> unknown, ReadOnlySpan<ulong> otherMet, ReadOnlySpan<ulong> otherUnknown)
    {
        unchecked
        {
            ref var m = ref MemoryMarshal.GetReference(met);
            ref var u = ref MemoryMarshal.GetReference(unknown);
            ref var om = ref MemoryMarshal.GetReference(otherMet);
            ref var ou = ref MemoryMarshal.GetReference(otherUnknown);
            var i = 0;
            for (; i + 4 <= met.Length; i += 4)
            {
                var (a, b, c, d) = (Vector256.LoadUnsafe(ref m, (nuint)i), Vector256.LoadUnsafe(ref u, (nuint)i), Vector256.LoadUnsafe(ref om, (nuint)i), Vector256.LoadUnsafe(ref ou, (nuint)i));
                var both = all ? a & c : a | c;
                both.StoreUnsafe(ref m, (nuint)i);
                ((all ? (a | b) & (c | d) : b | d) & ~both).StoreUnsafe(ref u, (nuint)i);
            }
            for (; i < met.Length; i++)
            {
                var both = all ? met[i] & otherMet[i] : met[i] | otherMet[i];
                unknown[i] = (all ? (met[i] | unknown[i]) & (otherMet[i] | otherUnknown[i]) : unknown[i] | otherUnknown[i]) & ~both;
                met[i] = both;
            }
        }
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

/// <summary>A criterion taken to have one outcome for everybody.</summary>
internal sealed class TakenNode(Verdict verdict) : Node
{
    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        met[..chunk.Words].Fill(verdict == Verdict.Met ? ulong.MaxValue : 0);
        unknown[..chunk.Words].Fill(verdict == Verdict.Unknown ? ulong.MaxValue : 0);
        Bits.Trim(met, chunk.Count);
        Bits.Trim(unknown, chunk.Count);
    }
}

/// <summary>A criterion that was worked out before.</summary>
internal sealed class KnownNode(ulong[] allMet, ulong[] allUnknown) : Node
{
    public ReadOnlySpan<ulong> Met(Chunk chunk) => allMet.AsSpan(chunk.Start / 64, chunk.Words);

    public ReadOnlySpan<ulong> Unknown(Chunk chunk) => allUnknown.AsSpan(chunk.Start / 64, chunk.Words);

    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        allMet.AsSpan(chunk.Start / 64, chunk.Words).CopyTo(met);
        allUnknown.AsSpan(chunk.Start / 64, chunk.Words).CopyTo(unknown);
    }
}

/// <summary>What was found for runs, given to their records. The bits of runs are one longer than they need to be.</summary>
internal sealed class SpreadNode(ulong[] runsMet, ulong[] runsUnknown, Situations situations) : Node
{
    private readonly ulong[] _heads = situations.Heads.Value;

    public override void Run(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        if (Bmi2.X64.IsSupported)
        {
            ByHeads(chunk, met, unknown);
            return;
        }
        met[..chunk.Words].Clear();
        unknown[..chunk.Words].Clear();
        Spread(runsMet, chunk, met);
        Spread(runsUnknown, chunk, unknown);
    }

    // Where the value changes from one run to the next a bit is set at the run's first record; every bit is then the parity of those up to it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ByHeads(Chunk chunk, Span<ulong> met, Span<ulong> unknown)
    {
        unchecked
        {
            var begins = situations.Starts[chunk.Run] == chunk.Start;
            var next = begins ? chunk.Run : chunk.Run + 1;
            var (lastMet, lastUnknown) = begins ? (0UL, 0UL) : (runsMet[chunk.Run >> 6] >> (chunk.Run & 63) & 1, runsUnknown[chunk.Run >> 6] >> (chunk.Run & 63) & 1);
            var heads = _heads.AsSpan(chunk.Start >> 6, chunk.Words);
            for (var word = 0; word < heads.Length; word++)
            {
                var at = heads[word];
                var count = BitOperations.PopCount(at);
                if (count == 0)
                {
                    (met[word], unknown[word]) = (0 - lastMet, 0 - lastUnknown);
                    continue;
                }
                var (isMet, isUnknown) = (From(runsMet, next), From(runsUnknown, next));
                met[word] = Parity(Bmi2.X64.ParallelBitDeposit(isMet ^ ((isMet << 1) | lastMet), at)) ^ (0 - lastMet);
                unknown[word] = Parity(Bmi2.X64.ParallelBitDeposit(isUnknown ^ ((isUnknown << 1) | lastUnknown), at)) ^ (0 - lastUnknown);
                (lastMet, lastUnknown) = (isMet >> (count - 1) & 1, isUnknown >> (count - 1) & 1);
                next += count;
            }
        }
        Bits.Trim(met, chunk.Count);
        Bits.Trim(unknown, chunk.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong From(ulong[] bits, int at)
    {
        var low = bits[at >> 6] >> (at & 63);
        return (at & 63) == 0 ? low : low | (bits[(at >> 6) + 1] << (64 - (at & 63)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Parity(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
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
