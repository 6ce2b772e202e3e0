using Clementia.Casework;

namespace Clementia.Documents.Reading.Prose;

/// <summary>
/// Those who speak without a name, and the ways of giving somebody's words without a verb of speech: "two of the jurors have
/// said", "in her telling", "voiced concern that", "made clear that".
/// </summary>
internal sealed partial class SpeechFinder
{
    private readonly Dictionary<string, Entity> _voices = new(StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_voiceNouns = new(StringComparer.Ordinal)
    {
        "police", "authorities", "authority", "board", "bench", "staff", "crowd", "group", "groups", "kin", "team", "side", "camp", "prosecution", "defense", "defence", "state", "counsel", "clinic", "center", "centre", "project", "union", "association",
        "department", "agency", "ministry", "bureau", "newspaper", "paper", "magazine", "station", "network", "broadcaster", "cellmate", "cellmates", "classmate", "classmates", "schoolmate", "roommate", "bunkmate", "mentor", "mentors", "alumni", "employer", "employers", "boss",
        "petition", "petitions", "application", "filing", "filings", "brief", "briefs", "records", "record", "report", "reports", "review", "study", "indictment", "complaint", "affidavit", "motion", "order", "ruling", "opinion", "decision", "editorial", "lawsuit", "papers", "documents",
        "transcript", "dossier", "file", "files", "memo", "minutes", "evaluation", "evaluations", "majority", "dissent", "panel", "legislature", "jury", "party", "campaign", "congregation", "church", "charity", "nonprofit", "foundation", "coalition",
        "onlookers", "villagers", "townspeople", "protesters", "demonstrators", "attendees", "readers", "viewers", "loved", "in-laws", "teammates", "teammate", "guardians", "guardian", "godmother", "godfather", "foreperson", "forewoman", "bailiff", "trooper", "troopers", "loyalists", "conservatives", "liberals", "progressives", "republicans", "democrats",
        "others", "elders", "mourners", "well-wishers", "detractors", "skeptics", "scholars", "nuns", "nun", "monk", "friar", "imam", "deacon", "foes", "rivals", "trustees", "commissioners", "examiners", "examiner", "auditors", "auditor", "doctors", "clinicians", "clinician", "administrators", "recruits", "troops",
    };

    private static readonly HashSet<string> s_bareVoices = new(StringComparer.Ordinal) { "police", "prosecution", "defense", "defence", "counsel", "kin", "staff", "management" };

    private static readonly HashSet<string> s_stops = new(StringComparer.Ordinal)
    {
        "and", "but", "or", "nor", "that", "because", "when", "while", "as", "if", "since", "although", "though", "after", "before", "who", "which", "whom", "whose", "where", "than", "so", "yet", "then", "until", "unless", "whether", "what", "how", "why", "it", "he", "she", "they", "we", "i", "you", "him", "them", "me", "us",
    };

    private static readonly HashSet<string> s_determiners = new(StringComparer.Ordinal) { "the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your", "some", "several", "many", "two", "three", "four", "five", "six", "seven", "one", "another", "both", "all", "most", "few", "every", "each", "no", "least", "at", "other" };

    private static readonly HashSet<string> s_quantities = new(StringComparer.Ordinal) { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some", "many", "most", "all", "both", "few", "half", "dozens", "hundreds", "scores", "members", "none" };

    private static readonly HashSet<string> s_looseAdjectives = new(StringComparer.Ordinal) { "familiar", "close", "involved", "present", "opposed", "loyal", "sympathetic", "responsible", "there", "here", "inside", "briefed", "alike" };

    /// <summary>The subject of a finite verb of speech that the people of the text do not hold: a common noun for who speaks, or an institution's name.</summary>
    private Mention? Voice(int v, int low, SpeechVerb verb)
    {
        if (verb.Form == VerbForm.Gerund || _tokens[v].Text.Length > 1 && char.IsUpper(_tokens[v].Text[0]) || verb.Form != VerbForm.Past && SpeechVerbs.Nounlike.Contains(_tokens[v].Lower))
            return null;
        var k = v;
        while (k > low && k > v - 6 && IsAdverb(k - 1))
        {
            k--;
            if (verb.Form == VerbForm.Past && _tokens[k].Lower is "is" or "was" or "were" or "are" or "been" or "being" or "be")
                return null;
        }
        if (k > low + 2 && _tokens[k - 1].Kind == TokenKind.Mark && _tokens[k - 1].Text[0] is ',' or ')' or '\u2014' or '\u2013')
            k = Parenthesis(k - 1, low);
        return k <= low ? null : NounPhrase(k, low, plural: verb.Form == VerbForm.Base);
    }

    /// <summary>Where the parenthesis opens that closes at this mark: ", who was not hurt,".</summary>
    private int Parenthesis(int close, int low)
    {
        for (var h = close - 1; h > low && h > close - 30; h--)
        {
            if (_quoteOf[h] != _quoteOf[close] || EndsSentence(h))
                return -1;
            if (_tokens[h].Kind == TokenKind.Mark && _tokens[h].Text[0] is ',' or '(' or '\u2014' or '\u2013' && (_tokens[h + 1].Lower is "who" or "which" or "whose" or "where" or "a" or "an" or "the" or "now" or "then" or "including" or "led" or "based" || EntityFinder.s_prepositions.Contains(_tokens[h + 1].Lower)))
                return h;
        }
        return -1;
    }

    /// <summary>The voice whose noun phrase ends before this token, at the start of a clause; null when it is none.</summary>
    private Mention? NounPhrase(int end, int low, bool plural)
    {
        var from = end;
        while (from > low && from > end - 13 && _quoteOf[from - 1] == _quoteOf[end - 1])
        {
            var token = _tokens[from - 1];
            if (token.Kind == TokenKind.Mark && !token.IsMark('-') || s_stops.Contains(token.Lower) || EntityFinder.s_auxiliaries.Contains(token.Lower) && !token.Is("'s")
                || char.IsLower(token.Text[0]) && SpeechVerbs.Of(token.Lower) is { Form: VerbForm.Past or VerbForm.Present } && !SpeechVerbs.Nounlike.Contains(token.Lower))
                break;
            from--;
        }
        if (from == end || from > low && !(_tokens[from - 1].Kind == TokenKind.Mark || _tokens[from - 1].Lower is "and" or "but" or "that" or "while" or "as" or "because" or "though" or "although" or "when" or "yet" or "so"))
            return null;
        // "On Monday police said": an opening phrase of time is not part of it.
        if (EntityFinder.s_prepositions.Contains(_tokens[from].Lower) && _tokens[from].Lower is not ("at" or "like"))
        {
            var time = from + 1;
            while (time < end && IsTime(time))
                time++;
            if (time == from + 1 || time >= end)
                return null;
            from = time;
        }
        while (from < end && (_tokens[from].Lower is "even" or "only" or "still" or "meanwhile" or "later" or "today" || IsDay(from)))
            from++;
        var several = plural;
        var start = from;
        for (var q = from; q + 1 < end && q < from + 4; q++)
        {
            if (!s_quantities.Contains(_tokens[q].Lower) || !_tokens[q + 1].Is("of"))
                continue;
            several |= _tokens[q].Lower is not ("one" or "none");
            start = q + 2;
            if (_tokens[q].Is("one"))
                several = false;
            break;
        }
        var single = start > from && !several;
        var determined = false;
        while (start < end && (s_determiners.Contains(_tokens[start].Lower) || _tokens[start].Kind == TokenKind.Number))
        {
            determined = true;
            start++;
        }
        if (start >= end)
            return null;
        // Up to the first preposition that is not inside a name.
        var stop = start;
        while (stop < end && !(EntityFinder.s_prepositions.Contains(_tokens[stop].Lower) && !(stop > start && stop + 1 < end && _tokens[stop - 1].IsCapital && _tokens[stop + 1].IsCapital && _tokens[stop].Is("of"))))
            stop++;
        var head = stop - 1;
        if (head > start && s_looseAdjectives.Contains(_tokens[head].Lower))
            head--;
        if (head < start || _tokens[head].Kind != TokenKind.Word)
            return null;
        var lower = _tokens[head].Lower;
        var name = _p.Text[_tokens[start].Start.._tokens[head].End].ReplaceLineEndings(" ").Replace('\u2019', '\'').Replace(" own ", " ", StringComparison.Ordinal);
        var capitals = head > start && _tokens[head].IsCapital;
        for (var i = start; i <= head && capitals; i++)
            capitals = _tokens[i].IsCapital || _tokens[i].Lower is "of" or "for" or "the" or "and" or "on";
        EntityKind kind;
        // A last name that the text does not introduce.
        if (head == start && stop == end && start == from && !determined && _tokens[head].IsCapital && !plural && lower.Length > 2 && char.IsLower(_tokens[head].Text[^1]) && Lexicon.RoleOf(lower) is null && !s_voiceNouns.Contains(lower) && !Lexicon.Openers.Contains(lower) && !Lexicon.NotPersonal.Contains(lower)
            && !Lexicon.Places.Contains(_tokens[head].Text) && !Lexicon.StateNames.Contains(_tokens[head].Text) && !lower.EndsWith("ly", StringComparison.Ordinal) && !IsTime(head) && !lower.EndsWith("ing", StringComparison.Ordinal))
            return new Mention(_tokens[start].Start, _tokens[head].End, start, end, MentionForm.LastName, VoiceOf(_tokens[head].Text, EntityKind.Person), _p.SentenceAt(_tokens[start].Start).Index, false, _tokens[start].Start);
        if (capitals)
        {
            if (Lexicon.IsFirstName(_tokens[start].Text) || Lexicon.Months.Contains(lower) || head - start > 6)
                return null;
            kind = EntityKind.Institution;
        }
        else
        {
            var role = Lexicon.RoleOf(lower);
            if (char.IsUpper(_tokens[head].Text[0]) && head > low && head != from || role is null && !s_voiceNouns.Contains(lower))
                return null;
            var many = role is not null && role != lower || lower is "police" or "authorities" or "people" or "kin" || lower.EndsWith('s') && s_voiceNouns.Contains(lower);
            if (single && role is not null && role != lower)
                name = name[..^lower.Length] + role;
            else if (!many && !determined && !s_bareVoices.Contains(lower) && !(start > low && _tokens[start].Is("'s")) && !name.Contains("'s ", StringComparison.Ordinal))
                return null;
            several |= many && !single;
            kind = several ? EntityKind.Group : EntityKind.Role;
            if (!several && plural)
                return null;
            if (name.Length > 0 && char.IsUpper(name[0]) && start == from && OpensSentence(start) && !_tokens[start].Text.Contains('.', StringComparison.Ordinal) && Lexicon.Openers.Contains(_tokens[start].Lower) | head == start)
                name = char.ToLowerInvariant(name[0]) + name[1..];
        }
        if (!_voices.TryGetValue(name, out var voice))
        {
            foreach (var known in _p.Entities)
            {
                if (string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
                    voice = known;
            }
            voice ??= new Entity(1_000_000 + _voices.Count, kind, name) { IsPlural = several };
            if (kind != EntityKind.Institution)
                voice.Roles.Add(Lexicon.RoleOf(lower) ?? lower);
            _voices[name] = voice;
        }
        return new Mention(_tokens[start].Start, _tokens[head].End, start, end, MentionForm.Role, voice, _p.SentenceAt(_tokens[start].Start).Index, false, _tokens[start].Start);
    }

    /// <summary>Verbs of how a quotation was spoken: they take no clause.</summary>
    private static readonly HashSet<string> s_manner = new(StringComparer.Ordinal) { "laugh", "sigh", "smile", "shrug", "grin", "sob", "weep", "nod", "beam", "chuckle", "snap", "bark", "growl", "gasp", "yell", "scream", "holler", "snort", "wail", "groan", "croak", "chortle", "quote", "cite" };

    private static readonly HashSet<string> s_anybody = new(StringComparer.Ordinal) { "people", "person", "man", "men", "woman", "women", "one", "someone", "others", "official", "officials", "insider", "insiders", "source", "sources" };

    /// <summary>Whom a subject really names: the head before its prepositional phrase, the name in apposition to a role, all of what tells an unnamed person apart.</summary>
    private Mention Refined(Mention mention, int verb, int low)
    {
        // "One of them told the board": one of a group.
        if (mention.Form == MentionForm.Pronoun && _tokens[mention.TokenStart].Is("them") && mention.TokenStart > low + 1 && _tokens[mention.TokenStart - 1].Is("of") && _tokens[mention.TokenStart - 2].Is("one") && mention.Entity is { IsPlural: true } group)
        {
            var of = group.Name.LastIndexOf(' ') + 1;
            return mention with { Entity = VoiceOf(Lexicon.RoleOf(group.Name[of..].ToLowerInvariant()) is { } single ? group.Name[..of] + single : "one of " + group.Name, EntityKind.Role), Form = MentionForm.Role };
        }
        if (mention.Form == MentionForm.Pronoun || mention.Entity is null || mention.Possessive)
            return mention;
        // "Lawyers for Ann Cole, 47, asked", "a spokesman for the U.S. attorney in Hale, Bo Pell, said": what stands behind a preposition is no subject.
        for (var hops = 0; hops < 3; hops++)
        {
            var p = mention.TokenStart - 1;
            while (p > low && _tokens[p].Lower is "the" or "a" or "an" or "his" or "her" or "their")
                p--;
            if (p <= low || _tokens[p].Lower is not ("for" or "of" or "in" or "at" or "from") || _quoteOf[p] != _quoteOf[mention.TokenStart])
                break;
            Mention? head = null;
            for (var h = p; h > low && h > p - 4 && head is null; h--)
            {
                if (_endAt.TryGetValue(h, out var before) && before.TokenStart >= low && !before.Possessive && before.Form is MentionForm.Role or MentionForm.Title or MentionForm.Name or MentionForm.Description && before.Entity is not null)
                    head = before;
                else if (_tokens[h - 1].Kind == TokenKind.Mark)
                    break;
            }
            // A time or place at the start of the clause is none of it: "In Hale, prosecutors said".
            if (head is null || head.TokenStart > low + 1 && EntityFinder.s_prepositions.Contains(_tokens[head.TokenStart - 1].Lower) && _tokens[head.TokenStart - 1].Lower is not ("for" or "of" or "in" or "at" or "from"))
                break;
            mention = head with { TokenEnd = mention.TokenEnd };
        }
        if (mention.Entity is not { Kind: EntityKind.Role or EntityKind.Group or EntityKind.Institution or EntityKind.Unknown } entity)
            return mention;
        var end = Math.Min(verb, _tokens.Length - 1);
        // "her father, Tom, said", "the chair of the committee, Ann Cole, called", "a friend, the rapper Bo Pell, took".
        for (var c = mention.TokenEnd; c < end && c < mention.TokenEnd + 9; c++)
        {
            if (_tokens[c].Kind == TokenKind.Mark && !_tokens[c].IsMark(','))
                break;
            if (!_tokens[c].IsMark(','))
                continue;
            for (var n = c + 1; n < end && n < c + 5; n++)
            {
                if (_startAt.TryGetValue(n, out var name) && name is { Possessive: false, Form: MentionForm.FullName or MentionForm.FirstName or MentionForm.LastName or MentionForm.Name, Entity: { Kind: EntityKind.Person or EntityKind.Unknown } } && name.TokenEnd <= end && (name.TokenEnd == end || _tokens[name.TokenEnd].Kind == TokenKind.Mark))
                    return mention with { Entity = name.Entity, Form = name.Form, Start = name.Start, End = name.End, NameStart = name.NameStart };
                // "her daughter, Yesenia,": a first name that nobody knows.
                if (n == c + 1 && entity.Kind == EntityKind.Role && _tokens[n].IsCapital && _tokens[n].Text.Length > 2 && n + 1 < _tokens.Length && _tokens[n + 1].IsMark(',') && !Lexicon.NotPersonal.Contains(_tokens[n].Lower) && !Lexicon.Openers.Contains(_tokens[n].Lower))
                    return mention with { Entity = VoiceOf(_tokens[n].Text, EntityKind.Person), Form = MentionForm.FirstName, Start = _tokens[n].Start, End = _tokens[n].End, NameStart = _tokens[n].Start };
                if (_tokens[n].Kind != TokenKind.Word || !(n == c + 1 || _startAt.ContainsKey(n) || _endAt.ContainsKey(n) || char.IsLower(_tokens[n].Text[0])))
                    break;
            }
            break;
        }
        // "two people familiar with the talks", "a man who knew her": the head alone tells nobody apart.
        if (mention.Form == MentionForm.Role && s_anybody.Contains(_tokens[mention.TokenEnd - 1].Lower) && mention.TokenEnd < _tokens.Length && (s_looseAdjectives.Contains(_tokens[mention.TokenEnd].Lower) || _tokens[mention.TokenEnd].Lower is "who" or "with" or "in" or "whose"))
        {
            var last = mention.TokenEnd;
            var limit = _p.SentenceAt(mention.Start).TokenEnd;
            while (last < limit && last < mention.TokenEnd + 9 && _tokens[last].Kind == TokenKind.Word && (last < verb && verb > mention.TokenEnd + 1 || verb <= mention.TokenEnd + 1) && !(last > mention.TokenEnd + 1 && _tokens[last].Lower is "have" or "has" or "had" or "who" or "that"))
                last++;
            if (last > mention.TokenEnd + 1)
            {
                var name = _p.Text[mention.Start.._tokens[last - 1].End].ReplaceLineEndings(" ");
                return mention with { Entity = VoiceOf(name, entity.Kind), TokenEnd = last, End = _tokens[last - 1].End };
            }
        }
        return mention;
    }

    private Entity VoiceOf(string name, EntityKind kind)
    {
        if (!_voices.TryGetValue(name, out var voice))
        {
            voice = _p.Entities.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase) || kind == EntityKind.Person && known.First == name) ?? new Entity(1_000_000 + _voices.Count, kind, name);
            _voices[name] = voice;
        }
        return voice;
    }

    /// <summary>"according to the indictment": a source that is no person of the text.</summary>
    private Mention? NounSource(int from, Sentence sentence)
    {
        var end = from;
        while (end < sentence.TokenEnd && end < from + 10 && (_tokens[end].Kind is TokenKind.Word or TokenKind.Number) && !(end > from && s_stops.Contains(_tokens[end].Lower)))
            end++;
        return end > from ? NounPhrase(end, from, plural: false) : null;
    }

    /// <summary>Whom a subject means as a speaker: a pronoun is never the person whom the clause around it names beside it ("Cole, he said, was ...").</summary>
    private Entity? Speaking(Mention mention, Sentence sentence)
    {
        if (mention.Form == MentionForm.Pronoun && _tokens[mention.TokenStart].Lower is "he" or "she" && mention.Entity is { } doubtful && mention.TokenStart > sentence.TokenStart + 1 && _tokens[mention.TokenStart - 1].IsMark(','))
        {
            var gender = _tokens[mention.TokenStart].Is("he") ? Gender.Male : Gender.Female;
            var beside = false;
            for (var i = mention.TokenStart - 2; i >= sentence.TokenStart; i--)
                beside |= _quoteOf[i] < 0 && _startAt.TryGetValue(i, out var inside) && inside.Entity == doubtful && inside.Form is not MentionForm.Pronoun && !inside.Possessive && (inside.TokenStart <= sentence.TokenStart + 1 || _tokens[i - 1].Kind == TokenKind.Mark);
            if (beside)
            {
                if (_lastSpeaker is { } last && last != doubtful && (last.Gender == gender || last.Gender == Gender.Unknown && last.IsPerson))
                    return last;
                for (var i = sentence.TokenStart - 1; i >= 0 && i > sentence.TokenStart - 160; i--)
                {
                    if (_quoteOf[i] < 0 && _startAt.TryGetValue(i, out var other) && other.Entity is { Kind: EntityKind.Person } person && person != doubtful && !other.Possessive && (person.Gender == gender || person.Gender == Gender.Unknown))
                        return person;
                }
                return null;
            }
        }
        return Who(mention);
    }

    /// <summary>Inside a quotation: "He told me that ...", "the warden said ...": what a third person said belongs to that person.</summary>
    private void Inner(Sentence sentence)
    {
        for (var v = sentence.TokenStart + 1; v + 3 < sentence.TokenEnd; v++)
        {
            if (_quoteOf[v] < 0 || _inPost[v] || _tokens[v].Kind != TokenKind.Word || SpeechVerbs.Of(_tokens[v].Lower) is not { Kind: SpeechKind.Say or SpeechKind.Tell, Form: VerbForm.Past or VerbForm.Present } verb || SpeechVerbs.Nounlike.Contains(_tokens[v].Lower) || IsThought(verb.Lemma))
                continue;
            var quote = _p.Quotes[_quoteOf[v]];
            if (quote.Level != 1 || !_byQuote.TryGetValue(quote.Index, out var outer))
                continue;
            if (!_endAt.TryGetValue(v, out var subject) || subject.Possessive || subject.Start < quote.Start || (subject.Form == MentionForm.Pronoun && !(_tokens[subject.TokenStart].Lower is "he" or "she" or "they")))
                continue;
            // Only with "that", or told to somebody: "said" alone inside a quotation is too often the speaker's own story.
            var clause = ClauseBehind(v, verb, sentence, out var to);
            if (clause is not { } c || !(verb.Kind == SpeechKind.Tell || _tokens[v + 1].Is("that") || _tokens[v + 1].Is("back") || subject.Form is not MentionForm.Pronoun) || _quoteOf[_p.TokenAt(c.Start)] != quote.Index)
                continue;
            var end = Math.Min(c.End, quote.End);
            var speaker = subject.Form == MentionForm.Pronoun
                ? subject.Entity is { } meant && meant != outer.Speaker ? meant : NearestOther(outer.Speaker, _p.TokenAt(quote.OuterStart), _tokens[subject.TokenStart].Is("he") ? Gender.Male : Gender.Female)
                : subject.Entity;
            if (speaker is null || speaker == outer.Speaker || end - c.Start < 8)
                continue;
            _found.Add(new Utterance(UtteranceKind.Clause, speaker, verb.Lemma, c.Start, end, _tokens[subject.TokenStart].Start, end, to, outer.Speaker, Confidence.Inferred, $"{outer.Speaker.Name} tells what {speaker.Name} said."));
        }
    }

    // ---- frames without a verb of speech ----

    private static readonly HashSet<string> s_views = new(StringComparer.Ordinal) { "view", "views", "telling", "opinion", "account", "version", "words", "estimation", "judgment", "judgement", "eyes", "reading", "mind", "assessment", "recollection", "memory", "book", "retelling", "phrase" };

    private static readonly HashSet<string> s_light = new(StringComparer.Ordinal)
    {
        "voice", "voiced", "voices", "voicing", "express", "expressed", "expresses", "expressing", "raise", "raised", "raises", "raising", "make", "made", "makes", "making", "give", "gave", "gives", "giving", "given", "offer", "offered", "offers", "offering", "issue", "issued", "issues", "issuing",
        "repeat", "repeated", "repeats", "repeating", "advance", "advanced", "press", "pressed", "air", "aired", "share", "shared", "shares", "sharing", "send", "sent", "deliver", "delivered", "sounded", "sound", "had", "has", "with", "renewed", "stood", "put", "held", "rested",
    };

    private static readonly HashSet<string> s_speechNouns = new(StringComparer.Ordinal)
    {
        "claim", "claims", "assertion", "assertions", "allegation", "allegations", "contention", "argument", "arguments", "suggestion", "insistence", "statement", "promise", "accusation", "view", "complaint", "complaints", "concern", "concerns", "hope", "hopes", "fear", "fears", "regret", "doubt", "doubts",
        "belief", "conviction", "warning", "assurance", "assurances", "point", "case", "word", "opinion", "alarm", "relief", "gratitude", "worry", "worries", "disappointment", "suspicion", "prediction", "charge", "testimony", "theory", "position", "confidence", "surprise", "satisfaction", "frustration", "anger", "finding", "observation", "reminder", "notice", "excuse", "defense", "defence", "explanation", "admission", "denial", "vow", "pledge", "plea", "remark",
    };

    private static readonly HashSet<string> s_stances = new(StringComparer.Ordinal)
    {
        "adamant", "clear", "convinced", "certain", "confident", "insistent", "emphatic", "sure", "worried", "concerned", "grateful", "thankful", "proud", "disappointed", "glad", "angry", "furious", "outraged", "relieved", "sorry", "hopeful", "doubtful", "skeptical", "surprised", "appalled", "dismayed", "unequivocal", "unmoved", "afraid", "amazed", "stunned", "unconvinced", "explicit",
    };

    private static readonly HashSet<string> s_blunt = new(StringComparer.Ordinal)
    {
        "blunt", "clear", "direct", "succinct", "simple", "brief", "unequivocal", "firm", "emphatic", "adamant", "unsparing", "unmoved", "harsher", "plain", "plainly", "bluntly", "simply", "terse", "scathing", "philosophical", "defiant", "unapologetic", "diplomatic", "matter-of-fact", "warning", "message", "answer", "verdict", "view", "point", "question", "argument", "defense", "explanation", "response", "reply", "reaction", "promise", "advice", "complaint", "theory", "reasoning", "conclusion", "harshly", "differently", "way", "kinder", "gentler", "milder", "stronger",
    };

    /// <summary>Frames that give somebody's words at the start or end of a sentence, or by a noun or adjective.</summary>
    private void Frames(Sentence sentence)
    {
        Adjunct(sentence);
        for (var v = sentence.TokenStart + 1; v + 2 < sentence.TokenEnd; v++)
        {
            if (_quoteOf[v] >= 0 || _inPost[v])
                continue;
            // "made clear that", "let it be known (that)", "made it plain that".
            var lower = _tokens[v].Lower;
            var clause = -1;
            string verb = "say";
            if (lower is "made" or "makes" or "making" or "make")
            {
                var a = v + 1;
                if (_tokens[a].Is("it") || IsAdverb(a))
                    a++;
                if (a + 1 < sentence.TokenEnd && _tokens[a].Lower is "clear" or "plain" or "known")
                    clause = a + 1;
            }
            else if (lower is "let" && v + 4 < sentence.TokenEnd && _tokens[v + 1].Is("it") && _tokens[v + 2].Is("be") && _tokens[v + 3].Is("known"))
            {
                clause = v + 4;
            }
            else if (s_stances.Contains(lower) && (_tokens[v + 1].Is("that") || s_subjects.Contains(_tokens[v + 1].Lower) && _tokens[v + 1].Lower is not "who") && Copula(v) is { } copula)
            {
                if (SubjectOf(copula, sentence) is { } feeler)
                    AddFrame(feeler, "say", v + 1, sentence);
                continue;
            }
            else if (s_speechNouns.Contains(lower) && _tokens[v + 1].Is("that") && LightVerb(v, sentence) is { } light)
            {
                if (SubjectOf(light, sentence) is { } owner)
                    AddFrame(owner, s_claimVerbs.GetValueOrDefault(lower, "say"), v + 1, sentence);
                continue;
            }
            // "X was blunt: the commutation was a mistake".
            if (_tokens[v].IsMark(':') && v - sentence.TokenStart is > 1 and < 14 && _quoteOf[v + 1] < 0 && s_blunt.Contains(_tokens[v - 1].Lower))
            {
                if (Teller(sentence.TokenStart, v) is { } teller && Who(teller) is { } who)
                    AddClause(who, teller, "say", v + 1, ClauseEnd(sentence, v + 1), sentence);
                continue;
            }
            if (clause < 0 || SubjectOf(v, sentence) is not { } subject)
                continue;
            if (clause < sentence.TokenEnd && (_tokens[clause].Is("that") || _startAt.ContainsKey(clause) || _tokens[clause].Lower is "the" or "there" or "no" or "this" or "it"))
                AddFrame(subject, verb, clause, sentence);
        }
    }

    /// <summary>Whom the words before a colon or a free-standing quotation show as about to speak: their subject, or whose verdict it is.</summary>
    private Mention? Teller(int low, int end)
    {
        Mention? subject = null;
        for (var i = low; i < end; i++)
        {
            if (_quoteOf[i] >= 0 && _quoteOf[i] != _quoteOf[low] || !_startAt.TryGetValue(i, out var mention) || mention.TokenEnd > end)
                continue;
            if (mention.Possessive)
            {
                for (var n = mention.TokenEnd; n < end && n < mention.TokenEnd + 4; n++)
                {
                    if (s_speechNouns.Contains(_tokens[n].Lower) || _tokens[n].Lower is "verdict" or "answer" or "reaction" or "response" or "reply" or "take" or "words" or "message" or "advice" or "comment" or "question" or "reasoning" or "assessment")
                        return mention;
                }
                continue;
            }
            if (subject is null && (mention.Entity is { IsPerson: true } || mention.Entity is { IsPlural: true } || mention.Form == MentionForm.Pronoun && s_subjects.Contains(_tokens[i].Lower)) && !(i > low && EntityFinder.s_prepositions.Contains(_tokens[i - 1].Lower) && !(i == low + 1 && _tokens[low].Is("for"))))
            {
                subject = mention;
                // The role or the kin first, then the name: "Ames's sister, Corinne Dole, drove all night".
                if (mention.Form == MentionForm.Role && mention.TokenEnd + 1 < end && _tokens[mention.TokenEnd].IsMark(',') && _startAt.TryGetValue(mention.TokenEnd + 1, out var name) && name is { Form: MentionForm.FullName, Possessive: false, Entity: { Kind: EntityKind.Person } })
                    subject = name;
            }
        }
        return subject;
    }

    /// <summary>"To hear X tell it, ...", "In X's telling, ...", "In the view of X, ...", "By X's account, ...", "As X sees it, ...", and ", in X's view."</summary>
    private void Adjunct(Sentence sentence)
    {
        var first = sentence.TokenStart;
        while (first < sentence.TokenEnd && (_tokens[first].Kind == TokenKind.Mark && _quoteOf[first] < 0 || _tokens[first].Lower is "but" or "and" or "yet" or "still"))
            first++;
        for (var i = first; i + 2 < sentence.TokenEnd; i++)
        {
            if (i > first && !_tokens[i - 1].IsMark(',') || _quoteOf[i] >= 0 || _inPost[i])
                continue;
            if (Phrase(i, sentence) is not { } phrase || Who(phrase.Source) is not { } speaker || speaker == TurnSpeaker(i))
                continue;
            if (i == first)
            {
                if (phrase.End < sentence.TokenEnd && _tokens[phrase.End].IsMark(','))
                    AddClause(speaker, phrase.Source, "according to", phrase.End + 1, ClauseEnd(sentence, phrase.End + 1), sentence);
            }
            else if (phrase.End + 3 < sentence.TokenEnd && _tokens[phrase.End].IsMark(','))
            {
                // "Cole, by his account, had come in a skeptic".
                AddClause(speaker, phrase.Source, "according to", phrase.End + 1, ClauseEnd(sentence, phrase.End + 1), sentence);
            }
            else if (phrase.End >= sentence.TokenEnd || EndsWithStop(phrase.End))
            {
                AddClause(speaker, phrase.Source, "according to", first, _tokens[i - 2].End, sentence);
            }
            return;
        }
    }

    private (Mention Source, int End)? Phrase(int i, Sentence sentence)
    {
        var limit = sentence.TokenEnd;
        if (_tokens[i].Is("to") && _tokens[i + 1].Is("hear") && _startAt.TryGetValue(i + 2, out var heard) && heard.TokenEnd + 1 < limit && _tokens[heard.TokenEnd].Lower is "tell" or "describe" or "explain" or "recount")
            return (heard, heard.TokenEnd + 2);
        if (_tokens[i].Is("as") && _startAt.TryGetValue(i + 1, out var seer) && seer.TokenEnd + 1 < limit && _tokens[seer.TokenEnd].Lower is "sees" or "saw" or "tells" or "told" or "puts" or "put" or "describes" or "remembers" or "remembered" or "recalls" or "recalled" or "explained" or "explains" && _tokens[seer.TokenEnd + 1].Is("it"))
            return (seer, seer.TokenEnd + 2);
        if (_tokens[i].Lower is "in" or "by" or "on" or "from")
        {
            var k = i + 1;
            // "in X's own telling", "by her account".
            if (_startAt.TryGetValue(k, out var owner) && owner.Possessive)
            {
                var n = owner.TokenEnd;
                while (n < limit && n < owner.TokenEnd + 3 && (_tokens[n].Is("'s") || _tokens[n].Text is "’s" || _tokens[n].Is("own")))
                    n++;
                if (n < limit && s_views.Contains(_tokens[n].Lower))
                    return (owner, n + 1);
            }
            if (_tokens[k].Is("the") && k + 2 < limit && s_views.Contains(_tokens[k + 1].Lower) && _tokens[k + 2].Is("of") && (SourceOf(k + 3) is { } known && known.TokenStart <= k + 5 ? known : NounSource(k + 3, sentence)) is { } source)
            {
                var end = source.TokenEnd;
                // The role, then the name; an apposition.
                if (_startAt.TryGetValue(end, out var named) && named.Entity == source.Entity)
                    (source, end) = (named, named.TokenEnd);
                while (end < limit && !_tokens[end].IsMark(',') && !EndsWithStop(end))
                    end++;
                return (source, end);
            }
        }
        return null;
    }

    private int? Copula(int adjective)
    {
        var k = adjective - 1;
        while (k > 0 && k > adjective - 4 && (IsAdverb(k) && !EntityFinder.s_auxiliaries.Contains(_tokens[k].Lower) || _tokens[k].Lower is "very" or "so" or "more" or "equally" or "quite"))
            k--;
        return _tokens[k].Lower is "was" or "is" or "were" or "are" or "be" or "been" or "remained" or "remains" or "'s" or "'re" or "felt" or "feels" ? k : null;
    }

    /// <summary>"voiced deep concern that": the verb whose object the noun of speech is.</summary>
    private int? LightVerb(int noun, Sentence sentence)
    {
        for (var k = noun - 1; k > sentence.TokenStart && k > noun - 6; k--)
        {
            if (s_light.Contains(_tokens[k].Lower))
                return _tokens[k].Is("with") ? null : k;
            if (_tokens[k].Kind == TokenKind.Mark || _tokens[k].Is("'s") || EntityFinder.s_prepositions.Contains(_tokens[k].Lower) || _startAt.TryGetValue(k, out var mention) && mention.Form != MentionForm.Role)
                return null;
        }
        return null;
    }

    private Mention? SubjectOf(int verb, Sentence sentence)
    {
        var form = _tokens[verb].Lower.EndsWith("ing", StringComparison.Ordinal) ? VerbForm.Gerund : VerbForm.Present;
        var asked = new SpeechVerb("say", SpeechKind.Say, form);
        return (Subject(verb, sentence.TokenStart, asked)?.Mention) is { } subject && (subject.Entity?.IsPerson ?? true) | (subject.Entity?.IsPlural ?? false) | subject.Entity?.Kind is EntityKind.Institution or EntityKind.Unknown ? subject : null;
    }

    private void AddFrame(Mention subject, string verb, int from, Sentence sentence)
    {
        if (Who(subject) is not { } speaker || speaker == TurnSpeaker(subject.TokenStart))
            return;
        var i = _tokens[from].Is("that") ? from + 1 : from;
        if (i + 2 < sentence.TokenEnd)
            AddClause(speaker, subject, verb, i, ClauseEnd(sentence, i), sentence);
    }

    private void AddClause(Entity speaker, Mention source, string verb, int from, int end, Sentence sentence)
    {
        var start = _tokens[from].Start;
        if (end - start < 12 || Covered((start, end), speaker))
            return;
        // One whole quotation in it is a statement already.
        if (_quoteOf[from] >= 0 && _p.Quotes[_quoteOf[from]].OuterEnd >= end - 1)
            return;
        _found.Add(new Utterance(UtteranceKind.Clause, speaker, verb, start, end, sentence.Start, sentence.End, null, TurnSpeaker(from), Sure(source), $"The sentence gives these as the words or view of \"{Words(source)}\".{How(source, speaker)}"));
        Spoke(speaker, end);
    }
}
