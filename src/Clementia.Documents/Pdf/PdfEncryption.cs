using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Clementia.Documents.Pdf;

/// <summary>
/// The standard security handler (ISO 32000-2, 7.6) opened with the empty user password, which is how courts'
/// and agencies' "protected" files are made: anyone may read them.
/// </summary>
[SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The file format prescribes MD5 and RC4; nothing is protected by them here.")]
internal sealed class PdfEncryption
{
    private enum Method { None, Rc4, Aes128, Aes256 }

    private static readonly byte[] s_padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");
    private readonly byte[] _key;
    private readonly Method _streams;
    private readonly Method _strings;

    private PdfEncryption(byte[] key, Method streams, Method strings) => (_key, _streams, _strings) = (key, streams, strings);

    /// <summary>Derives the file's key from the empty password.</summary>
    /// <exception cref="PdfLockedException">It needs a password, or a handler that we do not have.</exception>
    public static PdfEncryption Open(PdfFile file, PdfDictionary encrypt, byte[] id)
    {
        if (file.Get(encrypt, "Filter") is PdfName { Value: not "Standard" } other)
            throw new PdfLockedException($"It is encrypted for certain recipients ({other.Value}).");
        var version = file.Int(encrypt, "V", 0);
        var revision = file.Int(encrypt, "R", 2);
        var permissions = unchecked((int)(uint)(long)Math.Clamp(file.Number(encrypt, "P", 0), int.MinValue, uint.MaxValue));
        var bits = Math.Clamp(file.Int(encrypt, "Length", 40), 40, 256);
        var owner = file.Get(encrypt, "O") as byte[] ?? [];
        var user = file.Get(encrypt, "U") as byte[] ?? [];
        var encryptMetadata = file.Get(encrypt, "EncryptMetadata") is not false;
        var (streams, strings) = (Method.Rc4, Method.Rc4);
        if (version >= 4)
        {
            streams = MethodOf(file, encrypt, "StmF");
            strings = MethodOf(file, encrypt, "StrF");
            bits = version == 4 ? 128 : 256;
        }
        else if (version == 1)
            bits = 40;
        if (version is < 1 or > 5)
            throw new PdfLockedException($"It is encrypted by a method that we do not know (version {version}).");

        if (revision >= 5)
        {
            var key256 = KeyOfRevision5(file, encrypt, revision, user);
            return new PdfEncryption(key256, streams, strings);
        }

        var length = revision == 2 ? 5 : bits / 8;
        var material = new List<byte>();
        material.AddRange(s_padding);
        material.AddRange(owner.Take(32));
        material.AddRange(BitConverter.GetBytes(permissions));
        material.AddRange(id);
        if (revision >= 4 && !encryptMetadata)
            material.AddRange([255, 255, 255, 255]);
        var hash = MD5.HashData(material.ToArray());
        if (revision >= 3)
        {
            for (var i = 0; i < 50; i++)
                hash = MD5.HashData(hash.AsSpan(0, Math.Min(16, length)));
        }
        var key = hash[..Math.Min(16, length)];

        bool opens;
        if (revision == 2)
            opens = Rc4(key, s_padding).AsSpan().SequenceEqual(user.AsSpan(0, Math.Min(32, user.Length)));
        else
        {
            var check = Rc4(key, MD5.HashData([.. s_padding, .. id]));
            for (var i = 1; i <= 19; i++)
                check = Rc4(Array.ConvertAll(key, b => (byte)(b ^ i)), check);
            opens = user.Length >= 16 && check.AsSpan(0, 16).SequenceEqual(user.AsSpan(0, 16));
        }
        if (!opens)
            throw new PdfLockedException("It is encrypted and does not open without its password.");
        return new PdfEncryption(key, streams, strings);
    }

    private static Method MethodOf(PdfFile file, PdfDictionary encrypt, string which)
    {
        var name = (file.Get(encrypt, which) as PdfName)?.Value ?? "Identity";
        if (name == "Identity")
            return Method.None;
        var filter = file.Get(encrypt, "CF") is PdfDictionary filters ? file.Get(filters, name) as PdfDictionary : null;
        var method = filter is null ? null : (file.Get(filter, "CFM") as PdfName)?.Value;
        return method switch
        {
            null or "None" => Method.None,
            "V2" => Method.Rc4,
            "AESV2" => Method.Aes128,
            "AESV3" => Method.Aes256,
            _ => throw new PdfLockedException($"It is encrypted by a method that we do not know ({method})."),
        };
    }

    private static byte[] KeyOfRevision5(PdfFile file, PdfDictionary encrypt, int revision, byte[] user)
    {
        var wrapped = file.Get(encrypt, "UE") as byte[] ?? [];
        if (user.Length < 48 || wrapped.Length < 32)
            throw new PdfDamagedException("The encryption dictionary is incomplete.");
        byte[] Hash(ReadOnlySpan<byte> salt) => revision == 5 ? SHA256.HashData(salt) : HashOfRevision6(salt);
        if (!Hash(user.AsSpan(32, 8)).AsSpan().SequenceEqual(user.AsSpan(0, 32)))
            throw new PdfLockedException("It is encrypted and does not open without its password.");
        using var aes = Aes.Create();
        aes.Key = Hash(user.AsSpan(40, 8));
        return aes.DecryptCbc(wrapped.AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    /// <summary>Algorithm 2.B of ISO 32000-2 for the empty password.</summary>
    private static byte[] HashOfRevision6(ReadOnlySpan<byte> salt)
    {
        var key = SHA256.HashData(salt);
        using var aes = Aes.Create();
        for (var round = 0; ; round++)
        {
            var block = new byte[key.Length * 64];
            for (var i = 0; i < 64; i++)
                key.CopyTo(block, i * key.Length);
            aes.Key = key[..16];
            var e = aes.EncryptCbc(block, key.AsSpan(16, 16), PaddingMode.None);
            var remainder = 0;
            for (var i = 0; i < 16; i++)
                remainder += e[i];
            key = (remainder % 3) switch { 0 => SHA256.HashData(e), 1 => SHA384.HashData(e), _ => SHA512.HashData(e) };
            if (round >= 63 && e[^1] <= round - 32)
                return key[..32];
        }
    }

    public byte[] DecryptString(byte[] data, int number, int generation) => Decrypt(_strings, data, number, generation);

    public byte[] DecryptStream(byte[] data, int number, int generation) => Decrypt(_streams, data, number, generation);

    private byte[] Decrypt(Method method, byte[] data, int number, int generation)
    {
        if (method == Method.None)
            return data;
        var key = _key;
        if (method != Method.Aes256)
        {
            byte[] material = [.. _key, (byte)(number & 255), (byte)((number >> 8) & 255), (byte)((number >> 16) & 255), (byte)(generation & 255), (byte)((generation >> 8) & 255),
                .. method == Method.Aes128 ? "sAlT"u8 : default];
            key = MD5.HashData(material)[..Math.Min(16, _key.Length + 5)];
        }
        if (method == Method.Rc4)
            return Rc4(key, data);
        if (data.Length < 32)
            return [];
        using var aes = Aes.Create();
        aes.Key = key;
        var body = data.AsSpan(16, (data.Length - 16) / 16 * 16);
        var plain = aes.DecryptCbc(body, data.AsSpan(0, 16), PaddingMode.None);
        var pad = plain[^1];
        return pad is >= 1 and <= 16 ? plain[..^pad] : plain;
    }

    private static byte[] Rc4(byte[] key, byte[] data)
    {
        var s = new byte[256];
        for (var i = 0; i < 256; i++)
            s[i] = (byte)i;
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + s[i] + key[i % key.Length]) & 255;
            (s[i], s[j]) = (s[j], s[i]);
        }
        var output = new byte[data.Length];
        for (int k = 0, i = 0, j = 0; k < data.Length; k++)
        {
            i = (i + 1) & 255;
            j = (j + s[i]) & 255;
            (s[i], s[j]) = (s[j], s[i]);
            output[k] = (byte)(data[k] ^ s[(s[i] + s[j]) & 255]);
        }
        return output;
    }
}
