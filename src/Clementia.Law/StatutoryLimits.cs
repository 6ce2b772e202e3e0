namespace Clementia.Law;

/// <summary>What statutes allow and demand for one count of conviction.</summary>
/// <param name="Count">Where the count stands in the facts: "counts[0]".</param>
/// <param name="Statute">The statute: "21 USC 841(b)(1)(A)".</param>
/// <param name="Min">The mandatory minimum; zero when there is none.</param>
/// <param name="Max">The maximum.</param>
/// <param name="Consecutive">Whether the term must follow every other term (18 USC 924(c)).</param>
/// <param name="MinLifted">Whether the safety valve or a government motion under 18 USC 3553(e) lets the court go below the minimum.</param>
/// <param name="SupervisedReleaseMin">The least term of supervised release, in months, or null when the statute sets none.</param>
public sealed record StatutoryLimits(string Count, string Statute, Limit Min, Limit Max, bool Consecutive, bool MinLifted, Limit? SupervisedReleaseMin)
{
    /// <summary>The minimum the court is held to: zero when it is lifted.</summary>
    public Limit Binding => MinLifted ? Limit.Zero : Min;

    /// <summary>The maximum without any increase for prior convictions, which the career offender guideline asked for from 1994 to 1997.</summary>
    public Limit MaxWithoutPriors { get; init; } = Max;

    /// <summary>Whether the safety valve (18 USC 3553(f)) lifted the minimum, so that the floor of USSG §5C1.2(b) applies; null when a motion lifted it and the facts of the safety valve are not known.</summary>
    public bool? LiftedBySafetyValve { get; init; } = false;
}
