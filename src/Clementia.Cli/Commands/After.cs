using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia after`: what followed a grant, and what became of its conditions and of what the brief promised.</summary>
internal static class After
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var what = new Argument<string?>("WHAT") { Description = "release, condition, supervision, contact, promise, violation or completion. Without it, what followed is shown.", Arity = ArgumentArity.ZeroOrOne };
        var on = new Option<string?>("--on") { Description = "The day (default: today).", HelpName = "DATE" };
        var words = new Option<string?>("--words") { Description = "What happened, in words." };
        var about = new Option<string?>("--about") { Description = "The decision, condition or promised fact that it is about.", HelpName = "K1|K1.2|F40" };
        var state = new Option<string?>("--state") { Description = "How the condition or promise stands: kept, broken or open." };
        var facts = new Option<string[]>("--fact") { Description = "A fact that it rests on. Repeat it for more.", HelpName = "F12" };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("after", "Note what followed a grant, or show it: release, conditions, supervision, contact, promises kept and broken.",
            "after p-7k3m9q", "after p-7k3m9q release --on 2018-06-06 --words \"Left the prison with her family\"",
            "after p-7k3m9q condition --about K1.1 --state kept --words \"Finished the program\"",
            "after p-7k3m9q promise --about F40 --state kept --words \"Lives with her daughter\"") { id, what, on, words, about, state, facts, workspace, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = parsed.GetValue(id)!;
            int? entry = null;
            if (parsed.GetValue(what) is { } kind)
            {
                var today = DateOnly.FromDateTime(Desk.Now().UtcDateTime);
                var asked = new AfterAsked(kind, Sentence.Day(parsed.GetValue(on), "--on") ?? today, parsed.GetValue(words) ?? "")
                {
                    About = parsed.GetValue(about),
                    State = parsed.GetValue(state),
                    Cites = new Cites([.. (parsed.GetValue(facts) ?? []).Select(fact => fact.Trim().ToUpperInvariant())], [], []),
                };
                entry = desk.Enter(petition, soFar => Desk.Either(Procedure.NoteAfter(soFar, asked, today)));
            }
            else if ((parsed.GetValue(words) ?? parsed.GetValue(about) ?? parsed.GetValue(state) ?? parsed.GetValue(on)) is not null)
                throw new UsageException("What is to be noted? Write one of release, condition, supervision, contact, promise, violation, completion behind the petition.");
            var grants = Decisions.Of(desk.Petition(petition, null)).All.Where(one => one.IsGrant).ToList();
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonArray([.. grants.Select(one => (JsonNode)ListDecisions.Json(one))]));
                return Program.Done;
            }
            if (entry is not null)
                Console.WriteLine($"Noted (entry {entry}, {desk.Actor}).");
            if (grants.Count == 0)
                Console.WriteLine("Nothing was granted, so there is nothing that follows from it.");
            foreach (var grant in grants)
            {
                Console.WriteLine($"{grant.Id}  {grant.InWords}, from {grant.Made!.Effective}");
                if (grant.Conditions.Count > 0)
                    Console.WriteLine($"      Conditions: {Tally(grant.Conditions.Select(one => one.State))}.");
                if (grant.Promises.Count > 0)
                    Console.WriteLine($"      What the brief promised: {Tally(grant.Promises.Select(one => one.State))}.");
                ListDecisions.PrintAfter(grant);
                if (grant.After.Count == 0)
                    Console.WriteLine("      Nothing is noted after it.");
            }
            return Program.Done;
        });
        return command;
    }

    private static string Tally(IEnumerable<string> states)
    {
        var all = states.ToList();
        return string.Join(", ", ((string[])["kept", "broken", "open"]).Select(state => (State: state, Number: all.Count(one => one == state))).Where(one => one.Number > 0).Select(one => $"{one.Number} {one.State}"));
    }
}
