using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Clementia.Casework;

namespace Clementia.Documents.Formats;

/// <summary>
/// A Word document as it is printed with all changes accepted: paragraphs with their numbers, tables as rows, notes at the end of the
/// page that refers to them, heads and feet set aside. Tracked deletions, hidden text and comments are still in the file: they are
/// set aside too, and reported. Elements are matched by local name, so the transitional and the strict form are read alike.
/// </summary>
internal sealed class WordText
{
    public const string Version = "docx 1";

    private readonly PageWriter _writer = new();
    private readonly List<HiddenText> _hidden = [];
    private readonly WordNumbering _numbering;
    private readonly Dictionary<string, XElement> _styles;
    private readonly Dictionary<string, XElement> _footnotes;
    private readonly Dictionary<string, XElement> _endnotes;
    private readonly Dictionary<string, XElement> _comments;
    private readonly List<XElement> _sections;
    private readonly List<int> _sectionOfPage = [];
    private readonly List<(string Mark, XElement Note)> _notesOfPage = [];
    private readonly List<(string Mark, XElement Note)> _notesAtEnd = [];
    private readonly Stack<Field> _fields = new();
    private readonly StringBuilder _concealed = new();
    private string? _concealedHow;
    private string _label = "";
    private bool _joinNext;
    private int _section;
    private int _footnoteCount;
    private int _endnoteCount;
    private int _unbroken;
    private bool _dropsPageNumbers;

    private sealed class Field
    {
        public StringBuilder Code { get; } = new();
        public bool InResult { get; set; }

        /// <summary>What a form field shows: the chosen entry of a list, a ticked or an empty box. The file keeps the choice, not the words.</summary>
        public string? Choice { get; set; }
        public bool IsPageNumber => Code.ToString().Trim().Split(' ')[0].ToUpperInvariant() is "PAGE" or "NUMPAGES" or "SECTIONPAGES";
    }

    private WordText(XElement document, XElement? styles, XElement? numbering, XElement? footnotes, XElement? endnotes, XElement? comments)
    {
        _styles = ById(styles, "style", "styleId");
        _numbering = new WordNumbering(numbering);
        _footnotes = ById(footnotes, "footnote", "id");
        _endnotes = ById(endnotes, "endnote", "id");
        _comments = ById(comments, "comment", "id");
        _sections = [.. document.Descendants().Where(e => e.Name.LocalName == "sectPr")];
    }

    public static Reading Read(byte[] bytes, ReadingLimits limits)
    {
        const string Damaged = "Ask for a fresh copy, or open it in Word, let Word repair it, and file the repaired copy.";
        try
        {
            using var archive = new Archive(bytes, limits);
            var main = Target(archive.Xml("_rels/.rels"), "", "/officeDocument") ?? "word/document.xml";
            var folder = main.Contains('/') ? main[..(main.LastIndexOf('/') + 1)] : "";
            var links = archive.Xml($"{folder}_rels/{main[folder.Length..]}.rels");
            if (archive.Xml(main) is not { } document || Child(document, "body") is not { } body)
                return Reading.Refused(Version, "The Word document has no body.", Damaged);
            XElement? Linked(string type) => Target(links, folder, type) is { } path ? archive.Xml(path) : null;

            var word = new WordText(document, Linked("/styles"), Linked("/numbering"), Linked("/footnotes"), Linked("/endnotes"), Linked("/comments"));
            word.Body(body);
            var pages = word._writer.Finish();
            if (pages.Count > limits.Pages)
                return DocumentReader.TooManyPages(Version, pages.Count, limits);
            if (pages.All(page => page.Length == 0))
            {
                return Reading.Refused(Version, "The Word document holds no text.",
                    "If it holds a picture of a text, print it to PDF and file that.") with
                { Hidden = word._hidden };
            }
            var margins = word.Margins(archive, links, folder, pages.Count);
            var core = archive.Xml(Target(archive.Xml("_rels/.rels"), "", "/core-properties") ?? "docProps/core.xml");
            return new(Version)
            {
                Pages = [.. pages.Select((text, index) => Page.OfText(index + 1, text) with { Margins = margins[index] })],
                Hidden = word._hidden,
                Title = Property(core, "title"),
                Author = Property(core, "creator"),
                Subject = Property(core, "subject"),
                Date = HtmlText.Day(Property(core, "created") ?? Property(core, "modified")),
            };
        }
        catch (ArchiveBombException bomb)
        {
            return Reading.Refused(Version, "The Word document is not one that Word would write. " + bomb.Message, "Ask for a PDF of it.");
        }
        catch (XmlException error)
        {
            return Reading.Refused(Version, $"The Word document is damaged: {error.Message.TrimEnd('.')}.", Damaged);
        }
        catch (InvalidDataException)
        {
            return Reading.Refused(Version, "The Word document's archive is damaged.", Damaged);
        }
    }

    private static string? Property(XElement? core, string name) =>
        core?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    private static string? Target(XElement? links, string folder, string type, string? id = null)
    {
        var link = links?.Elements().FirstOrDefault(e => Attribute(e, "Type")?.EndsWith(type, StringComparison.Ordinal) == true && (id is null || Attribute(e, "Id") == id));
        if (link is null || Attribute(link, "Target") is not { } target)
            return null;
        if (target.StartsWith('/'))
            return target[1..];
        while (target.StartsWith("../", StringComparison.Ordinal))
        {
            target = target[3..];
            folder = folder.TrimEnd('/') is { Length: > 0 } inner && inner.Contains('/') ? inner[..(inner.LastIndexOf('/') + 1)] : "";
        }
        return folder + target;
    }

    private static Dictionary<string, XElement> ById(XElement? part, string element, string id) =>
        part is null ? [] : part.Elements().Where(e => e.Name.LocalName == element && Attribute(e, id) is not null)
            .GroupBy(e => Attribute(e, id)!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    internal static string? Attribute(XElement element, string name) =>
        element.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value;

    internal static XElement? Child(XElement? element, string name) => element?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    internal static XElement? Child(XElement? element, string name, string inner) => Child(Child(element, name), inner);

    private static bool IsOn(XElement? toggle) => toggle is not null && Attribute(toggle, "val") is not ("0" or "false" or "off" or "none");

    private void Body(XElement body)
    {
        Blocks(body);
        Reveal();
        NotesOfPage();
        foreach (var (mark, note) in _notesAtEnd)
            Note(mark, note);
        Reveal();
        while (_sectionOfPage.Count < _writer.Number)
            _sectionOfPage.Add(_section);
    }

    private void Blocks(XElement parent)
    {
        foreach (var element in parent.Elements())
            Block(element);
    }

    private void Block(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "p":
                Paragraph(element);
                break;
            case "tbl":
                Table(element);
                break;
            case "sdt" when Child(element, "sdtContent") is { } content:
                Blocks(content);
                break;
            case "ins" or "moveTo" or "customXml" or "smartTag":
                Blocks(element);
                break;
            case "del":
                Deleted(element);
                break;
            case "AlternateContent" when Alternative(element) is { } choice:
                Blocks(choice);
                break;
        }
    }

    private static XElement? Alternative(XElement element) => Child(element, "Choice") ?? Child(element, "Fallback");

    private void Paragraph(XElement paragraph)
    {
        var properties = Child(paragraph, "pPr");
        var style = Child(properties, "pStyle") is { } named ? Attribute(named, "val") : null;
        if (IsOn(Child(properties, "pageBreakBefore")))
            PageEnds(always: false);
        if (_joinNext)
            _writer.GoOn();
        else
            _writer.Paragraph();
        _joinNext = Child(Child(properties, "rPr"), "del") is not null;
        var gone = _joinNext && !paragraph.Descendants().Any(e => e.Name.LocalName == "t" && !e.Ancestors().Any(a => a.Name.LocalName is "del" or "moveFrom"));
        _label = gone ? "" : _numbering.Next(Child(properties, "numPr") ?? StyleProperty(style, "pPr", "numPr"), style);
        foreach (var child in paragraph.Elements())
            Inline(child, style);
        Reveal();
        _label = "";
        foreach (var box in TextBoxes(paragraph))
        {
            _writer.Paragraph();
            Blocks(box);
            _writer.Paragraph();
        }
        if (Child(properties, "sectPr") is not null)
            SectionEnds();
    }

    // A drawing holds its text twice, for new and for old programs; only the first choice counts. Boxes inside boxes come with their outer box.
    private static IEnumerable<XElement> TextBoxes(XElement paragraph) =>
        paragraph.Descendants().Where(e => e.Name.LocalName == "txbxContent"
            && e.Ancestors().TakeWhile(a => a != paragraph).All(a => a.Name.LocalName is not "txbxContent" and not "del"
                && (a.Name.LocalName != "Fallback" || Child(a.Parent, "Choice") is null)));

    private void SectionEnds()
    {
        var next = _section + 1 < _sections.Count ? Child(_sections[_section + 1], "type") : null;
        if (next is null || Attribute(next, "val") != "continuous")
            PageEnds(always: false);
        while (_sectionOfPage.Count < _writer.Number - 1)
            _sectionOfPage.Add(_section);
        _section = Math.Min(_section + 1, Math.Max(0, _sections.Count - 1));
    }

    // Word stores where its last printing broke the page, and repeats there the breaks that the author set by hand.
    private void PageEnds(bool always)
    {
        if (_unbroken > 0 || (_writer.IsEmpty && !always))
            return;
        Reveal();
        NotesOfPage();
        while (_sectionOfPage.Count < _writer.Number)
            _sectionOfPage.Add(_section);
        _writer.NewPage();
    }

    private void NotesOfPage()
    {
        var notes = _notesOfPage.ToArray();
        _notesOfPage.Clear();
        foreach (var (mark, note) in notes)
            Note(mark, note);
    }

    private void Note(string mark, XElement note)
    {
        _unbroken++;
        _writer.Paragraph();
        _writer.Exactly(mark);
        _writer.Exactly(" ");
        _joinNext = true;
        Blocks(note);
        _joinNext = false;
        _writer.Paragraph();
        _unbroken--;
    }

    private void Table(XElement table)
    {
        var rows = table.Elements().Where(e => e.Name.LocalName == "tr").ToList();
        var isLayout = rows.SelectMany(Cells).Any(cell => Child(cell, "tbl") is not null
            || cell.Elements().Count(e => e.Name.LocalName == "p" && e.Descendants().Any(t => t.Name.LocalName == "t")) > 3);
        _writer.Paragraph();
        foreach (var row in rows)
        {
            if (Child(Child(row, "trPr"), "del") is not null)
            {
                Deleted(row);
                continue;
            }
            if (isLayout)
            {
                foreach (var cell in Cells(row))
                    Blocks(cell);
                continue;
            }
            if (row.Descendants().Any(e => e.Name.LocalName == "lastRenderedPageBreak"))
                PageEnds(always: false);
            _writer.Line();
            _unbroken++;
            var first = true;
            foreach (var cell in Cells(row))
            {
                if (!first)
                    _writer.Tab();
                first = false;
                _writer.OneLine(begin: true);
                Blocks(cell);
                _writer.OneLine(begin: false);
            }
            _unbroken--;
        }
        _writer.Paragraph();
    }

    private static IEnumerable<XElement> Cells(XElement row) =>
        row.Elements().SelectMany(e => e.Name.LocalName == "sdt" ? e.Descendants().Where(inner => inner.Name.LocalName == "tc") : [e])
            .Where(e => e.Name.LocalName == "tc");

    private void Inline(XElement element, string? style)
    {
        switch (element.Name.LocalName)
        {
            case "r":
                Run(element, style);
                break;
            case "ins" or "moveTo" or "hyperlink" or "smartTag" or "customXml" or "bdo" or "dir" or "oMath" or "oMathPara" or "sdtContent":
                foreach (var child in element.Elements())
                    Inline(child, style);
                break;
            case "fldSimple":
                var field = new Field { InResult = true };
                field.Code.Append(Attribute(element, "instr"));
                _fields.Push(field);
                foreach (var child in element.Elements())
                    Inline(child, style);
                _fields.Pop();
                break;
            case "sdt" when Child(element, "sdtContent") is { } content:
                Inline(content, style);
                break;
            case "AlternateContent" when Alternative(element) is { } choice:
                foreach (var child in choice.Elements())
                    Inline(child, style);
                break;
            case "del":
                Deleted(element);
                break;
        }
    }

    private void Deleted(XElement element)
    {
        var words = string.Concat(element.Descendants().Where(e => e.Name.LocalName is "delText" or "t" or "tab" or "p")
            .Select(e => e.Name.LocalName switch { "tab" or "p" => " ", _ => e.Value })).Trim();
        var by = Attribute(element, "author") is { Length: > 0 } author ? $", by {author}" : "";
        if (words.Length > 0)
            Conceal(words, $"deleted but kept in the file (tracked change{by})");
    }

    private void Run(XElement run, string? style)
    {
        var properties = Child(run, "rPr");
        var how = HiddenHow(properties, style);
        foreach (var element in run.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "t":
                    var words = Attribute(element, "space") == "preserve" ? element.Value : element.Value.Trim(' ', '\t', '\r', '\n');
                    Words(words.Replace('\n', ' ').Replace('\t', ' '), how);
                    break;
                case "tab" or "ptab":
                    if (_fields.All(field => field.InResult) && how is null)
                        _writer.Tab(isCell: false);
                    break;
                case "br" when Attribute(element, "type") == "page":
                    PageEnds(always: true);
                    break;
                case "br" or "cr":
                    _writer.Line();
                    break;
                case "lastRenderedPageBreak":
                    PageEnds(always: false);
                    break;
                case "noBreakHyphen":
                    Words("-", how);
                    break;
                case "sym":
                    Words(Symbol(element), how);
                    break;
                case "footnoteReference":
                    if (Attribute(element, "id") is { } foot && _footnotes.TryGetValue(foot, out var footnote))
                        _notesOfPage.Add((Mark(++_footnoteCount), footnote));
                    break;
                case "endnoteReference":
                    if (Attribute(element, "id") is { } end && _endnotes.TryGetValue(end, out var endnote))
                        _notesAtEnd.Add((Mark(++_endnoteCount), endnote));
                    break;
                case "commentReference":
                    if (Attribute(element, "id") is { } id && _comments.TryGetValue(id, out var comment))
                        Comment(comment);
                    break;
                case "delText":
                    Conceal(element.Value, "deleted but kept in the file (tracked change)");
                    break;
                case "ruby" when Child(element, "rubyBase") is { } based:
                    foreach (var inner in based.Elements())
                        Inline(inner, style);
                    break;
                case "fldChar":
                    FieldMark(element, how);
                    break;
                case "instrText":
                    if (_fields.TryPeek(out var open) && !open.InResult)
                        open.Code.Append(element.Value);
                    break;
            }
        }
    }

    private string Mark(int number)
    {
        var mark = PageWriter.Raised(number.ToString(CultureInfo.InvariantCulture));
        Words(mark, null);
        return mark;
    }

    private void FieldMark(XElement mark, string? how)
    {
        var type = Attribute(mark, "fldCharType");
        if (type == "begin")
            _fields.Push(new() { Choice = Choice(Child(mark, "ffData")) });
        else if (type == "separate" && _fields.TryPeek(out var field))
            field.InResult = true;
        else if (type == "end" && _fields.TryPop(out var ended) && ended.Choice is { } choice)
            Words(choice, how);
    }

    private static string? Choice(XElement? form)
    {
        if (Child(form, "ddList") is { } list)
        {
            var entries = list.Elements().Where(e => e.Name.LocalName == "listEntry").Select(e => Attribute(e, "val") ?? "").ToList();
            var chosen = Child(list, "result") ?? Child(list, "default");
            return entries.ElementAtOrDefault(chosen is not null && int.TryParse(Attribute(chosen, "val"), CultureInfo.InvariantCulture, out var index) ? index : 0);
        }
        if (Child(form, "checkBox") is { } box)
            return IsOn(Child(box, "checked") ?? Child(box, "default")) ? "☒" : "☐";
        return null;
    }

    private void Words(string words, string? how)
    {
        if (words.Length == 0 || _fields.Any(field => !field.InResult || (_dropsPageNumbers && field.IsPageNumber)))
            return;
        if (how is not null)
        {
            Conceal(words, how);
            return;
        }
        if (words.Trim().Length > 0)
            Reveal();
        if (_label.Length > 0)
            _writer.Exactly(_label);
        _label = "";
        foreach (var field in _fields)
            field.Choice = words.Trim().Length > 0 ? null : field.Choice;
        _writer.Exactly(words);
    }

    // Runs are cut where the spelling checker or a former editor went; hidden words that stand together are reported together.
    private void Conceal(string words, string how)
    {
        if (_concealedHow != how)
            Reveal();
        _concealedHow = how;
        _concealed.Append(words);
    }

    private void Reveal()
    {
        var words = _concealed.ToString().Trim();
        if (_concealedHow is { } how && words.Length > 0)
            _hidden.Add(new(_writer.Number, words, default, how));
        _concealed.Clear();
        _concealedHow = null;
    }

    private void Comment(XElement comment)
    {
        var words = string.Join(' ', comment.Descendants().Where(e => e.Name.LocalName == "p")
            .Select(p => string.Concat(p.Descendants().Where(e => e.Name.LocalName == "t").Select(t => t.Value)).Trim()));
        if (words.Length > 0)
            _hidden.Add(new(_writer.Number, words, default, $"a comment in the file, by {Attribute(comment, "author") ?? "somebody unnamed"}"));
    }

    private string? HiddenHow(XElement? properties, string? paragraphStyle)
    {
        var characterStyle = Child(properties, "rStyle") is { } named ? Attribute(named, "val") : null;
        XElement? Effective(string name) =>
            Child(properties, name) ?? StyleProperty(characterStyle, "rPr", name) ?? StyleProperty(paragraphStyle, "rPr", name);

        if (IsOn(Effective("vanish")))
            return "hidden text (Word's \"Hidden\" font setting)";
        var ink = Effective("color") is { } color ? Attribute(color, "val")?.ToUpperInvariant() : null;
        var highlight = Effective("highlight") is { } marker ? Attribute(marker, "val") : null;
        var shade = Effective("shd") is { } shading ? Attribute(shading, "fill")?.ToUpperInvariant() : null;
        var isPlain = (highlight is null or "none" or "white") && (shade is null or "AUTO" or "FFFFFF");
        // Word turns automatic ink white on dark shading, but not under its highlighter.
        if (highlight == "black" && (ink is null or "AUTO" or "000000"))
            return "under black highlighting";
        if (shade == "000000" && ink == "000000")
            return "black on black";
        return ink == "FFFFFF" && isPlain ? "white on white" : null;
    }

    private XElement? StyleProperty(string? style, string group, string name)
    {
        for (var steps = 0; style is not null && steps < 20 && _styles.TryGetValue(style, out var definition); steps++)
        {
            if (Child(definition, group, name) is { } property)
                return property;
            style = Child(definition, "basedOn") is { } parent ? Attribute(parent, "val") : null;
        }
        return null;
    }

    // Symbol fonts draw their own signs on private code points. The section and paragraph signs matter; a picture of a hand does not.
    private static string Symbol(XElement element)
    {
        if (!int.TryParse(Attribute(element, "char"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            return "";
        var font = Attribute(element, "font") ?? "";
        if (font.StartsWith("Wingdings", StringComparison.OrdinalIgnoreCase) || font.StartsWith("Webdings", StringComparison.OrdinalIgnoreCase))
            return (code & 0xFF) switch { 0xA7 or 0x6C or 0x9F => "•", 0xFE or 0xFC => "✓", 0xA8 or 0x6F => "☐", _ => "" };
        if (font.Equals("Symbol", StringComparison.OrdinalIgnoreCase))
            return (code & 0xFF) switch { 0xB7 => "•", 0xB3 => "≥", 0xA3 => "≤", 0xB1 => "±", 0xB4 => "×", 0xB0 => "°", _ => "" };
        return code is >= 0xF020 and <= 0xF0FF ? ((char)(code - 0xF000)).ToString() : code is > 0x20 and < 0xD800 ? ((char)code).ToString() : "";
    }

    /// <summary>Heads and feet of each page, by its section; a first page has its own where the section says so.</summary>
    private List<IReadOnlyList<string>> Margins(Archive archive, XElement? links, string folder, int pages)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var margins = new List<IReadOnlyList<string>>();
        var current = new Dictionary<string, string>(StringComparer.Ordinal);
        var sections = _sections.Count == 0 ? [null] : _sections.Cast<XElement?>().ToList();
        var bySection = new List<Dictionary<string, string>>();
        foreach (var section in sections)
        {
            foreach (var reference in section?.Elements().Where(e => e.Name.LocalName is "headerReference" or "footerReference") ?? [])
            {
                if (reference.Attributes().FirstOrDefault(a => a.Name.LocalName == "id")?.Value is { } id
                    && Target(links, folder, reference.Name.LocalName == "headerReference" ? "/header" : "/footer", id) is { } path)
                {
                    if (!texts.TryGetValue(path, out var text))
                        texts[path] = text = archive.Xml(path) is { } part ? MarginText(part) : "";
                    current[reference.Name.LocalName + (Attribute(reference, "type") ?? "default")] = text;
                }
            }
            bySection.Add(new(current, StringComparer.Ordinal));
        }
        for (var page = 0; page < pages; page++)
        {
            var section = Math.Min(page < _sectionOfPage.Count ? _sectionOfPage[page] : _section, sections.Count - 1);
            var isFirst = page == 0 || (page < _sectionOfPage.Count && _sectionOfPage[page - 1] != section);
            var kind = isFirst && IsOn(Child(sections[section], "titlePg")) ? "first" : "default";
            margins.Add([.. new[] { "headerReference", "footerReference" }.Select(side => bySection[section].GetValueOrDefault(side + kind, ""))
                .Where(text => text.Length > 0)]);
        }
        return margins;
    }

    private static string MarginText(XElement part)
    {
        // The file keeps one page's number in the foot of all: it would be wrong on every page but that one.
        var nested = new WordText(part, null, null, null, null, null) { _dropsPageNumbers = true, _unbroken = 1 };
        nested.Blocks(part);
        return string.Join(" ", nested._writer.Finish()[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
