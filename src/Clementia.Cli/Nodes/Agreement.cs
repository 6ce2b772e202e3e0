namespace Clementia.Cli.Nodes;

/// <summary>What all nodes of a cluster must have alike, so that it does not matter which of them screens a shard.</summary>
/// <param name="Program">The program's name and version.</param>
/// <param name="Law">The law book's fingerprint.</param>
/// <param name="Population">The hash of the population (<see cref="Screening.Shards.ShardedPopulation.Hash"/>).</param>
[GenerateSerializer]
internal sealed record Agreement(string Program, string Law, string Population)
{
    /// <summary>What differs, in one sentence; null when nothing does.</summary>
    public string? Against(string me, string other, Agreement its)
    {
        var differ = new List<string>();
        if (Program != its.Program)
            differ.Add($"the program ({Program} and {its.Program})");
        if (Law != its.Law)
            differ.Add($"the law book ({Short(Law)} and {Short(its.Law)})");
        if (Population != its.Population)
            differ.Add($"the population ({Short(Population)} and {Short(its.Population)})");
        return differ.Count == 0 ? null
            : $"{me} and the node {other} do not agree in {string.Join(" and ", differ)}. All nodes of a cluster screen one population with one program: stop the others, start with theirs, or use another database.";
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}

/// <summary>What a node writes into the cluster's table of itself.</summary>
internal sealed record NodeName(string At, Agreement Agreement)
{
    public override string ToString() => $"{At}|{Agreement.Program}|{Agreement.Law}|{Agreement.Population}";

    public static NodeName? Read(string text) => text.Split('|') is [var at, var program, var law, var population] ? new(at, new(program, law, population)) : null;
}
