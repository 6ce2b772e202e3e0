namespace Clementia.Screening.Policies;

/// <summary>A checked piece of a policy. Everything in it is in base units: hundredths of a month, day numbers, micrograms, plain numbers.</summary>
/// <param name="Text">As the policy writes it.</param>
internal abstract record Expression(string Text);

/// <summary>Something that has a value which can be compared.</summary>
/// <param name="Text">As the policy writes it.</param>
/// <param name="Type">Count, Months, Day or Weight.</param>
internal abstract record Number(string Text, ColumnType Type) : Expression(Text);

/// <summary>The value of a column. <c>X.months</c> is the same node: what it is compared with has been brought to hundredths of a month.</summary>
internal sealed record ColumnValue(string Text, ColumnType Type, int Column) : Number(Text, Type);

/// <summary>A number of the policy itself; <see cref="Code.Life"/> for <c>life</c>.</summary>
internal sealed record Constant(string Text, ColumnType Type, long Value) : Number(Text, Type);

/// <summary>A number that can be set when the policy is used.</summary>
internal sealed record ParameterValue(string Text, ColumnType Type, int Parameter) : Number(Text, Type);

internal sealed record Sum(string Text, ColumnType Type, Number Left, Number Right) : Number(Text, Type);

/// <summary>Life less months is life; anything less life is unknown, for it is no length of time.</summary>
internal sealed record Difference(string Text, ColumnType Type, Number Left, Number Right) : Number(Text, Type);

/// <summary>A whole number, 1 or more, times a number.</summary>
internal sealed record Product(string Text, ColumnType Type, long Factor, Number Of) : Number(Text, Type);

/// <summary>The least of them; unknown when one of them is.</summary>
internal sealed record Least(string Text, ColumnType Type, IReadOnlyList<Number> Of) : Number(Text, Type);

/// <summary>The greatest of them; unknown when one of them is.</summary>
internal sealed record Greatest(string Text, ColumnType Type, IReadOnlyList<Number> Of) : Number(Text, Type);

/// <summary>Something that is met, not met or unknown.</summary>
internal abstract record Condition(string Text) : Expression(Text);

/// <summary>A yes-or-no column says yes.</summary>
internal sealed record IsSet(string Text, int Column) : Condition(Text);

internal enum Comparator
{
    Less,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    More,
}

internal sealed record Comparison(string Text, Comparator Comparator, Number Left, Number Right) : Condition(Text);

/// <summary>A column's choice is one of a set: <see cref="Policy.Sets"/> has the names, <see cref="Binding.Codes"/> a population's codes for them.</summary>
internal sealed record OneOf(string Text, int Column, int Set) : Condition(Text);

internal sealed record Not(string Text, Condition Of) : Condition(Text);

internal sealed record All(string Text, IReadOnlyList<Condition> Of) : Condition(Text);

internal sealed record Any(string Text, IReadOnlyList<Condition> Of) : Condition(Text);

/// <summary>At least so many of them are met.</summary>
/// <param name="Text">As the policy writes it.</param>
/// <param name="Needed">A <see cref="Constant"/> or a <see cref="ParameterValue"/>.</param>
/// <param name="Of">The conditions.</param>
internal sealed record AtLeast(string Text, Number Needed, IReadOnlyList<Condition> Of) : Condition(Text);

/// <summary>Another criterion of the same policy, by its place in <see cref="Policy.Criteria"/>.</summary>
internal sealed record CriterionReference(string Text, int Criterion) : Condition(Text);

/// <summary>The names that a column's choice is held against.</summary>
internal sealed record ChoiceSet(int Column, IReadOnlyList<string> Names);
