using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>A fact that somebody read in a filed document and offers: what it says, and the words that say so.</summary>
/// <param name="Attribute">From the catalog.</param>
/// <param name="Value">As people write it, or canonical.</param>
/// <param name="Page">From 1; null to look on every page.</param>
/// <param name="Quote">The words of the passage.</param>
/// <param name="Reason">Why they read it so.</param>
/// <param name="Subject">Whom it is about; null for the petitioner.</param>
/// <param name="AsOf">The day for which it holds, or null.</param>
internal sealed record Offered(string Attribute, string Value, int? Page, string Quote, string Reason, string? Subject, string? AsOf);

/// <summary>A document on which facts can be offered, with its kept text. What is offered counts only where the page says the quoted words.</summary>
internal sealed class OfferedOn
{
    private readonly Desk _desk;
    private readonly FiledDocument _document;
    private readonly DocumentText _text;

    private OfferedOn(Desk desk, FiledDocument document, DocumentText text) => (_desk, _document, _text) = (desk, document, text);

    public string Label => _document.Label;

    /// <exception cref="UsageException">There is no such document, or no text of it.</exception>
    public static OfferedOn Open(Desk desk, Petition petition, string label)
    {
        label = label.Trim().ToUpperInvariant();
        var on = petition.Documents.FirstOrDefault(d => d.Label == label) ?? throw new UsageException($"There is no document {label} on {petition.Id}. `docket` shows what is filed.");
        if (on.Filed is null || on.Read?.Reading is null)
            throw new UsageException($"{label} has no kept text to check quotes against.");
        return new(desk, on, desk.Text(on.Read.Reading));
    }

    /// <summary>The fact as a proposal that cites the page, or why it cannot be one.</summary>
    /// <param name="offer">What is offered.</param>
    /// <param name="confidence">How sure its reader can be.</param>
    /// <param name="onlyPlace">Whether words that stand in several places are refused; otherwise the first place is cited.</param>
    public Outcome<Proposal> Check(Offered offer, Confidence confidence, bool onlyPlace)
    {
        var value = _desk.Catalog.Read(offer.Attribute, offer.Value);
        if (value.IsRefused)
            return value.Refusal;
        var asOf = offer.AsOf is null ? null : (Outcome<Value>?)_desk.Catalog.Read("clemency.date", offer.AsOf);
        if (asOf is { IsRefused: true })
            return new Refusal($"asOf \"{Shell.OneLine(offer.AsOf!, 40)}\" is no date.", "Write YYYY, YYYY-MM or YYYY-MM-DD.");
        var places = Places(offer.Quote, offer.Page);
        if (places.Count == 0)
            return new Refusal($"{(offer.Page is { } page ? $"page {page} of {Label} does not say" : $"no page of {Label} says")} \"{Shell.OneLine(offer.Quote, 80)}\".", "Quote the page exactly.");
        if (onlyPlace && places.Count > 1)
            return new Refusal($"{Label} says \"{Shell.OneLine(offer.Quote, 80)}\" in {places.Count} places.", "Quote more of the passage, so that it stands in one place only.");
        var (at, start, length) = places[0];
        return new Proposal(offer.Attribute, value.Value.Canonical, offer.Subject, [Citation.To(_text, at, start, start + length)], offer.Reason, confidence,
            _document.Filed!.DocumentKind is { } kind ? _desk.Catalog.Kind(kind)!.Standard : Standard.Unstated, AsOf: asOf?.Value!.Canonical);
    }

    /// <summary>Whether a page says the words.</summary>
    public bool Says(string quote) => Places(quote, null).Count > 0;

    /// <summary>The first place that says the words.</summary>
    /// <exception cref="UsageException">None does.</exception>
    public Citation Cite(string quote, int? page) => Places(quote, page) is [var (at, start, length), ..] ? Citation.To(_text, at, start, start + length)
        : throw new UsageException($"{(page is { } n ? $"Page {n} of {Label}" : Label)} does not say \"{Shell.OneLine(quote, 80)}\". Quote the page exactly.");

    /// <summary>Enters proposals beside what the document's own reading proposed. Gives the entry's number.</summary>
    public int Enter(string petition, IReadOnlyList<Proposal> facts, string reader)
    {
        var read = new DocumentRead(_document.Filed!.Sha256, _document.Read!.Reading, null, reader, _text.Pages.Count, [], facts, [], []) { Adds = true };
        return _desk.Enter(petition, soFar => Desk.Either(Procedure.Read(soFar, read)));
    }

    // Where a line ends is the printer's doing: white space stands for white space, and every other character for itself. The citation copies the page.
    private List<(int Page, int Start, int Length)> Places(string quote, int? page)
    {
        var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
        var pattern = new Regex(string.Join(@"\s+", words.Select(Regex.Escape)), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        return [.. _text.Pages.Where(p => page is null || p.Number == page).SelectMany(p => pattern.Matches(p.Text).Select(m => (p.Number, m.Index, m.Length)))];
    }
}
