using System.Text;
using Clementia.Casework;
using Clementia.Documents.Reading;

namespace Clementia.Tests.Reading;

/// <summary>A reader that fails on a text reads nothing of it. No text may make it fail: neither those that people write nor those that machines garble.</summary>
public class NeverThrowsTests
{
    private const int Texts = 400;

    [Fact]
    public void No_recombination_of_sentences_words_and_marks_makes_the_reader_fail()
    {
        var sources = Directory.EnumerateFiles(Repository.File("samples", "accounts", "texts"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        Assert.NotEmpty(sources);
        var words = sources.SelectMany(t => t.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var sentences = sources.SelectMany(t => t.Split(". ")).ToArray();
        string[] marks = ["\u201c", "\u201d", "\"", ",", ".", "—", "(", ")", "[", "]", "that", "told", "said", "who", "his", "\n\n", "\n", ":", ";", "'s", "\u2019s", "Mr.", "$", "%", "0", "999999999999", "\u00a0", "…", "@", "#", "-"];
        var failures = new List<string>();
        // Fixed numbers in place of chance: the same texts on every run.
        var state = 0x9E3779B97F4A7C15ul;
        for (var n = 0; n < Texts; n++)
        {
            var text = new StringBuilder();
            var pieces = 3 + (int)(Next() % 25);
            for (var i = 0; i < pieces; i++)
            {
                text.Append((Next() % 4) switch
                {
                    0 => sentences[Next() % (ulong)sentences.Length] + ". ",
                    1 => words[Next() % (ulong)words.Length] + " ",
                    2 => Cut(sentences[Next() % (ulong)sentences.Length]) + " ",
                    _ => marks[Next() % (ulong)marks.Length] + (Next() % 2 == 0 ? " " : ""),
                });
            }
            var written = text.ToString();
            try
            {
                var result = CaseReader.Read(new DocumentText(new string('a', 64), [Page.OfText(1, written)], "text 1"), new ReadingContext());
                foreach (var passage in result.Facts.SelectMany(f => f.Passages).Concat(result.Statements.SelectMany(s => s.Passages)))
                    Assert.Equal(written.Substring(passage.Start, passage.Quote.Length), passage.Quote);
            }
            catch (Exception wrong) when (wrong is not Xunit.Sdk.XunitException)
            {
                failures.Add($"{wrong.GetType().Name} at {wrong.StackTrace?.Split('\n')[0].Trim()} .. {wrong.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Clementia.Documents", StringComparison.Ordinal))?.Trim()}: {written.ReplaceLineEndings(" / ")}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {Texts} texts:\n{string.Join("\n", failures.Take(5))}");

        ulong Next()
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return state >> 8;
        }

        string Cut(string sentence) => sentence.Length < 4 ? sentence : sentence[(int)(Next() % (ulong)(sentence.Length / 2))..(sentence.Length - (int)(Next() % (ulong)(sentence.Length / 2)))];
    }
}
