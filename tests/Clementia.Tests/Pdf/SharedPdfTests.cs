using Clementia.Documents.Pdf;

namespace Clementia.Tests.Pdf;

/// <summary>Real court files, from the folder that lies beside the repository where there is one.</summary>
public sealed class SharedPdfTests
{
    private static string Folder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Clementia.slnx")))
                continue;
            var folder = Path.Combine(at.Parent!.FullName, "shared", "data", "documents", name);
            if (Directory.Exists(folder))
                return folder;
            break;
        }
        Assert.Skip($"The folder shared/data/documents/{name} is not beside the repository.");
        return "";
    }

    private static PdfReading Read(string file) => PdfReader.Read(File.ReadAllBytes(file), new string('0', 64));

    private static IEnumerable<string> All() => Directory.GetFiles(Folder("court"), "*.pdf").Concat(Directory.GetFiles(Folder("redaction"), "*.pdf")).Order(StringComparer.Ordinal);

    [Fact]
    public void Every_real_file_is_read_or_refused_with_the_right_reason()
    {
        foreach (var file in All())
        {
            var reading = Read(file);
            if (Path.GetFileName(file) == "empty.pdf")
                Assert.Contains("empty", reading.Refusal!.Problem, StringComparison.Ordinal);
            else
            {
                Assert.True(reading.Refusal is null, $"{Path.GetFileName(file)}: {reading.Refusal}");
                Assert.True(reading.RedactionsChecked, $"{Path.GetFileName(file)} was read in the fallback way.");
                Pages.HoldTogether(reading);
            }
        }
    }

    [Fact]
    public void Pages_that_are_only_pictures_are_named_for_ocr()
    {
        var folder = Folder("court");
        Assert.Equal([1, 2], Read(Path.Combine(folder, "image-pdf.pdf")).PagesWithoutText);
        Assert.Equal([1], Read(Path.Combine(folder, "cl_opinion_pdf_image_based.pdf")).PagesWithoutText);
        Assert.Empty(Read(Path.Combine(folder, "missouri.pdf")).PagesWithoutText);
    }

    [Theory]
    [InlineData("rectangles_yes.pdf", 3, 64, 64)]
    // The published figure is 639, counted by another tool; ours is 638.
    [InlineData("bad_cross_hatched_redactions.pdf", 17, 630, 645)]
    [InlineData("hidden_text_on_visible_text.pdf", 2, 6, 20)]
    // Its box covers nothing but spaces: the letters were taken out, which is how it should be done.
    [InlineData("whitespace_redactions.pdf", 0, 0, 0)]
    [InlineData("rectangles_no.pdf", 0, 0, 0)]
    [InlineData("unfilled_rect.pdf", 0, 0, 0)]
    [InlineData("ok_words.pdf", 0, 0, 0)]
    [InlineData("no_bad_redactions.2.1.pdf", 0, 0, 0)]
    [InlineData("no_bad_redactions.3.1.pdf", 0, 0, 0)]
    [InlineData("no_bad_redactions.4.1.pdf", 0, 0, 0)]
    [InlineData("multi_line_redaction_ok.pdf", 0, 0, 0)]
    [InlineData("rect_ordering_2.1.pdf", 0, 0, 0)]
    [InlineData("rect_ordering_4.1.pdf", 0, 0, 0)]
    public void Hidden_text_is_found_where_it_is_known_to_be_and_nowhere_else(string file, int places, int least, int most)
    {
        var hidden = Read(Path.Combine(Folder("redaction"), file)).Hidden;

        Assert.Equal(places, hidden.Count);
        Assert.InRange(hidden.Sum(h => h.Text.Length), least, most);
    }

    [Fact]
    public void Court_opinions_hide_nothing()
    {
        foreach (var file in Directory.GetFiles(Folder("court"), "*.pdf"))
            Assert.True(Read(file).Hidden.Count == 0, Path.GetFileName(file));
    }

    [Fact]
    public void Our_reader_finds_the_letters_that_another_reader_finds()
    {
        foreach (var file in All().Where(f => Path.GetFileName(f) != "empty.pdf"))
        {
            var bytes = File.ReadAllBytes(file);
            var ours = PdfReader.Read(bytes, "x");
            var theirs = PdfReader.Read(bytes, "x", PdfReader.Engine.PdfPig, CancellationToken.None);
            Assert.Equal(theirs.Document!.Pages.Count, ours.Document!.Pages.Count);
            var (mine, other) = (Letters(ours), Letters(theirs));
            // What we leave out on purpose: text that is hidden, and the labels on redactions ("Privilege"). What PdfPig leaves out: form fields and annotations.
            var missing = 0;
            foreach (var (letter, count) in other)
                missing += Math.Max(0, count - mine.GetValueOrDefault(letter));
            var hidden = ours.Hidden.Sum(h => h.Text.Length);
            var total = other.Values.Sum();
            Assert.True(missing - hidden <= Math.Max(10, total / 500), $"{Path.GetFileName(file)}: {missing} of {total} letters are missing, {hidden} are hidden.");
        }
    }

    private static Dictionary<char, int> Letters(PdfReading reading)
    {
        var letters = new Dictionary<char, int>();
        foreach (var c in reading.Document!.Pages.SelectMany(p => p.Margins.Append(p.Text)).SelectMany(t => t))
        {
            if (char.IsLetter(c))
                letters[c] = letters.GetValueOrDefault(c) + 1;
        }
        return letters;
    }

    [Fact]
    public void Reading_is_the_same_every_time()
    {
        var file = Path.Combine(Folder("court"), "ca1_00117684624.pdf");
        var first = Read(file).Document!.Pages.Select(p => p.Text).ToList();
        for (var i = 0; i < 3; i++)
            Assert.Equal(first, Read(file).Document!.Pages.Select(p => p.Text));
    }

    [Fact]
    public void Damaged_copies_of_real_files_never_crash_and_never_hang() =>
        PdfDamageTests.Batter([.. All().Where(f => new FileInfo(f).Length is > 0 and < 100_000).Select(File.ReadAllBytes)], rounds: 160, seed: 1963);
}
