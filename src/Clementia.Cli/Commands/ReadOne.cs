using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Documents;
using Clementia.Documents.Reading;

namespace Clementia.Cli.Commands;

/// <summary>`clementia read`: reads one document with no workspace, or a folder of texts in the scoring form.</summary>
internal static class ReadOne
{
    public static Command Command()
    {
        var path = new Argument<string>("PATH") { Description = "A document, or with --gold-form a folder of .txt files." };
        var goldForm = new Option<string?>("--gold-form") { Description = "Write OUT/ID.json for each DIR/ID.txt, and conflicts-CASE.json.", HelpName = "OUT" };
        var kind = new Option<string?>("--kind") { Description = "What the document is: judgment, psr, press, letter ..." };
        var published = new Option<string?>("--date") { Description = "The document's date (YYYY, YYYY-MM or YYYY-MM-DD), from which \"last year\" counts." };
        var json = Shell.Json();
        var command = new ExampleCommand("read", "Read one document without a workspace: facts, statements, citations, bad redactions.",
            "read samples/petition/01-judgment.pdf",
            "read article.html --json",
            "read ../shared/accounts/texts --gold-form /tmp/read") { path, goldForm, kind, published, Shell.NoWorkspace(), json };
        command.SetAction(parsed => parsed.GetValue(goldForm) is { } output
            ? ReadFolder.Run(parsed.GetValue(path)!, output)
            : One(parsed.GetValue(path)!, parsed.GetValue(kind), parsed.GetValue(published), parsed.GetValue(json)));
        return command;
    }

    private static int One(string path, string? kind, string? published, bool json)
    {
        var opened = Reading.Open(path);
        if (opened.Text is null)
        {
            Console.Error.WriteLine($"{path}: {opened.Unreadable}");
            return Program.FoundAProblem;
        }
        kind ??= Clementia.Documents.DocumentKinds.Guess(opened);
        published ??= Clementia.Documents.DocumentKinds.Dateline(opened);
        var (result, failure) = Reading.Read(opened.Text, Reading.ContextOf(opened, kind, published, []));
        if (failure is not null)
            Console.Error.WriteLine($"{path}: {failure}");
        foreach (var note in opened.Notes)
            Console.Error.WriteLine($"{path}: {note}");
        if (json)
        {
            var document = new JsonObject
            {
                ["name"] = opened.Name,
                ["sha256"] = opened.Text.Sha256,
                ["media_type"] = opened.MediaType,
                ["reader"] = opened.Text.Reader,
                ["pages"] = opened.Text.Pages.Count,
                ["kind"] = kind,
                ["date"] = published ?? opened.Date,
                ["author"] = opened.Author,
                ["title"] = opened.Title,
                ["text"] = new JsonArray([.. opened.Text.Pages.Select(p => (JsonNode?)new JsonObject { ["page"] = p.Number, ["label"] = p.Label, ["text"] = p.Text })]),
            };
            Shell.Print(new JsonObject
            {
                ["document"] = document,
                ["facts"] = new JsonArray([.. result.Facts.Select(GoldForm.Of)]),
                ["statements"] = new JsonArray([.. result.Statements.Select(GoldForm.Of)]),
                ["citations"] = new JsonArray([.. result.Citations.Select(CitationJson), .. RecordCitations.FindLaw(opened.Text).Select(LawJson)]),
                ["redactions"] = CheckRedactions.Json(opened.Hidden),
            });
            return failure is null ? Program.Done : Program.FoundAProblem;
        }
        Console.WriteLine($"{opened.Name}: {opened.MediaType}, {Shell.Count(opened.Text.Pages.Count, "page")}, read by {opened.Text.Reader}");
        Shell.Heading($"{Shell.Count(result.Facts.Count, "fact")} proposed");
        foreach (var fact in result.Facts)
            Console.WriteLine($"  {fact.Attribute} = {fact.Value}{(fact.Subject is null ? "" : $" ({fact.Subject})")}\n      p. {fact.Passages[0].Page}: \"{Shell.OneLine(fact.Passages[0].Quote)}\"");
        Shell.Heading($"{Shell.Count(result.Statements.Count, "statement")}");
        foreach (var said in result.Statements)
            Console.WriteLine($"  {said.Speaker}{(said.To is null ? "" : $" to {said.To}")}{Shell.Reported(said.ReportedIn)} ({said.Mode.ToString().ToLowerInvariant()}):\n      p. {said.Passages[0].Page}: \"{Shell.OneLine(said.Passages[0].Quote)}\"");
        Shell.Heading($"{Shell.Count(result.Citations.Count, "record citation")}");
        foreach (var cited in result.Citations)
            Console.WriteLine($"  {cited.Means}  (p. {cited.Written.Page}: \"{Shell.OneLine(cited.Written.Quote)}\")");
        CheckRedactions.Print(opened.Hidden);
        return failure is null ? Program.Done : Program.FoundAProblem;
    }

    /// <summary>A statute, guideline or case that the document cites, beside its citations of the record.</summary>
    private static JsonObject LawJson(LawCitation cited) => new()
    {
        ["kind"] = cited.Kind.ToString().ToLowerInvariant(),
        ["means"] = cited.Means,
        ["quote"] = cited.Written.Quote,
        ["page"] = cited.Written.Page,
        ["start"] = cited.Written.Start,
        ["end"] = cited.Written.End,
    };

    private static JsonObject CitationJson(RecordCitation cited) => new()
    {
        ["kind"] = "record",
        ["means"] = cited.Means,
        ["source"] = cited.Source,
        ["pinpoint"] = cited.Pinpoint,
        ["quote"] = cited.Written.Quote,
        ["page"] = cited.Written.Page,
        ["start"] = cited.Written.Start,
        ["end"] = cited.Written.End,
    };
}
