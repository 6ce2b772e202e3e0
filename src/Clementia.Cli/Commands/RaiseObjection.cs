using System.CommandLine;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia object`: somebody objects, on a usual ground or in their own words.</summary>
internal static class RaiseObjection
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var words = new Argument<string>("OBJECTION") { Description = "A usual ground (role, violence, danger ...), or the objection in the person's words." };
        var by = new Option<string>("--by") { Description = "Who objects.", HelpName = "NAME", Required = true };
        var role = new Option<string>("--role") { Description = "In which role: \"White House counsel\", \"prosecutor\", \"victim\".", Required = true };
        var ground = new Option<string?>("--ground") { Description = $"The ground, when the words do not show it: {string.Join(", ", Grounds.BuiltIn.All.Select(one => one.Id))}; own for none of them." };
        var claims = new Option<string[]>("--claim") { Description = "What it claims, each to be answered on its own. Default: what the ground usually claims." };
        var enteredBy = new Option<string?>("--entered-by") { Description = "Who enters it, when not the person who objects.", HelpName = "NAME" };
        var workspace = Shell.Workspace();
        var command = new ExampleCommand("object", "Enter an objection to the petition.",
            "object p-7k3m9q \"She was the kingpin and deserved it\" --by \"Ada Roe\" --role \"White House counsel\"",
            "object p-7k3m9q danger --by \"Ada Roe\" --role \"White House counsel\" --claim \"She will go back to selling\" --entered-by \"Celeste Amberley\"") { id, words, by, role, ground, claims, enteredBy, workspace };
        command.SetAction(parsed =>
        {
            var objecting = parsed.GetValue(by)!;
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(enteredBy) ?? objecting);
            var typed = parsed.GetValue(words)!;
            var (taken, said, told) = Taken(typed, parsed.GetValue(ground));
            var number = desk.Enter(parsed.GetValue(id)!, petition => Desk.Either(Procedure.Object(petition, objecting, parsed.GetValue(role)!, taken, said, parsed.GetValue(claims) ?? [])));
            var petition = desk.Petition(parsed.GetValue(id)!, null);
            var one = Argument.Of(petition).Objections.Single(o => o.Entry == number);
            Console.WriteLine($"{one.Id} (entry {number}, entered by {desk.Actor}): {one.Words}");
            Console.WriteLine(told);
            Console.WriteLine($"It is {(one.IsWeighty ? "weighty" : "not weighty")}: {one.WhyWeight}");
            Console.WriteLine("It claims:");
            foreach (var claim in one.Claims)
                Console.WriteLine($"  {claim.Number}. {claim.Words}");
            if (one.Reopens.Count > 0)
                Console.WriteLine($"It reopens what was said on {string.Join(", ", one.Reopens)}.");
            Console.WriteLine($"\nWhat bears on it: ./clementia argue {petition.Id}\nAnswer it: ./clementia answer {petition.Id} {one.Id} \"...\" --fact F1");
            return Program.Done;
        });
        return command;
    }

    /// <summary>The ground, the words to enter, and how the ground was found: nothing is taken silently.</summary>
    private static (string? Ground, string Words, string Told) Taken(string typed, string? named)
    {
        if (named is not null && named.Trim().ToLowerInvariant() is "own" or "none")
            return (null, typed, "It stands in the person's own words, on no usual ground.");
        if (named is not null)
            return (named, typed, Grounds.BuiltIn.Find(named) is { } chosen ? $"Ground: {chosen.Label}." : "");
        if (Grounds.BuiltIn.Find(typed) is { } exact)
            return (exact.Id, "", $"Ground: {exact.Label}.");
        if (Grounds.BuiltIn.Recognise(typed) is not { } found)
            return (null, typed, "No usual ground was recognised, so it stands in the person's own words. --ground ID names one.");
        var others = found.Others.Count == 0 ? "" : $" It would fit too: {string.Join(", ", found.Others.Select(other => $"{other.Label} (--ground {other.Id})"))}.";
        return (found.Ground.Id, typed, $"Ground: {found.Ground.Label}, by \"{string.Join("\", \"", found.By)}\".{others} If that is wrong, withdraw it and object again with --ground.");
    }
}
