namespace Clementia.Tests.Cli;

/// <summary>`clementia policy`: what a lawyer who writes a policy sees.</summary>
[Collection("console")]
public sealed class PolicyCommandTests : CommandLine
{
    [Fact]
    public void A_shipped_policy_is_shown_with_what_it_asks_and_what_was_not_verified()
    {
        var ran = Run("policy", "show", "initiative-2014", "--set", "years_served=8");
        Assert.Equal(0, ran.Exit);
        Assert.Contains("years_served = 8 years (0 years to 40 years, in steps of 1 year)", ran.Out, StringComparison.Ordinal);
        Assert.Contains("NOT VERIFIED", ran.Out, StringComparison.Ordinal);
        Assert.Contains("In the Commission's files: XCRHISSR.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("conduct.good: Good conduct in prison.\n    Not in the Commission's files: unknown there.", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_policy_is_told_with_line_column_and_caret_and_exit_code_1()
    {
        var file = Write("mine.json", Clementia.Screening.Policies.Policy.ShippedText("initiative-2014")!.Replace("change >= substantial", "chnge >= substantial", StringComparison.Ordinal));
        var ran = Run("policy", "check", file);
        Assert.Equal(1, ran.Exit);
        Assert.Contains("mine.json:26:", ran.Error, StringComparison.Ordinal);
        Assert.Contains("'chnge' is no column, parameter or criterion. Did you mean change?\n    chnge >= substantial\n    ^^^^^", ran.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("policy", "show", file).Exit);
        Assert.Equal(0, Run("policy", "check", "initiative-2014").Exit);
    }

    [Fact]
    public void A_policy_that_is_not_there_and_a_setting_out_of_range_are_wrong_use()
    {
        Assert.Contains("Did you mean zero-point?", Run("policy", "show", "zero-points").Error, StringComparison.Ordinal);
        var ran = Run("policy", "show", "initiative-2014", "--set", "years_served=99");
        Assert.Equal((2, "years_served = 99 years is outside its range. Choose from 0 years to 40 years."), (ran.Exit, ran.Error.Trim()));
    }

    [Fact]
    public void The_page_on_policies_shows_a_policy_that_checks_clean_and_errors_as_they_are_told()
    {
        var blocks = File.ReadAllText(Repository.File("docs", "policies.md")).ReplaceLineEndings("\n").Split("```");
        var shown = Write("my-policy.json", blocks.First(b => b.StartsWith("json\n{", StringComparison.Ordinal))["json".Length..]);
        var clean = Run("policy", "check", shown);
        Assert.Equal((0, ""), (clean.Exit, clean.Error));
        var wrong = blocks.Single(b => b.Contains("$ ./clementia policy check", StringComparison.Ordinal));
        var file = Repository.File("docs", "samples", "wrong-policy.json");
        var ran = Run("policy", "check", file);
        Assert.Equal(wrong[(wrong.IndexOf("wrong-policy.json\n", StringComparison.Ordinal) + "wrong-policy.json\n".Length)..].TrimEnd(), ran.Error.ReplaceLineEndings("\n").Replace(file, "docs/samples/wrong-policy.json", StringComparison.Ordinal).TrimEnd());
        Assert.Equal(1, ran.Exit);
    }
}
