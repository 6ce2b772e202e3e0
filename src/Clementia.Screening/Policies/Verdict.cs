namespace Clementia.Screening.Policies;

/// <summary>What is known of a condition for one person. A kernel may rely on the numbers.</summary>
public enum Verdict
{
    /// <summary>The record shows that it is not so.</summary>
    NotMet = 0,

    /// <summary>The record shows that it is so.</summary>
    Met = 1,

    /// <summary>The record does not settle it.</summary>
    Unknown = 2,
}

/// <summary>Kleene's logic: an answer is settled as soon as what is unknown can no longer change it.</summary>
internal static class Kleene
{
    public static Verdict Of(bool met) => met ? Verdict.Met : Verdict.NotMet;

    public static Verdict Not(Verdict of) => of switch { Verdict.Met => Verdict.NotMet, Verdict.NotMet => Verdict.Met, _ => Verdict.Unknown };

    public static Verdict All(IEnumerable<Verdict> of)
    {
        var all = Verdict.Met;
        foreach (var verdict in of)
        {
            if (verdict == Verdict.NotMet)
                return Verdict.NotMet;
            if (verdict == Verdict.Unknown)
                all = Verdict.Unknown;
        }
        return all;
    }

    public static Verdict Any(IEnumerable<Verdict> of) => Not(All(of.Select(Not)));

    /// <summary>Met once enough are met; not met once the unknown ones could not make up what lacks.</summary>
    public static Verdict AtLeast(long needed, IEnumerable<Verdict> of)
    {
        int met = 0, unknown = 0;
        foreach (var verdict in of)
        {
            met += verdict == Verdict.Met ? 1 : 0;
            unknown += verdict == Verdict.Unknown ? 1 : 0;
        }
        return met >= needed ? Verdict.Met : met + unknown < needed ? Verdict.NotMet : Verdict.Unknown;
    }
}
