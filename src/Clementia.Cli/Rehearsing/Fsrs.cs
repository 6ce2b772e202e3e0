namespace Clementia.Cli.Rehearsing;

/// <summary>How well a person knew the answer, as they grade themselves.</summary>
internal enum Grade
{
    Again = 1,
    Hard = 2,
    Good = 3,
    Easy = 4,
}

/// <summary>Where a card is on its way: first learned, in long-term review, or learned anew after a lapse.</summary>
internal enum Learning
{
    New,
    Learning,
    Review,
    Relearning,
}

/// <summary>What is remembered of a card.</summary>
/// <param name="State">Where it is on its way.</param>
/// <param name="Step">The step of learning, from 0; 0 in review.</param>
/// <param name="Stability">Days until the chance of recall falls to 90%; 0 while new.</param>
/// <param name="Difficulty">From 1 to 10; 0 while new.</param>
/// <param name="Due">When it is next asked.</param>
/// <param name="Last">When it was last graded, or null.</param>
internal sealed record Memory(Learning State, int Step, double Stability, double Difficulty, DateTimeOffset Due, DateTimeOffset? Last)
{
    /// <summary>A card that was never graded, due at once.</summary>
    public static Memory Fresh(DateTimeOffset now) => new(Learning.New, 0, 0, 0, now, null);
}

/// <summary>
/// FSRS-6, the free spaced repetition scheduler, with the published default parameters, 90% wanted retention, learning steps of 1 and 10
/// minutes and no fuzz. Written here because no sound .NET library of it can be had (docs/decisions/0121); checked against the vectors that its authors publish.
/// </summary>
internal static class Fsrs
{
    private const double Retention = 0.9;
    private const double LeastStability = 0.001;
    private const int LongestInterval = 36_500;

    // The default parameters of FSRS-6, w0 to w20.
    private static readonly double[] s_w =
    [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ];

    private static readonly TimeSpan[] s_learning = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];
    private static readonly TimeSpan[] s_relearning = [TimeSpan.FromMinutes(10)];

    private static readonly double s_decay = -s_w[20];
    private static readonly double s_factor = Math.Pow(0.9, 1 / s_decay) - 1;

    /// <summary>The card after a grade.</summary>
    public static Memory Graded(Memory card, Grade grade, DateTimeOffset now)
    {
        var (stability, difficulty) = card.Last is not { } last || card.State == Learning.New
            ? (Math.Max(s_w[(int)grade - 1], LeastStability), Between(FirstDifficulty(grade)))
            : (Days(last, now) < 1 ? SameDay(card.Stability, grade) : Later(card.Difficulty, card.Stability, Recall(card, now), grade), NextDifficulty(card.Difficulty, grade));
        var (state, step, wait) = Next(card, grade, stability);
        return new Memory(state, step, stability, difficulty, now + wait, now);
    }

    /// <summary>The chance that the answer is recalled now, from 0 to 1; 0 for a card that was never graded.</summary>
    public static double Recall(Memory card, DateTimeOffset now) =>
        card.Last is not { } last ? 0 : Math.Pow(1 + (s_factor * Days(last, now) / card.Stability), s_decay);

    private static (Learning State, int Step, TimeSpan Wait) Next(Memory card, Grade grade, double stability)
    {
        if (card.State == Learning.Review)
            return grade == Grade.Again ? (Learning.Relearning, 0, s_relearning[0]) : Reviewed();
        var (state, steps) = card.State == Learning.Relearning ? (Learning.Relearning, s_relearning) : (Learning.Learning, s_learning);
        return grade switch
        {
            Grade.Again => (state, 0, steps[0]),
            Grade.Hard when card.Step == 0 => (state, 0, steps.Length == 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2),
            Grade.Hard => (state, card.Step, steps[card.Step]),
            Grade.Good when card.Step + 1 < steps.Length => (state, card.Step + 1, steps[card.Step + 1]),
            _ => Reviewed(),
        };

        (Learning, int, TimeSpan) Reviewed() => (Learning.Review, 0, TimeSpan.FromDays(Interval(stability)));
    }

    private static int Interval(double stability) =>
        (int)Math.Clamp(Math.Round(stability / s_factor * (Math.Pow(Retention, 1 / s_decay) - 1), MidpointRounding.ToEven), 1, LongestInterval);

    // Whole days: a card graded twice on one sitting is not reviewed later, but the same day.
    private static int Days(DateTimeOffset last, DateTimeOffset now) => Math.Max(0, (int)Math.Floor((now - last).TotalDays));

    private static double FirstDifficulty(Grade grade) => s_w[4] - Math.Exp(s_w[5] * ((int)grade - 1)) + 1;

    private static double NextDifficulty(double difficulty, Grade grade)
    {
        var change = -s_w[6] * ((int)grade - 3) * (10 - difficulty) / 9;
        return Between((s_w[7] * FirstDifficulty(Grade.Easy)) + ((1 - s_w[7]) * (difficulty + change)));
    }

    private static double Between(double difficulty) => Math.Clamp(difficulty, 1, 10);

    private static double SameDay(double stability, Grade grade)
    {
        var growth = Math.Exp(s_w[17] * ((int)grade - 3 + s_w[18])) * Math.Pow(stability, -s_w[19]);
        return Math.Max(stability * (grade >= Grade.Good ? Math.Max(growth, 1) : growth), LeastStability);
    }

    private static double Later(double difficulty, double stability, double recall, Grade grade) => Math.Max(LeastStability, grade == Grade.Again
        ? Math.Min(s_w[11] * Math.Pow(difficulty, -s_w[12]) * (Math.Pow(stability + 1, s_w[13]) - 1) * Math.Exp((1 - recall) * s_w[14]), stability / Math.Exp(s_w[17] * s_w[18]))
        : stability * (1 + (Math.Exp(s_w[8]) * (11 - difficulty) * Math.Pow(stability, -s_w[9]) * (Math.Exp((1 - recall) * s_w[10]) - 1)
            * (grade == Grade.Hard ? s_w[15] : 1) * (grade == Grade.Easy ? s_w[16] : 1))));
}
