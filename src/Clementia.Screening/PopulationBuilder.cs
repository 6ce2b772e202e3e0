using Clementia.Law;

namespace Clementia.Screening;

/// <summary>
/// Takes records one after the other and makes a population of them, like cases lying together.
/// Values are logical: numbers in the unit of the column's type, or <see cref="Code"/>.
/// </summary>
public sealed class PopulationBuilder : IDisposable
{
    private readonly ColumnSpec[] _specs;
    private readonly ColumnBuffer[] _columns;
    private readonly Dictionary<string, int>[] _choices;
    private readonly List<string>[] _names;

    /// <summary>A builder for these columns. Choices may be given beforehand or grow by <see cref="Choice"/>.</summary>
    public PopulationBuilder(params IReadOnlyList<ColumnSpec> specs)
    {
        _specs = [.. specs];
        _columns = [.. specs.Select(_ => new ColumnBuffer())];
        _names = [.. specs.Select(s => s.Choices.ToList())];
        _choices = [.. _names.Select(n => n.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal))];
    }

    /// <summary>A builder whose columns were filled elsewhere, by several threads at once; there is nothing left to add.</summary>
    internal PopulationBuilder(IReadOnlyList<ColumnSpec> specs, IReadOnlyList<ColumnBuffer> filled)
        : this(specs) => _columns = [.. filled];

    /// <summary>The records so far.</summary>
    public int Records => _columns.Length == 0 ? 0 : _columns[0].Length;

    /// <summary>The code of a name in a column of choices; a new name gets the next.</summary>
    public long Choice(int column, string name)
    {
        if (_choices[column].TryGetValue(name, out var code))
            return code;
        _names[column].Add(name);
        return _choices[column][name] = _names[column].Count - 1;
    }

    /// <summary>One more record: a value for every column, in their order.</summary>
    public void Add(ReadOnlySpan<long> values)
    {
        if (values.Length != _columns.Length)
            throw new ArgumentException($"{values.Length} values for {_columns.Length} columns.", nameof(values));
        for (var i = 0; i < values.Length; i++)
            _columns[i].Add(values[i]);
    }

    /// <summary>Makes the population; the builder is spent.</summary>
    /// <param name="provenance">Where the records came from.</param>
    /// <param name="law">The law that says which cases are alike; only the order of the records rests on it. The built-in law when null.</param>
    public Population Build(Provenance provenance, LawBook? law = null)
    {
        var order = LikeTogether(new RecordLaw(law ?? LawBook.BuiltIn));
        var blocks = new NativeBlock[_columns.Length];
        Parallel.For(0, blocks.Length, i =>
        {
            blocks[i] = _columns[i].Packed(order);
            _columns[i].Dispose();
        });
        var built = blocks.Select((block, i) => (_specs[i] with { Choices = _names[i] }, block, _columns[i].Width)).ToList();
        if (!_specs.Any(s => s.Name == Population.RowSpec.Name))
        {
            var rows = new NativeBlock((long)order.Length * sizeof(int));
            order.CopyTo(rows.As<int>());
            built.Add((Population.RowSpec, rows, sizeof(int)));
        }
        return Population.Of(order.Length, provenance, built);
    }

    // Cases of one guideline, level and category lie together, and within them those that the law cannot tell apart.
    private int[] LikeTogether(RecordLaw law)
    {
        var order = new int[Records];
        var keys = new ulong[Records];
        int At(string name) => Array.FindIndex(_specs, s => s.Name == name);
        var coder = new SituationCoder(law, name => At(name) is >= 0 and var i ? record => _columns[i][record] : null, name => At(name) is >= 0 and var i ? _names[i] : []);
        for (var record = 0; record < order.Length; record++)
        {
            order[record] = record;
            var situation = coder.Of(record);
            keys[record] = ((ulong)situation.Cell << 32) | situation.Hash;
        }
        Array.Sort(keys, order);
        // Equal keys in the order of the source, so that the same input gives the same bytes.
        for (var from = 0; from < keys.Length;)
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
                to++;
            if (to - from > 1)
                Array.Sort(order, from, to - from);
            from = to;
        }
        return order;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in _columns)
            column.Dispose();
    }
}
