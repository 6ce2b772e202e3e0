using System.Text.RegularExpressions;

namespace Clementia.Casework;

/// <summary>Statements that contradict each other: which, on what, and on which side each stands.</summary>
/// <param name="Topic">A letter for its rule, which never changes: part of the dispute's id. Empty for the first rule.</param>
/// <param name="Kind">Conflict; imprecision when only the attribution differs.</param>
/// <param name="About">In a few words.</param>
/// <param name="Sides">Index of the statement and its position.</param>
/// <param name="Explanation">One plain sentence.</param>
internal sealed record Dispute(string Topic, ConflictKind Kind, string About, IReadOnlyList<(int Index, string Position)> Sides, string Explanation);

/// <summary>
/// Finds statements that contradict each other by general signs only: the side they take on the clemency, the words in
/// which the law and ordinary speech weigh a part in an offense or a harm, denial, and the same words in two mouths. A
/// dispute needs two speakers on two sides; one voice alone is none.
/// </summary>
internal static class Disputes
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;

    // The graver part: the role words of USSG § 3B1.1 and what accusers say for them.
    private static readonly Regex s_graver = new(@"\b(kingpins?|ring ?leaders?|masterminds?|leaders? of|organizers?|deserved? (?:the|his|her|their|every|this|that)|rightly|committed (?:\w+ ){0,3}(?:crimes?|offenses?|felon(?:y|ies)|frauds?|murders?)|guilty|criminals|(?:a|an|career|hardened|remorseless|convicted|violent|dangerous) criminal|violent offender|lawbreakers?|betrayed|traitors?|treachery|remorseless|illegally|felons?)\b", Options);

    // The lighter part: USSG § 3B1.2 and what defenders say for it.
    private static readonly Regex s_lighter = new(@"\b(never (?:actually )?(?:sold|killed|hurt|knew|touched|used|intended|took part)|intermediary|minor (?:role|part|participant)|minimal (?:role|part)|not (?:directly )?(?:involved|guilty)|innocen(?:t|ce)|victims?|witch ?hunts?|hoax|did ?n[o']t (?:realize|know|do|commit)|targeted|only crime|(?:treated|prosecuted|charged|convicted|targeted) (?:very |so ){0,3}unfairly|unfairly (?:treated|prosecuted|charged|convicted|targeted)|unfair (?:prosecution|trial|conviction)|denie[sd] any|wrong(?:ly|fully)|over-?zealous|exonerated)\b", Options);

    private static readonly Regex s_harm = new(@"\b(harm(?:ed|ing|s)?|hurt|endanger(?:ed|s|ing)?|at risk|damag(?:e|ed|ing)|cost lives|lives lost|embarrassment|killed|casualties)\b", Options);
    private static readonly Regex s_noHarm = new(@"\b(not a single|no ?body|no (?:one|evidence|harm|damage)|never (?:been )?(?:a single|harmed|hurt|any)|the worst that happened|did ?n[o']t (?:harm|hurt|endanger)|unharmed|without harm)\b", Options);

    private static readonly Regex s_denial = new(@"\b(falsehoods?|false(?:ly)?|untrue|not true|lie[sd]?|lying|denie[sd]|disput(?:e|es|ed)|contradict(?:s|ed)?|fabricat\w+|baseless|nonsense|no truth)\b", Options);

    // A denial that names no words of its own: of what was told right before it.
    private static readonly Regex s_thatDenied = new(@"\b(no such|any such|those words|(?:he|she|they|it|i) never (?:said|wrote|used|promised|asked|told|did|happened) (?:it|that|those|any|such|the|a|so)|not what happened|made (?:it )?up|invented|fiction|fairy ?tale|did ?n[o'\u2019]t happen|that (?:account|claim|story|version|report))\b", Options);

    // "denied firing the gun" is of the deed; "denied that she said so" is of what was told.
    private static readonly Regex s_gerund = new(@"^(?:continue\w* to deny |ever )?(?:\w+ing|any|all|the|every|his|her) ?\b", Options);

    private static readonly HashSet<string> s_denying = ["deny", "dispute", "refute", "contradict"];

    // Who accuses and who defends, where no name but a part in the case stands for the voice.
    private static readonly Regex s_accuser = new(@"\b(prosecut\w+|u\.?s\.? attorney\S*|district attorney\S*|the state|police|sheriff\S*|detectives?|agents?|investigators?|indictment|government)\b", Options);
    private static readonly Regex s_defender = new(@"\b(lawyers?|defen[sc]e|attorneys? for|\S+'s attorneys?|petition)\b", Options);

    // What was done, as opposed to what was decided about it.
    private static readonly Regex s_deed = new(@"\b(guns?|fired|firing|trigger|shot|shoot\w*|kill\w*|murder\w*|ambush\w*|rob(?:bed|bing|bery)?|st(?:ole|eal\w*)|sold|sell|selling|drugs?|cocaine|crack|heroin|meth|gram|cash|money|counted|kept|stash|ran|led|planned|plan|plott\w+|knew|scheme|ring|crew|conspir\w+|crimes?|guilty|innocen\w+|evidence|blood|knife|weapon|leak\w*|files|secrets|bribe\w*|kickback\w*|beat|fraud|voted|ballot|manager|organizer|lookout|courier|driver|bystander|dealer|keys|rented|involved|took part|wasn'?t (?:even )?(?:in|there)|(?:he|she) did it)\b", Options);
    private static readonly Regex s_decided = new(@"\b(pardon\w*|commut\w+|clemency|mercy|decision|governor|president|forgiv\w+|second chance|board)\b", Options);
    private static readonly Regex s_excuse = new(@"\b(never|not|no|none|nothing|nobody|only|just|because|fear\w*|afraid|believ\w*|thought|small|merely|without|forced|threaten\w*|boyfriend|husband|wasn'?t|did ?n['o]t|didn\S?t|trigger|deni\w+)\b", Options);

    private static readonly HashSet<string> s_common =
    [
        "about", "after", "again", "also", "because", "been", "before", "being", "could", "does", "even", "ever", "every", "from", "have", "having", "into", "just", "many", "more", "most",
        "much", "only", "other", "over", "said", "same", "says", "should", "since", "some", "such", "than", "that", "their", "them", "then", "there", "these", "they", "this", "those",
        "time", "very", "want", "were", "what", "when", "where", "which", "while", "will", "with", "would", "your", "president", "years", "people", "case", "sentence", "sentenced", "pardon", "pardoned",
        "commutation", "commute", "commuted", "clemency", "prison", "decision", "united", "states", "today", "going", "think", "know", "like", "made", "make", "against", "through", "told", "house", "white",
    ];

    /// <param name="statements">Of one case, each with its source.</param>
    /// <param name="petitioners">The names of those who ask for clemency, as far as they are known.</param>
    public static IReadOnlyList<Dispute> Among(IReadOnlyList<(string Source, Statement Said)> statements, IReadOnlyList<string>? petitioners = null)
    {
        var found = new List<Dispute>();
        var parsed = new Dictionary<string, PersonName>();
        var speakers = statements.Select(statement => parsed.TryGetValue(statement.Said.Speaker, out var name) ? name : parsed[statement.Said.Speaker] = PersonName.Parse(statement.Said.Speaker)).ToList();
        var keys = new HashSet<string>?[statements.Count];
        var asking = (petitioners ?? []).Select(PersonName.Parse).ToList();
        var leans = new Dictionary<string, int>();
        foreach (var (_, said) in statements)
            leans[said.Speaker] = leans.GetValueOrDefault(said.Speaker) + said.Stance switch { Stance.Support => 1, Stance.Oppose => -1, _ => 0 };
        if (OnTheClemency() is { } clemency)
            found.Add(clemency);
        if (OnTheOffense() is { } offense)
            found.Add(offense);
        if (OnTheHarm() is { } harm)
            found.Add(harm);
        found.AddRange(Denials());
        found.AddRange(SameWords());
        return found;

        Dispute? OnTheClemency() => Two("", ConflictKind.Conflict, "whether the clemency is right",
            i => statements[i].Said.Stance switch { Stance.Support => "for the clemency", Stance.Oppose => "against the clemency", _ => null });

        Dispute? OnTheOffense() => Two("b", ConflictKind.Conflict, "the petitioner's part in the offense", i =>
        {
            var (text, stance) = (statements[i].Said.Passages[0].Quote, statements[i].Said.Stance);
            var (graver, lighter) = (s_graver.IsMatch(text), s_lighter.IsMatch(text));
            // A defender who names the charge in order to reject it is no accuser, and the reverse.
            return (graver, lighter, stance) switch
            {
                (true, false, not Stance.Support) => "weighs it more gravely",
                (false, true, not Stance.Oppose) => "weighs it less gravely",
                _ => OfTheDeed(i),
            };
        });

        Dispute? OnTheHarm() => Two("c", ConflictKind.Conflict, "what harm the offense did", i =>
        {
            var text = statements[i].Said.Passages[0].Quote;
            return !s_harm.IsMatch(text) ? null : s_noHarm.IsMatch(text) ? "it did no great harm" : statements[i].Said.Stance == Stance.Oppose ? "it did harm" : null;
        });

        // What accusers tell of the deed, and what the other side says to excuse or deny it.
        string? OfTheDeed(int i)
        {
            var said = statements[i].Said;
            var text = said.Passages[0].Quote;
            if (!s_deed.IsMatch(text) || s_decided.IsMatch(text))
                return null;
            var accuses = s_accuser.IsMatch(said.Speaker) && !s_defender.IsMatch(said.Speaker);
            var defends = !accuses && (s_defender.IsMatch(said.Speaker) || asking.Exists(name => name.IsSameAs(speakers[i])));
            if (!accuses && !defends)
                (accuses, defends) = (leans[said.Speaker] < 0, leans[said.Speaker] > 0);
            return accuses && said.Stance != Stance.Support ? "weighs it more gravely" : defends && said.Stance != Stance.Oppose && s_excuse.IsMatch(text) ? "weighs it less gravely" : null;
        }

        // Two positions, each held by someone who does not hold the other.
        Dispute? Two(string topic, ConflictKind kind, string about, Func<int, string?> position)
        {
            var sides = Enumerable.Range(0, statements.Count).Select(i => (Index: i, Position: position(i))).Where(side => side.Position is not null).Select(side => (side.Index, Position: side.Position!)).ToList();
            var positions = sides.Select(side => side.Position).Distinct().ToList();
            if (positions.Count < 2)
                return null;
            var opposed = sides.Any(a => sides.Any(b => a.Position != b.Position && !speakers[a.Index].IsSameAs(speakers[b.Index])));
            return opposed
                ? new Dispute(topic, kind, about, sides, $"{Names(sides, positions[0])} and {Names(sides, positions[1])} contradict each other on {about}.")
                : null;
        }

        IEnumerable<Dispute> Denials()
        {
            var told = new HashSet<(int, int)>();
            var byWord = new Dictionary<string, List<int>>();
            for (var i = 0; i < statements.Count; i++)
            {
                foreach (var word in KeyOf(i))
                    (byWord.TryGetValue(word, out var with) ? with : byWord[word] = []).Add(i);
            }
            for (var i = 0; i < statements.Count; i++)
            {
                var denial = statements[i].Said.Passages[0];
                if ((statements[i].Said.Verb is { } verb && s_denying.Contains(verb) && !s_gerund.IsMatch(denial.Quote) || s_thatDenied.IsMatch(denial.Quote)) && JustBefore(i) is { Count: > 0 } before)
                {
                    yield return new Dispute("d", ConflictKind.Conflict, "whether it is true", [(i, "denies it"), .. before.Select(j => (j, "says so"))],
                        $"{statements[i].Said.Speaker} denies what is told right before.");
                    continue;
                }
                if (!s_denial.IsMatch(denial.Quote))
                    continue;
                // Words that every tenth statement has tell nothing apart; without that a long file would compare everything with everything.
                var against = KeyOf(i).Select(word => byWord[word]).Where(with => with.Count <= Math.Max(20, statements.Count / 10)).SelectMany(with => with).Distinct().Order().Take(200)
                    .Where(j => j != i && !speakers[i].IsSameAs(speakers[j]) && IsDenied(i, j) && told.Add((Math.Min(i, j), Math.Max(i, j))))
                    .ToList();
                if (against.Count == 0)
                    continue;
                yield return new Dispute("d", ConflictKind.Conflict, "whether it is true", [(i, "denies it"), .. against.Select(j => (j, "says so"))],
                    $"{statements[i].Said.Speaker} denies what {string.Join(" and ", against.Select(j => statements[j].Said.Speaker).Distinct())} {(against.Count == 1 ? "says" : "say")}.");
            }
        }

        // The statements just before a denial that another made, or that another puts into the denier's mouth, the nearest first.
        List<int> JustBefore(int denial)
        {
            var at = statements[denial].Said.Passages[0];
            return [.. Enumerable.Range(0, statements.Count).Where(j => j != denial && statements[j].Source == statements[denial].Source
                    && statements[j].Said.Passages[0] is var passage && passage.Page == at.Page && passage.Start < at.Start && at.Start - passage.Start - passage.Quote.Length <= 600
                    && (!speakers[j].IsSameAs(speakers[denial]) || statements[j].Said.ReportedIn?.StartsWith("told by", StringComparison.Ordinal) == true || s_denying.Contains(statements[denial].Said.Verb ?? "")))
                .OrderByDescending(j => statements[j].Said.Passages[0].Start).Take(4).Order()];
        }

        HashSet<string> KeyOf(int i) => keys[i] ??= Key(statements[i].Said.Passages[0].Quote);

        bool IsDenied(int denial, int denied)
        {
            var a = statements[denial].Said.Passages[0];
            var b = statements[denied].Said.Passages[0];
            // The denial reports what it denies: the other's words stand inside its own, behind the word of denial and in its sentence.
            if (a.Document == b.Document && a.Page == b.Page && a.Start <= b.Start && b.End <= a.End && b.Quote.Length < a.Quote.Length)
            {
                var before = a.Quote[..(b.Start - a.Start)];
                return s_denial.IsMatch(before[(before.LastIndexOfAny(['.', '!', '?']) + 1)..]);
            }
            var shared = KeyOf(denial).Count(KeyOf(denied).Contains);
            return shared >= 3 && shared * 4 >= Math.Min(KeyOf(denial).Count, KeyOf(denied).Count);
        }

        IEnumerable<Dispute> SameWords()
        {
            var seen = new Dictionary<string, List<int>>();
            for (var i = 0; i < statements.Count; i++)
            {
                var words = string.Join(' ', Words(statements[i].Said.Passages[0].Quote));
                if (words.Length >= 24)
                    (seen.TryGetValue(words, out var list) ? list : seen[words] = []).Add(i);
            }
            // One official statement has many sentences: the two attributions are one disagreement, not one a sentence.
            var told = new HashSet<string>();
            foreach (var same in seen.Values.Where(list => list.Count > 1))
            {
                var other = same.Skip(1).FirstOrDefault(j => !speakers[j].IsSameAs(speakers[same[0]]) && statements[j].Source != statements[same[0]].Source, -1);
                if (other < 0 || !told.Add($"{statements[same[0]].Said.Speaker}|{statements[other].Said.Speaker}"))
                    continue;
                yield return new Dispute("e", ConflictKind.Imprecision, "who said it", [(same[0], $"said by {statements[same[0]].Said.Speaker}"), (other, $"said by {statements[other].Said.Speaker}")],
                    $"The same words are given to {statements[same[0]].Said.Speaker} and to {statements[other].Said.Speaker}.");
            }
        }

        string Names(List<(int Index, string Position)> sides, string position)
        {
            var names = sides.Where(side => side.Position == position).Select(side => statements[side.Index].Said.Speaker).Distinct().ToList();
            return names.Count > 3 ? $"{string.Join(", ", names.Take(2))} and {names.Count - 2} others" : string.Join(names.Count == 2 ? " and " : ", ", names);
        }
    }

    private static HashSet<string> Key(string text) => [.. Words(text).Where(word => word.Length > 3 && !s_common.Contains(word))];

    private static IEnumerable<string> Words(string text) =>
        PersonName.Fold(text).Split([' ', '\n', '\r', '\t', ',', '.', ';', ':', '!', '?', '"', '“', '”', '(', ')', '[', ']', '\''], StringSplitOptions.RemoveEmptyEntries);
}
