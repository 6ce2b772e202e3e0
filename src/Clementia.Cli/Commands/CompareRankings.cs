using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Screening;

namespace Clementia.Cli.Commands;

/// <summary>`clementia compare`: two rankings held against each other.</summary>
internal static class CompareRankings
{
    public static Command Command()
    {
        var before = new Argument<string>("RANKING") { Description = "The first ranking: .parquet, .csv or .json, as `screen --out` wrote it." };
        var after = new Argument<string>("RANKING2") { Description = "The second." };
        var byId = new Option<bool>("--by-id") { Description = "Match records by their case numbers, where the two rankings are of different populations." };
        var most = new Option<int>("--most") { Description = "How many of each list to print; --json has all.", DefaultValueFactory = _ => 20, HelpName = "N" };
        var json = Shell.Json();
        var command = new ExampleCommand("compare", "Who came in, who fell out and who moved between two rankings, and why.",
            "compare november.parquet december.parquet", "compare old.csv new.csv --by-id --json") { before, after, byId, most, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var (a, b) = (RankingFile.Read(parsed.GetValue(before)!), RankingFile.Read(parsed.GetValue(after)!));
            if (RankingComparison.WhyNot(a, b, parsed.GetValue(byId)) is { } why)
                throw new UsageException(why);
            var found = RankingComparison.Of(a, b, parsed.GetValue(byId));
            if (parsed.GetValue(json))
                Shell.Print(Json(found));
            else
                Tell(found, Math.Max(0, parsed.GetValue(most)));
            return Program.Done;
        });
        return command;
    }

    private static void Tell(RankingComparison found, int most)
    {
        Console.WriteLine($"{Shell.Count(found.CameIn.Count, "record")} came in, {found.FellOut.Count:N0} fell out, {found.Moved.Count:N0} moved or changed, {found.Same:N0} stayed as they were.");
        if (found.Receipts.Count > 0)
            Shell.Heading("What the two rest on differs");
        foreach (var one in found.Receipts)
            Console.WriteLine($"  {one.What}: {one.Before}, now {one.After}");
        List("Came in", found.CameIn);
        List("Fell out", found.FellOut);
        List("Moved or changed", found.Moved);
        List("Listed without a place, changed", found.Turned);
        foreach (var note in found.Notes)
            Console.WriteLine($"\n{note}");

        void List(string heading, IReadOnlyList<MovedRecord> records)
        {
            if (records.Count == 0)
                return;
            Shell.Heading(heading);
            foreach (var one in records.Take(most))
                Console.WriteLine($"  row {one.Row}{(Code.IsNumber(one.Id) ? $" (case {one.Id.ToString(CultureInfo.InvariantCulture)})" : "")}, {Place(one.Before)} to {Place(one.After)}: {one.Why}");
            if (records.Count > most)
                Console.WriteLine($"  and {records.Count - most:N0} more (--most N, or --json)");
        }
    }

    private static string Place(int? rank) => rank switch { null => "not listed", 0 => "not placed", { } place => $"place {place.ToString(CultureInfo.InvariantCulture)}" };

    private static JsonObject Json(RankingComparison found) => new()
    {
        ["receipts"] = new JsonArray([.. found.Receipts.Select(r => (JsonNode?)new JsonObject { ["what"] = r.What, ["before"] = r.Before, ["after"] = r.After })]),
        ["cameIn"] = Json(found.CameIn),
        ["fellOut"] = Json(found.FellOut),
        ["moved"] = Json(found.Moved),
        ["turned"] = Json(found.Turned),
        ["same"] = found.Same,
        ["notes"] = new JsonArray([.. found.Notes.Select(n => (JsonNode?)JsonValue.Create(n))]),
    };

    private static JsonArray Json(IReadOnlyList<MovedRecord> records) => new([.. records.Select(r => (JsonNode?)new JsonObject
    {
        ["row"] = r.Row,
        ["id"] = Code.IsNumber(r.Id) ? JsonValue.Create(r.Id) : null,
        ["before"] = r.Before,
        ["after"] = r.After,
        ["changes"] = new JsonArray([.. r.Changes.Select(c => (JsonNode?)new JsonObject { ["name"] = c.Name, ["criterion"] = c.IsCriterion, ["before"] = c.Before, ["after"] = c.After })]),
        ["why"] = r.Why,
    })]);
}
