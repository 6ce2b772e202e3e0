using Clementia.Law;

namespace Clementia.Tests.Law;

public sealed class Chapter2Tests
{
    [Fact]
    public void Every_worked_example_of_chapter_two_agrees()
    {
        var results = GoldenFile.Run(LawBook.BuiltIn, File.ReadAllText(Repository.File("law", "examples", "chapter2.json")), "chapter2.json");

        Assert.Empty(results.Where(r => r.Misses.Count > 0).Select(r => $"{r.Id} {r.Kind}: {string.Join(", ", r.Misses.Select(m => $"{m} = {r.Answer.Got[m]?.ToJsonString() ?? "?"}"))} {string.Join(" | ", r.Answer.Open)}"));
    }
}
