namespace Clementia.Casework;

// Objections, evidence and answers. Each request is decided on the petition so far; what a status then is follows in Argument.
public static partial class Procedure
{
    /// <summary>Raises an objection.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="by">Who objects.</param>
    /// <param name="role">In which role.</param>
    /// <param name="ground">The usual ground's id or label, or null for their own words.</param>
    /// <param name="words">The objection; when empty, the ground's own sentence.</param>
    /// <param name="claims">What it claims; when empty, what the ground usually claims, or the words themselves.</param>
    /// <param name="grounds">The usual grounds; the built-in ones when null.</param>
    public static Outcome<Entry> Object(Petition soFar, string by, string role, string? ground, string words, IReadOnlyList<string> claims, Grounds? grounds = null)
    {
        grounds ??= Grounds.BuiltIn;
        if (OneLine(by).Length == 0)
            return new Refusal("The objection names nobody.", "Say who objects.");
        if (OneLine(role).Length == 0)
            return new Refusal($"The objection does not say in which role {OneLine(by)} objects.", "Name it: \"White House counsel\", \"prosecutor\", \"victim\".");
        var known = ground is null ? null : grounds.Find(ground);
        if (ground is not null && known is null)
            return new Refusal($"There is no ground '{ground}'.", $"Use one of: {string.Join(", ", grounds.All.Select(one => one.Id))}; or none, for the person's own words.");
        var said = OneLine(words);
        if (said.Length == 0 && known is null)
            return new Refusal("The objection says nothing.", "Give it in the person's words, or name a usual ground.");
        said = said.Length == 0 ? known!.Says : said;
        IReadOnlyList<string> split = [.. claims.Select(OneLine)];
        if (split.Any(claim => claim.Length == 0))
            return new Refusal("A claim of the objection is empty.", "Say what is claimed, or leave it out.");
        if (split.Distinct(StringComparer.OrdinalIgnoreCase).Count() != split.Count)
            return new Refusal("A claim of the objection stands twice.", "Name each claim once.");
        if (split.Count == 0)
            split = known is null || known.Claims.Count == 0 ? [said] : known.Claims;
        var same = Argument.Of(soFar, grounds).Objections.FirstOrDefault(one => one.Status != ObjectionStatus.Withdrawn && Same(one.By, by) && Same(one.Words, said) && one.Ground == known?.Id && one.StandsOpen);
        return same is null
            ? new ObjectionRaised(OneLine(by), OneLine(role), known?.Id, said, split)
            : new Refusal($"{same.By} has raised the same already, as {same.Id}.", $"It still stands: answer {same.Id}, or lay evidence to it.");
    }

    /// <summary>Lays evidence to an objection or to one of its claims. A fact that nobody has vetted may be laid, and is shown as such; a struck one may not.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="objection">"O1".</param>
    /// <param name="claim">From 1, or null for the objection as a whole.</param>
    /// <param name="side">On which side.</param>
    /// <param name="cites">What it is.</param>
    /// <param name="words">What it shows, in a sentence.</param>
    public static Outcome<Entry> GiveEvidence(Petition soFar, string objection, int? claim, Side side, Cites cites, string words)
    {
        var target = Target(soFar, objection, claim);
        if (target.IsRefused)
            return target.Refusal;
        if (OneLine(words).Length == 0)
            return new Refusal("The evidence does not say what it shows.", "Say it in one sentence.");
        if (cites.IsEmpty)
            return new Refusal("The evidence points to nothing.", "Cite a fact, a finding or a passage; words alone are an argument, not evidence.");
        var pointed = Cited(soFar, cites, vettedOnly: false);
        if (pointed.IsRefused)
            return pointed.Refusal;
        var given = new EvidenceGiven(target.Value.Id, claim, side, pointed.Value, OneLine(words));
        return Twice(soFar, one => one is EvidenceGiven before && before.Objection == given.Objection && before.Claim == claim && before.Side == side && SameCites(before.Cites, given.Cites)) is { } entry
            ? new Refusal($"The same evidence was laid to {target.Value.Id} already (entry {entry}).", "Nothing more is needed.")
            : given;
    }

    /// <summary>Answers an objection or one of its claims, or concedes it.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="objection">"O1".</param>
    /// <param name="claim">From 1, or null for the objection as a whole.</param>
    /// <param name="concedes">Whether it grants the claim.</param>
    /// <param name="words">The answer.</param>
    /// <param name="leavesOpen">What it leaves open, or null.</param>
    /// <param name="cites">What it rests on: vetted facts, findings, passages on file.</param>
    public static Outcome<Entry> Answer(Petition soFar, string objection, int? claim, bool concedes, string words, string? leavesOpen, Cites cites)
    {
        var target = Target(soFar, objection, claim);
        if (target.IsRefused)
            return target.Refusal;
        if (OneLine(words).Length == 0)
            return new Refusal("The answer is empty.", concedes ? "Say in a few words what is granted." : "Say what answers the objection.");
        if (concedes && leavesOpen is not null)
            return new Refusal("A concession leaves nothing open.", "Concede, or answer and say what is left.");
        if (leavesOpen is not null && OneLine(leavesOpen).Length == 0)
            return new Refusal("It does not say what the answer leaves open.", "Say what, or leave it out.");
        var pointed = Cited(soFar, cites, vettedOnly: true);
        if (pointed.IsRefused)
            return pointed.Refusal;
        var answer = new ObjectionAnswered(target.Value.Id, claim, concedes, OneLine(words), leavesOpen is null ? null : OneLine(leavesOpen), pointed.Value);
        return Twice(soFar, one => one is ObjectionAnswered before && before.Objection == answer.Objection && before.Claim == claim && before.Concedes == concedes
                && Same(before.Words, answer.Words) && before.LeavesOpen == answer.LeavesOpen && SameCites(before.Cites, answer.Cites), since: LastEvidence(target.Value)) is { } entry
            ? new Refusal($"{target.Value.Id} was answered in the same words already (entry {entry}).", "Nothing more is needed. An answer that says more, or cites more, would be entered.")
            : answer;
    }

    /// <summary>Answers a critical question of an objection's ground, or says that it does not apply.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="objection">"O1".</param>
    /// <param name="question">Its id, with or without the ground: "role.found-by", "found-by".</param>
    /// <param name="applies">False when it does not apply here.</param>
    /// <param name="words">The answer, or why it does not apply.</param>
    /// <param name="cites">What it rests on.</param>
    public static Outcome<Entry> AnswerQuestion(Petition soFar, string objection, string question, bool applies, string words, Cites cites)
    {
        var target = Target(soFar, objection, null);
        if (target.IsRefused)
            return target.Refusal;
        var one = target.Value;
        if (one.Questions.Count == 0)
            return new Refusal($"{one.Id} has no critical questions: {(one.Ground is null ? "it stands in the person's own words" : $"this version does not know the ground '{one.Ground}'")}.", $"Answer the objection itself: ./clementia answer {soFar.Id} {one.Id} \"...\"");
        if (one.Questions.FirstOrDefault(asked => Same(asked.Question.Id, question) || Same(asked.Question.Id, $"{one.Ground}.{question.Trim()}")) is not { } known)
            return new Refusal($"{one.Id} has no question '{question}'.", $"Its questions are: {string.Join(", ", one.Questions.Select(asked => asked.Question.Id))}.");
        if (OneLine(words).Length == 0)
            return new Refusal(applies ? "The answer is empty." : "It does not say why the question does not apply.", applies ? "Say what answers it." : "Say in a few words why.");
        var pointed = Cited(soFar, cites, vettedOnly: true);
        if (pointed.IsRefused)
            return pointed.Refusal;
        var answer = new QuestionAnswered(one.Id, known.Question.Id, applies, OneLine(words), pointed.Value);
        return soFar.Acts.LastOrDefault(act => act.Body is QuestionAnswered before && before.Objection == one.Id && before.Question == answer.Question) is { Body: QuestionAnswered last } entry
            && last.Applies == applies && Same(last.Words, answer.Words) && SameCites(last.Cites, answer.Cites)
            ? new Refusal($"{answer.Question} of {one.Id} was answered so already (entry {entry.Number}).", "Nothing more is needed.")
            : answer;
    }

    /// <summary>Withdraws an objection. Only who raised it may.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="objection">"O1".</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who withdraws it.</param>
    public static Outcome<Entry> Withdraw(Petition soFar, string objection, string reason, string by)
    {
        var target = Target(soFar, objection, null);
        if (target.IsRefused)
            return target.Refusal;
        if (OneLine(reason).Length == 0)
            return new Refusal("The withdrawal has no reason.", "Say in a few words why; it stands on the docket.");
        return Same(target.Value.By, by)
            ? new ObjectionWithdrawn(target.Value.Id, OneLine(reason))
            : new Refusal($"{target.Value.Id} was raised by {target.Value.By}; {OneLine(by)} cannot withdraw it.", $"Answer it, or let {target.Value.By} withdraw it.");
    }

    private static Outcome<Objection> Target(Petition soFar, string objection, int? claim)
    {
        var argument = Argument.Of(soFar);
        var id = objection.Trim();
        if (id.Length > 0 && id.All(char.IsAsciiDigit))
            id = "O" + id;
        if (argument.Removed.Contains(id.ToUpperInvariant()))
            return new Refusal($"{id.ToUpperInvariant()} was removed by order.", "Nothing can be added to it.");
        if (argument.Find(id) is not { } known)
            return new Refusal($"There is no objection '{objection}' on the petition.", argument.Objections.Count == 0 ? "Nobody has objected yet." : $"It has: {string.Join(", ", argument.Objections.Select(one => one.Id))}.");
        if (known.Status == ObjectionStatus.Withdrawn)
            return new Refusal($"{known.Id} was withdrawn: {known.Withdrawn}", "It needs no answer. Raise the objection again to reopen the point.");
        return claim is { } number && (number < 1 || number > known.Claims.Count)
            ? new Refusal($"{known.Id} has no claim {number}.", $"Its claims are 1 to {known.Claims.Count}; without --claim the whole objection is meant.")
            : known;
    }

    /// <summary>What is cited, with ids as the petition writes them; each once.</summary>
    private static Outcome<Cites> Cited(Petition soFar, Cites cites, bool vettedOnly)
    {
        var facts = new List<string>();
        foreach (var id in cites.Facts)
        {
            if (Find(soFar.Facts, id, one => one.Id) is not { } fact)
                return new Refusal($"There is no fact '{id}' on the petition.", soFar.Facts.Count == 0 ? "No fact has been read yet: file a document first." : $"Its facts are {soFar.Facts[0].Id} to {soFar.Facts[^1].Id}.");
            if (fact.Status == FactStatus.Struck)
                return new Refusal($"{fact.Id} was struck by {fact.VettedBy} ({fact.VettingReason}): nothing can rest on it.", "Cite another fact, or vet it again first.");
            if (vettedOnly && fact.Status == FactStatus.Proposed)
                return new Refusal($"{fact.Id} is not vetted: an answer cannot rest on it yet.", $"Vet it first: ./clementia vet {soFar.Id} {fact.Id} confirm --reason \"...\"");
            facts.Add(fact.Id);
        }
        var findings = new List<string>();
        foreach (var id in cites.Findings)
        {
            if (Find(soFar.Findings, id, one => one.Id) is not { } finding)
                return new Refusal($"There is no finding '{id}' on the petition.", soFar.Findings.Count == 0 ? $"No finding of law was entered yet: ./clementia sentence --petition {soFar.Id}" : $"It has: {string.Join(", ", soFar.Findings.Select(one => one.Id))}.");
            if (new Citing(soFar).Finding(finding.Id) is { Counts: false, Note: var fell })
                return new Refusal($"{finding.Id} {fell}: nothing can rest on it.", $"Find the law again: ./clementia sentence --petition {soFar.Id}");
            findings.Add(finding.Id);
        }
        foreach (var passage in cites.Passages)
        {
            if (!new Citing(soFar).Passage(passage).Counts)
                return new Refusal($"A passage is cited of a document that is not on file (page {passage.Page}).", "File the document first.");
        }
        return new Cites([.. facts.Distinct()], [.. findings.Distinct()], [.. cites.Passages.Distinct()]);
    }

    // The same answer again is of use when evidence came in between.
    private static int LastEvidence(Objection objection) =>
        objection.Claims.SelectMany(claim => claim.Evidence).Concat(objection.Evidence).Where(given => given.Side == Side.For).Select(given => given.Entry).DefaultIfEmpty(0).Max();

    private static int? Twice(Petition soFar, Func<Entry, bool> same, int since = 0) =>
        soFar.Acts.LastOrDefault(act => act.Number > since && act.Body is not null && same(act.Body))?.Number;

    private static bool SameCites(Cites one, Cites other) =>
        one.Facts.ToHashSet().SetEquals(other.Facts) && one.Findings.ToHashSet().SetEquals(other.Findings) && one.Passages.ToHashSet().SetEquals(other.Passages);

    private static bool Same(string one, string other) => string.Equals(OneLine(one), OneLine(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Words without line breaks and doubled spaces: a line of the docket is one line.</summary>
    internal static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
