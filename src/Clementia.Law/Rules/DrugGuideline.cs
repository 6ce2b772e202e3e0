using System.Collections.Frozen;

namespace Clementia.Law;

/// <summary>USSG §2D1.1: base level by quantity, by death or injury and by role, and the specific offense characteristics, in every edition since 1987.</summary>
internal static partial class DrugGuideline
{
    private const string Folder = "us-federal/ussg/2d1.1/";
    private const string Report = "the presentence report, offense level computation";

    private static readonly ProvisionKey<DeathLevels> s_death = new(Folder + "death-or-injury", DeathLevels.Read);
    private static readonly ProvisionKey<RoleCap> s_roleCap = new(Folder + "mitigating-role-cap", RoleCap.Read);
    private static readonly ProvisionKey<DrugCharacteristics> s_characteristics = new(Folder + "characteristics", DrugCharacteristics.Read);

    public static IReadOnlyList<ProvisionKey> Provisions => [s_table, .. s_conversions, s_caps, s_floors, s_combination, s_crack, s_plants, s_typical, s_death, s_roleCap, s_characteristics];

    /// <summary>The drugs and their quantities.</summary>
    public static readonly FactKey<IReadOnlyList<DrugAmount>> Drugs = new(
        "drugs",
        FactScope.Group,
        "a list of {\"drug\": \"cocaine_powder\", \"amount\": \"2.5 kg\"}; the amount may give several measures: {\"weight\": \"500 g\", \"actual\": \"400 g\", \"units\": 100, \"plants\": 50, \"doses\": 200, \"ml\": 30}; a mixture of several drugs lists them: {\"drug\": [\"heroin\", \"fentanyl\"], ...}",
        "Every drug the defendant is held accountable for, with its quantity; different lots of one drug may be listed apart.",
        "the presentence report, offense conduct and offense level computation",
        value => [.. value.Items().Select(DrugAmount.Read)]);

    private static readonly FactKey<bool> s_noOther = YesNo("drug.noOther", "Nothing else of §2D1.1(a)(1) to (4) and (b) was found or applied: what the file does not name did not apply.");
    private static readonly FactKey<bool> s_deathOrInjury = YesNo("drug.deathOrInjury", "Death or serious bodily injury resulted from the use of the substance, as §2D1.1(a)(1) to (4) of the edition asks: from 1989-11-01 the conviction establishes it, from 2024-11-01 the statutory penalty for it applies or the parties stipulated to it.");
    private static readonly FactKey<bool> s_deathRepeat = YesNo("drug.deathOrInjuryRepeat", "The defendant committed the offense after a prior conviction of the kind that §2D1.1(a)(1) or (3) names.");
    private static readonly FactKey<bool> s_crossReference = YesNo("drug.crossReference", "A cross reference of §2D1.1(d) was applied (murder; drugs distributed with intent to commit a crime of violence).");
    private static readonly FactKey<bool> s_safetyValve = YesNo("drug.safetyValve", "The defendant meets §5C1.2(a)(1) to (5) as it read until 2023-10-31 (not more than 1 criminal history point).");
    private static readonly FactKey<bool> s_safetyValve2023 = YesNo("drug.safetyValve2023", "The defendant meets §5C1.2(a)(1) to (5) as it reads since 2023-11-01 (not more than 4 points without 1-point offenses, no 3-point offense, no 2-point violent offense). Whoever met the older test meets it.");
    private static readonly FactKey<bool> s_madeWithMinor = YesNo("drug.madeWithMinor", "The conviction under 21 USC 860a was for manufacturing methamphetamine, or possessing it with intent to manufacture.");

    /// <summary>The characteristics by their names in law/, each with the fact that it turns on; none where the counts of conviction tell.</summary>
    internal static FrozenDictionary<string, FactKey<bool>?> Characteristics { get; } = new Dictionary<string, FactKey<bool>?>
    {
        ["weapon"] = YesNo("drug.weapon", "A dangerous weapon, firearms included, was possessed, and it is not clearly improbable that it was connected with the offense."),
        ["violence"] = YesNo("drug.violence", "The defendant used violence, made a credible threat of it, or directed it."),
        ["craft"] = YesNo("drug.craft", "The defendant imported or exported the drug by private aircraft (since 2009-11-01 also by submersible), or as pilot, captain or other officer of the craft."),
        ["prison"] = YesNo("drug.prison", "The object of the offense was distribution in a prison or detention facility."),
        ["methImport"] = YesNo("drug.methImport", "The offense involved importing methamphetamine (since 2001-11-01 also amphetamine), or making it from listed chemicals that the defendant knew were imported unlawfully."),
        ["smuggledMeth"] = null,
        ["massMarketing"] = YesNo("drug.massMarketing", "A controlled substance was distributed through mass-marketing by means of an interactive computer service."),
        ["maskingAgent"] = YesNo("drug.maskingAgent", "The offense involved distributing an anabolic steroid and a masking agent."),
        ["steroidToAthlete"] = YesNo("drug.steroidToAthlete", "The defendant distributed an anabolic steroid to an athlete."),
        ["dateRapeInternet"] = null,
        ["bribery"] = YesNo("drug.bribery", "The defendant bribed, or attempted to bribe, a law enforcement officer to facilitate the offense."),
        ["premises"] = YesNo("drug.premises", "The defendant maintained a premises for the purpose of manufacturing or distributing a controlled substance."),
        ["fentanylDisguised"] = YesNo("drug.fentanylDisguised", "The defendant knowingly misrepresented or marketed as another substance a mixture containing fentanyl or a fentanyl analogue."),
        ["fentanylAsDrug"] = YesNo("drug.fentanylAsDrug", "The defendant marketed as a legitimately manufactured drug another mixture containing fentanyl or an analogue, with the state of mind that the edition asks (until 2025-10-31 willful blindness, since then reckless disregard)."),
        ["environment"] = YesNo("drug.environment", "The offense involved an unlawful release of a hazardous or toxic substance, or unlawful handling of hazardous waste."),
        ["premisesWithMinor"] = null,
        ["labRisk"] = YesNo("drug.labRisk", "Making amphetamine or methamphetamine created a substantial risk of harm to human life or the environment."),
        ["labRiskToMinor"] = YesNo("drug.labRiskToMinor", "Making amphetamine or methamphetamine created a substantial risk of harm to the life of a minor or an incompetent."),
        ["publicLand"] = YesNo("drug.publicLand", "The offense involved growing marihuana on state or federal land or while trespassing."),
        ["leaderFactor"] = YesNo("drug.leaderFactor", "One of the factors for leaders was found: using a person with minimal knowledge through fear or affection; minors, the old, the pregnant or the vulnerable; direct part in the importation (where no other importation increase applies); obstruction; a livelihood."),
        ["minimalFactor"] = YesNo("drug.minimalFactor", "All factors for minimal participants were found: moved by an intimate or family relationship or by threats or fear, no money, minimal knowledge."),
        ["safetyValve"] = s_safetyValve,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<FactKey> Facts =>
        [Drugs, s_noOther, s_deathOrInjury, s_deathRepeat, s_crossReference, s_madeWithMinor, s_safetyValve2023, .. Characteristics.Values.OfType<FactKey>().OrderBy(k => k.Name, StringComparer.Ordinal)];

    /// <summary>The offense level of a group under the guideline, before chapter three; null when a fact is missing (then asked for).</summary>
    public static int? Level(Reckoning r, Facts @case, Facts group)
    {
        var known = r.Know(group, Drugs, out var drugs);
        var @base = BaseLevel(r, group, known ? drugs : null);
        return AddCharacteristics(r, @case, group, known ? drugs! : [], @base);
    }

    // The role cap belongs to (a)(5) alone: a special level of (a)(1) to (4) is not lowered by it.
    private static int? BaseLevel(Reckoning r, Facts group, IReadOnlyList<DrugAmount>? drugs)
    {
        var quantity = drugs is null ? null : BaseLevel(r, drugs, group.At);
        var capped = quantity is { } level ? CapByRole(r, group, level) : null;
        var special = Death(r, group, drugs, out var open);
        if (open || (special is null && capped is null))
            return null;
        if (group.TryGet(s_crossReference, out var cross) && cross)
        {
            r.Ask(new OpenQuestion(group.At, s_crossReference.Name, "A cross reference of §2D1.1(d) leads to another guideline: calculate it by hand and enter its level.", Report));
            return null;
        }
        // "Apply the greatest": with the quantity open, a special level decides only where no quantity could exceed it.
        return capped is { } c ? Math.Max(c, special ?? c) : special >= r.Needed(s_table).Value!.Rows(DrugColumn.Marihuana)[0].Level ? special : null;
    }

    private static int? CapByRole(Reckoning r, Facts group, int level)
    {
        if (r.Law(s_roleCap) is not { } version || level < version.Value!.From)
            return level;
        if (!Roles.KnowMitigating(r, group, out var role, "A base level of 32 or more is lowered for a defendant with a mitigating role."))
            return null;
        var capped = version.Value.Of(level, role);
        if (role != MitigatingRole.None)
            r.Step(Rule(group.At, "2D1.1(a)(5)"), "USSG §2D1.1(a)(5)", version, $"The defendant had a mitigating role ({InWords(role)}): base level {level} becomes {capped}.", $"base level {level}, {InWords(role)} role", $"base level {capped}", capped);
        return capped;
    }

    /// <summary>The base level of an amount of one drug, capped for a role found; null when a fact is missing.</summary>
    internal static int? LevelOfRecord(Reckoning r, DrugAmount amount, MitigatingRole? role)
    {
        if (BaseLevel(r, [amount], "") is not { } level)
            return null;
        if (r.Law(s_roleCap) is not { } version || level < version.Value!.From)
            return level;
        return role is { } found ? version.Value.Of(level, found) : null;
    }

    // The level of (a)(1) to (4), or null when none applies; open where a fact is missing.
    private static int? Death(Reckoning r, Facts group, IReadOnlyList<DrugAmount>? drugs, out bool open)
    {
        open = false;
        var version = r.Needed(s_death);
        var levels = version.Value!;
        var onlyThree = drugs is { Count: > 0 } && drugs.All(d => d.Kinds.All(k => k.Class is DrugClass.ScheduleThree or DrugClass.Ketamine or DrugClass.ScheduleThreeHydrocodone));
        var lesser = drugs is { Count: > 0 } && drugs.All(d => d.Kinds.All(k => k.Class is DrugClass.ScheduleFour or DrugClass.ScheduleFive));
        var offense = levels.KeyedTo == DeathLevels.Key.Offense;
        if (!offense && (lesser || (onlyThree && levels.ScheduleThreeFirst is null)))
            return null;
        var found = Fact(r, group, s_deathOrInjury);
        if (found is null)
            open = true;
        if (found is not true)
            return null;
        if (!r.Know(group, s_deathRepeat, out var repeat))
        {
            open = true;
            return null;
        }
        // The first edition excepted the lesser drugs from level 38, not from level 43.
        if (offense && !repeat && (lesser || onlyThree || (drugs is not null && IsSmallMarihuana(drugs))))
            return null;
        onlyThree &= !offense;
        var level = onlyThree ? (repeat ? levels.ScheduleThreeRepeat : levels.ScheduleThreeFirst)!.Value : repeat ? levels.Repeat : levels.First;
        var at = onlyThree ? (repeat ? "(a)(3)" : "(a)(4)") : repeat ? "(a)(1)" : "(a)(2)";
        r.Step(Rule(group.At, "2D1.1(a) death"), "USSG §2D1.1" + at, Since(r, s_death, version, (a, b) => a.KeyedTo == b.KeyedTo && a.Repeat == b.Repeat && a.First == b.First && a.ScheduleThreeFirst == b.ScheduleThreeFirst && a.ScheduleThreeRepeat == b.ScheduleThreeRepeat), $"Death or serious bodily injury resulted{(repeat ? ", after a prior conviction" : "")}: base level {level}.", repeat ? "death or injury, prior conviction" : "death or injury", $"base level {level}", level);
        return level;
    }

    // The first edition excepted less than 50 kg of marihuana, 10 kg of hashish and 1 kg of hashish oil.
    private static bool IsSmallMarihuana(IReadOnlyList<DrugAmount> drugs) => drugs.Count > 0 && drugs.All(d => d.Kinds.Count == 1 && d.Weight is { } w && d.Kinds[0].Id switch
    {
        "marijuana" => w < Weight.OfGrams(50_000),
        "hashish" => w < Weight.OfGrams(10_000),
        "hashish_oil" => w < Weight.OfGrams(1_000),
        _ => false,
    });

    private static int? AddCharacteristics(Reckoning r, Facts @case, Facts group, IReadOnlyList<DrugAmount> drugs, int? @base)
    {
        var version = r.Needed(s_characteristics);
        var edition = version.Value!;
        var (level, open) = (@base ?? 0, @base is null);
        var craft = false;
        if (group.TryGet(s_noOther, out var none) && none && @case.TryGet(CaseFacts.Sentenced, out var sentenced)
            && r.Book.Find(s_characteristics).For(new Timeline { Sentence = sentenced }, out _) is { Value: { } then } && edition.Items.Any(i => then[i.Name] is null && i.Name != "safetyValve"))
            r.Caution("The file says that nothing else of §2D1.1(b) was found (drug.noOther). Characteristics that came into the guideline after the sentence were no question then; they are taken as not found.");
        for (var i = 0; i < edition.Items.Count; i++)
        {
            var item = edition.Items[i];
            if (item.GreatestOf is { } name)
            {
                // "Apply the greatest": each is tried on the level so far, and the best for the government stays.
                DrugCharacteristics.Characteristic? greatest = null;
                for (; i < edition.Items.Count && edition.Items[i].GreatestOf == name; i++)
                {
                    item = edition.Items[i];
                    var one = Applies(r, @case, group, drugs, item, craft);
                    open |= one is null;
                    if (one is true && (greatest is null || item.Apply(level) > greatest.Apply(level)))
                        greatest = item;
                }
                i--;
                if (greatest is not null)
                    level = Add(greatest, level);
                continue;
            }
            if (!open && item.OnlyFrom > level)
                continue; // It could not change the level, so it is not asked for.
            var applies = Applies(r, @case, group, drugs, item, craft);
            open |= applies is null;
            if (applies is not true || item.OnlyFrom > level)
                continue;
            craft |= item.Name == "craft";
            level = Add(item, level);
        }
        return open ? null : level;

        int Add(DrugCharacteristics.Characteristic item, int before)
        {
            var after = item.Apply(before);
            var cite = "USSG §2D1.1" + item.At;
            var floor = item.AtLeast is { } least && after == least && after != before + item.Add ? $", and at least {least}" : "";
            r.Step(Rule(group.At, "2D1.1(b) " + item.Name), cite, Since(r, s_characteristics, version, (a, b) => b[item.Name] is { } theirs && item.SameEffect(theirs)), $"{(item.Name == "safetyValve" && r.Days[GoverningDay.Manual] >= s_valve2023 ? s_safetyValve2023.Meaning : Characteristics[item.Name]?.Meaning ?? Convicted(item.Name)).TrimEnd('.')}: {(item.Add < 0 ? $"{-item.Add} levels less" : $"{item.Add} levels more")}{floor}.", open ? "" : $"level {before}", open ? $"{item.Add:+0;-0}" : $"{item.Add:+0;-0} = {after}", open ? null : after);
            return after;
        }
    }

    /// <summary>Whether a characteristic applies; null when a fact is missing. What cannot matter in this edition or for these drugs is not asked.</summary>
    private static bool? Applies(Reckoning r, Facts @case, Facts group, IReadOnlyList<DrugAmount> drugs, DrugCharacteristics.Characteristic item, bool craft)
    {
        var key = Characteristics[item.Name];
        switch (item.Name)
        {
            case "weapon" or "violence":
                // §2K2.4, note 4: the sentence under 924(c) already accounts for the weapon and for the violence.
                if (HasCount(@case, "924(c)") is true)
                {
                    if (Told(group, key!) is true)
                        r.Step(Rule(group.At, "2D1.1(b) " + item.Name), "USSG §2K2.4, comment. (n.4)", $"No increase for the {item.Name}: the sentence on the count under 18 USC 924(c) already accounts for it.", "count under 18 USC 924(c)", "no increase");
                    return false;
                }
                return Fact(r, group, key!) is not { } found ? null
                    : found && CountOf(r, @case, "924(c)") is { } charged ? !charged
                    : found ? null : false;
            case "methImport":
                if (!Any(drugs, IsMeth(r)))
                    return false;
                if (craft)
                    return false; // Note 12: not where the importation increase of the craft applies.
                return Fact(r, group, key!) is not { } imported ? null : !imported ? false
                    : !Roles.KnowMitigating(r, group, out var mitigating, "Importing methamphetamine adds two levels only where the defendant has no mitigating role.") ? null : mitigating == MitigatingRole.None;
            case "smuggledMeth":
                return Any(drugs, IsMeth(r)) ? CountOf(r, @case, "21 USC 865") : false;
            case "dateRapeInternet":
                return Any(drugs, d => d.Id is "ghb" or "gbl" or "butanediol" or "ketamine" or "flunitrazepam") ? CountOf(r, @case, "841(g)") : false;
            case "maskingAgent" or "steroidToAthlete":
                return Any(drugs, d => d.Id == "anabolic_steroids") ? Fact(r, group, key!) : false;
            case "fentanylDisguised" or "fentanylAsDrug":
                return Any(drugs, d => d.Column is DrugColumn.Fentanyl or DrugColumn.FentanylAnalogue) ? Fact(r, group, key!) : false;
            case "premisesWithMinor":
                return Any(drugs, d => d.Id is "meth_mixture" or "meth_actual" or "ice") ? CountOf(r, @case, "860a") : false;
            case "labRisk":
                // Since 2007-11-01 a conviction under 860a for making methamphetamine counts like the risk itself.
                if (!Any(drugs, IsMethOrAmphetamine))
                    return false;
                if (r.Needed(s_characteristics).Value!["premisesWithMinor"] is not null && HasCount(@case, "860a") is true)
                {
                    if (!r.Know(group, s_madeWithMinor, out var made))
                        return null;
                    if (made)
                        return true;
                }
                return Fact(r, group, key!);
            case "labRiskToMinor":
                return Any(drugs, IsMethOrAmphetamine) ? Fact(r, group, key!) : false;
            case "publicLand":
                return Any(drugs, d => d.Class == DrugClass.Marihuana) ? WithLeader(r, group, key!) : false;
            case "leaderFactor":
                return WithLeader(r, group, key!);
            case "minimalFactor":
                return Told(group, key!) is false ? false
                    : !Roles.KnowMitigating(r, group, out var role, "A minimal participant may have two more levels taken off.") ? null
                    : role != MitigatingRole.Minimal ? false : Fact(r, group, key!);
            case "safetyValve":
                return ValveApplies(r, @case, group);
            default:
                return Fact(r, group, key!);
        }
    }

    /// <summary>The two levels of the safety valve: as the report found, else as §5C1.2 comes out on the file's own facts.</summary>
    private static bool? ValveApplies(Reckoning r, Facts @case, Facts group)
    {
        // The test of 2023 is wider: whoever met the older one meets it.
        var wider = r.Days[GoverningDay.Manual] >= s_valve2023;
        if (group.TryGet(wider ? s_safetyValve2023 : s_safetyValve, out var found))
            return found;
        if (wider && group.TryGet(s_safetyValve, out var narrower) && narrower)
            return true;
        // Tried apart first: a file that says nothing else was found is not asked eight questions, and one that answers them is heard.
        var settled = SafetyValve.MeetsGuideline(new Reckoning(r.Book, r.Days), @case) is not null;
        // But a report of before 2023 cannot have found "no" to the test of 2023.
        var asked = !wider || !@case.TryGet(CaseFacts.Sentenced, out var sentenced) || sentenced >= s_valve2023;
        return !settled && asked && group.TryGet(s_noOther, out var none) && none ? false : SafetyValve.MeetsGuideline(r, @case);
    }

    private static readonly DateOnly s_valve2023 = new(2023, 11, 1);
    private static readonly DateOnly s_amphetamineToo = new(2001, 11, 1);

    private static bool? WithLeader(Reckoning r, Facts group, FactKey<bool> key)
    {
        if (Told(group, key) is false)
            return false;
        if (group.TryGet(Roles.Aggravating, out var known) && known == AggravatingRole.None)
            return false;
        var factor = Fact(r, group, key);
        return factor is false ? false : r.Know(group, Roles.Aggravating, out var role, "The increase goes only to a defendant with an aggravating role.") ? role == AggravatingRole.None ? false : factor : null;
    }

    private static Func<Drug, bool> IsMeth(Reckoning r) => r.Days[GoverningDay.Manual] >= s_amphetamineToo ? IsMethOrAmphetamine : d => IsMethOrAmphetamine(d) && !d.Id.Contains("amphetamine_", StringComparison.Ordinal) && d.Id != "dextroamphetamine";

    private static bool IsMethOrAmphetamine(Drug d) => d.Id is "meth_mixture" or "meth_actual" or "ice" or "l_methamphetamine" or "p2p_for_meth" or "ephedrine" or "pseudoephedrine" or "phenylpropanolamine" or "amphetamine_mixture" or "amphetamine_actual" or "dextroamphetamine";

    private static bool Any(IReadOnlyList<DrugAmount> drugs, Func<Drug, bool> test)
    {
        foreach (var amount in drugs)
        {
            foreach (var kind in amount.Kinds)
            {
                if (test(kind))
                    return true;
            }
        }
        return false;
    }

    // What the file says; a file that says nothing else was found says no to what it does not name.
    private static bool? Told(Facts group, FactKey<bool> key) => group.TryGet(key, out var value) ? value : group.TryGet(s_noOther, out var none) && none ? false : null;

    private static bool? Fact(Reckoning r, Facts group, FactKey<bool> key)
    {
        if (Told(group, key) is { } told)
            return told;
        _ = r.Know(group, key, out _);
        return null;
    }

    private static bool? HasCount(Facts @case, string statute)
    {
        if (@case.List(FactScope.Count) is not { } counts)
            return null;
        var unknown = false;
        foreach (var count in counts)
        {
            if (!count.TryGet(CaseFacts.Statute, out var text))
                unknown = true;
            else if (text.Contains(statute, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return unknown ? null : false;
    }

    private static bool? CountOf(Reckoning r, Facts @case, string statute)
    {
        var found = HasCount(@case, statute);
        if (found is null)
            r.Ask(new OpenQuestion("", "counts", $"Which statutes was the defendant convicted under? A conviction under {statute} changes the offense level.", "the judgment"));
        return found;
    }

    private static string Convicted(string name) => name switch
    {
        "smuggledMeth" => "The defendant is convicted under 21 USC 865 (smuggling methamphetamine while enrolled in a trusted traveler program)",
        "dateRapeInternet" => "The defendant is convicted under 21 USC 841(g)(1)(A) (internet sale of date rape drugs)",
        _ => "The defendant is convicted under 21 USC 860a (methamphetamine on premises where a minor is present)",
    };

    private static string InWords(MitigatingRole role) => role switch
    {
        MitigatingRole.Minimal => "minimal",
        MitigatingRole.Minor => "minor",
        MitigatingRole.Between => "between minor and minimal",
        _ => "none",
    };

    private static FactKey<bool> YesNo(string name, string meaning) => FactKeys.YesNo(name, FactScope.Group, meaning, Report);

    private static string Rule(string at, string section) => at.Length == 0 ? section : $"{at} {section}";

    /// <summary>The earliest of the versions up to this one that already said the same: the day since when, and the amendment that did it.</summary>
    private static Version<T> Since<T>(Reckoning r, ProvisionKey<T> key, Version<T> now, Func<T, T, bool> same)
        where T : class
    {
        var versions = r.Book.Find(key).Versions;
        var i = 0;
        while (!ReferenceEquals(versions[i], now))
            i++;
        // Never back into a version that was checked less: the finding would look less certain than it is.
        while (i > 0 && versions[i - 1] is { Value: { } before } earlier && earlier.Source.Standing <= now.Source.Standing && same(now.Value!, before))
            i--;
        return versions[i];
    }
}
