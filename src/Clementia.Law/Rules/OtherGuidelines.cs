namespace Clementia.Law;

/// <summary>The other offense guidelines of chapter two: 2B1.1, 2K2.1, 2L1.2, 2S1.1, 2S1.3 by edition; any other as entered from the presentence report with its citation.</summary>
internal static class OtherGuidelines
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The offense level of a group under its guideline, before chapter three; null when a fact is missing (then asked for).</summary>
    public static int? Level(Reckoning r, Facts @case, Facts group, string guideline) => throw new NotImplementedException();
}
