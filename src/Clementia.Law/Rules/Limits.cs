using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Statutory limits of all counts together and what they do to the range: USSG §§5G1.1, 5G1.2; other statutes (1956, 1957, 5324 and any entered from the judgment).</summary>
internal static class Limits
{
    private const string Judgment = "the judgment, or the presentence report, statutory provisions";

    public static readonly FactKey<Limit> EnteredMin = FactKeys.Length("limits.min", FactScope.Count, "The statutory minimum of the count, 0 when there is none; for a statute that no rule here models.", Judgment);
    public static readonly FactKey<Limit> EnteredMax = FactKeys.Length("limits.max", FactScope.Count, "The statutory maximum of the count; for a statute that no rule here models.", Judgment);
    public static readonly FactKey<bool> EnteredConsecutive = FactKeys.YesNo("limits.consecutive", FactScope.Count, "The statute of the count requires a term that follows every other term; for a statute that no rule here models.", Judgment);
    public static readonly FactKey<bool> AggravatedStructuring = FactKeys.YesNo("structuring.aggravated", FactScope.Count, "The structuring went with another violation of federal law, or was part of a pattern of more than $100,000 in twelve months (31 USC 5324(d)(2)).", "the indictment and the verdict");

    private static readonly ProvisionKey<Maximum> s_laundering = new("us-federal/usc/18/1956", ReadMaximum);
    private static readonly ProvisionKey<Maximum> s_criminalProperty = new("us-federal/usc/18/1957", ReadMaximum);
    private static readonly ProvisionKey<StructuringTerms> s_structuring = new("us-federal/usc/31/5324", v => new(v.Only("max", "aggravated")["max"].Limit(), v["aggravated"].Limit()));
    private static readonly ProvisionKey<SingleCount> s_single = new("us-federal/ussg/5g1.1", v => new(v.Only("a", "b", "c")["a"].YesNo(), v["b"].YesNo(), v["c"].YesNo()));
    private static readonly ProvisionKey<SeveralCounts> s_several = new("us-federal/ussg/5g1.2", v => new(v.Only("apart", "consecutiveAsNeeded")["apart"].YesNo(), v["consecutiveAsNeeded"].YesNo()));

    public static IReadOnlyList<ProvisionKey> Provisions => [s_laundering, s_criminalProperty, s_structuring, s_single, s_several];

    public static IReadOnlyList<FactKey> Facts => [EnteredMin, EnteredMax, EnteredConsecutive, AggravatedStructuring];

    public static IReadOnlyList<GoldenKind> Golden => [new("statutory_max", AnswerClip), new("statutory_min", AnswerClip), new("statutory_trumping", AnswerClip), new("5G1.1", AnswerClip)];

    /// <summary>The limits of every count, in the order of the file, reliefs from minimums decided; an element is null when a fact is missing.</summary>
    public static IReadOnlyList<StatutoryLimits?> OfCounts(Reckoning r, Facts @case) => Relieve(r, @case, BeforeRelief(r, @case));

    /// <summary>What the statutes themselves say of every count, before the safety valve or a motion lifts a minimum.</summary>
    public static IReadOnlyList<StatutoryLimits?> BeforeRelief(Reckoning r, Facts @case)
    {
        if (@case.List(FactScope.Count) is not { } counts)
        {
            r.Ask(new OpenQuestion("", "counts", "Of which counts, under which statutes, was the person convicted?", "the judgment"));
            return [];
        }
        var limits = new StatutoryLimits?[counts.Count];
        var firearms = 0;
        for (var i = 0; i < limits.Length; i++)
        {
            var count = counts[i];
            if (CountStatute.Of(r, count) is not { } statute)
                continue;
            limits[i] = statute.Kind switch
            {
                StatuteKind.Other => ByHand(r, count, statute, $"No rule here models {statute.Name}."),
                StatuteKind.FirearmInCrime => FirearmPenalties.For(r, @case, count, statute, ++firearms),
                StatuteKind.ProhibitedPerson => FirearmPenalties.For(r, @case, count, statute, 0),
                StatuteKind.Laundering => UpTo(r, count, statute, s_laundering),
                StatuteKind.CriminalProperty => UpTo(r, count, statute, s_criminalProperty),
                StatuteKind.Structuring => Structured(r, count, statute),
                _ => DrugPenalties.For(r, @case, count, statute),
            };
            CompareWithEntered(r, @case, count, limits[i]);
        }
        return limits;
    }

    /// <summary>Which minimums the safety valve or the government's motion lifts.</summary>
    public static IReadOnlyList<StatutoryLimits?> Relieve(Reckoning r, Facts @case, IReadOnlyList<StatutoryLimits?> limits)
    {
        var relieved = new StatutoryLimits?[limits.Count];
        for (var i = 0; i < relieved.Length; i++)
        {
            var one = limits[i];
            relieved[i] = one;
            if (one is null || one.Min == Limit.Zero)
                continue;

            // Either is enough, but only the safety valve lifts supervised release too and brings the floor of §5C1.2(b): so it comes first.
            var valve = SafetyValve.Lifts(r, @case, @case.List(FactScope.Count)![i]);
            if (valve is true)
                relieved[i] = one with { MinLifted = true, LiftedBySafetyValve = true, SupervisedReleaseMin = null };
            else if (SafetyValve.LiftsByMotion(r, @case, one.Count) is { } moved && (valve is false || moved))
                relieved[i] = one with { MinLifted = moved, LiftedBySafetyValve = valve };
            else
                relieved[i] = null;
        }
        return relieved;
    }

    /// <summary>The guideline sentence: the range clipped by the statutory limits (§5G1.1) of the counts it covers, with consecutive terms apart (§5G1.2, §2K2.4).</summary>
    /// <returns>The range, or null when it or a limit is not known.</returns>
    public static MonthRange? Clip(Reckoning r, MonthRange? range, IReadOnlyList<StatutoryLimits?> limits)
    {
        if (limits.Count == 0)
            return null;
        var several = r.Needed(s_several);
        Limit min = Limit.Zero, highest = Limit.Zero, together = Limit.Zero;
        var (covered, apart) = (0, 0);
        foreach (var one in limits)
        {
            if (one is null)
                return null;
            if (one.Consecutive && several.Value!.Apart)
            {
                apart++;
                r.Step($"{one.Count} 5G1.2(a)", "USSG §§5G1.2(a), 2K2.4(b)", several, $"The term of {one.Statute} is imposed by itself and follows every other: {one.Binding.InWords}.", one.Statute, one.Binding.InWords);
                continue;
            }
            covered++;
            min = Limit.Max(min, one.Binding);
            highest = Limit.Max(highest, one.Max);
            together = InTurn(together, one.Max);
        }
        if (covered == 0)
        {
            r.Step("5G1.2(a)", "USSG §5G1.2(a)", several, "Every count has a term of its own; no other count is left for a range.", $"{apart} counts", "0");
            return new(Limit.Zero, Limit.Zero);
        }
        if (SafetyValve.RangeFloor(r, range, limits) is not { } found)
            return null;

        var max = highest;
        if (found.Max > highest && covered > 1 && several.Value!.ConsecutiveAsNeeded)
        {
            max = together;
            r.Step("5G1.2(d)", "USSG §5G1.2(d)", several, $"No count allows more than {highest.InWords}: terms run one after the other as far as the total punishment needs, up to {together.InWords}.", $"{covered} counts", together.InWords);
        }
        var rule = r.Needed(s_single);
        var inputs = $"{found.InWords}; statutes {min.InWords} to {max.InWords}";
        if (rule.Value!.A && max < found.Min)
        {
            r.Step("5G1.1", "USSG §5G1.1(a)", rule, $"The statutory maximum is below the range and becomes the guideline sentence: {max.InWords}.", inputs, max.InWords);
            return new(max, max);
        }
        if (rule.Value.B && min > found.Max)
        {
            r.Step("5G1.1", "USSG §5G1.1(b)", rule, $"The statutory minimum is above the range and becomes the guideline sentence: {min.InWords}.", inputs, min.InWords);
            return new(min, min);
        }
        var clipped = rule.Value.C ? new MonthRange(Limit.Max(found.Min, min), Limit.Min(found.Max, max)) : found;
        r.Step("5G1.1", "USSG §5G1.1(c)", rule, clipped == found ? "The statutes leave the whole range open." : $"The statutes restrict the range to {clipped.InWords}.", inputs, clipped.InWords);
        return clipped;
    }

    /// <summary>
    /// The "offense statutory maximum" of USSG §4B1.1(b): the highest maximum among the counts it is asked of. Pass the counts that are crimes of violence or controlled substance offenses.
    /// </summary>
    /// <param name="limits">Their limits, as <see cref="BeforeRelief"/> gives them.</param>
    /// <param name="withoutPriors">Whether increases for prior convictions are left out (amendment 506, 1994 to 1997).</param>
    /// <returns>The maximum, or null when there is no count or the limits of one are not known.</returns>
    internal static Limit? OffenseStatutoryMaximum(IReadOnlyList<StatutoryLimits?> limits, bool withoutPriors = false)
    {
        Limit? highest = null;
        foreach (var one in limits)
        {
            if (one is null)
                return null;
            var max = withoutPriors ? one.MaxWithoutPriors : one.Max;
            highest = highest is { } found ? Limit.Max(found, max) : max;
        }
        return highest;
    }

    /// <summary>The least and the most that the statutes allow for the whole case: the highest minimum and all terms that must follow it; every maximum one after the other.</summary>
    /// <returns>The bounds, or null when there is no count or the limits of one are not known.</returns>
    internal static MonthRange? TotalSentenceBounds(IReadOnlyList<StatutoryLimits?> limits)
    {
        Limit least = Limit.Zero, apart = Limit.Zero, most = Limit.Zero;
        foreach (var one in limits)
        {
            if (one is null)
                return null;
            if (one.Consecutive)
                apart = InTurn(apart, one.Binding);
            else
                least = Limit.Max(least, one.Binding);
            most = InTurn(most, one.Max);
        }
        return limits.Count == 0 ? null : new(InTurn(least, apart), most);
    }

    /// <summary>One after the other; more than ten thousand years is life.</summary>
    private static Limit InTurn(Limit a, Limit b) => a.Months + b.Months > 120_000 ? Limit.Life : a + b;

    /// <summary>The limits as entered from the judgment, for what no rule models; asked for, with the reason, when they are not.</summary>
    internal static StatutoryLimits? ByHand(Reckoning r, Facts count, CountStatute statute, string why)
    {
        var minKnown = r.Know(count, EnteredMin, out var min, $"{why} Enter the minimum from the judgment (0 when there is none).");
        var maxKnown = r.Know(count, EnteredMax, out var max, $"{why} Enter the maximum from the judgment.");
        // Every statute that a rule models is known to run apart or not.
        var consecutive = statute.Kind == StatuteKind.FirearmInCrime;
        var consecutiveKnown = statute.Kind != StatuteKind.Other || r.Know(count, EnteredConsecutive, out consecutive);
        if (!minKnown || !maxKnown || !consecutiveKnown)
            return null;
        CheckEntered(count, "facts");
        r.Step($"{count.At} limits", statute.Name, $"{why} The limits were entered from the judgment: {new MonthRange(min, max).InWords}.", statute.ToString(), new MonthRange(min, max).ToString());
        r.Caution($"{count.At}: the limits under {statute.Name} were entered by hand and are taken to be the same on every day.");
        return new(count.At, statute.Name, min, max, consecutive, false, null);
    }

    /// <summary>Refuses limits entered from the judgment whose minimum is longer than the maximum, whether or not a rule models the statute.</summary>
    internal static void CheckEntered(Facts count, string file)
    {
        if (count.TryGet(EnteredMin, out var min) && count.TryGet(EnteredMax, out var max) && min > max)
            throw new FaultException(new Fault(file, $"{count.At}.limits", $"The minimum ({min.InYears}) is longer than the maximum ({max.InYears}).", "Correct one of them from the judgment."));
    }

    /// <summary>Says on what it rests that a version reaches back to an offense before its first day.</summary>
    internal static void TellReach<T>(Reckoning r, Version<T> version, string authority)
        where T : class
    {
        if (version.GovernedBy == GoverningDay.Sentence && r.Days.OffenseEnd < version.From)
            r.Caution($"The terms of {version.From:yyyy-MM-dd} are applied to an offense before that day because sentence came later; that rests on {authority}, which was not read. A sentence imposed before that day is not reopened by it.");
    }

    private static StatutoryLimits? UpTo(Reckoning r, Facts count, CountStatute statute, ProvisionKey<Maximum> key)
    {
        if (r.Law(key) is not { } version)
            return r.Days.OffenseEnd is null ? null : ByHand(r, count, statute, $"{statute.Name} was not yet law on the day of the offense.");
        r.Step($"{count.At} limits", r.Cite(key), version, $"{statute.Name} allows up to {version.Value!.Max.InWords}.", statute.ToString(), $"0-{version.Value.Max}");
        return new(count.At, statute.Name, Limit.Zero, version.Value.Max, false, false, null);
    }

    private static StatutoryLimits? Structured(Reckoning r, Facts count, CountStatute statute)
    {
        if (r.Law(s_structuring) is not { } version)
            return r.Days.OffenseEnd is null ? null : ByHand(r, count, statute, $"{statute.Name} was not yet law on the day of the offense.");
        if (!r.Know(count, AggravatedStructuring, out var aggravated))
            return null;
        var max = aggravated ? version.Value!.Aggravated : version.Value!.Max;
        r.Step($"{count.At} limits", r.Cite(s_structuring), version, $"Structuring{(aggravated ? " in its aggravated form" : "")} allows up to {max.InWords}.", statute.ToString(), $"0-{max}");
        return new(count.At, statute.Name, Limit.Zero, max, false, false, null);
    }

    /// <summary>On the judgment's own day, limits entered from it should be those that the rules find.</summary>
    private static void CompareWithEntered(Reckoning r, Facts @case, Facts count, StatutoryLimits? found)
    {
        if (found is null || !@case.TryGet(CaseFacts.Sentenced, out var sentenced) || sentenced != r.Days.Sentence)
            return;
        if ((count.TryGet(EnteredMin, out var min) && min != found.Min) || (count.TryGet(EnteredMax, out var max) && max != found.Max))
            r.Caution($"{count.At}: the limits entered from the judgment differ from those that {found.Statute} gives ({new MonthRange(found.Min, found.Max).InWords}), which are used.");
    }

    private static Maximum ReadMaximum(StrictJson value) => new(value.Only("max")["max"].Limit());

    /// <summary>Facts {range: [min, max], stat_max, stat_min} in months; asked is "guideline_sentence" (a number where it is one, else a range) or "guideline_range".</summary>
    private static GoldenAnswer AnswerClip(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var example = new ExampleFacts(facts);
        var ends = facts["range"].Items().ToList();
        if (ends.Count != 2)
            throw facts["range"].Wrong("It is no range.", "Write the minimum and the maximum in months.");
        var min = example.Length("stat_min", "statutory_min", "mandatory_min", "minimum") ?? Years("stat_min_years", "mandatory_min_years") ?? Limit.Zero;
        var maximums = (facts.Maybe("stat_maxes") ?? facts.Maybe("stat_max_each")) is { } each ? each.Items().Select(item => item.Limit()).ToList() : [example.Length("stat_max", "statutory_max", "maximum") ?? Years("stat_max_years") ?? Limit.Life];
        var r = new Reckoning(book, new Timeline { Sentence = example.SentenceDay ?? ExampleFacts.Today });
        var clipped = Clip(r, new MonthRange(ends[0].Limit(), ends[1].Limit()), [.. maximums.Select((max, i) => new StatutoryLimits($"counts[{i}]", "as given", i == 0 ? Limit.Min(min, max) : Limit.Zero, max, false, false, null))]);
        var got = new JsonObject();
        foreach (var key in keys)
        {
            if (clipped is not { } range || key is not ("guideline_sentence" or "sentence" or "guideline_range" or "restricted_range" or "range"))
                continue;
            var (least, most) = (ExampleFacts.Length(range.Min, inMonths: true), ExampleFacts.Length(range.Max, inMonths: true));
            got[key] = range.Min == range.Max && key.EndsWith("sentence", StringComparison.Ordinal) ? least : new JsonArray(least, most);
        }
        return new(got, [.. r.Derivation.Steps.Select(step => step.Plain)], [.. r.Derivation.Questions.Select(q => q.Text)]);

        Limit? Years(params ReadOnlySpan<string> names) => example.Int(names) is { } years and >= 0 and <= 1000 ? Limit.OfYears(years) : null;
    }

    private sealed record Maximum(Limit Max);

    private sealed record StructuringTerms(Limit Max, Limit Aggravated);

    private sealed record SingleCount(bool A, bool B, bool C);

    private sealed record SeveralCounts(bool Apart, bool ConsecutiveAsNeeded);
}
