using System.Globalization;
using System.Text;

namespace Clementia.Screening.Import;

/// <summary>Where the variables of a fixed-width file lie: the INPUT statement of the SAS program that the Commission hands out with it.</summary>
/// <param name="Name">The file it was read from.</param>
/// <param name="Length">The length of a record (LRECL).</param>
/// <param name="Fields">The variables, in the order of the statement.</param>
internal sealed record SasLayout(string Name, int Length, IReadOnlyList<SasLayout.Field> Fields)
{
    /// <summary>A variable: its name, whether it is text, and its first and last column, from 1.</summary>
    internal readonly record struct Field(string Name, bool Text, int First, int Last);

    public static SasLayout Read(string path)
    {
        if (!File.Exists(path))
            throw new PopulationException($"{path}: there is no such layout. Name the .sas file that came with the data.");
        return Parse(Encoding.Latin1.GetString(File.ReadAllBytes(path)), path);
    }

    public static SasLayout Parse(string text, string name)
    {
        var words = Words(text);
        int? length = null;
        var fields = new List<Field>();
        for (var i = 0; i < words.Count; i++)
        {
            if (Is(words[i], "LRECL") && i + 2 < words.Count && words[i + 1].Text == "=" && int.TryParse(words[i + 2].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var recordLength))
                length = recordLength;
            if (Is(words[i], "INPUT") && (i == 0 || words[i - 1].Text == ";"))
            {
                for (i++; i < words.Count && words[i].Text != ";";)
                    fields.Add(Next(words, ref i, name));
            }
        }
        if (fields.Count == 0)
            throw new PopulationException($"{name}: there is no INPUT statement in it. Give the .sas program that came with the data file.");
        if (fields.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new PopulationException($"{name}: the INPUT statement names '{twice.Key}' twice. Take one of them out.");
        var furthest = fields.Max(f => f.Last);
        return length is { } given && given < furthest
            ? throw new PopulationException($"{name}: LRECL is {given}, but '{fields.First(f => f.Last == furthest).Name}' ends in column {furthest}. Give the layout of this very file.")
            : new(name, length ?? furthest, fields);
    }

    // NAME [$] FIRST[-LAST]
    private static Field Next(List<(string Text, int Line)> words, ref int i, string file)
    {
        var (name, line) = words[i++];
        PopulationException Wrong() => new($"{file}, line {line}: '{name}' is not followed by its columns. Only INPUT statements of the form NAME [$] FIRST[-LAST] are read.");
        var text = i < words.Count && words[i].Text == "$";
        if (text)
            i++;
        if (!(char.IsAsciiLetter(name[0]) || name[0] == '_') || i >= words.Count)
            throw Wrong();
        var columns = words[i++].Text;
        if (columns.EndsWith('-') && i < words.Count)
            columns += words[i++].Text;
        else if (i < words.Count && words[i].Text.StartsWith('-'))
            columns += words[i++].Text;
        var dash = columns.IndexOf('-', StringComparison.Ordinal);
        if (!int.TryParse(dash < 0 ? columns : columns[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            throw Wrong();
        var last = first;
        if (dash >= 0 && !int.TryParse(columns[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out last))
            throw Wrong();
        return first >= 1 && last >= first && last <= 10_000_000 ? new(name, text, first, last) : throw Wrong();
    }

    private static bool Is((string Text, int Line) word, string keyword) => word.Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    private static List<(string Text, int Line)> Words(string text)
    {
        var words = new List<(string, int)>();
        var line = 1;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            if (char.IsWhiteSpace(c))
                i++;
            else if (c == '/' && i + 1 < text.Length && text[i + 1] == '*')
            {
                var end = text.IndexOf("*/", i + 2, StringComparison.Ordinal);
                end = end < 0 ? text.Length : end + 2;
                line += text.AsSpan(i, end - i).Count('\n');
                i = end;
            }
            else if (c is '\'' or '"')
            {
                var end = text.IndexOf(c, i + 1);
                end = end < 0 ? text.Length : end + 1;
                line += text.AsSpan(i, end - i).Count('\n');
                words.Add((text[i..end], line));
                i = end;
            }
            else if (c is ';' or '=' or '$' or '(' or ')')
            {
                words.Add((c.ToString(), line));
                i++;
            }
            else
            {
                var end = i;
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not (';' or '=' or '$' or '(' or ')' or '\'' or '"'))
                    end++;
                words.Add((text[i..end], line));
                i = end;
            }
        }
        return words;
    }
}

/// <summary>Records of one length, a line each, cut by a layout.</summary>
internal sealed class FixedRows : RowSource
{
    private readonly SourceFile _file;
    private readonly SasLayout _layout;
    private readonly List<string> _header;
    private byte[] _buffer;
    private int _at;
    private int _filled;
    private bool _ended;
    private int _start;
    private int _length;
    private long _line;

    public FixedRows(SourceFile file, SasLayout layout)
    {
        (_file, _layout) = (file, layout);
        _header = [.. layout.Fields.Select(f => f.Name)];
        _buffer = new byte[Math.Max(1 << 20, 8 * (layout.Length + 2))];
    }

    public override IReadOnlyList<string> Header => _header;

    public override string? Fault => _length == _layout.Length ? null : $"the record is {_length} characters long, the layout says {_layout.Length}";

    public override long Place => _line;

    public override (long Read, long All) Progress => (_file.Taken, _file.All);

    public override string Hash => _file.Hash;

    public override ReadOnlySpan<byte> this[int column]
    {
        get
        {
            var field = _layout.Fields[column];
            return field.Last > _length ? default : _buffer.AsSpan(_start + field.First - 1, field.Last - field.First + 1).Trim((byte)' ');
        }
    }

    public override bool Next()
    {
        while (true)
        {
            if (_at == _filled && !Fill())
                return false;
            int end;
            while ((end = _buffer.AsSpan(_at, _filled - _at).IndexOf((byte)'\n')) < 0 && Fill())
            {
            }
            var whole = end < 0 ? _filled - _at : end;
            (_start, _length) = (_at, whole);
            _at += end < 0 ? whole : end + 1;
            _line++;
            if (_length > 0 && _buffer[_start + _length - 1] == (byte)'\r')
                _length--;
            // Blanks that a tool has put behind the record belong to no variable.
            while (_length > _layout.Length && _buffer[_start + _length - 1] == (byte)' ')
                _length--;
            // The end-of-file mark of DOS, and an empty line, are no record.
            if (_length == 0 || (_length == 1 && _buffer[_start] == 0x1A))
                continue;
            return true;
        }
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        _buffer.AsSpan(_at, _filled - _at).CopyTo(_buffer);
        _filled -= _at;
        _at = 0;
        if (_filled == _buffer.Length)
        {
            if (_filled > 64 << 20)
                throw new PopulationException($"{_file.FileName}, line {_line + 1}: a line of more than 64 MB. This is no file of records of {_layout.Length} characters.");
            Array.Resize(ref _buffer, _filled * 2);
        }
        var got = _file.Read(_buffer.AsSpan(_filled));
        _ended = got == 0;
        _filled += got;
        return got > 0;
    }

    public override void Dispose() => _file.Dispose();
}
