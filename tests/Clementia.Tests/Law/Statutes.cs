using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Tests.Law;

/// <summary>Asks the rules on statutes of a case written as a facts file.</summary>
internal static class Statutes
{
    private static readonly AsyncLocal<LawBook?> s_other = new();

    /// <summary>The law that the tests ask: that of the program, but for <see cref="Under"/>.</summary>
    public static LawBook Book => s_other.Value ?? LawBook.BuiltIn;

    /// <summary>Runs something under another law book.</summary>
    public static void Under(LawBook book, Action action)
    {
        s_other.Value = book;
        try
        {
            action();
        }
        finally
        {
            s_other.Value = null;
        }
    }

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Reckoning On(string? offense, string sentence, string? conviction = null) => new(Book, new Timeline
    {
        OffenseEnd = offense is null ? null : Day(offense),
        Sentence = Day(sentence),
        Conviction = conviction is null ? null : Day(conviction),
    });

    /// <summary>The limits of the first count, before any relief.</summary>
    public static StatutoryLimits? First(Reckoning r, string facts) => Limits.BeforeRelief(r, Facts.Read(facts))[0];

    /// <summary>"120-life", "0-240"; "open" when a fact is missing.</summary>
    public static string Term(Reckoning r, string facts) => Term(First(r, facts));

    public static string Term(StatutoryLimits? limits) => limits is null ? "open" : $"{limits.Min}-{limits.Max}";

    /// <summary>The facts of a first offender under 841 with one drug.</summary>
    public static string Drug(string drug, string amount, string more = "", string count = "") =>
        $$"""{ "notice851.filed": false {{more}}, "counts": [{ "statute": "21 USC 841(a)(1)", "deathOrInjury": false, "drugs": [{ "drug": "{{drug}}", "amount": {{amount}} }] {{count}} }] }""";

    public static IReadOnlyList<string> Asked(Reckoning r) => [.. r.Derivation.Questions.Select(q => q.Name)];

    /// <summary>What one of the worked examples of a kind gives for its keys.</summary>
    public static JsonObject Example(GoldenKind kind, string facts, params IReadOnlyList<string> keys) => kind.Answer(Book, StrictJson.Parse(facts, "example"), keys).Got;
}
