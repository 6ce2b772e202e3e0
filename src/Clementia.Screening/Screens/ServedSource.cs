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
        var values = days.As<int>().Slice(chunk.Start, chunk.Count);
        // What is known: every day from the epoch to the day asked.
        Bits.Compare(values, new MetBy<int>(Screen.Epoch, Math.Max(on.DayNumber, Screen.Epoch - 1), Verdict.NotMet, Verdict.NotMet), met, unknown);
        for (var i = 0; i < words; i++)
            unknown[i] = ~met[i];
        Bits.Trim(unknown, chunk.Count);
        var (atLeast, more, scratch) = (chunk.RentBits(), chunk.RentBits(), chunk.RentBits());
        switch (comparator)
        {
            case Comparator.AtLeast:
                AtLeast(chunk, values, constant, met, scratch);
                break;
            case Comparator.More:
                AtLeast(chunk, values, Next(constant), met, scratch);
                break;
            case Comparator.Less:
                AtLeast(chunk, values, constant, atLeast, scratch);
                for (var i = 0; i < words; i++)
                    met[i] &= ~atLeast[i];
                break;
            case Comparator.AtMost:
                AtLeast(chunk, values, Next(constant), more, scratch);
                for (var i = 0; i < words; i++)
                    met[i] &= ~more[i];
                break;
            case Comparator.Equal:
                AtLeast(chunk, values, constant, atLeast, scratch);
                AtLeast(chunk, values, Next(constant), more, scratch);
                for (var i = 0; i < words; i++)
                    met[i] &= atLeast[i] & ~more[i];
                break;
            default:
                throw new ArgumentException("A difference is the opposite of an equality.");
        }
        chunk.Return(atLeast);
        chunk.Return(more);
        chunk.Return(scratch);
    }

    public override void Values(Chunk chunk, Span<long> values) => plain.Values(chunk, values);

    public override bool Ints(Chunk chunk, Span<int> values) => plain.Ints(chunk, values);

    public override long At(int record) => plain.At(record);

    private static long Next(long constant) => constant >= Code.Capped ? constant : constant + 1;

    private void AtLeast(Chunk chunk, ReadOnlySpan<int> values, long least, Span<ulong> met, Span<ulong> scratch)
    {
        Bits.Compare(values, new MetBy<int>(Screen.Epoch, LastDay(least), Verdict.NotMet, Verdict.NotMet), met, scratch);
        if (sentence is null)
            return;
        var shortened = chunk.RentBits();
        if (sentence.Width == 1)
            Sentences<byte>(chunk, least, shortened, scratch);
        else if (sentence.Width == 2)
            Sentences<ushort>(chunk, least, shortened, scratch);
        else
            Sentences<int>(chunk, least, shortened, scratch);
        for (var i = 0; i < chunk.Words; i++)
            met[i] &= shortened[i] | scratch[i];
        chunk.Return(shortened);
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
