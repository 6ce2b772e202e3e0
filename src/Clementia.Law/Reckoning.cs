namespace Clementia.Law;

/// <summary>One step of a derivation: the rule, what went in, what came out, and the authority for it.</summary>
/// <param name="Rule">A name that stays the same on every day, so that then and now can be laid side by side: "groups[0] 2D1.1(c)".</param>
/// <param name="Cite">The provision as lawyers cite it.</param>
/// <param name="Plain">The step in a sentence for a reader who is no lawyer.</param>
/// <param name="Inputs">What went in, in the words of the file: "500 g cocaine".</param>
/// <param name="Result">What came out, short enough for a table: "base level 26", "-3 = 23", "70-87 months".</param>
/// <param name="Since">The first day of the version that governs, or null when the step is arithmetic alone.</param>
/// <param name="Source">The authority of that version, or null when the step is arithmetic alone.</param>
/// <param name="Level">The offense level after the step, when there is one.</param>
public sealed record Step(string Rule, string Cite, string Plain, string Inputs, string Result, DateOnly? Since, Source? Source, int? Level);

/// <summary>What must be known before the answer is: the fact, why it matters, and the document that would settle it.</summary>
/// <param name="At">The part of the facts it is about: "", "groups[0]".</param>
/// <param name="Name">The fact's name in a facts file.</param>
/// <param name="Text">The question, in plain words.</param>
/// <param name="SettledBy">The document that would settle it.</param>
public sealed record OpenQuestion(string At, string Name, string Text, string SettledBy)
{
    /// <summary>The fact that is asked for, when it is one that a facts file can hold.</summary>
    internal FactKey? Key { get; init; }
}

/// <summary>A conclusion of law: settled, or open for want of facts. Its reasons are the steps of the <see cref="Derivation"/> it came with.</summary>
public abstract record Finding<T>
{
    private Finding()
    {
    }

    /// <summary>The conclusion.</summary>
    public sealed record Settled(T Value) : Finding<T>;

    /// <summary>No conclusion yet: the questions stand in the derivation; these are the ones that hold this up.</summary>
    public sealed record Open(IReadOnlyList<OpenQuestion> Questions) : Finding<T>;
}

/// <summary>How an answer came about, and what it still wants.</summary>
/// <param name="Steps">Every step, in order.</param>
/// <param name="Questions">What is not known and would have to be.</param>
/// <param name="Cautions">What a reader must be told: unverified sources, splits among courts, assumptions that the file forces.</param>
public sealed record Derivation(IReadOnlyList<Step> Steps, IReadOnlyList<OpenQuestion> Questions, IReadOnlyList<string> Cautions)
{
    /// <summary>Whether every version of law behind it was checked against the official text. A brief says so when not.</summary>
    public bool IsFirm => Steps.All(step => step.Source is null or { Standing: Standing.Verified });
}

/// <summary>
/// One run of the rules over one case on one timeline: where rules find the law that governs, ask for facts, and set down their steps.
/// A rule that lacks a fact asks for it, goes on, and returns null: so all questions come at once.
/// </summary>
internal sealed class Reckoning(LawBook book, Timeline days)
{
    private readonly List<Step> _steps = [];
    private readonly List<OpenQuestion> _questions = [];
    private readonly List<string> _cautions = [];

    public LawBook Book => book;

    /// <summary>The same reckoning, with what it has set down so far, under another manual.</summary>
    public Reckoning Under(Timeline manual)
    {
        var other = new Reckoning(book, manual);
        other._steps.AddRange(_steps);
        other._questions.AddRange(_questions);
        other._cautions.AddRange(_cautions);
        return other;
    }

    public Timeline Days { get; init; } = days;

    /// <summary>What the trial has run before under this law on this timeline; null when nothing is tried.</summary>
    public TrialRuns? Runs { get; init; }

    public Derivation Derivation => new(_steps, _questions, _cautions);

    /// <summary>The version of a provision that governs here, or null when it is not law for this case (or cannot be told: then the day is asked for).</summary>
    public Version<T>? Law<T>(ProvisionKey<T> key)
        where T : class
    {
        var version = book.Find(key).For(Days, out var unknown);
        if (unknown is { } day)
            Ask(new OpenQuestion("", day == GoverningDay.Offense ? CaseFacts.OffenseEnd.Name : CaseFacts.Convicted.Name, $"Which version of {book.Find(key).Cite} governs? The day of the {(day == GoverningDay.Offense ? "offense" : "conviction")} is not in the file.", day == GoverningDay.Offense ? "the indictment or the judgment" : "the judgment"));
        return version;
    }

    /// <summary>The version that must be there; its absence is a mistake of ours, not of the file.</summary>
    public Version<T> Needed<T>(ProvisionKey<T> key)
        where T : class =>
        book.Find(key).For(Days, out _) ?? throw new ArgumentException($"'{key.Id}' has no version on {Days.Sentence:yyyy-MM-dd}. Ask only for days from {book.Find(key).Versions[0].From:yyyy-MM-dd}.", nameof(key));

    /// <summary>The citation of a provision.</summary>
    public string Cite<T>(ProvisionKey<T> key)
        where T : class => book.Find(key).Cite;

    /// <summary>Whether a fact is known; when it is not, the question is set down.</summary>
    /// <param name="facts">The facts of the case, count, group or prior.</param>
    /// <param name="key">The fact.</param>
    /// <param name="value">Its value.</param>
    /// <param name="why">What turns on it, to be put before the reader; null for the key's own meaning.</param>
    public bool Know<T>(Facts facts, FactKey<T> key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value, string? why = null)
        where T : notnull
    {
        if (facts.TryGet(key, out value))
            return true;
        Ask(new OpenQuestion(facts.At, key.Name, why ?? key.Meaning, key.SettledBy) { Key = key });
        return false;
    }

    /// <summary>Sets down a question once.</summary>
    public void Ask(OpenQuestion question)
    {
        foreach (var asked in _questions)
        {
            if (ReferenceEquals(asked, question) || (asked.Name == question.Name && asked.At == question.At))
                return;
        }
        _questions.Add(question);
    }

    /// <summary>Sets down a step under a version of law.</summary>
    public void Step<T>(string rule, string cite, Version<T>? version, string plain, string inputs, string result, int? level = null)
        where T : class =>
        _steps.Add(new Step(rule, cite, plain, inputs, result, version?.From, version?.Source, level));

    /// <summary>Sets down a step of arithmetic that rests on no version of its own.</summary>
    public void Step(string rule, string cite, string plain, string inputs, string result, int? level = null) =>
        _steps.Add(new Step(rule, cite, plain, inputs, result, null, null, level));

    /// <summary>Tells the reader something once.</summary>
    public void Caution(string text)
    {
        if (!_cautions.Contains(text))
            _cautions.Add(text);
    }
}
