using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clementia.Documents.Pdf;

/// <summary>
/// Tells running heads, feet, stamps and page numbers from the text: what stands at the same place on several pages
/// with nothing but its numbers changed, and what courts' filing systems stamp.
/// </summary>
internal static partial class Margins
{
    private const int Depth = 4;

    /// <summary>A row near the top or bottom of a page.</summary>
    private sealed record Edge(int Page, int Row, float Base, bool AtTop, string Key, string Text);

    // "Case 2:94-cr-20233-XYZ Document 114 Filed 03/04/97 Page 3 of 9", "USCA4 Appeal: 20-1 Doc: 2 Filed: 01/02/2020 Pg: 1 of 9",
    // "Case: 17-1 Document: 00117684624 Page: 1 Date Filed: ...", "ECF No. 5, PageID.12 Page 2 of 7".
    [GeneratedRegex(@"^\W*(?:USCA\S*\s|Appellate\s|NYSCEF\s|FILED:|Case:?\s|Appeal:?\s|\d+:\d\d-\w\w-\d+|ECF\sNo|Doc\s\d).{0,80}?\b(?:Document|Doc(?:ket|ument)?|DktEntry|ECF No|ID|Entry|INDEX NO|NYSCEF DOC)\b\.?:?\s*(?:No\.?:?\s*)?#?:?\s*\d.*\b(?:Filed|Page|Pg|Entered|Date Filed|RECEIVED NYSCEF)\b.*\d", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();

    // The second line of a bankruptcy court's stamp.
    [GeneratedRegex(@"^(?:Main\s+)?Document\s+Page\s+\d+\s+of\s+\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex StampGoesOn();

    [GeneratedRegex(@"\b(?:Page|Pg)\.?:?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d+)?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StampedPage();

    // "3", "- 3 -", "Page 3", "Page 3 of 9", "3 of 9", "3/9", "iv", "A-3", "[3]".
    [GeneratedRegex(@"^[\s\-–—\[\(|~.]*(?:page\s+|p\.\s*|pg\.?\s*)?((?:[A-Z]{1,3}-?)?\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\s\-–—\]\)|~.]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();

    /// <summary>Decides for each page which rows belong to the margins, and what number is printed on it.</summary>
    public static (HashSet<int>[] Rows, string?[] Labels) Find(IReadOnlyList<(IReadOnlyList<Row> Rows, float Height)> pages)
    {
        var margins = new HashSet<int>[pages.Count];
        var labels = new string?[pages.Count];
        var edges = new List<Edge>();
        for (var p = 0; p < pages.Count; p++)
        {
            margins[p] = [];
            var (rows, height) = pages[p];
            for (var r = 0; r < rows.Count; r++)
            {
                var fromTop = r < Depth && rows[r].Base < height * 0.2f;
                var fromBottom = r >= rows.Count - Depth && rows[r].Base > height * 0.8f;
                if (!fromTop && !fromBottom)
                    continue;
                var text = rows[r].Text;
                edges.Add(new Edge(p, r, rows[r].Base, fromTop, KeyOf(text), text));
            }
        }

        var stamped = new string?[pages.Count];
        foreach (var edge in edges)
        {
            // A sentence that cites a docket is no stamp: that stands outermost.
            var outer = edge.AtTop ? edge.Row <= 1 : edge.Row >= pages[edge.Page].Rows.Count - 2;
            if (!outer || !(Stamp().IsMatch(edge.Text) || StampGoesOn().IsMatch(edge.Text)))
                continue;
            margins[edge.Page].Add(edge.Row);
            if (StampedPage().Match(edge.Text) is { Success: true } match)
                stamped[edge.Page] ??= match.Groups[1].Value;
        }

        // The same words at the same height on several pages (every page, or every other page as left and right heads do).
        foreach (var group in edges.GroupBy(e => (e.AtTop, e.Key)))
        {
            if (group.Key.Key.Length == 0)
                continue;
            var heights = new Dictionary<int, HashSet<int>>();
            foreach (var edge in group)
            {
                var height = (int)(edge.Base / 4);
                if (!heights.TryGetValue(height, out var there))
                    heights[height] = there = [];
                there.Add(edge.Page);
            }
            if (heights.Count == 1 && heights.Values.First().Count < 2)
                continue;
            foreach (var edge in group)
            {
                var alike = 0;
                for (var height = ((int)edge.Base / 4) - 2; height <= ((int)edge.Base / 4) + 2; height++)
                    alike += heights.TryGetValue(height, out var there) ? there.Count : 0;
                // Two neighbours suffice where there are few pages and it stands outermost; else it must be a habit of the document.
                var last = pages[edge.Page].Rows.Count - 1;
                var enough = alike >= 3 || (alike == 2 && pages.Count <= 4 && ((edge.Row == 0 && group.Key.Key.Length >= 6) || edge.Row == last));
                if (enough && IsOutermost(edge, margins[edge.Page], last + 1))
                    margins[edge.Page].Add(edge.Row);
            }
        }

        // What counts with the pages is looked for on the pages around.
        var byPage = edges.ToLookup(e => e.Page);
        IEnumerable<Edge> Around(Edge edge) => Enumerable.Range(edge.Page - 2, 5).Where(p => p != edge.Page).SelectMany(p => byPage[p]).Where(e => e.AtTop == edge.AtTop);

        foreach (var edge in edges)
        {
            if (PageNumber().Match(edge.Text) is not { Success: true } match)
                continue;
            var value = NumberOf(match.Groups[1].Value);
            if (value is null)
                continue;
            // A lone number at the foot counts with its neighbours: the next page's, at this height, is one more.
            var counts = Around(edge).Any(other => Math.Abs(other.Base - edge.Base) < 14
                && PageNumber().Match(other.Text) is { Success: true } theirs && NumberOf(theirs.Groups[1].Value) is { } their && their - value == other.Page - edge.Page);
            var alone = pages.Count == 1 || !char.IsDigit(match.Groups[1].Value[0]);
            var outermost = edge.AtTop ? edge.Row == 0 || Enumerable.Range(0, edge.Row).All(margins[edge.Page].Contains)
                : Enumerable.Range(edge.Row + 1, pages[edge.Page].Rows.Count - edge.Row - 1).All(margins[edge.Page].Contains);
            var isolated = (!alone && !counts && value == edge.Page + 1) || (pages.Count == 1 && !edge.AtTop && char.IsDigit(match.Groups[1].Value[0]));
            if (!counts && !(isolated && outermost))
                continue;
            margins[edge.Page].Add(edge.Row);
            labels[edge.Page] ??= match.Groups[1].Value;
        }

        // A number within a running head ("UNITED STATES v. DOE    3") that counts with the pages.
        foreach (var edge in edges)
        {
            if (labels[edge.Page] is not null || !margins[edge.Page].Contains(edge.Row) || Stamp().IsMatch(edge.Text))
                continue;
            foreach (var word in (string[])[LastWord(edge.Text), FirstWord(edge.Text)])
            {
                if (NumberOf(word) is { } value && Around(edge).Any(other => margins[other.Page].Contains(other.Row)
                    && (NumberOf(LastWord(other.Text)) is { } last && last - value == other.Page - edge.Page || NumberOf(FirstWord(other.Text)) is { } first && first - value == other.Page - edge.Page)))
                {
                    labels[edge.Page] = word;
                    break;
                }
            }
        }
        for (var p = 0; p < pages.Count; p++)
            labels[p] ??= stamped[p];
        return (margins, labels);
    }

    private static bool IsOutermost(Edge edge, HashSet<int> margins, int rows)
    {
        // No more than two rows of text may stand outside of a head or foot.
        var outside = 0;
        if (edge.AtTop)
        {
            for (var r = 0; r < edge.Row; r++)
                outside += margins.Contains(r) ? 0 : 1;
        }
        else
        {
            for (var r = edge.Row + 1; r < rows; r++)
                outside += margins.Contains(r) ? 0 : 1;
        }
        return outside <= 2;
    }

    private static string FirstWord(string text) => text.Split(' ', 2)[0];

    private static string LastWord(string text) => text[(text.LastIndexOf(' ') + 1)..];

    /// <summary>Letters as they are, every run of figures as one mark.</summary>
    private static string KeyOf(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                if (key.Length == 0 || key[^1] != '#')
                    key.Append('#');
            }
            else if (char.IsLetter(c))
                key.Append(char.ToLowerInvariant(c));
        }
        return key.ToString();
    }

    private static int? NumberOf(string text)
    {
        text = text.Trim('-', '–', '[', ']', '(', ')', '.', ',');
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number is > 0 and < 10_000 ? number : null;
        var at = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (at is > 0 and <= 4 && int.TryParse(text.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return number;
        var total = 0;
        var before = 0;
        foreach (var c in text.ToLowerInvariant().Reverse())
        {
            var value = c switch { 'i' => 1, 'v' => 5, 'x' => 10, 'l' => 50, 'c' => 100, _ => 0 };
            if (value == 0)
                return null;
            total += value < before ? -value : value;
            before = Math.Max(before, value);
        }
        return total > 0 ? total : null;
    }
}
