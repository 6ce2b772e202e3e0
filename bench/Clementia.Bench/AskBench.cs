using System.Diagnostics;
using System.Text;
using Clementia.Casework;
using Clementia.Store;
using Microsoft.Data.Sqlite;

namespace Clementia.Bench;

/// <summary>The question desk at 100,000 pages of invented prose, beside FTS5's own bm25 on the same index.</summary>
[Benchmark("ask")]
internal static class AskBench
{
    public static int Run(string[] arguments)
    {
        var pages = arguments.Length > 0 ? int.Parse(arguments[0]) : 100_000;
        var folder = Directory.CreateTempSubdirectory("clementia-bench-").FullName;
        try
        {
            var words = QuestionWords.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "questions.json")));
            var file = Path.Combine(folder, "p.db");
            var clock = Stopwatch.StartNew();
            using (var index = PassageIndex.Open(file))
            {
                for (var document = 0; document * 500 < pages; document++)
                    index.Add("r", Invented(document, Math.Min(500, pages - (document * 500))));
            }
            var built = clock.Elapsed;
            Console.WriteLine($"indexed {pages:N0} pages in {built.TotalSeconds:0.0} s ({pages / built.TotalSeconds:N0} pages/s), {new FileInfo(file).Length >> 20:N0} MB");
            string[] questions =
            [
                "Was she the kingpin?", "How long has she served?", "Who was the judge at the trial?", "Did the jury find that she carried a gun?",
                "What did Quillonbury tell the agents about the telephone?", "the defendant", "Was the defendant guilty of the conspiracy?",
                "What did the prosecutor ask on cross-examination about the money?", "Where is the submarine?",
            ];
            using var desk = PassageIndex.Open(file);
            using var peer = new SqliteConnection($"Data Source={file};Pooling=false");
            peer.Open();
            Console.WriteLine($"{"question",-70} {"ours ms",9} {"worst",7} {"bm25 ms",9} {"ratio",7} hits");
            foreach (var text in questions)
            {
                var question = words.Read(text);
                var hits = desk.Search(question, 8);
                var ours = Times(25, () => desk.Search(question, 8));
                using var command = peer.CreateCommand();
                command.CommandText = "select rowid, text from passage where passage match $m order by rank limit 8";
                command.Parameters.AddWithValue("$m", string.Join(" OR ", question.Terms.SelectMany(t => t).Select(t => $"\"{t}\"")));
                var theirs = Times(5, () =>
                {
                    using var rows = command.ExecuteReader();
                    while (rows.Read())
                        _ = rows.GetString(1);
                });
                Console.WriteLine($"{text,-70} {ours[ours.Length / 2],9:0.0} {ours[^1],7:0.0} {theirs[theirs.Length / 2],9:0.0} {theirs[theirs.Length / 2] / ours[ours.Length / 2],7:0.0} {hits.Hits.Count}{(hits.Cut ? " (cut)" : "")}");
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double[] Times(int runs, Action work)
    {
        work();
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var clock = Stopwatch.StartNew();
            work();
            times[i] = clock.Elapsed.TotalMilliseconds;
        }
        Array.Sort(times);
        return times;
    }

    /// <summary>Invented pages: about 450 words each, common words common and rare words rare (Zipf), names in a few places.</summary>
    private static DocumentText Invented(int number, int pages)
    {
        string[] common = ["the", "of", "and", "to", "in", "that", "was", "she", "he", "defendant", "court", "not", "had", "on", "for", "with", "as", "by", "at", "counsel",
            "said", "yes", "sir", "government", "witness", "telephone", "conspiracy", "money", "cocaine", "house", "guilty", "jury", "trial", "judge", "agents", "called", "served", "asked", "leader", "carried"];
        var chance = new Random(number);
        var result = new List<Page>();
        for (var p = 0; p < pages; p++)
        {
            var text = new StringBuilder();
            for (var w = 0; w < 450; w++)
            {
                var rank = Math.Pow(20_000, chance.NextDouble());
                text.Append(rank < common.Length + 1 ? common[(int)rank - 1] : "w" + (int)rank).Append(w % 17 == 16 ? ". The " : w % 90 == 89 ? ".\n\nThe " : " ");
                if (chance.Next(20_000) == 0)
                    text.Append("Quillonbury ");
                if (chance.Next(3_000) == 0)
                    text.Append("gun ");
            }
            result.Add(Page.OfText(p + 1, text.ToString()));
        }
        return new DocumentText($"{number:x64}", result, "invented");
    }
}
