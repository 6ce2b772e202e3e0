using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Clementia.Casework;
using Clementia.Cli.Commands;
using Clementia.Store;

namespace Clementia.Cli.Bundles;

/// <summary>The pages of a bundle: what a person opens who has nothing but a browser. No script, no other place, fit to print.</summary>
internal static class BundlePages
{
    public const string Folder = "data/pages/";
    public const string Index = "index.html";
    public const string ReadMe = "README.txt";
    private const string Docket = Folder + "docket.html";

    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style = """
        :root { color-scheme: light dark; }
        body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 17px/1.5 Cambria, "Times New Roman", serif; overflow-wrap: anywhere; }
        h1 { font-weight: 400; } h2 { font-weight: 400; border-bottom: 1px solid; margin-top: 2rem; }
        .quiet { opacity: .75; font-size: 15px; } code, pre { font-size: 14px; white-space: pre-wrap; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8886; }
        @media print { body { max-width: none; margin: 0; font-size: 11pt; } h2 { break-after: avoid; } tr, li { break-inside: avoid; } }
        """;

    // Which acts stand under which heading, in the order of a petition's life.
    private static readonly (string Heading, string Empty, string[] Kinds)[] s_parts =
    [
        ("Objections and answers", "No objection was entered.", [nameof(ObjectionRaised), nameof(EvidenceGiven), nameof(ObjectionAnswered), nameof(QuestionAnswered), nameof(ObjectionWithdrawn)]),
        ("People and meetings", "No position and no meeting was entered.", [nameof(PositionTaken), nameof(MeetingHeld), nameof(MinutesSigned), nameof(VictimContacted)]),
        ("The way it went", "No process was chosen.", [nameof(ProcessChosen), nameof(StageMoved), nameof(ReferralMade), nameof(ReferralAnswered), nameof(RecommendationMade), nameof(WentOnRegardless), nameof(TaskSet), nameof(TaskClosed)]),
        ("Decision and instrument", "No decision was entered.", [nameof(DecisionMade), nameof(InstrumentDrafted), nameof(InstrumentSigned)]),
        ("After the decision", "Nothing was entered after a decision.", [nameof(AfterNoted)]),
    ];

    /// <summary>All pages, from what the bundle holds and nothing else.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(
        ExportedDocket docket, Petition petition, string clearance, string law, IReadOnlyList<BundledCopy> copies, IReadOnlyCollection<string> files)
    {
        yield return (Index, Page(petition.Title, Overview(docket, petition, clearance, law, copies, files)));
        yield return (Docket, Page($"Docket: {petition.Title}", Entries(docket, petition)));
        yield return (ReadMe, Encoding.UTF8.GetBytes(Words(docket, petition, clearance, law)));
    }

    private static byte[] Page(string title, string body)
    {
        var style = Style.ReplaceLineEndings("\n");
        var policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'";
        return Encoding.UTF8.GetBytes($"""
            <!DOCTYPE html>
            <html lang="en-US">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{Text(title)}</title>
            <style>{style}</style>
            </head>
            <body>
            {body}</body>
            </html>

            """.ReplaceLineEndings("\n"));
    }

    private static string Overview(ExportedDocket docket, Petition petition, string clearance, string law, IReadOnlyList<BundledCopy> copies, IReadOnlyCollection<string> files)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<main>\n<h1>{Text(petition.Title)}</h1>\n<p class=\"quiet\">Petition {Text(petition.Id)}, {Shell.Count(docket.Size, "entry")} on its docket, the last at {Time(docket.Entries[docket.Size - 1].At)}. This bundle holds {Text(clearance)} papers and below. <a href=\"{ReadMe}\">How to check it</a>. <a href=\"{Docket}\">Every entry of the docket</a>.</p>\n");

        Heading(html, "Facts");
        var facts = petition.Facts.Where(fact => fact.Status != FactStatus.Proposed).ToList();
        var proposed = petition.Facts.Count - facts.Count;
        if (facts.Count == 0)
            html.Append("<p>No fact was vetted.</p>\n");
        else
            html.Append(CultureInfo.InvariantCulture, $"<ul>\n{string.Concat(facts.Select(fact => $"<li>{Text(fact.Id)} {Text(InPlainWords.Describe(fact, petition))}{Quotes(fact, petition)}</li>\n"))}</ul>\n");
        if (proposed > 0)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{Shell.Count(proposed, "fact")} read in the documents but vetted by nobody: see the docket.</p>\n");

        Heading(html, "Where the sources disagree");
        List(html, "They do not.", petition.Conflicts.Where(conflict => conflict.Kind is not (ConflictKind.Imprecision or ConflictKind.DifferentTime)).Select(conflict => $"{Text(conflict.Id)} {Text(InPlainWords.Describe(conflict))}"));

        Heading(html, "The law then and now");
        List(html, "No finding was entered.", petition.Findings.Select(finding =>
            $"<a href=\"{Bundle.FindingFile(finding)}\">{Text(finding.Id)}</a> (entry {finding.Entry}, {Text(finding.By)}, on the law of {Text(finding.Found.On)}): {Text(string.Join(' ', finding.Found.Summary))}"));
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">The law book in the folder <code>data/law</code> has the fingerprint <code>{Text(law)}</code>.</p>\n");

        foreach (var (heading, empty, kinds) in s_parts)
        {
            Heading(html, heading);
            List(html, empty, petition.Acts.Where(entry => kinds.Contains(entry.Kind)).Select(entry =>
                $"{Day(entry.At)}, {Text(entry.Actor)} {(entry.Body is Act act ? Text(ActWords.Of(act)) : $"({Text(entry.Kind)}: {Gone(docket, entry)})")} <span class=\"quiet\">(entry {entry.Number})</span>"));
        }
        var instruments = Bundle.Instruments(petition).ToList();
        if (instruments.Count > 0)
            List(html, "", instruments.Select(one => files.Contains(one.Name) ? $"<a href=\"{one.Name}\">{Text(Path.GetFileName(one.Name))}</a>" : $"{Text(Path.GetFileName(one.Name))} is not in the bundle; its fingerprint is <code>{Text(one.Sha256)}</code>"));

        Heading(html, "Copies of the brief");
        List(html, "No copy was issued.", petition.Briefs.Zip(copies).Select(pair =>
            $"{Text(pair.First.Id)}, {Day(pair.First.At)}, for {Text(pair.First.Brief.Recipient ?? "no named recipient")}: {(pair.Second.File is { } file ? $"<a href=\"{file}\">{Text(Path.GetFileName(file))}</a>" : Text($"not in the bundle, {pair.Second.Why}"))}<br><code>{Text(pair.First.Brief.Sha256)}</code>"));

        Heading(html, "Documents");
        List(html, "No document was filed.", petition.Documents.Select(document => document.Filed is { } filed
            ? $"{Text(document.Label)} <a href=\"data/documents/{filed.Sha256}\" download=\"{Text(filed.Name)}\">{Text(filed.Name)}</a> <span class=\"quiet\">({Text(filed.DocumentKind ?? "kind not stated")}, {filed.Confidentiality.ToString().ToLowerInvariant()}; {Text(filed.Custody)})</span>"
            : $"{Text(document.Label)} <span class=\"quiet\">{Text(document.Removed is { } order && order.StartsWith("withheld: ", StringComparison.Ordinal) ? order : $"removed under {document.Removed}")}</span>"));
        if (docket.Withheld.Count > 0)
        {
            Heading(html, "Withheld from this bundle");
            List(html, "", docket.Withheld.Select(one => $"entry {one.Number} ({Text(docket.Entries[one.Number - 1].Kind)}): {Text(one.Order["withheld: ".Length..])}"));
            html.Append("<p class=\"quiet\">Their digests stand on the docket, so it verifies without them, and what is withheld can be held against them later.</p>\n");
        }
        html.Append(CultureInfo.InvariantCulture, $"<h2>Checkpoint</h2>\n<pre>{Text(docket.Checkpoint)}</pre>\n</main>\n");
        return html.ToString();
    }

    private static string Quotes(Fact fact, Petition petition) => string.Concat(fact.Sources.SelectMany(source => source.Proposal.Passages.Take(1)).Select(passage =>
        $"<br><span class=\"quiet\">{Text(petition.Documents.FirstOrDefault(document => document.Filed?.Sha256 == passage.Document)?.Label ?? "?")}, p. {passage.Page}: “{Text(Shell.OneLine(passage.Quote, 200))}”</span>"));

    private static string Entries(ExportedDocket docket, Petition petition)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<main>\n<h1>Docket</h1>\n<p>{Text(petition.Title)}. <a href=\"../../{Index}\">Overview</a>.</p>\n<table>\n<thead><tr><th scope=\"col\">Entry</th><th scope=\"col\">When</th><th scope=\"col\">What</th></tr></thead>\n<tbody>\n");
        foreach (var entry in docket.Entries.Take(docket.Size))
            html.Append(CultureInfo.InvariantCulture, $"<tr id=\"entry-{entry.Number}\"><td>{entry.Number}</td><td>{Time(entry.At)}</td><td>{Text(entry.Actor)}: {(entry.Body is null ? $"{Text(entry.Kind)}, {Gone(docket, entry)}" : Text(ShowDocket.Describe(entry)))}</td></tr>\n");
        html.Append("</tbody>\n</table>\n</main>\n");
        return html.ToString();
    }

    private static string Gone(ExportedDocket docket, DocketEntry entry) =>
        Text(docket.Withheld.FirstOrDefault(one => one.Number == entry.Number)?.Order ?? "its body removed by order");

    private static string Words(ExportedDocket docket, Petition petition, string clearance, string law) => $"""
        {petition.Title}
        A bundle of Clementia: petition {petition.Id}, {docket.Size} entries, {clearance} papers and below.

        Open index.html in any browser; it needs no network.

        TO CHECK IT WITH CLEMENTIA
            ./clementia verify THIS-FOLDER --key {docket.Verifier}
        Have the key from the office, not from here. Verifying recomputes every digest, proof and signature, runs each finding of law again on the
        law book in data/law, makes every page again, and names the first thing that does not fit.

        TO CHECK IT WITHOUT
        1. The files: sha256sum -c manifest-sha256.txt and sha256sum -c tagmanifest-sha256.txt (this is a BagIt bag, RFC 8493).
        2. Each line of data/docket.jsonl is one entry. SHA-256 of its salt (16 bytes) and its body (canonical JSON, RFC 8785) is the "body" of its
           envelope. SHA-256 of a zero byte and the envelope (canonical JSON) is its leaf. The leaves are those of a Merkle tree of RFC 9162; the proof
           in each line leads to the root in data/checkpoint.txt.
        3. data/checkpoint.txt is a signed note (C2SP) under the key in data/key.txt, Ed25519.
        4. A document in data/documents has its SHA-256 as its name, and the entry that filed it names it. The copies of the brief in data/briefs have
           the SHA-256 that the entry of their issue names.
        5. data/law is the law book with the fingerprint {law}.

        WITHHELD
        {(docket.Withheld.Count == 0 ? "Nothing." : string.Join("\n", docket.Withheld.Select(one => $"entry {one.Number} ({docket.Entries[one.Number - 1].Kind}): {one.Order["withheld: ".Length..]}")))}
        Words that people entered (objections, minutes, reasons) are here as they were entered; they may repeat what a withheld paper says.

        CHECKPOINT
        {docket.Checkpoint}
        """.ReplaceLineEndings("\n");

    private static void Heading(StringBuilder html, string text) => html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(text)}</h2>\n");

    private static void List(StringBuilder html, string empty, IEnumerable<string> items)
    {
        var all = items.ToList();
        html.Append(all.Count == 0 ? $"<p>{Text(empty)}</p>\n" : $"<ul>\n{string.Concat(all.Select(item => $"<li>{item}</li>\n"))}</ul>\n");
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(string text) => s_encoder.Encode(text).Replace("&#xA;", "\n", StringComparison.Ordinal);
}
