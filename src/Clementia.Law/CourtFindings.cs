namespace Clementia.Law;

/// <summary>What a case's facts say that the court found and imposed: by these a sentence is held against others. What the facts do not say is null.</summary>
/// <param name="Guidelines">The guidelines of the groups, each once, in the order of the file; the primary one is known where there is one alone.</param>
/// <param name="Level">The total offense level that the court found.</param>
/// <param name="Category">The criminal history category that the court found.</param>
/// <param name="Sentence">The whole term of imprisonment.</param>
/// <param name="Drug">The drug, where the groups name one drug alone.</param>
/// <param name="Weight">Its whole weight, where the facts give it.</param>
public sealed record CourtFindings(IReadOnlyList<string> Guidelines, int? Level, HistoryCategory? Category, Imprisonment? Sentence, string? Drug, Weight? Weight)
{
    /// <summary>Reads them out of the facts of a case.</summary>
    public static CourtFindings Of(Facts facts)
    {
        var groups = facts.List(FactScope.Group) ?? [];
        var lots = groups.SelectMany(g => g.TryGet(DrugGuideline.Drugs, out var drugs) ? drugs : []).ToList();
        var names = lots.SelectMany(l => l.Drugs).Distinct(StringComparer.Ordinal).ToList();
        var weights = lots.Select(l => l.Weight).ToList();
        return new(
            [.. groups.Select(g => g.TryGet(CaseFacts.Guideline, out var guideline) ? guideline : null).OfType<string>().Distinct(StringComparer.Ordinal)],
            facts.TryGet(CaseFacts.FoundLevel, out var level) ? level : null,
            facts.TryGet(History.CategoryFound, out var category) ? category : null,
            facts.TryGet(TimeTerms.Total, out var sentence) ? sentence : null,
            names is [var drug] ? drug : null,
            names.Count == 1 && weights.All(w => w is not null) ? new Weight(weights.Aggregate((Int128)0, (sum, w) => sum + w!.Value.Picograms)) : null);
    }
}
