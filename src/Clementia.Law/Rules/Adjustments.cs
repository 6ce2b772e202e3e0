using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>The reduction for acceptance that the court found (USSG §3E1.1).</summary>
public enum AcceptanceFound
{
    /// <summary>None.</summary>
    None,

    /// <summary>Two levels.</summary>
    Two,

    /// <summary>Three levels: the plea came early enough.</summary>
    Three,
}

/// <summary>Whether a victim was vulnerable (USSG §3A1.1(b)).</summary>
public enum VulnerableVictims
{
    /// <summary>None.</summary>
    None,

    /// <summary>At least one.</summary>
    Some,

    /// <summary>A large number.</summary>
    Many,
}

/// <summary>Whether an official was the victim (USSG §3A1.2).</summary>
public enum OfficialVictims
{
    /// <summary>None.</summary>
    None,

    /// <summary>The offense was motivated by the victim's status.</summary>
    Motivated,

    /// <summary>An officer or prison official was assaulted so that serious injury was likely.</summary>
    Assault,
}

/// <summary>Which serious human rights offense was the one of conviction (USSG §3A1.5).</summary>
public enum HumanRightsOffense
{
    /// <summary>None.</summary>
    None,

    /// <summary>Incitement to genocide, 18 USC 1091(c).</summary>
    Incitement,

    /// <summary>Another, without a death.</summary>
    Other,

    /// <summary>Another, and death resulted.</summary>
    OtherDeath,
}

/// <summary>Whether a position of trust or a special skill was abused (USSG §3B1.3).</summary>
public enum TrustOrSkill
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>A position of public or private trust.</summary>
    Trust,

    /// <summary>A special skill alone.</summary>
    Skill,
}

/// <summary>Whether body armor was in play (USSG §3B1.5).</summary>
public enum BodyArmor
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The offense involved its use.</summary>
    Involved,

    /// <summary>The defendant used it.</summary>
    Used,
}

/// <summary>An adjustment that no fact of its own has, as the court made it.</summary>
/// <param name="Cite">The section: "2J1.7", "3F1.1".</param>
/// <param name="Levels">Levels added, or taken off when negative.</param>
internal sealed record EnteredAdjustment(string Cite, int Levels);

/// <summary>Chapter three, parts A to C and E: victim, role, obstruction, acceptance.</summary>
internal static class Adjustments
{
    private const string Report = "the presentence report, chapter three adjustments; the statement of reasons";

    private static readonly ProvisionKey<Numbers> s_victim = Numbers.Key("us-federal/ussg/3a1.1/victim", "hateCrime", "vulnerable", "large");
    private static readonly ProvisionKey<Numbers> s_official = Numbers.Key("us-federal/ussg/3a1.2/official-victim", "motivated", "motivatedPerson", "assault");
    private static readonly ProvisionKey<Numbers> s_restraint = Numbers.Key("us-federal/ussg/3a1.3/restraint", "levels");
    private static readonly ProvisionKey<Numbers> s_terrorism = Numbers.Key("us-federal/ussg/3a1.4/terrorism", "levels", "floor");
    private static readonly ProvisionKey<Numbers> s_humanRights = Numbers.Key("us-federal/ussg/3a1.5/human-rights", "incitement", "other", "floorIfDeath");
    private static readonly ProvisionKey<Numbers> s_aggravating = Numbers.Key("us-federal/ussg/3b1.1/aggravating-role", "leader", "manager", "any");
    private static readonly ProvisionKey<Numbers> s_mitigating = Numbers.Key("us-federal/ussg/3b1.2/mitigating-role", "minimal", "between", "minor");
    private static readonly ProvisionKey<TrustRule> s_trust = new("us-federal/ussg/3b1.3/trust-or-skill", TrustRule.Read);
    private static readonly ProvisionKey<Numbers> s_minor = Numbers.Key("us-federal/ussg/3b1.4/minor", "levels");
    private static readonly ProvisionKey<Numbers> s_armor = Numbers.Key("us-federal/ussg/3b1.5/body-armor", "involved", "used");
    private static readonly ProvisionKey<Numbers> s_obstruction = Numbers.Key("us-federal/ussg/3c1.1/obstruction", "levels");
    private static readonly ProvisionKey<Numbers> s_flight = Numbers.Key("us-federal/ussg/3c1.2/flight", "levels");
    private static readonly ProvisionKey<Numbers> s_release = Numbers.Key("us-federal/ussg/3c1.3/release", "levels");
    private static readonly ProvisionKey<Numbers> s_domain = Numbers.Key("us-federal/ussg/3c1.4/domain-name", "levels");
    private static readonly ProvisionKey<AcceptanceRule> s_acceptance = new("us-federal/ussg/3e1.1/acceptance", AcceptanceRule.Read);

    // Sections with facts of their own: an entered adjustment must not count them a second time.
    private static readonly string[] s_own = ["3A1.1", "3A1.2", "3A1.3", "3A1.4", "3A1.5", "3B1.1", "3B1.2", "3B1.3", "3B1.4", "3B1.5", "3C1.1", "3C1.2", "3C1.3", "3C1.4", "3D1.4", "3E1.1", "4B1.1", "4B1.4", "4B1.5", "4C1.1"];

    public static readonly FactKey<bool> AllListed = FactKeys.YesNo("chapterThree.allListed", FactScope.Group, "Every adjustment of chapter three, parts A to C, that the court made in this group is in the file; what is not there was not made.", Report);
    public static readonly FactKey<bool> HateCrime = FactKeys.YesNo("victim.hateCrime", FactScope.Group, "A victim or property was chosen because of race, color, religion, national origin, ethnicity, gender, gender identity, disability or sexual orientation (USSG §3A1.1(a)).", Report);
    public static readonly FactKey<VulnerableVictims> Vulnerable = FactKeys.Choice<VulnerableVictims>("victim.vulnerable", FactScope.Group, "Whether the defendant knew or should have known that a victim was vulnerable, and whether there were many (USSG §3A1.1(b)).", Report);
    public static readonly FactKey<OfficialVictims> Official = FactKeys.Choice<OfficialVictims>("victim.official", FactScope.Group, "Whether an official was the victim because of that status, or an officer was assaulted (USSG §3A1.2).", Report);
    public static readonly FactKey<bool> Restraint = FactKeys.YesNo("victim.restrained", FactScope.Group, "A victim was physically restrained (USSG §3A1.3).", Report);
    public static readonly FactKey<bool> Terrorism = FactKeys.YesNo("terrorism", FactScope.Group, "The offense was a felony that involved or was meant to promote a federal crime of terrorism (USSG §3A1.4).", Report);
    public static readonly FactKey<HumanRightsOffense> HumanRights = FactKeys.Choice<HumanRightsOffense>("humanRightsOffense", FactScope.Group, "Whether the conviction is of a serious human rights offense (USSG §3A1.5).", "the judgment");
    public static readonly FactKey<TrustOrSkill> Trust = FactKeys.Choice<TrustOrSkill>("trustOrSkill", FactScope.Group, "Whether a position of trust, or a special skill alone, was used to commit or conceal the offense (USSG §3B1.3).", Report);
    public static readonly FactKey<bool> Minor = FactKeys.YesNo("minorUsed", FactScope.Group, "The defendant used or tried to use someone under eighteen in the offense (USSG §3B1.4).", Report);
    public static readonly FactKey<BodyArmor> Armor = FactKeys.Choice<BodyArmor>("bodyArmor", FactScope.Group, "Whether a drug trafficking crime or crime of violence involved body armor, or the defendant used it (USSG §3B1.5).", Report);
    public static readonly FactKey<bool> Obstruction = FactKeys.YesNo("obstruction", FactScope.Group, "The court found that the defendant obstructed or impeded justice (USSG §3C1.1).", Report);
    public static readonly FactKey<bool> Flight = FactKeys.YesNo("recklessFlight", FactScope.Group, "The defendant recklessly endangered someone in flight from an officer (USSG §3C1.2).", Report);
    public static readonly FactKey<bool> OnRelease = FactKeys.YesNo("onRelease", FactScope.Group, "18 USC 3147 applies: the offense was committed on release in another federal case (USSG §3C1.3).", "the judgment");
    public static readonly FactKey<bool> DomainName = FactKeys.YesNo("falseDomainName", FactScope.Group, "The enhancement of 18 USC 3559 for a falsely registered domain name applies (USSG §3C1.4).", "the judgment");
    public static readonly FactKey<IReadOnlyList<EnteredAdjustment>> EnteredInGroup = Entered(FactScope.Group, "Adjustments of this group that no fact of their own has, each with its section and levels.");
    public static readonly FactKey<IReadOnlyList<EnteredAdjustment>> EnteredInCase = Entered(FactScope.Case, "Adjustments after acceptance that no fact of their own has (§3F1.1 for instance), each with its section and levels.");

    public static readonly FactKey<AcceptanceFound> Acceptance = FactKeys.Choice<AcceptanceFound>("acceptance", FactScope.Case, "The levels that the court took off for acceptance of responsibility (USSG §3E1.1).", "the statement of reasons; the presentence report");
    public static readonly FactKey<bool> TimelyPlea = FactKeys.YesNo("timelyPlea", FactScope.Case, "The defendant gave notice of the plea so early that the government need not prepare for trial (USSG §3E1.1(b)).", "the docket: the day of the plea against the day of trial");
    public static readonly FactKey<bool> PleaMotion = FactKeys.YesNo("pleaMotion", FactScope.Case, "The government moves, or would have moved, for the third level under USSG §3E1.1(b).", "the government's sentencing papers");

    public static IReadOnlyList<ProvisionKey> Provisions => [s_victim, s_official, s_restraint, s_terrorism, s_humanRights, s_aggravating, s_mitigating, s_trust, s_minor, s_armor, s_obstruction, s_flight, s_release, s_domain, s_acceptance];

    public static IReadOnlyList<FactKey> Facts =>
    [
        Roles.Mitigating, Roles.Aggravating, AllListed, HateCrime, Vulnerable, Official, Restraint, Terrorism, HumanRights, Trust, Minor, Armor, Obstruction, Flight, OnRelease, DomainName, EnteredInGroup, EnteredInCase, Acceptance, TimelyPlea, PleaMotion,
    ];

    internal static IReadOnlyList<GoldenKind> Golden => [new("acceptance", AcceptanceExample), new("role", ChapterThreeExample), new("chapter_three", ChapterThreeExample)];

    /// <summary>The level of a group after chapter three, parts A to C.</summary>
    public static int? Apply(Reckoning r, Facts @case, Facts group, int? level) => new Group(r, group, level).Apply();

    /// <summary>The level after acceptance of responsibility (§3E1.1), from the level before it.</summary>
    public static int? Accept(Reckoning r, Facts @case, int? level)
    {
        if (level is { } career && CareerOffender.BarsAcceptance(r, @case, career))
        {
            r.Step("3E1.1", "USSG §4B1.1", "Until November 1989 the level of a career offender was not lowered for acceptance.", $"level {career}", $"0 = {career}", career);
        }
        else if (AcceptanceLevels(r, @case, level, set: true) is not { } off)
        {
            return null;
        }
        else
        {
            level -= off;
        }
        if (@case.TryGet(EnteredInCase, out var entered))
        {
            foreach (var one in entered)
            {
                level += one.Levels;
                r.Step(one.Cite, "USSG §" + one.Cite, $"The court {(one.Levels < 0 ? "took off" : "added")} {InWords(Math.Abs(one.Levels))} under §{one.Cite}, as entered in the file.", "", Result(one.Levels, level), level);
            }
        }
        return level;
    }

    /// <summary>How many levels acceptance takes off at this level: 0, 2 or 3; null when a fact is missing (then asked for) or the level is not known.</summary>
    internal static int? AcceptanceLevels(Reckoning r, Facts @case, int? level, bool set = false)
    {
        var version = r.Needed(s_acceptance);
        var rule = version.Value!;
        if (!r.Know(@case, Acceptance, out var found))
            return null;
        if (found == AcceptanceFound.None)
        {
            if (set)
                r.Step("3E1.1", r.Cite(s_acceptance), version, "Nothing is taken off for acceptance of responsibility.", "", level is null ? "0" : $"0 = {level}", level);
            return level is null ? null : 0;
        }
        var extra = 0;
        var why = rule.Extra is null ? "This edition knew no third level." : $"A third level needs level {rule.ExtraFrom} before acceptance.";
        if (rule.Extra is { } third && (level is null || level >= rule.ExtraFrom))
        {
            if (Earned(r, @case, found, rule) is not { } earned)
                return null;
            extra = earned ? third : 0;
            why = earned ? $"One more comes off for a timely plea{(rule.Motion ? ", on the government's motion" : "")}, because the level before was {rule.ExtraFrom} or more." : $"The third level was not earned ({(rule.Motion ? "timely notice and the government's motion" : "timely notice or information")}).";
        }
        if (level is not { } before)
            return null;
        var off = rule.Levels + extra;
        if (set)
            r.Step("3E1.1", r.Cite(s_acceptance), version, $"{InWords(rule.Levels)} come off for acceptance of responsibility. {why}", $"level {before}", Result(-off, before - off), before - off);
        return off;
    }

    /// <summary>Whether this person is to have criminal history category VI because a group is one of terrorism.</summary>
    internal static bool IsTerrorism(Reckoning r, Facts group) => r.Law(s_terrorism) is not null && group.TryGet(Terrorism, out var terrorism) && terrorism;

    /// <summary>Whether a group was adjusted for victims under §3A1.1, or null when not known; rare ones that the file does not name were not made.</summary>
    internal static bool? IsForVictims(Facts group)
    {
        if (group.TryGet(HateCrime, out var hate) && hate)
            return true;
        return group.TryGet(Vulnerable, out var vulnerable) ? vulnerable != VulnerableVictims.None
            : (group.TryGet(AllListed, out var all) && all) || !HasVictims(group) ? false : null;
    }

    internal static bool IsHumanRights(Facts group) => group.TryGet(HumanRights, out var offense) && offense != HumanRightsOffense.None;

    /// <summary>Whether a group has a role adjustment under §3B1.1, or null when not known.</summary>
    internal static bool? IsAggravated(Facts group) =>
        group.TryGet(Roles.Aggravating, out var role) ? role != AggravatingRole.None
            : (group.TryGet(Roles.Mitigating, out var mitigating) && mitigating != MitigatingRole.None) || (group.TryGet(AllListed, out var all) && all) ? false : null;

    /// <summary>Whether offenses under this guideline usually have a victim: for the others victim adjustments are not asked for, and count only when the file names them.</summary>
    internal static bool HasVictims(Facts group) => group.TryGet(CaseFacts.Guideline, out var guideline) && !StartsWithAny(guideline, "2D", "2K", "2L", "2M", "2P", "2Q", "2R", "2S", "2T");

    internal static bool StartsWithAny(string guideline, params ReadOnlySpan<string> starts)
    {
        foreach (var start in starts)
        {
            if (guideline.StartsWith(start, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static bool? Earned(Reckoning r, Facts @case, AcceptanceFound found, AcceptanceRule rule)
    {
        // What was found was found under the manual of the sentence; whether the same plea earns the level under another one may be another question.
        var day = @case.TryGet(CaseFacts.Sentenced, out var sentenced) ? sentenced : r.Days[GoverningDay.Manual]!.Value;
        var then = r.Book.Find(s_acceptance).For(new Timeline { Sentence = day }, out _)?.Value;
        bool? timely = found == AcceptanceFound.Three ? true : @case.TryGet(TimelyPlea, out var plea) ? plea : then?.Extra is not null ? false : null;
        if (timely == false)
            return false;
        var motion = !rule.Motion || (found == AcceptanceFound.Three && then is { Extra: not null, Motion: true }) ? true : @case.TryGet(PleaMotion, out var moved) ? moved : (bool?)null;
        if (motion == false)
            return false;
        if (timely is null)
            r.Know(@case, TimelyPlea, out _);
        if (motion is null)
            r.Know(@case, PleaMotion, out _);
        return timely is null || motion is null ? null : true;
    }

    private static string InWords(int levels) => levels == 1 ? "1 level" : $"{levels} levels";

    private static string Result(int change, int? level) => $"{(change >= 0 ? "+" : "-")}{Math.Abs(change)}{(level is { } l ? $" = {l}" : "")}";

    private static FactKey<IReadOnlyList<EnteredAdjustment>> Entered(FactScope scope, string meaning) =>
        new("adjustments", scope, "a list of {\"cite\": \"3F1.1\", \"levels\": -2}", meaning, Report, value =>
        {
            var list = new List<EnteredAdjustment>();
            foreach (var item in value.Items())
            {
                item.Only("cite", "levels");
                var cite = item["cite"].Text().Replace("USSG", "", StringComparison.Ordinal).Trim().TrimStart('§');
                if (cite.Length == 0)
                    throw item["cite"].Wrong("The citation is empty.", "Name the section: \"3F1.1\".");
                if (StartsWithAny(cite, s_own))
                    throw item["cite"].Wrong($"§{cite} has a fact of its own and would count twice.", "Give that fact; docs/facts.md lists it.");
                list.Add(new(cite, item["levels"].IntFrom(-43, 43)));
            }
            return list;
        });

    private static GoldenAnswer AcceptanceExample(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var level = (facts.Maybe("level") ?? facts["offense_level"]).Int();
        var got = new JsonObject();
        var reasons = new List<string>();
        var open = new List<string>();
        foreach (var key in keys)
        {
            var r = new Reckoning(book, new Timeline { Sentence = ExampleDays.Of(book, facts, key) });
            var known = Law.Facts.None;
            if (facts.Maybe("accepts") is { } accepts)
                known = known.With("", Acceptance, accepts.YesNo() ? AcceptanceFound.Two : AcceptanceFound.None);
            if (facts.Maybe("acceptance") is { } acceptance)
                known = known.With("", Acceptance, acceptance.Kind == System.Text.Json.JsonValueKind.Number ? acceptance.Int() switch { 0 => AcceptanceFound.None, 2 => AcceptanceFound.Two, _ => AcceptanceFound.Three } : acceptance.Kind == System.Text.Json.JsonValueKind.String ? acceptance.OneOf<AcceptanceFound>() : acceptance.YesNo() ? AcceptanceFound.Two : AcceptanceFound.None);
            if (facts.Maybe("timely") is { } timely)
                known = known.With("", TimelyPlea, timely.YesNo());
            if (facts.Maybe("motion") is { } motion)
                known = known.With("", PleaMotion, motion.YesNo());
            if (AcceptanceLevels(r, known, level, set: true) is { } off)
                got[key] = key.StartsWith("reduction", StringComparison.Ordinal) || key.StartsWith("levels", StringComparison.Ordinal) ? off : level - off;
            ExampleDays.Reasons(r, reasons);
            open.AddRange(r.Derivation.Questions.Select(q => q.Text).Where(q => !open.Contains(q)));
        }
        return new(got, reasons, open);
    }

    private static GoldenAnswer ChapterThreeExample(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        // The facts of a group by their own names stand in "group"; "role" alone is a shorthand of the published cases.
        var level = facts.Maybe("level")?.Int() ?? facts.Maybe("base")?.Int() ?? 0;
        var group = Law.Facts.Read(new JsonObject { ["groups"] = new JsonArray(facts.Maybe("group") is { } g ? JsonNode.Parse(g.Element.GetRawText()) : new JsonObject()) }.ToJsonString(), "example").List(FactScope.Group)![0];
        group = group.With(group.At, AllListed, true);
        if (facts.Maybe("role") is { } role)
        {
            var name = role.Kind == System.Text.Json.JsonValueKind.Number ? role.Int() switch { 4 => "leader", 3 => "manager", 2 => "any", -2 => "minor", -3 => "between", -4 => "minimal", _ => "none" } : role.Text();
            group = name switch
            {
                "leader" or "organizer" => group.With(group.At, Roles.Aggravating, AggravatingRole.Leader4),
                "manager" or "supervisor" => group.With(group.At, Roles.Aggravating, AggravatingRole.Manager3),
                "any" or "other" => group.With(group.At, Roles.Aggravating, AggravatingRole.Any2),
                "minor" => group.With(group.At, Roles.Mitigating, MitigatingRole.Minor),
                "between" => group.With(group.At, Roles.Mitigating, MitigatingRole.Between),
                "minimal" => group.With(group.At, Roles.Mitigating, MitigatingRole.Minimal),
                "none" => group,
                _ => throw role.Wrong($"'{name}' is no role.", "Write leader, manager, any, minor, between, minimal or none."),
            };
        }
        var got = new JsonObject();
        var reasons = new List<string>();
        foreach (var key in keys)
        {
            var r = new Reckoning(book, new Timeline { Sentence = ExampleDays.Of(book, facts, key) });
            if (Apply(r, Law.Facts.None, group, level) is { } after)
                got[key] = key.StartsWith("change", StringComparison.Ordinal) || key.StartsWith("adjust", StringComparison.Ordinal) || key.StartsWith("levels", StringComparison.Ordinal) ? after - level : after;
            ExampleDays.Reasons(r, reasons);
        }
        return new(got, reasons, []);
    }

    /// <summary>One group on its way through parts A to C.</summary>
    private sealed class Group(Reckoning r, Facts group, int? level)
    {
        private int? _level = level;
        private bool _unknown = level is null;

        public int? Apply()
        {
            Victims();
            Role();
            Obstructed();
            if (group.TryGet(EnteredInGroup, out var entered))
            {
                foreach (var one in entered)
                {
                    _level += one.Levels;
                    r.Step($"{group.At} {one.Cite}", "USSG §" + one.Cite, $"The court {(one.Levels < 0 ? "took off" : "added")} {InWords(Math.Abs(one.Levels))} under §{one.Cite}, as entered in the file.", "", Result(one.Levels, _level), _level);
                }
            }
            return _unknown ? null : _level;
        }

        private void Victims()
        {
            var asked = HasVictims(group);
            var victim = r.Needed(s_victim);
            if (victim.Value!["hateCrime"] is { } hate && Known(HateCrime, false) == true)
                Add(s_victim, victim, "3A1.1(a)", hate, "The victim or the property was chosen out of hatred.");
            if (Known(Vulnerable, asked) is { } vulnerable and not VulnerableVictims.None)
            {
                Add(s_victim, victim, "3A1.1(b)(1)", victim.Value!["vulnerable"]!.Value, "A victim was vulnerable.");
                if (vulnerable == VulnerableVictims.Many && victim.Value!["large"] is { } large)
                    Add(s_victim, victim, "3A1.1(b)(2)", large, "Many victims were vulnerable.");
            }

            var official = r.Needed(s_official);
            if (Known(Official, asked) is { } how and not OfficialVictims.None)
            {
                var person = group.TryGet(CaseFacts.Guideline, out var guideline) && guideline.StartsWith("2A", StringComparison.Ordinal);
                if ((how == OfficialVictims.Assault ? official.Value!["assault"] : official.Value![person ? "motivatedPerson" : "motivated"]) is { } levels)
                    Add(s_official, official, "3A1.2", levels, how == OfficialVictims.Assault ? "An officer was assaulted so that serious injury was likely." : "The offense was aimed at an official because of that status.");
            }

            var restraint = r.Needed(s_restraint);
            if (Known(Restraint, asked) == true)
                Add(s_restraint, restraint, "3A1.3", restraint.Value!["levels"]!.Value, "A victim was physically restrained.");

            if (r.Law(s_terrorism) is { } terrorism && Known(Terrorism, false) == true)
            {
                Add(s_terrorism, terrorism, "3A1.4(a)", terrorism.Value!["levels"]!.Value, "The offense involved terrorism.");
                Floor(s_terrorism, terrorism, "3A1.4(a) floor", terrorism.Value!["floor"]!.Value, "terrorism");
            }
            if (r.Law(s_humanRights) is { } rights && Known(HumanRights, false) is { } offense and not HumanRightsOffense.None)
            {
                Add(s_humanRights, rights, "3A1.5", rights.Value![offense == HumanRightsOffense.Incitement ? "incitement" : "other"]!.Value, "The conviction is of a serious human rights offense.");
                if (offense == HumanRightsOffense.OtherDeath)
                    Floor(s_humanRights, rights, "3A1.5 floor", rights.Value!["floorIfDeath"]!.Value, "a serious human rights offense in which someone died");
            }
        }

        private void Role()
        {
            // One who is found to have led or managed has no mitigating role, and the other way round.
            var mitigating = group.TryGet(Roles.Mitigating, out var found) ? found : (MitigatingRole?)null;
            var aggravating = mitigating is not null and not MitigatingRole.None && !group.TryGet(Roles.Aggravating, out _) ? AggravatingRole.None : Known(Roles.Aggravating, true);
            if (mitigating is null && aggravating is null or AggravatingRole.None)
                mitigating = Known(Roles.Mitigating, true);

            var up = r.Needed(s_aggravating);
            switch (aggravating)
            {
                case AggravatingRole.Leader4:
                    Add(s_aggravating, up, "3B1.1", up.Value!["leader"]!.Value, "The court found an organizer or leader of five or more participants, or of an extensive activity.");
                    break;
                case AggravatingRole.Manager3:
                    Add(s_aggravating, up, "3B1.1", up.Value!["manager"]!.Value, "The court found a manager or supervisor of five or more participants, or of an extensive activity.");
                    break;
                case AggravatingRole.Any2:
                    Add(s_aggravating, up, "3B1.1", up.Value!["any"]!.Value, "The court found an organizer, leader, manager or supervisor of a smaller activity.");
                    break;
            }
            var down = r.Needed(s_mitigating);
            switch (mitigating)
            {
                case MitigatingRole.Minimal:
                    Add(s_mitigating, down, "3B1.2", -down.Value!["minimal"]!.Value, "The court found a minimal participant.");
                    break;
                case MitigatingRole.Between:
                    Add(s_mitigating, down, "3B1.2", -down.Value!["between"]!.Value, "The court found a role between minor and minimal.");
                    break;
                case MitigatingRole.Minor:
                    Add(s_mitigating, down, "3B1.2", -down.Value!["minor"]!.Value, "The court found a minor participant.");
                    break;
            }

            TrustOrSkillAbused(aggravating);

            if (r.Law(s_minor) is { } minor && Known(Minor, true) == true)
                Add(s_minor, minor, "3B1.4", minor.Value!["levels"]!.Value, "Someone under eighteen was used in the offense.");
            var forArmor = group.TryGet(CaseFacts.Guideline, out var guideline) && StartsWithAny(guideline, "2D1", "2A", "2B3");
            if (r.Law(s_armor) is { } armor && Known(Armor, forArmor) is { } worn and not BodyArmor.None)
                Add(s_armor, armor, "3B1.5", armor.Value![worn == BodyArmor.Used ? "used" : "involved"]!.Value, worn == BodyArmor.Used ? "The defendant used body armor." : "The offense involved the use of body armor.");
        }

        private void TrustOrSkillAbused(AggravatingRole? aggravating)
        {
            var trust = r.Needed(s_trust);
            var withRole = aggravating is not null and not AggravatingRole.None;
            if (withRole && !trust.Value!.TrustWithRole && !trust.Value.SkillWithRole)
                return;
            if (Known(Trust, true) is not { } abused || abused == TrustOrSkill.None)
                return;
            if (aggravating is null && !(abused == TrustOrSkill.Trust ? trust.Value!.TrustWithRole : trust.Value!.SkillWithRole))
                _unknown = true; // The role, which is asked for, decides whether this may be added to it.
            else if (withRole && !(abused == TrustOrSkill.Trust ? trust.Value!.TrustWithRole : trust.Value!.SkillWithRole))
                r.Step($"{group.At} 3B1.3", r.Cite(s_trust), trust, "The use of a special skill is not counted on top of an aggravating role.", "", "0", _level);
            else
                Add(s_trust, trust, "3B1.3", trust.Value!.Levels, abused == TrustOrSkill.Trust ? "A position of trust was abused." : "A special skill was used.");
        }

        private void Obstructed()
        {
            var obstruction = r.Needed(s_obstruction);
            if (Known(Obstruction, true) == true)
                Add(s_obstruction, obstruction, "3C1.1", obstruction.Value!["levels"]!.Value, "Justice was obstructed or impeded.");
            if (r.Law(s_flight) is { } flight && Known(Flight, true) == true)
                Add(s_flight, flight, "3C1.2", flight.Value!["levels"]!.Value, "Someone was recklessly endangered in flight from an officer.");
            if (r.Law(s_release) is { } release && Known(OnRelease, false) == true)
                Add(s_release, release, "3C1.3", release.Value!["levels"]!.Value, "The offense was committed on release in another federal case.");
            if (r.Law(s_domain) is { } domain && Known(DomainName, false) == true)
                Add(s_domain, domain, "3C1.4", domain.Value!["levels"]!.Value, "A domain name was falsely registered.");
        }

        /// <summary>What the file says; what it says is all there is; else the question, or, for a rare adjustment, a caution that it was not made.</summary>
        private T? Known<T>(FactKey<T> key, bool ask)
            where T : struct
        {
            if (group.TryGet(key, out var value))
                return value;
            if (group.TryGet(AllListed, out var all) && all)
                return default(T);
            if (ask)
            {
                r.Know(group, key, out _);
                _unknown = true;
                return null;
            }
            r.Caution($"Adjustments that are rare in such cases (USSG §§3A1.1-3A1.5, 3B1.5, 3C1.3, 3C1.4) and that the file does not name are taken as not made.");
            return default(T);
        }

        private void Add<T>(ProvisionKey<T> key, Version<T> version, string section, int change, string plain)
            where T : class
        {
            _level += change;
            r.Step($"{group.At} {section}", r.Cite(key), version, $"{plain} {InWords(Math.Abs(change))} {(Math.Abs(change) == 1 ? "is" : "are")} {(change < 0 ? "taken off" : "added")}.", "", Result(change, _level), _level);
        }

        private void Floor<T>(ProvisionKey<T> key, Version<T> version, string section, int floor, string what)
            where T : class
        {
            if (_level is not { } now || now >= floor)
                return;
            _level = floor;
            r.Step($"{group.At} {section}", r.Cite(key), version, $"For {what} the level is at least {floor}.", $"level {now}", $"{floor}", floor);
        }
    }

    /// <summary>A few named whole numbers; null where this edition has no such item.</summary>
    internal sealed class Numbers
    {
        private readonly Dictionary<string, int?> _values;

        private Numbers(Dictionary<string, int?> values) => _values = values;

        public int? this[string name] => _values[name];

        public static ProvisionKey<Numbers> Key(string id, params string[] names) => new(id, value =>
        {
            value.Only(names);
            return new(names.ToDictionary(n => n, n => value[n].Kind == System.Text.Json.JsonValueKind.Null ? (int?)null : value[n].IntFrom(1, 43), StringComparer.Ordinal));
        });
    }

    internal sealed record TrustRule(int Levels, bool TrustWithRole, bool SkillWithRole)
    {
        public static TrustRule Read(StrictJson value)
        {
            value.Only("levels", "trustWithAggravatingRole", "skillWithAggravatingRole");
            return new(value["levels"].IntFrom(1, 43), value["trustWithAggravatingRole"].YesNo(), value["skillWithAggravatingRole"].YesNo());
        }
    }

    /// <summary>Levels for acceptance, and for a timely plea from some level on, on the government's motion or without.</summary>
    internal sealed record AcceptanceRule(int Levels, int? Extra, int ExtraFrom, bool Motion)
    {
        public static AcceptanceRule Read(StrictJson value)
        {
            value.Only("levels", "extra");
            var extra = value["extra"];
            if (extra.Kind == System.Text.Json.JsonValueKind.Null)
                return new(value["levels"].IntFrom(1, 43), null, 0, false);
            extra.Only("levels", "from", "motion");
            return new(value["levels"].IntFrom(1, 43), extra["levels"].IntFrom(1, 43), extra["from"].IntFrom(1, 43), extra["motion"].YesNo());
        }
    }
}
