using System.Globalization;
using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Reads what the petitioner was convicted of: kind, statute, counts, drugs, amounts, and who else took part.</summary>
internal static class SentenceCrimes
{
    // Words that tie a crime to a person: what the law did about it, or what part the person had.
    private static readonly string[] s_verbs =
    [
        "die", "condemned", "executed", "convicted", "guilty", "charged", "charging", "charges", "conspire", "indicted", "violating", "accused", "sentenced", "resentenced", "serving", "served", "serve", "imprisoned", "jailed", "incarcerated", "arrested", "tried", "pardoned", "involved", "acquitted", "implicated", "admitted", "committed", "condemned",
        "prosecuted", "forgiven", "doing", "did", "done", "inside", "helped", "accused", "found", "running", "sold", "selling", "moved", "ran", "pardoning", "imprisonment", "behind", "spent", "spending", "locked", "killed", "killing", "convicting", "attempted", "tried", "commuted", "pled", "pleaded", "faced", "facing", "doing", "participating", "participated", "conspired", "conspiring", "received", "got", "given", "drew", "handed", "gave", "cleared",
    ];

    private static readonly string[] s_nouns =
    [
        "sentence", "sentences", "term", "conviction", "convictions", "role", "part", "involvement", "participation", "crime", "crimes", "offense", "offenses", "charges", "charge", "pardon", "prosecution", "case", "trial", "commutation", "time", "clemency", "counts", "count", "indictment",
    ];

    public static void Read(SentenceCase about, SentenceScene scene)
    {
        Kinds(about, scene);
        Character(about, scene);
        Counts(about, scene);
        CoDefendants(about, scene);
        TriedAs(about, scene);
        Drugs(about, scene);
        Fraud(about, scene);
        Statutes(about, scene);
    }

    private static void Kinds(SentenceCase about, SentenceScene scene)
    {
        foreach (var offense in SentenceCase.In(about.Offenses, o => o.Start, scene.Start, scene.End))
        {
            // Bare "fraud" is a word for many crimes, and no kind of its own.
            if (offense.Kind == "other:fraud")
                continue;
            var first = scene.Words.At(offense.Start);
            var next = scene.Words.At(offense.End - 1) + 1;
            if (IsEarlier(scene, first) || (Tie(about, scene, first, next) ?? Paper(about, scene, first)) is not { } owner)
                continue;
            about.Add("offense.kind", offense.Kind, offense.Start, offense.End, owner, "The words name the crime and tie it to the petitioner.");
        }
    }

    /// <summary>"had prior convictions, one of them for kidnapping": another case than this one.</summary>
    private static bool IsEarlier(SentenceScene scene, int first)
    {
        for (var i = first - 1; i >= scene.First && i > first - 12; i--)
        {
            if (scene.Words.IsAny(i, ["conviction", "convictions", "record", "arrests", "offenses"]) && scene.Words.IsAny(i - 1, ["prior", "previous", "earlier", "past", "juvenile"]))
                return true;
            if (scene.Words.IsAny(i, [";", "sentenced", "guilty"]))
                return false;
        }
        return false;
    }

    /// <summary>Whose crime the words are about; null when nothing ties it to anyone.</summary>
    private static Owner? Tie(SentenceCase about, SentenceScene scene, int first, int next)
    {
        var words = scene.Words;
        // "first-time nonviolent drug offender Alice Doe", "convicted drug dealer John Roe": the noun is the person.
        var head = next - 1;
        for (var i = first; i < Math.Min(scene.Last, next + 3); i++)
        {
            if (words.IsAny(i, ["offender", "trafficker", "dealer", "kingpin", "felon", "launderer", "murderer", "leaker", "fraudster", "courier", "convict", "killer", "mule"]))
            {
                head = i;
                // "she will still be a convicted murderer", "he is not a murderer" of the one it is said of
                for (var verb = first - 1; verb >= scene.First && verb > first - 6; verb--)
                {
                    if (words.IsAny(verb, ["is", "was", "be", "remains"]))
                        return scene.Subject(verb);
                }
                foreach (var party in scene.Parties)
                {
                    var start = words.At(party.Start);
                    if (start > head && start <= head + 7 && party.IsName)
                        return new(party.Whose, party.Name);
                }
                if (scene.Before(words[first].Start, nouns: false) is { } named)
                    return new(named.Whose, named.Name);
                return Owner.Unsaid;
            }
            if (words.IsAny(i, ["offenders", "traffickers", "dealers", "kingpins", "felons", "murderers"]))
                return new(Whose.Group, null);
        }
        // Behind it: "his drug conviction", "the murder charges against Doe".
        var noun = -1;
        for (var i = first; i < Math.Min(scene.Last, next + 3); i++)
        {
            if (words.IsAny(i, ["conviction", "convictions", "charges", "charge", "case", "trial", "sentence", "counts"]))
            {
                noun = i;
                break;
            }
        }
        if (noun >= 0)
        {
            var possessor = scene.Possessor(first, noun + 1);
            if (possessor.Whose != Whose.Unsaid)
                return possessor;
        }
        // Before it: the nearest word that ties a crime to a person.
        for (var i = first - 1; i >= scene.First && i > first - 40; i--)
        {
            if (words.Is(i, ";"))
                break;
            if (words.IsAny(i, s_verbs))
            {
                // "found guilty of", "pleaded guilty to": the verb stands before "guilty".
                var verb = Guilty(words, i);
                if (words.IsAny(i, ["commuted"]) || words.IsAny(i, ["given", "got", "gave", "handed", "received"]) && !Leads(words, i, first))
                    continue;
                // What a jury acquitted of, and what a plea or verdict to something else replaced, is no conviction.
                if (words.IsAny(i, ["acquitted", "cleared"]) || words.IsAny(i, ["charged", "indicted", "accused"]) && Replaced(scene, next))
                    return new(Whose.Other, null);
                if (words.IsAny(verb, ["pardoned", "pardoning", "forgiven", "convicting"]) && scene.Behind(words[verb].End) is { } pardoned && pardoned.Start < words[first].Start)
                    return new(pardoned.Whose, pardoned.Name);
                return scene.Subject(verb);
            }
            if (words.IsAny(i, s_nouns))
            {
                if (!Leads(words, i, first))
                    continue;
                var possessor = scene.Possessor(i, i + 1);
                if (possessor.Whose != Whose.Unsaid)
                    return possessor;
                if (words.IsAny(i, ["role", "part", "involvement", "participation", "crime", "crimes", "offense", "offenses", "conviction", "convictions", "pardon"]) && !HasVerbBefore(scene, i))
                    return scene.Whole().Whose == Whose.Petitioner ? scene.Whole() : null;
            }
        }
        if (noun >= 0 && scene.Whole() is { Whose: Whose.Petitioner } whole)
            return whole;
        // The crime told as a deed: "Doe leaked more than 700,000 files", "he laundered the proceeds".
        if (words[first].Lower is "leaked" or "sold" or "distributed" or "smuggled" or "trafficked" or "imported" or "laundered" or "robbed" or "murdered" or "bilked" or "defrauded" or "embezzled" or "lied" or "obstructed" or "tampered" or "leaking" && scene.Subject(first) is { Whose: Whose.Petitioner } doer)
            return doer;
        return null;
    }

    /// <summary>"charged with murder but pleaded guilty to manslaughter"</summary>
    private static bool Replaced(SentenceScene scene, int next)
    {
        for (var i = next; i < scene.Last && i < next + 12; i++)
        {
            if (scene.Words.IsAny(i, ["but", "instead"]))
            {
                for (var j = i + 1; j < i + 5; j++)
                {
                    if (scene.Words.IsAny(j, ["pleaded", "pled", "convicted", "acquitted"]))
                        return true;
                }
            }
        }
        return false;
    }

    /// <summary>For "guilty", the verb before it ("found Doe guilty", "pleaded guilty"); else the verb itself.</summary>
    private static int Guilty(Words words, int verb)
    {
        if (!words.Is(verb, "guilty"))
            return verb;
        for (var i = verb - 1; i > verb - 6 && i >= 0; i--)
        {
            if (words.IsAny(i, ["pleaded", "pled", "found", "plead", "pleading", "finding"]))
                return i;
        }
        return verb;
    }

    private static bool HasVerbBefore(SentenceScene scene, int noun)
    {
        for (var i = noun - 1; i >= scene.First && i > noun - 25; i--)
        {
            if (scene.Words.IsAny(i, s_verbs))
                return true;
        }
        return false;
    }

    /// <summary>"sentence for", "conviction on", "role in", "crime of": the noun leads to the crime.</summary>
    private static bool Leads(Words words, int noun, int first)
    {
        for (var i = noun + 1; i < first && i < noun + 12; i++)
        {
            if (words.IsAny(i, ["included", "include", "includes", "were", "involved", "for", "on", "in", "of", ":", "to", "stemming", "related", "from", "was", "is"]))
                return true;
        }
        return noun == first - 1;
    }

    /// <summary>Nonviolent, violent, first offense.</summary>
    private static void Character(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            string? attribute = null;
            var value = "no";
            var next = i + 1;
            if (words.IsAny(i, ["nonviolent"]) || (words.Is(i, "non") && (words.Is(i + 1, "violent") || (words.Is(i + 1, "-") && words.Is(i + 2, "violent")))))
            {
                attribute = "offense.violent";
                next = words.Is(i, "non") ? words.Is(i + 1, "-") ? i + 3 : i + 2 : i + 1;
            }
            else if (words.Is(i, "first") && (words.Is(i + 1, "time") || (words.Is(i + 1, "-") && words.Is(i + 2, "time"))))
            {
                next = words.Is(i + 1, "time") ? i + 2 : i + 3;
                attribute = "offense.first";
                value = "yes";
            }
            else if (words.IsAny(i, ["never"]) && words.Is(i + 1, "been") && words.IsAny(i + 2, ["convicted", "arrested", "in"]) && (!words.Is(i + 2, "in") || words.Is(i + 3, "trouble")))
            {
                about.Add("offense.first", "yes", words[i].Start, words[i + (words.Is(i + 2, "in") ? 3 : 2)].End, scene.Subject(i + 2), "The words say that there was no earlier conviction.", Confidence.Inferred);
                continue;
            }
            else if (words.Is(i, "first") && (words.After(i, "first ever offense") is > 0 and var ever || (ever = words.After(i, "first - ever offense")) > 0))
            {
                about.Add("offense.first", "yes", words[i].Start, words[ever - 1].End, scene.Whole(), "The text calls it a first offense.");
                continue;
            }
            // "his first arrest", "her first brush with the law", "was his first offense"
            else if (words.Is(i, "first") && (words.IsAny(i + 1, ["offense", "offence", "conviction", "arrest", "crime"]) && words.IsAny(i - 1, ["his", "her", "their", "a"]) || words.After(i, "first brush with the law") > 0))
            {
                about.Add("offense.first", "yes", words[i].Start, words[i + 1].End, scene.Whole(), "The text calls it a first offense.");
                continue;
            }
            // "a first, nonviolent drug offense", "a first nonviolent drug case"
            else if (words.Is(i, "first") && FirstOf(words, i) is > 0 and var described)
            {
                about.Add("offense.first", "yes", words[i].Start, words[described].End, Tie(about, scene, i, described + 1) ?? scene.Whole(), "The text calls it a first offense.");
                continue;
            }
            else if (words.IsAny(i, ["clean", "spotless", "unblemished"]) && words.IsAny(i + 1, ["record", "criminal"]) && !Inside(words, i))
            {
                about.Add("offense.first", "yes", words[i].Start, words[i + 1].End, scene.Whole(), "The words say that there was no earlier conviction.", Confidence.Inferred);
                continue;
            }
            else if ((words.Is(i, "never") && words.IsAny(i - 1, ["had", "has", "d"]) || words.Is(i, "never")) && words.After(i + 1, "been in trouble") > 0 || words.Is(i, "no") && words.IsAny(i + 1, ["priors", "rap"]) || words.Is(i, "no") && words.IsAny(i + 1, ["record"]) && words.IsAny(i - 1, ["had", "has", "with"]))
            {
                var to = words.Is(i, "never") ? i + 3 : i + 1;
                about.Add("offense.first", "yes", words[i].Start, words[to].End, scene.Whole(), "The words say that there was no earlier conviction.", Confidence.Inferred);
                continue;
            }
            // "two prior drug convictions", "citing two earlier possession cases", "a lengthy criminal history", "a repeat offender"
            else if (Earlier(words, i, scene.Last) is > 0 and var earlier && !words.IsAny(i - 1, ["no", "any", "without", "zero"]) && !words.IsAny(i - 2, ["no", "any", "without", "never"]))
            {
                about.Add("offense.first", "no", words[i].Start, words[earlier].End, Tie(about, scene, i, earlier + 1) is { Whose: Whose.Petitioner } his ? his : scene.Whole(), "The words tell of earlier crimes.", Confidence.Inferred);
                i = earlier;
                continue;
            }
            // "Nobody got hurt", "no violence", "no one was injured", "no weapon was used"
            else if (Peaceful(words, i) is > 0 and var peaceful)
            {
                about.Add("offense.violent", "no", words[i].Start, words[peaceful].End, scene.Whole() is { Whose: Whose.Petitioner } peace ? peace : Owner.Unsaid, "The words say that there was no violence.", Confidence.Inferred);
                i = peaceful;
                continue;
            }
            else if (words.Is(i, "first") && words.IsAny(i + 1, ["offense", "offence", "conviction", "offender"]))
            {
                next = i + 2;
                attribute = "offense.first";
                value = "yes";
            }
            else if (words.IsAny(i, ["no", "any", "without"]) && words.IsAny(i + 1, ["prior", "previous", "criminal"]) && words.IsAny(i + 2, ["criminal", "convictions", "conviction", "record", "history", "offenses", "felony", "felonies", "arrests"])
                && (words.IsAny(i, ["no", "without"]) || words.IsAny(i - 1, ["without"])))
            {
                next = i + 3;
                if (words.IsAny(next, ["record", "history", "convictions", "conviction"]))
                    next++;
                about.Add("offense.first", "yes", words[i].Start, words[next - 1].End, scene.Whole(), "The words say that there was no earlier conviction.", Confidence.Inferred);
                continue;
            }
            if (attribute is null)
                continue;
            // The noun that it describes must be a crime or a person who committed it.
            var noun = -1;
            for (var j = next - 1; j < Math.Min(scene.Last, next + 7); j++)
            {
                if (words.IsAny(j, ["offense", "offenses", "offence", "offender", "offenders", "crime", "crimes", "charge", "charges", "conviction", "convictions", "conspiracy", "felony", "felon", "inmate", "prisoner", "case", "trafficking", "criminal", "drug"]) && j >= next - (words.IsAny(i + 1, ["offense", "offence", "conviction", "offender"]) ? 1 : 0))
                {
                    noun = j;
                    if (!words.IsAny(j, ["drug"]))
                        break;
                }
                if (words.IsAny(j, [";", ".", "and"]) && j > next)
                    break;
            }
            if (noun < 0)
                continue;
            if (Tie(about, scene, i, noun + 1) is not { } owner)
            {
                if (words.IsAny(noun, ["offenders", "inmates", "offenses", "crimes"]))
                    continue;
                owner = scene.Whole();
                if (owner.Whose != Whose.Petitioner)
                    continue;
            }
            about.Add(attribute, value, words[i].Start, words[noun].End, owner, attribute == "offense.violent" ? "The text calls the crime nonviolent." : "The text calls it a first offense.");
        }
    }

    /// <summary>The noun of "a first, nonviolent drug offense"; -1 when there is none.</summary>
    private static int FirstOf(Words words, int first)
    {
        for (var j = first + 1; j < first + 9; j++)
        {
            if (words.IsAny(j, ["offense", "offence", "conviction", "case", "crime", "offender", "arrest", "charge", "felony"]))
                return j > first + 1 && Between(words, first + 1, j) ? j : -1;
            if (words[j].Kind == TokenKind.Mark && !words.IsAny(j, ["-", ","]) || words.IsAny(j, ["and", "of", "to", "in", "on", "s", "degree", "who"]))
                return -1;
        }
        return -1;
    }

    private static bool Between(Words words, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (words.IsAny(i, ["nonviolent", "violent", "drug", "federal", "criminal", "felony", "ever", "low", "narcotics", "minor"]))
                return true;
        }
        return false;
    }

    /// <summary>Whether the record is one of conduct in prison.</summary>
    private static bool Inside(Words words, int i)
    {
        for (var j = i - 8; j < i + 8; j++)
        {
            if (words.IsAny(j, ["prison", "disciplinary", "inside", "behind", "incarceration", "conduct", "inmate", "since", "imprisonment"]))
                return true;
        }
        return false;
    }

    /// <summary>The last token of words that tell of earlier crimes; -1 when there are none.</summary>
    private static int Earlier(Words words, int i, int last)
    {
        if (words.IsAny(i, ["prior", "previous", "earlier", "past"]) && (words.IsAny(i - 1, ["two", "three", "several", "multiple", "four", "five", "his", "her", "with", "of", "one", "had", "were", "his", "a", "six", "numerous", "many"]) || words[i - 1].Kind == TokenKind.Number))
        {
            for (var j = i + 1; j < i + 5 && j < last; j++)
            {
                if (words.IsAny(j, ["convictions", "conviction", "felonies", "arrests", "offenses", "felony"]) && !words.IsAny(j + 1, ["conviction", "convictions"]) || words.IsAny(j, ["cases", "crimes"]) && words.IsAny(j - 1, ["possession", "drug", "criminal", "felony", "narcotics", "robbery", "theft", "misdemeanor"]))
                    return j;
                if (words[j].Kind != TokenKind.Word && !words.Is(j, "-"))
                    return -1;
            }
        }
        if (words.Is(i, "repeat") && words.IsAny(i + 1, ["offender"]))
            return i + 1;
        if (words.Is(i, "rap") && words.Is(i + 1, "sheet") && words.IsAny(i - 1, ["long", "lengthy", "a"]))
            return i + 1;
        return words.IsAny(i, ["lengthy", "extensive", "long"]) && words.Is(i + 1, "criminal") && words.IsAny(i + 2, ["record", "history", "past"]) ? i + 2 : -1;
    }

    /// <summary>The last token of words that deny violence; -1 when there are none.</summary>
    private static int Peaceful(Words words, int i)
    {
        if (words.IsAny(i, ["nobody", "none"]) || words.Is(i, "no") && words.IsAny(i + 1, ["one", "person"]))
        {
            for (var j = i + 1; j < i + 6; j++)
            {
                if (words.IsAny(j, ["hurt", "harmed", "injured", "killed", "wounded"]))
                    return j;
            }
        }
        if (words.IsAny(i, ["no", "without", "any"]) && words.After(i + 1, "history of violence") is > 0 and var history)
            return history - 1;
        if (words.IsAny(i, ["no", "without", "any"]) && words.Is(i + 1, "violence") && (!words.Is(i, "any") || words.IsAny(i - 1, ["not", "without", "t"]) || words.IsAny(i - 2, ["not", "t"])))
            return i + 1;
        return -1;
    }

    /// <summary>"convicted of 17 charges", "charged with five counts", "guilty on all eight counts".</summary>
    private static void Counts(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (!Numbers.Read(words, i, out var number, out var next) || number.Kind != NumberKind.Cardinal || number.Whole is not (>= 1 and <= 2000) and var _)
                continue;
            var noun = -1;
            // A year is no count: "convicted in 1996 of eight counts".
            if (SentenceCase.In(about.Dates, d => d.Start, Math.Max(0, words[i].Start - 24), words[i].End).Any(d => d.End > words[i].Start))
            {
                i = next - 1;
                continue;
            }
            for (var j = next; j < next + 4 && j < scene.Last; j++)
            {
                if (j > next && Numbers.Read(words, j, out var other, out _) && other.Kind == NumberKind.Cardinal && !words.IsAny(j, ["one"]) && words.IsAny(next, ["of", "out"]))
                {
                    // "six of eight charges": the first number was convicted, the second charged.
                    noun = j;
                    while (noun < j + 5 && !words.IsAny(noun, ["counts", "charges", "count", "felonies"]))
                        noun++;
                    if (!words.IsAny(noun, ["counts", "charges", "count", "felonies"]))
                        noun = -1;
                    break;
                }
                if (words.IsAny(j, ["counts", "charges", "count", "felonies", "crimes", "offenses"]))
                {
                    noun = j;
                    break;
                }
                if (words[j].Kind == TokenKind.Mark && !words.Is(j, "-"))
                    break;
            }
            if (noun < 0)
            {
                i = next - 1;
                continue;
            }
            string? attribute = null;
            var verb = -1;
            for (var j = i - 1; j >= scene.First && j > i - 25; j--)
            {
                if (words.IsAny(j, [";"]))
                    break;
                if (words.IsAny(j, ["convicted", "guilty", "convicting", "pleaded"]))
                {
                    attribute = "conviction.counts";
                    verb = j;
                    break;
                }
                if (words.IsAny(j, ["charged", "indicted", "indictment", "indicting", "charging", "faced", "faces", "facing", "accused", "arrested"]))
                {
                    attribute = "charge.counts";
                    verb = j;
                    break;
                }
                if (words.IsAny(j, ["including", "acquitted", "sentenced"]))
                    break;
            }
            if (attribute is null && noun + 1 < scene.Last && words.Is(noun + 1, "indictment"))
            {
                attribute = "charge.counts";
                verb = noun + 1;
            }
            if (attribute is null)
            {
                i = next - 1;
                continue;
            }
            var owner = words.IsAny(verb, ["indictment"]) ? scene.Whole() : scene.Subject(Guilty(words, verb));
            // "guilty of 11 of the 14 charges": both numbers count.
            var all = words.Is(next, "of") ? words.Is(next + 1, "the") ? next + 2 : next + 1 : -1;
            if (all > 0 && attribute == "conviction.counts" && Numbers.Read(words, all, out var charged, out _) && charged is { Kind: NumberKind.Cardinal, Whole: > 1 })
                about.Add("charge.counts", charged.Whole.Value.ToString(CultureInfo.InvariantCulture), words[i].Start, words[noun].End, owner, "The words count the charges.");
            about.Add(attribute, number.Whole.Value.ToString(CultureInfo.InvariantCulture), words[verb < i ? verb : i].Start, words[noun].End, owner,
                attribute == "conviction.counts" ? "The words count what the conviction covers." : "The words count the charges.");
            i = words.IsAny(next, ["of", "out"]) ? Math.Max(next, noun) : next - 1;
        }
    }

    /// <summary>"ten of her co-conspirators", "one of 16 people charged", "along with 15 others".</summary>
    private static void CoDefendants(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (!Numbers.Read(words, i, out var number, out var next) || number.Kind != NumberKind.Cardinal || number.Whole is not (>= 1 and <= 500) and var _)
                continue;
            var noun = -1;
            // "Eight of her 12 co-defendants": the second number counts them all.
            if (words.Is(next, "of") && (Numbers.Read(words, next + 1, out _, out _) || Numbers.Read(words, next + 2, out _, out _)))
            {
                i = next;
                continue;
            }
            for (var j = next; j < next + 6 && j < scene.Last; j++)
            {
                if (words.IsAny(j, ["conspirators", "defendants", "codefendants", "coconspirators", "accomplices", "accused"]) || (words.Is(j, "co") && words.Is(j + 1, "-") && words.IsAny(j + 2, ["defendants", "conspirators", "accused"])))
                {
                    noun = words.Is(j, "co") ? j + 2 : j;
                    break;
                }
                if (words[j].Kind == TokenKind.Mark && !words.Is(j, "-"))
                    break;
                if (words[j].Kind == TokenKind.Word && !words.IsAny(j, ["of", "her", "his", "their", "other", "the", "alleged", "fellow", "co", "former", "named", "indicted"]))
                    break;
            }
            // "Six other men were charged", "two others pleaded guilty": others in the same case.
            if (noun < 0 && words.IsAny(next, ["other", "others", "additional", "more"]))
            {
                var head = words.Is(next, "others") ? next : next + 1;
                if (words.IsAny(head, ["others", "men", "women", "people", "persons", "defendants", "suspects", "members", "relatives", "individuals", "doctors", "executives"]))
                {
                    var verb = head + 1;
                    while (verb < head + 4 && words.IsAny(verb, ["were", "was", "had", "been", "also", "have", "eventually", "later"]))
                        verb++;
                    if (verb > head && words.IsAny(verb, ["charged", "indicted", "convicted", "arrested", "pleaded", "pled", "implicated", "sentenced", "prosecuted"]))
                    {
                        about.Add("codefendant.count", number.Whole.Value.ToString(CultureInfo.InvariantCulture), words[i].Start, words[verb].End, Owner.Unsaid, "The words count others who were charged in the case.");
                        i = verb;
                        continue;
                    }
                }
            }
            // "one of 16 people charged": fifteen beside the petitioner.
            if (noun < 0 && number.Whole > 1 && words.IsAny(i - 1, ["of", "among"]) && (words.Is(i - 2, "one") || words.Is(i - 1, "among")) && words.IsAny(next, ["people", "defendants", "men", "women", "persons", "individuals", "suspects"])
                && words.IsAny(next + 1, ["charged", "indicted", "arrested", "convicted", "prosecuted", "accused", "named"]))
            {
                about.Add("codefendant.count", (number.Whole.Value - 1).ToString(CultureInfo.InvariantCulture), words[i].Start, words[next + 1].End, Charged(scene), "The words count all who were charged, the petitioner among them.", Confidence.Inferred, derived: true);
                i = next;
                continue;
            }
            if (noun >= 0 && (words.IsAny(noun - 1, ["-"]) || words.IsAny(noun, ["codefendants", "coconspirators", "accomplices", "conspirators"]) || words.Is(next, "other")))
                about.Add("codefendant.count", number.Whole.Value.ToString(CultureInfo.InvariantCulture), words[i].Start, words[noun].End, scene.Whole().Whose == Whose.Group ? Owner.Unsaid : Charged(scene), "The words count those who were charged or took part with the petitioner.");
            // "indicted along with 15 others": counted beside the petitioner.
            else if (words.IsAny(next, ["others", "other"]) && words.IsAny(i - 1, ["with", "and"]) && Before(words, i, scene.First, ["named", "indictment", "accused", "indicted", "charged", "arrested", "convicted", "charging", "indicting"]))
                about.Add("codefendant.count", number.Whole.Value.ToString(CultureInfo.InvariantCulture), words[i].Start, words[next].End, Charged(scene), "The words count those charged along with the petitioner.");
            i = next - 1;
        }
    }

    private static Owner Charged(SentenceScene scene)
    {
        foreach (var party in scene.Parties)
        {
            if (party.Whose == Whose.Petitioner)
                return new(party.Whose, party.Name);
        }
        return scene.Parties.Any(p => p.Whose == Whose.Other) ? new(Whose.Other, null) : Owner.Unsaid;
    }

    /// <summary>In the papers that charge or adjudge, a crime is the defendant's unless someone else is named before it.</summary>
    private static Owner? Paper(SentenceCase about, SentenceScene scene, int first) =>
        about.Paper.Kind is "indictment" or "plea-agreement" or "judgment" or "verdict" ? SentenceCourtPapers.Of(scene, scene.Words[first].Start) : null;

    private static bool Before(Words words, int i, int first, ReadOnlySpan<string> any)
    {
        for (var j = i - 1; j >= first && j > i - 12; j--)
        {
            if (words.IsAny(j, any))
                return true;
        }
        return false;
    }

    private static void TriedAs(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (!words.IsAny(i, ["tried", "prosecuted", "charged", "convicted", "sentenced", "treated"]))
                continue;
            for (var j = i + 1; j < i + 5; j++)
            {
                if (words.Is(j, "as") && words.IsAny(j + 1, ["an", "a", "adults"]))
                {
                    var noun = words.Is(j + 1, "adults") ? j + 1 : j + 2;
                    var value = words[noun].Lower switch { "adult" or "adults" => "adult", "juvenile" or "minor" or "child" => "juvenile", _ => "" };
                    if (value.Length > 0)
                        about.Add("tried_as", value, words[i].Start, words[noun].End, scene.Subject(i), "The words tell as what the petitioner was tried.");
                    break;
                }
            }
        }
    }

    private static void Drugs(SentenceCase about, SentenceScene scene)
    {
        foreach (var drug in SentenceCase.In(about.Drugs, d => d.Start, scene.Start, scene.End))
        {
            var first = scene.Words.At(drug.Start);
            var next = scene.Words.At(drug.End - 1) + 1;
            var crime = SentenceCase.In(about.Offenses, o => o.Start, scene.Start, scene.End).FirstOrDefault(o => o.Start <= drug.Start && o.End >= drug.End);
            var (from, to) = crime.Kind is null ? (first, next) : (scene.Words.At(crime.Start), scene.Words.At(crime.End - 1) + 1);
            if ((Tie(about, scene, from, to) ?? Paper(about, scene, from)) is not { } owner)
                continue;
            about.Add("drug.type", drug.Name, drug.Start, drug.End, owner, "The words name the drug that the crime involved.");
        }
        foreach (var quantity in SentenceCase.In(about.DrugQuantities, d => d.Start, scene.Start, scene.End))
        {
            var first = scene.Words.At(quantity.Start);
            var next = scene.Words.At(quantity.End - 1) + 1;
            var owner = Tie(about, scene, first, next) ?? scene.Whole();
            // In a paper of the case agents and organizations are no one else to whom the drugs would be held.
            if (about.Paper.IsCourt && owner.Whose is Whose.Group or Whose.Other)
                owner = SentenceCourtPapers.Of(scene, quantity.Start);
            if (owner.Whose is Whose.Group or Whose.Other && scene.Whole() is { Whose: Whose.Petitioner } whole)
                owner = whole;
            if (quantity.Drug is { } drug && owner.Whose == Whose.Petitioner)
                about.Add("drug.type", drug, quantity.Start, quantity.End, owner, "The words name the drug with its quantity.");
            about.Add("drug.quantity", quantity.Value, quantity.Start, quantity.End, owner, "The words give the quantity of the drug.", approximate: quantity.Approximate, atLeast: quantity.AtLeast);
        }
    }

    /// <summary>An amount of money that the fraud is said to have cost or been worth.</summary>
    private static void Fraud(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        foreach (var money in SentenceCase.In(about.Money, m => m.Start, scene.Start, scene.End))
        {
            var first = words.At(money.Start);
            var next = words.At(money.End - 1) + 1;
            var fraud = false;
            var penalty = false;
            for (var i = Math.Max(scene.First, first - 14); i < Math.Min(scene.Last, next + 10); i++)
            {
                fraud |= words.IsAny(i, ["fraud", "scheme", "defrauded", "defrauding", "defraud", "bilked", "bilking", "fraudulent", "embezzled", "embezzling", "stole", "stealing", "swindled", "ponzi", "scam", "laundered", "laundering", "billed", "billing", "false", "kickbacks"]);
                penalty |= i < next + 4 && i > first - 8 && words.IsAny(i, ["fine", "fined", "restitution", "forfeit", "forfeiture", "assessment", "pay", "repay", "bail", "bond", "salary", "worth", "donated", "donation", "contribution", "settlement"]);
            }
            if (!fraud || penalty)
                continue;
            if (money.Dollars < 1000)
                continue;
            var owner = Tie(about, scene, first, next) ?? scene.Whole();
            if (owner.Whose == Whose.Unsaid && !about.TakesUnsaid)
                continue;
            about.Add("fraud.amount", money.Value, money.Start, money.End, owner, "The words give the amount of the fraud.", approximate: money.Approximate, atLeast: money.AtLeast);
        }
        // A special assessment belongs to the sentence.
        foreach (var money in SentenceCase.In(about.Money, m => m.Start, scene.Start, scene.End))
        {
            var first = words.At(money.Start);
            // A line of a form may end between the words: the look back crosses lines.
            for (var i = first - 1; i >= 0 && i > first - 6; i--)
            {
                if (words.Is(i, "assessment"))
                {
                    about.Add("sentence.assessment", money.Value, words[words.Is(i - 1, "special") ? i - 1 : i].Start, money.End, scene.Whole(), "The amount stands with the special assessment.");
                    break;
                }
                if (words.IsAny(i, [";", "fine", "restitution"]))
                    break;
            }
            var next = words.At(money.End - 1) + 1;
            if (words.After(next, "special assessment") > 0 || words.After(next, "assessment") > 0)
                about.Add("sentence.assessment", money.Value, money.Start, money.End, scene.Whole(), "The amount stands with the special assessment.");
        }
    }

    private static void Statutes(SentenceCase about, SentenceScene scene)
    {
        foreach (var statute in SentenceCase.In(about.Statutes, s => s.Start, scene.Start, scene.End))
        {
            // A section of procedure or sentencing law is no crime (18 USC 3553, 3582; 28 USC 2255).
            if (IsProcedure(statute.Value))
                continue;
            var first = scene.Words.At(statute.Start);
            var charged = about.Paper.Kind == "indictment";
            if (about.Paper.Kind is "plea-agreement" or "judgment")
            {
                about.Add("offense.statute", statute.Value, statute.Start, statute.End, SentenceCourtPapers.Of(scene, statute.Start), "The paper cites the section as that of the plea or judgment.");
                continue;
            }
            for (var i = first - 1; i >= scene.First && i > first - 40 && !charged && about.Paper.IsCourt; i--)
            {
                if (scene.Words.IsAny(i, ["convicted", "guilty", "conviction"]))
                    break;
                charged |= scene.Words.IsAny(i, ["charged", "indicted", "charges", "charging", "indictment"]);
            }
            about.Add(charged && about.Paper.IsCourt ? "offense.charged_statute" : "offense.statute", statute.Value, statute.Start, statute.End, Tie(about, scene, first, scene.Words.At(statute.End - 1) + 1) ?? scene.Whole(), charged && about.Paper.IsCourt ? "The charge cites the section." : "The words cite the section as the crime.");
        }
    }

    private static bool IsProcedure(string statute)
    {
        var space = statute.IndexOf(" USC ", StringComparison.Ordinal);
        if (space < 0)
            return false;
        var title = statute[..space];
        var digits = new string([.. statute[(space + 5)..].TakeWhile(char.IsAsciiDigit)]);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var section))
            return true;
        return title == "28" || (title == "18" && section is >= 3001 and <= 6005) || (title == "21" && section is 851 or 853) || (title == "34");
    }
}
