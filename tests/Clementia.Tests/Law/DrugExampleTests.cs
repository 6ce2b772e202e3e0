using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Tests.Law;

public sealed class DrugExampleTests
{
    public static TheoryData<string> Own() => [.. Cases(File.ReadAllText(Path.Combine(Repository.Root, "law", "examples", "drugs.json"))).Select(c => (string)c["id"]!)];

    [Theory]
    [MemberData(nameof(Own))]
    public void A_worked_example_of_the_manuals_and_amendments_comes_out_as_published(string id) =>
        AssertAnswered(Cases(File.ReadAllText(Path.Combine(Repository.Root, "law", "examples", "drugs.json"))).Single(c => (string)c["id"]! == id));

    [Fact]
    public void The_file_counts_its_cases_and_names_each_once()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "law", "examples", "drugs.json")))!;
        var ids = file["cases"]!.AsArray().Select(c => (string)c!["id"]!).ToList();

        Assert.Equal((int)file["count"]!, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(ids.Count >= 25);
    }

    [Theory]
    [InlineData("G01")]
    [InlineData("G03")]
    [InlineData("G05")]
    [InlineData("G07")]
    [InlineData("G10")]
    [InlineData("G29")]
    [InlineData("G36")]
    public void The_examples_beside_the_repository_come_out_as_published(string id)
    {
        var example = Cases(File.ReadAllText(Repository.Shared("law", "golden_cases.json"))).Single(c => (string)c["id"]! == id);
        AssertAnswered(example);
    }

    [Fact]
    public void Facts_that_are_no_drugs_are_refused_with_their_place_and_a_remedy()
    {
        var kind = DrugGuideline.Golden.First(k => k.Kind == "combine_drugs");
        var wrong = Assert.Throws<FaultException>(() => kind.Answer(LawBook.BuiltIn, StrictJson.Parse("""{"unicorn_g": 1}""", "case.json"), ["level"])).Fault;

        Assert.Equal("case.json", wrong.File);
        Assert.Equal("unicorn_g", wrong.Where);
        Assert.NotEqual("", wrong.Remedy);
    }

    [Fact]
    public void Doses_of_LSD_before_the_rule_on_carriers_stay_open_for_the_weight()
    {
        var kind = DrugGuideline.Golden.First(k => k.Kind == "drug_level");
        var answer = kind.Answer(LawBook.BuiltIn, StrictJson.Parse("""{"lsd_doses": 1000}""", "case.json"), ["level_1992"]);

        Assert.Empty(answer.Got);
        Assert.Contains(answer.Open, o => o.Contains("carrier", StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> Cases(string json) => JsonNode.Parse(json)!["cases"]!.AsArray().Select(c => c!);

    private static void AssertAnswered(JsonNode example)
    {
        var expected = example["expected"]!.AsObject();
        var kind = DrugGuideline.Golden.Single(k => k.Kind == (string)example["kind"]!);
        var answer = kind.Answer(LawBook.BuiltIn, StrictJson.Parse(example["facts"]!.ToJsonString(), (string)example["id"]!), [.. expected.Select(p => p.Key)]);

        foreach (var (key, value) in expected)
            Assert.True(answer.Got.TryGetPropertyValue(key, out var got) && JsonNode.DeepEquals(got, value), $"{example["id"]} {key}: expected {value?.ToJsonString()}, got {got?.ToJsonString() ?? "nothing"}. {string.Join(" ", answer.Reasons)} Open: {string.Join(" ", answer.Open)}");
        Assert.NotEmpty(answer.Reasons);
    }
}
