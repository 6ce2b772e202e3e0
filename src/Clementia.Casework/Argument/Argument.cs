namespace Clementia.Casework;

/// <summary>
/// The objections to a petition, the evidence on both sides, the answers, and what stands unanswered: a fold of the petition's acts.
/// Every status follows from the parts as they stand today, so striking a fact can reopen what was answered with it.
/// </summary>
public sealed class Argument
{
    private Argument(IReadOnlyList<Objection> objections, IReadOnlyList<string> removed) => (Objections, Removed) = (objections, removed);

    /// <summary>In the order of raising. Those removed by order are not among them.</summary>
    public IReadOnlyList<Objection> Objections { get; }

    /// <summary>Ids of objections that were removed by order; they stay taken.</summary>
    public IReadOnlyList<string> Removed { get; }

    /// <summary>What stands unanswered, wholly or in part: the weighty ones first, the wholly unanswered before the others.</summary>
    public IReadOnlyList<Objection> Open => [.. Objections.Where(objection => objection.StandsOpen)
        .OrderByDescending(objection => objection.IsWeighty).ThenBy(objection => objection.Status).ThenBy(objection => objection.Entry)];

    /// <summary>The argument on a petition.</summary>
    /// <param name="petition">As its docket has left it.</param>
    /// <param name="grounds">The usual grounds; the built-in ones when null.</param>
    public static Argument Of(Petition petition, Grounds? grounds = null)
    {
        grounds ??= Grounds.BuiltIn;
        var citing = new Citing(petition);
        var raised = new List<(string Id, DocketEntry Entry, ObjectionRaised Body)>();
        var removed = new List<string>();
        foreach (var entry in petition.Acts.Where(entry => entry.Kind == nameof(ObjectionRaised)))
        {
            var id = $"O{raised.Count + removed.Count + 1}";
            if (entry.Body is ObjectionRaised body)
                raised.Add((id, entry, body));
            else
                removed.Add(id);
        }
        return new Argument([.. raised.Select(one => Built(one, raised, petition, grounds, citing))], removed);
    }

    /// <summary>The objection of an id, or null.</summary>
    public Objection? Find(string id) => Objections.FirstOrDefault(objection => string.Equals(objection.Id, id.Trim(), StringComparison.OrdinalIgnoreCase));

    private static Objection Built((string Id, DocketEntry Entry, ObjectionRaised Body) one, List<(string Id, DocketEntry Entry, ObjectionRaised Body)> all, Petition petition, Grounds grounds, Citing citing)
    {
        var (id, entry, body) = one;
        var ground = body.Ground is null ? null : grounds.Find(body.Ground);
        // A ground that this version does not know is as weighty as own words: nobody has said that it is not.
        var weighty = ground?.Weighty ?? true;
        var evidence = new List<LaidEvidence>();
        var answers = new List<GivenAnswer>();
        var asked = new Dictionary<string, (DocketEntry Entry, QuestionAnswered Body)>(StringComparer.Ordinal);
        string? withdrawn = null;
        foreach (var act in petition.Acts)
        {
            switch (act.Body)
            {
                case EvidenceGiven given when given.Objection == id:
                    evidence.Add(new LaidEvidence(act.Number, act.At, act.Actor, given.Claim, given.Side, given.Words, citing.Of(given.Cites, act.Number)));
                    break;
                case ObjectionAnswered answer when answer.Objection == id:
                    var cites = citing.Of(answer.Cites, act.Number);
                    answers.Add(new GivenAnswer(act.Number, act.At, act.Actor, answer.Claim, answer.Concedes, answer.Words, answer.LeavesOpen, cites, answer.Concedes ? null : WhyNot(cites, weighty)));
                    break;
                case QuestionAnswered answered when answered.Objection == id:
                    asked[answered.Question] = (act, answered);
                    break;
                case ObjectionWithdrawn taken when taken.Objection == id:
                    withdrawn = taken.Reason;
                    break;
            }
        }
        IReadOnlyList<ObjectionClaim> claims = [.. body.Claims.Select((words, i) => Judge(i + 1, words, answers, evidence))];
        var questions = ground?.Questions.Select(question => Asked(question, asked.TryGetValue(question.Id, out var said) ? said : null, petition, citing)).ToList() ?? [];
        var (status, why) = withdrawn is null ? Sum(claims) : (ObjectionStatus.Withdrawn, $"{body.By} withdrew it: {withdrawn}");
        var cited = evidence.SelectMany(given => given.Cites).Concat(answers.SelectMany(answer => answer.Cites)).Concat(questions.SelectMany(question => question.Cites)).Select(cite => cite.Id).ToHashSet(StringComparer.Ordinal);
        var later = body.Ground is null ? [] : all.Where(other => other.Body.Ground == body.Ground && other.Entry.Number > entry.Number).ToList();
        return new Objection(
            id, entry.Number, entry.At, entry.Actor, body.By, body.Role, body.Ground, body.Words, weighty,
            ground?.Why ?? "It is in the person's own words, so nobody has said that it carries less weight.",
            status, why, claims, [.. evidence.Where(given => given.Claim is null)], questions,
            ground is null ? [] : Offers(ground, petition, citing, cited),
            body.Ground is null ? [] : [.. all.Where(other => other.Body.Ground == body.Ground && other.Entry.Number < entry.Number).Select(other => other.Id)],
            later.Count == 0 ? null : later[0].Id, withdrawn);
    }

    /// <summary>Why an answer does not count, or null when it does.</summary>
    private static string? WhyNot(IReadOnlyList<Cited> cites, bool weighty)
    {
        if (cites.Any(cited => cited.Counts))
            return null;
        if (cites.Count == 0)
            return weighty ? "it rests on nothing in the file: cite a vetted fact, a finding or a passage, or concede" : null;
        return $"what it rests on does not stand: {string.Join("; ", cites.Select(cited => $"{cited.Id} {Fell(cited)}"))}";
    }

    private static string Fell(Cited cited) => cited.Note ?? (cited.Standing == CitedStanding.Unvetted ? "is not vetted" : "was removed");

    private static ObjectionClaim Judge(int number, string words, List<GivenAnswer> answers, List<LaidEvidence> evidence)
    {
        IReadOnlyList<GivenAnswer> reaching = [.. answers.Where(answer => answer.Claim is null || answer.Claim == number)];
        var holds = reaching.LastOrDefault(answer => answer.Counts);
        var (status, why) = holds switch
        {
            null when reaching.Count == 0 => (ObjectionStatus.Unanswered, "Nobody has answered it."),
            null => (ObjectionStatus.Unanswered, $"The answer of entry {reaching[^1].Entry} does not count: {reaching[^1].WhyNot}."),
            { Concedes: true } => (ObjectionStatus.Conceded, $"{holds.By} conceded it (entry {holds.Entry})."),
            _ when Later(holds) is { } latest => (ObjectionStatus.PartlyAnswered, $"It was answered before the latest evidence (entry {latest.Entry}, by {latest.By})."),
            { LeavesOpen: { } open } => (ObjectionStatus.PartlyAnswered, $"The answer leaves open: {open}"),
            _ => (ObjectionStatus.Answered, $"{holds.By} answered it (entry {holds.Entry})."),
        };
        return new ObjectionClaim(number, words, status, why, holds, reaching, [.. evidence.Where(given => given.Claim == number)]);

        // Only evidence that still stands, for the objection, and laid to this claim or to the whole.
        LaidEvidence? Later(GivenAnswer answer) => evidence.LastOrDefault(given =>
            given.Side == Side.For && given.Entry > answer.Entry && !given.HasFallen && (given.Claim is null || given.Claim == number));
    }

    private static (ObjectionStatus Status, string Why) Sum(IReadOnlyList<ObjectionClaim> claims)
    {
        if (claims.Count == 1)
            return (claims[0].Status, claims[0].Why);
        if (claims.All(claim => claim.Status == ObjectionStatus.Unanswered))
            return (ObjectionStatus.Unanswered, claims.All(claim => claim.Answers.Count == 0) ? "None of its claims is answered." : $"None of its claims has an answer that counts. {claims.First(claim => claim.Answers.Count > 0).Why}");
        if (claims.All(claim => claim.Status == ObjectionStatus.Conceded))
            return (ObjectionStatus.Conceded, "Every claim is conceded.");
        var left = claims.Where(claim => claim.Status is ObjectionStatus.Unanswered or ObjectionStatus.PartlyAnswered).ToList();
        return left.Count == 0
            ? (ObjectionStatus.Answered, claims.Any(claim => claim.Status == ObjectionStatus.Conceded) ? "Every claim is answered or conceded." : "Every claim is answered.")
            : (ObjectionStatus.PartlyAnswered, string.Join(' ', left.Select(claim => $"Claim {claim.Number}: {claim.Why}")));
    }

    private static AskedQuestion Asked(CriticalQuestion question, (DocketEntry Entry, QuestionAnswered Body)? said, Petition petition, Citing citing)
    {
        IReadOnlyList<Cited> bears = [.. Bearing(question, petition, citing)];
        if (said is not var (entry, body))
            return new AskedQuestion(question, QuestionState.Open, null, null, [], null, bears);
        var cites = citing.Of(body.Cites, entry.Number);
        var fallen = cites.Count > 0 && !cites.Any(cited => cited.Counts);
        return new AskedQuestion(question, fallen ? QuestionState.Open : body.Applies ? QuestionState.Answered : QuestionState.DoesNotApply, body.Words, entry.Actor, cites,
            fallen ? $"what its answer rests on does not stand: {string.Join("; ", cites.Select(cited => $"{cited.Id} {Fell(cited)}"))}" : null, bears);
    }

    private static IEnumerable<Cited> Bearing(CriticalQuestion question, Petition petition, Citing citing) =>
        petition.Facts.Where(fact => fact.Subject is null && fact.Status != FactStatus.Struck && question.Bears.Contains(fact.Attribute))
            .OrderBy(fact => fact.Status == FactStatus.Proposed).ThenBy(fact => question.Bears.ToList().IndexOf(fact.Attribute))
            .Select(fact => citing.Fact(fact, null))
            .Concat(question.Findings ? petition.Findings.Select(finding => citing.Finding(finding.Id)) : []);

    private static List<Offer> Offers(Ground ground, Petition petition, Citing citing, HashSet<string> cited)
    {
        var offers = new List<Offer>();
        foreach (var fact in petition.Facts.Where(fact => fact.Subject is null && fact.Status != FactStatus.Struck && !cited.Contains(fact.Id)))
        {
            IReadOnlyList<string> bears = [.. ground.Questions.Where(question => question.Bears.Contains(fact.Attribute)).Select(question => question.Id)];
            var side = ground.SideOf(fact);
            if (bears.Count > 0 || side is not null)
                offers.Add(new Offer(citing.Fact(fact, null), side, bears));
        }
        IReadOnlyList<string> lawful = [.. ground.Questions.Where(question => question.Findings).Select(question => question.Id)];
        if (lawful.Count > 0)
            offers.AddRange(petition.Findings.Where(finding => !cited.Contains(finding.Id)).Select(finding => new Offer(citing.Finding(finding.Id), null, lawful)));
        // What can be used at once first, and what speaks for a side before what may be read either way.
        return [.. offers.OrderByDescending(offer => offer.Cited.Counts).ThenBy(offer => offer.Side is null).ThenBy(offer => offer.Cited.Standard)];
    }
}

/// <summary>Looks up what acts cite, and says how it stands today.</summary>
internal sealed class Citing(Petition petition)
{
    private readonly Dictionary<string, Fact> _facts = petition.Facts.ToDictionary(fact => fact.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, EnteredFinding> _findings = petition.Findings.ToDictionary(finding => finding.Id, StringComparer.Ordinal);
    private readonly ILookup<string, FiledDocument> _documents = petition.Documents.Where(document => document.Filed is not null).ToLookup(document => document.Filed!.Sha256, StringComparer.Ordinal);

    public IReadOnlyList<Cited> Of(Cites cites, int entry) =>
        [.. cites.Facts.Select(id => _facts.TryGetValue(id, out var fact) ? Fact(fact, entry) : new Cited(id, "A fact that no document on file supports any more.", CitedStanding.Fallen, null, "is no longer on file")),
            .. cites.Findings.Select(Finding), .. cites.Passages.Select(Passage)];

    /// <param name="fact">The fact.</param>
    /// <param name="citedIn">The entry that cites it, or null.</param>
    public Cited Fact(Fact fact, int? citedIn)
    {
        var words = $"{Catalog.BuiltIn.Attribute(fact.Attribute)?.Label ?? fact.Attribute}: {InPlainWords.Qualified(fact)}";
        Standard? standard = fact.Sources.Count == 0 ? null : fact.Sources[0].Proposal.Standard;
        return fact.Status switch
        {
            FactStatus.Struck => new Cited(fact.Id, words, CitedStanding.Fallen, standard, $"was struck by {fact.VettedBy}: {fact.VettingReason}"),
            FactStatus.Proposed => new Cited(fact.Id, words, CitedStanding.Unvetted, standard, "is not vetted"),
            FactStatus.Disputed => new Cited(fact.Id, words, CitedStanding.Disputed, standard, $"is disputed by {fact.VettedBy}: {fact.VettingReason}"),
            _ => new Cited(fact.Id, words, CitedStanding.Stands, standard, citedIn is { } entry && fact.VettingEntry > entry ? $"was vetted again since (entry {fact.VettingEntry}): read it anew" : null),
        };
    }

    public Cited Finding(string id)
    {
        if (!_findings.TryGetValue(id, out var finding))
            return new Cited(id, "A finding that is no longer on the docket.", CitedStanding.Fallen, null, "is no longer on the docket");
        var words = finding.Found.Summary.Count == 0 ? $"The law then and on {finding.Found.On}" : finding.Found.Summary[0];
        // A finding is as good as the facts under it.
        var fell = finding.Found.Facts.FirstOrDefault(fact => !_facts.TryGetValue(fact, out var one) || one.Status is FactStatus.Struck or FactStatus.Proposed);
        return fell is null
            ? new Cited(id, words, CitedStanding.Stands, null, null)
            : new Cited(id, words, CitedStanding.Fallen, null, $"rests on {fell}, which {(_facts.TryGetValue(fell, out var one) ? one.Status == FactStatus.Struck ? "was struck" : "is no longer vetted" : "is no longer on file")}");
    }

    public Cited Passage(Citation passage)
    {
        var document = _documents[passage.Document].FirstOrDefault();
        return document is { Removed: null }
            ? new Cited($"{document.Label} p. {passage.Page}", $"“{passage.Quote}”", CitedStanding.Stands, document.Filed!.DocumentKind is { } kind ? Catalog.BuiltIn.Kind(kind)?.Standard : null, null)
            : new Cited($"{document?.Label ?? "a document"} p. {passage.Page}", "A passage of a document that is no longer on file.", CitedStanding.Fallen, null, "is no longer on file");
    }
}
