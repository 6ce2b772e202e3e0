using Clementia.Casework;
using Clementia.Documents.Copies;
using Clementia.Tests.Briefs;

namespace Clementia.Tests.Copies;

public sealed class EqualWordingsTests
{
    private static readonly byte[] s_secret = "a secret of a test"u8.ToArray();

    internal static CopyKey Key(int copy) => CopyKey.Of(s_secret, "P-1", $"copy {copy}");

    /// <summary>A page with a good deal on it: values of many kinds, a dispute, a corrected value, weak sources.</summary>
    internal static CaseFile Full()
    {
        var file = new CaseFile();
        var judgment = file.Text("judgment.txt", "judgment", "Marguerite Oduya-Hale, convicted of wire fraud under 18 U.S.C. 1343 on three counts, by jury trial, was sentenced to 20 years on May 3, 2010. No parole. Nobody was hurt. No earlier conviction.");
        var letter = file.Text("petition.txt", "petition", "She asks for a commutation. She is 58 and has served twelve years. She has arthritis and high blood pressure. Nonviolent. Mentor, tutor. Home with her sister. Prior petition denied 2015.");
        var paper = file.Text("ledger.txt", "press", "Urged by Amos Reed and Lena Park. Opposed by Saul Vane. Four were charged, twelve counts.");
        file.Confirmed("petitioner.name", "Marguerite Oduya-Hale", judgment, "Marguerite Oduya-Hale");
        file.Confirmed("clemency.sought", "commutation", letter, "asks for a commutation", Standard.Petitioner);
        file.Confirmed("petitioner.age", "58", letter, "58", Standard.Petitioner);
        file.Confirmed("health.condition", "arthritis", letter, "arthritis", Standard.Petitioner);
        file.Confirmed("health.condition", "high blood pressure", letter, "high blood pressure", Standard.Petitioner);
        file.Confirmed("offense.kind", "wire fraud", judgment, "wire fraud");
        file.Confirmed("conviction.counts", "3", judgment, "three counts");
        file.Confirmed("charge.counts", "12", paper, "twelve counts", Standard.Press);
        file.Confirmed("sentence.term", "240 mo", judgment, "20 years");
        file.Confirmed("sentence.date", "2010-05-03", judgment, "May 3, 2010");
        file.Add("served.time", "148 mo", "144 mo", FactStatus.Confirmed, null, "Jo Reyes", "Counted.", [CaseFile.Proposal("served.time", "144 mo", (letter, "twelve years", Standard.Petitioner))]);
        file.Confirmed("sentence.parole", "no", judgment, "No parole");
        file.Confirmed("offense.first", "yes", judgment, "No earlier conviction");
        file.Confirmed("offense.injury", "no", judgment, "Nobody was hurt");
        file.Confirmed("offense.violent", "no", letter, "Nonviolent", Standard.Petitioner);
        file.Confirmed("release_plan.home", "with her sister", letter, "Home with her sister", Standard.Petitioner);
        file.Confirmed("advocate.name", "Amos Reed", paper, "Amos Reed", Standard.Press);
        file.Confirmed("advocate.name", "Lena Park", paper, "Lena Park", Standard.Press);
        file.Fact("opponent.name", "Saul Vane", FactStatus.Disputed, (paper, "Saul Vane", Standard.Press));
        file.Confirmed("prior.petitions.denied", "2015", letter, "denied 2015", Standard.Petitioner);
        return file;
    }

    internal static Brief Copy(CaseFile file, int copy) => file.Brief(CaseFile.For($"Reader {copy}") with { Key = Key(copy) });

    [Fact]
    public void Equal_wordings_meet_what_stands_beside_them_alike_and_hold_no_figure()
    {
        foreach (var choices in EqualWordings.All)
        {
            Assert.Equal(choices.Count, choices.Distinct().Count());
            // A reader must be able to tell them apart by their words.
            Assert.Equal(choices.Count, choices.Select(one => string.Join(' ', MarkedPassage.Tokens(one))).Distinct().Count());
            foreach (var one in choices)
            {
                Assert.DoesNotContain(one, char.IsDigit);
                // A comma may stand before "and"; otherwise all begin with a space or none does.
                Assert.Equal(choices[0][0] is ' ' or ',' or ';', one[0] is ' ' or ',' or ';');
                Assert.Equal(choices[0].EndsWith(' '), one.EndsWith(' '));
                Assert.Equal(choices[0].EndsWith('.'), one.EndsWith('.'));
                Assert.Equal(char.IsUpper(choices[0][0]), char.IsUpper(one[0]));
                Assert.DoesNotMatch(@"  |\u00a0", one);
            }
        }
    }

    [Fact]
    public void Without_a_key_the_brief_says_what_it_always_said()
    {
        var file = Full();

        var (unmarked, named) = (file.Brief(CaseFile.For(null)), file.Brief(CaseFile.For("Counsel")));

        Assert.False(unmarked.IsMarked);
        Assert.All(unmarked.Sites, site => Assert.Equal(0, site.Chosen));
        Assert.Equal(unmarked.MarkedLines.Select(line => line.Text), named.MarkedLines.Select(line => line.Text));
    }

    [Fact]
    public void A_copy_is_the_same_each_time_it_is_made_and_two_copies_differ()
    {
        var file = Full();

        Assert.Equal(Copy(file, 1).MarkedLines.Select(line => line.Text), Copy(file, 1).MarkedLines.Select(line => line.Text));
        Assert.NotEqual(Copy(file, 1).MarkedLines.Select(line => line.Text), Copy(file, 2).MarkedLines.Select(line => line.Text));
        Assert.Equal(Copy(file, 1).SitesFingerprint, Copy(file, 2).SitesFingerprint);
    }

    /// <summary>Whoever reads two copies side by side must find the same values, the same notes and the same lines.</summary>
    [Fact]
    public void Every_copy_has_the_same_lines_values_contests_and_notes_as_the_brief_without_a_mark()
    {
        var file = Full();
        var plain = file.Brief(CaseFile.For(null));
        for (var copy = 0; copy < 60; copy++)
        {
            var marked = Copy(file, copy);
            Assert.True(marked.IsMarked);
            Assert.Equal(plain.Lines.Select(line => line.Id), marked.Lines.Select(line => line.Id));
            Assert.Equal(plain.Notes.Select(note => note.Text), marked.Notes.Select(note => note.Text));
            foreach (var (one, other) in plain.MarkedLines.Zip(marked.MarkedLines))
            {
                Assert.Equal(one.Facts, other.Facts);
                Assert.Equal(one.Runs.Where(run => run.Site is null).Select(run => (run.Kind, run.Text, run.Note)), other.Runs.Where(run => run.Site is null).Select(run => (run.Kind, run.Text, run.Note)));
                Assert.All(other.Runs.Where(run => run.Site is not null), run => Assert.Equal(run.Site!.Choices[run.Site.Chosen], run.Text));
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    [InlineData(60)]
    public void However_full_the_page_every_copy_still_fits_it(int facts)
    {
        var file = Full();
        var paper = file.Text("more.txt", "press", string.Join(' ', Enumerable.Range(0, facts).Select(i => $"Program number {i} was taken.")));
        for (var i = 0; i < facts; i++)
            file.Confirmed(i % 2 == 0 ? "prison.programs" : "rehabilitation", $"course of study number {i} and its certificate", paper, $"Program number {i} was", Standard.Press);
        for (var copy = 0; copy < 40; copy++)
        {
            var brief = Copy(file, copy);
            Assert.True(brief.Sheet.Height(brief.Name, brief.Lead, brief.Sections, [.. brief.Notes.Where(note => note.OnPage)]) <= Sheet.Room);
            Assert.True(brief.Sites.Sum(site => Math.Log2(site.Allowed.Count)) > 20, "Too few bits are left.");
        }
    }

    [Fact]
    public void Each_wording_is_drawn_about_as_often_as_any_other()
    {
        var counts = new int[8];
        for (var copy = 0; copy < 4000; copy++)
            counts[Key(copy).Choose("P7/2", 8)]++;
        Assert.All(counts, count => Assert.InRange(count, 400, 600));
    }

    [Fact]
    public void Nobody_without_the_secret_can_say_what_stands_in_a_copy()
    {
        var other = CopyKey.Of("another secret"u8, "P-1", "copy 1");
        Assert.Contains(Enumerable.Range(0, 20), place => other.Choose($"P{place}/1", 4) != Key(1).Choose($"P{place}/1", 4));
    }

    [Fact]
    public void What_the_docket_records_of_a_copy_says_which_places_but_not_what_stands_there()
    {
        var file = Full();
        var (one, two) = (Copy(file, 1).CopyOf(Confidentiality.Sealed, Key(1)), Copy(file, 2).CopyOf(Confidentiality.Sealed, Key(2)));

        Assert.Equal(one with { Id = "" }, two with { Id = "" });
        Assert.Equal(new BriefCopy(null, 0, null, "2026-11-23", Confidentiality.Public), file.Brief(CaseFile.For(null)).CopyOf(Confidentiality.Public, null));
        // Entries of before keep their bytes.
        var body = EntryBody.Write(new BriefIssued("ab", "pdf", "Counsel", 12, "note", ["F1"]));
        Assert.DoesNotMatch("copy", System.Text.Encoding.UTF8.GetString(body));
        var issued = new BriefIssued("ab", "pdf", "Counsel", 12, "note", ["F1"], one);
        Assert.Equal(one, ((BriefIssued)EntryBody.Read(nameof(BriefIssued), EntryBody.Write(issued))).Copy);
    }
}
