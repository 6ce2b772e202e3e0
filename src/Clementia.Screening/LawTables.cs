using System.Collections.Concurrent;
using Clementia.Law;

namespace Clementia.Screening;

/// <summary>
/// The law's answers, each asked of the evaluator once and kept under a key of codes: what makes ruling on millions of records quick without a second copy of the law.
/// Shared by all workers; each reads through a <see cref="Desk"/> of its own.
/// </summary>
internal sealed class LawTables
{
    private readonly ConcurrentDictionary<ulong, long> _answers = new();
    private readonly Lock _asking = new();
    private readonly RecordLaw _law;
    private readonly SituationCodes _codes;
    private readonly IReadOnlyList<string> _guidelines;
    private readonly byte[] _table, _limits, _quantity, _penalties, _history, _zero;

    public LawTables(SituationCodes codes, IReadOnlyList<string> guidelines)
    {
        (_codes, _law, _guidelines) = (codes, codes.Law, guidelines);
        if (_law.FirstDays.Count >= Situation.NotKnown)
            throw new InvalidOperationException($"The law book has {_law.FirstDays.Count} days of change; the codes hold 254.");
        _table = Of("us-federal/ussg/5a/");
        _limits = Of("us-federal/ussg/5g1", "us-federal/ussg/5c1.2");
        _quantity = Of(RecordLaw.Quantities);
        _penalties = Of(RecordLaw.Penalties, "us-federal/usc/21/846");
        _history = Of("us-federal/ussg/4a1", "us-federal/ussg/5a/");
        _zero = Of("us-federal/ussg/4c1", "us-federal/ussg/4a1", "us-federal/ussg/5a/");

        // For every day of change: the last one on which something of these provisions changed.
        byte[] Of(params ReadOnlySpan<string> prefixes)
        {
            var days = new HashSet<DateOnly>();
            foreach (var prefix in prefixes)
                days.UnionWith(_law.DaysOf(prefix));
            var of = new byte[_law.FirstDays.Count];
            for (var era = 1; era < of.Length; era++)
                of[era] = days.Contains(_law.FirstDays[era]) ? (byte)era : of[era - 1];
            return of;
        }
    }

    /// <summary>The rulings of every run on one day.</summary>
    public Ruling[] Rule(Situations situations, DateOnly day)
    {
        var now = _law.Era(day);
        if (now < 0)
            throw new PopulationException($"{day:yyyy-MM-dd}: there were no guidelines before 1987-11-01. Ask for a later day.");
        var rulings = new Ruling[situations.Count];
        var drugGuideline = -1;
        for (var i = 0; i < _guidelines.Count; i++)
        {
            if (string.Equals(_guidelines[i], "2D1.1", StringComparison.OrdinalIgnoreCase))
                drugGuideline = i;
        }
        var recorded = _codes.Limits.Select(pair => (Months(pair.Min), Months(pair.Max))).ToArray();
        var piece = Math.Max(1024, (rulings.Length / (Environment.ProcessorCount * 8)) + 1);
        Parallel.For(0, (rulings.Length + piece - 1) / piece, () => new Desk(this, now), (p, _, desk) =>
        {
            var end = Math.Min(rulings.Length, (p + 1) * piece);
            for (var i = p * piece; i < end; i++)
                rulings[i] = desk.Rule(situations.All[i], drugGuideline, recorded);
            return desk;
        }, _ => { });
        return rulings;
    }

    private static int Months(long value) => value == Code.Life ? Ruling.Life : Code.IsNumber(value) ? (int)Math.Min(value, 100_000_000) : Ruling.NotKnown;

    /// <summary>One worker's view: a small cache in front of the answers, and the situation that is being ruled on.</summary>
    internal sealed class Desk(LawTables tables, int now) : ILawAnswers
    {
        private const int Slots = 1 << 14;

        private readonly ulong[] _keys = new ulong[Slots];
        private readonly long[] _values = new long[Slots];
        private Situation _s;
        private int _then;

        public Ruling Rule(in Situation s, int drugGuideline, (int Min, int Max)[] recorded)
        {
            if (s.First == Situation.NotKnown || s.Last == Situation.NotKnown)
                return Ruling.Unknown(RulingGap.SentencingDay);
            _s = s;
            var limits = s.Limits == Situation.NotKnownPair ? (Ruling.NotKnown, Ruling.NotKnown) : recorded[s.Limits];
            var amount = tables._codes.Amounts[s.Amount];
            var isDrug = s.Guideline == drugGuideline;
            _then = s.First;
            var ruling = Rulings.Of(s, limits, isDrug, amount.HasDrug, this);
            if (s.Last == s.First)
                return ruling;
            // A span of days: every law in it has to say the same.
            for (_then = s.First + 1; _then <= s.Last; _then++)
                ruling = Rulings.Agreed(ruling, Rulings.Of(s, limits, isDrug, amount.HasDrug, this));
            return ruling;
        }

        public (int Min, int Max) Range(bool isNow, int level, int category)
        {
            var era = tables._table[Era(isNow)];
            return Pair(Answer(0, Bits(era, level, category, 0), (t: tables, era, level, category), static a => Packed(AskedAnswers.Pack(a.t._law.Range(a.level, (HistoryCategory)a.category, a.t.Day(a.era))))));
        }

        public (int Min, int Max) Trumped(bool isNow, (int Min, int Max) range, (int Min, int Max) limits)
        {
            var era = tables._limits[Era(isNow)];
            // Months are whole here; five hundred years and more are life to every rule.
            var key = (((((((ulong)Short(range.Min) << 13) | Short(range.Max)) << 13) | Short(limits.Min)) << 13) | Short(limits.Max)) | ((ulong)era << 52);
            return Pair(Answer(1, key, (t: tables, era, range, limits), static a => Packed(AskedAnswers.Pack(a.t._law.Trumped(
                new(AskedAnswers.Limit(a.range.Min), AskedAnswers.Limit(a.range.Max)), AskedAnswers.Limit(a.limits.Min), AskedAnswers.Limit(a.limits.Max), a.t.Day(a.era))))));
        }

        public int DrugLevel(bool isNow, int role)
        {
            if (tables._codes.Amounts[_s.Amount] is not { Drug: not null, From: not null })
                return 0;
            var era = tables._quantity[Era(isNow)];
            return (int)Answer(2, Bits(era, _s.Amount, role, 0), (t: tables, era, amount: _s.Amount, role), static a =>
                a.t._codes.Amounts[a.amount] is var of ? a.t._law.DrugLevel(of.Drug!, RecordLaw.OfMicrograms(of.From!.Value), AskedAnswers.RoleOf(a.role), a.t.Day(a.era)) ?? 0 : 0);
        }

        public bool DrugLevelsDiffer()
        {
            var (then, to) = (tables._quantity[_then], tables._quantity[now]);
            return then != to && Answer(3, Bits(then, _s.Amount, to, 0), (t: tables, then, to, amount: _s.Amount), static a =>
                a.t._codes.Amounts[a.amount].Drug is { } drug ? a.t._law.LevelLadder(drug, a.t.Day(a.then)).SequenceEqual(a.t._law.LevelLadder(drug, a.t.Day(a.to))) ? 0 : 1 : 1) == 1;
        }

        public (int Min, int Max)? DrugLimits(bool isNow, int priors)
        {
            if (tables._codes.Amounts[_s.Amount] is not { Drug: not null, From: not null })
                return null;
            var (then, era) = (tables._penalties[_then], tables._penalties[Era(isNow)]);
            var answer = Answer(4, Bits(then, _s.Amount, priors, era), (t: tables, then, era, amount: _s.Amount, priors), static a =>
                a.t._codes.Amounts[a.amount] is var of && a.t._law.DrugLimits(of.Drug!, RecordLaw.OfMicrograms(of.From!.Value), a.priors == Situation.NotKnown ? null : a.priors, a.t.Day(a.then), a.t.Day(a.era)) is { } limits
                    ? Packed(AskedAnswers.Pack(limits)) : -1);
            return answer == -1 ? null : Pair(answer);
        }

        public bool DrugLimitsDiffer(int priors)
        {
            var (then, to) = (tables._penalties[_then], tables._penalties[now]);
            return then != to && Answer(5, Bits(then, _s.Amount, priors, to), (t: tables, then, to, amount: _s.Amount, priors), static a =>
                a.t._codes.Amounts[a.amount].Drug is { } drug ? AskedAnswers.LimitsDiffer(a.t._law, drug, a.priors, a.t.Day(a.then), a.t.Day(a.to)) ? 1 : 0
                    : a.t._law.Changed(RecordLaw.Penalties, a.t.Day(a.then), a.t.Day(a.to)) is true ? 1 : 0) == 1;
        }

        public bool CareerRulesChanged() =>
            Answer(6, Bits(_then, 0, now, 0), (t: tables, then: _then, now), static a => a.t._law.Changed(AskedAnswers.CareerRules, a.t.Day(a.then), a.t.Day(a.now)) is true ? 1 : 0) == 1;

        public bool? GuidelineChanged()
        {
            if (_s.Guideline == ushort.MaxValue)
                return true;
            var answer = Answer(7, Bits(_then, _s.Guideline, now, 0), (t: tables, then: _then, now, guideline: _s.Guideline), static a =>
                a.t._law.GuidelineChanged(a.t._guidelines[a.guideline], a.t.Day(a.then), a.t.Day(a.now)) switch { null => 2, true => 1, false => 0 });
            return answer == 2 ? null : answer == 1;
        }

        public int Category(bool isNow, int points, int category, int status)
        {
            var (then, era) = (tables._history[_then], tables._history[Era(isNow)]);
            return (int)Answer(8, Bits(then, (points << 3) | category, status, era), (t: tables, then, era, points, category, status), static a =>
                (int)(a.t._law.Category(a.points == Situation.NotKnown ? null : a.points, (HistoryCategory)a.category, a.status == Situation.NotKnown ? null : a.status == 1, a.t.Day(a.then), a.t.Day(a.era)) ?? 0));
        }

        public int ZeroPoint(bool isNow, int points, int category, int bar)
        {
            var era = tables._zero[Era(isNow)];
            return (int)Answer(9, Bits(era, points, category, bar), (t: tables, era, points, category, bar), static a =>
                a.t._law.ZeroPointLevels(a.points == Situation.NotKnown ? null : a.points, a.category == 0 ? null : (HistoryCategory)a.category, a.bar == Situation.NotKnown ? null : a.bar == 1, a.t.Day(a.era)) ?? -1);
        }

        private int Era(bool isNow) => isNow ? now : _then;

        private static ulong Bits(int era, int sixteen, int eight, int other) => unchecked(((ulong)(byte)era << 32) | ((ulong)(ushort)sixteen << 16) | ((ulong)(byte)eight << 8) | (byte)other);

        private static uint Short(int months) => months >= 8191 * 100 ? 8191u : (uint)months / 100;

        private static (int Min, int Max) Pair(long packed) => unchecked(((int)(packed >> 32), (int)packed));

        private static long Packed((int Min, int Max) pair) => unchecked(((long)pair.Min << 32) | (uint)pair.Max);

        private long Answer<T>(ulong kind, ulong bits, T asked, Func<T, long> ask)
        {
            var key = unchecked(((kind + 1) << 60) | bits);
            var slot = (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> 50);
            if (_keys[slot] == key)
                return _values[slot];
            if (!tables._answers.TryGetValue(key, out var answer))
            {
                lock (tables._asking)
                    answer = ask(asked);
                tables._answers[key] = answer;
            }
            (_keys[slot], _values[slot]) = (key, answer);
            return answer;
        }
    }

    private DateOnly Day(int era) => _law.FirstDays[era];
}
