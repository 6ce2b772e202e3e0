namespace Clementia.Casework;

/// <summary>
/// What of a petition must not be seen within a clearance: papers above it, what is attached to them, and all that would give them away.
/// The desk's pages, the API and a bundle withhold by this one rule, so that none of them has to remember to.
/// </summary>
/// <remarks>
/// Free words (a reason, an objection) cannot be read by a rule. Where they hang on something withheld, they are withheld with it; where they
/// hang on nothing, their author put them where the petition's people read them.
/// </remarks>
public sealed class Sight
{
    /// <summary>What stands in place of words that may repeat a withheld paper.</summary>
    public const string Withheld = "[withheld]";

    private readonly Dictionary<string, Confidentiality> _papers;
    private readonly HashSet<string> _facts;
    private readonly HashSet<string> _statements;
    private readonly HashSet<string> _conflicts;
    private readonly HashSet<string> _findings;
    private readonly HashSet<string> _touched;

    /// <summary>What is withheld of a petition.</summary>
    /// <param name="petition">Whole.</param>
    /// <param name="clearance">The highest class that may be seen.</param>
    public Sight(Petition petition, Confidentiality clearance)
    {
        _papers = petition.Documents.Where(document => document.Filed is { } filed && filed.Confidentiality > clearance).ToDictionary(document => document.Filed!.Sha256, document => document.Filed!.Confidentiality, StringComparer.Ordinal);
        // What came with a withheld e-mail is withheld with it, whatever it is marked.
        for (var found = _papers.Count > 0; found;)
        {
            found = false;
            foreach (var document in petition.Documents)
            {
                if (document.Filed is { AttachedTo: { } mail } filed && _papers.TryGetValue(mail, out var of))
                    found |= _papers.TryAdd(filed.Sha256, of);
            }
        }
        _facts = [.. petition.Facts.Where(fact => Seen(fact) is null).Select(fact => fact.Id)];
        _touched = [.. petition.Facts.Where(fact => fact.Sources.Any(Rests)).Select(fact => fact.Id)];
        _statements = [.. petition.Statements.Where(said => said.Said.Passages.Any(passage => _papers.ContainsKey(passage.Document))).Select(said => said.Id)];
        _conflicts = [.. petition.Conflicts.Where(conflict => conflict.Facts.Any(_facts.Contains) || conflict.Statements.Any(_statements.Contains)).Select(conflict => conflict.Id)];
        _findings = [.. petition.Findings.Where(finding => finding.Found.Facts.Any(_facts.Contains)).Select(finding => finding.Id)];
    }

    /// <summary>Whether nothing is withheld.</summary>
    public bool IsWhole => _papers.Count == 0;

    /// <summary>The highest class among the withheld papers; only when there are any.</summary>
    public Confidentiality Highest => _papers.Values.Max();

    /// <summary>Of which class a document is that is withheld, or null when it may be seen.</summary>
    /// <param name="sha256">Its fingerprint.</param>
    public Confidentiality? ClassOf(string sha256) => _papers.TryGetValue(sha256, out var of) ? of : null;

    /// <summary>The class for whose sake an entry must not be seen, or null when it may. A paper's own entries have its class, others the highest.</summary>
    /// <param name="body">What was entered.</param>
    public Confidentiality? Hides(Entry? body) => body switch
    {
        null => null,
        DocumentFiled filed => ClassOf(filed.Sha256),
        DocumentRead read => ClassOf(read.Sha256),
        _ => GivesAway(body) ? Highest : null,
    };

    /// <summary>The petition as it may be seen.</summary>
    /// <param name="petition">The one that was looked at.</param>
    public Petition Of(Petition petition) => IsWhole ? petition : petition with
    {
        Documents = [.. petition.Documents.Select(document => document.Filed is { } filed && ClassOf(filed.Sha256) is { } of
            ? document with { Filed = null, Read = null, Removed = null, Withheld = of } : document)],
        Facts = [.. petition.Facts.Select(Seen).OfType<Fact>()],
        Statements = [.. petition.Statements.Where(said => !_statements.Contains(said.Id))],
        Conflicts = [.. petition.Conflicts.Where(conflict => !_conflicts.Contains(conflict.Id))],
        Findings = [.. petition.Findings.Where(finding => !_findings.Contains(finding.Id))],
        Acts = [.. petition.Acts.Select(act => Hides(act.Body) is null ? act : act with { Body = null })],
    };

    private bool GivesAway(Entry body) => body switch
    {
        // Its reason or its value may come from the withheld paper, even where another paper supports the fact as well.
        FactVetted vetted => _touched.Contains(vetted.Fact),
        ConflictResolved resolved => _conflicts.Contains(resolved.Conflict) || (resolved.Fact is { } fact && _facts.Contains(fact)),
        SentenceFound found => found.Facts.Any(_facts.Contains),
        Act act => act.RestsOn.Any(_facts.Contains) || act.OnFindings.Any(_findings.Contains)
            || act.Quotes.Any(passage => _papers.ContainsKey(passage.Document)) || act.Lays.Any(_papers.ContainsKey),
        _ => false,
    };

    private bool Rests(Support source) => source.Proposal.Passages.Any(passage => _papers.ContainsKey(passage.Document));

    private Fact? Seen(Fact fact)
    {
        var sources = fact.Sources.Where(source => !Rests(source)).ToList();
        if (sources.Count == fact.Sources.Count)
            return fact;
        // A correction may have come from the withheld paper: the value itself would tell it.
        if (sources.Count == 0 || fact.Value != fact.ProposedValue)
            return null;
        return fact with { Sources = sources, VettingReason = fact.VettingReason is null ? null : Withheld };
    }
}

/// <summary>A petition within a clearance.</summary>
public static class SightExtensions
{
    /// <summary>The petition as someone may see it.</summary>
    /// <param name="petition">Whole.</param>
    /// <param name="clearance">The highest class that may be seen.</param>
    public static Petition Within(this Petition petition, Confidentiality clearance) => new Sight(petition, clearance).Of(petition);
}
