using System.Globalization;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>A fact on which the file gives more than one value: several, each with who says so, or a range.</summary>
/// <param name="At">Its place in the facts file: "groups[0].role.aggravating".</param>
/// <param name="Alternatives">The values, in words, each with who says so; for a range its two ends.</param>
/// <param name="IsRange">Whether everything between the two ends is possible too.</param>
public sealed record Dispute(string At, IReadOnlyList<(string Value, string? Says)> Alternatives, bool IsRange);

/// <summary>
/// A facts file, in which any value may be disputed: <c>{"anyOf": [4, 0]}</c>, <c>{"anyOf": [{"value": 4, "says": "the judge"}, ...]}</c>
/// or <c>{"from": "2000 kg", "to": "3000 kg"}</c>. Documented in docs/facts.md.
/// </summary>
public sealed class FactsFile
{
    private const int MostOutcomes = 600;

    private readonly JsonNode _root;
    private readonly string _file;
    private readonly List<Spot> _spots;

    private FactsFile(JsonNode root, string file, List<Spot> spots) => (_root, _file, _spots) = (root, file, spots);

    /// <summary>What is disputed, in the order of the file.</summary>
    /// <remarks>The same dispute written in two places (an amount in a count and in its group) is one: its places take one value together.</remarks>
    public IReadOnlyList<Dispute> Disputes => [.. _spots.Select(s => s.Dispute)];

    /// <summary>Reads a facts file.</summary>
    /// <exception cref="FaultException">The text is no such file; the fault says where and why.</exception>
    public static FactsFile Read(string json, string file)
    {
        var strict = StrictJson.Parse(json, file);
        if (strict.Kind != System.Text.Json.JsonValueKind.Object)
            throw strict.Wrong("It is not an object.", "See docs/facts.md for the form and three samples.");
        var root = JsonNode.Parse(json)!;
        var spots = new List<Spot>();
        Collect(strict, root, "");
        if (spots.Count > 6)
            throw strict.Wrong($"{spots.Count} facts are disputed.", "Settle some of them: six at most are weighed against each other.");
        var read = new FactsFile(root, file, spots);
        // Every alternative is read once now, so that a mistake in one shows before any answer is given.
        for (var i = 0; i < spots.Count; i++)
        {
            foreach (var value in spots[i].Values)
                _ = read.FactsWith([.. spots.Select((s, j) => j == i ? value : s.Values[0])]);
        }
        if (spots.Count == 0)
            _ = read.FactsWith([]);
        return read;

        void Collect(StrictJson node, JsonNode? at, string path)
        {
            if (at is JsonObject disputed && IsDispute(disputed))
            {
                var spot = ReadSpot(node, disputed, path);
                if (spots.FindIndex(s => s.Text == spot.Text && Equals(s.Path[^1], spot.Path[^1])) is var same and >= 0)
                    spots[same] = spots[same] with { Twins = [.. spots[same].Twins, spot.Path] };
                else
                    spots.Add(spot);
            }
            else if (at is JsonObject parts)
            {
                foreach (var (name, value) in parts)
                    Collect(node[name], value, path.Length == 0 ? name : $"{path}.{name}");
            }
            else if (at is JsonArray list)
            {
                var items = node.Items().ToList();
                for (var i = 0; i < list.Count; i++)
                    Collect(items[i], list[i], $"{path}[{i}]");
            }
        }
    }

    /// <summary>The facts, when nothing is disputed; otherwise with the first value of each.</summary>
    public Facts First => FactsWith([.. _spots.Select(s => s.Values[0])]);

    /// <summary>Every outcome that the disputed facts allow.</summary>
    /// <param name="outcome">From facts to the outcome, in words: equal words are one outcome.</param>
    /// <returns>For each way to settle the disputes that leads to something of its own: the values chosen, and the outcome.</returns>
    public IReadOnlyList<(IReadOnlyList<string> Chosen, string Outcome)> Outcomes(Func<Facts, string> outcome)
    {
        var results = new List<(IReadOnlyList<string>, string)>();
        Explore(0, []);
        return results;

        // The outcomes below this point as one text: a range is halved as long as its two ends differ.
        string Explore(int spot, List<JsonNode> chosen)
        {
            if (spot == _spots.Count)
            {
                if (results.Count >= MostOutcomes)
                    throw new FaultException(new Fault(_file, "", $"The disputed facts can be settled in more than {MostOutcomes} ways that differ.", "Settle some of them, or narrow a range."));
                var found = outcome(FactsWith(chosen));
                results.Add(([.. chosen.Select((c, i) => _spots[i].InWords(c))], found));
                return found;
            }
            var below = new List<string>();
            if (_spots[spot] is { Range: { } range })
            {
                var low = Explore(spot + 1, [.. chosen, range.Node(range.From)]);
                var high = range.From == range.To ? low : Explore(spot + 1, [.. chosen, range.Node(range.To)]);
                below.Add(low);
                Halve(range.From, low, range.To, high);
                below.Add(high);

                void Halve(Int128 from, string atFrom, Int128 to, string atTo)
                {
                    if (atFrom == atTo || to - from <= range.Finest)
                        return;
                    var middle = from + ((to - from) / 2 / range.Finest * range.Finest);
                    if (middle <= from || middle >= to)
                        return;
                    var atMiddle = Explore(spot + 1, [.. chosen, range.Node(middle)]);
                    below.Add(atMiddle);
                    Halve(from, atFrom, middle, atMiddle);
                    Halve(middle, atMiddle, to, atTo);
                }
            }
            else
            {
                foreach (var value in _spots[spot].Values)
                    below.Add(Explore(spot + 1, [.. chosen, value]));
            }
            return string.Join('\n', below.Distinct());
        }
    }

    private Facts FactsWith(IReadOnlyList<JsonNode> chosen)
    {
        var copy = _root.DeepClone();
        for (var i = 0; i < chosen.Count; i++)
        {
            Put(copy, _spots[i].Path, chosen[i].DeepClone());
            foreach (var twin in _spots[i].Twins)
                Put(copy, twin, chosen[i].DeepClone());
        }
        var facts = Facts.Read(copy.ToJsonString(), _file);
        CaseFacts.CheckDays(facts, _file);
        foreach (var count in facts.List(FactScope.Count) ?? [])
            Limits.CheckEntered(count, _file);
        return facts;
    }

    private static void Put(JsonNode root, IReadOnlyList<object> path, JsonNode value)
    {
        var at = root;
        for (var i = 0; i < path.Count - 1; i++)
            at = path[i] is int index ? at![index]! : at![(string)path[i]]!;
        if (path[^1] is int last)
            at[last] = value;
        else
            at[(string)path[^1]] = value;
    }

    private static bool IsDispute(JsonObject node) => node.ContainsKey("anyOf") || (node.ContainsKey("from") && node.ContainsKey("to"));

    private static Spot ReadSpot(StrictJson node, JsonObject disputed, string path)
    {
        var keys = PathOf(path);
        if (disputed.ContainsKey("anyOf"))
        {
            node.Only("anyOf");
            var values = new List<JsonNode>();
            var words = new List<(string, string?)>();
            foreach (var item in node["anyOf"].Items())
            {
                var raw = JsonNode.Parse(item.Element.GetRawText());
                string? says = null;
                if (raw is JsonObject told && told.ContainsKey("value"))
                {
                    item.Only("value", "says");
                    says = item.Maybe("says")?.Text();
                    raw = JsonNode.Parse(item["value"].Element.GetRawText());
                }
                if (raw is JsonObject nested && IsDispute(nested))
                    throw item.Wrong("A dispute stands within a dispute.", "List every value in one \"anyOf\".");
                values.Add(raw ?? throw item.Wrong("null is no value to dispute.", "Leave it out: what the file does not say is unknown."));
                words.Add((InWords(values[^1]), says));
            }
            if (values.Count < 2)
                throw node.Wrong("A disputed fact has fewer than two values.", "Give two or more in \"anyOf\", or the value itself.");
            return new Spot(keys, new Dispute(path, words, false), values, null, InWords, disputed.ToJsonString());
        }
        node.Only("from", "to", "says");
        var range = Range.Read(node);
        var by = node.Maybe("says")?.Text();
        return new Spot(keys, new Dispute(path, [(range.InWords(range.From), by), (range.InWords(range.To), by)], true), [range.Node(range.From), range.Node(range.To)], range, n => range.Shown(n), disputed.ToJsonString());
    }

    private static string InWords(JsonNode value) => value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static List<object> PathOf(string path)
    {
        var keys = new List<object>();
        foreach (var part in path.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            keys.Add(bracket < 0 ? part : part[..bracket]);
            for (; bracket >= 0; bracket = part.IndexOf('[', bracket + 1))
                keys.Add(int.Parse(part.AsSpan(bracket + 1, part.IndexOf(']', bracket) - bracket - 1), CultureInfo.InvariantCulture));
        }
        return keys;
    }

    private sealed record Spot(IReadOnlyList<object> Path, Dispute Dispute, IReadOnlyList<JsonNode> Values, Range? Range, Func<JsonNode, string> InWords, string Text)
    {
        public IReadOnlyList<IReadOnlyList<object>> Twins { get; init; } = [];
    }

    /// <summary>A range of whole numbers, or of weights to the milligram.</summary>
    private sealed record Range(Int128 From, Int128 To, bool IsWeight)
    {
        private static readonly Int128 s_milligram = 1_000_000_000;

        public Int128 Finest => IsWeight ? s_milligram : 1;

        public static Range Read(StrictJson node)
        {
            var (from, to) = (node["from"], node["to"]);
            if (from.Kind == System.Text.Json.JsonValueKind.String && DateOnly.TryParseExact(from.Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                throw node.Wrong("A day cannot be a range.", "Name the days that are possible: {\"anyOf\": [\"1997-03-21\", \"1997-03-24\"]}.");
            Range range;
            if (from.Kind == System.Text.Json.JsonValueKind.Number && to.Kind == System.Text.Json.JsonValueKind.Number && from.Element.TryGetInt64(out var a) && to.Element.TryGetInt64(out var b))
                range = new(a, b, false);
            else
                range = new(from.Weight().Picograms, to.Weight().Picograms, true);
            return range.From < range.To ? range : throw node.Wrong("The range does not go up.", "Write the smaller value in \"from\" and the larger in \"to\".");
        }

        public JsonNode Node(Int128 value) => IsWeight ? JsonValue.Create($"{Exact.Write(value, 9)} mg") : JsonValue.Create((long)value);

        public string InWords(Int128 value) => IsWeight ? new Weight(value).ToString() : value.ToString(CultureInfo.InvariantCulture);

        public string Shown(JsonNode node) => IsWeight ? Weight.Parse(node.GetValue<string>())!.Value.ToString() : node.ToJsonString();
    }
}
