using System.Diagnostics.CodeAnalysis;

namespace Clementia.Casework;

/// <summary>What came of a request: the thing asked for, or a refusal that says why not and what would put it right.</summary>
public sealed class Outcome<T>
    where T : class
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>What was asked for, or null when refused.</summary>
    public T? Value { get; }

    /// <summary>Why not, or null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether it was refused.</summary>
    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    /// <summary>It was done.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is private on purpose: an outcome is one or the other.")]
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>It was refused.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is private on purpose: an outcome is one or the other.")]
    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);

    /// <summary>The value or the refusal, in one line.</summary>
    public override string ToString() => Refusal?.ToString() ?? Value!.ToString() ?? "";
}
