using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Gathers proposals so that one value of one attribute for one subject is one fact, with all passages that say it.</summary>
internal sealed class ClemencySheet(Prose.Prose prose, IReadOnlyList<Statement> statements)
{
    private readonly Dictionary<(string Attribute, string Value, string Subject), Proposal> _facts = [];
    private readonly List<(string Attribute, string Value, string Subject)> _order = [];

    /// <summary>Whether the document treats several petitioners, so that each fact must name its own.</summary>
    public bool Several { get; set; }

    /// <summary>How the document asserts: an official instrument otherwise than the press.</summary>
    public Standard Standard { get; set; } = StandardOf(prose.Context.Kind);

    /// <summary>The standard that the catalog gives to a kind of document; unstated for a kind that it does not know.</summary>
    private static Standard StandardOf(string? kind) => kind is { Length: > 0 } && Catalog.BuiltIn.Kind(kind) is { } known ? known.Standard : Standard.Unstated;

    public IEnumerable<Proposal> Facts => _order.Select(k => _facts[k]);

    public bool Has(string attribute, string? subject = null) => _order.Any(k => k.Attribute == attribute && (subject is null || k.Subject == subject || k.Subject.Length == 0));

    public string? SubjectOf(Entity? who) => who is null || !Several ? null : who.Last ?? who.Name;

    /// <summary>Adds a fact, or a further passage to the same fact. The first passage added stands first.</summary>
    public void Add(string attribute, string value, string? subject, int start, int end, string reason, Confidence confidence = Confidence.Stated,
        bool approximate = false, bool atLeast = false, bool derived = false, string? asOf = null, string? @event = null)
    {
        while (start < end && char.IsWhiteSpace(prose.Text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(prose.Text[end - 1]))
            end--;
        if (start >= end || value.Length == 0)
            return;
        var citation = prose.Cite(start, end);
        var key = (attribute, Canonical(attribute, value), subject ?? "");
        if (_facts.TryGetValue(key, out var known))
        {
            if (known.Passages.Any(p => p.Page == citation.Page && p.Start < citation.End && citation.Start < p.End))
                return;
            _facts[key] = known with { Passages = [.. known.Passages, citation] };
            return;
        }
        var (speaker, standard) = Asserted(citation);
        _facts[key] = new(attribute, value, subject, [citation], reason, confidence, standard, speaker, approximate, atLeast, derived, asOf, @event);
        _order.Add(key);
    }

    /// <summary>The same person under two forms of the name is one value.</summary>
    private static string Canonical(string attribute, string value) =>
        attribute is "petitioner.name" or "clemency.grantor" or "meeting.attendee" or "meeting.arranged_by" or "advocate.name" or "opponent.name" or "victim.name" ? LastWord(value) : value.ToLowerInvariant();

    private static string LastWord(string name)
    {
        var words = name.Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("Jr." or "Sr." or "Jr" or "Sr" or "II" or "III" or "IV")).ToArray();
        return words.Length == 0 ? name : words[^1].ToLowerInvariant();
    }

    /// <summary>What stands in a direct statement is asserted by its speaker.</summary>
    private (string? Speaker, Standard Standard) Asserted(Citation cited)
    {
        if (Standard is not Standard.OfficialRecord)
        {
            foreach (var said in statements)
            {
                if (said.Mode != SpeechMode.Direct)
                    continue;
                foreach (var passage in said.Passages)
                {
                    if (passage.Page == cited.Page && passage.Start <= cited.Start && cited.End <= passage.End)
                        return (said.Speaker, Standard);
                }
            }
        }
        return (null, Standard);
    }
}
