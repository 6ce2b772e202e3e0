using Clementia.Screening.Policies;

namespace Clementia.Screening.Screens;

/// <summary>
/// Time served: the time since the last possible day of sentence, or the sentence where that is less. It never rises as the day of sentence does, so a comparison with a constant is one of the day with
/// the last day from which so much time has passed, and one of the sentence; the time itself is worked out for no record.
/// </summary>
internal sealed class ServedSource(Column days, Column? sentence, DateOnly on, WorkedSource plain) : Source
{
    public override void Compare(Chunk chunk, Comparator comparator, long constant, Span<ulong> met, Span<ulong> unknown)
    {
        if (days.Width != sizeof(int) || sentence is { Width: 8 })
        {
            plain.Compare(chunk, comparator, constant, met, unknown);
            return;
        }
        var words = chunk.Words;
        var (atLeast, more) = (chunk.RentBits(), chunk.RentBits());
        var turned = comparator is Comparator.Less or Comparator.AtMost;
        AtLeast(chunk, comparator is Comparator.More or Comparator.AtMost ? Next(constant) : constant, turned ? atLeast : met, unknown);
        if (turned)
        {
            for (var i = 0; i < words; i++)
                met[i] = ~(atLeast[i] | unknown[i]);
            Bits.Trim(met, chunk.Count);
        }
        else if (comparator == Comparator.Equal)
        {
            AtLeast(chunk, Next(constant), more, atLeast);
            for (var i = 0; i < words; i++)
                met[i] &= ~more[i];
        }
        else if (comparator == Comparator.NotEqual)
            throw new ArgumentException("A difference is the opposite of an equality.");
        chunk.Return(atLeast);
        chunk.Return(more);
    }

    public override void Values(Chunk chunk, Span<long> values) => plain.Values(chunk, values);

    public override bool Ints(Chunk chunk, Span<int> values) => plain.Ints(chunk, values);

    public override long At(int record) => plain.At(record);

    private static long Next(long constant) => constant >= Code.Capped ? constant : constant + 1;

    private void AtLeast(Chunk chunk, long least, Span<ulong> met, Span<ulong> unknown)
    {
        Bits.Days(days.As<int>().Slice(chunk.Start, chunk.Count), Screen.Epoch, LastDay(least), Math.Max(on.DayNumber, Screen.Epoch - 1), met, unknown);
        if (sentence is null)
            return;
        var (shortened, open) = (chunk.RentBits(), chunk.RentBits());
        if (sentence.Width == 1)
            Sentences<byte>(chunk, least, shortened, open);
        else if (sentence.Width == 2)
            Sentences<ushort>(chunk, least, shortened, open);
        else
            Sentences<int>(chunk, least, shortened, open);
        for (var i = 0; i < chunk.Words; i++)
            met[i] &= shortened[i] | open[i];
        chunk.Return(shortened);
        chunk.Return(open);
    }

    // A sentence that is no number takes nothing off the time.
    private void Sentences<T>(Chunk chunk, long least, Span<ulong> met, Span<ulong> unknown)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> =>
        Bits.Compare(sentence!.As<T>().Slice(chunk.Start, chunk.Count), By<T>(Comparator.AtLeast, Math.Min(least, Code.Capped - 1), null) with { Life = Verdict.Met, Capped = Verdict.Met }, met, unknown);

    // The last day from which at least so much time has passed; before the epoch when there is none.
    private int LastDay(long least)
    {
        var (low, high) = (Screen.Epoch - 1, on.DayNumber);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (Screen.Span(DateOnly.FromDayNumber(middle), on) >= least)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
