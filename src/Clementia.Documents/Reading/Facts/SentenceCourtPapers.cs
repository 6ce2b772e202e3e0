using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// Reads what papers of the court and the prison hold in set phrases: guideline calculations, pleas, money, programs,
/// infractions. Each phrase is one pattern; all patterns run in linear time (they do not backtrack).
/// </summary>
internal static class SentenceCourtPapers
{
    /// <summary>A set phrase and what its first group means.</summary>
    /// <param name="Attribute">What it gives.</param>
    /// <param name="Pattern">The words; group v is the value.</param>
    /// <param name="Read">The canonical value of the match, or null when it is none.</param>
    /// <param name="Reason">Why, in one sentence.</param>
    /// <param name="Others">Whether the fact is told of others too, so that the sentence's people decide whose it is.</param>
    private sealed record Phrase(string Attribute, Regex Pattern, Func<Match, string?> Read, string Reason, bool Others = true);

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string N = @"(?<v>\d{1,2}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)";

    private const string Money = @"\$\s?(?<v>\d[\d,]*(\.\d\d)?)";

    private const string Gap = @"[^.$\n]{0,60}?";

    private static Phrase P(string attribute, string pattern, string reason, Func<Match, string?>? read = null, bool others = true) =>
        new(attribute, new Regex(pattern, Options), read ?? (m => m.Groups["v"].Value), reason, others);

    private static readonly Lazy<Phrase[]> s_phrases = new(() =>
    [
        P("guideline.base_level", @"\bbase\s+offense\s+level(\s+\w+){0,4}?\s*(of|is|was|:|at|,)?\s*" + N + @"\b", "The paper gives the base offense level.", Number),
        P("guideline.offense_level", @"\btotal\s+offense\s+level(\s*\(tol\))?\s*(of|is|was|:|at|=)?\s*(?<v>\d{1,2})\b", "The paper gives the total offense level.", Number),
        P("guideline.history_points", @"\b" + N + @"\s+criminal\s+history\s+points?\b", "The paper counts criminal history points.", Number),
        P("guideline.history_points", @"\bcriminal\s+history\s+(score|points|point\s+total)\s*(of|is|was|:|total)?\s*" + N + @"\b", "The paper counts criminal history points.", Number),
        P("guideline.history_category", @"\bcriminal\s+history\s+category\s*(of|is|was|:|=)?\s*(?<v>VI|IV|V|I{1,3}|[1-6])\b", "The paper gives the criminal history category.", Category),
        P("guideline.range", @"\b(guidelines?|advisory|imprisonment|custody|sentencing|guideline\s+imprisonment)\s+(imprisonment\s+|sentencing\s+|custody\s+)?range\b" + Gap + @"(?<v>\d{1,3}\s*(to|-|–|through)\s*(\d{1,3}\s*months|life)|life\b)", "The paper gives the guideline range.", Range),
        P("guideline.range", @"\bguidelines?\b" + Gap + @"\b(is|are|call\s+for|called\s+for|provide|recommend)\s+(?<v>\d{1,3}\s*(to|-|–)\s*\d{1,3}\s*months)", "The paper gives the guideline range.", Range),
        P("guideline.role_adjustment", @"\b" + @"(?<v>two|three|four|2|3|4)[\s-]+(levels?|points?)\s+(\w+\s+){0,6}?(for\s+)?[^.\n]{0,90}?(3B1\.[12]|organizer|leader\b|leadership|manager|supervisor|aggravating\s+role|mitigating\s+role|minor\s+(role|participant)|minimal\s+(role|participant))", "The paper adjusts the offense level for the role.", Number),
        P("offense.role", @"\b(was|is|as|being)\s+(an?|the)\s+(?<v>organizer\s+(or|and)\s+leader|leader\s+(or|and)\s+organizer|organizer|leader|manager\s+or\s+supervisor|manager|supervisor|minor\s+participant|minimal\s+participant)\b", "The paper says what part the defendant had.", Role),
        P("guideline.career_offender", @"\b(?<v>is\s+not|was\s+not|not|is|was|qualifies\s+as|deemed|sentenced\s+as|designated)\s+(to\s+be\s+)?a\s+career\s+offender\b", "The paper says whether the career offender guideline applies.", m => m.Groups["v"].Value.Contains("not", StringComparison.OrdinalIgnoreCase) ? "no" : "yes"),
        P("guideline.manual", @"\b(?<v>(19|20)\d\d)\s+(edition\s+of\s+the\s+)?(u\.s\.\s+sentencing\s+)?guidelines\s+manual\b", "The paper names the manual that was used."),
        P("guideline.manual", @"\bguidelines\s+manual\b[^.\n]{0,40}?\b(?<v>(19|20)\d\d)\b", "The paper names the manual that was used."),
        P("acceptance", @"\b(?<v>denied|not\s+(receive|awarded|granted)|no)\s+(\w+\s+){0,6}?acceptance\s+of\s+responsibility\b", "The paper denies the reduction for acceptance of responsibility.", _ => "no"),
        P("acceptance", @"\b(two|three|2|3)[\s-]+levels?\s+(\w+\s+){0,8}?acceptance\s+of\s+responsibility\b", "The paper grants the reduction for acceptance of responsibility.", _ => "yes"),
        P("conviction.by", @"\b(pleaded|pled|plea\s+of|plead)\s+guilty\s+(to|on)\b", "The words tell of a guilty plea.", _ => "plea"),
        P("conviction.by", @"\b(jury\s+(found|convicted|returned\s+a\s+verdict)|(convicted|found\s+guilty)\s+(by\s+a\s+jury|after\s+a\s+jury\s+trial|following\s+a\s+jury\s+trial)|after\s+a\s+plea\s+of\s+not\s+guilty)\b", "The words tell of a verdict after trial.", _ => "jury"),
        P("conviction.by", @"\b(bench\s+trial)\b", "The words tell of a trial without a jury.", _ => "bench"),
        P("sentence.restitution", @"\brestitution\b" + Gap + Money, "The paper orders restitution.", Dollars),
        P("sentence.restitution", Money + @"\s+(in|as|of)\s+restitution\b", "The paper orders restitution.", Dollars),
        P("sentence.fine", @"\bfine\s+(of|in\s+the\s+amount\s+of|:)\s*" + Money, "The paper imposes a fine.", Dollars),
        P("sentence.fine", Money + @"\s+fine\b", "The paper imposes a fine.", Dollars),
        P("sentence.forfeiture", @"\b(forfeiture|forfeit|money\s+judgment)\b" + Gap + Money, "The paper orders forfeiture.", Dollars),
        P("prison.infractions", @"\b" + N + @"\s+(disciplinary\s+|incident\s+)?(infractions?|incident\s+reports?|violations\s+of\s+prison\s+rules|write-?ups?)\b", "The record counts infractions.", Number),
        P("prison.infractions", @"\b(no|without\s+(any|a\s+single)|not\s+(incurred|received|had)\s+(any|a\s+single))\s+(disciplinary\s+|incident\s+|prison\s+)?(infractions?|incident\s+reports?|disciplinary\s+(history|actions?|record)|write-?ups?)\b", "The record shows no infraction.", _ => "0"),
        P("prison.infractions", @"\b(clear\s+(conduct|disciplinary\s+record)|incident\s+report\s+free)\b", "The record shows no infraction.", _ => "0"),
        P("prison.security", @"\b(security|custody)\s+(level|classification|status)\s*(is|of|:)?\s*(?<v>minimum|low|medium|high|administrative)\b", "The record gives the security level.", m => m.Groups["v"].Value.ToLowerInvariant()),
        P("prison.risk", @"\b(pattern|recidivism)\s+(\w+\s+){0,3}?(score|level|risk|category)?\s*(is|of|:)?\s*(?<v>minimum|low|medium|high)\b", "The record gives the risk level.", m => m.Groups["v"].Value.ToLowerInvariant()),
        P("prison.programs", @"\b(completed|completes|completing|graduated\s+from|finished)\s+(the\s+|a\s+|an\s+)?(?<v>[\w'’&-]+(\s+[\w'’&()-]+){0,7}?\s+(program|course|class|workshop|training|curriculum|apprenticeship))\b", "The record says that the program was finished.", Text),
        P("indictment.date", @"\bon\s+(or\s+about\s+)?(?<v>[A-Za-z]{3,9}\.?\s+\d{1,2},\s+\d{4}),?\s+an?\s+(federal\s+)?grand\s+jury\b", "The paper gives the day of the indictment.", Date),
        P("offense.year", @"\b(from|between|beginning)\s+(in\s+or\s+about\s+|on\s+or\s+about\s+|at\s+least\s+(as\s+early\s+as\s+)?|approximately\s+|about\s+|in\s+)?([A-Za-z]{3,9}\.?\s+)?(\d{1,2},\s+)?(?<v>(19|20)\d\d),?\s+(and\s+)?(continuing\s+)?(thereafter\s+)?(through|until|to|up\s+to|and)\s+(and\s+including\s+)?(in\s+or\s+about\s+|on\s+or\s+about\s+|approximately\s+|about\s+)?([A-Za-z]{3,9}\.?\s+)?(\d{1,2},\s+)?(?<w>(19|20)\d\d)\b[^.\n]{0,120}?\b(conspir|distribut|possess|did\b|scheme|defendant)", "The paper says from when to when the crime lasted.", m => m.Groups["v"].Value == m.Groups["w"].Value ? m.Groups["v"].Value : $"{m.Groups["v"].Value}-{m.Groups["w"].Value}"),
        P("prison.programs", @"\b(completed|graduated\s+from|finished)\s+(the\s+)?(?<v>RDAP)\b", "The record says that the program was finished.", Text),
        P("prison.education", @"\b(earned|obtained|received|completed|got)\s+(his|her|a|an|the)?\s*(?<v>GED|high\s+school\s+(equivalency|diploma)(\s+certificate)?|(associate|bachelor|master)['’]?s?\s+degree(\s+in\s+[\w]+)?)", "The record tells of schooling.", Text),
        P("prison.work", @"\b(work\s+(assignment|detail)|assigned\s+to|currently\s+works?\s+(as|in)|employed\s+(as|in))\s*(is|:)?\s*(an?\s+|the\s+)?(?<v>[\w'’&-]+(\s+[\w'’&-]+){0,4})", "The record tells of work in prison.", Text),
        P("petitioner.date_of_birth", @"\b(date\s+of\s+birth|dob|born\s+on|was\s+born(\s+on)?)\s*:?\s*(?<v>[A-Za-z0-9/., -]{6,24})", "The paper gives the date of birth.", Date),
        P("sentence.projected_release", @"\b(projected\s+(release|satisfaction)\s+date|projected\s+release|full\s+term\s+release\s+date)\s*(\([^)]{0,20}\))?\s*(is|of|:)?\s*(?<v>[A-Za-z0-9/., -]{6,24})", "The record projects the day of release.", Date),
        P("health.condition", @"\b(diagnosed\s+with|suffers\s+from|suffering\s+from|treated\s+for)\s+(?<v>[a-z0-9'’-]+(\s+[a-z0-9'’-]+){0,5})", "The paper names the condition.", Condition),
        P("health.substance_use", @"\bhistory\s+of\s+(\w+\s+){0,3}?(substance|drug|alcohol)\s+(abuse|use|dependence)\b", "The paper tells of dependence on drugs or alcohol.", _ => "yes"),
        P("petitioner.education", @"\b(graduated\s+from|attended)\s+(?<v>[A-Z][\w'’.-]+(\s+[A-Z][\w'’.-]+){0,4}\s+(High\s+School|College|University|Academy|Institute))\b", "The paper tells of schooling.", Text),
        P("sentence.concurrent", @"\b(to\s+(run|be\s+served)|run|served|all)\s+(?<v>concurrently|consecutively)\b", "The paper says how the terms run.", m => m.Groups["v"].Value.StartsWith("con", StringComparison.OrdinalIgnoreCase) && m.Groups["v"].Value.Contains("current", StringComparison.OrdinalIgnoreCase) ? "concurrent" : "consecutive"),
    ]);

    public static void Read(SentenceCase about)
    {
        var text = about.Words.Text;
        foreach (var phrase in s_phrases.Value)
        {
            foreach (Match match in phrase.Pattern.Matches(text))
            {
                if (phrase.Attribute is "offense.year" && about.Paper.Kind is not ("indictment" or "plea-agreement" or "psr"))
                    continue;
                if (phrase.Read(match) is not { Length: > 0 } value)
                    continue;
                // "no incident reports since 2002" says nothing of the years before.
                if (phrase.Attribute is "prison.infractions" && s_lately.IsMatch(text.AsSpan(match.Index + match.Length, Math.Min(40, text.Length - match.Index - match.Length))))
                    continue;
                var end = match.Index + match.Length;
                // A date's passage ends with the date, not in the middle of the next word.
                if (phrase.Read == (Func<Match, string?>)Date && Dates.FindAll(match.Groups["v"].Value, null) is [var day, ..])
                    end = match.Groups["v"].Index + day.End;
                var scene = about.SceneAt(match.Index);
                var owner = phrase.Others ? Of(scene, match.Index) : Owner.Unsaid;
                if (phrase.Attribute is "prison.education" && about.Paper.Kind is not ("bop-record" or "petition" or "letter"))
                    continue;
                if (phrase.Attribute is "prison.work" or "prison.programs" && about.Paper.Kind is not ("bop-record" or "petition" or "letter" or "motion" or "exhibit"))
                    continue;
                foreach (var one in phrase.Attribute is "prison.programs" ? Split(value) : [value])
                    about.Add(phrase.Attribute, one, match.Index, end, owner, phrase.Reason, owner.Whose == Whose.Petitioner ? Confidence.Stated : Confidence.Resolved);
            }
        }
        CoDefendantSentences(about);
        Form(about);
    }

    private static readonly Regex s_lately = new(@"^\s*(since\s|in\s+the\s+(last|past)|for\s+(the\s+)?(last|past|over|more)|during\s+the\s+(last|past))", Options);

    /// <summary>"the Drug Program and the Victim Impact course" are two.</summary>
    private static string[] Split(string programs) => programs.Split([" and the ", " and a ", " and an "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>In a paper of the case a phrase is the defendant's, unless another person stands before it in its sentence.</summary>
    public static Owner Of(SentenceScene scene, int at)
    {
        Party? last = null;
        foreach (var party in scene.Parties)
        {
            if (party.Start <= at + 2 && party.Whose is Whose.Petitioner or Whose.Other && (party.IsName || party.Whose == Whose.Petitioner))
                last = party;
        }
        return last is { Whose: Whose.Petitioner } p ? new(Whose.Petitioner, p.Name) : last is { Whose: Whose.Other, IsName: true } ? new(Whose.Other, null) : Owner.Unsaid;
    }

    /// <summary>Fields of the court's forms (AO 245B) and captions.</summary>
    private static void Form(SentenceCase about)
    {
        var text = about.Words.Text;
        void Field(string attribute, string pattern, string reason, Func<Match, string?>? read = null)
        {
            // The pattern is fixed, and read once for each paper: a form is short.
            foreach (Match match in Regex.Matches(text, pattern, Options))
            {
                var value = read is null ? match.Groups["v"].Value.Trim() : read(match);
                if (value is { Length: > 4 } && attribute == "sentence.date")
                    about.Add("sentence.year", value[..4], match.Groups["v"].Index, match.Groups["v"].Index + match.Groups["v"].Length, Owner.Unsaid, reason);
                if (value is not { Length: > 0 })
                    continue;
                var group = match.Groups["v"];
                // The passage ends where the value ends: "Jane Roe", not "Jane Roe United States".
                var length = group.Length;
                if (attribute == "sentencing.judge" && value.Split(' ')[^1] is var final && group.Value.IndexOf(final, StringComparison.OrdinalIgnoreCase) is >= 0 and var lastAt)
                    length = lastAt + final.Length;
                else if (attribute == "facility")
                    length = Math.Min(value.Length, group.Length);
                else if (attribute == "sentence.date" && Dates.FindAll(group.Value, null) is [var dated, ..])
                    length = dated.End;
                about.Add(attribute, value, group.Index, group.Index + length, Owner.Unsaid, reason);
            }
        }
        Field("court.docket", @"\b(case|docket)\s+(number|no\.?)\s*:?\s*(?<v>[0-9A-Za-z]{1,6}:?[0-9]{0,2}-?[A-Za-z]{0,4}-?[0-9]{2,6}[0-9A-Za-z-]{0,12})", "The form gives the docket number.", m => m.Groups["v"].Value.Any(char.IsAsciiDigit) ? m.Groups["v"].Value : null);
        Field("sentence.date", @"\bdate\s+of\s+imposition\s+of\s+(judgment|sentence)\s*:?\s*(?<v>[A-Za-z0-9/., -]{6,24})", "The form gives the day of the judgment.", Date);
        Field("sentence.date", @"\b(?<v>[A-Za-z]{3,9}\.?\s+\d{1,2},\s+\d{4})\s+date\s+of\s+imposition", "The form gives the day of the judgment.", Date);
        Field("sentencing.judge", @"\b(before\s+the\s+)?honorable\s+(?<v>[A-Z][\w.'’-]+(\s+[A-Z][\w.'’-]+){1,3})", "The form names the judge.", m => Name(m.Groups["v"].Value));
        Field("sentencing.judge", @"\bname\s+(and\s+title\s+)?of\s+judge\s*:?\s*(?<v>[A-Z][\w.'’-]+(\s+[A-Z][\w.'’-]+){1,3})", "The form names the judge.", m => Name(m.Groups["v"].Value));
        Field("conviction.counts", @"\b(pleaded\s+guilty\s+to|found\s+guilty\s+on|guilty\s+of)\s+counts?(\(s\))?\s+(?<v>\d{1,3}(\s*(,|and|through|to|-|–|&)\s*(and\s+)?\d{1,3}){0,20})", "The judgment lists the counts.", Counts);
        // The judge's name in capitals or not, above the office: the signature of a judgment.
        Field("sentencing.judge", @"(?-i:(?<v>\b[A-Z][\w.'’-]+(\s+[A-Z][\w.'’-]+){1,3}))\s+(United\s+States|U\.S\.|Chief|Senior)\s+(Senior\s+)?(United\s+States\s+)?District\s+Judge\b", "The judge signed the paper.", m => about.Paper.Kind is "judgment" ? Name(m.Groups["v"].Value) : null);
        // The letterhead of a record of the prison names the prison.
        if (about.Paper.Kind == "bop-record")
            Field("facility", @"(?-i:(?<v>\b(FEDERAL|Federal|UNITED STATES|United States|FCI|USP|FMC|FPC)[ ]+((CORRECTIONAL|Correctional|MEDICAL|Medical|PRISON|Prison|DETENTION|Detention)[ ]+(INSTITUTION|Institution|CENTER|Center|CAMP|Camp|COMPLEX|Complex)|PENITENTIARY|Penitentiary)?,?[ ]*[A-Z][A-Za-z]+([ ][A-Z][A-Za-z]+)?))", "The record's letterhead names the prison.", m => Letterhead(Text(m)));
        Field("charge.counts", @"\b(?<v>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-count\s+(superseding\s+)?(indictment|information)", "The words count the charges.", Number);
    }

    /// <summary>The name of a prison without the title of the record behind it.</summary>
    private static string Letterhead(string text)
    {
        foreach (var title in (ReadOnlySpan<string>)[" PROGRESS", " Progress", " REPORT", " Report", " INMATE", " Inmate", " SENTENCE", " Sentence", " INDIVIDUALIZED", " Individualized", " SUMMARY", " Summary"])
        {
            if (text.EndsWith(title, StringComparison.Ordinal))
                text = text[..^title.Length];
        }
        return text.Any(char.IsLower) ? text : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant());
    }

    private static string? Name(string text)
    {
        if (text.All(c => !char.IsLower(c)))
            text = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant());
        var parts = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).TakeWhile(p => char.IsUpper(p[0]) && p is not ("United" or "U.S" or "U.S." or "District" or "Chief" or "Senior" or "Judge" or "Date" or "Name" or "Title" or "Signature" or "Defendant" or "Court")).ToList();
        return parts.Count >= 2 ? string.Join(' ', parts).TrimEnd(',', '.') : null;
    }

    private static string? Counts(Match match)
    {
        var total = 0;
        int? before = null;
        var through = false;
        foreach (Match part in Regex.Matches(match.Groups["v"].Value, @"\d{1,3}|through|to|-|–", Options))
        {
            if (!char.IsAsciiDigit(part.Value[0]))
            {
                through = true;
                continue;
            }
            var number = int.Parse(part.Value, CultureInfo.InvariantCulture);
            total += through && before is { } from && number > from ? number - from : 1;
            before = number;
            through = false;
        }
        return total > 0 ? total.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string? Number(Match match)
    {
        var words = Words.Of(match.Groups["v"].Value);
        if (match.Groups["v"].Value.Equals("zero", StringComparison.OrdinalIgnoreCase))
            return "0";
        return Numbers.Read(words, 0, out var number, out _) && number.Whole is { } whole ? whole.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string Category(Match match) => match.Groups["v"].Value.ToUpperInvariant() switch { "1" => "I", "2" => "II", "3" => "III", "4" => "IV", "5" => "V", "6" => "VI", var roman => roman };

    private static string? Range(Match match)
    {
        var value = match.Groups["v"].Value;
        if (value.StartsWith("life", StringComparison.OrdinalIgnoreCase))
            return "life";
        var numbers = Regex.Matches(value, @"\d+", Options).Select(m => m.Value).ToList();
        return value.Contains("life", StringComparison.OrdinalIgnoreCase) ? $"{numbers[0]} mo-life" : numbers.Count == 2 ? $"{numbers[0]}-{numbers[1]} mo" : null;
    }

    private static string Role(Match match)
    {
        var value = match.Groups["v"].Value.ToLowerInvariant();
        return value.Contains("organizer", StringComparison.Ordinal) || value.StartsWith("leader", StringComparison.Ordinal) ? "leader" : value.Contains("minor", StringComparison.Ordinal) ? "minor" : value.Contains("minimal", StringComparison.Ordinal) ? "minimal" : "manager";
    }

    private static string? Dollars(Match match)
    {
        if (!decimal.TryParse(match.Groups["v"].Value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return null;
        return amount.ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static string? Date(Match match) => Dates.FindAll(match.Groups["v"].Value, null) is [{ Form: DateForm.Absolute } first, ..] && first.Start < 6 ? first.Value : null;

    private static string Text(Match match) => string.Join(' ', match.Groups["v"].Value.Split([' ', '\n', '\r', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A condition ends where the sentence goes on about something else.</summary>
    private static string? Condition(Match match)
    {
        var parts = new List<string>();
        foreach (var part in match.Groups["v"].Value.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is "and" or "in" or "for" or "since" or "after" or "while" or "at" or "by" or "which" or "who" or "that" or "but" or "or" or "is" or "was" or "has" or "he" or "she" || char.IsAsciiDigit(part[0]) && part.Length == 4)
                break;
            parts.Add(part);
        }
        return parts.Count > 0 ? string.Join(' ', parts) : null;
    }

    /// <summary>"Co-defendant John Roe was sentenced to 60 months": for comparing sentences; the subject names who.</summary>
    private static void CoDefendantSentences(SentenceCase about)
    {
        foreach (var term in about.Terms)
        {
            if (term.Role != TermRole.Imposed)
                continue;
            var scene = about.SceneAt(term.Start);
            var words = scene.Words;
            var first = words.At(term.Start);
            for (var i = first - 1; i >= scene.First && i > first - 12; i--)
            {
                if (!words.IsAny(i, ["sentenced", "received", "got", "given"]))
                    continue;
                Party? who = null;
                foreach (var party in scene.Parties)
                {
                    if (party.End <= words[i].Start && party is { Whose: Whose.Other, IsName: true, IsPossessive: false })
                        who = party;
                }
                // The subject of the verb is another person, in a paper that speaks of co-defendants.
                if (who is { } other && scene.Subject(i).Whose == Whose.Other)
                    about.Put("codefendant.sentence", term.Value, other.Start, term.End, words.Text[other.Start..other.End].Trim(), "The paper tells the sentence of another person in the case.");
                break;
            }
        }
    }
}
