using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia sign`: who decided signs the instrument; the docket keeps which file, and when.</summary>
internal static class SignInstrument
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var instrument = new Option<string?>("--instrument") { Description = "Which instrument (default: the last draft of the decision that waits for a signature).", HelpName = "W1" };
        var file = new Option<string?>("--file") { Description = "The file that is signed: it must be the one that was drafted.", HelpName = "FILE" };
        var on = new Option<string?>("--on") { Description = "The day of the signature (default: today).", HelpName = "DATE" };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("sign", "Sign an instrument. Only who decided, only the file that was drafted, once, and only while the file still says what it recites.",
            "sign p-7k3m9q --by \"Edwin Thorne\" --file warrant.pdf", "sign p-7k3m9q --by \"Edwin Thorne\" --instrument W1 --on 2018-06-06") { id, instrument, file, on, workspace, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            string? sha256 = null;
            if (parsed.GetValue(file) is { } path)
            {
                if (!File.Exists(path))
                    throw new UsageException($"There is no file '{path}'. Name the file that was drafted.");
                using var stream = File.OpenRead(path);
                sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            }
            var today = DateOnly.FromDateTime(Desk.Now().UtcDateTime);
            var day = Sentence.Day(parsed.GetValue(on), "--on") ?? today;
            var entry = desk.Enter(parsed.GetValue(id)!, soFar => Desk.Either(Procedure.Sign(soFar, desk.Actor, parsed.GetValue(instrument), sha256, day, today)));
            var (signed, decision) = Decisions.Of(desk.Petition(parsed.GetValue(id)!, null)).Instruments.Single(one => one.Instrument.SignedEntry == entry);
            if (parsed.GetValue(json))
                Shell.Print(ListDecisions.Json(decision));
            else
            {
                Console.WriteLine($"{signed.Id} is signed: the {decision.InWords} of {decision.Id} (entry {entry}, {desk.Actor}, {signed.Signed!.On}; file {signed.Signed.Sha256[..12]}).");
                if (sha256 is null)
                    Console.WriteLine("The file itself was not looked at: --file FILE would have held it against the draft.");
            }
            return Program.Done;
        });
        return command;
    }
}
