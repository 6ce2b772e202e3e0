using System.IO.MemoryMappedFiles;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clementia.Screening;

/// <summary>Where a population came from and what became of it on the way in.</summary>
/// <param name="Source">The name of the file or files it was read from, or what generated it.</param>
/// <param name="InputHash">SHA-256 of the bytes read, in hex; of the generator's name, seed and number for an invented one.</param>
/// <param name="Read">Records in the source.</param>
/// <param name="Kept">Records in the population.</param>
/// <param name="Rejected">Records refused, each listed in rejects.csv with row, column and reason; read = kept + rejected.</param>
/// <param name="Invented">Whether the people were made up by a generator.</param>
/// <param name="Notes">What a reader must know: how dates were read, what was capped.</param>
public sealed record Provenance(string Source, string InputHash, long Read, long Kept, long Rejected, bool Invented, IReadOnlyList<string> Notes);

/// <summary>
/// Records of sentenced people in columns: opened from a folder of raw, memory-mapped columns, or built in memory. Records lie in an order of the population's own
/// (like cases together); <see cref="Row"/> gives a record's place in the source.
/// </summary>
public sealed unsafe class Population : IDisposable
{
    internal const string ManifestName = "population.json";
    private const string RowName = "row";

    private readonly List<IDisposable> _owned = [];
    private readonly Dictionary<string, Column> _columns = new(StringComparer.Ordinal);
    private Population? _whole;
    private int _first;

    private Population(int records, Provenance provenance) => (Records, Provenance) = (records, provenance);

    private Column? _rows;

    /// <summary>The number of records.</summary>
    public int Records { get; }

    /// <summary>Where they came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Its columns, in the order of the file.</summary>
    public IReadOnlyList<Column> Columns { get; private set; } = [];

    /// <summary>What its builder asked of the law; null when it was opened from a folder.</summary>
    internal LawTables? Tables { get; set; }

    /// <summary>The folder it was opened from, or null in memory.</summary>
    public string? Folder { get; private init; }

    /// <summary>The column of that name, or null.</summary>
    public Column? Find(string name) => _columns.GetValueOrDefault(name);

    /// <summary>The place of a record in its source, from 0 (rejected records are not counted).</summary>
    public int Row(int record) => _rows is { } rows ? (int)rows[record] : _first + record;

    /// <summary>The record at a place of the source; the inverse of <see cref="Row"/>.</summary>
    public int RecordAt(int row)
    {
        if ((uint)row >= (uint)Records)
            throw new ArgumentOutOfRangeException(nameof(row));
        if (_whole is not null)
            throw new InvalidOperationException("A slice does not know where in it the records of the source lie.");
        if (Find(RowName) is null)
            return row;
        return Places[row];
    }

    /// <summary>The records in the order of the source.</summary>
    internal ReadOnlySpan<int> InInputOrder => Find(RowName) is null ? [.. Enumerable.Range(0, Records)] : Places;

    private int[] Places
    {
        get
        {
            if (field is null)
            {
                var rows = Find(RowName)!;
                var places = new int[Records];
                for (var record = 0; record < Records; record++)
                    places[(int)rows[record]] = record;
                field = places;
            }
            return field;
        }
    }

    /// <summary>Opens a population that was written by <see cref="Save"/>.</summary>
    /// <exception cref="PopulationException">The folder is none, or a file of it is missing or cut off.</exception>
    public static Population Open(string folder)
    {
        var manifestFile = Path.Combine(folder, ManifestName);
        if (!File.Exists(manifestFile))
            throw new PopulationException($"{folder}: there is no population here ({ManifestName} is missing). Make one with 'clementia population import' or 'population sample'.");
        Manifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllBytes(manifestFile), PopulationJson.Default.Manifest)
                ?? throw new JsonException("it is empty");
        }
        catch (JsonException error)
        {
            throw new PopulationException($"{manifestFile}: not a population ({error.Message}). Import it again.");
        }
        if (manifest.Format != Manifest.CurrentFormat)
            throw new PopulationException($"{manifestFile}: written in format {manifest.Format}, this program reads {Manifest.CurrentFormat}. Import it again.");
        var population = new Population(manifest.Records, manifest.Provenance) { Folder = folder };
        try
        {
            foreach (var column in manifest.Columns)
            {
                var file = Path.Combine(folder, FileOf(column.Spec.Name));
                var bytes = (long)manifest.Records * column.Width;
                if (!File.Exists(file) || new FileInfo(file).Length != bytes)
                    throw new PopulationException($"{file}: missing or not {bytes} bytes long. Import the population again.");
                byte* at = null;
                if (bytes > 0)
                {
                    var map = MemoryMappedFile.CreateFromFile(file, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
                    population._owned.Add(map);
                    var view = map.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.Read);
                    population._owned.Add(view);
                    view.SafeMemoryMappedViewHandle.AcquirePointer(ref at);
                }
                population.Add(new Column(column.Spec, at, manifest.Records, column.Width));
            }
        }
        catch
        {
            population.Dispose();
            throw;
        }
        return population;
    }

    /// <summary>Refuses a place where something is already, before long work is done for it.</summary>
    /// <exception cref="PopulationException">There is something.</exception>
    public static void RefuseTaken(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new PopulationException($"{folder}: there is something here already. Name a new folder, or remove it first.");
    }

    /// <summary>Writes the population into a folder: population.json and one raw little-endian file a column. All or nothing: a folder that is there already is refused.</summary>
    /// <param name="folder">The new folder.</param>
    /// <param name="beside">Writes what else belongs into the folder, before it takes its name.</param>
    /// <param name="cancel">Leaves nothing behind.</param>
    public void Save(string folder, Action<string>? beside = null, CancellationToken cancel = default)
    {
        RefuseTaken(folder);
        var partial = folder.TrimEnd('/') + ".partial-" + Environment.ProcessId;
        Directory.CreateDirectory(partial);
        try
        {
            foreach (var column in Columns)
            {
                using var file = new FileStream(Path.Combine(partial, FileOf(column.Spec.Name)), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
                var left = (long)column.Length * column.Width;
                var at = column.Pointer;
                while (left > 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    var piece = (int)Math.Min(left, 1 << 26);
                    file.Write(new ReadOnlySpan<byte>(at, piece));
                    left -= piece;
                    at += piece;
                }
            }
            var manifest = new Manifest(Manifest.CurrentFormat, Records, Provenance, [.. Columns.Select(c => new StoredColumn(c.Spec, c.Width))]);
            File.WriteAllBytes(Path.Combine(partial, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, PopulationJson.Default.Manifest));
            beside?.Invoke(partial);
            cancel.ThrowIfCancellationRequested();
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.Move(partial, folder);
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = _owned.Count - 1; i >= 0; i--)
        {
            if (_owned[i] is MemoryMappedViewAccessor view && view.SafeMemoryMappedViewHandle is { IsClosed: false } handle)
                handle.ReleasePointer();
            _owned[i].Dispose();
        }
        _owned.Clear();
    }

    /// <summary>
    /// Some records that lie together as a population of their own: the same memory, the same codes of choices, the same places in the source. The memory stays that of this population,
    /// which must not be disposed before the slice is done with.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such records.</exception>
    public Population Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Records - first);
        var slice = new Population(count, Provenance) { _whole = this, _first = checked(_first + first) };
        foreach (var column in Columns)
            slice.Add(new Column(column.Spec, column.Pointer + ((long)first * column.Width), count, column.Width));
        return slice;
    }

    internal static Population Of(int records, Provenance provenance, IEnumerable<(ColumnSpec Spec, NativeBlock Block, int Width)> columns)
    {
        var population = new Population(records, provenance);
        foreach (var (spec, block, width) in columns)
        {
            population._owned.Add(block);
            population.Add(new Column(spec, block.Pointer, records, width));
        }
        return population;
    }

    private void Add(Column column)
    {
        _columns.Add(column.Spec.Name, column);
        if (column.Spec.Name == RowName)
            _rows = column;
        Columns = [.. Columns, column];
    }

    private static string FileOf(string column) => column + ".col";

    internal static readonly ColumnSpec RowSpec = new(RowName, ColumnType.Count, "The place of the record in its source, from 0.", "");
}

/// <summary>A population that cannot be read or written: where, what is wrong, what to do.</summary>
public sealed class PopulationException(string message) : IOException(message);

internal sealed record Manifest(int Format, int Records, Provenance Provenance, IReadOnlyList<StoredColumn> Columns)
{
    public const int CurrentFormat = 1;
}

internal sealed record StoredColumn(ColumnSpec Spec, int Width);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class PopulationJson : JsonSerializerContext;
