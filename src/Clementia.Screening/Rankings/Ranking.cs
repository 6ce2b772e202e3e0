using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clementia.Screening;

/// <summary>A parameter of a policy as it stood in a run.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Value">Its value as the policy language writes it: "120 months".</param>
public sealed record RankingParameter(string Name, string Value);

/// <summary>What became of one criterion over the whole population: met + not met + unknown = all records.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Meaning">What it asks, in words.</param>
/// <param name="Met">Records that meet it.</param>
/// <param name="NotMet">Records that do not.</param>
/// <param name="Unknown">Records of which it cannot be said.</param>
/// <param name="NearMisses">Records that meet every other criterion and not this one.</param>
/// <param name="OnlyUnknown">Records that meet every other criterion, and of which this one cannot be said.</param>
public sealed record CriterionCounts(string Name, string Meaning, long Met, long NotMet, long Unknown, long NearMisses, long OnlyUnknown);

/// <summary>What became of all records: placed + not met + unknown = records.</summary>
/// <param name="Records">Records of the population.</param>
/// <param name="Placed">Records that meet the policy.</param>
/// <param name="NotMet">Records that do not, whatever is unknown of them.</param>
/// <param name="Unknown">Records of which it cannot be said.</param>
public sealed record RankingCounts(long Records, long Placed, long NotMet, long Unknown);

/// <summary>What a ranking rests on: with the same policy, day, law, input and program the same ranking comes out, byte for byte. It holds no time stamp.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="PolicyHash">SHA-256 of the policy's text, in hex.</param>
/// <param name="On">The day asked.</param>
/// <param name="Law">The law book's fingerprint.</param>
/// <param name="Source">The file the population was read from, or what generated it.</param>
/// <param name="InputHash">SHA-256 of what the population was read from (<see cref="Provenance.InputHash"/>).</param>
/// <param name="Invented">Whether the people were made up.</param>
/// <param name="Program">The program's name and version.</param>
/// <param name="Parameters">The policy's parameters as they stood.</param>
/// <param name="Criteria">The policy's criteria, in its order, with their counts.</param>
/// <param name="Counts">What became of all records.</param>
/// <param name="Columns">The columns that the rows carry, in their order.</param>
public sealed record RankingReceipt(
    string Policy,
    string PolicyHash,
    DateOnly On,
    string Law,
    string Source,
    string InputHash,
    bool Invented,
    string Program,
    IReadOnlyList<RankingParameter> Parameters,
    IReadOnlyList<CriterionCounts> Criteria,
    RankingCounts Counts,
    IReadOnlyList<ColumnSpec> Columns);

/// <summary>One record of a ranking.</summary>
/// <param name="Rank">Its place, from 1; 0 for a record that is listed without being placed: a near miss, or one of which something is unknown.</param>
/// <param name="Row">Its place in the source, from 0 (<see cref="Population.Row"/>).</param>
/// <param name="Id">The number of the case in the source, or <see cref="Code.Missing"/>.</param>
/// <param name="Score">The policy's score, or one of <see cref="Code"/>.</param>
/// <param name="Verdicts">A letter a criterion, in the receipt's order: m met, n not met, u unknown.</param>
/// <param name="Values">A logical value a column, in the receipt's order: a number in the unit of the column's type, or one of <see cref="Code"/>.</param>
/// <param name="Reasons">Why it stands here, in words; may be empty.</param>
public sealed record RankingRow(int Rank, int Row, long Id, long Score, string Verdicts, IReadOnlyList<long> Values, string Reasons);

/// <summary>A screened population: those placed, in order, those listed beside them, and the receipt that says what it rests on.</summary>
public sealed class Ranking
{
    private readonly Lazy<string> _hash;

    /// <summary>A ranking of these rows: the placed ones first, ranked 1, 2, 3 and so on; then those listed without a place, in the order of the source.</summary>
    /// <exception cref="ArgumentException">Counts do not add up, ranks are not in order, or a row does not fit the receipt.</exception>
    public Ranking(RankingReceipt receipt, IReadOnlyList<RankingRow> rows)
    {
        (Receipt, Rows) = (receipt, rows);
        if (Fault(receipt, rows) is { } fault)
            throw new ArgumentException(fault);
        Listed = rows.Count(r => r.Rank > 0);
        _hash = new(() => RankingHash.Of(this));
    }

    /// <summary>What it rests on.</summary>
    public RankingReceipt Receipt { get; }

    /// <summary>Its rows: placed ones by rank, then the others by their place in the source.</summary>
    public IReadOnlyList<RankingRow> Rows { get; }

    /// <summary>Placed records among the rows: fewer than the receipt's count where only the first so many were asked for.</summary>
    public int Listed { get; }

    /// <summary>SHA-256 over the receipt and the rows, in hex: the same in every file format.</summary>
    public string Hash => _hash.Value;

    private static string? Fault(RankingReceipt receipt, IReadOnlyList<RankingRow> rows)
    {
        var counts = receipt.Counts;
        if (counts.Placed < 0 || counts.NotMet < 0 || counts.Unknown < 0 || checked(counts.Placed + counts.NotMet + counts.Unknown) != counts.Records)
            return $"{counts.Placed} placed, {counts.NotMet} not met and {counts.Unknown} unknown are not {counts.Records} records.";
        foreach (var one in receipt.Criteria)
        {
            if (one.Met < 0 || one.NotMet < 0 || one.Unknown < 0 || checked(one.Met + one.NotMet + one.Unknown) != counts.Records)
                return $"Criterion '{one.Name}': {one.Met} met, {one.NotMet} not met and {one.Unknown} unknown are not {counts.Records} records.";
        }
        // Parquet adds NAME.code for what is no number.
        if (RankingCsv.Names(receipt).Concat(receipt.Columns.Select(RankingFile.CodeOf)).GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"Two columns of the file would be called '{twice.Key}'.";
        if (rows.Count(r => r.Rank > 0) > counts.Placed)
            return $"More rows are placed than the {counts.Placed} that the counts say.";
        var seen = new HashSet<int>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Rank != 0 ? row.Rank != i + 1 : i > 0 && rows[i - 1].Rank == 0 && rows[i - 1].Row >= row.Row)
                return $"Row {i + 1} is out of order: placed rows come first, ranked from 1; then the others by their place in the source.";
            if (row.Row < 0 || row.Row >= counts.Records || !seen.Add(row.Row))
                return $"Row {i + 1}: the place {row.Row} of the source is outside the population or listed twice.";
            if (row.Verdicts.Length != receipt.Criteria.Count || row.Verdicts.AsSpan().ContainsAnyExcept("mnu"))
                return $"Row {i + 1}: its verdicts '{row.Verdicts}' are not {receipt.Criteria.Count} letters of m, n and u.";
            if (row.Values.Count != receipt.Columns.Count)
                return $"Row {i + 1} has {row.Values.Count} values for {receipt.Columns.Count} columns.";
        }
        return null;
    }
}

/// <summary>A ranking's file that cannot be read or used: where, what is wrong, what to do.</summary>
public sealed class RankingException(string message) : IOException(message);

/// <summary>The receipt with the hash that binds it to the rows.</summary>
internal sealed record SealedReceipt(int Format, RankingReceipt Receipt, string Hash)
{
    public const int CurrentFormat = 1;
}

internal static class RankingHash
{
    // The receipt is under the hash too: a day or a policy that was changed by hand does not pass.
    public static string Of(Ranking ranking)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(ranking.Receipt, CompactRankingJson.Default.RankingReceipt));
        hash.AppendData("\n"u8);
        foreach (var line in RankingCsv.Lines(ranking))
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SealedReceipt))]
[JsonSerializable(typeof(RankingReceipt))]
internal sealed partial class RankingJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SealedReceipt))]
[JsonSerializable(typeof(RankingReceipt))]
internal sealed partial class CompactRankingJson : JsonSerializerContext;
