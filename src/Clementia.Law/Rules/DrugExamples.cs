using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Law;

// How worked examples about drugs are answered.
internal static partial class DrugGuideline
{
    private static readonly DateOnly s_first = new(1987, 11, 1);

    /// <summary>The kinds of examples that are answered here.</summary>
    internal static IReadOnlyList<GoldenKind> Golden { get; } =
    [
        .. new[] { "combine_drugs", "equivalency", "drug_level", "base_level", "drug_base_level", "crack_combination", "crack_combination_2007", "crack_combination_2007_exception", "crack_combination_2008", "crack_combination_2008_exception" }.Select(kind => new GoldenKind(kind, (book, facts, keys) => Answer(book, facts, keys, kind))),
        .. new[] { "drug_then_now" }.Concat(Drug.All.SelectMany(d => d.AlsoCalled.Append(d.Id))).Distinct(StringComparer.Ordinal).Select(name => name == "drug_then_now" ? name : "drug_then_now_" + name).Select(kind => new GoldenKind(kind, (book, facts, keys) => Answer(book, facts, keys, kind))),
        new("role_cap", AnswerRoleCap),
    ];

    private static GoldenAnswer Answer(LawBook book, StrictJson facts, IReadOnlyList<string> keys, string kind)
    {
        var drugs = ReadDrugs(facts, out var when);
        var manual = when is not null ? DayIn(when) : kind.StartsWith("crack_combination_2007", StringComparison.Ordinal) ? new(2007, 11, 1) : kind.StartsWith("crack_combination_2008", StringComparison.Ordinal) ? new DateOnly(2008, 5, 1) : null;
        var reckonings = new List<Reckoning>();
        var got = new JsonObject();
        var open = new List<string>();
        foreach (var key in keys)
        {
            if (key.StartsWith("stat_", StringComparison.Ordinal))
            {
                if (Statutory(book, key, drugs) is { } limit)
                    got[key] = limit;
                else
                    open.Add($"{key}: one drug by weight that 21 USC 841(b)(1) names is needed, and a year in the key.");
                continue;
            }
            var day = (DayIn(key) is { } named && !key.StartsWith("kg", StringComparison.Ordinal) ? named : manual) ?? DateOnly.MaxValue;
            var r = new Reckoning(book, new Timeline { Sentence = day < s_first ? s_first : day });
            reckonings.Add(r);
            if (AnswerTo(r, key, drugs) is { } node)
                got[key] = node;
            else if (r.Derivation.Questions.Count == 0)
                open.Add($"{key}: what is asked for was not understood.");
        }
        return new(got, [.. reckonings.SelectMany(r => r.Derivation.Steps).Select(s => s.Plain).Distinct(StringComparer.Ordinal)], [.. open, .. reckonings.SelectMany(r => r.Derivation.Questions).Select(q => q.Text).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>"stat_min_1986", "stat_max_2010": years under 21 USC 841 for a first offender, by the law at the end of that year; "stat_min": by today's.</summary>
    private static JsonNode? Statutory(LawBook book, string key, IReadOnlyList<DrugAmount> drugs)
    {
        if (drugs is not [{ Kinds: [var drug], Weight: { } weight }])
            return null;
        var day = book.ChangeDays[^1];
        var year = key.Split('_').FirstOrDefault(part => part.Length == 4 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (year is not null)
            day = new DateOnly(int.Parse(year, CultureInfo.InvariantCulture), 12, 31);
        if (DrugPenalties.LimitsFor(book, drug.Id, weight, day) is not { } limits)
            return null;
        var limit = key.StartsWith("stat_min", StringComparison.Ordinal) ? limits.Min : limits.Max;
        return limit.Months is not { } months ? "life" : key.EndsWith("_months", StringComparison.Ordinal) ? months : months / 12;
    }

    private static JsonNode? AnswerTo(Reckoning r, string key, IReadOnlyList<DrugAmount> drugs)
    {
        var edition = new Edition(r);
        if (Quantify(r, edition, drugs, "") is not { } found)
            return null;
        Record(r, edition, "", found);
        var crack = found.Parts.FirstOrDefault(p => p.Drug.Id == "cocaine_base");
        var total = found.Total ?? (found.Parts[0].Converted is { } only ? only : null);
        switch (key)
        {
            case "level" or "base" or "base_level" or "offense_level" or "combined_level" or "level_combined":
                return found.Level;
            case "level_before" or "level_before_reduction" or "combined_before" or "before":
                return found.Before;
            case "after_minus_2" or "after_reduction":
                return found.Before - (edition.Crack?.Value!.Minus ?? 0);
            case "level_each":
                var each = found.Parts.Select(p => p.Alone).Distinct().ToList();
                return each.Count == 1 ? each[0] : new JsonArray([.. found.Parts.Select(p => (JsonNode)p.Alone)]);
            case "marijuana_kg" or "marihuana_kg" or "total_kg" or "converted_kg" or "converted_drug_weight_kg" or "converted_weight_kg" or "equivalent_kg":
                return total is { } kilograms ? Number(kilograms, 15) : null;
            case "marijuana_g" or "marihuana_g" or "total_g" or "converted_g" or "converted_drug_weight_g":
                return total is { } grams ? Number(grams, 12) : null;
            case "kg_per_g" or "crack_kg_per_g" or "marijuana_kg_per_g":
                return crack.Drug is not null && edition.Crack?.Value!.MillionthsByLevel is { } byLevel ? Number(new Weight((Int128)byLevel[crack.Alone] * 1_000_000), 15)
                    : edition.Factor(found.Parts[0].Drug, out _) is { } factor ? Number(new Weight((Int128)factor * 1_000_000), 15) : null;
            case "others_alone" or "other_level" or "others_level" or "level_others":
                return found.WithoutCrack ?? Others(r, drugs)?.Level;
            case "other_kg" or "others_kg" or "others_marijuana_kg":
                return Others(r, drugs) is { } others && (others.Total ?? others.Parts[0].Converted) is { } rest ? Number(rest, 15) : null;
        }
        // Years and days are asked with and without words around them: "2014", "level_2010_to_2014", "1989_table_base".
        if (DayIn(key) is not null)
            return found.Level;
        // A drug of the list, alone: "level_pcp", "heroin_alone", "crack_kg", "level_crack".
        foreach (var (affix, inKilograms) in (ReadOnlySpan<(string, bool)>)[("_marijuana_kg", true), ("_converted_kg", true), ("_kg", true), ("_alone", false), ("_level", false), ("", false)])
        {
            if (!key.EndsWith(affix, StringComparison.Ordinal))
                continue;
            var name = key[..^affix.Length];
            if (name.StartsWith("level_", StringComparison.Ordinal))
                name = name["level_".Length..];
            if (Drug.Named(name) is { } asked && found.Parts.FirstOrDefault(p => p.Drug == asked || p.Drug == asked.Actual || p.Drug == asked.Else) is { Drug: not null } part)
                return inKilograms ? part.Converted is { } converted ? Number(converted, 15) : null : part.Alone;
        }
        return null;
    }

    private static Quantified? Others(Reckoning r, IReadOnlyList<DrugAmount> drugs)
    {
        var others = drugs.Where(d => d.Kinds[0].Id != "cocaine_base").ToList();
        return others.Count == 0 ? null : Quantify(r, others);
    }

    private static GoldenAnswer AnswerRoleCap(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        facts.Only("base", "base_level", "role", "manual");
        var level = (facts.Maybe("base") ?? facts["base_level"]).IntFrom(1, 43);
        var role = facts["role"].OneOf<MitigatingRole>();
        var manual = facts.Maybe("manual") is { } when ? DayIn(when.Text()) : null;
        var got = new JsonObject();
        var reasons = new List<string>();
        foreach (var key in keys)
        {
            var day = DayIn(key) ?? manual ?? DateOnly.MaxValue;
            var r = new Reckoning(book, new Timeline { Sentence = day < s_first ? s_first : day });
            var after = r.Law(s_roleCap) is { } version ? version.Value!.Of(level, role) : level;
            got[key] = after;
            reasons.Add($"{key}: base level {level} with a {InWords(role)} role is {after}.");
        }
        return new(got, reasons, []);
    }

    /// <summary>Reads "cocaine_powder_g": 80, "diazepam_units": 10000, "marijuana_plants": 60; the manual stands apart.</summary>
    private static List<DrugAmount> ReadDrugs(StrictJson facts, out string? manual)
    {
        manual = null;
        var drugs = new List<DrugAmount>();
        foreach (var (name, value) in facts.Properties())
        {
            if (name is "manual" or "edition" or "table" or "on")
            {
                manual = value.Kind == JsonValueKind.Number ? value.Element.GetRawText() : value.Text();
                continue;
            }
            if (name == "drugs")
            {
                drugs.AddRange(value.Items().Select(DrugAmount.Read));
                continue;
            }
            var cut = name.LastIndexOf('_');
            if (cut <= 0 || Drug.Named(name[..cut]) is not { } drug)
                throw value.Wrong($"'{name}' is no quantity of a drug that §2D1.1 names.", "Write <drug>_g, _kg, _mg, _units, _plants, _doses or _ml, or \"manual\".");
            drugs.Add(name[(cut + 1)..] switch
            {
                var unit and ("g" or "kg" or "mg") => new([drug]) { Weight = Weight.Parse(Raw(value) + " " + unit) ?? throw value.Wrong("It is no weight.", "Write a number without an exponent.") },
                "units" or "pills" or "tablets" or "capsules" => new([drug]) { Units = value.Long() },
                "plants" => new([drug]) { Plants = value.Long() },
                "doses" => new([drug]) { Doses = value.Long() },
                "ml" => new([drug]) { Liquid = Weight.Parse(Raw(value)) ?? throw value.Wrong("It is no volume.", "Write a number without an exponent.") },
                _ => throw value.Wrong($"'{name}' does not say in what it is measured.", "End it with _g, _kg, _mg, _units, _plants, _doses or _ml."),
            });
        }
        return drugs;

        static string Raw(StrictJson value) => value.Kind == JsonValueKind.String ? value.Text() : value.Element.GetRawText();
    }

    /// <summary>The first day named in a text: "2008-05-01 to 2010-10-31", "2014-11-01+", "level_2010_to_2014" (the edition of that November); null when it names none.</summary>
    private static DateOnly? DayIn(string text)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if ((i > 0 && char.IsAsciiDigit(text[i - 1])) || (i + 4 < text.Length && char.IsAsciiDigit(text[i + 4])) || !int.TryParse(text.AsSpan(i, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1987 or > 2100)
                continue;
            return i + 10 <= text.Length && DateOnly.TryParseExact(text.AsSpan(i, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : new DateOnly(year, 11, 1);
        }
        return null;
    }

    // A decimal as JSON writes it: exact, without separators.
    private static JsonNode Number(Weight weight, int digits) => JsonNode.Parse(Exact.Write(weight.Picograms, digits).Replace(",", "", StringComparison.Ordinal))!;
}
