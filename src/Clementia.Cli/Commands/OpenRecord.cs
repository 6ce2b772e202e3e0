using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Law;
using Clementia.Screening;
using Column = Clementia.Screening.Column;

namespace Clementia.Cli.Commands;

/// <summary>
/// `clementia open`: a petition from a record of a population. The row is filed as a document of its own, word for word, and every fact cites a line of it; nothing is vetted by it.
/// </summary>
internal static class OpenRecord
{
    private const string ReadBy = "dataset row 1";

    // Names of drugs as the catalog has them; what it does not have is proposed in the population's own name.
    private static readonly Dictionary<string, string> s_drugs = new(StringComparer.Ordinal)
    {
        ["cocaine_powder"] = "cocaine",
        ["cocaine_base"] = "crack cocaine",
        ["meth_mixture"] = "methamphetamine",
        ["meth_actual"] = "methamphetamine",
        ["ice"] = "methamphetamine",
        ["oxycodone_mixture"] = "oxycodone",
        ["oxycodone_actual"] = "oxycodone",
        ["pcp_mixture"] = "PCP",
        ["pcp_actual"] = "PCP",
        ["lsd"] = "LSD",
        ["mdma"] = "MDMA",
    };

    public static Command Command()
    {
        var folder = new Argument<string>("POP") { Description = "The population's folder, as `population import` wrote it." };
        var place = new Argument<int>("N") { Description = "The record's place in the source, from 0, as rankings and `comparables` show it." };
        var title = new Option<string?>("--title") { Description = "What the petition is called (default: the record's place and source).", HelpName = "TITLE" };
        var json = Shell.Json();
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("open", "Open a petition from a record of a population: its values become proposed facts, each citing a line of the filed row. Makes the workspace when it is absent.",
            "open pop 12", "open pop 12 --title \"Commutation for Jane Doe\" -w ~/office --by \"Celeste Amberley\"") { folder, place, title, json, workspace, by };
        command.SetAction((parsed, cancel) =>
        {
            try
            {
                using var population = Population.Open(parsed.GetValue(folder)!);
                var n = parsed.GetValue(place);
                if (n < 0 || n >= population.Records)
                    throw new UsageException($"There is no record {n}: the population has {Shell.Count(population.Records, "record")}, from 0 to {population.Records - 1}.");
                var name = parsed.GetValue(title)?.Trim() ?? $"Record {n} of {population.Provenance.Source}";
                if (name.Length == 0)
                    throw new UsageException("A petition needs a title: put the petitioner's name in it.");
                var row = Text(population, n);
                using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by), create: true);
                var id = desk.OpenPetition(population.Provenance.Invented && !name.StartsWith("SAMPLE", StringComparison.OrdinalIgnoreCase) ? $"SAMPLE (invented): {name}" : name);
                var left = new List<string>();
                var count = 0;
                var label = desk.FileWritten(id, $"dataset-row-{n}.txt", Encoding.UTF8.GetBytes(row),
                    $"{(population.Provenance.Invented ? "SAMPLE, invented. " : "")}Written by `clementia open` from record {n} of {population.Provenance.Source}, input {population.Provenance.InputHash}", ReadBy,
                    page =>
                    {
                        var facts = Facts(desk.Catalog, population, n, page, left);
                        count = facts.Count;
                        return facts;
                    },
                    cancel);
                if (parsed.GetValue(json))
                {
                    Shell.Print(new JsonObject { ["petition"] = id, ["document"] = label, ["facts"] = count, ["onlyInTheDocument"] = new JsonArray([.. left.Select(l => (JsonNode?)JsonValue.Create(l))]), ["invented"] = population.Provenance.Invented });
                }
                else
                {
                    Console.WriteLine(id);
                    Console.Error.WriteLine($"{Shell.Count(count, "fact")} proposed from {label}, the row itself; vet them against the court's own papers: ./clementia facts {id}");
                    if (left.Count > 0)
                        Console.Error.WriteLine($"In the document alone: {string.Join(", ", left)}.");
                    if (population.Provenance.Invented)
                        Console.Error.WriteLine("The person is invented, and the petition says so.");
                }
                return Task.FromResult(Program.Done);
            }
            catch (PopulationException wrong)
            {
                throw new UsageException(wrong.Message);
            }
        });
        return command;
    }

    /// <summary>The row as a document: where it comes from, and every column with its meaning, its source variables and its exact value.</summary>
    internal static string Text(Population population, int place)
    {
        var (from, record) = (population.Provenance, population.RecordAt(place));
        var text = new StringBuilder();
        text.Append("DATASET ROW\n");
        if (from.Invented)
            text.Append("SAMPLE: this person is invented.\n");
        text.Append(CultureInfo.InvariantCulture, $"Source: {Plain(from.Source)}\nSHA-256 of what it was read from: {Plain(from.InputHash)}\nPlace in the source: {place}, from 0, rejected records not counted\n");
        text.Append(CultureInfo.InvariantCulture, $"Records read {from.Read}, kept {from.Kept}, rejected {from.Rejected}\n");
        foreach (var note in from.Notes)
            text.Append(CultureInfo.InvariantCulture, $"Note: {Plain(note)}\n");
        foreach (var column in population.Columns.Where(c => c.Spec.Name != "row"))
            text.Append(CultureInfo.InvariantCulture, $"\n{Line(column, record)}\n  {Plain(column.Spec.Meaning)}\n  {(column.Spec.Source.Length > 0 ? $"Source variable: {Plain(column.Spec.Source)}" : "No variable of the source")}\n");
        return text.ToString();
    }

    private static string Line(Column column, int record)
    {
        var (spec, value) = (column.Spec, column[record]);
        var unit = spec.Type switch { ColumnType.Months => " months", ColumnType.Weight => " g", _ => "" };
        var words = value == Code.Missing ? "missing" : Plain(ColumnText.Of(spec, value));
        return $"{Plain(spec.Name)} = {words}{(Code.IsNumber(value) || (value == Code.Capped && spec.Cap is not null) ? unit : "")}";
    }

    // A line of the row is one line of the document, whatever a name in the source holds.
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? $"\\u{(int)c:x4}" : c.ToString()));

    /// <summary>The row's values as facts of the catalog. What the catalog has no attribute for, or what is not known, stays in the document alone.</summary>
    internal static List<Proposal> Facts(Catalog catalog, Population population, int place, DocumentText document, List<string> left)
    {
        var record = population.RecordAt(place);
        var (facts, used) = (new List<Proposal>(), new HashSet<string>(StringComparer.Ordinal));

        Say(PersonColumns.Sentence, "sentence.term", v => v == 0 ? null : Term(v));
        Say(PersonColumns.Level, "guideline.offense_level", Whole);
        Say(PersonColumns.Category, "guideline.history_category", v => v is >= 1 and <= 6 ? ((HistoryCategory)(int)v).ToString() : null);
        Say(PersonColumns.Points, "guideline.history_points", Whole);
        Say(PersonColumns.BaseLevel, "guideline.base_level", Whole);
        Say(PersonColumns.Career, "guideline.career_offender", YesNo);
        Say(PersonColumns.SafetyValve, "guideline.safety_valve", YesNo);
        Say(PersonColumns.Cooperation, "cooperation", YesNo);
        Say(PersonColumns.Violent, "offense.violent", YesNo);
        Say(PersonColumns.Weapon, "offense.weapon", YesNo);
        Say(PersonColumns.Acceptance, "acceptance", v => v == 0 ? "no" : "yes");
        Say(PersonColumns.AggravatingRole, "guideline.role_adjustment", v => v == 0 ? null : Whole(v));
        Say(PersonColumns.MitigatingRole, "guideline.role_adjustment", v => v == 0 ? null : Whole(-v));
        Say(PersonColumns.Age, "petitioner.age_at_sentence", Whole);
        Say(PersonColumns.LimitsMin, "sentence.mandatory_minimum", v => v == 0 ? null : Term(v));
        Say(PersonColumns.LimitsMax, "sentence.maximum", Term);
        Say(PersonColumns.District, "court.district", v => Choice(PersonColumns.District, v));
        var drug = Of(PersonColumns.Drug) is { } code && Code.IsNumber(code) ? Choice(PersonColumns.Drug, code) : null;
        if (drug is not (null or "none" or "several"))
        {
            Say(PersonColumns.Drug, "drug.type", _ => s_drugs.GetValueOrDefault(drug, drug.Replace('_', ' ')));
            Say(PersonColumns.DrugWeight, "drug.quantity", v => v == 0 ? null : ColumnText.Scaled(v, 6) + " g");
        }
        if (Of(PersonColumns.SentencedFirst) is { } first && Of(PersonColumns.SentencedLast) is { } last && Code.IsNumber(first) && Code.IsNumber(last))
        {
            var (from, to) = (DateOnly.FromDayNumber((int)first), DateOnly.FromDayNumber((int)last));
            if (from == to)
                Say(PersonColumns.SentencedLast, "sentence.date", _ => to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), PersonColumns.SentencedFirst);
            else if ((from.Year, from.Month) == (to.Year, to.Month))
                Say(PersonColumns.SentencedLast, "sentence.date", _ => to.ToString("yyyy-MM", CultureInfo.InvariantCulture), PersonColumns.SentencedFirst);
            else if (from.Year == to.Year)
                Say(PersonColumns.SentencedLast, "sentence.year", _ => to.Year.ToString(CultureInfo.InvariantCulture), PersonColumns.SentencedFirst);
        }
        if (Of(PersonColumns.RecordedMin) is { } min && Of(PersonColumns.RecordedMax) is { } max && Code.IsNumber(min) && min % 100 == 0 && (max == Code.Life || (Code.IsNumber(max) && max % 100 == 0)))
            Say(PersonColumns.RecordedMin, "guideline.range", _ => max == Code.Life ? $"{min / 100} months to life" : $"{min / 100} to {max / 100} months", PersonColumns.RecordedMax);
        left.AddRange(population.Columns.Where(c => c.Spec.Name != "row" && !used.Contains(c.Spec.Name)).Select(c => c.Spec.Name));
        return facts;

        long? Of(ColumnSpec spec) => population.Find(spec.Name)?[record];
        string? Choice(ColumnSpec spec, long value) => population.Find(spec.Name) is { } column && value >= 0 && value < column.Spec.Choices.Count ? column.Spec.Choices[(int)value] : null;

        void Say(ColumnSpec spec, string attribute, Func<long, string?> words, ColumnSpec? with = null)
        {
            if (population.Find(spec.Name) is not { } column || column[record] is var value && Code.IsUnknown(value))
                return;
            // A capped sentence is at least its cap; other columns have no words for it.
            var atLeast = value == Code.Capped && column.Spec.Cap is not null && spec.Type == ColumnType.Months;
            if (value == Code.Capped && !atLeast)
                return;
            var written = value == Code.Life ? "life" : words(atLeast ? column.Spec.Cap!.Value : value);
            if (written is null || catalog.Read(attribute, written) is not { IsRefused: false } read)
                return;
            var passages = new List<Citation> { Cite(column) };
            used.Add(spec.Name);
            if (with is not null && population.Find(with.Name) is { } second)
            {
                passages.Add(Cite(second));
                used.Add(with.Name);
            }
            var days = spec.Type == ColumnType.Months && Code.IsNumber(value) && value % 100 != 0;
            facts.Add(new Proposal(attribute, read.Value.Canonical, null, passages,
                $"The dataset's column '{spec.Name}'{(with is null ? "" : $" and '{with.Name}'")}{(column.Spec.Source.Length > 0 ? $" ({column.Spec.Source})" : "")}, as the row on file has it.{(days ? " Parts of a month are read as days of a month of 30.4375 days." : "")}",
                days || with is not null || spec.Name == PersonColumns.Acceptance.Name ? Confidence.Inferred : Confidence.Stated, Standard.Unstated, AtLeast: atLeast));
        }

        Citation Cite(Column column)
        {
            var line = Line(column, record);
            for (var page = 0; page < document.Pages.Count; page++)
            {
                var at = document.Pages[page].Text.IndexOf("\n" + line + "\n", StringComparison.Ordinal);
                if (at >= 0)
                    return Citation.To(document, page + 1, at + 1, at + 1 + line.Length);
            }
            throw new InvalidOperationException($"The row on file does not say '{line}'.");
        }
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? YesNo(long value) => value switch { 0 => "no", 1 => "yes", _ => null };

    // Hundredths of a month as months and days: 12.03 is a year and a day.
    private static string? Term(long hundredths)
    {
        var (months, rest) = Math.DivRem(hundredths, 100);
        var days = ((rest * 487) + 800) / 1600;
        return hundredths < 0 || months > 120_000 ? null : (months, days) switch
        {
            (0, 0) => null,
            (0, _) => $"{days} days",
            (_, 0) => $"{months} months",
            _ => $"{months} months and {days} days",
        };
    }
}
