using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>What kind of paper a document is, as far as it decides who asserts its facts and which facts it can hold.</summary>
internal sealed class SentencePaper
{
    private readonly Standard _standard;

    private SentencePaper(string kind, Standard standard, bool isCourt)
    {
        Kind = kind;
        _standard = standard;
        IsCourt = isCourt;
    }

    /// <summary>The catalog's id of the kind, or "" when neither the context nor the text tells.</summary>
    public string Kind { get; }

    /// <summary>Whether it is a paper of the case itself: of the court, the parties or the prison.</summary>
    public bool IsCourt { get; }

    /// <summary>Whether it is a grant, a warrant or an official list of grants.</summary>
    public bool IsOfficial => Kind is "official" or "warrant" or "doj-record" or "board-record";

    /// <summary>Whether it is a register: rows or labelled lines, one grant each.</summary>
    public bool IsRegister => Kind == "register";

    public static SentencePaper Of(Prose.Prose prose)
    {
        var kind = prose.Context.Kind?.Trim().ToLowerInvariant() ?? "";
        if (kind.Length == 0)
            kind = Guess(prose.Text);
        var known = Catalog.BuiltIn.Kind(kind);
        var isCourt = kind is "judgment" or "verdict" or "indictment" or "plea-agreement" or "psr" or "statement-of-reasons" or "docket-sheet" or "trial-transcript" or "plea-transcript" or "sentencing-transcript"
            or "opinion" or "order" or "motion" or "exhibit" or "criminal-history" or "bop-record" or "medical-record" or "military-record" or "ice-record" or "agent-report" or "petition" or "letter" or "email";
        return new(kind, known?.Standard ?? Standard.Unstated, isCourt);
    }

    /// <summary>The defendant as the caption or a labelled line names them.</summary>
    /// <param name="First">The first name, or null.</param>
    /// <param name="Last">The last name.</param>
    /// <param name="Name">The name as written, first name first.</param>
    /// <param name="Start">Offset of its first character.</param>
    /// <param name="End">Behind its last character.</param>
    public sealed record Caption(string? First, string Last, string Name, int Start, int End)
    {
        /// <summary>Whether a person so called may be the defendant: the same last name, and no other first name.</summary>
        public bool Fits(string? first, string last) =>
            string.Equals(last, Last, StringComparison.OrdinalIgnoreCase)
            && (First is null || first is null || string.Equals(first, First, StringComparison.OrdinalIgnoreCase) || first.TrimEnd('.').Length == 1 && char.ToUpperInvariant(first[0]) == char.ToUpperInvariant(First[0])
                || Prose.Lexicon.SameFirstName(first, First));
    }

    /// <summary>The defendant from the caption ("UNITED STATES OF AMERICA v. JANE ROE", "State v. Roe") or a labelled line ("Inmate: ROE, JANE"), or null.</summary>
    public static Caption? Defendant(string text)
    {
        var head = text[..Math.Min(text.Length, 4000)];
        foreach (System.Text.RegularExpressions.Match match in s_caption.Matches(head))
        {
            var group = match.Groups["n"];
            // The words of the name: to a label, the end of its line or anything that no name holds.
            var parts = new List<(string Word, int Start, int End)>();
            var comma = false;
            for (var at = group.Index; at < head.Length && parts.Count < 5;)
            {
                while (at < head.Length && (head[at] is ' ' or '\t' or '\u00a0'))
                    at++;
                var end = at;
                while (end < head.Length && (char.IsLetter(head[end]) || head[end] is '\'' or '\u2019' or '-' || head[end] == '.' && end - at <= 2))
                    end++;
                if (end == at || !char.IsUpper(head[at]) || s_labels.Contains(head[at..end].TrimEnd('.')))
                    break;
                parts.Add((head[at..end], at, end));
                at = end;
                if (at < head.Length && head[at] == ',' && parts.Count == 1 && !comma)
                {
                    comma = true;
                    at++;
                }
                else if (at < head.Length && head[at] is not (' ' or '\t' or '\u00a0'))
                    break;
            }
            parts.RemoveAll(p => p.Word.TrimEnd('.').ToUpperInvariant() is "JR" or "SR" or "II" or "III" or "ET" or "AL");
            if (parts.Count == 0)
                continue;
            // "ROE, JANE Q." has the last name first; "Roe," alone is a last name.
            if (comma && parts.Count > 1)
                return new(parts[1].Word, parts[0].Word, string.Join(' ', parts.Skip(1).Append(parts[0]).Select(p => p.Word)), parts[0].Start, parts[^1].End);
            if (parts.Count > 1)
                return new(parts[0].Word, parts[^1].Word, head[parts[0].Start..parts[^1].End], parts[0].Start, parts[^1].End);
            // A first name alone ("Defendant: JANE"): its last name stands elsewhere.
            if (Extended(text, parts[0].Word) is { } whole)
                return whole;
            return new(null, parts[0].Word, parts[0].Word, parts[0].Start, parts[0].End);
        }
        return null;
    }

    private static Caption? Extended(string text, string first)
    {
        for (var at = text.IndexOf(first + " ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(first + " ", at + 1, StringComparison.Ordinal))
        {
            var from = at + first.Length + 1;
            var end = from;
            while (end < text.Length && (char.IsLetter(text[end]) || text[end] is '\'' or '-'))
                end++;
            if (end > from + 1 && char.IsUpper(text[from]) && !s_labels.Contains(text[from..end]) && (at == 0 || !char.IsLetter(text[at - 1])))
                return new(first, text[from..end], text[at..end], at, end);
        }
        return null;
    }

    /// <summary>Labels of forms and captions that no name holds.</summary>
    private static readonly HashSet<string> s_labels = new(StringComparer.OrdinalIgnoreCase)
    {
        "defendant", "defendants", "case", "criminal", "docket", "judgment", "usm", "no", "number", "count", "counts", "date", "reg", "register", "dob", "age", "sex", "race", "inmate", "petitioner", "respondent", "plaintiff", "appellant", "appellee", "charge", "charges", "sentence",
        "sentenced", "facility", "offense", "order", "indictment", "information", "motion", "memorandum", "opinion", "born", "name", "status", "attorney", "before", "honorable", "the", "and", "for", "united", "states", "court", "district", "division", "statement", "presentence", "plea",
    };

    private static readonly System.Text.RegularExpressions.Regex s_caption = new(
        @"\b(v\.|vs\.|V\.)\s+(?<n>[A-Z][\w.'’-]+)|(?i:\b(defendant|inmate|inmate\s+name|name|re|petitioner)\s*:\s*)(?<n>[A-Z][\w.'’-]+)",
        System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.ExplicitCapture);

    /// <summary>The kind that the words at the head of a paper give away; "" when none do.</summary>
    private static string Guess(string text)
    {
        var head = text[..Math.Min(text.Length, 3000)];
        bool Has(string words) => head.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (Has("judgment in a criminal case"))
            return "judgment";
        if (Has("statement of reasons") && Has("guideline"))
            return "statement-of-reasons";
        if (Has("presentence investigation report") || Has("presentence report"))
            return "psr";
        if (Has("plea agreement") && Has("defendant"))
            return "plea-agreement";
        if (Has("the grand jury charges") || (Has("indictment") && Has("count one")) || Has("a true bill"))
            return "indictment";
        if (Has("progress report") && (Has("bureau of prisons") || Has("inmate")) || Has("individualized needs plan") || Has("sentence monitoring computation"))
            return "bop-record";
        if (Has("executive grant of clemency") || Has("to all to whom these presents"))
            return "official";
        return "";
    }

    /// <summary>Under what standard the paper asserts what stands there: the words of the sentence may name another than its author's.</summary>
    public Standard StandardOf(ReadOnlySpan<char> sentence)
    {
        if (!IsCourt)
            return _standard;
        bool Has(ReadOnlySpan<char> sentence, string words) => sentence.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (Has(sentence, "jury found") || Has(sentence, "guilty by jury") || Has(sentence, "jury convicted") || Has(sentence, "convicted by a jury") || Has(sentence, "found guilty by a jury") || Has(sentence, "jury returned a verdict") || Has(sentence, "jury's verdict") || Has(sentence, "special verdict") || Has(sentence, "a jury trial"))
            return Standard.JuryVerdict;
        if (Has(sentence, "pleaded guilty") || Has(sentence, "plead guilty") || Has(sentence, "pled guilty") || Has(sentence, "guilty plea") || Has(sentence, "plea agreement") || Has(sentence, "stipulate"))
            return Standard.Plea;
        if (Has(sentence, "agents estimate") || Has(sentence, "agent estimate") || Has(sentence, "agents believe") || Has(sentence, "agent testified") || Has(sentence, "agents testified") || Has(sentence, "according to agent") || Has(sentence, "investigators estimate")
            || Has(sentence, "agents determined") || Has(sentence, "case agent"))
            return Standard.Agent;
        if (_standard == Standard.PresentenceReport)
            return Has(sentence, "the court found") || Has(sentence, "the court imposed") ? Standard.JudgeFinding : Has(sentence, "grand jury") || Has(sentence, "indictment charg") || Has(sentence, "the indictment alleges") ? Standard.Indictment : _standard;
        if (Has(sentence, "the court found") || Has(sentence, "the court finds") || Has(sentence, "the court sentenced") || Has(sentence, "judge found") || Has(sentence, "the court adopts") || Has(sentence, "was sentenced"))
            return _standard == Standard.Petitioner ? _standard : Standard.JudgeFinding;
        if (Has(sentence, "the psr") || Has(sentence, "presentence report") || Has(sentence, "presentence investigation report"))
            return Standard.PresentenceReport;
        if (Has(sentence, "the indictment") || Has(sentence, "the grand jury") || Has(sentence, "is charged with"))
            return Standard.Indictment;
        return _standard;
    }
}
