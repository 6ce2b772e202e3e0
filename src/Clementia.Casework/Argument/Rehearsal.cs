namespace Clementia.Casework;

/// <summary>A question that the presenter of a petition must be able to answer, and the answer that the file gives.</summary>
/// <param name="Id">"fact:sentence.term", "claim:O1.1", "question:O1.role.whom", "conflict:C3", "finding:G1"; the same for as long as the question is the same.</param>
/// <param name="Topic">What it belongs to, as a heading.</param>
/// <param name="Asks">The question, calm.</param>
/// <param name="Hard">The same, as someone hostile would put it.</param>
/// <param name="Answer">In at most two sentences, or null when the file has none.</param>
/// <param name="Cite">Where the answer stands, or what bears on the question; null when nothing does.</param>
/// <param name="IsWeighty">Whether it is asked first.</param>
/// <param name="About">What it comes from: "F12", "O1", "C3", "G1".</param>
public sealed record RehearsalCard(string Id, string Topic, string Asks, string Hard, string? Answer, string? Cite, bool IsWeighty, string About);

/// <summary>What a presenter will be asked: from vetted facts, conflicts, objections with their critical questions, and findings. A fold of the petition.</summary>
public static class Rehearsal
{
    /// <summary>Every card of the petition as it stands.</summary>
    public static IReadOnlyList<RehearsalCard> Of(Petition petition)
    {
        var argument = Argument.Of(petition);
        return [.. Claims(argument), .. Conflicts(petition), .. Findings(petition), .. Facts(petition, argument)];
    }

    /// <summary>The first two sentences of a text: nobody listens to a third.</summary>
    public static string TwoSentences(string text)
    {
        var flat = Procedure.OneLine(text);
        var seen = 0;
        for (var i = 0; i < flat.Length; i++)
        {
            if (flat[i] is not ('.' or '!' or '?') || (flat[i] == '.' && IsShort(flat, i)))
                continue;
            var end = i + 1;
            while (end < flat.Length && flat[end] is '"' or '”' or '’' or '\'' or ')' or ']' or '.' or '!' or '?')
                end++;
            if (end < flat.Length && (flat[end] != ' ' || char.IsLower(flat[end + 1])))
                continue;
            if (++seen == 2 || end == flat.Length)
                return flat[..end];
            i = end;
        }
        return flat;
    }

    // "v.", "No.", "U.S.", an initial: a full stop that ends no sentence.
    private static bool IsShort(string text, int stop)
    {
        var start = stop;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] == '.'))
            start--;
        var word = text[start..stop];
        return word is "v" or "No" or "Nos" or "Tr" or "p" or "pp" or "Mr" or "Mrs" or "Ms" or "Dr" or "St" or "Jr" or "Sr" or "Dkt" or "Inc" or "Co" or "ch" or "art" or "sec" or "cl" or "Stat"
            || (word.Length > 0 && word.Split('.').All(part => part.Length == 1 && char.IsUpper(part[0])));
    }

    private static IEnumerable<RehearsalCard> Claims(Argument argument)
    {
        foreach (var one in argument.Objections.Where(objection => objection.Withdrawn is null))
        {
            var topic = one.Ground is null ? "Other objections" : Grounds.BuiltIn.Find(one.Ground)?.Label ?? one.Ground;
            foreach (var claim in one.Claims)
            {
                var answer = claim.Answer;
                yield return new RehearsalCard($"claim:{one.Id}.{claim.Number}", topic, $"{one.By} ({one.Role}) says: {Argument.Ended(claim.Words)} What do you answer?",
                    one.Claims.Count == 1 ? $"{Argument.Ended(one.Words)} What do you say to that?" : $"{Argument.Ended(one.Words)} {Argument.Ended(claim.Words)} What do you say to that?",
                    answer is null ? null : TwoSentences(answer.Concedes ? $"Conceded: {answer.Words}" : answer.Words), Cite(answer?.Cites ?? []), one.IsWeighty, one.Id);
            }
            foreach (var asked in one.Questions.Where(asked => asked.State != QuestionState.DoesNotApply))
            {
                yield return new RehearsalCard($"question:{one.Id}.{asked.Question.Id}", topic, asked.Question.Asks, asked.Question.Hard,
                    asked.State == QuestionState.Open ? null : TwoSentences(asked.Words!), Cite(asked.State == QuestionState.Open ? asked.Bears : asked.Cites), one.IsWeighty, $"{one.Id} {asked.Question.Id}");
            }
        }
    }

    private static string? Cite(IReadOnlyList<Cited> cites) =>
        cites.Count == 0 ? null : string.Join("; ", cites.Take(4).Select(cited => $"{cited.Id} {cited.Words}{(cited.Standing == CitedStanding.Unvetted ? " (not vetted)" : "")}"));

    private static IEnumerable<RehearsalCard> Conflicts(Petition petition)
    {
        foreach (var conflict in petition.Conflicts)
        {
            // Sources that are only less exact do not contradict each other, and the presenter must not be taught that they do.
            var contradict = conflict.Kind is ConflictKind.Conflict or ConflictKind.Dispute or ConflictKind.AgainstRecord;
            var vetted = petition.Facts.Where(fact => fact.Status == FactStatus.Confirmed && conflict.Facts.Contains(fact.Id)).ToList();
            var answer = conflict.Resolved is { } resolved ? TwoSentences($"{Argument.Ended(resolved.Resolution)} {resolved.Reason}")
                : conflict.Kind != ConflictKind.Conflict && vetted.Count == 1 ? $"The vetted record says {InPlainWords.Qualified(vetted[0])}. Nobody has settled yet what becomes of the rest."
                : null;
            yield return new RehearsalCard($"conflict:{conflict.Id}", "Where the sources disagree", $"{Argument.Ended(conflict.Explanation)} Which will you give?",
                $"{(contradict ? "Your own papers contradict each other." : "Your papers do not say the same.")} {Argument.Ended(conflict.Explanation)} Which is it?",
                answer, conflict.Facts.Count > 0 ? string.Join(", ", conflict.Facts) : string.Join(", ", conflict.Statements), contradict && conflict.Resolved is null, conflict.Id);
        }
    }

    private static IEnumerable<RehearsalCard> Findings(Petition petition) => petition.Findings.Select(finding => new RehearsalCard(
        $"finding:{finding.Id}", "The law then and now", $"What would the law of {finding.Found.On} give, and which way has it moved?",
        "Would the sentence be one day shorter under the law of today? Yes or no, and by what rule?",
        finding.Found.Summary.Count == 0 ? null : TwoSentences(string.Join(' ', finding.Found.Summary.Select(Argument.Ended))), $"{finding.Id}, on the law book {finding.Found.Law[..Math.Min(12, finding.Found.Law.Length)]}", true, finding.Id));

    private static IEnumerable<RehearsalCard> Facts(Petition petition, Argument argument)
    {
        var weighty = argument.Objections.Where(one => one.IsWeighty && one.Withdrawn is null).SelectMany(one => one.Questions).SelectMany(asked => asked.Question.Bears).ToHashSet(StringComparer.Ordinal);
        var citing = new Citing(petition);
        foreach (var group in petition.Facts.Where(fact => fact is { Subject: null, Status: FactStatus.Confirmed or FactStatus.Disputed }).GroupBy(fact => fact.Attribute))
        {
            if (Catalog.BuiltIn.Attribute(group.Key) is not { } attribute)
                continue;
            var facts = group.ToList();
            var values = string.Join("; ", facts.Take(4).Select(fact => InPlainWords.Qualified(fact))) + (facts.Count > 4 ? $"; and {facts.Count - 4} more" : "");
            var disputed = facts.FirstOrDefault(fact => fact.Status == FactStatus.Disputed);
            var answer = $"{char.ToUpperInvariant(values[0])}{values[1..].TrimEnd('.')}.{(disputed is null ? "" : $" It is disputed: {disputed.VettingReason?.TrimEnd('.')}.")}";
            yield return new RehearsalCard($"fact:{group.Key}", Topic(group.Key), $"{attribute.Label}. {What(attribute.Type)}, and who says so?",
                $"{attribute.Label}. {What(attribute.Type)}? And on whose word?", answer, string.Join("; ", facts.Take(4).Select(fact => Source(fact, petition, citing))), weighty.Contains(group.Key), facts[0].Id);
        }
    }

    private static string Source(Fact fact, Petition petition, Citing citing)
    {
        var passage = fact.Sources[0].Proposal.Passages[0];
        return $"{fact.Id}, {citing.Passage(passage).Id} ({Wording.Standing(fact.Sources[0].Proposal.Standard)})";
    }

    private static string What(AttributeType type) => type switch
    {
        AttributeType.Date or AttributeType.Year => "When was it",
        AttributeType.Person => "Who is it",
        AttributeType.Term or AttributeType.Duration => "How long is it",
        AttributeType.Number => "What is the number",
        AttributeType.Money or AttributeType.Weight => "How much is it",
        AttributeType.Age => "How old",
        AttributeType.YesNo => "Yes or no",
        _ => "What is it",
    };

    private static string Topic(string attribute) => attribute.Split('.')[0] switch
    {
        "petitioner" or "place" => "The person",
        "offense" or "drug" or "fraud" or "victim" or "codefendant" => "The offense",
        "arrest" or "indictment" or "charge" or "conviction" or "plea" or "acceptance" or "cooperation" or "court" or "sentencing" or "tried_as" => "The case",
        "guideline" or "sentence" => "The sentence",
        "served" or "surrender" or "facility" or "release" or "prison" or "rehabilitation" or "health" => "Prison",
        "release_plan" => "After release",
        "prior" => "The record before",
        "remedy" => "The courts",
        _ => "The petition",
    };
}
