using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia conflicts`: where the sources disagree, with each other or with the vetted record.</summary>
internal static class ListConflicts
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var json = Shell.Json();
        var command = new ExampleCommand("conflicts", "Show where sources disagree with each other or with the vetted record.", "conflicts p-7k3m9q", "conflicts p-7k3m9q --json") { id, workspace, asOf, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            var petition = desk.Petition(parsed.GetValue(id)!, parsed.GetValue(asOf));
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonArray([.. petition.Conflicts.Select(c => (JsonNode)Json(c, petition))]));
                return Program.Done;
            }
            if (petition.Conflicts.Count == 0)
                Console.WriteLine("The sources on file do not disagree, as far as they were read.");
            foreach (var conflict in petition.Conflicts)
                Print(conflict, petition, desk);
            var open = petition.Conflicts.FirstOrDefault(c => c.Resolved is null);
            if (open is not null)
                Console.WriteLine($"\nTo resolve one: ./clementia resolve {petition.Id} {open.Id} --holds \"...\" --reason \"...\"");
            return Program.Done;
        });
        return command;
    }

    private static JsonObject Json(Conflict conflict, Petition petition) => new()
    {
        ["id"] = conflict.Id,
        ["kind"] = KindOf(conflict.Kind),
        ["attribute"] = conflict.Attribute,
        ["subject"] = conflict.Subject,
        ["explanation"] = conflict.Explanation,
        ["facts"] = new JsonArray([.. conflict.Facts.Select(f => (JsonNode)ListFacts.Json(petition.Facts.Single(x => x.Id == f), petition))]),
        ["statements"] = new JsonArray([.. conflict.Statements.Select(s => (JsonNode?)JsonValue.Create(s))]),
        ["resolved"] = conflict.Resolved is not { } r ? null
            : new JsonObject { ["by"] = r.By, ["at"] = r.At, ["holds"] = r.Resolution, ["fact"] = r.Fact, ["reason"] = r.Reason, ["entry"] = r.Entry },
    };

    private static string KindOf(ConflictKind kind) => kind switch
    {
        ConflictKind.Conflict => "conflict",
        ConflictKind.Imprecision => "imprecision",
        ConflictKind.DifferentTime => "different time",
        ConflictKind.Dispute => "dispute",
        ConflictKind.AgainstRecord => "against the record",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind has no name here. Give it one."),
    };

    private static void Print(Conflict conflict, Petition petition, Desk desk)
    {
        Console.WriteLine($"\n{conflict.Id}  {KindOf(conflict.Kind)}{(conflict.Resolved is null ? "" : " (resolved)")}: {conflict.Explanation}");
        foreach (var fact in conflict.Facts.Select(f => petition.Facts.Single(x => x.Id == f)))
        {
            var passage = fact.Sources[0].Proposal.Passages[0];
            Console.WriteLine($"      {fact.Id,-5} {InPlainWords.Qualified(fact)} ({fact.Status.ToString().ToLowerInvariant()}; {fact.Sources[0].Proposal.Standard}): {ListFacts.Label(petition, passage.Document)} p. {passage.Page}: \"{Shell.OneLine(passage.Quote, 100)}\"");
        }
        foreach (var said in conflict.Statements.Select(s => petition.Statements.Single(x => x.Id == s)))
            Console.WriteLine($"      {said.Id,-5} {said.Said.Speaker}: \"{Shell.OneLine(said.Said.Passages[0].Quote, 100)}\"");
        if (conflict.Resolved is { } resolved)
            Console.WriteLine($"      Resolved by {resolved.By}, {resolved.At:yyyy-MM-dd}: {resolved.Resolution}. {resolved.Reason}");
    }
}
