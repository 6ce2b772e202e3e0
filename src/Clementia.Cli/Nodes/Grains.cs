using System.Diagnostics;
using Clementia.Law;
using Clementia.Screening;
using Clementia.Screening.Policies;
using Clementia.Screening.Shards;
using Npgsql;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Clementia.Cli.Nodes;

/// <summary>What is asked of all shards.</summary>
/// <param name="Id">Follows from everything that the answer rests on: the same question is the same job, and what is done of it stays done.</param>
/// <param name="Agreement">What every node must have alike.</param>
/// <param name="PolicyText">The policy's file.</param>
/// <param name="PolicyFile">Its name.</param>
/// <param name="Settings">Its parameters as set.</param>
/// <param name="PolicyHash">What the policy with these settings must come to.</param>
/// <param name="DayNumber">The day asked.</param>
/// <param name="Placed">The most placed records to list.</param>
/// <param name="Beside">The most records to list beside them, by criterion.</param>
[GenerateSerializer]
internal sealed record Question(string Id, Agreement Agreement, string PolicyText, string PolicyFile, string[] Settings, string PolicyHash, int DayNumber, int Placed, int Beside);

/// <summary>How far a job is.</summary>
/// <param name="Known">Whether this node leads it; a leader that was killed is replaced by one that must be told anew.</param>
/// <param name="Done">Shards done.</param>
/// <param name="Of">Shards in all.</param>
/// <param name="Refusal">Why it cannot be done; null while it can.</param>
/// <param name="Trouble">What last went wrong, and is being tried again.</param>
[GenerateSerializer]
internal sealed record JobState(bool Known, int Done, int Of, string? Refusal, string? Trouble);

/// <summary>Leads one job: hands its shards out to the nodes that live, and again when one of them dies. Every call is short and may be repeated.</summary>
internal interface IScreenJob : IGrainWithStringKey
{
    /// <summary>Begins, or goes on with what is not done yet; does nothing when it is at work.</summary>
    Task<JobState> Start(Question question, int[] cuts);

    Task<JobState> Poll();

    Task Stop();
}

/// <summary>Screens shards on one node. The key names the node and the place in its queue.</summary>
internal interface IShardWorker : IGrainWithStringKey
{
    /// <summary>Screens the records and stores the result; says why when it refuses.</summary>
    [ResponseTimeout("00:10:00")]
    Task<string?> Screen(Question question, int shard, int from, int to);
}

/// <summary>What a node works with.</summary>
internal sealed class Workbench(NodeName name, ShardedPopulation population, NodesDatabase database)
{
    private readonly Lock _reading = new();
    private (string Key, Policy Policy)? _policy;

    public NodeName Name { get; } = name;

    public NodesDatabase Database { get; } = database;

    public async Task<string?> Screen(Question question, int shard, int from, int to, CancellationToken cancel)
    {
        if (question.Agreement.Against("The command", Name.At, Name.Agreement) is { } differs)
            return differs;
        var watch = Stopwatch.StartNew();
        try
        {
            var policy = PolicyOf(question);
            if (policy.Hash != question.PolicyHash)
                return $"The node {Name.At} reads another policy out of the same file. All nodes of a cluster run the same program.";
            var result = await Task.Run(() => population.Screen(policy, DateOnly.FromDayNumber(question.DayNumber), from, to, question.Placed, question.Beside, cancel), cancel);
            await Database.Keep(question.Id, shard, Name.At, result, watch.Elapsed, cancel);
            return null;
        }
        catch (PopulationException wrong)
        {
            return $"The node {Name.At} refuses: {wrong.Message}";
        }
    }

    private Policy PolicyOf(Question question)
    {
        lock (_reading)
        {
            if (_policy is not { } kept || kept.Key != question.Id)
            {
                var read = Policy.Read(question.PolicyText, question.PolicyFile, out _)?.With(question.Settings, out _) ?? throw new PopulationException($"The policy '{question.PolicyFile}' cannot be read here.");
                _policy = kept = (question.Id, read);
            }
            return kept.Policy;
        }
    }
}

internal sealed class ScreenJob(Workbench bench, ISiloStatusOracle silos) : Grain, IScreenJob, IDisposable
{
    // Two for each node: one is screened while the result of the other is stored.
    private const int CallsPerNode = 2;
    private const int MostAttempts = 25;
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(2);

    private CancellationTokenSource? _stop;
    private Task? _work;
    private int _done, _of;
    private string? _refusal, _trouble;

    public async Task<JobState> Start(Question question, int[] cuts)
    {
        if (_work is { IsCompleted: false })
            return State();
        if (question.Agreement.Against("The command", bench.Name.At, bench.Name.Agreement) is { } differs)
            return new(true, 0, cuts.Length - 1, differs, null);
        await bench.Database.Lead(question.Id, bench.Name.At);
        (_done, _of, _refusal, _trouble) = (0, cuts.Length - 1, null, null);
        _stop?.Dispose();
        _stop = new();
        _work = Work(question, cuts, _stop.Token);
        return State();
    }

    public Task<JobState> Poll() => Task.FromResult(State());

    public async Task Stop()
    {
        if (_stop is not null)
            await _stop.CancelAsync();
    }

    // Work that outlived its grain would hand out shards that another leader hands out too.
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await Stop();

    public void Dispose() => _stop?.Dispose();

    private JobState State() => new(_work is { IsFaulted: false, IsCanceled: false }, _done, _of, _refusal, _work?.Exception?.InnerException?.Message ?? _trouble);

    private async Task Work(Question question, int[] cuts, CancellationToken stop)
    {
        var done = await bench.Database.Done(question.Id, stop);
        _done = done.Count;
        var waiting = new Queue<int>(Enumerable.Range(0, _of).Where(shard => !done.Contains(shard)));
        var attempts = new int[_of];
        var calls = new List<(Task<string?> Answer, int Shard, string Worker, SiloAddress Silo, DateTime Since)>();
        var resting = new Dictionary<SiloAddress, DateTime>();
        while (_done < _of)
        {
            HandOut();
            await Task.WhenAny([.. calls.Select(c => (Task)c.Answer), Task.Delay(calls.Count == 0 ? 200 : 1000, stop)]);
            stop.ThrowIfCancellationRequested();
            foreach (var call in calls.Where(c => c.Answer.IsCompleted).ToList())
            {
                calls.Remove(call);
                try
                {
                    if (await call.Answer is { } refusal)
                    {
                        _refusal = refusal;
                        return;
                    }
                    if (done.Add(call.Shard))
                        _done++;
                }
                catch (Exception failed) when (!stop.IsCancellationRequested)
                {
                    _trouble = failed.Message;
                    if (!done.Contains(call.Shard) && !calls.Exists(c => c.Shard == call.Shard))
                        waiting.Enqueue(call.Shard);
                    // A node that died or is unwell gets nothing for a moment; that is no fault of the shard's.
                    if (failed is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException or NpgsqlException or OperationCanceledException)
                        resting[call.Silo] = DateTime.UtcNow + s_rest;
                    else if (++attempts[call.Shard] >= MostAttempts)
                    {
                        _refusal = $"The records {cuts[call.Shard]:N0} to {cuts[call.Shard + 1]:N0} could not be screened in {MostAttempts} attempts: {failed.Message}";
                        return;
                    }
                }
            }
        }

        void HandOut()
        {
            foreach (var silo in silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Order())
            {
                if (resting.TryGetValue(silo, out var until) && until > DateTime.UtcNow)
                    continue;
                for (var place = 0; place < CallsPerNode; place++)
                {
                    var worker = $"{silo.ToParsableString()}/{place}";
                    if (calls.Exists(c => c.Worker == worker) || (!waiting.TryDequeue(out var shard) && !Slow(silo, out shard)))
                        continue;
                    // The worker is made on the node that it is for.
                    RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
                    calls.Add((GrainFactory.GetGrain<IShardWorker>(worker).Screen(question, shard, cuts[shard], cuts[shard + 1]), shard, worker, silo, DateTime.UtcNow));
                    RequestContext.Remove(IPlacementDirector.PlacementHintKey);
                }
            }
        }

        // At the end, who has nothing to do takes what another is slow with: one busy or stopped machine does not hold up the answer. The result that comes first is kept.
        bool Slow(SiloAddress taker, out int shard)
        {
            foreach (var call in calls.OrderBy(c => c.Since))
            {
                shard = call.Shard;
                if (!done.Contains(shard) && DateTime.UtcNow - call.Since > s_slow && !call.Silo.Equals(taker) && calls.Count(c => c.Shard == call.Shard) == 1)
                    return true;
            }
            shard = -1;
            return false;
        }
    }
}

[RandomPlacement]
internal sealed class ShardWorker(Workbench bench) : Grain, IShardWorker, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public Task<string?> Screen(Question question, int shard, int from, int to) => bench.Screen(question, shard, from, to, _stop.Token);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();
}
