using System.Globalization;

namespace Clementia.Law;

/// <summary>How a term came to be below the range.</summary>
internal enum Below
{
    /// <summary>It was not below.</summary>
    None,

    /// <summary>On the government's motion for substantial assistance (§5K1.1, 18 USC 3553(e), Rule 35(b)).</summary>
    Assistance,

    /// <summary>By another departure of the Guidelines Manual.</summary>
    Departure,

    /// <summary>By a variance under 18 USC 3553(a).</summary>
    Variance,
}

/// <summary>18 USC 3582(c)(2) with USSG §1B1.10: a range that the Commission lowered afterwards, for amendments that reach back.</summary>
internal static class ReliefRange
{
    private const string Name = "3582(c)(2)";

    /// <summary>So many ways to answer open questions are tried: a few seconds at worst.</summary>
    private const int MostRuns = 50_000;

    private static readonly string[] s_grants = ["none", "706", "750", "782", "821"];

    private static readonly ProvisionKey<Policy> s_policy = new("us-federal/ussg/1b1.10/covered", Policy.Read);
    private static readonly ProvisionKey<Amendment[]> s_amendments = new("us-federal/ussg/1b1.10/amendments", value => [.. value.Items().Select(Amendment.Read)]);

    internal static readonly FactKey<MonthRange> OldRange = new("reduction.oldRange", FactScope.Case, "a range: [70, 87], \"360-life\" or \"life\"", "The guideline range that applied at sentencing, as the court found it, before any departure or variance.", "the statement of reasons", ReadRange);
    internal static readonly FactKey<MonthRange> NewRange = new("reduction.newRange", FactScope.Case, "a range: [70, 87], \"360-life\" or \"life\"", "The range with only the amendments of USSG §1B1.10(d) put in the place of what was applied at sentencing.", "the probation office's calculation under USSG §1B1.10", ReadRange);
    internal static readonly FactKey<Below> HowBelow = FactKeys.Choice<Below>("reduction.imposedBelow", FactScope.Case, "Whether the term imposed was below the range, and by what: the government's motion for substantial assistance, another departure, or a variance.", "the statement of reasons");
    internal static readonly FactKey<bool> BelowMinimum = FactKeys.YesNo("reduction.belowMinimumOnMotion", FactScope.Case, "The court had authority to go below the statutory minimum on the government's motion for substantial assistance (18 USC 3553(e), Rule 35(b)).", "the judgment, the statement of reasons and the docket");
    internal static readonly FactKey<string> Granted = new("reduction.granted", FactScope.Case, "none, or the amendment's number: 706, 750, 782, 821", "The last amendment under which the term was reduced by 18 USC 3582(c)(2), or none.", "the docket", v => v.OneOf([.. s_grants.Select(g => (g, g))]), s_grants);

    public static IReadOnlyList<ProvisionKey> Provisions => [s_policy, s_amendments];

    public static IReadOnlyList<FactKey> Facts => [OldRange, NewRange, HowBelow, BelowMinimum, Granted];

    public static ReliefFinding Find(Reckoning r, Facts facts, DateOnly today, Func<LawBook, Facts, Timeline, SentenceFinding> reckon)
    {
        if (r.Law(s_policy) is not { Value: { } policy } version || r.Law(s_amendments) is not { Value: { } amendments })
        {
            r.Ask(new OpenQuestion("", "USSG §1B1.10 before 2008-03-03", $"The policy statement as it stood on {Iso(today)} is not reckoned here: calculate by hand.", "USSG §1B1.10 of that day"));
            return Finding(r, ReliefState.Open, "The policy statement of that day is not known to this program.");
        }
        if (facts.TryGet(OldRange, out var given) & facts.TryGet(NewRange, out var amended))
        {
            // A listed amendment must have come after the sentence; which one lowered the range the file does not say, so only its delay common to all is told.
            var sentenced = r.Days[GoverningDay.Manual]!.Value;
            List<Amendment> later = [.. amendments.Where(a => a.Effective > sentenced && policy.Listed.Contains(a.Number))];
            if (later.Count == 0)
                return Finding(r, ReliefState.NotAvailable, "No amendment that reaches back came after the sentence (USSG §1B1.10(a)(1)), so none can have lowered the range.", amended: amended);
            if (facts.List(FactScope.Count) is { Count: > 0 } && !(facts.TryGet(BelowMinimum, out var below) && below) && Law.Limits.OfCounts(new Reckoning(r.Book, r.Days), facts) is var limits && !limits.Contains(null)
                && limits.Where(one => !one!.Consecutive).Aggregate(Limit.Zero, (most, one) => Limit.Max(most, one!.Binding)) is var least && least > amended.Min)
            {
                r.Caution($"The amended range in the file ({amended.InWords}) lies below the statutory minimum of {least.InWords}, which holds it (USSG §1B1.10, note 4(A)).");
                amended = Restrict(amended, least);
            }
            r.Step("1B1.10(b)(1)", "USSG §1B1.10(b)(1)", version, $"The ranges are as the file gives them: {given.InWords} at sentencing, {amended.InWords} as amended.", $"{given}; {amended}", amended.InWords);
            return IsLower(given, amended)
                ? Extent(r, facts, today, version, given, amended, later.Count == 1 ? later : [])
                : Finding(r, ReliefState.NotAvailable, NotLowered(given.InWords), amended: amended);
        }
        var (chain, unweighed) = Chain(r, facts, policy, amendments);
        if (chain.Count == 0)
            return NotLower(r, unweighed, "No amendment that reaches back and concerns this case came after the sentence (USSG §1B1.10(a)(2)(A)).");
        if (facts.List(FactScope.Group) is null)
        {
            _ = r.Know(facts, OldRange, out _);
            _ = r.Know(facts, NewRange, out _);
            return Finding(r, ReliefState.Open, "Whether the range was lowered turns on the facts of the guideline calculation, or on the two ranges.");
        }
        return Reckoned(r, facts, today, version, chain, unweighed, reckon);
    }

    /// <summary>The lowest term below a range by as much as the old term was below the old range: the nearest whole month (the manual's examples say "approximately").</summary>
    public static Limit? Comparable(Limit term, Limit oldMin, Limit newMin) =>
        term.Months is { } was && oldMin.Months is { } from and > 0 && newMin.Months is { } to ? Limit.Of((int)(((2L * was * to) + from) / (2L * from))) : null;

    /// <summary>By how many percent a term is below a minimum, to the nearest whole percent; null where one of them is life.</summary>
    public static int? PercentBelow(Limit term, Limit min) =>
        term.Months is { } was && min.Months is { } from and > 0 && was <= from ? (int)(((200L * (from - was)) + from) / (2L * from)) : null;

    /// <summary>A range of the table restricted by a statutory minimum (USSG §5G1.1).</summary>
    public static MonthRange Restrict(MonthRange table, Limit minimum) => new(Limit.Max(table.Min, minimum), Limit.Max(table.Max, minimum));

    /// <summary>Whether a range is lower at one end and higher at neither.</summary>
    public static bool IsLower(MonthRange old, MonthRange amended) => old != amended && old.IsNotBelow(amended);

    internal static MonthRange ReadRange(StrictJson value)
    {
        if (value.Kind == System.Text.Json.JsonValueKind.Array)
        {
            Limit[] ends = [.. value.Items().Select(end => end.Limit())];
            if (ends.Length == 2 && ends[0] <= ends[1])
                return new(ends[0], ends[1]);
        }
        else if (value.Kind == System.Text.Json.JsonValueKind.Number)
        {
            return new(value.Limit(), value.Limit());
        }
        else if (value.Kind == System.Text.Json.JsonValueKind.String)
        {
            var text = value.Text();
            if (text == "life")
                return new(Limit.Life, Limit.Life);
            var dash = text.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && Months(text[..dash]) is { } min && Months(text[(dash + 1)..]) is { } max && min <= max)
                return new(min, max);
        }
        throw value.Wrong("It is no range.", "Write it as [70, 87], \"70-87\", \"360-life\" or \"life\".");

        static Limit? Months(string text) => text == "life" ? Limit.Life : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months <= 12_000 ? Limit.Of(months) : null;
    }

    /// <summary>The amendments that came after the sentence, in their order, each with the law before and with it. What the law book does not hold by its parts is told as a caution.</summary>
    private static (List<Link> Chain, List<Amendment> Unweighed) Chain(Reckoning r, Facts facts, Policy policy, Amendment[] amendments)
    {
        var sentenced = r.Days[GoverningDay.Manual]!.Value;
        string?[] guidelines = [.. (facts.List(FactScope.Group) ?? []).Select(g => g.TryGet(CaseFacts.Guideline, out var name) ? name : null)];
        var (chain, unweighed) = (new List<Link>(), new List<Amendment>());
        var chosen = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        var before = r.Book;
        foreach (var amendment in amendments)
        {
            if (amendment.Effective <= sentenced || !policy.Listed.Contains(amendment.Number) || !amendment.Concerns(guidelines))
                continue;
            var changes = amendment.Changes.Where(c => r.Book.VersionDays(c.Id)?.Contains(c.From) == true).ToList();
            if (changes.Count < Math.Max(1, amendment.Changes.Count))
            {
                r.Caution($"Amendment {amendment.Number} ({amendment.About}) came after the sentence and reaches back, but is not weighed here: check it by hand.");
                if (amendment.Guidelines.All(g => g[0] == '2'))
                    unweighed.Add(amendment);
                continue;
            }
            // A version between what was applied and what the amendment made is another amendment's: it must not move this case, or the substitution would bring it along.
            var between = new Dictionary<string, DateOnly>(chosen, StringComparer.Ordinal);
            var passed = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
            foreach (var (id, from) in changes)
            {
                var versions = r.Book.VersionDays(id)!;
                var current = chosen.TryGetValue(id, out var taken) ? taken : versions.LastOrDefault(d => d <= sentenced);
                if (from > current && versions.LastOrDefault(d => d < from && d > current) is { } last && last != default)
                    between[id] = passed[id] = last;
            }
            LawBook? control = passed.Count == 0 ? null : r.Book.AsIf(between);
            foreach (var (id, from) in changes)
            {
                if (!chosen.TryGetValue(id, out var taken) || from > taken)
                    chosen[id] = from;
            }
            var after = r.Book.AsIf(new Dictionary<string, DateOnly>(chosen, StringComparer.Ordinal));
            chain.Add(new(amendment, before, control, after, passed));
            before = after;
        }
        return (chain, unweighed);
    }

    /// <summary>The law as sentenced with, in each provision that an amendment replaces, whatever came just before the first that reaches back; null when nothing did.</summary>
    private static LawBook? Between(LawBook book, List<Link> chain)
    {
        var versions = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var link in chain)
        {
            foreach (var (id, from) in link.Passed)
                versions.TryAdd(id, from);
        }
        return versions.Count == 0 ? null : book.AsIf(versions);
    }

    /// <summary>Not available because the range did not fall; open, when an amendment to the case's own guideline could not be weighed.</summary>
    private static ReliefFinding NotLower(Reckoning r, List<Amendment> unweighed, string reason, MonthRange? amended = null)
    {
        if (unweighed.Count == 0)
            return Finding(r, ReliefState.NotAvailable, reason, amended: amended);
        r.Ask(new OpenQuestion("", NewRange.Name, $"Does {string.Join(" or ", unweighed.Select(a => $"amendment {a.Number} ({a.About})"))} lower the range? Calculate by hand.", NewRange.SettledBy) { Key = NewRange });
        return Finding(r, ReliefState.Open, "Amendments that reach back and may concern this case could not be weighed.", [reason], amended);
    }

    private static ReliefFinding Reckoned(Reckoning r, Facts facts, DateOnly today, Version<Policy> version, List<Link> chain, List<Amendment> unweighed, Func<LawBook, Facts, Timeline, SentenceFinding> reckon)
    {
        var days = r.Days;
        var between = Between(r.Book, chain);
        var now = Ranges(facts);
        if (now.Outcome is { } known)
            return Decide(known);

        // Open questions: does every answer to them lead to the same?
        var (lowered, same, mixed, runs) = (false, false, false, 0);
        var complete = new Answers().TryAll<Both>(facts, tried => ++runs > MostRuns ? (null, []) : Ends(tried), (both, _) =>
        {
            lowered |= both.IsLower;
            same |= !both.IsLower;
            mixed |= both.ByHand;
            return !(lowered && same) && !mixed;
        });
        if (complete && !lowered)
            return NotLower(r, unweighed, $"No amendment that reaches back lowers the range, whatever the open questions answer (USSG §1B1.10(a)(2)(B)). Weighed: {Weighed(chain)}.");
        foreach (var question in now.Questions)
            r.Ask(question);
        return Finding(r, ReliefState.Open, complete ? "On every answer to the open questions the table's range was lowered; by how much, and what statutes leave of it, they decide." : "Whether the range was lowered turns on open questions.");

        // As sentenced, with everything that changed between and does not reach back, and with all that does: enough to know whether it is lower.
        (Both? Outcome, IReadOnlyList<OpenQuestion> Questions) Ends(Facts tried)
        {
            var (first, questions) = Of(chain[0].Before, tried);
            if (first is not { } old)
                return (null, questions);
            var byHand = false;
            if (between is not null)
            {
                var (control, more) = Of(between, tried);
                if (control is null)
                    return (null, more);
                byHand = control != old;
            }
            var (last, open) = Of(chain[^1].After, tried);
            return last is { } found ? (new Both(old, found, [], byHand), []) : (null, open);
        }

        (Both? Outcome, IReadOnlyList<OpenQuestion> Questions) Ranges(Facts tried)
        {
            var (first, questions) = Of(chain[0].Before, tried);
            if (first is not { } old)
                return (null, questions);
            var (last, byHand) = (old, false);
            var lowering = new List<Amendment>();
            foreach (var link in chain)
            {
                if (link.Control is { } control)
                {
                    var (between, more) = Of(control, tried);
                    if (between is null)
                        return (null, more);
                    byHand |= between != last;
                }
                var (after, open) = Of(link.After, tried);
                if (after is not { } found)
                    return (null, open);
                if (IsLower(last.Clipped, found.Clipped) || IsLower(last.Table, found.Table))
                    lowering.Add(link.Amendment);
                last = found;
            }
            return (new Both(old, last, lowering, byHand), []);
        }

        ((MonthRange Clipped, MonthRange Table)?, IReadOnlyList<OpenQuestion>) Of(LawBook law, Facts tried)
        {
            // The range that applied is restricted by the minimum even where the government's motion let the court go below it (§1B1.10, comment. (n.4(B))).
            var unmoved = tried.With("", SafetyValve.GovernmentMotion, false);
            // Every other decision stays as it was (§1B1.10(b)(1)): which manual was used, too. The book as amended must not choose another.
            var found = reckon(law, unmoved, Sentencing.ManualOf(r.Book, unmoved, days));
            return found.GuidelineRange is Finding<MonthRange>.Settled { Value: var clipped } && found.TableRange is Finding<MonthRange>.Settled { Value: var table } ? ((clipped, table), []) : (null, found.Derivation.Questions);
        }

        ReliefFinding Decide(Both both)
        {
            if (both.ByHand)
            {
                r.Ask(new OpenQuestion("", "reduction.newRange", "Between the sentence and an amendment that reaches back, others changed the same table for this case and do not reach back: calculate the amended range by hand.", "the probation office's calculation under USSG §1B1.10") { Key = NewRange });
                return Finding(r, ReliefState.Open, "The amended range has to be calculated by hand.");
            }
            var (old, amended) = (both.Old.Clipped, both.New.Clipped);
            if (!IsLower(old, amended) && IsLower(both.Old.Table, both.New.Table))
            {
                // A statutory minimum holds the range. It is set aside only where the court could go below it on the government's motion.
                if (!version.Value!.MinimumSetAside)
                    return Finding(r, ReliefState.NotAvailable, $"The table's range fell, but a statutory minimum holds the applicable range at {old.InWords} (USSG §1B1.10, comment. (n.1(A))).", amended: amended);
                if (WentBelow(r, facts) is not { } motion)
                    return Finding(r, ReliefState.Open, $"A statutory minimum holds the range at {old.InWords}, unless the court could go below it on the government's motion for substantial assistance (USSG §1B1.10(c)).", amended: amended);
                if (!motion)
                    return Finding(r, ReliefState.NotAvailable, $"The table's range fell, but a statutory minimum holds the applicable range at {old.InWords} (USSG §1B1.10, comment. (n.1(A))).", amended: amended);
                amended = both.New.Table;
                r.Step("1B1.10(c)", "USSG §1B1.10(c)", version, $"On the government's motion for substantial assistance the amended range is taken without §§5G1.1 and 5G1.2: {amended.InWords}.", $"{both.New.Clipped}", amended.InWords);
            }
            else if (version.Value!.MinimumSetAside && both.New.Clipped != both.New.Table && IsLower(both.New.Clipped, both.New.Table))
            {
                if (WentBelow(r, facts) is not { } motion)
                    return Finding(r, ReliefState.Open, "The range fell; whether the statutory minimum still restricts the amended range turns on the government's motion (USSG §1B1.10(c)).", amended: amended);
                amended = motion ? both.New.Table : amended;
            }
            if (!IsLower(old, amended))
                return NotLower(r, unweighed, $"{NotLowered(old.InWords)} Weighed: {Weighed(chain)}.", amended);
            r.Step("1B1.10(b)(1)", "USSG §1B1.10(b)(1)", version, $"With only the amendments that reach back put in the place of what was applied, the range falls from {old.InWords} to {amended.InWords} ({string.Join("; ", both.Lowering.Select(a => $"amendment {a.Number}, {a.About}"))}).", old.InWords, amended.InWords);
            return Extent(r, facts, today, version, old, amended, both.Lowering);
        }
    }

    /// <summary>Whether the court could go below a statutory minimum on the government's motion, at sentencing or later; null when it is asked for.</summary>
    private static bool? WentBelow(Reckoning r, Facts facts) =>
        facts.TryGet(SafetyValve.GovernmentMotion, out var moved) && moved ? true : r.Know(facts, BelowMinimum, out var motion) ? motion : null;

    /// <summary>How far the term may go down: the minimum of the amended range, comparably below it after assistance, never below the time served.</summary>
    private static ReliefFinding Extent(Reckoning r, Facts facts, DateOnly today, Version<Policy> version, MonthRange old, MonthRange amended, IReadOnlyList<Amendment> lowering)
    {
        var policy = version.Value!;
        var reasons = new List<string> { $"The range was lowered from {old.InWords} to {amended.InWords} by an amendment that reaches back. Whether and how far to reduce is for the court (18 USC 3553(a); public safety)." };
        var term = TimeTerms.Whole(r, facts);
        if (facts.List(FactScope.Count)?.Any(c => c.TryGet(CaseFacts.Statute, out var text) && Statute.Parse(text) is { } statute && statute.IsWithin(Statute.Firearm)) == true)
            r.Caution("A term under 18 USC 924(c) is no part of the range and is not reduced: hold the range against the other counts' term, and add that one.");
        DateOnly? from = null;
        foreach (var amendment in lowering)
        {
            if (policy.OrderFrom.TryGetValue(amendment.Number, out var day) && (from is null || day > from))
                from = day;
        }
        if (from is { } first && first > today)
            reasons.Add($"An order may not take effect before {Iso(first)} (USSG §1B1.10(e)); it may be asked for and entered earlier.");
        var granted = r.Know(facts, Granted, out var last, "Was the term reduced under 18 USC 3582(c)(2) already, and under which amendment last?") ? last : null;
        if (granted is not null and not "none" && lowering.Count > 0 && lowering.All(a => string.CompareOrdinal(a.Number.PadLeft(4), granted.PadLeft(4)) <= 0))
            return Finding(r, ReliefState.Used, $"The term was reduced already under amendment {granted}; no later amendment lowers the range further.", amended: amended);
        if (granted is not null and not "none" && lowering.Count == 0)
        {
            r.Ask(new OpenQuestion("", "reduction.newRange", $"The term was reduced already under amendment {granted}: does the amended range in the file rest on a later one?", NewRange.SettledBy) { Key = NewRange });
            return Finding(r, ReliefState.Open, $"The term was reduced already under amendment {granted}; whether a later one lowers the range further is not known.", amended: amended);
        }
        if (term is not { } imposed)
            return Finding(r, ReliefState.Open, reasons[0], [.. reasons.Skip(1)], amended, null, from > today ? from : null);

        var months = imposed.InMonths;
        if (Served(facts, today) is { } done && done >= months)
            return Finding(r, ReliefState.NotAvailable, $"By the calendar the term of {imposed.InWords} has been served: only a term that is being served can be reduced (USSG §1B1.10(a)(1)).", amended: amended);
        Limit? lowest = amended.Min;
        if (months < old.Min || (!imposed.IsLife && months <= amended.Min && imposed.Term.Days == 0))
        {
            if (!r.Know(facts, HowBelow, out var below))
                return Finding(r, ReliefState.Open, reasons[0], ["How far it may be reduced turns on how the term came to be below the range (USSG §1B1.10(b)(2))."], amended, null, from > today ? from : null);
            if (policy.ComparableBelow.Contains(below))
            {
                lowest = Comparable(months, old.Min, amended.Min);
                if (lowest is { } comparable && PercentBelow(months, old.Min) is { } percent)
                {
                    r.Step("1B1.10(b)(2)(B)", "USSG §1B1.10(b)(2)(B)", version, $"The term was about {percent} percent below the old minimum ({months} of {old.Min}); as far below the new one is {comparable.InWords}, to the nearest month.", $"{months}/{old.Min} x {amended.Min}", comparable.InWords);
                }
                else
                {
                    r.Ask(new OpenQuestion("", "reduction below life", "How far below life a term of months is cannot be said in percent: calculate by hand.", "the statement of reasons"));
                    return Finding(r, ReliefState.Open, reasons[0], [], amended, null, from > today ? from : null);
                }
            }
        }
        if (lowest == amended.Min)
            r.Step("1B1.10(b)(2)(A)", "USSG §1B1.10(b)(2)(A)", version, $"The term may not be reduced below the minimum of the amended range: {amended.Min.InWords}.", amended.InWords, amended.Min.InWords);
        if (lowest is { } floor && !imposed.IsLife && months <= floor && imposed.Term.Days == 0)
            return Finding(r, ReliefState.NotAvailable, $"The range fell, but the term of {imposed.InWords} is already at or below the lowest the court may set, {floor.InWords} (USSG §1B1.10(b)(2)).", amended: amended, lowest: floor);
        reasons.Add($"The lowest term the court may set is {lowest!.Value.InWords}, or the time already served if that is more (USSG §1B1.10(b)(2)(C)).");
        if (Served(facts, today) is { } served && served > lowest)
        {
            r.Step("1B1.10(b)(2)(C)", "USSG §1B1.10(b)(2)(C)", version, $"About {served.InWords} have been served, jail credit included (whole months): the term may not be reduced below that.", served.InWords, served.InWords);
            lowest = served;
        }
        return granted is null
            ? Finding(r, ReliefState.Open, reasons[0], [.. reasons.Skip(1), "Whether it was used already is not known."], amended, lowest, from > today ? from : null)
            : Finding(r, ReliefState.Available, reasons[0], [.. reasons.Skip(1)], amended, lowest, from > today ? from : null);
    }

    /// <summary>Whole months served on a day, when the file says; the question is not asked, because it cannot give more relief.</summary>
    private static Limit? Served(Facts facts, DateOnly today)
    {
        if (!facts.TryGet(TimeTerms.Start, out var start) || !facts.TryGet(TimeTerms.JailCredit, out var jail) || start.AddDays(-jail) is var since && since > today)
            return null;
        since = start.AddDays(-jail);
        var months = ((today.Year - since.Year) * 12) + today.Month - since.Month;
        return Limit.Of(since.AddMonths(months) > today ? months - 1 : months);
    }

    private static string NotLowered(string range) => $"The guideline range did not fall: it stays {range} with every amendment that reaches back (USSG §1B1.10(a)(2)(B)).";

    private static string Weighed(List<Link> chain) => string.Join("; ", chain.Select(l => $"amendment {l.Amendment.Number} ({l.Amendment.About})"));

    private static ReliefFinding Finding(Reckoning r, ReliefState state, string reason, IReadOnlyList<string>? more = null, MonthRange? amended = null, Limit? lowest = null, DateOnly? notBefore = null) =>
        new(Name, "18 USC 3582(c)(2); USSG §1B1.10", state, [reason, .. more ?? []], [], amended, lowest, notBefore, r.Derivation);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>One amendment in its turn: the law before it, the law just before it took effect where others changed the same provision, and the law with it.</summary>
    private sealed record Link(Amendment Amendment, LawBook Before, LawBook? Control, LawBook After, IReadOnlyDictionary<string, DateOnly> Passed);

    private sealed record Both((MonthRange Clipped, MonthRange Table) Old, (MonthRange Clipped, MonthRange Table) New, IReadOnlyList<Amendment> Lowering, bool ByHand)
    {
        /// <summary>Lower in the table or after statutes: where a minimum holds the range, another question decides.</summary>
        public bool IsLower => ReliefRange.IsLower(Old.Clipped, New.Clipped) || ReliefRange.IsLower(Old.Table, New.Table);
    }

    /// <summary>One text of the policy statement.</summary>
    internal sealed record Policy(IReadOnlySet<string> Listed, IReadOnlyDictionary<string, DateOnly> OrderFrom, IReadOnlyList<Below> ComparableBelow, bool MinimumSetAside)
    {
        public static Policy Read(StrictJson value)
        {
            value.Only("listed", "orderFrom", "comparableBelow", "minimumSetAsideForAssistance");
            return new(
                value["listed"].Items().Select(n => n.Text()).ToHashSet(StringComparer.Ordinal),
                value["orderFrom"].Properties().ToDictionary(p => p.Name, p => p.Value.Day(), StringComparer.Ordinal),
                [.. value["comparableBelow"].Items().Select(b => b.OneOf<Below>())],
                value["minimumSetAsideForAssistance"].YesNo());
        }
    }

    /// <summary>An amendment that reaches back: when it took effect, which guidelines it concerns (none: all), and which versions in the law book it made.</summary>
    internal sealed record Amendment(string Number, DateOnly Effective, IReadOnlyList<string> Guidelines, string About, IReadOnlyList<(string Id, DateOnly From)> Changes)
    {
        /// <summary>Whether it can concern a case under these guidelines; an unknown guideline (null) can be any, and chapters above two concern every case.</summary>
        public bool Concerns(string?[] guidelines) =>
            guidelines.Length == 0 || Guidelines.Count == 0 || Guidelines.Any(g => g[0] != '2' || Array.Exists(guidelines, own => own is null || own == g));

        public static Amendment Read(StrictJson value)
        {
            value.Only("amendment", "effective", "guidelines", "about", "changes");
            return new(value["amendment"].Text(), value["effective"].Day(), [.. value["guidelines"].Items().Select(g => g.Text())], value["about"].Text(), [.. value["changes"].Properties().Select(p => (p.Name, p.Value.Day()))]);
        }
    }
}
