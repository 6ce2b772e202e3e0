using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Tests.Law;

/// <summary>Whole cases, as sentenced and on another day. The samples are those that docs/facts.md shows.</summary>
public class ThenAndNowTests
{
    private static readonly DateOnly s_day = new(2026, 3, 1);

    private static FactsFile Sample(string name) => FactsFile.Read(File.ReadAllText(Repository.File("docs", "samples", name)), name);

    private static ThenAndNow Compare(Facts facts, DateOnly? day = null) => ThenAndNow.Compare(LawBook.BuiltIn, facts, CaseFacts.TimelineOf(facts)!, day ?? s_day);

    private static MonthRange Range(SentenceFinding finding) => Assert.IsType<Finding<MonthRange>.Settled>(finding.GuidelineRange).Value;

    private static Facts Changed(string sample, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(Repository.File("docs", "samples", sample)))!.AsObject();
        change(json);
        return FactsFile.Read(json.ToJsonString(), sample).First;
    }

    [Fact]
    public void Sixty_grams_of_crack_were_ten_years_in_2007_and_are_five_now()
    {
        var both = Compare(Sample("crack-2007.json").First);

        Assert.Equal(Direction.Down, both.Direction);
        Assert.Equal(MonthRange.Of(120, 120), Range(both.Then));
        Assert.Equal(MonthRange.Of(60, 60), Range(both.Now));
        Assert.Equal(new DateOnly(2010, 11, 1), both.Since);
        // 70 to 87 months for some weeks: the statute had changed, the table not yet.
        Assert.Equal(new DateOnly(2010, 8, 3), both.Changes[0].Day);
        Assert.Equal(MonthRange.Of(70, 87), both.Changes[0].Range);
        Assert.Contains(both.Steps, p => p.Rule == "groups[0] 2D1.1(c)" && p.Changed && p.Then!.Level == 32 && p.Now!.Level == 24);
    }

    [Fact]
    public void The_honesty_case_a_leader_of_two_to_three_tonnes_would_not_get_a_lower_range_and_no_level_is_printed()
    {
        var both = Compare(Sample("leader-1997.json").First);

        Assert.StartsWith("The guideline range did not fall", both.Summary[0], StringComparison.Ordinal);
        Assert.Equal(Direction.NotDown, both.Direction);
        Assert.Contains(both.Summary, s => s.Contains("bound the judge then and are advisory now", StringComparison.Ordinal));
        Assert.Contains("The statutory limits are the same.", both.Summary);
        Assert.IsType<Finding<int>.Open>(both.Then.OffenseLevel);
        Assert.IsType<Finding<int>.Open>(both.Now.OffenseLevel);
        Assert.Null(FindingJson.Of(both.Then)["offenseLevel"]);
        Assert.Null(FindingJson.Of(both.Now)["offenseLevel"]);
    }

    [Fact]
    public void What_turns_on_kingpin_is_said()
    {
        var weighed = DisputedSentence.Weigh(LawBook.BuiltIn, Sample("leader-1997.json"), s_day);

        var quantity = Assert.Single(weighed.Turnings, t => t.Dispute.IsRange);
        Assert.False(quantity.Decides);
        var role = Assert.Single(weighed.Turnings, t => !t.Dispute.IsRange);
        Assert.True(role.Decides);
        Assert.Contains("the sentencing judge", role.InWords, StringComparison.Ordinal);
    }

    [Fact]
    public void With_every_adjustment_in_the_file_the_leader_has_360_to_life_and_the_courier_235_to_293()
    {
        Facts With(string role) => Changed("leader-1997.json", json =>
        {
            var group = json["groups"]![0]!;
            group["role"]!["aggravating"] = role;
            group["drug"] = new JsonObject { ["noOther"] = true };
            group["chapterThree"] = new JsonObject { ["allListed"] = true };
        });

        var (leader, courier) = (Compare(With("leader4")), Compare(With("none")));

        Assert.Equal("360 months to life", Range(leader.Then).InWords);
        Assert.Equal(Direction.Unchanged, leader.Direction);
        Assert.Equal("235 to 293 months", Range(courier.Then).InWords);
        // Only the one who led nobody has the two levels of §4C1.1 taken off today.
        Assert.Equal("188 to 235 months", Range(courier.Now).InWords);
        Assert.Equal(Direction.Down, courier.Direction);
        Assert.Equal(new DateOnly(2023, 11, 1), courier.Since);
    }

    [Fact]
    public void Three_guns_in_one_week_were_57_years_to_follow_and_are_21()
    {
        var both = Compare(Sample("guns-1999.json").First);

        Assert.Equal(Direction.Down, both.Direction);
        Assert.Equal(Limit.Of(684), Assert.IsType<Finding<Limit>.Settled>(both.Then.Consecutive).Value);
        Assert.Equal(Limit.Of(252), Assert.IsType<Finding<Limit>.Settled>(both.Now.Consecutive).Value);
        Assert.Equal(new DateOnly(2018, 12, 21), both.Since);
        Assert.Equal(Range(both.Then), Range(both.Now));
    }

    [Theory]
    [InlineData("crack-2007.json")]
    [InlineData("guns-1999.json")]
    public void On_its_own_day_now_is_then(string sample)
    {
        var facts = Sample(sample).First;
        var then = CaseFacts.TimelineOf(facts)!;

        var both = Compare(facts, then.Sentence);

        Assert.Equal(Direction.Unchanged, both.Direction);
        Assert.DoesNotContain(both.Steps, p => p.Changed);
    }

    [Fact]
    public void Where_no_version_lies_between_two_days_the_answer_is_the_same()
    {
        var facts = Sample("crack-2007.json").First;
        var then = CaseFacts.TimelineOf(facts)!;
        DateOnly[] days = [.. LawBook.BuiltIn.ChangeDays.Where(d => d > then.Sentence)];
        for (var i = 0; i + 1 < days.Length; i++)
        {
            var (first, last) = (Sentencing.Find(LawBook.BuiltIn, facts, then.SentencedOn(days[i])), Sentencing.Find(LawBook.BuiltIn, facts, then.SentencedOn(days[i + 1].AddDays(-1))));
            Assert.Equal(first.GuidelineRange, last.GuidelineRange);
            Assert.Equal(first.Derivation.Steps.Select(s => s.Result), last.Derivation.Steps.Select(s => s.Result));
        }
    }

    [Fact]
    public void A_later_first_day_never_changes_an_earlier_answer()
    {
        var facts = Sample("crack-2007.json").First;
        var then = CaseFacts.TimelineOf(facts)!;
        var files = LawBookTests.Files();
        const string table = "us-federal/ussg/2d1.1/drug-quantity-table";
        // A version put behind the last: everything before its first day stays as it was.
        var json = JsonNode.Parse(files[table])!;
        var added = json["versions"]!.AsArray()[^1]!.DeepClone();
        added["from"] = "2030-11-01";
        json["versions"]!.AsArray().Add(added);
        files[table] = json.ToJsonString();
        var later = LawBook.Read(files).Book!;

        foreach (var day in LawBook.BuiltIn.ChangeDays.Where(d => d >= then.Sentence))
            Assert.Equal(Sentencing.Find(LawBook.BuiltIn, facts, then.SentencedOn(day)).GuidelineRange, Sentencing.Find(later, facts, then.SentencedOn(day)).GuidelineRange);
    }

    [Fact]
    public void No_acceptance_never_lowers_the_range()
    {
        foreach (var day in LawBook.BuiltIn.ChangeDays.Where(d => d >= new DateOnly(2007, 3, 1)))
        {
            MonthRange With(string found)
            {
                var facts = Changed("crack-2007.json", json => (json["acceptance"], json["timelyPlea"], json["pleaMotion"]) = (found, true, true));
                return Range(Sentencing.Find(LawBook.BuiltIn, facts, CaseFacts.TimelineOf(facts)!.SentencedOn(day)));
            }

            Assert.True(With("none").IsNotBelow(With("two")), $"{day}");
            Assert.True(With("two").IsNotBelow(With("three")), $"{day}");
        }
    }

    [Fact]
    public void A_missing_fact_leaves_the_level_open_and_names_the_document_that_would_settle_it()
    {
        var both = Compare(Changed("crack-2007.json", json => json["groups"]![0]!.AsObject().Remove("drugs")));

        Assert.IsType<Finding<int>.Open>(both.Then.OffenseLevel);
        var question = Assert.Single(both.Then.Derivation.Questions, q => q.Name == "drugs");
        Assert.Contains("presentence report", question.SettledBy, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_courts_own_level_cannot_come_of_the_facts_that_is_said()
    {
        var both = Compare(Changed("crack-2007.json", json => json["found"] = new JsonObject { ["offenseLevel"] = 33 }));

        Assert.Contains(both.Summary, s => s.StartsWith("The court found offense level 33; these facts give 29.", StringComparison.Ordinal));
    }

    [Fact]
    public void Beyond_the_last_manual_that_was_read_a_reader_is_warned()
    {
        var facts = Sample("crack-2007.json").First;
        var then = CaseFacts.TimelineOf(facts)!;

        Assert.DoesNotContain(Sentencing.Find(LawBook.BuiltIn, facts, then.SentencedOn(new DateOnly(2026, 10, 31))).Derivation.Cautions, c => c.Contains("are not known here", StringComparison.Ordinal));
        Assert.Contains(Sentencing.Find(LawBook.BuiltIn, facts, then.SentencedOn(new DateOnly(2026, 11, 1))).Derivation.Cautions, c => c.Contains("are not known here", StringComparison.Ordinal));
    }

    [Fact]
    public void The_documents_made_from_the_law_are_those_in_docs()
    {
        var examples = Directory.EnumerateFiles(Repository.File("law", "examples"), "*.json").Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);

        Assert.Equal(LawDocuments.Coverage(LawBook.BuiltIn, examples), File.ReadAllText(Repository.File("docs", "law-coverage.md")));
        Assert.Equal(LawDocuments.FactsGuide(), File.ReadAllText(Repository.File("docs", "facts.md")));
    }
}
