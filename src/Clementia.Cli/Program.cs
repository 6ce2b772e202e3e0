using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Data.Common;
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
        var (output, error) = (Console.Out, Console.Error);
        Console.SetOut(new PlainWriter(output));
        Console.SetError(new PlainWriter(error));
        try
        {
            return Answer(arguments);
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private static int Answer(string[] arguments)
    {
        var root = Root();
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            var path = string.Join(' ', Path(parsed.CommandResult.Command).Reverse());
            // A misspelt command is told before the command that it therefore lacks.
            var wrong = parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens is [var unknown, ..] ? $"There is no command '{unknown}'." : parsed.Errors[0].Message;
            Console.Error.WriteLine($"{Shell.OneLine(wrong, 400)} See {path} --help.");
            return WrongUse;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine(Shell.OneLine(wrong.Message, 2000));
            return WrongUse;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped. Nothing was left half-written; run the same command again.");
            return FoundAProblem;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(Shell.OneLine(failed.Message, 2000));
            return FoundAProblem;
        }
        catch (DbException failed)
        {
            Console.Error.WriteLine($"The workspace's tables cannot be used: {Shell.OneLine(failed.Message, 1000).TrimEnd('.')}. Run: ./clementia verify, and when that finds nothing, ./clementia reindex.");
            return FoundAProblem;
        }
#pragma warning disable CA1031 // A mistake of ours is told like any other problem: who types a command has no use for a stack of calls.
        catch (Exception mistake) when (Environment.GetEnvironmentVariable("CLEMENTIA_TRACE") is null)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"Clementia made a mistake ({mistake.GetType().Name}: {Shell.OneLine(mistake.Message, 1000).TrimEnd('.')}). Please report it; CLEMENTIA_TRACE=1 before the command shows where.");
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
            ProcessCommand.Command(), Refer.Command(), Victims.Command(), Recommend.Command(), OfficeCommand.Command(), ReadyCommand.Command(),
            PositionCommand.Command(), PositionsCommand.Command(), MeetingCommand.Command(),
            Decide.Command(), ListDecisions.Command(), DraftInstrument.Command(), SignInstrument.Command(), After.Command(), StatisticsCommand.Command(),
            Sentence.Command(), RangeOf.Command(), ReleaseCommand.Command(), LawCommand.Command(),
            RaiseObjection.Command(), GiveEvidence.Command(), AnswerObjection.Command(), WithdrawObjection.Command(), ShowArgument.Command(),
            PopulationCommand.Command(), PolicyCommand.Command(), ScreenCommand.Command(), WhatIfCommand.Command(), ExplainCommand.Command(),
            ComparablesCommand.Command(), CompareRankings.Command(), OpenRecord.Command(), NodeCommand.Command(), BenchCommand.Command(),
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
