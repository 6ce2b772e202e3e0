using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia office`: every petition with its stage, since when, whose turn it is, what it lacks, and its deadlines.</summary>
internal static class OfficeCommand
{
    /// <summary>A petition in the overview; Fault says why its process cannot be shown, or is null.</summary>
    private sealed record Row(Petition Petition, CaseProcess? At, string? Fault)
    {
        public IReadOnlyList<DueDay> Due { get; } = At?.Due ?? [.. Referral.DueOf(Petition).OrderBy(due => due.Day)];

        public IReadOnlyList<MissingNeed> Lacks { get; } = At?.MissingHere ?? [];

        public int Days => At is null ? 0 : ProcessCommand.DaysIn(At);
    }

    public static Command Command()
    {
        var workspace = Shell.Workspace();
        var stage = new Option<string?>("--stage") { Description = "Only petitions in this stage.", HelpName = "STAGE" };
        var process = new Option<string?>("--process") { Description = "Only petitions under this process; \"none\" for those without one.", HelpName = "NAME" };
        var turn = new Option<string?>("--turn") { Description = "Only petitions that wait for this person or role.", HelpName = "NAME" };
        var overdue = new Option<bool>("--overdue") { Description = "Only petitions with a deadline that has passed." };
        var incomplete = new Option<bool>("--incomplete") { Description = "Only petitions that lack something for the way on." };
        var sort = new Option<string>("--sort") { Description = "due (default: overdue first), age, stage or title.", DefaultValueFactory = _ => "due" };
        sort.AcceptOnlyFromAmong("due", "age", "stage", "title");
        var ics = new Option<string?>("--ics") { Description = "Write the deadlines to this file (iCalendar), for a calendar program.", HelpName = "FILE" };
        var json = Shell.Json();
        var command = new ExampleCommand("office", "Show all petitions: stage and age, whose turn it is, what each lacks, deadlines with the overdue first.",
            "office", "office --turn \"Ada Fenwick\" --sort age", "office --incomplete --json", "office --ics deadlines.ics") { workspace, stage, process, turn, overdue, incomplete, sort, ics, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var today = Desk.Today();
            var all = desk.Petitions().Select(one => Read(desk.Petition(one.Id, null))).ToList();
            var rows = all.Where(row =>
                (parsed.GetValue(stage) is not { } s || string.Equals(row.At?.Stage.Id, s, StringComparison.OrdinalIgnoreCase))
                && (parsed.GetValue(process) is not { } p || string.Equals(row.At?.Process.Id ?? "none", p, StringComparison.OrdinalIgnoreCase))
                && (parsed.GetValue(turn) is not { } t || (row.At?.Turn is { } whose && (string.Equals(whose.Role, t, StringComparison.OrdinalIgnoreCase) || string.Equals(whose.Label, t, StringComparison.OrdinalIgnoreCase) || row.At.Holds(t, whose.Role))))
                && (!parsed.GetValue(overdue) || row.Due.Any(due => due.Day < today))
                && (!parsed.GetValue(incomplete) || row.Lacks.Count > 0));
            rows = parsed.GetValue(sort) switch
            {
                "age" => rows.OrderByDescending(row => row.Days),
                "stage" => rows.OrderBy(row => row.At?.Process.Id, StringComparer.Ordinal).ThenBy(row => row.At is null ? 0 : row.At.Process.Stages.TakeWhile(one => one != row.At.Stage).Count()).ThenByDescending(row => row.Days),
                "title" => rows.OrderBy(row => row.Petition.Title, StringComparer.OrdinalIgnoreCase),
                _ => rows.OrderBy(row => row.Due.Count > 0 ? row.Due[0].Day : DateOnly.MaxValue).ThenByDescending(row => row.Days),
            };
            var shown = rows.ToList();
            if (parsed.GetValue(ics) is { } file)
                WriteCalendar(file, shown);
            if (parsed.GetValue(json))
                Shell.Print(new JsonObject { ["today"] = today.ToString("yyyy-MM-dd"), ["petitions"] = new JsonArray([.. shown.Select(row => (JsonNode)Json(row))]), ["stages"] = new JsonArray([.. Ages(shown).Select(age => (JsonNode)new JsonObject { ["process"] = age.Process, ["stage"] = age.Stage, ["petitions"] = age.Count, ["oldestDays"] = age.Oldest, ["medianDays"] = age.Median })]) });
            else
                Print(all.Count, shown, today);
            if (parsed.GetValue(ics) is { } written)
                Console.Error.WriteLine($"{written}: {Shell.Count(shown.Sum(row => row.Due.Count), "deadline")}.");
            return Program.Done;
        });
        return command;
    }

    private static Row Read(Petition petition)
    {
        try
        {
            return new Row(petition, CaseProcess.Of(petition), null);
        }
        catch (InvalidDataException newer)
        {
            // One petition of a newer version must not hide all others.
            return new Row(petition, null, newer.Message);
        }
    }

    private static void WriteCalendar(string file, List<Row> rows)
    {
        if (Directory.Exists(file) || Path.GetDirectoryName(Path.GetFullPath(file)) is not { } folder || !Directory.Exists(folder))
            throw new UsageException($"'{file}' cannot be written: name a file in a folder that exists.");
        var half = $"{file}.{Guid.NewGuid():n}.part";
        try
        {
            File.WriteAllText(half, Calendar.Write(rows.SelectMany(row => row.Due.Select(due => (row.Petition.Id, row.Petition.Title, due))), Desk.Now()));
            File.Move(half, file, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>How long petitions have been in each stage: the oldest and the one in the middle.</summary>
    private static IEnumerable<(string Process, string Stage, string Label, int Count, int Oldest, int Median)> Ages(List<Row> rows) =>
        rows.Where(row => row.At is { Stage.Ends: false }).GroupBy(row => (Process: row.At!.Process.Id, Stage: row.At.Stage.Id)).OrderBy(group => group.Key.Process, StringComparer.Ordinal)
            .ThenBy(group => ReviewProcess.Find(group.Key.Process)!.Stages.TakeWhile(stage => stage.Id != group.Key.Stage).Count())
            .Select(group => (group.Key.Process, group.Key.Stage, group.First().At!.Stage.Label, group.Count(), group.Max(row => row.Days), group.Select(row => row.Days).Order().ElementAt((group.Count() - 1) / 2)));

    private static JsonObject Json(Row row) => new()
    {
        ["petition"] = row.Petition.Id,
        ["title"] = row.Petition.Title,
        ["process"] = row.At?.Process.Id,
        ["stage"] = row.At?.Stage.Id,
        ["stageLabel"] = row.At?.Stage.Label,
        ["since"] = row.At?.Since,
        ["days"] = row.At is null ? null : row.Days,
        ["turn"] = row.At?.Turn is { } turn ? new JsonObject { ["role"] = turn.Role, ["label"] = turn.Label, ["names"] = ProcessCommand.List(turn.Names) } : null,
        ["lacks"] = ProcessCommand.List(row.Lacks.Select(missing => missing.InWords)),
        ["due"] = new JsonArray([.. row.Due.Select(due => (JsonNode)ProcessCommand.Json(due))]),
        ["fault"] = row.Fault,
    };

    private static void Print(int all, List<Row> rows, DateOnly today)
    {
        if (rows.Count == 0)
        {
            Console.WriteLine(all == 0 ? "No petition yet. Open one: ./clementia new \"Commutation for Jane Doe\"" : $"None of the {Shell.Count(all, "petition")} fits. Ask without the filters to see all.");
            return;
        }
        foreach (var row in rows)
        {
            Console.WriteLine($"{row.Petition.Id}  {row.Petition.Title}");
            if (row.At is not { } at)
            {
                Console.WriteLine($"    {row.Fault ?? $"no process chosen: ./clementia process {row.Petition.Id} --use NAME"}");
            }
            else
            {
                Console.WriteLine($"    {at.Stage.Label}, {(row.Days == 0 ? "since today" : $"for {ProcessCommand.InDays(row.Days)}")}; {(at.Turn is { } turn ? $"waits for {turn}" : "waits for nobody")}");
                foreach (var group in row.Lacks.GroupBy(missing => missing.InWords.Split(':')[0]))
                    Console.WriteLine($"    {group.Key}: {string.Join("; ", group.Select(missing => missing.What))}");
            }
            foreach (var due in row.Due)
                Console.WriteLine($"    {(due.Day < today ? $"OVERDUE since {due.Day:yyyy-MM-dd}" : $"due {due.Day:yyyy-MM-dd}")}  {due.What}{(due.Source is null ? "" : $"  [{due.Source}]")}");
        }
        var ages = Ages(rows).ToList();
        if (ages.Count > 0)
            Shell.Heading("Age by stage");
        foreach (var age in ages)
            Console.WriteLine($"  {age.Process}, {age.Label}: {Shell.Count(age.Count, "petition")}, the oldest {ProcessCommand.InDays(age.Oldest)}{(age.Count > 1 ? $", half of them no longer than {ProcessCommand.InDays(age.Median)}" : "")}");
    }
}
