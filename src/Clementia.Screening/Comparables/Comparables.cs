using System.Globalization;
using Clementia.Law;

namespace Clementia.Screening;

/// <summary>Why records were left out of a comparison, and how many.</summary>
/// <param name="Reason">A word for it: "level", "level.unknown", "cooperation".</param>
/// <param name="InWords">The reason in words.</param>
/// <param name="Count">How many; each record is counted once, with the first reason that holds.</param>
public sealed record LeftOut(string Reason, string InWords, int Count);

/// <summary>What a bin of a distribution holds.</summary>
public enum BinKind
{
    /// <summary>Probation alone: 0 months.</summary>
    Probation,

    /// <summary>More than 0 months, from the lower end, below the upper.</summary>
    Months,

    /// <summary>The cap or more, life perhaps.</summary>
    Capped,

    /// <summary>Life.</summary>
    Life,
}

/// <summary>One bin of the distribution.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="From">Its lower end in months; what is capped is at least.</param>
/// <param name="To">Its upper end, not included; null for capped and life.</param>
/// <param name="Count">How many sentences; null where it is suppressed.</param>
public sealed record Bin(BinKind Kind, int? From, int? To, int? Count)
{
    /// <summary>"probation", "60 to 72", "470 or more", "life". Of two ends the upper is not included.</summary>
    public string InWords => Kind switch
    {
        BinKind.Probation => "probation (0)",
        BinKind.Capped => From is { } cap and > 0 ? $"{cap} or more" : "capped",
        BinKind.Life => "life",
        _ => From == 0 ? $"under {To}" : $"{From} to under {To}",
    };
}

/// <summary>Where comparable sentences lie to their guideline ranges. A null is a suppressed count.</summary>
/// <param name="Below">Below the range.</param>
/// <param name="Within">Within it, both ends included.</param>
/// <param name="Above">Above it.</param>
/// <param name="Unknown">It cannot be said: the range is not known, or the sentence is capped.</param>
/// <param name="Recorded">For how many the range is the recorded one; for the others it is the sentencing table's.</param>
public sealed record RangePositions(int? Below, int? Within, int? Above, int? Unknown, int Recorded);

/// <summary>The same question with one choice made otherwise.</summary>
/// <param name="Choice">Which choice: "level".</param>
/// <param name="InWords">What is otherwise: "any level".</param>
/// <param name="Count">The comparable sentences then.</param>
/// <param name="Median">Their median; null where it is suppressed or there is none.</param>
/// <param name="Percentile">The sentence's percentile among them; null where it is suppressed or the sentence is not known.</param>
public sealed record OtherChoice(string Choice, string InWords, int Count, Length? Median, Percentile? Percentile);

/// <summary>A person's sentence among those of similar people: the answer with everything that was chosen, left out and withheld.</summary>
public sealed record Comparables
{
    /// <summary>Whose sentence it is.</summary>
    public required ComparedPerson Person { get; init; }

    /// <summary>What was asked.</summary>
    public required Matching Matching { get; init; }

    /// <summary>Where the others come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>What was matched on, choice by choice, in words.</summary>
    public required IReadOnlyList<string> MatchedOn { get; init; }

    /// <summary>Records of the population: the matched and those left out.</summary>
    public required int Read { get; init; }

    /// <summary>Comparable sentences.</summary>
    public required int Matched { get; init; }

    /// <summary>Who was left out and why; with <see cref="Matched"/> they add up to <see cref="Read"/>.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    /// <summary>Whether there are too few to show anything of them but their number.</summary>
    public required bool IsSuppressed { get; init; }

    /// <summary>How many are life or capped; null where nothing is shown.</summary>
    public int? LifeOrCapped { get; init; }

    /// <summary>How many are probation alone; null where nothing is shown.</summary>
    public int? Probation { get; init; }

    /// <summary>The mean in months; null with the reason in <see cref="MeanNotGiven"/>.</summary>
    public decimal? Mean { get; init; }

    /// <summary>Why there is no mean, or null.</summary>
    public string? MeanNotGiven { get; init; }

    /// <summary>The 10, 25, 50, 75 and 90 percent quantiles; empty where nothing is shown.</summary>
    public IReadOnlyList<(int Percent, Length Length)> Quantiles { get; init; } = [];

    /// <summary>A 95 percent interval of the median.</summary>
    public (Length From, Length To)? MedianInterval { get; init; }

    /// <summary>The sentence's percentile; null where nothing is shown or the sentence is not known.</summary>
    public Percentile? Percentile { get; init; }

    /// <summary>The distribution; empty where nothing is shown.</summary>
    public IReadOnlyList<Bin> Bins { get; init; } = [];

    /// <summary>Below, within and above the range; null where nothing is shown.</summary>
    public RangePositions? Positions { get; init; }

    /// <summary>How the answer moves with each choice.</summary>
    public required IReadOnlyList<OtherChoice> Otherwise { get; init; }

    /// <summary>What a reader must know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Why the question cannot be put: what it asks of the person or the population and is not known, and what to do. Null when it can.</summary>
    public static string? WhyNot(Population population, ComparedPerson person, Matching matching) => new Search(population, person, matching).WhyNot;

    /// <summary>Answers the question.</summary>
    /// <exception cref="ArgumentException"><see cref="WhyNot"/> has a reason.</exception>
    public static Comparables Find(Population population, ComparedPerson person, Matching matching, LawBook book)
    {
        var search = new Search(population, person, matching);
        return search.WhyNot is { } why ? throw new ArgumentException(why, nameof(matching)) : search.Run(book);
    }

    /// <summary>What a record can fail at.</summary>
    [Flags]
    private enum Test
    {
        None = 0,
        Own = 1,
        Guideline = 1 << 1,
        Level = 1 << 2,
        Category = 1 << 3,
        Offense = 1 << 4,
        Years = 1 << 5,
        District = 1 << 6,
        Drug = 1 << 7,
        Weight = 1 << 8,
        Sentence = 1 << 9,
        Cooperation = 1 << 10,
        Probation = 1 << 11,
        LifeAndCapped = 1 << 12,

        // Tests that no question begins with: they serve the other choices.
        LevelWider = 1 << 13,
        CategoryWider = 1 << 14,
        LastFiveYears = 1 << 15,
        Cell = Guideline | Level | Category | LevelWider | CategoryWider,
    }

    private sealed class Search
    {
        private readonly Population _population;
        private readonly ComparedPerson _person;
        private readonly Matching _matching;
        private readonly Column? _guideline;
        private readonly Column? _level;
        private readonly Column? _category;
        private readonly Column? _offense;
        private readonly Column? _year;
        private readonly Column? _district;
        private readonly Column? _drug;
        private readonly Column? _weight;
        private readonly Column? _sentence;
        private readonly Column? _cooperation;
        private readonly long _ownGuideline;
        private readonly long _ownOffense;
        private readonly long _ownDistrict;
        private readonly long _ownDrug;
        private readonly bool _offenseStandsIn;
        private readonly List<string> _notes = [];
        private readonly (long First, long Last)? _years;

        public Search(Population population, ComparedPerson person, Matching matching)
        {
            (_population, _person, _matching) = (population, person, matching);
            (_guideline, _level, _category) = (Find(PersonColumns.Guideline), Find(PersonColumns.Level), Find(PersonColumns.Category));
            (_offense, _year, _district) = (Find(PersonColumns.Offense), Find(PersonColumns.FiscalYear), Find(PersonColumns.District));
            (_drug, _weight, _sentence, _cooperation) = (Find(PersonColumns.Drug), Find(PersonColumns.DrugWeight), Find(PersonColumns.Sentence), Find(PersonColumns.Cooperation));
            _offenseStandsIn = matching.SameGuideline && _guideline is null && _offense is not null;
            (_ownGuideline, _ownOffense, _ownDistrict, _ownDrug) = (CodeOf(_guideline, person.Guideline), CodeOf(_offense, person.Offense), CodeOf(_district, person.District), CodeOf(_drug, person.Drug));
            _years = CellRuns.Of(population).Years;
            WhyNot = Reason();
        }

        public string? WhyNot { get; }

        private bool ByGuideline => _matching.SameGuideline && !_offenseStandsIn;

        private bool ByOffense => _matching.SameOffense || _offenseStandsIn;

        private bool ByDrug => _matching.SameDrug || _matching.WeightWithin is not null;

        private bool ByYears => _matching.FromYear is not null || _matching.ToYear is not null;

        private Column? Find(ColumnSpec spec) => _population.Find(spec.Name);

        private static long CodeOf(Column? column, string? name)
        {
            if (column is null || name is null)
                return -1;
            for (var i = 0; i < column.Spec.Choices.Count; i++)
            {
                if (column.Spec.Choices[i] == name)
                    return i;
            }
            return -1;
        }

        private string? Reason()
        {
            if (_sentence is null)
                return $"The population has no column '{PersonColumns.Sentence.Name}', so there is nothing to compare. Import it again with a mapping that names the sentence.";
            return Lacks(ByGuideline, _guideline is null, _person.Guideline is null, PersonColumns.Guideline, "--guideline NAME", "ask with --any guideline")
                ?? Lacks(_matching.LevelWithin is not null, _level is null, _person.Level is null, PersonColumns.Level, "--level N", "ask with --any level")
                ?? Lacks(_matching.CategoryWithin is not null, _category is null, _person.Category is null, PersonColumns.Category, "--category I", "ask with --any category")
                ?? Lacks(ByOffense, _offense is null, _person.Offense is null, PersonColumns.Offense, "--offense NAME", _offenseStandsIn ? "ask with --any guideline" : "leave --same offense out")
                ?? Lacks(_matching.SameDistrict, _district is null, _person.District is null, PersonColumns.District, "--district NAME", "leave --same district out")
                ?? Lacks(ByDrug, _drug is null, _person.Drug is null, PersonColumns.Drug, "--drug NAME", "leave --same drug and --weight-within out")
                ?? Lacks(_matching.WeightWithin is not null, _weight is null, _person.Weight is null, PersonColumns.DrugWeight, "facts that hold it", "leave --weight-within out")
                ?? Lacks(ByYears, _year is null, false, PersonColumns.FiscalYear, "", "leave --years out");

            static string? Lacks(bool asked, bool absent, bool unknown, ColumnSpec column, string give, string drop) => !asked ? null
                : absent ? $"The population has no column '{column.Name}', so nobody can be matched on it: {drop}."
                : unknown ? $"The person's '{column.Name}' is not known, so nobody can be matched on it. Give it with {give}, or {drop}."
                : null;
        }

        public Comparables Run(LawBook book)
        {
            var on = Test.Own | Test.Sentence | (ByGuideline ? Test.Guideline : 0) | (_matching.LevelWithin is null ? 0 : Test.Level) | (_matching.CategoryWithin is null ? 0 : Test.Category)
                | (ByOffense ? Test.Offense : 0) | (ByYears ? Test.Years : 0) | (_matching.SameDistrict ? Test.District : 0) | (ByDrug ? Test.Drug : 0) | (_matching.WeightWithin is null ? 0 : Test.Weight)
                | (_matching.Cooperators || _cooperation is null ? 0 : Test.Cooperation) | (_matching.Probation ? 0 : Test.Probation) | (_matching.LifeAndCapped ? 0 : Test.LifeAndCapped);
            var others = Others(on);
            var found = others.Select(_ => new List<long>()).Prepend([]).ToArray();
            Test[] asked = [on, .. others.Select(o => o.On)];
            var (matched, reasons) = (new List<int>(), new Dictionary<(Test Test, bool Unknown), int>());
            foreach (var (from, to) in CellRuns.Of(_population).All)
            {
                var cell = FailsInCell(from);
                var own = _person.Record is { } record && record >= from && record < to;
                var missed = cell & on;
                if (missed != 0)
                {
                    var test = First(missed & Test.Cell);
                    Count(test, Says(test, from), to - from - (own ? 1 : 0));
                    if (own)
                        Count(Test.Own, false, 1);
                    if (!Array.Exists(asked, a => (a & cell) == 0))
                        continue;
                }
                for (var i = from; i < to; i++)
                {
                    var fails = cell | Fails(i);
                    for (var q = 0; q < asked.Length; q++)
                    {
                        if ((fails & asked[q]) == 0)
                            found[q].Add(_sentence![i]);
                    }
                    if (missed != 0)
                        continue;
                    if ((fails & on) == 0)
                        matched.Add(i);
                    else
                        Count(First(fails & on), Says(First(fails & on), i), 1);
                }
            }
            return Answer(book, matched, found, others, reasons, on);

            void Count(Test test, bool unknown, int count) => reasons[(test, unknown)] = reasons.GetValueOrDefault((test, unknown)) + count;
        }

        private static Test First(Test tests) => (Test)((int)tests & -(int)tests);

        private Test FailsInCell(int record)
        {
            var fails = Test.None;
            if (_guideline is not null && _guideline[record] != _ownGuideline)
                fails |= Test.Guideline;
            fails |= Far(_level, _person.Level, _matching.LevelWithin, Test.Level, Test.LevelWider) | Far(_category, _person.Category, _matching.CategoryWithin, Test.Category, Test.CategoryWider);
            return fails;

            Test Far(Column? column, int? own, int? within, Test test, Test wider)
            {
                if (column is null || own is null)
                    return Test.None;
                var value = column[record];
                if (!Code.IsNumber(value))
                    return test | wider;
                var off = Math.Abs(value - own.Value);
                return (off > (within ?? 0) ? test : 0) | (off > (within ?? 0) + 1 ? wider : 0);
            }
        }

        private Test Fails(int record)
        {
            var fails = Test.None;
            var sentence = _sentence![record];
            if (record == _person.Record)
                fails |= Test.Own;
            if (Code.IsUnknown(sentence))
                fails |= Test.Sentence;
            if (sentence == 0)
                fails |= Test.Probation;
            if (sentence is Code.Life or Code.Capped)
                fails |= Test.LifeAndCapped;
            if (_offense is not null && _offense[record] != _ownOffense)
                fails |= Test.Offense;
            if (_district is not null && _district[record] != _ownDistrict)
                fails |= Test.District;
            if (_drug is not null && _drug[record] != _ownDrug)
                fails |= Test.Drug;
            if (_cooperation is not null && _cooperation[record] != 0)
                fails |= Test.Cooperation;
            if (_weight is not null && _person.Weight is { } own && (_weight[record] is var weight) && (!Code.IsNumber(weight) || Off(weight, own)))
                fails |= Test.Weight;
            if (_year is not null)
            {
                var year = _year[record];
                if (!Code.IsNumber(year) || year < (_matching.FromYear ?? long.MinValue) || year > (_matching.ToYear ?? long.MaxValue))
                    fails |= Test.Years;
                if (!Code.IsNumber(year) || year <= _years!.Value.Last - 5)
                    fails |= Test.LastFiveYears;
            }
            return fails;

            bool Off(long weight, long own) => Int128.Abs((Int128)weight - own) * 100 > (Int128)own * (_matching.WeightWithin ?? 25);
        }

        /// <summary>Whether the record fails the test because nothing is known of it.</summary>
        private bool Says(Test test, int record) => (test switch
        {
            Test.Guideline => _guideline,
            Test.Level => _level,
            Test.Category => _category,
            Test.Offense => _offense,
            Test.Years => _year,
            Test.District => _district,
            Test.Drug => _drug,
            Test.Weight => _weight,
            Test.Cooperation => _cooperation,
            _ => null,
        }) is { } column && Code.IsUnknown(column[record]);

        private List<(string Choice, string InWords, Test On)> Others(Test on)
        {
            var others = new List<(string, string, Test)>();
            Toggle(Test.Guideline, "guideline", "any guideline", "the same guideline", _guideline is not null && _person.Guideline is not null);
            if (on.HasFlag(Test.Level))
                others.Add(("level", $"level within {_matching.LevelWithin + 1}", (on & ~Test.Level) | Test.LevelWider));
            Toggle(Test.Level, "level", "any level", "the same level", _level is not null && _person.Level is not null);
            if (on.HasFlag(Test.Category))
                others.Add(("category", $"category within {_matching.CategoryWithin + 1}", (on & ~Test.Category) | Test.CategoryWider));
            Toggle(Test.Category, "category", "any category", "the same category", _category is not null && _person.Category is not null);
            if (on.HasFlag(Test.Years))
                Toggle(Test.Years, "years", "all fiscal years", "", false);
            else if (_years is { } years && years.Last - years.First >= 5)
                others.Add(("years", $"the last five fiscal years alone ({years.Last - 4} to {years.Last}), as JSIN", on | Test.LastFiveYears));
            Toggle(Test.Cooperation, "cooperators", "cooperators counted too", "cooperators left out", _cooperation is not null);
            Toggle(Test.Probation, "probation", "probation counted as 0 months", "probation left out: those sent to prison", true);
            Toggle(Test.LifeAndCapped, "life and capped", "life and capped sentences counted", "life and capped sentences left out", true);
            Toggle(Test.Offense, "offense", "any kind of offense", "the same kind of offense", _offense is not null && _person.Offense is not null);
            Toggle(Test.District, "district", "any district", "the same district", _district is not null && _person.District is not null);
            if (on.HasFlag(Test.Drug))
                others.Add(("drug", on.HasFlag(Test.Weight) ? "any drug and weight" : "any drug", on & ~(Test.Drug | Test.Weight)));
            else
                Toggle(Test.Drug, "drug", "", "the same drug", _drug is not null && _person.Drug is not null);
            if (on.HasFlag(Test.Weight))
                Toggle(Test.Weight, "weight", "any weight", "", false);
            else if (_weight is not null && _drug is not null && _person is { Weight: not null, Drug: not null })
                others.Add(("weight", "the same drug, weight within 25 percent", on | Test.Drug | Test.Weight));
            return others;

            void Toggle(Test test, string choice, string without, string with, bool possible)
            {
                if (on.HasFlag(test))
                    others.Add((choice, without, on & ~test));
                else if (possible)
                    others.Add((choice, with, on | test));
            }
        }

        private Comparables Answer(LawBook book, List<int> matched, List<long>[] found, List<(string Choice, string InWords, Test On)> others, Dictionary<(Test, bool), int> reasons, Test on)
        {
            var cap = _sentence!.Spec.Cap ?? 0;
            var sentences = new Sentences(found[0], cap);
            var suppressed = matched.Count < Math.Max(1, _matching.Suppress);
            Notes(on);
            var answer = new Comparables
            {
                Person = _person,
                Matching = _matching,
                Provenance = _population.Provenance,
                MatchedOn = MatchedOn(on),
                Read = _population.Records,
                Matched = matched.Count,
                LeftOut = [.. reasons.Where(r => r.Value > 0).OrderBy(r => r.Key.Item1).ThenBy(r => r.Key.Item2).Select(r => new LeftOut(Word(r.Key.Item1) + (r.Key.Item2 ? ".unknown" : ""), Why(r.Key.Item1, r.Key.Item2), r.Value))],
                IsSuppressed = suppressed,
                Otherwise = [.. others.Select((o, i) => Otherwise(o.Choice, o.InWords, new Sentences(found[i + 1], cap)))],
                Notes = _notes,
            };
            if (suppressed)
                return answer;
            var unbounded = sentences.LifeOrCapped;
            return answer with
            {
                LifeOrCapped = unbounded,
                Probation = sentences.Probation,
                Mean = sentences.Mean,
                MeanNotGiven = unbounded == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"not given: {unbounded} of {sentences.Count} are life or capped"),
                Quantiles = [.. new[] { 10, 25, 50, 75, 90 }.Select(p => (p, sentences.Quantile(p)!.Value))],
                MedianInterval = sentences.MedianInterval,
                Percentile = _person.Sentence is { } own ? sentences.PercentileOf(own) : null,
                Bins = Distribution.Of(sentences, cap, _matching.Suppress),
                Positions = Positions(matched, book),
            };
        }

        private OtherChoice Otherwise(string choice, string inWords, Sentences sentences) => sentences.Count < Math.Max(1, _matching.Suppress)
            ? new(choice, inWords, sentences.Count, null, null)
            : new(choice, inWords, sentences.Count, sentences.Quantile(50), _person.Sentence is { } own ? sentences.PercentileOf(own) : null);

        private RangePositions Positions(List<int> matched, LawBook book)
        {
            var ranges = new RangesOfRecords(_population, book);
            var (counts, recorded) = (new int[4], 0);
            foreach (var record in matched)
            {
                if (ranges.Of(record) is not { } range)
                {
                    counts[3]++;
                    continue;
                }
                recorded += range.Recorded ? 1 : 0;
                var sentence = _sentence![record];
                var (low, high) = sentence == Code.Capped ? (_sentence.Spec.Cap ?? 0, Code.Life) : (sentence, sentence);
                counts[high < range.Min ? 0 : low > range.Max ? 2 : low >= range.Min && high <= range.Max ? 1 : 3]++;
            }
            var shown = Distribution.Suppressed(counts, _matching.Suppress);
            return new(shown[0], shown[1], shown[2], shown[3], recorded);
        }

        private void Notes(Test on)
        {
            if (_population.Provenance.Invented)
                _notes.Add("The people of this population are invented.");
            if (_offenseStandsIn)
                _notes.Add("The population does not carry the primary guideline: the kind of offense stands in its place, which is coarser.");
            if (_cooperation is null && !_matching.Cooperators)
                _notes.Add("The population does not say who cooperated: cooperators could not be left out and are among the cases.");
            if (on.HasFlag(Test.Guideline) && _ownGuideline < 0)
                _notes.Add($"Nobody in the population is under guideline {_person.Guideline}.");
            if (_person.Sentence is null)
                _notes.Add("The person's own sentence is not known, so it has no percentile.");
            if (_person.Record is not null)
                _notes.Add("The person's own record is not among the cases.");
        }

        private List<string> MatchedOn(Test on)
        {
            var words = new List<string>();
            if (ByGuideline)
                words.Add($"guideline {_person.Guideline}");
            if (ByOffense)
                words.Add($"offense \"{_person.Offense}\"");
            if (_matching.LevelWithin is { } level)
                words.Add(level == 0 ? $"final level {_person.Level}" : $"final level {_person.Level}, give or take {level}");
            if (_matching.CategoryWithin is { } category)
                words.Add(category == 0 ? $"category {(HistoryCategory)_person.Category!.Value}" : $"category {(HistoryCategory)_person.Category!.Value}, give or take {category}");
            if (on.HasFlag(Test.Years))
                words.Add($"fiscal years {_matching.FromYear?.ToString(CultureInfo.InvariantCulture) ?? "from the first"} to {_matching.ToYear?.ToString(CultureInfo.InvariantCulture) ?? "the last"}");
            else
                words.Add(_years is { } years ? years.First == years.Last ? $"fiscal year {years.First}, all in the population" : $"fiscal years {years.First} to {years.Last}, all in the population" : "all records, whose fiscal years the population does not carry");
            if (_matching.SameDistrict)
                words.Add($"district {_person.District}");
            if (ByDrug)
                words.Add($"drug {_person.Drug}");
            if (_matching.WeightWithin is { } percent)
                words.Add($"weight within {percent} percent of {ColumnText.Scaled(_person.Weight!.Value, 6)} g");
            words.Add(_matching.Cooperators ? "cooperators (5K1.1) counted" : _cooperation is null ? "cooperators not told apart" : "cooperators (5K1.1) left out");
            words.Add(_matching.Probation ? "probation counted as 0 months" : "probation left out");
            words.Add(_matching.LifeAndCapped ? "life and capped sentences counted as \"at least\"" : "life and capped sentences left out");
            return words;
        }

        private static string Word(Test test) => test switch
        {
            Test.LifeAndCapped => "lifeAndCapped",
            _ => test.ToString().ToLowerInvariant(),
        };

        private string Why(Test test, bool unknown) => (test, unknown) switch
        {
            (Test.Own, _) => "the person's own record",
            (Test.Guideline, true) => "the guideline is not known",
            (Test.Guideline, _) => "another guideline",
            (Test.Level, true) => "the level is not known",
            (Test.Level, _) => "another level",
            (Test.Category, true) => "the category is not known",
            (Test.Category, _) => "another category",
            (Test.Offense, true) => "the kind of offense is not known",
            (Test.Offense, _) => "another kind of offense",
            (Test.Years, true) => "the fiscal year is not known",
            (Test.Years, _) => "another fiscal year",
            (Test.District, true) => "the district is not known",
            (Test.District, _) => "another district",
            (Test.Drug, true) => "the drug is not known",
            (Test.Drug, _) => "another drug",
            (Test.Weight, true) => "the weight is not known",
            (Test.Weight, _) => "another weight",
            (Test.Sentence, _) => "the sentence is not known",
            (Test.Cooperation, true) => "whether they cooperated is not known",
            (Test.Cooperation, _) => "cooperated (5K1.1)",
            (Test.Probation, _) => "probation alone",
            (Test.LifeAndCapped, _) => "life or capped",
            _ => throw new InvalidOperationException($"Nobody is left out for {test}."),
        };
    }
}

/// <summary>Sentences in bins, small ones withheld.</summary>
internal static class Distribution
{
    private static readonly int[] s_widths = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 6000, 12_000];

    public static IReadOnlyList<Bin> Of(Sentences sentences, long cap, int suppress)
    {
        var longest = sentences.Values.Where(Code.IsNumber).DefaultIfEmpty(0).Max();
        // Few sentences in many bins would all be withheld: about three to a bin, four to twenty-four bins.
        var most = Math.Clamp(sentences.Count / 3, 4, 24);
        var width = s_widths.FirstOrDefault(w => longest / (w * 100L) < most, (int)Math.Min(int.MaxValue / 100, (longest / 400) + 1));
        var counts = new int[(int)(longest / (width * 100L)) + 4];
        var (probation, capped, life) = (counts.Length - 3, counts.Length - 2, counts.Length - 1);
        foreach (var value in sentences.Values)
            counts[value switch { 0 => probation, Code.Capped => capped, Code.Life => life, _ => (int)(value / (width * 100L)) }]++;
        var shown = Suppressed(counts, suppress);
        var bins = new List<Bin>();
        if (counts[probation] > 0)
            bins.Add(new(BinKind.Probation, 0, 0, shown[probation]));
        if (longest > 0)
            bins.AddRange(Enumerable.Range(0, counts.Length - 3).Select(i => new Bin(BinKind.Months, i * width, (i + 1) * width, shown[i])));
        if (counts[capped] > 0)
            bins.Add(new(BinKind.Capped, (int)(cap / 100), null, shown[capped]));
        if (counts[life] > 0)
            bins.Add(new(BinKind.Life, null, null, shown[life]));
        return bins;
    }

    /// <summary>Counts of 1 to less than so many are withheld; and as all are known together, so many more, the smallest first, that none can be had by subtraction.</summary>
    public static int?[] Suppressed(int[] counts, int suppress)
    {
        var hidden = counts.Select(c => c > 0 && c < suppress).ToArray();
        while (hidden.Contains(true) && counts.Where((_, i) => hidden[i]).Sum() < suppress)
        {
            var next = Enumerable.Range(0, counts.Length).Where(i => !hidden[i] && counts[i] > 0).OrderBy(i => counts[i]).Select(i => (int?)i).FirstOrDefault();
            if (next is null)
                break;
            hidden[next.Value] = true;
        }
        return [.. counts.Select((c, i) => hidden[i] ? (int?)null : c)];
    }
}
