using System.Diagnostics.CodeAnalysis;

namespace Clementia.Documents.Pdf;

// A PDF value is a plain object: null, bool, double (every number), byte[] (string), PdfName, PdfReference,
// List<object?> (array), PdfDictionary or PdfStream. Content streams do not come this way: they are read without boxing.

/// <summary>The file is damaged in a way that this reader cannot work around.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Never leaves this folder.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves this folder.")]
internal sealed class PdfDamagedException(string message) : Exception(message);

/// <summary>The file asks for more work or memory than any honest document does.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Never leaves this folder.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves this folder.")]
internal sealed class PdfLimitException(string message) : Exception(message);

/// <summary>The file is encrypted and does not open without a password, or in a way that we do not read.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Never leaves this folder.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves this folder.")]
internal sealed class PdfLockedException(string message) : Exception(message);

internal sealed record PdfName(string Value);

internal sealed record PdfReference(int Number, int Generation);

/// <summary>A dictionary whose values resolve references when they are asked for.</summary>
internal sealed class PdfDictionary
{
    public Dictionary<string, object?> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>The value as written: may be a reference.</summary>
    public object? this[string key] => Entries.GetValueOrDefault(key);
}

/// <summary>A stream: its dictionary and where its raw bytes stand in the file.</summary>
internal sealed class PdfStream(PdfDictionary dictionary, int start, int length, int number, int generation)
{
    public PdfDictionary Dictionary { get; } = dictionary;

    public int Start { get; } = start;

    public int Length { get; } = length;

    /// <summary>The object's number, 0 when unknown: the key of its encryption.</summary>
    public int Number { get; } = number;

    public int Generation { get; } = generation;
}

/// <summary>An affine map: x' = A x + C y + E, y' = B x + D y + F.</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static readonly Matrix Identity = new(1, 0, 0, 1, 0, 0);

    /// <summary>This map first, then the other.</summary>
    public Matrix Then(in Matrix next) => new(
        (A * next.A) + (B * next.C), (A * next.B) + (B * next.D),
        (C * next.A) + (D * next.C), (C * next.B) + (D * next.D),
        (E * next.A) + (F * next.C) + next.E, (E * next.B) + (F * next.D) + next.F);

    public double X(double x, double y) => (A * x) + (C * y) + E;

    public double Y(double x, double y) => (B * x) + (D * y) + F;

    /// <summary>By how much lengths grow, in the mean of both directions.</summary>
    public double Scale => Math.Sqrt(Math.Abs((A * D) - (B * C)));
}
