using System.Globalization;

namespace Clementia.Casework;

/// <summary>A petition of the office, for its statistics.</summary>
/// <param name="Petition">The petition.</param>
/// <param name="Opened">The day on which its docket was opened.</param>
public sealed record OfficeCase(Petition Petition, DateOnly Opened);

/// <summary>A line of a table.</summary>
/// <param name="What">What is counted.</param>
/// <param name="Granted">Of them, granted.</param>
/// <param name="All">How many.</param>
public sealed record TallyRow(string What, int Granted, int All)
{
    /// <summary>The part that was granted, with its interval.</summary>
    public Proportion Rate => Proportion.Wilson(Granted, All);
}

/// <summary>
/// A table that hides small cells. What stands in the lines that are hidden cannot be worked out from the total: at least two are hidden
/// together, and what they sum up to is no small number either. Hidden lines are not named.
/// </summary>
/// <param name="Rows">The lines that are shown, the largest first.</param>
/// <param name="HiddenRows">How many lines are hidden.</param>
/// <param name="Hidden">The sum of the hidden lines; null when there are none, or when nothing but hidden lines is left.</param>
/// <param name="Total">The sum of all; null when it is small itself.</param>
public sealed record Tally(IReadOnlyList<TallyRow> Rows, int HiddenRows, TallyRow? Hidden, TallyRow? Total)
{
    /// <summary>Makes the table of lines that together are a whole.</summary>
    /// <param name="all">The lines; those of nothing are left out.</param>
    /// <param name="smallest">The smallest number that is shown; 1 hides nothing.</param>
    public static Tally Of(IEnumerable<TallyRow> all, int smallest)
    {
        var shown = all.Where(row => row.All > 0).OrderByDescending(row => row.All).ThenBy(row => row.What, StringComparer.Ordinal).ToList();
        var whole = Sum("all", shown);
        var hidden = shown.Where(row => IsSmall(row, smallest)).ToList();
        shown.RemoveAll(hidden.Contains);
        // One hidden line is the total less the others: the smallest of the others goes with it, until nothing can be worked out.
        while (hidden.Count > 0 && !IsSafe(hidden, smallest) && shown.Count > 0)
        {
            hidden.Add(shown[^1]);
            shown.RemoveAt(shown.Count - 1);
        }
        return new Tally(shown, hidden.Count, hidden.Count > 0 && IsSafe(hidden, smallest) ? Sum("hidden", hidden) : null, IsSmall(whole, smallest) ? null : whole);
    }

    private static bool IsSafe(List<TallyRow> hidden, int smallest)
    {
        var sum = Sum("", hidden);
        return hidden.Count > 1 && !IsSmall(sum, smallest) && sum.All > hidden.Count;
    }

    /// <summary>Whether a number in the line is so small that it could be a person one knows.</summary>
    internal static bool IsSmall(TallyRow row, int smallest) => Small(row.All, smallest) || Small(row.Granted, smallest) || Small(row.All - row.Granted, smallest);

    private static bool Small(int number, int smallest) => number > 0 && number < smallest;

    private static TallyRow Sum(string what, IReadOnlyList<TallyRow> rows) => new(what, rows.Sum(row => row.Granted), rows.Sum(row => row.All));
}

/// <summary>How the decided petitions of one attribute's values fared.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Label">In the words of the catalog.</param>
/// <param name="Known">How many decided petitions have a vetted value; null when the number is small.</param>
/// <param name="Table">By value; petitions without a vetted value are a line of their own.</param>
public sealed record GroupTally(string Attribute, string Label, int? Known, Tally Table);

/// <summary>How long petitions took, in days, by rank: a quarter took no longer than the lower quartile.</summary>
/// <param name="Number">How many petitions.</param>
/// <param name="LowerQuartile">In days.</param>
/// <param name="Median">In days.</param>
/// <param name="UpperQuartile">In days.</param>
public sealed record DaysTaken(int Number, int LowerQuartile, int Median, int UpperQuartile);

/// <summary>What an office decided, over all of its petitions: grants by form and ground, time to decision, and how groups fared.</summary>
public sealed record OfficeStatistics
{
    /// <summary>What the line of petitions without a vetted value is called.</summary>
    public const string NotVetted = "no vetted value";

    /// <summary>What the line of grants that name no ground is called.</summary>
    public const string NoGround = "no ground named";

    /// <summary>The attributes whose values are compared when nobody names others.</summary>
    public static IReadOnlyList<string> UsualGroups { get; } = ["petitioner.citizenship", "offense.kind", "offense.first", "conviction.by", "court.district"];

    private OfficeStatistics() { }

    /// <summary>The smallest number that is shown.</summary>
    public required int Smallest { get; init; }

    /// <summary>How many petitions the office has.</summary>
    public required int Petitions { get; init; }

    /// <summary>How many of them say that they were made up.</summary>
    public required int Samples { get; init; }

    /// <summary>Decided petitions, and those of them on which something was granted; null when a number is small.</summary>
    public required TallyRow? Decided { get; init; }

    /// <summary>Every decision by its form; those granted under conditions apart.</summary>
    public required Tally Forms { get; init; }

    /// <summary>Every grant by the grounds that it names; one that names two is in a line for both together.</summary>
    public required Tally Grounds { get; init; }

    /// <summary>From filing to the first decision; null when too few can be told.</summary>
    public required DaysTaken? Days { get; init; }

    /// <summary>Decided petitions whose time cannot be told: the decision holds from before the filing.</summary>
    public required int WithoutDays { get; init; }

    /// <summary>Of those whose time is told, how many have no vetted full day of the petition, so that the day on which the docket was opened stands for it.</summary>
    public required int FromOpening { get; init; }

    /// <summary>How groups fared.</summary>
    public required IReadOnlyList<GroupTally> Groups { get; init; }

    /// <summary>Counts the petitions of an office.</summary>
    /// <param name="cases">Its petitions.</param>
    /// <param name="smallest">The smallest number that is shown; 1 hides nothing.</param>
    /// <param name="groups">The attributes whose values are compared; null for the usual ones.</param>
    public static Outcome<OfficeStatistics> Of(IEnumerable<OfficeCase> cases, int smallest = 3, IReadOnlyList<string>? groups = null)
    {
        if (smallest is < 1 or > 1000)
            return new Refusal($"{smallest} is no smallest number to show.", "Give 1 (hide nothing) to 1,000; 3 is usual.");
        groups ??= UsualGroups;
        if (groups.FirstOrDefault(group => Catalog.BuiltIn.Attribute(group) is null) is { } unknown)
            return new Refusal($"There is no attribute '{Wording.Shorten(unknown, 40)}' in the catalog.", "Name one such as petitioner.citizenship; docs/dictionary.md lists them.");
        var all = cases.ToList();
        var decided = all.Select(one => (Case: one, Decisions: Decisions.Of(one.Petition).All.Where(decision => decision.Made is not null).OrderBy(decision => decision.Made!.Effective, StringComparer.Ordinal).ToList())).Where(one => one.Decisions.Count > 0).ToList();
        var decisions = decided.SelectMany(one => one.Decisions).ToList();
        var whole = new TallyRow("all", decided.Count(one => one.Decisions.Exists(decision => decision.IsGrant)), decided.Count);
        var days = new List<int>();
        var (without, fromOpening) = (0, 0);
        foreach (var one in decided)
        {
            var filed = new RecordOfSentence(one.Case.Petition).Day("petition.date");
            if (one.Decisions[0].Effective is not { } on || on < (filed ?? one.Case.Opened))
            {
                without++;
                continue;
            }
            fromOpening += filed is null ? 1 : 0;
            days.Add(on.DayNumber - (filed ?? one.Case.Opened).DayNumber);
        }
        days.Sort();
        return new OfficeStatistics
        {
            Smallest = smallest,
            Petitions = all.Count,
            Samples = all.Count(one => Composition.IsSampleText(one.Petition.Title)),
            Decided = Tally.IsSmall(whole, smallest) ? null : whole,
            Forms = Tally.Of(decisions.GroupBy(one => ActWords.Of(one.Made!.Form, one.Made.Conditions.Count > 0)).Select(form => Row(form.Key, form.Count())), smallest),
            Grounds = Tally.Of(decisions.Where(one => one.IsGrant).GroupBy(one => one.Made!.Grounds is { } named ? string.Join(" and ", named.Order(StringComparer.Ordinal)) : NoGround, StringComparer.Ordinal).Select(ground => Row(ground.Key, ground.Count())), smallest),
            Days = days.Count < Math.Max(1, smallest) ? null : new DaysTaken(days.Count, Ranked(days, 1), Ranked(days, 2), Ranked(days, 3)),
            WithoutDays = without,
            FromOpening = fromOpening,
            Groups = [.. groups.Distinct(StringComparer.Ordinal).Select(group => GroupOf(group))],
        };

        GroupTally GroupOf(string attribute)
        {
            var rows = decided.Select(one => (Value: ValueOf(one.Case.Petition, attribute), IsGranted: one.Decisions.Exists(decision => decision.IsGrant))).ToList();
            var known = rows.Count(row => row.Value is not null);
            var table = Tally.Of(rows.GroupBy(row => row.Value ?? NotVetted, StringComparer.OrdinalIgnoreCase).Select(group => new TallyRow(group.Key, group.Count(row => row.IsGranted), group.Count())), smallest);
            var unvetted = rows.Count - known;
            // The number is the total less a line of the table: it is told only where that line is.
            var isTold = known == 0 || (known >= smallest && (unvetted == 0 || table.Rows.Any(row => row.What == NotVetted)));
            return new GroupTally(attribute, Wording.Label(attribute), isTold ? known : null, table);
        }

        // A number of decisions is small or it is not; nothing of them is granted or refused in their own line.
        static TallyRow Row(string what, int number) => new(what, number, number);
    }

    /// <summary>The vetted values of a petition, all together, so that each petition is in one line.</summary>
    private static string? ValueOf(Petition petition, string attribute)
    {
        var values = new RecordOfSentence(petition).Of(attribute).Select(fact => Catalog.BuiltIn.Describe(attribute, fact.Value)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        return values.Count == 0 ? null : string.Join(" and ", values);
    }

    /// <summary>The smallest of the values that at least so many quarters do not exceed.</summary>
    private static int Ranked(List<int> sorted, int quarters) => sorted[((sorted.Count * quarters) + 3) / 4 - 1];

    /// <summary>"12.5 %", to one digit.</summary>
    public static string Percent(decimal part) => (part * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
