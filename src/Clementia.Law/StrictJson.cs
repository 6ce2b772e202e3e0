using System.Globalization;
using System.Text.Json;

namespace Clementia.Law;

/// <summary>What is wrong with a law or facts file: where, what, and what to do about it.</summary>
/// <param name="File">The file, by its name.</param>
/// <param name="Where">The place in it, such as <c>versions[2].value.min</c>; empty for the file as a whole.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What would put it right.</param>
public sealed record Fault(string File, string Where, string Problem, string Remedy)
{
    /// <summary>The fault in one line.</summary>
    public override string ToString() => $"{File}{(Where.Length > 0 ? $", {Where}" : "")}: {Problem} {Remedy}".Trim();
}

/// <summary>A fault on its way to whoever handed the file in; no one else catches it.</summary>
public sealed class FaultException : Exception
{
    /// <summary>Carries a fault.</summary>
    public FaultException(Fault fault)
        : base(fault.ToString()) => Fault = fault;

    /// <summary>For the serializer's rules; use the other one.</summary>
    public FaultException()
        : this(new Fault("", "", "Unnamed fault.", ""))
    {
    }

    /// <summary>For the serializer's rules; use the other one.</summary>
    public FaultException(string message)
        : this(new Fault("", "", message, ""))
    {
    }

    /// <summary>For the serializer's rules; use the other one.</summary>
    public FaultException(string message, Exception inner)
        : base(message, inner) => Fault = new Fault("", "", message, "");

    /// <summary>The fault.</summary>
    public Fault Fault { get; }
}

/// <summary>A JSON value that knows its file and place, and answers anything unexpected with a fault that names them.</summary>
internal readonly struct StrictJson(JsonElement element, string file, string at)
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The value itself.</summary>
    public JsonElement Element => element;

    /// <summary>Its place in the file.</summary>
    public string At => at;

    public JsonValueKind Kind => element.ValueKind;

    public static StrictJson Parse(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text, s_strict);
            return new(document.RootElement.Clone(), file, "");
        }
        catch (JsonException wrong)
        {
            throw new FaultException(new Fault(file, wrong.LineNumber is { } line ? $"line {line + 1}" : "", "It is not strict JSON: " + wrong.Message.Split(" LineNumber")[0].TrimEnd('.') + ".", "Mend the text at that line."));
        }
    }

    public StrictJson this[string name] => Maybe(name) ?? throw Wrong($"'{name}' is missing.", $"Add \"{name}\".");

    public StrictJson? Maybe(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return element.TryGetProperty(name, out var value) ? new(value, file, at.Length == 0 ? name : $"{at}.{name}") : null;
    }

    /// <summary>Refuses any property that is not named here, so that a misspelled one is never passed over.</summary>
    public StrictJson Only(params ReadOnlySpan<string> names)
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
                throw Wrong($"'{property.Name}' is not known here.", $"Known are: {string.Join(", ", names)}.");
        }
        return this;
    }

    public IEnumerable<StrictJson> Items()
    {
        Expect(JsonValueKind.Array, "a list");
        var (own, name) = (at, file);
        return element.EnumerateArray().Select((item, i) => new StrictJson(item, name, $"{own}[{i}]"));
    }

    public IEnumerable<(string Name, StrictJson Value)> Properties()
    {
        Expect(JsonValueKind.Object, "an object");
        var (own, name) = (at, file);
        return element.EnumerateObject().Select(p => (p.Name, new StrictJson(p.Value, name, own.Length == 0 ? p.Name : $"{own}.{p.Name}")));
    }

    public string Text()
    {
        Expect(JsonValueKind.String, "a text");
        return element.GetString()!;
    }

    public bool YesNo() => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong($"{Shown()} is neither true nor false.", "Write true or false; leave the fact out when the file does not say."),
    };

    public int Int() => Kind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : throw Wrong($"{Shown()} is not a whole number.", "Write a whole number.");

    public long Long() => Kind == JsonValueKind.Number && element.TryGetInt64(out var value) ? value : throw Wrong($"{Shown()} is not a whole number.", "Write a whole number.");

    public int IntFrom(int least, int most) => Int() is var value && value >= least && value <= most ? value : throw Wrong($"{Shown()} is outside {least} to {most}.", $"Write a whole number from {least} to {most}.");

    public DateOnly Day() =>
        Kind == JsonValueKind.String && DateOnly.TryParseExact(element.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Wrong($"{Shown()} is not a day.", "Write it as \"1997-03-21\".");

    /// <summary>Months as a whole number, "life", or years as "10y".</summary>
    public Limit Limit()
    {
        if (Kind == JsonValueKind.Number && element.TryGetInt32(out var months) && months is >= 0 and <= 120_000)
            return Law.Limit.Of(months);
        if (Kind == JsonValueKind.String)
        {
            var text = element.GetString()!;
            if (text == "life")
                return Law.Limit.Life;
            if (text.EndsWith('y') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years <= 10_000)
                return Law.Limit.OfYears(years);
        }
        throw Wrong($"{Shown()} is not a length of imprisonment.", "Write whole months (120), years (\"10y\") or \"life\".");
    }

    /// <summary>A weight: grams as a number, or a text with its unit ("2.5 kg").</summary>
    public Weight Weight() =>
        (Kind is JsonValueKind.Number or JsonValueKind.String ? Law.Weight.Parse(Kind == JsonValueKind.Number ? element.GetRawText() : element.GetString()!) : null)
            ?? throw Wrong($"{Shown()} is not a weight.", "Write grams as a number without an exponent (2500), or a text with the unit: kg, g, mg or ug (\"2.5 kg\").");

    /// <summary>One of the named choices.</summary>
    public T OneOf<T>(params ReadOnlySpan<(string Name, T Value)> choices)
    {
        var text = Text();
        foreach (var (name, value) in choices)
        {
            if (name == text)
                return value;
        }
        var names = new List<string>();
        foreach (var (name, _) in choices)
            names.Add(name);
        throw Wrong($"{Shown()} is not known here.", $"Write one of: {string.Join(", ", names)}.");
    }

    /// <summary>One of an enum's members, written in the camel case of JSON.</summary>
    public T OneOf<T>()
        where T : struct, Enum
    {
        var text = Text();
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text)
                return value;
        }
        throw Wrong($"{Shown()} is not known here.", $"Write one of: {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
    }

    public FaultException Wrong(string problem, string remedy) => new(new Fault(file, at, problem, remedy));

    private string Shown() => element.GetRawText() is var raw && raw.Length > 40 ? raw[..40] + "…" : raw;

    private void Expect(JsonValueKind kind, string what)
    {
        if (Kind != kind)
            throw Wrong($"{Shown()} is not {what}.", $"Write {what}.");
    }
}
