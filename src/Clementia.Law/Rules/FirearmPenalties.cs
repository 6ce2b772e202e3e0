using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>What was done with the firearm of a count under 18 USC 924(c).</summary>
public enum FirearmUse
{
    /// <summary>Used, carried, or possessed in furtherance, no more.</summary>
    Used,

    /// <summary>Brandished: 924(c)(4).</summary>
    Brandished,

    /// <summary>Discharged.</summary>
    Discharged,
}

/// <summary>What kind of firearm it was, as far as 18 USC 924(c) distinguishes.</summary>
public enum FirearmKind
{
    /// <summary>Any other firearm.</summary>
    Ordinary,

    /// <summary>A short-barreled rifle or shotgun.</summary>
    ShortBarrel,

    /// <summary>A semiautomatic assault weapon.</summary>
    AssaultWeapon,

    /// <summary>A machinegun, or one with a silencer or muffler.</summary>
    MachinegunOrSilencer,

    /// <summary>A destructive device.</summary>
    DestructiveDevice,
}

/// <summary>18 USC 924(c) with its stacking before and after the First Step Act, 924(e), 922(g) with 924(a).</summary>
internal static class FirearmPenalties
{
    private const string Verdict = "the verdict or the plea agreement";
    private const string History = "the presentence report, criminal history";

    public static readonly FactKey<FirearmUse> Use = FactKeys.Choice<FirearmUse>("firearm.use", FactScope.Count, "What was done with the firearm of the count, as the jury found or the plea admitted: used (or carried, or possessed in furtherance), brandished, discharged.", Verdict);
    public static readonly FactKey<FirearmKind> Kind = FactKeys.Choice<FirearmKind>("firearm.kind", FactScope.Count, "What kind of firearm it was, as the jury found or the plea admitted.", Verdict);
    public static readonly FactKey<bool> PriorFinal = FactKeys.YesNo("prior924c.final", FactScope.Case, "A conviction under 18 USC 924(c) in an earlier case had become final before this offense.", History);
    public static readonly FactKey<int> ArmedCareerConvictions = FactKeys.Number("armedCareer.convictions", FactScope.Case, 0, 15, "How many earlier convictions, for offenses on different occasions, are violent felonies or serious drug offenses under 18 USC 924(e)(2), leaving out those that are so under the residual clause alone.", History);
    public static readonly FactKey<int> ArmedCareerResidual = FactKeys.Number("armedCareer.residual", FactScope.Case, 0, 15, "How many further convictions are violent felonies under the residual clause of 18 USC 924(e)(2)(B)(ii) alone.", History);

    private static readonly ProvisionKey<Terms> s_terms = new("us-federal/usc/18/924-c-terms", Terms.Read);
    private static readonly ProvisionKey<Second> s_second = new("us-federal/usc/18/924-c-second", v => new(v.Only("sameCase")["sameCase"].YesNo()));
    private static readonly ProvisionKey<Maximum> s_prohibited = new("us-federal/usc/18/922-g", v => new(v.Only("max")["max"].Limit()));
    private static readonly ProvisionKey<ArmedCareer> s_armedCareer = new("us-federal/usc/18/924-e", v => new(v.Only("convictions", "min", "max")["convictions"].IntFrom(1, 10), v["min"].Limit(), v["max"].Limit()));
    private static readonly ProvisionKey<Residual> s_residual = new("us-federal/usc/18/924-e-residual", v => new(v.Only("counts")["counts"].YesNo()));

    public static IReadOnlyList<ProvisionKey> Provisions => [s_terms, s_second, s_prohibited, s_armedCareer, s_residual];

    public static IReadOnlyList<FactKey> Facts => [Use, Kind, PriorFinal, ArmedCareerConvictions, ArmedCareerResidual];

    public static IReadOnlyList<GoldenKind> Golden => [new("924c_stacking", AnswerExample)];

    /// <summary>The limits of a count under these statutes, before any relief from a minimum; null when a fact is missing (then asked for). "Nth" is its place, from 1, among the counts of the file under 924(c).</summary>
    public static StatutoryLimits? For(Reckoning r, Facts @case, Facts count, CountStatute statute, int nth) =>
        statute.Kind == StatuteKind.FirearmInCrime ? InCrime(r, @case, count, statute, nth) : ByProhibitedPerson(r, @case, count, statute);

    private static StatutoryLimits? InCrime(Reckoning r, Facts @case, Facts count, CountStatute statute, int nth)
    {
        if (r.Law(s_terms) is not { } version)
            return r.Days.OffenseEnd is null ? null : Limits.ByHand(r, count, statute, "The terms of 18 USC 924(c) before 1986-11-15 are not modelled.");
        var terms = version.Value!;
        var rule = r.Needed(s_second);
        var kindKnown = r.Know(count, Kind, out var kind);

        bool? second = nth > 1 && rule.Value!.SameCase ? true : r.Know(@case, PriorFinal, out var prior) ? prior : null;
        var use = FirearmUse.Used;
        var useKnown = second is true || !terms.TurnsOnUse || r.Know(count, Use, out use);
        if (!kindKnown || !useKnown || second is not { } isSecond)
            return null;
        if (kind == FirearmKind.AssaultWeapon && terms.AssaultWeaponDisputed && !isSecond)
            return Limits.ByHand(r, count, statute, "The Code prints ten years for an assault weapon, the Department of Justice reads that term as ended on 2004-09-13.");

        if (nth > 1)
            Limits.TellReach(r, rule, "the First Step Act of 2018, § 403(b)");
        var term = isSecond ? terms.OfSecond(kind) : terms.OfFirst(use, kind);
        var why = nth > 1 && isSecond && rule.Value!.SameCase ? $"count {nth} under 924(c) in this case, second or subsequent"
            : isSecond ? "after an earlier final conviction under 924(c)"
            : nth > 1 ? $"count {nth} under 924(c), none of an earlier case final"
            : "first conviction under 924(c)";
        r.Step($"{count.At} 924(c)(1)(C)", r.Cite(s_second), rule, isSecond ? "The count is a second or subsequent one." : "The count is not a second or subsequent one.", why, isSecond ? "second or subsequent" : "first");
        r.Step($"{count.At} 924(c)", r.Cite(s_terms), version, $"The firearm adds {(terms.MaxIsTerm ? "" : "at least ")}{term.InWords}, after every other term.", $"{use}, {kind}", term.InWords);
        return new(count.At, "18 USC 924(c)", term, terms.MaxIsTerm ? term : terms.Max, true, false, null);
    }

    private static StatutoryLimits? ByProhibitedPerson(Reckoning r, Facts @case, Facts count, CountStatute statute)
    {
        if (r.Law(s_prohibited) is not { } version)
            return r.Days.OffenseEnd is null ? null : Limits.ByHand(r, count, statute, "The penalty for an offense that ended before 1988-11-18 is not modelled.");
        if (IsArmedCareer(r, @case, statute) is not { } armedCareer)
            return null;
        if (armedCareer)
        {
            var enhanced = r.Needed(s_armedCareer);
            r.Step($"{count.At} 924(e)", r.Cite(s_armedCareer), enhanced, $"After {enhanced.Value!.Convictions} convictions of the kind it names, 924(e) gives {new MonthRange(enhanced.Value.Min, enhanced.Value.Max).InWords}.", statute.ToString(), $"{enhanced.Value.Min}-{enhanced.Value.Max}");
            return new(count.At, "18 USC 924(e)", enhanced.Value.Min, enhanced.Value.Max, false, false, null) { MaxWithoutPriors = version.Value!.Max };
        }
        r.Step($"{count.At} 922(g)", r.Cite(s_prohibited), version, $"Possession of a firearm by a prohibited person has a term of up to {version.Value!.Max.InWords}.", statute.ToString(), $"0-{version.Value.Max}");
        return new(count.At, "18 USC 922(g)", Limit.Zero, version.Value.Max, false, false, null);
    }

    private static bool? IsArmedCareer(Reckoning r, Facts @case, CountStatute statute)
    {
        // The judgment itself says so, on its own day; on another day the convictions must be known.
        if (statute.All.Any(one => one is { Title: 18, Section: "924" } && one.Has("(e)")) && @case.TryGet(CaseFacts.Sentenced, out var sentenced) && sentenced == r.Days.Sentence)
            return true;
        var needed = r.Needed(s_armedCareer).Value!.Convictions;
        var known = r.Know(@case, ArmedCareerConvictions, out var convictions);
        if (known && convictions >= needed)
            return true;
        var residual = r.Needed(s_residual);
        if (residual.Value!.Counts)
        {
            if (!r.Know(@case, ArmedCareerResidual, out var further) || !known)
                return null;
            convictions += further;
            if (further > 0)
                r.Step("924(e)(2)(B)(ii)", r.Cite(s_residual), residual, $"On that day {further} convictions counted under the residual clause alone.", $"{further} convictions", $"{convictions} in all");
        }
        return known ? convictions >= needed : null;
    }

    /// <summary>Facts {counts, use, kind, prior_final, offense day, sentence day}; asked are "total_years", "total_months", "terms" (years), with a day where wanted.</summary>
    private static GoldenAnswer AnswerExample(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var example = new ExampleFacts(facts);
        var use = facts.Maybe("use")?.OneOf<FirearmUse>(("used", FirearmUse.Used), ("use", FirearmUse.Used), ("carry", FirearmUse.Used), ("possess", FirearmUse.Used), ("brandish", FirearmUse.Brandished), ("brandished", FirearmUse.Brandished), ("discharge", FirearmUse.Discharged), ("discharged", FirearmUse.Discharged)) ?? FirearmUse.Used;
        var kind = facts.Maybe("kind")?.OneOf<FirearmKind>(
            ("ordinary", FirearmKind.Ordinary), ("other", FirearmKind.Ordinary), ("short_barrel", FirearmKind.ShortBarrel), ("short_barreled", FirearmKind.ShortBarrel), ("assault_weapon", FirearmKind.AssaultWeapon),
            ("machinegun", FirearmKind.MachinegunOrSilencer), ("silencer", FirearmKind.MachinegunOrSilencer), ("destructive_device", FirearmKind.DestructiveDevice)) ?? FirearmKind.Ordinary;
        var count = (IReadOnlyList<(FactKey, object)>)[(CaseFacts.Statute, "18 USC 924(c)"), (Use, use), (Kind, kind)];
        var number = example.Int("counts", "count", "counts_924c", "number_of_counts") ?? 1;
        var @case = Law.Facts.None.With("", PriorFinal, example.YesNo("prior_final", "prior_final_924c", "prior_924c_final", "prior_924c") ?? false)
            .WithList(FactScope.Count, [.. Enumerable.Repeat(count, Math.Clamp(number, 0, 300))]);

        var got = new JsonObject();
        var reasons = new List<string>();
        var open = new List<string>();
        foreach (var key in keys)
        {
            var (what, day) = ExampleFacts.Split(key);
            var sentence = day ?? example.SentenceDay ?? ExampleFacts.Today;
            var offense = example.OffenseDay ?? sentence;
            var r = new Reckoning(book, new Timeline { OffenseEnd = offense <= sentence ? offense : sentence, Sentence = sentence, Conviction = sentence });
            var limits = Limits.BeforeRelief(r, @case);
            reasons.AddRange(r.Derivation.Steps.Select(step => step.Plain));
            open.AddRange(r.Derivation.Questions.Select(q => q.Text));
            if (limits.Any(one => one is null))
                continue;
            var total = limits.Aggregate(Limit.Zero, (sum, one) => sum + one!.Min);
            JsonNode? answer = what switch
            {
                "total" or "total_years" or "min_years" or "min" or "years" => ExampleFacts.Length(total, inMonths: false),
                "total_months" or "min_months" or "months" => ExampleFacts.Length(total, inMonths: true),
                "terms" or "terms_years" => new JsonArray([.. limits.Select(one => ExampleFacts.Length(one!.Min, inMonths: false))]),
                "terms_months" => new JsonArray([.. limits.Select(one => ExampleFacts.Length(one!.Min, inMonths: true))]),
                "consecutive" => true,
                _ => null,
            };
            if (answer is not null)
                got[key] = answer;
        }
        return new(got, reasons, open);
    }

    /// <summary>The terms of one version of 18 USC 924(c)(1).</summary>
    private sealed class Terms
    {
        private readonly Limit?[] _use = new Limit?[3];
        private readonly Limit?[] _kind = new Limit?[5];
        private readonly Limit _second;
        private readonly Limit _secondMachinegun;

        private Terms(StrictJson value)
        {
            value.Only("used", "brandished", "discharged", "shortBarrel", "assaultWeapon", "assaultWeaponDisputed", "machinegunOrSilencer", "destructiveDevice", "second", "secondMachinegun", "max");
            foreach (var use in Enum.GetValues<FirearmUse>())
                _use[(int)use] = Maybe(use.ToString());
            foreach (var kind in Enum.GetValues<FirearmKind>())
                _kind[(int)kind] = kind == FirearmKind.Ordinary ? null : Maybe(kind.ToString());
            (_second, _secondMachinegun) = (value["second"].Limit(), value["secondMachinegun"].Limit());
            if (_use[0] is null)
                throw value.Wrong("'used' is missing.", "Add the term for using or carrying.");
            TurnsOnUse = _use[1] is not null || _use[2] is not null;
            AssaultWeaponDisputed = value.Maybe("assaultWeaponDisputed")?.YesNo() ?? false;
            MaxIsTerm = value["max"] is { Kind: System.Text.Json.JsonValueKind.String } max && max.Text() == "same";
            Max = MaxIsTerm ? Limit.Zero : value["max"].Limit();

            Limit? Maybe(string name) => value.Maybe(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name))?.Limit();
        }

        public bool TurnsOnUse { get; }

        public bool AssaultWeaponDisputed { get; }

        /// <summary>Whether the term is fixed, with no room above it.</summary>
        public bool MaxIsTerm { get; }

        public Limit Max { get; }

        public static Terms Read(StrictJson value) => new(value);

        public Limit OfFirst(FirearmUse use, FirearmKind kind) => Limit.Max(_use[(int)use] ?? _use[0]!.Value, _kind[(int)kind] ?? Limit.Zero);

        public Limit OfSecond(FirearmKind kind) =>
            kind is FirearmKind.MachinegunOrSilencer or FirearmKind.DestructiveDevice && _kind[(int)kind] is not null ? _secondMachinegun : _second;
    }

    private sealed record Second(bool SameCase);

    private sealed record Maximum(Limit Max);

    private sealed record ArmedCareer(int Convictions, Limit Min, Limit Max);

    private sealed record Residual(bool Counts);
}
