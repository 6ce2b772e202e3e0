using System.Text.RegularExpressions;
using Clementia.Documents.Formats;

namespace Clementia.Documents;

/// <summary>Tells from a document's opening what kind it is, where nobody said. A guess that a person can overrule when filing.</summary>
public static partial class DocumentKinds
{
    private const int Opening = 2500;

    /// <summary>A kind of the catalog, or null when nothing in the opening tells.</summary>
    public static string? Guess(ReadDocument document)
    {
        if (document.Text is not { Pages.Count: > 0 } text)
            return null;
        var first = text.Pages[0].Text;
        var opening = string.Join('\n', text.Pages[0].Margins) + "\n" + first[..Math.Min(first.Length, Opening)];
        if (document.MediaType == "message/rfc822")
            return "email";
        foreach (var (pattern, kind) in s_headings)
        {
            if (pattern.IsMatch(opening))
                return kind;
        }
        // A newspaper quotes people and says who they are; nothing of a court's or a person's own paper came first.
        if (Quoted().Count(first) >= 2)
            return "press";
        return null;
    }

    private static readonly (Regex Pattern, string Kind)[] s_headings =
    [
        (Heading(@"EXECUTIVE GRANT OF CLEMENCY|(?i:have granted unto)"), "warrant"),
        (Heading(@"PRESENTENCE (INVESTIGATION )?REPORT"), "psr"),
        (Heading(@"STATEMENT OF REASONS"), "statement-of-reasons"),
        (Heading(@"PLEA AGREEMENT"), "plea-agreement"),
        (Heading(@"JUDGMENT IN A CRIMINAL CASE|JUDGMENT AND COMMITMENT|AMENDED JUDGMENT"), "judgment"),
        (Heading(@"VERDICT( FORM)?\s*$"), "verdict"),
        (Heading(@"(SUPERSEDING )?INDICTMENT\s*$|(?i:the grand jury charges)"), "indictment"),
        (Heading(@"(?i:transcript of sentencing|sentencing (hearing|transcript|proceedings))"), "sentencing-transcript"),
        (Heading(@"(?i:plea (hearing|colloquy)|change of plea)"), "plea-transcript"),
        (Heading(@"(?i:trial transcript|transcript of (the )?(trial|proceedings))|CROSS-EXAMINATION|DIRECT EXAMINATION"), "trial-transcript"),
        (Heading(@"PROGRESS REPORT|SUMMARY REENTRY PLAN|INMATE DISCIPLINE DATA"), "bop-record"),
        (Heading(@"(?i:petition for (commutation|pardon|clemency|executive clemency))"), "petition"),
        (Heading(@"(?i:report of investigation)|DEA-6|FD-302"), "agent-report"),
        (Heading(@"MOTION (TO|FOR)\b"), "motion"),
        (Heading(@"(MEMORANDUM )?OPINION( AND ORDER)?\s*$|OPINION OF THE COURT"), "opinion"),
        (Heading(@"ORDER\s*$"), "order"),
        (new Regex(@"^\s*Dear\b", RegexOptions.Multiline | RegexOptions.NonBacktracking), "letter"),
        (Heading(@"(?i:office of the press secretary|for immediate release)"), "official"),
    ];

    private static Regex Heading(string words) => new($@"^[\s#*]*{words}", RegexOptions.Multiline | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"(,[”""]|[.?!][”""]) ?\p{L}[^.”""“\n]{0,60}\b(said|says|told|wrote|writes|added|claimed|argued|tweeted|explained)\b|\b(said|wrote|told|added|explained|tweeted)\b[^.\n]{0,60}[:,]?\s+[“""]", RegexOptions.IgnoreCase)]
    private static partial Regex Quoted();

    /// <summary>A date that stands in the document's first lines as its dateline, in ISO form, or null.</summary>
    public static string? Dateline(ReadDocument document)
    {
        if (document.Text is not { Pages.Count: > 0 } text)
            return null;
        var first = text.Pages[0].Text;
        var match = Date().Match(first[..Math.Min(first.Length, 160)]);
        if (!match.Success)
            return null;
        if (match.Groups["iso"].Success)
            return match.Groups["iso"].Value;
        var month = Array.IndexOf(s_months, match.Groups["month"].Value) + 1;
        return $"{match.Groups["year"].Value}-{month:00}-{int.Parse(match.Groups["day"].Value):00}";
    }

    private static readonly string[] s_months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    [GeneratedRegex(@"(?:^|\b[Dd]ate:?\s+)(?<iso>\d{4}-\d{2}-\d{2})\b|^\W*(?<month>January|February|March|April|May|June|July|August|September|October|November|December) (?<day>\d{1,2}), (?<year>\d{4})\s*$", RegexOptions.Multiline)]
    private static partial Regex Date();
}
