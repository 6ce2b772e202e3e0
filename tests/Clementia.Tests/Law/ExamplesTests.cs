using Clementia.Law;

namespace Clementia.Tests.Law;

/// <summary>Every worked example of law/examples, and those that the project was given.</summary>
public class ExamplesTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "law", "examples"), "*.json").Select(f => Path.GetFileName(f)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_worked_example_comes_out_as_published(string file)
    {
        var results = GoldenFile.Run(LawBook.BuiltIn, File.ReadAllText(Path.Combine(Repository.Root, "law", "examples", file)), file);

        Assert.NotEmpty(results);
        Assert.All(results, r => Assert.True(r.Misses.Count == 0, $"{r.Id} ({r.Kind}): {string.Join(", ", r.Misses.Select(m => $"{m} = {r.Answer.Got[m]?.ToJsonString() ?? "no answer"}"))}. {string.Join(" ", r.Answer.Open)}"));
        Assert.All(results, r => Assert.NotEmpty(r.Answer.Got));
    }

    [Fact]
    public void Every_case_that_the_project_was_given_comes_out_as_published()
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "law", "golden_cases.json");
        if (!File.Exists(path))
            Assert.Skip("../shared/law is not beside the repository.");

        var results = GoldenFile.Run(LawBook.BuiltIn, File.ReadAllText(path), "golden_cases.json");

        Assert.Equal(20, results.Count);
        Assert.All(results, r => Assert.True(r.Misses.Count == 0, $"{r.Id} ({r.Kind}): {string.Join(", ", r.Misses.Select(m => $"{m} = {r.Answer.Got[m]?.ToJsonString() ?? "no answer"}"))}. {string.Join(" ", r.Answer.Open)}"));
        Assert.All(results, r => Assert.NotEmpty(r.Answer.Reasons));
    }

    [Fact]
    public void An_example_that_nobody_can_answer_says_so_and_holds_up_no_other()
    {
        var results = GoldenFile.Run(LawBook.BuiltIn, """
            [{ "id": "X1", "kind": "astrology", "facts": { "sign": "leo" }, "expected": { "fate": 7 } },
             { "id": "X2", "kind": "opinion_then_now", "facts": { "old_range": [188, 235] }, "expected": { "new_range": [151, 188] } },
             { "id": "X3", "kind": "opinion_then_now", "facts": { "old_range": "much" }, "expected": { "new_range": [151, 188] } }]
            """, "examples");

        Assert.Equal(["fate"], results[0].Misses);
        Assert.NotEmpty(results[0].Answer.Open);
        Assert.Empty(results[1].Misses);
        Assert.Contains("old_range", results[2].Answer.Open[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", "cases[1]")]
    [InlineData("null", "cases[1]")]
    [InlineData("""{ "id": "bad" }""", "bad")]
    [InlineData("""{ "id": "bad", "kind": 3, "facts": {} }""", "bad")]
    [InlineData("""{ "id": "bad", "kind": "opinion_then_now" }""", "bad")]
    [InlineData("""{ "id": "bad", "kind": "opinion_then_now", "facts": [] }""", "bad")]
    [InlineData("""{ "kind": "opinion_then_now", "facts": { "old_range": [188, 235] } }""", "cases[1]")]
    [InlineData("""{ "id": "bad", "kind": "astrology", "facts": { "sign": "leo" }, "expected": { "fate": 7 } }""", "bad")]
    [InlineData("""{ "id": "bad", "kind": "opinion_then_now", "facts": { "old_range": "much" }, "expected": { "new_range": [151, 188] } }""", "bad")]
    public void An_item_that_cannot_be_read_is_one_result_with_its_reason_and_holds_up_no_other(string item, string id)
    {
        const string good = """{ "id": "good", "kind": "opinion_then_now", "facts": { "old_range": [188, 235] }, "expected": { "new_range": [151, 188] } }""";

        var results = GoldenFile.Run(LawBook.BuiltIn, $$"""{ "cases": [{{good}}, {{item}}, {{good}}] }""", "examples");

        Assert.Equal(["good", id, "good"], results.Select(r => r.Id));
        Assert.Equal([true, false, true], results.Select(r => r.IsRead));
        Assert.Empty(results[0].Misses);
        Assert.Empty(results[2].Misses);
        Assert.Empty(results[1].Answer.Got);
        Assert.NotEmpty(results[1].Answer.Reasons);
    }

    [Fact]
    public void There_are_at_least_sixty_examples_beside_those_that_were_given() =>
        Assert.True(Directory.EnumerateFiles(Path.Combine(Repository.Root, "law", "examples"), "*.json").Sum(f => GoldenFile.Run(LawBook.BuiltIn, File.ReadAllText(f), f).Count) >= 60);
}
