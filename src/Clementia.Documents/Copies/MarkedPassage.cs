using System.Text;
using Clementia.Casework;

namespace Clementia.Documents.Copies;

/// <summary>What a passage shows at one place of a brief.</summary>
/// <param name="Line">The line ("P7").</param>
/// <param name="Site">The place ("P7/2").</param>
/// <param name="Ratios">
/// For each wording how much more likely the passage is if that one stood in the copy than if any might have; their mean is 1. All 1 when
/// the passage does not show the place.
/// </param>
public sealed record SiteReading(string Line, string Site, IReadOnlyList<double> Ratios)
{
    /// <summary>The bits that the passage in fact shows of it: 0 when it does not show it.</summary>
    public double Shown => Ratios.Sum(ratio => ratio <= 0 ? 0 : ratio * Math.Log2(ratio)) / Ratios.Count;
}

/// <summary>
/// Finds the lines of a brief in a passage and reads which of equal wordings stand there. Reading knows the brief and all its wordings, but
/// not which of them stand in which copy: whatever it gets wrong cannot point to one copy rather than another.
/// </summary>
public static class MarkedPassage
{
    // Odds of a word in the passage against chance: the same word, one that looks like it (a slip, a misread letter), another.
    private const double SameWord = 60, SameMark = 6, LikeWord = 12, OtherWord = 0.02;
    // Going on, a word put in or left out, and a second one after it.
    private const double Straight = 0.96, Added = 0.02, Dropped = 0.02, Again = 0.4;
    // Beginning or ending within a line.
    private const double Broken = 0.02;
    // By how much a line must be better found than by chance in a passage of that length.
    private const double Found = 1000;

    /// <summary>Reads the places of a brief in a passage, in the order of the brief. A line that is not in the passage gives ratios of 1.</summary>
    /// <param name="brief">Any copy of the brief: only its places and their wordings are looked at.</param>
    /// <param name="passage">The text that came to light.</param>
    public static IReadOnlyList<SiteReading> Read(Brief brief, string passage) => Read([.. brief.MarkedLines], passage);

    internal static IReadOnlyList<SiteReading> Read(IReadOnlyList<BriefLine> lines, string passage)
    {
        var words = Tokens(passage);
        var readings = new List<SiteReading>();
        foreach (var line in lines)
            Read(line, words, readings);
        return readings;
    }

    private static void Read(BriefLine line, IReadOnlyList<string> words, List<SiteReading> readings)
    {
        var sites = line.Runs.Where(run => run.Site is not null).Select(run => run.Site!).ToList();
        if (sites.Count == 0)
            return;
        var graph = Graph.Of(line);
        var (odds, end) = graph.Find(words, 0, words.Count, -1, -1);
        // A line too long for the reckoning is not read rather than misread.
        if (words.Count == 0 || odds < Found * words.Count || !double.IsFinite(odds))
        {
            readings.AddRange(sites.Select(site => new SiteReading(line.Id, site.Id, [.. Enumerable.Repeat(1.0, site.Choices.Count)])));
            return;
        }
        var from = Math.Max(0, end - (graph.Longest * 3 / 2) - 12);
        var to = Math.Min(words.Count, end + 12);
        for (var s = 0; s < sites.Count; s++)
        {
            var each = new double[sites[s].Choices.Count];
            for (var c = 0; c < each.Length; c++)
                each[c] = graph.Find(words, from, to, s, c).Odds;
            var mean = each.Average();
            readings.Add(new SiteReading(line.Id, sites[s].Id, [.. each.Select(one => one / mean)]));
        }
    }

    /// <summary>Words in lower case, figures apart from letters (a footnote's number stands at the word), and the marks between them.</summary>
    internal static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        foreach (var read in text)
        {
            var character = read switch { '’' or '‘' or '`' => '\'', '“' or '”' or '«' or '»' => '"', '–' or '—' or '\u2011' or '\u2010' => '-', _ => char.ToLowerInvariant(read) };
            var isLetter = char.IsLetter(character) || character is '\'' or '-';
            if (!isLetter && !char.IsDigit(character))
            {
                End();
                if (!char.IsWhiteSpace(character) && !char.IsControl(character) && character is not ('\u200b' or '\u00ad'))
                    tokens.Add(character.ToString());
                continue;
            }
            if (word.Length > 0 && char.IsDigit(word[^1]) == isLetter)
                End();
            word.Append(character);
        }
        End();
        return tokens;

        void End()
        {
            if (word.Length > 0)
                tokens.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool IsMark(string token) => token.Length == 1 && !char.IsLetterOrDigit(token[0]);

    private static double Odds(string ours, string theirs)
    {
        if (IsMark(ours) || IsMark(theirs))
            return ours == theirs ? SameMark : OtherWord;
        if (ours == theirs)
            return SameWord;
        return IsLike(ours, theirs) ? LikeWord : OtherWord;
    }

    // A slip of the finger or of a scanner: a third of the letters at most, and never a figure for another figure.
    private static bool IsLike(string one, string other)
    {
        if (char.IsDigit(one[0]) || char.IsDigit(other[0]) || Math.Abs(one.Length - other.Length) > 2)
            return false;
        var most = Math.Max(one.Length, other.Length) / 3;
        if (most == 0)
            return false;
        var above = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
            above[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            (above, row) = (row, above);
        }
        return above[other.Length] <= most;
    }

    /// <summary>A line as all copies together could say it: a chain of words that divides at each place into the equal wordings.</summary>
    private sealed class Graph
    {
        private readonly List<Node> _nodes = [];
        private int[] _ends = [];

        /// <param name="Word">The word.</param>
        /// <param name="Before">The words that it can follow; none for a first word.</param>
        /// <param name="Enters">How likely the way to it is taken: one of so many wordings at the head of one, else 1.</param>
        /// <param name="Site">The place it belongs to, or -1.</param>
        /// <param name="Choice">The wording it belongs to.</param>
        private sealed record Node(string Word, int[] Before, double Enters, int Site, int Choice);

        /// <summary>The words of the longest way through it.</summary>
        public int Longest { get; private set; }

        public static Graph Of(BriefLine line)
        {
            var graph = new Graph();
            var site = -1;
            foreach (var run in line.Runs.Where(run => run.Kind != RunKind.Note))
            {
                if (run.Site is null)
                {
                    graph._ends = graph.Chain(run.Text, graph._ends, 1, -1, -1);
                    graph.Longest += Tokens(run.Text).Count;
                    continue;
                }
                site++;
                var (before, choices) = (graph._ends, run.Site.Choices);
                graph._ends = [.. choices.SelectMany((choice, c) => graph.Chain(choice, before, 1.0 / choices.Count, site, c))];
                graph.Longest += choices.Max(choice => Tokens(choice).Count);
            }
            return graph;
        }

        private int[] Chain(string text, int[] before, double enters, int site, int choice)
        {
            foreach (var word in Tokens(text))
            {
                _nodes.Add(new Node(word, before, enters, site, choice));
                (before, enters) = ([_nodes.Count - 1], 1);
            }
            return before;
        }

        /// <summary>
        /// The odds that the line, or a part of it, stands in a stretch of the passage, against chance, summed over all ways in which it could;
        /// and where the likeliest ends. Each word of the line is there, is there as another, or was dropped; words may have been put in between.
        /// </summary>
        /// <param name="words">The passage.</param>
        /// <param name="from">From which word.</param>
        /// <param name="to">To before which word.</param>
        /// <param name="site">A place of the line where one wording is taken to stand, or -1.</param>
        /// <param name="choice">That wording.</param>
        public (double Odds, int End) Find(IReadOnlyList<string> words, int from, int to, int site, int choice)
        {
            var n = to - from;
            var (match, added, dropped) = (new double[_nodes.Count][], new double[_nodes.Count][], new double[_nodes.Count][]);
            double total = 0, best = 0;
            var end = from;
            for (var v = 0; v < _nodes.Count; v++)
            {
                var node = _nodes[v];
                var (m, a, d) = (match[v] = new double[n + 1], added[v] = new double[n + 1], dropped[v] = new double[n + 1]);
                if (site >= 0 && node.Site == site && node.Choice != choice)
                    continue;
                var start = node.Before.Length == 0 ? 1.0 : Broken;
                var stop = Array.IndexOf(_ends, v) >= 0 ? 1.0 : Broken;
                for (var j = 1; j <= n; j++)
                {
                    double into = start, over = 0;
                    foreach (var u in node.Before)
                    {
                        into += (match[u][j - 1] * Straight) + ((added[u][j - 1] + dropped[u][j - 1]) * (1 - Again));
                        over += (match[u][j] * Dropped) + (dropped[u][j] * Again);
                    }
                    m[j] = node.Enters * into * Odds(node.Word, words[from + j - 1]);
                    d[j] = node.Enters * over;
                    a[j] = (m[j - 1] * Added) + (a[j - 1] * Again);
                    total += m[j] * stop;
                    if (m[j] * stop > best)
                        (best, end) = (m[j] * stop, from + j);
                }
            }
            return (total, end);
        }
    }
}
