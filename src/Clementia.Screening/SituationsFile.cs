using System.Runtime.InteropServices;
using System.Text.Json;
using Clementia.Law;

namespace Clementia.Screening;

/// <summary>Keeps the situations of a population beside its columns, for the law book they were found under. Derived: it may be deleted at any time.</summary>
internal static class SituationsFile
{
    private const string Name = "situations.bin";
    private const int Format = 1;

    private sealed record Head(int Format, string Law, int Runs, Dictionary<string, long[]> Bands, IReadOnlyList<long[]> Limits);

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
            if (head is null || head.Format != Format || head.Law != law.Book.Fingerprint)
                return null;
            var all = new Situation[head.Runs];
            var starts = new int[head.Runs + 1];
            stream.ReadExactly(MemoryMarshal.AsBytes(all.AsSpan()));
            stream.ReadExactly(MemoryMarshal.AsBytes(starts.AsSpan()));
            if (starts[^1] != population.Records)
                return null;
            var codes = new SituationCodes(law, population.Find(PersonColumns.Drug.Name)?.Spec.Choices ?? [], drug => head.Bands[drug]);
            foreach (var pair in head.Limits)
                codes.LimitsPair(pair[0], pair[1]);
            return Situations.Restore(codes, population.Find(PersonColumns.Guideline.Name)?.Spec.Choices ?? [], all, starts);
        }
        catch (Exception error) when (error is IOException or JsonException or KeyNotFoundException or UnauthorizedAccessException)
        {
            return null; // Found anew instead.
        }
    }

    public static void Write(string folder, Situations situations)
    {
        var head = new Head(Format, situations.Codes.Law.Book.Fingerprint, situations.Count, situations.Codes.Drugs.ToDictionary(d => d.Drug, d => d.Bands), [.. situations.Codes.Limits.Select(p => new[] { p.Min, p.Max })]);
        var partial = Path.Combine(folder, $"{Name}.partial-{Environment.MachineName}-{Environment.ProcessId}");
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
            using (var writer = new BinaryWriter(stream))
            {
                writer.Write(JsonSerializer.Serialize(head));
                writer.Flush();
                stream.Write(MemoryMarshal.AsBytes(situations.All.AsSpan()));
                stream.Write(MemoryMarshal.AsBytes(situations.Starts.AsSpan()));
            }
            File.Move(partial, Path.Combine(folder, Name), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written is screened all the same, only slower to open.
        }
    }
}
