using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading;

/// <summary>Finds who said what to whom on the case: the utterances of the text that are about the petitioner, the grant or its process.</summary>
internal static class StatementFinder
{
    public static IReadOnlyList<Statement> Find(Prose.Prose prose)
    {
        var relevance = new Relevance(prose);
        var statements = new List<Statement>();
        foreach (var utterance in prose.Utterances)
        {
            if (!relevance.IsOnCase(utterance, out var about))
                continue;
            var (start, end) = (utterance.Start, utterance.End);
            while (end > start && char.IsWhiteSpace(prose.Text[end - 1]))
                end--;
            while (start < end && char.IsWhiteSpace(prose.Text[start]))
                start++;
            if (end <= start)
                continue;
            var stance = Stances.Of(prose, utterance);
            statements.Add(new Statement(
                utterance.Speaker.Name,
                utterance.IsDirect ? SpeechMode.Direct : SpeechMode.Indirect,
                utterance.Verb,
                [prose.Cite(start, end)],
                about,
                ReportedIn(prose, utterance),
                utterance.To,
                stance,
                utterance.Reason,
                utterance.Confidence));
        }
        return Leaning(statements, prose);
    }

    /// <summary>
    /// A voice that is plainly for or against in some statements is so in its other direct ones; the petitioner's lawyers and
    /// kin are for it unless they say otherwise. The petitioner's own words lean only where they say so themselves.
    /// </summary>
    private static List<Statement> Leaning(List<Statement> statements, Prose.Prose prose)
    {
        var leans = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entity in prose.Entities)
        {
            if (entity.RolePhrases.Any(phrase => prose.Petitioners.Any(p => p.Last is { } last && phrase.StartsWith(last + "'s ", StringComparison.Ordinal)) && Stances.IsSide(phrase)))
                leans[entity.Name] = 1;
            // The office that grants, and who speaks for it.
            if (!prose.IsPetitioner(entity) && (entity.Roles.Contains("president") || entity.Roles.Contains("governor") || entity.Name is "White House" || entity.RolePhrases.Any(p => p.Contains("White House", StringComparison.Ordinal) || p.Contains("press secretary", StringComparison.OrdinalIgnoreCase) || p.StartsWith("governor's", StringComparison.OrdinalIgnoreCase))))
                leans[entity.Name] = 1;
        }
        var victims = Victims(prose);
        foreach (var entity in prose.Entities)
        {
            if (prose.IsPetitioner(entity) || leans.ContainsKey(entity.Name) || entity.Kind != Prose.EntityKind.Person)
                continue;
            // Who prosecuted or investigated, and the victim's kin, speak against it unless they say otherwise; the
            // petitioner's side, when no name stands with the role ("his lawyer"), speaks for it.
            if (entity.Roles.Overlaps(s_against) && !entity.RolePhrases.Any(p => p.Contains("defense", StringComparison.OrdinalIgnoreCase)) || entity.RolePhrases.Any(p => p.Contains("district attorney", StringComparison.OrdinalIgnoreCase) || p.Contains("U.S. attorney", StringComparison.OrdinalIgnoreCase) || p.Contains("State's attorney", StringComparison.OrdinalIgnoreCase))
                || entity.RolePhrases.Any(phrase => Stances.IsSide(phrase) && (phrase.Contains("victim", StringComparison.OrdinalIgnoreCase) || victims.Any(v => phrase.StartsWith(v + "'s ", StringComparison.Ordinal)))))
                leans[entity.Name] = -1;
            else if (entity.Roles.Overlaps(s_counsel) && !entity.Roles.Overlaps(s_public))
                leans[entity.Name] = 1;
        }
        foreach (var said in statements)
            leans[said.Speaker] = leans.GetValueOrDefault(said.Speaker) + (said.Stance == Stance.Support ? 2 : said.Stance == Stance.Oppose ? -2 : 0);
        var petitioners = prose.Petitioners.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return [.. statements.Select(said => said.Stance != Stance.None || said.Mode == SpeechMode.Indirect || petitioners.Contains(said.Speaker) || said.Verb == "ask" && said.Mode == SpeechMode.Direct || leans.GetValueOrDefault(said.Speaker) is var lean && lean == 0
            ? said
            : said with { Stance = lean > 0 ? Stance.Support : Stance.Oppose })];
    }

    private static readonly HashSet<string> s_counsel = new(StringComparer.Ordinal) { "lawyer", "attorney", "advocate", "supporter", "campaigner" };

    private static readonly HashSet<string> s_public = new(StringComparer.Ordinal) { "president", "governor", "senator", "representative", "judge", "justice", "prosecutor", "counsel", "general", "secretary", "host" };

    private static readonly HashSet<string> s_against = new(StringComparer.Ordinal) { "prosecutor", "detective", "sheriff", "investigator", "victim" };

    /// <summary>Last names of those whom the text tells to be killed or harmed.</summary>
    private static HashSet<string> Victims(Prose.Prose prose)
    {
        var victims = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mention in prose.Mentions)
        {
            if (mention.Entity is not { Kind: Prose.EntityKind.Person, Last: { } last } entity || prose.IsPetitioner(entity) || mention.Form == Prose.MentionForm.Pronoun)
                continue;
            var harmed = entity.Roles.Contains("victim");
            for (var k = mention.TokenStart - 1; k >= 0 && k > mention.TokenStart - 6 && !harmed; k--)
                harmed = prose.Tokens[k].Lower is "killing" or "murder" or "murdering" or "death" or "slaying" or "shooting" or "stabbing" or "killed" or "shot" or "stabbed" or "murdered" or "strangled" or "raped" or "robbed";
            if (harmed)
                victims.Add(last);
        }
        return victims;
    }

    private static bool AtEvent(Prose.Prose prose, int i)
    {
        for (var k = i - 1; k >= 0 && k > i - 5; k--)
        {
            if (prose.Tokens[k].Is("at"))
                return true;
        }
        return false;
    }

    /// <summary>Where the words were said or written, when the text tells: a post, a book, a statement, a broadcaster, a person who passes them on.</summary>
    private static string? ReportedIn(Prose.Prose prose, Utterance utterance)
    {
        if (utterance.Post is { } post)
            return "tweet" + (post.Date is { } date ? ", " + date : "") + (post.Retweet ? ", retweeted" : "");
        if (utterance.Kind == UtteranceKind.Instrument)
            return prose.Text.Contains("PROCLAMATION", StringComparison.OrdinalIgnoreCase) ? "proclamation" : "executive grant of clemency";
        if (utterance.Kind == UtteranceKind.Turn)
            return prose.Context.Publisher ?? "transcript";
        if (utterance.Within is { } within)
            return "told by " + within.Name;
        if (utterance.Verb is "tweet" or "retweet")
            return "Twitter";
        // In the frame, outside the content: "in a statement", "in his memoir", "wrote on Twitter", "told the BBC".
        for (var i = prose.TokenAt(utterance.FrameStart); i < prose.Tokens.Length && prose.Tokens[i].Start < utterance.FrameEnd; i++)
        {
            var token = prose.Tokens[i];
            if (token.Start >= utterance.Start && token.End <= utterance.End)
                continue;
            switch (token.Lower)
            {
                case "twitter" or "tweet" or "tweeted":
                    return "Twitter";
                case "statement" or "memoir" or "op-ed" or "letter" or "petition" or "interview" or "testimony" or "filing" or "facebook" or "instagram" or "memo" or "podcast":
                    return token.Lower is "facebook" or "instagram" ? token.Text : token.Lower;
                case "hearing" or "trial" or "rally" or "briefing" when AtEvent(prose, i):
                    return token.Lower;
                case "conference":
                    return "conference call or press conference";
            }
        }
        if (utterance.To is { } to && prose.Entities.Any(e => e.Kind == EntityKind.Institution && e.Name == to))
            return to;
        return utterance.Speaker.Kind == EntityKind.Institution && utterance.Verb == "according to" ? utterance.Speaker.Name : null;
    }
}
