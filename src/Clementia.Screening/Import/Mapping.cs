using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Clementia.Screening.Import;

/// <summary>
/// How the variables of a source become columns of a population: the file that `--map` takes. Ours for the Commission's files are written in it too (`mappings/`).
/// </summary>
/// <param name="Name">Its short name.</param>
/// <param name="Title">What sources it is for.</param>
/// <param name="Recognise">The variables by which a header is known to be of this kind; empty when it is only ever named.</param>
/// <param name="Missing">What a cell says when it says nothing, in every variable.</param>
/// <param name="Unknown">What a cell says when the source does not know, in every variable.</param>
/// <param name="Columns">The columns, in order.</param>
internal sealed record Mapping(string Name, string Title, IReadOnlyList<string> Recognise, IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown, IReadOnlyList<ColumnRule> Columns)
{
    /// <summary>Whether the people of such a source were made up.</summary>
    public bool Invented { get; init; }

    /// <summary>The pseudo-variable for the fiscal year that the name of the file or the user gives.</summary>
    public const string FiscalYear = "@fiscalYear";

    private static readonly Lazy<IReadOnlyList<Mapping>> s_builtIn = new(ReadBuiltIn);

    /// <summary>Those that travel inside the program.</summary>
    public static IReadOnlyList<Mapping> BuiltIn => s_builtIn.Value;

    /// <summary>The one of ours that knows this header best, or null.</summary>
    public static Mapping? For(IReadOnlyCollection<string> header)
    {
        var names = header.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return BuiltIn.Where(m => m.Recognise.Count > 0 && m.Recognise.All(names.Contains)).MaxBy(m => m.Recognise.Count);
    }

    /// <summary>Reads a mapping from its JSON.</summary>
    /// <exception cref="PopulationException">It is no mapping: where, what, what to do.</exception>
    public static Mapping Read(ReadOnlySpan<byte> json, string file)
    {
        JsonDocument document;
        try
        {
            var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            document = JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException error)
        {
            throw new PopulationException($"{file}: not JSON ({error.Message.TrimEnd('.')}). Correct it, or let 'clementia population map' propose one.");
        }
        using (document)
        {
            var root = new Node(file, "", document.RootElement);
            root.Only("name", "title", "recognise", "missing", "unknown", "invented", "columns");
            var columns = root["columns"]?.Properties().Select(p => ColumnRule.Read(p.Name, p.Value)).ToList() ?? [];
            if (columns.Count == 0)
                throw root.Wrong("it maps no column", "give \"columns\": {\"sentence\": {\"from\": [\"MONTHS\"]}}");
            return new(root["name"]?.Text() ?? Path.GetFileNameWithoutExtension(file), root["title"]?.Text() ?? "", root["recognise"]?.Texts() ?? [], root["missing"]?.Texts() ?? [""], root["unknown"]?.Texts() ?? [], columns) { Invented = root["invented"]?.Flag() ?? false };
        }
    }

    private static List<Mapping> ReadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var mappings = new List<Mapping>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("mappings/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            mappings.Add(Read(bytes, name));
        }
        return mappings;
    }
}

/// <summary>How one column is read.</summary>
internal sealed record ColumnRule(string Name, ColumnType Type, string Meaning, IReadOnlyList<SourceRule> From)
{
    /// <summary>Several flags: the column is yes when any of them is; else the first source that says something is taken.</summary>
    public bool Any { get; init; }

    /// <summary>The sign is dropped: the Commission writes a reduction by two levels as -2.</summary>
    public bool Absolute { get; init; }

    /// <summary>The least and greatest number that the source's own codebook allows.</summary>
    public (long Least, long Most)? Range { get; init; }

    /// <summary>For <see cref="ColumnType.Months"/>: what <see cref="Code.Capped"/> is at least, in hundredths of a month.</summary>
    public long? Cap { get; init; }

    /// <summary>"months", "years" or "days"; "g", "kg", "mg", "ug", "oz" or "lb".</summary>
    public string? Unit { get; init; }

    /// <summary>How days are written.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["yyyy-MM-dd", "MM/dd/yyyy", "yyyyMMdd"];

    /// <summary>For a day known only as within a period.</summary>
    public PeriodRule? Period { get; init; }

    /// <summary>The first or the last day of it.</summary>
    public bool LastDay { get; init; }

    /// <summary>What a reader of the dictionary should know.</summary>
    public string? Note { get; init; }

    private static readonly Dictionary<string, ColumnType> s_types = Enum.GetValues<ColumnType>().ToDictionary(t => t.ToString().ToLowerInvariant(), StringComparer.Ordinal);
    private static readonly string[] s_months = ["months", "years", "days"];
    private static readonly string[] s_weights = ["g", "kg", "mg", "ug", "oz", "lb"];

    public static ColumnRule Read(string name, Node node)
    {
        if (name.Length == 0 || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.') || !char.IsAsciiLetterLower(name[0]) || name.EndsWith('.') || name.Contains("..", StringComparison.Ordinal))
            throw node.Wrong($"'{name}' is no name of a column", "use small letters, digits and dots: \"release.earliest\"");
        if (name == Population.RowSpec.Name)
            throw node.Wrong("'row' is the place in the source, which every population has", "name the column otherwise");
        node.Only("from", "type", "meaning", "unit", "sentinels", "choices", "range", "cap", "absolute", "combine", "formats", "period", "edge", "note", "yes", "no", "others", "accept", "check");
        var known = PersonColumns.All.FirstOrDefault(c => c.Name == name);
        var type = node["type"] is { } stated
            ? s_types.TryGetValue(stated.Text(), out var t) ? t : throw stated.Wrong($"'{stated.Text()}' is no type", "use " + string.Join(", ", s_types.Keys))
            : known?.Type ?? throw node.Wrong("the column has no type", "give \"type\": one of " + string.Join(", ", s_types.Keys));
        if (known is not null && known.Type != type)
            throw node.Wrong($"'{name}' is always {known.Type.ToString().ToLowerInvariant()}", "give that type, or name the column otherwise");
        if (node["check"] is { } check)
            throw check.Wrong($"this is still a proposal: {check.Text()}", "correct the line, then take \"check\" out");
        var unit = node["unit"]?.Text();
        if (unit is not null && !(type switch { ColumnType.Months => s_months, ColumnType.Weight => s_weights, _ => [] }).Contains(unit))
            throw node["unit"]!.Wrong($"'{unit}' is no unit of {type.ToString().ToLowerInvariant()}", type == ColumnType.Months ? "use months, years or days" : type == ColumnType.Weight ? "use g, kg, mg, ug, oz or lb" : "leave it out");
        var shared = SourceRule.Read(node, "");
        var rule = new ColumnRule(name, type, node["meaning"]?.Text() ?? known?.Meaning ?? "", [.. (node["from"]?.Items() ?? []).Select(i => SourceRule.Read(i, null).Over(shared))])
        {
            Any = node["combine"]?.OneOf("any", "first") == "any",
            Absolute = node["absolute"]?.Flag() ?? false,
            Range = node["range"] is { } range ? (range.Items()[0].Number(), range.Items()[^1].Number()) : null,
            Cap = node["cap"]?.Number() * 100,
            Unit = unit,
            Period = node["period"] is { } period ? PeriodRule.Read(period) : null,
            LastDay = node["edge"]?.OneOf("first", "last") == "last",
            Note = node["note"]?.Text(),
        };
        if (node["formats"] is { } formats)
            rule = rule with { Formats = formats.Texts() };
        if (rule.Period is null == (rule.From.Count == 0))
            throw node.Wrong("it does not say which variable it is read from", "give \"from\": [\"NAME\"] (or for a day that is known by year or month alone, \"period\")");
        if (rule.Period is not null && type != ColumnType.Day)
            throw node.Wrong("only a day has a period", "take \"period\" out");
        if (rule.Any && type != ColumnType.Flag)
            throw node.Wrong("only flags combine", "take \"combine\" out");
        if (rule.Cap is null && rule.From.Any(f => f.Sentinels.Values.Contains(Code.Capped)))
            throw node.Wrong("a value is capped and nothing says at how many months", "give \"cap\": 470");
        return rule;
    }
}

/// <summary>One variable that a column is read from, and what its values mean.</summary>
internal sealed record SourceRule(string Variable)
{
    public IReadOnlyDictionary<string, long> Sentinels { get; init; } = new Dictionary<string, long>();

    /// <summary>The name that each code stands for; "*" for every other one.</summary>
    public IReadOnlyDictionary<string, string>? Choices { get; init; }

    /// <summary>The number that each code stands for.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    public IReadOnlyList<string>? Yes { get; init; }

    public IReadOnlyList<string>? No { get; init; }

    /// <summary>What a code stands for that is in no list: "reject" (the row cannot be read), "unknown", "missing", "yes" or "no".</summary>
    public string Others { get; init; } = "reject";

    /// <summary>The only values that say something here; the source is passed over at any other.</summary>
    public IReadOnlyList<string>? Accept { get; init; }

    /// <summary>The source says something only where another variable has one of these values.</summary>
    public (string Variable, IReadOnlyList<string> Values)? When { get; init; }

    /// <param name="node">A name, or an object with a variable and what is special of it; the column itself when <paramref name="variable"/> is given.</param>
    /// <param name="variable">The variable where the node is the column and gives what is common to its sources.</param>
    public static SourceRule Read(Node node, string? variable)
    {
        if (variable is null)
        {
            if (node.IsText)
                return new(node.Text());
            node.Only("variable", "sentinels", "choices", "values", "yes", "no", "others", "accept", "when");
        }
        return new(variable ?? node["variable"]?.Text() ?? throw node.Wrong("no variable is named", "give \"variable\": \"NAME\""))
        {
            Sentinels = node["sentinels"]?.Properties().ToDictionary(p => p.Name, p => p.Value.OneOf("unknown", "missing", "life", "capped") switch { "unknown" => Code.Unknown, "missing" => Code.Missing, "life" => Code.Life, _ => Code.Capped }, StringComparer.Ordinal) ?? [],
            Choices = node["choices"]?.Properties().ToDictionary(p => p.Name, p => p.Value.Text(), StringComparer.Ordinal),
            Values = node["values"]?.Properties().ToDictionary(p => p.Name, p => p.Value.Text(), StringComparer.Ordinal),
            Yes = node["yes"]?.Texts(),
            No = node["no"]?.Texts(),
            Others = node["others"]?.OneOf("reject", "unknown", "missing", "yes", "no") ?? "",
            Accept = node["accept"]?.Texts(),
            When = node["when"]?.Properties() is [var when, ..] ? (when.Name, when.Value.Texts()) : null,
        };
    }

    /// <summary>This, with what the column says where this says nothing.</summary>
    public SourceRule Over(SourceRule shared) => this with
    {
        Sentinels = Sentinels.Count > 0 ? Sentinels : shared.Sentinels,
        Choices = Choices ?? shared.Choices,
        Yes = Yes ?? shared.Yes,
        No = No ?? shared.No,
        Accept = Accept ?? shared.Accept,
        Others = Others.Length > 0 ? Others : shared.Others.Length > 0 ? shared.Others : "reject",
    };
}

/// <summary>The variables that tell within which days something happened. All that are there narrow it down.</summary>
internal sealed record PeriodRule(string? Day, IReadOnlyList<string> DayFormats, string? Year, string? Month, string? Quarter, string? FiscalYear)
{
    public static PeriodRule Read(Node node)
    {
        node.Only("day", "dayFormats", "year", "month", "quarter", "fiscalYear");
        return new(node["day"]?.Text(), node["dayFormats"]?.Texts() ?? ["yyyy-MM-dd"], node["year"]?.Text(), node["month"]?.Text(), node["quarter"]?.Text(), node["fiscalYear"]?.Text());
    }

    public IEnumerable<string> Variables => new[] { Day, Year, Month, Quarter, FiscalYear }.OfType<string>();
}

/// <summary>A value of a mapping file, which knows where it stands.</summary>
internal sealed record Node(string File, string Where, JsonElement Value)
{
    public bool IsText => Value.ValueKind == JsonValueKind.String;

    public Node? this[string name] => Object().TryGetProperty(name, out var value) ? new(File, Where.Length == 0 ? name : Where + "." + name, value) : null;

    public PopulationException Wrong(string problem, string remedy) => new($"{File}{(Where.Length == 0 ? "" : ", at " + Where)}: {problem}; {remedy}.");

    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var property in Object().EnumerateObject())
        {
            if (!names.Contains(property.Name))
                throw Wrong($"'{property.Name}' means nothing here", "use " + string.Join(", ", names!));
        }
    }

    public IReadOnlyList<(string Name, Node Value)> Properties() => [.. Object().EnumerateObject().Select(p => (p.Name, new Node(File, Where + "." + p.Name, p.Value)))];

    public IReadOnlyList<Node> Items() => Value.ValueKind switch
    {
        JsonValueKind.Array when Value.GetArrayLength() > 0 => [.. Value.EnumerateArray().Select((v, i) => new Node(File, $"{Where}[{i}]", v))],
        JsonValueKind.String or JsonValueKind.Object => [this],
        _ => throw Wrong("a list is wanted", "write it in [ ]"),
    };

    public IReadOnlyList<string> Texts() => [.. Items().Select(i => i.Text())];

    public string Text() => IsText ? Value.GetString()! : throw Wrong("a text is wanted", "write it in quotation marks");

    public long Number() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out var number) && Math.Abs(number) <= 1_000_000_000_000 ? number : throw Wrong("a whole number is wanted", "write it without quotation marks");

    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Wrong("true or false is wanted", "write one of them");

    public string OneOf(params ReadOnlySpan<string> names) => names.Contains(Text()) ? Text() : throw Wrong($"'{Text()}' means nothing here", "use " + string.Join(", ", names!));

    private JsonElement Object() => Value.ValueKind == JsonValueKind.Object ? Value : throw Wrong("an object is wanted", "write it in { }");
}
