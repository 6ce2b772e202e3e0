using System.Buffers.Text;

namespace Clementia.Screening.Import;

/// <summary>A decimal number as a source writes it, exact: digits and how many of them stand behind the point, without trailing zeros there. 470, 470.0 and 4.7E2 are one.</summary>
internal readonly record struct Number(long Digits, int Behind)
{
    private static readonly long[] s_tens = [.. Enumerable.Range(0, 19).Select(n => { var ten = 1L; for (var i = 0; i < n; i++) ten *= 10; return ten; })];

    /// <summary>Reads one; false when it is none, or has more digits than any variable of a case.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out Number number)
    {
        number = default;
        var i = 0;
        var negative = text.Length > 0 && text[0] == (byte)'-';
        if (negative || (text.Length > 0 && text[0] == (byte)'+'))
            i++;
        long digits = 0;
        var (behind, any, point, significant) = (0, false, false, 0);
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                any = true;
                if (significant > 0 || c != (byte)'0')
                    significant++;
                if (significant > 18)
                {
                    // Digits behind the eighteenth change nothing that is kept, when they stand behind the point.
                    if (!point)
                        return false;
                    continue;
                }
                digits = (digits * 10) + (c - '0');
                if (point)
                    behind++;
            }
            else if (c == (byte)'.' && !point)
                point = true;
            else
                return any && c is (byte)'e' or (byte)'E' && Scientific(text, out number);
        }
        if (!any)
            return false;
        number = Plain(negative ? -digits : digits, behind);
        return true;
    }

    /// <summary>In units of which so many make one, rounded to the nearest, halves away from zero; exact says whether nothing was lost. Null when it is beyond all bounds.</summary>
    public long? In(long unitsInOne, out bool exact)
    {
        var all = (Int128)Digits * unitsInOne;
        Int128 divisor = 1;
        for (var i = 0; i < Behind; i++)
            divisor *= 10;
        var (whole, rest) = (all / divisor, all % divisor);
        exact = rest == 0;
        if (Int128.Abs(rest) * 2 >= divisor)
            whole += Digits < 0 ? -1 : 1;
        return whole > Largest || whole < -Largest ? null : (long)whole;
    }

    /// <summary>Beyond this nothing is a length, a weight or a count of a case.</summary>
    public const long Largest = 1_000_000_000_000_000_000;

    /// <summary>The whole number, or null.</summary>
    public long? Whole => Behind == 0 ? Digits : null;

    private static Number Plain(long digits, int behind)
    {
        while (behind > 0 && digits % 10 == 0)
        {
            digits /= 10;
            behind--;
        }
        return new(digits, digits == 0 ? 0 : behind);
    }

    private static bool Scientific(ReadOnlySpan<byte> text, out Number number)
    {
        number = default;
        if (!Utf8Parser.TryParse(text, out decimal value, out var used, 'E') || used != text.Length || Math.Abs(value) >= Largest)
            return false;
        var behind = (int)value.Scale;
        while (behind > 0 && Math.Abs(value) * s_tens[Math.Min(behind, 18)] >= Largest)
            value = Math.Round(value, --behind);
        behind = Math.Min(behind, 18);
        number = Plain((long)(value * s_tens[behind]), behind);
        return true;
    }
}
