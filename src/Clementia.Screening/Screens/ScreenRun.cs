using System.Numerics;
using System.Runtime.CompilerServices;
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
    private readonly Stage[] _criteria;
    private readonly Stage _eligible;

    internal ScreenRun(Screen screen, Policy policy, Binding binding, Stage[] criteria, Stage eligible, long[] near)
    {
        (Screen, Policy, Binding, _criteria, _eligible) = (screen, policy, binding, criteria, eligible);
        var records = screen.Population.Records;
        (Met, Unknown) = eligible.Counts;
        NotMet = records - Met - Unknown;
        Criteria = [.. policy.Criteria.Select((c, i) => criteria[i].Counts is var (met, unknown) ? new CriterionCount(c.Name, met, records - met - unknown, unknown, near[i * 2], near[(i * 2) + 1]) : default!)];
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
    public long Score(int record) => Score(Scored(record));

    private static long Score(Interval scored) => scored switch { { Known: false } => Code.Unknown, { IsExact: true } exact => exact.Low, _ => Code.Capped };

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
        var all = new Best(count);
        var source = ScoreSource();
        if (count > 0)
        {
            Parallel.For(0, (Screen.Population.Records + Chunk.Length - 1) / Chunk.Length, () => (Best: new Best(count), Chunk: new Chunk()), (at, _, own) =>
            {
                own.Chunk.Start = at * Chunk.Length;
                own.Chunk.Count = Math.Min(Chunk.Length, Screen.Population.Records - own.Chunk.Start);
                Offer(own.Chunk, source, own.Best);
                return own;
            }, own =>
            {
                lock (all)
                    all.Add(own.Best);
            });
        }
        return [.. all.Sorted().Select(b => (b.Record, source is null ? Score(b.Record) : Score(Interval.Of(source.At(b.Record), source.Cap))))];
    }

    // Looks only where somebody is eligible.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Offer(Chunk chunk, Source? source, Best best)
    {
        var words = _eligible.Met.AsSpan(chunk.Start / 64, chunk.Words);
        if (words.IndexOfAnyExcept(0UL) < 0)
            return;
        chunk.Run = Screen.Situations.RunOf(chunk.Start);
        // All values of the stretch at once where many are wanted, else one by one.
        var ints = source is null or SpreadSource or AbsentSource || Bits.Count(words) < chunk.Count / 16 ? null : chunk.RentInts();
        if (ints is not null && !source!.Ints(chunk, ints))
        {
            chunk.Return(ints);
            ints = null;
        }
        var (heads, runs) = source is SpreadSource spread ? (spread.Situations.Heads.Value, spread.Runs.OfRuns) : (null, null);
        // The run of a record is the run before the word and the heads up to it.
        var run = heads is not null && Screen.Situations.Starts[chunk.Run] == chunk.Start ? chunk.Run - 1 : chunk.Run;
        for (var word = 0; word < words.Length; word++)
        {
            var place = (chunk.Start / 64) + word;
            for (var bits = words[word]; bits != 0; bits &= bits - 1)
            {
                var bit = BitOperations.TrailingZeroCount(bits);
                var record = (place * 64) + bit;
                var scored = heads is not null ? Interval.Of(RunSource.Wide(runs![run + BitOperations.PopCount(heads[place] & (ulong.MaxValue >> (63 - bit)))]), source!.Cap)
                    : ints is not null ? Interval.Of(RunSource.Wide(ints[record - chunk.Start]), source!.Cap)
                    : source is not null ? Interval.Of(source.At(record), source.Cap) : Scored(record);
                var key = !scored.Known ? long.MinValue : Policy.HighestFirst ? scored.Low : -scored.Low;
                if (key >= best.Floor)
                    best.Add(key, Screen.Population.Row(record), record);
            }
            if (heads is not null)
                run += BitOperations.PopCount(heads[place]);
        }
        if (ints is not null)
            chunk.Return(ints);
    }

    /// <summary>The best so far, with a floor that rises: what lies below it need not be looked at.</summary>
    private sealed class Best(int count)
    {
        private readonly List<(long Key, int Row, int Record)> _found = [];
        private readonly int _room = (int)Math.Min(int.MaxValue, Math.Max(1024, count * 4L));
        private int _floorRow = int.MaxValue;

        public long Floor { get; private set; } = long.MinValue;

        public void Add(long key, int row, int record)
        {
            if (key == Floor && row > _floorRow)
                return;
            _found.Add((key, row, record));
            if (_found.Count >= _room)
                Shorten();
        }

        public void Add(Best other)
        {
            foreach (var (key, row, record) in other._found)
            {
                if (key >= Floor)
                    Add(key, row, record);
            }
        }

        public IEnumerable<(long Key, int Row, int Record)> Sorted()
        {
            Shorten();
            return _found;
        }

        private void Shorten()
        {
            _found.Sort(static (a, b) => a.Key != b.Key ? b.Key.CompareTo(a.Key) : a.Row.CompareTo(b.Row));
            if (_found.Count <= count)
                return;
            _found.RemoveRange(count, _found.Count - count);
            (Floor, _floorRow) = (_found[^1].Key, _found[^1].Row);
        }
    }

    internal Stage StageOf(int criterion) => _criteria[criterion];
    /// <summary>What records are ranked by, the greatest first; equal ones by their place in the source.</summary>
    internal Int128 KeyOf(int record) => Scored(record) is var scored && !scored.Known ? Int128.MinValue + 1 : Policy.HighestFirst ? scored.Low : -(Int128)scored.Low;


    internal Stage EligibleStage => _eligible;

    private Int128 KeyOf(Interval scored) => !scored.Known ? Int128.MinValue + 1 : Policy.HighestFirst ? scored.Low : -(Int128)scored.Low;

    private Source? ScoreSource() => Policy.ScoreNumber is ColumnValue column ? Screen.SourceOf(Policy.Columns[column.Column].Name) : null;

    private Interval Scored(int record) => new Evaluation(Binding, name => Screen.SourceOf(name).At(record)).Of(Policy.ScoreNumber);

    private static Verdict Of(Stage bits, int record) => Bits.Get(bits.Met, record) ? Verdict.Met : Bits.Get(bits.Unknown, record) ? Verdict.Unknown : Verdict.NotMet;

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

    /// <summary>Adds, by criterion, the records that it alone keeps out, and those for which it alone is unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void CountNear(Stage[] criteria, Chunk chunk, long[] sums)
    {
        unchecked
        {
            for (var word = chunk.Start / 64; word < (chunk.Start / 64) + chunk.Words; word++)
            {
                // Carry-save: records that fail exactly one criterion. A word in which all fail two can be left.
                ulong once = 0, more = 0;
                foreach (var criterion in criteria)
                {
                    var fails = ~criterion.Met[word];
                    more |= once & fails;
                    once |= fails;
                    if (more == ulong.MaxValue)
                        break;
                }
                once &= ~more;
                if ((chunk.Count & 63) != 0 && word == (chunk.Start / 64) + chunk.Words - 1)
                    once &= ulong.MaxValue >> (64 - (chunk.Count & 63));
                for (var c = 0; c < criteria.Length && once != 0; c++)
                {
                    var fails = once & ~criteria[c].Met[word];
                    if (fails == 0)
                        continue;
                    var open = BitOperations.PopCount(fails & criteria[c].Unknown[word]);
                    sums[c * 2] += BitOperations.PopCount(fails) - open;
                    sums[(c * 2) + 1] += open;
                    once &= ~fails;
                }
            }
        }
    }
}
