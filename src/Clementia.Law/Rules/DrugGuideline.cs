namespace Clementia.Law;

/// <summary>USSG §2D1.1 (and §§2D1.2, 2D1.5 as far as they refer to it): drug quantity, equivalencies, specific offense characteristics, mitigating-role cap.</summary>
internal static class DrugGuideline
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The offense level of a group under the guideline, before chapter three; null when a fact is missing (then asked for).</summary>
    public static int? Level(Reckoning r, Facts @case, Facts group) => throw new NotImplementedException();
}
