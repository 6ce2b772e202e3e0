namespace Clementia.Screening;

/// <summary>A column while it grows: chunks of the narrowest width that has held every value so far.</summary>
internal sealed unsafe class ColumnBuffer : IDisposable
{
    /// <summary>Records in a chunk.</summary>
    public const int ChunkLength = 1 << 18;

    private readonly List<NativeBlock> _chunks = [];
    private int _width = 1;

    public int Length { get; private set; }

    /// <summary>A column that was filled elsewhere: chunks of <see cref="ChunkLength"/> values of one width, the last perhaps not full. They belong to it from now on.</summary>
    public static ColumnBuffer Of(IEnumerable<NativeBlock> chunks, int length, int width)
    {
        var buffer = new ColumnBuffer { _width = width, Length = length };
        buffer._chunks.AddRange(chunks);
        return buffer;
    }

    public int Width => _width;

    public void Add(long value)
    {
        if (!Column.Fits(value, _width))
            Widen(value);
        var (chunk, at) = (Length / ChunkLength, Length % ChunkLength);
        if (chunk == _chunks.Count)
            _chunks.Add(new((long)ChunkLength * _width));
        Put(_chunks[chunk].Pointer, at, _width, Column.Narrow(value, _width));
        Length++;
    }

    public long this[int row]
    {
        get
        {
            var chunk = _chunks[row / ChunkLength].Pointer;
            var at = row % ChunkLength;
            var value = _width switch
            {
                1 => chunk[at],
                2 => ((ushort*)chunk)[at],
                4 => ((int*)chunk)[at],
                _ => ((long*)chunk)[at],
            };
            var max = Column.MaxOf(_width);
            return value >= max - 3 ? long.MaxValue - (max - value) : value;
        }
    }

    private static readonly ColumnSpec s_spec = new("", ColumnType.Count, "", "");

    /// <summary>Everything in one piece, in the order of the records, or in the order given.</summary>
    public NativeBlock Packed(ReadOnlySpan<int> order)
    {
        var block = new NativeBlock((long)Length * _width);
        for (var i = 0; i < Length; i++)
        {
            var from = order.IsEmpty ? i : order[i];
            var chunk = _chunks[from / ChunkLength].Pointer;
            var at = from % ChunkLength;
            switch (_width)
            {
                case 1:
                    block.Pointer[i] = chunk[at];
                    break;
                case 2:
                    ((ushort*)block.Pointer)[i] = ((ushort*)chunk)[at];
                    break;
                case 4:
                    ((int*)block.Pointer)[i] = ((int*)chunk)[at];
                    break;
                default:
                    ((long*)block.Pointer)[i] = ((long*)chunk)[at];
                    break;
            }
        }
        return block;
    }

    private void Widen(long value)
    {
        var width = _width;
        while (!Column.Fits(value, width))
            width *= 2;
        for (var c = 0; c < _chunks.Count; c++)
        {
            var (old, wide) = (_chunks[c], new NativeBlock((long)ChunkLength * width));
            var filled = Math.Min(ChunkLength, Length - (c * ChunkLength));
            var column = new Column(s_spec, old.Pointer, ChunkLength, _width);
            for (var i = 0; i < filled; i++)
                Put(wide.Pointer, i, width, Column.Narrow(column[i], width));
            old.Dispose();
            _chunks[c] = wide;
        }
        _width = width;
    }

    private static void Put(byte* block, int at, int width, long value)
    {
        switch (width)
        {
            case 1:
                block[at] = (byte)value;
                break;
            case 2:
                ((ushort*)block)[at] = (ushort)value;
                break;
            case 4:
                ((int*)block)[at] = (int)value;
                break;
            default:
                ((long*)block)[at] = value;
                break;
        }
    }

    public void Dispose()
    {
        foreach (var chunk in _chunks)
            chunk.Dispose();
        _chunks.Clear();
    }
}
