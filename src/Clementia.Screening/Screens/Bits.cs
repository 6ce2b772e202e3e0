using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Clementia.Screening.Screens;

/// <summary>Which values of a column meet a comparison with a constant: a span of numbers, and what the codes come to.</summary>
/// <param name="From">The least number that meets it, in the width of the column.</param>
/// <param name="To">The greatest; below <paramref name="From"/> when none does.</param>
/// <param name="Life">What life comes to.</param>
/// <param name="Capped">What a capped value comes to.</param>
internal readonly record struct MetBy<T>(T From, T To, Policies.Verdict Life, Policies.Verdict Capped)
    where T : unmanaged;

/// <summary>Two bits a record, in words of 64: met, and unknown. Never both.</summary>
internal static class Bits
{
    public static int Words(int records) => (records + 63) / 64;

    /// <summary>Compares values with a constant, 32 bytes at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compare<T>(ReadOnlySpan<T> values, MetBy<T> by, Span<ulong> met, Span<ulong> unknown)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        T top = T.MaxValue, missing = top - T.One, life = missing - T.One, capped = life - T.One;
        var whole = values.Length / 64;
        var lanes = Vector256<T>.Count;
        var (from, to, leastMissing) = (Vector256.Create(by.From), Vector256.Create(by.To), Vector256.Create(missing));
        var codes = by.Life != Policies.Verdict.NotMet || by.Capped != Policies.Verdict.NotMet;
        var (lives, caps) = (Vector256.Create(life), Vector256.Create(capped));
        ref var first = ref Unsafe.AsRef(in System.Runtime.InteropServices.MemoryMarshal.GetReference(values));
        if (!codes)
        {
            unchecked
            {
                for (var word = 0; word < whole; word++)
                {
                    ulong isMet = 0, isUnknown = 0;
                    for (var i = 0; i < 64; i += lanes)
                    {
                        var v = Vector256.LoadUnsafe(ref first, ((nuint)(uint)word * 64) + (nuint)(uint)i);
                        isMet |= (ulong)(Vector256.GreaterThanOrEqual(v, from) & Vector256.LessThanOrEqual(v, to)).ExtractMostSignificantBits() << i;
                        isUnknown |= (ulong)Vector256.GreaterThanOrEqual(v, leastMissing).ExtractMostSignificantBits() << i;
                    }
                    met[word] = isMet;
                    unknown[word] = isUnknown;
                }
            }
        }
        for (var word = codes ? 0 : whole; word < whole; word++)
        {
            ulong isMet = 0, isUnknown = 0;
            for (var i = 0; i < 64; i += lanes)
            {
                var v = Vector256.LoadUnsafe(ref first, unchecked((nuint)((word * 64) + i)));
                var within = Vector256.GreaterThanOrEqual(v, from) & Vector256.LessThanOrEqual(v, to);
                var open = Vector256.GreaterThanOrEqual(v, leastMissing);
                if (codes)
                {
                    if (by.Life == Policies.Verdict.Met)
                        within |= Vector256.Equals(v, lives);
                    if (by.Capped == Policies.Verdict.Met)
                        within |= Vector256.Equals(v, caps);
                    else if (by.Capped == Policies.Verdict.Unknown)
                        open |= Vector256.Equals(v, caps);
                }
                isMet |= (ulong)within.ExtractMostSignificantBits() << i;
                isUnknown |= (ulong)open.ExtractMostSignificantBits() << i;
            }
            met[word] = isMet;
            unknown[word] = isUnknown;
        }
        if (whole * 64 == values.Length)
            return;
        ulong lastMet = 0, lastUnknown = 0;
        for (var i = whole * 64; i < values.Length; i++)
        {
            var v = values[i];
            var verdict = v >= missing ? Policies.Verdict.Unknown : v == life ? by.Life : v == capped ? by.Capped : v >= by.From && v <= by.To ? Policies.Verdict.Met : Policies.Verdict.NotMet;
            lastMet |= (verdict == Policies.Verdict.Met ? 1UL : 0) << (i & 63);
            lastUnknown |= (verdict == Policies.Verdict.Unknown ? 1UL : 0) << (i & 63);
        }
        met[whole] = lastMet;
        unknown[whole] = lastUnknown;
    }

    /// <summary>Days from one to another are met, those after it up to a third are not, all others are unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Days(ReadOnlySpan<int> values, int from, int met, int known, Span<ulong> isMet, Span<ulong> isUnknown)
    {
        unchecked
        {
            var (before, lastMet, lastKnown) = (Vector256.Create(from - 1), Vector256.Create(met), Vector256.Create(known));
            ref var first = ref Unsafe.AsRef(in System.Runtime.InteropServices.MemoryMarshal.GetReference(values));
            var whole = values.Length / 64;
            for (var word = 0; word < whole; word++)
            {
                ulong mets = 0, knowns = 0;
                for (var i = 0; i < 64; i += 8)
                {
                    var day = Vector256.LoadUnsafe(ref first, ((nuint)(uint)word * 64) + (nuint)(uint)i);
                    var begun = Vector256.GreaterThan(day, before);
                    mets |= (ulong)(begun & ~Vector256.GreaterThan(day, lastMet)).ExtractMostSignificantBits() << i;
                    knowns |= (ulong)(begun & ~Vector256.GreaterThan(day, lastKnown)).ExtractMostSignificantBits() << i;
                }
                isMet[word] = mets;
                isUnknown[word] = ~knowns;
            }
            if (whole * 64 == values.Length)
                return;
            (isMet[whole], isUnknown[whole]) = (0, 0);
            for (var i = whole * 64; i < values.Length; i++)
            {
                var day = values[i];
                isMet[whole] |= (day >= from && day <= met ? 1UL : 0) << (i & 63);
                isUnknown[whole] |= (day >= from && day <= known ? 0 : 1UL) << (i & 63);
            }
        }
    }

    /// <summary>Compares 64 values with 64 others of the same width. Gives the places where one is capped: there the rule of intervals has to be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Pairs<T>(ref T left, ref T right, Policies.Comparator comparator, out ulong met, out ulong unknown)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        unchecked
        {
            var two = T.One + T.One;
            var (missing, capped) = (Vector256.Create(T.MaxValue - two), Vector256.Create(T.MaxValue - two - T.One));
            var caps = 0UL;
            (met, unknown) = (0, 0);
            for (var i = 0; i < 64; i += Vector256<T>.Count)
            {
                var (a, b) = (Vector256.LoadUnsafe(ref left, (nuint)(uint)i), Vector256.LoadUnsafe(ref right, (nuint)(uint)i));
                var open = Vector256.GreaterThan(a, missing) | Vector256.GreaterThan(b, missing);
                caps |= (ulong)(Vector256.Equals(a, capped) | Vector256.Equals(b, capped)).ExtractMostSignificantBits() << i;
                var within = comparator switch
                {
                    Policies.Comparator.Less => Vector256.GreaterThan(b, a),
                    Policies.Comparator.AtMost => ~Vector256.GreaterThan(a, b),
                    Policies.Comparator.Equal => Vector256.Equals(a, b),
                    Policies.Comparator.NotEqual => ~Vector256.Equals(a, b),
                    Policies.Comparator.AtLeast => ~Vector256.GreaterThan(b, a),
                    _ => Vector256.GreaterThan(a, b),
                };
                met |= (ulong)Vector256.AndNot(within, open).ExtractMostSignificantBits() << i;
                unknown |= (ulong)open.ExtractMostSignificantBits() << i;
            }
            return caps;
        }
    }

    /// <summary>Whether a choice is in a set: a table by code for one and two bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Within<T>(ReadOnlySpan<T> values, ReadOnlySpan<bool> set, Span<ulong> met, Span<ulong> unknown)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var missing = T.MaxValue - T.One;
        for (var word = 0; word < Words(values.Length); word++)
        {
            ulong isMet = 0, isUnknown = 0;
            var end = Math.Min(64, values.Length - (word * 64));
            for (var i = 0; i < end; i++)
            {
                var v = values[(word * 64) + i];
                if (v >= missing)
                    isUnknown |= 1UL << i;
                else if (int.CreateTruncating(v) is var code && code < set.Length && set[code])
                    isMet |= 1UL << i;
            }
            met[word] = isMet;
            unknown[word] = isUnknown;
        }
    }

    /// <summary>Sets the bits of a span.</summary>
    public static void Fill(Span<ulong> bits, int from, int to)
    {
        if (from >= to)
            return;
        var (first, last) = (from >> 6, (to - 1) >> 6);
        var head = ulong.MaxValue << (from & 63);
        var tail = ulong.MaxValue >> (63 - ((to - 1) & 63));
        if (first == last)
        {
            bits[first] |= head & tail;
            return;
        }
        bits[first] |= head;
        bits[(first + 1)..last].Fill(ulong.MaxValue);
        bits[last] |= tail;
    }

    /// <summary>No bits beyond the last record.</summary>
    public static void Trim(Span<ulong> bits, int records)
    {
        if ((records & 63) != 0)
            bits[Words(records) - 1] &= ulong.MaxValue >> (64 - (records & 63));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Count(ReadOnlySpan<ulong> bits)
    {
        long count = 0;
        unchecked
        {
            foreach (var word in bits)
                count += BitOperations.PopCount(word);
        }
        return count;
    }

    public static bool Get(ReadOnlySpan<ulong> bits, int at) => (bits[at >> 6] >> (at & 63) & 1) == 1;
}
