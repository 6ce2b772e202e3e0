using System.Net;
using System.Net.Sockets;
using Clementia.Cli.Commands;
using Clementia.Law;
using Clementia.Screening.Shards;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Clementia.Cli.Nodes;

/// <summary>One node: an Orleans silo in this process, which screens shards of one population until it is stopped.</summary>
internal static class NodeHost
{
    // One database is one cluster.
    public const string Cluster = "clementia";

    public static async Task Run(string cluster, string folder, IPAddress address, int port, int gatewayPort)
    {
        MustBeFree(address, port, "--port");
        MustBeFree(address, gatewayPort, "--gateway-port");
        using var database = new NodesDatabase(cluster);
        using var population = ShardedPopulation.Open(folder, LawBook.BuiltIn);
        var name = new NodeName($"{address}:{port}", new(ScreenCommand.ProgramName, population.LawFingerprint, population.Hash));
        try
        {
            await database.Prepare();
            foreach (var other in await database.Living())
            {
                // The port is ours, so that whoever had it before us is gone.
                if (other.At != name.At && name.Agreement.Against($"This node ({name.At})", other.At, other.Agreement) is { } differs)
                    throw new UsageException(differs);
            }
        }
        catch (NpgsqlException error)
        {
            throw NodesDatabase.Unusable(error);
        }
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (Environment.GetEnvironmentVariable("CLEMENTIA_TRACE") is not null)
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(new Workbench(name, population, database));
        builder.UseOrleans(silo => silo
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", database.Connection))
            .ConfigureEndpoints(address, port, gatewayPort)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Cluster, Cluster))
            .Configure<SiloOptions>(options => options.SiloName = name.ToString())
            .Configure<ClusterMembershipOptions>(options =>
            {
                // A node that was killed is told from one that is busy within seconds; a busy one that is taken for dead costs only the shards it had.
                options.ProbeTimeout = TimeSpan.FromSeconds(2);
                options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
                options.IAmAliveTablePublishTimeout = NodesDatabase.Heartbeat;
                options.NumMissedProbesLimit = 3;
                options.NumVotesForDeathDeclaration = 1;
                options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
                options.DefunctSiloExpiration = TimeSpan.FromDays(1);
            }));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine($"Node {name.At} is up, with {population.Population.Records:N0} records of {folder}. Ctrl-C stops it.");
        await host.WaitForShutdownAsync();
        Console.Error.WriteLine($"Node {name.At} has stopped.");
    }

    private static void MustBeFree(IPAddress address, int port, string option)
    {
        if (port is < 1 or > 65535)
            throw new UsageException($"{option} {port} is no port. Choose one from 1 to 65535.");
        try
        {
            using var free = new TcpListener(address, port);
            free.Start();
        }
        catch (SocketException taken)
        {
            throw new UsageException($"{address}:{port} cannot be listened on ({taken.Message.TrimEnd('.')}). Choose another {option}, or an --address of this machine.");
        }
    }
}
