namespace Clementia.Law;

/// <summary>The day in a case that decides whether a version of a provision governs it. Each act says which.</summary>
public enum GoverningDay
{
    /// <summary>The last day of the offense: penalties may not be raised behind it (Ex Post Facto Clause; 1 USC 109).</summary>
    Offense,

    /// <summary>The day the verdict or plea was entered.</summary>
    Conviction,

    /// <summary>The day sentence was imposed.</summary>
    Sentence,

    /// <summary>The day whose edition of the Guidelines Manual is used as a whole: the sentencing day, or the day of the offense where USSG §1B1.11(b)(1) sends one back.</summary>
    Manual,

    /// <summary>The day on which the question is asked, for rules that reach everyone still in custody.</summary>
    Custody,
}

/// <summary>The days of one case that law turns on. "Today" is the same case with another sentencing day.</summary>
public sealed record Timeline
{
    /// <summary>The last day of the offense, or null when the file does not say.</summary>
    public DateOnly? OffenseEnd { get; init; }

    /// <summary>The first day of the offense, or null when the file does not say.</summary>
    public DateOnly? OffenseStart { get; init; }

    /// <summary>The day of the verdict or plea, or null when the file does not say.</summary>
    public DateOnly? Conviction { get; init; }

    /// <summary>The day sentence was, or is taken to be, imposed.</summary>
    public required DateOnly Sentence { get; init; }

    /// <summary>The day whose manual is used; null lets the one-book rule choose (USSG §1B1.11), which starts from the sentencing day.</summary>
    public DateOnly? Manual { get; init; }

    /// <summary>The day on which the question is asked; null means the sentencing day.</summary>
    public DateOnly? Custody { get; init; }

    /// <summary>The day of that kind, or null when the file does not say.</summary>
    public DateOnly? this[GoverningDay day] => day switch
    {
        GoverningDay.Offense => OffenseEnd,
        GoverningDay.Conviction => Conviction,
        GoverningDay.Manual => Manual ?? Sentence,
        GoverningDay.Custody => Custody ?? Sentence,
        _ => Sentence,
    };

    /// <summary>The same case sentenced on another day, under the manual of that day.</summary>
    public Timeline SentencedOn(DateOnly day) => this with { Sentence = day, Manual = null, Custody = day };
}
