using System.Globalization;

namespace Clementia.Documents.Reading.Facts;

/// <summary>An amount of dollars in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Dollars">The amount.</param>
/// <param name="Approximate">"nearly $2 million".</param>
/// <param name="AtLeast">"more than $2 million".</param>
internal readonly record struct MoneySpan(int Start, int End, decimal Dollars, bool Approximate, bool AtLeast)
{
    /// <summary>Dollars as the catalog writes them: without cents when there are none.</summary>
    public string Value => Dollars.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A quantity of a drug in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Value">"2000-3000 kg", "50 g", "100 lb".</param>
/// <param name="Drug">In the catalog's words ("cocaine", "crack cocaine"), or null when not named beside it.</param>
/// <param name="Approximate">"about 50 grams".</param>
/// <param name="AtLeast">"50 grams or more".</param>
internal readonly record struct DrugQuantitySpan(int Start, int End, string Value, string? Drug, bool Approximate, bool AtLeast);

/// <summary>A drug named in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Name">In the catalog's words: "cocaine", "crack cocaine", "marijuana", "methamphetamine", "heroin" ...</param>
internal readonly record struct DrugSpan(int Start, int End, string Name);

/// <summary>Reads amounts of money and of drugs.</summary>
internal static class Quantities
{
    /// <summary>All amounts of dollars, left to right; "two hundred dollars ($200)" is one.</summary>
    public static List<MoneySpan> FindMoney(Words words)
    {
        var found = new List<MoneySpan>();
        for (var i = 0; i < words.Count;)
        {
            var next = i + 1;
            if (words.Is(i, "$") && words[i + 1].Kind == TokenKind.Number && Numbers.Read(words, i + 1, out var number, out var after))
            {
                next = after;
                var value = number.Value;
                if (!number.InWords && number.Value < 1_000_000_000 && words.IsGlued(after) && words[after].Lower is "m" or "k" or "b" or "mm" or "bn")
                {
                    value *= words[after].Lower switch { "k" => 1_000m, "b" or "bn" => 1_000_000_000m, _ => 1_000_000m };
                    next++;
                }
                found.Add(Make(words, i, next, value));
            }
            else if (Numbers.Read(words, i, out number, out after) && number.Kind == NumberKind.Cardinal && words.IsAny(after, ["dollars", "dollar"]))
            {
                next = after + 1;
                // The digits in brackets repeat the words.
                if (words.Is(next, "(") && words.Is(next + 1, "$") && Numbers.Read(words, next + 2, out _, out var digits) && words.Is(digits, ")"))
                    next = digits + 1;
                found.Add(Make(words, i, next, number.Value));
            }
            i = next;
        }
        return found;
    }

    private static MoneySpan Make(Words words, int first, int next, decimal value)
    {
        var approximate = words.IsAny(first - 1, ["nearly", "almost", "about", "roughly", "approximately", "around", "some"]) || (words.Is(first - 1, "to") && words.Is(first - 2, "close"));
        var atLeast = (words.Is(first - 1, "than") && words.Is(first - 2, "more")) || words.IsAny(first - 1, ["over"]) || (words.Is(first - 1, "least") && words.Is(first - 2, "at")) || words.After(next, "or more") > 0;
        return new(words[first].Start, words[next - 1].End, value, approximate, atLeast);
    }

    /// <summary>All drugs named, left to right.</summary>
    public static List<DrugSpan> FindDrugs(Words words)
    {
        var found = new List<DrugSpan>();
        for (var i = 0; i < words.Count;)
        {
            if (DrugAt(words, i, out var name, out var next))
            {
                found.Add(new(words[i].Start, words[next - 1].End, name));
                i = next;
            }
            else
                i++;
        }
        return found;
    }

    /// <summary>The drug named at the token.</summary>
    public static bool DrugAt(Words words, int i, out string name, out int next)
    {
        next = i + 1;
        name = "";
        switch (words[i].Lower)
        {
            case "crack":
                // "crack down", "a crack in": the drug is followed by cocaine or a word of dealing, or stands behind "of".
                if (words.Is(i + 1, "cocaine"))
                    next = i + 2;
                else if (words.IsAny(i - 1, ["enough", "some", "hide", "hiding", "hid", "buy", "bought", "smoke", "smoked", "smoking", "moving", "moved", "cooked", "cooking", "cook", "stored", "storing", "deliver", "delivered", "delivering", "carrying", "carried", "with", "for", "possessing", "peddling", "distribution"]) && !words.IsAny(i + 1, ["down", "in"]) && words[i + 1].Kind != TokenKind.Number)
                {
                }
                else if (!(words.IsAny(i + 1, ["ring", "operation", "offender", "charge", "distribution", "conviction", "convictions", "sentence", "sentences", "trade", "business", "ringleader", "dealer", "dealers", "house", "conspiracy", "trafficking", "offense", "offenses", "charges", "case", "epidemic"]) || words.IsAny(i - 1, ["of", "selling", "sold", "sell", "distributing", "distribute", "dealing", "and", "("])) || words.IsAny(i + 1, ["down", "in"]))
                    return false;
                name = "crack cocaine";
                return true;
            case "cocaine":
                name = "cocaine";
                if (words.Is(i + 1, "base"))
                {
                    name = "crack cocaine";
                    next = i + 2;
                    if (words.Is(next, "(") && words.Is(next + 1, "crack"))
                    {
                        next += words.Is(next + 2, "cocaine") ? 3 : 2;
                        if (words.Is(next, ")"))
                            next++;
                    }
                }
                else if (words.Is(i + 1, "(") && words.Is(i + 2, "crack") && words.Is(i + 3, ")"))
                {
                    name = "crack cocaine";
                    next = i + 4;
                }
                else if (words.Is(i + 1, "hydrochloride"))
                    next = i + 2;
                return true;
            case "marijuana" or "marihuana" or "cannabis":
                name = "marijuana";
                return true;
            case "methamphetamine" or "methamphetamines" or "meth":
                name = "methamphetamine";
                return true;
            case "heroin" or "fentanyl" or "lsd" or "pcp" or "mdma" or "oxycodone" or "hashish" or "hydrocodone" or "ketamine" or "opium" or "amphetamine":
                name = words[i].Lower;
                if (name is "lsd" or "pcp" or "mdma")
                    name = name.ToUpperInvariant();
                return true;
            case "ecstasy":
                name = "MDMA";
                return true;
        }
        return false;
    }

    /// <summary>All quantities of drugs: a number, a unit of weight, and a drug beside it or "of" a substance.</summary>
    public static List<DrugQuantitySpan> FindDrugQuantities(Words words)
    {
        var found = new List<DrugQuantitySpan>();
        for (var i = 0; i < words.Count;)
        {
            if (ReadQuantity(words, i, out var quantity, out var next))
            {
                found.Add(quantity);
                i = next;
            }
            else
                i++;
        }
        return found;
    }

    private static bool ReadQuantity(Words words, int i, out DrugQuantitySpan quantity, out int next)
    {
        quantity = default;
        next = i;
        if (words.Is(i - 1, "$") || !Numbers.Read(words, i, out var low, out var at) || low.Kind != NumberKind.Cardinal)
            return false;
        decimal? high = null;
        if (words.IsAny(at, ["to", "-", "–"]) || (words.Is(at, "and") && words.Is(i - 1, "between")))
        {
            if (Numbers.Read(words, at + 1, out var upper, out var afterUpper) && upper.Kind == NumberKind.Cardinal && upper.Value > low.Value && UnitAt(words, afterUpper) is not null)
            {
                high = upper.Value;
                at = afterUpper;
            }
        }
        if (UnitAt(words, at) is not { } unit)
            return false;
        at++;
        if (words.Is(at - 1, "-") || (words.Is(at, ".") && words.IsGlued(at) && words[at - 1].Lower is "lbs" or "oz" or "kg"))
            at++;
        var end = at;
        var atLeast = false;
        if (words.After(at, "or more") is > 0 and var orMore)
        {
            atLeast = true;
            end = at = orMore;
        }
        // "of (a mixture or substance containing a detectable amount of) cocaine"
        string? drug = null;
        for (var j = at; j < at + 16 && j < words.Count; j++)
        {
            if (DrugAt(words, j, out var name, out var afterDrug))
            {
                drug = name;
                end = afterDrug;
                break;
            }
            if (words[j].Kind == TokenKind.Mark && words[j].Lower is not ("(" or ")" or "-"))
                break;
            if (!words.IsAny(j, ["of", "a", "an", "the", "mixture", "mixtures", "and", "or", "substance", "substances", "containing", "detectable", "amount", "quantity", "pure", "actual", "powder", "raw", "mexican", "colombian", "high", "grade", "(", ")", "-", "controlled", "worth", "kilograms", "processed", "drug", "drugs", "more", "illegal", "liquid"]))
                break;
        }
        if (drug is null && words.Is(at, "of") && words.IsAny(at + 1, ["drugs", "narcotics", "a", "the"]) && (words.IsAny(at + 1, ["drugs", "narcotics"]) || words.IsAny(at + 2, ["drug", "drugs", "controlled", "substance", "mixture"])))
            end = at + 2;
        else if (drug is null)
        {
            // "the PSR attributed 2,000 to 3,000 kilograms to her": weight alone, the drug told before it.
            if (!words.IsAny(at - 1, ["kilograms", "kilogram", "kilos", "kilo", "kg", "grams"]))
                return false;
        }
        var from = i;
        var approximate = words.IsAny(i - 1, ["about", "approximately", "nearly", "roughly", "almost", "some", "around"]);
        if ((words.Is(i - 1, "than") && words.Is(i - 2, "more")) || (words.Is(i - 1, "least") && words.Is(i - 2, "at")) || (words.Is(i - 1, "of") && words.Is(i - 2, "excess")) || words.Is(i - 1, "over"))
            atLeast = true;
        var (factor, name2) = unit;
        string Number(decimal value) => (value * factor).ToString("0.###", CultureInfo.InvariantCulture);
        quantity = new(words[from].Start, words[end - 1].End, high is { } h ? $"{Number(low.Value)}-{Number(h)} {name2}" : $"{Number(low.Value)} {name2}", drug, approximate, atLeast);
        next = end;
        return true;
    }

    private static (decimal Factor, string Name)? UnitAt(Words words, int i)
    {
        var lower = words[i].Lower;
        if (lower == "-")
            lower = words[i + 1].Lower;
        return lower switch
        {
            "kilograms" or "kilogram" or "kilos" or "kilo" or "kg" or "kgs" => (1, "kg"),
            "grams" or "gram" or "g" => (1, "g"),
            "pounds" or "pound" or "lbs" or "lb" => (1, "lb"),
            "ounces" or "ounce" or "oz" => (1, "oz"),
            "tons" or "ton" or "tonnes" => (lower.StartsWith("tonne", StringComparison.Ordinal) ? 1000 : 907, "kg"),
            _ => null,
        };
    }
}
