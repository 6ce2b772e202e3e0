using System.CommandLine;

namespace Clementia.Cli.Commands;

/// <summary>`clementia redact`: removes an entry's body by order; its digest stays.</summary>
internal static class Redact
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var number = new Argument<int>("N") { Description = "The entry whose body is to go, as `docket` numbers it." };
        var order = new Option<string>("--order") { Description = "The order (sealing, expungement) as cited.", Required = true };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("redact", "Remove an entry's body, and the document it filed, by order. The docket still verifies and says so.",
            "redact p-7k3m9q 4 --order \"Sealing order, Dkt. 231\"") { id, number, order, workspace, by };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            foreach (var line in desk.Redact(parsed.GetValue(id)!, parsed.GetValue(number), parsed.GetValue(order)!))
                Console.WriteLine(line);
            return Program.Done;
        });
        return command;
    }
}
