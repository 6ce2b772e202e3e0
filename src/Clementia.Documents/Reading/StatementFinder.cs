using Clementia.Casework;

namespace Clementia.Documents.Reading;

/// <summary>Finds who said what to whom.</summary>
internal static class StatementFinder
{
    public static IReadOnlyList<Statement> Find(Prose.Prose prose) => [];
}
