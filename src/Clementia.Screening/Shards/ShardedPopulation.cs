using System.Security.Cryptography;
using Clementia.Law;
using Clementia.Screening.Policies;
using Clementia.Screening.Screens;

namespace Clementia.Screening.Shards;

/// <summary>A population's folder as one of many machines sees it: all of its columns are mapped, and one shard at a time is screened. The law's answers are kept from shard to shard.</summary>
public sealed class ShardedPopulation : IDisposable
{
    private readonly Situations _situations;

    private ShardedPopulation(Population population, LawBook law, string hash)
    {
        (Population, Hash) = (population, hash);
        _situations = Situations.Of(population, new RecordLaw(law));
    }

    /// <summary>The population.</summary>
    public Population Population { get; }

    /// <summary>SHA-256 over population.json, in hex: over the hash of what it was read from, the number of records, and what its columns are. Machines that share a population agree in it.</summary>
    public string Hash { get; }

    /// <summary>The law book's fingerprint.</summary>
    public string LawFingerprint => _situations.Codes.Law.Book.Fingerprint;

    /// <summary>Opens a population's folder.</summary>
    /// <exception cref="PopulationException">The folder is none, or a file of it is missing or cut off.</exception>
    public static ShardedPopulation Open(string folder, LawBook law)
    {
        var population = Population.Open(folder);
        try
        {
            return new(population, law, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, Population.ManifestName)))));
        }
        catch
        {
            population.Dispose();
            throw;
        }
    }

    /// <summary>Where to cut into shards of about so many records: the first record of each shard, and the number of records at the end. A cell is never cut, so that a shard may be larger.</summary>
    public int[] Cuts(int recordsPerShard)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(recordsPerShard, 1);
        var cuts = new List<int> { 0 };
        foreach (var run in _situations.Cells)
        {
            if (_situations.Starts[run] is var at && (at - cuts[^1] >= recordsPerShard || at == Population.Records) && at > cuts[^1])
                cuts.Add(at);
        }
        return [.. cuts];
    }

    /// <summary>Screens the records from one cut to the next, and gives the result as bytes that <see cref="Merge"/> takes.</summary>
    /// <exception cref="PopulationException">It is not cut where cells end: whoever cut it sees another population or another law.</exception>
    public byte[] Screen(Policy policy, DateOnly day, int from, int to, int placed, int beside, CancellationToken cancel)
    {
        if (!IsCut(from) || !IsCut(to) || to < from)
            throw new PopulationException($"The records {from:N0} to {to:N0} do not begin and end where cells do: the shards were cut on another population.");
        using var slice = Population.Slice(from, to - from);
        var run = Screens.Screen.Anew(slice, _situations.Slice(from, to - from), day).Run(policy, null, cancel);
        return ShardResult.Of(run, placed, beside).ToBytes();
    }

    /// <summary>The whole run from the results of all shards, in any order.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="day">The day asked.</param>
    /// <param name="results">What <see cref="Screen"/> gave, once for each shard.</param>
    /// <param name="placed">The most placed records that are listed, as the shards were asked.</param>
    /// <param name="beside">The most records listed beside them, as the shards were asked.</param>
    public ShardedRun Merge(Policy policy, DateOnly day, IEnumerable<byte[]> results, int placed, int beside)
    {
        var run = new ShardedRun(Population, policy, day, LawFingerprint, placed, beside);
        foreach (var result in results)
            run.With(ShardResult.FromBytes(result));
        return run;
    }

    /// <inheritdoc/>
    public void Dispose() => Population.Dispose();

    private bool IsCut(int record)
    {
        var (low, high) = (0, _situations.Cells.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var at = _situations.Starts[_situations.Cells[middle]];
            if (at == record)
                return true;
            if (at < record)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return false;
    }
}
