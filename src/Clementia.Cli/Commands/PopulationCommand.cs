using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Screening;
using Clementia.Screening.Import;
using Clementia.Screening.Sample;

namespace Clementia.Cli.Commands;

/// <summary>`clementia population`: take populations in, invent one, look at one, hand one on.</summary>
internal static class PopulationCommand
{
    public static Command Command()
    {
        var command = new ExampleCommand("population", "Import, invent, show and export populations of sentenced people.",
            "population import opafy17nid.dat --layout opafy17nid.sas --out pop17", "population import ussc_sup_fy15.csv --out pop15", "population map state.csv --out mapping.json", "population sample --people 1000000 --out sample", "population show sample");
        command.Subcommands.Add(Import());
        command.Subcommands.Add(Sample());
        command.Subcommands.Add(Show());
        command.Subcommands.Add(Map());
        command.Subcommands.Add(Export());
        command.Subcommands.Add(Dictionary());
        return command;
    }

    private static Option<string> Out(string description) => new("--out") { Description = description, HelpName = "POP", Required = true };

    private static ExampleCommand Import()
    {
        var sources = new Argument<string[]>("SRC") { Description = "A file: the Commission's .dat (with --layout) or CSV, any CSV (also .gz, .xz) or Parquet. Further files are joined to the first by id.", Arity = ArgumentArity.OneOrMore };
        var layout = new Option<string?>("--layout") { Description = "The .sas program that came with a fixed-width file.", HelpName = "F.sas" };
        var map = new Option<string?>("--map") { Description = "A mapping file, or the name of one of ours. Default: the one of ours that knows the header.", HelpName = "M.json" };
        var year = new Option<int?>("--fiscal-year") { Description = "The Commission's fiscal year of the file, where its name does not say it (fy15).", HelpName = "YEAR" };
        var output = Out("The new population: a folder that is not there yet.");
        var json = Shell.Json();
        var command = new ExampleCommand("import", "Take a file in as a population. Rows that cannot be read are kept in rejects.csv beside it; exit 1 when there are any.",
            "population import ussc_sup_fy15.csv --out pop15", "population import opafy17nid.dat --layout opafy17nid.sas --out pop17", "population import state.csv --map mapping.json --out state")
        { sources, layout, map, year, output, json, Shell.NoWorkspace() };
        command.SetAction(parsed => Told(() =>
        {
            var folder = parsed.GetValue(output)!;
            var files = parsed.GetValue(sources)!;
            var import = new PopulationImport(files[0]) { Layout = parsed.GetValue(layout), Map = parsed.GetValue(map), FiscalYear = parsed.GetValue(year), Joined = files[1..] };
            var watch = Stopwatch.StartNew();
            var kept = ScreenCommand.WithBar("Importing", (bar, stop) => import.Into(folder, p => bar?.Report(p.All > 0 ? (double)p.Bytes / p.All : 0), stop));
            if (parsed.GetValue(json))
                Shell.Print(Json(kept));
            else
            {
                Console.WriteLine($"{folder}: {kept.Read:N0} rows read, {kept.Kept:N0} kept, {kept.Rejected:N0} rejected ({Seconds(watch.Elapsed)}).");
                if (kept.Invented)
                    Console.WriteLine("INVENTED: the people of this source do not exist.");
                foreach (var note in kept.Notes)
                    Console.WriteLine("  " + note);
                if (kept.Rejected > 0)
                    Console.Error.WriteLine($"{kept.Rejected:N0} rows could not be read: see {Path.Combine(folder, PopulationImport.RejectsFile)} for row, column, value and reason.");
            }
            return kept.Rejected > 0 ? Program.FoundAProblem : Program.Done;
        }));
        return command;
    }

    private static ExampleCommand Sample()
    {
        var people = new Option<int>("--people") { Description = "How many people to invent.", HelpName = "N", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "Another seed, other people. The same seed gives the same people, and the first thousand are the same in every number.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var output = Out("The new population: a folder that is not there yet.");
        var command = new ExampleCommand("sample", "Invent a population of people who do not exist, with realistic joint distributions, to try things out.", "population sample --people 1000000 --out sample") { people, seed, output, Shell.NoWorkspace() };
        command.SetAction(parsed => Told(() =>
        {
            var folder = parsed.GetValue(output)!;
            Population.RefuseTaken(folder);
            var number = parsed.GetValue(people);
            var watch = Stopwatch.StartNew();
            ScreenCommand.WithBar("Inventing", (bar, stop) =>
            {
                using var population = SamplePopulation.Make(number, parsed.GetValue(seed), made => bar?.Report((double)made / number), stop);
                population.Save(folder, null, stop);
                return 0;
            });
            Console.WriteLine($"{folder}: {number:N0} INVENTED people ({Seconds(watch.Elapsed)}). Nobody in it exists.");
            return Program.Done;
        }));
        return command;
    }

    private static ExampleCommand Show()
    {
        var folder = ScreenCommand.PopulationFolder();
        var json = Shell.Json();
        var command = new ExampleCommand("show", "Where a population came from, and what each of its columns holds.", "population show sample", "population show pop15 --json") { folder, json, Shell.NoWorkspace() };
        command.SetAction(parsed => Told(() =>
        {
            using var population = Population.Open(parsed.GetValue(folder)!);
            var columns = population.Columns.AsParallel().AsOrdered().Select(ColumnSummary.Of).ToList();
            if (parsed.GetValue(json))
            {
                var root = Json(population.Provenance);
                root["columns"] = new JsonArray([.. columns.Select(c => (JsonNode?)Json(c))]);
                Shell.Print(root);
            }
            else
                Print(parsed.GetValue(folder)!, population, columns);
            return Program.Done;
        }));
        return command;
    }

    private static void Print(string folder, Population population, List<ColumnSummary> columns)
    {
        var from = population.Provenance;
        if (from.Invented)
            Console.WriteLine("INVENTED: the people of this population do not exist.");
        Console.WriteLine($"{folder}: {population.Records:N0} records from {from.Source}");
        Console.WriteLine($"{from.Read:N0} rows read, {from.Kept:N0} kept, {from.Rejected:N0} rejected. SHA-256 {from.InputHash}");
        foreach (var note in from.Notes)
            Console.WriteLine("  " + note);
        Console.WriteLine();
        Console.WriteLine($"{"column",-22} {"type",-7} {"known",11} {"unknown",9} {"missing",9} {"life",7} {"capped",7}  values");
        foreach (var column in columns)
        {
            var spec = column.Column.Spec;
            var values = column.Frequent.Count > 0 ? string.Join(", ", column.Frequent.Select(f => $"{f.Name} {f.Count:N0}"))
                : column.Least is { } least ? $"{ColumnText.Of(spec, least)} to {ColumnText.Of(spec, column.Most!.Value)}, median {ColumnText.Of(spec, column.Median!.Value)}{Unit(spec)}" : "";
            Console.WriteLine($"{spec.Name,-22} {spec.Type.ToString().ToLowerInvariant(),-7} {column.Known,11:N0} {column.Unknown,9:N0} {column.Missing,9:N0} {column.Life,7:N0} {column.Capped,7:N0}  {values}{(spec.Source.Length > 0 ? $"  [{spec.Source}]" : "")}");
        }
    }

    private static string Unit(ColumnSpec spec) => spec.Type switch { ColumnType.Months => " months", ColumnType.Weight => " g", _ => "" };

    private static ExampleCommand Map()
    {
        var source = new Argument<string>("SRC") { Description = "A CSV or Parquet file (or a fixed-width one with --layout)." };
        var layout = new Option<string?>("--layout") { Description = "The .sas program that came with a fixed-width file.", HelpName = "F.sas" };
        var output = new Option<string?>("--out") { Description = "Where the mapping goes. Default: the terminal.", HelpName = "FILE" };
        var command = new ExampleCommand("map", "Propose a mapping from the headers and values of a file. What it is not sure of is marked \"check\".", "population map state.csv --out mapping.json") { source, layout, output, Shell.NoWorkspace() };
        command.SetAction(parsed => Told(() =>
        {
            var file = parsed.GetValue(output);
            if (file is not null && Path.Exists(file))
                throw new UsageException($"{file} is there already. Name a new file, or remove it first.");
            var mapping = MappingProposal.For(parsed.GetValue(source)!, parsed.GetValue(layout));
            if (file is null)
            {
                Console.Write(mapping);
                return Program.Done;
            }
            File.WriteAllText(file, mapping);
            var checks = mapping.Split("\"check\"").Length - 1;
            Console.WriteLine($"{file}: {(checks == 0 ? "nothing is in doubt" : $"look at {Shell.Count(checks, "line")} marked \"check\" and take the mark out")}. Then: ./clementia population import {parsed.GetValue(source)} --map {file} --out POP");
            return Program.Done;
        }));
        return command;
    }

    private static ExampleCommand Export()
    {
        var folder = ScreenCommand.PopulationFolder();
        var output = new Option<string>("--out") { Description = "The new Parquet file.", HelpName = "F.parquet", Required = true };
        var command = new ExampleCommand("export", "Write a population as Parquet, which other tools read and `population import` turns back into the same population.", "population export sample --out sample.parquet") { folder, output, Shell.NoWorkspace() };
        command.SetAction(parsed => Told(() =>
        {
            using var population = Population.Open(parsed.GetValue(folder)!);
            var file = parsed.GetValue(output)!;
            var watch = Stopwatch.StartNew();
            ScreenCommand.WithBar("Exporting", (bar, stop) =>
            {
                PopulationParquet.Export(population, file, done => bar?.Report(done), stop);
                return 0;
            });
            Console.WriteLine($"{file}: {population.Records:N0} {(population.Provenance.Invented ? "INVENTED " : "")}records, {new FileInfo(file).Length / 1e6:N1} MB ({Seconds(watch.Elapsed)}).");
            return Program.Done;
        }));
        return command;
    }

    private static ExampleCommand Dictionary()
    {
        var file = new Argument<string>("FILE") { Description = "Where it goes: docs/dictionary.md" };
        var command = new ExampleCommand("dictionary", "Write the dictionary of columns from the program and its mappings.", "population dictionary docs/dictionary.md") { file, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            File.WriteAllText(parsed.GetValue(file)!, PopulationDictionary.Markdown());
            Console.WriteLine($"Wrote {parsed.GetValue(file)}.");
            return Program.Done;
        });
        return command;
    }

    /// <summary>A source that cannot be read is the user's news, told in one sentence.</summary>
    private static int Told(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (PopulationException wrong)
        {
            Console.Error.WriteLine(Shell.OneLine(wrong.Message, 2000));
            return Program.FoundAProblem;
        }
    }

    private static string Seconds(TimeSpan took) => took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static JsonObject Json(Provenance from) => new()
    {
        ["source"] = from.Source,
        ["inputHash"] = from.InputHash,
        ["read"] = from.Read,
        ["kept"] = from.Kept,
        ["rejected"] = from.Rejected,
        ["invented"] = from.Invented,
        ["notes"] = new JsonArray([.. from.Notes.Select(n => (JsonNode?)n)]),
    };

    private static JsonObject Json(ColumnSummary column)
    {
        var spec = column.Column.Spec;
        return new()
        {
            ["name"] = spec.Name,
            ["type"] = spec.Type.ToString().ToLowerInvariant(),
            ["meaning"] = spec.Meaning,
            ["source"] = spec.Source,
            ["bytes"] = column.Column.Width,
            ["cap"] = spec.Cap is { } cap ? ColumnText.Scaled(cap, 2) : null,
            ["known"] = column.Known,
            ["unknown"] = column.Unknown,
            ["missing"] = column.Missing,
            ["life"] = column.Life,
            ["capped"] = column.Capped,
            ["least"] = column.Least is { } least ? ColumnText.Of(spec, least) : null,
            ["median"] = column.Median is { } median ? ColumnText.Of(spec, median) : null,
            ["most"] = column.Most is { } most ? ColumnText.Of(spec, most) : null,
            ["frequent"] = new JsonArray([.. column.Frequent.Select(f => (JsonNode?)new JsonObject { ["value"] = f.Name, ["count"] = f.Count })]),
        };
    }
}
