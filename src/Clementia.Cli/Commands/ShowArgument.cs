using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia argue`: the whole argument, as counsel would want to read it; out and in as Argdown.</summary>
internal static class ShowArgument
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var argdown = new Option<bool>("--argdown") { Description = "Print it as Argdown (argdown.org), to draw or to edit." };
        var import = new Option<string?>("--import") { Description = "Enter the argument of an Argdown file: every request of it, or none.", HelpName = "FILE" };
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("argue", "Show every objection with its evidence, answers and open questions, and what stands unanswered.",
            "argue p-7k3m9q", "argue p-7k3m9q --argdown > argument.argdown", "argue p-7k3m9q --import argument.argdown --by \"Celeste Amberley\"") { id, argdown, import, workspace, asOf, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            if (parsed.GetValue(import) is { } file)
                return Import(desk, parsed.GetValue(id)!, file, parsed.GetValue(argdown) || parsed.GetValue(asOf) is not null);
            if (parsed.GetValue(argdown) && parsed.GetValue(json))
                throw new UsageException("It can be printed as JSON or as Argdown. Choose one.");
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            if (parsed.GetValue(argdown))
                Console.Write(Argdown.Write(petition));
            else if (parsed.GetValue(json))
                Shell.Print(Json(petition));
            else
                Print(petition);
            return Program.Done;
        });
        return command;
    }

    private static int Import(Desk desk, string id, string file, bool mixed)
    {
        if (mixed)
            throw new UsageException("--import enters an argument today. Leave out --argdown and --as-of.");
        if (!File.Exists(file))
            throw new UsageException($"There is no file '{file}'. Check the name.");
        var text = File.ReadAllText(file);
        var count = 0;
        var last = desk.Enter(id, soFar =>
        {
            var read = Argdown.Read(soFar, text, desk.Actor, passage => Misquoted(desk, soFar, passage));
            if (read.IsRefused)
                return new Refusal($"{Path.GetFileName(file)}: {read.Refusal.Problem}", $"{read.Refusal.Remedy} Nothing was entered.");
            count = read.Value.Entries.Count;
            return read.Value.Entries.ToArray();
        });
        Console.WriteLine($"{Shell.Count(count, "act")} entered from {Path.GetFileName(file)}, up to entry {last}, signed {desk.Actor}: ./clementia argue {id}");
        return Program.Done;
    }

    private static string? Misquoted(Desk desk, Petition petition, Citation passage)
    {
        var document = petition.Documents.FirstOrDefault(d => d.Filed?.Sha256 == passage.Document && d.Removed is null);
        return document?.Read?.Reading is not { } reading ? "It cites a passage of a document that is not on file or has no kept text."
            : passage.Holds(desk.Text(reading)) ? null : $"Page {passage.Page} of {document.Label} does not say \"{Shell.OneLine(passage.Quote, 60)}\" there.";
    }

    /// <summary>A status in words.</summary>
    public static string Word(ObjectionStatus status) => status switch
    {
        ObjectionStatus.Unanswered => "unanswered",
        ObjectionStatus.PartlyAnswered => "partly answered",
        ObjectionStatus.Answered => "answered",
        ObjectionStatus.Conceded => "conceded",
        _ => "withdrawn",
    };

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Label(string? ground) => ground is null ? "in their own words" : Grounds.BuiltIn.Find(ground)?.Label ?? ground;

    private static string Cite(Cited cited) =>
        $"{cited.Id} {Shell.OneLine(cited.Words, 110)}{(cited.Proof is { } proof ? $" ({proof})" : "")}{(cited.Standing == CitedStanding.Fallen ? $" — FALLEN: {cited.Note}" : cited.Note is { } note ? $" — {note}" : "")}";

    private static string Cites(IReadOnlyList<Cited> cites) => cites.Count == 0 ? "" : $"  [{string.Join("; ", cites.Select(Cite))}]";

    private static void Print(Petition petition)
    {
        var argument = Argument.Of(petition);
        foreach (var gone in argument.Removed)
            Console.WriteLine($"{gone} was removed by order.");
        if (argument.Objections.Count == 0)
        {
            Console.WriteLine($"Nobody has objected{(argument.Removed.Count > 0 ? " besides" : " yet")}. Enter an objection: ./clementia object {petition.Id} \"...\" --by NAME --role ROLE");
            return;
        }
        Console.WriteLine($"The argument on {petition.Title} ({petition.Id})");
        foreach (var one in argument.Objections)
            Print(one);
        Overview(argument, petition.Id);
    }

    private static void Print(Objection one)
    {
        Console.WriteLine($"\n{one.Id}  {one.Words}");
        Console.WriteLine($"    {one.By}, {one.Role}, {Day(one.At)}. {Label(one.Ground)}; {(one.IsWeighty ? "weighty" : "not weighty")}.{(one.Reopens.Count > 0 ? $" Reopens {string.Join(", ", one.Reopens)}." : "")}{(one.ReopenedBy is { } later ? $" The point was reopened by {later}." : "")}");
        Console.WriteLine($"    {Word(one.Status).ToUpperInvariant()}. {one.Why}");
        Evidence(one.Evidence, "  ");
        foreach (var claim in one.Claims)
        {
            Console.WriteLine($"\n  Claim {claim.Number}: {claim.Words}{(one.Claims.Count > 1 && one.Withdrawn is null ? $"  {Word(claim.Status).ToUpperInvariant()}" : "")}");
            Evidence(claim.Evidence, "    ");
            foreach (var answer in claim.Answers)
            {
                var standing = answer == claim.Answer ? "" : answer.Counts ? " (a later answer holds)" : " (DOES NOT COUNT)";
                Console.WriteLine($"    {(answer.Concedes ? "conceded" : "answer"),-9}{answer.Words}  ({answer.By}, {Day(answer.At)}){standing}");
                foreach (var cited in answer.Cites)
                    Console.WriteLine($"             rests on {Cite(cited)}");
                if (answer.WhyNot is { } why)
                    Console.WriteLine($"             {why}");
                if (answer.LeavesOpen is { } open)
                    Console.WriteLine($"             leaves open: {open}");
            }
            if (claim.Answers.Count == 0 && one.Withdrawn is null)
                Console.WriteLine("    no answer yet");
        }
        if (one.Withdrawn is null)
        {
            Questions(one);
            Offers(one);
        }
    }

    private static void Evidence(IReadOnlyList<LaidEvidence> evidence, string indent)
    {
        foreach (var given in evidence.OrderBy(given => given.Side))
            Console.WriteLine($"{indent}{(given.Side == Side.For ? "for" : "against"),-9}{given.Words}{Cites(given.Cites)}");
    }

    private static void Questions(Objection one)
    {
        if (one.Questions.Count == 0)
            return;
        Console.WriteLine($"\n  Critical questions ({one.OpenQuestions.Count} of {one.Questions.Count} open)");
        foreach (var asked in one.Questions)
        {
            Console.WriteLine($"    {(asked.State switch { QuestionState.Answered => "answered", QuestionState.DoesNotApply => "n/a", _ => "OPEN" }),-9}{asked.Question.Asks}  ({asked.Question.Id})");
            if (asked.Words is not null)
                Console.WriteLine($"             {asked.Words}  ({asked.By}){Cites(asked.Cites)}");
            if (asked.WhyOpen is { } why)
                Console.WriteLine($"             open again: {why}");
            if (asked.State == QuestionState.Open)
            {
                foreach (var cited in asked.Bears.Take(4))
                    Console.WriteLine($"             bears on it: {Cite(cited)}");
                if (asked.Bears.Count == 0)
                    Console.WriteLine($"             nothing on file bears on it{(Wanted(asked.Question) is { } wanted ? $"; look for it in: {wanted}" : "")}");
            }
        }
    }

    // A missing fact is named with the documents that would supply it.
    private static string? Wanted(CriticalQuestion question)
    {
        var kinds = question.Bears.Select(Catalog.BuiltIn.Attribute).OfType<CatalogAttribute>().SelectMany(attribute => attribute.FoundIn.Take(2)).Distinct().Take(3)
            .Select(kind => Catalog.BuiltIn.Kind(kind)!.Label.ToLowerInvariant()).ToList();
        return kinds.Count == 0 ? null : string.Join(", ", kinds);
    }

    private static void Offers(Objection one)
    {
        foreach (var (words, offers) in new[]
        {
            ("Not cited yet, for the objection", one.Offers.Where(offer => offer.Side == Side.For).ToList()),
            ("Not cited yet, against it", one.Offers.Where(offer => offer.Side == Side.Against).ToList()),
        })
        {
            if (offers.Count == 0)
                continue;
            Console.WriteLine($"\n  {words}");
            foreach (var offer in offers.Take(6))
                Console.WriteLine($"    {Cite(offer.Cited)}");
            if (offers.Count > 6)
                Console.WriteLine($"    and {offers.Count - 6} more (--json lists all)");
        }
    }

    private static void Overview(Argument argument, string id)
    {
        var open = argument.Open;
        Shell.Heading(open.Count == 0 ? "Nothing stands unanswered." : "What stands unanswered, by weight");
        foreach (var one in open)
        {
            Console.WriteLine($"  {(one.IsWeighty ? "weighty" : "other"),-8} {one.Id}  {Shell.OneLine(one.Words, 90)}  ({one.By}, {one.Role})");
            Console.WriteLine($"           {Word(one.Status)}: {one.Why}");
        }
        if (open.Count > 0)
            Console.WriteLine($"\nAnswer it: ./clementia answer {id} {open[0].Id} \"...\" --fact F1");
        var questions = argument.Objections.Sum(one => one.OpenQuestions.Count);
        if (questions > 0)
            Console.WriteLine($"{Shell.Count(questions, "critical question")} {(questions == 1 ? "is" : "are")} open: ./clementia answer {id} {argument.Objections.First(one => one.OpenQuestions.Count > 0).Id} \"...\" --question {argument.Objections.First(one => one.OpenQuestions.Count > 0).OpenQuestions[0].Question.Id}");
    }

    private static JsonObject Json(Petition petition)
    {
        var argument = Argument.Of(petition);
        return new JsonObject
        {
            ["petition"] = petition.Id,
            ["objections"] = new JsonArray([.. argument.Objections.Select(one => (JsonNode)Json(one))]),
            ["removed"] = List(argument.Removed),
            ["open"] = List(argument.Open.Select(one => one.Id)),
            ["open_weighty"] = List(argument.Open.Where(one => one.IsWeighty).Select(one => one.Id)),
        };
    }

    private static JsonArray List(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode?)JsonValue.Create(word))]);

    private static JsonObject Json(Objection one) => new()
    {
        ["id"] = one.Id,
        ["entry"] = one.Entry,
        ["at"] = one.At,
        ["by"] = one.By,
        ["role"] = one.Role,
        ["entered_by"] = one.EnteredBy,
        ["ground"] = one.Ground,
        ["words"] = one.Words,
        ["weighty"] = one.IsWeighty,
        ["why_weight"] = one.WhyWeight,
        ["status"] = Word(one.Status),
        ["why"] = one.Why,
        ["reopens"] = List(one.Reopens),
        ["reopened_by"] = one.ReopenedBy,
        ["claims"] = new JsonArray([.. one.Claims.Select(claim => (JsonNode)new JsonObject
        {
            ["number"] = claim.Number,
            ["words"] = claim.Words,
            ["status"] = Word(claim.Status),
            ["why"] = claim.Why,
            ["answers"] = new JsonArray([.. claim.Answers.Select(answer => (JsonNode)new JsonObject
            {
                ["entry"] = answer.Entry,
                ["by"] = answer.By,
                ["words"] = answer.Words,
                ["concedes"] = answer.Concedes,
                ["leaves_open"] = answer.LeavesOpen,
                ["holds"] = answer == claim.Answer,
                ["why_not"] = answer.WhyNot,
                ["cites"] = Json(answer.Cites),
            })]),
            ["evidence"] = Json(claim.Evidence),
        })]),
        ["evidence"] = Json(one.Evidence),
        ["questions"] = new JsonArray([.. one.Questions.Select(asked => (JsonNode)new JsonObject
        {
            ["id"] = asked.Question.Id,
            ["asks"] = asked.Question.Asks,
            ["state"] = asked.State switch { QuestionState.Answered => "answered", QuestionState.DoesNotApply => "not applicable", _ => "open" },
            ["words"] = asked.Words,
            ["by"] = asked.By,
            ["why_open"] = asked.WhyOpen,
            ["cites"] = Json(asked.Cites),
            ["bears"] = Json(asked.Bears),
        })]),
        ["offers"] = new JsonArray([.. one.Offers.Select(offer => (JsonNode)new JsonObject
        {
            ["cited"] = Json(offer.Cited),
            ["side"] = offer.Side switch { Side.For => "for", Side.Against => "against", _ => null },
            ["questions"] = List(offer.Questions),
        })]),
    };

    private static JsonArray Json(IReadOnlyList<LaidEvidence> evidence) => new([.. evidence.Select(given => (JsonNode)new JsonObject
    {
        ["entry"] = given.Entry,
        ["by"] = given.By,
        ["side"] = given.Side == Side.For ? "for" : "against",
        ["words"] = given.Words,
        ["cites"] = Json(given.Cites),
    })]);

    private static JsonArray Json(IReadOnlyList<Cited> cites) => new([.. cites.Select(cited => (JsonNode)Json(cited))]);

    private static JsonObject Json(Cited cited) => new()
    {
        ["id"] = cited.Id,
        ["words"] = cited.Words,
        ["standing"] = cited.Standing.ToString().ToLowerInvariant(),
        ["standard"] = cited.Standard?.ToString(),
        ["note"] = cited.Note,
    };
}
