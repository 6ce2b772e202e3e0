using System.Globalization;
using System.Text.Json.Nodes;

namespace Clementia.Casework;

/// <summary>A row of the small table on the page: what is compared, then, and now.</summary>
public sealed record BriefLawRow(string What, string Then, string Now, bool Changed);

/// <summary>A step of both findings in the binder: the authority, what it gave then and now, and how far its source was checked when that is not "verified".</summary>
public sealed record BriefLawStep(string Cite, string Then, string Now, bool Changed, string? Doubt);

/// <summary>A relief that is already in law: the authority, whether it is open ("available", "notAvailable", "open", "used"), and the decisive reason.</summary>
public sealed record BriefLawRelief(string Cite, string State, string Reason)
{
    /// <summary>"18 USC 3582(c)(2): not available. The range was not lowered."</summary>
    public string InWords => $"{Cite}: {(State == "notAvailable" ? "not available" : State)}. {Reason}";
}

/// <summary>A range as a bar of the plot, in months; a null end is life, drawn to the edge.</summary>
public sealed record BriefLawBar(string Label, int? From, int? To, string Words);

/// <summary>The finding of law as a brief shows it: on the page a sentence, a small table and a plot; in the binder every step.</summary>
/// <param name="Entry">The docket entry that holds it.</param>
/// <param name="Then">The day of sentence.</param>
/// <param name="Now">The day it was held against.</param>
/// <param name="Law">The law book's fingerprint.</param>
/// <param name="Rows">The table.</param>
/// <param name="Bars">The plot: two bars, or none when a range is open.</param>
/// <param name="Scale">The months at the right edge of the plot.</param>
/// <param name="Steps">The binder's table.</param>
/// <param name="Relief">Relief already in law: each with where it stands and why.</param>
/// <param name="Open">What is not known and would settle it, in plain words.</param>
/// <param name="Cautions">What a reader must be told.</param>
public sealed record BriefLaw(
    int Entry,
    string Then,
    string Now,
    string Law,
    IReadOnlyList<BriefLawRow> Rows,
    IReadOnlyList<BriefLawBar> Bars,
    int Scale,
    IReadOnlyList<BriefLawStep> Steps,
    IReadOnlyList<BriefLawRelief> Relief,
    IReadOnlyList<string> Open,
    IReadOnlyList<string> Cautions)
{
    /// <summary>Life is drawn as 40 years, the table's own highest minimum being 30 and its longest number of months 405.</summary>
    private const int LifeMonths = 480;

    /// <summary>Reads it from an entered finding.</summary>
    public static BriefLaw Of(EnteredFinding entered)
    {
        var both = JsonNode.Parse(entered.Found.Finding)!;
        var (then, now) = (both["then"]!, both["now"]!);
        var rows = new List<BriefLawRow> { Row("Guideline range", Range(then["range"]), Range(now["range"])) };
        var counts = Math.Min(then["statutory"]!.AsArray().Count, now["statutory"]!.AsArray().Count);
        for (var i = 0; i < Math.Min(counts, 3); i++)
            rows.Add(Row(counts == 1 ? "Statute" : $"Statute, count {i + 1}", Statute(then["statutory"]![i]!), Statute(now["statutory"]![i]!)));
        rows.Add(Row("The guidelines", Binding(then), Binding(now)));

        List<BriefLawBar> bars = [];
        if (then["range"] is not null && now["range"] is not null)
            bars = [Bar(Day(then), then["range"]!), Bar(Day(now), now["range"]!)];
        var most = bars.SelectMany(b => new[] { b.From ?? LifeMonths, b.To ?? LifeMonths }).DefaultIfEmpty(LifeMonths).Max();
        var scale = bars.Exists(b => b.From is null || b.To is null) ? LifeMonths : Math.Max(60, (most + 59) / 60 * 60);

        var standing = then["steps"]!.AsArray().Concat(now["steps"]!.AsArray()).Where(s => (string?)s!["standing"] is "partial" or "unverified")
            .GroupBy(s => (string)s!["rule"]!).ToDictionary(g => g.Key, g => $"{(string)g.First()!["standing"]!}: {(string?)g.First()!["note"]}", StringComparer.Ordinal);
        var steps = both["sideBySide"]!.AsArray().Select(s => new BriefLawStep(
            (string?)s!["citeThen"] is { } was && was != (string)s["cite"]! && s["now"] is not null ? $"{(string)s["cite"]!} (then {was})" : (string)s["cite"]!, (string?)s["then"] ?? "–", (string?)s["now"] ?? "–", (bool)s["changed"]!, standing.GetValueOrDefault((string)s["rule"]!))).ToList();
        var relief = (both["relief"]?.AsArray() ?? []).Select(r => new BriefLawRelief((string)r!["cite"]!, (string)r["state"]!, (string?)r["reasons"]!.AsArray().FirstOrDefault() ?? "")).ToList();
        var open = then["open"]!.AsArray().Concat(now["open"]!.AsArray()).Select(q => $"{(string)q!["question"]!} Settled by {(string)q["settledBy"]!}.").Distinct(StringComparer.Ordinal).ToList();
        // What turns on a disputed fact, what the court found otherwise, and what was entered by hand come first.
        var cautions = entered.Found.Summary.Skip(1).Concat(then["cautions"]!.AsArray().Concat(now["cautions"]!.AsArray()).Select(c => (string)c!)).Distinct(StringComparer.Ordinal).ToList();
        return new BriefLaw(entered.Entry, Day(then), Day(now), entered.Found.Law, rows, bars, scale, steps, relief, open, cautions);
    }

    /// <summary>How many months a year line stands apart in the plot, so that there are at most nine.</summary>
    public int Tick => Scale <= 120 ? 12 : Scale <= 240 ? 24 : 60;

    private static BriefLawRow Row(string what, string then, string now) => new(what, then, now, then != now);

    private static string Day(JsonNode finding) => (string)finding["on"]! is var on && DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture) : on;

    private static string Range(JsonNode? range) => range is null ? "open" : Words(range["min"]!, range["max"]!);

    private static string Words(JsonNode min, JsonNode max)
    {
        var (least, most) = (Months(min), Months(max));
        return (least, most) switch
        {
            (null, _) => "life",
            ({ } a, null) => $"{a} months to life",
            ({ } a, { } b) when a == b => $"{a} months",
            ({ } a, { } b) => $"{a} to {b} months",
        };
    }

    private static string Statute(JsonNode limits) => limits["max"] is not { } max ? "open"
        : Months(limits["min"]!) is 0 || (bool?)limits["minLifted"] == true ? $"up to {Length(max)}" : Months(limits["min"]!) is null ? "life" : $"{Length(limits["min"]!)} to {Length(max)}";

    private static string Length(JsonNode limit) => Months(limit) is not { } months ? "life" : months % 12 == 0 && months > 0 ? $"{months / 12} years" : $"{months} months";

    private static int? Months(JsonNode limit) => limit.GetValueKind() == System.Text.Json.JsonValueKind.Number ? limit.GetValue<int>() : null;

    private static string Binding(JsonNode finding) => (bool)finding["guidelinesBind"]! ? "bound the judge" : "advisory";

    private static BriefLawBar Bar(string label, JsonNode range) => new(label, Months(range["min"]!), Months(range["max"]!), Words(range["min"]!, range["max"]!));
}
