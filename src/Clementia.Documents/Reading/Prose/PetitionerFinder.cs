namespace Clementia.Documents.Reading.Prose;

/// <summary>
/// Finds whom a text is about: who asks for clemency, receives it or is refused it. The evidence is grammar: the patient of
/// a verb of clemency, of punishment or of release in the active, the passive and as a participle; whoever a noun of clemency
/// belongs to or is for; who serves, pleads, asks; what stands in a list or register. Where no grammar speaks, the person
/// whom the text names most beside words of the case stands in, unless they hold an office in it. What the petition knows
/// outranks everything.
/// </summary>
internal sealed class PetitionerFinder
{
    private static HashSet<string> Set(string words) => [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Who is the object of these receives clemency, or is refused it.</summary>
    private static readonly HashSet<string> s_clement = Set("pardon pardons pardoned pardoning commute commutes commuted commuting exonerate exonerates exonerated exonerating reprieve reprieves reprieved reprieving spare spares spared sparing absolve absolves absolved absolving forgive forgives forgave forgiven");

    /// <summary>Who is the object of these is let out.</summary>
    private static readonly HashSet<string> s_free = Set("free frees freed freeing release releases released releasing spring springs sprang sprung springing liberate liberated parole paroles paroled paroling unlock rescue rescued save saved saves saving");

    /// <summary>Who is the object of these stands before the law or is punished.</summary>
    private static readonly HashSet<string> s_punish = Set("sentence sentenced sentencing convict convicted convicting condemn condemned jail jailed jailing imprison imprisoned imprisoning incarcerate incarcerated arrest arrested arresting indict indicted indicting charge charged charging prosecute prosecuted prosecuting try tried execute executed executing hang hanged acquit acquitted court-martial court-martialed detain detained");

    /// <summary>Objects of a verb of clemency through which the person is reached: "commuted the sentence of X".</summary>
    private static readonly HashSet<string> s_burden = Set("sentence sentences conviction convictions term terms punishment penalty imprisonment fine fines life time record records guilt crime crimes offense offenses case cases petition petitions application applications request requests plea bid bids appeal appeals release freedom exoneration execution innocence rights citizenship incarceration trial verdict prosecution sentencing term supervision parole file");

    /// <summary>Verbs that lighten or lift a punishment, with such an object.</summary>
    private static readonly HashSet<string> s_lighten = Set("cut cuts cutting reduce reduces reduced reducing shorten shortens shortened shortening slash slashed slashes lower lowered lessen lessened trim trimmed end ended ends ending lift lifted lifts remit remits remitted remitting vacate vacated vacates overturn overturned erase erased wipe wiped void voided annul annulled quash quashed expunge expunged stay stayed halt halted stop stopped block blocked reject rejected rejects rejecting deny denied denies denying refuse refused grant granted grants granting approve approved consider considered considers considering review reviewed reviewing weigh weighed weighs weighing restore restored throw threw tossed drop commute commuted reconsider delay delayed sign signed signs signing");

    private static readonly HashSet<string> s_nouns = Set("clemency pardon pardons commutation commutations reprieve reprieves mercy leniency forgiveness exoneration amnesty remission parole release freedom");

    private static readonly HashSet<string> s_owned = Set("clemency pardon pardons commutation commutations reprieve mercy sentence sentences conviction convictions release imprisonment term freedom case petition application innocence guilt trial appeal appeals exoneration incarceration execution crime crimes offense offenses arrest plea bid request supporters sentencing prosecution cell punishment fate life file rehabilitation lawyers lawyer attorney attorneys");

    private static readonly HashSet<string> s_receive = Set("received receives receive receiving won wins win got gets get accepted obtained secured earned deserves deserved deserve awaits awaiting sought seeks seek seeking asked asks ask requested requests request applied applies apply applying petitioned petitions begged begs pleaded pleads wants wanted hopes hoped needs needed filed files");

    private static readonly HashSet<string> s_offices = Set("president governor judge justice prosecutor attorney lawyer counsel senator representative congressman congresswoman secretary spokesman spokeswoman spokesperson host anchor reporter journalist columnist correspondent detective investigator chief-of-staff chief director commissioner warden juror foreman author editor professor pastor priest advocate activist victim singer rapper actor actress star celebrity adviser advisor aide member speaker leader daughter son mother father sister brother wife husband widow widower niece nephew cousin uncle aunt granddaughter grandson great-granddaughter great-grandson informant witness magistrate lawmaker legislator chairwoman chairman supervisor expert scholar owner founder friend");

    private static readonly HashSet<string> s_copulas = Set("is was are were be been being 's has had 'd gets got get getting will would could should can may might must shall having");

    private readonly Prose _prose;
    private readonly Token[] _tokens;
    private readonly Dictionary<int, Mention> _startAt = [];
    private readonly Dictionary<int, Mention> _endAt = [];
    private readonly Dictionary<Entity, double> _scores = [];
    private readonly Dictionary<Entity, double> _granted = [];
    private readonly Dictionary<Entity, double> _givers = [];

    private PetitionerFinder(Prose prose)
    {
        (_prose, _tokens) = (prose, prose.Tokens);
        foreach (var mention in prose.Mentions)
        {
            if (mention.Form == MentionForm.Label)
                continue;
            if (!_startAt.TryGetValue(mention.TokenStart, out var longest) || longest.TokenEnd < mention.TokenEnd)
                _startAt[mention.TokenStart] = mention;
            if (!_endAt.TryGetValue(mention.TokenEnd, out var widest) || widest.TokenStart > mention.TokenStart)
                _endAt[mention.TokenEnd] = mention;
        }
    }

    public static List<Entity> Find(Prose prose) => new PetitionerFinder(prose).Find();

    private List<Entity> Find()
    {
        Lists();
        foreach (var sentence in _prose.Sentences)
        {
            for (var i = sentence.TokenStart; i < sentence.TokenEnd; i++)
            {
                if (_tokens[i].Kind == TokenKind.Word)
                    Word(i, sentence);
            }
        }
        Hashtags();
        for (var i = 0; i + 2 < _tokens.Length; i++)
        {
            // "I, NAME, President of ...": the maker of an instrument gives.
            if (_tokens[i].Text == "I" && _tokens[i + 1].IsMark(',') && _startAt.TryGetValue(i + 2, out var maker) && maker.Entity is { } giver)
                _givers[giver] = _givers.GetValueOrDefault(giver) + 30;
        }
        foreach (var mention in _prose.Mentions)
            Owner(mention);
        Caption();
        Speakers();
        Salience();
        return Rank();
    }

    // ---- the evidence ----

    private void Patient(Mention? mention, double points, bool grant, int depth = 0)
    {
        if (mention?.Entity is not { } entity || entity.Kind is EntityKind.Institution or EntityKind.Group)
            return;
        // "a man ... from Mobile": a role that the text names elsewhere by apposition counts through its entity.
        if (entity.Kind == EntityKind.Unknown && !MaybeName(mention))
            return;
        if (mention.Form == MentionForm.Pronoun)
            points *= 0.6;
        _scores[entity] = _scores.GetValueOrDefault(entity) + points;
        if (grant)
            _granted[entity] = _granted.GetValueOrDefault(entity) + points;
        // "pardoned A, who ..., B and C": the list goes on.
        if (depth < 12 && mention.Form is MentionForm.FullName or MentionForm.Name && Next(mention) is { } next)
            Patient(next, points * 0.9, grant, depth + 1);
    }

    /// <summary>Whether a capitalized word or two that nothing shows to be a person may be one: no adjective, no word of the case, no title.</summary>
    private bool MaybeName(Mention mention)
    {
        if (mention.Form != MentionForm.Name)
            return false;
        for (var k = mention.TokenStart; k < mention.TokenEnd; k++)
        {
            if (Lexicon.NotPersonal.Contains(_tokens[k].Lower) || Lexicon.Institutional.Contains(_tokens[k].Lower) || Clemency.IsCaseWord(_tokens[k].Lower) || Lexicon.Openers.Contains(_tokens[k].Lower) || Lexicon.RoleOf(_tokens[k].Lower) is not null || _tokens[k].Lower.EndsWith("ial", StringComparison.Ordinal))
                return false;
        }
        if (mention.TokenStart > 0 && _tokens[mention.TokenStart - 1].Lower is "the" or "a" or "an" or "in" or "at" or "near")
            return false;
        return mention.TokenEnd - mention.TokenStart > 1 || mention.TokenEnd >= _tokens.Length || _tokens[mention.TokenEnd].Kind == TokenKind.Mark || EntityFinder.s_auxiliaries.Contains(_tokens[mention.TokenEnd].Lower) || EntityFinder.s_prepositions.Contains(_tokens[mention.TokenEnd].Lower) || _tokens[mention.TokenEnd].Is("'s");
    }

    /// <summary>The next member of a list of names.</summary>
    private Mention? Next(Mention mention)
    {
        var i = mention.TokenEnd;
        // "Roe of upstate New York and Poe of Ohio"
        if (i + 2 < _tokens.Length && _tokens[i].Lower is "of" or "from")
        {
            for (var k = i + 1; k < i + 6 && k < _tokens.Length; k++)
            {
                if (_tokens[k].Is("and") && Listed(k + 1) is { } beside)
                    return beside;
                if (_tokens[k].Kind != TokenKind.Word || !_tokens[k].IsCapital && k > i + 1 && !_tokens[k].Is("the"))
                    break;
            }
        }
        if (i < _tokens.Length && _tokens[i].Is("and") && Listed(i + 1) is { } both)
            return both;
        if (i >= _tokens.Length || !(_tokens[i].IsMark(',') || _tokens[i].IsMark(';') || _tokens[i].IsMark('(')))
            return null;
        var semicolons = false;
        for (var k = i; k < _tokens.Length && k < i + (semicolons ? 110 : 45); k++)
        {
            if (_tokens[k].Kind == TokenKind.Mark && _tokens[k].Text[0] is '.' or '?' or '!' or ':' or '"' or '\u201c')
                return null;
            semicolons |= _tokens[k].IsMark(';');
            if (_tokens[k].IsMark(';') && Listed(k + (k + 1 < _tokens.Length && _tokens[k + 1].Is("and") ? 2 : 1)) is { } further)
                return further;
            // After a comma, only a full name that goes on as a list member does: a comma or "and" or the end behind it.
            if (k == i && _tokens[k].IsMark(',') && Listed(k + (k + 1 < _tokens.Length && _tokens[k + 1].Is("and") ? 2 : 1)) is { } direct)
                return direct;
            if (k > i && !semicolons && _tokens[k].IsMark(',') && k + 1 < _tokens.Length && _tokens[k + 1].Is("and") && Listed(k + 2) is { } last && !Finite(last.TokenEnd))
                return last;
            // "X, who served nine years, Y, who pleaded guilty, and Z, ...": members that go on alike.
            if (k > i && !semicolons && _tokens[k].IsMark(',') && _tokens[i].IsMark(',') && _tokens[i + 1].Is("who") && Listed(k + 1) is { Form: MentionForm.FullName } alike
                && alike.TokenEnd + 1 < _tokens.Length && _tokens[alike.TokenEnd].IsMark(',') && _tokens[alike.TokenEnd + 1].Is("who"))
                return alike;
        }
        return null;
    }

    private Mention? Listed(int i) => _startAt.TryGetValue(i, out var mention) && mention is { Form: MentionForm.FullName or MentionForm.Name, Possessive: false, Entity.Kind: EntityKind.Person } && !(mention.TokenEnd < _tokens.Length && SpeechVerbs.Of(_tokens[mention.TokenEnd].Lower) is { Form: VerbForm.Past }) ? mention : null;

    private bool Finite(int i) => i < _tokens.Length && (EntityFinder.s_auxiliaries.Contains(_tokens[i].Lower) || SpeechVerbs.Of(_tokens[i].Lower) is { Form: VerbForm.Past or VerbForm.Present } && !SpeechVerbs.Nounlike.Contains(_tokens[i].Lower) || _tokens[i].Lower.Length > 4 && _tokens[i].Lower.EndsWith("ed", StringComparison.Ordinal));

    private void Word(int i, Sentence sentence)
    {
        var lower = _tokens[i].Lower;
        var limit = sentence.TokenEnd;
        // "I write on behalf of my sister, X": whoever writes for somebody says for whom.
        if (lower == "behalf" && i + 1 < limit && _tokens[i + 1].Is("of"))
        {
            for (var k = i + 2; k < limit && k < i + 8; k++)
            {
                if (Listed(k) is not { } whom)
                    continue;
                Patient(whom, 6, true);
                break;
            }
        }
        if (s_clement.Contains(lower))
        {
            if (Passive(i, sentence))
            {
                Patient(Subject(i, sentence), 5, true);
                Agent(i, limit);
            }
            else if (!Nominal(i))
            {
                if (Object(i + 1, limit, lower.StartsWith("commut", StringComparison.Ordinal)) is { } patient)
                    Patient(patient, lower[0] is 'f' or 's' ? 3 : 5, true);
                Giver(i, sentence);
            }
            if (!s_nouns.Contains(lower))
                return;
        }
        if (s_free.Contains(lower) && !Nominal(i))
        {
            if (Passive(i, sentence))
                Patient(Subject(i, sentence), 2.5, false);
            else if (Object(i + 1, limit, false) is { } freed)
                Patient(freed, 3, true);
        }
        else if (s_punish.Contains(lower) && !(lower is "sentence" or "charge" or "try" or "convict" && !Infinitive(i)))
        {
            if (Passive(i, sentence))
                Patient(Subject(i, sentence), 2, false);
            else if (Participle(i, sentence) is { } described)
                Patient(described, 2, false);
            else if (Object(i + 1, limit, false) is { } punished)
                Patient(punished, 2, false);
        }
        if (s_lighten.Contains(lower))
        {
            // "cut short the term of X", "rejected a bid for mercy from X", "threw out X's conviction".
            if (Burden(i + 1, limit) is { } eased)
                Patient(eased, 3, true);
            // "granted X a reprieve", "denied X clemency".
            else if (lower[0] is 'g' or 'd' or 'r' && Object(i + 1, limit, false) is { } receiver && !Passive(i, sentence) && ClemencyWithin(receiver.TokenEnd, 6))
            {
                Patient(receiver, 5, true);
                Giver(i, sentence);
            }
            if (Passive(i, sentence) && ClemencyWithin(i + 1, 6) && !ForOther(i, limit))
                Patient(Subject(i, sentence), 5, true);
            else if (!Passive(i, sentence) && lower is "granted" or "grants" or "signed" or "commuted" && ClemencyWithin(i + 1, 7))
                Giver(i, sentence);
        }
        if (lower is "give" or "gave" or "gives" or "given" or "giving" or "offer" or "offered" or "award" or "awarded" or "show" or "showed" or "shown")
        {
            if (Passive(i, sentence) && ClemencyWithin(i + 1, 7) && !ForOther(i, limit))
                Patient(Subject(i, sentence), 5, true);
            else if (Object(i + 1, limit, false) is { } given && ClemencyWithin(given.TokenEnd, 5))
                Patient(given, 5, true);
        }
        // "Judge Roe gave him 20 years", "handed her a life term": a court's gift makes a convict.
        if (lower is "gave" or "handed" or "dealt" or "slapped" or "given" && !Passive(i, sentence) && Object(i + 1, limit, false) is { } sentenced && Term(sentenced.TokenEnd, Math.Min(limit, sentenced.TokenEnd + 7), false, false))
            Patient(sentenced, 2, false);
        if (lower is "die" or "executed" or "execution" && i > 0 && _tokens[i - 1].Lower is "to" or "be" && Subject(i - 1, sentence) is { } condemned)
            Patient(condemned, 3, false);
        // "Meet X.", "Please welcome X.": who is introduced by name in a text on clemency.
        if (lower is "meet" or "welcome" && (i == sentence.TokenStart || _tokens[i - 1].Lower is "please" or ":") && _startAt.TryGetValue(i + 1, out var introduced) && introduced.Form is MentionForm.FullName && !_startAt.ContainsKey(introduced.TokenEnd))
            Patient(introduced, 3, lower == "meet");
        if (s_receive.Contains(lower) && ClemencyWithin(i + 1, 9) && !ForOther(i, limit) && !Passive(i, sentence) && lower is not ("asks" or "asked" or "ask"))
            Patient(Subject(i, sentence), lower[0] is 'p' or 'w' && lower is not ("won" or "wins" or "win") ? 2 : 4, lower is not ("filed" or "files"));
        else if (lower is "asked" or "asks" or "ask" && ClemencyWithin(i + 1, 9) && !ForOther(i, limit))
            Patient(Subject(i, sentence), 2.5, true);
        if (s_nouns.Contains(lower) || s_burden.Contains(lower))
            Noun(i, limit, s_nouns.Contains(lower) && lower is not ("release" or "freedom" or "parole"));
        Prison(i, sentence);
    }

    /// <summary>"the pardon of X", "clemency for X", "a petition from X", "leniency toward X", "the case against X".</summary>
    private void Noun(int i, int limit, bool grant)
    {
        var k = i + 1;
        if (k < limit && _tokens[k].Lower is "petition" or "petitions" or "application" or "request" or "bid" or "plea" or "hearing" or "case" or "order" or "term" or "sentence" or "conviction" or "papers" or "paperwork")
            k++;
        // "for mercy from X", "of mail fraud for X": one step on.
        if (k + 1 < limit && _tokens[k].Lower is "for" or "of" && s_nouns.Contains(_tokens[k + 1].Lower))
            return;
        if (k + 2 < limit && _tokens[k].Is("on") && _tokens[k + 1].Is("behalf") && _tokens[k + 2].Is("of"))
            k += 2;
        if (k + 1 >= limit || !(_tokens[k].Lower is "of" or "for" or "to" or "from" or "upon" or "toward" or "towards" or "against" || _tokens[k].Is("on") && _tokens[i].Is("mercy") || _tokens[k].Is("by") && _tokens[i].Lower is "petition" or "application" or "request" or "bid" or "plea" or "appeal"))
            return;
        if (_tokens[k].Is("from") && _tokens[i].Lower is "pardon" or "pardons" or "release" or "parole" or "freedom" or "conviction" or "sentence" or "commutation" or "reprieve" or "term")
            return;
        if (_tokens[k].Is("to") && !grant)
            return;
        if (Object(k + 1, limit, false) is { } person && person.TokenStart - k <= 8)
        {
            if (_tokens[k].Lower is "from" or "by" && person.Entity is { } writer && writer.Roles.Overlaps(s_offices))
                return;
            Patient(person, grant ? 4 : _tokens[i].Lower is "petition" or "application" or "bid" or "plea" ? 2.5 : 1.5, grant || _tokens[i].Lower is "petition" or "application" or "bid");
        }
    }

    /// <summary>Served, doing life, behind bars, walked out, went to prison, guilty: with the person as subject.</summary>
    private void Prison(int i, Sentence sentence)
    {
        var lower = _tokens[i].Lower;
        double points;
        if (lower is "home" or "out" or "go" or "free" or "off" or "loose")
        {
            var k = i + 1 < sentence.TokenEnd && _tokens[i + 1].IsMark(',') ? i + 2 : i + 1;
            if (i > 0 && _tokens[i - 1].Is("welcome") && k < sentence.TokenEnd && _startAt.TryGetValue(k, out var welcomed))
                Patient(welcomed, 3, false);
            for (var v = i - 1; v >= sentence.TokenStart && v > i - 7; v--)
            {
                if (_tokens[v].Lower is "cut" or "cuts" or "turns" or "set" or "let" or "lets" or "letting" or "bring" or "bringing" or "send" or "sent" or "sending" or "set" or "sets" or "setting" or "turned" && Object(v + 1, i, false) is { } sent && sent.TokenEnd >= i - 1)
                {
                    Patient(sent, 3, true);
                    break;
                }
            }
        }
        // "was among the 15 people granted clemency", "Also on the president's list was X".
        if (lower is "was" or "were" or "is" or "are" && i > sentence.TokenStart)
        {
            var first = _tokens[sentence.TokenStart].Lower;
            if (first is "among" or "also" or "included" or "others" && ListBetween(sentence.TokenStart, i) && Object(i + 1, sentence.TokenEnd, false) is { } included)
                Patient(included, 4, true);
            else if (i + 3 < sentence.TokenEnd && lower is "was" or "is" && _tokens[i + 1].Is("one") && Word(i + 2, "of") && Charged(i + 3, sentence.TokenEnd))
                Patient(Subject(i, sentence), 2, false);
            else if (i + 1 < sentence.TokenEnd && (_tokens[i + 1].Is("among") || _tokens[i + 1].Is("one") && Word(i + 2, "of")) && ListBetween(i + 1, Math.Min(sentence.TokenEnd, i + 18)))
                Patient(Subject(i, sentence), 4, true);
        }
        if (lower is "served" or "serves" or "serving" or "serve" or "spent" or "spends" or "spending" or "did" or "doing" or "done" or "does" && i + 1 < sentence.TokenEnd)
            points = Term(i + 1, sentence.TokenEnd, lower[0] == 'd', lower[0] == 's' && lower[1] == 'p') ? 2 : 0;
        else if (lower is "behind" && Word(i + 1, "bars") || lower is "locked" && (Word(i + 1, "up") || Word(i + 1, "away")) || lower is "imprisoned" or "incarcerated" || lower is "in" or "inside" or "from" or "of" or "to" or "at" && PrisonNoun(i + 1))
            points = 1.5;
        else if (lower is "death" && Word(i + 1, "row"))
            points = 2;
        else if (lower is "guilty")
            points = 1.5;
        else if (lower is "innocent" or "home" or "out" or "free" && i > 0 && (s_copulas.Contains(_tokens[i - 1].Lower) || _tokens[i - 1].Lower is "coming" or "going" or "came" or "go" or "come" or "walk" or "walks" or "walked" or "welcome" or "finally" or "now" or "officially"))
            points = 1.5;
        else
            return;
        if (points > 0)
            Patient(Subject(i, sentence), points, false);
    }

    /// <summary>"one of 14 people charged"</summary>
    private bool Charged(int from, int to)
    {
        for (var k = from; k < to && k < from + 7; k++)
        {
            if (_tokens[k].Lower is "charged" or "indicted" or "arrested" or "convicted" or "prosecuted")
                return true;
        }
        return false;
    }

    private bool ListBetween(int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            if (Clemency.IsWord(_tokens[k].Lower) || _tokens[k].Lower is "list" or "recipients" or "freed" or "grantees")
                return true;
        }
        return false;
    }

    private bool Word(int i, string word) => i < _tokens.Length && _tokens[i].Is(word);

    private bool PrisonNoun(int i)
    {
        for (var k = i; k < _tokens.Length && k < i + 5 && _tokens[k].Kind == TokenKind.Word; k++)
        {
            if (_tokens[k].Lower is "prison" or "penitentiary" or "jail" or "custody" or "lockup" or "reformatory" or "cell" or "fci" or "leavenworth" || _tokens[k].Lower is "correctional" or "detention")
                return true;
            if (EntityFinder.s_prepositions.Contains(_tokens[k].Lower) || _startAt.TryGetValue(k, out var m) && m.Entity is { Kind: EntityKind.Person })
                return false;
        }
        return false;
    }

    /// <summary>Whether a term follows: "18 years", "life", "time", "a sentence", "more than two decades", "half his life".</summary>
    private bool Term(int i, int limit, bool weak, bool spent)
    {
        for (var k = i; k < limit && k < i + 9; k++)
        {
            if (_tokens[k].Lower is "years" or "year" or "months" or "decades" or "decade" or "days" or "life" or "sentence" or "sentences" or "term" or "time" or "bars" or "prison")
            {
                if (_tokens[k].Is("time") && weak || spent && !(CaseNear(k, 12) || _tokens[k].Lower is "life" or "decades" or "bars"))
                    return false;
                return true;
            }
            if (_tokens[k].Kind == TokenKind.Mark && !_tokens[k].IsMark('-'))
                return weak && k > i && _tokens[k - 1].Kind == TokenKind.Number;
            if (_tokens[k].Is("as"))
                return false;
        }
        return weak && i < limit && _tokens[i].Kind == TokenKind.Number;
    }

    private bool CaseNear(int at, int reach)
    {
        for (var k = Math.Max(0, at - reach); k < _tokens.Length && k < at + reach; k++)
        {
            if (_tokens[k].Lower is "prison" or "bars" or "jail" or "row" or "custody" or "penitentiary" or "sentence" or "convicted" or "conviction" or "cell" or "inside" or "incarcerated" or "waiting" or "murder" or "crime" or "federal" or "state")
                return true;
        }
        return false;
    }

    /// <summary>"X's sentence", "her clemency petition", "whose conviction": whose the thing is.</summary>
    private void Owner(Mention mention)
    {
        if (mention.Form == MentionForm.Label)
            return;
        var k = mention.TokenEnd;
        if (!mention.Possessive)
        {
            // "the X file", "X pardon": a name as a modifier; "X, whose sentence was cut".
            if (mention.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.Name && k < _tokens.Length)
            {
                if (_tokens[k].Lower is "case" or "file" or "pardon" or "commutation" or "petition" or "clemency" && k + 1 < _tokens.Length && mention.TokenStart > 0 && _tokens[mention.TokenStart - 1].Lower is "the" or "a" or "this")
                    Patient(mention, 2.5, true);
                else if (_tokens[k].Is("whose") && Owned(k + 1, mention, out var points, out var grant) || _tokens[k].IsMark(',') && Word(k + 1, "whose") && Owned(k + 2, mention, out points, out grant))
                    Patient(mention, points, grant);
            }
            return;
        }
        if (mention.Form != MentionForm.Pronoun)
            k++;
        if (Owned(k, mention, out var worth, out var act))
            Patient(mention, worth, act);
    }

    private bool Owned(int k, Mention mention, out double points, out bool grant)
    {
        (points, grant) = (0, false);
        for (var n = 0; n < 5 && k < _tokens.Length && _tokens[k].Kind is TokenKind.Word or TokenKind.Number; n++, k++)
        {
            var lower = _tokens[k].Lower;
            if (EntityFinder.s_prepositions.Contains(lower) || EntityFinder.s_auxiliaries.Contains(lower))
                return false;
            if (!s_owned.Contains(lower))
                continue;
            var clemency = Clemency.IsWord(lower);
            var next = k + 1 < _tokens.Length ? _tokens[k + 1].Lower : ".";
            // "the governor's pardon of X", "the president's clemency power": the giver's. "X's clemency adviser" is no petitioner's.
            if (clemency && (next is "of" or "power" or "powers" or "list" || next is "for" or "to" && Object(k + 2, Math.Min(_tokens.Length, k + 8), false) is not null || Lexicon.RoleOf(next) is not null)
                || mention.Entity is { } e && e.Roles.Overlaps(Lexicon.ClemencyOffices))
                return false;
            if (lower is "life" && next is not ("sentence" or "term"))
                return false;
            if (lower is "supporters" or "lawyers" or "lawyer" or "attorney" or "attorneys" or "crime" or "arrest" or "file" or "fate" or "cell" or "case" or "term" or "request" or "plea" or "trial")
                points = 1;
            else
                points = clemency ? 3 : 1.5;
            grant = clemency;
            return true;
        }
        return false;
    }

    /// <summary>"UNITED STATES v. ROE": the defendant of a caption.</summary>
    private void Caption()
    {
        for (var i = 1; i + 1 < _tokens.Length && i < 120; i++)
        {
            if (_tokens[i].Lower is not ("v." or "vs." or "v" or "vs") || !_tokens[i + 1].IsCapital)
                continue;
            var last = _tokens[i + 1].Lower.Trim('.', ',');
            foreach (var entity in _prose.Entities)
            {
                if (entity.Kind == EntityKind.Person && entity.Last is { } name && name.Equals(last, StringComparison.OrdinalIgnoreCase))
                    _scores[entity] = _scores.GetValueOrDefault(entity) + 6;
            }
        }
    }

    /// <summary>Who tells in a transcript, a post or a quotation how they served, walked out or were sentenced: "they gave me life", "I did 20 years".</summary>
    private void Speakers()
    {
        for (var i = 1; i + 2 < _tokens.Length; i++)
        {
            if (!_startAt.TryGetValue(i, out var me) || me.Form != MentionForm.Pronoun || _tokens[i].Text is not ("I" or "me" or "my" or "My"))
                continue;
            var told = _tokens[i].Text switch
            {
                "me" => _tokens[i - 1].Lower is "gave" or "sentenced" or "convicted" or "freed" or "released" or "pardoned" or "arrested" && (_tokens[i - 1].Lower is not ("gave" or "arrested") || Term(i + 1, Math.Min(_tokens.Length, i + 9), false, false)),
                "my" or "My" => _tokens[i + 1].Lower is "sentence" or "pardon" or "clemency" or "commutation" or "release" or "cell" or "conviction",
                _ => _tokens[i + 1].Lower is "served" or "did" && Term(i + 2, Math.Min(_tokens.Length, i + 10), true, false) || _tokens[i + 1].Lower is "walked" && _tokens[i + 2].Is("out") || _tokens[i + 1].Is("was") && _tokens[i + 2].Lower is "sentenced" or "convicted" or "incarcerated" or "imprisoned" or "pardoned" or "locked",
            };
            if (told && _prose.Resolve(me) is { Kind: EntityKind.Person } speaker && !speaker.Roles.Overlaps(Lexicon.ClemencyOffices))
                _scores[speaker] = _scores.GetValueOrDefault(speaker) + 1.5;
        }
    }

    private void Hashtags()
    {
        foreach (var token in _tokens)
        {
            if (token.Text.Length < 6 || token.Text[0] != '#')
                continue;
            var tag = token.Lower[1..];
            var stem = tag.StartsWith("free", StringComparison.Ordinal) || tag.StartsWith("save", StringComparison.Ordinal) ? tag[4..]
                : tag.StartsWith("justicefor", StringComparison.Ordinal) ? tag[10..]
                : tag.StartsWith("pardon", StringComparison.Ordinal) ? tag[6..]
                : tag.StartsWith("clemencyfor", StringComparison.Ordinal) ? tag[11..] : "";
            if (stem.Length < 3)
                continue;
            foreach (var entity in _prose.Entities)
            {
                if (entity.Kind == EntityKind.Person && (string.Equals(entity.First, stem, StringComparison.OrdinalIgnoreCase) || string.Equals(entity.Last, stem, StringComparison.OrdinalIgnoreCase) || string.Equals(entity.Name.Replace(" ", "", StringComparison.Ordinal), stem, StringComparison.OrdinalIgnoreCase)))
                    (_scores[entity], _granted[entity]) = (_scores.GetValueOrDefault(entity) + 4, _granted.GetValueOrDefault(entity) + 4);
            }
        }
    }

    // ---- grammar ----

    private bool Infinitive(int i) => i > 0 && _tokens[i - 1].Lower is "to" or "will" or "would" or "not" or "could" or "should" or "must" or "can" or "please" or "and" or "or";

    /// <summary>Whether a form that is also a noun stands as one: behind an article, an adjective of it, a possessive.</summary>
    private bool Nominal(int i)
    {
        if (!(Clemency.IsNoun(_tokens[i].Lower) || _tokens[i].Lower is "pardons" or "reprieves" or "spring" or "parole" or "release" or "free" or "sentence" or "charge"))
            return false;
        if (i == 0)
            return false;
        var before = _tokens[i - 1];
        if (before.Lower is "the" or "a" or "an" or "this" or "that" or "her" or "his" or "their" or "no" or "any" or "for" or "of" or "full" or "presidential" or "posthumous" or "unconditional" or "'s" or "by" or "conditional" or "federal" or "issued" or "granted" or "received" or "is" or "was" or "be" or "been" or "are" or "a" or "late" or "early" or "supervised" or "on" or "without" or "into" or "final")
            return true;
        return before.Kind == TokenKind.Number;
    }

    /// <summary>Whether a past participle here is a passive: a form of be or get before it.</summary>
    private bool Passive(int i, Sentence sentence)
    {
        if (!(_tokens[i].Lower.EndsWith("ed", StringComparison.Ordinal) || _tokens[i].Lower is "forgiven" or "given" or "sprung" or "cut" or "shown" or "thrown" or "freed"))
            return false;
        for (var k = i - 1; k >= sentence.TokenStart && k > i - 6; k--)
        {
            if (_tokens[k].Lower is "is" or "was" or "were" or "are" or "be" or "been" or "being" or "get" or "gets" or "got" or "getting" or "'re" or "wasn't" or "isn't" or "weren't")
                return true;
            if (_tokens[k].Is("'s") && k == i - 1 && !(_endAt.TryGetValue(k, out var owner) && owner.Possessive && owner.Form != MentionForm.Pronoun))
                return true;
            if (_tokens[k].Lower is "had" or "has" or "have" || !IsAdverb(k))
                return false;
        }
        return false;
    }

    private bool IsAdverb(int k) => _tokens[k].Kind == TokenKind.Word && (_tokens[k].Lower.EndsWith("ly", StringComparison.Ordinal) || _tokens[k].Lower is "not" or "never" or "also" or "then" or "later" or "once" or "already" or "just" or "now" or "still" or "since" or "ever" or "again" or "first" or "twice" or "soon" or "to" or "today" or "yesterday" or "recently" or "himself" or "herself" or "both" or "all" or "even" or "long" or "only" or "so" or "nearly" or "almost" or "n't" or "being" or "eventually" or "ultimately" or "currently" or "there" or "himself" or "officially" or "finally" || EntityFinder.s_auxiliaries.Contains(_tokens[k].Lower) || Lexicon.IsDayName(_tokens[k].Lower));

    /// <summary>
    /// The person that a verb before token i has for its object, through articles, adjectives, roles and "the sentence of":
    /// "pardoned the former mayor, X", "commuted the 20-year sentence of X". Null when another noun is the object.
    /// </summary>
    private Mention? Object(int i, int limit, bool through)
    {
        Mention? described = null;
        for (var k = i; k < limit && k < i + 16; k++)
        {
            var token = _tokens[k];
            if (token.Kind == TokenKind.Mark)
            {
                if (token.Text[0] is '-' or '"' or '\u201c' or '\u201d' or '*' or '\u2018' or '\'' or '\u2019' || token.IsMark(',') && (described is not null || k > i && !_startAt.ContainsKey(k - 1)) || token.IsMark('\u2014') && k == i)
                    continue;
                return described;
            }
            if (_startAt.TryGetValue(k, out var mention))
            {
                if (mention.Possessive)
                {
                    // "commuted X's sentence"; "pardoned X's client" is about the client.
                    var head = mention.Form == MentionForm.Pronoun ? mention.TokenEnd : mention.TokenEnd + 1;
                    for (var n = head; n < limit && n < head + 6 && _tokens[n].Kind is TokenKind.Word or TokenKind.Number; n++)
                    {
                        if (s_burden.Contains(_tokens[n].Lower))
                            return mention;
                    }
                    if (mention.Form == MentionForm.Pronoun)
                        continue;
                    k = mention.TokenEnd - 1;
                    continue;
                }
                if (mention.Form == MentionForm.Pronoun)
                    return _tokens[k].Lower is "him" or "her" or "them" or "himself" or "herself" ? mention : described;
                if (mention.Entity is { Kind: EntityKind.Person } or { Kind: EntityKind.Unknown })
                {
                    // "the Alabama man", "a Wichita pharmacist": a place before the noun.
                    if (mention.Entity.Kind == EntityKind.Unknown && mention.TokenEnd < limit && Lexicon.RoleOf(_tokens[mention.TokenEnd].Lower) is not null)
                    {
                        k = mention.TokenEnd - 1;
                        continue;
                    }
                    return mention;
                }
                if (mention.Entity is { Kind: EntityKind.Role })
                    described = mention;
                else if (mention.Entity is { Kind: EntityKind.Group or EntityKind.Institution } && mention.TokenEnd >= limit)
                    return described;
                k = mention.TokenEnd - 1;
                continue;
            }
            var lower = token.Lower;
            if (lower is "of" or "for" or "on" or "imposed" or "upon" or "against" or "from")
            {
                // Only behind a burden: "the sentence of X".
                if (k == i || !(through || k > i && (s_burden.Contains(_tokens[k - 1].Lower) || s_nouns.Contains(_tokens[k - 1].Lower) || _tokens[k - 1].Lower is "imposed")))
                    return described;
                continue;
            }
            if (lower is "who" or "which" or "that" or "because" or "by" or "after" or "before" or "when" or "while" or "and" or "or" or "but" or "to" or "with" or "in" or "at" or "as" or "than" or "if" or "without" or "under" or "over" or "between" or "about" || EntityFinder.s_auxiliaries.Contains(lower))
                return described;
            if (SpeechVerbs.Of(lower) is { Form: VerbForm.Past } && k > i)
                return described;
        }
        return described;
    }

    /// <summary>"the prison term of X", "a bid for mercy from X", "11 years off X's sentence", "X's conviction", "the fine imposed upon X".</summary>
    private Mention? Burden(int i, int limit)
    {
        var seen = false;
        for (var k = i; k < limit && k < i + 18; k++)
        {
            if (_tokens[k].Kind == TokenKind.Mark && !_tokens[k].IsMark('-') && !(_tokens[k].IsMark(',') && seen))
                return null;
            if (_startAt.TryGetValue(k, out var mention))
            {
                if (mention.Possessive)
                {
                    var head = mention.Form == MentionForm.Pronoun ? mention.TokenEnd : mention.TokenEnd + 1;
                    for (var n = head; n < limit && n < head + 6 && _tokens[n].Kind is TokenKind.Word or TokenKind.Number; n++)
                    {
                        if (s_burden.Contains(_tokens[n].Lower) || s_nouns.Contains(_tokens[n].Lower))
                            return mention;
                    }
                }
                else if (seen && mention.Entity is { Kind: EntityKind.Person or EntityKind.Unknown } && _tokens[k - 1].Lower is not ("to" or "by" or "with" or "before" or "after"))
                {
                    return mention;
                }
                k = mention.TokenEnd - 1;
                continue;
            }
            if (s_burden.Contains(_tokens[k].Lower) || s_nouns.Contains(_tokens[k].Lower))
                seen = true;
            else if (_tokens[k].Lower is "who" or "which" or "that" or "because" or "after" or "before" or "when" || SpeechVerbs.Of(_tokens[k].Lower) is { Form: VerbForm.Past } && k > i || EntityFinder.s_auxiliaries.Contains(_tokens[k].Lower))
                return null;
        }
        return null;
    }

    /// <summary>The participle or term that describes a name before it: "X, convicted of ...", "X sentenced to".</summary>
    private Mention? Participle(int i, Sentence sentence)
    {
        if (!_tokens[i].Lower.EndsWith("ed", StringComparison.Ordinal) && _tokens[i].Lower is not "sent")
            return null;
        if (i == sentence.TokenStart || i == sentence.TokenStart + 1 && _tokens[i - 1].Kind == TokenKind.Mark)
        {
            // "Convicted of a robbery he swears he did not commit, X has ...".
            for (var k = i + 1; k < sentence.TokenEnd && k < i + 40; k++)
            {
                if (_tokens[k].IsMark(',') && _startAt.TryGetValue(k + 1, out var main) && !main.Possessive && main.Entity is { IsPerson: true })
                    return main;
            }
            return null;
        }
        var next = i + 1 < sentence.TokenEnd ? _tokens[i + 1].Lower : ".";
        if (next is not ("of" or "to" or "in" or "for" or "with" or "as" or "at" or "on" or "by" or "since" or "after" or "and" or "on" or "more" or "when" or "last" or "from" or "under" or "twice"))
            return null;
        var at = i - 1;
        while (at > sentence.TokenStart && (_tokens[at].IsMark(',') || IsAdverb(at) && !EntityFinder.s_auxiliaries.Contains(_tokens[at].Lower)))
            at--;
        return _endAt.TryGetValue(at + 1, out var named) && !named.Possessive && (at + 1 < i && _tokens[at + 1].IsMark(',') || named.Form is not (MentionForm.FullName or MentionForm.LastName)) && named.Entity is { IsPerson: true } ? named : null;
    }

    private bool ClemencyWithin(int i, int reach)
    {
        for (var k = i; k < _tokens.Length && k < i + reach; k++)
        {
            if (_tokens[k].Kind == TokenKind.Mark && _tokens[k].Text[0] is '.' or ';' or '?' or '!')
                return false;
            if (Clemency.IsWord(_tokens[k].Lower) || _tokens[k].Lower is "leniency" or "parole" or "amnesty" or "freedom")
                return true;
        }
        return false;
    }

    /// <summary>"asked for mercy for X", "won a pardon for her client", "urged the governor to pardon X".</summary>
    private bool ForOther(int i, int limit)
    {
        var clemency = false;
        for (var k = i + 1; k < limit && k < i + 22; k++)
        {
            if (_tokens[k].Kind == TokenKind.Mark && _tokens[k].Text[0] is '.' or ';' or '?' or '!')
                return false;
            if (clemency && _tokens[k].Lower is "for" or "to" or "of" or "on" && Object(k + 1, limit, false) is { } other && other.TokenStart - k < 7)
                return !(other.Form == MentionForm.Pronoun && _tokens[other.TokenStart].Lower is "himself" or "herself");
            clemency |= Clemency.IsWord(_tokens[k].Lower) || _tokens[k].Lower is "leniency";
            if (s_clement.Contains(_tokens[k].Lower) && k + 1 < limit && !Nominal(k) && Object(k + 1, limit, true) is { Form: not MentionForm.Pronoun })
                return true;
        }
        return false;
    }

    /// <summary>The subject of a verb or predicate at i, back over adverbs, auxiliaries, participles and appositions.</summary>
    private Mention? Subject(int i, Sentence sentence)
    {
        var k = i - 1;
        while (k >= sentence.TokenStart && !_endAt.ContainsKey(k + 1) && (IsAdverb(k) || _tokens[k].Lower is "who" or "'s" or "'d" or "'ve" or "going" or "coming" or "expected" or "set" or "scheduled" or "due" or "about" or "up" or "found" or "pleaded" or "pled" or "walked" or "walks" or "out" or "went" or "sat" or "sits" or "remains" or "remained" or "landed" or "released" or "freed" or "came" or "left" or "sent" or "locked" or "kept" or "held" or "living" or "died" or "finally"
            || _tokens[k].Lower is "been" || _tokens[k].IsMark('-') && k == i - 1))
            k--;
        if (k < sentence.TokenStart)
            return null;
        if (_endAt.TryGetValue(k + 1, out var direct))
        {
            if (!direct.Possessive)
                return Prepositional(direct, sentence) is { } headed ? headed : direct.TokenStart > sentence.TokenStart && EntityFinder.s_prepositions.Contains(_tokens[direct.TokenStart - 1].Lower) && _tokens[direct.TokenStart - 1].Lower is not ("after" or "before" or "since" or "until" or "as" or "than" or "for") ? FromClause(direct.TokenStart - 1, sentence) : direct;
            return null;
        }
        if (_tokens[k].Kind == TokenKind.Mark && _tokens[k].Text[0] is ',' or ')' or '\u2014' or '\u2013')
        {
            // "X, 39, of Abilene, who received": the relative pronoun reaches over the parentheses to the name.
            if (k + 1 < _tokens.Length && _tokens[k + 1].Is("who"))
            {
                for (var h = k; h > sentence.TokenStart && h > k - 16; h--)
                {
                    if (_endAt.TryGetValue(h, out var antecedent) && !antecedent.Possessive && antecedent.Entity is { Kind: EntityKind.Person } && antecedent.Form is MentionForm.FullName or MentionForm.LastName && !(antecedent.TokenStart > sentence.TokenStart && _tokens[antecedent.TokenStart - 1].Is("of") && h == k))
                        return antecedent;
                }
            }
            // Behind a parenthesis: the name that stands before its first comma.
            if (_endAt.TryGetValue(k, out var before) && !before.Possessive && before.Entity is { IsPerson: true } && (_tokens[Math.Min(k + 1, _tokens.Length - 1)].Is("who") || before.TokenStart == sentence.TokenStart || before.Form == MentionForm.FullName && k + 1 < i && !_tokens[k + 1].Is("and")))
                return before;
            return FromClause(k, sentence);
        }
        if (_tokens[k].Lower is "and" or "but" or "or" || _tokens[k].Kind == TokenKind.Word || _tokens[k].Kind == TokenKind.Number)
            return FromClause(k, sentence);
        return null;
    }

    /// <summary>"the lawyer for X was sentenced": the noun before the preposition is the subject.</summary>
    private Mention? Prepositional(Mention direct, Sentence sentence)
    {
        if (direct.TokenStart <= sentence.TokenStart + 1 || !(_tokens[direct.TokenStart - 1].Lower is "for" or "of"))
            return null;
        for (var h = direct.TokenStart - 1; h > sentence.TokenStart && h > direct.TokenStart - 5; h--)
        {
            if (_endAt.TryGetValue(h, out var head) && head.Form is MentionForm.Role)
                return head;
        }
        return null;
    }

    /// <summary>The subject of the clause that runs up to token k: its first person that stands free, back to a strong break.</summary>
    private Mention? FromClause(int k, Sentence sentence)
    {
        Mention? found = null;
        for (var h = k; h >= sentence.TokenStart && h > k - 34; h--)
        {
            if (_tokens[h].Kind == TokenKind.Mark && _tokens[h].Text[0] is ';' or ':' or '"' or '\u201c' or '\u201d')
                break;
            if (_tokens[h].Lower is "that" or "because" or "while" or "when" or "if" or "although" && h < k && found is not null)
                break;
            if (!_startAt.TryGetValue(h, out var mention) || mention.Possessive || mention.TokenEnd > k + 1 || mention.Entity is not { Kind: EntityKind.Person or EntityKind.Unknown or EntityKind.Role })
                continue;
            if (mention.Form == MentionForm.Pronoun && _tokens[h].Lower is not ("he" or "she" or "who"))
                continue;
            if (h > sentence.TokenStart && EntityFinder.s_prepositions.Contains(_tokens[h - 1].Lower) || h > sentence.TokenStart && _tokens[h - 1].Lower is "the" && h > sentence.TokenStart + 1 && EntityFinder.s_prepositions.Contains(_tokens[h - 2].Lower))
                continue;
            found = mention;
            if (mention.TokenStart == sentence.TokenStart)
                break;
        }
        return found;
    }

    /// <summary>"pardoned by the governor": the agent gives.</summary>
    private void Agent(int i, int limit)
    {
        for (var k = i + 1; k < limit && k < i + 9; k++)
        {
            if (_tokens[k].Is("by") && Object(k + 1, limit, false)?.Entity is { } agent)
                _givers[agent] = _givers.GetValueOrDefault(agent) + 5;
        }
    }

    private void Giver(int i, Sentence sentence)
    {
        if (Subject(i, sentence)?.Entity is { Kind: EntityKind.Person } giver)
            _givers[giver] = _givers.GetValueOrDefault(giver) + 5;
    }

    // ---- lists, registers, salience ----

    /// <summary>Names that stand where a list or register puts its people: alone on a line, first in a row or at the head of an entry that speaks of clemency.</summary>
    private void Lists()
    {
        var entries = 0;
        foreach (var paragraph in _prose.Paragraphs)
        {
            if (paragraph.End - paragraph.Start > 900 && paragraph.Kind != ParagraphKind.Row)
                continue;
            var clemency = false;
            for (var i = paragraph.TokenStart; i < paragraph.TokenEnd; i++)
                clemency |= Clemency.IsWord(_tokens[i].Lower);
            foreach (var mention in _prose.MentionsIn(paragraph.Start, paragraph.End))
            {
                if (mention.Form is not (MentionForm.FullName or MentionForm.Name) || mention.Entity is not { Kind: EntityKind.Person or EntityKind.Unknown })
                    continue;
                var leading = true;
                var labelled = false;
                var bold = false;
                for (var i = paragraph.TokenStart; i < mention.TokenStart; i++)
                {
                    // "Commutation: X, of Dallas", "Re: X, #44871", "Name: X".
                    if (_tokens[i].IsMark(':') && i == mention.TokenStart - 1 && mention.TokenStart - paragraph.TokenStart < 7 && (clemency || i > 0 && _tokens[i - 1].Lower is "re" or "name" or "petitioner" or "applicant" or "inmate" or "defendant" or "recipient"))
                        labelled = true;
                    bold |= _tokens[i].IsMark('*');
                    leading &= _tokens[i].Kind == TokenKind.Mark || _tokens[i].Kind == TokenKind.Number && i == paragraph.TokenStart;
                }
                if (labelled)
                {
                    Patient(mention, 5, true, 12);
                    break;
                }
                if (!leading)
                    break;
                var alone = true;
                for (var i = mention.TokenEnd; i < paragraph.TokenEnd; i++)
                    alone &= _tokens[i].Kind == TokenKind.Mark;
                var next = mention.TokenEnd < paragraph.TokenEnd ? _tokens[mention.TokenEnd] : default;
                var listed = paragraph.Kind == ParagraphKind.Row || paragraph.Kind is ParagraphKind.Item or ParagraphKind.Heading && next.Kind == TokenKind.Mark && mention.TokenEnd < paragraph.TokenEnd;
                var entry = bold || mention.TokenEnd < paragraph.TokenEnd && next.Kind == TokenKind.Mark && next.Text[0] is '\u2013' or '\u2014' or '-' or ':' && !alone && paragraph.Kind != ParagraphKind.Body;
                if (alone && mention.NameStart == mention.Start && !Signs(paragraph))
                    Patient(mention, 4, true, 12);
                else if (listed && (clemency || paragraph.Kind == ParagraphKind.Row && HeaderOfClemency()) || entry && ClemencyText() && !Signs(paragraph))
                {
                    Patient(mention, 6, true, 12);
                    entries++;
                }
                break;
            }
        }
        _entries = entries;
        foreach (var sentence in _prose.Sentences)
        {
            var grant = -1;
            for (var i = sentence.TokenStart; i < sentence.TokenEnd && grant < 0; i++)
            {
                if (_tokens[i].Lower is "include" or "included" or "includes" or "including" && ClemencyNear(sentence) || _tokens[i].IsMark(':') && ClemencyNear(sentence) && i > sentence.TokenStart + 3)
                    grant = i;
            }
            if (grant < 0)
                continue;
            if (Listed(grant + 1) is { } first && Next(first) is not null)
                Patient(first, 3, true);
        }
    }

    private int _entries;

    private bool? _clemencyText;

    private bool ClemencyText() => _clemencyText ??= _tokens.Any(t => Clemency.IsWord(t.Lower));

    private bool HeaderOfClemency()
    {
        var first = _prose.Paragraphs[0];
        for (var i = first.TokenStart; i < first.TokenEnd; i++)
        {
            if (_tokens[i].Lower is "grant_date" or "clemency" or "type" or "offense" or "sentence" or "district" or "name")
                return true;
        }
        return ClemencyText();
    }

    private bool ClemencyNear(Sentence sentence)
    {
        for (var s = Math.Max(0, sentence.Index - 1); s <= sentence.Index; s++)
        {
            for (var i = _prose.Sentences[s].TokenStart; i < _prose.Sentences[s].TokenEnd; i++)
            {
                if (Clemency.IsWord(_tokens[i].Lower) || _tokens[i].Lower is "freed" or "released" && s == sentence.Index)
                    return true;
            }
        }
        return false;
    }

    /// <summary>A name at the foot of a letter signs it.</summary>
    private bool Signs(Paragraph paragraph)
    {
        if (paragraph.Index == _prose.Paragraphs.Count - 1 && _prose.Paragraphs.Count > 1)
            return true;
        for (var p = paragraph.Index - 1; p >= 0 && p >= paragraph.Index - 2; p--)
        {
            var first = _prose.Paragraphs[p].TokenStart;
            if (first < _prose.Paragraphs[p].TokenEnd && _tokens[first].Lower is "sincerely" or "respectfully" or "regards" or "yours" or "signed" or "faithfully" or "cordially" or "best" or "by")
                return true;
        }
        return false;
    }

    /// <summary>
    /// How much the text circles around a person: the first one named, and each sentence that names them beside a word of
    /// the case. It only tips scales, or decides where no grammar speaks.
    /// </summary>
    private void Salience()
    {
        var marked = new bool[_prose.Sentences.Count];
        foreach (var sentence in _prose.Sentences)
        {
            for (var i = sentence.TokenStart; i < sentence.TokenEnd && !marked[sentence.Index]; i++)
                marked[sentence.Index] = Clemency.IsCaseWord(_tokens[i].Lower);
        }
        if (!marked.Any(m => m))
            return;
        var first = true;
        var beside = new Dictionary<Entity, (double Named, double Case)>();
        foreach (var mention in _prose.Mentions)
        {
            if (mention.Entity is not { Kind: EntityKind.Person } entity || mention.Form == MentionForm.Label)
                continue;
            var (named, cases) = beside.GetValueOrDefault(entity);
            var weight = mention.Form == MentionForm.Pronoun ? 0.25 : 1;
            beside[entity] = (named + weight, cases + (marked[mention.Sentence] ? weight : 0));
            if (first && !entity.Roles.Overlaps(s_offices))
            {
                _scores[entity] = _scores.GetValueOrDefault(entity) + 0.3;
                first = false;
            }
        }
        foreach (var (entity, (named, cases)) in beside)
        {
            var offices = entity.Roles.Overlaps(s_offices);
            var weight = offices || entity.Relative ? 0.15 : 1;
            _scores[entity] = _scores.GetValueOrDefault(entity) + weight * (Math.Min(named, 8) * 0.12 + Math.Min(cases, 6) * 0.2);
        }
    }

    private static readonly HashSet<string> s_offered = Set("administration cabinet presidency predecessor predecessors successor veto tenure governorship");

    /// <summary>"Roe's chief of staff", "the Roe administration": Roe governs, and asks for no mercy.</summary>
    private void Governing()
    {
        foreach (var mention in _prose.Mentions)
        {
            if (mention.Entity is not { Kind: EntityKind.Person } entity || mention.Form == MentionForm.Pronoun)
                continue;
            var k = mention.Possessive ? mention.TokenEnd + 1 : mention.TokenEnd;
            if (k + 2 < _tokens.Length && (s_offered.Contains(_tokens[k].Lower) || _tokens[k].Is("chief") && _tokens[k + 1].Is("of") && _tokens[k + 2].Is("staff")))
                _scores[entity] = _scores.GetValueOrDefault(entity) - 12;
        }
    }

    private List<Entity> Rank()
    {
        Governing();
        foreach (var hint in (IEnumerable<string>)[.. _prose.Context.Petitioners ?? [], .. _prose.Context.Title is { } title ? [title] : Array.Empty<string>()])
        {
            var isTitle = ReferenceEquals(hint, _prose.Context.Title);
            foreach (var entity in _prose.Entities)
            {
                if (entity.Kind is not (EntityKind.Person or EntityKind.Unknown) || (entity.Last ?? entity.Name) is not { Length: >= 3 } last || !ContainsWord(hint, last))
                    continue;
                if (isTitle)
                {
                    if (_scores.TryGetValue(entity, out var known) && known >= 1)
                        _scores[entity] = known + 3;
                    continue;
                }
                if (entity.First is not null && !hint.Split(' ').Any(w => Lexicon.SameFirstName(w, entity.First)) && hint.Contains(' '))
                    continue;
                _scores[entity] = _scores.GetValueOrDefault(entity) + 100;
                _granted[entity] = _granted.GetValueOrDefault(entity) + 100;
            }
        }
        foreach (var entity in _scores.Keys.ToList())
        {
            if (_scores[entity] >= 100)
                continue;
            // A judge who asks for mercy asks for another.
            if (entity.Roles.Contains("judge") && _granted.GetValueOrDefault(entity) < 8)
                _scores[entity] *= 0.1;
            // Who grants is not who asks; nor is who sentences, prosecutes or defends, unless the text plainly says so.
            if (entity.Roles.Contains("president") || entity.Roles.Contains("governor") && _granted.GetValueOrDefault(entity) < 12)
                _scores[entity] -= 100;
            _scores[entity] -= _givers.GetValueOrDefault(entity);
            if (entity.Roles.Overlaps(s_offices) && _granted.GetValueOrDefault(entity) < 4)
                _scores[entity] *= 0.25;
            else if (entity.Relative && _granted.GetValueOrDefault(entity) < 4 && _scores[entity] < 2)
                _scores[entity] *= 0.25;
        }
        var hinted = _scores.Where(s => s.Value >= 60).OrderByDescending(s => s.Value).ThenBy(s => s.Key.Id).Select(s => s.Key).ToList();
        if (hinted.Count > 0)
            return hinted;
        var ranked = _scores.Where(s => s.Value >= 0.4 && s.Key.Kind is EntityKind.Person or EntityKind.Unknown).OrderByDescending(s => s.Value).ThenBy(s => s.Key.Id).ToList();
        if (ranked.Count == 0 || ranked[0].Value < 1.2 && Foremost() is { Count: > 0 })
            return Foremost();
        var granted = ranked.Where(r => _granted.GetValueOrDefault(r.Key) >= 2.3).ToList();
        if (granted.Count == 0)
        {
            var one = ranked[0];
            // Several people punished side by side, of whom none is told to be pardoned.
            if (one.Value >= 2.5)
                return [.. ranked.Where(r => r.Value >= one.Value * 0.85 && r.Key.Kind == EntityKind.Person && r.Key.First is not null || r.Value >= Math.Max(2.5, one.Value * 0.4) && r.Key.Kind == EntityKind.Person && r.Key.Mentions.Count(m => m.Form != MentionForm.Pronoun) >= 3 || r.Key == one.Key).Select(r => r.Key)];
            return one.Key.Kind == EntityKind.Person || one.Value >= 1.4 ? [one.Key] : [];
        }
        // Someone of whom much is told although the grant itself is told by a pronoun or not at all.
        if (ranked[0].Value > granted[0].Value * 1.8 && ranked[0].Value >= 4)
            granted.Insert(0, ranked[0]);
        var top = granted[0].Value;
        // The foremost, and whoever stands beside them in a list; a name mentioned once in an article on another is no petitioner of it.
        return [.. granted.Where(r => r.Value >= Math.Min(top, 3) && (r.Value >= top / 6 || _entries > 1)).OrderBy(r => r.Value >= top * 0.97 ? FirstNamed(r.Key) : int.MaxValue).Select(r => r.Key)];
    }

    private static readonly HashSet<string> s_bench = Set("president governor judge justice prosecutor attorney lawyer counsel senator representative congressman congresswoman secretary spokesman spokeswoman host anchor reporter journalist sheriff detective warden chairman singer actor actress rapper star activist advocate mayor moderator professor chief author memoirist director");

    /// <summary>Where no grammar speaks: in a text on clemency the person without an office whom it names most, if nobody else comes near.</summary>
    private List<Entity> Foremost()
    {
        if (!ClemencyText())
            return [];
        var counted = _prose.Entities.Where(e => e.Kind == EntityKind.Person && !e.IsPlural && !e.Roles.Overlaps(s_bench) && !e.Relative && _givers.GetValueOrDefault(e) == 0)
            .Select(e => (Entity: e, Count: e.Mentions.Sum(m => m.Form == MentionForm.Pronoun ? 0.5 : m.Form == MentionForm.Label ? 0.2 : 1))).OrderByDescending(c => c.Count).ThenBy(c => c.Entity.Id).ToList();
        return counted.Count > 0 && counted[0].Count >= 2 && (counted.Count == 1 || counted[0].Count >= counted[1].Count + 1) ? [counted[0].Entity] : [];
    }

    private static int FirstNamed(Entity entity) => entity.Mentions.Count > 0 ? entity.Mentions[0].Start : int.MaxValue - 1;

    private static bool ContainsWord(string hint, string word)
    {
        var at = hint.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetter(hint[at - 1])) && (at + word.Length >= hint.Length || !char.IsLetter(hint[at + word.Length]));
    }
}
