using System.Globalization;
using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Reads ages: now, at the crime, at the sentence.</summary>
internal static class SentencePersonal
{
    public static void Read(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (!Numbers.Read(words, i, out var number, out var next))
                continue;
            if (number.Kind == NumberKind.Ordinal)
                continue;
            Decade(about, scene, i, next, number);
            if (number.Kind != NumberKind.Cardinal || number.Whole is not (>= 10 and <= 109) and var _)
            {
                i = Math.Max(i, next - 1);
                continue;
            }
            Age(about, scene, i, next, number.Whole.Value);
            i = Math.Max(i, next - 1);
        }
    }

    /// <summary>"in her 60s".</summary>
    private static void Decade(SentenceCase about, SentenceScene scene, int i, int next, NumberSpan number)
    {
        var words = scene.Words;
        if (number.Kind != NumberKind.Decade || number.Whole is not (>= 10 and <= 100) || !words.IsAny(i - 1, ["his", "her", "their", "early", "mid", "late", "-"]))
            return;
        for (var j = i - 1; j > i - 5; j--)
        {
            if (words.IsAny(j, ["his", "her"]) && words.IsAny(j - 1, ["in"]))
            {
                // "was in her 30s when": the age of another time.
                if (words.IsAny(j - 2, ["was", "were"]) && !words.IsAny(next, [".", ","]))
                    return;
                about.Add("petitioner.age", $"{number.Whole}s", words[j - 1].Start, words[next - 1].End, Pronoun(scene, words[j].Start), "The words give the age as a decade.");
                return;
            }
        }
    }

    private static Owner Pronoun(SentenceScene scene, int at)
    {
        foreach (var party in scene.Parties)
        {
            if (party.Start == at)
                return new(party.Whose, party.Name);
        }
        return scene.Whole();
    }

    private static void Age(SentenceCase about, SentenceScene scene, int i, int next, int age)
    {
        var words = scene.Words;
        var value = age.ToString(CultureInfo.InvariantCulture);
        // "a then-63-year-old woman", "the 41-year-old reality TV star"
        var old = words.After(next, "- year - old") is > 0 and var a ? a : words.After(next, "year - old") is > 0 and var b ? b : words.After(next, "year old") is > 0 and var c ? c : words.After(next, "- year old") is > 0 and var d ? d : -1;
        if (old > 0)
        {
            Described(about, scene, i, old, value);
            return;
        }
        // "since she was fourteen", "until he is 65" is an age of another time.
        for (var j = i - 1; j >= scene.First && j > i - 6; j--)
        {
            if (words.IsAny(j, ["since", "until", "before", "till", "unless"]) && words.IsAny(i - 1, ["was", "is", "turned", "turns", "be", "age", "of", "reached", "only", "just", "barely"]))
                return;
            if (words[j].Kind == TokenKind.Mark)
                break;
        }
        // "is now eighty-five years old", "was 16 years old when"
        var years = words.After(next, "years old") is > 0 and var e ? e : words.After(next, "years of age") is > 0 and var f ? f : -1;
        if (years > 0)
        {
            var at = When(scene, i, years);
            var owner = words.IsAny(i - 1, ["is", "was", "now", "only", "just", "then", "turned", "nearly", "almost", "about", "be", "currently", "at", "were", "being", "barely"]) ? scene.Subject(i) : Near(scene, i);
            Put(about, scene, at, value, i, years, owner);
            return;
        }
        // "at age 16", "aged 63", "at the age of 16"
        if (words.IsAny(i - 1, ["age", "aged"]) || words.After(i - 2, "age of") > 0)
        {
            if (words.IsAny(i - 2, ["parole", "under", "over", "minimum"]) || words.IsAny(next, ["requirement"]))
                return;
            var start = words.Is(i - 1, "of") ? i - 2 : i - 1;
            if (words.Is(start - 1, "the"))
                start--;
            if (words.Is(start - 1, "at"))
                start--;
            var kind = EventNear(scene, start, next);
            // "at age 24, loaded bales and pleaded guilty": an age of the past, unless the words say that it is now.
            if (kind.Length == 0 && words.Is(start, "at") && !words.IsAny(start - 1, ["now"]) && !(words.Is(start - 1, ",") && words.IsAny(start - 2, ["now", "today"])))
            {
                kind = EventBehind(scene, next, 25);
                if (kind.Length == 0 && words.IsAny(i - 1, ["age", "of"]))
                    return;
            }
            Put(about, scene, kind, value, start, next, kind == "" ? Near(scene, start) : Nearest(scene, start));
            return;
        }
        // "At 63, Doe is ..." opens the sentence.
        if (words.Is(i - 1, "at") && i - 1 <= scene.First + 1 && words.Is(next, ",") && EventBehind(scene, next) is { Length: > 0 } early && scene.Behind(words[next].Start) is { } young && !words.IsAny(words.At(young.End - 1) + 1, ["is", "has", "'"]))
        {
            about.Add(early, value, words[i - 1].Start, words[next - 1].End, new(young.Whose, young.Name), "The age opens the sentence that tells of the crime.");
            return;
        }
        if (words.IsAny(i - 1, ["at", "now"]) && i - 2 < scene.First + 1 && words.Is(next, ",") && scene.Behind(words[next].Start) is { } opened && words.At(opened.Start) <= next + 2 && !opened.IsPossessive)
        {
            about.Add("petitioner.age", value, words[i - 1].Start, words[next - 1].End, new(opened.Whose, opened.Name), "The age opens the sentence of the person it is told of.");
            return;
        }
        // "Doe, 63," : behind a name, between commas.
        var comma = words.IsAny(i - 1, ["now", "then", "aged", "age"]) ? i - 2 : i - 1;
        if (words.Is(comma, ",") && words[i].Kind == TokenKind.Number && words[i].Lower.Length == 2 && (words.IsAny(next, [",", ".", ")", ";"]) || next >= scene.Last || words.IsAny(next, ["who", "and", "was", "is"])))
        {
            foreach (var party in scene.Parties)
            {
                if (party.IsName && !party.IsPossessive && words.At(party.End - 1) + 1 == comma)
                {
                    if (words.Is(next, ",") && words[next + 1].Kind == TokenKind.Number || IsMonthBefore(scene, comma))
                        return;
                    about.Add("petitioner.age", value, party.Start, words[next - 1].End, new(party.Whose, party.Name), "The age stands behind the name between commas.");
                    return;
                }
            }
            return;
        }
        // "Jane Roe (63)": in brackets behind the name.
        if (words.Is(i - 1, "(") && words.Is(next, ")") && words[i].Kind == TokenKind.Number && words[i].Lower.Length == 2)
        {
            foreach (var party in scene.Parties)
            {
                if (party.IsName && !party.IsPossessive && words.At(party.End - 1) + 1 == i - 1)
                {
                    about.Add("petitioner.age", value, party.Start, words[next].End, new(party.Whose, party.Name), "The age stands in brackets behind the name.");
                    return;
                }
            }
        }
        // "when she was 16", "she was 22 when"
        var be = words.IsAny(i - 1, ["now", "only", "just", "then", "about", "nearly", "almost", "barely", "currently", "already"]) ? i - 2 : i - 1;
        // "she's thirty now", "he's 62"
        if (words.Is(be, "s") && words.Is(be - 1, "'") && words.IsAny(be - 2, ["he", "she"]) && (words.IsAny(next, ["now", ".", ",", "and", ";", "!", "today", "years"]) || next >= scene.Last))
        {
            Put(about, scene, "", value, be - 2, words.Is(next, "now") ? next + 1 : next, Pronoun(scene, words[be - 2].Start));
            return;
        }
        // "You're 31 now"
        if (words.Is(be, "re") && words.Is(be - 2, "you") && words.Is(next, "now"))
        {
            Put(about, scene, "", value, be - 2, next + 1, scene.Whole());
            return;
        }
        // "Tsosie was 16 and living in a motel when": an age of the past, told of the crime when the sentence tells of it.
        if (words.Is(be, "was") && words.Is(next, "and") && words[next + 1].Lower.EndsWith("ing", StringComparison.Ordinal) && words[next + 1].Kind == TokenKind.Word)
        {
            if (Subject(scene, be) && EventBehind(scene, next, 40) is { Length: > 0 } told)
                about.Add(told, value, words[be].Start, words[next - 1].End, scene.Subject(be), "The words give the age at the time of the crime.");
            return;
        }
        if (words.IsAny(be, ["was", "is", "turned", "turns"]) && ((words.IsAny(next, ["when", ".", ",", "at", "and", ";", "but", "now"]) || words.Is(be, "turned") && words.IsAny(next, ["last", "this", "in", "on"])) || next >= scene.Last) && !words.IsAny(next, ["months", "years", "percent"]) && words[i].Kind != TokenKind.Mark)
        {
            if (words.Is(next, "and") && words[next + 1].Kind == TokenKind.Number)
                return;
            // "eligible for parole until she was 69" is no age that anyone has.
            for (var j = i - 1; j >= scene.First && j > i - 8; j--)
            {
                if (words.IsAny(j, ["until", "before"]))
                    return;
            }
            var owner = scene.Subject(be);
            // "She was 36." tells the age at what the sentence before tells of.
            if (words.Is(be, "was") && !words.IsAny(next, ["when", "at", "now"]) && When(scene, i, next).Length == 0)
            {
                if (Subject(scene, be) && be <= scene.First + 3 && scene.First > 0 && Previous(about, scene) is { Length: > 0 } then)
                    about.Add(then, value, words[be].Start, words[next - 1].End, owner, "The words give the age at what the sentence before tells of.", Confidence.Inferred);
                return;
            }
            // A number as predicate is an age only of a person.
            if (Subject(scene, be))
                Put(about, scene, When(scene, i, next), value, be, next, owner);
        }
    }

    /// <summary>Whether a person stands right before the verb.</summary>
    private static bool Subject(SentenceScene scene, int verb)
    {
        foreach (var party in scene.Parties)
        {
            var behind = scene.Words.At(party.End - 1) + 1;
            if (!party.IsPossessive && (behind == verb || scene.Words.Is(verb - 1, "who") && (behind == verb - 1 || behind == verb - 2 && scene.Words.Is(behind, ","))))
                return true;
        }
        return false;
    }

    private static bool IsMonthBefore(SentenceScene scene, int comma) => scene.Words.IsAny(comma - 1, ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"]);

    /// <summary>An adjective of age: of the noun behind it, and so of the name that the noun goes with.</summary>
    private static void Described(SentenceCase about, SentenceScene scene, int i, int old, string value)
    {
        var words = scene.Words;
        var start = i;
        // "the 27-year-old she called her boyfriend", "at the level of a 12-year-old" are others.
        if (words.IsAny(old, ["she", "he", "they"]) || words.IsAny(i - 1, ["a", "the", "an"]) && words.IsAny(i - 2, ["of", "like", "than"]) && words.IsAny(i - 3, ["level", "mind", "equivalent", "intellect", "capacity", "more", "much"]))
            return;
        if (words.Is(i - 1, "-") && words.Is(i - 2, "then"))
            start = i - 2;
        // The person whose mention covers the words, or the name right behind or before the noun phrase.
        Owner? owner = null;
        foreach (var party in scene.Parties)
        {
            if (party.Start <= words[i].Start && party.End >= words[old - 1].End)
                owner = party is { IsRole: true, Whose: Whose.Other } && words.IsAny(start - 1, ["the"]) ? Owner.Unsaid : new(party.Whose, party.Name);
        }
        if (owner is null)
        {
            // "63-year-old Alice Doe", "the 63-year-old woman", "Doe, a 63-year-old grandmother"
            foreach (var party in scene.Parties)
            {
                var at = words.At(party.Start);
                if (at >= old && at <= old + 6 && Plain(words, old, at))
                {
                    owner = party is { IsRole: true, Whose: Whose.Other } && words.IsAny(start - 1, ["the"]) ? Owner.Unsaid : new(party.Whose, party.Name);
                    break;
                }
            }
        }
        // "the 34-year-old singer": someone known by an office or a trade that says nothing of the case.
        if (owner is null && IsStranger(scene, old))
            return;
        if (owner is null or { Whose: Whose.Unsaid })
        {
            var article = words.IsAny(start - 1, ["a", "an", "the", "now", "-"]) ? start - 1 : start;
            if (words.IsAny(article - 1, ["a", "an", "the"]))
                article--;
            if (words.Is(article - 1, ","))
            {
                foreach (var party in scene.Parties)
                {
                    if (words.At(party.End - 1) + 1 == article - 1 && !party.IsPossessive)
                        owner = new(party.Whose, party.Name);
                }
            }
            else if (words.IsAny(article - 1, ["is", "was"]))
                owner = scene.Subject(article - 1);
            else if (words.IsAny(article - 1, ["as"]))
                owner = scene.Subject(article - 1);
        }
        var whose = owner ?? Owner.Unsaid;
        // "as a 16-year-old" tells the age then.
        var at2 = words.IsAny(start - 2, ["as"]) || words.IsAny(start - 1, ["as"]) ? EventNear(scene, start, old) : "";
        var asOf = AsOf(about, scene);
        if (at2.Length > 0)
            Put(about, scene, at2, value, start, old, whose);
        else
            about.Add("petitioner.age", value, words[start].Start, words[old - 1].End, whose, "The words give the age of the person they describe.", asOf: asOf);
    }

    /// <summary>To what the sentence before belongs: the crime or the sentencing; "" when to neither.</summary>
    private static string Previous(SentenceCase about, SentenceScene scene)
    {
        var before = about.Prose.SentenceAt(Math.Max(0, scene.Start - 2));
        if (before.Start >= scene.Start)
            return "";
        var kind = "";
        for (var i = scene.Words.At(before.Start); i < scene.First; i++)
        {
            if (scene.Words.IsAny(i, ["commuted", "clemency", "pardon", "pardoned", "commutation", "release"]))
                return "";
            if (!scene.Words.IsAny(i, ["sentence", "prison"]) && Kind(scene.Words[i].Lower) is { Length: > 0 } told)
                kind = told.EndsWith("sentence", StringComparison.Ordinal) || kind.Length == 0 ? told : kind;
            else if (scene.Words.IsAny(i, ["serve", "life"]) && kind.Length == 0)
                kind = "petitioner.age_at_sentence";
        }
        return kind;
    }

    private static bool IsStranger(SentenceScene scene, int old)
    {
        for (var i = old; i < old + 4; i++)
        {
            if (scene.Words.IsAny(i, ["singer", "rapper", "actor", "actress", "star", "musician", "celebrity", "judge", "lawyer", "attorney", "senator", "governor", "president", "daughter", "son", "widow", "sister", "brother", "reporter", "journalist", "prosecutor", "victim", "clerk",
                "witness", "model", "comedian", "host", "activist", "advocate", "congressman", "congresswoman", "billionaire", "law", "statute", "case", "rule", "policy", "sentence", "conviction", "prison", "program", "bill", "niece", "nephew", "cousin", "granddaughter", "grandson"]))
                return true;
            if (scene.Words[i].Kind != TokenKind.Word || scene.Words[i].Lower.EndsWith("ed", StringComparison.Ordinal) || scene.Words.IsAny(i, ["has", "had", "was", "is", "who", "said", "from", "in", "of", "will", "and", "told", "to", "with", "serving", "says", "at", "left", "got"]))
                return false;
        }
        return false;
    }

    /// <summary>The day of which an age speaks: the only full date in its sentence, or null.</summary>
    private static string? AsOf(SentenceCase about, SentenceScene scene)
    {
        var dates = SentenceCase.In(about.Dates, d => d.Start, scene.Start, scene.End).Where(d => d.Form == DateForm.Absolute).Take(2).ToList();
        return dates.Count == 1 ? dates[0].Value : null;
    }

    private static bool Plain(Words words, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (words[i].Kind != TokenKind.Word && !words.Is(i, "-") || words.IsAny(i, ["and", "who", "with", "of", "to", "for", "serving", "was", "is", "in", "from", "by", "at"]))
                return false;
        }
        return true;
    }

    private static Owner Near(SentenceScene scene, int i) => scene.Before(scene.Words[i].Start, nouns: true) is { } party ? new(party.Whose, party.Name) : scene.Whole();

    private static Owner Nearest(SentenceScene scene, int i)
    {
        for (var j = i - 1; j >= scene.First && j > i - 25; j--)
        {
            if (scene.Words.IsAny(j, ["sentenced", "convicted", "pleaded", "killed", "arrested", "killing", "shot", "committed", "serving", "charged", "tried", "imprisoned"]))
                return scene.Subject(j);
        }
        return Near(scene, i);
    }

    /// <summary>"when she killed", "at the time of the crime", "when sentenced": to what time the age belongs; "" for the present.</summary>
    private static string When(SentenceScene scene, int i, int next)
    {
        var words = scene.Words;
        for (var j = next; j < next + 4 && j < scene.Last; j++)
        {
            if (words.IsAny(j, ["when", "at", "while"]))
                return Granted(scene, j + 1) ? Present : EventBehind(scene, j + 1);
            if (words.IsAny(j, [".", ";"]))
                break;
        }
        // "was convicted when she was 16": the event stands before.
        for (var j = i - 1; j >= scene.First && j > i - 8; j--)
        {
            if (words.Is(j, "when"))
                return EventBefore(scene, j);
        }
        return "";
    }

    // The age at the grant is the age that the text speaks of.
    private const string Present = "now";

    /// <summary>"when the president signed the pardon", "when she was freed": the age at the grant.</summary>
    private static bool Granted(SentenceScene scene, int from)
    {
        for (var j = from; j < scene.Last && j < from + 12; j++)
        {
            if (Kind(scene.Words[j].Lower).Length > 0)
                return false;
            if (scene.Words.IsAny(j, ["pardon", "pardoned", "commuted", "commutation", "clemency", "released", "freed", "signed", "granted"]))
                return true;
        }
        return false;
    }

    private static string EventBehind(SentenceScene scene, int from, int reach = 10)
    {
        for (var j = from; j < scene.Last && j < from + reach; j++)
        {
            if (Kind(scene.Words[j].Lower) is { Length: > 0 } kind)
                return kind;
        }
        return "";
    }

    private static string EventBefore(SentenceScene scene, int from)
    {
        for (var j = from - 1; j >= scene.First && j > from - 20; j--)
        {
            if (scene.Words.Is(j, ";"))
                break;
            if (Kind(scene.Words[j].Lower) is { Length: > 0 } kind)
                return kind;
        }
        return "";
    }

    private static string EventNear(SentenceScene scene, int start, int next) => EventBefore(scene, start) is { Length: > 0 } before ? before : EventBehind(scene, next);

    private static string Kind(string word) => word switch
    {
        "sentenced" or "sentencing" or "imprisoned" or "incarcerated" or "sentence" or "prison" => "petitioner.age_at_sentence",
        "robbed" or "stabbed" or "murdered" or "stole" or "sold" or "conspired" or "smuggled" or "laundered" or "defrauded" or "leaked" or "stealing" or "selling" or "strangled" or "pleaded" or "killed" or "killing" or "shot" or "crime" or "offense" or "murder" or "committed" or "arrested" or "involvement" or "robbery" or "convicted" or "conspiracy" or "crimes" or "involved" or "guilty" => "petitioner.age_at_offense",
        _ => "",
    };

    /// <summary>"at the age of 18 when he enlisted", "left school at 16": an age of the past that no attribute holds.</summary>
    private static bool Past(SentenceScene scene, int first, int next)
    {
        var words = scene.Words;
        if (words.Is(next, "when") || words.IsAny(next, ["while"]))
            return true;
        return (words.Is(first, "at") || words.Is(first - 2, "at") && words.IsAny(first - 1, ["approximately", "about", "around"])) && !words.IsAny(first - 1, ["now", ","]) && first > scene.First;
    }

    private static void Put(SentenceCase about, SentenceScene scene, string attribute, string value, int first, int next, Owner owner)
    {
        var words = scene.Words;
        if (attribute.Length == 0 && Past(scene, first, next))
            return;
        if (attribute == Present)
            attribute = "";
        if (attribute.Length == 0)
            about.Add("petitioner.age", value, words[first].Start, words[next - 1].End, owner, "The words give the age.", asOf: AsOf(about, scene));
        else
            about.Add(attribute, value, words[first].Start, words[next - 1].End, owner, attribute.EndsWith("sentence", StringComparison.Ordinal) ? "The words give the age at the sentence." : "The words give the age at the time of the crime.");
    }
}
