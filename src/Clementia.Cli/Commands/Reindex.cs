using System.CommandLine;

namespace Clementia.Cli.Commands;

/// <summary>`clementia reindex`: drops everything derived and makes it again.</summary>
internal static class Reindex
{
    public static Command Command()
    {
        var workspace = Shell.Workspace();
        var command = new ExampleCommand("reindex", "Drop the derived lists and search indexes and make them again from the dockets.", "reindex", "reindex -w office") { workspace };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var documents = desk.Reindex(id => Console.Error.WriteLine($"Indexing {id} ..."));
            Console.WriteLine($"Made again: the list of petitions, and the search index of {Shell.Count(documents, "document")}.");
            return Program.Done;
        });
        return command;
    }
}
