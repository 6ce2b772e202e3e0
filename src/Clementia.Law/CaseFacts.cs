namespace Clementia.Law;

/// <summary>The facts that every reckoning starts from: days, and which guideline and statute each part of the case is under.</summary>
public static class CaseFacts
{
    internal static readonly FactKey<string> Label = FactKeys.Text("label", FactScope.Case, "What the case is called.", "the petition");
    internal static readonly FactKey<DateOnly> OffenseStart = FactKeys.Day("offense.start", FactScope.Case, "The first day of the offense.", "the indictment or the judgment");
    internal static readonly FactKey<DateOnly> OffenseEnd = FactKeys.Day("offense.end", FactScope.Case, "The last day of the offense.", "the indictment or the judgment");
    internal static readonly FactKey<DateOnly> Convicted = FactKeys.Day("convicted", FactScope.Case, "The day of the verdict or plea.", "the judgment");
    internal static readonly FactKey<DateOnly> Sentenced = FactKeys.Day("sentenced", FactScope.Case, "The day sentence was imposed.", "the judgment");

    internal static readonly FactKey<int> FoundLevel = FactKeys.Number("found.offenseLevel", FactScope.Case, 1, 60, "The total offense level that the court found. It decides nothing here: it is held against what the facts give, and answers that do not lead to it are left out of account.", "the judgment's statement of reasons");

    internal static readonly FactKey<string> Guideline = FactKeys.Text("guideline", FactScope.Group, "The offense guideline of chapter two that the group is under: \"2D1.1\".", "the presentence report, offense level computation");

    internal static readonly FactKey<string> Statute = FactKeys.Text("statute", FactScope.Count, "The statute of conviction: \"21 USC 841\", \"18 USC 924(c)\". For a conspiracy or attempt, the statute of its object stands in \"object\".", "the judgment");
    internal static readonly FactKey<string> Object = FactKeys.Text("object", FactScope.Count, "For a conspiracy or attempt: the statute that was its object.", "the indictment");

    internal static IReadOnlyList<FactKey> All => [Label, OffenseStart, OffenseEnd, Convicted, Sentenced, FoundLevel, Guideline, Statute, Object];

    /// <summary>The case's own days, as sentenced.</summary>
    /// <returns>The timeline, or null when the day of sentence is not known.</returns>
    public static Timeline? TimelineOf(Facts facts) => facts.TryGet(Sentenced, out var sentenced)
        ? new Timeline
        {
            Sentence = sentenced,
            OffenseStart = facts.TryGet(OffenseStart, out var start) ? start : null,
            OffenseEnd = facts.TryGet(OffenseEnd, out var end) ? end : null,
            Conviction = facts.TryGet(Convicted, out var convicted) ? convicted : null,
        }
        : null;

    /// <summary>Refuses days that cannot be in one case: an offense that ends before it starts, a sentence before the conviction.</summary>
    internal static void CheckDays(Facts facts, string file)
    {
        (string Name, FactKey<DateOnly> Key)[] order = [("offense.start", OffenseStart), ("offense.end", OffenseEnd), ("convicted", Convicted), ("sentenced", Sentenced)];
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = i + 1; j < order.Length; j++)
            {
                if (facts.TryGet(order[i].Key, out var earlier) && facts.TryGet(order[j].Key, out var later) && earlier > later)
                    throw new FaultException(new Fault(file, order[j].Name, $"{later:yyyy-MM-dd} is before {order[i].Name} ({earlier:yyyy-MM-dd}).", "Correct one of the two days from the judgment."));
            }
        }
    }
}
