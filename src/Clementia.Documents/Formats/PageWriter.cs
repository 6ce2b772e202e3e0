using System.Text;

namespace Clementia.Documents.Formats;

/// <summary>
/// Writes page texts for formats that flow (HTML, DOCX, RTF): words, line breaks inside a paragraph, one empty line between
/// paragraphs, pages. It never leaves spaces at a line's end or empty lines at a page's end, so offsets stand on what a person sees.
/// </summary>
internal sealed class PageWriter
{
    private readonly StringBuilder _page = new();
    private readonly List<string> _pages = [];
    private int _gap;
    private bool _space;
    private int _oneLine;

    /// <summary>The number of the page being written, from 1.</summary>
    public int Number => _pages.Count + 1;

    /// <summary>Whether nothing stands on the page yet.</summary>
    public bool IsEmpty => _page.Length == 0;

    /// <summary>Words whose white space means nothing but "a space" (HTML).</summary>
    public void Collapsed(string text)
    {
        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00a0')
                _space = true;
            else if (!IsInvisible(c))
                Put(c);
        }
    }

    /// <summary>Words whose line ends stand as written (Word, preformatted text); a run of spaces is one, as a person would quote it, unless kept.</summary>
    public void Exactly(string text, bool keepSpaces = false)
    {
        foreach (var c in text)
        {
            if (c == '\n')
                Line();
            else if (c is '\u00a0' or ' ')
            {
                if (_gap == 0 && _page.Length > 0 && _page[^1] != '\n' && (keepSpaces || !char.IsWhiteSpace(_page[^1])))
                    _page.Append(' ');
            }
            else if (c != '\r' && !IsInvisible(c))
                Put(c);
        }
    }

    /// <summary>The step to the next cell of a row; or, in running text, to the next stop, where several steps are one gap to the eye.</summary>
    public void Tab(bool isCell = true)
    {
        _space = false;
        if (_gap > 0 || _page.Length == 0)
            return;
        while (_page.Length > 0 && _page[^1] == ' ')
            _page.Length--;
        if (isCell || _page[^1] != '\t')
            _page.Append('\t');
    }

    /// <summary>What follows stands on a new line of the same paragraph.</summary>
    public void Line() => Gap(1);

    /// <summary>What follows is a new paragraph.</summary>
    public void Paragraph() => Gap(2);

    /// <summary>Takes back a paragraph's end: what follows goes on where it stopped (a tracked deletion of the paragraph mark).</summary>
    public void GoOn() => _gap = 0;

    /// <summary>Between these calls line and paragraph ends are spaces: the cells of a table's row.</summary>
    public void OneLine(bool begin)
    {
        _oneLine += begin ? 1 : -1;
        _space = false;
    }

    public void NewPage()
    {
        _pages.Add(Tidy());
        _page.Clear();
        (_gap, _space) = (0, false);
    }

    public IReadOnlyList<string> Finish()
    {
        if (_page.Length > 0 || _pages.Count == 0)
            NewPage();
        return _pages;
    }

    private void Gap(int size)
    {
        if (_oneLine > 0)
            _space = true;
        else
            (_gap, _space) = (Math.Max(_gap, size), false);
    }

    private void Put(char c)
    {
        if (_gap > 0)
        {
            TrimLine();
            if (_page.Length > 0)
                _page.Append('\n', _gap);
            _gap = 0;
        }
        else if (_space && _page.Length > 0 && !char.IsWhiteSpace(_page[^1]))
            _page.Append(' ');
        _space = false;
        _page.Append(c);
    }

    private void TrimLine()
    {
        var end = _page.Length;
        while (end > 0 && _page[end - 1] is ' ' or '\t')
            end--;
        _page.Length = end;
    }

    private string Tidy()
    {
        TrimLine();
        return _page.ToString();
    }

    // Soft hyphens and zero-width marks: on the paper there is nothing.
    private static bool IsInvisible(char c) => c is '\u00ad' or '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\0';

    /// <summary>A reference mark as it is printed, raised; so it can never be mistaken for a digit of the number before it.</summary>
    public static string Raised(string digits) =>
        string.Concat(digits.Select(c => c is >= '0' and <= '9' ? "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'] : c));
}
