namespace Clementia.Casework;

/// <summary>A part of a whole with its interval (Wilson, 95 %): between 0 and 1, and honest about small numbers.</summary>
/// <param name="Number">How many.</param>
/// <param name="Of">Of how many; never 0.</param>
/// <param name="Value">The part.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end.</param>
public sealed record Proportion(int Number, int Of, decimal Value, decimal Low, decimal High)
{
    // The 97.5th percentile of the normal distribution.
    private const decimal Z = 1.959963984540054m;

    /// <summary>The proportion with Wilson's interval (E. B. Wilson, JASA 22 (1927) 209).</summary>
    /// <param name="number">How many.</param>
    /// <param name="of">Of how many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none, or more than the whole.</exception>
    public static Proportion Wilson(int number, int of)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, of);
        decimal n = of, p = number / n, zz = Z * Z;
        var middle = p + (zz / (2 * n));
        var spread = Z * Root((p * (1 - p) / n) + (zz / (4 * n * n)));
        var whole = 1 + (zz / n);
        // At the ends the formula gives 0 and 1 exactly; a decimal leaves a rest in its last digit.
        return new Proportion(number, of, p, number == 0 ? 0 : (middle - spread) / whole, number == of ? 1 : (middle + spread) / whole);
    }

    /// <summary>The square root of what is at most 1, by Newton's steps from above.</summary>
    private static decimal Root(decimal square)
    {
        var root = 1m;
        while (square > 0)
        {
            var next = (root + (square / root)) / 2;
            if (next >= root)
                return root;
            root = next;
        }
        return 0;
    }
}
