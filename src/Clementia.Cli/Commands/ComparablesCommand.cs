using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Law;
using Clementia.Screening;

namespace Clementia.Cli.Commands;

/// <summary>`clementia comparables`: one sentence among those of similar people.</summary>
internal static partial class ComparablesCommand
{
    private static readonly string[] s_any = ["guideline", "level", "category"];
    private static readonly string[] s_same = ["offense", "district", "drug"];

    public static Command Command()
    {
        var folder = new Argument<string>("POP") { Description = "The population's folder, as `population import` wrote it." };
        var record = new Option<int?>("--record") { Description = "A person of the population: the record's place in the source, from 0.", HelpName = "N" };
        var facts = new Option<string?>("--facts") { Description = "A person by facts, in the form of docs/facts.md.", HelpName = "FACTS.json" };
        var petition = new Option<string?>("--petition") { Description = "A person by the vetted facts of a petition.", HelpName = "ID" };
        var svg = new Option<string?>("--svg") { Description = "Write the plot there, with its numbers as a table.", HelpName = "FILE" };
        var any = new Option<string[]>("--any") { Description = "Do not match on: guideline, level, category.", HelpName = "WHAT", AllowMultipleArgumentsPerToken = true };
        var same = new Option<string[]>("--same") { Description = "Match on this too: offense, district, drug.", HelpName = "WHAT", AllowMultipleArgumentsPerToken = true };
        var levelWithin = new Option<int?>("--level-within") { Description = "Let the level be off by so many.", HelpName = "N" };
        var categoryWithin = new Option<int?>("--category-within") { Description = "Let the category be off by so many.", HelpName = "N" };
        var weightWithin = new Option<int?>("--weight-within") { Description = "The same drug, its weight off by at most so many percent.", HelpName = "PERCENT" };
        var years = new Option<string?>("--years") { Description = "Fiscal years: 2015, 2011-2015, 2011- (default: all in the population).", HelpName = "YEARS" };
        var keep = new Option<bool>("--keep-cooperators") { Description = "Count those too for whom the government moved for substantial assistance (5K1.1)." };
        var noProbation = new Option<bool>("--no-probation") { Description = "Leave out probation alone (default: counted as 0 months)." };
        var noCapped = new Option<bool>("--no-capped") { Description = "Leave out life and capped sentences (default: counted as \"at least\")." };
        var suppress = new Option<int>("--suppress") { Description = "Show nothing of fewer than so many.", DefaultValueFactory = _ => 3, HelpName = "K" };
        var guideline = new Option<string?>("--guideline") { Description = "The person's primary guideline, where the facts do not tell it: 2D1.1.", HelpName = "NAME" };
        var level = new Option<int?>("--level") { Description = "The person's final offense level, where the facts do not tell it.", HelpName = "N" };
        var category = new Option<string?>("--category") { Description = "The person's criminal history category, where the facts do not tell it.", HelpName = "I-VI" };
        var sentence = new Option<string?>("--sentence") { Description = "The person's sentence, where the facts do not tell it: months, 10y, 1y1d, life.", HelpName = "TERM" };
        var offense = new Option<string?>("--offense") { Description = "The person's kind of offense, as the population names it.", HelpName = "NAME" };
        var district = new Option<string?>("--district") { Description = "The person's district, as the population names it.", HelpName = "NAME" };
        var drug = new Option<string?>("--drug") { Description = "The person's drug, where the facts do not tell it.", HelpName = "NAME" };
        var json = Shell.Json();
        var workspace = Shell.Workspace();
        var command = new ExampleCommand("comparables", "Where a sentence lies among those of people with the same guideline, level and category; what was left out, and how each choice moves the answer.",
            "comparables pop --record 12 --svg record12.svg",
            "comparables pop --facts docs/samples/crack-2007.json --sentence 10y --years 2011-2015",
            "comparables pop --record 12 --same district drug --weight-within 25 --no-probation",
            "comparables pop --petition p-7k3m9q --any category --keep-cooperators --json")
        {
            folder, record, facts, petition, svg, any, same, levelWithin, categoryWithin, weightWithin, years, keep, noProbation, noCapped, suppress,
            guideline, level, category, sentence, offense, district, drug, json, workspace,
        };
        command.SetAction(parsed =>
        {
            var (from, to) = Years(parsed.GetValue(years));
            var (anys, sames) = (Words(parsed.GetValue(any), s_any, "--any"), Words(parsed.GetValue(same), s_same, "--same"));
            var matching = new Matching
            {
                SameGuideline = !anys.Contains("guideline"),
                LevelWithin = Within(anys.Contains("level"), parsed.GetValue(levelWithin), "level", 43),
                CategoryWithin = Within(anys.Contains("category"), parsed.GetValue(categoryWithin), "category", 6),
                FromYear = from,
                ToYear = to,
                Cooperators = parsed.GetValue(keep),
                Probation = !parsed.GetValue(noProbation),
                LifeAndCapped = !parsed.GetValue(noCapped),
                SameOffense = sames.Contains("offense"),
                SameDistrict = sames.Contains("district"),
                SameDrug = sames.Contains("drug"),
                WeightWithin = parsed.GetValue(weightWithin) is { } percent ? percent is >= 0 and <= 10_000 ? percent : throw new UsageException("--weight-within: give a percentage from 0 to 10000.") : null,
                Suppress = parsed.GetValue(suppress) is var least and >= 0 ? least : throw new UsageException("--suppress: give 0 or a greater number."),
            };
            if (new[] { parsed.GetValue(record) is not null, parsed.GetValue(facts) is not null, parsed.GetValue(petition) is not null }.Count(given => given) != 1)
                throw new UsageException("Give one of: --record N, --facts FACTS.json, --petition ID. See clementia comparables --help.");
            try
            {
                using var population = Population.Open(parsed.GetValue(folder)!);
                var (person, day) = parsed.GetValue(record) is { } place ? (OfRecord(population, place), null)
                    : parsed.GetValue(facts) is { } path ? OfFacts(FactsFile.Read(Sentence.ReadText(path), Path.GetFileName(path)), Path.GetFileName(path))
                    : OfPetition(parsed.GetValue(workspace)!, parsed.GetValue(petition)!);
                var given = person with
                {
                    Guideline = parsed.GetValue(guideline) ?? person.Guideline,
                    Level = parsed.GetValue(level) ?? person.Level,
                    Category = parsed.GetValue(category) is { } text ? Category(text) : person.Category,
                    Sentence = parsed.GetValue(sentence) is { } term ? Term(term) : person.Sentence,
                    Offense = Known(population, PersonColumns.Offense, parsed.GetValue(offense)) ?? person.Offense,
                    District = Known(population, PersonColumns.District, parsed.GetValue(district)) ?? person.District,
                    Drug = Known(population, PersonColumns.Drug, parsed.GetValue(drug)) ?? person.Drug,
                };
                // Another level or category than the one that the range belongs to has another range.
                person = (given.Level, given.Category) == (person.Level, person.Category) ? given : AtTable(given, day);
                if (Comparables.WhyNot(population, person, matching) is { } why)
                    throw new UsageException(why);
                var found = Comparables.Find(population, person, matching, LawBook.BuiltIn);
                if (parsed.GetValue(svg) is { } file)
                    File.WriteAllText(file, ComparablesPlot.Svg(found));
                if (parsed.GetValue(json))
                    Shell.Print(ComparablesJson.Of(found));
                else
                    Tell(found);
                return Program.Done;
            }
            catch (PopulationException wrong)
            {
                throw new UsageException(wrong.Message);
            }
            catch (FaultException wrong)
            {
                throw new UsageException(wrong.Message);
            }
        });
        return command;
    }

    private static ComparedPerson OfRecord(Population population, int place) => place >= 0 && place < population.Records
        ? ComparedPerson.Of(population, population.RecordAt(place), new RangesOfRecords(population, LawBook.BuiltIn))
        : throw new UsageException($"There is no record {place}: the population has {Shell.Count(population.Records, "record")}, from 0 to {population.Records - 1}.");

    // The court's own findings come first: the Commission's files hold those. What the court found and the file does not say, the law's finding gives.
    private static (ComparedPerson Person, DateOnly? Day) OfFacts(FactsFile file, string label)
    {
        var facts = file.First;
        var court = CourtFindings.Of(facts);
        var finding = CaseFacts.TimelineOf(facts) is { } days ? Sentencing.Find(LawBook.BuiltIn, facts, days) : null;
        var range = finding?.GuidelineRange is Finding<MonthRange>.Settled { Value: var settled } ? settled : (MonthRange?)null;
        var person = new ComparedPerson
        {
            Label = label,
            // "entered" is a group whose chapter two result stands in the file without its guideline.
            Guideline = court.Guidelines is [not "entered" and var alone] ? alone : null,
            Level = court.Level ?? (finding?.OffenseLevel is Finding<int>.Settled { Value: var level } ? level : null),
            Category = (int?)court.Category ?? (finding?.Category is Finding<HistoryCategory>.Settled { Value: var category } ? (int)category : null),
            Drug = court.Drug,
            Weight = court.Weight is { } weight && weight.Picograms / 1_000_000 is var micrograms && micrograms < Code.Capped ? (long)micrograms : null,
            Sentence = court.Sentence is { } term ? Hundredths(term) : null,
            Range = range is { } r ? (Months(r.Min), Months(r.Max)) : null,
            RangeFrom = range is null ? "" : string.Create(CultureInfo.InvariantCulture, $"the law's finding on {finding!.Days.Sentence:yyyy-MM-dd}{(file.Disputes.Count > 0 ? ", with the first value of each disputed fact" : "")}"),
        };
        // What the court found and what the law makes of the facts may differ: the range then is the table's at the court's level.
        var differs = (court.Level is { } found && !(finding?.OffenseLevel is Finding<int>.Settled { Value: var own } && own == found))
            || (court.Category is { } history && !(finding?.Category is Finding<HistoryCategory>.Settled { Value: var ownHistory } && ownHistory == history));
        return (differs ? AtTable(person, finding?.Days.Sentence) : person, finding?.Days.Sentence);
    }

    private static ComparedPerson AtTable(ComparedPerson person, DateOnly? day)
    {
        var range = day is { } on && person is { Level: { } level, Category: { } category } ? SentencingRange.On(LawBook.BuiltIn, level, (HistoryCategory)category, on)?.Range : null;
        return person with
        {
            Range = range is { } r ? (Months(r.Min), Months(r.Max)) : null,
            RangeFrom = range is null ? "" : string.Create(CultureInfo.InvariantCulture, $"the sentencing table on {day:yyyy-MM-dd}"),
        };
    }

    private static (ComparedPerson Person, DateOnly? Day) OfPetition(string workspace, string id)
    {
        using var desk = Desk.Open(workspace);
        var petition = desk.Petition(id, null);
        var (person, day) = OfFacts(FactsFile.Read(LawOnPetition.Given(petition).Given, id), petition.Title);
        var terms = petition.Facts.Where(f => f is { Attribute: "sentence.term", Subject: null, Status: FactStatus.Confirmed or FactStatus.Disputed }).Select(f => f.Value).Distinct(StringComparer.Ordinal).ToList();
        // Life and a term to follow is life among sentences; a file with two sentences has none until a person has settled which.
        return terms is not [var term] ? (person, day) : (person with
        {
            Sentence = term.StartsWith("life", StringComparison.Ordinal) ? Code.Life
                : TermOf().Match(term) is { Success: true } match ? (long.Parse(match.Groups["months"].ValueSpan, CultureInfo.InvariantCulture) * 100) + Days(match.Groups["days"].Length > 0 ? int.Parse(match.Groups["days"].ValueSpan, CultureInfo.InvariantCulture) : 0)
                : person.Sentence,
        }, day);
    }

    /// <summary>A term in the catalog's canonical form: "120 mo", "12 mo 1 d".</summary>
    [GeneratedRegex(@"^(?<months>\d{1,6}) mo(?: (?<days>\d{1,5}) d)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex TermOf();

    private static long Months(Limit limit) => limit.Months is { } months ? months * 100L : Code.Life;

    // Odd days as the Commission's files have them: a month is 30.4375 days, so a year and a day is 12.03.
    private static long Hundredths(Imprisonment term) => term.IsLife ? Code.Life : (term.Term.Years * 1200L) + (term.Term.Months * 100L) + Days(term.Term.Days);

    private static long Days(int days) => ((days * 3200L) + 487) / 974;

    private static long Term(string text)
    {
        if (ColumnText.Unscaled(text, 2) is { } months and >= 0 and < 12_000_000)
            return months;
        if (text.Equals("life", StringComparison.OrdinalIgnoreCase))
            return Code.Life;
        try
        {
            return Hundredths(Imprisonment.Of(Clementia.Law.Term.Parse(text)));
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or OverflowException or FaultException)
        {
            throw new UsageException($"--sentence: '{text}' is no term. Write months (120), 10y, 1y1d or life.");
        }
    }

    private static int Category(string text) => Enum.TryParse<HistoryCategory>(text.Trim().ToUpperInvariant(), out var found) && Enum.IsDefined(found) ? (int)found
        : throw new UsageException($"'{text}' is no criminal history category. Write I, II, III, IV, V or VI.");

    private static string? Known(Population population, ColumnSpec column, string? name) => name is null || population.Find(column.Name) is not { } there || there.Spec.Choices.Contains(name) ? name
        : throw new UsageException($"The population's '{column.Name}' is never '{name}'. It has: {string.Join(", ", there.Spec.Choices.Take(12).Select(c => $"'{c}'"))}{(there.Spec.Choices.Count > 12 ? ", ..." : "")}.");

    private static int? Within(bool any, int? within, string what, int most) => any
        ? within is null ? null : throw new UsageException($"--any {what} and --{what}-within say two things. Leave one out.")
        : within is null ? 0 : within >= 0 && within <= most ? within : throw new UsageException($"--{what}-within: give a number from 0 to {most}.");

    private static HashSet<string> Words(string[]? given, string[] known, string option)
    {
        var words = (given ?? []).SelectMany(g => g.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal);
        return words.FirstOrDefault(w => !known.Contains(w)) is { } wrong ? throw new UsageException($"{option}: '{wrong}' is none of {string.Join(", ", known)}.") : words;
    }

    private static (int? From, int? To) Years(string? text)
    {
        if (text is null)
            return (null, null);
        var parts = text.Split('-');
        int? Year(string part) => part.Length == 0 ? null : part.Length == 4 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year
            : throw new UsageException($"--years: '{text}' are no fiscal years. Write 2015, 2011-2015 or 2011-.");
        var (from, to) = (Year(parts[0]), Year(parts[^1]));
        return parts.Length <= 2 && (from ?? to) is not null && !(from > to) ? (from, to) : throw new UsageException($"--years: '{text}' are no fiscal years. Write 2015, 2011-2015 or 2011-.");
    }

    private static void Tell(Comparables found)
    {
        var person = found.Person;
        Console.WriteLine($"{person.Label}: {ComparablesPlot.Sentence(found)}{(person.Range is { } range ? $", guideline range {Words(range.Min)} to {Words(range.Max)} ({person.RangeFrom})" : "")}.");
        Console.WriteLine($"Matched on: {string.Join("; ", found.MatchedOn)}.");
        Console.WriteLine(ComparablesPlot.Summary(found));
        foreach (var note in found.Notes)
            Console.WriteLine(note);
        if (!found.IsSuppressed)
        {
            Shell.Heading("Months");
            foreach (var (percent, length) in found.Quantiles)
                Console.WriteLine($"  {(percent == 50 ? "median" : $"{percent} percent"),-12} {length}{(percent == 50 && found.MedianInterval is { } i ? $"   (95% between {i.From} and {i.To})" : "")}");
            Console.WriteLine($"  {"mean",-12} {(found.Mean is { } mean ? mean.ToString("0.##", CultureInfo.InvariantCulture) : found.MeanNotGiven)}");
            Console.WriteLine($"  {"probation",-12} {found.Probation}");
            Console.WriteLine($"  {"life, capped",-12} {found.LifeOrCapped}");
            if (found.Positions is { } to)
                Console.WriteLine($"  to the range: {Number(to.Below)} below, {Number(to.Within)} within, {Number(to.Above)} above, {Number(to.Unknown)} not known (by {(to.Recorded == found.Matched ? "the recorded range" : to.Recorded == 0 ? "the sentencing table of the day" : $"the recorded range for {to.Recorded:N0}, else by the sentencing table")})");
            Shell.Heading("Distribution");
            var most = found.Bins.Max(b => b.Count) ?? 1;
            foreach (var bin in found.Bins.Where(b => b.Count != 0))
                Console.WriteLine($"  {bin.InWords,-20} {Number(bin.Count),8}  {new string('#', bin.Count is { } count ? Math.Max(1, count * 40 / Math.Max(1, most)) : 0)}{(Holds(bin, person.Sentence) ? "  < this sentence" : "")}");
        }
        Shell.Heading(found.IsSuppressed ? "What to loosen: the same question with one choice otherwise" : "The same question with one choice otherwise");
        Console.WriteLine($"  {"",-46} {"n",8}  {"median",-14} percentile");
        Console.WriteLine($"  {"as asked",-46} {found.Matched,8:N0}  {(found.IsSuppressed ? "-" : found.Quantiles.First(q => q.Percent == 50).Length.ToString()),-14} {found.Percentile?.ToString() ?? "-"}");
        foreach (var other in found.Otherwise)
            Console.WriteLine($"  {Shell.OneLine(other.InWords, 46),-46} {other.Count,8:N0}  {other.Median?.ToString() ?? "-",-14} {other.Percentile?.ToString() ?? "-"}");
        Shell.Heading($"Read {found.Read:N0} = {found.Matched:N0} comparable + left out");
        foreach (var left in found.LeftOut)
            Console.WriteLine($"  {left.Count,10:N0}  {left.InWords}");

        static string Words(long value) => value == Code.Life ? "life" : ColumnText.Scaled(value, 2);
        static string Number(int? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? $"withheld";
    }

    private static bool Holds(Bin bin, long? sentence) => sentence is { } own && (bin.Kind switch
    {
        BinKind.Probation => own == 0,
        BinKind.Capped => own == Code.Capped,
        BinKind.Life => own == Code.Life,
        _ => Code.IsNumber(own) && own > 0 && own >= bin.From * 100L && own < bin.To * 100L,
    });
}
