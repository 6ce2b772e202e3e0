using System.Diagnostics;
using System.Runtime.CompilerServices;
using Clementia.Law;

namespace Clementia.Bench;

/// <summary>One finding then and one now, warm: `-- law [facts file ...]`; without a file the samples of docs/samples that are facts files, or a case made up here.</summary>
[Benchmark("law")]
internal static class LawBench
{
    private const string MadeUp = """
        { "sentenced": "2003-06-12", "offense": { "start": "2001-01-05", "end": "2002-02-01" }, "convicted": "2003-01-20",
          "groups": [{ "guideline": "2B1.1", "loss": 2600000, "victims": { "number": 60, "hardship": 3 }, "theft": { "sophisticatedMeans": true, "sophisticatedMeansOwn": true, "maximum20Years": true }, "chapter2": { "allListed": true } }] }
        """;

    private static int Run(string[] args)
    {
        var samples = Path.Combine(Root(), "docs", "samples");
        string[] files = args.Length > 0 ? args : Directory.Exists(samples) ? [.. Directory.EnumerateFiles(samples, "*.json").Order(StringComparer.Ordinal)] : [];
        var cases = new List<(string Name, Facts Facts, Timeline Then)>();
        foreach (var file in files)
        {
            try
            {
                if (FactsFile.Read(File.ReadAllText(file), Path.GetFileName(file)).First is var facts && CaseFacts.TimelineOf(facts) is { } then)
                    cases.Add((Path.GetFileName(file), facts, then));
            }
            catch (FaultException other)
            {
                Console.WriteLine($"{Path.GetFileName(file)} is no facts file: {other.Message}");
            }
        }
        if (cases.Count == 0 && Facts.Read(MadeUp) is var made)
            cases.Add(("made up", made, CaseFacts.TimelineOf(made)!));

        var day = LawBook.BuiltIn.ChangeDays[^1];
        Console.WriteLine($"Each figure is the median and the 95th percentile, in microseconds, after three seconds of warming up; now is {day:yyyy-MM-dd}. Goal: then and now under 100.");
        foreach (var (name, facts, then) in cases)
        {
            var now = then.SentencedOn(day);
            Measure($"{name}: then and now", () =>
            {
                var (a, b) = (Sentencing.Find(LawBook.BuiltIn, facts, then), Sentencing.Find(LawBook.BuiltIn, facts, now));
                return a.Derivation.Steps.Count + b.Derivation.Steps.Count;
            });
            Measure($"{name}: compared, with every day the range moved", () => ThenAndNow.Compare(LawBook.BuiltIn, facts, then, day).Steps.Count);
        }
        return 0;
    }

    private static void Measure(string name, Func<int> work)
    {
        // Warm means that the compiler has made its second, better version, which it does in the background after a while, not after so many calls.
        var warm = Stopwatch.StartNew();
        var calls = 0;
        for (; calls < 30 || warm.ElapsedMilliseconds < 3000; calls++)
            work();
        var watch = new Stopwatch();
        // A comparison whose level is open tries thousands of answers: it gets fewer turns.
        var times = new double[warm.ElapsedMilliseconds / calls < 5 ? 1000 : 15];
        for (var i = 0; i < times.Length; i++)
        {
            watch.Restart();
            work();
            times[i] = watch.Elapsed.TotalMicroseconds;
        }
        Array.Sort(times);
        Console.WriteLine($"{name,-70} {times[times.Length / 2],8:F1} {times[times.Length * 95 / 100],8:F1}");
    }

    internal static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}

/// <summary>
/// Changes every value of the law, one at a time: `-- law-mutation [--only us-federal/ussg/2k2.1] [--every 10] [--list 20] [--tests Clementia.Tests.dll]`.
/// What no worked example notices is asked of the tests of the law in that assembly, when it is named.
/// </summary>
[Benchmark("law-mutation")]
internal static class LawMutationBench
{
    private static int Run(string[] args)
    {
        var only = Option(args, "--only") ?? "us-federal/";
        var every = int.Parse(Option(args, "--every") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        var list = int.Parse(Option(args, "--list") ?? "20", System.Globalization.CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        var mutations = LawMutations.Of(LawBook.BuiltIn, LawBench.Root());
        Console.WriteLine($"{mutations.Examples} worked examples stand guard; {mutations.Disagreeing.Count} disagree with the law as it is and guard nothing ({watch.Elapsed.TotalSeconds:F1} s).");
        foreach (var one in mutations.Disagreeing.Take(list))
            Console.WriteLine($"  disagrees: {one}");
        var tests = Option(args, "--tests") is { } assembly ? LawTests.Of(LawBook.BuiltIn, assembly) : null;
        if (tests is not null)
        {
            Console.WriteLine($"{tests.Count} tests stand guard; {tests.LeftOut.Count} cannot be run here ({watch.Elapsed.TotalSeconds:F1} s).");
            foreach (var one in tests.LeftOut)
                Console.WriteLine($"  left out: {one}");
        }
        var verdicts = mutations.Run(only, every, tests is null ? null : tests.NoticedBy);
        foreach (var provision in verdicts.GroupBy(v => v.Provision).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var missed = provision.Where(v => !v.IsCaught).ToList();
            var values = provision.Where(v => !v.IsFirstDay).ToList();
            Console.WriteLine($"{Share(values),8}  {values.Count(v => v.IsCaught),5} of {values.Count,5} values, {provision.Count(v => v.IsFirstDay && v.IsCaught),3} of {provision.Count(v => v.IsFirstDay),3} first days  {provision.Key}");
            foreach (var v in missed.Take(list))
                Console.WriteLine($"            {v.Path}: {v.Was} -> {string.Join(" or ", v.Unnoticed.Select(u => u.Length > 60 ? u[..60] : u))}");
            if (missed.Count > list)
                Console.WriteLine($"            and {missed.Count - list} more");
        }
        var all = verdicts.Where(v => !v.IsFirstDay).ToList();
        var days = verdicts.Where(v => v.IsFirstDay).ToList();
        Console.WriteLine($"Caught: {all.Count(v => v.IsCaught)} of {all.Count} values ({Share(all)}), {days.Count(v => v.IsCaught)} of {days.Count} first days ({Share(days)}), in {watch.Elapsed.TotalSeconds:F1} s.");
        return 0;
    }

    private static string Share(List<LawMutations.Verdict> verdicts) => verdicts.Count == 0 ? "-" : (verdicts.Count(v => v.IsCaught) * 100.0 / verdicts.Count).ToString("F1", System.Globalization.CultureInfo.InvariantCulture) + " %";

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
}
