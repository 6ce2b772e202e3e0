namespace Clementia.Law;

/// <summary>Chapter four, parts A and C: criminal history points, status points, category, zero-point offenders.</summary>
internal static class History
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The criminal history category from points or priors, or as the judge found it; null when not known.</summary>
    public static HistoryCategory? Category(Reckoning r, Facts @case) => throw new NotImplementedException();

    /// <summary>The level after §4C1.1.</summary>
    public static int? ZeroPoint(Reckoning r, Facts @case, IReadOnlyList<Facts> groups, int? level, HistoryCategory? category) => throw new NotImplementedException();
}
