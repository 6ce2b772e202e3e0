using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia meeting`: enters a meeting, signs its minutes, or shows meetings.</summary>
internal static class MeetingCommand
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var on = new Option<string?>("--on") { Description = "The day of the meeting: YYYY-MM-DD.", HelpName = "DAY" };
        var place = new Option<string?>("--place") { Description = "Where." };
        var present = new Option<string[]>("--present") { Description = "Who was there; once for each.", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var shown = new Option<string[]>("--shown") { Description = "What was shown: a document (D2), an issued brief (B1), or a file, which is hashed.", HelpName = "FILE|D2|B1", DefaultValueFactory = _ => [] };
        var minutes = new Option<string?>("--minutes") { Description = "What was said." };
        var changed = new Option<string?>("--changed") { Description = "What changed by it, in a sentence." };
        var sign = new Option<string?>("--sign") { Description = "Sign the minutes of this meeting (with --by: who signs).", HelpName = "M1" };
        var objects = new Option<string?>("--objects") { Description = "With --sign: what is wrong in the minutes." };
        var show = new Option<string?>("--show") { Description = "Show one meeting.", HelpName = "M1" };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("meeting", "Enter a meeting with its minutes, sign minutes off, or show meetings.",
            "meeting p-7k3m9q --on 2026-03-02 --place \"Oval Office\" --present \"Edwin Thorne\" --present \"Julian Farrow\" --shown B1 --minutes \"The case was shown; he asked about violence.\" --changed \"Counsel will look at it\"",
            "meeting p-7k3m9q --sign M1 --by \"Julian Farrow\"",
            "meeting p-7k3m9q --sign M1 --by \"Ingrid Stahl\" --objects \"I did not agree to a date.\"",
            "meeting p-7k3m9q") { id, on, place, present, shown, minutes, changed, sign, objects, show, workspace, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = parsed.GetValue(id)!;
            var adds = parsed.GetValue(minutes) is not null || parsed.GetValue(on) is not null || parsed.GetValue(place) is not null || parsed.GetValue(changed) is not null || parsed.GetValue(present)!.Length > 0 || parsed.GetValue(shown)!.Length > 0;
            if (parsed.GetValue(sign) is { } signed)
            {
                if (adds)
                    throw new UsageException("Minutes are signed as they were entered. Enter a meeting of its own for what is new.");
                desk.Enter(petition, soFar => Desk.Either(Procedure.SignMinutes(soFar, signed, desk.Actor, parsed.GetValue(objects))));
            }
            else if (parsed.GetValue(objects) is not null)
                throw new UsageException("--objects belongs to --sign M1.");
            else if (adds)
            {
                desk.Enter(petition, soFar => Desk.Either(Procedure.HoldMeeting(soFar,
                    new MeetingHeld(parsed.GetValue(on) ?? throw new UsageException("The meeting has no day: --on YYYY-MM-DD."), parsed.GetValue(place) ?? "", parsed.GetValue(present)!,
                        [.. parsed.GetValue(shown)!.Select(one => Desk.Shown(soFar, one))], parsed.GetValue(minutes) ?? "", parsed.GetValue(changed)), Desk.Today())));
            }
            var after = desk.Petition(petition, null);
            var all = Meeting.Of(after);
            if (parsed.GetValue(show) is { } one)
                all = [all.FirstOrDefault(meeting => string.Equals(meeting.Id, one.Trim(), StringComparison.OrdinalIgnoreCase)) ?? throw new UsageException(all.Count == 0 ? "No meeting was entered yet." : $"There is no meeting '{one}'. There are {string.Join(", ", all.Select(meeting => meeting.Id))}.")];
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. all.Select(meeting => (JsonNode)Json(meeting))]));
            else
                Print(after, all);
            return Program.Done;
        });
        return command;
    }

    private static JsonObject Json(Meeting meeting) => new()
    {
        ["id"] = meeting.Id,
        ["on"] = meeting.Held?.On,
        ["place"] = meeting.Held?.Place,
        ["present"] = ProcessCommand.List(meeting.Held?.Present ?? []),
        ["shown"] = new JsonArray([.. meeting.Shown.Select(shown => (JsonNode)new JsonObject { ["sha256"] = shown.Sha256, ["label"] = shown.Label })]),
        ["minutes"] = meeting.Held?.Minutes,
        ["changed"] = meeting.Held?.Changed,
        ["signed"] = new JsonArray([.. meeting.Signed.Select(one => (JsonNode)new JsonObject { ["name"] = one.Name, ["at"] = one.At, ["objects"] = one.Objects })]),
        ["unsigned"] = ProcessCommand.List(meeting.Unsigned),
        ["agreed"] = meeting.IsAgreed,
        ["entry"] = meeting.Entry.Number,
    };

    private static void Print(Petition petition, IReadOnlyList<Meeting> all)
    {
        if (all.Count == 0)
            Console.WriteLine($"No meeting was entered yet. ./clementia meeting {petition.Id} --on YYYY-MM-DD --place \"...\" --present NAME --minutes \"...\"");
        foreach (var meeting in all)
        {
            if (meeting.Held is not { } held)
            {
                Console.WriteLine($"{meeting.Id}  removed by order");
                continue;
            }
            Console.WriteLine($"{meeting.Id}  {held.On}, {held.Place}: {string.Join(", ", held.Present)}");
            Console.WriteLine($"    {held.Minutes}");
            if (held.Changed is { } changed)
                Console.WriteLine($"    Changed by it: {changed}");
            foreach (var shown in meeting.Shown)
                Console.WriteLine(shown.Label is { } label ? $"    shown: {label} ({shown.Sha256[..12]})" : $"    shown: {shown.Sha256}, which is neither on file nor an issued brief. File it: ./clementia file {petition.Id} PATH");
            foreach (var one in meeting.Signed)
                Console.WriteLine(one.Objects is null ? $"    signed by {one.Name}, {one.At:yyyy-MM-dd}" : $"    {one.Name} holds the minutes wrong, {one.At:yyyy-MM-dd}: {one.Objects}");
            if (meeting.Unsigned.Count > 0)
                Console.WriteLine($"    not signed by {string.Join(", ", meeting.Unsigned)}: ./clementia meeting {petition.Id} --sign {meeting.Id} --by \"{meeting.Unsigned[0]}\"");
        }
    }
}
