using System.Collections.Frozen;

namespace Clementia.Documents.Reading.Facts;

/// <summary>The form of a verb that a word may be.</summary>
internal enum Inflection
{
    /// <summary>"pardon"</summary>
    Base,
    /// <summary>"pardons"</summary>
    Third,
    /// <summary>"pardoned": past tense or past participle.</summary>
    Past,
    /// <summary>"pardoning"</summary>
    Gerund,
}

/// <summary>What a verb says of a clemency that follows it ("urged him to commute", "considered a pardon").</summary>
internal enum Bearing
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>It asks for it.</summary>
    Asks,
    /// <summary>It brings it about: what follows has happened.</summary>
    Brings,
    /// <summary>It thinks of it, plans it or foretells it.</summary>
    Weighs,
    /// <summary>It refuses it.</summary>
    Refuses,
    /// <summary>It advises it, as a board does.</summary>
    Advises,
    /// <summary>It gives it.</summary>
    Gives,
    /// <summary>It receives it.</summary>
    Receives,
}

/// <summary>Verbs of the clemency process, with their forms.</summary>
internal static class ClemencyVerbs
{
    private static readonly FrozenDictionary<string, (string Lemma, Inflection Form)> s_forms = Build();

    private static readonly FrozenDictionary<string, Bearing> s_bearings = Bearings();

    /// <summary>Verbs by which an executive shortens a sentence without naming the form.</summary>
    public static readonly FrozenSet<string> Shortening = Set("shorten reduce cut slash halve trim");

    /// <summary>Verbs of asking someone, or for someone.</summary>
    public static readonly FrozenSet<string> Urging = Set("ask urge lobby press petition beg implore call push appeal plead advocate pressure encourage request campaign demand entreat beseech exhort");

    /// <summary>Verbs by which someone takes up a case before it is decided.</summary>
    public static readonly FrozenSet<string> Championing = Set("champion support back endorse advocate recommend sponsor promote highlight present plead advance");

    /// <summary>Verbs of condemning a decision.</summary>
    public static readonly FrozenSet<string> Condemning = Set("""
        condemn criticize criticise blast slam denounce decry deplore protest oppose lambaste lambast assail rip excoriate bemoan lament attack fault rebuke blister
        castigate pan deride disapprove object balk scold censure chastise resist fight
        """);

    /// <summary>The lemma and form of a word, or null when it is no verb of the list.</summary>
    public static (string Lemma, Inflection Form)? Of(string lower) => s_forms.TryGetValue(lower, out var verb) ? verb : null;

    /// <summary>Whether the word is a form of the verb.</summary>
    public static bool Is(string lower, string lemma) => s_forms.TryGetValue(lower, out var verb) && verb.Lemma == lemma;

    public static Bearing BearingOf(string lower) => Of(lower) is { } verb ? s_bearings.GetValueOrDefault(verb.Lemma) : Bearing.None;

    private static FrozenSet<string> Set(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, Bearing> Bearings()
    {
        var found = new Dictionary<string, Bearing>(StringComparer.Ordinal);
        void Add(Bearing bearing, string words)
        {
            foreach (var word in Set(words))
                found[word] = bearing;
        }
        Add(Bearing.Asks, "ask urge lobby press petition beg implore call push appeal plead advocate pressure encourage request campaign seek apply demand pray entreat beseech exhort want favor support back fight tell");
        Add(Bearing.Brings, "convince persuade prompt lead decide agree choose move opt inspire cause proceed use exercise invoke vote");
        Add(Bearing.Weighs, "consider weigh mull contemplate plan expect promise intend prepare threaten float suggest vow pledge hope discuss debate review ponder entertain study predict anticipate");
        Add(Bearing.Refuses, "refuse decline deny reject withhold turn");
        Add(Bearing.Advises, "recommend advise");
        Add(Bearing.Gives, "grant issue give sign award extend announce bestow approve order hand deliver");
        Add(Bearing.Receives, "receive get win obtain secure earn gain");
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, (string, Inflection)> Build()
    {
        var forms = new Dictionary<string, (string, Inflection)>(StringComparer.Ordinal);
        // Regular verbs; a doubled consonant is written with a trailing plus.
        foreach (var entry in Set("""
            commute pardon reprieve grant issue sign award extend announce bestow+ approve order hand deliver receive obtain secure earn gain
            shorten reduce slash halve trim+ ask urge lobby press petition beg+ implore call push appeal plead advocate pressure encourage request campaign apply demand
            pray entreat beseech exhort want favor support back convince persuade prompt decide agree move opt+ inspire cause proceed use exercise invoke
            consider weigh mull contemplate plan+ expect promise intend prepare threaten float suggest vow pledge hope discuss debate review ponder entertain study
            predict anticipate refuse decline deny reject turn recommend advise champion endorse sponsor promote highlight present advance
            condemn criticize criticise blast slam+ denounce decry deplore protest oppose lambaste lambast assail rip+ excoriate bemoan lament attack fault rebuke blister
            castigate pan+ deride disapprove object balk scold censure chastise resist praise applaud hail welcome visit help release revoke rescind
            talk vote arrange broker organize organise facilitate lead
            """))
        {
            var doubled = entry.EndsWith('+');
            var verb = entry.TrimEnd('+');
            // "bestow+" would be wrong English: w, x and y are never doubled.
            if (verb[^1] is 'w' or 'x' or 'y')
                doubled = false;
            Regular(forms, verb, doubled);
        }
        foreach (var (lemma, all) in new (string, string)[]
        {
            ("give", "gives gave given giving"), ("get", "gets got gotten getting"), ("win", "wins won winning"), ("seek", "seeks sought seeking"), ("cut", "cuts cutting"),
            ("choose", "chooses chose chosen choosing"), ("lead", "leads led leading"), ("tell", "tells told telling"), ("meet", "meets met meeting"), ("write", "writes wrote written writing"),
            ("fight", "fights fought fighting"), ("take", "takes took taken taking"), ("bring", "brings brought bringing"), ("withhold", "withholds withheld withholding"), ("plead", "pled"),
            ("free", "frees freed freeing"), ("speak", "speaks spoke spoken speaking"),
        })
        {
            forms[lemma] = (lemma, Inflection.Base);
            foreach (var form in all.Split(' '))
                forms[form] = (lemma, form.EndsWith("ing", StringComparison.Ordinal) ? Inflection.Gerund : form.EndsWith('s') ? Inflection.Third : Inflection.Past);
        }
        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Regular(Dictionary<string, (string, Inflection)> forms, string verb, bool doubled)
    {
        forms[verb] = (verb, Inflection.Base);
        var consonantY = verb[^1] == 'y' && !"aeiou".Contains(verb[^2], StringComparison.Ordinal);
        var stem = doubled ? verb + verb[^1] : verb;
        forms[consonantY ? verb[..^1] + "ies" : verb[^1] is 's' or 'x' || verb.EndsWith("sh", StringComparison.Ordinal) || verb.EndsWith("ch", StringComparison.Ordinal) ? verb + "es" : verb + "s"] = (verb, Inflection.Third);
        forms[consonantY ? verb[..^1] + "ied" : verb[^1] == 'e' ? verb + "d" : stem + "ed"] = (verb, Inflection.Past);
        forms[verb[^1] == 'e' ? verb[..^1] + "ing" : stem + "ing"] = (verb, Inflection.Gerund);
    }
}
