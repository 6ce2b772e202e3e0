using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Clementia.Law;

/// <summary>The documents that are made from the law and the rules themselves, so that they cannot fall behind: coverage and the facts file's form.</summary>
public static class LawDocuments
{
    /// <summary>docs/law-coverage.md: every provision and version, how it was verified, and the worked examples that rest on it.</summary>
    /// <param name="book">The law.</param>
    /// <param name="examples">Files of worked examples: name to text.</param>
    public static string Coverage(LawBook book, IReadOnlyDictionary<string, string> examples)
    {
        var listings = book.Ids.Select(id => book.List(id)!).ToList();
        var versions = listings.SelectMany(l => l.Versions).ToList();
        var text = new StringBuilder();
        text.Append("# What law this program knows\n\n");
        text.Append("Made by `./clementia law documents docs` from `law/`; a test fails when it is out of date.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{listings.Count} provisions, {versions.Count} versions: ");
        text.AppendJoin(", ", versions.GroupBy(v => v.Source.Standing).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"));
        text.Append(".\n\n*Verified* means read against the named text; *partial* and *unverified* say what was not read, and every finding that rests on them says so too.\n\n");
        var kinds = Kinds(examples);
        text.Append("## Worked examples\n\n| file | examples | kinds |\n|---|---|---|\n");
        foreach (var (file, counts) in kinds)
            text.Append(CultureInfo.InvariantCulture, $"| `law/examples/{file}` | {counts.Values.Sum()} | {string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value == 1 ? c.Key : $"{c.Key} ({c.Value})"))} |\n");
        text.Append("\n## Provisions\n\n| provision | cite | from | governed by the day of | authority | standing | read in |\n|---|---|---|---|---|---|---|\n");
        foreach (var listing in listings)
        {
            foreach (var (from, by, source, value) in listing.Versions)
                text.Append(CultureInfo.InvariantCulture, $"| `{listing.Id}` | {listing.Cite} | {from:yyyy-MM-dd} | {by.ToString().ToLowerInvariant()} | {Cell(source.Cite)}{(value == "null" ? " (not law from here)" : "")} | {source.Standing.ToString().ToLowerInvariant()}{(source.Note is { } note ? ": " + Cell(note) : "")} | {Cell(source.Text ?? "-")} |\n");
        }
        return text.ToString();

        static string Cell(string words) => words.Replace('|', '/').ReplaceLineEndings(" ");
    }

    /// <summary>docs/facts.md: the form of a facts file, every fact that a rule asks for, and the samples.</summary>
    public static string FactsGuide()
    {
        var text = new StringBuilder();
        text.Append("""
            # The facts of a case

            A facts file is strict JSON. `./clementia sentence FACTS.json` answers from it; three samples are in `docs/samples`. This page is made
            by `./clementia law documents docs` from the rules themselves: what a rule can ask for is here, and nothing else is accepted.

            - What the file does not say is **unknown**, never "no" and never zero. The answer names what is missing and the document that would settle it.
              Leave a fact out, or write `null`, when the record does not tell.
            - Facts of the case stand at the top, facts of each count of conviction in `counts`, of each group of counts (the unit for which the
              presentence report computes an offense level) in `groups`, of each earlier sentence in `priors`.
            - A dotted name is a nested object: `"offense": { "end": "1994-10-01" }`.
            - Any value may be **disputed**: `{ "anyOf": [{ "value": "leader4", "says": "the judge" }, { "value": "none", "says": "the defense" }] }`, or a range,
              `{ "from": "2000 kg", "to": "3000 kg" }`. The answer is then every outcome, and which fact decides it.
            - A weight is grams as a number, or a text with its unit (`"2.5 kg"`); a term is months as a number, `"10y"` or `"life"`; a day is `"1997-03-21"`.
            - `note` is accepted everywhere and ignored.


            """.ReplaceLineEndings("\n"));
        foreach (var scope in Enum.GetValues<FactScope>())
        {
            var keys = Registry.Facts.Where(k => k.Scope == scope).OrderBy(k => k.Name, StringComparer.Ordinal).ToList();
            if (keys.Count == 0)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"## {scope switch { FactScope.Case => "The case", FactScope.Count => "Each count (`counts`)", FactScope.Group => "Each group (`groups`)", _ => "Each prior sentence (`priors`)" }}\n\n| fact | form | meaning | settled by |\n|---|---|---|---|\n");
            foreach (var key in keys)
                text.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {key.Form.Replace('|', '/')} | {key.Meaning.Replace('|', '/')} | {key.SettledBy} |\n");
            text.Append('\n');
        }
        text.Append("## Drugs\n\nThe names that `drugs` takes, in groups and in counts. In a count, `other` with `schedule` stands for a drug that is not listed.\n\n| name | also | is |\n|---|---|---|\n");
        foreach (var drug in Drug.All)
            text.Append(CultureInfo.InvariantCulture, $"| `{drug.Id}` | {string.Join(", ", drug.AlsoCalled)} | {drug.Name.Replace('|', '/')} |\n");
        return text.ToString().TrimEnd() + "\n";
    }

    private static SortedDictionary<string, Dictionary<string, int>> Kinds(IReadOnlyDictionary<string, string> examples)
    {
        var kinds = new SortedDictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var (file, json) in examples)
        {
            using var document = JsonDocument.Parse(json);
            var cases = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement : document.RootElement.GetProperty("cases");
            kinds[file] = cases.EnumerateArray().GroupBy(c => c.GetProperty("kind").GetString()!).ToDictionary(g => g.Key, g => g.Count());
        }
        return kinds;
    }
}
