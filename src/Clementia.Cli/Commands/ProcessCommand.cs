using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia process`: under which process a petition goes, where it stands in it, and its moves; without an id, the processes there are.</summary>
internal static class ProcessCommand
{
    public static Command Command()
    {
        var id = new Argument<string?>("ID") { Description = "The petition's id. Without it the processes are listed.", Arity = ArgumentArity.ZeroOrOne };
        var use = new Option<string?>("--use") { Description = "Choose the process of this name for the petition, or name its people anew. Without an ID: show the process whole.", HelpName = "NAME" };
        var person = new Option<string[]>("--person") { Description = "Who holds a role; once for each person. Several of one role are told apart by repeating it.", HelpName = "ROLE=NAME", DefaultValueFactory = _ => [] };
        var days = new Option<string[]>("--days") { Description = "A deadline that the office sets itself, in days from the day its stage is entered.", HelpName = "DEADLINE=N", DefaultValueFactory = _ => [] };
        var move = new Option<string?>("--move") { Description = "Move the petition to this stage.", HelpName = "STAGE" };
        var reason = new Option<string?>("--reason") { Description = "Why it is moved; needed when it is not the way on." };
        var regardless = new Option<string?>("--regardless") { Description = "Move it although something is lacking, and why. It stands on the docket with your name.", HelpName = "WHY" };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("process", "Choose a petition's process, see where it stands and whose turn it is, and move it on.",
            "processes",
            "process --use us-federal",
            "process p-7k3m9q --use us-direct --person adviser=\"Julian Farrow\" --person counsel=\"Ingrid Stahl\" --person president=\"Edwin Thorne\"",
            "process p-7k3m9q",
            "process p-7k3m9q --move presented --by \"Julian Farrow\"",
            "process p-7k3m9q --move presented --regardless \"The report is sealed; counsel has read it\" --by \"Julian Farrow\"") { id, use, person, days, move, reason, regardless, workspace, by, json };
        command.Aliases.Add("processes");
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(id) is not { } petition)
                return Rules(parsed.GetValue(use), parsed.GetValue(json), parsed.GetValue(move) ?? parsed.GetValue(reason) ?? parsed.GetValue(regardless) ?? parsed.GetValue(person)!.Concat(parsed.GetValue(days)!).FirstOrDefault());
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var (people, own) = (Held(parsed.GetValue(person)!), Own(parsed.GetValue(days)!));
            if (parsed.GetValue(use) is { } name)
                desk.Enter(petition, soFar => Desk.Either(Procedure.Choose(soFar, name, people, own)));
            else if (people.Count > 0 || own.Count > 0)
                throw new UsageException($"--person and --days belong to --use: ./clementia process {petition} --use NAME --person ROLE=NAME");
            if (parsed.GetValue(move) is { } to)
                desk.Enter(petition, soFar => Move(soFar, desk.Actor, to, parsed.GetValue(reason), parsed.GetValue(regardless)));
            else if (parsed.GetValue(reason) is not null || parsed.GetValue(regardless) is not null)
                throw new UsageException("--reason and --regardless belong to --move STAGE.");
            Show(desk.Petition(petition, null), parsed.GetValue(json));
            return Program.Done;
        });
        return command;
    }

    private static Store.Result<IReadOnlyList<Entry>> Move(Petition soFar, string name, string to, string? reason, string? regardless)
    {
        var moved = Procedure.MoveOn(soFar, name, to, reason, regardless, Desk.Today(), Law.LawBook.BuiltIn.Fingerprint);
        return moved.IsRefused ? moved.Refusal : moved.Value;
    }

    private static List<RoleHolders> Held(string[] typed)
    {
        var held = new List<(string Role, string Name)>();
        foreach (var one in typed)
        {
            var at = one.IndexOf('=', StringComparison.Ordinal);
            held.Add(at > 0 ? (one[..at].Trim().ToLowerInvariant(), one[(at + 1)..].Trim()) : throw new UsageException($"'{one}' names no role. Write ROLE=NAME."));
        }
        return [.. held.GroupBy(one => one.Role).Select(role => new RoleHolders(role.Key, [.. role.Select(one => one.Name)]))];
    }

    private static List<OwnDeadline> Own(string[] typed) => [.. typed.Select(one =>
    {
        var at = one.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && int.TryParse(one.AsSpan(at + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var days)
            ? new OwnDeadline(one[..at].Trim().ToLowerInvariant(), days)
            : throw new UsageException($"'{one}' is no deadline with its days. Write DEADLINE=N.");
    })];

    private static void Show(Petition petition, bool json)
    {
        var at = CaseProcess.Of(petition);
        if (json)
        {
            Shell.Print(at is null ? new JsonObject { ["petition"] = petition.Id, ["process"] = null } : Json(petition, at));
            return;
        }
        if (at is null)
        {
            Console.WriteLine($"No process was chosen for {petition.Id}. Choose one: ./clementia process {petition.Id} --use us-direct (./clementia processes lists them).");
            return;
        }
        Console.WriteLine($"{petition.Id}  {petition.Title}");
        Console.WriteLine($"Process  {at.Process.Label} ({at.Process.Id})");
        Console.WriteLine($"Stage    {at.Stage.Label} ({at.Stage.Id}), since {at.Since:yyyy-MM-dd} ({Age(at)})  [{at.Process.Source(at.Stage.Source).Shown}]");
        Console.WriteLine(at.Turn is { } turn ? $"Turn     {turn}" : "Turn     nobody is waited for");
        var today = Desk.Today();
        foreach (var due in at.Due)
            Console.WriteLine($"Due      {due.Day:yyyy-MM-dd}{(due.Day < today ? " OVERDUE" : "")}  {due.What}{(due.Source is null ? "" : $"  [{due.Source}]")}");
        foreach (var unset in at.Process.Deadlines.Where(one => one.Stage == at.Stage.Id && one.Days is null && at.Days.All(own => own.Deadline != one.Id)))
            Console.WriteLine($"Due      no day is set to {unset.Label}. The office may set one: --use {at.Process.Id} --days {unset.Id}=N  [{at.Process.Source(unset.Source).Shown}]");
        foreach (var move in at.Process.MovesFrom(at.Stage.Id))
        {
            var to = at.Process.Stage(move.To)!;
            Console.WriteLine($"\n{(move == at.WayOn ? "Way on" : "Or")}   {to.Label}: ./clementia process {petition.Id} --move {to.Id}  (for {string.Join(" or ", move.By.Select(at.Process.LabelOf))})  [{at.Process.Source(move.Source).Shown}]");
            foreach (var missing in at.Missing(move))
            {
                Console.WriteLine($"         {missing.InWords}{(missing.Need.Waivable ? " (one may go on without, with a reason)" : "")}  [{missing.Source}]");
                Console.WriteLine($"           {missing.Remedy}");
            }
            if (to.Presents)
                Console.WriteLine($"         it must be ready then: ./clementia ready {petition.Id}");
        }
        Console.WriteLine("\nPeople");
        foreach (var role in at.Process.Roles)
            Console.WriteLine($"  {role.Label}: {(at.Names(role.Id) is { Count: > 0 } names ? string.Join(", ", names) : $"nobody is named yet (--use {at.Process.Id} --person {role.Id}=NAME)")}");
        Tell(at.Cautions, at.Process.Stages.Where(stage => stage.Id == at.Stage.Id).Select(stage => stage.Source).Concat(at.Process.MovesFrom(at.Stage.Id).SelectMany(move => move.Needs.Select(need => need.Source).Append(move.Source)))
            .Concat(at.Process.Deadlines.Where(deadline => deadline.Stage == at.Stage.Id).Select(deadline => deadline.Source)).Distinct().Select(at.Process.Source));
    }

    internal static int DaysIn(CaseProcess at) => Desk.Today().DayNumber - DateOnly.FromDateTime(at.Since.UtcDateTime).DayNumber;

    private static string Age(CaseProcess at) => DaysIn(at) is var days && days == 0 ? "today" : InDays(days);

    internal static string InDays(int days) => days == 1 ? "1 day" : $"{days:N0} days";

    /// <summary>What was not verified is said wherever it is shown.</summary>
    private static void Tell(IReadOnlyList<string> cautions, IEnumerable<RuleSource> sources)
    {
        var told = cautions.Concat(sources.Where(source => source.Caution is not null).Select(source => $"{source.Shown}. {source.Caution}")).ToList();
        if (told.Count > 0)
            Console.WriteLine("\nKnow this");
        foreach (var line in told)
            Console.WriteLine($"  {line}");
    }

    private static JsonObject Json(Petition petition, CaseProcess at) => new()
    {
        ["petition"] = petition.Id,
        ["process"] = at.Process.Id,
        ["label"] = at.Process.Label,
        ["stage"] = at.Stage.Id,
        ["stageLabel"] = at.Stage.Label,
        ["since"] = at.Since,
        ["turn"] = at.Turn is not { } turn ? null : new JsonObject { ["role"] = turn.Role, ["label"] = turn.Label, ["names"] = List(turn.Names) },
        ["people"] = new JsonArray([.. at.People.Select(held => (JsonNode)new JsonObject { ["role"] = held.Role, ["names"] = List(held.Names) })]),
        ["due"] = new JsonArray([.. at.Due.Select(due => (JsonNode)Json(due))]),
        ["moves"] = new JsonArray([.. at.Process.MovesFrom(at.Stage.Id).Select(move => (JsonNode)new JsonObject
        {
            ["to"] = move.To,
            ["wayOn"] = move == at.WayOn,
            ["by"] = List(move.By),
            ["source"] = Json(at.Process.Source(move.Source)),
            ["presents"] = at.Process.Stage(move.To)!.Presents,
            ["lacks"] = new JsonArray([.. at.Missing(move).Select(missing => (JsonNode)new JsonObject { ["what"] = missing.InWords, ["settle"] = missing.Remedy, ["waivable"] = missing.Need.Waivable, ["source"] = Json(at.Process.Source(missing.Need.Source)) })]),
        })]),
        ["mayDecide"] = at.Stage.Decides ? List(at.Names(at.Process.Decider)) : new JsonArray(),
        ["cautions"] = List(at.Cautions),
    };

    internal static JsonObject Json(DueDay due) => new() { ["id"] = due.Id, ["what"] = due.What, ["day"] = due.Day.ToString("yyyy-MM-dd"), ["overdue"] = due.Day < Desk.Today(), ["source"] = due.Source };

    private static JsonObject Json(RuleSource source) => new() { ["cite"] = source.Cite, ["verified"] = source.Verified switch { RuleStanding.Yes => "yes", RuleStanding.Partly => "partly", RuleStanding.No => "no", _ => "practice" }, ["caution"] = source.Caution };

    internal static JsonArray List(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode?)JsonValue.Create(word))]);

    /// <summary>The processes there are, or one of them whole.</summary>
    private static int Rules(string? name, bool json, string? stray)
    {
        if (stray is not null)
            throw new UsageException("This needs the petition's id: ./clementia process ID ...");
        var shown = name is null ? null : ReviewProcess.Find(name) ?? throw new UsageException($"There is no process '{name}'. Use one of: {string.Join(", ", ReviewProcess.BuiltIn.Select(one => one.Id))}.");
        if (json)
        {
            var all = (shown is null ? ReviewProcess.BuiltIn : [shown]).Select(process => (JsonNode)new JsonObject
            {
                ["id"] = process.Id,
                ["label"] = process.Label,
                ["about"] = process.About,
                ["fingerprint"] = process.Fingerprint,
                ["states"] = List(process.States.Select(state => state.State)),
                ["stages"] = new JsonArray([.. process.Stages.Select(stage => (JsonNode)new JsonObject { ["id"] = stage.Id, ["label"] = stage.Label, ["turn"] = stage.Turn, ["decides"] = stage.Decides, ["source"] = Json(process.Source(stage.Source)) })]),
                ["roles"] = new JsonArray([.. process.Roles.Select(role => (JsonNode)new JsonObject { ["id"] = role.Id, ["label"] = role.Label })]),
                ["cautions"] = List(process.Cautions),
            });
            Shell.Print(new JsonArray([.. all]));
            return Program.Done;
        }
        if (shown is null)
        {
            foreach (var process in ReviewProcess.BuiltIn)
            {
                Console.WriteLine($"{process.Id}\n  {process.Label}. {process.About}");
                Console.WriteLine($"  Roles: {string.Join("; ", process.Roles.Select(role => $"{role.Id} ({role.Label})"))}");
                if (process.States.Count > 0)
                    Console.WriteLine($"  States: {string.Join(" ", process.States.Select(state => state.State))} (sorted by how they make pardons; commutations were not checked)");
            }
            Console.WriteLine("\nOne of them whole: ./clementia process --use us-federal. For a petition: ./clementia process ID --use NAME");
            return Program.Done;
        }
        Console.WriteLine($"{shown.Label} ({shown.Id}, {shown.Fingerprint[..12]})\n{shown.About}");
        foreach (var stage in shown.Stages)
        {
            Console.WriteLine($"\n{stage.Label} ({stage.Id}): {(stage.Turn is { } turn ? $"it is the turn of {shown.LabelOf(turn)}" : "nobody is waited for")}{(stage.Decides ? "; here it is decided" : "")}  [{shown.Source(stage.Source).Shown}]");
            foreach (var deadline in shown.Deadlines.Where(one => one.Stage == stage.Id))
                Console.WriteLine($"  deadline {deadline.Id}: {deadline.Label}; {(deadline.Days is { } days ? InDays(days) : $"the office sets it (--days {deadline.Id}=N)")}  [{shown.Source(deadline.Source).Shown}]");
            foreach (var move in shown.MovesFrom(stage.Id))
            {
                Console.WriteLine($"  to {move.To}, by {string.Join(" or ", move.By.Select(shown.LabelOf))}  [{shown.Source(move.Source).Shown}]");
                foreach (var need in move.Needs)
                    Console.WriteLine($"    first: {InWords(need, shown)}{(need.Waivable ? " (one may go on without, with a reason)" : "")}  [{shown.Source(need.Source).Shown}]");
            }
        }
        if (shown.States.Count > 0)
            Console.WriteLine($"\nStates: {string.Join("; ", shown.States.Select(state => state.Note is null ? state.State : $"{state.State} ({state.Note.TrimEnd('.')})"))}");
        Tell(shown.Cautions, shown.Sources);
        return Program.Done;
    }

    /// <summary>"a presentence report on file". The guide docs/process.md says the same.</summary>
    internal static string InWords(Need need, ReviewProcess process) => need.What switch
    {
        NeedKind.Document => $"on file: {string.Join(" or ", need.Documents.Select(kind => Catalog.BuiltIn.Kind(kind)!.Label.ToLowerInvariant()))}",
        NeedKind.Fact => $"confirmed: {Catalog.BuiltIn.Attribute(need.Attribute!)!.Label.ToLowerInvariant()}",
        NeedKind.Finding => "the law then and now, found",
        NeedKind.Referral => need.To.Count == 0 ? "every referral came back" : $"the views of the {need.To[0]}",
        NeedKind.Victims => "victims told that they may comment, or none named",
        NeedKind.VictimsTold => "victims who were notified told of the outcome",
        NeedKind.Recommendation => $"recommendation of {process.LabelOf(need.Role!)}",
        NeedKind.Favorable => $"favorable recommendation of {process.LabelOf(need.Role!)}",
        NeedKind.Brief => "a brief, issued",
        NeedKind.Grant => "a decision that grants something",
        NeedKind.Denial => "a decision that denies it, or closes it without action",
        NeedKind.Instrument => "the instrument, signed",
        _ => throw new ArgumentOutOfRangeException(nameof(need), need.What, "The need has no words here. Give it some."),
    };
}
