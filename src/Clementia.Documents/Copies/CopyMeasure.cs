using System.Text;
using Clementia.Casework;

namespace Clementia.Documents.Copies;

/// <summary>How often tracing told rightly, wrongly, or that it cannot tell.</summary>
/// <param name="Trials">How many passages were traced.</param>
/// <param name="Right">Every copy named was a source, and at least one was.</param>
/// <param name="Both">Of those that mix two copies: both were named.</param>
/// <param name="Wrong">A copy was named that was no source.</param>
public readonly record struct TraceRates(int Trials, int Right, int Both, int Wrong)
{
    /// <summary>Nobody was named.</summary>
    public int CannotTell => Trials - Right - Wrong;

    internal TraceRates With(CopyTrace trace, IReadOnlyCollection<string> sources)
    {
        var named = trace.Copies.Where(copy => copy.IsNamed).ToList();
        var isWrong = named.Exists(copy => !sources.Contains(copy.Id));
        var isRight = named.Count > 0 && !isWrong;
        return new(Trials + 1, Right + (isRight ? 1 : 0), Both + (isRight && named.Count == sources.Count ? 1 : 0), Wrong + (isWrong ? 1 : 0));
    }
}

/// <summary>What becomes of a passage on its way.</summary>
/// <param name="Words">Of a thousand words, how many are changed: another word, a slip, or left out.</param>
/// <param name="Reworded">Of a thousand places, how many are reworded into an equal wording by whoever retypes it.</param>
/// <param name="Letters">Of a thousand letters, how many a scanner misreads.</param>
public readonly record struct Retyping(int Words, int Reworded, int Letters);

/// <summary>Measures tracing by simulation, with numbers drawn from a seed: the same seed gives the same passages.</summary>
public static class CopyMeasure
{
    /// <summary>The paragraphs of a brief that bear marks: the lead, each section of the page, the further points.</summary>
    public static IReadOnlyList<IReadOnlyList<BriefLine>> Paragraphs(Brief brief) =>
    [
        .. brief.Lead is null ? [] : new IReadOnlyList<BriefLine>[] { [brief.Lead] },
        .. brief.Sections.Select(section => section.Lines),
        .. brief.Further.Select(section => section.Lines),
    ];

    /// <summary>The bits that lines hold.</summary>
    public static double BitsOf(IEnumerable<BriefLine> lines) => lines.SelectMany(line => line.Runs).Where(run => run.Site is not null).Sum(run => Math.Log2(run.Site!.Allowed.Count));

    /// <summary>Traces passages of the text of copies, cut, mixed and retyped, from the words on.</summary>
    /// <param name="copies">The copies, composed: all of the same file.</param>
    /// <param name="recipients">Among how many of the first of them a passage is traced.</param>
    /// <param name="paragraphs">How many paragraphs in a row come to light; 0 for the whole.</param>
    /// <param name="sources">From how many copies they are mixed: 1, or 2 in turn by line.</param>
    /// <param name="retyping">What became of them.</param>
    /// <param name="trials">How many passages.</param>
    /// <param name="seed">Of the numbers drawn.</param>
    public static IReadOnlyDictionary<int, TraceRates> OfTexts(
        IReadOnlyList<Brief> copies, IReadOnlyList<int> recipients, int paragraphs, int sources, Retyping retyping, int trials, int seed)
    {
        var random = new Random(seed);
        var rates = recipients.ToDictionary(number => number, _ => default(TraceRates));
        var lines = copies[0].MarkedLines.ToList();
        var traced = copies.Select((copy, i) => TracedCopy.Of(Name(i), copy)).ToList();
        for (var trial = 0; trial < trials; trial++)
        {
            var from = Enumerable.Range(0, sources).Select(_ => random.Next(recipients.Min())).Distinct().ToList();
            while (from.Count < sources)
                from = [.. from.Append(random.Next(recipients.Min())).Distinct()];
            var texts = from.Select(copy => Paragraphs(copies[copy])).ToList();
            var all = texts[0].Count;
            var take = paragraphs == 0 ? all : Math.Min(paragraphs, all);
            var first = random.Next(all - take + 1);
            var passage = new StringBuilder();
            for (var p = first; p < first + take; p++)
                for (var l = 0; l < texts[0][p].Count; l++)
                    passage.Append(Retype(texts[random.Next(texts.Count)][p][l], retyping, random)).Append(' ');
            var readings = MarkedPassage.Read(lines, passage.ToString());
            var bits = readings.Sum(reading => reading.Shown);
            foreach (var number in recipients)
            {
                var held = traced.Take(number).Select(copy => (copy.Id, "", copy.Ratios(readings))).ToList();
                rates[number] = rates[number].With(CopyTrace.Weigh(held, bits), [.. from.Select(Name)]);
            }
        }
        return rates;
    }

    /// <summary>
    /// Traces codes instead of texts, which is a thousand times faster: each trial draws the codes of all copies anew, the sources among them,
    /// what comes to light and what is misread. Without a source it is an innocent text, which nobody may be named for.
    /// </summary>
    /// <param name="choices">How many wordings each place has.</param>
    /// <param name="copies">How many copies there are.</param>
    /// <param name="sources">How many of them are mixed; 0 for a text that comes from none.</param>
    /// <param name="inStretches">Whether they are mixed in stretches, and not place by place.</param>
    /// <param name="shown">Of a thousand places, how many the passage shows.</param>
    /// <param name="changed">Of a thousand of those, how many show another wording than the source's.</param>
    /// <param name="trials">How many passages.</param>
    /// <param name="seed">Of the numbers drawn.</param>
    public static TraceRates OfCodes(IReadOnlyList<int> choices, int copies, int sources, bool inStretches, int shown, int changed, int trials, int seed)
    {
        var random = new Random(seed);
        var rates = default(TraceRates);
        var held = Enumerable.Range(0, copies).Select(copy => (Id: Name(copy), Group: "", Ratios: new double[choices.Count])).ToList();
        var from = new int[choices.Count];
        for (var trial = 0; trial < trials; trial++)
        {
            // The first copies are the sources: their codes are drawn like all others, so which they are does not matter.
            for (var i = 0; i < from.Length; i++)
                from[i] = sources == 0 ? -1 : inStretches ? Math.Min(sources - 1, i * sources / from.Length) : random.Next(sources);
            for (var i = 0; i < choices.Count; i++)
            {
                var isShown = random.Next(1000) < shown;
                var drawn = random.Next(choices[i]);
                var seen = random.Next(1000) < changed ? random.Next(choices[i]) : drawn;
                for (var copy = 0; copy < copies; copy++)
                {
                    var has = copy == from[i] ? drawn : random.Next(choices[i]);
                    held[copy].Ratios[i] = !isShown ? 1 : has == seen ? Clear * choices[i] : (1 - Clear) * choices[i] / (choices[i] - 1);
                }
            }
            rates = rates.With(CopyTrace.Weigh(held, 0), [.. Enumerable.Range(0, sources).Select(Name)]);
        }
        return rates;
    }

    // How sure a reading is of a wording that it sees.
    private const double Clear = 0.995;

    private static string Name(int copy) => copy.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static readonly string[] s_otherWords = ["the", "that", "which", "also", "very", "court", "case", "then", "of", "file", "said", "was"];

    // What scanners take for what.
    private static readonly (char Right, string Wrong)[] s_misread = [('e', "c"), ('l', "1"), ('o', "0"), ('m', "rn"), ('h', "b"), ('i', "l"), ('u', "ii"), ('s', "5"), ('a', "o"), ('t', "f")];

    private static string Retype(BriefLine line, Retyping retyping, Random random)
    {
        var said = new StringBuilder();
        foreach (var run in line.Runs.Where(run => run.Kind != RunKind.Note))
            said.Append(run.Site is { } site && random.Next(1000) < retyping.Reworded ? site.Choices[random.Next(site.Choices.Count)] : run.Text);
        var words = said.ToString().Split(' ');
        var typed = new StringBuilder();
        foreach (var word in words)
        {
            var typo = word;
            if (random.Next(1000) < retyping.Words)
            {
                typo = random.Next(4) switch
                {
                    0 => "",
                    1 when word.Length > 2 && random.Next(word.Length - 1) is var at => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
                    _ => s_otherWords[random.Next(s_otherWords.Length)],
                };
            }
            foreach (var letter in typo)
            {
                if (random.Next(1000) < retyping.Letters && Array.Find(s_misread, one => one.Right == letter) is { Wrong: { } wrong })
                    typed.Append(wrong);
                else
                    typed.Append(letter);
            }
            if (typo.Length > 0)
                typed.Append(' ');
        }
        return typed.ToString();
    }
}
