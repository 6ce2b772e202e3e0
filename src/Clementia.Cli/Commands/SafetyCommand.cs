using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Cli.Plots;

namespace Clementia.Cli.Commands;

/// <summary>`clementia safety`: what can be said on public safety, without a score.</summary>
internal static class SafetyCommand
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var on = new Option<string?>("--on") { Description = "The day of release, YYYY-MM-DD. Default: the vetted day of release, else today.", HelpName = "DAY" };
        var plot = new Option<string?>("--plot") { Description = "Draw the figures as dots of a hundred, an SVG file.", HelpName = "FILE.svg" };
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("safety", "Show published rates for people of this age and history, and what the file says on conduct, violence and the plan for release. Never a score.",
            "safety p-7k3m9q", "safety p-7k3m9q --on 2018-06-06 --plot hundred.svg")
        { id, on, plot, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            var (day, from) = DayOf(petition, parsed.GetValue(on));
            var safety = PublicSafety.Of(petition, day, null, desk.Catalog);
            var name = petition.Facts.FirstOrDefault(f => f.Attribute == "petitioner.name" && f.Subject is null && f.Status == FactStatus.Confirmed)?.Value ?? "the petitioner";
            if (parsed.GetValue(plot) is { } path)
                Drawing.Save(path, HundredPlot.Svg(safety, name));
            if (parsed.GetValue(json))
                Shell.Print(Json(safety, from));
            else
            {
                Print(safety, petition, name, from);
                if (parsed.GetValue(plot) is { } drawn)
                    Console.WriteLine($"\nThe figures are drawn in {drawn}.");
            }
            return Program.Done;
        });
        return command;
    }

    private static (DateOnly Day, string From) DayOf(Petition petition, string? asked)
    {
        if (asked is not null)
        {
            return DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day, "as asked")
                : throw new UsageException($"'{asked}' is no day of release. Write YYYY-MM-DD.");
        }
        var released = petition.Facts.FirstOrDefault(f => f.Attribute == "release.date" && f.Subject is null && f.Status == FactStatus.Confirmed);
        return released is not null && DateOnly.TryParseExact(released.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? (known, $"vetted, {released.Id}")
            : (DateOnly.FromDateTime(Desk.Now().UtcDateTime), "today; ask for another with --on");
    }

    private static void Print(PublicSafety safety, Petition petition, string name, string from)
    {
        Console.WriteLine($"Release on {new Value.Day(safety.On.Year, safety.On.Month, safety.On.Day).Describe()} ({from}).");
        Console.WriteLine(safety.Age is { } age ? $"{name} is {(age.Least == age.Most ? $"{age.Least}" : $"{age.Least} or {age.Most}")} on that day ({safety.AgeFrom})." : "Age on that day: not known, for no day of birth is vetted. No figure by age is shown.");
        Console.WriteLine(safety.History is { } history ? $"Criminal history category {history} ({safety.HistoryFrom})." : "Criminal history category: not vetted. No figure by category is shown.");
        Console.WriteLine("\nOf a hundred people alike, as studies counted them");
        if (safety.Rates.Count == 0)
            Console.WriteLine("  No published figure fits what is vetted.");
        foreach (var one in safety.Rates.Where(one => one.IsUsable))
        {
            Console.WriteLine($"  {one.Rate.OfAHundred,3} of 100  {one.Alike}: {one.Study.Outcome}, within {one.Study.Years} years.");
            Console.WriteLine($"             {one.Study.Title} ({one.Study.Publisher}, {one.Study.Published}): {one.Rate.Percent.ToString(CultureInfo.InvariantCulture)}% of its group; {one.Study.N:N0} {one.Study.Cohort}, in all groups together.");
            Console.WriteLine($"             {Sentence(HundredPlot.Checked(one.Rate.Verified))}. {one.Rate.How}");
        }
        foreach (var range in safety.Ranges)
            Console.WriteLine($"  By age, {range.Studies} figures of {range.Population} prisons lie between {range.Least} and {range.Most} of 100.");
        foreach (var one in safety.Rates.Where(one => !one.IsUsable))
            Console.WriteLine($"  Not to be relied on ({HundredPlot.Checked(one.Rate.Verified)}): {one.Rate.Percent.ToString(CultureInfo.InvariantCulture)}% for {one.Alike}. Look it up: {one.Study.Title} ({one.Study.Publisher}, {one.Study.Published}), {one.Study.Url}");
        Console.WriteLine("\nWhat these numbers cannot say");
        foreach (var limit in safety.CannotSay)
            Console.WriteLine($"  - {limit}");
        foreach (var (topic, head) in s_heads)
        {
            var points = safety.Points.Where(point => point.Topic == topic).ToList();
            if (points.Count > 0)
                Console.WriteLine($"\n{head}");
            foreach (var point in points)
                Console.WriteLine($"  {point.Words} ({string.Join(", ", point.Facts)}{(point.Document is null ? "" : $", {point.Document} p. {point.Page}")})");
        }
        if (safety.Gaps.Count > 0)
            Console.WriteLine("\nWhat is missing");
        foreach (var gap in safety.Gaps)
            Console.WriteLine($"  {gap.Words}{(gap.Proposed.Count > 0 ? $" ./clementia facts {petition.Id} --attribute {gap.Attribute}" : "")}");
    }

    private static readonly (string Topic, string Head)[] s_heads = [("conduct", "In prison"), ("violence", "Violence"), ("history", "Before"), ("plan", "Plan for release")];

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static JsonObject Json(PublicSafety safety, string from) => new()
    {
        ["on"] = safety.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["onFrom"] = from,
        ["age"] = safety.Age is { } age ? new JsonObject { ["least"] = age.Least, ["most"] = age.Most, ["fact"] = safety.AgeFrom } : null,
        ["history"] = safety.History is null ? null : new JsonObject { ["category"] = safety.History, ["fact"] = safety.HistoryFrom },
        ["rates"] = new JsonArray([.. safety.Rates.Select(one => (JsonNode)new JsonObject
        {
            ["ofAHundred"] = one.Rate.OfAHundred,
            ["percent"] = one.Rate.Percent,
            ["alike"] = one.Alike,
            ["outcome"] = one.Study.Outcome,
            ["years"] = one.Study.Years,
            ["population"] = one.Study.Population,
            ["cohort"] = one.Study.Cohort,
            ["n"] = one.Study.N,
            ["study"] = one.Study.Id,
            ["title"] = one.Study.Title,
            ["publisher"] = one.Study.Publisher,
            ["published"] = one.Study.Published,
            ["url"] = one.Study.Url,
            ["verified"] = one.Rate.Verified switch { Checked.Yes => "yes", Checked.Partial => "partial", _ => "no" },
            ["usable"] = one.IsUsable,
            ["how"] = one.Rate.How,
        })]),
        ["ranges"] = new JsonArray([.. safety.Ranges.Select(range => (JsonNode)new JsonObject { ["population"] = range.Population, ["least"] = range.Least, ["most"] = range.Most, ["figures"] = range.Studies })]),
        ["cannotSay"] = new JsonArray([.. safety.CannotSay.Select(limit => (JsonNode?)JsonValue.Create(limit))]),
        ["points"] = new JsonArray([.. safety.Points.Select(point => (JsonNode)new JsonObject
        {
            ["topic"] = point.Topic,
            ["words"] = point.Words,
            ["facts"] = new JsonArray([.. point.Facts.Select(f => (JsonNode?)JsonValue.Create(f))]),
            ["document"] = point.Document,
            ["page"] = point.Page,
        })]),
        ["missing"] = new JsonArray([.. safety.Gaps.Select(gap => (JsonNode)new JsonObject
        {
            ["attribute"] = gap.Attribute,
            ["words"] = gap.Words,
            ["proposed"] = new JsonArray([.. gap.Proposed.Select(f => (JsonNode?)JsonValue.Create(f))]),
            ["supplied"] = new JsonArray([.. gap.Supplied.Select(label => (JsonNode?)JsonValue.Create(label))]),
        })]),
    };
}
