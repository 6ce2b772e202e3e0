using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia docket`: everything that happened on a petition.</summary>
internal static class ShowDocket
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("docket", "Show every entry of a petition's docket, and its checkpoint.", "docket p-7k3m9q", "docket p-7k3m9q --json --as-of 12") { id, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var entries = desk.Entries(parsed.GetValue(id)!, parsed.GetValue(asOf));
            var checkpoint = Desk.Of(desk.Workspace.LatestCheckpoint(parsed.GetValue(id)!));
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonObject
                {
                    ["petition"] = parsed.GetValue(id),
                    ["entries"] = new JsonArray([.. entries.Select(e => (JsonNode)new JsonObject
                    {
                        ["number"] = e.Number,
                        ["at"] = e.At,
                        ["actor"] = e.Actor,
                        ["kind"] = e.Kind,
                        ["body"] = e.Body is null ? null : JsonNode.Parse(EntryBody.Write(e.Body)),
                    })]),
                    ["checkpoint"] = checkpoint,
                });
                return Program.Done;
            }
            foreach (var e in entries)
                Console.WriteLine($"{e.Number,4}  {e.At:yyyy-MM-dd HH:mm:ss}  {e.Actor}: {Describe(e)}");
            Console.WriteLine($"\nCheckpoint (keep a copy outside: it shows whether anything before it was changed or cut off):\n{checkpoint}");
            return Program.Done;
        });
        return command;
    }

    public static string Describe(DocketEntry entry) => entry.Body switch
    {
        null => $"{entry.Kind}, its body removed by order",
        PetitionOpened e => $"opened the petition \"{e.Title}\"",
        DocumentFiled e => $"filed {Shell.OneLine(e.Name)} ({e.DocumentKind ?? "kind not stated"}, {e.Confidentiality.ToString().ToLowerInvariant()}, {e.Sha256[..12]})",
        DocumentRead { Unreadable: { } why } e => $"could not read {e.Sha256[..12]}: {why}",
        DocumentRead e => $"read {e.Sha256[..12]}: {Shell.Count(e.Pages, "page")}, {Shell.Count(e.Facts.Count, "fact")}, {Shell.Count(e.Statements.Count, "statement")}{(e.Hidden.Count > 0 ? $", {Shell.Count(e.Hidden.Count, "bad redaction")}" : "")}",
        FactVetted e => $"{e.Verdict.ToString().ToLowerInvariant()} {e.Fact}{(e.Value is null ? "" : $" as {e.Value}")}: {e.Reason}",
        ConflictResolved e => $"resolved {e.Conflict}: {e.Resolution}. {e.Reason}",
        SentenceFound e => $"found the law then and now ({e.Direction}, on {e.On}, law {e.Law[..Math.Min(12, e.Law.Length)]}): {(e.Summary is [var first, ..] ? first : "")}",
        BriefIssued e => $"issued a brief ({e.Format}, as of entry {e.AsOf}{(e.Recipient is null ? "" : $", for {e.Recipient}")}, {e.Sha256[..12]})",
        BodyRemoved e => $"removed the body of entry {e.Number} under {e.Order}",
        Act e => ActWords.Of(e),
        _ => entry.Kind,
    };
}
