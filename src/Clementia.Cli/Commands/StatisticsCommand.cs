using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia statistics`: what the office decided, over all of its petitions.</summary>
internal static class StatisticsCommand
{
    public static Command Command()
    {
        var smallest = new Option<int>("--smallest") { Description = "The smallest number that is shown; smaller ones are hidden, with others so that they cannot be worked out. 1 hides nothing.", DefaultValueFactory = _ => 3, HelpName = "N" };
        var group = new Option<string[]>("--group") { Description = $"An attribute whose values are compared. Repeat it for more. Default: {string.Join(", ", OfficeStatistics.UsualGroups)}.", HelpName = "ATTRIBUTE" };
        var csv = new Option<bool>("--csv") { Description = "Print CSV." };
        var workspace = Shell.Workspace();
        var json = Shell.Json();
        var command = new ExampleCommand("statistics", "Grants by form and ground, time to decision, and how groups fared, over every petition of the workspace.",
            "statistics", "statistics --group petitioner.citizenship --smallest 5", "statistics --csv") { smallest, group, csv, workspace, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json) && parsed.GetValue(csv))
                throw new UsageException("Ask for --json or for --csv, not for both.");
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var cases = desk.Petitions().Select(one =>
            {
                var entries = desk.Entries(one.Id, null);
                return new OfficeCase(Petition.Fold(one.Id, entries), DateOnly.FromDateTime(entries[0].At.UtcDateTime));
            }).ToList();
            var counted = OfficeStatistics.Of(cases, parsed.GetValue(smallest), parsed.GetValue(group) is { Length: > 0 } named ? named : null);
            if (counted.IsRefused)
                throw new UsageException(counted.Refusal.ToString());
            if (parsed.GetValue(json))
                Shell.Print(Json(counted.Value));
            else if (parsed.GetValue(csv))
                Console.Write(Csv(counted.Value));
            else
                Print(counted.Value);
            return Program.Done;
        });
        return command;
    }

    private static void Print(OfficeStatistics all)
    {
        if (all.Petitions == 0)
        {
            Console.WriteLine("No petition yet, so there is nothing to count. Open one: ./clementia new \"Commutation for Jane Doe\"");
            return;
        }
        Console.WriteLine($"{Shell.Count(all.Petitions, "petition")}{(all.Samples == 0 ? "" : all.Samples == all.Petitions ? ", all made up (samples)" : $", of which {all.Samples:N0} made up ({(all.Samples == 1 ? "a sample" : "samples")})")}.");
        if (all.Decided is { All: 0 })
        {
            Console.WriteLine("None is decided yet.");
            return;
        }
        Console.WriteLine(all.Decided is { } decided
            ? $"Decided: {decided.All:N0}. Something was granted on {decided.Granted:N0}: {Rate(decided.Rate)}."
            : $"How many are decided and granted is hidden: a number is below {all.Smallest}.");
        if (all.Smallest > 1)
            Console.WriteLine($"Numbers below {all.Smallest} are hidden, and others with them so that they cannot be worked out.");
        Shell.Heading("Decisions by form (a petition may have several)");
        Rows(all.Forms, row => $"{row.All,6:N0}  {row.What}");
        Shell.Heading("Grants by ground, as the decisions name them");
        Rows(all.Grounds, row => $"{row.All,6:N0}  {row.What}");
        Shell.Heading("From filing to the first decision");
        Console.WriteLine(all.Days is { } days
            ? $"  Median {days.Median:N0} days; the middle half took {days.LowerQuartile:N0} to {days.UpperQuartile:N0} (n = {days.Number:N0})."
            : $"  Too few to tell (fewer than {all.Smallest}).");
        if (all.Days is not null && all.FromOpening > 0)
            Console.WriteLine($"  For {all.FromOpening:N0} of them no full day of the petition is vetted: the day on which the docket was opened stands for it.");
        if (all.WithoutDays > 0)
            Console.WriteLine($"  Left out: {(all.WithoutDays < all.Smallest ? "petitions" : Shell.Count(all.WithoutDays, "petition"))} whose decision holds from before the filing{(all.WithoutDays < all.Smallest ? $" (fewer than {all.Smallest})" : "")}.");
        foreach (var group in all.Groups)
        {
            Shell.Heading($"Granted, by {group.Label.ToLowerInvariant()} ({group.Attribute}){(group.Known is { } known ? known == 0 ? ": no vetted value on file" : $": {Shell.Count(known, "decided petition")} with a vetted value" : "")}");
            Rows(group.Table, row => $"{row.Granted,6:N0} of {row.All:N0}  {row.What}: {Rate(row.Rate)}");
        }
        Console.WriteLine("\nn is the number of decided petitions in a line. The interval is Wilson's, 95 %: where two overlap, the numbers do not show a difference, and where\nthey do not, they do not say why. The file holds neither race nor sex, so nothing can be told by them.");
    }

    private static void Rows(Tally table, Func<TallyRow, string> line)
    {
        foreach (var row in table.Rows)
            Console.WriteLine("  " + line(row));
        if (table.HiddenRows > 0)
            Console.WriteLine($"  {(table.Hidden is { } sum ? $"{sum.All,6:N0}" : "     -")}  in {Shell.Count(table.HiddenRows, "line")} that {(table.HiddenRows == 1 ? "is" : "are")} hidden");
        if (table.Rows.Count == 0 && table.HiddenRows == 0)
            Console.WriteLine("  None.");
    }

    private static string Rate(Proportion rate) => $"{OfficeStatistics.Percent(rate.Value)} (95 %: {OfficeStatistics.Percent(rate.Low)} to {OfficeStatistics.Percent(rate.High)}; n = {rate.Of.ToString("N0", CultureInfo.InvariantCulture)})";

    private static JsonObject Json(OfficeStatistics all) => new()
    {
        ["petitions"] = all.Petitions,
        ["samples"] = all.Samples,
        ["smallestShown"] = all.Smallest,
        ["decided"] = Json(all.Decided, true),
        ["forms"] = Json(all.Forms, false),
        ["grounds"] = Json(all.Grounds, false),
        ["days"] = all.Days is not { } days ? null : new JsonObject { ["n"] = days.Number, ["lowerQuartile"] = days.LowerQuartile, ["median"] = days.Median, ["upperQuartile"] = days.UpperQuartile, ["fromOpening"] = all.FromOpening },
        ["withoutDays"] = all.WithoutDays,
        ["groups"] = new JsonArray([.. all.Groups.Select(group => (JsonNode)new JsonObject { ["attribute"] = group.Attribute, ["label"] = group.Label, ["known"] = group.Known, ["table"] = Json(group.Table, true) })]),
    };

    private static JsonObject Json(Tally table, bool rates) => new()
    {
        ["rows"] = new JsonArray([.. table.Rows.Select(row => Json(row, rates))]),
        ["hiddenRows"] = table.HiddenRows,
        ["hidden"] = Json(table.Hidden, rates),
        ["total"] = Json(table.Total, rates),
    };

    private static JsonObject? Json(TallyRow? row, bool rates)
    {
        if (row is null)
            return null;
        var json = new JsonObject { ["what"] = row.What, ["n"] = row.All };
        if (rates && row.All > 0)
        {
            json["granted"] = row.Granted;
            json["rate"] = Math.Round(row.Rate.Value, 4);
            json["low"] = Math.Round(row.Rate.Low, 4);
            json["high"] = Math.Round(row.Rate.High, 4);
        }
        return json;
    }

    private static string Csv(OfficeStatistics all)
    {
        var csv = new StringBuilder("table,what,granted,n,rate,low,high\n");
        Table("forms", all.Forms, false);
        Table("grounds", all.Grounds, false);
        foreach (var group in all.Groups)
            Table(group.Attribute, group.Table, true);
        if (all.Days is { } days)
        {
            foreach (var (what, number) in ((string, int)[])[("lower quartile", days.LowerQuartile), ("median", days.Median), ("upper quartile", days.UpperQuartile)])
                csv.Append(CultureInfo.InvariantCulture, $"days,{what},,{number},,,\n");
        }
        return csv.ToString();

        void Table(string name, Tally table, bool rates)
        {
            foreach (var row in table.Rows)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{name},{Quoted(row.What)},{(rates ? row.Granted.ToString(CultureInfo.InvariantCulture) : "")},{row.All}");
                csv.Append(rates ? string.Create(CultureInfo.InvariantCulture, $",{row.Rate.Value:0.0000},{row.Rate.Low:0.0000},{row.Rate.High:0.0000}\n") : ",,,\n");
            }
            if (table.HiddenRows > 0)
                csv.Append(CultureInfo.InvariantCulture, $"{name},({table.HiddenRows} hidden),,{(table.Hidden is { } sum ? sum.All.ToString(CultureInfo.InvariantCulture) : "")},,,\n");
        }
    }

    // A value that begins like a formula would command a spreadsheet.
    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\n\r") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }
}
