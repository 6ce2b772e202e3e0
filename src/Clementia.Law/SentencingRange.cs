namespace Clementia.Law;

/// <summary>The sentencing table for those who know level and category already.</summary>
public static class SentencingRange
{
    /// <summary>The cell at a level and category on a day of sentencing, and where the table comes from; null before there was one.</summary>
    public static (MonthRange Range, Source Source)? On(LawBook book, int level, HistoryCategory category, DateOnly day)
    {
        var r = new Reckoning(book, new Timeline { Sentence = day });
        if (SentencingTable.ExistsOn(book, day))
        {
            var range = SentencingTable.Range(r, level, category);
            return (range, r.Derivation.Steps[^1].Source!);
        }
        return null;
    }
}
