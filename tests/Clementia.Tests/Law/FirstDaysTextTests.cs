using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Law;
using static Clementia.Tests.Law.GuidelineTexts;

namespace Clementia.Tests.Law;

/// <summary>The first day of every version of the guidelines against the days that the manuals' historical notes give the amendments.</summary>
public sealed partial class FirstDaysTextTests
{
    private static readonly DateOnly s_first = new(1987, 11, 1);

    [Fact]
    public void The_notes_of_the_manuals_give_a_day_to_each_of_836_amendments() =>
        Assert.Equal(Enumerable.Range(1, 836), Days.Keys.Order());

    /// <summary>
    /// A source that names only what a later amendment struck, or only a manual, does not say when the words came:
    /// there the day must at least be one on which an amendment changed that very section.
    /// </summary>
    [Fact]
    public void Every_version_of_a_guideline_begins_with_the_guidelines_or_on_the_day_of_an_amendment_that_its_source_names()
    {
        var (byNumber, bySection) = (0, 0);
        foreach (var id in Guidelines())
        {
            foreach (var version in Versions(id))
            {
                var from = DateOnly.ParseExact(version["from"]!.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
                var named = AmendmentsIn(version["source"]!["cite"]!.GetValue<string>()).ToList();
                if (from == s_first || named.Any(n => Days[n] == from))
                {
                    byNumber++;
                    continue;
                }
                var section = id.Split('/')[1].ToUpperInvariant();
                Assert.True(Days.Any(d => d.Value == from && Sections[d.Key].Contains(section)), $"{id} {from:yyyy-MM-dd}: neither amendment {string.Join(", ", named)} nor any other of §{section} took effect that day.");
                bySection++;
            }
        }
        Assert.InRange(bySection, 1, 60);
        Assert.True(byNumber > 200);
    }

    [Fact]
    public void The_guidelines_begin_on_1_November_1987_and_no_version_is_older() =>
        Assert.All(Guidelines().SelectMany(Versions), v => Assert.True(string.CompareOrdinal(v["from"]!.GetValue<string>(), "1987-11-01") >= 0));

    [Fact]
    public void The_manual_changed_on_the_days_of_amendments_and_on_no_other()
    {
        var ours = Versions("ussg/1b1.11/editions").Select(v => v["from"]!.GetValue<string>());
        Assert.Equal(Days.Values.Append(s_first).Distinct().Order().Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ours);
    }

    // Where no amendment made the change: the Constitution as two judgments read it, and the list of what reaches back, whose days are its values.
    private static IEnumerable<string> Guidelines() => LawBook.BuiltIn.Ids.Where(id => id.StartsWith("us-federal/ussg/", StringComparison.Ordinal) && !id.StartsWith("us-federal/ussg/1b1.11/", StringComparison.Ordinal) && id != "us-federal/ussg/1b1.10/amendments")
        .Select(id => id["us-federal/".Length..]).Order(StringComparer.Ordinal);

    private static IEnumerable<int> AmendmentsIn(string cite) =>
        Named().Matches(cite).SelectMany(m => Numbers().Matches(m.Value)).SelectMany(m => Enumerable.Range(Number(m.Groups[1].Value), (m.Groups[2].Success ? Number(m.Groups[2].Value) : Number(m.Groups[1].Value)) - Number(m.Groups[1].Value) + 1));

    [GeneratedRegex(@"amends?\.? (?:\d+(?:-\d+)?(?:, and |, | and )?)+")]
    private static partial Regex Named();

    [GeneratedRegex(@"(\d+)(?:-(\d+))?")]
    private static partial Regex Numbers();
}
