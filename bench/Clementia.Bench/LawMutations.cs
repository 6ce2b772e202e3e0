using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Bench;

/// <summary>Changes the law one value at a time and runs the worked examples: a value whose change nobody notices is decided by nothing.</summary>
internal sealed class LawMutations
{
    private readonly LawBook _book;
    private readonly Dictionary<string, List<string>> _examplesOf = new(StringComparer.Ordinal);

    private LawMutations(LawBook book) => _book = book;

    /// <summary>How many worked examples stand guard.</summary>
    public int Examples { get; private set; }

    /// <summary>Worked examples that do not agree with the law as it is, and so guard nothing.</summary>
    public List<string> Disagreeing { get; } = [];

    /// <summary>One value of the law, and the ways to change it that nothing noticed.</summary>
    /// <param name="Provision">The provision.</param>
    /// <param name="Path">Where in its file: "versions[2].value[0].add".</param>
    /// <param name="Was">The value.</param>
    /// <param name="IsFirstDay">Whether it is the first day of a version rather than a value.</param>
    /// <param name="Unnoticed">The changes that no example noticed, as written.</param>
    public sealed record Verdict(string Provision, string Path, string Was, bool IsFirstDay, IReadOnlyList<string> Unnoticed)
    {
        public bool IsCaught => Unnoticed.Count == 0;
    }

    /// <summary>Takes the examples of the repository and, where the real data lies beside it, one for every cell of the tables there.</summary>
    public static LawMutations Of(LawBook book, string repository)
    {
        var mutations = new LawMutations(book);
        var cases = new List<(string File, string Case)>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "law", "examples"), "*.json").Order(StringComparer.Ordinal))
            cases.AddRange(CasesOf(file));
        var shared = Path.Combine(repository, "..", "shared", "law");
        if (File.Exists(Path.Combine(shared, "golden_cases.json")))
            cases.AddRange(CasesOf(Path.Combine(shared, "golden_cases.json")));
        if (File.Exists(Path.Combine(shared, "sentencing_table.json")))
            cases.AddRange(SentencingCells(Path.Combine(shared, "sentencing_table.json")));
        if (File.Exists(Path.Combine(shared, "drug_quantity_tables.json")))
            cases.AddRange(DrugCells(Path.Combine(shared, "drug_quantity_tables.json")));
        mutations.Watch(cases);
        return mutations;
    }

    /// <summary>Tries every so many-th value of the provisions whose id starts so.</summary>
    /// <param name="prefix">How the ids begin.</param>
    /// <param name="every">Which values: 1 is all.</param>
    /// <param name="noticedBy">Asked of each change that no example noticed, one at a time: the test that fails under the changed law, or null.</param>
    public IReadOnlyList<Verdict> Run(string prefix = "us-federal/", int every = 1, Func<string, LawBook, string?>? noticedBy = null)
    {
        // Everything is read once before, so that a mutant reads nothing but itself.
        if (_book.Check() is [var fault, ..])
            throw new InvalidOperationException($"The law itself is at fault, so no change to it would show: {fault}");
        _ = _book.ChangeDays;
        var values = _book.Ids.Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(id => ValuesOf(id, _book.TextOf(id)!)).Where((_, i) => i % every == 0).ToList();
        var verdicts = new Verdict[values.Count];
        Parallel.For(0, values.Count, i =>
        {
            var (id, path, was, isDay) = values[i];
            var text = _book.TextOf(id)!;
            var unnoticed = new List<string>();
            foreach (var change in ChangesOf(text, path))
            {
                if (!IsNoticed(id, Changed(text, path, change)))
                    unnoticed.Add(change?.ToJsonString() ?? "null");
            }
            verdicts[i] = new(id, Written(path), was, isDay, unnoticed);
        });
        if (noticedBy is null)
            return verdicts;
        for (var i = 0; i < verdicts.Length; i++)
        {
            var (id, path, _, _) = values[i];
            verdicts[i] = verdicts[i] with { Unnoticed = [.. verdicts[i].Unnoticed.Where(change => noticedBy(id, _book.With(id, Changed(_book.TextOf(id)!, path, JsonNode.Parse(change)))) is null)] };
        }
        return verdicts;
    }

    private bool IsNoticed(string id, string text)
    {
        LawBook mutant;
        try
        {
            mutant = _book.With(id, text);
            if (mutant.Check().Count > 0)
                return true;
        }
        catch (Exception wrong) when (wrong is FaultException or ArgumentException or InvalidOperationException or FormatException)
        {
            return true;
        }
        foreach (var example in _examplesOf.GetValueOrDefault(id) ?? [])
        {
            try
            {
                if (GoldenFile.Run(mutant, example, "example")[0].Misses.Count > 0)
                    return true;
            }
            catch (Exception wrong) when (wrong is not OutOfMemoryException)
            {
                return true; // A test that dies is a test that fails.
            }
        }
        return false;
    }

    /// <summary>Runs each example once on a book that has read nothing, to see which provisions its answer rests on.</summary>
    private void Watch(List<(string File, string Case)> cases)
    {
        var seen = new (bool Agrees, IReadOnlyCollection<string> Read)[cases.Count];
        Parallel.For(0, cases.Count, i =>
        {
            var book = _book.Unread();
            try
            {
                seen[i] = (GoldenFile.Run(book, cases[i].Case, cases[i].File)[0].Misses.Count == 0, book.Consulted);
            }
            catch (Exception wrong) when (wrong is not OutOfMemoryException)
            {
                seen[i] = (false, []);
            }
        });
        for (var i = 0; i < cases.Count; i++)
        {
            if (!seen[i].Agrees)
            {
                Disagreeing.Add($"{cases[i].File}: {cases[i].Case[..Math.Min(cases[i].Case.Length, 160)]}");
                continue;
            }
            Examples++;
            foreach (var id in seen[i].Read)
            {
                if (!_examplesOf.TryGetValue(id, out var list))
                    _examplesOf[id] = list = [];
                list.Add(cases[i].Case);
            }
        }
    }

    private static IEnumerable<(string File, string Case)> CasesOf(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        return (root as JsonArray ?? root["cases"]!.AsArray()).Select(one => (Path.GetFileName(file), $"[{one!.ToJsonString()}]"));
    }

    private static IEnumerable<(string File, string Case)> SentencingCells(string file)
    {
        // The older editions stand there as what differs from the next newer one.
        string[] categories = ["I", "II", "III", "IV", "V", "VI"];
        var editions = new Dictionary<string, Dictionary<(int Level, string Category), JsonNode>>(StringComparer.Ordinal);
        foreach (var version in JsonNode.Parse(File.ReadAllText(file))!["versions"]!.AsArray())
        {
            var cells = version!["based_on"] is { } newer ? new Dictionary<(int, string), JsonNode>(editions[newer.GetValue<string>()]) : [];
            foreach (var (level, row) in version["levels"]?.AsObject() ?? [])
            {
                for (var i = 0; i < categories.Length; i++)
                    cells[(int.Parse(level, CultureInfo.InvariantCulture), categories[i])] = row![i]!;
            }
            foreach (var cell in version["overrides"]?.AsArray() ?? [])
                cells[(cell!["level"]!.GetValue<int>(), cell["category"]!.GetValue<string>())] = cell;
            editions[version["version_id"]!.GetValue<string>()] = cells;
            foreach (var ((level, category), cell) in cells)
                yield return ("sentencing_table.json", Case("table_lookup", new() { ["level"] = level, ["category"] = category, ["manual"] = version["effective_from"]!.DeepClone() }, new() { ["min"] = cell["min"]!.DeepClone(), ["max"] = cell["max"]!.DeepClone() }));
        }
    }

    private static IEnumerable<(string File, string Case)> DrugCells(string file)
    {
        foreach (var version in JsonNode.Parse(File.ReadAllText(file))!["versions"]!.AsArray())
        {
            foreach (var (drug, rows) in version!["tables"]!.AsObject())
            {
                foreach (var row in rows!.AsArray())
                {
                    var least = row!["min_g"]?.GetValue<decimal>() ?? 0;
                    var level = row["level"]!.GetValue<int>();
                    foreach (var grams in row["max_g_exclusive"]?.GetValue<decimal>() is { } most ? (decimal[])[least, most - 0.0001m] : [least])
                    {
                        if (grams > 0)
                            yield return ("drug_quantity_tables.json", Case("combine_drugs", new() { [$"{drug}_g"] = JsonNode.Parse(grams.ToString("0.#########", CultureInfo.InvariantCulture)), ["manual"] = version["effective_from"]!.DeepClone() }, new() { ["level"] = level }));
                    }
                }
            }
        }
    }

    private static string Case(string kind, JsonObject facts, JsonObject expected) =>
        new JsonArray(new JsonObject { ["id"] = "cell", ["kind"] = kind, ["facts"] = facts, ["expected"] = expected }).ToJsonString();

    /// <summary>Every number, limit, weight, truth value and null of every version's value, and the day each version begins.</summary>
    private static IEnumerable<(string Id, IReadOnlyList<object> Path, string Was, bool IsFirstDay)> ValuesOf(string id, string text)
    {
        using var document = JsonDocument.Parse(text);
        var found = new List<(string, IReadOnlyList<object>, string, bool)>();
        var index = 0;
        foreach (var version in document.RootElement.GetProperty("versions").EnumerateArray())
        {
            found.Add((id, ["versions", index, "from"], version.GetProperty("from").GetRawText(), true));
            Walk(version.GetProperty("value"), ["versions", index, "value"]);
            index++;
        }
        return found;

        void Walk(JsonElement at, object[] path)
        {
            switch (at.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in at.EnumerateObject())
                        Walk(property.Value, [.. path, property.Name]);
                    break;
                case JsonValueKind.Array:
                    var i = 0;
                    foreach (var item in at.EnumerateArray())
                        Walk(item, [.. path, i++]);
                    break;
                case JsonValueKind.String when !IsQuantity(at.GetString()!):
                    break; // A name, a citation or a day in words: no number to decide.
                default:
                    found.Add((id, path, at.GetRawText(), false));
                    break;
            }
        }
    }

    private static bool IsQuantity(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text is "life" or "any");

    /// <summary>The ways to change one value: up and down, flipped, or law where there was none.</summary>
    private static IEnumerable<JsonNode?> ChangesOf(string text, IReadOnlyList<object> path)
    {
        var value = At(JsonNode.Parse(text)!, path);
        if (path is [_, _, "from"])
        {
            var day = DateOnly.ParseExact(value!.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return JsonValue.Create(day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            yield return JsonValue.Create(day.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            yield break;
        }
        switch (value?.GetValueKind())
        {
            case null:
                // Law where there is none: that of the version before, or after.
                var (versions, index) = (JsonNode.Parse(text)!["versions"]!.AsArray(), (int)path[1]);
                if (path.Count == 3)
                    yield return (index > 0 ? versions[index - 1]!["value"] : index + 1 < versions.Count ? versions[index + 1]!["value"] : null)?.DeepClone() ?? JsonValue.Create(1);
                else
                    yield return JsonValue.Create(1);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                yield return JsonValue.Create(!value.GetValue<bool>());
                break;
            case JsonValueKind.Number:
                var number = value.GetValue<decimal>();
                yield return JsonValue.Create(number + 1);
                yield return JsonValue.Create(number - 1);
                break;
            default:
                var written = value.GetValue<string>();
                if (written is "life" or "any")
                {
                    yield return JsonValue.Create(written == "life" ? "300" : "1 g");
                    break;
                }
                foreach (var (start, length) in Numbers(written))
                {
                    var part = decimal.Parse(written.AsSpan(start, length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
                    yield return JsonValue.Create(written[..start] + (part + 1).ToString(CultureInfo.InvariantCulture) + written[(start + length)..]);
                }
                break;
        }
    }

    private static IEnumerable<(int Start, int Length)> Numbers(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            var start = i;
            while (i < text.Length && (char.IsAsciiDigit(text[i]) || (text[i] is '.' or ',' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))))
                i++;
            yield return (start, i - start);
        }
    }

    private static string Changed(string text, IReadOnlyList<object> path, JsonNode? change)
    {
        var root = JsonNode.Parse(text)!;
        var parent = At(root, [.. path.Take(path.Count - 1)])!;
        if (path[^1] is int index)
            parent[index] = change?.DeepClone();
        else
            parent[(string)path[^1]] = change?.DeepClone();
        return root.ToJsonString();
    }

    private static JsonNode? At(JsonNode root, IReadOnlyList<object> path)
    {
        JsonNode? at = root;
        foreach (var step in path)
            at = step is int index ? at![index] : at![(string)step];
        return at;
    }

    private static string Written(IReadOnlyList<object> path) => string.Concat(path.Select((step, i) => step is int index ? $"[{index}]" : i == 0 ? step : $".{step}"));
}
