using System.Diagnostics;
using Clementia.Casework;
using Clementia.Store;

namespace Clementia.Tests.Store;

internal static class Writer
{
    /// <summary>Starts tests/Clementia.Writer, which is built beside the tests.</summary>
    public static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Clementia.Tests", "Clementia.Writer"), OperatingSystem.IsWindows() ? "Clementia.Writer.exe" : "Clementia.Writer");
        return Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}

public sealed class SqliteCrashTests : CrashTests
{
    protected override string NewLocation() => Path.Combine(Scratch, $"workspace{Guid.NewGuid():n}");

    [Fact]
    [Trait("Length", "long")]
    public Task After_any_of_200_kills_every_acknowledged_entry_is_there_and_the_workspace_verifies() => Kill(200);
}

[Collection(nameof(PostgresServer))]
public sealed class PostgresCrashTests(PostgresServer server) : CrashTests
{
    protected override string NewLocation() => server.NewDatabase();

    [Fact]
    [Trait("Length", "long")]
    public Task After_any_of_20_kills_every_acknowledged_entry_is_there_and_the_workspace_verifies() => Kill(20);
}

/// <summary>Kills a writing process at random moments (kill -9) and looks at what is left.</summary>
public abstract class CrashTests : StoryTests
{
    private protected async Task Kill(int times)
    {
        var seed = Environment.GetEnvironmentVariable("CLEMENTIA_SEED") is { Length: > 0 } given ? int.Parse(given) : Environment.TickCount % 1_000_000;
        TestContext.Current.TestOutputHelper?.WriteLine($"CLEMENTIA_SEED={seed} repeats the moments of the kills.");
        // Two workspaces, each with a writer of its own, so that both processors have work.
        var halves = new[] { 0, 1 }.Select(half => Task.Run(() => KillHalf(seed + half, times / 2))).ToArray();
        var acknowledged = (await Task.WhenAll(halves)).Sum();
        TestContext.Current.TestOutputHelper?.WriteLine($"{times} kills, {acknowledged} acknowledged entries, every one there.");
        Assert.True(acknowledged > times, $"Only {acknowledged} entries were acknowledged in {times} rounds: the kills came too early to mean anything.");
    }

    private int KillHalf(int seed, int times)
    {
        var random = new Random(seed);
        var location = NewLocation();
        string petition;
        using (var workspace = Open(location))
            petition = NewPetition(workspace);
        var entries = new Dictionary<int, string>();
        var blobs = new HashSet<string>();
        var removed = new Dictionary<int, int>();
        for (var round = 0; round < times; round++)
        {
            using var writer = Writer.Start("append", location, KeyFile(location) ?? "-", petition, $"{(seed * 1000) + round}");
            var lines = new List<string>();
            var ready = new ManualResetEventSlim();
            var reading = Task.Run(() =>
            {
                while (writer.StandardOutput.ReadLine() is { } line)
                {
                    lines.Add(line);
                    if (line != "ready")
                        ready.Set();
                }
                ready.Set();
            });
            // Most kills fall among the writing, some while the workspace is being opened or the first entry written.
            if (random.Next(8) > 0)
                ready.Wait(TimeSpan.FromSeconds(30));
            else
                Thread.Sleep(random.Next(0, 400));
            Thread.Sleep(random.Next(0, 60));
            writer.Kill();
            writer.WaitForExit();
            reading.Wait();
            foreach (var line in lines)
            {
                switch (line.Split(' '))
                {
                    case ["entry", var number, var what]: entries.Add(int.Parse(number), what); break;
                    case ["blob", var sha256]: blobs.Add(sha256); break;
                    case ["removed", var number, var recorded]: removed.Add(int.Parse(number), int.Parse(recorded)); break;
                    case ["ready"]: break;
                    // The kill can cut the last line short; what was not read whole was not acknowledged.
                    default: Assert.Same(lines[^1], line); break;
                }
            }

            using var workspace = Open(location);
            var where = $"round {round} of seed {seed}";
            var verification = workspace.Verify();
            Assert.True(verification.Misfit is null, $"{where}: {verification.Misfit}");
            var docket = workspace.Read(petition).Value;
            Assert.Equal(Enumerable.Range(1, docket.Count), docket.Select(entry => entry.Number));
            var gone = verification.Removed.Select(body => body.Entry).ToHashSet();
            foreach (var (number, what) in entries)
            {
                Assert.True(number <= docket.Count, $"{where}: entry {number} was acknowledged and is lost; the docket has {docket.Count}.");
                var found = docket[number - 1].Body switch { FactVetted vetted => vetted.Fact, DocumentFiled filed => filed.Sha256, null when gone.Contains(number) => what, var other => $"{other}" };
                Assert.True(found == what, $"{where}: entry {number} should be {what} and is {found}.");
            }
            foreach (var (number, recorded) in removed)
                Assert.True(docket[number - 1].Body is null && docket[recorded - 1].Body is BodyRemoved body && body.Number == number, $"{where}: the removal of {number} is lost.");
            var removedBytes = docket.Select(entry => entry.Body).OfType<BodyRemoved>().SelectMany(body => body.Documents).ToHashSet();
            foreach (var sha256 in blobs)
            {
                var bytes = workspace.OpenBlob(sha256);
                Assert.True(bytes.Refused is null != removedBytes.Contains(sha256), $"{where}: the bytes {sha256} are {(removedBytes.Contains(sha256) ? "still there" : "lost")}.");
                if (bytes.Refused is null)
                    bytes.Value.Dispose();
            }
            // Verify has looked at every document that an entry names; those of earlier rounds need no second look.
            blobs.Clear();
        }
        return entries.Count;
    }
}

public sealed class SqliteConcurrencyTests : ConcurrencyTests
{
    protected override string NewLocation() => Path.Combine(Scratch, $"workspace{Guid.NewGuid():n}");
}

[Collection(nameof(PostgresServer))]
public sealed class PostgresConcurrencyTests(PostgresServer server) : ConcurrencyTests
{
    protected override string NewLocation() => server.NewDatabase();
}

/// <summary>Many write at once: no number is lost, none is given twice.</summary>
public abstract class ConcurrencyTests : StoryTests
{
    private const int Writers = 8;
    private const int Each = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Eight_threads_lose_no_entry_and_double_none(int petitions)
    {
        using var workspace = NewWorkspace();
        var ids = Enumerable.Range(0, petitions).Select(_ => NewPetition(workspace)).ToArray();
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<(string Petition, int Number, string Fact)>();
        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                var (id, fact) = (ids[(writer + i) % ids.Length], $"w{writer}-{i}");
                acknowledged.Add((id, workspace.Enter(id, $"writer {writer}", () => s_at, _ => new Entry[] { Vetted(fact) }).Value, fact));
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Equal(Writers * Each, acknowledged.Count);
        foreach (var id in ids)
        {
            var docket = workspace.Read(id).Value.Skip(1).Select(entry => (entry.Number, ((FactVetted)entry.Body!).Fact));
            Assert.Equal(acknowledged.Where(entry => entry.Petition == id).OrderBy(entry => entry.Number).Select(entry => (entry.Number, entry.Fact)), docket);
        }
        Assert.Null(workspace.Verify().Misfit);
    }

    [Fact]
    public void Of_eight_who_write_the_same_number_at_once_one_succeeds_and_seven_are_told_of_the_conflict()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        for (var round = 2; round < 12; round++)
        {
            var outcomes = new Result<int>[Writers];
            Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer => outcomes[writer] = workspace.Append(id, round, $"writer {writer}", s_at, Vetted($"w{writer}")));
            Assert.Single(outcomes, outcome => outcome.Refused is null);
            Assert.Equal(Writers - 1, outcomes.Count(outcome => outcome.IsConflict));
        }
    }

    [Fact]
    public void Three_processes_lose_no_entry_and_double_none()
    {
        var location = NewLocation();
        string id;
        using (var workspace = Open(location))
            id = NewPetition(workspace);
        var processes = Enumerable.Range(0, 3).Select(writer => Writer.Start("contend", location, KeyFile(location) ?? "-", id, $"w{writer}", "20")).ToArray();
        var numbers = processes.SelectMany((process, writer) => process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select((line, i) => (Number: int.Parse(line), Fact: $"w{writer}-{i}"))).OrderBy(entry => entry.Number).ToArray();
        foreach (var process in processes)
        {
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, process.StandardError.ReadToEnd());
            process.Dispose();
        }
        using var again = Open(location);
        Assert.Equal(numbers, again.Read(id).Value.Skip(1).Select(entry => (entry.Number, ((FactVetted)entry.Body!).Fact)));
        Assert.Equal(60, numbers.Length);
        Assert.Null(again.Verify().Misfit);
    }

    [Fact]
    public void Verifying_while_others_write_and_remove_finds_nothing_wrong()
    {
        using var workspace = NewWorkspace();
        var id = NewPetition(workspace);
        var stop = false;
        var writing = new Thread(() =>
        {
            for (var i = 0; !Volatile.Read(ref stop); i++)
            {
                var number = Append(workspace, id, Vetted($"F{i}"));
                if (i % 5 == 4)
                    workspace.Redact(id, number, "Order", "Clerk", s_at);
            }
        });
        writing.Start();
        try
        {
            for (var i = 0; i < 20; i++)
                Assert.Null(workspace.Verify().Misfit);
        }
        finally
        {
            Volatile.Write(ref stop, true);
            writing.Join();
        }
    }
}
