using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Tests.Casework;

/// <summary>The conflicts among the hand-marked texts of ../shared/accounts, with the hand-marked facts and statements as input.</summary>
public sealed class GoldConflictsTests
{
    [Fact]
    public void Among_hand_marked_facts_most_conflicts_that_a_reader_marked_are_found()
    {
        // CLEMENTIA_MARKED names another folder of the same form, to measure on: all of its texts.
        var other = Environment.GetEnvironmentVariable("CLEMENTIA_MARKED");
        var accounts = other ?? Path.Combine(Root(), "..", "shared", "accounts");
        if (!Directory.Exists(accounts))
            Assert.Skip("No folder 'shared' stands beside the repository.");
        // CLEMENTIA_SYSTEM names a folder of ID.json in the same form, to measure on a reader's own facts.
        var input = Environment.GetEnvironmentVariable("CLEMENTIA_SYSTEM") ?? Path.Combine(accounts, "gold");
        var output = Directory.CreateTempSubdirectory("clementia-conflicts");
        try
        {
            Write(accounts, input, output.FullName);
            var start = new ProcessStartInfo("python3", other is null
                ? [Path.Combine(accounts, "score.py"), output.FullName, "--split", "dev"]
                : [Path.Combine(Root(), "..", "shared", "accounts", "score.py"), output.FullName, "--gold", Path.Combine(other, "gold"), "--texts", Path.Combine(other, "texts"), "--split", "all"])
            { RedirectStandardOutput = true, UseShellExecute = false };
            Process? process;
            try
            {
                process = Process.Start(start);
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Assert.Skip("python3 is not installed.");
                return;
            }
            var score = process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            TestContext.Current.TestOutputHelper?.WriteLine(score);
            var f1 = decimal.Parse(Regex.Match(score, @"conflicts, all\s+[\d.]+\s+[\d.]+\s+([\d.]+)").Groups[1].Value);

            Assert.True(f1 >= 0.75m || other is not null || input != Path.Combine(accounts, "gold"), score);
        }
        finally
        {
            if (Environment.GetEnvironmentVariable("CLEMENTIA_KEEP") is { } keep)
                Directory.Move(output.FullName, keep);
            else
                output.Delete(recursive: true);
        }
    }

    private static void Write(string accounts, string input, string output)
    {
        var items = File.ReadLines(Path.Combine(accounts, "items.jsonl")).Select(line => JsonNode.Parse(line)!).ToDictionary(item => (string)item["id"]!);
        var split = Path.Combine(accounts, "split.json");
        var dev = File.Exists(split) ? JsonNode.Parse(File.ReadAllText(split))!["dev"]!.AsArray().Select(id => (string)id!) : items.Keys.Order(StringComparer.Ordinal);
        var texts = new List<(string Case, CaseText Text)>();
        foreach (var id in dev)
        {
            var path = Path.Combine(input, id + ".json");
            if (!File.Exists(path))
                continue;
            File.Copy(path, Path.Combine(output, id + ".json"));
            var read = JsonNode.Parse(File.ReadAllText(path))!;
            var item = items[id];
            texts.Add(((string)item["case"]!, new CaseText(id, (string?)item["kind"], (string?)item["published"],
                [.. read["facts"]!.AsArray().Select(fact => FactOf(id, fact!))], [.. read["statements"]!.AsArray().Select(said => SaidOf(id, said!))])));
        }
        var show = Environment.GetEnvironmentVariable("CLEMENTIA_SHOW") is not null;
        foreach (var one in texts.GroupBy(text => text.Case))
        {
            var conflicts = new JsonArray();
            foreach (var conflict in Conflicts.Among([.. one.Select(text => text.Text)]))
            {
                var node = new JsonObject { ["type"] = conflict.Type.ToString().ToLowerInvariant(), ["kind"] = conflict.Kind switch { ConflictKind.DifferentTime => "different time", _ => conflict.Kind.ToString().ToLowerInvariant() } };
                if (conflict.Type == CaseConflictType.Dispute)
                {
                    node["about"] = conflict.About;
                    node["sides"] = new JsonArray([.. conflict.Sides.Select(side => Place(side.Text, side.Passage, "speaker", side.Speaker))]);
                }
                else
                {
                    node["attribute"] = conflict.Attribute;
                    if (conflict.Subject is not null)
                        node["subject"] = conflict.Subject;
                    node["values"] = new JsonArray([.. conflict.Values.Select(value => Place(value.Text, value.Passage, "value", value.Value))]);
                }
                conflicts.Add(node);
                if (show)
                    TestContext.Current.TestOutputHelper?.WriteLine($"{one.Key}: {conflict.Type} {conflict.Kind} {conflict.Subject} {conflict.Explanation} | {string.Join("; ", conflict.Values.Select(v => v.Text + " " + v.Value).Concat(conflict.Sides.Select(s => $"{s.Text} {s.Speaker} [{s.Position}] {s.Passage.Quote[..Math.Min(60, s.Passage.Quote.Length)]}")))}");
            }
            File.WriteAllText(Path.Combine(output, $"conflicts-{one.Key}.json"), conflicts.ToJsonString());
        }
    }

    private static JsonObject Place(string id, Citation passage, string key, string value) =>
        new() { ["id"] = id, [key] = value, ["quote"] = passage.Quote, ["start"] = passage.Start, ["end"] = passage.End };

    private static Citation At(string id, JsonNode place) => new(id, 1, (int)place["start"]!, (string)place["quote"]!, "", "");

    private static Proposal FactOf(string id, JsonNode fact) => new((string)fact["attribute"]!, fact["value"]!.ToString(), (string?)fact["subject"], [At(id, fact)], "marked by hand", Confidence.Stated,
        Approximate: (bool?)fact["approx"] ?? false, AtLeast: (bool?)fact["ge"] ?? false, Derived: fact["derived"] is not null, AsOf: (string?)fact["as_of"], Event: (string?)fact["event"]);

    private static Statement SaidOf(string id, JsonNode said) => new((string)said["speaker"]!, (string?)said["mode"] == "direct" ? SpeechMode.Direct : SpeechMode.Indirect, (string?)said["verb"], [At(id, said)],
        (string?)said["about"], (string?)said["reported_in"], (string?)said["to"], Enum.Parse<Stance>((string?)said["stance"] ?? "none", ignoreCase: true), "marked by hand", Confidence.Stated);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
