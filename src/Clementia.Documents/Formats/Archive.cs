using System.IO.Compression;
using System.Xml;
using Clementia.Casework;

namespace Clementia.Documents.Formats;

/// <summary>A packed document, unpacked part by part under guard: what a part says of its size is not believed, it is counted.</summary>
internal sealed class Archive : IDisposable
{
    private const long SmallPart = 8L << 20;
    private readonly ZipArchive _zip;
    private readonly ReadingLimits _limits;
    private long _unpacked;

    public Archive(byte[] bytes, ReadingLimits limits) =>
        (_zip, _limits) = (new ZipArchive(new MemoryStream(bytes, writable: false)), limits);

    public void Dispose() => _zip.Dispose();

    /// <summary>The bytes of a part, or null when there is none.</summary>
    /// <exception cref="ArchiveBombException">It unpacks to more than the limits allow.</exception>
    public byte[]? Part(string path)
    {
        if ((_zip.GetEntry(path) ?? _zip.Entries.FirstOrDefault(entry => string.Equals(entry.FullName, path, StringComparison.OrdinalIgnoreCase))) is not { } entry)
            return null;
        using var source = entry.Open();
        using var target = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            target.Write(buffer, 0, read);
            _unpacked += read;
            if (_unpacked > _limits.UnpackedBytes)
                throw new ArchiveBombException($"Its parts unpack to more than {_limits.UnpackedBytes >> 20} MiB.");
            if (target.Length > SmallPart && target.Length > entry.CompressedLength * _limits.UnpackedRatio)
                throw new ArchiveBombException($"Its part '{entry.FullName}' unpacks to more than {_limits.UnpackedRatio} times its size.");
        }
        return target.ToArray();
    }

    /// <summary>A part as XML, or null when there is none. A document type is passed over unread, so no entity can be expanded: its name is then an error.</summary>
    /// <exception cref="ArchiveBombException">It unpacks to more, or nests deeper, than the limits allow.</exception>
    /// <exception cref="XmlException">It is not XML.</exception>
    public System.Xml.Linq.XElement? Xml(string path)
    {
        if (Part(path) is not { } bytes)
            return null;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using (var reader = XmlReader.Create(new MemoryStream(bytes, writable: false), settings))
        {
            while (reader.Read())
            {
                if (reader.Depth > _limits.Depth)
                    throw new ArchiveBombException($"Its part '{path}' nests elements more than {_limits.Depth} deep.");
            }
        }
        using var again = XmlReader.Create(new MemoryStream(bytes, writable: false), settings);
        return System.Xml.Linq.XElement.Load(again, System.Xml.Linq.LoadOptions.PreserveWhitespace);
    }
}

/// <summary>A packed document breaks a limit; the message is a sentence for a person.</summary>
internal sealed class ArchiveBombException(string message) : Exception(message);
