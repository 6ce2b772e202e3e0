using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Answers worked examples about relief: USSG §1B1.10 in figures, and whole facts files for every relief.</summary>
internal static class ReliefExamples
{
    public static IReadOnlyList<GoldenKind> All =>
    [
        .. new[] { "3582c2_floor", "3582c2_substantial_assistance", "3582c2_mandatory_minimum_A", "3582c2_mandatory_minimum_B", "3582c2_mandatory_minimum_C", "3582c2" }.Select(kind => new GoldenKind(kind, Reduction)),
        new("fsa404", FairSentencing),
        new("relief", Relief),
    ];

    /// <summary>Figures in, figures out: the ranges, the term, and how it came to be below.</summary>
    private static GoldenAnswer Reduction(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var (got, reasons, open) = (new JsonObject(), new List<string>(), new List<string>());
        var minimum = First(facts, "stat_min", "statutory_minimum", "mandatory_minimum")?.Limit() ?? Limit.Zero;
        var oldTable = Range(facts, "old_table_range", "original_table_range");
        var newTable = Range(facts, "new_table_range", "amended_table_range");
        var old = Range(facts, "old_range", "original_range") ?? (oldTable is { } ot ? ReliefRange.Restrict(ot, minimum) : null);
        var below = First(facts, "below_by", "departure") is { Kind: JsonValueKind.String } by ? BelowBy(by.Text()) : (Below?)null;
        var setAside = First(facts, "below_by") is { Kind: JsonValueKind.String } motion && motion.Text().ToUpperInvariant() is var m && (m.Contains("3553(E)", StringComparison.Ordinal) || m.Contains("35(B)", StringComparison.Ordinal) || m.Contains("35B", StringComparison.Ordinal) || (below == Below.Assistance && minimum > Limit.Zero));
        var amended = newTable is { } nt ? setAside ? nt : ReliefRange.Restrict(nt, minimum) : Range(facts, "new_range", "amended_range");
        if (amended is { } plain && newTable is null && minimum > Limit.Zero && !setAside)
            amended = ReliefRange.Restrict(plain, minimum);
        Limit? sentence = First(facts, "sentence", "term", "sentence_months", "imposed")?.Limit();
        Limit? served = First(facts, "time_served", "served", "served_months", "time_served_months")?.Limit();
        if (old is not { } before || amended is not { } after)
            return new(got, reasons, ["The range at sentencing and the amended range have to be given."]);

        got["range_used"] = Pair(after);
        got["old_range"] = Pair(before);
        got["new_range"] = Pair(after);
        var lowered = ReliefRange.IsLower(before, after);
        foreach (var key in (ReadOnlySpan<string>)["eligible", "lowered", "range_lowered"])
            got[key] = lowered;
        reasons.Add($"The range was {before.InWords} and becomes {after.InWords}{(setAside ? ", taken without the statutory minimum because of the government's motion (USSG §1B1.10(c))" : "")}.");
        if (!lowered)
        {
            reasons.Add("It is not lower: no reduction (USSG §1B1.10(a)(2)(B)).");
            if (sentence is { } stays)
                got["lowest_allowed"] = FindingJson.Of(stays);
            return new(got, reasons, open);
        }
        var floor = after.Min;
        if (sentence is { } term && ReliefRange.PercentBelow(term, before.Min) is { } percent)
        {
            got["percent_below"] = percent;
            if (below == Below.Assistance && ReliefRange.Comparable(term, before.Min, after.Min) is { } comparable)
            {
                floor = comparable;
                foreach (var key in (ReadOnlySpan<string>)["comparable", "comparable_term", "comparable_sentence"])
                    got[key] = FindingJson.Of(comparable);
                reasons.Add($"The term was about {percent} percent below {before.Min.InWords} on the government's motion; as far below {after.Min.InWords} is {comparable.InWords}, to the nearest month.");
            }
        }
        if (served is { } time && time > floor)
        {
            floor = time;
            reasons.Add($"{time.InWords} have been served: no lower (USSG §1B1.10(b)(2)(C)).");
        }
        foreach (var key in (ReadOnlySpan<string>)["lowest_allowed", "floor", "lowest"])
            got[key] = FindingJson.Of(floor);
        reasons.Add($"The lowest term the court may set is {floor.InWords}.");
        return new(got, reasons, open);
    }

    private static GoldenAnswer FairSentencing(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        // The example's words become a facts file; the rule itself answers.
        var penalty = First(facts, "penalty", "provision", "statute", "tier")?.Text() is { } text ? PenaltyOf(text) : null;
        if (First(facts, "drug")?.Text() is { } drug && !(drug.Contains("crack", StringComparison.OrdinalIgnoreCase) || drug.Contains("base", StringComparison.OrdinalIgnoreCase)))
            penalty = "other";
        var file = new JsonObject { ["counts"] = new JsonArray(new JsonObject { ["fairSentencing"] = new JsonObject { ["penalty"] = penalty } }) };
        if (First(facts, "offense_end", "offense_date", "offense", "committed") is { Kind: JsonValueKind.String } ended)
            file["offense"] = new JsonObject { ["end"] = Day(ended.Text()) };
        file["fairSentencing"] = new JsonObject
        {
            ["alreadyApplied"] = First(facts, "already_applied", "already_reduced", "prior_reduction", "sentenced_under_fsa")?.YesNo(),
            ["deniedOnMerits"] = First(facts, "denied", "denied_on_merits", "prior_denial")?.YesNo(),
        };
        var today = First(facts, "today", "on")?.Day() ?? new DateOnly(2025, 11, 1);
        var finding = ReliefFairSentencing.Find(new(book, new Timeline { Sentence = First(facts, "sentenced", "sentence_date")?.Day() ?? today, Custody = today }), Facts.Read(file.ToJsonString(), "example"), today);
        var got = new JsonObject { ["state"] = Name(finding.State) };
        if (finding.Criteria.Count > 0 && finding.Criteria[0].Met is { } covered)
            got["covered"] = covered;
        if (finding.State != ReliefState.Open)
        {
            got["available"] = finding.State == ReliefState.Available;
            got["eligible"] = finding.State == ReliefState.Available;
        }
        return new(got, [.. finding.Reasons], [.. finding.Derivation.Questions.Select(q => q.Text)]);
    }

    /// <summary>A whole facts file under "case" and the day under "today": each relief's state by its name, its lowest term by "NAME lowest".</summary>
    private static GoldenAnswer Relief(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var today = facts["today"].Day();
        var read = Facts.Read(facts["case"].Element.GetRawText(), "example");
        var days = CaseFacts.TimelineOf(read) ?? throw facts["case"].Wrong("The day of sentence is missing.", "Add \"sentenced\": \"1997-03-21\".");
        var (got, reasons, open) = (new JsonObject(), new List<string>(), new List<string>());
        foreach (var finding in Reliefs.Find(book, read, days, today))
        {
            got[finding.Relief] = Name(finding.State);
            if (finding.Lowest is { } lowest)
                got[finding.Relief + " lowest"] = FindingJson.Of(lowest);
            if (finding.NotBefore is { } first)
                got[finding.Relief + " not before"] = first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            reasons.AddRange(finding.Reasons.Select(reason => $"{finding.Relief}: {reason}"));
            open.AddRange(finding.Derivation.Questions.Select(q => $"{finding.Relief}: {q.Text}"));
        }
        return new(got, reasons, open);
    }

    private static string Name(ReliefState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    internal static StrictJson? First(StrictJson facts, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (facts.Maybe(name) is { Kind: not JsonValueKind.Null } found)
                return found;
        }
        return null;
    }

    private static MonthRange? Range(StrictJson facts, params ReadOnlySpan<string> names) => First(facts, names) is { } found ? ReliefRange.ReadRange(found) : null;

    private static JsonArray Pair(MonthRange range) => [FindingJson.Of(range.Min), FindingJson.Of(range.Max)];

    private static Below BelowBy(string text)
    {
        var words = text.ToUpperInvariant();
        return words.Contains("5K1", StringComparison.Ordinal) || words.Contains("3553(E)", StringComparison.Ordinal) || words.Contains("35(B)", StringComparison.Ordinal) || words.Contains("ASSIST", StringComparison.Ordinal) ? Below.Assistance
            : words.Contains("VARIANCE", StringComparison.Ordinal) || words.Contains("3553(A)", StringComparison.Ordinal) ? Below.Variance
            : words is "NONE" or "" ? Below.None
            : Below.Departure;
    }

    private static string? PenaltyOf(string text)
    {
        var compact = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return compact switch
        {
            "A" or "CRACKUPPER" => "crackUpper",
            "B" or "CRACKLOWER" => "crackLower",
            "C" or "CRACKNOMINIMUM" => "crackNoMinimum",
            _ when compact.Contains("(B)(1)(A)(III)", StringComparison.Ordinal) => "crackUpper",
            _ when compact.Contains("(B)(1)(B)(III)", StringComparison.Ordinal) => "crackLower",
            _ when compact.Contains("841(B)(1)(C)", StringComparison.Ordinal) => "crackNoMinimum",
            _ when compact.Contains("844", StringComparison.Ordinal) => "crackPossession",
            _ when compact.Contains("960(B)", StringComparison.Ordinal) => "crackImport",
            _ when compact.Contains("841(B)(1)(A)", StringComparison.Ordinal) => "crackUpper",
            _ when compact.Contains("841(B)(1)(B)", StringComparison.Ordinal) => "crackLower",
            "OTHER" => "other",
            _ => null,
        };
    }

    /// <summary>A day; a month or a year alone is its last day, which is the last the offense could have ended.</summary>
    private static string Day(string text) => text.Length switch
    {
        4 when int.TryParse(text, out _) => $"{text}-12-31",
        7 when DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", out var first) => first.AddMonths(1).AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => text,
    };
}
