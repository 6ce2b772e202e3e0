using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia tasks`: what is to be done on a petition.</summary>
internal static class ListTasks
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var add = new Option<string?>("--add") { Description = "Set a task: what is to be done.", HelpName = "WORDS" };
        var about = new Option<string?>("--about") { Description = "With --add: what it comes from: F12, O1." };
        var due = new Option<string?>("--due") { Description = "With --add: by which day, YYYY-MM-DD.", HelpName = "DAY" };
        var done = new Option<string[]>("--done") { Description = "Close a task, and say how it was done or why it was dropped: --done T1 \"It came by post\".", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true, HelpName = "T \"HOW\"" };
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("tasks", "List what is to be done on a petition; set or close a task.",
            "tasks p-7k3m9q", "tasks p-7k3m9q --add \"Ask for the presentence report\" --about F12 --due 2026-12-01", "tasks p-7k3m9q --done T1 \"It came by post\"") { id, add, about, due, done, workspace, asOf, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var (petition, words, closing) = (parsed.GetValue(id)!, parsed.GetValue(add), parsed.GetValue(done) ?? []);
            if (words is null && (parsed.GetValue(about) ?? parsed.GetValue(due)) is not null)
                throw new UsageException("--about and --due belong to a task that is set. Add --add \"what is to be done\".");
            if (words is not null && closing.Length > 0)
                throw new UsageException("A task is set or closed. Do one after the other.");
            if (words is not null)
            {
                var number = desk.Enter(petition, soFar => Desk.Either(Procedure.SetTask(soFar, words, parsed.GetValue(about), parsed.GetValue(due))));
                var set = PetitionTasks.Of(desk.Petition(petition, null)).Single(task => task.Entry == number);
                Console.WriteLine($"{set.Id} set (entry {number}, by {desk.Actor}): {set.Words}");
                return Program.Done;
            }
            if (closing is [var which, var how])
            {
                var number = desk.Enter(petition, soFar => Desk.Either(Procedure.CloseTask(soFar, which, how)));
                Console.WriteLine($"{which.ToUpperInvariant()} closed (entry {number}, by {desk.Actor}).");
                return Program.Done;
            }
            var all = PetitionTasks.Of(desk.Petition(petition, parsed.GetValue(asOf)));
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. all.Select(task => (JsonNode)Json(task))]));
            else
                Print(all, petition);
            return Program.Done;
        });
        return command;
    }

    private static JsonObject Json(PetitionTask task) => new()
    {
        ["id"] = task.Id,
        ["entry"] = task.Entry,
        ["at"] = task.At,
        ["by"] = task.By,
        ["words"] = task.Words,
        ["about"] = task.About,
        ["due"] = task.Due,
        ["closed"] = task.Closed,
        ["closed_by"] = task.ClosedBy,
    };

    private static void Print(IReadOnlyList<PetitionTask> all, string id)
    {
        var open = all.Where(task => task.Closed is null).OrderBy(task => task.Due is null).ThenBy(task => task.Due, StringComparer.Ordinal).ToList();
        Console.WriteLine(all.Count == 0 ? "Nothing is to be done." : open.Count == 0 ? "Everything is done." : $"{Shell.Count(open.Count, "task")} to do");
        foreach (var task in open)
            Console.WriteLine($"  {task.Id,-4} {task.Words}{(task.About is null ? "" : $"  (about {task.About})")}{(task.Due is null ? "" : $"  by {task.Due}")}");
        var closed = all.Where(task => task.Closed is not null).ToList();
        if (closed.Count > 0)
            Shell.Heading("Done");
        foreach (var task in closed)
            Console.WriteLine($"  {task.Id,-4} {task.Words}: {task.Closed} ({task.ClosedBy})");
        if (open.Count > 0)
            Console.WriteLine($"\nClose one: ./clementia tasks {id} --done {open[0].Id} \"how\"");
    }
}
