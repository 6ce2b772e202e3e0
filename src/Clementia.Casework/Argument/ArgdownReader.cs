using System.Globalization;
using System.Text;

namespace Clementia.Casework;

/// <summary>A statement or argument of an Argdown file, with what stands under it.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Relation">'+' supports, '-' attacks what it stands under; '\0' at the top.</param>
/// <param name="IsArgument">Whether it is an argument (&lt;A&gt;) and no statement ([S]).</param>
/// <param name="Title">Its title.</param>
internal sealed record ArgdownNode(int Line, char Relation, bool IsArgument, string Title)
{
    public string Text { get; set; } = "";

    public List<string> Tags { get; } = [];

    public Dictionary<string, object?> Data { get; } = new(StringComparer.Ordinal);

    public List<ArgdownNode> Children { get; } = [];
}

/// <summary>
/// Reads the part of Argdown that <see cref="Argdown"/> writes, and people who edit it: titled statements and arguments with text, tags and
/// inline data, under one another with + and -; front matter, headings and comments are passed over. The rest of the language is refused by its line.
/// </summary>
internal sealed class ArgdownReader
{
    private readonly string _text;
    private readonly int _line;
    private int _at;

    private ArgdownReader(string text, int line) => (_text, _line) = (text, line);

    public static Outcome<List<ArgdownNode>> Read(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var top = new List<ArgdownNode>();
        var open = new List<(int Indent, ArgdownNode Node)>();
        var rests = new List<(ArgdownNode Node, StringBuilder Words)>();
        string? until = null;
        var any = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            var said = line.TrimStart(' ', '\t');
            if (until is not null)
            {
                if (until == "===" ? said == until : said.Contains(until, StringComparison.Ordinal))
                    until = null;
                continue;
            }
            if (said.Length == 0)
            {
                open.Clear();
                continue;
            }
            if (!any && said == "===")
            {
                until = "===";
                continue;
            }
            any = true;
            if (said.StartsWith("//", StringComparison.Ordinal))
                continue;
            if (said.StartsWith("/*", StringComparison.Ordinal) || said.StartsWith("<!--", StringComparison.Ordinal))
            {
                var end = said[0] == '/' ? "*/" : "-->";
                until = said.Contains(end, StringComparison.Ordinal) ? null : end;
                continue;
            }
            if (open.Count == 0 && said.TrimStart('#') is [' ', ..] && said[0] == '#')
                continue;
            var begun = Begin(line, said, i + 1, open, top, rests);
            if (begun is not null)
                return begun;
        }
        if (until is not null)
            return Argdown.At(lines.Length, "Something that was opened does not end.", $"End it with {until}");
        foreach (var (node, rest) in rests)
        {
            if (new ArgdownReader(rest.ToString(), node.Line).Fill(node) is { } wrong)
                return wrong;
        }
        return top;
    }

    /// <summary>A line that begins a node, or goes on with the one before.</summary>
    private static Refusal? Begin(string line, string said, int number, List<(int Indent, ArgdownNode Node)> open, List<ArgdownNode> top, List<(ArgdownNode Node, StringBuilder Words)> rests)
    {
        var indent = line.Length - said.Length;
        foreach (var mark in (string[])["+>", "->", "><", "_>", "<_", "--", "(", "* "])
        {
            if (said.StartsWith(mark, StringComparison.Ordinal) && (open.Count == 0 || mark[0] != '(' || (said.Length > 1 && char.IsAsciiDigit(said[1]))))
                return Argdown.At(number, $"'{mark.Trim()}' is a part of Argdown that is not read here.", "Use [statement]: and <argument>:, with + and - before what stands under them.");
        }
        var relation = '\0';
        var rest = said;
        if (said.StartsWith("<+", StringComparison.Ordinal) || said.StartsWith("<-", StringComparison.Ordinal))
            (relation, rest) = (said[1], said[2..].TrimStart());
        else if (said is ['+' or '-', ' ' or '\t' or '[' or '<', ..])
            (relation, rest) = (said[0], said[1..].TrimStart());
        var close = rest switch { ['[', ..] => ']', ['<', ..] => '>', _ => '\0' };
        var end = close == '\0' ? -1 : rest.IndexOf(close, StringComparison.Ordinal);
        if (close == '\0' || end < 2 || (relation == '\0' && open.Count > 0))
        {
            if (relation != '\0' || open.Count == 0)
                return Argdown.At(number, "A statement or argument has no title.", "Write [title]: words, or <title>: words.");
            if (end >= 2 && end + 1 < rest.Length && rest[end + 1] == ':')
                return Argdown.At(number, $"'{rest[1..end]}' begins with nothing before it that ends the block above.", "Leave an empty line before it, or write + or - to put it under what stands above.");
            rests[^1].Words.Append(' ').Append(said);
            return null;
        }
        if (end + 1 >= rest.Length || rest[end + 1] != ':')
            return Argdown.At(number, $"'{rest[1..end]}' is named without its words.", "Write them after a colon: [title]: words.");
        var node = new ArgdownNode(number, relation, close == '>', rest[1..end]);
        if (relation == '\0')
            top.Add(node);
        else
        {
            while (open.Count > 0 && open[^1].Indent >= indent)
                open.RemoveAt(open.Count - 1);
            if (open.Count == 0)
                return Argdown.At(number, $"'{relation}' stands under nothing.", "Put it, further in, directly under what it supports or attacks, with no empty line between.");
            open[^1].Node.Children.Add(node);
        }
        open.Add((indent, node));
        rests.Add((node, new StringBuilder(rest[(end + 2)..])));
        return null;
    }

    /// <summary>The words, tags and data behind a title.</summary>
    private Refusal? Fill(ArgdownNode node)
    {
        var words = new StringBuilder();
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '\\' && _at + 1 < _text.Length)
            {
                words.Append(_text[_at + 1]);
                _at += 2;
            }
            else if (c == '#' && Tag() is { } tag)
                node.Tags.Add(tag);
            else if (c == '{')
            {
                if (node.Data.Count > 0)
                    return Argdown.At(_line, "It has data twice.", "Write all of it in one pair of braces.");
                if (Value() is not Dictionary<string, object?> data)
                    return Fault;
                foreach (var (name, value) in data)
                    node.Data[name] = value;
            }
            else
            {
                words.Append(c);
                _at++;
            }
        }
        node.Text = Procedure.OneLine(words.ToString());
        return node.Text.Length == 0 ? Argdown.At(_line, $"'{node.Title}' has no words.", "Write them after the colon.") : null;
    }

    private string? Tag()
    {
        var start = _at + 1;
        if (start < _text.Length && _text[start] == '(' && _text.IndexOf(')', start) is > 0 and var close)
        {
            _at = close + 1;
            return _text[(start + 1)..close];
        }
        var end = start;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '-'))
            end++;
        if (end == start)
            return null;
        _at = end;
        return _text[start..end];
    }

    private Refusal? _fault;

    private Refusal Fault => _fault ?? Argdown.At(_line, "The data in braces cannot be read.", "Write {name: \"words\", name: 3, name: [\"a\", \"b\"]}.");

    private object? Wrong(string what)
    {
        _fault ??= Argdown.At(_line, $"The data in braces cannot be read: {what}.", "Write {name: \"words\", name: 3, name: [\"a\", \"b\"]}.");
        return null;
    }

    // A value of YAML's inline form, as far as it is JSON with bare names. Null is a fault: there is no null in our data.
    private object? Value(int depth = 0)
    {
        Spaces();
        if (depth > 8)
            return Wrong("it is too deep");
        switch (_at < _text.Length ? _text[_at] : '\0')
        {
            case '"':
                return Quoted();
            case '[':
                _at++;
                var list = new List<object>();
                for (Spaces(); !Take(']'); Spaces())
                {
                    if (list.Count > 0 && !Take(','))
                        return Wrong("a list goes on without a comma, or does not end");
                    if (Value(depth + 1) is not { } one)
                        return Wrong("a list holds something else than words, numbers, true and false");
                    list.Add(one);
                }
                return list;
            case '{':
                _at++;
                var data = new Dictionary<string, object?>(StringComparer.Ordinal);
                for (Spaces(); !Take('}'); Spaces())
                {
                    if (data.Count > 0 && !Take(','))
                        return Wrong("there is no comma between two names, or no closing brace");
                    Spaces();
                    if ((_at < _text.Length && _text[_at] == '"' ? Quoted() as string : Bare()) is not { Length: > 0 } name)
                        return Wrong("a name is missing");
                    Spaces();
                    if (!Take(':'))
                        return Wrong($"'{name}' has no colon");
                    if (Value(depth + 1) is not { } value)
                        return Wrong($"the value of '{name}'");
                    if (!data.TryAdd(name, value))
                        return Wrong($"'{name}' stands twice");
                }
                return data;
            default:
                var bare = Bare();
                return bare switch
                {
                    "true" => true,
                    "false" => false,
                    _ when int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
                    _ => Wrong(bare.Length == 0 ? "a value is missing" : $"'{bare}' is not in quotation marks"),
                };
        }
    }

    private string Bare()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-'))
            _at++;
        return _text[start.._at];
    }

    private object? Quoted()
    {
        var words = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                _at++;
                return words.ToString();
            }
            if (c != '\\')
            {
                words.Append(c);
                continue;
            }
            if (++_at >= _text.Length)
                break;
            switch (_text[_at])
            {
                case 'n':
                    words.Append('\n');
                    break;
                case 't':
                    words.Append('\t');
                    break;
                case 'u' when _at + 4 < _text.Length && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    words.Append((char)code);
                    _at += 4;
                    break;
                case '"' or '\\' or '/':
                    words.Append(_text[_at]);
                    break;
                default:
                    return Wrong($"'\\{_text[_at]}' in quotation marks");
            }
        }
        return Wrong("quotation marks do not end");
    }

    private void Spaces()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }
}
