using System.Globalization;
using System.Text;
using Clementia.Casework;

namespace Clementia.Documents.Formats;

/// <summary>A Rich Text document: its words, paragraphs, rows and pages; its fonts, pictures and styles are passed over.</summary>
internal sealed class RichText
{
    public const string Version = "rtf 1";
    private const int MaxDepth = 1_000;

    private readonly byte[] _bytes;
    private readonly PageWriter _writer = new();
    private readonly List<HiddenText> _hidden = [];
    private readonly Stack<Group> _groups = new();
    private readonly StringBuilder _title = new(), _author = new(), _subject = new(), _concealed = new();
    private readonly List<byte> _pending = [];
    private Encoding _encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private Group _group = new(Place.Body, false, false, 1);
    private int _at;
    private int _skip;

    private enum Place { Body, Aside, Title, Author, Subject }

    private readonly record struct Group(Place Place, bool IsHidden, bool IsDeleted, int Substitutes);

    private RichText(byte[] bytes) => _bytes = bytes;

    public static Reading Read(byte[] bytes, ReadingLimits limits)
    {
        var reader = new RichText(bytes);
        if (!reader.Run())
            return Reading.Refused(Version, $"The Rich Text document nests its groups more than {MaxDepth} deep.", "Open it in a word processor, save it as PDF, and file that.");
        var pages = reader._writer.Finish();
        if (pages.All(page => page.Length == 0))
            return Reading.Refused(Version, "The Rich Text document holds no text.", "If it holds a picture of a text, print it to PDF and file that.") with { Hidden = reader._hidden };
        if (pages.Count > limits.Pages)
            return DocumentReader.TooManyPages(Version, pages.Count, limits);
        return new(Version)
        {
            Pages = [.. pages.Select((text, index) => Page.OfText(index + 1, text))],
            Hidden = reader._hidden,
            Title = Said(reader._title),
            Author = Said(reader._author),
            Subject = Said(reader._subject),
        };
    }

    private static string? Said(StringBuilder words) => words.ToString().Trim() is { Length: > 0 } said ? said : null;

    private bool Run()
    {
        while (_at < _bytes.Length)
        {
            var b = _bytes[_at++];
            switch (b)
            {
                case (byte)'{':
                    Flush();
                    if (_groups.Count == MaxDepth)
                        return false;
                    _groups.Push(_group);
                    _skip = 0;
                    break;
                case (byte)'}':
                    Flush();
                    var outer = _groups.TryPop(out var group) ? group : _group;
                    if (outer.IsHidden != _group.IsHidden || outer.IsDeleted != _group.IsDeleted)
                        Reveal();
                    _group = outer;
                    _skip = 0;
                    break;
                case (byte)'\\':
                    Control();
                    break;
                case (byte)'\r' or (byte)'\n':
                    break;
                default:
                    Byte(b);
                    break;
            }
        }
        Flush();
        Reveal();
        return true;
    }

    private void Control()
    {
        if (_at >= _bytes.Length)
            return;
        var c = (char)_bytes[_at];
        if (!char.IsAsciiLetter(c))
        {
            _at++;
            switch (c)
            {
                case '\'' when _at + 2 <= _bytes.Length && int.TryParse(Encoding.ASCII.GetString(_bytes, _at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                    _at += 2;
                    Byte((byte)code);
                    break;
                case '~':
                    Write(" ");
                    break;
                case '_':
                    Write("-");
                    break;
                case '*':
                    _group = _group with { Place = Place.Aside };
                    break;
                case '\\' or '{' or '}':
                    Byte((byte)c);
                    break;
                case '\r' or '\n':
                    Break(paragraph: true);
                    break;
            }
            return;
        }
        var start = _at;
        while (_at < _bytes.Length && _at - start < 32 && char.IsAsciiLetter((char)_bytes[_at]))
            _at++;
        var word = Encoding.ASCII.GetString(_bytes, start, _at - start);
        var number = _at;
        if (_at < _bytes.Length && _bytes[_at] == '-')
            _at++;
        while (_at < _bytes.Length && _at - number < 11 && char.IsAsciiDigit((char)_bytes[_at]))
            _at++;
        int? value = int.TryParse(Encoding.ASCII.GetString(_bytes, number, _at - number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        if (_at < _bytes.Length && _bytes[_at] == ' ')
            _at++;
        Word(word, value);
    }

    private void Word(string word, int? value)
    {
        switch (word)
        {
            case "bin":
                _at = (int)Math.Min(_bytes.Length, _at + Math.Max(0L, value ?? 0));
                break;
            case "u" when value is { } code:
                Write(((char)unchecked((ushort)code)).ToString());
                _skip = _group.Substitutes;
                break;
            case "uc":
                _group = _group with { Substitutes = Math.Clamp(value ?? 1, 0, 10) };
                break;
            case "ansicpg" when value is { } page && CodePagesEncodingProvider.Instance.GetEncoding(page) is { } encoding:
                _encoding = encoding;
                break;
            case "v" or "plain" or "deleted":
                Flush();
                var next = word switch
                {
                    "v" => _group with { IsHidden = value != 0 },
                    "deleted" => _group with { IsDeleted = value != 0 },
                    _ => _group with { IsHidden = false, IsDeleted = false },
                };
                if (next != _group)
                    Reveal();
                _group = next;
                break;
            case "par" or "sect":
                Break(paragraph: true);
                break;
            case "line":
                Break(paragraph: false);
                break;
            case "row":
                Flush();
                if (_group.Place == Place.Body)
                    _writer.Line();
                break;
            case "tab" or "cell":
                Flush();
                if (_group.Place == Place.Body)
                    _writer.Tab();
                break;
            case "page":
                Flush();
                Reveal();
                if (_group.Place == Place.Body)
                    _writer.NewPage();
                break;
            case "emdash": Write("—"); break;
            case "endash": Write("–"); break;
            case "lquote": Write("‘"); break;
            case "rquote": Write("’"); break;
            case "ldblquote": Write("“"); break;
            case "rdblquote": Write("”"); break;
            case "bullet": Write("•"); break;
            case "title": Go(Place.Title); break;
            case "author": Go(Place.Author); break;
            case "subject": Go(Place.Subject); break;
            case "fonttbl" or "colortbl" or "stylesheet" or "info" or "pict" or "object" or "header" or "headerl" or "headerr" or "headerf"
                or "footer" or "footerl" or "footerr" or "footerf" or "fldinst" or "listtable" or "listoverridetable" or "revtbl" or "generator"
                or "filetbl" or "rsidtbl" or "themedata" or "datastore" or "operator" or "company" or "comment" or "keywords" or "doccomm"
                or "annotation" or "nonshppict" or "bkmkstart" or "bkmkend" or "xe" or "tc":
                Go(Place.Aside);
                break;
        }
    }

    private void Go(Place place)
    {
        Flush();
        _group = _group with { Place = place };
    }

    private void Break(bool paragraph)
    {
        Flush();
        if (_group.Place != Place.Body)
            return;
        if (paragraph)
            _writer.Paragraph();
        else
            _writer.Line();
    }

    private void Byte(byte b)
    {
        if (_skip > 0)
            _skip--;
        else
            _pending.Add(b);
    }

    private void Write(string words)
    {
        Flush();
        Set(words);
    }

    // Bytes are decoded together: in some code pages one letter is two bytes.
    private void Flush()
    {
        if (_pending.Count == 0)
            return;
        var words = _encoding.GetString([.. _pending]);
        _pending.Clear();
        Set(words);
    }

    private void Set(string words)
    {
        switch (_group.Place)
        {
            case Place.Title: _title.Append(words); break;
            case Place.Author: _author.Append(words); break;
            case Place.Subject: _subject.Append(words); break;
            case Place.Body when _group.IsHidden || _group.IsDeleted: _concealed.Append(words); break;
            case Place.Body: _writer.Exactly(words); break;
        }
    }

    private void Reveal()
    {
        if (_concealed.ToString().Trim() is { Length: > 0 } words)
            _hidden.Add(new(_writer.Number, words, default, _group.IsDeleted ? "deleted but kept in the file (tracked change)" : "hidden text"));
        _concealed.Clear();
    }
}
