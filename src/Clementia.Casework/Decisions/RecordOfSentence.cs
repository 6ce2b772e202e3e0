using System.Globalization;
using System.Text.RegularExpressions;

namespace Clementia.Casework;

/// <summary>What the vetted facts say of the conviction and the sentence: what a decision and its instrument are held against.</summary>
internal sealed class RecordOfSentence
{
    private static readonly Regex s_counts = new(@"\bcounts?\s+(?<list>\d{1,3}s{0,2}\b(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*(?:-|–|through|to)\s*)\d{1,3}s{0,2}\b)*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
    private static readonly Regex s_part = new(@"(?<through>-|–|through|to)?\s*(?<n>\d{1,3})(?<s>s{0,2})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly Petition _petition;
    private readonly ILookup<string, Fact> _confirmed;
    private readonly Dictionary<string, FiledDocument> _documents;
    private IReadOnlyList<string>? _counts;
    private bool _countsRead;

    public RecordOfSentence(Petition petition)
    {
        _petition = petition;
        var lost = petition.Conflicts.Where(c => c.Resolved?.Fact is not null).SelectMany(c => c.Facts.Where(id => id != c.Resolved!.Fact)).ToHashSet(StringComparer.Ordinal);
        _confirmed = petition.Facts.Where(f => f is { Status: FactStatus.Confirmed, Subject: null } && !lost.Contains(f.Id)).ToLookup(f => f.Attribute, StringComparer.Ordinal);
        _documents = petition.Documents.Where(d => d.Filed is not null).GroupBy(d => d.Filed!.Sha256).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    /// <summary>The confirmed facts of an attribute, without those that lost in a resolved conflict.</summary>
    public IReadOnlyList<Fact> Of(string attribute) => [.. _confirmed[attribute]];

    /// <summary>The one value that confirmed facts give, or null when none or several do.</summary>
    public Fact? One(string attribute) => Of(attribute) is { Count: > 0 } facts && facts.All(f => f.Value == facts[0].Value) ? facts[0] : null;

    /// <summary>The confirmed value, read.</summary>
    public T? Value<T>(string attribute)
        where T : Value => One(attribute) is { } fact && Catalog.BuiltIn.Read(attribute, fact.Value) is { IsRefused: false, Value: T value } ? value : null;

    /// <summary>A confirmed whole day, or null when it is less exact or not on file.</summary>
    public DateOnly? Day(string attribute) => Value<Value.Day>(attribute) is { Year: not null, Month: not null, DayOfMonth: not null, Range: { } range } ? range.First : null;

    /// <summary>A confirmed amount in dollars, or null.</summary>
    public decimal? Dollars(string attribute) => Value<Value.Dollars>(attribute)?.Amount;

    /// <summary>An unresolved disagreement on an attribute that a decision cannot pass over: between sources, or of a court's or official paper with what was vetted.</summary>
    public Conflict? OpenConflict(string attribute) => _petition.Conflicts.FirstOrDefault(c => c is { Resolved: null, Subject: null } && c.Attribute == attribute && c.Kind switch
    {
        ConflictKind.Conflict => true,
        ConflictKind.AgainstRecord => c.Facts.Skip(1).Any(id => _petition.Facts.FirstOrDefault(f => f.Id == id) is { } fact && fact.Sources.Any(s => IsOfficial(s.Proposal))),
        _ => false,
    });

    /// <summary>Whether the source is a paper of the court or of an office, and not an account of one.</summary>
    public bool IsOfficial(Proposal proposal) =>
        IsJudgment(proposal) || proposal.Standard is Standard.JuryVerdict or Standard.Plea or Standard.JudgeFinding or Standard.OfficialRecord;

    public bool IsJudgment(Proposal proposal) => _documents.TryGetValue(proposal.Passages[0].Document, out var document) && document.Filed!.DocumentKind == "judgment";

    /// <summary>The support that an instrument cites: the judgment before all others, then the strongest standard.</summary>
    public Proposal Best(Fact fact) => fact.Sources.Select(s => s.Proposal).OrderBy(p => IsJudgment(p) ? 0 : 1).ThenBy(p => p.Standard).First();

    /// <summary>"Judgment, p. 2".</summary>
    public string Cite(Fact fact) => Cite(Best(fact));

    public string Cite(Proposal proposal)
    {
        var passage = proposal.Passages[0];
        var name = _documents.TryGetValue(passage.Document, out var document) ? Wording.Name(document.Filed!) : "a document that is not on file";
        return $"{name}, p. {passage.Page.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>
    /// The counts of conviction by their numbers, as the passage lists them of which the number of counts was vetted: three counts, and
    /// "guilty on Counts 1, 3 and 7". Null when no passage lists as many as the vetted number says.
    /// </summary>
    public IReadOnlyList<string>? Counts
    {
        get
        {
            if (_countsRead)
                return _counts;
            _countsRead = true;
            if (One("conviction.counts") is not { } fact || !int.TryParse(fact.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            return _counts = fact.Sources.Select(s => s.Proposal).OrderBy(p => IsJudgment(p) ? 0 : 1).ThenBy(p => p.Standard)
                .SelectMany(p => p.Passages.Select(passage => $"{passage.Before}{passage.Quote}{passage.After}").Append(p.Passages[0].Quote))
                .SelectMany(Listed).FirstOrDefault(listed => listed.Count == number);
        }
    }

    /// <summary>A count as a judgment numbers it ("1", "12", "3s" of a superseding indictment), or null.</summary>
    public static string? Count(string text)
    {
        var plain = text.Trim().ToLowerInvariant();
        return Regex.IsMatch(plain, @"^[1-9]\d{0,2}s{0,2}$", RegexOptions.CultureInvariant) ? plain : null;
    }

    private static IEnumerable<IReadOnlyList<string>> Listed(string text)
    {
        foreach (Match match in s_counts.Matches(text))
        {
            var counts = new List<string>();
            foreach (Match part in s_part.Matches(match.Groups["list"].Value))
            {
                var n = int.Parse(part.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                if (part.Groups["through"].Length > 0 && counts.Count > 0 && int.TryParse(counts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var from))
                {
                    for (var between = from + 1; between <= n; between++)
                        counts.Add(between.ToString(CultureInfo.InvariantCulture));
                }
                else
                    counts.Add($"{n}{part.Groups["s"].Value.ToLowerInvariant()}");
            }
            yield return [.. counts.Distinct(StringComparer.Ordinal)];
        }
    }
}
