namespace Clementia.Casework;

/// <summary>
/// A passage of a document that refuses to drift: document hash, page, offset, the exact quote and a little context
/// (the W3C Web Annotation position and quote selectors). It is copied from the page, so it cannot misquote.
/// </summary>
/// <param name="Document">SHA-256 of the document's bytes.</param>
/// <param name="Page">From 1.</param>
/// <param name="Start">Offset of the quote in the page's text (UTF-16 units).</param>
/// <param name="Quote">The exact words.</param>
/// <param name="Before">Up to 32 characters before the quote.</param>
/// <param name="After">Up to 32 characters after it.</param>
public sealed record Citation(string Document, int Page, int Start, string Quote, string Before, string After)
{
    private const int Context = 32;

    /// <summary>The offset behind the quote's last character.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int End => Start + Quote.Length;

    /// <summary>Cites the words at a place. The quote is copied from the page, so it cannot differ from it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is not on the page, or holds no character.</exception>
    public static Citation To(DocumentText document, int page, int start, int end)
    {
        if (page < 1 || page > document.Pages.Count)
            throw new ArgumentOutOfRangeException(nameof(page), $"The document has {document.Pages.Count} pages; there is no page {page}.");
        var text = document.Pages[page - 1].Text;
        if (start < 0 || end > text.Length || start >= end)
            throw new ArgumentOutOfRangeException(nameof(start), $"Page {page} has {text.Length} characters; {start} to {end} is no passage of it.");
        return new(document.Sha256, page, start, text[start..end],
            text[Math.Max(0, start - Context)..start], text[end..Math.Min(text.Length, end + Context)]);
    }

    /// <summary>Whether the words still stand exactly there. When not, the citation is an orphan: never moved to a likely place.</summary>
    public bool Holds(DocumentText document) =>
        document.Sha256 == Document && Page >= 1 && Page <= document.Pages.Count && Start >= 0
        && End <= document.Pages[Page - 1].Text.Length
        && string.CompareOrdinal(document.Pages[Page - 1].Text, Start, Quote, 0, Quote.Length) == 0;
}
