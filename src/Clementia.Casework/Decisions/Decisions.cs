using System.Globalization;

namespace Clementia.Casework;

/// <summary>A condition of a grant, and what became of it.</summary>
/// <param name="Id">"K1.2".</param>
/// <param name="Words">In the words of the decision.</param>
/// <param name="State">"kept", "broken" or "open": as the last note says; open while none does.</param>
/// <param name="Notes">What was noted of it, by the day on which it happened.</param>
public sealed record GrantCondition(string Id, string Words, string State, IReadOnlyList<NoteAfter> Notes);

/// <summary>Something that the brief promised (a fact of the release plan), and what became of it.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Words">"Home after release: with her daughter".</param>
/// <param name="State">"kept", "broken" or "open".</param>
/// <param name="Notes">What was noted of it, by the day on which it happened.</param>
public sealed record BriefPromise(string Fact, string Words, string State, IReadOnlyList<NoteAfter> Notes);

/// <summary>Something that happened after a decision, as it was entered.</summary>
/// <param name="Entry">Its docket entry.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
/// <param name="Noted">What.</param>
public sealed record NoteAfter(int Entry, DateTimeOffset At, string By, AfterNoted Noted);

/// <summary>An instrument that was drafted from a decision, and maybe signed.</summary>
/// <param name="Id">"W1", in the order of drafting; never reused.</param>
/// <param name="Entry">The docket entry that drafted it.</param>
/// <param name="At">When.</param>
/// <param name="By">Who drafted it.</param>
/// <param name="Drafted">The draft; null when removed by order.</param>
/// <param name="Signed">The signature, or null.</param>
/// <param name="SignedBy">Who signed, or null.</param>
/// <param name="SignedEntry">The docket entry of the signature, or null.</param>
public sealed record DraftedInstrument(string Id, int Entry, DateTimeOffset At, string By, InstrumentDrafted? Drafted, InstrumentSigned? Signed, string? SignedBy, int? SignedEntry);

/// <summary>A decision: what it does, what lay before whoever made it, its instruments and what followed.</summary>
/// <param name="Id">"K1", in the order of entry; never reused.</param>
/// <param name="Entry">Its docket entry.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who made it.</param>
/// <param name="Made">The decision; null when removed by order.</param>
/// <param name="Brief">The brief that lay before them, or null when none did.</param>
/// <param name="Regardless">What was lacking when it was made regardless, and why; null when nothing was.</param>
public sealed record Decision(string Id, int Entry, DateTimeOffset At, string By, DecisionMade? Made, IssuedBrief? Brief, WentOnRegardless? Regardless)
{
    /// <summary>Its instruments, in order.</summary>
    public required IReadOnlyList<DraftedInstrument> Instruments { get; init; }

    /// <summary>Its conditions, in order; empty when it has none.</summary>
    public required IReadOnlyList<GrantCondition> Conditions { get; init; }

    /// <summary>What the brief promised; empty when nothing.</summary>
    public required IReadOnlyList<BriefPromise> Promises { get; init; }

    /// <summary>Everything noted after it, by the day on which it happened.</summary>
    public required IReadOnlyList<NoteAfter> After { get; init; }

    /// <summary>Whether it grants something.</summary>
    public bool IsGrant => Made is { Form: not (ClemencyForm.Denial or ClemencyForm.NoAction) };

    /// <summary>The instrument that was signed, or null.</summary>
    public DraftedInstrument? Signed => Instruments.FirstOrDefault(one => one.Signed is not null);

    /// <summary>From which day it holds; null when removed by order.</summary>
    public DateOnly? Effective => Decisions.Day(Made?.Effective);

    /// <summary>"conditional commutation to time served, remitting fine".</summary>
    public string InWords => Made is null ? "a decision that was removed by order"
        : ActWords.Of(Made.Form, Made.Conditions.Count > 0)
        + (Made.To is null ? "" : Made.Form == ClemencyForm.Reprieve ? $" until {Wording.Day(Made.To)}" : $" to {(NewTerm.Read(Made.To) is { IsRefused: false, Value: var term } ? term.InWords : Made.To)}")
        + (Made.Counts.Count == 0 ? "" : $" on {(Made.Counts.Count == 1 ? "count" : "counts")} {Wording.Listing(Made.Counts)}")
        + (Made.Remits.Count == 0 ? "" : $", remitting the {Wording.Listing(Made.Remits)}");
}

/// <summary>Every decision on a petition. Two over time are normal: a commutation, a pardon years later.</summary>
/// <param name="All">In the order of entry.</param>
public sealed record Decisions(IReadOnlyList<Decision> All)
{
    /// <summary>What a petition's docket says was decided.</summary>
    public static Decisions Of(Petition petition)
    {
        var made = new List<(string Id, DocketEntry Entry, WentOnRegardless? Regardless)>();
        var drafts = new List<(string Id, DocketEntry Entry)>();
        var signed = new Dictionary<string, (DocketEntry Entry, InstrumentSigned Signed)>(StringComparer.OrdinalIgnoreCase);
        var notes = new List<NoteAfter>();
        WentOnRegardless? regardless = null;
        foreach (var entry in petition.Acts)
        {
            switch (entry.Kind)
            {
                case nameof(DecisionMade):
                    made.Add(($"K{made.Count + 1}", entry, regardless));
                    regardless = null;
                    continue;
                case nameof(InstrumentDrafted):
                    drafts.Add(($"W{drafts.Count + 1}", entry));
                    break;
                case nameof(InstrumentSigned) when entry.Body is InstrumentSigned one:
                    signed.TryAdd(one.Instrument, (entry, one));
                    break;
                case nameof(AfterNoted) when entry.Body is AfterNoted noted:
                    notes.Add(new NoteAfter(entry.Number, entry.At, entry.Actor, noted));
                    break;
            }
            // What was gone on with regardless belongs to the decision that was entered with it.
            regardless = entry.Body as WentOnRegardless is { For: "decide" } just ? just : null;
        }
        var grants = made.Where(one => one.Entry.Body is DecisionMade { Form: not (ClemencyForm.Denial or ClemencyForm.NoAction) }).Select(one => one.Id).ToList();
        return new Decisions([.. made.Select(one =>
        {
            var decision = one.Entry.Body as DecisionMade;
            var brief = decision?.Brief is { } sha ? petition.Briefs.LastOrDefault(issued => issued.Brief.Sha256 == sha && issued.Entry < one.Entry.Number) : null;
            // A note that names no decision is of the last grant before its day, or of the first.
            List<NoteAfter> own = [.. notes.Where(note => DecisionOf(note.Noted) == one.Id).OrderBy(note => note.Noted.On, StringComparer.Ordinal).ThenBy(note => note.Entry)];
            return new Decision(one.Id, one.Entry.Number, one.Entry.At, one.Entry.Actor, decision, brief, one.Regardless)
            {
                Instruments = [.. drafts.Where(draft => (draft.Entry.Body as InstrumentDrafted)?.Decision == one.Id).Select(draft =>
                {
                    var by = signed.TryGetValue(draft.Id, out var signature) ? signature : default;
                    return new DraftedInstrument(draft.Id, draft.Entry.Number, draft.Entry.At, draft.Entry.Actor, draft.Entry.Body as InstrumentDrafted, by.Signed, by.Entry?.Actor, by.Entry?.Number);
                })],
                Conditions = [.. (decision?.Conditions ?? []).Select((words, i) => Condition($"{one.Id}.{i + 1}", words, own))],
                Promises = one.Id == grants.FirstOrDefault() ? [.. PromisesOf(petition, brief).Select(fact => Promise(fact, own))] : [],
                After = own,
            };
        })]);

        string? DecisionOf(AfterNoted note)
        {
            var about = note.About;
            if (about is not null && made.FirstOrDefault(one => about == one.Id || about.StartsWith(one.Id + ".", StringComparison.Ordinal)).Id is { } named)
                return named;
            if (about is not null && petition.Facts.Any(fact => fact.Id == about))
                return grants.FirstOrDefault();
            return made.LastOrDefault(one => grants.Contains(one.Id) && string.CompareOrdinal(((DecisionMade)one.Entry.Body!).Effective, note.On) <= 0).Id ?? grants.FirstOrDefault();
        }
    }

    /// <summary>A decision by its id, or null.</summary>
    public Decision? Find(string id) => All.FirstOrDefault(one => string.Equals(one.Id, id.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Every instrument, in the order of drafting.</summary>
    public IReadOnlyList<(DraftedInstrument Instrument, Decision Decision)> Instruments =>
        [.. All.SelectMany(decision => decision.Instruments.Select(one => (one, decision))).OrderBy(pair => pair.one.Entry)];

    /// <summary>Pairs of decisions that contradict each other in force at once, and how. A docket that was kept by this program has none.</summary>
    public IReadOnlyList<(Decision One, Decision Other, string How)> Contradictions
    {
        get
        {
            var found = new List<(Decision, Decision, string)>();
            for (var i = 0; i < All.Count; i++)
            {
                for (var j = i + 1; j < All.Count; j++)
                {
                    if (All[i].Made is { } one && All[j].Made is { } other && Contradiction(All[i].Id, one, other) is { } how)
                        found.Add((All[i], All[j], how));
                }
            }
            return found;
        }
    }

    /// <summary>How a decision contradicts an earlier one, or repeats it; null when both can hold.</summary>
    /// <param name="id">The earlier one's id.</param>
    /// <param name="earlier">Entered before.</param>
    /// <param name="later">Entered after it.</param>
    internal static string? Contradiction(string id, DecisionMade earlier, DecisionMade later)
    {
        var shared = earlier.Counts.Count == 0 || later.Counts.Count == 0 || earlier.Counts.Intersect(later.Counts, StringComparer.Ordinal).Any();
        var was = $"{id} ({ActWords.Of(earlier.Form, earlier.Conditions.Count > 0)}{(earlier.To is null ? "" : $" to {earlier.To}")}, from {earlier.Effective})";
        var sameDay = earlier.Effective == later.Effective;
        if (earlier.Form == later.Form && earlier.To == later.To && Same(earlier.Counts, later.Counts) && Same(earlier.Remits, later.Remits) && Same(earlier.Conditions, later.Conditions)
            && (sameDay || earlier.Form is not (ClemencyForm.Denial or ClemencyForm.NoAction)))
            return $"{was} says the same already";
        var (grants, granted) = (later.Form is not (ClemencyForm.Denial or ClemencyForm.NoAction), earlier.Form is not (ClemencyForm.Denial or ClemencyForm.NoAction));
        if (grants != granted)
            return sameDay ? $"{was} {(granted ? "grants" : "refuses")} on the same day what this would {(grants ? "grant" : "refuse")}" : null;
        if (!grants)
            return sameDay ? $"{was} closed the petition on the same day" : null;
        if (!shared)
            return null;
        // By the days from which they hold, not by the order of entry: the pardon of 2020 may be entered before the commutation of 2018.
        var (first, second) = string.CompareOrdinal(earlier.Effective, later.Effective) <= 0 ? (earlier, later) : (later, earlier);
        if (first.Form == ClemencyForm.Pardon && second.Form == ClemencyForm.Pardon)
            return first.Conditions.Count > 0 && second.Conditions.Count == 0 || !Covers(first.Counts, second.Counts) ? null : $"{was} is a pardon of the same counts, and a pardon is given once";
        if (first.Form == ClemencyForm.Pardon && second.Form is ClemencyForm.Commutation or ClemencyForm.Reprieve && first.Conditions.Count == 0 && Covers(first.Counts, second.Counts))
            return $"{was} forgives the offense, so that no sentence is left to {(second.Form == ClemencyForm.Reprieve ? "delay" : "shorten")}";
        if (first.Form == ClemencyForm.Commutation && second.Form == ClemencyForm.Reprieve && Covers(first.Counts, second.Counts) && first.To is { } to && Ends(to, first.Effective) is { } end && end <= Day(second.Effective))
            return $"{was} ended the imprisonment, so that no sentence is left to delay";
        if (first.Form is ClemencyForm.Commutation or ClemencyForm.Reprieve && first.Form == second.Form && sameDay)
            return $"{was} says another thing of the same sentence on the same day";
        if (earlier.Remits.Intersect(later.Remits, StringComparer.Ordinal).FirstOrDefault() is { } twice)
            return $"{was} remits the {twice} already";
        return null;
    }

    /// <summary>The last day of imprisonment under a commutation where it says so: time served, or a day on which it expires.</summary>
    internal static DateOnly? Ends(string to, string effective) => NewTerm.Read(to) is { IsRefused: false, Value: var term } ? term.IsTimeServed ? Day(effective) : term.Expires : null;

    internal static DateOnly? Day(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    /// <summary>The release plan as the brief told it; as it is vetted when no brief is known.</summary>
    internal static IReadOnlyList<Fact> PromisesOf(Petition petition, IssuedBrief? brief) =>
        [.. petition.Facts.Where(fact => fact is { Status: FactStatus.Confirmed, Subject: null } && fact.Attribute.StartsWith("release_plan.", StringComparison.Ordinal) && (brief is null || brief.Brief.Facts.Contains(fact.Id)))];

    private static bool Same(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Count == other.Count && one.All(other.Contains);

    private static bool Covers(IReadOnlyList<string> whole, IReadOnlyList<string> part) => whole.Count == 0 || (part.Count > 0 && part.All(whole.Contains));

    private static GrantCondition Condition(string id, string words, IReadOnlyList<NoteAfter> notes)
    {
        var about = NotesAbout(notes, id);
        return new GrantCondition(id, words, StateOf(about), about);
    }

    private static BriefPromise Promise(Fact fact, IReadOnlyList<NoteAfter> notes)
    {
        var about = NotesAbout(notes, fact.Id);
        return new BriefPromise(fact.Id, $"{Wording.Label(fact.Attribute)}: {Catalog.BuiltIn.Describe(fact.Attribute, fact.Value)}", StateOf(about), about);
    }

    private static IReadOnlyList<NoteAfter> NotesAbout(IReadOnlyList<NoteAfter> notes, string id) => [.. notes.Where(note => note.Noted.About == id)];

    private static string StateOf(IReadOnlyList<NoteAfter> notes) => notes.LastOrDefault(note => note.Noted.State is not null)?.Noted.State ?? "open";
}
