using System.Globalization;

namespace Clementia.Documents.Reading.Facts;

/// <summary>What a length of time is, by the words around it.</summary>
internal enum TermRole
{
    /// <summary>The words around it do not tell; it may be no penalty at all.</summary>
    Unspecified,
    /// <summary>The prison sentence that a court imposed.</summary>
    Imposed,
    /// <summary>Time spent in custody.</summary>
    Served,
    /// <summary>A term of supervised release.</summary>
    SupervisedRelease,
    /// <summary>Probation.</summary>
    Probation,
    /// <summary>Home confinement or home detention.</summary>
    HomeConfinement,
    /// <summary>Time to be served before parole is possible.</summary>
    ParoleMinimum,
    /// <summary>What the law allows at most, or what the accused faced.</summary>
    Maximum,
    /// <summary>What the law requires at least.</summary>
    MandatoryMinimum,
    /// <summary>What the sentence became by clemency or by a court's reduction.</summary>
    NewTerm,
    /// <summary>What a party asked for, or the guidelines advised.</summary>
    Advised,
    /// <summary>What was left to serve.</summary>
    Remaining,
}

/// <summary>A term in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Value">"life", "death", "240 mo", "life+300 mo", "12 mo 1 d", "45 d".</param>
/// <param name="Role">What it is, by the words around it.</param>
/// <param name="Approximate">"nearly 22 years".</param>
/// <param name="AtLeast">"more than 20 years".</param>
/// <param name="AtMost">"up to six months".</param>
/// <param name="Least">For an indeterminate sentence ("25 years to life") its lower end in the same form, or null.</param>
/// <param name="NoParole">The words say that there is no parole.</param>
internal readonly record struct TermSpan(
    int Start, int End, string Value, TermRole Role, bool Approximate, bool AtLeast, bool AtMost, string? Least, bool NoParole);

/// <summary>Reads terms of imprisonment and other lengths of time, with the role that the words around them give.</summary>
internal static class Terms
{
    /// <summary>All terms of the text, left to right, none inside another.</summary>
    public static List<TermSpan> FindAll(string text) => FindAll(Words.Of(text));

    /// <summary>All terms of the text, left to right, none inside another.</summary>
    public static List<TermSpan> FindAll(Words words)
    {
        var found = new List<TermSpan>();
        for (var i = 0; i < words.Count;)
        {
            if (Read(words, i, out var read))
            {
                found.Add(WithRole(words, read));
                i = read.Next;
            }
            else
                i++;
        }
        return found;
    }

    /// <summary>A term before its role is known: tokens from <paramref name="First"/> to before <paramref name="Next"/>.</summary>
    private readonly record struct Reading(int First, int Next, Length Length, Length? Least, bool Approximate, bool AtLeast, bool AtMost, bool NoParole, bool Adjective);

    /// <summary>A length: death, life with something added, or months and days.</summary>
    private readonly record struct Length(bool Death, bool Life, decimal Months, int Days)
    {
        public Length Plus(Length other) => new(Death || other.Death, Life || other.Life, Months + other.Months, Days + other.Days);

        public Length Times(int count) => new(Death, Life, Months * count, Days * count);

        public string Write()
        {
            if (Death)
                return "death";
            var months = decimal.Round(Months);
            var number = (months > 0 ? $"{months.ToString("0", CultureInfo.InvariantCulture)} mo" : "")
                + (Days > 0 ? $"{(months > 0 ? " " : "")}{Days.ToString(CultureInfo.InvariantCulture)} d" : "");
            return Life ? number.Length > 0 ? $"life+{number}" : "life" : number.Length > 0 ? number : "0 mo";
        }

        /// <summary>For comparing: life and death are longer than any number.</summary>
        public decimal Weight => Death ? 1_000_000 : Life ? 100_000 + Months : Months + (Days / 31m);
    }

    private static bool Read(Words words, int i, out Reading read)
    {
        read = default;
        if (words[i].Kind == TokenKind.Mark && words[i].Lower is not ("½" or "¼" or "¾"))
            return false;
        var first = i;
        // "three consecutive life sentences", "two consecutive terms of 20 years"
        var times = 1;
        var at = i;
        if (Numbers.Read(words, i, out var count, out var afterCount) && count.Kind == NumberKind.Cardinal && count.Whole is >= 2 and <= 500
            && words.IsAny(afterCount, ["consecutive", "concurrent", "back"]))
        {
            var behind = words.Is(afterCount, "back") ? words.After(afterCount, "back - to - back") : afterCount + 1;
            if (behind > 0)
            {
                if (words.Is(afterCount, "consecutive") || words.Is(afterCount, "back"))
                    times = count.Whole!.Value;
                at = behind;
                foreach (var head in (ReadOnlySpan<string>)["terms of", "sentences of", "prison terms of", "prison sentences of"])
                {
                    if (words.After(at, head) is > 0 and var behindHead)
                        at = behindHead;
                }
            }
        }
        else if (count.Whole is >= 2 and <= 500 && count.Kind == NumberKind.Cardinal && words.IsAny(afterCount, ["life", "death"]))
            at = afterCount;
        if (words.IsAny(at, ["life", "lifetime", "lwop"]))
            return ReadLife(words, first, at, out read);
        if (words.Is(at, "natural") && words.Is(at + 1, "life"))
            return ReadLife(words, first, at + 1, out read);
        if (words.Is(at, "die") && DiesInPrison(words, at, out read))
            return true;
        if (words.Is(at, "death") || words.Is(at, "die"))
            return ReadDeath(words, first, at, out read);
        if (!ReadLength(words, at, out var length, out var next, out var adjective, out var least))
            return false;
        if (IsNoTerm(words, at, next))
            return false;
        length = length.Times(times);
        // "10 years to 20 years", "25 years to life", "15-years-to-life"
        if (least is null && !words.Is(at - 1, "from") && Until(words, next, out var most, out var afterMost))
        {
            least = length;
            length = most;
            next = afterMost;
        }
        // "20 years plus 5 years", "10 years plus life"
        while (words.Is(next, "plus"))
        {
            if (words.Is(next + 1, "life"))
            {
                length = length.Plus(new(false, true, 0, 0));
                next += 2;
            }
            else if (ReadLength(words, next + 1, out var more, out var afterMore, out var adjectiveMore, out _))
            {
                length = length.Plus(more);
                next = afterMore;
                adjective |= adjectiveMore;
            }
            else
                break;
        }
        var (approximate, atLeast, atMost, from) = Qualifier(words, first);
        // "20-plus years", "20+ years" are read inside the length; "twenty plus years" here.
        read = new(from, next, length, least, approximate, atLeast || Plus(words, at, next), atMost, NoParoleBehind(words, next, out var behindParole), adjective);
        if (read.NoParole && behindParole > next && times == 1 && first == at)
            read = read with { Next = behindParole };
        return true;
    }

    private static bool Plus(Words words, int at, int next)
    {
        for (var i = at; i < next; i++)
        {
            if (words.Is(i, "+") || (words.Is(i, "plus") && words.IsAny(i + 1, ["years", "year", "months", "month", "decades"])))
                return true;
        }
        return false;
    }

    private static bool Until(Words words, int next, out Length most, out int after)
    {
        most = default;
        after = next;
        var at = next;
        if (words.Is(at, "-") && words.Is(at + 1, "to"))
            at++;
        if (!words.Is(at, "to"))
            return false;
        at++;
        if (words.Is(at, "-"))
            at++;
        if (words.Is(at, "life"))
        {
            most = new(false, true, 0, 0);
            after = at + 1;
            return true;
        }
        return ReadLength(words, at, out most, out after, out _, out _);
    }

    /// <summary>Age, anniversary, "years ago" and the like are no terms.</summary>
    private static bool IsNoTerm(Words words, int first, int next)
    {
        if (words.Is(next, "-") && words.IsAny(next + 1, ["old", "olds", "end", "round", "over", "ago"]))
            return true;
        if (words.IsAny(next, ["old", "olds", "ago", "later", "earlier", "anniversary", "hence", "prior", "shy"]))
            return true;
        if (words.After(next, "of age") > 0 || words.After(next, "of experience") > 0)
            return true;
        // "20 years after the crime" is a distance; "after 20 years" is not.
        if (words.IsAny(next, ["before", "after", "since"]) && !words.IsAny(first - 1, ["served", "serve", "serving", "spent"]))
        {
            for (var back = first - 1; back >= first - 6; back--)
            {
                if (words.IsAny(back, ["sentence", "sentenced", "serve", "served", "serving", "spent", "prison", "incarcerated", "imprisoned", "get", "got"]))
                    return false;
                if (words.IsAny(back, [".", ";", ","]))
                    break;
            }
            return true;
        }
        return words.Is(first - 1, "age") || words.Is(first - 1, "aged");
    }

    /// <summary>"25 years", "14-year", "6 1/2 years", "12 months and one day", "2 years, 3 months", "66, 48, and 48 months", "a decade".</summary>
    private static bool ReadLength(Words words, int i, out Length length, out int next, out bool adjective, out Length? least)
    {
        length = default;
        next = i;
        adjective = false;
        least = null;
        if (!One(words, i, out length, out next, out adjective, out var unit, out least))
            return false;
        // Smaller units join: "two years and three months", "12 months and a day", "one year, six months".
        var added = true;
        while (added && !adjective)
        {
            added = false;
            var at = next;
            if (words.Is(at, ","))
                at++;
            if (words.Is(at, "and"))
                at++;
            if (at > next && One(words, at, out var more, out var after, out var adjectiveMore, out var smaller, out var range) && range is null && !adjectiveMore && smaller < unit
                && !words.IsAny(after, ["later", "ago"]) && words.After(after, "of supervised") < 0 && words.After(after, "of probation") < 0 && words.After(after, "of home") < 0 && words.After(after, "' supervised") < 0 && !words.Is(after, "supervised"))
            {
                length = length.Plus(more);
                next = after;
                unit = smaller;
                added = true;
            }
            // "2 years 6 months"
            else if (at == next && words[at].Kind == TokenKind.Number && One(words, at, out more, out after, out adjectiveMore, out smaller, out range) && range is null && !adjectiveMore && smaller < unit)
            {
                length = length.Plus(more);
                next = after;
                unit = smaller;
                added = true;
            }
        }
        return true;
    }

    private enum Unit
    {
        Day,
        Week,
        Month,
        Year,
        Decade,
        Century,
    }

    private static bool One(Words words, int i, out Length length, out int next, out bool adjective, out Unit unit, out Length? least)
    {
        length = default;
        next = i;
        adjective = false;
        unit = default;
        least = null;
        // "a year and a day", "a decade", "a quarter-century", "half a century"
        if (words.IsAny(i, ["a", "an", "one", "half", "quarter"]) || (words.Is(i, "the") && words.IsAny(i + 1, ["decade"])))
        {
            if (words.Is(i, "half") && words.IsAny(i + 1, ["a"]) && UnitAt(words, i + 2, out unit, out next, out adjective) && unit >= Unit.Year)
                return Make(0.5m, unit, out length);
            var at = words.IsAny(i, ["a", "an", "one"]) ? i + 1 : i;
            if (words.Is(at, "-"))
                at++;
            if (words.IsAny(at, ["quarter", "half"]))
            {
                var part = words.Is(at, "half") ? 0.5m : 0.25m;
                var of = words.IsAny(at + 1, ["-", "of"]) ? at + 2 : at + 1;
                if (words.Is(of, "a"))
                    of++;
                return UnitAt(words, of, out unit, out next, out adjective) && unit is Unit.Century or Unit.Decade && Make(part, unit, out length);
            }
            if (at > i && words.IsAny(i, ["a", "an"]))
            {
                // "a year and a half", "a decade and a half"
                if (!UnitAt(words, at, out unit, out next, out adjective) || words[at].Lower is "years" or "months" or "days" or "decades")
                    return false;
                var half = words.After(next, "and a half");
                if (half > 0)
                    next = half;
                return Make(half > 0 ? 1.5m : 1, unit, out length);
            }
        }
        if (words.IsAny(i, ["couple", "dozens", "several", "few", "many"]))
            return false;
        if (!Numbers.Read(words, i, out var number, out var behind) || number.Kind != NumberKind.Cardinal || number.Value < 0 || number.Value > 20_000)
            return false;
        // "$200 months" never; "No. 12 months" never.
        if (words.IsAny(i - 1, ["$", "§", "#"]) && words.IsGlued(i))
            return false;
        // "20-plus years", "20+ years"
        if (words.Is(behind, "+"))
            behind++;
        else if (words.Is(behind, "-") && words.Is(behind + 1, "plus"))
            behind += 2;
        else if (words.Is(behind, "plus") && words.IsAny(behind + 1, ["years", "months", "decades"]))
            behind++;
        // "twenty-five (25) years"
        if (words.Is(behind, "(") && words[behind + 1].Kind == TokenKind.Number && words.Is(behind + 2, ")"))
            behind += 3;
        if (words.IsAny(behind, ["full", "long", "additional", "more", "extra", "whole", "consecutive", "straight", "calendar", "solid"]))
            behind++;
        if (UnitAt(words, behind, out unit, out next, out adjective))
        {
            // "six years and a half"
            var half = words.After(next, "and a half");
            if (half > 0 && !adjective)
                next = half;
            return Make(number.Value + (half > 0 && !adjective ? 0.5m : 0), unit, out length);
        }
        // "10 to 20 years", "87-108 months", "between 10 and 20 years", "10- to 20-year", "25 to life", "25-to-life"
        var to = behind;
        if (words.Is(to, "-") && words.Is(to + 1, "to"))
            to++;
        var range = words.IsAny(to, ["to", "-", "–"]) || (words.IsAny(to, ["and", "or"]) && (words.Is(i - 1, "between") || words.Is(to, "or")));
        if (range)
        {
            var second = to + 1;
            if (words.Is(second, "-") && words.Is(to, "to"))
                second++;
            if (words.Is(to, "to") && words.Is(second, "life"))
            {
                least = Made(Math.Min(number.Value, Longest), Unit.Year);
                length = new(false, true, 0, 0);
                unit = Unit.Century;
                next = second + 1;
                adjective = words.IsAny(next, ["sentence", "term"]);
                return number.Value <= 99;
            }
            if (Numbers.Read(words, second, out var upper, out var afterUpper) && upper.Kind == NumberKind.Cardinal && upper.Value > number.Value && upper.Value <= 5000
                && UnitAt(words, afterUpper, out unit, out next, out adjective))
            {
                least = Made(Math.Min(number.Value, Longest), unit);
                return Make(upper.Value, unit, out length);
            }
            return false;
        }
        // "60, 36, and 36 months in prison, respectively, at the same time"
        if ((words.Is(behind, ",") || words.Is(behind, "and")) && !words.IsAny(i - 1, ["count", "counts", "no"]))
            return List(words, i, number.Value, behind, out length, out next, out unit);
        return false;
    }

    private static bool List(Words words, int i, decimal value, int at, out Length length, out int next, out Unit unit)
    {
        length = default;
        next = i;
        unit = default;
        var values = new List<decimal> { value };
        for (var guard = 0; guard < 40; guard++)
        {
            if (words.Is(at, ","))
                at++;
            if (words.Is(at, "and"))
                at++;
            if (!Numbers.Read(words, at, out var number, out var behind) || number.Kind != NumberKind.Cardinal)
                return false;
            values.Add(number.Value);
            at = behind;
            if (!UnitAt(words, at, out unit, out next, out _))
                continue;
            // A list of terms says how they run; a date ("June 6, 2018, and 48 months") does not.
            var consecutive = false;
            var said = false;
            for (var j = next; j < next + 18 && j < words.Count; j++)
            {
                if (words.IsAny(j, ["respectively", "concurrently", "concurrent"]))
                    said = true;
                if (words.IsAny(j, ["consecutively", "consecutive"]))
                    said = consecutive = true;
                if (words.Is(j, ";"))
                    break;
            }
            if (!said)
                return false;
            return Make(consecutive ? values.Sum() : values.Max(), unit, out length);
        }
        return false;
    }

    /// <summary>Nobody is sentenced to more than this (in units); a larger number is no term, and its months would not fit.</summary>
    private const decimal Longest = 1_000_000;

    private static bool Make(decimal value, Unit unit, out Length length)
    {
        length = value <= Longest ? Made(value, unit) : default;
        return value <= Longest;
    }

    private static Length Made(decimal value, Unit unit) => unit switch
    {
        Unit.Day => new(false, false, 0, (int)value),
        Unit.Week => new(false, false, 0, (int)(value * 7)),
        Unit.Month => new(false, false, value, 0),
        Unit.Year => new(false, false, value * 12, 0),
        Unit.Decade => new(false, false, value * 120, 0),
        _ => new(false, false, value * 1200, 0),
    };

    private static bool UnitAt(Words words, int i, out Unit unit, out int next, out bool adjective)
    {
        var at = i;
        adjective = false;
        if (words.IsAny(at, ["-", "–"]) && words[at + 1].Kind == TokenKind.Word)
        {
            at++;
            adjective = true;
        }
        next = at + 1;
        var lower = words[at].Lower;
        (var known, unit) = lower switch
        {
            "day" or "days" => (true, Unit.Day),
            "week" or "weeks" => (true, Unit.Week),
            "month" or "months" or "mos" or "mo" => (true, Unit.Month),
            "year" or "years" or "yr" or "yrs" => (true, Unit.Year),
            "decade" or "decades" => (true, Unit.Decade),
            "century" => (true, Unit.Century),
            _ => (false, Unit.Day),
        };
        if (!known)
            return false;
        if (lower is "mo" or "mos" or "yr" or "yrs" && words.Is(next, ".") && words.IsGlued(next))
            next++;
        // "months' imprisonment": the apostrophe belongs to the term.
        if (words.Is(next, "'") && words.IsGlued(next) && words[next + 1].Kind == TokenKind.Word && words[next + 1].Lower != "s")
            next++;
        if (words.Is(next, "-") && words.IsGlued(next) && !words.IsAny(next + 1, ["to"]))
            adjective = true;
        adjective |= lower is "year" or "month" or "day" && words.IsAny(next, ["sentence", "term", "prison", "jail", "federal"]);
        return true;
    }

    private static bool ReadLife(Words words, int first, int at, out Reading read)
    {
        read = default;
        var next = at + 1;
        var noParole = words.Is(at, "lwop");
        // "half her life in prison" is no sentence; "the rest of her life in prison" is one.
        if (words.IsAny(at - 1, ["his", "her", "their", "my", "adult", "whole", "entire"]) || (words.Is(at - 1, "natural") && words.IsAny(at - 2, ["his", "her", "their"])))
        {
            if (words.IsAny(next, ["in", "behind"]) && !Between(words, Math.Max(0, at - 6), at, ["rest", "remainder"]))
                return false;
        }
        // What makes "life" a sentence: what stands behind it, or before it.
        var isTerm = noParole;
        var j = next;
        if (words.Is(j, "-"))
            j++;
        if (words.IsAny(j, ["sentence", "sentences", "term", "terms", "imprisonment", "incarceration", "prisoner", "prisoners"]))
        {
            isTerm = true;
            next = j + 1;
            // "a life-term sentence"
            if (words.IsAny(next - 1, ["term"]) && words.Is(next, "sentence"))
                next++;
        }
        else if (words.After(j, "prison sentence") is > 0 and var prison)
        {
            isTerm = true;
            next = prison;
        }
        else if (words.Is(at, "lifetime"))
        {
            isTerm = words.After(j, "supervised release") > 0 || words.After(j, "of supervised release") > 0 || words.After(j, "in prison") > 0 || words.After(j, "behind bars") > 0;
        }
        else if (words.After(j, "in prison") is > 0 and var inPrison)
            (isTerm, next) = (true, inPrison);
        else if (words.After(j, "in federal prison") is > 0 and var federal)
            (isTerm, next) = (true, federal);
        else if (words.After(j, "behind bars") is > 0 and var bars)
            (isTerm, next) = (true, bars);
        else if (words.IsAny(j, ["without", "with"]) && ParoleIn(words, j + 1, 6))
            isTerm = true;
        else if (words.IsAny(j, ["plus", "+"]) && (words[j + 1].Kind == TokenKind.Number || Numbers.Read(words, j + 1, out _, out _)))
            isTerm = true;
        else if (words.After(at - 1, "to life") > 0 && (words.IsAny(at - 2, ["sentenced", "term", "sentence", "resentenced", "commuted", "reduced"]) || words[at - 2].Lower is "years" or "year" || words[at - 2].Kind == TokenKind.Number))
            isTerm = true;
        else if (words.IsAny(at - 1, ["serving", "serve", "served", "got", "gets", "facing", "faced", "received"]) && !words.IsAny(next, ["'", "as", "of", "and", "in"]))
            isTerm = true;
        else if (words.Is(at - 1, "of") && words.IsAny(at - 2, ["sentence", "sentences", "term", "terms", "imprisonment"]))
            isTerm = true;
        else if (words.IsAny(at - 1, ["doing", "drew", "draw", "handed", "meant", "carries", "carried", "imposed", "imposing", "giving"]) && Ends(words, next))
            isTerm = true;
        // "gave her life", "gave Doe life": a court gives it.
        else if (Ends(words, next) && (words.IsAny(at - 2, ["gave", "given", "giving", "handed", "handing"]) && NamesCourt(words, at - 2) || words.IsAny(at - 3, ["gave", "handed"]) && words.IsCapital(at - 1) && NamesCourt(words, at - 3)))
            isTerm = true;
        else if (words.IsAny(at - 1, ["serving", "serve", "served", "got", "gets", "facing", "faced", "received"]) && (words.Is(next, "in") && words[next + 1].Kind == TokenKind.Number || words.After(next, "as a first") > 0 || words.After(next, "and then") > 0))
            isTerm = true;
        else if (words.Is(at - 1, "for") && Ends(words, next) && Between(words, Math.Max(0, at - 7), at - 1, ["jailed", "imprisoned", "locked", "away", "prison", "incarcerated", "caged", "bars", "confined", "sentenced", "penitentiary"]))
            isTerm = true;
        else if (words.IsCapital(at) && IsFieldMark(words, at - 1) && IsFieldMark(words, at + 1))
            isTerm = true;
        else if (words.IsAny(at - 1, ["supervised"]) || words.After(at, "life of supervised release") > 0 || words.After(at, "life supervised release") > 0)
            isTerm = true;
        else if (words.After(at - 2, "release for life") > 0 || words.After(at - 3, "prison for life") > 0 || words.After(at - 3, "in prison for life") > 0)
            isTerm = true;
        if (!isTerm)
            return false;
        // "life with the possibility of parole after 25 years" stays at "life".
        var length = new Length(false, true, 0, 0);
        if (NoParoleBehind(words, next, out var behindParole))
        {
            noParole = true;
            next = behindParole;
        }
        var plus = next;
        if (words.Is(plus, ","))
            plus++;
        if (words.IsAny(plus, ["plus", "+"]) && Numbers.Read(words, plus + 1, out var bare, out var afterBare) && bare is { Kind: NumberKind.Cardinal, Whole: > 0 and < 200 } && (afterBare >= words.Count || words[afterBare].Kind == TokenKind.Mark && !words.Is(afterBare, "-") || words.IsAny(afterBare, ["for", "in", "on", "and"])))
        {
            length = length.Plus(Made(bare.Whole.Value, Unit.Year));
            next = afterBare;
        }
        else if (words.IsAny(plus, ["plus", "+", "and"]) && ReadLength(words, plus + 1, out var more, out var after, out _, out _) && !IsNoTerm(words, plus + 1, after)
            && (words.IsAny(plus, ["plus", "+"]) || words.IsAny(after, ["in", "'", "imprisonment", "consecutive"]) || words[after].Lower is "." or ")")
            && words.After(after, "of supervised release") < 0 && words.After(after, "of probation") < 0 && words.After(after, "supervised release") < 0)
        {
            length = length.Plus(more);
            next = after;
        }
        if (!noParole && NoParoleBehind(words, next, out behindParole))
        {
            noParole = true;
            next = behindParole;
        }
        // Life in "25 years to life" that did not join a number before it is life all the same.
        read = new(first, next, length, null, false, false, Qualifier(words, first).AtMost, noParole, false);
        return true;
    }

    /// <summary>Whether the clause ends, or goes on about the sentence.</summary>
    private static bool Ends(Words words, int next) =>
        next >= words.Count || words.IsAny(next, [".", ",", ";", "!", "?", ")", "\"", ":", "—", "–", "when", "because", "after", "on", "plus", "anyway", "instead", "under", "before", "while", "although", "though", "despite", "at"])
        || (words.Is(next, "for") && !words.IsAny(next + 1, ["his", "her", "their", "our", "the", "them", "him"])) || (words.Is(next, "in") && words[next + 1].Kind == TokenKind.Number) || words.After(next, "for the") > 0 && words.IsAny(next + 2, ["murder", "killing", "crime", "robbery", "same"]);

    /// <summary>"sentenced to die in prison" is a life sentence.</summary>
    private static bool DiesInPrison(Words words, int at, out Reading read)
    {
        read = default;
        if (words.After(at - 2, "sentenced to die") < 0 && words.After(at - 2, "condemned to die") < 0)
            return false;
        var next = at + 1;
        if (!words.IsAny(next, ["in", "behind"]))
            return false;
        while (next < at + 5 && !words.IsAny(next, ["prison", "bars", "custody", "cell", "jail"]))
            next++;
        if (!words.IsAny(next, ["prison", "bars", "custody", "cell", "jail"]))
            return false;
        read = new(at, next + 1, new(false, true, 0, 0), null, false, false, false, false, false);
        return true;
    }

    private static bool IsFieldMark(Words words, int i) => i < 0 || i >= words.Count || words.IsAny(i, [",", ";", ":", "|", "\"", "\t", "*", "(", ")", "."]);

    private static bool ReadDeath(Words words, int first, int at, out Reading read)
    {
        read = default;
        var next = at + 1;
        if (words.Is(at, "die"))
        {
            if (words.After(at - 2, "sentenced to die") < 0 || words.IsAny(next, ["in", "behind"]))
                return false;
        }
        else if (words.IsAny(next, ["sentence", "sentences"]))
            next++;
        else if (words.Is(next, "row"))
            next++;
        else if (words.After(at - 2, "sentenced to death") < 0 && words.After(at - 2, "sentence of death") < 0 && words.After(at - 2, "condemned to death") < 0)
            return false;
        read = new(first, next, new(true, false, 0, 0), null, false, false, false, false, false);
        return true;
    }

    private static bool ParoleIn(Words words, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            if (words.Is(i, "parole"))
                return true;
            if (words[i].Kind == TokenKind.Mark && !words.Is(i, "-"))
                return false;
        }
        return false;
    }

    /// <summary>"without parole", "without the possibility of parole", "with no possibility of parole", "no parole", "without release".</summary>
    private static bool NoParoleBehind(Words words, int i, out int next)
    {
        next = i;
        var at = i;
        if (words.IsAny(at, [",", "-", "("]))
            at++;
        if (words.Is(at, "without") || (words.Is(at, "with") && words.Is(at + 1, "no")) || words.Is(at, "no"))
        {
            for (var j = at + 1; j < at + 9; j++)
            {
                if (words.Is(j, "parole") || (words.Is(j, "release") && words.IsAny(j - 1, ["of", "without", "early"])))
                {
                    // "without parole for 25 years", "no chance of parole before the age of 56": possible, though late.
                    if (words.IsAny(j + 1, ["until", "before"]) || words.Is(j + 1, "for") && (Numbers.Read(words, j + 2, out _, out _) || words.After(j + 2, "at least") > 0))
                        return false;
                    next = j + 1;
                    return true;
                }
                if (!words.IsAny(j, ["the", "any", "possibility", "chance", "hope", "of", "for", "-", "eligibility", "no", "opportunity", "early"]))
                    return false;
            }
        }
        return false;
    }

    private static (bool Approximate, bool AtLeast, bool AtMost, int From) Qualifier(Words words, int first)
    {
        var at = first - 1;
        if (words.IsAny(at, ["a", "the", "another"]) && words.IsAny(at - 1, ["than", "nearly", "almost", "about", "over", "roughly", "to"]))
            at--;
        if (words.IsAny(at, ["nearly", "almost", "about", "roughly", "approximately", "around", "some", "virtually"]))
            return (true, false, false, at);
        if (words.Is(at, "to") && words.Is(at - 1, "close"))
            return (true, false, false, at - 1);
        if (words.Is(at, "of") && words.IsAny(at - 1, ["shy", "short"]))
            return (true, false, false, at - 1);
        if (words.Is(at, "than") && words.Is(at - 1, "more"))
            return words.IsAny(at - 2, ["not", "no"]) ? (false, false, true, at - 2) : (false, true, false, at - 1);
        if (words.Is(at, "than") && words.IsAny(at - 1, ["less", "fewer"]))
            return words.IsAny(at - 2, ["not", "no"]) ? (false, true, false, at - 2) : (false, false, true, at - 1);
        if (words.Is(at, "least") && words.Is(at - 1, "at"))
            return (false, true, false, at - 1);
        if (words.IsAny(at, ["over", "exceeding"]))
            return (false, true, false, at);
        if (words.Is(at, "of") && words.IsAny(at - 1, ["upward", "upwards", "excess"]))
            return (false, true, false, words.Is(at - 2, "in") ? at - 2 : at - 1);
        if (words.Is(at, "to") && words.Is(at - 1, "up"))
            return (false, false, true, at - 1);
        if (words.IsAny(at, ["under"]))
            return (false, false, true, at);
        if (words.Is(at, "as") && words.IsAny(at - 1, ["much", "long", "many"]))
            return (false, false, true, at - 2);
        if (words.Is(at, "of") && words.Is(at - 1, "maximum"))
            return (false, false, true, first);
        return (false, false, false, first);
    }

    private static TermSpan WithRole(Words words, Reading read)
    {
        var role = RoleOf(words, read);
        // Nobody has served life or death: the words name the sentence of which a part was served.
        if (role == TermRole.Served && (read.Length.Life || read.Length.Death))
            role = TermRole.Imposed;
        return new(words[read.First].Start, words[read.Next - 1].End, read.Length.Write(), role, read.Approximate, read.AtLeast, read.AtMost, read.Least?.Write(), read.NoParole);
    }

    private static TermRole RoleOf(Words words, Reading read)
    {
        // What follows names most roles: "N years of supervised release", "N-year prison sentence", "N years in prison".
        var custody = read.Length.Life || read.Length.Death;
        var sentenceNoun = false;
        var j = read.Next;
        var limit = j + 9;
        if (words.Is(j, "'"))
            j++;
        for (; j < limit && j < words.Count; j++)
        {
            var word = words[j].Lower;
            if (word is "supervised" or "supervision" || (word is "release" && words.Is(j - 1, "supervised")))
                return TermRole.SupervisedRelease;
            if (word == "probation")
                return TermRole.Probation;
            if (word is "home" or "house" && words.IsAny(j + 1, ["confinement", "detention", "arrest"]))
                return TermRole.HomeConfinement;
            // "life and a mandatory minimum of ten years": the next term's words.
            if (word is "mandatory" or "minimum" && Between(words, read.Next, j, ["and"]) && words.IsAny(j - 1, ["a", "an", "the", "mandatory"]))
                break;
            if (word == "mandatory" || (word == "minimum" && !words.Is(j + 1, "security")))
                return ParoleNear(words, read) ? TermRole.ParoleMinimum : TermRole.MandatoryMinimum;
            if (word is "imprisonment" or "incarceration" or "confinement" or "custody" or "prison" or "jail" or "penitentiary" or "bars" or "lockup" or "inside" or "cell" or "captivity" or "detention" or "incarcerated" or "imprisoned" or "locked" or "jailed" or "caged" or "confined" or "detained")
            {
                custody = true;
                if (word == "prison" && words.IsAny(j + 1, ["sentence", "sentences", "term", "terms"]))
                    sentenceNoun = true;
                break;
            }
            if (word is "sentence" or "sentences" or "term" or "terms")
            {
                // "a five-year term of supervised release" is read on; "six years of a 14-year sentence" is not its noun.
                if (words.Is(j + 1, "of"))
                {
                    sentenceNoun = true;
                    continue;
                }
                custody = true;
                sentenceNoun = !Between(words, read.Next, j, ["of", "into", "from", "on", "in"]);
                break;
            }
            if (words[j].Kind == TokenKind.Word ? !IsLink(word) : word is not ("-" or "'" or "(" or ")" or "\""))
                break;
        }
        if (read.Length.Life && words.IsAny(read.Next - 1, ["sentence", "sentences", "term", "terms", "imprisonment"]))
            sentenceNoun = true;
        return RoleBefore(words, read, custody, sentenceNoun);
    }

    private static bool IsLink(string word) => word is "of" or "in" or "a" or "an" or "the" or "his" or "her" or "their" or "federal" or "state" or "behind" or "total"
        or "and" or "each" or "to" or "serve" or "long" or "as" or "amended" or "into" or "at" or "from" or "its" or "my" or "no" or "mandatory" or "minimum" or "s"
        or "maximum" or "security" or "military" or "county" or "consecutive" or "concurrent";

    private static bool Between(Words words, int from, int to, ReadOnlySpan<string> any)
    {
        for (var i = from; i < to; i++)
        {
            if (words.IsAny(i, any))
                return true;
        }
        return false;
    }

    private static bool ParoleNear(Words words, Reading read)
    {
        for (var i = Math.Max(0, read.First - 10); i < read.Next + 8 && i < words.Count; i++)
        {
            if (words.Is(i, "parole") && !words.IsAny(i - 1, ["without", "no"]))
                return true;
        }
        return false;
    }

    private static TermRole RoleBefore(Words words, Reading read, bool custody, bool sentenceNoun)
    {
        // "not eligible for parole until she had served 43 years"
        for (var i = read.First - 1; i > read.First - 9 && i > 0; i--)
        {
            if (words.IsAny(i, ["until", "before", "unless"]) && words.IsAny(read.First - 1, ["served", "serving", "serves", "completed", "done"]))
            {
                for (var j = i - 1; j > i - 7; j--)
                {
                    if (words.Is(j, "parole"))
                        return TermRole.ParoleMinimum;
                }
                // "made to wait until she had served 40 years before any board would look at her"
                for (var j = read.Next; j < read.Next + 9; j++)
                {
                    if (words.IsAny(j, ["board", "parole", "hearing", "eligible"]))
                        return TermRole.ParoleMinimum;
                }
                if (words.IsAny(i, ["until", "unless"]))
                    return TermRole.Unspecified;
            }
            if (words[i].Kind == TokenKind.Mark)
                break;
        }
        // "must serve 25 years before she is eligible for parole"
        for (var i = read.Next; i < read.Next + 6; i++)
        {
            if (words.Is(i, "before"))
            {
                for (var j = i + 1; j < i + 12; j++)
                {
                    if (words.Is(j, "parole") || words.Is(j, "eligible") && words.IsAny(j + 1, ["to", "for"]))
                        return TermRole.ParoleMinimum;
                }
                break;
            }
        }
        // "six years into a 35-year sentence"
        if (words.Is(read.Next, "into") && words.IsAny(read.Next + 1, ["a", "an", "his", "her", "their", "the"]))
            return TermRole.Served;
        var adjective = read.Adjective && sentenceNoun;
        var seen = 0;
        for (var i = read.First - 1; i >= 0 && seen < 14; i--)
        {
            var word = words[i].Lower;
            if (words[i].Kind == TokenKind.Mark)
            {
                // A sentence's end; a point behind a capital or a short word is an abbreviation.
                if (word is ";" or "?" or "!" || (word == "." && !(words[i - 1].Lower.Length <= 3 && words.IsCapital(i - 1))) || Break(words, i))
                    break;
                if (word is "," && seen > 4 && !custody)
                    break;
                continue;
            }
            if (Break(words, i))
                break;
            seen++;
            switch (word)
            {
                case "done" or "did" or "logged" or "sat" or "languished" or "rotted" or "lost" or "endured" or "completed" or "in" or "away" or "wasted" or "weathered" or "survived" or "waited" or "doing" or "passed" when ServedBy(words, i, read, custody, sentenceNoun):
                    return word == "doing" && !words.IsAny(i - 1, ["after", "been", "of", "despite"]) ? TermRole.Imposed : TermRole.Served;
                case "sentenced" or "resentenced" or "condemned" or "imposed" or "handed" or "received" or "receiving" or "gave" or "given" or "drew" or "ordered" or "sentencing" or "pulled" or "dealt" or "meted" or "slapped" or "hit":
                    if (word is "pulled" or "dealt" or "slapped" or "hit" or "meted" && !custody && !sentenceNoun)
                        return TermRole.Unspecified;
                    if (word is "given" or "handed" && words.IsAny(i - 1, ["was", "been"]) && i >= read.First - 3)
                        return TermRole.Imposed;
                    // "the judge gave her 30 years"
                    if (word is "gave" && i >= read.First - 3 && NamesCourt(words, i))
                        return TermRole.Imposed;
                    if (word is "given" or "gave" or "received" or "receiving" or "drew" or "handed" or "ordered" && !custody && !sentenceNoun)
                        return TermRole.Unspecified;
                    return read.AtMost && words.IsAny(i - 1, ["be"]) ? TermRole.Maximum : TermRole.Imposed;
                case "commuted" or "commuting" or "commute" or "commutes" or "reduced" or "reducing" or "reduce" or "reclassified" or "shortened" or "cut" or "lowered" or "converted":
                    return ToBetween(words, i, read.First) ? TermRole.NewTerm : sentenceNoun || custody ? TermRole.Imposed : TermRole.Unspecified;
                case "served" or "spent" or "serving" or "serve" or "did" or "spending" or "serves" or "spend":
                    if (adjective || (sentenceNoun && !read.Adjective && word is "serving" or "serve"))
                        return TermRole.Imposed;
                    // "served five of the nine years she got"
                    if (word is "served" or "did" && !words.IsAny(read.First - 1, ["his", "her", "their"]) && Numbers.Read(words, i + 1, out _, out var afterPart) && words.Is(afterPart, "of") && afterPart < read.First)
                        return TermRole.Imposed;
                    if (word is "spend")
                        return custody ? TermRole.Imposed : TermRole.Unspecified;
                    if (word == "did" && i < read.First - 2)
                        continue;
                    if (word is "serving" && !words.IsAny(i - 1, ["after", "by", "of", "despite", "for", "since", "without", "before", "from"]))
                        return custody || i >= read.First - 3 ? TermRole.Imposed : TermRole.Unspecified;
                    if (word is "serve" or "serves")
                        return words.IsAny(i - 1, ["to", "must", "will", "would", "should", "he", "she", "they"]) && (custody || i == read.First - 1 && NamesPrison(words, i)) ? TermRole.Imposed : TermRole.Unspecified;
                    if (word is "serving" && words.IsAny(i - 1, ["after"]) && ParoleNear(words, read with { Next = read.First }))
                        return TermRole.ParoleMinimum;
                    // "served in the Army for 20 years" is no prison.
                    if (!custody && i < read.First - 1 && words.IsAny(i + 1, ["as", "in", "on", "with", "under", "at"]) && !Between(words, i, read.First, ["prison", "jail", "custody", "bars"]))
                        return TermRole.Unspecified;
                    return custody || word is "served" or "serving" || Between(words, i, read.First, ["prison", "jail", "custody", "bars"]) ? TermRole.Served : TermRole.Unspecified;
                case "incarcerated" or "imprisoned" or "jailed" or "locked" or "detained" or "confined":
                    return TermRole.Served;
                case "release" or "supervision" when words.IsAny(i - 1, ["supervised"]) && words.IsAny(i + 1, ["for", "of", "term", ":"]):
                    return TermRole.SupervisedRelease;
                case "parole":
                    return words.IsAny(i - 1, ["without", "no", "of"]) && !words.IsAny(i - 2, ["possibility"]) ? TermRole.Unspecified : words.Is(i - 1, "without") ? TermRole.Unspecified : TermRole.ParoleMinimum;
                case "penalty" or "penalties" or "statutory":
                    return read.AtLeast && !read.AtMost ? TermRole.MandatoryMinimum : TermRole.Maximum;
                case "maximum" or "punishable" or "carries" or "carry" or "carried" or "faces" or "faced" or "facing" or "face":
                    return TermRole.Maximum;
                case "minimum":
                    return ParoleNear(words, read) ? TermRole.ParoleMinimum : TermRole.MandatoryMinimum;
                case "recommended" or "recommending" or "sought" or "seeking" or "asked" or "requested" or "guidelines" or "guideline" or "recommendation" or "recommend" or "advised":
                    return TermRole.Advised;
                case "remaining" or "left" or "remainder":
                    return custody && !adjective ? TermRole.Remaining : TermRole.Imposed;
                case "after":
                    if (custody && !sentenceNoun)
                        return TermRole.Served;
                    // "released from prison on Wednesday after 21 years"
                    if (i == read.First - 1)
                    {
                        for (var j = i - 1; j >= 0 && j > i - 14 && !words.IsAny(j, [".", ";"]); j--)
                        {
                            if (words.IsAny(j, ["released", "freed", "prison", "release", "freedom"]) || words.Is(j, "home") && words.IsAny(j - 1, ["came", "come", "returned", "went", "coming"]) || words.IsAny(j, ["out", "free"]) && words.IsAny(j - 1, ["walked", "got", "walks", "let", "went", "set", "go", "walk"]))
                                return TermRole.Served;
                        }
                    }
                    continue;
                case "bars" or "prison" or "jail" or "custody" or "away" when Between(words, Math.Max(0, i - 6), i, ["sent", "send", "sends", "sending", "ordered", "put"]) && words.IsAny(read.First - 1, ["for"]) && !Between(words, Math.Max(0, i - 6), i, ["been", "spent"]):
                    return TermRole.Imposed;
                case "got" or "gets" or "getting" when i >= read.First - 2 && (read.Next >= words.Count || words.IsAny(read.Next, [".", ",", ";", "for", "without", "and", "but", "in", "behind", "\"", "!", "?", "when", "while", "after"])):
                    return read.AtMost ? TermRole.Maximum : TermRole.Imposed;
                case "bars" or "prison" or "jail" or "custody":
                    if (!custody && words.IsAny(read.First - 1, ["for", "been"]))
                        return TermRole.Served;
                    continue;
                case "punishment" when words.IsAny(i + 1, [":", "was", "of", "is"]):
                    return read.AtMost ? TermRole.Maximum : TermRole.Imposed;
                case "sentence" or "term" when words.IsAny(i - 1, ["maximum"]) && words.IsAny(i + 1, ["of", "is", "was", ":"]):
                    return TermRole.Maximum;
                case "sentence" or "sentences" or "term" or "terms" or "imprisonment":
                    // "supervised release for a term of five years"
                    if (Between(words, Math.Max(0, i - 4), i, ["release", "supervision"]) && words.IsAny(i - 1, ["a", "the"]) && words.IsAny(i - 2, ["for"]))
                        return TermRole.SupervisedRelease;
                    if (words.IsAny(i + 1, ["of", "to", ":", "was", "is", "from", "*"]) || i == read.First - 1)
                        return words.IsAny(i + 1, ["to"]) || Lessened(words, i) ? TermRole.NewTerm : read.AtMost ? TermRole.Maximum : TermRole.Imposed;
                    continue;
            }
        }
        if (adjective || (sentenceNoun && custody))
            return TermRole.Imposed;
        // "22 years inside", "her 18 years behind bars", "seventeen years locked up"
        if (custody && !read.Length.Life && !read.Length.Death && !read.AtMost && (words.IsAny(read.Next, ["inside", "locked", "incarcerated", "imprisoned", "jailed", "caged"]) || words.After(read.Next, "behind bars") > 0
            || words.IsAny(read.First - 1, ["his", "her", "those", "their", "my"]) && words.IsAny(read.Next, ["in"])))
            return TermRole.Served;
        if (read.AtMost && custody)
            return TermRole.Maximum;
        if (custody && (read.Length.Life || read.Length.Death))
            return TermRole.Imposed;
        // "240 months' imprisonment" is how courts write a sentence; "the ten years given to him" names the giving behind it.
        var behind = words.Is(read.Next, "'") ? read.Next + 1 : read.Next;
        if (words.IsAny(behind, ["imprisonment", "given", "handed", "imposed"]) || words.After(behind, "of imprisonment") > 0 || words.After(behind, "in custody of the bureau") > 0)
            return TermRole.Imposed;
        return TermRole.Unspecified;
    }

    /// <summary>"has done 13 years", "sat in prison for 19 years", "put in 14 years", "has been away for a decade": time in custody.</summary>
    private static bool ServedBy(Words words, int verb, Reading read, bool custody, bool sentenceNoun)
    {
        if (read.Adjective && sentenceNoun || read.Length.Life || read.Length.Death || read.AtMost)
            return false;
        var word = words[verb].Lower;
        var near = verb >= read.First - 2 || words.IsAny(read.First - 1, ["for", "of"]) && verb >= read.First - 6;
        if (!near || words.IsAny(read.Next, ["as", "at", "with", "later", "ago", "in"]) && !custody && !words.After(read.Next, "in there").Equals(read.Next + 2))
            return false;
        var inside = custody || Between(words, verb, read.First, ["prison", "jail", "custody", "bars", "inside", "cell", "there", "penitentiary", "lockup"]);
        var of = words.Is(read.Next, "of") && (words.IsAny(read.Next + 1, ["a", "an", "his", "her", "that", "their", "the"]) || words[read.Next + 1].Kind == TokenKind.Number);
        return word switch
        {
            "in" => words.Is(verb - 1, "put"),
            "away" => !Between(words, Math.Max(0, verb - 3), verb, ["put", "sent"]) && words.IsAny(verb - 1, ["been", "put", "was", "locked", "sent", "gone", "is", "stayed"]),
            "did" or "done" or "doing" => inside || of || words.IsAny(read.Next, ["for", ".", ",", "on", "and", "before", "there", "behind", ";"]),
            "sat" => inside || words.IsAny(verb + 1, ["down"]),
            _ => inside,
        };
    }

    private static bool NamesCourt(Words words, int verb)
    {
        for (var i = verb - 1; i >= 0 && i > verb - 14 && !words.IsAny(i, [".", ";"]); i--)
        {
            if (words.IsAny(i, ["judge", "court", "jury"]))
                return true;
        }
        return false;
    }

    /// <summary>"report to prison on July 14 to serve 40 months": prison stands before in the clause.</summary>
    private static bool NamesPrison(Words words, int verb)
    {
        for (var i = verb - 1; i >= 0 && i > verb - 14 && !words.IsAny(i, [".", ";"]); i--)
        {
            if (words.IsAny(i, ["prison", "sentence", "sentenced", "jail", "custody"]))
                return true;
        }
        return false;
    }

    /// <summary>Whether "commuted to a (term)", "reduced to a total (sentence)" stands before the noun.</summary>
    private static bool Lessened(Words words, int noun)
    {
        for (var i = noun - 1; i > noun - 7; i--)
        {
            if (words.Is(i, "to"))
            {
                for (var j = i - 1; j > i - 9; j--)
                {
                    if (words.IsAny(j, ["commuted", "commuting", "commute", "reduced", "reducing", "reduce", "reclassified", "shortened", "cut", "lowered", "converted"]))
                        return true;
                }
                return false;
            }
        }
        return false;
    }

    /// <summary>Whether "to" (or "from ... to") leads from the verb to the term.</summary>
    private static bool ToBetween(Words words, int verb, int first)
    {
        for (var i = first - 1; i > verb && i > first - 8; i--)
        {
            if (words.Is(i, "to"))
                return true;
            if (words.Is(i, "from"))
                return false;
        }
        return false;
    }

    /// <summary>Whether an empty line stands before the token behind this one.</summary>
    private static bool Break(Words words, int i)
    {
        if (i + 1 >= words.Count)
            return false;
        var feeds = 0;
        for (var at = words[i].End; at < words[i + 1].Start; at++)
        {
            if (words.Text[at] == '\n' && ++feeds == 2)
                return true;
        }
        return false;
    }
}
