using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Reads sentences, parole, time served and maximum penalties from the terms of a sentence of prose.</summary>
internal static class SentencePenalties
{
    private static readonly string[] s_verbs =
    [
        "sentenced", "resentenced", "serving", "serve", "served", "serves", "received", "receiving", "got", "given", "gave", "handed", "imposed", "faces", "faced", "facing", "face", "spent", "spending", "spend", "incarcerated", "imprisoned", "jailed",
        "released", "freed", "paroled", "locked", "condemned", "drew", "doing", "done", "sat", "languished", "rotted", "put", "lost", "completed", "logged", "endured", "handing", "drawn", "sentencing", "detained", "confined", "behind", "did", "ordered", "completed", "finished",
    ];

    public static void Read(SentenceCase about, SentenceScene scene)
    {
        foreach (var term in SentenceCase.In(about.Terms, t => t.Start, scene.Start, scene.End))
        {
            var first = scene.Words.At(term.Start);
            var next = scene.Words.At(term.End - 1) + 1;
            if (term.Role == TermRole.Imposed && IsPart(about, scene, term, next))
                continue;
            // "cut to 30 years in 2015": lowered by a court, not by clemency.
            if (term.Role == TermRole.NewTerm && ByCourt(about, scene, first))
            {
                about.Add("sentence.term", term.Value, term.Start, term.End, Owner(scene, first, next), "The words tell the sentence as a court lowered it.", approximate: term.Approximate);
                continue;
            }
            switch (term.Role)
            {
                case TermRole.Imposed:
                    Imposed(about, scene, term, first, next);
                    break;
                case TermRole.Served:
                    Served(about, scene, term, first, next);
                    break;
                case TermRole.SupervisedRelease:
                    if (!LeftIntact(scene, first) && (about.Paper.IsCourt || about.Paper.IsOfficial || Behind(scene, next, ["release"], -1) >= 0 || first > scene.First && SaysRelease(scene, first)))
                        about.Add("sentence.supervised_release", term.Value, term.Start, Behind(scene, next, ["release", "supervision"], term.End), Owner(scene, first, next), "The words behind the term name supervised release.");
                    break;
                case TermRole.Probation when about.Paper.IsCourt:
                    about.Add("sentence.probation", term.Value, term.Start, Behind(scene, next, ["probation"], term.End), Owner(scene, first, next), "The words behind the term name probation.");
                    break;
                case TermRole.Maximum:
                    if (!IsGeneral(scene, first))
                        about.Add("sentence.maximum", term.Value, term.Start, term.End, Owner(scene, first, next), "The words tell what the sentence could be at most.", approximate: term.Approximate);
                    break;
                case TermRole.MandatoryMinimum when about.Paper.IsCourt:
                    about.Add("sentence.mandatory_minimum", term.Value, term.Start, term.End, Owner(scene, first, next), "The words tell what the law requires at least.");
                    break;
                case TermRole.ParoleMinimum when term.Value is "life" or "death":
                    Imposed(about, scene, term, first, next);
                    break;
                case TermRole.ParoleMinimum:
                    {
                        // A time after which parole is possible says that it is possible.
                        about.Add("sentence.parole", "yes", term.Start, term.End, Owner(scene, first, next), "The words tell when parole becomes possible.", Confidence.Inferred);
                        about.Add("sentence.parole_minimum", term.Value, term.Start, term.End, Owner(scene, first, next), "The words tell the time to be served before parole is possible.", approximate: term.Approximate, atLeast: term.AtLeast);
                        break;
                    }
            }
        }
        Parole(about, scene);
    }

    /// <summary>A penalty that stands before the law in general ("the crime carries up to five years" of someone else's bill) is still the case's own unless a bill or an act carries it.</summary>
    private static bool IsGeneral(SentenceScene scene, int first)
    {
        for (var i = scene.First; i < first; i++)
        {
            if (scene.Words.IsAny(i, ["bill", "legislation", "reform", "lawmakers"]))
                return true;
        }
        return false;
    }

    private static bool LeftIntact(SentenceScene scene, int first)
    {
        for (var i = first - 1; i >= scene.First && i > first - 8; i--)
        {
            if (scene.Words.IsAny(i, ["intact", "effect"]))
                return true;
        }
        return false;
    }

    private static int Behind(SentenceScene scene, int next, ReadOnlySpan<string> words, int otherwise)
    {
        for (var i = next; i < scene.Last && i < next + 6; i++)
        {
            if (scene.Words.IsAny(i, words))
                return scene.Words[i].End;
        }
        return otherwise;
    }

    private static void Imposed(SentenceCase about, SentenceScene scene, TermSpan term, int first, int next)
    {
        if (IsHypothetical(scene, first))
        {
            // "could have been sentenced to 40 years": what the law allowed.
            for (var i = first - 1; i >= scene.First && i > first - 9; i--)
            {
                if (scene.Words.IsAny(i, ["could"]))
                    about.Add("sentence.maximum", term.Value, term.Start, term.End, Owner(scene, first, next), "The words tell what the sentence could have been.", approximate: term.Approximate);
            }
            return;
        }
        var owner = Owner(scene, first, next);
        // A general remark ("something that warrants life imprisonment") names no one and sentences no one.
        if (owner.Whose == Whose.Unsaid && !about.Paper.IsCourt && !about.Paper.IsOfficial && !Governed(scene, first))
            return;
        var end = term.End;
        // The noun belongs to the passage: "14-year sentence", "48 months of imprisonment".
        if (scene.Words.IsAny(next, ["sentence", "term", "imprisonment"]))
            end = scene.Words[next].End;
        if (!about.Add("sentence.term", term.Value, term.Start, end, owner, "The words tell the prison sentence that was imposed.", approximate: term.Approximate, atLeast: term.AtLeast))
            return;
        if (term.NoParole)
            about.Add("sentence.parole", "no", term.Start, end, owner, "The sentence is without parole.");
        if (term.Least is { } least)
        {
            about.Add("sentence.parole_minimum", least, term.Start, end, owner, "The lower end of an indeterminate sentence is when parole becomes possible.", Confidence.Inferred);
        }
    }

    private static void Served(SentenceCase about, SentenceScene scene, TermSpan term, int first, int next)
    {
        // "less than three months" is no time served that the catalog can hold.
        if (IsHypothetical(scene, first) || term.AtMost)
            return;
        // "17 of her 45 years": a part of a life, not of a sentence.
        if (scene.Words.IsAny(first - 1, ["his", "her", "their"]) && scene.Words.Is(first - 2, "of") && scene.Words[first - 3].Kind == TokenKind.Number)
            return;
        about.Add("served.time", term.Value, term.Start, term.End, Owner(scene, first, next), "The words tell how long the petitioner was in custody.", approximate: term.Approximate, atLeast: term.AtLeast);
    }

    /// <summary>"would have been", "would be an awfully long time": no sentence that was imposed or served.</summary>
    private static bool IsHypothetical(SentenceScene scene, int first)
    {
        for (var i = first - 1; i >= scene.First && i > first - 9; i--)
        {
            if (scene.Words.IsAny(i, [";", "."]))
                return false;
            // "would have spent the rest of her life in prison", "would have served until": that was the sentence.
            if (scene.Words.IsAny(i, ["would", "could", "might", "if", "instead", "rather"]))
                return !Rest(scene, i, first);
        }
        return false;
    }

    private static bool SaysRelease(SentenceScene scene, int first)
    {
        for (var i = first - 1; i >= scene.First && i > first - 12; i--)
        {
            if (scene.Words.Is(i, "supervised"))
                return true;
        }
        return false;
    }

    /// <summary>Whether the term is that of one count among several that run together, and another is the longest.</summary>
    private static bool IsPart(SentenceCase about, SentenceScene scene, TermSpan term, int next)
    {
        if (!scene.Words.IsAny(next, ["on", "as", "each", "for"]) || !scene.Words.IsAny(next + 1, ["count", "counts", "to", "each"]))
            return false;
        var concurrent = false;
        for (var i = scene.First; i < scene.Last; i++)
            concurrent |= scene.Words.IsAny(i, ["concurrently", "concurrent"]);
        if (!concurrent)
            return false;
        foreach (var other in SentenceCase.In(about.Terms, t => t.Start, scene.Start, scene.End))
        {
            if (other.Role == TermRole.Imposed && Weight(other.Value) > Weight(term.Value))
                return true;
        }
        return false;
    }

    private static int Weight(string value)
    {
        if (value == "death")
            return int.MaxValue;
        var digits = new string([.. value.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        var months = digits.Length is > 0 and < 6 ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return value.StartsWith("life", StringComparison.Ordinal) ? 1_000_000 + months : months;
    }

    /// <summary>Whether a court or a change of the law lowered the sentence, and no act of clemency.</summary>
    private static bool ByCourt(SentenceCase about, SentenceScene scene, int first)
    {
        var words = scene.Words;
        var court = false;
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (words.IsAny(i, ["commuted", "commute", "commutes", "commutation", "clemency", "governor", "gov", "president", "order", "pardon", "grant", "granted", "executive", "warrant"]))
                return false;
            court |= words.IsAny(i, ["judge", "court", "resentenced", "appeals", "guideline", "guidelines", "retroactive", "amendment"]);
        }
        // "was cut to 30 years in 2015", years before the text: nothing but a date.
        foreach (var date in SentenceCase.In(about.Dates, d => d.Start, scene.Start, scene.End))
            court |= date.Form == DateForm.Absolute && date.Year is { } year && about.Prose.Context.Published is { Length: >= 4 } published && int.TryParse(published.AsSpan(0, 4), out var now) && year < now - 1;
        _ = first;
        return court;
    }

    private static bool Rest(SentenceScene scene, int from, int to)
    {
        for (var i = from; i < to + 2; i++)
        {
            if (scene.Words.IsAny(i, ["rest", "remainder"]))
                return true;
        }
        return false;
    }

    private static bool Governed(SentenceScene scene, int first)
    {
        for (var i = first - 1; i >= scene.First && i > first - 30; i--)
        {
            if (scene.Words.IsAny(i, s_verbs))
                return true;
        }
        // "The life term was imposed by Judge Roe": the verb stands behind.
        for (var i = first + 1; i < scene.Last && i < first + 7; i++)
        {
            if (scene.Words.IsAny(i, ["imposed", "handed", "given"]))
                return true;
        }
        return false;
    }

    /// <summary>Whose term it is: the possessor's, else the subject's of the verb that governs it, else whom the sentence speaks of.</summary>
    public static Owner Owner(SentenceScene scene, int first, int next)
    {
        var possessor = scene.Possessor(first, next);
        if (possessor.Whose != Whose.Unsaid)
            return possessor;
        for (var i = first - 1; i >= scene.First && i > first - 30; i--)
        {
            if (scene.Words.Is(i, ";"))
                break;
            if (scene.Words.IsAny(i, s_verbs))
                return scene.Subject(i);
        }
        return scene.Whole();
    }

    /// <summary>Parole without a term: eligible in a year or at an age; without parole behind another word than life.</summary>
    private static void Parole(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (!words.Is(i, "parole"))
                continue;
            var owner = scene.Whole();
            for (var j = i - 1; j >= scene.First && j > i - 8; j--)
            {
                if (words.IsAny(j, ["eligible", "considered", "eligibility", "seek", "granted", "denied"]))
                {
                    owner = scene.Subject(words.IsAny(j, ["eligible"]) ? j : i);
                    break;
                }
            }
            var eligible = false;
            var negated = false;
            var barred = false;
            for (var j = Math.Max(scene.First, i - 8); j < i + 5; j++)
            {
                eligible |= words.IsAny(j, ["eligible", "eligibility", "seek", "seen", "see", "ask", "apply", "considered", "hearing", "board"]) && !words.IsAny(i + 1, ["and", "commission"]);
                negated |= words.IsAny(j, ["not", "never", "ineligible", "no", "without", "t"]);
            }
            for (var j = i + 1; j < i + 8; j++)
                barred |= words.IsAny(j, ["until", "before"]);
            for (var j = i - 1; j > i - 8; j--)
                barred |= words.IsAny(j, ["before", "after", "until"]);
            // "not eligible until 2044", "25 years before she can seek parole": possible, though late.
            if (eligible && negated && barred && !words.IsAny(i - 1, ["without"]) || words.After(i, "parole - eligible") > 0 || words.After(i, "parole eligible") > 0)
            {
                var to = words.Is(i + 1, "-") ? i + 2 : i;
                about.Add("sentence.parole", "yes", words[Math.Max(scene.First, i - 2)].Start, words[to].End, owner.Whose == Whose.Other ? scene.Whole() : owner, "The words say that parole is possible.");
            }
            // "parole was not available", "no parole in the federal system", "never eligible for parole", "ineligible for parole"
            else if (!barred && (words.After(i + 1, "was not available") > 0 || words.After(i + 1, "is not available") > 0 || words.After(i + 1, "was never") > 0 || words.After(i - 2, "ineligible for") > 0 || words.After(i - 2, "chance of") > 0 && words.IsAny(i - 3, ["no", "any"]) && negated || words.After(i - 4, "not be eligible for") > 0 || words.After(i - 4, "never be eligible for") > 0
                || words.After(i - 2, "hope of") > 0 && negated))
                about.Add("sentence.parole", "no", words[Math.Max(scene.First, i - 2)].Start, words[i].End, owner.Whose == Whose.Other ? scene.Whole() : owner, "The words say that there is no parole.");
            // "eligible for parole", "with the possibility of parole": it is possible.
            if (!negated && (eligible && words.IsAny(i - 1, ["for"]) || words.After(i - 4, "with the possibility of") > 0 || words.After(i - 2, "possibility of") > 0 && words.IsAny(i - 4, ["with"])))
                about.Add("sentence.parole", "yes", words[Math.Max(scene.First, i - 2)].Start, words[i].End, owner, "The words say that parole is possible.");
            if (words.After(i - 3, "is no parole") > 0 || words.After(i - 3, "was no parole") > 0 || words.After(i - 3, "has no parole") > 0 || words.After(i - 2, "abolished") > 0 && words.Is(i - 1, "federal"))
                about.Add("sentence.parole", "no", words[i - 1].Start, words[i].End, scene.Whole() is { Whose: Whose.Petitioner } whom ? whom : Clementia.Documents.Reading.Facts.Owner.Unsaid, "The words say that there is no parole.");
            // "would be 83 before she was eligible for parole"
            for (var j = i - 1; j > i - 9 && j > scene.First + 1 && eligible; j--)
            {
                if (words.IsAny(j, ["before", "when"]) && words[j - 1].Kind == TokenKind.Number && Numbers.Read(words, j - 1, out var then, out _) && then is { Kind: NumberKind.Cardinal, Whole: >= 18 and <= 110 } && words.IsAny(j - 2, ["be", "turn", "reach"]))
                    about.Add("sentence.parole_age", then.Whole.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), words[j - 1].Start, words[i].End, owner, "The words tell the age at which parole becomes possible.");
            }
            if (!eligible || words.IsAny(i + 1, ["board", "supervision", "officer", "officers", "commission"]))
                continue;
            // "not eligible for parole until 2055 / until (she was) 67 / until age 67"
            for (var j = i + 1; j < scene.Last && j < i + 14; j++)
            {
                if (words.IsAny(j, [";", "."]) && !words.IsGlued(j + 1))
                    break;
                if (words.IsAny(j, ["age", "turned", "turns", "was", "is", "at"]) || words.IsAny(j, ["until"]))
                {
                    var at = j + 1;
                    if (words.Is(at, "the"))
                        at++;
                    if (words.IsAny(at, ["age", "of"]))
                        at++;
                    if (words.Is(at, "of"))
                        at++;
                    if (Numbers.Read(words, at, out var age, out var behind) && age.Kind == NumberKind.Cardinal && age.Whole is >= 18 and <= 110 && !words.IsAny(behind, ["years", "months", "%", "-"]))
                    {
                        about.Add("sentence.parole_age", age.Whole.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), words[i].Start, age.End, owner, "The words tell the age at which parole becomes possible.");
                        break;
                    }
                }
                var date = SentenceCase.In(about.Dates, d => d.Start, words[j].Start, words[j].End).FirstOrDefault();
                if (date.Year is { } year && date.Form == DateForm.Absolute)
                {
                    about.Add("sentence.parole_year", year.ToString(System.Globalization.CultureInfo.InvariantCulture), words[i].Start, date.End, owner, "The words tell the year in which parole becomes possible.");
                    break;
                }
            }
        }
    }
}
