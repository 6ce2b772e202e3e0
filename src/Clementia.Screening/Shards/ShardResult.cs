using System.IO.Compression;
using Clementia.Screening.Policies;
using Clementia.Screening.Screens;

namespace Clementia.Screening.Shards;

/// <summary>A record that a shard lists: what it is ranked by, whether it is eligible, and its row of the ranking but for rank and reasons.</summary>
internal sealed record Listed(Int128 Key, bool Eligible, RankingRow Row);

/// <summary>What a policy came to over one shard of a population: everything that the whole answer needs of it, so that results are added and merged and nothing is asked twice.</summary>
internal sealed class ShardResult
{
    private const byte Format = 1;

    public required long Records { get; init; }

    public required long Met { get; init; }

    public required long Unknown { get; init; }

    /// <summary>The situations that the law was asked about. A shard is cut where a cell ends, so that none is counted twice.</summary>
    public required long Situations { get; init; }

    public required IReadOnlyList<CriterionCount> Criteria { get; init; }

    /// <summary>The best eligible records of the shard, best first.</summary>
    public required IReadOnlyList<Listed> Placed { get; init; }

    /// <summary>Twice for each criterion: those whom it alone keeps out, and those for whom it alone is unknown; the first so many in the order of the source.</summary>
    public required IReadOnlyList<IReadOnlyList<Listed>> Beside { get; init; }

    public static ShardResult Of(ScreenRun run, int placed, int beside)
    {
        var (screen, policy, population) = (run.Screen, run.Policy, run.Screen.Population);
        var columns = ShardedRun.ColumnsOf(population, policy).Select(c => screen.SourceOf(c.Name)).ToArray();
        var id = population.Find(PersonColumns.Id.Name);
        var others = new List<IReadOnlyList<Listed>>();
        for (var c = 0; c < policy.Criteria.Count; c++)
        {
            foreach (var verdict in (ReadOnlySpan<Verdict>)[Verdict.NotMet, Verdict.Unknown])
                others.Add(beside == 0 ? [] : [.. run.AllBut(c, verdict).Take(beside).Select(record => One(record, run.Score(record)))]);
        }
        return new()
        {
            Records = population.Records,
            Met = run.Met,
            Unknown = run.Unknown,
            Situations = screen.SituationCount,
            Criteria = run.Criteria,
            Beside = others,
            Placed = [.. run.Top(placed).Select(top => One(top.Record, top.Score))],
        };

        Listed One(int record, long score)
        {
            var verdicts = string.Create(policy.Criteria.Count, (run, record), static (letters, of) =>
            {
                for (var c = 0; c < letters.Length; c++)
                    letters[c] = of.run.Criterion(c, of.record) switch { Verdict.Met => 'm', Verdict.NotMet => 'n', _ => 'u' };
            });
            return new(run.KeyOf(record), run.Eligible(record) == Verdict.Met,
                new(0, population.Row(record), id is null ? Code.Missing : id[record], score, verdicts, Array.ConvertAll(columns, c => c.At(record)), ""));
        }
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var packed = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(packed))
        {
            writer.Write(Format);
            writer.Write(Records);
            writer.Write(Met);
            writer.Write(Unknown);
            writer.Write(Situations);
            writer.Write(Criteria.Count);
            foreach (var count in Criteria)
            {
                writer.Write(count.Name);
                writer.Write(count.Met);
                writer.Write(count.NotMet);
                writer.Write(count.Unknown);
                writer.Write(count.OnlyThisNotMet);
                writer.Write(count.OnlyThisUnknown);
            }
            Write(Placed);
            foreach (var list in Beside)
                Write(list);

            void Write(IReadOnlyList<Listed> list)
            {
                writer.Write(list.Count);
                foreach (var (key, eligible, row) in list)
                {
                    writer.Write((long)(key >> 64));
                    writer.Write(unchecked((ulong)key));
                    writer.Write(eligible);
                    writer.Write(row.Row);
                    writer.Write(row.Id);
                    writer.Write(row.Score);
                    writer.Write(row.Verdicts);
                    writer.Write(row.Values.Count);
                    foreach (var value in row.Values)
                        writer.Write(value);
                }
            }
        }
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">They are not what <see cref="ToBytes"/> wrote.</exception>
    public static ShardResult FromBytes(byte[] bytes)
    {
        try
        {
            using var packed = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var reader = new BinaryReader(packed);
            if (reader.ReadByte() is var format && format != Format)
                throw new InvalidDataException($"A shard's result is written in form {format}, this program reads {Format}.");
            var (records, met, unknown, situations) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            var criteria = new CriterionCount[reader.ReadInt32()];
            for (var c = 0; c < criteria.Length; c++)
                criteria[c] = new(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            var placed = Read();
            var beside = new IReadOnlyList<Listed>[2 * criteria.Length];
            for (var i = 0; i < beside.Length; i++)
                beside[i] = Read();
            return new() { Records = records, Met = met, Unknown = unknown, Situations = situations, Criteria = criteria, Placed = placed, Beside = beside };

            Listed[] Read()
            {
                var list = new Listed[reader.ReadInt32()];
                for (var i = 0; i < list.Length; i++)
                {
                    var key = new Int128(unchecked((ulong)reader.ReadInt64()), reader.ReadUInt64());
                    var eligible = reader.ReadBoolean();
                    var (row, id, score, verdicts) = (reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadString());
                    var values = new long[reader.ReadInt32()];
                    for (var v = 0; v < values.Length; v++)
                        values[v] = reader.ReadInt64();
                    list[i] = new(key, eligible, new(0, row, id, score, verdicts, values, ""));
                }
                return list;
            }
        }
        catch (Exception damaged) when (damaged is EndOfStreamException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"A shard's result is cut off or damaged ({damaged.Message.TrimEnd('.')}).", damaged);
        }
    }
}
