using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clementia.Screening;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary>Yes (1) or no (0).</summary>
    Flag,

    /// <summary>One of a list of names; the value is the place in <see cref="ColumnSpec.Choices"/>.</summary>
    Choice,

    /// <summary>A whole number: levels, points, persons, years of age.</summary>
    Count,

    /// <summary>A length of time in hundredths of a month: "a year and a day" is 1203 in the Commission's files. May be <see cref="Code.Life"/> or <see cref="Code.Capped"/>.</summary>
    Months,

    /// <summary>A day, as <see cref="DateOnly.DayNumber"/>.</summary>
    Day,

    /// <summary>A weight in micrograms.</summary>
    Weight,
}

/// <summary>
/// The values that stand for something else than a number. They lie at the top of every width, so that a comparison in the physical form is one in the logical form:
/// a byte column writes 255 for <see cref="Unknown"/>, 254 for <see cref="Missing"/>, 253 for <see cref="Life"/>, 252 for <see cref="Capped"/>.
/// </summary>
public static class Code
{
    /// <summary>The source says that it does not know, or says something that cannot be taken as a value.</summary>
    public const long Unknown = long.MaxValue;

    /// <summary>The source says nothing: a blank cell, or no such column.</summary>
    public const long Missing = long.MaxValue - 1;

    /// <summary>Imprisonment for life. Longer than any number of months.</summary>
    public const long Life = long.MaxValue - 2;

    /// <summary>At least <see cref="ColumnSpec.Cap"/>: the Commission's 470 months stand for 470 months or more, life included.</summary>
    public const long Capped = long.MaxValue - 3;

    /// <summary>Whether it is a number, not one of the codes.</summary>
    public static bool IsNumber(long value) => value < Capped;

    /// <summary>Whether nothing is known of it.</summary>
    public static bool IsUnknown(long value) => value >= Missing;
}

/// <summary>One column of a population: its name, what it means, and where it comes from.</summary>
/// <param name="Name">Its dotted name: "sentence", "drug.weight".</param>
/// <param name="Type">What its values are.</param>
/// <param name="Meaning">What it means, in a sentence.</param>
/// <param name="Source">The variables of the source that it was read from: "SENTTOT0, SENTTCAP"; empty when computed.</param>
public sealed record ColumnSpec(string Name, ColumnType Type, string Meaning, string Source)
{
    /// <summary>The names of a <see cref="ColumnType.Choice"/>, in the order of their codes; else empty.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>For <see cref="ColumnType.Months"/>: what <see cref="Code.Capped"/> is at least, in hundredths of a month; null where nothing is capped.</summary>
    public long? Cap { get; init; }
}

/// <summary>The values of one column, packed into the narrowest width that holds them. The memory belongs to the <see cref="Population"/>.</summary>
public sealed unsafe class Column
{
    private readonly byte* _at;

    internal Column(ColumnSpec spec, byte* at, int length, int width)
    {
        _at = at;
        (Spec, Length, Width) = (spec, length, width);
    }

    /// <summary>What it is.</summary>
    public ColumnSpec Spec { get; }

    /// <summary>The number of records.</summary>
    public int Length { get; }

    /// <summary>Bytes a value: 1 and 2 are unsigned, 4 and 8 signed.</summary>
    public int Width { get; }

    internal byte* Pointer => _at;

    /// <summary>The logical value of a record: a number, or one of <see cref="Code"/>.</summary>
    public long this[int record]
    {
        get
        {
            if ((uint)record >= (uint)Length)
                throw new ArgumentOutOfRangeException(nameof(record));
            return Width switch
            {
                1 => Widen(_at[record], byte.MaxValue),
                2 => Widen(((ushort*)_at)[record], ushort.MaxValue),
                4 => Widen(((int*)_at)[record], int.MaxValue),
                _ => ((long*)_at)[record],
            };
        }
    }

    /// <summary>The values as they lie in memory; sentinels are the top values of <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">byte, ushort, int or long, as <see cref="Width"/> says.</typeparam>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => sizeof(T) == Width ? new(_at, Length) : throw new InvalidOperationException($"'{Spec.Name}' is {Width} bytes wide.");

    /// <summary>A logical value as this width writes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not fit.</exception>
    public static long Narrow(long value, int width)
    {
        if (!Fits(value, width))
            throw new ArgumentOutOfRangeException(nameof(value), value, $"It does not fit into {width} bytes.");
        return value >= Code.Capped ? MaxOf(width) - (long.MaxValue - value) : value;
    }

    internal static bool Fits(long value, int width) => value >= Code.Capped || (value >= (width <= 2 ? 0 : width == 4 ? int.MinValue : long.MinValue) && value < MaxOf(width) - 3);

    internal static long MaxOf(int width) => width switch { 1 => byte.MaxValue, 2 => ushort.MaxValue, 4 => int.MaxValue, _ => long.MaxValue };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Widen(long value, long max) => value >= max - 3 ? long.MaxValue - (max - value) : value;
}

/// <summary>Memory outside the collector: populations of tens of millions of records would otherwise be moved and scanned.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private byte* _at;

    public NativeBlock(long bytes)
    {
        Bytes = bytes;
        _at = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(64, (bytes + 63) / 64 * 64), 64);
    }

    public long Bytes { get; }

    public byte* Pointer => _at;

    public Span<T> As<T>()
        where T : unmanaged => new(_at, checked((int)(Bytes / sizeof(T))));

    public void Dispose()
    {
        if (_at != null)
            NativeMemory.AlignedFree(_at);
        _at = null;
        GC.SuppressFinalize(this);
    }

#pragma warning disable MA0055 // Memory outside the collector must not leak when a population is dropped without being disposed.
    ~NativeBlock() => Dispose();
#pragma warning restore MA0055
}
