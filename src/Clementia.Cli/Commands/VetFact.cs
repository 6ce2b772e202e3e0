using System.CommandLine;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia vet`: a person confirms, corrects, strikes or disputes a fact, and signs.</summary>
internal static class VetFact
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var fact = new Argument<string>("FACT") { Description = "The fact's id: F12." };
        var verdict = new Argument<string>("VERDICT") { Description = "confirm, correct, strike or dispute." };
        verdict.AcceptOnlyFromAmong("confirm", "correct", "strike", "dispute");
        var value = new Option<string?>("--value") { Description = "The right value, with correct. Written as people write it: \"life plus 25 years\", \"June 6, 2018\"." };
        var reason = new Option<string>("--reason") { Description = "Why, in your words. It stands on the docket with your name.", Required = true };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("vet", "Vet a fact: confirm, correct, strike or dispute it, and sign.",
            "vet p-7k3m9q F3 confirm --reason \"Read it in the judgment\"",
            "vet p-7k3m9q F8 correct --value \"21 years and 4 months\" --reason \"Counted from the arrest\" --by \"Celeste Amberley\"") { id, fact, verdict, value, reason, workspace, by };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var named = parsed.GetValue(fact)!.ToUpperInvariant();
            var number = desk.Enter(parsed.GetValue(id)!, petition => Desk.Either(
                Procedure.Vet(petition, named, Enum.Parse<Verdict>(parsed.GetValue(verdict)!, ignoreCase: true), parsed.GetValue(value), parsed.GetValue(reason)!)));
            var after = desk.Petition(parsed.GetValue(id)!, null).Facts.Single(f => f.Id == named);
            Console.WriteLine($"{after.Id} {after.Status.ToString().ToLowerInvariant()}: {desk.Catalog.Attribute(after.Attribute)?.Label ?? after.Attribute} = {desk.Catalog.Describe(after.Attribute, after.Value)} (entry {number}, signed {desk.Actor})");
            return Program.Done;
        });
        return command;
    }
}
