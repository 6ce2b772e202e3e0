using System.Text.Json.Serialization;

namespace Clementia.Casework;

/// <summary>Who may see a document.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Confidentiality>))]
public enum Confidentiality
{
    /// <summary>Anyone.</summary>
    [JsonStringEnumMemberName("public")] Public,
    /// <summary>Those who work on the petition.</summary>
    [JsonStringEnumMemberName("confidential")] Confidential,
    /// <summary>Sealed by a court (presentence reports, sealed filings): those the order names.</summary>
    [JsonStringEnumMemberName("sealed")] Sealed,
    /// <summary>Between client and counsel.</summary>
    [JsonStringEnumMemberName("privileged")] Privileged,
}

/// <summary>What a person says of a proposed fact.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>It is so.</summary>
    [JsonStringEnumMemberName("confirm")] Confirm,
    /// <summary>It is so, with another value.</summary>
    [JsonStringEnumMemberName("correct")] Correct,
    /// <summary>The passage does not say so, or it is not about the petitioner.</summary>
    [JsonStringEnumMemberName("strike")] Strike,
    /// <summary>The sources say so, and someone with standing says otherwise.</summary>
    [JsonStringEnumMemberName("dispute")] Dispute,
}

/// <summary>An entry on the docket: something that happened. Never edited, never deleted.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PetitionOpened), nameof(PetitionOpened))]
[JsonDerivedType(typeof(DocumentFiled), nameof(DocumentFiled))]
[JsonDerivedType(typeof(DocumentRead), nameof(DocumentRead))]
[JsonDerivedType(typeof(FactVetted), nameof(FactVetted))]
[JsonDerivedType(typeof(ConflictResolved), nameof(ConflictResolved))]
[JsonDerivedType(typeof(BriefIssued), nameof(BriefIssued))]
[JsonDerivedType(typeof(BodyRemoved), nameof(BodyRemoved))]
[JsonDerivedType(typeof(SentenceFound), nameof(SentenceFound))]
[JsonDerivedType(typeof(ObjectionRaised), nameof(ObjectionRaised))]
[JsonDerivedType(typeof(EvidenceGiven), nameof(EvidenceGiven))]
[JsonDerivedType(typeof(ObjectionAnswered), nameof(ObjectionAnswered))]
[JsonDerivedType(typeof(QuestionAnswered), nameof(QuestionAnswered))]
[JsonDerivedType(typeof(ObjectionWithdrawn), nameof(ObjectionWithdrawn))]
[JsonDerivedType(typeof(PositionTaken), nameof(PositionTaken))]
[JsonDerivedType(typeof(MeetingHeld), nameof(MeetingHeld))]
[JsonDerivedType(typeof(MinutesSigned), nameof(MinutesSigned))]
[JsonDerivedType(typeof(ProcessChosen), nameof(ProcessChosen))]
[JsonDerivedType(typeof(StageMoved), nameof(StageMoved))]
[JsonDerivedType(typeof(ReferralMade), nameof(ReferralMade))]
[JsonDerivedType(typeof(ReferralAnswered), nameof(ReferralAnswered))]
[JsonDerivedType(typeof(VictimContacted), nameof(VictimContacted))]
[JsonDerivedType(typeof(RecommendationMade), nameof(RecommendationMade))]
[JsonDerivedType(typeof(WentOnRegardless), nameof(WentOnRegardless))]
[JsonDerivedType(typeof(TaskSet), nameof(TaskSet))]
[JsonDerivedType(typeof(TaskClosed), nameof(TaskClosed))]
[JsonDerivedType(typeof(DecisionMade), nameof(DecisionMade))]
[JsonDerivedType(typeof(InstrumentDrafted), nameof(InstrumentDrafted))]
[JsonDerivedType(typeof(InstrumentSigned), nameof(InstrumentSigned))]
[JsonDerivedType(typeof(AfterNoted), nameof(AfterNoted))]
public abstract record Entry;

/// <summary>A petition was opened.</summary>
/// <param name="Title">As its opener wrote it; the petitioner's name is usually in it.</param>
public sealed record PetitionOpened(string Title) : Entry;

/// <summary>A document was filed: its bytes are kept under their fingerprint.</summary>
/// <param name="Sha256">Of the bytes.</param>
/// <param name="Name">The file's name as it came, without folders.</param>
/// <param name="Size">In bytes.</param>
/// <param name="MediaType">What the bytes are ("application/pdf"), by their content, not by the name alone.</param>
/// <param name="DocumentKind">From the catalog ("judgment", "psr", "press", "letter"...), or null when nobody said and nothing showed.</param>
/// <param name="Date">The document's own date, maybe partial (YYYY, YYYY-MM, YYYY-MM-DD), or null.</param>
/// <param name="Author">Or null.</param>
/// <param name="Custody">From where it came into the file.</param>
/// <param name="Confidentiality">Who may see it.</param>
/// <param name="AttachedTo">The fingerprint of the e-mail it was attached to, or null.</param>
public sealed record DocumentFiled(
    string Sha256,
    string Name,
    long Size,
    string MediaType,
    string? DocumentKind,
    string? Date,
    string? Author,
    string Custody,
    Confidentiality Confidentiality,
    string? AttachedTo = null) : Entry;

/// <summary>A filed document was read, or could not be. All that the reader proposes stands here, in one entry for one document.</summary>
/// <param name="Sha256">The document.</param>
/// <param name="Reading">Fingerprint of its kept text (pages with places, as JSON), or null when unreadable.</param>
/// <param name="Unreadable">Why it could not be read and what would help, or null.</param>
/// <param name="Reader">What read it, with version.</param>
/// <param name="Pages">Number of pages.</param>
/// <param name="Hidden">Bad redactions.</param>
/// <param name="Facts">Proposed facts.</param>
/// <param name="Statements">Found statements.</param>
/// <param name="Citations">Record citations that the document makes.</param>
/// <param name="Catalog">Fingerprint of the catalog whose attributes the facts name, or null (older entries).</param>
public sealed record DocumentRead(
    string Sha256,
    string? Reading,
    string? Unreadable,
    string Reader,
    int Pages,
    IReadOnlyList<HiddenText> Hidden,
    IReadOnlyList<Proposal> Facts,
    IReadOnlyList<Statement> Statements,
    IReadOnlyList<RecordCitation> Citations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Catalog = null) : Entry
{
    /// <summary>Set when a person or another reader adds to what the document's reading proposed; otherwise a later reading replaces the earlier.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Adds { get; init; }
}

/// <summary>A person vetted a fact and signed with their name (the entry's actor).</summary>
/// <param name="Fact">The fact's id on the petition ("F12").</param>
/// <param name="Verdict">What they say of it.</param>
/// <param name="Value">The right value, canonical, when corrected; null otherwise.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="Catalog">Fingerprint of the catalog by which the value was read, or null (older entries).</param>
public sealed record FactVetted(
    string Fact,
    Verdict Verdict,
    string? Value,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Catalog = null) : Entry;

/// <summary>A person resolved a conflict between sources, with a reason.</summary>
/// <param name="Conflict">The conflict's id on the petition ("C3").</param>
/// <param name="Resolution">What holds, in their words.</param>
/// <param name="Fact">The fact that prevails, or null when neither does.</param>
/// <param name="Reason">Why.</param>
/// <param name="Catalog">Fingerprint of the catalog by which the sources were found to disagree, or null (older entries).</param>
public sealed record ConflictResolved(
    string Conflict,
    string Resolution,
    string? Fact,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Catalog = null) : Entry;

/// <summary>A copy of a brief was issued.</summary>
/// <param name="Sha256">Of the issued file.</param>
/// <param name="Format">pdf, docx or html.</param>
/// <param name="Recipient">Whom this copy is for, or null.</param>
/// <param name="AsOf">The last entry that it takes into account.</param>
/// <param name="Checkpoint">The signed checkpoint printed in its foot.</param>
/// <param name="Facts">Ids of the facts it rests on.</param>
public sealed record BriefIssued(string Sha256, string Format, string? Recipient, int AsOf, string Checkpoint, IReadOnlyList<string> Facts) : Entry;

/// <summary>The law then and now was found for the petitioner's sentence. Verifying runs it again on the law that it names.</summary>
/// <param name="Law">The fingerprint of the law book.</param>
/// <param name="On">The day that the sentence was held against, YYYY-MM-DD.</param>
/// <param name="Given">The facts it rests on, as a facts file (JSON).</param>
/// <param name="Facts">Ids of the vetted facts behind them.</param>
/// <param name="Direction">Which way the guideline range moved: "down", "unchanged", "notDown", "cannotSay"...</param>
/// <param name="Summary">The honest summary, the answer first.</param>
/// <param name="Finding">Both findings with every step, as JSON (the form of `sentence --json`).</param>
public sealed record SentenceFound(string Law, string On, string Given, IReadOnlyList<string> Facts, string Direction, IReadOnlyList<string> Summary, string Finding) : Entry
{
    /// <summary>Facts of law that the person entered by hand with the finding, as a facts file (JSON); null when it rests on vetted facts alone.</summary>
    public string? Entered { get; init; }

    /// <summary>The version of the program whose words these are; null in older entries. Another version may tell the same answer in other words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Program { get; init; }
}

/// <summary>The body of an earlier entry was removed by order (sealing, expungement). Its digest stays, so the docket still verifies.</summary>
/// <param name="Number">The entry whose body was removed.</param>
/// <param name="Order">The order, as cited.</param>
/// <param name="Documents">Fingerprints of documents and readings whose bytes were removed with it.</param>
/// <param name="Facts">How many facts the removed entry was the first to propose: their ids stay taken. Null when not known.</param>
/// <param name="Statements">How many statements it brought: their ids stay taken. Null when not known.</param>
/// <param name="Carried">Facts that other documents support too: where each is now first proposed, so that it keeps its id. Null when none.</param>
public sealed record BodyRemoved(
    int Number,
    string Order,
    IReadOnlyList<string> Documents,
    int? Facts = null,
    int? Statements = null,
    IReadOnlyList<CarriedFact>? Carried = null) : Entry;

/// <summary>A fact whose first source was removed and which others still support.</summary>
/// <param name="Fact">Its id.</param>
/// <param name="Entry">The entry that is now the first to propose it.</param>
/// <param name="Index">Which of that entry's proposals, from 0.</param>
public sealed record CarriedFact(string Fact, int Entry, int Index);

/// <summary>An entry as it stands on a docket.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When it was made.</param>
/// <param name="Actor">Who made it: a name, never empty.</param>
/// <param name="Kind">The entry's kind; still known when the body is removed.</param>
/// <param name="Body">What happened, or null when removed by order.</param>
public sealed record DocketEntry(int Number, DateTimeOffset At, string Actor, string Kind, Entry? Body);

/// <summary>A request we cannot honor: what is wrong, and what would put it right.</summary>
public sealed record Refusal(string Problem, string Remedy)
{
    /// <summary>Both in one line.</summary>
    public override string ToString() => $"{Problem} {Remedy}";
}
