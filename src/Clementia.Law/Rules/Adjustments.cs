namespace Clementia.Law;

/// <summary>Chapter three, parts A to C and E: victim, role, obstruction, acceptance.</summary>
internal static class Adjustments
{
    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The level of a group after chapter three, parts A to C.</summary>
    public static int? Apply(Reckoning r, Facts @case, Facts group, int? level) => throw new NotImplementedException();

    /// <summary>The level after acceptance of responsibility (§3E1.1), from the level before it.</summary>
    public static int? Accept(Reckoning r, Facts @case, int? level) => throw new NotImplementedException();
}
