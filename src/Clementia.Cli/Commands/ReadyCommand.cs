using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Law;

namespace Clementia.Cli.Commands;

/// <summary>`clementia ready`: what is lacking before a brief is issued or a petition presented, each with what would settle it.</summary>
internal static class ReadyCommand
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("ready", "Show what is lacking before a brief is issued or the petition presented, each with what would settle it. Exit code 1 when something weighty is.",
            "ready p-7k3m9q", "ready p-7k3m9q --json") { id, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            var lacks = Of(petition);
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonObject
                {
                    ["petition"] = petition.Id,
                    ["ready"] = !lacks.Any(lack => lack.IsWeighty),
                    ["lacks"] = new JsonArray([.. lacks.Select(lack => (JsonNode)new JsonObject { ["kind"] = lack.KindWord, ["weighty"] = lack.IsWeighty, ["about"] = lack.About, ["what"] = lack.What, ["settle"] = lack.Settle })]),
                    ["rules"] = ReadinessRules.BuiltIn.Source,
                });
            }
            else
                Print(petition, lacks);
            return lacks.Any(lack => lack.IsWeighty) ? Program.FoundAProblem : Program.Done;
        });
        return command;
    }

    private static IReadOnlyList<Lack> Of(Petition petition) => Readiness.Of(petition, Desk.Today(), LawBook.BuiltIn.Fingerprint);

    private static void Print(Petition petition, IReadOnlyList<Lack> lacks)
    {
        var weighty = lacks.Count(lack => lack.IsWeighty);
        Console.WriteLine(lacks.Count == 0 ? $"{petition.Id} is ready: nothing is lacking that can be seen from the file."
            : weighty == 0 ? $"{petition.Id} is ready: nothing weighty is lacking. Still to know:"
            : $"{petition.Id} is not ready: {(weighty == 1 ? "one weighty thing is" : $"{weighty:N0} weighty things are")} lacking.");
        foreach (var lack in lacks)
        {
            Console.WriteLine($"\n{(lack.IsWeighty ? "  !" : "   ")} {lack.KindWord}: {lack.What}");
            Console.WriteLine($"      {lack.Settle}");
        }
        if (lacks.Any(lack => lack.Kind is LackKind.Stale or LackKind.Conflict))
            Console.WriteLine($"\nWhich conflicts weigh, and how old papers may be: {ReadinessRules.BuiltIn.Source}");
    }

    /// <summary>What is entered before a brief (<see cref="Procedure.BeforeBrief"/>); without a process what is lacking is told, and the brief is written.</summary>
    public static Entry[] BeforeBrief(Petition petition, string? regardless)
    {
        var lacks = Readiness.BeforeBrief(Of(petition));
        var before = Procedure.BeforeBrief(petition, lacks, regardless);
        if (before.IsRefused)
            throw new UsageException(before.Refusal.ToString());
        if (lacks.Count > 0 && before.Value.Length == 0)
        {
            Console.Error.WriteLine($"The brief is written although {(lacks.Count == 1 ? "something weighty is" : $"{lacks.Count:N0} weighty things are")} lacking (./clementia ready {petition.Id} shows what would settle each):");
            foreach (var lack in lacks.Take(5))
                Console.Error.WriteLine($"  {lack.KindWord}: {Shell.OneLine(lack.What, 200)}");
            if (lacks.Count > 5)
                Console.Error.WriteLine($"  and {lacks.Count - 5:N0} more");
        }
        return before.Value;
    }
}
