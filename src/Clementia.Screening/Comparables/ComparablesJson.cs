using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Screening;

/// <summary>Comparables as JSON: months are numbers, life is "life", what is capped is {"atLeast": 470}, what is withheld or not known is null.</summary>
public static class ComparablesJson
{
    /// <summary>The whole answer.</summary>
    public static JsonObject Of(Comparables found) => new()
    {
        ["person"] = new JsonObject
        {
            ["label"] = found.Person.Label,
            ["guideline"] = found.Person.Guideline,
            ["level"] = found.Person.Level,
            ["category"] = found.Person.Category is { } category ? ((HistoryCategory)category).ToString() : null,
            ["offense"] = found.Person.Offense,
            ["district"] = found.Person.District,
            ["drug"] = found.Person.Drug,
            ["weightGrams"] = found.Person.Weight is { } weight ? JsonValue.Create(weight / 1_000_000m) : null,
            ["sentence"] = found.Person.Sentence is { } sentence ? Months(sentence) : null,
            ["range"] = found.Person.Range is { } range ? new JsonObject { ["min"] = Months(range.Min), ["max"] = Months(range.Max), ["from"] = found.Person.RangeFrom } : null,
        },
        ["population"] = new JsonObject { ["source"] = found.Provenance.Source, ["inputHash"] = found.Provenance.InputHash, ["invented"] = found.Provenance.Invented },
        ["matchedOn"] = Words(found.MatchedOn),
        ["read"] = found.Read,
        ["matched"] = found.Matched,
        ["leftOut"] = new JsonArray([.. found.LeftOut.Select(l => (JsonNode?)new JsonObject { ["reason"] = l.Reason, ["inWords"] = l.InWords, ["count"] = l.Count })]),
        ["suppressed"] = found.IsSuppressed,
        ["suppressBelow"] = found.Matching.Suppress,
        ["lifeOrCapped"] = found.LifeOrCapped,
        ["probation"] = found.Probation,
        ["mean"] = found.Mean,
        ["meanNotGiven"] = found.MeanNotGiven,
        ["quantiles"] = new JsonObject([.. found.Quantiles.Select(q => KeyValuePair.Create(q.Percent.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)Of(q.Length)))]),
        ["median"] = found.Quantiles.Where(q => q.Percent == 50).Select(q => Of(q.Length)).FirstOrDefault(),
        ["medianInterval95"] = found.MedianInterval is { } interval ? new JsonArray(Of(interval.From), Of(interval.To)) : null,
        ["percentile"] = Of(found.Percentile),
        ["distribution"] = new JsonArray([.. found.Bins.Select(b => (JsonNode?)new JsonObject
        {
            ["kind"] = b.Kind.ToString().ToLowerInvariant(),
            ["from"] = b.From,
            ["below"] = b.To,
            ["count"] = b.Count,
        })]),
        ["toRange"] = found.Positions is { } positions
            ? new JsonObject { ["below"] = positions.Below, ["within"] = positions.Within, ["above"] = positions.Above, ["unknown"] = positions.Unknown, ["rangeAsRecorded"] = positions.Recorded }
            : null,
        ["otherwise"] = new JsonArray([.. found.Otherwise.Select(o => (JsonNode?)new JsonObject
        {
            ["choice"] = o.Choice,
            ["inWords"] = o.InWords,
            ["count"] = o.Count,
            ["median"] = o.Median is { } median ? Of(median) : null,
            ["percentile"] = Of(o.Percentile),
        })]),
        ["notes"] = Words(found.Notes),
    };

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode?)JsonValue.Create(w))]);

    private static JsonNode Of(Length length) => length.Months is not { } months ? JsonValue.Create("life") : length.OrMore ? new JsonObject { ["atLeast"] = months } : JsonValue.Create(months);

    private static JsonObject? Of(Percentile? percentile) => percentile is { } p
        ? new JsonObject { ["low"] = p.Low, ["high"] = p.High, ["interval95"] = new JsonArray(p.Interval.From, p.Interval.To) }
        : null;

    private static JsonNode Months(long value) => value switch { Code.Life => JsonValue.Create("life"), Code.Capped => JsonValue.Create("capped"), _ => JsonValue.Create(value / 100m) };
}
