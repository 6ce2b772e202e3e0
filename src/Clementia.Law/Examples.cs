using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Worked examples that concern the reckoning as a whole.</summary>
internal static class Examples
{
    public static IReadOnlyList<GoldenKind> Golden => [new("opinion_then_now", OpinionThenNow)];

    /// <summary>An opinion that gives a range before and after an amendment of so many levels (two unless told): every cell with the old range must lead to the same new one.</summary>
    private static GoldenAnswer OpinionThenNow(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var old = Range(facts["old_range"]);
        var lowered = facts.Maybe("levels")?.IntFrom(1, 20) ?? 2;
        var days = new Timeline { Sentence = facts.Maybe("on")?.Day() ?? book.ChangeDays[^1] };
        var found = new HashSet<MonthRange>();
        for (var level = 1; level <= 43; level++)
        {
            foreach (var category in Enum.GetValues<HistoryCategory>())
            {
                if (SentencingTable.Range(new Reckoning(book, days), level, category) == old)
                    found.Add(SentencingTable.Range(new Reckoning(book, days), level - lowered, category));
            }
        }
        return found.Count == 1
            ? new(new JsonObject { ["new_range"] = new JsonArray(FindingJson.Of(found.First().Min), FindingJson.Of(found.First().Max)) }, [$"{old.InWords} stands in the sentencing table at several levels; {lowered} levels lower it is {found.First().InWords} at every one of them."], [])
            : new([], [], [found.Count == 0 ? $"{old.InWords} is no range of the sentencing table." : $"{lowered} levels below {old.InWords} there is more than one range: which level and category?"]);
    }

    private static MonthRange Range(StrictJson list)
    {
        var ends = list.Items().ToList();
        return ends.Count == 2 ? new(ends[0].Limit(), ends[1].Limit()) : throw list.Wrong("It is no range.", "Write [51, 63].");
    }
}
