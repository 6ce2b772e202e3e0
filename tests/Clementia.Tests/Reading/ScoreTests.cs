using System.Diagnostics;
using System.Text.Json.Nodes;
using Clementia.Cli;

namespace Clementia.Tests.Reading;

/// <summary>
/// Reading keeps its level, measured by the scorer that stands beside the real data. The floors lie a little under what bench/README.md
/// reports: they catch a rule that breaks others, and say nothing of texts that nobody has seen.
/// </summary>
public sealed class ScoreTests
{
    [Fact]
    public void On_the_marked_real_texts()
    {
        var texts = Repository.Shared("accounts", "texts");
        Check(texts, ["--split", "dev"], facts: 0.95, statements: 0.92, conflicts: 0.75);
    }

    [Fact]
    public void On_the_invented_texts()
    {
        var corpus = Repository.File("samples", "accounts");
        Check(Path.Combine(corpus, "texts"), ["--split", "all", "--gold", Path.Combine(corpus, "gold"), "--texts", Path.Combine(corpus, "texts")],
            facts: 0.77, statements: 0.84, conflicts: 0.28);
    }

    private static void Check(string texts, string[] scoring, double facts, double statements, double conflicts)
    {
        var scorer = Repository.Shared("accounts", "score.py");
        var folder = Directory.CreateTempSubdirectory("clementia-score-").FullName;
        try
        {
            Assert.Equal(0, ReadFolder.Run(texts, folder));
            var result = Path.Combine(folder, "score.json");
            using var python = Start(["python3", scorer, folder, .. scoring, "--json", result]);
            var told = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            Assert.True(python.ExitCode == 0, told);
            var score = JsonNode.Parse(File.ReadAllText(result))!;
            Assert.Equal(0, (int)score["notes"]!["offset_errors"]!);
            Assert.Equal(0, (int)score["notes"]!["malformed"]!);
            Assert.True((double)score["facts"]!["f1"]! >= facts, told);
            Assert.True((double)score["statements"]!["f1"]! >= statements, told);
            Assert.True((double)score["conflicts"]!["f1"]! >= conflicts, told);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string[] command)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not here, and the scorer is a Python program.");
            throw;
        }
    }
}
