using System.CommandLine;
using System.Text.Json.Nodes;

namespace Clementia.Cli.Commands;

/// <summary>`clementia petitions`: what the workspace holds.</summary>
internal static class ListPetitions
{
    public static Command Command()
    {
        var workspace = Shell.Workspace();
        var json = Shell.Json();
        var command = new ExampleCommand("petitions", "List the workspace's petitions.", "petitions", "petitions --json") { workspace, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petitions = desk.Petitions();
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. petitions.Select(p => (JsonNode)new JsonObject { ["id"] = p.Id, ["title"] = p.Title, ["entries"] = p.Entries, ["last"] = p.Last })]));
            else if (petitions.Count == 0)
                Console.WriteLine("No petition yet. Open one: ./clementia new \"Commutation for Jane Doe\"");
            else
            {
                foreach (var p in petitions)
                    Console.WriteLine($"{p.Id}  {p.Title}  ({Shell.Count(p.Entries, "entry")}, last {p.Last})");
            }
            return Program.Done;
        });
        return command;
    }
}
