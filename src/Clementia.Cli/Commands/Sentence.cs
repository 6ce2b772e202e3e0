using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Cli.Commands;

/// <summary>`clementia sentence`: the law then and now for the facts of one case, step by step.</summary>
internal static class Sentence
{
    public static Command Command()
    {
        var file = new Argument<string?>("FACTS.json") { Description = "The facts of the case; their form and three samples are in docs/facts.md.", Arity = ArgumentArity.ZeroOrOne };
        var on = new Option<string?>("--on") { Description = "The other day (default: today).", HelpName = "DATE" };
        var then = new Option<bool>("--then") { Description = "Only the law as it stood at sentencing." };
        var now = new Option<bool>("--now") { Description = "Only the law on the other day." };
        var golden = new Option<string?>("--golden") { Description = "Answer a file of worked examples instead: {\"cases\": [{id, kind, facts, expected}]}.", HelpName = "FILE" };
        var petition = new Option<string?>("--petition") { Description = "Take the vetted facts of a petition, and enter the finding on its docket.", HelpName = "ID" };
        var with = new Option<string?>("--with") { Description = "With --petition: more facts of law (a facts file), entered on your word where no vetted fact gives them; the finding names each.", HelpName = "FACTS.json" };
        var json = Shell.Json();
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("sentence", "The guideline range and the statutory limits of a sentence, then and now, with every step and its authority.",
            "sentence docs/samples/crack-2007.json", "sentence facts.json --on 2018-12-21 --json", "sentence --golden law/examples/drugs.json --json", "sentence --petition p-7k3m9q", "sentence --petition p-7k3m9q --with more-facts.json") { file, on, then, now, golden, petition, with, json, workspace, by };
        command.SetAction(parsed =>
        {
            string?[] given = [parsed.GetValue(file), parsed.GetValue(golden), parsed.GetValue(petition)];
            if (given.Count(g => g is not null) != 1)
                throw new UsageException("Give one of: a facts file, --golden FILE, --petition ID. See clementia sentence --help.");
            if (parsed.GetValue(with) is not null && given[2] is null)
                throw new UsageException("--with adds facts to a petition's: give --petition ID too, or write everything into one facts file.");
            var day = Day(parsed.GetValue(on), "--on") ?? DateOnly.FromDateTime(Desk.Now().UtcDateTime);
            try
            {
                return given[1] is { } examples ? Golden(examples, parsed.GetValue(json))
                    : given[2] is { } id ? OfPetition(parsed.GetValue(workspace)!, id, parsed.GetValue(by), day, parsed.GetValue(with) is { } more ? ReadText(more) : null, parsed.GetValue(json))
                    : One(given[0]!, day, parsed.GetValue(then), parsed.GetValue(now), parsed.GetValue(json));
            }
            catch (FaultException wrong)
            {
                throw new UsageException(wrong.Message);
            }
        });
        return command;
    }

    public static DateOnly? Day(string? text, string option) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UsageException($"{option}: '{text}' is no day. Write it as 2014-11-01.");

    public static string ReadText(string path) => File.Exists(path) ? File.ReadAllText(path) : throw new UsageException($"There is no file '{path}'.");

    private static int One(string path, DateOnly day, bool onlyThen, bool onlyNow, bool json)
    {
        var file = FactsFile.Read(ReadText(path), Path.GetFileName(path));
        var facts = file.First;
        var then = CaseFacts.TimelineOf(facts);
        if (then is null && !onlyNow)
            throw new UsageException($"{Path.GetFileName(path)}: the day of sentence is missing. Add \"sentenced\": \"1997-03-21\", or ask for --now alone.");
        if (onlyThen || onlyNow)
        {
            // With disputes the finding of each way is in the comparison; one finding alone takes the first value of each and says so.
            var finding = Sentencing.Find(LawBook.BuiltIn, facts, onlyThen && !onlyNow ? then! : (then ?? new Timeline { Sentence = day }).SentencedOn(day));
            if (json)
                Shell.Print(FindingJson.Of(finding));
            else
                PrintOne(finding, file);
            return Program.Done;
        }
        var both = ThenAndNow.Compare(LawBook.BuiltIn, facts, then!, day);
        var disputed = file.Disputes.Count > 0 ? DisputedSentence.Weigh(LawBook.BuiltIn, file, day) : null;
        var reliefs = Reliefs.Find(LawBook.BuiltIn, facts, then!, day);
        if (json)
        {
            var result = FindingJson.Of(both);
            if (disputed is not null)
                result["disputed"] = FindingJson.Of(disputed);
            result["relief"] = new JsonArray([.. reliefs.Select(r => (JsonNode?)FindingJson.Of(r))]);
            Shell.Print(result);
        }
        else
        {
            PrintBoth(both, disputed, reliefs);
        }
        return Program.Done;
    }

    private static int Golden(string path, bool json)
    {
        var results = GoldenFile.Run(LawBook.BuiltIn, ReadText(path), Path.GetFileName(path));
        var unread = results.Where(r => !r.IsRead).ToList();
        if (json)
        {
            Shell.Print(new JsonArray([.. results.Select(r => (JsonNode?)new JsonObject
            {
                ["id"] = r.Id,
                ["kind"] = r.Kind,
                ["got"] = r.Answer.Got.DeepClone(),
                ["reasons"] = new JsonArray([.. r.Answer.Reasons.Select(t => (JsonNode?)JsonValue.Create(t))]),
                ["open"] = new JsonArray([.. r.Answer.Open.Select(t => (JsonNode?)JsonValue.Create(t))]),
            })]));
            return Unread(Program.Done);
        }
        foreach (var r in results)
            Console.WriteLine(!r.IsRead ? $"NOT READ {r.Id}  {r.Kind}: {r.Answer.Reasons[0]}" : r.Misses.Count == 0 ? $"agrees   {r.Id}  {r.Kind}" : $"DIFFERS  {r.Id}  {r.Kind}: {string.Join(", ", r.Misses.Select(m => $"{m} = {r.Answer.Got[m]?.ToJsonString() ?? "open"}"))}{(r.Answer.Open.Count > 0 ? $" ({r.Answer.Open[0]})" : "")}");
        var differ = results.Count(r => r.IsRead && r.Misses.Count > 0);
        Console.WriteLine($"{Shell.Count(results.Count, "example")}: {results.Count - unread.Count - differ} agree, {differ} differ{(unread.Count > 0 ? $", {unread.Count} could not be read" : "")}.");
        return Unread(differ > 0 ? Program.FoundAProblem : Program.Done);

        // The others are answered first; then a file with an example that is none is wrong use, as a facts file with a mistake is.
        int Unread(int otherwise)
        {
            if (unread.Count == 0)
                return otherwise;
            Console.Error.WriteLine(Shell.OneLine($"{Path.GetFileName(path)}: {Shell.Count(unread.Count, "example")} of {results.Count} could not be answered: {string.Join("; ", unread.Take(5).Select(r => $"{r.Id}: {r.Answer.Reasons[0]}"))}{(unread.Count > 5 ? "; and more" : "")}", 2000));
            return Program.WrongUse;
        }
    }

    private static int OfPetition(string workspace, string id, string? by, DateOnly day, string? entered, bool json)
    {
        using var desk = Desk.Open(workspace, by);
        var found = SentenceOfPetition.Enter(desk, id, day, entered);
        if (json)
        {
            Shell.Print(JsonNode.Parse(found.Found.Finding)!);
        }
        else
        {
            var file = FactsFile.Read(found.Found.Given, id);
            PrintBoth(ThenAndNow.Compare(LawBook.BuiltIn, file.First, CaseFacts.TimelineOf(file.First)!, day), file.Disputes.Count > 0 ? DisputedSentence.Weigh(LawBook.BuiltIn, file, day) : null, Reliefs.Find(LawBook.BuiltIn, file.First, CaseFacts.TimelineOf(file.First)!, day));
        }
        if (!json && found.Found.Entered is not null)
            Console.WriteLine($"\n{found.Found.Summary[^1]}");
        Console.Error.WriteLine($"Entered on the docket of {id} as entry {found.Entry}, with the law's fingerprint {found.Found.Law[..16]}.");
        return Program.Done;
    }

    private static void PrintBoth(ThenAndNow both, DisputedSentence? disputed, IReadOnlyList<ReliefFinding> reliefs)
    {
        if (disputed is null)
        {
            foreach (var line in both.Summary)
                Console.WriteLine(line);
        }
        else
        {
            Console.WriteLine(disputed.Outcomes.Count == 1
                ? $"Whatever holds of the disputed facts: {disputed.Outcomes[0]}."
                : $"The disputed facts allow {disputed.Outcomes.Count} outcomes.");
            foreach (var turning in disputed.Turnings)
                Console.WriteLine(turning.InWords);
            Console.WriteLine($"With the first value of each disputed fact, which the steps below take:");
            foreach (var line in both.Summary)
                Console.WriteLine($"  {line}");
        }
        Shell.Heading($"Then ({both.Then.Days.Sentence:yyyy-MM-dd}) and on {both.Now.Days.Sentence:yyyy-MM-dd}; > marks a step that differs");
        var width = Math.Min(30, both.Steps.Select(p => (p.Now ?? p.Then)!.Cite.Length).DefaultIfEmpty(10).Max());
        foreach (var pair in both.Steps)
            Console.WriteLine($"{(pair.Changed ? '>' : ' ')} {Shell.OneLine(CiteOf(pair), width).PadRight(width)}  {Shell.OneLine(pair.Then?.Result ?? "-", 34),-34}  {Shell.OneLine(pair.Now?.Result ?? "-", 34)}");
        if (both.Changes.Count > 0)
        {
            Shell.Heading("The range moved on");
            foreach (var change in both.Changes)
                Console.WriteLine($"  {change.Day:yyyy-MM-dd}  {change.Range.InWords}");
        }
        Shell.Heading("Relief already in law, which comes before clemency");
        foreach (var relief in reliefs)
        {
            Console.WriteLine($"  {relief.Cite}: {relief.State switch { ReliefState.NotAvailable => "not available", var state => state.ToString().ToLowerInvariant() }}{(relief.Lowest is { } lowest ? $", down to {lowest.InWords}" : "")}. {(relief.Reasons is [var first, ..] ? first : "")}");
            foreach (var question in relief.State == ReliefState.Open ? relief.Derivation.Questions.Take(3) : [])
                Console.WriteLine($"    open: {question.Text} ({question.SettledBy})");
        }
        PrintRest(both.Then.Derivation, both.Now.Derivation);
    }

    /// <summary>Where the same rule stood under another number, both.</summary>
    private static string CiteOf(StepPair pair) => pair is { Then: { } then, Now: { } now } && then.Cite != now.Cite ? $"{now.Cite} (then {then.Cite})" : (pair.Now ?? pair.Then)!.Cite;

    private static void PrintOne(SentenceFinding finding, FactsFile file)
    {
        Console.WriteLine(finding.GuidelineRange is Finding<MonthRange>.Settled { Value: var range }
            ? $"On {finding.Days.Sentence:yyyy-MM-dd}: {range.InWords}{(finding.Consecutive is Finding<Limit>.Settled { Value: var more } && more > Limit.Zero ? $", and {more.InWords} to follow" : "")}."
            : $"On {finding.Days.Sentence:yyyy-MM-dd} the range cannot be said yet.");
        if (file.Disputes.Count > 0)
            Console.WriteLine($"Disputed facts ({string.Join(", ", file.Disputes.Select(d => d.At))}) are taken with their first value.");
        Shell.Heading("Step by step");
        foreach (var step in finding.Derivation.Steps)
            Console.WriteLine($"  {step.Cite}: {step.Plain}{(step.Source is { Standing: not Standing.Verified } source ? $" [{source.Standing.ToString().ToLowerInvariant()}: {source.Note}]" : "")}");
        PrintRest(finding.Derivation);
    }

    private static void PrintRest(params ReadOnlySpan<Derivation> derivations)
    {
        var (questions, cautions, weak) = (new List<OpenQuestion>(), new List<string>(), new List<Step>());
        foreach (var derivation in derivations)
        {
            questions.AddRange(derivation.Questions.Where(q => !questions.Exists(k => k.At == q.At && k.Name == q.Name)));
            cautions.AddRange(derivation.Cautions.Where(c => !cautions.Contains(c)));
            weak.AddRange(derivation.Steps.Where(s => s.Source is { Standing: not Standing.Verified } && !weak.Exists(k => k.Source == s.Source)));
        }
        if (questions.Count > 0)
            Shell.Heading("Open, and what would settle it");
        foreach (var q in questions)
            Console.WriteLine($"  {(q.At.Length > 0 ? q.At + "." : "")}{q.Name}: {q.Text} ({q.SettledBy})");
        if (cautions.Count + weak.Count > 0)
            Shell.Heading("To be known when relying on this");
        foreach (var caution in cautions)
            Console.WriteLine($"  {caution}");
        foreach (var step in weak)
            Console.WriteLine($"  {step.Cite}, since {step.Since:yyyy-MM-dd}: {step.Source!.Standing.ToString().ToLowerInvariant()}. {step.Source.Note}");
    }
}
