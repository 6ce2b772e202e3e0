using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Store;

namespace Clementia.Cli.Commands;

/// <summary>`clementia ask`: answers from the vetted facts first, then from cited passages; says so when the file does not tell.</summary>
internal static class Ask
{
    private const int MostPassages = 5;

    public static Command Command()
    {
        var id = Shell.PetitionId();
        var question = new Argument<string>("QUESTION") { Description = "In plain words." };
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("ask", "Ask the file: vetted facts first, then passages, quoted and cited.",
            "ask p-7k3m9q \"Was she the kingpin?\"", "ask p-7k3m9q \"How long has she served?\" --json") { id, question, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            var asked = desk.QuestionWords.Read(parsed.GetValue(question)!);
            if (asked.Terms.Count == 0 && asked.About.Count == 0)
                throw new UsageException("The question holds no word to look for. Ask for a person, a thing or a day.");
            var (vetted, unvetted, conflicts) = asked.AnswerFrom(petition);
            var passages = desk.Search(petition, asked, MostPassages);
            if (parsed.GetValue(json))
                Shell.Print(Json(petition, asked, vetted, unvetted, conflicts, passages));
            else
                Print(petition, desk, asked, vetted, unvetted, conflicts, passages);
            return Program.Done;
        });
        return command;
    }

    private static bool Tells(IReadOnlyList<Fact> vetted, IReadOnlyList<Fact> unvetted, PassageHits passages, Question asked) =>
        vetted.Count > 0 || unvetted.Count > 0 || passages.Hits.Any(hit => hit.Found == asked.Terms.Count);

    private static JsonObject Json(Petition petition, Question asked, IReadOnlyList<Fact> vetted, IReadOnlyList<Fact> unvetted, IReadOnlyList<Conflict> conflicts, PassageHits passages) => new()
    {
        ["question"] = asked.Text,
        ["tells"] = Tells(vetted, unvetted, passages, asked),
        ["facts"] = new JsonArray([.. vetted.Select(f => (JsonNode)ListFacts.Json(f, petition))]),
        ["unvetted"] = new JsonArray([.. unvetted.Select(f => (JsonNode)ListFacts.Json(f, petition))]),
        ["conflicts"] = new JsonArray([.. conflicts.Select(c => (JsonNode)new JsonObject { ["id"] = c.Id, ["explanation"] = c.Explanation, ["resolved"] = c.Resolved?.Resolution })]),
        ["passages"] = new JsonArray([.. passages.Hits.Select(hit => (JsonNode)new JsonObject
        {
            ["document"] = ListFacts.Label(petition, hit.Where.Document),
            ["name"] = ListFacts.Name(petition, hit.Where.Document),
            ["page"] = hit.Where.Page,
            ["start"] = hit.Where.Start,
            ["end"] = hit.Where.End,
            ["quote"] = hit.Where.Quote,
        })]),
        ["not_in_the_file"] = new JsonArray([.. passages.Unknown.Select(w => (JsonNode?)JsonValue.Create(w))]),
    };

    private static void Print(Petition petition, Desk desk, Question asked, IReadOnlyList<Fact> vetted, IReadOnlyList<Fact> unvetted, IReadOnlyList<Conflict> conflicts, PassageHits passages)
    {
        if (!Tells(vetted, unvetted, passages, asked))
            Console.WriteLine("The file does not tell." + (passages.Unknown.Count > 0 ? $" No page on file says: {string.Join(", ", passages.Unknown)}." : ""));
        void Facts(string heading, IReadOnlyList<Fact> facts)
        {
            if (facts.Count == 0)
                return;
            Shell.Heading(heading);
            foreach (var fact in facts)
            {
                var passage = fact.Sources[0].Proposal.Passages[0];
                Console.WriteLine($"  {desk.Catalog.Attribute(fact.Attribute)?.Label ?? fact.Attribute}: {InPlainWords.Qualified(fact)}{(fact.Status == FactStatus.Disputed ? " (DISPUTED)" : "")}  [{fact.Id}; {ListFacts.Name(petition, passage.Document)}, p. {passage.Page}: \"{Shell.OneLine(passage.Quote, 90)}\"]");
            }
        }
        Facts("Vetted", vetted);
        Facts("Read but not vetted", unvetted);
        if (conflicts.Count > 0)
        {
            Shell.Heading("The sources disagree");
            foreach (var conflict in conflicts)
                Console.WriteLine($"  {conflict.Id}: {conflict.Explanation}{(conflict.Resolved is { } r ? $" Resolved: {r.Resolution}." : "")}");
        }
        if (passages.Hits.Count > 0)
        {
            Shell.Heading("Passages");
            foreach (var hit in passages.Hits)
                Console.WriteLine($"  \"{Shell.OneLine(hit.Where.Quote, 300)}\"\n      {ListFacts.Label(petition, hit.Where.Document)} {ListFacts.Name(petition, hit.Where.Document)}, p. {hit.Where.Page}");
        }
    }
}
