namespace Clementia.Screening.Sample;

/// <summary>
/// The shares and sizes that the invented population is drawn by. They are round numbers of the order that the Commission's yearbooks print, chosen so that
/// every rule and policy finds people on either side of it; nothing is estimated from them, and no figure of the sample is a fact about anyone.
/// </summary>
internal static class SampleTables
{
    /// <summary>A drug: its name, its middle weight in grams, and how often it is the drug of a case before 2005, before 2015 and since, in thousandths.</summary>
    internal sealed record DrugShare(string Name, int MedianGrams, int Before2005, int Before2015, int Since);

    public static readonly DrugShare[] Drugs =
    [
        new("cocaine_powder", 1500, 270, 240, 170),
        new("cocaine_base", 55, 270, 210, 60),
        new("heroin", 300, 80, 80, 90),
        new("marijuana", 60_000, 260, 230, 70),
        new("meth_mixture", 500, 70, 90, 110),
        new("meth_actual", 180, 20, 110, 300),
        new("ice", 250, 10, 20, 60),
        new("fentanyl", 200, 1, 4, 125),
        new("mdma", 900, 15, 10, 5),
        new("lsd", 8, 4, 6, 10),
    ];

    /// <summary>A guideline: how often, the least base level, how far it reaches up and in what steps, how much is added to it, the statutory maximum in years (0: life) and minimum.</summary>
    internal sealed record GuidelineShare(string Name, string Offense, int Share, int Base, int Steps, int Step, int Added, int MaxYears, int MinYears, int MinShare, bool Violent);

    public const int DrugGuideline = 0;

    public static readonly GuidelineShare[] Guidelines =
    [
        new("2D1.1", "Drug Trafficking", 305, 0, 0, 0, 0, 0, 0, 0, false),
        new("2L1.2", "Immigration", 215, 8, 5, 4, 0, 20, 0, 0, false),
        new("2B1.1", "Fraud/Theft/Embezzlement", 130, 6, 14, 2, 4, 20, 0, 0, false),
        new("2K2.1", "Firearms", 125, 12, 7, 2, 4, 10, 15, 60, false),
        new("2L1.1", "Immigration", 45, 12, 4, 2, 3, 10, 3, 250, false),
        new("2B3.1", "Robbery", 38, 20, 5, 1, 5, 20, 0, 0, true),
        new("2G2.2", "Child Pornography", 28, 18, 2, 4, 12, 20, 5, 600, false),
        new("2S1.1", "Money Laundering", 22, 8, 9, 2, 2, 20, 0, 0, false),
        new("2T1.1", "Tax", 18, 6, 10, 2, 0, 5, 0, 0, false),
        new("2A2.2", "Assault", 18, 14, 2, 1, 7, 10, 0, 0, true),
        new("2C1.1", "Bribery/Corruption", 12, 10, 8, 2, 0, 20, 0, 0, false),
        new("2J1.2", "Administration of Justice", 12, 14, 2, 2, 3, 20, 0, 0, false),
        new("2B5.1", "Forgery/Counterfeiting/Copyright", 12, 9, 5, 2, 0, 20, 0, 0, false),
        new("2P1.1", "Prison Offenses", 8, 8, 3, 2, 0, 5, 0, 0, false),
        new("2A1.1", "Murder", 6, 43, 1, 0, 0, 0, 0, 0, true),
        new("2A3.1", "Sexual Abuse", 6, 30, 1, 0, 4, 0, 30, 300, true),
    ];

    /// <summary>Criminal history points, by how often in thousandths, before status points.</summary>
    public static readonly int[] Points = [360, 90, 90, 90, 65, 50, 60, 40, 35, 30, 22, 16, 14, 10, 8, 6, 5, 4, 2, 2, 1];

    public static readonly string[] Sexes = ["male", "female"];

    public static readonly string[] Races = ["white", "black", "hispanic", "other"];

    public static readonly string[] Positions = ["within", "upward departure", "above range", "substantial assistance", "early disposition", "government sponsored", "downward departure", "below range"];

    public const int Within = 0, Above = 2, Assistance = 3, EarlyDisposition = 4, Sponsored = 5, Downward = 6, Below = 7;

    /// <summary>The shares of the positions before United States v. Booker (12 January 2005) and since, in thousandths.</summary>
    public static readonly int[] BeforeBooker = [665, 6, 4, 185, 60, 5, 75, 0];

    public static readonly int[] SinceBooker = [480, 6, 16, 125, 70, 55, 28, 220];

    public static int[] Totals(IEnumerable<int> shares)
    {
        var total = 0;
        return [.. shares.Select(s => total += s)];
    }
}
