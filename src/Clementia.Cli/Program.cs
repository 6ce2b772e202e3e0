using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Clementia.Cli.Commands;

namespace Clementia.Cli;

/// <summary>The `clementia` command. Exit codes: 0 done, 1 found a problem, 2 wrong use; errors on stderr in one sentence.</summary>
internal static class Program
{
    public const int Done = 0;
    public const int FoundAProblem = 1;
    public const int WrongUse = 2;

    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        return Run(arguments);
    }

    /// <summary>Runs one command line in this process; tests call it too.</summary>
    public static int Run(string[] arguments)
    {
        var root = Root();
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            var path = string.Join(' ', Path(parsed.CommandResult.Command).Reverse());
            Console.Error.WriteLine($"{parsed.Errors[0].Message} See {path} --help.");
            return WrongUse;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return WrongUse;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(failed.Message);
            return FoundAProblem;
        }
    }

    private static IEnumerable<string> Path(Command command)
    {
        for (Symbol? at = command; at is Command c; at = c.Parents.FirstOrDefault())
            yield return c is RootCommand ? "clementia" : c.Name;
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Clementia takes a plea for clemency from an unvetted file to a decision that can be defended.");
        Command[] commands =
        [
            NewPetition.Command(), ListPetitions.Command(), FileDocuments.Command(), ListFacts.Command(), ListStatements.Command(), VetFact.Command(),
            ListConflicts.Command(), ResolveConflict.Command(), Ask.Command(), IssueBrief.Command(), ShowDocket.Command(), Verify.Command(), Export.Command(),
            Redact.Command(), Reindex.Command(), Backup.Command(), Restore.Command(), ReadOne.Command(), Propose.Command(), CheckRedactions.Command(), Sample.Command(),
            Sentence.Command(), RangeOf.Command(), LawCommand.Command(),
        ];
        foreach (var command in commands)
            root.Subcommands.Add(command);
        foreach (var command in root.Subcommands.Prepend<Command>(root))
        {
            if (command.Options.OfType<HelpOption>().FirstOrDefault() is { Action: HelpAction plain } help)
                help.Action = new HelpWithExamples(plain);
        }
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { Action: HelpAction own } rootHelp)
            rootHelp.Action = new HelpWithExamples(own);
        return root;
    }

    /// <summary>The library's help, then the command's examples.</summary>
    private sealed class HelpWithExamples(HelpAction plain) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = plain.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            if (parseResult.CommandResult.Command is ExampleCommand command)
            {
                output.WriteLine("Examples:");
                foreach (var example in command.Examples)
                    output.WriteLine("  ./clementia " + example);
            }
            else
                output.WriteLine("Start with:\n  ./clementia new \"Commutation for Jane Doe\"\n  ./clementia COMMAND --help\n\nExit codes: 0 done, 1 found a problem, 2 wrong use.");
            output.WriteLine();
            return result;
        }
    }
}

/// <summary>A command whose help shows how it is used.</summary>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}

/// <summary>The command was used wrongly: exit code 2, and the message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
