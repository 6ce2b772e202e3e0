using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Finds the meetings at which a case was put to the one who decides: who met, where, when, and who arranged it.</summary>
internal sealed class ClemencyMeetings(ClemencyFile file)
{
    private static readonly FrozenSet<string> s_nouns = Set("meeting sitdown visit audience");
    private static readonly FrozenSet<string> s_topic = Set("pardon pardons pardoning clemency commute commuting commutation case sentence release free plight reprieve");
    private static readonly FrozenSet<string> s_staff = Set("official officials aide aides adviser advisers advisor counsel spokesman spokeswoman staff reporters lawyer lawyers correspondent press bid chief memoir race");
    private static readonly FrozenSet<string> s_arranging = Set("arrange broker organize organise facilitate");

    /// <summary>Seats of those who decide, as texts write them.</summary>
    private static readonly string[] s_places =
    [
        "Oval Office", "White House", "West Wing", "Roosevelt Room", "Mar-a-Lago", "Trump Tower", "Camp David", "State Capitol", "Statehouse", "State House", "Governor's Mansion", "governor's mansion", "governor's office", "Executive Mansion",
    ];

    private ClemencySheet Sheet => file.Sheet;

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the line speaks of a meeting.</summary>
    public static bool Speaks(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (ClemencyVerbs.Is(line[i].Lower, "meet") || line.IsIn(i, s_nouns) || line.IsAny(i, "meetings", "visited") || line.Is(i, "sit") && line.IsAny(i + 2, "down") || line[i].Lower.Contains("oval office", StringComparison.Ordinal) || line.Is(i, "oval"))
                return true;
        }
        return false;
    }

    public void Read()
    {
        var found = new List<(Line Line, List<Entity> Who)>();
        foreach (var line in file.Text.Lines)
        {
            for (var i = 0; i < line.Count; i++)
            {
                if (ClemencyVerbs.Is(line[i].Lower, "meet") && !line.IsAny(i - 1, "the", "this", "that", "a", "an", "his", "her") && Verb(line, i) is { } met)
                    found.Add((line, met));
                else if (line.IsIn(i, s_nouns) && Noun(line, i) is { } meeting)
                    found.Add((line, meeting));
            }
        }
        foreach (var line in file.Text.Lines)
            Patterns(line, found);
        foreach (var line in file.Text.Lines)
            Arranged(line, found);
    }

    /// <summary>Who sits in a meeting by office.</summary>
    private static readonly FrozenSet<string> s_house = Set("counsel aide adviser advisor secretary chief official attorney general staff spokesman spokeswoman reporter prosecutor judge director deputy");

    private static Regex R(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    private const string Sitting = "(?:meeting|sit - down|sitdown|visit|session|audience|conversation|encounter|summit)";

    /// <summary>"Roe brought the case to the president in an Oval Office meeting in May", "took his file to the Oval Office".</summary>
    private static readonly Regex s_brought = R(@" (?<who>[Pp]\d+)(?: ,[^.;]{1,110}? ,| ,)?(?: [a-z]+ly| had| has| have| also| then| first| who| ,| and)*? (?:brought|took|taken|carried|presented|pitched|pleaded|pled|put|raised|made|argued|laid|discussed|pressed|spent|sat|spoke|went|turned up|appeared|showed up|came|stood|visited|walked|met)(?: [^ .;]+){0,12}? (?:(?:to|in|at|into|inside|before)(?: [^ .;]+){0,3}? (?:oval office|roosevelt room|west wing)|made the case(?: [^ .;]+){0,6}? at the white house|(?:in|at|during|over)(?: [^ .;]+){0,5}? " + Sitting + ")");

    /// <summary>"That Oval Office sit-down happened in early May".</summary>
    private static readonly Regex s_held = R(@" (?:oval office|white house|west wing|statehouse|capitol|mansion)(?: I| G)?(?: [^ .;,]+){0,2}? " + Sitting + @"(?: [^ .;,]+){0,6}? (?:happened|took place|occurred|was held|came|lasted|was on|was in|followed)");

    /// <summary>"who was in the room along with Roe", "also present was Roe", "Roe sat in on the meeting".</summary>
    private static readonly Regex s_there = R(@" (?:(?:in the room|at the meeting|at the table|present|attendance|on hand)(?: [^ .;,]+){0,2}?(?: along with| with| was| were| included?)|(?:also (?:attending|present|there|in the room)|joined(?: [^ .;,]+){0,2}? by|accompanied by|along with|attended by|flanked by)(?: was| were)?)(?: (?!by|in|on|who|after|when)[^ .;,]+){0,6}? (?<who>P\d+)(?:(?: ,(?: and)?| and)(?: [a-z-]+){0,5}? (?<who>P\d+))*");

    private static readonly Regex s_was = R(@" (?<who>[Pp]\d+)(?: ,| ,[^.;]{1,80}? ,)?(?: who)? (?:was|were|sat|had been)(?: also)? (?:in the room|at the meeting|at the table|present|in attendance|in on the (?:meeting|conversation))");

    private const string List = @"(?: (?!who|after|when|that|said|to )[a-zNI'-]+){0,7}? (?<who>[PpG]\d*)(?!')(?:(?: ,(?: (?!P)[^ .;]+){1,12}? ,(?: and)?| , and| ,| and)(?: (?!who|after|when|that|said|was|were|had|has|is )[a-z'-]+){0,7}?(?: ,)? (?<who>[PG]\d*)(?!'))*";

    /// <summary>"Roe sat down with the governor", "the president received Roe and Poe".</summary>
    private static readonly Regex s_met = R(@" (?<who>[Pp]\d+)(?!')(?: ,[^.;]{1,110}? ,| ,)?(?: (?:had|has|also|then|later|since|who|twice|[a-z]+ly|D|,))* (?:sat down|huddled|conferred|dined|lunched|golfed|had (?:lunch|dinner|coffee|breakfast|an audience|a meeting|a sit - down))(?: [a-z]+){0,2}? with (?:the )?(?:[a-z]+ )*(?<who>[Gg])(?!')| (?<who>[Gg])(?!')(?: (?:had|has|also|then|later|who|[a-z]+ly|D|on|,))* (?:received|hosted|welcomed|sat down with|huddled with|met with)" + List);

    /// <summary>"With her were Roe and Poe", "Also there were Roe and Poe".</summary>
    private static readonly Regex s_beside = R(@" (?:with (?:her|him|them|[xgpXGP]\d*)|also (?:there|present|in the room|attending|at the table|on hand)|joining (?:her|him|them|[xgpP]\d*)|accompanying (?:her|him|them|[xgpP]\d*)) (?:were|was)" + List);

    private void Met(Line line, ClemencyTape tape, Match match, List<(Line Line, List<Entity> Who)> found)
    {
        var all = match.Groups["who"].Captures.Select(c => tape.Who(c.Index)).OfType<Entity>().Where(e => e.Kind == EntityKind.Person && !file.IsPetitioner(e)).Distinct().ToList();
        if (all.Count < 2 || !all.Exists(ClemencyActs.HeldOffice) || found.Exists(f => f.Line == line) || !Concerns(line, tape.PieceAt(match.Index + 1), all))
            return;
        var (start, end) = tape.Span(match);
        Tell(line, tape.PieceAt(match.Index + match.Length - 1), all, start, end, 0);
        found.Add((line, all));
    }

    /// <summary>What the frames of "meet" do not reach: cases brought to an office, meetings as subjects, and who else was there.</summary>
    private void Patterns(Line line, List<(Line Line, List<Entity> Who)> found)
    {
        if (ClemencyTape.Of(line, file) is not { } tape || !file.Acts.Any(a => Math.Abs(a.Line.Index - line.Index) < 16))
            return;
        try
        {
            foreach (Match match in s_brought.Matches(tape.Text))
            {
                if (tape.Who(match.Groups["who"].Index) is not { Kind: EntityKind.Person } who || file.IsPetitioner(who) || ClemencyActs.MayGrant(who) || !(Topic(line, 0, line.Count) || match.Value.Contains("file", StringComparison.Ordinal)))
                    continue;
                var all = new List<Entity> { who };
                var k = tape.PieceAt(match.Index + match.Length - 1);
                for (var p = tape.PieceAt(match.Groups["who"].Index); p <= k + 2 && p < line.Count; p++)
                {
                    if (line[p].IsParty && line[p].Who is { Kind: EntityKind.Person } other && ClemencyActs.MayGrant(other) && !all.Contains(other))
                        all.Add(other);
                }
                var (start, end) = tape.Span(match);
                Tell(line, k, all, start, end, 0);
                found.Add((line, all));
            }
            foreach (Match match in s_held.Matches(tape.Text))
            {
                var k = tape.PieceAt(match.Index + match.Length - 1);
                var (start, end) = tape.Span(match);
                Tell(line, k, [], start, end, 0);
                found.Add((line, []));
            }
            foreach (Match match in s_met.Matches(tape.Text))
                Met(line, tape, match, found);
            if (found.Count == 0 && !Enumerable.Range(Math.Max(0, line.Index - 3), 4).Any(i => i < file.Text.Lines.Count && Speaks(file.Text.Lines[i])))
                return;
            foreach (var pattern in (ReadOnlySpan<Regex>)[s_there, s_was, s_beside])
            {
                foreach (Match match in pattern.Matches(tape.Text))
                {
                    if (!found.Any(f => Math.Abs(f.Line.Index - line.Index) <= 3) && !Speaks(line))
                        continue;
                    foreach (Capture one in match.Groups["who"].Captures)
                    {
                        if (tape.Who(one.Index) is not { Kind: EntityKind.Person } who || file.IsPetitioner(who))
                            continue;
                        var (start, end) = tape.Span(match);
                        Sheet.Add("meeting.attendee", Presidents.FullName(who), Sheet.SubjectOf(file.PetitionerNear(line)), start, end, $"The passage says that {who.Name} was in the room.", Confidence.Resolved);
                    }
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // Such a sentence is left to the other rules.
        }
    }

    /// <summary>"Roe met with President Doe at the White House to discuss the case".</summary>
    private List<Entity>? Verb(Line line, int i)
    {
        var grammar = ClemencyActs.Grammar(file.Text);
        var form = ClemencyVerbs.Of(line[i].Lower)!.Value.Form;
        var with = line.IsAny(i + 1, "with") ? i + 2 : line.IsAny(i + 1, "privately", "personally", "again", "briefly") && line.Is(i + 2, "with") ? i + 3 : i + 1;
        var others = People(line, with, out var last);
        if (others.Count == 0)
            return null;
        var frame = grammar.FrameOf(line, i, form);
        if (frame.Passive || line.Has(Math.Max(0, i - 3), i, s_never))
            return null;
        var (subject, at) = form == Inflection.Gerund ? GerundSubject(line, i) : (frame.Agent, -1);
        if (at < 0 && subject is not null)
            at = Enumerable.Range(0, i).LastOrDefault(k => line[k].Who == subject, -1);
        if (subject is null || at < 0 || Group(subject))
        {
            // The subject may be a description that no one resolved: the others still met.
            subject = null;
            at = i;
        }
        var all = new List<Entity>(others);
        if (subject is not null)
            all.Insert(0, subject);
        if (!Concerns(line, i, all))
            return null;
        var start = at > i ? line[i].Start : Math.Min(line[at].Start, line[i].Start);
        var end = Math.Max(line[last].End, line[i].End);
        Tell(line, i, all, start, end, at > i ? line[at].End : 0);
        return all;
    }

    private static readonly FrozenSet<string> s_never = Set("not never");

    /// <summary>"Doe commuted the sentence after meeting with Roe": the subject of the clause, before or behind.</summary>
    private static (Entity? Who, int At) GerundSubject(Line line, int i)
    {
        for (var k = i - 1; k >= 0; k--)
        {
            if (line[k].IsPerson && !line[k].Mention!.Possessive && ClemencyActs.MayGrant(line[k].Who))
                return (line[k].Who, k);
        }
        // "After meeting with Roe ..., Doe commuted"
        for (var k = i + 1; k < line.Count - 1; k++)
        {
            if (line[k].IsMark(',') && line[k + 1].IsPerson && !line[k + 1].Mention!.Possessive)
                return (line[k + 1].Who, k + 1);
        }
        return (null, -1);
    }

    /// <summary>"Roe's meeting with Doe", "a meeting between Doe and Roe", "In an Oval Office meeting in May, I presented".</summary>
    private List<Entity>? Noun(Line line, int i)
    {
        var all = new List<Entity>();
        var start = line[i].Start;
        var last = i;
        for (var k = i - 1; k >= 0 && k > i - 4; k--)
        {
            if (line[k].IsPerson && line[k].Mention!.Possessive)
            {
                all.Add(line[k].Who!);
                start = line[k].Start;
                break;
            }
        }
        if (line.IsAny(i + 1, "with", "between"))
        {
            all.AddRange(People(line, i + 2, out last));
        }
        else if (line.IsAny(i - 1, "office") || line[i - 1] is { IsParty: true, Who.Kind: EntityKind.Institution } || line.Is(0, "in") && i < 6)
        {
            // "In an Oval Office meeting in May, ..., I presented her case to the president."
            for (var k = i + 1; k < line.Count; k++)
            {
                if (!line[k].IsPerson || line[k].Mention!.Possessive || line[k + 1].Kind != PieceKind.Word || line.IsAny(k - 1, "with", "by", "for", "to", "of") || file.IsPetitioner(line[k].Who))
                    continue;
                var to = -1;
                for (var p = k + 1; p < k + 10; p++)
                {
                    if (line.IsAny(p, "to", "before", "with") && line[p + 1].IsParty && ClemencyActs.MayGrant(line[p + 1].Who))
                        to = p + 1;
                }
                if (to < 0)
                    continue;
                all.Add(line[k].Who!);
                all.Add(line[to].Who!);
                start = Math.Min(start, line[Math.Max(0, i - 4)].Start);
                last = to;
                break;
            }
        }
        if (all.Count < 2 || !Concerns(line, i, all))
            return null;
        Tell(line, i, all, start, line[last].End, 0);
        return all;
    }

    /// <summary>The people named from an index on: "President Doe", "Doe and Roe", "Doe, Roe and their aides".</summary>
    private static List<Entity> People(Line line, int from, out int last)
    {
        var found = new List<Entity>();
        last = from - 1;
        var k = from;
        while (k < line.Count && k < from + 24)
        {
            var piece = line[k];
            if (piece.IsParty && piece.Who is { Kind: not EntityKind.Institution } who && !piece.Mention!.Possessive)
            {
                if (piece.IsPerson)
                {
                    found.Add(who);
                    last = k;
                }
                k++;
                if (!(line[k].IsMark(',') && (line[k + 1].IsPerson || line.Is(k + 1, "and"))) && !line.IsAny(k, "and"))
                    break;
                continue;
            }
            if (piece.IsMark(',') || line.IsAny(k, "and", "the", "then", "-", "former", "both", "with", "president", "gov", "governor", "adviser", "aide", "lawyer", "star", "reality", "tv", "white", "house", "senior"))
                k++;
            else
                break;
        }
        return found;
    }

    private static bool Group(Entity who) => who.Kind is EntityKind.Group or EntityKind.Institution || who.IsPlural;

    /// <summary>Whether the one who decides is there and the case is the topic, in this sentence or in the next one that speaks of the meeting.</summary>
    private bool Concerns(Line line, int i, List<Entity> all)
    {
        if (!all.Any(ClemencyActs.HeldOffice))
            return false;
        // The petitioner's own visit after the grant is another matter.
        if (all.Any(file.IsPetitioner))
            return false;
        if (Topic(line, i, i + 40))
            return true;
        for (var n = line.Index + 1; n < file.Text.Lines.Count && n <= line.Index + 2; n++)
        {
            var next = file.Text.Lines[n];
            if (Speaks(next) && Topic(next, 0, next.Count))
                return true;
        }
        // The sentences around tell of the case, and nobody else's.
        for (var n = Math.Max(0, line.Index - 3); n <= line.Index + 2 && n < file.Text.Lines.Count; n++)
        {
            if (Topic(file.Text.Lines[n], 0, file.Text.Lines[n].Count))
                return true;
        }
        // "... came after Roe met with him": the grant before the meeting, in the same sentence.
        return file.Acts.Any(a => a.Line == line && a.Trigger < i && line.IsAny(i - 1, "after") | line.Has(Math.Max(0, i - 4), i, s_after));
    }

    private static readonly FrozenSet<string> s_after = Set("after following");

    private bool Topic(Line line, int from, int to)
    {
        for (var k = from; k < Math.Min(to, line.Count); k++)
        {
            if (line.IsIn(k, s_topic) || (line[k].IsPerson && file.IsPetitioner(line[k].Who)))
            {
                // Another subject's verb between breaks the tie: "visited Doe and his wife lobbied".
                return true;
            }
        }
        return false;
    }

    private void Tell(Line line, int i, List<Entity> all, int start, int end, int behind)
    {
        var subject = Sheet.SubjectOf(file.PetitionerNear(line));
        var deciding = all.FirstOrDefault(ClemencyActs.HeldOffice);
        var asking = all.FirstOrDefault(w => w != deciding && w.Kind == EntityKind.Person);
        var name = $"{(asking?.Last ?? asking?.First ?? "meeting").ToLowerInvariant()}-{(deciding?.Last ?? "office").ToLowerInvariant()}";
        var reach = Math.Max(end, behind);
        var place = Place(line, i);
        var date = Date(line, i);
        // What follows "with Doe" up to the place or date belongs to the passage.
        if (place is { } p && p.Start > start)
            reach = Math.Max(reach, p.End);
        foreach (var who in all)
        {
            if (who.Kind != EntityKind.Person)
                continue;
            Sheet.Add("meeting.attendee", Presidents.FullName(who), subject, start, end > start ? Math.Max(end, behind) : reach, $"The passage says that {who.Name} was at the meeting.", Confidence.Resolved, @event: name);
        }
        if (place is { } where)
            Sheet.Add("meeting.place", where.Value, subject, Math.Min(start, where.Start), Math.Max(end, where.End), "The passage says where they met.", @event: name);
        if (date is { } when)
            Sheet.Add("meeting.date", Dated(when.Value), subject, Math.Min(start, when.Start), Math.Max(line[i].End, when.End), "The passage says when they met.", derived: when.IsDerived || when.Value.StartsWith("--", StringComparison.Ordinal), @event: name);
        foreach (var who in all)
        {
            if (who != deciding && who.Kind == EntityKind.Person && !ClemencyActs.HeldOffice(who) && deciding is not null && (Purpose(line, i) || !who.Roles.Overlaps(s_house) && !file.IsPetitioner(who)))
                Sheet.Add("advocate.name", who.Name, subject, start, Math.Min(line.End, Math.Max(reach, end) + 40), $"{who.Name} met the one who decides about the case.", Confidence.Inferred);
        }
    }

    /// <summary>A meeting told without its year was the last of that month or day before publication.</summary>
    private string Dated(string value)
    {
        if (!value.StartsWith("--", StringComparison.Ordinal) || file.Prose.Context.Published is not { Length: >= 7 } published || !int.TryParse(published.AsSpan(0, 4), CultureInfo.InvariantCulture, out var year) || year is < 2 or > 9998)
            return value;
        var tail = value[2..];
        var known = published[5..];
        var reach = Math.Min(tail.Length, known.Length);
        var past = string.CompareOrdinal(tail[..reach], known[..reach]) <= 0;
        return (past ? year : year - 1).ToString("0000", CultureInfo.InvariantCulture) + "-" + tail;
    }

    /// <summary>"to discuss the case", "about Doe", "to ask him".</summary>
    private static bool Purpose(Line line, int i)
    {
        for (var k = i + 1; k < line.Count && k < i + 16; k++)
        {
            if (line.IsAny(k, "about", "discuss", "ask", "urge", "plead", "advocate", "lobby", "push", "press", "convince", "persuade", "regarding"))
                return true;
        }
        return false;
    }

    private Told? Place(Line line, int i)
    {
        var text = file.Text.Text;
        var from = line[Math.Max(0, i - 5)].Start;
        var to = line[Math.Min(line.Count - 1, i + 18)].End;
        foreach (var name in s_places)
        {
            var at = text.IndexOf(name.Replace('\'', '\u2019'), from, to - from, StringComparison.Ordinal);
            if (at < 0)
                at = text.IndexOf(name, from, to - from, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var next = file.Text.Words[file.Text.Words.At(at + name.Length)].Lower;
            if (s_staff.Contains(next))
                continue;
            return new(name, at, at + name.Length);
        }
        foreach (Match match in s_room.Matches(text[from..to]))
        {
            var where = match.Groups["town"] is { Success: true } town ? town : match;
            return new(where.Value, from + where.Index, from + where.Index + where.Length);
        }
        return null;
    }

    /// <summary>Rooms of state, and clubs and homes told by their town.</summary>
    private static readonly Regex s_room = new(@"\b(?:(?:(?:Yellow|Blue|Red|Green|East|Map|Cabinet|Roosevelt|Diplomatic|Lincoln|Treaty|State|Situation|Vermeil)(?: Oval| Dining| Reception)? Room)|[Gg]overnor['’]s (?:[Mm]ansion|[Rr]esidence|[Oo]ffice)|(?:golf (?:club|course)|club|resort|ranch|estate|compound|residence|retreat) in (?<town>[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][A-Za-z.]+)?))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static DateSpan? Date(Line line, int i)
    {
        for (var k = i + 1; k < line.Count && k < i + 22; k++)
        {
            if (line[k].Kind == PieceKind.Date && line[k].Date.Form != DateForm.Decade)
                return line[k].Date;
            if (line[k].IsMark(';') || line.IsAny(k, "and", "who", "after", "before", "when") || (line[k].IsMark(',') && !line[k + 1].IsParty && line[k + 1].Kind != PieceKind.Date && line[k + 1].Lower is not ("d" or "in" or "on" or "most" or "last" or "once" or "again")))
                break;
        }
        for (var k = i - 1; k >= 0 && k > i - 6; k--)
        {
            if (line[k].Kind == PieceKind.Date && line[k].Date.Form != DateForm.Decade && !line[k + 1].IsMark(','))
                return line[k].Date;
        }
        return line[1].Kind == PieceKind.Date && line[2].IsMark(',') && i < 10 ? line[1].Date : null;
    }

    /// <summary>"arranged by Roe", "Roe brokered the meeting", "the result of talks between Poe and Roe".</summary>
    private void Arranged(Line line, List<(Line Line, List<Entity> Who)> found)
    {
        var meeting = found.FirstOrDefault(f => Math.Abs(f.Line.Index - line.Index) <= 2);
        if (meeting.Line is null || !Speaks(line))
            return;
        var subject = Sheet.SubjectOf(file.PetitionerNear(line));
        for (var i = 0; i < line.Count; i++)
        {
            var arrange = ClemencyVerbs.Of(line[i].Lower) is { } verb && s_arranging.Contains(verb.Lemma) || (line.IsAny(i, "set") && line.Is(i + 1, "up"));
            if (arrange)
            {
                var by = Enumerable.Range(i + 1, 3).FirstOrDefault(k => line.Is(k, "by"), -1);
                var at = by > 0 ? Enumerable.Range(by + 1, 5).FirstOrDefault(k => line[k].IsPerson, -1)
                    : ClemencyActs.Grammar(file.Text).SubjectOf(line, SkipAux(line, i - 1), i) is { Who.Kind: EntityKind.Person } s ? s.At : -1;
                if (at >= 0 && line[at].Who!.Kind == EntityKind.Person)
                    Sheet.Add("meeting.arranged_by", line[at].Who!.Name, subject, Math.Min(line[at].Start, line[i].Start), Math.Max(line[at].End, line[Math.Min(line.Count - 1, i + 2)].End), "The passage says who arranged the meeting.");
                continue;
            }
            if (!line.IsAny(i, "result", "product", "culmination", "fruit") || !line.Is(i + 1, "of"))
                continue;
            var between = line.Where("between", i);
            if (between < 0)
                continue;
            var people = People(line, between + 1, out var last);
            foreach (var who in people)
            {
                if (!meeting.Who.Contains(who) && who.Kind == EntityKind.Person)
                    Sheet.Add("meeting.arranged_by", who.Name, subject, line[0].Start, line[last].End, "The meeting came of talks with this person, who did not come to ask.", Confidence.Inferred);
            }
        }
    }

    private static int SkipAux(Line line, int k)
    {
        while (k >= 0 && (line.IsAny(k, "had", "has", "have", "also", "helped", "to", "who") && !line[k].IsParty))
            k--;
        return k;
    }
}
