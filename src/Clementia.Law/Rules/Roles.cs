namespace Clementia.Law;

/// <summary>A mitigating role under USSG §3B1.2, as the court found it.</summary>
public enum MitigatingRole
{
    /// <summary>No adjustment.</summary>
    None,

    /// <summary>A minor participant: 2 levels off.</summary>
    Minor,

    /// <summary>Between minor and minimal: 3 levels off.</summary>
    Between,

    /// <summary>A minimal participant: 4 levels off.</summary>
    Minimal,
}

/// <summary>An aggravating role under USSG §3B1.1, as the court found it.</summary>
public enum AggravatingRole
{
    /// <summary>No adjustment.</summary>
    None,

    /// <summary>Any role under (c): 2 levels.</summary>
    Any2,

    /// <summary>A manager or supervisor under (b): 3 levels.</summary>
    Manager3,

    /// <summary>An organizer or leader under (a): 4 levels.</summary>
    Leader4,
}

/// <summary>The role in the offense, which guidelines of chapter two look at before chapter three does.</summary>
internal static class Roles
{
    public static readonly FactKey<MitigatingRole> Mitigating = FactKeys.Choice<MitigatingRole>("role.mitigating", FactScope.Group, "The mitigating role that the court found (USSG §3B1.2); none when it found none.", "the presentence report, role in the offense; the statement of reasons");

    public static readonly FactKey<AggravatingRole> Aggravating = FactKeys.Choice<AggravatingRole>("role.aggravating", FactScope.Group, "The aggravating role that the court found (USSG §3B1.1); none when it found none.", "the presentence report, role in the offense; the statement of reasons");

    /// <summary>The mitigating role, asked for when it is not known: one who is found to have led or managed has none.</summary>
    public static bool KnowMitigating(Reckoning r, Facts group, out MitigatingRole role, string why)
    {
        role = MitigatingRole.None;
        return (!group.TryGet(Mitigating, out _) && group.TryGet(Aggravating, out var aggravating) && aggravating != AggravatingRole.None) || r.Know(group, Mitigating, out role, why);
    }
}
