using Clementia.Bench;
using Clementia.Law;

namespace Clementia.Tests.Law;

/// <summary>A sample of what `law-mutation` in bench/ does to every value.</summary>
public sealed class MutationTests
{
    private static readonly Lazy<LawMutations> s_mutations = new(() => LawMutations.Of(LawBook.BuiltIn, Repository.Root));

    [Fact]
    public void Of_every_fortieth_value_of_the_law_a_change_is_noticed_by_some_worked_example()
    {
        if (!Directory.Exists(Repository.File("..", "shared", "data", "guidelines")))
            Assert.Skip("../shared is not beside the repository: the tables of the manuals, which guard most values, are not there.");
        var verdicts = s_mutations.Value.Run(every: 40).Where(v => !v.IsFirstDay).ToList();

        Assert.NotEmpty(verdicts);
        Assert.True(verdicts.Count(v => v.IsCaught) * 100 >= verdicts.Count * 78, string.Join("\n", verdicts.Where(v => !v.IsCaught).Select(v => $"{v.Provision} {v.Path}: {v.Was}")));
    }

    [Theory]
    [InlineData("us-federal/ussg/2k2.1/")]
    [InlineData("us-federal/ussg/2l1.2/")]
    [InlineData("us-federal/ussg/2s1")]
    public void No_value_of_these_guidelines_can_change_unnoticed(string prefix)
    {
        var verdicts = s_mutations.Value.Run(prefix);

        Assert.NotEmpty(verdicts);
        Assert.Empty(verdicts.Where(v => !v.IsCaught && !v.IsFirstDay).Select(v => $"{v.Provision} {v.Path}: {v.Was} -> {string.Join(" or ", v.Unnoticed)}"));
    }

    [Fact]
    public void The_examples_that_stand_guard_agree_with_the_law_as_it_is() =>
        Assert.DoesNotContain(s_mutations.Value.Disagreeing, d => d.StartsWith("chapter2.json", StringComparison.Ordinal));
}
