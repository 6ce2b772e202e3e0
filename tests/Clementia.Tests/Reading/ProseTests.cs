using System.Diagnostics;
using Clementia.Casework;
using Clementia.Documents.Reading;
using Clementia.Documents.Reading.Prose;
using CsCheck;
using ProseText = Clementia.Documents.Reading.Prose.Prose;

namespace Clementia.Tests.Reading;

public sealed class ProseTests
{
    private static ProseText Of(string text, ReadingContext? context = null) =>
        ProseText.Of(new DocumentText(new string('a', 64), [Page.OfText(1, text)], "text 1"), context ?? new ReadingContext());

    private static string[] Sentences(string text)
    {
        var prose = Of(text);
        return [.. prose.Sentences.Select(s => prose.Text[s.Start..s.End])];
    }

    private static string[] Quotes(string text)
    {
        var prose = Of(text);
        return [.. prose.Quotes.Select(q => prose.Text[q.Start..q.End])];
    }

    private static Entity Who(ProseText prose, string words, int nth = 1)
    {
        var at = -1;
        for (var i = 0; i < nth; i++)
            at = prose.Text.IndexOf(words, at + 1, StringComparison.Ordinal);
        return prose.At(at, at + words.Length) ?? throw new InvalidOperationException($"'{words}' means nobody.");
    }

    [Theory]
    [InlineData("Sen. Ann Roe met Mr. Poe. They spoke.", 2)]
    [InlineData("He violated 18 U.S.C. § 371 and 21 U.S.C. § 846. He appealed.", 2)]
    [InlineData("The fine was $1.5 million. It was paid.", 2)]
    [InlineData("John Q. Public Jr. was freed. So was Ann.", 2)]
    [InlineData("\"It is done.\" She left.", 2)]
    [InlineData("He used it to distribute drugs.In a petition he said so.", 2)]
    [InlineData("She lived in the U.S. He did not.", 2)]
    [InlineData("The U.S. Attorney agreed.", 1)]
    [InlineData("Well ... maybe not. Yes.", 2)]
    public void Sentences_end_where_a_reader_ends_them(string text, int count) => Assert.Equal(count, Sentences(text).Length);

    [Fact]
    public void Hard_wrapped_lines_are_one_paragraph_and_list_lines_are_not()
    {
        var prose = Of("This paragraph was wrapped by an old editor at some width that\nit found good, and so it goes on over three lines until it\nends.\n\n- one\n- two\n");

        Assert.Equal(3, prose.Paragraphs.Count);
        Assert.Equal(ParagraphKind.Item, prose.Paragraphs[1].Kind);
    }

    [Theory]
    [InlineData("He said “yes.”", "yes.")]
    [InlineData("He said \"yes.\"", "yes.")]
    [InlineData("He said «yes».", "yes")]
    [InlineData("The lawyers' claim wasn't Ann's.")]
    [InlineData("It was the '90s, and he'd go.")]
    public void Quotation_marks_are_paired_and_apostrophes_are_none(string text, params string[] quotes) => Assert.Equal(quotes, Quotes(text));

    [Fact]
    public void Single_marks_inside_double_ones_are_a_quotation_of_their_own()
    {
        var prose = Of("“He told me, ‘Don’t go.’ I went.”");

        Assert.Equal(2, prose.Quotes.Count);
        Assert.Equal("Don’t go.", prose.Text[prose.Quotes[1].Start..prose.Quotes[1].End]);
        Assert.Equal(0, prose.Quotes[1].Parent);
    }

    [Fact]
    public void A_quotation_left_open_goes_on_when_the_next_paragraph_reopens_it()
    {
        var prose = Of("She said: “First.\n\n“Second.”\n\nThird.");

        Assert.Equal(2, prose.Quotes.Count);
        Assert.False(prose.Quotes[0].Closed);
        Assert.Equal(0, prose.Quotes[1].Continues);
    }

    [Fact]
    public void Last_first_and_bracketed_names_mean_the_person_named_in_full()
    {
        var prose = Of("Delia Marsh was sentenced in 1996. Marsh appealed. “[Delia] never complained,” her lawyer said. Ms. Marsh is free.");

        Assert.Equal("Delia Marsh", Who(prose, "Marsh appealed"[..5], 2).Name);
        Assert.Equal("Delia Marsh", Who(prose, "Delia", 2).Name);
        Assert.Equal("Delia Marsh", Who(prose, "Ms. Marsh").Name);
        Assert.Equal(Gender.Female, Who(prose, "Ms. Marsh").Gender);
    }

    [Fact]
    public void Titles_roles_and_descriptions_mean_the_person_who_bears_them()
    {
        var prose = Of("White House counsel Rupert Hale met then-President Ann Rowe. The counsel objected. The president listened. Later Gil Dane, a retired boxer, came. The 60-year-old boxer wept.");

        Assert.Equal("Rupert Hale", Who(prose, "The counsel").Name);
        Assert.Equal("Ann Rowe", Who(prose, "The president").Name);
        Assert.Equal("Gil Dane", Who(prose, "The 60-year-old boxer").Name);
    }

    [Fact]
    public void The_president_of_a_dated_text_is_known_when_the_text_names_him_by_last_name_only()
    {
        var prose = Of("Carter signed it. The president smiled.", new ReadingContext(Published: "1979-02-01"));

        Assert.Equal("Carter", Who(prose, "The president").Name);
    }

    [Fact]
    public void I_inside_a_quotation_means_its_speaker()
    {
        var prose = Of("“I was wrong,” Delia Marsh told the board. “My sentence is just.”");

        Assert.Equal("Delia Marsh", prose.Resolve(prose.Mentions.First(m => prose.Text[m.Start..m.End] == "I"))?.Name);
        Assert.Equal("Delia Marsh", prose.Resolve(prose.Mentions.First(m => prose.Text[m.Start..m.End] == "My"))?.Name);
    }

    [Fact]
    public void The_petitioner_is_who_is_pardoned_not_who_pardons()
    {
        var prose = Of("Gov. Ann Rowe pardoned Delia Marsh on Friday. Marsh was convicted of fraud in 1996. Rowe said Marsh had earned it.");

        Assert.Equal(["Delia Marsh"], prose.Petitioners.Select(p => p.Name));
    }

    [Fact]
    public void A_batch_has_all_its_petitioners()
    {
        var prose = Of("Rowe pardoned Delia Marsh, who served nine years for fraud, Peter Lund, who pleaded guilty to arson, and Rosa Vega, who was convicted of perjury.");

        Assert.Equal(["Delia Marsh", "Peter Lund", "Rosa Vega"], prose.Petitioners.Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    private static readonly string[] s_pieces = ["“", "”", "\"", "'", "’", "‘", ". ", "? ", "\n", "\n\n", ", ", " said ", " told ", "Ann Rowe", "Mr. ", "she ", "THE COURT: ", "Q. ", " — ", "@ann ", "RT @bo: ", "pardon", " of ", " according to ", "I, ", " hereby ", "- ", "the president", "'s", "(", ")", ":", "5 "];

    private static readonly Gen<string> s_scraps = Gen.Int[0, s_pieces.Length - 1].Array[0, 60].Select(scraps => string.Concat(scraps.Select(i => s_pieces[i])));

    [Fact]
    public void No_text_however_broken_breaks_the_reading() => s_scraps.Sample(text =>
    {
        var prose = Of(text);
        var length = prose.Text.Length;
        var statements = StatementFinder.Find(prose);
        return prose.Sentences.All(s => s.Start < s.End && s.End <= length)
            && prose.Quotes.All(q => q.OuterStart <= q.Start && q.Start < q.End && q.End <= q.OuterEnd && q.Parent < q.Index)
            && prose.Mentions.All(m => m.Start < m.End && m.End <= length)
            && statements.All(s => s.Passages[0].Holds(prose.Document));
    }, iter: 20000);

    [Fact]
    public void Every_character_that_is_not_white_space_belongs_to_one_token_and_one_sentence() => s_scraps.Sample(text =>
    {
        var prose = Of(text);
        var tokens = new bool[prose.Text.Length];
        foreach (var token in prose.Tokens)
        {
            for (var i = token.Start; i < token.End; i++)
            {
                if (tokens[i])
                    return false;
                tokens[i] = true;
            }
        }
        var last = 0;
        foreach (var sentence in prose.Sentences)
        {
            if (sentence.TokenStart != last)
                return false;
            last = sentence.TokenEnd;
        }
        return last == prose.Tokens.Length && Enumerable.Range(0, prose.Text.Length).All(i => tokens[i] != char.IsWhiteSpace(prose.Text[i]));
    }, iter: 3000);

    [Fact]
    public void Long_transcripts_take_time_in_proportion()
    {
        static TimeSpan Time(int turns)
        {
            var text = string.Concat(Enumerable.Range(0, turns).Select(i => $"Q.  What did Mr. Harlow say about the pardon in {1900 + i % 100}?\nA.  He told me, \"I will not ask for mercy,\" and the governor denied it.\n"));
            var watch = Stopwatch.StartNew();
            Assert.NotEmpty(StatementFinder.Find(Of(text)));
            return watch.Elapsed;
        }
        Time(200); // Warm up.

        var (small, large) = (Time(500), Time(4000));

        // Eight times the text: a quadratic reader would take sixty-four times as long. Half a second of noise is let pass.
        Assert.True(large < small * 30 + TimeSpan.FromMilliseconds(500), $"500 turns took {small}, 4000 took {large}.");
    }
}
