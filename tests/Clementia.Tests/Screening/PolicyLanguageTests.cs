using Clementia.Screening;
using Clementia.Screening.Policies;

namespace Clementia.Tests.Screening;

/// <summary>The language of policies: what it means, and how it answers mistakes.</summary>
public sealed class PolicyLanguageTests
{
    private const long Months = 100;

    internal static string PolicyOf(string expression, string more = "") => $$"""
        {
          "name": "test", "title": "Test", "authority": { "cite": "None", "text": "Invented.", "verified": true }, "from": "2020-01-01",
          "columns": { "place": { "type": "choice", "meaning": "Invented.", "choices": ["north", "south east"] } },
          "parameters": {
            "years_served": { "value": 10, "least": 1, "most": 40, "step": 1, "unit": "years", "meaning": "How long." },
            "needed": { "value": 2, "least": 1, "most": 3, "step": 1, "unit": "number", "meaning": "How many." },
            "heavy": { "value": 2.5, "least": 0, "most": 100, "step": 0.5, "unit": "kg", "meaning": "How heavy." },
            "act": { "value": "2010-08-03", "least": "1990-01-01", "most": "2030-01-01", "step": 1, "unit": "day", "meaning": "When." }
          },
          "criteria": [
            { "name": "other", "title": "Other", "meaning": "Other.", "expression": "not weapon" },
            { "name": "it", "title": "It", "meaning": "It.", "expression": "{{expression.Replace("\"", "\\\"", StringComparison.Ordinal)}}" }
          ]{{more}}
        }
        """;

    internal static Verdict Of(string expression, params (string Column, long Value)[] record)
    {
        var policy = Policy.Read(PolicyOf(expression), "test.json", out var problems);
        Assert.True(policy is not null, string.Join('\n', problems));
        var values = record.ToDictionary(r => r.Column, r => r.Value);
        return new Evaluation(policy.Bind(Specs), name => values.GetValueOrDefault(name, Code.Missing)).Criterion(1);
    }

    internal static IReadOnlyList<ColumnSpec> Specs { get; } =
        [.. PersonColumns.All.Select(c => c.Name switch { "sentence" => c with { Cap = 470 * Months }, "drug" => c with { Choices = ["none", "cocaine_base", "heroin"] }, "guideline" => c with { Choices = ["2D1.1", "2K2.1"] }, _ => c })];

    internal static PolicyProblem Wrong(string expression)
    {
        Policy.Read(PolicyOf(expression), "test.json", out var problems);
        return problems.First(p => !p.IsWarning);
    }

    [Theory]
    [InlineData("served.months >= 120 and not (offense.violent)", 120 * Months, Verdict.Met)]
    [InlineData("served.months >= 120 and not (offense.violent)", (120 * Months) - 1, Verdict.NotMet)]
    [InlineData("served >= 10 years", 120 * Months, Verdict.Met)]
    [InlineData("served >= years_served", (120 * Months) - 1, Verdict.NotMet)]
    [InlineData("served.years >= 10", 120 * Months, Verdict.Met)]
    [InlineData("served.years >= 10", (120 * Months) - 1, Verdict.NotMet)]
    [InlineData("served > 120 months", 120 * Months, Verdict.NotMet)]
    [InlineData("2 * served >= 20 years", 120 * Months, Verdict.Met)]
    [InlineData("served - 12 months = 9 years", 120 * Months, Verdict.Met)]
    [InlineData("min(served, 5 years) = 60 months", 120 * Months, Verdict.Met)]
    [InlineData("max(served, 5 years) = 60 months", 120 * Months, Verdict.NotMet)]
    [InlineData("served.years >= needed * 5", 120 * Months, Verdict.Met)]
    [InlineData("served.years + 30 > age", 120 * Months, Verdict.NotMet)]
    [InlineData("served.years + 31 > age", 120 * Months, Verdict.Met)]
    [InlineData("served >= 1.5 years", 18 * Months, Verdict.Met)]
    [InlineData("served ≥ 1.5 years", (18 * Months) - 1, Verdict.NotMet)]
    public void Months_and_years_are_the_same_measure_to_a_hundredth_of_a_month(string expression, long served, Verdict expected) =>
        Assert.Equal(expected, Of(expression, ("served", served), ("offense.violent", 0), ("age", 40)));

    [Theory]
    [InlineData("sentence >= 469 months", Verdict.Met)]
    [InlineData("sentence >= 470 months", Verdict.Met)]
    [InlineData("sentence >= 471 months", Verdict.Unknown)]
    [InlineData("sentence > 469 months", Verdict.Met)]
    [InlineData("sentence > 470 months", Verdict.Unknown)]
    [InlineData("sentence < 470 months", Verdict.NotMet)]
    [InlineData("sentence < 471 months", Verdict.Unknown)]
    [InlineData("sentence <= 469 months", Verdict.NotMet)]
    [InlineData("sentence <= 470 months", Verdict.Unknown)]
    [InlineData("sentence = 469 months", Verdict.NotMet)]
    [InlineData("sentence = 470 months", Verdict.Unknown)]
    [InlineData("sentence != 469 months", Verdict.Met)]
    [InlineData("sentence = life", Verdict.Unknown)]
    [InlineData("sentence >= life", Verdict.Unknown)]
    [InlineData("sentence <= life", Verdict.Met)]
    [InlineData("sentence - served > 349 months", Verdict.Met)]
    [InlineData("sentence - served > 350 months", Verdict.Unknown)]
    [InlineData("sentence - served >= 350 months", Verdict.Met)]
    [InlineData("served - sentence < 1 month", Verdict.Unknown)]
    public void A_sentence_capped_at_470_months_is_470_months_or_more(string expression, Verdict expected) =>
        Assert.Equal(expected, Of(expression, ("sentence", Code.Capped), ("served", 120 * Months)));

    [Theory]
    [InlineData("sentence = life", Verdict.Met)]
    [InlineData("sentence >= 99999 years", Verdict.Met)]
    [InlineData("sentence < life", Verdict.NotMet)]
    [InlineData("sentence - served = life", Verdict.Met)]
    [InlineData("sentence + served = life", Verdict.Met)]
    [InlineData("served - sentence <= 0 months", Verdict.Unknown)]
    [InlineData("sentence - sentence = 0 months", Verdict.Unknown)]
    [InlineData("min(sentence, served) = 120 months", Verdict.Met)]
    [InlineData("max(sentence, served) = life", Verdict.Met)]
    [InlineData("sentence.years > 100", Verdict.Met)]
    public void Life_is_longer_than_any_number_and_cannot_be_taken_away(string expression, Verdict expected) =>
        Assert.Equal(expected, Of(expression, ("sentence", Code.Life), ("served", 120 * Months)));

    [Theory]
    [InlineData("drug in (cocaine_base, heroin)", Verdict.Met)]
    [InlineData("drug = heroin", Verdict.NotMet)]
    [InlineData("drug != heroin", Verdict.Met)]
    [InlineData("drug not in (heroin, none)", Verdict.Met)]
    [InlineData("guideline = '2D1.1'", Verdict.Met)]
    [InlineData("guideline = \"2K2.1\"", Verdict.NotMet)]
    [InlineData("place = 'south east'", Verdict.Unknown)]
    [InlineData("category in (1, 2)", Verdict.Met)]
    [InlineData("category not in (1, 2)", Verdict.NotMet)]
    [InlineData("drug.weight > heavy", Verdict.NotMet)]
    [InlineData("drug.weight >= 2500 g", Verdict.Met)]
    [InlineData("drug.weight = 2.5 kg", Verdict.Met)]
    [InlineData("sentenced.last < 2010-08-03", Verdict.Met)]
    [InlineData("sentenced.last < act", Verdict.Met)]
    [InlineData("sentenced.last < 2010-08-02", Verdict.NotMet)]
    [InlineData("other", Verdict.Met)]
    [InlineData("not other or career", Verdict.Unknown)]
    [InlineData("at least needed of (other, career, citizen)", Verdict.Unknown)]
    [InlineData("at least 1 of (other, career, citizen)", Verdict.Met)]
    [InlineData("at least 3 of (weapon, career, citizen)", Verdict.NotMet)]
    [InlineData("(weapon or other) and (other)", Verdict.Met)]
    public void Choices_days_weights_and_other_criteria_can_be_asked(string expression, Verdict expected) => Assert.Equal(expected, Of(expression,
        ("drug", 1), ("guideline", 0), ("category", 2), ("drug.weight", 2_500_000_000), ("sentenced.last", new DateOnly(2010, 8, 2).DayNumber), ("weapon", 0)));

    [Theory]
    [InlineData("served >= 120", 0, "Give the unit: 120 months or 120 years.")]
    [InlineData("served.months >= 10 years", 0, "Leave out .months, or the unit on the other side.")]
    [InlineData("age.now >= 60 years", 0, "Leave out the unit: 60.")]
    [InlineData("age.now >= life", 0, "Compare like with like.")]
    [InlineData("drug.weight > 500", 0, "Give the unit: 500 g or 500 kg.")]
    [InlineData("weapon and serverd >= 1 year", 11, "Did you mean served?")]
    [InlineData("weapon and category.months > 2", 11, "Write category alone.")]
    [InlineData("drug < heroin", 5, "Use =, != or in.")]
    [InlineData("sentence", 0, "Compare it: write <, <=, =, !=, >= or > and a value behind it.")]
    [InlineData("weapon or career and citizen", 17, "Put parentheses around the conditions that belong together.")]
    [InlineData("1 <= category <= 3", 14, "Write them as two: category >= 2 and category <= 4.")]
    [InlineData("weapon and (career or citizen", 29, "Put a ) there.")]
    [InlineData("weapon) and career", 6, "Take it away, or open it with a ( before.")]
    [InlineData("category == 2", 9, "Write = once.")]
    [InlineData("served / 2 > 3 months", 7, "There is no division: multiply the other side by a whole number.")]
    [InlineData("limits.min is unknown", 11, "A condition on something unknown is unknown by itself, and the screen lists those people apart; a criterion must never turn ignorance into an answer.")]
    [InlineData("sentenced.last < 2010-02-30", 17, "Write year, month and day as 2018-12-21.")]
    [InlineData("served > 30 days", 9, "A length of time is counted in months or years here, because months differ in days.")]
    [InlineData("guideline = 2D1.1", 12, "Names that begin with a digit go in quotes: '2D1.1'.")]
    [InlineData("weapon = yes", 9, "Write the column alone for yes, and not in front of it for no.")]
    [InlineData("", 0, "Write a column, a parameter, a number or a condition in parentheses.")]
    [InlineData("weapon and", 10, "Write a column, a parameter, a number or a condition in parentheses.")]
    [InlineData("at least 4 of (weapon, career)", 9, "Write a number from 1 to 2.")]
    [InlineData("at least 1 year of (weapon, career)", 9, "Write: at least 4 of (a, b, c, d, e), or a parameter with the unit \"number\".")]
    [InlineData("score > 3", 0, "Read what the score is made of.")]
    [InlineData("10 years > 3 months", 0, "Compare a column with a value.")]
    [InlineData("served * sentence > 3 months", 0, "Write: 2 * served.")]
    [InlineData("served > 99999999999999999999999999999999999999 months", 9, "Use a smaller unit or fewer decimals.")]
    [InlineData("it or weapon", 0, "Write out one of them without the others.")]
    [InlineData("sentenced.last - sentenced.first > 3 months", 0, "Compare the days themselves (sentenced.last < 2010-08-03), or use a length of time such as served.")]
    public void A_mistake_is_told_at_its_line_and_column_with_what_to_do(string expression, int at, string remedy)
    {
        var wrong = Wrong(expression);
        Assert.Equal(remedy, wrong.Remedy);
        Assert.Equal("criteria[1].expression", wrong.Where);
        if (!remedy.StartsWith("Write out", StringComparison.Ordinal))
        {
            var line = PolicyOf(expression).Split('\n')[wrong.Line - 1];
            Assert.Equal(line.IndexOf("\"expression\": \"", StringComparison.Ordinal) + "\"expression\": \"".Length + at + 1, wrong.Column);
            Assert.Equal(at + 4, wrong.Excerpt!.Split('\n')[1].IndexOf('^', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void All_wrong_names_of_an_expression_are_told_at_once()
    {
        Policy.Read(PolicyOf("wepon and serverd > 3 months and careeer"), "test.json", out var problems);
        Assert.Equal(["Did you mean weapon?", "Did you mean served?", "Did you mean career?"], problems.Where(p => !p.IsWarning).Select(p => p.Remedy));
    }
}
