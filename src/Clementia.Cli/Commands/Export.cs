using System.CommandLine;

namespace Clementia.Cli.Commands;

/// <summary>`clementia export`: a petition as a BagIt bag with proofs, which anyone can verify.</summary>
internal static class Export
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var output = new Option<string>("--out") { Description = "A folder that does not exist yet.", HelpName = "DIR", Required = true };
        var workspace = Shell.Workspace();
        var command = new ExampleCommand("export", "Export a petition whole (BagIt, RFC 8493) with the proofs to verify it elsewhere.",
            "export p-7k3m9q --out maybank-bag", "verify maybank-bag") { id, output, workspace };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var done = desk.Export(parsed.GetValue(id)!, parsed.GetValue(output)!);
            Console.WriteLine($"{done.Folder}: {done.Entries:N0} entries and {Shell.Count(done.Documents, "document")}, with proofs. Anyone can check it: ./clementia verify {done.Folder} --key {desk.Workspace.Verifier}");
            return Program.Done;
        });
        return command;
    }
}
