using Clementia.Law;

namespace Clementia.Screening;

/// <summary>The plain way: every question goes to the evaluator of law, about the very record. The oracle of <see cref="LawTables"/>, and what a derivation is printed from.</summary>
internal sealed class AskedAnswers(RecordLaw law, string? guideline, string? drug, long? micrograms, DateOnly then, DateOnly now, ICollection<(bool Now, Step Step)>? steps = null) : ILawAnswers
{
    public (int Min, int Max) Range(bool now, int level, int category) =>
        Pack(Kept(now, s => law.Range(level, (HistoryCategory)category, Day(now), s)));

    public (int Min, int Max) Trumped(bool now, (int Min, int Max) range, (int Min, int Max) limits) =>
        Pack(Kept(now, s => law.Trumped(new(Limit(range.Min), Limit(range.Max)), Limit(limits.Min), Limit(limits.Max), Day(now), s)));

    public int DrugLevel(bool now, int role) => drug is null || micrograms is null ? 0
        : Kept(now, s => law.DrugLevel(drug, RecordLaw.OfMicrograms(micrograms.Value), RoleOf(role), Day(now), s)) ?? 0;

    public bool DrugLevelsDiffer() => drug is null ? law.Changed(RecordLaw.Quantities, then, now) is true : !law.LevelLadder(drug, then).SequenceEqual(law.LevelLadder(drug, now));

    public (int Min, int Max)? DrugLimits(bool now, int priors) => drug is null || micrograms is null ? null
        : Kept(now, s => law.DrugLimits(drug, RecordLaw.OfMicrograms(micrograms.Value), priors == Situation.NotKnown ? null : priors, then, Day(now), s)) is { } limits ? Pack(limits) : null;

    public bool DrugLimitsDiffer(int priors) => drug is null ? law.Changed(RecordLaw.Penalties, then, now) is true : LimitsDiffer(law, drug, priors, then, now);

    public bool CareerRulesChanged() => law.Changed(CareerRules, then, now) is true;

    internal const string CareerRules = "us-federal/ussg/4b1.1/";

    public bool? GuidelineChanged() => guideline is null ? true : law.GuidelineChanged(guideline, then, now);

    public int Category(bool now, int points, int category, int status) =>
        (int)(Kept(now, s => law.Category(points == Situation.NotKnown ? null : points, (HistoryCategory)category, status == Situation.NotKnown ? null : status == 1, then, Day(now), s)) ?? 0);

    public int ZeroPoint(bool now, int points, int category, int bar) =>
        Kept(now, s => law.ZeroPointLevels(points == Situation.NotKnown ? null : points, category == 0 ? null : (HistoryCategory)category, bar == Situation.NotKnown ? null : bar == 1, Day(now), s)) ?? -1;

    /// <summary>Whether what a drug carries steps elsewhere, or otherwise, on two days; without knowing the priors: for any number of them.</summary>
    internal static bool LimitsDiffer(RecordLaw law, string drug, int priors, DateOnly then, DateOnly now)
    {
        if (priors == Situation.NotKnown)
            return LimitsDiffer(law, drug, 0, then, now) || LimitsDiffer(law, drug, 1, then, now);
        return !law.LimitLadder(drug, Math.Min(priors, 2), then, then).SequenceEqual(law.LimitLadder(drug, Math.Min(priors, 2), then, now));
    }

    internal static (int Min, int Max) Pack(MonthRange range) => (Pack(range.Min), Pack(range.Max));

    internal static int Pack(Limit limit) => limit.Months is { } months ? months * 100 : Ruling.Life;

    internal static Limit Limit(int packed) => packed >= Ruling.Life ? Law.Limit.Life : Law.Limit.Of(packed / 100);

    internal static MitigatingRole? RoleOf(int levels) => levels switch
    {
        0 => MitigatingRole.None,
        2 => MitigatingRole.Minor,
        3 => MitigatingRole.Between,
        4 => MitigatingRole.Minimal,
        _ => null,
    };

    private DateOnly Day(bool isNow) => isNow ? now : then;

    private T Kept<T>(bool isNow, Func<ICollection<Step>?, T> ask)
    {
        if (steps is null)
            return ask(null);
        var own = new List<Step>();
        var answer = ask(own);
        foreach (var step in own)
        {
            if (!steps.Contains((isNow, step)))
                steps.Add((isNow, step));
        }
        return answer;
    }
}
