using System.Collections.Frozen;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>How far the clemency that a passage speaks of has come.</summary>
internal enum Stage
{
    /// <summary>It was given.</summary>
    Granted,
    /// <summary>Someone asked for it.</summary>
    Sought,
    /// <summary>The one who decides thought of it.</summary>
    Considered,
    /// <summary>A board or adviser advised it.</summary>
    Recommended,
    /// <summary>It was refused.</summary>
    Denied,
    /// <summary>It was taken back.</summary>
    Revoked,
    /// <summary>The text says that it was not given, or speaks of what might be: no fact.</summary>
    Unreal,
}

/// <summary>Whom an act of clemency reaches, and where the passage that says so ends.</summary>
internal readonly record struct Patient(Entity Who, int At, int End);

/// <summary>A passage that tells of an act of clemency.</summary>
/// <param name="Line">Where.</param>
/// <param name="Form">pardon, commutation, reprieve, or clemency when the text does not say which.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Grantor">Who gives it, or null.</param>
/// <param name="Seeker">Who asks for it, or null.</param>
/// <param name="Start">Offset where the passage begins (with the grantor, if in reach).</param>
/// <param name="End">Offset where the verb or noun and its object end.</param>
/// <param name="Trigger">Index of the verb or noun in the line.</param>
/// <param name="Patients">Whom it reaches by name.</param>
/// <param name="Group">How many people it reaches, where the text counts them, or null.</param>
/// <param name="When">Its date, if told in the same clause.</param>
internal sealed record Act(Line Line, string Form, Stage Stage, Entity? Grantor, Entity? Seeker, int Start, int End, int Trigger, IReadOnlyList<Patient> Patients, int? Group, DateSpan? When)
{
    /// <summary>Whether the passage names the act only ("the Doe commutation").</summary>
    public bool Nominal { get; init; }

    /// <summary>Whether the seeker's urging succeeded.</summary>
    public bool Won { get; init; }
}

/// <summary>Finds acts of clemency by the grammar of the verbs and nouns that name them.</summary>
internal sealed class ClemencyActs
{
    private static readonly FrozenSet<string> s_be = Set("is are was were be been being am get gets got getting");
    private static readonly FrozenSet<string> s_aux = Set("has have had having do does did");
    private static readonly FrozenSet<string> s_modal = Set("will would could may might should can shall must");
    private static readonly FrozenSet<string> s_adverbs = Set("also just already now then ever soon later even finally once again hereby recently previously only first thereby first today yesterday both all each either not never early still thus ultimately eventually");
    private static readonly FrozenSet<string> s_negative = Set("not never neither nor without");
    private static readonly FrozenSet<string> s_timeWords = Set("on in last late early back during since");
    private static readonly FrozenSet<string> s_stop = Set("after because while when who whom which that before following amid despite if but as although since by until during whose where even though saying calling citing adding");
    private static readonly FrozenSet<string> s_sentence = Set("sentence sentences term terms punishment penalty conviction convictions imprisonment");
    private static readonly FrozenSet<string> s_people = Set("people person individuals individual prisoners inmates men women others offenders defendants americans recipients persons felons convicts more persons more nonviolent drug federal state other");
    private static readonly FrozenSet<string> s_power = Set("power powers authority ability right rights prerogative ability privilege");
    private static readonly FrozenSet<string> s_deciding = Set("decision move choice determination order act action agreement");
    private static readonly FrozenSet<string> s_likely = Set("set poised likely ready expected due prepared willing inclined reluctant able eager plans plan intention pressure calls call campaign effort bid push request plea efforts petition");
    private static readonly FrozenSet<string> s_asks = Set("calls call campaign effort efforts bid push request plea petition pressure pleas requests");

    private readonly ClemencyText _text;
    private readonly List<Act> _acts = [];

    private ClemencyActs(ClemencyText text) => _text = text;

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static ClemencyActs Grammar(ClemencyText text) => new(text);

    public static IReadOnlyList<Act> Find(ClemencyText text)
    {
        var finder = new ClemencyActs(text);
        foreach (var line in text.Lines)
            finder.Read(line);
        return finder._acts;
    }

    /// <summary>Whether someone holds an office that may grant clemency.</summary>
    public static bool MayGrant(Entity? who) => HeldOffice(who) && !Presidents.IsFormer(who!);

    /// <summary>Whether someone holds or held such an office.</summary>
    public static bool HeldOffice(Entity? who) => who is { IsPlural: false } && (who.Roles.Overlaps(Lexicon.ClemencyOffices) || Presidents.IsPresident(who));

    /// <summary>Whether words without a known bearer name an office that may grant clemency: "the president".</summary>
    public static bool IsOffice(string lower) => lower.EndsWith("president", StringComparison.Ordinal) && !lower.Contains("vice", StringComparison.Ordinal) || lower.EndsWith("governor", StringComparison.Ordinal) && !lower.Contains("lieutenant", StringComparison.Ordinal);

    /// <summary>The form that a noun names, or null.</summary>
    public static string? FormOf(string lower) => lower switch
    {
        "clemency" => "clemency",
        "pardon" or "pardons" => "pardon",
        "commutation" or "commutations" => "commutation",
        "reprieve" or "reprieves" => "reprieve",
        _ => null,
    };

    private void Read(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            var piece = line[i];
            if (piece.Kind != PieceKind.Word)
                continue;
            if (ClemencyVerbs.Of(piece.Lower) is { } verb)
            {
                if (verb.Lemma == "commute")
                {
                    if (Commute(line, i, verb.Form))
                        continue;
                }
                else if (verb.Lemma == "pardon" && IsVerb(line, i, verb.Form))
                {
                    Verb(line, i, verb.Form, PardonForm(line, i), i + 1);
                    continue;
                }
                else if (ClemencyVerbs.Shortening.Contains(verb.Lemma))
                {
                    Shorten(line, i, verb.Form);
                    continue;
                }
                else if (ClemencyVerbs.BearingOf(piece.Lower) is Bearing.Gives or Bearing.Receives or Bearing.Refuses or Bearing.Advises && GivenForm(line, i) is { } given)
                {
                    Given(line, i, verb, given.Form, given.At);
                    continue;
                }
            }
            if (FormOf(piece.Lower) is { } form)
                Noun(line, i, form);
        }
    }

    /// <summary>"pardoned or commuted the sentences of": the text leaves open which.</summary>
    private static string PardonForm(Line line, int i) =>
        line.IsAny(i + 1, "or", "and") && ClemencyVerbs.Is(line[i + 2].Lower, "commute") && line.Is(i + 1, "or") ? "clemency" : "pardon";

    /// <summary>Whether "pardon" or "pardons" is a verb here: nouns follow determiners, verbs follow "to", modals and subjects.</summary>
    private static bool IsVerb(Line line, int i, Inflection form)
    {
        if (form == Inflection.Past)
            return !line.IsAny(i - 1, "the", "a") || line.IsAny(i + 1, "by");
        if (form == Inflection.Gerund)
            return line[i + 1].IsParty || line[i + 1].Kind == PieceKind.Number || line.IsAny(i + 1, "the", "a", "an", "former", "someone", "people", "him", "her", "them", "just", "both");
        if (line.IsIn(i - 1, s_modal) || line.IsAny(i - 1, "to", "not", "n't"))
            return true;
        if (form == Inflection.Third)
            return line[i - 1].IsParty && !line[i - 1].Mention!.Possessive && !line.IsAny(i + 1, "for", "to", "of", "and", "in", "as", ",", ".", "were", "are", "after", "that") && line[i + 1].Lower.Length > 0
                && !line.IsIn(i + 1, s_be);
        return false;
    }

    private bool Commute(Line line, int i, Inflection form)
    {
        // "pardoned or commuted": told once, by the pardon.
        if (line.IsAny(i - 1, "or") && ClemencyVerbs.Is(line[i - 2].Lower, "pardon"))
            return true;
        var object_ = -1;
        for (var k = i + 1; k < i + 22 && k < line.Count; k++)
        {
            if (line.IsIn(k, s_sentence))
            {
                object_ = k;
                break;
            }
            if (line[k].IsMark(';') || line.IsIn(k, s_stop) || line[k].IsMark('.'))
                break;
        }
        var before = false;
        for (var k = i - 1; k > i - 14 && k >= 0; k--)
            before |= line.IsIn(k, s_sentence) || line.Is(k, "death");
        if (object_ < 0 && !before && !(line[i + 1].IsPerson || line.IsAny(i + 1, "or")))
            return false;
        // "commute his sentence or pardon him": a choice of forms.
        Verb(line, i, form, line.Is(i + 1, "or") && ClemencyVerbs.Is(line[i + 2].Lower, "pardon") ? "clemency" : "commutation", i + 1);
        return true;
    }

    /// <summary>"shortened her sentence": a commutation, if the one who did it may grant one and no court is meant.</summary>
    private void Shorten(Line line, int i, Inflection form)
    {
        var found = false;
        for (var k = i + 1; k < i + 8 && k < line.Count; k++)
            found |= line.IsAny(k, "sentence", "sentences", "term", "terms") && (line.IsAny(k, "sentence", "sentences") || line.IsAny(k - 1, "prison", "jail", "life", "year"));
        if (!found)
            return;
        var frame = FrameOf(line, i, form);
        if (!MayGrant(frame.Agent))
            return;
        Verb(line, i, form, "commutation", i + 1);
    }

    /// <summary>Where the form that is given stands: "granted [Doe] [a full] pardon", "signed a pardon", "receive commutations".</summary>
    private static (string Form, int At)? GivenForm(Line line, int verb)
    {
        for (var k = verb + 1; k < verb + 14 && k < line.Count; k++)
        {
            if (FormOf(line[k].Lower) is { } form && !(k == verb + 1 && line[verb + 1].Lower is "pardon" && IsVerb(line, k, Inflection.Base)))
            {
                // "grant of clemency", "grants clemency in the form of a commutation"
                if (form == "clemency" && line.IsAny(k + 1, "petition", "petitions", "application", "applications", "request", "requests", "board", "process", "case", "bid", "plea") && ClemencyVerbs.BearingOf(line[verb].Lower) is Bearing.Gives or Bearing.Receives)
                    return line[k + 1].Lower is "board" or "process" or "case" ? null : (form, k);
                // "pardons and commutations", "a pardon or commutation": both, or not which.
                if (line.IsAny(k + 1, "or") && FormOf(line[k + 2].Lower) is { } other && other != form)
                    return ("clemency", k);
                return (form, k);
            }
            if (line[k].IsMark(',') && !line.IsAny(k + 1, "full", "complete", "absolute", "unconditional", "and", "free", "posthumous"))
                return null;
            // "had been granted a two-year extension": another thing is given; stop at what cannot stand before the form.
            if (line.IsIn(k, s_stop) || line[k].IsMark(';') || line[k].IsMark('.') || line[k].IsMark(':') || line.IsAny(k, "to", "for", "in", "at", "extension", "parole", "bail", "release"))
            {
                // "granted to Doe a pardon", "granted unto"
                if (line.IsAny(k, "to", "unto") && k == verb + 1)
                    continue;
                return null;
            }
        }
        return null;
    }

    private void Given(Line line, int i, (string Lemma, Inflection Form) verb, string form, int noun)
    {
        var bearing = ClemencyVerbs.BearingOf(line[i].Lower);
        if (line.Is(i + 1, "against"))
            return;
        if (verb.Lemma is "sign" && line.IsAny(i - 1, "a", "the"))
            return;
        if (verb.Lemma is "order" or "approve" or "extend" or "hand" or "deliver" or "turn" && noun > i + 6)
            return;
        var frame = FrameOf(line, i, verb.Form);
        var stage = frame.Stage;
        if (stage == Stage.Granted)
            stage = bearing switch { Bearing.Refuses => Stage.Denied, Bearing.Advises => Stage.Recommended, _ => Stage.Granted };
        else if (bearing is Bearing.Refuses or Bearing.Advises)
            stage = Stage.Unreal;
        var grantor = bearing == Bearing.Receives ? null : frame.Agent;
        var patients = new List<Patient>();
        int? group = null;
        var end = line[noun].End;
        if (bearing == Bearing.Receives || frame.Passive)
        {
            // "Doe received a pardon (from ...)", "Doe was granted clemency (by ...)"; "clemency was granted to Doe".
            if (bearing == Bearing.Receives)
            {
                var subject = SubjectOf(line, frame.Left, i);
                if (subject.Who is { } who)
                    patients.Add(new(who, subject.At, end));
            }
            else if (frame.Patient is { } passive)
                patients.Add(new(passive, frame.PatientAt, end));
            grantor = By(line, noun, out _) ?? (frame.Passive ? null : grantor);
            if (patients.Count == 0 || patients.All(p => p.Who.IsPlural))
                patients.AddRange(Behind(line, noun, ref end, ref group));
            // "one of four people to receive commutations"
            for (var k = i - 1; k > i - 6 && k > 0 && group is null && bearing == Bearing.Receives; k--)
            {
                if (CountAt(line, k) is not { } counted)
                    continue;
                group = counted.Count;
                // "one of four people to receive commutations" has happened, unless a modal says otherwise.
                if (stage == Stage.Unreal && line.Is(i - 1, "to") && line.IsAny(k - 1, "of") | line.IsAny(k - 2, "of", "among") && !Before(line, k, s_modal, 6))
                    stage = Stage.Granted;
            }
        }
        else
        {
            // "granted Doe a pardon"
            for (var k = i + 1; k < noun; k++)
            {
                if (line[k].IsPerson && !line[k].Mention!.Possessive && !MayGrant(line[k].Who))
                {
                    patients.Add(new(line[k].Who!, k, end));
                    break;
                }
                if (line[k].Number is { } n && (line.IsIn(k + 1, s_people) || k + 1 == noun || line.IsAny(k + 1, "full", "presidential")))
                    group = n;
            }
            // "signed off on his pardon", "approved Doe's commutation"
            for (var k = noun - 1; patients.Count == 0 && k > i && k > noun - 4; k--)
            {
                if (line[k] is { IsPerson: true, Mention.Possessive: true } && !MayGrant(line[k].Who))
                    patients.Add(new(line[k].Who!, k, end));
            }
            // "was among 15 people granted clemency", "one of two men given pardons": the participle stands behind its noun.
            if (patients.Count == 0 && verb.Form == Inflection.Past && Reduced(line, i) is { } reduced)
            {
                group ??= reduced.Count;
                if (reduced.Who is { } one)
                    patients.Add(new(one, reduced.At, end));
                grantor = By(line, noun, out var until) ?? grantor;
                end = Math.Max(end, until);
                Add(line, form, Stage.Granted, grantor, null, line[i].Start, end, i, patients, group, false);
                return;
            }
            if (patients.Count == 0)
            {
                var (whom, at) = Whom(line, i, frame.Left);
                if (whom is not null)
                    patients.Add(new(whom, at, end));
                else
                    patients.AddRange(Behind(line, noun, ref end, ref group));
            }
        }
        if (bearing == Bearing.Advises)
            grantor = null;
        Add(line, form, stage, grantor, bearing == Bearing.Advises ? frame.Agent : frame.Seeker, frame.Start < 0 ? line[i].Start : frame.Start, end, i, patients, group, frame.Won);
    }

    private static readonly FrozenSet<string> s_among = Set("among");

    /// <summary>"[Doe was among] 15 people [granted]": the counted people before a participle, and who is one of them.</summary>
    private static (int? Count, Entity? Who, int At)? Reduced(Line line, int i)
    {
        for (var k = i - 1; k >= 0 && k > i - 5; k--)
        {
            if (line[k].Kind == PieceKind.Mark)
                return null;
            if (CountAt(line, k) is not { } counted)
                continue;
            for (var p = k - 1; p >= 0 && p > k - 5; p--)
            {
                if (!line.IsAny(p, "among", "of"))
                    continue;
                for (var q = p - 1; q >= 0 && q > p - 8; q--)
                {
                    if (line[q] is { IsPerson: true, Mention.Possessive: false })
                        return (counted.Count, line[q].Who, q);
                }
            }
            return (counted.Count, null, -1);
        }
        return null;
    }

    private void Verb(Line line, int i, Inflection inflection, string form, int from)
    {
        var frame = FrameOf(line, i, inflection);
        var patients = new List<Patient>();
        int? group = null;
        var end = line[i].End;
        var grantor = frame.Agent;
        // "one of 14 people pardoned by ...": counted before the participle.
        if (inflection == Inflection.Past && Reduced(line, i) is { } reduced && (frame.Passive || line[i + 1].Kind == PieceKind.Date || line.IsAny(i + 1, "on", "in", ",", ".")))
        {
            if (reduced.Who is { } one)
                patients.Add(new(one, reduced.At, end));
            // "Among the 14 people pardoned Friday by ... was Doe"
            for (var k = i + 1; patients.Count == 0 && k < i + 16 && line.Has(0, i, s_among); k++)
            {
                if (line.IsAny(k, "was", "were", "is", "are") && line[k + 1].IsPerson)
                    patients.Add(new(line[k + 1].Who!, k + 1, line[k + 1].End));
            }
            Add(line, form, Stage.Granted, By(line, i, out var until), null, line[i].Start, Math.Max(end, until), i, patients, reduced.Count, false);
            return;
        }
        var start = frame.Start < 0 ? line[i].Start : frame.Start;
        if (frame.Passive)
        {
            grantor = By(line, i, out var byEnd);
            if (byEnd > 0)
                end = byEnd;
            if (frame.Patient is { } who)
                patients.Add(new(who, frame.PatientAt, end));
        }
        else
        {
            var (whom, at) = Whom(line, i, frame.Left);
            if (whom is not null && inflection != Inflection.Gerund)
            {
                patients.Add(new(whom, at, end));
            }
            else
            {
                patients.AddRange(Objects(line, from, grantor, ref end, ref group));
                for (var k = i + 1; k < i + 6 && patients.Count == 0 && group is null; k++)
                {
                    if (line.IsIn(k, s_sentence))
                        end = Math.Max(end, line[k].End);
                }
            }
        }
        Add(line, form, frame.Stage, grantor, frame.Seeker, start, end, i, patients, group, frame.Won);
    }

    private void Add(Line line, string form, Stage stage, Entity? grantor, Entity? seeker, int start, int end, int trigger, List<Patient> patients, int? group, bool won)
    {
        if (!HeldOffice(grantor) && !IsBoard(grantor))
            grantor = null;
        patients.RemoveAll(p => p.Who == grantor || p.Who.Kind is EntityKind.Institution);
        foreach (var patient in patients)
            start = Math.Min(start, line[patient.At].Start);
        if (stage == Stage.Granted && line.EndsWithQuestion && !line.Is(0, "\""))
            stage = Stage.Unreal;
        _acts.Add(new(line, form, stage, grantor, seeker, start, end, trigger, patients, group, DateOf(line, start, end, trigger)) { Won = won });
    }

    public static bool IsBoard(Entity? who) => who is { Kind: EntityKind.Institution } && (who.Name.Contains("Board", StringComparison.OrdinalIgnoreCase) || who.Name.Contains("Council", StringComparison.Ordinal) || who.Name.Contains("Commission", StringComparison.Ordinal));

    /// <summary>A noun that names the act: "the Doe commutation", "Doe's pardon", "the pardon of Doe", "sought a pardon for Doe".</summary>
    private void Noun(Line line, int i, string form)
    {
        foreach (var act in _acts.AsEnumerable().Reverse().TakeWhile(a => a.Line == line))
        {
            // The noun belongs to a verb that was read already.
            if (act.Trigger < i && i - act.Trigger < 14 && line[i].End <= act.End + 1)
                return;
        }
        if (line.IsAny(i + 1, "power", "powers", "board", "process", "attorney", "czar", "office", "system", "petitions", "paperwork", "applications", "authority", "recipients", "statistics", "requests", "spree", "push", "file"))
            return;
        var stage = Stage.Unreal;
        Entity? grantor = null;
        Entity? seeker = null;
        var start = line[i].Start;
        var end = line[i].End;
        var negated = false;
        var governed = false;
        int? applicant = null;
        for (var k = i - 1; k >= 0 && k > i - 9; k--)
        {
            if (line[k].IsMark(';') || line[k].IsMark('.') || line[k].IsMark(':') || line[k].IsMark('\u2014'))
                break;
            negated |= line.IsIn(k, s_negative) || line.Is(k, "no");
            if (line[k].Kind != PieceKind.Word || ClemencyVerbs.Of(line[k].Lower) is not { } verb)
                continue;
            var bearing = ClemencyVerbs.BearingOf(line[k].Lower);
            if (bearing is not (Bearing.Asks or Bearing.Weighs or Bearing.Brings) || (k == i - 1 && bearing == Bearing.Brings) || verb.Lemma is "tell" or "vote")
                continue;
            // "a call for", "her petition": a noun unless a subject, "to" or a modal stands before.
            if (verb.Form is Inflection.Base or Inflection.Third && !(line[k - 1].IsParty && !line[k - 1].Mention!.Possessive || line.IsAny(k - 1, "to", "and", "who") || line.IsIn(k - 1, s_modal)))
                continue;
            // One calls, pushes or pleads for something; without "for" the verb means another thing.
            if (verb.Lemma is "call" or "push" or "plead" or "appeal" or "advocate" or "campaign" or "petition" or "apply" or "pray" or "fight" or "press" or "lobby" or "ask" or "beg"
                && !Enumerable.Range(k + 1, Math.Min(6, i - k - 1)).Any(x => line.IsAny(x, "for")))
                continue;
            // "after the president decided, a pardon": a comma before the noun parts them, unless adjectives are listed.
            if (Enumerable.Range(k, i - k).Any(x => line[x].IsMark(',')) && i - k > 6)
                break;
            var frame = FrameOf(line, k, verb.Form);
            governed = true;
            stage = frame.Stage == Stage.Unreal && bearing != Bearing.Weighs && !(bearing == Bearing.Asks && Planned(line, k)) ? Stage.Unreal : bearing switch { Bearing.Asks => Stage.Sought, Bearing.Weighs => Stage.Considered, _ => Stage.Granted };
            if (bearing == Bearing.Asks)
                seeker = frame.Agent ?? frame.Patient;
            else if (MayGrant(frame.Agent))
                grantor = frame.Agent;
            if (bearing == Bearing.Brings && verb.Lemma is "support" or "back" or "use" or "exercise" or "lead" or "move" or "inspire")
                stage = Stage.Unreal;
            start = line[k].Start;
            break;
        }
        // "the application of Doe for a commutation"
        for (var k = i - 1; k >= 0 && k > i - 4 && stage == Stage.Unreal && !governed; k--)
        {
            if (!line.Is(k, "for"))
                continue;
            for (var p = k - 1; p >= 0 && p > k - 5; p--)
            {
                if (line.IsAny(p, "application", "petition", "request", "plea"))
                {
                    stage = Stage.Sought;
                    start = line[p].Start;
                    var who = Enumerable.Range(Math.Max(0, p - 1), k - Math.Max(0, p - 1)).FirstOrDefault(x => line[x].IsPerson, -1);
                    applicant = who >= 0 ? who : null;
                    break;
                }
            }
            break;
        }
        if (negated)
            stage = Stage.Unreal;
        var patients = new List<Patient>();
        int? group = null;
        var asked = stage != Stage.Unreal || governed;
        if (applicant is { } by)
            patients.Add(new(line[by].Who!, by, end));
        // "Doe's commutation", "the Alice Doe commutation"
        for (var k = i - 1; k >= 0 && k > i - 4 && applicant is null; k--)
        {
            if (!line[k].IsPerson)
            {
                // "her case for clemency" is not "her clemency".
                if (line[k].Kind != PieceKind.Word || !(line.IsAny(k, "full", "presidential", "unconditional", "controversial", "posthumous", "recent", "own", "first", "second") || line[k].Lower.EndsWith("al", StringComparison.Ordinal)))
                    break;
                continue;
            }
            if (!(line[k].Mention!.Possessive || k == i - 1))
                break;
            var giver = MayGrant(line[k].Who) && (line[k].Mention!.Possessive || line.IsAny(i + 1, "of", "for"));
            if (giver)
            {
                grantor ??= line[k].Who;
                start = Math.Min(start, line[k].Start);
            }
            else if (!line.IsAny(i + 1, "petition", "application", "request", "case", "bid", "plea", "hearing", "campaign", "hopes"))
            {
                patients.Add(new(line[k].Who!, k, end));
                start = Math.Min(start, line[k].Start);
            }
            break;
        }
        var own = patients.Count > 0;
        if (!own)
            patients.AddRange(Behind(line, i, ref end, ref group));
        // "The pardon of Doe, announced by Governor Roe"
        for (var k = i + 1; k < i + 14 && grantor is null && k < line.Count; k++)
        {
            if (!line.IsAny(k, "announced", "granted", "issued", "signed", "ordered", "approved", "given", "bestowed") || !line.Is(k + 1, "by"))
                continue;
            grantor = By(line, k, out var until);
            if (grantor is not null)
                end = Math.Max(end, until);
        }
        if (!asked && !negated)
        {
            var unsure = line.EndsWithQuestion || line.IsAny(i - 1, "possible", "potential", "any", "no", "future", "another") || line.IsAny(i - 2, "possible", "potential", "any", "possibility", "prospect", "idea", "chance", "talk")
                || Before(line, i, s_modal, 5) || line.Where("if") is >= 0 and var at && at < i;
            var defined = own || line.IsAny(i - 1, "the", "this", "that", "full", "presidential", "controversial", "unconditional") || grantor is not null;
            stage = patients.Count > 0 && defined && !unsure && !line.IsAny(i + 1, "petition", "application", "request", "case", "bid", "plea", "hearing", "campaign", "hopes", "for") ? Stage.Granted : Stage.Unreal;
        }
        _acts.Add(new(line, form, stage, grantor, seeker, start, end, i, patients, group, null) { Nominal = true });
    }

    private static bool Before(Line line, int i, FrozenSet<string> words, int reach)
    {
        for (var k = i - 1; k >= 0 && k >= i - reach; k--)
        {
            if (line.IsIn(k, words))
                return true;
        }
        return false;
    }

    // ---- the frame of a verb -------------------------------------------------------------------------------------

    /// <summary>What stands before a verb: who does it, to whom (passive), and whether it happened.</summary>
    internal readonly record struct Frame(Stage Stage, Entity? Agent, Entity? Seeker, bool Passive, Entity? Patient, int PatientAt, int Start, int Left, bool Won);

    internal Frame FrameOf(Line line, int verb, Inflection form)
    {
        var k = verb - 1;
        bool passive = false, modal = false, negative = false, won = false;
        var gerundAux = false;
        for (; k >= 0; k--)
        {
            var piece = line[k];
            if (piece.Kind == PieceKind.Date || (line.IsIn(k, s_timeWords) && line[k + 1].Kind == PieceKind.Date))
                continue;
            if (piece.Kind != PieceKind.Word)
                break;
            if (s_negative.Contains(piece.Lower))
                negative = true;
            else if (s_be.Contains(piece.Lower))
            {
                passive |= form == Inflection.Past;
                gerundAux |= form == Inflection.Gerund;
            }
            else if (s_modal.Contains(piece.Lower))
                modal = true;
            else if (piece.Lower.EndsWith("ly", StringComparison.Ordinal) || s_adverbs.Contains(piece.Lower) || s_aux.Contains(piece.Lower))
                won |= piece.Lower.StartsWith("suc", StringComparison.Ordinal);
            else
                break;
        }
        var stage = negative ? Stage.Unreal : Stage.Granted;
        // "recommended that her sentence be commuted", "asked that he pardon": what was asked or advised has not happened yet.
        var emphatic = line.IsAny(k + 1, "do", "does", "did");
        if (!modal && !emphatic && (form == Inflection.Base && !line.Is(k, "to") || passive && line.Is(verb - 1, "be") && !line.Is(k, "to")))
            stage = Subjunctive(line, k);
        // "had his sentence commuted": the sentence stands between.
        if (form == Inflection.Past && !passive && line.IsIn(k, s_sentence))
        {
            for (var p = k - 1; p > k - 6 && p >= 0; p--)
            {
                if (line[p].IsParty && line[p].Mention!.Possessive && line.IsAny(p - 1, "had", "have", "has", "having", "get", "getting", "got", "see", "saw"))
                    return new(Before(line, p, s_modal, 3) ? Stage.Unreal : stage, null, null, true, line[p].Who, p, line[p].Start, p - 1, false);
            }
        }
        // "wants her pardoned", "would like to see his sentence commuted": wished, not done.
        if (form == Inflection.Past && !passive && Wished(line, k) is { } wish)
            return wish with { Start = Math.Min(wish.Start, line[verb].Start) };
        // A participle with "by": "Doe, pardoned by ...".
        if (form == Inflection.Past && !passive && (line.Is(verb + 1, "by") || (line[verb + 1].Kind == PieceKind.Date && line.Is(verb + 2, "by")) || (line.IsAny(verb + 1, "in", "on") && line[verb + 2].Kind == PieceKind.Date && line.Is(verb + 3, "by"))))
            passive = true;
        if (passive)
        {
            if (modal)
                stage = Stage.Unreal;
            if (Conditional(line, k))
                stage = Stage.Unreal;
            var (who, at) = PassiveSubject(line, k);
            return new(stage, null, null, true, who, at, at >= 0 ? line[at].Start : line[verb].Start, k, false);
        }
        if (line.Is(k, "to"))
            return Infinitive(line, k, negative, verb);
        if (form == Inflection.Gerund && !gerundAux)
            return Gerund(line, k, verb, negative);
        if (modal)
            stage = Announced(line, k) && !negative ? Stage.Granted : Stage.Unreal;
        if (Conditional(line, k))
            stage = Stage.Unreal;
        var subject = SubjectOf(line, k, verb);
        return new(stage, subject.Who, null, false, null, -1, subject.At >= 0 ? line[subject.At].Start : line[verb].Start, k, won);
    }

    private static readonly FrozenSet<string> s_wishes = Set("want wants wanted wanting like see seeing prefer prefers desire desires need needs");

    /// <summary>The object of a verb of wishing before a participle, as a frame; null when there is no such verb.</summary>
    private Frame? Wished(Line line, int k)
    {
        for (var p = k; p >= 0 && p > k - 7; p--)
        {
            if (line[p].Kind == PieceKind.Mark)
                return null;
            if (!line.IsIn(p, s_wishes))
                continue;
            var whom = Enumerable.Range(p + 1, k - p).FirstOrDefault(x => line[x].IsPerson, -1);
            if (whom < 0)
                return null;
            var subject = SubjectOf(line, p - 1, p);
            return new(Stage.Sought, null, subject.Who is { Kind: EntityKind.Person } seeker && !MayGrant(seeker) ? seeker : null, true, line[whom].Who, whom, line[whom].Start, p, false);
        }
        return null;
    }

    private Stage Subjunctive(Line line, int from)
    {
        for (var k = from; k >= 0 && k > from - 24; k--)
        {
            if (line[k].Kind != PieceKind.Word || line[k].IsMark(';'))
                continue;
            var bearing = ClemencyVerbs.BearingOf(line[k].Lower);
            if (bearing is Bearing.Advises)
                return Stage.Recommended;
            if (bearing is Bearing.Asks)
                return Stage.Sought;
        }
        // "Commute the sentence": an order, if the one who decides gives it.
        if (from < 4 && _text.IsInstrument)
            return Stage.Granted; // "I do hereby: (a) commute the sentences of ..."
        return from < 0 && _text.IsOrdered(line) ? Stage.Granted : from >= 0 && line[from].IsParty && (line[from].Who is null || !ClemencyActs.HeldOffice(line[from].Who)) ? Stage.Granted : Stage.Unreal;
    }

    /// <summary>"announced that he would commute": said to be done.</summary>
    private static bool Announced(Line line, int k)
    {
        for (var p = k; p >= 0 && p > k - 6; p--)
        {
            if (ClemencyVerbs.Is(line[p].Lower, "announce"))
                return true;
        }
        return false;
    }

    /// <summary>Whether the clause before the verb begins with "if" or "whether".</summary>
    private static bool Conditional(Line line, int k)
    {
        for (; k >= 0; k--)
        {
            if (line.IsAny(k, "if", "whether", "unless", "should") && line[k].Kind == PieceKind.Word)
                return true;
            if (line[k].IsMark(',') || line[k].IsMark(';') || line[k].IsMark(':') || line[k].IsMark('.') || line[k].IsMark('"'))
                return false;
        }
        return false;
    }

    private Frame Infinitive(Line line, int to, bool negative, int verb)
    {
        var j = to - 1;
        int obj = -1;
        // "asked the president to": the person before "to".
        if (line[j].IsParty && !line[j].Mention!.Possessive)
        {
            obj = j;
            j--;
            while (line.IsAny(j, "the", "his", "her", "then", "former", "-") || (line[j].Kind == PieceKind.Word && line.IsAny(j, "president", "gov", "governor")))
                j--;
        }
        var by = line.IsAny(j, "by");
        while (j >= 0 && (line.IsAny(j, "on", "with", "upon", "in", "by", "for", "for", "against", "hard", "personally", "directly") || (line[j].Kind == PieceKind.Word && line[j].Lower.EndsWith("ly", StringComparison.Ordinal))
            || line[j].Kind is PieceKind.Date or PieceKind.Number || (line[j].IsMark('-') && line[j - 1].Kind == PieceKind.Number)))
            j--;
        var word = line[j].Lower;
        var unreal = new Frame(Stage.Unreal, obj >= 0 ? line[obj].Who : null, null, false, null, -1, line[verb].Start, j, false);
        if (line[j].Kind != PieceKind.Word)
            return unreal;
        if (s_deciding.Contains(word))
        {
            // "the decision by X to commute", "X's decision to commute"
            var who = by && obj >= 0 ? obj : line[j - 1].IsParty ? j - 1 : line[j - 2].IsParty ? j - 2 : -1;
            return new(negative || Before(line, j, s_modal, 3) ? Stage.Unreal : Stage.Granted, who >= 0 ? line[who].Who : null, null, false, null, -1, who >= 0 ? Math.Min(line[who].Start, line[j].Start) : line[j].Start, j, false);
        }
        if (s_power.Contains(word))
        {
            for (var k = j - 1; k > j - 5 && k >= 0; k--)
            {
                if (ClemencyVerbs.Of(line[k].Lower) is { Lemma: "use" or "exercise" or "invoke" } use)
                {
                    var used = FrameOf(line, k, use.Form);
                    return used with { Passive = false };
                }
            }
            return unreal;
        }
        if (s_likely.Contains(word) && obj < 0)
        {
            if (s_asks.Contains(word))
                return unreal with { Stage = Stage.Sought };
            return unreal with { Agent = SubjectOf(line, j - 1, j).Who, Stage = Stage.Considered };
        }
        var bearing = ClemencyVerbs.BearingOf(word);
        if (bearing == Bearing.None || ClemencyVerbs.Of(word) is not { } governing)
        {
            // "The president today used ... to commute" and other plain purposes are not read.
            return unreal;
        }
        // "asked to be pardoned" has no object: the asker is the patient, left unread here.
        var outer = FrameOf(line, j, governing.Form);
        // "helped convince", "was persuaded": the helper acts.
        if (bearing == Bearing.Brings && ClemencyVerbs.Is(line[j - 1].Lower, "help"))
        {
            var help = FrameOf(line, j - 1, ClemencyVerbs.Of(line[j - 1].Lower)!.Value.Form);
            outer = help;
        }
        var agentAt = obj >= 0 ? obj : -1;
        var start = Math.Min(outer.Start < 0 ? line[j].Start : outer.Start, line[j].Start);
        switch (bearing)
        {
            case Bearing.Brings when obj >= 0:
                return new(outer.Stage == Stage.Granted && !negative ? Stage.Granted : Stage.Unreal, line[obj].Who, outer.Agent, false, null, -1, start, j, true);
            case Bearing.Brings:
                return new(outer.Stage == Stage.Granted && !negative ? Stage.Granted : Stage.Unreal, outer.Passive ? outer.Patient : outer.Agent, null, false, null, -1, start, j, false);
            case Bearing.Asks:
                var stage = outer.Stage == Stage.Unreal && !Planned(line, j) ? Stage.Unreal : outer.Won ? Stage.Granted : Stage.Sought;
                return new(negative ? Stage.Unreal : stage, agentAt >= 0 ? line[obj].Who : outer.Passive ? outer.Patient : null, Asker(line, j, outer.Agent), false, null, -1, start, j, outer.Won);
            case Bearing.Refuses:
                return new(outer.Stage == Stage.Granted ? Stage.Denied : Stage.Unreal, outer.Agent, null, false, null, -1, start, j, false);
            case Bearing.Advises:
                return new(outer.Stage == Stage.Granted ? Stage.Recommended : Stage.Unreal, null, outer.Agent, false, null, -1, start, j, false);
            case Bearing.Weighs:
                return new(outer.Stage == Stage.Granted ? Stage.Considered : Stage.Unreal, outer.Agent ?? outer.Patient, null, false, null, -1, start, j, false);
            default:
                return unreal;
        }
    }

    /// <summary>Nobody asks himself: in "Roe will meet President Doe and ask him", Roe asks.</summary>
    private static Entity? Asker(Line line, int verb, Entity? agent)
    {
        if (!MayGrant(agent))
            return agent;
        for (var k = verb - 1; k >= 0; k--)
        {
            if (line[k] is { IsPerson: true, Mention: { Possessive: false, Form: MentionForm.FullName or MentionForm.LastName } } && !MayGrant(line[k].Who))
                return line[k].Who;
            if (line[k].IsMark(';') || line[k].IsMark('.'))
                break;
        }
        return agent;
    }

    /// <summary>"will meet with him and ask him to pardon": asking that is planned is asking all the same.</summary>
    private static bool Planned(Line line, int verb) => (line.Is(verb - 1, "to") && !line.IsAny(verb - 2, "not", "refused", "declined", "never", "going", "expected", "likely")) || Before(line, verb, s_modal, 14) && !Before(line, verb, s_negative, 4);

    private Frame Gerund(Line line, int k, int verb, bool negative)
    {
        var subject = SubjectOf(line, k, verb);
        var start = line[verb].Start;
        if (ClemencyVerbs.BearingOf(line[k].Lower) == Bearing.Weighs || (line.IsAny(k, "of", "about") && ClemencyVerbs.BearingOf(line[k - 1].Lower) == Bearing.Weighs))
        {
            var outer = ClemencyVerbs.Of(line[k].Lower) is { } weigh ? FrameOf(line, k, weigh.Form) : default;
            return new(outer.Stage == Stage.Granted ? Stage.Considered : Stage.Unreal, outer.Agent, null, false, null, -1, outer.Agent is null ? start : outer.Start, k, false);
        }
        var stage = negative || line.IsAny(k, "against", "without") || (line.Is(k, "of") && line.IsAny(k - 1, "possibility", "idea", "prospect", "thought", "talk", "chance", "favor", "favour")) ? Stage.Unreal : Stage.Granted;
        var near = NearestGrantor(line, verb);
        var who = MayGrant(subject.Who) ? subject.Who : near >= 0 ? line[near].Who : null;
        return new(stage, who, null, false, null, -1, near >= 0 && line[verb].Start - line[near].Start < 160 ? line[near].Start : start, k, false);
    }

    private static int NearestGrantor(Line line, int before)
    {
        for (var k = before - 1; k >= 0; k--)
        {
            if (line[k].IsParty && MayGrant(line[k].Who))
                return k;
        }
        return -1;
    }

    /// <summary>Who is the subject of a verb whose auxiliaries end to the left at <paramref name="k"/>.</summary>
    internal (Entity? Who, int At) SubjectOf(Line line, int k, int verb)
    {
        if (k < 0)
        {
            // "He ..." was the last sentence's; a verb at the head of a line has no subject.
            return (null, -1);
        }
        if (line[k].IsParty && !line[k].Mention!.Possessive)
            return (line[k].Who, k);
        // "Doe, who/that ...", "Doe, whose successor ..."
        if (line.IsAny(k, "who", "which", "that"))
        {
            for (var p = k - 1; p >= 0 && p > k - 12; p--)
            {
                if (line[p].IsPerson && !line[p].Mention!.Possessive && !IsTown(line, p))
                    return (line[p].Who, p);
            }
        }
        // An apposition or clause between commas: "Doe, a Democrat, ..."
        if (line[k].IsMark(','))
        {
            // "his wife, Jane Doe, lobbied": the name between the commas.
            for (var p = k - 1; p > k - 5 && p > 0 && !line[p].IsMark(','); p--)
            {
                if (line[p].IsPerson && !line[p].Mention!.Possessive && line[p].Mention!.Form == MentionForm.FullName && (line[p - 1].IsMark(',') && !line[p - 2].IsPerson || line.Is(p - 1, "the") && line[p - 2].IsMark(',')))
                    return (line[p].Who, p);
            }
            for (var p = k - 1; p >= 0; p--)
            {
                if (line[p].IsMark(',') && line[p - 1].IsParty && !line[p - 1].Mention!.Possessive)
                    return (line[p - 1].Who, p - 1);
                if (line[p].IsMark(';') || line[p].IsMark('.'))
                    break;
            }
        }
        // "... and pardoned": the nearest one before who may grant; else the first subject of the line.
        var grantor = NearestGrantor(line, verb);
        if (grantor >= 0)
            return (line[grantor].Who, grantor);
        if (line.IsAny(k, "and", "but", ","))
        {
            for (var p = 0; p < k; p++)
            {
                if (line[p].IsParty && !line[p].Mention!.Possessive && line[p + 1].Kind == PieceKind.Word)
                    return (line[p].Who, p);
            }
        }
        return (null, -1);
    }

    /// <summary>"Doe, 39, of Abilene, who": one word behind "of" or "from" between commas is a town, whatever the reader of names took it for.</summary>
    private static bool IsTown(Line line, int p) => line.IsAny(p - 1, "of", "from", "in", "near") && !line[p].Who!.Name.Contains(' ', StringComparison.Ordinal);

    /// <summary>The patient of a passive: "Doe was pardoned", "Doe's sentence was commuted", "the sentence of Doe was commuted".</summary>
    private static (Entity? Who, int At) PassiveSubject(Line line, int k)
    {
        if (line.IsAny(k, "who", "whom") || (line[k].IsMark(',') && !line[k - 1].IsParty))
        {
            for (var p = k - 1; p >= 0 && p > k - 12; p--)
            {
                if (line[p].IsPerson && !line[p].Mention!.Possessive && !IsTown(line, p))
                    return (line[p].Who, p);
            }
            return (null, -1);
        }
        for (var p = k; p >= 0 && p > k - 9; p--)
        {
            if (line[p].IsPerson)
                return (line[p].Who, p);
            if (line.Is(p, "whose"))
            {
                for (var q = p - 1; q >= 0 && q > p - 4; q--)
                {
                    if (line[q].IsPerson)
                        return (line[q].Who, q);
                }
                return (null, -1);
            }
            if (line[p].IsMark(';') || line[p].IsMark('.') || line[p].IsMark(':') || (line.IsIn(p, s_stop) && p < k))
                return (null, -1);
        }
        return (null, -1);
    }

    /// <summary>"whom the governor granted clemency": the one before "whom".</summary>
    private static (Entity? Who, int At) Whom(Line line, int verb, int left)
    {
        for (var k = Math.Min(left, verb - 1); k >= 0 && k > left - 5; k--)
        {
            if (!line.IsAny(k, "whom", "whose"))
                continue;
            for (var p = k - 1; p >= 0 && p > k - 4; p--)
            {
                if (line[p].IsPerson)
                    return (line[p].Who, p);
            }
        }
        return (null, -1);
    }

    /// <summary>"by President Doe" behind the verb.</summary>
    private static Entity? By(Line line, int from, out int end)
    {
        end = -1;
        for (var k = from + 1; k < from + 22 && k < line.Count; k++)
        {
            if (line[k].IsMark(';') || line[k].IsMark('.'))
                break;
            if (!line.IsAny(k, "by", "from"))
                continue;
            for (var p = k + 1; p < k + 6; p++)
            {
                if (line[p].IsParty && (MayGrant(line[p].Who) || IsBoard(line[p].Who)))
                {
                    end = line[p].End;
                    return line[p].Who;
                }
            }
        }
        return null;
    }

    /// <summary>"[pardon] for/of/to Doe", "[commutation] of Doe's sentence".</summary>
    private static List<Patient> Behind(Line line, int noun, ref int end, ref int? group)
    {
        var k = noun + 1;
        if (line.IsAny(k, "and", "or") && FormOf(line[k + 1].Lower) is not null)
            k += 2;
        else if (line.IsAny(k, "and") && line.IsAny(k + 1, "release", "freedom"))
            k += 2;
        if (line[k].Kind == PieceKind.Date || (line.IsIn(k, s_timeWords) && line[k + 1].Kind == PieceKind.Date))
            k += line[k].Kind == PieceKind.Date ? 1 : 2;
        if (!line.IsAny(k, "for", "of", "to", "unto"))
        {
            for (var p = Math.Max(0, noun - 2); p < noun; p++)
            {
                if (line[p].Number is { } n && n > 1 && line[p + 1].Kind == PieceKind.Word)
                    group = n;
            }
            return [];
        }
        return Objects(line, k + 1, null, ref end, ref group);
    }

    /// <summary>The people named by the object that begins at an index, with those listed behind them.</summary>
    private static List<Patient> Objects(Line line, int from, Entity? grantor, ref int end, ref int? group)
    {
        var found = new List<Patient>();
        var at = -1;
        for (var k = from; k < line.Count && k < from + 22; k++)
        {
            var piece = line[k];
            // "his longtime ally Doe": the pronoun is not the one reached, unless the sentence follows ("his prison sentence").
            if (piece.IsPerson && piece.Mention is { Form: MentionForm.Pronoun, Possessive: true } && !line.Has(k + 1, k + 6, s_sentence))
                continue;
            if (piece.IsPerson && piece.Who != grantor && !MayGrant(piece.Who))
            {
                at = k;
                break;
            }
            if (group is null && CountAt(line, k) is { } n)
            {
                group = n.Count;
                end = Math.Max(end, n.End);
                // "111 inmates, including that of Doe": the named ones of the group.
                var including = Enumerable.Range(k + 1, 6).FirstOrDefault(x => line.IsAny(x, "including", "among") && !line.Has(k + 1, x, s_stop), -1);
                if (including > 0)
                {
                    var next = including + 1;
                    while (line.IsAny(next, "that", "those", "them", "of", "one", "the", ",") || line[next] is { IsParty: true, Who.IsPlural: true } or { IsParty: true, Who: null })
                        next++;
                    int? none = 0;
                    return Objects(line, next, grantor, ref end, ref none);
                }
                if (piece.IsParty)
                    break;
            }
            else if (piece.Number is { } m && m > 1 && k + 3 < line.Count && !line.IsAny(k + 1, "-", "year", "years", "month", "months", "other") && group is null && Enumerable.Range(k + 1, 3).Any(x => line.IsIn(x, s_people)))
            {
                group = m;
                end = Math.Max(end, line[k + 1].End);
            }
            if (piece.Kind == PieceKind.Word && (s_stop.Contains(piece.Lower) || piece.Lower is "in" or "with" or "at"))
                break;
            if (piece.Kind == PieceKind.Word && piece.Lower is "for" or "on" && k > from && line[k + 1].Kind != PieceKind.Date)
                break;
            if (piece.Kind == PieceKind.Mark && piece.Lower is ";" or "." or ":" or "(" or "\u2014" || piece.IsMark('"') && (line[k - 1].Kind == PieceKind.Mark || line[k + 1].IsMark(',') || SpeechVerbs.Of(line[k + 1].Lower) is not null))
                break;
            if (piece.IsMark(',') && !line[k + 1].IsPerson && group is not null)
                break;
        }
        if (at < 0)
            return found;
        // "police commissioner Jane Doe": the name stands behind the role.
        while (line[at].Mention!.Form is MentionForm.Role or MentionForm.Description or MentionForm.Title && line[at + 1].IsPerson && line[at + 1].Who == line[at].Who)
            at++;
        end = Math.Max(end, NounPhraseEnd(line, at));
        found.Add(new(line[at].Who!, at, end));
        // The others of a list: ", B", "and C", with relative clauses between when commas close them.
        var j = at + 1;
        while (j < line.Count && j < at + 120)
        {
            if (line[at].Mention!.Possessive && !line[j].IsMark(',') && !line.Is(j, "and"))
            {
                j++;
                if (j > at + 6)
                    break;
                continue;
            }
            if (!(line[j].IsMark(',') || line.IsAny(j, "and", "with") || line.After(j, "as well as") > 0))
                break;
            var k = line.After(j, "as well as") is > 0 and var past ? past : j + 1;
            if (line.Is(k, "and"))
                k++;
            var next = -1;
            for (var p = k; p < k + 10 && p < line.Count; p++)
            {
                if (line[p].IsPerson && line[p].Mention!.Form is MentionForm.FullName or MentionForm.LastName)
                {
                    next = p;
                    break;
                }
                if (line[p].Kind == PieceKind.Mark || line.IsIn(p, s_stop) || s_be.Contains(line[p].Lower) || s_aux.Contains(line[p].Lower) || line.IsAny(p, "to", "for", "with", "in", "a", "an", "he", "she"))
                    break;
            }
            if (next >= 0 && !IsFinite(line, next + 1) && !MayGrant(line[next].Who))
            {
                end = Math.Max(end, line[next].End);
                found.Add(new(line[next].Who!, next, line[next].End));
                j = next + 1;
                continue;
            }
            // A parenthesis: to its closing comma, if a full name follows there.
            if (!line[j].IsMark(','))
                break;
            var close = -1;
            for (var p = j + 1; p < line.Count && p < j + 40; p++)
            {
                if (line[p].IsMark(';') || line[p].IsMark('.'))
                    break;
                // "her pimp, Richard Roe," is an apposition inside the clause: a list goes on to an "and".
                if (line[p].IsMark(',') && ((IsListed(line, p + 1) && !line[p - 1].IsParty && GoesOn(line, p + 2)) || (line.Is(p + 1, "and") && IsListed(line, p + 2))))
                {
                    close = p;
                    break;
                }
            }
            if (close < 0)
                break;
            j = close;
        }
        return found;
    }

    /// <summary>"209 individuals", also where the reader of mentions took the words for one group.</summary>
    private static (int Count, int End)? CountAt(Line line, int k)
    {
        if (line[k].Number is { } n && n > 1 && line.IsIn(k + 1, s_people))
            return (n, line[k + 1].End);
        if (line[k] is { IsParty: true, Who: { } who } party && (who.IsPlural || who.Kind == EntityKind.Group))
        {
            var words = Words.Of(party.Lower);
            var first = words.IsAny(0, ["the", "these", "those", "another"]) ? 1 : 0;
            if (Numbers.Read(words, first, out var number, out _) && number.Kind == NumberKind.Cardinal && number.Whole is > 1 and var whole)
                return (whole, party.End);
            // The number may stand before the mention.
            if (line[k - 1].Number is > 1 and { } before)
                return (before, party.End);
        }
        return null;
    }

    private static bool GoesOn(Line line, int from)
    {
        for (var k = from; k < line.Count - 1; k++)
        {
            if (line.Is(k, "and") && line[k - 1].IsMark(',') && IsListed(line, k + 1))
                return true;
        }
        return false;
    }

    private static bool IsListed(Line line, int at) =>
        line[at].IsPerson && line[at].Mention!.Form == MentionForm.FullName && !IsFinite(line, at + 1) && (line[at + 1].Kind == PieceKind.Mark || line.IsAny(at + 1, "who", "whose", "and", "of") || line[at + 1].Lower.Length == 0);

    private static bool IsFinite(Line line, int at) =>
        line[at].Kind == PieceKind.Word && (s_be.Contains(line[at].Lower) || s_aux.Contains(line[at].Lower) || s_modal.Contains(line[at].Lower) || SpeechVerbs.Of(line[at].Lower) is not null || line[at].Lower.EndsWith("ed", StringComparison.Ordinal));

    /// <summary>Behind the person, or with a possessive behind the sentence noun: "Doe's 14-year prison sentence".</summary>
    private static int NounPhraseEnd(Line line, int at)
    {
        if (line[at].Mention!.Possessive)
        {
            for (var k = at + 1; k < at + 8 && k < line.Count; k++)
            {
                if (line.IsIn(k, s_sentence))
                    return line[k].End;
                if (line[k].Kind == PieceKind.Mark && line[k].Lower is "," or "." or ";")
                    break;
            }
        }
        return line[at].End;
    }

    /// <summary>The date of an act: beside its verb, behind its object, or at the head of its sentence when no other verb stands between.</summary>
    private static DateSpan? DateOf(Line line, int start, int end, int trigger)
    {
        // Beside the verb and its object: no "for", "who", "sentenced" between.
        for (var k = 0; k < line.Count; k++)
        {
            if (line[k].Kind != PieceKind.Date || line[k].Date.Form == DateForm.Decade)
                continue;
            if (line[k].Start >= start && line[k].End <= end)
            {
                if (line[k].Start > line[trigger].Start && Enumerable.Range(trigger + 1, Math.Max(0, k - trigger - 1)).Any(x => line.IsAny(x, "for", "who", "convicted", "sentenced")))
                    continue;
                return line[k].Date;
            }
            if (line[k].Start >= end)
            {
                var clean = true;
                for (var p = k - 1; p > trigger && line[p].Start >= end; p--)
                    clean &= line.IsIn(p, s_timeWords) || line.IsAny(p, "'s", "this", "the", "of", "prison", "sentence", "life", "federal", "conviction", "term");
                // "received a pardon of innocence Friday": a day counted from publication belongs to the nearest verb.
                if (!clean && line[k].Date.IsDerived && line[k].Date.Value.Length == 10)
                    clean = Enumerable.Range(trigger + 1, k - trigger - 1).All(x => line[x].Kind != PieceKind.Mark && !line.IsIn(x, s_stop) && !s_be.Contains(line[x].Lower) && !line.IsAny(x, "convicted", "sentenced", "arrested", "said", "told", "to"));
                return clean ? line[k].Date : null;
            }
            // "On Tuesday, the governor commuted", "In May 2018, Roe lobbied her to pardon".
            if (line[k].End <= start && (k <= 3 || line[k - 1].IsMark('"')) && (line[k + 1].IsMark(',') || k == 0 && line[k].Date.IsDerived && line[k].Date.Value.Length == 10) && Enumerable.Range(k + 2, Math.Max(0, trigger - k - 2)).All(x => !(line[x].IsMark(',') && line.IsIn(x + 1, s_stop)) && !line[x].IsMark(';')
                && !(IsFinite(line, x) && line[x].Start < start)))
                return line[k].Date;
            // "The governor on Tuesday commuted"
            if (line[k].End <= line[trigger].Start && line[k].Start > start && !Enumerable.Range(0, k).Any(x => line[x].Start >= start && line.IsAny(x, "who", "which", "whose", "when")))
                return line[k].Date;
        }
        return null;
    }
}

/// <summary>Presidents of the United States since 1933, by last name: a text may call them by nothing else.</summary>
internal static class Presidents
{
    private static readonly (string First, string Last, int From, int To)[] s_terms =
    [
        ("Franklin", "Roosevelt", 1933, 1945), ("Harry", "Truman", 1945, 1953), ("Dwight", "Eisenhower", 1953, 1961), ("John", "Kennedy", 1961, 1963), ("Lyndon", "Johnson", 1963, 1969),
        ("Richard", "Nixon", 1969, 1974), ("Gerald", "Ford", 1974, 1977), ("Jimmy", "Carter", 1977, 1981), ("Ronald", "Reagan", 1981, 1989), ("George", "Bush", 1989, 1993), ("Bill", "Clinton", 1993, 2001),
        ("George", "Bush", 2001, 2009), ("Barack", "Obama", 2009, 2017), ("Donald", "Trump", 2017, 2021), ("Joe", "Biden", 2021, 2025), ("Donald", "Trump", 2025, 2029),
    ];

    /// <summary>Last names that hardly anyone else in a text on clemency bears.</summary>
    private static readonly FrozenSet<string> s_distinct = new[] { "Roosevelt", "Truman", "Eisenhower", "Nixon", "Reagan", "Clinton", "Obama", "Trump", "Biden" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsPresident(Entity who)
    {
        if (who.Kind != EntityKind.Person || who.Last is null || !s_distinct.Contains(who.Last))
            return false;
        return who.First is null || s_terms.Any(t => t.Last.Equals(who.Last, StringComparison.OrdinalIgnoreCase) && SameFirst(t.First, who.First)) && !who.Name.EndsWith("Jr.", StringComparison.Ordinal);
    }

    /// <summary>The president's full name where the text gives the last name alone.</summary>
    public static string FullName(Entity who)
    {
        if (who.First is not null || who.Last is null)
            return who.Name;
        var terms = s_terms.Where(t => t.Last.Equals(who.Last, StringComparison.OrdinalIgnoreCase)).Select(t => $"{t.First} {t.Last}").Distinct().ToList();
        return terms.Count == 1 && (IsPresident(who) || who.Roles.Contains("president")) ? terms[0] : who.Name;
    }

    /// <summary>
    /// Mentions by a president's bare last name given to the president, where the text has only a relative or a namesake under
    /// that name ("a daughter who lobbied him"), or does not know it for a person.
    /// </summary>
    public static List<Mention> Named(Prose.Prose prose, Words words, List<Mention> mentions)
    {
        var known = new Dictionary<string, Entity>(StringComparer.OrdinalIgnoreCase);
        foreach (var entity in prose.Entities)
        {
            if (entity.Last is not null && IsPresident(entity))
                known.TryAdd(entity.Last, entity);
        }
        for (var i = 0; i < mentions.Count; i++)
        {
            var mention = mentions[i];
            if (mention.Form is not (MentionForm.LastName or MentionForm.Name) || mention.Entity is { } who && IsPresident(who))
                continue;
            var name = prose.Text[mention.NameStart..mention.End];
            if (!s_distinct.Contains(name))
                continue;
            mentions[i] = mention with { Entity = Of(name) };
        }
        // A president's name at the head of a sentence may be no mention at all.
        var next = 0;
        var added = new List<Mention>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words.IsCapital(i) || !s_distinct.Contains(words[i].Lower) || words.IsCapital(i - 1) && words[i - 1].End + 1 == words[i].Start || words.IsCapital(i + 1) && words[i].End + 1 == words[i + 1].Start)
                continue;
            while (next < mentions.Count && mentions[next].End <= words[i].Start)
                next++;
            if (next < mentions.Count && mentions[next].Start < words[i].End)
                continue;
            var possessive = words.Is(i + 1, "'") && words.IsGlued(i + 1);
            added.Add(new Mention(words[i].Start, words[i].End, 0, 0, MentionForm.LastName, Of(prose.Text[words[i].Start..words[i].End]), -1, possessive, words[i].Start));
        }
        mentions.AddRange(added);
        mentions.Sort((a, b) => a.Start.CompareTo(b.Start));
        // "the president", taken for whoever held the office that day, is the one president whom the text names.
        var presidents = mentions.Where(m => m.Form is MentionForm.FullName or MentionForm.LastName && m.Entity is { } e && IsPresident(e)).Select(m => m.Entity!).Distinct().ToList();
        for (var i = 0; i < mentions.Count && presidents.Count == 1; i++)
        {
            if (mentions[i].Form == MentionForm.Title && mentions[i].Entity is { } held && held != presidents[0] && IsPresident(held) && !held.Mentions.Any(m => m.Form is MentionForm.FullName or MentionForm.LastName))
                mentions[i] = mentions[i] with { Entity = presidents[0] };
        }
        return mentions;

        Entity Of(string name)
        {
            if (!known.TryGetValue(name, out var president))
            {
                president = new Entity(-1 - known.Count, EntityKind.Person, name) { Last = name };
                president.Roles.Add("president");
                known.Add(name, president);
            }
            return president;
        }
    }

    /// <summary>Whether the words are a president's full name.</summary>
    public static bool IsFullName(ReadOnlySpan<char> words)
    {
        var space = words.LastIndexOf(' ');
        if (space <= 0)
            return false;
        foreach (var (first, last, _, _) in s_terms)
        {
            if (words[(space + 1)..].Equals(last, StringComparison.OrdinalIgnoreCase) && words.StartsWith(first.AsSpan(0, 3), StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Whether the text tells the office as a past one ("former Gov. Doe"): such people may be petitioners themselves.</summary>
    public static bool IsFormer(Entity who) => !IsPresident(who) && who.RolePhrases.Any(p => p.Contains("former", StringComparison.OrdinalIgnoreCase) || p.StartsWith("ex-", StringComparison.OrdinalIgnoreCase) || p.StartsWith("ex ", StringComparison.OrdinalIgnoreCase));

    private static bool SameFirst(string known, string written) =>
        written.StartsWith(known[..3], StringComparison.OrdinalIgnoreCase) || Lexicon.SameFirstName(known, written) || (known == "Bill" && written.StartsWith("Will", StringComparison.OrdinalIgnoreCase));
}
