namespace Clementia.Casework;

/// <summary>Facts, conflicts and their sources told in one plain sentence each, for the command line and the brief.</summary>
public static class InPlainWords
{
    /// <summary>"Term of imprisonment: life plus 25 years (D2, D5; confirmed by R. Hale)."</summary>
    public static string Describe(Fact fact, Petition petition, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        var attribute = catalog.Attribute(fact.Attribute);
        var value = Qualified(fact, catalog);
        var of = fact.Subject is null ? "" : $" of {fact.Subject}";
        var standing = fact.Status switch
        {
            FactStatus.Confirmed when fact.Value != fact.ProposedValue => $"corrected from {catalog.Describe(fact.Attribute, fact.ProposedValue)} by {fact.VettedBy}",
            FactStatus.Confirmed => $"confirmed by {fact.VettedBy}",
            FactStatus.Struck => $"struck by {fact.VettedBy}",
            FactStatus.Disputed => $"disputed by {fact.VettedBy}",
            _ => "not vetted",
        };
        return $"{attribute?.Label ?? fact.Attribute}{of}: {value} ({LabelsOf(fact, petition.Documents)}; {standing}).";
    }

    /// <summary>The value with what limits it: "at least 20 years", "about 22 years", "63, as of May 30, 2018".</summary>
    public static string Qualified(Fact fact, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        var value = Limited(catalog.Describe(fact.Attribute, fact.Value), fact, [.. fact.Sources.Select(source => source.Proposal)]);
        if (fact.Value != fact.ProposedValue)
            return value;
        var asOf = fact.Sources.Select(source => source.Proposal.AsOf).Distinct().ToList();
        return asOf is [{ } day] ? $"{value}, as of {catalog.Describe("clemency.date", day)}" : value;
    }

    /// <summary>
    /// A value's words with how exact it is: the one place that says so, for lists and briefs alike. "More than 20 years" and "20 years or
    /// more" are both kept as a least value, so "at least" is what holds of either.
    /// </summary>
    /// <param name="words">The value in words.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="sources">What its sources propose, as far as the reader may see them.</param>
    internal static string Limited(string words, Fact fact, IReadOnlyList<Proposal> sources)
    {
        // A limit holds only when every source has it, and never for a value that a person set: how the passages rounded no longer matters.
        if (fact.Value != fact.ProposedValue || sources.Count == 0)
            return words;
        return sources.All(source => source.AtLeast) ? $"at least {words}"
            : sources.All(source => source.Approximate) ? $"about {words}"
            : words;
    }

    /// <summary>The conflict's sentence, and how it was resolved.</summary>
    public static string Describe(Conflict conflict) =>
        conflict.Resolved is { } resolved ? $"{conflict.Explanation} Resolved by {resolved.By}: {resolved.Resolution.TrimEnd('.')}." : conflict.Explanation;

    /// <summary>"D1, D3 and D9".</summary>
    internal static string LabelsOf(Fact fact, IReadOnlyList<FiledDocument> documents)
    {
        var bySha = documents.Where(document => document.Filed is not null).GroupBy(document => document.Filed!.Sha256).ToDictionary(group => group.Key, group => group.First());
        return SourcesOf(fact, bySha);
    }

    internal static string SourcesOf(Fact fact, Dictionary<string, FiledDocument> documents)
    {
        var labels = fact.Sources.SelectMany(source => source.Proposal.Passages.Take(1)).Select(passage => passage.Document).Distinct()
            .Select(document => documents.TryGetValue(document, out var filed) ? filed.Label : "a document that is not on file").Distinct()
            .OrderBy(label => label.Length).ThenBy(label => label, StringComparer.Ordinal).ToList();
        return labels.Count switch
        {
            0 => "no document",
            1 => labels[0],
            > 4 => $"{labels[0]}, {labels[1]} and {labels.Count - 2} others",
            _ => $"{string.Join(", ", labels.SkipLast(1))} and {labels[^1]}",
        };
    }

    internal static string Says(int sources) => sources == 1 ? "says" : "say";
}
