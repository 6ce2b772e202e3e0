namespace Clementia.Law;

/// <summary>The sentencing table of USSG chapter five, part A: offense level and criminal history category to a range in months, and its zones.</summary>
internal static class SentencingTable
{
    private static readonly ProvisionKey<Cells> s_table = new("us-federal/ussg/5a/sentencing-table", Cells.Read);

    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [s_table];

    /// <summary>Whether there was a sentencing table on a day.</summary>
    public static bool ExistsOn(LawBook book, DateOnly day) => book.Find(s_table).Versions[0].From <= day;

    /// <summary>The range at a level and category. A level below 1 counts as 1, above 43 as 43 (commentary to the table, note 2).</summary>
    public static MonthRange Range(Reckoning r, int level, HistoryCategory category)
    {
        var version = r.Needed(s_table);
        var range = version.Value![level, category];
        var treated = Math.Clamp(level, 1, 43);
        r.Step("5A", r.Cite(s_table), version, $"At level {treated} and category {category} the sentencing table gives {range.InWords}.{(treated == level ? "" : $" A level of {level} counts as {treated}.")}", $"level {level}, category {category}", range.InWords);
        return range;
    }

    /// <summary>The 43 by 6 cells of one edition.</summary>
    internal sealed class Cells
    {
        private readonly MonthRange[] _ranges;

        private Cells(MonthRange[] ranges) => _ranges = ranges;

        public MonthRange this[int level, HistoryCategory category] => _ranges[((Math.Clamp(level, 1, 43) - 1) * 6) + (int)category - 1];

        public static Cells Read(StrictJson value)
        {
            var ranges = new MonthRange[43 * 6];
            value.Only([.. Enumerable.Range(1, 43).Select(l => $"{l}")]);
            for (var level = 1; level <= 43; level++)
            {
                var row = value[$"{level}"];
                var cells = row.Items().ToList();
                if (cells.Count != 6)
                    throw row.Wrong($"The row has {cells.Count} cells.", "Give six, for categories I to VI.");
                for (var category = 0; category < 6; category++)
                    ranges[((level - 1) * 6) + category] = ReadCell(cells[category]);
            }
            return new(ranges);
        }

        private static MonthRange ReadCell(StrictJson cell)
        {
            var text = cell.Text();
            if (text == "life")
                return new(Limit.Life, Limit.Life);
            var dash = text.IndexOf('-');
            if (dash > 0 && int.TryParse(text.AsSpan(0, dash), out var min) && min <= 1200)
            {
                if (text[(dash + 1)..] == "life")
                    return new(Limit.Of(min), Limit.Life);
                if (int.TryParse(text.AsSpan(dash + 1), out var max) && max >= min && max <= 1200)
                    return MonthRange.Of(min, max);
            }
            throw cell.Wrong($"'{text}' is no cell of the table.", "Write months as \"30-37\", \"360-life\" or \"life\".");
        }
    }
}
