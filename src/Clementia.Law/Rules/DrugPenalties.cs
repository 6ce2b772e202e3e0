namespace Clementia.Law;

/// <summary>21 USC 841(b), 844, 846, 851, 859-861, 960, 963: minimum, maximum and supervised release by quantity, prior convictions and era.</summary>
internal static class DrugPenalties
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The limits of a count under these statutes; null when a fact is missing (then asked for) or the statute is another.</summary>
    public static StatutoryLimits? For(Reckoning r, Facts @case, Facts count, string statute) => throw new NotImplementedException();
}
