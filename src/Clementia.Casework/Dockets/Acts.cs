using System.Text.Json.Serialization;

namespace Clementia.Casework;

/// <summary>
/// Something that a person did on a petition after its file was made: objected, answered, moved it on, decided. The petition keeps
/// acts in their order (<see cref="Petition.Acts"/>); <c>Argument</c>, <c>Positions</c>, <c>CaseProcess</c> and <c>Decisions</c> say what they amount to.
/// </summary>
public abstract record Act : Entry
{
    /// <summary>Ids of the facts that it rests on or repeats, so that whoever removes one by order finds it.</summary>
    [JsonIgnore]
    public virtual IEnumerable<string> RestsOn => [];

    /// <summary>The passages that it quotes on its own, for the same reason.</summary>
    [JsonIgnore]
    public virtual IEnumerable<Citation> Quotes => [];

    /// <summary>Ids of the findings of law that it points to.</summary>
    [JsonIgnore]
    public virtual IEnumerable<string> OnFindings => [];

    /// <summary>Fingerprints of the documents that it shows or lays, whole.</summary>
    [JsonIgnore]
    public virtual IEnumerable<string> Lays => [];
}

/// <summary>What an answer, a piece of evidence or a reason points to.</summary>
/// <param name="Facts">Ids of facts ("F12").</param>
/// <param name="Findings">Ids of findings of law ("G1").</param>
/// <param name="Passages">Passages cited on their own.</param>
public sealed record Cites(IReadOnlyList<string> Facts, IReadOnlyList<string> Findings, IReadOnlyList<Citation> Passages)
{
    /// <summary>Nothing.</summary>
    public static Cites None { get; } = new([], [], []);

    /// <summary>Whether it points to nothing.</summary>
    [JsonIgnore]
    public bool IsEmpty => Facts.Count == 0 && Findings.Count == 0 && Passages.Count == 0;
}

/// <summary>A person objected. Objections are "O1", "O2" ... in their order.</summary>
/// <param name="By">Who objects.</param>
/// <param name="Role">In which role: "White House counsel", "prosecutor", "victim".</param>
/// <param name="Ground">From the catalog of usual grounds, or null for their own.</param>
/// <param name="Words">The objection in their words.</param>
/// <param name="Claims">What it claims, each to be answered on its own; never empty.</param>
public sealed record ObjectionRaised(string By, string Role, string? Ground, string Words, IReadOnlyList<string> Claims) : Act;

/// <summary>On which side of a claim something stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Side>))]
public enum Side
{
    /// <summary>It supports the objection.</summary>
    [JsonStringEnumMemberName("for")] For,
    /// <summary>It speaks against the objection.</summary>
    [JsonStringEnumMemberName("against")] Against,
}

/// <summary>Evidence was laid to a claim of an objection.</summary>
/// <param name="Objection">"O1".</param>
/// <param name="Claim">From 1, or null for the objection as a whole.</param>
/// <param name="Side">On which side.</param>
/// <param name="Cites">What it is.</param>
/// <param name="Words">What it shows, in a sentence.</param>
public sealed record EvidenceGiven(string Objection, int? Claim, Side Side, Cites Cites, string Words) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> RestsOn => Cites.Facts;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<Citation> Quotes => Cites.Passages;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> OnFindings => Cites.Findings;
}

/// <summary>A claim of an objection was answered, or conceded.</summary>
/// <param name="Objection">"O1".</param>
/// <param name="Claim">From 1, or null for the objection as a whole.</param>
/// <param name="Concedes">Whether the claim is granted.</param>
/// <param name="Words">The answer.</param>
/// <param name="LeavesOpen">What the answer does not answer, or null when nothing.</param>
/// <param name="Cites">What it rests on.</param>
public sealed record ObjectionAnswered(string Objection, int? Claim, bool Concedes, string Words, string? LeavesOpen, Cites Cites) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> RestsOn => Cites.Facts;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<Citation> Quotes => Cites.Passages;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> OnFindings => Cites.Findings;
}

/// <summary>A critical question of an objection's ground was answered, or found not to apply.</summary>
/// <param name="Objection">"O1".</param>
/// <param name="Question">Its id in the catalog.</param>
/// <param name="Applies">False when it does not apply here.</param>
/// <param name="Words">The answer, or why it does not apply.</param>
/// <param name="Cites">What it rests on.</param>
public sealed record QuestionAnswered(string Objection, string Question, bool Applies, string Words, Cites Cites) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> RestsOn => Cites.Facts;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<Citation> Quotes => Cites.Passages;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> OnFindings => Cites.Findings;
}

/// <summary>An objection was withdrawn by who raised it.</summary>
/// <param name="Objection">"O1".</param>
/// <param name="Reason">Why.</param>
public sealed record ObjectionWithdrawn(string Objection, string Reason) : Act;

/// <summary>Where somebody with a stake stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Position>))]
public enum Position
{
    /// <summary>For the petition.</summary>
    [JsonStringEnumMemberName("support")] Support,
    /// <summary>Rather for it.</summary>
    [JsonStringEnumMemberName("lean-support")] LeanSupport,
    /// <summary>On neither side.</summary>
    [JsonStringEnumMemberName("neutral")] Neutral,
    /// <summary>Rather against it.</summary>
    [JsonStringEnumMemberName("lean-oppose")] LeanOppose,
    /// <summary>Against it.</summary>
    [JsonStringEnumMemberName("oppose")] Oppose,
}

/// <summary>A person or office took a position, or changed it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Office">Their office or stake, or null.</param>
/// <param name="Position">Where they stand now.</param>
/// <param name="Reason">The reason they give.</param>
/// <param name="Cites">The evidence they give for it.</param>
/// <param name="On">The day they took it, YYYY-MM-DD; null for the day of the entry.</param>
public sealed record PositionTaken(string Person, string? Office, Position Position, string Reason, Cites Cites, string? On) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> RestsOn => Cites.Facts;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<Citation> Quotes => Cites.Passages;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> OnFindings => Cites.Findings;
}

/// <summary>A meeting was held. Meetings are "M1", "M2" ... in their order.</summary>
/// <param name="On">The day, YYYY-MM-DD.</param>
/// <param name="Place">Where.</param>
/// <param name="Present">Who was there.</param>
/// <param name="Shown">Fingerprints of what was shown: documents on file, issued briefs.</param>
/// <param name="Minutes">What was said.</param>
/// <param name="Changed">What changed by it, in a sentence, or null.</param>
public sealed record MeetingHeld(string On, string Place, IReadOnlyList<string> Present, IReadOnlyList<string> Shown, string Minutes, string? Changed) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> Lays => Shown;
}

/// <summary>Someone who was there signed the minutes off (the entry's actor), or said what they hold wrong.</summary>
/// <param name="Meeting">"M1".</param>
/// <param name="Objects">What they hold wrong in the minutes, or null when they sign them as they are.</param>
public sealed record MinutesSigned(string Meeting, string? Objects) : Act;

/// <summary>The people who hold a role of a process.</summary>
/// <param name="Role">Its id ("pardon-attorney").</param>
/// <param name="Names">Who hold it; never empty.</param>
public sealed record RoleHolders(string Role, IReadOnlyList<string> Names);

/// <summary>How many days an office gives itself for a deadline whose length the process leaves to it.</summary>
/// <param name="Deadline">Its id in the process.</param>
/// <param name="Days">From the day the stage was entered.</param>
public sealed record OwnDeadline(string Deadline, int Days);

/// <summary>The process under which the petition goes was chosen, or its people were named anew: the same process again keeps the stage.</summary>
/// <param name="Process">Its id ("us-federal").</param>
/// <param name="Fingerprint">SHA-256 of the process file as canonical JSON.</param>
/// <param name="People">Who hold its roles: all of them, also those who stay.</param>
/// <param name="Days">The office's own deadlines; empty when it set none.</param>
public sealed record ProcessChosen(string Process, string Fingerprint, IReadOnlyList<RoleHolders> People, IReadOnlyList<OwnDeadline> Days) : Act;

/// <summary>The petition moved to another stage.</summary>
/// <param name="Process">The process.</param>
/// <param name="From">The stage that it left.</param>
/// <param name="To">The stage that it entered.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Lacking">What was lacking when it was moved regardless; empty when nothing was.</param>
public sealed record StageMoved(string Process, string From, string To, string Reason, IReadOnlyList<string> Lacking) : Act;

/// <summary>The petition was referred to an agency or person for a report or comment. Referrals are "R1", "R2" ...</summary>
/// <param name="To">Whom.</param>
/// <param name="About">What is asked.</param>
/// <param name="Due">By which day, YYYY-MM-DD, or null.</param>
public sealed record ReferralMade(string To, string About, string? Due) : Act;

/// <summary>A referral came back.</summary>
/// <param name="Referral">"R1".</param>
/// <param name="Words">What came back, in a sentence.</param>
/// <param name="Documents">Fingerprints of documents on file that hold it.</param>
public sealed record ReferralAnswered(string Referral, string Words, IReadOnlyList<string> Documents) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> Lays => Documents;
}

/// <summary>Victims were notified, commented, or cannot be reached.</summary>
/// <param name="Victim">Who, as the file names them; may be "the victims of count 2".</param>
/// <param name="What">"notified", "commented", "declined", "unreachable", "told of the outcome"; "none" when the file names no victim.</param>
/// <param name="Words">How, or the comment in their words.</param>
/// <param name="Documents">Fingerprints of documents on file that hold it.</param>
public sealed record VictimContacted(string Victim, string What, string Words, IReadOnlyList<string> Documents) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> Lays => Documents;
}

/// <summary>Someone on the way up recommended what should be done.</summary>
/// <param name="By">Who.</param>
/// <param name="Office">In which office.</param>
/// <param name="Recommends">"grant", "grant in part", "deny", "no recommendation".</param>
/// <param name="Form">Of what: "commutation"...; or null.</param>
/// <param name="Reason">Why.</param>
public sealed record RecommendationMade(string By, string Office, string Recommends, string? Form, string Reason) : Act;

/// <summary>A brief was issued or a petition presented although something was lacking.</summary>
/// <param name="For">What was done regardless: "brief", "present", "decide".</param>
/// <param name="Lacking">What was lacking, as the readiness list said it.</param>
/// <param name="Reason">Why it was done regardless.</param>
public sealed record WentOnRegardless(string For, IReadOnlyList<string> Lacking, string Reason) : Act;

/// <summary>Something is to be done. Tasks are "T1", "T2" ...</summary>
/// <param name="Words">What.</param>
/// <param name="About">What it comes from: "F12", "O1", "rehearsal", or null.</param>
/// <param name="Due">By which day, YYYY-MM-DD, or null.</param>
public sealed record TaskSet(string Words, string? About, string? Due) : Act;

/// <summary>A task was done, or dropped.</summary>
/// <param name="Task">"T1".</param>
/// <param name="Words">How, or why it was dropped.</param>
public sealed record TaskClosed(string Task, string Words) : Act;

/// <summary>What a decision does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClemencyForm>))]
public enum ClemencyForm
{
    /// <summary>Forgives the offense; the conviction stays on record.</summary>
    [JsonStringEnumMemberName("pardon")] Pardon,
    /// <summary>Cuts the sentence; the conviction stays.</summary>
    [JsonStringEnumMemberName("commutation")] Commutation,
    /// <summary>Delays the execution of the sentence.</summary>
    [JsonStringEnumMemberName("reprieve")] Reprieve,
    /// <summary>Releases an unpaid fine, restitution or forfeiture.</summary>
    [JsonStringEnumMemberName("remission")] Remission,
    /// <summary>Nothing is granted.</summary>
    [JsonStringEnumMemberName("denial")] Denial,
    /// <summary>The petition is closed without a decision on it.</summary>
    [JsonStringEnumMemberName("no-action")] NoAction,
}

/// <summary>A decision was made by the person who may (the entry's actor). Decisions are "K1", "K2" ...; two on one petition over time are normal.</summary>
/// <param name="Form">What it does.</param>
/// <param name="To">For a commutation the new term, canonical ("240 mo", "time served", "expires 2018-06-06"); for a reprieve the day until which; else null.</param>
/// <param name="Counts">The counts that it reaches ("1", "3"); empty for all.</param>
/// <param name="Remits">What a remission releases, or what a grant remits besides: "fine", "restitution", "forfeiture", "supervised release".</param>
/// <param name="Conditions">In words; a grant with any is conditional.</param>
/// <param name="Effective">From which day, YYYY-MM-DD.</param>
/// <param name="Reason">Why.</param>
/// <param name="Brief">Fingerprint of the brief that lay before them, or null when none did.</param>
/// <param name="Checkpoint">The signed checkpoint of the docket that lay before them.</param>
public sealed record DecisionMade(
    ClemencyForm Form,
    string? To,
    IReadOnlyList<string> Counts,
    IReadOnlyList<string> Remits,
    IReadOnlyList<string> Conditions,
    string Effective,
    string Reason,
    string? Brief,
    string Checkpoint) : Act
{
    /// <summary>On which grounds it was granted, in a few words each ("rehabilitation"), for the office's statistics; null when none is named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Grounds { get; init; }
}

/// <summary>An instrument was drafted from a decision. Instruments are "W1", "W2" ... (warrants).</summary>
/// <param name="Decision">"K1".</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="Format">"pdf" or "docx".</param>
/// <param name="Mismatches">Where it does not fit the judgment; signing is refused while there is one.</param>
/// <param name="Incomplete">What it leaves in brackets to be completed; signing is refused while there is any.</param>
/// <param name="Facts">Ids of the facts that it recites.</param>
/// <param name="Office">The office of who decided, as it prints it.</param>
/// <param name="Text">SHA-256 of its words: when the petition no longer gives them, it is stale.</param>
public sealed record InstrumentDrafted(
    string Decision,
    string Sha256,
    string Format,
    IReadOnlyList<string> Mismatches,
    IReadOnlyList<string> Incomplete,
    IReadOnlyList<string> Facts,
    string Office,
    string Text) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> RestsOn => Facts;
}

/// <summary>An instrument was signed (by the entry's actor).</summary>
/// <param name="Instrument">"W1".</param>
/// <param name="Sha256">Of the file that was signed.</param>
/// <param name="On">The day, YYYY-MM-DD.</param>
public sealed record InstrumentSigned(string Instrument, string Sha256, string On) : Act;

/// <summary>Something happened after a decision.</summary>
/// <param name="What">"release", "condition", "supervision", "contact", "promise", "violation", "completion".</param>
/// <param name="On">The day, YYYY-MM-DD.</param>
/// <param name="Words">What, in words.</param>
/// <param name="About">The decision ("K1"), condition ("K1.2") or line of the brief that it bears on, or null.</param>
/// <param name="State">"kept", "broken", "open", or null where there is none to say.</param>
/// <param name="Cites">What it rests on.</param>
public sealed record AfterNoted(string What, string On, string Words, string? About, string? State, Cites Cites) : Act
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> RestsOn => Cites.Facts;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<Citation> Quotes => Cites.Passages;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<string> OnFindings => Cites.Findings;
}
