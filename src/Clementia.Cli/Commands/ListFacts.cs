using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia facts`: the facts of a petition with their sources.</summary>
internal static class ListFacts
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var status = new Option<string?>("--status") { Description = "Only those that are proposed, confirmed, struck or disputed." };
        var attribute = new Option<string?>("--attribute") { Description = "Only those of an attribute, or of a group (\"sentence\")." };
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("facts", "List the facts of a petition: value, state, and every passage that says so.",
            "facts p-7k3m9q", "facts p-7k3m9q --status proposed --attribute sentence", "facts p-7k3m9q --json --as-of 2026-05-01") { id, status, attribute, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            FactStatus? wanted = parsed.GetValue(status) is not { } s ? null
                : Enum.TryParse<FactStatus>(s, ignoreCase: true, out var known) && !int.TryParse(s, out _) ? known : throw new UsageException($"'{s}' is no state of a fact. Use proposed, confirmed, struck or disputed.");
            var group = parsed.GetValue(attribute);
            var facts = petition.Facts.Where(f => (wanted is null || f.Status == wanted)
                && (group is null || f.Attribute == group || f.Attribute.StartsWith(group + ".", StringComparison.Ordinal))).ToList();
            if (parsed.GetValue(json))
                Shell.Print(new JsonArray([.. facts.Select(f => (JsonNode)Json(f, petition))]));
            else
                Print(facts, petition, desk);
            return Program.Done;
        });
        return command;
    }

    public static JsonObject Json(Fact fact, Petition petition)
    {
        var first = fact.Sources[0].Proposal.Passages[0];
        var json = new JsonObject
        {
            ["id"] = fact.Id,
            ["attribute"] = fact.Attribute,
            ["value"] = fact.Value,
            ["subject"] = fact.Subject,
            ["status"] = fact.Status.ToString().ToLowerInvariant(),
            ["quote"] = first.Quote,
            ["document"] = Label(petition, first.Document),
            ["page"] = first.Page,
            ["start"] = first.Start,
            ["end"] = first.End,
        };
        if (fact.ProposedValue != fact.Value)
            json["proposed_value"] = fact.ProposedValue;
        json["sources"] = new JsonArray([.. fact.Sources.Select(s => (JsonNode)new JsonObject
        {
            ["document"] = Label(petition, s.Proposal.Passages[0].Document),
            ["sha256"] = s.Proposal.Passages[0].Document,
            ["name"] = Name(petition, s.Proposal.Passages[0].Document),
            ["entry"] = s.Entry,
            ["standard"] = s.Proposal.Standard.ToString(),
            ["asserted_by"] = s.Proposal.AssertedBy,
            ["confidence"] = s.Proposal.Confidence.ToString(),
            ["reason"] = s.Proposal.Reason,
            ["as_of"] = s.Proposal.AsOf,
            ["event"] = s.Proposal.Event,
            ["approx"] = s.Proposal.Approximate,
            ["ge"] = s.Proposal.AtLeast,
            ["passages"] = new JsonArray([.. s.Proposal.Passages.Select(p => (JsonNode)new JsonObject { ["page"] = p.Page, ["start"] = p.Start, ["end"] = p.End, ["quote"] = p.Quote })]),
        })]);
        if (fact.VettedBy is not null)
            json["vetted"] = new JsonObject { ["by"] = fact.VettedBy, ["at"] = fact.VettedAt, ["reason"] = fact.VettingReason, ["entry"] = fact.VettingEntry };
        return json;
    }

    public static string Label(Petition petition, string sha256) => petition.Documents.FirstOrDefault(d => d.Filed?.Sha256 == sha256)?.Label ?? sha256[..12];

    public static string Name(Petition petition, string sha256) => petition.Documents.FirstOrDefault(d => d.Filed?.Sha256 == sha256)?.Filed?.Name ?? "a document that is no longer on file";

    private static void Print(List<Fact> facts, Petition petition, Desk desk)
    {
        if (facts.Count == 0)
        {
            Console.WriteLine(petition.Facts.Count > 0 ? "No fact fits. Ask without --status and --attribute to see all."
                : petition.Documents.Count == 0 ? $"Nothing is filed yet. File documents: ./clementia file {petition.Id} PATH..."
                : "The documents on file yielded no fact.");
            return;
        }
        foreach (var group in facts.GroupBy(f => f.Attribute).OrderBy(g => desk.Order(g.Key)))
        {
            Console.WriteLine($"\n{desk.Catalog.Attribute(group.Key)?.Label ?? group.Key} ({group.Key})");
            foreach (var fact in group)
            {
                var who = fact.Subject is null ? "" : $" [{fact.Subject}]";
                var state = fact.Status switch { FactStatus.Confirmed => "confirmed", FactStatus.Struck => "STRUCK", FactStatus.Disputed => "DISPUTED", _ => "proposed" };
                var vetted = fact.VettedBy is null ? "" : $" by {fact.VettedBy}, {fact.VettedAt:yyyy-MM-dd}: {fact.VettingReason}";
                Console.WriteLine($"  {fact.Id,-5} {InPlainWords.Qualified(fact)}{who}  ({state}{vetted})");
                foreach (var source in fact.Sources)
                {
                    var passage = source.Proposal.Passages[0];
                    Console.WriteLine($"        {Label(petition, passage.Document)} p. {passage.Page} ({source.Proposal.Standard}{(source.Proposal.AssertedBy is { } who2 ? $", as {who2} says" : "")}): \"{Shell.OneLine(passage.Quote, 110)}\"");
                }
            }
        }
        var open = facts.Count(f => f.Status == FactStatus.Proposed);
        if (open > 0)
            Console.WriteLine($"\n{Shell.Count(open, "fact")} not vetted yet: ./clementia vet {petition.Id} {facts.First(f => f.Status == FactStatus.Proposed).Id} confirm --reason \"...\"");
    }
}
