namespace Clementia.Documents.Reading.Facts;

/// <summary>Whose fact it is.</summary>
internal enum Whose
{
    /// <summary>A petitioner's.</summary>
    Petitioner,
    /// <summary>Someone else's.</summary>
    Other,
    /// <summary>That of people in general ("3,000 inmates").</summary>
    Group,
    /// <summary>The words name nobody.</summary>
    Unsaid,
}

/// <summary>A person mentioned in a sentence.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="End">Offset behind the last character.</param>
/// <param name="Whose">Petitioner, other or group.</param>
/// <param name="Name">The petitioner's last name, or null.</param>
/// <param name="IsName">A name; false for a pronoun or a noun.</param>
/// <param name="IsPossessive">"his", "Johnson's".</param>
/// <param name="Convict">For a pronoun that grammar gives to another: the petitioner's last name, when only the petitioner fits a verb of the criminal law; "" when the text has one petitioner without a name.</param>
/// <param name="IsRole">Someone known only by what they do ("the 29-year-old soldier").</param>
/// <param name="IsOfficial">A judge, a prosecutor, a governor or a president: who sentences and grants, and is not sentenced.</param>
internal readonly record struct Party(int Start, int End, Whose Whose, string? Name, bool IsName, bool IsPossessive, string? Convict = null, bool IsRole = false, bool IsOfficial = false);

/// <summary>Whose, and the petitioner's last name where the text treats several.</summary>
internal readonly record struct Owner(Whose Whose, string? Name)
{
    public static Owner Unsaid => new(Whose.Unsaid, null);
}

/// <summary>
/// One sentence with the people in it, and the questions a reader asks: who is the subject of this verb, whose sentence is
/// this? All answers come from word order alone, in one pass to the left or right.
/// </summary>
internal sealed class SentenceScene
{
    private readonly Words _words;
    private readonly List<Party> _parties;

    public SentenceScene(Words words, int start, int end, List<Party> parties)
    {
        _words = words;
        _parties = parties;
        Start = start;
        End = end;
        First = words.At(start);
        Last = words.At(end);
        if (Last < words.Count && words[Last].Start < end)
            Last++;
    }

    public int Start { get; }

    public int End { get; }

    /// <summary>Index of the first token.</summary>
    public int First { get; }

    /// <summary>Index behind the last token.</summary>
    public int Last { get; }

    public Words Words => _words;

    public IReadOnlyList<Party> Parties => _parties;

    /// <summary>Whether the question is about crime and punishment: then a pronoun that may mean the petitioner does.</summary>
    public bool IsCriminal { get; set; }

    private Owner Of(Party party) => IsCriminal && party.Convict is { } convict ? new(Whose.Petitioner, convict.Length > 0 ? convict : null) : new(party.Whose, party.Name);

    private static readonly HashSet<string> s_auxiliaries = new(StringComparer.Ordinal)
    {
        "was", "were", "is", "are", "be", "been", "being", "had", "has", "have", "having", "got", "gets", "did", "would", "will", "could", "should", "must", "may", "might",
    };

    private static readonly HashSet<string> s_adverbs = new(StringComparer.Ordinal)
    {
        "also", "recently", "already", "now", "never", "not", "ultimately", "eventually", "originally", "initially", "later", "then", "still", "just", "first", "previously", "since", "subsequently", "only", "finally", "wrongly", "unjustly",
        "currently", "twice", "once", "again", "both", "all", "famously", "reportedly", "allegedly", "jointly", "separately", "formally", "wrongfully", "so", "far", "convicted", "tried", "arrested", "and", "or", "indicted", "charged", "imprisoned",
    };

    private static readonly HashSet<string> s_prepositions = new(StringComparer.Ordinal)
    {
        "of", "with", "by", "for", "to", "from", "in", "at", "against", "under", "between", "than", "like", "including", "about", "on", "before", "without",
    };

    /// <summary>The subject of the verb or participle at the token.</summary>
    public Owner Subject(int verb)
    {
        // Where the verb's own helpers begin: "had been sentenced", "was later convicted".
        var left = verb - 1;
        var passive = false;
        while (left >= First && (s_auxiliaries.Contains(_words[left].Lower) || s_adverbs.Contains(_words[left].Lower)))
        {
            passive |= _words[left].Lower is "was" or "were" or "is" or "are" or "been" or "being" or "be" or "got";
            left--;
        }
        // An active verb of the court has its object behind it: "Judge Roe sentenced Doe to 40 months".
        if (!passive && _words.IsAny(verb, ["imposed", "handing", "put", "sending", "sentenced", "convicted", "arrested", "indicted", "charged", "released", "imprisoned", "freed", "gave", "handed", "ordered", "condemned", "tried", "jailed", "acquitted", "sent", "accused", "charging", "sentencing", "convicting", "arresting", "indicting", "found"]))
        {
            foreach (var party in _parties)
            {
                if (_words.At(party.Start) != verb + 1)
                    continue;
                // "her" before no noun is the object; and an object pronoun is never the court that acts.
                if (party.IsPossessive && !(_words.Is(verb + 1, "her") && (_words[verb + 2].Kind == TokenKind.Number || Numbers.Read(_words, verb + 2, out _, out _)) || _words.Is(verb + 1, "her") && _words.IsAny(verb + 2, ["a", "an", "the", "life", "nearly", "almost", "more", "as", "when", "early", "without", "guilty", "to", "in", "for", "on", "at", "of", "guilty", "with", "after", "and", ",", "."])))
                    continue;
                if (party.Whose == Whose.Other && _words.IsAny(verb + 1, ["him", "her"]))
                    return Owner.Unsaid;
                return Of(party);
            }
            // "Judge Roe imposed 40 months", "the judge gave 20 years to Doe": the court that acts is not the one who is sentenced.
            if (_words.IsAny(verb, ["gave", "handed", "ordered", "sentenced", "imposed", "handing"]))
            {
                for (var i = _parties.Count - 1; i >= 0; i--)
                {
                    if (_parties[i].End > _words[verb].Start || _parties[i].IsPossessive)
                        continue;
                    if (_parties[i].IsOfficial)
                        return Others() is { } given ? given : Owner.Unsaid;
                    break;
                }
            }
        }
        // "who was convicted": the antecedent stands before "who", behind at most a comma.
        if (left >= First && _words.IsAny(left, ["who", "that", "which", "whom"]))
        {
            var at = left - 1;
            while (at >= First && _words.IsAny(at, [",", "and", "—", "–", "-", "*", "\"", "but"]))
                at--;
            if (at >= First)
            {
                // "who was tried and who was sentenced": the earlier "who" has the antecedent.
                if (Before(_words[at].End, nouns: true) is { } antecedent)
                    return Of(antecedent);
                return Owner.Unsaid;
            }
            return Owner.Unsaid;
        }
        // "Released in 2019, Doe works as a cook": the participle opens the sentence, its noun stands behind the comma.
        if (left <= First && _words[verb].Lower.EndsWith("ed", StringComparison.Ordinal) && Before(_words[verb].Start, nouns: true) is null)
        {
            for (var i = verb + 1; i < Last && i < verb + 30; i++)
            {
                if (!_words.Is(i, ","))
                    continue;
                foreach (var party in _parties)
                {
                    var start = _words.At(party.Start);
                    if (start > i && start <= i + 3 && !party.IsPossessive)
                        return Of(party);
                }
            }
        }
        // A participle stands at its noun: "a woman serving life", "Doe, convicted of murder".
        Party? direct = null;
        Party? far = null;
        for (var i = _parties.Count - 1; i >= 0; i--)
        {
            var party = _parties[i];
            if (party.End > _words[Math.Max(verb, 0)].Start)
                continue;
            // "Doe, then Roe, was convicted": another name of the same person.
            if (_words.IsAny(_words.At(party.Start) - 1, ["then", "born", "formerly", "née", "nee"]) && i > 0 && _parties[i - 1].IsName)
                continue;
            if (direct is null && _words[left].End == party.End && !party.IsPossessive)
                direct = party;
            if (far is null && !party.IsPossessive && !IsObject(party) && !(party.Whose == Whose.Group && Among(party)))
                far = party;
        }
        // "Doe was among 16 people indicted": one of the group is the subject.
        if (direct is { Whose: Whose.Group } group && Among(group))
            return far is { } one ? Of(one) : Owner.Unsaid;
        // "She and nine co-defendants were indicted": the petitioner is one of the subjects.
        if (direct is { Whose: Whose.Group or Whose.Other } joined && !joined.IsName)
        {
            var at = _words.At(joined.Start);
            foreach (var party in _parties)
            {
                var behind = _words.At(party.End - 1) + 1;
                if (party.End <= joined.Start && Of(party).Whose == Whose.Petitioner && !party.IsPossessive && at - behind <= 6 && (_words.IsAny(behind, ["and"]) || _words.Is(behind, ",") && _words.IsAny(behind + 1, ["along", "together", "and"])))
                    return Of(party);
            }
        }
        if (direct is { } d && (!IsObject(d) || !passive))
            return Of(d);
        if (far is { } f)
            return Of(f);
        if (Before(_words[verb].Start, nouns: true) is { } any)
            return Of(any);
        return Owner.Unsaid;
    }

    /// <summary>The only one named beside the officials, or null.</summary>
    private Owner? Others()
    {
        Owner? one = null;
        foreach (var party in _parties)
        {
            if (party.IsOfficial)
                continue;
            var of = Of(party);
            if (of.Whose == Whose.Petitioner)
                return of;
            if (of.Whose is Whose.Other or Whose.Group)
                one = of;
        }
        return one;
    }

    private bool Among(Party group)
    {
        var at = _words.At(group.Start);
        for (var i = at - 1; i >= First && i > at - 4; i--)
        {
            if (_words.Is(i, "among") || (_words.Is(i, "of") && _words.Is(i - 1, "one")))
                return true;
        }
        return false;
    }

    /// <summary>Whether the person hangs on a preposition, and so is no subject.</summary>
    private bool IsObject(Party party)
    {
        var at = _words.At(party.Start) - 1;
        while (at >= First && _words.IsAny(at, ["the", "a", "an", "former", "mr", "ms", "mrs", ".", "president", "gov", "judge", "then", "-", "rep", "sen", "dr", "sheriff"]))
            at--;
        return at >= First && s_prepositions.Contains(_words[at].Lower);
    }

    /// <summary>The last person that ends at or before the offset.</summary>
    public Party? Before(int offset, bool nouns)
    {
        for (var i = _parties.Count - 1; i >= 0; i--)
        {
            if (_parties[i].End <= offset && (nouns || _parties[i].IsName))
                return _parties[i];
        }
        return null;
    }

    /// <summary>The first person that starts at or behind the offset.</summary>
    public Party? Behind(int offset)
    {
        foreach (var party in _parties)
        {
            if (party.Start >= offset)
                return party;
        }
        return null;
    }

    /// <summary>The owner told by a possessive before the noun ("Johnson's life sentence", "his 14-year term") or by "of X" behind it.</summary>
    public Owner Possessor(int first, int next)
    {
        // Left: "his", "Doe's", with adjectives between.
        for (var at = first - 1; at >= First && at >= first - 9; at--)
        {
            foreach (var party in _parties)
            {
                if (_words.At(party.Start) <= at && party.End >= _words[at].End && party.IsPossessive)
                    return IsCriminal && party is { IsOfficial: true, Whose: Whose.Other } ? Owner.Unsaid : Of(party);
            }
            if (_words[at].Kind == TokenKind.Mark && _words[at].Lower is not ("-" or "'" or "\"" or "(") || _words.IsAny(at, ["a", "an", "to", "of", "and", "for", "was", "is", "in", "on", "at", "with", "that", "who", "said", "had", "has", "were", "by", "after", "when", "but"]))
                break;
        }
        // Right: "the life sentence of Alice Doe", "the 14-year sentence imposed on Doe", "the six years given to Doe".
        for (var at = next; at < Last && at < next + 6; at++)
        {
            if (_words.IsAny(at, ["of", "on", "to", "for", "against"]))
            {
                foreach (var party in _parties)
                {
                    var start = _words.At(party.Start);
                    if (start > at && start <= at + 7 && !party.IsPossessive && Clear(at + 1, start))
                        return Of(party);
                }
                if (!_words.IsAny(at, ["of"]))
                    break;
            }
            else if (!_words.IsAny(at, ["sentence", "sentences", "term", "terms", "imposed", "given", "handed", "prison", "imprisonment", "in", "years", "conviction", "convictions", "down"]))
                break;
        }
        return Owner.Unsaid;
    }

    /// <summary>Whether only words that describe a person stand between ("former Gov.", "bribe-taking").</summary>
    private bool Clear(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_words.IsAny(i, [",", ";", "and", "in", "for", "to", "with", "he", "she", "a"]) && !_words.IsAny(i, ["a"]))
                return false;
            if (_words[i].Kind == TokenKind.Number || _words.IsAny(i, ["years", "months", "prison", "drug", "charges", "conspiracy", "count", "counts"]))
                return false;
        }
        return true;
    }

    /// <summary>When the sentence names nobody else, it speaks of the petitioner; when it names somebody else alone, of them.</summary>
    public Owner Whole()
    {
        var petitioner = false;
        string? name = null;
        var others = false;
        var group = false;
        foreach (var party in _parties)
        {
            // The court and the grantor own no sentence.
            if (IsCriminal && party.IsOfficial && party.Whose == Whose.Other)
                continue;
            var of = Of(party);
            switch (of.Whose)
            {
                case Whose.Petitioner:
                    petitioner = true;
                    name ??= of.Name;
                    break;
                case Whose.Other:
                    others = true;
                    break;
                default:
                    group |= party.Whose == Whose.Group;
                    break;
            }
        }
        return petitioner ? new(Whose.Petitioner, name) : group ? new(Whose.Group, null) : others ? new(Whose.Other, null) : Owner.Unsaid;
    }
}
