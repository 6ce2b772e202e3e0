using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clementia.Casework;

/// <summary>
/// What the docket commits to of an entry: everything but its body, of which only a salted digest appears, so that the body can be
/// removed by order and the docket still verifies. Its canonical JSON is the leaf of the docket's Merkle tree.
/// </summary>
/// <param name="Petition">Whose docket it stands on.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Time">In the form of <see cref="DocketTime"/>.</param>
/// <param name="Actor">Who made it.</param>
/// <param name="Kind">The entry's kind.</param>
/// <param name="Body">SHA-256 of salt and canonical body, 64 lower-case hexadecimal digits.</param>
public sealed record Envelope(string Petition, int Number, string Time, string Actor, string Kind, string Body)
{
    /// <summary>Bytes of random salt before a body, so that a removed body cannot be guessed from its digest.</summary>
    public const int SaltSize = 16;

    /// <summary>SHA-256 of the salt followed by the canonical body.</summary>
    public static byte[] DigestOf(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalBody)
    {
        var digest = new byte[SHA256.HashSizeInBytes];
        new LeafWriter().Digest(salt, canonicalBody, digest);
        return digest;
    }

    /// <summary>The envelope in canonical JSON.</summary>
    public byte[] Canonical() => new LeafWriter().Envelope(
        Encoding.UTF8.GetBytes(Petition), Number, Encoding.UTF8.GetBytes(Time), Encoding.UTF8.GetBytes(Actor), Encoding.UTF8.GetBytes(Kind),
        Convert.FromHexString(Body)).ToArray();

    /// <summary>The RFC 9162 leaf hash of the canonical envelope.</summary>
    public byte[] Leaf()
    {
        var leaf = new byte[Merkle.HashSize];
        Merkle.Leaf(Canonical(), leaf);
        return leaf;
    }
}

/// <summary>Writes envelopes and hashes them without allocating: what verifying a million entries runs on. One thread at a time.</summary>
public sealed class LeafWriter
{
    private byte[] _buffer = new byte[1024];

    /// <summary>SHA-256 of the salt followed by the canonical body.</summary>
    public void Digest(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalBody, Span<byte> digest)
    {
        var length = salt.Length + canonicalBody.Length;
        if (_buffer.Length < length)
            _buffer = new byte[Math.Max(length, _buffer.Length * 2)];
        salt.CopyTo(_buffer);
        canonicalBody.CopyTo(_buffer.AsSpan(salt.Length));
        SHA256.HashData(_buffer.AsSpan(0, length), digest);
    }

    /// <summary>The leaf hash of an envelope whose parts are UTF-8; <paramref name="digest"/> is the body's.</summary>
    public void Leaf(
        ReadOnlySpan<byte> petition, int number, ReadOnlySpan<byte> time, ReadOnlySpan<byte> actor, ReadOnlySpan<byte> kind,
        ReadOnlySpan<byte> digest, Span<byte> leaf)
    {
        var length = Write(petition, number, time, actor, kind, digest);
        SHA256.HashData(_buffer.AsSpan(0, length), leaf);
    }

    internal ReadOnlySpan<byte> Envelope(
        ReadOnlySpan<byte> petition, int number, ReadOnlySpan<byte> time, ReadOnlySpan<byte> actor, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> digest) =>
        _buffer.AsSpan(1, Write(petition, number, time, actor, kind, digest) - 1);

    // Behind the leaf prefix of RFC 9162 (one byte 0) stands the canonical form, written directly: the names are known and in order.
    private int Write(
        ReadOnlySpan<byte> petition, int number, ReadOnlySpan<byte> time, ReadOnlySpan<byte> actor, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> digest)
    {
        var most = 256 + (6 * (petition.Length + time.Length + actor.Length + kind.Length));
        if (_buffer.Length < most)
            _buffer = new byte[most];
        _buffer[0] = 0;
        var at = 1;
        Add("{\"actor\":\""u8, ref at);
        AddText(actor, ref at);
        Add("\",\"body\":\""u8, ref at);
        Convert.TryToHexStringLower(digest, _buffer.AsSpan(at), out var hex);
        at += hex;
        Add("\",\"kind\":\""u8, ref at);
        AddText(kind, ref at);
        Add("\",\"number\":"u8, ref at);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(at), out var digits);
        at += digits;
        Add(",\"petition\":\""u8, ref at);
        AddText(petition, ref at);
        Add("\",\"time\":\""u8, ref at);
        AddText(time, ref at);
        Add("\"}"u8, ref at);
        return at;
    }

    private void Add(ReadOnlySpan<byte> units, ref int at)
    {
        units.CopyTo(_buffer.AsSpan(at));
        at += units.Length;
    }

    private void AddText(ReadOnlySpan<byte> text, ref int at)
    {
        if (text.IndexOfAnyInRange((byte)0, (byte)31) < 0 && text.IndexOfAny((byte)'"', (byte)'\\') < 0)
        {
            Add(text, ref at);
            return;
        }
        // Rare: let the general writer escape it, and take what stands between its quotation marks.
        var quoted = CanonicalJson.Of(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(text), PlainText.Default.String));
        Add(quoted.AsSpan(1, quoted.Length - 2), ref at);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class PlainText : System.Text.Json.Serialization.JsonSerializerContext;
