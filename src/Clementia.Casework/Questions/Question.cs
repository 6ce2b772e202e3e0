using System.Text;
using System.Text.Json;

namespace Clementia.Casework;

/// <summary>What the question desk knows of how people ask: words that carry nothing, words that mean the same, and what asks for what.</summary>
public sealed class QuestionWords
{
    private readonly HashSet<string> _stop;
    private readonly Dictionary<string, string[]> _same = new(StringComparer.Ordinal);
    private readonly List<(string[] Words, string[] About)> _asks = [];

    private QuestionWords(HashSet<string> stop) => _stop = stop;

    /// <summary>Reads `catalog/questions.json`.</summary>
    /// <exception cref="FormatException">It is not of that form; the message says where.</exception>
    public static QuestionWords Parse(string json)
    {
        try
        {
            using var file = JsonDocument.Parse(json);
            static string[] Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!.ToLowerInvariant())];
            var words = new QuestionWords([.. Words(file.RootElement.GetProperty("stop"))]);
            foreach (var group in file.RootElement.GetProperty("same").EnumerateArray().Select(Words))
            {
                foreach (var word in group)
                    words._same[word] = group;
            }
            foreach (var ask in file.RootElement.GetProperty("asks").EnumerateArray())
            {
                var about = Words(ask.GetProperty("about"));
                foreach (var when in Words(ask.GetProperty("when")))
                    words._asks.Add((when.Split(' '), about));
            }
            return words;
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"catalog/questions.json: {wrong.Message}", wrong);
        }
    }

    /// <summary>Takes a question apart.</summary>
    public Question Read(string text)
    {
        var words = WordsOf(text);
        var terms = new List<IReadOnlyList<string>>();
        foreach (var word in words)
        {
            if (word.Length < 2 || _stop.Contains(word))
                continue;
            var group = _same.GetValueOrDefault(word) ?? [word];
            if (!terms.Any(t => t.SequenceEqual(group)))
                terms.Add(group);
        }
        // The longest phrase that fits asks most precisely: "how long served" before "served".
        var about = _asks.Select(ask => (ask.About, Length: ask.Words.Sum(w => w.Length), Fits: InOrder(words, ask.Words)))
            .Where(ask => ask.Fits).OrderByDescending(ask => ask.Length).SelectMany(ask => ask.About).Distinct().ToList();
        return new Question(text, terms, about);
    }

    private static bool InOrder(List<string> words, string[] wanted)
    {
        var at = 0;
        foreach (var word in words)
        {
            if (at < wanted.Length && word == wanted[at])
                at++;
        }
        return at == wanted.Length;
    }

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text.ToLowerInvariant().Append(' '))
        {
            if (char.IsLetterOrDigit(c) || (c == '-' && word.Length > 0))
            {
                word.Append(c);
                continue;
            }
            if (word.Length > 0)
                words.Add(word.ToString().TrimEnd('-'));
            word.Clear();
        }
        return words;
    }
}

/// <summary>A question to the file.</summary>
/// <param name="Text">As asked.</param>
/// <param name="Terms">What to look for in passages: each a set of words that mean the same; all sets matter.</param>
/// <param name="About">Attributes of the catalog that it asks for, the most precise first; empty when it asks for none we know.</param>
public sealed record Question(string Text, IReadOnlyList<IReadOnlyList<string>> Terms, IReadOnlyList<string> About)
{
    /// <summary>What the vetted record answers, and what it leaves open.</summary>
    public (IReadOnlyList<Fact> Vetted, IReadOnlyList<Fact> Unvetted, IReadOnlyList<Conflict> Conflicts) AnswerFrom(Petition petition)
    {
        var wanted = About.ToList();
        var facts = petition.Facts.Where(fact => wanted.Contains(fact.Attribute) && fact.Status != FactStatus.Struck)
            .OrderBy(fact => wanted.IndexOf(fact.Attribute)).ToList();
        var shown = facts.Select(fact => fact.Id).ToHashSet();
        var conflicts = petition.Conflicts.Where(c => c.Facts.Any(shown.Contains)).OrderBy(c => c.Resolved is not null).ToList();
        return ([.. facts.Where(f => f.Status is FactStatus.Confirmed or FactStatus.Disputed)], [.. facts.Where(f => f.Status == FactStatus.Proposed)], conflicts);
    }
}
