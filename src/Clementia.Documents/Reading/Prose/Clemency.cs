using System.Collections.Frozen;

namespace Clementia.Documents.Reading.Prose;

/// <summary>The vocabulary of clemency and of criminal cases.</summary>
internal static class Clemency
{
    private static FrozenSet<string> Set(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Verbs of granting.</summary>
    private static readonly FrozenSet<string> s_verbs = Set("""
        commute commutes commuted commuting pardon pardons pardoned pardoning reprieve reprieved remit remitted free frees freed freeing release releases released exonerate exonerated exonerating
        """);

    private static readonly FrozenSet<string> s_words = Set("""
        clemency pardon pardons pardoned pardoning pardonable commute commutes commuted commuting commutation commutations reprieve reprieves remission mercy forgiveness exonerate exonerated exoneration
        """);

    /// <summary>Words that show that a passage is on a criminal case.</summary>
    private static readonly FrozenSet<string> s_case = Set("""
        sentence sentences sentenced sentencing prison prisons jail jails imprisonment imprisoned incarcerated incarceration convict convicted conviction convictions guilty innocent innocence crime crimes criminal offense offenses offence offences
        trial tried jury juror judge court prosecutor prosecutors prosecution prosecuted indicted indictment charge charged charges plea pleaded parole probation behind bars release released freed freedom justice injustice unjust unfair unfairly
        inmate inmates prisoner prisoners felon felons felony appeal verdict treason espionage leak leaked whistleblower perjury fraud bribery corruption obstruction contempt drug drugs murder victim victims kingpin rehabilitated rehabilitation redemption lenient leniency harsh
        excessive punishment punished penalty death row execution executed life-sentence warden guards
        """);

    public static bool IsVerb(string lower) => s_verbs.Contains(lower);

    /// <summary>Forms that are also nouns or adjectives: "the pardon", "a release".</summary>
    public static bool IsNoun(string lower) => lower is "pardon" or "free" or "release" or "reprieve" or "releases" or "remit";

    public static bool IsWord(string lower) => s_words.Contains(lower);

    public static bool IsCaseWord(string lower) => s_case.Contains(lower) || s_words.Contains(lower);
}
