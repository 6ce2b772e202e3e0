using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Cli.Commands;

/// <summary>`clementia law`: check, show and compare the law as data.</summary>
internal static class LawCommand
{
    public static Command Command()
    {
        var law = new ExampleCommand("law", "Check, show and compare the law that this program knows.", "law check", "law show ussg/5a/sentencing-table --on 1990-01-15", "law diff 2014-10-31 2014-11-01");
        law.Subcommands.Add(Check());
        law.Subcommands.Add(Show());
        law.Subcommands.Add(Diff());
        law.Subcommands.Add(Documents());
        return law;
    }

    private static ExampleCommand Check()
    {
        var folder = new Argument<string?>("DIR") { Description = "A law folder to check instead of the law inside the program.", Arity = ArgumentArity.ZeroOrOne };
        var json = Shell.Json();
        var command = new ExampleCommand("check", "Validate every provision: form, versions without gap or overlap, sources. Exit 1 if something is wrong.", "law check", "law check law") { folder, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var (book, faults) = parsed.GetValue(folder) is { } dir ? ReadFolder(dir) : (LawBook.BuiltIn, LawBook.BuiltIn.Check());
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. faults.Select(f => (JsonNode?)new JsonObject { ["file"] = f.File, ["where"] = f.Where, ["problem"] = f.Problem, ["remedy"] = f.Remedy })]));
            else
                Report(book, faults);
            return faults.Count > 0 ? Program.FoundAProblem : Program.Done;
        });
        return command;
    }

    private static void Report(LawBook? book, IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
            Console.Error.WriteLine(fault);
        if (faults.Count > 0 || book is null)
            return;
        var versions = book.Ids.SelectMany(id => book.List(id)!.Versions).ToList();
        Console.WriteLine($"{Shell.Count(book.Ids.Count, "provision")}, {Shell.Count(versions.Count, "version")}: {string.Join(", ", versions.GroupBy(v => v.Source.Standing).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"))}. No fault found.");
        Console.WriteLine($"Fingerprint {book.Fingerprint}");
    }

    /// <summary>A law folder from disk: the files below DIR, or below DIR/law, each named by its path.</summary>
    private static (LawBook? Book, IReadOnlyList<Fault> Faults) ReadFolder(string dir)
    {
        if (!Directory.Exists(dir))
            throw new UsageException($"There is no folder '{dir}'.");
        var root = Directory.Exists(Path.Combine(dir, "law")) ? Path.Combine(dir, "law") : dir;
        var files = Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .Select(path => (Id: Path.GetRelativePath(root, path).Replace('\\', '/')[..^".json".Length], path))
            .Where(f => !f.Id.StartsWith("examples/", StringComparison.Ordinal))
            .ToDictionary(f => f.Id, f => File.ReadAllText(f.path));
        return LawBook.Read(files);
    }

    private static ExampleCommand Show()
    {
        var id = new Argument<string?>("PROVISION") { Description = "Its id, or a part of it; without one, all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var on = new Option<string?>("--on") { Description = "Only the version in force on a day.", HelpName = "DATE" };
        var json = Shell.Json();
        var command = new ExampleCommand("show", "List the provisions, or show one with its versions, sources and values.", "law show", "law show ussg/5a/sentencing-table --on 1990-01-15") { id, on, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var day = Sentence.Day(parsed.GetValue(on), "--on");
            var wanted = parsed.GetValue(id);
            var found = Find(wanted);
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. found.Select(p => (JsonNode?)Json(p, day))]));
            else if (found.Count == 1 && wanted is not null)
                Print(found[0], day);
            else
                foreach (var provision in found)
                    Console.WriteLine($"{provision.Id,-52}  {provision.Cite,-28}  {Shell.Count(provision.Versions.Count, "version")} since {provision.Versions[0].From:yyyy-MM-dd}");
            return Program.Done;
        });
        return command;
    }

    private static List<ProvisionListing> Find(string? wanted)
    {
        var book = LawBook.BuiltIn;
        var ids = wanted is null ? book.Ids : book.Ids.Where(i => i == wanted || i.EndsWith("/" + wanted, StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty().First() is { } exact ? [exact]
            : [.. book.Ids.Where(i => i.Contains(wanted, StringComparison.OrdinalIgnoreCase) || book.List(i)!.Cite.Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        return ids.Count == 0 ? throw new UsageException($"There is no provision '{wanted}'. `clementia law show` lists them.") : [.. ids.Select(i => book.List(i)!)];
    }

    private static IEnumerable<(DateOnly From, DateOnly? Until, GoverningDay By, Source Source, string Value)> Versions(ProvisionListing provision, DateOnly? on)
    {
        for (var i = 0; i < provision.Versions.Count; i++)
        {
            var v = provision.Versions[i];
            DateOnly? until = i + 1 < provision.Versions.Count ? provision.Versions[i + 1].From : null;
            if (on is null || (v.From <= on && (until is null || on < until)))
                yield return (v.From, until, v.GovernedBy, v.Source, v.Value);
        }
    }

    private static JsonObject Json(ProvisionListing provision, DateOnly? on) => new()
    {
        ["id"] = provision.Id,
        ["title"] = provision.Title,
        ["cite"] = provision.Cite,
        ["versions"] = new JsonArray([.. Versions(provision, on).Select(v => (JsonNode?)new JsonObject
        {
            ["from"] = v.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["until"] = v.Until?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["governedBy"] = v.By.ToString().ToLowerInvariant(),
            ["source"] = v.Source.Cite,
            ["standing"] = v.Source.Standing.ToString().ToLowerInvariant(),
            ["note"] = v.Source.Note,
            ["value"] = JsonNode.Parse(v.Value),
        })]),
    };

    private static void Print(ProvisionListing provision, DateOnly? on)
    {
        Console.WriteLine($"{provision.Title} ({provision.Cite})\n{provision.Id}");
        var any = false;
        foreach (var v in Versions(provision, on))
        {
            any = true;
            Shell.Heading($"From {v.From:yyyy-MM-dd}{(v.Until is { } until ? $" until {until.AddDays(-1):yyyy-MM-dd}" : "")}, by the day of the {v.By.ToString().ToLowerInvariant()}");
            Console.WriteLine($"  {v.Source.Cite}: {v.Source.Standing.ToString().ToLowerInvariant()}, read {v.Source.Read:yyyy-MM-dd}{(v.Source.Text is { } text ? $" in {text}" : "")}.{(v.Source.Note is { } note ? " " + note : "")}");
            Console.WriteLine("  " + v.Value.Trim().ReplaceLineEndings("\n").Replace("\n    ", "\n", StringComparison.Ordinal));
        }
        if (!any)
            Console.WriteLine($"It was not yet law on {on:yyyy-MM-dd}: the first version is from {provision.Versions[0].From:yyyy-MM-dd}.");
    }

    private static ExampleCommand Diff()
    {
        var from = new Argument<string>("DATE") { Description = "The earlier day." };
        var to = new Argument<string>("DATE2") { HelpName = "DATE", Description = "The later day." };
        var json = Shell.Json();
        var command = new ExampleCommand("diff", "What of the law differs between two days.", "law diff 2014-10-31 2014-11-01", "law diff 1997-03-21 2025-11-01 --json") { from, to, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var (a, b) = (Sentence.Day(parsed.GetValue(from), "DATE")!.Value, Sentence.Day(parsed.GetValue(to), "DATE")!.Value);
            if (a > b)
                (a, b) = (b, a);
            var changes = LawBook.BuiltIn.Ids.Select(id => LawBook.BuiltIn.List(id)!)
                .SelectMany(p => p.Versions.Where(v => a < v.From && v.From <= b).Select(v => (Provision: p, Version: v)))
                .OrderBy(c => c.Version.From).ToList();
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonArray([.. changes.Select(c => (JsonNode?)new JsonObject
                {
                    ["day"] = c.Version.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    ["provision"] = c.Provision.Id,
                    ["cite"] = c.Provision.Cite,
                    ["governedBy"] = c.Version.GovernedBy.ToString().ToLowerInvariant(),
                    ["source"] = c.Version.Source.Cite,
                    ["standing"] = c.Version.Source.Standing.ToString().ToLowerInvariant(),
                })]));
                return Program.Done;
            }
            Console.WriteLine(changes.Count == 0 ? $"Nothing that this program knows changed from {a:yyyy-MM-dd} to {b:yyyy-MM-dd}." : $"{Shell.Count(changes.Count, "change")} after {a:yyyy-MM-dd}, up to {b:yyyy-MM-dd}:");
            foreach (var (provision, version) in changes)
                Console.WriteLine($"  {version.From:yyyy-MM-dd}  {provision.Cite,-28}  {Shell.OneLine(provision.Title, 50),-50}  {version.Source.Cite}{(version.Source.Standing == Standing.Verified ? "" : $" [{version.Source.Standing.ToString().ToLowerInvariant()}]")}");
            return Program.Done;
        });
        return command;
    }

    private static ExampleCommand Documents()
    {
        var folder = new Argument<string>("DIR") { Description = "Where to write: docs" };
        var examples = new Option<string?>("--examples") { Description = "The folder of worked examples (law/examples).", HelpName = "DIR", DefaultValueFactory = _ => "law/examples" };
        var command = new ExampleCommand("documents", "Write law-coverage.md and facts.md from the law and the rules themselves.", "law documents docs") { folder, examples, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var dir = parsed.GetValue(folder)!;
            if (!Directory.Exists(dir))
                throw new UsageException($"There is no folder '{dir}'. Make it first.");
            var texts = parsed.GetValue(examples) is { } path && Directory.Exists(path)
                ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileName(f), File.ReadAllText) : [];
            File.WriteAllText(Path.Combine(dir, "law-coverage.md"), LawDocuments.Coverage(LawBook.BuiltIn, texts));
            File.WriteAllText(Path.Combine(dir, "facts.md"), LawDocuments.FactsGuide());
            Console.WriteLine($"Wrote {Path.Combine(dir, "law-coverage.md")} and {Path.Combine(dir, "facts.md")}.");
            return Program.Done;
        });
        return command;
    }
}
