using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia victims`: that victims were told, what they said, or that the file names none.</summary>
internal static class Victims
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var victim = new Argument<string?>("NAME") { Description = "Who, as the file names them; may be \"the victims of count 2\".", Arity = ArgumentArity.ZeroOrOne };
        var what = new Option<string?>("--what") { Description = "notified, commented, declined, unreachable or \"told of the outcome\"." };
        var words = new Option<string?>("--words") { Description = "How and when; or the comment in their words." };
        var none = new Option<bool>("--none") { Description = "The file names no victim; --words says how you know." };
        var document = new Option<string[]>("--document") { Description = "A document on file that holds it: D5.", HelpName = "D5", DefaultValueFactory = _ => [] };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("victims", "Enter that victims were notified, what they said, or that the file names none; or list it.",
            "victims p-7k3m9q \"Lena Voss\" --what notified --words \"By letter of March 3\"",
            "victims p-7k3m9q \"Lena Voss\" --what commented --words \"I do not oppose it.\" --document D7",
            "victims p-7k3m9q --none --words \"Read the whole presentence report\"") { id, victim, what, words, none, document, workspace, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = parsed.GetValue(id)!;
            if (parsed.GetValue(none) && (parsed.GetValue(victim) is not null || parsed.GetValue(what) is not null))
                throw new UsageException("--none stands alone with --words: it says that the file names no victim.");
            if (parsed.GetValue(none))
                desk.Enter(petition, soFar => Desk.Either(Procedure.ContactVictims(soFar, "none", "none", parsed.GetValue(words) ?? "", parsed.GetValue(document)!)));
            else if (parsed.GetValue(victim) is { } name)
                desk.Enter(petition, soFar => Desk.Either(Procedure.ContactVictims(soFar, name, parsed.GetValue(what) ?? "", parsed.GetValue(words) ?? "", parsed.GetValue(document)!)));
            else if (parsed.GetValue(what) is not null || parsed.GetValue(words) is not null)
                throw new UsageException("Name the victim as the file does, or --none when it names none.");
            Show(desk.Petition(petition, null), parsed.GetValue(json));
            return Program.Done;
        });
        return command;
    }

    private static void Show(Petition petition, bool json)
    {
        var all = petition.Acts.Where(entry => entry.Body is VictimContacted).Select(entry => (Entry: entry, Contact: (VictimContacted)entry.Body!)).ToList();
        if (json)
        {
            Shell.Print(new JsonArray([.. all.Select(one => (JsonNode)new JsonObject
            {
                ["victim"] = one.Contact.Victim, ["what"] = one.Contact.What, ["words"] = one.Contact.Words, ["at"] = one.Entry.At, ["by"] = one.Entry.Actor,
                ["documents"] = ProcessCommand.List(one.Contact.Documents.Select(sha256 => ListFacts.Label(petition, sha256))),
            })]));
            return;
        }
        if (all.Count == 0)
            Console.WriteLine($"Nothing is entered of victims. ./clementia victims {petition.Id} NAME --what notified --words \"...\"");
        foreach (var (entry, contact) in all)
            Console.WriteLine($"{entry.At:yyyy-MM-dd}  {(contact.What == "none" ? "the file names no victim" : $"{contact.Victim}: {contact.What}")}. {contact.Words}{(contact.Documents.Count == 0 ? "" : $" ({string.Join(", ", contact.Documents.Select(sha256 => ListFacts.Label(petition, sha256)))})")} (entered by {entry.Actor})");
    }
}
