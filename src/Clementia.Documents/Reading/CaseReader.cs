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
        return new ReadingResult(facts, statements, []);
    }
}
