using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Clementia.Screening;
using Clementia.Screening.Policies;
using Clementia.Screening.Screens;

namespace Clementia.Cli.Commands;

/// <summary>`clementia what-if`: the same policy with other numbers, or another policy, beside the first.</summary>
internal static class WhatIfCommand
{
    public static Command Command()
    {
        var population = ScreenCommand.PopulationFolder();
        var policy = ScreenCommand.PolicyOption(required: true);
        var set = ScreenCommand.SetOption();
        var against = new Option<string?>("--against") { Description = "Compare with another policy instead of other numbers.", HelpName = "P" };
        var slide = new Option<string?>("--slide") { Description = "The count of the eligible at every step of a parameter's range.", HelpName = "NAME" };
        var on = ScreenCommand.OnOption();
        var list = new Option<int>("--list") { Description = "How many to list of those who come in and who fall out.", DefaultValueFactory = _ => 10 };
        var json = Shell.Json();
        var command = new ExampleCommand("what-if", "Change a number of a policy and see at once who comes in and who falls out.",
            "what-if pop --policy initiative-2014 --set years_served=8", "what-if pop --policy initiative-2014 --slide years_served", "what-if pop --policy initiative-2014 --against second-look --json")
        { population, policy, set, against, slide, on, list, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var settings = parsed.GetValue(set) ?? [];
            var other = parsed.GetValue(against);
            var slider = parsed.GetValue(slide);
            if (settings.Length == 0 && other is null && slider is null)
                throw new UsageException("Say what is to change: --set NAME=VALUE, --slide NAME or --against P.");
            var before = PolicyCommand.Load(parsed.GetValue(policy)!, []);
            var after = other is not null ? PolicyCommand.Load(other, settings) : before.With(settings, out var wrong) ?? throw new UsageException(wrong!);
            using var people = Population.Open(parsed.GetValue(population)!);
            var screen = ScreenCommand.Prepare(people, ScreenCommand.Day(parsed.GetValue(on)));
            var first = ScreenCommand.WithBar("Screening", (bar, stop) => screen.Run(before, bar, stop));
            ScreenCommand.Warn(first);
            if (slider is not null)
                return Slide(other is null && settings.Length == 0 ? first : screen.Run(after), slider, parsed.GetValue(json));
            var watch = Stopwatch.StartNew();
            var second = screen.Run(after);
            var took = watch.Elapsed;
            var changes = Changes.Of(first, second);
            if (parsed.GetValue(json))
                Shell.Print(Json(first, second, changes, parsed.GetValue(list)));
            else
                Print(first, second, changes, parsed.GetValue(list), took);
            return Program.Done;
        });
        return command;
    }

    /// <summary>Who comes in and who falls out, in the order of the source.</summary>
    private sealed record Changes(IReadOnlyList<int> In, IReadOnlyList<int> Out)
    {
        public static Changes Of(ScreenRun first, ScreenRun second)
        {
            var (before, after) = (first.Records(Verdict.Met).ToHashSet(), second.Records(Verdict.Met).ToList());
            return new([.. after.Where(r => !before.Contains(r))], [.. first.Records(Verdict.Met).Except(after)]);
        }
    }

    private static int Slide(ScreenRun run, string name, bool json)
    {
        var parameter = run.Policy.Parameters.FirstOrDefault(p => p.Name == name)
            ?? throw new UsageException($"The policy '{run.Policy.Name}' has no parameter '{name}'. {(run.Policy.Parameters.Count == 0 ? "It has none." : $"It has: {string.Join(", ", run.Policy.Parameters.Select(p => p.Name))}.")}");
        var slider = Slider.Of(run, name);
        var steps = new List<(string Value, long Eligible)>();
        var many = Math.Max(1, (parameter.Most - parameter.Least) / Math.Max(1, parameter.Step) / 200);
        for (var value = parameter.Least; value <= parameter.Most; value = checked(value + (parameter.Step * many)))
        {
            // A parameter that is read in more than one comparison is moved by running the policy anew.
            steps.Add((parameter.Show(value), slider?.Eligible(value) ?? run.Screen.Run(run.Policy.With([$"{name}={parameter.Show(value)}"], out var wrong) ?? throw new InvalidOperationException(wrong)).Met));
        }
        if (json)
        {
            Shell.Print(new JsonArray([.. steps.Select(s => (JsonNode?)new JsonObject { ["value"] = s.Value, ["eligible"] = s.Eligible })]));
            return Program.Done;
        }
        Console.WriteLine($"{run.Policy.Title}: how many are eligible as {name} moves ({parameter.Meaning.TrimEnd('.')})");
        var most = Math.Max(1, steps.Max(s => s.Eligible));
        foreach (var (value, eligible) in steps)
            Console.WriteLine($"  {value,14} {eligible,12:N0}  {new string('#', (int)(eligible * 50 / most))}{(value == parameter.Show(parameter.Value) ? "  <- now" : "")}");
        return Program.Done;
    }

    private static void Print(ScreenRun first, ScreenRun second, Changes changes, int list, TimeSpan took)
    {
        var population = first.Screen.Population;
        Console.WriteLine($"{first.Policy.Title}{(population.Provenance.Invented ? " (INVENTED PEOPLE)" : "")}: {first.Met:N0} eligible before, {second.Met:N0} after; {changes.In.Count:N0} come in, {changes.Out.Count:N0} fall out; unknown {first.Unknown:N0}, then {second.Unknown:N0}. ({took.TotalMilliseconds:N1} ms)");
        if (first.Policy.Name != second.Policy.Name)
            Console.WriteLine($"After: {second.Policy.Title}");
        foreach (var (was, now) in first.Policy.Parameters.Zip(second.Policy.Parameters).Where(p => p.First.Name == p.Second.Name && p.First.Value != p.Second.Value))
            Console.WriteLine($"  {was.Name}: {was.Show(was.Value)}, then {now.Show(now.Value)}");
        List("Come in", changes.In);
        List("Fall out", changes.Out);

        void List(string title, IReadOnlyList<int> records)
        {
            if (records.Count == 0 || list <= 0)
                return;
            Shell.Heading($"{title} (the first {Math.Min(list, records.Count):N0} of {records.Count:N0}, in the order of the source):");
            foreach (var record in records.Take(list))
                Console.WriteLine($"  row {population.Row(record)}: {Why(first, second, record)}");
        }
    }

    // The criteria whose verdict is not the same, by name.
    private static string Why(ScreenRun first, ScreenRun second, int record)
    {
        if (first.Policy.Name != second.Policy.Name)
            return "";
        var turned = first.Policy.Criteria.Select((c, i) => (c, Was: first.Criterion(i, record), Is: second.Criterion(i, record))).Where(c => c.Was != c.Is);
        return string.Join("; ", turned.Select(c => $"{c.c.Title}: {Words(c.Was)}, then {Words(c.Is)}"));
    }

    private static string Words(Verdict verdict) => verdict switch { Verdict.Met => "met", Verdict.NotMet => "not met", _ => "unknown" };

    private static JsonObject Json(ScreenRun first, ScreenRun second, Changes changes, int list) => new()
    {
        ["before"] = ScreenCommand.Json(first, 0),
        ["after"] = ScreenCommand.Json(second, 0),
        ["comeIn"] = changes.In.Count,
        ["fallOut"] = changes.Out.Count,
        ["rowsIn"] = new JsonArray([.. changes.In.Take(list).Select(r => (JsonNode?)first.Screen.Population.Row(r))]),
        ["rowsOut"] = new JsonArray([.. changes.Out.Take(list).Select(r => (JsonNode?)first.Screen.Population.Row(r))]),
    };
}
