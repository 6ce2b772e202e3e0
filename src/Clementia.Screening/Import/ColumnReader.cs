using System.Globalization;
using System.Text;

namespace Clementia.Screening.Import;

/// <summary>One rule of a mapping, bound to the cells of a source: turns a row into the logical value of a column.</summary>
internal sealed class ColumnReader
{
    private readonly ColumnRule _rule;
    private readonly Source[] _sources;
    private readonly Period? _period;
    private readonly Dictionary<string, long> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _namesBySpan;
    private readonly PopulationBuilder _builder;
    private readonly int _column;
    private readonly long _scale;
    private readonly long _scaleDivisor;

    /// <summary>The most different names that a column of choices may have: more than that, it is no choice.</summary>
    private const int MostChoices = 60_000;

    private ColumnReader(ColumnRule rule, Source[] sources, Period? period, PopulationBuilder builder, int column)
    {
        (_rule, _sources, _period, _builder, _column) = (rule, sources, period, builder, column);
        _namesBySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        (_scale, _scaleDivisor) = (rule.Type, rule.Unit) switch
        {
            (ColumnType.Months, "years") => (1200, 1),
            // A day is the 365.25th part of a year, 0.0329 months: what the Commission's capped variables write for one.
            (ColumnType.Months, "days") => (100 * 12 * 100, 36_525),
            (ColumnType.Months, _) => (100, 1),
            (ColumnType.Weight, "kg") => (1_000_000_000L, 1),
            (ColumnType.Weight, "mg") => (1000L, 1),
            (ColumnType.Weight, "ug") => (1L, 1),
            (ColumnType.Weight, "lb") => (453_592_370L, 1),
            (ColumnType.Weight, "oz") => (453_592_370L, 16),
            (ColumnType.Weight, _) => (1_000_000L, 1),
            _ => (1L, 1),
        };
    }

    /// <summary>Cells that were written finer than they are kept.</summary>
    public long Rounded { get; private set; }

    /// <summary>The variable and the text of the cell that the last fault is about.</summary>
    public (string Variable, string Text) Culprit { get; private set; }

    public ColumnRule Rule => _rule;

    /// <summary>The column as the population will have it, and what reads it; null when the source carries none of its variables.</summary>
    public static (ColumnSpec Spec, Func<PopulationBuilder, int, ColumnReader> Bind)? Of(ColumnRule rule, Mapping mapping, IReadOnlyList<string> header, int? fiscalYear)
    {
        var places = header.Select((name, i) => (name, i)).Where(p => p.name.Length > 0).ToDictionary(p => p.name, p => p.i, StringComparer.OrdinalIgnoreCase);
        var period = rule.Period is { } p ? Period.Of(p, places, fiscalYear) : null;
        var sources = rule.From.Where(f => places.ContainsKey(f.Variable) || (f.Variable == Mapping.FiscalYear && fiscalYear is not null)).ToList();
        // Yes of any is known only where every variable is there.
        if (period is null && (sources.Count == 0 || (rule.Any && sources.Count < rule.From.Count)))
            return null;
        var read = period is not null ? period.Variables : [.. sources.Select(s => s.Variable)];
        var spec = new ColumnSpec(rule.Name, rule.Type, rule.Meaning, string.Join(", ", read.Distinct()))
        {
            Cap = rule.Cap,
        };
        return (spec, (builder, column) => new(rule, [.. sources.Select(s => new Source(s, rule, mapping, places, fiscalYear))], period, builder, column));
    }

    /// <summary>The value of this row, or a fault: why the row cannot be read.</summary>
    public long Read(RowSource row, out string? fault)
    {
        fault = null;
        if (_period is not null)
            return ReadPeriod(row, out fault);
        var (capped, unknown, missing, no) = (false, false, false, false);
        foreach (var source in _sources)
        {
            var value = Read(source, row, out fault);
            if (fault is not null)
                return 0;
            if (_rule.Any)
            {
                if (value == 1)
                    return 1;
                no |= value == 0;
                unknown |= value == Code.Unknown;
                missing |= value == Code.Missing;
                continue;
            }
            if (value == Code.Capped)
                capped = true;
            else if (value == Code.Unknown)
                unknown = true;
            else if (value != Code.Missing)
            {
                // A source that is not capped tells how far above the cap it is; one that contradicts the cap tells nothing.
                if (!capped || value == Code.Life || value >= _rule.Cap)
                    return value;
            }
        }
        return capped ? Code.Capped : unknown ? Code.Unknown : missing || !no ? Code.Missing : 0;
    }

    private long Read(Source source, RowSource row, out string? fault)
    {
        fault = null;
        if (source.Constant is { } constant)
            return constant;
        if (source.WhenPlace >= 0 && !source.WhenValues!.Holds(row[source.WhenPlace]))
            return Code.Missing;
        var cell = row[source.Place];
        if (source.Met.Find(cell, out var slot) is { } met)
            return met;
        var rounded = Rounded;
        var value = Read(source, cell.Trim((byte)' '), out fault);
        // What is refused or rounded is told of each time it is met.
        if (fault is null && Rounded == rounded)
            source.Met.Keep(slot, cell, value);
        return value;
    }

    private long Read(Source source, ReadOnlySpan<byte> cell, out string? fault)
    {
        fault = null;
        var isNumber = Number.TryRead(cell, out var number);
        if (source.Codes.Find(cell, isNumber, number) is { } code)
            return code;
        if (source.Accept is { } accept && !accept.Holds(cell))
            return Code.Missing;
        switch (_rule.Type)
        {
            case ColumnType.Flag:
                if (source.Answers.Find(cell, isNumber, number) is { } answer)
                    return answer;
                return source.Rule.Others switch
                {
                    "unknown" => Code.Unknown,
                    "missing" => Code.Missing,
                    "yes" => 1,
                    "no" => 0,
                    _ => Refuse(source, cell, "it is neither yes nor no", out fault),
                };
            case ColumnType.Choice:
                return Choose(source, cell, isNumber, number, out fault);
            case ColumnType.Day:
                return DayOf(cell, _rule.Formats, _rule.LastDay) is { } day ? day : Refuse(source, cell, $"it is no day written {string.Join(" or ", _rule.Formats)}", out fault);
            default:
                if (!isNumber)
                    return Refuse(source, cell, "it is no number", out fault);
                return Measure(source, cell, number, out fault);
        }
    }

    private long Measure(Source source, ReadOnlySpan<byte> cell, Number number, out string? fault)
    {
        fault = null;
        if (_rule.Absolute && number.Digits < 0)
            number = number with { Digits = -number.Digits };
        if (_rule.Range is { } range && number.In(1, out _) is var whole && (whole is null || whole < range.Least || whole > range.Most))
            return Refuse(source, cell, $"it is not within {range.Least} to {range.Most}", out fault);
        if (_rule.Type == ColumnType.Count)
            return number.Whole ?? Refuse(source, cell, "it is no whole number", out fault);
        if (_rule.Type == ColumnType.Weight && number.Digits < 0)
            return Refuse(source, cell, "a weight is not below zero", out fault);
        var value = number.In(_scale, out var exact);
        if (value is { } scaled && _scaleDivisor > 1)
        {
            exact &= scaled % _scaleDivisor == 0;
            value = (scaled + (Math.Sign(scaled) * (_scaleDivisor / 2))) / _scaleDivisor;
        }
        if (value is null || Math.Abs(value.Value) > Number.Largest / 1000)
            return Refuse(source, cell, "it is larger than any such value", out fault);
        if (!exact)
            Rounded++;
        // What is a little is not nothing.
        return value == 0 && number.Digits != 0 ? Math.Sign(number.Digits) : value.Value;
    }

    private long Choose(Source source, ReadOnlySpan<byte> cell, bool isNumber, Number number, out string? fault)
    {
        fault = null;
        if (source.Names.Find(cell, isNumber, number) is { } place)
        {
            ref var code = ref source.ChoiceCodes[(int)place];
            if (code < 0)
                code = _builder.Choice(_column, source.ChoiceNames[(int)place]);
            return code;
        }
        if (source.Rule.Choices is not null)
        {
            if (source.Star is { } star)
                return _builder.Choice(_column, star);
            return source.Rule.Others switch { "unknown" => Code.Unknown, "missing" => Code.Missing, _ => Refuse(source, cell, "it is no code of this variable", out fault) };
        }
        Span<char> text = stackalloc char[256];
        if (cell.Length > text.Length)
            return Refuse(source, cell, "it is longer than the name of a choice can be (256 characters)", out fault);
        text = text[..Encoding.UTF8.GetChars(cell, text)];
        if (_namesBySpan.TryGetValue(text, out var known))
            return known;
        var name = text.ToString();
        if (_names.Count == MostChoices)
            throw new PopulationException($"{source.Rule.Variable}: more than {MostChoices} different values. It is no list of choices; map it to another type, or leave it out.");
        return _names[name] = _builder.Choice(_column, name);
    }

    private long ReadPeriod(RowSource row, out string? fault)
    {
        fault = null;
        var days = _period!.Within(row, out var culprit, out var reason);
        if (reason is null)
            return days is null ? Code.Missing : days.Value.First > days.Value.Last ? Code.Unknown : _rule.LastDay ? days.Value.Last : days.Value.First;
        Culprit = culprit;
        fault = reason;
        return 0;
    }

    private long Refuse(Source source, ReadOnlySpan<byte> cell, string reason, out string? fault)
    {
        Culprit = (source.Rule.Variable, Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 200)]));
        fault = reason;
        return 0;
    }

    /// <summary>A day, or the first or last day of a month or year where a format names no more.</summary>
    private static long? DayOf(ReadOnlySpan<byte> cell, IReadOnlyList<string> formats, bool last)
    {
        Span<char> text = stackalloc char[40];
        if (cell.Length is 0 or > 40)
            return null;
        text = text[..Encoding.UTF8.GetChars(cell, text)];
        foreach (var format in formats)
        {
            if (!DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                continue;
            if (!format.Contains('d', StringComparison.Ordinal) && last)
                day = format.Contains('M', StringComparison.Ordinal) ? day.AddMonths(1).AddDays(-1) : day.AddYears(1).AddDays(-1);
            return day.DayNumber;
        }
        return null;
    }

    /// <summary>Codes looked up by number where they are numbers, else by text without regard to case.</summary>
    private sealed class Codes
    {
        private readonly Dictionary<Number, long> _numbers = [];
        private readonly List<(byte[] Text, long Value)> _texts = [];

        public bool IsEmpty => _numbers.Count == 0 && _texts.Count == 0;

        public void Add(string code, long value)
        {
            var bytes = Encoding.UTF8.GetBytes(code);
            if (Number.TryRead(bytes, out var number))
                _numbers.TryAdd(number, value);
            else
                _texts.Add((bytes, value));
        }

        public long? Find(ReadOnlySpan<byte> cell, bool isNumber, Number number)
        {
            if (isNumber)
                return _numbers.TryGetValue(number, out var value) ? value : null;
            foreach (var (text, value) in _texts)
            {
                if ((text.Length == cell.Length && Ascii.EqualsIgnoreCase(text, cell)) || text.AsSpan().SequenceEqual(cell))
                    return value;
            }
            return null;
        }

        public bool Holds(ReadOnlySpan<byte> cell)
        {
            cell = cell.Trim((byte)' ');
            return Find(cell, Number.TryRead(cell, out var number), number) is not null;
        }

        public static Codes Of(IEnumerable<string> codes)
        {
            var made = new Codes();
            foreach (var code in codes)
                made.Add(code, 1);
            return made;
        }
    }

    /// <summary>
    /// What short cells were found to mean. A column has few different cells, and the same cell of the same variable means the same in every row: looking it up costs a tenth of reading it.
    /// </summary>
    private struct MetCells()
    {
        private const int Longest = 15;
        private const int Bits = 10;

        // The bytes of the cell and its length, so that none is mistaken for another; zero is no cell.
        private readonly UInt128[] _cells = new UInt128[1 << Bits];
        private readonly long[] _values = new long[1 << Bits];

        public readonly long? Find(ReadOnlySpan<byte> cell, out int slot)
        {
            slot = -1;
            if (cell.Length > Longest)
                return null;
            var key = KeyOf(cell);
            slot = (int)(unchecked(((ulong)key + ((ulong)(key >> 64) * 0xD1342543DE82EF95)) * 0x9E3779B97F4A7C15) >> (64 - Bits));
            return _cells[slot] == key ? _values[slot] : null;
        }

        public readonly void Keep(int slot, ReadOnlySpan<byte> cell, long value)
        {
            if (slot >= 0)
                (_cells[slot], _values[slot]) = (KeyOf(cell), value);
        }

        private static UInt128 KeyOf(ReadOnlySpan<byte> cell)
        {
            var (low, high) = (0ul, 0ul);
            for (var i = 0; i < cell.Length; i++)
            {
                if (i < 8)
                    low |= (ulong)cell[i] << (8 * i);
                else
                    high |= (ulong)cell[i] << (8 * (i - 8));
            }
            return new(high | ((ulong)cell.Length + 1) << 56, low);
        }
    }

    private sealed class Source
    {
        public Source(SourceRule rule, ColumnRule column, Mapping mapping, Dictionary<string, int> places, int? fiscalYear)
        {
            Rule = rule;
            if (rule.Variable == Mapping.FiscalYear)
            {
                Constant = fiscalYear;
                return;
            }
            Place = places[rule.Variable];
            // What the source itself says of a value goes before what the file says of all.
            foreach (var (code, value) in rule.Sentinels)
                Codes.Add(code, value);
            foreach (var (code, value) in rule.Values ?? new Dictionary<string, string>())
            {
                if (Number.TryRead(Encoding.UTF8.GetBytes(value), out var number))
                    Codes.Add(code, number.In(column.Type == ColumnType.Months ? 100 : 1, out _) ?? Code.Unknown);
            }
            foreach (var code in mapping.Missing)
                Codes.Add(code, Code.Missing);
            foreach (var code in mapping.Unknown)
                Codes.Add(code, Code.Unknown);
            if (column.Type == ColumnType.Flag)
            {
                foreach (var code in rule.Yes ?? (rule.No is null ? ["1", "Y", "YES", "T", "TRUE"] : []))
                    Answers.Add(code, 1);
                foreach (var code in rule.No ?? (rule.Yes is null ? ["0", "N", "NO", "F", "FALSE"] : []))
                    Answers.Add(code, 0);
            }
            ChoiceNames = [.. (rule.Choices ?? new Dictionary<string, string>()).Values];
            ChoiceCodes = new long[ChoiceNames.Length];
            Array.Fill(ChoiceCodes, -1);
            var i = 0;
            foreach (var (code, name) in rule.Choices ?? new Dictionary<string, string>())
            {
                if (code == "*")
                    Star = name;
                else
                    Names.Add(code, i);
                i++;
            }
            Accept = rule.Accept is { } accept ? ColumnReader.Codes.Of(accept) : null;
            if (rule.When is { } when)
            {
                WhenPlace = places.TryGetValue(when.Variable, out var place) ? place : throw new PopulationException($"The mapping reads '{rule.Variable}' only where '{when.Variable}' has certain values, and the source has no '{when.Variable}'. Take \"when\" out of the mapping.");
                WhenValues = ColumnReader.Codes.Of(when.Values);
            }
        }

        public SourceRule Rule { get; }

        public MetCells Met { get; } = new();

        public long? Constant { get; }

        public int Place { get; }

        public Codes Codes { get; } = new();

        public Codes Answers { get; } = new();

        public Codes Names { get; } = new();

        public string[] ChoiceNames { get; } = [];

        /// <summary>What the builder calls each of them, once it was met.</summary>
        public long[] ChoiceCodes { get; } = [];

        public string? Star { get; }

        public Codes? Accept { get; }

        public int WhenPlace { get; } = -1;

        public Codes? WhenValues { get; }
    }

    /// <summary>The days within which something happened, by whichever of year, month, quarter and fiscal year a row tells.</summary>
    private sealed class Period
    {
        private readonly (string Name, int Place)? _day;
        private readonly (string Name, int Place)? _year;
        private readonly (string Name, int Place)? _month;
        private readonly (string Name, int Place)? _quarter;
        private readonly (string Name, int Place)? _fiscal;
        private readonly int? _fiscalYear;
        private readonly IReadOnlyList<string> _formats;
        private readonly Dictionary<(int?, int?, int?, int?), (int First, int Last)> _within = [];

        private Period(PeriodRule rule, Dictionary<string, int> places, int? fiscalYear)
        {
            (string, int)? Find(string? name) => name is not null && places.TryGetValue(name, out var place) ? (name, place) : null;
            (_day, _year, _month, _quarter, _fiscal) = (Find(rule.Day), Find(rule.Year), Find(rule.Month), Find(rule.Quarter), Find(rule.FiscalYear));
            _fiscalYear = rule.FiscalYear == Mapping.FiscalYear ? fiscalYear : null;
            _formats = rule.DayFormats;
            Variables = [.. new[] { _day?.Name, _year?.Name, _month?.Name, _quarter?.Name, _fiscal?.Name, _fiscalYear is null ? null : Mapping.FiscalYear }.OfType<string>()];
        }

        public IReadOnlyList<string> Variables { get; }

        public static Period? Of(PeriodRule rule, Dictionary<string, int> places, int? fiscalYear) => new Period(rule, places, fiscalYear) is { Variables.Count: > 0 } period ? period : null;

        public (int First, int Last)? Within(RowSource row, out (string, string) culprit, out string? reason)
        {
            (culprit, reason) = (default, null);
            if (_day is { } day && row[day.Place].Trim((byte)' ') is var cell && !Nothing(cell))
            {
                if (DayOf(cell, _formats, false) is { } exact)
                    return ((int)exact, (int)exact);
                (culprit, reason) = ((day.Name, Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 200)])), $"it is no day written {string.Join(" or ", _formats)}");
                return null;
            }
            var year = Read(row, _year, 1900, 2100, ref culprit, ref reason);
            var month = Read(row, _month, 1, 12, ref culprit, ref reason);
            var quarter = Read(row, _quarter, 1, 4, ref culprit, ref reason);
            var fiscal = _fiscal is null ? _fiscalYear : Read(row, _fiscal, 1900, 2100, ref culprit, ref reason);
            if (reason is not null || (year is null && fiscal is null))
                return null;
            if (!_within.TryGetValue((year, month, quarter, fiscal), out var days))
                _within[(year, month, quarter, fiscal)] = days = Within(year, month, quarter, fiscal);
            return days;
        }

        private static (int First, int Last) Within(int? year, int? month, int? quarter, int? fiscal)
        {
            var (first, last) = (0, int.MaxValue);
            void Narrow(DateOnly from, DateOnly to) => (first, last) = (Math.Max(first, from.DayNumber), Math.Min(last, to.DayNumber));
            if (fiscal is { } f)
            {
                // The fiscal year 2015 is 1 October 2014 to 30 September 2015; its first quarter is October to December.
                var start = new DateOnly(f - 1, 10, 1);
                Narrow(start, start.AddYears(1).AddDays(-1));
                if (quarter is { } q)
                    Narrow(start.AddMonths((q - 1) * 3), start.AddMonths(q * 3).AddDays(-1));
            }
            if (year is { } y)
            {
                Narrow(new(y, 1, 1), new(y, 12, 31));
                if (month is { } m)
                    Narrow(new(y, m, 1), new DateOnly(y, m, 1).AddMonths(1).AddDays(-1));
                else if (quarter is { } q)
                {
                    var from = new DateOnly(y, 1, 1).AddMonths(((q + 2) % 4) * 3);
                    Narrow(from, from.AddMonths(3).AddDays(-1));
                }
            }
            return (first, last);
        }

        private static bool Nothing(ReadOnlySpan<byte> cell) => cell.Length == 0 || cell is [(byte)'.'] || cell.SequenceEqual("-999"u8);

        private static int? Read(RowSource row, (string Name, int Place)? variable, int least, int most, ref (string, string) culprit, ref string? reason)
        {
            if (variable is not { } v)
                return null;
            var cell = row[v.Place].Trim((byte)' ');
            if (Nothing(cell))
                return null;
            if (Number.TryRead(cell, out var number) && number.Whole is { } whole && whole >= least && whole <= most)
                return (int)whole;
            (culprit, reason) = ((v.Name, Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 200)])), $"it is not within {least} to {most}");
            return null;
        }
    }
}
