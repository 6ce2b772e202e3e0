using System.Text;
using Clementia.Casework;

namespace Clementia.Documents.Reading.Prose;

/// <summary>A document as running prose: its pages as one text, with the way back from any span to a citation.</summary>
internal sealed class Prose
{
    private readonly int[] _pageStarts;

    private Prose(DocumentText document, ReadingContext context)
    {
        Document = document;
        Context = context;
        var text = new StringBuilder();
        _pageStarts = new int[document.Pages.Count];
        for (var i = 0; i < document.Pages.Count; i++)
        {
            if (i > 0)
                text.Append("\n\n");
            _pageStarts[i] = text.Length;
            text.Append(document.Pages[i].Text);
        }
        Text = text.ToString();
    }

    public DocumentText Document { get; }

    public ReadingContext Context { get; }

    /// <summary>All pages' texts, joined by an empty line.</summary>
    public string Text { get; }

    public static Prose Of(DocumentText document, ReadingContext context) => new(document, context);

    /// <summary>Cites a span of <see cref="Text"/>; a span over a page's end is cut at the end of its first page.</summary>
    public Citation Cite(int start, int end)
    {
        var page = _pageStarts.Length - 1;
        while (page > 0 && _pageStarts[page] > start)
            page--;
        var from = start - _pageStarts[page];
        return Citation.To(Document, page + 1, from, Math.Min(end - _pageStarts[page], Document.Pages[page].Text.Length));
    }
}
