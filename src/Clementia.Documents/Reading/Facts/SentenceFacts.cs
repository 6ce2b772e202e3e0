using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// Proposes facts about the crime, the trial, the sentence and the time served. Each reader looks at one sentence of prose
/// at a time; a fact is proposed only when the words make it the petitioner's.
/// </summary>
internal static class SentenceFacts
{
    public static IEnumerable<Proposal> Find(Prose.Prose prose, IReadOnlyList<Statement> statements)
    {
        var about = new SentenceCase(prose, statements);
        foreach (var sentence in prose.Sentences)
        {
            var scene = new SentenceScene(about.Words, sentence.Start, sentence.End, about.PartiesIn(sentence.Start, sentence.End));
            SentencePersonal.Read(about, scene);
            SentenceCrimes.Read(about, scene);
            SentencePenalties.Read(about, scene);
            SentenceEvents.Read(about, scene);
            SentenceCourts.Read(about, scene);
        }
        return about.Proposals();
    }
}
