using System.Runtime.InteropServices;
using System.Text.Json;
using Clementia.Law;

namespace Clementia.Screening;

/// <summary>Keeps the situations of a population beside its columns, for the law book they were found under. Derived: it may be deleted at any time.</summary>
internal static class SituationsFile
{
    private const string Name = "situations.bin";
    private const int Format = 2;

    private sealed record Head(int Format, string Law, int Runs, int Cells, Dictionary<string, long[]> Bands);

    public static Situations? Read(string folder, Population population, RecordLaw law)
    {
        var file = Path.Combine(folder, Name);
        if (!File.Exists(file))
            return null;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            using var reader = new BinaryReader(stream);
            var head = JsonSerializer.Deserialize<Head>(reader.ReadString());
            if (head is null || head.Format != Format || head.Law != law.Book.Fingerprint || head.Runs < 0 || head.Runs > population.Records || head.Cells < 0 || head.Cells > head.Runs)
                return null;
            var kept = new LawTables.Kept(Lists<long>(reader), Lists<long>(reader), Lists<long>(reader), Lists<int>(reader), Lists<int>(reader), Lists<int>(reader));
            var parts = GC.AllocateUninitializedArray<Parts>(head.Runs);
            var starts = GC.AllocateUninitializedArray<int>(head.Runs + 1);
            var (codes, cells) = (new uint[head.Cells], new int[head.Cells + 1]);
            stream.ReadExactly(MemoryMarshal.AsBytes(parts.AsSpan()));
            stream.ReadExactly(MemoryMarshal.AsBytes(starts.AsSpan()));
            stream.ReadExactly(MemoryMarshal.AsBytes(codes.AsSpan()));
            stream.ReadExactly(MemoryMarshal.AsBytes(cells.AsSpan()));
            if (starts[^1] != population.Records || cells[^1] != head.Runs)
                return null;
            var tables = new LawTables(new(law, population.Find(PersonColumns.Drug.Name)?.Spec.Choices ?? [], drug => head.Bands[drug]), population.Find(PersonColumns.Guideline.Name)?.Spec.Choices ?? []);
            tables.Load(kept);
            return Situations.Restore(tables, codes, cells, parts, starts);
        }
        catch (Exception error) when (error is IOException or JsonException or KeyNotFoundException or UnauthorizedAccessException or FormatException)
        {
            return null; // Found anew instead.
        }
    }

    public static void Write(string folder, Situations situations)
    {
        var head = new Head(Format, situations.Codes.Law.Book.Fingerprint, situations.Count, situations.CellCodes.Length, situations.Codes.Drugs.ToDictionary(d => d.Drug, d => d.Bands));
        var partial = Path.Combine(folder, $"{Name}.partial-{Environment.MachineName}-{Environment.ProcessId}");
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
            using (var writer = new BinaryWriter(stream))
            {
                writer.Write(JsonSerializer.Serialize(head));
                var kept = situations.Tables.Save();
                foreach (var lists in (long[][][])[kept.Levels, kept.Histories, kept.Limits])
                    Write(writer, lists);
                foreach (var lists in (int[][][])[kept.Earlier, kept.Pairs, kept.Spans])
                    Write(writer, lists);
                writer.Flush();
                stream.Write(MemoryMarshal.AsBytes(situations.PartsOfRuns.AsSpan()));
                stream.Write(MemoryMarshal.AsBytes(situations.Starts.AsSpan()));
                stream.Write(MemoryMarshal.AsBytes(situations.CellCodes.AsSpan()));
                stream.Write(MemoryMarshal.AsBytes(situations.Cells.AsSpan()));
            }
            File.Move(partial, Path.Combine(folder, Name), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written is screened all the same, only slower to open.
        }
    }

    private static void Write<T>(BinaryWriter writer, T[][] lists)
        where T : unmanaged
    {
        writer.Write(lists.Length);
        foreach (var list in lists)
        {
            writer.Write(list.Length);
            writer.Write(MemoryMarshal.AsBytes(list.AsSpan()));
        }
    }

    private static T[][] Lists<T>(BinaryReader reader)
        where T : unmanaged
    {
        var lists = new T[Length(reader)][];
        for (var i = 0; i < lists.Length; i++)
        {
            lists[i] = new T[Length(reader)];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(lists[i].AsSpan()));
        }
        return lists;
    }

    private static int Length(BinaryReader reader) => reader.ReadInt32() is var length and >= 0 and < 1 << 24 ? length : throw new FormatException("A length in the file makes no sense.");
}
