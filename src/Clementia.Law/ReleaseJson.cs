using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Release and relief as JSON: the form of `release --json`. Days are "2030-05-01", what is open is null.</summary>
public static class ReleaseJson
{
    /// <summary>When a term ends.</summary>
    public static JsonObject Of(ReleaseFinding finding) => new()
    {
        ["on"] = Iso(finding.AsOf),
        ["law"] = finding.LawFingerprint,
        ["estimate"] = true,
        ["term"] = finding.Term is Finding<Imprisonment>.Settled { Value: var term } ? term.ToString() : null,
        ["life"] = finding.IsLife,
        ["fullTerm"] = Of(finding.FullTerm),
        ["goodConductDays"] = finding.GoodConductDays is Finding<int>.Settled { Value: var days } ? days : null,
        ["withAllGoodTime"] = Of(finding.WithAllGoodTime),
        ["projected"] = Of(finding.Projected),
        ["supervisionEnds"] = finding.SupervisionEnds is { } ends ? Iso(ends) : null,
        ["supervision"] = new JsonArray([.. finding.Supervision.Select(one => (JsonNode?)(one is Finding<MonthRange>.Settled { Value: var range } ? FindingJson.Of(range) : null))]),
        ["summary"] = Texts(finding.Summary),
        ["steps"] = new JsonArray([.. finding.Derivation.Steps.Select(s => (JsonNode?)FindingJson.Of(s))]),
        ["open"] = Questions(finding.Derivation),
        ["cautions"] = Texts(finding.Derivation.Cautions),
        ["firm"] = finding.Derivation.IsFirm,
    };

    /// <summary>A relief that is already in law.</summary>
    public static JsonObject Of(ReliefFinding finding) => new()
    {
        ["relief"] = finding.Relief,
        ["cite"] = finding.Cite,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(finding.State.ToString()),
        ["reasons"] = Texts(finding.Reasons),
        ["criteria"] = new JsonArray([.. finding.Criteria.Select(c => (JsonNode?)new JsonObject { ["cite"] = c.Cite, ["plain"] = c.Plain, ["met"] = c.Met })]),
        ["amendedRange"] = finding.AmendedRange is { } range ? FindingJson.Of(range) : null,
        ["lowest"] = finding.Lowest is { } lowest ? FindingJson.Of(lowest) : null,
        ["notBefore"] = finding.NotBefore is { } first ? Iso(first) : null,
        ["steps"] = new JsonArray([.. finding.Derivation.Steps.Select(s => (JsonNode?)FindingJson.Of(s))]),
        ["open"] = Questions(finding.Derivation),
        ["cautions"] = Texts(finding.Derivation.Cautions),
        ["firm"] = finding.Derivation.IsFirm,
    };

    private static JsonNode? Of(Finding<DateOnly> day) => day is Finding<DateOnly>.Settled { Value: var known } ? JsonValue.Create(Iso(known)) : null;

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)JsonValue.Create(t))]);

    private static JsonArray Questions(Derivation derivation) => new([.. derivation.Questions.Select(q => (JsonNode?)new JsonObject
    {
        ["fact"] = q.At.Length == 0 ? q.Name : $"{q.At}.{q.Name}",
        ["question"] = q.Text,
        ["settledBy"] = q.SettledBy,
    })]);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
