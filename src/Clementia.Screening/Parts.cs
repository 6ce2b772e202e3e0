using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Clementia.Screening;

/// <summary>
/// What a ruling is put together from, apart from the level and category found: four classes of <see cref="LawTables"/>. Two situations have the same class where the law gives the same answer about them on every day it can be asked of,
/// so a population has far fewer of them than situations, and a ruling on another day reads one answer a class.
/// </summary>
/// <param name="Level">By how many levels the guideline moved.</param>
/// <param name="History">Category and zero-point reduction.</param>
/// <param name="Limits">Statutory limits on the day asked.</param>
/// <param name="Then">The law of the day of sentence, the recorded limits, and the safety valve.</param>
internal readonly record struct Parts(int Level, int History, int Limits, int Then)
{
    /// <summary>The day of sentence is not known.</summary>
    public static readonly Parts NoDay = new(int.MinValue, 0, 0, 0);

    /// <summary>The level or category found is not known.</summary>
    public static readonly Parts NoLevel = new(int.MinValue + 1, 0, 0, 0);

    /// <summary>A span of days whose laws differ: a place in the tables' spans.</summary>
    public static Parts OfSpan(int span) => new(-1 - span, 0, 0, 0);

    public int Span => -1 - Level;
}

internal sealed partial class LawTables
{
    // Answers by class and day of change, packed; the classes of Then by what they stand for.
    private readonly Classes _levels = new(), _histories = new(), _limitsNow = new();
    private readonly List<Earlier> _earlier = [];
    private readonly Dictionary<Earlier, int> _earlierIds = [];
    private readonly List<Parts[]> _spans = [];
    private readonly Dictionary<string, int> _spanIds = new(StringComparer.Ordinal);
    private readonly List<(int Min, int Max)> _pairs = [];
    private readonly Dictionary<(int Min, int Max), int> _pairIds = [];
    private readonly ConcurrentDictionary<Situation, int> _levelOf = new(), _historyOf = new(), _limitsOf = new();
    private readonly ConcurrentDictionary<(Situation Situation, int Limits), int> _thenOf = new();
    private Desk[]? _desks;

    /// <summary>What the day of sentence gives: its law, the recorded limits (a pair) and the safety valve.</summary>
    internal readonly record struct Earlier(byte Era, int Pair, byte Valve);

    /// <summary>Vectors of answers, one for every day of change, without repetition.</summary>
    internal sealed class Classes
    {
        private readonly Dictionary<long[], int> _ids = new(new SameNumbers());

        public List<long[]> Vectors { get; } = [];

        public int IdOf(long[] vector)
        {
            if (!_ids.TryGetValue(vector, out var id))
            {
                _ids[vector] = id = Vectors.Count;
                Vectors.Add(vector);
            }
            return id;
        }

        private sealed class SameNumbers : IEqualityComparer<long[]>
        {
            public bool Equals(long[]? x, long[]? y) => x.AsSpan().SequenceEqual(y);

            public int GetHashCode(long[] obj) => unchecked((int)Mixed(obj));
        }
    }

    internal static ulong Mixed(ReadOnlySpan<long> numbers)
    {
        unchecked
        {
            var hash = 0x9E3779B97F4A7C15UL;
            foreach (var number in numbers)
            {
                hash = (hash ^ (ulong)number) * 0xD6E8FEB86659FD93;
                hash ^= hash >> 32;
            }
            return hash;
        }
    }

    private int PairOf((int Min, int Max) pair)
    {
        lock (_asking)
        {
            if (!_pairIds.TryGetValue(pair, out var id))
            {
                _pairIds[pair] = id = _pairs.Count;
                _pairs.Add(pair);
            }
            return id;
        }
    }

    private (int Min, int Max) Recorded(ushort limits)
    {
        if (limits == Situation.NotKnownPair)
            return (Ruling.NotKnown, Ruling.NotKnown);
        lock (_codes.Limits)
            return (Months(_codes.Limits[limits].Min), Months(_codes.Limits[limits].Max));
    }

    /// <summary>A number for the order of records that parts of one cell share and others seldom do; the same in every run of the program.</summary>
    public uint MarkOf(in Parts parts)
    {
        if (parts.Level <= Parts.NoLevel.Level)
            return unchecked((uint)parts.Level);
        if (_marks.TryGetValue(parts, out var known))
            return known;
        lock (_asking)
        {
            if (!_marks.TryGetValue(parts, out var mark))
            {
                if (parts.Level < 0)
                    mark = unchecked((uint)Mixed([.. _spans[parts.Span].Select(p => (long)MarkOf(p))]));
                else
                {
                    var then = _earlier[parts.Then];
                    var limits = _limitsNow.Vectors[parts.Limits];
                    var read = new long[limits.Length * 2];
                    for (var i = 0; i < limits.Length; i++)
                        (read[2 * i], read[(2 * i) + 1]) = (Packed(_pairs[(int)(limits[i] & 0xFFFFF)]), limits[i] >> 20);
                    mark = unchecked((uint)(Mixed([(long)Mixed(_levels.Vectors[parts.Level]), (long)Mixed(_histories.Vectors[parts.History]), (long)Mixed(read), then.Era, Packed(_pairs[then.Pair]), then.Valve]) >> 32));
                }
                _marks[parts] = mark;
            }
            return mark;
        }
    }

    private readonly ConcurrentDictionary<Parts, uint> _marks = new();

    private static long Packed((int Min, int Max) pair) => unchecked(((long)pair.Min << 32) | (uint)pair.Max);

    /// <summary>One worker's way from situations to parts.</summary>
    internal sealed class Coding(LawTables tables)
    {
        private const int Slots = 1 << 12;

        private readonly (Situation Key, int Id)[] _level = Empty(), _history = Empty(), _limits = Empty();
        private readonly (Situation Key, int Limits, int Id)[] _then = new (Situation, int, int)[Slots];
        private readonly List<Parts> _span = [];

        public Parts PartsOf(in Situation s)
        {
            if (s.First == Situation.NotKnown || s.Last == Situation.NotKnown)
                return Parts.NoDay;
            if (s.Level is 0 or > 60 || s.Category is 0 or > 6)
                return Parts.NoLevel;
            var parts = OnDay(s);
            if (s.First == s.Last)
                return parts;
            // Every law between the first day and the last has to say the same.
            _span.Clear();
            _span.Add(parts);
            for (var era = s.First + 1; era <= s.Last; era++)
            {
                var other = OnDay(s with { First = (byte)era });
                if (!_span.Contains(other))
                    _span.Add(other);
            }
            return _span.Count == 1 ? parts : tables.SpanOf(_span);
        }

        private Parts OnDay(in Situation s)
        {
            var isDrug = s.Guideline == tables._drugGuideline;
            var hasDrug = tables._codes.Amounts[s.Amount].HasDrug;
            var byLevel = Rulings.ReadByLevelStep(s, isDrug);
            if (isDrug && s.Career != 1)
                byLevel = byLevel with { First = tables._quantity[s.First] };
            var byHistory = Rulings.ReadByHistory(s) with { First = Math.Max(tables._history[s.First], tables._zero[s.First]) };
            var byLimits = Rulings.ReadByLimits(s, hasDrug) with { First = tables._penalties[s.First] };
            var limits = Find(_limits, byLimits, tables._limitsOf, static (t, key) => t.FindLimits(key), tables);
            var byThen = new Situation { First = Math.Max(tables._table[s.First], tables._limits[s.First]), Limits = s.Limits, SafetyValve = s.SafetyValve is 0 or 1 ? s.SafetyValve : Situation.NotKnown };
            return new(
                Find(_level, byLevel, tables._levelOf, static (t, key) => t.FindLevel(key), tables),
                Find(_history, byHistory, tables._historyOf, static (t, key) => t.FindHistory(key), tables),
                limits,
                FindThen(byThen, limits));
        }

        private static int Find((Situation Key, int Id)[] slots, in Situation key, ConcurrentDictionary<Situation, int> shared, Func<LawTables, Situation, int> ask, LawTables tables)
        {
            ref var slot = ref slots[unchecked((uint)key.GetHashCode()) % Slots];
            if (slot.Id >= 0 && slot.Key.Equals(key))
                return slot.Id;
            if (!shared.TryGetValue(key, out var id))
            {
                lock (tables._asking)
                    shared[key] = id = ask(tables, key);
            }
            slot = (key, id);
            return id;
        }

        private int FindThen(in Situation key, int limits)
        {
            ref var slot = ref _then[unchecked((uint)key.GetHashCode() + (uint)limits) % Slots];
            if (slot.Id > 0 && slot.Limits == limits && slot.Key.Equals(key))
                return slot.Id - 1;
            if (!tables._thenOf.TryGetValue((key, limits), out var id))
            {
                lock (tables._asking)
                    tables._thenOf[(key, limits)] = id = tables.FindThen(key, limits);
            }
            slot = (key, limits, id + 1);
            return id;
        }

        private static (Situation Key, int Id)[] Empty()
        {
            var slots = new (Situation, int)[Slots];
            Array.Fill(slots, (default, -1));
            return slots;
        }
    }

    private Parts SpanOf(List<Parts> span)
    {
        lock (_asking)
        {
            var key = string.Join(';', span);
            if (!_spanIds.TryGetValue(key, out var id))
            {
                _spanIds[key] = id = _spans.Count;
                _spans.Add([.. span]);
            }
            return Parts.OfSpan(id);
        }
    }

    private Desk[] Desks => _desks ??= [.. _law.FirstDays.Select((_, era) => new Desk(this, era))];

    private int FindLevel(Situation s)
    {
        var answers = new long[_law.FirstDays.Count];
        for (var now = 0; now < answers.Length; now++)
        {
            Desks[now].Take(s);
            var (assumed, gap) = (0, RulingGap.None);
            var step = Rulings.LevelStep(s, s.Guideline == _drugGuideline, Desks[now], ref assumed, ref gap);
            answers[now] = Pack(step, assumed, gap);
        }
        return _levels.IdOf(answers);

        static long Pack(int? step, int assumed, RulingGap gap) => (((long)gap << 17 | (long)assumed << 16) << 16) | (long)(step is { } by ? by + 1000 : 0);
    }

    private int FindHistory(Situation s)
    {
        var answers = new long[_law.FirstDays.Count];
        for (var now = 0; now < answers.Length; now++)
        {
            Desks[now].Take(s);
            RulingGap gap = RulingGap.None, zeroGap = RulingGap.None;
            var category = Rulings.CategoryNow(s, Desks[now], ref gap);
            var off = category == 0 ? null : Rulings.ZeroPoints(s, category, Desks[now], ref zeroGap);
            answers[now] = ((long)gap << 40) | ((long)zeroGap << 24) | ((long)category << 16) | (long)(off is { } by ? by + 1000 : 0);
        }
        return _histories.IdOf(answers);
    }

    private int FindLimits(Situation s)
    {
        var answers = new long[_law.FirstDays.Count];
        var recorded = Recorded(s.Limits);
        for (var now = 0; now < answers.Length; now++)
        {
            Desks[now].Take(s);
            var gap = RulingGap.None;
            var pair = PairOf(Rulings.LimitsNow(s, recorded, _codes.Amounts[s.Amount].HasDrug, Desks[now], ref gap));
            answers[now] = ((long)gap << 20) | (long)pair;
        }
        return _limitsNow.IdOf(answers);
    }

    private int FindThen(Situation s, int limits)
    {
        var recorded = Recorded(s.Limits);
        var matters = Rulings.ValveMatters(recorded) || _limitsNow.Vectors[limits].Any(now => Rulings.ValveMatters(_pairs[(int)(now & 0xFFFFF)]));
        var earlier = new Earlier(s.First, PairOf(recorded), matters ? s.SafetyValve : (byte)0);
        if (!_earlierIds.TryGetValue(earlier, out var id))
        {
            _earlierIds[earlier] = id = _earlier.Count;
            _earlier.Add(earlier);
        }
        return id;
    }

    /// <summary>The rulings of every run on one day, whole.</summary>
    public Ruling[] Rule(Situations situations, DateOnly day)
    {
        var rulings = new Ruling[situations.Count];
        Rule(situations, day, (run, in ruling) => rulings[run] = ruling);
        return rulings;
    }

    internal delegate void Keep(int run, in Ruling ruling);

    /// <summary>Rules on every run, and keeps of each ruling what the caller wants of it.</summary>
    public void Rule(Situations situations, DateOnly day, Keep keep) =>
        Rule(situations, day, new ByDelegate(keep));

    private readonly struct ByDelegate(Keep keep) : IKeep
    {
        public void Of(int run, in Ruling ruling) => keep(run, ruling);
    }

    /// <summary>What is kept of a ruling. A struct, so that the loop is compiled for it.</summary>
    internal interface IKeep
    {
        void Of(int run, in Ruling ruling);
    }

    public void Rule<T>(Situations situations, DateOnly day, T keep)
        where T : struct, IKeep
    {
        var now = _law.Era(day);
        if (now < 0)
            throw new PopulationException($"{day:yyyy-MM-dd}: there were no guidelines before 1987-11-01. Ask for a later day.");
        var count = situations.Count;
        const int piece = 1 << 13;
        var on = AnswersOn(now);
        Parallel.For(0, (count + piece - 1) / piece, () => new Assembly(this, on), [MethodImpl(MethodImplOptions.AggressiveOptimization)] (p, _, assembly) =>
        {
            var (from, end) = (p * piece, Math.Min(count, (p + 1) * piece));
            var parts = situations.PartsOfRuns;
            for (var cell = situations.CellOf(from); from < end; cell++)
            {
                var last = Math.Min(end, situations.Cells[cell + 1]);
                var code = situations.CellCodes[cell];
                var (level, category) = ((int)(code >> 8 & 0xFF), (int)(code & 0xFF));
                for (; from < last; from++)
                {
                    assembly.Of(level, category, parts[from], out var ruling);
                    keep.Of(from, ruling);
                }
            }
            return assembly;
        }, _ => { });
    }

    /// <summary>The ruling on the records of one run.</summary>
    public Ruling RuleOne(Situations situations, int run, DateOnly day)
    {
        var code = situations.CellCodes[situations.CellOf(run)];
        new Assembly(this, AnswersOn(_law.Era(day))).Of((int)(code >> 8 & 0xFF), (int)(code & 0xFF), situations.PartsOfRuns[run], out var ruling);
        return ruling;
    }

    /// <summary>The answers of every class on one day.</summary>
    internal sealed record OnDay(int Now, long[] Levels, long[] Histories, long[] Limits, Earlier[] Earlier, (int Min, int Max)[] Pairs)
    {
        /// <summary>What was worked out on this day, by level and category, then by limits and valve; shared by the workers.</summary>
        public Slot[]?[] Rows { get; } = new Slot[256 * 8][];
    }

    /// <summary>A range and what is left of it between limits.</summary>
    internal struct Slot
    {
        /// <summary>0 while it is empty; written last.</summary>
        public int Full;
        public int RangeMin, RangeMax, Min, Max;
        public RulingGap Gap;
    }

    // What the day of sentence gave turns on no other day, so it is worked out once.
    private readonly Slot[]?[] _thenRows = new Slot[64 * 8][];

    internal OnDay AnswersOn(int now)
    {
        lock (_asking)
            return new(now, [.. _levels.Vectors.Select(v => v[now])], [.. _histories.Vectors.Select(v => v[now])], [.. _limitsNow.Vectors.Select(v => v[now])], [.. _earlier], [.. _pairs]);
    }

    /// <summary>One worker putting rulings together on one day.</summary>
    internal sealed class Assembly(LawTables tables, OnDay on)
    {
        private readonly Desk _desk = new(tables, on.Now);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Of(int level, int category, in Parts parts, out Ruling ruling)
        {
            unchecked
            {
                if (parts.Level < 0)
                {
                    ruling = Seldom(level, category, parts);
                    return;
                }
                var earlier = on.Earlier[parts.Then];
                ref readonly var then = ref Then(level, category, parts.Then, earlier);
                var (ofLevel, ofHistory, ofLimits) = (on.Levels[parts.Level], on.Histories[parts.History], on.Limits[parts.Limits]);
                var gap = then.Gap | (RulingGap)(ofLevel >> 33) | (RulingGap)(ofHistory >> 40) | (RulingGap)(ofLimits >> 20);
                (ruling.RangeMin, ruling.RangeMax, ruling.TrumpedMin, ruling.TrumpedMax) = (then.RangeMin, then.RangeMax, then.Min, then.Max);
                ruling.Assumed = (int)(ofLevel >> 32) & 1;
                var (step, categoryNow, off) = ((int)(ofLevel & 0xFFFF), (int)(ofHistory >> 16) & 0xFF, (int)(ofHistory & 0xFFFF));
                ruling.NowCategory = categoryNow != 0 ? categoryNow : Ruling.NotKnown;
                var pair = (int)(ofLimits & 0xFFFFF);
                (ruling.NowLimitsMin, ruling.NowLimitsMax) = on.Pairs[pair];
                if (step != 0 && categoryNow != 0)
                    gap |= (RulingGap)(ofHistory >> 24 & 0xFFFF);
                if (step != 0 && categoryNow != 0 && off != 0)
                {
                    var levelNow = Math.Max(level + step - off, 1);
                    ref readonly var now = ref Now(levelNow, categoryNow, pair, earlier.Valve);
                    gap |= now.Gap;
                    ruling.NowLevel = levelNow;
                    (ruling.NowRangeMin, ruling.NowRangeMax, ruling.NowTrumpedMin, ruling.NowTrumpedMax) = (now.RangeMin, now.RangeMax, now.Min, now.Max);
                    ruling.ChangeRange = Rulings.Fall(ruling.RangeMin, ruling.NowRangeMin, ref gap);
                    ruling.Change = Rulings.Fall(ruling.TrumpedMin, ruling.NowTrumpedMin, ref gap);
                }
                else
                {
                    ruling.NowLevel = ruling.NowRangeMin = ruling.NowRangeMax = ruling.NowTrumpedMin = ruling.NowTrumpedMax = ruling.ChangeRange = ruling.Change = Ruling.NotKnown;
                }
                ruling.Gap = gap;
            }
        }

        private Ruling Seldom(int level, int category, in Parts parts)
        {
            if (parts == Parts.NoDay)
                return Ruling.Unknown(RulingGap.SentencingDay);
            if (parts == Parts.NoLevel)
                return Ruling.Unknown(RulingGap.LevelOrCategory);
            var span = tables._spans[parts.Span];
            Of(level, category, span[0], out var ruling);
            for (var i = 1; i < span.Length; i++)
            {
                Of(level, category, span[i], out var other);
                ruling = Rulings.Agreed(ruling, other);
            }
            return ruling;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ref readonly Slot Then(int level, int category, int then, in Earlier earlier)
        {
            var row = tables._thenRows[(level * 8) + category];
            if (row is null || then >= row.Length)
                row = NewRow(tables._thenRows, (level * 8) + category, on.Earlier.Length);
            ref var slot = ref row[then];
            if (Volatile.Read(ref slot.Full) == 0)
                FillThen(ref slot, level, category, earlier);
            return ref slot;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ref readonly Slot Now(int level, int category, int pair, byte valve)
        {
            var row = on.Rows[(level * 8) + category] ?? NewRow(on.Rows, (level * 8) + category, on.Pairs.Length * 3);
            ref var slot = ref row[(pair * 3) + (valve > 1 ? 2 : valve)];
            if (Volatile.Read(ref slot.Full) == 0)
                FillNow(ref slot, level, category, pair, valve);
            return ref slot;
        }

        private static Slot[] NewRow(Slot[]?[] rows, int at, int length)
        {
            lock (rows)
            {
                if (rows[at] is { } row && row.Length >= length)
                    return row;
                return rows[at] = new Slot[length];
            }
        }

        // Two workers may fill a slot at once: both write the same.
        private void FillThen(ref Slot slot, int level, int category, in Earlier earlier)
        {
            _desk.Take(new() { First = earlier.Era });
            (slot.RangeMin, slot.RangeMax) = _desk.Range(false, level, category);
            (slot.Min, slot.Max) = Rulings.Between(_desk, false, (slot.RangeMin, slot.RangeMax), on.Pairs[earlier.Pair], earlier.Valve, out slot.Gap);
            Volatile.Write(ref slot.Full, 1);
        }

        private void FillNow(ref Slot slot, int level, int category, int pair, byte valve)
        {
            (slot.RangeMin, slot.RangeMax) = _desk.Range(true, level, category);
            (slot.Min, slot.Max) = Rulings.Between(_desk, true, (slot.RangeMin, slot.RangeMax), on.Pairs[pair], valve, out slot.Gap);
            Volatile.Write(ref slot.Full, 1);
        }
    }

    /// <summary>Everything that the classes come to, to be kept beside a population.</summary>
    internal sealed record Kept(long[][] Levels, long[][] Histories, long[][] Limits, int[][] Earlier, int[][] Pairs, int[][] Spans);

    internal Kept Save() => new([.. _levels.Vectors], [.. _histories.Vectors], [.. _limitsNow.Vectors], [.. _earlier.Select(e => new[] { (int)e.Era, e.Pair, e.Valve })], [.. _pairs.Select(p => new[] { p.Min, p.Max })],
        [.. _spans.Select(s => s.SelectMany(p => new[] { p.Level, p.History, p.Limits, p.Then }).ToArray())]);

    internal void Load(Kept kept)
    {
        foreach (var (into, vectors) in ((Classes, long[][])[])[(_levels, kept.Levels), (_histories, kept.Histories), (_limitsNow, kept.Limits)])
        {
            foreach (var vector in vectors)
                into.IdOf(vector);
        }
        foreach (var pair in kept.Pairs)
            PairOf((pair[0], pair[1]));
        _earlier.AddRange(kept.Earlier.Select(e => new Earlier((byte)e[0], e[1], (byte)e[2])));
        _spans.AddRange(kept.Spans.Select(s => s.Chunk(4).Select(p => new Parts(p[0], p[1], p[2], p[3])).ToArray()));
    }
}
