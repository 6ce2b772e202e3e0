using System.Numerics;
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
    private const int BatchLength = 1 << 14;
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
        var layouts = new Layout[population.Columns.Count];
        Parallel.For(0, layouts.Length, new ParallelOptions { CancellationToken = cancel }, i => layouts[i] = Layout.Of(population.Columns[i]));
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
        for (var first = 0; first < population.Records || first == 0; first += GroupLength)
        {
            var count = Math.Min(GroupLength, population.Records - first);
            // A buffered group keeps each column apart until it is closed, so that they can be written at the same time and still lie in the file in their order.
            using var group = file.AppendBufferedRowGroup();
            var writers = new ColumnWriter[nodes.Length];
            try
            {
                for (var i = 0; i < writers.Length; i++)
                    writers[i] = group.Column(i);
                var taken = -1;
                Parallel.For(0, Math.Min(Environment.ProcessorCount, layouts.Length), new ParallelOptions { CancellationToken = cancel }, _ =>
                {
                    var room = new Room();
                    for (int i; (i = Interlocked.Increment(ref taken)) < layouts.Length;)
                    {
                        cancel.ThrowIfCancellationRequested();
                        layouts[i].Write(writers, layouts[..i].Sum(l => l.HasCodes ? 2 : 1), first, count, room);
                    }
                });
            }
            finally
            {
                foreach (var writer in writers)
                    writer?.Dispose();
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
            // The columns are of very different weight: each thread takes the next one when it has finished its own.
            var taken = -1;
            Parallel.For(0, Math.Min(Environment.ProcessorCount, blocks.Length), new ParallelOptions { CancellationToken = cancel }, _ =>
            {
                using var reading = new Reading(path);
                for (int i; (i = Interlocked.Increment(ref taken)) < blocks.Length;)
                {
                    var column = manifest.Columns[i];
                    reading.Column(column, blocks[i], places[column.Spec.Name], places.TryGetValue(column.Spec.Name + CodeSuffix, out var code) ? code : null, nulls.TryGetValue(column.Spec.Name, out var name) ? OfName(name) : null, cancel);
                }
            });
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
            var seen = column.Width switch
            {
                1 => Seen<byte>(column),
                2 => Seen<ushort>(column),
                4 => Seen<int>(column),
                _ => Seen<long>(column),
            };
            var codes = s_codes.Where((_, i) => seen[i]).ToArray();
            return new(column, codes.Length > 0 ? codes[0] : null, codes.Length > 1);
        }

        // Which of the ways of not being a number occur: 252 to 255, or as wide as the column is.
        private static bool[] Seen<T>(Column column)
            where T : unmanaged, INumber<T>
        {
            var seen = new bool[4];
            var values = column.As<T>();
            var max = T.CreateTruncating(Column.MaxOf(column.Width));
            var least = max - T.CreateTruncating(3);
            var (i, limit) = (0, new Vector<T>(least));
            for (; i < values.Length; i++)
            {
                while (i <= values.Length - Vector<T>.Count && !Vector.GreaterThanOrEqualAny(new Vector<T>(values[i..]), limit))
                    i += Vector<T>.Count;
                // One by one to the end of what has a code in it.
                for (var end = Math.Min(values.Length, i + Vector<T>.Count); i < end; i++)
                {
                    if (values[i] >= least)
                        seen[int.CreateTruncating(max - values[i])] = true;
                }
                i--;
            }
            return seen;
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

        public void Write(ColumnWriter[] writers, int place, int first, int count, Room room)
        {
            for (var from = first; from < first + count; from += BatchLength)
            {
                var length = Math.Min(BatchLength, first + count - from);
                switch (Column.Width)
                {
                    case 1:
                        Write(Column.As<byte>().Slice(from, length), writers, place, room);
                        break;
                    case 2:
                        Write(Column.As<ushort>().Slice(from, length), writers, place, room);
                        break;
                    case 4:
                        Write(Column.As<int>().Slice(from, length), writers, place, room);
                        break;
                    default:
                        Write(Column.As<long>().Slice(from, length), writers, place, room);
                        break;
                }
            }
        }

        private void Write<T>(ReadOnlySpan<T> from, ColumnWriter[] writers, int place, Room room)
            where T : unmanaged, INumber<T>
        {
            switch (writers[place])
            {
                case ColumnWriter<bool> writer:
                    Put(writer, from.Length, MemoryMarshal.Cast<byte, bool>(room.Flags.AsSpan(0, Numbers(from, room.Flags, room.Levels))), room.Levels);
                    break;
                case ColumnWriter<long> writer:
                    Put(writer, from.Length, room.Longs.AsSpan(0, Numbers(from, room.Longs, room.Levels)), room.Levels);
                    break;
                case var writer:
                    Put((ColumnWriter<int>)writer, from.Length, room.Ints.AsSpan(0, Numbers(from, room.Ints, room.Levels)), room.Levels);
                    break;
            }
            if (!HasCodes)
                return;
            var codes = room.Ints.AsSpan(0, from.Length);
            unchecked
            {
                var max = T.CreateTruncating(Column.MaxOf(Column.Width));
                var least = max - T.CreateTruncating(3);
                for (var i = 0; i < from.Length; i++)
                    codes[i] = from[i] >= least ? 1 + int.CreateTruncating(max - from[i]) : 0;
            }
            ((ColumnWriter<int>)writers[place + 1]).WriteBatch(codes);
        }

        // The values that are numbers, and which of all they are; how many.
        private int Numbers<T, TTo>(ReadOnlySpan<T> from, TTo[] into, short[] levels)
            where T : unmanaged, INumber<T>
            where TTo : unmanaged, INumber<TTo>
        {
            var least = T.CreateTruncating(Column.MaxOf(Column.Width)) - T.CreateTruncating(3);
            var shift = TTo.CreateTruncating(Column.Spec.Type == ColumnType.Day ? s_epoch : 0);
            var flag = Column.Spec.Type == ColumnType.Flag;
            var values = 0;
            unchecked
            {
                for (var i = 0; i < from.Length; i++)
                {
                    var number = from[i] < least;
                    levels[i] = number ? (short)1 : (short)0;
                    if (number)
                        into[values++] = flag ? (from[i] == T.Zero ? TTo.Zero : TTo.One) : TTo.CreateTruncating(from[i]) - shift;
                }
            }
            return values;
        }

        private void Put<T>(ColumnWriter<T> writer, int count, ReadOnlySpan<T> values, short[] levels)
            where T : unmanaged
        {
            if (Nulls is null)
                writer.WriteBatch(values);
            else
                writer.WriteBatch(count, levels.AsSpan(0, count), [], values);
        }
    }

    /// <summary>Where one thread puts a batch together.</summary>
    private sealed class Room
    {
        public readonly int[] Ints = new int[BatchLength];
        public readonly long[] Longs = new long[BatchLength];
        public readonly byte[] Flags = new byte[BatchLength];
        public readonly short[] Levels = new short[BatchLength];
    }

    /// <summary>One thread's reading of the file: its own handle, and room for a batch that stays in the cache of its core between reading and placing.</summary>
    private sealed class Reading(string path) : IDisposable
    {
        private readonly ParquetFileReader _file = new(path);
        private readonly int[] _ints = new int[BatchLength];
        private readonly int[] _codes = new int[BatchLength];
        private readonly long[] _longs = new long[BatchLength];
        private readonly bool[] _flags = new bool[BatchLength];
        private readonly short[] _levels = new short[BatchLength];

        public void Column(StoredColumn column, NativeBlock block, int place, int? codePlace, long? nulls, CancellationToken cancel)
        {
            long first = 0;
            for (var g = 0; g < _file.FileMetaData.NumRowGroups; g++)
            {
                cancel.ThrowIfCancellationRequested();
                using var group = _file.RowGroup(g);
                using var reader = group.Column(place);
                using var codeReader = codePlace is { } at ? group.Column(at) : null;
                var optional = reader.ColumnDescriptor.MaxDefinitionLevel > 0;
                if (codeReader is null && optional && nulls is null)
                    throw Changed(path, $"'{column.Spec.Name}' has nulls that nothing explains");
                var shift = column.Spec.Type == ColumnType.Day ? s_epoch : 0;
                for (var left = group.MetaData.NumRows; left > 0;)
                {
                    var count = (int)Math.Min(BatchLength, left);
                    var codes = codeReader is ColumnReader<int> c ? Fill(c, count, _codes, false) : [];
                    var levels = optional ? _levels.AsSpan(0, count) : default;
                    var ok = first + count <= block.Bytes / column.Width && (codeReader is null || codes.Length == count) && reader switch
                    {
                        ColumnReader<int> r => Scatter<int>(Fill(r, count, _ints, optional), levels, codes, nulls, shift, block, first, column.Width, count),
                        ColumnReader<long> r => Scatter<long>(Fill(r, count, _longs, optional), levels, codes, nulls, shift, block, first, column.Width, count),
                        ColumnReader<bool> r => Scatter(MemoryMarshal.AsBytes(Fill(r, count, _flags, optional)), levels, codes, nulls, 0, block, first, column.Width, count),
                        _ => false,
                    };
                    if (!ok)
                        throw Changed(path, $"'{column.Spec.Name}' holds what it cannot have held");
                    first += count;
                    left -= count;
                }
            }
            if (first != block.Bytes / column.Width)
                throw Changed(path, "its row groups hold fewer rows than it says");
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

        private static bool Scatter<T>(ReadOnlySpan<T> values, ReadOnlySpan<short> levels, ReadOnlySpan<int> codes, long? nulls, int shift, NativeBlock block, long first, int width, int count)
            where T : unmanaged, INumber<T> => width switch
            {
                1 => Into(values, levels, codes, nulls, shift, (byte*)block.Pointer + first, 1, count),
                2 => Into(values, levels, codes, nulls, shift, (ushort*)block.Pointer + first, 2, count),
                4 => Into(values, levels, codes, nulls, shift, (int*)block.Pointer + first, 4, count),
                _ => Into(values, levels, codes, nulls, shift, (long*)block.Pointer + first, 8, count),
            };

        // Generic over both widths, so that the runtime makes a loop of each without conversions by way of long.
        private static bool Into<T, TTo>(ReadOnlySpan<T> values, ReadOnlySpan<short> levels, ReadOnlySpan<int> codes, long? nulls, int shift, TTo* to, int width, int count)
            where T : unmanaged, INumber<T>
            where TTo : unmanaged, INumber<TTo>
        {
            if (levels.IsEmpty ? values.Length != count : values.Length > count)
                return false;
            var (least, most) = Bounds(values);
            if (!Clementia.Screening.Column.Fits(long.CreateChecked(least) + Math.Min(shift, 0), width) || !Clementia.Screening.Column.Fits(long.CreateChecked(most) + shift, width) || long.CreateChecked(most) >= Code.Capped)
                return false;
            unchecked
            {
                var moved = T.CreateTruncating(shift);
                fixed (T* from = values)
                fixed (short* level = levels)
                fixed (int* code = codes)
                {
                    if (levels.IsEmpty)
                    {
                        for (var i = 0; i < count; i++)
                            to[i] = TTo.CreateTruncating(from[i] + moved);
                        return true;
                    }
                    var top = Clementia.Screening.Column.MaxOf(width);
                    // A null whose code names no way of not being a number is one that we did not write.
                    var byCode = stackalloc TTo[8];
                    for (var c = 1; c <= 4; c++)
                        byCode[c] = TTo.CreateTruncating(codes.IsEmpty ? top - (Code.Unknown - nulls!.Value) : top - (c - 1));
                    var (next, sound) = (0, true);
                    for (var i = 0; i < count; i++)
                    {
                        // Most values are numbers, in long runs: four levels of 1 are one comparison.
                        while (i + 4 <= count && next + 4 <= values.Length && *(ulong*)(level + i) == 0x0001_0001_0001_0001)
                        {
                            to[i] = TTo.CreateTruncating(from[next] + moved);
                            to[i + 1] = TTo.CreateTruncating(from[next + 1] + moved);
                            to[i + 2] = TTo.CreateTruncating(from[next + 2] + moved);
                            to[i + 3] = TTo.CreateTruncating(from[next + 3] + moved);
                            i += 4;
                            next += 4;
                        }
                        if (i == count)
                            break;
                        if (level[i] != 0)
                        {
                            if (next == values.Length)
                                return false;
                            to[i] = TTo.CreateTruncating(from[next++] + moved);
                            continue;
                        }
                        var why = code == null ? 1 : code[i];
                        sound &= (uint)(why - 1) < 4;
                        to[i] = byCode[why & 7];
                    }
                    return sound && next == values.Length;
                }
            }
        }

        private static (T Least, T Most) Bounds<T>(ReadOnlySpan<T> values)
            where T : unmanaged, INumber<T>
        {
            var (least, most, i) = (T.Zero, T.Zero, 0);
            if (values.Length >= Vector<T>.Count)
            {
                var (low, high) = (Vector<T>.Zero, Vector<T>.Zero);
                for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
                {
                    var some = new Vector<T>(values[i..]);
                    low = Vector.Min(low, some);
                    high = Vector.Max(high, some);
                }
                for (var lane = 0; lane < Vector<T>.Count; lane++)
                    (least, most) = (T.Min(least, low[lane]), T.Max(most, high[lane]));
            }
            for (; i < values.Length; i++)
                (least, most) = (T.Min(least, values[i]), T.Max(most, values[i]));
            return (least, most);
        }

        public void Dispose() => _file.Dispose();
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ParquetJson : JsonSerializerContext;
