using Clementia.Casework;

namespace Clementia.Tests.Casework;

public sealed class QuestionTests
{
    private static readonly QuestionWords s_words = QuestionWords.Parse(File.ReadAllText(Repository.File("catalog", "questions.json")));

    [Theory]
    [InlineData("How old is she?", "petitioner.age")]
    [InlineData("How long has she served?", "served.time")]
    [InlineData("Who was the judge?", "sentencing.judge")]
    [InlineData("Was she the kingpin?", "offense.role")]
    [InlineData("Which prison is she in?", "facility")]
    [InlineData("Does she have any prior convictions?", "offense.first")]
    public void A_question_asks_for_its_attribute_first(string question, string attribute) =>
        Assert.Equal(attribute, s_words.Read(question).About[0]);

    [Fact]
    public void Words_that_carry_nothing_are_not_looked_for() =>
        Assert.Equal([["telephone"]], s_words.Read("What did she do with the telephone?").Terms);

    [Fact]
    public void A_broken_file_is_refused_with_its_name() =>
        Assert.Contains("catalog/questions.json", Assert.Throws<FormatException>(() => QuestionWords.Parse("{\"stop\": 3}")).Message);
}
