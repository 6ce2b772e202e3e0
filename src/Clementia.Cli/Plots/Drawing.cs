using System.Globalization;
using System.Text;

namespace Clementia.Cli.Plots;

/// <summary>One SVG file that stands alone: light, dark and print colors of its own, no script, no outside resource, its numbers as a table of real text. The same input gives the same bytes.</summary>
internal sealed class Drawing(string title, string description)
{
    public const int Width = 760;
    public const int Left = 40;
    public const int Right = 20;
    public const int RowHeight = 20;

    private const string Style = """
        <style>
        svg { --ink: #16181d; --quiet: #4a4f59; --bar: #7c93b5; --mark: #8c1c1c; --band: #d9c98a; --hair: #b9bec8; --paper: #fff; background: var(--paper); font: 14px/1.3 system-ui, sans-serif; }
        @media (prefers-color-scheme: dark) { svg { --ink: #e6e7ea; --quiet: #a9afba; --bar: #6f8bb5; --mark: #ff9d94; --band: #5d5326; --hair: #4a5160; --paper: #1a1d23; } }
        @media print { svg { --ink: #000; --quiet: #333; --bar: #8a8a8a; --mark: #000; --band: #ddd; --hair: #999; --paper: #fff; } }
        text { fill: var(--ink); } .quiet { fill: var(--quiet); font-size: 13px; } .head { font-weight: 700; } .bar { fill: var(--bar); stroke: var(--ink); stroke-width: .5; } .own { fill: var(--mark); stroke: var(--ink); stroke-width: .5; }
        .hair { stroke: var(--hair); fill: none; } .line { stroke: var(--ink); fill: none; } .mark { stroke: var(--mark); stroke-width: 2; fill: none; } .full { fill: var(--ink); stroke: var(--ink); } .empty { fill: var(--paper); stroke: var(--ink); }
        .dashed { stroke-dasharray: 5 3; } .dotted { stroke-dasharray: 1 4; stroke-linecap: round; }
        </style>
        """;

    private readonly StringBuilder _body = new();

    /// <summary>How far down it is drawn.</summary>
    public int Y { get; set; } = 30;

    public void Raw(FormattableString svg) => _body.Append(svg.ToString(CultureInfo.InvariantCulture)).Append('\n');

    public void Heading()
    {
        foreach (var line in Lines(title, 78))
        {
            Raw($"<text x=\"{Left}\" y=\"{Y}\" class=\"head\" style=\"font-size: 17px\">{Text(line)}</text>");
            Y += 22;
        }
    }

    public void Words(string text, bool head = false)
    {
        foreach (var line in Lines(text, head ? 92 : 104))
        {
            Raw($"<text x=\"{Left}\" y=\"{Y}\" class=\"{(head ? "head" : "quiet")}\">{Text(line)}</text>");
            Y += 18;
        }
    }

    /// <summary>Rows of text with table roles; the first row is the head. A cell that is too long is cut; the table beside the plot in the program's own output has it whole.</summary>
    public void Table(string label, IReadOnlyList<int> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Raw($"<g role=\"table\" aria-label=\"{Text(label)}\">");
        var first = true;
        foreach (var row in rows)
        {
            if (!first)
                Raw($"<path class=\"hair\" d=\"M{Left} {Y - 15}H{Width - Right}\" role=\"none\"/>");
            Raw($"<g role=\"row\">{string.Concat(row.Select((cell, i) => $"<text role=\"{(first ? "columnheader" : i == 0 ? "rowheader" : "cell")}\" x=\"{columns[i]}\" y=\"{Y}\" class=\"{(first ? "head" : "")}\" style=\"font-size: 13px\">{Text(Cut(cell, ((i + 1 < columns.Count ? columns[i + 1] : Width - Right) - columns[i]) / 7))}</text>"))}</g>");
            (first, Y) = (false, Y + RowHeight);
        }
        Raw($"</g>");
    }

    public string Svg() => $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Y + 8}" width="{Width}" height="{Y + 8}" role="group" aria-labelledby="title" aria-describedby="desc" lang="en">
        <title id="title">{Text(title)}</title>
        <desc id="desc">{Text(description)}</desc>
        {Style}
        <rect width="{Width}" height="{Y + 8}" fill="var(--paper)"/>
        {_body}</svg>

        """.ReplaceLineEndings("\n");

    /// <summary>Writes the drawing beside the others, and says where it is.</summary>
    public static void Save(string path, string svg)
    {
        if (!path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"'{path}' does not end in .svg. A plot is an SVG file; name it so.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}'. Make it first, or write elsewhere.");
        File.WriteAllText(path, svg);
    }

    public static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, Math.Max(1, most - 1)), "…");

    public static IEnumerable<string> Lines(string text, int most)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > most)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        yield return line.ToString();
    }

    public static string Text(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                < ' ' or '\ufffe' or '\uffff' or (>= '\ud800' and <= '\udfff') => safe.Append(' '),
                _ => safe.Append(c),
            };
        }
        return safe.ToString();
    }
}
