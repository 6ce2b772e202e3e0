using System.Text.Json.Nodes;
using Clementia.Cli;

namespace Clementia.Tests.Cli;

/// <summary>The command line in this process, with its own workspace. Console output is caught, so these tests run one after the other.</summary>
public abstract class CommandLine : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("clementia-cli-").FullName;

    protected string Workspace => Path.Combine(Folder, "workspace");

    protected sealed record Ran(int Exit, string Out, string Error)
    {
        public JsonNode Json => JsonNode.Parse(Out)!;
    }

    protected Ran Run(params string[] arguments)
    {
        var (o, e) = (Console.Out, Console.Error);
        var (output, error) = (new StringWriter(), new StringWriter());
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            return new(Program.Run(arguments), output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(o);
            Console.SetError(e);
        }
    }

    /// <summary>A command on this test's workspace.</summary>
    protected Ran On(params string[] arguments) => Run([.. arguments, "-w", Workspace]);

    protected string NewPetition(string title = "Commutation for Dorothea Maybank")
    {
        var ran = On("new", title, "--by", "Celeste Amberley");
        Assert.Equal(0, ran.Exit);
        return ran.Out.Trim();
    }

    protected string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

[CollectionDefinition("console", DisableParallelization = true)]
public sealed class ConsoleIsOne;
