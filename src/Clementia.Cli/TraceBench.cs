using System.Globalization;
using System.Text;
using Clementia.Casework;
using Clementia.Cli.Commands;
using Clementia.Documents.Copies;

namespace Clementia.Cli;

/// <summary>Measures tracing on the brief of the invented sample: what docs/copies.md tells.</summary>
internal static class TraceBench
{
    private static readonly int[] s_recipients = [10, 50, 200];

    public static int Run(int trials, int codes, TextWriter output)
    {
        if (trials is < 1 or > 100_000 || codes is < 1 or > 100_000_000)
            throw new UsageException("--trials: 1 to 100,000; --codes: 1 to 100,000,000.");
        var folder = Directory.CreateTempSubdirectory("clementia-trace-").FullName;
        try
        {
            var (desk, id) = Sample.Quietly(Path.Combine("samples", "petition"), folder, CancellationToken.None);
            using (desk)
                Measure(desk.Petition(id, null), Desk.Of(desk.Workspace.LatestCheckpoint(id)), trials, codes, output);
            return Program.Done;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(Petition petition, string checkpoint, int trials, int codes, TextWriter output)
    {
        // A secret of this measure, so that the same program gives the same figures.
        var secret = Encoding.UTF8.GetBytes("bench trace");
        var keys = Enumerable.Range(0, s_recipients[^1]).Select(copy => CopyKey.Of(secret, "p-sample", copy.ToString(CultureInfo.InvariantCulture))).ToList();
        var copies = keys.Select(key => Composed(petition, checkpoint, key)).ToList();
        if (copies.Exists(copy => !copy.IsMarked) || copies.Select(copy => copy.SitesFingerprint).Distinct().Count() > 1)
            throw new InvalidOperationException("The sample's copies do not all have the same places.");
        var places = copies[0].Sites.Select(site => site.Allowed.Count).Where(ways => ways > 1).ToList();
        output.WriteLine($"The brief of samples/petition: {copies[0].Sites.Count()} places with equal wordings; a copy holds {Bits(copies.Select(copy => copy.MarkedLines))} bits on average, on the page {Bits(copies.Select(copy => copy.Lines))}.");
        output.WriteLine("\n| paragraph | places | bits |\n|---|---|---|");
        var names = (copies[0].Lead is null ? [] : new[] { "The lead" }).Concat(copies[0].Sections.Select(section => section.Heading)).Concat(copies[0].Further.Select(section => section.Heading + " (binder)"));
        foreach (var (name, p) in names.Select((name, p) => (name, p)))
            output.WriteLine($"| {name} | {CopyMeasure.Paragraphs(copies[0])[p].SelectMany(line => line.Runs).Count(run => run.Site is not null)} | {Bits(copies.Select(copy => CopyMeasure.Paragraphs(copy)[p]))} |");

        output.WriteLine($"\nFrom the words on, {trials:N0} passages of each kind: right / wrong / cannot tell, in percent, by the number of recipients\n");
        output.WriteLine($"| what came to light | changed on the way | {string.Join(" | ", s_recipients)} |\n|---|---|{string.Concat(s_recipients.Select(_ => "---|"))}");
        (string Words, Retyping Retyping)[] ways =
        [
            ("nothing", default), ("1 % of words, 1 % of places reworded", new(10, 10, 0)), ("2 % of words, 4 % of places reworded", new(20, 40, 0)),
            ("5 % of words, 10 % of places reworded", new(50, 100, 0)), ("scanned: 2 % of letters misread", new(0, 0, 20)),
        ];
        var seed = 1;
        foreach (var (words, retyping) in ways)
        {
            foreach (var (cut, paragraphs) in new[] { ("1 paragraph", 1), ("2 paragraphs", 2), ("3 paragraphs", 3), ("5 paragraphs", 5), ("the whole", 0) })
                Row(cut, words, CopyMeasure.OfTexts(copies, s_recipients, paragraphs, 1, retyping, trials, seed++), false);
        }
        foreach (var (words, retyping) in ways.Where((_, i) => i is 0 or 2))
            Row("the whole, two copies mixed line by line", words, CopyMeasure.OfTexts(copies, s_recipients, 0, 2, retyping, trials, seed++), true);

        output.WriteLine($"\nBy codes, {codes:N0} passages of each kind, codes drawn anew for each\n");
        output.WriteLine("| source | places shown | changed | recipients | right | both named | cannot tell | wrong | wrong in 10,000 |\n|---|---|---|---|---|---|---|---|---|");
        foreach (var number in new[] { 10, 200 })
        {
            foreach (var (source, sources, stretches, shown, changed) in new[]
            {
                ("one copy", 1, false, 1000, 0), ("one copy", 1, false, 1000, 100), ("one copy", 1, false, 400, 50), ("two copies, place by place", 2, false, 1000, 20),
                ("two copies, in stretches", 2, true, 1000, 20), ("three copies, place by place", 3, false, 1000, 20), ("none: an innocent text", 0, false, 1000, 0),
            })
            {
                var rates = CopyMeasure.OfCodes(places, number, sources, stretches, shown, changed, codes, seed++);
                output.WriteLine($"| {source} | {shown / 10} % | {changed / 10} % | {number} | {Percent(rates.Right, rates)} | {(sources > 1 ? Percent(rates.Both, rates) : "")} | {Percent(rates.CannotTell, rates)} | {rates.Wrong} | {10_000.0 * rates.Wrong / rates.Trials:N2} |");
            }
        }

        void Row(string cut, string way, IReadOnlyDictionary<int, TraceRates> rates, bool two) => output.WriteLine(
            $"| {cut} | {way} | {string.Join(" | ", s_recipients.Select(number => rates[number] is var one ? $"{Percent(one.Right, one)} / {Percent(one.Wrong, one)} / {Percent(one.CannotTell, one)}{(two ? $" (both named: {Percent(one.Both, one)})" : "")}" : ""))} |");
    }

    private static Brief Composed(Petition petition, string checkpoint, CopyKey key)
    {
        var brief = Brief.Compose(petition, new BriefOptions(new DateOnly(2026, 11, 24), checkpoint, "a recipient", Confidentiality.Sealed) { Key = key });
        return brief.IsRefused ? throw new InvalidOperationException(brief.Refusal.ToString()) : brief.Value;
    }

    private static string Bits(IEnumerable<IEnumerable<BriefLine>> copies) => copies.Average(CopyMeasure.BitsOf).ToString("N1", CultureInfo.InvariantCulture);

    private static string Percent(int some, TraceRates of) => (100.0 * some / of.Trials).ToString("0.#", CultureInfo.InvariantCulture);
}
