using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Findings as JSON: the form of `sentence --json`, of the docket and of the HTTP API. Months are whole numbers, life is "life", what is open is null.</summary>
public static class FindingJson
{
    /// <summary>A range as {"min", "max"}.</summary>
    public static JsonObject Of(MonthRange range) => new() { ["min"] = Of(range.Min), ["max"] = Of(range.Max) };

    /// <summary>Months as a number, or "life".</summary>
    public static JsonNode Of(Limit limit) => limit.Months is { } months ? JsonValue.Create(months) : JsonValue.Create("life");

    /// <summary>One finding.</summary>
    public static JsonObject Of(SentenceFinding finding) => new()
    {
        ["on"] = Day(finding.Days.Sentence),
        ["law"] = finding.LawFingerprint,
        ["offenseLevel"] = finding.OffenseLevel is Finding<int>.Settled { Value: var level } ? JsonValue.Create(level) : null,
        ["category"] = finding.Category is Finding<HistoryCategory>.Settled { Value: var category } ? JsonValue.Create(category.ToString()) : null,
        ["tableRange"] = Of(finding.TableRange),
        ["statutory"] = new JsonArray([.. finding.Limits.Select((one, i) => (JsonNode?)Of(one, i))]),
        ["range"] = Of(finding.GuidelineRange),
        ["consecutive"] = finding.Consecutive is Finding<Limit>.Settled { Value: var more } ? Of(more) : null,
        ["guidelinesBind"] = finding.Binding,
        ["steps"] = new JsonArray([.. finding.Derivation.Steps.Select(s => (JsonNode?)Of(s))]),
        ["open"] = Of(finding.Derivation.Questions),
        ["cautions"] = new JsonArray([.. finding.Derivation.Cautions.Select(c => (JsonNode?)JsonValue.Create(c))]),
        ["firm"] = finding.Derivation.IsFirm,
    };

    /// <summary>A comparison.</summary>
    public static JsonObject Of(ThenAndNow both) => new()
    {
        ["direction"] = JsonNamingPolicy.CamelCase.ConvertName(both.Direction.ToString()),
        ["since"] = both.Since is { } since ? JsonValue.Create(Day(since)) : null,
        ["summary"] = new JsonArray([.. both.Summary.Select(s => (JsonNode?)JsonValue.Create(s))]),
        ["changes"] = new JsonArray([.. both.Changes.Select(c => (JsonNode?)new JsonObject { ["day"] = Day(c.Day), ["range"] = Of(c.Range), ["rules"] = new JsonArray([.. c.Rules.Select(r => (JsonNode?)JsonValue.Create(r))]) })]),
        ["sideBySide"] = new JsonArray([.. both.Steps.Select(p => (JsonNode?)new JsonObject
        {
            ["rule"] = p.Rule,
            ["cite"] = (p.Now ?? p.Then)!.Cite,
            ["citeThen"] = p.Then?.Cite,
            ["then"] = p.Then?.Result,
            ["now"] = p.Now?.Result,
            ["changed"] = p.Changed,
        })]),
        ["then"] = Of(both.Then),
        ["now"] = Of(both.Now),
    };

    /// <summary>Disputed facts, weighed.</summary>
    public static JsonObject Of(DisputedSentence disputed) => new()
    {
        ["outcomes"] = new JsonArray([.. disputed.Outcomes.Select(o => (JsonNode?)new JsonObject
        {
            ["then"] = o.Then,
            ["now"] = o.Now,
            ["direction"] = JsonNamingPolicy.CamelCase.ConvertName(o.Direction.ToString()),
            ["when"] = new JsonArray([.. o.Chosen.Select(c => (JsonNode?)new JsonArray([.. c.Select(v => (JsonNode?)JsonValue.Create(v))]))]),
        })]),
        ["turnsOn"] = new JsonArray([.. disputed.Turnings.Select(t => (JsonNode?)new JsonObject { ["fact"] = t.Dispute.At, ["decides"] = t.Decides, ["inWords"] = t.InWords })]),
    };

    /// <summary>A relief that is already in law.</summary>
    public static JsonObject Of(ReliefFinding relief) => new()
    {
        ["relief"] = relief.Relief,
        ["cite"] = relief.Cite,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(relief.State.ToString()),
        ["reasons"] = new JsonArray([.. relief.Reasons.Select(r => (JsonNode?)JsonValue.Create(r))]),
        ["criteria"] = new JsonArray([.. relief.Criteria.Select(c => (JsonNode?)new JsonObject { ["cite"] = c.Cite, ["asks"] = c.Plain, ["met"] = c.Met })]),
        ["amendedRange"] = relief.AmendedRange is { } amended ? Of(amended) : null,
        ["lowest"] = relief.Lowest is { } lowest ? Of(lowest) : null,
        ["notBefore"] = relief.NotBefore is { } first ? JsonValue.Create(Day(first)) : null,
        ["steps"] = new JsonArray([.. relief.Derivation.Steps.Select(s => (JsonNode?)Of(s))]),
        ["open"] = Of(relief.Derivation.Questions),
        ["cautions"] = new JsonArray([.. relief.Derivation.Cautions.Select(c => (JsonNode?)JsonValue.Create(c))]),
        ["firm"] = relief.Derivation.IsFirm,
    };

    /// <summary>A step.</summary>
    public static JsonObject Of(Step step) => new()
    {
        ["rule"] = step.Rule,
        ["cite"] = step.Cite,
        ["plain"] = step.Plain,
        ["inputs"] = step.Inputs,
        ["result"] = step.Result,
        ["level"] = step.Level,
        ["since"] = step.Since is { } since ? Day(since) : null,
        ["source"] = step.Source?.Cite,
        ["standing"] = step.Source is { } source ? JsonNamingPolicy.CamelCase.ConvertName(source.Standing.ToString()) : null,
        ["note"] = step.Source?.Note,
    };

    private static JsonObject? Of(Finding<MonthRange> range) => range is Finding<MonthRange>.Settled { Value: var value } ? Of(value) : null;

    private static JsonArray Of(IReadOnlyList<OpenQuestion> questions) => new([.. questions.Select(q => (JsonNode?)new JsonObject
    {
        ["fact"] = q.At.Length == 0 ? q.Name : $"{q.At}.{q.Name}",
        ["question"] = q.Text,
        ["settledBy"] = q.SettledBy,
    })]);

    private static JsonObject Of(Finding<StatutoryLimits> one, int i) => one is Finding<StatutoryLimits>.Settled { Value: var l }
        ? new JsonObject
        {
            ["count"] = i + 1,
            ["statute"] = l.Statute,
            ["min"] = Of(l.Min),
            ["max"] = Of(l.Max),
            ["minLifted"] = l.MinLifted,
            ["consecutive"] = l.Consecutive,
            ["supervisedReleaseMin"] = l.SupervisedReleaseMin is { } least ? Of(least) : null,
        }
        : new JsonObject { ["count"] = i + 1, ["statute"] = null, ["min"] = null, ["max"] = null };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
