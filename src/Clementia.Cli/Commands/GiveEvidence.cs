using System.CommandLine;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia evidence`: what speaks for or against an objection.</summary>
internal static class GiveEvidence
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var objection = new Argument<string>("OBJECTION") { Description = "The objection's id: O1." };
        var side = new Argument<string>("SIDE") { Description = "for (it supports the objection) or against." };
        side.AcceptOnlyFromAmong("for", "against");
        var text = new Argument<string>("WORDS") { Description = "What it shows, in a sentence." };
        var claim = new Option<int?>("--claim") { Description = "To which of its claims, from 1. Default: the whole objection.", HelpName = "K" };
        var cites = new CiteOptions();
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("evidence", "Lay evidence for or against an objection: facts, findings, passages on file.",
            "evidence p-7k3m9q O1 against \"The jury was never asked\" --fact F12",
            "evidence p-7k3m9q O1 for \"A witness calls her the head\" --cite D3:\"she ran the whole thing\" --claim 1") { id, objection, side, text, claim, workspace, by };
        cites.AddTo(command);
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = parsed.GetValue(id)!;
            var cited = cites.Read(parsed, desk, petition);
            var number = desk.Enter(petition, soFar => Desk.Either(Procedure.GiveEvidence(soFar, parsed.GetValue(objection)!, parsed.GetValue(claim), parsed.GetValue(side) == "for" ? Side.For : Side.Against, cited, parsed.GetValue(text)!)));
            var after = desk.Petition(petition, null);
            var given = (EvidenceGiven)after.Acts.Single(act => act.Number == number).Body!;
            var one = Argument.Of(after).Find(given.Objection)!;
            Console.WriteLine($"Laid {(given.Side == Side.For ? "for" : "against")} {one.Id}{(given.Claim is { } k ? $", claim {k}" : "")} (entry {number}, by {desk.Actor}). {one.Id} is {ShowArgument.Word(one.Status)}: {one.Why}");
            return Program.Done;
        });
        return command;
    }
}
