using System.Globalization;
using Clementia.Law;

namespace Clementia.Screening;

/// <summary>The guideline ranges of records: as the source records them, else what the sentencing table gives at the level and category on the day of the sentence.</summary>
public sealed class RangesOfRecords(Population population, LawBook book)
{
    private readonly Column? _min = population.Find(PersonColumns.RecordedMin.Name);
    private readonly Column? _max = population.Find(PersonColumns.RecordedMax.Name);
    private readonly Column? _level = population.Find(PersonColumns.Level.Name);
    private readonly Column? _category = population.Find(PersonColumns.Category.Name);
    private readonly Column? _first = population.Find(PersonColumns.SentencedFirst.Name);
    private readonly Column? _last = population.Find(PersonColumns.SentencedLast.Name);
    private readonly Dictionary<(long Level, long Category, long Day), (long, long)?> _table = [];

    /// <summary>The range of a record in hundredths of a month, and where it comes from; null where it cannot be said.</summary>
    public (long Min, long Max, string From, bool Recorded)? Of(int record)
    {
        if (_min is not null && _max is not null && _min[record] is var min && _max[record] is var max && Known(min) && Known(max) && min <= max)
            return (min, max, "as the source records it", true);
        if (_level is null || _category is null || _last is null || !Code.IsNumber(_level[record]) || !Code.IsNumber(_category[record]) || !Code.IsNumber(_last[record]))
            return null;
        var last = On(_level[record], _category[record], _last[record]);
        // Where the day is known to the month or year alone, the table must be the same on its first and its last day.
        if (last is null || (_first is not null && (!Code.IsNumber(_first[record]) || On(_level[record], _category[record], _first[record]) != last)))
            return null;
        return (last.Value.Min, last.Value.Max, string.Create(CultureInfo.InvariantCulture, $"the sentencing table on {DateOnly.FromDayNumber((int)_last[record]):yyyy-MM-dd}"), false);
    }

    private static bool Known(long value) => Code.IsNumber(value) || value == Code.Life;

    private (long Min, long Max)? On(long level, long category, long day)
    {
        if (_table.TryGetValue((level, category, day), out var known))
            return known;
        if (category is < 1 or > 6 || level is < -1000 or > 1000 || day < 0 || day > DateOnly.MaxValue.DayNumber)
            return null;
        var range = SentencingRange.On(book, (int)level, (HistoryCategory)(int)category, DateOnly.FromDayNumber((int)day));
        return _table[(level, category, day)] = range is { } found ? (Hundredths(found.Range.Min), Hundredths(found.Range.Max)) : null;
    }

    internal static long Hundredths(Limit limit) => limit.Months is { } months ? months * 100L : Code.Life;
}
