using System.Text.RegularExpressions;

namespace Clementia.Casework;

/// <summary>What a claim says of people.</summary>
internal enum ClaimSays
{
    /// <summary>One persuaded another.</summary>
    Persuaded,
    /// <summary>One stood for it all along, or never against it.</summary>
    ForAllAlong,
    /// <summary>One stood against it all along.</summary>
    AgainstAllAlong,
}

/// <summary>A claim that a sentence makes in so many words.</summary>
/// <param name="Says">What.</param>
/// <param name="Who">Who, as written: a name, or a role ("counsel").</param>
/// <param name="Whom">For persuasion: whom; else null.</param>
/// <param name="Start">Where in the text the words begin.</param>
/// <param name="Length">How long they are.</param>
internal sealed record RuleClaim(ClaimSays Says, string Who, string? Whom, int Start, int Length)
{
    /// <summary>On which page, from 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>
/// Claims on who persuaded whom and who stood where all along, read from plain sentences with a subject and an object that are names or roles. What is written
/// in another way is not read: a claim missed costs a line, a claim misread would put words into somebody's mouth.
/// </summary>
internal static partial class ClaimsByRule
{
    // A sentence's first word has a capital too.
    private const string Name = @"(?!(?:If|Whether|When|While|Though|Although|After|Before|But|And|Or|Because|Since|Had|Has|Once|In|On|At|By|Then|So|Yet|That|As|Even|Perhaps|Maybe|Later|Finally|Only|Not|Never|Nobody)\b)\p{Lu}[\p{L}'’\-]+(?:\s+\p{Lu}\.)?(?:\s+(?:van|von|de|la))?(?:\s+\p{Lu}[\p{L}'’\-]+){0,2}";

    private const string Role = @"(?:[Tt]he\s+)?(?:(?:White\s+House|presidential|president['’]s)\s+)?(?:[Cc]ounsel|[Aa]dvis[eo]r|[Aa]dvocate|[Pp]resident|[Gg]overnor)(?![\p{L}'’])";

    private const string Person = $@"(?:{Role}(?:\s+{Name})?|{Name})";

    private const string Gap = @"(?:\s*,[^,.;!?""“”]{1,60},)?\s+(?:(?:had|has|have|who|finally|at\s+last|then|later|soon|quickly|herself|himself|himself\s+had|alone|really)\s+){0,3}";

    private static readonly HashSet<string> s_pronouns = new(StringComparer.OrdinalIgnoreCase) { "He", "She", "They", "It", "We", "I", "You", "That", "This", "Who", "Nobody", "Everyone", "Somebody", "Someone", "What", "But", "And", "In", "On", "At", "When", "Then", "After", "Before", "There", "His", "Her", "Their", "My", "Our", "Not", "No", "Neither" };

    public static IEnumerable<RuleClaim> Read(string text)
    {
        var found = new List<RuleClaim>();
        foreach (Match m in Active().Matches(text))
            Add(ClaimSays.Persuaded, m.Groups["who"], m.Groups["whom"], m);
        foreach (Match m in Changed().Matches(text))
            Add(ClaimSays.Persuaded, m.Groups["who"], m.Groups["whom"], m);
        foreach (Match m in Passive().Matches(text))
            Add(ClaimSays.Persuaded, m.Groups["who"], m.Groups["whom"], m);
        foreach (Match m in ForIt().Matches(text))
            Add(ClaimSays.ForAllAlong, m.Groups["who"], null, m);
        foreach (Match m in AgainstIt().Matches(text))
            Add(ClaimSays.AgainstAllAlong, m.Groups["who"], null, m);
        return found.OrderBy(claim => claim.Start);

        void Add(ClaimSays says, Group who, Group? whom, Match m)
        {
            var (one, other) = (Clean(who.Value), whom is null ? null : Clean(whom.Value));
            if (one is null || (whom is not null && other is null) || Denied(m))
                return;
            // A long form first: the same words are not two claims.
            if (!found.Exists(claim => claim.Start < m.Index + m.Length && m.Index < claim.Start + claim.Length))
                found.Add(new RuleClaim(says, one, other, m.Index, m.Length));
        }

        // "If X had persuaded", "denied that X persuaded", "whether X persuaded": no claim that it was so.
        bool Denied(Match m)
        {
            var begin = text.LastIndexOfAny(['.', '!', '?'], Math.Max(0, m.Index - 1)) + 1;
            return NoClaim().IsMatch(text.AsSpan(begin, m.Index - begin)) || Hedged().IsMatch(m.Value);
        }

        static string? Clean(string written)
        {
            var words = written.Trim().TrimEnd(',').Trim();
            var first = words.Split(' ', 2)[0];
            return words.Length < 2 || s_pronouns.Contains(first) ? null : string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [GeneratedRegex($@"(?<![\p{{L}}])(?<who>{Person}){Gap}(?:persuaded|convinced|won\s+over|swayed|talked)\s+(?<whom>{Person})(?=[\s,.;:!?]|$)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Active();

    [GeneratedRegex($@"(?<![\p{{L}}])(?<who>{Person}){Gap}changed\s+(?<whom>{Person})['’]s\s+mind\b", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Changed();

    [GeneratedRegex($@"(?<![\p{{L}}])(?<whom>{Person})(?:\s*,[^,.;!?""“”]{{1,60}},)?\s+(?:was|had\s+been|were)\s+(?:finally\s+|at\s+last\s+)?(?:persuaded|convinced|won\s+over|swayed|talked\s+round)\s+by\s+(?<who>{Person})(?=[\s,.;:!?]|$)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Passive();

    [GeneratedRegex($@"(?<![\p{{L}}])(?<who>{Person}){Gap}(?:(?:supported|backed|favou?red|championed|was\s+for|stood\s+behind)\s+[^.;!?""“”]{{0,60}}?(?:from\s+the\s+(?:very\s+)?(?:start|beginning|outset|first(?:\s+day)?)|all\s+along|throughout)|always\s+(?:supported|backed|favou?red)|never\s+(?:opposed|objected))\b", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ForIt();

    [GeneratedRegex($@"(?<![\p{{L}}])(?<who>{Person}){Gap}(?:(?:opposed|fought|was\s+against|objected\s+to|resisted)\s+[^.;!?""“”]{{0,60}}?(?:to\s+the\s+(?:very\s+)?(?:end|last)|from\s+start\s+to\s+finish|all\s+along|throughout)|never\s+(?:came\s+(?:a?round)|relented|softened|gave\s+in))\b", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex AgainstIt();

    [GeneratedRegex(@"\b(?:if|whether|den(?:y|ied|ies)|not|never|no\s+one|nobody|claims?|claimed|alleg\w+|rumou?r\w*|perhaps|maybe|suppos\w+|pretend\w*)\b|^\s*had\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NoClaim();

    [GeneratedRegex(@"\b(?:not|tried|try|hoped|failed|could|would|might|nearly|almost)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Hedged();
}
