using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>The tiers of 21 USC 841(b), the gravest first. 960(b)(1) to (3) are A to C.</summary>
internal enum DrugTier
{
    A,
    B,
    C,
    D,
    E,
    ScheduleIV,
    ScheduleV,
}

/// <summary>A drug of one count, as the jury found it or the plea admitted it.</summary>
/// <param name="Drug">Its id: "cocaine_base".</param>
/// <param name="Amount">Its weight, or null when it is not known or given in plants.</param>
/// <param name="Plants">The number of plants, or null.</param>
internal sealed record CountDrug(string Drug, Weight? Amount, int? Plants)
{
    public override string ToString() => Plants is { } n ? $"{n} plants of {Drug}" : Amount is { } weight ? $"{weight} {Drug}" : Drug;
}

/// <summary>21 USC 841(b), 844, 846, 848, 849, 851, 859, 860, 960, 963: minimum, maximum and supervised release by quantity, prior convictions and era.</summary>
internal static class DrugPenalties
{
    private const string Indictment = "the indictment, the verdict or the plea agreement";
    private const string Notice = "the information filed under 21 USC 851";

    public static readonly FactKey<IReadOnlyList<CountDrug>> CountDrugs = new(
        "drugs", FactScope.Count, "a list of {\"drug\": id, \"amount\": weight or {\"plants\": number}}",
        "The drugs of the count and their amounts, as the jury found or the plea admitted them; leave the amount out when no one found it.", Indictment, ReadDrugs);

    public static readonly FactKey<DrugTier> Tier = new(
        "tier", FactScope.Count, "one of 841(b)(1)(A), (B), (C), (D), (E), 841(b)(2), 841(b)(3), 960(b)(1) to (7)",
        "The penalty provision that the judgment names for the count.", "the judgment", v => ReadTier(v.Text()) ?? throw v.Wrong($"'{v.Text()}' is no penalty provision of 841(b) or 960(b).", "Write it as \"841(b)(1)(A)\"."));

    public static readonly FactKey<int> Schedule = FactKeys.Number("schedule", FactScope.Count, 1, 5, "The schedule (1 to 5) of the drug of the count, for a drug that 841(b)(1) does not name.", Indictment);
    public static readonly FactKey<bool> DeathOrInjury = FactKeys.YesNo("deathOrInjury", FactScope.Count, "Death or serious bodily injury resulted from the use of the drug, as the jury found or the plea admitted.", Indictment);
    public static readonly FactKey<bool> KingpinFinding = FactKeys.YesNo("cce.principal", FactScope.Count, "The person was a principal administrator, organizer or leader of the enterprise, and it reached the quantity or the receipts of 21 USC 848(b).", Indictment);
    public static readonly FactKey<bool> PriorEnterprise = FactKeys.YesNo("cce.prior", FactScope.Case, "An earlier conviction under 21 USC 848 had become final.", "the presentence report, criminal history");
    public static readonly FactKey<bool> PriorProtectedPlace = FactKeys.YesNo("protectedPlace.prior", FactScope.Case, "An earlier conviction under the same section (21 USC 849, 859 or 860) had become final.", "the presentence report, criminal history");

    public static readonly FactKey<bool> NoticeFiled = FactKeys.YesNo("notice851.filed", FactScope.Case, "The government filed an information under 21 USC 851 naming prior convictions, before trial or plea, and did not withdraw it.", "the docket sheet");
    public static readonly FactKey<int> FelonyDrugOffenses = FactKeys.Number("notice851.felonyDrugOffenses", FactScope.Case, 0, 15, "How many final convictions for felony drug offenses the information names.", Notice);
    public static readonly FactKey<int> SeriousFelonies = FactKeys.Number("notice851.seriousFelonies", FactScope.Case, 0, 15, "How many of the final convictions the information names are serious drug felonies or serious violent felonies (21 USC 802(57), (58): more than twelve months served; for a drug felony, release within fifteen years of this offense).", Notice + " and the records of the earlier sentences");
    public static readonly FactKey<int> DrugConvictions = FactKeys.Number("notice851.drugConvictions", FactScope.Case, 0, 15, "How many final convictions for any drug offense, misdemeanors too, the information names.", Notice);

    private static readonly ProvisionKey<Thresholds> s_thresholds = new("us-federal/usc/21/841-b-1-thresholds", Thresholds.Read);
    private static readonly ProvisionKey<Pair> s_cocaineBase = new("us-federal/usc/21/841-b-1-cocaine-base", Pair.Read);
    private static readonly ProvisionKey<Tiers> s_upper = new("us-federal/usc/21/841-b-1-a-b", v => Tiers.Read(v, DrugTier.A, DrugTier.B));
    private static readonly ProvisionKey<Tiers> s_lower = new("us-federal/usc/21/841-b-1-c-to-b-3", v => Tiers.Read(v, DrugTier.C, DrugTier.D, DrugTier.E, DrugTier.ScheduleIV, DrugTier.ScheduleV));
    private static readonly ProvisionKey<Jury> s_quantity = new("us-federal/usc/21/841-quantity", v => new(v.Only("jury")["jury"].OneOf(("maximum", false), ("maximumAndMinimum", true))));
    private static readonly ProvisionKey<Attempt> s_attempt = new("us-federal/usc/21/846-963", v => new(v.Only("minimums")["minimums"].YesNo()));
    private static readonly ProvisionKey<SimplePossession> s_possession = new("us-federal/usc/21/844", SimplePossession.Read);
    private static readonly ProvisionKey<CocaineBasePossession> s_cocaineBasePossession = new("us-federal/usc/21/844-cocaine-base", CocaineBasePossession.Read);
    private static readonly ProvisionKey<Enterprise> s_enterprise = new("us-federal/usc/21/848", v => new(v.Only("min", "minPrior")["min"].Limit(), v["minPrior"].Limit()));
    private static readonly ProvisionKey<Places> s_places = new("us-federal/usc/21/849-859-860", Places.Read);
    private static readonly ProvisionKey<ImportDifferences> s_import = new("us-federal/usc/21/960", v => new(v.Only("plantsBelowTier", "twoPriors")["plantsBelowTier"].IntFrom(1, 100_000), v["twoPriors"].YesNo()));

    private enum PriorKind
    {
        FelonyDrugOffenses,
        SeriousFelonies,
    }

    public static IReadOnlyList<ProvisionKey> Provisions =>
        [s_thresholds, s_cocaineBase, s_upper, s_lower, s_quantity, s_attempt, s_possession, s_cocaineBasePossession, s_enterprise, s_places, s_import];

    public static IReadOnlyList<FactKey> Facts =>
        [CountDrugs, Tier, Schedule, DeathOrInjury, KingpinFinding, PriorEnterprise, PriorProtectedPlace, NoticeFiled, FelonyDrugOffenses, SeriousFelonies, DrugConvictions];

    public static IReadOnlyList<GoldenKind> Golden => [new("stat_limits", AnswerExample), new("statutory_limits_841", AnswerExample)];

    /// <summary>The limits of a count under these statutes, before any relief from a minimum; null when a fact is missing (then asked for).</summary>
    public static StatutoryLimits? For(Reckoning r, Facts @case, Facts count, CountStatute statute)
    {
        // Before this law, the offense was under penalties that no rule here knows.
        if (r.Law(s_thresholds) is not { } thresholds)
        {
            if (r.Days.OffenseEnd is not null)
                return Limits.ByHand(r, count, statute, "The penalties for an offense that ended before 1986-10-27 are not modelled.");
            if (statute.Kind is StatuteKind.Distribution or StatuteKind.Importation)
            {
                if (NamedTier(count, statute) is null)
                    r.Know(count, CountDrugs, out _);
                AskWhateverTheTier(r, @case, count);
            }
            return null;
        }

        var limits = statute.Kind switch
        {
            StatuteKind.Possession => Possession(r, @case, count),
            StatuteKind.Enterprise => OfEnterprise(r, @case, count, statute),
            StatuteKind.ProtectedPlace => AtProtectedPlace(r, @case, count, statute, thresholds),
            _ => ByTier(r, @case, count, statute, thresholds, usePriors: true),
        };
        if (limits is null || !statute.Inchoate)
            return limits;

        var attempt = r.Needed(s_attempt);
        if (!attempt.Value!.Minimums && limits.Min > Limit.Zero)
            return Limits.ByHand(r, count, statute, $"Until 1988-11-18 a conspiracy or attempt had the maximum of its object ({limits.Max.InWords}); whether it had the minimum ({limits.Min.InWords}) is an open question.");
        r.Step($"{count.At} {statute.Name}", statute.Name, attempt, "A conspiracy or attempt has the same penalties as the offense that was its object.", statute.ToString(), limits.Statute);
        return limits;
    }

    /// <summary>The minimum that this much of a drug carries for a first offender whose offense and sentence are on one day: zero when it carries none, null when the law of that day or the drug is not known here.</summary>
    internal static Limit? MinimumFor(LawBook book, string drug, Weight amount, DateOnly day) => LimitsFor(book, drug, amount, day)?.Min;

    /// <summary>The minimum and the maximum that this much of a drug carries for a first offender, offense and sentence on one day; null as for <see cref="MinimumFor"/>.</summary>
    internal static MonthRange? LimitsFor(LawBook book, string drug, Weight amount, DateOnly day)
    {
        var days = new Timeline { OffenseEnd = day, Sentence = day };
        return book.Find(s_thresholds).For(days, out _) is { } thresholds && book.Find(s_cocaineBase).For(days, out _) is { } cocaineBase
            && TierOf(thresholds.Value!, cocaineBase.Value!, null, new(drug, amount, null), null) is { } tier
            ? Row(book, days, tier)?.Base
            : null;
    }

    private static Penalty? Row(LawBook book, Timeline days, DrugTier tier) =>
        (tier <= DrugTier.B ? book.Find(s_upper) : book.Find(s_lower)).For(days, out _)?.Value![tier];

    private static StatutoryLimits? ByTier(Reckoning r, Facts @case, Facts count, CountStatute statute, Version<Thresholds> thresholds, bool usePriors)
    {
        var isImport = statute.Kind == StatuteKind.Importation;
        if (TierOf(r, @case, count, statute, thresholds) is not { } tier)
        {
            AskWhateverTheTier(r, @case, count);
            return null;
        }
        var version = r.Needed(tier <= DrugTier.B ? s_upper : s_lower);
        var row = version.Value![tier];
        var death = false;
        var known = row.Death is null || r.Know(count, DeathOrInjury, out death);
        var prior = 0;
        if (usePriors)
        {
            if (Priors(r, @case, row.Priors == PriorKind.SeriousFelonies ? SeriousFelonies : FelonyDrugOffenses) is { } n)
                prior = n;
            else
                known = false;
        }
        if (!known)
            return null;

        var without = death ? row.Death!.Value : row.Base;
        var range = prior > 0 ? (death ? row.PriorDeath!.Value : row.Prior) : without;
        var two = prior >= 2 && row.TwoPriors is not null && (!isImport || r.Needed(s_import).Value!.TwoPriors);
        if (two && !death)
            range = row.TwoPriors!.Value;
        if (prior > 0)
            Limits.TellReach(r, version, "the First Step Act of 2018, § 401(c)");
        var release = prior > 0 ? row.ReleasePrior : row.Release;
        var cite = NameOf(tier, isImport);
        r.Step(
            $"{count.At} 841(b)", cite, version,
            $"{cite} allows {Words(range)}{(death ? " where death or serious bodily injury results" : "")}{(prior > 0 ? $" after {(two && !death ? "two or more prior convictions" : "a prior conviction")} of the kind it names" : "")}{(release > Limit.Zero ? $", and at least {release.InWords} of supervised release" : "")}.",
            $"tier {cite}{(death ? ", death or serious bodily injury" : "")}, {prior} prior {(row.Priors == PriorKind.SeriousFelonies ? "serious drug or violent felonies" : "felony drug offenses")}",
            range.ToString());
        return new(count.At, cite, range.Min, range.Max, false, false, release > Limit.Zero ? release : null) { MaxWithoutPriors = without.Max };
    }

    /// <summary>All questions come at once: these arise in every tier that has a minimum.</summary>
    private static void AskWhateverTheTier(Reckoning r, Facts @case, Facts count)
    {
        r.Know(count, DeathOrInjury, out _);
        r.Know(@case, NoticeFiled, out _);
    }

    private static string Words(MonthRange range) => range.Min == Limit.Zero ? $"up to {range.Max.InWords}" : range.InWords;

    /// <summary>How many prior convictions of one kind count: none without an information under 21 USC 851.</summary>
    private static int? Priors(Reckoning r, Facts @case, FactKey<int> kind) =>
        !r.Know(@case, NoticeFiled, out var filed) ? null
            : !filed ? 0
            : r.Know(@case, kind, out var number) ? number
            : null;

    /// <summary>The tier: as the judgment names it, or by the quantity found; on another day than the judgment's, never graver than it.</summary>
    private static DrugTier? TierOf(Reckoning r, Facts @case, Facts count, CountStatute statute, Version<Thresholds> thresholds)
    {
        var named = NamedTier(count, statute);
        var isImport = statute.Kind == StatuteKind.Importation;
        var ownDay = @case.TryGet(CaseFacts.Sentenced, out var sentenced) && sentenced == r.Days.Sentence;
        count.TryGet(CountDrugs, out var drugs);
        if (named is { } fixedTier && fixedTier > DrugTier.B)
            return Named(fixedTier);

        // Only the quantities of cocaine base turn on the day of sentence: for every other drug the judgment's tier stays.
        var cocaineBase = r.Law(s_cocaineBase);
        if (cocaineBase is null)
            return null;
        var sameLaw = ownDay || (sentenced != default && r.Book.Find(s_cocaineBase).For(r.Days with { Sentence = sentenced }, out _) == cocaineBase);
        if (named is { } judged && (sameLaw || (drugs is not null && !drugs.Any(d => d.Drug == "cocaine_base"))))
            return Named(judged);
        if (drugs is null)
        {
            var why = named is null
                ? "Which drug was the count about, and how much did the jury find or the plea admit? The minimum and the maximum turn on it."
                : "The judgment's tier is that of the quantities on its own day; those of cocaine base were raised on 2010-08-03. Which drug was it, and how much?";
            r.Know(count, CountDrugs, out _, why);
            return null;
        }
        var import = isImport ? r.Needed(s_import).Value : null;
        int? schedule = count.TryGet(Schedule, out var s) ? s : null;
        DrugTier? gravest = null;
        string unknown = "";
        var scheduleUnknown = false;
        foreach (var drug in Together(drugs))
        {
            var tier = TierOf(thresholds.Value!, cocaineBase.Value!, import, drug, schedule);
            if (tier is { } found)
                gravest = gravest is { } g && g < found ? g : found;
            else if (thresholds.Value!.Names(drug.Drug))
                unknown = drug.Drug;
            else
                (unknown, scheduleUnknown) = (drug.Drug, true);
        }
        if (unknown.Length > 0 && gravest is not DrugTier.A)
        {
            if (scheduleUnknown)
                r.Know(count, Schedule, out _, $"In which schedule is {unknown}? 21 USC 841(b)(1)(A) and (B) name no quantity of it.");
            else
                r.Ask(new OpenQuestion(count.At, CountDrugs.Name, $"How much {unknown} did the jury find or the plea admit?", CountDrugs.SettledBy) { Key = CountDrugs });
            return null;
        }
        if (named is { } before && gravest is { } now && now < before)
            gravest = before;
        var governing = drugs.Any(d => d.Drug == "cocaine_base");
        if (governing && cocaineBase.GovernedBy == GoverningDay.Sentence && cocaineBase.From == r.Days.Sentence)
            r.Caution($"Sentence fell on the very day of the Fair Sentencing Act ({cocaineBase.From:yyyy-MM-dd}): its quantities are applied, though Dorsey v. United States speaks of sentences after that day.");
        var result = NameOf(gravest!.Value, isImport);
        var plain = $"These quantities fall under {result}.";
        var inputs = string.Join(", ", drugs);
        if (governing)
            r.Step($"{count.At} tier", result, cocaineBase, plain, inputs, result);
        else
            r.Step($"{count.At} tier", result, thresholds, plain, inputs, result);
        if (gravest <= DrugTier.B && named is null)
            WhoFoundTheQuantity(r, @case);
        return gravest;

        DrugTier Named(DrugTier tier)
        {
            var cite = NameOf(tier, isImport);
            r.Step($"{count.At} tier", cite, thresholds, $"The judgment places the count under {cite}.", "the judgment", cite);
            return tier;
        }
    }

    private static void WhoFoundTheQuantity(Reckoning r, Facts @case)
    {
        var sentenced = @case.TryGet(CaseFacts.Sentenced, out var day) ? day : r.Days.Sentence;
        var own = r.Book.Find(s_quantity).For(r.Days with { Sentence = sentenced }, out _);
        var now = r.Law(s_quantity);
        if (own is null)
            r.Caution($"The person was sentenced on {sentenced:yyyy-MM-dd}, before Apprendi v. New Jersey (2000-06-26): a judge could then find the quantity that raised the limits.{(now is null ? "" : " Limits for a later day hold only if a jury found that quantity or it was admitted.")}");
        else if (!own.Value!.MinimumToo)
            r.Caution($"The person was sentenced on {sentenced:yyyy-MM-dd}, before Alleyne v. United States (2013-06-17): a judge could then find the quantity that raised the minimum, though not the maximum.");
    }

    private static DrugTier? NamedTier(Facts count, CountStatute statute)
    {
        if (count.TryGet(Tier, out var tier))
            return tier;
        foreach (var one in statute.All)
        {
            if ((one.Title, one.Section) is not ((21, "841") or (21, "960")))
                continue;
            foreach (var list in one.Parts.Split(' '))
            {
                var from = list.IndexOf("(b)", StringComparison.Ordinal);
                if (from >= 0 && ReadTier(one.Section + list[from..]) is { } found)
                    return found;
            }
        }
        return null;
    }

    /// <summary>The tier of one drug; null when its amount or its schedule is not known.</summary>
    private static DrugTier? TierOf(Thresholds thresholds, Pair cocaineBase, ImportDifferences? import, CountDrug drug, int? schedule)
    {
        if (drug.Plants is { } plants)
        {
            if (drug.Drug != "marijuana")
                return null;
            var below = import?.PlantsBelowTier ?? thresholds.BelowPlants;
            return import is null && plants >= thresholds.PlantsA ? DrugTier.A
                : import is null && plants >= thresholds.PlantsB ? DrugTier.B
                : plants >= below ? DrugTier.C
                : DrugTier.D;
        }
        var pair = drug.Drug == "cocaine_base" ? cocaineBase : thresholds.Of(drug.Drug);
        var ceiling = thresholds.Below(drug.Drug);
        if (pair is null && ceiling is null)
        {
            return thresholds.IsScheduleIOrII(drug.Drug) ? DrugTier.C : schedule switch
            {
                1 or 2 => DrugTier.C,
                3 => DrugTier.E,
                4 => DrugTier.ScheduleIV,
                5 => DrugTier.ScheduleV,
                _ => null,
            };
        }
        return drug.Amount is not { } amount ? null
            : pair is not null && amount >= pair.A ? DrugTier.A
            : pair is not null && amount >= pair.B ? DrugTier.B
            : ceiling is { } less && amount < less ? DrugTier.D
            : DrugTier.C;
    }

    /// <summary>The same drug listed twice is one quantity; different drugs are never added to each other.</summary>
    private static List<CountDrug> Together(IReadOnlyList<CountDrug> drugs)
    {
        var sums = new List<CountDrug>(drugs.Count);
        foreach (var drug in drugs)
        {
            var at = sums.FindIndex(s => s.Drug == drug.Drug && (s.Plants is null) == (drug.Plants is null));
            if (at < 0)
                sums.Add(drug);
            else
                sums[at] = new(drug.Drug, sums[at].Amount + drug.Amount, sums[at].Plants + drug.Plants);
        }
        return sums;
    }

    private static StatutoryLimits? Possession(Reckoning r, Facts @case, Facts count)
    {
        var crack = r.Law(s_cocaineBasePossession);
        Weight? weight = null;
        var known = true;
        if (crack is not null)
        {
            known = r.Know(count, CountDrugs, out var drugs, "Was it cocaine base, and how much? More than five grams then had a minimum of five years.");
            foreach (var drug in drugs is null ? [] : Together(drugs))
            {
                if (drug.Drug != "cocaine_base")
                    continue;
                weight = drug.Amount;
                if (weight is null)
                {
                    r.Ask(new OpenQuestion(count.At, CountDrugs.Name, "How much cocaine base was it? More than five grams then had a minimum of five years.", CountDrugs.SettledBy) { Key = CountDrugs });
                    known = false;
                }
            }
        }
        if (Priors(r, @case, DrugConvictions) is not { } prior || !known)
            return null;

        if (crack is { Value: { } law } && weight > law.Over[Math.Min(prior, 2)])
        {
            r.Step($"{count.At} 844", "21 USC 844(a)", crack, $"More than {law.Over[Math.Min(prior, 2)]} of cocaine base, possessed after {prior} prior drug convictions, has a term of {new MonthRange(law.Min, law.Max).InWords}.", $"{weight} cocaine_base, {prior} prior drug convictions", $"{law.Min}-{law.Max}");
            return new(count.At, "21 USC 844(a)", law.Min, law.Max, false, false, null);
        }
        var version = r.Needed(s_possession);
        var (days, max) = version.Value!.Rows[Math.Min(prior, 2)];
        r.Step($"{count.At} 844", "21 USC 844(a)", version, $"Simple possession after {prior} prior drug convictions has a term of up to {max.InWords}.", $"{prior} prior drug convictions", $"0-{max}");
        if (days > 0)
            r.Caution($"{count.At}: 21 USC 844(a) asks for at least {days} days, which is no whole month: the range of months does not show it.");
        return new(count.At, "21 USC 844(a)", Limit.Zero, max, false, false, null) { MaxWithoutPriors = version.Value.Rows[0].Max };
    }

    private static StatutoryLimits? OfEnterprise(Reckoning r, Facts @case, Facts count, CountStatute statute)
    {
        var version = r.Needed(s_enterprise);
        var principalKnown = r.Know(count, KingpinFinding, out var principal);
        if (principalKnown && principal)
        {
            r.Step($"{count.At} 848", "21 USC 848(b)", version, "A principal of an enterprise of that size is imprisoned for life.", statute.ToString(), "life");
            return new(count.At, "21 USC 848(b)", Limit.Life, Limit.Life, false, false, null);
        }
        if (!r.Know(@case, PriorEnterprise, out var prior) || !principalKnown)
            return null;
        var min = prior ? version.Value!.MinPrior : version.Value!.Min;
        r.Step($"{count.At} 848", "21 USC 848(a)", version, $"A continuing criminal enterprise has a term of {min.InWords} to life{(prior ? " after an earlier conviction for one" : "")}.", statute.ToString(), $"{min}-life");
        return new(count.At, "21 USC 848(a)", min, Limit.Life, false, false, null);
    }

    private static StatutoryLimits? AtProtectedPlace(Reckoning r, Facts @case, Facts count, CountStatute statute, Version<Thresholds> thresholds)
    {
        var version = r.Needed(s_places);
        var section = statute.All.First(one => one is { Title: 21, Section: "849" or "859" or "860" }).Section;
        if (!version.Value!.Sections.TryGetValue(section, out var place))
            return Limits.ByHand(r, count, statute, $"21 USC {section} was not yet law on the day of the offense.");
        var basis = ByTier(r, @case, count, statute, thresholds, usePriors: false);
        var noticeKnown = r.Know(@case, NoticeFiled, out var filed);
        var priorKnown = r.Know(@case, PriorProtectedPlace, out var prior);
        if ((noticeKnown && filed) || (priorKnown && prior))
            return Limits.ByHand(r, count, statute, $"How prior convictions work together with 21 USC {section} is not modelled.");
        if (basis is null || !noticeKnown || !priorKnown)
            return null;

        // Five grams or less of marijuana carry no minimum (859(a), 860(a)).
        var small = count.TryGet(CountDrugs, out var drugs) && drugs.Count > 0 && drugs.All(d => d.Drug == "marijuana" && d.Plants is null) && Together(drugs)[0].Amount <= Weight.OfGrams(5);
        var min = small ? basis.Min : Limit.Max(basis.Min, place.Min);
        var (max, release) = (basis.Max, basis.SupervisedReleaseMin);
        for (var i = 1; i < place.Times; i++)
            (max, release) = (max + basis.Max, release + basis.SupervisedReleaseMin);
        r.Step($"{count.At} {section}", $"21 USC {section}", version, $"The maximum and the supervised release of {basis.Statute} are multiplied by {place.Times}{(place.Min > Limit.Zero && !small ? $"; the minimum is at least {place.Min.InWords}" : "")}.", basis.Statute, new MonthRange(min, max).ToString());
        return new(count.At, $"21 USC {section}", min, max, false, false, release) { MaxWithoutPriors = max };
    }

    private static string NameOf(DrugTier tier, bool isImport) => (tier, isImport) switch
    {
        (DrugTier.A, true) => "21 USC 960(b)(1)",
        (DrugTier.B, true) => "21 USC 960(b)(2)",
        (DrugTier.C, true) => "21 USC 960(b)(3)",
        (DrugTier.ScheduleIV, _) => "21 USC 841(b)(2)",
        (DrugTier.ScheduleV, _) => "21 USC 841(b)(3)",
        _ => $"21 USC 841(b)(1)({tier})",
    };

    /// <summary>"841(b)(1)(A)(viii)", "21 USC 841(b)(1)(A)", "(B)", "960(b)(1)(H)" as tiers.</summary>
    private static DrugTier? ReadTier(string text)
    {
        var at = text.IndexOf("(b)", StringComparison.Ordinal);
        var rest = at < 0 ? "(b)(1)" + text : text[at..];
        if (text.Contains("960", StringComparison.Ordinal))
        {
            return rest.Length < 6 ? null : rest[..6] switch
            {
                "(b)(1)" => DrugTier.A,
                "(b)(2)" => DrugTier.B,
                "(b)(3)" => DrugTier.C,
                "(b)(4)" => DrugTier.D,
                "(b)(5)" => DrugTier.E,
                "(b)(6)" => DrugTier.ScheduleIV,
                "(b)(7)" => DrugTier.ScheduleV,
                _ => null,
            };
        }
        return rest.Length < 6 ? null : rest[..6] switch
        {
            "(b)(1)" when rest.Length >= 9 => rest[6..9] switch
            {
                "(A)" => DrugTier.A,
                "(B)" => DrugTier.B,
                "(C)" => DrugTier.C,
                "(D)" => DrugTier.D,
                "(E)" => DrugTier.E,
                _ => null,
            },
            "(b)(2)" => DrugTier.ScheduleIV,
            "(b)(3)" => DrugTier.ScheduleV,
            _ => null,
        };
    }

    private static IReadOnlyList<CountDrug> ReadDrugs(StrictJson value)
    {
        var drugs = new List<CountDrug>();
        foreach (var item in value.Items())
        {
            item.Only("drug", "amount", "note");
            var amount = item.Maybe("amount");
            var plants = amount is { Kind: System.Text.Json.JsonValueKind.Object } counted ? counted.Only("plants")["plants"].IntFrom(0, 100_000_000) : (int?)null;
            drugs.Add(new(Named(item["drug"]), amount is { } weight && plants is null && weight.Kind != System.Text.Json.JsonValueKind.Null ? weight.Weight() : null, plants));
        }
        return drugs.Count > 0 ? drugs : throw value.Wrong("The list is empty.", "Name the drug, or leave the list out when the file does not say.");
    }

    // A drug goes by the names that the guideline knows it by; one that neither names is "other", and its schedule decides.
    private static string Named(StrictJson name) =>
        name.Text() is "other" ? "other" : Drug.Named(name.Text())?.Id is { } id ? id is "marijuana_plants" ? "marijuana" : id
            : throw name.Wrong($"'{name.Text()}' is no drug that is known here.", "The drugs are listed at the end of docs/facts.md; write \"other\", with \"schedule\", for one that is not.");

    /// <summary>Facts {drug, grams, offense day, sentence day, priors, death}; asked are "min", "max" and the like in years, "..._months" in months, on the sentence day or on the day in the key.</summary>
    private static GoldenAnswer AnswerExample(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var example = new ExampleFacts(facts);
        var drugs = new List<(FactKey, object)>();
        List<CountDrug> list = [];
        foreach (var (name, value) in facts.Properties())
        {
            if (name is "drug")
                list.Add(new(value.Text(), example.Weight("grams", "g", "amount", "amount_g", "weight_g", "quantity_g", "quantity", "weight", "kg", "amount_kg", "weight_kg", "quantity_kg", "kilograms"), example.Int("plants")));
            else if (name is not ("amount_g" or "weight_g" or "quantity_g" or "amount_kg" or "weight_kg" or "quantity_kg") && ExampleFacts.DrugOf(name, value) is { } drug)
                list.Add(new(drug.Id, drug.Amount, null));
            else if (name is "marijuana_plants" || (name is "plants" && facts.Maybe("drug") is null))
                list.Add(new("marijuana", null, value.Int()));
        }
        drugs.Add((CaseFacts.Statute, example.Text("statute") ?? "21 USC 841(a)(1)"));
        if (list.Count > 0)
            drugs.Add((CountDrugs, list));
        if (example.Text("tier") is { } tier)
            drugs.Add((Tier, ReadTier(tier.StartsWith('(') || tier.Contains('(', StringComparison.Ordinal) ? tier : $"({tier})") ?? throw facts["tier"].Wrong("It is no tier.", "Write \"841(b)(1)(A)\".")));
        drugs.Add((DeathOrInjury, example.YesNo("death", "death_or_sbi", "death_or_serious_bodily_injury") ?? false));
        var priors = example.Int("priors", "prior_felony_drug_offenses", "prior_drug_felonies", "prior_felony_drug", "priors_851") ?? 0;
        var serious = example.Int("serious_priors", "prior_serious_felonies", "prior_serious_drug_felonies", "serious_drug_or_violent_felonies") ?? priors;
        var @case = Law.Facts.None.With("", NoticeFiled, Math.Max(priors, serious) > 0).With("", FelonyDrugOffenses, priors).With("", SeriousFelonies, serious).With("", DrugConvictions, priors)
            .WithList(FactScope.Count, [drugs]);

        var got = new JsonObject();
        var reasons = new List<string>();
        var open = new List<string>();
        foreach (var key in keys)
        {
            var (what, day) = ExampleFacts.Split(key);
            var sentence = day ?? example.SentenceDay ?? ExampleFacts.Today;
            var days = new Timeline { OffenseEnd = example.OffenseDay ?? day ?? example.SentenceDay ?? ExampleFacts.Today, Sentence = sentence, Conviction = example.ConvictionDay ?? sentence };
            if (days.OffenseEnd > days.Sentence)
                days = days with { OffenseEnd = days.Sentence };
            var r = new Reckoning(book, days);
            var limits = Limits.BeforeRelief(r, @case.With("", CaseFacts.Sentenced, example.SentenceDay ?? sentence))[0];
            foreach (var step in r.Derivation.Steps)
                reasons.Add(step.Plain);
            if (limits is null)
            {
                open.AddRange(r.Derivation.Questions.Select(q => q.Text));
                continue;
            }
            var inMonths = what.EndsWith("_months", StringComparison.Ordinal);
            var name = what.Replace("_months", "", StringComparison.Ordinal).Replace("_years", "", StringComparison.Ordinal).Replace("stat_", "", StringComparison.Ordinal).Replace("statutory_", "", StringComparison.Ordinal);
            JsonNode? answer = name switch
            {
                "min" or "minimum" or "mandatory_min" or "mandatory_minimum" => ExampleFacts.Length(limits.Min, inMonths),
                "max" or "maximum" => ExampleFacts.Length(limits.Max, inMonths),
                "range" or "limits" => new JsonArray(ExampleFacts.Length(limits.Min, inMonths), ExampleFacts.Length(limits.Max, inMonths)),
                "sr_min" or "supervised_release" or "supervised_release_min" or "sr" => ExampleFacts.Length(limits.SupervisedReleaseMin ?? Limit.Zero, inMonths),
                "tier" => limits.Statute.EndsWith(')') && limits.Statute.Contains("841(b)(1)", StringComparison.Ordinal) ? limits.Statute[^2..^1] : limits.Statute["21 USC ".Length..],
                _ => null,
            };
            if (answer is not null)
                got[key] = answer;
        }
        return new(got, reasons, open);
    }

    /// <summary>The two quantities of one drug.</summary>
    private sealed record Pair(Weight A, Weight B)
    {
        public static Pair Read(StrictJson value) => new(value.Only("A", "B")["A"].Weight(), value["B"].Weight());
    }

    /// <summary>The quantities of (A), (B) and (D) in one version.</summary>
    private sealed class Thresholds
    {
        private readonly Dictionary<string, Pair> _pairs = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Weight> _below = new(StringComparer.Ordinal);
        private readonly HashSet<string> _scheduleIOrII;

        private Thresholds(StrictJson value)
        {
            value.Only("A", "B", "D", "scheduleIOrII");
            foreach (var (drug, amount) in value["A"].Properties())
            {
                if (drug == "marijuana_plants")
                    (PlantsA, PlantsB) = (amount.IntFrom(1, 100_000), value["B"][drug].IntFrom(1, 100_000));
                else
                    _pairs[drug] = new(amount.Weight(), value["B"][drug].Weight());
            }
            if (value["B"].Properties().Count() != value["A"].Properties().Count())
                throw value["B"].Wrong("It names other drugs than (A).", "Give both quantities of each drug.");
            foreach (var (drug, amount) in value["D"].Properties())
            {
                if (drug == "marijuana_plants")
                    BelowPlants = amount.IntFrom(1, 100_000);
                else
                    _below[drug] = amount.Weight();
            }
            _scheduleIOrII = [.. value["scheduleIOrII"].Items().Select(item => item.Text())];
        }

        public int? PlantsA { get; }

        public int? PlantsB { get; }

        public int BelowPlants { get; }

        public static Thresholds Read(StrictJson value) => new(value);

        public Pair? Of(string drug) => _pairs.GetValueOrDefault(drug);

        public Weight? Below(string drug) => _below.TryGetValue(drug, out var weight) ? weight : null;

        public bool IsScheduleIOrII(string drug) => _scheduleIOrII.Contains(drug);

        public bool Names(string drug) => drug == "cocaine_base" || _pairs.ContainsKey(drug) || _below.ContainsKey(drug);
    }

    /// <summary>The terms of one tier.</summary>
    private sealed record Penalty(MonthRange Base, MonthRange? Death, MonthRange Prior, MonthRange? PriorDeath, MonthRange? TwoPriors, Limit Release, Limit ReleasePrior, PriorKind Priors)
    {
        public static Penalty Read(StrictJson value)
        {
            value.Only("base", "death", "prior", "priorDeath", "twoPriors", "release", "releasePrior", "priors");
            if (value.Maybe("death") is null != value.Maybe("priorDeath") is null)
                throw value.Wrong("Only one of 'death' and 'priorDeath' is there.", "Give both or neither.");
            return new(Range(value["base"]), Optional("death"), Range(value["prior"]), Optional("priorDeath"), Optional("twoPriors"), value["release"].Limit(), value["releasePrior"].Limit(), value["priors"].OneOf<PriorKind>());

            MonthRange? Optional(string name) => value.Maybe(name) is { } found ? Range(found) : null;
        }

        private static MonthRange Range(StrictJson value)
        {
            var ends = value.Items().ToList();
            return ends.Count == 2 && ends[0].Limit() <= ends[1].Limit() ? new(ends[0].Limit(), ends[1].Limit()) : throw value.Wrong("It is no range.", "Write the minimum and the maximum, as in [\"10y\", \"life\"].");
        }
    }

    private sealed class Tiers
    {
        private readonly Penalty?[] _rows = new Penalty?[7];

        public Penalty this[DrugTier tier] => _rows[(int)tier]!;

        public static Tiers Read(StrictJson value, params ReadOnlySpan<DrugTier> tiers)
        {
            var names = new string[tiers.Length];
            for (var i = 0; i < names.Length; i++)
                names[i] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(tiers[i].ToString()) is { Length: > 1 } name ? name : tiers[i].ToString();
            value.Only(names);
            var read = new Tiers();
            for (var i = 0; i < names.Length; i++)
                read._rows[(int)tiers[i]] = Penalty.Read(value[names[i]]);
            return read;
        }
    }

    private sealed record Jury(bool MinimumToo);

    private sealed record Attempt(bool Minimums);

    private sealed record Enterprise(Limit Min, Limit MinPrior);

    private sealed record ImportDifferences(int PlantsBelowTier, bool TwoPriors);

    /// <summary>Terms after no, one, and two or more prior drug convictions; a minimum counted in days is no whole month.</summary>
    private sealed record SimplePossession(IReadOnlyList<(int Days, Limit Max)> Rows)
    {
        public static SimplePossession Read(StrictJson value)
        {
            value.Only("first", "onePrior", "twoPriors");
            return new([Row("first"), Row("onePrior"), Row("twoPriors")]);

            (int, Limit) Row(string name) => (value[name].Only("days", "max")["days"].IntFrom(0, 366), value[name]["max"].Limit());
        }
    }

    private sealed record CocaineBasePossession(IReadOnlyList<Weight> Over, Limit Min, Limit Max)
    {
        public static CocaineBasePossession Read(StrictJson value)
        {
            value.Only("over", "overAfterOne", "overAfterTwo", "min", "max");
            return new([value["over"].Weight(), value["overAfterOne"].Weight(), value["overAfterTwo"].Weight()], value["min"].Limit(), value["max"].Limit());
        }
    }

    private sealed record Places(IReadOnlyDictionary<string, (int Times, Limit Min)> Sections)
    {
        public static Places Read(StrictJson value)
        {
            value.Only("849", "859", "860");
            return new(value.Properties().ToDictionary(p => p.Name, p => (p.Value.Only("times", "min")["times"].IntFrom(1, 3), p.Value["min"].Limit()), StringComparer.Ordinal));
        }
    }
}
