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

    public SentenceCase(Prose.Prose prose, IReadOnlyList<Statement> statements)
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
        Petitioners = [.. prose.Petitioners];
        Paper = SentencePaper.Of(prose);
    }

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
    public bool Several => Petitioners.Count > 1;

    /// <summary>Whose fact it is when the words name nobody: the petitioner's when there is only one.</summary>
    public bool TakesUnsaid => !Several;

    private sealed class Draft
    {
        public required Proposal First { get; init; }

        public List<(int Start, int End)> Places { get; } = [];
    }

    /// <summary>Adds a fact of the owner, unless it is someone else's.</summary>
    public bool Add(string attribute, string value, int start, int end, Owner owner, string reason, Confidence confidence = Confidence.Stated,
        bool approximate = false, bool atLeast = false, bool derived = false, string? asOf = null, Standard? standard = null)
    {
        if (owner.Whose is Whose.Other or Whose.Group)
            return false;
        if (owner.Whose == Whose.Unsaid)
        {
            if (!TakesUnsaid)
                return false;
            confidence = confidence == Confidence.Stated ? Confidence.Resolved : confidence;
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
                First = new Proposal(attribute, value, subject, [], reason, confidence, standard ?? Paper.StandardAt(Words.Text, start), SpeakerAt(start, end), approximate, atLeast, derived, asOf),
            };
            _drafts.Add(key, draft);
            _order.Add(draft);
        }
        if (!draft.Places.Exists(p => p.Start < end && start < p.End))
            draft.Places.Add((start, end));
    }

    /// <summary>Whether a value of the attribute was found already.</summary>
    public bool Has(string attribute, string? subject = null) => _order.Exists(d => d.First.Attribute == attribute && (subject is null || d.First.Subject == subject));

    /// <summary>All facts, in the order in which they were found.</summary>
    public IEnumerable<Proposal> Proposals() =>
        _order.Select(draft => draft.First with { Passages = [.. draft.Places.Select(place => Prose.Cite(place.Start, place.End))] });

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
                if (Prose.IsPetitioner(entity))
                {
                    whose = Whose.Petitioner;
                    name = entity.Last ?? entity.Name;
                }
                else if (entity.Kind == EntityKind.Group || entity.IsPlural)
                    whose = Whose.Group;
                else if (entity.Kind is EntityKind.Institution or EntityKind.Unknown)
                    continue;
                else
                    whose = Whose.Other;
            }
            else if (mention.Form is MentionForm.Name or MentionForm.Title or MentionForm.Handle or MentionForm.Label)
                continue;
            if (mention.Form == MentionForm.Description && whose == Whose.Unsaid && mention.Head is { } head && Lexicon.IsPlural(head))
                whose = Whose.Group;
            parties.Add(new(mention.Start, mention.End, whose, name, mention.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.FirstName, mention.Possessive));
            behind = mention.End;
            first = Words.At(mention.End);
        }
        Nouns(parties, ref first, behind, end);
        return parties;
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
                parties.Add(new(Words[i].Start, Words[i].End, Whose.Unsaid, null, false, possessive));
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
