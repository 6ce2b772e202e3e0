using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
namespace Clementia.Screening.Screens;

/// <summary>Where each sentence lies among those of its cell: same guideline, level and category.</summary>
internal static class Percentiles
{
    public const byte Unknown = byte.MaxValue;

    /// <summary>For each record the share of known sentences of its cell that are shorter, ties half, 0 to 100 rounded down; and the number of them by cell.</summary>
    /// <remarks>Life and capped sentences are one group above every other: of two that are both at least 470 months nobody can say which is longer.</remarks>
    public static (byte[] OfRecord, int[] SizeOfCell) Of(Population population, Situations situations)
    {
        var percentiles = GC.AllocateUninitializedArray<byte>(population.Records);
        var sizes = new int[situations.Cells.Length - 1];
        if (population.Find(PersonColumns.Sentence.Name) is not { } column)
        {
            Array.Fill(percentiles, Unknown);
            return (percentiles, sizes);
        }
        var cap = column.Spec.Cap ?? long.MaxValue;
        // Dense ranks: the distinct sentences of a population are few, so that a cell is counted and not sorted.
        // They turn on nothing but the population, and are kept.
        var (ranks, unknown) = situations.Ranks ?? (column.Width == sizeof(ushort) ? ShortRanks(column, cap) : Ranks(column, cap));
        situations.Ranks = (ranks, unknown);
        Count(ranks);
        return (percentiles, sizes);

        void Count(ReadOnlySpan<ushort> values)
        {
            var pieces = new List<(int From, int To)>();
            var from = 0;
            for (var cell = 1; cell <= sizes.Length; cell++)
            {
                if (cell == sizes.Length || situations.Starts[situations.Cells[cell]] - situations.Starts[situations.Cells[from]] > 1 << 15)
                {
                    pieces.Add((from, cell));
                    from = cell;
                }
            }
            unsafe
            {
                fixed (ushort* first = values)
                {
                    var at = (nint)first;
                    Parallel.ForEach(pieces, () => new Scratch(unknown + 1), (piece, _, scratch) =>
                    {
                        for (var cell = piece.From; cell < piece.To; cell++)
                        {
                            var (start, end) = (situations.Starts[situations.Cells[cell]], situations.Starts[situations.Cells[cell + 1]]);
                            sizes[cell] = OfCell(new((ushort*)at + start, end - start), scratch, percentiles.AsSpan(start, end - start));
                        }
                        return scratch;
                    }, _ => { });
                }
            }
        }
    }

    /// <summary>One worker's counters; the last is for sentences that are not known.</summary>
    private sealed class Scratch(int ranks)
    {
        public readonly int[] Counts = new int[ranks], Others = new int[ranks];
        public readonly byte[] Of = new byte[ranks];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int OfCell(ReadOnlySpan<ushort> ranks, Scratch scratch, Span<byte> percentiles)
    {
        unchecked
        {
            var unknown = scratch.Counts.Length - 1;
            ref var counts = ref MemoryMarshal.GetArrayDataReference(scratch.Counts);
            ref var others = ref MemoryMarshal.GetArrayDataReference(scratch.Others);
            ref var of = ref MemoryMarshal.GetArrayDataReference(scratch.Of);
            int least = 0, most = unknown - 1;
            if (ranks.Length < unknown)
            {
                (least, most) = (unknown, 0);
                foreach (var rank in ranks)
                {
                    least = Math.Min(least, rank);
                    most = rank == unknown ? most : Math.Max(most, rank);
                }
            }
            // Two sets of counters: neighbours are often alike, and one counter would wait for itself. No rank lies beyond the last counter.
            ref var first = ref MemoryMarshal.GetReference(ranks);
            var i = 0;
            for (; i + 2 <= ranks.Length; i += 2)
            {
                Unsafe.Add(ref counts, (nint)Unsafe.Add(ref first, i))++;
                Unsafe.Add(ref others, (nint)Unsafe.Add(ref first, i + 1))++;
            }
            if (i < ranks.Length)
                Unsafe.Add(ref counts, (nint)Unsafe.Add(ref first, i))++;
            var known = ranks.Length - scratch.Counts[unknown] - scratch.Others[unknown];
            (scratch.Counts[unknown], scratch.Others[unknown], scratch.Of[unknown]) = (0, 0, Unknown);
            uint shorter = 0;
            for (var rank = least; rank <= most; rank++)
            {
                var ties = (uint)(Unsafe.Add(ref counts, rank) + Unsafe.Add(ref others, rank));
                if (ties == 0)
                    continue;
                // 200 times fewer than 20 million records fit into four bytes.
                Unsafe.Add(ref of, rank) = known < 20_000_000 ? (byte)(((200 * shorter) + (100 * ties)) / (2 * (uint)known)) : (byte)(((200L * shorter) + (100L * ties)) / (2L * known));
                shorter += ties;
                (Unsafe.Add(ref counts, rank), Unsafe.Add(ref others, rank)) = (0, 0);
            }
            ref var into = ref MemoryMarshal.GetReference(percentiles);
            for (i = 0; i < ranks.Length; i++)
                Unsafe.Add(ref into, i) = Unsafe.Add(ref of, (nint)Unsafe.Add(ref first, i));
            return known;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mark(ReadOnlySpan<ushort> values, bool[] seen)
    {
        foreach (var value in values)
            seen[value] = true;
    }

    // The rank of every value that two bytes can write. Which of them occur is a matter of the population alone.
    private static (ushort[] Ranks, int Unknown) ShortRanks(Column column, long cap)
    {
        var seen = new bool[ushort.MaxValue + 1];
        Parallel.For(0, (column.Length + 262_143) / 262_144, () => new bool[ushort.MaxValue + 1], (piece, _, own) =>
        {
            Mark(column.As<ushort>()[(piece * 262_144)..Math.Min(column.Length, (piece + 1) * 262_144)], own);
            return own;
        }, own =>
        {
            lock (seen)
            {
                for (var value = 0; value < own.Length; value++)
                    seen[value] |= own[value];
            }
        });
        var rankOf = new ushort[ushort.MaxValue + 1];
        var (rank, capped) = (0, -1);
        for (var value = 0; value < ushort.MaxValue - 1; value++)
        {
            if (!seen[value])
                continue;
            // From the cap on all is one rank.
            var above = value >= cap || (cap != long.MaxValue && value >= ushort.MaxValue - 3);
            if (above && capped < 0)
                capped = rank++;
            rankOf[value] = (ushort)(above ? capped : rank++);
        }
        rankOf[ushort.MaxValue] = rankOf[ushort.MaxValue - 1] = (ushort)rank;
        var ranks = GC.AllocateUninitializedArray<ushort>(column.Length);
        Parallel.For(0, (column.Length + 262_143) / 262_144, piece =>
        {
            var values = column.As<ushort>();
            for (var record = piece * 262_144; record < Math.Min(column.Length, (piece + 1) * 262_144); record++)
                ranks[record] = rankOf[values[record]];
        });
        return (ranks, rank);
    }

    private static (ushort[] Ranks, int Unknown) Ranks(Column column, long cap)
    {
        var distinct = new SortedSet<long>();
        var seen = new HashSet<long>();
        for (var record = 0; record < column.Length; record++)
        {
            var value = column[record];
            if (!Code.IsUnknown(value) && seen.Add(value))
                distinct.Add(Top(value));
        }
        if (distinct.Count >= ushort.MaxValue - 1)
            throw new PopulationException($"The population has {distinct.Count:N0} different sentences; 65,000 can be ranked. Round them to days when importing.");
        var rankOf = new Dictionary<long, ushort>();
        foreach (var value in distinct)
            rankOf[value] = (ushort)rankOf.Count;
        var unknown = (ushort)rankOf.Count;
        var ranks = GC.AllocateUninitializedArray<ushort>(column.Length);
        var most = seen.Where(v => v < Code.Capped).DefaultIfEmpty(0).Max();
        var direct = most is >= 0 and < 4_000_000 && seen.All(v => v >= 0) ? new ushort[most + 1] : null;
        foreach (var value in seen)
        {
            if (direct is not null && value <= most)
                direct[value] = rankOf[Top(value)];
        }
        Parallel.For(0, (column.Length + 65_535) / 65_536, piece =>
        {
            var end = Math.Min(column.Length, (piece + 1) * 65_536);
            for (var record = piece * 65_536; record < end; record++)
            {
                var value = column[record];
                ranks[record] = Code.IsUnknown(value) ? unknown : direct is not null && value <= most ? direct[value] : rankOf[Top(value)];
            }
        });
        return (ranks, unknown);

        long Top(long value) => value >= cap ? Code.Life : value;
    }
}
