using System.CommandLine;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia withdraw`: who raised an objection takes it back.</summary>
internal static class WithdrawObjection
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var objection = new Argument<string>("OBJECTION") { Description = "The objection's id: O1." };
        var reason = new Option<string>("--reason") { Description = "Why. It stands on the docket.", Required = true };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("withdraw", "Withdraw an objection. Only who raised it may.", "withdraw p-7k3m9q O1 --by \"Ada Roe\" --reason \"The record answers it\"") { id, objection, reason, workspace, by };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var number = desk.Enter(parsed.GetValue(id)!, soFar => Desk.Either(Procedure.Withdraw(soFar, parsed.GetValue(objection)!, parsed.GetValue(reason)!, desk.Actor)));
            var taken = (ObjectionWithdrawn)desk.Petition(parsed.GetValue(id)!, null).Acts.Single(act => act.Number == number).Body!;
            Console.WriteLine($"{taken.Objection} withdrawn by {desk.Actor} (entry {number}): {taken.Reason}");
            return Program.Done;
        });
        return command;
    }
}
