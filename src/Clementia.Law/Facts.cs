using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Clementia.Law;

/// <summary>What a fact is about: the case, one count of conviction, one group of counts under the guidelines, or one prior sentence.</summary>
public enum FactScope
{
    /// <summary>The case and the person.</summary>
    Case,

    /// <summary>One count of conviction ("counts"): the statute, what the jury found or the plea admitted.</summary>
    Count,

    /// <summary>One group of counts ("groups"): the offense guideline, its characteristics and chapter three adjustments.</summary>
    Group,

    /// <summary>One prior sentence ("priors").</summary>
    Prior,
}

/// <summary>A fact that a rule can ask for: its name in a facts file, what it means, and which document settles it.</summary>
/// <param name="Name">Its dotted name: "offense.end".</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Form">How it is written: "a day", "true or false", "one of leader5, ...".</param>
/// <param name="Meaning">What it means, in a sentence a lawyer would sign.</param>
/// <param name="SettledBy">The document that would settle it, in plain words.</param>
public abstract record FactKey(string Name, FactScope Scope, string Form, string Meaning, string SettledBy)
{
    internal abstract object ReadBoxed(StrictJson value);

    /// <summary>Every value it can have, when they can be listed: an unknown one can then be tried both ways.</summary>
    internal abstract IReadOnlyList<object>? PossibleBoxed { get; }
}

/// <inheritdoc/>
public sealed record FactKey<T> : FactKey
    where T : notnull
{
    private readonly Func<StrictJson, T> _read;

    internal FactKey(string name, FactScope scope, string form, string meaning, string settledBy, Func<StrictJson, T> read, params IReadOnlyList<T> possible)
        : base(name, scope, form, meaning, settledBy)
    {
        _read = read;
        PossibleBoxed = possible.Count == 0 ? null : [.. possible.Select(v => (object)v)];
    }

    internal override IReadOnlyList<object>? PossibleBoxed { get; }

    internal override object ReadBoxed(StrictJson value) => _read(value);
}

/// <summary>Makes the usual kinds of fact keys.</summary>
internal static class FactKeys
{
    public static FactKey<bool> YesNo(string name, FactScope scope, string meaning, string settledBy) =>
        new(name, scope, "true or false", meaning, settledBy, v => v.YesNo(), false, true);

    public static FactKey<DateOnly> Day(string name, FactScope scope, string meaning, string settledBy) =>
        new(name, scope, "a day, \"1997-03-21\"", meaning, settledBy, v => v.Day());

    /// <summary>A whole number between two bounds; listed as possible values only where there are few.</summary>
    public static FactKey<int> Number(string name, FactScope scope, int least, int most, string meaning, string settledBy) =>
        new(name, scope, $"a whole number, {least} to {most}", meaning, settledBy, v => v.IntFrom(least, most), most - least <= 15 ? [.. Enumerable.Range(least, most - least + 1)] : []);

    public static FactKey<Limit> Length(string name, FactScope scope, string meaning, string settledBy) =>
        new(name, scope, "months as a number, \"10y\" or \"life\"", meaning, settledBy, v => v.Limit());

    public static FactKey<string> Text(string name, FactScope scope, string meaning, string settledBy) =>
        new(name, scope, "a text", meaning, settledBy, v => v.Text());

    /// <summary>One of an enum's members, in camel case.</summary>
    public static FactKey<T> Choice<T>(string name, FactScope scope, string meaning, string settledBy)
        where T : struct, Enum =>
        new(name, scope, $"one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}", meaning, settledBy, v => v.OneOf<T>(), Enum.GetValues<T>());
}

/// <summary>
/// The facts of a case, a count, a group or a prior, as the file gives them. What it does not give is unknown: never false, never zero.
/// Immutable; <see cref="With"/> makes another.
/// </summary>
public sealed class Facts
{
    private static readonly (string Name, FactScope Scope)[] s_lists = [("counts", FactScope.Count), ("groups", FactScope.Group), ("priors", FactScope.Prior)];

    private readonly Dictionary<string, object> _values;
    private readonly Dictionary<FactScope, IReadOnlyList<Facts>> _lists;

    private Facts(FactScope scope, string at, Dictionary<string, object> values, Dictionary<FactScope, IReadOnlyList<Facts>> lists, Trial? trial = null) =>
        (Scope, At, _values, _lists, Trial) = (scope, at, values, lists, trial);

    /// <summary>What these facts are about.</summary>
    public FactScope Scope { get; }

    /// <summary>Where they stand in the file: "", "counts[0]", "groups[1]".</summary>
    public string At { get; }

    /// <summary>The trial that answers to open questions are put to, or null: what rules find on facts under trial has no steps.</summary>
    internal Trial? Trial { get; }

    /// <summary>Nothing is known.</summary>
    public static Facts None { get; } = new(FactScope.Case, "", [], []);

    /// <summary>Reads the facts of a case with nothing disputed in it.</summary>
    /// <exception cref="FaultException">The text is no such file; the fault says where and why.</exception>
    public static Facts Read(string json, string file = "facts") => Read(StrictJson.Parse(json, file), FactScope.Case, "");

    /// <summary>The fact, when the file gives it.</summary>
    public bool TryGet<T>(FactKey<T> key, [MaybeNullWhen(false)] out T value)
        where T : notnull
    {
        if (key.Scope != Scope)
            throw new ArgumentException($"'{key.Name}' is a fact about a {key.Scope}, not about a {Scope}.", nameof(key));
        var isGiven = _values.TryGetValue(key.Name, out var found);
        Trial?.Looked(At, key, found);
        value = isGiven ? (T)found! : default;
        return isGiven;
    }

    /// <summary>Whether the file gives the fact.</summary>
    internal bool Has(FactKey key)
    {
        if (key.Scope != Scope)
            return false;
        var isGiven = _values.TryGetValue(key.Name, out var found);
        Trial?.Looked(At, key, found);
        return isGiven;
    }

    /// <summary>A fact of the case or of one of its parts, or null; a trial does not notice.</summary>
    internal object? ValueOf(string at, FactKey key)
    {
        if (key.Scope == Scope)
            return at == At ? _values.GetValueOrDefault(key.Name) : null;
        if (_lists.TryGetValue(key.Scope, out var parts))
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (parts[i].At == at)
                    return parts[i]._values.GetValueOrDefault(key.Name);
            }
        }
        return null;
    }

    /// <summary>The same facts on a trial of answers to what is open in them.</summary>
    internal Facts OnTrial() => Trial is null ? Under(new Trial(this)) : this;

    private Facts Under(Trial trial) => new(Scope, At, _values, _lists.ToDictionary(list => list.Key, list => (IReadOnlyList<Facts>)[.. list.Value.Select(part => part.Under(trial))]), trial);

    /// <summary>The counts, groups or priors, or null when the file does not list them.</summary>
    public IReadOnlyList<Facts>? List(FactScope scope) => _lists.GetValueOrDefault(scope);

    /// <summary>The same facts with one more known, in the part named by its place.</summary>
    internal Facts With(string at, FactKey key, object value)
    {
        if (at == At)
            return new(Scope, At, new(_values, StringComparer.Ordinal) { [key.Name] = value }, _lists, Trial);
        var lists = new Dictionary<FactScope, IReadOnlyList<Facts>>(_lists);
        foreach (var (scope, list) in _lists)
        {
            if (list.Any(part => part.At == at))
                lists[scope] = [.. list.Select(part => part.At == at ? part.With(at, key, value) : part)];
        }
        return new(Scope, At, _values, lists, Trial);
    }

    /// <summary>The same facts with the lists of one kind put in, for callers that build facts in code.</summary>
    internal Facts WithList(FactScope scope, IReadOnlyList<IReadOnlyList<(FactKey Key, object Value)>> items)
    {
        var name = s_lists.First(l => l.Scope == scope).Name;
        var parts = items.Select((values, i) => new Facts(scope, $"{name}[{i}]", values.ToDictionary(v => v.Key.Name, v => v.Value, StringComparer.Ordinal), []));
        return new(Scope, At, _values, new(_lists) { [scope] = [.. parts] });
    }

    private static Facts Read(StrictJson node, FactScope scope, string at)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        var lists = new Dictionary<FactScope, IReadOnlyList<Facts>>();
        Collect(node, "");
        return new(scope, at, values, lists);

        void Collect(StrictJson part, string prefix)
        {
            foreach (var (property, value) in part.Properties())
            {
                var name = prefix + property;
                if (scope == FactScope.Case && prefix.Length == 0 && s_lists.FirstOrDefault(l => l.Name == property) is { Name: not null } list)
                    lists[list.Scope] = value.Items().Count() > 300 ? throw value.Wrong("The list has more than 300 items.", "Leave out what does not bear on the range, or split the case.") : (IReadOnlyList<Facts>)[.. value.Items().Select((item, i) => Read(item, list.Scope, $"{property}[{i}]"))];
                else if (property == "note")
                    _ = value.Text();
                else if (value.Kind == JsonValueKind.Null)
                    continue; // Said to be unknown: the same as left out.
                else if (Registry.FactsByName.TryGetValue((scope, name), out var key))
                    values[name] = key.ReadBoxed(value);
                else if (value.Kind == JsonValueKind.Object && Registry.FactsByName.Keys.Any(k => k.Scope == scope && k.Name.StartsWith(name + ".", StringComparison.Ordinal)))
                    Collect(value, name + ".");
                else
                    throw value.Wrong($"'{name}' is no fact that a rule asks of a {scope.ToString().ToLowerInvariant()}.", Suggestion(scope, name));
            }
        }
    }

    private static string Suggestion(FactScope scope, string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        var near = Registry.FactsByName.Keys.Where(k => k.Scope == scope && (k.Name.Contains(last, StringComparison.OrdinalIgnoreCase) || last.Contains(k.Name[(k.Name.LastIndexOf('.') + 1)..], StringComparison.OrdinalIgnoreCase))).Select(k => k.Name).Order(StringComparer.Ordinal).Take(3).ToList();
        return (near.Count > 0 ? $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}? " : "") + "All facts are listed in docs/facts.md.";
    }
}
