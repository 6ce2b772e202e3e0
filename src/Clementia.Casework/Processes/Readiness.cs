using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Casework;

/// <summary>What kind of thing is lacking.</summary>
public enum LackKind
{
    /// <summary>A fact that something rests on was not vetted, or no longer stands.</summary>
    Fact,
    /// <summary>Sources disagree and nobody resolved it.</summary>
    Conflict,
    /// <summary>An objection stands unanswered.</summary>
    Objection,
    /// <summary>The finding of law asks for facts, or does not stand as it is.</summary>
    Finding,
    /// <summary>Relief other than clemency is still there, or nobody knows whether it is.</summary>
    Remedy,
    /// <summary>A document is too old, or has no date.</summary>
    Stale,
    /// <summary>Text that was meant to be hidden can be read.</summary>
    Redaction,
    /// <summary>Minutes are not signed off.</summary>
    Minutes,
    /// <summary>The last brief does not say what the file says now; a new one settles it.</summary>
    Brief,
}

/// <summary>Something that is lacking before a brief is issued or a petition presented.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="IsWeighty">Whether one should not go on without it; the others are told.</param>
/// <param name="About">What it is about ("F12", "C3", "O1", "G1", "D4", "M1"), or null.</param>
/// <param name="What">What is lacking, in a sentence.</param>
/// <param name="Settle">What would settle it, with the command.</param>
public sealed record Lack(LackKind Kind, bool IsWeighty, string? About, string What, string Settle)
{
    /// <summary>The kind in a word.</summary>
    public string KindWord => Kind switch
    {
        LackKind.Fact => "fact",
        LackKind.Conflict => "conflict",
        LackKind.Objection => "objection",
        LackKind.Finding => "finding of law",
        LackKind.Remedy => "other remedy",
        LackKind.Stale => "stale document",
        LackKind.Redaction => "bad redaction",
        LackKind.Minutes => "minutes",
        LackKind.Brief => "brief",
        _ => throw new InvalidOperationException($"{Kind} has no word. Give it one."),
    };
}

/// <summary>What a petition lacks before a brief is issued or it is presented.</summary>
public static class Readiness
{
    /// <summary>Everything that is lacking, the weighty first; empty when nothing is.</summary>
    /// <param name="petition">The petition.</param>
    /// <param name="today">The day on which it should be ready.</param>
    /// <param name="law">Fingerprint of the law book of today, or null when nobody asks whether the finding is on it.</param>
    /// <param name="rules">How old documents may be and which conflicts weigh; the built-in rules when null.</param>
    public static IReadOnlyList<Lack> Of(Petition petition, DateOnly today, string? law = null, ReadinessRules? rules = null)
    {
        rules ??= ReadinessRules.BuiltIn;
        var argument = Argument.Of(petition);
        IEnumerable<Lack> all = [.. Facts(petition, argument), .. Conflicts(petition, argument, rules), .. Objections(petition, argument), .. FindingsOf(petition, law), .. StaleOf(petition, today, rules), .. Redactions(petition), .. MinutesOf(petition), .. BriefsOf(petition)];
        return [.. all.OrderBy(lack => lack.IsWeighty ? 0 : 1)];
    }

    /// <summary>The weighty lacks before a brief is issued: one that a new brief settles does not stand in its way.</summary>
    public static IReadOnlyList<Lack> BeforeBrief(IReadOnlyList<Lack> lacks) => [.. lacks.Where(lack => lack is { IsWeighty: true, Kind: not LackKind.Brief })];

    /// <summary>Something that rests on a fact now: the last brief, the last answer to a claim or question, or evidence.</summary>
    private sealed record Rests(string By, bool IsAnswer, bool IsBrief);

    /// <summary>What rests on which fact. An answer that was given anew, or to an objection that was withdrawn, rests on nothing any more.</summary>
    private static Dictionary<string, List<Rests>> CitedBy(Petition petition, Argument argument)
    {
        var cited = new Dictionary<string, List<Rests>>(StringComparer.Ordinal);
        if (petition.Briefs is [.., var brief])
            Add(brief.Brief.Facts, new Rests($"the brief {brief.Id}", false, true));
        foreach (var objection in argument.Objections.Where(one => one.Status != ObjectionStatus.Withdrawn))
        {
            foreach (var claim in objection.Claims.Where(one => one.Answers.Count > 0))
                Add(claim.Answers[^1].Cites.Select(one => one.Id), new Rests($"the answer to {objection.Id}", true, false));
            foreach (var asked in objection.Questions)
                Add(asked.Cites.Select(one => one.Id), new Rests($"the answer to {asked.Question.Id} of {objection.Id}", true, false));
            foreach (var laid in objection.Evidence.Concat(objection.Claims.SelectMany(claim => claim.Evidence)))
                Add(laid.Cites.Select(one => one.Id), new Rests($"the evidence to {objection.Id}", false, false));
        }
        return cited;

        void Add(IEnumerable<string> facts, Rests by)
        {
            foreach (var fact in facts)
            {
                if (!cited.TryGetValue(fact, out var list))
                    cited[fact] = list = [];
                if (!list.Contains(by))
                    list.Add(by);
            }
        }
    }

    private static IEnumerable<Lack> Facts(Petition petition, Argument argument)
    {
        if (!petition.Facts.Any(fact => fact.Status is FactStatus.Confirmed or FactStatus.Disputed))
        {
            yield return new Lack(LackKind.Fact, true, null, "No fact is vetted, so there is nothing to rest on.", petition.Facts.Count == 0
                ? $"File documents: ./clementia file {petition.Id} PATH..."
                : $"Vet facts: ./clementia vet {petition.Id} {petition.Facts[0].Id} confirm --reason \"...\"");
        }
        foreach (var (id, all) in CitedBy(petition, argument).Where(one => one.Key.StartsWith('F')))
        {
            var fact = petition.Facts.FirstOrDefault(one => one.Id == id);
            if (fact is { Status: FactStatus.Confirmed or FactStatus.Disputed })
                continue;
            var standing = fact is null ? "is no longer on file" : fact.Status == FactStatus.Struck ? $"{fact.VettedBy} struck" : $"nobody vetted: {InPlainWords.Describe(fact, petition)}";
            // Evidence may be laid unvetted, and is shown so; an answer may not rest on it.
            var others = all.Where(one => !one.IsBrief && (one.IsAnswer || fact is { Status: FactStatus.Proposed })).ToList();
            if (others.Count > 0)
                yield return new Lack(LackKind.Fact, others.Exists(one => one.IsAnswer), id, $"{Upper(string.Join(", ", others.Select(one => one.By)))} rests on {id}, which {standing.TrimEnd('.')}.",
                    fact is { Status: FactStatus.Proposed } ? $"./clementia vet {petition.Id} {id} confirm --reason \"...\" (or correct, strike, dispute)" : "Answer again with facts that stand.");
            if (all.Find(one => one.IsBrief) is { } brief)
                yield return new Lack(LackKind.Brief, true, id, $"{Upper(brief.By)} rests on {id}, which {standing.TrimEnd('.')}.", $"Issue a new brief: ./clementia brief {petition.Id} --out brief.pdf");
        }
    }

    private static IEnumerable<Lack> Conflicts(Petition petition, Argument argument, ReadinessRules rules)
    {
        var cited = CitedBy(petition, argument);
        foreach (var conflict in petition.Conflicts.Where(one => one.Resolved is null))
        {
            var weighs = conflict.Kind is ConflictKind.Conflict or ConflictKind.AgainstRecord && conflict.Subject is null
                && (rules.Weighty.Contains(conflict.Attribute ?? "") || conflict.Facts.Any(cited.ContainsKey));
            var by = conflict.Facts.Where(cited.ContainsKey).SelectMany(id => cited[id]).Select(one => one.By).Distinct().ToList();
            yield return new Lack(LackKind.Conflict, weighs, conflict.Id, $"Sources disagree: {conflict.Explanation}{(by.Count > 0 ? $" It bears on {string.Join(", ", by)}." : "")}", $"./clementia resolve {petition.Id} {conflict.Id} --holds \"...\" --reason \"...\"");
        }
    }

    private static IEnumerable<Lack> Objections(Petition petition, Argument argument)
    {
        foreach (var objection in argument.Open)
        {
            // What an honest answer leaves open is told; what nobody answered at all weighs.
            var weighs = objection.IsWeighty && objection.Claims.Any(claim => claim.Status == ObjectionStatus.Unanswered);
            yield return new Lack(LackKind.Objection, weighs, objection.Id, $"{objection.By} ({objection.Role}) objects: {objection.Words.TrimEnd('.')}. {objection.Why}",
                $"./clementia answer {petition.Id} {objection.Id} \"...\" --fact F... (or --concede)");
        }
    }

    private static IEnumerable<Lack> FindingsOf(Petition petition, string? law)
    {
        if (petition.Findings is not [.., var last])
        {
            yield return new Lack(LackKind.Finding, false, null, "The law then and now was not found.", $"./clementia sentence --petition {petition.Id}");
            yield break;
        }
        var again = $"./clementia sentence --petition {petition.Id}";
        foreach (var fact in last.Found.Facts.Select(id => (Id: id, Fact: petition.Facts.FirstOrDefault(one => one.Id == id))).Where(one => one.Fact is null or { Status: FactStatus.Struck } || one.Fact.VettingEntry > last.Entry))
        {
            if (fact.Fact is { Status: FactStatus.Confirmed } same && LastSaid(last, same))
                continue;
            yield return new Lack(LackKind.Finding, true, last.Id, $"{last.Id} rests on {fact.Id}, which {(fact.Fact is null ? "is no longer on file" : $"{fact.Fact.VettedBy} vetted anew since ({fact.Fact.Status.ToString().ToLowerInvariant()})")}.", $"Find the law again: {again}");
        }
        if (law is not null && last.Found.Law != law)
            yield return new Lack(LackKind.Finding, false, last.Id, $"{last.Id} is on an older law book.", $"Find the law again: {again}");
        var both = Parse(last.Found.Finding);
        var settled = last.Found.Direction != "cannotSay";
        foreach (var question in new[] { "then", "now" }.SelectMany(side => both?[side]?["open"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(open => (Ask: (string?)open["question"], By: (string?)open["settledBy"])).Where(open => open.Ask is not null).Distinct())
            yield return new Lack(LackKind.Finding, !settled, last.Id, $"{last.Id} asks: {question.Ask}", $"Settled by {question.By?.TrimEnd('.') ?? "a document that says so"}; file and vet it, then {again}");
        foreach (var turning in (both?["disputed"]?["turnsOn"] as JsonArray ?? []).OfType<JsonObject>().Where(turning => (bool?)turning["decides"] == true))
            yield return new Lack(LackKind.Finding, false, last.Id, $"{last.Id} turns on a dispute. {(string?)turning["inWords"]}", $"The brief shows both sides. If the dispute can be settled, vet the fact anew, then {again}");
        foreach (var relief in (both?["relief"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var reason = (string?)(relief["reasons"] as JsonArray)?.FirstOrDefault();
            if ((string?)relief["state"] == "available")
                yield return new Lack(LackKind.Remedy, true, last.Id, $"Another remedy is there: {(string?)relief["cite"]}. {reason}", $"Ask the court for it, or say why clemency should not wait for it; what came of it is vetted as a fact, then {again}");
            else if ((string?)relief["state"] == "open")
                yield return new Lack(LackKind.Remedy, false, last.Id, $"Whether another remedy is there is not known: {(string?)relief["cite"]}. {reason}", $"Vet what it asks for, then {again}");
        }
    }

    // A confirmation of the value that the finding had changes nothing in it.
    private static bool LastSaid(EnteredFinding finding, Fact fact) => fact.Value == fact.ProposedValue && finding.Found.Facts.Contains(fact.Id);

    private static JsonNode? Parse(string finding)
    {
        try
        {
            return JsonNode.Parse(finding);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<Lack> StaleOf(Petition petition, DateOnly today, ReadinessRules rules)
    {
        foreach (var rule in rules.Documents)
        {
            var of = petition.Documents.Where(document => document.Removed is null && document.Filed?.DocumentKind == rule.Kind).ToList();
            var label = Catalog.BuiltIn.Kind(rule.Kind)!.Label.ToLowerInvariant();
            // A date that tells only the year may be its last day: what may still be fresh is not called stale.
            var dated = of.Select(document => (document, Day: document.Filed!.Date is { } date && Catalog.BuiltIn.Read("clemency.date", date) is { IsRefused: false, Value: Value.Day day } ? day.Range?.Last : null)).ToList();
            if (dated.Where(one => one.Day is not null).OrderByDescending(one => one.Day).FirstOrDefault() is { document: not null, Day: { } newest } latest)
            {
                if (newest < today.AddMonths(-rule.Months))
                    yield return new Lack(LackKind.Stale, rule.Weighty, latest.document.Label, $"The newest {label} ({latest.document.Label}) is of {latest.document.Filed!.Date}: more than {rule.Months} months old. {rule.Why}", $"Ask for a new one and file it: ./clementia file {petition.Id} PATH --kind {rule.Kind} --date YYYY-MM-DD");
            }
            else if (of.Count > 0)
                yield return new Lack(LackKind.Stale, false, of[0].Label, $"The {label} ({of[0].Label}) has no date, so nobody can say whether it is stale.", $"File a dated one: ./clementia file {petition.Id} PATH --kind {rule.Kind} --date YYYY-MM-DD");
        }
    }

    private static IEnumerable<Lack> Redactions(Petition petition)
    {
        foreach (var document in petition.Documents.Where(one => one.Removed is null && one.Read?.Hidden.Count > 0).Where(one => !DealtWith(one.Label)))
        {
            // Its pages go into the binder as soon as a vetted fact rests on it.
            var carries = petition.Facts.Any(fact => fact.Status is FactStatus.Confirmed or FactStatus.Disputed && fact.Sources.Any(source => source.Proposal.Passages.Any(passage => passage.Document == document.Filed?.Sha256)));
            var places = document.Read!.Hidden.Count;
            yield return new Lack(LackKind.Redaction, carries, document.Label, $"{document.Label} ({document.Filed!.Name}) has {(places == 1 ? "a place" : $"{places} places")} where hidden text can still be read{(carries ? ", and vetted facts rest on it" : "")}.",
                $"File a copy that is truly redacted and have this one removed by order: ./clementia redact {petition.Id} {document.FiledEntry} --order \"...\"; or set a task about {document.Label} and close it when the file can reach nobody.");
        }

        // Somebody looked after it: a task about the document was set, and every one of them is closed.
        bool DealtWith(string label)
        {
            var tasks = petition.Acts.Where(entry => entry.Kind == nameof(TaskSet)).Select((entry, i) => (Id: $"T{i + 1}", Task: entry.Body as TaskSet)).Where(one => string.Equals(one.Task?.About, label, StringComparison.OrdinalIgnoreCase)).ToList();
            return tasks.Count > 0 && tasks.TrueForAll(one => petition.Acts.Any(entry => entry.Body is TaskClosed closed && closed.Task == one.Id));
        }
    }

    private static IEnumerable<Lack> MinutesOf(Petition petition)
    {
        foreach (var meeting in Meeting.Of(petition).Where(one => one.Held is not null))
        {
            if (meeting.Unsigned.Count > 0)
                yield return new Lack(LackKind.Minutes, false, meeting.Id, $"The minutes of {meeting.Id} ({meeting.Held!.On}) are not signed by {string.Join(", ", meeting.Unsigned)}.", $"./clementia meeting {petition.Id} --sign {meeting.Id} --by \"{meeting.Unsigned[0]}\"");
            foreach (var wrong in meeting.Signed.Where(one => one.Objects is not null))
                yield return new Lack(LackKind.Minutes, false, meeting.Id, $"{wrong.Name} holds the minutes of {meeting.Id} wrong: {wrong.Objects}", "Know both versions; minutes are not changed.");
            foreach (var shown in meeting.Shown.Where(one => one.Label is null))
                yield return new Lack(LackKind.Minutes, false, meeting.Id, $"At {meeting.Id} something was shown that is neither on file nor an issued brief ({shown.Sha256[..Math.Min(12, shown.Sha256.Length)]}).", $"File it: ./clementia file {petition.Id} PATH");
        }
    }

    private static IEnumerable<Lack> BriefsOf(Petition petition)
    {
        if (petition.Briefs is not [.., var last])
        {
            yield return new Lack(LackKind.Brief, false, null, "No brief was issued yet.", $"./clementia brief {petition.Id} --out brief.pdf");
            yield break;
        }
        var changed = petition.Facts.Where(fact => last.Brief.Facts.Contains(fact.Id) && fact.VettingEntry > last.Brief.AsOf && fact.Status is FactStatus.Confirmed or FactStatus.Disputed).Where(fact => fact.Status == FactStatus.Disputed || fact.Value != fact.ProposedValue).ToList();
        foreach (var fact in changed)
            yield return new Lack(LackKind.Brief, true, fact.Id, $"The brief {last.Id} was issued before {fact.Id} was {(fact.Status == FactStatus.Disputed ? "disputed" : "corrected")}: {InPlainWords.Describe(fact, petition)}", $"Issue a new brief: ./clementia brief {petition.Id} --out brief.pdf");
    }

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
