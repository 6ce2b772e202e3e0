namespace Clementia.Law;

/// <summary>18 USC 924(c) with its stacking before and after the First Step Act, 924(e), 922(g) with 924(a).</summary>
internal static class FirearmPenalties
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The limits of a count under these statutes; null when a fact is missing (then asked for) or the statute is another.</summary>
    public static StatutoryLimits? For(Reckoning r, Facts @case, Facts count, string statute) => throw new NotImplementedException();
}
