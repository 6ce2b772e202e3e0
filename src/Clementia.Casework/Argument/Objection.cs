namespace Clementia.Casework;

/// <summary>How far an objection, or a claim of it, has come. It follows from the parts; nobody sets it.</summary>
public enum ObjectionStatus
{
    /// <summary>No answer that counts.</summary>
    Unanswered,
    /// <summary>Something is left: a claim, what an answer leaves open, or evidence that came after the answer.</summary>
    PartlyAnswered,
    /// <summary>Every claim is answered or conceded.</summary>
    Answered,
    /// <summary>Every claim is granted.</summary>
    Conceded,
    /// <summary>Who raised it took it back.</summary>
    Withdrawn,
}

/// <summary>How a cited thing stands today.</summary>
public enum CitedStanding
{
    /// <summary>A vetted fact, a finding whose facts stand, a passage on file.</summary>
    Stands,
    /// <summary>A vetted fact that someone with standing disputes. It still counts.</summary>
    Disputed,
    /// <summary>A fact that nobody has vetted yet, or whose vetting was reopened by new sources. It does not count.</summary>
    Unvetted,
    /// <summary>A struck fact, or something that was removed by order. It does not count.</summary>
    Fallen,
}

/// <summary>A fact, finding or passage as an answer or a piece of evidence cites it.</summary>
/// <param name="Id">"F12", "G1", or a document and page for a passage ("D1 p. 3").</param>
/// <param name="Words">What it says, in a line.</param>
/// <param name="Standing">How it stands today.</param>
/// <param name="Standard">For a fact: the strongest standard of proof under which a source asserts it; else null.</param>
/// <param name="Note">What a reader must know besides: by whom it was struck, that it was vetted again since; or null.</param>
public sealed record Cited(string Id, string Words, CitedStanding Standing, Standard? Standard, string? Note)
{
    /// <summary>Whether something can rest on it.</summary>
    public bool Counts => Standing is CitedStanding.Stands or CitedStanding.Disputed;

    /// <summary>The standard of proof in words ("stated in a presentence report"), or null.</summary>
    public string? Proof => Standard is { } standard ? Wording.Standing(standard) : null;
}

/// <summary>Evidence laid to an objection or a claim.</summary>
/// <param name="Entry">Its docket entry.</param>
/// <param name="At">When.</param>
/// <param name="By">Who laid it.</param>
/// <param name="Claim">From 1, or null for the objection as a whole.</param>
/// <param name="Side">On which side.</param>
/// <param name="Words">What it shows.</param>
/// <param name="Cites">What it is.</param>
public sealed record LaidEvidence(int Entry, DateTimeOffset At, string By, int? Claim, Side Side, string Words, IReadOnlyList<Cited> Cites)
{
    /// <summary>Whether everything that it points to has fallen.</summary>
    public bool HasFallen => Cites.All(cited => cited.Standing == CitedStanding.Fallen);
}

/// <summary>An answer to an objection or a claim.</summary>
/// <param name="Entry">Its docket entry.</param>
/// <param name="At">When.</param>
/// <param name="By">Who answered.</param>
/// <param name="Claim">From 1, or null for the objection as a whole.</param>
/// <param name="Concedes">Whether it grants the claim.</param>
/// <param name="Words">The answer.</param>
/// <param name="LeavesOpen">What it leaves open, or null.</param>
/// <param name="Cites">What it rests on.</param>
/// <param name="WhyNot">Why it does not count, or null when it does.</param>
public sealed record GivenAnswer(int Entry, DateTimeOffset At, string By, int? Claim, bool Concedes, string Words, string? LeavesOpen, IReadOnlyList<Cited> Cites, string? WhyNot)
{
    /// <summary>Whether it counts as an answer.</summary>
    public bool Counts => WhyNot is null;
}

/// <summary>One claim of an objection, and how it stands.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Words">The claim.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Why">What that status follows from, in a sentence.</param>
/// <param name="Answer">The answer that holds: the last one that counts; or null.</param>
/// <param name="Answers">Every answer that reaches it, in order.</param>
/// <param name="Evidence">Every piece of evidence laid to it alone, in order.</param>
public sealed record ObjectionClaim(int Number, string Words, ObjectionStatus Status, string Why, GivenAnswer? Answer, IReadOnlyList<GivenAnswer> Answers, IReadOnlyList<LaidEvidence> Evidence);

/// <summary>How a critical question stands.</summary>
public enum QuestionState
{
    /// <summary>Nobody has answered it, or its answer has lost what it rested on.</summary>
    Open,
    /// <summary>Answered.</summary>
    Answered,
    /// <summary>Found not to apply here.</summary>
    DoesNotApply,
}

/// <summary>A fact or finding of the petition that bears on an objection and is not cited in it yet.</summary>
/// <param name="Cited">The fact or finding.</param>
/// <param name="Side">For which side it speaks by its value, or null when it may be read either way.</param>
/// <param name="Questions">Ids of the critical questions on which it bears.</param>
public sealed record Offer(Cited Cited, Side? Side, IReadOnlyList<string> Questions);

/// <summary>A critical question of an objection's ground, and how it stands.</summary>
/// <param name="Question">From the catalog.</param>
/// <param name="State">How it stands.</param>
/// <param name="Words">The answer, or why it does not apply; null while nobody answered.</param>
/// <param name="By">Who answered, or null.</param>
/// <param name="Cites">What the answer rests on.</param>
/// <param name="WhyOpen">Why it is open although it was answered, or null.</param>
/// <param name="Bears">Facts and findings of the petition that bear on it, cited or not.</param>
public sealed record AskedQuestion(CriticalQuestion Question, QuestionState State, string? Words, string? By, IReadOnlyList<Cited> Cites, string? WhyOpen, IReadOnlyList<Cited> Bears);

/// <summary>An objection as the docket has left it.</summary>
/// <param name="Id">"O1", in the order of raising; never reused.</param>
/// <param name="Entry">Its docket entry.</param>
/// <param name="At">When it was entered.</param>
/// <param name="EnteredBy">Who entered it.</param>
/// <param name="By">Who objects.</param>
/// <param name="Role">In which role.</param>
/// <param name="Ground">The usual ground's id, or null for their own words.</param>
/// <param name="Words">The objection.</param>
/// <param name="IsWeighty">Whether a petition should not be presented while it stands unanswered.</param>
/// <param name="WhyWeight">Why it is weighty, or not.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Why">What that status follows from, in a sentence.</param>
/// <param name="Claims">Its claims, each with its answer and evidence.</param>
/// <param name="Evidence">Evidence laid to the objection as a whole.</param>
/// <param name="Questions">The critical questions of its ground.</param>
/// <param name="Offers">What the petition holds that bears on it and is not cited in it yet.</param>
/// <param name="Reopens">Earlier objections on the same ground that this one reopens ("O1"); empty when it is the first.</param>
/// <param name="ReopenedBy">The later objection on the same ground, or null.</param>
/// <param name="Withdrawn">Why it was withdrawn, or null.</param>
public sealed record Objection(
    string Id,
    int Entry,
    DateTimeOffset At,
    string EnteredBy,
    string By,
    string Role,
    string? Ground,
    string Words,
    bool IsWeighty,
    string WhyWeight,
    ObjectionStatus Status,
    string Why,
    IReadOnlyList<ObjectionClaim> Claims,
    IReadOnlyList<LaidEvidence> Evidence,
    IReadOnlyList<AskedQuestion> Questions,
    IReadOnlyList<Offer> Offers,
    IReadOnlyList<string> Reopens,
    string? ReopenedBy,
    string? Withdrawn)
{
    /// <summary>The critical questions that are still open; none once it is withdrawn.</summary>
    public IReadOnlyList<AskedQuestion> OpenQuestions => Withdrawn is null ? [.. Questions.Where(question => question.State == QuestionState.Open)] : [];

    /// <summary>Whether it still wants an answer: unanswered, or answered in part.</summary>
    public bool StandsOpen => Status is ObjectionStatus.Unanswered or ObjectionStatus.PartlyAnswered;

    /// <summary>What the answers that hold leave open, in their words.</summary>
    public IReadOnlyList<string> LeftOpen => [.. Claims.Select(claim => claim.Answer?.LeavesOpen).OfType<string>().Distinct()];
}
