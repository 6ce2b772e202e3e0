namespace Clementia.Screening.Policies;

/// <summary>The columns that the screen works out for every record, as far as a policy must know them: name, type, meaning.</summary>
public static class ComputedColumns
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ColumnSpec> All { get; } =
    [
        Months("range.min", "The bottom of the guideline range at the recorded level and category, by the sentencing table in force at sentencing, before statutory limits."),
        Months("range.max", "The top of that range."),
        Months("trumped.min", "The bottom of that range after the recorded statutory limits (USSG 5G1.1)."),
        Months("trumped.max", "The top of that range after the recorded statutory limits (USSG 5G1.1)."),
        Count("now.level", "The offense level of the same findings on the day asked."),
        Count("now.category", "The criminal history category of the same findings on the day asked."),
        Months("now.range.min", "The bottom of the guideline range on the day asked, before statutory limits."),
        Months("now.range.max", "The top of the guideline range on the day asked, before statutory limits."),
        Months("now.limits.min", "The statutory minimum on the day asked."),
        Months("now.limits.max", "The statutory maximum on the day asked."),
        Months("now.trumped.min", "The bottom of the range on the day asked, after statutory limits."),
        Months("now.trumped.max", "The top of the range on the day asked, after statutory limits."),
        Months("change", "How much lower the bottom of the range, after statutory limits, would be on the day asked; unknown where it would be higher, for the earlier manual may then govern (USSG 1B1.11(b)(1))."),
        Months("change.range", "How much lower the bottom of the guideline range, before statutory limits, would be on the day asked; unknown where it would be higher, for the earlier manual may then govern (USSG 1B1.11(b)(1))."),
        Months("served", "The time from the last possible day of sentencing to the day asked: never more than was served if prison began at sentencing, nor than the sentence."),
        Months("left", "The sentence less good conduct time and time served; not below 0."),
        Count("percentile", "The share of sentences at the same guideline, level and category that are shorter, 0 to 100, ties half, rounded down; life and capped sentences tie."),
        Count("cell.size", "How many sentences there are at the same guideline, level and category."),
        Count("age.now", "Age in years on the day asked."),
        Count("score", "The score of the ranking."),
    ];

    private static ColumnSpec Months(string name, string meaning) => new(name, ColumnType.Months, meaning, "");

    private static ColumnSpec Count(string name, string meaning) => new(name, ColumnType.Count, meaning, "");
}
