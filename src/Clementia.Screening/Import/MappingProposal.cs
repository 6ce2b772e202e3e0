using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Screening.Import;

/// <summary>Proposes a mapping for a file that none of ours knows: columns by the names of its headers, types and sentinels by its values, and "check" on every line it is not sure of.</summary>
public static class MappingProposal
{
    private const int Rows = 20_000;
    private static readonly string[] s_nothing = ["", ".", "-", "NA", "N/A", "NULL", "NONE", "-999", "-99"];
    private static readonly string[] s_notKnown = ["UNK", "UNKNOWN", "?", "U", "NOT KNOWN"];
    private static readonly string[] s_life = ["LIFE", "LWOP", "LIFE WITHOUT PAROLE", "LWP", "LIFE W/O PAROLE", "NATURAL LIFE", "L"];
    private static readonly string[] s_formats = ["yyyy-MM-dd", "MM/dd/yyyy", "M/d/yyyy", "yyyyMMdd", "dd.MM.yyyy", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM"];
    private static readonly string[] s_yesNo = ["Y", "N", "YES", "NO", "TRUE", "FALSE", "T", "F", "0", "1"];

    // Words that a header may consist of, for each column. The first column whose words all stand in the header has it; the sooner ones are the more particular.
    private static readonly (string Column, string[] Words, string? Unit)[] s_names =
    [
        ("history.violent", ["prior", "violen"], null), ("organization", ["gang"], null), ("organization", ["cartel"], null), ("weapon", ["weapon"], null), ("weapon", ["firearm"], null),
        ("offense.violent", ["violen"], null), ("points.status", ["status", "point"], null), ("points", ["history", "point"], null), ("points", ["crim", "point"], null),
        ("category", ["hist", "cat"], null), ("category", ["criminal", "history"], null), ("level.base", ["base", "level"], null), ("level", ["off", "level"], null), ("level", ["final", "level"], null),
        ("guideline", ["guideline"], null), ("drug.weight", ["drug", "weight"], null), ("drug.weight", ["drug", "gram"], "g"), ("drug.weight", ["drug", "qty"], null), ("drug", ["drug"], null), ("drug", ["substance"], null),
        ("age", ["age"], null), ("sex", ["sex"], null), ("sex", ["gender"], null), ("race", ["race"], null), ("race", ["ethnic"], null), ("citizen", ["citizen"], null),
        ("sentenced", ["sent", "date"], null), ("sentenced", ["sent", "dt"], null), ("sentenced", ["sent", "day"], null), ("sentenced", ["judgment", "date"], null), ("sentenced", ["impos", "date"], null), ("sentenced", ["commit", "date"], null), ("sentenced", ["convict", "date"], null),
        ("limits.min", ["stat", "min"], null), ("limits.min", ["mandatory", "min"], null), ("limits.max", ["stat", "max"], null),
        ("sentence", ["sent", "year"], "years"), ("sentence", ["sent", "yr"], "years"), ("sentence", ["term", "year"], "years"), ("sentence", ["term", "yr"], "years"), ("sentence", ["sent", "mo"], "months"), ("sentence", ["term", "mo"], "months"), ("sentence", ["sent", "day"], "days"), ("sentence", ["term", "day"], "days"),
        ("sentence", ["sentence"], null), ("sentence", ["term"], null), ("district", ["county"], null), ("district", ["district"], null), ("district", ["court"], null),
        ("offense", ["offense"], null), ("offense", ["offence"], null), ("offense", ["crime"], null), ("offense", ["charge"], null), ("released", ["released"], null),
        ("conduct.good", ["good", "conduct"], null), ("id", ["id"], null), ("id", ["num"], null), ("id", ["no"], null), ("id", ["doc"], null), ("id", ["case"], null), ("id", ["inmate"], null), ("id", ["offender"], null),
    ];

    /// <summary>The mapping proposed for a file, as JSON with a "check" on every line that needs a look.</summary>
    /// <exception cref="PopulationException">The file cannot be read.</exception>
    public static string For(string source, string? layout = null)
    {
        using var rows = PopulationImport.Open(source, layout);
        var seen = rows.Header.Select(h => new Seen(h)).ToArray();
        long read = 0;
        while (read < Rows && rows.Next())
        {
            if (rows.Fault is not null)
                continue;
            read++;
            for (var i = 0; i < seen.Length; i++)
                seen[i].Add(rows[i]);
        }
        if (read == 0)
            throw new PopulationException($"{source}: there is no row to learn from.");
        var columns = new JsonObject();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var s in seen.Where(s => s.Name.Length > 0))
            Propose(s, columns, taken);
        var json = new JsonObject
        {
            ["name"] = Plain(Path.GetFileNameWithoutExtension(source)) is { Length: > 0 } name ? name : "source",
            ["title"] = $"Proposed from {read.ToString("N0", CultureInfo.InvariantCulture)} rows of {Path.GetFileName(source)}; look at every \"check\" and take it out",
            ["missing"] = Texts(s_nothing.Where(n => n.Length == 0 || seen.Any(s => s.Holds(n)))),
            ["unknown"] = Texts(s_notKnown.Where(n => n.Length > 1 && seen.Any(s => s.Holds(n)))),
            ["columns"] = columns,
        };
        if (((JsonArray)json["unknown"]!).Count == 0)
            json.Remove("unknown");
        return Lines(json);
    }

    private static void Propose(Seen s, JsonObject columns, HashSet<string> taken)
    {
        var words = Plain(s.Name);
        var match = s_names.FirstOrDefault(n => n.Words.All(w => w.Length <= 3 ? Parts(s.Name).Any(p => p.StartsWith(w, StringComparison.Ordinal)) : words.Contains(w, StringComparison.Ordinal)) && Fits(n.Column, s) && !taken.Contains(n.Column));
        if (match.Column == "sentenced")
        {
            taken.Add("sentenced");
            var day = DayOf(s);
            columns["sentenced.first"] = day;
            columns["sentenced.last"] = day.DeepClone();
            return;
        }
        var known = match.Column is null ? null : PersonColumns.All.First(c => c.Name == match.Column);
        var column = match.Column ?? Dotted(s.Name);
        if (column.Length == 0 || !taken.Add(column))
            taken.Add(column = Dotted(s.Name) is { Length: > 0 } own && !columns.ContainsKey(own) ? own : "column" + (columns.Count + 1).ToString(CultureInfo.InvariantCulture));
        var rule = new JsonObject { ["from"] = Texts([s.Name]) };
        var type = known?.Type ?? s.Guess();
        var checks = new List<string>();
        if (known is null)
        {
            rule["type"] = type.ToString().ToLowerInvariant();
            rule["meaning"] = $"The variable {s.Name} of the source.";
        }
        switch (type)
        {
            case ColumnType.Months:
                var unit = match.Unit;
                if (unit is null)
                {
                    unit = s.Most > 99 ? "months" : "years";
                    checks.Add($"the unit is a guess from values up to {s.Most.ToString(CultureInfo.InvariantCulture)}");
                }
                rule["unit"] = unit;
                var sentinels = new JsonObject();
                foreach (var text in s.Texts.Where(t => s_life.Contains(t, StringComparer.OrdinalIgnoreCase)))
                    sentinels[text] = "life";
                foreach (var value in s.Numbers.Where(n => n is 9996 or 9997 or 9998 or 9999 or 999 or 996 or 997 or 998 or 99999).Order())
                {
                    sentinels[value.ToString(CultureInfo.InvariantCulture)] = value is 9996 or 996 ? "life" : "unknown";
                    checks.Add($"{value.ToString(CultureInfo.InvariantCulture)} looks like a code: say what it stands for");
                }
                if (s.Numbers.Contains(470))
                    checks.Add("470 may be the Commission's cap: then give \"cap\": 470 and the sentinel \"470\": \"capped\"");
                if (sentinels.Count > 0)
                    rule["sentinels"] = sentinels;
                break;
            case ColumnType.Weight:
                rule["unit"] = match.Unit ?? "g";
                if (match.Unit is null)
                    checks.Add("the unit is a guess");
                break;
            case ColumnType.Day:
                rule = DayOf(s);
                if (known is null)
                {
                    rule["type"] = "day";
                    rule["meaning"] = $"The variable {s.Name} of the source.";
                }
                break;
            case ColumnType.Flag:
                if (!s.Values.All(v => s_yesNo.Contains(v, StringComparer.OrdinalIgnoreCase)))
                {
                    rule["yes"] = Texts(s.Values.Where(v => v.StartsWith("Y", StringComparison.OrdinalIgnoreCase) || v == "1").DefaultIfEmpty(s.Values[0]));
                    rule["no"] = Texts(s.Values.Where(v => !((JsonArray)rule["yes"]!).Any(y => (string?)y == v)).DefaultIfEmpty("N"));
                    checks.Add("which values mean yes is a guess");
                }
                break;
            case ColumnType.Choice when s.Values.Count is > 0 and <= 12 && s.Values.All(v => v.Length <= 2):
                var choices = new JsonObject();
                foreach (var value in s.Values)
                {
                    var name = (match.Column, value.ToUpperInvariant()) switch
                    {
                        ("sex", "M") => "male",
                        ("sex", "F") => "female",
                        ("race", "W") => "white",
                        ("race", "B") => "black",
                        ("race", "H") => "hispanic",
                        ("race", "O") => "other",
                        _ => null,
                    };
                    choices[value] = name ?? value;
                    if (name is null && match.Column is "sex" or "race")
                        checks.Add($"say what '{value}' stands for");
                }
                rule["choices"] = choices;
                break;
            default:
                break;
        }
        if (s.TooMany && type == ColumnType.Choice && known is null)
            return; // Names and numbers of persons: no column that anyone screens by.
        if (checks.Count > 0)
            rule["check"] = string.Join("; ", checks);
        columns[column] = rule;
    }

    private static JsonObject DayOf(Seen s)
    {
        var format = s_formats.FirstOrDefault(f => s.Values.Count > 0 && s.Values.All(v => DateOnly.TryParseExact(v, f, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));
        var rule = new JsonObject { ["from"] = Texts([s.Name]), ["formats"] = Texts([format ?? "MM/dd/yyyy"]) };
        if (format is null)
            rule["check"] = "not every value is a day of one form: give the form";
        else if (format.StartsWith("MM/dd", StringComparison.Ordinal) && s.Values.All(v => int.Parse(v.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture) <= 12))
            rule["check"] = "month or day may stand first: no value tells";
        return rule;
    }

    // A column is proposed only where the values can be what it holds.
    private static bool Fits(string column, Seen s) => column == "sentenced" ? s.IsDay : PersonColumns.All.First(c => c.Name == column).Type switch
    {
        ColumnType.Count => s.IsWhole,
        ColumnType.Months => s.IsNumber && !s.IsDay,
        ColumnType.Weight => s.IsNumber,
        ColumnType.Flag => s.Values.Count is > 0 and <= 3,
        ColumnType.Day => s.IsDay,
        _ => true,
    };

    private static string Plain(string name) => new([.. name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static List<string> Parts(string name)
    {
        var parts = new List<string>();
        var at = new StringBuilder();
        for (var i = 0; i <= name.Length; i++)
        {
            var edge = i == name.Length || !char.IsAsciiLetterOrDigit(name[i]) || (i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]));
            if (edge && at.Length > 0)
            {
                parts.Add(at.ToString().ToLowerInvariant());
                at.Clear();
            }
            if (i < name.Length && char.IsAsciiLetterOrDigit(name[i]))
                at.Append(name[i]);
        }
        return parts;
    }

    private static string Dotted(string name) => string.Join('.', Parts(name)) is { Length: > 0 } dotted && char.IsAsciiLetterLower(dotted[0]) && dotted != Population.RowSpec.Name && PersonColumns.All.All(c => c.Name != dotted) ? dotted : Parts(name).Count == 0 ? "" : "source." + string.Join('.', Parts(name));

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)t)];

    // One line a column, so that what is to be corrected is a line.
    private static string Lines(JsonObject json)
    {
        var options = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var text = new StringBuilder("{\n");
        foreach (var (name, value) in json.Where(p => p.Key != "columns"))
            text.Append(CultureInfo.InvariantCulture, $"  \"{name}\": {value!.ToJsonString(options)},\n");
        text.Append("  \"columns\": {\n");
        text.AppendJoin(",\n", ((JsonObject)json["columns"]!).Select(c => $"    \"{c.Key}\": {c.Value!.ToJsonString(options)}"));
        return text.Append("\n  }\n}\n").ToString();
    }

    /// <summary>What was seen of a variable.</summary>
    private sealed class Seen(string name)
    {
        private const int MostValues = 200;
        private readonly HashSet<string> _values = new(StringComparer.Ordinal);
        private bool _whole = true;
        private long _rows;
        private readonly HashSet<decimal> _numbers = [];

        public string Name => name;

        public bool TooMany { get; private set; }

        public decimal Most { get; private set; }

        public bool IsNumber { get; private set; } = true;

        public bool IsWhole => IsNumber && _whole && _rows > 0;

        public bool IsDay => _values.Count > 0 && _values.All(v => v.Length >= 6 && s_formats.Any(f => DateOnly.TryParseExact(v, f, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));

        public IReadOnlyList<string> Values => [.. _values.Order(StringComparer.Ordinal)];

        public IEnumerable<string> Texts => _texts;

        public IReadOnlyCollection<decimal> Numbers => _numbers;

        private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
        private readonly HashSet<string> _special = new(StringComparer.OrdinalIgnoreCase);

        public bool Holds(string text) => _special.Contains(text);

        public void Add(ReadOnlySpan<byte> cell)
        {
            var text = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 300)]).Trim();
            if (s_nothing.Contains(text, StringComparer.OrdinalIgnoreCase) || (text.Length > 1 && s_notKnown.Contains(text, StringComparer.OrdinalIgnoreCase)))
            {
                _special.Add(text);
                return;
            }
            if (s_life.Contains(text, StringComparer.OrdinalIgnoreCase) && text.Length > 1)
            {
                _texts.Add(text);
                return;
            }
            _rows++;
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                Most = Math.Max(Most, number);
                _whole &= decimal.IsInteger(number);
                if (_numbers.Count < 100_000)
                    _numbers.Add(number);
            }
            else
                IsNumber = false;
            if (_values.Count < MostValues)
                _values.Add(text);
            else
                TooMany |= !_values.Contains(text) && !IsNumber;
        }

        public ColumnType Guess() => IsDay ? ColumnType.Day
            : _rows > 0 && _values.Count <= 2 && _values.All(v => s_yesNo.Contains(v, StringComparer.OrdinalIgnoreCase)) ? ColumnType.Flag
            : IsWhole ? ColumnType.Count
            : IsNumber && _rows > 0 ? ColumnType.Months
            : ColumnType.Choice;
    }
}
