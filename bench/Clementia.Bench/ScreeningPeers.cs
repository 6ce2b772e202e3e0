using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Clementia.Screening;
using Clementia.Screening.Measures;
using Clementia.Screening.Screens;
using DuckDB.NET.Data;

namespace Clementia.Bench;

/// <summary>`screening`: the screen beside DuckDB and numpy on the same records, every answer compared.</summary>
[Benchmark("screening")]
internal static class ScreeningPeers
{
    public static int Run(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var people = int.Parse(Value("--people") ?? "1000000", CultureInfo.InvariantCulture);
        var rounds = int.Parse(Value("--rounds") ?? "5", CultureInfo.InvariantCulture);
        try
        {
            ScreeningBench.Run(people, rounds, Peers, Console.Out, Console.Error.WriteLine, Value("--svg"));
            return 0;
        }
        catch (InvalidDataException differ)
        {
            Console.Error.WriteLine(differ.Message);
            return 1;
        }
    }

    private static IReadOnlyList<IPeer> Peers(ScreeningBench bench, Action<string> told)
    {
        told("Writing the records and the law's answers out for the other engines ...");
        var folder = Directory.CreateTempSubdirectory("clementia-peers-").FullName;
        try
        {
            var table = new PeerTable(bench, folder);
            var peers = new List<IPeer>();
            told("Loading DuckDB ...");
            peers.Add(new DuckDbPeer(table));
            if (NumpyPeer.Python() is { } python)
            {
                told("Loading numpy ...");
                peers.Add(new NumpyPeer(python, table));
            }
            else
                told("There is no python3 with numpy here (Debian: apt-get install python3-numpy); it is left out.");
            return peers;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>
/// The records as the other engines get them, in files of raw columns: the same codes that our columns hold, and the law's answers as small tables by class, exported from ours, so that nobody has a second copy of the law.
/// What is not known is -1 in the files and NULL in DuckDB.
/// </summary>
internal sealed class PeerTable
{
    public const int Life = int.MaxValue - 2;

    public PeerTable(ScreeningBench bench, string folder)
    {
        Folder = folder;
        var (population, situations) = (bench.Population, bench.Situations);
        Records = population.Records;
        var tables = situations.Tables;
        var on = tables.AnswersOn(tables.Codes.Law.Era(ScreeningBench.Today));
        var rulings = tables.Rule(situations, ScreeningBench.Today);

        // By run, then spread: level, category and the four classes. A run whose span of days covers several laws gets classes of its own that lead to the answer agreed on.
        int runs = situations.Count, strange = 250;
        var (level, category, x, y, z, w) = (new int[runs], new int[runs], new int[runs], new int[runs], new int[runs], new int[runs]);
        var steps = on.Levels.Select(l => (int)(l & 0xFFFF) is var s && s == 0 ? Missing : s - 1000).ToList();
        var histories = on.Histories.Select(h => ((int)(h >> 16 & 0xFF), (int)(h & 0xFFFF)) is var (c, o) && c != 0 && o != 0 ? (Category: c, Off: o - 1000) : (Category: -1, Off: 0)).ToList();
        var pairs = on.Limits.Select(l => (int)(l & 0xFFFFF)).ToList();
        var valves = on.Earlier.Select(e => e.Valve > 1 ? 2 : (int)e.Valve).ToList();
        var (then, now) = (new Dictionary<int, int>(), new Dictionary<int, (int Min, int Most)>());
        int noStep = Add(steps, Missing), own = Add(histories, (1, 0)), nothing = Add(valves, 0);
        var (ownSteps, ownPairs, ownValves) = (new Dictionary<int, int>(), new Dictionary<(int, int), int>(), new Dictionary<int, int>());
        var pairCount = on.Pairs.Length;
        for (var run = 0; run < runs; run++)
        {
            var code = situations.CellCodes[situations.CellOf(run)];
            (level[run], category[run]) = ((int)(code >> 8 & 0xFF), (int)(code & 0xFF));
            var parts = situations.PartsOfRuns[run];
            ref var ruling = ref rulings[run];
            if (parts == Parts.NoDay || parts == Parts.NoLevel)
            {
                (x[run], y[run], z[run], w[run]) = (noStep, own, 0, nothing);
                level[run] = 0; // No key begins with it.
                continue;
            }
            if (parts.Level < 0)
            {
                // Level 250 is no level of the law: there the agreed answer stands, the change as a minimum beside nought.
                if (!ownSteps.TryGetValue(level[run], out x[run]))
                    ownSteps[level[run]] = x[run] = Add(steps, strange - level[run]);
                y[run] = own;
                var most = ruling.NowRangeMax == Ruling.NotKnown ? -1 : ruling.NowRangeMax;
                if (!ownPairs.TryGetValue((0, most), out var pair))
                {
                    ownPairs[(0, most)] = pair = pairCount++;
                    now[NowKey(strange, 1, pair, 0)] = (0, most);
                }
                z[run] = pairs.IndexOf(pair) is >= 0 and var at ? at : Add(pairs, pair);
                var change = ruling.Change == Ruling.NotKnown ? -1 : ruling.Change;
                if (!ownValves.TryGetValue(change, out w[run]))
                    ownValves[change] = w[run] = Add(valves, 0);
                then[ThenKey(level[run], category[run], w[run])] = change;
                continue;
            }
            (x[run], y[run], z[run], w[run]) = (parts.Level, parts.History, parts.Limits, parts.Then);
            then[ThenKey(level[run], category[run], w[run])] = Known(ruling.TrumpedMin);
            if (ruling.NowLevel != Ruling.NotKnown)
                now[NowKey(ruling.NowLevel, ruling.NowCategory, pairs[parts.Limits], valves[parts.Then])] = (Known(ruling.NowTrumpedMin), Known(ruling.NowRangeMax));
        }
        Steps = steps;
        Histories = histories;
        Pairs = pairs;
        Valves = valves;
        Then = then;
        Now = now;

        Write("level", run: level);
        Write("category", run: category, unknown: 255);
        Write("x", run: x);
        Write("y", run: y);
        Write("z", run: z);
        Write("w", run: w);
        Write("change", run: [.. rulings.Select(r => Known(r.Change))]);
        Write("nowmax", run: [.. rulings.Select(r => Known(r.NowRangeMax))]);
        var cells = new int[runs];
        for (var run = 0; run < runs; run++)
            cells[run] = situations.CellOf(run);
        Write("cell", run: cells);
        Percentiles.Of(population, situations);
        var (ranks, unknown) = situations.Ranks!.Value;
        Write("srank", record => ranks[record] == unknown ? -1 : ranks[record]);
        foreach (var (name, column) in (ReadOnlySpan<(string, string)>)[("row", "row"), ("day", "sentenced.last"), ("sentence", "sentence"), ("recmin", "recorded.min"), ("career", "career"), ("violent", "offense.violent"),
            ("weapon", "weapon"), ("led", "role.aggravating"), ("organization", "organization"), ("conduct", "conduct.good"), ("before", "history.violent")])
        {
            var source = population.Find(column)!;
            Write(name, record => source[record] switch { Code.Unknown or Code.Missing => -1, Code.Life => Life, Code.Capped => Life - 1, var value => (int)value });
        }

        void Write(string name, Func<int, int>? of = null, int[]? run = null, int unknown = int.MinValue)
        {
            var values = new int[Records];
            if (run is not null)
            {
                for (var r = 0; r < runs; r++)
                    values.AsSpan(situations.Starts[r], situations.Starts[r + 1] - situations.Starts[r]).Fill(run[r] == unknown ? -1 : run[r]);
            }
            else
            {
                Parallel.For(0, (Records + 65_535) / 65_536, piece =>
                {
                    for (var record = piece * 65_536; record < Math.Min(Records, (piece + 1) * 65_536); record++)
                        values[record] = of!(record);
                });
            }
            // The narrowest width that holds it, with the top left for what is not known.
            var most = 0;
            foreach (var value in values)
                most = Math.Max(most, value);
            var width = most < 255 ? 1 : most < 65_535 ? 2 : 4;
            Widths[name] = width;
            using var file = File.Create(Path.Combine(folder, name));
            if (width == 1)
                file.Write(Array.ConvertAll(values, v => unchecked((byte)v)));
            else if (width == 2)
                file.Write(MemoryMarshal.AsBytes(Array.ConvertAll(values, v => unchecked((ushort)v)).AsSpan()));
            else
                file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    public const int Missing = int.MinValue;

    public string Folder { get; }

    public int Records { get; }

    public Dictionary<string, int> Widths { get; } = new(StringComparer.Ordinal);

    public List<int> Steps { get; }

    public List<(int Category, int Off)> Histories { get; }

    public List<int> Pairs { get; }

    public List<int> Valves { get; }

    /// <summary>The bottom of the range between limits at sentencing.</summary>
    public Dictionary<int, int> Then { get; }

    /// <summary>The bottom of the range between limits, and the top of the range, today.</summary>
    public Dictionary<int, (int Min, int Most)> Now { get; }

    // The highest factors that any key has: keys are dense enough for an array.
    public static int ThenKey(int level, int category, int then) => (((then * 64) + level) * 8) + category;

    public static int NowKey(int level, int category, int pair, int valve) => (((((pair * 3) + valve) * 256) + level) * 8) + category;

    /// <summary>The last day of sentence from which so many hundredths of a month have passed.</summary>
    public static int LastDay(int hundredths)
    {
        var day = ScreeningBench.Today;
        while (Screen.Span(day, ScreeningBench.Today) < hundredths)
            day = day.AddDays(-1);
        return day.DayNumber;
    }

    private static int Known(int value) => value == Ruling.NotKnown ? -1 : value;

    private static int Add<T>(List<T> list, T value)
    {
        list.Add(value);
        return list.Count - 1;
    }
}

/// <summary>DuckDB inside this process, all threads: narrow integers, NULL for what is not known, its own three-valued logic, joins with the small tables.</summary>
internal sealed class DuckDbPeer : IPeer
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDbPeer(PeerTable table)
    {
        _connection.Open();
        Name = $"DuckDB {One("select version()")} (2 threads)";
        Execute($"set threads = {Environment.ProcessorCount}");
        string[] names = [.. table.Widths.Keys];
        Execute($"create table t ({string.Join(", ", names.Select(n => $"{n} {(table.Widths[n] switch { 1 => "utinyint", 2 => "usmallint", _ => "integer" })}"))})");
        var columns = names.Select(n => (Width: table.Widths[n], Bytes: File.ReadAllBytes(Path.Combine(table.Folder, n)))).ToArray();
        using (var appender = _connection.CreateAppender("t"))
        {
            for (var record = 0; record < table.Records; record++)
            {
                var row = appender.CreateRow();
                foreach (var (width, bytes) in columns)
                {
                    if (width == 1)
                        _ = bytes[record] == 255 ? row.AppendNullValue() : row.AppendValue((byte?)bytes[record]);
                    else if (width == 2)
                        _ = MemoryMarshal.Cast<byte, ushort>(bytes)[record] is var two && two == 65_535 ? row.AppendNullValue() : row.AppendValue((ushort?)two);
                    else
                        _ = MemoryMarshal.Cast<byte, int>(bytes)[record] is var four && four == -1 ? row.AppendNullValue() : row.AppendValue((int?)four);
                }
                row.EndRow();
            }
        }
        Small("steps", "x integer, step integer", table.Steps.Select((s, i) => $"({i}, {Null(s == PeerTable.Missing, s)})"));
        Small("histories", "y integer, category integer, off integer", table.Histories.Select((h, i) => $"({i}, {Null(h.Category < 0, h.Category)}, {h.Off})"));
        Small("limitsnow", "z integer, pair integer", table.Pairs.Select((p, i) => $"({i}, {p})"));
        Small("valves", "w integer, valve integer", table.Valves.Select((v, i) => $"({i}, {v})"));
        Small("thens", "key integer, least integer", table.Then.Select(t => $"({t.Key}, {Null(t.Value < 0, t.Value)})"));
        Small("nows", "key integer, least integer, most integer", table.Now.Select(n => $"({n.Key}, {Null(n.Value.Min < 0, n.Value.Min)}, {Null(n.Value.Most < 0, n.Value.Most)})"));
    }

    public string Name { get; }

    public Timed Do(char operation)
    {
        const int life = PeerTable.Life;
        string Criteria(int last, int hundredths, string form) => string.Join(", ", (string[])
            [
                "change >= 2400", $"case when day is not null then day <= {last} and (sentence is null or sentence >= {hundredths}) end", "sentence >= 6000", "recmin > nowmax", "category <= 3", "career = 0", "violent = 0", "weapon = 0", "led = 0", "organization = 0", "conduct = 1", "before = 0",
            ]).Split(", ") is var all && form == "and" ? string.Join(" and ", all.Select(c => $"({c})")) : string.Join(", ", all.Select((c, i) => $"({c}) as c{i}"));
        var ten = PeerTable.LastDay(12_000);
        return operation switch
        {
            'a' => Ask($"""
                with joined as (
                  select thens.least as before, nows.least as now, nows.most as most
                  from t join steps using (x) join histories using (y) join limitsnow using (z) join valves using (w)
                  left join thens on thens.key = (((w::integer * 64) + level) * 8) + t.category
                  left join nows on nows.key = case when step is not null then (((((pair * 3) + valve) * 256) + greatest(level + step - off, 1)) * 8) + histories.category end),
                changes as (select most, case when before is null or now is null or now > before then null when before = now then 0 when before = {life} then {life} else before - now end as change from joined)
                select count(change), sum(change) filter (change < {life}), count_if(change = {life}), sum(most) filter (most < {life}) from changes
                """, " "),
            'b' => Ask($"select {string.Join(", ", Enumerable.Range(0, 12).Select(i => $"count_if(c{i}), count_if(c{i} is null)"))}, count_if(e), count_if(e is null) from (select *, {string.Join(" and ", Enumerable.Range(0, 12).Select(i => $"c{i}"))} as e from (select {Criteria(ten, 12_000, ",")} from t))", "/ "),
            'c' => Ask("""
                with counts as (select cell, srank, count(*) as n from t where srank is not null group by all),
                shares as (select cell, srank, ((200 * coalesce(sum(n) over (partition by cell order by srank rows between unbounded preceding and 1 preceding), 0) + 100 * n) // (2 * sum(n) over (partition by cell)))::integer as p from counts)
                select sum(p), sum(p * ("row" % 1000)) from t join shares using (cell, srank)
                """, " "),
            'd' => Ask($"select sum(r), sum(s) from (select \"row\" as r, change as s from t where {Criteria(ten, 12_000, "and")} order by change desc, \"row\" limit 1000)", " "),
            _ => Ask($"select count_if(c1), count_if(c1 is null), count_if(e), count_if(e is null) from (select c1, {string.Join(" and ", Enumerable.Range(0, 12).Select(i => $"c{i}"))} as e from (select {Criteria(PeerTable.LastDay(ScreeningBench.YearsMoved * 1200), ScreeningBench.YearsMoved * 1200, ",")} from t))", "/ "),
        };
    }

    private Timed Ask(string sql, string between) => ScreeningBench.Measure(() =>
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        reader.Read();
        var answer = new StringBuilder();
        for (var i = 0; i < reader.FieldCount; i++)
            answer.Append(i == 0 ? "" : between.Length == 2 ? between[(i + 1) % 2] : between[0]).Append(reader.IsDBNull(i) ? "0" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture));
        return answer.ToString();
    });

    private void Small(string name, string columns, IEnumerable<string> rows)
    {
        Execute($"create table {name} ({columns})");
        foreach (var chunk in rows.Chunk(5000))
            Execute($"insert into {name} values {string.Join(", ", chunk)}");
    }

    private static string Null(bool isNull, int value) => isNull ? "null" : value.ToString(CultureInfo.InvariantCulture);

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string One(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    public void Dispose() => _connection.Dispose();
}

/// <summary>numpy in a process of its own, one thread: the same tables as arrays, gathers and bincounts.</summary>
internal sealed class NumpyPeer : IPeer
{
    private readonly Process _python;

    public NumpyPeer(string python, PeerTable table)
    {
        var script = Path.Combine(table.Folder, "peer.py");
        using (var from = typeof(NumpyPeer).Assembly.GetManifestResourceStream("peer.py")!)
        using (var to = File.Create(script))
            from.CopyTo(to);
        File.WriteAllLines(Path.Combine(table.Folder, "widths"), table.Widths.Select(w => $"{w.Key} {w.Value}"));
        Write("steps", table.Steps.Select(s => s == PeerTable.Missing ? -9999 : s));
        Write("histories", table.Histories.SelectMany(h => new[] { h.Category, h.Off }));
        Write("pairs", table.Pairs);
        Write("valves", table.Valves);
        Write("thens", table.Then.SelectMany(t => new[] { t.Key, t.Value }));
        Write("nows", table.Now.SelectMany(n => new[] { n.Key, n.Value.Min, n.Value.Most }));
        var start = new ProcessStartInfo(python, ["-u", script, table.Folder, PeerTable.LastDay(12_000).ToString(CultureInfo.InvariantCulture), PeerTable.LastDay(ScreeningBench.YearsMoved * 1200).ToString(CultureInfo.InvariantCulture), (ScreeningBench.YearsMoved * 1200).ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        _python = Process.Start(start)!;
        Name = $"numpy {Line()} (1 thread)";

        void Write(string name, IEnumerable<int> values) => File.WriteAllBytes(Path.Combine(table.Folder, "small-" + name), MemoryMarshal.AsBytes(values.ToArray().AsSpan()).ToArray());
    }

    public string Name { get; }

    /// <summary>A python3 that has numpy; null when there is none.</summary>
    public static string? Python()
    {
        foreach (var candidate in (string[])["python3", "/usr/bin/python3"])
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(candidate, ["-c", "import numpy"]) { RedirectStandardError = true, UseShellExecute = false })!;
                process.WaitForExit();
                if (process.ExitCode == 0)
                    return candidate;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not there.
            }
        }
        return null;
    }

    public Timed Do(char operation)
    {
        _python.StandardInput.WriteLine(operation);
        _python.StandardInput.Flush();
        var parts = Line().Split('|');
        return new(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }

    private string Line() => _python.StandardOutput.ReadLine() ?? throw new IOException("The numpy process ended before its time.");

    public void Dispose()
    {
        _python.StandardInput.Close();
        _python.WaitForExit();
        _python.Dispose();
    }
}
