using System.Globalization;

namespace Clementia.Screening;

/// <summary>
/// Which sentences are held against a person's: the same primary guideline, final level and criminal history category, unless a choice here says otherwise.
/// The first answer is near the Commission's JSIN: all of the cell, without cooperators, probation as 0 months.
/// </summary>
public sealed record Matching
{
    /// <summary>The same primary guideline of chapter two. Where the population does not carry it, the kind of offense stands in its place, and the answer says so.</summary>
    public bool SameGuideline { get; init; } = true;

    /// <summary>How far the final offense level may be off, 0 for the same; null for any level.</summary>
    public int? LevelWithin { get; init; } = 0;

    /// <summary>How far the criminal history category may be off, 0 for the same; null for any category.</summary>
    public int? CategoryWithin { get; init; } = 0;

    /// <summary>The first fiscal year, or null for all in the population.</summary>
    public int? FromYear { get; init; }

    /// <summary>The last fiscal year, or null for all in the population.</summary>
    public int? ToYear { get; init; }

    /// <summary>Whether those for whom the government moved for substantial assistance (5K1.1) are counted too.</summary>
    public bool Cooperators { get; init; }

    /// <summary>Whether sentences of probation alone count, as 0 months.</summary>
    public bool Probation { get; init; } = true;

    /// <summary>Whether life and capped sentences count, as "at least".</summary>
    public bool LifeAndCapped { get; init; } = true;

    /// <summary>The same kind of offense.</summary>
    public bool SameOffense { get; init; }

    /// <summary>The same district.</summary>
    public bool SameDistrict { get; init; }

    /// <summary>The same drug.</summary>
    public bool SameDrug { get; init; }

    /// <summary>How many percent of the person's weight the weight of the drug may be off; null for any weight. It asks for the same drug too.</summary>
    public int? WeightWithin { get; init; }

    /// <summary>Answers, and bins of a distribution, of fewer cases than this are not shown.</summary>
    public int Suppress { get; init; } = 3;
}

/// <summary>Whose sentence is held against others. What is not known is null; what is asked for by the matching must be known.</summary>
public sealed record ComparedPerson
{
    /// <summary>Who it is, for headings: "record 12 of sdny.csv".</summary>
    public required string Label { get; init; }

    /// <summary>The primary guideline: "2D1.1".</summary>
    public string? Guideline { get; init; }

    /// <summary>The final offense level.</summary>
    public int? Level { get; init; }

    /// <summary>The criminal history category, 1 to 6.</summary>
    public int? Category { get; init; }

    /// <summary>The kind of offense, as the population names it.</summary>
    public string? Offense { get; init; }

    /// <summary>The district, as the population names it.</summary>
    public string? District { get; init; }

    /// <summary>The drug, by its name in docs/facts.md.</summary>
    public string? Drug { get; init; }

    /// <summary>The weight of the drug in micrograms.</summary>
    public long? Weight { get; init; }

    /// <summary>The sentence in hundredths of a month, <see cref="Code.Life"/> or <see cref="Code.Capped"/>; null where it is not known.</summary>
    public long? Sentence { get; init; }

    /// <summary>The bottom and top of the guideline range, in hundredths of a month or <see cref="Code.Life"/>; null where it is not known.</summary>
    public (long Min, long Max)? Range { get; init; }

    /// <summary>Where the range comes from: "as recorded", "the sentencing table on 2006-11-20".</summary>
    public string RangeFrom { get; init; } = "";

    /// <summary>The person's own record in the population, which is left out of the comparison; null for somebody else.</summary>
    public int? Record { get; init; }

    /// <summary>A person of the population.</summary>
    public static ComparedPerson Of(Population population, int record, RangesOfRecords ranges)
    {
        var range = ranges.Of(record);
        return new()
        {
            Label = string.Create(CultureInfo.InvariantCulture, $"record {population.Row(record)} of {population.Provenance.Source}"),
            Guideline = Name(PersonColumns.Guideline),
            Level = (int?)Number(PersonColumns.Level),
            Category = (int?)Number(PersonColumns.Category),
            Offense = Name(PersonColumns.Offense),
            District = Name(PersonColumns.District),
            Drug = Name(PersonColumns.Drug),
            Weight = Number(PersonColumns.DrugWeight),
            Sentence = population.Find(PersonColumns.Sentence.Name)?[record] is { } sentence && !Code.IsUnknown(sentence) ? sentence : null,
            Range = range is { } found ? (found.Min, found.Max) : null,
            RangeFrom = range?.From ?? "",
            Record = record,
        };

        long? Number(ColumnSpec spec) => population.Find(spec.Name)?[record] is { } value && Code.IsNumber(value) ? value : null;
        string? Name(ColumnSpec spec) => population.Find(spec.Name) is { } column && Code.IsNumber(column[record]) ? column.Spec.Choices[(int)column[record]] : null;
    }
}
