using System.Globalization;
using System.Text.RegularExpressions;

namespace Clementia.Casework;

/// <summary>Reads what people type, and the canonical forms, into values. It accepts only what it fully understands.</summary>
internal static class ValueReading
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;

    private static readonly Regex s_measure = new(@"^(?<n>\d+(?:\.\d+)?)\s*-?\s*(?<u>years?|yrs?|y|months?|mos?|m|weeks?|wks?|w|days?|d)$", Options);
    private static readonly Regex s_dollars = new(@"^(?:us)?\$?\s*(?<n>\d{1,3}(?:,\d{3})+|\d+)(?<c>\.\d{1,4})?\s*(?<s>hundred|thousand|million|billion|trillion|k|m|bn|b)?\s*(?:us\s*)?(?:dollars?|usd)?$", Options);
    private static readonly Regex s_weight = new(
        @"^(?<a>\d[\d,]*(?:\.\d+)?)\s*(?<ua>kilograms?|kilos?|kgs?|grams?|g|milligrams?|mg|metric tons?|tonnes?|pounds?|lbs?|ounces?|oz)?\s*(?:(?:-|to)\s*(?<b>\d[\d,]*(?:\.\d+)?)\s*)?(?<u>kilograms?|kilos?|kgs?|grams?|g|milligrams?|mg|metric tons?|tonnes?|pounds?|lbs?|ounces?|oz)?$", Options);
    private static readonly Regex s_usc = new(@"^(?:title\s+)?(?<t>\d{1,2})\s*(?:u\.?\s?s\.?\s?c\.?\s?(?:a\.?)?|united states code)\s*(?:§+|sections?|sec\.?)?\s*(?<s>\d+[a-z0-9-]*(?:\([a-z0-9]+\))*)$", Options);
    private static readonly Regex s_ussg = new(@"^(?:u\.?s\.?s\.?g\.?|guidelines?|sentencing guidelines?)\s*(?:manual\s*)?(?:§+|sections?|sec\.?)?\s*(?<s>[1-8][a-z]\d+\.\d+[a-z0-9.]*(?:\([a-z0-9]+\))*)$", Options);
    private static readonly Regex s_otherStatute = new(@"^[a-z0-9 .,()'&§:-]{4,80}$", Options);
    private static readonly Regex s_vote = new(@"^(?<a>\d{1,3})\s*(?:-|to|:)\s*(?<b>\d{1,3})$", Options);
    private static readonly Regex s_years = new(@"^(?:from\s+|between\s+)?(?<a>\d{4})(?:\s*(?:-|to|through|until|and)\s*(?<b>\d{4}|\d{2}))?$", Options);
    private static readonly Regex s_age = new(@"^(?:age[d]?\s+|in (?:her|his|their) )?(?<n>\d{1,3})(?<s>'?s)?(?:[\s-]*years?(?:[\s-]*old)?)?$", Options);
    private static readonly Regex s_iso = new(@"^(?<y>\d{4})(?:-(?<m>\d{2})(?:-(?<d>\d{2}))?)?$", Options);
    private static readonly Regex s_isoNoYear = new(@"^--(?<m>\d{2})(?:-(?<d>\d{2}))?$", Options);
    private static readonly Regex s_american = new(@"^(?<m>[a-z]{3,9})\.?(?:\s+(?<d>\d{1,2})(?:st|nd|rd|th)?)?(?:\s*,)?(?:\s+(?:of\s+)?(?<y>\d{4}))?$", Options);
    private static readonly Regex s_european = new(@"^(?:the\s+)?(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<m>[a-z]{3,9})\.?(?:\s*,)?(?:\s+(?<y>\d{4}))?$", Options);
    private static readonly Regex s_slashes = new(@"^(?<m>\d{1,2})/(?<d>\d{1,2})/(?<y>\d{4})$", Options);

    private static readonly string[] s_months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] s_small =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];

    private static readonly string[] s_tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    public static Outcome<Value> Read(CatalogAttribute attribute, string written)
    {
        var text = Plain(written);
        if (text.Length == 0)
            return new Refusal($"The value for {attribute.Id} is empty.", $"Write {Example(attribute)}.");
        if (text.Length > 400)
            return new Refusal($"The value for {attribute.Id} has {text.Length} characters.", "Write the value alone; the passage and the reason have places of their own.");
        Value? value = attribute.Type switch
        {
            AttributeType.Person => text.Any(char.IsLetter) ? new Value.Person(PersonName.Parse(text)) : null,
            AttributeType.Text => new Value.Words(text),
            AttributeType.Number => WholeNumber(text) is { } n ? new Value.Number(n) : null,
            AttributeType.Age => ReadAge(text),
            AttributeType.Term => ReadTerm(text),
            AttributeType.Duration => ReadSpan(text) is { } span ? new Value.Span(span.Months, span.Days) : null,
            AttributeType.Date => ReadDay(text),
            AttributeType.Year => ReadYears(text),
            AttributeType.Money => ReadDollars(text),
            AttributeType.Weight => ReadWeight(text),
            AttributeType.YesNo => text.ToLowerInvariant() switch { "yes" or "y" or "true" => new Value.YesNo(true), "no" or "n" or "false" => new Value.YesNo(false), _ => null },
            AttributeType.Choice => ReadChoice(attribute, text),
            AttributeType.Statute => ReadStatute(text),
            AttributeType.Vote => s_vote.Match(text) is { Success: true } m ? new Value.Vote(Int(m, "a"), Int(m, "b")) : null,
            AttributeType.Range => ReadBracket(text),
            _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute.Type, "The catalog names a type that no reader knows."),
        };
        if (value is not null)
            return value;
        return new Refusal($"'{text}' is no {Noun(attribute)} for {attribute.Id}.", $"Write {Example(attribute)}.");
    }

    private static string Noun(CatalogAttribute attribute) => attribute.Type switch
    {
        AttributeType.Person => "name of a person",
        AttributeType.Number => "whole number",
        AttributeType.Age => "age",
        AttributeType.Term => "sentence",
        AttributeType.Duration => "length of time",
        AttributeType.Date => "date",
        AttributeType.Year => "year",
        AttributeType.Money => "amount of dollars",
        AttributeType.Weight => "weight",
        AttributeType.YesNo => "answer",
        AttributeType.Choice => "choice",
        AttributeType.Statute => "citation of a statute",
        AttributeType.Vote => "vote",
        AttributeType.Range => "guideline range",
        _ => "value",
    };

    private static string Example(CatalogAttribute attribute) => attribute.Type switch
    {
        AttributeType.Person => "a name, as in \"Ana Ruiz\"",
        AttributeType.Text => "the words of the document",
        AttributeType.Number => "a whole number, as in \"16\"",
        AttributeType.Age => "full years or a decade, as in \"63\" or \"60s\"",
        AttributeType.Term => "\"life\", \"death\", \"time served\", or a term such as \"25 years\", \"a year and a day\" or \"life plus 25 years\"",
        AttributeType.Duration => "years, months, weeks or days, as in \"21 years\", \"84 months\" or \"a year and a day\"",
        AttributeType.Date => "a day of the calendar or as much of it as is known, as in \"June 6, 2018\", \"2018-06\" or \"2018\"",
        AttributeType.Year => "a year or a run of years, as in \"1994\" or \"1991-1994\"",
        AttributeType.Money => "US dollars, as in \"$200\" or \"$1,250.50\"",
        AttributeType.Weight => "a weight with its unit, as in \"1,500 kg\", \"50 grams\" or \"2,000 to 3,000 kg\"",
        AttributeType.YesNo => "\"yes\" or \"no\"",
        AttributeType.Choice => $"one of: {string.Join(", ", attribute.Choices.Select(choice => choice.Value))}{(attribute.Open ? ", or other: and your own word" : "")}",
        AttributeType.Statute => "it as in \"21 USC 841\" or \"USSG 2D1.1\"",
        AttributeType.Vote => "votes for and against, as in \"5-0\"",
        AttributeType.Range => "\"70-87 mo\", \"360 months to life\" or \"life\"",
        _ => "the value",
    };

    /// <summary>One line, single spaces, plain hyphens and apostrophes.</summary>
    private static string Plain(string text)
    {
        var plain = text.Replace('’', '\'').Replace('‘', '\'').Replace('–', '-').Replace('—', '-').Replace('‑', '-').Replace('−', '-').Replace('\u00A0', ' ');
        return string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>"16", "1,500", "sixteen", "twenty-five", "a dozen", "two hundred and nine". Null when it is no whole number below a trillion.</summary>
    internal static long? WholeNumber(string text)
    {
        var digits = text.Replace(",", "");
        if (digits.Length is > 0 and < 13 && digits.All(char.IsAsciiDigit))
        {
            return text.Contains(',', StringComparison.Ordinal) && !(text.IndexOf(',', StringComparison.Ordinal) is >= 1 and <= 3 && text.Split(',').Skip(1).All(group => group.Length == 3))
                ? null
                : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        long total = 0, group = -1;
        foreach (var word in text.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            var small = Array.IndexOf(s_small, word);
            var ten = Array.IndexOf(s_tens, word);
            if (word == "and" && group > 0)
                continue;
            if (small >= 0 && (group < 0 || (small > 0 && group % 100 == 0) || (small is > 0 and < 10 && group % 10 == 0 && group % 100 >= 20)))
                group = Math.Max(group, 0) + small;
            else if (ten >= 2 && (group < 0 || group % 100 == 0))
                group = Math.Max(group, 0) + (ten * 10);
            else if (word is "a" or "an" && group < 0 && total == 0)
                group = 1;
            else if (word == "dozen" && group < 100)
                group = (group < 0 ? 1 : group) * 12;
            else if (word == "hundred" && group is > 0 and < 10)
                group *= 100;
            else if (word is "thousand" or "million" && group is > 0 and < 1000)
                (total, group) = (total + (group * (word == "thousand" ? 1000 : 1_000_000)), 0);
            else
                return null;
        }
        return group < 0 || text.ToLowerInvariant() is "a" or "an" ? null : total + group;
    }

    private static Value.Age? ReadAge(string text)
    {
        var match = s_age.Match(text);
        if (!match.Success)
            return WholeNumber(text.ToLowerInvariant().Replace(" years old", "")) is { } n and < 130 ? new Value.Age((int)n, false) : null;
        var years = Int(match, "n");
        var decade = match.Groups["s"].Success || text.StartsWith("in ", StringComparison.OrdinalIgnoreCase);
        return years >= 130 || (decade && years % 10 != 0) ? null : new Value.Age(years, decade);
    }

    private static Value.Imprisonment? ReadTerm(string text)
    {
        var lower = text.ToLowerInvariant().Trim('.', ' ');
        if (lower.StartsWith("a ", StringComparison.Ordinal) && lower.Contains("life", StringComparison.Ordinal))
            lower = lower[2..];
        // What is said of parole stands in an attribute of its own (sentence.parole).
        foreach (var tail in (string[])[" without the possibility of parole", " without possibility of parole", " without parole", " in prison", " imprisonment", " of imprisonment", " in federal prison", " sentence"])
            lower = lower.Replace(tail, "");
        lower = lower.Replace("life term", "life").Replace("term of ", "").Trim();
        if (lower is "death" or "the death penalty")
            return new(SentenceKind.Death, 0, 0);
        if (lower is "time served" or "time already served")
            return new(SentenceKind.TimeServed, 0, 0);
        if (lower is "life")
            return new(SentenceKind.Life, 0, 0);
        if (lower.StartsWith("life", StringComparison.Ordinal))
        {
            var rest = lower[4..].TrimStart();
            foreach (var plus in (string[])["plus ", "and ", "+"])
            {
                if (rest.StartsWith(plus, StringComparison.Ordinal))
                    return ReadSpan(rest[plus.Length..].Trim()) is { } further && (further.Months > 0 || further.Days > 0) ? new(SentenceKind.Life, further.Months, further.Days) : null;
            }
            return null;
        }
        return ReadSpan(lower) is { } span ? new(SentenceKind.Term, span.Months, span.Days) : null;
    }

    /// <summary>"25 years", "84 mo", "12 mo 1 d", "a year and a day", "seven years and three months", "22 1/2 years". Months and days stay apart.</summary>
    internal static (int Months, int Days)? ReadSpan(string written)
    {
        var text = written.ToLowerInvariant().Replace(" and a half years", ".5 years").Replace(" 1/2 years", ".5 years").Replace("½ years", ".5 years");
        var pieces = text.Replace(" and ", ", ").Replace(" plus ", ", ").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(SplitMeasures).ToList();
        if (pieces.Count is 0 or > 4)
            return null;
        decimal months = 0;
        decimal days = 0;
        var last = -1;
        foreach (var piece in pieces)
        {
            var match = s_measure.Match(piece);
            decimal number;
            string unit;
            if (match.Success)
                (number, unit) = (decimal.Parse(match.Groups["n"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), match.Groups["u"].Value);
            else if (piece.LastIndexOfAny([' ', '-']) is > 0 and var cut && WordNumber(piece[..cut]) is { } n && piece[(cut + 1)..] is "year" or "years" or "month" or "months" or "week" or "weeks" or "day" or "days")
                (number, unit) = (n, piece[(piece.LastIndexOfAny([' ', '-']) + 1)..]);
            else
                return null;
            var rank = unit[0] switch { 'y' => 0, 'm' => 1, 'w' => 2, _ => 3 };
            if (rank <= last || number > 12_000)
                return null;
            last = rank;
            switch (rank)
            {
                case 0: months += number * 12; break;
                case 1: months += number; break;
                case 2: days += number * 7; break;
                default: days += number; break;
            }
        }
        return months == decimal.Truncate(months) && days == decimal.Truncate(days) ? ((int)months, (int)days) : null;
    }

    // "12 mo 1 d" is two measures without a comma.
    private static IEnumerable<string> SplitMeasures(string piece)
    {
        var words = piece.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 4 && char.IsAsciiDigit(words[0][0]) && char.IsAsciiDigit(words[2][0]) ? [$"{words[0]} {words[1]}", $"{words[2]} {words[3]}"] : [piece];
    }

    private static long? WordNumber(string words) => words is "a" or "an" or "one" ? 1 : WholeNumber(words);

    private static Value.Day? ReadDay(string text)
    {
        foreach (var form in (Regex[])[s_iso, s_isoNoYear, s_slashes, s_american, s_european])
        {
            var match = form.Match(text);
            if (!match.Success)
                continue;
            int? year = match.Groups["y"] is { Success: true } ? Int(match, "y") : null;
            int? day = match.Groups["d"] is { Success: true } ? Int(match, "d") : null;
            int? month = null;
            if (match.Groups["m"] is { Success: true, Value: var m })
            {
                month = char.IsAsciiDigit(m[0]) ? Int(match, "m") : Array.FindIndex(s_months, name => Same(name, m) || (m.Length is 3 or 4 && name.StartsWith(m, StringComparison.OrdinalIgnoreCase))) + 1;
                if (month is < 1 or > 12)
                    return null;
            }
            if (year is < 1600 or > 2200 || (year is null && month is null))
                return null;
            // February 29 is a day of some year when the year is not told.
            return day is { } d && (d < 1 || d > DateTime.DaysInMonth(year ?? 2000, month ?? 1)) ? null : new Value.Day(year, month, day);
        }
        return null;
    }

    private static Value.YearSpan? ReadYears(string text)
    {
        if (s_years.Match(text) is not { Success: true } match)
            return null;
        var first = Int(match, "a");
        var last = first;
        if (match.Groups["b"].Success)
        {
            last = Int(match, "b");
            if (match.Groups["b"].Length == 2)
                last += first / 100 * 100;
        }
        return first is < 1600 or > 2200 || last > 2200 || last < first ? null : new Value.YearSpan(first, last);
    }

    private static Value.Dollars? ReadDollars(string text)
    {
        if (s_dollars.Match(text) is not { Success: true } match)
            return null;
        var digits = match.Groups["n"].Value.Replace(",", "");
        if (digits.Length > 15)
            return null;
        var amount = decimal.Parse(digits + match.Groups["c"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        amount *= match.Groups["s"].Value.ToLowerInvariant() switch
        {
            "hundred" => 100,
            "thousand" or "k" => 1000,
            "million" or "m" => 1_000_000,
            "billion" or "b" or "bn" => 1_000_000_000,
            "trillion" => 1_000_000_000_000,
            _ => 1,
        };
        // There is nothing smaller than a cent.
        return amount * 100 == decimal.Truncate(amount * 100) ? new Value.Dollars(amount) : null;
    }

    private static Value.Weight? ReadWeight(string text)
    {
        if (s_weight.Match(text) is not { Success: true } match)
            return null;
        var unit = match.Groups["u"].Success ? match.Groups["u"].Value : match.Groups["ua"].Value;
        if (unit.Length == 0 || (match.Groups["ua"].Success && match.Groups["u"].Success && Unit(unit) != Unit(match.Groups["ua"].Value)))
            return null;
        var (kept, factor) = Unit(unit);
        if (Amount(match.Groups["a"].Value) is not { } least)
            return null;
        var most = match.Groups["b"].Success ? Amount(match.Groups["b"].Value) : least;
        if (most is null || most < least)
            return null;
        // Ounces are sixteenths of a pound, so four decimals hold them exactly.
        return new Value.Weight(least * factor, most.Value * factor, kept);

        static decimal? Amount(string digits)
        {
            var whole = digits.Split('.')[0].Split(',');
            if (whole.Length > 1 && (whole[0].Length is 0 or > 3 || whole.Skip(1).Any(group => group.Length != 3)))
                return null;
            var bare = digits.Replace(",", "");
            return bare.Length > 15 ? null : decimal.Parse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }

        static (string Kept, decimal Factor) Unit(string unit) => unit.ToLowerInvariant() switch
        {
            "g" or "gram" or "grams" => ("kg", 0.001m),
            "mg" or "milligram" or "milligrams" => ("kg", 0.000001m),
            "tonne" or "tonnes" or "metric ton" or "metric tons" => ("kg", 1000m),
            "lb" or "lbs" or "pound" or "pounds" => ("lb", 1m),
            "oz" or "ounce" or "ounces" => ("lb", 0.0625m),
            _ => ("kg", 1m),
        };
    }

    private static Value.Choice? ReadChoice(CatalogAttribute attribute, string text)
    {
        foreach (var choice in attribute.Choices)
        {
            if (Same(text, choice.Value) || Same(text, choice.Label) || choice.Says.Any(said => Same(said, text)))
                return new Value.Choice(choice.Value, choice.Label);
        }
        if (attribute.Open && text.StartsWith("other:", StringComparison.OrdinalIgnoreCase) && text.Length > 6)
            return new Value.Choice($"other:{text[6..].Trim()}", text[6..].Trim());
        return null;
    }

    private static Value.Statute? ReadStatute(string text)
    {
        if (s_usc.Match(text) is { Success: true } usc)
            return new Value.Statute($"{usc.Groups["t"].Value} USC {usc.Groups["s"].Value}");
        if (s_ussg.Match(text) is { Success: true } ussg)
            return new Value.Statute($"USSG {ussg.Groups["s"].Value.ToUpperInvariant()[..2]}{ussg.Groups["s"].Value[2..]}");
        if (!s_otherStatute.IsMatch(text) || !text.Any(char.IsAsciiDigit) || !text.Any(char.IsAsciiLetter))
            return null;
        // "22 D.C. Code § 2103" and "22 DC Code 2103" are one citation.
        var words = text.Replace("§", " ").Replace("D.C.", "DC", StringComparison.OrdinalIgnoreCase).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Value.Statute(string.Join(' ', words));
    }

    private static Value.Bracket? ReadBracket(string text)
    {
        var lower = text.ToLowerInvariant().Replace(" to ", "-").Replace(" - ", "-");
        if (lower is "life" or "life-life")
            return new Value.Bracket(null, null);
        var dash = lower.IndexOf('-', StringComparison.Ordinal);
        if (dash < 1)
            return null;
        var (left, right) = (lower[..dash].Trim(), lower[(dash + 1)..].Trim());
        var bare = right is "life" ? null : right.All(char.IsAsciiDigit) ? ReadSpan(right + " mo") : ReadSpan(right);
        if (right != "life" && bare is not { Days: 0 })
            return null;
        // "70-87 months": the unit stands once; years on the right mean years on the left too.
        var unit = right.Contains('y', StringComparison.Ordinal) ? " years" : " mo";
        var least = left.All(char.IsAsciiDigit) ? ReadSpan(left + unit) : ReadSpan(left);
        return least is not { Days: 0 } || (bare is { } most && most.Months < least.Value.Months) ? null : new Value.Bracket(least.Value.Months, bare?.Months);
    }
}
