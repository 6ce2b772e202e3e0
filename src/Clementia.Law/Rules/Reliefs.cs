namespace Clementia.Law;

/// <summary>Where a relief that is already in law stands for a case.</summary>
public enum ReliefState
{
    /// <summary>Facts are missing: the questions say which, and what would settle them.</summary>
    Open,

    /// <summary>A court may grant it on what is known; whether it will is for the court.</summary>
    Available,

    /// <summary>It was granted already, and nothing more can be had by it.</summary>
    Used,

    /// <summary>The law does not give it on what is known.</summary>
    NotAvailable,
}

/// <summary>One thing the law asks for: true, false, or not known.</summary>
/// <param name="Cite">The provision that asks for it.</param>
/// <param name="Plain">What it asks, in plain words.</param>
/// <param name="Met">Whether it is met; null when the file does not say.</param>
public sealed record Criterion(string Cite, string Plain, bool? Met);

/// <summary>A relief that is already in law and comes before clemency.</summary>
/// <param name="Relief">A lasting name: "3582(c)(2)", "FSA 404", "3582(c)(1)(A)".</param>
/// <param name="Cite">The authority.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reasons">Why, in plain words, the decisive reason first.</param>
/// <param name="Criteria">What the law asks for, one by one.</param>
/// <param name="AmendedRange">The amended guideline range, when there is one.</param>
/// <param name="Lowest">The lowest term a court may set, in months, when it is known; never below the time served.</param>
/// <param name="NotBefore">The first day on which an order may take effect or a motion be filed, when there is one.</param>
/// <param name="Derivation">How it came about.</param>
public sealed record ReliefFinding(
    string Relief,
    string Cite,
    ReliefState State,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<Criterion> Criteria,
    MonthRange? AmendedRange,
    Limit? Lowest,
    DateOnly? NotBefore,
    Derivation Derivation);

/// <summary>Relief already in law, which comes before clemency: 18 USC 3582(c)(2) with USSG §1B1.10, First Step Act § 404, 18 USC 3582(c)(1)(A) with §1B1.13.</summary>
public static class Reliefs
{
    internal static IReadOnlyList<GoldenKind> Golden => ReliefExamples.All;

    internal static IReadOnlyList<ProvisionKey> Provisions => [.. ReliefRange.Provisions, .. ReliefFairSentencing.Provisions, .. ReliefCompassion.Provisions];

    internal static IReadOnlyList<FactKey> Facts => [.. ReliefRange.Facts, .. ReliefFairSentencing.Facts, .. ReliefCompassion.Facts];

    /// <summary>Every relief that is already in law, each with where it stands for the case.</summary>
    /// <param name="book">The law.</param>
    /// <param name="facts">The facts of the case.</param>
    /// <param name="days">Its days as sentenced.</param>
    /// <param name="today">The day the question is asked: each relief is under the law of that day.</param>
    public static IReadOnlyList<ReliefFinding> Find(LawBook book, Facts facts, Timeline days, DateOnly today) => Find(book, facts, days, today, Sentencing.Find);

    internal static IReadOnlyList<ReliefFinding> Find(LawBook book, Facts facts, Timeline days, DateOnly today, Func<LawBook, Facts, Timeline, SentenceFinding> reckon) =>
    [
        ReliefRange.Find(new(book, days with { Custody = today }), facts, today, reckon),
        ReliefFairSentencing.Find(new(book, days with { Custody = today }), facts, today),
        ReliefCompassion.Find(new(book, days with { Custody = today }), facts, today),
    ];
}
