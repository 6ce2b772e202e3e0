using Clementia.Casework;

namespace Clementia.Cli.Plots;

/// <summary>The sentences of one case as bars. Life is past a break of the scale, with a mark: it is no number of months.</summary>
internal static class SentencesPlot
{
    private const int From = 200;
    private const int To = 600;
    private const int LifeAt = 640;

    public static string Svg(CodefendantTable table, Catalog catalog)
    {
        var rows = table.Rows.Select(row => (Row: row, Sentence: CodefendantTable.SentenceOf(row, catalog))).ToList();
        var title = $"Sentences in the case of {table.Rows[0].Name}";
        var drawing = new Drawing(title, string.Join(" ", rows.Select(one => $"{Name(one.Row)}: {Words(one.Row)}.")) + " Life stands past a break of the scale and has no length.");
        drawing.Heading();
        drawing.Words("Months of imprisonment. Life is no number: its bar runs past the break and ends in an arrow. Dashed outline: not vetted, or disputed. No bar: not in the file.");
        var months = rows.Where(one => one.Sentence is { Life: false }).Select(one => one.Sentence!.Value.Months).DefaultIfEmpty(0).Max();
        var scale = Math.Max(120, (months + 59) / 60 * 60);
        var top = drawing.Y + 6;
        drawing.Raw($"<g role=\"img\" aria-label=\"{Drawing.Text($"{table.Rows.Count} sentences, the petitioner's first; the table below has them")}\">");
        var floor = top + (rows.Count * 24) + 4;
        var step = scale / 60 > 8 ? 120 : 60;
        for (var tick = 0; tick <= scale; tick += step)
            drawing.Raw($"<path class=\"hair\" d=\"M{X(tick)} {top}V{floor}\"/><text x=\"{X(tick)}\" y=\"{floor + 16}\" text-anchor=\"middle\" class=\"quiet\">{tick}</text>");
        drawing.Raw($"<path class=\"hair dashed\" d=\"M{To + 18} {top}V{floor}\"/><text x=\"{LifeAt + 20}\" y=\"{floor + 16}\" text-anchor=\"middle\" class=\"quiet\">life</text>");
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, sentence) = rows[i];
            var y = top + (i * 24);
            var kind = row.IsPetitioner ? "own" : "bar";
            var vetted = row.Of(CodefendantColumn.Sentence).All(cell => cell.Status == CellStatus.Vetted) ? "" : " dashed";
            drawing.Raw($"<text x=\"{From - 8}\" y=\"{y + 15}\" text-anchor=\"end\" style=\"font-size: 13px\" class=\"{(row.IsPetitioner ? "head" : "")}\">{Drawing.Text(Drawing.Cut(row.Name, 24))}{(row.Cooperated == true ? " *" : "")}</text>");
            if (sentence is { Life: true })
            {
                drawing.Raw($"<rect class=\"{kind}{vetted}\" x=\"{From}\" y=\"{y + 4}\" width=\"{To + 6 - From}\" height=\"14\"/><rect class=\"{kind}{vetted}\" x=\"{To + 24}\" y=\"{y + 4}\" width=\"{LifeAt + 12 - To - 24}\" height=\"14\"/>");
                drawing.Raw($"<path class=\"line\" d=\"M{To + 4} {y + 20}l6 -18M{To + 18} {y + 20}l6 -18\"/><path class=\"full\" d=\"M{LifeAt + 12} {y + 2}l16 9l-16 9z\"/><text x=\"{LifeAt + 34}\" y=\"{y + 15}\" class=\"head\">{Drawing.Text(Drawing.Cut(Words(row), 10))}</text>");
            }
            else if (sentence is { } term)
                drawing.Raw($"<rect class=\"{kind}{vetted}\" x=\"{From}\" y=\"{y + 4}\" width=\"{Math.Max(2, X(term.Months) - From)}\" height=\"14\"/><text x=\"{Math.Max(2, X(term.Months) - From) + From + 6}\" y=\"{y + 15}\" class=\"quiet\">{term.Months}</text>");
            else
                drawing.Raw($"<text x=\"{From + 6}\" y=\"{y + 15}\" class=\"quiet\">{Drawing.Text(Words(row))}</text>");
        }
        drawing.Raw($"</g>");
        drawing.Y = floor + 36;
        drawing.Words("* cooperated with the government, as the file says.");
        drawing.Y += 10;
        drawing.Table("The numbers of the plot", [40, 250, 420, 600], [["Who", "Sentence", "Cooperation", "Fact"], .. rows.Select(one => (IReadOnlyList<string>)
            [Name(one.Row), Words(one.Row), one.Row.Cooperated switch { true => "cooperated", false => "did not", null => "not in the file" }, Facts(one.Row)])]);
        return drawing.Svg();

        int X(int at) => From + (at * (To - From) / scale);

        static string Facts(CodefendantRow row) => string.Join(", ", row.Of(CodefendantColumn.Sentence).Select(cell => cell.Status == CellStatus.Vetted ? cell.Fact : $"{cell.Fact} ({cell.Status.ToString().ToLowerInvariant()})"));
    }

    private static string Name(CodefendantRow row) => row.IsPetitioner ? $"{row.Name} (petitioner)" : row.Name;

    private static string Words(CodefendantRow row) => row.Of(CodefendantColumn.Sentence) is { Count: > 0 } cells ? string.Join(" or ", cells.Select(cell => cell.Words).Distinct()) : "not in the file";
}
