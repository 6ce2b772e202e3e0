using System.Text.RegularExpressions;

namespace Clementia.Law;

/// <summary>The places and values of a facts file in everyday words, for sentences that people read: the file's own names are for files.</summary>
public static partial class FactWords
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["sentenced"] = "the day of sentence",
        ["convicted"] = "the day of conviction",
        ["offense"] = "the days of the offense",
        ["offense.start"] = "the first day of the offense",
        ["offense.end"] = "the last day of the offense",
        ["acceptance"] = "acceptance of responsibility",
        ["found"] = "what the court found",
        ["found.offenseLevel"] = "the offense level that the court found",
        ["history"] = "the criminal history",
        ["history.category"] = "the criminal history category",
        ["history.points"] = "the criminal history points",
        ["careerOffender"] = "whether the court found a career offender",
        ["armedCareerCriminal"] = "whether the sentence was enhanced under 18 USC 924(e)",
        ["notice851"] = "whether the government gave notice of prior convictions (21 USC 851)",
        ["notice851.filed"] = "whether the government gave notice of prior convictions (21 USC 851)",
        ["motion3553e"] = "whether the government moved to go below the minimum (18 USC 3553(e))",
        ["safetyValve"] = "what the safety valve asks (18 USC 3553(f))",
        ["zeroPoint"] = "what USSG §4C1.1 asks",
        ["counts"] = "the counts",
        ["counts.statute"] = "the statute",
        ["counts.tier"] = "which penalties of 21 USC 841(b) apply",
        ["counts.drugs"] = "the drugs",
        ["counts.drugs.amount"] = "the weight of the drug",
        ["counts.deathOrInjury"] = "whether death or serious injury resulted",
        ["counts.object"] = "what the conspiracy was to do",
        ["groups"] = "the groups of counts",
        ["groups.drugs"] = "the drugs",
        ["groups.drugs.amount"] = "the weight of the drug",
        ["groups.drugs.drug"] = "which drug it was",
        ["groups.drug"] = "the circumstances of the drug offense",
        ["groups.drug.weapon"] = "whether a weapon was possessed",
        ["groups.drug.violence"] = "whether violence was used",
        ["groups.drug.noOther"] = "that no other circumstance of USSG §2D1.1(b) was found",
        ["groups.drug.deathOrInjury"] = "whether death or serious injury resulted",
        ["groups.role"] = "the role in the offense",
        ["groups.role.aggravating"] = "an aggravating role",
        ["groups.role.mitigating"] = "a mitigating role",
        ["groups.chapterThree"] = "the adjustments of chapter three",
        ["groups.loss"] = "the loss",
        ["groups.guideline"] = "the guideline of chapter two",
        ["groups.chapter2.base"] = "the base offense level",
    };

    private static readonly Dictionary<string, string> s_roles = new(StringComparer.Ordinal)
    {
        ["leader4"] = "leader or organizer, 4 levels",
        ["manager3"] = "manager or supervisor, 3 levels",
        ["any2"] = "any such role in a smaller activity, 2 levels",
        ["minimal"] = "minimal, 4 levels less",
        ["between"] = "between minimal and minor, 3 levels less",
        ["minor"] = "minor, 2 levels less",
        ["none"] = "none",
    };

    /// <summary>"the weight of the drug (count 1)" for "counts[0].drugs[0].amount"; the file's own name in quotation marks where there are no words for it.</summary>
    /// <param name="at">A place in a facts file.</param>
    public static string Of(string at)
    {
        var plain = Index().Replace(at, "");
        var places = new List<string>();
        foreach (var match in Index().Matches(at).Cast<Match>())
        {
            var of = at[..match.Index].Split('.')[^1];
            var number = int.Parse(match.Groups["n"].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture) + 1;
            // The first group and the first drug are usually the only ones; counts have numbers everywhere.
            if (of == "counts" || number > 1)
                places.Add($"{(of.EndsWith('s') ? of[..^1] : of)} {number}");
        }
        return s_names.TryGetValue(plain, out var words) ? places.Count == 0 ? words : $"{words} ({string.Join(", ", places)})" : $"“{at}”";
    }

    /// <summary>"leader or organizer, 4 levels" for "leader4" of a role; any other value as it stands.</summary>
    public static string Value(string at, string value) => at.Contains(".role.", StringComparison.Ordinal) && s_roles.TryGetValue(value, out var words) ? words : value;

    [GeneratedRegex(@"\[(?<n>\d{1,6})\]")]
    private static partial Regex Index();
}
