using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Clementia.Screening.Import;

/// <summary>
/// RFC 4180 as it is met in the wild: quotes with doubled quotes inside, CRLF or LF, a byte order mark, empty lines between rows, any number of columns.
/// Bytes go through untouched; commas and line ends are found 32 bytes at a time.
/// </summary>
internal sealed class CsvRows : RowSource
{
    private const int LongestRow = 64 << 20;

    private readonly Stream _stream;
    private readonly SourceFile? _file;
    private readonly string _name;
    private readonly byte _comma;
    private readonly List<string> _header = [];
    private byte[] _buffer = new byte[1 << 20];
    private int _at;
    private int _filled;
    private bool _ended;
    private long _line;
    private int _linesInRow;
    private bool _open;

    // Of the row: where each cell begins and ends in the buffer; a negative end means that doubled quotes are to be undone.
    private (int Start, int End)[] _cells = new (int, int)[64];
    private int _count;
    private byte[] _unquoted = [];

    public CsvRows(SourceFile file)
        : this(file, file.FileName) => _file = file;

    public CsvRows(Stream stream, string name)
    {
        (_stream, _name) = (stream, name);
        Fill();
        if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8))
            _at = 3;
        var first = _buffer.AsSpan(_at, _filled - _at);
        if (first.IndexOf((byte)0) >= 0)
            throw new PopulationException($"{_name}: this is no text in UTF-8. Import CSV, Parquet, or the Commission's .dat with --layout; save a spreadsheet as CSV UTF-8.");
        var line = first[..(first.IndexOf((byte)'\n') is >= 0 and var end ? end : first.Length)];
        // The header tells what parts the cells: most of the four, and the comma where none is there.
        foreach (var c in ",;\t|"u8)
            _comma = _comma == 0 || Count(line, c) > Count(line, _comma) ? c : _comma;
        if (!Next() || Fault is not null)
            throw new PopulationException($"{_name}: {(Fault is { } fault ? "the header cannot be read: " + fault : "it is empty")}. The first line must name the columns.");
        for (var i = 0; i < _count; i++)
            _header.Add(Encoding.UTF8.GetString(this[i]).Trim());
        if (_header.GroupBy(h => h, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1 && g.Key.Length > 0) is { } twice)
            throw new PopulationException($"{_name}: the header names '{twice.Key}' twice. Rename one of them.");
    }

    public override IReadOnlyList<string> Header => _header;

    public override string? Fault => _open ? "a quotation mark is opened and never closed" : _header.Count > 0 && _count != _header.Count ? $"{_count} cells where the header has {_header.Count}" : null;

    public override long Place => _line + 1 - _linesInRow;

    public override (long Read, long All) Progress => (_file?.Taken ?? 0, _file?.All ?? 0);

    public override string Hash => _file?.Hash ?? "";

    public int Cells => _count;

    public override ReadOnlySpan<byte> this[int column]
    {
        get
        {
            if ((uint)column >= (uint)_count)
                return default;
            var (start, end) = _cells[column];
            return end >= 0 ? _buffer.AsSpan(start, end - start) : Unquoted(start, ~end);
        }
    }

    public override bool Next()
    {
        while (true)
        {
            if (_at == _filled && !Fill())
                return false;
            var next = Parse();
            while (next < 0)
            {
                Fill();
                next = Parse();
            }
            _at = next;
            _line += _linesInRow;
            // An empty line between rows is no row, except where there is but one column: there it is an empty cell.
            if (_count == 1 && _header.Count != 1 && _cells[0] is var (start, end) && end == start && (start == 0 || _buffer[start - 1] != (byte)'"'))
                continue;
            return true;
        }
    }

    // The index after the row's end, or -1 when the buffer ends before the row does.
    private int Parse()
    {
        _count = 0;
        _linesInRow = 1;
        var buffer = _buffer;
        var filled = _filled;
        var start = _at;
        var i = _at;
        var (window, bits) = (int.MinValue, 0u);
        while (true)
        {
            if (i < filled && buffer[i] == (byte)'"' && i == start)
            {
                var closed = Quoted(i + 1, out var doubled);
                if (closed < 0)
                {
                    if (!_ended)
                        return -1;
                    _open = true;
                    Put(start, filled);
                    return filled;
                }
                // What follows a closing quote up to the comma belongs to the cell as it stands, quotes and all: no guess is made at what was meant.
                var after = closed + 1;
                if (after == filled && !_ended)
                    return -1;
                if (after == filled || buffer[after] == _comma || buffer[after] == (byte)'\n' || (buffer[after] == (byte)'\r' && after + 1 < filled && buffer[after + 1] == (byte)'\n'))
                {
                    Put(start + 1, doubled ? ~closed : closed);
                    if (after == filled)
                        return filled;
                    if (buffer[after] == _comma)
                    {
                        start = i = after + 1;
                        continue;
                    }
                    return buffer[after] == (byte)'\r' ? after + 2 : after + 1;
                }
                if (buffer[after] == (byte)'\r' && after + 1 == filled && !_ended)
                    return -1;
                i = after;
            }
            var found = FindEnd(i, filled, ref window, ref bits);
            if (found < 0)
            {
                if (!_ended)
                    return -1;
                Put(start, filled > start && buffer[filled - 1] == (byte)'\r' ? filled - 1 : filled);
                return filled;
            }
            var end = found > start && buffer[found] == (byte)'\n' && buffer[found - 1] == (byte)'\r' ? found - 1 : found;
            Put(start, end);
            if (buffer[found] == (byte)'\n')
                return found + 1;
            start = i = found + 1;
        }
    }

    // The next comma or line end. Cells are short: one look at 32 bytes serves all of those that end in it.
    private int FindEnd(int from, int filled, ref int window, ref uint bits)
    {
        var buffer = _buffer;
        if (Vector256.IsHardwareAccelerated)
        {
            unchecked
            {
                if ((uint)(from - window) < 32)
                {
                    var left = bits >> (from - window);
                    if (left != 0)
                        return from + BitOperations.TrailingZeroCount(left);
                    from = window + 32;
                }
                var comma = Vector256.Create(_comma);
                var line = Vector256.Create((byte)'\n');
                for (; from + 32 <= filled; from += 32)
                {
                    var bytes = Vector256.LoadUnsafe(ref buffer[from]);
                    bits = (Vector256.Equals(bytes, comma) | Vector256.Equals(bytes, line)).ExtractMostSignificantBits();
                    window = from;
                    if (bits != 0)
                        return from + BitOperations.TrailingZeroCount(bits);
                }
            }
        }
        var rest = buffer.AsSpan(from, filled - from).IndexOfAny(_comma, (byte)'\n');
        return rest < 0 ? -1 : from + rest;
    }

    // The place of the closing quote, or -1.
    private int Quoted(int from, out bool doubled)
    {
        doubled = false;
        while (true)
        {
            var rest = _buffer.AsSpan(from, _filled - from);
            var quote = rest.IndexOf((byte)'"');
            if (quote < 0)
                return -1;
            _linesInRow += Count(rest[..quote], (byte)'\n');
            from += quote;
            if (from + 1 == _filled && !_ended)
                return -1;
            if (from + 1 == _filled || _buffer[from + 1] != (byte)'"')
                return from;
            doubled = true;
            from += 2;
        }
    }

    private void Put(int start, int end)
    {
        if (_count == _cells.Length)
            Array.Resize(ref _cells, _count * 2);
        _cells[_count++] = (start, end);
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _filled - _at).CopyTo(_buffer);
            _filled -= _at;
            _at = 0;
        }
        if (_filled == _buffer.Length)
        {
            if (_filled >= LongestRow)
                throw new PopulationException($"{_name}, line {_line + 1}: a row longer than {LongestRow >> 20} MB. A quotation mark is probably never closed; look at the line.");
            Array.Resize(ref _buffer, _filled * 2);
        }
        var got = _stream.Read(_buffer.AsSpan(_filled));
        _ended = got == 0;
        _filled += got;
        return got > 0;
    }

    private ReadOnlySpan<byte> Unquoted(int start, int end)
    {
        var quoted = _buffer.AsSpan(start, end - start);
        if (_unquoted.Length < quoted.Length)
            _unquoted = new byte[quoted.Length * 2];
        var length = 0;
        for (var i = 0; i < quoted.Length; i++)
        {
            _unquoted[length++] = quoted[i];
            if (quoted[i] == (byte)'"')
                i++;
        }
        return _unquoted.AsSpan(0, length);
    }

    private static int Count(ReadOnlySpan<byte> text, byte wanted)
    {
        var count = 0;
        foreach (var b in text)
            count += b == wanted ? 1 : 0;
        return count;
    }

    public override void Dispose() => _stream.Dispose();
}
