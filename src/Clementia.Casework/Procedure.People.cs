namespace Clementia.Casework;

public static partial class Procedure
{
    /// <summary>Enters where a person or office with a stake stands, with their reason.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="taken">The position.</param>
    /// <param name="today">The day of the entry: nobody took a position after it.</param>
    public static Outcome<Entry> TakePosition(Petition soFar, PositionTaken taken, DateOnly today)
    {
        if (taken.Person.Trim().Length == 0)
            return new Refusal("The position is nobody's.", "Name the person or office.");
        if (taken.Reason.Trim().Length == 0)
            return new Refusal("The position has no reason.", "Say what reason they give; \"gave none\" is a reason to enter too.");
        if (DayFault(taken.On, today) is { } fault)
            return fault;
        if (NotOnPetition(soFar, taken.Cites) is { } unknown)
            return unknown;
        var entered = taken with { Person = taken.Person.Trim(), Office = taken.Office?.Trim() is { Length: > 0 } office ? office : null, Reason = taken.Reason.Trim(), Cites = Canonical(soFar, taken.Cites) };
        return Positions.Of(soFar).FirstOrDefault(one => CaseProcess.IsSameName(one.Person, entered.Person)) is { } stand && stand.Changes[^1].Taken is var last && last.Position == entered.Position && last.Reason == entered.Reason && last.On == entered.On
            ? new Refusal($"{stand.Person} already stands there for that reason, entered on {stand.Changes[^1].Entry.At:yyyy-MM-dd}.", "Nothing more is needed. A new reason is worth an entry.")
            : entered;
    }

    /// <summary>Enters a meeting.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="held">The meeting; what was shown by fingerprints.</param>
    /// <param name="today">The day of the entry: a meeting that has not been held has no minutes.</param>
    public static Outcome<Entry> HoldMeeting(Petition soFar, MeetingHeld held, DateOnly today)
    {
        if (DayFault(held.On, today) is { } fault)
            return fault;
        if (held.Place.Trim().Length == 0)
            return new Refusal("The meeting has no place.", "Say where: --place; \"by telephone\" is a place.");
        var present = held.Present.Select(name => name.Trim()).Where(name => name.Length > 0).ToList();
        if (present.Count == 0)
            return new Refusal("Nobody was at the meeting.", "Name everyone who was there: --present NAME, once for each.");
        if (present.Where((name, i) => present.Take(i).Any(other => CaseProcess.IsSameName(name, other))).FirstOrDefault() is { } twice)
            return new Refusal($"{twice} is named twice.", "Name everyone once.");
        if (held.Minutes.Trim().Length == 0)
            return new Refusal("The meeting has no minutes.", "Say what was said: --minutes \"...\".");
        var entered = held with { Place = held.Place.Trim(), Present = present, Shown = [.. held.Shown.Distinct()], Minutes = held.Minutes.Trim(), Changed = held.Changed?.Trim() is { Length: > 0 } changed ? changed : null };
        return Meeting.Of(soFar).FirstOrDefault(one => one.Held is { } other && other.On == entered.On && other.Minutes == entered.Minutes && other.Present.SequenceEqual(present)) is { } same
            ? new Refusal($"The same meeting is entered as {same.Id}.", "Nothing more is needed.")
            : entered;
    }

    /// <summary>Signs the minutes of a meeting off, or says what is wrong in them. Once each, and only who was there.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="meeting">"M1".</param>
    /// <param name="name">Who signs.</param>
    /// <param name="objects">What they hold wrong, or null when they sign the minutes as they are.</param>
    public static Outcome<Entry> SignMinutes(Petition soFar, string meeting, string name, string? objects)
    {
        var all = Meeting.Of(soFar);
        if (Find(all, meeting, one => one.Id) is not { } known)
            return new Refusal($"There is no meeting '{meeting}' on the petition.", all.Count == 0 ? "No meeting was entered yet." : $"It has: {string.Join(", ", all.Select(one => one.Id))}.");
        if (known.Held is not { } held)
            return new Refusal($"{known.Id} was removed by order.", "There are no minutes to sign.");
        if (!held.Present.Any(there => CaseProcess.IsSameName(there, name)))
            return new Refusal($"{name} was not at {known.Id}, as it was entered.", $"Its minutes are signed by who was there: {string.Join(", ", held.Present)}.");
        if (known.Signed.FirstOrDefault(one => CaseProcess.IsSameName(one.Name, name)) is { } before)
            return new Refusal($"{before.Name} {(before.Objects is null ? "signed" : "objected to")} the minutes of {known.Id} on {before.At:yyyy-MM-dd}.", "Each signs once. Enter a meeting of its own if more was said.");
        return objects is not null && objects.Trim().Length == 0
            ? new Refusal("What is wrong in the minutes is not said.", "Say it: --objects \"...\", or sign without it.")
            : new MinutesSigned(known.Id, objects?.Trim());
    }

    private static Refusal? DayFault(string? on, DateOnly today) =>
        on is null ? null
        : !DateOnly.TryParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? new Refusal($"'{on}' is no day.", "Write it as 2026-03-31.")
        : day > today ? new Refusal($"{on} is still to come.", "Enter what has happened, with its day.")
        : null;

    private static Refusal? NotOnPetition(Petition soFar, Cites cites)
    {
        if (cites.Facts.FirstOrDefault(id => Find(soFar.Facts, id, fact => fact.Id) is null) is { } fact)
            return new Refusal($"There is no fact '{fact}' on the petition.", soFar.Facts.Count == 0 ? "No fact has been read yet." : $"Its facts are {soFar.Facts[0].Id} to {soFar.Facts[^1].Id}.");
        if (cites.Findings.FirstOrDefault(id => Find(soFar.Findings, id, finding => finding.Id) is null) is { } finding)
            return new Refusal($"There is no finding '{finding}' on the petition.", soFar.Findings.Count == 0 ? $"None was entered: ./clementia sentence --petition {soFar.Id}" : $"Its findings are {soFar.Findings[0].Id} to {soFar.Findings[^1].Id}.");
        return cites.Passages.FirstOrDefault(passage => soFar.Documents.All(document => document.Filed?.Sha256 != passage.Document || document.Removed is not null)) is { } stray
            ? new Refusal($"\"{stray.Quote}\" is cited from a document that is not on file.", "Cite a document of the petition.")
            : null;
    }

    private static Cites Canonical(Petition soFar, Cites cites) =>
        cites with { Facts = [.. cites.Facts.Select(id => Find(soFar.Facts, id, fact => fact.Id)!.Id).Distinct()], Findings = [.. cites.Findings.Select(id => Find(soFar.Findings, id, finding => finding.Id)!.Id).Distinct()] };
}
