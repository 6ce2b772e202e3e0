using Clementia.Casework;
using Clementia.Documents.Copies;
using CsCheck;

namespace Clementia.Tests.Copies;

public sealed class CopyTraceTests
{
    private static readonly Brief[] s_copies = [.. Enumerable.Range(0, 30).Select(copy => EqualWordingsTests.Copy(EqualWordingsTests.Full(), copy))];

    private static CopyTrace Trace(string passage)
    {
        var readings = new Dictionary<string, IReadOnlyList<SiteReading>> { [s_copies[0].SitesFingerprint] = MarkedPassage.Read(s_copies[0], passage) };
        return CopyTrace.Weigh([.. s_copies.Select((copy, i) => TracedCopy.Of($"B{i}", copy))], readings);
    }

    private static string Text(Brief copy, int from = 0, int to = int.MaxValue) => string.Join('\n', copy.MarkedLines.Select(line => line.Text).Take(to).Skip(from));

    private static IEnumerable<string> Named(CopyTrace trace) => trace.Copies.Where(copy => copy.IsNamed).Select(copy => copy.Id);

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(29)]
    public void A_whole_copy_is_named(int copy)
    {
        var trace = Trace(Text(s_copies[copy]));

        Assert.Equal(TraceVerdict.OneCopy, trace.Verdict);
        Assert.Equal([$"B{copy}"], Named(trace));
        Assert.False(trace.HasOther);
    }

    [Fact]
    public void A_sentence_is_too_little_and_is_said_to_be()
    {
        var trace = Trace(Text(s_copies[3], 1, 2));

        Assert.Equal(TraceVerdict.CannotTell, trace.Verdict);
        Assert.True(trace.Bits < trace.Needed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("The harbor was quiet that morning, and nobody had yet opened the shutters of the customs house on the quay.")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((")]
    public void A_text_of_something_else_shows_nothing_and_names_nobody(string passage)
    {
        var trace = Trace(passage);

        Assert.Equal(TraceVerdict.CannotTell, trace.Verdict);
        Assert.True(trace.Bits < 1);
    }

    [Fact]
    public void The_brief_without_a_mark_names_nobody() =>
        Assert.Equal(TraceVerdict.CannotTell, Trace(Text(EqualWordingsTests.Full().Brief(Briefs.CaseFile.For(null)))).Verdict);

    [Fact]
    public void A_copy_that_was_not_issued_names_nobody() =>
        Assert.Equal(TraceVerdict.CannotTell, Trace(Text(EqualWordingsTests.Copy(EqualWordingsTests.Full(), 999))).Verdict);

    [Fact]
    public void Two_copies_one_after_the_other_are_named_both()
    {
        var lines = s_copies[0].MarkedLines.Count();

        var trace = Trace(Text(s_copies[5], 0, lines / 2) + "\n" + Text(s_copies[11], lines / 2));

        Assert.Equal(TraceVerdict.Mixture, trace.Verdict);
        Assert.Equal(["B11", "B5"], Named(trace).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Paragraphs_in_another_order_between_other_words_in_capitals_and_with_footnotes_are_still_read()
    {
        var lines = s_copies[8].MarkedLines.Select(line => line.Text.Replace(".", ".4", StringComparison.Ordinal)).Reverse();

        var trace = Trace("The paper had this to say, we hear.\n" + string.Join("\nAnd then, further on, it went like this:\n", lines).ToUpperInvariant());

        Assert.Equal(["B8"], Named(trace));
    }

    [Fact]
    public void Slips_and_dropped_words_do_not_hide_a_copy()
    {
        var words = Text(s_copies[21]).Split(' ');
        // Every twelfth word is dropped, every seventeenth misspelt.
        var typed = words.Select((word, i) => i % 12 == 11 ? "" : i % 17 == 16 && word.Length > 3 ? word[..1] + word[2..] : word);

        Assert.Equal(["B21"], Named(Trace(string.Join(' ', typed))));
    }

    [Fact]
    public void A_reading_does_not_depend_on_the_copy_that_is_held_against_the_passage()
    {
        var passage = Text(s_copies[2]);

        var (one, other) = (MarkedPassage.Read(s_copies[2], passage), MarkedPassage.Read(s_copies[7], passage));

        Assert.Equal(one.SelectMany(reading => reading.Ratios), other.SelectMany(reading => reading.Ratios));
        Assert.All(one, reading => Assert.Equal(1, reading.Ratios.Average(), 9));
    }

    /// <summary>
    /// The bound rests on this: for a copy from which a passage does not come, the mean of the odds over all wordings that could have been drawn
    /// is at most 1. Here over every code of three places, for any passage whatever.
    /// </summary>
    [Fact]
    public void The_mean_of_the_odds_of_an_innocent_copy_is_one_whatever_the_passage() =>
        Gen.Double[0.0, 10.0].Array[4].Array[3].Sample(shown =>
        {
            var readings = shown.Select((ratios, i) => new SiteReading("P1", $"P1/{i}", [.. ratios.Select(ratio => (ratio + 1e-6) / (ratios.Average() + 1e-6))])).ToList();
            string[] four = ["a", "b", "c", "d"];
            double sum = 0;
            for (var code = 0; code < 64; code++)
            {
                List<WordSite> sites = [.. Enumerable.Range(0, 3).Select(i => new WordSite($"P1/{i}", four, [0, 1, 2, 3], (code >> (2 * i)) & 3))];
                var trace = CopyTrace.Weigh([new TracedCopy("B1", "g", sites)], new Dictionary<string, IReadOnlyList<SiteReading>> { ["g"] = readings });
                sum += Math.Pow(2, trace.Copies[0].LogOdds);
            }
            Assert.Equal(1, sum / 64, 6);
        }, iter: 500);

    /// <summary>The same where the wordings that had room depend on those drawn before.</summary>
    [Fact]
    public void The_mean_is_one_too_where_room_left_fewer_wordings_behind_long_ones()
    {
        IReadOnlyList<double>[] shown = [[2.5, 0.3, 0.2], [0.1, 1.9, 1.0]];
        List<SiteReading> readings = [.. shown.Select((ratios, i) => new SiteReading("P1", $"P1/{i}", ratios))];
        string[] three = ["a", "b", "c"];
        double mean = 0;
        for (var first = 0; first < 3; first++)
        {
            // Behind the longest there is room for the first two only.
            IReadOnlyList<int> left = first == 2 ? [0, 1] : [0, 1, 2];
            foreach (var second in left)
            {
                var copy = new TracedCopy("B1", "g", [new WordSite("P1/0", three, [0, 1, 2], first), new WordSite("P1/1", three, left, second)]);
                mean += Math.Pow(2, CopyTrace.Weigh([copy], new Dictionary<string, IReadOnlyList<SiteReading>> { ["g"] = readings }).Copies[0].LogOdds) / 3 / left.Count;
            }
        }
        Assert.Equal(1, mean, 9);
    }

    [Fact]
    public void In_twenty_thousand_passages_of_every_kind_nobody_is_named_wrongly()
    {
        int[] places = [.. s_copies[0].Sites.Select(site => site.Allowed.Count).Where(ways => ways > 1)];
        var wrong = 0;
        var seed = 7;
        foreach (var (sources, inStretches, shown, changed) in new[] { (1, false, 1000, 0), (1, false, 300, 100), (2, false, 1000, 20), (2, true, 1000, 20), (3, false, 1000, 0), (0, false, 1000, 0) })
            wrong += CopyMeasure.OfCodes(places, 20, sources, inStretches, shown, changed, 3_400, seed++).Wrong;
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Whole_copies_are_told_and_single_paragraphs_are_not()
    {
        var whole = CopyMeasure.OfTexts(s_copies, [10, 30], 0, 1, new Retyping(20, 40, 0), 15, 1);
        var paragraph = CopyMeasure.OfTexts(s_copies, [10, 30], 1, 1, default, 15, 2);

        Assert.Equal(15, whole[30].Right);
        Assert.True(paragraph[30].CannotTell >= 13);
        Assert.Equal(0, whole[10].Wrong + whole[30].Wrong + paragraph[10].Wrong + paragraph[30].Wrong);
    }
}
