using System.CommandLine;
using Clementia.Law;

namespace Clementia.Cli.Commands;

/// <summary>`clementia range`: one cell of the sentencing table on a day.</summary>
internal static class RangeOf
{
    public static Command Command()
    {
        var level = new Argument<int>("LEVEL") { Description = "The total offense level; below 1 counts as 1, above 43 as 43." };
        var category = new Argument<string>("CATEGORY") { Description = "The criminal history category, I to VI or 1 to 6." };
        var on = new Option<string?>("--on") { Description = "The day of the sentencing (default: today).", HelpName = "DATE" };
        var json = Shell.Json();
        var command = new ExampleCommand("range", "What the sentencing table gives at a level and category.", "range 19 I", "range 43 VI --on 1990-01-15 --json") { level, category, on, json, Shell.NoWorkspace() };
        command.SetAction(parsed =>
        {
            var day = Sentence.Day(parsed.GetValue(on), "--on") ?? DateOnly.FromDateTime(Desk.Now().UtcDateTime);
            var text = parsed.GetValue(category)!.Trim().ToUpperInvariant();
            if (!(Enum.TryParse<HistoryCategory>(text, out var found) && Enum.IsDefined(found)))
                throw new UsageException($"'{parsed.GetValue(category)}' is no criminal history category. Write I, II, III, IV, V or VI.");
            if (SentencingRange.On(LawBook.BuiltIn, parsed.GetValue(level), found, day) is not { } range)
                throw new UsageException($"There was no sentencing table on {day:yyyy-MM-dd}: the guidelines took effect on 1987-11-01. Ask for a later day.");
            if (parsed.GetValue(json))
                Shell.Print(FindingJson.Of(range.Range));
            else
                Console.WriteLine($"{range.Range.InWords}{(range.Source.Standing == Standing.Verified ? "" : $" [{range.Source.Standing.ToString().ToLowerInvariant()}: {range.Source.Note}]")}");
            return Program.Done;
        });
        return command;
    }
}
