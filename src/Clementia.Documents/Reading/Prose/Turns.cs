namespace Clementia.Documents.Reading.Prose;

/// <summary>One speaker's turn in a transcript ("ANN GOODWIN: ...", "Q. ...", "THE COURT: ...").</summary>
/// <param name="Index">Its place in <see cref="Prose.Turns"/>.</param>
/// <param name="Label">As written, without the colon: "THE COURT", "Q".</param>
/// <param name="Start">Where the label starts.</param>
/// <param name="BodyStart">The first spoken character.</param>
/// <param name="End">Behind the last spoken character.</param>
internal sealed record Turn(int Index, string Label, int Start, int BodyStart, int End);

/// <summary>Finds the turns of a transcript in one pass over the paragraphs.</summary>
internal static class Turns
{
    private static readonly HashSet<string> s_notSpeakers = new(StringComparer.Ordinal)
    {
        "breaking", "update", "updated", "watch", "read", "read more", "note", "correction", "editor's note", "more", "related", "video", "photo", "photos", "caption", "source", "sources", "via",
        "re", "to", "from", "cc", "bcc", "date", "subject", "fact check", "exclusive", "opinion", "analysis", "see also", "transcript", "click here", "summary", "background", "conclusion",
        "facts", "order", "held", "warning", "dear", "attention", "ps", "address", "phone", "email", "case", "docket", "offense", "sentence", "district", "count", "counts", "plea", "verdict",
        "by", "tel", "fax", "http", "https", "case no", "no", "title", "name", "age", "introduction", "q&a", "press release", "for immediate release", "contact", "location", "telephone", "facsimile", "mobile", "cell", "e-mail", "website", "web", "counsel for", "attorneys for", "dated", "filed", "decided", "argued", "submitted", "before", "signed", "respectfully submitted",
        "docket no", "appeal no", "civil no", "criminal no", "civil action no", "exhibit", "exhibits", "appendix", "table", "figure", "page", "pages", "part", "section", "chapter", "question presented", "questions presented", "argument", "statement", "discussion", "analysis of", "result", "results", "holding", "issue", "issues", "rule", "remedy", "standard of review", "procedural history", "synopsis", "headnotes", "what", "why", "who", "when", "where", "how",
    };

    private static readonly HashSet<string> s_officeLabels = new(StringComparer.Ordinal)
    {
        "the court", "the president", "the witness", "the defendant", "the clerk", "the governor", "the vice president", "the bailiff", "the reporter", "the foreperson", "the interpreter", "the chairman",
        "the chair", "the petitioner", "the board", "q", "a", "question", "answer", "reporter", "the press", "the deputy clerk", "the probation officer", "the marshal", "court", "president", "defendant", "interviewer",
    };

    /// <summary>Where a certain speaker label ends (at its colon or period), or 0: words in capitals before a colon, or Q and A.</summary>
    public static int LabelEnd(string text, int start, int end)
    {
        var i = SkipNumber(text, start, end);
        if (i < end && text[i] is 'Q' or 'A')
        {
            if (i + 1 < end && text[i + 1] is '.' or ':' && i + 2 < end && char.IsWhiteSpace(text[i + 2]))
                return i + 1;
            if (i + 3 < end && char.IsWhiteSpace(text[i + 1]) && char.IsWhiteSpace(text[i + 2]))
                return i + 1;
        }
        var words = 0;
        var letters = 0;
        var k = i;
        for (; k < end && k - i < 70; k++)
        {
            var c = text[k];
            if (c == ':')
                break;
            if (c == '(')
            {
                while (k < end && text[k] != ')' && k - i < 70)
                    k++;
                continue;
            }
            if (char.IsLetter(c))
            {
                if (char.IsLower(c) && !(c is 'c' && letters > 0) && !(c is 'r' or 's' && k > 0 && text[k - 1] is 'M' or 'D' or 'r'))
                    return 0;
                if (k == i || !char.IsLetter(text[k - 1]))
                    words++;
                letters++;
            }
            else if (!(c is ' ' or '.' or '-' or '\'' or '\u2019' or '*' or ',' or '&' || (char.IsDigit(c) && words > 0)))
            {
                return 0;
            }
        }
        return k < end && text[k] == ':' && letters >= 2 && words is >= 1 and <= 6 && (k + 1 >= end || char.IsWhiteSpace(text[k + 1]) || text[k + 1] == '*') && !s_notSpeakers.Contains(Clean(text[i..k]).ToLowerInvariant()) ? k : 0;
    }

    private static int SkipNumber(string text, int start, int end)
    {
        var i = start;
        while (i < end && (char.IsDigit(text[i]) || text[i] is '[' or ']' or ':' or '.' or ' ' or '*' or '\t' or '>'))
            i++;
        return i;
    }

    /// <summary>"Ann Goodwin:" — capitalized words before a colon. Only a label when the document has several.</summary>
    private static int MixedLabelEnd(string text, int start, int end)
    {
        var i = SkipNumber(text, start, end);
        var words = 0;
        var k = i;
        for (; k < end && k - i < 50; k++)
        {
            var c = text[k];
            if (c == ':')
                break;
            var first = k == i || text[k - 1] is ' ' or '-' or '.' or '\'';
            if (char.IsLetter(c) && first)
            {
                if (!char.IsUpper(c))
                    return 0;
                words++;
            }
            else if (!char.IsLetter(c) && c is not (' ' or '.' or '-' or '\'' or '\u2019' or '*'))
            {
                return 0;
            }
        }
        if (k >= end || text[k] != ':' || words is 0 or > 4 || (k + 1 < end && !char.IsWhiteSpace(text[k + 1]) && text[k + 1] != '*'))
            return 0;
        return s_notSpeakers.Contains(Clean(text[i..k]).ToLowerInvariant()) ? 0 : k;
    }

    internal static string Clean(string label)
    {
        var open = label.IndexOf('(');
        if (open > 0)
            label = label[..open];
        return label.Trim(' ', '*', '.', ',', '\t');
    }

    public static List<Turn> Find(string text, IReadOnlyList<Paragraph> paragraphs)
    {
        var labels = new List<(int Paragraph, int LabelStart, int LabelEnd, string Label, bool Sure)>();
        foreach (var p in paragraphs)
        {
            if (p.Kind is ParagraphKind.Row or ParagraphKind.Block)
                continue;
            var at = LabelEnd(text, p.Start, p.End);
            var sure = at > 0;
            if (!sure)
                at = MixedLabelEnd(text, p.Start, p.End);
            if (at == 0)
                continue;
            var start = SkipNumber(text, p.Start, p.End);
            labels.Add((p.Index, start, at, Clean(text[start..at]), sure));
        }
        var sureCount = labels.Count(l => l.Sure);
        var mixed = labels.Where(l => !l.Sure).GroupBy(l => l.Label, StringComparer.Ordinal).ToList();
        // Mixed-case labels count only where two speakers alternate; capitals count when there are two, or one that is an office or a name.
        var useMixed = mixed.Count >= 2 && mixed.Sum(g => g.Count()) >= 3 && mixed.Any(g => g.Count() >= 2);
        var useSure = sureCount >= 2 || labels.Any(l => l.Sure && IsPerson(l.Label));
        labels.RemoveAll(l => l.Sure ? !useSure : !useMixed);
        if (IsForm(text, paragraphs, labels.ConvertAll(l => (l.Paragraph, l.Label))))
            return [];
        var turns = new List<Turn>();
        for (var i = 0; i < labels.Count; i++)
        {
            var lastParagraph = i + 1 < labels.Count ? labels[i + 1].Paragraph - 1 : paragraphs.Count - 1;
            var body = labels[i].LabelEnd + 1;
            var end = paragraphs[lastParagraph].End;
            while (body < end && (char.IsWhiteSpace(text[body]) || text[body] is '*' or '.' or ':'))
                body++;
            if (body < end)
                turns.Add(new Turn(turns.Count, labels[i].Label, labels[i].LabelStart, body, end));
        }
        return turns;
    }

    /// <summary>Whether the labels are a form's fields: in a transcript they come again and what stands behind them are sentences.</summary>
    private static bool IsForm(string text, IReadOnlyList<Paragraph> paragraphs, List<(int Paragraph, string Label)> labels)
    {
        if (labels.Count < 4)
            return false;
        var distinct = labels.Select(l => l.Label).Distinct(StringComparer.Ordinal).Count();
        if (labels.Count >= 8 && distinct * 10 > labels.Count * 7)
            return true;
        var sentences = labels.Count(l => text[paragraphs[l.Paragraph].End - 1] is '.' or '?' or '!' or '"' or '\u201d' or '\u2019' or '\u2014' or '\u2026' or '-' or ')' or ']' or ',' or ':');
        return sentences * 5 < labels.Count * 2;
    }

    private static bool IsPerson(string label)
    {
        var lower = label.ToLowerInvariant();
        if (s_officeLabels.Contains(lower))
            return lower.Length > 1;
        var words = lower.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 2 && (Lexicon.Titles.ContainsKey(words[0]) || Lexicon.Titles.ContainsKey(words[0] + ".") || Lexicon.IsFirstName(words[0]));
    }
}

/// <summary>A tweet or other post that the text holds.</summary>
/// <param name="Index">Its place in <see cref="Prose.Posts"/>.</param>
/// <param name="Author">The author's name as written beside it, or null.</param>
/// <param name="Handle">Without the @, or null.</param>
/// <param name="Start">With its frame.</param>
/// <param name="BodyStart">The first character of the author's words.</param>
/// <param name="BodyEnd">Behind the last, without links to pictures at the end.</param>
/// <param name="End">With its frame.</param>
/// <param name="Date">As written beside it, or null.</param>
/// <param name="Retweet">Whether another account passed it on.</param>
internal sealed record Post(int Index, string? Author, string? Handle, int Start, int BodyStart, int BodyEnd, int End, string? Date, bool Retweet);

/// <summary>Finds posts: "body — Name (@handle) date", "RT @handle: body", "@handle: body", and texts that are a post as a whole.</summary>
internal static class Posts
{
    public static List<Post> Find(string text, Token[] tokens, IReadOnlyList<Paragraph> paragraphs, ReadingContext context)
    {
        var posts = new List<Post>();
        var isTweet = string.Equals(context.Kind, "tweet", StringComparison.OrdinalIgnoreCase);
        for (var p = 0; p < paragraphs.Count; p++)
        {
            var paragraph = paragraphs[p];
            if (paragraph.TokenStart >= paragraph.TokenEnd)
                continue;
            if (Retweet(text, tokens, paragraph) is { } retweet)
            {
                posts.Add(retweet with { Index = posts.Count });
                continue;
            }
            var from = paragraph.TokenStart;
            for (var i = paragraph.TokenStart; i < paragraph.TokenEnd; i++)
            {
                if (tokens[i].Kind != TokenKind.Handle || tokens[i].Text[0] != '@' || i == 0 || !tokens[i - 1].IsMark('(') || i + 1 >= paragraph.TokenEnd || !tokens[i + 1].IsMark(')'))
                    continue;
                var name = i - 2;
                while (name >= from && i - 2 - name < 6 && !IsDash(tokens, name))
                    name--;
                if (name < from || !IsDash(tokens, name))
                    continue;
                var bodyEnd = name - 1;
                while (bodyEnd > from && tokens[bodyEnd].IsMark('-'))
                    bodyEnd--;
                while (bodyEnd > from && tokens[bodyEnd].Kind == TokenKind.Url)
                    bodyEnd--;
                var bodyFrom = from;
                var start = paragraph.Start;
                if (bodyEnd < bodyFrom || bodyEnd == bodyFrom && tokens[bodyEnd].Kind == TokenKind.Mark)
                {
                    // The frame stands on a line of its own: the body is the paragraph before.
                    if (p == 0 || paragraphs[p - 1].TokenStart >= paragraphs[p - 1].TokenEnd)
                        continue;
                    bodyFrom = paragraphs[p - 1].TokenStart;
                    bodyEnd = paragraphs[p - 1].TokenEnd - 1;
                    start = paragraphs[p - 1].Start;
                }
                var end = i + 1;
                string? date = null;
                if (end + 1 < paragraph.TokenEnd && Lexicon.Months.Contains(tokens[end + 1].Lower))
                {
                    var dateEnd = end + 1;
                    while (dateEnd + 1 < paragraph.TokenEnd && dateEnd - end < 4 && (tokens[dateEnd + 1].Kind == TokenKind.Number || tokens[dateEnd + 1].IsMark(',')))
                        dateEnd++;
                    date = text[tokens[end + 1].Start..tokens[dateEnd].End];
                    end = dateEnd;
                }
                var first = name + 1;
                var author = first < i - 1 ? text[tokens[first].Start..tokens[i - 2].End] : null;
                posts.Add(new Post(posts.Count, author, tokens[i].Text[1..], start, tokens[bodyFrom].Start, tokens[bodyEnd].End, tokens[end].End, date, false));
                from = end + 1;
                i = end;
            }
        }
        if (isTweet && posts.Count == 0 && tokens.Length > 0)
            posts.Add(Whole(text, tokens, context));
        return posts;
    }

    private static bool IsDash(Token[] tokens, int i) => tokens[i].Kind == TokenKind.Mark && (tokens[i].Text[0] is '\u2014' or '\u2013' || tokens[i].Is("&mdash;")
        || (tokens[i].Text[0] == '-' && (i == 0 || tokens[i].Start > tokens[i - 1].End || tokens[i - 1].IsMark('-'))));

    private static Post? Retweet(string text, Token[] tokens, Paragraph paragraph)
    {
        var i = paragraph.TokenStart;
        var retweet = tokens[i].Is("rt");
        if (retweet)
            i++;
        if (i + 2 >= paragraph.TokenEnd || tokens[i].Kind != TokenKind.Handle || tokens[i].Text[0] != '@' || !tokens[i + 1].IsMark(':'))
            return null;
        var last = paragraph.TokenEnd - 1;
        while (last > i + 2 && tokens[last].Kind == TokenKind.Url)
            last--;
        return new Post(0, null, tokens[i].Text[1..], paragraph.Start, tokens[i + 2].Start, tokens[last].End, paragraph.End, null, retweet);
    }

    /// <summary>A document that is one post: its author stands in the title or publisher, if anywhere.</summary>
    private static Post Whole(string text, Token[] tokens, ReadingContext context)
    {
        string? handle = null;
        string? author = null;
        foreach (var source in new[] { context.Title, context.Publisher })
        {
            if (source is null)
                continue;
            var at = source.IndexOf('@');
            if (at >= 0)
            {
                var end = at + 1;
                while (end < source.Length && (char.IsLetterOrDigit(source[end]) || source[end] == '_'))
                    end++;
                handle ??= source[(at + 1)..end];
            }
            // "Name on Twitter: ..." and "Tweet by Name".
            var on = source.IndexOf(" on Twitter", StringComparison.OrdinalIgnoreCase);
            if (on < 0)
                on = source.IndexOf(" on X:", StringComparison.Ordinal);
            if (on > 0)
                author ??= source[..on];
            foreach (var lead in (ReadOnlySpan<string>)["tweet by ", "post by ", "tweets by ", "tweet of "])
            {
                var by = source.IndexOf(lead, StringComparison.OrdinalIgnoreCase);
                if (by >= 0)
                {
                    var name = source[(by + lead.Length)..];
                    var stop = name.IndexOfAny([',', '(', ';', '|']);
                    author ??= (stop > 0 ? name[..stop] : name).Trim();
                }
            }
        }
        var last = tokens.Length - 1;
        while (last > 0 && tokens[last].Kind == TokenKind.Url)
            last--;
        return new Post(0, author, handle, tokens[0].Start, tokens[0].Start, tokens[last].End, tokens[^1].End, context.Published, false);
    }
}
