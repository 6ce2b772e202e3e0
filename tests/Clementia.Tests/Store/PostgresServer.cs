using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Clementia.Tests.Store;

/// <summary>A PostgreSQL server of our own, started once a test run in a folder of its own; every test gets a database of its own.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"clementia-pg-{Environment.ProcessId}-{Guid.NewGuid():n}"[..32]);
    private readonly string? _bin;
    private readonly int _port;
    private int _databases;

    public PostgresServer()
    {
        _bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (_bin is null)
        {
            Missing = "PostgreSQL is not installed (no initdb under /usr/lib/postgresql).";
            return;
        }
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        Directory.CreateDirectory(_folder);
        if (Environment.UserName == "root")
            Run("chown", "postgres", _folder);
        // fsync off would make the durability of the store a fiction; the crash tests rely on it being on, which is the default.
        Missing = AsServerUser("initdb", "-D", Path.Combine(_folder, "data"), "-U", "clementia", "-A", "trust", "-E", "UTF8", "--no-sync")
            ?? AsServerUser("pg_ctl", "-D", Path.Combine(_folder, "data"), "-w", "-l", Path.Combine(_folder, "log"),
                "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=32MB -c max_connections=60", "start");
    }

    /// <summary>Why there is no server, or null when there is one.</summary>
    public string? Missing { get; }

    /// <summary>Connection string of a new, empty database; skips the test, saying why, when there is no server.</summary>
    public string NewDatabase()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var name = $"test{Interlocked.Increment(ref _databases)}";
        using var source = NpgsqlDataSource.Create(Connection("postgres"));
        using var create = source.CreateCommand($"create database {name}");
        create.ExecuteNonQuery();
        return Connection(name);
    }

    private string Connection(string database) => $"Host=127.0.0.1;Port={_port};Username=clementia;Database={database};Maximum Pool Size=30";

    private string? AsServerUser(string program, params string[] arguments)
    {
        var path = Path.Combine(_bin!, program);
        return Environment.UserName == "root" ? Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Run(path, arguments);
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
            using var process = Process.Start(start)!;
            // pg_ctl's server inherits the pipes: reading them to the end would wait for the server.
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}.";
        }
        catch (System.ComponentModel.Win32Exception none)
        {
            return $"{program} cannot be run: {none.Message}";
        }
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        if (_bin is not null && Directory.Exists(_folder))
        {
            AsServerUser("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
            Directory.Delete(_folder, recursive: true);
        }
    }
}

[CollectionDefinition(nameof(PostgresServer))]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>;
