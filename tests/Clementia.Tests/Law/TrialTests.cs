using System.Text.Json.Nodes;
using Clementia.Law;
using CsCheck;

namespace Clementia.Tests.Law;

/// <summary>Trying every answer to open questions, no rule being run twice on what it has seen: against running every rule every time.</summary>
public class TrialTests
{
    private static readonly LawBook s_book = LawBook.BuiltIn;
    private static readonly DateOnly s_day = new(2026, 3, 1);

    // What the samples say, and which of it is left out: every combination is a case with other questions open.
    private static readonly (string Sample, string[] Facts)[] s_samples =
    [
        ("crack-2007.json", ["acceptance", "history", "zeroPoint", "safetyValve", "motion3553e", "notice851", "groups[0].drug", "groups[0].role", "groups[0].chapterThree", "offense.start", "offense.end", "counts[0].deathOrInjury"]),
        ("guns-1999.json", ["acceptance", "history", "careerOffender", "prior924c", "groups[0].role", "groups[1].role", "groups[0].chapterThree", "groups[2].chapterThree", "counts[3].firearm", "motion3553e"]),
        ("leader-1997.json", ["acceptance", "history", "zeroPoint", "safetyValve", "groups[0].role", "groups[0].drug", "motion3553e", "notice851", "groups[0].terrorism", "offense.end", "counts[0].deathOrInjury"]),
    ];

    private static readonly Gen<Facts> s_cases = Gen.Int[0, s_samples.Length - 1].SelectMany(i => Gen.Bool.Array[s_samples[i].Facts.Length].Select(out_ => Without(s_samples[i].Sample, s_samples[i].Facts.Where((_, j) => out_[j]))));

    [Fact]
    public void On_a_trial_every_answer_and_every_question_is_the_same_as_without() =>
        Gen.Select(s_cases, Gen.Int[0, int.MaxValue]).Sample((facts, seed) =>
        {
            var then = CaseFacts.TimelineOf(facts)!;
            var trial = facts.OnTrial();
            // Several ways through the questions on one trial: the later ones meet what the earlier left.
            for (var way = 0; way < 12; way++)
            {
                var days = (seed >> way) % 2 == 0 ? then : then.SentencedOn(s_day);
                var (plain, tried) = (facts, trial);
                for (var step = 0; step < 30; step++)
                {
                    var (a, b) = (Sentencing.Find(s_book, plain, days), Sentencing.Find(s_book, tried, days));
                    Assert.Equal(Shown(a), Shown(b));
                    Assert.Equal(a.Derivation.Questions.Select(q => (q.At, q.Name)), b.Derivation.Questions.Select(q => (q.At, q.Name)));
                    if (a.Derivation.Questions.FirstOrDefault(q => q.Key?.PossibleBoxed is not null) is not { } question)
                        break;
                    var possible = question.Key!.PossibleBoxed!;
                    var value = possible[Math.Abs((seed / (step + 1)) + (way * 7) + step) % possible.Count];
                    (plain, tried) = (plain.With(question.At, question.Key, value), tried.With(question.At, question.Key, value));
                }
            }
        }, iter: 40);

    [Fact]
    public void Which_way_the_range_moved_is_what_trying_every_answer_in_full_says()
    {
        // One fact left out, and two: with few enough questions open to try every answer in full.
        var tried = 0;
        foreach (var (sample, names) in s_samples)
        {
            foreach (var left in names.Select(name => new[] { name }).Concat(names.Zip(names.Skip(1), (a, b) => new[] { a, b })))
            {
                var facts = Without(sample, left);
                if (Open(facts) is 0 or > 6)
                    continue;
                tried++;
                var then = CaseFacts.TimelineOf(facts)!;
                var (full, direction) = (InFull(facts, then), ThenAndNow.Compare(s_book, facts, then, s_day).Direction);
                Assert.True(full == direction, $"{sample} without {string.Join(" and ", left)}: {full} in full, {direction} by the comparison");
            }
        }
        Assert.True(tried >= 5, $"Only {tried} cases had few enough questions.");
    }

    [Fact]
    public void A_rule_that_looks_at_something_that_is_no_fact_is_found_out()
    {
        var facts = Facts.Read("{}").OnTrial();
        var r = new Reckoning(s_book, new Timeline { Sentence = s_day });
        var turn = 0;
        bool Capricious(Reckoning _, Facts tried) => tried.TryGet(turn++ == 0 ? CareerOffender.Is : CareerOffender.IsArmed, out var yes) && yes;

        var runs = facts.Trial!.Under(s_book, r.Days);
        _ = runs.Of(r, facts, TrialPart.Rest, 0, default, part => Capricious(part, facts));
        var told = facts.With("", CareerOffender.Is, true);

        Assert.Contains("something that is no fact", Assert.Throws<InvalidOperationException>(() => runs.Of(r, told, TrialPart.Rest, 0, default, part => Capricious(part, told))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_is_not_run_again_on_what_it_has_seen()
    {
        var facts = Facts.Read("""{ "history": { "points": 3 } }""").OnTrial();
        var r = new Reckoning(s_book, new Timeline { Sentence = s_day });
        var runs = 0;
        bool? Rule(Facts tried) => facts.Trial!.Under(s_book, r.Days).Of<bool?>(r, tried, TrialPart.Rest, 0, default, part =>
        {
            runs++;
            _ = tried.TryGet(History.PointsFound, out var _);
            return part.Know(tried, CareerOffender.Is, out var yes) ? yes : null;
        });

        Assert.Null(Rule(facts));
        Assert.Equal(["careerOffender"], r.Derivation.Questions.Select(q => q.Name));
        Assert.Null(Rule(facts.With("", CareerOffender.IsArmed, true)));
        Assert.Equal(1, runs);
        Assert.True(Rule(facts.With("", CareerOffender.Is, true)));
        Assert.False(Rule(facts.With("", CareerOffender.Is, false)));
        Assert.True(Rule(facts.With("", CareerOffender.Is, true).With("", CareerOffender.IsArmed, true)));
        Assert.Equal(3, runs);
    }

    private static Facts Without(string sample, IEnumerable<string> left)
    {
        var json = JsonNode.Parse(File.ReadAllText(Repository.File("docs", "samples", sample)))!;
        foreach (var path in left)
        {
            var parts = path.Split('.');
            var at = json;
            foreach (var part in parts[..^1])
                at = part.EndsWith(']') ? at![part[..part.IndexOf('[', StringComparison.Ordinal)]]![part[^2] - '0'] : at![part];
            at!.AsObject().Remove(parts[^1]);
        }
        return FactsFile.Read(json.ToJsonString(), sample).First;
    }

    private static string Shown(SentenceFinding f) => string.Join(" | ", [Of(f.OffenseLevel), Of(f.Category), Of(f.TableRange), Of(f.GuidelineRange), Of(f.Consecutive), .. f.Limits.Select(Of), f.Binding.ToString()]);

    private static string Of<T>(Finding<T> finding) => finding is Finding<T>.Settled { Value: var value } ? value!.ToString()! : "open";

    private static int Open(Facts facts)
    {
        var then = CaseFacts.TimelineOf(facts)!;
        var questions = Sentencing.Find(s_book, facts, then).Derivation.Questions.Concat(Sentencing.Find(s_book, facts, then.SentencedOn(s_day)).Derivation.Questions).DistinctBy(q => (q.At, q.Name)).ToList();
        return questions.Exists(q => q.Key?.PossibleBoxed is null || q.Key.PossibleBoxed.Count > 4) ? 99 : questions.Count;
    }

    /// <summary>Every answer to everything that is asked on either day, all rules run for each: no order, no ending early.</summary>
    private static Direction InFull(Facts facts, Timeline then)
    {
        var whole = Over(ThenAndNow.Whole);
        // Where limits are open, what the table alone does may be known.
        return whole == Direction.CannotSay && (Limits(then) || Limits(then.SentencedOn(s_day))) ? Over(f => f.TableRange is Finding<MonthRange>.Settled { Value: var range } ? range : null) : whole;

        Direction Over(Func<SentenceFinding, MonthRange?> range)
        {
            var seen = new HashSet<Direction>();
            var complete = Try(facts, range, seen);
            // What is known for certain may also be mixed; what holds only on answers may not.
            if (seen.SetEquals([Direction.Mixed]) && range(Sentencing.Find(s_book, facts, then)) is not null && range(Sentencing.Find(s_book, facts, then.SentencedOn(s_day))) is not null)
                return Direction.Mixed;
            return (complete && !seen.Contains(Direction.Mixed), seen.Contains(Direction.Down), seen.Contains(Direction.Unchanged), seen.Contains(Direction.Up)) switch
            {
                (true, false, true, false) => Direction.Unchanged,
                (true, true, false, false) => Direction.Down,
                (true, false, false, true) => Direction.Up,
                (true, false, true, true) => Direction.NotDown,
                (true, true, true, false) => Direction.NotUp,
                _ => Direction.CannotSay,
            };
        }

        bool Limits(Timeline days) => Sentencing.Find(s_book, facts, days).Limits is var limits && (limits.Count == 0 || limits.Any(l => l is Finding<StatutoryLimits>.Open));

        bool Try(Facts known, Func<SentenceFinding, MonthRange?> range, HashSet<Direction> seen)
        {
            var (a, b) = (Sentencing.Find(s_book, known, then), Sentencing.Find(s_book, known, then.SentencedOn(s_day)));
            if (range(a) is { } old && range(b) is { } now)
            {
                seen.Add(old == now ? Direction.Unchanged : old.IsNotBelow(now) ? Direction.Down : now.IsNotBelow(old) ? Direction.Up : Direction.Mixed);
                return true;
            }
            var asked = (range(a) is null ? a : b).Derivation.Questions.FirstOrDefault(q => q.Key?.PossibleBoxed is not null);
            return asked is not null && asked.Key!.PossibleBoxed!.Aggregate(true, (complete, value) => Try(known.With(asked.At, asked.Key, value), range, seen) && complete);
        }
    }
}
