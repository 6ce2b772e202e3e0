using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Worked examples of the other guidelines: what their tables and subsections say, and what level they make of facts.</summary>
internal static class OtherGuidelineExamples
{
    private static readonly (string Kind, string Guideline)[] s_levels =
    [
        ("loss_level", "2B1.1"), ("fraud_level", "2F1.1"), ("theft_level", "2B1.1"), ("firearms_level", "2K2.1"), ("illegal_reentry_level", "2L1.2"), ("laundering_level", "2S1.1"), ("structuring_level", "2S1.3"), ("chapter_two", ""), ("entered", ""),
    ];

    // Other words for the same facts, as other people write examples.
    private static readonly Dictionary<string, string> s_alias = new(StringComparer.OrdinalIgnoreCase)
    {
        ["victims"] = "victims.number",
        ["number_of_victims"] = "victims.number",
        ["hardship_victims"] = "victims.hardship",
        ["mass_marketing"] = "theft.massMarketing",
        ["sophisticated_means"] = "theft.sophisticatedMeans",
        ["more_than_minimal_planning"] = "theft.minimalPlanning",
        ["minimal_planning"] = "theft.minimalPlanning",
        ["stat_max_20_or_more"] = "theft.maximum20Years",
        ["statutory_max_20_years"] = "theft.maximum20Years",
        ["intended_loss"] = "loss",
        ["loss_usd"] = "loss",
        ["loss_amount"] = "loss",
        ["amount"] = "loss",
        ["firearms"] = "firearms.number",
        ["number_of_firearms"] = "firearms.number",
        ["guns"] = "firearms.number",
        ["prior_felonies"] = "firearms.priorFelonies",
        ["prior_convictions"] = "firearms.priorFelonies",
        ["priors"] = "firearms.priorFelonies",
        ["qualifying_priors"] = "firearms.priorFelonies",
        ["prohibited_person"] = "firearms.prohibited",
        ["prohibited"] = "firearms.prohibited",
        ["nfa_firearm"] = "firearms.nfa",
        ["nfa"] = "firearms.nfa",
        ["5845a"] = "firearms.nfa",
        ["large_capacity_magazine"] = "firearms.largeMagazine",
        ["large_capacity"] = "firearms.largeMagazine",
        ["assault_weapon"] = "firearms.assaultWeapon",
        ["stolen"] = "firearms.stolen",
        ["obliterated_serial"] = "firearms.alteredSerial",
        ["obliterated_serial_number"] = "firearms.alteredSerial",
        ["altered_serial"] = "firearms.alteredSerial",
        ["serial_obliterated"] = "firearms.alteredSerial",
        ["another_felony"] = "firearms.otherFelony",
        ["other_felony"] = "firearms.otherFelony",
        ["in_connection_with_another_felony"] = "firearms.otherFelony",
        ["trafficking"] = "firearms.trafficking",
        ["destructive_device"] = "firearms.destructiveDevice",
        ["sporting"] = "firearms.sportingOnly",
        ["sporting_purposes"] = "firearms.sportingOnly",
        ["aggravated_felony"] = "reentry.aggravatedFelony",
        ["other_felony_conviction"] = "reentry.otherFelony",
        ["crime_of_violence"] = "reentry.seriousFelony",
        ["scores_points"] = "reentry.convictionScores",
        ["value"] = "funds.value",
        ["value_of_funds"] = "funds.value",
        ["funds"] = "funds.value",
        ["laundered"] = "funds.value",
        ["laundered_funds"] = "funds.value",
        ["funds_usd"] = "funds.value",
        ["laundered_value"] = "funds.value",
        ["value_usd"] = "funds.value",
        ["underlying_level"] = "laundering.underlyingLevel",
        ["underlying_offense_level"] = "laundering.underlyingLevel",
        ["drug_proceeds"] = "laundering.drugProceeds",
        ["drugs"] = "laundering.drugProceeds",
        ["direct"] = "laundering.direct",
        ["committed_underlying"] = "laundering.direct",
        ["direct_launderer"] = "laundering.direct",
        ["convicted_1956"] = "laundering.convicted1956",
        ["convicted_1957"] = "laundering.convicted1957",
        ["sophisticated"] = "laundering.sophisticated",
        ["sophisticated_laundering"] = "laundering.sophisticated",
        ["business"] = "laundering.business",
        ["in_the_business"] = "laundering.business",
        ["promotion"] = "laundering.promotion",
        ["structured"] = "structuring.structured",
        ["unlawful_proceeds"] = "structuring.unlawfulFunds",
        ["bulk_cash"] = "structuring.bulkCash",
        ["base"] = "chapter2.base",
        ["adjustments"] = "chapter2.adjustments",
        ["cite"] = "chapter2.cite",
        ["fraud"] = "theft.isFraud",
    };

    public static IReadOnlyList<GoldenKind> Kinds { get; } =
    [
        new("loss_table", (book, facts, wanted) => Table(book, facts, wanted)),
        new("guideline_text", (book, facts, wanted) => Text(book, facts, wanted)),
        .. s_levels.Select(k => new GoldenKind(k.Kind, (book, facts, wanted) => Level(book, facts, wanted, k.Guideline))),
    ];

    /// <summary>What a table says: its rows, or the levels for an amount.</summary>
    private static GoldenAnswer Table(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var (got, reasons, open) = (new JsonObject(), new List<string>(), new List<string>());
        // Facts of another kind of example are not for this table.
        foreach (var (given, value) in facts.Properties())
        {
            if (given is not ("guideline" or "manual" or "edition" or "sentenced" or "note") && s_alias.GetValueOrDefault(given, given) is not ("loss" or "funds.value"))
                throw value.Wrong($"'{given}' is nothing that a table of amounts turns on.", "Give loss, guideline and manual.");
        }
        if (facts.Maybe("guideline") is null && Amount(facts) is null)
            throw facts.Wrong("Neither an amount nor a guideline is given.", "Give loss, or guideline for the whole table.");
        var name = facts.Maybe("guideline")?.Text() ?? "2B1.1";
        var key = OtherGuidelines.TableNamed(name) ?? throw facts.Wrong($"§{name} has no table of its own.", "Ask for 2B1.1, 2F1.1 or 2S1.1.");
        foreach (var want in wanted)
        {
            var day = DayOf(book, facts, want);
            if (book.Find(key).For(new Timeline { Sentence = day }, out _) is not { } version)
            {
                got[want] = null;
                reasons.Add($"§{name} had no table on {day:yyyy-MM-dd}.");
            }
            else if (Amount(facts) is { } amount)
            {
                got[want] = version.Value!.Add(amount);
                reasons.Add($"{Dollars.InWords(amount)} adds {version.Value.Add(amount)} in the table since {version.From:yyyy-MM-dd}.");
            }
            else
            {
                got[want] = new JsonArray([.. version.Value!.Rows.Select(row => (JsonNode?)new JsonArray(row.Over, row.Add))]);
            }
        }
        return new(got, reasons, open);
    }

    /// <summary>The numbers of each subsection, in the order of the file: "(b)(4)(B)": 4. Null where there is no such subsection.</summary>
    private static GoldenAnswer Text(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var got = new JsonObject();
        var name = facts.Only("guideline", "manual", "edition", "note")["guideline"].Text();
        var timeline = new Timeline { Sentence = DayOf(book, facts, "") };
        foreach (var want in wanted)
        {
            if (want == "successor")
            {
                got[want] = OtherGuidelines.SuccessorOf(book, timeline.Sentence, name);
                continue;
            }
            var sheet = OtherGuidelines.Named(name) ?? throw facts["guideline"].Wrong($"§{name} is not held here.", "Ask for one of the guidelines of this program.");
            if (want == "first_days")
            {
                got[want] = new JsonArray([.. OtherGuidelines.FirstDays(book, sheet).Select(d => (JsonNode?)JsonValue.Create(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))]);
                continue;
            }
            var numbers = new List<long>();
            if (want == "subsections")
            {
                got[want] = sheet.Parts.Sum(p => book.Find(p.Key).For(timeline, out _)?.Value!.All.Count ?? 0);
                continue;
            }
            foreach (var part in sheet.Parts)
            {
                foreach (var tier in book.Find(part.Key).For(timeline, out _)?.Value!.All ?? [])
                {
                    if (tier.Cite == want)
                        numbers.AddRange(tier.Numbers);
                }
            }
            got[want] = numbers.Count switch { 0 => null, 1 => numbers[0], _ => new JsonArray([.. numbers.Select(n => (JsonNode?)JsonValue.Create(n))]) };
        }
        return new(got, [], []);
    }

    private static GoldenAnswer Level(LawBook book, StrictJson facts, IReadOnlyList<string> wanted, string guideline)
    {
        var (got, reasons, open) = (new JsonObject(), new List<string>(), new List<string>());
        guideline = facts.Maybe("guideline")?.Text() ?? guideline;
        var group = GroupOf(facts, guideline);
        var root = new JsonObject { ["groups"] = new JsonArray(group) };
        foreach (var name in (ReadOnlySpan<string>)["sentenced", "offense"])
        {
            if (facts.Maybe(name) is { } value)
                root[name] = JsonNode.Parse(value.Element.GetRawText());
        }
        if (!root.ContainsKey("sentenced"))
            root["sentenced"] = DayOf(book, facts, "").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var read = Facts.Read(root.ToJsonString());
        foreach (var want in wanted)
        {
            var day = DayOf(book, facts, want);
            var r = new Reckoning(book, new Timeline { Sentence = day });
            var level = OtherGuidelines.Level(r, read, read.List(FactScope.Group)![0], guideline);
            var derivation = r.Derivation;
            if (AnswerTo(want, level, derivation.Steps, facts) is { } answer)
                got[want] = answer;
            else
                open.AddRange(derivation.Questions.Select(q => q.Text).Where(t => !open.Contains(t)));
            reasons.AddRange(derivation.Steps.Select(s => $"{s.Cite}: {s.Plain}").Where(t => !reasons.Contains(t)));
        }
        return new(got, reasons, open);
    }

    private static JsonNode? AnswerTo(string want, int? level, IReadOnlyList<Step> steps, StrictJson facts)
    {
        var word = want.ToLowerInvariant();
        if (word.StartsWith("open", StringComparison.Ordinal))
            return level is null;
        if (word.StartsWith("cites", StringComparison.Ordinal))
            return new JsonArray([.. steps.Select(s => (JsonNode?)JsonValue.Create(s.Cite))]);
        var first = steps.FirstOrDefault(s => s.Level is not null)?.Level;
        if (word.StartsWith("base", StringComparison.Ordinal))
            return first;
        var amount = steps.FirstOrDefault(s => s.Rule.EndsWith(" amount", StringComparison.Ordinal));
        var added = amount?.Level is { } after ? after - steps.TakeWhile(s => s != amount).LastOrDefault(s => s.Level is not null)?.Level : null;
        return word.StartsWith("add", StringComparison.Ordinal) || word.Contains("increase", StringComparison.Ordinal) || word.Contains("loss_levels", StringComparison.Ordinal) || word.StartsWith("levels", StringComparison.Ordinal) || word.Contains("table", StringComparison.Ordinal)
            ? added ?? (facts.Kind == JsonValueKind.Object && level - first is { } all ? all : null)
            : level;
    }

    /// <summary>The group that the facts describe. An example says all there is: what it does not name did not happen.</summary>
    private static JsonObject GroupOf(StrictJson facts, string guideline)
    {
        var group = new JsonObject { ["guideline"] = guideline };
        foreach (var (given, value) in facts.Properties())
        {
            if (given is "manual" or "guideline" or "sentenced" or "offense" or "note" or "edition")
                continue;
            var name = s_alias.GetValueOrDefault(given, given);
            if (name == "loss" && guideline.StartsWith("2S1", StringComparison.Ordinal))
                name = "funds.value";
            if (given is "statute" or "convicted_under" && value.Kind == JsonValueKind.String)
            {
                group["laundering.convicted1956"] = value.Text().Contains("1956", StringComparison.Ordinal);
                group["laundering.convicted1957"] = value.Text().Contains("1957", StringComparison.Ordinal);
                group["laundering.promotion"] = value.Text().Contains("(A)", StringComparison.Ordinal);
                continue;
            }
            group[name] = JsonNode.Parse(value.Element.GetRawText());
        }
        if (!group.ContainsKey("chapter2.allListed"))
        {
            group["chapter2.allListed"] = true;
            foreach (var name in OffenseFacts.Counts.Keys)
                group.TryAdd(name, 0);
            foreach (var name in OffenseFacts.Reentries.Keys)
                group.TryAdd(name, "none");
            if (group.ContainsKey("laundering.underlyingLevel"))
                group.TryAdd("laundering.direct", true);
            if (group.ContainsKey("theft.sophisticatedMeans"))
                group.TryAdd("theft.sophisticatedMeansOwn", group["theft.sophisticatedMeans"]!.DeepClone());
        }
        if (group.ContainsKey("chapter2.base"))
            group.TryAdd("chapter2.adjustments", new JsonArray());
        return group;
    }

    private static long? Amount(StrictJson facts)
    {
        foreach (var (given, value) in facts.Properties())
        {
            if (s_alias.GetValueOrDefault(given, given) is "loss" or "funds.value")
                return Dollars.Read(value);
        }
        return null;
    }

    /// <summary>The day a key asks about ("level_2014", "total_until_2023-10-31"), else that of the manual named, else the law now in force.</summary>
    private static DateOnly DayOf(LawBook book, StrictJson facts, string key)
    {
        var manual = facts.Maybe("manual") ?? facts.Maybe("edition");
        return FirstDay(key)
            ?? (manual is { } given ? FirstDay(given.Kind == JsonValueKind.String ? given.Text() : given.Element.GetRawText()) : null)
            ?? (facts.Maybe("sentenced") is { } day ? day.Day() : book.ChangeDays[^1]);
    }

    /// <summary>The first day or year in a text; a year alone means its November manual.</summary>
    private static DateOnly? FirstDay(string text)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if (!text.AsSpan(i, 4).ContainsAnyExceptInRange('0', '9') && (i == 0 || !char.IsAsciiDigit(text[i - 1])) && (i + 4 == text.Length || !char.IsAsciiDigit(text[i + 4])))
            {
                if (i + 10 <= text.Length && DateOnly.TryParseExact(text.AsSpan(i, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return day;
                if (int.Parse(text.AsSpan(i, 4), CultureInfo.InvariantCulture) is var year && year is >= 1987 and <= 2100 && year is not (1956 or 1957))
                    return new DateOnly(year, 11, 1);
            }
        }
        return null;
    }
}
