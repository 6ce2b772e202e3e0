using System.Numerics;
using Clementia.Screening.Policies;

namespace Clementia.Screening.Screens;

/// <summary>How many records a criterion is met by, not met by, and unknown for; and for how many it is all that stands between them and eligibility.</summary>
/// <param name="Name">The criterion.</param>
/// <param name="Met">Met.</param>
/// <param name="NotMet">Not met.</param>
/// <param name="Unknown">Unknown.</param>
/// <param name="OnlyThisNotMet">Every other criterion is met, this one is not.</param>
/// <param name="OnlyThisUnknown">Every other criterion is met, this one is unknown.</param>
public sealed record CriterionCount(string Name, long Met, long NotMet, long Unknown, long OnlyThisNotMet, long OnlyThisUnknown);

/// <summary>What a policy came to over a population.</summary>
public sealed class ScreenRun
{
    private readonly (ulong[] Met, ulong[] Unknown)[] _criteria;
    private readonly (ulong[] Met, ulong[] Unknown) _eligible;

    internal ScreenRun(Screen screen, Policy policy, Binding binding, (ulong[] Met, ulong[] Unknown)[] criteria, (ulong[] Met, ulong[] Unknown) eligible)
    {
        (Screen, Policy, Binding, _criteria, _eligible) = (screen, policy, binding, criteria, eligible);
        var records = screen.Population.Records;
        Met = Bits.Count(eligible.Met);
        Unknown = Bits.Count(eligible.Unknown);
        NotMet = records - Met - Unknown;
        Criteria = Counted();
    }

    /// <summary>The population and day.</summary>
    public Screen Screen { get; }

    /// <summary>The policy, with its parameters as they were set.</summary>
    public Policy Policy { get; }

    /// <summary>The policy on this population.</summary>
    public Binding Binding { get; }

    /// <summary>Records that are eligible.</summary>
    public long Met { get; }

    /// <summary>Records that are not.</summary>
    public long NotMet { get; }

    /// <summary>Records for which it is not known.</summary>
    public long Unknown { get; }

    /// <summary>By criterion, in the order of the policy.</summary>
    public IReadOnlyList<CriterionCount> Criteria { get; }

    /// <summary>Whether a record is eligible.</summary>
    public Verdict Eligible(int record) => Of(_eligible, record);

    /// <summary>Whether a record meets a criterion.</summary>
    public Verdict Criterion(int criterion, int record) => Of(_criteria[criterion], record);

    /// <summary>The score of a record; <see cref="Code.Capped"/> where only its least is known.</summary>
    public long Score(int record) => Scored(record) switch { { Known: false } => Code.Unknown, { IsExact: true } exact => exact.Low, _ => Code.Capped };

    /// <summary>The records of a verdict, in the order of the source.</summary>
    public IEnumerable<int> Records(Verdict verdict)
    {
        var places = new List<(int Row, int Record)>();
        foreach (var record in Set(verdict))
            places.Add((Screen.Population.Row(record), record));
        places.Sort();
        foreach (var (_, record) in places)
            yield return record;
    }

    /// <summary>The records for which every criterion but one is met, and that one is not met (or unknown); in the order of the source.</summary>
    public IEnumerable<int> AllBut(int criterion, Verdict that)
    {
        var found = new List<(int Row, int Record)>();
        for (var word = 0; word < _eligible.Met.Length; word++)
        {
            var bits = Others(criterion, word) & (that == Verdict.Unknown ? _criteria[criterion].Unknown[word] : ~(_criteria[criterion].Met[word] | _criteria[criterion].Unknown[word]));
            for (; bits != 0; bits &= bits - 1)
            {
                var record = (word * 64) + BitOperations.TrailingZeroCount(bits);
                if (record < Screen.Population.Records)
                    found.Add((Screen.Population.Row(record), record));
            }
        }
        found.Sort();
        return found.Select(f => f.Record);
    }

    /// <summary>The eligible records with the best scores, best first; equal scores in the order of the source, unknown scores last.</summary>
    public IReadOnlyList<(int Record, long Score)> Top(int count)
    {
        if (count <= 0)
            return [];
        var best = new List<(Int128 Key, int Row, int Record)>();
        var keep = Math.Max(1024, checked(count * 4));
        Int128? floor = null;
        var fast = ScoreSource();
        foreach (var record in Set(Verdict.Met))
        {
            var scored = fast is null ? Scored(record) : Interval.Of(fast.At(record), fast.Cap);
            var key = KeyOf(scored);
            if (floor is { } least && key < least)
                continue;
            best.Add((key, Screen.Population.Row(record), record));
            if (best.Count >= keep)
            {
                Shorten();
                floor = best[^1].Key;
            }
        }
        Shorten();
        return [.. best.Select(b => (b.Record, Score(b.Record)))];

        void Shorten()
        {
            best.Sort((a, b) => a.Key != b.Key ? b.Key.CompareTo(a.Key) : a.Row.CompareTo(b.Row));
            if (best.Count > count)
                best.RemoveRange(count, best.Count - count);
        }
    }

    /// <summary>What records are ranked by, the greatest first; equal ones by their place in the source.</summary>
    internal Int128 KeyOf(int record) => KeyOf(Scored(record));

    internal (ulong[] Met, ulong[] Unknown) Bitmaps(int criterion) => _criteria[criterion];

    internal (ulong[] Met, ulong[] Unknown) EligibleBits => _eligible;

    private Int128 KeyOf(Interval scored) => !scored.Known ? Int128.MinValue + 1 : Policy.HighestFirst ? scored.Low : -(Int128)scored.Low;

    private Source? ScoreSource() => Policy.ScoreNumber is ColumnValue column ? Screen.SourceOf(Policy.Columns[column.Column].Name) : null;

    private Interval Scored(int record) => new Evaluation(Binding, name => Screen.SourceOf(name).At(record)).Of(Policy.ScoreNumber);

    private static Verdict Of((ulong[] Met, ulong[] Unknown) bits, int record) => Bits.Get(bits.Met, record) ? Verdict.Met : Bits.Get(bits.Unknown, record) ? Verdict.Unknown : Verdict.NotMet;

    private IEnumerable<int> Set(Verdict verdict)
    {
        for (var word = 0; word < _eligible.Met.Length; word++)
        {
            var bits = verdict switch { Verdict.Met => _eligible.Met[word], Verdict.Unknown => _eligible.Unknown[word], _ => ~(_eligible.Met[word] | _eligible.Unknown[word]) };
            for (; bits != 0; bits &= bits - 1)
            {
                var record = (word * 64) + BitOperations.TrailingZeroCount(bits);
                if (record < Screen.Population.Records)
                    yield return record;
            }
        }
    }

    private ulong Others(int criterion, int word)
    {
        var all = ulong.MaxValue;
        for (var c = 0; c < _criteria.Length; c++)
            all &= c == criterion ? ulong.MaxValue : _criteria[c].Met[word];
        return all;
    }

    private CriterionCount[] Counted()
    {
        var criteria = _criteria.Length;
        var totals = new long[criteria * 4];
        var words = _eligible.Met.Length;
        Parallel.For(0, (words + 4095) / 4096, () => new long[criteria * 4], (piece, _, sums) =>
        {
            unchecked
            {
                var end = Math.Min(words, (piece + 1) * 4096);
                for (var word = piece * 4096; word < end; word++)
                {
                    // Carry-save: records that fail exactly one criterion.
                    ulong once = 0, more = 0;
                    for (var c = 0; c < criteria; c++)
                    {
                        var fails = ~_criteria[c].Met[word];
                        more |= once & fails;
                        once |= fails;
                    }
                    once &= ~more;
                    if (word == words - 1 && (Screen.Population.Records & 63) != 0)
                        once &= ulong.MaxValue >> (64 - (Screen.Population.Records & 63));
                    for (var c = 0; c < criteria; c++)
                    {
                        var (met, unknown) = (_criteria[c].Met[word], _criteria[c].Unknown[word]);
                        sums[c * 4] += BitOperations.PopCount(met);
                        sums[(c * 4) + 1] += BitOperations.PopCount(unknown);
                        if (once == 0)
                            continue;
                        sums[(c * 4) + 2] += BitOperations.PopCount(once & ~met & ~unknown);
                        sums[(c * 4) + 3] += BitOperations.PopCount(once & unknown);
                    }
                }
            }
            return sums;
        }, sums =>
        {
            lock (totals)
            {
                for (var i = 0; i < sums.Length; i++)
                    totals[i] += sums[i];
            }
        });
        return [.. Policy.Criteria.Select((c, i) => new CriterionCount(c.Name, totals[i * 4], Screen.Population.Records - totals[i * 4] - totals[(i * 4) + 1], totals[(i * 4) + 1], totals[(i * 4) + 2], totals[(i * 4) + 3]))];
    }
}
