namespace Clementia.Law;

/// <summary>USSG §§3D1.1 to 3D1.5: several groups of counts into one combined level.</summary>
internal static class Grouping
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The combined level of the groups' adjusted levels.</summary>
    public static int? Combine(Reckoning r, IReadOnlyList<int?> groupLevels) => throw new NotImplementedException();
}
