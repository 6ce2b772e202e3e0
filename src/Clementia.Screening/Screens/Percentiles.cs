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
        var (ranks, unknown, longest) = Ranks(column, cap);
        var from = 0;
        var pieces = new List<(int From, int To)>();
        for (var cell = 1; cell <= sizes.Length; cell++)
        {
            if (cell == sizes.Length || situations.Starts[situations.Cells[cell]] - situations.Starts[situations.Cells[from]] > 1 << 16)
            {
                pieces.Add((from, cell));
                from = cell;
            }
        }
        Parallel.ForEach(pieces, () => (Counts: new int[longest + 1], Of: new byte[longest + 1]), (piece, _, scratch) =>
        {
            unchecked
            {
                for (var cell = piece.From; cell < piece.To; cell++)
                {
                    var (start, end) = (situations.Starts[situations.Cells[cell]], situations.Starts[situations.Cells[cell + 1]]);
                    int least = longest, most = 0, known = 0;
                    for (var record = start; record < end; record++)
                    {
                        int rank = ranks[record];
                        if (rank == unknown)
                            continue;
                        scratch.Counts[rank]++;
                        known++;
                        least = Math.Min(least, rank);
                        most = Math.Max(most, rank);
                    }
                    sizes[cell] = known;
                    long shorter = 0;
                    for (var rank = least; rank <= most; rank++)
                    {
                        var ties = scratch.Counts[rank];
                        if (ties > 0)
                            scratch.Of[rank] = (byte)(((200 * shorter) + (100L * ties)) / (2L * known));
                        shorter += ties;
                        scratch.Counts[rank] = 0;
                    }
                    for (var record = start; record < end; record++)
                    {
                        int rank = ranks[record];
                        percentiles[record] = rank == unknown ? Unknown : scratch.Of[rank];
                    }
                }
            }
            return scratch;
        }, _ => { });
        return (percentiles, sizes);
    }

    private static (ushort[] Ranks, int Unknown, int Longest) Ranks(Column column, long cap)
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
        var unknown = ushort.MaxValue;
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
        return (ranks, unknown, rankOf.Count);

        long Top(long value) => value >= cap ? Code.Life : value;
    }
}
