namespace Clementia.Law;

/// <summary>USSG §4B1.1 (career offender, with the table of (c)(3)) and §4B1.4 (armed career criminal).</summary>
internal static class CareerOffender
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>Level (before acceptance) and category where the person is a career offender or an armed career criminal; otherwise those given.</summary>
    public static (int? Level, HistoryCategory? Category) Apply(Reckoning r, Facts @case, int? level, HistoryCategory? category) => throw new NotImplementedException();
}
