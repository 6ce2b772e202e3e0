using Clementia.Casework;
using Clementia.Store;
using CsCheck;

namespace Clementia.Tests.Store;

public sealed class PassageIndexTests : IDisposable
{
    private static readonly QuestionWords s_words = QuestionWords.Parse(File.ReadAllText(Repository.File("catalog", "questions.json")));

    private readonly string _folder = Directory.CreateTempSubdirectory("clementia-index-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string IndexFile => Path.Combine(_folder, "search", "p-1.db");

    private static DocumentText Document(char name, params string[] pages) =>
        new(new string(name, 64), [.. pages.Select((text, i) => Page.OfText(i + 1, text))], "text 1");

    private PassageIndex Indexed(params DocumentText[] documents)
    {
        var index = PassageIndex.Open(IndexFile);
        index.Synchronize(documents.ToDictionary(d => d.Sha256, d => "reading of " + d.Sha256), sha => documents.Single(d => d.Sha256 == sha));
        return index;
    }

    [Fact]
    public void The_passage_with_all_words_comes_before_those_with_some()
    {
        var transcript = Document('a', "The weather was mild. Nobody spoke of it.\n\nShe never carried a gun. She answered the telephone.", "A gun was found in the barn of Mr. Lattimer.");
        using var index = Indexed(transcript);

        var hits = index.Search(s_words.Read("Did she carry a firearm?"), 5).Hits;

        Assert.Equal("She never carried a gun.", hits[0].Where.Quote);
        Assert.Equal(2, hits[1].Where.Page);
        Assert.All(hits, hit => Assert.True(hit.Where.Holds(transcript)));
    }

    [Fact]
    public void Two_who_ask_at_once_index_a_document_once()
    {
        var document = Document('a', "She answered the telephone.");
        using var one = PassageIndex.Open(IndexFile);
        using var other = PassageIndex.Open(IndexFile);

        // The other comes first, just when this one has seen that the document is missing.
        one.Synchronize(new Dictionary<string, string> { [document.Sha256] = "reading" }, _ =>
        {
            other.Synchronize(new Dictionary<string, string> { [document.Sha256] = "reading" }, _ => document);
            return document;
        });

        Assert.Single(one.Search(s_words.Read("telephone"), 5).Hits);
    }

    [Fact]
    public void What_the_file_does_not_tell_is_named()
    {
        using var index = Indexed(Document('a', "She answered the telephone."));

        var answer = index.Search(s_words.Read("Who owned the submarine?"), 5);

        Assert.Empty(answer.Hits);
        Assert.Equal(["owned", "submarine"], answer.Unknown);
    }

    [Fact]
    public void A_document_taken_off_the_petition_leaves_no_trace_in_the_index_file()
    {
        var kept = Document('a', "She answered the telephone.");
        var sealed_ = Document('b', "The informant was Quillonbury.");
        using (var index = Indexed(kept, sealed_))
            Assert.NotEmpty(index.Search(s_words.Read("Quillonbury"), 5).Hits);

        using (var index = Indexed(kept))
            Assert.Empty(index.Search(s_words.Read("Quillonbury"), 5).Hits);

        var left = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes)
            .Any(bytes => bytes.AsSpan().IndexOf("uillonbury"u8) >= 0);
        Assert.False(left, "The removed name still stands in the index's files.");
    }

    [Fact]
    public void Indexing_again_gives_the_same_answers()
    {
        var documents = Enumerable.Range(0, 4).Select(i => Document((char)('a' + i), $"The judge spoke of count {i}. The jury had found her guilty.")).ToArray();
        string Answers()
        {
            using var index = Indexed(documents);
            return string.Join('\n', index.Search(s_words.Read("jury guilty count"), 10).Hits.Select(hit => hit.ToString()));
        }
        var first = Answers();
        File.Delete(IndexFile);

        Assert.Equal(first, Answers());
    }

    [Fact]
    public void Any_question_is_answered_without_an_error_and_quotes_hold()
    {
        var document = Document('a', "\"Quotes\" AND (brackets) OR NOT * near^2: these are words -- of an odd kind; col:on.\n\nShe said: \"No.\"");
        using var index = Indexed(document);
        Gen.String[Gen.Char["abc ANDORNOT\"'*()^:-+?.\n{}éß\u0001"], 0, 40].Sample(
            text => index.Search(s_words.Read(text), 5).Hits.All(hit => hit.Where.Holds(document)), iter: 2000, threads: 1);
    }

    [Fact]
    public void Passages_cover_all_words_of_a_page()
    {
        Gen.String[Gen.Char["ab. \n"], 0, 3000].Sample(text =>
        {
            var covered = string.Concat(PassageIndex.Passages(text).Select(p => text[p.Start..p.End]));
            return new string([.. covered.Where(c => !char.IsWhiteSpace(c))]) == new string([.. text.Where(c => !char.IsWhiteSpace(c))]);
        }, iter: 500);
    }
}
