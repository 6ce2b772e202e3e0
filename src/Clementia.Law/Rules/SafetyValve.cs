using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>18 USC 3553(f) and USSG §5C1.2: sentence without regard to a mandatory minimum; 3553(e): the government's motion.</summary>
internal static class SafetyValve
{
    private const string History = "the presentence report, criminal history";
    private const string Reasons = "the statement of reasons or the presentence report";

    public static readonly FactKey<int> Points = FactKeys.Number("safetyValve.points", FactScope.Case, 0, 99, "The criminal history points under §4A1.1, before any departure.", History);
    public static readonly FactKey<int> PointsWithoutOnePoint = FactKeys.Number("safetyValve.pointsWithoutOnePoint", FactScope.Case, 0, 99, "The criminal history points, leaving out those that come from 1-point offenses.", History);
    public static readonly FactKey<bool> ThreePointPrior = FactKeys.YesNo("safetyValve.threePointPrior", FactScope.Case, "There is a prior 3-point offense.", History);
    public static readonly FactKey<bool> TwoPointViolentPrior = FactKeys.YesNo("safetyValve.twoPointViolentPrior", FactScope.Case, "There is a prior 2-point violent offense.", History);
    public static readonly FactKey<bool> CircuitNeedsAllThree = FactKeys.YesNo("safetyValve.circuitNeedsAllThree", FactScope.Case, "On the day of sentence the court of appeals of the circuit read 3553(f)(1) so that only someone with all three (more than 4 points, a 3-point offense, a 2-point violent offense) was shut out.", "the law of the circuit on that day");
    public static readonly FactKey<bool> ViolenceOrWeapon = FactKeys.YesNo("safetyValve.violenceOrWeapon", FactScope.Case, "The person used violence or credible threats of it, or possessed a firearm or other dangerous weapon (or induced another participant to), in connection with the offense.", Reasons);
    public static readonly FactKey<bool> DeathOrInjury = FactKeys.YesNo("safetyValve.deathOrInjury", FactScope.Case, "The offense resulted in death or serious bodily injury to any person.", Reasons);
    public static readonly FactKey<bool> Supervisor = FactKeys.YesNo("safetyValve.supervisor", FactScope.Case, "The person was an organizer, leader, manager or supervisor of others in the offense (an adjustment under §3B1.1).", Reasons);
    public static readonly FactKey<bool> ContinuingEnterprise = FactKeys.YesNo("safetyValve.continuingEnterprise", FactScope.Case, "The person was engaged in a continuing criminal enterprise (21 USC 848).", Reasons);
    public static readonly FactKey<bool> Disclosed = FactKeys.YesNo("safetyValve.disclosed", FactScope.Case, "By the sentencing hearing the person had truthfully told the government all information and evidence about the offense.", Reasons);
    public static readonly FactKey<bool> GovernmentMotion = FactKeys.YesNo("motion3553e", FactScope.Case, "The government moved under 18 USC 3553(e) for a sentence below the statutory minimum, for substantial assistance.", "the docket sheet or the statement of reasons");

    private static readonly ProvisionKey<Valve> s_statute = new("us-federal/usc/18/3553-f", Valve.Read);
    private static readonly ProvisionKey<Reading> s_reading = new("us-federal/usc/18/3553-f-1", v => new(v.Only("reading")["reading"].OneOf(("disputed", false), ("anyOne", true))));
    private static readonly ProvisionKey<Motion> s_motion = new("us-federal/usc/18/3553-e", v => new(v.Only("lifts")["lifts"].YesNo()));
    private static readonly ProvisionKey<Guideline> s_guideline = new("us-federal/ussg/5c1.2", Guideline.Read);

    public static IReadOnlyList<ProvisionKey> Provisions => [s_statute, s_reading, s_motion, s_guideline];

    public static IReadOnlyList<FactKey> Facts =>
        [Points, PointsWithoutOnePoint, ThreePointPrior, TwoPointViolentPrior, CircuitNeedsAllThree, ViolenceOrWeapon, DeathOrInjury, Supervisor, ContinuingEnterprise, Disclosed, GovernmentMotion];

    public static IReadOnlyList<GoldenKind> Golden => [new("safety_valve", AnswerExample)];

    /// <summary>Whether it lifts the minimum of this count: yes, no, or null when a fact is missing (then asked for).</summary>
    public static bool? Lifts(Reckoning r, Facts @case, Facts count)
    {
        if (CountStatute.Of(r, count) is not { } statute)
            return null;
        var provision = r.Book.Find(s_statute);
        var version = provision.For(r.Days, out var unknownDay);
        if (version is null && unknownDay is null)
            return false; // Before 1994-09-23 there was none.

        // Where the day of conviction is not known, either version may govern: ask only if both are open to the offense.
        var covered = version is not null ? version.Value!.Offenses.Contains(statute.Name) : provision.Versions.Any(v => v.Value!.Offenses.Contains(statute.Name));
        if (!covered)
        {
            if (version is not null)
                r.Step($"{count.At} 3553(f)", provision.Cite, version, $"The safety valve does not cover {statute.Name}.", statute.ToString(), "minimum stands");
            return false;
        }
        if (version is null)
        {
            if (Shared(r, @case) is false)
                return false;
            r.Law(s_statute);
            r.Know(@case, Points, out _);
            return null;
        }
        var meets = Both(HistoryAllows(r, @case, version.Value!.Points, version.Value.PointsWithoutOnePoint), () => Shared(r, @case), KnownToFail(@case));
        if (meets is { } known)
            r.Step($"{count.At} 3553(f)", provision.Cite, version, known ? "All five criteria of the safety valve are met: the court sentences without regard to the minimum." : "A criterion of the safety valve is not met.", statute.ToString(), known ? "minimum lifted" : "minimum stands");
        return meets;
    }

    /// <summary>Whether the government's motion lets the court go below every minimum: yes, no, or null when it is not known (then asked for).</summary>
    public static bool? LiftsByMotion(Reckoning r, Facts @case, string at)
    {
        if (r.Law(s_motion) is not { Value.Lifts: true } version)
            return false;
        if (!r.Know(@case, GovernmentMotion, out var moved))
            return null;
        if (moved)
            r.Step($"{at} 3553(e)", r.Cite(s_motion), version, "On the government's motion for substantial assistance the court may go below the minimum.", "motion", "minimum lifted");
        return moved;
    }

    /// <summary>Whether the criteria of USSG §5C1.2(a) are met, for the two levels of the drug guideline: by the manual's own words, which were narrower than the statute from 2018-12-21 to 2023-10-31.</summary>
    public static bool? MeetsGuideline(Reckoning r, Facts @case)
    {
        if (r.Law(s_guideline) is not { } version)
            return false;
        var meets = Both(HistoryAllows(r, @case, version.Value!.Points, version.Value.PointsWithoutOnePoint), () => Shared(r, @case), KnownToFail(@case));
        if (meets is { } known)
            r.Step("5C1.2(a)", "USSG §5C1.2(a)", version, known ? "The criteria of the safety valve are met." : "A criterion of the safety valve is not met.", "", known ? "met" : "not met");
        return meets;
    }

    /// <summary>The level after the floor of §5C1.2(b) as it was from 2001 to 2023: 17 where the safety valve lifts a minimum of five years or more.</summary>
    /// <param name="r">The reckoning.</param>
    /// <param name="level">The level after chapters two and three, acceptance included.</param>
    /// <param name="limits">The limits of all counts, reliefs decided.</param>
    public static int? LevelFloor(Reckoning r, int? level, IReadOnlyList<StatutoryLimits?> limits)
    {
        if (level is not { } found || r.Law(s_guideline) is not { Value.LevelFloor: { } floor } version || found >= floor)
            return level;
        if (Reaches(limits, version.Value!) is not { } reaches)
            return null;
        if (!reaches)
            return level;
        r.Step("5C1.2(b)", "USSG §5C1.2(b)", version, $"Where the safety valve lifts a minimum of five years or more, the level is not below {floor}.", $"level {found}", $"{floor}", floor);
        return floor;
    }

    /// <summary>The range after the floor of §5C1.2(b) as it is from 2023-11-01: not below 24 to 30 months.</summary>
    public static MonthRange? RangeFloor(Reckoning r, MonthRange? range, IReadOnlyList<StatutoryLimits?> limits)
    {
        if (range is not { } found || r.Law(s_guideline) is not { Value.RangeFloor: { } floor } version || found.IsNotBelow(floor))
            return range;
        if (Reaches(limits, version.Value!) is not { } reaches)
            return null;
        if (!reaches)
            return range;
        var raised = new MonthRange(Limit.Max(found.Min, floor.Min), Limit.Max(found.Max, floor.Max));
        r.Step("5C1.2(b)", "USSG §5C1.2(b)", version, $"Where the safety valve lifts a minimum of five years or more, the range is not below {floor.InWords}.", found.InWords, raised.InWords);
        return raised;
    }

    private static bool? Reaches(IReadOnlyList<StatutoryLimits?> limits, Guideline guideline)
    {
        var unknown = false;
        foreach (var one in limits)
        {
            if (one is null || (one.LiftedBySafetyValve is null && one.Min >= guideline.StatutoryMinimum))
                unknown = true;
            else if (one.LiftedBySafetyValve is true && one.Min >= guideline.StatutoryMinimum)
                return true;
        }
        return unknown ? null : false;
    }

    /// <summary>No when either is known to be no; the second is not looked at when the first settles it or when something else is known to fail.</summary>
    private static bool? Both(bool? first, Func<bool?> second, bool fails)
    {
        if (fails || first is false)
            return false;
        var other = second();
        return other is false ? false : first is true && other is true ? true : null;
    }

    /// <summary>Whether one of criteria (2) to (5) that the file answers already fails: then nothing more need be asked.</summary>
    private static bool KnownToFail(Facts @case) =>
        (@case.TryGet(ViolenceOrWeapon, out var violence) && violence) || (@case.TryGet(DeathOrInjury, out var death) && death) || (@case.TryGet(ContinuingEnterprise, out var enterprise) && enterprise)
        || (@case.TryGet(Disclosed, out var disclosed) && !disclosed) || WasSupervisor(@case, out _) is true || @case.List(FactScope.Count)?.Any(c => c.TryGet(DrugPenalties.DeathOrInjury, out var found) && found) is true;

    /// <summary>Criteria (2) to (5), which have not changed since 1994.</summary>
    private static bool? Shared(Reckoning r, Facts @case)
    {
        if (KnownToFail(@case))
            return false;
        var known = r.Know(@case, ViolenceOrWeapon, out _) & r.Know(@case, DeathOrInjury, out _) & r.Know(@case, ContinuingEnterprise, out _) & r.Know(@case, Disclosed, out _);
        if (WasSupervisor(@case, out var ask) is null)
        {
            known = false;
            if (ask is null)
                r.Know(@case, Supervisor, out _);
            else
                r.Know(ask, Roles.Aggravating, out _);
        }
        return known ? true : null;
    }

    /// <summary>By the role found in each group, or as the file says of the whole case.</summary>
    private static bool? WasSupervisor(Facts @case, out Facts? unknownGroup)
    {
        unknownGroup = null;
        foreach (var group in @case.List(FactScope.Group) ?? [])
        {
            if (!group.TryGet(Roles.Aggravating, out var role))
                unknownGroup ??= group;
            else if (role != AggravatingRole.None)
                return true;
        }
        return @case.TryGet(Supervisor, out var supervisor) ? supervisor : unknownGroup is null && @case.List(FactScope.Group) is { Count: > 0 } ? false : null;
    }

    /// <summary>The fewest and the most criminal history points that the file leaves possible; null where it sets no bound.</summary>
    private static (int Fewest, int? Most) PointsOf(Facts @case)
    {
        if (@case.TryGet(Points, out var points) || @case.TryGet(Law.History.PointsFound, out points))
            return (points, points);
        return @case.TryGet(Law.History.CategoryFound, out var category) ? category switch
        {
            HistoryCategory.I => (0, 1),
            HistoryCategory.II => (2, 3),
            HistoryCategory.III => (4, 6),
            HistoryCategory.IV => (7, 9),
            HistoryCategory.V => (10, 12),
            _ => (13, null),
        } : (0, null);
    }

    /// <summary>Criterion (1), the criminal history.</summary>
    private static bool? HistoryAllows(Reckoning r, Facts @case, int? most, int? mostWithoutOnePoint)
    {
        if (KnownToFail(@case))
            return null; // Nothing turns on it any more.
        var (fewest, points) = PointsOf(@case);
        var pointsKnown = points is not null;
        if (most is { } limit)
        {
            if (points <= limit)
                return true;
            if (fewest > limit)
                return false;
            r.Know(@case, Points, out _);
            return null;
        }

        // Few points in all settle each part without further facts.
        bool? many = pointsKnown && points <= mostWithoutOnePoint ? false : @case.TryGet(PointsWithoutOnePoint, out var without) ? without > mostWithoutOnePoint : null;
        bool? three = pointsKnown && points < 3 ? false : @case.TryGet(ThreePointPrior, out var prior3) ? prior3 : null;
        bool? violent = pointsKnown && points < 2 ? false : @case.TryGet(TwoPointViolentPrior, out var prior2) ? prior2 : null;
        var none = many is false && three is false && violent is false;
        var all = many is true && three is true && violent is true;
        if (none || all)
            return none;

        var reading = r.Law(s_reading);
        var anyOne = reading is { Value.AnyOne: true };
        var some = many is true || three is true || violent is true;
        if (anyOne && some)
        {
            r.Step("3553(f)(1)", r.Cite(s_reading), reading, "Each of the three parts of the criminal history criterion shuts a person out by itself.", "", "not met");
            return false;
        }
        bool? needsAll = anyOne ? false : @case.TryGet(CircuitNeedsAllThree, out var circuit) ? circuit : null;
        if (needsAll is true && (many is false || three is false || violent is false))
        {
            r.Step("3553(f)(1)", r.Cite(s_reading), reading, "In that circuit only all three parts together shut a person out.", "", "met");
            return true;
        }
        if (needsAll is false && some)
        {
            r.Step("3553(f)(1)", r.Cite(s_reading), reading, "In that circuit each of the three parts shuts a person out by itself.", "", "not met");
            return false;
        }
        if (needsAll is null && some)
        {
            r.Know(@case, CircuitNeedsAllThree, out _);
            r.Caution("From 2018-12-21 until Pulsifer v. United States (2024-03-15) the circuits were divided over the \"and\" of 18 USC 3553(f)(1).");
        }
        if (many is null)
            r.Know(@case, PointsWithoutOnePoint, out _);
        if (three is null)
            r.Know(@case, ThreePointPrior, out _);
        if (violent is null)
            r.Know(@case, TwoPointViolentPrior, out _);
        return null;
    }

    /// <summary>Facts {conviction day, sentence day, points, points_without_1, three_point_prior, two_point_violent_prior, weapon, death, leader, cce, disclosed, statute}; asked is "eligible" (or "lifts", "safety_valve").</summary>
    private static GoldenAnswer AnswerExample(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var example = new ExampleFacts(facts);
        var @case = Law.Facts.None;
        Set(Points, example.Int("points", "criminal_history_points"));
        Set(PointsWithoutOnePoint, example.Int("points_without_1", "points_excluding_1_point", "points_without_one_point", "points_excluding_one_point_offenses"));
        SetYes(ThreePointPrior, example.YesNo("three_point_prior", "prior_3_point", "prior_three_point"));
        SetYes(TwoPointViolentPrior, example.YesNo("two_point_violent_prior", "prior_2_point_violent", "prior_two_point_violent"));
        SetYes(CircuitNeedsAllThree, example.YesNo("circuit_needs_all_three", "circuit_conjunctive"));
        SetYes(ViolenceOrWeapon, example.YesNo("violence_or_weapon", "weapon", "violence", "gun") ?? false);
        SetYes(DeathOrInjury, example.YesNo("death_or_injury", "death", "death_or_sbi") ?? false);
        SetYes(Supervisor, example.YesNo("supervisor", "leader", "leader_or_manager", "organizer", "role") ?? false);
        SetYes(ContinuingEnterprise, example.YesNo("continuing_enterprise", "cce") ?? false);
        SetYes(Disclosed, example.YesNo("disclosed", "truthful_disclosure", "disclosure", "truthful") ?? true);
        @case = @case.WithList(FactScope.Count, [[(CaseFacts.Statute, example.Text("statute", "offense_statute") ?? "21 USC 841")]]);

        var got = new JsonObject();
        var reasons = new List<string>();
        var open = new List<string>();
        foreach (var key in keys)
        {
            var (what, day) = ExampleFacts.Split(key);
            if (what is not ("eligible" or "lifts" or "safety_valve" or "applies" or "minimum_lifted" or "lifted" or "meets"))
                continue;
            var sentence = day ?? example.SentenceDay ?? example.ConvictionDay ?? ExampleFacts.Today;
            var r = new Reckoning(book, new Timeline { OffenseEnd = example.OffenseDay, Sentence = sentence, Conviction = example.ConvictionDay ?? sentence });
            if (Lifts(r, @case, @case.List(FactScope.Count)![0]) is { } lifts)
                got[key] = lifts;
            reasons.AddRange(r.Derivation.Steps.Select(step => step.Plain));
            open.AddRange(r.Derivation.Questions.Select(q => q.Text));
        }
        return new(got, reasons, open);

        void Set(FactKey<int> key, int? value) => @case = value is { } known ? @case.With("", key, known) : @case;

        void SetYes(FactKey<bool> key, bool? value) => @case = value is { } known ? @case.With("", key, known) : @case;
    }

    private sealed record Valve(IReadOnlySet<string> Offenses, int? Points, int? PointsWithoutOnePoint)
    {
        public static Valve Read(StrictJson value)
        {
            value.Only("offenses", "points", "pointsWithoutOnePoint");
            var (points, without) = (value.Maybe("points")?.IntFrom(0, 100), value.Maybe("pointsWithoutOnePoint")?.IntFrom(0, 100));
            return points is null == without is null
                ? throw value.Wrong("It has not exactly one measure of criminal history.", "Give \"points\" or \"pointsWithoutOnePoint\".")
                : new(value["offenses"].Items().Select(item => item.Text()).ToHashSet(StringComparer.Ordinal), points, without);
        }
    }

    private sealed record Reading(bool AnyOne);

    private sealed record Motion(bool Lifts);

    private sealed record Guideline(int? Points, int? PointsWithoutOnePoint, Limit? StatutoryMinimum, int? LevelFloor, MonthRange? RangeFloor)
    {
        public static Guideline Read(StrictJson value)
        {
            value.Only("points", "pointsWithoutOnePoint", "statutoryMinimum", "levelFloor", "rangeFloor");
            var floor = value.Maybe("rangeFloor")?.Items().ToList();
            return new(
                value.Maybe("points")?.IntFrom(0, 100), value.Maybe("pointsWithoutOnePoint")?.IntFrom(0, 100), value.Maybe("statutoryMinimum")?.Limit(), value.Maybe("levelFloor")?.IntFrom(1, 43),
                floor is null ? null : floor.Count == 2 ? new MonthRange(floor[0].Limit(), floor[1].Limit()) : throw value["rangeFloor"].Wrong("It is no range.", "Write the minimum and the maximum in months."));
        }
    }
}
