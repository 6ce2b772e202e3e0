using System.Globalization;
using Clementia.Law;

namespace Clementia.Screening.Policies;

/// <summary>How a verdict or a value came about: the part of the policy as it is written, what it says of this person, and the same of its parts.</summary>
/// <param name="Text">As the policy writes it.</param>
/// <param name="Words">What it comes to, in words: "140 months", "met", "unknown: conduct.good is not in the data".</param>
/// <param name="Verdict">For a condition.</param>
/// <param name="Parts">What it rests on.</param>
public sealed record Derivation(string Text, string Words, Verdict? Verdict, IReadOnlyList<Derivation> Parts);

/// <summary>The plain evaluator: a policy on one record, by the words of the policy. Slow and obvious; the compiled screen is held against it.</summary>
/// <param name="binding">The policy on a population.</param>
/// <param name="value">The logical value of a column by its name: a number or one of <see cref="Code"/>.</param>
public sealed class Evaluation(Binding binding, Func<string, long> value)
{
    private readonly Policy _policy = binding.Policy;
    private readonly Verdict?[] _criteria = new Verdict?[binding.Policy.Criteria.Count];

    /// <summary>Whether the person is eligible.</summary>
    public Verdict Eligible => Of(_policy.EligibleCondition);

    /// <summary>Whether a criterion is met, by its place in <see cref="Policy.Criteria"/>.</summary>
    public Verdict Criterion(int criterion) => _criteria[criterion] ??= Of(_policy.Criteria[criterion].Condition);

    /// <summary>The score in its base unit, or one of <see cref="Code"/>: <see cref="Code.Unknown"/> when unknown, <see cref="Code.Life"/>, or <see cref="Code.Capped"/> when only its least is known.</summary>
    public long Score => Of(_policy.ScoreNumber) switch { { Known: false } => Code.Unknown, { IsExact: true } exact => exact.Low, _ => Code.Capped };

    /// <summary>The derivation of eligibility: every criterion with its parts.</summary>
    public Derivation Explain() => Explain(_policy.EligibleCondition);

    /// <summary>The derivation of one criterion.</summary>
    public Derivation Explain(int criterion) => Explain(_policy.Criteria[criterion].Condition);

    /// <summary>The derivation of the score.</summary>
    public Derivation ExplainScore() => Explain(_policy.ScoreNumber);

    /// <summary>The columns that a criterion reads and that are not settled for this person; empty when the criterion is settled.</summary>
    public IReadOnlyList<string> Lacking(int criterion)
    {
        var lacking = new List<string>();
        if (Criterion(criterion) == Verdict.Unknown)
            Lack(_policy.Criteria[criterion].Condition, lacking);
        return lacking;
    }

    internal Verdict Of(Condition condition) => condition switch
    {
        IsSet set => Value(set.Column) switch { 0 => Verdict.NotMet, 1 => Verdict.Met, _ => Verdict.Unknown },
        Comparison c => Interval.Compare(c.Comparator, Of(c.Left), Of(c.Right)),
        OneOf one => Value(one.Column) is var code && Code.IsNumber(code) ? Kleene.Of(binding.Codes[one.Set].Contains(code)) : Verdict.Unknown,
        Not not => Kleene.Not(Of(not.Of)),
        All all => Kleene.All(all.Of.Select(Of)),
        Any any => Kleene.Any(any.Of.Select(Of)),
        AtLeast some => Kleene.AtLeast(Of(some.Needed).Low, some.Of.Select(Of)),
        CriterionReference other => Criterion(other.Criterion),
        _ => throw new InvalidOperationException($"No rule for {condition.GetType().Name}."),
    };

    internal Interval Of(Number number) => number switch
    {
        ColumnValue column => Interval.Of(Value(column.Column), binding.Specs[column.Column].Cap),
        Constant constant => Interval.Exactly(constant.Value),
        ParameterValue parameter => Interval.Exactly(_policy.Parameters[parameter.Parameter].Value),
        Sum sum => Of(sum.Left) + Of(sum.Right),
        Difference difference => Of(difference.Left) - Of(difference.Right),
        Product product => Of(product.Of).Times(product.Factor),
        Least least => Interval.Least(least.Of.Select(Of)),
        Greatest greatest => Interval.Greatest(greatest.Of.Select(Of)),
        _ => throw new InvalidOperationException($"No rule for {number.GetType().Name}."),
    };

    private long Value(int column) => value(_policy.Columns[column].Name);

    private Derivation Explain(Condition condition)
    {
        var verdict = Of(condition);
        IReadOnlyList<Derivation> parts = condition switch
        {
            Comparison c => [.. new[] { c.Left, c.Right }.Where(n => n is not Constant).Select(Explain)],
            Not not => [Explain(not.Of)],
            All all => [.. all.Of.Select(Explain)],
            Any any => [.. any.Of.Select(Explain)],
            AtLeast some => [.. some.Of.Select(Explain)],
            CriterionReference other => [Explain(_policy.Criteria[other.Criterion].Condition)],
            _ => [],
        };
        var words = verdict switch { Verdict.Met => "met", Verdict.NotMet => "not met", _ => "unknown" };
        var detail = condition switch
        {
            IsSet set => $"{_policy.Columns[set.Column].Name} is {Said(set.Column)}",
            OneOf one => $"{_policy.Columns[one.Column].Name} is {Said(one.Column)}",
            AtLeast some => $"{Tally(some)} met, {Of(some.Needed).Low} needed",
            CriterionReference other => _policy.Criteria[other.Criterion].Title,
            _ => null,
        };
        return new(condition.Text, detail is null ? words : $"{words}: {detail}", verdict, parts);
    }

    private string Tally(AtLeast some)
    {
        var verdicts = some.Of.Select(Of).ToList();
        var unknown = verdicts.Count(v => v == Verdict.Unknown);
        return verdicts.Count(v => v == Verdict.Met).ToString(CultureInfo.InvariantCulture) + (unknown > 0 ? $" and perhaps {unknown} more" : "") + $" of {verdicts.Count}";
    }

    private Derivation Explain(Number number)
    {
        IReadOnlyList<Derivation> parts = number switch
        {
            Sum sum => [Explain(sum.Left), Explain(sum.Right)],
            Difference difference => [Explain(difference.Left), Explain(difference.Right)],
            Product product => [Explain(product.Of)],
            Least least => [.. least.Of.Select(Explain)],
            Greatest greatest => [.. greatest.Of.Select(Explain)],
            _ => [],
        };
        return new(number.Text, number is ColumnValue column ? Said(column.Column) : Quantity.Words(number.Type, Of(number)), null, parts);
    }

    /// <summary>What the record says in a column, in words.</summary>
    private string Said(int column)
    {
        var (spec, said) = (binding.Specs[column], Value(column));
        return said switch
        {
            Code.Missing => "not in the data",
            Code.Unknown => "unknown",
            _ => spec.Type switch
            {
                ColumnType.Flag => said switch { 0 => "no", 1 => "yes", _ => "unknown" },
                ColumnType.Choice => said >= 0 && said < spec.Choices.Count ? spec.Choices[(int)said] : "a name of the population's own",
                _ => Quantity.Words(spec.Type, Interval.Of(said, spec.Cap)),
            },
        };
    }

    private void Lack(Condition condition, List<string> into)
    {
        if (Of(condition) != Verdict.Unknown)
            return;
        switch (condition)
        {
            case IsSet set: Note(set.Column, into); break;
            case OneOf one: Note(one.Column, into); break;
            case Comparison c: Lack(c, into); break;
            case Not not: Lack(not.Of, into); break;
            case All all: All(all.Of, into); break;
            case Any any: All(any.Of, into); break;
            case AtLeast some: All(some.Of, into); break;
            case CriterionReference other: Lack(_policy.Criteria[other.Criterion].Condition, into); break;
            default: throw new InvalidOperationException($"No rule for {condition.GetType().Name}.");
        }
    }

    /// <summary>Where every value is known and their difference is not (a term less life), all of them are named.</summary>
    private void Lack(Comparison comparison, List<string> into)
    {
        var open = new List<string>();
        Lack(comparison.Left, open, all: false);
        Lack(comparison.Right, open, all: false);
        if (open.Count == 0)
        {
            Lack(comparison.Left, open, all: true);
            Lack(comparison.Right, open, all: true);
        }
        into.AddRange(open.Except(into));
    }

    private void All(IEnumerable<Condition> conditions, List<string> into)
    {
        foreach (var condition in conditions)
            Lack(condition, into);
    }

    private void Lack(Number number, List<string> into, bool all)
    {
        IReadOnlyList<Number> parts = number switch
        {
            Sum sum => [sum.Left, sum.Right],
            Difference difference => [difference.Left, difference.Right],
            Product product => [product.Of],
            Least least => least.Of,
            Greatest greatest => greatest.Of,
            _ => [],
        };
        foreach (var part in parts)
            Lack(part, into, all);
        if (number is ColumnValue column && (all || !Of(number).IsExact))
            Note(column.Column, into);
    }

    private void Note(int column, List<string> into)
    {
        if (!into.Contains(_policy.Columns[column].Name))
            into.Add(_policy.Columns[column].Name);
    }
}

/// <summary>Values of a policy in words.</summary>
internal static class Quantity
{
    public static string Words(ColumnType type, Interval of) => of switch
    {
        { Known: false } => "unknown",
        { IsExact: true } => Words(type, of.Low),
        { High: Code.Life } => Words(type, of.Low) + " or more",
        _ => $"{Words(type, of.Low)} to {Words(type, of.High)}",
    };

    public static string Words(ColumnType type, long value) => type switch
    {
        _ when value == Code.Life => "life",
        ColumnType.Months => Exact.Write(value, 2) is var months && months == "1" ? "1 month" : Exact.Write(value, 2) + " months",
        ColumnType.Day => value >= 0 && value <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "no day",
        ColumnType.Weight => Exact.Write(value, 6) + " g",
        ColumnType.Flag => value == 1 ? "yes" : "no",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
