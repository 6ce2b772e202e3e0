using System.CommandLine;

namespace Clementia.Cli.Commands;

/// <summary>`clementia restore`: a workspace from a backup.</summary>
internal static class Restore
{
    public static Command Command()
    {
        var backup = new Argument<string>("BACKUP") { Description = "The folder that backup wrote." };
        var workspace = Shell.Workspace();
        var command = new ExampleCommand("restore", "Make a workspace from a backup. Never writes over one that holds something.", "restore backups/2026-11-23 -w restored") { backup, workspace };
        command.SetAction(parsed =>
        {
            var restored = Desk.Of(Store.Workspace.Restore(parsed.GetValue(backup)!, parsed.GetValue(workspace)!));
            Console.WriteLine($"{parsed.GetValue(workspace)}: {Shell.Count(restored.Petitions, "petition")}, {restored.Entries:N0} entries, {restored.Documents:N0} documents and readings; all verifies.");
            return Program.Done;
        });
        return command;
    }
}
