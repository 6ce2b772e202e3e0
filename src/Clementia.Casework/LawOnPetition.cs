using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Casework;

/// <summary>
/// From a petition's vetted facts to the facts that the law asks for, and to the finding. Only what a person signed goes in; where two
/// vetted facts disagree, both go in as disputed. What the file lacks stays unknown and the finding asks for it.
/// </summary>
public static class LawOnPetition
{
    private static readonly string s_version = typeof(LawOnPetition).Assembly.GetName().Version!.ToString(3);

    private static readonly JsonSerializerOptions s_shown = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The catalog's drug types that name one drug of the table; methamphetamine and amphetamine do not (mixture or actual?), and are asked for.
    private static readonly Dictionary<string, string> s_drugs = new(StringComparer.Ordinal)
    {
        ["cocaine"] = "cocaine_powder",
        ["crack cocaine"] = "cocaine_base",
        ["heroin"] = "heroin",
        ["marijuana"] = "marijuana",
        ["fentanyl"] = "fentanyl",
        ["hashish"] = "hashish",
    };

    /// <summary>The facts file of a petition: strict JSON in the form of docs/facts.md, and the ids of the vetted facts behind it.</summary>
    /// <param name="petition">The petition.</param>
    /// <param name="entered">More facts of law, as a facts file (JSON), that no vetted fact gives: on the word of the person who enters the finding; null for none.</param>
    /// <exception cref="FaultException">A fact is entered that the vetted facts give already.</exception>
    public static (string Given, IReadOnlyList<string> Facts) Given(Petition petition, string? entered = null)
    {
        var used = new List<string>();
        var vetted = petition.Facts.Where(f => f is { Status: FactStatus.Confirmed or FactStatus.Disputed, Subject: null }).ToLookup(f => f.Attribute, StringComparer.Ordinal);
        var lost = petition.Conflicts.Where(c => c.Resolved?.Fact is not null).SelectMany(c => c.Facts.Where(id => id != c.Resolved!.Fact)).ToHashSet(StringComparer.Ordinal);
        var given = new JsonObject { ["label"] = petition.Title };
        Put(given, "sentenced", "sentence.date", Day);
        Put(given, "convicted", "conviction.date", Day);
        var offense = new JsonObject();
        Put(offense, "start", "offense.start", Day);
        Put(offense, "end", "offense.end", Day);
        if (offense.Count > 0)
            given["offense"] = offense;

        var group = new JsonObject();
        if (Drugs() is { } drugs)
        {
            group["guideline"] = "2D1.1";
            group["drugs"] = drugs;
            var drug = new JsonObject();
            Put(drug, "weapon", "offense.weapon", YesNo);
            Put(drug, "violence", "offense.violent", YesNo);
            Put(drug, "deathOrInjury", "offense.injury", YesNo);
            if (drug.Count > 0)
                group["drug"] = drug;
        }
        else if (Of("guideline.base_level").Count > 0)
        {
            group["guideline"] = "entered";
            var chapter = new JsonObject();
            Put(chapter, "base", "guideline.base_level", Number);
            if (chapter.Count > 0)
                group["chapter2"] = chapter;
        }
        var role = new JsonObject();
        Put(role, "aggravating", "guideline.role_adjustment", value => Number(value)?.GetValue<int>() switch { 4 => "leader4", 3 => "manager3", 2 => "any2", <= 0 => "none", _ => null });
        Put(role, "mitigating", "guideline.role_adjustment", value => Number(value)?.GetValue<int>() switch { -4 => "minimal", -3 => "between", -2 => "minor", >= 0 => "none", _ => null });
        if (role.Count > 0)
            group["role"] = role;
        if (group.Count > 0)
            given["groups"] = new JsonArray(group);

        // A plea of guilty has its levels in the presentence report; that there was no acceptance the file can say.
        Put(given, "acceptance", "acceptance", value => value == "no" ? JsonValue.Create("none") : null);
        var zeroPoint = new JsonObject();
        Put(zeroPoint, "violence", "offense.violent", YesNo);
        Put(zeroPoint, "deathOrInjury", "offense.injury", YesNo);
        Put(zeroPoint, "weapon", "offense.weapon", YesNo);
        if (zeroPoint.Count > 0)
            given["zeroPoint"] = zeroPoint;

        var history = new JsonObject();
        Put(history, "category", "guideline.history_category", value => JsonValue.Create(value));
        Put(history, "points", "guideline.history_points", Number);
        if (history.Count > 0)
            given["history"] = history;

        var court = new JsonObject();
        Put(court, "offenseLevel", "guideline.offense_level", Number);
        if (court.Count > 0)
            given["found"] = court;

        var statutes = Of("offense.statute").Where(f => f.Value.Contains("USC", StringComparison.Ordinal)).ToList();
        if (statutes.Count > 0)
        {
            given["counts"] = new JsonArray([.. Counts([.. statutes.Select(f => f.Value).Distinct(StringComparer.Ordinal)]).Select(c => (JsonNode?)c)]);
            used.AddRange(statutes.Select(f => f.Id));
        }
        if (entered is not null)
            Enter(given, entered);
        return (given.ToJsonString(s_shown), [.. used.Distinct(StringComparer.Ordinal)]);

        List<Fact> Of(string attribute) => [.. vetted[attribute].Where(f => !lost.Contains(f.Id))];

        // One value, or every value that vetted facts give, each with its source.
        void Put(JsonObject into, string name, string attribute, Func<string, JsonNode?> read)
        {
            var values = Of(attribute).Select(f => (Fact: f, Node: read(f.Value))).Where(v => v.Node is not null).ToList();
            if (values.Count == 0)
                return;
            used.AddRange(values.Select(v => v.Fact.Id));
            var distinct = values.GroupBy(v => v.Node!.ToJsonString()).Select(g => g.First()).ToList();
            // An adjustment that somebody with standing disputes is weighed with it and without it.
            if (attribute == "guideline.role_adjustment" && distinct is [{ Fact.Status: FactStatus.Disputed } alone] && alone.Node!.GetValue<string>() != "none")
            {
                into[name] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["value"] = alone.Node, ["says"] = alone.Fact.Id }, new JsonObject { ["value"] = "none", ["says"] = $"the dispute of {alone.Fact.Id}" }) };
                return;
            }
            into[name] = distinct.Count == 1
                ? distinct[0].Node
                : new JsonObject { ["anyOf"] = new JsonArray([.. distinct.Select(v => (JsonNode?)new JsonObject { ["value"] = v.Node, ["says"] = $"{v.Fact.Id}" })]) };
        }

        JsonArray? Drugs()
        {
            var kinds = Of("drug.type");
            var amounts = Of("drug.quantity");
            if (kinds.Select(k => k.Value).Distinct(StringComparer.Ordinal).Count() != 1 || !s_drugs.TryGetValue(kinds[0].Value, out var drug) || amounts.Count == 0)
                return null; // Two kinds cannot be matched to their weights from the catalog's facts: the facts file is the way.
            var weights = amounts.Select(a => (Fact: a, Node: Amount(a.Value))).Where(a => a.Node is not null).ToList();
            if (weights.Count == 0)
                return null;
            used.AddRange(kinds.Select(k => k.Id).Concat(weights.Select(w => w.Fact.Id)));
            var amount = weights.Count == 1 ? weights[0].Node
                : new JsonObject { ["anyOf"] = new JsonArray([.. weights.Select(w => (JsonNode?)new JsonObject { ["value"] = w.Node, ["says"] = w.Fact.Id })]) };
            return [new JsonObject { ["drug"] = drug, ["amount"] = amount }];
        }
    }

    /// <summary>The finding of a petition: the law as sentenced against the law of another day.</summary>
    /// <param name="petition">The petition.</param>
    /// <param name="book">The law.</param>
    /// <param name="on">The other day.</param>
    /// <returns>The entry for the docket, or a refusal when the day of sentence is not vetted.</returns>
    /// <param name="entered">More facts of law, as <see cref="Given"/> says.</param>
    public static Outcome<SentenceFound> Find(Petition petition, LawBook book, DateOnly on, string? entered = null)
    {
        string given;
        IReadOnlyList<string> facts;
        try
        {
            (given, facts) = Given(petition, entered);
        }
        catch (FaultException wrong)
        {
            return new Refusal(wrong.Message, "Correct the file of entered facts.");
        }
        var found = Find(given, facts, book, on);
        return found.IsRefused || entered is null ? found : found.Value with { Entered = entered };
    }

    /// <summary>Whether an entered finding rests on the law inside this program.</summary>
    public static bool CanRerun(SentenceFound found) => found.Law == LawBook.BuiltIn.Fingerprint;

    /// <summary>Runs an entered finding again on the law inside this program.</summary>
    /// <param name="found">The finding as entered.</param>
    /// <returns>Null when it comes out the same; otherwise what differs. A finding on another law book cannot be run again: see <see cref="CanRerun"/>.</returns>
    public static string? Rerun(SentenceFound found)
    {
        var book = LawBook.BuiltIn;
        if (!DateOnly.TryParseExact(found.On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            return $"its day '{found.On}' is no day";
        try
        {
            var again = Find(found.Given, found.Facts, book, on);
            return again.IsRefused ? again.Refusal.Problem
                : again.Value.Direction != found.Direction ? $"the law gives '{again.Value.Direction}', the docket says '{found.Direction}'"
                : found.Program == again.Value.Program && (again.Value.Finding != found.Finding || !again.Value.Summary.SequenceEqual(found.Summary)) ? "the law gives other steps than the docket says"
                : !JsonNode.DeepEquals(Answer(JsonNode.Parse(again.Value.Finding)), Answer(JsonNode.Parse(found.Finding))) ? "the law gives other results than the docket says"
                : null;
        }
        catch (FaultException wrong)
        {
            return wrong.Message;
        }
        catch (JsonException)
        {
            return "its finding is not JSON";
        }
    }

    // What a finding answers, without the words it is told in: another version of the program may word the same answer differently.
    private static readonly HashSet<string> s_words = new(StringComparer.Ordinal) { "summary", "plain", "inputs", "inWords", "cautions", "reasons", "question", "settledBy", "note", "asks", "source" };

    private static JsonNode? Answer(JsonNode? node) => node switch
    {
        JsonObject one => new JsonObject(one.Where(member => !s_words.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, Answer(member.Value)))),
        JsonArray many => new JsonArray([.. many.Select(Answer)]),
        _ => node?.DeepClone(),
    };

    private static Outcome<SentenceFound> Find(string given, IReadOnlyList<string> facts, LawBook book, DateOnly on)
    {
        var file = FactsFile.Read(given, "the petition's facts");
        if (CaseFacts.TimelineOf(file.First) is not { } then)
            return new Refusal("The day of sentence is not vetted, so there is no day to hold the law against.", "Confirm sentence.date as a full day from the judgment.");
        if (then.Sentence > on)
            return new Refusal($"The sentence was imposed on {then.Sentence:yyyy-MM-dd}, after {on:yyyy-MM-dd}.", "Ask for a day after it.");
        var both = ThenAndNow.Compare(book, file.First, then, on);
        var json = FindingJson.Of(both);
        IReadOnlyList<string> summary = both.Summary;
        var direction = JsonNamingPolicy.CamelCase.ConvertName(both.Direction.ToString());
        if (file.Disputes.Count > 0)
        {
            var disputed = DisputedSentence.Weigh(book, file, on);
            json["disputed"] = FindingJson.Of(disputed);
            direction = disputed.Outcomes.Select(o => o.Direction).Distinct().Count() == 1 ? direction : JsonNamingPolicy.CamelCase.ConvertName(nameof(Direction.CannotSay));
            summary = [disputed.Outcomes.Select(o => o.Direction).Distinct().Count() > 1 ? "Which way the law moved turns on disputed facts." : both.Summary[0], .. disputed.Turnings.Select(t => t.InWords), .. both.Summary.Skip(1).Select(s => "With the first value of each: " + s)];
        }
        if (JsonNode.Parse(given)!["note"] is { } note)
            summary = [.. summary, note.GetValue<string>()];
        json["relief"] = new JsonArray([.. Reliefs.Find(book, file.First, then, on).Select(r => (JsonNode?)FindingJson.Of(r))]);
        return new SentenceFound(book.Fingerprint, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), given, facts, direction, summary, json.ToJsonString()) { Program = s_version };
    }

    // What a person adds by hand never takes the place of a vetted fact, and is named wherever the finding is shown.
    private static void Enter(JsonObject given, string entered)
    {
        const string file = "the entered facts";
        JsonObject more;
        try
        {
            more = JsonNode.Parse(entered) as JsonObject ?? throw new FaultException(new Fault(file, "", "It is not an object.", "See docs/facts.md for the form."));
        }
        catch (JsonException wrong)
        {
            throw new FaultException(new Fault(file, $"line {wrong.LineNumber + 1}", "It is not JSON.", "See docs/facts.md for the form."));
        }
        var names = new List<string>();
        Merge(given, more, "");
        given["note"] = names.Count == 0 ? "" : $"Entered by hand with this finding, not tied to a passage: {string.Join("; ", names.Select(FactWords.Of).Distinct(StringComparer.Ordinal))}.";

        void Merge(JsonObject into, JsonObject from, string path)
        {
            foreach (var (name, value) in from)
            {
                var at = path + name;
                if (name is "note" or "label" || value is null)
                    continue;
                if (into[name] is not { } there)
                {
                    into[name] = value.DeepClone();
                    names.Add(at);
                }
                else if (there is JsonObject one && value is JsonObject other && !one.ContainsKey("anyOf"))
                    Merge(one, other, at + ".");
                else if (there is JsonArray list && value is JsonArray others && list.All(i => i is JsonObject) && others.All(i => i is JsonObject) && others.Count <= list.Count && name is "counts" or "groups" or "priors")
                {
                    for (var i = 0; i < ((JsonArray)value).Count; i++)
                        Merge(there[i]!.AsObject(), value[i]!.AsObject(), $"{at}[{i}].");
                }
                else
                    throw new FaultException(new Fault(file, at, "The vetted facts give it already.", "Leave it out, or vet the fact anew."));
            }
        }
    }

    /// <summary>A count for each statute; a conspiracy or attempt takes the drug statute beside it as its object, which is then no count of its own.</summary>
    private static IEnumerable<JsonObject> Counts(IReadOnlyList<string> statutes)
    {
        var objects = statutes.Where(s => s.StartsWith("21 USC 841", StringComparison.Ordinal) || s.StartsWith("21 USC 952", StringComparison.Ordinal) || s.StartsWith("21 USC 960", StringComparison.Ordinal)).ToList();
        var inchoate = statutes.Where(s => s is "21 USC 846" or "21 USC 963").ToList();
        foreach (var statute in statutes)
        {
            if (inchoate.Count == 1 && objects.Count == 1 && objects.Contains(statute))
                continue;
            var count = new JsonObject { ["statute"] = statute };
            if (inchoate.Contains(statute) && objects.Count == 1)
                count["object"] = objects[0];
            yield return count;
        }
    }

    private static JsonNode? Day(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? JsonValue.Create(value) : null;

    private static JsonNode? Number(string value) => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;

    private static JsonNode? YesNo(string value) => value is "yes" or "no" ? JsonValue.Create(value == "yes") : null;

    /// <summary>"0.5 kg" as it is; "2000-3000 kg" as a range; pounds are left to a person.</summary>
    private static JsonNode? Amount(string value)
    {
        if (!value.EndsWith(" kg", StringComparison.Ordinal))
            return null;
        var ends = value[..^3].Split('-');
        return ends.Length == 1 ? JsonValue.Create(value) : new JsonObject { ["from"] = $"{ends[0]} kg", ["to"] = $"{ends[1]} kg" };
    }
}
