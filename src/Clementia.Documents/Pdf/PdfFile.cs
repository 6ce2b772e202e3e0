using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Clementia.Documents.Pdf;

/// <summary>A page as the file's page tree gives it, with what it inherits.</summary>
internal sealed record PdfPage(int Number, PdfDictionary Dictionary, PdfDictionary? Resources, double[] MediaBox, double[] CropBox, int Rotate, double UserUnit);

/// <summary>
/// The objects of a PDF file (ISO 32000-2, 7.5): cross-reference tables and streams, object streams, encryption, and,
/// where those are damaged, a scan of the whole file for objects. Safe to read from several threads.
/// </summary>
internal sealed class PdfFile
{
    /// <summary>No honest stream of text or objects is larger unpacked.</summary>
    public const int StreamLimit = 1 << 27;

    private const int MaxPages = 100_000;
    private const int MaxObject = 20_000_000;
    private readonly record struct Place(long Offset, int Index, bool InStream);

    private readonly byte[] _bytes;
    private readonly int _shift;
    private readonly ConcurrentDictionary<int, object?> _objects = new();
    private readonly ConcurrentDictionary<int, (int[] Numbers, int[] Offsets, byte[] Data)> _objectStreams = new();
    private readonly Lock _repair = new();
    private volatile Dictionary<int, Place> _places = [];
    private volatile bool _scanned;
    private long _unpacked;

    /// <summary>What all streams together may unpack to: reading the same form for every page counts each time.</summary>
    private const long TotalLimit = 1L << 33;

    public PdfDictionary Trailer { get; private set; } = new();

    public PdfEncryption? Encryption { get; private set; }

    /// <summary>Whether the file's own index was damaged and the objects were found by a scan.</summary>
    public bool Repaired => _scanned;

    private PdfFile(byte[] bytes, int shift) => (_bytes, _shift) = (bytes, shift);

    /// <summary>Opens a file: finds its objects and its key.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="header">Where "%PDF-" stands: offsets count from there.</param>
    public static PdfFile Open(byte[] bytes, int header)
    {
        var file = new PdfFile(bytes, header);
        try
        {
            file.ReadIndex();
        }
        catch (Exception e) when (e is PdfDamagedException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            file._places = [];
        }
        if (file._places.Count == 0 || file.Get(file.Trailer, "Root") is not PdfDictionary root || file.Get(root, "Pages") is not PdfDictionary)
            file.Scan();
        if (file.Get(file.Trailer, "Encrypt") is PdfDictionary encrypt)
        {
            var id = (file.Get(file.Trailer, "ID") as List<object?>)?.FirstOrDefault() as byte[] ?? [];
            file.Encryption = PdfEncryption.Open(file, encrypt, id);
            file._objects.Clear();
            file._objectStreams.Clear();
            // Its own strings are never encrypted, and it is not asked again.
        }
        return file;
    }

    private void ReadIndex()
    {
        var tail = Math.Max(0, _bytes.Length - 2048);
        var at = _bytes.AsSpan(tail).LastIndexOf("startxref"u8);
        if (at < 0)
            throw new PdfDamagedException("No startxref.");
        var lexer = new Lexer(_bytes, tail + at + 9, _bytes.Length);
        if (lexer.Next() != Token.Number)
            throw new PdfDamagedException("No offset after startxref.");
        var places = new Dictionary<int, Place>();
        var seen = new HashSet<long>();
        PdfDictionary? trailer = null;
        var pending = new Queue<double>([lexer.Number]);
        while (pending.TryDequeue(out var position))
        {
            if (position < 0 || position + _shift >= _bytes.Length)
                throw new PdfDamagedException("An index lies outside the file.");
            if (!seen.Add((long)position))
                continue;
            var section = ReadSection((int)position + _shift, places);
            trailer ??= section;
            // The hybrid part first: it belongs to this section and goes before the older ones.
            if (section["XRefStm"] is double hybrid)
                pending.Enqueue(hybrid);
            if (section["Prev"] is double previous)
                pending.Enqueue(previous);
            if (seen.Count > 4096)
                throw new PdfDamagedException("The index is a chain without end.");
        }
        _places = places;
        Trailer = trailer ?? throw new PdfDamagedException("No trailer.");
    }

    private PdfDictionary ReadSection(int position, Dictionary<int, Place> places)
    {
        var lexer = new Lexer(_bytes, position, _bytes.Length);
        lexer.SkipSpace();
        if (!_bytes.AsSpan(lexer.Position).StartsWith("xref"u8))
        {
            var (value, _) = ReadObjectAt(lexer.Position, null);
            if (value is not PdfStream stream || stream.Dictionary["Type"] is not PdfName { Value: "XRef" })
                throw new PdfDamagedException("No index where one should be.");
            ReadXrefStream(stream, places);
            return stream.Dictionary;
        }
        lexer.Position += 4;
        while (true)
        {
            var before = lexer.Position;
            if (lexer.Next() != Token.Number)
            {
                lexer.Position = before;
                break;
            }
            var first = (long)lexer.Number;
            if (lexer.Next() != Token.Number)
                throw new PdfDamagedException("The index is damaged.");
            var count = (long)lexer.Number;
            if (first < 0 || count < 0 || first + count > MaxObject)
                throw new PdfDamagedException("The index is damaged.");
            for (var i = 0L; i < count; i++)
            {
                if (lexer.Next() != Token.Number)
                    throw new PdfDamagedException("The index is damaged.");
                var offset = (long)lexer.Number;
                lexer.Next();
                if (lexer.Next() != Token.Keyword)
                    throw new PdfDamagedException("The index is damaged.");
                if (lexer.Keyword == 'n' && offset > 0)
                    places.TryAdd((int)(first + i), new Place(offset, 0, false));
            }
        }
        if (lexer.Next() != Token.Keyword || lexer.Keyword != Lexer.Pack("trailer"u8) || lexer.ReadValue() is not PdfDictionary trailer)
            throw new PdfDamagedException("No trailer after the index.");
        return trailer;
    }

    private void ReadXrefStream(PdfStream stream, Dictionary<int, Place> places)
    {
        var data = Unpack(stream, decrypt: false);
        var widths = (stream.Dictionary["W"] as List<object?>)?.Select(w => (int)Math.Clamp(w as double? ?? 0, 0, 8)).ToArray();
        if (widths is not { Length: >= 3 })
            throw new PdfDamagedException("The index stream has no widths.");
        var size = stream.Dictionary["Size"] as double? ?? 0;
        var index = (stream.Dictionary["Index"] as List<object?>)?.Select(v => v as double? ?? 0).ToArray() ?? [0, size];
        var at = 0;
        long Field(int width, long otherwise)
        {
            if (width == 0)
                return otherwise;
            ulong value = 0;
            for (var i = 0; i < width; i++)
                value = unchecked((value << 8) | data[at++]);
            return unchecked((long)(value & long.MaxValue));
        }
        for (var i = 0; i + 1 < index.Length; i += 2)
        {
            for (var k = 0; k < index[i + 1]; k++)
            {
                if (at + widths[0] + widths[1] + widths[2] > data.Length)
                    return;
                var kind = Field(widths[0], 1);
                var second = Field(widths[1], 0);
                var third = Field(widths[2], 0);
                var number = index[i] + k;
                if (number < 0 || number > MaxObject)
                    continue;
                if (kind == 1 && second > 0)
                    places.TryAdd((int)number, new Place(second, 0, false));
                else if (kind == 2 && second <= MaxObject && third < int.MaxValue)
                    places.TryAdd((int)number, new Place(second, (int)third, true));
            }
        }
    }

    /// <summary>Finds every object by looking at the whole file. The last of a number holds, as in an update.</summary>
    private void Scan()
    {
        lock (_repair)
        {
            if (_scanned)
                return;
            var places = new Dictionary<int, Place>();
            var trailer = new PdfDictionary();
            var span = _bytes.AsSpan();
            var streams = new List<int>();
            for (var at = 0; at < span.Length;)
            {
                var hit = span[at..].IndexOf("obj"u8);
                if (hit < 0)
                    break;
                hit += at;
                at = hit + 3;
                if (hit >= 3 && span[(hit - 3)..hit].SequenceEqual("end"u8))
                    continue;
                // Backwards: space, generation, space, number.
                var i = hit - 1;
                while (i >= 0 && Lexer.IsSpace(span[i]))
                    i--;
                var generationEnd = i;
                while (i >= 0 && span[i] is >= (byte)'0' and <= (byte)'9')
                    i--;
                if (i == generationEnd || i < 0 || !Lexer.IsSpace(span[i]))
                    continue;
                while (i >= 0 && Lexer.IsSpace(span[i]))
                    i--;
                var numberEnd = i;
                while (i >= 0 && span[i] is >= (byte)'0' and <= (byte)'9')
                    i--;
                if (i == numberEnd || numberEnd - i > 9)
                    continue;
                var number = int.Parse(span[(i + 1)..(numberEnd + 1)], CultureInfo.InvariantCulture);
                if (number > MaxObject)
                    continue;
                places[number] = new Place(i + 1 - _shift, 0, false);
                // Only the objects that hold other objects or stand for the trailer are looked into now.
                var head = span.Slice(hit, Math.Min(400, span.Length - hit));
                var stop = head.IndexOf("stream"u8);
                if (stop > 0 && (head[..stop].IndexOf("/ObjStm"u8) >= 0 || head[..stop].IndexOf("/XRef"u8) >= 0))
                    streams.Add(i + 1);
            }
            for (var at = 0; at < span.Length;)
            {
                var hit = span[at..].IndexOf("trailer"u8);
                if (hit < 0)
                    break;
                at += hit + 7;
                if (new Lexer(_bytes, at, _bytes.Length).ReadValue() is PdfDictionary found)
                {
                    foreach (var (key, value) in found.Entries)
                        trailer.Entries[key] = value;
                }
            }
            // From here on other threads may read: the indirect lengths of streams need the places.
            _scanned = true;
            _places = places;
            _objects.Clear();
            foreach (var position in streams)
            {
                try
                {
                    var (value, number) = ReadObjectAt(position, null);
                    if (value is not PdfStream stream)
                        continue;
                    if (stream.Dictionary["Type"] is PdfName { Value: "XRef" })
                    {
                        foreach (var key in (string[])["Root", "Info", "Encrypt", "ID"])
                        {
                            if (stream.Dictionary[key] is { } known)
                                trailer.Entries[key] = known;
                        }
                    }
                    else if (trailer["Encrypt"] is null && Encryption is null)
                        AddObjectsOf(stream, number, places);
                    else
                        _encryptedStreams.Add((stream, number));
                }
                catch (Exception e) when (e is PdfDamagedException or OverflowException or ArgumentException or IndexOutOfRangeException)
                {
                    // One damaged object stream does not spoil the others.
                }
            }
            Trailer = trailer;
            if (_encryptedStreams.Count > 0 && Get(trailer, "Encrypt") is PdfDictionary encrypt)
            {
                var id = (Get(trailer, "ID") as List<object?>)?.FirstOrDefault() as byte[] ?? [];
                Encryption ??= PdfEncryption.Open(this, encrypt, id);
                foreach (var (stream, number) in _encryptedStreams)
                    AddObjectsOf(stream, number, places);
            }
            if (Get(trailer, "Root") is not PdfDictionary root || Get(root, "Pages") is null)
            {
                foreach (var number in places.Keys.Order())
                {
                    if (Resolve(new PdfReference(number, 0)) is PdfDictionary dictionary && Get(dictionary, "Type") is PdfName { Value: "Catalog" })
                        trailer.Entries["Root"] = new PdfReference(number, 0);
                }
            }
        }
    }

    private readonly List<(PdfStream Stream, int Number)> _encryptedStreams = [];

    private void AddObjectsOf(PdfStream stream, int number, Dictionary<int, Place> places)
    {
        var (numbers, _, _) = ObjectsOf(stream, number);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] >= 0 && numbers[i] <= MaxObject)
                places.TryAdd(numbers[i], new Place(number, i, true));
        }
    }

    private (int[] Numbers, int[] Offsets, byte[] Data) ObjectsOf(PdfStream stream, int number)
    {
        if (_objectStreams.TryGetValue(number, out var known))
            return known;
        var data = Unpack(stream);
        var count = Math.Clamp(Int(stream.Dictionary, "N", 0), 0, data.Length);
        var first = Math.Clamp(Int(stream.Dictionary, "First", 0), 0, data.Length);
        var numbers = new int[count];
        var offsets = new int[count];
        var lexer = new Lexer(data, 0, first);
        for (var i = 0; i < count; i++)
        {
            if (lexer.Next() != Token.Number)
                break;
            numbers[i] = (int)Math.Clamp(lexer.Number, 0, int.MaxValue);
            if (lexer.Next() != Token.Number)
                break;
            offsets[i] = (int)Math.Clamp(first + lexer.Number, 0, data.Length);
        }
        return _objectStreams[number] = (numbers, offsets, data);
    }

    /// <summary>Reads "12 0 obj ..." at a position of the file.</summary>
    private (object? Value, int Number) ReadObjectAt(int position, int? expected)
    {
        if (position < 0 || position >= _bytes.Length)
            throw new PdfDamagedException("An object lies outside the file.");
        var lexer = new Lexer(_bytes, position, _bytes.Length);
        if (lexer.Next() != Token.Number || !lexer.IsInteger || lexer.Number > MaxObject)
            throw new PdfDamagedException("No object where one should be.");
        var number = (int)lexer.Number;
        if (lexer.Next() != Token.Number)
            throw new PdfDamagedException("No object where one should be.");
        var generation = (int)Math.Clamp(lexer.Number, 0, 65535);
        if (lexer.Next() != Token.Keyword || (lexer.Keyword & 0xFFFFFF) != Lexer.Pack("obj"u8) || (expected is { } e && e != number))
            throw new PdfDamagedException("No object where one should be.");
        // "1 0 obj<</A 1>>" and even "objtrue" exist: go on behind the three letters.
        var value = lexer.ReadValue();
        if (ReferenceEquals(value, Lexer.NoValue))
            return (null, number);
        if (value is not PdfDictionary dictionary)
            return (DecryptStrings(value, number, generation), number);
        if (lexer.Next() != Token.Keyword || lexer.Keyword != Lexer.Pack("stream"u8))
            return (DecryptStrings(value, number, generation), number);
        var start = lexer.Position;
        if (start < _bytes.Length && _bytes[start] == '\r')
            start++;
        if (start < _bytes.Length && _bytes[start] == '\n')
            start++;
        var length = LengthOf(dictionary, start, number);
        if (dictionary["Type"] is not PdfName { Value: "XRef" })
            DecryptStrings(dictionary, number, generation);
        return (new PdfStream(dictionary, start, length, number, generation), number);
    }

    private int LengthOf(PdfDictionary dictionary, int start, int number)
    {
        // A length that refers to the stream itself, or to a place not known yet, is no length.
        var declared = dictionary["Length"] switch
        {
            double direct => direct,
            PdfReference reference when reference.Number != number => Resolve(reference) as double? ?? -1,
            _ => -1,
        };
        if (declared >= 0 && start + declared <= _bytes.Length)
        {
            var end = start + (int)declared;
            var lexer = new Lexer(_bytes, end, Math.Min(_bytes.Length, end + 64));
            if (lexer.Next() == Token.Keyword && lexer.Keyword == Lexer.Pack("endstrea"u8))
                return (int)declared;
        }
        var found = _bytes.AsSpan(start).IndexOf("endstream"u8);
        if (found < 0)
        {
            found = _bytes.AsSpan(start).IndexOf("endobj"u8);
            if (found < 0)
                return _bytes.Length - start;
        }
        if (found > 0 && _bytes[start + found - 1] == '\n')
            found--;
        if (found > 0 && _bytes[start + found - 1] == '\r')
            found--;
        return found;
    }

    private object? DecryptStrings(object? value, int number, int generation, int depth = 0)
    {
        if (Encryption is null || depth > 100)
            return value;
        switch (value)
        {
            case byte[] text:
                return Encryption.DecryptString(text, number, generation);
            case List<object?> list:
                for (var i = 0; i < list.Count; i++)
                    list[i] = DecryptStrings(list[i], number, generation, depth + 1);
                return list;
            case PdfDictionary dictionary:
                foreach (var key in dictionary.Entries.Keys.ToArray())
                {
                    if (dictionary.Entries[key] is byte[] or List<object?> or PdfDictionary)
                        dictionary.Entries[key] = DecryptStrings(dictionary.Entries[key], number, generation, depth + 1);
                }
                return dictionary;
            default:
                return value;
        }
    }

    [ThreadStatic]
    private static int s_depth;

    /// <summary>What a reference stands for; other values stand for themselves.</summary>
    public object? Resolve(object? value)
    {
        if (value is not PdfReference reference)
            return value;
        if (_objects.TryGetValue(reference.Number, out var known))
            return known;
        if (s_depth > 32)
            return null;
        s_depth++;
        try
        {
            var found = Load(reference.Number);
            if (found is PdfReference further)
                found = Resolve(further);
            return _objects.GetOrAdd(reference.Number, found);
        }
        finally
        {
            s_depth--;
        }
    }

    private object? Load(int number)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (!_places.TryGetValue(number, out var place))
                return null;
            try
            {
                if (!place.InStream)
                    return ReadObjectAt((int)Math.Min(int.MaxValue, place.Offset + _shift), number).Value;
                if (place.Offset == number || Resolve(new PdfReference((int)place.Offset, 0)) is not PdfStream container)
                    throw new PdfDamagedException("No object stream where one should be.");
                var (numbers, offsets, data) = ObjectsOf(container, (int)place.Offset);
                var index = place.Index < numbers.Length && numbers[place.Index] == number ? place.Index : Array.IndexOf(numbers, number);
                if (index < 0)
                    throw new PdfDamagedException("The object stream lacks the object.");
                var value = new Lexer(data, offsets[index], data.Length).ReadValue();
                return ReferenceEquals(value, Lexer.NoValue) ? null : value;
            }
            catch (Exception e) when (e is PdfDamagedException or OverflowException or ArgumentException or IndexOutOfRangeException)
            {
                if (attempt > 0 || _scanned)
                    return null;
                Scan();
            }
        }
    }

    /// <summary>A dictionary's value, resolved; null when absent.</summary>
    public object? Get(PdfDictionary dictionary, string key) => Resolve(dictionary[key]);

    public int Int(PdfDictionary dictionary, string key, int otherwise) =>
        Get(dictionary, key) is double number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : otherwise;

    public double Number(PdfDictionary dictionary, string key, double otherwise) => Get(dictionary, key) as double? ?? otherwise;

    public PdfDictionary? Dictionary(PdfDictionary? dictionary, string key) => dictionary is null ? null : Get(dictionary, key) switch
    {
        PdfDictionary found => found,
        PdfStream stream => stream.Dictionary,
        _ => null,
    };

    /// <summary>An array of numbers of at least so many, or null.</summary>
    public double[]? Numbers(object? value, int least)
    {
        if (Resolve(value) is not List<object?> list || list.Count < least)
            return null;
        var numbers = new double[list.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (Resolve(list[i]) is not double number)
                return null;
            numbers[i] = number;
        }
        return numbers;
    }

    /// <summary>A stream's content, decrypted and unpacked; a picture's own coding (JPEG...) is left, and gives an empty array.</summary>
    public byte[] Unpack(PdfStream stream, bool decrypt = true)
    {
        var data = _bytes.AsSpan(stream.Start, Math.Min(stream.Length, _bytes.Length - stream.Start)).ToArray();
        var filters = Listed(Get(stream.Dictionary, "Filter") ?? Get(stream.Dictionary, "F"));
        var parameters = Listed(Get(stream.Dictionary, "DecodeParms") ?? Get(stream.Dictionary, "DP"));
        if (decrypt && Encryption is not null && stream.Number > 0 && stream.Dictionary["Type"] is not PdfName { Value: "XRef" }
            && !filters.Any(f => Resolve(f) is PdfName { Value: "Crypt" }))
            data = Encryption.DecryptStream(data, stream.Number, stream.Generation);
        for (var i = 0; i < Math.Min(8, filters.Count); i++)
        {
            var parms = i < parameters.Count ? Resolve(parameters[i]) as PdfDictionary : null;
            switch ((Resolve(filters[i]) as PdfName)?.Value)
            {
                case "FlateDecode" or "Fl":
                    data = Predicted(Filters.Flate(data, StreamLimit), parms);
                    break;
                case "LZWDecode" or "LZW":
                    data = Predicted(Filters.Lzw(data, parms is null || Int(parms, "EarlyChange", 1) != 0, StreamLimit), parms);
                    break;
                case "ASCIIHexDecode" or "AHx":
                    data = Filters.AsciiHex(data);
                    break;
                case "ASCII85Decode" or "A85":
                    data = Filters.Ascii85(data);
                    break;
                case "RunLengthDecode" or "RL":
                    data = Filters.RunLength(data, StreamLimit);
                    break;
                case "Crypt":
                    break;
                default:
                    return [];
            }
        }
        if (Interlocked.Add(ref _unpacked, data.Length) > TotalLimit)
            throw new PdfLimitException($"Its streams unpack to more than {TotalLimit} bytes.");
        return data;
    }

    private byte[] Predicted(byte[] data, PdfDictionary? parms) => parms is null ? data : Filters.Unpredict(
        data, Int(parms, "Predictor", 1), Int(parms, "Colors", 1), Int(parms, "BitsPerComponent", 8), Int(parms, "Columns", 1));

    private static List<object?> Listed(object? value) => value switch { null => [], List<object?> list => list, _ => [value] };

    /// <summary>The pages in order, by the page tree, or where that is damaged by looking at every object.</summary>
    public List<PdfPage> Pages()
    {
        var pages = new List<PdfPage>();
        if (Get(Trailer, "Root") is PdfDictionary root && Get(root, "Pages") is PdfDictionary tree)
            Walk(tree, new Inherited(null, null, null, 0), pages, [], 0);
        if (pages.Count == 0)
        {
            if (!_scanned)
                Scan();
            foreach (var number in _places.Keys.Order())
            {
                if (Resolve(new PdfReference(number, 0)) is PdfDictionary page && Get(page, "Type") is PdfName { Value: "Page" })
                    Walk(page, new Inherited(null, null, null, 0), pages, [], 0);
            }
        }
        return pages;
    }

    private readonly record struct Inherited(PdfDictionary? Resources, double[]? Media, double[]? Crop, int Rotate);

    private void Walk(PdfDictionary node, Inherited inherited, List<PdfPage> pages, HashSet<PdfDictionary> path, int depth)
    {
        if (depth > 64 || !path.Add(node))
            return;
        if (pages.Count >= MaxPages)
            throw new PdfLimitException($"It has more than {MaxPages} pages.");
        inherited = new(
            Dictionary(node, "Resources") ?? inherited.Resources,
            Numbers(node["MediaBox"], 4) ?? inherited.Media,
            Numbers(node["CropBox"], 4) ?? inherited.Crop,
            Get(node, "Rotate") is double rotate && Math.Abs(rotate) < 1e6 ? (int)rotate : inherited.Rotate);
        if (Get(node, "Kids") is List<object?> kids && Get(node, "Type") is not PdfName { Value: "Page" })
        {
            foreach (var kid in kids)
            {
                if (Resolve(kid) is PdfDictionary child)
                    Walk(child, inherited, pages, path, depth + 1);
            }
        }
        else
        {
            var media = Sorted(inherited.Media);
            if (media[2] - media[0] < 1 || media[3] - media[1] < 1)
                media = [0, 0, 612, 792];
            var crop = inherited.Crop is null ? media : Sorted(inherited.Crop);
            crop = [Math.Max(crop[0], media[0]), Math.Max(crop[1], media[1]), Math.Min(crop[2], media[2]), Math.Min(crop[3], media[3])];
            if (crop[2] - crop[0] < 1 || crop[3] - crop[1] < 1)
                crop = media;
            var unit = Math.Clamp(Number(node, "UserUnit", 1), 0.01, 100);
            pages.Add(new PdfPage(pages.Count + 1, node, inherited.Resources, media, crop, ((inherited.Rotate % 360) + 360) % 360 / 90 * 90, unit));
        }
        path.Remove(node);
    }

    private static double[] Sorted(double[]? box)
    {
        if (box is null)
            return [0, 0, 612, 792];
        // A page is at most 200 inches wide by the standard; far beyond that it is damage, and would overflow the places.
        double Clamp(double v) => Math.Clamp(v, -100_000, 100_000);
        return [Clamp(Math.Min(box[0], box[2])), Clamp(Math.Min(box[1], box[3])), Clamp(Math.Max(box[0], box[2])), Clamp(Math.Max(box[1], box[3]))];
    }

    /// <summary>A text string of the file: UTF-16 with mark, UTF-8 with mark, or PDFDocEncoding (Latin for our purpose).</summary>
    public static string TextOf(byte[] bytes)
    {
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
            return Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2);
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
            return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        if (bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
            return Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3);
        return Encoding.Latin1.GetString(bytes);
    }
}
