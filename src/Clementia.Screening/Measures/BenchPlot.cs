using System.Globalization;
using System.Security;
using System.Text;

namespace Clementia.Screening.Measures;

/// <summary>The comparison as a plot: a bar an engine and operation, on a scale where ten times as long is one step to the right.</summary>
internal static class BenchPlot
{
    private static readonly string[] s_colors = ["#1f5f8b", "#c46a1a", "#6b6b6b", "#7a9e3d"];

    public static string Of(int people, IReadOnlyList<string> engines, Timed[][] figures)
    {
        var operations = ScreeningBench.Operations.Select(o => $"{o.Letter}. {o.Words}").Append("a to d together").ToList();
        double Wall(int engine, int operation) => operation < figures[engine].Length ? figures[engine][operation].Wall : figures[engine].Take(4).Sum(t => t.Wall);
        var all = Enumerable.Range(0, engines.Count).SelectMany(e => operations.Select((_, o) => Wall(e, o))).Where(w => w > 0).DefaultIfEmpty(1).ToList();
        var (least, most) = (Math.Floor(Math.Log10(all.Min())), Math.Ceiling(Math.Log10(all.Max())));
        const int left = 320, width = 560, bar = 15;
        double X(double wall) => left + (width * (Math.Log10(Math.Max(wall, Math.Pow(10, least))) - least) / Math.Max(1, most - least));
        var group = (engines.Count * bar) + 14;
        var height = 60 + (operations.Count * group) + 50;
        var svg = new StringBuilder();
        string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 980 {height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\"><title>Screening {people:N0} invented people: milliseconds by engine</title><rect width=\"980\" height=\"{height}\" fill=\"#fff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"20\" y=\"26\" font-size=\"16\">Screening {people:N0} invented people, milliseconds by the clock (logarithmic)</text>\n");
        for (var power = least; power <= most; power++)
            svg.Append($"<line x1=\"{N(X(Math.Pow(10, power)))}\" x2=\"{N(X(Math.Pow(10, power)))}\" y1=\"44\" y2=\"{height - 50}\" stroke=\"#ddd\"/><text x=\"{N(X(Math.Pow(10, power)))}\" y=\"{height - 34}\" text-anchor=\"middle\" fill=\"#555\">{Math.Pow(10, power).ToString("#,0.###", CultureInfo.InvariantCulture)}</text>\n");
        for (var o = 0; o < operations.Count; o++)
        {
            var top = 52 + (o * group);
            svg.Append($"<text x=\"{left - 10}\" y=\"{top + (engines.Count * bar / 2) + 5}\" text-anchor=\"end\">{SecurityElement.Escape(operations[o])}</text>\n");
            for (var e = 0; e < engines.Count; e++)
            {
                var wall = Wall(e, o);
                svg.Append($"<rect x=\"{left}\" y=\"{top + (e * bar)}\" width=\"{N(X(wall) - left)}\" height=\"{bar - 2}\" fill=\"{s_colors[e % s_colors.Length]}\"/><text x=\"{N(X(wall) + 4)}\" y=\"{top + (e * bar) + 11}\" fill=\"#333\">{wall.ToString(wall >= 100 ? "N0" : "0.0", CultureInfo.InvariantCulture)}</text>\n");
            }
        }
        for (var e = 0; e < engines.Count; e++)
            svg.Append($"<rect x=\"{20 + (e * 300)}\" y=\"{height - 20}\" width=\"12\" height=\"12\" fill=\"{s_colors[e % s_colors.Length]}\"/><text x=\"{38 + (e * 300)}\" y=\"{height - 10}\">{SecurityElement.Escape(engines[e])}</text>\n");
        return svg.Append("</svg>\n").ToString();
    }
}
