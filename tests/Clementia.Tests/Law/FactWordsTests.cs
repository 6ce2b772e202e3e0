using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Tests.Law;

public sealed class FactWordsTests
{
    [Theory]
    [InlineData("groups[0].role.aggravating", "an aggravating role")]
    [InlineData("groups[1].role.aggravating", "an aggravating role (group 2)")]
    [InlineData("counts[0].drugs[0].amount", "the weight of the drug (count 1)")]
    [InlineData("counts[2].drugs[1].amount", "the weight of the drug (count 3, drug 2)")]
    [InlineData("groups[0].obscure", "“groups[0].obscure”")]
    [InlineData("", "“”")]
    public void A_place_in_a_facts_file_is_told_in_words_or_quoted(string at, string words) => Assert.Equal(words, FactWords.Of(at));

    [Fact]
    public void What_the_sample_enters_by_hand_has_words()
    {
        var given = JsonNode.Parse(File.ReadAllText(Repository.File("samples/petition/law-facts.json")))!.AsObject();
        Assert.DoesNotContain(given.Where(member => member.Key != "note"), member => FactWords.Of(member.Key).StartsWith('“'));
    }

    [Fact]
    public void A_role_is_told_with_its_levels() => Assert.Equal(("leader or organizer, 4 levels", "leader4"), (FactWords.Value("groups[0].role.aggravating", "leader4"), FactWords.Value("note", "leader4")));
}
