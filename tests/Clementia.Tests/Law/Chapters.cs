using Clementia.Law;

namespace Clementia.Tests.Law;

/// <summary>Short words for the tests of chapters three to five: a reckoning under the manual of a day, facts as they stand in a file.</summary>
internal static class Chapters
{
    public static readonly DateOnly Now = new(2026, 11, 1);

    public static Reckoning On(string day) => On(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    public static Reckoning On(DateOnly day) => new(LawBook.BuiltIn, new Timeline { Sentence = day });

    public static Facts Case(string json) => Facts.Read(json);

    public static Facts Group(string json) => Facts.Read($$"""{"groups": [{{json}}]}""").List(FactScope.Group)![0];

    public static IEnumerable<string> Asked(this Reckoning r) => r.Derivation.Questions.Select(q => q.Name);
}
