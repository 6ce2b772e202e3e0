using System.Diagnostics;
using System.Globalization;
using Clementia.Documents.Briefs;

namespace Clementia.Tests.Briefs;

/// <summary>How long a brief takes and how large it is; see bench/README. Run by name: it measures and judges nothing.</summary>
public sealed class BriefMeasures
{
    [Fact(Explicit = true)]
    public void Measure()
    {
        foreach (var (name, file) in new[] { ("37 facts, 6 papers", CaseFile.Typical()), ("300 facts, 1 paper", BriefTests.Sized(300, "Ada Lindqvist")) })
        {
            var brief = file.Brief();
            Report(name, "compose", 20, () => file.Brief().Notes.Count);
            foreach (var format in Enum.GetValues<BriefFormat>())
                Report(name, $"{format}, a process of its own", 5, () => Write(format, null));
            using var typesetter = new Typesetter();
            Report(name, "Pdf, the process kept", 10, () => Write(BriefFormat.Pdf, typesetter));

            int Write(BriefFormat format, Typesetter? setter)
            {
                var bytes = BriefFile.Write(brief, format, file.Sources, setter).Value!.Bytes;
                if (Environment.GetEnvironmentVariable("CLEMENTIA_MEASURES") is { Length: > 0 } folder)
                    File.WriteAllBytes(Path.Combine(folder, $"{name.Split(' ')[0]}.{format.ToString().ToLowerInvariant()}"), bytes);
                return bytes.Length;
            }
        }
    }

    private static void Report(string what, string how, int times, Func<int> work)
    {
        var watch = Stopwatch.StartNew();
        var size = work();
        var first = watch.Elapsed.TotalMilliseconds;
        var all = new List<double>();
        for (var i = 0; i < times; i++)
        {
            watch.Restart();
            work();
            all.Add(watch.Elapsed.TotalMilliseconds);
        }
        all.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-20} {how,-28} first {first,7:F0} ms, median {all[all.Count / 2],7:F1} ms, {size:N0}"));
    }
}
