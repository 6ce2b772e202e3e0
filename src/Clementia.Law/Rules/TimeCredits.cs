namespace Clementia.Law;

/// <summary>Time credits earned by programs: 18 USC 3632(d)(4), and what they do to release: 18 USC 3624(g).</summary>
internal static class TimeCredits
{
    internal static readonly ProvisionKey<Rate> Law = new("us-federal/usc/18/3632-d-4-a", Rate.Read);
    internal static readonly ProvisionKey<Exclusion[]> Excluded = new("us-federal/usc/18/3632-d-4-d", value => [.. value.Items().Select(Exclusion.Read)]);

    internal static readonly FactKey<int> Earned = FactKeys.Number("timeCredits.earned", FactScope.Case, 0, 20_000, "Days of time credits earned under 18 USC 3632(d)(4) and not lost.", "the BOP's time credit assessment");
    internal static readonly FactKey<bool> LowRisk = FactKeys.YesNo("timeCredits.lowRisk", FactScope.Case, "At the last reassessment the risk of recidivism was minimum or low (18 USC 3624(g)(1)(D)(ii)).", "the BOP's risk assessment");
    internal static readonly FactKey<bool> RemovalOrder = FactKeys.YesNo("timeCredits.removalOrder", FactScope.Case, "There is a final order of removal under the immigration laws (18 USC 3632(d)(4)(E)).", "the immigration court's order, or the BOP's detainer record");
    internal static readonly FactKey<bool> CountExcluded = FactKeys.YesNo("timeCredits.excluded", FactScope.Count, "The conviction on this count is one that 18 USC 3632(d)(4)(D) excludes from time credits.", "the judgment and the statement of reasons");

    public static IReadOnlyList<ProvisionKey> Provisions => [Law, Excluded];

    public static IReadOnlyList<FactKey> Facts => [Earned, LowRisk, RemovalOrder, CountExcluded];

    /// <summary>Days by which time credits bring the release to supervision forward; null when a fact is missing.</summary>
    /// <param name="r">The reckoning.</param>
    /// <param name="facts">The facts of the case.</param>
    public static int? ToEarlierRelease(Reckoning r, Facts facts)
    {
        if (r.Law(Law) is not { } rate)
        {
            if (facts.TryGet(Earned, out var later) && later > 0)
                r.Step("3624(g)", "18 USC 3632(d)(4)(B)(i)", $"Time credits can be earned only from {FirstDay(r):yyyy-MM-dd} on: on the day asked about the {later} days were not yet earned.", $"{later} days earned", "0 days");
            return 0;
        }
        if (IsExcluded(r, facts) is not { } excluded)
            return null;
        if (excluded)
            return 0;
        if (!r.Know(facts, Earned, out var earned))
            return null;
        if (earned == 0)
        {
            r.Step("3624(g)", "18 USC 3632(d)(4)", rate, "No time credits have been earned.", "0 days", "0 days");
            return 0;
        }
        if (!(r.Know(facts, RemovalOrder, out var removal) & r.Know(facts, Supervision.Imposed, out var supervision)))
            return null;
        if (removal)
            return None("There is a final order of removal: the credits cannot be applied (18 USC 3632(d)(4)(E)(i)).");
        if (supervision == Limit.Zero)
            return None("No supervised release was imposed: the credits go toward prerelease custody, not an earlier end of the term (18 USC 3624(g)(3)).");
        if (!r.Know(facts, LowRisk, out var low))
            return null;
        if (!low)
            return None("The last assessed risk was neither minimum nor low: the credits are not applied to supervised release (18 USC 3624(g)(1)(D)(ii)); a warden may approve prerelease custody.");
        var applied = Math.Min(earned, rate.Value!.MostDays);
        r.Step("3624(g)", "18 USC 3624(g)(3)", rate, $"Of {earned} days earned, {applied} bring release to supervision forward (at most {rate.Value.MostMonths} months, taken as {rate.Value.MostDays} days){(earned > applied ? $"; the other {earned - applied} go toward prerelease custody" : "")}.", $"{earned} days earned", $"-{applied} days");
        return applied;

        int None(string why)
        {
            r.Step("3624(g)", "18 USC 3624(g)", rate, why, $"{earned} days earned", "0 days");
            return 0;
        }
    }

    /// <summary>The first day on which time credits could be earned: that of the First Step Act (18 USC 3632(d)(4)(B)(i)).</summary>
    public static DateOnly FirstDay(Reckoning r) => r.Book.Find(Law).Versions[0].From;

    /// <summary>The days earned in so many days of programs: whole periods only.</summary>
    public static int DaysFor(Rate rate, int participation, bool lowRiskTwice) => participation / rate.PerDays * (rate.Days + (lowRiskTwice ? rate.MoreAtLowRisk : 0));

    /// <summary>Whether a conviction bars credits; null when that cannot be told yet.</summary>
    public static bool? IsExcluded(Reckoning r, Facts facts)
    {
        if (r.Law(Excluded) is not { } list)
            return false;
        var counts = facts.List(FactScope.Count);
        if (counts is not { Count: > 0 })
        {
            r.Ask(new OpenQuestion("", "counts", "Of which offenses was the person convicted? Some bar time credits (18 USC 3632(d)(4)(D)).", "the judgment"));
            return null;
        }
        bool? any = false;
        foreach (var count in counts)
        {
            var one = IsCountExcluded(r, count, list.Value!);
            if (one == true)
            {
                r.Step($"{count.At} 3632(d)(4)(D)", "18 USC 3632(d)(4)(D)", list, "A conviction on this count bars time credits.", count.TryGet(CaseFacts.Statute, out var statute) ? statute : "as the file says", "not eligible");
                return true;
            }
            any = one is null ? null : any;
        }
        if (any == false)
        {
            r.Step("3632(d)(4)(D)", "18 USC 3632(d)(4)(D)", list, "No conviction bars time credits.", string.Join("; ", counts.Select(c => c.TryGet(CaseFacts.Statute, out var s) ? s : c.At)), "eligible");
            r.Caution("Time credits: a violent offense after a conviction for murder, kidnapping and the like (18 USC 3632(d)(4)(D)(li)) also bars them; that was not weighed.");
        }
        return any;
    }

    private static bool? IsCountExcluded(Reckoning r, Facts count, Exclusion[] list)
    {
        if (count.TryGet(CountExcluded, out var said))
            return said;
        if (!r.Know(count, CaseFacts.Statute, out var text))
            return null;
        if (Statute.Parse(text) is not { } statute)
        {
            _ = r.Know(count, CountExcluded, out _, $"Is a conviction under '{text}' one that 18 USC 3632(d)(4)(D) excludes from time credits?");
            return null;
        }
        foreach (var exclusion in list)
        {
            if (exclusion.Holds(statute) is not { } certain)
                continue;
            if (certain)
                return true;
            if (statute.Title == "21" && IsOtherDrug(count))
                return false;
            _ = r.Know(count, CountExcluded, out _, exclusion.Question(text));
            return null;
        }
        return false;
    }

    /// <summary>Whether the count's own facts show none of what bars a drug conviction: no heroin, methamphetamine or fentanyl, and neither death nor injury.</summary>
    private static bool IsOtherDrug(Facts count) =>
        count.TryGet(DrugPenalties.DeathOrInjury, out var harm) && !harm && count.TryGet(DrugPenalties.CountDrugs, out var drugs) && drugs.Count > 0
            && !drugs.Any(d => d.Drug.Contains("heroin", StringComparison.Ordinal) || d.Drug.Contains("meth_", StringComparison.Ordinal) || d.Drug.Contains("methamphetamine", StringComparison.Ordinal) || d.Drug.Contains("fentanyl", StringComparison.Ordinal));

    /// <summary>What is earned, and how much of it can bring release forward.</summary>
    internal sealed record Rate(int PerDays, int Days, int MoreAtLowRisk, int MostMonths)
    {
        /// <summary>The months as days: twelve are 365.</summary>
        public int MostDays => MostMonths * 365 / 12;

        public static Rate Read(StrictJson value)
        {
            value.Only("perDays", "days", "moreAtLowRisk", "mostMonthsOfEarlierRelease");
            return new(value["perDays"].IntFrom(1, 365), value["days"].IntFrom(0, 365), value["moreAtLowRisk"].IntFrom(0, 365), value["mostMonthsOfEarlierRelease"].IntFrom(0, 120));
        }
    }

    /// <summary>One entry of the list: a statute, perhaps under a condition, or the sections of a chapter with exceptions.</summary>
    internal sealed record Exclusion(Statute? One, string? Only, string Title, string From, string To, IReadOnlyList<string> Except)
    {
        /// <summary>True: excluded. False: excluded only under a condition, or if the file means that part of the section. Null: this entry does not concern it.</summary>
        public bool? Holds(Statute statute)
        {
            if (One is not { } one)
                return statute.IsBetween(Title, From, To) && !Except.Contains(statute.Section) ? true : null;
            return statute.IsWithin(one) ? Only is null : statute.MayMean(one) ? false : null;
        }

        public string Question(string text) => One is { } one
            ? $"Is the conviction under {text} one for {one.Title} USC {one.Section}{one.Subsections}{(Only is null ? "" : $" ({Only})")}? That bars time credits."
            : $"Does {text} bar time credits?";

        public static Exclusion Read(StrictJson value)
        {
            if (value.Maybe("statute") is { } one)
            {
                value.Only("statute", "only");
                return new(Statute.Parse(one.Text()) ?? throw one.Wrong("It names no section of the Code.", "Write it as \"18 USC 924(c)\"."), value.Maybe("only")?.Text(), "", "", "", []);
            }
            value.Only("chapter", "title", "from", "to", "except");
            return new(null, null, value["title"].Text(), value["from"].Text(), value["to"].Text(), [.. value.Maybe("except")?.Items().Select(e => e.Text()) ?? []]);
        }
    }
}
