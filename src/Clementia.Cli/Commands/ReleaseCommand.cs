using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Cli.Commands;

/// <summary>`clementia release`: when the term ends, and which relief is already in law.</summary>
internal static class ReleaseCommand
{
    public static Command Command()
    {
        var file = new Argument<string>("FACTS.json") { Description = "The facts of the case; their form is in docs/facts.md." };
        var on = new Option<string?>("--on") { Description = "The day the question is asked (default: today).", HelpName = "DATE" };
        var json = Shell.Json();
        var command = new ExampleCommand("release", "When the term ends, as an estimate with its derivation, and which relief is already in law. The Bureau of Prisons alone computes release.",
            "release docs/samples/crack-2007.json", "release facts.json --on 2024-02-01 --json") { file, on, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var today = Sentence.Day(parsed.GetValue(on), "--on") ?? DateOnly.FromDateTime(Desk.Now().UtcDateTime);
            try
            {
                var facts = FactsFile.Read(Sentence.ReadText(path), Path.GetFileName(path));
                var release = Release.Project(LawBook.BuiltIn, facts.First, today);
                var reliefs = CaseFacts.TimelineOf(facts.First) is { } days ? Reliefs.Find(LawBook.BuiltIn, facts.First, days, today) : [];
                if (parsed.GetValue(json))
                    Shell.Print(new JsonObject { ["release"] = ReleaseJson.Of(release), ["reliefs"] = new JsonArray([.. reliefs.Select(relief => (JsonNode?)ReleaseJson.Of(relief))]), ["disputed"] = new JsonArray([.. facts.Disputes.Select(d => (JsonNode?)JsonValue.Create(d.At))]) });
                else
                    Report(release, reliefs, facts);
                return Program.Done;
            }
            catch (FaultException wrong)
            {
                throw new UsageException(wrong.Message);
            }
        });
        return command;
    }

    private static void Report(ReleaseFinding release, IReadOnlyList<ReliefFinding> reliefs, FactsFile facts)
    {
        foreach (var sentence in release.Summary)
            Console.WriteLine(sentence);
        if (facts.Disputes.Count > 0)
            Console.WriteLine($"Disputed facts ({string.Join(", ", facts.Disputes.Select(d => d.At))}) are taken with their first value.");
        Shell.Heading("Step by step");
        foreach (var step in release.Derivation.Steps)
            Console.WriteLine($"  {step.Cite}: {step.Plain}{(step.Source is { Standing: not Standing.Verified } source ? $" [{source.Standing.ToString().ToLowerInvariant()}: {source.Note}]" : "")}");
        Rest(release.Derivation);
        Shell.Heading("Relief already in law, which comes before clemency");
        if (reliefs.Count == 0)
            Console.WriteLine("  The day of sentence is missing: add \"sentenced\" to say which relief there is.");
        foreach (var relief in reliefs)
        {
            Console.WriteLine($"  {relief.Cite}: {Words(relief.State)}{(relief.Lowest is { } lowest ? $", down to {lowest.InWords}" : "")}");
            foreach (var reason in relief.Reasons)
                Console.WriteLine($"    {reason}");
            Rest(relief.Derivation, "    ");
        }
    }

    private static void Rest(Derivation derivation, string indent = "  ")
    {
        foreach (var question in derivation.Questions)
            Console.WriteLine($"{indent}Open: {(question.At.Length > 0 ? question.At + "." : "")}{question.Name}: {question.Text} ({question.SettledBy})");
        foreach (var caution in derivation.Cautions)
            Console.WriteLine($"{indent}To be known: {caution}");
    }

    private static string Words(ReliefState state) => state switch
    {
        ReliefState.Available => "may be asked for",
        ReliefState.Used => "used already",
        ReliefState.NotAvailable => "not available",
        _ => "open",
    };
}
