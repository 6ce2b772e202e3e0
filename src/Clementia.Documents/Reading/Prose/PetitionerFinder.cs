namespace Clementia.Documents.Reading.Prose;

/// <summary>Finds whom a text is about, from the grammar around clemency and criminal cases, and from what the petition knows.</summary>
internal static class PetitionerFinder
{
    private static readonly HashSet<string> s_done = new(StringComparer.Ordinal) { "sentenced", "convicted", "pardoned", "indicted", "arrested", "charged", "imprisoned", "incarcerated", "released", "freed", "jailed", "granted", "commuted", "exonerated", "acquitted", "found", "denied", "given", "spared", "executed" };

    private static readonly HashSet<string> s_did = new(StringComparer.Ordinal) { "served", "serves", "pleaded", "pled", "serving", "spent", "appealed", "petitioned", "applied", "surrendered", "reported" };

    private static readonly HashSet<string> s_grant = new(StringComparer.Ordinal) { "clemency", "pardon", "pardons", "commutation", "commutations", "reprieve", "mercy", "sentence", "sentences", "conviction", "convictions", "release", "imprisonment", "term", "freedom", "case", "petition", "innocence", "guilt", "trial", "appeal", "appeals" };

    public static List<Entity> Find(Prose prose)
    {
        var scores = new Dictionary<Entity, double>();
        var clemency = new HashSet<Entity>();
        var tokens = prose.Tokens;
        void Add(Mention mention, double points, bool grant)
        {
            if (mention.Entity is not { } entity || entity.Kind is EntityKind.Institution or EntityKind.Group)
                return;
            if (mention.Form == MentionForm.Pronoun)
                points /= 2;
            scores[entity] = scores.GetValueOrDefault(entity) + points;
            if (grant)
                clemency.Add(entity);
        }
        Lists(prose, Add);
        foreach (var mention in prose.Mentions)
        {
            if (mention.Form == MentionForm.Label)
                continue;
            // Who pardons is not who is pardoned.
            if (!mention.Possessive && Grants(tokens, mention.TokenEnd) || mention.TokenStart > 1 && tokens[mention.TokenStart - 1].IsMark(',') && tokens[mention.TokenStart - 2].Text == "I")
            {
                Add(mention, tokens[Math.Max(0, mention.TokenStart - 2)].Text == "I" ? -20 : -6, false);
                continue;
            }
            var before = mention.TokenStart - 1;
            var after = mention.TokenEnd;
            // "Mr. X's sentence", "her clemency petition".
            if (mention.Possessive)
            {
                var k = mention.Form == MentionForm.Pronoun ? after : after + 1;
                for (var n = 0; n < 4 && k < tokens.Length && tokens[k].Kind is TokenKind.Word or TokenKind.Number; n++, k++)
                {
                    if (!s_grant.Contains(tokens[k].Lower))
                        continue;
                    var grant = Clemency.IsWord(tokens[k].Lower);
                    // "Rowe's pardon" is the giver's when it is "of" or "for" someone.
                    // "X's clemency adviser" is no petitioner's.
                    var giver = grant && k + 1 < tokens.Length && Lexicon.RoleOf(tokens[k + 1].Lower) is not null || grant && k + 1 < tokens.Length && tokens[k + 1].Lower is "of" or "for" or "power" or "powers" or "to" || grant && mention.Entity is { } e && e.Roles.Overlaps(Lexicon.ClemencyOffices);
                    var commuted = !grant && Back(tokens, mention.TokenStart, "commute", 6);
                    if (!giver)
                        Add(mention, commuted ? 4 : grant ? 3 : 1.5, commuted || grant);
                    break;
                }
            }
            // "pardoned X", "commuted the sentence of X", "clemency for X", "the release of X".
            for (var k = before; k >= 0 && k > before - 9; k--)
            {
                var token = tokens[k];
                if (token.Kind == TokenKind.Mark && token.Text[0] is '.' or ';' or '?' or '!' or '"' or '\u201d' or '\u201c')
                    break;
                if (token.Lower is "who" or "after" or "before" or "because" or "by" or "said" or "from" && k < before)
                    break;
                if (!(Clemency.IsVerb(token.Lower) || Clemency.IsWord(token.Lower) || token.Lower is "sentence" or "sentences" or "release" or "free" or "unto"))
                    continue;
                var near = before - k;
                var link = before >= 0 && (tokens[before].Lower is "of" or "for" or "unto" || tokens[before].Is("to") && Clemency.IsWord(token.Lower));
                // "the pardon, Smith replied": a noun before a comma has no object.
                var plain = near == 0 || Modifiers(prose, k + 1, mention.TokenStart) && !(Clemency.IsNoun(token.Lower) && tokens[k + 1].IsMark(','));
                if (token.Lower is "sentence" or "sentences" && !(link && near <= 3))
                    break;
                if (token.Lower is "clemency" or "mercy" or "commutation" or "commutations" or "pardons" && !link)
                    break;
                if (link || plain)
                    Add(mention, token.Lower is "release" or "released" or "free" or "freed" or "freeing" or "releasing" ? 2 : 4, token.Lower is not ("release" or "sentence" or "sentences") || Back(tokens, k, "commute", 4));
                break;
            }
            // "X asked the governor for clemency", "X's application for a pardon".
            for (var k = after; k < tokens.Length && k < after + 5 && !mention.Possessive; k++)
            {
                if (tokens[k].Lower is "asked" or "applied" or "petitioned" or "sought" or "seeks" or "seeking" or "requested" or "requests" or "asks" or "awaits" or "received" or "receives" or "won")
                {
                    if (Ahead(tokens, k, 6))
                        Add(mention, 3, true);
                    break;
                }
                if (tokens[k].Kind == TokenKind.Mark || Lexicon.RoleOf(tokens[k].Lower) is not null)
                    break;
            }
            // "X was sentenced", "X, a grandmother, was convicted", "X pleaded guilty".
            var next = after;
            var skipped = 0;
            while (next < tokens.Length && skipped < 4 && tokens[next].Lower is "was" or "were" or "had" or "been" or "is" or "has" or "who" or "," or "being" or "also" or "then" or "initially" or "later" or "originally" or "recently")
            {
                next++;
                skipped++;
            }
            if (next < tokens.Length && !mention.Possessive)
            {
                if (skipped > 0 && s_done.Contains(tokens[next].Lower) && !(tokens[next].Is("found") && !(next + 1 < tokens.Length && tokens[next + 1].Lower is "guilty")))
                {
                    var grant = tokens[next].Lower is "pardoned" or "commuted" or "exonerated" || tokens[next].Is("granted") && Ahead(tokens, next, 4);
                    Add(mention, grant ? 4 : tokens[next].Is("granted") ? 0 : 2, grant);
                }
                else if (s_did.Contains(tokens[next].Lower) && (tokens[next].Lower is not ("spent" or "served" or "reported" or "applied") || Prisonlike(tokens, next)))
                {
                    Add(mention, 1.5, false);
                }
            }
        }
        foreach (var hint in (IEnumerable<string>)[.. prose.Context.Petitioners ?? [], .. prose.Context.Title is { } title ? [title] : Array.Empty<string>()])
        {
            var isTitle = ReferenceEquals(hint, prose.Context.Title);
            foreach (var entity in prose.Entities)
            {
                if (entity.Kind != EntityKind.Person || entity.Last is null || entity.Last.Length < 3 || !hint.Contains(entity.Last, StringComparison.OrdinalIgnoreCase))
                    continue;
                if (isTitle)
                {
                    if (scores.ContainsKey(entity))
                        scores[entity] += 10;
                    continue;
                }
                if (entity.First is not null && !hint.Split(' ').Any(w => Lexicon.SameFirstName(w, entity.First)) && hint.Contains(' '))
                    continue;
                scores[entity] = scores.GetValueOrDefault(entity) + 100;
                clemency.Add(entity);
            }
        }
        // Who grants is not who asks.
        foreach (var entity in scores.Keys.ToList())
        {
            if (entity.Roles.Contains("president") && !(prose.Context.Petitioners ?? []).Any(h => entity.Last is not null && h.Contains(entity.Last, StringComparison.OrdinalIgnoreCase)))
                scores[entity] -= 100;
        }
        var ranked = scores.Where(s => s.Value >= 1.5 && s.Key.Kind is EntityKind.Person or EntityKind.Unknown).OrderByDescending(s => s.Value).ThenBy(s => s.Key.Id).ToList();
        if (ranked.Count == 0)
            return [];
        // Several people side by side with sentences of their own belong to one list, although each entry does not repeat the grant.
        var granted = ranked.Where(r => clemency.Contains(r.Key) || r.Value >= 4).ToList();
        var pool = granted.Count > 0 ? granted : ranked;
        var top = pool[0].Value;
        // The foremost, and whoever stands beside them; a name mentioned once in an article on another is no petitioner of it.
        return [.. pool.Where(r => r.Value >= Math.Min(top, 3) && r.Value >= top / 6 || r.Value >= 100).Select(r => r.Key)];
    }

    /// <summary>"X pardoned", "X has commuted", "X granted clemency", in the active voice.</summary>
    private static bool Grants(Token[] tokens, int i)
    {
        for (var n = 0; n < 3 && i < tokens.Length && tokens[i].Lower is "has" or "had" or "also" or "today" or "recently" or "then" or "tuesday" or "friday" or "monday" or "wednesday" or "thursday"; n++)
            i++;
        if (i + 1 >= tokens.Length)
            return false;
        return tokens[i].Lower is "commuted" or "pardoned" or "commutes" or "pardons" or "commute" && !tokens[i + 1].Is("by") || tokens[i].Lower is "granted" or "grants" or "issued" && Ahead(tokens, i, 5);
    }

    /// <summary>
    /// Names that stand where a list or register puts its people: alone on a line, first in a row or at the head of an entry
    /// that speaks of clemency, and in "pardoned A, who ..., B, who ..., and C".
    /// </summary>
    private static void Lists(Prose prose, Action<Mention, double, bool> add)
    {
        var tokens = prose.Tokens;
        foreach (var paragraph in prose.Paragraphs)
        {
            if (paragraph.End - paragraph.Start > 600 && paragraph.Kind != ParagraphKind.Row)
                continue;
            var clemency = false;
            for (var i = paragraph.TokenStart; i < paragraph.TokenEnd; i++)
                clemency |= Clemency.IsWord(tokens[i].Lower);
            foreach (var mention in prose.MentionsIn(paragraph.Start, paragraph.End))
            {
                if (mention.Form is not MentionForm.FullName)
                    continue;
                var leading = true;
                for (var i = paragraph.TokenStart; i < mention.TokenStart; i++)
                    leading &= tokens[i].Kind == TokenKind.Mark;
                if (!leading)
                    break;
                var alone = true;
                for (var i = mention.TokenEnd; i < paragraph.TokenEnd; i++)
                    alone &= tokens[i].Kind == TokenKind.Mark;
                var listed = paragraph.Kind == ParagraphKind.Row || paragraph.Kind is ParagraphKind.Item or ParagraphKind.Heading && mention.TokenEnd < paragraph.TokenEnd && tokens[mention.TokenEnd].Kind == TokenKind.Mark;
                if (alone && mention.NameStart == mention.Start && !Signs(prose, paragraph))
                    add(mention, 4, true);
                else if (listed && clemency)
                    add(mention, 6, true);
                break;
            }
        }
        foreach (var sentence in prose.Sentences)
        {
            var grant = -1;
            for (var i = sentence.TokenStart; i < sentence.TokenEnd && grant < 0; i++)
            {
                if (Clemency.IsVerb(tokens[i].Lower) && tokens[i].Lower[0] is 'p' or 'c' || Clemency.IsWord(tokens[i].Lower) && i + 1 < sentence.TokenEnd && tokens[i + 1].Lower is "to" or "for" or "of" || tokens[i].Lower is "include" or "included" or "includes" && i - sentence.TokenStart < 4)
                    grant = i;
            }
            if (grant < 0 || tokens[grant].Lower.StartsWith("includ", StringComparison.Ordinal) && !ClemencyBefore(prose, sentence))
                continue;
            var people = prose.MentionsIn(tokens[grant].End, sentence.End).Where(m => m.Form == MentionForm.FullName && !m.Possessive).ToList();
            if (people.Count < 2)
                continue;
            foreach (var mention in people)
            {
                var before = tokens[mention.TokenStart - 1].Lower;
                var after = mention.TokenEnd < tokens.Length ? tokens[mention.TokenEnd].Lower : ".";
                if (before is "," or "and" or "for" or "to" or "of" or "include" or "included" or ";" or "pardoned" or "officer" or "commissioner" && after is "," or "." or "and" or ";" or "who")
                    add(mention, 3, true);
            }
        }
    }

    /// <summary>A name at the foot of a letter signs it.</summary>
    private static bool Signs(Prose prose, Paragraph paragraph)
    {
        if (paragraph.Index == prose.Paragraphs.Count - 1)
            return true;
        for (var p = paragraph.Index - 1; p >= 0 && p >= paragraph.Index - 2; p--)
        {
            var first = prose.Paragraphs[p].TokenStart;
            if (first < prose.Paragraphs[p].TokenEnd && prose.Tokens[first].Lower is "sincerely" or "respectfully" or "regards" or "yours" or "signed" or "faithfully" or "cordially" or "best")
                return true;
        }
        return false;
    }

    private static bool ClemencyBefore(Prose prose, Sentence sentence)
    {
        if (sentence.Index == 0)
            return false;
        var previous = prose.Sentences[sentence.Index - 1];
        for (var i = previous.TokenStart; i < previous.TokenEnd; i++)
        {
            if (Clemency.IsWord(prose.Tokens[i].Lower))
                return true;
        }
        return false;
    }

    private static bool Back(Token[] tokens, int from, string stem, int reach)
    {
        for (var k = from - 1; k >= 0 && k >= from - reach; k--)
        {
            if (tokens[k].Lower.StartsWith(stem[..^1], StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static bool Ahead(Token[] tokens, int from, int reach)
    {
        for (var k = from + 1; k < tokens.Length && k <= from + reach; k++)
        {
            if (Clemency.IsWord(tokens[k].Lower))
                return true;
        }
        return false;
    }

    private static bool Prisonlike(Token[] tokens, int from)
    {
        for (var k = from + 1; k < tokens.Length && k < from + 12; k++)
        {
            if (tokens[k].Lower is "prison" or "jail" or "sentence" or "bars" or "years" or "months" or "clemency" or "parole")
                return true;
            if (tokens[k].IsMark('.'))
                return false;
        }
        return false;
    }

    /// <summary>Whether only words that can precede a name in its noun phrase, or another name of a list, stand between.</summary>
    private static bool Modifiers(Prose prose, int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            var token = prose.Tokens[k];
            if (token.Lower is "and" or "," or "the" or "a" or "an" or "former" or "both" or "then" or "ex" or "first-time" || token.Kind == TokenKind.Number)
                continue;
            if (token.Kind == TokenKind.Word && (Lexicon.RoleOf(token.Lower) is not null || token.IsCapital || Lexicon.Titles.ContainsKey(token.Lower) || token.Lower.EndsWith("al", StringComparison.Ordinal) || token.Lower.EndsWith('y') || token.Lower.EndsWith("ed", StringComparison.Ordinal)
                || token.Lower is "nonviolent" or "drug" or "rogue" or "convicted" or "police" or "army" or "whistleblower"))
                continue;
            return false;
        }
        return true;
    }
}
