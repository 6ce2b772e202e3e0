using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace Clementia.Screening.Import;

/// <summary>The rows of any Parquet file as cells of text, so that one mapping serves CSV and Parquet. Null, and a float that is no number, are empty cells.</summary>
internal sealed class ParquetRows : RowSource
{
    private const int Batch = 4096;

    private static readonly MethodInfo s_texts = typeof(ParquetRows).GetMethod(nameof(Texts), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly string _path;
    private readonly ParquetFileReader _file;
    private readonly List<string> _header = [];
    private readonly byte[]?[][] _cells;
    private Func<int, byte[]?[], int>?[] _readers;
    private readonly List<IDisposable> _open = [];
    private IReadOnlySet<int>? _kept;
    private int _group = -1;
    private long _leftInGroup;
    private int _inBatch;
    private int _batch;
    private long _row;

    public ParquetRows(string path)
    {
        _path = path;
        try
        {
            _file = new ParquetFileReader(path);
        }
        catch (ParquetException error)
        {
            throw new PopulationException($"{path}: not a Parquet file that can be read ({error.Message.Split('\n')[0].TrimEnd('.')}).");
        }
        var schema = _file.FileMetaData.Schema;
        for (var i = 0; i < schema.NumColumns; i++)
            _header.Add(schema.Column(i).Path.ToDotString());
        _cells = new byte[]?[_header.Count][];
        _readers = new Func<int, byte[]?[], int>?[_header.Count];
    }

    /// <summary>Whether a file begins as Parquet does.</summary>
    public static bool Is(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        return file.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic.SequenceEqual("PAR1"u8);
    }

    public override IReadOnlyList<string> Header => _header;

    public override string? Fault => null;

    public override long Place => _row;

    public override (long Read, long All) Progress => _file.FileMetaData.NumRows is > 0 and var rows && new FileInfo(_path).Length is var all ? ((long)(all * (decimal)_row / rows), all) : (0, 0);

    public override string Hash
    {
        get
        {
            using var file = File.OpenRead(_path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
    }

    public override ReadOnlySpan<byte> this[int column] => _cells[column] is { } cells ? cells[_inBatch] : default;

    public override void Keep(IReadOnlySet<int> columns) => _kept = columns;

    public override bool Next()
    {
        if (++_inBatch >= _batch && !Load())
            return false;
        _row++;
        return true;
    }

    private bool Load()
    {
        while (_leftInGroup == 0)
        {
            if (++_group >= _file.FileMetaData.NumRowGroups)
                return false;
            Close();
            var group = _file.RowGroup(_group);
            _open.Add(group);
            _leftInGroup = group.MetaData.NumRows;
            for (var i = 0; i < _header.Count; i++)
            {
                if (_kept is not null && !_kept.Contains(i))
                    continue;
                var column = group.Column(i);
                _open.Add(column);
                if (column.ColumnDescriptor.MaxRepetitionLevel > 0)
                    throw new PopulationException($"{_path}: the column '{_header[i]}' holds lists, one row of which is no single value. Flatten it first.");
                var reader = column.LogicalReader();
                _open.Add(reader);
                _cells[i] = new byte[]?[Batch];
                _readers[i] = (Func<int, byte[]?[], int>)s_texts.MakeGenericMethod(ElementOf(reader)).Invoke(null, [reader])!;
            }
        }
        _batch = (int)Math.Min(Batch, _leftInGroup);
        for (var i = 0; i < _header.Count; i++)
        {
            if (_readers[i]?.Invoke(_batch, _cells[i]) is { } got && got != _batch)
                throw new PopulationException($"{_path}: the column '{_header[i]}' ends before its row group does. Fetch the file again.");
        }
        _leftInGroup -= _batch;
        _inBatch = 0;
        return true;
    }

    private static Type ElementOf(LogicalColumnReader reader)
    {
        var type = reader.GetType();
        while (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(LogicalColumnReader<>))
            type = type.BaseType!;
        return type.GetGenericArguments()[0];
    }

    private static Func<int, byte[]?[], int> Texts<T>(LogicalColumnReader<T> reader)
    {
        var values = new T[Batch];
        return (count, cells) =>
        {
            var got = reader.ReadBatch(values.AsSpan(0, count));
            for (var i = 0; i < got; i++)
                cells[i] = Text(values[i]);
            return got;
        };
    }

    private static byte[]? Text(object? value) => value switch
    {
        null => null,
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        bool yes => yes ? "1"u8.ToArray() : "0"u8.ToArray(),
        double.NaN => null,
        float.NaN => null,
        DateTime day => Encoding.UTF8.GetBytes(day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        Date day => Encoding.UTF8.GetBytes(day.DateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeNanos time => Encoding.UTF8.GetBytes(time.DateTime.ToString(time.DateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        IFormattable other => Encoding.UTF8.GetBytes(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Encoding.UTF8.GetBytes(value.ToString() ?? ""),
    };

    private void Close()
    {
        for (var i = _open.Count - 1; i >= 0; i--)
            _open[i].Dispose();
        _open.Clear();
        _readers = new Func<int, byte[]?[], int>?[_header.Count];
    }

    public override void Dispose()
    {
        Close();
        _file.Dispose();
    }
}
