using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia decisions`: what was decided, what lay before whoever decided, the instruments and what followed.</summary>
internal static class ListDecisions
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("decisions", "Show what was decided, what lay before whoever decided, the instruments, and what followed.", "decisions p-7k3m9q", "decisions p-7k3m9q --json") { id, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            var decisions = Decisions.Of(petition);
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. decisions.All.Select(one => (JsonNode)Json(one))]));
            else if (decisions.All.Count == 0)
                Console.WriteLine($"Nothing is decided yet. Where it stands: ./clementia process {petition.Id}");
            else
            {
                foreach (var decision in decisions.All)
                    Print(decision);
                foreach (var (one, other, how) in decisions.Contradictions)
                    Console.WriteLine($"\nTO BE CLEARED UP: {other.Id} contradicts {one.Id}: {how}.");
            }
            return decisions.Contradictions.Count > 0 ? Program.FoundAProblem : Program.Done;
        });
        return command;
    }

    private static void Print(Decision decision)
    {
        if (decision.Made is not { } made)
        {
            Console.WriteLine($"{decision.Id}  removed by order (entry {decision.Entry})");
            return;
        }
        Console.WriteLine($"{decision.Id}  {decision.InWords}, from {made.Effective}");
        Console.WriteLine($"      Decided by {decision.By} in entry {decision.Entry}, {decision.At:yyyy-MM-dd}: {made.Reason}");
        Console.WriteLine(decision.Brief is { } brief
            ? $"      Before them lay {brief.Id} ({brief.Brief.Sha256[..12]}) and the docket's checkpoint."
            : $"      Before them lay {(made.Brief is null ? "no brief" : $"a brief that the docket does not hold ({made.Brief[..Math.Min(12, made.Brief.Length)]})")}, and the docket's checkpoint.");
        if (made.Grounds is { } grounds)
            Console.WriteLine($"      Grounds: {string.Join(", ", grounds)}");
        if (decision.Regardless is { } regardless)
            Console.WriteLine($"      Decided regardless of: {string.Join("; ", regardless.Lacking)}. {regardless.Reason}");
        foreach (var instrument in decision.Instruments)
        {
            var state = instrument switch
            {
                { Signed: { } signed } => $"signed by {instrument.SignedBy} on {signed.On} (entry {instrument.SignedEntry})",
                { Drafted: null } => "removed by order",
                { Drafted.Mismatches.Count: > 0 } => $"does not fit the judgment: {string.Join(" ", instrument.Drafted.Mismatches)}",
                { Drafted.Incomplete.Count: > 0 } => $"not complete: {string.Join(", ", instrument.Drafted.Incomplete)}",
                _ => "drafted, not signed",
            };
            Console.WriteLine($"      {instrument.Id}  {(instrument.Drafted is { } drafted ? $"{drafted.Format}, {drafted.Sha256[..12]}: " : "")}{state}");
        }
        if (decision.IsGrant && decision.Instruments.Count == 0)
            Console.WriteLine("      No instrument is drafted.");
        PrintAfter(decision);
    }

    internal static void PrintAfter(Decision decision)
    {
        foreach (var condition in decision.Conditions)
            Console.WriteLine($"      {condition.Id}  condition, {condition.State}: {condition.Words}");
        foreach (var promise in decision.Promises)
            Console.WriteLine($"      {promise.Fact,-4}  promised, {promise.State}: {promise.Words}");
        foreach (var note in decision.After)
            Console.WriteLine($"      {note.Noted.On}  {note.Noted.What}{(note.Noted.About is null ? "" : $" ({note.Noted.About})")}{(note.Noted.State is null ? "" : $", {note.Noted.State}")}: {note.Noted.Words} (entry {note.Entry}, {note.By})");
    }

    internal static JsonObject Json(Decision decision) => new()
    {
        ["id"] = decision.Id,
        ["entry"] = decision.Entry,
        ["at"] = decision.At,
        ["by"] = decision.By,
        ["removed"] = decision.Made is null,
        ["inWords"] = decision.InWords,
        ["form"] = decision.Made is null ? null : ActWords.Of(decision.Made.Form),
        ["to"] = decision.Made?.To,
        ["counts"] = Strings(decision.Made?.Counts),
        ["remits"] = Strings(decision.Made?.Remits),
        ["grounds"] = Strings(decision.Made?.Grounds),
        ["effective"] = decision.Made?.Effective,
        ["reason"] = decision.Made?.Reason,
        ["before"] = new JsonObject { ["brief"] = decision.Brief?.Id, ["sha256"] = decision.Made?.Brief, ["checkpoint"] = decision.Made?.Checkpoint },
        ["regardless"] = decision.Regardless is not { } regardless ? null : new JsonObject { ["lacking"] = Strings(regardless.Lacking), ["reason"] = regardless.Reason },
        ["conditions"] = new JsonArray([.. decision.Conditions.Select(one => (JsonNode)new JsonObject { ["id"] = one.Id, ["words"] = one.Words, ["state"] = one.State })]),
        ["promises"] = new JsonArray([.. decision.Promises.Select(one => (JsonNode)new JsonObject { ["fact"] = one.Fact, ["words"] = one.Words, ["state"] = one.State })]),
        ["instruments"] = new JsonArray([.. decision.Instruments.Select(one => (JsonNode)new JsonObject
        {
            ["id"] = one.Id,
            ["entry"] = one.Entry,
            ["by"] = one.By,
            ["format"] = one.Drafted?.Format,
            ["sha256"] = one.Drafted?.Sha256,
            ["mismatches"] = Strings(one.Drafted?.Mismatches),
            ["incomplete"] = Strings(one.Drafted?.Incomplete),
            ["facts"] = Strings(one.Drafted?.Facts),
            ["signed"] = one.Signed is null ? null : new JsonObject { ["by"] = one.SignedBy, ["on"] = one.Signed.On, ["entry"] = one.SignedEntry, ["sha256"] = one.Signed.Sha256 },
        })]),
        ["after"] = new JsonArray([.. decision.After.Select(one => (JsonNode)new JsonObject
        {
            ["entry"] = one.Entry,
            ["by"] = one.By,
            ["what"] = one.Noted.What,
            ["on"] = one.Noted.On,
            ["words"] = one.Noted.Words,
            ["about"] = one.Noted.About,
            ["state"] = one.Noted.State,
            ["facts"] = Strings(one.Noted.Cites.Facts),
        })]),
    };

    internal static JsonArray Strings(IReadOnlyList<string>? all) => new([.. (all ?? []).Select(one => (JsonNode?)JsonValue.Create(one))]);
}
