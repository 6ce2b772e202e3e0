using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Finds what the petitioner became (rehabilitation), where they are from, and who was harmed.</summary>
internal sealed class ClemencyBackground(ClemencyFile file)
{
    private static FrozenSet<string> Set(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What counts as rehabilitation: the value, and the phrases that say it.</summary>
    private static readonly (string Value, string[] Phrases)[] s_achievements =
    [
        ("ordained-minister", ["ordained minister", "an ordained", "became ordained", "was ordained", "been ordained"]),
        ("prison-minister", ["prison minister", "prison ministry", "prison chaplain"]),
        ("mentor", ["a mentor", "mentored", "mentors", "mentoring", "mentor to"]),
        ("playwright", ["playwright", "wrote plays", "written plays", "writes plays", "writing plays"]),
        ("counselor", ["a counselor", "counseled", "counseling other", "peer counselor", "counselled", "hospice volunteer"]),
        ("clean-record", ["single disciplinary infraction", "no disciplinary", "without a disciplinary", "without a single disciplinary", "clean record", "clean disciplinary", "spotless record", "exemplary record", "not a single disciplinary", "no infractions", "never had a disciplinary", "clear conduct", "spotless disciplinary", "unblemished"]),
        ("degree", ["associate degree", "associate's degree", "bachelor's degree", "bachelor degree", "college degree", "master's degree", "associates degree", "earned a degree", "degree in", "law degree", "doctorate", "associate 's degree", "bachelor 's degree", "master 's degree", "associate of arts", "graduated from college", "college degree"]),
        ("hs-equivalency", ["ged", "high school equivalency", "general equivalency", "high school diploma", "g.e.d", "equivalency diploma", "general educational development"]),
        ("vocational-certificates", ["certified in", "became a certified", "a certified welder", "a certified electrician", "trade certifications", "vocational certificate", "vocational certificates", "vocational training", "vocational programs", "vocational courses", "vocational classes", "certificates in", "trade certificates", "various trades", "certifications"]),
        ("award", ["won an award", "received an award", "received numerous awards", "awarded the", "numerous honors", "won awards", "lifetime achievement", "received awards", "award", "awards", "medal", "honors and awards", "was honored"]),
        ("bible-studies", ["bible study", "bible studies", "bible correspondence", "bible classes"]),
        ("law-clerk", ["law clerk", "law library clerk", "jailhouse lawyer", "legal clerk"]),
    ];

    private static readonly FrozenSet<string> s_became = Set("became become becoming earned earning completed completing received receiving obtained obtaining is was has had worked working serves served serving taught teaching led leading did wrote writes written mentored mentors mentoring counseled finished graduated attained getting got trained");

    private static readonly FrozenSet<string> s_area = Set("area based");

    private ClemencySheet Sheet => file.Sheet;

    public void Read()
    {
        foreach (var line in file.Text.Lines)
        {
            try
            {
                Rehabilitation(line);
                Home(line);
                Offense(line);
                Victim(line);
                Demonym(line);
                Crime(line);
                Victims(line);
            }
            catch (RegexMatchTimeoutException)
            {
                // A sentence on which the patterns lose themselves is left to the other rules.
            }
        }
        Dateline();
    }

    // ---- rehabilitation ----------------------------------------------------------------------------------------------

    /// <summary>The same achievements where verb and object stand apart.</summary>
    private static readonly (string Value, Regex Pattern)[] s_ways =
    [
        ("clean-record", R(@"\b(?:no|not|never|without|zero|nary)\b[^.;]{0,40}?\b(?:write-?ups?|disciplinary (?:\w+ ?){0,2}|infractions?|incident reports?|rule violations?|misconduct|shots?|tickets?|demerits?)\b(?! were filed)")),
        ("clean-record", R(@"\b(?:model (?:prisoner|inmate)|(?:clean|perfect|flawless|impeccable|stellar|exemplary|spotless|unblemished) (?:\w+ ){0,2}(?:record|conduct|behaviou?r|history))\b")),
        ("degree", R(@"\b(?:earn|complet|receiv|obtain|finish|got|gain|award|work|took|hold|has|pursu)\w*\b[^.;]{0,60}?\b(?:associate|bachelor|master|college|university|law|doctoral|undergraduate|divinity|theology)(?:'?s)?(?: of (?:arts|science))?(?:'?s)? (?:\w+ ){0,2}?degrees?\b")),
        ("degree", R(@"\b(?:bachelor|associate|master)'?s? (?:of|in) (?:arts|science|business|theology|divinity|social|education|\w+ degree)\b")),
        ("hs-equivalency", R(@"\b(?:g\.?e\.?d\.?|high[ -]school (?:equivalency|diploma)|equivalency (?:diploma|certificate|degree))\b")),
        ("mentor", R(@"\b(?:mentor(?:ed|ing|s|ship)?|tutor(?:ed|ing|s)?|taught (?:other|fellow|younger)|teaches (?:other|fellow|younger)|helped (?:other|fellow|younger) (?:inmates|prisoners|women|men))\b")),
        ("ordained-minister", R(@"\b(?:ordained|ordination|became a (?:minister|pastor|deacon|preacher))\b")),
        ("prison-minister", R(@"\b(?:prison (?:minister|ministry|chaplain)|minister(?:ed|s|ing)? to (?:other|fellow) (?:inmates|prisoners|women|men)|lead(?:s|ing)? (?:prison )?(?:prayer|worship)|led (?:prayer|worship|church services))\b")),
        ("counselor", R(@"\b(?:hospice (?:volunteer|aide|worker|care)|(?:peer|suicide|drug|substance abuse|grief|addiction|youth)[ -](?:\w+ )?(?:counsell?or|counsell?ing|companion|watch)|counsell?ed (?:other|fellow|younger|at-risk|troubled))\b")),
        ("vocational-certificates", R(@"\b(?:(?:vocational|trade|professional|occupational|apprentice(?:ship)?) (?:\w+ ){0,2}?(?:certificat\w+|courses?|programs?|training|licen[cs]es?|class(?:es)?|diplomas?)|certificat\w+ in|apprenticeship|(?:certified|licensed|trained) (?:as an? )?(?:master )?(?:welder|electrician|plumber|carpenter|mechanic|barber|cosmetologist|braille|hvac|forklift|dog trainer|trainer))\b")),
        ("award", R(@"\b(?:award(?!ed (?:a|the|custody|damages|him|her|to))s?|prize|medal|(?:citizen|employee|caregiver|volunteer|teacher|inmate) of the year|commendations?)\b")),
        ("bible-studies", R(@"\bbible[ -](?:stud(?:y|ies)|class(?:es)?|course|correspondence|group|college|school)\b")),
        ("law-clerk", R(@"\b(?:law (?:library )?clerk|law library|jailhouse lawyer|legal clerk|paralegal)\b")),
        ("playwright", R(@"\b(?:playwright|(?:wrote|written|writes|writing|staged|directed) (?:\w+ ){0,2}plays?)\b")),
    ];

    private static Regex R(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    private void Ways(Line line, string lower)
    {
        foreach (var (value, pattern) in s_ways)
        {
            var match = pattern.Match(lower);
            if (!match.Success)
                continue;
            var at = 0;
            while (at < line.Count && line[at].End <= line.Start + match.Index)
                at++;
            if (value == "clean-record" && (match.Value.Contains("parking", StringComparison.Ordinal) || match.Value.Contains("speeding", StringComparison.Ordinal) || match.Value.Contains("traffic", StringComparison.Ordinal)))
                continue;
            if (Achiever(line, at) is { } who)
                Sheet.Add("rehabilitation", value, Sheet.SubjectOf(who), line.Start + match.Index, line.Start + match.Index + match.Length, $"The passage says what {who.Name} achieved or became.", Confidence.Resolved);
        }
    }

    private void Rehabilitation(Line line)
    {
        var lower = file.Text.Text[line.Start..line.End].ToLowerInvariant().Replace('\n', ' ').Replace('\u2019', '\'');
        if (lower.Length < 3000)
        {
            try
            {
                Ways(line, lower);
            }
            catch (RegexMatchTimeoutException)
            {
                // Left to the plain phrases.
            }
        }
        foreach (var (value, phrases) in s_achievements)
        {
            foreach (var phrase in phrases)
            {
                var found = Phrase(lower, phrase);
                if (found < 0)
                    continue;
                var at = 0;
                while (at < line.Count && line[at].End <= line.Start + found)
                    at++;
                if (Achiever(line, at) is not { } who)
                    continue;
                var start = line.Start + found;
                for (var k = at - 1; k >= 0 && k > at - 12; k--)
                {
                    if (line[k].IsPerson && line[k].Who == who)
                    {
                        start = line[k].Start;
                        break;
                    }
                    if (line[k].IsMark(';'))
                        break;
                }
                Sheet.Add("rehabilitation", value, Sheet.SubjectOf(who), start, line.Start + found + phrase.Length, $"The passage says what {who.Name} achieved or became.", Confidence.Resolved);
                break;
            }
        }
    }

    /// <summary>Where the phrase stands as whole words, or -1.</summary>
    private static int Phrase(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (at + phrase.Length == text.Length || !char.IsLetter(text[at + phrase.Length])))
                return at;
        }
        return -1;
    }

    /// <summary>The petitioner who is the sentence's subject; never somebody else named or meant before the phrase.</summary>
    private Entity? Achiever(Line line, int at)
    {
        var done = line.Has(0, at + 6, s_became) || line.Is(0, "she") || line.Is(0, "he") || line.Has(0, at + 6, s_spent);
        if (!done)
            return null;
        for (var k = at - 1; k >= 0; k--)
        {
            if (!line[k].IsPerson || line[k].Mention!.Possessive || line[k].Mention!.Form is MentionForm.Role or MentionForm.Description)
                continue;
            if (file.IsPetitioner(line[k].Who))
                return line[k].Who;
            // A pronoun at the head of a sentence that speaks of prison life means the only petitioner.
            return line[k].Mention!.Form == MentionForm.Pronoun && line[k].Lower is "he" or "she" && file.Sole is { } only && (Inside(line) || line[k].Who is null || ClemencyActs.MayGrant(line[k].Who)) ? only : null;
        }
        for (var k = 0; k < at; k++)
        {
            if (line.IsAny(k, "he", "she") && file.Sole is { } only)
                return only;
        }
        for (var k = 0; k < at; k++)
        {
            if (line[k].IsPerson && file.IsPetitioner(line[k].Who))
                return line[k].Who;
        }
        return null;
    }

    private static readonly FrozenSet<string> s_spent = Set("went spent tutored tutors trained trains studied volunteered volunteers counsels counseled ministered kept maintained pursued racked amassed accumulated helped teaches runs ran founded created won named ordained");

    private static readonly FrozenSet<string> s_inside = Set("prison inside incarcerated incarceration behind inmate inmates ged prisoner prisoners jail custody bars locked ordained certificate degree write-up write-ups disciplinary infraction infractions");

    /// <summary>Whether this sentence or the one before speaks of life in prison.</summary>
    private bool Inside(Line line) => line.Has(0, line.Count, s_inside) || (line.Index > 0 && file.Text.Lines[line.Index - 1] is { } before && before.Has(0, before.Count, s_inside));

    // ---- place -------------------------------------------------------------------------------------------------------

    /// <summary>"Doe, of Odessa, Texas", "Doe of Texas", "a Memphis woman", "the Miami-area owner", "a native of Chicago".</summary>
    private void Home(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (!line[i].IsPerson || !file.IsPetitioner(line[i].Who) || line[i].Mention!.Possessive)
                continue;
            var who = line[i].Who!;
            var of = line.Is(i + 1, "of") ? i + 1 : line[i + 1].IsMark(',') && line.IsAny(i + 2, "of", "from") ? i + 2 : line[i + 1].IsMark(',') && line[i + 2].Number is not null && line[i + 3].IsMark(',') && line.IsAny(i + 4, "of", "from") ? i + 4 : -1;
            if (of > 0 && PlaceAt(line[of + 1].Start, line.End) is { } place)
                Place(place.Value, who, line[i].Start, place.End, $"The passage says where {who.Name} is from.");
            // "Doe, a mother of three from Atlanta,"
            for (var k = i + 2; line[i + 1].IsMark(',') && of < 0 && k < i + 12 && !line[k].IsMark(',') && line[k].Lower.Length > 0; k++)
            {
                if (line.Is(k, "from") && PlaceAt(line[k + 1].Start, line.End) is { } origin)
                {
                    Place(origin.Value, who, line[i].Start, origin.End, $"The passage says where {who.Name} is from.");
                    break;
                }
            }
            // "Sheriff Doe ruled Adams County, Ohio", "the former sheriff of Adams County": a county beside its officer.
            County(line, i, who);
            // "the owner of a Miami-area company"
            for (var k = i + 1; k < i + 10 && k < line.Count; k++)
            {
                if (line[k].IsMark(';') || line[k].IsMark('.'))
                    break;
                var area = file.Text.Text[line[k].Start..line[k].End];
                var dash = area.IndexOf("-area", StringComparison.Ordinal);
                var name = dash > 0 ? area[..dash] : line[k + 1].IsMark('-') && line.IsIn(k + 2, s_area) ? area : null;
                if (name is null || !char.IsUpper(name[0]))
                    continue;
                var end = dash > 0 ? line[k].End : line[k + 2].End;
                Sheet.Add("place", name, Sheet.SubjectOf(who), line[i + 1].IsMark(',') ? line[i + 2].Start : line[i].Start, end, $"The passage places {who.Name} there.", Confidence.Inferred);
                break;
            }
        }
    }

    /// <summary>A place told before with its state is the same place without it.</summary>
    private void Place(string value, Entity who, int start, int end, string reason, Confidence confidence = Confidence.Stated)
    {
        var subject = Sheet.SubjectOf(who);
        var fuller = Sheet.Facts.FirstOrDefault(f => f.Attribute == "place" && f.Subject == subject && f.Value.StartsWith(value + ",", StringComparison.Ordinal));
        Sheet.Add("place", fuller?.Value ?? value, subject, start, end, reason, confidence);
    }

    private void County(Line line, int i, Entity who)
    {
        for (var k = i + 1; k < i + 12 && k < line.Count; k++)
        {
            if (line[k].IsMark(';') || line[k].IsMark('.') || line.IsAny(k, "in", "and", "when", "that"))
                return;
            var county = line.Is(k + 1, "county") ? k + 1 : line[k].IsParty && line[k].Lower.EndsWith(" county", StringComparison.Ordinal) ? k : -1;
            if (county < 0 || !char.IsUpper(file.Text.Text[line[k].Start]) || PlaceAt(line[k].Start, line.End) is not { } place || !place.Value.Contains("County", StringComparison.Ordinal))
                continue;
            Place(place.Value, who, line[i].Start, place.End, $"The passage places {who.Name} there.", Confidence.Inferred);
            return;
        }
    }

    /// <summary>"an Alabama man", "the Tulsa woman", "a Mobile native": of the petitioner, where the sentence speaks of them or of the grant.</summary>
    private void Demonym(Line line)
    {
        if (file.Sole is not { } sole || !(Enumerable.Range(0, line.Count).Any(k => line[k].IsPerson && file.IsPetitioner(line[k].Who)) || file.Acts.Any(a => a.Line == line)))
            return;
        var text = file.Text.Text.AsSpan(line.Start, line.End - line.Start).ToString();
        foreach (Match match in s_demonym.Matches(text))
        {
            var place = match.Groups["place"];
            var name = place.Value.ToLowerInvariant();
            if (Lexicon.NotPersonal.Contains(name) && !Lexicon.StateNames.Contains(place.Value) && !Lexicon.Places.Contains(place.Value) || name is "young" or "old" or "black" or "white" or "american" or "former" or "christian" or "democratic" or "republican" or "local" or "latino" or "hispanic" or "another")
                continue;
            if (file.Prose.Entities.Any(e => e.Kind == EntityKind.Person && (e.Last == place.Value || e.Name == place.Value)))
                continue;
            Place(place.Value, sole, line.Start + match.Index, line.Start + match.Index + match.Length, $"The passage says where {sole.Name} is from.", Confidence.Resolved);
            return;
        }
    }

    private static readonly Regex s_demonym = new(@"\b(?:[Aa]n?|[Tt]he|[Tt]hat|[Tt]his|[Ff]ormer) (?<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:-area|-born)? (?:[a-z-]+ ){0,2}?(?<noun>man|woman|native|resident|mother|father|grandmother|grandfather|businessman|businesswoman|rapper|native|grandma|mayor|sheriff|teacher|nurse|doctor|lawyer|physician|pastor|plumber|contractor|rancher|farmer|developer|inmate|prisoner|teenager|teen|boy|girl|veteran|mom|dad|housewife|banker|dealer|officer|lawmaker|politician|entrepreneur|great-grandmother|great-grandfather)\b", RegexOptions.CultureInvariant);

    /// <summary>"convicted in Mobile, Alabama", "killed a man in Tulsa", "was tried in Tulsa County", "born and raised in", "lives in".</summary>
    private void Crime(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (!line.IsAny(i, "in", "from") || !line.IsAny(i + 1, "") && line[i + 1].Lower.Length == 0)
                continue;
            var from = Math.Max(0, i - 7);
            if (!line.Has(from, i, s_rooted) || line.Has(from, i, s_elsewhere))
                continue;
            if (!Enumerable.Range(0, i).Any(k => line[k].IsPerson && file.IsPetitioner(line[k].Who)) || file.PetitionerNear(line) is not { } who)
                continue;
            if (PlaceAt(line[i + 1].Start, line.End) is not { } place || place.Value.Contains("Prison", StringComparison.Ordinal) || place.Value.Contains("District", StringComparison.Ordinal) || place.Value.Contains("Correction", StringComparison.Ordinal))
                continue;
            var start = Enumerable.Range(from, i - from).First(k => line.IsIn(k, s_rooted));
            Place(place.Value, who, line[start].Start, place.End, "The passage places the person or the offense there.", Confidence.Resolved);
            return;
        }
    }

    private static readonly FrozenSet<string> s_rooted = Set("killed shot tried convicted conspiracy crime murder robbery operation born raised native grew hometown home living lives trial killing shooting burglary ring drug case motel");

    private static readonly FrozenSet<string> s_elsewhere = Set("prison correctional facility institution penitentiary court office held serving served white house said told reporters");

    /// <summary>A dateline names the petitioner's town where the first sentences show them there: at home, freed, in the town's own life.</summary>
    private void Dateline()
    {
        if (file.Sole is not { } who || file.Prose.Context.Kind is not (null or "press"))
            return;
        var text = file.Text.Text;
        var match = s_dateline.Match(text);
        if (!match.Success)
            return;
        var town = match.Groups["town"];
        if (town.Value is "WASHINGTON" or "NEW YORK" or "LOS ANGELES" || town.Length > 30)
            return;
        // "Mobile welcomes ... home": the town is named again with home, neighbors or work.
        var name = string.Join(' ', town.Value.Split(' ').Select(w => w.Length > 1 ? w[..1] + w[1..].ToLowerInvariant() : w));
        var first = file.Text.Lines.FirstOrDefault(l => l.End > match.Index + match.Length);
        if (first is null || !Enumerable.Range(0, first.Count).Any(k => first[k].IsPerson && file.IsPetitioner(first[k].Who)))
            return;
        if (file.Acts.Any(a => a.Line == first && a.Grantor is not null))
            return;
        Place(name, who, match.Index, Math.Min(first.End, match.Index + 120), "The report is dated from there and shows the person there.", Confidence.Inferred);
    }

    private static readonly Regex s_dateline = new(@"\A\s*(?<town>[A-Z][A-Z.]+(?: [A-Z]+){0,2})(?:, [A-Z][a-z.]+)?(?: \([A-Za-z ]+\))? ?(?:\u2014|\u2013|--|-) ", RegexOptions.CultureInvariant);

    private static readonly FrozenSet<string> s_crimes = Set("operation ring conspiracy trafficking scheme murder killing robbery shooting smuggling fraud enterprise");

    /// <summary>"a cocaine-trafficking operation in Memphis": where the offense was.</summary>
    private void Offense(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (!line.IsIn(i, s_crimes) || !line.IsAny(i + 1, "in"))
                continue;
            if (PlaceAt(line[i + 2].Start, line.End) is not { } place)
                continue;
            if (file.PetitionerNear(line) is not { } who || !Enumerable.Range(0, i).Any(k => file.IsPetitioner(line[k].Who)))
                continue;
            var start = i;
            while (start > 0 && i - start < 5 && !line.IsAny(start, "a", "an", "the", "in", "for", "of"))
                start--;
            Place(place.Value, who, line[start].Start, place.End, "The passage says where the offense was.", Confidence.Resolved);
        }
    }

    /// <summary>A capitalized place name at the offset, with its state if one follows.</summary>
    private Told? PlaceAt(int start, int limit)
    {
        var text = file.Text.Text;
        var at = start;
        var end = start;
        var words = 0;
        while (at < limit && words < 4)
        {
            if (!char.IsUpper(text[at]))
                break;
            var stop = at;
            while (stop < limit && (char.IsLetter(text[stop]) || text[stop] is '.' && stop - at < 3))
                stop++;
            if (stop == at)
                break;
            var word = text[at..stop].TrimEnd('.');
            if (words == 0 && (Lexicon.Institutional.Contains(word.ToLowerInvariant()) || (Lexicon.NotPersonal.Contains(word.ToLowerInvariant()) && !Lexicon.StateNames.Contains(word) && word is not ("New" or "North" or "South" or "West" or "Fort" or "Saint" or "St"))))
                return null;
            end = text[stop - 1] == '.' && word.Length > 3 ? stop - 1 : stop;
            words++;
            at = stop < limit && text[stop] == ' ' ? stop + 1 : limit;
        }
        if (words == 0)
            return null;
        var name = text[start..end];
        if (file.Prose.Entities.Any(e => e.Kind == EntityKind.Person && e.First is not null && e.Name == name))
            return null;
        // ", Texas"
        if (end + 2 < limit && text[end] == ',' && text[end + 1] == ' ' && char.IsUpper(text[end + 2]))
        {
            var state = end + 2;
            var stop = state;
            while (stop < limit && (char.IsLetter(text[stop]) || (text[stop] == ' ' && stop + 1 < limit && char.IsUpper(text[stop + 1]) && Lexicon.StateNames.Any(s => s.StartsWith(text[state..(stop + 1)], StringComparison.Ordinal)))))
                stop++;
            if (Lexicon.StateNames.Contains(text[state..stop]))
                return new(text[start..stop], start, stop);
            return new(name, start, end);
        }
        return Lexicon.StateNames.Contains(name) || Lexicon.Places.Contains(name) || words <= 2 ? new(name, start, end) : null;
    }

    // ---- victims -----------------------------------------------------------------------------------------------------

    private static readonly FrozenSet<string> s_killing = Set("killed killing murdered murdering murder shot shooting death slaying trigger fatally stabbed stabbing robbed robbing slain");

    /// <summary>"killing Richard Roe, a 43-year-old real estate agent who had picked her up": name, age and role of the victim.</summary>
    private void Victim(Line line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (!line.IsIn(i, s_killing))
                continue;
            // The petitioner is who did it: named or meant in the same sentence, not only as an owner ("his deputies killed").
            var by = Enumerable.Range(0, line.Count).Any(k => line[k].IsPerson && !line[k].Mention!.Possessive && file.IsPetitioner(line[k].Who) && (k < i || line.IsAny(i, "murder", "death", "slaying", "killing")));
            if (!by || line.IsAny(i - 1, "was", "were", "been") && !line.IsAny(i, "death"))
                continue;
            for (var k = i + 1; k < i + 10 && k < line.Count; k++)
            {
                if (line[k].IsMark(';') || line[k].IsMark('.') || line.IsAny(k, "after", "when", "because", "and", "who", "in", "by", "with"))
                    break;
                if (!line[k].IsPerson || file.IsPetitioner(line[k].Who) || line[k].Mention!.Possessive || line[k].Mention!.Form == MentionForm.Pronoun || ClemencyActs.HeldOffice(line[k].Who))
                    continue;
                var subject = Sheet.SubjectOf(file.PetitionerNear(line));
                var who = line[k].Who!;
                if (who.Kind == EntityKind.Person && who.Name.Length > 1 && line[k].Mention!.Form is MentionForm.FullName or MentionForm.LastName)
                    Sheet.Add("victim.name", who.Name, subject, line[i].Start, line[k].End, $"The passage names {who.Name} as the one harmed.");
                Age(line, i, k, subject);
                break;
            }
            Role(line, i);
        }
    }

    /// <summary>"the 2006 killing of plumber Richard Roe", "a murder victim, Roe", "for the death of Roe", "the death of Roe": the noun names the deed, whoever did it.</summary>
    private void Victims(Line line)
    {
        if (file.Sole is null || !file.Acts.Any(a => a.Stage is Stage.Granted or Stage.Sought or Stage.Denied) || ClemencyTape.Of(line, file) is not { } tape)
            return;
        foreach (Match match in s_victim.Matches(tape.Text))
        {
            var at = match.Groups["who"];
            if (tape.Who(at.Index) is not { Kind: EntityKind.Person } who || who.First is null && who.Last is null || ClemencyActs.HeldOffice(who))
                continue;
            var (start, _) = tape.Span(match);
            var k = tape.PieceAt(at.Index);
            Sheet.Add("victim.name", who.Name, Sheet.SubjectOf(file.Sole), start, line[k].End, $"The passage names {who.Name} as the one harmed.", Confidence.Resolved);
            _victims.Add(who);
        }
        // "Roe, 43, picked her up": the age of someone known as the victim.
        for (var k = 0; k + 3 < line.Count; k++)
        {
            if (line[k] is { IsPerson: true, Who: { } who } && _victims.Contains(who) && line[k + 1].IsMark(',') && line[k + 2].Number is > 0 and < 110 and { } age && (line[k + 3].IsMark(',') || line[k + 3].IsMark('.')))
                Sheet.Add("victim.age", age.ToString(CultureInfo.InvariantCulture), Sheet.SubjectOf(file.Sole), line[k].Start, line[k + 2].End, "The passage gives the victim's age.");
        }
    }

    private readonly HashSet<Entity> _victims = [];

    private static readonly Regex s_victim = R(@" (?:(?:killing|murder|slaying|death|shooting|stabbing|homicide|manslaughter|robbery|kidnapping|assault|rape|beating|shooting death|stabbing death)s? of|(?:[Xx](?: (?!P\d)[^ .;]+){0,8}?|who|for|of|in|by|admitted|confessed to) (?:murdered|killed|shot and killed|fatally shot|stabbed|gunned down|killing|murdering|shooting|stabbing|shot|robbed|kidnapped)(?= (?:[^ .;,]+ ){0,6}?P\d)|victim(?: p\d+)? ,|the victim)(?: (?!(?:by|in|on|and|with|after|who|when|while|to) )[^ .;,]+){0,6}? (?<who>P\d+)(?!')");

    private void Age(Line line, int i, int k, string? subject)
    {
        // "43-year-old Richard Roe" before the name, "Richard Roe, 43," or "a 43-year-old agent" behind it.
        for (var p = i + 1; p < Math.Min(line.Count, k + 9); p++)
        {
            if (line[p].Number is not { } age || age is < 1 or > 110)
                continue;
            var old = line.IsAny(p + 1, "-") && line.IsAny(p + 2, "year");
            var apposed = p == k + 2 && line[k + 1].IsMark(',') && (line[p + 1].IsMark(',') || line[p + 1].IsMark('.'));
            if (old || apposed)
                Sheet.Add("victim.age", age.ToString(CultureInfo.InvariantCulture), subject, Math.Min(line[p].Start, line[k].Start), Math.Max(line[k].End, old ? line[Math.Min(p + 4, line.Count - 1)].End : line[p].End), "The passage gives the victim's age.");
            return;
        }
        // "a 43-year-old man", "Roe, a 43-year-old agent": a mention holds the age.
        var holder = !line[k].Lower.Contains("year-old", StringComparison.Ordinal) && line[k + 1].IsMark(',') && line[k + 2].IsParty ? k + 2 : k;
        var mention = file.Text.Text[line[holder].Start..line[holder].End];
        var numbers = Numbers.FindAll(Words.Of(mention));
        if (numbers.Count > 0 && mention.Contains("year-old", StringComparison.Ordinal) && numbers[0].Whole is { } inside)
            Sheet.Add("victim.age", inside.ToString(CultureInfo.InvariantCulture), subject, line[k].Start, line[holder].End, "The passage gives the victim's age.");
    }

    private static readonly FrozenSet<string> s_buyer = Set("sex solicited soliciting prostitution prostitute picked paid paying john");

    private void Role(Line line, int i)
    {
        var subject = Sheet.SubjectOf(file.PetitionerNear(line));
        for (var k = Math.Max(0, i - 8); k < line.Count && k < i + 26; k++)
        {
            if (line.IsAny(k, "pimp", "trafficker") && k > i && k < i + 8)
            {
                Sheet.Add("victim.role", "trafficker", subject, line[i].Start, line[k].End, "The passage says that the victim trafficked the petitioner.");
                return;
            }
            // "killed the man who was selling her for sex"
            if (line.IsAny(k, "selling", "trafficking", "pimping", "prostituting", "sold", "trafficked", "pimped") && k > i && k < i + 12 && line.IsAny(k + 1, "her", "him") | (line[k + 1].IsParty && file.IsPetitioner(line[k + 1].Who)))
            {
                Sheet.Add("victim.role", "trafficker", subject, line[i].Start, line[k + 1].End, "The passage says that the victim trafficked the petitioner.");
                return;
            }
            if ((line.IsAny(k, "client", "john") && k > i && k < i + 8) || (line.IsAny(k, "solicited", "bought", "picked", "paid", "hired") && line.Has(k, Math.Min(line.Count, k + 10), s_buyer) && k > i && line.Has(k, Math.Min(line.Count, k + 10), Set("sex prostitute prostitution"))))
            {
                Sheet.Add("victim.role", "client", subject, line[i].Start, line[Math.Min(line.Count - 1, k + 3)].End, "The passage says that the victim had paid for sex.", Confidence.Resolved);
                return;
            }
        }
    }
}
