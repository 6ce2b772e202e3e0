using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Documents.Reading;

namespace Clementia.Cli;

/// <summary>What all commands share at the terminal: options, printing, the name of who acts.</summary>
internal static class Shell
{
    public static Option<string> Workspace() => new("--workspace", "-w")
    {
        Description = "The workspace: a folder, or a PostgreSQL connection string.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "workspace",
    };

    /// <summary>For commands that read a file and touch no workspace, so that a script can give every command the same -w.</summary>
    public static Option<string> NoWorkspace() => new("--workspace", "-w") { Description = "Accepted and not used: this command touches no workspace.", HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    public static Option<string?> AsOf() => new("--as-of") { Description = "As the docket stood at an entry number or a time.", HelpName = "N|TIME" };

    public static Option<string?> By() => new("--by")
    {
        Description = "Who acts and signs. Default: the environment's CLEMENTIA_ACTOR, else the name of your account.",
        HelpName = "NAME",
    };

    public static Argument<string> PetitionId() => new("ID") { Description = "The petition's id, as `new` and `petitions` print it." };

    public static string Actor(string? by)
    {
        var name = by ?? Environment.GetEnvironmentVariable("CLEMENTIA_ACTOR") ?? Environment.UserName;
        return string.IsNullOrWhiteSpace(name) ? throw new UsageException("An entry needs a name: say who you are with --by NAME.") : name.Trim();
    }

    public static void Print(JsonNode json) => Console.WriteLine(json.ToJsonString(GoldForm.Json));

    public static void Heading(string text) => Console.WriteLine($"\n{text}");

    public static string Count(int n, string thing) => n == 1 ? $"1 {thing}" : $"{n:N0} {(thing.EndsWith('y') ? thing[..^1] + "ies" : thing + "s")}";

    /// <summary>Where words were said or who passes them on, behind a speaker: ", told by Ann Cole", ", in a letter", ", at a hearing".</summary>
    public static string Reported(string? where) => where switch
    {
        null => "",
        _ when where.StartsWith("told by ", StringComparison.Ordinal) => $", {where}",
        "Twitter" or "Facebook" or "Instagram" => $", on {where}",
        "hearing" or "trial" or "rally" or "briefing" or "conference call or press conference" => $", at a {where}",
        "interview" or "op-ed" or "executive grant of clemency" => $", in an {where}",
        "statement" or "memoir" or "letter" or "petition" or "filing" or "memo" or "podcast" or "proclamation" or "transcript" => $", in a {where}",
        _ when where.StartsWith("tweet", StringComparison.Ordinal) => $", in a {where}",
        _ => $", in {where}",
    };

    public static string OneLine(string text, int most = 160)
    {
        var flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return flat.Length <= most ? flat : flat[..(most - 1)] + "…";
    }
}
