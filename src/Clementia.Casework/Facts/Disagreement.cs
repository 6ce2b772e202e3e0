namespace Clementia.Casework;

/// <summary>One source's assertion of one value, with all that decides whether it disagrees with another.</summary>
/// <param name="Source">The document or text: assertions of one source are told from those of two.</param>
/// <param name="Attribute">From the catalog.</param>
/// <param name="Value">As read, never null: what the catalog cannot read takes no part.</param>
/// <param name="Approximate">"nearly 22 years".</param>
/// <param name="AtLeast">"more than 20 years".</param>
/// <param name="AsOf">For what day it holds, or null.</param>
/// <param name="Published">The day of the source, or null.</param>
/// <param name="Event">Which act or meeting it belongs to, or null.</param>
/// <param name="Item">Which fact (on a petition) or proposal (of a text) it is.</param>
internal sealed record Assertion(
    string Source,
    CatalogAttribute Attribute,
    Value Value,
    bool Approximate,
    bool AtLeast,
    Value.Day? AsOf,
    Value.Day? Published,
    string? Event,
    int Item)
{
    /// <summary>For an act of clemency: its date and form as the same source tells them, or null.</summary>
    public Value.Day? ActDate { get; init; }

    /// <inheritdoc cref="ActDate"/>
    public string? ActForm { get; init; }

    /// <summary>Whether its source tells only this one value of the attribute.</summary>
    public bool Only { get; init; }

    /// <summary>Who says so in the source, or null for the source itself.</summary>
    public string? By { get; init; }
}

/// <summary>How two assertions stand to each other, from agreement to contradiction.</summary>
internal enum Relation
{
    /// <summary>Both can be true as they stand, or nothing can be said.</summary>
    None,
    /// <summary>Compatible, but one is less exact.</summary>
    Imprecision,
    /// <summary>Both can be true, of different dates or acts.</summary>
    DifferentTime,
    /// <summary>They cannot both be true.</summary>
    Conflict,
}

/// <summary>The catalog's rules for how two values of one attribute disagree. Symmetric: nothing depends on which comes first.</summary>
internal static class Disagreement
{
    // Two reports of one act can differ by the weeks between decision, warrant and release; two acts are months apart.
    private const int DaysBetweenActs = 60;

    /// <summary>How the two assertions of one attribute and subject stand to each other.</summary>
    public static Relation Between(Assertion a, Assertion b)
    {
        if (a.Value.Canonical == b.Value.Canonical)
            return Relation.None;
        var attribute = a.Attribute;
        if (attribute.Event is not null and not "clemency" && (a.Event is null || b.Event is null || !SameEvent(a.Event, b.Event)))
            return EventUnknownButOne(attribute, a, b);
        var relation = ByRule(attribute, a, b);
        if (relation == Relation.Conflict && attribute.Event == "clemency" && !CanBeOneAct(a, b))
            return Relation.DifferentTime;
        if (relation == Relation.Conflict && attribute.Changes && attribute.Conflict is ConflictRule.Differ or ConflictRule.Calendar or ConflictRule.Words && attribute.Changes && !SameDay(When(a), When(b)))
            return Relation.DifferentTime;
        // Several values together exclude nothing; only the less exact among them is worth a look.
        return attribute.Holds == Holding.Several && relation != Relation.Imprecision ? Relation.None : relation;
    }

    /// <summary>How far apart two conflicting values are, to find which of several acts a source means. Null when not measurable.</summary>
    public static decimal? Distance(Value a, Value b)
    {
        if (Calendar(a) is { } x && Calendar(b) is { } y)
            return Overlap(x, y) ? 0 : Math.Min(Math.Abs(x.First.DayNumber - y.Last.DayNumber), Math.Abs(y.First.DayNumber - x.Last.DayNumber));
        return Amount(a) is { } m && Amount(b) is { } n ? Math.Abs(m.Least - n.Least) : null;
    }

    /// <summary>
    /// Whether two values are of two acts because a source tells both: two releases or grants that lie months apart, or, where
    /// two sources tell both, the sentence first given and the one it became.
    /// </summary>
    public static bool AreTwo(IReadOnlyList<Assertion> left, IReadOnlyList<Assertion> right)
    {
        var both = left.Select(a => a.Source).Intersect(right.Select(b => b.Source)).Count();
        return left[0].Attribute.Id switch
        {
            "clemency.date" or "release.date" => both > 0 && Calendar(left[0].Value) is { } x && Calendar(right[0].Value) is { } y && !Overlap(x, y) && Gap(x, y) > DaysBetweenActs,
            "sentence.term" => both > 1,
            _ => false,
        };
    }

    /// <summary>Whether two assertions can tell of one act of clemency, by what their sources say of its date and when they appeared.</summary>
    public static bool CanBeOneAct(Assertion a, Assertion b)
    {
        if (a.Event is not null && b.Event is not null && a.Source == b.Source && !SameEvent(a.Event, b.Event))
            return false;
        if (a.ActDate?.Range is { } x && b.ActDate?.Range is { } y && !Overlap(x, y) && Gap(x, y) > DaysBetweenActs)
            return false;
        // Nobody reports an act before it happened.
        return !(a.Published?.Range is { } p && b.ActDate?.Range is { } q && p.Last < q.First)
            && !(b.Published?.Range is { } r && a.ActDate?.Range is { } s && r.Last < s.First);
    }

    private static Relation EventUnknownButOne(CatalogAttribute attribute, Assertion a, Assertion b) =>
        // Quantities of which nobody says which drug they are can still be of one drug, and where two sources know of one
        // meeting or one vote each, they are likely to mean the same.
        a.Event is null && b.Event is null && (attribute.Event == "drug" || (a.Only && b.Only)) ? ByRule(attribute, a, b) : Relation.None;

    private static bool SameEvent(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static Relation ByRule(CatalogAttribute attribute, Assertion a, Assertion b) => attribute.Conflict switch
    {
        ConflictRule.Never => Relation.None,
        ConflictRule.Differ => Relation.Conflict,
        ConflictRule.Person => a.Value is Value.Person x && b.Value is Value.Person y && x.Name.IsSameAs(y.Name) ? Relation.None : Relation.Conflict,
        ConflictRule.Words => Words(a.Value, b.Value),
        // Whether one place lies in the other is not in the words.
        ConflictRule.Place => Words(a.Value, b.Value) == Relation.None ? Relation.None : Relation.Imprecision,
        ConflictRule.General => General(attribute, a.Value, b.Value),
        ConflictRule.Calendar => CalendarRule(a.Value, b.Value),
        ConflictRule.Term => TermRule(a, b),
        ConflictRule.Measure => MeasureRule(a, b),
        ConflictRule.Elapsed => ElapsedRule(a, b),
        ConflictRule.Age => AgeRule(a, b),
        // Two bases can stand together; whether one is older than its law is asked of each alone.
        ConflictRule.Basis => Relation.None,
        _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute.Conflict, "The catalog names a conflict rule that nobody applies."),
    };

    private static Relation Words(Value a, Value b)
    {
        var x = WordsOf(a);
        var y = WordsOf(b);
        return x.SetEquals(y) ? Relation.None : x.IsSubsetOf(y) || y.IsSubsetOf(x) ? Relation.Imprecision : Relation.Conflict;

        static HashSet<string> WordsOf(Value value)
        {
            // "U.S. District Court for the" is said of every district and tells none apart.
            var words = PersonName.Fold(value.Canonical).Split([' ', ',', '.', ';', '\'', '(', ')'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
            words.ExceptWith(["the", "of", "for", "in", "at", "a", "an", "us", "u", "s", "united", "states", "district", "court", "federal"]);
            return words;
        }
    }

    private static Relation General(CatalogAttribute attribute, Value a, Value b)
    {
        var x = attribute.Choices.FirstOrDefault(choice => choice.Value == a.Canonical);
        var y = attribute.Choices.FirstOrDefault(choice => choice.Value == b.Canonical);
        return x is not null && y is not null && (x.Within == y.Value || y.Within == x.Value || x.Near.Contains(y.Value) || y.Near.Contains(x.Value))
            ? Relation.Imprecision
            : Relation.Conflict;
    }

    private static Relation CalendarRule(Value a, Value b)
    {
        if (Calendar(a) is { } x && Calendar(b) is { } y)
            return Overlap(x, y) ? Relation.Imprecision : Relation.Conflict;
        // Without a year on one side only month and day can be compared.
        return a is Value.Day d && b is Value.Day e && (d.Month, e.Month) is ({ } m, { } n)
            ? m != n || (d.DayOfMonth is { } i && e.DayOfMonth is { } j && i != j) ? Relation.Conflict : Relation.Imprecision
            : Relation.Imprecision;
    }

    private static Relation TermRule(Assertion a, Assertion b)
    {
        var x = (Value.Imprisonment)a.Value;
        var y = (Value.Imprisonment)b.Value;
        if (x.Kind != y.Kind)
            return Relation.Conflict;
        if (x.Kind == SentenceKind.Life)
            return x.Months + x.Days == 0 || y.Months + y.Days == 0 ? Relation.Imprecision : Relation.Conflict;
        return MeasureRule(a, b);
    }

    private static Relation MeasureRule(Assertion a, Assertion b)
    {
        if (Reach(a) is not { } x || Reach(b) is not { } y)
            return Relation.Conflict;
        return x.Least > y.Most || y.Least > x.Most ? Relation.Conflict : Relation.Imprecision;
    }

    private static Relation ElapsedRule(Assertion a, Assertion b)
    {
        if (Reach(a) is not { } x || Reach(b) is not { } y)
            return Relation.None;
        if (x.Least <= y.Most && y.Least <= x.Most)
            return a.Approximate || a.AtLeast || b.Approximate || b.AtLeast ? Relation.Imprecision : Relation.None;
        if (When(a)?.Range is not { } p || When(b)?.Range is not { } q)
            return Relation.None;
        return (p.First <= q.Last && CanGrow(x, p, y, q)) || (q.First <= p.Last && CanGrow(y, q, x, p)) ? Relation.None : Relation.Conflict;

        // What has run for 6 years on a day has run for 6 to 7 a year later: it may have stopped in between, and cannot shrink.
        // Money and counts can grow by any amount, but not within a day.
        bool CanGrow((decimal Least, decimal Most) from, (DateOnly First, DateOnly Last) on, (decimal Least, decimal Most) to, (DateOnly First, DateOnly Last) later)
        {
            var limit = a.Value is Value.Span || on.First == later.Last ? from.Most + MonthsBetween(on.First, later.Last) : (decimal?)null;
            return to.Most >= from.Least && !(to.Least > limit);
        }
    }

    private static Relation AgeRule(Assertion a, Assertion b)
    {
        var x = ((Value.Age)a.Value).Range;
        var y = ((Value.Age)b.Value).Range;
        if (a.AsOf?.Range is { } p && b.AsOf?.Range is { } q)
            return Overlap(Born(x, p), Born(y, q)) ? Relation.None : Relation.Conflict;
        if (x.Most >= y.Least && y.Most >= x.Least)
            return Relation.Imprecision;
        var told = DaysOf(a).SelectMany(r => DaysOf(b).Select(t => (r, t))).ToList();
        return told.Count > 0 && told.TrueForAll(days => Contradict(x, days.r, y, days.t, a.Source == b.Source)) ? Relation.Conflict : Relation.None;

        // The source's own day is only the latest day of which it can speak: it may tell the age of an earlier time. Its
        // readers take the age for that day's all the same, unless it says otherwise.
        static IEnumerable<(DateOnly First, DateOnly Last)> DaysOf(Assertion assertion)
        {
            var published = assertion.Published?.Range;
            if (assertion.AsOf?.Range is { } day && !(published is { } p && day.First > p.Last))
                yield return day;
            else if (published is { } own)
                yield return own;
        }

        static bool Contradict((int Least, int Most) x, (DateOnly First, DateOnly Last) r, (int Least, int Most) y, (DateOnly First, DateOnly Last) s, bool one)
        {
            var years = (Math.Abs(r.First.DayNumber - s.First.DayNumber) / 365) + 1;
            if (x.Least > y.Most + years || y.Least > x.Most + years)
                return true;
            if (one || Vague(r) || Vague(s))
                return false;
            var (early, late, days) = r.First <= s.First ? (x, y, s.First.DayNumber - r.First.DayNumber) : (y, x, r.First.DayNumber - s.First.DayNumber);
            // Within two weeks a birthday seldom falls, and within three months nobody grows younger.
            return days <= 14 ? true : days <= 92 && late.Most < early.Least;
        }

        static bool Vague((DateOnly First, DateOnly Last) day) => day.Last.DayNumber - day.First.DayNumber > 3;
    }

    // Someone who is 62 on a day had the 62nd birthday on it or before it, and the 63rd after it.
    private static (DateOnly First, DateOnly Last) Born((int Least, int Most) age, (DateOnly First, DateOnly Last) day) =>
        (day.First.AddYears(-age.Most - 1).AddDays(1), day.Last.AddYears(-age.Least));

    /// <summary>What an amount can mean, given how it is told: "more than six years" is not seven, "more than 20 years" may be 22.</summary>
    private static (decimal Least, decimal Most)? Reach(Assertion assertion)
    {
        if (Amount(assertion.Value) is not { } amount)
            return null;
        var step = Step(assertion.Value, amount.Least);
        return (assertion.AtLeast, assertion.Approximate) switch
        {
            (true, _) => (amount.Least, amount.Most + step - Smallest(assertion.Value)),
            (_, true) => (amount.Least - step, amount.Most + step),
            _ => amount,
        };
    }

    // The step in which people round: years by the year, from twenty years by the decade; counts by their last round digit.
    private static decimal Step(Value value, decimal amount)
    {
        if (value is Value.Span or Value.Imprisonment)
            return amount % 120 == 0 && amount >= 240 ? 120 : amount % 12 == 0 && amount > 0 ? 12 : 1;
        decimal step = 1;
        while (amount > 0 && amount % (step * 10) == 0)
            step *= 10;
        return step;
    }

    private static decimal Smallest(Value value) => value is Value.Dollars or Value.Weight ? 0 : 1;

    private static (decimal Least, decimal Most)? Amount(Value value) => value switch
    {
        Value.Number number => (number.Count, number.Count),
        Value.Age age => age.Range,
        Value.Dollars dollars => (dollars.Amount, dollars.Amount),
        Value.Weight weight => weight.Kilograms,
        // Days only order two spans of equal months; a month is never turned into days.
        Value.Span span => (span.Months + (span.Days / 100m), span.Months + (span.Days / 100m)),
        Value.Imprisonment { Kind: SentenceKind.Term } term => (term.Months + (term.Days / 100m), term.Months + (term.Days / 100m)),
        _ => null,
    };

    private static Value.Day? When(Assertion assertion) => assertion.AsOf ?? assertion.Published;

    private static bool SameDay(Value.Day? a, Value.Day? b) => a?.Range is { } x && b?.Range is { } y && (Overlap(x, y) || Gap(x, y) <= 31);

    private static (DateOnly First, DateOnly Last)? Calendar(Value value) => value switch
    {
        Value.Day day => day.Range,
        Value.YearSpan years => (new DateOnly(years.First, 1, 1), new DateOnly(years.Last, 12, 31)),
        _ => null,
    };

    private static bool Overlap((DateOnly First, DateOnly Last) a, (DateOnly First, DateOnly Last) b) => a.First <= b.Last && b.First <= a.Last;

    private static int Gap((DateOnly First, DateOnly Last) a, (DateOnly First, DateOnly Last) b) => Math.Max(a.First.DayNumber - b.Last.DayNumber, b.First.DayNumber - a.Last.DayNumber);

    private static decimal MonthsBetween(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month + (to.Day > from.Day ? 1 : 0);
}
