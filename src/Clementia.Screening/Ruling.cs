using Clementia.Law;

namespace Clementia.Screening;

/// <summary>
/// What the law made of a record as sentenced, and what it would make of it on the day asked. Months are in hundredths; a value is <see cref="NotKnown"/> where it turns on
/// something that the record does not hold, and <see cref="Life"/> for life.
/// </summary>
internal record struct Ruling
{
    /// <summary>The physical form of <see cref="Code.Unknown"/> in four bytes.</summary>
    public const int NotKnown = int.MaxValue;

    /// <summary>The physical form of <see cref="Code.Life"/> in four bytes.</summary>
    public const int Life = int.MaxValue - 2;

    public int RangeMin, RangeMax, TrumpedMin, TrumpedMax;
    public int NowLevel, NowCategory, NowRangeMin, NowRangeMax, NowLimitsMin, NowLimitsMax, NowTrumpedMin, NowTrumpedMax;
    public int Change, ChangeRange;

    /// <summary>1 when the law book holds nothing of the guideline, so that chapter two was taken as unchanged.</summary>
    public int Assumed;

    /// <summary>What the ruling on the day asked turns on, when it is not known.</summary>
    public RulingGap Gap;

    public static Ruling Unknown(RulingGap gap) => new()
    {
        RangeMin = NotKnown,
        RangeMax = NotKnown,
        TrumpedMin = NotKnown,
        TrumpedMax = NotKnown,
        NowLevel = NotKnown,
        NowCategory = NotKnown,
        NowRangeMin = NotKnown,
        NowRangeMax = NotKnown,
        NowLimitsMin = NotKnown,
        NowLimitsMax = NotKnown,
        NowTrumpedMin = NotKnown,
        NowTrumpedMax = NotKnown,
        Change = NotKnown,
        ChangeRange = NotKnown,
        Assumed = NotKnown,
        Gap = gap,
    };
}

/// <summary>What a ruling wants, the first thing that is missing on the way.</summary>
[Flags]
internal enum RulingGap
{
    None = 0,
    LevelOrCategory = 1,
    SentencingDay = 2,
    DrugOrWeight = 4,
    BaseLevelDoesNotFollow = 8,
    GuidelineAmended = 16,
    CareerOffender = 32,
    MitigatingRole = 64,
    Points = 128,
    ZeroPointBar = 256,
    Limits = 512,
    LimitsDoNotFollow = 1024,
    SafetyValve = 2048,
    ExPostFacto = 4096,
}

/// <summary>The law's answers that a ruling is put together from. "Now" is the day asked; otherwise the day of the sentence.</summary>
internal interface ILawAnswers
{
    (int Min, int Max) Range(bool now, int level, int category);

    (int Min, int Max) Trumped(bool now, (int Min, int Max) range, (int Min, int Max) limits);

    /// <summary>The base level of the amount after the cap for a role; 0 when it cannot be told.</summary>
    int DrugLevel(bool now, int role);

    /// <summary>Whether the base levels of the drug, or of any drug when it is not known, differ between the two days.</summary>
    bool DrugLevelsDiffer();

    /// <summary>What the amount carries; null when it cannot be told.</summary>
    (int Min, int Max)? DrugLimits(bool now, int priors);

    /// <summary>Whether what the drug (or any drug) carries differs between the two days.</summary>
    bool DrugLimitsDiffer(int priors);

    /// <summary>Whether the career offender rules were amended between the two days.</summary>
    bool CareerRulesChanged();

    /// <summary>Whether the guideline was amended between the two days; null when the book holds nothing of it.</summary>
    bool? GuidelineChanged();

    /// <summary>The category; 0 when it cannot be told.</summary>
    int Category(bool now, int points, int category, int status);

    /// <summary>The levels off for having no points; -1 when it cannot be told.</summary>
    int ZeroPoint(bool now, int points, int category, int bar);
}

/// <summary>How a ruling is put together from the law's answers and from what a record holds.</summary>
/// <remarks>
/// The level and category of the sentence are the court's. On the day asked they are moved by what the book knows to have changed between: base levels by quantity, role caps, status
/// points, zero points, statutory limits. Everything else the court found stays as found. A change that cannot be followed (the recorded base level is not that of the recorded weight) leaves the
/// answer open; an answer that would come out higher is open too, since the earlier manual may govern as a whole (§1B1.11(b)(1)).
/// </remarks>
internal static class Rulings
{
    /// <summary>The ruling on a situation by these answers, for one day of sentence.</summary>
    /// <param name="s">What the record holds.</param>
    /// <param name="recorded">Its statutory limits, hundredths of months; <see cref="Ruling.NotKnown"/> where not known.</param>
    /// <param name="isDrugGuideline">Whether the guideline is §2D1.1.</param>
    /// <param name="hasDrug">Whether the case is one of drugs; null when not known.</param>
    /// <param name="answers">The law.</param>
    public static Ruling Of<T>(in Situation s, (int Min, int Max) recorded, bool isDrugGuideline, bool? hasDrug, T answers)
        where T : ILawAnswers
    {
        if (s.Level is 0 or > 60 || s.Category is 0 or > 6)
            return Ruling.Unknown(RulingGap.LevelOrCategory);
        var ruling = Ruling.Unknown(RulingGap.None);
        (ruling.RangeMin, ruling.RangeMax) = answers.Range(false, s.Level, s.Category);
        var trumped = Between(answers, false, (ruling.RangeMin, ruling.RangeMax), recorded, s.SafetyValve, out var gap);
        (ruling.TrumpedMin, ruling.TrumpedMax) = trumped;
        ruling.Assumed = 0;

        var level = LevelNow(s, isDrugGuideline, answers, ref ruling, ref gap);
        var category = CategoryNow(s, answers, ref gap);
        if (category != 0)
            ruling.NowCategory = category;
        if (level is { } moved && category != 0 && ZeroPoints(s, category, answers, ref gap) is { } off)
        {
            ruling.NowLevel = Math.Max(moved - off, 1);
            (ruling.NowRangeMin, ruling.NowRangeMax) = answers.Range(true, ruling.NowLevel, category);
        }

        var limits = LimitsNow(s, recorded, hasDrug, answers, ref gap);
        (ruling.NowLimitsMin, ruling.NowLimitsMax) = limits;
        if (ruling.NowRangeMin != Ruling.NotKnown)
        {
            (ruling.NowTrumpedMin, ruling.NowTrumpedMax) = Between(answers, true, (ruling.NowRangeMin, ruling.NowRangeMax), limits, s.SafetyValve, out var other);
            gap |= other;
        }
        ruling.ChangeRange = Fall(ruling.RangeMin, ruling.NowRangeMin, ref gap);
        ruling.Change = Fall(ruling.TrumpedMin, ruling.NowTrumpedMin, ref gap);
        ruling.Gap = gap;
        return ruling;
    }

    /// <summary>The same ruling where two were made for the two ends of a span of days, and open where they differ.</summary>
    public static Ruling Agreed(in Ruling a, in Ruling b)
    {
        if (a == b)
            return a;
        var gap = a.Gap | b.Gap | RulingGap.SentencingDay;
        return new()
        {
            RangeMin = Same(a.RangeMin, b.RangeMin),
            RangeMax = Same(a.RangeMax, b.RangeMax),
            TrumpedMin = Same(a.TrumpedMin, b.TrumpedMin),
            TrumpedMax = Same(a.TrumpedMax, b.TrumpedMax),
            NowLevel = Same(a.NowLevel, b.NowLevel),
            NowCategory = Same(a.NowCategory, b.NowCategory),
            NowRangeMin = Same(a.NowRangeMin, b.NowRangeMin),
            NowRangeMax = Same(a.NowRangeMax, b.NowRangeMax),
            NowLimitsMin = Same(a.NowLimitsMin, b.NowLimitsMin),
            NowLimitsMax = Same(a.NowLimitsMax, b.NowLimitsMax),
            NowTrumpedMin = Same(a.NowTrumpedMin, b.NowTrumpedMin),
            NowTrumpedMax = Same(a.NowTrumpedMax, b.NowTrumpedMax),
            Change = Same(a.Change, b.Change),
            ChangeRange = Same(a.ChangeRange, b.ChangeRange),
            Assumed = Same(a.Assumed, b.Assumed),
            Gap = gap,
        };

        static int Same(int one, int other) => one == other ? one : Ruling.NotKnown;
    }

    private static int? LevelNow<T>(in Situation s, bool isDrugGuideline, T answers, ref Ruling ruling, ref RulingGap gap)
        where T : ILawAnswers
    {
        // The level of a career offender follows the statutory maximum, not the quantity.
        if (s.Career == 1)
        {
            if (!answers.CareerRulesChanged() && !answers.DrugLimitsDiffer(s.Priors))
                return s.Level;
            gap |= RulingGap.CareerOffender;
            return null;
        }
        if (!isDrugGuideline)
        {
            switch (answers.GuidelineChanged())
            {
                case null:
                    ruling.Assumed = 1;
                    return s.Level;
                case false:
                    return s.Level;
                default:
                    gap |= RulingGap.GuidelineAmended;
                    return null;
            }
        }
        if (!answers.DrugLevelsDiffer())
            return s.Level;
        if (s.Career == Situation.NotKnown)
        {
            gap |= RulingGap.CareerOffender;
            return null;
        }
        var (then, now) = (answers.DrugLevel(false, s.Role), answers.DrugLevel(true, s.Role));
        if (then == 0 || now == 0)
        {
            gap |= s.Role == Situation.NotKnown && answers.DrugLevel(false, 0) != 0 && answers.DrugLevel(true, 0) != 0 ? RulingGap.MitigatingRole : RulingGap.DrugOrWeight;
            return null;
        }
        if (s.BaseLevel != Situation.NotKnown && s.BaseLevel != then)
        {
            gap |= RulingGap.BaseLevelDoesNotFollow;
            return null;
        }
        return s.Level - then + now;
    }

    private static int CategoryNow<T>(in Situation s, T answers, ref RulingGap gap)
        where T : ILawAnswers
    {
        var now = answers.Category(true, s.Points, s.Category, s.Status);
        var then = answers.Category(false, s.Points, s.Category, s.Status);
        if (now != 0 && (then == s.Category || then == now))
            return then == now ? s.Category : now;
        gap |= RulingGap.Points;
        return 0;
    }

    private static int? ZeroPoints<T>(in Situation s, int category, T answers, ref RulingGap gap)
        where T : ILawAnswers
    {
        // Where the rule was there at sentencing already, the level found has it in it.
        var (then, now) = (answers.ZeroPoint(false, 0, 1, 0), answers.ZeroPoint(true, 0, 1, 0));
        if (then == now)
            return 0;
        var (before, after) = (answers.ZeroPoint(false, s.Points, s.Category, s.Bar), answers.ZeroPoint(true, s.Points, category, s.Bar));
        if (before >= 0 && after >= 0)
            return after - before;
        gap |= s.Points == Situation.NotKnown ? RulingGap.Points : RulingGap.ZeroPointBar;
        return null;
    }

    private static (int Min, int Max) LimitsNow<T>(in Situation s, (int Min, int Max) recorded, bool? hasDrug, T answers, ref RulingGap gap)
        where T : ILawAnswers
    {
        if (recorded.Min == Ruling.NotKnown || recorded.Max == Ruling.NotKnown)
        {
            gap |= RulingGap.Limits;
            return recorded with { };
        }
        if (hasDrug == false || !answers.DrugLimitsDiffer(s.Priors))
            return recorded;
        if (answers.DrugLimits(false, s.Priors) is { } then && then == recorded && answers.DrugLimits(true, s.Priors) is { } now)
            return now;
        gap |= RulingGap.LimitsDoNotFollow;
        return (Ruling.NotKnown, Ruling.NotKnown);
    }

    // The safety valve lifts a minimum. Where it is not known whether it did, the range is known only when that makes no difference.
    private static (int Min, int Max) Between<T>(T answers, bool now, (int Min, int Max) range, (int Min, int Max) limits, byte safetyValve, out RulingGap gap)
        where T : ILawAnswers
    {
        gap = RulingGap.None;
        if (limits.Min == Ruling.NotKnown || limits.Max == Ruling.NotKnown)
        {
            gap = RulingGap.Limits;
            return (Ruling.NotKnown, Ruling.NotKnown);
        }
        if (limits.Min > limits.Max)
        {
            gap = RulingGap.LimitsDoNotFollow;
            return (Ruling.NotKnown, Ruling.NotKnown);
        }
        var held = answers.Trumped(now, range, limits);
        if (safetyValve == 0 || limits.Min == 0)
            return held;
        var lifted = answers.Trumped(now, range, (0, limits.Max));
        if (safetyValve == 1 || lifted == held)
            return lifted;
        gap = RulingGap.SafetyValve;
        return (Ruling.NotKnown, Ruling.NotKnown);
    }

    private static int Fall(int then, int now, ref RulingGap gap)
    {
        if (then == Ruling.NotKnown || now == Ruling.NotKnown)
            return Ruling.NotKnown;
        if (now > then)
        {
            gap |= RulingGap.ExPostFacto;
            return Ruling.NotKnown;
        }
        return then == now ? 0 : then == Ruling.Life ? Ruling.Life : then - now;
    }
}
