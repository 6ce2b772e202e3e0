using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Law;
using Clementia.Tests.Dockets;
using static Clementia.Tests.Law.Chapters;

namespace Clementia.Tests.Law;

/// <summary>Every worked example of chapters three to five, ours and those handed to us; and the traps that concern them.</summary>
public sealed class ChaptersTests
{
    private static readonly Dictionary<string, GoldenKind> s_kinds = new[] { SentencingTable.Golden, Grouping.Golden, Adjustments.Golden, History.Golden, CareerOffender.Golden }.SelectMany(k => k).ToDictionary(k => k.Kind, StringComparer.Ordinal);

    [Fact]
    public void Every_example_of_ours_comes_out_as_the_manual_says() => Assert.True(Run(File.ReadAllText(InRepository("law", "examples", "chapters.json")), all: true) >= 45);

    [Fact]
    public void Every_example_handed_to_us_comes_out_as_published() => Assert.Equal(4, Run(File.ReadAllText(SharedFolder.PathOrSkip("law", "golden_cases.json")), all: false));

    [Theory]
    // Other keys, dates and shapes that a stranger's example may have.
    [InlineData("table_lookup", """{"level": 8, "category": 1, "manual": "1989-11-01 to 1992-10-31"}""", "range", "[2,8]")]
    [InlineData("table_lookup", """{"level": 8, "category": "I", "manual": 1991}""", "range", "[2,8]")]
    [InlineData("table_lookup", """{"level": 43, "category": "III"}""", "range", "[\"life\",\"life\"]")]
    [InlineData("table_lookup", """{"level": 40, "category": "III"}""", "max", "\"life\"")]
    [InlineData("status_points", """{"points_a_to_d": 9, "under_sentence": true, "sentenced": "2001-01-01"}""", "total_then", "11")]
    [InlineData("criminal_history", """{"points": 12}""", "category", "\"V\"")]
    [InlineData("criminal_history", """{"points": 8, "under_sentence": true, "found_on": "2015-01-01"}""", "category_now", "\"III\"")]
    [InlineData("career_offender", """{"maximum": "25y", "acceptance": "three"}""", "level", "31")]
    [InlineData("career_offender", """{"stat_max": 240, "acceptance": true}""", "level", "30")]
    [InlineData("acceptance", """{"offense_level": 20, "acceptance": true}""", "level", "18")]
    [InlineData("zero_point", """{"points": 0, "role": 4}""", "applies", "false")]
    [InlineData("role", """{"base": 30, "role": "minimal"}""", "change", "-4")]
    public void An_example_in_other_words_is_understood(string kind, string facts, string key, string expected) =>
        Assert.Equal(expected, s_kinds[kind].Answer(LawBook.BuiltIn, StrictJson.Parse(facts, "example"), [key]).Got[key]?.ToJsonString());

    [Fact]
    public void Trap_1_a_leader_without_a_record_has_the_same_range_then_and_now()
    {
        const string facts = """{"acceptance": "none", "history": {"pointsForSentences": 0}, "groups": [{"guideline": "2D1.1", "role.aggravating": "leader4", "chapterThree.allListed": true}]}""";
        MonthRange? Range(string day)
        {
            var r = On(day);
            var @case = Case(facts);
            var groups = @case.List(FactScope.Group)!;
            var (level, category) = CareerOffender.Apply(r, @case, Grouping.Combine(r, [Adjustments.Apply(r, @case, groups[0], 38)]), History.Category(r, @case));
            level = History.ZeroPoint(r, @case, groups, Adjustments.Accept(r, @case, level), category);
            Assert.Empty(r.Derivation.Questions);
            return SentencingTable.Range(r, level!.Value, category!.Value);
        }
        Assert.Equal("360-life", Range("1997-03-21").ToString());
        Assert.Equal("360-life", Range("2026-11-01").ToString());
    }

    [Fact]
    public void Trap_3_the_mitigating_role_itself_did_not_change_in_2025()
    {
        foreach (var (role, levels) in (ReadOnlySpan<(string, int)>)[("minor", 2), ("between", 3), ("minimal", 4)])
        {
            foreach (var day in (ReadOnlySpan<string>)["2025-10-31", "2025-11-01"])
                Assert.Equal(30 - levels, Adjustments.Apply(On(day), Facts.None, Group($$"""{"chapterThree.allListed": true, "role.mitigating": "{{role}}"}"""), 30));
        }
    }

    [Fact]
    public void Every_version_but_the_named_ones_was_read_in_an_official_text()
    {
        var unread = new List<string>();
        foreach (var provision in LawBook.BuiltIn.Ids.Where(id => id.StartsWith("us-federal/ussg/3", StringComparison.Ordinal) || id.StartsWith("us-federal/ussg/4", StringComparison.Ordinal) || id.StartsWith("us-federal/ussg/5a/", StringComparison.Ordinal) || id.StartsWith("us-federal/ussg/1b1.11/", StringComparison.Ordinal) || id.StartsWith("us-federal/booker/", StringComparison.Ordinal)))
        {
            foreach (var version in StrictJson.Parse(LawBook.BuiltIn.TextOf(provision)!, provision)["versions"].Items())
            {
                if (version["source"]["standing"].Text() != "verified")
                    unread.Add($"{provision["us-federal/".Length..]} {version["from"].Text()}");
            }
        }
        Assert.Equal(
            [
                "ussg/1b1.11/ex-post-facto 2005-01-12", "ussg/1b1.11/ex-post-facto 2013-06-10", "ussg/4a1.2/windows 1987-11-01", "ussg/4b1.4/armed-career-criminal 1990-11-01", "ussg/4c1.1/zero-point 2023-11-01",
                "ussg/5a/sentencing-table 1987-11-01", "ussg/5a/zones 1987-11-01",
            ],
            unread.Order(StringComparer.Ordinal));
    }

    private static int Run(string json, bool all)
    {
        var run = 0;
        foreach (var example in StrictJson.Parse(json, "examples")["cases"].Items())
        {
            if (!s_kinds.TryGetValue(example["kind"].Text(), out var kind))
            {
                Assert.False(all, $"{example["id"].Text()}: no kind '{example["kind"].Text()}'.");
                continue;
            }
            var expected = JsonNode.Parse(example["expected"].Element.GetRawText())!.AsObject();
            var answer = kind.Answer(LawBook.BuiltIn, example["facts"], [.. expected.Select(p => p.Key)]);
            foreach (var (key, value) in expected)
                Assert.True(JsonNode.DeepEquals(value, answer.Got[key]), $"{example["id"].Text()} {key}: expected {value?.ToJsonString()}, got {answer.Got[key]?.ToJsonString() ?? "nothing"}. {string.Join(" ", answer.Reasons)} {string.Join(" ", answer.Open)}");
            Assert.NotEmpty(answer.Reasons.Concat(example["kind"].Text() == "multiple_counts" ? ["A single group needs no reason."] : []));
            run++;
        }
        return run;
    }

    private static string InRepository(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Clementia.slnx")))
            folder = folder.Parent;
        return Path.Combine([folder!.FullName, .. parts]);
    }
}
