using System.Globalization;
using Clementia.Casework;

namespace Clementia.Cli.Plots;

/// <summary>Published base rates as a hundred dots each, so many of them filled. Figures from memory are not drawn.</summary>
internal static class HundredPlot
{
    private const int Most = 6;

    public static string Svg(PublicSafety safety, string petitioner)
    {
        var shown = safety.Rates.Where(one => one.IsUsable).Take(Most).ToList();
        var title = $"Of a hundred people like {petitioner}, as studies counted them";
        var drawing = new Drawing(title, shown.Count == 0 ? "No published figure fits what is vetted." : string.Join(" ", shown.Select(one => $"{Said(one)}.")) + " These are groups, and the numbers do not say which of a hundred one person would be.");
        drawing.Heading();
        drawing.Words($"Release on {Day(safety.On)}{(safety.Age is { } age ? $", age {(age.Least == age.Most ? $"{age.Least}" : $"{age.Least} or {age.Most}")}" : "")}{(safety.History is { } history ? $", criminal history category {history}" : "")}. A filled dot is one of a hundred who was arrested again.");
        if (shown.Count == 0)
            drawing.Words("No published figure fits what is vetted so far.", head: true);
        for (var i = 0; i < shown.Count; i += 3)
        {
            var top = drawing.Y + 8;
            for (var k = i; k < Math.Min(i + 3, shown.Count); k++)
                Array(drawing, shown[k], Drawing.Left + ((k - i) * 235), top);
            drawing.Y = top + 262;
        }
        drawing.Y += 6;
        drawing.Table("The numbers of the plot", [40, 330, 430, 490, 600], [["Alike in", "Of a hundred", "Years", "Study", "Checked"],
            .. shown.Select(one => (IReadOnlyList<string>)[one.Alike, $"{one.Rate.OfAHundred} ({one.Rate.Percent.ToString(CultureInfo.InvariantCulture)}%)", one.Study.Years.ToString(CultureInfo.InvariantCulture), one.Study.Id, one.Rate.Verified == Casework.Checked.Yes ? "yes" : "no"])]);
        foreach (var study in shown.Select(one => one.Study).Distinct())
            drawing.Words($"{study.Id}: {study.Title} ({study.Publisher}, {study.Published}); {study.N.ToString("#,0", CultureInfo.InvariantCulture)} {study.Cohort}; {study.Outcome}.");
        drawing.Y += 4;
        foreach (var limit in safety.CannotSay)
            drawing.Words(limit);
        return drawing.Svg();
    }

    public static string Checked(Checked verified) => verified switch
    {
        Casework.Checked.Yes => "in the publication",
        Casework.Checked.Partial => "not checked: seen second-hand",
        _ => "not checked: from memory",
    };

    public static string Said(AlikeRate one) => $"{one.Rate.OfAHundred} of 100 ({one.Alike}) were {one.Study.Outcome} within {one.Study.Years} years ({one.Study.Publisher}, {one.Study.Published[..4]}; {Checked(one.Rate.Verified)})";

    private static void Array(Drawing drawing, AlikeRate one, int left, int top)
    {
        drawing.Raw($"<g role=\"img\" aria-label=\"{Drawing.Text(Said(one))}\">");
        for (var i = 0; i < 100; i++)
            drawing.Raw($"<circle class=\"{(i < one.Rate.OfAHundred ? "full" : "empty")}\" cx=\"{left + 8 + (i % 10 * 18)}\" cy=\"{top + 8 + (i / 10 * 18)}\" r=\"6\"/>");
        drawing.Raw($"</g>");
        drawing.Raw($"<text x=\"{left}\" y=\"{top + 204}\" class=\"head\">{one.Rate.OfAHundred} of 100</text>");
        var y = top + 221;
        foreach (var line in Drawing.Lines($"{one.Alike}; {one.Study.Population} prisons, {one.Study.Years} years", 32).Take(2))
        {
            drawing.Raw($"<text x=\"{left}\" y=\"{y}\" class=\"quiet\">{Drawing.Text(line)}</text>");
            y += 16;
        }
    }

    private static string Day(DateOnly day) => new Value.Day(day.Year, day.Month, day.Day).Describe();
}
