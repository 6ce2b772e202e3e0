using System.Collections.Frozen;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Proposes facts on the petitioner and the clemency: who asks, who decides, who urges and opposes, what was granted, when and how.</summary>
internal static class ClemencyFacts
{
    public static IEnumerable<Proposal> Find(Prose.Prose prose, IReadOnlyList<Statement> statements) => Find(prose, statements, out _);

    /// <summary>The facts, and for whom the text tells of clemency.</summary>
    public static IEnumerable<Proposal> Find(Prose.Prose prose, IReadOnlyList<Statement> statements, out IReadOnlyList<Entity> petitioners)
    {
        var text = ClemencyText.Of(prose, statements);
        var acts = ClemencyActs.Find(text);
        var sheet = new ClemencySheet(prose, statements);
        var file = new ClemencyFile(text, acts, statements, sheet);
        file.Read();
        petitioners = file.Petitioners;
        return sheet.Facts;
    }
}

/// <summary>What the rules share while they read one document: its lines, its acts of clemency and its petitioners.</summary>
internal sealed class ClemencyFile
{
    private readonly List<Entity> _petitioners = [];
    private readonly Dictionary<RegisterEntry, Entity> _entered = [];
    private readonly bool _instrument;
    private readonly HashSet<Act> _spread = [];
    private readonly SentencePaper.Caption? _caption;

    public ClemencyFile(ClemencyText text, IReadOnlyList<Act> acts, IReadOnlyList<Statement> statements, ClemencySheet sheet)
    {
        Text = text;
        Acts = acts;
        Statements = statements;
        Sheet = sheet;
        Entries = ClemencyRecords.Find(text);
        var real = acts.Where(a => a.Stage != Stage.Unreal).ToList();
        // Whom a grant reaches, by name or by a pronoun that means a name; else whom any other stage of clemency names.
        var granted = acts.Where(a => a is { Stage: Stage.Granted, Nominal: false }).ToList();
        var told = Named(granted);
        if (told.Count == 0)
            told = [.. granted.SelectMany(a => a.Patients.Where(p => a.Line[p.At].Mention!.Form == MentionForm.Pronoun).Select(p => p.Who)).Where(w => w.First is not null && IsCandidate(w) && !acts.Any(a => a.Seeker == w)).Distinct().Take(1)];
        else
            told = [.. told.Concat(Named(real.Where(a => a.Stage is Stage.Granted))).Distinct()];
        if (told.Count == 0)
            told = Named(real);
        told.RemoveAll(w => Sits(text, w));
        // Whom the petition knows goes before everyone; beside them, only whom the text itself names as granted clemency.
        var known = Known(text);
        if (known.Count > 0)
            told = [.. known.Concat(Named(acts.Where(a => a.Stage == Stage.Granted && !a.Nominal))).Distinct()];
        // Whom the prose takes for petitioners counts where the acts name nobody; beside them, only the foremost one.
        var foremost = known.Count > 0 ? [] : text.Prose.Petitioners.Where(p => !p.Roles.Overlaps(s_bench) && !Sits(text, p) && !acts.Any(a => a.Seeker == p && !a.Nominal && a.Patients.All(q => q.Who != p) && (a.Patients.Count > 0 || !a.Line.IsAny(a.Trigger + 1, "his", "her")))).Where(IsCandidate);
        var named = told.Count > 0 ? told.Concat(foremost.Where(p => p.Kind == EntityKind.Person).Take(1)).Distinct().ToList() : foremost.Concat(Named(acts)).Distinct().ToList();
        // A pronoun alone makes nobody a petitioner where a name is told: "Roe met Doe after she was pardoned".
        var meant = named.Count > 0 ? named : [.. acts.SelectMany(a => a.Patients.Select(p => p.Who)).Where(IsCandidate).Distinct()];
        _petitioners.AddRange(Entries.Count > 0 ? meant.Where(w => w.Kind == EntityKind.Person && (w.Name.Contains(' ', StringComparison.Ordinal) || known.Contains(w))) : meant);
        foreach (var entry in Entries)
        {
            var listed = text.Prose.Entities.FirstOrDefault(e => e.Kind == EntityKind.Person && e.Last is not null && e.Last.Equals(entry.Last, StringComparison.OrdinalIgnoreCase));
            if (listed is null)
            {
                listed = new Entity(-100 - _entered.Count, EntityKind.Person, entry.Name.Value) { Last = entry.Last };
            }
            _entered[entry] = listed;
            if (!_petitioners.Contains(listed))
                _petitioners.Add(listed);
        }
        // A text that tells of no grant to a named person: then whoever was sentenced or served is whom it is about.
        if (known.Count == 0 && !acts.Any(a => a.Stage == Stage.Granted && a.Patients.Any(p => p.Who.Kind == EntityKind.Person)))
        {
            foreach (var who in Convicted(text))
            {
                if (!Sits(text, who) && !_petitioners.Contains(who))
                    _petitioners.Add(who);
            }
        }
        // In a paper of the case the defendant of the caption is the petitioner, and no namesake is.
        if (known.Count == 0 && SentencePaper.Of(text.Prose).IsCourt && SentencePaper.Defendant(text.Text) is { First: not null } caption)
        {
            var fits = text.Prose.Entities.Where(e => e.Kind is EntityKind.Person or EntityKind.Unknown && !e.IsPlural && caption.Fits(e.First, e.Last ?? e.Name)).ToList();
            // Where the form's "LAST, FIRST" made no person of its own, the bare last name of the prose went to a namesake: it is the defendant's all the same.
            if (fits.Count == 0)
                fits = text.Prose.Entities.Where(e => e.Kind is EntityKind.Person or EntityKind.Unknown && !e.IsPlural && caption.Fits(null, e.Last ?? e.Name)).ToList();
            _petitioners.RemoveAll(p => !fits.Contains(p));
            _petitioners.AddRange(fits.Where(f => f.First is not null && !_petitioners.Contains(f)));
            if (_petitioners.Count == 0)
                _petitioners.AddRange(fits);
            _caption = caption;
        }
        var names = _petitioners.Select(p => p.Last ?? p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        sheet.Several = names > 1;
        _instrument = text.IsInstrument;
        if (_instrument && sheet.Standard == Standard.Unstated)
            sheet.Standard = Standard.OfficialRecord;
    }

    /// <summary>Those who sentence, charge and investigate are petitioners only where an act of clemency names them.</summary>
    private static readonly FrozenSet<string> s_bench = new[] { "judge", "justice", "prosecutor", "detective", "sheriff", "senator", "representative", "congressman", "congresswoman", "lawyer" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The people of the text whom the petition names as petitioners.</summary>
    private static List<Entity> Known(ClemencyText text)
    {
        var found = new List<Entity>();
        foreach (var name in text.Prose.Context.Petitioners ?? [])
        {
            var parts = name.Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0)
                continue;
            var last = RegisterNames.Last(name);
            var same = text.Prose.Entities.Where(e => e.Kind is EntityKind.Person or EntityKind.Unknown && !e.IsPlural && (e.Last ?? e.Name).Equals(last, StringComparison.OrdinalIgnoreCase)
                && (e.First is null || parts.Length == 1 || e.First.Equals(parts[0], StringComparison.OrdinalIgnoreCase) || e.First.Length <= 2 && e.First[0] == parts[0][0] || Lexicon.SameFirstName(parts[0], e.First))).ToList();
            // A bare last name beside the full name is the full name's; alone it is the petitioner's.
            found.AddRange(same.Any(e => e.First is not null) ? same.Where(e => e.First is not null) : same);
        }
        return [.. found.Distinct()];
    }

    /// <summary>Whether the text calls someone a judge, or tells that they passed a sentence: never a petitioner of the same text.</summary>
    private static bool Sits(ClemencyText text, Entity who)
    {
        if (who.Kind != EntityKind.Person)
            return false;
        if (who.Roles.Contains("judge") && !Presidents.IsFormer(who))
            return true;
        foreach (var line in text.Lines)
        {
            for (var i = 0; i < line.Count; i++)
            {
                if (!line.IsAny(i, "sentenced", "imposed") || line.Has(Math.Max(0, i - 3), i, s_been))
                    continue;
                if (!(line[i + 1].IsParty || line.IsAny(i + 1, "her", "him", "the", "a", "life", "them")))
                    continue;
                // The subject: the last one before who is no part of "of the United States District Court for ...".
                for (var k = i - 1; k >= 0; k--)
                {
                    if (line[k].IsMark(';') || line[k].IsMark(','))
                        break;
                    if (line[k].IsPerson && !line[k].Mention!.Possessive && line[k].Mention!.Form is MentionForm.FullName or MentionForm.LastName)
                    {
                        if (line[k].Who == who)
                            return true;
                        break;
                    }
                }
            }
        }
        return false;
    }

    private static readonly FrozenSet<string> s_been = new[] { "was", "were", "been", "being", "be", "is", "are", "got", "get" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The candidates whom acts reach by name.</summary>
    private static List<Entity> Named(IEnumerable<Act> acts) =>
        [.. acts.SelectMany(a => a.Patients.Where(p => a.Line[p.At].Mention!.Form is not (MentionForm.Pronoun or MentionForm.Role or MentionForm.Description or MentionForm.Title)).Select(p => p.Who)).Where(IsCandidate).Distinct()];

    private static bool IsCandidate(Entity who) => who.Kind is EntityKind.Person or EntityKind.Unknown && !who.IsPlural && who.Name.Length > 1 && !ClemencyActs.MayGrant(who);

    /// <summary>What registers, lists and instruments tell line by line.</summary>
    public IReadOnlyList<RegisterEntry> Entries { get; }

    public ClemencyText Text { get; }

    public Prose.Prose Prose => Text.Prose;

    public IReadOnlyList<Act> Acts { get; }

    public IReadOnlyList<Statement> Statements { get; }

    public ClemencySheet Sheet { get; }

    /// <summary>Everyone for whom the text tells of clemency, and whom the prose takes for petitioners.</summary>
    public IReadOnlyList<Entity> Petitioners => _petitioners;

    /// <summary>The one petitioner, or null when there are several or none.</summary>
    public Entity? Sole => _petitioners.Count == 1 ? _petitioners[0] : null;

    /// <summary>The petitioner whom a line means: the only one; else the last one mentioned in the line or before it in its paragraph.</summary>
    public Entity? PetitionerNear(Line line)
    {
        if (!Sheet.Several)
            return Sole;
        foreach (var (entry, who) in _entered)
        {
            if (entry.Start <= line.Start && line.Start <= entry.End)
                return who;
        }
        for (var i = line.Index; i >= 0 && i > line.Index - 4; i--)
        {
            var at = Text.Lines[i];
            for (var k = 0; k < at.Count; k++)
            {
                if (IsPetitioner(at[k].Who))
                    return at[k].Who;
            }
        }
        return _petitioners.FirstOrDefault();
    }

    /// <summary>The petitioner of the entry that holds a place, else whom the line means.</summary>
    public Entity? PetitionerAt(Line line, int at)
    {
        foreach (var (entry, who) in _entered)
        {
            if (entry.Start <= at && at <= entry.End)
                return who;
        }
        return PetitionerNear(line);
    }

    /// <summary>Whether a group's grant was given to the people whom the text names: then the group is no batch beside them.</summary>
    public bool IsSpread(Act act) => _spread.Contains(act);

    public bool IsPetitioner(Entity? who) => who is not null && _petitioners.Contains(who);

    /// <summary>Named people of whom the text says that they were sentenced or served time, or whose sentence it speaks of.</summary>
    private static IEnumerable<Entity> Convicted(ClemencyText text)
    {
        foreach (var line in text.Lines)
        {
            for (var i = 0; i < line.Count; i++)
            {
                if (line[i] is not { IsPerson: true, Who: { Kind: EntityKind.Person, First: not null } who } piece || ClemencyActs.MayGrant(who))
                    continue;
                var k = i + 1;
                if (line.IsAny(k, "was", "is", "has", "had", "been", "who"))
                    k++;
                if (line.IsAny(k, "was", "been", "spent"))
                    k++;
                if (line.IsAny(k, "been", "spent"))
                    k++;
                var said = piece.Mention!.Possessive
                    ? line.IsAny(i + 1, "sentence") || line.IsAny(i + 2, "sentence")
                    : (line.IsAny(k, "in") && line.IsAny(k + 1, "prison", "jail") && k > i + 1) || (line.IsAny(k, "sentenced", "imprisoned", "incarcerated") && k > i + 1) || (line.IsAny(k, "served", "serving", "serves") && (line[k + 1].Number > 0 || line[k + 2].Number > 0 || line.IsAny(k + 2, "life", "year")));
                if (said)
                    yield return who;
            }
        }
    }

    public void Read()
    {
        Names();
        Registered();
        Granted();
        GroupGrants();
        var clauses = new ClemencyClauses(this);
        try
        {
            Told(clauses);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            // Left to the grammar of the acts.
        }
        new ClemencyTerms(this).Read();
        new ClemencyMeetings(this).Read();
        new ClemencyPeople(this).Read();
        new ClemencySides(this).Read();
        new ClemencyBackground(this).Read();
        clauses.Read();
    }

    private static readonly System.Text.RegularExpressions.Regex s_hereby = new(@"\bhereby (?:grants?|commutes?|extends?)\b[^.;]{0,60}?\b(?<form>pardon|commutation|sentence)\b|\bhereby (?<form>commute|pardon)\b",
        System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.IgnoreCase | System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.NonBacktracking);

    /// <summary>Grants in other words than those of the acts, and a group's grant where the text names no other: the petitioners are of the group.</summary>
    private void Told(ClemencyClauses clauses)
    {
        clauses.Grants((form, who, grantor, start, end, when) =>
        {
            var subject = Sheet.SubjectOf(who);
            if (form is { Length: > 0 } && !(Sheet.Has("clemency.form", subject) && (form == "clemency" || Sheet.Facts.Any(f => f.Attribute == "clemency.form" && f.Value is "pardon" or "commutation"))))
                Sheet.Add("clemency.form", form, subject, start, end, $"The passage says that {who.Name} was given a {form}.", Confidence.Resolved);
            if (grantor is not null && ClemencyActs.HeldOffice(grantor))
                Sheet.Add("clemency.grantor", Presidents.FullName(grantor), subject, start, end, $"The passage names {grantor.Name} as the one who gave it.", Confidence.Resolved);
            if (when is { } date && !Sheet.Has("clemency.date", subject))
                Sheet.Add("clemency.date", date.Value, subject, Math.Min(start, date.Start), Math.Max(end, date.End), "The date stands in the clause that tells of the grant.", Confidence.Resolved, derived: date.IsDerived);
        });
        // An instrument whose words the acts do not reach ("do hereby grant a full pardon to all who ...").
        if (_instrument && !Sheet.Has("clemency.form") && s_hereby.Match(Text.Text) is { Success: true } granted)
        {
            var form = granted.Groups["form"].Value.ToLowerInvariant();
            Sheet.Add("clemency.form", form.StartsWith("commut", StringComparison.Ordinal) ? "commutation" : "pardon", Sheet.SubjectOf(Sole), granted.Index, granted.Index + granted.Length, "The instrument grants it in these words.");
        }
        if (_instrument && Sheet.Has("clemency.form"))
        {
            if (!Sheet.Has("clemency.grantor") && ClemencyRecords.FirstPerson(Text, Text.Words.Count) is { } maker)
                Sheet.Add("clemency.grantor", maker.Value, Sheet.SubjectOf(Sole), maker.Start, maker.End, "The instrument is made by this person.");
            if (!Sheet.Has("clemency.date") && ClemencyRecords.DoneOn(Text) is { } signed)
                Sheet.Add("clemency.date", signed.Value, Sheet.SubjectOf(Sole), signed.Start, signed.End, "The instrument is dated where it is signed.");
        }
        // A group's grant in other verbs, where nothing nearer was told: of the petitioners, and counted.
        if (!Sheet.Facts.Any(f => f.Attribute == "clemency.form" && f.Subject != "batch") && !Acts.Any(a => a is { Stage: Stage.Granted, Nominal: false, Group: > 1 } && a.Form != "commutation"))
        {
            foreach (var (form, grantor, count, start, end, when, _) in clauses.Groups())
            {
                if (!Sheet.Has("clemency.batch_count"))
                    Sheet.Add("clemency.batch_count", count.ToString(System.Globalization.CultureInfo.InvariantCulture), null, start, end, "The passage counts the grants.", Confidence.Resolved);
                foreach (var who in _petitioners)
                {
                    var subject = Sheet.SubjectOf(who);
                    Sheet.Add("clemency.form", form, subject, start, end, $"The passage tells what the group was given, {who.Name} among them.", Confidence.Inferred);
                    Sheet.Add("clemency.grantor", Presidents.FullName(grantor), subject, start, end, $"The passage names {grantor.Name} as the one who gave it.", Confidence.Resolved);
                    if (when is { } date)
                        Sheet.Add("clemency.date", date.Value, subject, Math.Min(start, date.Start), Math.Max(end, date.End), "The date stands in the clause that tells of the grants.", Confidence.Resolved, derived: date.IsDerived);
                }
                break;
            }
        }
        // Where the text tells of the petitioner's own grant, a group's is another matter.
        if (Sheet.Facts.Any(f => f.Attribute == "clemency.form" && f.Subject != "batch"))
            return;
        foreach (var act in Acts)
        {
            if (Text.Text.AsSpan(act.Line.Start, act.Line.End - act.Line.Start).Contains(" also ", StringComparison.OrdinalIgnoreCase))
                continue;
            if (Enumerable.Range(act.Trigger, 10).Any(k => act.Line.IsAny(k, "others", "more", "other", "additional", "another") && act.Line[k].Start < act.End + 12) || act.Line.IsAny(act.Trigger - 1, "also"))
                continue;
            if (act is not { Stage: Stage.Granted, Group: > 1, Grantor: not null } || act.Patients.Any(p => IsPetitioner(p.Who)) || Entries.Count > 0 || ClemencyActs.IsBoard(act.Grantor))
                continue;
            if (Sheet.Several && !Sheet.Has("clemency.form", "batch"))
            {
                Sheet.Add("clemency.form", act.Form, "batch", act.Start, act.End, "The passage tells what the whole group was given.");
                Sheet.Add("clemency.grantor", Presidents.FullName(act.Grantor), "batch", act.Start, act.End, $"The passage names {act.Grantor.Name} as the one who gave it.");
                if (act.When is { } day)
                    Sheet.Add("clemency.date", day.Value, "batch", Math.Min(act.Start, day.Start), Math.Max(act.End, day.End), "The date stands in the clause that tells of the grants.", Confidence.Resolved, derived: day.IsDerived);
            }
            foreach (var who in _petitioners)
            {
                if (who.Kind == EntityKind.Person && !Sheet.Has("clemency.form", Sheet.SubjectOf(who)) && !Acts.Any(a => a.Stage is Stage.Denied or Stage.Sought && a.Patients.Any(p => p.Who == who)))
                    Grant(act, who, act.End);
            }
        }
    }

    private void Registered()
    {
        foreach (var entry in Entries)
        {
            var subject = Sheet.Several ? entry.Last : null;
            Sheet.Add("petitioner.name", entry.Name.Value, subject, entry.Name.Start, entry.Name.End, "The entry of the register or list bears this name.");
            foreach (var (form, date) in entry.Acts)
            {
                // The name, the date and the form stand in one row: the passage for the date reaches to the name.
                var start = date is { } d && form is { } f ? Math.Min(d.Start, f.Start) : 0;
                var end = date is { } e && form is { } g ? Math.Max(e.End, g.End) : 0;
                var near = end > 0 && end - start < 60;
                var year = date is { Value.Length: >= 4 } told && entry.Acts.Count > 1 ? told.Value[..4] : null;
                if (form is { } what)
                    Sheet.Add("clemency.form", what.Value, subject, near ? start : what.Start, near ? end : what.End, "The entry names this form of clemency.", @event: year);
                if (date is { } when)
                    Sheet.Add("clemency.date", when.Value, subject, near ? start : when.Start, near ? end : when.End, "The entry dates the grant.", @event: year);
            }
            // A list under "is commuting the sentences of the following individuals": its head tells the act.
            if (entry.Acts.Count == 0 && Acts.LastOrDefault(a => a.Start < entry.Start && a.Stage == Stage.Granted && a.Patients.Count == 0 && !a.Nominal && (a.Grantor is not null || _instrument)) is { } head)
                Grant(head.When is null && Acts.LastOrDefault(a => a.Start < entry.Start && a is { Stage: Stage.Granted, Nominal: false, When: not null } && a.Form == head.Form) is { } dated ? head with { When = dated.When } : head, _entered[entry], head.End);
            if (entry.Grantor is { } grantor)
                Sheet.Add("clemency.grantor", grantor.Value, subject, grantor.Start, grantor.End, "The instrument is signed by this person.");
            if (entry.Place is { } place)
                Sheet.Add("place", place.Value, subject, place.Start, place.End, "The list gives the home town beside the name.");
        }
    }

    /// <summary>"commuted the sentences of three women": the group is counted, and the text names just as many.</summary>
    private void GroupGrants()
    {
        foreach (var act in Acts)
        {
            if (act.Stage != Stage.Granted || act.Group is not { } count || act.Patients.Count > 0)
                continue;
            Batch(act, count);
            var named = _petitioners.Where(p => p.First is not null).ToList();
            if (count < 2 || named.Count != count || Acts.Any(a => a.Stage == Stage.Granted && a.Patients.Any(p => named.Contains(p.Who))))
                continue;
            _spread.Add(act);
            foreach (var who in named)
                Grant(act, who, act.End);
        }
    }

    /// <summary>A fact sheet tells first what the whole group was given, then of each: the group is a subject of its own.</summary>
    private void Batch(Act act, int count)
    {
        if (count < 2 || !Sheet.Several || Entries.Count < 2 || act.Line.Start > Entries[0].Start)
            return;
        Sheet.Add("clemency.form", act.Form, "batch", act.Start, act.End, "The passage tells what the whole group was given.");
        if (act.Grantor is { } grantor)
            Sheet.Add("clemency.grantor", Presidents.FullName(grantor), "batch", act.Start, act.End, $"The passage names {grantor.Name} as the one who gave it.");
        if (act.When is { } when)
            Sheet.Add("clemency.date", when.Value, "batch", Math.Min(act.Start, when.Start), Math.Max(act.End, when.End), "The date stands in the clause that tells of the grants.", Confidence.Resolved, derived: when.IsDerived);
    }

    private void Names()
    {
        if (_caption is { } caption)
            Sheet.Add("petitioner.name", _petitioners.FirstOrDefault(p => p.First is not null && caption.Fits(p.First, p.Last ?? p.Name))?.Name ?? caption.Name, null, caption.Start, caption.End, "The caption of the paper names the defendant.", Confidence.Stated);
        foreach (var who in _petitioners)
        {
            if (_caption is { } defendant && !defendant.Fits(who.First, who.Last ?? who.Name))
                continue; // A namesake: only the bare last name stands for the defendant.
            var full = who.Mentions.Where(m => m.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.FirstName && Name(m) == who.Name).ToList();
            if (full.Count == 0)
                full = [.. who.Mentions.Where(m => m.Form is MentionForm.FullName or MentionForm.LastName).OrderByDescending(m => m.End - m.NameStart).Take(1)];
            foreach (var mention in full.Take(6))
                Sheet.Add("petitioner.name", who.Name, Sheet.SubjectOf(who), mention.NameStart, mention.End, $"The text tells of clemency or of a criminal case for {who.Name}.", Confidence.Resolved);
        }
    }

    private string Name(Mention mention) => Prose.Text[mention.NameStart..mention.End];

    private void Granted()
    {
        var grants = new List<(Act Act, Entity Who, int End)>();
        foreach (var act in Acts)
        {
            if (act.Stage != Stage.Granted)
                continue;
            if (act.Patients.Count == 0 && act.Group is null && !act.Nominal && Sole is { } only && !IsVague(act.Form))
                grants.Add((act, only, act.End));
            foreach (var patient in act.Patients)
            {
                if (Reached(act, patient) is { } who)
                    grants.Add((act, who, Math.Max(act.End, patient.End)));
            }
        }
        // "Doe grants clemency to Ohio woman": a vague word counts where the text names no form.
        if (grants.Count == 0 && Sole is { } sole)
            grants.AddRange(Acts.Where(a => a is { Stage: Stage.Granted, Nominal: false, Grantor: not null, Group: null } && a.Patients.Count == 0).Select(a => (a, sole, a.End)));
        // A vague word beside a named form adds nothing.
        var specific = grants.Where(g => !IsVague(g.Act.Form)).Select(g => g.Who).ToHashSet();
        foreach (var (act, who, end) in grants)
        {
            if (!IsVague(act.Form) || !specific.Contains(who))
                Grant(act, who, end);
        }
    }

    /// <summary>"clemency" names no form; "a reprieve" is said loosely of every mercy.</summary>
    private static bool IsVague(string form) => form is "clemency" or "reprieve";

    /// <summary>Whom a mention as patient means among the petitioners, or null.</summary>
    private Entity? Reached(Act act, Patient patient)
    {
        if (IsPetitioner(patient.Who))
            return patient.Who;
        // "commuted the sentence of a former mayor": the name follows in the next sentences.
        if (patient.Who.Kind == EntityKind.Role)
            return Named(act.Line);
        // A pronoun that points elsewhere means the petitioner all the same, when there is only one.
        return act.Line[patient.At].Mention!.Form == MentionForm.Pronoun ? Sole : null;
    }

    /// <summary>The first petitioner named behind a line, within the next sentences.</summary>
    private Entity? Named(Line line)
    {
        for (var n = line.Index + 1; n < Text.Lines.Count && n <= line.Index + 3; n++)
        {
            for (var k = 0; k < Text.Lines[n].Count; k++)
            {
                if (Text.Lines[n][k].Mention?.Form is MentionForm.FullName or MentionForm.LastName && IsPetitioner(Text.Lines[n][k].Who))
                    return Text.Lines[n][k].Who;
            }
        }
        return null;
    }

    private void Grant(Act act, Entity who, int end)
    {
        var subject = Sheet.SubjectOf(who);
        var start = Math.Min(act.Start, end - 1);
        // "commuting her sentence of life imprisonment to a term of 216 months": the passage reaches to what is left.
        if (act.Form == "commutation")
        {
            var k = Enumerable.Range(0, act.Line.Count).FirstOrDefault(x => act.Line[x].Start >= end, -1);
            if (k > 0 && act.Line.Is(k, "to"))
            {
                for (var p = k + 1; p < k + 12 && p < act.Line.Count && act.Line[p].Kind is PieceKind.Word or PieceKind.Number || act.Line[p].IsMark('(') || act.Line[p].IsMark(')'); p++)
                {
                    if (act.Line.IsAny(p, "years", "months", "year", "served", "life"))
                        end = act.Line[p].End;
                }
            }
        }
        Sheet.Add("clemency.form", act.Form, subject, start, end, $"The passage says that {who.Name} was given a {act.Form}.", act.Nominal ? Confidence.Inferred : Confidence.Stated);
        if (act.Grantor is { } grantor && !ClemencyActs.IsBoard(grantor))
            Sheet.Add("clemency.grantor", Presidents.FullName(grantor), subject, start, end, $"The passage names {grantor.Name} as the one who gave it.", Confidence.Stated);
        else if (act.Grantor is null && Text.SpeakerOf(act.Line) is { } speaker && ClemencyActs.HeldOffice(speaker))
            Sheet.Add("clemency.grantor", Presidents.FullName(speaker), subject, start, end, $"{speaker.Name} says it in the first person.", Confidence.Resolved);
        else if (act.Grantor is null && _instrument && ClemencyRecords.FirstPerson(Text, Text.Words.Count) is { } signer)
            Sheet.Add("clemency.grantor", signer.Value, subject, signer.Start, signer.End, "The instrument is signed by this person.");
        if (_instrument && act.When is null && ClemencyRecords.DoneOn(Text) is { } done)
            Sheet.Add("clemency.date", done.Value, subject, done.Start, done.End, "The instrument is dated where it is signed.");
        if (act.When is null && !act.Nominal && !_instrument)
        {
            // "announced today that she has commuted": the day of the announcement is the day of the grant.
            for (var k = 0; k < act.Line.Count; k++)
            {
                if (act.Line[k].Kind == PieceKind.Date && act.Line[k].Date.Value.Length == 10 && act.Line[k].Start < act.Line[act.Trigger].Start && Enumerable.Range(k - 3, 5).Any(x => act.Line.IsAny(x, "announced", "announces", "announcing", "signed")))
                {
                    Sheet.Add("clemency.date", act.Line[k].Date.Value, subject, Math.Min(act.Line[k].Start, start), Math.Max(end, act.Line[k].End), "The grant was announced on this day.", Confidence.Resolved, derived: act.Line[k].Date.IsDerived);
                    break;
                }
            }
        }
        if (act.When is { } when)
        {
            // "A statement issued Friday said, 'Today, President Doe ...'": the day stands before the quotation too.
            var from = Math.Min(start, when.Start);
            for (var k = 0; k < act.Line.Count && act.Line[k].Start < from; k++)
            {
                if (act.Line[k].Kind == PieceKind.Date && act.Line[k].Date.Value == when.Value && act.Line[k].Start < when.Start)
                    Sheet.Add("clemency.date", when.Value, subject, act.Line[Math.Max(0, k - 6)].Start, act.Line[k].End, "The statement that tells of the grant bears this date.", Confidence.Resolved, derived: when.IsDerived);
            }
            var to = Math.Max(end, when.End);
            Sheet.Add("clemency.date", when.Value, subject, from, to, "The date stands in the clause that tells of the grant.", when.IsDerived ? Confidence.Resolved : Confidence.Stated, derived: when.IsDerived);
        }
    }
}
