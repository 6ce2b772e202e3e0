using System.Globalization;

namespace Clementia.Law;

/// <summary>The penalty that a count carried, as section 404 of the First Step Act tells covered offenses from others.</summary>
internal enum Penalty
{
    /// <summary>21 USC 841(b)(1)(A)(iii): cocaine base, upper tier.</summary>
    CrackUpper,

    /// <summary>21 USC 841(b)(1)(B)(iii): cocaine base, lower tier.</summary>
    CrackLower,

    /// <summary>21 USC 841(b)(1)(C): cocaine base without a minimum.</summary>
    CrackNoMinimum,

    /// <summary>21 USC 844(a): simple possession of cocaine base under a mandatory minimum.</summary>
    CrackPossession,

    /// <summary>21 USC 960(b)(1)(C) or (b)(2)(C): cocaine base brought in or out.</summary>
    CrackImport,

    /// <summary>Any other penalty.</summary>
    Other,
}

/// <summary>First Step Act § 404: a sentence as if the Fair Sentencing Act of 2010 had been in effect.</summary>
internal static class ReliefFairSentencing
{
    private const string Name = "FSA 404";
    private const string Authority = "Pub. L. 115-391, § 404";

    private static readonly ProvisionKey<Section> s_section = new("us-federal/fsa/404", Section.Read);

    internal static readonly FactKey<Penalty> PenaltyOfCount = FactKeys.Choice<Penalty>("fairSentencing.penalty", FactScope.Count, "The penalty for cocaine base that the count carried when sentenced: 841(b)(1)(A)(iii), 841(b)(1)(B)(iii), 841(b)(1)(C), 844(a) with a minimum, 960(b), or another.", "the judgment and the indictment");
    internal static readonly FactKey<bool> AlreadyUnder = FactKeys.YesNo("fairSentencing.alreadyApplied", FactScope.Case, "The sentence was imposed, or reduced already, in accordance with sections 2 and 3 of the Fair Sentencing Act of 2010.", "the judgment and the docket");
    internal static readonly FactKey<bool> Denied = FactKeys.YesNo("fairSentencing.deniedOnMerits", FactScope.Case, "A motion under section 404 of the First Step Act was denied after a complete review on the merits.", "the docket");

    public static IReadOnlyList<ProvisionKey> Provisions => [s_section];

    public static IReadOnlyList<FactKey> Facts => [PenaltyOfCount, AlreadyUnder, Denied];

    public static ReliefFinding Find(Reckoning r, Facts facts, DateOnly today)
    {
        if (r.Law(s_section) is not { Value: { } section } version)
            return Finding(ReliefState.NotAvailable, "Section 404 was not yet law.", []);
        var criteria = new List<Criterion>();
        var covered = Covered(r, facts, section, criteria);
        if (covered == false)
            return Finding(ReliefState.NotAvailable, criteria.Exists(c => c.Cite.Contains("Terry", StringComparison.Ordinal)) ? "The count carried no mandatory minimum for cocaine base: it is no covered offense (Terry v. United States, 2021)." : "No count is a covered offense: none carried a penalty that the Fair Sentencing Act changed.", criteria);

        // The first day of the offense cannot be after its last: an offense that ended before the day was committed before it.
        bool? before = facts.TryGet(CaseFacts.OffenseEnd, out var ended) ? ended < section.Before : null;
        if (before is null && covered == true)
            _ = r.Know(facts, CaseFacts.OffenseEnd, out _, $"Was the offense committed before {Iso(section.Before)}?");
        criteria.Add(new(Authority + "(a)", $"The offense was committed before {Iso(section.Before)}.", before));
        if (before == false)
            return Finding(ReliefState.NotAvailable, $"The offense was not committed before {Iso(section.Before)}.", criteria);

        bool? already = r.Know(facts, AlreadyUnder, out var applied) ? applied : null;
        bool? denied = r.Know(facts, Denied, out var refused) ? refused : null;
        criteria.Add(new(Authority + "(c)", "The sentence was not imposed or reduced already under sections 2 and 3 of the Fair Sentencing Act.", already is { } a ? !a : null));
        criteria.Add(new(Authority + "(c)", "No motion under section 404 was denied after a complete review on the merits.", denied is { } d ? !d : null));
        r.Step("404", r.Cite(s_section), version, "Section 404 asks for a covered offense, committed before the Fair Sentencing Act, not sentenced or reduced under it already, and no earlier denial on the merits.", string.Join("; ", criteria.Select(c => $"{c.Plain} {(c.Met is { } met ? met ? "yes" : "no" : "not known")}")), $"{criteria.Count(c => c.Met == true)} of {criteria.Count} met");
        if (already == true)
            return Finding(ReliefState.Used, "The sentence was imposed or reduced under the Fair Sentencing Act already.", criteria);
        if (denied == true)
            return Finding(ReliefState.NotAvailable, "A motion under section 404 was denied after a complete review on the merits: no second one is heard.", criteria);
        return covered is null || before is null || already is null || denied is null
            ? Finding(ReliefState.Open, "Whether section 404 reaches this sentence turns on open questions.", criteria)
            : Finding(ReliefState.Available, "A court may impose a reduced sentence as if the Fair Sentencing Act had been in effect; it need not, and it may weigh other changes of law and fact (Concepcion v. United States, 2022; from memory).", criteria);

        ReliefFinding Finding(ReliefState state, string reason, IReadOnlyList<Criterion> list) => new(Name, Authority, state, [reason], list, null, null, null, r.Derivation);
    }

    private static bool? Covered(Reckoning r, Facts facts, Section section, List<Criterion> criteria)
    {
        // A sentence of after the day the question is about cannot be; and the Act changed nothing for a case without cocaine base.
        if (facts.List(FactScope.Count) is not { Count: > 0 } counts)
        {
            r.Ask(new OpenQuestion("", "counts", "Of which offenses was the person convicted, and which penalty did each carry?", "the judgment"));
            criteria.Add(new(Authority + "(a)", "A count is a covered offense.", null));
            return null;
        }
        bool? any = false;
        for (var i = 0; i < counts.Count; i++)
        {
            var one = CoveredCount(r, facts, counts[i], i, section, criteria);
            any = any == true || one == true ? true : one is null ? null : any;
        }
        return any;
    }

    /// <summary>The penalty as the count's own drugs and the law of the sentence tell it; null when cocaine base was not alone, or it cannot be told.</summary>
    private static Penalty? Told(Reckoning r, Facts facts, Facts count, int index)
    {
        if (count.TryGet(PenaltyOfCount, out var penalty))
            return penalty;
        if (!count.TryGet(DrugPenalties.CountDrugs, out var drugs))
            return null;
        if (!drugs.Any(d => d.Drug == "cocaine_base"))
            return Penalty.Other;
        if (drugs.Any(d => d.Drug != "cocaine_base"))
            return null;
        DrugTier? tier = count.TryGet(DrugPenalties.Tier, out var named) ? named : null;
        var name = tier is null && Limits.BeforeRelief(new(r.Book, r.Days), facts) is var all && index < all.Count ? all[index]?.Statute ?? "" : "";
        return tier == DrugTier.A || name.Contains("841(b)(1)(A)", StringComparison.Ordinal) ? Penalty.CrackUpper
            : tier == DrugTier.B || name.Contains("841(b)(1)(B)", StringComparison.Ordinal) ? Penalty.CrackLower
            : tier == DrugTier.C || name.Contains("841(b)(1)(C)", StringComparison.Ordinal) ? Penalty.CrackNoMinimum
            : null;
    }

    private static bool? CoveredCount(Reckoning r, Facts facts, Facts count, int index, Section section, List<Criterion> criteria)
    {
        bool? met = null;
        var cite = Authority + "(a)";
        if (Told(r, facts, count, index) is { } penalty)
        {
            met = section.Covers(penalty);
            if (penalty == Penalty.CrackNoMinimum && met == false)
                cite += "; Terry v. United States (2021)";
        }
        else if (count.TryGet(CaseFacts.Statute, out var text) && Statute.Parse(text) is { } statute && !(statute is { Title: "21", Section: "841" or "844" or "846" or "848" or "849" or "859" or "860" or "952" or "960" or "963" } or { Title: "18", Section: "371" } or { Title: "46" }))
            met = false;
        else
            _ = r.Know(count, PenaltyOfCount, out _);
        criteria.Add(new(cite, $"{count.At} is a covered offense: the Fair Sentencing Act changed its penalty.", met));
        return met;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day before which the offense must lie, and the penalties that were changed.</summary>
    internal sealed record Section(DateOnly Before, IReadOnlySet<string> Penalties)
    {
        public bool Covers(Penalty penalty) => penalty switch
        {
            Penalty.CrackUpper => Penalties.Contains("841(b)(1)(A)(iii)"),
            Penalty.CrackLower => Penalties.Contains("841(b)(1)(B)(iii)"),
            Penalty.CrackNoMinimum => Penalties.Contains("841(b)(1)(C)"),
            Penalty.CrackPossession => Penalties.Contains("844(a)"),
            Penalty.CrackImport => Penalties.Contains("960(b)(1)(C)") && Penalties.Contains("960(b)(2)(C)"),
            _ => false,
        };

        public static Section Read(StrictJson value)
        {
            value.Only("before", "covered");
            return new(value["before"].Day(), value["covered"].Items().Select(p => p.Text()).ToHashSet(StringComparer.Ordinal));
        }
    }
}
