using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Clementia.Casework;
using Clementia.Store;
using Microsoft.Data.Sqlite;

namespace Clementia.Bench;

/// <summary>Appends, reading, verifying and proofs: `-- store [entries to verify, default 1000000] [folder]`.</summary>
[Benchmark("store")]
internal static class StoreBenchmark
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    private static FactVetted Vetted(int i) => new($"F{i}", i % 9 == 0 ? Verdict.Correct : Verdict.Confirm, i % 9 == 0 ? "262 mo" : null,
        $"Compared with page {i % 311} of the judgment; the clerk's copy and the certified copy say the same, and counsel for both sides agreed on {i}.");

    private static int Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
        var folder = Path.Combine(args.Length > 1 ? args[1] : Path.GetTempPath(), $"clementia-bench-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        Console.WriteLine($"{Environment.ProcessorCount} processors; body of a FactVetted: {EntryBody.Write(Vetted(12345)).Length} bytes; folder {Path.GetPathRoot(folder)}...");
        try
        {
            Appends(folder);
            Reading(folder);
            Proofs();
            Verifying(folder, count);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Processor time of the whole process: what a quiet machine would need, where this one is shared.</summary>
    private static double CpuSeconds(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    // Ours beside the least that any durable log can do: one insert of the same bytes, synced; and one write to a file, synced.
    private static void Appends(string folder)
    {
        const int each = 200;
        using var workspace = Workspace.Open(Path.Combine(folder, "appends")).Value;
        var petition = workspace.OpenPetition("Bench", "Bench", s_at).Value;
        var next = 2;
        using var raw = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")};Pooling=false");
        raw.Open();
        Execute(raw, "pragma journal_mode = wal; pragma synchronous = full; create table log (n integer primary key, body text)");
        using var file = new FileStream(Path.Combine(folder, "raw.log"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var rounds = new List<(double Ours, double Batch, double Raw, double File)>();
        for (var round = 0; round < 7; round++)
        {
            var ours = Seconds(() =>
            {
                for (var i = 0; i < each; i++)
                    next = workspace.Append(petition, next, "Ana Ruiz", s_at, Vetted(next)).Value + 1;
            });
            var batch = Seconds(() => next = workspace.Append(petition, next, "Ana Ruiz", s_at, [.. Enumerable.Range(0, each * 10).Select(Vetted)]).Value + 1);
            var plain = Seconds(() =>
            {
                for (var i = 0; i < each; i++)
                {
                    using var insert = raw.CreateCommand();
                    insert.CommandText = "insert into log (body) values (@body)";
                    insert.Parameters.AddWithValue("@body", Encoding.UTF8.GetString(EntryBody.Write(Vetted(i))));
                    insert.ExecuteNonQuery();
                }
            });
            var bytes = EntryBody.Write(Vetted(1));
            var synced = Seconds(() =>
            {
                for (var i = 0; i < each; i++)
                {
                    file.Write(bytes);
                    file.Flush(flushToDisk: true);
                }
            });
            rounds.Add((ours, batch, plain, synced));
        }
        var (o, b, r, f) = (Median(rounds.Select(x => x.Ours)), Median(rounds.Select(x => x.Batch)), Median(rounds.Select(x => x.Raw)), Median(rounds.Select(x => x.File)));
        Console.WriteLine($"durable appends, one an fsync:  {each / o,10:n0}/s   (median of 7 x {each})");
        Console.WriteLine($"  raw SQLite insert + fsync:    {each / r,10:n0}/s   ours takes {o / r:n2}x its time");
        Console.WriteLine($"  file write + fsync:           {each / f,10:n0}/s   ours takes {o / f:n2}x its time");
        Console.WriteLine($"appends, {each * 10} an fsync:        {each * 10 / b,10:n0}/s");
    }

    private static void Reading(string folder)
    {
        using var workspace = Workspace.Open(Path.Combine(folder, "reading")).Value;
        var petition = workspace.OpenPetition("Bench", "Bench", s_at).Value;
        // 50 documents, each filed and read with 100 proposed facts, and then vetting after vetting up to 10,000 entries.
        const int documents = 50;
        const int factsEach = 100;
        var entries = new List<Entry>();
        for (var d = 0; d < documents; d++)
        {
            var blob = workspace.Put(Encoding.UTF8.GetBytes($"document {d}")).Value;
            entries.Add(new DocumentFiled(blob.Sha256, $"d{d}.txt", blob.Size, "text/plain", "judgment", "1996-10-31", null, "Clerk", Confidentiality.Public));
            entries.Add(new DocumentRead(blob.Sha256, null, null, "text 1", 1, [], [.. Enumerable.Range(0, factsEach).Select(f => new Proposal("sentence.term", $"{(d * factsEach) + f + 1} mo", null,
                [new Citation(blob.Sha256, 1, f * 40, $"a term of {(d * factsEach) + f + 1} months", "the court imposed ", " on all counts")], "It says so in so many words.", Confidence.Stated))], [], []));
        }
        while (entries.Count < 9_999)
            entries.Add(Vetted(((entries.Count - (2 * documents)) % (documents * factsEach)) + 1));
        _ = workspace.Append(petition, 2, "Ana Ruiz", s_at, entries).Value;
        var times = Enumerable.Range(0, 30).Select(_ => Seconds(() => workspace.Read(petition))).Skip(5).ToArray();
        var cpu = CpuSeconds(() => workspace.Read(petition)) * 1000;
        var docket = workspace.Read(petition).Value;
        Petition? folded = null;
        var folding = Enumerable.Range(0, 30).Select(_ => Seconds(() => folded = Petition.Fold(petition, docket))).Skip(5).ToArray();
        var foldingCpu = CpuSeconds(() => Petition.Fold(petition, docket)) * 1000;
        Console.WriteLine($"fold of these {folded!.LastEntry:n0} entries: median {Median(folding) * 1000:n1} ms, best {folding.Min() * 1000:n1} ms, processor {foldingCpu:n1} ms");
        Console.WriteLine($"reading 10,000 entries (rows and JSON): median {Median(times) * 1000:n1} ms, best {times.Min() * 1000:n1} ms, processor {cpu:n1} ms");
    }

    private static void Proofs()
    {
        const int leaves = 1_000_000;
        var tree = new MerkleTree();
        var building = Seconds(() =>
        {
            for (var i = 0; i < leaves; i++)
            {
                var hash = new byte[32];
                Merkle.Leaf(BitConverter.GetBytes(i), hash);
                tree.Add(hash);
            }
        });
        var root = tree.Root(leaves);
        const int many = 20_000;
        var making = Seconds(() =>
        {
            for (var i = 0; i < many; i++)
                tree.InclusionProof(i * 49, leaves);
        });
        var proofs = Enumerable.Range(0, many).Select(i => tree.InclusionProof(i * 49, leaves)).ToArray();
        var checking = Seconds(() =>
        {
            for (var i = 0; i < many; i++)
            {
                if (!Merkle.Includes((ulong)(i * 49), leaves, tree.Leaf(i * 49), proofs[i], root))
                    throw new InvalidOperationException("A proof does not hold.");
            }
        });
        Console.WriteLine($"tree of 1,000,000 leaves: built {leaves / building:n0} leaves/s; inclusion proofs made {many / making:n0}/s, checked {many / checking:n0}/s");
    }

    private static void Verifying(string folder, int count)
    {
        var location = Path.Combine(folder, "verifying");
        using var workspace = Workspace.Open(location).Value;
        const int petitions = 20;
        var filling = Seconds(() =>
        {
            for (var p = 0; p < petitions; p++)
            {
                // One of them holds half of all, so that a single long docket is in the picture.
                var size = p == 0 ? count / 2 : count / 2 / (petitions - 1);
                var petition = workspace.OpenPetition($"Bench {p}", "Bench", s_at).Value;
                for (var next = 2; next <= size;)
                    next = workspace.Append(petition, next, "Ana Ruiz", s_at.AddSeconds(next), [.. Enumerable.Range(next, Math.Min(20_000, size - next + 1)).Select(Vetted)]).Value + 1;
            }
        });
        var times = new List<double>();
        Verification? verification = null;
        for (var i = 0; i < 5; i++)
            times.Add(Seconds(() => verification = workspace.Verify()));
        if (verification!.Misfit is not null)
            throw new InvalidOperationException(verification.Misfit.ToString());
        var cpu = Median(Enumerable.Range(0, 3).Select(_ => CpuSeconds(() => workspace.Verify())));
        var megabytes = new FileInfo(Path.Combine(location, "clementia.db")).Length / 1e6;
        Console.WriteLine($"verify {verification.Entries:n0} entries in {petitions} petitions ({megabytes:n0} MB): median {verification.Entries / Median(times):n0}/s, best {verification.Entries / times.Min():n0}/s, {verification.Entries / cpu:n0} for each second of one processor (filled at {count / filling:n0}/s)");
        // The peer: the same hashing with nothing else, one thread and all.
        var body = EntryBody.Write(Vetted(12345));
        var salted = new byte[16 + body.Length];
        body.CopyTo(salted, 16);
        var envelope = new Envelope("p-000000", 12345, DocketTime.Write(s_at), "Ana Ruiz", "FactVetted", new string('a', 64)).Canonical();
        void Hash(int n)
        {
            Span<byte> hash = stackalloc byte[32];
            Span<byte> node = stackalloc byte[65];
            for (var i = 0; i < n; i++)
            {
                SHA256.HashData(salted, hash);
                SHA256.HashData(envelope, hash);
                SHA256.HashData(node, hash);
            }
        }
        Hash(1000);
        var one = Seconds(() => Hash(count / 4)) * 4;
        var all = Seconds(() => Parallel.Invoke([.. Enumerable.Repeat(() => Hash(count / Environment.ProcessorCount), Environment.ProcessorCount)]));
        Console.WriteLine($"  the three SHA-256 of an entry alone: {count / one:n0}/s on one thread, {count / all:n0}/s on all; verify takes {Median(times) / all:n2}x the latter");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
