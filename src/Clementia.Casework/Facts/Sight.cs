namespace Clementia.Casework;

/// <summary>
/// A petition as someone may see it. What rests on a paper above their clearance is not there at all: its passages, the facts and
/// statements that only it supports, the conflicts, findings and acts that would give them away. Whoever shows a petition shows this one, so
/// that no page, answer or copy has to remember to withhold.
/// </summary>
/// <remarks>
/// Free words (a reason, an objection) cannot be read by a rule. Where they hang on something withheld, they are withheld with it; where they
/// hang on nothing, their author put them where the petition's people read them.
/// </remarks>
public static class Sight
{
    /// <summary>What stands in place of words that may repeat a withheld paper.</summary>
    public const string Withheld = "[withheld]";

    /// <summary>The petition within a clearance.</summary>
    /// <param name="petition">Whole.</param>
    /// <param name="clearance">The highest class that may be seen.</param>
    public static Petition Within(this Petition petition, Confidentiality clearance)
    {
        var hidden = petition.Documents.Where(document => document.Filed is { } filed && filed.Confidentiality > clearance).Select(document => document.Filed!.Sha256).ToHashSet(StringComparer.Ordinal);
        if (hidden.Count == 0)
            return petition;
        var facts = petition.Facts.Select(fact => Seen(fact, hidden)).OfType<Fact>().ToList();
        var left = facts.Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        var statements = petition.Statements.Where(said => !said.Said.Passages.Any(passage => hidden.Contains(passage.Document))).ToList();
        var heard = statements.Select(said => said.Id).ToHashSet(StringComparer.Ordinal);
        return petition with
        {
            Documents = [.. petition.Documents.Select(document => document.Filed is { } filed && hidden.Contains(filed.Sha256)
                ? document with { Filed = null, Read = null, Removed = null, Withheld = filed.Confidentiality }
                : document.Filed?.AttachedTo is { } mail && hidden.Contains(mail) ? document with { Filed = document.Filed with { AttachedTo = null } } : document)],
            Facts = facts,
            Statements = statements,
            Conflicts = [.. petition.Conflicts.Where(conflict => conflict.Facts.All(left.Contains) && conflict.Statements.All(heard.Contains))],
            Findings = [.. petition.Findings.Where(finding => finding.Found.Facts.All(left.Contains))],
            Acts = [.. petition.Acts.Select(act => act.Body is Act body && GivesAway(body, left, hidden, petition) ? act with { Body = null } : act)],
        };
    }

    private static Fact? Seen(Fact fact, HashSet<string> hidden)
    {
        var sources = fact.Sources.Where(source => !source.Proposal.Passages.Any(passage => hidden.Contains(passage.Document))).ToList();
        if (sources.Count == fact.Sources.Count)
            return fact;
        // A correction may have come from the withheld paper: the value itself would tell it.
        if (sources.Count == 0 || fact.Value != fact.ProposedValue)
            return null;
        return fact with { Sources = sources, VettingReason = fact.VettingReason is null ? null : Withheld };
    }

    private static bool GivesAway(Act act, HashSet<string> left, HashSet<string> hidden, Petition whole)
    {
        var known = whole.Facts.Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        var cites = act switch
        {
            EvidenceGiven e => e.Cites,
            ObjectionAnswered e => e.Cites,
            QuestionAnswered e => e.Cites,
            PositionTaken e => e.Cites,
            AfterNoted e => e.Cites,
            _ => Cites.None,
        };
        IReadOnlyList<string> documents = act switch
        {
            ReferralAnswered e => e.Documents,
            VictimContacted e => e.Documents,
            MeetingHeld e => e.Shown,
            _ => [],
        };
        return act.RestsOn.Any(fact => known.Contains(fact) && !left.Contains(fact))
            || cites.Passages.Any(passage => hidden.Contains(passage.Document))
            || documents.Any(hidden.Contains);
    }
}
