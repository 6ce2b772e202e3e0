using Clementia.Casework;

namespace Clementia.Documents.Reading;

/// <summary>What is known of a document from outside its text. All of it may be missing.</summary>
/// <param name="Kind">press, tweet, register, official, or a kind from the catalog ("judgment", "psr"...).</param>
/// <param name="Title">The document's title or headline.</param>
/// <param name="Publisher">Or null.</param>
/// <param name="Published">The document's date, maybe partial (YYYY, YYYY-MM, YYYY-MM-DD): what "last year" counts from.</param>
/// <param name="Petitioners">Names of the petitioner(s), as far as the petition knows them; a hint, never proof that a text is about them.</param>
public sealed record ReadingContext(
    string? Kind = null,
    string? Title = null,
    string? Publisher = null,
    string? Published = null,
    IReadOnlyList<string>? Petitioners = null);

/// <summary>What a reader found in one document.</summary>
public sealed record ReadingResult(IReadOnlyList<Proposal> Facts, IReadOnlyList<Statement> Statements, IReadOnlyList<RecordCitation> Citations);
