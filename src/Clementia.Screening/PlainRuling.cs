using Clementia.Law;

namespace Clementia.Screening;

/// <summary>The ruling on one record by asking the evaluator of law about its own values: the oracle of the tables, and the source of a printed derivation.</summary>
internal static class PlainRuling
{
    /// <summary>The ruling on a record.</summary>
    /// <param name="population">The population.</param>
    /// <param name="record">The record.</param>
    /// <param name="law">The law.</param>
    /// <param name="day">The day asked.</param>
    /// <param name="steps">Where every step of law is set down, with whether it is of the day asked; null for none.</param>
    public static Ruling Of(Population population, int record, RecordLaw law, DateOnly day, ICollection<(bool Now, Step Step)>? steps)
    {
        long Value(ColumnSpec spec) => population.Find(spec.Name) is { } column ? column[record] : Code.Missing;
        string? Name(ColumnSpec spec) => population.Find(spec.Name) is { } column && Code.IsNumber(column[record]) ? column.Spec.Choices[(int)column[record]] : null;

        var guideline = Name(PersonColumns.Guideline);
        var drug = Name(PersonColumns.Drug);
        bool? hasDrug = drug is null ? null : drug != "none";
        var named = drug is not null && RecordLaw.Drugs.Contains(drug) ? drug : null;
        long? weight = named is not null && Code.IsNumber(Value(PersonColumns.DrugWeight)) ? Value(PersonColumns.DrugWeight) : null;
        var situation = new Situation
        {
            Level = Small(Value(PersonColumns.Level)),
            Category = Small(Value(PersonColumns.Category)),
            BaseLevel = Small(Value(PersonColumns.BaseLevel)),
            Points = Value(PersonColumns.Points) is var points && Code.IsNumber(points) ? (byte)Math.Min(points, 60) : Situation.NotKnown,
            Status = Value(PersonColumns.StatusPoints) is var status && Code.IsNumber(status) ? (byte)Math.Min(status, 1) : Situation.NotKnown,
            Bar = Small(Value(PersonColumns.ZeroPointBar)),
            Career = Small(Value(PersonColumns.Career)),
            Role = Small(Value(PersonColumns.MitigatingRole)),
            SafetyValve = Small(Value(PersonColumns.SafetyValve)),
            Priors = Small(Value(PersonColumns.Notice851)),
        };
        var recorded = (Months(Value(PersonColumns.LimitsMin)), Months(Value(PersonColumns.LimitsMax)));
        var (first, last) = (Value(PersonColumns.SentencedFirst), Value(PersonColumns.SentencedLast));
        if (!Code.IsNumber(first) || !Code.IsNumber(last) || law.Era(Day(first)) < 0 || law.Era(Day(last)) < 0)
            return Ruling.Unknown(RulingGap.SentencingDay);

        // The law of the first day, and of every day after it up to the last on which some law changes.
        var isDrug = string.Equals(guideline, "2D1.1", StringComparison.OrdinalIgnoreCase);
        var ruling = Rulings.Of(situation, recorded, isDrug, hasDrug, new AskedAnswers(law, guideline, named, weight, Day(first), day, steps));
        foreach (var change in law.FirstDays)
        {
            if (change > Day(first) && change <= Day(last))
                ruling = Rulings.Agreed(ruling, Rulings.Of(situation, recorded, isDrug, hasDrug, new AskedAnswers(law, guideline, named, weight, change, day, steps)));
        }
        return ruling;

        static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number);
        static byte Small(long value) => value is >= 0 and < 250 ? (byte)value : Situation.NotKnown;
        static int Months(long value) => value == Code.Life ? Ruling.Life : Code.IsNumber(value) ? (int)Math.Min(value, 100_000_000) : Ruling.NotKnown;
    }
}
