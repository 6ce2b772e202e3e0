using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Documents.Reading;

/// <summary>Facts and statements as JSON with the keys by which reading is scored; offsets count in the page's text.</summary>
public static class GoldForm
{
    /// <summary>The writer's settings: readable, with characters as they are.</summary>
    public static JsonSerializerOptions Json { get; } = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One fact. Keys whose value is not known are left out.</summary>
    public static JsonObject Of(Proposal fact)
    {
        var json = new JsonObject { ["attribute"] = fact.Attribute, ["value"] = fact.Value };
        Place(json, fact.Passages);
        if (fact.Subject is not null)
            json["subject"] = fact.Subject;
        if (fact.Approximate)
            json["approx"] = true;
        if (fact.AtLeast)
            json["ge"] = true;
        if (fact.Derived)
            json["derived"] = true;
        if (fact.AsOf is not null)
            json["as_of"] = fact.AsOf;
        if (fact.Event is not null)
            json["event"] = fact.Event;
        json["standard"] = fact.Standard.ToString();
        if (fact.AssertedBy is not null)
            json["asserted_by"] = fact.AssertedBy;
        json["confidence"] = fact.Confidence.ToString();
        json["reason"] = fact.Reason;
        return json;
    }

    /// <summary>One statement. Keys of the form stand always, null when not known.</summary>
    public static JsonObject Of(Statement said)
    {
        var json = new JsonObject { ["speaker"] = said.Speaker, ["mode"] = said.Mode.ToString().ToLowerInvariant(), ["verb"] = said.Verb };
        Place(json, said.Passages);
        json["about"] = said.About;
        json["reported_in"] = said.ReportedIn;
        json["to"] = said.To;
        json["stance"] = said.Stance.ToString().ToLowerInvariant();
        json["confidence"] = said.Confidence.ToString();
        json["reason"] = said.Reason;
        return json;
    }

    /// <summary>One disagreement among the texts of a case: a list of values, a value against the record, or a dispute.</summary>
    public static JsonObject Of(CaseConflict conflict)
    {
        var kind = conflict.Kind == ConflictKind.DifferentTime ? "different time" : conflict.Kind == ConflictKind.Imprecision ? "imprecision" : "conflict";
        static JsonObject At(string id, Citation passage) => new() { ["id"] = id, ["quote"] = passage.Quote, ["start"] = passage.Start, ["end"] = passage.End };
        static JsonObject First(string key, string value, JsonObject rest)
        {
            rest.Insert(0, key, value);
            return rest;
        }
        var json = new JsonObject { ["type"] = conflict.Type.ToString().ToLowerInvariant() };
        if (conflict.Type == CaseConflictType.Dispute)
        {
            json["about"] = conflict.About;
            json["kind"] = kind;
            json["sides"] = new JsonArray([.. conflict.Sides.Select(side =>
            {
                var one = First("speaker", side.Speaker, At(side.Text, side.Passage));
                one["position"] = side.Position;
                return (JsonNode)one;
            })]);
        }
        else
        {
            json["attribute"] = conflict.Attribute;
            if (conflict.Subject is not null)
                json["subject"] = conflict.Subject;
            json["kind"] = kind;
            json["values"] = new JsonArray([.. conflict.Values.Select(v => (JsonNode)First("value", v.Value, At(v.Text, v.Passage)))]);
        }
        json["explanation"] = conflict.Explanation;
        return json;
    }

    private static void Place(JsonObject json, IReadOnlyList<Citation> passages)
    {
        json["quote"] = passages[0].Quote;
        json["page"] = passages[0].Page;
        json["start"] = passages[0].Start;
        json["end"] = passages[0].End;
        if (passages.Count > 1)
            json["also"] = new JsonArray([.. passages.Skip(1).Select(p => (JsonNode)new JsonObject { ["quote"] = p.Quote, ["page"] = p.Page, ["start"] = p.Start, ["end"] = p.End })]);
    }
}
