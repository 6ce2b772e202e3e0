using System.Globalization;
using System.Text.RegularExpressions;

namespace Clementia.Casework;

/// <summary>A decision as a person asks to enter it.</summary>
/// <param name="Form">What it does.</param>
/// <param name="Reason">Why.</param>
/// <param name="Effective">From which day it holds.</param>
/// <param name="Checkpoint">The signed checkpoint of the docket, issued for it.</param>
public sealed record DecisionAsked(ClemencyForm Form, string Reason, DateOnly Effective, string Checkpoint)
{
    /// <summary>For a commutation the new term, for a reprieve the day until which, as a person writes it; else null.</summary>
    public string? To { get; init; }

    /// <summary>The counts that it reaches; empty for all.</summary>
    public IReadOnlyList<string> Counts { get; init; } = [];

    /// <summary>What it remits: "fine", "restitution", "forfeiture", "supervised release".</summary>
    public IReadOnlyList<string> Remits { get; init; } = [];

    /// <summary>Conditions, in words.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Grounds, for the office's statistics.</summary>
    public IReadOnlyList<string> Grounds { get; init; } = [];

    /// <summary>The brief that lay before them ("B2"); null for the last that was issued.</summary>
    public string? Brief { get; init; }
}

public static partial class Procedure
{
    private static readonly Dictionary<string, string> s_remits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fine"] = "sentence.fine",
        ["restitution"] = "sentence.restitution",
        ["forfeiture"] = "sentence.forfeiture",
        ["supervised release"] = "sentence.supervised_release",
        ["supervised-release"] = "sentence.supervised_release",
    };

    private static readonly Regex s_pardonWord = new(@"\bpardon(?:s|ed|ing)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex s_notPardon = new(@"\b(?:not|no|never|without)\s+(?:(?:a|any|full)\s+)*pardon\w*|\bpardon attorney\b|\boffice of the pardon\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex s_commuteWord = new(@"\bcommut(?:e|es|ed|ing|ation|ations)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex s_notCommute = new(@"\b(?:not|no|never|without)\s+(?:a\s+)?commut\w*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Decides a petition. Gives the entries that are made: the decision, and before it what was gone on with regardless.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="asked">The decision.</param>
    /// <param name="lacking">What the readiness list says is lacking; empty when nothing is.</param>
    /// <param name="regardless">Why it is decided although something is lacking; null when nothing may be.</param>
    public static Outcome<Entry[]> Decide(Petition soFar, string by, DecisionAsked asked, IReadOnlyList<string> lacking, string? regardless = null)
    {
        if (CaseProcess.Of(soFar) is not { } process)
            return new Refusal("No process is chosen for the petition, so it is not known who may decide.", $"Choose one and name who decides: ./clementia process {soFar.Id} --use us-federal --person president=NAME");
        if (process.MayDecide(by) is { } mayNot)
            return mayNot;
        var reason = Wording.Clean(asked.Reason).Trim();
        if (reason.Length == 0)
            return new Refusal("The decision has no reason.", "Say why in your own words; it stands on the docket with your name.");
        var grants = asked.Form is not (ClemencyForm.Denial or ClemencyForm.NoAction);
        var record = new RecordOfSentence(soFar);
        var so = Decisions.Of(soFar);

        var made = ToEntry(soFar, asked, reason, grants);
        if (made.IsRefused)
            return made.Refusal;
        var decision = made.Value;
        if (WrongWord(decision, so) is { } word)
            return word;
        if (record.Day("sentence.date") is { } sentenced && asked.Effective < sentenced)
            return new Refusal($"The decision would hold from {asked.Effective:yyyy-MM-dd}, before the sentence of {sentenced:yyyy-MM-dd} ({record.Cite(record.One("sentence.date")!)}).", "Give the day from which it holds with --effective.");
        if (grants)
        {
            if (OpenOn(decision, record) is { } open)
                return new Refusal($"{open.Id} is open, and the decision turns on it: {open.Explanation}", $"Settle it first: ./clementia resolve {soFar.Id} {open.Id} --holds \"...\" --reason \"...\"");
            if (WrongCount(decision, record) is { } count)
                return count;
            if (NothingToRemit(decision, record) is { } nothing)
                return nothing;
        }
        foreach (var earlier in so.All)
        {
            if (earlier.Made is { } before && Decisions.Contradiction(earlier.Id, before, decision) is { } how)
                return new Refusal($"{how}.", "Two decisions on one petition may follow one another, but not say two things at once. Look at them: ./clementia decisions " + soFar.Id);
        }
        if (decision.Form is ClemencyForm.Commutation or ClemencyForm.Reprieve && EndedBefore(soFar, record, so, asked.Effective) is { } ended)
            return new Refusal($"The imprisonment ended already: {ended}.", decision.Form == ClemencyForm.Reprieve ? "There is nothing left to delay." : "What is left to grant is a pardon, or a remission.");
        if (decision is { Form: ClemencyForm.Commutation, To: { } to } && NoShorter(decision, NewTerm.Read(to).Value!, record, so) is { } longer)
            return longer;
        if (lacking.Count > 0 && string.IsNullOrWhiteSpace(regardless))
            return new Refusal($"The petition is not ready to be decided: {string.Join("; ", lacking.Take(6).Select(one => one.TrimEnd('.')))}{(lacking.Count > 6 ? $"; and {lacking.Count - 6} more" : "")}.", $"See ./clementia ready {soFar.Id}. To decide regardless, say why: --regardless \"...\"");
        if (lacking.Count == 0 && regardless is not null)
            return new Refusal($"Nothing is lacking on {soFar.Id}.", "Decide without --regardless.");
        return lacking.Count > 0 ? [new WentOnRegardless("decide", [.. lacking], regardless!.Trim()), decision] : (Entry[])[decision];
    }

    /// <summary>The entry, with every part read and checked for itself.</summary>
    private static Outcome<DecisionMade> ToEntry(Petition soFar, DecisionAsked asked, string reason, bool grants)
    {
        string? to = null;
        switch (asked.Form)
        {
            case ClemencyForm.Commutation when string.IsNullOrWhiteSpace(asked.To):
                return new Refusal("A commutation needs the new term.", "Give it with --to: \"240 months\", \"time served\" or \"expires YYYY-MM-DD\".");
            case ClemencyForm.Commutation:
                var term = NewTerm.Read(asked.To);
                if (term.IsRefused)
                    return term.Refusal;
                if (term.Value.Expires < asked.Effective)
                    return new Refusal($"The sentence cannot expire on {term.Value.Expires:yyyy-MM-dd}, before the decision holds ({asked.Effective:yyyy-MM-dd}).", "Write --to \"time served\" to end it on the day from which the decision holds.");
                to = term.Value.Canonical;
                break;
            case ClemencyForm.Reprieve:
                if (NewTerm.Day(asked.To) is not { } until)
                    return new Refusal("A reprieve needs the day until which the sentence is delayed.", "Give it with --to YYYY-MM-DD.");
                if (until <= asked.Effective)
                    return new Refusal($"A reprieve until {until:yyyy-MM-dd} would be over when it holds ({asked.Effective:yyyy-MM-dd}).", "Give a later day with --to.");
                to = Iso(until);
                break;
            case ClemencyForm.Pardon when !string.IsNullOrWhiteSpace(asked.To):
                return new Refusal($"A pardon has no new term ('{Wording.Shorten(asked.To, 40)}'): it forgives the offense.", "To shorten the sentence, decide a commutation with --to; or leave --to out.");
            case not ClemencyForm.Pardon when !string.IsNullOrWhiteSpace(asked.To):
                return new Refusal($"A {ActWords.Of(asked.Form)} has no new term.", "Leave --to out; a commutation takes it.");
        }
        var counts = new List<string>();
        foreach (var written in asked.Counts)
        {
            if (RecordOfSentence.Count(written) is not { } count)
                return new Refusal($"'{Wording.Shorten(written, 20)}' is no number of a count.", "Write the count as the judgment numbers it: 1, 12 or 3s.");
            if (counts.Contains(count))
                return new Refusal($"Count {count} is named twice.", "Name each count once.");
            counts.Add(count);
        }
        var remits = new List<string>();
        foreach (var written in asked.Remits)
        {
            var plain = written.Trim().ToLowerInvariant().Replace('-', ' ');
            if (!s_remits.ContainsKey(plain))
                return new Refusal($"'{Wording.Shorten(written, 40)}' is nothing that can be remitted.", "Use fine, restitution, forfeiture or supervised release.");
            if (remits.Contains(plain))
                return new Refusal($"The {plain} is remitted twice.", "Name it once.");
            remits.Add(plain);
        }
        if (asked.Form == ClemencyForm.Remission && !remits.Any(one => one != "supervised release"))
            return new Refusal("The remission does not say of what.", "Give --remit fine, --remit restitution or --remit forfeiture.");
        if (asked.Form == ClemencyForm.Remission && remits.Contains("supervised release"))
            return new Refusal("Supervised release is no money: a remission does not reach it.", "Remit it with a commutation (--remit \"supervised release\").");
        if (asked.Form == ClemencyForm.Reprieve && remits.Count > 0)
            return new Refusal("A reprieve delays the sentence and remits nothing.", "Leave --remit out, or decide a remission of its own.");
        var conditions = asked.Conditions.Select(one => Wording.Clean(one).Trim()).ToList();
        if (conditions.Any(one => one.Length == 0))
            return new Refusal("A condition has no words.", "Say what it asks, or leave it out.");
        if (conditions.GroupBy(one => one, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal($"The condition \"{Wording.Shorten(twice.Key, 60)}\" is named twice.", "Name it once.");
        if (!grants && (counts.Count > 0 || remits.Count > 0 || conditions.Count > 0))
            return new Refusal($"A decision of {ActWords.Of(asked.Form)} grants nothing, so it has no counts, conditions or remission.", "Leave them out.");
        var grounds = asked.Grounds.Select(one => Wording.Clean(one).Trim().ToLowerInvariant()).ToList();
        if (grounds.Any(one => one.Length == 0))
            return new Refusal("A ground has no words.", "Name it in a few words, as in --ground rehabilitation, or leave it out.");
        string? brief = soFar.Briefs.Count == 0 ? null : soFar.Briefs[^1].Brief.Sha256;
        if (asked.Brief is not null)
        {
            if (Find(soFar.Briefs, asked.Brief, one => one.Id) is not { } named)
                return new Refusal($"There is no brief '{Wording.Shorten(asked.Brief, 20)}' on the petition.", soFar.Briefs.Count == 0 ? "None was issued yet." : $"It has {soFar.Briefs[0].Id} to {soFar.Briefs[^1].Id}.");
            brief = named.Brief.Sha256;
        }
        return new DecisionMade(asked.Form, to, counts, remits, conditions, Iso(asked.Effective), reason, brief, asked.Checkpoint) { Grounds = grounds.Count == 0 ? null : grounds };
    }

    /// <summary>A grant must be called by its name: what the press calls a pardon may be a commutation, but not what is decided.</summary>
    private static Refusal? WrongWord(DecisionMade decision, Decisions so)
    {
        bool Says(Regex word, Regex not, string text) => word.IsMatch(not.Replace(text, ""));
        if (decision.Form != ClemencyForm.Pardon && decision.Form is not (ClemencyForm.Denial or ClemencyForm.NoAction))
        {
            if (decision.Conditions.Prepend(decision.Reason).FirstOrDefault(text => Says(s_pardonWord, s_notPardon, text)) is { } pardon)
                return new Refusal($"A {ActWords.Of(decision.Form)} is worded as a pardon: \"{Wording.Shorten(pardon, 80)}\".", "Say what is granted by its name, or decide a pardon.");
        }
        if (decision.Form == ClemencyForm.Pardon)
        {
            // The reason of a later pardon may speak of the commutation before it; its conditions are printed and may not.
            var earlier = so.All.Any(one => one.Made?.Form == ClemencyForm.Commutation);
            if ((earlier ? decision.Conditions : decision.Conditions.Prepend(decision.Reason)).FirstOrDefault(text => Says(s_commuteWord, s_notCommute, text)) is { } commutation)
                return new Refusal($"A pardon is worded as a commutation: \"{Wording.Shorten(commutation, 80)}\".", "Say what is granted by its name, or decide a commutation with --to.");
        }
        return null;
    }

    private static Conflict? OpenOn(DecisionMade decision, RecordOfSentence record)
    {
        var turnsOn = new List<string> { "conviction.counts", "sentence.date", "court.docket" };
        if (decision.Form is ClemencyForm.Commutation or ClemencyForm.Reprieve)
            turnsOn.Add("sentence.term");
        turnsOn.AddRange(decision.Remits.Select(one => s_remits[one]));
        return turnsOn.Select(record.OpenConflict).FirstOrDefault(open => open is not null);
    }

    private static Refusal? WrongCount(DecisionMade decision, RecordOfSentence record)
    {
        if (decision.Counts.Count == 0)
            return null;
        if (record.Counts is { } known)
        {
            return decision.Counts.FirstOrDefault(count => !known.Contains(count)) is { } wrong
                ? new Refusal($"Count {wrong} is not among the counts of conviction: {Wording.Listing(known)} ({record.Cite(record.One("conviction.counts")!)}).", "Name counts of the judgment, or none to reach them all.")
                : null;
        }
        return record.One("conviction.counts") is { } fact && int.TryParse(fact.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && decision.Counts.Count > number
            ? new Refusal($"The decision names {decision.Counts.Count} counts, but {(number == 1 ? "1 count" : $"{number} counts")} led to a conviction ({record.Cite(fact)}).", "Name counts of the judgment, or none to reach them all.")
            : null;
    }

    private static Refusal? NothingToRemit(DecisionMade decision, RecordOfSentence record)
    {
        foreach (var remitted in decision.Remits)
        {
            var attribute = s_remits[remitted];
            var facts = record.Of(attribute);
            if (facts.Count == 0)
                return new Refusal($"No {remitted} is on file to be remitted.", $"Confirm {attribute} from the judgment first, or leave it out.");
            if (facts.All(fact => fact.Value is "0" or "0 mo" or "0 d"))
                return new Refusal($"The file says that no {remitted} was imposed ({record.Cite(facts[0])}).", "Leave it out.");
            if (remitted == "restitution" && record.Dollars(attribute) is { } owed && record.Dollars("sentence.restitution_paid") is { } paid && paid >= owed)
                return new Refusal($"The restitution was paid in full ({record.Cite(record.One("sentence.restitution_paid")!)}).", "There is nothing left to remit.");
        }
        return null;
    }

    /// <summary>How the imprisonment ended before a day, with the source; null when nothing on file says so.</summary>
    private static string? EndedBefore(Petition soFar, RecordOfSentence record, Decisions so, DateOnly effective)
    {
        if (record.Value<Value.Day>("release.date") is { Range: { } released } && released.Last <= effective)
            return $"released {Wording.Day(record.One("release.date")!.Value)} ({record.Cite(record.One("release.date")!)})";
        foreach (var decision in so.All)
        {
            if (decision.Made is { Form: ClemencyForm.Commutation, Counts.Count: 0, To: { } to } made && Decisions.Ends(to, made.Effective) is { } end && decision.Effective <= effective && end <= effective)
                return $"{decision.Id} commuted it {(end == decision.Effective ? "to the time served" : "to expire")} on {end:yyyy-MM-dd}";
            if (decision.After.FirstOrDefault(note => note.Noted.What == "release" && Decisions.Day(note.Noted.On) <= effective) is { } release)
                return $"released on {release.Noted.On}, as entry {release.Entry} of {soFar.Id} says";
        }
        if (record.Value<Value.Imprisonment>("sentence.term") is { Kind: SentenceKind.TimeServed })
            return $"the sentence was the time served ({record.Cite(record.One("sentence.term")!)})";
        return FullTerm(record) is { } full && full < effective ? $"its full term ran out on {full:yyyy-MM-dd}, counted from {Wording.Day(record.One("served.since")!.Value)} ({record.Cite(record.One("served.since")!)})" : null;
    }

    /// <summary>The last day of the whole term when it is counted from the first day in custody; null when it is for life or a fact is missing.</summary>
    private static DateOnly? FullTerm(RecordOfSentence record) =>
        record.Value<Value.Imprisonment>("sentence.term") is { Kind: SentenceKind.Term } term && record.Day("served.since") is { } since ? EndFrom(term, since) : null;

    /// <summary>The last day of a term from a day; null when it is beyond the calendar.</summary>
    private static DateOnly? EndFrom(Value.Imprisonment term, DateOnly since) =>
        term.Months < 12 * 1000 && term.Days < 400_000 ? new Law.Term(0, term.Months, term.Days).EndFrom(since).AddDays(-1) : null;

    /// <summary>Why the new term is not shorter than the one that stands; null when it is, or when they cannot be compared.</summary>
    private static Refusal? NoShorter(DecisionMade decision, NewTerm term, RecordOfSentence record, Decisions so)
    {
        // A commutation before it, of the whole sentence, is what stands; the judgment otherwise.
        var before = so.All.Where(one => one.Made is { Form: ClemencyForm.Commutation, Counts.Count: 0, To: not null } made && string.CompareOrdinal(made.Effective, decision.Effective) <= 0).OrderBy(one => one.Made!.Effective, StringComparer.Ordinal).LastOrDefault();
        var standing = before is not null ? NewTerm.Read(before.Made!.To!).Value
            : record.Value<Value.Imprisonment>("sentence.term") is { } imposed ? new NewTerm(imposed, null) : null;
        if (standing is null || decision.Counts.Count > 0)
            return null; // What single counts carry no fact tells; the instrument says so.
        var where = before?.Id ?? record.Cite(record.One("sentence.term")!);
        var remedy = "A commutation shortens a sentence: give a shorter term, or an earlier day.";
        switch (standing, term)
        {
            case ({ Term.Kind: SentenceKind.Death }, _) or (_, { IsTimeServed: true }):
                return null;
            case ({ Term: { Kind: SentenceKind.Life } was }, { Term: { } now }):
                if (now.Kind != SentenceKind.Life || (now.Months == 0 && now.Days == 0 && (was.Months > 0 || was.Days > 0)))
                    return null;
                return new Refusal($"The sentence is {was.Describe()} ({where}); {now.Describe()} is no less.", remedy);
            case ({ Term: { Kind: SentenceKind.Term } was }, { Term: { } now }):
                if (now.Kind == SentenceKind.Life)
                    return new Refusal($"Life is longer than the sentence of {was.Describe()} ({where}).", remedy);
                // Months differ in length, so terms are compared from the first day of custody, or the day of sentence.
                if ((record.Day("served.since") ?? record.Day("sentence.date")) is { } start && EndFrom(was, start) is { } wasEnd && EndFrom(now, start) is { } nowEnd
                    ? nowEnd >= wasEnd
                    : now.Months > was.Months || (now.Months == was.Months && now.Days >= was.Days))
                    return new Refusal($"{(now == was ? "The same as" : "Longer than")} the sentence of {was.Describe()} ({where}): {now.Describe()}.", remedy);
                return null;
            case ({ Expires: { } was }, { Expires: { } now }) when now >= was:
                return new Refusal($"The sentence expires on {was:yyyy-MM-dd} already ({where}).", remedy);
            case ({ Expires: { } was }, { Term: { } now }) when now.Kind == SentenceKind.Life || (record.Day("served.since") is { } from && EndFrom(now, from) >= was):
                return new Refusal($"The sentence expires on {was:yyyy-MM-dd} already ({where}); {now.Describe()} is no less.", remedy);
            case ({ Term: { Kind: SentenceKind.Term } was }, { Expires: { } now }):
                if (record.Day("sentence.projected_release") is { } projected && now >= projected)
                    return new Refusal($"Release is computed for {projected:yyyy-MM-dd} already ({record.Cite(record.One("sentence.projected_release")!)}); {now:yyyy-MM-dd} is no earlier.", remedy);
                if (record.Day("served.since") is { } since && EndFrom(was, since) is { } full && now >= full)
                    return new Refusal($"The sentence of {was.Describe()} runs to {full:yyyy-MM-dd} at most ({where}); {now:yyyy-MM-dd} is no earlier.", remedy);
                return null;
            default:
                return null;
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
