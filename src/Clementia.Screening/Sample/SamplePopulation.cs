using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clementia.Screening.Import;

namespace Clementia.Screening.Sample;

/// <summary>
/// People who do not exist, as many as wanted, for trying things out and for measuring. Every record has a stream of chance of its own, so that record 7 is the same in a sample of a
/// thousand and of fifty million, on one thread or many. Levels, limits, categories and ranges are what the law book says for the day of sentence; see docs/decisions/0111.
/// </summary>
public static unsafe class SamplePopulation
{
    private static readonly DateOnly s_first = new(1995, 1, 1);
    private static readonly DateOnly s_last = new(2025, 12, 31);
    private static readonly int s_booker = new DateOnly(2005, 1, 12).DayNumber;
    private static readonly int s_fraudMerged = new DateOnly(2001, 11, 1).DayNumber;
    private static readonly int s_zeroPoint = new DateOnly(2023, 11, 1).DayNumber;
    private static readonly int s_firstStep = new DateOnly(2018, 12, 21).DayNumber;
    private static readonly int s_uncapped = new DateOnly(2003, 10, 1).DayNumber;

    /// <summary>The day as of which those who have served their time are released.</summary>
    private static readonly int s_today = new DateOnly(2026, 1, 1).DayNumber;

    /// <summary>The most people of one sample.</summary>
    public const int MostPeople = 200_000_000;

    private const int CapMonths = 470;

    private sealed record Spec(ColumnSpec Column, int Width, int Unknown, int Missing);

    // In the order of the places below; how often in ten thousand the source does not know, and says nothing.
    private static readonly Spec[] s_columns =
    [
        new(PersonColumns.Id, 4, 0, 0),
        new(PersonColumns.Guideline with { Choices = [.. SampleTables.Guidelines.Select(g => g.Name), "2F1.1"] }, 1, 20, 80),
        new(PersonColumns.Level, 1, 30, 100),
        new(PersonColumns.Category, 1, 30, 60),
        new(PersonColumns.Points, 1, 50, 150),
        new(PersonColumns.StatusPoints, 1, 100, 300),
        new(PersonColumns.ZeroPointBar, 1, 300, 300),
        new(PersonColumns.Career, 1, 20, 100),
        new(PersonColumns.BaseLevel, 1, 50, 100),
        new(PersonColumns.Drug with { Choices = [.. SampleTables.Drugs.Select(d => d.Name), "none", "several"] }, 1, 60, 60),
        new(PersonColumns.DrugWeight, 8, 300, 400),
        new(PersonColumns.MitigatingRole, 1, 40, 100),
        new(PersonColumns.AggravatingRole, 1, 40, 100),
        new(PersonColumns.Acceptance, 1, 40, 100),
        new(PersonColumns.LimitsMin, 2, 50, 150),
        new(PersonColumns.LimitsMax, 2, 50, 150),
        new(PersonColumns.RecordedMin, 2, 30, 120),
        new(PersonColumns.RecordedMax, 2, 30, 120),
        new(PersonColumns.SafetyValve, 1, 60, 200),
        new(PersonColumns.Sentence with { Cap = CapMonths * 100 }, 2, 40, 60),
        new(PersonColumns.SentencedFirst, 4, 10, 40),
        new(PersonColumns.SentencedLast, 4, 0, 0),
        new(PersonColumns.FiscalYear, 2, 5, 20),
        new(PersonColumns.Age, 1, 30, 70),
        new(PersonColumns.Sex with { Choices = SampleTables.Sexes }, 1, 10, 30),
        new(PersonColumns.Race with { Choices = SampleTables.Races }, 1, 100, 100),
        new(PersonColumns.Citizen, 1, 80, 80),
        new(PersonColumns.District with { Choices = [.. Mapping.BuiltIn.Single(m => m.Name == "ussc").Columns.Single(c => c.Name == PersonColumns.District.Name).From[0].Choices!.Values] }, 1, 5, 20),
        new(PersonColumns.Offense with { Choices = [.. SampleTables.Guidelines.Select(g => g.Offense).Distinct()] }, 1, 10, 40),
        new(PersonColumns.Violent, 1, 200, 200),
        new(PersonColumns.Weapon, 1, 60, 100),
        new(PersonColumns.ViolentHistory, 1, 700, 500),
        new(PersonColumns.Organization, 1, 900, 500),
        new(PersonColumns.GoodConduct, 1, 900, 600),
        new(PersonColumns.Cooperation, 1, 40, 100),
        new(PersonColumns.Position with { Choices = SampleTables.Positions }, 1, 40, 100),
        new(PersonColumns.Notice851, 1, 200, 300),
        new(PersonColumns.Released, 1, 100, 100),
    ];

    private const int Id = 0, Guideline = 1, Level = 2, Category = 3, Points = 4, Status = 5, Bar = 6, Career = 7, BaseLevel = 8, Drug = 9, Weight = 10, Mitigating = 11, Aggravating = 12, Acceptance = 13,
        LimitsMin = 14, LimitsMax = 15, RangeMin = 16, RangeMax = 17, Valve = 18, Sentence = 19, First = 20, Last = 21, Year = 22, Age = 23, Sex = 24, Race = 25, Citizen = 26, District = 27, Offense = 28,
        Violent = 29, Weapon = 30, ViolentHistory = 31, Organization = 32, Conduct = 33, Cooperation = 34, Position = 35, Notice = 36, Released = 37;

    /// <summary>Makes a sample.</summary>
    /// <param name="people">How many, 1 to <see cref="MostPeople"/>.</param>
    /// <param name="seed">Another seed makes other people.</param>
    /// <param name="progress">Told how many are made.</param>
    /// <param name="cancel">Leaves nothing behind.</param>
    public static Population Make(int people, ulong seed = 1, Action<long>? progress = null, CancellationToken cancel = default)
    {
        if (people is < 1 or > MostPeople)
            throw new PopulationException($"--people {people.ToString("N0", CultureInfo.InvariantCulture)}: a sample has 1 to {MostPeople.ToString("N0", CultureInfo.InvariantCulture)} people.");
        var law = new SampleLaw(s_first, s_last);
        var chunks = (int)(((long)people + ColumnBuffer.ChunkLength - 1) / ColumnBuffer.ChunkLength);
        var blocks = s_columns.Select(_ => new NativeBlock[chunks]).ToArray();
        try
        {
            long made = 0;
            var draw = new Draw(law, seed);
            Parallel.For(0, chunks, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, chunk =>
            {
                var first = chunk * ColumnBuffer.ChunkLength;
                var count = Math.Min(ColumnBuffer.ChunkLength, people - first);
                for (var c = 0; c < s_columns.Length; c++)
                    blocks[c][chunk] = new((long)ColumnBuffer.ChunkLength * s_columns[c].Width);
                Fill(draw, blocks, chunk, first, count);
                progress?.Invoke(Interlocked.Add(ref made, count));
            });
        }
        catch
        {
            foreach (var block in blocks.SelectMany(b => b))
                block?.Dispose();
            throw;
        }
        var name = $"clementia sample, seed {seed.ToString(CultureInfo.InvariantCulture)}, {people.ToString("N0", CultureInfo.InvariantCulture)} people";
        using var builder = new PopulationBuilder([.. s_columns.Select(c => c.Column with { Source = "" })], [.. blocks.Select((b, i) => ColumnBuffer.Of(b, people, s_columns[i].Width))]);
        return builder.Build(new(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))), people, people, 0, Invented: true,
        [
            "Invented: nobody in it exists, and no figure of it is a fact about any court.",
            $"Made by ./clementia population sample --people {people.ToString(CultureInfo.InvariantCulture)} --seed {seed.ToString(CultureInfo.InvariantCulture)} on the law book {law.Fingerprint}.",
        ]));
    }

    private static void Fill(Draw draw, NativeBlock[][] blocks, int chunk, int first, int count)
    {
        Span<long> values = stackalloc long[s_columns.Length];
        var at = stackalloc byte*[s_columns.Length];
        for (var c = 0; c < s_columns.Length; c++)
            at[c] = blocks[c][chunk].Pointer;
        for (var i = 0; i < count; i++)
        {
            draw.Record(first + i, values);
            // The codes are the top of every width: cut off, they are what they are there.
            unchecked
            {
                foreach (var c in s_ofOne)
                    at[c][i] = (byte)values[c];
                foreach (var c in s_ofTwo)
                    ((ushort*)at[c])[i] = (ushort)values[c];
                foreach (var c in s_ofFour)
                    ((int*)at[c])[i] = values[c] >= Code.Capped ? int.MaxValue - (int)(long.MaxValue - values[c]) : (int)values[c];
                foreach (var c in s_ofEight)
                    ((long*)at[c])[i] = values[c];
            }
        }
    }

    // The places of the columns by their width.
    private static readonly int[] s_ofOne = OfWidth(1), s_ofTwo = OfWidth(2), s_ofFour = OfWidth(4), s_ofEight = OfWidth(8);

    private static int[] OfWidth(int width) => [.. s_columns.Index().Where(c => c.Item.Width == width).Select(c => c.Index)];

    private sealed class Draw
    {
        private static readonly int[] s_guidelines = SampleTables.Totals(SampleTables.Guidelines.Select(g => g.Share));
        private static readonly int[][] s_drugs =
        [
            SampleTables.Totals(SampleTables.Drugs.Select(d => d.Before2005)), SampleTables.Totals(SampleTables.Drugs.Select(d => d.Before2015)), SampleTables.Totals(SampleTables.Drugs.Select(d => d.Since)),
        ];
        private static readonly int[] s_points = SampleTables.Totals(SampleTables.Points);
        private static readonly int[] s_before = SampleTables.Totals(SampleTables.BeforeBooker);
        private static readonly int[] s_since = SampleTables.Totals(SampleTables.SinceBooker);
        private static readonly int[] s_offenses = [.. SampleTables.Guidelines.Select(g => SampleTables.Guidelines.Select(o => o.Offense).Distinct().ToList().IndexOf(g.Offense))];

        /// <summary>2 to the power of a 256th, in 65536ths.</summary>
        private static readonly long[] s_powers = [.. Enumerable.Range(0, 256).Select(i => (long)Math.Round(65_536 * Math.Pow(2, i / 256.0)))];
        private static readonly int[] s_borders = [.. new[] { "Texas Southern", "Texas Western", "Arizona", "California Southern", "New Mexico" }.Select(n => s_columns[District].Column.Choices.ToList().IndexOf(n))];

        // The columns that are not always known: how often in ten thousand they are unknown, and how often that or missing.
        private static readonly (int Place, int Unknown, int NotKnown)[] s_gaps = [.. s_columns.Index().Where(c => c.Item.Unknown + c.Item.Missing > 0).Select(c => (c.Index, c.Item.Unknown, c.Item.Unknown + c.Item.Missing))];

        private static readonly int s_lately = new DateOnly(2015, 1, 1).DayNumber;

        private readonly SampleLaw _law;
        private readonly ulong _seed;

        public Draw(SampleLaw law, ulong seed) => (_law, _seed) = (law, seed);

        public void Record(int index, Span<long> v)
        {
            var r = new SplitMix(_seed, index);
            var day = s_first.DayNumber + r.Below(s_last.DayNumber - s_first.DayNumber + 1);
            var era = _law.Era(day);
            var place = r.Pick(s_guidelines);
            var guideline = SampleTables.Guidelines[place];
            var isDrug = place == SampleTables.DrugGuideline;
            v[Id] = index + 1;
            v[Guideline] = guideline.Name == "2B1.1" && day < s_fraudMerged ? SampleTables.Guidelines.Length : place;
            v[Offense] = s_offenses[place];
            v[Violent] = guideline.Violent || r.Chance(isDrug ? 25 : 15) ? 1 : 0;
            History(ref r, v, place, era, day);
            v[Mitigating] = r.Chance(isDrug ? 170 : 40) ? 2 + (r.Chance(250) ? 2 : r.Chance(200) ? 1 : 0) : 0;
            v[Aggravating] = v[Mitigating] == 0 && r.Chance(isDrug ? 80 : 45) ? 2 + r.Below(3) : 0;
            v[Acceptance] = r.Chance(955) ? 3 : 0;
            v[Weapon] = place == 3 || (place == 5 && r.Chance(450)) || r.Chance(isDrug ? 150 : 25) ? 1 : 0;
            v[Organization] = r.Chance(isDrug ? 40 + (v[Aggravating] > 0 ? 250 : 0) : guideline.Violent ? 90 : 15) ? 1 : 0;
            v[Notice] = isDrug && v[Points] > 1 && r.Chance(day < s_firstStep ? 110 : 30) ? (r.Chance(150) ? 2 : 1) : 0;
            v[Drug] = SampleTables.Drugs.Length;
            v[Weight] = Code.Missing;
            int? baseLevel = isDrug ? DrugCase(ref r, v, era, day) : guideline.Base + (guideline.Steps > 1 ? Math.Min(r.Below(guideline.Steps), r.Below(guideline.Steps + 2)) * guideline.Step : 0);
            if (!isDrug)
            {
                v[LimitsMax] = guideline.MaxYears == 0 ? Code.Life : guideline.MaxYears * 1200L;
                v[LimitsMin] = guideline.MinYears > 0 && r.Chance(guideline.MinShare) ? guideline.MinYears * 1200L : 0;
                if (v[LimitsMin] > v[LimitsMax])
                    v[LimitsMax] = Code.Life;
                v[Valve] = 0;
            }
            v[BaseLevel] = baseLevel ?? Code.Unknown;
            v[Bar] = v[Violent] == 1 || v[Weapon] == 1 || v[Aggravating] > 0 || place is 6 or 15 || r.Chance(10) ? 1 : 0;
            Levels(ref r, v, guideline, baseLevel ?? 20, era, day);
            Imposed(ref r, v, day);
            Person(ref r, v, place, day);
            // What is known of the day: mostly all of it.
            (v[First], v[Last]) = (day, day);
            var date = DateOnly.FromDayNumber(day);
            v[Year] = date.Month >= 10 ? date.Year + 1 : date.Year;
            if (r.Chance(200))
            {
                var start = new DateOnly(date.Year, r.Chance(60) ? 1 : date.Month, 1);
                (v[First], v[Last]) = start.Month == date.Month ? (start.DayNumber, start.AddMonths(1).DayNumber - 1) : (start.DayNumber, new DateOnly(date.Year, 12, 31).DayNumber);
            }
            foreach (var (gap, unknown, notKnown) in s_gaps)
            {
                var chance = r.Below(10_000);
                if (chance < notKnown)
                    v[gap] = chance < unknown ? Code.Unknown : Code.Missing;
            }
            // A day that is not known has no last day either.
            if (!Code.IsNumber(v[First]))
                v[Last] = v[First];
        }

        private void History(ref SplitMix r, Span<long> v, int place, int era, int day)
        {
            // Firearms and reentry cases need a record; fraud and tax cases mostly have none.
            var points = r.Pick(s_points);
            if (place is 1 or 3 && points < 3 && r.Chance(600))
                points = 2 + r.Below(9);
            if (place is 2 or 8 or 10 && r.Chance(500))
                points = 0;
            v[Status] = points > 0 && r.Chance(330) ? day >= s_zeroPoint ? (points >= 7 ? 1 : 0) : 2 : 0;
            v[Points] = points + v[Status];
            v[Category] = _law.Category((int)v[Points], v[Status] > 0, era);
            v[Career] = v[Points] >= 6 && (place is 0 or 5) && r.Chance(170) ? 1 : 0;
            v[ViolentHistory] = r.Chance(v[Career] == 1 ? 550 : v[Points] == 0 ? 20 : 60 + (int)(v[Points] * 22)) ? 1 : 0;
            v[Conduct] = r.Chance(v[ViolentHistory] == 1 ? 480 : 820) ? 1 : 0;
        }

        private int? DrugCase(ref SplitMix r, Span<long> v, int era, int day)
        {
            var drug = r.Pick(s_drugs[day < s_booker ? 0 : day < s_lately ? 1 : 2]);
            v[Drug] = r.Chance(70) ? SampleTables.Drugs.Length + 1 : drug;
            var ladder = _law.Levels(drug, era);
            // Spread by powers of two: a deviation is three doublings, two more doublings for leaders, three fewer for the least.
            var doublings = (r.Bell() * 3L * 256 / 1000) + (v[Aggravating] > 0 ? 2 * 256 : 0) - (v[Mitigating] == 4 ? 2 * 256 : 0);
            doublings = Math.Clamp(doublings, -12 * 256, 16 * 256);
            var (whole, part) = (doublings >> 8, (int)(doublings & 255));
            var weight = SampleTables.Drugs[drug].MedianGrams * 1_000_000L * s_powers[part] >> 16;
            weight = whole >= 0 ? weight << (int)whole : weight >> (int)-whole;
            // Written as courts write it: three digits, not finer than a hundredth of a gram.
            long unit = 10_000;
            while (weight / unit >= 1000)
                unit *= 10;
            weight = Math.Max(unit, weight / unit * unit);
            var rung = SampleLaw.Rung(ladder, weight);
            // Pleas are made at thresholds, and tests want them: some weights are exactly one, some a little less.
            if (rung > 0 && r.Chance(110))
                weight = ladder[rung].From;
            else if (rung > 0 && r.Chance(10))
                weight = ladder[rung--].From - 10_000;
            weight = Math.Max(weight, 10_000);
            rung = SampleLaw.Rung(ladder, weight);
            v[Weight] = weight;
            var limits = _law.Limits(drug, weight, (int)v[Notice], era);
            v[LimitsMin] = limits is { } l ? SampleLaw.Hundredths(l.Min) : Code.Unknown;
            v[LimitsMax] = limits is { } m ? SampleLaw.Hundredths(m.Max) : Code.Unknown;
            v[Valve] = v[Points] <= (day >= s_firstStep ? 4 : 1) && v[Weapon] == 0 && v[Aggravating] == 0 && v[Violent] == 0 && r.Chance(780) ? 1 : 0;
            return v[Mitigating] > 0 ? _law.Capped(drug, rung, ladder[rung].From, (int)v[Mitigating], era) : ladder[rung].Answer;
        }

        private void Levels(ref SplitMix r, Span<long> v, SampleTables.GuidelineShare guideline, int baseLevel, int era, int day)
        {
            var level = baseLevel + (guideline.Added > 0 ? r.Below(guideline.Added + 1) : 0);
            if (v[Weapon] == 1 && guideline.Name != "2K2.1")
                level += 2;
            level += (int)(v[Aggravating] - v[Mitigating]);
            if (v[Valve] == 1)
                level -= 2;
            if (v[Career] == 1)
            {
                // The career offender's levels follow the statutory maximum (4B1.1).
                level = Math.Max(level, v[LimitsMax] >= Code.Capped ? 37 : v[LimitsMax] >= 25 * 1200 ? 34 : 32);
                v[Category] = 6;
            }
            if (day >= s_zeroPoint && v[Points] == 0 && v[Bar] == 0)
                level -= 2;
            if (v[Acceptance] > 0)
            {
                if (level < 16)
                    v[Acceptance] = 2;
                level -= (int)v[Acceptance];
            }
            v[Level] = Math.Clamp(level, 1, 43);
            (v[RangeMin], v[RangeMax]) = _law.Range((int)v[Level], (int)v[Category], era);
        }

        private static void Imposed(ref SplitMix r, Span<long> v, int day)
        {
            var position = r.Pick(day < s_booker ? s_before : s_since);
            if (position == SampleTables.EarlyDisposition && v[Guideline] is not (0 or 1 or 4))
                position = SampleTables.Within;
            v[Position] = position;
            v[Cooperation] = position == SampleTables.Assistance ? 1 : 0;
            const long life = 60_000; // What a life range counts as when less is given.
            var floor = Code.IsNumber(v[LimitsMin]) && v[Valve] == 0 ? v[LimitsMin] : v[LimitsMin] == Code.Life ? Code.Life : 0;
            var ceiling = v[LimitsMax] == Code.Unknown ? Code.Life : v[LimitsMax];
            var low = Math.Min(Math.Max(v[RangeMin], floor), ceiling);
            var high = Math.Max(low, Math.Min(v[RangeMax], ceiling));
            var (lowest, highest) = (Math.Min(low, life), Math.Min(high, life));
            long months;
            switch (position)
            {
                case SampleTables.Within:
                    if (low == Code.Life)
                    {
                        v[Sentence] = OldCap(ref r, Code.Life, day);
                        return;
                    }
                    months = r.Chance(450) ? lowest : lowest + ((highest - lowest) * r.Below(101) / 100);
                    // No more than life, and life in the few cases where the range reaches it.
                    if (high == Code.Life && r.Chance(60))
                    {
                        v[Sentence] = OldCap(ref r, Code.Life, day);
                        return;
                    }
                    break;
                case SampleTables.Assistance:
                    months = lowest * (25 + r.Below(60)) / 100;
                    break;
                case 1 or SampleTables.Above:
                    months = Math.Min(highest + (highest * r.Below(60) / 100) + 300, ceiling == Code.Life ? life : ceiling);
                    break;
                default:
                    months = Math.Max(lowest * (45 + r.Below(50)) / 100, Math.Min(floor, life));
                    break;
            }
            // Whole months; "a year and a day" is common where a year is meant; probation where the range begins at nothing.
            months = months / 100 * 100;
            if (months is >= 1200 and < 1300 && r.Chance(650))
                months = 1203;
            if (v[RangeMin] == 0 && floor == 0 && r.Chance(560))
                months = 0;
            v[Sentence] = OldCap(ref r, months, day);
        }

        // Older files of the Commission do not tell 470 months from more, nor from life.
        private static long OldCap(ref SplitMix r, long sentence, int day) => sentence >= CapMonths * 100 && day < s_uncapped && r.Chance(700) ? Code.Capped : sentence;

        private static void Person(ref SplitMix r, Span<long> v, int place, int day)
        {
            v[Age] = Math.Clamp(18 + Math.Abs(r.Bell() * 11 / 1000) + r.Below(14) + (place is 2 or 8 or 10 ? 9 : 0), 18, 88);
            v[Sex] = r.Chance(place switch { 2 or 10 => 270, 0 => v[Mitigating] > 0 ? 230 : 110, 1 => 40, 6 or 15 => 15, _ => 110 }) ? 1 : 0;
            var foreign = r.Chance(place switch { 1 => 985, 4 => 320, 0 => 230, _ => 70 });
            v[Citizen] = foreign ? 0 : 1;
            v[Race] = foreign && r.Chance(850) ? 2 : r.Below(100) switch { < 38 => 0, < 68 => 1, < 93 => 2, _ => 3 };
            v[District] = r.Chance(place is 1 or 4 ? 640 : 130) ? s_borders[r.Below(s_borders.Length)] : r.Below(s_columns[District].Column.Choices.Count);
            // Good conduct brings 54 days a year: about 85 % is served, 0.2587 days for a hundredth of a month.
            v[Released] = v[Sentence] < Code.Capped && s_today - day >= v[Sentence] * 2587 / 10_000 ? 1 : 0;
        }
    }
}
