using Clementia.Casework;
using Clementia.Documents.Reading;
using Clementia.Documents.Reading.Facts;
using Clementia.Documents.Reading.Prose;
using CsCheck;

namespace Clementia.Tests.Reading;

/// <summary>What holds for any text at all.</summary>
public class SentenceRobustnessTests
{
    private static readonly string[] s_pieces =
    [
        "sentenced", "to", "life", "plus", "25", "years", "and", "a", "day", "-", "–", ",", ".", ";", "\n", "\n\n", "(", ")", "$", "1,500", "99999999999999999999", "billion", "hundred", "million", "dozen", "½", "1", "/", "2", "June", "6", "2018", "31", "Feb.",
        "the", "22nd", "of", "January", "in", "that", "year", "later", "months", "'", "imprisonment", "§", "841", "(a)", "18", "U.S.C.", "Title", "Section", "Jane Roe", "She", "his", "was", "convicted", "on", "counts", "drug", "cocaine", "kilograms", "or", "more",
        "served", "parole", "eligible", "for", "until", "age", "63", "-year-old", "Judge", "Poe", "District", "Court", "**", "Offense:", "Sentence:", "\"", "b", "M", "20s", "last", "Friday", "two", "consecutive", "sentences", "death", "no", "without",
    ];

    [Theory]
    [InlineData("press", "2020-02-19")]
    [InlineData("press", "not a date")]
    [InlineData("official", "2020")]
    [InlineData("register", null)]
    [InlineData("psr", "2020-02")]
    [InlineData(null, "9999-12-31")]
    public void No_text_breaks_the_reader_and_every_passage_stands_where_it_says(string? kind, string? published) =>
        Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).Array[0, 60].Sample(pieces =>
        {
            var text = string.Join(' ', pieces) + " and so on.";
            var document = new DocumentText(new string('0', 64), [Page.OfText(1, text)], "test");
            foreach (var fact in SentenceFacts.Find(Prose.Of(document, new ReadingContext(kind, null, null, published)), []))
            {
                Assert.NotEmpty(fact.Passages);
                Assert.NotEmpty(fact.Value);
                Assert.All(fact.Passages, p => Assert.True(p.Holds(document)));
            }
        }, iter: 300);

    [Fact]
    public void Tokens_cover_every_letter_and_digit_of_a_text() =>
        Gen.String.Sample(text =>
        {
            var words = Words.Of(text);
            var covered = new bool[text.Length];
            foreach (var token in words.All)
                covered.AsSpan(token.Start, token.End - token.Start).Fill(true);
            for (var i = 0; i < text.Length; i++)
                Assert.True(covered[i] || !char.IsLetter(text[i]) && !char.IsAsciiDigit(text[i]));
        }, iter: 500);
}
