namespace Clementia.Law;

/// <summary>The editions of the Guidelines Manual, the one-book rule and ex post facto (§1B1.11), and whether the guidelines bind (Booker).</summary>
internal static class ManualEditions
{
    private static readonly DateOnly s_first = new(1987, 11, 1);
    private static readonly DateOnly s_mistretta = new(1989, 1, 18);

    /// <summary>The first day on which there were guidelines; offenses that ended before it are under the old law.</summary>
    public static DateOnly First => s_first;

    private static readonly ProvisionKey<Edition> s_editions = new("us-federal/ussg/1b1.11/editions", Edition.Read);
    private static readonly ProvisionKey<Clause> s_clause = new("us-federal/ussg/1b1.11/ex-post-facto", Clause.Read);
    private static readonly ProvisionKey<Force> s_force = new("us-federal/booker/advisory", Force.Read);

    internal static IReadOnlyList<GoldenKind> Golden => [];

    public static IReadOnlyList<ProvisionKey> Provisions => [s_editions, s_clause, s_force];

    public static IReadOnlyList<FactKey> Facts => [];

    /// <summary>The first day of every edition, with its name.</summary>
    public static IReadOnlyList<(DateOnly From, string Name)> Editions(LawBook book) => [.. book.Find(s_editions).Versions.Select(v => (v.From, v.Value!.Name))];

    /// <summary>The first day of the edition that is in force last.</summary>
    public static DateOnly Latest(LawBook book) => book.Find(s_editions).Versions[^1].From;

    /// <summary>The edition in force on a day: "Nov. 1, 2016"; null before the first.</summary>
    public static (DateOnly From, string Name)? EditionOn(LawBook book, DateOnly day)
    {
        var versions = book.Find(s_editions).Versions;
        for (var i = versions.Count - 1; i >= 0; i--)
        {
            if (versions[i].From <= day)
                return (versions[i].From, versions[i].Value!.Name);
        }
        return null;
    }

    /// <summary>Whether the guidelines bound the judge on the sentencing day of the timeline; sets down the step.</summary>
    /// <remarks>For an offense that ended before 1 November 1987 there are no guidelines: the old law of parole is asked to be reckoned by hand.</remarks>
    public static bool Binding(Reckoning r)
    {
        if (r.Days.OffenseEnd is { } end && end < s_first)
            r.Ask(new OpenQuestion("", CaseFacts.OffenseEnd.Name, $"The offense ended on {end:yyyy-MM-dd}, before the guidelines (1987-11-01): the old law with parole governs. Calculate by hand.", "the indictment or the judgment"));
        else if (r.Days.OffenseEnd is null && r.Days.Sentence < s_first.AddYears(10))
            r.Caution("The file does not say when the offense ended. The guidelines govern only offenses that went on to 1 November 1987 or later.");

        if (r.Days.Sentence < s_first)
        {
            r.Ask(new OpenQuestion("", CaseFacts.Sentenced.Name, "On that sentencing day there were no guidelines yet: the old law with parole governs. Calculate by hand.", "the judgment"));
            return false;
        }
        if (r.Days.Sentence < s_mistretta)
            r.Caution("Before Mistretta v. United States (18 January 1989) some courts held the guidelines invalid and did not apply them.");
        var version = r.Needed(s_force);
        var binding = version.Value!.Binding;
        r.Step("Booker", r.Cite(s_force), version, binding ? "The guidelines bound the judge, who could leave the range only for a ground of departure." : "The guidelines advise the judge, who starts from the range and need not stay in it.", $"sentenced {r.Days.Sentence:yyyy-MM-dd}", binding ? "mandatory" : "advisory");
        return binding;
    }

    /// <summary>
    /// The timeline with the manual that governs: that of the sentencing day, or the whole earlier book of the day the offense ended where the later one would give more (§1B1.11(b)(1)).
    /// </summary>
    /// <param name="book">The law.</param>
    /// <param name="days">The days of the case.</param>
    /// <param name="rangeUnder">The guideline range of the case on a timeline, or null when it is open.</param>
    /// <param name="r">Where the step and the cautions are set down.</param>
    public static Timeline OneBook(LawBook book, Timeline days, Func<Timeline, MonthRange?> rangeUnder, Reckoning r)
    {
        var atSentence = days with { Manual = days.Sentence };
        if (EditionOn(book, days.Sentence) is not { } now)
            return atSentence;
        if (days.OffenseEnd is not { } end)
        {
            r.Caution($"The file does not say when the offense ended; the manual of the sentencing day ({now.Name}) is used. Had it given more than the manual of the offense, the earlier one would govern (USSG §1B1.11(b)(1)).");
            return atSentence;
        }
        if (EditionOn(book, end) is not { } then || then.From == now.From)
            return atSentence;

        var atOffense = days with { Manual = end };
        if (rangeUnder(atSentence) is not { } later || rangeUnder(atOffense) is not { } earlier)
        {
            r.Caution($"Between the end of the offense ({end:yyyy-MM-dd}) and the sentence the manual changed; the two ranges could not be compared, because one is open. The manual of the sentencing day ({now.Name}) is used.");
            return atSentence;
        }
        var version = book.Find(s_clause).For(days, out _);
        var cite = book.Find(s_clause).Cite;
        var higher = later.Min > earlier.Min || (later.Min == earlier.Min && later.Max > earlier.Max);
        if (!higher || version is null)
        {
            r.Step("1B1.11", cite, version, $"The manual of the sentencing day ({now.Name}) gives no more than the one of the offense ({then.Name}): it is used as a whole.", $"{later.InWords} now, {earlier.InWords} then", $"manual of {now.Name}");
            return atSentence;
        }
        if (version.Value!.Split)
            r.Caution($"Between Booker (2005) and Peugh (10 June 2013) courts of appeals were divided on whether the earlier manual ({then.Name}: {earlier.InWords}) had to be used for advisory guidelines; a court that held it had not to used {now.Name}: {later.InWords}.");
        r.Step("1B1.11", cite, version, $"The manual of the sentencing day ({now.Name}) gives more than the one in force when the offense ended ({then.Name}): the earlier one is used as a whole.", $"{later.InWords} now, {earlier.InWords} then", $"manual of {then.Name}");
        return atOffense;
    }

    internal sealed record Edition(string Name)
    {
        public static Edition Read(StrictJson value)
        {
            value.Only("name");
            return new(value["name"].Text());
        }
    }

    internal sealed record Clause(bool Split)
    {
        public static Clause Read(StrictJson value)
        {
            value.Only("split");
            return new(value["split"].YesNo());
        }
    }

    internal sealed record Force(bool Binding)
    {
        public static Force Read(StrictJson value)
        {
            value.Only("binding");
            return new(value["binding"].YesNo());
        }
    }
}
