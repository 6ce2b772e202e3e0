namespace Clementia.Screening.Screens;

/// <summary>The outcome of one condition for every record, kept until something it turns on changes. Its counts are made once.</summary>
internal sealed class Stage(int words, bool OfDay)
{
    public ulong[] Met { get; } = GC.AllocateUninitializedArray<ulong>(words);

    public ulong[] Unknown { get; } = GC.AllocateUninitializedArray<ulong>(words);

    /// <summary>Whether it may be another on another day.</summary>
    public bool OfDay { get; } = OfDay;

    /// <summary>For how many records it is met and unknown.</summary>
    public (long Met, long Unknown) Counts { get; set; }
}
