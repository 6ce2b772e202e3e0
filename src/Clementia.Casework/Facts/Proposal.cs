using System.Text.Json.Serialization;

namespace Clementia.Casework;

/// <summary>Under what standard of proof a source asserts a fact. Ordered from the strongest to the weakest.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Standard>))]
public enum Standard
{
    /// <summary>Found by a jury beyond a reasonable doubt.</summary>
    JuryVerdict,
    /// <summary>Admitted under oath in a plea.</summary>
    Plea,
    /// <summary>Found by a judge by a preponderance of the evidence, or recited in a judgment or signed official instrument.</summary>
    JudgeFinding,
    /// <summary>An official record of an agency (prison record, docket sheet, clemency warrant or list).</summary>
    OfficialRecord,
    /// <summary>Stated in a presentence report.</summary>
    PresentenceReport,
    /// <summary>Charged in an indictment; not found by anyone.</summary>
    Indictment,
    /// <summary>Told by an agent or officer.</summary>
    Agent,
    /// <summary>Told by the petitioner or someone for them (petition, letter).</summary>
    Petitioner,
    /// <summary>Told by the press, a book or a post.</summary>
    Press,
    /// <summary>Not known who asserts it.</summary>
    Unstated,
}

/// <summary>How sure the reader is that the passage says what the proposal says. A class, not a probability.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Confidence>))]
public enum Confidence
{
    /// <summary>The passage says it in so many words.</summary>
    Stated,
    /// <summary>The passage says it once names, pronouns or dates are resolved.</summary>
    Resolved,
    /// <summary>It follows from the passage by a step that the reason names.</summary>
    Inferred,
}

/// <summary>A typed fact that a reader proposes from a document. Nothing rests on it until a person has vetted it.</summary>
/// <param name="Attribute">From the catalog ("sentence.term").</param>
/// <param name="Value">In the catalog's canonical form for the attribute ("life+300 mo", "2018-06-06", "Jane Doe").</param>
/// <param name="Subject">Whom it is about where the document treats several petitioners; null for the petitioner; "batch" for a group of grants.</param>
/// <param name="Passages">Where it says so: the first is the shortest that carries the value.</param>
/// <param name="Reason">Why the reader reads it so, in one plain sentence.</param>
/// <param name="Confidence">How sure the reader is.</param>
/// <param name="Standard">Under what standard the document (or the person it quotes) asserts it.</param>
/// <param name="AssertedBy">Who asserts it, when not simply the document's author (a quoted president, counsel), or null.</param>
/// <param name="Approximate">"nearly 22 years".</param>
/// <param name="AtLeast">"more than 20 years".</param>
/// <param name="Derived">Needs the date of publication or a calculation.</param>
/// <param name="AsOf">The day (maybe partial) for which a value that changes with time holds, or null.</param>
/// <param name="Event">Which meeting or act it belongs to, or null.</param>
public sealed record Proposal(
    string Attribute,
    string Value,
    string? Subject,
    IReadOnlyList<Citation> Passages,
    string Reason,
    Confidence Confidence,
    Standard Standard = Standard.Unstated,
    string? AssertedBy = null,
    bool Approximate = false,
    bool AtLeast = false,
    bool Derived = false,
    string? AsOf = null,
    string? Event = null);

/// <summary>Whether the words are the speaker's own or told by another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SpeechMode>))]
public enum SpeechMode
{
    /// <summary>Quotation marks, a post, a turn in a transcript.</summary>
    Direct,
    /// <summary>Reported without quotation.</summary>
    Indirect,
}

/// <summary>Toward which side a statement leans: on the clemency, as this statement expresses it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Stance>))]
public enum Stance
{
    /// <summary>No leaning can be read from it.</summary>
    None,
    /// <summary>For the clemency.</summary>
    Support,
    /// <summary>Against it.</summary>
    Oppose,
    /// <summary>Expressly neither.</summary>
    Neutral,
}

/// <summary>Who said what to whom, and where it is reported.</summary>
/// <param name="Speaker">Full name or role as the text resolves it.</param>
/// <param name="Mode">Direct or indirect speech.</param>
/// <param name="Verb">The verb of saying, as a lemma ("say", "write"), or null.</param>
/// <param name="Passages">The content without the attribution and the outer quotation marks; further passages that say the same.</param>
/// <param name="About">In a few words, or null.</param>
/// <param name="ReportedIn">At second hand: the book, interview or person that reports it, or null.</param>
/// <param name="To">The addressee; several with "; ", or null.</param>
/// <param name="Stance">Toward the clemency.</param>
/// <param name="Reason">How the speaker was found, in one plain sentence.</param>
/// <param name="Confidence">How sure the reader is of the speaker.</param>
public sealed record Statement(
    string Speaker,
    SpeechMode Mode,
    string? Verb,
    IReadOnlyList<Citation> Passages,
    string? About,
    string? ReportedIn,
    string? To,
    Stance Stance,
    string Reason,
    Confidence Confidence);

/// <summary>A citation of the record as lawyers write it, found in a document: "PSR ¶ 14", "Tr. 233:4-12", "id.".</summary>
/// <param name="Written">Where it stands.</param>
/// <param name="Means">In normal form, with id. resolved ("Tr. 233:4-12", "PSR ¶ 14", "Dkt. 114 at 3", "GX 12").</param>
/// <param name="Source">What is cited: "PSR", "Tr.", "Dkt.", "GX", "Indictment" ...</param>
/// <param name="Pinpoint">The place in it: "233:4-12", "¶ 14", or null.</param>
public sealed record RecordCitation(Citation Written, string Means, string Source, string? Pinpoint);
