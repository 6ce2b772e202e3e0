using Clementia.Casework;

namespace Clementia.Documents.Reading;

/// <summary>Reads a document as a careful reader of a clemency file does: facts and statements, each with its passage.</summary>
public static class CaseReader
{
    /// <summary>Proposes facts and finds statements. Nothing it returns is vetted.</summary>
    public static ReadingResult Read(DocumentText document, ReadingContext context)
    {
        var prose = Prose.Prose.Of(document, context);
        var statements = StatementFinder.Find(prose);
        var facts = new List<Proposal>();
        facts.AddRange(Facts.ClemencyFacts.Find(prose, statements, out var petitioners));
        facts.AddRange(Facts.SentenceFacts.Find(prose, statements, petitioners));
        return new ReadingResult(Joined(facts), statements, []);
    }

    /// <summary>Two readers may find one fact: it is told once, with the passages of both.</summary>
    private static List<Proposal> Joined(List<Proposal> facts)
    {
        var joined = new List<Proposal>(facts.Count);
        var at = new Dictionary<(string, string, string?), int>();
        foreach (var fact in facts)
        {
            var key = (fact.Attribute, fact.Value, fact.Subject);
            if (!at.TryGetValue(key, out var index))
            {
                at.Add(key, joined.Count);
                joined.Add(fact);
                continue;
            }
            var known = joined[index];
            joined[index] = known with { Passages = [.. known.Passages, .. fact.Passages.Where(p => !known.Passages.Any(k => k.Page == p.Page && k.Start < p.End && p.Start < k.End))] };
        }
        return joined;
    }
}
