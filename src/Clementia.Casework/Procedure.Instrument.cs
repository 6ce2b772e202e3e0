namespace Clementia.Casework;

/// <summary>Something that happened after a decision, as a person asks to enter it.</summary>
/// <param name="What">"release", "condition", "supervision", "contact", "promise", "violation", "completion".</param>
/// <param name="On">The day.</param>
/// <param name="Words">What, in words.</param>
public sealed record AfterAsked(string What, DateOnly On, string Words)
{
    /// <summary>The decision ("K1"), condition ("K1.2") or promised fact ("F40") that it bears on; null when none.</summary>
    public string? About { get; init; }

    /// <summary>"kept", "broken" or "open"; null when there is none to say.</summary>
    public string? State { get; init; }

    /// <summary>What it rests on.</summary>
    public Cites Cites { get; init; } = Cites.None;
}

public static partial class Procedure
{
    private static readonly string[] s_after = ["release", "condition", "supervision", "contact", "promise", "violation", "completion"];

    private static readonly string[] s_states = ["kept", "broken", "open"];

    /// <summary>Enters the draft of an instrument. One that is signed is not drafted again.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="instrument">As it was composed from the petition.</param>
    /// <param name="sha256">Of the file that was written.</param>
    /// <param name="format">"pdf" or "docx".</param>
    public static Outcome<Entry> Draft(Petition soFar, Instrument instrument, string sha256, string format)
    {
        if (Decisions.Of(soFar).Find(instrument.Decision) is not { } decision)
            return new Refusal($"There is no decision {instrument.Decision} on the petition.", "Draft the instrument of a decision that was made.");
        if (decision.Signed is { } signed)
            return new Refusal($"The instrument of {decision.Id} was signed as {signed.Id} on {signed.Signed!.On}.", "It is not drafted again; what is written from it now is a conformed copy.");
        if (decision.Instruments.FirstOrDefault(one => one.Drafted?.Sha256 == sha256) is { } same)
            return new Refusal($"The same file is drafted already as {same.Id}.", $"Sign it: ./clementia sign {soFar.Id} --by \"{decision.By}\"");
        return new InstrumentDrafted(decision.Id, sha256, format, instrument.Mismatches, instrument.Incomplete, instrument.Facts, instrument.Office, instrument.Text);
    }

    /// <summary>Signs an instrument: only who decided, only the file that was drafted, once, and only while it says what the petition gives.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="by">Who signs.</param>
    /// <param name="instrument">"W1"; null for the last draft of the one decision that is not signed.</param>
    /// <param name="sha256">Of the file that they sign; null when the drafted one is taken at its word.</param>
    /// <param name="on">The day of the signature.</param>
    /// <param name="today">The day on which it is entered.</param>
    public static Outcome<Entry> Sign(Petition soFar, string by, string? instrument, string? sha256, DateOnly on, DateOnly today)
    {
        var decisions = Decisions.Of(soFar);
        var all = decisions.Instruments;
        if (all.Count == 0)
            return new Refusal("No instrument is drafted.", decisions.All.Count == 0 ? "Nothing is decided yet." : $"Draft one first: ./clementia instrument {soFar.Id} --out FILE");
        (DraftedInstrument Instrument, Decision Decision) pair;
        if (instrument is null)
        {
            var open = all.Where(one => one.Decision.Signed is null && one.Instrument.Drafted is not null).ToList();
            if (open.Count == 0)
                return new Refusal($"Every instrument is signed: the last, {all[^1].Decision.Signed?.Id ?? all[^1].Instrument.Id}, on {all[^1].Decision.Signed?.Signed?.On ?? "an unknown day"}.", "Nothing more is needed. A new decision needs an instrument of its own.");
            if (open.Select(one => one.Decision.Id).Distinct().Count() > 1)
                return new Refusal($"Several decisions wait for a signature: {Wording.Listing([.. open.Select(one => one.Decision.Id).Distinct()])}.", $"Name the instrument with --instrument: {Wording.Listing([.. open.Select(one => one.Instrument.Id)], "or")}.");
            pair = open[^1];
        }
        else if (all.FirstOrDefault(one => string.Equals(one.Instrument.Id, instrument.Trim(), StringComparison.OrdinalIgnoreCase)) is { Instrument: not null } named)
            pair = named;
        else
            return new Refusal($"There is no instrument '{Wording.Shorten(instrument, 20)}' on the petition.", $"It has {Wording.Listing([.. all.Select(one => one.Instrument.Id)])}.");

        var (drafted, decision) = pair;
        var again = $"Draft it again: ./clementia instrument {soFar.Id} --decision {decision.Id} --out FILE";
        if (decision.Signed is { } signed)
            return new Refusal($"The instrument of {decision.Id} was signed as {signed.Id} on {signed.Signed!.On} by {signed.SignedBy}.", "It is signed once.");
        if (drafted.Drafted is not { } draft || decision.Made is not { } made)
            return new Refusal($"{drafted.Id} was removed by order.", again);
        if (!CaseProcess.IsSameName(by, decision.By))
            return new Refusal($"{by} did not make {decision.Id}: {decision.By} did.", "Only who decided signs the instrument.");
        if (draft.Mismatches.Count > 0)
            return new Refusal($"{drafted.Id} does not fit the judgment: {string.Join(" ", draft.Mismatches)}", $"Put it right in the facts or by another decision. {again}");
        if (draft.Incomplete.Count > 0)
            return new Refusal($"{drafted.Id} is not complete: {Wording.Listing(draft.Incomplete)} {(draft.Incomplete.Count == 1 ? "stands" : "stand")} in brackets.", $"File and vet what is missing. {again}");
        if (sha256 is not null && !string.Equals(sha256, draft.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            var other = all.FirstOrDefault(one => string.Equals(one.Instrument.Drafted?.Sha256, sha256, StringComparison.OrdinalIgnoreCase)).Instrument;
            return new Refusal($"The file is not the one that was drafted as {drafted.Id} ({sha256[..Math.Min(12, sha256.Length)]}, not {draft.Sha256[..Math.Min(12, draft.Sha256.Length)]}).", other is null ? $"Sign the file as it was written. {again}" : $"It is {other.Id}: name it with --instrument {other.Id}.");
        }
        var day = DateOnly.FromDateTime(decision.At.UtcDateTime) is var entered && decision.Effective is { } effective && effective < entered ? effective : entered;
        if (on < day)
            return new Refusal($"The day of the signature, {on:yyyy-MM-dd}, is before the decision ({day:yyyy-MM-dd}).", "Give the day on which it was signed.");
        if (on > today)
            return new Refusal($"The day of the signature, {on:yyyy-MM-dd}, has not come.", "Sign on the day itself.");
        var now = Instrument.Compose(soFar, decision.Id, draft.Office);
        if (now.IsRefused || now.Value.Text != draft.Text)
        {
            var changed = soFar.Facts.Where(fact => draft.Facts.Contains(fact.Id) && (fact.VettingEntry > drafted.Entry || fact.Sources.Any(source => source.Entry > drafted.Entry))).Select(fact => fact.VettingEntry > drafted.Entry ? $"{fact.Id} was vetted again in entry {fact.VettingEntry}" : $"{fact.Id} has a new source").ToList();
            var gone = draft.Facts.Where(id => soFar.Facts.All(fact => fact.Id != id)).Select(id => $"{id} is no longer on file").ToList();
            var why = changed.Concat(gone).ToList();
            return new Refusal($"{drafted.Id} is stale: the file has changed since it was drafted{(why.Count == 0 ? "" : $" ({string.Join("; ", why)})")}.", again);
        }
        return new InstrumentSigned(drafted.Id, draft.Sha256, Iso(on));
    }

    /// <summary>Enters what happened after a grant.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="asked">What happened.</param>
    /// <param name="today">The day on which it is entered.</param>
    public static Outcome<Entry> NoteAfter(Petition soFar, AfterAsked asked, DateOnly today)
    {
        var what = asked.What.Trim().ToLowerInvariant();
        if (!s_after.Contains(what))
            return new Refusal($"'{Wording.Shorten(asked.What, 30)}' is nothing that is noted after a decision.", $"Use {Wording.Listing(s_after, "or")}.");
        var words = Wording.Clean(asked.Words).Trim();
        if (words.Length == 0)
            return new Refusal("The note has no words.", "Say what happened with --words.");
        var decisions = Decisions.Of(soFar);
        var grants = decisions.All.Where(one => one.IsGrant).ToList();
        if (grants.Count == 0)
            return new Refusal("Nothing was granted, so there is nothing that follows from it.", decisions.All.Count == 0 ? "Decide the petition first." : $"{decisions.All[^1].Id} is a {decisions.All[^1].InWords}.");
        var state = asked.State?.Trim().ToLowerInvariant();
        if (state is not null && !s_states.Contains(state))
            return new Refusal($"'{Wording.Shorten(asked.State!, 30)}' is no state.", "Use kept, broken or open.");
        var about = asked.About?.Trim().ToUpperInvariant() is { Length: > 0 } named ? named : null;
        Decision? of = null;
        if (about is not null && about[0] == 'K')
        {
            of = decisions.Find(about.Split('.')[0]);
            if (of is null || !of.IsGrant)
                return new Refusal(of is null ? $"There is no decision '{about.Split('.')[0]}' on the petition." : $"{of.Id} is a {of.InWords}: nothing follows from it.", $"Its grants are {Wording.Listing([.. grants.Select(one => one.Id)])}.");
            if (about.Contains('.', StringComparison.Ordinal) && of.Conditions.All(one => one.Id != about))
                return new Refusal($"{of.Id} has no condition '{about}'.", of.Conditions.Count == 0 ? "It has no conditions." : $"Its conditions are {Wording.Listing([.. of.Conditions.Select(one => one.Id)])}.");
        }
        else if (about is not null)
        {
            if (soFar.Facts.All(fact => fact.Id != about))
                return new Refusal($"'{about}' is neither a decision, a condition nor a fact of the petition.", "Write K1, K1.2 or F40; ./clementia decisions lists them.");
            if (what == "promise" && grants[0].Promises.All(one => one.Fact != about))
                return new Refusal($"{about} is nothing that the brief promised.", grants[0].Promises.Count == 0 ? "No fact of a release plan is vetted." : $"It promised {Wording.Listing([.. grants[0].Promises.Select(one => one.Fact)])}.");
        }
        switch (what)
        {
            case "condition" when about?.Contains('.', StringComparison.Ordinal) != true:
                return new Refusal("The note does not say which condition it is about.", grants.SelectMany(one => one.Conditions).Select(one => one.Id).ToList() is { Count: > 0 } ids ? $"Name it with --about: {Wording.Listing(ids, "or")}." : "No grant on the petition has conditions.");
            case "promise" when about?.StartsWith('F') != true:
                return new Refusal("The note does not say which promise it is about.", grants[0].Promises.Count > 0 ? $"Name it with --about: {Wording.Listing([.. grants[0].Promises.Select(one => one.Fact)], "or")}." : "The brief promised nothing: no fact of a release plan is vetted.");
            case "condition" or "promise" when state is null:
                return new Refusal($"The note does not say how the {what} stands.", "Say it with --state kept, broken or open.");
            case "violation" when state == "kept":
                return new Refusal("A violation keeps nothing.", "Leave --state out, or say broken.");
            case "violation" when about?.Contains('.', StringComparison.Ordinal) == true:
                state ??= "broken";
                break;
        }
        of ??= about is null || about[0] != 'K' ? grants[0] : null;
        if (of!.Effective is { } from && asked.On < from)
            return new Refusal($"{asked.On:yyyy-MM-dd} is before {of.Id} held ({from:yyyy-MM-dd}).", "Give the day on which it happened.");
        if (asked.On > today)
            return new Refusal($"{asked.On:yyyy-MM-dd} has not come.", "Note what happened; what is still to be done is a task.");
        var unknown = asked.Cites.Facts.FirstOrDefault(id => soFar.Facts.All(fact => fact.Id != id));
        if (unknown is not null)
            return new Refusal($"There is no fact '{unknown}' on the petition.", soFar.Facts.Count == 0 ? "No fact has been read yet." : $"Its facts are {soFar.Facts[0].Id} to {soFar.Facts[^1].Id}.");
        var entry = new AfterNoted(what, Iso(asked.On), words, about, state, asked.Cites);
        if (decisions.All.SelectMany(one => one.After).FirstOrDefault(note => note.Noted.What == what && note.Noted.On == entry.On && note.Noted.Words == words && note.Noted.About == about && note.Noted.State == state) is { } twice)
            return new Refusal($"The same is noted already, in entry {twice.Entry}.", "Nothing more is needed.");
        return entry;
    }
}
