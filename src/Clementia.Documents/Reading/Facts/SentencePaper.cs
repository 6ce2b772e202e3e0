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

    /// <summary>The defendant's last name from the caption ("UNITED STATES OF AMERICA v. JANE ROE", "State v. Roe"), or null.</summary>
    public static string? Defendant(string text)
    {
        var head = text[..Math.Min(text.Length, 4000)];
        foreach (System.Text.RegularExpressions.Match match in s_caption.Matches(head))
        {
            var written = match.Groups["n"].Value;
            var parts = written.Split([' ', '\n', '\r', '\t', ','], StringSplitOptions.RemoveEmptyEntries)
                .TakeWhile(p => char.IsUpper(p[0]) && p.ToUpperInvariant() is not ("DEFENDANT" or "CASE" or "CRIMINAL" or "DOCKET" or "JUDGMENT" or "USM" or "NO." or "NO" or "COUNT"))
                .Select(p => p.Trim('.', ',')).Where(p => p.ToUpperInvariant() is not ("JR" or "SR" or "II" or "III" or "ET" or "AL")).ToList();
            // "ROE, JANE Q." has the last name first.
            if (parts.Count > 0)
                return written.Split(' ')[0].EndsWith(',') ? parts[0] : parts[^1];
        }
        return null;
    }

    private static readonly System.Text.RegularExpressions.Regex s_caption = new(
        @"\b(v\.|vs\.|V\.)\s+(?<n>[A-Z][\w.'’-]+([ ]+[A-Z][\w.'’-]+){0,4})|(?i:\b(defendant|inmate|inmate\s+name|name|re|petitioner)\s*:\s*)(?<n>[A-Z][\w.'’-]+(,?[ ]+[A-Z][\w.'’-]+){1,4})",
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
