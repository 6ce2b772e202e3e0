using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clementia.Cli.Commands;
using Clementia.Screening.Policies;
using Clementia.Screening.Shards;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Clementia.Cli.Nodes;

/// <summary>What a command asks of the nodes.</summary>
/// <param name="Policy">The policy's text and file.</param>
/// <param name="Settings">Its parameters as set.</param>
/// <param name="Day">The day asked.</param>
/// <param name="RecordsPerShard">About how many records a shard holds.</param>
/// <param name="Placed">The most placed records to list.</param>
/// <param name="Beside">The most records to list beside them, by criterion.</param>
internal sealed record NodesQuestion((string Text, string File) Policy, string[] Settings, DateOnly Day, int RecordsPerShard, int Placed, int Beside);

/// <summary>The command's side of a cluster: asks, waits, and merges the results. It may be killed and run again: what is done stays done.</summary>
internal static class NodesClient
{
    // How long no node may answer before the command gives up.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static ShardedRun Run(string cluster, ShardedPopulation population, Policy policy, NodesQuestion ask, IProgress<double>? progress, CancellationToken cancel)
    {
        try
        {
            return Task.Run(() => Ask(cluster, population, policy, ask, progress, cancel), cancel).GetAwaiter().GetResult();
        }
        catch (NpgsqlException error)
        {
            throw NodesDatabase.Unusable(error);
        }
    }

    private static async Task<ShardedRun> Ask(string cluster, ShardedPopulation population, Policy policy, NodesQuestion ask, IProgress<double>? progress, CancellationToken cancel)
    {
        using var database = new NodesDatabase(cluster);
        var agreement = new Agreement(ScreenCommand.ProgramName, population.LawFingerprint, population.Hash);
        var living = await database.Living();
        if (living.Count == 0)
            throw new UsageException("No node is up in this cluster. Start one: ./clementia node --cluster CONNECTION --population POP");
        foreach (var node in living)
        {
            if (agreement.Against("This command", node.At, node.Agreement) is { } differs)
                throw new UsageException(differs);
        }
        var cuts = population.Cuts(ask.RecordsPerShard);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
            new object[] { population.Population.Provenance.InputHash, agreement.Program, agreement.Law, agreement.Population, policy.Hash, ask.Day.DayNumber, ask.Placed, ask.Beside, cuts }))));
        var question = new Question(id, agreement, ask.Policy.Text, ask.Policy.File, ask.Settings, policy.Hash, ask.Day.DayNumber, ask.Placed, ask.Beside);
        var shards = cuts.Length - 1;
        List<byte[]> results = [];
        if (shards > 0)
        {
            using var host = Client(database);
            var watch = Stopwatch.StartNew();
            try
            {
                await host.StartAsync(cancel);
            }
            catch (Exception unreachable) when (unreachable is SiloUnavailableException or OrleansException or TimeoutException)
            {
                throw new UsageException($"{Shell.Count(living.Count, "node")} of the cluster ({string.Join(", ", living.Select(n => n.At))}) cannot be reached: {Shell.OneLine(unreachable.Message, 300).TrimEnd('.')}. Check that this machine reaches their gateway ports.");
            }
            Trace($"connected after {watch.ElapsedMilliseconds} ms");
            var job = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IScreenJob>(id);
            try
            {
                // Whoever asks the same at the same time may have been given the answer, and have cleared the results away before they were read here.
                do
                {
                    await Await(job, question, cuts, progress, cancel);
                    results = [.. database.Results(id)];
                }
                while (results.Count < shards);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                await Quietly(job.Stop());
                throw;
            }
            Trace($"shards done after {watch.ElapsedMilliseconds} ms");
            await Quietly(host.StopAsync(CancellationToken.None));
            Trace($"disconnected after {watch.ElapsedMilliseconds} ms");
            foreach (var (node, count, milliseconds) in await database.Shares(id))
                Trace($"{node}: {count} shards, {milliseconds} ms");
        }
        var clock = Stopwatch.StartNew();
        var run = population.Merge(policy, ask.Day, results, ask.Placed, ask.Beside);
        await database.Forget(id);
        Trace($"merged in {clock.ElapsedMilliseconds} ms");
        return run;
    }

    // Asks again and again: a call that is lost with its node costs a few seconds and not the answer.
    private static async Task Await(IScreenJob job, Question question, int[] cuts, IProgress<double>? progress, CancellationToken cancel)
    {
        var heard = Stopwatch.StartNew();
        var isKnown = false;
        string? trouble = null;
        for (var wait = 20; ; wait = Math.Min(wait * 2, 500))
        {
            try
            {
                var state = isKnown ? await job.Poll() : await job.Start(question, cuts);
                if (state.Refusal is { } refusal)
                    throw new UsageException(refusal);
                (isKnown, trouble) = (state.Known, state.Trouble);
                if (isKnown)
                {
                    heard.Restart();
                    progress?.Report(state.Of == 0 ? 1 : state.Done / (double)state.Of);
                    if (state.Done >= state.Of)
                        return;
                }
            }
            catch (Exception lost) when (lost is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException or ConnectionFailedException)
            {
                Trace($"asked again: {lost.GetType().Name}");
                (isKnown, trouble) = (false, lost.Message);
            }
            if (heard.Elapsed > s_patience)
                throw new IOException($"No node of the cluster has answered for {s_patience.TotalSeconds:N0} seconds{(trouble is null ? "" : $" ({Shell.OneLine(trouble, 300).TrimEnd('.')})")}. What is done is kept: start nodes and run the same command again.");
            await Task.Delay(wait, cancel);
        }
    }

    private static IHost Client(NodesDatabase database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (Environment.GetEnvironmentVariable("CLEMENTIA_TRACE") is not null)
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client => client
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", database.Connection))
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (NodeHost.Cluster, NodeHost.Cluster))
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(4))
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2)));
        return builder.Build();
    }

    private static async Task Quietly(Task goodbye)
    {
        try
        {
            await goodbye.WaitAsync(TimeSpan.FromSeconds(5));
        }
#pragma warning disable CA1031 // Taking leave of nodes that may be gone: the answer is what counts, and it does not turn on this.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static void Trace(string what)
    {
        if (Environment.GetEnvironmentVariable("CLEMENTIA_TRACE") is not null)
            Console.Error.WriteLine($"nodes: {what}");
    }
}
