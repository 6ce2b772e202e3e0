namespace Clementia.Casework;

/// <summary>An act in words, as a line of the docket tells it behind the name of who made it.</summary>
public static class ActWords
{
    /// <summary>"raised an objection as White House counsel (role in the offense): She was the kingpin."</summary>
    public static string Of(Act act) => act switch
    {
        ObjectionRaised e => $"entered the objection of {e.By} ({e.Role}{(e.Ground is null ? "" : $"; {e.Ground}")}): {e.Words}",
        EvidenceGiven e => $"laid evidence {(e.Side == Side.For ? "for" : "against")} {Claim(e.Objection, e.Claim)}{Cited(e.Cites)}: {e.Words}",
        ObjectionAnswered { Concedes: true } e => $"conceded {Claim(e.Objection, e.Claim)}: {e.Words}",
        ObjectionAnswered e => $"answered {Claim(e.Objection, e.Claim)}{Cited(e.Cites)}: {e.Words}{(e.LeavesOpen is null ? "" : $" It leaves open: {e.LeavesOpen}")}",
        QuestionAnswered e => $"answered question {e.Question} of {e.Objection}{(e.Applies ? "" : " (does not apply)")}{Cited(e.Cites)}: {e.Words}",
        ObjectionWithdrawn e => $"withdrew {e.Objection}: {e.Reason}",
        PositionTaken e => $"entered the position of {e.Person}{(e.Office is null ? "" : $" ({e.Office})")}: {Of(e.Position)}{Cited(e.Cites)}. {e.Reason}",
        MeetingHeld e => $"entered a meeting on {e.On} ({e.Place}) of {string.Join(", ", e.Present)}: {e.Minutes}{(e.Changed is null ? "" : $" Changed by it: {e.Changed}")}",
        MinutesSigned { Objects: { } wrong } e => $"holds the minutes of {e.Meeting} wrong: {wrong}",
        MinutesSigned e => $"signed the minutes of {e.Meeting}",
        ProcessChosen e => $"chose the process {e.Process} ({e.Fingerprint[..Math.Min(12, e.Fingerprint.Length)]}){(e.People.Count == 0 ? "" : $" with {string.Join("; ", e.People.Select(held => $"{held.Role}: {string.Join(", ", held.Names)}"))}")}{string.Concat(e.Days.Select(own => $"; {own.Deadline}: {own.Days} days"))}",
        StageMoved e => $"moved it from {e.From} to {e.To}: {e.Reason.TrimEnd('.')}.{(e.Lacking.Count == 0 ? "" : $" Regardless of: {string.Join("; ", e.Lacking)}")}",
        ReferralMade e => $"referred it to {e.To}: {e.About}{(e.Due is null ? "" : $" (by {e.Due})")}",
        ReferralAnswered e => $"entered what came back on {e.Referral}: {e.Words}",
        VictimContacted e => $"entered of {e.Victim} ({e.What}): {e.Words}",
        RecommendationMade e => $"entered the recommendation of {e.By} ({e.Office}): {e.Recommends}{(e.Form is null ? "" : $" ({e.Form})")}. {e.Reason}",
        WentOnRegardless e => $"went on with {e.For} regardless of: {string.Join("; ", e.Lacking)}. {e.Reason}",
        TaskSet e => $"set a task{(e.About is null ? "" : $" about {e.About}")}{(e.Due is null ? "" : $" by {e.Due}")}: {e.Words}",
        TaskClosed e => $"closed {e.Task}: {e.Words}",
        DecisionMade e => $"decided: {Of(e.Form, e.Conditions.Count > 0)}{(e.To is null ? "" : $" to {e.To}")}{(e.Counts.Count == 0 ? "" : $" on counts {string.Join(", ", e.Counts)}")}{(e.Remits.Count == 0 ? "" : $", remitting {string.Join(", ", e.Remits)}")}, from {e.Effective}. {e.Reason}",
        InstrumentDrafted e => $"drafted the instrument of {e.Decision} ({e.Format}, {e.Sha256[..Math.Min(12, e.Sha256.Length)]}){(e.Mismatches.Count == 0 ? "" : $", which does not fit the judgment: {string.Join("; ", e.Mismatches)}")}{(e.Incomplete.Count == 0 ? "" : $", to be completed: {string.Join("; ", e.Incomplete)}")}",
        InstrumentSigned e => $"signed {e.Instrument} ({e.Sha256[..Math.Min(12, e.Sha256.Length)]}) on {e.On}",
        AfterNoted e => $"noted after the decision ({e.What}, {e.On}{(e.State is null ? "" : $", {e.State}")}): {e.Words}",
        _ => throw new ArgumentException($"The act '{act.GetType().Name}' has no words. Write them in {nameof(ActWords)}.", nameof(act)),
    };

    /// <summary>"leans toward support".</summary>
    public static string Of(Position position) => position switch
    {
        Position.Support => "supports it",
        Position.LeanSupport => "leans toward support",
        Position.Neutral => "neutral",
        Position.LeanOppose => "leans toward opposing it",
        Position.Oppose => "opposes it",
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, "No such position."),
    };

    /// <summary>"conditional commutation". A commutation is never called a pardon.</summary>
    public static string Of(ClemencyForm form, bool isConditional = false) => (isConditional && form is not (ClemencyForm.Denial or ClemencyForm.NoAction) ? "conditional " : "") + form switch
    {
        ClemencyForm.Pardon => "pardon",
        ClemencyForm.Commutation => "commutation",
        ClemencyForm.Reprieve => "reprieve",
        ClemencyForm.Remission => "remission",
        ClemencyForm.Denial => "denial",
        ClemencyForm.NoAction => "no action",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "No such form."),
    };

    private static string Claim(string objection, int? claim) => claim is null ? objection : $"{objection}, claim {claim}";

    private static string Cited(Cites cites)
    {
        var all = cites.Facts.Concat(cites.Findings).ToList();
        if (cites.Passages.Count > 0)
            all.Add(cites.Passages.Count == 1 ? "1 passage" : $"{cites.Passages.Count} passages");
        return all.Count == 0 ? "" : $" by {string.Join(", ", all)}";
    }
}
