using System.Text;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// One sentence in an alphabet of roles, for patterns over clauses: "X" the petitioner by name, "x" the petitioner by a pronoun or a noun,
/// "P" another named person, "p" another person by pronoun or role, "J" a judge, "N" people in the plural, "D" a date, "T" a length of time, "L" life, "K" death,
/// "M" an amount of money, "#" a number. Everything else is a word in lower case or a mark; blanks part them. "'s" hangs on its owner.
/// </summary>
internal sealed class SentenceTape
{
    /// <summary>Longer sentences are tables or lists without stops.</summary>
    private const int MostTokens = 220;

    private readonly SentenceScene _scene;
    private readonly int[] _first;
    private readonly int[] _next;

    private SentenceTape(SentenceScene scene, string text, int[] first, int[] next)
    {
        _scene = scene;
        Text = text;
        _first = first;
        _next = next;
    }

    public string Text { get; }

    public static SentenceTape? Of(SentenceCase about, SentenceScene scene)
    {
        if (scene.Last - scene.First is < 2 or > MostTokens)
            return null;
        var words = scene.Words;
        var text = new StringBuilder(256);
        var first = new List<int>(256);
        var next = new List<int>(256);
        var dates = SentenceCase.In(about.Dates, d => d.Start, scene.Start, scene.End).ToList();
        var terms = SentenceCase.In(about.Terms, t => t.Start, scene.Start, scene.End).ToList();
        var money = SentenceCase.In(about.Money, m => m.Start, scene.Start, scene.End).ToList();
        void Emit(string word, int from, int to)
        {
            text.Append(' ').Append(word);
            while (first.Count < text.Length)
            {
                first.Add(from);
                next.Add(to);
            }
        }
        for (var i = scene.First; i < scene.Last;)
        {
            var at = words[i].Start;
            var party = scene.Parties.FirstOrDefault(p => p.Start <= at && at < p.End);
            if (party.End > at)
            {
                var to = words.At(party.End - 1) + 1;
                // The words of a title or of a description stand before the letter: "judge J", "58 - year - old machinist x".
                var pronoun = to == i + 1 && words.IsAny(i, ["he", "she", "him", "her", "his", "they", "them", "their", "who", "i", "me", "my", "you", "your", "we", "hers", "himself", "herself"]);
                if (!party.IsName && !pronoun)
                {
                    for (var k = i; k < to; k++)
                        Emit(words[k].Kind == TokenKind.Number || Numbers.Read(words, k, out var inner, out var behindInner) && inner.Kind == NumberKind.Cardinal && behindInner == k + 1 ? "#" : words[k].Lower, k, k + 1);
                }
                var letter = Letter(about, scene, party, pronoun, words, i, to);
                if (letter.Length > 0)
                    Emit(letter + (party.IsPossessive ? "'s" : ""), i, to);
                i = Math.Max(to, i + 1);
                if (party.IsPossessive && words.Is(i, "'") && words.IsGlued(i))
                    i += words.Is(i + 1, "s") && words.IsGlued(i + 1) ? 2 : 1;
                continue;
            }
            if (dates.FirstOrDefault(d => d.Start <= at && at < d.End) is { End: > 0 } date)
            {
                var to = words.At(date.End - 1) + 1;
                Emit("D", i, to);
                i = Math.Max(to, i + 1);
                continue;
            }
            if (terms.FirstOrDefault(t => t.Start <= at && at < t.End) is { End: > 0 } term)
            {
                var to = words.At(term.End - 1) + 1;
                Emit(term.Value == "life" ? "L" : term.Value == "death" ? "K" : "T", i, to);
                // "14-year sentence" may lie inside the term: its noun is told all the same.
                if (words.IsAny(to - 1, ["sentence", "sentences", "term", "terms"]))
                    Emit(words[to - 1].Lower, to - 1, to);
                if (words.IsAny(to - 1, ["parole"]))
                    Emit("parole", to - 1, to);
                i = Math.Max(to, i + 1);
                continue;
            }
            if (money.FirstOrDefault(m => m.Start <= at && at < m.End) is { End: > 0 } sum)
            {
                var to = words.At(sum.End - 1) + 1;
                Emit("M", i, to);
                i = Math.Max(to, i + 1);
                continue;
            }
            if (Numbers.Read(words, i, out var number, out var behind) && number.Kind == NumberKind.Cardinal && number.Whole is not null && behind > i)
            {
                Emit("#", i, behind);
                i = behind;
                continue;
            }
            if (words.Is(i, "'") && words.IsGlued(i) && words.IsGlued(i + 1) && words.IsAny(i + 1, ["s", "d", "ve", "re", "ll", "m", "t"]))
            {
                Emit(words[i + 1].Lower switch { "s" => "'s", "d" => "had", "ve" => "have", "re" => "are", "ll" => "will", "m" => "am", _ => "not" }, i, i + 2);
                i += 2;
                continue;
            }
            // "didn't", "wasn't"
            if (words[i].Kind == TokenKind.Word && words[i].Lower.EndsWith('n') && words.Is(i + 1, "'") && words.Is(i + 2, "t") && words.IsGlued(i + 1) && words.IsGlued(i + 2))
            {
                Emit(words[i].Lower[..^1], i, i + 1);
                Emit("not", i, i + 3);
                i += 3;
                continue;
            }
            // Markup of emphasis says nothing.
            if (words[i].Lower is not ("*" or "_" or "#" or "\\"))
                Emit(words[i].Lower, i, i + 1);
            i++;
        }
        Emit("", scene.Last - 1, scene.Last);
        return new(scene, text.ToString(), [.. first], [.. next]);
    }

    private static string Letter(SentenceCase about, SentenceScene scene, Party party, bool pronoun, Words words, int from, int to)
    {
        if (party.Whose == Whose.Petitioner)
            return party.IsName ? "X" : "x";
        if (party.Convict is not null && scene.IsCriminal)
            return "x";
        if (pronoun)
        {
            if (words.IsAny(from, ["he", "she", "him", "her", "his", "himself", "herself", "hers"]))
                return party.Whose == Whose.Unsaid && about.Petitioners.Count <= 1 ? "x" : "p";
            return words[from].Lower;
        }
        if (party.Whose == Whose.Group)
            return "N";
        var judge = false;
        for (var k = Math.Max(scene.First, from - 1); k < to; k++)
            judge |= words.IsAny(k, ["judge", "justice", "magistrate"]);
        if (judge)
            return "J";
        if (party.IsName)
            return "P";
        return party.Whose == Whose.Unsaid && about.Petitioners.Count <= 1 && words.IsAny(from, ["the", "this"]) ? "x" : "p";
    }

    /// <summary>Index of the first token of what stands at an offset of the tape.</summary>
    public int TokenAt(int at) => _first[Math.Clamp(at, 0, _first.Length - 1)];

    /// <summary>Index behind the last token of what stands at an offset of the tape.</summary>
    public int BehindAt(int at) => _next[Math.Clamp(at, 0, _next.Length - 1)];

    /// <summary>Where in the document a match begins and ends.</summary>
    public (int Start, int End) Span(System.Text.RegularExpressions.Capture match)
    {
        var from = match.Index;
        while (from < match.Index + match.Length - 1 && Text[from] == ' ')
            from++;
        var to = match.Index + match.Length - 1;
        while (to > from && Text[to] == ' ')
            to--;
        return (_scene.Words[TokenAt(from)].Start, _scene.Words[BehindAt(to) - 1].End);
    }

    /// <summary>The petitioner of the letter at an offset of the tape.</summary>
    public Owner OwnerAt(int at)
    {
        var start = _scene.Words[TokenAt(at)].Start;
        foreach (var party in _scene.Parties)
        {
            if (party.Start <= start && start < party.End)
                return party.Whose == Whose.Petitioner ? new(Whose.Petitioner, party.Name) : party.Convict is { Length: > 0 } convict ? new(Whose.Petitioner, convict) : Owner.Unsaid;
        }
        return Owner.Unsaid;
    }
}
