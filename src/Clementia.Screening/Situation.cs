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

    /// <summary>A number that like situations share and others seldom do.</summary>
    public uint Hash
    {
        get
        {
            var bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in this, 1));
            var hash = 2166136261u;
            foreach (var one in bytes)
                hash = unchecked((hash ^ one) * 16777619u);
            return hash;
        }
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
    private readonly Dictionary<(long Min, long Max), ushort> _limitCodes = [];
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
        if (!_limitCodes.TryGetValue((min, max), out var code))
        {
            if (Limits.Count >= Situation.NotKnownPair - 1)
                throw new PopulationException("There are more than 65,533 different pairs of statutory limits in this population. Check the columns limits.min and limits.max of the mapping.");
            _limitCodes[(min, max)] = code = (ushort)Limits.Count;
            Limits.Add((min, max));
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

/// <summary>The situations of a population: runs of records that the law cannot tell apart.</summary>
internal sealed class Situations
{
    private Situations(SituationCodes codes, IReadOnlyList<string> guidelines, Situation[] all, int[] starts)
    {
        (Codes, Guidelines, All, Starts) = (codes, guidelines, all, starts);
        var cells = new List<int>();
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i].Cell != all[i - 1].Cell)
                cells.Add(i);
        }
        cells.Add(all.Length);
        Cells = [.. cells];
    }

    public SituationCodes Codes { get; }

    /// <summary>What <see cref="Situation.Guideline"/> stands for.</summary>
    public IReadOnlyList<string> Guidelines { get; }

    /// <summary>One a run; the same situation may come again later when the population is not in order.</summary>
    public Situation[] All { get; }

    /// <summary>The first record of each run, and the number of records at the end.</summary>
    public int[] Starts { get; }

    /// <summary>The first run of each cell of guideline, level and category, and the number of runs at the end.</summary>
    public int[] Cells { get; }

    public int Count => All.Length;

    /// <summary>The run that a record lies in.</summary>
    public int RunOf(int record)
    {
        var at = Array.BinarySearch(Starts, record);
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
        return new(Codes, Guidelines, All[from..to], starts);
    }

    internal static Situations Restore(SituationCodes codes, IReadOnlyList<string> guidelines, Situation[] all, int[] starts) => new(codes, guidelines, all, starts);

    private static Situations Find(Population population, RecordLaw law)
    {
        var coder = new SituationCoder(law, population.Find);
        var all = new List<Situation>();
        var starts = new List<int>();
        for (var record = 0; record < population.Records; record++)
        {
            var situation = coder.Of(record);
            if (all.Count > 0 && all[^1] == situation)
                continue;
            all.Add(situation);
            starts.Add(record);
        }
        starts.Add(population.Records);
        return new(coder.Codes, coder.Guidelines, [.. all], [.. starts]);
    }
}

/// <summary>Reads the situation of a record out of its columns.</summary>
internal sealed class SituationCoder
{
    private readonly Func<int, long>[] _columns;
    private readonly IReadOnlyList<string> _drugs;
    private (long Day, byte Era) _first = (long.MinValue, 0), _last = (long.MinValue, 0);

    public SituationCoder(RecordLaw law, Func<string, Column?> find)
        : this(law, name => find(name) is { } column ? record => column[record] : null, name => find(name)?.Spec.Choices ?? [])
    {
    }

    public SituationCoder(RecordLaw law, Func<string, Func<int, long>?> find, Func<string, IReadOnlyList<string>> choices)
    {
        _columns = [.. PersonColumns.Ruling.Select(name => find(name) ?? (_ => Code.Missing))];
        _drugs = choices(PersonColumns.Drug.Name);
        Guidelines = choices(PersonColumns.Guideline.Name);
        Codes = new(law, _drugs);
    }

    public SituationCodes Codes { get; }

    public IReadOnlyList<string> Guidelines { get; }

    public Situation Of(int record)
    {
        var (first, last) = (_columns[3](record), _columns[4](record));
        if (first != _first.Day)
            _first = (first, Codes.Era(first));
        if (last != _last.Day)
            _last = (last, Codes.Era(last));
        var drug = _columns[5](record);
        return new()
        {
            Guideline = (ushort)Math.Min(_columns[0](record), 65535),
            Level = Byte(_columns[1](record)),
            Category = Byte(_columns[2](record)),
            First = _first.Era,
            Last = _last.Era,
            Amount = Codes.Amount(Code.IsNumber(drug) ? _drugs[(int)drug] : null, _columns[6](record)),
            BaseLevel = Byte(_columns[7](record)),
            Limits = Codes.LimitsPair(_columns[8](record), _columns[9](record)),
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
