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
        var leans = Leanings.Of(prose, statements);
        var petitioners = prose.Petitioners.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return [.. statements.Select(said =>
        {
            if (said.Stance != Stance.None || petitioners.Contains(said.Speaker) || said.Verb == "ask" && said.Mode == SpeechMode.Direct || leans.GetValueOrDefault(said.Speaker) is not (var lean and not 0))
                return said;
            // What is reported without quotation is as often a plain fact: it leans only where it is on the clemency itself.
            return said.Mode == SpeechMode.Indirect && !Stances.IsOnClemency(said.Passages[0].Quote) ? said : said with { Stance = lean > 0 ? Stance.Support : Stance.Oppose };
        })];
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
