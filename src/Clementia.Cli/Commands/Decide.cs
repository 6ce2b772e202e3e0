using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Law;

namespace Clementia.Cli.Commands;

/// <summary>`clementia decide`: the person who may decides the petition; what lay before them is kept with it.</summary>
internal static class Decide
{
    private static readonly Dictionary<string, ClemencyForm> s_forms = new()
    {
        ["pardon"] = ClemencyForm.Pardon,
        ["commutation"] = ClemencyForm.Commutation,
        ["reprieve"] = ClemencyForm.Reprieve,
        ["remission"] = ClemencyForm.Remission,
        ["denial"] = ClemencyForm.Denial,
        ["no-action"] = ClemencyForm.NoAction,
    };

    public static Command Command()
    {
        var id = Shell.PetitionId();
        var form = new Argument<string>("FORM") { Description = $"{string.Join(", ", s_forms.Keys)}." };
        form.AcceptOnlyFromAmong([.. s_forms.Keys]);
        var reason = new Option<string>("--reason") { Description = "Why, in your words. It stands on the docket with your name.", Required = true };
        var to = new Option<string?>("--to") { Description = "For a commutation \"240 months\", \"time served\" or \"expires YYYY-MM-DD\"; for a reprieve the day until which.", HelpName = "TERM" };
        var condition = new Option<string[]>("--condition") { Description = "A condition of the grant, in words. Repeat it for more.", HelpName = "WORDS" };
        var count = new Option<string[]>("--count") { Description = "A count that it reaches. Repeat it for more; without it, all.", HelpName = "N" };
        var remit = new Option<string[]>("--remit") { Description = "What it remits: fine, restitution, forfeiture, \"supervised release\".", HelpName = "WHAT" };
        var ground = new Option<string[]>("--ground") { Description = "A ground of it in a few words, for the office's statistics: rehabilitation, disparity, age, health.", HelpName = "WORDS" };
        var effective = new Option<string?>("--effective") { Description = "From which day it holds (default: today).", HelpName = "DATE" };
        var brief = new Option<string?>("--brief") { Description = "The brief that lay before you (default: the last that was issued).", HelpName = "B2" };
        var regardless = new Option<string?>("--regardless") { Description = "Why you decide although something is lacking.", HelpName = "REASON" };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("decide", "Decide a petition: grant, deny or close it. Only the person who may, at the stage where it is decided.",
            "decide p-7k3m9q commutation --to \"time served\" --by \"Edwin Thorne\" --reason \"Twenty-one years are enough\"",
            "decide p-7k3m9q commutation --to \"240 months\" --condition \"No contact with the co-defendants\" --by \"Edwin Thorne\" --reason \"...\"",
            "decide p-7k3m9q remission --remit fine --by \"Edwin Thorne\" --reason \"She cannot pay it\"",
            "decide p-7k3m9q pardon --count 7 --effective 2020-08-28 --by \"Edwin Thorne\" --reason \"...\"",
            "decide p-7k3m9q denial --by \"Edwin Thorne\" --reason \"...\"") { id, form, reason, to, condition, count, remit, ground, effective, brief, regardless, workspace, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = parsed.GetValue(id)!;
            var now = Desk.Now();
            var asked = new DecisionAsked(s_forms[parsed.GetValue(form)!], parsed.GetValue(reason)!, Sentence.Day(parsed.GetValue(effective), "--effective") ?? DateOnly.FromDateTime(now.UtcDateTime), "")
            {
                To = parsed.GetValue(to),
                Counts = parsed.GetValue(count) ?? [],
                Remits = parsed.GetValue(remit) ?? [],
                Conditions = parsed.GetValue(condition) ?? [],
                Grounds = parsed.GetValue(ground) ?? [],
                Brief = parsed.GetValue(brief),
            };
            // Decided once without a checkpoint: a decision that is refused must not leave one behind.
            var soFar = desk.Petition(petition, null);
            var first = Procedure.Decide(soFar, desk.Actor, asked, Lacking(soFar), parsed.GetValue(regardless));
            if (first.IsRefused)
                throw new UsageException(first.Refusal.ToString());
            asked = asked with { Checkpoint = Desk.Of(desk.Workspace.IssueCheckpoint(petition, desk.Actor, now)) };
            var entry = desk.Enter(petition, at =>
            {
                var decided = Procedure.Decide(at, desk.Actor, asked, Lacking(at), parsed.GetValue(regardless));
                return decided.IsRefused ? decided.Refusal : decided.Value;
            });
            var made = Decisions.Of(desk.Petition(petition, null)).All[^1];
            if (parsed.GetValue(json))
            {
                Shell.Print(ListDecisions.Json(made));
                return Program.Done;
            }
            Console.WriteLine($"{made.Id}: {made.InWords}, from {made.Made!.Effective} (entry {entry}, decided by {made.By}).");
            Console.WriteLine(made.Brief is { } lay ? $"Before you lay {lay.Id} and the docket's checkpoint at entry {made.Entry - 1}." : "No brief lay before you; the docket's checkpoint is kept with it.");
            Console.WriteLine(made.IsGrant ? $"Next: ./clementia instrument {petition} --out warrant.pdf" : "Next: tell the petitioner and the victims of the outcome.");
            return Program.Done;
        });
        return command;
    }

    /// <summary>The weighty lacks of today, without those that were gone on with regardless when it was presented this time.</summary>
    private static IReadOnlyList<string> Lacking(Petition petition)
    {
        var began = CaseProcess.Of(petition)?.PassBegan ?? 0;
        var known = petition.Acts.Where(entry => entry.Number > began).Select(entry => entry.Body).OfType<WentOnRegardless>().Where(went => went.For is "present").SelectMany(went => went.Lacking).ToHashSet(StringComparer.Ordinal);
        return [.. Readiness.Of(petition, Desk.Today(), LawBook.BuiltIn.Fingerprint).Where(lack => lack.IsWeighty && !known.Contains(lack.What)).Select(lack => lack.What)];
    }
}
