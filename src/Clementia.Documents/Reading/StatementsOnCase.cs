using System.Text.RegularExpressions;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading;

/// <summary>
/// Decides whether an utterance is on the case: it mentions the petitioner, clemency, or the criminal case, or it answers
/// what the words around it say of them. Nearness decides, not the topic of the document alone, so that a guest's
/// politics in an article on a pardon stay out.
/// </summary>
internal sealed class Relevance
{
    private readonly Prose.Prose _p;
    private readonly int[] _petitionerAt;
    private readonly int[] _clemencyAt;
    private readonly int[] _caseAt;
    private readonly HashSet<Entity> _petitioners;
    private readonly bool _focused;
    private readonly bool _bare;
    private readonly bool _court;
    private int _lastOnCase = -10;

    private static readonly HashSet<string> s_writings = new(StringComparer.Ordinal) { "report", "study", "review", "editorial", "article", "law", "survey", "poll", "analysis", "opinion", "decision", "ruling", "documentary" };

    public Relevance(Prose.Prose prose)
    {
        _p = prose;
        _petitioners = [.. prose.Petitioners];
        _petitionerAt = [.. prose.Mentions.Where(m => prose.Resolve(m) is { } e && _petitioners.Contains(e)).Select(m => m.Start)];
        var clemency = new List<int>();
        var cases = new List<int>();
        foreach (var token in prose.Tokens)
        {
            if (token.Kind != TokenKind.Word)
                continue;
            if (Clemency.IsWord(token.Lower) || token.Lower is "decision" or "decisions")
                clemency.Add(token.Start);
            else if (Clemency.IsCaseWord(token.Lower))
                cases.Add(token.Start);
        }
        _clemencyAt = [.. clemency];
        _caseAt = [.. cases];
        // Where nobody is named as petitioner (a commutation of all death sentences), the words of the criminal case stand in.
        if (_petitioners.Count == 0 && clemency.Count > 0)
            _petitionerAt = [.. cases];
        // A document is focused when the petitioner or clemency comes up all through it.
        var words = Math.Max(1, prose.Tokens.Length);
        _focused = (_petitionerAt.Length + _clemencyAt.Length) * 40 >= words || _petitioners.Count > 0 && (_petitionerAt.Length + _clemencyAt.Length + _caseAt.Length) * 45 >= words || _petitionerAt.Length >= 3 && words < 900;
        _court = IsCourtPaper(prose.Text, words);
        // A post, or a fragment that names neither petitioner nor clemency, was filed for what is said in it.
        _bare = string.Equals(prose.Context.Kind, "tweet", StringComparison.OrdinalIgnoreCase) || (_petitionerAt.Length + _clemencyAt.Length == 0 && words < 150);
    }

    public bool IsOnCase(Utterance u, out string? about)
    {
        about = About(u);
        var on = _court ? InCourtPaper(u) : _bare || Judge(u);
        if (on)
            _lastOnCase = _p.Paragraphs[_p.SentenceAt(u.Start).Paragraph].Index;
        return on;
    }

    // Reporters, statutes and records as lawyers cite them.
    private static readonly Regex s_law = new(@"\b\d+ (?:U\. ?S\.|F\. ?(?:2d|3d|4th)|F\. ?Supp|S\. ?Ct\.|L\. ?Ed|So\.|P\. ?(?:2d|3d)|N\. ?[EWY]\.|S\. ?[EW]\.|A\. ?(?:2d|3d)|Cal\.|WL) |\bU\.S\.C\.|\bId\.(?: at|,)|\bF(?:ed)?\. ?R\. ?(?:Crim|Civ|App|Evid)|\b[A-Z]\w+ v\. [A-Z]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly HashSet<string> s_parties = new(StringComparer.Ordinal) { "defendant", "petitioner", "movant", "prisoner", "inmate", "applicant" };

    /// <summary>Whether a text is an opinion, a brief or a motion: it cites law all through.</summary>
    private static bool IsCourtPaper(string text, int words)
    {
        var cited = s_law.Count(text);
        return cited >= 6 && cited * 250 >= words;
    }

    /// <summary>
    /// In an opinion or a brief most that is quoted or reported is law: other cases, statutes, what a court holds of them. On
    /// this case is what names the petitioner or the clemency and is not drawn from an authority that is cited for it.
    /// </summary>
    private bool InCourtPaper(Utterance u)
    {
        if (u.Kind == UtteranceKind.Instrument)
            return true;
        var party = Any(_petitionerAt, u.Start, u.End) || Any(_clemencyAt, u.Start, u.End) || _petitioners.Contains(u.Speaker);
        for (var i = _p.TokenAt(u.Start); i < _p.Tokens.Length && _p.Tokens[i].End <= u.End && !party; i++)
            party = s_parties.Contains(_p.Tokens[i].Lower) && i > 0 && !(_p.Tokens[i - 1].Lower is "a" or "an" or "any" or "no" or "every" or "each");
        if (!party || u.Kind != UtteranceKind.Turn && s_law.IsMatch(_p.Text[u.Start..u.End]))
            return false;
        // "..." United States v. Cole, 530 U.S. 466: the words are the authority's.
        var behind = Math.Min(_p.Text.Length, u.End + 90);
        return u.Kind != UtteranceKind.Quotation || !s_law.IsMatch(_p.Text[u.End..behind]);
    }

    private bool Judge(Utterance u)
    {
        var petitioner = Any(_petitionerAt, u.Start, u.End);
        var clemency = Any(_clemencyAt, u.Start, u.End);
        var @case = Any(_caseAt, u.Start, u.End);
        if (u.Kind is UtteranceKind.Instrument)
            return true;
        if (petitioner || clemency)
            return true;
        // What somebody thinks or a study finds must itself name the petitioner or the clemency.
        if (u.Verb is "believe" or "think" or "feel" or "find" or "remember" || u.Kind == UtteranceKind.Clause && u.Speaker.Roles.Overlaps(s_writings))
            return false;
        if (_petitioners.Contains(u.Speaker) && (u.Kind == UtteranceKind.Clause || @case))
            return true;
        // What frames it: the sentence of the attribution.
        var framed = Any(_petitionerAt, u.FrameStart, u.FrameEnd) || Any(_clemencyAt, u.FrameStart, u.FrameEnd);
        if (u.Kind == UtteranceKind.Post)
            return _focused || @case;
        if (framed && u.FrameStart != int.MaxValue)
            return true;
        if (@case && _focused)
            return true;
        var paragraph = _p.Paragraphs[_p.SentenceAt(u.Start).Paragraph];
        if (u.Kind == UtteranceKind.Turn)
            return _focused && u.End - u.Start > 15 && (@case || !Closing(u)) && (Any(_petitionerAt, Math.Max(0, u.Start - 900), u.End) || Any(_clemencyAt, Math.Max(0, u.Start - 900), u.End) || paragraph.Index - _lastOnCase <= 2);
        // The paragraph, and the one before it, are about the petitioner or clemency.
        var here = Any(_petitionerAt, paragraph.Start, paragraph.End) || Any(_clemencyAt, paragraph.Start, paragraph.End);
        if (here && _focused)
            return true;
        var before = paragraph.Index > 0 ? _p.Paragraphs[paragraph.Index - 1] : paragraph;
        var near = Any(_petitionerAt, before.Start, before.End) || Any(_clemencyAt, before.Start, before.End);
        // One reaction after another: the one before was on the case, and this one changes no subject.
        return _focused && (near || paragraph.Index - _lastOnCase <= 2);
    }

    /// <summary>Greetings, thanks and breaks belong to the broadcast.</summary>
    private bool Closing(Utterance u)
    {
        for (var i = _p.TokenAt(u.Start); i < _p.Tokens.Length && _p.Tokens[i].End <= u.End && i < _p.TokenAt(u.Start) + 30; i++)
        {
            if (_p.Tokens[i].Lower is "thank" or "thanks" or "break" or "welcome" or "goodbye" or "bye" or "afternoon" or "evening" or "morning" or "stay" && u.End - u.Start < 320)
                return true;
        }
        return false;
    }

    /// <summary>In a few words: whom or what of the case it mentions.</summary>
    private string? About(Utterance u)
    {
        string? who = null;
        foreach (var mention in _p.MentionsIn(u.Start, u.End))
        {
            if (_p.Resolve(mention) is { } e && _petitioners.Contains(e))
            {
                who = e.Last ?? e.Name;
                break;
            }
        }
        string? what = null;
        for (var i = _p.TokenAt(u.Start); i < _p.Tokens.Length && _p.Tokens[i].End <= u.End && what is null; i++)
        {
            what = _p.Tokens[i].Lower switch
            {
                "pardon" or "pardons" or "pardoned" or "pardoning" => "the pardon",
                "commute" or "commuted" or "commutes" or "commuting" or "commutation" or "commutations" => "the commutation",
                "clemency" or "mercy" => "clemency",
                "decision" or "action" => "the decision",
                "sentence" or "sentenced" or "sentencing" => "the sentence",
                "conviction" or "convicted" or "verdict" => "the conviction",
                "trial" or "jury" or "judge" => "the trial",
                "prison" or "jail" => "prison",
                "offense" or "crime" or "crimes" or "guilty" => "the offense",
                _ => null,
            };
        }
        return (who, what) switch
        {
            (not null, not null) => $"{what}, {who}",
            (not null, null) => who,
            (null, not null) => what,
            _ => null,
        };
    }

    private static bool Any(int[] starts, int from, int to)
    {
        var at = Array.BinarySearch(starts, from);
        if (at < 0)
            at = ~at;
        return at < starts.Length && starts[at] < to;
    }
}

/// <summary>Reads from the words of a statement whether it leans for or against the clemency.</summary>
internal static class Stances
{
    private static HashSet<string> Set(string words) => [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string> s_for = Set("""
        mercy merciful deserve deserves deserved deserving grateful thankful thank thanks thanked applaud applauds applauded praise praised commend compassion compassionate unfair unfairly unjust injustice excessive excessively egregious harsh draconian cruel ridiculous
        remorse remorseful changed transformed courageous brave bravest dizzy miracle paid second-chance prayed prayers answered relieved delighted elated ecstatic tears supports supported backs favors pleased disproportionate overdue relief overjoyed joy happy glad thrilled beautiful heroic hero redemption redeemed rehabilitated forgiveness persecuted persecution witch railroaded wrongly wrongful freed courage courageous incredible blessing bless hope celebrate welcomed welcome honor honored justified hunt victory hoax sham innocent innocence patriot admirable worthy suffered save saved saves heroes agree
        """);

    private static readonly HashSet<string> s_against = Set("""
        outrageous mistake dangerous shameful disgrace disgraceful disgusting corrupt corruption corrupted betrayal treachery traitor dishonor unconscionable appalling appalled insult slap undermine undermines undermining undermined kingpin wrong
        killer murderer predator spits contempt coward cowardly stinks reeks favoritism joke sellout furious hate hates cheapens laughing travesty farce sham-pardon recklessly reckless weakens encourages rewarding rewards reward unrepentant remorseless unprecedented cronyism crony cronies condemn condemns condemned oppose opposes opposed reject rejected racism racist mockery lawless lawlessness impunity threat threatens endangered obstruct obstructed historic flout reprehensible disrespect erodes eroding damaging
        """);

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;

    // Turns of speech in which people welcome an act of mercy, and in which they resent it.
    private static readonly Regex s_welcoming = new(@"\b(free at last|coming home|(?:is|are|was|be) (?:finally )?(?:home|free)\b|second chances?|(?:paid|repaid) (?:his|her|their|a|the) (?:debt|price)|(?:punished|served|suffered|been through) (?:\w+ )?enough|too long|far too (?:long|much|harsh)|overdue|(?:about|high) time|should(?:n't| not| never) (?:be|have been) (?:there|here|in prison|behind|sentenced|convicted|charged|prosecuted)|you should not be here|welcome home|thank(?:s| you)|justice (?:was|has been|is|had been) (?:done|served)|the right thing|model (?:prisoner|inmate)|never (?:gave|given) up|first-time offender|non-?violent|no (?:violence|gun|prior record)|not a single (?:write-?up|infraction|disciplinary)|rehabilitated|(?:great|good|wonderful|remarkable|decent) (?:man|woman|american|person|human)|out of (?:line|proportion)|dragged through|weaponized|railroaded|set-?up|witch ?hunt|no choice|regretted|make it make sense|forgive[ns]?|forgave)\b", Options);

    private static readonly Regex s_resenting = new(@"\b(slap in the face|sp(?:it|its|at|itting) (?:in|on)|(?:gift|present|christmas present) to|free pass|get[- ]out[- ]of[- ]jail|wrong (?:message|signal)|(?:bad|dark|sad|black) day for|ashamed|heartsick|sick(?:ened)? (?:about|to|by)|absurd|above the law|two systems|soft on crime|never once (?:said|apologi[sz]ed|asked)|no remorse|(?:what|how) about (?:the|his|her|my|our) (?:victims?|famil\w+|brother|sister|son|daughter|father|mother)|still (?:dead|gone|in the ground)|should have (?:stayed|served|died)|belongs? (?:in|behind)|rot in|dressed up as|for sale|(?:took|take|taken) (?:back )?(?:the|our|that) verdict|guest list|famous friends?|does(?:n't| not) get|will(?:n't| not) get|hide in|garden-variety|outside the scope|turn(?:s|ed)? (?:his|her|its) back|let(?:s|ting)? (?:him|her|them) off|nobody asked (?:us|me)|flashlight is legal)\b", Options);

    private static readonly Regex s_onClemency = new(@"\b(pardon\w*|commut\w+|clemency|mercy|merciful|reprieve\w*|decision|releas\w+|freed|freedom|sentence\w*|punish\w*|deserv\w+|second chance|execut\w+|forgiv\w+|home|parole|proclamation)\b", Options);

    /// <summary>Whether words are on the clemency itself, not only on the person or the crime.</summary>
    public static bool IsOnClemency(string words) => s_onClemency.IsMatch(words);

    /// <summary>Whether a role is on the petitioner's side: lawyer or kin.</summary>
    public static bool IsSide(string phrase)
    {
        var head = phrase[(phrase.LastIndexOf(' ') + 1)..].ToLowerInvariant();
        return Lexicon.RoleOf(head) is "attorney" or "lawyer" or "counsel" or "family" or "mother" or "father" or "sister" or "brother" or "wife" or "husband" or "son" or "daughter" or "uncle" or "aunt" or "supporter" or "advocate" or "friend" or "cousin";
    }

    private static bool Near(Prose.Prose prose, Utterance u, string stem)
    {
        for (var i = prose.TokenAt(u.Start); i < prose.Tokens.Length && prose.Tokens[i].End <= u.End; i++)
        {
            if (prose.Tokens[i].Lower.StartsWith(stem, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>What the attribution and the sentence before it say of the speaker's side: above zero for, below against.</summary>
    private static int Around(Prose.Prose prose, Utterance u)
    {
        if (u.Kind is UtteranceKind.Turn or UtteranceKind.Post || u.FrameStart == int.MaxValue)
            return 0;
        var sign = 0;
        var at = prose.SentenceAt(Math.Min(u.FrameStart, u.Start));
        for (var i = prose.TokenAt(Math.Min(u.FrameStart, u.Start)); i < prose.Tokens.Length && prose.Tokens[i].Start < u.FrameEnd; i++)
        {
            if (prose.Tokens[i].Start >= u.Start && prose.Tokens[i].End <= u.End)
                continue;
            var lower = prose.Tokens[i].Lower;
            if (lower is "behalf" or "supporter" or "supports" or "supporting" or "advocate" or "advocated" or "championed" or "praised" or "praising" or "applauded" or "welcomed" or "cheered" or "hailed")
                sign++;
            else if (lower is "critic" or "opposed" or "opposes" or "opponent" or "denounced" or "denouncing" or "condemned" or "criticized" or "blasted" or "slammed" or "fought" or "outraged" or "angry" or "objected" or "objects")
                sign--;
        }
        if (sign == 0 && at.Index > 0)
        {
            var before = prose.Sentences[at.Index - 1];
            if (before.TokenEnd - before.TokenStart < 16 && before.Paragraph == at.Paragraph)
            {
                for (var i = before.TokenStart; i < before.TokenEnd; i++)
                {
                    if (prose.Tokens[i].Lower is "condemnation" or "outrage" or "backlash" or "criticism" or "fury" or "furious" or "denounced" or "condemned")
                        sign--;
                    else if (prose.Tokens[i].Lower is "praise" or "applause" or "cheers" or "rejoiced" or "celebrated" or "praised" or "cheered" && i == before.TokenEnd - 2)
                        sign++;
                }
            }
            if (sign == 0 && before.TokenEnd - before.TokenStart < 16 && prose.QuoteAt(before.Start) is null && prose.Tokens[before.TokenStart].Lower is "not" or "but" && HasAny(prose, before))
                sign--;
        }
        return sign;
    }

    /// <summary>"Not everyone cheered", "But not all were pleased".</summary>
    private static bool HasAny(Prose.Prose prose, Sentence sentence)
    {
        for (var i = sentence.TokenStart; i + 1 < sentence.TokenEnd; i++)
        {
            if (prose.Tokens[i].Is("not") && prose.Tokens[i + 1].Lower is "everyone" or "everybody" or "all" or "every")
                return true;
        }
        return false;
    }

    public static Casework.Stance Of(Prose.Prose prose, Utterance u)
    {
        if (u.Kind == UtteranceKind.Instrument)
            return Casework.Stance.Support;
        var (pro, contra) = (0, 0);
        var negated = 0;
        for (var i = prose.TokenAt(u.Start); i < prose.Tokens.Length && prose.Tokens[i].End <= u.End; i++)
        {
            var lower = prose.Tokens[i].Lower;
            if (lower is "not" or "no" or "never" or "n't" or "cannot" or "without" || lower.EndsWith("n't", StringComparison.Ordinal))
                negated = 8;
            var sign = s_for.Contains(lower) ? 1 : s_against.Contains(lower) ? -1 : 0;
            // "The pardon is wrong" is against it; "the jury got it wrong" is not.
            if (lower is "wrong" or "mistake" && !(Near(prose, u, "pardon") || Near(prose, u, "commut") || Near(prose, u, "clemency") || Near(prose, u, "decision") || Near(prose, u, "release") || lower is "mistake" && !Near(prose, u, "my")))
                sign = lower == "mistake" ? -1 : 0;
            // "I would have preferred", "she would have supported": another outcome.
            if (lower is "preferred" or "supported" or "liked" && i > 1 && prose.Tokens[i - 1].Is("have") && prose.Tokens[i - 2].Lower is "would" or "'d")
                sign = -1;
            // "an abuse of power"; not the abuse that a petitioner suffered.
            if (lower is "abuse" or "abuses" or "abused" && (i + 2 < prose.Tokens.Length && prose.Tokens[i + 2].Is("power") || i + 3 < prose.Tokens.Length && prose.Tokens[i + 3].Is("power")))
                sign = -1;
            if (sign != 0 && negated > 0)
                sign = -sign;
            negated--;
            if (sign > 0)
                pro++;
            else if (sign < 0)
                contra++;
        }
        var words = prose.Text[u.Start..u.End];
        pro += 2 * s_welcoming.Count(words);
        contra += 2 * s_resenting.Count(words);
        // The words around the quotation: "who wrote on his behalf", "a critic of the pardon", "Not everyone was pleased".
        var around = Around(prose, u);
        if (around > 0)
            pro++;
        else if (around < 0)
            contra++;
        if (u.Verb is "condemn" or "denounce" or "blast" or "slam" or "criticize" or "criticise" or "decry" or "rip" or "attack" or "lambast" or "lambaste" or "castigate" or "rebuke")
            contra += 2;
        else if (u.Verb is "praise" or "applaud" or "hail" or "commend" or "laud" or "thank" or "congratulate" or "welcome" or "defend" or "urge" or "plead" or "beg" or "recommend")
            pro += 2;
        // What petitioners say against themselves is remorse, not opposition.
        if (prose.IsPetitioner(u.Speaker))
            contra = 0;
        if (pro == contra)
        {
            // Who grants, or pleads for, the petitioner speaks for it unless the words say otherwise.
            if (pro == 0 && u.IsDirect && (prose.IsPetitioner(u.Speaker) is false && u.Speaker.Roles.Contains("president")))
                return Casework.Stance.Support;
            return Casework.Stance.None;
        }
        return pro > contra ? Casework.Stance.Support : Casework.Stance.Oppose;
    }
}
