using System.Runtime.CompilerServices;
using Clementia.Law;
using Clementia.Screening.Policies;

namespace Clementia.Screening.Screens;

/// <summary>
/// A population under a law book on one day, ready for policies: every column of its own and every computed one. Stages are kept: a policy that changes a number reruns only the criteria that read it.
/// </summary>
public sealed class Screen
{
    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Stage> _kept = new(StringComparer.Ordinal);
    private (byte[] OfRecord, int[] SizeOfCell)? _percentiles;

    /// <summary>A screen.</summary>
    /// <param name="population">The records.</param>
    /// <param name="law">The law.</param>
    /// <param name="on">The day asked.</param>
    public Screen(Population population, LawBook law, DateOnly on)
        : this(population, Situations.Of(population, new RecordLaw(law)), on)
    {
    }

    private Screen(Population population, Situations situations, DateOnly on)
    {
        if (situations.Codes.Law.Era(on) < 0)
            throw new PopulationException($"{on:yyyy-MM-dd}: there were no guidelines before 1987-11-01. Ask for a later day.");
        (Population, Situations, Day) = (population, situations, on);
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

    internal Ruling RulingOf(int record) => Situations.Tables.RuleOne(Situations, Situations.RunOf(record), Day);

    /// <summary>A screen on which nothing is known yet, of situations that are.</summary>
    internal static Screen Anew(Population population, Situations situations, DateOnly on) => new(population, situations, on);

    /// <summary>Eligibility under a run with one criterion taken to have an outcome.</summary>
    internal Node EligibleWith(ScreenRun run, int criterion, Verdict taken) =>
        new Compiler(this, run.Binding).Compile(run.Policy.EligibleCondition, [.. Enumerable.Range(0, run.Policy.Criteria.Count).Select(run.StageOf)], criterion, taken);

    internal void Forget() => _kept.Clear();

    /// <summary>Runs a policy as though one of its criteria had never been looked at.</summary>
    internal ScreenRun RunAgain(Policy policy, string criterion)
    {
        var compiler = new Compiler(this, policy.Bind(Population));
        _kept.Remove(compiler.KeyOf(policy.Criteria.Single(c => c.Name == criterion).Condition));
        return Run(policy);
    }

    /// <summary>The same population on another day; what does not turn on the day is kept.</summary>
    public Screen On(DateOnly day)
    {
        var other = new Screen(Population, Situations, day) { _percentiles = _percentiles };
        foreach (var (key, stage) in _kept)
        {
            if (!stage.OfDay)
                other._kept[key] = stage;
        }
        return other;
    }

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
        Rule(policy.Columns.Select(c => c.Name));
        var compiler = new Compiler(this, binding);
        var words = Bits.Words(Population.Records);
        var criteria = new Stage[policy.Criteria.Count];
        var stages = new List<(Node Node, Stage Stage)>();
        if (_kept.Count > MostKept)
            _kept.Clear();
        foreach (var criterion in policy.Order)
        {
            var condition = policy.Criteria[criterion].Condition;
            var key = compiler.KeyOf(condition);
            if (!_kept.TryGetValue(key, out var stage))
            {
                stage = new(words, compiler.TurnsOnDay(condition));
                stages.Add((compiler.Compile(condition, criteria), stage));
                _kept[key] = stage;
            }
            criteria[criterion] = stage;
        }
        var eligible = new Stage(words, OfDay: true);
        stages.Add((compiler.Compile(policy.EligibleCondition, criteria), eligible));
        var done = 0;
        var chunks = (Population.Records + Chunk.Length - 1) / Chunk.Length;
        // Counted while the bits lie in the cache: of each new stage those met and unknown, of each criterion those whom it alone keeps out.
        var counts = new long[stages.Count * 2];
        var near = new long[criteria.Length * 2];
        try
        {
            Parallel.For(0, chunks, new ParallelOptions { CancellationToken = cancel }, () => (Chunk: new Chunk { Situations = Situations }, Counts: new long[counts.Length], Near: new long[near.Length]), (at, _, own) =>
            {
                var chunk = own.Chunk;
                chunk.Start = at * Chunk.Length;
                chunk.Count = Math.Min(Chunk.Length, Population.Records - chunk.Start);
                chunk.Run = Situations.RunOf(chunk.Start);
                for (var i = 0; i < stages.Count; i++)
                {
                    var (node, stage) = stages[i];
                    var met = stage.Met.AsSpan(chunk.Start / 64, chunk.Words);
                    var unknown = stage.Unknown.AsSpan(chunk.Start / 64, chunk.Words);
                    node.Run(chunk, met, unknown);
                    own.Counts[i * 2] += Bits.Count(met);
                    own.Counts[(i * 2) + 1] += Bits.Count(unknown);
                }
                ScreenRun.CountNear(criteria, chunk, own.Near);
                if (progress is not null)
                    progress.Report(Interlocked.Increment(ref done) / (double)chunks);
                return own;
            }, own =>
            {
                lock (counts)
                {
                    for (var i = 0; i < counts.Length; i++)
                        counts[i] += own.Counts[i];
                    for (var i = 0; i < near.Length; i++)
                        near[i] += own.Near[i];
                }
            });
        }
        catch
        {
            _kept.Clear(); // Half-filled stages must not be taken for whole ones.
            throw;
        }
        for (var i = 0; i < stages.Count; i++)
            stages[i].Stage.Counts = (counts[i * 2], counts[(i * 2) + 1]);
        return new ScreenRun(this, policy, binding, criteria, eligible, near);
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

    // In the order of the fields of a ruling.
    private static readonly string[] s_runColumns =
    [
        "range.min", "range.max", "trumped.min", "trumped.max", "now.level", "now.category", "now.range.min", "now.range.max", "now.limits.min", "now.limits.max", "now.trumped.min", "now.trumped.max", "change", "change.range",
    ];

    internal static bool IsRunColumn(string name) => s_runColumns.Contains(name);

    /// <summary>The source over runs of a column that is the same throughout a run; null when it is not.</summary>
    internal RunSource? RunSourceOf(string name)
    {
        if (!IsRunColumn(name))
            return null;
        Rule([name]);
        lock (_runSources)
            return _runSources[name];
    }

    /// <summary>One pass over the runs for all the columns that are wanted.</summary>
    internal void Rule(IEnumerable<string> names)
    {
        lock (_runSources)
        {
            var wanted = names.Where(n => IsRunColumn(n) && !_runSources.ContainsKey(n)).Distinct().ToList();
            if (wanted.Count == 0)
                return;
            var into = wanted.Select(_ => GC.AllocateUninitializedArray<int>(Situations.Count)).ToArray();
            Situations.Tables.Rule(Situations, Day, new Fields([.. wanted.Select(n => Array.IndexOf(s_runColumns, n))], into));
            for (var i = 0; i < into.Length; i++)
                _runSources[wanted[i]] = new(into[i]);
        }
    }

    private readonly struct Fields(int[] fields, int[][] into) : LawTables.IKeep
    {
        public void Of(int run, in Ruling ruling)
        {
            ref var first = ref Unsafe.AsRef(in ruling.RangeMin);
            for (var i = 0; i < fields.Length; i++)
                into[i][run] = Unsafe.Add(ref first, fields[i]);
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

    // Every position of a slider leaves a stage behind; beyond so many they are dropped together.
    private const int MostKept = 256;

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
        return Ranked.SizeOfCell[Situations.CellOf(Situations.RunOf(record))];
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
        return new ServedSource(elapsed.Days, sentence, Day, new((chunk, into) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = At(chunk.Start + i);
        }, At));
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
    private sealed class Clock(Column days, DateOnly on)
    {
        private int[]? _table;

        public Column Days => days;

        public int Of(int record)
        {
            var day = days[record] - Epoch;
            var table = _table ??= Filled();
            return (ulong)day < (ulong)table.Length ? table[day] : int.MaxValue;
        }

        private int[] Filled()
        {
            var table = new int[Math.Max(0, on.DayNumber - Epoch) + 1];
            for (var day = 0; day < table.Length; day++)
                table[day] = Span(DateOnly.FromDayNumber(Epoch + day), on);
            return table;
        }
    }

    private Clock? Elapsed() => Population.Find(PersonColumns.SentencedLast.Name) is { } days ? _clock ??= new(days, Day) : null;

    /// <summary>No sentence is taken to have begun before this day.</summary>
    internal static readonly int Epoch = new DateOnly(1950, 1, 1).DayNumber;

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

        /// <summary>A condition as a node. A criterion of the policy is what was found for it, or what is given in its place.</summary>
        public Node Compile(Condition condition, Stage[] criteria, int? criterion = null, Verdict taken = Verdict.Unknown)
        {
            if (IsOfRuns(condition))
                return ByRun(condition);
            return condition switch
            {
                All all => new JoinNode([.. all.Of.Select(c => Compile(c, criteria, criterion, taken))], all: true),
                Any any => new JoinNode([.. any.Of.Select(c => Compile(c, criteria, criterion, taken))], all: false),
                Not not => new NotNode(Compile(not.Of, criteria, criterion, taken)),
                AtLeast some => new CountNode([.. some.Of.Select(c => Compile(c, criteria, criterion, taken))], Constant(some.Needed)!),
                CriterionReference other when other.Criterion == criterion => new TakenNode(taken),
                CriterionReference other => new KnownNode(criteria[other.Criterion].Met, criteria[other.Criterion].Unknown),
                _ => Leaf(condition, column => screen.SourceOf(_policy.Columns[column].Name)),
            };
        }

        /// <summary>Whether the outcome may be another on another day.</summary>
        public bool TurnsOnDay(Condition condition) => condition switch
        {
            IsSet set => OfDay(set.Column),
            OneOf one => OfDay(one.Column),
            Comparison c => NumberNode.ColumnsOf(c.Left).Concat(NumberNode.ColumnsOf(c.Right)).Any(OfDay),
            Not not => TurnsOnDay(not.Of),
            All all => all.Of.Any(TurnsOnDay),
            Any any => any.Of.Any(TurnsOnDay),
            AtLeast some => some.Of.Any(TurnsOnDay),
            CriterionReference other => TurnsOnDay(_policy.Criteria[other.Criterion].Condition),
            _ => true,
        };

        private bool OfDay(int column) => _policy.Columns[column].Name is var name && screen.Population.Find(name) is null && name is not ("percentile" or "cell.size" or "range.min" or "range.max" or "trumped.min" or "trumped.max");

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
            var (met, unknown) = (new ulong[Bits.Words(runs) + 2], new ulong[Bits.Words(runs) + 2]);
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
