using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Cli.Rehearsing;

namespace Clementia.Cli.Commands;

/// <summary>`clementia rehearse`: the presenter is asked what will be asked, in a random and hostile order, and grades themselves.</summary>
internal static class Rehearse
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var add = new Option<string?>("--add") { Description = "Add a question of your own, instead of rehearsing.", HelpName = "QUESTION" };
        var answer = new Option<string?>("--answer") { Description = "With --add: the answer you mean to give, in at most two sentences." };
        var list = new Option<bool>("--list") { Description = "List the questions with the days when they are due, and how ready you are." };
        var all = new Option<bool>("--all") { Description = "Ask every question, due or not." };
        var most = new Option<int>("--most") { Description = "Ask at most so many.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var seed = new Option<int?>("--seed") { Description = "For the same order again.", HelpName = "N" };
        var grades = new Option<string?>("--grades") { Description = "Where your grades are kept. Default: the folder rehearsal in the workspace. They are never on the docket.", HelpName = "DIR" };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("rehearse", "Rehearse the presentation: hard questions, the file's answers, your own grades, spaced so that they stay.",
            "rehearse p-7k3m9q --by \"Celeste Amberley\"", "rehearse p-7k3m9q --list", "rehearse p-7k3m9q --add \"What does her daughter do?\" --answer \"She is a nurse. She will take her in.\"") { id, add, answer, list, all, most, seed, grades, workspace, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = desk.Petition(parsed.GetValue(id)!, null);
            var book = GradeBook.Open(Folder(parsed.GetValue(grades), desk), petition.Id, desk.Actor);
            var asks = parsed.GetValue(add);
            if (asks is null && parsed.GetValue(answer) is not null)
                throw new UsageException("--answer belongs to a question. Add --add \"QUESTION\".");
            if (asks is not null)
                return Add(book, asks, parsed.GetValue(answer));
            if (parsed.GetValue(most) < 1)
                throw new UsageException("--most is at least 1.");
            var now = Desk.Now();
            var cards = Cards(petition, book);
            if (parsed.GetValue(json))
                Shell.Print(Json(cards, book, now));
            else if (parsed.GetValue(list))
                List(cards, book, now, petition.Id);
            else
                Session(desk, petition, cards, book, parsed.GetValue(all), parsed.GetValue(most), parsed.GetValue(seed) ?? Random.Shared.Next(1, 10_000));
            return Program.Done;
        });
        return command;
    }

    private static string Folder(string? given, Desk desk) => given
        ?? (desk.Workspace.Folder is { } folder ? Path.Combine(folder, "rehearsal")
            : throw new UsageException("The workspace is a database, which is not yours alone. Say where your grades are kept: --grades DIR."));

    private static int Add(GradeBook book, string asks, string? answer)
    {
        var (question, said) = (Shell.OneLine(asks, 500), answer is null ? null : Shell.OneLine(answer, 1000));
        if (question.Length == 0 || said is { Length: 0 })
            throw new UsageException(question.Length == 0 ? "The question is empty. Write it after --add." : "The answer is empty. Write it after --answer, or leave that out.");
        if (said is not null && Rehearsal.TwoSentences(said) != said)
            throw new UsageException("The answer has more than two sentences. Say it in two: nobody listens to a third.");
        if (book.Own.FirstOrDefault(own => string.Equals(own.Asks, question, StringComparison.OrdinalIgnoreCase)) is { } same)
            throw new UsageException($"That question is there already, as own:{same.Number}.");
        var added = book.Add(question, said);
        Console.WriteLine($"own:{added.Number} added: {added.Asks}");
        return Program.Done;
    }

    private static List<RehearsalCard> Cards(Petition petition, GradeBook book) =>
        [.. Rehearsal.Of(petition), .. book.Own.Select(own => new RehearsalCard($"own:{own.Number}", "Your own questions", own.Asks, own.Asks, own.Answer, null, true, "rehearsal"))];

    /// <summary>The chance that it is known now: 0 when it was never graded, not known the last time, or the file has no answer.</summary>
    private static double Known(RehearsalCard card, GradeBook book, DateTimeOffset now) =>
        card.Answer is null || book.Of(card.Id) is not { } graded || graded.Last == Grade.Again ? 0 : Fsrs.Recall(graded.Memory, now);

    private static DateTimeOffset? Due(RehearsalCard card, GradeBook book) => book.Of(card.Id)?.Memory.Due;

    private static List<(string Topic, int Ready, int Graded, int Count)> Readiness(List<RehearsalCard> cards, GradeBook book, DateTimeOffset now) =>
        [.. cards.GroupBy(card => card.Topic).Select(topic => (topic.Key, (int)Math.Floor(100 * topic.Average(card => Known(card, book, now))), topic.Count(card => book.Of(card.Id) is not null), topic.Count()))];

    private static int Ready(List<RehearsalCard> cards, GradeBook book, DateTimeOffset now) => cards.Count == 0 ? 0 : (int)Math.Floor(100 * cards.Average(card => Known(card, book, now)));

    private static void PrintReadiness(List<RehearsalCard> cards, GradeBook book, DateTimeOffset now)
    {
        Console.WriteLine($"Ready: {Ready(cards, book, now)} of 100. The chance, by your own grades, that you know the answer now; 0 for what was never asked or has no answer on file.");
        foreach (var (topic, ready, graded, count) in Readiness(cards, book, now).OrderBy(topic => topic.Ready))
            Console.WriteLine($"  {ready,3}  {topic} ({graded} of {count} asked)");
    }

    private static void List(List<RehearsalCard> cards, GradeBook book, DateTimeOffset now, string id)
    {
        if (cards.Count == 0)
        {
            Console.WriteLine($"There is nothing to rehearse yet: vet a fact, or add a question: ./clementia rehearse {id} --add \"...\"");
            return;
        }
        foreach (var topic in cards.GroupBy(card => card.Topic))
        {
            Shell.Heading(topic.Key);
            foreach (var card in topic.OrderByDescending(card => card.IsWeighty))
                Console.WriteLine($"  {When(card, book, now),-12}{(card.IsWeighty ? "* " : "  ")}{Shell.OneLine(card.Asks, 110)}{(card.Answer is null ? "  NO ANSWER ON FILE" : "")}");
        }
        Console.WriteLine("\n* weighty: asked first");
        PrintReadiness(cards, book, now);
    }

    private static string When(RehearsalCard card, GradeBook book, DateTimeOffset now) => Due(card, book) switch
    {
        null => "new",
        var due when due <= now => "due",
        var due => due.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static JsonObject Json(List<RehearsalCard> cards, GradeBook book, DateTimeOffset now) => new()
    {
        ["ready"] = Ready(cards, book, now),
        ["topics"] = new JsonArray([.. Readiness(cards, book, now).Select(topic => (JsonNode)new JsonObject { ["topic"] = topic.Topic, ["ready"] = topic.Ready, ["asked"] = topic.Graded, ["questions"] = topic.Count })]),
        ["cards"] = new JsonArray([.. cards.Select(card => (JsonNode)new JsonObject
        {
            ["id"] = card.Id,
            ["topic"] = card.Topic,
            ["asks"] = card.Asks,
            ["hard"] = card.Hard,
            ["answer"] = card.Answer,
            ["cite"] = card.Cite,
            ["weighty"] = card.IsWeighty,
            ["about"] = card.About,
            ["due"] = Due(card, book),
            ["last_grade"] = book.Of(card.Id)?.Last.ToString().ToLowerInvariant(),
        })]),
    };

    private static void Session(Desk desk, Petition petition, List<RehearsalCard> cards, GradeBook book, bool all, int most, int seed)
    {
        if (cards.Count == 0)
        {
            Console.WriteLine($"There is nothing to rehearse yet: vet a fact, or add a question: ./clementia rehearse {petition.Id} --add \"...\"");
            return;
        }
        var start = Desk.Now();
        var due = cards.Where(card => all || Due(card, book) is not { } at || at <= start).ToArray();
        if (due.Length == 0)
        {
            Console.WriteLine($"Nothing is due before {cards.Min(card => Due(card, book))!.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. --all asks everything all the same.");
            PrintReadiness(cards, book, start);
            return;
        }
        new Random(seed).Shuffle(due);
        var asked = due.OrderByDescending(card => card.IsWeighty).Take(most).ToList();
        Console.WriteLine($"{Shell.Count(asked.Count, "question")} of {due.Length} due, weighty ones first (seed {seed}). Answer aloud, then press Enter; q ends. Your grades are kept for you alone.");
        // The grades are on disk already: to stop at any time loses nothing.
        using var stopping = new Stopping();
        var graded = 0;
        var tasks = 0;
        foreach (var (card, n) in asked.Select((card, i) => (card, i + 1)))
        {
            Console.WriteLine($"\n{n} of {asked.Count} · {card.Topic}{(card.IsWeighty ? " · weighty" : "")}\n  {card.Hard}");
            Console.Write("> ");
            if (Console.ReadLine() is not { } line || line.Trim() is "q" or "quit")
                break;
            if (card.Answer is null)
            {
                Console.WriteLine($"  The file has no answer yet. {(card.Cite is null ? "Nothing on file bears on it." : $"What bears on it: {card.Cite}.")}");
                book.Grade(card.Id, Grade.Again, Desk.Now());
                tasks += SetTask(desk, petition.Id, card);
                graded++;
                continue;
            }
            Console.WriteLine($"  {card.Answer}{(card.Cite is null ? "" : $"  [{card.Cite}]")}");
            if (AskGrade() is not var (grade, cannot))
                break;
            var memory = book.Grade(card.Id, grade, Desk.Now());
            graded++;
            if (cannot)
                tasks += SetTask(desk, petition.Id, card);
            Console.WriteLine($"  Next {In(memory.Due - memory.Last!.Value)}.");
        }
        Console.WriteLine($"\n{Shell.Count(graded, "answer")} graded{(tasks > 0 ? $", {Shell.Count(tasks, "task")} set (./clementia tasks {petition.Id})" : "")}.");
        PrintReadiness(cards, book, Desk.Now());
    }

    private static (Grade Grade, bool Cannot)? AskGrade()
    {
        while (true)
        {
            Console.Write("  How was it? again, hard, good, easy; t when it cannot be answered well enough: ");
            switch (Console.ReadLine()?.Trim().ToLowerInvariant())
            {
                case null or "q" or "quit":
                    return null;
                case "again" or "a" or "1":
                    return (Grade.Again, false);
                case "hard" or "h" or "2":
                    return (Grade.Hard, false);
                case "good" or "g" or "3":
                    return (Grade.Good, false);
                case "easy" or "e" or "4":
                    return (Grade.Easy, false);
                case "t" or "task":
                    return (Grade.Again, true);
                default:
                    Console.WriteLine("  Type a, h, g, e, t or q.");
                    break;
            }
        }
    }

    private static int SetTask(Desk desk, string id, RehearsalCard card)
    {
        var words = $"Find an answer to: {card.Asks}";
        if (PetitionTasks.Of(desk.Petition(id, null)).FirstOrDefault(task => task.Closed is null && task.Words == Shell.OneLine(words, 1000) && task.About == card.About) is { } same)
        {
            Console.WriteLine($"  It is to be done already, as {same.Id}.");
            return 0;
        }
        var number = desk.Enter(id, soFar => Desk.Either(Procedure.SetTask(soFar, Shell.OneLine(words, 1000), card.About, null)));
        Console.WriteLine($"  It is now a task: {PetitionTasks.Of(desk.Petition(id, null)).Single(task => task.Entry == number).Id}.");
        return 1;
    }

    private static string In(TimeSpan wait) => wait switch
    {
        { TotalDays: >= 2 } => $"in {(int)wait.TotalDays} days",
        { TotalDays: >= 1 } => "tomorrow",
        { TotalMinutes: >= 2 } => $"in {(int)wait.TotalMinutes} minutes",
        _ => "in a minute",
    };

    /// <summary>While it is there, Ctrl-C ends the session with a word.</summary>
    private sealed class Stopping : IDisposable
    {
        public Stopping() => Console.CancelKeyPress += Stop;

        public void Dispose() => Console.CancelKeyPress -= Stop;

        private static void Stop(object? sender, ConsoleCancelEventArgs stopped)
        {
            Console.WriteLine("\nStopped. What you graded is kept.");
            Environment.Exit(Program.Done);
        }
    }
}
