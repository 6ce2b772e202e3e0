using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>What kind of sentence a prior one is for USSG §4A1.2.</summary>
public enum PriorKind
{
    /// <summary>For an offense at eighteen or older.</summary>
    Adult,

    /// <summary>For an offense before eighteen, with conviction as an adult.</summary>
    AdultConvictionUnder18,

    /// <summary>For an offense before eighteen, otherwise.</summary>
    Under18,

    /// <summary>Never counted: a petty offense of §4A1.2(c), a foreign, tribal, expunged or invalid conviction, a diversion without finding of guilt.</summary>
    NotCounted,
}

/// <summary>Chapter four, parts A and C: criminal history points, status points, category, zero-point offenders.</summary>
internal static class History
{
    /// <summary>The categories as they are written everywhere.</summary>
    public static readonly (string Name, HistoryCategory Value)[] CategoryNames =
        [("I", HistoryCategory.I), ("II", HistoryCategory.II), ("III", HistoryCategory.III), ("IV", HistoryCategory.IV), ("V", HistoryCategory.V), ("VI", HistoryCategory.VI)];

    private const string Report = "the presentence report, criminal history";

    private static readonly ProvisionKey<PointsRule> s_points = new("us-federal/ussg/4a1.1/points", PointsRule.Read);
    private static readonly ProvisionKey<Windows> s_windows = new("us-federal/ussg/4a1.2/windows", Windows.Read);
    private static readonly ProvisionKey<Categories> s_categories = new("us-federal/ussg/5a/categories", Categories.Read);
    private static readonly ProvisionKey<ZeroPointRule> s_zero = new("us-federal/ussg/4c1.1/zero-point", ZeroPointRule.Read);

    public static readonly FactKey<HistoryCategory> CategoryFound = new("history.category", FactScope.Case, "one of I, II, III, IV, V, VI", "The criminal history category that the court found.", "the statement of reasons; the presentence report", v => v.OneOf(CategoryNames), [.. CategoryNames.Select(c => c.Value)]);
    public static readonly FactKey<int> PointsFound = FactKeys.Number("history.points", FactScope.Case, 0, 200, "All criminal history points together, as the court found them.", Report);
    public static readonly FactKey<int> PointsForSentences = FactKeys.Number("history.pointsForSentences", FactScope.Case, 0, 200, "The points for prior sentences alone (USSG §4A1.1(a), (b) and (c) together), without those for being under a sentence, for recency, and for crimes of violence treated as one.", Report);
    public static readonly FactKey<bool> UnderSentence = FactKeys.YesNo("history.underSentence", FactScope.Case, "The offense was committed under a criminal justice sentence: probation, parole, supervised release, prison, work release or escape (status points).", Report);
    public static readonly FactKey<bool> Recent = FactKeys.YesNo("history.recent", FactScope.Case, "The offense was committed less than two years after release from a counted sentence of 60 days or more, or in prison or escape (recency points, until 2010).", Report);
    public static readonly FactKey<int> ViolencePoints = FactKeys.Number("history.violencePoints", FactScope.Case, 0, 3, "Points for crimes of violence whose sentences were treated as one with another (since 1991).", Report);

    public static readonly FactKey<DateOnly> Imposed = FactKeys.Day("imposed", FactScope.Prior, "The day the prior sentence was imposed.", "the judgment of that case");
    public static readonly FactKey<Term> Length = new("length", FactScope.Prior, "\"1y1d\", \"90d\", \"0d\" for none, or \"life\"", "The prison term imposed, without a part that was suspended, with what a revocation added; the longest of concurrent or the sum of consecutive terms that count as one.", "the judgment of that case", ReadTerm);
    public static readonly FactKey<DateOnly> Released = FactKeys.Day("released", FactScope.Prior, "The last day in prison on that sentence.", "the record of the prison");
    public static readonly FactKey<PriorKind> Kind = FactKeys.Choice<PriorKind>("kind", FactScope.Prior, "Whether it was for an offense as an adult or before eighteen, or is one that never counts (USSG §4A1.2(c) to (j)).", Report);

    public static readonly FactKey<bool> Violence = ZeroPointFact("violence", "The defendant used violence or credible threats of it in the offense (USSG §4C1.1(a)(3)).");
    public static readonly FactKey<bool> DeathOrInjury = ZeroPointFact("deathOrInjury", "The offense resulted in death or serious bodily injury (USSG §4C1.1(a)(4)).");
    public static readonly FactKey<bool> SexOffense = ZeroPointFact("sexOffense", "The offense of conviction is a sex offense (USSG §4C1.1(a)(5)).");
    public static readonly FactKey<bool> Hardship = ZeroPointFact("hardship", "The defendant personally caused substantial financial hardship (USSG §4C1.1(a)(6)).");
    public static readonly FactKey<bool> Weapon = ZeroPointFact("weapon", "The defendant possessed, dealt in or induced another to possess a firearm or dangerous weapon in the offense (USSG §4C1.1(a)(7)).");
    public static readonly FactKey<bool> Enterprise = ZeroPointFact("continuingEnterprise", "The defendant was engaged in a continuing criminal enterprise, 21 USC 848 (USSG §4C1.1(a)(11)).");

    public static IReadOnlyList<ProvisionKey> Provisions => [s_points, s_windows, s_categories, s_zero];

    public static IReadOnlyList<FactKey> Facts => [CategoryFound, PointsFound, PointsForSentences, UnderSentence, Recent, ViolencePoints, Imposed, Length, Released, Kind, Violence, DeathOrInjury, SexOffense, Hardship, Weapon, Enterprise];

    internal static IReadOnlyList<GoldenKind> Golden =>
    [
        new("status_points", PointsExample), new("criminal_history", PointsExample), new("history_points", PointsExample), new("category", PointsExample), new("zero_point", ZeroPointExample),
    ];

    /// <summary>The criminal history category from points or priors, or as the judge found it; null when not known.</summary>
    public static HistoryCategory? Category(Reckoning r, Facts @case)
    {
        HistoryCategory? category = null;
        if (CareerOffender.IsOne(@case))
        {
            category = HistoryCategory.VI; // §4B1.1(b), set down there; nothing of the points can matter.
        }
        else if (Total(r, @case) is { } total)
        {
            var bounds = r.Needed(s_categories);
            var (low, high) = (bounds.Value!.Of(total.Low), bounds.Value.Of(total.High));
            if (low == high)
            {
                category = low;
                var inWords = total.Low == total.High ? InWords(total.Low) : $"from {total.Low} to {total.High} points";
                r.Step("4A category", r.Cite(s_categories), bounds, total.AsFound ? $"The court found category {low}, and the rules for points are those it found it under." : $"With {inWords} the criminal history category is {low}.", inWords, $"category {low}");
            }
            else
            {
                Ask(r, @case, total);
            }
        }
        foreach (var group in @case.List(FactScope.Group) ?? [])
        {
            if (Adjustments.IsTerrorism(r, group))
            {
                r.Step("3A1.4(b)", "USSG §3A1.4(b)", "In a case of terrorism the criminal history category is VI.", "", "category VI");
                return HistoryCategory.VI;
            }
        }
        return category;
    }

    /// <summary>The level after §4C1.1.</summary>
    public static int? ZeroPoint(Reckoning r, Facts @case, IReadOnlyList<Facts> groups, int? level, HistoryCategory? category)
    {
        if (r.Law(s_zero) is not { } version)
            return level;
        if (category is { } known and not HistoryCategory.I)
            return Not($"category {known} is not that of someone without criminal history points");
        if (Bar(r, @case, groups) is { } bar)
            return Not(bar);

        var open = false;
        if (Total(new Reckoning(r.Book, r.Days), @case) is not { } total)
        {
            open = true; // What is missing is asked for where the category is found.
        }
        else if (total.Low > 0)
        {
            return Not(total.Low == total.High ? $"there are {InWords(total.Low)}" : "there are criminal history points");
        }
        else if (total.High > 0)
        {
            Ask(r, @case, total);
            open = true;
        }

        foreach (var group in groups)
        {
            // What chapter three has not been asked for already is asked for here.
            if (Adjustments.IsAggravated(group) is null)
                open |= !r.Know(group, Roles.Aggravating, out _);
            if (Adjustments.IsForVictims(group) is null)
                open |= !r.Know(group, Adjustments.Vulnerable, out _);
        }
        open |= !r.Know(@case, Violence, out _);
        open |= !r.Know(@case, DeathOrInjury, out _);
        open |= !r.Know(@case, Weapon, out _);
        if (AnyGuideline(groups, "2A3", "2G", "2H4"))
            open |= !r.Know(@case, SexOffense, out _);
        if (groups.Any(Adjustments.HasVictims))
            open |= !r.Know(@case, Hardship, out _);
        if (open || level is not { } before)
            return null;

        var after = before - version.Value!.Levels;
        r.Step("4C1.1", r.Cite(s_zero), version, $"There are no criminal history points and nothing that bars it: {version.Value.Levels} levels are taken off.", $"level {before}", $"-{version.Value.Levels} = {after}", after);
        return after;

        int? Not(string why)
        {
            r.Step("4C1.1", r.Cite(s_zero), version, $"The reduction for someone without criminal history points is not available: {why}.", "", level is { } same ? $"0 = {same}" : "0", level);
            return level;
        }
    }

    private static string? Bar(Reckoning r, Facts @case, IReadOnlyList<Facts> groups)
    {
        foreach (var group in groups)
        {
            if (Adjustments.IsAggravated(group) == true)
                return "an aggravating role was found (§3B1.1)";
            if (Adjustments.IsTerrorism(r, group))
                return "the case is one of terrorism (§3A1.4)";
            if (Adjustments.IsForVictims(group) == true)
                return "there was an adjustment under §3A1.1";
            if (Adjustments.IsHumanRights(group))
                return "there was an adjustment under §3A1.5";
            if (group.TryGet(CaseFacts.Guideline, out var guideline) && guideline is "2H1.1" or "2D1.5")
                return guideline == "2H1.1" ? "the offense is covered by §2H1.1" : "the offense was a continuing criminal enterprise (§2D1.5)";
        }
        return Yes(Violence) ? "violence or credible threats were used"
            : Yes(DeathOrInjury) ? "the offense resulted in death or serious bodily injury"
            : Yes(SexOffense) ? "the offense is a sex offense"
            : Yes(Hardship) ? "substantial financial hardship was personally caused"
            : Yes(Weapon) ? "a firearm or dangerous weapon was possessed in the offense"
            : Yes(Enterprise) ? "the defendant was engaged in a continuing criminal enterprise"
            : null;

        bool Yes(FactKey<bool> key) => @case.TryGet(key, out var value) && value;
    }

    private static bool AnyGuideline(IReadOnlyList<Facts> groups, params string[] starts)
    {
        foreach (var group in groups)
        {
            if (group.TryGet(CaseFacts.Guideline, out var guideline) && Adjustments.StartsWithAny(guideline, starts))
                return true;
        }
        return false;
    }

    // What the total can be under the edition of the reckoning, and which facts would narrow it.
    private readonly record struct Reach(int Low, int High, bool AsFound, bool StatusOpen, bool RecencyOpen, bool ViolenceOpen, bool PointsOpen);

    private static void Ask(Reckoning r, Facts @case, Reach total)
    {
        if (total.StatusOpen)
            r.Know(@case, UnderSentence, out _);
        if (total.RecencyOpen)
            r.Know(@case, Recent, out _);
        if (total.ViolenceOpen)
            r.Know(@case, ViolencePoints, out _);
        if (total.PointsOpen)
            r.Know(@case, PointsFound, out _);
    }

    private static Reach? Total(Reckoning r, Facts @case)
    {
        var version = r.Needed(s_points);
        var rule = version.Value!;
        if (@case.TryGet(PointsForSentences, out var sum))
            return FromSentences(r, @case, version, sum);
        if (@case.List(FactScope.Prior) is { } priors)
            return OfPriors(r, priors, rule) is { } counted ? FromSentences(r, @case, version, counted) : null;

        int least, most;
        if (@case.TryGet(PointsFound, out var found))
        {
            (least, most) = (found, found);
        }
        else if (@case.TryGet(CategoryFound, out var category))
        {
            (least, most) = r.Needed(s_categories).Value!.Span(category);
        }
        else
        {
            r.Know(@case, PointsFound, out _, "How many criminal history points were there (or which category was found, \"history.category\"; or which prior sentences, \"priors\")?");
            return null;
        }

        var then = @case.TryGet(CaseFacts.Sentenced, out var sentenced) ? r.Book.Find(s_points).For(new Timeline { Sentence = sentenced }, out _)?.Value ?? rule : rule;
        if (ReferenceEquals(then, rule))
        {
            if (least == most)
                r.Step("4A1.1", r.Cite(s_points), version, $"The court found {InWords(least)}.", "", InWords(least));
            return new(least, most, least != most, false, false, false, least != most);
        }
        return Restated(r, @case, version, then, least, most);
    }

    private static Reach FromSentences(Reckoning r, Facts @case, Version<PointsRule> version, int sentences)
    {
        var rule = version.Value!;
        var (violenceLow, violenceHigh) = rule.ViolenceMost == 0 || sentences == 0 ? (0, 0) : @case.TryGet(ViolencePoints, out var violence) ? (Math.Min(violence, rule.ViolenceMost), Math.Min(violence, rule.ViolenceMost)) : (0, rule.ViolenceMost);
        bool? under = @case.TryGet(UnderSentence, out var status) ? status : null;
        // Recency is release from a sentence counted under (a) or (b), which is worth two points at least.
        bool? recent = rule.Recency == 0 || sentences < rule.AtLeast60Days ? false : @case.TryGet(Recent, out var recency) ? recency : null;
        // To be under a sentence one must have had one that counts.
        if (sentences == 0)
            under = false;
        var low = rule.Total(sentences + violenceLow, under ?? false, recent ?? false);
        var high = rule.Total(sentences + violenceHigh, under ?? true, recent ?? true);
        if (low == high)
            r.Step("4A1.1", r.Cite(s_points), version, $"{InWords(sentences)} for prior sentences{Extra(rule, sentences + violenceLow, violenceLow, under ?? false, recent ?? false)} make {low}.", InWords(sentences), InWords(low));
        return new(low, high, false, under is null && rule.Status(sentences + violenceHigh) > 0, recent is null, violenceLow != violenceHigh, false);
    }

    private static string Extra(PointsRule rule, int before, int violence, bool under, bool recent)
    {
        var text = violence > 0 ? $", {violence} for crimes of violence treated as one" : "";
        if (under)
            text += rule.Status(before) > 0 ? $", {rule.Status(before)} for being under a sentence" : ", none for being under a sentence (too few points)";
        if (recent)
            text += $", {(under ? rule.RecencyWithStatus : rule.Recency)} for recency";
        return text;
    }

    // A total found under another edition holds that edition's points for status, recency and violence: they are taken out and put in anew.
    // What the file does not say is tried both ways; only what changes the answer is asked for.
    private static Reach? Restated(Reckoning r, Facts @case, Version<PointsRule> version, PointsRule then, int least, int most)
    {
        var rule = version.Value!;
        ReadOnlySpan<bool> unders = @case.TryGet(UnderSentence, out var status) ? [status] : [false, true];
        ReadOnlySpan<bool> recents = then.Recency == 0 && rule.Recency == 0 ? [false] : @case.TryGet(Recent, out var recency) ? [recency] : [false, true];
        ReadOnlySpan<int> violences = then.ViolenceMost == 0 && rule.ViolenceMost == 0 || ReferenceEquals(then, rule) ? [0] : @case.TryGet(ViolencePoints, out var violence) ? [violence] : then.ViolenceMost == rule.ViolenceMost ? [0] : [0, 1, 2, 3];

        var (low, high) = (int.MaxValue, int.MinValue);
        Span<(int Low, int High)> byStatus = [(int.MaxValue, int.MinValue), (int.MaxValue, int.MinValue)];
        for (var found = least; found <= most; found++)
        {
            foreach (var under in unders)
            {
                foreach (var recent in recents)
                {
                    foreach (var of in violences)
                    {
                        // The points for sentences that, with these, make the total found.
                        for (var sentences = Math.Max(0, found - 8); sentences <= found; sentences++)
                        {
                            if ((sentences == 0 && (under || of > 0)) || (recent && sentences < then.AtLeast60Days))
                                continue;
                            if (then.Total(sentences + Math.Min(of, then.ViolenceMost), under, recent && then.Recency > 0) != found)
                                continue;
                            var total = rule.Total(sentences + Math.Min(of, rule.ViolenceMost), under, recent && rule.Recency > 0);
                            (low, high) = (Math.Min(low, total), Math.Max(high, total));
                            ref var with = ref byStatus[under ? 1 : 0];
                            with = (Math.Min(with.Low, total), Math.Max(with.High, total));
                        }
                    }
                }
            }
        }
        if (low > high)
        {
            r.Ask(new OpenQuestion("", PointsFound.Name, "The points that the file gives cannot be made up from what else it says of status, recency and violence. Calculate by hand.", Report));
            return null;
        }
        if (low == high)
            r.Step("4A1.1", r.Cite(s_points), version, $"The court found {(least == most ? InWords(least) : "a category")} under the rules of its day; under those of this edition {(least == most ? $"that is {InWords(low)}" : $"that is {low} points")}.", least == most ? InWords(least) : "", InWords(low));
        return new(low, high, false, unders.Length > 1 && byStatus[0] != byStatus[1], recents.Length > 1, violences.Length > 1, least != most);
    }

    private static int? OfPriors(Reckoning r, IReadOnlyList<Facts> priors, PointsRule rule)
    {
        var windows = r.Needed(s_windows);
        var sum = 0;
        var ones = 0;
        var open = false;
        foreach (var prior in priors)
        {
            if (!r.Know(prior, Kind, out var kind))
            {
                open = true;
                continue;
            }
            if (kind == PriorKind.NotCounted)
            {
                r.Step($"{prior.At} 4A1.2", "USSG §4A1.2(c)-(j)", "This sentence is of a kind that never counts.", "", "0 points");
                continue;
            }
            var dated = r.Know(prior, Imposed, out var imposed);
            if (!r.Know(prior, Length, out var length) || !dated)
            {
                open = true;
                continue;
            }
            if (Points(r, prior, kind, imposed, length, rule, windows.Value!) is not { } points)
            {
                open = true;
                continue;
            }
            if (points == rule.Other && ++ones > rule.OtherMost)
                points = 0;
            sum += points;
            r.Step($"{prior.At} 4A1.1", r.Cite(s_windows), windows, points == 0 ? "This sentence is too old to count, or comes after the most that such sentences can add." : $"This sentence of {(length == Term.None ? "no prison" : length.ToString())}, imposed on {imposed:yyyy-MM-dd}, counts {InWords(points)}.", $"{length}, {imposed:yyyy-MM-dd}", InWords(points));
        }
        return open ? null : sum;
    }

    /// <summary>How many of the priors are, or for all that is known may be, adult convictions that count under §4A1.1(a), (b) or (c), as §4B1.2(c) wants two of: not those too old, and not those of a kind that never counts.</summary>
    internal static int ConvictionsThatMayCount(Reckoning r, IReadOnlyList<Facts> priors)
    {
        var (rule, windows) = (r.Needed(s_points).Value!, r.Needed(s_windows).Value!);
        var apart = new Reckoning(r.Book, r.Days); // What is missing is asked for where the points are counted.
        var count = 0;
        foreach (var prior in priors)
        {
            if (!prior.TryGet(Kind, out var kind))
                count++;
            else if (kind is PriorKind.Adult or PriorKind.AdultConvictionUnder18 && (!prior.TryGet(Imposed, out var imposed) || !prior.TryGet(Length, out var length) || Points(apart, prior, kind, imposed, length, rule, windows) is not 0))
                count++;
        }
        return count;
    }

    private static int? Points(Reckoning r, Facts prior, PriorKind kind, DateOnly imposed, Term length, PointsRule rule, Windows windows)
    {
        var isLong = length.EndFrom(imposed) > new Term(1, 1, 0).EndFrom(imposed);
        var is60 = length.EndFrom(imposed) >= imposed.AddDays(60);
        if (isLong && kind != PriorKind.Under18)
            return Within(windows.Years, released: true) is { } counts ? counts ? rule.Over13Months : 0 : null;
        if (kind == PriorKind.Adult)
            return Within(windows.YearsOther, released: false) is { } counts ? !counts ? 0 : is60 ? rule.AtLeast60Days : rule.Other : null;
        if (is60)
        {
            return Within(windows.YearsUnder18, released: true) is not { } counts ? null : counts ? rule.AtLeast60Days : 0;
        }
        return Within(windows.YearsUnder18, released: false) is { } near ? near ? rule.Other : 0 : null;

        // Whether imposed, or served, within so many years of the start of the offense.
        bool? Within(int years, bool released)
        {
            if (r.Days.OffenseStart is not { } start)
            {
                // The offense began before its sentence: what is near enough to that is near enough.
                if (imposed >= (r.Days.OffenseEnd ?? r.Days.Sentence).AddYears(-years))
                    return true;
                r.Ask(new OpenQuestion("", CaseFacts.OffenseStart.Name, "When did the offense begin? Whether a prior sentence still counts turns on it (USSG §4A1.2(e)).", CaseFacts.OffenseStart.SettledBy) { Key = CaseFacts.OffenseStart });
                return null;
            }
            var since = start.AddYears(-years);
            if (imposed >= since)
                return true;
            if (!released)
                return false;
            return r.Know(prior, Released, out var free) ? free >= since : null;
        }
    }

    private static string InWords(int points) => points == 1 ? "1 point" : $"{points} points";

    private static FactKey<bool> ZeroPointFact(string name, string meaning) => FactKeys.YesNo("zeroPoint." + name, FactScope.Case, meaning, "the presentence report, offense conduct");

    private static Term ReadTerm(StrictJson value)
    {
        if (value.Text() == "life")
            return new Term(1000, 0, 0);
        try
        {
            var term = Term.Parse(value.Text());
            return term.Years <= 1000 && term.Months <= 12_000 && term.Days <= 400_000 ? term : throw value.Wrong($"'{value.Text()}' is longer than a thousand years.", "Write \"life\".");
        }
        catch (FormatException wrong)
        {
            throw value.Wrong(wrong.Message, "For no prison write \"0d\".");
        }
    }

    private static GoldenAnswer PointsExample(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var versions = book.Find(s_points).Versions;
        var got = new JsonObject();
        var reasons = new List<string>();
        var open = new List<string>();
        foreach (var key in keys)
        {
            // "then" without a day is the rule before the last change; another key of the example may name the day.
            var then = keys.Select(ExampleDays.Find).FirstOrDefault(d => d is not null) ?? versions[^1].From.AddDays(-1);
            var day = ExampleDays.Of(book, facts, key, then);
            var start = facts.Maybe("offense_start")?.Day();
            var r = new Reckoning(book, new Timeline { Sentence = day, OffenseStart = start, OffenseEnd = start });
            var known = Law.Facts.None;
            if (Named("points_a_to_d", "points_a_to_c", "points_for_sentences", "sentence_points") is { } sentences)
                known = known.With("", PointsForSentences, sentences.Int());
            if (Named("points", "total", "total_points") is { } total)
                known = known.With("", PointsFound, total.Int());
            if (Named("category_found", "category") is { } category)
                known = known.With("", CategoryFound, ExampleDays.Category(category));
            known = known.With("", UnderSentence, Named("under_sentence", "status")?.YesNo() ?? false);
            known = known.With("", Recent, Named("recent", "recency", "within_two_years_of_release")?.YesNo() ?? false);
            known = known.With("", ViolencePoints, Named("violence_points")?.Int() ?? 0);
            if (facts.Maybe("priors") is { } priors)
                known = known.WithList(FactScope.Prior, [.. priors.Items().Select(Prior)]);
            if (facts.Maybe("found_on") is { } foundOn)
                known = known.With("", CaseFacts.Sentenced, foundOn.Day());
            if (key.StartsWith("category", StringComparison.Ordinal))
            {
                if (Category(r, known) is { } answer)
                    got[key] = answer.ToString();
            }
            else if (Total(r, known) is { } reach && reach.Low == reach.High)
            {
                got[key] = reach.Low;
            }
            ExampleDays.Reasons(r, reasons);
            open.AddRange(r.Derivation.Questions.Select(q => q.Text).Where(q => !open.Contains(q)));
        }
        return new(got, reasons, open);

        StrictJson? Named(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (facts.Maybe(name) is { } value)
                    return value;
            }
            return null;
        }

        static IReadOnlyList<(FactKey Key, object Value)> Prior(StrictJson item)
        {
            item.Only("imposed", "length", "released", "kind");
            var values = new List<(FactKey Key, object Value)> { (Kind, item.Maybe("kind")?.OneOf<PriorKind>() ?? PriorKind.Adult), (Imposed, item["imposed"].Day()), (Length, ReadTerm(item["length"])) };
            if (item.Maybe("released") is { } released)
                values.Add((Released, released.Day()));
            return values;
        }
    }

    private static GoldenAnswer ZeroPointExample(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var got = new JsonObject();
        var reasons = new List<string>();
        var open = new List<string>();
        foreach (var key in keys)
        {
            var r = new Reckoning(book, new Timeline { Sentence = ExampleDays.Of(book, facts, key, book.Find(s_zero).Versions[0].From.AddDays(-1)) });
            var known = Law.Facts.None.With("", PointsForSentences, facts.Maybe("points")?.Int() ?? 0);
            foreach (var (name, fact) in (ReadOnlySpan<(string, FactKey<bool>)>)[("violence", Violence), ("death_or_injury", DeathOrInjury), ("sex_offense", SexOffense), ("hardship", Hardship), ("weapon", Weapon), ("firearm", Weapon), ("continuing_enterprise", Enterprise), ("cce", Enterprise)])
            {
                if (facts.Maybe(name) is { } value)
                    known = known.With("", fact, value.YesNo());
                else if (!known.TryGet(fact, out _))
                    known = known.With("", fact, false);
            }
            var role = facts.Maybe("role") is not { } r1 ? AggravatingRole.None
                : r1.Kind == System.Text.Json.JsonValueKind.Number ? r1.Int() > 0 ? AggravatingRole.Leader4 : AggravatingRole.None
                : r1.Text() is "leader" or "organizer" or "manager" or "supervisor" or "any" ? AggravatingRole.Leader4 : AggravatingRole.None;
            known = known.WithList(FactScope.Group,
            [
                [
                    (CaseFacts.Guideline, facts.Maybe("guideline")?.Text() ?? "2D1.1"), (Adjustments.AllListed, true), (Roles.Aggravating, role),
                    (Adjustments.Terrorism, facts.Maybe("terrorism")?.YesNo() ?? false),
                    (Adjustments.Vulnerable, facts.Maybe("vulnerable_victim")?.YesNo() ?? false ? VulnerableVictims.Some : VulnerableVictims.None),
                    (Adjustments.HateCrime, facts.Maybe("hate_crime")?.YesNo() ?? false),
                ],
            ]);
            var level = (facts.Maybe("level") ?? facts.Maybe("offense_level"))?.Int() ?? 20;
            if (ZeroPoint(r, known, known.List(FactScope.Group)!, level, Category(r, known)) is { } after)
            {
                got[key] = key.StartsWith("level", StringComparison.Ordinal) ? after
                    : key.StartsWith("reduction", StringComparison.Ordinal) || key.StartsWith("change", StringComparison.Ordinal) ? after - level
                    : JsonValue.Create(after != level);
            }
            ExampleDays.Reasons(r, reasons);
            open.AddRange(r.Derivation.Questions.Select(q => q.Text).Where(q => !open.Contains(q)));
        }
        return new(got, reasons, open);
    }

    /// <summary>USSG §4A1.1 in one edition. Status counts from so many other points on; recency is zero where it is not law.</summary>
    internal sealed record PointsRule(int Over13Months, int AtLeast60Days, int Other, int OtherMost, int StatusPoints, int StatusFrom, int Recency, int RecencyWithStatus, int ViolenceMost)
    {
        public int Status(int before) => before >= StatusFrom ? StatusPoints : 0;

        public int Total(int before, bool under, bool recent) => before + (under ? Status(before) : 0) + (recent ? under && Status(before) > 0 ? RecencyWithStatus : Recency : 0);

        public static PointsRule Read(StrictJson value)
        {
            value.Only("over13Months", "atLeast60Days", "other", "otherMost", "status", "recency", "violence");
            var status = value["status"].Only("points", "from");
            var (recency, violence) = (value["recency"], value["violence"]);
            var isRecency = recency.Kind != System.Text.Json.JsonValueKind.Null;
            return new(
                value["over13Months"].IntFrom(1, 9),
                value["atLeast60Days"].IntFrom(1, 9),
                value["other"].IntFrom(1, 9),
                value["otherMost"].IntFrom(1, 99),
                status["points"].IntFrom(1, 9),
                status["from"].IntFrom(0, 99),
                isRecency ? recency.Only("points", "withStatus")["points"].IntFrom(1, 9) : 0,
                isRecency ? recency["withStatus"].IntFrom(0, 9) : 0,
                violence.Kind == System.Text.Json.JsonValueKind.Null ? 0 : violence.Only("most")["most"].IntFrom(1, 9));
        }
    }

    internal sealed record Windows(int Years, int YearsOther, int YearsUnder18)
    {
        public static Windows Read(StrictJson value)
        {
            value.Only("years", "yearsOther", "yearsUnder18");
            return new(value["years"].IntFrom(1, 99), value["yearsOther"].IntFrom(1, 99), value["yearsUnder18"].IntFrom(1, 99));
        }
    }

    /// <summary>The least points of each category.</summary>
    internal sealed class Categories
    {
        private readonly int[] _from;

        private Categories(int[] from) => _from = from;

        public HistoryCategory Of(int points)
        {
            var category = 1;
            while (category < 6 && points >= _from[category])
                category++;
            return (HistoryCategory)category;
        }

        /// <summary>The points of a category; of VI, which has no end, as far as any edition's difference can reach down to its beginning.</summary>
        public (int Least, int Most) Span(HistoryCategory category) => (_from[(int)category - 1], category == HistoryCategory.VI ? _from[5] + 12 : _from[(int)category] - 1);

        public static Categories Read(StrictJson value)
        {
            value.Only("I", "II", "III", "IV", "V", "VI");
            int[] from = [value["I"].IntFrom(0, 0), value["II"].IntFrom(1, 99), value["III"].IntFrom(1, 99), value["IV"].IntFrom(1, 99), value["V"].IntFrom(1, 99), value["VI"].IntFrom(1, 99)];
            for (var i = 1; i < from.Length; i++)
            {
                if (from[i] <= from[i - 1])
                    throw value.Wrong("The categories do not rise.", "Give each its least points, above the one before.");
            }
            return new(from);
        }
    }

    internal sealed record ZeroPointRule(int Levels)
    {
        public static ZeroPointRule Read(StrictJson value)
        {
            value.Only("levels");
            return new(value["levels"].IntFrom(1, 43));
        }
    }
}
