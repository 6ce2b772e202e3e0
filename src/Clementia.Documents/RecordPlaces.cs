using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Documents;

/// <summary>A document on the petition, as far as finding a cited place needs it.</summary>
/// <param name="Label">"D1", in the order of filing.</param>
/// <param name="Kind">From the catalog ("psr", "transcript", "indictment"...), or null.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Title">The document's own title, or null.</param>
/// <param name="Text">Its pages.</param>
public sealed record RecordDocument(string Label, string? Kind, string Name, string? Title, DocumentText Text);

/// <summary>Where a record citation leads: to a place in a filed document, or to a question.</summary>
public abstract record RecordPlace
{
    private RecordPlace()
    {
    }

    /// <summary>The cited place.</summary>
    /// <param name="Document">The cited document.</param>
    /// <param name="Page">From 1, in the order of the file; null when the whole document is cited.</param>
    /// <param name="Passage">The cited paragraph or lines, as far as they stand on that page; null when a whole page or document is cited.</param>
    public sealed record Found(RecordDocument Document, int? Page, Citation? Passage) : RecordPlace;

    /// <summary>The place is not known; the question says what would settle it.</summary>
    public sealed record Open(string Question) : RecordPlace;
}

public static partial class RecordCitations
{
    /// <summary>
    /// Finds the cited place among the petition's documents: by document kind, docket stamp or exhibit mark, then by the page
    /// numbers, line numbers and paragraph numbers that are printed there. Never a likely place: else it asks.
    /// </summary>
    public static RecordPlace Resolve(RecordCitation citation, IReadOnlyList<RecordDocument> documents)
    {
        if (citation.Source == "id.")
            return new RecordPlace.Open($"What does \"{citation.Written.Quote}\" on page {citation.Written.Page} refer to? Nothing is cited before it.");
        var candidates = Cited(citation, documents);
        var what = What(citation);
        if (candidates.Count == 0)
            return new RecordPlace.Open($"Which document is {what}? None on the petition is known to be it; file it, or give its kind.");
        if (citation.Pinpoint is null)
            return candidates.Count == 1 ? new RecordPlace.Found(candidates[0], null, null) : WhichOne(what, candidates);

        var places = candidates.Select(document => PlaceIn(document, citation.Pinpoint)).OfType<RecordPlace.Found>().ToList();
        return places.Count switch
        {
            1 => places[0],
            0 when candidates.Count == 1 => new RecordPlace.Open($"Where in {candidates[0].Label} is {citation.Pinpoint}? No page of it is so numbered."),
            0 => WhichOne(what, candidates),
            _ => WhichOne(what, [.. places.Select(place => place.Document)]),
        };
    }

    private static string What(RecordCitation citation) =>
        citation.Pinpoint is { } place && citation.Means.EndsWith(place, StringComparison.Ordinal) ? citation.Means[..^place.Length].TrimEnd(' ', ',') : citation.Means;

    private static RecordPlace.Open WhichOne(string what, IReadOnlyList<RecordDocument> documents) =>
        new($"Which document is {what}? {string.Join(" and ", documents.Select(document => document.Label))} could each be it.");

    // ---- which document ---------------------------------------------------------------------------------------------

    private static List<RecordDocument> Cited(RecordCitation citation, IReadOnlyList<RecordDocument> documents)
    {
        var source = citation.Source;
        if (source == "Dkt.")
        {
            var number = FirstNumber().Match(citation.Means).Value;
            return [.. documents.Where(document => DocketNumberOf(document) == number)];
        }
        if (source is "Ex." or "GX" or "DX" or "JX" or "Pet. Ex.")
        {
            var number = ExhibitMark().Match(citation.Means[source.Length..]).Value;
            return [.. documents.Where(document => IsExhibit(document, source, number))];
        }
        var fits = documents.Where(document => IsOfKind(document, source)).ToList();
        // "Trial Tr. vol. 3" is the third volume where volumes are told apart, and the one transcript where there is only one.
        if (Volume().Match(citation.Means) is { Success: true } volume && fits.Count > 1)
        {
            var named = fits.Where(document => VolumeOf(document) == Arabic(volume.Groups[1].Value)).ToList();
            return named.Count > 0 ? named : fits;
        }
        return fits;
    }

    private static bool IsOfKind(RecordDocument document, string source)
    {
        var kind = (document.Kind ?? "").ToUpperInvariant().Replace('-', ' ').Replace('_', ' ').Replace('.', ' ');
        var names = $"{kind} {document.Title} {Path.GetFileNameWithoutExtension(document.Name)}".ToUpperInvariant().Replace('-', ' ').Replace('_', ' ');
        bool Kind(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                // A kind that a person gave decides; the title and the file's name speak only where nobody gave one.
                if (Regex.IsMatch(kind.Length > 0 ? kind : names, $@"\b{word}\b"))
                    return true;
            }
            return false;
        }
        return source switch
        {
            "PSR" => Kind("PSR", "PSI", "PRESENTENCE", "PRE SENTENCE"),
            "Indictment" => Kind("INDICTMENT") && !names.Contains("SUPERSEDING", StringComparison.Ordinal),
            "Superseding Indictment" => Kind("INDICTMENT") && names.Contains("SUPERSEDING", StringComparison.Ordinal),
            "Judgment" => Kind("JUDGMENT", "JUDGEMENT"),
            "Plea Agreement" => Kind("PLEA AGREEMENT", "PLEA"),
            "Complaint" => Kind("COMPLAINT"),
            "Information" => Kind("INFORMATION"),
            "Petition" => Kind("PETITION", "CLEMENCY PETITION"),
            "Warrant" => Kind("WARRANT", "CLEMENCY WARRANT"),
            "SOR" => Kind("SOR", "STATEMENT OF REASONS"),
            "JA" => Kind("JA", "JOINT APPENDIX"),
            "App." or "Supp. App." or "A" => Kind("APPENDIX"),
            "ROA" or "R." or "ER" or "SER" or "AR" => Kind("RECORD", "RECORD ON APPEAL", "EXCERPTS OF RECORD", "ADMINISTRATIVE RECORD"),
            "Tr." => Kind("TRANSCRIPT", "TR"),
            "Sent. Tr." => Kind("TRANSCRIPT", "TR") && Regex.IsMatch(names, @"\bSENT"),
            "Trial Tr." => Kind("TRANSCRIPT", "TR") && Regex.IsMatch(names, @"\b(TRIAL|JURY)\b"),
            "Plea Tr." => Kind("TRANSCRIPT", "TR") && Regex.IsMatch(names, @"\b(PLEA|RULE 11)\b"),
            "Grand Jury Tr." => Kind("TRANSCRIPT", "TR") && names.Contains("GRAND JURY", StringComparison.Ordinal),
            "Hr'g Tr." => Kind("TRANSCRIPT", "TR") && Regex.IsMatch(names, @"\b(HEARING|HR.?G)\b"),
            _ when source.EndsWith('.') && source.Split(' ') is [var who, var paper] => // "Smith Aff."
                names.Contains(who.ToUpperInvariant(), StringComparison.Ordinal)
                && Regex.IsMatch(names, paper switch { "Aff." => @"\bAFF", "Decl." => @"\bDECL", "Dep." => @"\bDEP", _ => @"\b(LETTER|LTR)" }),
            _ => false,
        };
    }

    private static string? DocketNumberOf(RecordDocument document)
    {
        foreach (var page in document.Text.Pages)
        {
            foreach (var margin in page.Margins)
            {
                if (StampedDocument().Match(margin) is { Success: true } stamp)
                    return stamp.Groups[1].Value;
            }
        }
        return null;
    }

    private static bool IsExhibit(RecordDocument document, string source, string number)
    {
        if (number.Length == 0)
            return false;
        var side = source switch
        {
            "GX" => @"(?:GX|(?:GOV['’]?T\.?|GOVERNMENT)(?:['’]S)?\s+EX(?:H|HIBIT)?\.?)",
            "DX" => @"(?:DX|DEF(?:ENSE|ENDANT)?\.?(?:['’]S)?\s+EX(?:H|HIBIT)?\.?)",
            "JX" => @"(?:JX|JOINT\s+EX(?:H|HIBIT)?\.?)",
            "Pet. Ex." => @"PET(?:ITIONER)?\.?(?:['’]S)?\s+EX(?:H|HIBIT)?\.?",
            _ => @"(?<!(?:GOV['’]?T\.?|GOVERNMENT|DEF(?:ENSE|ENDANT)?\.?|JOINT)(?:['’]S)?\s)\bEX(?:H|HIBIT)?\.?",
        };
        var mark = $@"{side}[\s_-]*(?:NO\.\s*)?{Regex.Escape(number.ToUpperInvariant())}(?![\w])";
        var head = document.Text.Pages.Count == 0 ? "" : document.Text.Pages[0].Text is var first && first.Length > 200 ? first[..200] : first;
        return new[] { document.Name.Replace('_', ' '), document.Title ?? "", head }.Concat(document.Text.Pages.Take(1).SelectMany(page => page.Margins))
            .Any(words => Regex.IsMatch(words.ToUpperInvariant(), mark));
    }

    private static int? VolumeOf(RecordDocument document)
    {
        foreach (var words in new[] { document.Name.Replace('_', ' '), document.Title ?? "", document.Text.Pages.Count > 0 ? document.Text.Pages[0].Text : "" })
        {
            if (Volume().Match(words) is { Success: true } volume)
                return Arabic(volume.Groups[1].Value);
        }
        return null;
    }

    private static int? Arabic(string number)
    {
        if (int.TryParse(number, CultureInfo.InvariantCulture, out var value))
            return value;
        var sum = 0;
        var digits = number.ToUpperInvariant().Select(c => c switch { 'I' => 1, 'V' => 5, 'X' => 10, 'L' => 50, _ => 0 }).ToArray();
        for (var i = 0; i < digits.Length; i++)
            sum += i + 1 < digits.Length && digits[i] < digits[i + 1] ? -digits[i] : digits[i];
        return sum > 0 ? sum : null;
    }

    // ---- which place in it ------------------------------------------------------------------------------------------

    private static RecordPlace? PlaceIn(RecordDocument document, string pinpoint)
    {
        var text = document.Text;
        if (pinpoint.StartsWith('¶'))
        {
            var numbers = ParagraphSpan().Match(pinpoint);
            if (!numbers.Success)
                return null;
            var from = int.Parse(numbers.Groups[1].Value, CultureInfo.InvariantCulture);
            var to = numbers.Groups[2].Success && int.TryParse(numbers.Groups[2].Value, CultureInfo.InvariantCulture, out var last) && last >= from ? last : from;
            if (ParagraphStart(text, from) is not var (page, start))
                return null;
            var pageText = text.Pages[page - 1].Text;
            var end = ParagraphStart(text, to + 1) is var (nextPage, next) && nextPage == page && next > start ? next : pageText.Length;
            while (end > start && char.IsWhiteSpace(pageText[end - 1]))
                end--;
            return new RecordPlace.Found(document, page, Citation.To(text, page, start, end));
        }
        if (LineSpan().Match(pinpoint) is { Success: true } lines)
        {
            if (PageLabelled(text, lines.Groups["page"].Value) is not { } page)
                return null;
            var printed = text.Pages[page - 1].Lines;
            var from = int.Parse(lines.Groups["from"].Value, CultureInfo.InvariantCulture);
            // "233:4-234:2" goes on over the page; what stands on the first is cited.
            var to = lines.Groups["over"].Success ? int.MaxValue : lines.Groups["to"].Success ? int.Parse(lines.Groups["to"].Value, CultureInfo.InvariantCulture) : from;
            var cited = printed.Where(line => int.TryParse(line.Label, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to && line.Length > 0).ToList();
            if (cited.Count == 0)
                return new RecordPlace.Found(document, page, null);
            return new RecordPlace.Found(document, page, Citation.To(text, page, cited.Min(line => line.Start), cited.Max(line => line.Start + line.Length)));
        }
        if (FirstNumber().Match(pinpoint) is { Success: true } at)
            return PageLabelled(text, at.Value) is { } page ? new RecordPlace.Found(document, page, null) : null;
        return null;
    }

    /// <summary>The page with that number printed on it; or stamped on it by the court; or, where no page bears a number, counted from the first.</summary>
    private static int? PageLabelled(DocumentText text, string number)
    {
        var printed = text.Pages.Where(page => string.Equals(page.Label, number, StringComparison.OrdinalIgnoreCase)).ToList();
        if (printed.Count > 0)
            return printed.Count == 1 ? printed[0].Number : null;
        var stamped = text.Pages.Where(page => page.Margins.Any(margin => StampedPage().Match(margin) is { Success: true } stamp && stamp.Groups[1].Value == number)).ToList();
        if (stamped.Count == 1)
            return stamped[0].Number;
        return text.Pages.All(page => page.Label is null) && int.TryParse(number, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= text.Pages.Count ? count : null;
    }

    /// <summary>Where numbered paragraph n begins. "14." may also begin an item of a list: the one that stands among 13 and 15 is meant.</summary>
    private static (int Page, int Start)? ParagraphStart(DocumentText text, int number)
    {
        var here = Starts(text, number);
        if (here.Count <= 1)
            return here.Count == 0 ? null : here[0];
        var before = Starts(text, number - 1);
        var after = Starts(text, number + 1);
        var ranked = here.Select(place => (Place: place, Rank: (before.Any(b => b.CompareTo(place) < 0) ? 1 : 0) + (after.Any(a => a.CompareTo(place) > 0) ? 1 : 0)))
            .GroupBy(ranking => ranking.Rank).OrderByDescending(group => group.Key).First().ToList();
        return ranked.Count == 1 ? ranked[0].Place : null;
    }

    private static List<(int Page, int Start)> Starts(DocumentText text, int number)
    {
        var starts = new List<(int, int)>();
        var mark = new Regex($@"(?:^|\n)[ \t]*(?<at>(?:¶\s*)?{number}(?:\.|\))[ \t]|¶\s*{number}\b)", RegexOptions.CultureInvariant);
        foreach (var page in text.Pages)
        {
            foreach (Match match in mark.Matches(page.Text))
                starts.Add((page.Number, match.Groups["at"].Index));
        }
        return starts;
    }

    [GeneratedRegex(@"\d+(?:-\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"(?<=\A\s)[0-9A-Z]+(?:-[0-9A-Z]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex ExhibitMark();

    [GeneratedRegex(@"\bvol(?:ume)?\.?\s*(\d{1,3}|[IVXL]{1,6})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Volume();

    [GeneratedRegex(@"\b(?:DktEntry|Doc(?:ument|ket|\.)?)\s*(?:No\.)?\s*:?\s*\#?:?\s*(\d{1,5}(?:-\d{1,3})?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StampedDocument();

    [GeneratedRegex(@"\bPage(?!ID)\s*:?\s*(\d{1,5})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StampedPage();

    [GeneratedRegex(@"(\d+)[a-z]?(?:\([^)]*\))*(?:-(\d+))?", RegexOptions.CultureInvariant)]
    private static partial Regex ParagraphSpan();

    [GeneratedRegex(@"(?<page>\d+):(?<from>\d+)(?:-(?:(?<over>\d+:\d+)|(?<to>\d+)))?", RegexOptions.CultureInvariant)]
    private static partial Regex LineSpan();
}
