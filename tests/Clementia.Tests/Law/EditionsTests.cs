using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Law;
using Clementia.Tests.Dockets;
using static Clementia.Tests.Law.Chapters;

namespace Clementia.Tests.Law;

public sealed partial class EditionsTests
{
    [Theory]
    [InlineData("1987-11-01", "Oct. 1987")]
    [InlineData("1988-01-14", "Oct. 1987")]
    [InlineData("1992-10-31", "Nov. 1, 1991, as amended to Nov. 27, 1991")]
    [InlineData("1992-11-01", "Nov. 1, 1992")]
    [InlineData("2003-04-29", "Nov. 1, 2002, as amended to Jan. 25, 2003")]
    [InlineData("2003-04-30", "Nov. 1, 2002, as amended to Apr. 30, 2003")]
    [InlineData("2018-10-31", "Nov. 1, 2016")]
    [InlineData("2023-10-31", "Nov. 1, 2018")]
    [InlineData("2026-11-23", "Nov. 1, 2025")]
    public void Every_day_has_its_edition(string day, string name) =>
        Assert.Equal(name, ManualEditions.EditionOn(LawBook.BuiltIn, DateOnly.Parse(day, CultureInfo.InvariantCulture))?.Name);

    [Fact]
    public void An_edition_is_named_for_its_day_and_for_the_print_that_it_amends()
    {
        var print = "";
        foreach (var (from, name) in ManualEditions.Editions(LawBook.BuiltIn).Skip(1))
        {
            var parts = name.Split(", as amended to ");
            Assert.Equal(from, DateOnly.ParseExact(parts[^1].Replace("Sept.", "Sep.", StringComparison.Ordinal), ["MMM. d, yyyy", "MMMM d, yyyy"], CultureInfo.InvariantCulture));
            if (parts.Length == 2)
                Assert.Equal(print.Length == 0 ? "Oct. 1987" : print, parts[0]);
            else
                print = name;
        }
    }

    [Fact]
    public void There_is_no_edition_before_the_first() => Assert.Null(ManualEditions.EditionOn(LawBook.BuiltIn, new(1987, 10, 31)));

    [Fact]
    public void The_days_of_change_are_those_of_the_historical_notes_of_both_manuals()
    {
        var noted = new SortedSet<DateOnly> { new(1987, 11, 1) };
        foreach (var manual in (ReadOnlySpan<string>)["GLM_2016.txt", "GLM_2025_pages.txt"])
        {
            // The notes are set in columns beside the words "Historical Note", and break words at the line's end.
            var text = Column().Replace(File.ReadAllText(SharedFolder.PathOrSkip("data", "guidelines", manual)), "");
            foreach (Match match in Amended().Matches(White().Replace(Margin().Replace(text, " "), " ")))
            {
                // A slip of the 2016 manual for 2014: amendment 781 is of that year.
                if (DateOnly.ParseExact(match.Groups[1].Value, "MMMM d, yyyy", CultureInfo.InvariantCulture) is { Year: < 2100 } day)
                    noted.Add(day);
            }
        }
        Assert.Equal(noted, ManualEditions.Editions(LawBook.BuiltIn).Select(e => e.From));
    }

    [Theory]
    [InlineData("1987-11-01", true)]
    [InlineData("2005-01-11", true)]
    [InlineData("2005-01-12", false)]
    [InlineData("2026-11-01", false)]
    public void The_guidelines_bound_the_judge_until_Booker(string day, bool binding)
    {
        var r = Between("1999-01-01", day);
        Assert.Equal(binding, ManualEditions.Binding(r));
        Assert.Equal(binding ? "mandatory" : "advisory", Assert.Single(r.Derivation.Steps).Result);
    }

    [Fact]
    public void An_offense_before_the_guidelines_is_reckoned_by_hand()
    {
        var r = Between("1987-10-31", "1989-06-01");
        ManualEditions.Binding(r);
        Assert.Contains("Calculate by hand", Assert.Single(r.Derivation.Questions).Text, StringComparison.Ordinal);

        var since = Between("1987-11-01", "1989-06-01");
        ManualEditions.Binding(since);
        Assert.Empty(since.Derivation.Questions);
        Assert.Empty(since.Derivation.Cautions);
    }

    [Fact]
    public void A_sentence_before_the_guidelines_is_reckoned_by_hand()
    {
        var r = Between("1986-01-01", "1987-10-31");
        Assert.False(ManualEditions.Binding(r));
        Assert.NotEmpty(r.Derivation.Questions);
    }

    [Fact]
    public void Before_Mistretta_some_courts_did_not_apply_them()
    {
        Assert.Contains(Cautions("1989-01-17"), c => c.Contains("Mistretta", StringComparison.Ordinal));
        Assert.DoesNotContain(Cautions("1989-01-18"), c => c.Contains("Mistretta", StringComparison.Ordinal));

        static IReadOnlyList<string> Cautions(string day)
        {
            var r = Between("1988-01-01", day);
            ManualEditions.Binding(r);
            return r.Derivation.Cautions;
        }
    }

    [Fact]
    public void The_manual_of_the_sentencing_day_is_used_where_it_gives_no_more()
    {
        // The manual's example the other way round: level 8, category I fell from 2-8 to 0-6 months in November 1992.
        var days = Days("1992-06-01", "1993-03-01");
        var r = new Reckoning(LawBook.BuiltIn, days);
        Assert.Equal(days.Sentence, ManualEditions.OneBook(LawBook.BuiltIn, days, Table(8, 8), r).Manual);
        Assert.Equal("manual of Nov. 1, 1992", Assert.Single(r.Derivation.Steps).Result);
    }

    [Fact]
    public void The_whole_earlier_book_is_used_where_the_later_one_gives_more()
    {
        // USSG §1B1.11, note 1: an antitrust offense of November 1989, sentenced in December 1992; level 8 then, 9 under the later book.
        var days = Days("1989-11-15", "1992-12-01");
        var r = new Reckoning(LawBook.BuiltIn, days);
        var chosen = ManualEditions.OneBook(LawBook.BuiltIn, days, Table(then: 8, now: 9), r);
        Assert.Equal(days.OffenseEnd, chosen.Manual);
        Assert.Equal("2-8", SentencingTable.Range(new Reckoning(LawBook.BuiltIn, chosen), 8, HistoryCategory.I).ToString());
        Assert.Equal("manual of Nov. 1, 1989", Assert.Single(r.Derivation.Steps).Result);
        Assert.Empty(r.Derivation.Cautions);
    }

    [Theory]
    [InlineData("2005-01-11", false)]
    [InlineData("2005-01-12", true)]
    [InlineData("2013-06-09", true)]
    [InlineData("2013-06-10", false)]
    public void Between_Booker_and_Peugh_the_reader_is_told_that_courts_were_divided(string sentence, bool divided)
    {
        var days = Days("1999-06-01", sentence);
        var r = new Reckoning(LawBook.BuiltIn, days);
        Assert.Equal(days.OffenseEnd, ManualEditions.OneBook(LawBook.BuiltIn, days, Table(then: 20, now: 26), r).Manual);
        Assert.Equal(divided, r.Derivation.Cautions.Any(c => c.Contains("divided", StringComparison.Ordinal)));
    }

    [Fact]
    public void Within_one_edition_nothing_is_compared()
    {
        var days = Days("2019-01-01", "2020-01-01");
        var r = new Reckoning(LawBook.BuiltIn, days);
        ManualEditions.OneBook(LawBook.BuiltIn, days, _ => throw new InvalidOperationException("Nothing is to be compared."), r);
        Assert.Empty(r.Derivation.Steps);
    }

    [Fact]
    public void An_unknown_end_of_the_offense_or_an_open_range_is_told()
    {
        var days = new Timeline { Sentence = new(2015, 1, 1) };
        var r = new Reckoning(LawBook.BuiltIn, days);
        Assert.Equal(days.Sentence, ManualEditions.OneBook(LawBook.BuiltIn, days, _ => null, r).Manual);
        Assert.Contains("does not say when the offense ended", Assert.Single(r.Derivation.Cautions), StringComparison.Ordinal);

        var open = new Reckoning(LawBook.BuiltIn, Days("2005-01-01", "2015-01-01"));
        Assert.Equal(new DateOnly(2015, 1, 1), ManualEditions.OneBook(LawBook.BuiltIn, open.Days, _ => null, open).Manual);
        Assert.Contains("could not be compared", Assert.Single(open.Derivation.Cautions), StringComparison.Ordinal);
    }

    private static Func<Timeline, MonthRange?> Table(int then, int now) => days =>
        SentencingTable.Range(new Reckoning(LawBook.BuiltIn, days), days.Manual == days.Sentence ? now : then, HistoryCategory.I);

    private static Timeline Days(string offenseEnd, string sentence) => new() { OffenseEnd = DateOnly.Parse(offenseEnd, CultureInfo.InvariantCulture), Sentence = DateOnly.Parse(sentence, CultureInfo.InvariantCulture) };

    private static Reckoning Between(string offenseEnd, string sentence) => new(LawBook.BuiltIn, Days(offenseEnd, sentence));

    [GeneratedRegex(@"-\n\s*(?:Historical|Note)?\s*")]
    private static partial Regex Column();

    [GeneratedRegex(@"\s+(?:Historical|Note)\s+")]
    private static partial Regex Margin();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();

    [GeneratedRegex(@"((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}) \(amendments? [^)]*\)")]
    private static partial Regex Amended();
}
