using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Clementia.Casework;

namespace Clementia.Documents.Briefs;

/// <summary>The brief as one web page: no script, no other file, its own strict content security policy, fit to print.</summary>
internal static class BriefHtml
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static byte[] Write(Brief brief, IReadOnlyList<BinderPage> pages)
    {
        var style = Typesetter.Resource("brief.css").ReplaceLineEndings("\n");
        // Only this very style sheet may apply, and nothing may be fetched or run.
        var policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'";
        var html = new StringBuilder();
        html.Append($"""
            <!DOCTYPE html>
            <html lang="en-US">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="Clementia">
            <title>{Text(Said.Title(brief))}</title>
            <style>{style}</style>
            </head>
            <body>
            <main class="sheet">
            <header>
            <p class="kicker"><span>{Text(Said.Kicker)}</span>{SampleMark(brief)}<time datetime="{brief.Today:yyyy-MM-dd}">{Text(Said.Day(brief.Today))}</time></p>
            <h1>{Text(brief.Name)}</h1>

            """);
        if (brief.Lead is not null)
            html.Append($"<p class=\"lead\" id=\"line-{brief.Lead.Id}\">{Runs(brief.Lead, brief)}</p>\n");
        html.Append("</header>\n");
        Sections(html, brief, brief.Sections);
        html.Append("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        foreach (var note in brief.Notes.Where(note => note.OnPage))
            html.Append($"<li id=\"note-{note.Number}\" value=\"{note.Number}\"><a href=\"#tab-{note.Number}\">{Text(note.Text)}</a></li>\n");
        html.Append($"""
            </ol>
            </section>
            <footer>
            <p><span>{Text(Said.Checkpoint(brief))}</span><span>{Text(Said.Classification(brief))}</span></p>
            <p><span>{Text(Said.Copy(brief))}</span><span>{Text(Said.AsOf(brief))}</span></p>
            </footer>
            </main>
            <section class="binder" aria-labelledby="binder">
            <h1 id="binder">Binder</h1>
            {SampleMark(brief)}
            <p class="quiet">The cited passages, in the order of the footnotes. Every number leads from the brief to its page here; every letter leads back.</p>

            """);
        if (brief.Further.Count > 0)
        {
            html.Append("<h2>Further points</h2>\n<p class=\"quiet\">These had no room on the page. They rest on the same ground.</p>\n");
            Sections(html, brief, brief.Further, "h3");
        }
        if (brief.Law is not null)
            Steps(html, brief.Law);
        foreach (var page in pages)
            Page(html, page);
        html.Append($"""
            <section>
            <h2>To verify this copy</h2>
            <p class="quiet">The docket’s signed checkpoint, as it stood when this copy was made. <code>clementia verify</code> recomputes the docket and compares.</p>
            <pre>{Text(Said.Lines(brief.Checkpoint.Signed))}</pre>
            </section>
            </section>
            </body>
            </html>

            """);
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Sections(StringBuilder html, Brief brief, IReadOnlyList<BriefSection> sections, string heading = "h2")
    {
        foreach (var section in sections)
        {
            html.Append($"<section class=\"part\">\n<{heading}>{Text(section.Heading)}</{heading}>\n");
            if (section.IsList)
            {
                html.Append("<ul>\n");
                foreach (var line in section.Lines)
                    html.Append($"<li id=\"line-{line.Id}\">{Runs(line, brief)}</li>\n");
                html.Append("</ul>\n");
            }
            else
            {
                html.Append(section.Law is null ? "" : "<div>\n");
                html.Append($"<p>{string.Join(' ', section.Lines.Select(line => $"<span id=\"line-{line.Id}\">{Runs(line, brief)}</span>"))}</p>\n");
                if (section.Law is not null)
                {
                    Law(html, section.Law);
                    html.Append("</div>\n");
                }
            }
            html.Append("</section>\n");
        }
    }

    private static void Law(StringBuilder html, BriefLaw law)
    {
        html.Append($"<table class=\"law\"><thead><tr><td></td><th scope=\"col\">{Text(law.Then)}</th><th scope=\"col\">{Text(law.Now)}</th></tr></thead><tbody>\n");
        foreach (var row in law.Rows)
            html.Append($"<tr><th scope=\"row\">{Text(row.What)}</th><td>{Text(row.Then)}</td><td>{(row.Changed ? $"<strong>{Text(row.Now)}</strong>" : Text(row.Now))}</td></tr>\n");
        html.Append("</tbody></table>\n");
        if (law.Bars.Count == 0)
            return;
        // A drawing of one scale: 600 units are the scale's months.
        const int width = 600, left = 190, bar = 22;
        var height = (bar * law.Bars.Count) + 20;
        int X(int months) => left + (months * width / law.Scale);
        html.Append($"<svg class=\"plot\" viewBox=\"0 0 {left + width + 20} {height}\" role=\"img\" aria-label=\"{Text(Said.LawPlot(law))}\">\n");
        for (var tick = 0; tick <= law.Scale; tick += law.Tick)
        {
            var years = tick == law.Scale && law.Bars.Any(one => one.To is null) ? "life" : tick == 0 ? "0 y" : $"{tick / 12}";
            html.Append($"<path class=\"tick\" d=\"M{X(tick)} 0V{bar * law.Bars.Count}\"/><text x=\"{X(tick)}\" y=\"{height - 5}\" text-anchor=\"middle\">{years}</text>\n");
        }
        for (var i = 0; i < law.Bars.Count; i++)
        {
            var (from, to) = (X(law.Bars[i].From ?? law.Scale), X(law.Bars[i].To ?? law.Scale));
            html.Append($"<text x=\"0\" y=\"{(bar * i) + 15}\">{Text(law.Bars[i].Label)}</text><rect class=\"bar{i}\" x=\"{Math.Min(from, to - 4)}\" y=\"{(bar * i) + 4}\" width=\"{Math.Max(4, to - from)}\" height=\"{bar - 8}\"/>\n");
        }
        html.Append("</svg>\n");
    }

    private static void Steps(StringBuilder html, BriefLaw law)
    {
        html.Append($"<section class=\"page\">\n<h2>The law, then and now</h2>\n<p class=\"quiet\">Every step of the finding that entry {law.Entry} of the docket holds. A step in bold differs. Law book <code>{law.Law[..16]}</code>.</p>\n");
        html.Append($"<table class=\"law\"><thead><tr><th scope=\"col\">Authority</th><th scope=\"col\">{Text(law.Then)}</th><th scope=\"col\">{Text(law.Now)}</th></tr></thead><tbody>\n");
        foreach (var step in law.Steps)
            html.Append($"<tr><th scope=\"row\">{Text(step.Cite)}{(step.Doubt is null ? "" : $" <span class=\"contest\">({Text(step.Doubt)})</span>")}</th><td>{Text(step.Then)}</td><td>{(step.Changed ? $"<strong>{Text(step.Now)}</strong>" : Text(step.Now))}</td></tr>\n");
        html.Append("</tbody></table>\n");
        foreach (var (heading, lines) in new (string, IReadOnlyList<string>)[] { ("Relief already in law", [.. law.Relief.Select(one => one.InWords)]), ("Open", law.Open), ("To be known when relying on it", law.Cautions) })
        {
            if (lines.Count > 0)
                html.Append($"<h3>{heading}</h3>\n<ul>\n{string.Concat(lines.Select(one => $"<li>{Text(one)}</li>\n"))}</ul>\n");
        }
        html.Append("</section>\n");
    }

    private static void Page(StringBuilder html, BinderPage page)
    {
        var (note, number) = (page.Note, page.Note.Number);
        html.Append($"""
            <article class="page" id="tab-{number}">
            <h2><span class="number">{number}</span> {Text(note.Source)}</h2>
            <p class="quiet">{Text(page.Place)} · {Text(Said.Shorten(note.Document.Filed!.Name, 60))} · SHA-256 {page.ShortSha} · {Text(Said.Provenance(note.Document))}{(note.OnPage ? $" · <a href=\"#note-{number}\">back to footnote {number}</a>" : "")}</p>
            <dl>

            """);
        foreach (var mark in note.Marks)
            html.Append($"<dt>{mark.Letter}</dt><dd>{Text(mark.Says)} <span class=\"quiet\">({Text(mark.Standing)}; fact {Text(mark.Fact)}; brief {Back(mark)}).</span> “{Text(Said.Quote(mark))}”</dd>\n");
        html.Append("</dl>\n<p class=\"label\">Text of the page</p>\n<blockquote>");
        foreach (var part in page.Text)
        {
            var text = Text(Said.Lines(part.Text));
            html.Append(part.IsOmission ? $"<i>{text}</i>" : part.Letters.Length > 0 ? $"<mark>{text}</mark>" : text);
            foreach (var letter in part.Ends)
                html.Append($"<sup>{letter}</sup>");
        }
        html.Append("</blockquote>\n");
        if (page.HasHidden)
            html.Append($"<p class=\"contest\">{Text(Said.HiddenNotice)}</p>\n");
        html.Append("</article>\n");
    }

    private static string Back(Mark mark) => string.Join(", ", mark.Lines.Select(id => $"<a href=\"#line-{id}\">{id}</a>"));

    private static string SampleMark(Brief brief) => brief.IsSample ? $"<strong class=\"sample\">{Text(Said.Sample)}</strong>" : "";

    private static string Runs(BriefLine line, Brief brief)
    {
        var html = new StringBuilder();
        var wasNote = false;
        foreach (var run in line.Runs)
        {
            var isNote = run.Kind == RunKind.Note;
            if (isNote)
            {
                // A footnote of the page stands below it; one that only the binder's points cite leads to its page at once.
                var note = brief.Notes[run.Note - 1];
                var to = note.OnPage ? $"note-{run.Note}" : $"tab-{run.Note}";
                html.Append($"<sup>{(wasNote ? "," : "")}<a role=\"doc-noteref\" href=\"#{to}\" title=\"{Text(note.Text)}\">{run.Note}</a></sup>");
            }
            else
                html.Append(run.Kind is RunKind.Standing or RunKind.Contest ? $"<i class=\"{run.Kind.ToString().ToLowerInvariant()}\">{Text(run.Text)}</i>" : Text(run.Text));
            wasNote = isNote;
        }
        return html.ToString();
    }

    private static string Text(string text) => s_encoder.Encode(text).Replace("&#xA;", "\n", StringComparison.Ordinal);
}
