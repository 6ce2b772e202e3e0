using System.Collections.Frozen;

namespace Clementia.Documents.Reading.Prose;

/// <summary>How a verb of speech takes what is said.</summary>
internal enum SpeechKind
{
    /// <summary>say, claim, argue: a that-clause or a quotation.</summary>
    Say,
    /// <summary>tell, inform, assure: an addressee, then a clause.</summary>
    Tell,
    /// <summary>vow, promise, refuse, urge, ask: often "to do".</summary>
    Commit,
    /// <summary>call, describe, label: an object and what it is said to be.</summary>
    Judge,
    /// <summary>accuse, blame, criticize, praise: an object, with "of" or "for".</summary>
    Blame,
    /// <summary>admit, acknowledge, accept, deny: a clause, a gerund or a noun.</summary>
    Own,
}

/// <summary>A form of a verb of speech.</summary>
/// <param name="Lemma">"say".</param>
/// <param name="Kind">How it takes what is said.</param>
/// <param name="Form">past (said; also past participle), present (says), base (say), gerund (saying).</param>
internal readonly record struct SpeechVerb(string Lemma, SpeechKind Kind, VerbForm Form);

/// <summary>The form of an English verb.</summary>
internal enum VerbForm
{
    /// <summary>say.</summary>
    Base,
    /// <summary>says.</summary>
    Present,
    /// <summary>said.</summary>
    Past,
    /// <summary>saying.</summary>
    Gerund,
}

/// <summary>English verbs of speech and their forms.</summary>
internal static class SpeechVerbs
{
    private static readonly FrozenDictionary<string, SpeechVerb> s_forms = Build();

    /// <summary>Forms that are as often nouns: as verbs they need a subject right before them.</summary>
    public static readonly FrozenSet<string> Nounlike = """
        point points post posts text texts message messages report reports comment comments note notes claims claim question questions answer answers counter estimate estimates caution tweet tweets reply remark
        remarks attack attacks request requests call calls joke offer offers demand demands state states brand label mention fault praise express hint promise pledge dispute defend challenge rip echo
        stress blast begin begins beginning continue continues continuing tout champion welcome blog posted
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static SpeechVerb? Of(string lower) => s_forms.TryGetValue(lower, out var verb) ? verb : null;

    private static FrozenDictionary<string, SpeechVerb> Build()
    {
        var forms = new Dictionary<string, SpeechVerb>(StringComparer.Ordinal);
        void Add(SpeechKind kind, string lemmas)
        {
            foreach (var lemma in lemmas.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                var (present, past, gerund) = Inflect(lemma);
                forms[lemma] = new(lemma, kind, VerbForm.Base);
                forms[present] = new(lemma, kind, VerbForm.Present);
                forms[gerund] = new(lemma, kind, VerbForm.Gerund);
                foreach (var form in past.Split('|'))
                    forms[form] = new(lemma, kind, VerbForm.Past);
            }
        }
        Add(SpeechKind.Say, """
            say state add point claim argue insist assert declare contend maintain note explain write tweet retweet post reply respond answer report suggest
            predict reveal disclose recall remark observe comment stress emphasize emphasise underscore highlight testify complain joke quip boast brag exclaim shout cry
            repeat reiterate allege announce proclaim opine muse lament mention hint imply continue conclude caution estimate marvel gush
            reckon retort counter begin echo express message text blog recount
            believe think feel remember recollect speculate theorize reason posit attest profess stipulate relate signal confide whisper mutter murmur interject
            elaborate clarify specify underline avow bemoan fume rail scoff sneer deadpan enthuse rejoice volunteer surmise conjecture vent find
            """);
        Add(SpeechKind.Tell, "tell inform assure remind warn notify advise convince persuade");
        Add(SpeechKind.Commit, "vow promise pledge urge ask beg plead request demand recommend propose refuse decline encourage invite swear agree offer implore entreat exhort");
        Add(SpeechKind.Judge, "call refer label brand dub describe characterize characterise deem portray depict pronounce");
        Add(SpeechKind.Blame, "accuse blame criticize criticise condemn denounce blast slam praise applaud decry rip attack mock ridicule hail fault rebuke castigate lambast lambaste commend laud defend thank congratulate chide tout champion question challenge dismiss reject welcome credit salute deride scold fault savage assail pan lambaste berate pillory excoriate hail cheer decry bash");
        Add(SpeechKind.Own, "admit acknowledge concede confess deny confirm accept apologize apologise dispute refute");
        // What is as often a noun counts in the forms that are verbs alone.
        void Told(SpeechKind kind, string lemmas)
        {
            foreach (var lemma in lemmas.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                var (_, past, gerund) = Inflect(lemma);
                forms[gerund] = new(lemma, kind, VerbForm.Gerund);
                foreach (var form in past.Split('|'))
                    forms[form] = new(lemma, kind, VerbForm.Past);
            }
        }
        Told(SpeechKind.Say, "rule quote cite laugh sigh smile shrug grin sob weep nod beam chuckle snap bark growl gasp yell scream holler snort wail groan croak chortle");
        Told(SpeechKind.Commit, "press lobby counsel vote");
        forms["quotes"] = new("quote", SpeechKind.Say, VerbForm.Present);
        forms["laughs"] = new("laugh", SpeechKind.Say, VerbForm.Present);
        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static (string Present, string Past, string Gerund) Inflect(string lemma)
    {
        var past = lemma switch
        {
            "say" => "said",
            "tell" => "told",
            "write" => "wrote|written",
            "begin" => "began|begun",
            "swear" => "swore|sworn",
            "plead" => "pleaded|pled",
            "beg" => "begged",
            "quip" => "quipped",
            "brag" => "bragged",
            "slam" => "slammed",
            "rip" => "ripped",
            "blog" => "blogged",
            "dub" => "dubbed",
            "admit" => "admitted",
            "refer" => "referred",
            "think" => "thought",
            "weep" => "wept",
            "sob" => "sobbed",
            "nod" => "nodded",
            "grin" => "grinned",
            "shrug" => "shrugged",
            "snap" => "snapped",
            "feel" => "felt",
            "find" => "found",
            "pan" => "panned",
            _ => lemma[^1] == 'e' ? lemma + "d" : lemma[^1] == 'y' && !"aeou".Contains(lemma[^2]) ? lemma[..^1] + "ied" : lemma + "ed",
        };
        var present = lemma[^1] == 'y' && !"aeou".Contains(lemma[^2]) ? lemma[..^1] + "ies"
            : lemma.EndsWith('s') || lemma.EndsWith("sh", StringComparison.Ordinal) || lemma.EndsWith("ch", StringComparison.Ordinal) || lemma.EndsWith('x') ? lemma + "es" : lemma + "s";
        var stem = past.Split('|')[0];
        var gerund = lemma[^1] == 'e' && !lemma.EndsWith("ee", StringComparison.Ordinal) ? lemma[..^1] + "ing"
            : stem.Length == lemma.Length + 3 && stem.EndsWith("ed", StringComparison.Ordinal) ? stem[..^2] + "ing"
            : lemma == "begin" ? "beginning" : lemma + "ing";
        return (present, past, gerund);
    }
}
