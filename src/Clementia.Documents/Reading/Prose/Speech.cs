using Clementia.Casework;

namespace Clementia.Documents.Reading.Prose;

/// <summary>How an utterance stands in the text.</summary>
internal enum UtteranceKind
{
    /// <summary>Words in quotation marks.</summary>
    Quotation,
    /// <summary>A reported clause: "she said that ...".</summary>
    Clause,
    /// <summary>A turn of a transcript, or one paragraph of it.</summary>
    Turn,
    /// <summary>A post.</summary>
    Post,
    /// <summary>Words of an instrument in the first person: "I, ..., hereby grant".</summary>
    Instrument,
}

/// <summary>Words that the text attributes to somebody.</summary>
/// <param name="Kind">How they stand in the text.</param>
/// <param name="Speaker">Who says them.</param>
/// <param name="Verb">The verb of speech as a lemma, or null.</param>
/// <param name="Start">The first character of the content.</param>
/// <param name="End">Behind the last.</param>
/// <param name="FrameStart">Where attribution and content together start.</param>
/// <param name="FrameEnd">Where they end.</param>
/// <param name="To">The addressee as written, or null.</param>
/// <param name="Within">The speaker of the utterance around this one, who reports it, or null.</param>
/// <param name="Confidence">How sure the speaker is.</param>
/// <param name="Reason">How the speaker was found.</param>
internal sealed record Utterance(
    UtteranceKind Kind,
    Entity Speaker,
    string? Verb,
    int Start,
    int End,
    int FrameStart,
    int FrameEnd,
    string? To,
    Entity? Within,
    Confidence Confidence,
    string Reason)
{
    public bool IsDirect => Kind != UtteranceKind.Clause;

    /// <summary>The post, when it is one.</summary>
    public Post? Post { get; init; }

    /// <summary>Whether the speaker is found only from what stands in an earlier sentence.</summary>
    public bool Carried { get; init; }
}

/// <summary>
/// Finds who says what: posts, turns, instruments in the first person, quotations with their attribution before, behind or
/// carried over, and reported clauses. Each sentence is scanned a bounded number of times.
/// </summary>
internal sealed partial class SpeechFinder
{
    private const int LongestClause = 200;

    private readonly Prose _p;
    private readonly Token[] _tokens;
    private readonly Dictionary<int, Mention> _startAt = [];
    private readonly Dictionary<int, Mention> _endAt = [];
    private readonly int[] _quoteOf;
    private readonly List<Utterance> _found = [];
    private readonly Dictionary<int, Utterance> _byQuote = [];
    private readonly bool[] _inPost;
    private Entity? _lastSpeaker;
    private int _lastEnd;
    private int _lastSentence;
    private Entity? _documentSpeaker;

    private SpeechFinder(Prose prose)
    {
        _p = prose;
        _tokens = prose.Tokens;
        foreach (var mention in prose.Mentions)
        {
            if (!_startAt.TryGetValue(mention.TokenStart, out var longest) || longest.TokenEnd < mention.TokenEnd)
                _startAt[mention.TokenStart] = mention;
            if (!_endAt.TryGetValue(mention.TokenEnd, out var widest) || widest.TokenStart > mention.TokenStart)
                _endAt[mention.TokenEnd] = mention;
        }
        _quoteOf = new int[_tokens.Length];
        Array.Fill(_quoteOf, -1);
        foreach (var q in prose.Quotes)
        {
            for (var i = prose.TokenAt(q.OuterStart); i < _tokens.Length && _tokens[i].Start < q.OuterEnd; i++)
                _quoteOf[i] = q.Index;
        }
        _inPost = new bool[_tokens.Length];
        foreach (var post in prose.Posts)
        {
            for (var i = prose.TokenAt(post.Start); i < _tokens.Length && _tokens[i].Start < post.End; i++)
                _inPost[i] = true;
        }
    }

    /// <summary>Everything that the text attributes to somebody, in the order of the text.</summary>
    public static List<Utterance> Find(Prose prose)
    {
        var finder = new SpeechFinder(prose);
        finder.Posts();
        finder.Turns();
        finder.Instruments();
        finder.Sentences();
        finder._found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        finder.PassedOn();
        finder.Addressees();
        return finder._found;
    }

    /// <summary>A turn that mostly passes on what others said ("the senator said last night, quote, ...: your response?") is theirs, not its speaker's.</summary>
    private void PassedOn()
    {
        // In the order of the text: what stands in a turn follows it directly.
        var passing = new HashSet<Utterance>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < _found.Count; i++)
        {
            var turn = _found[i];
            if (turn.Kind != UtteranceKind.Turn)
                continue;
            var others = 0;
            for (var k = i + 1; k < _found.Count && _found[k].Start < turn.End; k++)
            {
                var u = _found[k];
                if (u.Kind is UtteranceKind.Quotation or UtteranceKind.Clause && u.Speaker != turn.Speaker && u.End <= turn.End)
                    others += u.End - u.Start;
            }
            if (others * 5 >= (turn.End - turn.Start) * 2)
                passing.Add(turn);
        }
        _found.RemoveAll(passing.Contains);
    }

    /// <summary>Who is told something in one sentence is still spoken to in the next; "in an interview with X" tells it too.</summary>
    private void Addressees()
    {
        var last = new Dictionary<Entity, (string To, int Paragraph)>();
        for (var i = 0; i < _found.Count; i++)
        {
            var u = _found[i];
            if (u.Kind is UtteranceKind.Turn or UtteranceKind.Post or UtteranceKind.Instrument)
                continue;
            var paragraph = _p.SentenceAt(u.Start).Paragraph;
            var to = u.To;
            for (var t = _p.TokenAt(Math.Min(u.FrameStart, u.Start)); to is null && t + 2 < _tokens.Length && _tokens[t].Start < u.Start; t++)
            {
                if (_tokens[t].Is("interview") && _tokens[t + 1].Is("with") && SourceOf(t + 2) is { Entity: { } host })
                    to = host.Name;
            }
            if (to is null && last.TryGetValue(u.Speaker, out var before) && paragraph - before.Paragraph <= 1 && u.Verb is "say" or "tell" or "add" or "ask")
                to = before.To;
            if (to is null)
                continue;
            last[u.Speaker] = (to, paragraph);
            if (u.To is null)
                _found[i] = u with { To = to };
        }
    }

    // ---- posts, turns, instruments ----

    private void Posts()
    {
        foreach (var post in _p.Posts)
        {
            if (_p.AuthorOf(post) is not { } author || post.BodyEnd <= post.BodyStart)
                continue;
            var how = post.Author is not null ? "The post is signed with the name." : post.Retweet ? "The post is passed on from this account." : "The post stands under this account.";
            _found.Add(new Utterance(UtteranceKind.Post, author, "tweet", post.BodyStart, post.BodyEnd, post.Start, post.End, null, null, Confidence.Stated, how) { Post = post });
        }
    }

    private void Turns()
    {
        var turns = _p.Turns;
        var next = 0;
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            var speaker = _p.SpeakerOf(turn);
            // Who spoke last before, or speaks next, is the one addressed.
            Entity? other = null;
            for (var k = i - 1; k >= 0 && k >= i - 2 && other is null; k--)
                other = _p.SpeakerOf(turns[k]) is { } before && before != speaker ? before : null;
            for (var k = i + 1; k < turns.Count && k <= i + 2 && other is null; k++)
                other = _p.SpeakerOf(turns[k]) is { } after && after != speaker ? after : null;
            // A question is put to whoever answers it.
            if (_p.Text[turn.End - 1] == '?' && i + 1 < turns.Count && _p.SpeakerOf(turns[i + 1]) != speaker)
                other = _p.SpeakerOf(turns[i + 1]);
            while (next < _p.Paragraphs.Count && _p.Paragraphs[next].End <= turn.BodyStart)
                next++;
            for (var n = next; n < _p.Paragraphs.Count && _p.Paragraphs[n].Start < turn.End; n++)
            {
                var paragraph = _p.Paragraphs[n];
                var start = Math.Max(paragraph.Start, turn.BodyStart);
                var end = Math.Min(paragraph.End, turn.End);
                if (end <= start || IsStageDirection(start, end))
                    continue;
                var asks = _p.Text[end - 1] == '?';
                _found.Add(new Utterance(UtteranceKind.Turn, speaker, asks ? "ask" : "say", start, end, turn.Start, end, other?.Name, null, Confidence.Stated, $"The transcript marks the turn with \"{turn.Label}\"."));
            }
        }
    }

    private bool IsStageDirection(int start, int end) =>
        (_p.Text[start] is '[' or '(' && _p.Text[end - 1] is ']' or ')') || end - start < 2;

    /// <summary>"I, NAME, President of ..., have granted", "I hereby direct": an instrument speaks in its maker's voice.</summary>
    private void Instruments()
    {
        Entity? maker = null;
        for (var i = 0; i + 2 < _tokens.Length; i++)
        {
            if (_tokens[i].Text is not "I" || _quoteOf[i] >= 0 || _inPost[i])
                continue;
            if (_tokens[i + 1].IsMark(',') && _startAt.TryGetValue(i + 2, out var name) && name.Entity is { Kind: EntityKind.Person } person && HasPerformative(i, 60))
                maker = person;
        }
        maker ??= Signer();
        if (maker is null)
            return;
        var done = -1;
        foreach (var sentence in _p.Sentences)
        {
            // "This pardon shall apply to ...": the instrument speaks of itself.
            var opens = sentence.TokenStart;
            while (opens < sentence.TokenEnd && _tokens[opens].Kind == TokenKind.Mark)
                opens++;
            if (opens + 3 < sentence.TokenEnd && _tokens[opens].Is("this") && Lexicon.Documents.Contains(_tokens[opens + 1].Lower) | _tokens[opens + 1].Lower is "proclamation" or "pardon" or "commutation" or "clemency" or "grant" or "order" or "reprieve" or "warrant" or "act" && _quoteOf[opens] < 0 && sentence.Index > done)
            {
                var close = sentence.TokenEnd - 1;
                _found.Add(new Utterance(UtteranceKind.Instrument, maker, "proclaim", _tokens[opens].Start, _tokens[close].End, _tokens[opens].Start, _tokens[close].End, null, null, Confidence.Resolved, "The instrument speaks of itself in its maker's voice."));
                done = sentence.Index;
                continue;
            }
            for (var i = sentence.TokenStart; i < sentence.TokenEnd; i++)
            {
                if (_tokens[i].Text != "I" || _quoteOf[i] >= 0 || _inPost[i] || sentence.Index <= done || _p.Text[_tokens[i].End] is '.' or ')')
                    continue;
                var named = i + 2 < _tokens.Length && _tokens[i + 1].IsMark(',') && _startAt.TryGetValue(i + 2, out var name) && name.Entity == maker;
                var hereby = i + 2 < _tokens.Length && (_tokens[i + 1].Is("hereby") || _tokens[i + 2].Is("hereby") || _tokens[i + 1].Is("have") && _tokens[i + 2].Is("hereunto"));
                if (!named && !hereby || _tokens[i + 2].Is("hereunto"))
                    continue;
                // The maker's name may break a line: the instrument's sentence runs over what the segmenter took for headings.
                var end = sentence.TokenEnd - 1;
                var limit = Math.Min(_tokens.Length - 1, i + 60);
                if (named && !HasPerformativeIn(i, end))
                {
                    while (end < limit && !HasPerformativeIn(i, end))
                        end++;
                }
                var start = named && sentence.TokenStart < i && i - sentence.TokenStart < 14 ? sentence.TokenStart : i;
                while (_tokens[start].Kind == TokenKind.Mark && start < i)
                    start++;
                _found.Add(new Utterance(UtteranceKind.Instrument, maker, named ? "proclaim" : "direct", _tokens[start].Start, _tokens[end].End, _tokens[start].Start, _tokens[end].End, null, null,
                    named ? Confidence.Stated : Confidence.Resolved, named ? "The instrument names its maker after \"I\"." : "The instrument speaks in the first person of its maker."));
                done = _p.SentenceAt(_tokens[end].Start).Index;
                break;
            }
        }
    }

    private bool HasPerformative(int from, int reach)
    {
        for (var k = from; k < _tokens.Length && k < from + reach; k++)
        {
            if (_tokens[k].Is("hereby") || (_tokens[k].Lower is "granted" or "grant" or "proclaim" or "pardon" or "commute" or "order" && k > from + 3))
                return true;
        }
        return false;
    }

    private bool HasPerformativeIn(int from, int to)
    {
        for (var k = from; k <= to && k < _tokens.Length; k++)
        {
            if (_tokens[k].Lower is "granted" or "grant" or "proclaim" or "pardon" or "commute" or "remit" or "order" or "direct" && k > from + 3)
                return true;
        }
        return false;
    }

    /// <summary>Whoever signs at the foot, when the text uses "I hereby".</summary>
    private Entity? Signer()
    {
        for (var i = 0; i + 1 < _tokens.Length; i++)
        {
            if (_tokens[i].Text != "I" || !_tokens[i + 1].Is("hereby") || _quoteOf[i] >= 0)
                continue;
            for (var m = _p.Mentions.Count - 1; m >= 0 && m >= _p.Mentions.Count - 6; m--)
            {
                if (_p.Mentions[m] is { Form: MentionForm.FullName, Entity: { Kind: EntityKind.Person } person } mention && _p.Paragraphs[_p.Sentences[mention.Sentence].Paragraph] is var paragraph && paragraph.End - paragraph.Start < 80)
                    return person;
            }
            return null;
        }
        return null;
    }

    // ---- sentences: clauses and quotations ----

    private void Sentences()
    {
        var quotes = _p.Quotes;
        var next = 0;
        foreach (var paragraph in _p.Paragraphs)
        {
            if (paragraph.Kind == ParagraphKind.Row)
                continue;
            // Quotations first: a clause around a quotation needs to know what the quotation is.
            while (next < quotes.Count && quotes[next].OuterStart < paragraph.Start)
                next++;
            var first = next;
            while (next < quotes.Count && quotes[next].OuterStart < paragraph.End)
                next++;
            // In the order of reading, so that "he said" knows who spoke last.
            var at = first;
            for (var s = _p.SentenceAt(paragraph.Start).Index; s < _p.Sentences.Count && _p.Sentences[s].Paragraph <= paragraph.Index; s++)
            {
                var sentence = _p.Sentences[s];
                if (sentence.Paragraph != paragraph.Index)
                    continue;
                while (at < next && quotes[at].OuterStart < sentence.End)
                    Quotation(quotes[at++], paragraph);
                Clauses(sentence);
                Frames(sentence);
                Inner(sentence);
            }
            Headline(paragraph);
        }
    }

    private void Quotation(Quote quote, Paragraph paragraph)
    {
        var from = _p.TokenAt(quote.Start);
        if (from >= _tokens.Length || _tokens[from].Start >= quote.End || _inPost[from])
            return;
        var to = _p.TokenAt(quote.End); // Behind the last token inside.
        var words = 0;
        var open0 = _p.TokenAt(quote.OuterStart);
        for (var i = from; i < to; i++)
        {
            if (_tokens[i].Kind is TokenKind.Word or TokenKind.Number)
                words++;
        }
        if (words == 0 || quote.Level > 1 && words < (open0 > 0 && _tokens[open0 - 1].Kind == TokenKind.Mark && _tokens[open0 - 1].Text[0] is ',' or ':' ? 3 : 6))
            return;
        Attribution? sameSentence = null;
        if (quote.Level == 1 && quote.Index > 0)
        {
            var k = quote.Index - 1;
            while (k > 0 && _p.Quotes[k].Level > 1)
                k--;
            if (_byQuote.TryGetValue(k, out var earlier) && earlier.Start >= paragraph.Start)
            {
                var ended = false;
                for (var t = _p.TokenAt(_p.Quotes[k].OuterEnd); t < _tokens.Length && _tokens[t].Start < quote.OuterStart; t++)
                    ended |= EndsSentence(t);
                if (!ended && !(EndsWithStop(_p.TokenAt(_p.Quotes[k].End) - 1) && _p.TokenAt(_p.Quotes[k].OuterEnd) is var next && next < _tokens.Length && _tokens[next].IsCapital))
                    sameSentence = Carry(earlier, "The quotation goes on in the same sentence.");
            }
        }
        var parent = quote.Parent >= 0 ? _p.Quotes[quote.Parent] : null;
        var within = parent is not null && _byQuote.TryGetValue(parent.Index, out var outer) ? outer.Speaker : TurnSpeaker(from);
        var low = parent is null ? paragraph.TokenStart : _p.TokenAt(parent.Start);
        var high = parent is null ? paragraph.TokenEnd : _p.TokenAt(parent.End);
        var open = _p.TokenAt(quote.OuterStart);
        var close = _p.TokenAt(quote.OuterEnd);
        var full = char.IsUpper(_tokens[from].Text[0]) || _tokens[from].IsMark('[') || _tokens[from].IsMark('\u2026') || _tokens[from].Kind == TokenKind.Number;
        var attribution = Behind(quote, close, high, words) ?? Before(open, low, words) ?? sameSentence ?? (parent is null ? Carried(quote, paragraph, open, close, words, full) : CarriedInside(open, low, words, full, within));
        if (attribution is not { } a)
            return;
        if (a.Speaker == within && parent is not null)
        {
            if (Another(within, open, low) is not { } another)
                return;
            a = a with { Speaker = another, Confidence = Confidence.Inferred };
        }
        var mine = new Utterance(UtteranceKind.Quotation, a.Speaker, a.Verb, quote.Start, quote.End, Math.Min(a.FrameStart, quote.OuterStart), Math.Max(a.FrameEnd, quote.OuterEnd), a.To, a.Teller ?? within, a.Confidence, a.Reason) { Carried = a.Carried };
        _byQuote[quote.Index] = mine;
        if (parent is null)
            Spoke(a.Speaker, Math.Max(quote.OuterEnd, a.Clause?.End ?? 0));
        if (a.FrameStart != int.MaxValue)
            Remember(a.Speaker, a.FrameStart, Math.Max(a.FrameEnd, quote.OuterStart));
        // A word or two between marks are part of the clause around them, unless they are all that is said.
        if (a.Clause is { } told && words >= 5 && told.Start < quote.OuterStart && open - _p.TokenAt(told.Start) >= 5 && _tokens[open - 1].Lower is not ("as" or "of" or "with" or "to") && Finite(_p.TokenAt(told.Start), open) && !_found.Any(f => f.Kind == UtteranceKind.Clause && f.Start == told.Start && f.Speaker == a.Speaker))
        {
            // Enough of both: the told part and the quoted part are two statements.
            _found.Add(mine with { Kind = UtteranceKind.Clause, Start = told.Start, End = _tokens[open - 1].End });
            if (parent is not null)
                CutOuter(parent, mine);
            _found.Add(mine);
            return;
        }
        if (a.Clause is { } clause && clause.End > clause.Start && !MostlyQuote(clause, quote, words))
        {
            if (_found.Any(f => f.Kind == UtteranceKind.Clause && f.Start == clause.Start && f.Speaker == a.Speaker))
                return;
            var kind = UtteranceKind.Clause;
            _found.Add(mine with { Kind = kind, Start = clause.Start, End = clause.End, FrameEnd = Math.Max(mine.FrameEnd, clause.End) });
            return;
        }
        if (parent is not null)
            CutOuter(parent, mine);
        _found.Add(mine);
    }

    /// <summary>Inside what somebody says, "he said" is another: the nearest person before of the pronoun's gender, or whoever is only described.</summary>
    private Entity? Another(Entity speaker, int open, int low)
    {
        Gender? gender = null;
        for (var k = open - 1; k >= Math.Max(0, low) && k > open - 18 && !EndsSentence(k); k--)
        {
            if (_tokens[k].Lower is "he" or "she")
            {
                gender = _tokens[k].Is("he") ? Gender.Male : Gender.Female;
                break;
            }
            if (_tokens[k].Lower is "i" or "we")
                return null;
        }
        if (gender is null)
            return null;
        for (var k = open - 1; k >= 0 && k > open - 160; k--)
        {
            if (_startAt.TryGetValue(k, out var mention) && mention.Form != MentionForm.Pronoun && mention.Entity is { IsPerson: true } other && other != speaker && (other.Gender == gender || other.Gender == Gender.Unknown))
                return other;
        }
        return null;
    }

    /// <summary>The person of a gender named last outside quotations who is not this one.</summary>
    private Entity? NearestOther(Entity speaker, int before, Gender gender)
    {
        for (var i = before - 1; i >= 0 && i > before - 160; i--)
        {
            if (_quoteOf[i] < 0 && _startAt.TryGetValue(i, out var mention) && mention.Form != MentionForm.Pronoun && mention.Entity is { Kind: EntityKind.Person } person && person != speaker && (gender == Gender.Unknown || person.Gender == gender || person.Gender == Gender.Unknown))
                return person;
        }
        return null;
    }

    /// <summary>Inside a quotation: the sentence before the inner one tells who speaks ("The governor called me afterward. 'It is done.'").</summary>
    private Attribution? CarriedInside(int open, int low, int words, bool full, Entity? within)
    {
        if (!full || words < 3 || open <= low || !EndsWithStop(open - 1))
            return null;
        var sentence = _p.SentenceAt(_tokens[open - 1].Start);
        for (var k = Math.Max(low, sentence.TokenStart); k < open; k++)
        {
            if (_startAt.TryGetValue(k, out var mention) && !mention.Possessive && mention.Form != MentionForm.Pronoun && mention.Entity is { IsPerson: true } speaker && speaker != within)
                return new Attribution(speaker, "say", _tokens[k].Start, _tokens[open].Start, within?.Name, Confidence.Inferred, "The sentence before the inner quotation names who speaks.");
        }
        return null;
    }

    /// <summary>What another is quoted as saying is that other's statement: of the quotation around it only what stands before remains.</summary>
    private void CutOuter(Quote parent, Utterance inner)
    {
        var at = _found.FindLastIndex(f => f.Kind == UtteranceKind.Quotation && f.Start == parent.Start);
        if (at < 0 || (inner.End - inner.Start) * 5 < (parent.End - parent.Start) * 2)
            return;
        var outer = _found[at];
        var sentence = _p.SentenceAt(inner.FrameStart < parent.Start || inner.FrameStart == int.MaxValue ? inner.Start : inner.FrameStart);
        var end = Math.Max(parent.Start, sentence.Start);
        while (end > parent.Start && char.IsWhiteSpace(_p.Text[end - 1]))
            end--;
        _found.RemoveAt(at);
        if (end - parent.Start >= 20)
            _found.Add(outer with { End = end });
    }

    /// <summary>Who issued the statement or letter that the text will call "the statement" from now on.</summary>
    private void Remember(Entity speaker, int from, int to)
    {
        for (var i = _p.TokenAt(from); i < _tokens.Length && _tokens[i].Start < to + 80 && !(_tokens[i].Start > to && EndsSentence(i)); i++)
        {
            if (_quoteOf[i] < 0 && Lexicon.Documents.Contains(_tokens[i].Lower) && i > 0 && _tokens[i - 1].Lower is not "the")
                _documentSpeaker = speaker;
        }
    }

    private static bool MostlyQuote((int Start, int End) clause, Quote quote, int words)
    {
        if (quote.Start - clause.Start <= 2)
            return words > 2 || clause.End - quote.End <= 3;
        return words >= 4 && (quote.End - quote.Start) * 5 >= (clause.End - clause.Start) * 3;
    }

    private Entity? TurnSpeaker(int token)
    {
        var at = _tokens[token].Start;
        var (low, high) = (0, _p.Turns.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_p.Turns[middle].BodyStart <= at)
                low = middle + 1;
            else
                high = middle;
        }
        return low > 0 && _p.Turns[low - 1].End > at ? _p.SpeakerOf(_p.Turns[low - 1]) : null;
    }

    /// <summary>Who is said to say something, and by which words.</summary>
    private readonly record struct Attribution(Entity Speaker, string? Verb, int FrameStart, int FrameEnd, string? To, Confidence Confidence, string Reason, (int Start, int End)? Clause = null, bool Carried = false)
    {
        /// <summary>Who passes the words on, or null.</summary>
        public Entity? Teller { get; init; }
    }

    /// <summary>"...," she said. — "...," said the lawyer.</summary>
    private Attribution? Behind(Quote quote, int close, int high, int words)
    {
        if (!quote.Closed || close >= high)
            return null;
        var last = _p.Text[quote.End - 1];
        if (last is '\u2019' or '\'' && quote.End - 2 > quote.Start)
            last = _p.Text[quote.End - 2]; // A quotation inside ends with this one.
        var after = close;
        var comma = last is ',' or '?' or '!' or '\u2014' or '-' or '\u2026';
        while (after < high && _tokens[after].Kind == TokenKind.Mark && _tokens[after].Text[0] is ',' or '*' or '_' or '\u2014')
        {
            comma |= _tokens[after].Text[0] is ',' or '\u2014';
            after++;
        }
        if (after >= high || !comma || _quoteOf[after] >= 0 && _p.Quotes[_quoteOf[after]].OuterStart >= quote.OuterEnd)
            return null;
        // After a comma that is only punctuation ("outrageous," and went on) the attribution must follow at once.
        var end = after;
        while (end < high && !EndsSentence(end) && !(_quoteOf[end] >= 0 && _p.Quotes[_quoteOf[end]].OuterStart >= quote.OuterEnd))
            end++;
        if (_startAt.TryGetValue(after, out var subject) && !subject.Possessive)
        {
            // "...," former prosecutor Ann Smith said: the role, then the name.
            if (subject.Form == MentionForm.Role && _startAt.TryGetValue(subject.TokenEnd, out var name) && name.Entity == subject.Entity)
                subject = name;
            // Up to the verb: an apposition or adverbs may stand between.
            for (var v = subject.TokenEnd; v < end && v < subject.TokenEnd + 30; v++)
            {
                if (SpeechVerbs.Of(_tokens[v].Lower) is not { } verb || verb.Form is VerbForm.Gerund || _quoteOf[v] != _quoteOf[after] || SpeechVerbs.Nounlike.Contains(_tokens[v].Lower) && v != subject.TokenEnd && !(verb.Form == VerbForm.Past && _tokens[v - 1].IsMark(',')))
                    continue;
                if (v > subject.TokenEnd + 1 && !Reaches(subject.TokenEnd, v))
                    break;
                var speaker = Outside(subject, quote.Start, quote.End) ?? Who(subject);
                if (speaker is null)
                    return null;
                // "...," Cobb quotes him as saying: the words are the other's.
                if (verb.Lemma is "quote" or "recall" or "remember" or "cite" && _startAt.TryGetValue(v + 1, out var quoted) && quoted.TokenEnd + 1 < high && (_tokens[quoted.TokenEnd].Is("as") || SpeechVerbs.Of(_tokens[quoted.TokenEnd].Lower) is { Form: VerbForm.Gerund }))
                {
                    var original = quoted.Entity is { } meant && meant != speaker ? meant : NearestOther(speaker, after, _tokens[v + 1].Lower is "him" ? Gender.Male : _tokens[v + 1].Is("her") ? Gender.Female : Gender.Unknown);
                    if (original is not null)
                        return new Attribution(original, "say", quote.OuterStart, _tokens[quoted.TokenEnd].End, null, Sure(quoted), $"{speaker.Name} quotes {original.Name}.") { Teller = speaker };
                }
                return new Attribution(speaker, verb.Lemma, quote.OuterStart, _tokens[v].End, Addressee(v + 1, end, verb), Sure(subject), $"\"{Words(subject)} {_tokens[v].Text}\" stands behind the quotation.{How(subject, speaker)}");
            }
        }
        for (var n = after; n < end && n < after + 5; n++)
        {
            // "...," the statement said. — "...," said the statement.
            if (n > after && Lexicon.Documents.Contains(_tokens[n].Lower) && DocumentSubject(n, after) is { } document)
            {
                var said = n + 1 < end && SpeechVerbs.Of(_tokens[n + 1].Lower) is { } v1 ? v1.Lemma : SpeechVerbs.Of(_tokens[after].Lower) is { } v0 ? v0.Lemma : null;
                if (said is not null)
                    return new Attribution(document.Mention.Entity!, said, quote.OuterStart, _tokens[n].End, null, Confidence.Inferred, $"The {_tokens[n].Lower} that is quoted is {document.Mention.Entity!.Name}'s.");
            }
        }
        if (_tokens[after].Is("it") && after + 1 < end && SpeechVerbs.Of(_tokens[after + 1].Lower) is { } its && _lastSpeaker is { Kind: EntityKind.Institution } that)
            return new Attribution(that, its.Lemma, quote.OuterStart, _tokens[after + 1].End, null, Confidence.Inferred, $"\"it\" means {that.Name}.");
        if (SpeechVerbs.Of(_tokens[after].Lower) is { } inverted && inverted.Form is VerbForm.Past or VerbForm.Present)
        {
            for (var k = after + 1; k < end && k < after + 5; k++)
            {
                if (!_startAt.TryGetValue(k, out var named))
                    continue;
                // "said retired DEA supervisor Ann Cole": the institution modifies; the person speaks.
                if (named.Entity is { Kind: EntityKind.Institution or EntityKind.Unknown or EntityKind.Role } || named.Possessive)
                {
                    for (var n = named.TokenEnd; n < end && n < named.TokenEnd + 7 && _tokens[n].Kind == TokenKind.Word; n++)
                    {
                        if (_startAt.TryGetValue(n, out var further) && !further.Possessive && further.Form != MentionForm.Pronoun && (further.Entity is { Kind: EntityKind.Person } || named.Possessive))
                        {
                            named = further;
                            break;
                        }
                        if (EntityFinder.s_prepositions.Contains(_tokens[n].Lower))
                            break;
                    }
                }
                // "said one retired detective, Gus Ferrante": the name in apposition.
                if (named.TokenEnd < end && char.IsLower(_tokens[named.TokenEnd].Text[0]) && (EntityFinder.s_auxiliaries.Contains(_tokens[named.TokenEnd].Lower) || IsFinite(_tokens[named.TokenEnd].Lower)) && !_tokens[named.TokenEnd].Is("'s"))
                    return null; // "..., said the former governor had been wronged": the speaker stands before.
                if (named is { Form: MentionForm.Role, Entity: { Kind: EntityKind.Role } } && named.TokenEnd + 1 < end && _tokens[named.TokenEnd].IsMark(',') && _startAt.TryGetValue(named.TokenEnd + 1, out var apposed) && apposed is { Form: MentionForm.FullName, Possessive: false, Entity: { Kind: EntityKind.Person } })
                    named = apposed;
                var speaker = Who(named);
                if (speaker is null)
                    return null;
                // 'The pardon is "long overdue," said X': a word or two are part of the clause around them.
                var sentenceStart = _p.SentenceAt(quote.OuterStart).TokenStart;
                (int Start, int End)? around = words <= 2 && last == ',' && !OpensSentence(_p.TokenAt(quote.OuterStart)) && _quoteOf[sentenceStart] < 0 && _p.TokenAt(quote.OuterStart) - sentenceStart < 40 ? (_tokens[sentenceStart].Start, quote.OuterEnd) : null;
                return new Attribution(speaker, inverted.Lemma, quote.OuterStart, named.End, null, Sure(named), $"\"{_tokens[after].Text} {Words(named)}\" stands behind the quotation.{How(named, speaker)}", around);
            }
        }
        // "...," according to her lawyer.
        if (_tokens[after].Is("according") && after + 2 < end && SourceOf(after + 2) is { } source && Who(source) is { } authority)
            return new Attribution(authority, "according to", quote.OuterStart, source.End, null, Sure(source), $"\"according to {Words(source)}\" stands behind the quotation.");
        return null;
    }

    /// <summary>
    /// "His daughter wrote ...," she said: whom the words themselves name in the third person is hardly their speaker. The
    /// nearest person of the gender outside them is; null when the pronoun raises no such doubt.
    /// </summary>
    private Entity? Outside(Mention subject, int start, int end)
    {
        if (subject.Form != MentionForm.Pronoun || _tokens[subject.TokenStart].Lower is not ("he" or "she") || subject.Entity is not { } doubtful)
            return null;
        var named = false;
        foreach (var inside in _p.MentionsIn(start, end))
            named |= inside.Entity == doubtful && (inside.Form != MentionForm.Pronoun || inside.TokenStart <= _p.TokenAt(start) + 1);
        if (!named)
            return null;
        var gender = _tokens[subject.TokenStart].Is("he") ? Gender.Male : Gender.Female;
        Entity? other = null;
        for (var i = _p.TokenAt(start) - 1; i >= 0 && i > subject.TokenStart - 220; i--)
        {
            if (_quoteOf[i] >= 0 || !_startAt.TryGetValue(i, out var mention) || mention.Entity is not { Kind: EntityKind.Person } person)
                continue;
            if (person == doubtful && !mention.Possessive)
                return null; // Named outside, more recently than anybody else.
            if (person != doubtful && (person.Gender == gender || person.Gender == Gender.Unknown && other is null))
                return person;
        }
        return null;
    }

    private bool OpensSentence(int token) => token == 0 || _p.SentenceAt(_tokens[token].Start).TokenStart == token;

    /// <summary>Whether only adverbs, auxiliaries, or a parenthesis that closes right before the verb stand between subject and verb.</summary>
    private bool Reaches(int from, int verb)
    {
        var k = verb;
        while (k > from && IsAdverb(k - 1))
            k--;
        if (k == from)
            return true;
        return _tokens[k - 1].Kind == TokenKind.Mark && _tokens[k - 1].Text[0] is ',' or ')' or '\u2014' or '-' && _tokens[from].Kind == TokenKind.Mark
            || _tokens[from].Lower is "who" or "of" or "for" or "from" or "at" or "in" or "with";
    }

    private bool EndsSentence(int i) => _tokens[i].Kind == TokenKind.Mark && _tokens[i].Text[0] is '.' or ';' || (_tokens[i].Kind == TokenKind.Mark && _tokens[i].Text[0] is '?' or '!' && _quoteOf[i] < 0);

    /// <summary>She said: "..." — She called it "..." — She said the decision was "a mistake".</summary>
    private Attribution? Before(int open, int low, int words)
    {
        // The region: back to the sentence's start, over quotations that belong to the same sentence.
        var start = open;
        var seen = 0;
        while (start > low && seen < 90)
        {
            var token = _tokens[start - 1];
            if (_quoteOf[start - 1] == _quoteOf[open] || _quoteOf[start - 1] < 0 || Parent(_quoteOf[open]) == _quoteOf[start - 1])
            {
                if (EndsSentence(start - 1) && !token.IsMark(';'))
                    break;
            }
            else if (_tokens[start - 1].Start >= _p.Quotes[_quoteOf[start - 1]].End && _tokens[start - 1].Start > _p.Quotes[_quoteOf[start - 1]].Start && start - 2 >= low && EndsWithStop(start - 2) && start < _tokens.Length && (_tokens[start].IsCapital || start == open))
            {
                break; // The quotation before ended a sentence of its own.
            }
            start--;
            seen++;
        }
        var level = _p.Quotes[_quoteOf[open]].Parent;
        for (var v = open - 1; v >= start; v--)
        {
            if (_quoteOf[v] != level || SpeechVerbs.Of(_tokens[v].Lower) is not { } verb)
                continue;
            if (Subject(v, start, verb) is not { } subject || Speaking(subject.Mention, _p.SentenceAt(_tokens[v].Start)) is not { } speaker)
                continue;
            // "X said Y called it ...": the nearest verb whose subject is known.
            if (verb.Kind == SpeechKind.Blame && words < 3 && open - v > 14)
                continue;
            if (!TakesQuote(v, open, verb))
                continue;
            var clause = ClauseBehind(v, verb, _p.SentenceAt(_tokens[v].Start), out var to);
            return new Attribution(speaker, verb.Lemma, _tokens[start].Start, _tokens[open].Start, to, Sure(subject.Mention), $"\"{Words(subject.Mention)} ... {_tokens[v].Text}\" stands before the quotation.{How(subject.Mention, speaker)}",
                IntroducesWhole(v, open) || subject.Mention.TokenStart > v ? null : clause);
        }
        // According to X, ...
        for (var v = start; v + 2 < open; v++)
        {
            if (_tokens[v].Is("according") && _tokens[v + 1].Is("to") && _quoteOf[v] == level && SourceOf(v + 2) is { } source && Who(source) is { } speaker)
            {
                var begin = source.TokenEnd;
                while (begin < open && !_tokens[begin].IsMark(','))
                    begin++;
                begin = begin < open ? begin + 1 : source.TokenEnd;
                return new Attribution(speaker, "according to", _tokens[start].Start, _tokens[open].Start, null, Sure(source), $"\"According to {Words(source)}\" opens the sentence.{How(source, speaker)}", begin < _tokens.Length ? (_tokens[begin].Start, ClauseEnd(_p.SentenceAt(_tokens[begin].Start), begin)) : null);
            }
        }
        // "Journalist X: ...": a caption or headline names its speaker before a colon.
        for (var v = open - 1; v > start; v--)
        {
            if (_tokens[v].IsMark(':') && _quoteOf[v] == level && _endAt.TryGetValue(v, out var named) && named.Entity is { Kind: EntityKind.Person } person && named.Form != MentionForm.Label)
                return new Attribution(person, "say", _tokens[start].Start, _tokens[open].Start, null, Confidence.Stated, $"\"{Words(named)}:\" stands before the quotation.");
        }
        // "Her answer: ..." — a colon right before, and a sentence with one subject.
        if (open > low && (_tokens[open - 1].IsMark(':') || _tokens[open - 1].IsMark(',') && words > 4 && open - start < 12) && level < 0)
        {
            for (var k = start; k < open; k++)
            {
                if (_startAt.TryGetValue(k, out var mention) && mention.Form != MentionForm.Label && _quoteOf[k] == level && (mention.Entity?.IsPerson ?? mention.Form == MentionForm.Pronoun) && (SaysByNoun(k, open) || _tokens[open - 1].IsMark(':') && !mention.Possessive && Who(mention) is { } w && !_p.IsPetitioner(w)) && Who(mention) is { } speaker)
                    return new Attribution(speaker, "say", _tokens[start].Start, _tokens[open].Start, null, Confidence.Inferred, $"The words before the colon are about {speaker.Name}.");
            }
        }
        return null;
    }

    private int Parent(int quote) => quote < 0 ? -1 : _p.Quotes[quote].Parent;

    private bool EndsWithStop(int i) => i >= 0 && _tokens[i].Kind == TokenKind.Mark && _tokens[i].Text[0] is '.' or '?' or '!' or '\u2026';

    private bool SaysByNoun(int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            if (_tokens[k].Lower is "statement" or "tweet" or "twitter" or "letter" or "post" or "email" or "e-mail" or "interview" or "response" or "reply" or "answer" or "words" or "message" or "comment" or "remarks" or "memoir" or "book" or "op-ed" or "facebook" or "instagram" or "speech" or "memo" or "opinion" or "ruling" or "order" or "testimony" or "reaction" or "writing" or "account" or "quote")
                return true;
        }
        return false;
    }

    /// <summary>Whether a quotation this far behind a verb can be its content.</summary>
    private bool TakesQuote(int verb, int open, SpeechVerb kind)
    {
        if (kind.Form == VerbForm.Base && !Commits(verb))
            return false;
        var stop = 0;
        for (var k = verb + 1; k < open; k++)
        {
            if (_quoteOf[k] >= 0 && _quoteOf[k] != _quoteOf[verb])
                continue;
            if (_tokens[k].IsMark(';'))
                stop++;
            if (_tokens[k].Lower is "who" or "which" or "whose" && kind.Kind == SpeechKind.Blame)
                stop++;
        }
        return stop == 0 && open - verb < 60;
    }

    /// <summary>"did not say", "would say": a base form behind an auxiliary or "to".</summary>
    private bool Commits(int verb) => verb > 0 && (_tokens[verb - 1].Lower is "to" or "would" or "did" or "does" or "will" or "could" or "may" or "might" or "can" || IsAdverb(verb - 1));

    /// <summary>Whether the quotation follows the verb as its whole object: at once, behind a colon or comma, or behind an addressee.</summary>
    private bool IntroducesWhole(int verb, int open)
    {
        if (open - verb <= 2)
            return true;
        var mark = _tokens[open - 1];
        return mark.IsMark(':') || (mark.IsMark(',') && open - verb < 16) || mark.IsMark('\u2014');
    }

    /// <summary>A quotation with no attribution of its own: the speaker of the one before in the paragraph, of the paragraph that it continues, or of the sentence that introduces it.</summary>
    private Attribution? Carried(Quote quote, Paragraph paragraph, int open, int close, int words, bool full)
    {
        if (quote.Continues >= 0 && _byQuote.TryGetValue(quote.Continues, out var continued))
            return Carry(continued, "The quotation goes on from the paragraph before.");
        if (Verdict(quote, open, paragraph) is { } verdict)
            return verdict;
        if (!full || words < 2)
            return null;
        // A title ("True Grit") is no speech: a quotation that starts a sentence of its own is.
        var own = open == paragraph.TokenStart || EndsWithStop(open - 1) || (_quoteOf[open - 1] >= 0 && _tokens[open - 1].Kind == TokenKind.Mark) || (open - 1 == paragraph.TokenStart && _tokens[open - 1].Kind == TokenKind.Mark);
        if (!own)
            return null;
        var ends = close >= paragraph.TokenEnd || EndsWithStop(close - 2) || EndsWithStop(close) || !quote.Closed;
        if (!ends)
            return null;
        Utterance? before = null;
        for (var k = quote.Index - 1; k >= 0 && k >= quote.Index - 6; k--)
        {
            if (_p.Quotes[k].Level != 1)
                continue;
            if (_byQuote.TryGetValue(k, out var found))
                before = found;
            break;
        }
        if (before is not null && before.Start >= paragraph.Start && (words >= 3 || close >= paragraph.TokenEnd || EndsWithStop(close - 2)) && !Shifts(before, open))
            return Carry(before, "The same speaker goes on in the paragraph.");
        if (open > paragraph.TokenStart + 1)
        {
            // The sentence right before, in the same paragraph: its subject, when it is about saying; else whom it shows.
            var sentence = _p.SentenceAt(_tokens[open - 1].Start);
            if (Introduced(sentence, "The sentence before speaks of what this person said.", strict: true) is { } said)
                return said;
            if (before is not null && before.Start >= paragraph.Start)
                return Carry(before, "The same speaker goes on in the paragraph.");
            return Shown(sentence, open, "The sentence before shows this person, and no other.");
        }
        if (words < 3)
            return null;
        // The paragraph is the quotation. A line before it that only names somebody names the speaker.
        if (paragraph.Index > 0 && _p.Paragraphs[paragraph.Index - 1] is var line && line.End - line.Start < 140 && line.TokenEnd > line.TokenStart && !EndsWithStop(line.TokenEnd - 1)
            && _startAt.TryGetValue(line.TokenStart, out var title) && title is { Form: MentionForm.FullName, Possessive: false, Entity: { Kind: EntityKind.Person } author } && !HasVerb(title.TokenEnd, line.TokenEnd))
            return new Attribution(author, "say", line.Start, line.End, null, Confidence.Stated, "The line before the quotation names its author.");
        var index = paragraph.Index - 1;
        while (index >= 0 && _p.Paragraphs[index] is var p && (p.Kind is ParagraphKind.Heading && p.End - p.Start < 60 && !_p.Text[p.End - 1].Equals(':') || IsFurniture(p)))
            index--;
        if (index < 0)
            return null;
        var previous = _p.Paragraphs[index];
        if (previous.TokenEnd <= previous.TokenStart)
            return null;
        var last = _p.SentenceAt(_tokens[previous.TokenEnd - 1].Start);
        // A sentence that introduces ("He wrote:") outranks the last quotation.
        if (Introduced(last, "The paragraph before introduces the quotation.", strict: !_p.Text[previous.End - 1].Equals(':')) is { } introduced)
            return introduced;
        if (before is not null && before.Start >= previous.Start)
            return Carry(before, "The speaker of the paragraph before goes on.");
        var clause = _found.LastOrDefault(f => f.Start >= previous.Start && f.End <= previous.End && f.Kind == UtteranceKind.Clause);
        if (clause is not null)
            return Carry(clause, "The speaker of the paragraph before goes on.");
        return _p.Text[previous.End - 1] == ':' ? Introduced(last, "The paragraph before introduces the quotation.", strict: false)
            : Introduced(last, "The paragraph before speaks of this person's words.", strict: true) ?? Shown(last, previous.TokenEnd, "The paragraph before shows this person, and no other.");
    }

    /// <summary>"Marsh's verdict on the pardon? “Cowardly.”": whose verdict it is.</summary>
    private Attribution? Verdict(Quote quote, int open, Paragraph paragraph)
    {
        if (open <= paragraph.TokenStart + 2 || quote.Level > 1 || !(_tokens[open - 1].Kind == TokenKind.Mark && _tokens[open - 1].Text[0] is '?' or ':' or '\u2014'))
            return null;
        var sentence = _p.SentenceAt(_tokens[open - 1].Start);
        return sentence.TokenStart < open && open - sentence.TokenStart < 20 && Teller(sentence.TokenStart, open - 1) is { Possessive: true } owner && Who(owner) is { } speaker
            ? new Attribution(speaker, "say", sentence.Start, _tokens[open].Start, null, Confidence.Inferred, $"The words before the quotation call it {speaker.Name}'s.")
            : null;
    }

    /// <summary>Whether between the last quotation and this one a sentence of its own has another person for its subject.</summary>
    private bool Shifts(Utterance before, int open)
    {
        var sentence = _p.SentenceAt(_tokens[open - 1].Start);
        return sentence.TokenStart < open && sentence.Start > before.FrameEnd && sentence.Start > before.End && Teller(sentence.TokenStart, open) is { Form: not MentionForm.Pronoun } subject && subject.TokenStart <= sentence.TokenStart + 6 && subject.Entity is { Kind: EntityKind.Person or EntityKind.Role or EntityKind.Group } other && other != before.Speaker;
    }

    /// <summary>The one person whom a sentence is about.</summary>
    private Attribution? Shown(Sentence sentence, int end, string reason)
    {
        var limit = Math.Min(end, sentence.TokenEnd);
        if (limit - sentence.TokenStart > 45 || Teller(sentence.TokenStart, limit) is not { } subject || subject.TokenStart > sentence.TokenStart + 8 || Who(subject) is not { } speaker || speaker.Kind == EntityKind.Institution)
            return null;
        var behind = subject.TokenEnd < limit && _tokens[subject.TokenEnd].IsMark(',') && subject.TokenEnd + 1 < limit && (IsFinite(_tokens[subject.TokenEnd + 1].Lower) || EntityFinder.s_auxiliaries.Contains(_tokens[subject.TokenEnd + 1].Lower)) ? subject.TokenEnd + 1 : subject.TokenEnd;
        if (!subject.Possessive && !FiniteBehind(behind, limit) && !_tokens[sentence.TokenStart].Is("for"))
            return null;
        return new Attribution(speaker, "say", sentence.Start, _tokens[Math.Min(end, _tokens.Length - 1)].Start, null, Confidence.Inferred, reason);
    }

    private bool HasVerb(int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            if (char.IsLower(_tokens[k].Text[0]) && (IsFinite(_tokens[k].Lower) || SpeechVerbs.Of(_tokens[k].Lower) is { Form: VerbForm.Past or VerbForm.Present } && !SpeechVerbs.Nounlike.Contains(_tokens[k].Lower)))
                return true;
        }
        return false;
    }

    private bool IsFurniture(Paragraph p) => p.End - p.Start < 20 && string.Equals(_p.Text[p.Start..p.End], "Advertisement", StringComparison.OrdinalIgnoreCase);

    private static Attribution Carry(Utterance from, string reason) => new(from.Speaker, from.Verb, int.MaxValue, 0, from.To, Confidence.Inferred, reason, null, true) { Teller = from.Within };

    private Attribution? Introduced(Sentence sentence, string reason, bool strict)
    {
        var says = false;
        for (var v = sentence.TokenEnd - 1; v >= sentence.TokenStart; v--)
        {
            if (_quoteOf[v] >= 0 || SpeechVerbs.Of(_tokens[v].Lower) is not { } verb)
            {
                says |= _quoteOf[v] < 0 && _tokens[v].Lower is "statement" or "statements" or "tweet" or "tweeted" or "twitter" or "letter" or "response" or "words" or "reaction" or "remarks";
                continue;
            }
            if (Subject(v, sentence.TokenStart, verb) is { } subject && Who(subject.Mention) is { } speaker)
                return new Attribution(speaker, verb.Lemma, sentence.Start, sentence.End, null, Confidence.Inferred, reason);
        }
        // "But to read her newly published words is ...:" — whose words are they?
        for (var k = sentence.TokenStart; k < sentence.TokenEnd; k++)
        {
            if (_startAt.TryGetValue(k, out var owner) && owner.Possessive && _quoteOf[k] < 0 && owner.Entity is { IsPerson: true } author && SaysByNoun(owner.TokenEnd, Math.Min(sentence.TokenEnd, owner.TokenEnd + 5)))
                return new Attribution(author, "write", sentence.Start, sentence.End, null, Confidence.Inferred, reason);
        }
        // In a text on a memoir, what stands set off behind a colon is out of the memoir.
        if (!strict && BookAuthor() is { } writer)
            return new Attribution(writer, "write", sentence.Start, sentence.End, null, Confidence.Inferred, reason);
        if (strict && !says)
            return null;
        for (var k = sentence.TokenStart; k < sentence.TokenEnd; k++)
        {
            if (_startAt.TryGetValue(k, out var mention) && _quoteOf[k] < 0 && (mention.Entity?.IsPerson ?? false) && !mention.Possessive && Who(mention) is { } speaker)
                return new Attribution(speaker, "say", sentence.Start, sentence.End, null, Confidence.Inferred, reason);
        }
        return null;
    }

    // ---- reported clauses ----

    private static readonly HashSet<string> s_claims = new(StringComparer.Ordinal) { "claim", "claims", "assertion", "assertions", "allegation", "allegations", "contention", "argument", "arguments", "suggestion", "insistence", "statement", "promise", "accusation", "view", "complaint", "complaints", "concern", "concerns" };

    private static readonly Dictionary<string, string> s_claimVerbs = new(StringComparer.Ordinal) { ["allegation"] = "allege", ["allegations"] = "allege", ["argument"] = "argue", ["arguments"] = "argue", ["assertion"] = "assert", ["assertions"] = "assert", ["promise"] = "promise", ["suggestion"] = "suggest", ["insistence"] = "insist", ["statement"] = "state", ["accusation"] = "accuse", ["complaint"] = "complain", ["complaints"] = "complain" };

    private void Clauses(Sentence sentence)
    {
        for (var v = sentence.TokenStart; v < sentence.TokenEnd; v++)
        {
            if (_quoteOf[v] >= 0 || _inPost[v] || _tokens[v].Kind != TokenKind.Word)
                continue;
            if (_tokens[v].Is("according") && v + 2 < sentence.TokenEnd && _tokens[v + 1].Is("to") || _tokens[v].Is("per") && v > sentence.TokenStart && _tokens[v - 1].IsMark(',') && _startAt.TryGetValue(v + 1, out var per) && per.Entity is not null)
            {
                According(v, sentence);
                continue;
            }
            // "the governor's claim that ...": a noun of speech with its owner.
            if (s_claims.Contains(_tokens[v].Lower) && v + 2 < sentence.TokenEnd && _tokens[v + 1].Is("that"))
            {
                var owned = false;
                for (var o = v; o > sentence.TokenStart && o > v - 4; o--)
                {
                    if (_tokens[o - 1].Is("'s") || !_endAt.TryGetValue(o, out var owner) || !owner.Possessive)
                        continue;
                    if (owner.Entity is { } claimant && claimant != TurnSpeaker(v))
                    {
                        var said = (Start: _tokens[v + 2].Start, End: ClauseEnd(sentence, v + 2));
                        _found.RemoveAll(f => f.Start == said.Start && f.End == said.End);
                        owned = true;
                        _found.Add(new Utterance(UtteranceKind.Clause, claimant, s_claimVerbs.GetValueOrDefault(_tokens[v].Lower, "claim"), said.Start, said.End, sentence.Start, sentence.End, null, null, Sure(owner), $"\"{Words(owner)}'s {_tokens[v].Lower} that\" gives the content.{How(owner, claimant)}"));
                    }
                    break;
                }
                if (owned)
                    continue;
            }
            if (_tokens[v].Lower is "agree" or "agreed" or "agrees" or "disagree" or "disagrees" or "disagreed" && v + 3 < sentence.TokenEnd && _tokens[v + 1].Is("with") && _startAt.TryGetValue(v + 2, out var party) && party.TokenEnd < sentence.TokenEnd && _tokens[party.TokenEnd].Is("that") && Who(party) is { } held)
            {
                var content = (_tokens[party.TokenEnd + 1].Start, ClauseEnd(sentence, party.TokenEnd + 1));
                _found.Add(new Utterance(UtteranceKind.Clause, held, "say", content.Item1, content.Item2, sentence.Start, sentence.End, null, null, Sure(party), $"Another agrees or disagrees with {held.Name} that it is so."));
                continue;
            }
            // "The judge, he went on, had refused ...".
            if (_tokens[v].Is("went") && v > sentence.TokenStart + 2 && v + 2 < sentence.TokenEnd && _tokens[v + 1].Is("on") && _tokens[v + 2].IsMark(',') && _endAt.TryGetValue(v, out var going) && _tokens[going.TokenStart - 1].IsMark(',') && Speaking(going, sentence) is { } goes)
            {
                if (Parenthetical(v, going, sentence, out var rest) && rest.End - rest.Start >= 12 && !Covered(rest, goes))
                    _found.Add(new Utterance(UtteranceKind.Clause, goes, "continue", rest.Start, rest.End, sentence.Start, sentence.End, null, TurnSpeaker(v), Sure(going), $"\"{Words(going)} went on\" stands inside what is said.{How(going, goes)}"));
                continue;
            }
            if (SpeechVerbs.Of(_tokens[v].Lower) is not { } verb)
                continue;
            if (verb.Form == VerbForm.Past && verb.Kind == SpeechKind.Commit && !SpeechVerbs.Nounlike.Contains(_tokens[v].Lower) && v + 1 < sentence.TokenEnd && _tokens[v + 1].IsMark(','))
                continue;
            if (verb.Form == VerbForm.Base && !Infinitival(v) && !(v > 0 && _tokens[v - 1].Lower is "supporters" or "critics" or "opponents" || _endAt.TryGetValue(v, out var plural) && (plural.Entity?.IsPlural ?? false) || v > 0 && !_tokens[v - 1].Is("to") && !EntityFinder.s_auxiliaries.Contains(_tokens[v - 1].Lower) && Voice(v, sentence.TokenStart, verb) is not null))
                continue;
            // "The pardon, said Rep. Ann Cole, is an insult": verb and subject change places between commas.
            if (verb is { Kind: SpeechKind.Say, Form: VerbForm.Past or VerbForm.Present } && v > sentence.TokenStart + 3 && _tokens[v - 1].IsMark(',') && !SpeechVerbs.Nounlike.Contains(_tokens[v].Lower) && Inverted(v, sentence) is { } behind && Who(behind) is { } inserted && inserted != TurnSpeaker(v))
            {
                if (Parenthetical(v, behind, sentence, out var said) && said.End - said.Start >= 12 && !Covered(said, inserted))
                    _found.Add(new Utterance(UtteranceKind.Clause, inserted, verb.Lemma, said.Start, said.End, sentence.Start, sentence.End, null, TurnSpeaker(v), Sure(behind), $"\"{_tokens[v].Text} {Words(behind)}\" stands inside what is said.{How(behind, inserted)}"));
                continue;
            }
            if (Subject(v, sentence.TokenStart, verb) is not { } subject || Speaking(subject.Mention, sentence) is not { } speaker)
                continue;
            if (speaker == TurnSpeaker(v))
                continue;
            Clause(v, verb, subject.Mention, speaker, sentence);
        }
    }

    /// <summary>The mention right behind a verb of speech that a comma or the end of the sentence closes.</summary>
    private Mention? Inverted(int v, Sentence sentence)
    {
        for (var k = v + 1; k < sentence.TokenEnd && k < v + 4; k++)
        {
            if (_startAt.TryGetValue(k, out var mention))
                return !mention.Possessive && mention.Form != MentionForm.Pronoun && (mention.TokenEnd >= sentence.TokenEnd || _tokens[mention.TokenEnd].IsMark(',') || EndsWithStop(mention.TokenEnd)) ? mention : null;
        }
        return null;
    }

    /// <summary>"continues to deny", "went on to say", "does not argue": a base form that tells what was said.</summary>
    private bool Infinitival(int v)
    {
        if (v < 2)
            return false;
        if (_tokens[v - 1].Is("to"))
            return _tokens[v - 2].Lower is "continues" or "continued" or "on" or "proceeded";
        var k = v - 1;
        if (_tokens[k].Lower is "only" or "simply" or "just" && _tokens[k - 1].Lower is "would" or "will" or "could" or "can")
            return true;
        if (_tokens[k].Is("not"))
            k--;
        return _tokens[k].Lower is "did" or "does" or "didn't" or "doesn't" && SpeechVerbs.Of(_tokens[v].Lower) is { Kind: SpeechKind.Say or SpeechKind.Own } && !SpeechVerbs.Nounlike.Contains(_tokens[v].Lower);
    }

    private void Clause(int v, SpeechVerb verb, Mention subject, Entity speaker, Sentence sentence)
    {
        if (IsThought(verb.Lemma) && !Thinks(v, sentence) || verb.Kind is not (SpeechKind.Say or SpeechKind.Tell) && IsNested(v, sentence, speaker))
            return;
        var confidence = Sure(subject);
        var reason = $"\"{Words(subject)} ... {_tokens[v].Text}\" governs the clause.{How(subject, speaker)}";
        if (verb.Lemma == "decline" && v + 2 < sentence.TokenEnd && _tokens[v + 1].Is("to") && _tokens[v + 2].Lower is "comment" or "be" or "discuss" or "say" or "respond" or "answer" or "elaborate" or "talk" or "speak")
            return;
        // "That, she said, was ..." and "..., her supporters point out."
        if (Parenthetical(v, subject, sentence, out var inner))
        {
            if (inner.End - inner.Start >= 12 && !Covered(inner, speaker) && !(_tokens[Math.Max(0, Math.Min(subject.TokenStart, v) - 1)].Is("as") && Hedged(inner)))
                _found.Add(new Utterance(UtteranceKind.Clause, speaker, verb.Lemma, inner.Start, inner.End, sentence.Start, sentence.End, null, TurnSpeaker(v), confidence, reason));
            return;
        }
        var clause = ClauseBehind(v, verb, sentence, out var to);
        if (clause is { } whole && subject.TokenStart > v + 1 && whole.End > subject.Start)
        {
            var last = subject.TokenStart - 1;
            while (last > v + 1 && _tokens[last].IsMark(','))
                last--;
            clause = (whole.Start, Math.Max(whole.Start, _tokens[last].End));
        }
        if (clause is not { } c || c.End - c.Start < 8 || Covered(c, speaker))
            return;
        _found.Add(new Utterance(UtteranceKind.Clause, speaker, verb.Lemma, c.Start, c.End, sentence.Start, sentence.End, to, TurnSpeaker(v), confidence, reason));
        Spoke(speaker, c.End);
        Remember(speaker, sentence.Start, c.Start);
    }

    /// <summary>"The trouble was apparently the counsel, as X claims": the author concludes from what another says.</summary>
    private bool Hedged((int Start, int End) content)
    {
        for (var i = _p.TokenAt(content.Start); i < _tokens.Length && _tokens[i].End <= content.End; i++)
        {
            if (_quoteOf[i] < 0 && _tokens[i].Lower is "apparently" or "seemingly" or "evidently" or "presumably" or "perhaps")
                return true;
        }
        return false;
    }

    private static bool IsThought(string lemma) => lemma is "believe" or "think" or "feel" or "find" or "remember";

    /// <summary>Whether a verb of thinking tells what somebody holds: not inside another's words, nor "what most think", and with a clause.</summary>
    private bool Thinks(int v, Sentence sentence)
    {
        for (var k = v - 1; k >= sentence.TokenStart && k > v - 8; k--)
        {
            if (_tokens[k].Lower is "what" or "how" or "whom" or "than" or "if" || _tokens[k].Is("as") && k < v - 1)
                return false;
        }
        if (v + 2 >= sentence.TokenEnd || IsNested(v, sentence, null))
            return false;
        return _tokens[v + 1].Is("that") || _tokens[v].Lower is "believes" or "believe" or "believed" or "thinks" or "think" or "feels" or "thought" && (_startAt.ContainsKey(v + 1) || s_determiners.Contains(_tokens[v + 1].Lower) || s_subjects.Contains(_tokens[v + 1].Lower));
    }

    /// <summary>Whether a verb stands inside what another is reported to say in the same sentence.</summary>
    private bool IsNested(int v, Sentence sentence, Entity? speaker)
    {
        for (var k = _found.Count - 1; k >= 0 && k >= _found.Count - 6; k--)
        {
            if (_found[k].Kind == UtteranceKind.Clause && _found[k].Speaker != speaker && _found[k].Start <= _tokens[v].Start && _found[k].End >= _tokens[v].End && _found[k].Start >= sentence.Start)
                return true;
        }
        return false;
    }

    /// <summary>Whether this content is already there: a quotation that fills the clause, or the same clause by another verb.</summary>
    private bool Covered((int Start, int End) clause, Entity speaker)
    {
        var together = 0;
        for (var k = _found.Count - 1; k >= 0 && k >= _found.Count - 12; k--)
        {
            var f = _found[k];
            if (f.Speaker != speaker || f.Kind is UtteranceKind.Turn)
                continue;
            var shared = Math.Min(f.End, clause.End) - Math.Max(f.Start, clause.Start);
            if (shared > 0 && shared * 2 >= clause.End - clause.Start)
                return true;
            // The told and the quoted part of one utterance cover it together.
            if (shared > 0)
                together += shared;
            if (together * 5 >= (clause.End - clause.Start) * 4)
                return true;
        }
        return false;
    }

    private bool Parenthetical(int v, Mention subject, Sentence sentence, out (int Start, int End) content)
    {
        content = default;
        var left = Math.Min(subject.TokenStart, v);
        var right = Math.Max(subject.TokenEnd, v + 1);
        while (left > sentence.TokenStart && _tokens[left - 1].Lower is "as" or "the")
            left--;
        if (left - 1 <= sentence.TokenStart || !(_tokens[left - 1].IsMark(',') || _tokens[left - 1].IsMark('\u2014')) || _quoteOf[left - 1] >= 0)
            return false;
        // The words behind the verb up to the next comma or the end must be no clause: a time, a place, an addressee.
        var stop = right;
        while (stop < sentence.TokenEnd && !_tokens[stop].IsMark(',') && !EndsWithStop(stop) && !_tokens[stop].IsMark('\u2014'))
            stop++;
        if (_tokens[v].Is("went") && right < sentence.TokenEnd && _tokens[right].Is("on"))
            stop = right + 1;
        else if (stop - right > 9 || (stop > right && !(EntityFinder.s_prepositions.Contains(_tokens[right].Lower) || IsTime(right) || _startAt.ContainsKey(right) && SpeechVerbs.Of(_tokens[v].Lower) is { Kind: SpeechKind.Tell } || _tokens[right].Lower is "out")))
            return false;
        // "..., where, he says, he kept the papers"; "and left, she said, “knowing less”": what stands behind is the content.
        var from = sentence.TokenStart;
        for (var k = left - 2; k > from; k--)
        {
            if (_tokens[k].IsMark(';') && _quoteOf[k] < 0)
                from = k + 1;
        }
        if (stop < sentence.TokenEnd && _tokens[stop].IsMark(',') && stop + 2 < sentence.TokenEnd)
        {
            if (_tokens[left - 2].Lower is "where" or "which" or "and" or "but" or "that" or "who" or "whom" or "because" or "when" or "while")
            {
                content = (_tokens[stop + 1].Start, ClauseEnd(sentence, stop + 1));
                return true;
            }
            if (_quoteOf[stop + 1] >= 0 && _tokens[stop + 1].Kind == TokenKind.Mark)
                return true; // Nothing but the quotation, which has its own statement.
            if (from > sentence.TokenStart)
            {
                content = (_tokens[from].Start, ClauseEnd(sentence, stop + 1));
                return true;
            }
            // In the middle. The longer part carries the content.
            var head = left - 1 - sentence.TokenStart;
            var tail = sentence.TokenEnd - stop - 1;
            if (_startAt.TryGetValue(stop + 1, out _) && head < 2)
                return false;
            // "What moved her, the governor said, was a letter": one clause around the attribution.
            if (head >= 2 && _tokens[sentence.TokenStart].Lower is "what" or "this" or "that" or "it" && _tokens[stop + 1].Lower is "was" or "is" or "were" or "had" or "has")
            {
                content = (_tokens[stop + 1].Start, ClauseEnd(sentence, stop + 1));
                return true;
            }
            var headIsClause = head >= 4 && Finite(sentence.TokenStart, left - 1) && !IsIntroductory(sentence.TokenStart, left - 1);
            content = tail >= head && !headIsClause ? (_tokens[stop + 1].Start, ClauseEnd(sentence, stop + 1)) : (_tokens[sentence.TokenStart].Start, _tokens[left - 2].End);
            return tail + head >= 4 && !IsIntroductory(sentence.TokenStart, left - 1);
        }
        if (stop >= sentence.TokenEnd - 1)
        {
            var first = sentence.TokenStart;
            while (first < left && (_tokens[first].Kind == TokenKind.Mark || _quoteOf[first] >= 0))
                first++;
            if (left - 1 - first < 4 || IsIntroductory(sentence.TokenStart, left - 1))
                return false;
            content = (_tokens[sentence.TokenStart].Start, _tokens[left - 2].End);
            return true;
        }
        return false;
    }

    /// <summary>"In a statement, she said": an opening phrase is no content.</summary>
    private bool IsIntroductory(int from, int to)
    {
        if (to - from > 14)
            return false;
        var first = _tokens[from].Lower;
        if (!(EntityFinder.s_prepositions.Contains(first) || first is "when" or "while" or "after" or "asked" or "writing" or "speaking" or "however" or "but" or "still" or "then" or "meanwhile" || first.EndsWith("ly", StringComparison.Ordinal) || first.EndsWith("ing", StringComparison.Ordinal) || first.EndsWith("ed", StringComparison.Ordinal)))
            return false;
        return true;
    }

    private bool IsTime(int i) => Lexicon.Months.Contains(_tokens[i].Lower) || _tokens[i].Lower is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "today" or "yesterday" or "earlier" or "later" or "last" or "this" or "afterward" or "afterwards" or "recently" or "again" or "late" or "early" or "tonight" or "once" or "morning" or "afternoon" or "evening" || _tokens[i].Kind == TokenKind.Number;

    private void According(int v, Sentence sentence)
    {
        var named = _tokens[v].Is("per") ? v + 1 : v + 2;
        if ((SourceOf(named) is { } known && !(known.TokenStart > named + 2 && _tokens[named].Lower is "the" or "a" or "an") ? Refined(known, known.TokenEnd + 1, named) : NounSource(named, sentence) ?? SourceOf(named)) is not { } source || Who(source) is not { } speaker)
            return;
        (int Start, int End) content;
        var end = source.TokenEnd;
        // "according to a profile of X in Mic": the source is the last institution of the phrase, if one follows before the comma.
        while (end < sentence.TokenEnd && !_tokens[end].IsMark(',') && !EndsWithStop(end))
        {
            if (_startAt.TryGetValue(end, out var further) && further.Entity is { Kind: EntityKind.Institution } institution && _tokens[end - 1].Lower is "in" or "by" or "from" or "the" or "to")
                (speaker, source) = (institution, further);
            end++;
        }
        // "According to X's death warrant": a record speaks, not the person it is about.
        if (source.Possessive && _tokens[Math.Min(end - 1, _tokens.Length - 1)].Lower is "warrant" or "order" or "record" or "records" or "indictment" or "docket" or "judgment")
            return;
        if (v - sentence.TokenStart <= 2)
        {
            // "According to X, spokesman for the board, ...": the apposition is no content.
            if (end + 1 < sentence.TokenEnd && (Lexicon.RoleOf(_tokens[end + 1].Lower) is not null || _startAt.TryGetValue(end + 1, out var apposed) && apposed.Form == MentionForm.Role && apposed.Entity == speaker))
            {
                var next = end + 1;
                while (next < sentence.TokenEnd && !_tokens[next].IsMark(','))
                    next++;
                if (next + 2 < sentence.TokenEnd)
                    end = next;
            }
            if (end + 1 >= sentence.TokenEnd)
                return;
            content = (_tokens[end + 1].Start, ClauseEnd(sentence, end + 1));
        }
        else
        {
            var last = v - 1;
            while (last > sentence.TokenStart && _tokens[last].Kind == TokenKind.Mark && _quoteOf[last] < 0)
                last--;
            if (_quoteOf[last] >= 0)
                return; // A quotation: attributed on its own.
            content = (_tokens[sentence.TokenStart].Start, _tokens[last].End);
        }
        if (content.End - content.Start >= 12 && !Covered(content, speaker))
            _found.Add(new Utterance(UtteranceKind.Clause, speaker, "according to", content.Start, content.End, sentence.Start, sentence.End, null, TurnSpeaker(v), Sure(source), $"\"according to {Words(source)}\".{How(source, speaker)}"));
    }

    /// <summary>The mention that a phrase at this token is about: "the BBC", "her lawyers", "a profile of X in Mic".</summary>
    private Mention? SourceOf(int i)
    {
        for (var k = i; k < i + 8 && k < _tokens.Length; k++)
        {
            if (_startAt.TryGetValue(k, out var mention) && !(mention.Possessive && !_startAt.ContainsKey(k + 1) && _startAt.ContainsKey(k + 2)))
            {
                if (mention.Possessive && mention.Form == MentionForm.Pronoun)
                    continue;
                return mention;
            }
            if (_tokens[k].IsMark(',') || EndsWithStop(k))
                return null;
        }
        return null;
    }

    /// <summary>"Governor to advocate: the case is closed": a headline's colon.</summary>
    private void Headline(Paragraph paragraph)
    {
        if (paragraph.Kind is not (ParagraphKind.Item or ParagraphKind.Heading))
            return;
        var limit = Math.Min(paragraph.TokenEnd, paragraph.TokenStart + 26);
        for (var k = paragraph.TokenStart; k < limit; k++)
        {
            if (!_tokens[k].IsMark(':') || _quoteOf[k] >= 0 || _inPost[k] || k + 1 >= paragraph.TokenEnd || _tokens[k + 1].Start == _tokens[k].End)
                continue;
            var first = paragraph.TokenStart;
            while (first < k && !_startAt.ContainsKey(first))
                first++;
            if (first >= k || !_startAt.TryGetValue(first, out var subject) || subject.Form == MentionForm.Label || subject.Possessive || subject.Entity is not { Kind: EntityKind.Person } speaker)
                return;
            string? to = null;
            if (subject.TokenEnd != k)
            {
                if (!_tokens[subject.TokenEnd].Is("to") || !_startAt.TryGetValue(subject.TokenEnd + 1, out var addressee) || addressee.TokenEnd != k)
                    return;
                to = addressee.Entity?.Name;
            }
            var end = k + 1;
            while (end < paragraph.TokenEnd && !(EndsWithStop(end) || _tokens[end].IsMark('*')))
                end++;
            if (end - k < 4 || _quoteOf[k + 1] >= 0)
                return;
            _found.Add(new Utterance(UtteranceKind.Clause, speaker, to is null ? "say" : "tell", _tokens[k + 1].Start, _tokens[end - 1].End, paragraph.Start, _tokens[end - 1].End, to, null, Confidence.Stated, "The headline names the speaker before a colon."));
            return;
        }
    }

    // ---- the parts of a sentence ----

    private readonly record struct Found(Mention Mention);

    private bool IsAdverb(int i) => _tokens[i].Kind == TokenKind.Word && (s_adverbs.Contains(_tokens[i].Lower) || EntityFinder.s_auxiliaries.Contains(_tokens[i].Lower) || (_tokens[i].Lower.Length > 4 && _tokens[i].Lower.EndsWith("ly", StringComparison.Ordinal) && char.IsLower(_tokens[i].Text[0]) && _tokens[i].Lower is not ("family" or "reply" or "supply" or "assembly" or "bully" or "rally")) || IsDay(i) || _tokens[i].Lower is "night" or "morning" or "afternoon" or "evening" or "week" && i > 0 && (IsDay(i - 1) || _tokens[i - 1].Lower is "last" or "this") || _tokens[i].Lower is "last" or "this" && i + 1 < _tokens.Length && _tokens[i + 1].Lower is "week" or "night" or "month" or "year");

    private bool IsDay(int i) => _tokens[i].Lower is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday";

    private static readonly HashSet<string> s_adverbs = new(StringComparer.Ordinal) { "also", "then", "later", "further", "once", "now", "never", "often", "still", "himself", "herself", "themselves", "first", "even", "again", "since", "not", "twice", "always", "long", "both", "all", "to", "went", "on", "simply", "just", "'s", "'d", "'ve", "today", "yesterday", "earlier", "instead", "too", "continues", "continued", "proceeded" };

    /// <summary>The subject of a verb of speech, as a mention; null when the verb has none (a noun, a passive, an order).</summary>
    private Found? Subject(int v, int low, SpeechVerb verb)
    {
        // "the condemned man", "his alleged part": no verb.
        if (verb.Form == VerbForm.Past && v > low && _tokens[v - 1].Lower is "the" or "a" or "an" or "his" or "her" or "their" or "its" or "these" or "those" or "once-")
            return null;
        var named = Named(v, low, verb);
        // "The clinic at Hale Law School, which ..., says": the name is inside the phrase of another subject.
        if (named is { } inside && (inside.Mention.TokenStart <= low || !(_tokens[inside.Mention.TokenStart - 1].Lower is "at" or "of" or "in" or "for" or "from" or "on" or "the") || inside.Mention.TokenEnd > v))
            return named is { } plain ? new(Refined(plain.Mention, v, low)) : null;
        return named is { } whose && Refined(whose.Mention, v, low) is var refined && refined != whose.Mention ? new(refined) : Voice(v, low, verb) is { } voice && voice.Entity != named?.Mention.Entity ? new(voice) : named;
    }

    private Found? Named(int v, int low, SpeechVerb verb)
    {
        var k = v;
        var passive = false;
        while (k > low && k > v - 6 && IsAdverb(k - 1) && !(_tokens[k - 1].Is("to") && verb.Form != VerbForm.Base) && !(_tokens[k - 1].Lower is "'s" && _endAt.TryGetValue(k - 1, out var possessor) && possessor.Possessive && verb.Form is not VerbForm.Past))
        {
            k--;
            passive |= verb.Form == VerbForm.Past && _tokens[k].Lower is "is" or "was" or "were" or "are" or "been" or "being" or "be";
        }
        if (passive)
        {
            return verb.Kind is SpeechKind.Blame or SpeechKind.Judge && Agent(v) is { } agent ? new(agent) : null;
        }
        // "Calling it a mistake, Smith ...": a participle in front has its subject behind the comma.
        if (verb.Form == VerbForm.Gerund && (k == low || v <= _p.SentenceAt(_tokens[v].Start).TokenStart + 1 || _tokens[k - 1].Kind == TokenKind.Mark && _tokens[k - 1].Text[0] is '-' or '\u2014' or '\u2013' && k - low < 8) && Fronted(v) is { } fronted)
            return fronted;
        if (k == low && k > 0 && !_endAt.ContainsKey(k))
            return null;
        var nounlike = SpeechVerbs.Nounlike.Contains(_tokens[v].Lower);
        if (_endAt.TryGetValue(k, out var direct) && direct.TokenStart >= low && !(direct.Possessive && direct.Form == MentionForm.Pronoun))
        {
            if (nounlike && direct.Form is not (MentionForm.FullName or MentionForm.LastName or MentionForm.Pronoun or MentionForm.FirstName) && !(direct.Entity?.IsPlural ?? false))
                return null;
            // "the lawyer for Smith said", "the mother of X said": the name is the object of a preposition inside the subject.
            if (_endAt.TryGetValue(direct.TokenStart, out var prefixed) && prefixed.Entity == direct.Entity && prefixed.Form == MentionForm.Role && prefixed.TokenStart >= low)
                direct = direct with { TokenStart = prefixed.TokenStart };
            if (direct.TokenStart > low + 1 && _tokens[direct.TokenStart - 1].Lower is "of" or "for" or "from" or "at" or "in" or "with" or "by" or "to" or "on" or "about" or "against")
            {
                for (var h = direct.TokenStart - 2; h >= low && h > direct.TokenStart - 8; h--)
                {
                    if (_endAt.TryGetValue(h + 1, out var head) && head.Form is MentionForm.Role or MentionForm.Title or MentionForm.FullName or MentionForm.LastName && head.Entity is not null)
                        return new(head);
                    if (_tokens[h].Kind == TokenKind.Mark)
                        break;
                }
                if (_tokens[direct.TokenStart - 1].Lower is "by" or "from")
                {
                    for (var h = direct.TokenStart - 2; h >= low && h > direct.TokenStart - 6; h--)
                    {
                        if (Lexicon.Documents.Contains(_tokens[h].Lower))
                            return new(direct);
                    }
                }
                if (_tokens[direct.TokenStart - 1].Lower is not ("of" or "for" or "from" or "with"))
                    return verb.Form == VerbForm.Gerund ? MainSubject(v, v, low) : null;
            }
            if (verb.Form == VerbForm.Gerund && k == v && direct.Form is not MentionForm.Role)
                return MainSubject(v, v, low);
            return verb.Form == VerbForm.Gerund && k == v ? null : new(direct);
        }
        if (k > low && DocumentSubject(k - 1, low) is { } document)
            return document;
        if (nounlike && verb.Form != VerbForm.Past)
            return null;
        if (k <= low)
            return null;
        var before = _tokens[k - 1];
        if (before.Is("it") && _lastSpeaker is { Kind: EntityKind.Institution } institution)
            return new(new Mention(before.Start, before.End, k - 1, k, MentionForm.Description, institution, _p.SentenceAt(before.Start).Index, false, before.Start));
        // "Senator X of Arizona called": a place behind the name.
        if (before.IsCapital)
        {
            var h = k - 1;
            while (h > low && h > k - 5 && _tokens[h - 1].IsCapital)
                h--;
            if (h > low && _tokens[h - 1].Lower is "of" or "from" or "in" && _endAt.TryGetValue(h - 1, out var placed) && placed.TokenStart >= low && !placed.Possessive)
                return new(placed);
        }
        if (before.Lower is "who" or "that" or "which")
        {
            var a = k - 1;
            if (a > low && _tokens[a - 1].IsMark(','))
                a--;
            if (_endAt.TryGetValue(a, out var antecedent) && antecedent.TokenStart >= low && !antecedent.Possessive)
                return new(antecedent);
            return null;
        }
        if (verb.Form == VerbForm.Gerund)
            return before.Kind == TokenKind.Mark || before.Lower is "and" or "while" or "by" or "in" or "after" or "before" or "when" or "for" ? MainSubject(k, v, low) : null;
        if (before.Lower is "and" or "but" or "or" or "yet" or "then")
        {
            var main = MainSubject(k - 1, v, low);
            // "She has been jailed and denied medicine": the second participle is passive too.
            if (main is { } m && verb.Kind is not SpeechKind.Say && verb.Form == VerbForm.Past)
            {
                for (var b = m.Mention.TokenEnd; b + 1 < k; b++)
                {
                    if (_tokens[b].Lower is "been" or "being" or "was" or "were" or "is" or "are" && (_tokens[b + 1].Lower.EndsWith("ed", StringComparison.Ordinal) || _tokens[b + 1].Lower.EndsWith("en", StringComparison.Ordinal)))
                        return null;
                }
            }
            return main;
        }
        if (before.Kind == TokenKind.Mark && before.Text[0] is ',' or ')' or '\u2014' or '\u2013' or '-' or '"' or '\u201d')
        {
            // "Smith, a lawyer from Ohio, said": the subject stands before the parenthesis; take the first that opens its clause.
            Mention? found = null;
            for (var h = k - 2; h >= low && h > k - 60; h--)
            {
                if (EndsSentence(h) && _quoteOf[h] == _quoteOf[v])
                    break;
                if (_quoteOf[h] != _quoteOf[v])
                    continue;
                if (!(_tokens[h].Kind == TokenKind.Mark && _tokens[h].Text[0] is ',' or '(' or '\u2014' or '\u2013' or '-') || !_endAt.TryGetValue(h, out var candidate) || candidate.Possessive || candidate.TokenStart < low)
                    continue;
                var opens = candidate.TokenStart == low || candidate.TokenStart - 1 < low || _tokens[candidate.TokenStart - 1].Kind == TokenKind.Mark || _tokens[candidate.TokenStart - 1].Lower is "and" or "but" or "that" or "while" or "as" or "when" or "because" or "although" or "though" or "the" or "meanwhile";
                if (opens)
                    found = candidate;
                else
                    found ??= candidate;
                if (opens && (candidate.TokenStart <= low + 1 || _tokens[candidate.TokenStart - 1].Lower is "and" or "but" or "that" or "while"))
                    break;
            }
            // Quotation before the verb: "..." he said, adding — handled as gerund; "X," said — no subject here.
            // "One of her lawyers, Ann Smith, said", "a lawyer for the family, Ann Smith, said": the name is the speaker.
            if (found is not null && (found.Entity is { IsPlural: true } or { Kind: EntityKind.Role }) && _endAt.TryGetValue(k - 1, out var one) && one is { Form: MentionForm.FullName, Entity: { Kind: EntityKind.Person } })
                found = one;
            // "The secretary at the time, Hale, said": the name between the commas is the subject.
            if (found is null && _endAt.TryGetValue(k - 1, out var between) && between.TokenStart > low && _tokens[between.TokenStart - 1].IsMark(',') && between.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.Name)
                found = between;
            return found is null ? null : new(found);
        }
        return null;
    }

    /// <summary>"was accused by the board of ...", "has been called "a saint" by Ann Cole": who does what a passive tells.</summary>
    private Mention? Agent(int v)
    {
        var limit = _p.SentenceAt(_tokens[v].Start).TokenEnd;
        for (var b = v + 1; b + 1 < limit && b < v + 24; b++)
        {
            if (_quoteOf[b] == _quoteOf[v] && (EndsSentence(b) || _tokens[b].IsMark(',')) || b > v + 6 && !(_quoteOf[b - 1] >= 0 && _quoteOf[b - 1] != _quoteOf[v]) && !_tokens[b].Is("by"))
            {
                if (_quoteOf[b] == _quoteOf[v])
                    return null;
            }
            if (!_tokens[b].Is("by") || _quoteOf[b] != _quoteOf[v])
                continue;
            for (var n = b + 1; n < limit && n < b + 7 && _tokens[n].Kind == TokenKind.Word; n++)
            {
                if (_startAt.TryGetValue(n, out var agent) && !agent.Possessive)
                {
                    // "by the prison chaplain, Rev. Otis Lamb": the role, then the name.
                    if (agent.Form == MentionForm.Role && agent.TokenEnd + 1 < limit && _startAt.TryGetValue(_tokens[agent.TokenEnd].IsMark(',') ? agent.TokenEnd + 1 : agent.TokenEnd, out var name) && name.Form is MentionForm.FullName or MentionForm.LastName && !name.Possessive && name.Entity is { Kind: EntityKind.Person })
                        return name;
                    return agent;
                }
                // "by the Fraternal Order of Wardens": a name that begins before the mention.
                if (_tokens[n].IsCapital)
                    break;
            }
            var end = b + 1;
            while (end < limit && _tokens[end].Kind == TokenKind.Word && _quoteOf[end] == _quoteOf[v] && _tokens[end].Lower is not ("as" or "who" or "which" or "for" or "when" or "that" or "in" or "on"))
                end++;
            return end > b + 1 ? NounPhrase(end, b + 1, plural: false) : null;
        }
        return null;
    }

    private Found? Fronted(int v)
    {
        var limit = _p.SentenceAt(_tokens[v].Start).TokenEnd;
        for (var m = v + 2; m < limit && m < v + 60; m++)
        {
            if (!_startAt.TryGetValue(m, out var mention) || _quoteOf[m] != _quoteOf[v] || mention.Possessive || mention.Form == MentionForm.Pronoun && !s_subjects.Contains(_tokens[m].Lower))
                continue;
            var comma = _tokens[m - 1].IsMark(',') || _quoteOf[m - 1] >= 0 && _tokens[m - 1].Kind == TokenKind.Mark && _tokens[m - 2].IsMark(',');
            if (comma && FiniteBehind(mention.TokenEnd, limit))
                return new(mention);
        }
        return null;
    }

    /// <summary>"the statement said", "X's letter argues": a document speaks for its author.</summary>
    private Found? DocumentSubject(int noun, int low)
    {
        if (!Lexicon.Documents.Contains(_tokens[noun].Lower))
            return null;
        Entity? author = null;
        for (var h = noun; h > low && h > noun - 4; h--)
        {
            if (_endAt.TryGetValue(h, out var owner) && owner.Entity is not null && (owner.Possessive || owner.Entity.Kind == EntityKind.Institution))
            {
                author = owner.Entity;
                break;
            }
            if (_tokens[h - 1].Is("'s"))
                continue;
            if (_tokens[h - 1].Lower is "the" or "a" or "an" or "that" or "this" or "in")
                break;
        }
        if (author is null && _tokens[noun].Lower is "memoir" or "book" or "autobiography" or "excerpt" or "chapter")
            author = BookAuthor();
        author ??= _tokens[Math.Max(low, noun - 1)].Lower is "the" or "that" or "this" ? _documentSpeaker ?? _lastSpeaker ?? LastInstitution(noun) : null;
        return author is null ? null : new(new Mention(_tokens[noun].Start, _tokens[noun].End, noun, noun + 1, MentionForm.Description, author, _p.SentenceAt(_tokens[noun].Start).Index, false, _tokens[noun].Start));
    }

    private Entity? _bookAuthor;
    private bool _bookSought;

    /// <summary>Whose memoir or book the text is about: "his book", "X's memoir", "a book by X"; null when it tells of none.</summary>
    private Entity? BookAuthor()
    {
        if (_bookSought)
            return _bookAuthor;
        _bookSought = true;
        for (var i = 0; i < _tokens.Length && _bookAuthor is null; i++)
        {
            if (_tokens[i].Lower is not ("memoir" or "book" or "autobiography"))
                continue;
            for (var h = i; h > 0 && h > i - 5 && _bookAuthor is null; h--)
            {
                if (_endAt.TryGetValue(h, out var owner) && owner.Possessive && owner.Entity is { Kind: EntityKind.Person } writer)
                    _bookAuthor = writer;
            }
            for (var k = i + 1; k < _tokens.Length && k < i + 16 && _bookAuthor is null; k++)
            {
                if (!_tokens[k].Is("by"))
                    continue;
                for (var n = k + 1; n < _tokens.Length && n < k + 9; n++)
                {
                    if (_startAt.TryGetValue(n, out var named) && !named.Possessive && named.Entity is { Kind: EntityKind.Person } by && named.Form is MentionForm.FullName or MentionForm.LastName)
                    {
                        _bookAuthor = by;
                        break;
                    }
                    if (EndsWithStop(n))
                        break;
                }
            }
        }
        return _bookAuthor;
    }

    private Entity? LastInstitution(int token)
    {
        for (var h = token; h > 0 && h > token - 80; h--)
        {
            if (_endAt.TryGetValue(h, out var mention) && mention.Entity is { Kind: EntityKind.Institution } institution)
                return institution;
        }
        return null;
    }

    /// <summary>The subject of the main clause to the left: the nearest mention that a finite verb follows; else the sentence's first.</summary>
    private Found? MainSubject(int from, int v, int low)
    {
        Mention? first = null;
        // "X said ..., adding": whoever said goes on.
        if (v < _tokens.Length && SpeechVerbs.Of(_tokens[v].Lower) is { Form: VerbForm.Gerund })
        {
            for (var h = from - 1; h > low && h > from - 80 && !EndsSentence(h); h--)
            {
                if (_quoteOf[h] == _quoteOf[v] && SpeechVerbs.Of(_tokens[h].Lower) is { Form: VerbForm.Past or VerbForm.Present } earlier && Subject(h, low, earlier) is { } said)
                    return said;
            }
        }
        for (var h = from - 1; h >= low && h > from - 80; h--)
        {
            if (_quoteOf[h] != _quoteOf[Math.Min(v, _tokens.Length - 1)])
                continue;
            if (EndsSentence(h))
                break;
            if (!_startAt.TryGetValue(h, out var mention) || mention.Possessive || mention.TokenEnd > from || !(mention.Entity is { } e && (e.IsPerson || e.IsPlural || e.Kind is EntityKind.Institution or EntityKind.Unknown) || mention.Form == MentionForm.Pronoun && s_subjects.Contains(_tokens[h].Lower)))
                continue;
            if (mention.Form == MentionForm.Pronoun && !s_subjects.Contains(_tokens[h].Lower))
                continue;
            if (h > low && EntityFinder.s_prepositions.Contains(_tokens[h - 1].Lower))
                continue;
            if (FiniteBehind(mention.TokenEnd, from) && !(h > low && _tokens[h - 1].Lower is "that" or "whom" or "which" or "because" or "after" or "if" or "when"))
                return new(mention);
            first = mention;
        }
        // "Marsh's lobbying for it, recently saying that ...": whose doing it is.
        if (first is null && v < _tokens.Length && SpeechVerbs.Of(_tokens[v].Lower) is { Form: VerbForm.Gerund })
        {
            for (var h = low; h < from; h++)
            {
                if (_startAt.TryGetValue(h, out var owner) && owner.Possessive && owner.Entity is { IsPerson: true } && _quoteOf[h] == _quoteOf[v])
                    return new(owner);
            }
        }
        return first is null ? null : new(first);
    }

    private static readonly HashSet<string> s_subjects = new(StringComparer.Ordinal) { "he", "she", "they", "we", "i", "who" };

    private bool FiniteBehind(int i, int limit)
    {
        var k = i;
        while (k < limit && k < i + 3 && IsAdverb(k) && !EntityFinder.s_auxiliaries.Contains(_tokens[k].Lower))
            k++;
        if (k >= limit)
            return false;
        var lower = _tokens[k].Lower;
        if (_tokens[k].IsMark(','))
            return SkipsParenthesis(k, limit);
        return EntityFinder.s_auxiliaries.Contains(lower) || SpeechVerbs.Of(lower) is { Form: VerbForm.Past or VerbForm.Present } || IsFinite(lower);
    }

    private bool SkipsParenthesis(int comma, int limit)
    {
        for (var k = comma + 1; k < limit && k < comma + 30; k++)
        {
            if (_tokens[k].IsMark(','))
                return k + 1 < limit && (EntityFinder.s_auxiliaries.Contains(_tokens[k + 1].Lower) || IsFinite(_tokens[k + 1].Lower) || SpeechVerbs.Of(_tokens[k + 1].Lower) is { Form: VerbForm.Past or VerbForm.Present });
        }
        return false;
    }

    private static readonly HashSet<string> s_irregular = new(StringComparer.Ordinal)
    {
        "went", "gave", "took", "made", "got", "came", "saw", "knew", "thought", "felt", "left", "kept", "held", "met", "brought", "began", "found", "became", "spoke", "stood", "sat", "put", "let", "ran", "won", "lost", "led", "sent", "built", "fell", "grew", "drew", "broke", "chose", "rose", "sought", "fought", "taught", "bought", "paid", "heard", "read", "said", "told", "wrote", "lay", "spent", "lent", "cut", "hit", "set", "shot", "slept", "sold", "caught", "cost", "dealt", "drove", "ate", "flew", "forgave", "forgives", "hid", "hurt", "meant", "rode", "sang", "shook", "showed", "shut", "struck", "swore", "threw", "understood", "woke", "wore", "withdrew", "overcame", "undergone", "lives", "works", "serves", "looks", "comes", "means", "shows", "sends", "plans", "hopes", "expects", "regrets", "respects", "supports", "opposes", "agrees", "ought", "wants", "knows", "thinks", "believes", "feels", "has", "had", "was", "is", "are", "were", "goes", "gives", "takes", "makes", "deserves", "needs", "remains", "seems", "appears", "leaves", "balks", "did", "does",
    };

    private bool Finite(int from, int to)
    {
        for (var k = from + 1; k < to; k++)
        {
            if (IsFinite(_tokens[k].Lower))
                return true;
        }
        return false;
    }

    private static bool IsFinite(string lower) => s_irregular.Contains(lower) || (lower.Length > 3 && lower.EndsWith("ed", StringComparison.Ordinal) && !lower.Contains('-')) || EntityFinder.s_auxiliaries.Contains(lower);

    /// <summary>The words that a verb of speech governs, without "that", with the addressee cut out; null when it governs none.</summary>
    private (int Start, int End)? ClauseBehind(int v, SpeechVerb verb, Sentence sentence, out string? to)
    {
        to = null;
        var limit = sentence.TokenEnd;
        var i = v + 1;
        if (i >= limit)
            return null;
        // "was described by Ann Cole as ...": what is said stands behind the agent.
        if (_tokens[i].Is("by") && verb is { Form: VerbForm.Past, Kind: SpeechKind.Blame or SpeechKind.Judge })
        {
            var k = i + 1;
            while (k < limit && k < i + 12 && !(_tokens[k].Lower is "as" or "of" or "for" or "over" || _quoteOf[k] != _quoteOf[v]) || k < limit && _tokens[k].Lower is "of" or "for" && _tokens[k - 1].IsCapital && k + 1 < limit && _tokens[k + 1].IsCapital)
                k++;
            if (k >= limit || k >= i + 12)
                return null;
            i = _tokens[k].Is("as") ? k + 1 : k;
            return i + 1 < limit && _quoteOf[i] == _quoteOf[v] ? (_tokens[i].Start, ClauseEnd(sentence, i)) : null;
        }
        if (verb.Kind == SpeechKind.Tell || verb.Lemma is "ask" or "urge" or "promise" or "invite" or "encourage" or "beg" or "write" or "advise")
        {
            if (_startAt.TryGetValue(i, out var addressee) && addressee.TokenEnd < limit && !addressee.Possessive && (verb.Kind != SpeechKind.Say || addressee.TokenEnd < limit && _tokens[addressee.TokenEnd].Lower is "that" or ","))
            {
                to = Addressed(addressee);
                i = addressee.TokenEnd;
                for (var k = i; k < limit && k < i + 5 && _tokens[k].Kind == TokenKind.Word && !EntityFinder.s_auxiliaries.Contains(_tokens[k].Lower) && !(_startAt.TryGetValue(k, out var clauseSubject) && clauseSubject.Form is not MentionForm.Role); k++)
                {
                    if (_tokens[k].Is("that"))
                    {
                        i = k;
                        break;
                    }
                }
            }
            else if (verb.Kind == SpeechKind.Tell)
            {
                // "told the newspaper that", "told a crowd of supporters".
                var k = i;
                while (k < limit && k < i + 9 && !_tokens[k].Is("that") && _tokens[k].Kind == TokenKind.Word && !_startAt.ContainsKey(k) && !EntityFinder.s_auxiliaries.Contains(_tokens[k].Lower))
                    k++;
                if (k < limit && _startAt.TryGetValue(k, out var later) && later.TokenStart <= i + 2 && !later.Possessive)
                {
                    to = Addressed(later);
                    i = later.TokenEnd;
                }
                else if (k < limit && _tokens[k].Is("that"))
                {
                    to = k > i ? _p.Text[_tokens[i].Start.._tokens[k - 1].End] : null; // "told that": nobody is named.
                    i = k;
                }
                else if (_tokens[i].Kind == TokenKind.Word && char.IsLower(_tokens[i].Text[0]) && _tokens[i].Lower.EndsWith('s') && !s_determiners.Contains(_tokens[i].Lower) && i + 2 < limit && (s_determiners.Contains(_tokens[i + 1].Lower) || s_subjects.Contains(_tokens[i + 1].Lower) || _startAt.ContainsKey(i + 1) || _tokens[i + 1].Lower is "there" or "it"))
                {
                    to = _tokens[i].Text;
                    i++;
                }
                else if (_tokens[i].Lower is "the" or "a" && i + 2 < limit)
                {
                    to = _p.Text[_tokens[i].Start.._tokens[i + 1].End];
                    i += 2;
                }
                else
                {
                    return null;
                }
            }
        }
        // "said in a statement on Friday that": the clause starts behind "that"; a phrase between is none of it.
        var that = -1;
        for (var k = i; k < limit && k < i + 16 && !EndsWithStop(k); k++)
        {
            if (_tokens[k].Is("that") && (k == i || EntityFinder.s_prepositions.Contains(_tokens[i].Lower) && !(verb.Kind is SpeechKind.Own or SpeechKind.Commit && _tokens[i].Is("to")) || IsTime(i) || _tokens[i].IsMark(',') || verb.Lemma is "mention" or "note"))
            {
                that = k;
                break;
            }
            if (k > i && (EntityFinder.s_auxiliaries.Contains(_tokens[k].Lower) && !EntityFinder.s_prepositions.Contains(_tokens[i].Lower)))
                break;
        }
        if (that >= 0)
        {
            if (that > i && to is null && _tokens[i].Is("to") && _startAt.TryGetValue(i + 1, out var person))
                to = Addressed(person);
            i = that + 1;
        }
        else
        {
            // Times and short phrases right behind the verb.
            var guard = 0;
            while (i < limit && guard++ < 4)
            {
                if (IsTime(i) && !(_tokens[i].Lower is "this" or "last" && i + 1 < limit && !(_tokens[i + 1].Lower is "week" or "month" or "year" or "night" or "summer" or "spring" or "fall")) && _tokens[i].Kind != TokenKind.Number)
                {
                    i += _tokens[i].Lower is "this" or "last" or "earlier" or "late" or "early" ? (i + 2 < limit && _tokens[i + 1].Lower is "this" or "last" or "that" ? 3 : 2) : 1;
                    continue;
                }
                if (_tokens[i].Lower is "in" or "on" or "at" or "during" && verb.Kind is SpeechKind.Say && PhraseEnd(i, limit) is { } behind)
                {
                    i = behind;
                    continue;
                }
                if (_tokens[i].IsMark(':'))
                    i++;
                break;
            }
        }
        if (verb.Kind == SpeechKind.Say && i + 2 < limit && _tokens[i].Lower is "back" or "only" or "simply" && (_tokens[i + 1].Is("that") || _startAt.ContainsKey(i + 1)))
            i += _tokens[i + 1].Is("that") ? 2 : 1;
        if (i >= limit)
            return null;
        if (verb.Lemma == "advise" && _tokens[i].Lower is "against" && to is null)
            return (_tokens[i].Start, ClauseEnd(sentence, i));
        if (verb.Lemma == "plead" && _tokens[i].Lower is "guilty" or "not" or "no" || verb.Lemma == "decline" && i + 1 < limit && _tokens[i + 1].Lower is "comment" || verb.Lemma == "point" && !_tokens[v + 1].Is("out"))
            return null;
        if (verb.Lemma == "point" && _tokens[i].Is("out"))
            i += i + 1 < limit && _tokens[i + 1].Is("that") ? 2 : 1;
        // "..., and she acknowledges that fact": what stands before is what she acknowledges.
        if (verb.Kind == SpeechKind.Own && i + 2 >= limit - 1 && i < limit && _tokens[i].Lower is "that" or "this" or "it" or "as" or "fact" && sentence.TokenStart < v - 4)
        {
            for (var k = v - 1; k > sentence.TokenStart + 3; k--)
            {
                if (_tokens[k].IsMark(',') && _tokens[k + 1].Lower is "and" or "but" or "a" or "as")
                {
                    var first = sentence.TokenStart;
                    while (first < k - 2 && (_tokens[first + 2].IsMark(',') || first == sentence.TokenStart && _tokens[first].Lower is "of" or "yes"))
                        first += 3;
                    return (_tokens[first].Start, _tokens[k - 1].End);
                }
            }
        }
        if (i >= limit)
            return null;
        var end = ClauseEnd(sentence, i);
        if (end <= _tokens[i].Start)
            return null;
        var count = 0;
        var finite = false;
        var relative = false;
        for (var k = i; k < limit && _tokens[k].End <= end; k++)
        {
            if (_tokens[k].Kind is TokenKind.Word or TokenKind.Number)
                count++;
            relative |= _tokens[k].Lower is "who" or "which" or "whose" or "where";
            finite |= k > i && !relative && _quoteOf[k] < 0 && IsFinite(_tokens[k].Lower) || _tokens[k].Lower is "'s" or "'re" or "'ll" or "'d" && k > i && _startAt.ContainsKey(k - 1) && !_startAt[k - 1].Possessive;
        }
        var opener = _tokens[i];
        finite |= s_subjects.Contains(opener.Lower) && count >= 3; // "said he bears no grudge"
        // "called him early in the morning": a telephone call says nothing yet.
        if (verb.Lemma == "call" && _startAt.TryGetValue(i, out var called) && called.TokenEnd < limit && (IsTime(called.TokenEnd) || _tokens[called.TokenEnd].Lower is "himself" or "herself" or "back" or "personally" || EntityFinder.s_prepositions.Contains(_tokens[called.TokenEnd].Lower) && _tokens[called.TokenEnd].Lower is not "as" && called.Form == MentionForm.Pronoun || _tokens[called.TokenEnd].Lower is "and" or "to" || EndsWithStop(called.TokenEnd)))
            return null;
        var content = verb.Kind switch
        {
            _ when count < 2 => false,
            SpeechKind.Say when verb.Lemma is "find" or "remember" => that >= 0,
            SpeechKind.Say => that >= 0 || (finite && opener.Kind != TokenKind.Mark && !(EntityFinder.s_prepositions.Contains(opener.Lower) && !opener.IsCapital) && opener.Lower is not ("so" or "out" or "and" or "but" or "off" or "about") && !(opener.Lower.EndsWith("ly", StringComparison.Ordinal) && opener.Lower.Length > 4)) || verb.Lemma is "point" || opener.Kind == TokenKind.Mark && _quoteOf[i] >= 0 || verb.Lemma is "suggest" or "recommend" && count > 3,
            SpeechKind.Tell => that >= 0 || finite || opener.Is("to") || opener.Is("about") || opener.Is("of"),
            SpeechKind.Commit => count >= 3 && (opener.Lower is "to" or "that" or "for" or "not" or "against" || that >= 0 || finite && verb.Lemma is not ("encourage" or "invite" or "refuse" or "decline" or "offer") || verb.Lemma is "urge" or "demand" or "recommend" or "propose" or "request" or "promise" || verb.Lemma is "ask" or "encourage" && _startAt.ContainsKey(i) && Infinitive(i, limit)),
            SpeechKind.Judge => count >= 2 && !(verb.Lemma == "refer" && !HasAs(i, limit)) && (verb.Lemma is not "call" || opener.Lower is not ("for" or "on" or "out" or "off" or "up" or "in" or "to") || verb.Lemma == "refer" && opener.Is("to") || opener.Is("for") && count > 2 || opener.Is("on") && Infinitive(i, limit)),
            SpeechKind.Blame => count >= 3 && HasGround(i, limit, end),
            SpeechKind.Own => count >= 2 && opener.Lower is not ("by" or "guilty") && !(verb.Lemma == "deny" && that < 0 && Refused(i, limit)),
            _ => false,
        };
        if (!content || opener.IsMark(',') || s_manner.Contains(verb.Lemma) || verb.Lemma is "begin" && that < 0)
            return null;
        // "said when reached at work", "testified against him and was freed": no clause of speech starts so.
        if (that < 0 && verb.Kind == SpeechKind.Say && (opener.Lower is "when" or "while" or "after" or "as" or "during" or "before" or "where" or "until" or "against" or "because" or "without" || opener.Lower is "was" or "were" or "had" or "has" or "is" or "got" or "did" && !opener.IsCapital))
            return null;
        return (_tokens[i].Start, end);
    }

    /// <summary>"referred to it as".</summary>
    private bool HasAs(int i, int limit)
    {
        for (var k = i; k < limit && k < i + 12; k++)
        {
            if (_tokens[k].Is("as"))
                return true;
        }
        return false;
    }

    /// <summary>"denied his request", "denied her medicine": a refusal, not a contradiction.</summary>
    private bool Refused(int i, int limit)
    {
        if (_tokens[i].Lower is "him" or "them" or "us" or "me" || (_tokens[i].Is("her") && i + 1 < limit && _tokens[i + 1].Lower is not ("guilt" or "role" or "involvement")))
            return true;
        for (var k = i; k < limit && k < i + 6; k++)
        {
            if (_tokens[k].Lower is "request" or "requests" or "motion" or "appeal" or "petition" or "bid" or "application" or "parole" or "bail" or "bond" or "clemency" or "commutation" or "pardon" or "medical" or "access")
                return true;
        }
        return false;
    }

    /// <summary>Whether praise or blame says why: "for failing", "of leaking", "as a betrayal", or in quoted words. "Condemned the pardon" alone says nothing that was said.</summary>
    private bool HasGround(int i, int limit, int end)
    {
        for (var k = i; k < limit && _tokens[k].End <= end; k++)
        {
            if (_quoteOf[k] >= 0 || _tokens[k].Lower is "for" or "as" or "over" or "because" || _tokens[k].Is("of") && k + 1 < limit && _tokens[k + 1].Lower.EndsWith("ing", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>"on the president to pardon": an infinitive follows.</summary>
    private bool Infinitive(int i, int limit)
    {
        for (var k = i + 1; k + 1 < limit && k < i + 16; k++)
        {
            if (_tokens[k].Is("to") && char.IsLower(_tokens[k + 1].Text[0]) && !_startAt.ContainsKey(k + 1) && !EntityFinder.s_prepositions.Contains(_tokens[k + 1].Lower) && _tokens[k + 1].Lower is not ("the" or "a" or "an"))
                return true;
        }
        return false;
    }

    private string? Addressed(Mention mention)
    {
        if (mention.Form == MentionForm.Pronoun && _tokens[mention.TokenStart].Lower is "me" or "us" or "you")
            return mention.Entity?.Name;
        return mention.Entity?.Name ?? _p.Text[mention.Start..mention.End];
    }

    private string? Addressee(int i, int limit, SpeechVerb verb)
    {
        if (i >= limit)
            return null;
        if (verb.Kind == SpeechKind.Tell || verb.Lemma is "ask")
        {
            for (var k = i; k < limit && k < i + 3; k++)
            {
                if (_startAt.TryGetValue(k, out var mention))
                    return Addressed(mention);
            }
            return _tokens[i].Lower is "reporters" ? "reporters" : null;
        }
        return _tokens[i].Is("to") && _startAt.TryGetValue(i + 1, out var person) ? Addressed(person) : null;
    }

    private static readonly HashSet<string> s_occasions = new(StringComparer.Ordinal)
    {
        "statement", "tweet", "interview", "letter", "memo", "speech", "post", "email", "e-mail", "press", "conference", "call", "briefing", "court", "hearing", "trial", "book", "memoir", "op-ed", "column", "video", "message", "petition", "filing", "motion", "brief", "order", "ruling", "opinion", "report", "release", "remarks", "twitter", "facebook", "instagram", "cnn", "fox", "tv", "television", "radio", "show", "rally", "august", "january", "february", "march", "april", "may", "june", "july", "september", "october", "november", "december",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "year", "time", "day", "morning", "afternoon", "evening", "night", "sentencing", "proclamation", "announcement", "news", "testimony", "excerpt", "podcast", "floor", "telephone", "phone", "event",
    };

    /// <summary>The end of "in a statement on Friday", "at his sentencing hearing", or null when the phrase is not an occasion of speech.</summary>
    private int? PhraseEnd(int i, int limit)
    {
        for (var k = i + 1; k < limit && k < i + 7; k++)
        {
            if (s_occasions.Contains(_tokens[k].Lower))
            {
                while (k + 1 < limit && (s_occasions.Contains(_tokens[k + 1].Lower) || _tokens[k + 1].Kind == TokenKind.Number))
                    k++;
                return k + 1;
            }
            if (_tokens[k].Kind is not (TokenKind.Word or TokenKind.Number) || EntityFinder.s_auxiliaries.Contains(_tokens[k].Lower))
                return null;
        }
        return null;
    }

    /// <summary>Where content ends that starts at token i: the sentence's end without its period, links or brackets, or a stronger break.</summary>
    private int ClauseEnd(Sentence sentence, int i)
    {
        // What nobody could say in one breath is cut: a "sentence" without end is a list or a table.
        var last = Math.Min(sentence.TokenEnd - 1, i + LongestClause);
        for (var k = i + 1; k < last; k++)
        {
            if (_quoteOf[k] >= 0)
                continue;
            if (_tokens[k].IsMark(';') || (_tokens[k].IsMark('*') && k > i + 2) || (_tokens[k].IsMark('(') && k + 1 < sentence.TokenEnd && _tokens[k + 1].IsMark('[')))
            {
                last = k - 1;
                break;
            }
            // "...: “My whole life ...": what follows the colon is a statement of its own.
            if (_tokens[k].IsMark(':') && k + 1 < sentence.TokenEnd && _quoteOf[k + 1] >= 0 && _tokens[k + 1].Kind == TokenKind.Mark && k > i + 2)
            {
                last = k - 1;
                if (SpeechVerbs.Of(_tokens[last].Lower) is not null && last > i + 2)
                    last--;
                break;
            }
            // ", according to her lawyers" belongs to the attribution.
            if (_tokens[k].Is("according") && k + 1 < sentence.TokenEnd && _tokens[k + 1].Is("to") && k > i + 2)
            {
                last = k - 1;
                break;
            }
        }
        while (last > i && _tokens[last].Kind == TokenKind.Mark && _tokens[last].Text[0] is '.' or ',' or '*' or '_' or ':' or '(' or '\u2014' && _quoteOf[last] < 0)
            last--;
        return _tokens[last].End;
    }

    // ---- who ----

    /// <summary>Whom a subject means; a pronoun that the analysis left open means the last speaker of its gender.</summary>
    private Entity? Who(Mention mention)
    {
        if (mention.Form == MentionForm.Pronoun)
        {
            var word = _tokens[mention.TokenStart].Lower;
            if (word is "i" or "we" or "me" or "my" or "our")
                return null; // The author's own voice, or told by a speaker of themselves.
            if (word is "you" or "your" or "it")
                return null;
            var gender = word is "he" or "his" or "him" ? Gender.Male : word is "she" or "her" ? Gender.Female : Gender.Unknown;
            // "he said" goes on with whoever spoke last, unless another was named since outside what was said.
            if (mention.Entity is { } named && _lastSpeaker is { } last && named != last && gender != Gender.Unknown && last.Kind == EntityKind.Person && (last.Gender == gender || last.Gender == Gender.Unknown)
                && mention.Sentence - _lastSentence <= 4 && !NamedSince(named, mention))
                return last;
            if (mention.Entity is not null)
                return mention.Entity;
            return _lastSpeaker is not null && (gender == Gender.Unknown ? _lastSpeaker.IsPlural : _lastSpeaker.Gender == gender || _lastSpeaker.Gender == Gender.Unknown) ? _lastSpeaker : null;
        }
        return mention.Entity;
    }

    /// <summary>Whether the text names this person, outside what anybody says, between the last attribution and this place.</summary>
    private bool NamedSince(Entity named, Mention until)
    {
        for (var i = until.TokenStart - 1; i >= 0 && _tokens[i].Start > _lastEnd; i--)
        {
            if (_quoteOf[i] < 0 && _startAt.TryGetValue(i, out var mention) && mention.Entity == named && !mention.Possessive && !(i > 0 && EntityFinder.s_prepositions.Contains(_tokens[i - 1].Lower)))
                return true;
        }
        return false;
    }

    private void Spoke(Entity speaker, int end)
    {
        _lastSpeaker = speaker;
        _lastEnd = end;
        _lastSentence = _p.SentenceAt(Math.Max(0, end - 1)).Index;
    }

    private Confidence Sure(Mention mention) => mention.Form switch
    {
        MentionForm.FullName or MentionForm.Name or MentionForm.Label or MentionForm.Handle => Confidence.Stated,
        MentionForm.Role when mention.Entity is { Kind: EntityKind.Role or EntityKind.Group } => Confidence.Stated,
        MentionForm.Description => Confidence.Inferred,
        _ => Confidence.Resolved,
    };

    private string Words(Mention mention) => _p.Text[mention.Start..mention.End].ReplaceLineEndings(" ");

    private static string How(Mention mention, Entity speaker) => mention.Form switch
    {
        MentionForm.Pronoun => $" The pronoun means {speaker.Name}.",
        MentionForm.Title or MentionForm.Description => $" The description means {speaker.Name}.",
        MentionForm.Role when speaker.Kind == EntityKind.Person => $" The role is {speaker.Name}'s.",
        MentionForm.LastName when speaker.First is not null => $" The last name is {speaker.Name}'s.",
        _ => "",
    };
}
