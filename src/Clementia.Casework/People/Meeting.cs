namespace Clementia.Casework;

/// <summary>Somebody who was there and signed the minutes, or said what they hold wrong.</summary>
/// <param name="Name">Who.</param>
/// <param name="At">When.</param>
/// <param name="Objects">What they hold wrong, or null when they signed the minutes as they are.</param>
public sealed record MinutesSignature(string Name, DateTimeOffset At, string? Objects);

/// <summary>Something that was shown at a meeting.</summary>
/// <param name="Sha256">Its fingerprint.</param>
/// <param name="Label">"D2" when it is on file, "B1" when it is an issued brief, or null when it is neither.</param>
public sealed record ShownFile(string Sha256, string? Label);

/// <summary>A meeting on a petition.</summary>
/// <param name="Id">"M1", in the order in which they were entered; never reused.</param>
/// <param name="Entry">Its docket entry.</param>
/// <param name="Held">What was entered; null when removed by order.</param>
/// <param name="Shown">What was shown, as the file knows it now.</param>
/// <param name="Signed">Who signed the minutes, in order.</param>
/// <param name="Unsigned">Who was there and did not sign.</param>
public sealed record Meeting(string Id, DocketEntry Entry, MeetingHeld? Held, IReadOnlyList<ShownFile> Shown, IReadOnlyList<MinutesSignature> Signed, IReadOnlyList<string> Unsigned)
{
    /// <summary>Whether everybody who was there signed the minutes as they are.</summary>
    public bool IsAgreed => Held is not null && Unsigned.Count == 0 && Signed.All(one => one.Objects is null);

    /// <summary>Every meeting of a petition, in the order in which they were entered.</summary>
    public static IReadOnlyList<Meeting> Of(Petition petition)
    {
        var signed = petition.Acts.Where(entry => entry.Body is MinutesSigned).ToLookup(entry => ((MinutesSigned)entry.Body!).Meeting);
        return [.. petition.Acts.Where(entry => entry.Kind == nameof(MeetingHeld)).Select((entry, i) =>
        {
            var held = entry.Body as MeetingHeld;
            var names = signed[$"M{i + 1}"].Select(one => new MinutesSignature(one.Actor, one.At, ((MinutesSigned)one.Body!).Objects)).ToList();
            return new Meeting($"M{i + 1}", entry, held, [.. (held?.Shown ?? []).Select(sha256 => new ShownFile(sha256, LabelOf(petition, sha256)))], names,
                [.. (held?.Present ?? []).Where(there => !names.Exists(one => CaseProcess.IsSameName(one.Name, there)))]);
        })];
    }

    private static string? LabelOf(Petition petition, string sha256) =>
        petition.Documents.FirstOrDefault(document => document.Filed?.Sha256 == sha256)?.Label ?? petition.Briefs.FirstOrDefault(brief => brief.Brief.Sha256 == sha256)?.Id;
}
