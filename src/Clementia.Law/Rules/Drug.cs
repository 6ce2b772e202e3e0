using System.Collections.Frozen;

namespace Clementia.Law;

/// <summary>The headings under which the conversion tables of USSG §2D1.1 list substances.</summary>
internal enum DrugClass
{
    Opiate,
    Stimulant,
    Hallucinogen,
    Marihuana,
    SyntheticCathinone,
    SyntheticCannabinoid,
    Depressant,
    Flunitrazepam,
    Ketamine,
    ScheduleThreeHydrocodone,
    ScheduleThree,
    ScheduleFour,
    ScheduleFive,
    Chemical,
}

/// <summary>A column of the drug quantity table.</summary>
internal enum DrugColumn
{
    Heroin,
    Cocaine,
    CocaineBase,
    Pcp,
    PcpActual,
    Methamphetamine,
    MethamphetamineActual,
    Ice,
    Amphetamine,
    AmphetamineActual,
    Lsd,
    Fentanyl,
    FentanylAnalogue,
    Marihuana,
    Hashish,
    HashishOil,
    Ketamine,
    Depressants,
    ScheduleThreeHydrocodone,
    ScheduleThree,
    AnabolicSteroids,
    Flunitrazepam,
    ScheduleFour,
    ScheduleFive,
    ConvertedDrugWeight,
}

/// <summary>A substance by the name that facts files use for it.</summary>
internal sealed class Drug
{
    private Drug(string id, string name, DrugClass @class, DrugColumn? column, string? actual, string? else_, string[] alsoCalled) =>
        (Id, Name, Class, Column, _actual, _else, AlsoCalled) = (id, name, @class, column, actual, else_, alsoCalled);

    private readonly string? _actual;
    private readonly string? _else;

    public string Id { get; }

    /// <summary>What it is called in a sentence: "cocaine base (crack)".</summary>
    public string Name { get; }

    public DrugClass Class { get; }

    /// <summary>Its own column of the quantity table, in the editions that have one.</summary>
    public DrugColumn? Column { get; }

    /// <summary>Its place in the list of all drugs.</summary>
    public int Index { get; private set; }

    public IReadOnlyList<string> AlsoCalled { get; }

    /// <summary>The substance itself in a mixture of it, where the guideline counts that ("methamphetamine (actual)").</summary>
    public Drug? Actual => _actual is null ? null : ById[_actual];

    /// <summary>What it counts as in an edition that does not list it.</summary>
    public Drug? Else => _else is null ? null : ById[_else];

    public static IReadOnlyList<Drug> All { get; } = Number(
    [
        Of("heroin", "heroin", DrugClass.Opiate, DrugColumn.Heroin),
        Of("cocaine_powder", "cocaine", DrugClass.Stimulant, DrugColumn.Cocaine, also: ["cocaine", "powder", "powder_cocaine", "cocaine_hydrochloride"]),
        Of("cocaine_base", "cocaine base (crack)", DrugClass.Stimulant, DrugColumn.CocaineBase, also: ["crack", "crack_cocaine"]),
        Of("meth_mixture", "methamphetamine (mixture)", DrugClass.Stimulant, DrugColumn.Methamphetamine, actual: "meth_actual", also: ["methamphetamine", "meth", "methamphetamine_mixture"]),
        Of("meth_actual", "methamphetamine (actual)", DrugClass.Stimulant, DrugColumn.MethamphetamineActual, also: ["methamphetamine_actual", "meth_pure"]),
        Of("ice", "\"ice\"", DrugClass.Stimulant, DrugColumn.Ice, otherwise: "meth_mixture"),
        Of("amphetamine_mixture", "amphetamine (mixture)", DrugClass.Stimulant, DrugColumn.Amphetamine, actual: "amphetamine_actual", also: ["amphetamine"]),
        Of("amphetamine_actual", "amphetamine (actual)", DrugClass.Stimulant, DrugColumn.AmphetamineActual),
        Of("pcp_mixture", "PCP (mixture)", DrugClass.Hallucinogen, DrugColumn.Pcp, actual: "pcp_actual", also: ["pcp"]),
        Of("pcp_actual", "PCP (actual)", DrugClass.Hallucinogen, DrugColumn.PcpActual, also: ["pcp_pure"]),
        Of("lsd", "LSD", DrugClass.Hallucinogen, DrugColumn.Lsd),
        Of("fentanyl", "fentanyl", DrugClass.Opiate, DrugColumn.Fentanyl),
        Of("fentanyl_analogue", "a fentanyl analogue", DrugClass.Opiate, DrugColumn.FentanylAnalogue, also: ["fentanyl_analog"]),
        Of("alpha_methylfentanyl", "alpha-methylfentanyl", DrugClass.Opiate, DrugColumn.FentanylAnalogue, otherwise: "fentanyl_analogue"),
        Of("3_methylfentanyl", "3-methylfentanyl", DrugClass.Opiate, DrugColumn.FentanylAnalogue, otherwise: "fentanyl_analogue"),
        Of("marijuana", "marihuana", DrugClass.Marihuana, DrugColumn.Marihuana, also: ["marihuana", "cannabis"]),
        Of("hashish", "hashish", DrugClass.Marihuana, DrugColumn.Hashish),
        Of("hashish_oil", "hashish oil", DrugClass.Marihuana, DrugColumn.HashishOil),
        Of("thc_organic", "tetrahydrocannabinol (organic)", DrugClass.Marihuana),
        Of("thc_synthetic", "tetrahydrocannabinol (synthetic)", DrugClass.Marihuana),
        Of("synthetic_cannabinoid", "a synthetic cannabinoid", DrugClass.SyntheticCannabinoid),
        Of("6_monoacetylmorphine", "6-monoacetylmorphine", DrugClass.Opiate),
        Of("alphaprodine", "alphaprodine", DrugClass.Opiate),
        Of("codeine", "codeine", DrugClass.Opiate),
        Of("dextromoramide", "dextromoramide", DrugClass.Opiate),
        Of("propoxyphene", "dextropropoxyphene", DrugClass.Opiate, also: ["dextropropoxyphene"]),
        Of("dipipanone", "dipipanone", DrugClass.Opiate),
        Of("ethylmorphine", "ethylmorphine", DrugClass.Opiate),
        Of("hydrocodone_mixture", "hydrocodone (whole weight)", DrugClass.Opiate, actual: "hydrocodone_actual", also: ["hydrocodone"]),
        Of("hydrocodone_actual", "hydrocodone (actual)", DrugClass.Opiate),
        Of("hydromorphone", "hydromorphone", DrugClass.Opiate),
        Of("laam", "levo-alpha-acetylmethadol (LAAM)", DrugClass.Opiate),
        Of("levorphanol", "levorphanol", DrugClass.Opiate),
        Of("meperidine", "meperidine", DrugClass.Opiate, also: ["pethidine"]),
        Of("methadone", "methadone", DrugClass.Opiate),
        Of("mixed_opium_alkaloids", "mixed alkaloids of opium", DrugClass.Opiate, also: ["papaveretum"]),
        Of("morphine", "morphine", DrugClass.Opiate),
        Of("mppp", "MPPP", DrugClass.Opiate),
        Of("opium", "opium", DrugClass.Opiate),
        Of("oxycodone_mixture", "oxycodone (whole weight of the pills)", DrugClass.Opiate, actual: "oxycodone_actual", also: ["oxycodone"]),
        Of("oxycodone_actual", "oxycodone (actual)", DrugClass.Opiate),
        Of("oxymorphone", "oxymorphone", DrugClass.Opiate),
        Of("pepap", "PEPAP", DrugClass.Opiate),
        Of("racemorphan", "racemorphan", DrugClass.Opiate),
        Of("4_methylaminorex", "4-methylaminorex", DrugClass.Stimulant, also: ["euphoria"]),
        Of("aminorex", "aminorex", DrugClass.Stimulant),
        Of("dextroamphetamine", "dextroamphetamine", DrugClass.Stimulant, otherwise: "amphetamine_mixture"),
        Of("fenethylline", "fenethylline", DrugClass.Stimulant),
        Of("khat", "khat", DrugClass.Stimulant),
        Of("l_methamphetamine", "l-methamphetamine", DrugClass.Stimulant, otherwise: "meth_mixture"),
        Of("methcathinone", "methcathinone", DrugClass.Stimulant, otherwise: "synthetic_cathinone"),
        Of("methylphenidate", "methylphenidate (Ritalin)", DrugClass.Stimulant, also: ["ritalin"]),
        Of("n_benzylpiperazine", "N-benzylpiperazine (BZP)", DrugClass.Stimulant, also: ["bzp"]),
        Of("n_ethylamphetamine", "N-ethylamphetamine", DrugClass.Stimulant),
        Of("n_n_dimethylamphetamine", "N-N-dimethylamphetamine", DrugClass.Stimulant),
        Of("p2p", "phenylacetone (P2P)", DrugClass.Stimulant),
        Of("p2p_for_meth", "phenylacetone (P2P) for making methamphetamine", DrugClass.Stimulant),
        Of("phenmetrazine", "phenmetrazine", DrugClass.Stimulant),
        Of("synthetic_cathinone", "a synthetic cathinone", DrugClass.SyntheticCathinone),
        Of("bufotenine", "bufotenine", DrugClass.Hallucinogen),
        Of("diethyltryptamine", "diethyltryptamine (DET)", DrugClass.Hallucinogen, also: ["det"]),
        Of("dimethyltryptamine", "dimethyltryptamine (DMT)", DrugClass.Hallucinogen, also: ["dmt"]),
        Of("dob", "DOB", DrugClass.Hallucinogen),
        Of("dom", "DOM", DrugClass.Hallucinogen, also: ["stp"]),
        Of("mda", "MDA", DrugClass.Hallucinogen),
        Of("mdea", "MDEA", DrugClass.Hallucinogen),
        Of("mdma", "MDMA (ecstasy)", DrugClass.Hallucinogen, also: ["ecstasy"]),
        Of("mescaline", "mescaline", DrugClass.Hallucinogen),
        Of("pcc", "PCC", DrugClass.Hallucinogen),
        Of("pce", "PCE", DrugClass.Hallucinogen),
        Of("peyote_dry", "peyote (dry)", DrugClass.Hallucinogen, also: ["peyote"]),
        Of("peyote_wet", "peyote (wet)", DrugClass.Hallucinogen),
        Of("php", "PHP", DrugClass.Hallucinogen),
        Of("pma", "PMA", DrugClass.Hallucinogen),
        Of("psilocin", "psilocin", DrugClass.Hallucinogen),
        Of("psilocybin", "psilocybin", DrugClass.Hallucinogen),
        Of("psilocybin_mushrooms_dry", "psilocybin mushrooms (dry)", DrugClass.Hallucinogen, also: ["psilocybin_mushrooms", "mushrooms"]),
        Of("psilocybin_mushrooms_wet", "psilocybin mushrooms (wet)", DrugClass.Hallucinogen),
        Of("tcp", "TCP", DrugClass.Hallucinogen),
        Of("depressant", "a schedule I or II depressant", DrugClass.Depressant, DrugColumn.Depressants, also: ["depressants", "secobarbital", "schedule_1_2_depressant"]),
        Of("methaqualone", "methaqualone", DrugClass.Depressant, otherwise: "depressant"),
        Of("glutethimide", "glutethimide", DrugClass.Depressant, otherwise: "depressant"),
        Of("ghb", "gamma-hydroxybutyric acid (GHB)", DrugClass.Depressant, otherwise: "depressant"),
        Of("flunitrazepam", "flunitrazepam", DrugClass.Flunitrazepam, DrugColumn.Flunitrazepam, otherwise: "schedule_4"),
        Of("ketamine", "ketamine", DrugClass.Ketamine, DrugColumn.Ketamine, otherwise: "schedule_3"),
        Of("hydrocodone_schedule_3", "schedule III hydrocodone", DrugClass.ScheduleThreeHydrocodone, DrugColumn.ScheduleThreeHydrocodone, otherwise: "schedule_3"),
        Of("schedule_3", "a schedule III substance", DrugClass.ScheduleThree, DrugColumn.ScheduleThree, also: ["schedule_iii"]),
        Of("anabolic_steroids", "anabolic steroids", DrugClass.ScheduleThree, otherwise: "schedule_3", also: ["anabolic_steroid", "steroids"]),
        Of("benzphetamine", "benzphetamine", DrugClass.ScheduleThree, otherwise: "schedule_3"),
        Of("schedule_4", "a schedule IV substance", DrugClass.ScheduleFour, DrugColumn.ScheduleFour, also: ["schedule_iv", "diazepam", "alprazolam", "phentermine"]),
        Of("schedule_5", "a schedule V substance", DrugClass.ScheduleFive, DrugColumn.ScheduleFive, also: ["schedule_v"]),
        Of("ephedrine", "ephedrine", DrugClass.Chemical),
        Of("phenylpropanolamine", "phenylpropanolamine", DrugClass.Chemical),
        Of("pseudoephedrine", "pseudoephedrine", DrugClass.Chemical),
        Of("butanediol", "1,4-butanediol", DrugClass.Chemical),
        Of("gbl", "gamma butyrolactone (GBL)", DrugClass.Chemical),
    ]);

    public static FrozenDictionary<string, Drug> ById { get; } = All.ToFrozenDictionary(d => d.Id, StringComparer.Ordinal);

    private static FrozenDictionary<string, Drug> ByAnyName { get; } = All.SelectMany(d => d.AlsoCalled.Append(d.Id).Select(n => (n, d))).ToFrozenDictionary(p => p.n, p => p.d, StringComparer.OrdinalIgnoreCase);

    /// <summary>The drug of that id or usual name, or null.</summary>
    public static Drug? Named(string name) => ByAnyName.GetValueOrDefault(name);

    public override string ToString() => Id;

    private static Drug Of(string id, string name, DrugClass @class, DrugColumn? column = null, string? actual = null, string? otherwise = null, string[]? also = null) => new(id, name, @class, column, actual, otherwise, also ?? []);

    private static IReadOnlyList<Drug> Number(Drug[] drugs)
    {
        for (var i = 0; i < drugs.Length; i++)
            drugs[i].Index = i;
        return drugs;
    }
}

/// <summary>
/// A quantity of a drug as a file gives it. Editions measure differently (whole weight or pure, weight or pills, plants or weight), so one amount may carry several measures;
/// each edition takes the one it asks for.
/// </summary>
public sealed record DrugAmount
{
    internal DrugAmount(IReadOnlyList<Drug> kinds) => Kinds = kinds;

    /// <summary>The names it goes by in a facts file: one, or more when one mixture contains several controlled substances (it then counts as the one with the greater level).</summary>
    public IReadOnlyList<string> Drugs => [.. Kinds.Select(k => k.Id)];

    /// <summary>The whole weight of the mixture or substance.</summary>
    public Weight? Weight { get; init; }

    /// <summary>The weight of the pure substance in it, of methamphetamine, amphetamine, PCP, oxycodone or hydrocodone.</summary>
    public Weight? Actual { get; init; }

    /// <summary>Pills, capsules or tablets.</summary>
    public long? Units { get; init; }

    /// <summary>Marihuana plants.</summary>
    public long? Plants { get; init; }

    /// <summary>Doses, as of LSD on a carrier.</summary>
    public long? Doses { get; init; }

    /// <summary>Milliliters of a liquid, held as grams (the manual counts one gram a milliliter).</summary>
    internal Weight? Liquid { get; init; }

    internal IReadOnlyList<Drug> Kinds { get; }

    /// <summary>A whole weight of one drug, by its name in a facts file.</summary>
    /// <exception cref="ArgumentException">No drug has that name.</exception>
    public static DrugAmount Of(string drug, Weight weight) =>
        new([Drug.Named(drug) ?? throw new ArgumentException($"'{drug}' is no drug that §2D1.1 names. docs/facts.md lists them.", nameof(drug))]) { Weight = weight };

    internal static DrugAmount Read(StrictJson item)
    {
        item.Only("drug", "amount");
        var named = item["drug"];
        IReadOnlyList<Drug> kinds = named.Kind == System.Text.Json.JsonValueKind.Array ? [.. named.Items().Select(Kind)] : [Kind(named)];
        if (kinds.Count == 0)
            throw named.Wrong("The list is empty.", "Name the drug, or the drugs that one mixture contains.");
        var amount = item["amount"];
        if (amount.Kind != System.Text.Json.JsonValueKind.Object)
            return new(kinds) { Weight = amount.Weight() };
        amount.Only("weight", "actual", "units", "plants", "doses", "ml");
        var read = new DrugAmount(kinds)
        {
            Weight = amount.Maybe("weight")?.Weight(),
            Actual = amount.Maybe("actual")?.Weight(),
            Units = Count("units"),
            Plants = Count("plants"),
            Doses = Count("doses"),
            Liquid = amount.Maybe("ml")?.Weight(),
        };
        if (read is { Weight: null, Actual: null, Units: null, Plants: null, Doses: null, Liquid: null })
            throw amount.Wrong("It gives no quantity.", "Give at least one of weight, actual, units, plants, doses, ml.");
        if (read.Actual > read.Weight)
            throw amount.Wrong("The pure substance is heavier than the whole.", "Correct \"actual\" or \"weight\".");
        if (read.Plants is not null && !kinds.Any(k => k.Id == "marijuana"))
            throw amount.Wrong("Only marihuana is counted in plants.", "Give the weight.");
        return read;

        long? Count(string name) => amount.Maybe(name) is { } value
            ? value.Long() is var count and >= 0 and <= 1_000_000_000_000 ? count : throw value.Wrong("It is negative or beyond a million million.", "Write how many there were.")
            : null;

        static Drug Kind(StrictJson name) => Drug.Named(name.Text()) ?? throw name.Wrong($"'{name.Text()}' is no drug that §2D1.1 names.", "docs/facts.md lists the drugs; for one that is not listed, name the listed drug it is most closely related to (§2D1.1, note 6).");
    }

    /// <summary>"500 g cocaine", "100 plants marihuana".</summary>
    public override string ToString()
    {
        var parts = new List<string>(2);
        if (Weight is { } w)
            parts.Add($"{w}");
        if (Actual is { } a)
            parts.Add(Weight is null ? $"{a} (actual)" : $"{a} of it actual");
        if (Units is { } u)
            parts.Add(Exact.Write(u, 0) + " units");
        if (Plants is { } p)
            parts.Add(Exact.Write(p, 0) + " plants");
        if (Doses is { } d)
            parts.Add(Exact.Write(d, 0) + " doses");
        if (Liquid is { } l)
            parts.Add(Exact.Write(l.Picograms, 12) + " ml");
        return $"{string.Join(", ", parts)} {string.Join(" with ", Kinds.Select(k => k.Name))}";
    }
}
