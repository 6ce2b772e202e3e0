using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Clementia.Screening.Measures;

namespace Clementia.Cli.Commands;

/// <summary>`clementia bench`: measures this program on this machine.</summary>
internal static class BenchCommand
{
    public static Command Command()
    {
        var what = new Argument<string>("WHAT") { Description = "What to measure: screening, or trace." };
        var people = new Option<int>("--people") { Description = "How many invented people.", DefaultValueFactory = _ => 1_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "How often; medians are told.", DefaultValueFactory = _ => 5 };
        var peers = new Option<bool>("--peers") { Description = "Have DuckDB, and numpy where there is one, do the same in the same run; every answer is compared. Builds bench/Clementia.Bench in the source tree first." };
        var svg = new Option<string?>("--svg") { Description = "Draw the comparison into this file.", HelpName = "FILE" };
        var trials = new Option<int>("--trials") { Description = "For trace: how many passages of each kind, from their words on.", DefaultValueFactory = _ => 200 };
        var codes = new Option<int>("--codes") { Description = "For trace: how many passages of each kind, by their codes.", DefaultValueFactory = _ => 100_000 };
        var command = new ExampleCommand("bench", "Measure the screen on invented people, alone or beside other engines; or how well leaked copies are traced.", "bench screening", "bench screening --people 10000000 --peers --svg docs/images/screening.svg", "bench trace --trials 200 --codes 100000")
        { what, people, rounds, peers, svg, trials, codes, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(what) == "trace")
                return TraceBench.Run(parsed.GetValue(trials), parsed.GetValue(codes), Console.Out);
            if (parsed.GetValue(what) != "screening")
                throw new UsageException($"There is no measurement '{Shell.OneLine(parsed.GetValue(what)!, 100)}'. There are two: bench screening and bench trace.");
            var (number, times, plot) = (parsed.GetValue(people), parsed.GetValue(rounds), parsed.GetValue(svg));
            if (number is < 1000 or > 200_000_000)
                throw new UsageException("--people: 1,000 to 200,000,000.");
            if (times is < 1 or > 1000)
                throw new UsageException("--rounds: 1 to 1,000.");
            if (parsed.GetValue(peers))
                return WithPeers(number, times, plot);
            ScreeningBench.Run(number, times, null, Console.Out, Console.Error.WriteLine, plot);
            return Program.Done;
        });
        return command;
    }

    // The other engines are no part of the program: they come with the project that measures.
    private static int WithPeers(int people, int rounds, string? svg)
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "bench", "Clementia.Bench", "Clementia.Bench.csproj")))
            root = Path.GetDirectoryName(root);
        if (root is null)
            throw new UsageException("--peers builds bench/Clementia.Bench, and this program does not lie in a source tree that has it. Leave --peers out, or run ./clementia from the source tree.");
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--project", Path.Combine(root, "bench", "Clementia.Bench"), "--", "screening", "--people", people.ToString(CultureInfo.InvariantCulture), "--rounds", rounds.ToString(CultureInfo.InvariantCulture)]);
        if (svg is not null)
        {
            start.ArgumentList.Add("--svg");
            start.ArgumentList.Add(Path.GetFullPath(svg));
        }
        using var process = Process.Start(start) ?? throw new IOException("dotnet could not be started.");
        process.WaitForExit();
        return process.ExitCode;
    }
}
