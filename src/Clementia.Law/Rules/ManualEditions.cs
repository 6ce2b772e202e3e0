namespace Clementia.Law;

/// <summary>The editions of the Guidelines Manual, the one-book rule and ex post facto (§1B1.11), and whether the guidelines bind (Booker).</summary>
internal static class ManualEditions
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>Whether the guidelines bound the judge on the sentencing day of the timeline; sets down the step.</summary>
    public static bool Binding(Reckoning r) => throw new NotImplementedException();
}
