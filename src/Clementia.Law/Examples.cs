using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Worked examples that concern the reckoning as a whole.</summary>
internal static class Examples
{
    public static IReadOnlyList<GoldenKind> Golden => [new("opinion_then_now", OpinionThenNow), new("sentence", Sentence), new("honesty_case", Honesty)];

    /// <summary>An opinion that gives a range before and after an amendment of so many levels (two unless told): every cell with the old range must lead to the same new one.</summary>
    private static GoldenAnswer OpinionThenNow(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var lowered = facts.Maybe("levels")?.IntFrom(1, 20) ?? 2;
        var days = new Timeline { Sentence = facts.Maybe("on")?.Day() ?? book.ChangeDays[^1] };
        HistoryCategory? category = facts.Maybe("category") is { } given ? given.OneOf(("I", HistoryCategory.I), ("II", HistoryCategory.II), ("III", HistoryCategory.III), ("IV", HistoryCategory.IV), ("V", HistoryCategory.V), ("VI", HistoryCategory.VI)) : null;
        int? known = (facts.Maybe("old_level") ?? facts.Maybe("level"))?.IntFrom(1, 60);
        MonthRange? old = facts.Maybe("old_range") is { } range ? Range(range) : null;
        var found = new HashSet<(MonthRange Old, MonthRange New)>();
        for (var level = known ?? 1; level <= (known ?? 43); level++)
        {
            foreach (var one in Enum.GetValues<HistoryCategory>())
            {
                if (category is { } c && c != one)
                    continue;
                var before = SentencingTable.Range(new Reckoning(book, days), level, one);
                if (old is null || before == old)
                    found.Add((before, SentencingTable.Range(new Reckoning(book, days), level - lowered, one)));
            }
        }
        return found.Count == 1 && found.First() is var (was, now)
            ? new(
                new JsonObject { ["old_range"] = Ends(was), ["new_range"] = Ends(now), ["lowered"] = was != now },
                [$"{was.InWords} stands in the sentencing table{(known is null && category is null ? " at several levels" : "")}; {lowered} levels lower it is {now.InWords}."], [])
            : new([], [], [found.Count == 0 ? $"{old?.InWords} is no range of the sentencing table." : "More than one range is possible: which level and category?"]);
    }

    /// <summary>A whole case, its facts in the form of docs/facts.md: the level, the category, the range and the limits, then and on a day ("on").</summary>
    private static GoldenAnswer Sentence(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var on = facts.Maybe("on")?.Day() ?? book.ChangeDays[^1];
        var json = JsonNode.Parse(facts.Element.GetRawText())!.AsObject();
        json.Remove("on");
        var file = FactsFile.Read(json.ToJsonString(), "facts");
        if (CaseFacts.TimelineOf(file.First) is not { } then)
            return new([], [], ["The day of sentence is missing."]);
        var both = ThenAndNow.Compare(book, file.First, then, on);
        var got = new JsonObject { ["direction"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(both.Direction.ToString()) };
        foreach (var (finding, suffix) in new[] { (both.Then, "then"), (both.Now, "now") })
        {
            if (finding.OffenseLevel is Finding<int>.Settled { Value: var level })
                got[$"level_{suffix}"] = level;
            if (finding.Category is Finding<HistoryCategory>.Settled { Value: var category })
                got[$"category_{suffix}"] = category.ToString();
            if (finding.TableRange is Finding<MonthRange>.Settled { Value: var table })
                got[$"table_range_{suffix}"] = Ends(table);
            if (finding.GuidelineRange is Finding<MonthRange>.Settled { Value: var range })
                got[$"range_{suffix}"] = Ends(range);
            if (finding.Consecutive is Finding<Limit>.Settled { Value: var more })
                got[$"consecutive_{suffix}"] = FindingJson.Of(more);
            if (finding.Limits is [Finding<StatutoryLimits>.Settled { Value: var limits }, ..])
                (got[$"stat_min_{suffix}"], got[$"stat_max_{suffix}"]) = (FindingJson.Of(limits.Binding), FindingJson.Of(limits.Max));
        }
        return new(got, [.. both.Summary, .. both.Then.Derivation.Steps.Select(s => s.Plain)], [.. both.Then.Derivation.Questions.Concat(both.Now.Derivation.Questions).Select(q => q.Text).Distinct()]);
    }

    /// <summary>
    /// A quantity and a role whose range is asked under several tables: "1989_table_base", "level_2014_with_role", "range_at_42", "782_lowers" (whether the table after
    /// that amendment gives less than the one before).
    /// </summary>
    private static GoldenAnswer Honesty(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var drugs = new JsonObject();
        foreach (var (name, value) in facts.Properties())
        {
            if (name.EndsWith("_g", StringComparison.Ordinal) || name.EndsWith("_kg", StringComparison.Ordinal))
                drugs[name] = JsonNode.Parse(value.Element.GetRawText());
        }
        var quantity = StrictJson.Parse(drugs.ToJsonString(), "facts");
        var role = facts.Maybe("role")?.IntFrom(-4, 4) ?? 0;
        var category = facts.Maybe("category") is { } c ? ExampleDays.Category(c) : HistoryCategory.I;
        var got = new JsonObject();
        var (reasons, open) = (new List<string>(), new List<string>());
        foreach (var key in wanted)
        {
            if (key.EndsWith("_lowers", StringComparison.Ordinal) && Amended(key) is { } day)
                got[key] = Base(day) < Base(day.AddDays(-1));
            else if (key.StartsWith("range_at_", StringComparison.Ordinal) && int.TryParse(key["range_at_".Length..], out var level))
                got[key] = Ends(SentencingTable.Range(new Reckoning(book, new Timeline { Sentence = ManualEditions.Latest(book) }), level, category));
            else if (ExampleDays.Find(key) is { } table)
                got[key] = Base(table) + (key.Contains("with_role", StringComparison.Ordinal) ? role : 0);
            else
                open.Add($"{key}: what is asked for was not understood.");
        }
        if (wanted.FirstOrDefault(k => k.EndsWith("_lowers", StringComparison.Ordinal)) is { } lowers && got[lowers] is { } fell)
            reasons.Insert(0, fell.GetValue<bool>() ? "The guideline range fell." : "The guideline range did not fall: the base level for this quantity is the same before and after.");
        return new(got, reasons, open);

        int Base(DateOnly day)
        {
            var answer = DrugGuideline.Golden.First(k => k.Kind == "drug_level").Answer(book, quantity, [$"level_{day:yyyy-MM-dd}"]);
            reasons.AddRange(answer.Reasons.Where(one => !reasons.Contains(one)));
            return answer.Got[$"level_{day:yyyy-MM-dd}"]!.GetValue<int>();
        }

        // The amendments of the drug table that were made retroactive, by the day they took effect.
        static DateOnly? Amended(string key) => key.Split('_')[0] switch { "505" => new(1994, 11, 1), "706" => new(2007, 11, 1), "748" => new(2010, 11, 1), "750" => new(2011, 11, 1), "782" => new(2014, 11, 1), _ => null };
    }

    private static JsonArray Ends(MonthRange range) => new(FindingJson.Of(range.Min), FindingJson.Of(range.Max));

    private static MonthRange Range(StrictJson list)
    {
        var ends = list.Items().ToList();
        return ends.Count == 2 ? new(ends[0].Limit(), ends[1].Limit()) : throw list.Wrong("It is no range.", "Write [51, 63].");
    }
}
