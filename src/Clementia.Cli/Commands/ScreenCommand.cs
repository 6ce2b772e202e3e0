using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Clementia.Cli.Nodes;
using Clementia.Law;
using Clementia.Screening;
using Clementia.Screening.Policies;
using Clementia.Screening.Screens;
using Clementia.Screening.Shards;
using Spectre.Console;

namespace Clementia.Cli.Commands;

/// <summary>`clementia screen`: a policy over a whole population, or computed columns for every record.</summary>
internal static class ScreenCommand
{
    internal static readonly string ProgramName = "clementia " + typeof(Screen).Assembly.GetName().Version!.ToString(3);

    public static Command Command()
    {
        var population = PopulationFolder();
        var policy = PolicyOption(required: false);
        var on = OnOption();
        var set = SetOption();
        var output = new Option<string?>("--out") { Description = "Where the ranking goes (.parquet, .csv or .json), or with --columns the table (.csv).", HelpName = "FILE" };
        var columns = new Option<string?>("--columns") { Description = "No policy: these columns for every record, in the order of the source, with commas between.", HelpName = "A,B,..." };
        var top = new Option<int>("--top") { Description = "How many of the best to print.", DefaultValueFactory = _ => 10 };
        var beside = new Option<int>("--beside") { Description = "How many to list in the ranking, for each criterion, of those whom it alone keeps out or leaves unknown.", DefaultValueFactory = _ => 100 };
        var cluster = new Option<string?>("--cluster") { Description = "Let the nodes of a cluster do it (see `clementia node --help`): the PostgreSQL database in which they find each other.", HelpName = "CONNECTION" };
        var shard = new Option<int>("--shard") { Description = "With --cluster: about how many records a node screens at a time.", HelpName = "RECORDS", DefaultValueFactory = _ => 1 << 18 };
        var json = Shell.Json();
        var command = new ExampleCommand("screen", "Screen a population: who meets a policy, who all but meets it, of whom it cannot be said and why.",
            "screen pop --policy initiative-2014", "screen pop --policy second-look --on 2027-01-01 --out ranking.parquet", "screen pop --policy my-policy.json --set years_served=8 --json", "screen pop --columns range.min,range.max,change --out table.csv",
            "screen /mnt/pop --policy second-look --out ranking.csv --cluster \"Host=db;Username=clementia;Database=nodes\"")
        { population, policy, on, set, output, columns, top, beside, cluster, shard, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(cluster) is { } database)
            {
                if (parsed.GetValue(columns) is not null)
                    throw new UsageException("--columns is written by one machine. Leave --cluster out.");
                var most = parsed.GetValue(shard) is > 0 and var records ? records : throw new UsageException("--shard is a number of records, from 1.");
                var name = parsed.GetValue(policy) ?? throw new UsageException("Name a policy: --policy P. `clementia policy list` lists those that are shipped.");
                var ranking = parsed.GetValue(output);
                // What nobody sees is not asked for: without a ranking, the best few of each shard are enough.
                var (placed, listed) = ranking is null ? (Math.Max(0, parsed.GetValue(top)), 0) : (ShardedRun.Everyone, parsed.GetValue(beside));
                var ask = new NodesQuestion(PolicyCommand.Text(name), parsed.GetValue(set) ?? [], Day(parsed.GetValue(on)), most, placed, listed);
                return OnNodes(database, parsed.GetValue(population)!, name, ask, ranking, parsed.GetValue(top), parsed.GetValue(json));
            }
            using var people = Population.Open(parsed.GetValue(population)!);
            var day = Day(parsed.GetValue(on));
            if (parsed.GetValue(output) is { } there)
            {
                // Told before the work, not after it.
                if (parsed.GetValue(columns) is null)
                    RankingFile.Check(there);
                else if (Path.GetDirectoryName(Path.GetFullPath(there)) is { } folder && !Directory.Exists(folder))
                    throw new UsageException($"'{there}': there is no folder to write it into. Make the folder first.");
            }
            if (parsed.GetValue(columns) is { } wanted)
            {
                if (parsed.GetValue(policy) is not null)
                    throw new UsageException("--columns writes columns for everyone and takes no --policy. Leave one of them out.");
                WriteColumns(people, wanted, day, parsed.GetValue(output) ?? throw new UsageException("Say where the table goes: --out FILE.csv."));
                return Program.Done;
            }
            var law = PolicyCommand.Load(parsed.GetValue(policy) ?? throw new UsageException("Name a policy: --policy P. `clementia policy list` lists those that are shipped."), parsed.GetValue(set) ?? []);
            var watch = Stopwatch.StartNew();
            var screen = Prepare(people, day);
            var run = WithBar("Screening", (bar, stop) => screen.Run(law, bar, stop));
            var took = watch.Elapsed;
            Warn(run);
            if (parsed.GetValue(output) is { } file)
                Write(RankingOfRun.Of(run, ProgramName, beside: parsed.GetValue(beside)), file);
            if (parsed.GetValue(json))
                Shell.Print(Json(run, parsed.GetValue(top)));
            else
                Print(ShardedRun.Of(run, Math.Max(0, parsed.GetValue(top)), 0), parsed.GetValue(top), took);
            return Program.Done;
        });
        return command;
    }

    private static int OnNodes(string database, string folder, string policy, NodesQuestion ask, string? output, int top, bool json)
    {
        var rules = PolicyCommand.Load(policy, ask.Settings);
        using var people = ShardedPopulation.Open(folder, LawBook.BuiltIn);
        var watch = Stopwatch.StartNew();
        var run = WithBar("Screening", (bar, stop) => NodesClient.Run(database, people, rules, ask, bar, stop));
        var took = watch.Elapsed;
        Warn(rules, rules.Bind(people.Population), ask.Day);
        if (output is not null)
            Write(run.Ranking(ProgramName), output);
        if (json)
            Shell.Print(Json(run, top));
        else
            Print(run, top, took);
        return Program.Done;
    }

    private static void Write(Ranking ranking, string file)
    {
        RankingFile.Write(ranking, file);
        Console.Error.WriteLine($"Ranking written to {file}.");
    }

    internal static Argument<string> PopulationFolder() => new("POP") { Description = "A population: the folder that `population import` or `population sample` made." };

    internal static Option<string?> PolicyOption(bool required) => new("--policy", "-p") { Description = "A policy file, or the name of a shipped policy.", HelpName = "P", Required = required };

    internal static Option<string?> OnOption() => new("--on") { Description = "The day asked (default: today).", HelpName = "DATE" };

    internal static Option<string[]> SetOption() => new("--set") { Description = "Set a parameter of the policy; may be repeated.", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = true };

    internal static DateOnly Day(string? text)
    {
        var day = Sentence.Day(text, "--on") ?? DateOnly.FromDateTime(Desk.Now().UtcDateTime);
        return day >= new DateOnly(1987, 11, 1) ? day : throw new UsageException($"There were no guidelines on {day:yyyy-MM-dd}. Ask for a day from 1987-11-01 on.");
    }

    internal static Screen Prepare(Population people, DateOnly day)
    {
        if (people.Records == 0)
            Console.Error.WriteLine("The population is empty: nobody was kept when it was imported.");
        return new Screen(people, LawBook.BuiltIn, day);
    }

    internal static void Warn(ScreenRun run) => Warn(run.Policy, run.Binding, run.Screen.Day);

    private static void Warn(Policy policy, Binding binding, DateOnly day)
    {
        foreach (var warning in binding.Warnings)
            Console.Error.WriteLine($"Note: {warning}");
        if (policy.Until is { } until && day >= until)
            Console.Error.WriteLine($"Note: the policy was in force until {until.AddDays(-1):yyyy-MM-dd}; it is asked of {day:yyyy-MM-dd}.");
        else if (day < policy.From)
            Console.Error.WriteLine($"Note: the policy is in force from {policy.From:yyyy-MM-dd}; it is asked of {day:yyyy-MM-dd}.");
    }

    /// <summary>Work with a bar on stderr where that is a terminal; Ctrl-C stops it between stretches of records.</summary>
    internal static T WithBar<T>(string what, Func<IProgress<double>?, CancellationToken, T> work)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler handler = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += handler;
        try
        {
            if (Console.IsErrorRedirected)
                return work(null, stop.Token);
            using var terminal = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) }).Progress().AutoClear(true).Start(progress =>
            {
                var task = progress.AddTask(what, maxValue: 1);
                return work(new Told(done => task.Value = done), stop.Token);
            });
        }
        finally
        {
            Console.CancelKeyPress -= handler;
        }
    }

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }

    private static void WriteColumns(Population people, string wanted, DateOnly day, string file)
    {
        var screen = Prepare(people, day);
        var names = wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            throw new UsageException("Name at least one column: --columns range.min,range.max.");
        var specs = new List<ColumnSpec>();
        foreach (var name in names)
        {
            if (name == "score")
                throw new UsageException("A score is a policy's: screen with --policy and --out for it.");
            specs.Add(screen.SpecOf(name) is { } spec && (people.Find(name) is not null || ComputedColumns.All.Contains(spec)) ? spec
                : throw new UsageException($"There is no column '{name}' here. The population has: {string.Join(", ", people.Columns.Select(c => c.Spec.Name))}. Computed are: {string.Join(", ", ComputedColumns.All.Where(c => c.Name != "score").Select(c => c.Name))}."));
        }
        var partial = file + ".partial-" + Environment.ProcessId;
        try
        {
            WithBar("Writing", (bar, stop) =>
            {
                using var writer = new StreamWriter(partial, append: false, new UTF8Encoding(false), 1 << 20);
                writer.Write(string.Join(',', specs.Select(s => s.Name)) + "\n");
                var line = new StringBuilder();
                for (var row = 0; row < people.Records; row++)
                {
                    var record = people.RecordAt(row);
                    line.Clear();
                    for (var c = 0; c < specs.Count; c++)
                    {
                        if (c > 0)
                            line.Append(',');
                        var cell = ColumnText.Of(specs[c], screen.Value(specs[c].Name, record));
                        line.Append(cell.AsSpan().ContainsAny(",\"\n\r") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
                    }
                    writer.Write(line.Append('\n'));
                    if ((row & 0xFFFF) == 0)
                    {
                        stop.ThrowIfCancellationRequested();
                        bar?.Report(row / (double)people.Records);
                    }
                }
                return true;
            });
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
        Console.Error.WriteLine($"{Shell.Count(people.Records, "record")} written to {file}{(people.Provenance.Invented ? " (invented people)" : "")}.");
    }

    private static void Print(ShardedRun run, int top, TimeSpan took)
    {
        var population = run.Population;
        Console.WriteLine($"{run.Policy.Title}, asked of {run.Day:yyyy-MM-dd}{(population.Provenance.Invented ? " (INVENTED PEOPLE)" : "")}");
        Console.WriteLine($"{population.Records:N0} records: {run.Met:N0} meet it, {run.NotMet:N0} do not, of {run.Unknown:N0} it cannot be said. ({took.TotalMilliseconds:N0} ms; {run.SituationCount:N0} situations put to the law)");
        if (run.Met == 0)
            Console.WriteLine("Nobody meets it.");
        Shell.Heading("Criterion                                      met      not met      unknown  only this not met  only this unknown");
        for (var c = 0; c < run.Criteria.Count; c++)
        {
            var count = run.Criteria[c];
            Console.WriteLine($"{Shell.OneLine(run.Policy.Criteria[c].Title, 40),-40} {count.Met,11:N0} {count.NotMet,12:N0} {count.Unknown,12:N0} {count.OnlyThisNotMet,18:N0} {count.OnlyThisUnknown,18:N0}");
        }
        var unsettled = run.Criteria.Select((c, i) => (c, i)).Where(c => c.c.OnlyThisUnknown > 0).ToList();
        if (unsettled.Count > 0)
        {
            Shell.Heading("What would settle those that turn on one thing:");
            foreach (var (count, i) in unsettled)
                Console.WriteLine($"  {count.OnlyThisUnknown:N0}: {run.Policy.Criteria[i].Title}{(run.Policy.Criteria[i].UnknownSettledBy is { } by ? $" ({by})" : "")}");
        }
        if (top <= 0 || run.Met == 0)
            return;
        var score = ScoreSpec(run);
        Shell.Heading($"The first {Math.Min(top, run.Met):N0}, by {run.Policy.Score}:");
        Console.WriteLine($"  rank        row{(population.Find("id") is null ? "" : "          id")}        score");
        foreach (var row in run.Top(top))
            Console.WriteLine($"  {row.Rank,4} {row.Row,10}{(population.Find("id") is { } id ? $" {ColumnText.Of(id.Spec, row.Id),11}" : "")} {ColumnText.Of(score, row.Score),12}");
        Console.WriteLine("\nWhy: ./clementia explain POP ROW --policy P. A petition: ./clementia open POP ROW.");
    }

    internal static ColumnSpec ScoreSpec(ShardedRun run) => new("score", run.Policy.ScoreNumber.Type, "", "") { Cap = null };

    internal static JsonObject Json(ScreenRun run, int top) => Json(ShardedRun.Of(run, Math.Max(0, top), 0), top);

    private static JsonObject Json(ShardedRun run, int top)
    {
        var population = run.Population;
        var score = ScoreSpec(run);
        return new JsonObject
        {
            ["policy"] = run.Policy.Name,
            ["policyHash"] = run.Policy.Hash,
            ["on"] = run.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["law"] = run.LawFingerprint,
            ["inputHash"] = population.Provenance.InputHash,
            ["invented"] = population.Provenance.Invented,
            ["parameters"] = new JsonObject(run.Policy.Parameters.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Show(p.Value)))),
            ["records"] = population.Records,
            ["met"] = run.Met,
            ["notMet"] = run.NotMet,
            ["unknown"] = run.Unknown,
            ["criteria"] = new JsonArray([.. run.Criteria.Select((c, i) => (JsonNode?)new JsonObject
            {
                ["name"] = c.Name, ["title"] = run.Policy.Criteria[i].Title, ["met"] = c.Met, ["notMet"] = c.NotMet, ["unknown"] = c.Unknown, ["onlyThisNotMet"] = c.OnlyThisNotMet, ["onlyThisUnknown"] = c.OnlyThisUnknown,
                ["settledBy"] = run.Policy.Criteria[i].UnknownSettledBy,
            })]),
            ["notes"] = new JsonArray([.. run.Policy.Bind(population).Warnings.Select(w => (JsonNode?)w)]),
            ["top"] = new JsonArray([.. run.Top(top).Select(t => (JsonNode?)new JsonObject
            {
                ["rank"] = t.Rank, ["row"] = t.Row, ["id"] = Code.IsNumber(t.Id) ? t.Id : null, ["score"] = ColumnText.Of(score, t.Score),
            })]),
        };
    }
}
