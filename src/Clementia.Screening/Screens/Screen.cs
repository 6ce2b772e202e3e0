using Clementia.Law;
using Clementia.Screening.Policies;

namespace Clementia.Screening.Screens;

/// <summary>
/// A population under a law book on one day, ready for policies: every column of its own and every computed one. Stages are kept: a policy that changes a number reruns only the criteria that read it.
/// </summary>
public sealed class Screen
{
    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ulong[] Met, ulong[] Unknown)> _kept = new(StringComparer.Ordinal);
    private readonly LawTables _tables;
    private readonly Ruling[] _rulings;
    private (byte[] OfRecord, int[] SizeOfCell)? _percentiles;

    /// <summary>A screen.</summary>
    /// <param name="population">The records.</param>
    /// <param name="law">The law.</param>
    /// <param name="on">The day asked.</param>
    public Screen(Population population, LawBook law, DateOnly on)
        : this(population, Situations.Of(population, new RecordLaw(law)), null, on)
    {
    }

    internal Screen(Population population, Situations situations, LawTables? tables, DateOnly on)
    {
        (Population, Situations, Day) = (population, situations, on);
        _tables = tables ?? new LawTables(situations.Codes, situations.Guidelines);
        _rulings = _tables.Rule(situations, on);
    }

    /// <summary>The records.</summary>
    public Population Population { get; }

    /// <summary>The day asked.</summary>
    public DateOnly Day { get; }

    /// <summary>The law book's fingerprint.</summary>
    public string LawFingerprint => Situations.Codes.Law.Book.Fingerprint;

    /// <summary>The number of different situations that the law was asked about.</summary>
    public int SituationCount => Situations.Count;

    internal Situations Situations { get; }

    internal Ruling RulingOf(int record) => _rulings[Situations.RunOf(record)];

    /// <summary>The same population on another day; what does not turn on the day is kept.</summary>
    public Screen On(DateOnly day) => new(Population, Situations, _tables, day) { _percentiles = _percentiles };

    /// <summary>The logical value of a column for a record: the population's own, or a computed one.</summary>
    /// <exception cref="PopulationException">There is no such column.</exception>
    public long Value(string column, int record) => SourceOf(column) is AbsentSource && !Knows(column)
        ? throw new PopulationException($"There is no column '{column}'. 'clementia population show' lists the population's own; computed are: {string.Join(", ", ComputedColumns.All.Select(c => c.Name))}.")
        : SourceOf(column).At(record);

    /// <summary>What a column is: the population's own or a computed one; null when there is none.</summary>
    public ColumnSpec? SpecOf(string column) => SpecOf(Population, column);

    internal static ColumnSpec? SpecOf(Population population, string column) => population.Find(column)?.Spec ?? ComputedColumns.All.FirstOrDefault(c => c.Name == column) ?? PersonColumns.All.FirstOrDefault(c => c.Name == column);

    /// <summary>Runs a policy over all records.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="progress">Told the share of the work done, from 0 to 1; null for none.</param>
    /// <param name="cancel">Stops it between stretches of records.</param>
    public ScreenRun Run(Policy policy, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        var binding = policy.Bind(Population);
        var compiler = new Compiler(this, binding);
        var words = Bits.Words(Population.Records);
        var criteria = new (ulong[] Met, ulong[] Unknown)[policy.Criteria.Count];
        var stages = new List<(Node Node, ulong[] Met, ulong[] Unknown)>();
        foreach (var criterion in policy.Order)
        {
            var key = compiler.KeyOf(policy.Criteria[criterion].Condition);
            if (!_kept.TryGetValue(key, out var bits))
            {
                bits = (GC.AllocateUninitializedArray<ulong>(words), GC.AllocateUninitializedArray<ulong>(words));
                stages.Add((compiler.Compile(policy.Criteria[criterion].Condition, criteria), bits.Met, bits.Unknown));
                _kept[key] = bits;
            }
            criteria[criterion] = bits;
        }
        (ulong[] Met, ulong[] Unknown) eligible = (GC.AllocateUninitializedArray<ulong>(words), GC.AllocateUninitializedArray<ulong>(words));
        stages.Add((compiler.Compile(policy.EligibleCondition, criteria), eligible.Met, eligible.Unknown));
        var done = 0;
        var chunks = (Population.Records + Chunk.Length - 1) / Chunk.Length;
        try
        {
            Parallel.For(0, chunks, new ParallelOptions { CancellationToken = cancel }, () => new Chunk(), (at, _, chunk) =>
            {
                chunk.Start = at * Chunk.Length;
                chunk.Count = Math.Min(Chunk.Length, Population.Records - chunk.Start);
                chunk.Run = Situations.RunOf(chunk.Start);
                foreach (var (node, met, unknown) in stages)
                    node.Run(chunk, met.AsSpan(chunk.Start / 64, chunk.Words), unknown.AsSpan(chunk.Start / 64, chunk.Words));
                if (progress is not null)
                    progress.Report(Interlocked.Increment(ref done) / (double)chunks);
                return chunk;
            }, _ => { });
        }
        catch
        {
            _kept.Clear(); // Half-filled stages must not be taken for whole ones.
            throw;
        }
        return new ScreenRun(this, policy, binding, criteria, eligible);
    }

    internal Source SourceOf(string name)
    {
        lock (_sources)
        {
            if (!_sources.TryGetValue(name, out var source))
                _sources[name] = source = MakeSource(name);
            return source;
        }
    }

    /// <summary>The source over runs of a column that is the same throughout a run; null when it is not.</summary>
    internal RunSource? RunSourceOf(string name)
    {
        Func<Ruling, int>? of = name switch
        {
            "range.min" => r => r.RangeMin,
            "range.max" => r => r.RangeMax,
            "trumped.min" => r => r.TrumpedMin,
            "trumped.max" => r => r.TrumpedMax,
            "now.level" => r => r.NowLevel,
            "now.category" => r => r.NowCategory,
            "now.range.min" => r => r.NowRangeMin,
            "now.range.max" => r => r.NowRangeMax,
            "now.limits.min" => r => r.NowLimitsMin,
            "now.limits.max" => r => r.NowLimitsMax,
            "now.trumped.min" => r => r.NowTrumpedMin,
            "now.trumped.max" => r => r.NowTrumpedMax,
            "change" => r => r.Change,
            "change.range" => r => r.ChangeRange,
            _ => null,
        };
        if (of is null)
            return null;
        lock (_runSources)
        {
            if (!_runSources.TryGetValue(name, out var source))
            {
                var values = GC.AllocateUninitializedArray<int>(_rulings.Length);
                Parallel.For(0, (values.Length + 65_535) / 65_536, piece =>
                {
                    var end = Math.Min(values.Length, (piece + 1) * 65_536);
                    for (var i = piece * 65_536; i < end; i++)
                        values[i] = of(_rulings[i]);
                });
                _runSources[name] = source = new(values);
            }
            return source;
        }
    }

    private readonly Dictionary<string, RunSource> _runSources = new(StringComparer.Ordinal);

    internal byte[] PercentileOfRecord => Ranked.OfRecord;

    internal (byte[] OfRecord, int[] SizeOfCell) Ranked
    {
        get
        {
            lock (_sources)
                return _percentiles ??= Percentiles.Of(Population, Situations);
        }
    }

    private bool Knows(string name) => SpecOf(name) is not null;

    private Source MakeSource(string name)
    {
        if (Population.Find(name) is { } column)
            return new StoredSource(column) { Cap = column.Spec.Cap };
        if (RunSourceOf(name) is { } runs)
            return new SpreadSource(runs, Situations);
        return name switch
        {
            "served" => Served(),
            "left" => Left(),
            "age.now" => AgeNow(),
            "percentile" => new WorkedSource((chunk, into) =>
            {
                var of = Ranked.OfRecord.AsSpan(chunk.Start, chunk.Count);
                for (var i = 0; i < of.Length; i++)
                    into[i] = of[i] == Percentiles.Unknown ? int.MaxValue : of[i];
            }, record => Ranked.OfRecord[record] is var of && of == Percentiles.Unknown ? int.MaxValue : of),
            "cell.size" => new WorkedSource((chunk, into) =>
            {
                for (var i = 0; i < chunk.Count; i++)
                    into[i] = CellSize(chunk.Start + i);
            }, CellSize),
            _ => new AbsentSource(),
        };
    }

    private int CellSize(int record)
    {
        var run = Situations.RunOf(record);
        var at = Array.BinarySearch(Situations.Cells, run);
        return Ranked.SizeOfCell[at >= 0 ? at : ~at - 1];
    }

    private Source Served()
    {
        if (Elapsed() is not { } elapsed)
            return new AbsentSource();
        var sentence = Population.Find(PersonColumns.Sentence.Name);
        int At(int record)
        {
            var time = elapsed.Of(record);
            // Nobody has served more than the sentence.
            return time != int.MaxValue && sentence is not null && sentence[record] is var months && Code.IsNumber(months) && months < time ? (int)months : time;
        }
        return new WorkedSource((chunk, into) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = At(chunk.Start + i);
        }, At);
    }

    private Source Left()
    {
        if (Elapsed() is not { } elapsed || Population.Find(PersonColumns.Sentence.Name) is not { } sentence)
            return new AbsentSource();
        var law = Situations.Codes.Law;
        var credits = new System.Collections.Concurrent.ConcurrentDictionary<long, int>();
        int Credit(long months)
        {
            if (!credits.TryGetValue(months, out var credit))
            {
                lock (law)
                    credit = (int)(law.GoodTimeDays((int)(months / 100), (int)(months % 100 * 30 / 100), Day) * 1200L / 365);
                credits[months] = credit;
            }
            return credit;
        }
        int At(int record)
        {
            var (months, time) = (sentence[record], elapsed.Of(record));
            return months == Code.Life ? Ruling.Life : !Code.IsNumber(months) || time == int.MaxValue ? int.MaxValue : (int)Math.Max(0, months - Credit(months) - time);
        }
        return new WorkedSource((chunk, into) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = At(chunk.Start + i);
        }, At);
    }

    private Source AgeNow()
    {
        if (Elapsed() is not { } elapsed || Population.Find(PersonColumns.Age.Name) is not { } age)
            return new AbsentSource();
        int At(int record)
        {
            var (years, time) = (age[record], elapsed.Of(record));
            return !Code.IsNumber(years) || time == int.MaxValue ? int.MaxValue : (int)years + (time / 1200);
        }
        return new WorkedSource((chunk, into) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = At(chunk.Start + i);
        }, At);
    }

    // Time from the last possible day of sentence to the day asked, by a table of days.
    private sealed record Clock(Column Days, int First, int[] Table)
    {
        public int Of(int record)
        {
            var day = Days[record] - First;
            return (ulong)day < (ulong)Table.Length ? Table[day] : int.MaxValue;
        }
    }

    private Clock? Elapsed()
    {
        if (Population.Find(PersonColumns.SentencedLast.Name) is not { } days)
            return null;
        if (_clock is null)
        {
            var first = new DateOnly(1950, 1, 1).DayNumber;
            var table = new int[Math.Max(0, Day.DayNumber - first) + 1];
            for (var day = 0; day < table.Length; day++)
                table[day] = Span(DateOnly.FromDayNumber(first + day), Day);
            _clock = new(days, first, table);
        }
        return _clock;
    }

    private Clock? _clock;

    /// <summary>The time between two days in hundredths of a month: whole months, and the days left as parts of 31, rounded down.</summary>
    internal static int Span(DateOnly from, DateOnly to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        if (from.AddMonths(months) > to)
            months--;
        var days = to.DayNumber - from.AddMonths(months).DayNumber;
        return (months * 100) + (days * 100 / 31);
    }

    /// <summary>Turns conditions into nodes: what reads only what is the same throughout a run is worked out by run.</summary>
    private sealed class Compiler(Screen screen, Binding binding)
    {
        private readonly Policy _policy = binding.Policy;

        public Node Compile(Condition condition, (ulong[] Met, ulong[] Unknown)[] criteria)
        {
            if (IsOfRuns(condition))
                return ByRun(condition);
            return condition switch
            {
                All all => new JoinNode([.. all.Of.Select(c => Compile(c, criteria))], all: true),
                Any any => new JoinNode([.. any.Of.Select(c => Compile(c, criteria))], all: false),
                Not not => new NotNode(Compile(not.Of, criteria)),
                AtLeast some => new CountNode([.. some.Of.Select(c => Compile(c, criteria))], Constant(some.Needed)!),
                CriterionReference other => new KnownNode(criteria[other.Criterion].Met, criteria[other.Criterion].Unknown),
                _ => Leaf(condition, column => screen.SourceOf(_policy.Columns[column].Name)),
            };
        }

        /// <summary>What the outcome of a condition turns on: its text with the numbers in it, and the criteria it refers to.</summary>
        public string KeyOf(Condition condition)
        {
            var key = new System.Text.StringBuilder();
            Write(condition);
            return key.ToString();

            void Write(Expression expression)
            {
                key.Append('(').Append(expression.GetType().Name).Append(' ');
                switch (expression)
                {
                    case IsSet set: key.Append(_policy.Columns[set.Column].Name); break;
                    case OneOf one: key.Append(_policy.Columns[one.Column].Name).Append(' ').AppendJoin(',', _policy.Sets[one.Set].Names); break;
                    case Comparison c: key.Append(c.Comparator); Write(c.Left); Write(c.Right); break;
                    case Not not: Write(not.Of); break;
                    case All all: Each(all.Of); break;
                    case Any any: Each(any.Of); break;
                    case AtLeast some: Write(some.Needed); Each(some.Of); break;
                    case CriterionReference other: Write(_policy.Criteria[other.Criterion].Condition); break;
                    case ColumnValue column: key.Append(_policy.Columns[column.Column].Name); break;
                    case Constant constant: key.Append(constant.Value); break;
                    case ParameterValue value: key.Append(_policy.Parameters[value.Parameter].Value); break;
                    case Sum sum: Write(sum.Left); Write(sum.Right); break;
                    case Difference difference: Write(difference.Left); Write(difference.Right); break;
                    case Product product: key.Append(product.Factor); Write(product.Of); break;
                    case Least least: Each(least.Of); break;
                    case Greatest greatest: Each(greatest.Of); break;
                    default: throw new InvalidOperationException($"No rule for {expression.GetType().Name}.");
                }
                key.Append(')');
            }

            void Each(IEnumerable<Expression> expressions)
            {
                foreach (var expression in expressions)
                    Write(expression);
            }
        }

        private SpreadNode ByRun(Condition condition)
        {
            var runs = screen.Situations.Count;
            var (met, unknown) = (new ulong[Bits.Words(runs) + 1], new ulong[Bits.Words(runs) + 1]);
            var node = Leaf(condition, column => screen.RunSourceOf(_policy.Columns[column].Name)!);
            Parallel.For(0, (runs + Chunk.Length - 1) / Chunk.Length, () => new Chunk { Run = -1 }, (at, _, chunk) =>
            {
                chunk.Start = at * Chunk.Length;
                chunk.Count = Math.Min(Chunk.Length, runs - chunk.Start);
                node.Run(chunk, met.AsSpan(chunk.Start / 64, chunk.Words), unknown.AsSpan(chunk.Start / 64, chunk.Words));
                return chunk;
            }, _ => { });
            return new(met, unknown, screen.Situations);
        }

        private Node Leaf(Condition condition, Func<int, Source> source)
        {
            switch (condition)
            {
                case IsSet set:
                    return new CompareNode(source(set.Column), Comparator.Equal, () => 1);
                case OneOf one when source(one.Column) is StoredSource stored:
                    var codes = binding.Codes[one.Set];
                    return new WithinNode(stored, [.. Enumerable.Range(0, codes.Count == 0 ? 0 : (int)codes.Max() + 1).Select(code => codes.Contains(code))]);
                case OneOf one:
                    return new CompareNode(source(one.Column), Comparator.Equal, () => 0); // absent: unknown for everyone
                case Comparison { Left: ColumnValue column } c when Constant(c.Right) is { } constant:
                    return new CompareNode(source(column.Column), c.Comparator, constant);
                case Comparison { Right: ColumnValue column } c when Constant(c.Left) is { } constant:
                    return new CompareNode(source(column.Column), Turned(c.Comparator), constant);
                case Comparison c:
                    return new NumberNode(c, [.. Enumerable.Range(0, _policy.Columns.Count).Select(column => Reads(c, column) ? source(column) : new AbsentSource())], parameter => _policy.Parameters[parameter].Value);
                default:
                    throw new InvalidOperationException($"No rule for {condition.GetType().Name}.");
            }
        }

        private static bool Reads(Comparison c, int column) => NumberNode.ColumnsOf(c.Left).Concat(NumberNode.ColumnsOf(c.Right)).Contains(column);

        private bool IsOfRuns(Condition condition) => condition is Comparison c
            && NumberNode.ColumnsOf(c.Left).Concat(NumberNode.ColumnsOf(c.Right)).ToList() is { Count: > 0 } columns
            && columns.TrueForAll(column => screen.Population.Find(_policy.Columns[column].Name) is null && screen.RunSourceOf(_policy.Columns[column].Name) is not null);

        private Func<long>? Constant(Number number) => number switch
        {
            Constant constant => () => constant.Value,
            ParameterValue value => () => _policy.Parameters[value.Parameter].Value,
            _ => null,
        };

        private static Comparator Turned(Comparator comparator) => comparator switch
        {
            Comparator.Less => Comparator.More,
            Comparator.AtMost => Comparator.AtLeast,
            Comparator.AtLeast => Comparator.AtMost,
            Comparator.More => Comparator.Less,
            _ => comparator,
        };
    }
}
