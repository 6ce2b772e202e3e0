namespace Clementia.Screening;

/// <summary>
/// The columns that have a meaning of their own here: what rulings, policies and comparables read. A population has those that its source carries, and may have others, which policies can read too.
/// </summary>
public static class PersonColumns
{
    /// <summary>The number of the case in the source.</summary>
    public static readonly ColumnSpec Id = new("id", ColumnType.Count, "The number of the case in the source (the Commission's USSCIDN).", "USSCIDN");

    /// <summary>The guideline of chapter two that decided the offense level.</summary>
    public static readonly ColumnSpec Guideline = new("guideline", ColumnType.Choice, "The guideline of chapter two that decided the offense level: \"2D1.1\".", "GDLINEHI");

    /// <summary>The final offense level.</summary>
    public static readonly ColumnSpec Level = new("level", ColumnType.Count, "The final offense level that the court found, 1 to 43.", "XFOLSOR");

    /// <summary>The criminal history category.</summary>
    public static readonly ColumnSpec Category = new("category", ColumnType.Count, "The criminal history category that the court found, 1 to 6.", "XCRHISSR");

    /// <summary>All criminal history points.</summary>
    public static readonly ColumnSpec Points = new("points", ColumnType.Count, "All criminal history points together, as the court found them.", "TOTCHPTS");

    /// <summary>Status points.</summary>
    public static readonly ColumnSpec StatusPoints = new("points.status", ColumnType.Count, "The points for having been under a criminal justice sentence (USSG 4A1.1(d), since 2023 (e)): 0, 1 or 2.", "");

    /// <summary>What bars the zero-point reduction.</summary>
    public static readonly ColumnSpec ZeroPointBar = new("zeropoint.bar", ColumnType.Flag, "Something other than points bars the reduction of USSG 4C1.1 (violence, a weapon, death, a sex offense, an aggravating role and the like).", "");

    /// <summary>Career offender or armed career criminal.</summary>
    public static readonly ColumnSpec Career = new("career", ColumnType.Flag, "The level is that of a career offender (4B1.1) or armed career criminal (4B1.4).", "CAROFFAP, ARMCRIM");

    /// <summary>The base offense level.</summary>
    public static readonly ColumnSpec BaseLevel = new("level.base", ColumnType.Count, "The base offense level that the court found under that guideline.", "BASEHI");

    /// <summary>The drug.</summary>
    public static readonly ColumnSpec Drug = new("drug", ColumnType.Choice, "The drug that decided the level, by its name in docs/facts.md: \"cocaine_base\"; \"none\" in a case without drugs; \"several\" where more than one decided it.", "DRUGTYP1, COMBDRG2");

    /// <summary>Its weight.</summary>
    public static readonly ColumnSpec DrugWeight = new("drug.weight", ColumnType.Weight, "How much of it the court held the person accountable for.", "WGT1, MWGT1");

    /// <summary>The mitigating role.</summary>
    public static readonly ColumnSpec MitigatingRole = new("role.mitigating", ColumnType.Count, "The levels taken off for a mitigating role (3B1.2): 0, 2, 3 or 4.", "MITROLHI");

    /// <summary>The aggravating role.</summary>
    public static readonly ColumnSpec AggravatingRole = new("role.aggravating", ColumnType.Count, "The levels added for an aggravating role (3B1.1): 0, 2, 3 or 4.", "AGGROLHI");

    /// <summary>Acceptance.</summary>
    public static readonly ColumnSpec Acceptance = new("acceptance", ColumnType.Count, "The levels taken off for acceptance of responsibility (3E1.1): 0, 2 or 3.", "ACCTRESP");

    /// <summary>The statutory minimum.</summary>
    public static readonly ColumnSpec LimitsMin = new("limits.min", ColumnType.Months, "The statutory minimum of all counts together, as recorded; 0 where there is none.", "STATMIN");

    /// <summary>The statutory maximum.</summary>
    public static readonly ColumnSpec LimitsMax = new("limits.max", ColumnType.Months, "The statutory maximum of all counts together, as recorded.", "STATMAX");

    /// <summary>The range as recorded.</summary>
    public static readonly ColumnSpec RecordedMin = new("recorded.min", ColumnType.Months, "The bottom of the guideline range as the source records it.", "XMINSOR");

    /// <summary>The range as recorded.</summary>
    public static readonly ColumnSpec RecordedMax = new("recorded.max", ColumnType.Months, "The top of the guideline range as the source records it.", "XMAXSOR");

    /// <summary>Safety valve.</summary>
    public static readonly ColumnSpec SafetyValve = new("safetyvalve", ColumnType.Flag, "The safety valve of 18 USC 3553(f) and USSG 5C1.2 was applied.", "SAFE, SAFETY");

    /// <summary>The sentence.</summary>
    public static readonly ColumnSpec Sentence = new("sentence", ColumnType.Months, "The prison sentence; 0 for probation alone.", "SENTTOT0, TOTPRISN, SENTTCAP");

    /// <summary>The first day on which the sentence can have been imposed.</summary>
    public static readonly ColumnSpec SentencedFirst = new("sentenced.first", ColumnType.Day, "The first day on which the sentence can have been imposed: the source may give the month or the year alone.", "SENTYR, SENTMON");

    /// <summary>The last day on which the sentence can have been imposed.</summary>
    public static readonly ColumnSpec SentencedLast = new("sentenced.last", ColumnType.Day, "The last day on which the sentence can have been imposed.", "SENTYR, SENTMON");

    /// <summary>The fiscal year.</summary>
    public static readonly ColumnSpec FiscalYear = new("year", ColumnType.Count, "The Commission's fiscal year, October to September.", "FISCALYR, SENTYR");

    /// <summary>Age.</summary>
    public static readonly ColumnSpec Age = new("age", ColumnType.Count, "Age in years when sentenced.", "AGE");

    /// <summary>Sex.</summary>
    public static readonly ColumnSpec Sex = new("sex", ColumnType.Choice, "Sex as recorded.", "MONSEX");

    /// <summary>Race.</summary>
    public static readonly ColumnSpec Race = new("race", ColumnType.Choice, "Race or ethnicity as recorded.", "NEWRACE");

    /// <summary>Citizenship.</summary>
    public static readonly ColumnSpec Citizen = new("citizen", ColumnType.Flag, "A citizen of the United States.", "NEWCIT, CITIZEN");

    /// <summary>District.</summary>
    public static readonly ColumnSpec District = new("district", ColumnType.Choice, "The federal district or the county.", "DISTRICT, CIRCDIST");

    /// <summary>Offense type.</summary>
    public static readonly ColumnSpec Offense = new("offense", ColumnType.Choice, "The kind of offense as the source groups it.", "OFFGUIDE, OFFTYPE2");

    /// <summary>Violence.</summary>
    public static readonly ColumnSpec Violent = new("offense.violent", ColumnType.Flag, "The offense of conviction was violent, or violence was found in it.", "");

    /// <summary>Weapon.</summary>
    public static readonly ColumnSpec Weapon = new("weapon", ColumnType.Flag, "A weapon was found in the offense, by guideline enhancement or by a count under 18 USC 924(c).", "WEAPON, WEAPSOC");

    /// <summary>History of violence.</summary>
    public static readonly ColumnSpec ViolentHistory = new("history.violent", ColumnType.Flag, "There was violence before the offense, or in prison since.", "");

    /// <summary>Ties to large organizations.</summary>
    public static readonly ColumnSpec Organization = new("organization", ColumnType.Flag, "Significant ties to large-scale criminal organizations, gangs or cartels.", "");

    /// <summary>Prison conduct.</summary>
    public static readonly ColumnSpec GoodConduct = new("conduct.good", ColumnType.Flag, "Good conduct in prison.", "");

    /// <summary>Cooperation.</summary>
    public static readonly ColumnSpec Cooperation = new("cooperation", ColumnType.Flag, "The government moved for less because of substantial assistance (5K1.1).", "SENTRNGE, BOOKERCD");

    /// <summary>Where the sentence lies to the range.</summary>
    public static readonly ColumnSpec Position = new("position", ColumnType.Choice, "Where the sentence lies to the guideline range and why, as the source groups it.", "SENTRNGE, BOOKERCD");

    /// <summary>Earlier convictions raised the statutory penalty.</summary>
    public static readonly ColumnSpec Notice851 = new("notice851", ColumnType.Count, "How many earlier convictions, named under 21 USC 851, raised the statutory penalty: 0, 1 or 2.", "");

    /// <summary>Released.</summary>
    public static readonly ColumnSpec Released = new("released", ColumnType.Flag, "No longer in prison.", "");

    /// <summary>Every column above.</summary>
    public static IReadOnlyList<ColumnSpec> All { get; } =
    [
        Id, Guideline, Level, Category, Points, StatusPoints, ZeroPointBar, Career, BaseLevel, Drug, DrugWeight, MitigatingRole, AggravatingRole, Acceptance, LimitsMin, LimitsMax,
        RecordedMin, RecordedMax, SafetyValve, Sentence, SentencedFirst, SentencedLast, FiscalYear, Age, Sex, Race, Citizen, District, Offense, Violent, Weapon, ViolentHistory,
        Organization, GoodConduct, Cooperation, Position, Notice851, Released,
    ];

    /// <summary>What a ruling of law on a record rests on, those that comparables are cut by first.</summary>
    internal static IReadOnlyList<string> Ruling { get; } =
    [
        Guideline.Name, Level.Name, Category.Name, SentencedFirst.Name, SentencedLast.Name, Drug.Name, DrugWeight.Name, BaseLevel.Name, LimitsMin.Name, LimitsMax.Name, Points.Name,
        StatusPoints.Name, ZeroPointBar.Name, Career.Name, MitigatingRole.Name, SafetyValve.Name, Notice851.Name,
    ];
}
