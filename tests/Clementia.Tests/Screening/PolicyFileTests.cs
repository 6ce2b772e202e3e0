using Clementia.Screening;
using Clementia.Screening.Policies;

namespace Clementia.Tests.Screening;

/// <summary>The form of a policy file, and what a population lacks that a policy asks for.</summary>
public sealed class PolicyFileTests
{
    private const string Good = """
        {
          "name": "test", "title": "Test",
          "authority": { "cite": "None", "text": "Invented.", "verified": false },
          "from": "2020-01-01",
          "parameters": {
            "years": { "value": 10, "least": 5, "most": 20, "step": 1, "unit": "years", "meaning": "How long." }
          },
          "criteria": [
            { "name": "long", "title": "Long", "meaning": "Long.", "expression": "served >= least_time" }
          ]
        }
        """;

    private static readonly string s_good = Good.Replace("\"years\": {", "\"least_time\": {", StringComparison.Ordinal);

    private static IReadOnlyList<PolicyProblem> Problems(string before, string after)
    {
        Assert.Contains(before, s_good, StringComparison.Ordinal);
        Policy.Read(s_good.Replace(before, after, StringComparison.Ordinal), "test.json", out var problems);
        return problems;
    }

    [Theory]
    [InlineData("\"step\": 1", "\"step\": 1, \"stride\": 2", 6, "'stride' is not known here.")]
    [InlineData("\"value\": 10", "\"value\": 4", 6, "4 years is outside 5 years to 20 years.")]
    [InlineData("\"value\": 10", "\"value\": \"10\"", 6, "It is no value in the unit 'years'.")]
    [InlineData("\"value\": 10", "\"value\": 1e3", 6, "It is no value in the unit 'years'.")]
    [InlineData("\"value\": 10", "\"value\": 0.00001", 6, "It is no value in the unit 'years'.")]
    [InlineData("\"least\": 5", "\"least\": 30", 6, "The least is more than the most.")]
    [InlineData("\"unit\": \"years\"", "\"unit\": \"days\"", 6, "\"days\" is not known here.")]
    [InlineData("\"least_time\": {", "\"age\": {", 6, "'age' is the name of a column.")]
    [InlineData("\"least_time\": {", "\"long\": {", 9, "'long' is the name of a parameter or criterion already.")]
    [InlineData("\"least_time\": {", "\"years\": {", 6, "'years' is a word of the language.")]
    [InlineData("\"name\": \"long\"", "\"name\": \"not\"", 9, "'not' is a word of the language.")]
    [InlineData("\"name\": \"long\"", "\"name\": \"10y\"", 9, "'10y' cannot name a criterion.")]
    [InlineData("\"name\": \"test\"", "\"name\": \"Te st\"", 2, "'Te st' cannot name a policy.")]
    [InlineData("\"from\": \"2020-01-01\"", "\"from\": \"2020-01-01\", \"until\": \"2019-01-01\"", 4, "The policy ends before it begins.")]
    [InlineData("\"from\": \"2020-01-01\"", "\"from\": \"2020-13-01\"", 4, "\"2020-13-01\" is not a day.")]
    [InlineData("\"from\": \"2020-01-01\"", "\"from\": \"2020-01-01\", \"score\": \"weapon\"", 4, "'weapon' is a condition, not a number.")]
    [InlineData("\"from\": \"2020-01-01\"", "\"from\": \"2020-01-01\", \"eligible\": \"lang\"", 4, "'lang' is no column, parameter or criterion.")]
    [InlineData("\"from\": \"2020-01-01\"", "\"from\": \"2020-01-01\", \"order\": \"up\"", 4, "\"up\" is not known here.")]
    [InlineData("\"from\": \"2020-01-01\"", "\"from\": \"2020-01-01\", \"columns\": { \"age\": { \"type\": \"count\", \"meaning\": \"Age.\" } }", 4, "'age' is a column that every population may have.")]
    [InlineData("\"title\": \"Long\", ", "", 9, "'title' is missing.")]
    [InlineData("{ \"cite\": \"None\", \"text\": \"Invented.\", \"verified\": false }", "[]", 3, "No authority is named.")]
    [InlineData("\"from\": \"2020-01-01\",", "\"from\": \"2020-01-01\"", 5, "It is not strict JSON:")]
    [InlineData("\"title\": \"Test\"", "\"title\": \"\\ud800\"", 1, "A text holds half a character")]
    public void A_wrong_file_is_told_at_its_line(string before, string after, int line, string problem)
    {
        var wrong = Problems(before, after).First(p => !p.IsWarning && p.Problem.StartsWith(problem, StringComparison.Ordinal));
        Assert.Equal(line, wrong.Line);
        Assert.NotEmpty(wrong.Remedy);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_in_the_order_of_the_file()
    {
        Policy.Read(s_good.Replace("2020-01-01", "soon", StringComparison.Ordinal).Replace("\"step\": 1", "\"step\": 0", StringComparison.Ordinal).Replace("served >=", "served >= weapn and", StringComparison.Ordinal), "test.json", out var problems);
        Assert.Equal([4, 6, 9], problems.Select(p => p.Line).Distinct());
    }

    [Fact]
    public void Criteria_that_refer_to_each_other_in_a_circle_are_refused()
    {
        var problem = Assert.Single(Problems("\"expression\": \"served >= least_time\" }", "\"expression\": \"served >= least_time and b\" }, { \"name\": \"b\", \"title\": \"B\", \"meaning\": \"B.\", \"expression\": \"not long\" }"));
        Assert.Equal("The criterion refers to itself: long, b, long.", problem.Problem);
    }

    [Fact]
    public void Criteria_are_put_in_an_order_in_which_each_follows_those_it_needs()
    {
        var policy = Policy.Read(s_good.Replace("\"criteria\": [", "\"criteria\": [ { \"name\": \"c\", \"title\": \"C\", \"meaning\": \"C.\", \"expression\": \"d or long\" }, { \"name\": \"d\", \"title\": \"D\", \"meaning\": \"D.\", \"expression\": \"not long\" },", StringComparison.Ordinal), "test.json", out _)!;
        Assert.Equal([2, 1, 0], policy.Order);
        Assert.Equal("c and d and long", policy.Eligible);
        Assert.Equal("change", policy.Score);
        Assert.True(policy.HighestFirst);
    }

    [Fact]
    public void A_parameter_that_nothing_uses_is_a_warning()
    {
        Assert.NotNull(Policy.Read(s_good.Replace("served >= least_time", "weapon", StringComparison.Ordinal), "test.json", out var problems));
        Assert.Equal("No expression uses 'least_time'.", Assert.Single(problems).Problem);
    }

    [Fact]
    public void A_drug_that_the_law_does_not_know_is_a_warning_with_the_nearest_name()
    {
        Assert.NotNull(Policy.Read(s_good.Replace("served >= least_time", "served >= least_time and drug = cocain_base", StringComparison.Ordinal), "test.json", out var problems));
        Assert.Equal("Did you mean cocaine_base?", Assert.Single(problems).Remedy);
    }

    [Fact]
    public void The_column_of_a_mistake_counts_what_JSON_escapes()
    {
        var wrong = Assert.Single(Problems("served >= least_time", "guideline = \\\"2D1.1\\\" and served >= least_time and \\u0077epon"));
        Assert.Equal("Did you mean weapon?", wrong.Remedy);
        var line = s_good.Replace("served >= least_time", "guideline = \\\"2D1.1\\\" and served >= least_time and \\u0077epon", StringComparison.Ordinal).Split('\n')[8];
        Assert.Equal(line.IndexOf("\\u0077epon", StringComparison.Ordinal) + 1, wrong.Column);
        var excerpt = wrong.Excerpt!.Split('\n');
        Assert.Equal("    guideline = \"2D1.1\" and served >= least_time and wepon", excerpt[0]);
        Assert.Equal(new string(' ', excerpt[0].IndexOf("wepon", StringComparison.Ordinal)) + "^^^^^", excerpt[1]);
    }

    [Fact]
    public void A_population_that_lacks_a_column_or_a_name_is_told_and_one_of_another_type_is_refused()
    {
        var policy = Policy.Read(s_good.Replace("served >= least_time", "served >= least_time and drug in (heroin, lsd) and conduct.good", StringComparison.Ordinal), "test.json", out _)!;
        var binding = policy.Bind([PersonColumns.Drug with { Choices = ["none", "heroin"] }]);
        Assert.Equal(["The population has no column 'conduct.good': what rests on it is unknown for everyone.", "Nobody in the population has 'lsd' in 'drug'."], binding.Warnings);
        Assert.Equal([1L], binding.Codes[0]);
        Assert.Throws<PopulationException>(() => policy.Bind([PersonColumns.Drug with { Type = ColumnType.Count }]));
    }

    [Fact]
    public void A_policy_is_read_on_a_population()
    {
        using var builder = new PopulationBuilder([PersonColumns.Drug, PersonColumns.Category]);
        var heroin = builder.Choice(0, "heroin");
        builder.Add([builder.Choice(0, "none"), 1]);
        builder.Add([heroin, 2]);
        builder.Add([Code.Unknown, 3]);
        using var population = builder.Build(new Provenance("test", "", 3, 3, 0, true, []));
        var policy = Policy.Read(s_good.Replace("served >= least_time", "drug = heroin and category <= 2", StringComparison.Ordinal), "test.json", out _)!;
        var binding = policy.Bind(population);
        Assert.Equal([Verdict.NotMet, Verdict.Met, Verdict.NotMet], Enumerable.Range(0, 3).Select(row => population.RecordAt(row)).Select(record => new Evaluation(binding, name => population.Find(name)![record]).Eligible));
    }
}
