namespace Clementia.Law;

/// <summary>Letter grade of an offense (18 USC 3559(a)).</summary>
internal enum Grade
{
    /// <summary>Life, or death.</summary>
    A,

    /// <summary>Twenty-five years or more.</summary>
    B,

    /// <summary>Ten years or more.</summary>
    C,

    /// <summary>Five years or more.</summary>
    D,

    /// <summary>More than one year.</summary>
    E,

    /// <summary>One year or less.</summary>
    Misdemeanor,
}

/// <summary>Offenses for which supervision can last for life.</summary>
internal enum Special
{
    /// <summary>Neither of the two.</summary>
    None,

    /// <summary>Listed in 18 USC 2332b(g)(5)(B), with death or serious injury or a foreseeable risk of it.</summary>
    Terrorism,

    /// <summary>A sex offense as USSG §5D1.2, comment. (n.1) defines it.</summary>
    SexOffense,
}

/// <summary>Supervised release: how long it may and must be (USSG §5D1.2, which takes its maxima from 18 USC 3583(b), and the floors of the drug statutes).</summary>
internal static class Supervision
{
    internal static readonly ProvisionKey<Terms> Guideline = new("us-federal/ussg/5d1.2/term", Terms.Read);
    internal static readonly ProvisionKey<Grades> Grading = new("us-federal/usc/18/3559-a", Grades.Read);

    internal static readonly FactKey<Limit> Imposed = FactKeys.Length("supervision.imposed", FactScope.Case, "The term of supervised release that was imposed, the longest of all counts; 0 when none was.", "the judgment");
    internal static readonly FactKey<Grade> GradeOfCount = new("supervision.grade", FactScope.Count, "one of A, B, C, D, E, misdemeanor", "The letter grade of the offense (18 USC 3559(a)).", "the judgment or the presentence report", v => v.OneOf(("A", Grade.A), ("B", Grade.B), ("C", Grade.C), ("D", Grade.D), ("E", Grade.E), ("misdemeanor", Grade.Misdemeanor)), Enum.GetValues<Grade>());
    internal static readonly FactKey<Limit> Least = FactKeys.Length("supervision.least", FactScope.Count, "The least term of supervised release that a statute requires for the count; 0 when none does.", "the statute of conviction and the presentence report");
    internal static readonly FactKey<Special> SpecialOfCount = FactKeys.Choice<Special>("supervision.special", FactScope.Count, "Whether the offense is a terrorism offense or a sex offense in the sense of USSG §5D1.2(b).", "the indictment and the presentence report");

    public static IReadOnlyList<ProvisionKey> Provisions => [Guideline, Grading];

    public static IReadOnlyList<FactKey> Facts => [Imposed, GradeOfCount, Least, SpecialOfCount];

    /// <summary>The term of supervised release that the guideline gave for a count; null when a fact is missing.</summary>
    /// <param name="r">The reckoning.</param>
    /// <param name="count">The facts of the count.</param>
    /// <param name="limits">Its statutory limits, when they have been reckoned: they tell the grade and the floor.</param>
    public static MonthRange? Range(Reckoning r, Facts count, StatutoryLimits? limits)
    {
        if (r.Law(Guideline) is not { } guideline)
            return null;
        Grade? grade = count.TryGet(GradeOfCount, out var said) ? said : limits is { } l ? GradeOf(r, l.Max) : r.Know(count, GradeOfCount, out var asked) ? asked : null;
        Limit? least = count.TryGet(Least, out var given) ? given : limits is not null ? limits.SupervisedReleaseMin ?? Limit.Zero : r.Know(count, Least, out var floor) ? floor : null;
        if (SpecialOf(r, count) is not { } special || grade is not { } g || least is not { } min)
            return null;
        var range = Range(guideline.Value!, g, special, min);
        r.Step($"{count.At} 5D1.2", r.Cite(Guideline), guideline, $"A grade {g} offense: supervised release of {range.InWords}{(min > Limit.Zero ? $", where a statute requires at least {min.InWords}" : "")}.", $"grade {g}, statutory minimum {min.InWords}", range.InWords);
        return range;
    }

    /// <summary>The term for a grade, by one edition.</summary>
    public static MonthRange Range(Terms terms, Grade grade, Special special, Limit least)
    {
        var range = grade switch { Grade.A or Grade.B => terms.AB, Grade.C or Grade.D => terms.CD, _ => terms.E };
        if (terms.UpToLifeFor.Contains(special))
            range = range with { Max = Limit.Life };
        return new(Limit.Max(range.Min, least), Limit.Max(range.Max, least));
    }

    /// <summary>The letter grade for a greatest term.</summary>
    public static Grade? GradeOf(Reckoning r, Limit max) => r.Law(Grading) is not { Value: { } grades } ? null
        : max >= grades.A ? Grade.A : max >= grades.B ? Grade.B : max >= grades.C ? Grade.C : max >= grades.D ? Grade.D : max > Limit.OfYears(1) ? Grade.E : Grade.Misdemeanor;

    /// <summary>Asked only where the statute could be one of them.</summary>
    private static Special? SpecialOf(Reckoning r, Facts count)
    {
        if (count.TryGet(SpecialOfCount, out var said))
            return said;
        if (!r.Know(count, CaseFacts.Statute, out var text))
            return null;
        var could = Statute.Parse(text) is not { Title: "18" } statute
            ? text.Contains("18 USC", StringComparison.Ordinal)
            : statute.IsBetween("18", "2241", "2260A") || statute.IsBetween("18", "2421", "2429") || statute.IsBetween("18", "2331", "2339D") || statute.Section is "1201" or "1591" or "1594" or "371"
                || statute.IsBetween("18", "32", "37") || statute.IsBetween("18", "175", "175C") || statute.IsBetween("18", "831", "844") || statute.IsBetween("18", "1111", "1117") || statute.IsBetween("18", "1361", "1366");
        return !could ? Special.None : r.Know(count, SpecialOfCount, out var asked) ? asked : null;
    }

    /// <summary>The guideline's terms.</summary>
    internal sealed record Terms(MonthRange AB, MonthRange CD, MonthRange E, IReadOnlyList<Special> UpToLifeFor)
    {
        public static Terms Read(StrictJson value)
        {
            value.Only("ab", "cd", "e", "upToLifeFor");
            return new(ReadRange(value["ab"]), ReadRange(value["cd"]), ReadRange(value["e"]), [.. value["upToLifeFor"].Items().Select(s => s.OneOf<Special>())]);
        }

        private static MonthRange ReadRange(StrictJson value)
        {
            Limit[] ends = [.. value.Items().Select(end => end.Limit())];
            return ends.Length == 2 && ends[0] <= ends[1] ? new(ends[0], ends[1]) : throw value.Wrong("It is no range.", "Write the shorter term and the longer: [\"2y\", \"5y\"].");
        }
    }

    /// <summary>The least of the greatest terms that make each grade.</summary>
    internal sealed record Grades(Limit A, Limit B, Limit C, Limit D)
    {
        public static Grades Read(StrictJson value)
        {
            value.Only("A", "B", "C", "D");
            return new(value["A"].Limit(), value["B"].Limit(), value["C"].Limit(), value["D"].Limit());
        }
    }
}
