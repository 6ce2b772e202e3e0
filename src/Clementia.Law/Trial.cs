namespace Clementia.Law;

/// <summary>
/// Runs the rules over many ways to answer the same open questions, and no rule twice on what it has seen once. A part of the reckoning depends on
/// nothing but the law, the days, what is handed to it and the facts it looks at. So of each run it is remembered at which of the open facts it looked, in
/// which order, and what they were: a later run that would look at the same has the same result and asks the same questions.
/// </summary>
/// <param name="known">The facts that are the same in every run.</param>
internal sealed class Trial(Facts known)
{
    private static readonly object s_unknown = new();

    private readonly Dictionary<(LawBook Book, Timeline Days), Dictionary<Part, Node>> _parts = [];
    private List<(string At, FactKey Key, object Value)>? _looked;

    /// <summary>What a part of the reckoning gives, run only when it would look at something new. Its steps and cautions are not kept.</summary>
    /// <param name="r">Where its questions are set down.</param>
    /// <param name="case">The facts of the case, on this trial.</param>
    /// <param name="name">The part.</param>
    /// <param name="at">What of the case it is about.</param>
    /// <param name="given">What else it is handed; compared by value where it has one.</param>
    /// <param name="run">The part itself.</param>
    public T Of<T>(Reckoning r, Facts @case, string name, string at, (object? First, object? Second) given, Func<Reckoning, T> run)
    {
        if (!_parts.TryGetValue((r.Book, r.Days), out var parts))
            _parts[(r.Book, r.Days)] = parts = [];
        var part = new Part(name, at, given.First, given.Second);
        if (!parts.TryGetValue(part, out var node))
            parts[part] = node = new();
        var first = node;
        while (node is { Looks: { } looks })
        {
            if (node.After(@case.ValueOf(looks.At, looks.Key) ?? s_unknown) is not { } next)
                break;
            node = next;
        }
        if (!node.IsReached)
            node = Run(r, first, run);
        foreach (var question in node.Questions)
            r.Ask(question);
        return (T)node.Result!;
    }

    /// <summary>A rule looked at a fact.</summary>
    public void Looked(string at, FactKey key, object? value)
    {
        if (_looked is not { } looked || known.ValueOf(at, key) is not null)
            return;
        foreach (var (where, what, _) in looked)
        {
            if (ReferenceEquals(what, key) && where == at)
                return;
        }
        looked.Add((at, key, value ?? s_unknown));
    }

    private Node Run<T>(Reckoning r, Node first, Func<Reckoning, T> run)
    {
        if (_looked is not null)
            throw new InvalidOperationException("A part of the reckoning was run within another: what it looks at would be lost.");
        var looked = _looked = [];
        var apart = new Reckoning(r.Book, r.Days);
        object? result;
        try
        {
            result = run(apart);
        }
        finally
        {
            _looked = null;
        }
        var node = first;
        foreach (var (at, key, value) in looked)
            node = node.Then(at, key, value);
        (node.IsReached, node.Result, node.Questions) = (true, result, apart.Derivation.Questions);
        return node;
    }

    private readonly record struct Part(string Name, string At, object? First, object? Second);

    /// <summary>A point in the runs of a part: at which fact it looks next, or what came of it.</summary>
    private sealed class Node
    {
        private readonly List<(object Value, Node Node)> _after = [];

        public (string At, FactKey Key)? Looks { get; private set; }

        public bool IsReached { get; set; }

        public object? Result { get; set; }

        public IReadOnlyList<OpenQuestion> Questions { get; set; } = [];

        public Node? After(object value)
        {
            foreach (var (one, node) in _after)
            {
                if (one.Equals(value))
                    return node;
            }
            return null;
        }

        public Node Then(string at, FactKey key, object value)
        {
            if (IsReached || (Looks is { } looks && (looks.At != at || !ReferenceEquals(looks.Key, key))))
                throw new InvalidOperationException($"After the same facts a rule looked at another than before: '{key.Name}'. It depends on something that is no fact.");
            Looks = (at, key);
            if (After(value) is { } node)
                return node;
            _after.Add((value, node = new()));
            return node;
        }
    }
}
