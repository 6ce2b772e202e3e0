namespace Clementia.Casework;

/// <summary>How far a fact has come.</summary>
public enum FactStatus
{
    /// <summary>A reader proposes it; nobody has looked.</summary>
    Proposed,
    /// <summary>A person confirmed it, or corrected its value.</summary>
    Confirmed,
    /// <summary>A person struck it: not so, or not about the petitioner.</summary>
    Struck,
    /// <summary>A person disputes it: the sources say so, someone with standing says otherwise.</summary>
    Disputed,
}

/// <summary>One source's assertion of a fact: the document's passages, who says so, and under what standard.</summary>
/// <param name="Entry">The docket entry that proposed it.</param>
/// <param name="Proposal">The proposal as read.</param>
public sealed record Support(int Entry, Proposal Proposal);

/// <summary>Something about the petitioner: an attribute, a value, and every passage that says so.</summary>
/// <param name="Id">"F1", in the order of first proposal; never reused.</param>
/// <param name="Attribute">From the catalog.</param>
/// <param name="Value">Canonical; the corrected one when a person corrected it.</param>
/// <param name="ProposedValue">As first read.</param>
/// <param name="Subject">Null for the petitioner.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Sources">Who asserts it, strongest standard first.</param>
/// <param name="VettedBy">Who signed, or null.</param>
/// <param name="VettedAt">When, or null.</param>
/// <param name="VettingReason">Why, or null.</param>
/// <param name="VettingEntry">The docket entry of the vetting, or null.</param>
public sealed record Fact(
    string Id,
    string Attribute,
    string Value,
    string ProposedValue,
    string? Subject,
    FactStatus Status,
    IReadOnlyList<Support> Sources,
    string? VettedBy,
    DateTimeOffset? VettedAt,
    string? VettingReason,
    int? VettingEntry);

/// <summary>How two values of one attribute stand to each other.</summary>
public enum ConflictKind
{
    /// <summary>They cannot both be true.</summary>
    Conflict,
    /// <summary>Compatible, but one is rounded or less exact.</summary>
    Imprecision,
    /// <summary>Both can be true, of different dates or acts.</summary>
    DifferentTime,
    /// <summary>Sources contradict each other in what was said or done.</summary>
    Dispute,
    /// <summary>A source contradicts the vetted record.</summary>
    AgainstRecord,
}

/// <summary>A disagreement that the file holds, kept until a person resolves it.</summary>
/// <param name="Id">
/// "C17" is the disagreement on what F17 was the first to tell (its attribute and subject); once resolved, the next one on it
/// is "C17b". "CV17": a source of F17 against its correction. "CS4": the dispute that began with statement S4, with a letter
/// for its topic. So a name depends on nothing that is filed later, and a changed rule cannot move a resolution elsewhere.
/// </param>
/// <param name="Kind">How they stand to each other.</param>
/// <param name="Attribute">Of both, or null for a dispute of statements.</param>
/// <param name="Subject">Null for the petitioner.</param>
/// <param name="Facts">Ids of the facts that disagree (the vetted one first, if any); empty for a dispute of statements.</param>
/// <param name="Statements">Ids of statements that contradict each other ("S4"); empty for facts.</param>
/// <param name="Explanation">One plain sentence: what disagrees with what.</param>
/// <param name="Resolved">How a person resolved it, or null.</param>
public sealed record Conflict(
    string Id,
    ConflictKind Kind,
    string? Attribute,
    string? Subject,
    IReadOnlyList<string> Facts,
    IReadOnlyList<string> Statements,
    string Explanation,
    ConflictResolution? Resolved);

/// <summary>How a conflict was resolved, by whom and why.</summary>
public sealed record ConflictResolution(int Entry, string By, DateTimeOffset At, string Resolution, string? Fact, string Reason);

/// <summary>A document as the docket knows it.</summary>
/// <param name="Label">"D1", in the order of filing.</param>
/// <param name="FiledEntry">The entry that filed it.</param>
/// <param name="Filed">What was filed, or null when removed by order.</param>
/// <param name="Read">How reading went, or null when not read yet or removed.</param>
/// <param name="Removed">The order under which it was removed, or null.</param>
public sealed record FiledDocument(string Label, int FiledEntry, DocumentFiled? Filed, DocumentRead? Read, string? Removed)
{
    /// <summary>Its class, when it is withheld from whoever looks (see <see cref="Sight"/>); else null.</summary>
    public Confidentiality? Withheld { get; init; }
}

/// <summary>A statement on the petition's file.</summary>
/// <param name="Id">"S1", in the order of reading; never reused.</param>
/// <param name="Entry">The docket entry that brought it.</param>
/// <param name="Said">Who said what.</param>
public sealed record FiledStatement(string Id, int Entry, Statement Said);

/// <summary>A brief that was issued.</summary>
/// <param name="Id">"B1", in the order of issue; never reused.</param>
/// <param name="Entry">Its docket entry.</param>
/// <param name="At">When.</param>
/// <param name="By">Who issued it.</param>
/// <param name="Brief">The entry.</param>
public sealed record IssuedBrief(string Id, int Entry, DateTimeOffset At, string By, BriefIssued Brief);

/// <summary>A finding of law that was entered.</summary>
/// <param name="Id">"G1", in the order of entry; never reused.</param>
/// <param name="Entry">Its docket entry.</param>
/// <param name="At">When.</param>
/// <param name="By">Who entered it.</param>
/// <param name="Found">The entry.</param>
public sealed record EnteredFinding(string Id, int Entry, DateTimeOffset At, string By, SentenceFound Found);

/// <summary>A request for clemency, as its docket has left it: the fold of its entries and nothing else.</summary>
public sealed record Petition(
    string Id,
    string Title,
    int LastEntry,
    DateTimeOffset? LastAt,
    IReadOnlyList<FiledDocument> Documents,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<FiledStatement> Statements,
    IReadOnlyList<Conflict> Conflicts,
    IReadOnlyList<IssuedBrief> Briefs,
    IReadOnlyList<EnteredFinding> Findings)
{
    /// <summary>What people did on the petition after its file was made, in order. An act whose body was removed by order stays, with no body.</summary>
    public IReadOnlyList<DocketEntry> Acts { get; init; } = [];


    /// <summary>The petition as its entries have left it. Folding the first n entries gives it as it stood then, with the same ids.</summary>
    /// <param name="id">The petition's id.</param>
    /// <param name="entries">In order of their numbers, from the first.</param>
    public static Petition Fold(string id, IEnumerable<DocketEntry> entries) => Fold(id, entries, Catalog.BuiltIn);

    /// <inheritdoc cref="Fold(string, IEnumerable{DocketEntry})"/>
    /// <param name="id">The petition's id.</param>
    /// <param name="entries">In order of their numbers, from the first.</param>
    /// <param name="catalog">By whose rules values are read and held against each other.</param>
    public static Petition Fold(string id, IEnumerable<DocketEntry> entries, Catalog catalog) => new Folding(id, catalog).Of(entries);
}
