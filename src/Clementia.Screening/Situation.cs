using System.Runtime.InteropServices;
using Clementia.Law;

namespace Clementia.Screening;

/// <summary>
/// Everything in a record that a ruling of law turns on, in codes. Records with the same situation get the same ruling, so the law is asked once a situation and not once a record.
/// 255 (65535 of two bytes) is "not known" in every field.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct Situation
{
    public const byte NotKnown = 255;
    public const ushort NotKnownPair = 65535;

    /// <summary>The place of the guideline in the column's choices.</summary>
    public ushort Guideline { get; init; }

    public byte Level { get; init; }

    public byte Category { get; init; }

    /// <summary>The law of the first day on which the sentence can have been imposed: a place in <see cref="RecordLaw.FirstDays"/>.</summary>
    public byte First { get; init; }

    /// <summary>The law of the last such day.</summary>
    public byte Last { get; init; }

    /// <summary>Drug and band of weight: a place in <see cref="SituationCodes.Amounts"/>.</summary>
    public ushort Amount { get; init; }

    public byte BaseLevel { get; init; }

    /// <summary>The recorded limits: a place in <see cref="SituationCodes.Limits"/>.</summary>
    public ushort Limits { get; init; }

    public byte Points { get; init; }

    /// <summary>1 when there were status points, 0 when there were none.</summary>
    public byte Status { get; init; }

    public byte Bar { get; init; }

    public byte Career { get; init; }

    /// <summary>The levels taken off for a mitigating role.</summary>
    public byte Role { get; init; }

    public byte SafetyValve { get; init; }

    public byte Priors { get; init; }

    /// <summary>The cell that comparables are cut by: guideline, level and category.</summary>
    public uint Cell => ((uint)Guideline << 16) | ((uint)Level << 8) | Category;

    /// <summary>For tables of situations: all eighteen bytes, mixed.</summary>
    public override int GetHashCode()
    {
        unchecked
        {
            var bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in this, 1));
            var mixed = (MemoryMarshal.Read<ulong>(bytes) * 0x9E3779B97F4A7C15) ^ (MemoryMarshal.Read<ulong>(bytes[8..]) * 0xC2B2AE3D27D4EB4F) ^ (MemoryMarshal.Read<ulong>(bytes[^8..]) * 0x165667B19E3779F9);
            mixed ^= mixed >> 32;
            return (int)((mixed * 0xD6E8FEB86659FD93) >> 32);
        }
    }

    /// <summary>The same bytes.</summary>
    public bool Equals(Situation other)
    {
        var mine = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in this, 1));
        var others = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in other, 1));
        return MemoryMarshal.Read<ulong>(mine) == MemoryMarshal.Read<ulong>(others) && MemoryMarshal.Read<ulong>(mine[8..]) == MemoryMarshal.Read<ulong>(others[8..]) && MemoryMarshal.Read<ulong>(mine[^8..]) == MemoryMarshal.Read<ulong>(others[^8..]);
    }
}

/// <summary>A drug and a band of weights within which no edition and no statute makes a difference.</summary>
/// <param name="Drug">Its name; null when the case is without drugs, or the drug or its weight is not known.</param>
/// <param name="From">The least weight of the band, in micrograms; null when the weight is not known.</param>
/// <param name="HasDrug">Whether the case is one of drugs, as far as known; null when that is not known.</param>
internal sealed record Amount(string? Drug, long? From, bool? HasDrug);

/// <summary>What the codes of situations stand for under one law book.</summary>
internal sealed class SituationCodes
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(long Min, long Max), ushort> _limitCodes = new();
    private readonly Dictionary<string, (long[] Bands, int First, int Unknown)> _drugs = new(StringComparer.Ordinal);

    public SituationCodes(RecordLaw law, IReadOnlyList<string> drugs)
        : this(law, drugs, drug => Bands(law, drug))
    {
    }

    public SituationCodes(RecordLaw law, IReadOnlyList<string> drugs, Func<string, long[]> bandsOf)
    {
        Law = law;
        Amounts = [new(null, null, false), new(null, null, null)];
        foreach (var drug in drugs)
        {
            if (drug == "none" || _drugs.ContainsKey(drug))
                continue;
            if (!RecordLaw.Drugs.Contains(drug))
            {
                // "several", or a drug that the law has no name for: a case of drugs, and nothing can be asked about the amount.
                _drugs[drug] = ([], 0, Amounts.Count);
                Amounts.Add(new(null, null, true));
                continue;
            }
            var bands = bandsOf(drug);
            _drugs[drug] = (bands, Amounts.Count, Amounts.Count + bands.Length);
            foreach (var from in bands)
                Amounts.Add(new(drug, from, true));
            Amounts.Add(new(drug, null, true));
        }
    }

    public RecordLaw Law { get; }

    /// <summary>The weights at which each drug's law steps.</summary>
    public IEnumerable<(string Drug, long[] Bands)> Drugs => _drugs.Where(d => d.Value.Bands.Length > 0).Select(d => (d.Key, d.Value.Bands));

    /// <summary>The first is "without drugs", the second "not known".</summary>
    public List<Amount> Amounts { get; }

    public List<(long Min, long Max)> Limits { get; } = [];

    public ushort Amount(string? drug, long weight)
    {
        if (drug is null)
            return 1;
        if (drug == "none")
            return 0;
        var (bands, first, unknown) = _drugs[drug];
        if (bands.Length == 0 || !Code.IsNumber(weight))
            return (ushort)unknown;
        var at = Array.BinarySearch(bands, weight);
        return (ushort)(first + (at >= 0 ? at : ~at - 1));
    }

    public ushort LimitsPair(long min, long max)
    {
        if (Code.IsUnknown(min) && Code.IsUnknown(max))
            return Situation.NotKnownPair;
        if (_limitCodes.TryGetValue((min, max), out var code))
            return code;
        lock (Limits)
        {
            if (_limitCodes.TryGetValue((min, max), out code))
                return code;
            if (Limits.Count >= Situation.NotKnownPair - 1)
                throw new PopulationException("There are more than 65,533 different pairs of statutory limits in this population. Check the columns limits.min and limits.max of the mapping.");
            code = (ushort)Limits.Count;
            Limits.Add((min, max));
            _limitCodes[(min, max)] = code;
        }
        return code;
    }

    public byte Era(long day)
    {
        if (!Code.IsNumber(day))
            return Situation.NotKnown;
        var era = Law.Era(DateOnly.FromDayNumber((int)Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber)));
        return era < 0 ? Situation.NotKnown : (byte)era;
    }

    // Every weight at which some edition's level or some statute's limits step.
    private static long[] Bands(RecordLaw law, string drug) => s_bands.GetOrAdd((law.Book.Fingerprint, drug), _ => FindBands(law, drug));

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(string Law, string Drug), long[]> s_bands = new();

    private static long[] FindBands(RecordLaw law, string drug)
    {
        var from = new SortedSet<long> { 0 };
        foreach (var day in law.DaysOf(RecordLaw.Quantities))
        {
            foreach (var rung in law.LevelLadder(drug, day))
                from.Add(RecordLaw.Micrograms(rung.From));
        }
        foreach (var day in law.DaysOf(RecordLaw.Penalties))
        {
            foreach (var rung in law.LimitLadder(drug, 0, day, day))
                from.Add(RecordLaw.Micrograms(rung.From));
        }
        return [.. from];
    }
}

/// <summary>The situations of a population: runs of records that no day's law tells apart.</summary>
internal sealed class Situations
{
    private Situations(LawTables tables, uint[] cellCodes, int[] cells, Parts[] parts, int[] starts)
    {
        (Tables, CellCodes, Cells, PartsOfRuns, Starts) = (tables, cellCodes, cells, parts, starts);
        Heads = new(() => HeadsOf(starts), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    public LawTables Tables { get; }

    public SituationCodes Codes => Tables.Codes;

    /// <summary>What a ruling on the records of a run is put together from, by run.</summary>
    public Parts[] PartsOfRuns { get; }

    /// <summary>The first record of each run, and the number of records at the end.</summary>
    public int[] Starts { get; }

    /// <summary>The first run of each cell of guideline, level and category, and the number of runs at the end.</summary>
    public int[] Cells { get; }

    /// <summary><see cref="Situation.Cell"/> by cell.</summary>
    public uint[] CellCodes { get; }

    /// <summary>A bit a record, set where a run begins.</summary>
    public Lazy<ulong[]> Heads { get; }

    public int Count => PartsOfRuns.Length;

    /// <summary>The ranks of the sentences and the rank of those that are not known, once somebody has asked for percentiles.</summary>
    public (ushort[] Ranks, int Unknown)? Ranks { get; set; }

    /// <summary>The run that a record lies in.</summary>
    public int RunOf(int record)
    {
        var at = Array.BinarySearch(Starts, record);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>The cell that a run lies in.</summary>
    public int CellOf(int run)
    {
        var at = Array.BinarySearch(Cells, run);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>The situations of a population under a law book: as kept beside its columns, or found anew (and kept, where the folder can be written).</summary>
    public static Situations Of(Population population, RecordLaw law)
    {
        if (population.Folder is not { } folder)
            return Find(population, law);
        if (SituationsFile.Read(folder, population, law) is { } kept)
            return kept;
        var found = Find(population, law);
        SituationsFile.Write(folder, found);
        return found;
    }

    /// <summary>The runs of some records that lie together, which begin and end where a run does.</summary>
    /// <exception cref="ArgumentException">They begin or end within a run.</exception>
    internal Situations Slice(int first, int count)
    {
        var (from, to) = (Array.BinarySearch(Starts, first), Array.BinarySearch(Starts, checked(first + count)));
        if (from < 0 || to < from)
            throw new ArgumentException($"The records {first} to {(long)first + count} begin or end within a run.");
        var starts = new int[to - from + 1];
        for (var i = 0; i < starts.Length; i++)
            starts[i] = Starts[from + i] - first;
        var (codes, cells) = (new List<uint>(), new List<int>());
        for (var cell = from < to ? CellOf(from) : CellCodes.Length; cell < CellCodes.Length && Cells[cell] < to; cell++)
        {
            codes.Add(CellCodes[cell]);
            cells.Add(Math.Max(Cells[cell], from) - from);
        }
        cells.Add(to - from);
        return new(Tables, [.. codes], [.. cells], PartsOfRuns[from..to], starts);
    }

    internal static Situations Restore(LawTables tables, uint[] cellCodes, int[] cells, Parts[] parts, int[] starts) => new(tables, cellCodes, cells, parts, starts);

    private static Situations Find(Population population, RecordLaw law)
    {
        // What the builder asked of the law need not be asked again.
        var coder = population.Tables is { } tables && tables.Codes.Law.Book.Fingerprint == law.Book.Fingerprint ? new SituationCoder(tables, population.Find) : new SituationCoder(law, population.Find);
        const int stretch = 1 << 16;
        var found = new List<(uint Cell, Parts Parts, int Start)>[(population.Records + stretch - 1) / stretch];
        Parallel.For(0, found.Length, coder.Copy, (at, _, own) =>
        {
            var runs = new List<(uint Cell, Parts Parts, int Start)>();
            var end = Math.Min(population.Records, (at + 1) * stretch);
            for (var record = at * stretch; record < end; record++)
            {
                var (cell, parts) = own.PartsOf(record);
                if (runs.Count == 0 || runs[^1].Cell != cell || runs[^1].Parts != parts)
                    runs.Add((cell, parts, record));
            }
            found[at] = runs;
            return own;
        }, _ => { });
        var count = found.Sum(f => f.Count);
        var (all, starts, codes, cells) = (new List<Parts>(count), new List<int>(count + 1), new List<uint>(), new List<int>());
        foreach (var runs in found)
        {
            foreach (var (cell, parts, start) in runs)
            {
                if (all.Count > 0 && codes[^1] == cell && all[^1] == parts)
                    continue;
                if (codes.Count == 0 || codes[^1] != cell)
                {
                    codes.Add(cell);
                    cells.Add(all.Count);
                }
                all.Add(parts);
                starts.Add(start);
            }
        }
        starts.Add(population.Records);
        cells.Add(all.Count);
        return new(coder.Tables, [.. codes], [.. cells], [.. all], [.. starts]);
    }

    private static ulong[] HeadsOf(int[] starts)
    {
        var heads = new ulong[(starts[^1] + 63) / 64];
        foreach (var start in starts.AsSpan(0, starts.Length - 1))
            heads[start >> 6] |= 1UL << (start & 63);
        return heads;
    }
}

/// <summary>Reads the situation of a record out of its columns. One worker's: others take a <see cref="Copy"/>.</summary>
internal sealed class SituationCoder
{
    private readonly Func<int, long>[] _columns;
    private readonly IReadOnlyList<string> _drugs;
    private readonly LawTables.Coding _coding;
    private (long Day, byte Era) _first = (long.MinValue, 0), _last = (long.MinValue, 0);

    public SituationCoder(RecordLaw law, Func<string, Column?> find)
        : this(law, name => find(name) is { } column ? record => column[record] : null, name => find(name)?.Spec.Choices ?? [])
    {
    }

    public SituationCoder(RecordLaw law, Func<string, Func<int, long>?> find, Func<string, IReadOnlyList<string>> choices)
    {
        _columns = [.. PersonColumns.Ruling.Select(name => find(name) ?? (_ => Code.Missing))];
        _drugs = choices(PersonColumns.Drug.Name);
        Tables = new(new(law, _drugs), choices(PersonColumns.Guideline.Name));
        _coding = new(Tables);
    }

    public SituationCoder(LawTables tables, Func<string, Column?> find)
    {
        _columns = [.. PersonColumns.Ruling.Select(name => find(name) is { } column ? record => column[record] : (Func<int, long>)(_ => Code.Missing))];
        _drugs = find(PersonColumns.Drug.Name)?.Spec.Choices ?? [];
        Tables = tables;
        _coding = new(Tables);
    }

    private SituationCoder(SituationCoder other)
    {
        (_columns, _drugs, Tables) = (other._columns, other._drugs, other.Tables);
        _coding = new(Tables);
    }

    public LawTables Tables { get; }

    public SituationCoder Copy() => new(this);

    public (uint Cell, Parts Parts) PartsOf(int record)
    {
        var situation = Of(record);
        return (situation.Cell, _coding.PartsOf(situation));
    }

    public Situation Of(int record)
    {
        var (first, last) = (_columns[3](record), _columns[4](record));
        if (first != _first.Day)
            _first = (first, Tables.Codes.Era(first));
        if (last != _last.Day)
            _last = (last, Tables.Codes.Era(last));
        var drug = _columns[5](record);
        return new()
        {
            Guideline = (ushort)Math.Min(_columns[0](record), 65535),
            Level = Byte(_columns[1](record)),
            Category = Byte(_columns[2](record)),
            First = _first.Era,
            Last = _last.Era,
            Amount = Tables.Codes.Amount(Code.IsNumber(drug) ? _drugs[(int)drug] : null, _columns[6](record)),
            BaseLevel = Byte(_columns[7](record)),
            Limits = Tables.Codes.LimitsPair(_columns[8](record), _columns[9](record)),
            Points = _columns[10](record) is var points && Code.IsNumber(points) ? (byte)Math.Min(points, 60) : Situation.NotKnown,
            Status = _columns[11](record) is var status && Code.IsNumber(status) ? (byte)Math.Min(status, 1) : Situation.NotKnown,
            Bar = Byte(_columns[12](record)),
            Career = Byte(_columns[13](record)),
            Role = Byte(_columns[14](record)),
            SafetyValve = Byte(_columns[15](record)),
            Priors = Byte(_columns[16](record)),
        };
    }

    // A number that no byte holds is no level, category or count of this kind: it is as good as not known.
    private static byte Byte(long value) => value is >= 0 and < 250 ? (byte)value : Situation.NotKnown;
}
