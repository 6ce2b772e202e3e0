using System.CommandLine;

namespace Clementia.Cli.Commands;

/// <summary>`clementia backup`: a verified copy of a workspace while it runs.</summary>
internal static class Backup
{
    public static Command Command()
    {
        var output = new Option<string>("--out") { Description = "A folder that does not exist yet.", HelpName = "DIR", Required = true };
        var noKey = new Option<bool>("--without-key") { Description = "Leave the signing key out: the copy can be read and verified, not written on." };
        var workspace = Shell.Workspace();
        var command = new ExampleCommand("backup", "Copy the whole workspace while it runs, and verify the copy.", "backup --out backups/2026-11-23") { output, noKey, workspace };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var copy = desk.BackUp(parsed.GetValue(output)!, !parsed.GetValue(noKey));
            Console.WriteLine($"{parsed.GetValue(output)}: {Shell.Count(copy.Petitions, "petition")}, {copy.Entries:N0} entries, {copy.Documents:N0} documents and readings; the copy verifies. To use it: ./clementia restore {parsed.GetValue(output)} -w DIR");
            return Program.Done;
        });
        return command;
    }
}
