using Clementia.Casework;
using Clementia.Documents.Reading;

namespace Clementia.Cli;

/// <summary>Evidence as a person types it, and what a reader makes of a reason.</summary>
internal sealed partial class Desk
{
    /// <summary>The day on which a command acts.</summary>
    public static DateOnly Today() => DateOnly.FromDateTime(Now().UtcDateTime);

    /// <summary>Reads "F12", "G1" and D3:"quoted words" (or with the page, D3:2:"quoted words").</summary>
    /// <exception cref="UsageException">One is none of them, or the words do not stand in the document.</exception>
    public Cites ReadCites(Petition petition, IEnumerable<string> typed)
    {
        var (facts, findings, passages) = (new List<string>(), new List<string>(), new List<Citation>());
        foreach (var one in typed.Select(text => text.Trim()))
        {
            var colon = one.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                passages.Add(Passage(petition, one[..colon].Trim().ToUpperInvariant(), one[(colon + 1)..].Trim().Trim('"', '“', '”')));
            else if (one.Length > 1 && one[0] is 'F' or 'f' && one.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
                facts.Add(one.ToUpperInvariant());
            else if (one.Length > 1 && one[0] is 'G' or 'g' && one.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
                findings.Add(one.ToUpperInvariant());
            else
                throw new UsageException($"'{one}' cites nothing. Write a fact (F12), a finding (G1) or a document with its words (D3:\"quoted words\").");
        }
        return new Cites(facts, findings, passages);
    }

    private Citation Passage(Petition petition, string label, string words)
    {
        if (words.Length == 0)
            throw new UsageException($"No words of {label} are quoted. Write {label}:\"quoted words\".");
        var document = Commands.OfferedOn.Open(this, petition, label);
        // The page may be named: D3:2:quoted words. Words that begin with a number and a colon are taken as words where that page does not say the rest.
        var colon = words.IndexOf(':', StringComparison.Ordinal);
        if (colon is > 0 and < 7 && int.TryParse(words.AsSpan(0, colon), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var page) && words[(colon + 1)..].Trim().Trim('"', '“', '”') is { Length: > 0 } quoted
            && !document.Says(words))
            return document.Cite(quoted, page);
        return document.Cite(words, null);
    }

    /// <summary>What the readers of documents propose from a reason's words. It is filed nowhere and only held against the vetted facts.</summary>
    public IReadOnlyList<Proposal> ReadReason(Petition petition, string reason)
    {
        var petitioners = petition.Facts.Where(fact => fact is { Attribute: "petitioner.name", Subject: null, Status: FactStatus.Confirmed or FactStatus.Proposed })
            .Select(fact => fact.Value).Concat(NamesIn(petition.Title)).Distinct().ToList();
        var text = new DocumentText(new string('0', 64), [Page.OfText(1, reason)], "reason");
        return Cli.Reading.Read(text, new ReadingContext(Petitioners: petitioners)).Result.Facts;
    }

    /// <summary>Fingerprints of what was shown: a document on file (D2), an issued brief (B1), or a file of one's own, which is only hashed.</summary>
    public static string Shown(Petition petition, string typed)
    {
        var name = typed.Trim();
        if (petition.Documents.FirstOrDefault(document => string.Equals(document.Label, name, StringComparison.OrdinalIgnoreCase)) is { } document)
            return document.Filed?.Sha256 ?? throw new UsageException($"{document.Label} was removed by order, so nothing says what was shown. Name the file itself.");
        if (petition.Briefs.FirstOrDefault(brief => string.Equals(brief.Id, name, StringComparison.OrdinalIgnoreCase)) is { } issued)
            return issued.Brief.Sha256;
        return System.IO.File.Exists(name)
            ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(name)))
            : throw new UsageException($"'{name}' is neither a document of {petition.Id} (D1), nor an issued brief (B1), nor a file. Check the name.");
    }
}
