using System.Text;
using Clementia.Casework;

namespace Clementia.Documents.Reading.Prose;

/// <summary>
/// A document as running prose: its pages as one text, with the way back from any span to a citation, and what every
/// finder needs to know of it: tokens, sentences, quotations, turns, posts, and who is meant where.
/// Everything is computed once, when first asked for.
/// </summary>
#pragma warning disable MA0049 // The namespace is named for its one entrance.
internal sealed class Prose
#pragma warning restore MA0049
{
    private readonly int[] _pageStarts;
    private Token[]? _tokens;
    private IReadOnlyList<Paragraph>? _paragraphs;
    private IReadOnlyList<Sentence>? _sentences;
    private IReadOnlyList<Quote>? _quotes;
    private IReadOnlyList<Turn>? _turns;
    private IReadOnlyList<Post>? _posts;
    private (List<Entity> Entities, List<Mention> Mentions, Dictionary<int, Entity> TurnSpeakers, Dictionary<int, Entity> PostAuthors)? _people;
    private IReadOnlyList<Entity>? _petitioners;
    private IReadOnlyList<Utterance>? _utterances;
    private int[]? _longestUtterance;

    private Prose(DocumentText document, ReadingContext context)
    {
        Document = document;
        Context = context;
        var text = new StringBuilder();
        _pageStarts = new int[document.Pages.Count];
        for (var i = 0; i < document.Pages.Count; i++)
        {
            if (i > 0)
                text.Append("\n\n");
            _pageStarts[i] = text.Length;
            text.Append(document.Pages[i].Text);
        }
        Text = text.ToString();
        Published = PartialDay(context.Published);
    }

    public DocumentText Document { get; }

    public ReadingContext Context { get; }

    /// <summary>All pages' texts, joined by an empty line.</summary>
    public string Text { get; }

    /// <summary>The day that "last year" counts from: the context's date, its missing parts taken as the first; null when not known.</summary>
    public DateOnly? Published { get; }

    public Token[] Tokens => _tokens ??= Tokenizer.Tokens(Text);

    public IReadOnlyList<Paragraph> Paragraphs => _paragraphs ??= Segmenter.Paragraphs(Text, Tokens);

    public IReadOnlyList<Sentence> Sentences => _sentences ??= Segmenter.Sentences(Text, Tokens, Paragraphs);

    /// <summary>In the order of their opening marks; a nested one follows the one around it.</summary>
    public IReadOnlyList<Quote> Quotes => _quotes ??= Quotations.Find(Text, Paragraphs);

    public IReadOnlyList<Turn> Turns => _turns ??= FindTurns();

    public IReadOnlyList<Post> Posts => _posts ??= global::Clementia.Documents.Reading.Prose.Posts.Find(Text, Tokens, Paragraphs, Context);

    public IReadOnlyList<Entity> Entities => People.Entities;

    /// <summary>All mentions in the order of the text; where one holds another, the longer one first.</summary>
    public IReadOnlyList<Mention> Mentions => People.Mentions;

    /// <summary>Whom the text is about: those who ask for clemency or receive it. The foremost first.</summary>
    public IReadOnlyList<Entity> Petitioners => _petitioners ??= PetitionerFinder.Find(this);

    private (List<Entity> Entities, List<Mention> Mentions, Dictionary<int, Entity> TurnSpeakers, Dictionary<int, Entity> PostAuthors) People =>
        _people ??= new EntityFinder(Text, Tokens, Sentences, Paragraphs, Quotes, Context, Published).Find(Turns, Posts);

    /// <summary>Everything that the text attributes to somebody, on the case or not, in the order of the text.</summary>
    public IReadOnlyList<Utterance> Utterances => _utterances ??= SpeechFinder.Find(this);

    public static Prose Of(DocumentText document, ReadingContext context) => new(document, context);

    private List<Turn> FindTurns() => global::Clementia.Documents.Reading.Prose.Turns.Find(Text, Paragraphs);

    public bool IsPetitioner(Entity? entity) => entity is not null && Petitioners.Contains(entity);

    /// <summary>Who speaks in a turn.</summary>
    public Entity SpeakerOf(Turn turn) => People.TurnSpeakers[turn.Index];

    /// <summary>Who wrote a post, or null when the text does not tell.</summary>
    public Entity? AuthorOf(Post post) => People.PostAuthors.GetValueOrDefault(post.Index);

    /// <summary>The index of the first token that starts at or behind an offset.</summary>
    public int TokenAt(int offset)
    {
        var (low, high) = (0, Tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].Start < offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The sentence that holds an offset, or the last one that starts before it.</summary>
    public Sentence SentenceAt(int offset)
    {
        var (low, high) = (0, Sentences.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Sentences[middle].Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return Sentences[low];
    }

    /// <summary>The innermost quotation that holds an offset, or null.</summary>
    public Quote? QuoteAt(int offset)
    {
        Quote? found = null;
        for (var i = FirstBehind(Quotes, offset, q => q.OuterStart) - 1; i >= 0; i--)
        {
            if (Quotes[i].OuterEnd > offset)
            {
                found = Quotes[i];
                break;
            }
            if (Quotes[i].Level == 1)
                break;
        }
        return found;
    }

    /// <summary>The mentions that lie wholly within a span, in the order of the text.</summary>
    public IEnumerable<Mention> MentionsIn(int start, int end)
    {
        for (var i = FirstBehind(Mentions, start - 1, m => m.Start); i < Mentions.Count && Mentions[i].Start < end; i++)
        {
            if (Mentions[i].Start >= start && Mentions[i].End <= end)
                yield return Mentions[i];
        }
    }

    /// <summary>
    /// Whom a span mentions: the entity of the mention with exactly this span; else of the longest mention inside it
    /// (names before pronouns); else of the mention around it. Null when there is none.
    /// </summary>
    public Entity? At(int start, int end)
    {
        Mention? best = null;
        foreach (var mention in MentionsIn(start, end))
        {
            if (mention.Start == start && mention.End == end && Resolve(mention) is { } exact)
                return exact;
            if (best is null || (best.Form == MentionForm.Pronoun && mention.Form != MentionForm.Pronoun) || (mention.End - mention.Start > best.End - best.Start && mention.Form != MentionForm.Pronoun))
                best = mention;
        }
        if (best is not null && Resolve(best) is { } inside)
            return inside;
        for (var i = FirstBehind(Mentions, start, m => m.Start) - 1; i >= 0 && i > FirstBehind(Mentions, start, m => m.Start) - 8; i--)
        {
            if (Mentions[i].End >= end && Resolve(Mentions[i]) is { } around)
                return around;
        }
        return null;
    }

    /// <summary>The innermost direct utterance whose content holds an offset, or null.</summary>
    public Utterance? UtteranceAt(int offset)
    {
        if (_longestUtterance is null)
        {
            // The furthest end of any utterance up to each one: where the search back may stop.
            var furthest = new int[Utterances.Count];
            for (var i = 0; i < furthest.Length; i++)
                furthest[i] = Math.Max(i > 0 ? furthest[i - 1] : 0, Utterances[i].End);
            _longestUtterance = furthest;
        }
        Utterance? best = null;
        for (var i = FirstBehind(Utterances, offset, u => u.Start) - 1; i >= 0 && _longestUtterance[i] > offset; i--)
        {
            var u = Utterances[i];
            if (u.IsDirect && u.End > offset && (best is null || u.End - u.Start < best.End - best.Start))
                best = u;
        }
        return best;
    }

    /// <summary>
    /// Whom a mention means. I, my, we inside a quotation, post or turn mean its speaker, you its addressee when a person of
    /// the text; he and she never mean the one who speaks. Null when unknown.
    /// </summary>
    public Entity? Resolve(Mention mention)
    {
        if (mention.Form != MentionForm.Pronoun)
            return mention.Entity;
        var word = Tokens[mention.TokenStart].Lower;
        if (word is "i" or "me" or "my" or "myself" or "we" or "us" or "our")
            return UtteranceAt(mention.Start)?.Speaker;
        if (word is "you" or "your")
            return UtteranceAt(mention.Start)?.To is { } to ? Entities.FirstOrDefault(e => e.Name == to) : null;
        if (mention.Entity is null || QuoteAt(mention.Start) is null && Turns.Count == 0 && Posts.Count == 0 || UtteranceAt(mention.Start)?.Speaker != mention.Entity)
            return mention.Entity;
        var gender = word is "he" or "him" or "his" or "himself" ? Gender.Male : Gender.Female;
        for (var i = FirstBehind(Mentions, mention.Start - 1, m => m.Start) - 1; i >= 0 && mention.Sentence - Mentions[i].Sentence <= 8; i--)
        {
            if (Mentions[i].Entity is { Kind: EntityKind.Person } other && other != mention.Entity && (other.Gender == gender || other.Gender == Gender.Unknown))
                return other;
        }
        return null;
    }

    /// <summary>Cites a span of <see cref="Text"/>; a span over a page's end is cut at the end of its first page.</summary>
    public Citation Cite(int start, int end)
    {
        var page = _pageStarts.Length - 1;
        while (page > 0 && _pageStarts[page] > start)
            page--;
        var from = start - _pageStarts[page];
        return Citation.To(Document, page + 1, from, Math.Min(end - _pageStarts[page], Document.Pages[page].Text.Length));
    }

    /// <summary>The index of the first item whose key is greater than the offset.</summary>
    private static int FirstBehind<T>(IReadOnlyList<T> items, int offset, Func<T, int> key)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (key(items[middle]) <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static DateOnly? PartialDay(string? written)
    {
        if (written is null || written.Length < 4 || !int.TryParse(written.AsSpan(0, 4), out var year) || year is < 1 or > 9998)
            return null;
        var month = written.Length >= 7 && int.TryParse(written.AsSpan(5, 2), out var m) && m is >= 1 and <= 12 ? m : 1;
        var day = written.Length >= 10 && int.TryParse(written.AsSpan(8, 2), out var d) && d >= 1 && d <= DateTime.DaysInMonth(year, month) ? d : 1;
        return new DateOnly(year, month, day);
    }
}
