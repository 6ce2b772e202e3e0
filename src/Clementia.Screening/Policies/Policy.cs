using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Screening.Policies;

/// <summary>What a policy rests on.</summary>
/// <param name="Cite">As lawyers cite it.</param>
/// <param name="Text">What it says, in the words of the policy's author.</param>
/// <param name="Url">Where it can be read; null when not given.</param>
/// <param name="Verified">Whether the author read it in a source.</param>
/// <param name="Unverified">What was not read or checked; null when nothing is said.</param>
public sealed record Authority(string Cite, string Text, string? Url, bool Verified, string? Unverified);

/// <summary>A number of a policy that can be moved within a range.</summary>
/// <param name="Name">How expressions call it.</param>
/// <param name="Type">Count, Months, Day or Weight.</param>
/// <param name="Unit">As the file gives it: "years".</param>
/// <param name="Value">In base units, as are the next three.</param>
/// <param name="Least">The smallest it can be set to.</param>
/// <param name="Most">The greatest it can be set to.</param>
/// <param name="Step">The step of a slider; in days for a day.</param>
/// <param name="Meaning">What it means, in a sentence.</param>
public sealed record PolicyParameter(string Name, ColumnType Type, string Unit, long Value, long Least, long Most, long Step, string Meaning)
{
    /// <summary>A value of this parameter in its own unit: "10 years", "2010-08-03", "2".</summary>
    public string Show(long value)
    {
        if (Type == ColumnType.Day)
            return Quantity.Words(Type, value);
        var scale = ExpressionParser.Unit(Unit)?.Scale ?? 1;
        // Tenths and smaller parts of a year do not all come out even; months do.
        var exact = (Int128)value * 1_000_000 % scale == 0;
        return exact ? $"{Exact.Write((Int128)value * 1_000_000 / scale, 6)} {(Unit == "number" ? "" : value == scale ? Unit.TrimEnd('s') : Unit)}".TrimEnd() : Quantity.Words(Type, value);
    }
}

/// <summary>A criterion of a policy.</summary>
public sealed record Criterion
{
    internal Criterion(string name, string title, string meaning, string expression, string? unknownSettledBy, Condition condition) =>
        (Name, Title, Meaning, Expression, UnknownSettledBy, Condition) = (name, title, meaning, expression, unknownSettledBy, condition);

    /// <summary>How other expressions call it.</summary>
    public string Name { get; }

    /// <summary>A few words for a list.</summary>
    public string Title { get; }

    /// <summary>What it means, in sentences.</summary>
    public string Meaning { get; }

    /// <summary>As the policy writes it.</summary>
    public string Expression { get; }

    /// <summary>The document that would settle it where the record does not; null when not said.</summary>
    public string? UnknownSettledBy { get; }

    internal Condition Condition { get; }
}

/// <summary>
/// A rule by which people are chosen from a population, as data: criteria in a language that a lawyer can read, parameters with ranges, and a score. Read from policies/*.json; strict, so that nothing misspelt is passed over.
/// </summary>
public sealed class Policy
{
    private readonly JsonObject _canonical;

    private Policy(JsonObject canonical, Condition eligible, Number score, IReadOnlyList<ChoiceSet> sets, IReadOnlyList<int> order) =>
        (_canonical, EligibleCondition, ScoreNumber, Sets, Order) = (canonical, eligible, score, sets, order);

    /// <summary>Its name: the file's, without ".json".</summary>
    public required string Name { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>What it rests on.</summary>
    public required IReadOnlyList<Authority> Authorities { get; init; }

    /// <summary>The first day it was in force.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The first day it was no longer in force; null while it is.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What a reader must know besides.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Its parameters, in the order of the file. <see cref="With"/> gives other values.</summary>
    public required IReadOnlyList<PolicyParameter> Parameters { get; init; }

    /// <summary>Its criteria, in the order of the file.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>The columns that it reads; expressions name them by their place here.</summary>
    public required IReadOnlyList<ColumnSpec> Columns { get; init; }

    /// <summary>How eligibility follows from the criteria, as the policy writes it.</summary>
    public required string Eligible { get; init; }

    /// <summary>The number that people are ranked by, as the policy writes it.</summary>
    public required string Score { get; init; }

    /// <summary>Whether the highest score comes first.</summary>
    public required bool HighestFirst { get; init; }

    /// <summary>The SHA-256 of the policy's canonical form, in lower-case hex: two files that differ in layout alone have the same; another parameter value, another.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_canonical.ToJsonString())));

    /// <summary>The file names of the policies inside the program, without ".json".</summary>
    public static IReadOnlyList<string> Shipped { get; } =
        [.. Own.GetManifestResourceNames().Where(n => n.StartsWith("policies/", StringComparison.Ordinal)).Select(n => n["policies/".Length..^".json".Length]).Order(StringComparer.Ordinal)];

    internal Condition EligibleCondition { get; }

    internal Number ScoreNumber { get; }

    internal IReadOnlyList<ChoiceSet> Sets { get; }

    /// <summary>The places of the criteria in an order in which each comes after those that it refers to.</summary>
    internal IReadOnlyList<int> Order { get; }

    private static Assembly Own => typeof(Policy).Assembly;

    /// <summary>The text of a policy inside the program; null when there is none of that name.</summary>
    public static string? ShippedText(string name)
    {
        using var stream = Shipped.Contains(name) ? Own.GetManifestResourceStream($"policies/{name}.json") : null;
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The shipped name that comes nearest to a misspelt one, or null.</summary>
    public static string? NearestShipped(string name) => ExpressionParser.Nearest(name, Shipped);

    /// <summary>Reads a policy.</summary>
    /// <param name="text">The text of its file.</param>
    /// <param name="file">The file's name, for problems.</param>
    /// <param name="problems">Everything that is wrong, in the order of the file, and warnings.</param>
    /// <returns>The policy, or null when something is wrong.</returns>
    public static Policy? Read(string text, string file, out IReadOnlyList<PolicyProblem> problems) => new PolicyReader(text, file).Read(out problems);

    /// <summary>The same policy with parameters set anew.</summary>
    /// <param name="settings">"NAME=VALUE" each; a value is a number in the parameter's own unit, or one with a unit ("8", "8 years", "96 months"), or a day.</param>
    /// <param name="problem">What is wrong, and what to do, in one sentence each; null when nothing is.</param>
    /// <returns>The policy, or null when a setting is wrong.</returns>
    public Policy? With(IEnumerable<string> settings, out string? problem)
    {
        var parameters = Parameters.ToArray();
        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? setting : setting[..equals]).Trim();
            var at = Array.FindIndex(parameters, p => p.Name == name);
            problem = equals < 0 ? $"'{setting}' sets nothing. Write NAME=VALUE."
                : at < 0 ? $"The policy '{Name}' has no parameter '{name}'. {(ExpressionParser.Nearest(name, parameters.Select(p => p.Name)) is { } near ? $"Did you mean {near}?" : parameters.Length == 0 ? "It has none." : $"It has: {string.Join(", ", parameters.Select(p => p.Name))}.")}"
                : null;
            if (problem is not null)
                return null;
            var parameter = parameters[at];
            if (Amount(setting[(equals + 1)..], parameter.Type, parameter.Unit) is not { } value)
            {
                problem = $"'{setting[(equals + 1)..].Trim()}' is no value of '{name}'. Write {(parameter.Type == ColumnType.Day ? "a day as 2018-12-21" : parameter.Unit == "number" ? "a whole number" : $"a number of {parameter.Unit}")}.";
                return null;
            }
            if (value < parameter.Least || value > parameter.Most)
            {
                problem = $"{name} = {parameter.Show(value)} is outside its range. Choose from {parameter.Show(parameter.Least)} to {parameter.Show(parameter.Most)}.";
                return null;
            }
            parameters[at] = parameter with { Value = value };
        }
        problem = null;
        var canonical = (JsonObject)_canonical.DeepClone();
        foreach (var parameter in parameters)
            canonical["parameters"]![parameter.Name]!["value"] = parameter.Value;
        return new(canonical, EligibleCondition, ScoreNumber, Sets, Order)
        {
            Name = Name,
            Title = Title,
            Authorities = Authorities,
            From = From,
            Until = Until,
            Notes = Notes,
            Parameters = parameters,
            Criteria = Criteria,
            Columns = Columns,
            Eligible = Eligible,
            Score = Score,
            HighestFirst = HighestFirst,
        };
    }

    /// <summary>The policy on a population: the codes of its choices there, and what the population lacks.</summary>
    public Binding Bind(Population population) => Binding.Of(this, population.Find, [.. population.Columns.Select(c => c.Spec)]);

    /// <summary>The policy on columns of these kinds.</summary>
    public Binding Bind(IReadOnlyList<ColumnSpec> specs) => Binding.Of(this, _ => null, specs);

    /// <summary>An amount in base units, from a text in a parameter's unit or with a unit of its own; null when it is none.</summary>
    internal static long? Amount(string text, ColumnType type, string unit)
    {
        var trimmed = text.AsSpan().Trim();
        if (type == ColumnType.Day)
            return DateOnly.TryParseExact(trimmed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null;
        var negative = trimmed.StartsWith("-", StringComparison.Ordinal);
        if (negative)
            trimmed = trimmed[1..];
        var end = trimmed.Length;
        while (end > 0 && char.IsAsciiLetter(trimmed[end - 1]))
            end--;
        var scale = end == trimmed.Length ? ExpressionParser.Unit(unit)?.Scale ?? 1 : ExpressionParser.Unit(trimmed[end..].ToString()) is var (kind, own) && kind == type ? own : 0;
        if (scale == 0 || Exact.Read(trimmed[..end].Trim(), 6) is not { } millionths || millionths > 1_000_000_000_000_000_000 || millionths * scale % 1_000_000 != 0)
            return null;
        var value = millionths * scale / 1_000_000;
        return value > 1_000_000_000_000_000 ? null : (long)(negative ? -value : value);
    }

    /// <summary>Reads one file; tells everything that is wrong with it.</summary>
    private sealed class PolicyReader(string text, string file)
    {
        private readonly PolicyText _text = new(text, file);
        private readonly List<PolicyProblem> _problems = [];

        private sealed record Draft(string Name, string Title, string Meaning, string Expression, string? SettledBy, string At);

        public Policy? Read(out IReadOnlyList<PolicyProblem> problems)
        {
            var policy = Try(Whole, null);
            problems = [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)];
            return _problems.Any(p => !p.IsWarning) ? null : policy;
        }

        private Policy? Whole()
        {
            var json = StrictJson.Parse(text, file);
            if (_text.HasBrokenText)
            {
                _problems.Add(_text.At("", "A text holds half a character (an escape such as \\ud800 alone).", "Write the character itself."));
                return null;
            }
            Try(() => json.Only("name", "title", "authority", "from", "until", "notes", "columns", "parameters", "criteria", "eligible", "score", "order"), default);
            var name = Try(() => Named(json["name"], "policy"), "");
            var title = Try(() => Full(json["title"]), "");
            var authorities = Try(() => Authorities(json["authority"]), []);
            var from = Try(() => json["from"].Day(), default);
            var until = Try(() => json.Maybe("until")?.Day(), null);
            if (until <= from)
                Tell("until", "The policy ends before it begins.", "Give the first day on which it is no longer in force.");
            var notes = Try(() => json.Maybe("notes") is { } n ? (n.Kind == JsonValueKind.String ? [n.Text()] : [.. n.Items().Select(i => i.Text())]) : (IReadOnlyList<string>)[], []);
            var known = Known(Try(() => json.Maybe("columns"), null));
            var parameters = Each(Try(() => json.Maybe("parameters")?.Properties().ToList(), null) ?? [], p => Parameter(p.Name, p.Value));
            var drafts = Each(Try(() => json["criteria"].Items().ToList(), []), Drafted);
            if (drafts.Count == 0 && _problems.Count == 0)
                Tell("criteria", "The policy has no criterion.", "Add at least one.");
            foreach (var (taken, at) in parameters.Select(p => (p.Name, $"parameters.{p.Name}")).Concat(drafts.Select(d => (d.Name, d.At + ".name"))).GroupBy(n => n.Name).SelectMany(g => g.Select((n, i) => (Name: n, Second: i > 0)).Where(n => n.Second || known.ContainsKey(g.Key)).Select(n => n.Name)))
                Tell(at, $"'{taken}' {(known.ContainsKey(taken) ? "is the name of a column" : "is the name of a parameter or criterion already")}.", "Choose another name: a name can mean one thing only.");

            var scope = new Scope { Known = known, Parameters = parameters, Criteria = [.. drafts.Select(d => d.Name)] };
            var criteria = new List<Criterion?>();
            var referred = new List<int[]>();
            foreach (var draft in drafts)
            {
                var condition = Expression(draft.At + ".expression", draft.Expression, scope, ExpressionParser.ReadCondition);
                referred.Add([.. scope.Referred.Order()]);
                criteria.Add(condition is null ? null : new Criterion(draft.Name, draft.Title, draft.Meaning, draft.Expression, draft.SettledBy, condition));
            }
            var order = Ordered(drafts, referred);
            var eligible = Try(() => json.Maybe("eligible")?.Text(), null) ?? string.Join(" and ", drafts.Select(d => d.Name));
            var eligibleCondition = drafts.Count == 0 ? null : Expression("eligible", eligible, scope, ExpressionParser.ReadCondition);
            var score = Try(() => json.Maybe("score")?.Text(), null) ?? "change";
            var scoreNumber = Expression("score", score, scope, ExpressionParser.ReadNumber);
            var highest = Try(() => json.Maybe("order")?.OneOf(("highest first", true), ("lowest first", false)), null) ?? true;
            for (var i = 0; i < parameters.Count; i++)
            {
                if (!scope.ParametersUsed.Contains(i) && _problems.Count == 0)
                    _problems.Add(_text.At($"parameters.{parameters[i].Name}", $"No expression uses '{parameters[i].Name}'.", "Use it, or take it away.", warning: true));
            }
            if (_problems.Any(p => !p.IsWarning) || eligibleCondition is null || scoreNumber is null)
                return null;
            var canonical = (JsonObject)Canonical(JsonNode.Parse(text)!)!;
            foreach (var parameter in parameters)
                canonical["parameters"]![parameter.Name]!["value"] = parameter.Value;
            return new Policy(canonical, eligibleCondition, scoreNumber, scope.Sets, order)
            {
                Name = name,
                Title = title,
                Authorities = authorities,
                From = from,
                Until = until,
                Notes = notes,
                Parameters = parameters,
                Criteria = [.. criteria.Select(c => c!)],
                Columns = scope.Columns,
                Eligible = eligible,
                Score = score,
                HighestFirst = highest,
            };
        }

        private T? Expression<T>(string at, string expression, Scope scope, Func<string, Scope, List<ExpressionFault>, T?> read)
            where T : class
        {
            var faults = new List<ExpressionFault>();
            var expr = read(expression, scope, faults);
            _problems.AddRange(faults.Select(f => _text.In(at, expression, f)));
            return expr;
        }

        private static IReadOnlyList<Authority> Authorities(StrictJson json) =>
            json.Kind != JsonValueKind.Array ? [One(json)] : json.Items().Any() ? [.. json.Items().Select(One)] : throw json.Wrong("No authority is named.", "Say what the policy rests on; a proposal of your own is one, with verified false.");

        private static Authority One(StrictJson json)
        {
            json.Only("cite", "text", "url", "verified", "unverified");
            var (verified, unverified) = (json["verified"].YesNo(), json.Maybe("unverified")?.Text());
            return new(Full(json["cite"]), Full(json["text"]), json.Maybe("url")?.Text(), verified, unverified);
        }

        private Dictionary<string, ColumnSpec> Known(StrictJson? own)
        {
            var known = PersonColumns.All.Concat(ComputedColumns.All).Where(c => c.Name != "score").ToDictionary(c => c.Name, StringComparer.Ordinal);
            foreach (var spec in Each(Try(() => own?.Properties().ToList(), null) ?? [], p => OwnColumn(p.Name, p.Value)))
            {
                if (!known.TryAdd(spec.Name, spec))
                    Tell($"columns.{spec.Name}", $"'{spec.Name}' is a column that every population may have.", "Leave the declaration out; only columns of a source's own are declared.");
            }
            return known;
        }

        private static ColumnSpec OwnColumn(string name, StrictJson json)
        {
            json.Only("type", "meaning", "source", "choices", "cap");
            CheckName(name, json, "column");
            var spec = new ColumnSpec(name, json["type"].OneOf<ColumnType>(), Full(json["meaning"]), json.Maybe("source")?.Text() ?? "");
            return spec with
            {
                Choices = json.Maybe("choices") is { } choices ? spec.Type == ColumnType.Choice ? [.. choices.Items().Select(Full)] : throw choices.Wrong("Only a choice has choices.", "Leave them out.") : [],
                Cap = json.Maybe("cap") is { } cap ? spec.Type == ColumnType.Months ? cap.IntFrom(0, 120_000) * 100L : throw cap.Wrong("Only months are capped.", "Leave it out.") : null,
            };
        }

        private static PolicyParameter Parameter(string name, StrictJson json)
        {
            json.Only("value", "least", "most", "step", "unit", "meaning");
            CheckName(name, json, "parameter");
            var unit = json["unit"].OneOf(("number", "number"), ("months", "months"), ("years", "years"), ("day", "day"), ("kg", "kg"), ("g", "g"), ("mg", "mg"), ("ug", "ug"));
            var type = unit == "number" ? ColumnType.Count : unit == "day" ? ColumnType.Day : ExpressionParser.Unit(unit)!.Value.Type;
            long Value(string of)
            {
                var (value, day) = (json[of], type == ColumnType.Day && of != "step");
                return (value.Kind == (day ? JsonValueKind.String : JsonValueKind.Number) ? Amount(day ? value.Text() : value.Element.GetRawText(), day ? type : type == ColumnType.Day ? ColumnType.Count : type, unit) : null)
                    ?? throw value.Wrong($"It is no value in the unit '{unit}'.", day ? "Write it as \"2018-12-21\"." : "Write a number without quotes and without an exponent.");
            }
            var parameter = new PolicyParameter(name, type, unit, Value("value"), Value("least"), Value("most"), Value("step"), Full(json["meaning"]));
            if (parameter.Least > parameter.Most)
                throw json["least"].Wrong("The least is more than the most.", "Exchange them.");
            if (parameter.Value < parameter.Least || parameter.Value > parameter.Most)
                throw json["value"].Wrong($"{parameter.Show(parameter.Value)} is outside {parameter.Show(parameter.Least)} to {parameter.Show(parameter.Most)}.", "Widen the range or change the value.");
            return parameter.Step > 0 ? parameter : throw json["step"].Wrong("A step must be more than 0.", "Write the smallest change that a reader would want to make.");
        }

        private static Draft Drafted(StrictJson json)
        {
            json.Only("name", "title", "meaning", "expression", "unknownSettledBy");
            return new(Named(json["name"], "criterion"), Full(json["title"]), Full(json["meaning"]), json["expression"].Text(), json.Maybe("unknownSettledBy") is { } by ? Full(by) : null, json.At);
        }

        private static string Named(StrictJson json, string what)
        {
            var name = json.Text();
            if (what != "policy")
                CheckName(name, json, what);
            else if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
                throw json.Wrong($"'{name}' cannot name a policy.", "Use lower-case letters, digits and hyphens: \"second-look\".");
            return name;
        }

        private static void CheckName(string name, StrictJson json, string what)
        {
            if (!ExpressionParser.IsName(name))
                throw json.Wrong($"'{name}' cannot name a {what}.", "Use letters, digits and underscores, beginning with a letter: years_served.");
            if (ExpressionParser.IsReserved(name))
                throw json.Wrong($"'{name}' is a word of the language.", "Choose another name.");
        }

        private static string Full(StrictJson json) => json.Text() is var said && said.Trim().Length > 0 ? said : throw json.Wrong("It is empty.", "Say it.");

        /// <summary>The criteria in an order in which each comes after those that it refers to; a circle is told.</summary>
        private List<int> Ordered(List<Draft> drafts, List<int[]> referred)
        {
            var order = new List<int>();
            var state = new int[drafts.Count];
            for (var i = 0; i < drafts.Count; i++)
                Visit(i, []);
            return order;

            void Visit(int criterion, List<int> way)
            {
                if (state[criterion] == 2)
                    return;
                if (state[criterion] == 1)
                {
                    var circle = way[way.IndexOf(criterion)..].Append(criterion).Select(c => drafts[c].Name);
                    Tell(drafts[criterion].At + ".expression", $"The criterion refers to itself: {string.Join(", ", circle)}.", "Write out one of them without the others.");
                    return;
                }
                state[criterion] = 1;
                way.Add(criterion);
                foreach (var other in referred[criterion])
                    Visit(other, way);
                way.RemoveAt(way.Count - 1);
                state[criterion] = 2;
                order.Add(criterion);
            }
        }

        private List<T> Each<TJson, T>(IReadOnlyList<TJson> items, Func<TJson, T> read)
            where T : class => [.. items.Select(item => Try(() => read(item), null)).OfType<T>()];

        private T Try<T>(Func<T> read, T otherwise)
        {
            try
            {
                return read();
            }
            catch (FaultException wrong)
            {
                var fault = wrong.Fault;
                _problems.Add(fault.Where.StartsWith("line ", StringComparison.Ordinal) && int.TryParse(fault.Where.AsSpan(5), out var line) ? _text.AtLine(line, fault.Problem, fault.Remedy) : _text.At(fault.Where, fault.Problem, fault.Remedy));
                return otherwise;
            }
        }

        private void Tell(string at, string problem, string remedy) => _problems.Add(_text.At(at, problem, remedy));

        private static JsonNode? Canonical(JsonNode? node) => node switch
        {
            JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value)))),
            JsonArray a => new JsonArray([.. a.Select(Canonical)]),
            _ => node?.DeepClone(),
        };
    }
}
