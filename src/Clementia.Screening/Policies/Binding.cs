namespace Clementia.Screening.Policies;

/// <summary>A policy on a population: which columns are there, and which codes the names of its choices have.</summary>
public sealed class Binding
{
    private Binding(Policy policy, IReadOnlyList<Column?> columns, IReadOnlyList<ColumnSpec> specs, IReadOnlyList<IReadOnlySet<long>> codes, IReadOnlyList<string> warnings) =>
        (Policy, Columns, Specs, Codes, Warnings) = (policy, columns, specs, codes, warnings);

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>By the places of <see cref="Policy.Columns"/>: the population's own column; null for a computed one and for one that the population lacks, whose values are all missing.</summary>
    public IReadOnlyList<Column?> Columns { get; }

    /// <summary>By the places of <see cref="Policy.Columns"/>: what the column is in this population, with its choices and its cap.</summary>
    public IReadOnlyList<ColumnSpec> Specs { get; }

    /// <summary>What in the policy the population has no answer to: a column, or a name of a choice.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>By the places of <see cref="Policy.Sets"/>: the codes that the names have here. A name that the population lacks has none, so nobody is counted by it.</summary>
    internal IReadOnlyList<IReadOnlySet<long>> Codes { get; }

    internal static Binding Of(Policy policy, Func<string, Column?> find, IReadOnlyList<ColumnSpec> specs)
    {
        var warnings = new List<string>();
        var own = specs.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var bound = new List<ColumnSpec>();
        foreach (var column in policy.Columns)
        {
            var spec = own.GetValueOrDefault(column.Name);
            if (spec is not null && spec.Type != column.Type)
                throw new PopulationException($"The population's column '{column.Name}' is {spec.Type.ToString().ToLowerInvariant()}; the policy '{policy.Name}' reads it as {column.Type.ToString().ToLowerInvariant()}. Import the population again, with that column as the policy means it.");
            if (spec is null && !ComputedColumns.All.Any(c => c.Name == column.Name))
                warnings.Add($"The population has no column '{column.Name}': what rests on it is unknown for everyone.");
            bound.Add(spec ?? column);
        }
        var codes = new List<IReadOnlySet<long>>();
        foreach (var set in policy.Sets)
        {
            var choices = bound[set.Column].Choices;
            var found = new HashSet<long>();
            foreach (var name in set.Names)
            {
                var at = choices.Index().Where(c => c.Item == name).Select(c => c.Index).FirstOrDefault(-1);
                if (at >= 0)
                    found.Add(at);
                else if (own.ContainsKey(bound[set.Column].Name))
                    warnings.Add($"Nobody in the population has '{name}' in '{bound[set.Column].Name}'.{(ExpressionParser.Nearest(name, choices) is { } near ? $" Did you mean {near}?" : "")}");
            }
            codes.Add(found);
        }
        return new(policy, [.. policy.Columns.Select(c => find(c.Name))], bound, codes, [.. warnings.Distinct(StringComparer.Ordinal)]);
    }
}
