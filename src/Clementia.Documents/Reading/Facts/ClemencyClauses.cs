using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// The clemency as people tell it in plain verbs, by patterns over <see cref="ClemencyTape"/>: a record wiped clean, years knocked off a sentence,
/// a prisoner sent home; votes, refusals, conditions, counts, reviews and homes in the words of reporters, boards and registers.
/// </summary>
internal sealed class ClemencyClauses(ClemencyFile file)
{
    private const string Aux = @"(?: (?:has|have|had|also|then|later|since|just|soon|finally|once|who|will|would|D|on D|in D|this week|last week|today|[a-z]+ly|,))*";

    private static string Gap(int words) => @"(?: [^ .;]+){0," + words.ToString(CultureInfo.InvariantCulture) + "}?";

    /// <summary>The one who decides, as subject.</summary>
    private const string G = @" (?<g>[Gg])(?!')(?: \( [^)]{1,30} \)| ,(?: [^.;]){1,90}? ,)?" + Aux;

    private static Regex R(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    private const string Record = @"(?:record|slate|convictions?|name|crimes?|guilt|felony|felonies|file)";

    private const string Cuts = @"(?:cut|cuts|trimmed|trims|shaved|knocked|lopped|chopped|took|sliced|slashed|reduced|reduces|shortened|shortens|lowered|halved|whittled|pared|eased|softened|lightened|lessened|remitted|ended|commuted|commutes|dropped|brought|sheared)";

    private static readonly (string? Form, Regex Pattern)[] s_grants =
    [
        ("pardon", R(G + @" (?:wiped|wipes|erased|erases|expunged|cleared|clears|cleaned|scrubbed|forgave|forgives|voided|struck|removed|nullified|lifted)" + Gap(4) + " " + Record + @" of (?:[a-z]+ ){0,3}?(?<x>[Xx])")),
        ("pardon", R(G + @" (?:wiped|wipes|erased|erases|expunged|cleared|clears|cleaned|scrubbed|forgave|forgives|voided|struck|removed|nullified|lifted)" + Gap(3) + @" (?<x>[Xx])'s" + Gap(3) + " " + Record)),
        ("pardon", R(G + @" (?:forgave|forgives|absolved|exonerated) (?<x>[Xx])(?!')")),
        ("pardon", R(@" pardon (?:that |which )?(?:president |gov |governor |the )*(?<g>[Gg]) (?:issued|granted|signed|gave|announced|handed|gave) ")),
        (null, R(@" (?<form>pardon|commutation|clemency)(?: [^ .;]+){0,3}? (?:handed|given|granted|awarded|issued|extended)(?: down)? to (?:ex - |former |the )?(?:[a-z]+ ){0,2}(?<x>[Xx])(?!')")),
        ("pardon", R(G + @" (?:signed|issued|executed)" + Gap(5) + @" clemency \( (?:a )?(?:full |conditional )?pardon \)" + Gap(2) + @" (?:to|for) (?<x>[Xx])")),
        ("commutation", R(G + " " + Cuts + Gap(7) + @" (?<x>[Xx])'s" + Gap(4) + @" (?:sentence|term|punishment|penalty|time|stretch|prison|years)")),
        ("commutation", R(G + " " + Cuts + Gap(6) + @" (?:off|from|of) (?:the )?" + Gap(4) + @"(?:sentence|term|punishment) of" + Gap(4) + @" (?<x>[Xx])")),
        ("commutation", R(G + " " + Cuts + @" (?:that|it|the sentence|the term|the punishment|the penalty|this|those)(?: [a-z]+){0,3}? (?:to|by) (?:[a-z]+ )?(?:#|life|time served|served)")),
        ("commutation", R(G + " " + Cuts + @" (?:the )?(?:prison )?(?:sentences|terms|punishments) of # [^.;]{0,60}?(?<x>[Xx])'s (?:included|among)")),
        (null, R(@" (?<g>G)'s (?:[a-z-]+ ){0,4}?(?<form>pardon|commutation|clemency) (?:came|arrived|spared|freed|means|meant|followed|ended|wiped|was)(?= )")),
        ("", R(@" (?<g>G)'s (?:[a-z-]+ ){0,4}?(?:reprieve|mercy|order|warrant|signature|pen) (?:came|arrived|spared|freed|means|meant|followed|ended)(?= )")),
        ("", R(@" (?<x>[Xx])(?!')[^.;]{0,80}? (?:let off|forgiven|sprung|freed|spared|released|let go) by" + Gap(3) + @" (?<g>G)(?!')")),
        ("=", R(G + @" (?:finally |at last )*(?:granted|approved|signed|said yes to|okayed) (?:it|(?:the|his|her|x's|X's) (?:petition|request|application|plea|bid|paperwork|papers|warrant))(?= )")),
        ("=", R(@" (?<g>g)" + Aux + @" signed(?= [.,;])")),
        ("commutation", R(@" (?<x>[Xx])'s" + Gap(4) + @" (?:sentence|term|punishment)(?: (?:was|were|has been|had been|is|,|been|then|later|D|on|in))* (?:cut|trimmed|shortened|reduced|halved|slashed|commuted|pared|dropped|lowered)" + Gap(10) + @" by" + Gap(3) + @" (?<g>G)")),
        ("commutation", R(G + @" spared (?<x>[Xx])(?: from)? (?:the rest|further|any more|the remainder|more|additional|another|death|execution|the (?:needle|chair|gas|gallows|death penalty))")),
        ("commutation", R(G + @" spared" + Gap(8) + @" from (?:the rest|the remainder|further|any more) of? ?(?:their|the)" + Gap(3) + @" (?:terms?|sentences?|time)")),
        ("", R(G + @" (?:freed|frees|released|releases|sprang|springs|liberated|let go|cut loose|turned loose|set free) (?:[a-z]+ ){0,3}?(?<x>[Xx])(?!')")),
        ("", R(G + @" (?:cut|let|set|turned|sent|sends|lets|sets|cuts) (?<x>[Xx]) (?:loose|go|free|home|out|off)")),
        ("", R(G + @" signed" + Gap(6) + @" (?:set|free|release|let|freeing|releasing|setting) (?<x>[Xx])(?!')")),
        ("", R(G + @" showed (?<x>[Xx]) mercy")),
        ("", R(@" (?<g>G) announced(?: on)? D(?= [.,])")),
        ("", R(@" (?:order|warrant|grant|document|papers)(?: that| which)? (?:president |gov |governor |the )*(?<g>[Gg]) (?:signed|issued)(?= )")),
        (null, R(G + @" (?:announced|said|declared|revealed|confirmed)" + Gap(6) + @" (?:intends?|intent|intention|plans?|planned|will|would|was|is) (?:to )?(?:grant|give|issue|granting|giving|issuing)(?: an?)?(?: full| complete)? (?<form>clemency|pardon|commutation) (?:to|for)" + Gap(6) + @" (?<x>[Xx])")),
        (null, R(G + @" (?:signed|issued|granted|approved|awarded|bestowed|handed|extended|delivered)" + Gap(5) + @" (?<form>pardon|commutation|clemency)" + Gap(3) + @" (?:to|for|of|on|upon)" + Gap(8) + @" (?<x>[Xx])(?!')")),
        (null, R(G + @" (?:granted|gave|handed|awarded|issued) (?<x>[Xx])" + Gap(4) + @" (?<form>pardon|commutation|clemency)")),
    ];

    private static readonly Regex s_unreal = R(@" (?:not|never|if|whether|could|might|may|should|would (?!be |have )|refused|declined|promised to|urged|asked|wants?|hopes?|considering|weighing|unless|until) ?\z");

    /// <summary>Grants told in other verbs than those of clemency, and grants to a group that are the petitioners'.</summary>
    public void Grants(Action<string?, Entity, Entity?, int, int, DateSpan?> give)
    {
        foreach (var (tape, line) in Tapes())
        {
            foreach (var (form, pattern) in s_grants)
            {
                foreach (Match match in pattern.Matches(tape.Text))
                {
                    var text = tape.Text;
                    var before = text[..(match.Index + 1)];
                    if (line.EndsWithQuestion || s_unreal.IsMatch(text[Math.Max(0, match.Index - 24)..(match.Index + 1)].TrimEnd()) || s_modal.IsMatch(match.Value) || before.EndsWith(" if ", StringComparison.Ordinal))
                        continue;
                    var x = match.Groups["x"];
                    var who = x.Success ? file.Text.Lines[line.Index][tape.PieceAt(x.Index)].Who : file.Sole;
                    if (who is null || !file.IsPetitioner(who))
                        who = file.Sole;
                    if (who is null)
                        continue;
                    // "granted it": the form that was asked for.
                    if (form == "=")
                    {
                        var asked = Sheet.Facts.LastOrDefault(f => f.Attribute == "clemency.sought")?.Value ?? (s_asked.Matches(file.Text.Text[..Math.Min(line.End, file.Text.Text.Length)]).LastOrDefault()?.Groups["form"].Value.ToLowerInvariant() ?? "");
                        var (from, to) = tape.Span(match);
                        give(asked, who, match.Groups["g"].Success ? tape.Who(match.Groups["g"].Index) : null, from, to, DateNear(tape, match));
                        continue;
                    }
                    var grantor = match.Groups["g"].Success ? tape.Who(match.Groups["g"].Index) : null;
                    var (start, end) = tape.Span(match);
                    give(form ?? match.Groups["form"].Value, who, grantor, start, end, DateNear(tape, match));
                }
            }
        }
    }

    private static readonly Regex s_asked = new(@"\b(?:applied|petitioned|asked|request(?:ed)?|application|petition|bid|plea) (?:\w+ ){0,3}?for (?:an? )?(?:full )?(?<form>pardon|commutation)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    /// <summary>What was given to a group, told in other verbs than those of the acts.</summary>
    private static readonly (string Form, Regex Pattern)[] s_groups =
    [
        ("pardon", R(@" (?<g>G)(?!')(?: (?!who)[^.;]+?)? (?:forgave|forgiving|pardoning|pardoned) (?<n>#) (?:people|persons|men|women|individuals|others|americans|N|offenders)")),
        ("commutation", R(@" (?<g>[Gg])(?!')" + Aux + " " + Cuts + @" (?:the )?(?:prison )?(?:sentences|terms|punishments) of (?:some |about |another )?(?<n>#)(?= )")),
        ("clemency", R(@" (?<n>#) (?:[A-Za-z-]+ ){0,4}?to whom (?:president |gov |governor |the )*(?<g>G) (?:extended|granted|gave|offered) clemency")),
    ];

    /// <summary>The grants to groups: form, who gave them, how many, where, when.</summary>
    public IEnumerable<(string Form, Entity Grantor, int Count, int Start, int End, DateSpan? When, Line Line)> Groups()
    {
        foreach (var (tape, line) in Tapes())
        {
            foreach (var (form, pattern) in s_groups)
            {
                if (pattern.Match(tape.Text) is { Success: true } match && tape.Who(match.Groups["g"].Index) is { } grantor && Number(tape, match.Groups["n"]) is > 1 and var count && !s_others.IsMatch(tape.Text.AsSpan(match.Index)))
                {
                    var (start, end) = tape.Span(match);
                    yield return (form, grantor, count, start, end, DateNear(tape, match), line);
                }
            }
        }
    }

    private static readonly Regex s_others = R(@"\A[^.;]* (?:others|more|other|another|additional) ");

    private static readonly Regex s_modal = R(@" (?:would|could|might|may|should|can|not|never|refused to|declined to) (?!have )");

    /// <summary>The date of what a match tells: inside it, right behind it, or at the head of its clause.</summary>
    private static DateSpan? DateNear(ClemencyTape tape, Match match)
    {
        var text = tape.Text;
        // A date inside the match goes before every other.
        for (var at = text.IndexOf(" D ", match.Index, match.Length, StringComparison.Ordinal); at >= 0 && at < match.Index + match.Length; at = -1)
        {
            if (tape.Line[tape.PieceAt(at + 1)] is { Kind: PieceKind.Date } own && own.Date.Form != DateForm.Decade)
                return own.Date;
        }
        if (match.Value.EndsWith(" D", StringComparison.Ordinal) && tape.Line[tape.PieceAt(match.Index + match.Length - 1)] is { Kind: PieceKind.Date } last)
            return last.Date;
        for (var at = text.IndexOf(" D ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(" D ", at + 1, StringComparison.Ordinal))
        {
            if (tape.Line[tape.PieceAt(at + 1)] is not { Kind: PieceKind.Date } piece || piece.Date.Form == DateForm.Decade)
                continue;
            if (at >= match.Index && at < match.Index + match.Length)
                return piece.Date;
            var between = at < match.Index ? text[at..match.Index] : text[(match.Index + match.Length - 1)..at];
            if (between.Length < 60 && !s_elsewhen.IsMatch(between + " ") && !between.Contains(" . ", StringComparison.Ordinal))
                return piece.Date;
        }
        return null;
    }

    private static readonly Regex s_elsewhen = R(@" (?:convicted|sentenced|arrested|since|who|whose|prison|pleaded|after|for|until|serving|elected|guilty|expire|ends?|released|eligible) ");

    private IEnumerable<(ClemencyTape Tape, Line Line)> Tapes()
    {
        foreach (var line in file.Text.Lines)
        {
            if (ClemencyTape.Of(line, file) is { } tape)
                yield return (tape, line);
        }
    }

    // ---- the rest ----------------------------------------------------------------------------------------------------

    public void Read()
    {
        var listing = 0;
        foreach (var (tape, line) in Tapes())
        {
            try
            {
                Votes(tape, line);
                Refused(tape, line);
                Sought(tape, line);
                Reviewed(tape, line);
                Counted(tape, line);
                Petitioned(tape, line);
                Sides(tape, line);
                Buyer(tape, line);
                listing = Conditions(line, listing);
            }
            catch (RegexMatchTimeoutException)
            {
                // Such a sentence is left to the other rules.
            }
        }
        try
        {
            Homes();
        }
        catch (RegexMatchTimeoutException)
        {
            // A text on which the pattern loses itself gives no home.
        }
    }

    private ClemencySheet Sheet => file.Sheet;

    private string? Subject(Line line) => Sheet.SubjectOf(file.PetitionerNear(line));

    private int? Number(ClemencyTape tape, Group at) => !at.Success ? null : at.Value is "nothing" or "none" or "zero" or "nil" or "no one" ? 0 : at.Value switch { "twice" => 2, "once" => 1, "thrice" => 3, "both" => 2, _ => tape.Line[tape.PieceAt(at.Index)].Number ?? file.Text.Lines[tape.Line.Index][tape.PieceAt(at.Index)].Number };

    private bool Near(Line line, int reach, Regex pattern)
    {
        for (var i = Math.Max(0, line.Index - reach); i <= line.Index + reach && i < file.Text.Lines.Count; i++)
        {
            if (pattern.IsMatch(file.Text.Text[file.Text.Lines[i].Start..file.Text.Lines[i].End].ToLowerInvariant()))
                return true;
        }
        return false;
    }

    private static readonly Regex s_board = R(@"\b(?:board|panel|parole commission|clemency commission|pardons? commission|council|commissioners|board members|parole|pardons)\b");
    private static readonly Regex s_mercy = R(@"\b(?:pardon\w*|clemency|commut\w*|parole|reprieve|mercy|spare[ds]?|let (?:him|her) go|go free|release)\b");
    private static readonly Regex s_townhall = R(@"\b(?:county|city|village|town|school) (?:commission|council|board)");

    private static readonly Regex s_vote = R(@" (?<y>#)(?: votes?)? (?:-|\u2013|to) (?<n>#|nothing|none|zero|nil)(?= )(?! (?:,|and) # )");
    private static readonly Regex s_voting = R(@" (?:vote|voted|votes|voting|backed|recommended|approved|endorsed|favou?red?|unanimous|unanimously|split|decided|sided|denied|rejected|advised|margin|ruled|turned|agreed|supported|divided|recommendation|deadlocked|cleared|said no|said yes|no ,|yes ,) ");
    private static readonly Regex s_bareVote = R(@"\A(?: [^ .;]+){0,4} (?<y>#) to (?<n>#) [.?!]");

    private void Votes(ClemencyTape tape, Line line)
    {
        if (!tape.Text.Contains(" #", StringComparison.Ordinal) || !Near(line, 2, s_board) || !Near(line, 3, s_mercy))
            return;
        var raw = file.Text.Text[line.Start..line.End].ToLowerInvariant();
        if (s_townhall.IsMatch(raw) || raw.Contains("jury", StringComparison.Ordinal) || raw.Contains("jurors", StringComparison.Ordinal) || raw.Contains("supreme court", StringComparison.Ordinal) || raw.Contains("circuit", StringComparison.Ordinal))
            return;
        var match = s_voting.IsMatch(tape.Text) ? s_vote.Match(tape.Text) : s_bareVote.Match(tape.Text);
        if (!match.Success || Number(tape, match.Groups["y"]) is not (>= 0 and <= 15 and var yes) || Number(tape, match.Groups["n"]) is not (>= 0 and <= 15 and var no) || yes + no is < 2 or > 20)
            return;
        // "15 to 20 years" is a range, not a vote.
        if (s_unit.IsMatch(tape.Text.AsSpan(match.Index + match.Length - 1)))
            return;
        var (start, end) = tape.Span(match);
        var voting = s_voting.Match(tape.Text);
        var at = voting.Success ? line[tape.PieceAt(voting.Index + 1)] : line[0];
        var near = voting.Success && Math.Abs(at.Start - start) < 90;
        var subject = Subject(line);
        Sheet.Add("board.vote", $"{yes}-{no}", subject, near ? Math.Min(at.Start, start) : start, near ? Math.Max(at.End, end) : end, "The passage gives the board's vote.", Confidence.Resolved);
        if (!Sheet.Has("board.date"))
        {
            var dates = Enumerable.Range(0, line.Count).Where(i => line[i].Kind == PieceKind.Date && line[i].Date.Form != DateForm.Decade && !line.IsAny(i - 1, "since", "until")).ToList();
            if (dates.Count == 1 || dates.Count > 1 && Math.Abs(line[dates[0]].Start - start) < 60)
                Sheet.Add("board.date", line[dates[0]].Date.Value, subject, Math.Min(line[dates[0]].Start, start), Math.Max(line[dates[0]].End, end), "The passage dates the board's vote.", Confidence.Resolved, derived: line[dates[0]].Date.IsDerived);
        }
    }

    private static readonly Regex s_unit = R(@"\A (?:years?|months?|days?|life|percent|%|p\.?m|a\.?m|dollars|people|counts|-|pounds|kilos|grams)");

    // ---- refusals, requests ------------------------------------------------------------------------------------------

    private const string Bid = @"(?:bids?|requests?|pleas?|petitions?|applications?|appeals?|pardon|clemency|commutation|case|hopes?|effort)";

    private static readonly Regex[] s_denied =
    [
        R(@" (?:B|G|board|panel|commission)(?: [^ .;,]+){0,2}? said no(?= (?:[.,;]|again|D|#|to))"),
        R(@" (?:B|G|board|panel|governor|president|commission)(?! 's|')(?: ,[^.;]{1,60} ,)?" + Aux + @" (?:turned down|rejected|denied|refused|rebuffed|passed over|declined|said no to|turned away|dismissed|nixed|spurned)" + Gap(2) + @" (?<x>[Xx])(?:'s)?(?= )"),
        R(@" (?:B|G|board|panel|governor|president|commission)(?! 's|')(?: ,[^.;]{1,60} ,)?" + Aux + @" (?:turned|turns) (?<x>[Xx]) (?:down|away)"),
        R(@" (?:your|my|his|her|x's|X's|the|a|an)(?: [^ .;]+){0,4}? (?:application|petition|request|bid|plea)(?: [^ .;]+){0,4}? (?:has been|was|had been|is|were) (?:denied|rejected|turned down|refused)"),
        R(@" (?<x>[Xx])(?! 's|')" + Aux + @" (?:was|were|been|is)(?: [a-z]+ly| twice| again)? (?:turned down|turned away|rebuffed|denied clemency|denied a pardon|refused)(?! by a (?:bank|school))"),
    ];

    private static readonly Regex[] s_times =
    [
        R(@" (?:turned|turning|denied|rejected|rebuffed|refused|refusing|denying|rejecting|spurned)(?: [XxP]\d*)?(?: down| away)?(?: [^ .;#]+){0,3}? (?<n>#|twice|thrice|once) ?(?:times|,|\.|before|already|by|in)"),
        R(@" (?<n>#) (?:previous|earlier|prior|past|other|failed|unsuccessful) (?:[a-z]+ )?(?:petitions|applications|requests|bids|pleas|attempts|tries|denials|rejections|efforts)"),
        R(@" (?:after|despite|following) (?<n>#) (?:denials|rejections|refusals)"),
        R(@" (?:turned down|turned away|denied|rejected) (?:[a-z]+ )?(?<n>twice|thrice)"),
        R(@" (?:had been|was|been) (?<n>twice|thrice) (?:turned down|turned away|denied|rejected|refused)"),
    ];

    private static readonly Regex s_before = R(@" (?:a |an |his |her |x's |X's )(?:first|earlier|previous|prior|second)(?: [^ .;]+){0,9}? (?:denied|rejected|turned down|refused) by (?<who>(?:[^ .;]+ ){0,7}?(?:G|P\d+|g))| (?:B|board)(?: [^ .;]+){0,12}? (?:had (?:unanimously |once |already )?(?:turned|rejected|denied|refused))(?: [^ .;]+){0,3}?");

    private void Refused(ClemencyTape tape, Line line)
    {
        if (!Near(line, 2, s_mercy))
            return;
        var granted = Sheet.Has("clemency.form");
        foreach (var pattern in s_denied)
        {
            if (pattern.Match(tape.Text) is not { Success: true } match || !granted && Sheet.Has("clemency.status") || s_hypothetical.IsMatch(match.Value))
                continue;
            // What was refused long before a grant is an earlier petition's fate.
            if (granted)
                continue;
            var (start, end) = tape.Span(match);
            Sheet.Add("clemency.status", "denied", Subject(line), start, end, "The passage says that clemency was refused.", Confidence.Resolved);
            break;
        }
        foreach (var pattern in s_times)
        {
            if (pattern.Match(tape.Text) is not { Success: true } match || Number(tape, match.Groups["n"]) is not (>= 1 and <= 30 and var times))
                continue;
            if (!s_request.IsMatch(tape.Text) && !s_refusers.IsMatch(tape.Text))
                continue;
            var (start, end) = tape.Span(match);
            Sheet.Add("prior.petitions.denied", times.ToString(CultureInfo.InvariantCulture), Subject(line), start, end, "The passage counts the petitions that were turned down.", Confidence.Resolved);
            break;
        }
    }

    private static readonly Regex s_hypothetical = R(@" (?:would|could|might|if|may|should|to) ");
    private static readonly Regex s_request = R(@" (?:petition\w*|application\w*|request\w*|bid|bids|plea|pleas|clemency|pardon|pardons|commutation|mercy|board|B|governors?|predecessors?) ");
    private static readonly Regex s_refusers = R(@" (?:board|B|G|g|governor|governors|presidents|panel|predecessors?|administration) ");

    private static readonly Regex[] s_sought =
    [
        R(@" (?:bid|request|hope|hopes|plea|petition|application|asked|asking|asks|fight|effort|quest|campaign|petitioned|applied|applying)(?: [^ .;]+){0,4}? (?:to have|to get|for|to win|to receive|seeking)(?: [^ .;]+){0,3}? (?<form>pardon|commutation|reprieve)(?= )"),
        R(@" (?:bid|request|hope|plea|petition|application|asked|effort|quest)(?: [^ .;]+){0,2}? to (?:have|get)(?: [^ .;]+){0,3}? (?<pardon>record|conviction|convictions|slate)(?: [^ .;]+){0,2}? (?:erased|wiped|expunged|cleared|cleaned|forgiven)"),
        R(@" (?<x>[Xx])(?! 's|')(?: ,[^.;]{1,90}? ,)?" + Aux + @" (?:sought|seeks|seeking|wanted|wants|asked for|requested|applied for|asked" + Gap(4) + @" for) (?:a |an |the )?(?:full |presidential |gubernatorial )?(?<form>pardon|commutation|reprieve|clemency)(?= )(?! (?:petition|board|application))"),
        R(@" (?:asked|petitioned|urged|begged)" + Gap(5) + @" to (?<commute>commute|shorten|reduce|cut)" + Gap(2) + @" (?:[Xx]'s|his|her)"),
        R(@" (?<form>pardon|commutation|clemency) (?:application|petition|request|bid)(?= )(?=[^.;]* (?:pending|denied|rejected|filed|submitted|heard|before) )"),
    ];

    private void Sought(ClemencyTape tape, Line line)
    {
        if (line.EndsWithQuestion)
            return;
        foreach (var pattern in s_sought)
        {
            if (pattern.Match(tape.Text) is not { Success: true } match || file.Petitioners.Count == 0 || match.Value.Contains(" not ", StringComparison.Ordinal) || match.Value.Contains(" never ", StringComparison.Ordinal))
                continue;
            var form = match.Groups["pardon"].Success ? "pardon" : match.Groups["commute"].Success ? "commutation" : match.Groups["form"].Value;
            var (start, end) = tape.Span(match);
            // What was granted was sought: only a request that the text tells as such, of another form or without a grant, is news.
            if (Sheet.Facts.Any(f => f.Attribute == "clemency.form" && f.Value == form) || Sheet.Facts.Any(f => f.Attribute == "clemency.sought") || form == "clemency" && Sheet.Has("clemency.form"))
                continue;
            Sheet.Add("clemency.sought", form, Subject(line), start, end, "The passage says that this form was asked for.", Confidence.Resolved);
            return;
        }
    }

    // ---- review ------------------------------------------------------------------------------------------------------

    private const string Office = @"(?:pardon attorney|justice department|department of justice|doj|pardon office|office of the pardon attorney)";

    private static readonly Regex[] s_reviewed =
    [
        R(@" (?:recommended|vetted|reviewed|endorsed|approved|cleared|supported|forwarded)" + Gap(2) + @" by" + Gap(4) + " " + Office),
        R(" " + Office + @"(?: I)?(?:'s)?(?: [^ .;]+){0,4}? (?:recommended|endorsed|backed|signed off|had reviewed|reviewed|supported|vetted)(?= )(?! against)"),
        R(@" (?:went|gone|going|passed|moved|came) through" + Gap(4) + " " + Office),
    ];

    private static readonly Regex[] s_unreviewed =
    [
        R(@" (?:never|not|no|without|nor|neither|instead of)(?: [^ .;]+){0,9}? " + Office),
        R(" " + Office + @"(?: I)?(?:'s)?(?: [^ .;]+){0,5}? (?:never|not)(?: [^ .;]+){0,3}? (?:looked|reviewed?|saw|see|vetted|weighed|consulted|involved|asked|told|notified|examined|considered|recommended|part)"),
        R(@" (?:bypass|circumvent|sidestep|skirt|skip|ignor|short - circuit|go(?:ing)? around|went around|outside)[a-z]*(?: [^ .;]+){0,6}? " + Office),
    ];

    private void Reviewed(ClemencyTape tape, Line line)
    {
        if (!Near(line, 8, s_mercy))
            return;
        foreach (var pattern in s_reviewed)
        {
            if (pattern.Match(tape.Text) is not { Success: true } match || s_never.IsMatch(tape.Text))
                continue;
            var (start, end) = tape.Span(match);
            foreach (var subject in Subjects(line))
            {
                if (!Sheet.Has("process.doj_review", subject))
                    Sheet.Add("process.doj_review", "yes", subject, start, end, "The passage says that the Justice Department reviewed the case.", Confidence.Resolved);
                if (match.Value.Contains("recommend", StringComparison.Ordinal))
                    Sheet.Add("clemency.status", "recommended", subject, start, end, "The passage says that clemency was recommended.", Confidence.Resolved);
            }
            return;
        }
        foreach (var pattern in s_unreviewed)
        {
            if (pattern.Match(tape.Text) is not { Success: true } match || Sheet.Has("process.doj_review") || match.Value.Contains("prosecut", StringComparison.Ordinal) || match.Value.Contains("respond", StringComparison.Ordinal) || match.Value.Contains("comment", StringComparison.Ordinal) || match.Value.Contains("oppose", StringComparison.Ordinal))
                continue;
            var (start, end) = tape.Span(match);
            Sheet.Add("process.doj_review", "no", Sheet.SubjectOf(file.Sole), start, end, "The passage says that the Justice Department's review was passed by.", Confidence.Resolved);
            return;
        }
    }

    private static readonly Regex s_never = R(@" (?:not|never|without|against|no) ");

    /// <summary>Whose a passage on "all eleven" is: every petitioner's and the batch's; else that of the line.</summary>
    private IEnumerable<string?> Subjects(Line line)
    {
        if (!Sheet.Several)
            return [null];
        var raw = file.Text.Text.AsSpan(line.Start, line.End - line.Start);
        return raw.StartsWith("All ", StringComparison.Ordinal) || raw.Contains("each of", StringComparison.OrdinalIgnoreCase) ? ["batch", .. file.Petitioners.Select(Sheet.SubjectOf).Distinct()] : [Subject(line)];
    }

    // ---- counts ------------------------------------------------------------------------------------------------------

    private static readonly Regex s_batch = R(@" (?:one of|among)(?: the| about| some| just| only)* (?<n>#) (?:[a-z]+ ){0,4}?(?:N )?(?:pardoned|announced|granted|issued|given|freed|whose sentences|who (?:received|got|were (?:pardoned|granted|given|freed)))(?= )");
    private static readonly Regex s_named = R(@"\b(?:names?|named|lists?|listed|naming|listing|identifies|following|enumerates)\b[^.;]{0,24}?\b(?<n>(?:\d{1,4}|[a-z]+(?:[ -][a-z]+){0,2})) (?:people|persons|individuals|names|men|allies|americans|recipients|citizens)\b");
    private static readonly Regex s_document = R(@" (?:proclamation|pardon|pardons|document|order|warrant|list|clemency|grant) ");

    private void Counted(ClemencyTape tape, Line line)
    {
        if (s_batch.Match(tape.Text) is { Success: true } batch && Number(tape, batch.Groups["n"]) is > 1 and var count && !Sheet.Has("clemency.batch_count") && Near(line, 1, s_mercy))
        {
            var (start, end) = tape.Span(batch);
            Sheet.Add("clemency.batch_count", count.ToString(CultureInfo.InvariantCulture), null, start, end, "The passage counts the grants of the batch.", Confidence.Resolved);
        }
        if (s_document.IsMatch(tape.Text) && Near(line, 3, s_mercy) && !Sheet.Has("clemency.named_count") && (file.Text.IsInstrument || s_proclaimed.IsMatch(file.Text.Text)))
        {
            var raw = file.Text.Text[line.Start..line.End].ToLowerInvariant();
            if (s_named.Match(raw) is { Success: true } named && Numbers.FindAll(Words.Of(named.Groups["n"].Value)) is [.., { Kind: NumberKind.Cardinal, Whole: > 1 and var names }])
                Sheet.Add("clemency.named_count", names.ToString(CultureInfo.InvariantCulture), null, line.Start + named.Index, line.Start + named.Index + named.Length, "The passage counts those whom the grant names.", Confidence.Resolved);
        }
    }

    private static readonly Regex s_proclaimed = new(@"\bproclamation\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    // ---- petition ----------------------------------------------------------------------------------------------------

    private static readonly Regex[] s_petition =
    [
        R(@" (?:petition|application|request|plea)(?: ,)?(?: [^ .;]+){0,4}? (?:lodged|filed|submitted|sent|begun|made|dated) (?:in|on|back in) (?<d>D)"),
        R(@" (?:filed|submitted|lodged|sent|drafted|wrote) (?:the|his|her|a|an|x's|X's|their)(?: [a-z]+){0,4}? (?:petition|application|request|plea)(?: [^ .;]+){0,4}? (?:in|on) (?<d>D)"),
        R(@" (?:asked|petitioned|applied)(?: [^ .;]+){0,5}? for (?:a |an )?(?:full )?(?:pardon|commutation|clemency|reprieve) (?:in|on) (?<d>D)"),
        R(@" (?<x>[Xx])" + Aux + @" (?:applied|petitioned) (?:in|on|back in) (?<d>D)"),
        R(@" (?:applied|petitioned|asked) for (?:clemency|(?:a )?(?:pardon|commutation))(?: [^ .;]+){0,3}? (?:in|on) (?<d>D)"),
        R(@" (?:pardon|clemency|commutation) (?:application|petition|request|hearing),? (?:filed |submitted |lodged )?(?:in|from) (?<d>D)"),
    ];

    private void Petitioned(ClemencyTape tape, Line line)
    {
        if (!tape.Text.Contains(" D", StringComparison.Ordinal) || Sheet.Has("petition.year", Subject(line)) || !Near(line, 3, s_mercy))
            return;
        foreach (var pattern in s_petition)
        {
            if (pattern.Match(tape.Text) is not { Success: true } match || line[tape.PieceAt(match.Groups["d"].Index)] is not { Kind: PieceKind.Date, Date.Year: { } year } || s_otherPapers.IsMatch(match.Value))
                continue;
            var (start, end) = tape.Span(match);
            Sheet.Add("petition.year", year.ToString(CultureInfo.InvariantCulture), Subject(line), start, end, "The passage dates the petition.", Confidence.Resolved);
            return;
        }
    }

    private static readonly Regex s_otherPapers = R(@" (?:denied|rejected|granted|appeal|habeas|court|motion|release motion|compassionate) ");

    // ---- sides -------------------------------------------------------------------------------------------------------

    /// <summary>Lists of those who pleaded: the pleas came from them, they signed, they wrote, they took up the cause.</summary>
    private static readonly Regex[] s_advocateLists =
    [
        R(@" (?:pleas?|appeals?|letters?|calls?|support|petitions?|backing)(?: [^ .;]+){0,6}? (?:came|come|arrived|poured in|were sent|flowed)(?: [^ .;]+){0,8}? from"),
        R(@" (?:letters?|messages?|statements?|notes?) of support (?:from|by|signed by)"),
        R(@" (?:those|people|among those|others) (?:who )?(?:writing|wrote|speaking|spoke|urging|urged|calling|testifying|testified|signing|signed|seeking)(?: [^ .;]+){0,8}? (?:included?|were|was|are|:)"),
        R(@" (?:campaign|petition|effort|crusade|drive|push|lobbying)(?: ,)?(?: [^ .;]+){0,9}? (?:by|from|led by|begun by|started by|run by|organi[sz]ed by|headed by|launched by)"),
        R(@" (?:supporters|advocates|backers|allies|champions|boosters|admirers) (?:included?|ranged from|were|:)"),
        R(@" (?:backed|supported|championed|joined|endorsed|urged|sought|requested)(?: [^ .;]+){0,3}? by"),
    ];

    private static readonly Regex s_people = R(@"\G(?: (?!who|after|because|when|which|that|said|to |his |her |my )[a-z0-9NI'#,-]+){0,9}? (?<who>[PX]\d*)(?!')(?: ,(?: (?!P\d)[^ ;.]+){1,12}?(?= (?:,|and) ))?(?:(?: , and| ,| and)(?: (?!who|after|because|when|which|that|said|was|were|had|has|is |he |she )[a-z'#-]+){0,9}? (?<who>P\d+)(?!')(?: ,(?: (?!P\d)[^ ;.]+){1,12}?(?= (?:,|and) ))?)*");

    private static readonly Regex[] s_advocates =
    [
        R(@" (?<who>P\d+)(?!')(?: ,[^.;]{1,80}? ,)?" + Aux + @" (?:supported|backed|endorsed|favou?red|sponsored) (?:the |x's |X's |his |her )(?:[a-z]+ )?(?:move|decision|petition|request|bid|clemency|commutation|pardon|application|release|plea)(?= )"),
        R(@" (?:his|her|x's|X's) (?:[a-z]+ )?(?:attorney|lawyer)(?: p\d*)? , (?<who>P\d+) ,(?: had)? (?:argued|told the board|urged|pleaded|petitioned)(?= )"),
        R(@" (?<who>P\d+)(?: of (?:the )?[PI]\d*(?: [a-z.]+){0,2})?(?: ,[^.;]{1,80}? ,)?(?: all| both| each| also)* took (?:up|on) (?:x's|X's|his|her|the) (?:cause|case|fight)"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)?" + Aux + @" raised (?:it|the case|x's case|X's case|the matter|[Xx]) with"),
        R(@" (?<who>P\d+) (?:advocated|campaigned|lobbied|pushed|pressed|pleaded|fought)(?: [a-z]+)? (?:for|on behalf)"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)?" + Aux + @" (?:argued|argues|arguing) (?:that )?(?:[Xx]|the board|the governor|the state)(?: [^ .;]+){0,6}? (?:deserve|should|ought|merit)"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)? , the (?:[a-z]+ )?(?:attorney|lawyer|advocate|law professor|professor) who (?:filed|drafted|prepared|wrote|submitted|took)"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)?(?: and (?:[a-z#-]+ ){1,4}N?)?" + Aux + @" (?:spoke|speaks|testified|wrote|appeared|stood) for (?:[Xx])(?= )"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)?" + Aux + @" (?:pressed|asked|told|begged|urged|buttonholed|lobbied|reached|called|texted) (?:the )?(?:[a-z]+ )*[Gg](?: [^ .;]+){0,3}? (?:about|over|on|regarding) (?:the |x's |X's |his |her )?(?:case|petition|sentence|[Xx])(?= )"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)?(?: , (?:who|now retired) [^.;]{1,60}? ,)?" + Aux + @" (?:asked|asks|called|pleaded|begged|pushed|wrote) for (?:clemency|mercy|(?:a )?(?:pardon|commutation))(?= )"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)?" + Aux + @" (?:wrote|told|informed|assured) (?:the )?(?:[a-z]+ )*[GB](?: [^ .;]+){0,3}? (?:that )?(?:it|the sentence|[Xx]|the term)(?: [^ .;]+){0,5}? (?:take back|regret|unjust|too (?:long|harsh)|wrong|deserve|should)"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)?" + Aux + @" (?:vouched|vouches|stood up|spoke up|went to bat|stuck up|testified|pleaded|pled|prayed|rallied) for [Xx](?= )"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)?" + Aux + @" (?:carried|hand - carried|delivered|hauled|brought|took|sent|mailed|forwarded)(?: [^ .;]+){0,9}? (?:petitions?|signatures|letters?|file|case|plea|application)(?: [^ .;]+){0,6}? to (?:the )?(?:[a-z]+ )*[GB](?= )"),
        R(@" (?:thank you|thanks|grateful)(?: so much| again)? (?:to )?(?:[a-z]+ )?(?<who>P\d+)(?: [^ .;]+){0,3}? for (?:bringing|telling|raising|fighting|speaking|making|pushing|championing|introducing)"),
    ];

    private static readonly Regex[] s_opponents =
    [
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)?" + Aux + @" (?:fought|opposed|resisted|contested|protested|decried|denounced|condemned|objected|challenged) (?:the |x's |X's |his |her |it|to )?(?:[a-z]+ )?(?:petition|application|request|bid|pardon|commutation|clemency|release|decision|move|it)(?= )"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)?" + Aux + @" (?:begged|urged|asked|told|implored|warned|pressed|wanted|lobbied|pleaded with) (?:the )?(?:[a-z]+ )*(?:[GBg]|governor|president|board)(?: [^ .;]+){0,3}? (?:not to|against|to (?:deny|reject|refuse|leave|keep|let the execution|let the sentence|stand|uphold|block))"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)? (?:is|was|has been|had been) (?:fighting|opposing|contesting|resisting|challenging) (?:it|the|this|that|clemency|x's|X's)(?= )"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)?" + Aux + @" (?:spoke|testified|argued|voted|came out|campaigned|lobbied) against(?= (?:[.,;]|it|[Xx]|the|clemency))"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)?" + Aux + @" (?:went to court|sued|filed suit|asked a judge|moved)(?: [^ .;]+){0,3}? to (?:undo|block|overturn|void|stop|reverse|challenge)"),
        R(@" (?:but|though|although|while)(?: the)?(?: [a-z]+){0,3} (?:sheriff|prosecutor|attorney|mayor|chief|family|widow|father|mother|brother|sister)(?: [a-z]+){0,2}(?: [pN]\d*)? , (?<who>P\d+) , did (?=\.|,|and)"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)?(?: ,)?" + Aux + @" (?:was|were|is|said [a-z]+ (?:was|were|is|felt)|felt|were left|pronounced (?:himself|herself))(?: [a-z]+ly)? (?:sickened|furious|outraged|appalled|disgusted|angry|angered|incensed|livid|aghast|heartsick|heartbroken|disappointed|dismayed|horrified|blindsided|betrayed)(?= )"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)?" + Aux + @" (?:called|calls|described|describes|branded|labeled|labelled|termed|deemed|blasted as|denounced as) (?:it|this|that|the (?:decision|move|pardon|commutation|clemency|release|grant|order|act|announcement))(?: as)? (?:"" )?(?:a |an |just |"" |the )*(?:[a-z-]+ ){0,2}?(?:bad|outrageous|insult|betrayal|disgrace|mistake|slap|travesty|mockery|injustice|outrage|shameful|wrong|reckless|dangerous|sad|dark|christmas|indefensible|appalling|gift|joke|sham|stunt|unconscionable|cowardly|terrible|horrible|disaster)"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)?(?: went further ,)?" + Aux + @" (?:said|saying|says|wrote)(?: [^ .;]+){0,5}? (?:the )?(?:pardon|commutation|clemency|decision|release|move|[Gg]|board|she|he|it) (?:had |has |was |is )?(?:"" )?(?:told|tells|sends|sent|spat|misled|cried|rewards|rewarded|mocks|mocked|insults|insulted|betrayed|betrays|erases|cheapens|puts|makes a)(?= )"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,90}? ,)?" + Aux + @" (?:said|says)(?: [^ .;]+){0,2}? would have (?:preferred|liked|rather)"),
    ];

    /// <summary>Whoever speaks for the petitioner while the case is open.</summary>
    private static readonly Regex s_counsel = R(@" (?<who>P\d+)(?: ,[^.;]{1,80}? ,)? (?:(?:has|had|have) (?:long )?(?:represented|defended)|represents|is representing) (?:mr |ms |mrs )*[Xx](?= )| (?<who>P\d+) is (?:his|her|x's|X's) (?:[a-z]+ )?(?:lawyer|attorney)(?= )");

    private static readonly Regex s_against = R(@" (?:against|not to|deny|reject|refuse|oppose|opposing|opposed|execution go forward|let the|keep) ");

    private void Sides(ClemencyTape tape, Line line)
    {
        if (!tape.Text.Contains(" P", StringComparison.Ordinal) || file.Petitioners.Count == 0 || !Near(line, 6, s_mercy))
            return;
        var text = tape.Text;
        if (!s_against.IsMatch(text))
        {
            foreach (var pattern in s_advocates)
            {
                foreach (Match match in pattern.Matches(text))
                    Side(tape, line, match, match.Groups["who"], "advocate.name");
            }
            foreach (Match match in s_counsel.Matches(text))
            {
                if (!Sheet.Has("clemency.form"))
                    Side(tape, line, match, match.Groups["who"], "advocate.name");
            }
            foreach (var pattern in s_advocateLists)
            {
                foreach (Match match in pattern.Matches(text))
                {
                    if (!s_cause.IsMatch(text))
                        continue;
                    var people = s_people.Match(text, match.Index + match.Length);
                    if (people.Success)
                        Side(tape, line, match, people.Groups["who"], "advocate.name");
                }
            }
        }
        foreach (var pattern in s_opponents)
        {
            foreach (Match match in pattern.Matches(text))
                Side(tape, line, match, match.Groups["who"], "opponent.name");
        }
    }

    private static readonly Regex s_cause = R(@" (?:[Xx](?:'s)?|clemency|pardon\w*|commut\w*|reprieve|mercy|release|freedom) ");

    private static readonly Regex s_listed = R(@"(?: (?:(?:the|a|an) )?(?:[a-z-]+ ){0,4}?(?<who>P\d+)(?: of [PI]\d*)?(?: , and| ,| and))+(?: (?:the|a|an))?(?: [a-z-]+){0,4}? ?\z");

    private void Side(ClemencyTape tape, Line line, Match match, Group people, string attribute)
    {
        // "singer A, rapper B and the Rev. C all took up": those listed before the subject.
        var captures = people.Captures.ToList<Capture>();
        if (captures.Count == 1 && captures[0].Index == match.Index + 1 && s_listed.Match(tape.Text[..(match.Index + 1)].TrimEnd()) is { Success: true } listed)
            captures.AddRange(listed.Groups["who"].Captures);
        foreach (var one in captures)
        {
            if (tape.Text.AsSpan(0, one.Index).EndsWith(" of ") || tape.Who(one.Index) is not { Kind: EntityKind.Person, IsPlural: false } who || who.Name.Length < 3 || file.IsPetitioner(who) || file.Acts.Any(a => a.Grantor == who && a.Stage == Stage.Granted))
                continue;
            if (attribute == "advocate.name" && (ClemencyActs.MayGrant(who) || Sheet.Facts.Any(f => f.Attribute == "opponent.name" && f.Value == who.Name)))
                continue;
            var (start, end) = tape.Span(match);
            var at = line[tape.PieceAt(one.Index)];
            Sheet.Add(attribute, who.Name, Sheet.SubjectOf(file.PetitionerAt(line, Math.Min(start, at.Start))), Math.Min(start, at.Start), Math.Min(Math.Max(end, at.End), Math.Min(start, at.Start) + 380), attribute == "advocate.name" ? $"{who.Name} sought or backed the clemency." : $"{who.Name} opposed or condemned the clemency.", Confidence.Resolved);
        }
    }

    // ---- the one harmed ----------------------------------------------------------------------------------------------

    private static readonly Regex s_buyer = R(@" (?:had |who )*(?:paid|paying|pays)(?: [^ .;]+){0,4}? (?:for|to (?:have sex|sleep|be)(?: with)?) (?:x|X|sex|her|him)(?= )| (?:a |the |her |his |x's |sleeping )(?:client|john|customer|buyer)(?= )(?=[^.;]* (?:shot|killed|stabbed|dead|trigger) )| (?:shot|killed|stabbed|trigger on)(?: [^ .;]+){0,3}? (?:client|john|customer|buyer)(?= )");

    private void Buyer(ClemencyTape tape, Line line)
    {
        if (Sheet.Has("victim.role") || s_buyer.Match(tape.Text) is not { Success: true } match || !Near(line, 4, s_killing))
            return;
        var (start, end) = tape.Span(match);
        Sheet.Add("victim.role", "client", Subject(line), start, end, "The passage says that the victim had paid for sex.", Confidence.Resolved);
    }

    private static readonly Regex s_killing = R(@"\b(?:killed|killing|shot|murder\w*|stabbed|slaying|found dead|trigger|robbed|robbery|held up|holdup|stickup)\b");

    // ---- conditions --------------------------------------------------------------------------------------------------

    private static readonly Regex s_lead = R(@"\b(?:condition(?:s|ed|al)?|must|has to|have to|required? to|requires?|strings|provided that|so long as|on the understanding|terms of (?:the|his|her)|subject to|agree(?:s|d)? to|will have to|is to)\b");

    private static readonly (string Value, Regex Pattern)[] s_conditions =
    [
        ("employment", R(@"\b(?:hold(?:ing)?|keep(?:ing)?|find(?:ing)?|get(?:ting)?|have|maintain(?:ing)?|obtain(?:ing)?|seek(?:ing)?|land)\b(?: down)?(?: \w+){0,4}? (?:job|work|employment)\b|\b(?:stay|remain|be|staying|remaining) (?:gainfully )?employed\b|\bfull-time (?:employment|work|job)\b|\bgainful employment\b|\bemployment\b")),
        ("counseling", R(@"\b(?:counsel(?:l)?ing|therapy|therapist|counsel(?:l)?or|psychologist|treatment program|anger management|alcoholics anonymous|mental health treatment)\b")),
        ("community-service", R(@"\b(?:community service|public service|hours (?:of (?:volunteer|service)|to (?:a|an|the)|at (?:a|an|the)|with)|hours of \w+ service|volunteer (?:work|hours|at|for|with))\b")),
        ("youth-work", R(@"\b(?:(?:at[- ]risk|troubled|vulnerable|trafficked|young|teenage) (?:youths?|girls|boys|teens|teenagers|kids|children|people|women|offenders)|(?:teenagers|teens|youths?|kids|girls|boys|students|schoolchildren|young people) (?:at risk|about|on)|(?:talk|speak|talks|speaking|talking) (?:to|with|at) (?:\w+ ){0,3}?(?:teenagers|teens|youths?|kids|schools|students|young people|schoolchildren)|work(?:ing)? with (?:\w+ ){0,2}?(?:youths?|teens|teenagers|kids|children|girls|boys|young))")),
        ("home-confinement", R(@"\b(?:home (?:confinement|detention|arrest)|house arrest|ankle (?:bracelet|monitor)|electronic monitor(?:ing)?|confined to (?:his|her|the) (?:home|house)|under curfew at home)\b")),
    ];

    /// <summary>Conditions of a grant: in the sentence that makes it depend on them, and in the list or sentences that go on from there. The number of lines for which the list is still open.</summary>
    private int Conditions(Line line, int listing)
    {
        var raw = file.Text.Text[line.Start..line.End].ToLowerInvariant().Replace('\n', ' ').Replace('\u2019', '\'');
        if (raw.Length > 2500)
            return 0;
        var from = -1;
        var lead = s_lead.Match(raw);
        if (lead.Success && (s_mercy.IsMatch(raw) || Near(line, 1, s_mercy) || raw.Contains("order", StringComparison.Ordinal)))
        {
            from = lead.Index;
            listing = raw.Contains("condition", StringComparison.Ordinal) || raw.Contains("strings", StringComparison.Ordinal) || raw.TrimEnd().EndsWith(':') ? 7 : Math.Max(listing, 1);
        }
        else if (listing > 0)
        {
            // The list goes on with items, or with "She must also ...".
            var goes = raw.TrimStart() is { Length: > 0 } head && (head[0] is '*' or '-' or '\u2022' or '(' || char.IsAsciiDigit(head[0]) || listing > 1 && !raw.Contains('"', StringComparison.Ordinal) && (raw.TrimEnd().EndsWith(';') || lead.Success));
            from = goes ? 0 : -1;
            listing--;
        }
        if (from < 0 || s_past.IsMatch(raw[..Math.Min(raw.Length, Math.Max(from, 1))]) && !raw.Contains("condition", StringComparison.Ordinal))
            return listing;
        foreach (var (value, pattern) in s_conditions)
        {
            var match = pattern.Match(raw, from);
            if (match.Success && match.Index - from < 420)
                Sheet.Add("clemency.condition", value, Subject(line), line.Start + match.Index, line.Start + match.Index + match.Length, "The passage makes the grant or the release depend on it.", Confidence.Resolved);
        }
        return listing;
    }

    private static readonly Regex s_past = R(@"\b(?:had to|was required|were required|used to)\b");

    // ---- homes -------------------------------------------------------------------------------------------------------

    private const string Noun = @"man|woman|native|resident|mother|father|grandmother|grandfather|great-grandmother|businessman|businesswoman|mayor|sheriff|teen|teenager|farmer|boy|girl|couple|veteran|inmate|prisoner|mom|dad|pastor|nurse|doctor|lawyer|attorney|clerk|cook|mechanic|nun|priest|politician|lawmaker|legislator|councilman|councilwoman|commissioner|official|executive|entrepreneur|musician|student|contractor|electrician|technician|physician|pharmacist|accountant|machinist|dentist|florist|roofer|plumber|welder|driver|trucker|teacher|banker|broker|dealer|worker|waiter|waitress|barber|baker|painter|carpenter|longshoreman|fisherman|salesman|developer|landlord|publisher|owner|builder|rancher|hairdresser|seamstress|janitor|custodian|housewife|homemaker|rapper|singer|boxer|coach|principal|jeweler|druggist|grocer|shopkeeper|autoworker|merchant|cabbie|deliveryman|bartender|drugstore|restaurateur|store owner|convenience-store owner|convenience store owner|gas station attendant";

    private static readonly Regex s_home = new(@"\b(?:[Aa]n?|[Tt]he|[Tt]hat|[Tt]his|[Ff]ormer|[Oo]ne-time|\d{2}-year-old|then-\d{2}-year-old|retired|,) (?<place>(?:St\. |Fort |New |San |Los |Las |Santa |El |East |West |North |South |Baton |Grand |Little |Pine |Des |Palm |Salt Lake |Long )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:-area|-born)? (?:(?:state|city|county|high school|auto|shipyard|steel|real estate|drug|former|retired|young|truck|bus|school|restaurant|insurance|tax|used-car|police|home|registered) ){0,2}(?:" + Noun + @")\b(?!-)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    private static readonly Regex s_deed = new(@"\b(?:killing|slaying|murder|shooting|stabbing|robbery|death|stabbing death|shooting death|beating|burglary|kidnapping|stickup|holdup|arson|carjacking)(?: [a-z0-9'’$-]+){0,7}?(?: of [^.;]{1,80}?)?,? (?:in|outside|near) (?<place>(?:(?:North|South|East|West|Fort|St\.|New|San|Los|Las|El|Little|Pine|Baton) )?[A-Z][a-z]+(?: (?:City|Rouge|County|Park|Beach|Falls|Springs|Rock|Heights|Hills|Rapids))?(?:, [A-Z][a-z]+)?)(?=[.,;)]| in | on | and | when | after | where | more| that | as )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    private static readonly Regex s_placeless = R(@"\A(?:american|african|republican|democratic|democrat|federal|black|white|christian|catholic|former|vietnam|army|navy|marine|air|gulf|world|young|mexican|cuban|korean|british|irish|italian|jewish|muslim|hispanic|latino|asian|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the|his|her|another|first|second|one|every|capitol|white house|death|state|supreme|wall|hollywood|tv|fox|house|senate|congress|court|texas ranger|national|medicare|god|english|french|spanish|german|russian|soviet|chinese|japanese|native|roman|baptist|methodist|presbyterian|then|united states|america|grammy|oscar|emmy|facebook|twitter)\b");

    private void Homes()
    {
        if (file.Sole is not { } sole || Sheet.Has("place") || file.Text.IsInstrument)
            return;
        var text = file.Text.Text;
        foreach (var pattern in (ReadOnlySpan<Regex>)[s_home, s_deed])
        {
            foreach (Match match in pattern.Matches(text))
            {
                var place = match.Groups["place"];
                if (s_placeless.IsMatch(place.Value.ToLowerInvariant()) || pattern == s_deed && Lexicon.StateNames.Contains(place.Value) || file.Prose.Entities.Any(e => e.Kind == EntityKind.Person && (e.Last == place.Value || e.Name == place.Value || e.First == place.Value)))
                    continue;
                var line = file.Text.Lines.LastOrDefault(l => l.Start <= match.Index);
                // Of whom it is told: the petitioner in this sentence or the next, and nobody else beside.
                if (line is null || !Told(line, match, sole, pattern == s_home))
                    continue;
                Sheet.Add("place", place.Value, Sheet.SubjectOf(sole), match.Index, match.Index + match.Length, pattern == s_home ? $"The passage says where {sole.Name} is from." : "The passage says where the offense was.", Confidence.Resolved);
                return;
            }
        }
    }

    private bool Told(Line line, Match match, Entity sole, bool home)
    {
        var mine = Enumerable.Range(0, line.Count).Where(k => line[k].Who == sole).ToList();
        if (!home)
            return mine.Exists(k => line[k].Start < match.Index) && !Enumerable.Range(0, line.Count).Any(k => line[k].Start < match.Index && line[k].Mention?.Form == MentionForm.FullName && line[k].Who is { Kind: EntityKind.Person } other && other != sole && !ClemencyActs.HeldOffice(other) && match.Index - line[k].End < 90);
        // "his lawyer, a Denver attorney" and "Roe, the Macon seamstress" are others: the nearest name before, between commas, must be the petitioner's.
        var at = line.Start;
        _ = at;
        for (var k = line.Count - 1; k >= 0; k--)
        {
            if (line[k].End > match.Index + 2 || !line[k].IsParty)
                continue;
            if (s_killing.IsMatch(file.Text.Text[Math.Max(line.Start, match.Index - 40)..match.Index].ToLowerInvariant()))
                break;
            if (line[k].Who is { IsPerson: true } who && who != sole && match.Index - line[k].End < 40 && line[k].Mention!.Form is MentionForm.FullName or MentionForm.LastName)
                return false;
            break;
        }
        // A name right behind the noun is its bearer's.
        for (var k = 0; k < line.Count; k++)
        {
            if (line[k].IsParty && line[k].Mention!.Form is MentionForm.FullName or MentionForm.LastName && line[k].Mention!.NameStart >= match.Index + match.Length && line[k].Mention!.NameStart <= match.Index + match.Length + 2)
                return line[k].Who == sole || s_killing.IsMatch(file.Text.Text[Math.Max(line.Start, match.Index - 40)..match.Index].ToLowerInvariant());
        }
        if (mine.Count > 0)
            return true;
        var next = line.Index + 1 < file.Text.Lines.Count ? file.Text.Lines[line.Index + 1] : null;
        return line.Index < 3 && (next is null || !Enumerable.Range(0, next.Count).Any(k => next[k].Who is { Kind: EntityKind.Person } other && other != sole && next[k].Mention!.Form == MentionForm.FullName && !ClemencyActs.HeldOffice(other)));
    }
}
