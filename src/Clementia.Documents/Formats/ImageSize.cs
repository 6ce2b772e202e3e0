using System.Buffers.Binary;

namespace Clementia.Documents.Formats;

/// <summary>What an image's own head says, read without unpacking a pixel.</summary>
/// <param name="Width">In pixels; the largest page's.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Dpi">Dots per inch, or null when the file does not say.</param>
/// <param name="Pages">1 but for TIFF.</param>
internal sealed record ImageSize(long Width, long Height, int? Dpi, int Pages)
{
    public static ImageSize? Of(ReadOnlySpan<byte> bytes, string mediaType)
    {
        try
        {
            return mediaType switch
            {
                "image/png" => Png(bytes),
                "image/jpeg" => Jpeg(bytes),
                "image/tiff" => Tiff(bytes),
                "image/gif" => new(BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]), null, 1),
                "image/bmp" => new(Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[18..])), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..])), null, 1),
                _ => null,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static ImageSize Png(ReadOnlySpan<byte> bytes)
    {
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));
        int? dpi = null;
        for (long at = 8; at + 20 < bytes.Length;)
        {
            var chunk = bytes[(int)at..];
            if (chunk[4..8].SequenceEqual("IDAT"u8))
                break;
            if (chunk[4..8].SequenceEqual("pHYs"u8) && chunk[16] == 1)
                dpi = Sensible(BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]) * 254L / 10_000);
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }
        return new(width, height, dpi, 1);
    }

    private static ImageSize? Jpeg(ReadOnlySpan<byte> bytes)
    {
        int? dpi = null;
        for (var at = 2; at + 9 < bytes.Length;)
        {
            if (bytes[at] != 0xFF)
                return null;
            var marker = bytes[at + 1];
            if (marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]), dpi, 1);
            if (marker == 0xE0 && bytes[(at + 4)..].StartsWith("JFIF\0"u8))
            {
                var density = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 12)..]);
                dpi = bytes[at + 11] switch { 1 => Sensible(density), 2 => Sensible(density * 254 / 100), _ => null };
            }
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return null;
    }

    private static ImageSize? Tiff(ReadOnlySpan<byte> bytes)
    {
        var little = bytes[0] == 'I';
        ushort Short(ReadOnlySpan<byte> at) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
        uint Long(ReadOnlySpan<byte> at) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

        long width = 0, height = 0;
        int? dpi = null;
        var pages = 0;
        var seen = new HashSet<uint>();
        for (var directory = Long(bytes[4..]); directory != 0 && directory < bytes.Length - 2 && seen.Add(directory); pages++)
        {
            var at = bytes[(int)directory..];
            var count = Short(at);
            long pageWidth = 0, pageHeight = 0, resolution = 0;
            var unit = 2;
            for (var i = 0; i < count; i++)
            {
                var tag = at[(2 + (i * 12))..];
                long Value(ReadOnlySpan<byte> t) => Short(t[2..]) == 3 ? Short(t[8..]) : Long(t[8..]);
                switch (Short(tag))
                {
                    case 256: pageWidth = Value(tag); break;
                    case 257: pageHeight = Value(tag); break;
                    case 282:
                        var fraction = bytes[(int)Math.Min(int.MaxValue, Long(tag[8..]))..];
                        resolution = Long(fraction[4..]) is > 0 and var below ? Long(fraction) / below : 0;
                        break;
                    case 296: unit = Short(tag[8..]); break;
                }
            }
            dpi ??= Sensible(unit == 3 ? resolution * 254 / 100 : unit == 2 ? resolution : 0);
            if (pageWidth * pageHeight > width * height)
                (width, height) = (pageWidth, pageHeight);
            directory = Long(at[(2 + (count * 12))..]);
        }
        return pages == 0 ? null : new(width, height, dpi, pages);
    }

    // Screens and cameras write 72 or 1 for "no idea".
    private static int? Sensible(long dpi) => dpi is >= 90 and <= 2400 ? (int)dpi : null;
}
