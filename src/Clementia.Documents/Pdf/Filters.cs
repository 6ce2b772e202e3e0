using System.IO.Compression;

namespace Clementia.Documents.Pdf;

/// <summary>Unpacks streams. Damaged data give what came out before the damage; data that swell beyond the limit are refused.</summary>
internal static class Filters
{
    public static byte[] Flate(byte[] data, int limit)
    {
        if (data.Length < 2)
            return [];
        // A zlib header is two bytes whose value is divisible by 31; some writers leave it out.
        var hasHeader = (data[0] & 15) == 8 && ((data[0] * 256) + data[1]) % 31 == 0;
        var result = Inflate(data, hasHeader ? 2 : 0, limit);
        return result.Length == 0 && !hasHeader ? Inflate(data, 2, limit) : result;
    }

    private static byte[] Inflate(byte[] data, int skip, int limit)
    {
        using var packed = new MemoryStream(data, skip, data.Length - skip, writable: false);
        using var inflate = new DeflateStream(packed, CompressionMode.Decompress);
        var buffer = new byte[Math.Clamp((long)data.Length * 4, 1024, Math.Min(limit, 1 << 24))];
        var used = 0;
        try
        {
            while (true)
            {
                if (used == buffer.Length)
                {
                    if (used >= limit)
                        throw new PdfLimitException($"A stream of {data.Length} bytes unpacks to more than {limit} bytes.");
                    Array.Resize(ref buffer, (int)Math.Min(limit, (long)buffer.Length * 2));
                }
                var read = inflate.Read(buffer, used, buffer.Length - used);
                if (read == 0)
                    break;
                used += read;
            }
        }
        catch (InvalidDataException)
        {
            // What came before the damage stands in the buffer.
        }
        Array.Resize(ref buffer, used);
        return buffer;
    }

    public static byte[] Lzw(byte[] data, bool earlyChange, int limit)
    {
        var output = new List<byte>(data.Length * 3);
        var prefix = new int[4097];
        var suffix = new byte[4097];
        var lengths = new int[4097];
        var stack = new byte[4098];
        int next = 258, width = 9, previous = -1, bits = 0, held = 0;
        byte first = 0;
        for (var i = 0; i < 256; i++)
        {
            suffix[i] = (byte)i;
            lengths[i] = 1;
        }
        foreach (var b in data)
        {
            held = ((held << 8) | b) & 0xFFFFFF;
            bits += 8;
            if (bits < width)
                continue;
            bits -= width;
            var code = (held >> bits) & ((1 << width) - 1);
            if (code == 257)
                break;
            if (code == 256)
            {
                next = 258;
                width = 9;
                previous = -1;
                continue;
            }
            if (code > next || (code == next && previous < 0) || (previous < 0 && code > 255))
                break;
            var at = code;
            var depth = 0;
            if (code == next)
            {
                stack[depth++] = first;
                at = previous;
            }
            while (at > 257 && depth < 4096)
            {
                stack[depth++] = suffix[at];
                at = prefix[at];
            }
            first = (byte)at;
            stack[depth++] = first;
            if (output.Count + depth > limit)
                throw new PdfLimitException($"A stream of {data.Length} bytes unpacks to more than {limit} bytes.");
            while (depth > 0)
                output.Add(stack[--depth]);
            if (previous >= 0 && next < 4096)
            {
                prefix[next] = previous;
                suffix[next] = first;
                next++;
                var early = earlyChange ? 1 : 0;
                width = next + early >= 2048 ? 12 : next + early >= 1024 ? 11 : next + early >= 512 ? 10 : 9;
            }
            previous = code;
        }
        return [.. output];
    }

    public static byte[] AsciiHex(byte[] data)
    {
        var output = new List<byte>(data.Length / 2);
        var half = -1;
        foreach (var b in data)
        {
            if (b == '>')
                break;
            var digit = Lexer.Hex(b);
            if (digit < 0)
                continue;
            if (half < 0)
                half = digit;
            else
            {
                output.Add((byte)((half * 16) + digit));
                half = -1;
            }
        }
        if (half >= 0)
            output.Add((byte)(half * 16));
        return [.. output];
    }

    public static byte[] Ascii85(byte[] data)
    {
        var output = new List<byte>(data.Length);
        ulong group = 0;
        var count = 0;
        foreach (var b in data)
        {
            if (b == '~')
                break;
            if (b == 'z' && count == 0)
            {
                output.AddRange([0, 0, 0, 0]);
                continue;
            }
            if (b is < (byte)'!' or > (byte)'u')
                continue;
            group = (group * 85) + (ulong)(b - '!');
            if (++count == 5)
            {
                for (var shift = 24; shift >= 0; shift -= 8)
                    output.Add((byte)((group >> shift) & 255));
                group = 0;
                count = 0;
            }
        }
        if (count > 1)
        {
            for (var i = count; i < 5; i++)
                group = (group * 85) + 84;
            for (var i = 0; i < count - 1; i++)
                output.Add((byte)((group >> (24 - (8 * i))) & 255));
        }
        return [.. output];
    }

    public static byte[] RunLength(byte[] data, int limit)
    {
        var output = new List<byte>(data.Length * 2);
        for (var i = 0; i < data.Length;)
        {
            int length = data[i++];
            if (length == 128)
                break;
            if (length < 128)
            {
                var count = Math.Min(length + 1, data.Length - i);
                output.AddRange(data.AsSpan(i, count));
                i += count;
            }
            else if (i < data.Length)
            {
                for (var k = 0; k < 257 - length; k++)
                    output.Add(data[i]);
                i++;
            }
            if (output.Count > limit)
                throw new PdfLimitException($"A stream of {data.Length} bytes unpacks to more than {limit} bytes.");
        }
        return [.. output];
    }

    /// <summary>Undoes a PNG (10 to 15) or TIFF (2) predictor.</summary>
    public static byte[] Unpredict(byte[] data, int predictor, int colors, int bits, int columns)
    {
        if (predictor < 2)
            return data;
        colors = Math.Clamp(colors, 1, 64);
        columns = Math.Clamp(columns, 1, 1 << 20);
        bits = bits is 1 or 2 or 4 or 8 or 16 ? bits : 8;
        var pixel = Math.Max(1, colors * bits / 8);
        var row = ((colors * bits * columns) + 7) / 8;
        if (predictor == 2)
        {
            if (bits != 8)
                return data;
            for (var start = 0; start + row <= data.Length; start += row)
            {
                for (var i = pixel; i < row; i++)
                    data[start + i] = unchecked((byte)(data[start + i] + data[start + i - pixel]));
            }
            return data;
        }
        var rows = (data.Length + row) / (row + 1);
        var output = new byte[(long)rows * row];
        var written = 0;
        for (var r = 0; r < rows; r++)
        {
            var from = r * (row + 1);
            var kind = data[from];
            var count = Math.Min(row, data.Length - from - 1);
            var line = output.AsSpan(r * row, row);
            var above = r == 0 ? default : output.AsSpan((r - 1) * row, row);
            for (var i = 0; i < count; i++)
            {
                int raw = data[from + 1 + i];
                int left = i >= pixel ? line[i - pixel] : 0;
                int up = r > 0 ? above[i] : 0;
                int corner = r > 0 && i >= pixel ? above[i - pixel] : 0;
                var predicted = kind switch
                {
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => 0,
                };
                line[i] = unchecked((byte)(raw + predicted));
            }
            written += count;
        }
        Array.Resize(ref output, written);
        return output;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var byLeft = Math.Abs(estimate - left);
        var byUp = Math.Abs(estimate - up);
        var byCorner = Math.Abs(estimate - corner);
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
}
