using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Documents;

/// <summary>What kind of law a citation names.</summary>
public enum LawKind
{
    /// <summary>A section of the United States Code: "18 USC 3553(a)".</summary>
    Statute,
    /// <summary>A section of the Guidelines Manual: "USSG 2D1.1(b)(1)".</summary>
    Guideline,
    /// <summary>A decided case: "United States v. Booker, 543 U.S. 220 (2005)".</summary>
    Case,
    /// <summary>A federal rule of procedure or evidence: "Fed. R. Crim. P. 35(b)".</summary>
    Rule,
    /// <summary>A section of the Code of Federal Regulations: "28 CFR 1.1".</summary>
    Regulation,
    /// <summary>A clause of the Constitution: "U.S. Const. art. II, § 2".</summary>
    Constitution,
    /// <summary>A public law: "Pub. L. 115-391".</summary>
    Act,
}

/// <summary>A citation of law, found in a document.</summary>
/// <param name="Written">Where it stands. In a list ("§§ 841 and 846") each section has its own place.</param>
/// <param name="Kind">What kind of law.</param>
/// <param name="Means">In normal form: "18 USC 3553(a)", "USSG 2D1.1(b)(1)", "United States v. Booker, 543 U.S. 220 (2005)".</param>
/// <param name="IsReference">Whether it stands as "id." or a bare "§ 841(a)" and was resolved by what is cited elsewhere in the document.</param>
public sealed record LawCitation(Citation Written, LawKind Kind, string Means, bool IsReference = false);

/// <summary>
/// Finds citations as American lawyers write them: of the record ("PSR ¶ 14", "Tr. 233:4-12", "Dkt. 114 at 3", "id.") and of the law.
/// "Id." means what was cited last: after a citation of the record it is one itself; after a case or a statute it is a citation of
/// law, and <see cref="FindLaw"/> says of which.
/// </summary>
public static partial class RecordCitations
{
    /// <summary>The record citations of a document, in order. An "id." with nothing before it has the source "id.": it stays open.</summary>
    public static IReadOnlyList<RecordCitation> Find(DocumentText document) => Read(document).Record;

    /// <summary>The citations of law in a document, in order.</summary>
    public static IReadOnlyList<LawCitation> FindLaw(DocumentText document) => Read(document).Law;

    /// <summary>A citation as it was matched, before "id." has its meaning.</summary>
    private sealed record Mark(int Start, int End, string Source, string? Number, string? Pinpoint)
    {
        public LawKind? Law { get; init; }

        public bool IsId => Source == "id.";

        public bool IsReference { get; init; }

        /// <summary>"Dkt. 114", "PSR", "Trial Tr. vol. 3": what is cited, without the place in it.</summary>
        public string What => Number is null ? Source : $"{Source} {Number}";

        public string Means => Pinpoint is null ? What
            : Source is "A" ? $"A-{Pinpoint.Replace("at ", "", StringComparison.Ordinal)}"
            : s_appendices.Contains(Source) ? $"{What} {Pinpoint.Replace("at ", "", StringComparison.Ordinal)}"
            : Number?.StartsWith("vol.", StringComparison.Ordinal) == true ? $"{What}, {Pinpoint}" : $"{What} {Pinpoint}";
    }

    private static readonly HashSet<string> s_appendices = ["JA", "ROA", "ER", "SER", "AR", "R.", "App.", "Supp. App.", "A"];

    private static (List<RecordCitation> Record, List<LawCitation> Law) Read(DocumentText document)
    {
        var titles = SectionTitles(document);
        var record = new List<RecordCitation>();
        var law = new List<LawCitation>();
        Mark? last = null;
        foreach (var page in document.Pages)
        {
            foreach (var mark in Marks(page.Text, titles))
            {
                var written = Citation.To(document, page.Number, mark.Start, mark.End);
                var meant = mark;
                if (mark.IsId && last is not null)
                    meant = last with { Pinpoint = mark.Pinpoint is { } own ? InStyleOf(last, own) : last.Pinpoint, IsReference = true };
                if (meant.Law is { } kind)
                    law.Add(new(written, kind, mark.IsId && meant.Pinpoint is not null ? AtPlace().Replace(meant.Source, "") + " " + meant.Pinpoint : meant.Source, meant.IsReference));
                else
                    record.Add(new(written, meant.Means, meant.Source, meant.Pinpoint));
                last = meant.IsId ? last : meant;
            }
        }
        return (record, law);
    }

    // "Id. at 51" after "512 F.3d at 44" is page 51 of the case, not a place in page 44.
    [GeneratedRegex(@" at \d[\w ,.-]*\z")]
    private static partial Regex AtPlace();

    // After "Tr. 233:4-12", "id. at 240:3" is written "Tr. 240:3".
    private static string InStyleOf(Mark cited, string pinpoint) =>
        cited.Law is null && IsTranscript(cited.Source) && pinpoint.StartsWith("at ", StringComparison.Ordinal) && pinpoint.Contains(':') ? pinpoint[3..] : pinpoint;

    private static bool IsTranscript(string source) => source.EndsWith("Tr.", StringComparison.Ordinal);

    private static List<Mark> Marks(string text, IReadOnlyDictionary<string, string> titles)
    {
        var found = new List<Mark>();
        if (text.Length == 0)
            return found;
        AddRecord(text, found);
        AddStatutes(text, found);
        AddGuidelines(text, found);
        AddCases(text, found);
        AddOther(text, found);
        AddBareSections(text, titles, found);

        // Where two readings overlap, the one that starts first and reaches farther is the whole of which the other is a part.
        found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        var marks = new List<Mark>(found.Count);
        foreach (var mark in found)
        {
            if (marks.Count == 0 || mark.Start >= marks[^1].End)
                marks.Add(mark);
        }
        return marks;
    }

    // ---- the record -------------------------------------------------------------------------------------------------

    private static void AddRecord(string text, List<Mark> found)
    {
        foreach (Match match in Sources().Matches(text))
        {
            var at = match.Index + match.Length;
            if (match.Groups["psr"].Success)
                With(match, "PSR", null, PinpointAt(text, at), needsPinpoint: false);
            else if (match.Groups["tr"].Success)
            {
                var volume = match.Groups["vol"].Success ? "vol. " + match.Groups["vol"].Value : null;
                var kind = TranscriptKind(match.Groups["trkind"].Value);
                With(match, kind, volume, PinpointAt(text, at, isTranscript: true), needsPinpoint: true);
            }
            else if (match.Groups["id"].Success)
                With(match, "id.", null, PinpointAt(text, at), needsPinpoint: false);
            else if (match.Groups["dkt"].Success)
                List(match, "Dkt.", DocketNumber(), "s");
            else if (match.Groups["ex"].Success)
                List(match, ExhibitKind(match.Groups["side"].Value), ExhibitNumber(), "s");
            else if (match.Groups["app"].Success)
                Appendix(match);
            else if (match.Groups["paper"].Success)
                With(match, Paper(match.Groups["paper"].Value), null, PinpointAt(text, at), needsPinpoint: true);
        }

        void With(Match source, string name, string? number, (string? Pinpoint, int End) place, bool needsPinpoint)
        {
            if (place.Pinpoint is null && needsPinpoint)
                return;
            found.Add(new(source.Index, place.Pinpoint is null ? source.Index + source.Length : place.End, name, number, place.Pinpoint));
        }

        void List(Match source, string name, Regex numbers, string plural)
        {
            var (start, at) = (source.Index, source.Index + source.Length);
            var isList = source.Groups["many"].Value == plural;
            while (numbers.Match(text, at) is { Success: true } number)
            {
                var (pinpoint, end) = PinpointAt(text, number.Index + number.Length);
                end = pinpoint is null ? number.Index + number.Length : end;
                found.Add(new(start, end, name, Dashes(number.Groups["n"].Value), pinpoint));
                if (!isList || Comma().Match(text, end) is not { Success: true } comma)
                    break;
                start = at = comma.Index + comma.Length;
            }
        }

        void Appendix(Match source)
        {
            var name = Regex.Replace(source.Groups["app"].Value, @"[.\s]", "") switch
            {
                "JA" => "JA",
                "ROA" => "ROA",
                "ER" => "ER",
                "SER" => "SER",
                "AR" => "AR",
                "R" => "R.",
                "SuppApp" => "Supp. App.",
                "A" => "A",
                _ => "App.",
            };
            var number = PageList().Match(text, source.Index + source.Length);
            if (!number.Success)
                return;
            var place = Dashes(number.Groups["n"].Value);
            found.Add(new(source.Index, number.Index + number.Length, name, null, "at " + place));
        }
    }

    private static (string? Pinpoint, int End) PinpointAt(string text, int at, bool isTranscript = false)
    {
        if (Paragraphs().Match(text, at) is { Success: true } paragraphs)
        {
            var list = Listed(paragraphs.Groups["n"].Value);
            return ((list.Contains('-') || list.Contains(',') ? "¶¶ " : "¶ ") + list, paragraphs.Index + paragraphs.Length);
        }
        if (PageAndLine().Match(text, at) is { Success: true } lines)
        {
            var at0 = lines.Groups["at"].Success && !isTranscript ? "at " : "";
            return (at0 + Listed(lines.Groups["n"].Value), lines.Index + lines.Length);
        }
        if (PageAndLineInWords().Match(text, at) is { Success: true } words)
        {
            var to = words.Groups["to"].Success ? "-" + words.Groups["to"].Value : "";
            return ((isTranscript ? "" : "at ") + $"{words.Groups["page"].Value}:{words.Groups["from"].Value}{to}", words.Index + words.Length);
        }
        if (AtPage().Match(text, at) is { Success: true } page)
            return ("at " + Listed(page.Groups["n"].Value), page.Index + page.Length);
        if (isTranscript && PageList().Match(text, at) is { Success: true } bare)
            return ("at " + Listed(bare.Groups["n"].Value), bare.Index + bare.Length);
        return (null, at);
    }

    private static string Dashes(string written) => Regex.Replace(written.Replace('–', '-').Replace('—', '-').Replace('‑', '-'), @"\s", "");

    private static string Listed(string written)
    {
        var list = Regex.Replace(written.Replace('–', '-').Replace('—', '-').Replace('‑', '-'), @"\s*-\s*|\s+to\s+|\s+through\s+", "-");
        return Regex.Replace(Regex.Replace(list, @"¶+\s*", ""), @"\s*,?\s*(?:\band\b|&)\s*|\s*[,;]\s*", ", ").Trim();
    }

    private static string TranscriptKind(string kind) => kind.TrimEnd('.', ' ').ToUpperInvariant() switch
    {
        "" or "R" => "Tr.",
        var k when k.StartsWith("SENT", StringComparison.Ordinal) => "Sent. Tr.",
        var k when k.StartsWith("TRIAL", StringComparison.Ordinal) || k.StartsWith("JURY", StringComparison.Ordinal) => "Trial Tr.",
        var k when k.StartsWith("PLEA", StringComparison.Ordinal) || k.StartsWith("CHANGE", StringComparison.Ordinal) || k.StartsWith("RULE", StringComparison.Ordinal) => "Plea Tr.",
        var k when k.StartsWith("GRAND", StringComparison.Ordinal) => "Grand Jury Tr.",
        _ => "Hr'g Tr.",
    };

    private static string ExhibitKind(string side) => side.TrimEnd().ToUpperInvariant() switch
    {
        "" => "Ex.",
        "GX" => "GX",
        "DX" => "DX",
        "JX" => "JX",
        var s when s.StartsWith("GOV", StringComparison.Ordinal) => "GX",
        var s when s.StartsWith("DEF", StringComparison.Ordinal) => "DX",
        var s when s.StartsWith("JOINT", StringComparison.Ordinal) => "JX",
        _ => "Pet. Ex.",
    };

    private static string Paper(string written)
    {
        var words = Regex.Replace(written, @"\s+", " ");
        return words switch
        {
            "J." or "Judgment" or "Judgement" or "Jmt." => "Judgment",
            "Plea Agmt." or "Plea Agr." or "Plea Ag." => "Plea Agreement",
            "Superseding Indict." or "Super. Indictment" or "S. Indictment" => "Superseding Indictment",
            "Indict." => "Indictment",
            "Compl." => "Complaint",
            "Info." => "Information",
            "Pet." => "Petition",
            "Statement of Reasons" => "SOR",
            "Gov't Sent. Mem." or "Gov’t Sent. Mem." => "Gov't Sent. Mem.",
            _ => words.Replace('’', '\''),
        };
    }

    private const string W = @"(?:[ \t\u00a0]|\r?\n(?![ \t]*\r?\n))";
    private const string N = @"\d{1,5}[a-z]?(?:\([0-9A-Za-z]{1,4}\))*";
    private const string Dash = "[-–—‑]";

    // Order matters: an alternative that is the beginning of another stands behind it.
    [GeneratedRegex(
        @"(?<![\w.$])(?:"
        + @"(?<psr>(?:(?:Revised|Final|Draft|Second|Amended)" + W + @"+)?(?:P\.?S\.?[RI]\.?(?!\w)|PIR\b|[Pp]re-?[Ss]entence" + W + @"+(?:[Ii]nvestigation" + W + @"+)?[Rr]eport))"
        + @"|(?<tr>(?<trkind>(?:Trial|Sent(?:encing|['’]g|\.)?(?:" + W + @"+Hr['’]g)?|Plea(?:" + W + @"+Hr['’]g)?|Hr['’]g|Hearing|Change" + W + "+of" + W + "+Plea|COP|Suppression|Jury|Grand" + W + "+Jury|G\\.?J\\.?|Rule" + W + @"+11|Resentencing|R\.)" + W + @"+)?Tr(?:anscript|\.)(?:" + W + "+of" + W + @"+(?<of>(?:[A-Z][\w'’]*\.?" + W + @"+){1,4}))?(?:,?" + W + @"*[Vv]ol(?:ume|\.)?" + W + @"*(?<vol>\d{1,3}|[IVXL]{1,6}),?)?)"
        + @"|(?<id>[Ii]d\.|[Ii]bid\.)"
        + @"|(?<ex>(?<side>GX|DX|JX)" + W + "*(?:Nos?\\." + W + "*)?(?=[\\dA-Z])|(?:(?<side>(?:Gov['’]?t\\.?|Government|Gov\\.)(?:['’]s)?|(?:Def\\.?|Defense|Defendant)(?:['’]s)?|Joint|(?:Pet['’]r|Petitioner|Pet\\.)(?:['’]s)?)" + W + @"*)?(?:Exh?(?<many>s)?\.|Exhibit(?<many>s)?)" + W + "+(?:Nos?\\." + W + "*)?)"
        + @"|(?<dkt>(?:(?:CM/)?ECF(?:" + W + @"+(?:Doc\.?|Dkt\.?|Entry))?|(?:R\." + W + @"+)?[Dd]kt\.?(?:" + W + @"+(?:Entry|Ent\.))?|(?:R\." + W + @"+)?[Dd]oc\.|Docket(?:" + W + @"+Entry)?|Document(?=" + W + @"+No)|D\." + W + @"?E\.|DE)" + W + @"*(?:(?:No(?<many>s)?\.|\#)" + W + @"*)?(?=\d))"
        + @"|(?<app>J\.?A\.?|Supp\." + W + @"+App\.|(?<!\d\s(?:[A-Z][A-Za-z]{0,5}\.\s?){1,3})App\.|ROA\.|S?ER|AR|R\.(?=" + W + @"+(?:at" + W + @"+)?\d))(?:" + W + "+at)?" + W + @"*(?=\d)"
        + @"|(?<=(?:\(|\b[Ss]ee\b,?" + W + @"|;" + W + @"|\bat" + W + @"))(?<app>A)-(?=\d)"
        + @"|(?<paper>(?:(?:Second|Third|Superseding|Super\.|S\.)" + W + @"+)*Indict(?:ment|\.)|Information|Info\.|(?:Crim(?:inal|\.)" + W + @"+)?Compl(?:aint|\.)|Plea" + W + @"+(?:Agreement|Agmt\.|Agr\.|Ag\.)|Judge?ment|J\.|Jmt\.|SOR|Statement" + W + "+of" + W + @"+Reasons|(?:(?:Gov['’]t|Def\.|Def\.?['’]s)" + W + @"*)?Sent\." + W + @"+Mem\.|Brief" + W + "+of" + W + @"+(?:Appell(?:ant|ee)|Petitioner|Respondent)|(?:Appell(?:ant|ee)(?:['’]s?)?|Opening|Reply|Answering|Resp(?:ondent['’]s|\.)?|Gov['’]t|Pet['’]r)" + W + @"+Br(?:ief|\.)|Pet\.|Petition|Warrant|[A-Z][\w'’-]+" + W + @"+(?:Aff|Decl|Dep|Ltr)\.)"
        + ")", RegexOptions.CultureInvariant)]
    private static partial Regex Sources();

    [GeneratedRegex(@"\G,?" + W + "*(?:at" + W + "+)?(?:(?<many>¶¶|¶" + W + "*¶|[Pp]aras\\.|[Pp]aragraphs|[Pp]ars\\.)" + W + "*(?<n>" + N + "(?:" + W + "*(?:" + Dash + "|,|;|to\\b|through\\b|&|,?" + W + "*and\\b)" + W + "*¶*" + W + "*" + N + ")*)"
        + "|(?:¶|[Pp]ara\\.|[Pp]aragraph|[Pp]ar\\.)" + W + "*(?<n>" + N + "(?:" + W + "*" + Dash + W + "*" + N + ")?))", RegexOptions.CultureInvariant)]
    private static partial Regex Paragraphs();

    private const string Lines = @"\d{1,5}:\d{1,2}(?:" + W + "*" + Dash + W + @"*\d{1,5}(?::\d{1,2})?)?";

    [GeneratedRegex(@"\G,?" + W + "*(?<at>at" + W + "+|pp?\\." + W + "*)?(?<n>" + Lines + "(?:[,;]" + W + "*(?:" + Lines + @"|\d{1,2}" + Dash + @"\d{1,2}(?=[.,;)])))*)(?![\d:])", RegexOptions.CultureInvariant)]
    private static partial Regex PageAndLine();

    [GeneratedRegex(@"\G,?" + W + "*(?:at" + W + "+|pp?\\." + W + "*|page" + W + @"+)?(?<page>\d{1,5}),?" + W + "*(?:ll?\\.|[Ll]ines?)" + W + @"*(?<from>\d{1,2})(?:" + W + "*(?:" + Dash + "|to)" + W + @"*(?<to>\d{1,2}))?", RegexOptions.CultureInvariant)]
    private static partial Regex PageAndLineInWords();

    // A second number belongs to the list only where the list ends with it: "at 45, 47." but not "at 45, 24 months".
    [GeneratedRegex(@"\G,?" + W + "*(?:at" + W + "+(?:pp?\\." + W + "*|pages?" + W + @"+)?|pp?\." + W + "*|pages?" + W + @"+)(?<n>\d{1,5}(?:" + W + "*" + Dash + W + @"*\d{1,5})?(?:," + W + @"*\d{1,5}(?:" + Dash + @"\d{1,5})?(?=\s*(?:[.;,)\]]|\z)))*(?:" + W + @"+n\.\d{1,3})?)", RegexOptions.CultureInvariant)]
    private static partial Regex AtPage();

    [GeneratedRegex(@"\G" + W + @"*(?<n>\d{1,5}(?:" + Dash + @"\d{1,5})?(?:," + W + @"*\d{1,5}(?:" + Dash + @"\d{1,5})?(?=\s*(?:[.;,)\]]|\z)))*)(?![\d\w]|:\d|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex PageList();

    // "Docket No. 94-20233" and "No. 2:94-cr-20233" number the case, not a paper in it.
    [GeneratedRegex(@"\G(?<n>\d{1,5}(?:-\d{1,3})?)(?![\d\w]|:\d|-\w)", RegexOptions.CultureInvariant)]
    private static partial Regex DocketNumber();

    [GeneratedRegex(@"\G(?<n>\d{1,5}(?:-?[A-Z])?(?:-\d{1,3})?|[A-Z]{1,2}(?:-\d{1,3}|\d{1,3})?)(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex ExhibitNumber();

    [GeneratedRegex(@"\G(?:," + W + "*(?:and" + W + "+|&" + W + "*)?|" + W + "+(?:and|&)" + W + ")(?=[\\dA-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();

    // ---- the law ----------------------------------------------------------------------------------------------------

    private const string Section = @"\d{1,5}[A-Za-z]{0,2}(?:-\d{1,2}[a-z]?(?!\w))?(?![\w.]*\d*:\d)";
    private const string Parts = @"(?:" + W + @"?\([0-9A-Za-z]{1,5}\))*";

    private static void AddStatutes(string text, List<Mark> found)
    {
        foreach (Match match in Statute().Matches(text))
        {
            var title = match.Groups["title"].Value;
            var section = match.Groups["section"].Value;
            var end = match.Index + match.Length;
            found.Add(Law(match.Index, end, LawKind.Statute, $"{title} USC {section}{Tight(match.Groups["parts"].Value)}"));
            // "§§ 841(a)(1), (b)(1)(A) and 846": a part alone belongs to the section before it.
            while (NextSection().Match(text, end) is { Success: true } next)
            {
                if (next.Groups["section"].Success)
                {
                    if (!match.Groups["many"].Success)
                        break;
                    section = next.Groups["section"].Value;
                }
                var start = next.Groups["from"].Index;
                end = next.Index + next.Length;
                found.Add(Law(start, end, LawKind.Statute, $"{title} USC {section}{Tight(next.Groups["parts"].Value)}"));
            }
        }
        foreach (Match match in SectionOfTitle().Matches(text))
            found.Add(Law(match.Index, match.Index + match.Length, LawKind.Statute, $"{match.Groups["title"].Value} USC {match.Groups["section"].Value}{Tight(match.Groups["parts"].Value)}"));
    }

    /// <summary>Under which title the document itself cites a section; a section that it cites under two titles is left out.</summary>
    private static Dictionary<string, string> SectionTitles(DocumentText document)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        var marks = new List<Mark>();
        foreach (var page in document.Pages)
            AddStatutes(page.Text, marks);
        foreach (var mark in marks)
        {
            var words = mark.Source.Split(" USC ");
            var section = words[1].Split('(')[0];
            titles[section] = titles.TryGetValue(section, out var other) && other != words[0] ? "" : words[0];
        }
        return titles;
    }

    private static void AddBareSections(string text, IReadOnlyDictionary<string, string> titles, List<Mark> found)
    {
        if (titles.Count == 0)
            return;
        foreach (Match match in BareSection().Matches(text))
        {
            if (titles.TryGetValue(match.Groups["section"].Value, out var title) && title.Length > 0)
            {
                found.Add(Law(match.Index, match.Index + match.Length, LawKind.Statute,
                    $"{title} USC {match.Groups["section"].Value}{Tight(match.Groups["parts"].Value)}") with
                { IsReference = true });
            }
        }
    }

    private static void AddGuidelines(string text, List<Mark> found)
    {
        foreach (Match match in Guideline().Matches(text))
        {
            var note = match.Groups["note"].Success ? $" cmt. n.{match.Groups["note"].Value}" : "";
            found.Add(Law(match.Index, match.Index + match.Length, LawKind.Guideline, $"USSG {match.Groups["section"].Value}{Tight(match.Groups["parts"].Value)}{note}"));
        }
    }

    private static void AddCases(string text, List<Mark> found)
    {
        foreach (Match match in Reported().Matches(text))
        {
            var start = NameBefore(text, match.Index);
            var end = match.Index + match.Length;
            var means = Regex.Replace(text[start..end], @"\s+", " ").Replace('–', '-');
            found.Add(Law(start, end, LawKind.Case, means));
        }
    }

    /// <summary>Where the case's name before its reporter begins; the reporter itself when no name stands before it.</summary>
    private static int NameBefore(string text, int reporter)
    {
        var before = text[Math.Max(0, reporter - 160)..reporter];
        // A name does not reach back over the citation before it.
        before = before[(before.LastIndexOfAny([';', ')', '(', '“', '"']) + 1)..];
        var offset = reporter - before.Length;
        if (!before.TrimEnd().EndsWith(','))
            return reporter;
        var versus = Versus().Matches(before);
        if (versus.Count > 0)
        {
            // Walk left over the first party's capitalized words.
            var at = versus[^1].Index;
            if (before.IndexOf("\n\n", at, StringComparison.Ordinal) >= 0)
                return reporter;
            var start = at;
            while (PartyWord().Match(before[..start]) is { Success: true } word)
                start = word.Groups[1].Index;
            if (LastSignal().Match(before[start..at]) is { Success: true } inside)
                start += inside.Index + inside.Length;
            while (Signal().Match(before[start..at]) is { Success: true } signal)
                start += signal.Length;
            return start < at ? offset + start : reporter;
        }
        return InRe().Match(before) is { Success: true } inRe ? offset + inRe.Groups[1].Index : reporter;
    }

    private static void AddOther(string text, List<Mark> found)
    {
        foreach (Match match in Rule().Matches(text))
        {
            var code = match.Groups["code"].Value switch { "Crim" => "Crim. P.", "Civ" => "Civ. P.", "App" => "App. P.", _ => "Evid." };
            found.Add(Law(match.Index, match.Index + match.Length, LawKind.Rule, $"Fed. R. {code} {match.Groups["n"].Value}{Tight(match.Groups["parts"].Value)}"));
        }
        foreach (Match match in Regulation().Matches(text))
            found.Add(Law(match.Index, match.Index + match.Length, LawKind.Regulation, $"{match.Groups["title"].Value} CFR {match.Groups["n"].Value}{Tight(match.Groups["parts"].Value)}"));
        foreach (Match match in Constitution().Matches(text))
            found.Add(Law(match.Index, match.Index + match.Length, LawKind.Constitution, Regex.Replace(match.Value, @"\s+", " ")));
        foreach (Match match in PublicLaw().Matches(text))
            found.Add(Law(match.Index, match.Index + match.Length, LawKind.Act, "Pub. L. " + Dashes(match.Groups["n"].Value)));
    }

    private static Mark Law(int start, int end, LawKind kind, string means) => new(start, end, means, null, null) { Law = kind };

    private static string Tight(string parts) => Regex.Replace(parts, @"\s", "");

    [GeneratedRegex(@"(?<![\w.-])(?:(?<title>\d{1,2})" + W + "*U\\." + W + "?S\\." + W + "?C\\.?(?:" + W + @"?A\.)?|(?<title>\d{1,2})" + W + @"*USCA?\b|[Tt]itle" + W + @"+(?<title>\d{1,2}),?" + W + @"+(?:of" + W + "+the" + W + "+)?(?:United" + W + @"+States|U\.S\.)" + W + "+Code,?)"
        + W + "*,?" + W + "*(?:(?<many>§" + W + "*§|[Ss]ections|[Ss]ecs\\.)|§|[Ss]ection|[Ss]ec\\.)?" + W + "*(?<section>" + Section + ")(?<parts>" + Parts + ")", RegexOptions.CultureInvariant)]
    private static partial Regex Statute();

    [GeneratedRegex(@"\G(?:" + W + "*,?" + W + "*(?:and|&|or)" + W + "+|" + W + "*[,;]" + W + "*)(?<from>(?:§" + W + "*)?(?:(?<section>" + Section + ")(?!" + W + @"*(?:U\.?" + W + "?S\\.?|F\\.|S\\." + W + "?Ct|months|years|days|grams|kilograms|counts|of" + W + "))(?<parts>" + Parts + ")|(?<parts>(?:" + W + @"?\([0-9A-Za-z]{1,5}\))+)))", RegexOptions.CultureInvariant)]
    private static partial Regex NextSection();

    [GeneratedRegex(@"(?:§|[Ss]ection)" + W + "*(?<section>" + Section + ")(?<parts>" + Parts + "),?" + W + "+of" + W + "+[Tt]itle" + W + @"+(?<title>\d{1,2})\b", RegexOptions.CultureInvariant)]
    private static partial Regex SectionOfTitle();

    [GeneratedRegex("(?:§§?|[Ss]ection)" + W + "*(?<section>" + Section + @")(?!\.\d)(?<parts>" + Parts + ")", RegexOptions.CultureInvariant)]
    private static partial Regex BareSection();

    [GeneratedRegex(@"(?:(?:U\." + W + "?S\\." + W + "?S\\." + W + @"?G\.|\bUSSG\b|\bGuidelines(?:" + W + "+Manual)?|\bGuideline)" + W + "*,?" + W + "*)?(?:§§?" + W + "*|[Ss]ections?" + W + @"+)?(?<![\w.])(?<section>[1-8][A-Z]\d{1,2}\.\d{1,2})(?<parts>" + Parts + @")(?:,?" + W + "*(?:cmt\\.|comment\\.)?,?" + W + @"*\(?n\." + W + @"*(?<note>\d{1,2}(?:\([A-Z]\))?)\)?)?(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Guideline();

    private const string States = "Ala\\.|Alaska|Ariz\\.|Ark\\.|Cal\\.|Colo\\.|Conn\\.|Del\\.|Fla\\.|Ga\\.|Haw\\.|Idaho|Ill\\.|Ind\\.|Iowa|Kan\\.|Ky\\.|La\\.|Me\\.|Md\\.|Mass\\.|Mich\\.|Minn\\.|Miss\\.|Mo\\.|Mont\\."
        + "|Neb\\.|Nev\\.|N\\." + W + "?[HJMYCD]\\.|Ohio(?:" + W + "?St\\.)?|Okla\\.|Or\\.|Pa\\.|R\\." + W + "?I\\.|S\\." + W + "?[CD]\\.|Tenn\\.|Tex\\.|Utah|Vt\\.|(?:W\\." + W + "?)?Va\\.|Wash\\.|Wis\\.|Wyo\\.";

    [GeneratedRegex(@"(?<![\w.])\d{1,4}" + W + "+(?:U\\." + W + "?S\\.|S\\." + W + "?Ct\\.|L\\." + W + "?Ed\\.(?:" + W + "?2d)?|F\\." + W + "?(?:2d|3d|4th)|F\\." + W + "?Supp\\.(?:" + W + "?[23]d)?|F\\." + W + "?App['’]x\\.?|F\\.|WL|B\\.R\\.|F\\.R\\.D\\.|(?:N|S)\\." + W + "?[EW]\\.(?:" + W + "?[23]d)?|[AP]\\.(?:" + W + "?[23]d)|So\\.(?:" + W + "?[23]d)?|(?:" + States + ")(?:" + W + "?App\\.)?(?:" + W + "?(?:2d|3d|4th|5th))?)"
        + W + "+(?:at" + W + @"+)?(?:\d{1,7}|_{2,5})(?:," + W + @"*\d{1,5}(?:" + Dash + @"\d{1,5})?(?!" + W + @"+(?:U\.|S\.|L\.|F\.)))*(?:" + W + "*&?" + W + @"*nn?\.\d{1,3})?(?:" + W + @"*\([^()]{0,40}\d{4}\))?", RegexOptions.CultureInvariant)]
    private static partial Regex Reported();

    [GeneratedRegex(@"\s+vs?\.\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Versus();

    [GeneratedRegex(@"(?<![\w'’])((?![A-Z][a-z]{6,}\.)(?:[A-Z][\w'’&-]*\.?,?|of|the|and|&|ex|rel\.|de|la|del|for|on|by|[\d]+)\s*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartyWord();

    // "... of the United States. See United States v. Rowan": the words before the signal are another sentence's.
    [GeneratedRegex(@"\b(?:See|Cf\.|Accord|Compare|But|Citing|Quoting)[,.]?\s+(?!.*\b(?:See|Cf\.|Accord|Compare|But|Citing|Quoting)\b)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex LastSignal();

    [GeneratedRegex(@"\A(?:See|E\.g\.|Cf|But|Accord|Compare|Citing|Quoting|In|Under|Also|and|of|the|for|on|by|Accordingly|Contra|Nor|With)[.,]*\s+(?:also\s+|e\.g\.,?\s+|cf\.\s+|see\s+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Signal();

    [GeneratedRegex(@"\b((?:In re|Ex parte)\s+[A-Z][\w'’.& -]{1,80},\s*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex InRe();

    [GeneratedRegex(@"\bFed\.?" + W + "?R\\." + W + "?(?<code>Crim|Civ|Evid|App)\\.?" + W + "?(?:P(?:ro)?\\.?" + W + @"*)?(?<n>\d{1,4}(?:\.\d)?)(?<parts>" + Parts + ")", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<![\w.])(?<title>\d{1,2})" + W + "*C\\.?" + W + "?F\\.?" + W + "?R\\.?" + W + "*(?:§§?|[Pp]t\\.|[Pp]art)?" + W + @"*(?<n>\d{1,4}(?:\.\d{1,5})?)(?<parts>" + Parts + ")", RegexOptions.CultureInvariant)]
    private static partial Regex Regulation();

    [GeneratedRegex(@"\bU\.S\." + W + "+(?:Const\\.|Constitution),?" + W + "+(?:art(?:icle|\\.)|amend(?:ment|\\.))" + W + @"+[IVX]{1,6}(?:,?" + W + "+(?:§|sec\\.)" + W + @"*\d{1,2})?(?:,?" + W + "+cl\\." + W + @"*\d{1,2})?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Constitution();

    [GeneratedRegex(@"\bPub(?:\.|lic)" + W + "?L(?:\\.|aw)" + W + "*(?:No\\.)?" + W + @"*(?<n>\d{2,3}" + Dash + @"\d{1,4})", RegexOptions.CultureInvariant)]
    private static partial Regex PublicLaw();
}
