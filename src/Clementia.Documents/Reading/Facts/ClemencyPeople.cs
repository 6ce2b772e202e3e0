using System.Collections.Frozen;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Finds who urged the clemency and who opposed or condemned it.</summary>
internal sealed class ClemencyPeople(ClemencyFile file)
{
    private static readonly FrozenSet<string> s_cause = Set("case cause release freedom clemency pardon commutation sentence petition plight bid reprieve mercy");
    private static readonly FrozenSet<string> s_mercy = Set("free release spare commute pardon grant intervene reconsider show consider help review give");
    private static readonly FrozenSet<string> s_targets = Set("""
        decision move pardon pardons commutation commutations clemency release releasing freeing pardoning commuting granting action act announcement reprieve grant it this
        """);
    private static readonly FrozenSet<string> s_thing = Set("decision move pardon pardons commutation commutations clemency reprieve action announcement grant");
    private static readonly FrozenSet<string> s_harsh = Set("""
        outrageous mistake disgrace disgraceful shameful wrong abuse abused corrupt corruption insult slap unacceptable appalling travesty unconscionable dangerous disturbing troubling despicable
        betrayal reprehensible indefensible disrespect disrespects undermine undermines undermined undermining undermining mockery offensive inexcusable obscene disappointing disappointed
        outrage horrible terrible awful lawless lawlessness unjustified undeserved cowardly contempt betrayed impunity endorsement endorses shame affront stunt sickening cronyism
        """);
    private static readonly string[] s_praise = ["injustice", "unjust", "she was abused", "he was abused", "second chance", "deserved mercy", "right thing"];

    /// <summary>Harsh words that are not said of a sentence or of a life either.</summary>
    private static readonly FrozenSet<string> s_strong = Set("""
        outrageous disgrace disgraceful shameful slap insult affront travesty unconscionable appalling despicable reprehensible indefensible mockery lawless lawlessness betrayal corrupt corruption cronyism stunt
        """);

    private static readonly FrozenSet<string> s_office = Set("attorneys attorney judge");

    private readonly ClemencyActs _grammar = ClemencyActs.Grammar(file.Text);

    private ClemencySheet Sheet => file.Sheet;

    private static FrozenSet<string> Set(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public void Read()
    {
        foreach (var act in file.Acts)
        {
            if (act.Seeker is { } seeker && act.Stage is Stage.Sought or Stage.Granted or Stage.Recommended && !act.Line.EndsWithQuestion)
                Advocate(seeker, act.Line, act.Start, act.End, $"{seeker.Name} asked for the clemency or brought it about.");
        }
        foreach (var line in file.Text.Lines)
        {
            Urging(line);
            Championing(line);
            Credited(line);
            Condemning(line);
            Calling(line);
        }
        Opposing();
        Echoing();
    }

    // ---- advocates ---------------------------------------------------------------------------------------------------

    private void Advocate(Entity who, Line line, int start, int end, string reason, Confidence confidence = Confidence.Stated)
    {
        if (who.Kind != EntityKind.Person || who.IsPlural || file.IsPetitioner(who) || ClemencyActs.MayGrant(who) || file.Acts.Any(a => a.Grantor == who))
            return;
        Sheet.Add("advocate.name", who.Name, Sheet.SubjectOf(file.PetitionerNear(line)), start, end, reason, confidence);
    }

    /// <summary>"urged the governor to free her", "in an attempt to convince him to release Doe".</summary>
    private void Urging(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Kind != PieceKind.Word || ClemencyVerbs.Of(line[i].Lower) is not { } verb)
                continue;
            var convincing = verb.Lemma is "convince" or "persuade";
            if (!convincing && !ClemencyVerbs.Urging.Contains(verb.Lemma))
                continue;
            var to = -1;
            var decider = false;
            for (var k = i + 1; k < i + 9 && k < line.Count; k++)
            {
                if (line[k].IsParty)
                    decider |= ClemencyActs.HeldOffice(line[k].Who) || line[k].Who is { Kind: EntityKind.Institution };
                if (line.Is(k, "to") && !(line.IsAny(k - 1, "appeal", "appealed", "appealing") || line[k + 1].IsParty))
                {
                    to = k;
                    break;
                }
                if (line[k].Kind == PieceKind.Mark)
                    break;
            }
            if (to < 0 || !decider || ClemencyVerbs.Of(line[to + 1].Lower) is not { } asked && !line.IsIn(to + 1, s_mercy))
                continue;
            if (!line.IsIn(to + 1, s_mercy) || !(Case(line, to + 1, 10) || line.Is(to + 1, "spare")))
                continue;
            // "pressed the governor to let the execution go forward" asks for the contrary.
            if (line.Has(Math.Max(0, i - 3), i, s_not) || line.Has(to, Math.Min(line.Count, to + 10), s_execution))
                continue;
            foreach (var at in Subjects(line, i, verb.Form))
                Advocate(line[at].Who!, line, Math.Max(line[at].Start, line[i].Start - 160), End(line, to + 1), $"{line[at].Who!.Name} asked the one who decides.");
        }
    }

    private static readonly FrozenSet<string> s_not = Set("not never nor");

    private static readonly FrozenSet<string> s_execution = Set("execution executed stand deny reject verdict");

    /// <summary>"championed her case", "advocated for his release", "called for clemency", "presented Doe's case", "made the case for pardoning".</summary>
    private void Championing(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Kind != PieceKind.Word)
                continue;
            var word = line[i].Lower;
            var verb = ClemencyVerbs.Of(word);
            var object_ = -1;
            var form = verb?.Form ?? Inflection.Past;
            if (verb is { } v && (ClemencyVerbs.Championing.Contains(v.Lemma) || v.Lemma is "campaign" or "push" or "call" or "fight" or "lobby" or "appeal" or "press" or "petition" or "beg" or "request" or "seek" or "demand"))
            {
                var direct = v.Lemma is "champion" or "support" or "back" or "endorse" or "sponsor" or "promote" or "highlight" or "present" or "advance" or "recommend" or "request" or "seek" or "demand";
                if (direct && !(v.Lemma is "highlight" or "present" && line.IsAny(i + 1, "in", "at", "by")))
                    object_ = i + 1;
                else if (line.IsAny(i + 1, "for") || (line.IsAny(i + 2, "for") && line[i + 1].Kind == PieceKind.Word && line[i + 1].Lower.EndsWith("ly", StringComparison.Ordinal)))
                    object_ = line.IsAny(i + 1, "for") ? i + 2 : i + 3;
                else if (line.IsAny(i + 1, "on") && line.IsAny(i + 2, "behalf", "her", "his"))
                    object_ = i + 2;
                if (v.Lemma is "present" && v.Form is Inflection.Base && !line.IsAny(i - 1, "to", "will", "would", "and"))
                    object_ = -1;
                // "supports" may be a noun, "back" an adverb.
                if (v.Lemma is "back" or "support" or "demand" or "request" or "appeal" or "campaign" or "petition" or "fight" or "push" or "call" && v.Form is Inflection.Base or Inflection.Third && !(line[i - 1].IsParty || line.IsAny(i - 1, "to", "who", "and")))
                    object_ = -1;
                // "sought clemency": the petitioner does that too.
                if (v.Lemma == "recommend" && line.IsAny(i + 1, "by"))
                    object_ = -1;
            }
            else if (line.IsAny(i, "took", "taken", "taking", "take") && (line.Is(i + 1, "up")))
            {
                object_ = i + 2;
                form = word == "taking" ? Inflection.Gerund : word == "take" ? Inflection.Base : Inflection.Past;
            }
            else if (line.IsAny(i, "made", "making", "make") && line.After(i + 1, "the case for") is > 0 and var made)
            {
                object_ = made;
            }
            else if (line.IsAny(i, "brought", "raised", "drew", "bringing", "raising") && Enumerable.Range(i + 1, 4).Any(k => line.IsAny(k, "attention", "awareness")))
            {
                object_ = i + 2;
                form = word.EndsWith("ing", StringComparison.Ordinal) ? Inflection.Gerund : Inflection.Past;
            }
            else if (line.IsAny(i, "wrote", "written", "signed") && Enumerable.Range(i + 1, 5).Any(k => line.IsAny(k, "letter", "letters")) && line.Where("support", i) is > 0 and var support && support < i + 10)
            {
                object_ = support;
            }
            else if (line.IsAny(i, "spoke", "testified", "spoken", "intervened", "interceded", "speaking") && (line.After(i + 1, "on behalf") > 0 || line.After(i + 1, "in support") > 0 || line.After(i + 1, "in favor") > 0 || line.After(i + 1, "on her behalf") > 0 || line.After(i + 1, "on his behalf") > 0))
            {
                object_ = i + 2;
            }
            else if (line.IsAny(i, "tweeted", "posted", "spoke", "wrote", "written", "tweeting", "speaking", "testified", "rallied", "lobbied", "intervened", "signed", "came") && object_ < 0)
            {
                for (var k = i + 1; k < i + 10; k++)
                {
                    if ((line.IsAny(k, "support", "favor", "behalf") && line.IsAny(k - 1, "in", "on", "her", "his")) || (line.Is(k, "about") && line.IsAny(k + 1, "her", "his")))
                        object_ = k;
                }
            }
            // "her lawyer, Roe, filed the petition for clemency"
            if (object_ < 0 && line.IsAny(i, "filed", "submitted", "drafted") && Enumerable.Range(i + 1, 4).Any(k => line.IsAny(k, "petition", "application")) && file.Acts.Count > 0)
            {
                object_ = i + 1;
                foreach (var at in Subjects(line, i, Inflection.Past))
                    Advocate(line[at].Who!, line, line[at].Start, End(line, object_), $"{line[at].Who!.Name} filed the petition.", Confidence.Inferred);
                continue;
            }
            // "thanked Roe for bringing her case to my attention"
            if (object_ > 0 && form == Inflection.Gerund && line.Is(i - 1, "for") && Enumerable.Range(0, i).FirstOrDefault(k => line.IsAny(k, "thank", "thanks", "thanked", "thanking", "grateful"), -1) is >= 0 and var thanked)
            {
                for (var k = thanked + 1; k < i; k++)
                {
                    if (line[k].IsPerson && CaseObject(line, object_, 9))
                        Advocate(line[k].Who!, line, line[k].Start, End(line, object_), $"{line[k].Who!.Name} is thanked for taking up the case.");
                }
                continue;
            }
            if (object_ < 0 || line.Is(i + 1, "against") || !CaseObject(line, object_, 9) || line.Has(Math.Max(0, i - 3), i, s_not))
                continue;
            foreach (var at in Subjects(line, i, form))
            {
                if (at < i || form is not Inflection.Gerund)
                    Advocate(line[at].Who!, line, Math.Max(Math.Min(line[at].Start, line[i].Start), line[i].Start - 200), End(line, object_), $"{line[at].Who!.Name} took up the case before it was decided.");
            }
        }
    }

    /// <summary>"recommended by Roe", "at the urging of Roe", "Roe's advocacy", "Roe advocacy" in a register, "thanks to Roe".</summary>
    private void Credited(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            var by = -1;
            if ((ClemencyVerbs.Of(line[i].Lower) is { Form: Inflection.Past } verb && verb.Lemma is "recommend" or "champion" or "support" or "back" or "endorse" or "advocate" or "promote" or "sponsor" or "highlight" && line.Is(i + 1, "by"))
                || (line.IsAny(i, "spurred", "prompted", "urged", "lobbied", "persuaded", "requested") && line.Is(i + 1, "by") && Case(line, 0, line.Count)))
                by = i + 2;
            else if (line.IsAny(i, "urging", "behest", "request", "prompting", "insistence", "recommendation") && line.Is(i + 1, "of") && line.Has(Math.Max(0, i - 3), i, s_at) && Case(line, 0, line.Count))
                by = i + 2;
            if (by > 0)
            {
                for (var k = by; k < by + 30 && k < line.Count; k++)
                {
                    if (line[k].IsMark(';') || line[k].IsMark('.') || line.IsAny(k, "after", "who", "when", "to", "because"))
                        break;
                    if (line[k].IsPerson && !line[k].Mention!.Possessive && !line.IsIn(k, s_office) && line[k].Mention!.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.Handle)
                        Advocate(line[k].Who!, line, line[i].Start, line[k].End, $"The passage credits {line[k].Who!.Name} with the recommendation.");
                }
                continue;
            }
            if (!line.IsAny(i, "advocacy", "urging", "behest", "lobbying", "intervention", "endorsement") || !line[i - 1].IsPerson)
                continue;
            if (line[i - 1].Mention!.Possessive ? Case(line, 0, line.Count) || line.IsAny(i - 2, "at") : line.Count < 30)
                Advocate(line[i - 1].Who!, line, line[i - 1].Start, line[i].End, $"The passage names {line[i - 1].Who!.Name}'s part.");
        }
    }

    private static readonly FrozenSet<string> s_at = Set("at upon on");

    /// <summary>Where the people stand who are the subject of a verb, with those listed beside them.</summary>
    private List<int> Subjects(Line line, int verb, Inflection form)
    {
        var frame = _grammar.FrameOf(line, verb, form);
        if (frame.Passive)
            return [];
        var at = -1;
        var k = verb - 1;
        while (k >= 0 && line[k].Kind == PieceKind.Word && (line.IsAny(k, "has", "have", "had", "also", "all", "both", "each", "been", "was", "were", "is", "are", "helped", "help", "helps", "then", "there", "will", "would", "publicly", "openly") || line[k].Lower.EndsWith("ly", StringComparison.Ordinal)))
            k--;
        var purpose = line.Is(k, "to");
        if (purpose)
        {
            // "Roe was there to advocate", "met him in an attempt to convince": the nearest person before who does not decide.
            for (var p = k - 1; p >= 0; p--)
            {
                if (line[p].IsPerson && !line[p].Mention!.Possessive && !ClemencyActs.MayGrant(line[p].Who) && !file.IsPetitioner(line[p].Who))
                {
                    at = p;
                    break;
                }
                if (line[p].IsMark(';') || line[p].IsMark('.'))
                    break;
            }
            return at < 0 ? [] : [at];
        }
        var (who, found) = _grammar.SubjectOf(line, k, verb);
        if (who is null || found < 0)
        {
            // "Celebrities including Roe and Poe called": the named ones of a group.
            if (!line[k].IsParty)
                return [];
            found = k;
        }
        if (found > verb)
            return [];
        at = found;
        var all = new List<int>();
        if (line[at].IsPerson)
            all.Add(at);
        // "singer A, actor B and C": leftwards over commas and "and", to the verb or preposition before the list.
        var separated = false;
        for (var left = at - 1; left >= 0 && left > at - 40; left--)
        {
            if (line.IsAny(left, "and", "or") || line[left].IsMark(','))
            {
                separated = true;
                continue;
            }
            if (line[left].Kind == PieceKind.Mark && !line[left].IsMark('-') || line[left].Kind == PieceKind.Date)
                break;
            if (line[left].Kind == PieceKind.Word && (SpeechVerbs.Of(line[left].Lower) is not null || ClemencyVerbs.Of(line[left].Lower) is not null && line[left].Lower.EndsWith("ed", StringComparison.Ordinal)
                || line.IsAny(left, "was", "were", "is", "are", "had", "has", "have", "by", "to", "for", "in", "with", "that", "who", "from", "after", "while", "but", "including", "like", "as", "of", "at", "on", "because", "when", "though")))
                break;
            if (!line[left].IsPerson || line[left].Mention!.Possessive || line[left].Mention!.Form is not (MentionForm.FullName or MentionForm.LastName))
                continue;
            if (!separated)
                break;
            all.Add(left);
            separated = false;
        }
        // "Many, including A and B, called": the parenthesis behind the subject.
        for (var p = at + 1; p < verb && p < at + 24; p++)
        {
            if (!line.IsAny(p, "including", "like") && line.After(p, "such as") < 0 && line.After(p, "among them") < 0)
                continue;
            for (var q = p + 1; q < verb; q++)
            {
                if (line[q].IsPerson && !line[q].Mention!.Possessive && line[q].Mention!.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.Handle)
                    all.Add(q);
            }
            break;
        }
        return all;
    }

    /// <summary>Whether the petitioner or the clemency is spoken of from an index on.</summary>
    private bool Case(Line line, int from, int reach)
    {
        for (var k = from; k < from + reach && k < line.Count; k++)
        {
            if (line.IsIn(k, s_cause) || ClemencyActs.FormOf(line[k].Lower) is not null || ClemencyVerbs.Is(line[k].Lower, "commute") || ClemencyVerbs.Is(line[k].Lower, "pardon") || (line[k].IsParty && file.IsPetitioner(line[k].Who)))
                return true;
        }
        return false;
    }

    /// <summary>Whether the object that begins here is the petitioner's case: clemency itself, or a cause that is hers or his.</summary>
    private bool CaseObject(Line line, int from, int reach)
    {
        var own = false;
        // "fighting for her", "lobbied for Doe"
        if (line.Is(from - 1, "for") && line[from].IsParty && !line[from].Mention!.Possessive && file.IsPetitioner(line[from].Who))
            return true;
        for (var k = from; k < from + reach && k < line.Count; k++)
        {
            if (line[k].IsMark(';') || line[k].IsMark('.') || (k > from && line.IsAny(k, "who", "when", "after", "because", "by")))
                return false;
            if (line[k].IsParty && file.IsPetitioner(line[k].Who))
                own = true;
            if (ClemencyActs.FormOf(line[k].Lower) is not null || ClemencyVerbs.Is(line[k].Lower, "commute") || ClemencyVerbs.Is(line[k].Lower, "pardon"))
                return true;
            if (own && (line.IsIn(k, s_cause) || line.IsAny(k, "behalf")))
                return true;
            if (line.Is(k, "mercy") || (line.IsAny(k, "life") && line.IsAny(k - 1, "her", "his")))
                return true;
            // "her release": nobody else's, where the pronoun's person is not known.
            if (line.IsAny(k, "her", "his") && (line.IsIn(k + 1, s_cause) || line.Is(k + 1, "behalf")) && file.PetitionerNear(line) is not null && !ClemencyActs.MayGrant(line[k].Who))
                return true;
            if (line.IsIn(k, s_cause) && (line.IsAny(k, "release", "freedom", "cause", "case") && line.IsAny(k + 1, "of") || file.Sole is not null && line.IsAny(k, "release", "freedom")))
                own = true;
        }
        return own;
    }

    private static int End(Line line, int from)
    {
        for (var k = from; k < line.Count && k < from + 12; k++)
        {
            if (line[k].IsMark(',') || line[k].IsMark(';') || line[k].IsMark('.') || line[k].IsMark('\u2014'))
                return line[k].Start;
        }
        return line[Math.Min(line.Count - 1, from + 11)].End;
    }

    // ---- opponents ---------------------------------------------------------------------------------------------------

    private void Opponent(Entity who, Line line, int start, int end, string reason, Confidence confidence = Confidence.Stated)
    {
        if (who.Kind != EntityKind.Person || who.IsPlural || file.IsPetitioner(who) || file.Acts.Any(a => a.Grantor == who && a.Stage == Stage.Granted))
            return;
        Sheet.Add("opponent.name", who.Name, Sheet.SubjectOf(file.PetitionerNear(line)), start, end, reason, confidence);
    }

    /// <summary>"blasted the decision", "opposed the commutation", "balked at releasing Doe", "a statement protesting the pardon", "was opposed to".</summary>
    private void Condemning(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Kind != PieceKind.Word || ClemencyVerbs.Of(line[i].Lower) is not { } verb || !ClemencyVerbs.Condemning.Contains(verb.Lemma))
                continue;
            var target = -1;
            for (var k = i + 1; k < i + 10 && k < line.Count; k++)
            {
                if (line[k].IsMark(';') || line[k].IsMark('.') || line.IsAny(k, "who", "for", "because", "saying", "calling"))
                {
                    // "condemned Doe for pardoning"
                    if (line.Is(k, "for") && (ClemencyVerbs.Is(line[k + 1].Lower, "pardon") || ClemencyVerbs.Is(line[k + 1].Lower, "commute") || line.IsAny(k + 1, "granting", "freeing", "releasing")))
                        target = k + 1;
                    break;
                }
                if (line.IsIn(k, s_targets))
                {
                    target = k;
                    break;
                }
            }
            if (target < 0 && line[i + 1].IsPerson && file.Acts.Any(a => a.Line.Index >= line.Index - 1 && a.Line.Index <= line.Index && a.Grantor == line[i + 1].Who))
                target = -1;
            if (target < 0)
                continue;
            // "it" and "this" need a grant told just before; the plain verbs of quarrel need a named thing.
            if (line.IsAny(target, "it", "this", "act", "action", "move", "decision", "announcement") && !Nearby(line))
                continue;
            if (verb.Lemma is "fight" or "resist" or "attack" or "fault" && !line.IsIn(target, s_thing))
                continue;
            if (line.Has(Math.Max(0, i - 3), i, s_not))
                continue;
            var passive = verb.Form == Inflection.Past && line.IsAny(i - 1, "was", "were", "been", "be", "is") && !line.IsAny(i + 1, "to");
            if (passive && line.Is(i + 1, "by") && line[i + 2].IsPerson)
            {
                Opponent(line[i + 2].Who!, line, line[i].Start, line[i + 2].End, "The passage names who condemned it.");
                continue;
            }
            if (passive)
                continue;
            var at = Speaker(line, i);
            foreach (var who in at)
                Opponent(line[who].Who!, line, line[who].Start, Math.Max(line[Math.Min(target + 1, line.Count - 1)].End, line[i].End), $"{line[who].Who!.Name} opposed or condemned the clemency.");
        }
        // "accused the president of abusing his clemency power"
        for (var i = 0; i < line.Count; i++)
        {
            if (!line.IsAny(i, "accused", "accusing", "accuses") || !Enumerable.Range(i + 1, 4).Any(k => line[k].IsParty && ClemencyActs.HeldOffice(line[k].Who)) || !(line.Has(i, line.Count, s_harsh) || line.Says("abusing")) || !Case(line, i, 14))
                continue;
            foreach (var at in Subjects(line, i, Inflection.Past))
                Opponent(line[at].Who!, line, line[at].Start, End(line, i + 1), $"{line[at].Who!.Name} accused the one who granted it.");
        }
        // "recommended against granting Doe clemency", "argued against the commutation"
        for (var i = 0; i < line.Count; i++)
        {
            if (!line.Is(i, "against") || !(ClemencyVerbs.BearingOf(line[i - 1].Lower) == Bearing.Advises || line.IsAny(i - 1, "argued", "argue", "argues", "lobbied", "spoke", "advised", "counseled", "warned", "came", "voted", "testified", "urged", "recommended", "protested", "speaking", "arguing")))
                continue;
            if (!Case(line, i, 9) && !line.Has(i, i + 8, s_targets))
                continue;
            foreach (var at in Subjects(line, i - 1, Inflection.Past))
                Opponent(line[at].Who!, line, line[at].Start, End(line, i + 1), $"{line[at].Who!.Name} spoke against the clemency.");
        }
        // Passive: "The pardon was condemned by Roe", "drew criticism from Roe".
        for (var i = 0; i < line.Count; i++)
        {
            var by = (ClemencyVerbs.Of(line[i].Lower) is { Form: Inflection.Past } v && ClemencyVerbs.Condemning.Contains(v.Lemma) && line.Is(i + 1, "by")) || (line.IsAny(i, "criticism", "condemnation", "outrage", "rebuke", "rebukes", "objections", "backlash") && line.Is(i + 1, "from"));
            if (!by || !line.Has(0, i, s_thing))
                continue;
            for (var k = i + 2; k < i + 30 && k < line.Count; k++)
            {
                if (line[k].IsMark(';') || line[k].IsMark('.') || line.IsAny(k, "who", "after", "because"))
                    break;
                if (line[k].IsPerson && line[k].Who!.Kind == EntityKind.Person && !line[k].Mention!.Possessive)
                    Opponent(line[k].Who!, line, line[i].Start, line[k].End, $"The passage names {line[k].Who!.Name} among those who condemned it.");
            }
        }
    }

    private bool Nearby(Line line) => file.Acts.Any(a => a.Line.Index <= line.Index && a.Line.Index >= line.Index - 3) || line.Has(0, line.Count, s_thing) || file.Acts.Any(a => a.Stage == Stage.Granted && Math.Abs(a.Line.Index - line.Index) < 12);

    /// <summary>The people who are the subject of a condemning verb; a participle looks back over its noun ("a statement protesting").</summary>
    private List<int> Speaker(Line line, int verb)
    {
        var form = ClemencyVerbs.Of(line[verb].Lower)!.Value.Form;
        var subjects = form == Inflection.Gerund ? [] : Subjects(line, verb, form);
        if (subjects.Count > 0)
            return [.. subjects.Where(s => line[s].Who is { Kind: EntityKind.Person })];
        // "Roe, whose office had opposed", "Roe's office opposed"
        for (var p = verb - 1; p > verb - 6 && p > 0; p--)
        {
            if (!line.IsAny(p, "office", "family"))
                continue;
            for (var q = p - 1; q >= 0 && q > p - 8; q--)
            {
                if (line[q].IsPerson && line[q].Who!.Kind == EntityKind.Person && line.Is(p, "office") && (line.Is(p - 1, "whose") || (line[q].Mention!.Possessive && q == p - 1)))
                    return [q];
            }
        }
        // "was one of the officials who were also opposed", "released a statement protesting": the subject of the sentence.
        if (form is Inflection.Gerund || line.IsAny(verb - 1, "also", "were", "was", "are", "who", "is"))
        {
            for (var p = verb - 1; p >= 0; p--)
            {
                if (line[p].IsPerson && line[p].Who!.Kind == EntityKind.Person && !line[p].Mention!.Possessive && (line[p + 1].Kind == PieceKind.Word || line[p + 1].IsMark(',')) && !ClemencyActs.MayGrant(line[p].Who))
                    return [p];
            }
        }
        return [];
    }

    /// <summary>"called the decision outrageous", "said the pardon was a mistake": a harsh word about the grant.</summary>
    private void Calling(Line line)
    {
        if (!Nearby(line))
            return;
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Kind != PieceKind.Word || SpeechVerbs.Of(line[i].Lower) is null && !line.IsAny(i, "called", "calling", "described", "labeled", "branded", "deemed", "termed"))
                continue;
            var thing = -1;
            var harsh = -1;
            var negated = false;
            for (var k = i + 1; k < line.Count && k < i + 26; k++)
            {
                if (line[k].IsMark(';') || (line[k].IsMark('.') && k < line.Count - 2))
                    break;
                if (thing < 0 && (line.IsIn(k, s_thing) || line.IsAny(k, "it")))
                    thing = k;
                negated |= line.IsIn(k, s_not);
                if (line.IsIn(k, s_harsh) && harsh < 0)
                    harsh = k;
            }
            if (thing >= 0 && line.Is(thing, "it") && !line.Has(i, Math.Min(line.Count, i + 26), s_strong))
                continue;
            if (thing < 0 || harsh < 0 || (harsh < thing && thing - harsh > 8) || negated)
                continue;
            // "called the sentence a mistake" is praise: the thing must be the grant.
            var form = line[i].Lower.EndsWith("ing", StringComparison.Ordinal) ? Inflection.Gerund : Inflection.Past;
            foreach (var at in form == Inflection.Gerund ? SentenceSubject(line, i) : Subjects(line, i, form))
            {
                if (line[at].Who is { Kind: EntityKind.Person } who && !ClemencyActs.MayGrant(who))
                    Opponent(who, line, line[at].Start, line[Math.Min(Math.Max(harsh, thing) + 1, line.Count - 1)].End, $"{who.Name} spoke of the grant in harsh words.", Confidence.Resolved);
            }
        }
    }

    private static List<int> SentenceSubject(Line line, int verb)
    {
        for (var p = 0; p < verb; p++)
        {
            if (line[p].IsPerson && !line[p].Mention!.Possessive && line[p].Who!.Kind == EntityKind.Person)
                return [p];
        }
        return [];
    }

    /// <summary>Words that plead for a clemency that is not given yet.</summary>
    private static readonly string[] s_pleas = ["should pardon", "should commute", "should be pardoned", "should be commuted", "should grant", "deserves clemency", "deserves a pardon", "deserves mercy", "please pardon", "please commute", "should be freed", "should be released", "should free"];

    /// <summary>Whoever is quoted against the clemency opposes it.</summary>
    private void Opposing()
    {
        foreach (var said in file.Statements)
        {
            if (said.Stance == Stance.Support && said.Passages.Count > 0 && s_pleas.Any(p => said.Passages[0].Quote.Contains(p, StringComparison.OrdinalIgnoreCase)) && file.Prose.Document.Pages.Count == 1)
            {
                var by = file.Prose.Entities.FirstOrDefault(e => e.Kind == EntityKind.Person && e.Name == said.Speaker);
                var at = file.Text.Lines.LastOrDefault(l => l.Start <= said.Passages[0].Start);
                if (by is not null && at is not null)
                    Advocate(by, at, said.Passages[0].Start, Math.Min(said.Passages[0].End, said.Passages[0].Start + 300), $"{by.Name} pleads for it in these words.", Confidence.Inferred);
            }
            if (said.Passages.Count == 0 || !Against(said))
                continue;
            // A moderator who reads out what others said does not say it.
            if (file.Statements.Count(o => o != said && o.Speaker != said.Speaker && o.Passages.Any(p => p.Start > said.Passages[0].Start && p.End < said.Passages[0].End && p.Page == said.Passages[0].Page && p.Quote.Length > 60)) > 1)
                continue;
            var who = file.Prose.Entities.FirstOrDefault(e => e.Kind == EntityKind.Person && (e.Name == said.Speaker || (e.Last is not null && said.Speaker.EndsWith(e.Last, StringComparison.Ordinal) && e.First is not null && said.Speaker.StartsWith(e.First, StringComparison.Ordinal))));
            if (who is null || file.Prose.Document.Pages.Count != 1)
                continue;
            var start = said.Passages[0].Start;
            var end = said.Passages[0].End;
            var line = file.Text.Lines.LastOrDefault(l => l.Start <= start);
            if (line is null)
                continue;
            // The passage is the attribution, where it stands in the same sentence.
            var mention = who.Mentions.LastOrDefault(m => m.End <= start && m.Start >= line.Start) ?? who.Mentions.FirstOrDefault(m => m.Start >= end && m.Start < end + 60);
            if (mention is null)
                Opponent(who, line, start, Math.Min(end, start + 300), $"{who.Name} is quoted against the clemency.", Confidence.Inferred);
            else
                Opponent(who, line, Math.Min(mention.Start, start < mention.Start ? Math.Max(start, mention.Start - 120) : mention.Start), Math.Max(mention.End, mention.End <= start ? Math.Min(end, start + 120) : mention.End), $"{who.Name} is quoted against the clemency.", Confidence.Inferred);
        }
    }

    /// <summary>Whether what is said is against the grant: harsh words on it or on the one who gave it, but not on the prosecution.</summary>
    private bool Against(Statement said)
    {
        var (thing, grantor, harsh, strong, prosecution, petitioner) = (false, false, false, false, false, false);
        foreach (var passage in said.Passages)
        {
            // Harsh words may stand inside a mention ("the most corrupt president").
            foreach (var token in Words.Of(passage.Quote).All)
            {
                harsh |= s_harsh.Contains(token.Lower);
                strong |= s_strong.Contains(token.Lower);
            }
            foreach (var line in file.Text.Lines)
            {
                if (line.End <= passage.Start || line.Start >= passage.End)
                    continue;
                for (var k = 0; k < line.Count; k++)
                {
                    var inside = line[k].Start >= passage.Start && line[k].End <= passage.End;
                    thing |= line.IsIn(k, s_thing) || line.IsAny(k, "commute", "pardoned", "commuted", "pardoning", "commuting");
                    grantor |= line[k].IsParty && file.Acts.Any(a => a.Grantor is not null && a.Grantor == line[k].Who);
                    petitioner |= inside && line[k].IsParty && file.IsPetitioner(line[k].Who);
                    prosecution |= inside && line.IsAny(k, "prosecution", "prosecutors", "investigation", "hoax", "hunt", "unfair", "unfairly", "sentence");
                }
            }
        }
        // Who calls the sentence unjust praises the grant, whatever harsh word stands beside it.
        if ((said.Stance == Stance.Support && (petitioner || thing)) || (!strong && said.Passages.Any(p => s_praise.Any(w => p.Quote.Contains(w, StringComparison.OrdinalIgnoreCase)))))
            return false;
        if (prosecution && !(thing && said.Stance == Stance.Oppose))
            return false;
        return said.Stance == Stance.Oppose ? thing || (harsh && (grantor || petitioner)) : (thing || grantor) && (strong || (grantor && !petitioner && harsh)) && file.Acts.Any(a => a.Stage == Stage.Granted);
    }

    /// <summary>"echoed the statements of Roe and Poe": whoever joins the opponents is one.</summary>
    private void Echoing()
    {
        foreach (var line in file.Text.Lines)
        {
            for (var i = 0; i < line.Count; i++)
            {
                if (!line.IsAny(i, "echo", "echoed", "echoing", "joined", "agreed"))
                    continue;
                var joined = false;
                var last = i;
                for (var k = i + 1; k < i + 12 && k < line.Count; k++)
                {
                    if (line[k].IsPerson && Sheet.Facts.Any(f => f.Attribute == "opponent.name" && f.Value == line[k].Who!.Name))
                    {
                        joined = true;
                        last = k;
                    }
                }
                if (!joined)
                    continue;
                foreach (var at in SentenceSubject(line, i))
                    Opponent(line[at].Who!, line, line[at].Start, line[last].End, $"{line[at].Who!.Name} joined those who condemned it.", Confidence.Inferred);
            }
        }
    }
}
