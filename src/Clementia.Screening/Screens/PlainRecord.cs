using Clementia.Law;
using Clementia.Screening.Policies;

namespace Clementia.Screening.Screens;

/// <summary>
/// One record the plain way: its own values, the law asked about it, and what follows, each worked out for this record alone. Slow and obvious: the oracle of <see cref="Screen"/>, and what is shown when somebody asks why.
/// </summary>
public sealed class PlainRecord
{
    private readonly Population _population;
    private readonly RecordLaw _law;
    private readonly int _record;
    private readonly DateOnly _day;
    private readonly List<(bool Now, Step Step)> _steps = [];
    private readonly Ruling _ruling;

    /// <summary>A record on a day.</summary>
    public PlainRecord(Population population, RecordLaw law, int record, DateOnly day)
    {
        (_population, _law, _record, _day) = (population, law, record, day);
        _ruling = PlainRuling.Of(population, record, _law, day, _steps);
    }

    /// <summary>Every step of law that was asked for, with whether it is of the day asked.</summary>
    public IReadOnlyList<(bool Now, Step Step)> Steps => _steps;

    /// <summary>Why the ruling on the day asked is open, in sentences; empty when it is not.</summary>
    public IReadOnlyList<string> Open => [.. s_gaps.Where(g => _ruling.Gap.HasFlag(g.Gap)).Select(g => g.Words)];

    /// <summary>Whether chapter two was taken as unchanged because the law book holds nothing of the guideline.</summary>
    public bool TakenAsUnchanged => _ruling.Assumed == 1;

    internal Ruling Ruling => _ruling;

    /// <summary>The logical value of a column, the population's own or a computed one; <see cref="Code.Missing"/> when there is none.</summary>
    public long Value(string name) => _population.Find(name) is { } column ? column[_record] : name switch
    {
        "range.min" => Wide(_ruling.RangeMin),
        "range.max" => Wide(_ruling.RangeMax),
        "trumped.min" => Wide(_ruling.TrumpedMin),
        "trumped.max" => Wide(_ruling.TrumpedMax),
        "now.level" => Wide(_ruling.NowLevel),
        "now.category" => Wide(_ruling.NowCategory),
        "now.range.min" => Wide(_ruling.NowRangeMin),
        "now.range.max" => Wide(_ruling.NowRangeMax),
        "now.limits.min" => Wide(_ruling.NowLimitsMin),
        "now.limits.max" => Wide(_ruling.NowLimitsMax),
        "now.trumped.min" => Wide(_ruling.NowTrumpedMin),
        "now.trumped.max" => Wide(_ruling.NowTrumpedMax),
        "change" => Wide(_ruling.Change),
        "change.range" => Wide(_ruling.ChangeRange),
        "served" => Elapsed is { } time ? Own(PersonColumns.Sentence) is var sentence && Code.IsNumber(sentence) ? Math.Min(sentence, time) : time : Absent,
        "left" => Left(),
        "age.now" => Elapsed is { } time && Own(PersonColumns.Age) is var age && Code.IsNumber(age) ? age + (time / 1200) : _population.Find(PersonColumns.Age.Name) is null ? Code.Missing : Absent,
        "percentile" => Cell() is var (shorter, ties, known) && known > 0 && !Code.IsUnknown(Own(PersonColumns.Sentence)) ? ((200 * shorter) + (100 * ties)) / (2 * known) : Code.Unknown,
        "cell.size" => Cell().Known,
        _ => Code.Missing,
    };

    private long Absent => _population.Find(PersonColumns.SentencedLast.Name) is null ? Code.Missing : Code.Unknown;

    private long Own(ColumnSpec spec) => _population.Find(spec.Name) is { } column ? column[_record] : Code.Missing;

    private long? Elapsed => Own(PersonColumns.SentencedLast) is var day && Code.IsNumber(day) && day <= _day.DayNumber && day >= new DateOnly(1950, 1, 1).DayNumber ? Screen.Span(DateOnly.FromDayNumber((int)day), _day) : null;

    private long Left()
    {
        var sentence = Own(PersonColumns.Sentence);
        if (_population.Find(PersonColumns.Sentence.Name) is null || _population.Find(PersonColumns.SentencedLast.Name) is null)
            return Code.Missing;
        if (sentence == Code.Life)
            return Code.Life;
        if (!Code.IsNumber(sentence) || Elapsed is not { } time)
            return Code.Unknown;
        var days = _law.GoodTimeDays((int)(sentence / 100), (int)(sentence % 100 * 30 / 100), _day);
        return Math.Max(0, sentence - (days * 1200L / 365) - time);
    }

    private (long Shorter, long Ties, long Known) Cell()
    {
        if (_population.Find(PersonColumns.Sentence.Name) is not { } sentences)
            return (0, 0, 0);
        var cap = sentences.Spec.Cap ?? long.MaxValue;
        var mine = Top(sentences[_record]);
        long shorter = 0, ties = 0, known = 0;
        for (var other = 0; other < _population.Records; other++)
        {
            if (Code.IsUnknown(sentences[other]) || !Same(PersonColumns.Guideline, other, 65535) || !Same(PersonColumns.Level, other, 255) || !Same(PersonColumns.Category, other, 255))
                continue;
            known++;
            shorter += Top(sentences[other]) < mine ? 1 : 0;
            ties += Top(sentences[other]) == mine ? 1 : 0;
        }
        return (shorter, ties, known);

        long Top(long value) => value >= cap ? Code.Life : value;

        // What is not known is one group of its own.
        bool Same(ColumnSpec spec, int other, long notKnown) => _population.Find(spec.Name) is not { } column || Kind(column[_record]) == Kind(column[other]);
        static long Kind(long value) => Code.IsNumber(value) ? value : -1;
    }

    private static long Wide(int value) => RunSource.Wide(value);

    private static readonly (RulingGap Gap, string Words)[] s_gaps =
    [
        (RulingGap.LevelOrCategory, "The record gives no final offense level or criminal history category: see the statement of reasons."),
        (RulingGap.SentencingDay, "The record does not give the day of sentence closely enough to say which law governed: see the judgment."),
        (RulingGap.DrugOrWeight, "The levels for drugs changed since, and the record does not give the one drug and its weight: see the presentence report, offense conduct."),
        (RulingGap.BaseLevelDoesNotFollow, "The recorded base level is not the one that the recorded drug and weight gave on the day of sentence, so that it cannot be carried to another day: see the presentence report."),
        (RulingGap.GuidelineAmended, "The guideline itself was amended since, and the record does not hold what it turns on: calculate by hand from the presentence report."),
        (RulingGap.CareerOffender, "The level may be that of a career offender, which follows other rules: see the presentence report, criminal history."),
        (RulingGap.MitigatingRole, "Whether a mitigating role was found is not in the record, and the base level is capped by it."),
        (RulingGap.Points, "The criminal history points, or those for being under a sentence, are not in the record, or do not make up the category: see the presentence report."),
        (RulingGap.ZeroPointBar, "Whether something bars the reduction for having no points (USSG 4C1.1) is not in the record."),
        (RulingGap.Limits, "The statutory limits are not in the record: see the judgment."),
        (RulingGap.LimitsDoNotFollow, "The recorded statutory limits are not those that the recorded drug, weight and priors carried, so that they cannot be carried to another law: see the indictment and the judgment."),
        (RulingGap.SafetyValve, "Whether the safety valve lifted the statutory minimum is not in the record."),
        (RulingGap.ExPostFacto, "The range would begin higher on the day asked; the manual of the day of the offense may then govern as a whole (USSG 1B1.11(b)(1)), and the record does not hold that day."),
    ];
}
