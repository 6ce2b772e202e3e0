namespace Clementia.Law;

/// <summary>
/// Runs the rules over many ways to answer the same open questions, and no rule twice on what it has seen once. A part of the reckoning depends on
/// nothing but the law, the days, what is handed to it and the facts it looks at. So of each run it is remembered at which of the open facts it looked, in
/// which order, and what they were: a later run that would look at the same has the same result and asks the same questions.
/// </summary>
/// <param name="known">The facts that are the same in every run.</param>
internal sealed class Trial(Facts known)
{
    private readonly List<TrialRuns> _runs = [];
    private List<(string At, FactKey Key, object Value)>? _looked;

    /// <summary>What a rule sees of a fact that is not known.</summary>
    internal static object Unknown { get; } = new();

    /// <summary>The runs under one law on one timeline.</summary>
    public TrialRuns Under(LawBook book, Timeline days)
    {
        foreach (var runs in _runs)
        {
            if (ReferenceEquals(runs.Book, book) && (ReferenceEquals(runs.Days, days) || runs.Days == days))
                return runs;
        }
        var added = new TrialRuns(this, book, days);
        _runs.Add(added);
        return added;
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
        looked.Add((at, key, value ?? Unknown));
    }

    /// <summary>Runs a part of the reckoning and gives, beside what came of it, the open facts it looked at, in order.</summary>
    internal IReadOnlyList<(string At, FactKey Key, object Value)> Watch(Action run)
    {
        if (_looked is not null)
            throw new InvalidOperationException("A part of the reckoning was run within another: what it looks at would be lost.");
        var looked = _looked = [];
        try
        {
            run();
        }
        finally
        {
            _looked = null;
        }
        return looked;
    }
}

/// <summary>The parts of the reckoning that a trial remembers.</summary>
internal enum TrialPart
{
    Binding,
    WhetherTwoBooks,
    OneBook,
    Limits,
    ChapterTwo,
    ChapterThree,
    Rest,
}

/// <summary>What a trial has run under one law on one timeline.</summary>
internal sealed class TrialRuns(Trial trial, LawBook book, Timeline days)
{
    private readonly Dictionary<(TrialPart Name, int At, object? First, object? Second), Node> _parts = [];

    public LawBook Book => book;

    public Timeline Days => days;

    /// <summary>What a part of the reckoning gives, run only when it would look at something new. Its steps and cautions are not kept.</summary>
    /// <param name="r">Where its questions are set down.</param>
    /// <param name="case">The facts of the case, on this trial.</param>
    /// <param name="name">The part.</param>
    /// <param name="at">Which group of the case it is about.</param>
    /// <param name="given">What else it is handed; compared by value where it has one.</param>
    /// <param name="run">The part itself.</param>
    public T Of<T>(Reckoning r, Facts @case, TrialPart name, int at, (object? First, object? Second) given, Func<Reckoning, T> run)
    {
        var part = (name, at, given.First, given.Second);
        if (!_parts.TryGetValue(part, out var node))
            _parts[part] = node = new();
        var first = node;
        while (node.Looks is { } looks && node.After(@case.ValueOf(looks.At, looks.Key) ?? Trial.Unknown) is { } next)
            node = next;
        if (!node.IsReached)
            node = Run(first, run);
        foreach (var question in node.Questions)
            r.Ask(question);
        return (T)node.Result!;
    }

    private Node Run<T>(Node first, Func<Reckoning, T> run)
    {
        var apart = new Reckoning(book, days);
        object? result = null;
        var node = first;
        foreach (var (at, key, value) in trial.Watch(() => result = run(apart)))
            node = node.Then(at, key, value);
        (node.IsReached, node.Result, node.Questions) = (true, result, apart.Derivation.Questions);
        return node;
    }

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
