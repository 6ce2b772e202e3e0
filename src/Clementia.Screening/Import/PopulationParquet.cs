using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Clementia.Screening.Import;

/// <summary>
/// A population as Parquet: every tool reads it (months and weights are decimals, days are dates, what is no number is null), and <see cref="Import"/> makes the very same
/// population of it again, byte for byte (docs/decisions/0110).
/// </summary>
public static unsafe class PopulationParquet
{
    private const string ManifestKey = "clementia.population";
    private const string NullsKey = "clementia.nulls";
    private const string CodesKey = "clementia.codes";
    private const string CodesMeaning = "X.code says why X is null: 1 unknown, 2 missing, 3 life, 4 capped (at least the cap in clementia.population, or life); 0 where X is a number. Where a column has no X.code, clementia.nulls says what its nulls are.";
    private const string CodeSuffix = ".code";
    private const int GroupLength = 1 << 20;
    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The ways of not being a number, as a companion column numbers them.</summary>
    private static readonly long[] s_codes = [Code.Unknown, Code.Missing, Code.Life, Code.Capped];

    /// <summary>Writes it; nothing is left behind when that fails.</summary>
    /// <exception cref="PopulationException">The file is there already.</exception>
    public static void Export(Population population, string path, Action<double>? progress = null, CancellationToken cancel = default)
    {
        if (Path.Exists(path))
            throw new PopulationException($"{path}: there is something here already. Name a new file, or remove it first.");
        var partial = path + ".partial-" + Environment.ProcessId;
        try
        {
            Write(population, partial, progress, cancel);
            File.Move(partial, path);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void Write(Population population, string path, Action<double>? progress, CancellationToken cancel)
    {
        var layouts = population.Columns.Select(Layout.Of).ToArray();
        var nodes = layouts.SelectMany(l => l.Nodes()).ToArray();
        using var schema = new GroupNode("schema", Repetition.Required, nodes);
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Compression.Zstd).EnableDictionary();
        // No two records share these: a dictionary of them would only be thrown away again.
        foreach (var alone in new[] { Population.RowSpec.Name, PersonColumns.Id.Name })
            builder.DisableDictionary(alone);
        using var properties = builder.Build();
        var manifest = new Manifest(Manifest.CurrentFormat, population.Records, population.Provenance, [.. population.Columns.Select(c => new StoredColumn(c.Spec, c.Width))]);
        var metadata = new Dictionary<string, string>
        {
            [ManifestKey] = JsonSerializer.Serialize(manifest, PopulationJson.Default.Manifest),
            [NullsKey] = JsonSerializer.Serialize(layouts.Where(l => l.Nulls is not null).ToDictionary(l => l.Column.Spec.Name, l => Name(l.Nulls!.Value)), ParquetJson.Default.DictionaryStringString),
            [CodesKey] = CodesMeaning,
        };
        using var file = new ParquetFileWriter(path, schema, properties, metadata);
        var (ints, longs, flags, levels) = (new int[GroupLength], new long[GroupLength], new bool[GroupLength], new short[GroupLength]);
        for (var first = 0; first < population.Records || first == 0; first += GroupLength)
        {
            var count = Math.Min(GroupLength, population.Records - first);
            using var group = file.AppendRowGroup();
            foreach (var layout in layouts)
            {
                cancel.ThrowIfCancellationRequested();
                layout.Write(group, first, count, ints, longs, flags, levels);
            }
            progress?.Invoke(population.Records == 0 ? 1 : (first + count) / (double)population.Records);
            if (count < GroupLength)
                break;
        }
        file.Close();
    }

    /// <summary>Whether a file is Parquet that <see cref="Export"/> wrote.</summary>
    public static bool IsOurs(string path)
    {
        if (!ParquetRows.Is(path))
            return false;
        try
        {
            using var file = new ParquetFileReader(path);
            return file.FileMetaData.KeyValueMetadata.ContainsKey(ManifestKey);
        }
        catch (ParquetException)
        {
            return false;
        }
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    /// <exception cref="PopulationException">The file was changed since: what it says of itself does not fit.</exception>
    public static Population Import(string path, CancellationToken cancel = default)
    {
        using var file = new ParquetFileReader(path);
        Manifest manifest;
        Dictionary<string, string> nulls;
        try
        {
            manifest = JsonSerializer.Deserialize(file.FileMetaData.KeyValueMetadata[ManifestKey], PopulationJson.Default.Manifest) ?? throw new JsonException("it is empty");
            nulls = JsonSerializer.Deserialize(file.FileMetaData.KeyValueMetadata[NullsKey], ParquetJson.Default.DictionaryStringString) ?? [];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException)
        {
            throw Changed(path, $"its description cannot be read ({error.Message.TrimEnd('.')})");
        }
        if (manifest.Format != Manifest.CurrentFormat)
            throw new PopulationException($"{path}: written in format {manifest.Format}, this program reads {Manifest.CurrentFormat}. Export it again.");
        if (file.FileMetaData.NumRows != manifest.Records)
            throw Changed(path, $"it has {file.FileMetaData.NumRows:N0} rows and says that it has {manifest.Records:N0}");
        var places = Enumerable.Range(0, file.FileMetaData.NumColumns).ToDictionary(i => file.FileMetaData.Schema.Column(i).Path.ToDotString(), i => i, StringComparer.Ordinal);
        foreach (var column in manifest.Columns)
        {
            if (!places.ContainsKey(column.Spec.Name) || column.Width is not (1 or 2 or 4 or 8))
                throw Changed(path, $"its column '{column.Spec.Name}' is missing");
        }
        var blocks = manifest.Columns.Select(c => new NativeBlock((long)manifest.Records * c.Width)).ToArray();
        try
        {
            Parallel.For(0, blocks.Length, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new Reading(path), (i, _, reading) =>
            {
                var column = manifest.Columns[i];
                reading.Column(column, blocks[i], places[column.Spec.Name], places.TryGetValue(column.Spec.Name + CodeSuffix, out var code) ? code : null, nulls.TryGetValue(column.Spec.Name, out var name) ? OfName(name) : null, cancel);
                return reading;
            }, reading => reading.Dispose());
        }
        catch (AggregateException error)
        {
            foreach (var block in blocks)
                block.Dispose();
            throw error.InnerExceptions.OfType<PopulationException>().FirstOrDefault() ?? (error.InnerExceptions.OfType<ParquetException>().FirstOrDefault() is { } damaged
                ? Changed(path, "it is damaged: " + damaged.Message.Split('\n')[0].TrimEnd('.')) : error.InnerExceptions[0]);
        }
        catch
        {
            foreach (var block in blocks)
                block.Dispose();
            throw;
        }
        return Population.Of(manifest.Records, manifest.Provenance, manifest.Columns.Select((c, i) => (c.Spec, blocks[i], c.Width)));
    }

    private static PopulationException Changed(string path, string problem) => new($"{path}: {problem}. It was changed since it was exported; export it again, or import it as any other Parquet with --map.");

    private static string Name(long code) => code switch { Code.Unknown => "unknown", Code.Missing => "missing", Code.Life => "life", _ => "capped" };

    private static long OfName(string name) => name switch { "unknown" => Code.Unknown, "missing" => Code.Missing, "life" => Code.Life, _ => Code.Capped };

    /// <summary>How a column lies in Parquet.</summary>
    private sealed record Layout(Column Column, long? Nulls, bool HasCodes)
    {
        public static Layout Of(Column column)
        {
            // 252 to 255, or as wide as the column is.
            var seen = new bool[4];
            var max = Column.MaxOf(column.Width);
            for (var i = 0; i < column.Length; i++)
            {
                var raw = column.Width switch { 1 => column.Pointer[i], 2 => ((ushort*)column.Pointer)[i], 4 => ((int*)column.Pointer)[i], _ => ((long*)column.Pointer)[i] };
                if (raw >= max - 3)
                    seen[max - raw] = true;
            }
            var codes = s_codes.Where((_, i) => seen[i]).ToArray();
            return new(column, codes.Length > 0 ? codes[0] : null, codes.Length > 1);
        }

        private PhysicalType Physical => Column.Spec.Type == ColumnType.Flag ? PhysicalType.Boolean : Column.Spec.Type == ColumnType.Weight || Column.Width == 8 ? PhysicalType.Int64 : PhysicalType.Int32;

        public IEnumerable<PrimitiveNode> Nodes()
        {
            var wide = Physical == PhysicalType.Int64;
            using var type = Column.Spec.Type switch
            {
                ColumnType.Flag => LogicalType.None(),
                ColumnType.Months => LogicalType.Decimal(wide ? 18 : 9, 2),
                ColumnType.Weight => LogicalType.Decimal(18, 6),
                ColumnType.Day => LogicalType.Date(),
                _ => LogicalType.Int(wide ? 64 : 32, true),
            };
            yield return new(Column.Spec.Name, Nulls is null ? Repetition.Required : Repetition.Optional, type, Physical);
            if (HasCodes)
            {
                using var small = LogicalType.Int(32, true);
                yield return new(Column.Spec.Name + CodeSuffix, Repetition.Required, small, PhysicalType.Int32);
            }
        }

        public void Write(RowGroupWriter group, int first, int count, int[] ints, long[] longs, bool[] flags, short[] levels)
        {
            var values = 0;
            var shift = Column.Spec.Type == ColumnType.Day ? s_epoch : 0;
            for (var i = 0; i < count; i++)
            {
                var value = Column[first + i];
                var number = Code.IsNumber(value);
                levels[i] = number ? (short)1 : (short)0;
                if (!number)
                    continue;
                switch (Physical)
                {
                    case PhysicalType.Boolean:
                        flags[values++] = value != 0;
                        break;
                    case PhysicalType.Int64:
                        longs[values++] = value - shift;
                        break;
                    default:
                        ints[values++] = (int)(value - shift);
                        break;
                }
            }
            using (var column = group.NextColumn())
            {
                switch (Physical)
                {
                    case PhysicalType.Boolean:
                        Write((ColumnWriter<bool>)column, count, levels, flags.AsSpan(0, values));
                        break;
                    case PhysicalType.Int64:
                        Write((ColumnWriter<long>)column, count, levels, longs.AsSpan(0, values));
                        break;
                    default:
                        Write((ColumnWriter<int>)column, count, levels, ints.AsSpan(0, values));
                        break;
                }
            }
            if (!HasCodes)
                return;
            for (var i = 0; i < count; i++)
            {
                var value = Column[first + i];
                ints[i] = Code.IsNumber(value) ? 0 : 1 + (int)(Code.Unknown - value);
            }
            using var codes = group.NextColumn();
            ((ColumnWriter<int>)codes).WriteBatch(ints.AsSpan(0, count));
        }

        private void Write<T>(ColumnWriter<T> writer, int count, short[] levels, ReadOnlySpan<T> values)
            where T : unmanaged
        {
            if (Nulls is null)
                writer.WriteBatch(values);
            else
                writer.WriteBatch(count, levels.AsSpan(0, count), [], values);
        }
    }

    /// <summary>One thread's reading of the file: its own handle and its own room.</summary>
    private sealed class Reading(string path) : IDisposable
    {
        private readonly ParquetFileReader _file = new(path);
        private int[] _ints = [];
        private int[] _codes = [];
        private long[] _longs = [];
        private bool[] _flags = [];
        private short[] _levels = [];

        public void Column(StoredColumn column, NativeBlock block, int place, int? codePlace, long? nulls, CancellationToken cancel)
        {
            var first = 0;
            for (var g = 0; g < _file.FileMetaData.NumRowGroups; g++)
            {
                cancel.ThrowIfCancellationRequested();
                using var group = _file.RowGroup(g);
                var count = checked((int)group.MetaData.NumRows);
                if (count > _levels.Length)
                    (_ints, _codes, _longs, _flags, _levels) = (new int[count], new int[count], new long[count], new bool[count], new short[count]);
                using var reader = group.Column(place);
                var optional = reader.ColumnDescriptor.MaxDefinitionLevel > 0;
                var codes = ReadOnlySpan<int>.Empty;
                if (codePlace is { } at)
                {
                    using var codeReader = group.Column(at);
                    Fill((ColumnReader<int>)codeReader, count, _codes, false);
                    codes = _codes.AsSpan(0, count);
                }
                else if (optional && nulls is null)
                    throw Changed(path, $"'{column.Spec.Name}' has nulls that nothing explains");
                var levels = optional ? _levels.AsSpan(0, count) : default;
                var shift = column.Spec.Type == ColumnType.Day ? s_epoch : 0;
                var ok = reader switch
                {
                    ColumnReader<int> r => Scatter<int>(Fill(r, count, _ints, optional), levels, codes, nulls, shift, block, first, column.Width, count),
                    ColumnReader<long> r => Scatter<long>(Fill(r, count, _longs, optional), levels, codes, nulls, shift, block, first, column.Width, count),
                    ColumnReader<bool> r => Scatter(MemoryMarshal.AsBytes(Fill(r, count, _flags, optional)), levels, codes, nulls, 0, block, first, column.Width, count),
                    _ => false,
                };
                if (!ok)
                    throw Changed(path, $"'{column.Spec.Name}' holds what it cannot have held");
                first += count;
            }
        }

        private Span<T> Fill<T>(ColumnReader<T> reader, int count, T[] values, bool optional)
            where T : unmanaged
        {
            long levelsRead = 0, valuesRead = 0;
            while (levelsRead < count)
            {
                var got = optional
                    ? reader.ReadBatch(count - levelsRead, _levels.AsSpan((int)levelsRead, (int)(count - levelsRead)), [], values.AsSpan((int)valuesRead), out var read)
                    : reader.ReadBatch(count - levelsRead, [], [], values.AsSpan((int)valuesRead), out read);
                if (got == 0)
                    throw Changed(path, "a column ends before its row group does");
                levelsRead += got;
                valuesRead += read;
            }
            return values.AsSpan(0, (int)valuesRead);
        }

        private static bool Scatter<T>(ReadOnlySpan<T> values, ReadOnlySpan<short> levels, ReadOnlySpan<int> codes, long? nulls, int shift, NativeBlock block, int first, int width, int count)
            where T : unmanaged, System.Numerics.INumber<T> => width switch
            {
                1 => Into(values, levels, codes, nulls, shift, (byte*)block.Pointer + first, 1, count),
                2 => Into(values, levels, codes, nulls, shift, (ushort*)block.Pointer + first, 2, count),
                4 => Into(values, levels, codes, nulls, shift, (int*)block.Pointer + first, 4, count),
                _ => Into(values, levels, codes, nulls, shift, (long*)block.Pointer + first, 8, count),
            };

        // Generic over both widths, so that the runtime makes a loop of each without conversions by way of long.
        private static bool Into<T, TTo>(ReadOnlySpan<T> values, ReadOnlySpan<short> levels, ReadOnlySpan<int> codes, long? nulls, int shift, TTo* to, int width, int count)
            where T : unmanaged, System.Numerics.INumber<T>
            where TTo : unmanaged, System.Numerics.INumber<TTo>
        {
            if (levels.IsEmpty ? values.Length != count : values.Length > count)
                return false;
            var (least, most) = (T.Zero, T.Zero);
            foreach (var value in values)
            {
                least = T.Min(least, value);
                most = T.Max(most, value);
            }
            if (!Clementia.Screening.Column.Fits(long.CreateChecked(least) + Math.Min(shift, 0), width) || !Clementia.Screening.Column.Fits(long.CreateChecked(most) + shift, width) || long.CreateChecked(most) >= Code.Capped)
                return false;
            unchecked
            {
                var moved = T.CreateTruncating(shift);
                if (levels.IsEmpty)
                {
                    for (var i = 0; i < count; i++)
                        to[i] = TTo.CreateTruncating(values[i] + moved);
                    return true;
                }
                var top = Clementia.Screening.Column.MaxOf(width);
                var next = 0;
                if (codes.IsEmpty)
                {
                    var none = TTo.CreateTruncating(top - (Code.Unknown - nulls!.Value));
                    for (var i = 0; i < count; i++)
                    {
                        if (levels[i] != 0)
                            to[i] = TTo.CreateTruncating(values[next++] + moved);
                        else
                            to[i] = none;
                    }
                    return next == values.Length;
                }
                Span<TTo> byCode = [default, TTo.CreateTruncating(top), TTo.CreateTruncating(top - 1), TTo.CreateTruncating(top - 2), TTo.CreateTruncating(top - 3)];
                for (var i = 0; i < count; i++)
                {
                    if (levels[i] != 0)
                        to[i] = TTo.CreateTruncating(values[next++] + moved);
                    else if ((uint)(codes[i] - 1) < 4)
                        to[i] = byCode[codes[i]];
                    else
                        return false;
                }
                return next == values.Length;
            }
        }

        public void Dispose() => _file.Dispose();
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ParquetJson : JsonSerializerContext;
