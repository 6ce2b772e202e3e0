using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Clementia.Screening;
using Clementia.Screening.Policies;

namespace Clementia.Cli.Commands;

/// <summary>`clementia policy`: check, show and list the policies by which a population is screened.</summary>
internal static class PolicyCommand
{
    private const long LargestFile = 4_000_000;

    public static Command Command()
    {
        var policy = new ExampleCommand("policy", "Check, show and list the policies by which a population is screened.", "policy list", "policy show initiative-2014", "policy check my-policy.json");
        policy.Subcommands.Add(Check());
        policy.Subcommands.Add(Show());
        policy.Subcommands.Add(List());
        return policy;
    }

    /// <summary>A policy by its file or its shipped name, with parameters set; for every command that takes one. Says what is wrong with it, then refuses.</summary>
    public static Policy Load(string name, IReadOnlyList<string> settings)
    {
        var (text, file) = Text(name);
        var policy = Policy.Read(text, file, out var problems);
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        if (policy is null)
            throw new UsageException($"The policy '{file}' cannot be used. See clementia policy check {name}.");
        return policy.With(settings, out var wrong) ?? throw new UsageException(wrong!);
    }

    internal static (string Text, string File) Text(string name)
    {
        if (File.Exists(name))
        {
            if (new FileInfo(name).Length > LargestFile)
                throw new UsageException($"'{name}' is too large for a policy. Name a policy file.");
            return (File.ReadAllText(name, new UTF8Encoding(false, throwOnInvalidBytes: false)), name);
        }
        if (Policy.ShippedText(name) is { } shipped)
            return (shipped, $"policies/{name}.json");
        throw new UsageException($"There is no file '{name}', and no shipped policy of that name. {(Policy.NearestShipped(name) is { } near ? $"Did you mean {near}?" : "`clementia policy list` lists those that are shipped.")}");
    }

    private static Argument<string> Name() => new("P") { Description = "A policy file, or the name of a shipped policy." };

    private static ExampleCommand Check()
    {
        var name = Name();
        var json = Shell.Json();
        var command = new ExampleCommand("check", "Tell everything that is wrong with a policy, with line and column. Exit 1 if something is.", "policy check my-policy.json", "policy check initiative-2014") { name, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var (text, file) = Text(parsed.GetValue(name)!);
            var policy = Policy.Read(text, file, out var problems);
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. problems.Select(p => (JsonNode?)new JsonObject { ["file"] = p.File, ["line"] = p.Line, ["column"] = p.Column, ["where"] = p.Where, ["problem"] = p.Problem, ["remedy"] = p.Remedy, ["excerpt"] = p.Excerpt, ["warning"] = p.IsWarning })]));
            else
                Report(policy, problems);
            return policy is null ? Program.FoundAProblem : Program.Done;
        });
        return command;
    }

    private static void Report(Policy? policy, IReadOnlyList<PolicyProblem> problems)
    {
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        if (policy is null)
            Console.Error.WriteLine($"{Shell.Count(problems.Count(p => !p.IsWarning), "problem")}.");
        else
        {
            Console.WriteLine($"{policy.Title}: {policy.Criteria.Count} {(policy.Criteria.Count == 1 ? "criterion" : "criteria")}, {Shell.Count(policy.Parameters.Count, "parameter")}, {Shell.Count(policy.Columns.Count, "column")}. No problem found.");
            Console.WriteLine($"Hash {policy.Hash}");
        }
    }

    private static ExampleCommand List()
    {
        var json = Shell.Json();
        var command = new ExampleCommand("list", "List the shipped policies.", "policy list") { json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var policies = Policy.Shipped.Select(n => Load(n, [])).ToList();
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. policies.Select(p => (JsonNode?)new JsonObject { ["name"] = p.Name, ["title"] = p.Title, ["from"] = Day(p.From), ["until"] = p.Until is { } until ? Day(until) : null, ["verified"] = p.Authorities.All(a => a.Verified), ["hash"] = p.Hash })]));
            else
                foreach (var p in policies)
                    Console.WriteLine($"{p.Name,-30}  {p.Title}{(p.Authorities.All(a => a.Verified) ? "" : " (not all verified)")}");
            return Program.Done;
        });
        return command;
    }

    private static ExampleCommand Show()
    {
        var name = Name();
        var set = new Option<string[]>("--set") { Description = "Set a parameter; may be repeated.", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = true };
        var json = Shell.Json();
        var command = new ExampleCommand("show", "Show a policy in plain language: criteria, parameters, authority, what it needs to know, what was not verified.", "policy show initiative-2014", "policy show initiative-2014 --set years_served=8", "policy show zero-point --json") { name, set, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var policy = Load(parsed.GetValue(name)!, parsed.GetValue(set) ?? []);
            if (parsed.GetValue(json))
                Shell.Print(Json(policy));
            else
                Print(policy);
            return Program.Done;
        });
        return command;
    }

    private static void Print(Policy policy)
    {
        Console.WriteLine($"{policy.Title} ({policy.Name})");
        Console.WriteLine($"In force from {Day(policy.From)}{(policy.Until is { } until ? $" until {Day(until.AddDays(-1))}" : "")}.");
        Shell.Heading("Criteria");
        foreach (var criterion in policy.Criteria)
        {
            Console.WriteLine($"  {criterion.Title}\n    {criterion.Meaning}\n    {criterion.Name}: {criterion.Expression}");
            if (criterion.UnknownSettledBy is { } by)
                Console.WriteLine($"    Where the record does not say: {by}.");
        }
        Console.WriteLine($"\n  Eligible: {policy.Eligible}\n  Ranked by: {policy.Score}, {(policy.HighestFirst ? "highest" : "lowest")} first");
        if (policy.Parameters.Count > 0)
        {
            Shell.Heading("Parameters");
            foreach (var p in policy.Parameters)
                Console.WriteLine($"  {p.Name} = {p.Show(p.Value)} ({p.Show(p.Least)} to {p.Show(p.Most)}, in steps of {Step(p)})\n    {p.Meaning}");
        }
        Shell.Heading("What it must know of a person");
        foreach (var column in policy.Columns)
            Console.WriteLine($"  {column.Name}: {column.Meaning}\n    {Origin(column)}");
        Shell.Heading("Authority");
        foreach (var a in policy.Authorities)
            Console.WriteLine($"  {a.Cite}: {(a.Verified ? "verified" : "NOT VERIFIED")}\n    {a.Text}{(a.Unverified is { } un ? $"\n    Not verified: {un}" : "")}{(a.Url is { } url ? $"\n    {url}" : "")}");
        if (policy.Notes.Count > 0)
        {
            Shell.Heading("Notes");
            foreach (var note in policy.Notes)
                Console.WriteLine("  " + note);
        }
        Console.WriteLine($"\nHash {policy.Hash}");
    }

    private static string Step(PolicyParameter p) => p.Type == ColumnType.Day ? Shell.Count((int)Math.Min(p.Step, int.MaxValue), "day") : p.Show(p.Step);

    private static string Origin(ColumnSpec column) =>
        IsComputed(column) ? "Worked out by the screen." : column.Source.Length > 0 ? $"In the Commission's files: {column.Source}." : "Not in the Commission's files: unknown there.";

    private static bool IsComputed(ColumnSpec column) => ComputedColumns.All.Any(c => c.Name == column.Name);

    private static JsonObject Json(Policy policy) => new()
    {
        ["name"] = policy.Name,
        ["title"] = policy.Title,
        ["from"] = Day(policy.From),
        ["until"] = policy.Until is { } until ? Day(until) : null,
        ["authority"] = new JsonArray([.. policy.Authorities.Select(a => (JsonNode?)new JsonObject { ["cite"] = a.Cite, ["text"] = a.Text, ["url"] = a.Url, ["verified"] = a.Verified, ["unverified"] = a.Unverified })]),
        ["criteria"] = new JsonArray([.. policy.Criteria.Select(c => (JsonNode?)new JsonObject { ["name"] = c.Name, ["title"] = c.Title, ["meaning"] = c.Meaning, ["expression"] = c.Expression, ["unknownSettledBy"] = c.UnknownSettledBy })]),
        ["eligible"] = policy.Eligible,
        ["score"] = policy.Score,
        ["order"] = policy.HighestFirst ? "highest first" : "lowest first",
        ["parameters"] = new JsonArray([.. policy.Parameters.Select(p => (JsonNode?)new JsonObject { ["name"] = p.Name, ["value"] = p.Show(p.Value), ["least"] = p.Show(p.Least), ["most"] = p.Show(p.Most), ["step"] = Step(p), ["unit"] = p.Unit, ["meaning"] = p.Meaning })]),
        ["columns"] = new JsonArray([.. policy.Columns.Select(c => (JsonNode?)new JsonObject { ["name"] = c.Name, ["type"] = c.Type.ToString().ToLowerInvariant(), ["meaning"] = c.Meaning, ["source"] = IsComputed(c) ? "computed" : c.Source.Length > 0 ? c.Source : null })]),
        ["notes"] = new JsonArray([.. policy.Notes.Select(n => (JsonNode?)n)]),
        ["hash"] = policy.Hash,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
