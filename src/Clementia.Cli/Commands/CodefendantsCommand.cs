using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Cli.Plots;

namespace Clementia.Cli.Commands;

/// <summary>`clementia codefendants`: the people of one case side by side, each cell cited.</summary>
internal static class CodefendantsCommand
{
    private const string Missing = "not in the file";

    public static Command Command()
    {
        var id = Shell.PetitionId();
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var csv = new Option<bool>("--csv") { Description = "Print comma-separated text for a spreadsheet." };
        var plot = new Option<string?>("--plot") { Description = "Draw the sentences as an SVG file.", HelpName = "FILE.svg" };
        var command = new ExampleCommand("codefendants", "Show what became of the others in the case: roles, counts, pleas, cooperation, sentences, releases, each with its source.",
            "codefendants p-7k3m9q", "codefendants p-7k3m9q --csv", "codefendants p-7k3m9q --plot sentences.svg")
        { id, csv, plot, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json) && parsed.GetValue(csv))
                throw new UsageException("--json and --csv cannot both be printed. Choose one.");
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            var table = CodefendantTable.Of(petition, desk.Catalog);
            if (parsed.GetValue(plot) is { } path)
                Drawing.Save(path, SentencesPlot.Svg(table, desk.Catalog));
            if (parsed.GetValue(json))
                Shell.Print(Json(table));
            else if (parsed.GetValue(csv))
                Console.Write(Csv(table));
            else
            {
                Print(table, petition);
                if (parsed.GetValue(plot) is { } drawn)
                    Console.WriteLine($"\nThe sentences are drawn in {drawn}.");
            }
            return Program.Done;
        });
        return command;
    }

    private static void Print(CodefendantTable table, Petition petition)
    {
        var others = table.Rows.Count - 1;
        var counted = table.Counted.Count == 0 ? "How many there were is not in the file." : $"The file counts {string.Join(" or ", table.Counted.Select(cell => $"{cell.Words} ({Source(cell)})"))}; {others} {(others == 1 ? "has" : "have")} a row here.";
        if (others == 0)
        {
            Console.WriteLine($"No co-defendant is named in the file. {counted}");
            Console.WriteLine($"Enter what a paper says of one: ./clementia fact {petition.Id} sentence.term \"30 years\" --in D1 --quote \"...\" --subject \"NAME\"");
            PrintUnnamed(table);
            return;
        }
        Console.WriteLine(counted);
        var cooperators = false;
        foreach (var row in table.Rows)
        {
            if (row.Cooperated == true && !cooperators && !row.IsPetitioner)
            {
                cooperators = true;
                Console.WriteLine("\nCooperated with the government, as the file says");
            }
            Console.WriteLine($"\n{row.Name}{(row.IsPetitioner ? " (petitioner)" : "")}");
            for (var i = 0; i < row.Cells.Count; i++)
            {
                var cells = row.Cells[i];
                Console.WriteLine($"  {CodefendantTable.Columns[i],-14}{(cells.Count == 0 ? Missing : string.Join("; or ", cells.Select(cell => $"{cell.Words} ({Source(cell)}{State(cell)})")))}");
            }
        }
        PrintUnnamed(table);
    }

    private static void PrintUnnamed(CodefendantTable table)
    {
        if (table.Unnamed.Count > 0)
            Console.WriteLine($"\nSentences of co-defendants whose names the file does not tell: {string.Join("; ", table.Unnamed.Select(cell => $"{cell.Words} ({Source(cell)}{State(cell)})"))}");
    }

    private static string Source(CellFact cell) => cell.Document is null ? cell.Fact : $"{cell.Fact}, {cell.Document} p. {cell.Page}";

    private static string State(CellFact cell) => cell.Status switch { CellStatus.Vetted => "", CellStatus.Disputed => ", DISPUTED", _ => ", not vetted" };

    private static JsonObject Json(CodefendantTable table) => new()
    {
        ["columns"] = new JsonArray([.. CodefendantTable.Columns.Select(c => (JsonNode?)JsonValue.Create(c))]),
        ["counted"] = new JsonArray([.. table.Counted.Select(c => (JsonNode)Cell(c))]),
        ["rows"] = new JsonArray([.. table.Rows.Select(row => (JsonNode)new JsonObject
        {
            ["name"] = row.Name,
            ["petitioner"] = row.IsPetitioner,
            ["cooperated"] = row.Cooperated,
            ["cells"] = new JsonObject(CodefendantTable.Columns.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)new JsonArray([.. row.Cells[i].Select(c => (JsonNode)Cell(c))])))),
        })]),
        ["unnamed"] = new JsonArray([.. table.Unnamed.Select(c => (JsonNode)Cell(c))]),
    };

    private static JsonObject Cell(CellFact cell) => new()
    {
        ["fact"] = cell.Fact,
        ["value"] = cell.Value,
        ["words"] = cell.Words,
        ["status"] = cell.Status.ToString().ToLowerInvariant(),
        ["document"] = cell.Document,
        ["page"] = cell.Page,
        ["quote"] = cell.Quote,
    };

    private static string Csv(CodefendantTable table)
    {
        var text = new StringBuilder();
        Line(["Name", "Petitioner", .. CodefendantTable.Columns.SelectMany(column => (string[])[column, $"{column}: status", $"{column}: source"])]);
        foreach (var row in table.Rows)
        {
            Line([row.Name, row.IsPetitioner ? "yes" : "no", .. row.Cells.SelectMany(cells => (string[])
            [
                cells.Count == 0 ? Missing : string.Join("; or ", cells.Select(cell => cell.Words)),
                string.Join("; ", cells.Select(cell => cell.Status.ToString().ToLowerInvariant())),
                string.Join("; ", cells.Select(Source)),
            ])]);
        }
        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append(string.Join(',', cells.Select(Guarded))).Append('\n');
    }

    /// <summary>
    /// A cell that a spreadsheet shows and does not run: what begins like a formula gets an apostrophe before it, also behind blanks and in the full-width forms
    /// that some programs read the same. Quoted by RFC 4180 where it has to be.
    /// </summary>
    internal static string Guarded(string cell)
    {
        var flat = cell.ReplaceLineEndings(" ");
        var first = flat.TrimStart();
        if ((first.Length > 0 && "=+-@\uff1d\uff0b\uff0d\uff20|%".Contains(first[0], StringComparison.Ordinal)) || (flat.Length > 0 && char.IsControl(flat[0])))
            flat = "'" + flat;
        return flat.Any(c => c is ',' or '"' or ';' or '\t') ? $"\"{flat.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : flat;
    }
}
