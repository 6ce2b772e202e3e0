using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Documents.Reading;

namespace Clementia.Cli;

/// <summary>`clementia read DIR --gold-form OUT`: reads each DIR/ID.txt and writes OUT/ID.json, for scoring against a marked corpus.</summary>
internal static class ReadFolder
{
    private sealed record Item(string Id, string Case, ReadingContext Context);

    public static int Run(string folder, string output)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}'. Name the folder that holds the .txt files.");
        if (File.Exists(output))
            throw new UsageException($"'{output}' is a file. Name a folder to write to.");
        Directory.CreateDirectory(output);
        var items = Items(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder).TrimEnd('/'))!, "items.jsonl"));
        var read = new List<(string Case, CaseText Text)>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var id = Path.GetFileNameWithoutExtension(path);
            var item = items.GetValueOrDefault(id) ?? new Item(id, id, new ReadingContext());
            var bytes = File.ReadAllBytes(path);
            var document = new DocumentText(Convert.ToHexStringLower(SHA256.HashData(bytes)), [Page.OfText(1, Encoding.UTF8.GetString(bytes))], "text 1");
            var (result, failure) = Reading.Read(document, item.Context);
            if (failure is not null)
                Console.Error.WriteLine($"{Path.GetFileName(path)}: {failure}");
            read.Add((item.Case, new CaseText(id, item.Context.Kind, item.Context.Published, result.Facts, result.Statements)));
            var json = new JsonObject
            {
                ["id"] = id,
                ["case"] = item.Case,
                ["facts"] = new JsonArray([.. result.Facts.Select(GoldForm.Of)]),
                ["statements"] = new JsonArray([.. result.Statements.Select(GoldForm.Of)]),
                ["ignore"] = new JsonArray(),
            };
            File.WriteAllText(Path.Combine(output, id + ".json"), json.ToJsonString(GoldForm.Json));
        }
        foreach (var of in read.GroupBy(r => r.Case, r => r.Text))
        {
            var conflicts = new JsonArray([.. Conflicts.Among([.. of]).Select(c => (JsonNode)GoldForm.Of(c))]);
            File.WriteAllText(Path.Combine(output, $"conflicts-{of.Key}.json"), conflicts.ToJsonString(GoldForm.Json));
        }
        return 0;
    }

    private static Dictionary<string, Item> Items(string path)
    {
        var items = new Dictionary<string, Item>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return items;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.ValueKind != JsonValueKind.Object)
                    throw new UsageException($"{path}, line {number}: not a JSON object. Write one JSON object a line.");
                string? Text(string key) => json.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
                var id = Text("id") ?? throw new UsageException($"{path}, line {number}: the item has no \"id\". Give each item its id.");
                // The case names a file in the folder that was given, and nowhere else.
                var @case = Text("case") ?? id;
                if (@case.Length is 0 or > 100 || @case.Any(c => c is '/' or '\\' || char.IsControl(c)))
                    throw new UsageException($"{path}, line {number}: '{@case}' cannot name a file. Use letters, digits and hyphens for a case.");
                items[id] = new Item(id, @case, new ReadingContext(Text("kind"), Text("title"), Text("publisher"), Text("published")));
            }
            catch (JsonException wrong)
            {
                throw new UsageException($"{path}, line {number}: not JSON ({wrong.Message}). Write one JSON object a line.");
            }
        }
        return items;
    }
}

