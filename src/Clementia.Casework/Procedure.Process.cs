namespace Clementia.Casework;

public static partial class Procedure
{
    private static readonly string[] s_contacts = ["notified", "commented", "declined", "unreachable", "told of the outcome", "none"];

    private static readonly string[] s_recommends = ["grant", "grant in part", "deny", "no recommendation"];

    /// <summary>Chooses the process under which the petition goes, or names its people anew. The same process again keeps the stage.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="process">Its id.</param>
    /// <param name="people">Who hold roles; a role that is not named here keeps its people when the process stays.</param>
    /// <param name="days">Deadlines that the office sets itself; one that is not named keeps its length when the process stays.</param>
    public static Outcome<Entry> Choose(Petition soFar, string process, IReadOnlyList<RoleHolders> people, IReadOnlyList<OwnDeadline> days)
    {
        if (ReviewProcess.Find(process) is not { } chosen)
            return new Refusal($"There is no process '{process}'.", $"Use one of: {string.Join(", ", ReviewProcess.BuiltIn.Select(one => one.Id))}.");
        var given = new List<RoleHolders>();
        foreach (var held in people)
        {
            if (chosen.Role(held.Role) is not { } role)
                return new Refusal($"The process {chosen.Id} has no role '{held.Role}'.", $"Its roles are {string.Join(", ", chosen.Roles.Select(one => one.Id))}.");
            if (held.Names.Count == 0 || held.Names.Any(name => name.Trim().Length == 0))
                return new Refusal($"Nobody is named for {role.Label}.", $"Write {role.Id}=NAME.");
            given.Add(new RoleHolders(role.Id, [.. held.Names.Select(name => name.Trim())]));
        }
        foreach (var own in days)
        {
            if (chosen.Deadlines.All(deadline => deadline.Id != own.Deadline))
                return new Refusal($"The process {chosen.Id} has no deadline '{own.Deadline}'.", $"Its deadlines are {string.Join(", ", chosen.Deadlines.Select(one => one.Id))}.");
            if (own.Days is < 1 or > ReviewProcess.MostDays)
                return new Refusal($"{own.Days} days is no deadline.", $"Give 1 to {ReviewProcess.MostDays} days.");
        }
        var before = soFar.Acts.Select(entry => entry.Body).OfType<ProcessChosen>().LastOrDefault() is { } last && last.Process == chosen.Id ? last : null;
        var roles = chosen.Roles.Select(role => new RoleHolders(role.Id, [.. (Of(given, role.Id) is { Count: > 0 } named ? named : Of(before?.People ?? [], role.Id)).Distinct(StringComparer.OrdinalIgnoreCase)]))
            .Where(held => held.Names.Count > 0).ToList();
        var own2 = chosen.Deadlines.Select(deadline => days.LastOrDefault(one => one.Deadline == deadline.Id) ?? before?.Days.FirstOrDefault(one => one.Deadline == deadline.Id)).OfType<OwnDeadline>().ToList();
        if (before is not null && before.Fingerprint == chosen.Fingerprint && Same(before.People, roles) && before.Days.SequenceEqual(own2))
            return new Refusal($"The petition already goes under {chosen.Id}, with these people.", "Nothing more is needed. --person ROLE=NAME names others; --move STAGE moves it on.");
        return new ProcessChosen(chosen.Id, chosen.Fingerprint, roles, own2);

        static List<string> Of(IReadOnlyList<RoleHolders> held, string role) => [.. held.Where(one => one.Role == role).SelectMany(one => one.Names)];

        static bool Same(IReadOnlyList<RoleHolders> one, IReadOnlyList<RoleHolders> other) =>
            one.Count == other.Count && one.Zip(other).All(pair => pair.First.Role == pair.Second.Role && pair.First.Names.SequenceEqual(pair.Second.Names));
    }

    /// <summary>Moves the petition to another stage.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="name">Who moves it.</param>
    /// <param name="to">The stage.</param>
    /// <param name="reason">Why; needed when it is not the way on.</param>
    /// <param name="regardless">Why it is moved although something is lacking that the process lets one go on without; null when nothing may be.</param>
    public static Outcome<Entry> Move(Petition soFar, string name, string to, string? reason, string? regardless = null)
    {
        if (CaseProcess.Of(soFar) is not { } at)
            return NoProcess(soFar);
        if (at.MayMove(name, to) is { } refusal)
            return refusal;
        var move = at.MoveTo(to)!;
        var missing = at.Missing(move);
        var stage = at.Process.Stage(move.To)!;
        if (regardless is not null && regardless.Trim().Length == 0)
            return new Refusal("Going on regardless needs a reason.", "Say why: --regardless \"...\". It stands on the docket with your name.");
        if (missing.FirstOrDefault(one => !one.Need.Waivable) is { } must)
            return new Refusal($"It cannot go to \"{stage.Label}\" without this: {must.What} ({must.Source}).", must.Remedy);
        if (missing.Count > 0 && regardless is null)
            return new Refusal($"Before \"{stage.Label}\" this is lacking: {string.Join("; ", missing.Select(one => one.What))}.", $"{missing[0].Remedy.TrimEnd('.')}. Or go on without: --regardless \"why\".");
        var why = string.Join(" Regardless: ", new[] { reason?.Trim(), missing.Count > 0 ? regardless!.Trim() : null }.Where(words => words is { Length: > 0 }));
        if (why.Length == 0 && move != at.WayOn)
            return new Refusal($"\"{stage.Label}\" is not the way on from \"{at.Stage.Label}\", so the move needs a reason.", "Say why: --reason \"...\".");
        return new StageMoved(at.Process.Id, at.Stage.Id, move.To, why.Length == 0 ? "It is the next stage, and what must exist before it does." : why, [.. missing.Select(one => one.What)]);
    }

    /// <summary>
    /// Moves the petition on as <see cref="Move"/> does; into a stage that presents it only when it is ready, or regardless: then what was lacking
    /// and why one went on are entered with the move.
    /// </summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="name">Who moves it.</param>
    /// <param name="to">The stage.</param>
    /// <param name="reason">Why; needed when it is not the way on.</param>
    /// <param name="regardless">Why it is moved although something is lacking; null when nothing may be.</param>
    /// <param name="today">The day.</param>
    /// <param name="law">Fingerprint of today's law book, or null.</param>
    public static Outcome<Entry[]> MoveOn(Petition soFar, string name, string to, string? reason, string? regardless, DateOnly today, string? law)
    {
        var moved = Move(soFar, name, to, reason, regardless);
        if (moved.IsRefused)
            return moved.Refusal;
        var stage = CaseProcess.Of(soFar)!.Process.Stage(to)!;
        IReadOnlyList<Lack> lacks = stage.Presents ? [.. Readiness.Of(soFar, today, law).Where(lack => lack.IsWeighty)] : [];
        if (lacks.Count == 0)
            return new[] { moved.Value };
        if (regardless is null)
            return NotReady(soFar, $"\"{stage.Label}\"", lacks)!;
        var went = GoOnRegardless(soFar, "present", lacks, regardless);
        return went.IsRefused ? went.Refusal : new[] { went.Value, moved.Value };
    }

    /// <summary>
    /// What is entered before a brief is: nothing when nothing weighty is lacking, and nothing without a process, where what is lacking is only told;
    /// else that one went on regardless. Under a process something weighty refuses the brief.
    /// </summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="lacks">What is lacking (<see cref="Readiness.BeforeBrief"/>).</param>
    /// <param name="regardless">Why the brief is issued although something is lacking; null when nothing may be.</param>
    public static Outcome<Entry[]> BeforeBrief(Petition soFar, IReadOnlyList<Lack> lacks, string? regardless)
    {
        if (lacks.Count == 0 || (regardless is null && CaseProcess.Of(soFar) is null))
            return Array.Empty<Entry>();
        if (regardless is null)
            return NotReady(soFar, "The brief", lacks)!;
        var went = GoOnRegardless(soFar, "brief", lacks, regardless);
        return went.IsRefused ? went.Refusal : new[] { went.Value };
    }

    /// <summary>Refers the petition to an agency or person.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="to">Whom.</param>
    /// <param name="about">What is asked.</param>
    /// <param name="due">By which day, or null.</param>
    public static Outcome<Entry> Refer(Petition soFar, string to, string about, string? due)
    {
        if (to.Trim().Length == 0)
            return new Refusal("The referral names nobody.", "Name the agency or person: --to NAME.");
        if (about.Trim().Length == 0)
            return new Refusal("The referral asks nothing.", "Say what is asked: --about \"...\".");
        if (due is not null && !IsDay(due))
            return new Refusal($"'{due}' is no day.", "Write it as 2026-03-31.");
        return Referral.Of(soFar).FirstOrDefault(one => one is { Answered: null, Made: { } made } && CaseProcess.IsSameName(made.To, to) && CaseProcess.IsSameName(made.About, about)) is { } same
            ? new Refusal($"The same was already asked of {same.Made!.To} as {same.Id}, which has not come back.", "Wait for it, or ask something else.")
            : new ReferralMade(to.Trim(), about.Trim(), due);
    }

    /// <summary>Enters what came back on a referral.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="referral">"R1".</param>
    /// <param name="words">What came back.</param>
    /// <param name="documents">Labels of documents on file that hold it ("D5").</param>
    public static Outcome<Entry> AnswerReferral(Petition soFar, string referral, string words, IReadOnlyList<string> documents)
    {
        var all = Referral.Of(soFar);
        if (Find(all, referral, one => one.Id) is not { } known)
            return new Refusal($"There is no referral '{referral}' on the petition.", all.Count == 0 ? "Nothing was referred yet." : $"It has: {string.Join(", ", all.Select(one => one.Id))}.");
        if (known.Made is null)
            return new Refusal($"{known.Id} was removed by order.", "Make another referral.");
        if (known.Answered is not null)
            return new Refusal($"{known.Id} came back already, entered by {known.AnsweredEntry!.Actor}.", "Refer it again for more.");
        if (words.Trim().Length == 0)
            return new Refusal("What came back is not told.", "Say it in a sentence; the paper itself is named with --document.");
        var files = FilesOf(soFar, documents);
        return files.IsRefused ? files.Refusal : new ReferralAnswered(known.Id, words.Trim(), files.Value);
    }

    /// <summary>Enters that victims were notified, commented, or cannot be reached; or that the file names none.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="victim">Who, as the file names them.</param>
    /// <param name="what">"notified", "commented", "declined", "unreachable", "told of the outcome" or "none".</param>
    /// <param name="words">How, or the comment in their words.</param>
    /// <param name="documents">Labels of documents on file that hold it.</param>
    public static Outcome<Entry> ContactVictims(Petition soFar, string victim, string what, string words, IReadOnlyList<string> documents)
    {
        var known = what.Trim().ToLowerInvariant();
        if (!s_contacts.Contains(known))
            return new Refusal($"'{what}' is not what can be entered of victims.", $"Use one of: {string.Join(", ", s_contacts)}.");
        if (victim.Trim().Length == 0)
            return new Refusal("No victim is named.", "Name them as the file does, or --none when it names none.");
        if (words.Trim().Length == 0)
            return new Refusal("Nothing is said of it.", known switch { "commented" => "Give the comment in their words.", "none" => "Say how you know that there is none.", _ => "Say how and when." });
        if (known == "none" && soFar.Facts.FirstOrDefault(fact => fact is { Attribute: "victim.name", Status: FactStatus.Confirmed, Subject: null }) is { } named)
            return new Refusal($"The vetted file names a victim: {named.Value} ({named.Id}).", "Enter what was done for them.");
        if (known == "told of the outcome" && !soFar.Acts.Any(entry => entry.Body is DecisionMade))
            return new Refusal("There is no outcome yet to tell.", "Enter it after the decision.");
        var files = FilesOf(soFar, documents);
        return files.IsRefused ? files.Refusal : new VictimContacted(victim.Trim(), known, words.Trim(), files.Value);
    }

    /// <summary>Enters a recommendation of somebody on the way up to whoever decides.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="name">Who recommends.</param>
    /// <param name="recommends">"grant", "grant in part", "deny" or "no recommendation".</param>
    /// <param name="office">The role in which they do, by id or label; null when they hold only one that may.</param>
    /// <param name="form">Of what ("commutation"), or null.</param>
    /// <param name="reason">Why.</param>
    public static Outcome<Entry> Recommend(Petition soFar, string name, string recommends, string? office, string? form, string reason)
    {
        if (CaseProcess.Of(soFar) is not { } at)
            return NoProcess(soFar);
        if (!s_recommends.Contains(recommends.Trim().ToLowerInvariant()))
            return new Refusal($"'{recommends}' is no recommendation.", $"Use one of: {string.Join(", ", s_recommends)}.");
        if (reason.Trim().Length == 0)
            return new Refusal("The recommendation has no reason.", "Say why; whoever decides will read it.");
        ClemencyForm? known = null;
        if (form is not null)
        {
            known = Enum.GetValues<ClemencyForm>().Where(one => one is not (ClemencyForm.Denial or ClemencyForm.NoAction)).Select(one => (ClemencyForm?)one).FirstOrDefault(one => string.Equals(ActWords.Of(one!.Value), form.Trim(), StringComparison.OrdinalIgnoreCase));
            if (known is null)
                return new Refusal($"'{form}' is no form of clemency.", "Use pardon, commutation, reprieve or remission.");
        }
        if (at.Stage.Recommends.Count == 0)
            return new Refusal($"At \"{at.Stage.Label}\" nobody recommends.", at.Process.Stages.FirstOrDefault(stage => stage.Recommends.Count > 0) is { } where ? $"It is asked for at \"{where.Label}\"." : $"The process {at.Process.Id} has no recommendation.");
        var may = at.Stage.Recommends.Where(role => office is null || string.Equals(role, office.Trim(), StringComparison.OrdinalIgnoreCase) || string.Equals(at.Process.LabelOf(role), office.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (may.Count == 0)
            return new Refusal($"'{office}' does not recommend at \"{at.Stage.Label}\".", $"Here it is {string.Join(" or ", at.Stage.Recommends.Select(role => $"{at.Process.LabelOf(role)} ({role})"))}.");
        if (may.FirstOrDefault(role => at.Holds(name, role)) is not { } held)
        {
            var turns = may.Select(role => new Turn(role, at.Process.LabelOf(role), at.Names(role))).ToList();
            return new Refusal($"{name} may not recommend here: that is for {string.Join(" or ", turns)}.", $"Sign as one of them (--by), or name who holds the role: ./clementia process {soFar.Id} --use {at.Process.Id} --person {may[0]}=NAME");
        }
        if (at.Process.Chain.TakeWhile(role => role != held).FirstOrDefault(role => at.RecommendationsOf(role).Count == 0 && !Waived(role)) is { } below)
            return new Refusal($"{Upper(at.Process.LabelOf(below))} has not recommended yet, and comes first.", $"Enter that recommendation before this one. It is for {new Turn(below, at.Process.LabelOf(below), at.Names(below))}.");
        var made = new RecommendationMade(name.Trim(), at.Process.LabelOf(held), recommends.Trim().ToLowerInvariant(), known is null ? null : ActWords.Of(known.Value), reason.Trim());
        return at.RecommendationsOf(held) is [.., var last] && last == made
            ? new Refusal($"{made.By} already recommended exactly this.", "Nothing more is needed. Another recommendation would stand beside it; the last one counts.")
            : made;

        // Where the process let somebody go on without it, nobody above has to wait for it.
        bool Waived(string role) => at.ThisTime<StageMoved>().Any(pair => pair.Act.Lacking.Contains($"recommendation of {at.Process.LabelOf(role)}"));
    }

    /// <summary>Goes on although something weighty is lacking: what was lacking and why one went on stand on the docket.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="what">"brief", "present" or "decide".</param>
    /// <param name="lacks">What is lacking.</param>
    /// <param name="reason">Why one goes on.</param>
    public static Outcome<Entry> GoOnRegardless(Petition soFar, string what, IReadOnlyList<Lack> lacks, string reason) =>
        lacks.Count == 0 ? new Refusal($"Nothing is lacking on {soFar.Id}.", "Go on without --regardless.")
        : reason.Trim().Length == 0 ? new Refusal("Going on regardless needs a reason.", "Say why: --regardless \"...\". It stands on the docket with your name.")
        : new WentOnRegardless(what, [.. lacks.Select(lack => lack.What)], reason.Trim());

    /// <summary>Why one may not go on while weighty things are lacking; null when none is.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="what">What is waiting, as the object of a sentence: "the brief".</param>
    /// <param name="lacks">The weighty things that are lacking.</param>
    public static Refusal? NotReady(Petition soFar, string what, IReadOnlyList<Lack> lacks) => lacks.Count == 0 ? null
        : new Refusal($"{what} must wait: {string.Join(" ", lacks.Take(3).Select((lack, i) => $"({i + 1}) {lack.What}"))}{(lacks.Count > 3 ? $" And {lacks.Count - 3} more." : "")}",
            $"./clementia ready {soFar.Id} shows each with what would settle it. To go on regardless: --regardless \"why\".");

    private static Refusal NoProcess(Petition soFar) =>
        new("No process was chosen for the petition.", $"Choose one: ./clementia process {soFar.Id} --use {ReviewProcess.BuiltIn[^1].Id} (./clementia processes lists them).");

    private static string Upper(string label) => char.ToUpperInvariant(label[0]) + label[1..];

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    /// <summary>The fingerprints of documents that are named by their labels.</summary>
    private static Outcome<string[]> FilesOf(Petition soFar, IReadOnlyList<string> labels)
    {
        var files = new List<string>();
        foreach (var label in labels)
        {
            if (Find(soFar.Documents, label, document => document.Label) is not { } document)
                return new Refusal($"There is no document {label} on the petition.", soFar.Documents.Count == 0 ? "Nothing is filed yet." : $"It has {soFar.Documents[0].Label} to {soFar.Documents[^1].Label}.");
            if (document.Removed is { } order || document.Filed is null)
                return new Refusal($"{document.Label} was removed by order.", "Name another document, or none.");
            files.Add(document.Filed.Sha256);
        }
        return files.ToArray();
    }
}
