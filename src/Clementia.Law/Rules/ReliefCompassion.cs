using System.Globalization;

namespace Clementia.Law;

/// <summary>Compassionate release: 18 USC 3582(c)(1)(A) with USSG §1B1.13.</summary>
internal static class ReliefCompassion
{
    private const string Name = "3582(c)(1)(A)";

    private static readonly ProvisionKey<Motion> s_motion = new("us-federal/usc/18/3582-c-1-a", Motion.Read);
    private static readonly ProvisionKey<Elder> s_elder = new("us-federal/usc/18/3582-c-1-a-ii", Elder.Read);
    private static readonly ProvisionKey<Grounds> s_grounds = new("us-federal/ussg/1b1.13/reasons", Grounds.Read);

    internal static readonly FactKey<DateOnly> Born = FactKeys.Day("person.born", FactScope.Case, "The person's day of birth.", "the presentence report");
    private static readonly FactKey<DateOnly> s_asked = FactKeys.Day("compassion.wardenReceived", FactScope.Case, "The day the warden received the request for a motion; leave out when none was made or it is not known.", "the request with the institution's receipt");
    private static readonly FactKey<bool> s_requested = FactKeys.YesNo("compassion.wardenAsked", FactScope.Case, "The warden was asked to have the Director move for a reduction.", "the request to the warden");
    private static readonly FactKey<bool> s_exhausted = FactKeys.YesNo("compassion.appealsExhausted", FactScope.Case, "All administrative rights to appeal the Bureau's failure to move were exhausted.", "the administrative remedy record");
    private static readonly FactKey<bool> s_director = FactKeys.YesNo("compassion.directorMoves", FactScope.Case, "The Director of the Bureau of Prisons moves for the reduction.", "the docket");
    private static readonly FactKey<bool> s_granted = FactKeys.YesNo("compassion.granted", FactScope.Case, "The term was reduced under 18 USC 3582(c)(1)(A) already.", "the docket");

    private static readonly FactKey<bool> s_terminal = Ground("terminal", "There is a terminal illness: serious and advanced, with an end-of-life trajectory.", "the medical record");
    private static readonly FactKey<bool> s_selfCare = Ground("selfCare", "A serious condition or impairment, or decline through age, substantially diminishes the ability to care for oneself in prison, and no recovery is expected.", "the medical record");
    private static readonly FactKey<bool> s_untreated = Ground("untreated", "A condition requires long-term or specialized care that is not being provided, and without it serious deterioration or death is a risk.", "the medical record");
    private static readonly FactKey<bool> s_outbreak = Ground("outbreak", "The facility is affected by an outbreak or public health emergency, the person's own health adds to the risk, and the risk cannot be mitigated in time.", "the medical record and the facility's public health notices");
    private static readonly FactKey<bool> s_declining = Ground("decliningHealth", "Physical or mental health is deteriorating seriously because of age.", "the medical record");
    private static readonly FactKey<bool> s_child = Ground("childsCaregiver", "The caregiver of the person's minor child has died or is incapacitated.", "a death certificate or medical record of the caregiver, and the child's birth certificate");
    private static readonly FactKey<bool> s_adultChild = Ground("adultChildsCaregiver", "The caregiver of the person's grown child who cannot care for himself or herself has died or is incapacitated.", "medical records of the child and the caregiver");
    private static readonly FactKey<bool> s_spouse = Ground("spouse", "The spouse or registered partner is incapacitated and the person would be the only available caregiver.", "the spouse's medical record");
    private static readonly FactKey<bool> s_parent = Ground("parent", "A parent is incapacitated and the person would be the only available caregiver.", "the parent's medical record");
    private static readonly FactKey<bool> s_otherFamily = Ground("otherFamily", "The same is so for another close family member, or someone as close.", "that person's medical record");
    private static readonly FactKey<bool> s_abuse = Ground("abuse", "In custody the person was a victim of sexual abuse or of physical abuse with serious bodily injury by someone with custody or control, established by a conviction, a finding or an admission (or proceedings are unduly delayed, or danger is imminent).", "the conviction, finding or settlement with an admission");
    private static readonly FactKey<bool> s_similar = Ground("similar", "Other circumstances are similar in gravity to those listed.", "a declaration with records");
    private static readonly FactKey<bool> s_determined = Ground("directorsReason", "The Director of the Bureau of Prisons determined that there is another extraordinary and compelling reason.", "the Director's determination");
    private static readonly FactKey<bool> s_long = Ground("unusuallyLong", "The sentence is unusually long.", "the judgment, held against sentences for like offenses");
    private static readonly FactKey<bool> s_changed = Ground("lawChanged", "The law has changed since, other than by a guideline amendment that does not reach back.", "the statutes then and now");
    private static readonly FactKey<bool> s_disparity = Ground("grossDisparity", "The change makes a gross disparity between the sentence being served and the one likely to be imposed now.", "the calculation then and now");
    private static readonly FactKey<bool> s_threeStrikes = Ground("threeStrikes", "The sentence was imposed under 18 USC 3559(c).", "the judgment");
    private static readonly FactKey<bool> s_noDanger = Ground("directorFoundNoDanger", "The Director of the Bureau of Prisons determined that the person is no danger to others or the community.", "the Director's determination");

    public static IReadOnlyList<ProvisionKey> Provisions => [s_motion, s_elder, s_grounds];

    public static IReadOnlyList<FactKey> Facts =>
    [
        Born, s_asked, s_requested, s_exhausted, s_director, s_granted, s_terminal, s_selfCare, s_untreated, s_outbreak, s_declining, s_child, s_adultChild, s_spouse, s_parent, s_otherFamily, s_abuse, s_similar,
        s_determined, s_long, s_changed, s_disparity, s_threeStrikes, s_noDanger,
    ];

    public static ReliefFinding Find(Reckoning r, Facts facts, DateOnly today)
    {
        if (r.Law(s_motion) is not { Value: { } motion } || r.Law(s_grounds) is not { Value: { } grounds } version)
            return Finding(ReliefState.NotAvailable, ["On that day there was no policy statement on compassionate release that this program knows."], [], null);
        if (facts.TryGet(s_granted, out var granted) && granted)
            return Finding(ReliefState.Used, ["The term was reduced under 18 USC 3582(c)(1)(A) already. The statute bars no second motion."], [], null);

        var asked = new List<(FactKey Key, OpenQuestion Question)>();
        var criteria = Criteria(r, facts, grounds, today, asked);
        var met = criteria.Where(c => c.Met == true).ToList();
        r.Step("1B1.13", "USSG §1B1.13", version, met.Count > 0 ? $"Met: {string.Join(" ", met.Select(c => $"{c.Plain} ({c.Cite})"))}" : criteria.Exists(c => c.Met is null) ? "No ground is known to be met; some are not known." : "No ground is met.", $"{criteria.Count} grounds", $"{met.Count} met");
        if (met.Count == 0 && criteria.TrueForAll(c => c.Met == false))
            return Finding(ReliefState.NotAvailable, ["No extraordinary and compelling reason of USSG §1B1.13 is met. Rehabilitation alone is none (28 USC 994(t))."], criteria, null);
        if (met.Count == 0)
        {
            foreach (var (_, question) in asked)
                r.Ask(question);
            return Finding(ReliefState.Open, ["No ground is known to be met; the open questions say which could be."], criteria, null);
        }

        if (met.Exists(c => c.Cite.EndsWith("(b)(6)", StringComparison.Ordinal)))
            r.Caution("§1B1.13(b)(6): the courts of appeals are divided on whether the Commission could let a change of law that does not reach back count, and the Supreme Court took the question up (Rutherford v. United States). From memory: look it up before relying on it.");
        if (motion.ByDefendant && grounds.Director)
            r.Caution($"On {Iso(today)} §1B1.13 spoke only of motions of the Director; most courts held that it did not bind them on a defendant's own motion (United States v. Brooker, 2d Cir. 2020; from memory).");
        var reasons = new List<string> { $"A ground of USSG §1B1.13 is met: {string.Join(" ", met.Select(c => c.Plain))}", "The court must also weigh 18 USC 3553(a) and find no danger to others or the community; the reduction is at its discretion." };
        return Door(facts, motion) switch
        {
            (true, null) => Finding(ReliefState.Available, reasons, criteria, null),
            (false, { } first) => Finding(ReliefState.NotAvailable, [$"The court may not yet be asked: thirty days from the warden's receipt of the request run out on {Iso(first)}.", .. reasons], criteria, first),
            (false, null) => Finding(ReliefState.NotAvailable, [motion.ByDefendant ? "The court may not yet be asked: first ask the warden, then wait for the appeal to be exhausted or thirty days, whichever is earlier." : "Only the Director of the Bureau of Prisons could move, and does not.", .. reasons], criteria, null),
            _ => Finding(ReliefState.Open, [motion.ByDefendant ? "A ground is met; whether the court may be asked already turns on the request to the warden." : "A ground is met; whether the Director moves is not known.", .. reasons], criteria, null),
        };

        // Whether the way to the court is open: true; false, with the first day when it is known; null when facts are missing.
        (bool? Open, DateOnly? First) Door(Facts known, Motion rule)
        {
            if (known.TryGet(s_director, out var moves) && moves)
                return (true, null);
            if (!rule.ByDefendant)
                return r.Know(known, s_director, out _) ? (false, null) : (null, null);
            if (known.TryGet(s_exhausted, out var exhausted) && exhausted)
                return (true, null);
            if (known.TryGet(s_asked, out var received))
                return received.AddDays(rule.WaitDays) is var first && first <= today ? (true, null) : (false, first);
            if (known.TryGet(s_requested, out var requested) && !requested)
                return (false, null);
            _ = r.Know(known, s_asked, out _, "When did the warden receive the request? Thirty days later the court may be asked.");
            return (null, null);
        }

        ReliefFinding Finding(ReliefState state, IReadOnlyList<string> why, IReadOnlyList<Criterion> list, DateOnly? first) => new(Name, "18 USC 3582(c)(1)(A); USSG §1B1.13", state, why, list, null, null, first, r.Derivation);
    }

    private static List<Criterion> Criteria(Reckoning r, Facts facts, Grounds grounds, DateOnly today, List<(FactKey Key, OpenQuestion Question)> asked)
    {
        var list = new List<Criterion>();
        var lettered = grounds.LongServed is not null;
        Add(grounds.Terminal, lettered ? "(b)(1)(A)" : "comment. (n.1(A)(i))", s_terminal);
        Add(grounds.SelfCare, lettered ? "(b)(1)(B)" : "comment. (n.1(A)(ii))", s_selfCare);
        Add(grounds.Untreated, "(b)(1)(C)", s_untreated);
        Add(grounds.Outbreak, "(b)(1)(D)", s_outbreak);
        if (grounds.Age is { } age)
            list.Add(new(lettered ? "USSG §1B1.13(b)(2)" : "USSG §1B1.13, comment. (n.1(B))", $"At least {age.Years} years old, in serious decline through age, and at least {age.Served.InWords} or {age.Percent} percent of the term served, whichever is less.", OfAge(age)));
        Add(grounds.Child, lettered ? "(b)(3)(A)" : "comment. (n.1(C)(i))", s_child);
        Add(grounds.AdultChild, "(b)(3)(A)", s_adultChild);
        Add(grounds.Spouse, lettered ? "(b)(3)(B)" : "comment. (n.1(C)(ii))", s_spouse);
        Add(grounds.Parent, "(b)(3)(C)", s_parent);
        Add(grounds.OtherFamily, "(b)(3)(D)", s_otherFamily);
        Add(grounds.Abuse, "(b)(4)", s_abuse);
        Add(grounds.Director, "comment. (n.1(D))", s_determined);
        Add(grounds.Similar, "(b)(5)", s_similar);
        if (grounds.LongServed is { } least)
            list.Add(new("USSG §1B1.13(b)(6)", $"An unusually long sentence, at least {least.InWords} served, and a change of law that makes a gross disparity.", And(HasServed(least), Told(s_long), Told(s_changed), Told(s_disparity))));
        if (r.Law(s_elder) is { Value: { } elder })
            list.Add(new("18 USC 3582(c)(1)(A)(ii)", $"At least {elder.Age} years old, at least {elder.Served.InWords} served under 18 USC 3559(c), and found by the Director to be no danger.", And(Told(s_threeStrikes), OlderThan(elder.Age), HasServed(elder.Served), Told(s_noDanger))));
        return list;

        void Add(bool law, string at, FactKey<bool> key)
        {
            if (law)
                list.Add(new(at[0] == '(' ? $"USSG §1B1.13{at}" : $"USSG §1B1.13, {at}", key.Meaning, Told(key)));
        }

        bool? OfAge(AgeGround ground)
        {
            // The less of so many years and such a part of the term: either is enough.
            var old = OlderThan(ground.Years);
            var declining = old == false ? null : Told(s_declining);
            return And(old, declining, Or(HasServed(ground.Served), HasServedPart(ground.Percent)));
        }

        bool? Told(FactKey<bool> key)
        {
            if (facts.TryGet(key, out var value))
                return value;
            Want(key);
            return null;
        }

        bool? OlderThan(int years)
        {
            if (facts.TryGet(Born, out var born))
                return born.AddYears(years) <= today;
            Want(Born);
            return null;
        }

        bool? HasServed(Term least)
        {
            return Since() is { } since ? least.EndFrom(since) <= today : null;
        }

        bool? HasServedPart(int percent)
        {
            if (TimeTerms.Whole(new Reckoning(r.Book, r.Days), facts) is not { } term)
            {
                Want(TimeTerms.Total);
                return null;
            }
            if (term.IsLife)
                return false;
            return Since() is { } since ? (today.DayNumber - since.DayNumber) * 100L >= (term.Term.EndFrom(since).DayNumber - since.DayNumber) * (long)percent : null;
        }

        DateOnly? Since()
        {
            if (facts.TryGet(TimeTerms.Start, out var start) & facts.TryGet(TimeTerms.JailCredit, out var jail))
                return start.AddDays(-jail);
            Want(TimeTerms.Start);
            Want(TimeTerms.JailCredit);
            return null;
        }

        void Want(FactKey key)
        {
            if (!facts.Has(key) && !asked.Exists(a => a.Key == key))
                asked.Add((key, new OpenQuestion("", key.Name, key.Meaning, key.SettledBy) { Key = key }));
        }
    }

    private static bool? And(params ReadOnlySpan<bool?> parts)
    {
        bool? all = true;
        foreach (var part in parts)
        {
            if (part == false)
                return false;
            all = part is null ? null : all;
        }
        return all;
    }

    private static bool? Or(bool? a, bool? b) => a == true || b == true ? true : a is null || b is null ? null : false;

    private static FactKey<bool> Ground(string name, string meaning, string settledBy) => FactKeys.YesNo("compassion." + name, FactScope.Case, meaning, settledBy);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Who may move, and how long the defendant waits for the warden.</summary>
    internal sealed record Motion(bool ByDefendant, int WaitDays)
    {
        public static Motion Read(StrictJson value)
        {
            value.Only("byDefendant", "waitDays");
            return new(value["byDefendant"].YesNo(), value["waitDays"].IntFrom(0, 365));
        }
    }

    /// <summary>The statute's own ground.</summary>
    internal sealed record Elder(int Age, Term Served)
    {
        public static Elder Read(StrictJson value)
        {
            value.Only("age", "served");
            return new(value["age"].IntFrom(18, 120), Imprisonment.Read(value["served"]).Term);
        }
    }

    /// <summary>Old, in decline, and so much served.</summary>
    internal sealed record AgeGround(int Years, Term Served, int Percent);

    /// <summary>The grounds that one text of the policy statement names.</summary>
    internal sealed record Grounds(
        bool Terminal, bool SelfCare, bool Untreated, bool Outbreak, AgeGround? Age, bool Child, bool AdultChild, bool Spouse, bool Parent, bool OtherFamily, bool Abuse, bool Director, bool Similar, Term? LongServed)
    {
        public static Grounds Read(StrictJson value)
        {
            value.Only("terminal", "selfCare", "untreated", "outbreak", "age", "child", "adultChild", "spouse", "parent", "otherFamily", "abuse", "director", "similar", "longSentence");
            return new(
                value["terminal"].YesNo(),
                value["selfCare"].YesNo(),
                value["untreated"].YesNo(),
                value["outbreak"].YesNo(),
                value["age"] is { Kind: System.Text.Json.JsonValueKind.Object } age ? new(age["years"].IntFrom(18, 120), Imprisonment.Read(age["served"]).Term, age["percent"].IntFrom(1, 100)) : null,
                value["child"].YesNo(),
                value["adultChild"].YesNo(),
                value["spouse"].YesNo(),
                value["parent"].YesNo(),
                value["otherFamily"].YesNo(),
                value["abuse"].YesNo(),
                value["director"].YesNo(),
                value["similar"].YesNo(),
                value["longSentence"] is { Kind: System.Text.Json.JsonValueKind.String } served ? Imprisonment.Read(served).Term : null);
        }
    }
}
