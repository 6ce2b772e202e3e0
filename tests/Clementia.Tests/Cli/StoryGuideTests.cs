using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Clementia.Cli;

namespace Clementia.Tests.Cli;

/// <summary>
/// docs/the-story.md from its first command to its last: what it prints is what the program prints, on the days that it names.
/// CLEMENTIA_WRITE_GUIDE=1 writes the outputs of this run into the guide instead of comparing; read the difference before you commit it.
/// </summary>
[Collection("console")]
public sealed partial class StoryGuideTests : CommandLine
{
    private const string Guide = "docs/the-story.md";

    // The id under which the guide knows the petition; every run draws another.
    private const string Petition = "p-maybank";

    [Fact]
    public void The_story_runs_from_filing_to_the_memoir_as_the_guide_tells_it()
    {
        var lines = File.ReadAllLines(Repository.File(Guide));
        var written = new List<string>();
        var differences = new List<string>();
        var clock = new StoryClock();
        var here = "";
        var wrong = new List<string>();
        var commands = 0;
        var before = Desk.Clock;
        Desk.Clock = clock;
        try
        {
            for (var i = 0; i < lines.Length; i++)
            {
                written.Add(lines[i]);
                if (Day().Match(lines[i]) is { Success: true } day)
                    clock.Now = DateTimeOffset.Parse(day.Groups["at"].Value + "Z", CultureInfo.InvariantCulture);
                if (lines[i] != "```console")
                    continue;
                i++;
                while (lines[i] != "```")
                {
                    var (shown, typed) = Typed(lines, ref i);
                    written.AddRange(shown);
                    var told = new List<string>();
                    while (lines[i] != "```" && !lines[i].StartsWith("$ ", StringComparison.Ordinal))
                        told.Add(lines[i++]);
                    clock.Now = clock.Now.AddMinutes(1);
                    commands++;
                    var command = Comment().Match(typed);
                    var words = Split(typed[..(command.Success ? command.Index : typed.Length)]);
                    Assert.Equal("./clementia", words[0]);
                    var ran = Run([.. words.Skip(1).Select(word => Place(word == Petition ? here : word)), "-w", Workspace]);
                    var refused = command.Groups["refused"].Success;
                    if ((ran.Exit != 0) != refused)
                        wrong.Add($"{typed}\nexit {ran.Exit}: {ran.Out}{ran.Error}");
                    var all = Plain(refused ? ran.Error.Length > 0 ? ran.Error : ran.Out : ran.Out);
                    if (here.Length == 0)
                        here = OpenedId().Match(all).Groups["id"].Value;
                    var output = Cut(all.TrimEnd('\n').Split('\n'), command);
                    var printed = output.Select(line => here.Length == 0 ? line : line.Replace(here, Petition, StringComparison.Ordinal)).ToList();
                    written.AddRange(printed);
                    if (!printed.Select(Same).SequenceEqual(told.Select(Same)))
                        differences.Add($"{typed}\n--- the guide tells\n{string.Join('\n', told)}\n--- the program prints\n{string.Join('\n', printed)}");
                }
                written.Add(lines[i]);
            }
        }
        finally
        {
            Desk.Clock = before;
        }
        if (Environment.GetEnvironmentVariable("CLEMENTIA_WRITE_GUIDE") == "1")
            File.WriteAllLines(Repository.File(Guide), written);
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.True(commands > 20, $"The guide runs {commands} commands only.");
        if (Environment.GetEnvironmentVariable("CLEMENTIA_WRITE_GUIDE") != "1")
            Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    // A command may go on behind a backslash.
    private static (List<string> Shown, string Typed) Typed(string[] lines, ref int i)
    {
        var shown = new List<string> { lines[i] };
        var typed = new StringBuilder(lines[i][2..]);
        while (typed[^1] == '\\')
        {
            typed.Length--;
            shown.Add(lines[++i]);
            typed.Append(lines[i].Trim());
        }
        i++;
        return (shown, typed.ToString());
    }

    private static List<string> Split(string typed) =>
        [.. Word().Matches(typed).Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value : word.Value)];

    // Samples are read where they are; everything else that has an ending is written into this test's folder.
    private string Place(string word) => word.StartsWith("samples/", StringComparison.Ordinal) ? Repository.File(word)
        : Written().IsMatch(word) ? Path.Combine(Folder, word) : word;

    private string Plain(string printed) => printed.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(Repository.File(""), "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    private static IEnumerable<string> Cut(string[] lines, Match command)
    {
        var kept = lines.AsEnumerable();
        if (command.Groups["first"].Success && int.Parse(command.Groups["first"].Value, CultureInfo.InvariantCulture) is var first && first < lines.Length)
            kept = lines.Take(first).Append("...");
        else if (command.Groups["last"].Success && int.Parse(command.Groups["last"].Value, CultureInfo.InvariantCulture) is var last && last < lines.Length)
            kept = lines.TakeLast(last).Prepend("...");
        return kept.Select(line => line.TrimEnd());
    }

    // Digests, signatures and keys are other ones on every machine, and so are the wordings that a copy's key draws.
    private static string Same(string line) => Drawn().Replace(Signature().Replace(Digest().Replace(line, "#"), "#"), "#");

    private sealed class StoryClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2018, 5, 21, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [GeneratedRegex(@"^<!-- day (?<at>\d{4}-\d\d-\d\d \d\d:\d\d) -->$")]
    private static partial Regex Day();

    [GeneratedRegex(@"\s+#\s*(?:(?<refused>refused)|first (?<first>\d+)|last (?<last>\d+))(?:,\s*(?:(?<refused>refused)|first (?<first>\d+)|last (?<last>\d+)))*\s*$")]
    private static partial Regex Comment();

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[\w-]+\.(pdf|docx|txt|ics|svg|csv|json|argdown|html)$|^\w[\w-]*-(bundle|bag)$")]
    private static partial Regex Written();

    [GeneratedRegex(@"\b(?<id>p-[0-9a-z]{6,12})\b")]
    private static partial Regex OpenedId();

    [GeneratedRegex(@"\d+\.\d of the \d+\.\d bits|\b10\^\d+ times|\d+ of the \d+ wordings|'s \d+ places with equal wordings")]
    private static partial Regex Drawn();

    [GeneratedRegex(@"\b[0-9a-f]{8,64}\b")]
    private static partial Regex Digest();

    [GeneratedRegex(@"[A-Za-z0-9+/]{36,}={0,2}|\bw-[0-9a-z]{10}\b")]
    private static partial Regex Signature();
}
