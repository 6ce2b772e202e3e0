using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>
/// `clementia propose`: facts that somebody or something else read in a filed document: a person, another program, a language model.
/// A quote counts only where the kept page holds it exactly; nothing becomes more than a proposal.
/// </summary>
internal static class Propose
{
    private sealed record Offer(string Attribute, string Value, int Page, string Quote, string Reason, string? Subject = null, string? AsOf = null);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static Command Command()
    {
        var id = Shell.PetitionId();
        var document = new Argument<string>("DOCUMENT") { Description = "The document's label: D1." };
        var file = new Argument<string>("FILE") { Description = "A JSON list of {attribute, value, page, quote, reason[, subject, asOf]}." };
        var reader = new Option<string>("--reader") { Description = "Who or what read it: a name with a version. It stands on the docket.", Required = true };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("propose", "Enter facts that another reader proposes. Quotes are checked against the page; nothing is confirmed by it.",
            "propose p-7k3m9q D1 offers.json --reader \"reader of the clinic, 2026-11\"") { id, document, file, reader, workspace, by };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = desk.Petition(parsed.GetValue(id)!, null);
            var on = OfferedOn.Open(desk, petition, parsed.GetValue(document)!);
            var refused = new List<string>();
            var facts = new List<Proposal>();
            foreach (var (offer, n) in Offers(parsed.GetValue(file)!).Select((offer, i) => (offer, i + 1)))
            {
                var read = on.Check(new Offered(offer.Attribute, offer.Value, offer.Page, offer.Quote, offer.Reason, offer.Subject, offer.AsOf), Confidence.Inferred, onlyPlace: false);
                if (read.IsRefused)
                    refused.Add($"Number {n}: {read.Refusal}");
                else
                    facts.Add(read.Value);
            }
            if (facts.Count > 0)
                on.Enter(petition.Id, facts, $"proposed by {parsed.GetValue(reader)}");
            Console.WriteLine($"{Shell.Count(facts.Count, "fact")} proposed on {on.Label} by {parsed.GetValue(reader)}; vet them like any other.");
            foreach (var line in refused)
                Console.Error.WriteLine(line);
            return refused.Count > 0 ? Program.FoundAProblem : Program.Done;
        });
        return command;
    }

    private static List<Offer> Offers(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file '{path}'. Check the name.");
        try
        {
            var offers = JsonSerializer.Deserialize<List<Offer?>>(File.ReadAllText(path), s_json) ?? throw new UsageException($"{path} holds null. Write a list there.");
            return [.. offers.Select((offer, i) => offer ?? throw new UsageException($"{path}: number {i + 1} of the list is null. Write an object there."))];
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path}: {wrong.Message}");
        }
    }
}
