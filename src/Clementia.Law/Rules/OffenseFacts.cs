namespace Clementia.Law;

/// <summary>The worst conviction of one kind under USSG §2L1.2(b)(2) or (b)(3) since 2016, other than illegal reentry offenses.</summary>
public enum ReentryConviction
{
    /// <summary>None that counts.</summary>
    None,

    /// <summary>Three or more misdemeanors that are crimes of violence or drug trafficking offenses.</summary>
    ThreeMisdemeanors,

    /// <summary>A felony whose sentence was one year and one month or less.</summary>
    Felony,

    /// <summary>A felony whose sentence exceeded one year and one month.</summary>
    FelonyOver13Months,

    /// <summary>A felony whose sentence was two years or more.</summary>
    Felony2Years,

    /// <summary>A felony whose sentence was five years or more.</summary>
    Felony5Years,
}

/// <summary>The facts on which the other offense guidelines of chapter two turn. Each stands once; the law's data names it.</summary>
internal static class OffenseFacts
{
    private const string Psr = "the presentence report, offense conduct";
    private const string Computation = "the presentence report, offense level computation";
    private const string Judgment = "the judgment";
    private const string Record = "the presentence report, criminal history";

    /// <summary>The file's own word that it leaves nothing out; only then does silence mean no.</summary>
    public static readonly FactKey<bool> AllListed = FactKeys.YesNo("chapter2.allListed", FactScope.Group, "Whether everything the offense guideline can turn on and that happened is said in this file: true says that what is not listed did not happen (docs/facts.md lists all of it).", Psr);

    public static readonly FactKey<long> Loss = Amount("loss", "The loss under §2B1.1 or §2F1.1 in whole dollars: the greater of actual and intended loss.", Computation);
    public static readonly FactKey<long> Value = Amount("funds.value", "The value of the laundered, structured or unreported funds in whole dollars.", Computation);
    public static readonly FactKey<bool> IsFraud = Flag("theft.isFraud", "Whether before November 2001, when theft and fraud had guidelines of their own, the offense was fraud, forgery or deceit (§2F1.1) rather than theft (§2B1.1).", "the indictment");

    public static readonly FactKey<int> UnderlyingLevel = FactKeys.Number("laundering.underlyingLevel", FactScope.Group, 1, 60, "The chapter two offense level of the offense from which the laundered funds came, as the presentence report found it.", Computation);
    public static readonly FactKey<string> UnderlyingGuideline = FactKeys.Text("laundering.underlyingGuideline", FactScope.Group, "The guideline of the offense from which the laundered funds came (\"2D1.1\"), when its own facts stand in this group: its level is then computed.", Computation);
    public static readonly FactKey<bool> Convicted1956 = Flag("laundering.convicted1956", "Whether a conviction in the group is under 18 USC 1956.", Judgment);
    public static readonly FactKey<bool> Convicted1957 = Flag("laundering.convicted1957", "Whether a conviction in the group is under 18 USC 1957.", Judgment);

    private static readonly FactKey<bool>[] s_flags =
    [
        Flag("theft.maximum20Years", "Whether the offense of conviction is referenced to §2B1.1 and has a statutory maximum of 20 years or more.", Judgment),
        Flag("theft.massMarketing", "Whether the offense was committed through mass-marketing.", Psr),
        Flag("theft.minimalPlanning", "Whether the offense involved more than minimal planning (a question until November 2001).", Computation),
        Flag("theft.mail", "Whether undelivered United States mail was taken, or its taking was an object of the offense.", Psr),
        Flag("theft.fromPerson", "Whether the offense involved a theft from the person of another.", Psr),
        Flag("theft.fence", "Whether the defendant received stolen property and was in the business of receiving and selling it.", Psr),
        Flag("theft.cemetery", "Whether the offense involved theft of, damage to or trafficking in property from a national cemetery (since 2006 also a veterans' memorial).", Psr),
        Flag("theft.emailAddresses", "Whether the conviction is under 18 USC 1037 and the offense involved obtaining e-mail addresses through improper means.", Psr),
        Flag("theft.healthCare", "Whether the conviction is of a federal health care offense involving a government health care program.", Judgment),
        Flag("theft.medicalProduct", "Whether the offense involved conduct described in 18 USC 670 (theft of medical products).", Psr),
        Flag("theft.supplyChain", "Whether in such an offense the defendant worked for an organization in the supply chain of the medical product.", Psr),
        Flag("theft.misrepresentation", "Whether the offense involved a misrepresentation that the defendant acted for a charity, a religious, educational or political organization or an agency, or a violation of a prior specific order or process.", Psr),
        Flag("theft.bankruptcyFraud", "Whether the offense involved a misrepresentation or fraudulent action in a bankruptcy proceeding.", Psr),
        Flag("theft.foreignScheme", "Whether the defendant moved a fraudulent scheme to evade officials, or a substantial part of it was committed from outside the United States.", Psr),
        Flag("theft.sophisticatedMeans", "Whether the offense otherwise involved sophisticated means.", Computation),
        Flag("theft.sophisticatedMeansOwn", "Whether the defendant himself intentionally engaged in or caused the conduct that made the means sophisticated (asked since November 2015).", Computation),
        Flag("theft.identity", "Whether the offense involved device-making equipment, trafficking in unauthorized access devices, or means of identification used unlawfully to obtain others (or five so obtained).", Psr),
        Flag("theft.disaster", "Whether the offense involved fraud in connection with a major disaster or emergency benefits (18 USC 1040).", Psr),
        Flag("theft.benefits", "Whether the conviction is under 42 USC 408(a), 1011(a) or 1383a(a) with the statutory maximum of ten years.", Judgment),
        Flag("theft.tradeSecret", "Whether a trade secret was misappropriated with knowledge or intent that it would leave the United States.", Psr),
        Flag("theft.tradeSecretForeign", "Whether a trade secret was misappropriated with knowledge or intent to benefit a foreign government, instrumentality or agent.", Psr),
        Flag("theft.vehicles", "Whether the offense involved an organized scheme to steal vehicles or vehicle parts.", Psr),
        Flag("theft.cargo", "Whether the offense involved an organized scheme to steal goods of a cargo shipment.", Psr),
        Flag("theft.risk", "Whether the offense involved the conscious or reckless risk of death or serious bodily injury.", Psr),
        Flag("theft.dangerousWeapon", "Whether a dangerous weapon was possessed in connection with the offense.", Psr),
        Flag("theft.grossReceipts", "Whether the defendant derived more than $1,000,000 in gross receipts from financial institutions.", Computation),
        Flag("theft.jeopardizedInstitution", "Whether the offense substantially jeopardized the safety and soundness of a financial institution.", Psr),
        Flag("theft.endangeredCompany", "Whether the offense substantially endangered the solvency of a publicly traded company or one with 1,000 employees.", Psr),
        Flag("theft.endangered100Victims", "Whether the offense substantially endangered the solvency or financial security of 100 or more victims (a question from 2003 to 2015).", Psr),
        Flag("theft.personalInformation", "Whether the conviction is under 18 USC 1030 with an intent to obtain personal information, or personal information was publicly disseminated.", Psr),
        Flag("theft.criticalComputer", "Whether the conviction is under 18 USC 1030 and a computer of critical infrastructure or of government for justice, defense or security was involved.", Psr),
        Flag("theft.computerDamage", "Whether the conviction is under 18 USC 1030(a)(5)(A).", Judgment),
        Flag("theft.infrastructureDisrupted", "Whether the conviction is under 18 USC 1030 and the offense substantially disrupted critical infrastructure.", Psr),
        Flag("theft.securitiesOfficer", "Whether the offense violated securities or commodities law and the defendant was an officer, director, broker or adviser of the kinds named in the guideline.", Psr),

        Flag("firearms.nfa", "Whether the offense involved a firearm described in 26 USC 5845(a) (machinegun, short-barreled rifle or shotgun, silencer, destructive device).", Psr),
        Flag("firearms.assaultWeapon", "Whether the offense involved a semiautomatic assault weapon of 18 USC 921(a)(30) (a question from 1995 to 2006).", Psr),
        Flag("firearms.largeMagazine", "Whether the offense involved a semiautomatic firearm capable of accepting a magazine of more than 15 rounds (a question since November 2006).", Psr),
        Flag("firearms.prohibited", "Whether the defendant was a person prohibited from having firearms (18 USC 922(g) or (n)) when the offense was committed.", Record),
        Flag("firearms.convicted922d", "Whether the conviction is under 18 USC 922(d).", Judgment),
        Flag("firearms.convicted932", "Whether the conviction is under 18 USC 932 or 933 (since 2022).", Judgment),
        Flag("firearms.strawForProhibited", "Whether the conviction is under 18 USC 922(a)(6) or 924(a)(1)(A), with knowledge, intent or reason to believe that a prohibited person would get the firearm.", Judgment),
        Flag("firearms.minorStatute", "Whether the conviction is under 18 USC 922(c), (e), (f) or (m) (since 1995 also (s), (t), (x)(1), since 2016 also 1715).", Judgment),
        Flag("firearms.convicted922o", "Whether the conviction is under 18 USC 922(o) or 26 USC 5861 (the question of 1989 to 1991).", Judgment),
        Flag("firearms.convicted922g", "Whether the conviction is under 18 USC 922(g), (h) or (n), or the defendant had been convicted of a crime punishable by more than a year (the question of 1989 to 1991).", Judgment),
        Flag("firearms.sportingOnly", "Whether all firearms and ammunition were possessed solely for lawful sport or collection and not unlawfully used.", Psr),
        Flag("firearms.rocket", "Whether the offense involved a portable rocket, a missile or a device for launching one.", Psr),
        Flag("firearms.destructiveDevice", "Whether the offense involved another destructive device.", Psr),
        Flag("firearms.stolen", "Whether any firearm was stolen (and the notes to the guideline do not bar counting it).", Psr),
        Flag("firearms.alteredSerial", "Whether any firearm had an altered or obliterated serial number (since November 2024: illegible or unrecognizable to the unaided eye).", Psr),
        Flag("firearms.knownUnserialized", "Whether the defendant knew, or was willfully blind to it, that a firearm had no serial number (a question since November 2023).", Psr),
        Flag("firearms.conversionSale", "Whether the defendant transferred or sold a machinegun conversion device, or tried or conspired to (a question since November 2025).", Psr),
        Flag("firearms.trafficking", "Whether the defendant engaged in the trafficking of firearms as note 13 of 2006 to 2023 defines it.", Psr),
        Flag("firearms.convicted933a2", "Whether the conviction is under 18 USC 933(a)(2) or (a)(3).", Judgment),
        Flag("firearms.transferToProhibited", "Whether the defendant transferred a firearm or ammunition (or took it to transfer, tried to, or induced it) with reason to believe that a prohibited person or an unlawful use would get it.", Psr),
        Flag("firearms.transferTwo", "Whether the same holds of two or more firearms, for a person with a conviction of violence, drugs or domestic violence, one under sentence, or an unlawful use.", Psr),
        Flag("firearms.export", "Whether a firearm or ammunition was taken, or meant, out of the United States.", Psr),
        Flag("firearms.otherFelony", "Whether a firearm or ammunition was used or possessed in connection with another felony offense, or handed on for one.", Psr),
        Flag("firearms.criminalGroup", "Whether the offense was in connection with a group of five or more whose primary purposes included crimes, known to the defendant (a question since November 2023).", Psr),
        Flag("firearms.pressedIntoIt", "Whether the defendant has no more than one criminal history point and acted for family or intimate reasons, threats or fear, or was unusually vulnerable (a question since November 2023).", Psr),

        Flag("reentry.enteredBefore", "Whether the defendant had unlawfully entered or remained before (a question until January 1988).", Record),
        Flag("reentry.aggravatedFelony", "Whether the defendant was deported, or unlawfully remained, after a conviction for an aggravated felony.", Record),
        Flag("reentry.seriousFelony", "Whether that was after a felony of the gravest kind (2001 to 2016): drug trafficking with more than 13 months imposed, violence, firearms, child pornography, national security, human trafficking or alien smuggling.", Record),
        Flag("reentry.drugTrafficking", "Whether that was after a drug trafficking felony with 13 months or less imposed (2001 to 2016).", Record),
        Flag("reentry.otherFelony", "Whether the defendant was deported, or unlawfully remained, after a conviction for any other felony (until 1997: not one of the immigration laws).", Record),
        Flag("reentry.threeMisdemeanors", "Whether that was after three or more misdemeanors of violence or drugs.", Record),
        Flag("reentry.convictionScores", "Whether that conviction receives criminal history points (a question from 2011 to 2016).", Record),
        Flag("reentry.priorReentryFelony", "Whether the offense was committed after a felony conviction for illegal reentry (a question since November 2016).", Record),
        Flag("reentry.twoEntryMisdemeanors", "Whether it was committed after two or more misdemeanor convictions under 8 USC 1325(a) (a question since November 2016).", Record),

        Convicted1956, Convicted1957,
        Flag("laundering.promotion", "Whether the conviction is under 18 USC 1956(a)(1)(A), (a)(2)(A) or (a)(3)(A) (promoting unlawful activity; a question until November 2001).", Judgment),
        Flag("laundering.direct", "Whether the defendant committed the underlying offense, or is accountable for it under §1B1.3(a)(1)(A), and its level can be determined.", Computation),
        Flag("laundering.drugProceeds", "Whether the defendant knew or believed that the funds were proceeds of, or meant to promote, drug offenses.", Psr),
        Flag("laundering.specifiedProceeds", "Whether the defendant knew that the funds were proceeds of another specified unlawful activity (§2S1.2, until November 2001).", Psr),
        Flag("laundering.violentProceeds", "Whether the defendant knew or believed that the funds were proceeds of, or meant to promote, violence, firearms, explosives, national security or sexual exploitation of a minor offenses.", Psr),
        Flag("laundering.business", "Whether the defendant was in the business of laundering funds.", Psr),
        Flag("laundering.sophisticated", "Whether the offense involved sophisticated laundering.", Psr),

        Flag("structuring.structured", "Whether the defendant structured transactions to evade reporting, or (until November 1991: to conceal the evasion; then knowingly) made or filed false statements or reports (a question until November 1993).", Psr),
        Flag("structuring.shouldHaveBelieved", "Whether the defendant reasonably should have believed that the funds were criminally derived (a question until November 1991).", Psr),
        Flag("structuring.unlawfulFunds", "Whether the defendant knew or believed that the funds were proceeds of, or meant to promote, unlawful activity.", Psr),
        Flag("structuring.convicted5318", "Whether the conviction is under 31 USC 5318 or 5318A.", Judgment),
        Flag("structuring.bulkCash", "Whether the offense involved bulk cash smuggling.", Psr),
        Flag("structuring.pattern", "Whether the conviction is under title 31, chapter 53, subchapter II, and the offense was part of a pattern of unlawful activity of more than $100,000 in 12 months.", Psr),
        Flag("structuring.otherLaw", "Whether the conviction is under title 31, chapter 53, subchapter II, and the offense was committed while violating another law of the United States (a question since November 2024).", Psr),
        Flag("structuring.lawful", "Whether the funds came from lawful activity for a lawful purpose, without reckless disregard of their source.", Psr),
    ];

    public static IReadOnlyDictionary<string, FactKey<bool>> YesNo { get; } = s_flags.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, FactKey<int>> Counts { get; } = new[]
    {
        FactKeys.Number("victims.number", FactScope.Group, 0, 1_000_000, "The number of victims.", Computation),
        FactKeys.Number("victims.hardship", FactScope.Group, 0, 1_000_000, "The number of victims to whom the offense caused substantial financial hardship (a question since November 2015).", Computation),
        FactKeys.Number("firearms.number", FactScope.Group, 0, 1_000_000, "The number of firearms involved.", Computation),
        FactKeys.Number("firearms.priorFelonies", FactScope.Group, 0, 15, "The number of felony convictions of violence or controlled substance offenses that the defendant had before any part of the offense and that count for §2K2.1.", Record),
        FactKeys.Number("firearms.conversionDevices", FactScope.Group, 0, 1_000_000, "The number of machinegun conversion devices possessed (a question since November 2025).", Psr),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, FactKey<long>> Amounts { get; } = new[]
    {
        Amount("theft.healthCareLoss", "The loss to the government health care program in whole dollars.", Computation),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, FactKey<ReentryConviction>> Reentries { get; } = new[]
    {
        FactKeys.Choice<ReentryConviction>("reentry.before", FactScope.Group, "The worst conviction that the defendant had before first ordered deported (not counting illegal reentry offenses).", Record),
        FactKeys.Choice<ReentryConviction>("reentry.beforeLater", FactScope.Group, "The worst conviction after that first order for conduct before it (a question since November 2018).", Record),
        FactKeys.Choice<ReentryConviction>("reentry.after", FactScope.Group, "The worst conviction for conduct after that first order.", Record),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>What most cases under a guideline turn on: asked by name even where the file does not say whether it lists everything.</summary>
    public static IReadOnlySet<string> AskedByName { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "theft.maximum20Years", "theft.minimalPlanning", "theft.sophisticatedMeans", "firearms.nfa", "firearms.largeMagazine", "firearms.prohibited", "firearms.stolen", "firearms.alteredSerial", "firearms.otherFelony",
        "firearms.convicted922o", "firearms.convicted922g", "reentry.aggravatedFelony", "reentry.otherFelony", "reentry.seriousFelony", "laundering.direct", "laundering.convicted1956", "laundering.convicted1957", "laundering.drugProceeds",
        "laundering.promotion", "structuring.structured", "structuring.unlawfulFunds",
    };

    public static IReadOnlyList<FactKey> All { get; } =
    [
        AllListed, Loss, Value, IsFraud, UnderlyingLevel, UnderlyingGuideline, .. s_flags, .. Counts.Values, .. Amounts.Values, .. Reentries.Values,
    ];

    private static FactKey<bool> Flag(string name, string meaning, string settledBy) => FactKeys.YesNo(name, FactScope.Group, meaning, settledBy);

    private static FactKey<long> Amount(string name, string meaning, string settledBy) => new(name, FactScope.Group, "whole dollars, 120000", meaning, settledBy, Dollars.Read);
}
