using System.Globalization;

namespace Clementia.Documents.Reading.Facts;

/// <summary>How a date is told.</summary>
internal enum DateForm
{
    /// <summary>With its year ("June 6, 2018", "2018-06", "1996").</summary>
    Absolute,
    /// <summary>Month and maybe day, the year left to the reader ("in May", "June 6").</summary>
    WithoutYear,
    /// <summary>Counted from the day of publication or from a date before it ("last year", "Friday", "two days later", "that year").</summary>
    Relative,
    /// <summary>A decade ("the late 1990s"): no ISO date.</summary>
    Decade,
}

/// <summary>A date in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Value">ISO date, maybe partial: YYYY-MM-DD, YYYY-MM, YYYY; without a year --MM-DD or --MM; a decade as "1990s".</param>
/// <param name="Until">The end of a range, in the same form, or null ("from 1993 to 1996").</param>
/// <param name="Form">How it is told.</param>
/// <param name="Resolved">For a date without its year: the full date nearest before publication, or null when the day of publication is not known. Otherwise the value.</param>
internal readonly record struct DateSpan(int Start, int End, string Value, string? Until, DateForm Form, string? Resolved)
{
    /// <summary>Whether the value rests on the day of publication or on another date of the text.</summary>
    public bool IsDerived => Form == DateForm.Relative;

    /// <summary>The year of the value as written, or null.</summary>
    public int? Year => Form != DateForm.Decade && Value is { Length: >= 4 } && Value[0] != '-' ? int.Parse(Value.AsSpan(0, 4), CultureInfo.InvariantCulture) : null;
}

/// <summary>Reads dates in every American form, with relative dates counted from the day of publication.</summary>
internal static class Dates
{
    private static readonly string[] s_months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly Dictionary<string, int> s_short = new(StringComparer.Ordinal)
    {
        ["jan"] = 1,
        ["feb"] = 2,
        ["mar"] = 3,
        ["apr"] = 4,
        ["jun"] = 6,
        ["jul"] = 7,
        ["aug"] = 8,
        ["sep"] = 9,
        ["sept"] = 9,
        ["oct"] = 10,
        ["nov"] = 11,
        ["dec"] = 12,
    };

    private static readonly string[] s_days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] s_seasons = ["spring", "summer", "fall", "autumn", "winter"];

    /// <summary>All dates of the text, left to right, none inside another.</summary>
    /// <param name="words">The text.</param>
    /// <param name="published">The day of publication, maybe partial, or null: then relative dates that need it are left out.</param>
    public static List<DateSpan> FindAll(Words words, string? published)
    {
        // A day of publication that is no date is as good as none.
        // The first and the last years of the calendar leave no room to count from.
        if (!IsPartialDay(published) || published is { Length: >= 4 } && int.Parse(published.AsSpan(0, 4), CultureInfo.InvariantCulture) is < 100 or > 9900)
            published = null;
        var found = new List<DateSpan>();
        for (var i = 0; i < words.Count;)
        {
            if (Read(words, i, published, found, out var date, out var next))
            {
                // A range of two dates is one span: the first value, until the second.
                if (date.Form is DateForm.Absolute or DateForm.WithoutYear && date.Until is null && IsRangeMark(words, i, next, out var second)
                    && Read(words, second, published, found, out var end, out var afterEnd) && end.Form is DateForm.Absolute or DateForm.WithoutYear
                    && Orderly(date, end))
                {
                    var value = date.Value;
                    // "between June and August 2018", "June 6 to July 4, 2018": the year stands once, at the end.
                    if (value.StartsWith("--", StringComparison.Ordinal) && end.Value[0] != '-')
                        value = end.Value[..4] + value[1..];
                    date = new(date.Start, end.End, value, end.Value, end.Form, value);
                    next = afterEnd;
                }
                found.Add(date);
                i = next;
            }
            else
                i++;
        }
        return found;
    }

    /// <summary>All dates of the text.</summary>
    public static List<DateSpan> FindAll(string text, string? published) => FindAll(Words.Of(text), published);

    private static bool IsPartialDay(string? text) => text is not null && text[..Math.Min(4, text.Length)].All(char.IsAsciiDigit) && text.Length switch
    {
        4 => string.CompareOrdinal(text, "1000") >= 0,
        7 => text[4] == '-' && DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        10 => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => false,
    };

    private static bool Orderly(DateSpan first, DateSpan second) =>
        first.Value[0] == '-' || second.Value[0] == '-' || string.CompareOrdinal(first.Value, second.Value) <= 0;

    private static bool IsRangeMark(Words words, int first, int next, out int second)
    {
        second = next + 1;
        if (words.IsAny(next, ["-", "–", "—"]))
            return words.IsGlued(next) || words[next].Lower != "—";
        if (words.IsAny(next, ["to", "through", "until", "till"]))
        {
            if (words.Is(second, "at") && words.Is(second + 1, "least"))
                second += 2;
            return words.IsAny(next, ["through"]) || words.IsAny(first - 1, ["from", "since"]) || (words.Is(next, "to") && words[first].Kind == TokenKind.Number);
        }
        return words.Is(next, "and") && words.Is(first - 1, "between");
    }

    private static bool Read(Words words, int i, string? published, List<DateSpan> before, out DateSpan date, out int next)
    {
        date = default;
        next = i;
        var token = words[i];
        if (token.Kind == TokenKind.Number)
            return ReadNumeric(words, i, published, out date, out next);
        if (token.Kind != TokenKind.Word)
            return false;
        var month = MonthAt(words, i, out var afterMonth);
        if (month > 0)
            return ReadMonth(words, i, month, afterMonth, published, out date, out next);
        if (token.Lower is "the" or "this" && ReadFormal(words, i + 1, out date, out next))
            return true;
        return ReadRelative(words, i, published, before, out date, out next);
    }

    /// <summary>The month named at the token; 0 when none. "May", "March" and "August" only with a capital.</summary>
    private static int MonthAt(Words words, int i, out int next)
    {
        next = i + 1;
        var lower = words[i].Lower;
        if (words[i].Kind != TokenKind.Word || !words.IsCapital(i))
            return 0;
        var month = Array.IndexOf(s_months, lower) + 1;
        if (month > 0)
            return month;
        if (s_short.TryGetValue(lower, out month))
        {
            // "Mar" and "Jan" are names too: the short forms need their point or a number behind them.
            if (words.Is(next, ".") && words.IsGlued(next))
            {
                next++;
                return month;
            }
            return words[next].Kind == TokenKind.Number ? month : 0;
        }
        return 0;
    }

    private static bool ReadMonth(Words words, int i, int month, int at, string? published, out DateSpan date, out int next)
    {
        date = default;
        next = at;
        if (DayAt(words, at, month, out var day, out var afterDay))
        {
            // "June 6-8, 2018": a range of days.
            var until = 0;
            if (words.IsAny(afterDay, ["-", "–"]) && words.IsGlued(afterDay) && DayAt(words, afterDay + 1, month, out var last, out var afterLast) && last > day)
            {
                until = last;
                afterDay = afterLast;
            }
            var yearAt = words.Is(afterDay, ",") ? afterDay + 1 : afterDay;
            if (words.Is(yearAt, "of") || words.Is(yearAt, "in"))
                yearAt++;
            if (YearAt(words, yearAt, out var year))
            {
                next = yearAt + 1;
                if (!IsDay(year, month, day))
                    return false;
                var value = Iso(year, month, day);
                date = new(words[i].Start, words[next - 1].End, value, until > 0 ? Iso(year, month, until) : null, DateForm.Absolute, value);
                return true;
            }
            next = afterDay;
            var bare = $"--{month:00}-{day:00}";
            date = new(words[i].Start, words[next - 1].End, bare, until > 0 ? $"--{month:00}-{until:00}" : null, DateForm.WithoutYear,
                NearestBefore(published, month, day));
            return true;
        }
        var y = words.IsAny(at, [","]) ? at + 1 : words.Is(at, "of") ? at + 1 : at;
        if (YearAt(words, y, out var alone))
        {
            next = y + 1;
            var value = $"{alone:0000}-{month:00}";
            date = new(words[i].Start, words[y].End, value, null, DateForm.Absolute, value);
            return true;
        }
        // A bare month needs a word that makes it a time: "may" and "march" are verbs, "April" and "June" are names.
        var said = words.IsAny(i - 1, ["in", "of", "last", "since", "early", "late", "mid", "by", "until", "till", "this", "next", "during", "from", "between", "to", "and", "through", "before", "after", "following"])
            || (words.Is(i - 1, "-") && words.IsAny(i - 2, ["mid", "early", "late"]));
        if (!said || (words.IsAny(i - 1, ["by", "of", "from", "to", "and", "before", "after", "following", "through", "between"]) && words[i].Lower is "april" or "june" or "may" or "august" or "jan" && words.IsCapital(at) && words[at].Kind == TokenKind.Word))
            return false;
        var bareMonth = $"--{month:00}";
        var relative = words.IsAny(i - 1, ["last", "this", "next"]);
        if (relative && published is { Length: >= 7 })
        {
            var resolved = MonthNear(published, month, words[i - 1].Lower);
            date = new(words[i - 1].Start, words[at - 1].End, resolved, null, DateForm.Relative, resolved);
            return true;
        }
        date = new(words[i].Start, words[at - 1].End, bareMonth, null, DateForm.WithoutYear, NearestBefore(published, month, null));
        return true;
    }

    /// <summary>"last March" is the nearest before the month of publication; "this March" the one of its year; "next March" the nearest after.</summary>
    private static string MonthNear(string published, int month, string word)
    {
        var year = int.Parse(published.AsSpan(0, 4), CultureInfo.InvariantCulture);
        var now = int.Parse(published.AsSpan(5, 2), CultureInfo.InvariantCulture);
        if (word == "last" && month >= now)
            year--;
        if (word == "next" && month <= now)
            year++;
        return $"{year:0000}-{month:00}";
    }

    private static string? NearestBefore(string? published, int month, int? day)
    {
        if (published is not { Length: >= 4 })
            return null;
        var year = int.Parse(published.AsSpan(0, 4), CultureInfo.InvariantCulture);
        if (published.Length >= 7)
        {
            var pubMonth = int.Parse(published.AsSpan(5, 2), CultureInfo.InvariantCulture);
            var pubDay = published.Length >= 10 ? int.Parse(published.AsSpan(8, 2), CultureInfo.InvariantCulture) : 31;
            if (month > pubMonth || (month == pubMonth && day > pubDay))
                year--;
        }
        return day is { } d ? IsDay(year, month, d) ? Iso(year, month, d) : null : $"{year:0000}-{month:00}";
    }

    /// <summary>A day of the month: "6", "6th", "the 6th".</summary>
    private static bool DayAt(Words words, int at, int month, out int day, out int next)
    {
        day = 0;
        next = at + 1;
        if (words.Is(at, "the"))
        {
            at++;
            next++;
        }
        var token = words[at];
        if (token.Kind != TokenKind.Number || token.Lower.Contains('.') || token.Lower.Contains(',') || token.Lower.EndsWith('s'))
            return false;
        var digits = token.Lower.TrimEnd('s', 't', 'n', 'd', 'r', 'h');
        return digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out day) && day >= 1
            && day <= DateTime.DaysInMonth(2000, month);
    }

    /// <summary>A year in four digits, 1700 to 2199.</summary>
    private static bool YearAt(Words words, int at, out int year)
    {
        year = 0;
        var token = words[at];
        return token.Kind == TokenKind.Number && token.Lower.Length == 4 && int.TryParse(token.Lower, NumberStyles.None, CultureInfo.InvariantCulture, out year)
            && year is >= 1700 and <= 2199;
    }

    private static bool ReadNumeric(Words words, int i, string? published, out DateSpan date, out int next)
    {
        date = default;
        next = i + 1;
        var lower = words[i].Lower;
        // 2018-06-06 and 2018-06; also 06/06/2018, 6-6-2018, 06/06/18.
        if (YearAt(words, i, out var year) && words.Is(i + 1, "-") && words.IsGlued(i + 1) && words.IsGlued(i + 2) && Two(words, i + 2, out var m) && m is >= 1 and <= 12)
        {
            if (words.Is(i + 3, "-") && words.IsGlued(i + 3) && words.IsGlued(i + 4) && Two(words, i + 4, out var d) && IsDay(year, m, d) && !IsHyphen(words, i + 5))
            {
                next = i + 5;
                return Make(words, i, next, Iso(year, m, d), out date);
            }
            if (!IsHyphen(words, i + 3) && words[i + 2].Lower.Length == 2)
            {
                next = i + 3;
                return Make(words, i, next, $"{year:0000}-{m:00}", out date);
            }
        }
        if (words[i + 1].Lower is "/" or "-" && words[i + 3].Lower == words[i + 1].Lower && words.IsGlued(i + 1) && words.IsGlued(i + 2) && words.IsGlued(i + 3)
            && words.IsGlued(i + 4) && !IsHyphen(words, i + 5) && !(IsHyphen(words, i - 1) && words.IsGlued(i)) && Two(words, i, out m) && Two(words, i + 2, out var day) && m is >= 1 and <= 12)
        {
            var full = YearAt(words, i + 4, out year);
            if (!full && words[i + 1].Lower == "/" && words[i + 4].Lower.Length == 2 && int.TryParse(words[i + 4].Lower, NumberStyles.None, CultureInfo.InvariantCulture, out var yy))
            {
                year = yy <= 49 ? 2000 + yy : 1900 + yy;
                full = true;
            }
            if (full && IsDay(year, m, day))
            {
                next = i + 5;
                return Make(words, i, next, Iso(year, m, day), out date);
            }
        }
        // "6 June 2018", "6th of June, 2018"
        if (DayAt(words, i, 1, out var first, out var at) && !words.Is(i, "the"))
        {
            if (words.Is(at, "of"))
                at++;
            var month = MonthAt(words, at, out var afterMonth);
            if (month > 0 && first <= DateTime.DaysInMonth(2000, month))
            {
                if (words.Is(afterMonth, ",") || words.Is(afterMonth, "of"))
                    afterMonth++;
                if (YearAt(words, afterMonth, out year) && IsDay(year, month, first))
                {
                    next = afterMonth + 1;
                    return Make(words, i, next, Iso(year, month, first), out date);
                }
                // "17 May" without its year
                if (!words.IsAny(i - 1, ["$", "/", "-"]) && words[i].Lower.Length <= 4 && words.Is(i - 1, "on"))
                {
                    next = at + 1;
                    date = new(words[i].Start, words[at].End, $"--{month:00}-{first:00}", null, DateForm.WithoutYear, NearestBefore(published, month, first));
                    return true;
                }
            }
        }
        // "1990s"
        if (lower.EndsWith('s') && lower.Length == 5 && int.TryParse(lower.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var decade) && decade is >= 1800 and < 2100 && decade % 10 == 0)
        {
            date = new(words[i].Start, words[i].End, lower, null, DateForm.Decade, null);
            return true;
        }
        // A year alone: not a count of something, not money, not part of a longer number or code.
        if (YearAt(words, i, out year) && year is >= 1900 and <= 2099 && IsYear(words, i))
        {
            // "1991-94"
            if (words.IsAny(i + 1, ["-", "–"]) && words.IsGlued(i + 1) && words.IsGlued(i + 2) && words[i + 2].Lower.Length == 2 && Two(words, i + 2, out var two)
                && two > year % 100 && !IsHyphen(words, i + 3) && two > 12)
            {
                next = i + 3;
                date = new(words[i].Start, words[i + 2].End, Year(year), Year(year - (year % 100) + two), DateForm.Absolute, Year(year));
                return true;
            }
            return Make(words, i, next, Year(year), out date);
        }
        return false;
    }

    private static bool IsHyphen(Words words, int i) => words.IsAny(i, ["-", "/", "–"]) && words.IsGlued(i);

    private static bool IsYear(Words words, int i)
    {
        if (words.IsAny(i - 1, ["$", "€", "£", "#", "@", "no", "section", "sec", "§", "rule", "chapter", "page", "box", "proclamation", "room", "suite", "order", "over", "than"]))
            return false;
        if ((IsHyphen(words, i - 1) || words.IsAny(i - 1, [":", "_"])) && words.IsGlued(i) && !(words[i - 2].Kind == TokenKind.Number && words[i - 2].Lower.Length == 4 && words.IsGlued(i - 1)))
            return false;
        // The year in the name of a law is no date of the case: "the Sentencing Reform Act of 1984", "the 1986 Anti-Drug Abuse Act".
        if (words.Is(i - 1, "of") && words.IsCapital(i - 2) && words.IsAny(i - 2, ["act", "acts", "amendments", "amendment", "law", "code", "statute", "treaty", "convention", "rules"]))
            return false;
        for (var j = i + 1; j < i + 8 && words[j].Kind == TokenKind.Word && (words.IsCapital(j) || words.IsAny(j, ["of", "and", "the", "for", "-"])) || words.Is(j, "-") && j < i + 8; j++)
        {
            if (words.IsCapital(j) && words.IsAny(j, ["act", "amendments", "amendment", "manual", "code"]) || words.IsCapital(i + 1) && words.After(j, "guidelines manual") > 0)
                return false;
        }
        if (words.After(i + 1, "crime bill") > 0 || words.After(i + 1, "drug law") > 0 || words.After(i + 1, "federal law") > 0 || words.After(i + 1, "edition") > 0)
            return false;
        var next = words[i + 1];
        if (next.Kind == TokenKind.Mark && words.IsGlued(i + 1) && next.Lower is ":" or "_" or "%" or "/" or "@" && words.IsGlued(i + 2))
            return false;
        if (next.Kind == TokenKind.Word && words.IsGlued(i + 1))
            return false;
        // "2,000 people" never comes here; "2000 pounds", "1900 inmates" do.
        return !words.IsAny(i + 1, ["kilograms", "kilos", "kg", "pounds", "grams", "people", "inmates", "prisoners", "dollars", "times", "hours", "days", "years", "months", "miles", "feet", "pages", "acres", "petitions", "letters"]);
    }

    private static bool Two(Words words, int i, out int value)
    {
        value = 0;
        return words[i].Kind == TokenKind.Number && words[i].Lower.Length <= 2 && int.TryParse(words[i].Lower, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool Make(Words words, int i, int next, string value, out DateSpan date)
    {
        date = new(words[i].Start, words[next - 1].End, value, null, DateForm.Absolute, value);
        return true;
    }

    /// <summary>"(the) 22nd day of January in the Year of our Lord two thousand twenty-five", "(this) 25th day of March, 2025".</summary>
    private static bool ReadFormal(Words words, int i, out DateSpan date, out int next)
    {
        date = default;
        next = i;
        if (!Numbers.Read(words, i, out var number, out var at) || number.Kind != NumberKind.Ordinal || number.Whole is not (>= 1 and <= 31) and var _ || !words.Is(at, "day"))
            return false;
        var day = number.Whole!.Value;
        at++;
        if (words.Is(at, "of"))
            at++;
        var month = MonthAt(words, at, out at);
        if (month == 0)
            return false;
        next = at;
        if (words.Is(at, ","))
            at++;
        if (words.Is(at, "in"))
            at++;
        var lord = words.After(at, "the year of our lord");
        if (lord > 0)
            at = words.Is(lord, ",") ? lord + 1 : lord;
        if (words.Is(at, "a") && words.After(at, "a . d .") is > 0 and var ad)
            at = ad;
        if (Numbers.Read(words, at, out var year, out var afterYear) && year.Kind == NumberKind.Cardinal && year.Whole is >= 1700 and <= 2199 && IsDay(year.Whole.Value, month, day))
        {
            next = afterYear;
            var value = Iso(year.Whole.Value, month, day);
            date = new(words[i].Start, words[next - 1].End, value, null, DateForm.Absolute, value);
            return true;
        }
        date = new(words[i].Start, words[next - 1].End, $"--{month:00}-{day:00}", null, DateForm.WithoutYear, null);
        return true;
    }

    private static bool ReadRelative(Words words, int i, string? published, List<DateSpan> before, out DateSpan date, out int next)
    {
        date = default;
        next = i;
        var lower = words[i].Lower;
        var year = published is { Length: >= 4 } ? int.Parse(published.AsSpan(0, 4), CultureInfo.InvariantCulture) : 0;
        DateOnly? today = published is { Length: 10 } && DateOnly.TryParseExact(published, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        // "that (same) year", "later that year", "the following year": counted from the date before it.
        var that = words.After(i, "that year") is > 0 and var a ? a : words.After(i, "that same year") is > 0 and var b ? b : words.After(i, "the same year") is > 0 and var c ? c : -1;
        if (that > 0)
            return Last(before, out var anchor) && Relative(words, i, that, Year(anchor), out date, out next);
        var following = words.After(i, "the following year") is > 0 and var d ? d : words.After(i, "the next year") is > 0 and var e ? e
            : words.After(i, "a year later") is > 0 and var f ? f : words.After(i, "one year later") is > 0 and var g ? g : -1;
        if (following > 0)
            return Last(before, out var anchor) && Relative(words, i, following, Year(anchor + 1), out date, out next);

        if (year == 0)
            return false;
        if (lower is "last" or "this" or "next")
        {
            var unit = words[i + 1].Lower;
            if (unit == "year")
                return Relative(words, i, i + 2, Year(year + (lower == "last" ? -1 : lower == "next" ? 1 : 0)), out date, out next);
            if (Array.IndexOf(s_seasons, unit) >= 0)
            {
                // "last summer", said before or in the summer, is that of the year before; "this summer" is of this year.
                var season = Array.IndexOf(s_seasons, unit) switch { 0 => 6, 1 => 9, _ => 12 };
                var month = published!.Length >= 7 ? int.Parse(published.AsSpan(5, 2), CultureInfo.InvariantCulture) : 12;
                var said = lower == "this" ? year : lower == "next" ? (month < season - 2 ? year : year + 1) : month >= season ? year : year - 1;
                return Relative(words, i, i + 2, Year(said), out date, out next);
            }
            if (unit == "month" && published!.Length >= 7)
            {
                var now = new DateOnly(year, int.Parse(published.AsSpan(5, 2), CultureInfo.InvariantCulture), 1).AddMonths(lower == "last" ? -1 : lower == "next" ? 1 : 0);
                return Relative(words, i, i + 2, $"{now.Year:0000}-{now.Month:00}", out date, out next);
            }
            if (unit == "week" && today is { } t && lower == "this")
                return Relative(words, i, i + 2, $"{t.Year:0000}-{t.Month:00}", out date, out next);
            if (Array.IndexOf(s_days, unit) is >= 0 and var weekday && today is { } now2)
            {
                var on = Weekday(now2, weekday, lower == "next" ? 1 : lower == "last" ? -1 : 0);
                return Relative(words, i, i + 2, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out date, out next);
            }
        }
        if (today is { } pub)
        {
            if (lower is "today" or "tonight" or "yesterday" or "tomorrow")
            {
                var on = pub.AddDays(lower == "yesterday" ? -1 : lower == "tomorrow" ? 1 : 0);
                return Relative(words, i, i + 1, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out date, out next);
            }
            if (words.IsCapital(i) && Array.IndexOf(s_days, lower) is >= 0 and var weekday)
            {
                var at = i + 1;
                if (words.Is(at, ",") && MonthAt(words, at + 1, out _) > 0)
                    return false;
                return Relative(words, i, at, Weekday(pub, weekday, 0).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out date, out next);
            }
        }
        // "two days later", "a month earlier": from the last full date; "three years ago": from publication.
        if (Numbers.Read(words, i, out var count, out var unitAt) && count.Kind == NumberKind.Cardinal && count.Whole is > 0 and < 200)
            return Counted(words, i, unitAt, count.Whole.Value, published!, before, out date, out next);
        if (lower is "a" or "an" && words[i + 1].Lower is "year" or "month" or "week" or "decade")
            return Counted(words, i, i + 1, 1, published!, before, out date, out next);
        return false;
    }

    private static bool Counted(Words words, int i, int unitAt, int count, string published, List<DateSpan> before, out DateSpan date, out int next)
    {
        date = default;
        next = i;
        var unit = words[unitAt].Lower;
        if (unit is "decade" or "decades")
        {
            count *= 10;
            unit = "years";
        }
        if (unit is not ("year" or "years" or "month" or "months" or "week" or "weeks" or "day" or "days"))
            return false;
        var word = words[unitAt + 1].Lower;
        if (word is not ("ago" or "later" or "earlier" or "before"))
            return false;
        var sign = word == "later" ? 1 : -1;
        string from;
        if (word == "ago")
            from = published;
        else if (before.Count > 0 && before[^1] is { Form: not DateForm.Decade } last && (last.Resolved ?? last.Value) is { Length: >= 4 } value && value[0] != '-')
            from = value;
        else
            return false;
        // The first and the last years of the calendar leave no room to count from.
        if (count > 3000 || int.Parse(from.AsSpan(0, 4), CultureInfo.InvariantCulture) is < 400 or > 9500)
            return false;
        if (unit[0] == 'y')
        {
            var result = int.Parse(from.AsSpan(0, 4), CultureInfo.InvariantCulture) + (sign * count);
            return result is > 0 and < 10_000 && Relative(words, i, unitAt + 2, Year(result), out date, out next);
        }
        if (unit[0] == 'm' && from.Length >= 7)
        {
            var result = new DateOnly(int.Parse(from.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(from.AsSpan(5, 2), CultureInfo.InvariantCulture), 1).AddMonths(sign * count);
            return Relative(words, i, unitAt + 2, $"{result.Year:0000}-{result.Month:00}", out date, out next);
        }
        if (unit[0] is 'w' or 'd' && DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var full))
        {
            var result = full.AddDays(sign * count * (unit[0] == 'w' ? 7 : 1));
            // "a week ago" and "weeks earlier" are seldom meant to the day.
            var value = unit[0] == 'w' ? $"{result.Year:0000}-{result.Month:00}" : result.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Relative(words, i, unitAt + 2, value, out date, out next);
        }
        return false;
    }

    /// <summary>The weekday a newspaper means: the nearest on or before the day of publication (0), the one before it (-1), the next (1).</summary>
    private static DateOnly Weekday(DateOnly published, int weekday, int shift)
    {
        var back = ((int)published.DayOfWeek - weekday + 7) % 7;
        if (shift < 0 && back == 0)
            back = 7;
        if (shift > 0)
            return published.AddDays(back == 0 ? 7 : 7 - back);
        return published.AddDays(-back);
    }

    private static bool Last(List<DateSpan> before, out int year)
    {
        for (var i = before.Count - 1; i >= 0 && i >= before.Count - 4; i--)
        {
            if ((before[i].Year ?? (before[i].Resolved is { } r && r[0] != '-' ? int.Parse(r.AsSpan(0, 4), CultureInfo.InvariantCulture) : null)) is { } found)
            {
                year = found;
                return true;
            }
        }
        year = 0;
        return false;
    }

    private static bool Relative(Words words, int i, int end, string value, out DateSpan date, out int next)
    {
        next = end;
        // "earlier this summer", "later that year" belong to the date.
        var start = words.IsAny(i - 1, ["earlier", "later", "late", "early"]) ? i - 1 : i;
        date = new(words[start].Start, words[end - 1].End, value, null, DateForm.Relative, value);
        return true;
    }

    private static bool IsDay(int year, int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static string Iso(int year, int month, int day) => $"{year:0000}-{month:00}-{day:00}";

    private static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);
}
