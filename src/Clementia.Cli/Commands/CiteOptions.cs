using System.CommandLine;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>The options by which an answer, evidence or a reason points into the file: --fact, --finding and --cite.</summary>
internal sealed class CiteOptions
{
    private readonly Option<string[]> _facts = new("--fact") { Description = "A fact that it rests on: F12. Several may follow.", HelpName = "F", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _findings = new("--finding") { Description = "A finding of law that it rests on: G1. Several may follow.", HelpName = "G", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _passages = new("--cite") { Description = "A passage on file, by document and exact words: D3:\"quoted words\", or with the page D3:2:\"quoted words\".", HelpName = "D:WORDS" };

    public void AddTo(Command command)
    {
        command.Options.Add(_facts);
        command.Options.Add(_findings);
        command.Options.Add(_passages);
    }

    /// <summary>What was cited. Quotes are looked up on their page, so they cannot misquote.</summary>
    public Cites Read(ParseResult parsed, Desk desk, string id)
    {
        var cited = parsed.GetValue(_passages) is { Length: > 0 } passages ? desk.ReadCites(desk.Petition(id, null), passages) : Cites.None;
        return new Cites([.. (parsed.GetValue(_facts) ?? []).Concat(cited.Facts)], [.. (parsed.GetValue(_findings) ?? []).Concat(cited.Findings)], cited.Passages);
    }
}
