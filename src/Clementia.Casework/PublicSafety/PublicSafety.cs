namespace Clementia.Casework;

/// <summary>A published figure that is about people like the petitioner, and in what they are alike.</summary>
/// <param name="Study">The study.</param>
/// <param name="Rate">Its figure.</param>
/// <param name="Alike">"age 65 or older at release", "criminal history category I".</param>
public sealed record AlikeRate(BaseRateStudy Study, BaseRate Rate, string Alike)
{
    /// <summary>Whether a decision may look at it: a figure from memory only says what to look up.</summary>
    public bool IsUsable => Rate.Verified != Checked.No;
}

/// <summary>How the figures of one population lie, when several fit.</summary>
/// <param name="Population">"federal" or "state".</param>
/// <param name="Least">Of a hundred.</param>
/// <param name="Most">Of a hundred.</param>
/// <param name="Studies">How many figures it spans.</param>
public sealed record RateRange(string Population, int Least, int Most, int Studies);

/// <summary>Something that the file says on safety, cited.</summary>
/// <param name="Topic">"conduct", "violence", "history" or "plan".</param>
/// <param name="Words">One sentence.</param>
/// <param name="Facts">Ids of the vetted facts behind it.</param>
/// <param name="Document">Where the first of them stands ("D5"), or null.</param>
/// <param name="Page">The page there.</param>
public sealed record SafetyPoint(string Topic, string Words, IReadOnlyList<string> Facts, string? Document, int Page);

/// <summary>Something that the file does not say yet.</summary>
/// <param name="Attribute">From the catalog.</param>
/// <param name="Label">As a person reads it.</param>
/// <param name="Proposed">Ids of facts that say so and that nobody has vetted, or that are disputed; empty when the file says nothing.</param>
/// <param name="Supplied">Labels of the documents that would supply it.</param>
public sealed record SafetyGap(string Attribute, string Label, IReadOnlyList<string> Proposed, IReadOnlyList<string> Supplied)
{
    /// <summary>In one sentence.</summary>
    public string Words => Proposed.Count > 0
        ? $"{Label}: not vetted yet ({string.Join(", ", Proposed)})."
        : $"{Label}: not in the file. {Or(Supplied)} would supply it.";

    private static string Or(IReadOnlyList<string> labels)
    {
        var few = labels.Take(3).Select((label, i) => i == 0 ? $"A {Lower(label)}" : $"a {Lower(label)}").ToList();
        return few.Count < 2 ? string.Concat(few) : $"{string.Join(", ", few.SkipLast(1))} or {few[^1]}";
    }

    private static string Lower(string label) => char.ToLowerInvariant(label[0]) + label[1..];
}

/// <summary>
/// What can be said on public safety: published base rates for the petitioner's age at release and criminal history, and what the file has on
/// conduct, violence and the plan for release. Never a score: what studies counted stands beside what the file says, and nothing is weighed together.
/// </summary>
/// <param name="On">The day of release that was asked for.</param>
/// <param name="Age">Full years on that day, the least and the most that the vetted day of birth allows; null when it is not vetted.</param>
/// <param name="AgeFrom">The fact behind the age, or null.</param>
/// <param name="History">The vetted criminal history category, or null.</param>
/// <param name="HistoryFrom">The fact behind it, or null.</param>
/// <param name="Rates">Figures about people like the petitioner; the closest likeness first, figures from memory last.</param>
/// <param name="Ranges">Where several usable figures by age fit, their range, one a population.</param>
/// <param name="Points">What the file says.</param>
/// <param name="Gaps">What it does not say.</param>
/// <param name="CannotSay">What the numbers cannot say.</param>
public sealed record PublicSafety(
    DateOnly On,
    (int Least, int Most)? Age,
    string? AgeFrom,
    string? History,
    string? HistoryFrom,
    IReadOnlyList<AlikeRate> Rates,
    IReadOnlyList<RateRange> Ranges,
    IReadOnlyList<SafetyPoint> Points,
    IReadOnlyList<SafetyGap> Gaps,
    IReadOnlyList<string> CannotSay)
{
    private static readonly (string Attribute, string Topic)[] s_asked =
    [
        ("petitioner.date_of_birth", "age"), ("guideline.history_category", "history"),
        ("prison.infractions", "conduct"), ("prison.last_infraction", "conduct"),
        ("offense.violent", "violence"), ("violence.last", "violence"),
        ("release_plan.home", "plan"), ("release_plan.work", "plan"), ("release_plan.support", "plan"),
    ];

    // Told when the file has them; nobody is asked for them.
    private static readonly (string Attribute, string Topic)[] s_besides =
    [
        ("offense.weapon", "violence"), ("offense.injury", "violence"), ("offense.first", "history"), ("prior.count", "history"), ("prior.conviction", "history"),
        ("guideline.history_points", "history"), ("prison.security", "conduct"), ("prison.risk", "conduct"), ("prison.programs", "conduct"), ("prison.work", "conduct"), ("rehabilitation", "conduct"),
    ];

    /// <summary>What can be said of a petition for a day of release.</summary>
    /// <param name="petition">The petition.</param>
    /// <param name="on">The day of release.</param>
    /// <param name="rates">The studies; those built in when null.</param>
    /// <param name="catalog">The catalog; the built-in one when null.</param>
    public static PublicSafety Of(Petition petition, DateOnly on, BaseRates? rates = null, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        var own = petition.Facts.Where(fact => fact.Subject is null).ToLookup(fact => fact.Attribute);
        var gaps = new List<SafetyGap>();
        var points = new List<SafetyPoint>();

        var born = Vetted("petitioner.date_of_birth").FirstOrDefault();
        var age = born is not null && catalog.Read(born.Attribute, born.Value).Value is Value.Day { Range: { } days } && days.First <= on ? AgeOn(days, on) : ((int, int)?)null;
        var category = Vetted("guideline.history_category").Select(fact => fact).DistinctBy(fact => fact.Value).ToList();
        var history = category is [var single] ? single : null;

        foreach (var (attribute, topic) in s_asked)
        {
            var vetted = Vetted(attribute);
            if (vetted.Count == 0)
                gaps.Add(Gap(attribute));
            else if (topic is not "age" && attribute != "guideline.history_category")
                points.AddRange(vetted.Select(fact => Point(topic, fact)));
        }
        if (history is not null)
            points.Add(Point("history", history));
        foreach (var (attribute, topic) in s_besides)
            points.AddRange(Vetted(attribute).Select(fact => Point(topic, fact)));

        var like = (rates ?? BaseRates.BuiltIn).Studies
            .SelectMany(study => study.Rates.Select(rate => (study, rate)))
            .Where(pair => Fits(pair.rate))
            .Select(pair => new AlikeRate(pair.study, pair.rate, Alike(pair.rate)))
            .OrderBy(one => one.IsUsable ? 0 : 1).ThenBy(one => one.Study.Population == "federal" ? 0 : 1)
            .ThenByDescending(one => (ByAge(one.Rate) ? 2 : 0) + (one.Rate.History is not null ? 1 : 0)).ThenBy(one => one.Rate.Percent).ToList();
        var ranges = like.Where(one => one.IsUsable && ByAge(one.Rate)).GroupBy(one => one.Study.Population).Where(group => group.Select(one => one.Rate.OfAHundred).Distinct().Count() > 1)
            .Select(group => new RateRange(group.Key, group.Min(one => one.Rate.OfAHundred), group.Max(one => one.Rate.OfAHundred), group.Count())).ToList();
        return new PublicSafety(on, age, age is null ? null : born!.Id, history?.Value, history?.Id, like, ranges,
            [.. points.OrderBy(point => Array.IndexOf(["conduct", "violence", "history", "plan"], point.Topic))], gaps, Limits(like));

        List<Fact> Vetted(string attribute) => [.. own[attribute].Where(fact => fact.Status == FactStatus.Confirmed)];

        // Without the age or the category no figure for one is about the petitioner. A band that the age may or may not fall into fits nobody.
        bool Fits(BaseRate rate) =>
            (!ByAge(rate) || (age is { } a && (rate.AgeFrom is not { } from || a.Item1 >= from) && (rate.AgeTo is not { } to || a.Item2 <= to)))
            && (rate.History is null || rate.History == history?.Value);

        SafetyPoint Point(string topic, Fact fact)
        {
            var passage = fact.Sources[0].Proposal.Passages is [var first, ..] ? first : null;
            var since = fact.Attribute is "prison.last_infraction" or "violence.last" && catalog.Read(fact.Attribute, fact.Value).Value is Value.Day { Range: { } when } && when.First <= on
                ? $" ({YearsSince(when, on)} before {new Value.Day(on.Year, on.Month, on.Day).Describe()})" : "";
            return new SafetyPoint(topic, $"{catalog.Attribute(fact.Attribute)?.Label ?? fact.Attribute}: {InPlainWords.Qualified(fact, catalog)}{since}.", [fact.Id],
                passage is null ? null : petition.Documents.FirstOrDefault(d => d.Filed?.Sha256 == passage.Document)?.Label, passage?.Page ?? 0);
        }

        SafetyGap Gap(string attribute)
        {
            var known = catalog.Attribute(attribute);
            return new SafetyGap(attribute, known?.Label ?? attribute,
                [.. own[attribute].Where(fact => fact.Status is FactStatus.Proposed or FactStatus.Disputed).Select(fact => fact.Id)],
                [.. (known?.FoundIn ?? []).Where(kind => catalog.Kind(kind)?.Account != true).Select(kind => catalog.Kind(kind)?.Label ?? kind)]);
        }
    }

    /// <summary>Full years on a day, the least and the most that a day of birth allows which is known only in part. Whoever is born on February 29 has the birthday of other years on March 1.</summary>
    public static (int Least, int Most) AgeOn((DateOnly First, DateOnly Last) born, DateOnly on)
    {
        return (Years(born.Last, on), Years(born.First, on));

        static int Years(DateOnly from, DateOnly to) => Math.Max(0, to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0));
    }

    private static string YearsSince((DateOnly First, DateOnly Last) when, DateOnly on)
    {
        var (least, most) = AgeOn(when, on);
        return least == most ? least == 0 ? "less than a year" : least == 1 ? "1 full year" : $"{least} full years" : $"{least} to {most} full years";
    }

    private static bool ByAge(BaseRate rate) => rate.AgeFrom is not null || rate.AgeTo is not null;

    private static string Alike(BaseRate rate)
    {
        var age = (rate.AgeFrom, rate.AgeTo) switch
        {
            (null, null) => null,
            ({ } from, null) => $"age {from} or older at release",
            (null, { } to) => $"age {to} or younger at release",
            ({ } from, { } to) => $"age {from} to {to} at release",
        };
        var history = rate.History is { } category ? $"criminal history category {category}" : null;
        return (age, history) switch
        {
            (null, null) => "everyone in the study, for comparison",
            ({ } one, null) => one,
            (null, { } one) => $"{one}, any age",
            ({ } one, { } two) => $"{one}, {two}",
        };
    }

    private static List<string> Limits(List<AlikeRate> like)
    {
        var limits = new List<string>
        {
            "An arrest is not a conviction: many who are arrested again are never found guilty, and some arrests are only for breaking a condition of supervision.",
            "They count groups. They do not say which of the hundred the petitioner would be.",
            "They do not say how long those who were followed had served, and all of them were released years ago.",
            "They know nothing of this person's years in prison, family or health: for these see what the file says.",
        };
        if (like.Exists(one => one.Study.Population == "state"))
            limits.Add("State and federal prisons hold different people, and the studies followed them for different times. Their figures cannot be put together.");
        if (like.Exists(one => one.Rate.Verified != Checked.Yes))
            limits.Add("No figure marked \"not checked\" was read in the publication itself.");
        return limits;
    }
}
