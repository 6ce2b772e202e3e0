using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Clementia.Screening.Policies;

/// <summary>Something wrong with a policy file, or worth a second look: where, what, what to do.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in that line, from 1.</param>
/// <param name="Where">The place in the file by name: "criteria[0].expression"; empty for the file as a whole.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What would put it right.</param>
/// <param name="Excerpt">The expression with a caret under the place, on two lines; null outside expressions.</param>
/// <param name="IsWarning">The policy can be used all the same.</param>
public sealed record PolicyProblem(string File, int Line, int Column, string Where, string Problem, string Remedy, string? Excerpt, bool IsWarning)
{
    /// <summary>As a compiler would say it, with the excerpt below.</summary>
    public override string ToString() =>
        $"{File}:{Line.ToString(CultureInfo.InvariantCulture)}:{Column.ToString(CultureInfo.InvariantCulture)}: {(IsWarning ? "warning: " : "")}{(Where.Length > 0 ? Where + ": " : "")}{Problem} {Remedy}".TrimEnd() + (Excerpt is null ? "" : "\n" + Excerpt);
}

/// <summary>The text of a policy file, which knows the line and column of every value by its name in the file.</summary>
internal sealed class PolicyText
{
    private const int Widest = 100;

    private readonly string _text;
    private readonly string _file;
    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);

    public PolicyText(string text, string file)
    {
        (_text, _file) = (text, file);
        try
        {
            FindValues();
        }
        catch (JsonException)
        {
            // The strict reader tells it; the values before the mistake have their places.
        }
        catch (InvalidOperationException)
        {
            HasBrokenText = true;
        }
    }

    /// <summary>Whether a text or a name in it cannot be read as characters.</summary>
    public bool HasBrokenText { get; }

    /// <summary>A problem at a value, or at the file's first character when it has no such value.</summary>
    public PolicyProblem At(string where, string problem, string remedy, bool warning = false)
    {
        var (line, column) = Place(Start(where));
        return new(_file, line, column, where, problem, remedy, null, warning);
    }

    /// <summary>A problem in a line that the strict reader named.</summary>
    public PolicyProblem AtLine(int line, string problem, string remedy) => new(_file, line, 1, "", problem, remedy, null, false);

    /// <summary>A problem inside an expression, which is a text value.</summary>
    public PolicyProblem In(string where, string expression, ExpressionFault fault)
    {
        var (line, column) = Place(Raw(Start(where), fault.Start));
        var from = Math.Max(0, Math.Min(fault.Start - (Widest / 2), expression.Length - Widest));
        var shown = Flat(expression.Substring(from, Math.Min(Widest, expression.Length - from)));
        var carets = new string('^', Math.Max(1, Math.Min(fault.Length, from + shown.Length - fault.Start)));
        return new(_file, line, column, where, fault.Problem, fault.Remedy, $"    {shown}\n    {new string(' ', fault.Start - from)}{carets}", fault.Warning);
    }

    private static string Flat(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private int Start(string where)
    {
        // What is missing is told at the object that lacks it.
        while (where.Length > 0 && !_starts.ContainsKey(where))
            where = where.LastIndexOfAny(['.', '[']) is > 0 and var cut ? where[..cut] : "";
        return _starts.GetValueOrDefault(where);
    }

    /// <summary>The place in the file of a character of a text value, over what JSON escapes.</summary>
    private int Raw(int quote, int character)
    {
        var at = quote + 1;
        for (; character > 0 && at < _text.Length; character--)
            at += _text[at] != '\\' ? 1 : at + 1 < _text.Length && _text[at + 1] == 'u' ? 6 : 2;
        return Math.Min(at, _text.Length);
    }

    private (int Line, int Column) Place(int at)
    {
        var before = _text.AsSpan(0, at);
        return (before.Count('\n') + 1, at - (before.LastIndexOf('\n') + 1) + 1);
    }

    private void FindValues()
    {
        var bytes = Encoding.UTF8.GetBytes(_text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64 });
        var path = new Stack<(string Name, int Index)>();
        string? property = null;
        var (seen, character) = (0, 0);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                path.Pop();
                continue;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                property = reader.GetString();
                continue;
            }
            if (reader.TokenType == JsonTokenType.String)
                _ = reader.GetString();
            var name = "";
            if (path.Count > 0)
            {
                var (parent, index) = path.Pop();
                name = index >= 0 ? string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]") : parent.Length == 0 ? property! : $"{parent}.{property}";
                path.Push((parent, index >= 0 ? index + 1 : index));
            }
            var start = (int)reader.TokenStartIndex;
            character += Encoding.UTF8.GetCharCount(bytes.AsSpan(seen, start - seen));
            seen = start;
            _starts.TryAdd(name, character);
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                path.Push((name, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
        }
    }
}
