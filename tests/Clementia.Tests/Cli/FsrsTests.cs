using Clementia.Cli.Rehearsing;
using CsCheck;

namespace Clementia.Tests.Cli;

/// <summary>The scheduler against the vectors that the authors of FSRS-6 publish with ts-fsrs and fsrs-rs (FSRS-6, 21 default parameters).</summary>
public sealed class FsrsTests
{
    private static readonly DateTimeOffset s_start = new(2022, 11, 29, 12, 30, 0, TimeSpan.Zero);

    [Fact]
    public void The_published_history_of_intervals_comes_out()
    {
        Grade[] grades = [Grade.Good, Grade.Good, Grade.Good, Grade.Good, Grade.Good, Grade.Good, Grade.Again, Grade.Again, Grade.Good, Grade.Good, Grade.Good, Grade.Good, Grade.Good];
        var card = Memory.Fresh(s_start);
        var days = new List<int>();
        foreach (var grade in grades)
        {
            card = Fsrs.Graded(card, grade, card.Due);
            days.Add((int)(card.Due - card.Last!.Value).TotalDays);
        }

        Assert.Equal([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21], days);
    }

    [Fact]
    public void The_published_state_of_memory_comes_out()
    {
        var (card, now) = (Memory.Fresh(s_start), s_start);
        foreach (var (grade, days) in new[] { (Grade.Again, 0), (Grade.Good, 0), (Grade.Good, 1), (Grade.Good, 3), (Grade.Good, 8), (Grade.Good, 21) })
        {
            now = now.AddDays(days);
            card = Fsrs.Graded(card, grade, now);
        }

        Assert.Equal(53.62691, card.Stability, 4);
        Assert.Equal(6.3574867, card.Difficulty, 4);
    }

    [Theory]
    [InlineData(1, 0.212, 6.4133, 0)]
    [InlineData(2, 1.2931, 5.11217071, 0)]
    [InlineData(3, 2.3065, 2.11810397, 0)]
    [InlineData(4, 8.2956, 1, 8)]
    public void The_published_first_grades_come_out(int grade, double stability, double difficulty, int days)
    {
        var card = Fsrs.Graded(Memory.Fresh(s_start), (Grade)grade, s_start);

        Assert.Equal(stability, card.Stability, 8);
        Assert.Equal(difficulty, card.Difficulty, 7);
        Assert.Equal(days, (int)(card.Due - s_start).TotalDays);
    }

    [Fact]
    public void The_published_chance_of_recall_comes_out()
    {
        var card = Fsrs.Graded(Memory.Fresh(s_start), Grade.Easy, s_start);

        Assert.Equal(0.9024733, Fsrs.Recall(card, card.Due), 7);
        Assert.Equal(0, Fsrs.Recall(Memory.Fresh(s_start), s_start));
    }

    [Fact]
    public void Learning_takes_steps_of_minutes_and_a_lapse_ten()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), Fsrs.Graded(Memory.Fresh(s_start), Grade.Again, s_start).Due - s_start);
        Assert.Equal(TimeSpan.FromMinutes(5.5), Fsrs.Graded(Memory.Fresh(s_start), Grade.Hard, s_start).Due - s_start);
        Assert.Equal(TimeSpan.FromMinutes(10), Fsrs.Graded(Memory.Fresh(s_start), Grade.Good, s_start).Due - s_start);
        var reviewed = Fsrs.Graded(Memory.Fresh(s_start), Grade.Easy, s_start);
        var lapsed = Fsrs.Graded(reviewed, Grade.Again, reviewed.Due);
        Assert.Equal((Learning.Relearning, TimeSpan.FromMinutes(10)), (lapsed.State, lapsed.Due - reviewed.Due));
    }

    [Fact]
    public void However_a_card_is_graded_it_stays_within_bounds_and_a_better_grade_is_never_due_sooner() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 400_000]).Array[1, 30].Sample(reviews =>
        {
            var (card, now) = (Memory.Fresh(s_start), s_start);
            foreach (var (grade, minutes) in reviews)
            {
                now = now.AddMinutes(minutes);
                var dues = Enumerable.Range(1, 4).Select(g => Fsrs.Graded(card, (Grade)g, now).Due).ToList();
                Assert.Equal(dues.Order(), dues);
                card = Fsrs.Graded(card, (Grade)grade, now);
                Assert.InRange(card.Difficulty, 1, 10);
                Assert.InRange(card.Stability, 0.001, 1e6);
                Assert.InRange(Fsrs.Recall(card, now.AddDays(30)), 0, 1);
                Assert.True(card.Due > now && card.Due - now <= TimeSpan.FromDays(36_500));
            }
        }, iter: 500);
}
