using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia recommend`: a recommendation of somebody on the way up, or the list of them.</summary>
internal static class Recommend
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var recommends = new Argument<string?>("WHAT") { Description = "grant, \"grant in part\", deny or \"no recommendation\".", Arity = ArgumentArity.ZeroOrOne };
        var office = new Option<string?>("--office") { Description = "In which role, when you hold several that recommend here.", HelpName = "ROLE" };
        var form = new Option<string?>("--form") { Description = "Of what: pardon, commutation, reprieve or remission." };
        var reason = new Option<string?>("--reason") { Description = "Why; whoever decides reads it." };
        var workspace = Shell.Workspace();
        var by = new Option<string?>("--by") { Description = "Who recommends. Default: the environment's CLEMENTIA_ACTOR, else the name of your account.", HelpName = "NAME" };
        var enteredBy = new Option<string?>("--entered-by") { Description = "Who enters it, when that is another.", HelpName = "NAME" };
        var json = Shell.Json();
        var command = new ExampleCommand("recommend", "Enter a recommendation of somebody on the way up to whoever decides, or list them.",
            "recommend p-7k3m9q grant --form commutation --by \"Ada Fenwick\" --reason \"The term is far beyond the others\"", "recommend p-7k3m9q") { id, recommends, office, form, reason, workspace, by, enteredBy, json };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(by);
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(enteredBy) ?? name);
            var petition = parsed.GetValue(id)!;
            if (parsed.GetValue(recommends) is { } what)
                desk.Enter(petition, soFar => Desk.Either(Procedure.Recommend(soFar, Shell.Actor(name), what, parsed.GetValue(office), parsed.GetValue(form), parsed.GetValue(reason) ?? "")));
            var all = desk.Petition(petition, null).Acts.Where(entry => entry.Body is RecommendationMade).Select(entry => (Entry: entry, Made: (RecommendationMade)entry.Body!)).ToList();
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonArray([.. all.Select(one => (JsonNode)new JsonObject
                {
                    ["by"] = one.Made.By, ["office"] = one.Made.Office, ["recommends"] = one.Made.Recommends, ["form"] = one.Made.Form, ["reason"] = one.Made.Reason, ["at"] = one.Entry.At, ["enteredBy"] = one.Entry.Actor,
                })]));
                return Program.Done;
            }
            if (all.Count == 0)
                Console.WriteLine($"Nobody has recommended anything yet. ./clementia recommend {petition} grant|deny --by NAME --reason \"...\"");
            foreach (var (entry, made) in all)
                Console.WriteLine($"{entry.At:yyyy-MM-dd}  {made.By} ({made.Office}): {made.Recommends}{(made.Form is null ? "" : $", {made.Form}")}. {made.Reason}");
            return Program.Done;
        });
        return command;
    }
}
