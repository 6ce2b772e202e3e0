using System.Globalization;
using System.Text;
using Clementia.Law;

namespace Clementia.Screening;

/// <summary>
/// The distribution as one SVG file: bars, the guideline range as a band, the person as a marked line, and below it the same numbers as a table of real text with table roles.
/// It has light, dark and print colors of its own, no script and no outside resource; the same answer gives the same bytes.
/// </summary>
public static class ComparablesPlot
{
    private const int Width = 760;
    private const int Left = 52;
    private const int Right = 20;
    private const int PlotHeight = 220;
    private const int RowHeight = 20;
    private const int LineHeight = 18;
    private const int LineLength = 100;

    private const string Style = """
        <style>
        svg { --ink: #16181d; --quiet: #4a4f59; --bar: #7c93b5; --mark: #8c1c1c; --band: #d9c98a; --hair: #b9bec8; --paper: #fff; background: var(--paper); font: 14px/1.3 system-ui, sans-serif; }
        @media (prefers-color-scheme: dark) { svg { --ink: #e6e7ea; --quiet: #a9afba; --bar: #6f8bb5; --mark: #ff9d94; --band: #5d5326; --hair: #4a5160; --paper: #1a1d23; } }
        @media print { svg { --ink: #000; --quiet: #333; --bar: #8a8a8a; --mark: #000; --band: #ddd; --hair: #999; --paper: #fff; } }
        text { fill: var(--ink); } .quiet { fill: var(--quiet); } .head { font-weight: 700; } .bar { fill: var(--bar); stroke: var(--ink); stroke-width: .5; } .band { fill: var(--band); }
        .hair { stroke: var(--hair); fill: none; } .mark { stroke: var(--mark); stroke-width: 2; fill: none; } .markfill { fill: var(--mark); } .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; } .median { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 5 3; fill: none; }
        </style>
        """;

    /// <summary>The file's text.</summary>
    public static string Svg(Comparables found)
    {
        var svg = new StringBuilder();
        var rows = Rows(found);
        var said = new[] { string.Join("; ", found.MatchedOn) + ".", Summary(found) }.SelectMany(Lines).ToList();
        var notes = found.Notes.SelectMany(Lines).ToList();
        var top = 47 + (LineHeight * said.Count) + 32;
        var tableTop = top + PlotHeight + 76;
        var height = tableTop + (RowHeight * (rows.Count + 1)) + 16 + (LineHeight * notes.Count);
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="group" aria-labelledby="title" aria-describedby="desc" lang="en">
            <title id="title">{Text(Title(found))}</title>
            <desc id="desc">{Text(Description(found))}</desc>
            {Style}
            <rect width="{Width}" height="{height}" fill="var(--paper)"/>
            <text x="{Left}" y="26" class="head" style="font-size: 17px">{Text(Shorten(Title(found), 62))}</text>

            """);
        for (var i = 0; i < said.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{47 + (LineHeight * i)}\" class=\"quiet\" style=\"font-size: 13px\">{Text(said[i])}</text>\n");
        Bars(svg, found, top);
        Table(svg, rows, tableTop);
        for (var i = 0; i < notes.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{tableTop + (RowHeight * (rows.Count + 1)) + (LineHeight * i) + 10}\" class=\"quiet\" style=\"font-size: 13px\">{Text(notes[i])}</text>\n");
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The line under the title: n, the median, the percentile.</summary>
    public static string Summary(Comparables found)
    {
        if (found.IsSuppressed)
            return $"{Cases(found.Matched)}: too few to show anything of them (fewer than {found.Matching.Suppress}).";
        var median = found.Quantiles.First(q => q.Percent == 50).Length;
        var percentile = found.Percentile is { } p
            ? $" This sentence ({Sentence(found)}) is longer than {p} percent of them, ties counting half{string.Create(CultureInfo.InvariantCulture, $" (95% interval {p.Interval.From:0.#} to {p.Interval.To:0.#})")}."
            : "";
        return $"{Cases(found.Matched)}, median {median.InWords}.{percentile}";
    }

    /// <summary>The person's sentence in words.</summary>
    public static string Sentence(Comparables found) => found.Person.Sentence switch
    {
        null => "not known",
        Code.Life => "life",
        Code.Capped => "capped",
        0 => "probation",
        { } sentence => new Length(sentence / 100m, false).InWords,
    };

    private static string Cases(int count) => count == 1 ? "1 comparable sentence" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} comparable sentences");

    private static string Title(Comparables found) => $"{found.Person.Label} among comparable sentences";

    private static string Description(Comparables found)
    {
        var range = found.Person.Range is { } r ? $" The guideline range is {Words(r.Min)} to {Words(r.Max)} ({found.Person.RangeFrom})." : "";
        return $"{Summary(found)}{range} Matched on: {string.Join("; ", found.MatchedOn)}. The table below the plot holds all its numbers.";
    }

    private static string Words(long value) => value == Code.Life ? "life" : new Length(value / 100m, false).InWords;

    // Bars of months stand on one scale; probation, capped and life have places of their own beside it, so that none of them passes for a number.
    private static void Bars(StringBuilder svg, Comparables found, int top)
    {
        var months = found.Bins.Where(b => b.Kind == BinKind.Months).ToList();
        var (before, after) = (found.Bins.Where(b => b.Kind == BinKind.Probation).ToList(), found.Bins.Where(b => b.Kind is BinKind.Capped or BinKind.Life).ToList());
        if (found.Person.Sentence == 0 && before.Count == 0)
            before.Add(new(BinKind.Probation, 0, 0, 0));
        if (found.Person.Sentence == Code.Capped && !after.Exists(b => b.Kind == BinKind.Capped))
            after.Insert(0, new(BinKind.Capped, null, null, 0));
        if (found.Person.Sentence == Code.Life && !after.Exists(b => b.Kind == BinKind.Life))
            after.Add(new(BinKind.Life, null, null, 0));
        const int apart = 64;
        var (from, to) = (Left + (before.Count > 0 ? apart + 10 : 0), Width - Right - (apart * after.Count));
        var step = months.Count > 0 ? months[0].To!.Value : 12;
        var ends = new[] { months.Count > 0 ? months[^1].To!.Value * 100L : 1200L, found.Person.Sentence ?? 0, found.Person.Range?.Min ?? 0, found.Person.Range?.Max ?? 0 }.Where(Code.IsNumber);
        var scale = ends.Max();
        var most = Math.Max(1, found.Bins.Max(b => b.Count) ?? 1);
        var floor = top + PlotHeight;

        svg.Append(CultureInfo.InvariantCulture, $"<g role=\"img\" aria-label=\"{Text(Summary(found))}\">\n");
        if (found.Person.Range is { } range)
        {
            var (left, right) = (range.Min == Code.Life ? to : X(range.Min), range.Max == Code.Life ? Width - Right : X(range.Max));
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"band\" x=\"{Tenth(left)}\" y=\"{top}\" width=\"{Tenth(Math.Max(20, right - left))}\" height=\"{PlotHeight}\"/><text x=\"{Tenth(left + 30)}\" y=\"{top - 4}\" class=\"quiet\" style=\"font-size: 12px\">guideline range</text>\n");
        }
        for (var i = 0; i <= 4; i++)
        {
            var y = floor - (PlotHeight * i / 4);
            if (i == 0 || most * i % 4 == 0)
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hair\" d=\"M{Left} {y}H{Width - Right}\"/><text x=\"{Left - 6}\" y=\"{y + 4}\" text-anchor=\"end\" class=\"quiet\">{most * i / 4}</text>\n");
        }
        foreach (var bin in months)
            Bar(X(bin.From!.Value * 100L), X(bin.To!.Value * 100L), bin);
        for (var i = 0; i < before.Count; i++)
            Apart(Left + (apart * i), before[i]);
        for (var i = 0; i < after.Count; i++)
            Apart(to + (apart * i), after[i]);
        foreach (var tick in Ticks(scale, step))
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hair\" d=\"M{Tenth(X(tick * 100L))} {floor}v5\"/><text x=\"{Tenth(X(tick * 100L))}\" y=\"{floor + 19}\" text-anchor=\"middle\" class=\"quiet\">{tick}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(from + to) / 2}\" y=\"{floor + 38}\" text-anchor=\"middle\" class=\"quiet\">months of imprisonment</text>\n");
        if (found.Quantiles.FirstOrDefault(q => q.Percent == 50) is { Percent: 50, Length: { Months: { } median, OrMore: false } })
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"median\" d=\"M{Tenth(X((long)(median * 100)))} {top}V{floor}\"/><text x=\"{Tenth(X((long)(median * 100)) + 40)}\" y=\"{top + 14}\" class=\"halo\">median</text>\n");
        if (found.Person.Sentence is { } own)
        {
            var x = own switch
            {
                0 => (Left + (apart / 2)) * 10L,
                Code.Capped => (to + (apart / 2)) * 10L,
                Code.Life => (to + (apart * (after.Count - 1)) + (apart / 2)) * 10L,
                _ => X(own),
            };
            var anchor = x > (Width - 240) * 10L ? "end" : "start";
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"mark\" d=\"M{Tenth(x)} {top - 20}V{floor}\"/><path class=\"markfill\" d=\"M{Tenth(x - 60)} {top - 28}h12l-6 10z\"/><text x=\"{Tenth(anchor == "end" ? x - 100 : x + 100)}\" y=\"{top - 18}\" text-anchor=\"{anchor}\" class=\"head\">this sentence: {Text(Sentence(found))}</text>\n");
        }
        svg.Append("</g>\n");

        // In tenths of a pixel, whole numbers.
        long X(long hundredths) => (from * 10L) + (hundredths * (to - from) * 10L / Math.Max(1, scale));

        void Bar(long left, long right, Bin bin)
        {
            if (bin.Count is { } count and > 0)
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{Tenth(left)}\" y=\"{Tenth((floor * 10L) - (PlotHeight * 10L * count / most))}\" width=\"{Tenth(Math.Max(10, right - left - 5))}\" height=\"{Tenth(PlotHeight * 10L * count / most)}\"><title>{Text(bin.InWords)}: {count}</title></rect>\n");
            else if (bin.Count is null)
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Tenth((left + right) / 2)}\" y=\"{floor - 4}\" text-anchor=\"middle\" class=\"quiet\">×<title>{Text(bin.InWords)}: withheld</title></text>\n");
        }

        void Apart(int left, Bin bin)
        {
            Bar((left + 12) * 10L, (left + apart - 8) * 10L, bin);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + (apart / 2)}\" y=\"{floor + 19}\" text-anchor=\"middle\" class=\"quiet\" style=\"font-size: 12px\">{Text(bin.Kind == BinKind.Probation ? "probation" : bin.InWords)}</text>\n");
        }
    }

    private static IEnumerable<int> Ticks(long scale, int step)
    {
        int[] steps = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 6000, 12_000];
        var tick = steps.FirstOrDefault(s => s >= step && scale / (s * 100L) <= 10, (int)Math.Min(int.MaxValue, (scale / 1000) + 1));
        for (var at = 0; at * 100L <= scale; at += tick)
            yield return at;
    }

    private static List<(string Name, string Value)> Rows(Comparables found)
    {
        var rows = new List<(string, string)> { ("Comparable sentences", Number(found.Matched)) };
        rows.AddRange(found.Quantiles.Select(q => (q.Percent == 50 ? "Median" : $"{q.Percent}th percentile", q.Length.InWords)));
        if (!found.IsSuppressed)
            rows.Add(("Mean", found.Mean is { } mean ? new Length(mean, false).InWords : found.MeanNotGiven!));
        rows.Add(("This sentence", Sentence(found)));
        if (found.Percentile is { } p)
            rows.Add(("Its percentile", string.Create(CultureInfo.InvariantCulture, $"{p} (95% interval {p.Interval.From:0.#} to {p.Interval.To:0.#})")));
        if (found.Person.Range is { } range)
            rows.Add(("Guideline range", $"{Words(range.Min)} to {Words(range.Max)}"));
        if (found.Positions is { } to)
            rows.Add(("Below, within, above the range", $"{Number(to.Below)}, {Number(to.Within)}, {Number(to.Above)}{(to.Unknown == 0 ? "" : $"; not known {Number(to.Unknown)}")}"));
        rows.AddRange(found.Bins.Where(b => b.Count != 0).Select(b => ($"{b.InWords}{(b.Kind == BinKind.Months ? " months" : "")}", b.Count is { } count ? Number(count) : "withheld")));
        return rows;

        static string Number(int? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "withheld";
    }

    private static void Table(StringBuilder svg, List<(string Name, string Value)> rows, int top)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<g role=\"table\" aria-label=\"The numbers of the plot\">\n<g role=\"row\"><text role=\"columnheader\" x=\"{Left}\" y=\"{top}\" class=\"head\">What</text><text role=\"columnheader\" x=\"{Width - Right}\" y=\"{top}\" text-anchor=\"end\" class=\"head\">How much</text></g>\n");
        for (var i = 0; i < rows.Count; i++)
        {
            var y = top + (RowHeight * (i + 1));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hair\" d=\"M{Left} {y - 15}H{Width - Right}\" aria-hidden=\"true\"/><g role=\"row\"><text role=\"rowheader\" x=\"{Left}\" y=\"{y}\">{Text(rows[i].Name)}</text><text role=\"cell\" x=\"{Width - Right}\" y=\"{y}\" text-anchor=\"end\">{Text(rows[i].Value)}</text></g>\n");
        }
        svg.Append("</g>\n");
    }

    private static string Tenth(long tenths) => ColumnText.Scaled(tenths * 10, 2);

    private static IEnumerable<string> Lines(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > LineLength)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        yield return line.ToString();
    }

    private static string Shorten(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Text(string text)
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
                < ' ' or '\ufffe' or '\uffff' => safe.Append(' '),
                _ => safe.Append(c),
            };
        }
        return safe.ToString();
    }
}
