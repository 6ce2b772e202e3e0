using System.Diagnostics.CodeAnalysis;
using Clementia.Casework;

namespace Clementia.Store;

/// <summary>What was asked for, or why not and what would put it right.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refused, bool isConflict)
    {
        _value = value;
        Refused = refused;
        IsConflict = isConflict;
    }

    /// <summary>Why it was refused, or null when it was done.</summary>
    public Refusal? Refused { get; }

    /// <summary>Whether it was refused only because someone else wrote first: read again, decide again, try again.</summary>
    public bool IsConflict { get; }

    /// <summary>What was asked for.</summary>
    /// <exception cref="InvalidOperationException">It was refused: ask <see cref="Refused"/> first.</exception>
    public T Value => Refused is null ? _value! : throw new InvalidOperationException(Refused.ToString());

    /// <summary>Whether it was refused, and why; otherwise what was asked for.</summary>
    public bool IsRefused([NotNullWhen(true)] out Refusal? refused, [MaybeNullWhen(true)] out T value)
    {
        (refused, value) = (Refused, _value!);
        return refused is not null;
    }

    /// <summary>Someone else wrote first.</summary>
    internal static Result<T> Conflict(Refusal refusal) => new(default, refusal, isConflict: true);

    /// <summary>Done.</summary>
    public static implicit operator Result<T>(T value) => new(value, null, isConflict: false);

    /// <summary>Refused.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal, isConflict: false);
}
