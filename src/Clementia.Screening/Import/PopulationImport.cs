using System.Text.RegularExpressions;

namespace Clementia.Screening.Import;

/// <summary>How far an import is.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Bytes">Bytes of the file read.</param>
/// <param name="All">Bytes of the file.</param>
public readonly record struct ImportProgress(long Rows, long Bytes, long All);

/// <summary>Takes a file of sentences in: the Commission's fixed-width and CSV files, any other CSV or Parquet by a mapping, and Parquet that <see cref="PopulationParquet"/> wrote.</summary>
/// <param name="Source">The file.</param>
public sealed partial record PopulationImport(string Source)
{
    /// <summary>The SAS program that gives the columns of a fixed-width file.</summary>
    public string? Layout { get; init; }

    /// <summary>The mapping file; without one, the one of ours that knows the header.</summary>
    public string? Map { get; init; }

    /// <summary>The Commission's fiscal year of the file; without one, the name of the file is asked ("fy15").</summary>
    public int? FiscalYear { get; init; }

    /// <summary>Further files of the same persons, joined by id: what this file does not say of a person is taken from them.</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>The file of a population that lists the rows that could not be read.</summary>
    public const string RejectsFile = Rejects.FileName;

    private const int ProgressEvery = 4096;

    /// <summary>Reads the file and saves the population, with rejects.csv where rows were refused. All or nothing.</summary>
    /// <exception cref="PopulationException">It cannot be read: where, what, what to do.</exception>
    public Provenance Into(string folder, Action<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        Population.RefuseTaken(folder);
        using var rejects = new Rejects();
        using var population = Read(rejects, progress, cancel);
        population.Save(folder, partial =>
        {
            if (rejects.Count > 0)
                rejects.CopyTo(partial);
        }, cancel);
        return population.Provenance;
    }

    internal Population Read(Rejects rejects, Action<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        if (Layout is null && Map is null && Joined.Count == 0 && PopulationParquet.IsOurs(Source))
            return PopulationParquet.Import(Source, cancel);
        var others = new List<Other>();
        try
        {
            foreach (var file in Joined)
            {
                var other = (this with { Source = file, Joined = [], Map = null, Layout = null }).Read(rejects, null, cancel);
                others.Add(new(file, other));
            }
            return ReadRows(rejects, others, progress, cancel);
        }
        finally
        {
            others.ForEach(o => o.Population.Dispose());
        }
    }

    private Population ReadRows(Rejects rejects, List<Other> others, Action<ImportProgress>? progress, CancellationToken cancel)
    {
        using var rows = Open(Source, Layout);
        var mapping = MappingFor(rows.Header);
        var (year, yearFrom) = FiscalYearOf();
        var bound = new List<(ColumnSpec Spec, Func<PopulationBuilder, int, ColumnReader> Bind)>();
        foreach (var rule in mapping.Columns)
        {
            if (ColumnReader.Of(rule, mapping, rows.Header, year) is { } column)
                bound.Add(column);
        }
        if (bound.Count == 0)
            throw new PopulationException($"{Source}: the mapping '{mapping.Name}' finds none of its variables in this file. Its columns are: {Some(rows.Header)}. Give another --map, or let 'clementia population map' propose one.");
        var specs = bound.Select(b => b.Spec).ToList();
        var own = specs.Count;
        foreach (var other in others)
            other.Adopt(specs);
        using var builder = new PopulationBuilder(specs);
        var readers = bound.Select((b, i) => b.Bind(builder, i)).ToArray();
        var wanted = readers.SelectMany(r => (r.Rule.Period?.Variables ?? []).Concat(r.Rule.From.Select(f => f.Variable)).Concat(r.Rule.From.Where(f => f.When is not null).Select(f => f.When!.Value.Variable))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        rows.Keep(rows.Header.Select((name, i) => (name, i)).Where(h => wanted.Contains(h.name)).Select(h => h.i).ToHashSet());
        var id = specs.FindIndex(s => s.Name == PersonColumns.Id.Name);
        var values = new long[specs.Count];
        long read = 0;
        var before = rejects.Count;
        while (rows.Next())
        {
            if (++read % ProgressEvery == 0)
            {
                cancel.ThrowIfCancellationRequested();
                var (bytes, all) = rows.Progress;
                progress?.Invoke(new(read, bytes, all));
            }
            if (rows.Fault is { } unreadable)
            {
                rejects.Add(rows.Place, "", "", unreadable);
                continue;
            }
            if (!ReadRow(readers, rows, values, rejects))
                continue;
            values.AsSpan(own).Fill(Code.Missing);
            foreach (var other in others)
                other.Fill(values, id, builder);
            builder.Add(values);
        }
        var rejected = rejects.Count - before;
        if (builder.Records == 0)
            throw new PopulationException(read == 0 ? $"{Source}: there is a header and no row." : $"{Source}: none of its {read:N0} rows can be read; {rejects.First}. Look whether this is the right mapping or layout.");
        var notes = Notes(mapping, year, yearFrom, readers, others);
        progress?.Invoke(new(read, rows.Progress.All, rows.Progress.All));
        return builder.Build(new(string.Join(", ", others.Select(o => o.File).Prepend(Source).Select(f => Path.GetFileName(f))), rows.Hash, read, builder.Records, rejected, Invented: mapping.Invented, notes));
    }

    private static bool ReadRow(ColumnReader[] readers, RowSource rows, long[] values, Rejects rejects)
    {
        for (var i = 0; i < readers.Length; i++)
        {
            values[i] = readers[i].Read(rows, out var fault);
            if (fault is null)
                continue;
            rejects.Add(rows.Place, readers[i].Culprit.Variable, readers[i].Culprit.Text, fault);
            return false;
        }
        return true;
    }

    private List<string> Notes(Mapping mapping, int? year, string? yearFrom, ColumnReader[] readers, List<Other> others)
    {
        var notes = new List<string> { $"Read by the mapping '{mapping.Name}'{(mapping.Title.Length > 0 ? $": {mapping.Title}" : "")}." };
        if (Layout is not null)
            notes.Add($"Cut by the layout {Path.GetFileName(Layout)}.");
        if (year is not null && readers.Any(r => r.Rule.Period?.FiscalYear == Mapping.FiscalYear || r.Rule.From.Any(f => f.Variable == Mapping.FiscalYear)))
            notes.Add($"Fiscal year {year} ({yearFrom}): {year - 1}-10-01 to {year}-09-30.");
        if (readers.Any(r => r.Rule.Period is not null))
            notes.Add("The source gives no full days of sentencing: each is kept as the first and the last day that it can have been.");
        foreach (var reader in readers.Where(r => r.Rounded > 0))
            notes.Add($"{reader.Rule.Name}: {reader.Rounded:N0} values were written finer than {(reader.Rule.Type == ColumnType.Weight ? "a microgram" : "a hundredth of a month")} and rounded to it; none became 0.");
        foreach (var reader in readers.Where(r => r.Rule.Cap is not null))
            notes.Add($"{reader.Rule.Name}: {reader.Rule.Cap / 100} in a capped variable is kept as 'at least {reader.Rule.Cap / 100} months, or life'.");
        foreach (var reader in readers.Where(r => r.Rule.Note is not null))
            notes.Add($"{reader.Rule.Name}: {reader.Rule.Note}");
        foreach (var other in others)
            notes.Add($"Joined by id with {Path.GetFileName(other.File)}: {other.Met:N0} of its {other.Population.Records:N0} records met one; what {Path.GetFileName(Source)} leaves missing is taken from there.");
        return notes;
    }

    private Mapping MappingFor(IReadOnlyList<string> header)
    {
        if (Map is not null)
        {
            if (Mapping.BuiltIn.FirstOrDefault(m => m.Name == Map) is { } named)
                return named;
            return File.Exists(Map) ? Mapping.Read(File.ReadAllBytes(Map), Map) : throw new PopulationException($"{Map}: there is no such mapping file. Ours are: {string.Join(", ", Mapping.BuiltIn.Select(m => m.Name))}.");
        }
        return Mapping.For(header) ?? throw new PopulationException($"{Source}: no mapping of ours knows these columns ({Some(header)}). Run: ./clementia population map {Source} --out mapping.json, look at what it proposes, and import with --map mapping.json.");
    }

    private (int? Year, string? From) FiscalYearOf()
    {
        if (FiscalYear is { } given)
            return given is >= 1980 and <= 2100 ? (given, "as said") : throw new PopulationException($"--fiscal-year {given}: no fiscal year of the Commission. Give it in four digits.");
        if (FiscalYearInName().Match(Path.GetFileName(Source)) is not { Success: true } match)
            return (null, null);
        var year = int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        year = year >= 1000 ? year : year >= 80 ? 1900 + year : 2000 + year;
        return year is >= 1980 and <= 2100 ? (year, "by the name of the file") : (null, null);
    }

    // opafy15nid.dat, ussc_sup_fy15.csv, fy2016.csv; not violations_fy13_17.csv, which spans years.
    [GeneratedRegex(@"fy((?:19|20)?\d\d)(?![\d])(?![_-]\d)", RegexOptions.IgnoreCase)]
    private static partial Regex FiscalYearInName();

    internal static RowSource Open(string path, string? layout)
    {
        if (ParquetRows.Is(path))
            return layout is null ? new ParquetRows(path) : throw new PopulationException($"{path}: this is Parquet, which needs no layout. Leave --layout out.");
        var file = new SourceFile(path);
        try
        {
            if (layout is not null)
                return new FixedRows(file, SasLayout.Read(layout));
            if (Path.GetExtension(path).Equals(".dat", StringComparison.OrdinalIgnoreCase))
                throw new PopulationException($"{path}: a fixed-width file needs the layout that came with it. Give it: --layout {Path.GetFileNameWithoutExtension(path)}.sas");
            return new CsvRows(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(8)) + (names.Count > 8 ? $" and {names.Count - 8} more" : "");

    /// <summary>A further file, whose records fill what the first leaves missing.</summary>
    private sealed class Other(string file, Population population)
    {
        private readonly Dictionary<long, int> _byId = [];
        private readonly List<(Column From, int To, long[]? Codes)> _columns = [];
        private readonly HashSet<long> _met = [];

        public string File => file;

        public Population Population => population;

        public int Met => _met.Count;

        public void Adopt(List<ColumnSpec> specs)
        {
            if (population.Find(PersonColumns.Id.Name) is not { } ids || specs.All(s => s.Name != PersonColumns.Id.Name))
                throw new PopulationException($"{file}: joining needs the column 'id' (the Commission's USSCIDN) in both files. Import them apart, or map the id of each.");
            for (var record = 0; record < population.Records; record++)
            {
                if (Code.IsNumber(ids[record]) && !_byId.TryAdd(ids[record], record))
                    throw new PopulationException($"{file}: the id {ids[record]} stands there twice, so that joining would have to choose. Import it alone.");
            }
            foreach (var column in population.Columns.Where(c => c.Spec.Name != Population.RowSpec.Name && c.Spec.Name != PersonColumns.Id.Name))
            {
                var at = specs.FindIndex(s => s.Name == column.Spec.Name);
                if (at < 0)
                {
                    at = specs.Count;
                    specs.Add(column.Spec);
                }
                else if (specs[at].Source != column.Spec.Source)
                    specs[at] = specs[at] with { Source = specs[at].Source + ", " + column.Spec.Source, Cap = specs[at].Cap ?? column.Spec.Cap };
                long[]? codes = null;
                if (column.Spec.Type == ColumnType.Choice)
                {
                    codes = new long[column.Spec.Choices.Count];
                    Array.Fill(codes, -1);
                }
                _columns.Add((column, at, codes));
            }
        }

        public void Fill(long[] values, int id, PopulationBuilder builder)
        {
            var found = Code.IsNumber(values[id]) && _byId.TryGetValue(values[id], out var at) ? at : -1;
            if (found >= 0)
                _met.Add(values[id]);
            foreach (var (from, to, codes) in _columns)
            {
                if (found < 0 || values[to] != Code.Missing)
                    continue;
                var value = from[found];
                if (codes is not null && Code.IsNumber(value))
                    value = codes[value] >= 0 ? codes[value] : codes[value] = builder.Choice(to, from.Spec.Choices[(int)value]);
                values[to] = value;
            }
        }
    }
}
