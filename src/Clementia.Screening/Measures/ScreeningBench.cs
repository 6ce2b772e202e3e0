using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Clementia.Law;
using Clementia.Screening.Policies;
using Clementia.Screening.Sample;
using Clementia.Screening.Screens;

namespace Clementia.Screening.Measures;

/// <summary>One engine's answer to one operation. Answers are text, so that those of different engines are compared to the letter.</summary>
/// <param name="Wall">Milliseconds by the clock.</param>
/// <param name="Processor">Milliseconds of processor time, all threads together.</param>
/// <param name="Answer">What came out.</param>
internal sealed record Timed(double Wall, double Processor, string Answer);

/// <summary>Another engine that is measured beside ours on the same records.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Its name and version, and how many threads it uses.</summary>
    string Name { get; }

    /// <summary>Does an operation: a, b, c, d or e.</summary>
    Timed Do(char operation);
}

/// <summary>Measures the screen on an invented population, alone or beside other engines, which have to give the same answers.</summary>
internal sealed class ScreeningBench
{
    /// <summary>Twelve criteria of every kind that the shipped policies have.</summary>
    public const string PolicyText = """
        {"name": "measured", "title": "Twelve criteria to measure with", "authority": {"cite": "none", "text": "Made up, to measure with.", "verified": false, "unverified": "all"}, "from": "2020-01-01", "notes": [],
         "parameters": {"substantial": {"value": 24, "least": 1, "most": 240, "step": 1, "unit": "months", "meaning": "How much lower."}, "years_served": {"value": 10, "least": 0, "most": 40, "step": 1, "unit": "years", "meaning": "How long."}},
         "criteria": [
          {"name": "lower_today", "title": "t", "meaning": "m", "expression": "change >= substantial"},
          {"name": "served_enough", "title": "t", "meaning": "m", "expression": "served >= years_served"},
          {"name": "long", "title": "t", "meaning": "m", "expression": "sentence >= 60 months"},
          {"name": "above_today", "title": "t", "meaning": "m", "expression": "recorded.min > now.range.max"},
          {"name": "little_history", "title": "t", "meaning": "m", "expression": "category <= 3"},
          {"name": "not_career", "title": "t", "meaning": "m", "expression": "not career"},
          {"name": "not_violent", "title": "t", "meaning": "m", "expression": "not offense.violent"},
          {"name": "no_weapon", "title": "t", "meaning": "m", "expression": "not weapon"},
          {"name": "led_nobody", "title": "t", "meaning": "m", "expression": "role.aggravating = 0"},
          {"name": "no_organization", "title": "t", "meaning": "m", "expression": "not organization"},
          {"name": "good_conduct", "title": "t", "meaning": "m", "expression": "conduct.good"},
          {"name": "no_violence_before", "title": "t", "meaning": "m", "expression": "not history.violent"}
         ],
         "score": "change", "order": "highest first"}
        """;

    /// <summary>The operations, by letter.</summary>
    public static IReadOnlyList<(char Letter, string Words)> Operations { get; } =
    [
        ('a', "then and now: every ruling, sum of changes"), ('b', "12 three-valued criteria: counts"), ('c', "exact percentile in the cell: checksum"), ('d', "the best 1,000 of the eligible"), ('e', "a threshold moved: counts"),
    ];

    internal static readonly DateOnly Today = new(2026, 11, 23);
    internal const int YearsMoved = 8;

    private readonly Population _population;
    private readonly Situations _situations;
    private readonly Policy _policy, _moved;
    private Screen _screen;
    private ScreenRun? _run;

    private ScreeningBench(Population population, Situations situations)
    {
        (_population, _situations) = (population, situations);
        _policy = Policy.Read(PolicyText, "measured", out var problems) ?? throw new InvalidOperationException(string.Join("\n", problems));
        _moved = _policy.With([$"years_served={YearsMoved.ToString(CultureInfo.InvariantCulture)}"], out _)!;
        _screen = Screen.Anew(population, situations, Today);
    }

    public Population Population => _population;

    public Situations Situations => _situations;

    /// <summary>Runs everything and writes the tables.</summary>
    /// <param name="people">How many invented people.</param>
    /// <param name="rounds">How often each thing is done; medians are told.</param>
    /// <param name="peers">Makes the other engines, given the population; null for none.</param>
    /// <param name="output">Where the tables go.</param>
    /// <param name="told">Told what is being done.</param>
    /// <param name="svg">Where the plot goes; null for none.</param>
    /// <exception cref="InvalidDataException">Two engines gave different answers.</exception>
    public static void Run(int people, int rounds, Func<ScreeningBench, Action<string>, IReadOnlyList<IPeer>>? peers, TextWriter output, Action<string> told, string? svg)
    {
        told($"Inventing {people:N0} people ...");
        var watch = Stopwatch.StartNew();
        using var population = SamplePopulation.Make(people);
        var made = watch.Elapsed.TotalSeconds;
        told("Finding their situations ...");
        watch.Restart();
        var situations = Situations.Of(population, new RecordLaw(LawBook.BuiltIn));
        var found = watch.Elapsed.TotalSeconds;
        var bench = new ScreeningBench(population, situations);
        output.WriteLine($"{people:N0} invented people, {situations.Count:N0} runs of like cases in {situations.CellCodes.Length:N0} cells, {Environment.ProcessorCount} cores, load average {Load()} at the beginning.");
        output.WriteLine($"Made and put in order in {made:N1} s, situations found in {found:N1} s. Medians of {rounds}; milliseconds by the clock (of processor time).");
        output.WriteLine();
        var engines = peers?.Invoke(bench, told) ?? [];
        try
        {
            var figures = bench.Compare(rounds, engines, told);
            Table(output, engines, figures);
            var alone = bench.Alone(rounds, told);
            output.WriteLine();
            output.WriteLine("| alone | wall ms | processor ms | goal |");
            output.WriteLine("|---|---|---|---|");
            foreach (var (what, wall, processor, goal) in alone)
                output.WriteLine($"| {what} | {Show(wall)} | {(double.IsNaN(processor) ? "" : Show(processor))} | {goal} |");
            output.WriteLine();
            output.WriteLine($"Load average {Load()} at the end.");
            if (svg is not null)
                File.WriteAllText(svg, BenchPlot.Of(people, engines.Select(e => e.Name).Prepend("Clementia").ToList(), figures));
        }
        finally
        {
            foreach (var engine in engines)
                engine.Dispose();
        }
    }

    /// <summary>Medians by engine (ours first) and operation.</summary>
    private Timed[][] Compare(int rounds, IReadOnlyList<IPeer> peers, Action<string> told)
    {
        foreach (var (letter, _) in Operations)
            Do(letter); // The first time is for the compiler.
        var all = new List<Timed>[peers.Count + 1, Operations.Count];
        for (var round = 0; round < rounds; round++)
        {
            told($"Round {round + 1} of {rounds} ...");
            for (var engine = 0; engine <= peers.Count; engine++)
            {
                for (var operation = 0; operation < Operations.Count; operation++)
                {
                    var letter = Operations[operation].Letter;
                    var timed = engine == 0 ? Do(letter) : peers[engine - 1].Do(letter);
                    (all[engine, operation] ??= []).Add(timed);
                    if (timed.Answer != all[0, operation][0].Answer)
                        throw new InvalidDataException($"Operation {letter}: {(engine == 0 ? "Clementia" : peers[engine - 1].Name)} gave {timed.Answer}, but Clementia first gave {all[0, operation][0].Answer}. A comparison of engines that disagree says nothing; the run is stopped.");
                }
            }
        }
        return [.. Enumerable.Range(0, peers.Count + 1).Select(engine => Enumerable.Range(0, Operations.Count).Select(operation => Median(all[engine, operation])).ToArray())];
    }

    private static Timed Median(List<Timed> of) => new(Middle(of.Select(t => t.Wall)), Middle(of.Select(t => t.Processor)), of[0].Answer);

    private static double Middle(IEnumerable<double> of)
    {
        var sorted = of.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private Timed Do(char operation)
    {
        switch (operation)
        {
            case 'a':
                return Measure(() =>
                {
                    _screen = Screen.Anew(_population, _situations, Today);
                    return Changes();
                });
            case 'b':
                return Measure(() =>
                {
                    _run = _screen.Run(_policy);
                    return string.Join(' ', _run.Criteria.Select(c => $"{c.Met}/{c.Unknown}").Append($"{_run.Met}/{_run.Unknown}"));
                });
            case 'c':
                byte[] of = [];
                var timed = Measure(() =>
                {
                    of = Percentiles.Of(_population, _situations).OfRecord;
                    return "";
                });
                return timed with { Answer = Checksum(of) };
            case 'd':
                return Measure(() =>
                {
                    var best = _run!.Top(1000);
                    return $"{best.Sum(b => (long)_population.Row(b.Record))} {best.Sum(b => b.Score == Code.Life ? Ruling.Life : b.Score)}";
                });
            default:
                return Measure(() =>
                {
                    // As the first time: what was kept of an earlier round is forgotten.
                    var kept = _screen;
                    var run = kept.RunAgain(_moved, "served_enough");
                    return $"{run.Criteria[1].Met}/{run.Criteria[1].Unknown} {run.Met}/{run.Unknown}";
                });
        }
    }

    private string Changes()
    {
        _screen.Rule(["change", "now.range.max"]);
        var (change, most) = (_screen.RunSourceOf("change")!.OfRuns, _screen.RunSourceOf("now.range.max")!.OfRuns);
        long known = 0, sum = 0, life = 0, mosts = 0;
        unchecked
        {
            for (var run = 0; run < change.Length; run++)
            {
                long count = _situations.Starts[run + 1] - _situations.Starts[run];
                known += change[run] < int.MaxValue - 1 ? count : 0;
                life += change[run] == Ruling.Life ? count : 0;
                sum += change[run] < int.MaxValue - 3 ? change[run] * count : 0;
                mosts += most[run] < int.MaxValue - 3 ? most[run] * count : 0;
            }
        }
        return $"{known} {sum} {life} {mosts}";
    }

    private string Checksum(byte[] percentiles)
    {
        long sum = 0, weighted = 0;
        var rows = _population.Find("row");
        for (var record = 0; record < percentiles.Length; record++)
        {
            if (percentiles[record] == Percentiles.Unknown)
                continue;
            sum += percentiles[record];
            weighted += percentiles[record] * ((rows is null ? record : rows[record]) % 1000);
        }
        return $"{sum} {weighted}";
    }

    internal static Timed Measure(Func<string> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var answer = work();
        var wall = watch.Elapsed.TotalMilliseconds;
        process.Refresh();
        return new(wall, (process.TotalProcessorTime - before).TotalMilliseconds, answer);
    }

    private List<(string What, double Wall, double Processor, string Goal)> Alone(int rounds, Action<string> told)
    {
        told("Alone ...");
        var rows = new List<(string, double, double, string)>();
        ScreenRun Pass(DateOnly day)
        {
            var passed = Screen.Anew(_population, _situations, day).Run(_policy);
            Percentiles.Of(_population, _situations);
            passed.Top(1000);
            return passed;
        }

        (double Wall, double Processor) Repeat(Action work, int times = 0)
        {
            times = times == 0 ? Math.Max(rounds, 5) : times;
            work();
            var all = Enumerable.Range(0, times).Select(_ => Measure(() =>
            {
                work();
                return "";
            })).ToList();
            return (Middle(all.Select(t => t.Wall)), Middle(all.Select(t => t.Processor)));
        }

        var pass = Repeat(() => Pass(Today));
        var bytes = BytesRead();
        var read = Repeat(() => ReadAll());
        rows.Add(("full pass: rulings, criteria, percentile, best 1,000", pass.Wall, pass.Processor, ""));
        rows.Add(($"reading the same {bytes / 1e6:N0} MB with all cores", read.Wall, read.Processor, ""));
        rows.Add(("full pass / reading", pass.Wall / read.Wall, pass.Processor / read.Processor, "3"));
        rows.Add(("processor time of the full pass, nanoseconds a record", double.NaN, pass.Processor * 1e6 / _population.Records, "not more at 50 million"));
        var run = Pass(Today);
        var screen = run.Screen;
        var kernel = Kernel(Repeat);
        rows.Add(("nine criteria: compiled from the policy", kernel.Compiled.Wall, kernel.Compiled.Processor, ""));
        rows.Add(("nine criteria: written by hand", kernel.Hand.Wall, kernel.Hand.Processor, ""));
        rows.Add(("compiled / by hand", kernel.Compiled.Wall / kernel.Hand.Wall, kernel.Compiled.Processor / kernel.Hand.Processor, "1.2"));
        Slider? slider = null;
        var first = Repeat(() => slider = Slider.Of(run, "years_served"));
        rows.Add(("slider, first touch", first.Wall, first.Processor, "5 ms"));
        long eligible = 0;
        var positions = Repeat(() =>
        {
            for (var i = 0; i < 100_000; i++)
                eligible += slider!.Eligible((i % 480) * 100);
        });
        rows.Add(("slider, any later position (microseconds)", positions.Wall / 100, positions.Processor / 100, "10 us"));
        var fewer = Policy.Read(PolicyText.Replace("\"score\"", "\"eligible\": \"lower_today and served_enough and long and above_today and little_history and not_career and not_violent and led_nobody and no_organization and good_conduct and no_violence_before\", \"score\"", StringComparison.Ordinal), "measured", out _)!;
        screen.Run(fewer);
        var switched = Repeat(() => screen.Run(fewer));
        rows.Add(("criterion switched: all, all but one, counts", switched.Wall, switched.Processor, "1 ms"));
        var days = 0;
        var date = Repeat(() =>
        {
            var moved = screen.On(Today.AddDays(-400 - days++)).Run(_policy);
            moved.Top(1000);
        });
        rows.Add(("another day: rulings, criteria, best 1,000", date.Wall, date.Processor, "60 ms"));
        var columns = Read().Sum(c => (long)c.Width) + (_situations.Count * 20.0 / _population.Records);
        var results = (13 * 2 / 8.0) + 1 + (1 / 8.0) + (_situations.Count * 8.0 / _population.Records);
        rows.Add(("memory, bytes a record: columns the pass reads, row, situations, results", columns + results + 4, double.NaN, "48"));
        Files(rows, Repeat, told);
        return rows;
    }

    // The files in a folder of their own, which is removed.
    private void Files(List<(string, double, double, string)> rows, Func<Action, int, (double Wall, double Processor)> repeat, Action<string> told)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"clementia-bench-{Environment.ProcessId}");
        if (_population.Columns.Sum(c => (long)c.Width) * _population.Records * 2 > new DriveInfo(Path.GetTempPath()).AvailableFreeSpace)
            return;
        told("Opening the columns from disk ...");
        try
        {
            _population.Save(folder);
            var open = repeat(() => Population.Open(folder).Dispose(), 5);
            rows.Add(("open our own columns, warm", open.Wall, open.Processor, "25 ms"));
            using (var opened = Population.Open(folder))
                Situations.Of(opened, new RecordLaw(LawBook.BuiltIn));
            var ready = repeat(() =>
            {
                using var opened = Population.Open(folder);
                Situations.Of(opened, _situations.Codes.Law);
            }, 5);
            rows.Add(("open our own columns and situations, warm", ready.Wall, ready.Processor, ""));
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The columns of the population that a full pass reads.</summary>
    private IEnumerable<Column> Read() => ((string[])["sentenced.last", "sentence", "recorded.min", "category", "career", "offense.violent", "weapon", "role.aggravating", "organization", "conduct.good", "history.violent"]).Select(n => _population.Find(n)!);

    private long BytesRead() => (Read().Sum(c => (long)c.Width) * _population.Records) + (_situations.Count * 20L);

    private unsafe void ReadAll()
    {
        var total = 0UL;
        var spans = Read().Select(c => ((nint)c.Pointer, (long)c.Width * c.Length)).ToList();
        fixed (Parts* parts = _situations.PartsOfRuns)
        fixed (int* starts = _situations.Starts)
        {
            spans.Add(((nint)parts, _situations.Count * 16L));
            spans.Add(((nint)starts, _situations.Count * 4L));
            const long piece = 1 << 20;
            var pieces = spans.SelectMany(s => Enumerable.Range(0, (int)((s.Item2 + piece - 1) / piece)).Select(i => (At: s.Item1 + (nint)(i * piece), Length: Math.Min(piece, s.Item2 - (i * piece))))).ToArray();
            Parallel.For(0, pieces.Length, () => 0UL, (i, _, sum) =>
            {
                unchecked
                {
                    var (one, two, three, four) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
                    var at = (ulong*)pieces[i].At;
                    for (long word = 0; word + 16 <= pieces[i].Length / 8; word += 16)
                    {
                        one += Vector256.Load(at + word);
                        two += Vector256.Load(at + word + 4);
                        three += Vector256.Load(at + word + 8);
                        four += Vector256.Load(at + word + 12);
                    }
                    return sum + Vector256.Sum(one + two + three + four);
                }
            }, sum => Interlocked.Add(ref total, sum));
        }
        GC.KeepAlive(total);
    }

    // Nine criteria on columns of one and two bytes, as somebody would write them who knew this one policy.
    private ((double Wall, double Processor) Compiled, (double Wall, double Processor) Hand) Kernel(Func<Action, int, (double Wall, double Processor)> repeat)
    {
        string[] names = ["long", "little_history", "not_career", "not_violent", "no_weapon", "led_nobody", "no_organization", "good_conduct", "no_violence_before"];
        var nine = _policy.Criteria.Where(c => names.Contains(c.Name)).Select(c => $$"""{"name": "{{c.Name}}", "title": "t", "meaning": "m", "expression": "{{c.Condition.Text}}"}""");
        var policy = Policy.Read($$"""{"name": "nine", "title": "t", "authority": {"cite": "none", "text": "t", "verified": false, "unverified": "all"}, "from": "2020-01-01", "notes": [], "criteria": [{{string.Join(',', nine)}}], "score": "level"}""", "nine", out var problems)
            ?? throw new InvalidOperationException(string.Join("\n", problems));
        var compiled = repeat(() => Screen.Anew(_population, _situations, Today).Run(policy), 7);
        var expected = Screen.Anew(_population, _situations, Today).Run(policy);
        string answer = "";
        var hand = repeat(() => answer = HandWritten.Run(_population), 7);
        var ours = string.Join(' ', expected.Criteria.Select(c => $"{c.Met}/{c.Unknown}").Append($"{expected.Met}/{expected.Unknown}"));
        return answer == ours ? (compiled, hand) : throw new InvalidDataException($"The kernel written by hand gave {answer}, the compiled one {ours}. The run is stopped.");
    }

    private static void Table(TextWriter output, IReadOnlyList<IPeer> peers, Timed[][] figures)
    {
        output.WriteLine($"| operation | Clementia | {string.Concat(peers.Select(p => $"{p.Name} | "))}".TrimEnd());
        output.WriteLine($"|---|---|{string.Concat(peers.Select(_ => "---|"))}");
        for (var operation = 0; operation < Operations.Count; operation++)
            output.WriteLine($"| {Operations[operation].Letter}. {Operations[operation].Words} | {string.Join(" | ", figures.Select(f => $"{Show(f[operation].Wall)} ({Show(f[operation].Processor)})"))} |");
        var sums = figures.Select(f => (Wall: f.Take(4).Sum(t => t.Wall), Processor: f.Take(4).Sum(t => t.Processor))).ToArray();
        output.WriteLine($"| a to d together | {string.Join(" | ", sums.Select(s => $"{Show(s.Wall)} ({Show(s.Processor)})"))} |");
        if (peers.Count > 0)
            output.WriteLine($"| times Clementia | 1 (1) | {string.Join(" | ", sums.Skip(1).Select(s => $"{s.Wall / sums[0].Wall:N0} ({s.Processor / sums[0].Processor:N0})"))} |");
        output.WriteLine();
        output.WriteLine(peers.Count > 0 ? "Every engine gave the same answers in every round." : "No other engine ran; `--peers` has them run beside it.");
    }

    private static string Show(double value) => double.IsNaN(value) ? "" : value >= 100 ? value.ToString("N0", CultureInfo.InvariantCulture) : value >= 1 ? value.ToString("0.0", CultureInfo.InvariantCulture) : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
