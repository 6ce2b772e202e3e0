using Clementia.Screening.Policies;
using Clementia.Screening.Shards;

namespace Clementia.Screening.Screens;

/// <summary>A run as a ranking: the placed, the near misses and those of whom one thing is unknown, with the receipt.</summary>
public static class RankingOfRun
{
    /// <summary>The ranking.</summary>
    /// <param name="run">The run.</param>
    /// <param name="program">The program's name and version.</param>
    /// <param name="placed">The most placed records to list; the counts are of all.</param>
    /// <param name="beside">The most records to list for each criterion that alone keeps them out, and for each that alone is unknown.</param>
    // One machine's ranking is put together as that of many is, from a single shard: there is no second way that could come to differ.
    public static Ranking Of(ScreenRun run, string program, int placed = ShardedRun.Everyone, int beside = 0) =>
        ShardedRun.Of(run, placed, beside).Ranking(program);
}
