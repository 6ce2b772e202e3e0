using System.Globalization;

namespace Clementia.Casework;

/// <summary>To what a commutation brings a sentence: a term, life, the time served, or a day on which it expires.</summary>
/// <param name="Term">The new term, life or time served; null when it expires on a day.</param>
/// <param name="Expires">The day on which it expires; null when it is a term.</param>
public sealed record NewTerm(Value.Imprisonment? Term, DateOnly? Expires)
{
    private const string Expiring = "expires ";

    /// <summary>"240 mo", "life", "time served", "expires 2018-06-06".</summary>
    public string Canonical => Term?.Canonical ?? $"{Expiring}{Expires!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>Whether it ends imprisonment on the day of the decision.</summary>
    public bool IsTimeServed => Term?.Kind == SentenceKind.TimeServed;

    /// <summary>"240 months", "time served", "a term that expires on June 6, 2018".</summary>
    public string InWords => Term is null ? $"a term that expires on {Wording.Day(Expires!.Value)}" : Term.Kind == SentenceKind.Term ? Months(Term) : Term.Describe();

    /// <summary>A term in months, as courts and warrants write it: "240 months", "12 months and 1 day".</summary>
    internal static string Months(Value.Imprisonment term) => new Law.Term(0, term.Months, term.Days).InWords;

    /// <summary>Reads what a person types: "20 years", "time served", "expires 2018-06-06", "expire on June 6, 2018".</summary>
    public static Outcome<NewTerm> Read(string text)
    {
        var plain = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var lead in (ReadOnlySpan<string>)["expires on ", "expire on ", "to expire on ", "expiring on ", Expiring, "expire "])
        {
            if (plain.StartsWith(lead, StringComparison.OrdinalIgnoreCase))
            {
                return Day(plain[lead.Length..]) is { } day
                    ? new NewTerm(null, day)
                    : new Refusal($"'{plain[lead.Length..]}' is no whole day.", "Write the day on which the sentence expires as YYYY-MM-DD.");
            }
        }
        if (Catalog.BuiltIn.Read("sentence.term", plain) is { IsRefused: false, Value: Value.Imprisonment term } && term.Kind != SentenceKind.Death)
        {
            return term is { Kind: SentenceKind.Term, Months: 0, Days: 0 }
                ? new Refusal("A term of no time is no term.", "Write \"time served\" to end the imprisonment.")
                : new NewTerm(term, null);
        }
        return new Refusal($"'{Wording.Shorten(text, 60)}' is nothing to which a sentence can be commuted.", "Write a term (\"240 months\", \"20 years\"), \"time served\", or \"expires YYYY-MM-DD\".");
    }

    /// <summary>A whole day as people write it, or null.</summary>
    internal static DateOnly? Day(string? text) =>
        text is not null && Catalog.BuiltIn.Read("clemency.date", text) is { IsRefused: false, Value: Value.Day { Year: not null, Month: not null, DayOfMonth: not null } day } ? day.Range!.Value.First : null;
}
