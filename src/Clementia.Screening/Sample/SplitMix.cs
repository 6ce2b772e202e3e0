namespace Clementia.Screening.Sample;

/// <summary>Steele, Lea and Flood's SplitMix64: a stream of numbers that is the same everywhere for the same start.</summary>
internal struct SplitMix
{
    private ulong _state;

    /// <summary>The stream of one record: it does not depend on how many records there are, or on who draws them.</summary>
    public SplitMix(ulong seed, long record)
    {
        _state = unchecked(Mix(seed) + ((ulong)record * 0xD1342543DE82EF95));
        _state = Mix(_state);
    }

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            return Mix(_state);
        }
    }

    /// <summary>0 to below <paramref name="n"/>.</summary>
    public int Below(int n) => (int)(((Next() >> 32) * (ulong)n) >> 32);

    /// <summary>Whether something happens that happens so many times in a thousand.</summary>
    public bool Chance(int inThousand) => Below(1000) < inThousand;

    /// <summary>A place in a list by its weights, given as running totals.</summary>
    public int Pick(ReadOnlySpan<int> totals)
    {
        var at = Below(totals[^1]);
        var i = 0;
        while (totals[i] <= at)
            i++;
        return i;
    }

    /// <summary>Bell-shaped around 0, in thousandths of its deviation: the sum of eight even numbers, so that whole numbers suffice and every machine draws the same.</summary>
    public int Bell()
    {
        var (a, b) = (Next(), Next());
        var sum = 0;
        for (var i = 0; i < 4; i++)
        {
            sum += (int)(a & 0xFFFF) + (int)(b & 0xFFFF);
            a >>= 16;
            b >>= 16;
        }
        // Eight even numbers of 65536 have the deviation 65536 * sqrt(8 / 12) = 53510.
        return (int)((sum - (4 * 65_535)) * 1000L / 53_510);
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
