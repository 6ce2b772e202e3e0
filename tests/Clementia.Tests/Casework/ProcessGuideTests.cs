using System.Text;
using Clementia.Casework;
using Clementia.Cli.Commands;

namespace Clementia.Tests.Casework;

/// <summary>The tables of docs/process.md are those of the data. CLEMENTIA_WRITE_GUIDE=1 writes them.</summary>
public sealed class ProcessGuideTests
{
    private const string Begin = "<!-- processes: written from processes/*.json by ProcessGuideTests -->\n", End = "<!-- end -->";

    [Fact]
    public void The_guide_tells_every_process_and_everything_that_is_not_verified()
    {
        var path = Repository.File("docs", "process.md");
        var guide = File.ReadAllText(path).ReplaceLineEndings("\n");
        var from = guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = guide.IndexOf(End, from, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("CLEMENTIA_WRITE_GUIDE") == "1")
            File.WriteAllText(path, guide[..from] + Tables() + guide[to..]);

        Assert.Equal(Tables(), guide[from..to]);
    }

    [Fact]
    public void The_guide_names_every_kind_of_need()
    {
        var guide = File.ReadAllText(Repository.File("docs", "process.md"));
        var names = typeof(NeedKind).GetFields().Select(field => field.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute), false).Cast<System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute>().FirstOrDefault()?.Name).OfType<string>().ToList();

        Assert.Equal(Enum.GetValues<NeedKind>().Length, names.Count);
        Assert.All(names, name => Assert.Contains($"`{name}`", guide));
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var process in ReviewProcess.BuiltIn)
        {
            text.Append($"\n## {process.Label} (`{process.Id}`)\n\n{process.About} Decided by {process.LabelOf(process.Decider)}.\n\n");
            text.Append("| stage | whose turn | way on | what must exist first |\n| --- | --- | --- | --- |\n");
            foreach (var stage in process.Stages)
            {
                var move = stage.Ends ? null : process.MovesFrom(stage.Id).First();
                var needs = move?.Needs.Select(need => $"{ProcessCommand.InWords(need, process)} ({(need.Waivable ? "waivable; " : "")}{process.Source(need.Source).Shown})") ?? [];
                text.Append($"| {stage.Label} (`{stage.Id}`){(stage.Decides ? ": here it is decided" : "")} | {(stage.Turn is { } turn ? process.LabelOf(turn) : "nobody's")} | {(move is null ? "" : $"`{move.To}`, by {string.Join(" or ", move.By.Select(process.LabelOf))}")} | {string.Join("; ", needs)} |\n");
            }
            if (process.States.Count > 0)
                text.Append($"\nStates: {string.Join("; ", process.States.Select(state => state.Note is null ? state.State : $"{state.State} ({state.Note.TrimEnd('.')})"))}.\n");
            text.Append("\nKnow this:\n\n");
            foreach (var caution in process.Cautions)
                text.Append($"- {caution}\n");
            foreach (var source in process.Sources.Where(source => source.Verified is RuleStanding.Partly or RuleStanding.No))
                text.Append($"- **{source.Shown}.** {source.Says} {source.Caution}\n");
            foreach (var deadline in process.Deadlines.Where(deadline => deadline.Days is null))
                text.Append($"- The deadline `{deadline.Id}` (to {deadline.Label}) has no number: the office sets it ({process.Source(deadline.Source).Shown}).\n");
        }
        return text.Append('\n').ToString();
    }
}
