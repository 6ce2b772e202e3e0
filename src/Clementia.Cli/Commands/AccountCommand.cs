using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Cli.Plots;

namespace Clementia.Cli.Commands;

/// <summary>`clementia account`: an article, memoir or interview, each thing that it tells held against the docket.</summary>
internal static partial class AccountCommand
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var what = new Argument<string?>("FILE") { Description = "An article, book passage or interview to file; or the label of one on file (D8). Without it: all accounts.", Arity = ArgumentArity.ZeroOrOne };
        var kind = new Option<string?>("--kind") { Description = "What it is: press, tweet, book, memoir or transcript. Default: press." };
        var date = new Option<string?>("--date") { Description = "When it appeared: YYYY, YYYY-MM or YYYY-MM-DD." };
        var author = new Option<string?>("--author") { Description = "Who wrote or published it." };
        var timeline = new Option<bool>("--timeline") { Description = "The days of the event beside the days of the telling." };
        var plot = new Option<string?>("--plot") { Description = "Draw both timelines as an SVG file.", HelpName = "FILE.svg" };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("account", "Hold what an account tells against the docket: supported, contradicted, not in the docket, or accounts disagree.",
            "account p-7k3m9q article.html --date 2018-06-09 --author \"The Arcadia Ledger\"", "account p-7k3m9q", "account p-7k3m9q D9 --json", "account p-7k3m9q --timeline --plot telling.svg")
        { id, what, kind, date, author, timeline, plot, workspace, by, asOf, json };
        command.SetAction((parsed, cancel) =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            var named = parsed.GetValue(what);
            var about = new DocumentAbout(parsed.GetValue(kind), null, parsed.GetValue(date), parsed.GetValue(author), null);
            string? label = null;
            if (named is not null && Label().IsMatch(named) && !File.Exists(named))
                label = LabelOf(petition, desk.Catalog, named.ToUpperInvariant(), about);
            else if (named is not null)
            {
                if (parsed.GetValue(asOf) is not null)
                    throw new UsageException("An account is filed today: leave --as-of out.");
                (label, petition) = FileOne(desk, petition, named, about, parsed.GetValue(json), cancel);
            }
            else if (about.Kind is not null || about.Date is not null || about.Author is not null)
                throw new UsageException("--kind, --date and --author are about a file to be filed. Name the file.");
            var accounts = Accounts.Of(petition, sha => TextOf(desk, petition, sha), desk.Catalog);
            var days = Accounts.Timelines(petition, accounts, desk.Catalog);
            if (parsed.GetValue(plot) is { } path)
                Drawing.Save(path, TellingPlot.Svg(days, accounts, "The event and its telling"));
            var shown = label is null ? accounts : [.. accounts.Where(account => account.Label == label)];
            if (parsed.GetValue(json))
                Shell.Print(Json(shown, label is null || parsed.GetValue(timeline) ? days : null));
            else
            {
                if (label is not null)
                    Print(shown[0]);
                else if (!parsed.GetValue(timeline))
                    List(accounts, petition);
                if (parsed.GetValue(timeline))
                    Print(days);
                if (parsed.GetValue(plot) is { } drawn)
                    Console.WriteLine($"\nBoth timelines are drawn in {drawn}.");
            }
            return Task.FromResult(Program.Done);
        });
        return command;
    }

    [GeneratedRegex("^[Dd][1-9][0-9]{0,8}$")]
    private static partial Regex Label();

    private static string Kinds(Catalog catalog) => string.Join(", ", catalog.DocumentKinds.Where(kind => kind.Account).Select(kind => kind.Id));

    private static string LabelOf(Petition petition, Catalog catalog, string label, DocumentAbout about)
    {
        var document = petition.Documents.FirstOrDefault(d => d.Label == label) ?? throw new UsageException($"There is no document {label} on {petition.Id}, and no file of that name. `account {petition.Id}` lists its accounts.");
        if (document.Filed is null)
            throw new UsageException($"{label} was removed under {document.Removed}.");
        if (!Accounts.IsAccount(document, catalog))
            throw new UsageException($"{label} is no account but a {catalog.Kind(document.Filed.DocumentKind ?? "")?.Label.ToLowerInvariant() ?? "document whose kind nobody stated"}. Accounts are of the kinds {Kinds(catalog)}.");
        if (about.Kind is not null || about.Date is not null || about.Author is not null)
            throw new UsageException($"{label} is on file already: what was said of it when it was filed stands. Leave --kind, --date and --author out.");
        return label;
    }

    private static (string Label, Petition After) FileOne(Desk desk, Petition petition, string path, DocumentAbout about, bool quiet, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file '{path}'. Check the name; nothing was filed.");
        about = about with { Kind = about.Kind ?? "press" };
        desk.Check(about);
        if (desk.Catalog.Kind(about.Kind) is not { Account: true })
            throw new UsageException($"A {about.Kind} is no account. Use one of: {Kinds(desk.Catalog)}; or file it: ./clementia file {petition.Id} {Shell.OneLine(path)} --kind {about.Kind}");
        var filed = desk.File(petition.Id, path, about, cancel)[0];
        var after = desk.Petition(petition.Id, null);
        if (filed.AlreadyFiled && !Accounts.IsAccount(after.Documents.First(d => d.Label == filed.Label), desk.Catalog))
            throw new UsageException($"The same bytes are on file as {filed.Label}, which is no account ({after.Documents.First(d => d.Label == filed.Label).Filed!.DocumentKind ?? "its kind was not stated"}).");
        if (!quiet)
            Console.WriteLine(filed.AlreadyFiled ? $"{filed.Label} is on file already." : $"Filed as {filed.Label}. What it tells waits to be vetted like anything else; nothing in the petition changed by it.");
        return (filed.Label, after);
    }

    private static DocumentText? TextOf(Desk desk, Petition petition, string sha) =>
        petition.Documents.FirstOrDefault(d => d.Filed?.Sha256 == sha)?.Read?.Reading is { } reading ? desk.Text(reading) : null;

    private static void List(IReadOnlyList<Account> accounts, Petition petition)
    {
        if (accounts.Count == 0)
        {
            Console.WriteLine($"No account is on file. File one: ./clementia account {petition.Id} FILE --date YYYY-MM-DD");
            return;
        }
        foreach (var account in accounts)
        {
            Console.WriteLine($"{account.Label,-4} {Shell.OneLine(account.Name)} ({Describe(account)})");
            Console.WriteLine($"     {(account.Unreadable is { } why ? $"could not be read: {why}" : Tally(account))}");
        }
        Console.WriteLine($"\nSee one: ./clementia account {petition.Id} {accounts[^1].Label}     Both timelines: ./clementia account {petition.Id} --timeline");
    }

    private static string Describe(Account account) => string.Join(", ", new[] { account.DocumentKind, account.Author is null ? null : Shell.OneLine(account.Author, 60), account.Published ?? "no date" }.OfType<string>());

    private static string Tally(Account account) => account.Items.Count == 0 ? "nothing that can be held against the docket was read in it"
        : string.Join(", ", Enum.GetValues<AccountStanding>().Select(standing => $"{account.Count(standing)} {AccountWords.Of(standing)}"));

    private static void Print(Account account)
    {
        Console.WriteLine($"{account.Label}  {Shell.OneLine(account.Name)} ({Describe(account)})");
        if (account.Unreadable is { } why)
        {
            Console.WriteLine($"It could not be read: {why}");
            return;
        }
        Console.WriteLine($"{char.ToUpperInvariant(Tally(account)[0])}{Tally(account)[1..]}.");
        foreach (var standing in (AccountStanding[])[AccountStanding.Contradicted, AccountStanding.AccountsDisagree, AccountStanding.Supported, AccountStanding.NotInTheDocket])
        {
            var items = account.Items.Where(item => item.Standing == standing).ToList();
            if (items.Count > 0)
                Shell.Heading($"{char.ToUpperInvariant(AccountWords.Of(standing)[0])}{AccountWords.Of(standing)[1..]}");
            foreach (var item in items)
            {
                Console.WriteLine($"  {item.Id,-5} {Shell.OneLine(item.Words)}");
                if (item.Kind != ToldKind.Statement)
                    Console.WriteLine($"        p. {item.Passage.Page}: \"{Shell.OneLine(item.Passage.Quote, 120)}\"");
                Console.WriteLine($"        {item.Why}");
                foreach (var ground in item.Grounds)
                    Console.WriteLine($"          {(ground.Id == $"entry {ground.Entry}" ? ground.Id : $"{ground.Id} (entry {ground.Entry})")}: {Shell.OneLine(ground.Words, 120)}{(ground.Passage is { } passage ? $". {ground.Document ?? "no document"} p. {passage.Page}: \"{Shell.OneLine(passage.Quote, 90)}\"" : "")}");
                foreach (var other in item.Otherwise)
                    Console.WriteLine($"          otherwise in {Shell.OneLine(other, 120)}");
            }
        }
        if (account.StruckReadings > 0)
            Console.WriteLine($"\n{Shell.Count(account.StruckReadings, "reading")} of it that a person struck {(account.StruckReadings == 1 ? "is" : "are")} left out: the mistake was the reader's.");
    }

    private static void Print(TwoTimelines days)
    {
        Shell.Heading("The event, as the docket has it");
        if (days.Event.Count == 0)
            Console.WriteLine("  No day is vetted, and nobody has acted yet.");
        foreach (var one in days.Event)
            Console.WriteLine($"  {one.Day,-10}  {Shell.OneLine(one.Words, 110)} ({one.Id})");
        Shell.Heading("The telling: when an account appeared, and of which day it tells");
        if (days.Telling.Count == 0)
            Console.WriteLine("  No account on file tells of a day.");
        foreach (var one in days.Telling)
            Console.WriteLine($"  {one.Published ?? "no date",-10}  {one.Account} tells of {one.Of}: {AccountWords.Of(one.Standing)}. {Shell.OneLine(one.Words, 90)} ({one.Item})");
    }

    // No yes-or-no value here: JSON writes them in the two words that this command never prints.
    private static JsonObject Json(IReadOnlyList<Account> accounts, TwoTimelines? days)
    {
        var json = new JsonObject
        {
            ["accounts"] = new JsonArray([.. accounts.Select(account => (JsonNode)new JsonObject
            {
                ["document"] = account.Label,
                ["name"] = account.Name,
                ["kind"] = account.DocumentKind,
                ["author"] = account.Author,
                ["published"] = account.Published,
                ["entry"] = account.Entry,
                ["unreadable"] = account.Unreadable,
                ["tally"] = new JsonObject(Enum.GetValues<AccountStanding>().Select(standing => KeyValuePair.Create(AccountWords.Of(standing), (JsonNode?)JsonValue.Create(account.Count(standing))))),
                ["struckReadings"] = account.StruckReadings,
                ["items"] = new JsonArray([.. account.Items.Select(item => (JsonNode)new JsonObject
                {
                    ["id"] = item.Id,
                    ["kind"] = item.Kind.ToString().ToLowerInvariant(),
                    ["attribute"] = item.Attribute,
                    ["words"] = item.Words,
                    ["page"] = item.Passage.Page,
                    ["start"] = item.Passage.Start,
                    ["end"] = item.Passage.End,
                    ["quote"] = item.Passage.Quote,
                    ["standing"] = AccountWords.Of(item.Standing),
                    ["why"] = item.Why,
                    ["by"] = new JsonArray([.. item.Grounds.Select(ground => (JsonNode)new JsonObject
                    {
                        ["id"] = ground.Id,
                        ["entry"] = ground.Entry,
                        ["words"] = ground.Words,
                        ["document"] = ground.Document,
                        ["page"] = ground.Passage?.Page,
                        ["quote"] = ground.Passage?.Quote,
                    })]),
                    ["otherwise"] = new JsonArray([.. item.Otherwise.Select(other => (JsonNode?)JsonValue.Create(other))]),
                    ["day"] = item.Day,
                })]),
            })]),
        };
        if (days is not null)
        {
            json["event"] = new JsonArray([.. days.Event.Select(one => (JsonNode)new JsonObject { ["day"] = one.Day, ["id"] = one.Id, ["words"] = one.Words })]);
            json["telling"] = new JsonArray([.. days.Telling.Select(one => (JsonNode)new JsonObject { ["account"] = one.Account, ["published"] = one.Published, ["item"] = one.Item, ["words"] = one.Words, ["of"] = one.Of, ["standing"] = AccountWords.Of(one.Standing) })]);
        }
        return json;
    }
}
