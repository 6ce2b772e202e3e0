namespace Clementia.Law;

/// <summary>Statutory limits of all counts together and what they do to the range: USSG §§5G1.1, 5G1.2; other statutes (1956, 1957, 5324 and any entered from the judgment).</summary>
internal static class Limits
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The limits of every count, in the order of the file; an element is null when a fact is missing.</summary>
    public static IReadOnlyList<StatutoryLimits?> OfCounts(Reckoning r, Facts @case) => throw new NotImplementedException();

    /// <summary>The guideline sentence: the range clipped by the statutory limits (§5G1.1) of the counts it covers, with consecutive terms apart (§5G1.2, §2K2.4).</summary>
    public static MonthRange? Clip(Reckoning r, MonthRange? range, IReadOnlyList<StatutoryLimits?> limits) => throw new NotImplementedException();
}
