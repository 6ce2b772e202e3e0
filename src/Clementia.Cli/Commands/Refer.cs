using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia refer`: asks an agency or person for a report or comment, and enters what comes back.</summary>
internal static class Refer
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var words = new Argument<string?>("WORDS") { Description = "With --returned: what came back, in a sentence.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string?>("--to") { Description = "Whom to ask.", HelpName = "NAME" };
        var about = new Option<string?>("--about") { Description = "What is asked." };
        var due = new Option<string?>("--due") { Description = "By which day: YYYY-MM-DD.", HelpName = "DAY" };
        var returned = new Option<string?>("--returned") { Description = "The referral that came back: R1.", HelpName = "R1" };
        var document = new Option<string[]>("--document") { Description = "A document on file that holds what came back: D5.", HelpName = "D5", DefaultValueFactory = _ => [] };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("refer", "Refer a petition to an agency or person, enter what comes back, or list what is out.",
            "refer p-7k3m9q --to \"U.S. Attorney\" --about \"Views on a commutation\" --due 2026-04-01",
            "refer p-7k3m9q --returned R1 \"He does not oppose it\" --document D5",
            "refer p-7k3m9q") { id, words, to, about, due, returned, document, workspace, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = parsed.GetValue(id)!;
            if (parsed.GetValue(to) is not null && parsed.GetValue(returned) is not null)
                throw new UsageException("Ask with --to, or enter an answer with --returned, one at a time.");
            if (parsed.GetValue(to) is { } whom)
                desk.Enter(petition, soFar => Desk.Either(Procedure.Refer(soFar, whom, parsed.GetValue(about) ?? "", parsed.GetValue(due))));
            else if (parsed.GetValue(returned) is { } referral)
                desk.Enter(petition, soFar => Desk.Either(Procedure.AnswerReferral(soFar, referral, parsed.GetValue(words) ?? "", parsed.GetValue(document)!)));
            else if (parsed.GetValue(about) is not null || parsed.GetValue(due) is not null || parsed.GetValue(words) is not null)
                throw new UsageException("Say whom to ask (--to NAME), or what came back (--returned R1 \"...\").");
            Show(desk.Petition(petition, null), parsed.GetValue(json));
            return Program.Done;
        });
        return command;
    }

    private static void Show(Petition petition, bool json)
    {
        var all = Referral.Of(petition);
        if (json)
        {
            Shell.Print(new JsonArray([.. all.Select(one => (JsonNode)new JsonObject
            {
                ["id"] = one.Id,
                ["to"] = one.Made?.To,
                ["about"] = one.Made?.About,
                ["due"] = one.Made?.Due,
                ["made"] = one.Entry.At,
                ["by"] = one.Entry.Actor,
                ["returned"] = one.Answered is null ? null : new JsonObject { ["words"] = one.Answered.Words, ["at"] = one.AnsweredEntry!.At, ["by"] = one.AnsweredEntry.Actor, ["documents"] = ProcessCommand.List(one.Answered.Documents.Select(sha256 => ListFacts.Label(petition, sha256))) },
            })]));
            return;
        }
        if (all.Count == 0)
            Console.WriteLine($"Nothing was referred yet. ./clementia refer {petition.Id} --to NAME --about \"...\" --due YYYY-MM-DD");
        foreach (var one in all)
        {
            Console.WriteLine(one.Made is null ? $"{one.Id}  removed by order" : $"{one.Id}  {one.Made.To}: {one.Made.About}{(one.Made.Due is null ? "" : $", by {one.Made.Due}")} (asked {one.Entry.At:yyyy-MM-dd} by {one.Entry.Actor})");
            if (one.Answered is { } back)
                Console.WriteLine($"    back {one.AnsweredEntry!.At:yyyy-MM-dd}: {back.Words}{(back.Documents.Count == 0 ? "" : $" ({string.Join(", ", back.Documents.Select(sha256 => ListFacts.Label(petition, sha256)))})")}");
            else if (one.Made is not null)
                Console.WriteLine($"    waiting: ./clementia refer {petition.Id} --returned {one.Id} \"...\"");
        }
    }
}
