using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Clementia.Screening.Measures;

/// <summary>A kernel for one policy, written by hand, to hold the compiled one against: nine criteria, two bits a record each, their counts and those of all together.</summary>
internal static unsafe class HandWritten
{
    private const int Criteria = 9;

    public static string Run(Population population)
    {
        byte* Bytes(string name) => population.Find(name) is { Width: 1 } column ? column.Pointer : throw new InvalidOperationException($"'{name}' is not one byte wide.");
        var sentence = population.Find("sentence") is { Width: 2 } found ? (ushort*)found.Pointer : throw new InvalidOperationException("'sentence' is not two bytes wide.");
        byte*[] columns = [null, Bytes("category"), Bytes("career"), Bytes("offense.violent"), Bytes("weapon"), Bytes("role.aggravating"), Bytes("organization"), Bytes("conduct.good"), Bytes("history.violent")];
        var (records, words) = (population.Records, (population.Records + 63) / 64);
        var bits = Enumerable.Range(0, (Criteria + 1) * 2).Select(_ => GC.AllocateUninitializedArray<ulong>(words)).ToArray();
        var totals = new long[(Criteria + 1) * 2];
        const int piece = 256;
        Parallel.For(0, (words + piece - 1) / piece, () => new long[totals.Length], [MethodImpl(MethodImplOptions.AggressiveOptimization)] (at, _, sums) =>
        {
            unchecked
            {
                for (var word = at * piece; word < Math.Min(words, (at + 1) * piece); word++)
                {
                    var count = Math.Min(64, records - (word * 64));
                    var (all, possible) = (ulong.MaxValue, ulong.MaxValue);
                    for (var c = 0; c < Criteria; c++)
                    {
                        ulong met, unknown;
                        if (count < 64)
                            (met, unknown) = Slow(c, sentence, columns[c], word * 64, count);
                        else if (c == 0)
                            (met, unknown) = Long(sentence + ((long)word * 64));
                        else
                            (met, unknown) = c switch
                            {
                                1 => AtMost(columns[1] + ((long)word * 64), 3),
                                7 => Is(columns[7] + ((long)word * 64), 1),
                                _ => Is(columns[c] + ((long)word * 64), 0),
                            };
                        (bits[c * 2][word], bits[(c * 2) + 1][word]) = (met, unknown);
                        sums[c * 2] += BitOperations.PopCount(met);
                        sums[(c * 2) + 1] += BitOperations.PopCount(unknown);
                        all &= met;
                        possible &= met | unknown;
                    }
                    possible &= ~all;
                    (bits[Criteria * 2][word], bits[(Criteria * 2) + 1][word]) = (all, possible);
                    sums[Criteria * 2] += BitOperations.PopCount(all);
                    sums[(Criteria * 2) + 1] += BitOperations.PopCount(possible);
                }
            }
            return sums;
        }, sums =>
        {
            lock (totals)
            {
                for (var i = 0; i < sums.Length; i++)
                    totals[i] += sums[i];
            }
        });
        return string.Join(' ', Enumerable.Range(0, Criteria + 1).Select(c => $"{totals[c * 2]}/{totals[(c * 2) + 1]}"));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Met, ulong Unknown) Is(byte* at, byte value)
    {
        var (a, b, wanted, missing) = (Vector256.Load(at), Vector256.Load(at + 32), Vector256.Create(value), Vector256.Create((byte)254));
        return (Vector256.Equals(a, wanted).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(b, wanted).ExtractMostSignificantBits() << 32),
            Vector256.GreaterThanOrEqual(a, missing).ExtractMostSignificantBits() | ((ulong)Vector256.GreaterThanOrEqual(b, missing).ExtractMostSignificantBits() << 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Met, ulong Unknown) AtMost(byte* at, byte most)
    {
        var (a, b, limit, missing) = (Vector256.Load(at), Vector256.Load(at + 32), Vector256.Create(most), Vector256.Create((byte)254));
        return (Vector256.LessThanOrEqual(a, limit).ExtractMostSignificantBits() | ((ulong)Vector256.LessThanOrEqual(b, limit).ExtractMostSignificantBits() << 32),
            Vector256.GreaterThanOrEqual(a, missing).ExtractMostSignificantBits() | ((ulong)Vector256.GreaterThanOrEqual(b, missing).ExtractMostSignificantBits() << 32));
    }

    // Sixty months or more: life and capped sentences are, and stand above every number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Met, ulong Unknown) Long(ushort* at)
    {
        ulong met = 0, unknown = 0;
        var (least, missing) = (Vector256.Create((ushort)6000), Vector256.Create((ushort)65534));
        for (var i = 0; i < 64; i += 16)
        {
            var v = Vector256.Load(at + i);
            var open = Vector256.GreaterThanOrEqual(v, missing);
            met |= (ulong)(Vector256.GreaterThanOrEqual(v, least) & ~open).ExtractMostSignificantBits() << i;
            unknown |= (ulong)open.ExtractMostSignificantBits() << i;
        }
        return (met, unknown);
    }

    private static (ulong Met, ulong Unknown) Slow(int criterion, ushort* sentence, byte* column, int first, int count)
    {
        ulong met = 0, unknown = 0;
        for (var i = 0; i < count; i++)
        {
            var (isMet, isUnknown) = criterion == 0 ? (sentence[first + i] is >= 6000 and < 65534, sentence[first + i] >= 65534)
                : column[first + i] is var value && criterion switch { 1 => value <= 3, 7 => value == 1, _ => value == 0 } ? (true, false) : (false, column[first + i] >= 254);
            met |= (isMet ? 1UL : 0) << i;
            unknown |= (isUnknown ? 1UL : 0) << i;
        }
        return (met, unknown);
    }
}
