using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Clementia.Casework;

namespace Clementia.Documents.Formats;

/// <summary>A web page as a person sees it: visible text by block, one page. What the page's own marks hide is set aside and reported.</summary>
internal sealed partial class HtmlText
{
    public const string Version = "html 1";

    private readonly PageWriter _writer = new();
    private readonly List<HiddenText> _hidden = [];
    private readonly List<string> _margins = [];
    private readonly bool _hasStyleSheet;

    private HtmlText(bool hasStyleSheet) => _hasStyleSheet = hasStyleSheet;

    public static Reading Read(byte[] bytes, ReadingLimits limits)
    {
        // The parser keeps to the standard in guessing the encoding when it is given bytes; a byte order mark or our own
        // certain knowledge (the bytes are valid UTF-8) is better than its last resort, Windows-1252.
        var text = DeclaredOtherwise(bytes) ? null : PlainText.Decode(bytes)?.Text;
        try
        {
            IElement? last = null;
            var parser = new HtmlParser(new HtmlParserOptions
            {
                IsScripting = false,
                OnCreated = (element, _) =>
                {
                    // When an element is made, the one before it has found its place: so no tree deeper than the limit ever stands.
                    if (last is not null && DepthOf(last, limits.Depth) >= limits.Depth)
                        throw new TooDeepException();
                    last = element;
                },
            });
            using var document = text is not null ? parser.ParseDocument(text) : parser.ParseDocument(new MemoryStream(bytes, writable: false));
            return Read(document);
        }
        catch (TooDeepException)
        {
            return Reading.Refused(Version, $"The page nests its elements more than {limits.Depth} deep, as no page for people does.",
                "Open it in a browser, save it as PDF, and file that.");
        }
    }

    /// <summary>A piece of HTML (an e-mail's body) as pages, with what it hides.</summary>
    public static Reading ReadText(string html, ReadingLimits limits) => Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(html)], limits);

    private static Reading Read(AngleSharp.Html.Dom.IHtmlDocument document)
    {
        var reader = new HtmlText(document.QuerySelector("style, link[rel~=stylesheet]") is not null);
        if (document.Body is { } body)
            reader.Block(body);
        var pages = reader._writer.Finish();
        if (pages.All(page => page.Length == 0))
        {
            return Reading.Refused(Version, "The page shows no text without its scripts.", "Open it in a browser, save it as PDF, and file that.")
                with
            { Hidden = reader._hidden };
        }
        var linked = LinkedData(document);
        return new(Version)
        {
            Pages = [.. pages.Select((text, index) => Page.OfText(index + 1, text) with { Margins = reader._margins })],
            Hidden = reader._hidden,
            Title = Meta(document, "og:title", "dc.title") ?? Clean(document.Title) ?? Clean(document.QuerySelector("h1")?.TextContent),
            Author = Meta(document, "author", "dc.creator", "article:author", "parsely-author", "byl") ?? linked.Author,
            Subject = Meta(document, "description", "og:description", "dc.subject"),
            Date = Day(Meta(document, "article:published_time", "date", "dc.date", "dc.date.issued", "dcterms.date", "pubdate", "parsely-pub-date", "publish-date")
                ?? linked.Date ?? document.QuerySelector("time[pubdate], time[itemprop=datePublished]")?.GetAttribute("datetime")),
        };
    }

    private static bool DeclaredOtherwise(byte[] bytes)
    {
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 2048));
        return Charset().Match(head) is { Success: true } charset && !charset.Groups[1].Value.StartsWith("utf", StringComparison.OrdinalIgnoreCase);
    }

    private static int DepthOf(INode node, int enough)
    {
        var depth = 0;
        for (var parent = node.Parent; parent is not null && depth < enough; parent = parent.Parent)
            depth++;
        return depth;
    }

    private void Block(INode node)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                if (IsPreformatted(text))
                    _writer.Exactly(text.Data.Replace('\t', ' '), keepSpaces: true);
                else
                    _writer.Collapsed(text.Data);
            }
            else if (child is IElement element)
                Element(element);
        }
    }

    private void Element(IElement element)
    {
        if (s_neverShown.Contains(element.LocalName))
            return;
        if (HiddenBy(element) is { } how)
        {
            if (Clean(VisibleTextOf(element)) is { } words)
                _hidden.Add(new(_writer.Number, words, default, how));
            return;
        }
        switch (element.LocalName)
        {
            case "nav":
            case "footer" when element.ParentElement?.LocalName is "body":
                if (Clean(VisibleTextOf(element)) is { } aside)
                    _margins.Add(aside);
                return;
            case "br":
                _writer.Line();
                return;
            case "q":
                _writer.Collapsed("“");
                Block(element);
                _writer.Collapsed("”");
                return;
            case "sup" when element.TextContent.Trim() is { Length: > 0 } mark && mark.All(char.IsAsciiDigit):
                _writer.Collapsed(PageWriter.Raised(mark));
                return;
            case "li":
                _writer.Paragraph();
                _writer.Collapsed(Mark(element));
                Block(element);
                _writer.Paragraph();
                return;
            case "table" when !IsLayout(element):
                Table(element);
                return;
        }
        if (s_blocks.Contains(element.LocalName))
        {
            _writer.Paragraph();
            Block(element);
            _writer.Paragraph();
        }
        else
            Block(element);
    }

    private void Table(IElement table)
    {
        _writer.Paragraph();
        foreach (var caption in table.Children.Where(child => child.LocalName == "caption"))
        {
            Block(caption);
            _writer.Paragraph();
        }
        foreach (var row in table.QuerySelectorAll("tr"))
        {
            if (HiddenBy(row) is { } how)
            {
                if (Clean(VisibleTextOf(row)) is { } words)
                    _hidden.Add(new(_writer.Number, words, default, how));
                continue;
            }
            _writer.Line();
            var first = true;
            foreach (var cell in row.Children.Where(child => child.LocalName is "td" or "th"))
            {
                if (!first)
                    _writer.Tab();
                first = false;
                _writer.OneLine(begin: true);
                Element(cell);
                _writer.OneLine(begin: false);
            }
        }
        _writer.Paragraph();
    }

    // Old pages lay out whole articles in tables. A cell with a table, a heading or several paragraphs in it is no cell of figures.
    private static bool IsLayout(IElement table) =>
        table.QuerySelector("td table, td h1, td h2, td h3, td ul, td ol") is not null
        || table.QuerySelectorAll("td").Any(cell => cell.Children.Count(child => child.LocalName is "p" or "div") > 1)
        || table.QuerySelectorAll("tr").All(row => row.Children.Length <= 1);

    private static string Mark(IElement item)
    {
        if (item.ParentElement is not { LocalName: "ol" } list)
            return "• ";
        if (list.GetAttribute("type") is { Length: > 0 } type && type != "1")
            return "";
        var number = int.TryParse(list.GetAttribute("start"), CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var sibling in list.Children.Where(child => child.LocalName == "li"))
        {
            if (int.TryParse(sibling.GetAttribute("value"), CultureInfo.InvariantCulture, out var value))
                number = value;
            if (sibling == item)
                break;
            number = unchecked(number + 1);
        }
        return number.ToString(CultureInfo.InvariantCulture) + ". ";
    }

    private static bool IsPreformatted(INode node)
    {
        for (var parent = node.ParentElement; parent is not null; parent = parent.ParentElement)
        {
            if (parent.LocalName is "pre" or "listing" or "xmp")
                return true;
        }
        return false;
    }

    private string? HiddenBy(IElement element)
    {
        if (element.HasAttribute("hidden"))
            return "marked hidden";
        var style = element.GetAttribute("style");
        if (style is not null)
        {
            if (Hiding().Match(style) is { Success: true } match)
                return $"hidden by style ({Spaces().Replace(match.Value.Trim().TrimEnd(';'), "").ToLowerInvariant()})";
        }
        if (OwnColor(element) is not { } ink)
            return null;
        // Without a style sheet the paper is white. With one, only a background that stands beside the words is certain.
        var paper = Background(element) ?? (_hasStyleSheet ? null : White);
        return paper == ink ? (ink == White ? "white on white" : "in the color of its background") : null;
    }

    private static string? Background(IElement? element)
    {
        for (; element is not null; element = element.ParentElement)
        {
            if (BackgroundStyle().Match(element.GetAttribute("style") ?? "") is { Success: true } match)
                return Color(match.Groups[1].Value) ?? "unknown";
            if (element.GetAttribute("bgcolor") is { } color)
                return Color(color) ?? "unknown";
            if (element.HasAttribute("background"))
                return "unknown";
        }
        return null;
    }

    private static string? OwnColor(IElement element) =>
        ColorStyle().Match(element.GetAttribute("style") ?? "") is { Success: true } match ? Color(match.Groups[1].Value)
        : element.LocalName == "font" && element.GetAttribute("color") is { } color ? Color(color)
        : null;

    private const string White = "#ffffff";

    private static string? Color(string written)
    {
        var color = Spaces().Replace(written, "").ToLowerInvariant();
        return color switch
        {
            "white" => White,
            "black" => "#000000",
            "red" => "#ff0000",
            _ when HexColor().IsMatch(color) => color.Length == 7 ? color : $"#{color[1]}{color[1]}{color[2]}{color[2]}{color[3]}{color[3]}",
            _ when RgbColor().Match(color) is { Success: true } rgb =>
                "#" + string.Concat(Enumerable.Range(1, 3).Select(i => Math.Min(255, int.Parse(rgb.Groups[i].Value, CultureInfo.InvariantCulture)).ToString("x2", CultureInfo.InvariantCulture))),
            _ => null,
        };
    }

    private static string VisibleTextOf(IElement element)
    {
        var text = new StringBuilder();
        Add(element);
        return text.ToString();

        void Add(INode node)
        {
            foreach (var child in node.ChildNodes)
            {
                if (child is IText words)
                    text.Append(words.Data);
                else if (child is IElement inner && !s_neverShown.Contains(inner.LocalName))
                {
                    var block = s_blocks.Contains(inner.LocalName) || inner.LocalName is "br" or "li" or "td" or "th";
                    text.Append(block ? " " : "");
                    Add(inner);
                    text.Append(block ? " " : "");
                }
            }
        }
    }

    private static string? Clean(string? text) =>
        text is null || Spaces().Replace(text, " ").Trim() is not { Length: > 0 } clean ? null : clean;

    private static string? Meta(IDocument document, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var meta in document.QuerySelectorAll("meta"))
            {
                if (string.Equals(meta.GetAttribute("name") ?? meta.GetAttribute("property") ?? meta.GetAttribute("itemprop"), name, StringComparison.OrdinalIgnoreCase)
                    && Clean(meta.GetAttribute("content")) is { } content && !content.StartsWith("http", StringComparison.OrdinalIgnoreCase))
                    return content;
            }
        }
        return null;
    }

    /// <summary>Author and day from the page's linked data (schema.org), which newspapers fill in with more care than their meta tags.</summary>
    private static (string? Author, string? Date) LinkedData(IDocument document)
    {
        foreach (var script in document.QuerySelectorAll("script[type='application/ld+json']"))
        {
            try
            {
                using var json = JsonDocument.Parse(script.TextContent, new() { MaxDepth = 64, AllowTrailingCommas = true });
                foreach (var item in Items(json.RootElement))
                {
                    if (item.TryGetProperty("datePublished", out var date) && date.ValueKind == JsonValueKind.String)
                        return (item.TryGetProperty("author", out var author) ? Name(author) : null, date.GetString());
                }
            }
            catch (JsonException)
            {
                // Linked data that is not JSON tells nothing; the page's text is still good.
            }
        }
        return (null, null);

        static IEnumerable<JsonElement> Items(JsonElement root) => root.ValueKind switch
        {
            JsonValueKind.Array => root.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object),
            JsonValueKind.Object when root.TryGetProperty("@graph", out var graph) && graph.ValueKind == JsonValueKind.Array =>
                graph.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object),
            JsonValueKind.Object => [root],
            _ => [],
        };

        static string? Name(JsonElement author) => author.ValueKind switch
        {
            JsonValueKind.String => Clean(author.GetString()),
            JsonValueKind.Object when author.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String => Clean(name.GetString()),
            JsonValueKind.Array when author.GetArrayLength() > 0 =>
                string.Join("; ", author.EnumerateArray().Select(Name).Where(name => name is not null)) is { Length: > 0 } names ? names : null,
            _ => null,
        };
    }

    /// <summary>A day as ISO writes it; null when the words are no day that can be read only one way.</summary>
    internal static string? Day(string? written)
    {
        if (written is null)
            return null;
        if (IsoDay().Match(written) is { Success: true } iso)
            return DateOnly.TryParseExact(iso.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? iso.Value : null;
        return !SlashDay().IsMatch(written) && DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? DateOnly.FromDateTime(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    private sealed class TooDeepException : Exception;

    private static readonly HashSet<string> s_neverShown =
    [
        "script", "style", "template", "noscript", "head", "title", "meta", "link", "svg", "canvas", "iframe", "object", "embed",
        "video", "audio", "button", "select", "option", "input", "textarea", "datalist", "math",
    ];

    private static readonly HashSet<string> s_blocks =
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "main", "menu", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "ul", "caption",
    ];

    [GeneratedRegex(@"(display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(\.0+)?(px|pt|em|rem|%)?\s*(;|!|$)|opacity\s*:\s*0(\.0+)?\s*(;|!|$))", RegexOptions.IgnoreCase)]
    private static partial Regex Hiding();

    [GeneratedRegex(@"(?<![\w-])background(?:-color)?\s*:\s*(#[0-9a-f]{3,6}|rgba?\([^)]*\)|[a-z]+)", RegexOptions.IgnoreCase)]
    private static partial Regex BackgroundStyle();

    [GeneratedRegex(@"(?<![\w-])color\s*:\s*(#[0-9a-f]{3,6}|rgba?\([^)]*\)|[a-z]+)", RegexOptions.IgnoreCase)]
    private static partial Regex ColorStyle();

    [GeneratedRegex(@"\A#([0-9a-f]{3}|[0-9a-f]{6})\z")]
    private static partial Regex HexColor();

    [GeneratedRegex(@"\Argba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(,[\d.]+)?\)\z")]
    private static partial Regex RgbColor();

    [GeneratedRegex(@"[\s\u00a0]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"charset\s*=\s*[""']?\s*([A-Za-z0-9_-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}")]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"\A\s*\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")]
    private static partial Regex SlashDay();
}
