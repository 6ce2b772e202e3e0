using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Clementia.Documents.Formats;

/// <summary>The numbers that Word prints before paragraphs and does not store with them. A "¶ 14" of a presentence report is one of these.</summary>
internal sealed partial class WordNumbering
{
    private readonly Dictionary<string, XElement> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string List, XElement Number)> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int?[]> _counters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _restarted = new(StringComparer.Ordinal);

    public WordNumbering(XElement? part)
    {
        foreach (var element in part?.Elements() ?? [])
        {
            if (element.Name.LocalName == "abstractNum" && WordText.Attribute(element, "abstractNumId") is { } list)
                _lists[list] = element;
            else if (element.Name.LocalName == "num" && WordText.Attribute(element, "numId") is { } number
                && WordText.Child(element, "abstractNumId") is { } reference && WordText.Attribute(reference, "val") is { } name)
                _numbers[number] = (name, element);
        }
    }

    /// <summary>The label of the next paragraph with its space ("14. ", "(b) ", "• "), or nothing when it has none.</summary>
    public string Next(XElement? numbering, string? style)
    {
        if (numbering is null || WordText.Child(numbering, "numId") is not { } id || WordText.Attribute(id, "val") is not { } number
            || !_numbers.TryGetValue(number, out var found) || !_lists.TryGetValue(found.List, out var list))
            return "";
        var depth = WordText.Child(numbering, "ilvl") is { } at && int.TryParse(WordText.Attribute(at, "val"), CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 0, 8)
            : LevelOfStyle(list, style);
        if (!_counters.TryGetValue(found.List, out var counters))
            _counters[found.List] = counters = new int?[9];
        for (var level = 0; level <= 8; level++)
        {
            // A number list that overrides the start restarts its abstract list, once.
            if (Override(found.Number, level) is { } start && _restarted.Add($"{number}/{level}"))
                counters[level] = start - 1;
        }
        counters[depth] = counters[depth] is { } last ? last + 1 : Start(list, depth);
        for (var deeper = depth + 1; deeper <= 8; deeper++)
            counters[deeper] = null;

        var definition = Level(list, depth);
        var form = definition is not null && WordText.Child(definition, "numFmt") is { } format ? WordText.Attribute(format, "val") : null;
        if (form == "none" || definition is null)
            return "";
        if (form == "bullet")
            return "• ";
        var pattern = WordText.Child(definition, "lvlText") is { } written ? WordText.Attribute(written, "val") ?? "" : "";
        var label = Place().Replace(pattern, match =>
        {
            var level = match.Value[1] - '1';
            var levelForm = Level(list, level) is { } other && WordText.Child(other, "numFmt") is { } f ? WordText.Attribute(f, "val") : "decimal";
            return Written(counters[level] ?? Start(list, level), level == depth ? form : levelForm);
        }).Trim();
        return label.Length == 0 ? "" : label + " ";
    }

    private static int LevelOfStyle(XElement list, string? style) =>
        style is not null && list.Elements().FirstOrDefault(e => e.Name.LocalName == "lvl" && WordText.Child(e, "pStyle") is { } p && WordText.Attribute(p, "val") == style) is { } level
        && int.TryParse(WordText.Attribute(level, "ilvl"), CultureInfo.InvariantCulture, out var depth) ? Math.Clamp(depth, 0, 8) : 0;

    private static XElement? Level(XElement list, int depth) =>
        list.Elements().FirstOrDefault(e => e.Name.LocalName == "lvl" && WordText.Attribute(e, "ilvl") == depth.ToString(CultureInfo.InvariantCulture));

    private static int Start(XElement list, int depth) =>
        Level(list, depth) is { } level && WordText.Child(level, "start") is { } start && int.TryParse(WordText.Attribute(start, "val"), CultureInfo.InvariantCulture, out var value) ? value : 1;

    private static int? Override(XElement number, int depth) =>
        number.Elements().FirstOrDefault(e => e.Name.LocalName == "lvlOverride" && WordText.Attribute(e, "ilvl") == depth.ToString(CultureInfo.InvariantCulture)) is { } level
        && WordText.Child(level, "startOverride") is { } start && int.TryParse(WordText.Attribute(start, "val"), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Written(int number, string? form) => number < 1 ? number.ToString(CultureInfo.InvariantCulture) : form switch
    {
        "lowerLetter" => Letters(number).ToLowerInvariant(),
        "upperLetter" => Letters(number),
        "lowerRoman" => Roman(number).ToLowerInvariant(),
        "upperRoman" => Roman(number),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    // Word goes on after z with aa, bb, cc.
    private static string Letters(int number) => new((char)('A' + ((number - 1) % 26)), Math.Min(20, 1 + ((number - 1) / 26)));

    private static string Roman(int number)
    {
        if (number > 3999)
            return number.ToString(CultureInfo.InvariantCulture);
        (int, string)[] signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        var roman = "";
        foreach (var (value, sign) in signs)
        {
            for (; number >= value; number -= value)
                roman += sign;
        }
        return roman;
    }

    [GeneratedRegex("%[1-9]")]
    private static partial Regex Place();
}
