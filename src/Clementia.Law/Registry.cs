namespace Clementia.Law;

/// <summary>Everything that rules need: each names its provisions and its facts here, so that a misspelled file or fact is found at once.</summary>
internal static class Registry
{
    private static readonly Lazy<Dictionary<(FactScope Scope, string Name), FactKey>> s_byName = new(() => Facts!.ToDictionary(f => (f.Scope, f.Name)));

    /// <summary>Every provision that some rule reads.</summary>
    public static IReadOnlyList<ProvisionKey> Provisions { get; } =
    [
        .. SentencingTable.Provisions, .. DrugGuideline.Provisions, .. OtherGuidelines.Provisions, .. Adjustments.Provisions, .. Grouping.Provisions, .. History.Provisions, .. CareerOffender.Provisions,
        .. ManualEditions.Provisions, .. DrugPenalties.Provisions, .. FirearmPenalties.Provisions, .. Limits.Provisions, .. SafetyValve.Provisions, .. Reliefs.Provisions, .. Release.Provisions,
    ];

    /// <summary>Every fact that some rule asks for.</summary>
    public static IReadOnlyList<FactKey> Facts { get; } =
    [
        .. CaseFacts.All, .. DrugGuideline.Facts, .. OtherGuidelines.Facts, .. Adjustments.Facts, .. Grouping.Facts, .. History.Facts, .. CareerOffender.Facts,
        .. ManualEditions.Facts, .. DrugPenalties.Facts, .. FirearmPenalties.Facts, .. Limits.Facts, .. SafetyValve.Facts, .. Reliefs.Facts, .. Release.Facts,
    ];

    /// <summary>Every kind of worked example that some rule answers.</summary>
    public static IReadOnlyList<GoldenKind> Golden { get; } =
    [
        .. Examples.Golden, .. DrugGuideline.Golden, .. OtherGuidelines.Golden, .. Adjustments.Golden, .. Grouping.Golden, .. History.Golden, .. CareerOffender.Golden, .. SentencingTable.Golden,
        .. DrugPenalties.Golden, .. FirearmPenalties.Golden, .. Limits.Golden, .. SafetyValve.Golden, .. Reliefs.Golden, .. Release.Golden,
    ];

    public static IReadOnlyDictionary<(FactScope Scope, string Name), FactKey> FactsByName => s_byName.Value;
}
