using System.Runtime.CompilerServices;

namespace Clementia.Screening;

/// <summary>
/// Records of one guideline, level and category that lie together. Populations lay like cases together, so ten million records are a few thousand runs, found once by vectorised
/// comparison. Nothing rests on the order: one that is not sorted has more and shorter runs, and the same answers.
/// </summary>
internal sealed class CellRuns
{
    private const int Kept = 1 << 20;
    private static readonly ConditionalWeakTable<Population, CellRuns> s_runs = [];

    private readonly Population _population;
    private readonly Column?[] _cell;
    private readonly List<(int From, int To)>? _runs = [];

    private CellRuns(Population population)
    {
        _population = population;
        _cell = [population.Find(PersonColumns.Guideline.Name), population.Find(PersonColumns.Level.Name), population.Find(PersonColumns.Category.Name)];
        Years = YearsOf(population.Find(PersonColumns.FiscalYear.Name));
        foreach (var run in Scan())
        {
            // A population in no order would fill memory with runs of one record: such a one is scanned each time.
            if (_runs!.Count == Kept)
            {
                _runs = null;
                break;
            }
            _runs.Add(run);
        }
    }

    public static CellRuns Of(Population population) => s_runs.GetValue(population, p => new(p));

    /// <summary>The runs in the order of the records; together they are all records, each once.</summary>
    public IEnumerable<(int From, int To)> All => _runs ?? Scan();

    /// <summary>The first and the last fiscal year of the population; null where it carries none.</summary>
    public (long First, long Last)? Years { get; }

    private static (long, long)? YearsOf(Column? year)
    {
        var (first, last) = (long.MaxValue, long.MinValue);
        for (var at = 0; at < (year?.Length ?? 0); at = NextChange(year!, at))
        {
            if (year![at] is var value && Code.IsNumber(value))
                (first, last) = (Math.Min(first, value), Math.Max(last, value));
        }
        return first <= last ? (first, last) : null;
    }

    private IEnumerable<(int From, int To)> Scan()
    {
        var next = new int[_cell.Length];
        for (var from = 0; from < _population.Records;)
        {
            var to = _population.Records;
            for (var i = 0; i < next.Length; i++)
            {
                if (_cell[i] is not { } column)
                    continue;
                if (next[i] <= from)
                    next[i] = NextChange(column, from);
                to = Math.Min(to, next[i]);
            }
            yield return (from, to);
            from = to;
        }
    }

    /// <summary>The first record after this one whose value is another; the number of records where there is none.</summary>
    private static int NextChange(Column column, int from)
    {
        var ahead = column.Width switch
        {
            1 => Next(column.As<byte>()[from..]),
            2 => Next(column.As<ushort>()[from..]),
            4 => Next(column.As<int>()[from..]),
            _ => Next(column.As<long>()[from..]),
        };
        return ahead < 0 ? column.Length : from + ahead;

        static int Next<T>(ReadOnlySpan<T> values)
            where T : unmanaged, IEquatable<T> => values.IndexOfAnyExcept(values[0]);
    }
}
