using Clementia.Law;

namespace Clementia.Screening.Measures;

/// <summary>Invented sentences to measure with: the same for the same number and seed. A third are drug cases whose levels and limits follow from the weight by the law of the day; nobody in it is real.</summary>
internal static class InventedPeople
{
    private static readonly string[] s_guidelines = ["2D1.1", "2B1.1", "2K2.1", "2L1.2", "2G2.2", "2B3.1", "2S1.1", "2A2.2", "2L1.1", "2T1.1", "2G1.1", "2C1.1"];
    private static readonly string[] s_drugs = ["none", "cocaine_base", "cocaine_powder", "heroin", "meth_mixture", "meth_actual", "marijuana", "fentanyl", "oxycodone_actual", "several"];

    private static readonly ColumnSpec[] s_specs =
    [
        PersonColumns.Guideline with { Choices = s_guidelines }, PersonColumns.Level, PersonColumns.Category, PersonColumns.SentencedFirst, PersonColumns.SentencedLast, PersonColumns.Drug with { Choices = s_drugs },
        PersonColumns.DrugWeight, PersonColumns.BaseLevel, PersonColumns.LimitsMin, PersonColumns.LimitsMax, PersonColumns.Points, PersonColumns.StatusPoints, PersonColumns.ZeroPointBar, PersonColumns.Career,
        PersonColumns.MitigatingRole, PersonColumns.SafetyValve, PersonColumns.Notice851, PersonColumns.Sentence with { Cap = 47_000 }, PersonColumns.AggravatingRole, PersonColumns.Violent, PersonColumns.Weapon,
        PersonColumns.ViolentHistory, PersonColumns.Organization, PersonColumns.GoodConduct, PersonColumns.Age,
    ];

    public static Population Make(int people, ulong seed)
    {
        var law = new RecordLaw(LawBook.BuiltIn);
        using var builder = new PopulationBuilder(s_specs);
        var (first, last) = (new DateOnly(1996, 1, 1).DayNumber, new DateOnly(2026, 9, 30).DayNumber);
        var eras = new int[last - first + 1];
        for (var day = 0; day < eras.Length; day++)
            eras[day] = law.Era(DateOnly.FromDayNumber(first + day));
        var levels = new Dictionary<(int Drug, int Era), (long[] From, int[] Level)>();
        var limits = new Dictionary<(int Drug, int Priors, int Era), (long[] From, (long Min, long Max)[] Limits)>();
        var ranges = new (long Min, long Max)[44 * 7];
        for (var level = 1; level <= 43; level++)
        {
            for (var category = 1; category <= 6; category++)
                ranges[(level * 7) + category] = law.Range(level, (HistoryCategory)category, new(2010, 1, 1)) is var range ? (Hundredths(range.Min), Hundredths(range.Max)) : default;
        }
        var row = new long[s_specs.Length];
        for (var person = 0; person < people; person++)
        {
            var random = new Draw(seed, person);
            var isDrug = random.Below(100) < 32;
            var day = random.Below(eras.Length);
            var drug = isDrug ? 1 + random.Below(9) : 0;
            long weight = Code.Missing;
            if (isDrug && drug < 9)
            {
                weight = 100_000L * (1 + random.Below(9)) * (1 + random.Below(20));
                for (var power = random.Below(4) + random.Below(3); power > 0; power--)
                    weight *= 10;
                weight = weight / 1_000_000 * 1_000_000; // whole grams, so that many fall on the very steps
            }
            var points = random.Below(100) < 38 ? 0 : Math.Min(25, 1 + random.Below(4) + random.Below(5) + (random.Below(3) == 0 ? random.Below(12) : 0));
            var status = points > 0 && random.Below(4) == 0 ? 1 : 0;
            var category = points <= 1 ? 1 : points <= 3 ? 2 : points <= 6 ? 3 : points <= 9 ? 4 : points <= 12 ? 5 : 6;
            var priors = isDrug && random.Below(100) < 4 ? 1 : 0;
            var role = isDrug && random.Below(100) < 8 ? 2 + random.Below(3) : 0;
            var found = 6 + (2 * random.Below(10));
            long min = 0, max = 24_000;
            if (isDrug && drug < 9)
            {
                var era = eras[day];
                if (!levels.TryGetValue((drug, era), out var ladder))
                    levels[(drug, era)] = ladder = law.LevelLadder(s_drugs[drug], law.FirstDays[era]) is var rungs ? ([.. rungs.Select(r => RecordLaw.Micrograms(r.From))], [.. rungs.Select(r => r.Answer ?? 12)]) : default;
                found = ladder.Level[Rung(ladder.From, weight)];
                if (!limits.TryGetValue((drug, priors, era), out var statute))
                    limits[(drug, priors, era)] = statute = law.LimitLadder(s_drugs[drug], priors, law.FirstDays[era], law.FirstDays[era]) is var steps
                        ? ([.. steps.Select(r => RecordLaw.Micrograms(r.From))], [.. steps.Select(r => r.Answer is { } a ? (Hundredths(a.Min), Hundredths(a.Max)) : (Code.Missing, Code.Missing))]) : default;
                (min, max) = statute.Limits[Rung(statute.From, weight)];
            }
            else if (random.Below(10) == 0)
                (min, max) = (6_000L * random.Below(4), random.Below(2) == 0 ? Code.Life : 48_000);
            var level = Math.Clamp(found + (random.Below(8) switch { 0 => 0, 1 => -2, 2 => -1, 3 => 1, _ => -3 }) + (isDrug ? 0 : 2 * random.Below(6)) - role, 1, 43);
            var valve = isDrug && category == 1 && random.Below(100) < 45 ? 1 : 0;
            var (low, high) = ranges[(level * 7) + category];
            var sentence = low >= Code.Life ? (random.Below(3) == 0 ? Code.Capped : Code.Life) : low + ((high >= Code.Life ? 6_000 : (high - low)) * random.Below(11) / 10) - (random.Below(3) == 0 ? low * random.Below(6) / 10 : 0);
            if (sentence < Code.Capped)
                sentence = sentence / 100 * 100;
            if (sentence is > 47_000 and < Code.Capped)
                sentence = Code.Capped;
            row[0] = isDrug ? 0 : Or(ref random, 1 + Math.Min(random.Below(11), random.Below(11)));
            row[1] = Or(ref random, level);
            row[2] = Or(ref random, category);
            row[3] = row[4] = Or(ref random, first + day);
            row[5] = Or(ref random, drug);
            row[6] = Or(ref random, weight);
            row[7] = Or(ref random, found);
            row[8] = Or(ref random, min);
            row[9] = Or(ref random, max);
            row[10] = Or(ref random, points);
            row[11] = Or(ref random, status);
            row[12] = Or(ref random, points == 0 && random.Below(5) == 0 ? 1 : 0);
            row[13] = Or(ref random, random.Below(100) < 4 && category == 6 ? 1 : 0);
            row[14] = Or(ref random, role);
            row[15] = Or(ref random, valve);
            row[16] = priors;
            row[17] = Or(ref random, sentence);
            row[18] = Or(ref random, random.Below(100) < 10 ? 2 + random.Below(3) : 0);
            row[19] = Or(ref random, random.Below(100) < 12 ? 1 : 0);
            row[20] = Or(ref random, random.Below(100) < 18 ? 1 : 0);
            row[21] = Or(ref random, random.Below(100) < 20 ? 1 : 0);
            row[22] = Or(ref random, random.Below(100) < 5 ? 1 : 0);
            row[23] = random.Below(10) == 0 ? Code.Missing : random.Below(100) < 75 ? 1 : 0;
            row[24] = Or(ref random, 18 + random.Below(30) + random.Below(25));
            builder.Add(row);
        }
        return builder.Build(new($"invented people, seed {seed}", "", people, people, 0, true, ["Everybody in it is invented, to measure with."]));
    }

    private static int Rung(long[] from, long weight) => Array.BinarySearch(from, weight) is var at && at >= 0 ? at : ~at - 1;

    private static long Hundredths(Limit limit) => limit.Months is { } months ? months * 100L : Code.Life;

    // One in a hundred of every kind of value is not known.
    private static long Or(ref Draw random, long value) => random.Below(200) switch { 0 => Code.Unknown, 1 => Code.Missing, _ => value };

    /// <summary>SplitMix64, one stream a person.</summary>
    private struct Draw(ulong seed, int person)
    {
        private ulong _state = unchecked((seed * 0xD1342543DE82EF95) + ((ulong)person * 0x9E3779B97F4A7C15 * 977));

        public int Below(int n)
        {
            unchecked
            {
                var z = _state += 0x9E3779B97F4A7C15;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                z ^= z >> 31;
                return (int)(((z >> 32) * (ulong)n) >> 32);
            }
        }
    }
}
