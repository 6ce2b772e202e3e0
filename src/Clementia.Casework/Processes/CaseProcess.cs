namespace Clementia.Casework;

/// <summary>Whose turn it is.</summary>
/// <param name="Role">The role's id.</param>
/// <param name="Label">"the Pardon Attorney".</param>
/// <param name="Names">Who hold it; empty when nobody was named.</param>
public sealed record Turn(string Role, string Label, IReadOnlyList<string> Names)
{
    /// <summary>"the Pardon Attorney (Ada Fenwick)".</summary>
    public override string ToString() => $"{Label} ({(Names.Count == 0 ? "nobody is named yet" : string.Join(", ", Names))})";
}

/// <summary>A day by which something should have happened.</summary>
/// <param name="Id">Stable: the deadline's or referral's id, and the entry from which it runs.</param>
/// <param name="What">In plain words.</param>
/// <param name="Day">The last day.</param>
/// <param name="Source">From where the length comes, with how far that was checked; null for a day that a person set.</param>
public sealed record DueDay(string Id, string What, DateOnly Day, string? Source);

/// <summary>Something that must exist before a move and does not.</summary>
/// <param name="Need">What asks for it.</param>
/// <param name="What">What is lacking, in a few words: "presentence report".</param>
/// <param name="Remedy">What would settle it, with the command.</param>
/// <param name="Source">The rule that asks for it, with how far it was checked.</param>
public sealed record MissingNeed(Need Need, string What, string Remedy, string Source)
{
    /// <summary>"incomplete: presentence report" or "waiting: recommendation of the Pardon Attorney".</summary>
    public string InWords => $"{(Need.What is NeedKind.Document or NeedKind.Fact or NeedKind.Finding or NeedKind.Brief ? "incomplete" : "waiting")}: {What}";
}

/// <summary>Where a petition stands in its process: the stage, since when, whose turn it is, and who may do what.</summary>
public sealed class CaseProcess
{
    private readonly Petition _petition;

    private CaseProcess(Petition petition, ReviewProcess process, ProcessStage stage) => (_petition, Process, Stage) = (petition, process, stage);

    /// <summary>The process.</summary>
    public ReviewProcess Process { get; }

    /// <summary>The stage in which the petition is.</summary>
    public ProcessStage Stage { get; }

    /// <summary>Since when it is in that stage.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The docket entry that brought it there.</summary>
    public required int SinceEntry { get; init; }

    /// <summary>
    /// The entry after which decisions, recommendations, briefs and notices count: a petition that was decided and taken up again needs its own.
    /// </summary>
    public required int PassBegan { get; init; }

    /// <summary>Who hold the roles. A role that nobody holds is not in it.</summary>
    public required IReadOnlyList<RoleHolders> People { get; init; }

    /// <summary>The deadlines that the office set itself.</summary>
    public required IReadOnlyList<OwnDeadline> Days { get; init; }

    /// <summary>What whoever reads the stage must be told; empty when nothing.</summary>
    public required IReadOnlyList<string> Cautions { get; init; }

    /// <summary>Whose turn it is; null where nobody is waited for.</summary>
    public Turn? Turn => Stage.Turn is { } role ? new Turn(role, Process.LabelOf(role), Names(role)) : null;

    /// <summary>Where a petition stands, or null when no process was chosen for it.</summary>
    /// <exception cref="InvalidDataException">The docket names a process or stage that this version of the program does not know.</exception>
    public static CaseProcess? Of(Petition petition)
    {
        ProcessChosen? chosen = null;
        (string Stage, DateTimeOffset At, int Entry) at = ("", default, 0);
        (int Began, bool Decided, bool Uncertain) pass = default;
        foreach (var entry in petition.Acts)
        {
            switch (entry.Body)
            {
                case ProcessChosen choice:
                    if (choice.Process != chosen?.Process)
                    {
                        at = (Known(choice.Process, petition).Stages[0].Id, entry.At, entry.Number);
                        pass = (pass.Decided ? entry.Number : pass.Began, false, false);
                    }
                    chosen = choice;
                    break;
                case StageMoved moved when moved.Process == chosen?.Process:
                    var known = Known(moved.Process, petition);
                    at = (moved.To, entry.At, entry.Number);
                    pass.Uncertain = false;
                    // Taken up again after it was decided or closed: what was recommended and told then does not count now.
                    if (moved.To == known.Stages[0].Id && (pass.Decided || known.Stage(moved.From)?.Ends == true))
                        pass = (entry.Number, false, false);
                    break;
                case DecisionMade:
                    pass.Decided = true;
                    break;
                case null when entry.Kind == nameof(DecisionMade):
                    pass.Decided = true;
                    break;
                case null when entry.Kind is nameof(StageMoved) or nameof(ProcessChosen):
                    pass.Uncertain = true;
                    break;
                default:
                    break;
            }
        }
        if (chosen is null)
            return null;
        var process = Known(chosen.Process, petition);
        var stage = process.Stage(at.Stage)
            ?? throw new InvalidDataException($"The docket of {petition.Id} names the stage '{at.Stage}', which the process {process.Id} of this version does not have. Update Clementia.");
        var cautions = new List<string>(process.Cautions);
        if (chosen.Fingerprint != process.Fingerprint)
            cautions.Add($"The rules of {process.Id} were changed since it was chosen. Choose it again to go by those of this version: ./clementia process {petition.Id} --use {process.Id}");
        if (pass.Uncertain)
            cautions.Add("A later move or choice of process was removed by order, so that the petition may be in another stage.");
        return new CaseProcess(petition, process, stage) { Since = at.At, SinceEntry = at.Entry, PassBegan = pass.Began, People = chosen.People, Days = chosen.Days, Cautions = cautions };
    }

    private static ReviewProcess Known(string id, Petition petition) => ReviewProcess.Find(id)
        ?? throw new InvalidDataException($"The docket of {petition.Id} names the process '{id}', which this version does not know. Update Clementia.");

    /// <summary>Who hold a role; empty when nobody was named.</summary>
    public IReadOnlyList<string> Names(string role) => [.. People.Where(held => held.Role == role).SelectMany(held => held.Names)];

    /// <summary>Whether a person holds a role. Names are compared whole, without regard to capitals and spacing.</summary>
    public bool Holds(string name, string role) => Names(role).Any(held => IsSameName(held, name));

    internal static bool IsSameName(string one, string other) => string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Why a person may not decide now, or null when they may: they hold the role that decides, and the stage allows a decision.</summary>
    public Refusal? MayDecide(string name)
    {
        var holds = Holds(name, Process.Decider);
        if (holds && Stage.Decides)
            return null;
        var decider = new Turn(Process.Decider, Process.LabelOf(Process.Decider), Names(Process.Decider));
        var problems = new List<string>();
        var remedies = new List<string>();
        if (!holds)
        {
            problems.Add($"{name} does not hold the role that decides: that is {decider}.");
            remedies.Add(decider.Names.Count == 0
                ? $"Name who holds it: ./clementia process {_petition.Id} --use {Process.Id} --person {Process.Decider}=NAME"
                : $"{string.Join(" or ", decider.Names)} may decide.");
        }
        if (!Stage.Decides)
        {
            var deciding = Process.Stages.First(stage => stage.Decides);
            problems.Add($"The petition stands at \"{Stage.Label}\", where nothing is decided.");
            remedies.Add($"Move it on until it stands at \"{deciding.Label}\": ./clementia process {_petition.Id} shows the next move.");
        }
        return new Refusal(string.Join(" ", problems), string.Join(" ", remedies));
    }

    /// <summary>Why a person may not move the petition to a stage, or null when they may (what must exist first is another question: <see cref="MissingHere"/>).</summary>
    public Refusal? MayMove(string name, string to)
    {
        if (Process.Stage(to) is not { } stage)
            return new Refusal($"The process {Process.Id} has no stage '{to}'.", $"Its stages are {string.Join(", ", Process.Stages.Select(one => one.Id))}.");
        if (stage.Id == Stage.Id)
            return new Refusal($"The petition already stands at \"{Stage.Label}\".", Ways());
        if (MoveTo(stage.Id) is not { } move)
            return new Refusal($"No move leads from \"{Stage.Label}\" to \"{stage.Label}\".", Ways());
        if (move.By.Any(role => Holds(name, role)))
            return null;
        var may = move.By.Select(role => new Turn(role, Process.LabelOf(role), Names(role))).ToList();
        return new Refusal($"{name} may not move it to \"{stage.Label}\": that is for {string.Join(" or ", may)}.",
            may.Exists(turn => turn.Names.Count > 0)
                ? $"Sign as one of them (--by), or name who holds the role: ./clementia process {_petition.Id} --use {Process.Id} --person {move.By[0]}=NAME"
                : $"Name who holds the role: ./clementia process {_petition.Id} --use {Process.Id} --person {move.By[0]}=NAME");

        string Ways() => Process.MovesFrom(Stage.Id).ToList() is { Count: > 0 } ways
            ? $"From here it goes to {string.Join(", ", ways.Select(one => one.To))}."
            : "It is at its end.";
    }

    /// <summary>The move from here to a stage, or null.</summary>
    public ProcessMove? MoveTo(string stage) => Process.MovesFrom(Stage.Id).FirstOrDefault(move => string.Equals(move.To, stage.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The way on from here: the first move of the stage; null at an end.</summary>
    public ProcessMove? WayOn => Stage.Ends ? null : Process.MovesFrom(Stage.Id).FirstOrDefault();

    /// <summary>What must exist before a move and does not, in the order of the process.</summary>
    public IReadOnlyList<MissingNeed> Missing(ProcessMove move) => [.. move.Needs.Select(Missing).OfType<MissingNeed>()];

    /// <summary>What the petition lacks for the way on; empty when nothing.</summary>
    public IReadOnlyList<MissingNeed> MissingHere => WayOn is { } move ? Missing(move) : [];

    /// <summary>Days that run in this stage, and those of referrals that did not come back; the earliest first.</summary>
    public IReadOnlyList<DueDay> Due
    {
        get
        {
            var entered = DateOnly.FromDateTime(Since.UtcDateTime);
            var due = new List<DueDay>();
            foreach (var deadline in Process.Deadlines.Where(one => one.Stage == Stage.Id))
            {
                var own = Days.FirstOrDefault(set => set.Deadline == deadline.Id)?.Days;
                if ((own ?? deadline.Days) is { } days)
                    due.Add(new DueDay($"{deadline.Id}-{SinceEntry}", Capital(deadline.Label), entered.AddDays(days), own is null ? Process.Source(deadline.Source).Shown : $"{own} days, set by the office ({Process.Source(deadline.Source).Shown})"));
            }
            return [.. due.Concat(Referral.DueOf(_petition)).OrderBy(one => one.Day)];
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>What was done since the petition was last taken up.</summary>
    internal IEnumerable<(DocketEntry Entry, T Act)> ThisTime<T>()
        where T : Act => _petition.Acts.Where(entry => entry.Number > PassBegan).Select(entry => (entry, entry.Body as T)).Where(pair => pair.Item2 is not null).Select(pair => (pair.entry, pair.Item2!));

    /// <summary>The recommendations of a role since the petition was last taken up, in order.</summary>
    public IReadOnlyList<RecommendationMade> RecommendationsOf(string role) =>
        [.. ThisTime<RecommendationMade>().Select(pair => pair.Act).Where(made => made.Office == role || made.Office == Process.LabelOf(role))];

    private MissingNeed? Missing(Need need)
    {
        var on = _petition.Id;
        return need.What switch
        {
            NeedKind.Document when !_petition.Documents.Any(document => document.Removed is null && document.Filed?.DocumentKind is { } kind && need.Documents.Contains(kind)) =>
                Lacks(string.Join(" or ", need.Documents.Select(kind => Catalog.BuiltIn.Kind(kind)!.Label.ToLowerInvariant())), $"File it: ./clementia file {on} PATH --kind {need.Documents[0]}"),
            NeedKind.Fact when !_petition.Facts.Any(fact => fact.Attribute == need.Attribute && fact is { Status: FactStatus.Confirmed, Subject: null }) => Lacks(
                $"{Catalog.BuiltIn.Attribute(need.Attribute!)!.Label.ToLowerInvariant()}, confirmed",
                _petition.Facts.FirstOrDefault(fact => fact.Attribute == need.Attribute && fact is { Status: not FactStatus.Struck, Subject: null }) is { } proposed
                    ? $"Vet it: ./clementia vet {on} {proposed.Id} confirm --reason \"...\""
                    : $"File a document that tells it: {string.Join(", ", Catalog.BuiltIn.Attribute(need.Attribute!)!.FoundIn.Select(kind => Catalog.BuiltIn.Kind(kind)!.Label.ToLowerInvariant()))}."),
            NeedKind.Finding when _petition.Findings.Count == 0 => Lacks("the law then and now", $"Find it: ./clementia sentence --petition {on}"),
            NeedKind.Referral => MissingReferral(),
            NeedKind.Victims => MissingVictims(),
            NeedKind.VictimsTold => ThisTime<VictimContacted>().Where(pair => pair.Act.What is "notified" or "commented").Select(pair => pair.Act.Victim)
                .Distinct(StringComparer.OrdinalIgnoreCase).FirstOrDefault(victim => !ThisTime<VictimContacted>().Any(pair => pair.Act.What == "told of the outcome" && IsSameName(pair.Act.Victim, victim))) is { } untold
                ? Lacks($"{untold} was not told of the outcome", $"Tell them, then enter it: ./clementia victims {on} \"{untold}\" --what \"told of the outcome\" --words \"...\"")
                : null,
            NeedKind.Recommendation when RecommendationsOf(need.Role!).Count == 0 => MissingRecommendation(),
            NeedKind.Favorable when RecommendationsOf(need.Role!) is var made && (made.Count == 0 || made[^1].Recommends is not ("grant" or "grant in part")) => made.Count == 0
                ? MissingRecommendation()
                : Lacks($"favorable recommendation of {Process.LabelOf(need.Role!)} (it recommends: {made[^1].Recommends})", "Without it nothing can be granted. Close the petition, or wait for another recommendation."),
            NeedKind.Brief when !_petition.Briefs.Any(brief => brief.Entry > PassBegan) => Lacks("a brief", $"Write it: ./clementia brief {on} --out brief.pdf"),
            NeedKind.Grant when LastDecision is not { } form || form is ClemencyForm.Denial or ClemencyForm.NoAction => MissingDecision("a decision that grants something"),
            NeedKind.Denial when LastDecision is not (ClemencyForm.Denial or ClemencyForm.NoAction) => MissingDecision("a decision that denies it, or closes it without action"),
            NeedKind.Instrument when !ThisTime<InstrumentSigned>().Any() => Lacks("the signed instrument", $"Draft and sign it: ./clementia instrument {on} --out FILE, then ./clementia sign {on} --by NAME"),
            _ => null,
        };

        MissingNeed Lacks(string what, string remedy) => new(need, what, remedy, Process.Source(need.Source).Shown);

        MissingNeed MissingRecommendation() => Lacks($"recommendation of {Process.LabelOf(need.Role!)}", $"Enter it: ./clementia recommend {on} grant|deny --by NAME --reason \"...\"");

        MissingNeed MissingDecision(string what) => Lacks(LastDecision is null ? "a decision" : what, $"It is for {new Turn(Process.Decider, Process.LabelOf(Process.Decider), Names(Process.Decider))}: ./clementia decide {on} FORM --by NAME --reason \"...\"");

        MissingNeed? MissingReferral()
        {
            var referrals = Referral.Of(_petition).Where(one => one.Made is not null).ToList();
            if (need.To.Count == 0)
            {
                return referrals.FirstOrDefault(one => one.Answered is null) is { } open
                    ? Lacks($"what {open.Made!.To} has to say ({open.Id})", $"Enter it when it comes back: ./clementia refer {on} --returned {open.Id} \"...\"")
                    : null;
            }
            var asked = referrals.Where(one => need.To.Any(word => one.Made!.To.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
            return asked.Exists(one => one.Answered is not null) ? null
                : asked.Count > 0 ? Lacks($"what {asked[0].Made!.To} has to say ({asked[0].Id})", $"Enter it when it comes back: ./clementia refer {on} --returned {asked[0].Id} \"...\"")
                : Lacks($"the views of the {need.To[0]}", $"Ask for them: ./clementia refer {on} --to \"{need.To[0]}\" --about \"...\" --due YYYY-MM-DD");
        }

        MissingNeed? MissingVictims()
        {
            var contacted = ThisTime<VictimContacted>().Select(pair => pair.Act).ToList();
            var named = _petition.Facts.Where(fact => fact is { Attribute: "victim.name", Status: FactStatus.Confirmed, Subject: null }).Select(fact => fact.Value).ToList();
            // Whoever speaks of all of them at once ("the victims of count 2") is taken at their word; those whom the file names are asked for by name.
            var unasked = named.Where(victim => !contacted.Any(one => one.What != "none" && IsSameName(one.Victim, victim))).ToList();
            if (unasked.Count > 0)
                return Lacks($"victims' notice: {string.Join(", ", unasked)}", $"Enter what was done: ./clementia victims {on} \"{unasked[0]}\" --what notified --words \"...\"");
            return contacted.Count > 0 ? null
                : Lacks("victims' notice", $"Enter what was done: ./clementia victims {on} NAME --what notified --words \"...\"; or, when the file names none: ./clementia victims {on} --none --words \"how you know\"");
        }
    }

    private ClemencyForm? LastDecision => ThisTime<DecisionMade>().LastOrDefault().Act?.Form;
}

/// <summary>A referral to an agency or person, and what came back.</summary>
/// <param name="Id">"R1", in the order in which they were made; never reused.</param>
/// <param name="Entry">Its docket entry.</param>
/// <param name="Made">What was asked of whom; null when removed by order.</param>
/// <param name="Answered">What came back, or null when nothing did yet.</param>
/// <param name="AnsweredEntry">The entry of what came back, or null.</param>
public sealed record Referral(string Id, DocketEntry Entry, ReferralMade? Made, ReferralAnswered? Answered, DocketEntry? AnsweredEntry)
{
    /// <summary>Every referral of a petition, in order.</summary>
    public static IReadOnlyList<Referral> Of(Petition petition)
    {
        var back = petition.Acts.Where(entry => entry.Body is ReferralAnswered).ToLookup(entry => ((ReferralAnswered)entry.Body!).Referral);
        return [.. petition.Acts.Where(entry => entry.Kind == nameof(ReferralMade))
            .Select((entry, i) => new Referral($"R{i + 1}", entry, entry.Body as ReferralMade, back[$"R{i + 1}"].LastOrDefault()?.Body as ReferralAnswered, back[$"R{i + 1}"].LastOrDefault()))];
    }

    /// <summary>The days of those that did not come back.</summary>
    public static IEnumerable<DueDay> DueOf(Petition petition)
    {
        foreach (var referral in Of(petition))
        {
            if (referral is { Answered: null, Made: { Due: { } due } made } && DateOnly.TryParseExact(due, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day))
                yield return new DueDay($"referral-{referral.Id.ToLowerInvariant()}-{referral.Entry.Number}", $"{made.To}: {made.About} ({referral.Id})", day, null);
        }
    }
}
