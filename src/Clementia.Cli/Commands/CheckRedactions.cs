using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Documents.Pdf;

namespace Clementia.Cli.Commands;

/// <summary>`clementia check-redactions`: exit 1 when a file hides text that it still holds.</summary>
internal static class CheckRedactions
{
    public static Command Command()
    {
        var path = new Argument<string>("FILE") { Description = "A PDF, DOCX or HTML file." };
        var json = Shell.Json();
        var command = new ExampleCommand("check-redactions", "Find text that a file hides but still holds: under boxes or hatching, white on white.",
            "check-redactions samples/petition/02-presentence-report.pdf") { path, Shell.NoWorkspace(), json };
        command.SetAction(parsed =>
        {
            var (hidden, pages, refusal) = Check(parsed.GetValue(path)!);
            if (refusal is not null && hidden.Count == 0)
            {
                Console.Error.WriteLine($"{parsed.GetValue(path)}: {refusal}");
                return Program.WrongUse;
            }
            if (parsed.GetValue(json))
                Shell.Print(Json(hidden));
            else if (hidden.Count == 0)
                Console.WriteLine($"{Path.GetFileName(parsed.GetValue(path))}: no hidden text was found on {Shell.Count(pages, "page")}.");
            else
                Print(hidden);
            return hidden.Count > 0 ? Program.FoundAProblem : Program.Done;
        });
        return command;
    }

    /// <summary>A PDF is looked at without recognizing its pictures: a scan holds no text that it could hide.</summary>
    private static (IReadOnlyList<HiddenText> Hidden, int Pages, Refusal? Refusal) Check(string path)
    {
        if (File.Exists(path) && PdfReader.Read(File.ReadAllBytes(path), "") is { Document: { } document } pdf)
            return (pdf.Hidden, document.Pages.Count, null);
        var opened = Reading.Open(path);
        return (opened.Hidden, opened.Text?.Pages.Count ?? 0, opened.Unreadable);
    }

    public static JsonArray Json(IReadOnlyList<HiddenText> hidden) => new([.. hidden.Select(h => (JsonNode)new JsonObject
    {
        ["page"] = h.Page,
        ["text"] = h.Text,
        ["box"] = new JsonArray(Points(h.Box.Left), Points(h.Box.Top), Points(h.Box.Right), Points(h.Box.Bottom)),
        ["how"] = h.How,
    })]);

    /// <summary>Boxes are printed in points (1/72 inch) from the page's top left corner, as PDF people expect.</summary>
    private static JsonNode Points(int hundredths) => JsonValue.Create(hundredths / 100m);

    public static void Print(IReadOnlyList<HiddenText> hidden)
    {
        if (hidden.Count == 0)
            return;
        Shell.Heading($"{Shell.Count(hidden.Count, "place")} where text is hidden but still in the file");
        foreach (var h in hidden)
            Console.WriteLine($"  p. {h.Page}, {h.Box.Left / 100m:0.#} {h.Box.Top / 100m:0.#} to {h.Box.Right / 100m:0.#} {h.Box.Bottom / 100m:0.#} pt, {h.How}: \"{Shell.OneLine(h.Text)}\"");
    }
}
