using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>The options by which an answer, evidence or a reason points into the file: --fact, --finding and --cite.</summary>
internal sealed partial class CiteOptions
{
    private readonly Option<string[]> _facts = new("--fact") { Description = "A fact that it rests on: F12. Several may follow.", HelpName = "F", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _findings = new("--finding") { Description = "A finding of law that it rests on: G1. Several may follow.", HelpName = "G", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _passages = new("--cite") { Description = "A passage on file: D1:3:the exact words (document, page, words).", HelpName = "D:PAGE:WORDS" };

    public void AddTo(Command command)
    {
        command.Options.Add(_facts);
        command.Options.Add(_findings);
        command.Options.Add(_passages);
    }

    /// <summary>What was cited. Quotes are looked up on their page, so they cannot misquote.</summary>
    public Cites Read(ParseResult parsed, Desk desk, string id)
    {
        var quoted = parsed.GetValue(_passages) ?? [];
        var petition = quoted.Length == 0 ? null : desk.Petition(id, null);
        return new Cites(parsed.GetValue(_facts) ?? [], parsed.GetValue(_findings) ?? [], [.. quoted.Select(one => Passage(one, petition!, desk))]);
    }

    private static Citation Passage(string written, Petition petition, Desk desk)
    {
        if (Form().Match(written) is not { Success: true } match)
            throw new UsageException($"'{Shell.OneLine(written, 60)}' is no citation of a passage. Write D1:3:the exact words.");
        var label = match.Groups["label"].Value.ToUpperInvariant();
        var document = petition.Documents.FirstOrDefault(d => d.Label == label) ?? throw new UsageException($"There is no document {label} on {petition.Id}. `docket` shows what is filed.");
        if (document.Read?.Reading is not { } reading || document.Removed is not null)
            throw new UsageException($"{label} has no kept text to quote from.");
        var text = desk.Text(reading);
        var page = int.Parse(match.Groups["page"].Value, CultureInfo.InvariantCulture);
        var quote = match.Groups["quote"].Value.Trim();
        var at = page >= 1 && page <= text.Pages.Count ? text.Pages[page - 1].Text.IndexOf(quote, StringComparison.Ordinal) : -1;
        return at >= 0 ? Citation.To(text, page, at, at + quote.Length)
            : throw new UsageException($"Page {page} of {label} does not say \"{Shell.OneLine(quote, 80)}\". Quote the page exactly.");
    }

    [GeneratedRegex(@"^\s*(?<label>[Dd]\d{1,6}):(?<page>\d{1,6}):(?<quote>.*\S.*)$", RegexOptions.Singleline)]
    private static partial Regex Form();
}
