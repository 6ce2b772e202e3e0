namespace Clementia.Law;

/// <summary>The adjustment a defendant received under USSG §3B1.2.</summary>
public enum MitigatingRole
{
    /// <summary>No adjustment.</summary>
    None,

    /// <summary>A minor participant: two levels.</summary>
    Minor,

    /// <summary>Between minor and minimal: three levels.</summary>
    Between,

    /// <summary>A minimal participant: four levels.</summary>
    Minimal,
}

/// <summary>The adjustment a defendant received under USSG §3B1.1.</summary>
public enum AggravatingRole
{
    /// <summary>No adjustment.</summary>
    None,

    /// <summary>An organizer, leader, manager or supervisor in any other activity: two levels.</summary>
    Any2,

    /// <summary>A manager or supervisor of an extensive activity: three levels.</summary>
    Manager3,

    /// <summary>An organizer or leader of an extensive activity: four levels.</summary>
    Leader4,
}

/// <summary>The roles that chapter three finds and that the drug guideline also turns on.</summary>
internal static class Roles
{
    public static readonly FactKey<MitigatingRole> MitigatingRole = FactKeys.Choice<MitigatingRole>("role.mitigating", FactScope.Group, "The mitigating-role adjustment the defendant received for this group (§3B1.2).", "the presentence report, role in the offense");
    public static readonly FactKey<AggravatingRole> AggravatingRole = FactKeys.Choice<AggravatingRole>("role.aggravating", FactScope.Group, "The aggravating-role adjustment the defendant received for this group (§3B1.1).", "the presentence report, role in the offense");
}
