using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>What a piece of a line is.</summary>
internal enum PieceKind
{
    /// <summary>A word in lower case; "not" also stands for "n't".</summary>
    Word,
    /// <summary>A cardinal number, in digits or in words.</summary>
    Number,
    /// <summary>A punctuation mark.</summary>
    Mark,
    /// <summary>A mention of a person, group or institution, without a possessive ending.</summary>
    Party,
    /// <summary>A date.</summary>
    Date,
}

/// <summary>A word, number, mark, mention or date of a sentence: the alphabet in which the clemency rules are written.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Lower">Its characters in lower case.</param>
/// <param name="Mention">For a party.</param>
/// <param name="Date">For a date.</param>
/// <param name="Number">For a number.</param>
internal readonly record struct Piece(int Start, int End, PieceKind Kind, string Lower, Mention? Mention = null, DateSpan Date = default, int? Number = null)
{
    public Entity? Who => Mention?.Entity;

    public bool IsParty => Kind == PieceKind.Party;

    /// <summary>A mention of one person with a name somewhere in the text, or of somebody known by a role.</summary>
    public bool IsPerson => Kind == PieceKind.Party && Mention!.Entity is { IsPerson: true, IsPlural: false };

    public bool IsMark(char c) => Kind == PieceKind.Mark && Lower.Length == 1 && Lower[0] == c;
}

/// <summary>A sentence as pieces.</summary>
internal sealed class Line(int index, Sentence sentence, Piece[] pieces)
{
    public int Index { get; } = index;

    public Sentence Sentence { get; } = sentence;

    public int Start => Sentence.Start;

    public int End => Sentence.End;

    public int Count => pieces.Length;

    /// <summary>The piece, or an empty mark outside the line.</summary>
    public Piece this[int at] => at >= 0 && at < pieces.Length ? pieces[at] : new(End, End, PieceKind.Mark, "");

    public bool Is(int at, string lower) => at >= 0 && at < pieces.Length && pieces[at].Lower == lower;

    public bool IsAny(int at, params ReadOnlySpan<string> lower)
    {
        if (at < 0 || at >= pieces.Length)
            return false;
        foreach (var word in lower)
        {
            if (pieces[at].Lower == word)
                return true;
        }
        return false;
    }

    public bool IsIn(int at, IReadOnlySet<string> words) => at >= 0 && at < pieces.Length && pieces[at].Kind is PieceKind.Word or PieceKind.Number && words.Contains(pieces[at].Lower);

    /// <summary>The index behind the phrase when it stands at the index; -1 when not.</summary>
    public int After(int at, string phrase)
    {
        foreach (var range in phrase.AsSpan().Split(' '))
        {
            if (at < 0 || at >= pieces.Length || !pieces[at].Lower.AsSpan().SequenceEqual(phrase.AsSpan()[range]))
                return -1;
            at++;
        }
        return at;
    }

    /// <summary>Whether one of the words stands between the two indices (the second excluded).</summary>
    public bool Has(int from, int to, IReadOnlySet<string> words)
    {
        for (var i = Math.Max(0, from); i < Math.Min(to, pieces.Length); i++)
        {
            if (pieces[i].Kind is PieceKind.Word && words.Contains(pieces[i].Lower))
                return true;
        }
        return false;
    }

    /// <summary>Whether the phrase stands anywhere in the line.</summary>
    public bool Says(string phrase) => Where(phrase) >= 0;

    /// <summary>Where the phrase begins, or -1.</summary>
    public int Where(string phrase, int from = 0)
    {
        for (var i = from; i < pieces.Length; i++)
        {
            if (After(i, phrase) >= 0)
                return i;
        }
        return -1;
    }

    public bool EndsWithQuestion
    {
        get
        {
            for (var i = pieces.Length - 1; i >= 0 && i >= pieces.Length - 3; i--)
            {
                if (pieces[i].IsMark('?'))
                    return true;
            }
            return false;
        }
    }
}

/// <summary>A document cut into lines of pieces, in one pass over its words, mentions, numbers and dates.</summary>
internal sealed class ClemencyText
{
    private readonly IReadOnlyList<Statement> _statements;
    private bool? _isInstrument;

    private ClemencyText(Prose.Prose prose, Words words, IReadOnlyList<DateSpan> dates, IReadOnlyList<Line> lines, IReadOnlyList<Statement> statements)
    {
        _statements = statements;
        Prose = prose;
        Words = words;
        Dates = dates;
        Lines = lines;
    }

    public Prose.Prose Prose { get; }

    public string Text => Prose.Text;

    public Words Words { get; }

    public IReadOnlyList<DateSpan> Dates { get; }

    public IReadOnlyList<Line> Lines { get; }

    /// <summary>Whether the document is an executive's own instrument.</summary>
    public bool IsInstrument => _isInstrument ??= ClemencyRecords.IsInstrument(Text);

    /// <summary>Who speaks where the line begins: the author of a post or the speaker of a direct statement, or null.</summary>
    public Entity? SpeakerOf(Line line)
    {
        foreach (var post in Prose.Posts)
        {
            if (post.BodyStart <= line.Start && line.Start < post.BodyEnd && Prose.AuthorOf(post) is { } author)
                return author;
        }
        return Prose.Document.Pages.Count == 1 ? Speaker(_statements, Prose, line.Start, line.End) : null;
    }

    /// <summary>Whether the line is an order given by one who may grant clemency.</summary>
    public bool IsOrdered(Line line) => ClemencyActs.HeldOffice(SpeakerOf(line));

    private static Entity? Speaker(IReadOnlyList<Statement> statements, Prose.Prose prose, int start, int end)
    {
        foreach (var said in statements)
        {
            if (said.Mode != SpeechMode.Direct || !said.Passages.Any(p => p.Start < end && start < p.End && p.Start <= start + 2))
                continue;
            return prose.Entities.FirstOrDefault(e => e.Name == said.Speaker);
        }
        return null;
    }

    public static ClemencyText Of(Prose.Prose prose, IReadOnlyList<Statement> statements)
    {
        var words = Words.Of(prose.Text);
        var dates = Facts.Dates.FindAll(words, prose.Context.Published);
        var parties = FirstPerson(prose, statements, Presidents.Named(prose, words, Parties(prose, dates)));
        var lines = new List<Line>(prose.Sentences.Count);
        var (word, date, party) = (0, 0, 0);
        foreach (var sentence in prose.Sentences)
        {
            var pieces = new List<Piece>();
            while (word < words.Count && words[word].Start < sentence.Start)
                word++;
            while (word < words.Count && words[word].Start < sentence.End)
            {
                var at = words[word].Start;
                while (party < parties.Count && parties[party].End <= at)
                    party++;
                while (date < dates.Count && dates[date].End <= at)
                    date++;
                if (party < parties.Count && parties[party].Start <= at)
                {
                    var mention = parties[party];
                    pieces.Add(new(mention.Start, mention.End, PieceKind.Party, prose.Text[mention.Start..mention.End].ToLowerInvariant(), mention));
                    while (word < words.Count && words[word].Start < mention.End)
                        word++;
                    // The possessive ending belongs to the mention.
                    if (mention.Possessive && words.Is(word, "'") && words.IsGlued(word))
                        word += words.Is(word + 1, "s") && words.IsGlued(word + 1) ? 2 : 1;
                    continue;
                }
                if (date < dates.Count && dates[date].Start <= at)
                {
                    pieces.Add(new(dates[date].Start, dates[date].End, PieceKind.Date, "", Date: dates[date]));
                    while (word < words.Count && words[word].Start < dates[date].End)
                        word++;
                    continue;
                }
                word = Plain(words, word, pieces);
            }
            lines.Add(new Line(lines.Count, sentence, [.. pieces]));
        }
        return new(prose, words, dates, lines, statements);
    }

    /// <summary>Adds what is neither mention nor date; the index of the next word.</summary>
    private static int Plain(Words words, int i, List<Piece> pieces)
    {
        var token = words[i];
        if (Numbers.Read(words, i, out var number, out var next) && number.Kind == NumberKind.Cardinal && number.Whole is { } whole)
        {
            pieces.Add(new(number.Start, number.End, PieceKind.Number, words.Text[number.Start..number.End].ToLowerInvariant(), Number: whole));
            return Math.Max(next, i + 1);
        }
        if (token.Kind == TokenKind.Mark)
        {
            // Markup of emphasis says nothing; "&" and "&amp;" are "and".
            if (token.Lower is "*" or "_" or "#" or "\\")
                return i + 1;
            if (token.Lower == "&")
            {
                var entity = words.Is(i + 1, "amp") && words.Is(i + 2, ";") && words.IsGlued(i + 1) && words.IsGlued(i + 2);
                pieces.Add(new(token.Start, entity ? words[i + 2].End : token.End, PieceKind.Word, "and"));
                return entity ? i + 3 : i + 1;
            }
            if (token.Lower == "'" && words.IsGlued(i) && words.IsGlued(i + 1) && words[i + 1].Kind == TokenKind.Word)
            {
                var tail = words[i + 1].Lower switch { "s" => "'s", "ve" => "have", "d" => "had", "ll" => "will", "re" => "are", "m" => "am", _ => null };
                if (tail is not null)
                {
                    pieces.Add(new(token.Start, words[i + 1].End, PieceKind.Word, tail));
                    return i + 2;
                }
            }
            pieces.Add(new(token.Start, token.End, PieceKind.Mark, token.Lower));
            return i + 1;
        }
        if (token.Kind == TokenKind.Word && token.Lower[^1] == 'n' && words.Is(i + 1, "'") && words.Is(i + 2, "t") && words.IsGlued(i + 1) && words.IsGlued(i + 2))
        {
            pieces.Add(new(token.Start, words[i + 2].End, PieceKind.Word, "not"));
            return i + 3;
        }
        pieces.Add(new(token.Start, token.End, token.Kind == TokenKind.Number ? PieceKind.Number : PieceKind.Word, token.Lower));
        return i + 1;
    }

    /// <summary>"I" and "we" in a direct statement mean its speaker.</summary>
    private static List<Mention> FirstPerson(Prose.Prose prose, IReadOnlyList<Statement> statements, List<Mention> mentions)
    {
        if (prose.Document.Pages.Count != 1)
            return mentions;
        for (var i = 0; i < mentions.Count; i++)
        {
            var mention = mentions[i];
            if (mention.Form != MentionForm.Pronoun || mention.Entity is not null || !IsFirst(prose.Text, mention))
                continue;
            if (Speaker(statements, prose, mention.Start, mention.End) is { } speaker)
                mentions[i] = mention with { Entity = speaker };
            else if (statements.FirstOrDefault(s => s.Mode == SpeechMode.Direct && s.Passages.Any(p => p.Start <= mention.Start && mention.End <= p.End)) is { } said
                && prose.Entities.FirstOrDefault(e => e.Name == said.Speaker) is { } quoted)
                mentions[i] = mention with { Entity = quoted };
        }
        return mentions;
    }

    private static bool IsFirst(string text, Mention mention) => text.AsSpan(mention.Start, mention.End - mention.Start) is "I" or "my" or "My" or "me";

    /// <summary>A name at the end of a row does not go on in the next row.</summary>
    private static Mention WithinRow(Prose.Prose prose, Mention mention, int number)
    {
        var text = prose.Text;
        var feed = text.IndexOf('\n', mention.Start, mention.End - mention.Start);
        if (feed < 0 || mention.Entity is null)
            return mention;
        var head = text.LastIndexOf('\n', Math.Max(0, mention.Start - 1)) + 1;
        if (head > mention.Start || text.AsSpan(head, mention.Start - head).Count(',') < 3)
            return mention;
        var name = text[mention.NameStart..feed].TrimEnd();
        if (!RegisterNames.IsName(name))
            return mention;
        var last = RegisterNames.Last(name);
        var known = prose.Entities.FirstOrDefault(e => e != mention.Entity && e.Last == last && e.Name == name);
        return mention with { End = mention.NameStart + name.Length, Possessive = false, Entity = known ?? new Entity(-500 - number, EntityKind.Person, name) { Last = last } };
    }

    private static bool InDate(List<DateSpan> dates, Mention mention)
    {
        int low = 0, high = dates.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (dates[middle].End <= mention.Start)
                low = middle + 1;
            else
                high = middle;
        }
        return low < dates.Count && dates[low].Start <= mention.Start && mention.End <= dates[low].End;
    }

    /// <summary>The mentions that become pieces, none overlapping: names before roles that hold them, so that "Doe's lawyer" shows Doe.</summary>
    private static List<Mention> Parties(Prose.Prose prose, List<DateSpan> dates)
    {
        // "Dec." of a date is nobody's name.
        var sorted = prose.Mentions.Where(m => m.Form != MentionForm.Label && !InDate(dates, m)).ToList();
        sorted.Sort((a, b) => Rank(a) != Rank(b) ? Rank(a).CompareTo(Rank(b)) : (b.End - b.Start).CompareTo(a.End - a.Start));
        foreach (var mention in sorted)
        {
            // "then-Gov. Jane Roe": the office is hidden behind a hyphen.
            if (mention is { Form: MentionForm.FullName or MentionForm.LastName, Entity: { } held })
            {
                var before = prose.Text.AsSpan(0, mention.NameStart).TrimEnd();
                if (before.EndsWith("-Gov.", StringComparison.Ordinal) || before.EndsWith("-Governor", StringComparison.Ordinal))
                    held.Roles.Add("governor");
                else if (before.EndsWith("-President", StringComparison.Ordinal))
                    held.Roles.Add("president");
            }
        }
        var covered = new bool[prose.Text.Length + 1];
        var taken = new List<Mention>();
        foreach (var mention in sorted)
        {
            var span = covered.AsSpan(mention.Start, mention.End - mention.Start);
            if (span.Contains(true))
                continue;
            span.Fill(true);
            taken.Add(mention);
        }
        taken.Sort((a, b) => a.Start.CompareTo(b.Start));
        for (var i = 0; i < taken.Count; i++)
            taken[i] = WithinRow(prose, taken[i], i);
        return taken;

        static int Rank(Mention m) => m.Form switch
        {
            MentionForm.FullName or MentionForm.LastName or MentionForm.FirstName or MentionForm.Handle => 0,
            MentionForm.Name => 1,
            MentionForm.Pronoun => 2,
            _ => 3,
        };
    }
}
