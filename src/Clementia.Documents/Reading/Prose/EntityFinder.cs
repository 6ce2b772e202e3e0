namespace Clementia.Documents.Reading.Prose;

/// <summary>
/// Finds who a text speaks of, and every place where it does. Names come first over the whole text, so that a last name
/// that stands before the full one is understood; then roles, titles, descriptions and pronouns in the order of reading,
/// each against what stands shortly before it. Every step looks back over a bounded window, so the time is linear.
/// </summary>
internal sealed class EntityFinder
{
    private const int Window = 40;

    private readonly string _text;
    private readonly Token[] _tokens;
    private readonly IReadOnlyList<Sentence> _sentences;
    private readonly IReadOnlyList<Paragraph> _paragraphs;
    private readonly ReadingContext _context;
    private readonly int[] _sentenceOf;
    private readonly int[] _quoteOf;
    private readonly HashSet<string> _lowerWords = new(StringComparer.Ordinal);
    private readonly List<Entity> _entities = [];
    private readonly List<Mention> _mentions = [];
    private readonly Dictionary<string, List<Entity>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entity> _institutions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entity> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _firstSeen = new(StringComparer.Ordinal);
    private readonly HashSet<int> _personEnds = [];
    private readonly HashSet<string> _nameWords = new(StringComparer.Ordinal);
    private readonly HashSet<string> _innerCapitals = new(StringComparer.Ordinal);
    private readonly bool[] _taken;
    private readonly DateOnly? _published;

    /// <summary>A run of capitalized words, cut into title and name.</summary>
    private sealed record Run(int From, int To, int NameFrom, string[] Name, string? Suffix, string[] Titles, string? TitlePhrase, bool Initial, bool Institution)
    {
        /// <summary>What stands in quotation marks between first and last name, or null.</summary>
        public string? Nickname { get; init; }
    }

    public EntityFinder(string text, Token[] tokens, IReadOnlyList<Sentence> sentences, IReadOnlyList<Paragraph> paragraphs, IReadOnlyList<Quote> quotes, ReadingContext context, DateOnly? published)
    {
        (_text, _tokens, _sentences, _paragraphs, _context, _published) = (text, tokens, sentences, paragraphs, context, published);
        _taken = new bool[tokens.Length];
        _sentenceOf = new int[tokens.Length];
        foreach (var s in sentences)
        {
            for (var i = s.TokenStart; i < s.TokenEnd; i++)
                _sentenceOf[i] = s.Index;
        }
        _quoteOf = new int[tokens.Length];
        Array.Fill(_quoteOf, -1);
        var t = 0;
        foreach (var q in quotes)
        {
            if (q.Level != 1)
                continue;
            while (t < tokens.Length && tokens[t].Start < q.Start)
                t++;
            for (; t < tokens.Length && tokens[t].Start < q.End; t++)
                _quoteOf[t] = q.Index;
        }
        foreach (var s in sentences)
        {
            for (var i = s.TokenStart; i < s.TokenEnd; i++)
            {
                if (tokens[i].Kind == TokenKind.Word && char.IsLower(tokens[i].Text[0]))
                    _lowerWords.Add(tokens[i].Lower);
                else if (tokens[i].IsCapital && i > s.TokenStart + 1)
                    _innerCapitals.Add(tokens[i].Lower);
            }
        }
    }

    public (List<Entity> Entities, List<Mention> Mentions, Dictionary<int, Entity> TurnSpeakers, Dictionary<int, Entity> PostAuthors) Find(IReadOnlyList<Turn> turns, IReadOnlyList<Post> posts)
    {
        var speakers = Labels(turns);
        foreach (var turn in turns)
        {
            foreach (var word in turn.Label.ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Length > 2 && !Lexicon.Openers.Contains(word) && Lexicon.RoleOf(word) is null)
                    _nameWords.Add(word);
            }
        }
        foreach (var sentence in _sentences)
        {
            for (var i = sentence.TokenStart + 1; i < sentence.TokenEnd; i++)
            {
                if (_tokens[i].IsCapital && _tokens[i].Text.Length > 2 && char.IsLower(_tokens[i].Text[^1]) && !_lowerWords.Contains(_tokens[i].Lower) && !Lexicon.NotPersonal.Contains(_tokens[i].Lower) && !Lexicon.Openers.Contains(_tokens[i].Lower))
                    _nameWords.Add(_tokens[i].Lower);
            }
        }
        Names(Runs());
        var authors = Handles(posts);
        _mentions.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        GuessGenders();
        Discourse();
        foreach (var mention in _mentions)
            mention.Entity?.Mentions.Add(mention);
        return (_entities, _mentions, speakers, authors);
    }

    // ---- names ----

    private List<Run> Runs()
    {
        var runs = new List<Run>();
        foreach (var sentence in _sentences)
        {
            var capitals = AllCapitals(sentence);
            for (var i = sentence.TokenStart; i < sentence.TokenEnd;)
            {
                // "an Executive Grant of Clemency" names no person.
                if (_tokens[i].Lower is "grant" && i + 1 < sentence.TokenEnd && _tokens[i + 1].Is("of") || _tokens[i].Lower is "executive" && i + 1 < sentence.TokenEnd && _tokens[i + 1].Lower is "grant")
                {
                    i += _tokens[i].Lower is "grant" ? 1 : 2;
                    continue;
                }
                if (_taken[i] || !Capital(i) || (capitals && _tokens[i].Lower is "will" or "may" or "mark" or "grace" or "bill" or "hope" or "faith" or "art" or "rob" or "drew" or "pat" or "christian" or "king" or "chief" or "general" or "chair" or "leader" or "private") || (capitals && !(Lexicon.IsFirstName(_tokens[i].Lower) || Lexicon.Titles.ContainsKey(_tokens[i].Lower) || _nameWords.Contains(_tokens[i].Lower))))
                {
                    i++;
                    continue;
                }
                var j = i + 1;
                while (j < sentence.TokenEnd)
                {
                    // "JANE ROE Date of birth", "Roe Reg. No. 12": the label of a form ends a name.
                    if (s_labels.Contains(_tokens[j].Lower.TrimEnd('.')) && (j - i > 1 || j + 1 < sentence.TokenEnd && _tokens[j + 1].IsMark(':') || _tokens[j - 1].Text.Length > 2 && _tokens[j - 1].Text.All(char.IsUpper) && !_tokens[j].Text.All(char.IsUpper)))
                        break;
                    if (Capital(j) && Verblike(j) && !capitals || _tokens[j].Lower is "he" or "she" or "they" or "we" or "it" or "his" or "her" or "their" && _tokens[j - 1].Text.EndsWith('.'))
                        break;
                    if (Capital(j) && !(capitals && (Lexicon.Openers.Contains(_tokens[j].Lower) || SpeechVerbs.Of(_tokens[j].Lower) is not null || Clemency.IsWord(_tokens[j].Lower))) && !(capitals && j - i >= (_tokens[j - 1].Text.EndsWith('.') ? 3 : 2)))
                        j++;
                    else if (j + 3 < sentence.TokenEnd && Marked(j) && Marked(j + 2) && Capital(j + 1) && Capital(j + 3) && Capital(j - 1) && _tokens[j].Text[0] is not ('\'' or '(') | Lexicon.IsFirstName(_tokens[j - 1].Lower) | IsInitial(_tokens[j - 1].Text))
                        j += 4; // Anthony "Duke" Lund
                    else if (_tokens[j].Is("of") && _tokens[j - 1].Text == "House" && j + 1 < sentence.TokenEnd && _tokens[j + 1].Text == "Representatives")
                        j += 2;
                    else if (_tokens[j].Text is "van" or "von" or "de" or "la" or "del" or "der" or "bin" or "al" or "da" or "di" && j + 1 < sentence.TokenEnd && Capital(j + 1) && _tokens[j - 1].Kind == TokenKind.Word)
                        j += 2;
                    else if (j + 1 < sentence.TokenEnd && _tokens[j].IsMark(',') && Lexicon.NameSuffixes.Contains(_tokens[j + 1].Lower) && _tokens[j + 1].IsCapital)
                        j += 2;
                    else
                        break;
                }
                if (Make(i, j, sentence, capitals) is { } run)
                {
                    runs.Add(run);
                    j = Math.Max(j, run.To);
                }
                i = j;
            }
        }
        return runs;
    }

    private static readonly HashSet<string> s_labels = new(StringComparer.Ordinal) { "defendant", "date", "reg", "register", "dob", "docket", "usm", "inmate", "petitioner", "respondent", "plaintiff", "appellant", "judgment", "number", "age", "sex", "race", "born", "custody" };

    private bool Marked(int i) => _tokens[i].Kind == TokenKind.Mark && _tokens[i].Text[0] is '"' or '\'' or '\u201c' or '\u201d' or '(' or ')';

    private bool Capital(int i) => _tokens[i].IsCapital && _tokens[i].Text != "I" && !(_tokens[i].Text.Length <= 3 && Tokenizer.IsApostrophe(_tokens[i].Text[0]));

    /// <summary>"Governor Pardons Smith": a verb of a headline ends a name although it is capitalized.</summary>
    private bool Verblike(int j)
    {
        var lower = _tokens[j].Lower;
        if (Clemency.IsVerb(lower) && !Clemency.IsNoun(lower))
            return true;
        return lower is "grants" or "granted" || (SpeechVerbs.Of(lower) is { Form: VerbForm.Present or VerbForm.Past } && !SpeechVerbs.Nounlike.Contains(lower));
    }

    private bool AllCapitals(Sentence s)
    {
        var words = 0;
        var capitals = 0;
        for (var i = s.TokenStart; i < s.TokenEnd; i++)
        {
            if (_tokens[i].Kind != TokenKind.Word || _tokens[i].Text.Length < 2)
                continue;
            words++;
            if (_tokens[i].Text.All(c => !char.IsLower(c)))
                capitals++;
        }
        return words >= 2 && capitals >= words * 8 / 10;
    }

    private Run? Make(int i, int j, Sentence sentence, bool capitals)
    {
        var initial = i == sentence.TokenStart || (i > 0 && _tokens[i - 1].Kind == TokenKind.Mark && _tokens[i - 1].Text[0] is '"' or '\u201c' or '\u2018' or '\'' or '(' or '*' or '_' or '\u2014' or ':' or '.' or '[');
        // The first word of a sentence is capitalized anyway: leave it out unless it is a name or title.
        if (initial && !Lexicon.IsFirstName(_tokens[i].Text) && !IsTitle(_tokens[i].Lower)
            && (Lexicon.Openers.Contains(_tokens[i].Lower) || Verblike(i) && !capitals || s_adverbs.Contains(_tokens[i].Lower) || (_lowerWords.Contains(_tokens[i].Lower) && !capitals)
                || (j - i == 1 && _tokens[i].Lower.EndsWith("ing", StringComparison.Ordinal) && !_innerCapitals.Contains(_tokens[i].Lower) && !(j < sentence.TokenEnd && _tokens[j].Is("'s")))))
            i++;
        if (i >= j)
            return null;
        if (Lexicon.NotPersonal.Contains(_tokens[i].Lower) && j - i == 1 && !Lexicon.IsFirstName(_tokens[i].Lower) && _tokens[i].Lower is "tv" or "us" or "u.s." or "uk" or "d.c.")
            return null;
        while (i < j && Lexicon.Openers.Contains(_tokens[i].Lower) && !IsTitle(_tokens[i].Lower) && !Lexicon.IsFirstName(_tokens[i].Lower))
            i++;
        while (j - i > 1 && s_days.Contains(_tokens[i].Lower))
            i++;
        // A month, a day or a link word at the end belongs to no name.
        while (j > i && (_tokens[j - 1].IsMark(',') || s_days.Contains(_tokens[j - 1].Lower) || Lexicon.Months.Contains(_tokens[j - 1].Lower) && j - i > 1))
            j--;
        if (initial && j - i >= 2 && _tokens[i].Lower.EndsWith("ing", StringComparison.Ordinal) && !Lexicon.IsFirstName(_tokens[i].Lower) && !_innerCapitals.Contains(_tokens[i].Lower))
            i++;
        while (i < j && !capitals && Verblike(i) && !Lexicon.IsFirstName(_tokens[i].Lower))
            i++;
        if (i >= j || j - i == 1 && _tokens[i].Text.Length > 2 && _tokens[i].Text[1] == '-' && _tokens[i].Text[0] is 'R' or 'D' or 'I')
            return null;
        string? suffix = null;
        var end = j;
        if (end - i > 1 && Lexicon.NameSuffixes.Contains(_tokens[end - 1].Lower))
        {
            suffix = _tokens[end - 1].Text.TrimEnd('.');
            end--;
            if (_tokens[end - 1].IsMark(','))
                end--;
        }
        // Titles: up to the last title word that has a name behind it and no first name before it.
        var nameFrom = i;
        var titles = new List<string>();
        for (var k = i; k < end; k++)
        {
            // "Carolina Gov. Smith", "Franklin County Prosecutor Smith": before a title or a common word it is a place.
            if (k > i && Lexicon.IsFirstName(_tokens[k - 1].Text) && !IsTitle(_tokens[k - 1].Lower) && nameFrom <= k - 1 && !(k < end - 1 && (IsTitle(_tokens[k].Lower) || Lexicon.NotPersonal.Contains(_tokens[k].Lower))))
                break;
            if (!IsTitle(_tokens[k].Lower) && !(k < end - 1 && Lexicon.RoleOf(_tokens[k].Lower) is not null))
                continue;
            if (k == end - 1 && (k > i && Lexicon.IsFirstName(_tokens[k - 1].Text)))
                break;
            titles.Add(_tokens[k].Lower);
            nameFrom = k + 1;
        }
        var phrase = nameFrom > i ? _text[_tokens[i].Start.._tokens[nameFrom - 1].End] : null;
        if (nameFrom >= end)
        {
            // A title alone: handled with roles.
            return null;
        }
        // "Republican John Smith": what stands before a first name is no part of it.
        if (titles.Count == 0 && !Lexicon.IsFirstName(_tokens[i].Text))
        {
            for (var k = i + 1; k + 1 < end; k++)
            {
                if (Lexicon.IsFirstName(_tokens[k].Text) && !_tokens[k].Text.EndsWith('.') && Lexicon.NotPersonal.Contains(_tokens[k - 1].Lower) && !Lexicon.Institutional.Contains(_tokens[end - 1].Lower))
                {
                    nameFrom = k;
                    break;
                }
            }
        }
        var words = new string[end - nameFrom];
        for (var k = nameFrom; k < end; k++)
            words[k - nameFrom] = capitals ? TitleCase(_tokens[k].Text) : _tokens[k].Text;
        string? nickname = null;
        for (var k = 1; k + 2 < words.Length; k++)
        {
            if (Marked(nameFrom + k) && Marked(nameFrom + k + 2))
            {
                nickname = words[k + 1];
                words = [.. words[..k], .. words[(k + 3)..]];
            }
        }
        var institution = nickname is null && IsInstitution(words, titles.Count > 0);
        if (institution && titles.Count > 0 && words.Length >= 1)
        {
            nameFrom = i;
            words = [.. Enumerable.Range(i, end - i).Select(k => _tokens[k].Text)];
            titles.Clear();
            phrase = null;
        }
        var to = j;
        if (institution && end == j)
        {
            // "Department of Justice", "Court for the District of Columbia".
            while (to + 1 < sentence.TokenEnd && _tokens[to].Lower is "of" or "for" && (Lexicon.Institutional.Contains(_tokens[to - 1].Lower) || _tokens[to - 1].Is("district")))
            {
                var k = to + 1;
                if (k < sentence.TokenEnd && _tokens[k].Is("the"))
                    k++;
                if (k >= sentence.TokenEnd || !Capital(k))
                    break;
                while (k < sentence.TokenEnd && Capital(k))
                    k++;
                to = k;
            }
            words = [.. Enumerable.Range(nameFrom, to - nameFrom).Select(k => _tokens[k].Text)];
        }
        return new Run(i, to, nameFrom, words, suffix, [.. titles], phrase, initial && nameFrom == i, institution) { Nickname = nickname };
    }

    private static readonly HashSet<string> s_adverbs = new(StringComparer.Ordinal) { "today", "yesterday", "tonight", "tomorrow", "thanks", "congratulations", "sorry", "dear", "hello", "hi", "meantime", "again", "additionally", "clearly", "finally", "recently", "currently", "sadly", "thankfully", "reportedly", "apparently", "infamously", "included", "most", "writing", "speaking", "asked", "seeing", "imprisoning", "helping", "writing", "citing", "born", "see", "here's", "let", "be" };

    private static readonly HashSet<string> s_days = new(StringComparer.Ordinal) { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

    internal static string TitleCase(string word)
    {
        if (word.Length < 2 || word.Any(char.IsLower) && !(word.StartsWith("Mc", StringComparison.Ordinal) && word[2..].All(char.IsUpper)))
            return word;
        var chars = word.ToLowerInvariant().ToCharArray();
        var up = true;
        for (var i = 0; i < chars.Length; i++)
        {
            if (up && char.IsLetter(chars[i]))
                chars[i] = char.ToUpperInvariant(chars[i]);
            up = !char.IsLetter(chars[i]);
        }
        if (word.Length > 3 && chars[0] == 'M' && chars[1] == 'c')
            chars[2] = char.ToUpperInvariant(chars[2]);
        return new string(chars);
    }

    private static bool IsTitle(string lower) => Lexicon.Titles.ContainsKey(lower) || (lower.StartsWith("ex-", StringComparison.Ordinal) || lower.StartsWith("then-", StringComparison.Ordinal)) && Lexicon.Titles.ContainsKey(lower[(lower.IndexOf('-') + 1)..]);

    private static bool IsInstitution(string[] words, bool titled)
    {
        var last = words[^1].ToLowerInvariant().TrimEnd('.');
        if (words.Length == 1)
            return !titled && !Lexicon.NotPersonal.Contains(words[0].ToLowerInvariant()) && (Lexicon.KnownInstitutions.Contains(last) || (words[0].Length is >= 2 and <= 6 && words[0].All(c => char.IsUpper(c) || c == '&')) || (words[0].Count(char.IsUpper) >= 3 && !words[0].Contains('.'))) || titled && Lexicon.Institutional.Contains(last);
        if (Lexicon.IsFirstName(words[0]) && !Lexicon.Institutional.Contains(last))
            return false;
        return words.Any(w => Lexicon.Institutional.Contains(w.ToLowerInvariant().TrimEnd('.'))) && !(words.Length == 2 && Lexicon.IsFirstName(words[0]));
    }

    private void Names(List<Run> runs)
    {
        foreach (var run in runs)
            _firstSeen.TryAdd(run.Name[^1], run.From);
        var rest = new List<Run>();
        var weak = new List<Run>();
        foreach (var run in runs)
        {
            if (run.Institution)
                AddInstitution(run);
            else if (run.Name.Length >= 2 && !IsPlace(run.Name) && (run.Titles.Length > 0 || (Lexicon.IsFirstName(run.Name[0]) && Personal(run.Name)) || (IsInitial(run.Name[0]) && Personal(run.Name))))
                AddFull(run);
            else if (run.Name.Length >= 2)
                weak.Add(run);
            else
                rest.Add(run);
        }
        var lasts = rest.Where(r => r.Titles.Length > 0 || !PlacePreposition(r.From)).Select(r => r.Name[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var run in weak)
        {
            if (Known(run, run.Name) is { } known)
            {
                if (known.Kind == EntityKind.Person && known.First is null && Personal(run.Name))
                    Extend(known, run.Name, run.Suffix);
                Add(run, known, MentionForm.FullName);
            }
            else if (!IsPlace(run.Name) && Personal(run.Name) && run.Name.Length <= 4 && (Evidence(run) || runs.Any(r => r.Name.Length == 1 && r.Name[0] == run.Name[^1] && (r.Titles.Length > 0 || Evidence(r))) || LooksPersonal(run, lasts)))
                AddFull(run);
            else if (!IsPlace(run.Name) && Personal(run.Name))
                Add(run, Unknown(string.Join(' ', run.Name)), MentionForm.Name);
        }
        var proven = rest.Where(r => r.Titles.Length == 0 && Evidence(r)).Select(r => r.Name[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var run in rest)
        {
            var word = run.Name[0];
            var lower = word.ToLowerInvariant();
            if (Known(run, run.Name) is { } known)
            {
                // "Charles X, his father": the bare last name is the son's, of whom the text speaks.
                if (known.Relative && run.Titles.Length == 0 && string.Equals(known.Last, word, StringComparison.OrdinalIgnoreCase))
                    known = NewPerson(run.Name, null);
                var first = known.First is not null && string.Equals(known.First, word, StringComparison.OrdinalIgnoreCase) && !string.Equals(known.Last, word, StringComparison.OrdinalIgnoreCase);
                Add(run, known, known.Kind == EntityKind.Institution ? MentionForm.Name : first ? MentionForm.FirstName : MentionForm.LastName);
                continue;
            }
            // Everybody knows the incumbent by the last name alone.
            if (run.Titles.Length == 0 && _published is { } day && Lexicon.Presidents.FirstOrDefault(p => day >= p.From && day < p.To) is { Name: { } incumbent } && incumbent.EndsWith(" " + word, StringComparison.Ordinal))
            {
                var person = NewPerson(run.Name, run.Suffix);
                person.Roles.Add("president");
                person.Gender = Gender.Male;
                Add(run, person, MentionForm.LastName);
                continue;
            }
            if (run.Titles.Length == 0 && (Lexicon.NotPersonal.Contains(lower) || IsPlace(run.Name) || (run.Initial && _lowerWords.Contains(lower)) || lower.Length < 2))
                continue;
            if (run.Titles.Length > 0 && Personal(run.Name) && !IsPlace(run.Name))
            {
                var person = NewPerson(run.Name, run.Suffix);
                Add(run, person, MentionForm.LastName);
                continue;
            }
            if (run.Titles.Length > 0)
                continue;
            if (_paragraphs[_sentences[_sentenceOf[run.From]].Paragraph].Kind == ParagraphKind.Row && !Lexicon.IsFirstName(word))
                continue; // A cell of a table is capitalized for being a cell.
            if (Lexicon.IsFirstName(word) && !run.Initial || proven.Contains(word))
            {
                var person = NewPerson(run.Name, run.Suffix);
                if (Lexicon.IsFirstName(word))
                    (person.First, person.Last, person.Gender) = (word, null, Lexicon.GenderOfFirstName(word));
                Add(run, person, MentionForm.LastName);
            }
            else if (!run.Initial || Lexicon.IsFirstName(word))
            {
                Add(run, Unknown(word), MentionForm.Name);
            }
        }
    }

    /// <summary>
    /// Two or three capitalized words in running text are a person's name unless something speaks against it: an article or
    /// a preposition of place before, a state behind, a word that the text also writes small, an adjective's place before a noun.
    /// Behind "from" or "in" it takes the last name alone elsewhere.
    /// </summary>
    private bool LooksPersonal(Run run, HashSet<string> lasts)
    {
        if (run.Name.Length is < 2 or > 4 || run.Titles.Length > 0 || _paragraphs[_sentences[_sentenceOf[run.From]].Paragraph].Kind is ParagraphKind.Row)
            return false;
        foreach (var word in run.Name)
        {
            var lower = word.ToLowerInvariant();
            if (word.Length < 2 || IsInitial(word))
                continue;
            if (_lowerWords.Contains(lower) && !Lexicon.IsFirstName(word) || word.All(c => !char.IsLower(c)) || Lexicon.Openers.Contains(lower) || Lexicon.Months.Contains(lower) || Clemency.IsCaseWord(lower) || lower.EndsWith("ing", StringComparison.Ordinal) && word == run.Name[0]
                || Lexicon.RoleOf(lower) is not null && word == run.Name[^1] || s_placeWords.Contains(lower) || Lexicon.StateNames.Contains(word))
                return false;
        }
        var heading = _paragraphs[_sentences[_sentenceOf[run.From]].Paragraph].Kind == ParagraphKind.Heading && !(run.From == _sentences[_sentenceOf[run.From]].TokenStart && run.To == _sentences[_sentenceOf[run.From]].TokenEnd);
        var known = lasts.Contains(run.Name[^1]);
        if (heading && !known)
            return false;
        if (run.From > 0 && (_tokens[run.From - 1].Lower is "the" or "a" or "an" || PlacePreposition(run.From)) && !known)
            return false;
        if (run.To < _tokens.Length)
        {
            var next = _tokens[run.To];
            // "Las Cruces, N.M.": a state behind a town.
            if (next.IsMark(',') && run.To + 1 < _tokens.Length && (Lexicon.StateNames.Contains(_tokens[run.To + 1].Text) || Lexicon.Abbreviations.Contains(_tokens[run.To + 1].Lower.TrimEnd('.')) && _tokens[run.To + 1].IsCapital && !Lexicon.NameSuffixes.Contains(_tokens[run.To + 1].Lower) || _tokens[run.To + 1].IsCapital && _tokens[run.To + 1].Text.Length == 4 && _tokens[run.To + 1].Text[1] == '.' || run.To + 2 < _tokens.Length && Lexicon.StateNames.Contains(_tokens[run.To + 1].Text + " " + _tokens[run.To + 2].Text)))
                return false;
            // "the Cedar Falls plant": a modifier.
            if (next.Kind == TokenKind.Word && char.IsLower(next.Text[0]) && !known && (Lexicon.RoleOf(next.Lower) is not null || next.Lower is "area" or "plant" or "school" or "neighborhood" or "jury" or "resident" or "native" or "street" or "case" && run.Name.Length == 2 && !Lexicon.IsFirstName(run.Name[0])))
                return false;
        }
        return true;
    }

    private static readonly HashSet<string> s_placeWords = new(StringComparer.Ordinal) { "creek", "falls", "springs", "beach", "heights", "hills", "river", "lake", "valley", "county", "island", "islands", "mountain", "mount", "fort", "port", "saint", "san", "los", "las", "santa", "el", "st.", "ft.", "mt.", "gulf", "coast", "bay", "park", "square", "plaza", "bridge", "town", "village", "township", "parish", "ridge", "grove", "point", "harbor", "rapids", "junction", "hall", "building", "ave.", "st", "blvd.", "lane", "court", "center", "academy", "parkway", "turnpike", "day", "night", "week", "month", "memorial", "prize", "award", "medal", "bank", "hotel", "theater", "theatre", "museum", "library", "bible", "big", "great", "good", "grand", "free", "true", "open", "green", "red", "blue", "dark", "holy", "happy" };

    private bool PlacePreposition(int from) => from > 0 && _tokens[from - 1].Lower is "in" or "at" or "near" or "outside" or "across" or "through" or "around" or "into" or "throughout" or "off" or "on" or "from";

    private static bool IsInitial(string word) => word.Length == 2 && word[1] == '.' && char.IsUpper(word[0]);

    private static bool IsPlace(string[] name)
    {
        var joined = string.Join(' ', name);
        return Lexicon.StateNames.Contains(joined) || Lexicon.Places.Contains(joined);
    }

    private static bool Personal(string[] name)
    {
        // "Owen West", "Neil Young": a common word may be a last name behind a first name, an institution's word may not.
        for (var k = 0; k < name.Length; k++)
        {
            var lower = name[k].ToLowerInvariant().TrimEnd('.');
            if (lower.Length == 1)
                continue;
            if (Lexicon.Institutional.Contains(lower) && !(k == name.Length - 1 && k > 0 && lower is "justice" or "church" or "service" or "post" or "bank" or "star" or "sun" or "journal" or "watch"))
                return false;
            if (Lexicon.NotPersonal.Contains(lower) && (k == 0 || k < name.Length - 1 || !Lexicon.IsFirstName(name[0]) || s_days.Contains(lower)) && !Lexicon.IsFirstName(name[k]))
                return false;
        }
        return true;
    }

    /// <summary>What shows that a capitalized word is somebody: a verb of speech behind it, an age, a relative clause, a role before it, a sentence or lawyer of its own.</summary>
    private bool Evidence(Run run)
    {
        var next = run.To;
        if (next < _tokens.Length)
        {
            var token = _tokens[next];
            if (SpeechVerbs.Of(token.Lower) is { Form: VerbForm.Past or VerbForm.Present } && !SpeechVerbs.Nounlike.Contains(token.Lower))
                return true;
            if (token.Lower is "who" or "himself" or "herself")
                return true;
            if (token.Lower is "was" or "is" or "has" or "had" or "will" or "would" && next + 1 < _tokens.Length && s_personal.Contains(_tokens[next + 1].Lower))
                return true;
            if (s_personal.Contains(token.Lower))
                return true;
            if (token.IsMark(',') && next + 2 < _tokens.Length)
            {
                if (_tokens[next + 1].Kind == TokenKind.Number && _tokens[next + 1].Text.Length == 2 && _tokens[next + 2].IsMark(','))
                    return true;
                if (_tokens[next + 1].Lower is "who" or "whose" or "whom" && !(run.Name.Length == 1 && run.From > 0 && (PlacePreposition(run.From) || _tokens[run.From - 1].Lower is "of" or ",")))
                    return true;
                // "Anna Smith, Legal Director of ...:"
                for (var k = next + 1; k < _tokens.Length && k < next + 8 && _tokens[k].Kind == TokenKind.Word && run.Name.Length >= 2; k++)
                {
                    if (_tokens[k].IsCapital && Lexicon.RoleOf(_tokens[k].Lower) is not null)
                        return true;
                }
                if (_tokens[next + 1].Lower is "a" or "an" or "the" or "then" or "now" or "his" or "her")
                {
                    for (var k = next + 2; k < _tokens.Length && k < next + 9 && _tokens[k].Kind == TokenKind.Word; k++)
                    {
                        if (Lexicon.RoleOf(_tokens[k].Lower) is not null)
                            return true;
                    }
                }
            }
            if (token.Lower is "'s" && next + 1 < _tokens.Length && (Lexicon.RoleOf(_tokens[next + 1].Lower) is not null || s_owned.Contains(_tokens[next + 1].Lower)))
                return true;
        }
        // A list of people: "Ann Smith, Bea Jones and ...".
        if (run.Name.Length == 2 && run.From > 1 && _tokens[run.From - 1].Lower is "," or "and" && (_personEnds.Contains(run.From - 1) || _personEnds.Contains(run.From - 2)))
            return true;
        if (run.From > 0)
        {
            var before = _tokens[run.From - 1];
            if (Lexicon.RoleOf(before.Lower) is not null && char.IsLower(before.Text[0]) && !Lexicon.IsPlural(before.Lower))
                return true;
            if (Clemency.IsVerb(before.Lower) && run.Name.Length > 1)
                return true;
            // "Vega's attorney, Priya Raman, ...": a name in apposition to a role.
            if (before.IsMark(',') && run.From > 1 && Lexicon.RoleOf(_tokens[run.From - 2].Lower) is not null && char.IsLower(_tokens[run.From - 2].Text[0]) && run.Name.Length > 1 && run.To < _tokens.Length && (_tokens[run.To].Kind == TokenKind.Mark || SpeechVerbs.Of(_tokens[run.To].Lower) is not null))
                return true;
        }
        return false;
    }

    private static readonly HashSet<string> s_personal = new(StringComparer.Ordinal)
    {
        "sentenced", "convicted", "pardoned", "arrested", "indicted", "charged", "born", "released", "freed", "imprisoned", "incarcerated", "served", "serving", "pleaded", "pled", "testified", "accused", "acquitted", "jailed",
        "married", "met", "thought", "believed", "wanted", "knew", "felt", "went", "became", "died", "lived", "grew", "refused", "resigned", "graduated", "received", "worked", "attended", "appeared", "helped", "lied",
    };

    private static readonly HashSet<string> s_owned = new(StringComparer.Ordinal)
    {
        "sentence", "conviction", "case", "clemency", "pardon", "commutation", "release", "family", "life", "prison", "trial", "crime", "crimes", "offense", "offenses", "imprisonment", "memoir", "book", "testimony", "arrest", "story",
    };

    private void AddFull(Run run)
    {
        // "Anna Smith, born John Smith": one person.
        var alias = run.From > 0 && _tokens[run.From - 1].Lower is "born" or "née" or "nee" || run.From > 1 && _tokens[run.From - 1].Is("as") && _tokens[run.From - 2].Is("known");
        var entity = Known(run, run.Name) ?? (alias && _byWord.TryGetValue(run.Name[^1].ToLowerInvariant(), out var same) ? same[0] : null) ?? NewPerson(run.Name, run.Suffix);
        if (alias && entity.Forms.Count > 0 && entity.First is not null && !Lexicon.SameFirstName(entity.First, run.Name[0]))
        {
            entity.Forms.Add(run.Name);
            Index(run.Name[0], entity);
            Add(run, entity, MentionForm.FullName);
            return;
        }
        Extend(entity, run.Name, run.Suffix);
        if (run.Nickname is { } nickname)
        {
            string[] called = [nickname, run.Name[^1]];
            if (entity.Forms.All(f => !f.SequenceEqual(called, StringComparer.OrdinalIgnoreCase)))
                entity.Forms.Add(called);
            Index(nickname, entity);
        }
        Add(run, entity, MentionForm.FullName);
    }

    private void Extend(Entity entity, string[] name, string? suffix)
    {
        if (entity.Forms.All(f => !f.SequenceEqual(name, StringComparer.OrdinalIgnoreCase)))
        {
            entity.Forms.Add(name);
            var full = string.Join(' ', name) + (suffix is null ? "" : " " + suffix + (suffix.Length == 2 && suffix is "Jr" or "Sr" ? "." : ""));
            if (name.Length > entity.Name.Count(c => c == ' ') + 1 || entity.Kind == EntityKind.Unknown)
                entity.Name = full;
            foreach (var word in name)
                Index(word, entity);
        }
        if (name.Length >= 2 && entity.First is null && !IsInitial(name[0]))
            entity.First = name[0];
        if (name.Length >= 2)
            entity.Last = name[^1];
        entity.Suffix ??= suffix;
        entity.Kind = EntityKind.Person;
        if (entity.Gender == Gender.Unknown && entity.First is not null)
            entity.Gender = Lexicon.GenderOfFirstName(entity.First);
    }

    private Entity NewPerson(string[] name, string? suffix)
    {
        var entity = new Entity(_entities.Count, EntityKind.Person, string.Join(' ', name)) { Last = name[^1] };
        _entities.Add(entity);
        entity.Suffix = suffix;
        Extend(entity, name, suffix);
        return entity;
    }

    private void Index(string word, Entity entity)
    {
        var key = word.ToLowerInvariant();
        if (!_byWord.TryGetValue(key, out var list))
            _byWord[key] = list = [];
        if (!list.Contains(entity))
            list.Add(entity);
    }

    private Entity Unknown(string word)
    {
        var key = "?" + word.ToLowerInvariant();
        if (!_institutions.TryGetValue(key, out var entity))
        {
            entity = new Entity(_entities.Count, EntityKind.Unknown, word);
            _entities.Add(entity);
            _institutions[key] = entity;
        }
        return entity;
    }

    private void AddInstitution(Run run)
    {
        var name = string.Join(' ', run.Name);
        var key = name.ToLowerInvariant();
        if (!_institutions.TryGetValue(key, out var entity))
        {
            entity = new Entity(_entities.Count, EntityKind.Institution, name);
            _entities.Add(entity);
            _institutions[key] = entity;
            // "American Civil Liberties Union" is "ACLU" from then on.
            foreach (var word in run.Name)
            {
                if (Lexicon.IsInstitutionHead(word.ToLowerInvariant()))
                    entity.Roles.Add(word.ToLowerInvariant());
            }
            var initials = string.Concat(run.Name.Where(w => char.IsUpper(w[0])).Select(w => w[0]));
            if (initials.Length >= 3)
                _institutions.TryAdd(initials.ToLowerInvariant(), entity);
        }
        Add(run, entity, MentionForm.Name);
    }

    /// <summary>The entity that this name means: same first and last name, or the words that it shares with a longer one.</summary>
    private Entity? Known(Run run, string[] name)
    {
        if (!_byWord.TryGetValue(name[^1].ToLowerInvariant(), out var candidates))
            return null;
        var titleGender = run.Titles.Select(t => Lexicon.Titles.GetValueOrDefault(t)).FirstOrDefault(g => g != Gender.Unknown);
        Entity? best = null;
        var bestScore = 0;
        foreach (var candidate in candidates)
        {
            var score = Fit(candidate, name, run.Suffix);
            if (score == 0)
                continue;
            if (titleGender != Gender.Unknown && candidate.Gender != Gender.Unknown && candidate.Gender != titleGender)
                continue;
            score += candidate.Relative ? 0 : 6;
            score += candidate.Suffix is not null && run.Suffix is null ? 0 : 4;
            score += run.Titles.Any(t => candidate.Roles.Contains(t)) ? 5 : 0;
            score += name.Length == 1 && candidate.Roles.Overlaps(Lexicon.ClemencyOffices) ? 3 : 0;
            if (score > bestScore)
                (best, bestScore) = (candidate, score);
        }
        return best;
    }

    private static int Fit(Entity candidate, string[] name, string? suffix)
    {
        if (suffix is not null && candidate.Suffix is not null && !string.Equals(suffix, candidate.Suffix, StringComparison.OrdinalIgnoreCase))
            return 0;
        if (name.Length == 1)
        {
            if (string.Equals(candidate.Last, name[0], StringComparison.OrdinalIgnoreCase))
                return 10;
            return string.Equals(candidate.First, name[0], StringComparison.OrdinalIgnoreCase) ? 8
                : candidate.Forms.Any(f => f.Length > 1 && f.Skip(1).Any(w => string.Equals(w, name[0], StringComparison.OrdinalIgnoreCase))) ? 5 : 0;
        }
        if (suffix is not null && candidate.Suffix is null && candidate.Forms.Count > 0 && candidate.Forms[0].Length > 1)
            return 0; // "John Smith Jr." is not "John Smith".
        foreach (var form in candidate.Forms)
        {
            if (form.Length == 1)
            {
                // A speaker's label "GOODWIN" is the Ann Goodwin of the text.
                if (candidate.First is null && candidate.Forms.Count == 1 && string.Equals(form[0], name[^1], StringComparison.OrdinalIgnoreCase))
                    return 11;
                continue;
            }
            var sameFirst = Lexicon.SameFirstName(form[0], name[0]) || (IsInitial(form[0]) || IsInitial(name[0])) && form[0][0] == name[0][0];
            var sameLast = string.Equals(form[^1], name[^1], StringComparison.OrdinalIgnoreCase);
            if (sameFirst && sameLast)
                return 20;
            // "Ann Baker" and "Ann Baker Cole".
            if (sameFirst && (form.Skip(1).Contains(name[^1], StringComparer.OrdinalIgnoreCase) || name.Skip(1).Contains(form[^1], StringComparer.OrdinalIgnoreCase)))
                return 15;
            // "Baker Cole" for "Ann Baker Cole", "Marie Vega" for "Rosa Marie Vega".
            if (form.Length > name.Length && form.Skip(form.Length - name.Length).SequenceEqual(name, StringComparer.OrdinalIgnoreCase))
                return 12;
        }
        return 0;
    }

    private void Add(Run run, Entity entity, MentionForm form)
    {
        for (var k = run.From; k < run.To; k++)
            _taken[k] = true;
        foreach (var title in run.Titles)
        {
            var bare = title.TrimEnd('.');
            var role = bare switch { "sen" => "senator", "rep" => "representative", "gov" => "governor", "pres" => "president", "gen" => "general", "prof" => "professor", "atty" => "attorney", "rev" => "pastor", _ => bare };
            var dash = role.IndexOf('-');
            if (dash > 0 && dash < 5)
                role = role[(dash + 1)..];
            // "former President X" is no longer the president.
            if (IsFormer(run) && Lexicon.ClemencyOffices.Contains(role))
                entity.Roles.Add("former " + role);
            else if (!(role == "president" && run.TitlePhrase!.StartsWith("Vice", StringComparison.OrdinalIgnoreCase)))
                entity.Roles.Add(role);
            var gender = Lexicon.Titles.GetValueOrDefault(title);
            if (gender != Gender.Unknown && entity.Gender == Gender.Unknown)
                entity.Gender = gender;
        }
        // "then-President X": he is the president of whom the text speaks.
        if (run.From > 0 && _tokens[run.From - 1].Lower is var then && then.StartsWith("then-", StringComparison.Ordinal) && IsTitle(then))
        {
            entity.Roles.Add(then[5..]);
            if (!entity.RolePhrases.Contains(then))
                entity.RolePhrases.Add(then);
        }
        if (run.TitlePhrase is not null && !entity.RolePhrases.Contains(run.TitlePhrase))
            entity.RolePhrases.Add(run.TitlePhrase);
        if (form == MentionForm.FullName && entity.Forms.Count == 1 && _firstSeen.GetValueOrDefault(run.Name[^1], run.From) < run.From && KinBefore(run.From))
            entity.Relative = true;
        _personEnds.Add(run.To);
        var possessive = run.To < _tokens.Length && (_tokens[run.To].Is("'s") || _tokens[run.To].Kind == TokenKind.Mark && Tokenizer.IsApostrophe(_tokens[run.To].Text[0]) && _tokens[run.To - 1].Lower.EndsWith('s') && _tokens[run.To].Start == _tokens[run.To - 1].End);
        if (run.From >= run.To)
            return;
        _mentions.Add(new Mention(_tokens[run.From].Start, _tokens[run.To - 1].End, run.From, run.To, form, entity, _sentenceOf[run.From], possessive, _tokens[run.NameFrom].Start));
    }

    private bool IsFormer(Run run)
    {
        if (run.TitlePhrase is not null && run.TitlePhrase.StartsWith("Former", StringComparison.OrdinalIgnoreCase))
            return true;
        return run.From > 0 && _tokens[run.From - 1].Lower is "former" or "ex" or "late" or "disgraced";
    }

    /// <summary>"his father, the builder Charles X": introduced as a relative.</summary>
    private bool KinBefore(int from)
    {
        for (var k = from - 1; k >= 0 && k > from - 9; k--)
        {
            if (_tokens[k].Lower is "father" or "mother" or "wife" or "husband" or "son" or "daughter" or "brother" or "sister" or "uncle" or "aunt" or "cousin")
                return k > 0 && _tokens[k - 1].Lower is "his" or "her" or "'s" or "their" or "beloved";
            if (_tokens[k].Kind == TokenKind.Mark && _tokens[k].Text[0] is '.' or ';' or '"')
                return false;
        }
        return false;
    }

    // ---- handles and labels ----

    private Dictionary<int, Entity> Handles(IReadOnlyList<Post> posts)
    {
        var byHandle = new Dictionary<string, Entity>(StringComparer.OrdinalIgnoreCase);
        var authors = new Dictionary<int, Entity>();
        foreach (var post in posts)
        {
            if (post.Author is not null)
            {
                var name = post.Author.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.All(c => char.IsLetter(c) || c is '.' or '-' or '\'')).ToArray();
                var titles = name.TakeWhile(w => Lexicon.Titles.ContainsKey(w.ToLowerInvariant())).Select(w => w.ToLowerInvariant()).ToArray();
                name = name[titles.Length..];
                if (name.Length > 0)
                {
                    var entity = Match(name, titles);
                    authors[post.Index] = entity;
                    if (post.Handle is not null)
                        byHandle.TryAdd(post.Handle, entity);
                }
            }
            if (post.Handle is not null && !authors.ContainsKey(post.Index))
                authors[post.Index] = OfHandle(post.Handle, byHandle);
        }
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (_tokens[i].Kind != TokenKind.Handle || _tokens[i].Text[0] != '@')
                continue;
            var entity = OfHandle(_tokens[i].Text[1..], byHandle);
            _taken[i] = true;
            _mentions.Add(new Mention(_tokens[i].Start, _tokens[i].End, i, i + 1, MentionForm.Handle, entity, _sentenceOf[i], i + 1 < _tokens.Length && _tokens[i + 1].Is("'s"), _tokens[i].Start));
        }
        return authors;
    }

    private Entity Match(string[] name, string[] titles)
    {
        var run = new Run(0, 0, 0, name, null, titles, null, false, false);
        if (Known(run, name) is { } known)
        {
            if (name.Length > 1)
                Extend(known, name, null);
            return known;
        }
        if (IsInstitution(name, false) || !Personal(name))
        {
            var joined = string.Join(' ', name);
            if (!_institutions.TryGetValue(joined.ToLowerInvariant(), out var institution))
            {
                institution = new Entity(_entities.Count, EntityKind.Institution, joined);
                _entities.Add(institution);
                _institutions[joined.ToLowerInvariant()] = institution;
            }
            return institution;
        }
        return NewPerson(name, null);
    }

    private Entity OfHandle(string handle, Dictionary<string, Entity> byHandle)
    {
        if (byHandle.TryGetValue(handle, out var entity))
            return entity;
        var words = Camel(handle);
        // "@GovRoe", "@SenPoe": the handle itself tells the office.
        var office = words.Count > 1 ? words[0].ToLowerInvariant() switch { "gov" or "governor" => "governor", "pres" or "president" => "president", "sen" or "senator" => "senator", "rep" => "representative", "rev" or "pastor" or "bishop" => "pastor", "mayor" => "mayor", _ => null } : null;
        if (words.Count > 1 && office is "president" or "pastor" or "mayor" || words.Count > 1 && words[0].ToLowerInvariant() is "real" or "the" or "official" or "sen" or "rep" or "gov" or "mr" or "ms" or "dr")
            words.RemoveAt(0);
        string[] name = [.. words.Select(w => char.ToUpperInvariant(w[0]) + w[1..])];
        // Only a name that shows in the text, or a first name with another word, is a person's name.
        var run = new Run(0, 0, 0, name, null, [], null, false, false);
        entity = name.Length > 0 ? Known(run, name) : null;
        if (entity is null && name.Length >= 2 && Lexicon.IsFirstName(name[0]) && name[1].Length > 1)
            entity = NewPerson(name, null);
        if (entity is null)
        {
            entity = office is null ? new Entity(_entities.Count, EntityKind.Unknown, handle) : new Entity(_entities.Count, EntityKind.Person, handle) { Last = name[^1] };
            _entities.Add(entity);
        }
        if (office is not null)
            entity.Roles.Add(office);
        byHandle[handle] = entity;
        return entity;
    }

    private static List<string> Camel(string handle)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= handle.Length; i++)
        {
            if (i == handle.Length || handle[i] == '_' || (char.IsUpper(handle[i]) && char.IsLower(handle[i - 1])) || char.IsDigit(handle[i]))
            {
                if (i > start)
                    words.Add(handle[start..i].Trim('_'));
                start = i;
                if (i < handle.Length && (handle[i] == '_' || char.IsDigit(handle[i])))
                    start = i + 1;
            }
        }
        words.RemoveAll(w => w.Length == 0 || !char.IsLetter(w[0]));
        return words;
    }

    private Dictionary<int, Entity> Labels(IReadOnlyList<Turn> turns)
    {
        var speakers = new Dictionary<int, Entity>();
        var known = new Dictionary<string, Entity>(StringComparer.OrdinalIgnoreCase);
        foreach (var turn in turns)
        {
            if (!known.TryGetValue(turn.Label, out var entity))
                known[turn.Label] = entity = OfLabel(turn.Label);
            speakers[turn.Index] = entity;
            var at = Array.BinarySearch(_tokens, new Token(turn.Start, turn.Start, TokenKind.Mark, "", ""), s_byStart);
            if (at < 0)
                at = ~at;
            var end = at;
            while (end < _tokens.Length && _tokens[end].Start < turn.BodyStart)
                _taken[end++] = true;
            if (end > at)
                if (turn.Label.Length > 0)
                    _mentions.Add(new Mention(turn.Start, turn.Start + turn.Label.Length, at, end, MentionForm.Label, entity, _sentenceOf[at], false, turn.Start));
        }
        return speakers;
    }

    private static readonly Comparer<Token> s_byStart = Comparer<Token>.Create((a, b) => a.Start.CompareTo(b.Start));

    private Entity OfLabel(string label)
    {
        var lower = label.ToLowerInvariant();
        var role = lower switch
        {
            "the court" or "court" => "the court",
            "the president" or "president" => "president",
            "q" or "question" or "reporter" or "the press" or "interviewer" => lower is "q" or "question" or "interviewer" ? "questioner" : "reporter",
            "a" or "answer" or "the witness" => "witness",
            _ when lower.StartsWith("the ", StringComparison.Ordinal) && Lexicon.RoleOf(lower[(lower.LastIndexOf(' ') + 1)..]) is not null => lower[4..],
            _ => null,
        };
        if (role == "president" && Office("president") is { } president)
            return president;
        if (role is not null)
            return RoleEntity(role, EntityKind.Role, role);
        // "HOLLIS BRANNIGAN, HOST", "ANN GOODWIN, ATTORNEY FOR THE DEFENSE": what follows the comma is the office.
        var comma = label.IndexOf(',', StringComparison.Ordinal);
        var office = "";
        if (comma > 0 && !Lexicon.NameSuffixes.Contains(label[(comma + 1)..].Trim().ToLowerInvariant()))
            (label, office) = (label[..comma], label[(comma + 1)..].Trim().ToLowerInvariant());
        if (Lexicon.RoleOf(label.ToLowerInvariant()) is { } plain && !label.Contains(' ', StringComparison.Ordinal))
            return RoleEntity(plain, EntityKind.Role, plain);
        var words = label.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => TitleCase(w.Trim(',', '*'))).Where(w => w.Length > 0).ToList();
        var titles = new List<string>();
        foreach (var word in office.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Lexicon.RoleOf(word) is { } held)
                titles.Add(held);
        }
        var offices = titles.Count;
        while (words.Count > 1 && (Lexicon.Titles.ContainsKey(words[0].ToLowerInvariant()) || Lexicon.RoleOf(words[0].ToLowerInvariant()) is not null))
        {
            titles.Add(words[0].ToLowerInvariant());
            words.RemoveAt(0);
        }
        if (offices > 0 && words.Count > 0)
        {
            var named = Match([.. words], []);
            named.Roles.UnionWith(titles.Select(t => t.TrimEnd('.')));
            return named;
        }
        if (words.Count == 0)
            return RoleEntity(lower, EntityKind.Role, lower);
        if (words.Count > 1 && Lexicon.NameSuffixes.Contains(words[^1].ToLowerInvariant()))
            words.RemoveAt(words.Count - 1);
        var entity = Match([.. words], [.. titles]);
        foreach (var title in titles)
        {
            entity.Roles.Add(title.TrimEnd('.'));
            if (entity.Gender == Gender.Unknown)
                entity.Gender = Lexicon.Titles.GetValueOrDefault(title);
        }
        return entity;
    }

    // ---- gender from what follows ----

    /// <summary>A person whose name does not tell is he or she when the next pronoun says so and nobody else is near.</summary>
    private void GuessGenders()
    {
        var votes = new Dictionary<Entity, int>();
        for (var m = 0; m < _mentions.Count; m++)
        {
            var mention = _mentions[m];
            if (mention.Entity is not { Kind: EntityKind.Person, Gender: Gender.Unknown } entity || mention.Form == MentionForm.Label)
                continue;
            if (entity.Roles.Contains("president") && Lexicon.Presidents.Any(p => p.Name.EndsWith(" " + entity.Last, StringComparison.Ordinal)))
            {
                entity.Gender = Gender.Male; // All presidents of the list were men.
                continue;
            }
            // "His daughter, X," and "X, her son,": kinship tells.
            if (KinGender(mention) is var kin && kin != Gender.Unknown)
            {
                entity.Gender = kin;
                continue;
            }
            var limit = Math.Min(_tokens.Length, mention.TokenEnd + 30);
            var alone = m == 0 || _mentions[m - 1].Sentence != mention.Sentence || _mentions[m - 1].Entity is not { Kind: EntityKind.Person } || _mentions[m - 1].Entity == entity;
            var next = m + 1;
            for (var i = mention.TokenEnd; i < limit; i++)
            {
                while (next < _mentions.Count && _mentions[next].TokenStart < i)
                    next++;
                if (next < _mentions.Count && _mentions[next].TokenStart == i && _mentions[next].Entity is { Kind: EntityKind.Person } other && other != entity)
                    break;
                if (_quoteOf[i] != _quoteOf[mention.TokenStart])
                    continue;
                if (_sentenceOf[i] != mention.Sentence && !alone)
                    break;
                var vote = _tokens[i].Lower switch { "he" or "himself" => 1, "she" or "herself" => -1, _ => 0 };
                if (vote == 0)
                    continue;
                votes[entity] = votes.GetValueOrDefault(entity) + vote;
                break;
            }
        }
        foreach (var (entity, vote) in votes)
            entity.Gender = vote > 0 ? Gender.Male : vote < 0 ? Gender.Female : Gender.Unknown;
    }

    private Gender KinGender(Mention mention)
    {
        for (var k = mention.TokenStart - 1; k >= 0 && k > mention.TokenStart - 4; k--)
        {
            if (_tokens[k].Kind == TokenKind.Word && Lexicon.Roles.TryGetValue(_tokens[k].Lower, out var before))
                return k == mention.TokenStart - 1 || _tokens[k + 1].IsMark(',') ? before : Gender.Unknown;
        }
        for (var k = mention.TokenEnd; k < _tokens.Length && k < mention.TokenEnd + 5 && k - mention.TokenEnd < 5; k++)
        {
            if (k == mention.TokenEnd && !_tokens[k].IsMark(','))
                return Gender.Unknown;
            if (_tokens[k].Kind == TokenKind.Word && Lexicon.Roles.TryGetValue(_tokens[k].Lower, out var behind))
                return behind;
        }
        return Gender.Unknown;
    }

    // ---- roles, titles, descriptions, pronouns ----

    private void Discourse()
    {
        var named = new Queue<Mention>(_mentions);
        var done = new List<Mention>(_mentions.Count * 2);
        for (var i = 0; i < _tokens.Length; i++)
        {
            while (named.Count > 0 && named.Peek().TokenStart <= i)
                done.Add(named.Dequeue());
            // "the 56-year-old said": an age for its bearer.
            if (!_taken[i] && i > 0 && i + 1 < _tokens.Length && _tokens[i].Lower.EndsWith("-year-old", StringComparison.Ordinal) && _tokens[i - 1].Lower is "the" or "this" && (_tokens[i + 1].Kind == TokenKind.Mark || s_auxiliaries.Contains(_tokens[i + 1].Lower) || s_prepositions.Contains(_tokens[i + 1].Lower) || _tokens[i + 1].Lower is "who" or "'s" || _tokens[i + 1].Lower.EndsWith("ed", StringComparison.Ordinal) || SpeechVerbs.Of(_tokens[i + 1].Lower) is not null))
            {
                if (Topic(done, "person") is { } aged)
                    done.Add(new Mention(_tokens[i - 1].Start, _tokens[i].End, i - 1, i + 1, MentionForm.Description, aged, _sentenceOf[i], _tokens[i + 1].Is("'s"), _tokens[i - 1].Start));
                continue;
            }
            if (_taken[i] || _tokens[i].Kind != TokenKind.Word)
                continue;
            var lower = _tokens[i].Lower;
            if (s_pronouns.TryGetValue(lower, out var pronoun))
            {
                if (_tokens[i].Text is "US" or "IT")
                    continue;
                // "told her that", "told her at noon": an object, not a possessive.
                var possessive = pronoun.Possessive && !(lower == "her" && (i + 1 >= _tokens.Length || _tokens[i + 1].Kind == TokenKind.Mark || s_prepositions.Contains(_tokens[i + 1].Lower) || s_pronouns.ContainsKey(_tokens[i + 1].Lower) || s_breakers.Contains(_tokens[i + 1].Lower) || s_days.Contains(_tokens[i + 1].Lower) || s_determiners.Contains(_tokens[i + 1].Lower)));
                var entity = pronoun.Person == 3 ? Pronoun(done, i, pronoun.Gender, pronoun.Plural, lower is "him" || lower == "her" && !possessive) : null;
                done.Add(new Mention(_tokens[i].Start, _tokens[i].End, i, i + 1, MentionForm.Pronoun, entity, _sentenceOf[i], possessive, _tokens[i].Start));
                continue;
            }
            if (Lexicon.RoleOf(lower.StartsWith("then-", StringComparison.Ordinal) ? lower[5..] : lower) is { } head && RoleMention(done, named, i, head) is { } role)
            {
                done.Add(role);
                i = role.TokenEnd - 1;
            }
        }
        while (named.Count > 0)
            done.Add(named.Dequeue());
        _mentions.Clear();
        _mentions.AddRange(done);
        _mentions.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
    }

    private static readonly Dictionary<string, (int Person, Gender Gender, bool Plural, bool Possessive)> s_pronouns = new(StringComparer.Ordinal)
    {
        ["he"] = (3, Gender.Male, false, false),
        ["him"] = (3, Gender.Male, false, false),
        ["his"] = (3, Gender.Male, false, true),
        ["himself"] = (3, Gender.Male, false, false),
        ["she"] = (3, Gender.Female, false, false),
        ["her"] = (3, Gender.Female, false, true),
        ["hers"] = (3, Gender.Female, false, true),
        ["herself"] = (3, Gender.Female, false, false),
        ["they"] = (3, Gender.Unknown, true, false),
        ["them"] = (3, Gender.Unknown, true, false),
        ["their"] = (3, Gender.Unknown, true, true),
        ["i"] = (1, Gender.Unknown, false, false),
        ["me"] = (1, Gender.Unknown, false, false),
        ["my"] = (1, Gender.Unknown, false, true),
        ["myself"] = (1, Gender.Unknown, false, false),
        ["we"] = (1, Gender.Unknown, true, false),
        ["us"] = (1, Gender.Unknown, true, false),
        ["our"] = (1, Gender.Unknown, true, true),
        ["you"] = (2, Gender.Unknown, false, false),
        ["your"] = (2, Gender.Unknown, false, true),
    };

    /// <summary>Whom a pronoun of the third person means: the nearest fitting person, subjects before others, outside quotations before inside.</summary>
    private Entity? Pronoun(List<Mention> done, int at, Gender gender, bool plural, bool isObject)
    {
        Entity? best = null;
        var bestScore = double.MinValue;
        var seen = new HashSet<Entity>();
        var sentence = _sentenceOf[at];
        for (var k = done.Count - 1; k >= 0 && k >= done.Count - Window; k--)
        {
            var mention = done[k];
            if (mention.Entity is not { } entity || !(plural ? entity.IsPlural || entity.Kind == EntityKind.Institution : entity.IsPerson && !entity.IsPlural))
                continue;
            if (!plural && gender != Gender.Unknown && entity.Gender != Gender.Unknown && entity.Gender != gender)
                continue;
            if (!plural && entity.Kind == EntityKind.Role && entity.Roles.Overlaps(s_bodies))
                continue;
            if (!plural && entity.Kind == EntityKind.Role && mention.Form == MentionForm.Pronoun && entity.Gender == Gender.Unknown)
                continue;
            var distance = sentence - mention.Sentence;
            if (distance > 6)
                break;
            // "Judge Roe gave him 20 years": nobody is both subject and object of one verb.
            if (isObject && distance == 0 && !mention.Possessive && IsSubject(mention) && SameClause(mention.TokenEnd, at))
                continue;
            var score = -1.0 * distance;
            if (IsSubject(mention))
                score += 1.3;
            // "X's sentence was commuted by the governor. He ...": the owner of what the sentence is about.
            if (mention.Possessive && mention.Form != MentionForm.Pronoun && mention.TokenStart == _sentences[mention.Sentence].TokenStart)
                score += 1.2;
            else if (mention.Possessive)
                score -= mention.Form == MentionForm.Pronoun ? 0.2 : 0.5;
            if (entity.Kind == EntityKind.Role && mention.Form == MentionForm.Role && _tokens[mention.TokenStart].Lower is "a" or "an")
                score -= 0.8;
            else if (entity.Kind == EntityKind.Role && mention.Form == MentionForm.Label)
                score -= 2;
            else if (entity.Kind == EntityKind.Role && mention.Form is MentionForm.Role or MentionForm.Title && entity.Gender == Gender.Unknown)
                score -= 0.9;
            if (_quoteOf[mention.TokenStart] != _quoteOf[at])
                score -= _quoteOf[mention.TokenStart] >= 0 ? (entity.Kind == EntityKind.Role ? 2.2 : 0.9) : 0.3;
            if (entity.Gender == Gender.Unknown && !plural)
                score -= 0.6;
            if (entity.Kind == EntityKind.Institution)
                score -= 0.6;
            if (mention.Form == MentionForm.Label)
                score -= 0.8;
            // Recency within a sentence, very small.
            score -= 0.002 * (at - mention.TokenStart);
            if (seen.Add(entity) && entity.Kind == EntityKind.Person)
                score += 0.15;
            if (score > bestScore)
                (best, bestScore) = (entity, score);
        }
        return best;
    }

    /// <summary>Whether no other clause begins between a subject and an object, appositions between commas left aside.</summary>
    private bool SameClause(int from, int to)
    {
        if (to - from > 12)
            return false;
        var commas = 0;
        for (var i = from; i < to; i++)
        {
            if (_tokens[i].IsMark(','))
                commas++;
            if (_tokens[i].Lower is "who" or "that" or "which" or "when" or "after" or "before" or "because" or "while" or "if" or "and" or "but" or "as" or "to" or "said" or ";" or "for" or "whose" or "since" || _tokens[i].Kind == TokenKind.Mark && _tokens[i].Text[0] is '"' or '\u201c' or '\u201d')
                return false;
        }
        return commas != 1;
    }

    private static readonly HashSet<string> s_bodies = new(StringComparer.Ordinal) { "jury", "board", "court", "panel", "family", "campaign", "office", "committee", "agency", "department", "people", "government" };

    /// <summary>Whether a mention looks like the subject of its clause: a verb stands right behind it, or it opens the sentence.</summary>
    private bool IsSubject(Mention mention)
    {
        if (mention.Possessive)
            return false;
        var sentence = _sentences[mention.Sentence];
        if (mention.TokenStart > sentence.TokenStart && s_prepositions.Contains(_tokens[mention.TokenStart - 1].Lower))
            return false;
        if (mention.TokenStart <= sentence.TokenStart + 1)
            return true;
        if (mention.TokenStart > 0 && s_prepositions.Contains(_tokens[mention.TokenStart - 1].Lower))
            return false;
        var next = mention.TokenEnd;
        // "Gov. X of Ohio commuted": a place between subject and verb.
        if (next + 2 < sentence.TokenEnd && _tokens[next].Lower is "of" or "from" && _tokens[next + 1].IsCapital)
        {
            next += 2;
            while (next < sentence.TokenEnd - 1 && _tokens[next].IsCapital)
                next++;
        }
        // "On Tuesday, X ...": the first name behind an opening phrase.
        if (mention.Form is MentionForm.FullName or MentionForm.LastName && _tokens[mention.TokenStart - 1].IsMark(',') && mention.TokenStart - sentence.TokenStart <= 8 && s_prepositions.Contains(_tokens[sentence.TokenStart].Lower))
            return true;
        return next < sentence.TokenEnd && (SpeechVerbs.Of(_tokens[next].Lower) is { Form: VerbForm.Past or VerbForm.Present } || s_auxiliaries.Contains(_tokens[next].Lower)
            || (_tokens[next].Kind == TokenKind.Word && _tokens[next].Lower.EndsWith("ed", StringComparison.Ordinal)) || s_personal.Contains(_tokens[next].Lower) || _tokens[next].Lower is "who");
    }

    internal static readonly HashSet<string> s_auxiliaries = new(StringComparer.Ordinal) { "is", "was", "are", "were", "be", "been", "being", "has", "have", "had", "will", "would", "could", "can", "may", "might", "should", "shall", "must", "does", "did", "do", "didn't", "doesn't", "don't", "isn't", "wasn't", "aren't", "weren't", "hasn't", "haven't", "hadn't", "won't", "wouldn't", "couldn't", "can't", "shouldn't", "cannot" };

    internal static readonly HashSet<string> s_prepositions = new(StringComparer.Ordinal) { "of", "in", "on", "at", "by", "for", "from", "with", "to", "about", "as", "into", "onto", "over", "under", "against", "between", "among", "through", "during", "before", "after", "since", "until", "without", "within", "upon", "toward", "towards", "near", "behind", "beyond", "despite", "via", "per", "like", "than", "regarding", "concerning", "including", "alongside", "along", "outside", "inside", "around", "off", "amid", "beside", "besides", "across" };

    private static readonly HashSet<string> s_breakers = new(StringComparer.Ordinal) { "and", "or", "but", "nor", "so", "yet", "that", "which", "who", "whom", "whose", "because", "although", "though", "while", "when", "where", "if", "unless", "whether", "how", "why", "what", "not", "also", "then", "there", "it", "he", "she", "they", "we", "i", "you", "him", "them", "me", "us", "only", "just", "even", "very", "too" };

    private static readonly HashSet<string> s_determiners = new(StringComparer.Ordinal) { "the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "my", "our", "your", "its", "some", "many", "several", "other", "another", "any", "no", "every", "each", "both", "two", "three", "four", "five", "six", "seven", "one", "most", "few", "all" };

    /// <summary>What a person is known as. "the rapper" takes up somebody the text has named; "the chaplain" or "the judge" may be somebody new.</summary>
    private static readonly HashSet<string> s_character = new(StringComparer.Ordinal)
    {
        "musician", "performer", "comedian", "entertainer", "hitmaker", "songwriter", "vocalist", "frontman", "producer", "influencer", "billionaire", "model", "linebacker", "wrestler",
        "star", "founder", "host", "rapper", "singer", "actor", "actress", "celebrity", "mogul", "entrepreneur", "businessman", "businesswoman", "boxer", "athlete", "quarterback", "politician", "lawmaker", "congressman", "congresswoman", "whistleblower", "whistle-blower",
        "veteran", "soldier", "private", "grandmother", "great-grandmother", "grandfather", "activist", "author", "columnist", "commentator", "financier", "developer", "operative", "strategist", "commander", "candidate", "nominee", "executive", "ceo", "widow", "widower", "confidant", "lobbyist", "contractor", "felon", "ex-felon", "inmate", "prisoner", "petitioner", "convict",
    };

    private static readonly HashSet<string> s_fame = new(StringComparer.Ordinal) { "star", "singer", "rapper", "actor", "actress", "celebrity", "mogul", "musician", "performer", "comedian", "entertainer", "hitmaker", "songwriter", "vocalist", "frontman", "influencer", "model" };

    /// <summary>Roles that many hold in one case: a modifier tells them apart.</summary>
    private static readonly HashSet<string> s_strict = new(StringComparer.Ordinal) { "attorney", "lawyer", "counsel", "judge", "prosecutor", "official", "officer", "spokesperson", "spokesman", "spokeswoman", "agent", "witness", "juror", "court", "department", "office", "member", "leader", "director", "secretary" };

    private Mention? RoleMention(List<Mention> done, Queue<Mention> named, int at, string head)
    {
        var lower = _tokens[at].Lower;
        var sentence = _sentences[_sentenceOf[at]];
        var plural = Lexicon.IsPlural(lower);
        // Compound heads: "attorney general", "vice president", "reality star": the last noun is the head.
        var end = at + 1;
        while (end < sentence.TokenEnd && !_taken[end] && Lexicon.RoleOf(_tokens[end].Lower) is { } further && _tokens[end - 1].End + 1 == _tokens[end].Start)
        {
            head = further;
            plural = Lexicon.IsPlural(_tokens[end].Lower);
            end++;
        }
        if (lower.EndsWith("commander", StringComparison.Ordinal) && end + 1 < sentence.TokenEnd && _tokens[end].Is("in") && _tokens[end + 1].Is("chief"))
        {
            (head, end) = ("commander-in-chief", end + 2);
        }
        // "accused", "suspect" and the like are people only behind an article; else they are verbs.
        if (lower is "accused" or "suspect" or "convict" or "star" or "host" or "coach" or "guard" or "partner" or "lead" or "fan" && (at == sentence.TokenStart || !(s_determiners.Contains(_tokens[at - 1].Lower) || _tokens[at - 1].Kind == TokenKind.Word && !SpeechVerbs.Of(_tokens[at - 1].Lower).HasValue && lower is "star" or "host" or "coach" or "guard" or "partner" or "fan" or "convict")))
            return null;
        // "board member" is a person, "member states" is none; "people" needs a determiner to be a speaker.
        var from = at;
        Mention? owner = null;
        while (from > sentence.TokenStart && at - from < 7)
        {
            var token = _tokens[from - 1];
            if (token.Is("'s") || token.Kind == TokenKind.Mark && Tokenizer.IsApostrophe(token.Text[0]) && token.Start == (from >= 2 ? _tokens[from - 2].End : -1))
            {
                from--;
                continue;
            }
            if (token.Kind == TokenKind.Mark && token.Text[0] is not '-')
                break;
            if (token.Kind is TokenKind.Url or TokenKind.Handle)
                break;
            if (s_determiners.Contains(token.Lower))
            {
                from--;
                break;
            }
            if (s_prepositions.Contains(token.Lower) || s_breakers.Contains(token.Lower) || s_auxiliaries.Contains(token.Lower) || (SpeechVerbs.Of(token.Lower) is { } verb && verb.Form != VerbForm.Gerund && !_taken[from - 1]) || Clemency.IsVerb(token.Lower) || token.Lower is "included" or "includes" or "include" or "hired" or "met" or "sued" or "joined" or "led" or "helped" or "got" or "gave" or "made" or "took" or "saw" or "won" or "lost" or "sent" or "convinced" or "as" or "become" or "became" or "made" or "had" or "has")
                break;
            // A person's name right before, without "'s", is no modifier: it is another noun.
            if (_taken[from - 1] && done.Count > 0 && done[^1].TokenEnd == from && done[^1].Entity is { Kind: EntityKind.Person } && !done[^1].Possessive && done[^1].Form is MentionForm.FullName)
                break;
            from--;
        }
        while (from < at && (_tokens[from].Is("'s") || _tokens[from].Kind == TokenKind.Mark))
            from++;
        var first = _tokens[from].Lower;
        var determined = s_determiners.Contains(first);
        for (var k = done.Count - 1; k >= 0 && k > done.Count - 8; k--)
        {
            if (done[k].TokenStart >= from && done[k].TokenEnd <= at && done[k].Possessive)
            {
                owner = done[k];
                break;
            }
        }
        var owned = from + 1 < at && _tokens[from].IsCapital && _tokens[from + 1].Is("'s");
        var definite = owned || first is "the" or "this" or "that" or "his" or "her" or "their" or "my" or "our" || owner is not null || first.StartsWith("then-", StringComparison.Ordinal);
        var phraseFrom = from;
        if (determined && first is not ("his" or "her" or "their") || first is "one" or "other")
            phraseFrom++;
        if (phraseFrom >= end)
            phraseFrom = at;
        var phrase = Clean(_text[_tokens[phraseFrom].Start.._tokens[end - 1].End]);
        if (first is "his" or "her" or "their" && from < at && owner?.Entity is { } possessor)
            phrase = (possessor.Last ?? possessor.Name) + "'s " + Clean(_text[_tokens[from + 1].Start.._tokens[end - 1].End]);
        // "a spokeswoman for the governor", "the mother of the victim".
        var post = "";
        if (end + 1 < sentence.TokenEnd && _tokens[end].Lower is "for" or "of" or "at" or "from" or "with" or "in" && head is not ("president" or "governor" or "people"))
        {
            var k = end + 1;
            if (_tokens[k].Lower is "the" or "a" or "an")
                k++;
            var start = k;
            while (k < sentence.TokenEnd && _tokens[k].Kind == TokenKind.Word && (_tokens[k].IsCapital || k == start && s_pronouns.ContainsKey(_tokens[k].Lower)) && k - start < 5)
                k++;
            if (k > start)
                post = " " + _text[_tokens[end].Start.._tokens[k - 1].End];
        }
        Mention Make(Entity entity, MentionForm form) => new(_tokens[from].Start, _tokens[end - 1].End, from, end, form, entity, sentence.Index, end < _tokens.Length && (_tokens[end].Is("'s") || plural && _tokens[end].Kind == TokenKind.Mark && Tokenizer.IsApostrophe(_tokens[end].Text[0]) && _tokens[end].Start == _tokens[end - 1].End), _tokens[from].Start) { Head = head };

        // "White House counsel Rupert Hale": the name follows at once.
        if (!plural && end < sentence.TokenEnd && _taken[end])
        {
            var name = named.FirstOrDefaultAt(end);
            if (name?.Entity is { Kind: EntityKind.Person or EntityKind.Unknown } person && name.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.Name or MentionForm.FirstName)
            {
                if (person.Kind == EntityKind.Unknown)
                    person.Kind = EntityKind.Person;
                Give(person, head, phrase);
                return Make(person, MentionForm.Role);
            }
        }
        // "an informant named Curt Bohn": the name follows with a word between.
        if (!plural && end + 1 < sentence.TokenEnd && _tokens[end].Lower is "named" or "called" && _taken[end + 1] && named.FirstOrDefaultAt(end + 1) is { Entity: { Kind: EntityKind.Person } bearer } && end + 1 < sentence.TokenEnd)
        {
            Give(bearer, head, phrase);
            return Make(bearer, MentionForm.Role);
        }
        // "Marsh's lawyer, Adam Brown,": in apposition.
        if (!plural && end + 1 < sentence.TokenEnd && _tokens[end].IsMark(',') && _taken[end + 1] && (definite || at == sentence.TokenStart))
        {
            var name = named.FirstOrDefaultAt(end + 1);
            if (name is { Form: MentionForm.FullName, Entity: { Kind: EntityKind.Person } person } && name.TokenEnd < sentence.TokenEnd && (_tokens[name.TokenEnd].Kind == TokenKind.Mark || SpeechVerbs.Of(_tokens[name.TokenEnd].Lower) is not null))
            {
                Give(person, head, phrase);
                return Make(person, MentionForm.Role);
            }
        }
        // "Paul Lund, the House speaker," and "Ines Calloway, an attorney for ...": in apposition behind.
        if (!plural && from > sentence.TokenStart + 1 && _tokens[from - 1].IsMark(',') && done.Count > 0)
        {
            for (var k = done.Count - 1; k >= 0 && k > done.Count - 4; k--)
            {
                if (done[k].TokenEnd == from - 1 && done[k].Entity is { Kind: EntityKind.Person } person && (determined || owner is not null || first is "former" or "then" or "now") && done[k].Form is MentionForm.FullName or MentionForm.LastName && Closed(end, sentence))
                {
                    Give(person, head, phrase);
                    return Make(person, MentionForm.Role);
                }
            }
        }
        // "X was a model prisoner".
        if (!plural && from > sentence.TokenStart + 1 && _tokens[from - 1].Lower is "was" or "is" or "became" or "as" or "been" && first is "a" or "an")
        {
            for (var k = done.Count - 1; k >= 0 && done[k].Sentence == sentence.Index; k--)
            {
                if (done[k].Entity is { IsPerson: true } person && IsSubject(done[k]))
                {
                    Give(person, head, phrase);
                    return Make(person, MentionForm.Role);
                }
            }
        }
        if (plural)
        {
            if (head is "people" or "man" or "woman" or "child" or "person" or "boy" or "girl" && !determined)
                return null;
            var group = RoleEntity(phrase + post, EntityKind.Group, head);
            group.IsPlural = true;
            return Make(group, MentionForm.Role);
        }
        var former = phrase.StartsWith("former ", StringComparison.OrdinalIgnoreCase) || phrase.StartsWith("ex-", StringComparison.OrdinalIgnoreCase);
        if (definite || (!determined && char.IsUpper(_tokens[at].Text[0])))
        {
            if (head is "president" or "commander-in-chief" && owner is null && !phrase.Contains("vice", StringComparison.OrdinalIgnoreCase) && post.Length == 0 && (phrase.Length < 12 || former || phrase.Contains("ommander", StringComparison.Ordinal)))
            {
                var president = former ? Recent(done, e => e.Roles.Contains("former president") || e.Roles.Contains("president")) : Office("president") ?? Recent(done, e => e.Roles.Contains("president"));
                if (president is not null)
                    return Make(president, MentionForm.Title);
            }
            var byRole = Recent(done, e => (e.Roles.Contains(head) || former && e.Roles.Contains("former " + head)) && Compatible(e, phrase, head));
            if (byRole is not null && (owner is null || phrase.Length == 0 || byRole.RolePhrases.Any(p => SameOwner(p, owner))))
                return Make(byRole, MentionForm.Role);
            // One person alone has this role so far: "the political adviser" is the former adviser named before.
            if (owner is null && post.Length == 0 && byRole is null && !s_strict.Contains(head) && first == "the" && Recent(done, e => e.Kind == EntityKind.Person && e.Roles.Contains(head)) is { } only)
                return Make(only, MentionForm.Description);
            // "the former aide": the only one whom the text calls former something.
            if (owner is null && post.Length == 0 && former && first == "the" && Recent(done, e => e.Kind == EntityKind.Person && e.RolePhrases.Any(p => p.Contains("former", StringComparison.OrdinalIgnoreCase))) is { } past)
                return Make(past, MentionForm.Description);
            if (owner is null && post.Length == 0 && s_fame.Contains(head) && first is "the" && Recent(done, e => e.Kind == EntityKind.Person && e.Roles.Overlaps(s_fame)) is { } famous)
                return Make(famous, MentionForm.Description);
            if (owner is null && post.Length == 0 && s_character.Contains(head) && first is "the" or "this" && (Topic(done, head) is { } topic))
            {
                Give(topic, head, phrase);
                return Make(topic, MentionForm.Description);
            }
            if (owner is null && post.Length == 0 && first is "the" && phrase.Contains("-old", StringComparison.Ordinal) && Topic(done, head) is { } aged)
                return Make(aged, MentionForm.Description);
        }
        if (!determined && owner is null && !char.IsUpper(_tokens[from].Text[0]))
            return null; // "star", "general" without an article: no person.
        if (head is "board" or "member" && !determined)
            return null;
        var entity = RoleEntity(phrase + post, EntityKind.Role, head);
        return Make(entity, MentionForm.Role);
    }

    /// <summary>Whether a noun phrase ends here or goes on with a modifier, so that it can stand in apposition; a verb behind it makes it a subject.</summary>
    private bool Closed(int end, Sentence sentence)
    {
        if (end >= sentence.TokenEnd)
            return true;
        var token = _tokens[end];
        return token.Kind == TokenKind.Mark || s_prepositions.Contains(token.Lower) || token.Lower is "who" or "whose" or "representing" or "and" || token.Lower.EndsWith("ing", StringComparison.Ordinal) || token.Kind == TokenKind.Number;
    }

    private static string Clean(string phrase) => phrase.ReplaceLineEndings(" ").Replace('\u2019', '\'');

    private static bool SameOwner(string phrase, Mention owner) => owner.Entity is not null && (phrase.Contains(owner.Entity.Last ?? owner.Entity.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>"the federal judge" is the judge named before; "the defense attorney" is not the attorney general.</summary>
    private static bool Compatible(Entity entity, string phrase, string head)
    {
        if (phrase.Length <= head.Length + 1 || phrase.StartsWith("former ", StringComparison.OrdinalIgnoreCase))
            return true;
        var words = phrase.Split(' ').Where(w => !s_transparent.Contains(w.ToLowerInvariant())).ToArray();
        return entity.RolePhrases.Count == 0 || words.Length < 2 || entity.RolePhrases.Any(p => words.SkipLast(1).Any(w => w.Length > 3 && p.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }

    private static readonly HashSet<string> s_transparent = new(StringComparer.Ordinal) { "old", "elderly", "retired", "former", "aging", "same", "young", "late", "veteran", "longtime", "now-retired", "ex", "newly", "outgoing", "first-term", "republican", "democratic", "popular", "embattled", "onetime", "one-time" };

    private static void Give(Entity person, string head, string phrase)
    {
        if (head is "family" or "person" or "people" or "member")
            return;
        var former = phrase.StartsWith("former ", StringComparison.OrdinalIgnoreCase) && Lexicon.ClemencyOffices.Contains(head);
        if (!(head == "president" && phrase.Contains("vice", StringComparison.OrdinalIgnoreCase)))
            person.Roles.Add(former ? "former " + head : head);
        if (!person.RolePhrases.Contains(phrase))
            person.RolePhrases.Add(phrase);
        var gender = Lexicon.Roles.GetValueOrDefault(head);
        if (gender != Gender.Unknown && person.Gender == Gender.Unknown)
            person.Gender = gender;
    }

    /// <summary>The person a description most likely means: the last subject who is not of the other gender.</summary>
    private Entity? Topic(List<Mention> done, string head)
    {
        var gender = Lexicon.Roles.GetValueOrDefault(head);
        Entity? fallback = null;
        for (var k = done.Count - 1; k >= 0 && k >= done.Count - Window; k--)
        {
            if (done[k].Entity is not { Kind: EntityKind.Person } entity || gender != Gender.Unknown && entity.Gender != Gender.Unknown && entity.Gender != gender || entity.Roles.Overlaps(Lexicon.ClemencyOffices))
                continue;
            if (IsSubject(done[k]))
                return entity;
            fallback ??= entity;
        }
        return fallback;
    }

    private static Entity? Recent(List<Mention> done, Func<Entity, bool> fits)
    {
        for (var k = done.Count - 1; k >= 0 && k >= done.Count - 150; k--)
        {
            if (done[k].Entity is { } entity && !entity.IsPlural && entity.Kind is EntityKind.Person or EntityKind.Role or EntityKind.Institution && fits(entity))
                return entity;
        }
        return null;
    }

    private Entity RoleEntity(string phrase, EntityKind kind, string head)
    {
        var key = phrase.ToLowerInvariant();
        if (_roles.TryGetValue(key, out var entity))
            return entity;
        if (kind == EntityKind.Role && Lexicon.IsInstitutionHead(head) && head != "family")
            kind = EntityKind.Institution;
        entity = new Entity(_entities.Count, kind, phrase) { Gender = Lexicon.Roles.GetValueOrDefault(head) };
        entity.Roles.Add(head);
        entity.RolePhrases.Add(phrase);
        _entities.Add(entity);
        _roles[key] = entity;
        return entity;
    }

    private Entity? _president;

    /// <summary>Who holds the office: whom the text calls so; else, for a text with a date, who held it then (general knowledge).</summary>
    private Entity? Office(string office)
    {
        if (_president is not null)
            return _president;
        var titled = _entities.Where(e => e.Kind == EntityKind.Person && e.Roles.Contains(office)).ToList();
        if (titled.Count == 1)
            return _president = titled[0];
        if (_published is { } day)
        {
            foreach (var (name, from, to) in Lexicon.Presidents)
            {
                if (day < from || day >= to)
                    continue;
                var words = name.Split(' ');
                var run = new Run(0, 0, 0, words, null, [], null, false, false);
                if (Known(run, words) is { } known || _byWord.TryGetValue(words[^1].ToLowerInvariant(), out var same) && (known = same.FirstOrDefault(e => e.First is null || Lexicon.SameFirstName(e.First, words[0]))) is not null)
                    return _president = known;
                if (titled.Count == 0)
                {
                    var person = NewPerson(words, null);
                    person.Roles.Add(office);
                    return _president = person;
                }
            }
        }
        return titled.Count > 0 ? titled.MaxBy(e => _mentions.Count(m => m.Entity == e)) : null;
    }
}

file static class QueueLook
{
    /// <summary>The first mention of the queue that starts with this token; the queue is in order, so few are looked at.</summary>
    public static Mention? FirstOrDefaultAt(this Queue<Mention> named, int token)
    {
        foreach (var mention in named)
        {
            if (mention.TokenStart == token)
                return mention;
            if (mention.TokenStart > token)
                return null;
        }
        return null;
    }
}
