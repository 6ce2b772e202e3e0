using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Clementia.Law;

namespace Clementia.Tests.Law;

/// <summary>The manuals, amendments and statutes of ../shared/data as text with single spaces, and what their historical notes say. Whoever asks is skipped where the data is not.</summary>
internal static partial class GuidelineTexts
{
    private static readonly ConcurrentDictionary<string, string> s_texts = new();
    private static readonly ConcurrentDictionary<string, Dictionary<int, string>> s_volumes = new();
    private static readonly Lazy<(Dictionary<int, DateOnly> Days, Dictionary<int, HashSet<string>> Sections)> s_history = new(ReadHistory);

    public static string Manual(int year) => Text("data", "guidelines", year == 2016 ? "GLM_2016.txt" : "GLM_2025_pages.txt");

    public static string Statute(string file) => Text("data", "statutes", file);

    /// <summary>The text of a section of a manual, with its commentary and historical note.</summary>
    public static string Section(int year, string section)
    {
        var manual = Manual(year);
        var starts = Headings().Matches(manual);
        for (var i = 0; i < starts.Count; i++)
        {
            if (starts[i].Groups[1].Value == section)
                return manual[starts[i].Index..(i + 1 < starts.Count ? starts[i + 1].Index : manual.Length)];
        }
        throw new ArgumentException($"The manual of {year} has no §{section}.", nameof(section));
    }

    /// <summary>An amendment by the number that the stored copy of Appendix C gives it, which is up to three off.</summary>
    public static string Amendment(string volume, int item) => s_volumes.GetOrAdd(volume, name =>
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.Shared("data", "guidelines", $"APPENDIX_C_{name}.json")));
        return file.RootElement.EnumerateArray().ToDictionary(a => a.GetProperty("Id").GetInt32(), a => Joined(a.GetProperty("Text").GetString()!));
    })[item];

    /// <summary>The day an amendment took effect, as the historical notes of the sections that it changed give it.</summary>
    public static IReadOnlyDictionary<int, DateOnly> Days => s_history.Value.Days;

    /// <summary>The sections whose historical notes name an amendment.</summary>
    public static IReadOnlyDictionary<int, HashSet<string>> Sections => s_history.Value.Sections;

    /// <summary>The versions of a provision as they stand in the law that is asked now.</summary>
    public static IReadOnlyList<JsonNode> Versions(string id) => [.. JsonNode.Parse(LawBook.BuiltIn.TextOf("us-federal/" + id)!)!["versions"]!.AsArray().Select(v => v!)];

    public static JsonNode? Value(string id, string from) => Versions(id).Single(v => v["from"]!.GetValue<string>() == from)["value"];

    public static Match Find(string text, string pattern)
    {
        var match = Regex.Match(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(10));
        Assert.True(match.Success, $"The text does not say: {pattern}");
        return match;
    }

    public static int Number(string words) => words switch { "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "ten" => 10, "fifteen" => 15, _ => int.Parse(words, CultureInfo.InvariantCulture) };

    private static string Text(params string[] parts)
    {
        var path = Repository.Shared(parts);
        return s_texts.GetOrAdd(path, p => Joined(PageEnds().Replace(File.ReadAllText(p), "\n")));
    }

    /// <summary>One line, with words put together that the printer divided. A section's heading keeps a line of its own.</summary>
    private static string Joined(string text) =>
        Blanks().Replace(Divided().Replace(LabelsOfNotes().Replace(Headers().Replace(text, "\uE000§$1."), " "), "$1$2"), " ").Replace("\uE000", "\n", StringComparison.Ordinal);

    private static (Dictionary<int, DateOnly> Days, Dictionary<int, HashSet<string>> Sections) ReadHistory()
    {
        var (days, sections) = (new Dictionary<int, DateOnly>(), new Dictionary<int, HashSet<string>>());
        foreach (var year in (int[])[2016, 2025])
        {
            foreach (var part in Manual(year).Split('\n'))
            {
                var section = Headings().Match("\n" + part) is { Success: true } heading ? heading.Groups[1].Value : "";
                foreach (Match note in Effective().Matches(part))
                {
                    // "November 1, 2104" stands once in the manual, for 2014.
                    var day = DateOnly.ParseExact(note.Groups[1].Value, "MMMM d, yyyy", CultureInfo.InvariantCulture);
                    foreach (Match range in Ranges().Matches(note.Groups[2].Value))
                    {
                        var first = Number(range.Groups[1].Value);
                        for (var number = first; number <= (range.Groups[2].Success ? Number(range.Groups[2].Value) : first); number++)
                        {
                            days[number] = days.TryGetValue(number, out var known) && known < day ? known : day;
                            if (!sections.TryGetValue(number, out var named))
                                sections[number] = named = new(StringComparer.Ordinal);
                            named.Add(section);
                        }
                    }
                }
            }
        }
        return (days, sections);
    }

    [GeneratedRegex(@"(?m)^.*║.*$|=====PAGE \d+|^ *§\d[A-Z]\d\.\d+ *\r?$")]
    private static partial Regex PageEnds();

    [GeneratedRegex(@"(?m)^ *§§?(\d[A-Z]\d\.\d+)(?:\.| –)(?= )")]
    private static partial Regex Headers();

    [GeneratedRegex(@"\n§(\d[A-Z]\d\.\d+)\.")]
    private static partial Regex Headings();

    [GeneratedRegex(@"\bHistorical\b|\bNote\b(?! \d)")]
    private static partial Regex LabelsOfNotes();

    [GeneratedRegex(@"([A-Za-z])-\s+([a-z])")]
    private static partial Regex Divided();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}) \(amendments? ([0-9 ,–and-]+)\)")]
    private static partial Regex Effective();

    [GeneratedRegex(@"(\d+)(?:[–-](\d+))?")]
    private static partial Regex Ranges();
}
