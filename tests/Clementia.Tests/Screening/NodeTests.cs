using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Clementia.Cli.Nodes;
using Clementia.Law;
using Clementia.Screening.Shards;
using Clementia.Tests.Store;
using Npgsql;

namespace Clementia.Tests.Screening;

/// <summary>Three node processes on one machine, and a command that has them screen a population.</summary>
[Collection(nameof(PostgresServer))]
public sealed class NodeTests(PostgresServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clementia-nodes-").FullName;
    private readonly List<Process> _nodes = [];

    [Fact]
    [Trait("Length", "long")]
    public async Task Three_nodes_give_one_machines_ranking_byte_for_byte_also_when_the_node_that_leads_or_one_that_follows_is_killed()
    {
        var database = server.NewDatabase();
        using (var population = RulingTests.Random(15_000, seed: 31))
            population.Save(At("pop"));
        await File.WriteAllTextAsync(At("outliers.json"), ShardTests.Outliers);
        await Screen("one.csv", "one machine");
        var expected = await Bytes("one.csv");
        Assert.InRange(expected.Length, 50_000, 10_000_000);

        Assert.Contains("No node is up", await Screen("none.csv", "no node", expectedExit: 2, "--cluster", database));
        var ports = await Task.WhenAll(Node(database), Node(database), Node(database));
        await Screen("three.csv", "three nodes", 0, "--cluster", database, "--shard", "3000");
        Assert.Equal(expected, await Bytes("three.csv"));

        int shards;
        using (var whole = ShardedPopulation.Open(At("pop"), LawBook.BuiltIn))
            shards = whole.Cuts(40).Length - 1;
        foreach (var which in new[] { "leader", "follower" })
        {
            var screening = Screen($"{which}.csv", which, 0, "--cluster", database, "--shard", "40");
            var (leader, done) = await Begun(database, shards: 20);
            var victim = Array.FindIndex(ports, port => (leader == $"127.0.0.1:{port}") == (which == "leader") && _nodes[Array.IndexOf(ports, port)] is { HasExited: false });
            _nodes[victim].Kill();
            var late = await Count(database);
            await screening;
            Assert.Equal(expected, await Bytes($"{which}.csv"));
            TestContext.Current.TestOutputHelper?.WriteLine($"{which}: {done} of {shards} shards were done when {ports[victim]} was to be killed, {late} when it was dead.");
            Assert.True(late > 0 && late < shards - 6, $"{late} of {shards} shards were done when the node was killed: too late to mean anything.");
        }

        // A node with another population would answer another question.
        using (var other = RulingTests.Random(100, seed: 1))
            other.Save(At("other"));
        var refused = Start("node", "--cluster", database, "--population", At("other"), "--port", $"{FreePort()}", "--gateway-port", $"{FreePort()}");
        Assert.Contains("do not agree in the population", await refused.StandardError.ReadToEndAsync());
        await refused.WaitForExitAsync();
        Assert.Equal(2, refused.ExitCode);

        Assert.Equal(1, _nodes.Count(n => !n.HasExited));
        await Screen("last.csv", "the last node alone", 0, "--cluster", database, "--shard", "10000");
        Assert.Equal(expected, await Bytes("last.csv"));
        Assert.Equal(0, await Count(database)); // given answers leave nothing behind
    }

    [Fact]
    public void Nodes_that_do_not_agree_are_told_in_what()
    {
        var one = new Agreement("clementia 0.1.0", "aaaa", "bbbb");
        Assert.Null(one.Against("This node", "10.0.0.6:11111", one with { }));
        Assert.StartsWith("This node and the node 10.0.0.6:11111 do not agree in the law book (aaaa and cccc).", one.Against("This node", "10.0.0.6:11111", one with { Law = "cccc" }), StringComparison.Ordinal);
        Assert.Contains("in the program (clementia 0.1.0 and clementia 0.2.0) and the population (bbbb and dddd)", one.Against("This node", "10.0.0.6:11111", new("clementia 0.2.0", "aaaa", "dddd")), StringComparison.Ordinal);
        Assert.Equal(new NodeName("10.0.0.6:11111", one), NodeName.Read(new NodeName("10.0.0.6:11111", one).ToString()));
        Assert.Null(NodeName.Read("a silo of something else"));
    }

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            if (!node.HasExited)
                node.Kill();
            node.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private async Task<byte[]> Bytes(string name) => [.. await File.ReadAllBytesAsync(At(name)), .. await File.ReadAllBytesAsync(At(name + ".receipt.json"))];

    private async Task<int> Node(string database)
    {
        var port = FreePort();
        var node = Start("node", "--cluster", database, "--population", At("pop"), "--port", $"{port}", "--gateway-port", $"{FreePort()}");
        lock (_nodes)
            _nodes.Add(node);
        var up = await node.StandardOutput.ReadLineAsync();
        Assert.True(up?.Contains("is up", StringComparison.Ordinal) == true, up ?? await node.StandardError.ReadToEndAsync());
        _ = node.StandardError.ReadToEndAsync();
        return port;
    }

    private async Task<string> Screen(string output, string what, int expectedExit = 0, params string[] more)
    {
        var watch = Stopwatch.StartNew();
        using var screen = Start(["screen", At("pop"), "--policy", At("outliers.json"), "--on", "2026-11-23", "--out", At(output), .. more]);
        var printed = screen.StandardOutput.ReadToEndAsync();
        var said = await screen.StandardError.ReadToEndAsync();
        await printed;
        await screen.WaitForExitAsync();
        Assert.True(screen.ExitCode == expectedExit, $"{what}: {screen.ExitCode}: {said}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {watch.Elapsed.TotalSeconds:0.0} s");
        return said;
    }

    // Until so many shards are stored: then there is something to lose, and work left.
    private static async Task<(string Leader, int Done)> Begun(string database, int shards)
    {
        await using var source = NpgsqlDataSource.Create(database);
        for (var end = Stopwatch.StartNew(); end.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(5))
        {
            await using var ask = source.CreateCommand("select leader, (select count(*) from clementia_nodes.shard_result) from clementia_nodes.job");
            await using var found = await ask.ExecuteReaderAsync();
            if (await found.ReadAsync() && found.GetInt64(1) >= shards)
                return (found.GetString(0), (int)found.GetInt64(1));
        }
        throw new TimeoutException($"After a minute not even {shards} shards are done.");
    }

    private static async Task<int> Count(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var ask = source.CreateCommand("select count(*)::int from clementia_nodes.shard_result");
        return (int)(await ask.ExecuteScalarAsync())!;
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory.Replace("Clementia.Tests", "Clementia.Cli", StringComparison.Ordinal), "clementia.dll"), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
