using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Law;
using Clementia.Screening;
using Clementia.Screening.Policies;
using Clementia.Screening.Screens;
using Derivation = Clementia.Screening.Policies.Derivation;

namespace Clementia.Cli.Commands;

/// <summary>`clementia explain`: one record, the plain way: its values, the law's steps, each criterion.</summary>
internal static class ExplainCommand
{
    public static Command Command()
    {
        var population = ScreenCommand.PopulationFolder();
        var row = new Argument<int>("N") { Description = "The record's place in the source, from 0, as `screen` prints it." };
        var policy = ScreenCommand.PolicyOption(required: false);
        var set = ScreenCommand.SetOption();
        var on = ScreenCommand.OnOption();
        var json = Shell.Json();
        var command = new ExampleCommand("explain", "Show why: a record's values, each step of law then and on the day asked, and each criterion with its parts.", "explain pop 4711 --policy initiative-2014", "explain pop 0 --on 2014-11-01 --json")
        { population, row, policy, set, on, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            using var people = Population.Open(parsed.GetValue(population)!);
            var at = parsed.GetValue(row);
            if (at < 0 || at >= people.Records)
                throw new UsageException(people.Records == 0 ? "The population is empty." : $"There is no record {at}. Name one from 0 to {people.Records - 1}.");
            var day = ScreenCommand.Day(parsed.GetValue(on));
            var record = people.RecordAt(at);
            var plain = new PlainRecord(people, new RecordLaw(LawBook.BuiltIn), record, day);
            var rules = parsed.GetValue(policy) is { } name ? PolicyCommand.Load(name, parsed.GetValue(set) ?? []) : null;
            var evaluation = rules is null ? null : new Evaluation(rules.Bind(people), plain.Value);
            if (parsed.GetValue(json))
                Shell.Print(Json(people, at, record, day, plain, rules, evaluation));
            else
                Print(people, at, record, day, plain, rules, evaluation);
            return Program.Done;
        });
        return command;
    }

    private static void Print(Population people, int row, int record, DateOnly day, PlainRecord plain, Policy? policy, Evaluation? evaluation)
    {
        Console.WriteLine($"Record {row} of {people.Provenance.Source}{(people.Provenance.Invented ? " (AN INVENTED PERSON)" : "")}, asked of {day:yyyy-MM-dd}");
        Shell.Heading("As recorded:");
        foreach (var column in people.Columns.Where(c => c.Spec.Name != "row"))
            Console.WriteLine($"  {column.Spec.Name,-18} {Said(column.Spec, column[record])}{(column.Spec.Source.Length > 0 ? $"   [{column.Spec.Source}]" : "")}");
        Shell.Heading("Worked out:");
        foreach (var spec in ComputedColumns.All.Where(c => c.Name != "score"))
            Console.WriteLine($"  {spec.Name,-18} {Said(spec, plain.Value(spec.Name))}");
        foreach (var (title, now) in new[] { ("The law at sentencing:", false), ($"The law of {day:yyyy-MM-dd}:", true) })
        {
            Shell.Heading(title);
            foreach (var (_, step) in plain.Steps.Where(s => s.Now == now))
                Console.WriteLine($"  {step.Cite}: {step.Plain}{(step.Source is { Standing: not Standing.Verified } source ? $" [{source.Standing.ToString().ToLowerInvariant()}]" : "")}");
        }
        if (plain.TakenAsUnchanged)
            Console.WriteLine("  The law book holds nothing of this guideline: chapter two was taken as unchanged since the sentence.");
        if (plain.Open.Count > 0)
        {
            Shell.Heading("What keeps an answer open:");
            foreach (var gap in plain.Open)
                Console.WriteLine($"  {gap}");
        }
        if (policy is null || evaluation is null)
            return;
        Shell.Heading($"{policy.Title}: {Words(evaluation.Eligible)}");
        for (var c = 0; c < policy.Criteria.Count; c++)
        {
            Console.WriteLine($"  {policy.Criteria[c].Title}: {Words(evaluation.Criterion(c))}");
            Tree(evaluation.Explain(c), 2);
            if (evaluation.Criterion(c) == Verdict.Unknown)
                Console.WriteLine($"      wants: {string.Join(", ", evaluation.Lacking(c))}{(policy.Criteria[c].UnknownSettledBy is { } by ? $"; settled by {by}" : "")}");
        }
        Console.WriteLine($"  Score ({policy.Score}): {ColumnText.Of(new("score", policy.ScoreNumber.Type, "", ""), evaluation.Score)}");
    }

    private static void Tree(Derivation derivation, int depth)
    {
        Console.WriteLine($"{new string(' ', depth * 3)}{derivation.Text}: {derivation.Words}");
        foreach (var part in derivation.Parts)
            Tree(part, depth + 1);
    }

    private static string Said(ColumnSpec spec, long value) => value == Code.Missing ? "(missing)" : ColumnText.Of(spec, value) + (spec.Type == ColumnType.Months && (Code.IsNumber(value) || value == Code.Capped) ? " months" : spec.Type == ColumnType.Weight && Code.IsNumber(value) ? " g" : "");

    private static string Words(Verdict verdict) => verdict switch { Verdict.Met => "met", Verdict.NotMet => "not met", _ => "unknown" };

    private static JsonObject Json(Population people, int row, int record, DateOnly day, PlainRecord plain, Policy? policy, Evaluation? evaluation) => new()
    {
        ["row"] = row,
        ["source"] = people.Provenance.Source,
        ["inputHash"] = people.Provenance.InputHash,
        ["invented"] = people.Provenance.Invented,
        ["on"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["recorded"] = new JsonObject(people.Columns.Where(c => c.Spec.Name != "row").Select(c => KeyValuePair.Create(c.Spec.Name, (JsonNode?)ColumnText.Of(c.Spec, c[record])))),
        ["computed"] = new JsonObject(ComputedColumns.All.Where(c => c.Name != "score").Select(c => KeyValuePair.Create(c.Name, (JsonNode?)ColumnText.Of(c, plain.Value(c.Name))))),
        ["steps"] = new JsonArray([.. plain.Steps.Select(s => (JsonNode?)new JsonObject { ["when"] = s.Now ? "asked" : "sentenced", ["rule"] = s.Step.Rule, ["cite"] = s.Step.Cite, ["plain"] = s.Step.Plain, ["inputs"] = s.Step.Inputs, ["result"] = s.Step.Result, ["standing"] = s.Step.Source?.Standing.ToString().ToLowerInvariant() })]),
        ["open"] = new JsonArray([.. plain.Open.Select(o => (JsonNode?)o)]),
        ["takenAsUnchanged"] = plain.TakenAsUnchanged,
        ["policy"] = policy is null || evaluation is null ? null : new JsonObject
        {
            ["name"] = policy.Name,
            ["hash"] = policy.Hash,
            ["eligible"] = Words(evaluation.Eligible),
            ["score"] = ColumnText.Of(new("score", policy.ScoreNumber.Type, "", ""), evaluation.Score),
            ["criteria"] = new JsonArray([.. policy.Criteria.Select((c, i) => (JsonNode?)new JsonObject { ["name"] = c.Name, ["title"] = c.Title, ["verdict"] = Words(evaluation.Criterion(i)), ["lacks"] = new JsonArray([.. evaluation.Lacking(i).Select(l => (JsonNode?)l)]), ["derivation"] = Node(evaluation.Explain(i)) })]),
        },
    };

    private static JsonObject Node(Derivation derivation) => new() { ["text"] = derivation.Text, ["words"] = derivation.Words, ["parts"] = new JsonArray([.. derivation.Parts.Select(p => (JsonNode?)Node(p))]) };
}
