using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Proposes facts.</summary>
internal static class SentenceFacts
{
    public static IEnumerable<Proposal> Find(Prose.Prose prose, IReadOnlyList<Statement> statements) => [];
}
