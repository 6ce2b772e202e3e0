namespace Clementia.Law;

/// <summary>18 USC 3553(f) and USSG §5C1.2: sentence without regard to a mandatory minimum.</summary>
internal static class SafetyValve
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>Whether it lifts the minimum of this count: yes, no, or null when a fact is missing (then asked for).</summary>
    public static bool? Lifts(Reckoning r, Facts @case, Facts count) => throw new NotImplementedException();
}
