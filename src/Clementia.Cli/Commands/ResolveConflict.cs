using System.CommandLine;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia resolve`: a person says which of two sources holds, and why.</summary>
internal static class ResolveConflict
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var conflict = new Argument<string>("CONFLICT") { Description = "The conflict's id: C3." };
        var holds = new Option<string>("--holds") { Description = "What holds, in your words.", Required = true };
        var fact = new Option<string?>("--fact") { Description = "The fact that prevails: F12." };
        var reason = new Option<string>("--reason") { Description = "Why. It stands on the docket with your name.", Required = true };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("resolve", "Resolve a conflict between sources, with a reason.",
            "resolve p-7k3m9q C1 --holds \"Three counts\" --fact F4 --reason \"The judgment lists them; the newspaper miscounted\"") { id, conflict, holds, fact, reason, workspace, by };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var number = desk.Enter(parsed.GetValue(id)!, petition => Desk.Either(
                Procedure.ResolveConflict(petition, parsed.GetValue(conflict)!.ToUpperInvariant(), parsed.GetValue(holds)!, parsed.GetValue(fact)?.ToUpperInvariant(), parsed.GetValue(reason)!)));
            Console.WriteLine($"{parsed.GetValue(conflict)!.ToUpperInvariant()} resolved (entry {number}, signed {desk.Actor}).");
            return Program.Done;
        });
        return command;
    }
}
