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
    public Population Build(Provenance provenance)
    {
        var order = LikeTogether();
        var built = new List<(ColumnSpec, NativeBlock, int)>(_columns.Length + 1);
        for (var i = 0; i < _columns.Length; i++)
        {
            built.Add((_specs[i] with { Choices = _names[i] }, _columns[i].Packed(order), _columns[i].Width));
            _columns[i].Dispose();
        }
        var rows = new NativeBlock((long)order.Length * sizeof(int));
        order.CopyTo(rows.As<int>());
        built.Add((Population.RowSpec, rows, sizeof(int)));
        return Population.Of(order.Length, provenance, built);
    }

    // Cases of one guideline, level and category lie together, and within them those that the law treats alike (PersonColumns.Ruling, in that order).
    private int[] LikeTogether()
    {
        var order = new int[Records];
        var keys = new UInt128[Records];
        var ruling = PersonColumns.Ruling.Select(name => Array.FindIndex(_specs, s => s.Name == name)).ToArray();
        for (var record = 0; record < order.Length; record++)
        {
            order[record] = record;
            ulong cell = 0, rest = 14695981039346656037;
            for (var i = 0; i < ruling.Length; i++)
            {
                var value = ruling[i] < 0 ? Code.Missing : _columns[ruling[i]][record];
                if (i < 3)
                    cell = (cell << 16) | (ulong)Math.Clamp(value, 0, 65_535);
                else
                    rest = unchecked((rest ^ (ulong)value) * 1099511628211);
            }
            keys[record] = new UInt128(cell, rest);
        }
        Array.Sort(keys, order);
        return order;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in _columns)
            column.Dispose();
    }
}
