using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// Proposes facts about the crime, the trial, the sentence and the time served. Each reader looks at one sentence of prose
/// at a time; a fact is proposed only when the words make it the petitioner's.
/// </summary>
internal static class SentenceFacts
{
    public static IEnumerable<Proposal> Find(Prose.Prose prose, IReadOnlyList<Statement> statements, IReadOnlyList<Prose.Entity>? petitioners = null)
    {
        var about = new SentenceCase(prose, statements, petitioners ?? []);
        var covered = about.Paper.IsCourt ? [] : SentenceRegisters.Read(about);
        var clauses = new SentenceClauses(about);
        var next = 0;
        foreach (var sentence in prose.Sentences)
        {
            // What a register or a labelled line holds was read by its place.
            while (next < covered.Count && covered[next].End <= sentence.Start)
                next++;
            if (next < covered.Count && covered[next].Start < sentence.End)
                continue;
            var scene = new SentenceScene(about.Words, sentence.Start, sentence.End, about.PartiesIn(sentence.Start, sentence.End));
            SentencePersonal.Read(about, scene);
            scene.IsCriminal = true;
            SentenceCrimes.Read(about, scene);
            SentencePenalties.Read(about, scene);
            SentenceEvents.Read(about, scene);
            SentenceCourts.Read(about, scene);
            if (!about.Paper.IsCourt)
                clauses.Read(scene);
        }
        if (about.Paper.IsCourt)
            SentenceCourtPapers.Read(about);
        return about.Proposals();
    }
}
