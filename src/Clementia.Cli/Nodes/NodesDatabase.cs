using System.Globalization;
using Npgsql;

namespace Clementia.Cli.Nodes;

/// <summary>
/// The database of a cluster: where Orleans keeps who is there, and where the result of every shard is stored as soon as it is there. Everything lies in the schema clementia_nodes, made when it is absent.
/// </summary>
internal sealed class NodesDatabase : IDisposable
{
    private const string Schema = "clementia_nodes";

    // A node publishes that it lives every five seconds; three misses, and it is not taken for a living one any more.
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;

    public NodesDatabase(string connection)
    {
        NpgsqlConnectionStringBuilder parts;
        try
        {
            parts = new(connection);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            throw new UsageException($"--cluster takes a PostgreSQL connection string ({wrong.Message.TrimEnd('.')}). Write it as \"Host=db;Username=clementia;Database=nodes\".");
        }
        if (parts.Host is null)
            throw new UsageException("--cluster names no host. Write it as \"Host=db;Username=clementia;Database=nodes\".");
        parts.SearchPath = Schema;
        Connection = parts.ConnectionString;
        _source = NpgsqlDataSource.Create(Connection);
    }

    /// <summary>The connection string, which finds our tables by their bare names.</summary>
    public string Connection { get; }

    public void Dispose() => _source.Dispose();

    /// <summary>Makes what is not there, and takes away what jobs of last week left behind.</summary>
    public async Task Prepare()
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // "create ... if not exists" is not safe against another node that does the same at the same time.
        await using (var alone = new NpgsqlCommand("select pg_advisory_xact_lock(60207201)", connection, transaction))
            await alone.ExecuteNonQueryAsync();
        await using (var tables = new NpgsqlCommand(Tables, connection, transaction))
            await tables.ExecuteNonQueryAsync();
        foreach (var (key, text) in s_queries)
        {
            await using var query = new NpgsqlCommand("insert into orleansquery (querykey, querytext) values ($1, $2) on conflict (querykey) do update set querytext = excluded.querytext", connection, transaction) { Parameters = { new() { Value = key }, new() { Value = text } } };
            await query.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    /// <summary>The nodes that live, by what they say of themselves; none when no node ever ran here.</summary>
    public async Task<IReadOnlyList<NodeName>> Living()
    {
        await using (var exists = _source.CreateCommand("select to_regclass($1) is not null"))
        {
            exists.Parameters.Add(new() { Value = $"{Schema}.silo" });
            if (await exists.ExecuteScalarAsync() is not true)
                return [];
        }
        await using var command = _source.CreateCommand("select siloname from silo where status = 3 and iamalivetime > now() - make_interval(secs => $1) order by siloname");
        command.Parameters.Add(new() { Value = 4 * Heartbeat.TotalSeconds });
        var found = new List<NodeName>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            if (NodeName.Read(reader.GetString(0)) is { } name)
                found.Add(name);
        }
        return found;
    }

    /// <summary>Notes a job and the node that leads it.</summary>
    public async Task Lead(string job, string node)
    {
        await using var command = _source.CreateCommand("insert into job (id, leader) values ($1, $2) on conflict (id) do update set leader = excluded.leader");
        command.Parameters.Add(new() { Value = job });
        command.Parameters.Add(new() { Value = node });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The shards of a job whose results are there.</summary>
    public async Task<HashSet<int>> Done(string job, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand("select shard from shard_result where job = $1");
        command.Parameters.Add(new() { Value = job });
        var done = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            done.Add(reader.GetInt32(0));
        return done;
    }

    /// <summary>Keeps the result of a shard. The first one stays: a second is the same, come by another way.</summary>
    public async Task Keep(string job, int shard, string node, byte[] result, TimeSpan took, CancellationToken cancel)
    {
        // Where the job is gone already, the answer was given, and nobody waits for this.
        await using var command = _source.CreateCommand("insert into shard_result (job, shard, node, took_ms, result) select $1, $2, $3, $4, $5 where exists (select 1 from job where id = $1) on conflict (job, shard) do nothing");
        command.Parameters.Add(new() { Value = job });
        command.Parameters.Add(new() { Value = shard });
        command.Parameters.Add(new() { Value = node });
        command.Parameters.Add(new() { Value = (int)took.TotalMilliseconds });
        command.Parameters.Add(new() { Value = result });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The results of a job, one after the other.</summary>
    public IEnumerable<byte[]> Results(string job)
    {
        using var command = _source.CreateCommand("select result from shard_result where job = $1 order by shard");
        command.Parameters.Add(new() { Value = job });
        using var reader = command.ExecuteReader(System.Data.CommandBehavior.SequentialAccess);
        while (reader.Read())
            yield return reader.GetFieldValue<byte[]>(0);
    }

    /// <summary>Who did how many shards, and how long they took.</summary>
    public async Task<IReadOnlyList<(string Node, long Shards, long Milliseconds)>> Shares(string job)
    {
        await using var command = _source.CreateCommand("select node, count(*), sum(took_ms) from shard_result where job = $1 group by node order by node");
        command.Parameters.Add(new() { Value = job });
        var shares = new List<(string, long, long)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            shares.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return shares;
    }

    /// <summary>Forgets a job whose answer was given.</summary>
    public async Task Forget(string job)
    {
        await using var command = _source.CreateCommand("delete from job where id = $1");
        command.Parameters.Add(new() { Value = job });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A sentence about a database that cannot be used, for whoever typed its name.</summary>
    public static UsageException Unusable(NpgsqlException error) =>
        new($"The cluster's database cannot be used: {Shell.OneLine(error.Message, 400).TrimEnd('.')}. Check --cluster, and that the server takes connections from this machine.");

    private const string Tables = $"""
        create schema if not exists {Schema};
        create table if not exists orleansquery (querykey varchar(64) primary key, querytext varchar(8000) not null);
        create table if not exists silo_version (deployment text primary key, version int not null default 0, changed timestamptz not null default now());
        create table if not exists silo (
          deployment text not null, address text not null, port int not null, generation int not null, siloname text not null, hostname text not null, status int not null, proxyport int not null,
          suspecttimes text, metadatajson text, starttime timestamptz not null, iamalivetime timestamptz not null, primary key (deployment, address, port, generation));
        create table if not exists job (id text primary key, ordered timestamptz not null default now(), leader text not null);
        create table if not exists shard_result (
          job text not null references job (id) on delete cascade, shard int not null, node text not null, took_ms int not null, result bytea not null, primary key (job, shard));
        delete from job where ordered < now() - interval '7 days';
        """;

    // The keys, the names of the parameters and of the columns of the answers are those that Orleans' ADO.NET clustering asks for; the statements and tables are ours. Every change of a silo's row goes
    // with a change of the version, or does not happen.
    private static readonly (string Key, string Text)[] s_queries =
    [
        ("InsertMembershipVersionKey", "with made as (insert into silo_version (deployment) values (@DeploymentId) on conflict do nothing returning 1) select count(*)::int from made"),
        ("InsertMembershipKey", """
            with next as (update silo_version set version = version + 1, changed = now() where deployment = @DeploymentId and version = @Version returning 1),
            made as (insert into silo (deployment, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
              select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime where exists (select 1 from next) returning 1)
            select count(*)::int from made
            """),
        ("UpdateMembershipKey", """
            with next as (update silo_version set version = version + 1, changed = now() where deployment = @DeploymentId and version = @Version returning 1),
            made as (update silo set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
              where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation and exists (select 1 from next) returning 1)
            select count(*)::int from made
            """),
        ("UpdateIAmAlivetimeKey", "update silo set iamalivetime = @IAmAliveTime where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation"),
        ("MembershipReadRowKey", Read("and s.address = @Address and s.port = @Port and s.generation = @Generation")),
        ("MembershipReadAllKey", Read("")),
        ("DeleteMembershipTableEntriesKey", "delete from silo where deployment = @DeploymentId"),
        ("GatewaysQueryKey", "select Address, ProxyPort, Generation from silo where deployment = @DeploymentId and status = @Status and proxyport > 0"),
        ("CleanupDefunctSiloEntriesKey", "delete from silo where deployment = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3"),
    ];

    private static string Read(string which) => string.Create(CultureInfo.InvariantCulture, $"""
        select v.deployment as DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, SuspectTimes, MetadataJson, StartTime, IAmAliveTime, v.version as Version
        from silo_version v left join silo s on s.deployment = v.deployment {which} where v.deployment = @DeploymentId
        """);
}
