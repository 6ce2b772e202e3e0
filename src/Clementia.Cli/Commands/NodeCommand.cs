using System.CommandLine;
using System.Net;
using Clementia.Cli.Nodes;

namespace Clementia.Cli.Commands;

/// <summary>`clementia node`: one of several processes or machines that screen a population together.</summary>
internal static class NodeCommand
{
    public static Command Command()
    {
        var cluster = new Option<string>("--cluster") { Description = "The PostgreSQL database in which the nodes of a cluster find each other and leave their results. One database is one cluster.", HelpName = "CONNECTION", Required = true };
        var population = new Option<string>("--population") { Description = "The population's folder, the same on every machine: a shared disk, or a copy.", HelpName = "POP", Required = true };
        var address = new Option<string>("--address") { Description = "The address of this machine that other nodes and commands reach it by.", HelpName = "IP", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = "Where other nodes reach this one.", HelpName = "PORT", DefaultValueFactory = _ => 11111 };
        var gateway = new Option<int>("--gateway-port") { Description = "Where `clementia screen --cluster` reaches this one.", HelpName = "PORT", DefaultValueFactory = _ => 30000 };
        var command = new ExampleCommand("node", "Be one of several processes or machines that screen a population together. The ports have no password: keep them within a network that you trust. More: docs/scale.md.",
            "node --cluster \"Host=db;Username=clementia;Database=nodes\" --population /mnt/pop --address 10.0.0.5", "node --cluster \"Host=127.0.0.1;Username=me;Database=nodes\" --population pop --port 11112 --gateway-port 30001",
            "screen pop --policy second-look --cluster \"Host=127.0.0.1;Username=me;Database=nodes\"")
        { cluster, population, address, port, gateway, Shell.NoWorkspace() };
        command.SetAction(async (parsed, _) =>
        {
            var at = IPAddress.TryParse(parsed.GetValue(address), out var ip) ? ip : throw new UsageException($"--address '{parsed.GetValue(address)}' is no IP address. Write one of this machine's, such as 127.0.0.1.");
            await NodeHost.Run(parsed.GetValue(cluster)!, parsed.GetValue(population)!, at, parsed.GetValue(port), parsed.GetValue(gateway));
            return Program.Done;
        });
        return command;
    }
}
