using System.CommandLine;

namespace Clementia.Cli.Commands;

/// <summary>`clementia new`: opens a petition and prints its id.</summary>
internal static class NewPetition
{
    public static Command Command()
    {
        var title = new Argument<string>("TITLE") { Description = "What the petition is called; the petitioner's name belongs in it." };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("new", "Open a petition and print its id. Makes the workspace when it is absent.",
            "new \"Commutation of sentence for Jane Doe\"", "new \"Pardon for John Roe\" -w ~/office --by \"Celeste Amberley\"") { title, workspace, by };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(title)!.Trim();
            if (name.Length == 0)
                throw new UsageException("A petition needs a title: put the petitioner's name in it.");
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by), create: true);
            Console.WriteLine(desk.OpenPetition(name));
            return Program.Done;
        });
        return command;
    }
}
