using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>What a grant says beyond its form: numbers, the new term, when the sentence ends, conditions, basis; and the stages before it.</summary>
internal sealed class ClemencyTerms(ClemencyFile file)
{
    private static readonly FrozenSet<string> s_sum = new[] { "so", "total", "far", "date", "since", "during", "presidency", "tenure", "overall", "administration", "career" }.ToFrozenSet(StringComparer.Ordinal);

    private ClemencySheet Sheet => file.Sheet;

    public void Read()
    {
        Counts();
        Stages();
        foreach (var line in file.Text.Lines)
        {
            NewTerm(line);
            Expires(line);
            Basis(line);
            Conditions(line);
            Pending(line);
            Lag(line);
            Review(line);
            Board(line);
            PetitionYear(line);
            Surrender(line);
            Release(line);
            if (ClemencyTape.Of(line, file) is { } tape)
                Patterns(tape);
        }
    }

    private static Regex R(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    /// <summary>"Under the order, her sentence is reduced to 15 years": the grant told beside the new term.</summary>
    private static readonly Regex s_lowered = R(@" (?:under|with|by|through|thanks to)(?: [^ .;,]+){0,4}? (?:order|orders|commutation|clemency|grant|action|decision|warrant)(?: ,)?(?: [^ .;,]+){0,3}? (?:sentences?|terms?|punishment)(?: [^ .;,]+){0,4}? (?:is|was|are|were|be|been|drops?|dropped|falls?|fell|shrinks?|becomes?|goes|went|comes?)(?: [^ .;,]+){0,5}? (?:to|at)(?: (?:a|just|only|the|total|of|term|about))*? (?<n>#|life)(?: -)?(?: (?<unit>years?|months?))?");

    private static readonly Regex s_advised = R(@" (?:(?:on|upon|following|after|with|at|accepting|accepted|adopting|per|citing)(?: [^ .;,]+){0,4}? (?:recommendation|advice|recommendations)(?: [^ .;,]+){0,6}? (?:B|board|panel|commission|council|I)|(?:B|board|panel|commission|council|parole board)(?:'s)?(?: ,[^.;]{1,60} ,)?(?: [^ .;,]+){0,5}? (?:recommend\w*|urged|advised|backed|voted(?: [^ .;,]+){0,6}? (?:to (?:ask|recommend|advise|urge|send|forward|endorse|approve|support)|in (?:favou?r|(?:his|her|x's) favou?r)|for (?:clemency|commutation|release|a pardon)))|(?:B|board|panel|commission)(?:'s)?(?: [a-z0-9#-]+){0,4}? recommendation|voted(?: D)? # (?:-|to) #(?: D)? to (?:ask|recommend|advise|urge|support|grant))(?= )");

    private static readonly Regex s_requested = R(@" (?<form>pardon|commutation|clemency|reprieve) ,? ?(?:which|that)(?: [^ .;]+){0,3}? (?:requested|sought|asked for|applied for|wanted|petitioned for)");

    private void Patterns(ClemencyTape tape)
    {
        try
        {
            foreach (Match match in s_lowered.Matches(tape.Text))
            {
                var at = match.Groups["n"];
                var count = tape.Line[tape.PieceAt(at.Index)].Number;
                var months = match.Groups["unit"].Value.StartsWith("month", StringComparison.Ordinal);
                var value = at.Value == "life" ? "life" : count is > 0 and < 1000 && match.Groups["unit"].Success ? $"{(months ? count : count * 12)} mo" : null;
                if (value is null)
                    continue;
                var (start, end) = tape.Span(match);
                Sheet.Add("clemency.new_term", value, SubjectNear(tape.Line), start, end, "The passage tells the term that the grant leaves.", Confidence.Resolved);
                if (value != "life" && !Sheet.Facts.Any(f => f.Attribute == "clemency.form" && f.Value is not "clemency" && (f.Subject is null || f.Subject == SubjectNear(tape.Line))))
                    Sheet.Add("clemency.form", "commutation", SubjectNear(tape.Line), start, end, "A grant that lowers the term is a commutation.", Confidence.Inferred);
            }
            foreach (Match match in s_advised.Matches(tape.Text))
            {
                if (s_townhall.IsMatch(file.Text.Text[tape.Line.Start..tape.Line.End]) || tape.Text.Contains(" against ", StringComparison.Ordinal) || tape.Text.Contains(" not ", StringComparison.Ordinal) || tape.Text.Contains(" den", StringComparison.Ordinal))
                    break;
                var (start, end) = tape.Span(match);
                // A board's verb far behind it makes a long passage: it begins with the verb, and reaches to what was advised.
                var verb = match.Value.IndexOf(" recommend", StringComparison.Ordinal);
                if (verb > 0 && match.Value.IndexOf(" ,", StringComparison.Ordinal) is > 0 and var comma && comma < verb)
                {
                    var at = tape.PieceAt(match.Index + verb + 1);
                    Sheet.Add("clemency.status", "recommended", Sheet.SubjectOf(file.Sole), tape.Line[at].Start, tape.Line[Math.Min(at + 8, tape.Line.Count - 1)].End, "The passage says that a board recommended it.", Confidence.Resolved);
                    break;
                }
                Sheet.Add("clemency.status", "recommended", Sheet.SubjectOf(file.Sole), start, end, "The passage says that a board recommended it.", Confidence.Resolved);
                break;
            }
            foreach (Match match in s_requested.Matches(tape.Text))
            {
                var (start, end) = tape.Span(match);
                Sheet.Add("clemency.sought", match.Groups["form"].Value, Sheet.SubjectOf(file.Sole), start, end, "The passage says that this form was asked for.");
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // Such a sentence is left to the other rules.
        }
    }

    /// <summary>A county's or a town's board grants no clemency.</summary>
    private static readonly Regex s_townhall = new(@"\b(?:county|city|village|town|school) (?:commission|council|board)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    private string? SubjectNear(Line line) => Sheet.SubjectOf(file.PetitionerNear(line));

    // ---- counts ------------------------------------------------------------------------------------------------------

    /// <summary>Grants of the petitioner's form in the same batch; totals of a presidency are no batch.</summary>
    private void Counts()
    {
        var forms = file.Acts.Where(a => a.Stage == Stage.Granted && a.Patients.Any(p => file.IsPetitioner(p.Who))).Select(a => a.Form).ToHashSet(StringComparer.Ordinal);
        foreach (var act in file.Acts)
        {
            if (act.Group is not { } count || count < 2)
                continue;
            // "clemency to 23 people, including 12 pardons and 11 commutations": the number of the petitioner's form counts.
            var parts = file.Acts.Where(a => a.Line == act.Line && a.Nominal && a.Group > 1).ToList();
            if (act.Stage != Stage.Granted && !(act.Nominal && file.Acts.Any(a => a.Line == act.Line && a.Stage == Stage.Granted && a.Group > 1)))
                continue;
            if (act.Form == "clemency" && parts.Any(p => forms.Contains(p.Form)))
                continue;
            if (forms.Count > 0 && !forms.Contains(act.Form) && act.Form != "clemency")
                continue;
            var line = act.Line;
            if (line.Has(0, line.Count, s_sum) && (line.Says("so far") || line.Says("to date") || line.Says("in total") || line.Says("since taking") || line.Says("during his") || line.Says("during her") || line.Says("his presidency")))
                continue;
            // "has granted five commutations this year": a tally of the office, no batch.
            var raw = file.Text.Text.AsSpan(line.Start, line.End - line.Start);
            if (raw.Contains("predecessor", StringComparison.OrdinalIgnoreCase))
                continue;
            if ((line.IsAny(act.Trigger - 1, "has", "have", "now", "also") || line.IsAny(act.Trigger - 2, "has", "have"))
                && (raw.Contains("this year", StringComparison.OrdinalIgnoreCase) || raw.Contains("in office", StringComparison.OrdinalIgnoreCase) || raw.Contains("has now", StringComparison.OrdinalIgnoreCase) || raw.Contains("term", StringComparison.OrdinalIgnoreCase)))
                continue;
            // "seven others" and "six more" leave the petitioner's own batch uncounted.
            var open = Enumerable.Range(0, line.Count).Any(i => line[i].Number == count && (line.IsAny(i + 1, "others", "more", "other", "additional") || line.IsAny(i - 1, "other", "another")));
            if (open)
                continue;
            if (file.IsSpread(act))
                continue;
            Sheet.Add("clemency.batch_count", count.ToString(CultureInfo.InvariantCulture), null, Math.Min(act.Start, Counted(line, count)), act.End, $"The passage counts {count} grants of this form.");
        }
    }

    /// <summary>Where the line gives the number, in digits or within a mention.</summary>
    private static int Counted(Line line, int count)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Number == count || (line[i].IsParty && Numbers.FindAll(Words.Of(line[i].Lower)).Any(n => n.Whole == count)))
                return line[i].Start;
        }
        return int.MaxValue;
    }

    /// <summary>"at least 30 people", "another dozen or more pardons": grants that are prepared or foretold.</summary>
    private void Pending(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            var count = line[i].Number ?? (line.Is(i, "dozen") ? 12 : 0);
            if (count < 2)
                continue;
            var noun = -1;
            for (var k = i + 1; k < i + 6; k++)
            {
                if (line.IsAny(k, "pardons", "commutations", "clemencies", "grants"))
                    noun = k;
            }
            // "may sign another dozen or more pardons"
            if (noun > 0)
            {
                for (var k = i - 1; k >= 0 && k > i - 8; k--)
                {
                    if (!line.IsAny(k, "may", "might", "could", "will", "would", "preparing", "considering", "weighing", "plans", "expected", "planning", "paperwork", "papers", "documents", "warrants", "ready"))
                        continue;
                    if (!line.IsAny(k + 1, "not", "have"))
                        Count(line, i, count, line[k].Start, line[noun].End);
                    break;
                }
                continue;
            }
            // "paperwork for at least 30 people"
            if (line.IsAny(i + 1, "people", "individuals", "persons", "inmates", "prisoners"))
            {
                for (var k = i - 1; k >= 0 && k > i - 6; k--)
                {
                    if (line.IsAny(k, "paperwork", "documents", "warrants", "papers") && line.Has(Math.Max(0, k - 4), k, s_pardonWords))
                    {
                        var start = k;
                        while (start > 0 && !line.IsAny(start, "prepared", "drafted", "preparing", "readied", "completed", "drafting"))
                            start--;
                        Count(line, i, count, line[start].Start, line[i + 1].End);
                        break;
                    }
                }
            }
        }

        void Count(Line at, int i, int count, int start, int end)
        {
            var least = at.IsAny(i - 1, "least", "than") || at.IsAny(i + 1, "or") || at.IsAny(i - 1, "over");
            Sheet.Add("pending.grants", count.ToString(CultureInfo.InvariantCulture), null, start, end, "The passage counts grants that are prepared or foretold.", Confidence.Stated, atLeast: least);
        }
    }

    private static readonly FrozenSet<string> s_pardonWords = new[] { "pardon", "pardons", "pardoning", "clemency", "commutation" }.ToFrozenSet(StringComparer.Ordinal);

    // ---- terms -------------------------------------------------------------------------------------------------------

    /// <summary>"shortened her sentence from 35 years to seven", "commuted to a term of 240 months", "to 15 years to life".</summary>
    private void NewTerm(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (ClemencyVerbs.Of(line[i].Lower) is not { } verb || !(verb.Lemma is "commute" || ClemencyVerbs.Shortening.Contains(verb.Lemma)))
                continue;
            // Only a shortening that the acts know as clemency, or the word "commuted" in a list.
            var act = file.Acts.FirstOrDefault(a => a.Line == line && a.Trigger == i);
            if (act is null && verb.Lemma != "commute" || act is { Stage: not Stage.Granted })
                continue;
            for (var k = i + 1; k < i + 20 && k < line.Count; k++)
            {
                if (line[k].IsMark(';') || line.IsAny(k, "after", "because", "who"))
                    break;
                if (!line.Is(k, "to"))
                    continue;
                var n = k + 1;
                while (line.IsAny(n, "a", "total", "term", "of", "sentence", "just", "the"))
                    n++;
                if (line[n].Number is { } count && count is > 0 and < 1000)
                {
                    // "two hundred sixteen (216) months"
                    var unit = line.Is(n + 1, "-") ? n + 2 : line[n + 1].IsMark('(') && line[n + 3].IsMark(')') ? n + 4 : n + 1;
                    var years = line.IsAny(unit, "years", "year");
                    var months = line.IsAny(unit, "months", "month", "mo");
                    // "from 35 years to seven": the unit of the first holds for the second.
                    if (!years && !months)
                    {
                        for (var p = k - 1; p > i; p--)
                        {
                            years |= line.IsAny(p, "years", "year");
                            months |= line.IsAny(p, "months");
                        }
                        unit = n;
                    }
                    if (!years && !months)
                        break;
                    var value = $"{(years ? count * 12 : count)} mo";
                    Sheet.Add("clemency.new_term", value, SubjectNear(line), line[k].Start, line[unit].End, "The sentence was brought down to this term.");
                    break;
                }
                if (line.IsAny(n, "life"))
                {
                    // "to life in prison without the possibility of parole"
                    var last = n;
                    while (line.IsAny(last + 1, "in", "prison", "imprisonment", "without", "the", "any", "possibility", "chance", "of", "parole", "behind", "bars", "with", "no"))
                        last++;
                    while (last > n && !line.IsAny(last, "prison", "imprisonment", "parole", "bars"))
                        last--;
                    Sheet.Add("clemency.new_term", "life", SubjectNear(line), line[k].Start, line[last].End, "The sentence was brought down to life.");
                    if (line.IsAny(last, "parole") && Enumerable.Range(n, last - n).Any(x => line.IsAny(x, "without", "no")))
                        Sheet.Add("sentence.parole", "no", SubjectNear(line), line[k].Start, line[last].End, "The sentence that the grant leaves is without parole.");
                    break;
                }
            }
        }
    }

    /// <summary>"sentence commuted to expire on June 30, 2023", "is now set to expire May 17".</summary>
    private void Expires(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (!line.IsAny(i, "expire", "expires", "expiring", "end"))
                continue;
            var near = false;
            var from = i;
            for (var k = i - 1; k >= 0 && k > i - 12; k--)
            {
                // "commuted the sentence. It will now expire on ..."
                if (line.Is(k, "it") && k < 3 && file.Acts.Any(a => a.Line.Index >= line.Index - 2 && a.Line.Index <= line.Index && a is { Stage: Stage.Granted, Form: "commutation" or "clemency" }))
                {
                    near = true;
                    from = k;
                    break;
                }
                if (!line.IsAny(k, "sentence", "sentences", "term", "commuted"))
                    continue;
                near = true;
                from = k;
            }
            if (!near || (line.IsAny(i, "end") && !line.IsAny(i - 1, "to", "will", "would")))
                continue;
            var d = line.IsAny(i + 1, "on", "in", "by") ? i + 2 : i + 1;
            if (line[d].Kind == PieceKind.Date)
                Sheet.Add("clemency.sentence_expires", line[d].Date.Value, SubjectNear(line), line[from].Start, line[d].End, "The passage says when the sentence ends after the grant.", derived: line[d].Date.IsDerived);
        }
    }

    /// <summary>"With the First Step Act, President Doe commuted": an act of Congress beside the grant.</summary>
    private void Basis(Line line)
    {
        foreach (var act in file.Acts)
        {
            if (act.Line != line || act.Stage != Stage.Granted || act.Nominal)
                continue;
            foreach (var law in Laws(line))
            {
                var lead = line.IsAny(law.At - 1, "the") ? law.At - 2 : law.At - 1;
                if (!(line.IsAny(lead, "with", "under", "through", "using", "by", "via", "of") || (line.IsAny(lead, "to") && line.IsAny(lead - 1, "pursuant", "thanks"))))
                    continue;
                if (line.IsAny(lead, "of", "by") && !line.IsAny(lead - 1, "provisions", "terms", "authority", "part", "because"))
                    continue;
                var start = Math.Min(line[lead].Start, act.Start);
                var end = Math.Max(law.End, act.End);
                foreach (var patient in act.Patients)
                {
                    if (file.IsPetitioner(patient.Who))
                        Sheet.Add("clemency.basis", law.Name, Sheet.SubjectOf(patient.Who), start, end, $"The passage names the {law.Name} as the basis of the grant.");
                }
            }
        }
    }

    /// <summary>Acts of a legislature: capitalized words that end with "Act".</summary>
    private List<(string Name, int At, int Start, int End)> Laws(Line line)
    {
        var found = new List<(string, int, int, int)>();
        var text = file.Text.Text;
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Kind is not (PieceKind.Word or PieceKind.Party) || !text.AsSpan(line[i].Start, line[i].End - line[i].Start).EndsWith("Act", StringComparison.Ordinal))
                continue;
            var first = i;
            while (first > 0 && line[first - 1].Kind is PieceKind.Word or PieceKind.Party && char.IsUpper(text[line[first - 1].Start]) && !line.IsAny(first - 1, "the", "with", "under", "president") && i - first < 6)
                first--;
            if (first < i || line[i].Kind == PieceKind.Party)
            {
                var start = line[first].Start;
                if (text.AsSpan(start).StartsWith("the ", StringComparison.OrdinalIgnoreCase))
                    start += 4;
                found.Add((text[start..line[i].End], first, start, line[i].End));
            }
        }
        return found;
    }

    private static readonly (string Value, string[] Words)[] s_conditions =
    [
        ("counseling", ["counseling", "counselling", "therapy"]),
        ("community-service", ["community service", "public service"]),
        ("youth-work", ["at risk youth", "at - risk youth", "troubled youth", "work with youth", "working with youth", "young people"]),
        ("employment", ["employment", "a job", "employed"]),
        ("home-confinement", ["home confinement", "home detention", "house arrest"]),
        ("drug-treatment", ["drug treatment", "residential drug", "substance abuse treatment"]),
        ("supervised-release", ["supervised release"]),
    ];

    /// <summary>Conditions: in a sentence that makes the grant or release depend on them.</summary>
    private void Conditions(Line line)
    {
        var lead = -1;
        foreach (var phrase in (ReadOnlySpan<string>)["conditioned upon", "conditioned on", "conditional on", "condition of", "conditions of", "on condition", "on the condition", "required to", "must", "conditions include", "with the condition", "conditions that", "subject to", "will be required", "served in", "remainder", "terms of the commutation", "terms of her", "terms of his"])
        {
            var at = line.Where(phrase);
            if (at >= 0 && (lead < 0 || at < lead))
                lead = at;
        }
        if (lead < 0)
            return;
        // What a court or a law requires is no condition of clemency: the grant stands in this sentence or the one before.
        if (!Near(line, 2, l => file.Acts.Any(a => a.Line == l && a.Stage == Stage.Granted) || l.Has(0, l.Count, s_pardonWords) || l.Says("commuted") || l.Says("parole") || l.Says("her release") || l.Says("his release") || l.Says("conditions")))
            return;
        foreach (var (value, phrases) in s_conditions)
        {
            if (value == "supervised-release")
                continue;
            foreach (var phrase in phrases)
            {
                var at = line.Where(phrase, lead);
                if (at < 0)
                    continue;
                var last = line.After(at, phrase) - 1;
                var start = last - lead > 30 ? at : lead;
                Sheet.Add("clemency.condition", value, SubjectNear(line), line[start].Start, line[last].End, "The passage makes the grant or the release depend on it.", Confidence.Resolved);
                break;
            }
        }
    }

    private bool Near(Line line, int back, Func<Line, bool> holds)
    {
        for (var i = line.Index; i >= 0 && i >= line.Index - back; i--)
        {
            if (holds(file.Text.Lines[i]))
                return true;
        }
        return false;
    }

    // ---- stages ------------------------------------------------------------------------------------------------------

    private void Stages()
    {
        foreach (var act in file.Acts)
        {
            // Someone for whom the text tells of it: a named patient, or the only petitioner.
            var who = act.Patients.Select(p => p.Who).FirstOrDefault(file.IsPetitioner);
            var subject = Sheet.SubjectOf(who);
            switch (act.Stage)
            {
                case Stage.Sought or Stage.Considered when act.Form.Length > 0 && (who is not null || act.Seeker is not null || act.Grantor is not null):
                    if (act.Stage == Stage.Considered && who is null)
                        break;
                    // "backed her clemency petition" tells of the petition, not of a form.
                    if (act.Line.EndsWithQuestion || (act.Nominal && act.Form == "clemency" && act.Line.IsIn(act.Trigger + 1, s_requests)))
                        break;
                    Sheet.Add("clemency.sought", act.Form, subject, act.Start, act.End, act.Stage == Stage.Sought ? "The passage says that this form was asked for." : "The passage says that this form was considered.");
                    break;
                case Stage.Recommended:
                    Sheet.Add("clemency.status", "recommended", subject, act.Start, act.End, "The passage says that clemency was recommended.");
                    break;
                case Stage.Denied when who is not null || file.Sole is not null:
                    Sheet.Add("clemency.status", "denied", subject, act.Start, act.End, "The passage says that clemency was denied.");
                    break;
                default:
                    break;
            }
        }
        foreach (var line in file.Text.Lines)
        {
            Denied(line);
            Repeated(line);
            Revoked(line);
        }
    }

    private static readonly FrozenSet<string> s_requests = new[] { "petition", "petitions", "request", "requests", "application", "applications", "bid", "plea", "appeal" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>"denied her clemency petition", "her petition was denied": with who denied, or how many petitions.</summary>
    private void Denied(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (ClemencyVerbs.Of(line[i].Lower) is not { Lemma: "deny" or "reject", Form: Inflection.Past or Inflection.Third })
                continue;
            for (var k = Math.Max(0, i - 7); k < i + 9 && k < line.Count; k++)
            {
                if (!line.IsIn(k, s_requests) || !(line.Has(Math.Max(0, k - 3), k + 4, s_pardonWords) || Near(line, 2, l => l.Has(0, l.Count, s_pardonWords)) || file.Acts.Count > 0 && line.IsAny(k, "application", "applications", "petition", "petitions")))
                    continue;
                var start = Math.Min(line[k].Start, line[i].Start);
                var end = Math.Max(line[k].End, line[i].End);
                for (var p = k - 1; p > k - 4 && p >= 0; p--)
                {
                    if (line[p].Number is { } n && n < 50)
                        Sheet.Add("prior.petitions.denied", n.ToString(CultureInfo.InvariantCulture), SubjectNear(line), Math.Min(line[p].Start, start), end, "The passage counts petitions that were denied.");
                }
                var dates = Enumerable.Range(0, line.Count).Count(p => line[p].Kind == PieceKind.Date);
                if (line[k].Lower.EndsWith('s') && dates > 1)
                    Sheet.Add("prior.petitions.denied", dates.ToString(CultureInfo.InvariantCulture), SubjectNear(line), start, end, "The passage dates as many petitions that were denied.", Confidence.Inferred);
                var agent = -1;
                for (var p = i - 1; p >= 0 && p > i - 6 && agent < 0; p--)
                {
                    if (line[p].IsParty && !line[p].Mention!.Possessive && ClemencyActs.HeldOffice(line[p].Who))
                        agent = p;
                }
                for (var p = i + 1; p < i + 8; p++)
                {
                    for (var q = p + 1; line.Is(p, "by") && q < p + 4; q++)
                    {
                        if (line[q].IsParty && ClemencyActs.HeldOffice(line[q].Who))
                            agent = q;
                    }
                }
                if (agent >= 0)
                    Sheet.Add("prior.petitions.denied", Presidents.FullName(line[agent].Who!), SubjectNear(line), Math.Min(line[agent].Start, start), Math.Max(line[agent].End, end), "The passage names who denied an earlier petition.");
                if (!Sheet.Has("clemency.form") || agent >= 0 && !file.Acts.Any(a => a.Stage == Stage.Granted && a.Grantor == line[agent].Who))
                    Sheet.Add("clemency.status", "denied", SubjectNear(line), start, end, "The passage says that the petition was denied.");
                break;
            }
        }
    }

    /// <summary>"had applied three times before and been turned down", "the board denied her in 2004 and 2011".</summary>
    private void Repeated(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Number is not (> 0 and < 30 and { } times) || !line.IsAny(i + 1, "times", "time") || !line.Has(Math.Max(0, i - 6), i, s_applied))
                continue;
            var at = Enumerable.Range(i + 2, 12).FirstOrDefault(k => line.IsAny(k, "denied", "rejected", "refused") || (line.Is(k, "turned") && line.Is(k + 1, "down")), -1);
            if (at > 0)
                Sheet.Add("prior.petitions.denied", times.ToString(CultureInfo.InvariantCulture), SubjectNear(line), line[Math.Max(0, i - 2)].Start, line[at].End, "The passage counts the petitions that were turned down.");
        }
    }

    private static readonly FrozenSet<string> s_applied = new[] { "applied", "petitioned", "asked", "sought", "filed" }.ToFrozenSet(StringComparer.Ordinal);

    private void Revoked(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (ClemencyVerbs.Of(line[i].Lower) is { Lemma: "revoke" or "rescind", Form: Inflection.Past or Inflection.Third } && (line.Has(i, i + 7, s_pardonWords) || line.Has(Math.Max(0, i - 6), i, s_pardonWords))
                && !line.IsAny(i - 1, "not", "be") && !line.Is(i - 2, "not"))
                Sheet.Add("clemency.status", "revoked", SubjectNear(line), line[Math.Max(0, i - 3)].Start, line[Math.Min(line.Count - 1, i + 5)].End, "The passage says that the grant was taken back.");
        }
    }

    // ---- how long after, who reviewed, the board ---------------------------------------------------------------------

    private static readonly FrozenSet<string> s_outcome = new[] { "commuted", "pardoned", "commutation", "pardon", "clemency", "go-ahead", "ahead", "decision", "granted", "freed", "released", "signed" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>"Two days later", "48 hours later", "a week after the meeting": from the meeting to the decision.</summary>
    private void Lag(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            var count = line[i].Number ?? (line.IsAny(i, "couple", "pair") ? 2 : line.IsAny(i, "a", "one") && line.IsAny(i + 1, "day", "week") ? 1 : line[i].Kind == PieceKind.Date && line[i].Date.Form == DateForm.Relative ? -1 : 0);
            string unit;
            int at;
            if (count == -1)
            {
                // The reader of dates took "two days later" for a date.
                var words = file.Text.Text[line[i].Start..line[i].End].ToLowerInvariant();
                if (!words.EndsWith("later", StringComparison.Ordinal) && !words.EndsWith("after", StringComparison.Ordinal))
                    continue;
                var numbers = Numbers.FindAll(Words.Of(words));
                count = numbers.Count > 0 ? numbers[0].Whole ?? 0 : 1;
                unit = words.Contains("hour", StringComparison.Ordinal) ? "hours" : words.Contains("week", StringComparison.Ordinal) ? "weeks" : words.Contains("day", StringComparison.Ordinal) ? "days" : "";
                at = i;
            }
            else
            {
                if (count <= 0)
                    continue;
                at = line.Is(i + 1, "of") ? i + 2 : i + 1;
                unit = line[at].Lower;
                if (!(line.IsAny(at + 1, "later") || (line.IsAny(at + 1, "after") && Enumerable.Range(at + 2, 13).Any(x => line.IsAny(x, "meeting", "met", "meets", "visit", "sit", "sitdown", "conversation", "session", "sat", "brought", "pleaded", "pitched", "oval")))))
                    continue;
            }
            var days = unit switch { "hour" or "hours" => count / 24, "day" or "days" => count, "week" or "weeks" => count * 7, _ => 0 };
            if (days is < 1 or > 60)
                continue;
            var told = line.Has(at, line.Count, s_outcome) || (line.Index + 1 < file.Text.Lines.Count && file.Text.Lines[line.Index + 1] is { } next && next.Start - line.End < 3 && next.Has(0, next.Count, s_outcome));
            told |= line.IsAny(at + 1, "after") && file.Acts.Any(a => a.Stage == Stage.Granted);
            if (!told || !Near(line, 14, l => ClemencyMeetings.Speaks(l)))
                continue;
            var end = line.End;
            for (var k = at; k < line.Count; k++)
            {
                if (line[k].IsMark(';') || line[k].IsMark('.'))
                {
                    end = line[k].Start;
                    break;
                }
            }
            Sheet.Add("clemency.lag_days", days.ToString(CultureInfo.InvariantCulture), file.Sheet.SubjectOf(file.Sole), line[i].Start, Math.Min(end, line[i].Start + 160), "The passage counts the time from the meeting to the decision.",
                Confidence.Resolved, approximate: line.IsAny(i, "couple", "pair") || line.IsAny(i - 1, "about", "some", "nearly"));
            return;
        }
    }

    /// <summary>Whether the Justice Department's usual review took part.</summary>
    private void Review(Line line)
    {
        var raw = file.Text.Text[line.Start..line.End];
        var named = s_offices.Select(o => raw.IndexOf(o, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(at => at >= 0, -1);
        var office = named < 0 ? -1 : Enumerable.Range(0, line.Count).FirstOrDefault(i => line[i].End > line.Start + named, -1);
        if (office < 0)
            return;
        if (!Near(line, 12, l => l.Has(0, l.Count, s_pardonWords)))
            return;
        foreach (var (word, review) in s_reviews)
        {
            var at = line.Where(word);
            if (at < 0)
                continue;
            var start = Math.Min(at, office);
            var end = Math.Max(line.After(at, word), office + 1);
            Sheet.Add("process.doj_review", review, file.Sheet.SubjectOf(file.Sole), line[start].Start, line[Math.Min(end, line.Count) - 1].End, review == "no" ? "The passage says that the Justice Department's review was passed by." : "The passage says that the Justice Department reviewed the case.");
            return;
        }
    }

    private static readonly string[] s_offices = ["Justice Department", "Department of Justice", "Pardon Attorney", "DOJ"];

    private static readonly (string Phrase, string Value)[] s_reviews =
    [
        ("without consulting", "no"), ("not consulted", "no"), ("not consult", "no"), ("bypassed", "no"), ("bypassing", "no"), ("bypass", "no"), ("circumvented", "no"), ("circumventing", "no"), ("sidestepped", "no"),
        ("sidestepping", "no"), ("without review", "no"), ("without a review", "no"), ("not reviewed", "no"), ("not been reviewed", "no"), ("not go through", "no"), ("not gone through", "no"), ("without going through", "no"),
        ("outside the", "no"), ("skirted", "no"), ("skipped", "no"), ("not recommended", "no"), ("not been recommended", "no"), ("without input", "no"), ("no input", "no"), ("not seek", "no"), ("without seeking", "no"),
        ("not part of", "no"), ("not involved", "no"), ("not followed", "no"), ("not follow", "no"), ("not submitted", "no"), ("not submit", "no"), ("not applied", "no"), ("not apply", "no"), ("not filed", "no"), ("not file", "no"),
        ("reviewed by", "yes"), ("recommended by", "yes"), ("recommended the", "yes"), ("after review", "yes"), ("reviewed the", "yes"), ("on the recommendation of", "yes"), ("vetted by", "yes"),
    ];

    /// <summary>"voted 5-0", "a unanimous 5-0 vote": the vote of a board, with its date.</summary>
    private void Board(Line line)
    {
        var lower = file.Text.Text[line.Start..line.End];
        var told = lower.Contains("board", StringComparison.OrdinalIgnoreCase) && (lower.Contains("commut", StringComparison.OrdinalIgnoreCase) || lower.Contains("recommend", StringComparison.OrdinalIgnoreCase) || lower.Contains("parole", StringComparison.OrdinalIgnoreCase));
        var board = told || Near(line, 2, l => Enumerable.Range(0, l.Count).Any(i => l.IsAny(i, "board", "panel", "commission", "council") || (l[i].IsParty && ClemencyActs.IsBoard(l[i].Who)))) && Near(line, 2, l => l.Has(0, l.Count, s_pardonWords) || l.Says("parole") || l.Says("pardons") || file.Acts.Any(a => a.Stage == Stage.Granted));
        if (!board || s_townhall.IsMatch(lower))
            return;
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Number is not { } yes || yes > 20 || !(line.IsAny(i + 1, "-", "–", "to")) || line[i + 2].Number is not { } no || no > 20)
                continue;
            var near = false;
            var from = i;
            for (var k = Math.Max(0, i - 8); k < i + 8 && k < line.Count; k++)
            {
                if (!line.IsAny(k, "vote", "votes", "voted", "voting", "split"))
                    continue;
                near = true;
                from = Math.Min(from, k);
            }
            if (!near || yes + no == 0)
                continue;
            var subject = SubjectNear(line);
            Sheet.Add("board.vote", $"{yes}-{no}", subject, line[from].Start, line[i + 2].End, "The passage gives the board's vote.");
            for (var k = 0; k < line.Count; k++)
            {
                if (line[k].Kind == PieceKind.Date && Math.Abs(k - i) < 14 && line[k].Date.Form != DateForm.Decade)
                {
                    Sheet.Add("board.date", line[k].Date.Value, subject, Math.Min(line[k].Start, line[from].Start), Math.Max(line[k].End, line[i + 2].End), "The passage dates the board's vote.", derived: line[k].Date.IsDerived);
                    break;
                }
            }
            return;
        }
        // "The board heard her case on May 23", "recommended ... on"
        for (var i = 0; i < line.Count; i++)
        {
            if (!(line.IsAny(i, "board", "panel") || (line[i].IsParty && ClemencyActs.IsBoard(line[i].Who))))
                continue;
            for (var k = i + 1; k < i + 6 && k < line.Count; k++)
            {
                if (!line.IsAny(k, "voted", "recommended", "heard", "met", "deadlocked", "hearing", "convened", "unanimously"))
                    continue;
                for (var d = Math.Max(0, i - 3); d < k + 14 && d < line.Count; d++)
                {
                    if (line[d].Kind == PieceKind.Date && line[d].Date.Form != DateForm.Decade && (d < i || line.IsAny(d - 1, "on", "in", "last", "late", "early") || line[d - 1].IsParty || d == k + 1))
                    {
                        Sheet.Add("board.date", line[d].Date.Value, SubjectNear(line), Math.Min(line[i].Start, line[d].Start), Math.Max(line[k].End, line[d].End), "The passage dates the board's act.", derived: line[d].Date.IsDerived);
                        return;
                    }
                }
            }
        }
    }

    /// <summary>"filed a petition for clemency in 2016", "applied for a pardon in 2013", "her 2016 clemency petition".</summary>
    private void PetitionYear(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (line[i].Kind != PieceKind.Date || line[i].Date.Year is not { } year || line[i].Date.Form == DateForm.Decade)
                continue;
            var noun = -1;
            var filed = false;
            var pardon = false;
            for (var k = Math.Max(0, i - 12); k < i + 8 && k < line.Count; k++)
            {
                if (line.IsAny(k, "petition", "application", "petitioned", "applied", "request"))
                    noun = noun < 0 ? k : noun;
                filed |= line.IsAny(k, "filed", "submitted", "applied", "petitioned", "file", "filing", "requested", "wrote");
                pardon |= FormWord(line, k);
            }
            var own = noun > i && noun < i + 3;
            pardon |= noun >= 0 && filed && Near(line, 2, l => l.Has(0, l.Count, s_pardonWords));
            // "we filed in 2017", "she applied in 2013"
            if (noun < 0 && file.Acts.Count > 0 && i > 1 && line.IsAny(i - 2, "filed", "applied", "petitioned") && line.IsAny(i - 1, "in", "on") && !line.Has(0, line.Count, s_suits))
            {
                Sheet.Add("petition.year", year.ToString(CultureInfo.InvariantCulture), SubjectNear(line), line[Math.Max(0, i - 3)].Start, line[i].End, "The passage says when it was applied for.", Confidence.Resolved, derived: line[i].Date.IsDerived);
                return;
            }
            if (noun < 0 || !pardon || !(filed || own) || line.Has(Math.Max(0, Math.Min(noun, i)), Math.Max(noun, i), s_ended))
                continue;
            Sheet.Add("petition.year", year.ToString(CultureInfo.InvariantCulture), SubjectNear(line), Math.Min(line[noun].Start, line[i].Start), Math.Max(line[noun].End, line[i].End), "The passage dates the petition for clemency.", derived: line[i].Date.IsDerived);
            return;
        }
    }

    private static readonly FrozenSet<string> s_suits = new[] { "lawsuit", "suit", "motion", "appeal", "charges", "bankruptcy", "complaint", "brief", "divorce", "job", "school" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_ended = new[] { "denied", "rejected", "granted", "convicted", "sentenced", "arrested", "commuted", "pardoned" }.ToFrozenSet(StringComparer.Ordinal);

    private static bool FormWord(Line line, int k) => line[k].Kind == PieceKind.Word && ClemencyActs.FormOf(line[k].Lower) is not null;

    /// <summary>"was to report to prison on Tuesday", "must surrender by July 14".</summary>
    private void Surrender(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            var report = line.IsAny(i, "report", "reporting", "reported", "reports") && Enumerable.Range(i + 1, 6).Any(k => line.IsAny(k, "prison", "jail", "custody", "facility", "penitentiary", "institution"));
            var surrender = line.IsAny(i, "surrender", "surrendered", "surrendering", "surrenders") && !line.IsAny(i + 1, "his", "her", "their", "passport", "guns", "weapons");
            var begin = line.IsAny(i, "begin", "start") && line.IsAny(i + 1, "serving", "his", "her", "a", "the", "to") && Enumerable.Range(i + 1, 6).Any(k => line.IsAny(k, "sentence", "term", "prison"));
            if (!report && !surrender && !begin)
                continue;
            // "On Monday, May 14, Doe reported to prison"
            var first = Enumerable.Range(0, Math.Min(i, 6)).LastOrDefault(k => line[k].Kind == PieceKind.Date && line[k].Date.Form != DateForm.Decade && line[k + 1].IsMark(','), -1);
            if (first >= 0 && line.IsAny(i, "reported", "surrendered"))
            {
                Sheet.Add("surrender.date", line[first].Date.Value, SubjectNear(line), line[first].Start, line[Math.Min(line.Count - 1, i + 2)].End, "The passage says when the person went to prison.", derived: line[first].Date.IsDerived);
                return;
            }
            for (var k = i + 1; k < i + 16 && k < line.Count; k++)
            {
                if (line[k].IsMark(';') || line[k].IsMark('.') || line.IsAny(k, "after", "when", "because", "which"))
                    break;
                if (line[k].Kind != PieceKind.Date || line[k].Date.Form == DateForm.Decade)
                    continue;
                // A weekday is counted back from publication; what is still to come lies a week later. When the term begins on one, it is left to the reader.
                if (line[k].Date.IsDerived && begin)
                    break;
                var day = line[k].Date.Value;
                if (line[k].Date.IsDerived && line.Has(Math.Max(0, i - 6), i, s_coming) && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var back)
                    && string.CompareOrdinal(day, file.Prose.Context.Published) <= 0)
                    day = back.AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                Sheet.Add("surrender.date", day, SubjectNear(line), line[i].Start, line[k].End, "The passage says when the person was to go to prison.", derived: line[k].Date.IsDerived);
                return;
            }
        }
    }

    private static readonly FrozenSet<string> s_coming = new[] { "scheduled", "due", "set", "slated", "must", "will", "expected", "ordered" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>"released in error", "freed under the First Step Act".</summary>
    private void Release(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (!line.IsAny(i, "released", "freed", "release", "releasing", "freeing"))
                continue;
            var end = Math.Min(line.Count, i + 14);
            foreach (var law in Laws(line))
            {
                if (line[law.At].Start > line[i].Start && law.At < i + 14 && Enumerable.Range(i + 1, Math.Max(0, law.At - i - 1)).Any(k => line.IsAny(k, "under", "through", "to", "with", "by", "of", "thanks", "because")) && !line.Has(i, law.At, s_outcomeVerbs))
                    Sheet.Add("release.basis", law.Name, SubjectNear(line), line[i].Start, law.End, $"The passage names the {law.Name} as the ground of release.");
            }
            for (var k = Math.Max(0, i - 5); k < end; k++)
            {
                if (line.IsAny(k, "mistakenly", "erroneously", "accidentally") || line.After(k, "in error") > 0 || line.After(k, "by mistake") > 0 || line.After(k, "by error") > 0 || line.After(k, "an error") > 0)
                {
                    Sheet.Add("release.basis", "error", SubjectNear(line), Math.Min(line[i].Start, line[k].Start), Math.Max(line[i].End, line[Math.Min(line.Count - 1, k + 1)].End), "The passage says that the release was a mistake.");
                    return;
                }
            }
        }
    }

    private static readonly FrozenSet<string> s_outcomeVerbs = new[] { "commuted", "pardoned", "granted" }.ToFrozenSet(StringComparer.Ordinal);
}
