using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia position`: where a person or office stands, with the reason they give and an alert when a vetted fact contradicts it.</summary>
internal static class PositionCommand
{
    private static readonly (string Word, Position Position)[] s_words =
        [("support", Position.Support), ("lean-support", Position.LeanSupport), ("neutral", Position.Neutral), ("lean-oppose", Position.LeanOppose), ("oppose", Position.Oppose)];

    public static Command Command()
    {
        var id = Shell.PetitionId();
        var name = new Argument<string>("NAME") { Description = "The person or office." };
        var position = new Argument<string>("POSITION") { Description = "support, lean-support, neutral, lean-oppose or oppose." };
        position.AcceptOnlyFromAmong([.. s_words.Select(one => one.Word)]);
        var reason = new Option<string>("--reason") { Description = "The reason they give.", Required = true };
        var cite = new Option<string[]>("--cite") { Description = "Their evidence: a fact (F12), a finding (G1), or a document with its words (D3:\"quoted words\").", HelpName = "F12", DefaultValueFactory = _ => [] };
        var office = new Option<string?>("--office") { Description = "Their office or stake." };
        var on = new Option<string?>("--on") { Description = "The day they took it, when that was not today: YYYY-MM-DD.", HelpName = "DAY" };
        var workspace = Shell.Workspace();
        var enteredBy = new Option<string?>("--entered-by", "--by") { Description = "Who enters it and signs the entry. Default: the environment's CLEMENTIA_ACTOR, else the name of your account.", HelpName = "NAME" };
        var json = Shell.Json();
        var command = new ExampleCommand("position", "Enter where somebody with a stake stands, and why. An alert tells when a vetted fact contradicts the reason.",
            "position p-7k3m9q \"Ingrid Stahl\" oppose --office \"counsel\" --reason \"She was convicted of eight counts.\"",
            "position p-7k3m9q \"Ingrid Stahl\" lean-support --reason \"The judge's letter\" --cite D3:\"I would not impose it today\" --on 2026-03-04") { id, name, position, reason, cite, office, on, workspace, enteredBy, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(enteredBy));
            var where = s_words.First(one => one.Word == parsed.GetValue(position)).Position;
            var number = desk.Enter(parsed.GetValue(id)!, soFar => Desk.Either(Procedure.TakePosition(soFar,
                new PositionTaken(parsed.GetValue(name)!, parsed.GetValue(office), where, parsed.GetValue(reason)!, desk.ReadCites(soFar, parsed.GetValue(cite)!), parsed.GetValue(on)), Desk.Today())));
            var petition = desk.Petition(parsed.GetValue(id)!, null);
            var stand = Positions.Of(petition).First(one => one.Changes.Any(change => change.Entry.Number == number));
            var change = stand.Changes.First(one => one.Entry.Number == number);
            var alerts = Alerts(desk, petition, change.Taken);
            if (parsed.GetValue(json))
            {
                Shell.Print(Json(petition, stand, desk));
                return Program.Done;
            }
            Console.WriteLine($"{stand.Person} {InWords(change)} (entry {number}, signed {desk.Actor})");
            PositionsCommand.Print(alerts, petition);
            return Program.Done;
        });
        return command;
    }

    public static string Word(Position position) => s_words.First(one => one.Position == position).Word;

    /// <summary>"moved from opposes it to leans toward support on 2026-03-04: reason".</summary>
    public static string InWords(PositionChange change) =>
        $"{change.On:yyyy-MM-dd}: {ActWords.Of(change.Taken.Position)}{(change.Before is { } before && before != change.Taken.Position ? $" (before: {ActWords.Of(before)})" : "")}. {change.Taken.Reason}";

    public static IReadOnlyList<ReasonAlert> Alerts(Desk desk, Petition petition, PositionTaken taken) => Positions.Against(petition, taken.Cites, desk.ReadReason(petition, taken.Reason), desk.Catalog);

    public static JsonObject Json(Petition petition, Stand stand, Desk desk) => new()
    {
        ["person"] = stand.Person,
        ["office"] = stand.Office,
        ["position"] = Word(stand.Now),
        ["changes"] = new JsonArray([.. stand.Changes.Select(change => (JsonNode)new JsonObject
        {
            ["on"] = change.On.ToString("yyyy-MM-dd"),
            ["position"] = Word(change.Taken.Position),
            ["before"] = change.Before is { } before ? Word(before) : null,
            ["reason"] = change.Taken.Reason,
            ["facts"] = ProcessCommand.List(change.Taken.Cites.Facts),
            ["findings"] = ProcessCommand.List(change.Taken.Cites.Findings),
            ["passages"] = new JsonArray([.. change.Taken.Cites.Passages.Select(passage => (JsonNode)Json(petition, passage))]),
            ["entry"] = change.Entry.Number,
            ["enteredBy"] = change.Entry.Actor,
            ["alerts"] = new JsonArray([.. Alerts(desk, petition, change.Taken).Select(alert => (JsonNode)new JsonObject { ["fact"] = alert.Fact, ["words"] = alert.Words, ["passage"] = alert.Passage is { } passage ? Json(petition, passage) : null })]),
        })]),
    };

    private static JsonObject Json(Petition petition, Citation passage) => new() { ["document"] = ListFacts.Label(petition, passage.Document), ["page"] = passage.Page, ["quote"] = passage.Quote };
}

/// <summary>`clementia positions`: who stands where now, and every change.</summary>
internal static class PositionsCommand
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("positions", "Show who stands where, and every change with its day, reason and evidence.", "positions p-7k3m9q", "positions p-7k3m9q --json") { id, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            var stands = Positions.Of(petition);
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonArray([.. stands.Select(stand => (JsonNode)PositionCommand.Json(petition, stand, desk))]));
                return Program.Done;
            }
            if (stands.Count == 0)
                Console.WriteLine($"Nobody has taken a position yet. ./clementia position {petition.Id} NAME support|lean-support|neutral|lean-oppose|oppose --reason \"...\"");
            foreach (var stand in stands)
            {
                Console.WriteLine($"{stand.Person}{(stand.Office is null ? "" : $" ({stand.Office})")}: {ActWords.Of(stand.Now)}");
                foreach (var change in stand.Changes)
                {
                    Console.WriteLine($"  {PositionCommand.InWords(change)}");
                    if (!change.Taken.Cites.IsEmpty)
                        Console.WriteLine($"      evidence: {string.Join(", ", change.Taken.Cites.Facts.Concat(change.Taken.Cites.Findings).Concat(change.Taken.Cites.Passages.Select(passage => $"{ListFacts.Label(petition, passage.Document)} p. {passage.Page}: \"{Shell.OneLine(passage.Quote, 100)}\"")))}");
                    Print(PositionCommand.Alerts(desk, petition, change.Taken), petition);
                }
            }
            return Program.Done;
        });
        return command;
    }

    /// <summary>The alerts, each with its passage. Who is right is left to people.</summary>
    public static void Print(IReadOnlyList<ReasonAlert> alerts, Petition petition)
    {
        foreach (var alert in alerts)
        {
            Console.WriteLine($"      ALERT  {alert.Words}");
            if (alert.Passage is { } passage)
                Console.WriteLine($"             {ListFacts.Label(petition, passage.Document)} p. {passage.Page}: \"{Shell.OneLine(passage.Quote, 110)}\"");
        }
        if (alerts.Count > 0)
            Console.WriteLine("      This says what speaks against the reason, not who is right.");
    }
}
