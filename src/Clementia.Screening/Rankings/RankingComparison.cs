using System.Globalization;

namespace Clementia.Screening;

/// <summary>What is different between two receipts.</summary>
/// <param name="What">"law", "policy", "day", "input" ...</param>
/// <param name="Before">In the first ranking.</param>
/// <param name="After">In the second.</param>
public sealed record ReceiptDifference(string What, string Before, string After);

/// <summary>A verdict or a value of one record that is not the same in two rankings.</summary>
/// <param name="Name">The criterion or the column.</param>
/// <param name="IsCriterion">Whether it is a criterion.</param>
/// <param name="Before">In the first ranking, in words; null where that ranking does not have it.</param>
/// <param name="After">In the second.</param>
public sealed record Turned(string Name, bool IsCriterion, string? Before, string? After);

/// <summary>One record whose place, verdicts or values changed between two rankings.</summary>
/// <param name="Row">Its place in the source of the second ranking, or of the first where the second does not list it.</param>
/// <param name="Id">The number of the case in the source.</param>
/// <param name="Before">Its rank in the first; 0 where it was listed without a place, null where it was not listed.</param>
/// <param name="After">Its rank in the second, in the same way.</param>
/// <param name="Changes">What turned; empty where one of the two does not list the record, or where only its place moved.</param>
/// <param name="Why">Why it came in, fell out or moved, in words.</param>
public sealed record MovedRecord(int Row, long Id, int? Before, int? After, IReadOnlyList<Turned> Changes, string Why);

/// <summary>Two rankings held against each other: who came in, who fell out, who moved, and why.</summary>
public sealed record RankingComparison
{
    /// <summary>What differs between what the two rest on.</summary>
    public required IReadOnlyList<ReceiptDifference> Receipts { get; init; }

    /// <summary>Placed in the second and not in the first, by their new rank.</summary>
    public required IReadOnlyList<MovedRecord> CameIn { get; init; }

    /// <summary>Placed in the first and not in the second, by their old rank.</summary>
    public required IReadOnlyList<MovedRecord> FellOut { get; init; }

    /// <summary>Placed in both, and another rank, verdict or value; by their new rank.</summary>
    public required IReadOnlyList<MovedRecord> Moved { get; init; }

    /// <summary>Listed without a place in both, and another verdict or value.</summary>
    public required IReadOnlyList<MovedRecord> Turned { get; init; }

    /// <summary>Placed in both with the same rank, verdicts and values.</summary>
    public required int Same { get; init; }

    /// <summary>What a reader must know: a ranking that lists fewer than are placed.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Why the two cannot be compared, or null. Records are the same by their place in one source; of two sources, only by their numbers.</summary>
    public static string? WhyNot(Ranking before, Ranking after, bool byId)
    {
        if (!byId)
        {
            return before.Receipt.InputHash == after.Receipt.InputHash && before.Receipt.Counts.Records == after.Receipt.Counts.Records ? null
                : $"The two rankings are of different populations ({Of(before)} and {Of(after)}), so a place in one says nothing in the other. If their records carry the same case numbers, add --by-id.";
        }
        foreach (var (ranking, which) in new[] { (before, "first"), (after, "second") })
        {
            if (ranking.Rows.FirstOrDefault(r => !Code.IsNumber(r.Id)) is { } nameless)
                return $"Row {nameless.Row} of the {which} ranking has no case number, so the two cannot be compared by it.";
            if (ranking.Rows.GroupBy(r => r.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
                return $"Case number {twice.Key} stands twice in the {which} ranking, so the two cannot be compared by it.";
        }
        return null;

        static string Of(Ranking ranking) => $"{ranking.Receipt.Source}, input {Short(ranking.Receipt.InputHash)}, {ranking.Receipt.Counts.Records.ToString("N0", CultureInfo.InvariantCulture)} records";
    }

    /// <summary>Compares two rankings.</summary>
    /// <exception cref="ArgumentException"><see cref="WhyNot"/> has a reason.</exception>
    public static RankingComparison Of(Ranking before, Ranking after, bool byId = false)
    {
        if (WhyNot(before, after, byId) is { } why)
            throw new ArgumentException(why);
        long Key(RankingRow row) => byId ? row.Id : row.Row;
        var old = before.Rows.ToDictionary(Key);
        var (cameIn, moved, turned, same) = (new List<MovedRecord>(), new List<MovedRecord>(), new List<MovedRecord>(), 0);
        var pairs = new Pairs(before, after);
        foreach (var row in after.Rows)
        {
            var was = old.GetValueOrDefault(Key(row));
            if (was is null or { Rank: 0 } && row.Rank > 0)
                cameIn.Add(pairs.Record(was, row));
            else if (was is not null && pairs.Record(was, row) is var record && (row.Rank != was.Rank || record.Changes.Count > 0) && (row.Rank > 0) == (was.Rank > 0))
                (row.Rank > 0 ? moved : turned).Add(record);
            else if (was is { Rank: > 0 } && row.Rank > 0)
                same++;
        }
        var now = after.Rows.ToDictionary(Key);
        return new()
        {
            Receipts = Differences(before.Receipt, after.Receipt),
            CameIn = [.. cameIn.Where(c => c.After > 0)],
            FellOut = [.. before.Rows.Where(r => r.Rank > 0 && now.GetValueOrDefault(Key(r)) is null or { Rank: 0 } && r.Rank > 0).Select(r => pairs.Record(r, now.GetValueOrDefault(Key(r))))],
            Moved = moved,
            Turned = turned,
            Same = same,
            Notes = [.. new[] { (before, "first"), (after, "second") }.Where(p => p.Item1.Listed < p.Item1.Receipt.Counts.Placed).Select(p =>
                string.Create(CultureInfo.InvariantCulture, $"The {p.Item2} ranking lists {p.Item1.Listed:N0} of the {p.Item1.Receipt.Counts.Placed:N0} that it placed: who is behind its last place counts as not placed here."))],
        };
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static List<ReceiptDifference> Differences(RankingReceipt a, RankingReceipt b)
    {
        var found = new List<ReceiptDifference>();
        Add("policy", a.Policy, b.Policy);
        Add("policy text", Short(a.PolicyHash), Short(b.PolicyHash));
        Add("day", a.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), b.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("law", Short(a.Law), Short(b.Law));
        Add("source", a.Source, b.Source);
        Add("input", Short(a.InputHash), Short(b.InputHash));
        Add("program", a.Program, b.Program);
        foreach (var name in a.Parameters.Concat(b.Parameters).Select(p => p.Name).Distinct(StringComparer.Ordinal))
            Add($"parameter {name}", a.Parameters.FirstOrDefault(p => p.Name == name)?.Value ?? "absent", b.Parameters.FirstOrDefault(p => p.Name == name)?.Value ?? "absent");
        foreach (var name in a.Criteria.Concat(b.Criteria).Select(c => c.Name).Distinct(StringComparer.Ordinal))
        {
            var (was, is_) = (a.Criteria.FirstOrDefault(c => c.Name == name), b.Criteria.FirstOrDefault(c => c.Name == name));
            Add($"criterion {name}", was?.Meaning ?? "absent", is_?.Meaning ?? "absent");
            if (was is not null && is_ is not null)
                Add($"criterion {name}, met / not met / unknown", $"{was.Met} / {was.NotMet} / {was.Unknown}", $"{is_.Met} / {is_.NotMet} / {is_.Unknown}");
        }
        Add("placed / not met / unknown", $"{a.Counts.Placed} / {a.Counts.NotMet} / {a.Counts.Unknown}", $"{b.Counts.Placed} / {b.Counts.NotMet} / {b.Counts.Unknown}");
        return found;

        void Add(string what, string was, string now)
        {
            if (was != now)
                found.Add(new(what, was, now));
        }
    }

    /// <summary>The rows of two rankings side by side; criteria and columns are the same by their names.</summary>
    private sealed class Pairs(Ranking before, Ranking after)
    {
        private readonly List<(string Name, int Before, int After)> _criteria = Align([.. before.Receipt.Criteria.Select(c => c.Name)], [.. after.Receipt.Criteria.Select(c => c.Name)]);
        private readonly List<(string Name, int Before, int After)> _columns = Align([.. before.Receipt.Columns.Select(c => c.Name)], [.. after.Receipt.Columns.Select(c => c.Name)]);

        private static List<(string, int, int)> Align(List<string> a, List<string> b) => [.. b.Concat(a).Distinct(StringComparer.Ordinal).Select(n => (n, a.IndexOf(n), b.IndexOf(n)))];

        public MovedRecord Record(RankingRow? was, RankingRow? now)
        {
            var changes = was is null || now is null ? [] : Changes(was, now);
            return new((now ?? was)!.Row, (now ?? was)!.Id, was?.Rank, now?.Rank, changes, Why(was, now, changes));
        }

        private List<Turned> Changes(RankingRow was, RankingRow now)
        {
            var changes = new List<Turned>();
            foreach (var (name, a, b) in _criteria)
                Add(name, true, a < 0 ? null : Word(was.Verdicts[a]), b < 0 ? null : Word(now.Verdicts[b]));
            foreach (var (name, a, b) in _columns)
                Add(name, false, a < 0 ? null : Said(before, a, was), b < 0 ? null : Said(after, b, now));
            if (was.Score != now.Score)
                Add("score", false, RankingCsv.Number(was.Score), RankingCsv.Number(now.Score));
            return changes;

            void Add(string name, bool isCriterion, string? a, string? b)
            {
                // A column that only one of the two carries says nothing of the record; a criterion that only one asks does.
                if (a != b && (isCriterion || (a is not null && b is not null)))
                    changes.Add(new(name, isCriterion, a, b));
            }
        }

        private static string Said(Ranking ranking, int column, RankingRow row) => ColumnText.Of(ranking.Receipt.Columns[column], row.Values[column]) is { Length: > 0 } text ? text : "missing";

        private static string Word(char verdict) => verdict switch { 'm' => "met", 'n' => "not met", _ => "unknown" };

        private string Why(RankingRow? was, RankingRow? now, IReadOnlyList<Turned> changes)
        {
            if (was is null || now is null)
            {
                var (ranking, which) = was is null ? (before, "first") : (after, "second");
                return ranking.Listed < ranking.Receipt.Counts.Placed
                    ? $"The {which} ranking does not list it: behind its last place, or not placed."
                    : $"The {which} ranking did not place it, and does not list why; `clementia explain` says it.";
            }
            var criteria = changes.Where(c => c.IsCriterion).Select(c => $"{c.Name}: {c.Before ?? "not asked"}, now {c.After ?? "not asked"}").ToList();
            var values = changes.Where(c => !c.IsCriterion).Select(c => $"{c.Name}: {c.Before}, now {c.After}").ToList();
            return criteria.Count + values.Count > 0 ? string.Join("; ", criteria.Concat(values)) + "."
                : (was.Rank > 0) != (now.Rank > 0) ? "No verdict and no listed value of its own changed: the policy weighs its criteria otherwise."
                : "Nothing of its own changed: others moved past it.";
        }
    }
}
