using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>What the court found of USSG §4B1.5.</summary>
public enum SexOffenderFound
{
    /// <summary>It does not apply.</summary>
    None,

    /// <summary>A covered sex crime after an earlier sex offense conviction: (a).</summary>
    Repeat,

    /// <summary>A covered sex crime and a pattern of prohibited sexual conduct: (b).</summary>
    Pattern,
}

/// <summary>USSG §4B1.1 (career offender, with the table of (c)(3)), §4B1.4 (armed career criminal) and §4B1.5.</summary>
internal static class CareerOffender
{
    private static readonly ProvisionKey<Table> s_table = new("us-federal/ussg/4b1.1/career-offender", Table.Read);
    private static readonly ProvisionKey<MaximumRule> s_maximum = new("us-federal/ussg/4b1.1/offense-statutory-maximum", MaximumRule.Read);
    private static readonly ProvisionKey<GunTable> s_gun = new("us-federal/ussg/4b1.1/with-924c", GunTable.Read);
    private static readonly ProvisionKey<ArmedRule> s_armed = new("us-federal/ussg/4b1.4/armed-career-criminal", ArmedRule.Read);
    private static readonly ProvisionKey<SexRule> s_sex = new("us-federal/ussg/4b1.5/sex-offender", SexRule.Read);

    // Days on which "crime of violence" or "controlled substance offense" was redrawn (§4B1.2: amends. 268, 798, 822).
    private static readonly DateOnly[] s_redrawn = [new(1989, 11, 1), new(2016, 8, 1), new(2023, 11, 1)];

    private static readonly DateOnly s_laBonte = new(1997, 5, 27);

    public static readonly FactKey<bool> Is = FactKeys.YesNo("careerOffender", FactScope.Case, "The court found a career offender: an adult, convicted of a crime of violence or controlled substance offense after two such felony convictions (USSG §4B1.1).", "the presentence report, criminal history; the statement of reasons");
    public static readonly FactKey<Limit> Maximum = FactKeys.Length("offenseMaximum", FactScope.Case, "The greatest statutory maximum of a count that is a crime of violence or controlled substance offense, with any increase for prior convictions (USSG §4B1.1, note 2).", "the judgment and the notice of prior convictions (21 USC 851)");
    public static readonly FactKey<Limit> MaximumWithoutPriors = FactKeys.Length("offenseMaximumWithoutPriors", FactScope.Case, "The same maximum without the increase for prior convictions.", "the statute of conviction");
    public static readonly FactKey<bool> PriorsLeftOut = FactKeys.YesNo("offenseMaximumLeavesOutPriors", FactScope.Case, "The court left the increase for prior convictions out of the career offender's statutory maximum, as amendment 506 said from November 1994 to October 1997.", "the presentence report; the statement of reasons");
    public static readonly FactKey<bool> IsArmed = FactKeys.YesNo("armedCareerCriminal", FactScope.Case, "The person is subject to the enhanced sentence of 18 USC 924(e) (USSG §4B1.4).", "the judgment");
    public static readonly FactKey<bool> Connected = FactKeys.YesNo("armedCareerCriminalConnected", FactScope.Case, "The firearm was used or possessed in connection with a crime of violence or controlled substance offense, or was of a kind in 26 USC 5845(a) (USSG §4B1.4(b)(3)(A)).", "the presentence report");
    public static readonly FactKey<SexOffenderFound> Sex = FactKeys.Choice<SexOffenderFound>("repeatSexOffender", FactScope.Case, "What the court found of USSG §4B1.5: none, repeat for (a), pattern for (b).", "the presentence report");

    public static IReadOnlyList<ProvisionKey> Provisions => [s_table, s_maximum, s_gun, s_armed, s_sex];

    public static IReadOnlyList<FactKey> Facts => [Is, Maximum, MaximumWithoutPriors, PriorsLeftOut, IsArmed, Connected, Sex];

    internal static IReadOnlyList<GoldenKind> Golden => [new("career_offender", Example), new("career_offender_924c", GunExample), new("career_offender_range", GunExample)];

    /// <summary>Level (before acceptance) and category where the person is a career offender or an armed career criminal; otherwise those given.</summary>
    public static (int? Level, HistoryCategory? Category) Apply(Reckoning r, Facts @case, int? level, HistoryCategory? category)
    {
        bool? career = @case.TryGet(Is, out var found) ? found : CouldBe(r, @case, category) ? null : false;
        if (career is null)
            r.Know(@case, Is, out _);
        if (career == true)
            (level, category) = AsCareer(r, @case, level);

        (level, category) = AsArmed(r, @case, level, category);
        if (career != true)
            (level, category) = AsSexOffender(r, @case, level, category);
        return career is null ? (null, null) : (level, category);
    }

    /// <summary>The level for an offense with this statutory maximum (§4B1.1(b)); null when the maximum is none of a felony.</summary>
    public static int? LevelFor(Reckoning r, Limit maximum) => r.Needed(s_table).Value!.Of(maximum);

    /// <summary>Whether the level at hand is that of a career offender in an edition that took nothing off it for acceptance (before November 1989).</summary>
    internal static bool BarsAcceptance(Reckoning r, Facts @case, int level)
    {
        if (!IsOne(@case) || r.Needed(s_table).Value!.Acceptance)
            return false;
        return MaximumOf(new Reckoning(r.Book, r.Days), @case) is { } maximum && LevelFor(r, maximum) == level;
    }

    internal static bool IsOne(Facts @case) => @case.TryGet(Is, out var career) && career;

    /// <summary>
    /// §4B1.1(c): the range of a career offender who is also convicted under 18 USC 924(c) or 929(a).
    /// </summary>
    /// <param name="r">The reckoning.</param>
    /// <param name="case">The facts of the case.</param>
    /// <param name="otherwise">The range for the other counts, after §5G1.1; null when the only count is the one under 924(c).</param>
    /// <param name="level">The level before acceptance, for how much acceptance takes off; null when the only count is the one under 924(c).</param>
    /// <param name="consecutive">The minimum terms under 924(c) and 929(a), together.</param>
    /// <returns>The whole range, with the consecutive term in it; null when §4B1.1(c) does not apply, or a fact is missing (then asked for).</returns>
    internal static MonthRange? RangeWithGunCount(Reckoning r, Facts @case, MonthRange? otherwise, int? level, Limit consecutive)
    {
        if (!IsOne(@case) || !HasGunCount(@case) || r.Law(s_gun) is not { } version)
            return null;
        // The rows answer to level 37 with the reductions of §3E1.1 (commentary, background): it is above 16 in every case.
        if (Adjustments.AcceptanceLevels(r, @case, level ?? 37) is not { } off)
            return null;
        var table = version.Value!.Of(off);
        var cite = r.Cite(s_gun);
        r.Step("4B1.1(c)(3)", cite, version, $"For a career offender with a count under 18 USC 924(c), and {(off == 0 ? "nothing" : $"{off} levels")} off for acceptance, the table gives {table.InWords}.", $"acceptance {off}", table.InWords);
        if (otherwise is not { } other)
            return table;
        var sum = new MonthRange(other.Min + consecutive, other.Max + consecutive);
        var greater = sum.Min > table.Min ? sum : table;
        r.Step("4B1.1(c)(2)", cite, version, $"The range of the other counts with the consecutive {consecutive.InWords} is {sum.InWords}; the one with the greater minimum governs: {greater.InWords}.", $"{other.InWords} and {consecutive.InWords}; {table.InWords}", greater.InWords);
        return greater;
    }

    /// <summary>Whether a count of conviction is one under 18 USC 924(c) or 929(a).</summary>
    internal static bool HasGunCount(Facts @case)
    {
        foreach (var count in @case.List(FactScope.Count) ?? [])
        {
            if (count.TryGet(CaseFacts.Statute, out var statute) && (statute.Contains("924(c)", StringComparison.Ordinal) || statute.Contains("929(a)", StringComparison.Ordinal)))
                return true;
        }
        return false;
    }

    // Two prior felony convictions that count make two points at least; and the offense must be one of violence or drugs.
    private static bool CouldBe(Reckoning r, Facts @case, HistoryCategory? category)
    {
        if (category == HistoryCategory.I)
            return false;
        if (@case.TryGet(Law.History.PointsForSentences, out var points) && points < 2)
            return false;
        // Two adult convictions that count separately are needed (§4B1.2(c)); a list of priors is the whole list.
        if (@case.List(FactScope.Prior) is { } priors && Law.History.ConvictionsThatMayCount(r, priors) < 2)
            return false;
        if (HasGunCount(@case) || @case.List(FactScope.Group) is not { } groups)
            return true;
        foreach (var group in groups)
        {
            if (!group.TryGet(CaseFacts.Guideline, out var guideline) || !Adjustments.StartsWithAny(guideline, "2B1", "2B4", "2B5", "2C", "2F", "2J", "2L", "2N", "2Q", "2R", "2S", "2T"))
                return true;
        }
        return false;
    }

    private static (int? Level, HistoryCategory? Category) AsCareer(Reckoning r, Facts @case, int? level)
    {
        var version = r.Needed(s_table);
        var table = version.Value!;
        if (@case.TryGet(CaseFacts.Sentenced, out var sentenced))
        {
            var manual = r.Days[GoverningDay.Manual]!.Value;
            foreach (var day in s_redrawn)
            {
                if (sentenced < day != manual < day)
                    r.Caution($"What counts as a crime of violence or controlled substance offense (USSG §4B1.2) was redrawn on {day:yyyy-MM-dd}: whether this person would be found a career offender under the other edition must be checked by hand.");
            }
        }
        if (MaximumOf(r, @case) is not { } maximum)
            return (null, HistoryCategory.VI);
        if (table.Of(maximum) is not { } career)
        {
            r.Ask(new OpenQuestion("", Maximum.Name, $"A statutory maximum of {maximum.InWords} is none of a felony, and a career offender's offense is a felony. Calculate by hand.", Maximum.SettledBy));
            return (null, HistoryCategory.VI);
        }
        if (level is not { } otherwise)
            return (null, HistoryCategory.VI);
        if (!table.Acceptance)
        {
            // The level otherwise applicable had acceptance in it; the table's did not.
            if (Adjustments.AcceptanceLevels(r, @case, level) is not { } off)
                return (null, HistoryCategory.VI);
            otherwise -= off;
        }
        var result = career > otherwise ? career : level.Value;
        r.Step("4B1.1", r.Cite(s_table), version, career > otherwise
            ? $"For a career offender whose offense carries up to {maximum.InWords} the level is {career}, which is above {otherwise}. The criminal history category is VI."
            : $"For a career offender whose offense carries up to {maximum.InWords} the level is {career}, which is not above {otherwise}. The criminal history category is VI all the same.", $"maximum {maximum.InWords}, level {otherwise}", $"{result}, category VI", result);
        return (result, HistoryCategory.VI);
    }

    private static Limit? MaximumOf(Reckoning r, Facts @case)
    {
        if (!@case.TryGet(Maximum, out var maximum))
        {
            if (OfCounts(r, @case) is not { } counted)
                return null;
            maximum = counted;
        }
        var rule = r.Needed(s_maximum).Value!;
        if (rule.WithPriors == PriorsInMaximum.Yes || !@case.TryGet(MaximumWithoutPriors, out var without) || LevelFor(r, without) == LevelFor(r, maximum))
        {
            if (rule.WithPriors == PriorsInMaximum.No && !@case.TryGet(MaximumWithoutPriors, out _))
                r.Caution("From November 1994 to October 1997 the commentary of §4B1.1 left an increase for prior convictions out of the statutory maximum (amendment 506), until United States v. LaBonte (27 May 1997) held that it counts. The maximum that the file gives is used.");
            return maximum;
        }
        // Where the two give different levels, what that court did decides; after LaBonte the increase counts.
        if (rule.WithPriors == PriorsInMaximum.No && r.Days.Sentence >= s_laBonte)
            return maximum;
        return r.Know(@case, PriorsLeftOut, out var leftOut) ? leftOut ? without : maximum : null;
    }

    private static Limit? OfCounts(Reckoning r, Facts @case)
    {
        if (@case.List(FactScope.Count) is not { Count: > 0 } counts)
        {
            r.Know(@case, Maximum, out _);
            return null;
        }
        var limits = Limits.OfCounts(new Reckoning(r.Book, r.Days), @case);
        Limit? greatest = null;
        for (var i = 0; i < counts.Count; i++)
        {
            // Drug counts are controlled substance offenses but for simple possession; whether another count is a crime of violence the file must say.
            if (!counts[i].TryGet(CaseFacts.Statute, out var statute) || (!statute.StartsWith("21 USC", StringComparison.Ordinal) && counts.Count > 1) || statute.Contains("844", StringComparison.Ordinal))
                continue;
            if (limits[i] is not { } limit)
                return null; // What is missing is asked for with the count's limits.
            greatest = Limit.Max(greatest ?? Limit.Zero, limit.Max);
        }
        if (greatest is null)
            r.Know(@case, Maximum, out _);
        return greatest;
    }

    private static (int? Level, HistoryCategory? Category) AsArmed(Reckoning r, Facts @case, int? level, HistoryCategory? category)
    {
        if (r.Law(s_armed) is not { } version)
            return (level, category);
        if (!@case.TryGet(IsArmed, out var armed))
        {
            if (!HasCount(@case, "922(g)", "924(e)"))
                return (level, category);
            r.Know(@case, IsArmed, out _);
            return (null, null);
        }
        if (!armed)
            return (level, category);
        var rule = version.Value!;
        var connected = false;
        if (!(rule.GunCountBarsConnected && (HasGunCount(@case) || HasCount(@case, "844(h)"))) && !r.Know(@case, Connected, out connected))
            return (null, null);
        var least = connected ? rule.Connected : rule.Otherwise;
        var leastCategory = connected ? rule.CategoryConnected : rule.Category;
        var result = level is { } known ? Math.Max(known, least) : (int?)null;
        var resultCategory = category is { } c ? c > leastCategory ? c : leastCategory : leastCategory == HistoryCategory.VI ? leastCategory : (HistoryCategory?)null;
        r.Step("4B1.4", r.Cite(s_armed), version, $"An armed career criminal has level {least} and category {leastCategory} at least.", level is { } l ? $"level {l}" : "", result is { } now ? $"{now}, category {resultCategory?.ToString() ?? "not known"}" : $"at least {least}", result);
        return (result, resultCategory);
    }

    private static (int? Level, HistoryCategory? Category) AsSexOffender(Reckoning r, Facts @case, int? level, HistoryCategory? category)
    {
        if (r.Law(s_sex) is not { } version)
            return (level, category);
        if (!@case.TryGet(Sex, out var found))
        {
            if (!HasGuideline(@case, "2A3", "2G1", "2G2"))
                return (level, category);
            r.Know(@case, Sex, out _);
            return (null, null);
        }
        var rule = version.Value!;
        switch (found)
        {
            case SexOffenderFound.Repeat:
                if (MaximumOf(r, @case) is not { } maximum || level is not { } own || category is not { } history)
                    return (null, null);
                var result = Math.Max(own, rule.Of(maximum) ?? own);
                var least = history > rule.CategoryRepeat ? history : rule.CategoryRepeat;
                r.Step("4B1.5", r.Cite(s_sex), version, $"For a repeat sex offender whose offense carries up to {maximum.InWords} the level is {result} and the category {least} at least.", $"level {own}, category {history}", $"{result}, category {least}", result);
                return (result, least);
            case SexOffenderFound.Pattern:
                if (level is not { } before)
                    return (null, category);
                var raised = Math.Max(before + rule.Pattern, rule.PatternFloor);
                r.Step("4B1.5", r.Cite(s_sex), version, $"For a pattern of prohibited sexual conduct {rule.Pattern} levels are added, to {rule.PatternFloor} at least.", $"level {before}", $"+{raised - before} = {raised}", raised);
                return (raised, category);
            default:
                return (level, category);
        }
    }

    private static bool HasCount(Facts @case, params ReadOnlySpan<string> parts)
    {
        foreach (var count in @case.List(FactScope.Count) ?? [])
        {
            foreach (var part in parts)
            {
                if (count.TryGet(CaseFacts.Statute, out var statute) && statute.Contains(part, StringComparison.Ordinal))
                    return true;
            }
        }
        return false;
    }

    private static bool HasGuideline(Facts @case, params ReadOnlySpan<string> starts)
    {
        foreach (var group in @case.List(FactScope.Group) ?? [])
        {
            if (group.TryGet(CaseFacts.Guideline, out var guideline) && Adjustments.StartsWithAny(guideline, starts))
                return true;
        }
        return false;
    }

    private static Facts ExampleFacts(StrictJson facts)
    {
        var known = Law.Facts.None.With("", Is, true);
        if (Named("statutory_max", "stat_max", "offense_statutory_maximum", "offense_max", "maximum") is { } maximum)
            known = known.With("", Maximum, maximum.Limit());
        if (Named("statutory_max_years", "stat_max_years", "offense_max_years", "maximum_years") is { } years)
            known = known.With("", Maximum, years.Kind == System.Text.Json.JsonValueKind.String ? years.Limit() : Limit.OfYears(years.IntFrom(0, 1000)));
        var acceptance = facts.Maybe("acceptance");
        var found = acceptance is not { } a || a.Kind == System.Text.Json.JsonValueKind.False ? AcceptanceFound.None
            : a.Kind == System.Text.Json.JsonValueKind.True ? AcceptanceFound.Two
            : a.Kind == System.Text.Json.JsonValueKind.Number ? Math.Abs(a.Int()) switch { 0 => AcceptanceFound.None, 2 => AcceptanceFound.Two, _ => AcceptanceFound.Three }
            : a.OneOf<AcceptanceFound>();
        return known.With("", Adjustments.Acceptance, found).With("", Adjustments.PleaMotion, true);

        StrictJson? Named(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (facts.Maybe(name) is { } value)
                    return value;
            }
            return null;
        }
    }

    private static GoldenAnswer Example(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var known = ExampleFacts(facts);
        var otherwise = (facts.Maybe("level") ?? facts.Maybe("level_otherwise") ?? facts.Maybe("otherwise"))?.Int() ?? 1;
        var got = new JsonObject();
        var reasons = new List<string>();
        foreach (var key in keys)
        {
            var r = new Reckoning(book, new Timeline { Sentence = ExampleDays.Of(book, facts, key, new DateOnly(1988, 1, 14)) });
            var (level, category) = Apply(r, known, otherwise, HistoryCategory.I);
            if (key.StartsWith("category", StringComparison.Ordinal))
                got[key] = category?.ToString();
            else if (level is not { } before)
                continue;
            else if (key.Contains("before", StringComparison.Ordinal) || key.StartsWith("table", StringComparison.Ordinal))
                got[key] = before;
            else if (Adjustments.Accept(r, known, level) is { } after)
                got[key] = key.StartsWith("range", StringComparison.Ordinal) ? ExampleDays.Json(SentencingTable.Range(r, after, category!.Value)) : after;
            ExampleDays.Reasons(r, reasons);
        }
        return new(got, reasons, []);
    }

    private static GoldenAnswer GunExample(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var known = ExampleFacts(facts).WithList(FactScope.Count, [[(CaseFacts.Statute, "18 USC 924(c)")]]);
        var got = new JsonObject();
        var reasons = new List<string>();
        foreach (var key in keys)
        {
            var r = new Reckoning(book, new Timeline { Sentence = ExampleDays.Of(book, facts, key) });
            MonthRange? other = facts.Maybe("other_range") is { } given && given.Items().ToList() is [var min, var max] ? new MonthRange(min.Limit(), max.Limit()) : null;
            int? level = null;
            if (other is null && known.TryGet(Maximum, out _))
            {
                (level, var category) = Apply(r, known, facts.Maybe("level")?.Int() ?? 1, HistoryCategory.VI);
                if (level is { } before && Adjustments.AcceptanceLevels(r, known, before) is { } off)
                    other = SentencingTable.Range(r, before - off, category!.Value);
            }
            var consecutive = facts.Maybe("consecutive")?.Limit() ?? Limit.Zero;
            if (key.StartsWith("other", StringComparison.Ordinal))
                got[key] = other is { } o ? ExampleDays.Json(o) : null;
            else if (key.StartsWith("sum", StringComparison.Ordinal))
                got[key] = other is { } o ? ExampleDays.Json(new MonthRange(o.Min + consecutive, o.Max + consecutive)) : null;
            else if (RangeWithGunCount(r, known, key.StartsWith("table", StringComparison.Ordinal) ? null : other, level, consecutive) is { } range)
                got[key] = ExampleDays.Json(range);
            ExampleDays.Reasons(r, reasons);
        }
        return new(got, reasons, []);
    }

    private static int? OfRows((Limit From, int Level)[] rows, Limit overOneYear, int over, int? orLess, Limit maximum)
    {
        foreach (var (from, level) in rows)
        {
            if (maximum >= from)
                return level;
        }
        return maximum > overOneYear ? over : orLess;
    }

    private static (Limit From, int Level)[] ReadRows(StrictJson value)
    {
        var rows = new List<(Limit From, int Level)>();
        foreach (var row in value.Items())
        {
            var pair = row.Items().ToList();
            if (pair.Count != 2)
                throw row.Wrong("The row is no pair.", "Write [least statutory maximum, level].");
            var next = (From: pair[0].Limit(), Level: pair[1].IntFrom(1, 43));
            if (rows.Count > 0 && (next.From >= rows[^1].From || next.Level >= rows[^1].Level))
                throw row.Wrong("The rows do not fall.", "List them from life down.");
            rows.Add(next);
        }
        return [.. rows];
    }

    /// <summary>The table of §4B1.1(b) in one edition, and whether acceptance lowers its level.</summary>
    internal sealed record Table((Limit From, int Level)[] Rows, int OverOneYear, int? OneYearOrLess, bool Acceptance)
    {
        public int? Of(Limit maximum) => OfRows(Rows, Limit.OfYears(1), OverOneYear, OneYearOrLess, maximum);

        public static Table Read(StrictJson value)
        {
            value.Only("acceptance", "levels", "overOneYear", "oneYearOrLess");
            return new(ReadRows(value["levels"]), value["overOneYear"].IntFrom(1, 43), value["oneYearOrLess"].Kind == System.Text.Json.JsonValueKind.Null ? null : value["oneYearOrLess"].IntFrom(1, 43), value["acceptance"].YesNo());
        }
    }

    internal enum PriorsInMaximum
    {
        Unsaid,
        No,
        Yes,
    }

    internal sealed record MaximumRule(PriorsInMaximum WithPriors)
    {
        public static MaximumRule Read(StrictJson value)
        {
            value.Only("withPriors");
            return new(value["withPriors"].OneOf<PriorsInMaximum>());
        }
    }

    /// <summary>§4B1.1(c)(3): the range by the levels that §3E1.1 takes off.</summary>
    internal sealed record GunTable(MonthRange None, MonthRange Two, MonthRange Three)
    {
        public MonthRange Of(int off) => off switch { 0 => None, 2 => Two, _ => Three };

        public static GunTable Read(StrictJson value)
        {
            value.Only("0", "2", "3");
            return new(SentencingTable.ReadRange(value["0"]), SentencingTable.ReadRange(value["2"]), SentencingTable.ReadRange(value["3"]));
        }
    }

    internal sealed record ArmedRule(int Connected, int Otherwise, HistoryCategory CategoryConnected, HistoryCategory Category, bool GunCountBarsConnected)
    {
        public static ArmedRule Read(StrictJson value)
        {
            value.Only("connected", "otherwise", "categoryConnected", "category", "gunCountBarsConnected");
            return new(value["connected"].IntFrom(1, 43), value["otherwise"].IntFrom(1, 43), value["categoryConnected"].OneOf(History.CategoryNames), value["category"].OneOf(History.CategoryNames), value["gunCountBarsConnected"].YesNo());
        }
    }

    internal sealed record SexRule((Limit From, int Level)[] Rows, int OverOneYear, HistoryCategory CategoryRepeat, int Pattern, int PatternFloor)
    {
        public int? Of(Limit maximum) => OfRows(Rows, Limit.OfYears(1), OverOneYear, null, maximum);

        public static SexRule Read(StrictJson value)
        {
            value.Only("levels", "overOneYear", "categoryRepeat", "pattern", "patternFloor");
            return new(ReadRows(value["levels"]), value["overOneYear"].IntFrom(1, 43), value["categoryRepeat"].OneOf(History.CategoryNames), value["pattern"].IntFrom(1, 43), value["patternFloor"].IntFrom(1, 43));
        }
    }
}
