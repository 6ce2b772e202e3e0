namespace Clementia.Law;

/// <summary>Time: good conduct time, earned time credits, jail credit, concurrent and consecutive terms, supervised release, projected release.</summary>
internal static class Release
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];
}
