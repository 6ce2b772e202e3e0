using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// What the readers of sentence facts share while they read one document: its tokens, dates, terms and crimes, who is
/// meant where, and the facts found so far, each value once with all its passages.
/// </summary>
internal sealed class SentenceCase
{
    private readonly Dictionary<(string Attribute, string Value, string? Subject), Draft> _drafts = [];
    private readonly List<Draft> _order = [];
    private readonly IReadOnlyList<Statement> _statements;

    public SentenceCase(Prose.Prose prose, IReadOnlyList<Statement> statements, IReadOnlyList<Entity> granted)
    {
        Prose = prose;
        _statements = statements;
        Words = Words.Of(prose.Text);
        Dates = Facts.Dates.FindAll(Words, prose.Context.Published);
        Terms = Facts.Terms.FindAll(Words);
        Offenses = Facts.Offenses.FindAll(Words);
        Statutes = Facts.Offenses.FindStatutes(Words);
        Money = Quantities.FindMoney(Words);
        Drugs = Quantities.FindDrugs(Words);
        DrugQuantities = Quantities.FindDrugQuantities(Words);
        Paper = SentencePaper.Of(prose);
        _defendant = Paper.IsCourt ? SentencePaper.Defendant(prose.Text) : null;
        _petitioners = [.. prose.Petitioners];
        // Whom the acts of clemency name are the petitioners of a text that tells of them.
        var reached = granted.Where(prose.Entities.Contains).ToList();
        if (!Paper.IsCourt && reached.Exists(e => e.Kind == EntityKind.Person))
        {
            // The foremost of those whom the prose tells of stays beside them.
            _petitioners = [.. reached, .. prose.Petitioners.Take(1).Where(e => e.Kind == EntityKind.Person)];
            _reached = true;
        }
        if (Paper.IsCourt && _defendant is not null)
        {
            // In a paper of the case the defendant of the caption is the petitioner, and nobody else.
            // Where the form's "LAST, FIRST" made no person of its own, the bare last name of the prose went to a namesake.
            _bareName = !prose.Entities.Any(IsDefendant);
            _petitioners.RemoveWhere(e => !IsDefendant(e));
            _petitioners.UnionWith(prose.Entities.Where(IsDefendant));
        }
        // A list of grants names its recipients in headings.
        var headings = Paper.IsCourt ? [] : SentenceRegisters.Names(prose.Text);
        if (headings.Count > 0)
            _petitioners.UnionWith(prose.Entities.Where(e => e.Kind is EntityKind.Person or EntityKind.Unknown && headings.Contains(e.Name)));
        _convicts = Convicts();
        if (!Paper.IsCourt)
        {
            Extend();
            Narrow();
        }
        Petitioners = [.. _petitioners];
    }

    // Persons of whom the text tells, by name, that a court convicted or sentenced them.
    private readonly HashSet<Entity> _convicts;

    private static readonly HashSet<string> s_ofConvicts = new(StringComparer.Ordinal)
    {
        "sentenced", "convicted", "imprisoned", "incarcerated", "jailed", "pleaded", "pled", "served", "serving", "indicted", "arrested", "charged", "pardoned", "released", "freed",
    };

    private static readonly HashSet<string> s_grants = new(StringComparer.Ordinal) { "pardon", "pardons", "pardoned", "pardoning", "commute", "commuted", "commuting", "clemency", "commutation", "commutations", "free", "freed", "sentence", "sentences", "reprieve" };

    private HashSet<Entity> Convicts()
    {
        var convicts = new HashSet<Entity>();
        foreach (var mention in Prose.Mentions)
        {
            if (mention.Form is not (MentionForm.FullName or MentionForm.LastName) || mention.Possessive || Prose.Resolve(mention) is not { Kind: EntityKind.Person } entity)
                continue;
            var at = Words.At(mention.End - 1) + 1;
            for (var i = at; i < at + 5 && i < Words.Count; i++)
            {
                if (s_ofConvicts.Contains(Words[i].Lower))
                {
                    // "Doe sentenced Roe" and "Doe served in the Army" are no convictions.
                    var passive = Words.IsAny(i - 1, ["was", "were", "been", "is", "later", "being", "who", ","]) || Words.IsAny(i, ["pleaded", "pled", "serving"]) || (Words.Is(i, "served") && Numbers.Read(Words, i + 1, out _, out _));
                    if (passive)
                        convicts.Add(entity);
                    break;
                }
                if (Words[i].Kind == TokenKind.Mark && Words[i].Lower is "." or ";")
                    break;
            }
        }
        return convicts;
    }

    /// <summary>Widens the circle of petitioners by what the text says of several grants, or of a single convict when it names no petitioner.</summary>
    private void Extend()
    {
        var several = false;
        for (var i = 0; i < Words.Count && !several; i++)
            several = Words.IsAny(i, ["commutations", "pardons"]) || (Words.Is(i, "sentences") && Words.Is(i + 1, "of")) || (Words.Is(i, "clemency") && Words.Is(i + 1, "to") && Numbers.Read(Words, i + 2, out _, out _));
        if (several && !_reached)
        {
            // Several grants: whoever heads a sentence with a full name and was sentenced is one of those who got them.
            foreach (var mention in Prose.Mentions)
            {
                if (mention.Form == MentionForm.FullName && Prose.Resolve(mention) is { } entity && _convicts.Contains(entity) && Prose.Sentences[mention.Sentence].Start >= mention.Start - 3)
                    _petitioners.Add(entity);
            }
        }
        // No petitioner found, or none whom the text joins with a grant or a sentence: the one whom it joins with them most often.
        var points = new Dictionary<Entity, int>();
        foreach (var mention in Prose.Mentions)
        {
            if (mention.Form is not (MentionForm.FullName or MentionForm.LastName) || Prose.Resolve(mention) is not { Kind: EntityKind.Person } entity || entity.Roles.Overlaps(Lexicon.ClemencyOffices))
                continue;
            int first = Words.At(mention.Start), next = Words.At(mention.End - 1) + 1;
            var near = _convicts.Contains(entity) ? 1 : 0;
            for (var i = next; i < next + 6 && mention.Possessive; i++)
                near += s_grants.Contains(Words[i].Lower) || Words.IsAny(i, ["conviction", "release", "imprisonment"]) ? 1 : 0;
            for (var i = Math.Max(0, first - 4); i < first; i++)
                near += s_grants.Contains(Words[i].Lower) ? 1 : 0;
            if (near > 0)
                points[entity] = points.GetValueOrDefault(entity) + near;
        }
        if (!_reached && points.Count > 0 && !_petitioners.Any(p => points.ContainsKey(p) || p.Kind == EntityKind.Role))
        {
            var best = points.MaxBy(p => p.Value);
            if (points.Count(p => p.Value == best.Value) == 1)
            {
                _petitioners.Clear();
                _petitioners.Add(best.Key);
            }
        }
    }

    private static readonly HashSet<string> s_strangers = new(StringComparer.Ordinal)
    {
        "defendant", "defendants", "codefendant", "conspirator", "accomplice", "cousin", "brother", "sister", "daughter", "son", "mother", "father", "wife", "husband", "boyfriend", "girlfriend", "widow", "nephew", "niece", "uncle", "aunt",
        "lawyer", "attorney", "detective", "agent", "informant", "witness", "victim", "law", "partner", "trafficker", "reporter", "prosecutor", "supervisor",
    };

    /// <summary>One mention with two names is one person; "a co-defendant, Billy Roe" and "his daughter, Ann Roe" are not the petitioner.</summary>
    private void Narrow()
    {
        foreach (var entity in Prose.Entities)
        {
            if (entity.Kind is EntityKind.Person or EntityKind.Unknown && entity is { First: { } first, Last: { } last } && !_petitioners.Contains(entity)
                && _petitioners.Any(p => string.Equals(p.Last, last, StringComparison.OrdinalIgnoreCase) && string.Equals(p.First, first, StringComparison.OrdinalIgnoreCase)))
                _petitioners.Add(entity);
        }
        if (_petitioners.Count < 2)
            return;
        var known = Prose.Context.Petitioners ?? [];
        foreach (var mention in Prose.Mentions)
        {
            if (mention.Form != MentionForm.FullName || Prose.Resolve(mention) is not { } entity || !_petitioners.Contains(entity) || known.Any(k => entity.Last is { } l && k.Contains(l, StringComparison.OrdinalIgnoreCase)))
                continue;
            var at = Words.At(mention.Start) - 1;
            if (Words.Is(at, ","))
                at--;
            if (s_strangers.Contains(Words[at].Lower) && _petitioners.Count > 1 && !(Words.IsAny(at, ["defendant"]) && !Words.Is(at - 1, "-")))
                _petitioners.Remove(entity);
        }
    }

    /// <summary>The petitioner whom a pronoun may mean that grammar gave to a person without a conviction; null when none fits.</summary>
    private string? Convict(Mention mention)
    {
        var male = Words.IsAny(Words.At(mention.Start), ["he", "him", "his", "himself"]);
        var female = Words.IsAny(Words.At(mention.Start), ["she", "her", "hers", "herself"]);
        if (!male && !female)
            return null;
        bool Fits(Entity petitioner) => petitioner.Gender is not (Gender.Male or Gender.Female) || petitioner.Gender == Gender.Male == male;
        if (_petitioners.Count == 1)
            return Fits(_petitioners.First()) ? _petitioners.First().Last ?? _petitioners.First().Name : null;
        var paragraph = Prose.Paragraphs[Prose.SentenceAt(mention.Start).Paragraph];
        string? name = null;
        foreach (var before in Prose.MentionsIn(paragraph.Start, mention.Start))
        {
            if (Prose.Resolve(before) is { } spoken && IsPetitioner(spoken) && Fits(spoken))
                name = spoken.Last ?? spoken.Name;
        }
        return name;
    }

    private readonly HashSet<Entity> _petitioners;

    // Whether acts of clemency name the petitioners.
    private readonly bool _reached;
    private readonly SentencePaper.Caption? _defendant;

    private bool IsDefendant(Entity entity) => entity.Kind is EntityKind.Person or EntityKind.Unknown && _defendant is not null && _defendant.Fits(_bareName ? null : entity.First, entity.Last ?? entity.Name);

    private readonly bool _bareName;

    /// <summary>Whether the text is about this person's clemency, or the paper about this person's case.</summary>
    public bool IsPetitioner(Entity entity) => _petitioners.Contains(entity) || (Paper.IsCourt && entity.Kind == EntityKind.Role && !entity.IsPlural && (entity.HasRole("defendant") || entity.HasRole("inmate") || entity.HasRole("petitioner")));

    public Prose.Prose Prose { get; }

    public Words Words { get; }

    public List<DateSpan> Dates { get; }

    public List<TermSpan> Terms { get; }

    public List<OffenseSpan> Offenses { get; }

    public List<StatuteSpan> Statutes { get; }

    public List<MoneySpan> Money { get; }

    public List<DrugSpan> Drugs { get; }

    public List<DrugQuantitySpan> DrugQuantities { get; }

    public IReadOnlyList<Entity> Petitioners { get; }

    /// <summary>What kind of paper it is, and under what standard it speaks.</summary>
    public SentencePaper Paper { get; }

    /// <summary>Whether the document treats several petitioners, so that each fact says whose it is.</summary>
    public bool Several => Petitioners.Count > 1 && !Paper.IsCourt;

    /// <summary>Whose fact it is when the words name nobody: the petitioner's when there is only one.</summary>
    public bool TakesUnsaid => !Several;

    /// <summary>The petitioner whom the paragraph named last before the place.</summary>
    private string? SpokenOf(int at)
    {
        var paragraph = Prose.Paragraphs[Prose.SentenceAt(at).Paragraph];
        string? name = null;
        foreach (var mention in Prose.MentionsIn(paragraph.Start, at))
        {
            if (Prose.Resolve(mention) is { } entity && IsPetitioner(entity))
                name = entity.Last ?? entity.Name;
        }
        return name;
    }

    private sealed class Draft
    {
        public required Proposal First { get; init; }

        public List<(int Start, int End)> Places { get; } = [];
    }

    /// <summary>The scene of the sentence that holds an offset.</summary>
    public SentenceScene SceneAt(int offset)
    {
        var sentence = Prose.SentenceAt(offset);
        if (_scene is null || _scene.Start != sentence.Start)
            _scene = new SentenceScene(Words, sentence.Start, sentence.End, PartiesIn(sentence.Start, sentence.End));
        return _scene;
    }

    private SentenceScene? _scene;

    /// <summary>Adds a fact of the owner, unless it is someone else's.</summary>
    public bool Add(string attribute, string value, int start, int end, Owner owner, string reason, Confidence confidence = Confidence.Stated,
        bool approximate = false, bool atLeast = false, bool derived = false, string? asOf = null, Standard? standard = null)
    {
        if (owner.Whose is Whose.Other or Whose.Group)
            return false;
        if (owner.Whose == Whose.Unsaid)
        {
            confidence = confidence == Confidence.Stated ? Confidence.Resolved : confidence;
            // Among several petitioners it is the one of whom the paragraph spoke last.
            if (!TakesUnsaid)
            {
                if (SpokenOf(start) is not { } name)
                    return false;
                owner = new(Whose.Petitioner, name);
            }
        }
        var subject = Several ? owner.Name : null;
        Put(attribute, value, start, end, subject, reason, confidence, approximate, atLeast, derived, asOf, standard);
        return true;
    }

    /// <summary>Adds a fact with a subject that is known.</summary>
    public void Put(string attribute, string value, int start, int end, string? subject, string reason, Confidence confidence = Confidence.Stated,
        bool approximate = false, bool atLeast = false, bool derived = false, string? asOf = null, Standard? standard = null)
    {
        while (start < end && char.IsWhiteSpace(Words.Text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(Words.Text[end - 1]))
            end--;
        if (start >= end || value.Length == 0)
            return;
        var key = (attribute, value, subject);
        if (!_drafts.TryGetValue(key, out var draft))
        {
            draft = new Draft
            {
                First = new Proposal(attribute, value, subject, [], reason, confidence, standard ?? StandardAt(start), SpeakerAt(start, end), approximate, atLeast, derived, asOf),
            };
            _drafts.Add(key, draft);
            _order.Add(draft);
        }
        if (!draft.Places.Exists(p => p.Start < end && start < p.End))
            draft.Places.Add((start, end));
    }

    /// <summary>Whether a value of the attribute was found already.</summary>
    public bool Has(string attribute, string? subject = null) => _order.Exists(d => d.First.Attribute == attribute && (subject is null || d.First.Subject == subject));

    /// <summary>Whether this value of the attribute was found.</summary>
    public bool HasValue(string attribute, string value) => _order.Exists(d => d.First.Attribute == attribute && d.First.Value == value);

    /// <summary>Whether a value of the attribute was found in a passage that holds the place.</summary>
    public bool HasAt(string attribute, int at) => _order.Exists(d => d.First.Attribute == attribute && d.Places.Exists(p => p.Start <= at && at < p.End));

    /// <summary>All facts, in the order in which they were found.</summary>
    public IEnumerable<Proposal> Proposals() =>
        _order.Select(draft => draft.First with { Passages = [.. draft.Places.Select(place => Prose.Cite(place.Start, place.End))] });

    private Standard StandardAt(int offset)
    {
        var sentence = Prose.SentenceAt(offset);
        return Paper.StandardOf(Prose.Text.AsSpan(sentence.Start, sentence.End - sentence.Start));
    }

    /// <summary>Who is quoted there, when the words are not the author's.</summary>
    private string? SpeakerAt(int start, int end)
    {
        foreach (var said in _statements)
        {
            if (said.Mode != SpeechMode.Direct)
                continue;
            foreach (var passage in said.Passages)
            {
                var from = Prose.Text.IndexOf(passage.Quote, StringComparison.Ordinal);
                if (passage.Page == 1)
                    from = passage.Start;
                if (from >= 0 && from <= start && end <= from + passage.Quote.Length)
                    return said.Speaker;
            }
        }
        return null;
    }

    // Nouns for people in general; a fact about them is nobody's in particular.
    private static readonly HashSet<string> s_people = new(StringComparer.Ordinal)
    {
        "people", "inmates", "prisoners", "offenders", "defendants", "individuals", "men", "women", "americans", "those", "others", "felons", "convicts", "criminals", "persons", "many", "thousands", "hundreds", "lawyers", "judges",
        "traffickers", "dealers", "citizens", "recipients", "officials", "officers", "agents", "veterans", "soldiers", "families", "victims", "juveniles", "teenagers", "kids", "children", "youths", "politicians", "governors", "anyone", "someone", "everyone", "nobody",
        "whoever", "lifers", "clients", "witnesses", "jurors", "employees", "immigrants", "colleagues", "associates", "aides", "advisers", "allies", "friends", "republicans", "democrats", "prosecutors",
    };

    // Those who act for the court or the state.
    private static readonly HashSet<string> s_officials = new(StringComparer.Ordinal) { "judge", "justice", "magistrate", "president", "governor", "prosecutor", "attorney", "counsel", "commander-in-chief", "jury", "court" };

    // Nouns for one person, told by what they are; whom they mean is left to the rest of the text.
    private static readonly HashSet<string> s_person = new(StringComparer.Ordinal)
    {
        "woman", "man", "mother", "grandmother", "great-grandmother", "father", "grandfather", "inmate", "prisoner", "offender", "defendant", "veteran", "felon", "convict", "person", "soldier", "teenager", "girl", "boy", "mom", "dad", "dealer",
        "trafficker", "kingpin", "native", "businessman", "entrepreneur", "executive", "lawmaker", "politician", "officer", "pastor", "minister", "teen", "youth", "wife", "husband", "individual", "nurse", "doctor", "lobbyist", "operative", "former", "recipient", "sailor", "analyst",
    };

    /// <summary>The people of a sentence, in the order of the text, none inside another.</summary>
    public List<Party> PartiesIn(int start, int end)
    {
        var parties = new List<Party>();
        var behind = start;
        var first = Words.At(start);
        foreach (var mention in Prose.MentionsIn(start, end))
        {
            if (mention.Start < behind)
                continue;
            Nouns(parties, ref first, behind, mention.Start);
            var entity = Prose.Resolve(mention);
            var whose = Whose.Unsaid;
            string? name = null;
            if (entity is not null)
            {
                if (IsPetitioner(entity))
                {
                    whose = Whose.Petitioner;
                    name = entity.Last ?? entity.Name;
                }
                else if (entity.Kind == EntityKind.Group || entity.IsPlural || s_people.Contains(entity.Name.ToLowerInvariant()))
                    whose = Whose.Group;
                else if (entity.Kind is EntityKind.Institution or EntityKind.Unknown)
                    continue;
                // "a woman serving a life sentence", in a text that names no petitioner, may be the one.
                else if (entity.Kind == EntityKind.Role && _petitioners.Count == 0 && s_person.Contains(mention.Head ?? ""))
                    whose = Whose.Unsaid;
                else
                    whose = Whose.Other;
            }
            else if (mention.Form is MentionForm.Name or MentionForm.Title or MentionForm.Handle or MentionForm.Label)
                continue;
            // "the 56-year-old", "the 34-year-old" is the petitioner where the text has but one.
            if (whose is Whose.Other or Whose.Unsaid && mention.Form is MentionForm.Description or MentionForm.Role && _petitioners.Count == 1 && Words.Is(Words.At(mention.End - 1), "old") && Words.Is(Words.At(mention.Start), "the"))
            {
                var sole = _petitioners.First();
                whose = Whose.Petitioner;
                name = sole.Last ?? sole.Name;
            }
            string? convict = null;
            if (mention.Form == MentionForm.Pronoun && whose == Whose.Other && entity is not null && !_convicts.Contains(entity) && Words.IsAny(Words.At(mention.Start), ["he", "she", "him", "her", "his", "himself", "herself"]))
                convict = Convict(mention);
            if (mention.Form == MentionForm.Description && whose == Whose.Unsaid && mention.Head is { } head && Lexicon.IsPlural(head))
                whose = Whose.Group;
            parties.Add(new(mention.Start, mention.End, whose, name, mention.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.FirstName, mention.Possessive, convict, entity is { Kind: EntityKind.Role },
                entity is not null && (entity.Roles.Overlaps(s_officials) || s_officials.Contains(mention.Head ?? ""))));
            behind = mention.End;
            first = Words.At(mention.End);
        }
        Nouns(parties, ref first, behind, end);
        Appose(parties);
        return parties;
    }

    /// <summary>"Doe, a Toledo nurse convicted of fraud,": what stands in apposition to a name is the one who bears it.</summary>
    private void Appose(List<Party> parties)
    {
        // "A 62-year-old great-grandmother, Doe has": the name behind the comma.
        if (parties.Count > 1 && !parties[0].IsName && !parties[0].IsPossessive && parties[1] is { IsName: true, IsPossessive: false } bearer && (parties[0].Whose == Whose.Unsaid || parties[0].IsRole)
            && Words.At(bearer.Start) == Words.At(parties[0].End - 1) + 2 && Words.Is(Words.At(bearer.Start) - 1, ",") && Words.IsAny(Words.At(parties[0].Start), ["a", "an"]))
            parties[0] = parties[0] with { Whose = bearer.Whose, Name = bearer.Name };
        for (var i = 1; i < parties.Count; i++)
        {
            var party = parties[i];
            var name = parties[i - 1];
            if (party.IsName || party.IsPossessive || !name.IsName || name.IsPossessive || party.Whose == name.Whose || party.Whose is not (Whose.Unsaid or Whose.Other) || party.Whose == Whose.Other && !party.IsRole)
                continue;
            var at = Words.At(party.Start);
            var comma = Words.At(name.End - 1) + 1;
            // An age may stand between: "Doe, 58, a nurse".
            if (Words[comma + 1].Kind == TokenKind.Number && Words.Is(comma + 2, ","))
                comma += 2;
            if (!Words.Is(comma, ",") || at - comma > 6 || at <= comma)
                continue;
            var article = Words.IsAny(comma + 1, ["a", "an", "the", "then", "now", "once", "former"]);
            for (var j = comma + 1; j < at; j++)
                article &= Words[j].Kind is TokenKind.Word or TokenKind.Number || Words.Is(j, "-");
            if (article)
                parties[i] = party with { Whose = name.Whose, Name = name.Name };
        }
    }

    private void Nouns(List<Party> parties, ref int first, int from, int to)
    {
        for (var i = Math.Max(first, Words.At(from)); i < Words.Count && Words[i].End <= to; i++)
        {
            if (Words[i].Kind != TokenKind.Word || Words[i].Start < from)
                continue;
            var lower = Words[i].Lower;
            var possessive = Words.Is(i + 1, "'") && Words.IsGlued(i + 1) && (Words.Is(i + 2, "s") || lower.EndsWith('s'));
            if (s_people.Contains(lower) && !(lower == "many" && Words.IsAny(i + 1, ["years", "months"])) && !Words.IsAny(i - 1, ["cabinet"]))
                parties.Add(new(Words[i].Start, Words[i].End, Whose.Group, null, false, possessive));
            else if (s_person.Contains(lower) && !Words.IsAny(i + 1, ["'"]) && lower != "former")
                // "her trafficker", "his late wife" are others.
                parties.Add(new(Words[i].Start, Words[i].End, Words.IsAny(i - 1, ["his", "her", "their", "whose"]) || Words.IsAny(i - 2, ["his", "her", "their", "whose"]) && Words[i - 1].Kind == TokenKind.Word && !Words.IsAny(i - 1, ["a", "the", "as", "and"]) ? Whose.Other : Whose.Unsaid, null, false, possessive));
        }
    }

    /// <summary>The items of a list sorted by place that lie within a span.</summary>
    public static IEnumerable<T> In<T>(List<T> items, Func<T, int> startOf, int start, int end)
    {
        int low = 0, high = items.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (startOf(items[middle]) < start)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < items.Count && startOf(items[low]) < end; low++)
            yield return items[low];
    }
}
