namespace Clementia.Law;

/// <summary>Relief already in law, which comes before clemency: 18 USC 3582(c)(2) with USSG §1B1.10, First Step Act § 404, 18 USC 3582(c)(1)(A) with §1B1.13.</summary>
internal static class Reliefs
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];
}
