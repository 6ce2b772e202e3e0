using System.Security.Cryptography;
using Clementia.Casework;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Clementia.Store;

/// <summary>The office's Ed25519 key: one key, which signs each docket's checkpoints under that docket's origin.</summary>
internal sealed class SigningKey
{
    private const string Prefix = "PRIVATE+KEY+";
    private const byte Ed25519Type = 1;
    private readonly byte[] _seed;

    private SigningKey(byte[] seed, string name)
    {
        _seed = seed;
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, 0, key, 0);
        Verifier = new(name, key);
    }

    /// <summary>Its public half.</summary>
    public VerifierKey Verifier { get; }

    public static SigningKey New(string name) => new(RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize), name);

    /// <summary>"PRIVATE+KEY+name+id+base64", the form of Go's note package; null when the text is none or does not fit itself.</summary>
    public static SigningKey? TryParse(string text)
    {
        text = text.Trim();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length..].Split('+', 3) is not [{ Length: > 0 } name, var id, var base64])
            return null;
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length != 1 + Ed25519.SecretKeySize || bytes[0] != Ed25519Type)
            return null;
        var key = new SigningKey(bytes[1..length], name);
        return key.Verifier.Id.ToString("x8") == id ? key : null;
    }

    /// <summary>The private form. Keep it from everyone.</summary>
    public string Secret => $"{Prefix}{Verifier.Name}+{Verifier.Id:x8}+{Convert.ToBase64String([Ed25519Type, .. _seed])}";

    /// <summary>A secret for one purpose that follows from the key and tells nothing of it.</summary>
    public byte[] SecretFor(string purpose) => HMACSHA256.HashData(_seed, System.Text.Encoding.UTF8.GetBytes($"clementia secret 1\n{purpose}"));

    /// <summary>A checkpoint as a note signed under its own origin.</summary>
    public string Sign(Checkpoint checkpoint)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(checkpoint.Text);
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_seed, 0, Verifier.Key, 0, null, text, 0, text.Length, signature, 0);
        var name = Verifier.For(checkpoint.Origin);
        return new SignedNote(checkpoint.Text, [new(name.Name, name.Id, signature)]).ToString();
    }

    /// <summary>The checkpoint in a note, when this key signed it under the checkpoint's own origin; otherwise null.</summary>
    public static Checkpoint? Checked(string note, VerifierKey verifier)
    {
        if (SignedNote.TryParse(note) is not { } signed || Checkpoint.TryParse(signed.Text) is not { } checkpoint)
            return null;
        var key = verifier.For(checkpoint.Origin);
        var text = System.Text.Encoding.UTF8.GetBytes(signed.Text);
        foreach (var line in signed.Signatures)
        {
            // Others may have signed too (witnesses); ours must be there and must hold.
            if (line.KeyName == key.Name && line.KeyId == key.Id)
                return line.Signature.Length == Ed25519.SignatureSize && Ed25519.Verify(line.Signature, 0, key.Key, 0, text, 0, text.Length) ? checkpoint : null;
        }
        return null;
    }
}
