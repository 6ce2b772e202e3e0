using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Documents.Reading;

namespace Clementia.Cli.Commands;

/// <summary>`clementia statements`: who said what to whom.</summary>
internal static class ListStatements
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("statements", "List who said what to whom, and where it is reported.", "statements p-7k3m9q", "statements p-7k3m9q --json") { id, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonArray([.. petition.Statements.Select(s =>
                {
                    var said = GoldForm.Of(s.Said);
                    said.Insert(0, "id", s.Id);
                    said.Insert(1, "document", ListFacts.Label(petition, s.Said.Passages[0].Document));
                    return (JsonNode)said;
                })]));
                return Program.Done;
            }
            if (petition.Statements.Count == 0)
                Console.WriteLine("No statement was found in what is on file.");
            foreach (var s in petition.Statements)
            {
                var passage = s.Said.Passages[0];
                Console.WriteLine($"{s.Id,-5} {s.Said.Speaker}{(s.Said.To is { } to ? $" to {to}" : "")}{Shell.Reported(s.Said.ReportedIn)} ({s.Said.Mode.ToString().ToLowerInvariant()}, {s.Said.Stance.ToString().ToLowerInvariant()})");
                Console.WriteLine($"      {ListFacts.Label(petition, passage.Document)} p. {passage.Page}: \"{Shell.OneLine(passage.Quote)}\"");
            }
            return Program.Done;
        });
        return command;
    }
}
