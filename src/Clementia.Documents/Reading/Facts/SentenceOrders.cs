namespace Clementia.Documents.Reading.Facts;

/// <summary>What a part of a sentence, or of a grant that changes it, orders.</summary>
internal enum OrderKind
{
    /// <summary>Prison.</summary>
    Imprisonment,
    /// <summary>Supervised release.</summary>
    SupervisedRelease,
    /// <summary>Special parole, the older form of supervised release.</summary>
    SpecialParole,
    /// <summary>Probation.</summary>
    Probation,
    /// <summary>Home confinement.</summary>
    HomeConfinement,
    /// <summary>A fine.</summary>
    Fine,
    /// <summary>Restitution.</summary>
    Restitution,
    /// <summary>Forfeiture or a money judgment.</summary>
    Forfeiture,
    /// <summary>The special assessment.</summary>
    Assessment,
    /// <summary>The term to which a grant commutes the prison sentence.</summary>
    NewTerm,
    /// <summary>The day on which a grant lets the prison sentence expire.</summary>
    Expiry,
    /// <summary>A grant commutes to the time already served.</summary>
    TimeServed,
    /// <summary>A grant remits money still owed.</summary>
    Remission,
    /// <summary>A grant leaves a part of the sentence as it was.</summary>
    LeftIntact,
    /// <summary>What the grant is conditioned upon.</summary>
    Condition,
    /// <summary>Serve the rest of the term in home confinement.</summary>
    RemainderAtHome,
    /// <summary>The court gave no such part.</summary>
    None,
}

/// <summary>One part of a sentence as an official list writes it.</summary>
/// <param name="Kind">What it orders.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Value">"240 mo", "life+60 mo", dollars, an ISO date, or the words of a condition.</param>
/// <param name="Case">The number before it where the list numbers several cases; 0 when it does not.</param>
/// <param name="Amended">Whether it replaces what stood before.</param>
/// <param name="Date">The day the list gives for it, or null.</param>
internal readonly record struct OrderPart(OrderKind Kind, int Start, int End, string Value, int Case, bool Amended, string? Date);

/// <summary>A sentence, or the terms of a grant, read whole.</summary>
/// <param name="Parts">In the order of the text.</param>
/// <param name="Leftover">Words that the reader could not place; empty when all was read.</param>
internal sealed record SentenceOrder(IReadOnlyList<OrderPart> Parts, IReadOnlyList<string> Leftover);

/// <summary>
/// Reads a sentence as official lists write it ("240 months' imprisonment; 10 years' supervised release; $1,000 fine (May 3,
/// 2004); amended to 188 months' imprisonment") and the terms of a grant, part by part, and says which words it did not read.
/// </summary>
internal static class SentenceOrders
{
    private static readonly HashSet<string> s_glue = new(StringComparer.Ordinal)
    {
        "imprisonment", "supervised", "release", "of", "term", "terms", "sentence", "sentences", "prison", "to", "a", "an", "the", "and", "fine", "restitution", "forfeiture", "special", "parole", "assessment",
        "money", "judgment", "obligation", "order", "in", "amount", "amended", "concurrent", "consecutive", "concurrently", "consecutively", "partially", "commuted", "expire", "on", "is", "be", "with",
        "s", "all", "each", "case", "run", "by", "as", "for", "his", "her", "their", "from", "plus", "or", "no", "total", "confinement", "served", "federal", "state", "count", "counts", "remand", "death", "row",
    };

    /// <summary>Reads one sentence or one grant's terms.</summary>
    public static SentenceOrder Read(string text)
    {
        var words = Words.Of(text);
        return Read(words, 0, words.Count);
    }

    /// <summary>Reads the tokens from one index to before another.</summary>
    public static SentenceOrder Read(Words words, int first, int last)
    {
        var terms = Terms.FindAll(words);
        var dates = Dates.FindAll(words, null);
        var moneys = Quantities.FindMoney(words);
        var parts = new List<OrderPart>();
        var leftover = new List<string>();
        int number = 0, term = 0, date = 0, money = 0;
        var amended = false;
        var grant = false;
        // Parts that wait for the date in brackets behind them.
        var open = 0;
        for (var i = first; i < last;)
        {
            var start = words[i].Start;
            while (term < terms.Count && terms[term].End <= start)
                term++;
            while (date < dates.Count && dates[date].End <= start)
                date++;
            while (money < moneys.Count && moneys[money].End <= start)
                money++;
            if (words[i].Kind == TokenKind.Number && words.Is(i + 1, ".") && words[i].Lower.Length <= 2 && (i == first || words.IsAny(i - 1, ["|", ";", "&", ":", "."]) || words.Text.AsSpan(words[i - 1].End, start - words[i - 1].End).Contains('\n')))
            {
                number = int.Parse(words[i].Lower, System.Globalization.CultureInfo.InvariantCulture);
                amended = false;
                open = parts.Count;
                i += 2;
                continue;
            }
            if (words.Is(i, "amended"))
            {
                amended = true;
                open = parts.Count;
                i++;
                continue;
            }
            if (words.Is(i, "commuted") || words.After(i, "to expire") > 0)
                grant = true;
            if (Phrase(words, i, last, grant, out var kind, out var next))
            {
                parts.Add(new(kind, start, words[next - 1].End, words.Text[start..words[next - 1].End], number, amended, null));
                i = next;
                continue;
            }
            if (money < moneys.Count && moneys[money].Start <= start)
            {
                var amount = moneys[money];
                next = words.At(amount.End);
                kind = MoneyKind(words, i, ref next, last);
                parts.Add(new(kind, amount.Start, words[next - 1].End, amount.Value, number, amended, null));
                i = next;
                continue;
            }
            if (term < terms.Count && terms[term].Start <= start && terms[term].End > start)
            {
                var length = terms[term];
                next = words.At(length.End);
                kind = TermKind(words, i, ref next, last, grant);
                // In brackets, "(60 months' concurrent, 24 consecutive)" says how the term before it runs.
                if (!(words.Is(i - 1, "(") && (words.IsAny(next, ["concurrent", "consecutive"]) || words.Is(next, "days") || words.Is(next, ")"))))
                    parts.Add(new(kind, length.Start, words[next - 1].End, length.Value, number, amended, null));
                i = next;
                continue;
            }
            if (date < dates.Count && dates[date].Start <= start)
            {
                var day = dates[date];
                next = words.At(day.End);
                if (words.Is(i - 1, "(") || words.Is(next, ")"))
                {
                    for (var p = open; p < parts.Count; p++)
                    {
                        if (parts[p].Date is null)
                            parts[p] = parts[p] with { Date = day.Value };
                    }
                    open = parts.Count;
                }
                else if (grant || words.Is(i - 1, "on"))
                    parts.Add(new(OrderKind.Expiry, start, day.End, day.Value, number, amended, null));
                else
                    leftover.Add(words.Text[start..day.End]);
                i = next;
                continue;
            }
            if (words[i].Kind == TokenKind.Number)
            {
                if (!(words.IsAny(i + 1, ["consecutive", "concurrent"]) || words.IsAny(i + 1, ["&", ",", "and"])))
                    leftover.Add(words[i].Lower);
            }
            else if (words[i].Kind == TokenKind.Word && !s_glue.Contains(words[i].Lower) && !(Numbers.Read(words, i, out _, out var behind) && words.IsAny(behind, ["consecutive", "concurrent", ")"])))
                leftover.Add(words[i].Lower);
            i++;
        }
        return new(parts, leftover);
    }

    private static OrderKind TermKind(Words words, int first, ref int next, int last, bool grant)
    {
        for (var j = next; j < Math.Min(last, next + 5); j++)
        {
            switch (words[j].Lower)
            {
                case "supervised" or "supervision":
                    next = words.Is(j + 1, "release") ? j + 2 : j + 1;
                    return OrderKind.SupervisedRelease;
                case "special" when words.Is(j + 1, "parole"):
                    next = j + 2;
                    return OrderKind.SpecialParole;
                case "parole" when !words.IsAny(j - 1, ["without", "of"]):
                    next = j + 1;
                    return OrderKind.SpecialParole;
                case "probation":
                    next = j + 1;
                    return OrderKind.Probation;
                case "home" when words.IsAny(j + 1, ["confinement", "detention"]):
                    next = j + 2;
                    return OrderKind.HomeConfinement;
                case "imprisonment" or "prison" or "incarceration" or "custody" or "confinement":
                    next = j + 1;
                    return grant ? OrderKind.NewTerm : OrderKind.Imprisonment;
                case "of" or "'" or "-" or "term" or "in" or "federal" or "a" or "s":
                    continue;
            }
            break;
        }
        return grant && words.IsAny(first - 1, ["to", "of", "a"]) ? OrderKind.NewTerm : OrderKind.Imprisonment;
    }

    private static OrderKind MoneyKind(Words words, int first, ref int next, int last)
    {
        for (var j = next; j < Math.Min(last, next + 3); j++)
        {
            if (words.IsAny(j, ["fine", "restitution", "forfeiture", "assessment", "judgment"]))
            {
                next = j + 1;
                return words[j].Lower switch { "fine" => OrderKind.Fine, "restitution" => OrderKind.Restitution, "assessment" => OrderKind.Assessment, _ => OrderKind.Forfeiture };
            }
            if (!words.IsAny(j, ["special", "money", "criminal", "in"]))
                break;
        }
        for (var j = first - 1; j >= 0 && j > first - 8; j--)
        {
            if (words.IsAny(j, [";", "."]))
                break;
            if (words.IsAny(j, ["fine", "restitution", "forfeiture", "assessment", "judgment"]))
                return words[j].Lower switch { "fine" => OrderKind.Fine, "restitution" => OrderKind.Restitution, "assessment" => OrderKind.Assessment, _ => OrderKind.Forfeiture };
        }
        // A bare amount in a sentence is a fine.
        return OrderKind.Fine;
    }

    /// <summary>Set phrases of grants, each read whole up to the mark that ends it.</summary>
    private static bool Phrase(Words words, int i, int last, bool grant, out OrderKind kind, out int next)
    {
        kind = default;
        next = i;
        if (words.After(i, "time served") is > 0 and var served)
        {
            kind = grant ? OrderKind.TimeServed : OrderKind.Imprisonment;
            next = served;
            return true;
        }
        if (words.After(i, "no supervised release") is > 0 and var none)
        {
            kind = OrderKind.None;
            next = none;
            return true;
        }
        if (words.Is(i, "leaving") && words.Is(i + 1, "intact"))
        {
            kind = OrderKind.LeftIntact;
            next = End(words, i, last, [";", "|"]);
            return true;
        }
        if (words.IsAny(i, ["conditioned", "condition"]) && words.IsAny(i + 1, ["upon", "on", "that"]))
        {
            kind = OrderKind.Condition;
            next = i + 2;
            while (next < last && !words.IsAny(next, [";", "|"]) && !(words.Is(next, "leaving") && words.Is(next + 1, "intact")) && !(words.Is(next, ".") && !words.IsGlued(next + 1)))
                next++;
            return true;
        }
        if (words.After(i, "remainder to be served in home confinement") is > 0 and var home)
        {
            kind = OrderKind.RemainderAtHome;
            next = home;
            return true;
        }
        // "(and the) unpaid balance of the $1,000 fine remitted (at the time of his release)", "full order requiring ... also commuted"
        if (words.IsAny(i, ["unpaid", "repayment", "remission", "obligation"]) || words.After(i, "full order") > 0)
        {
            var end = i;
            var told = words.Is(i, "remission");
            while (end < last && !words.IsAny(end, [";", "|"]) && !(words.Is(end, ".") && !words.IsGlued(end + 1)) && !(words.Is(end, ",") && (words.IsAny(end + 1, ["leaving", "conditioned"]) || words.After(end + 1, "and leaving") > 0)))
            {
                told |= words.IsAny(end, ["remitted", "commuted"]);
                end++;
            }
            if (!told)
                return false;
            kind = OrderKind.Remission;
            next = end;
            return true;
        }
        if (words.After(i, "term of supervised release commuted") is > 0 and var whole)
        {
            kind = OrderKind.Remission;
            next = words.After(whole, "in its entirety") is > 0 and var entirety ? entirety : whole;
            return true;
        }
        if (words.After(i, "supervised release term commuted to") is > 0 and var changed)
        {
            kind = OrderKind.SupervisedRelease;
            next = End(words, changed, last, [",", ";"]);
            return true;
        }
        // "Prison sentence for conviction imposed in the Western District of Arcadia": which sentence is meant.
        if (words.After(i, "for conviction") is > 0 || words.After(i, "for the conviction") > 0)
        {
            kind = OrderKind.None;
            next = i;
            while (next < last && !words.Is(next, "commuted"))
                next++;
            return next < last;
        }
        return false;
    }

    private static int End(Words words, int i, int last, ReadOnlySpan<string> marks)
    {
        var end = i;
        while (end < last && !words.IsAny(end, marks) && !(words.Is(end, ".") && !words.IsGlued(end + 1)))
            end++;
        return Math.Max(end, i + 1);
    }
}
