using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading;

/// <summary>On which side the people of a text stand: by their part in the case, by what the text tells of their deeds, and by what they plainly say.</summary>
internal static class Leanings
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;

    private static readonly HashSet<string> s_counsel = new(StringComparer.Ordinal) { "lawyer", "attorney", "advocate", "supporter", "campaigner", "cellmate" };

    private static readonly HashSet<string> s_public = new(StringComparer.Ordinal) { "president", "governor", "senator", "representative", "judge", "justice", "prosecutor", "counsel", "general", "secretary", "host" };

    private static readonly HashSet<string> s_against = new(StringComparer.Ordinal) { "prosecutor", "detective", "sheriff", "investigator", "victim", "critic", "opponent" };

    private static readonly HashSet<string> s_helping = new(StringComparer.Ordinal)
    {
        "lobbied", "lobbies", "campaigned", "campaigns", "championed", "championing", "advocated", "petitioned", "pleaded", "pushed", "supported", "supports", "backed", "backs", "endorsed", "represents", "represented", "defended", "recommended", "vouched", "rallied", "cheered", "celebrated", "hailed", "praised", "applauded", "welcomed", "rejoiced", "wept", "cried",
    };

    private static readonly HashSet<string> s_fighting = new(StringComparer.Ordinal)
    {
        "opposed", "opposes", "opposing", "objected", "objects", "denounced", "denounces", "condemned", "condemns", "criticized", "criticised", "blasted", "slammed", "prosecuted", "sued", "protested", "decried", "assailed", "fumed", "bristled", "balked", "investigated",
    };

    private static readonly Regex s_act = new(@"\b(commut(?:ed|es|ing)|pardon(?:ed|s|ing)|granted|grants|freed|spared|reprieved)\b", Options);

    private static readonly Regex s_refusal = new(@"\b((?:denied|denies|rejected|rejects|refused|refuses|declined|turned down|turns down)\s+(?:\w+\s+){0,4}(?:clemency|pardon|commut\w+|mercy|petition|plea|request|application|reprieve)|(?:clemency|pardon|commutation|petition)\s+(?:\w+\s+){0,3}(?:denied|rejected|refused))\b", Options);

    /// <summary>Above zero for the clemency, below against it, by the name of the speaker.</summary>
    public static Dictionary<string, int> Of(Prose.Prose prose, IReadOnlyList<Statement> statements)
    {
        var leans = new Dictionary<string, int>(StringComparer.Ordinal);
        // Whoever decides stands behind the decision, whichever it was.
        var granted = s_act.Count(prose.Text) >= s_refusal.Count(prose.Text);
        var victims = Victims(prose);
        foreach (var entity in prose.Entities)
        {
            if (prose.IsPetitioner(entity))
                continue;
            var side = entity.RolePhrases.Any(phrase => prose.Petitioners.Any(p => p.Last is { } last && phrase.StartsWith(last + "'s ", StringComparison.Ordinal)) && Stances.IsSide(phrase));
            // The office that grants, and who speaks for it.
            var office = entity.Roles.Contains("president") || entity.Roles.Contains("governor") || entity.Name is "White House" || entity.RolePhrases.Any(p => p.Contains("White House", StringComparison.Ordinal) || p.Contains("press secretary", StringComparison.OrdinalIgnoreCase) || p.StartsWith("governor's", StringComparison.OrdinalIgnoreCase));
            if (side || office)
            {
                leans[entity.Name] = side || granted ? 1 : -1;
                continue;
            }
            // Who prosecuted or investigated, and the victim's kin, speak against it unless they say otherwise; the
            // petitioner's side, when no name stands with the role ("his lawyer"), speaks for it.
            if (entity.Roles.Overlaps(s_against) && !entity.RolePhrases.Any(p => p.Contains("defense", StringComparison.OrdinalIgnoreCase))
                || entity.RolePhrases.Any(p => p.Contains("district attorney", StringComparison.OrdinalIgnoreCase) || p.Contains("U.S. attorney", StringComparison.OrdinalIgnoreCase) || p.Contains("State's attorney", StringComparison.OrdinalIgnoreCase) || p.Contains("prosecuting attorney", StringComparison.OrdinalIgnoreCase))
                || entity.RolePhrases.Any(phrase => Stances.IsSide(phrase) && (phrase.Contains("victim", StringComparison.OrdinalIgnoreCase) || victims.Any(v => phrase.StartsWith(v + "'s ", StringComparison.Ordinal)))))
                leans[entity.Name] = -1;
            else if (entity.Kind == EntityKind.Person && entity.Roles.Overlaps(s_counsel) && !entity.Roles.Overlaps(s_public))
                leans[entity.Name] = 1;
        }
        foreach (var mention in prose.Mentions)
        {
            if (mention.Possessive || prose.Resolve(mention) is not { } entity || prose.IsPetitioner(entity) || !(entity.IsPerson || entity.IsPlural || entity.Kind == EntityKind.Institution))
                continue;
            var deed = Deed(prose, mention);
            if (deed != 0)
                leans[entity.Name] = leans.GetValueOrDefault(entity.Name) + deed;
        }
        foreach (var said in statements)
        {
            if (!leans.ContainsKey(said.Speaker) && ByName(said.Speaker) is var named and not 0)
                leans[said.Speaker] = named;
            leans[said.Speaker] = leans.GetValueOrDefault(said.Speaker) + (said.Stance == Stance.Support ? 2 : said.Stance == Stance.Oppose ? -2 : 0);
        }
        return leans;
    }

    /// <summary>By a role alone: "prosecutors", "Marsh's lawyers".</summary>
    private static int ByName(string speaker)
    {
        var lower = speaker.ToLowerInvariant();
        if (lower.Contains("prosecutor", StringComparison.Ordinal) || lower.Contains("victim", StringComparison.Ordinal) || lower.Contains("critic", StringComparison.Ordinal) || lower.Contains("police", StringComparison.Ordinal) || lower.Contains("u.s. attorney", StringComparison.Ordinal) || lower.Contains("district attorney", StringComparison.Ordinal))
            return -1;
        if (lower.Contains("lawyer", StringComparison.Ordinal) || lower.Contains("attorneys for", StringComparison.Ordinal) || lower.Contains("supporter", StringComparison.Ordinal) || lower.Contains("advocate", StringComparison.Ordinal) || lower is "petition" or "defense" or "defence")
            return 1;
        return 0;
    }

    /// <summary>What the text tells that somebody did for or against it: the first verb of a side behind the name, in its clause.</summary>
    private static int Deed(Prose.Prose prose, Mention mention)
    {
        var limit = Math.Min(prose.Sentences[mention.Sentence].TokenEnd, mention.TokenEnd + 14);
        if (prose.QuoteAt(mention.Start) is not null)
            return 0;
        var negated = false;
        for (var i = mention.TokenEnd; i < limit; i++)
        {
            var lower = prose.Tokens[i].Lower;
            if (lower is ";" or "that" or "said" or "says" or "told" or "because" or "when" or "after" or "if")
                return 0;
            negated |= lower is "not" or "never";
            if (s_helping.Contains(lower))
                return negated ? -1 : 1;
            if (s_fighting.Contains(lower))
                return negated ? 0 : -1;
        }
        return 0;
    }

    /// <summary>Last names of those whom the text tells to be killed or harmed.</summary>
    private static HashSet<string> Victims(Prose.Prose prose)
    {
        var victims = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mention in prose.Mentions)
        {
            if (mention.Entity is not { Kind: EntityKind.Person, Last: { } last } entity || prose.IsPetitioner(entity) || mention.Form == MentionForm.Pronoun)
                continue;
            var harmed = entity.Roles.Contains("victim");
            for (var k = mention.TokenStart - 1; k >= 0 && k > mention.TokenStart - 6 && !harmed; k--)
                harmed = prose.Tokens[k].Lower is "killing" or "murder" or "murdering" or "death" or "slaying" or "shooting" or "stabbing" or "killed" or "shot" or "stabbed" or "murdered" or "strangled" or "raped" or "robbed" or "beat" or "beating" or "assaulted";
            if (harmed)
                victims.Add(last);
        }
        return victims;
    }
}
