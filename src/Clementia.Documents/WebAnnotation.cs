using System.Text.Encodings.Web;
using System.Text.Json;
using Clementia.Casework;

namespace Clementia.Documents;

/// <summary>
/// A citation as a W3C Web Annotation (JSON-LD), so that any annotation program can show the passage: the page as a fragment,
/// in it the position, and beside it the quote with its context, by which a reader finds the words even if offsets are counted otherwise.
/// </summary>
public static class WebAnnotation
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One annotation.</summary>
    /// <param name="citation">The passage.</param>
    /// <param name="document">The text it cites: the standard counts whole characters, so offsets are counted anew on the page.</param>
    /// <param name="source">The document's address; its fingerprint as "urn:sha256:..." when null.</param>
    /// <param name="mediaType">What the document is ("application/pdf"), or null.</param>
    /// <param name="note">What is said of the passage, or null.</param>
    /// <exception cref="ArgumentException">The citation is an orphan: its words do not stand there.</exception>
    public static string Write(Citation citation, DocumentText document, string? source = null, string? mediaType = null, string? note = null)
    {
        if (!citation.Holds(document))
            throw new ArgumentException($"The document does not say \"{citation.Quote}\" at {citation.Start} on page {citation.Page}. Cite it anew.", nameof(citation));
        var start = document.Pages[citation.Page - 1].Text[..citation.Start].EnumerateRunes().Count();
        var end = start + citation.Quote.EnumerateRunes().Count();
        var target = new Dictionary<string, object>(StringComparer.Ordinal) { ["source"] = source ?? $"urn:sha256:{citation.Document}" };
        if (mediaType is not null)
            target["format"] = mediaType;
        target["selector"] = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["type"] = "FragmentSelector",
            // RFC 8118 gives the fragment of a PDF its meaning; for other documents it is our page, said in the same words.
            ["conformsTo"] = "http://tools.ietf.org/rfc/rfc8118",
            ["value"] = $"page={citation.Page}",
            ["refinedBy"] = new object[]
            {
                new Dictionary<string, object>(StringComparer.Ordinal) { ["type"] = "TextPositionSelector", ["start"] = start, ["end"] = end },
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["type"] = "TextQuoteSelector", ["exact"] = citation.Quote, ["prefix"] = citation.Before, ["suffix"] = citation.After,
                },
            },
        };
        var annotation = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["@context"] = "http://www.w3.org/ns/anno.jsonld",
            ["type"] = "Annotation",
            ["motivation"] = note is null ? "highlighting" : "commenting",
            ["target"] = target,
        };
        if (note is not null)
            annotation["body"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["type"] = "TextualBody", ["value"] = note, ["format"] = "text/plain" };
        return JsonSerializer.Serialize(annotation, s_options);
    }
}
