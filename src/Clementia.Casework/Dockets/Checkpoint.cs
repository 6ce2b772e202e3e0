using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clementia.Casework;

/// <summary>How far a docket had come: the text of a C2SP tlog-checkpoint. Whoever keeps one can tell later whether anything before it changed.</summary>
/// <param name="Origin">Which docket of which workspace ("clementia/w-.../p-...").</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Root of the Merkle tree over them, 32 bytes.</param>
public sealed record Checkpoint(string Origin, int Size, byte[] Root)
{
    /// <summary>Three lines: origin, size, root in base64.</summary>
    public string Text => $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root)}\n";

    /// <summary>Reads the text of a checkpoint as the specification has it, without extension lines; null when it is none.</summary>
    public static Checkpoint? TryParse(string text)
    {
        var lines = text.Split('\n');
        if (lines is not [{ Length: > 0 } origin, { Length: > 0 } digits, var base64, ""]
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size.ToString(CultureInfo.InvariantCulture) != digits
            || !Base64.TryRead(base64, out var root) || root.Length != Merkle.HashSize)
            return null;
        return new(origin, size, root);
    }

    /// <summary>Same origin, size and root.</summary>
    public bool Equals(Checkpoint? other) =>
        other is not null && Origin == other.Origin && Size == other.Size && Root.AsSpan().SequenceEqual(other.Root);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size, BinaryPrimitives.ReadInt32LittleEndian(Root));
}

/// <summary>A text and who signed it: the C2SP signed-note form.</summary>
/// <param name="Text">Ends in a line feed.</param>
/// <param name="Signatures">One a line.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>The note: text, empty line, one line a signature.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var line in Signatures)
        {
            var bytes = new byte[4 + line.Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, line.KeyId);
            line.Signature.CopyTo(bytes, 4);
            note.Append("\u2014 ").Append(line.KeyName).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }
        return note.ToString();
    }

    /// <summary>Reads a note; null when it is none.</summary>
    public static SignedNote? TryParse(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 >= note.Length || !note.EndsWith('\n') || note.Any(unit => unit < ' ' && unit != '\n'))
            return null;
        var signatures = new List<NoteSignature>();
        foreach (var line in note[(end + 2)..^1].Split('\n'))
        {
            if (line.Split(' ') is not ["\u2014", { Length: > 0 } name, var base64] || name.Contains('+')
                || !Base64.TryRead(base64, out var bytes) || bytes.Length <= 4)
                return null;
            signatures.Add(new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..]));
        }
        return new(note[..(end + 1)], signatures);
    }
}

/// <summary>One signature under a note.</summary>
/// <param name="KeyName">The signer's name.</param>
/// <param name="KeyId">The first four bytes of a hash of name and key.</param>
/// <param name="Signature">64 bytes for Ed25519.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, byte[] Signature);

/// <summary>A public Ed25519 key under a name: a C2SP "vkey", which is what an outsider needs to check our signatures.</summary>
/// <param name="Name">The name it signs under: the origin of a docket.</param>
/// <param name="Key">32 bytes.</param>
public sealed record VerifierKey(string Name, byte[] Key)
{
    private const byte Ed25519 = 1;

    /// <summary>SHA-256 of name, line feed, type and key: its first four bytes.</summary>
    public uint Id => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519, .. Key]));

    /// <summary>The same key under another docket's name.</summary>
    public VerifierKey For(string name) => this with { Name = name };

    /// <summary>"name+id+base64", the form that Go's note package and its kin read.</summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([Ed25519, .. Key])}";

    /// <summary>Reads a vkey; null when it is none, or when its id does not follow from it.</summary>
    public static VerifierKey? TryParse(string text)
    {
        if (text.Split('+', 3) is not [{ Length: > 0 } name, var id, var base64] || name.Any(char.IsWhiteSpace)
            || !Base64.TryRead(base64, out var bytes) || bytes.Length != 33 || bytes[0] != Ed25519)
            return null;
        var key = new VerifierKey(name, bytes[1..]);
        return key.Id.ToString("x8", CultureInfo.InvariantCulture) == id ? key : null;
    }

    /// <summary>Same name and key.</summary>
    public bool Equals(VerifierKey? other) => other is not null && Name == other.Name && Key.AsSpan().SequenceEqual(other.Key);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(Id & int.MaxValue);
}

internal static class Base64
{
    // The framework passes over white space and stray bits at the end; one text must have one meaning here.
    public static bool TryRead(string text, out byte[] bytes)
    {
        bytes = [];
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length))
            return false;
        bytes = buffer[..length];
        return Convert.ToBase64String(bytes) == text;
    }
}
