using System.Text;
using System.Text.Json;
using ParquetSharp;

namespace Clementia.Screening;

/// <summary>
/// Rankings as files: Parquet, CSV or JSON by the name's ending. The receipt stands beside CSV and Parquet as NAME.receipt.json, inside Parquet as the key-value entry
/// "clementia.receipt", and at the top of JSON. The same ranking gives the same bytes.
/// </summary>
public static class RankingFile
{
    private const string MetadataKey = "clementia.receipt";
    private static readonly long s_epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The endings that are understood.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".parquet", ".csv", ".json"];

    /// <summary>Where the receipt of a ranking's file stands.</summary>
    public static string ReceiptOf(string path) => path + ".receipt.json";

    /// <summary>Whether a ranking can be written there, as far as its name tells: asked before the work is done.</summary>
    /// <exception cref="RankingException">The ending is none of <see cref="Endings"/>, or the folder is not there.</exception>
    public static void Check(string path)
    {
        _ = EndingOf(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new RankingException($"{path}: there is no folder to write it into. Make the folder first.");
    }

    /// <summary>Writes a ranking; a file that is there already is replaced when the new one is whole.</summary>
    /// <exception cref="RankingException">The ending is none of <see cref="Endings"/>, or the folder is not there.</exception>
    public static void Write(Ranking ranking, string path)
    {
        Check(path);
        var ending = EndingOf(path);
        var sealedReceipt = new SealedReceipt(SealedReceipt.CurrentFormat, ranking.Receipt, ranking.Hash);
        var partial = path + ".partial-" + Environment.ProcessId;
        try
        {
            switch (ending)
            {
                case ".csv":
                    using (var writer = new StreamWriter(partial, append: false, s_utf8, 1 << 16))
                    {
                        foreach (var line in RankingCsv.Lines(ranking))
                            writer.Write(line);
                    }
                    break;
                case ".json":
                    using (var stream = File.Create(partial))
                        WriteJson(ranking, sealedReceipt, stream);
                    break;
                default:
                    WriteParquet(ranking, sealedReceipt, partial);
                    break;
            }
            if (ending != ".json")
                File.WriteAllBytes(ReceiptOf(path), [.. JsonSerializer.SerializeToUtf8Bytes(sealedReceipt, RankingJson.Default.SealedReceipt), (byte)'\n']);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Reads a ranking and holds it against its receipt.</summary>
    /// <exception cref="RankingException">There is no such file or receipt, the file is damaged, or it is not the one that the receipt was made for.</exception>
    public static Ranking Read(string path)
    {
        var ending = EndingOf(path);
        if (!File.Exists(path))
            throw new RankingException($"There is no ranking '{path}'. Make one: ./clementia screen POP --policy P --out {path}");
        SealedReceipt kept;
        List<RankingRow> rows;
        try
        {
            switch (ending)
            {
                case ".csv":
                    kept = ReadReceipt(path);
                    rows = ReadCsv(path, kept.Receipt);
                    break;
                case ".json":
                    (kept, rows) = ReadJson(path);
                    break;
                default:
                    (kept, rows) = ReadParquet(path);
                    break;
            }
        }
        catch (Exception damaged) when (damaged is JsonException or ParquetException or InvalidOperationException or DecoderFallbackException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            throw new RankingException($"{path}: not a whole ranking ({damaged.Message.Split('\n')[0].TrimEnd('.')}). Make it again with 'clementia screen'.");
        }
        Ranking ranking;
        try
        {
            ranking = new(kept.Receipt, rows);
        }
        catch (Exception wrong) when (wrong is ArgumentException or OverflowException)
        {
            throw new RankingException($"{path}: it contradicts itself: {wrong.Message} Make it again with 'clementia screen'.");
        }
        return ranking.Hash == kept.Hash ? ranking
            : throw new RankingException($"{path}: its content is not what its receipt was made for (the receipt says {Short(kept.Hash)}, the content gives {Short(ranking.Hash)}). Someone changed one of them: make it again with 'clementia screen'.");
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static string EndingOf(string path) => Endings.FirstOrDefault(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase))
        ?? throw new RankingException($"'{path}': a ranking's file ends in {string.Join(", ", Endings.SkipLast(1))} or {Endings[^1]}. Name it so.");

    private static SealedReceipt Receipt(string json, string where)
    {
        var kept = JsonSerializer.Deserialize(json, RankingJson.Default.SealedReceipt) ?? throw new JsonException("the receipt is empty");
        return kept.Format == SealedReceipt.CurrentFormat ? kept
            : throw new RankingException($"{where}: written in format {kept.Format}, this program reads {SealedReceipt.CurrentFormat}. Make the ranking again.");
    }

    private static SealedReceipt ReadReceipt(string path) => File.Exists(ReceiptOf(path)) ? Receipt(File.ReadAllText(ReceiptOf(path)), ReceiptOf(path))
        : throw new RankingException($"{path}: its receipt is not beside it ({Path.GetFileName(ReceiptOf(path))}). Put it there, or make the ranking again.");

    private static List<RankingRow> ReadCsv(string path, RankingReceipt receipt)
    {
        using var text = new StreamReader(path, s_utf8);
        var rows = new List<RankingRow>();
        var isHeader = true;
        foreach (var (line, cells) in RankingCsv.Read(text, path))
        {
            if (isHeader && !cells.SequenceEqual(RankingCsv.Names(receipt)))
                throw new RankingException($"{path}: its columns are not those of its receipt. Make the ranking again.");
            if (!isHeader)
                rows.Add(RankingCsv.Row(receipt, cells, what => new RankingException($"{path}: line {line}: {what}. Make the ranking again.")));
            isHeader = false;
        }
        return isHeader ? throw new RankingException($"{path}: it is empty. Make the ranking again.") : rows;
    }

    // ---- JSON

    private static void WriteJson(Ranking ranking, SealedReceipt kept, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        var receipt = ranking.Receipt;
        json.WriteStartObject();
        json.WriteNumber("format", kept.Format);
        json.WritePropertyName("receipt");
        JsonSerializer.Serialize(json, receipt, RankingJson.Default.RankingReceipt);
        json.WriteString("hash", kept.Hash);
        json.WriteStartArray("rows");
        foreach (var row in ranking.Rows)
        {
            json.WriteStartObject();
            json.WritePropertyName("rank");
            if (row.Rank == 0)
                json.WriteNullValue();
            else
                json.WriteNumberValue(row.Rank);
            json.WriteNumber("row", row.Row);
            WriteNumber("id", row.Id);
            WriteNumber("score", row.Score);
            json.WriteStartObject("meets");
            for (var i = 0; i < receipt.Criteria.Count; i++)
                json.WriteString(receipt.Criteria[i].Name, row.Verdicts.AsSpan(i, 1));
            json.WriteEndObject();
            json.WriteStartObject("values");
            for (var i = 0; i < receipt.Columns.Count; i++)
            {
                var (spec, value) = (receipt.Columns[i], row.Values[i]);
                json.WritePropertyName(spec.Name);
                if (value == Code.Missing)
                    json.WriteNullValue();
                else if (Code.IsNumber(value) && spec.Type is ColumnType.Count or ColumnType.Months or ColumnType.Weight)
                    json.WriteRawValue(ColumnText.Of(spec, value));
                else if (Code.IsNumber(value) && spec.Type == ColumnType.Flag)
                    json.WriteBooleanValue(value == 1);
                else
                    json.WriteStringValue(ColumnText.Of(spec, value));
            }
            json.WriteEndObject();
            json.WriteString("reasons", row.Reasons);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void WriteNumber(string name, long value)
        {
            json.WritePropertyName(name);
            if (Code.IsNumber(value))
                json.WriteNumberValue(value);
            else if (value == Code.Missing)
                json.WriteNullValue();
            else
                json.WriteStringValue(RankingCsv.Number(value));
        }
    }

    private static (SealedReceipt Kept, List<RankingRow> Rows) ReadJson(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = file.RootElement;
        var kept = Receipt($"{{\"format\":{root.GetProperty("format").GetRawText()},\"receipt\":{root.GetProperty("receipt").GetRawText()},\"hash\":{root.GetProperty("hash").GetRawText()}}}", path);
        var receipt = kept.Receipt;
        var rows = new List<RankingRow>();
        foreach (var row in root.GetProperty("rows").EnumerateArray())
        {
            var (meets, values) = (row.GetProperty("meets"), row.GetProperty("values"));
            string[] cells =
            [
                Text(row.GetProperty("rank")), Text(row.GetProperty("row")), Text(row.GetProperty("id")), Text(row.GetProperty("score")),
                .. receipt.Criteria.Select(c => Text(meets.GetProperty(c.Name))), .. receipt.Columns.Select(c => Text(values.GetProperty(c.Name))), Text(row.GetProperty("reasons")),
            ];
            rows.Add(RankingCsv.Row(receipt, cells, what => new RankingException($"{path}: row {rows.Count + 1}: {what}. Make the ranking again.")));
        }
        return (kept, rows);

        static string Text(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.String => element.GetString()!,
            _ => throw new JsonException($"a {element.ValueKind.ToString().ToLowerInvariant()} where a value is due"),
        };
    }

    // ---- Parquet: a column a column, null where it holds no number; beside it NAME.code with the word for it, where any row has one.

    private static void WriteParquet(Ranking ranking, SealedReceipt kept, string path)
    {
        var (receipt, rows) = (ranking.Receipt, ranking.Rows);
        var columns = new List<ParquetSharp.Column> { new Column<int?>("rank"), new Column<int>("row"), new Column<long?>("id"), new Column<long?>("score") };
        columns.AddRange(receipt.Criteria.Select(c => new Column<string>("meets." + c.Name)));
        var coded = new bool[receipt.Columns.Count];
        for (var i = 0; i < receipt.Columns.Count; i++)
        {
            var spec = receipt.Columns[i];
            coded[i] = rows.Any(r => !Code.IsNumber(r.Values[i]));
            columns.Add(spec.Type switch
            {
                ColumnType.Flag => new Column<bool?>(spec.Name),
                ColumnType.Choice => new Column<string?>(spec.Name),
                ColumnType.Months => new Column<decimal?>(spec.Name, LogicalType.Decimal(29, 2)),
                ColumnType.Weight => new Column<decimal?>(spec.Name, LogicalType.Decimal(29, 6)),
                ColumnType.Day => new Column<DateOnly?>(spec.Name),
                _ => new Column<long?>(spec.Name),
            });
            if (coded[i])
                columns.Add(new Column<string?>(CodeOf(spec)));
        }
        columns.Add(new Column<string>("reasons"));
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [MetadataKey] = JsonSerializer.Serialize(kept, CompactRankingJson.Default.SealedReceipt) };
        using var properties = new WriterPropertiesBuilder().Compression(Compression.Zstd).Build();
        using var writer = new ParquetFileWriter(path, [.. columns], properties, metadata);
        const int groupLength = 1 << 20;
        for (var from = 0; from == 0 || from < rows.Count; from += groupLength)
        {
            var count = Math.Min(groupLength, rows.Count - from);
            using var group = writer.AppendRowGroup();
            Put(r => r.Rank == 0 ? null : (int?)r.Rank);
            Put(r => r.Row);
            Put(r => Plain(r.Id));
            Put(r => Plain(r.Score));
            for (var c = 0; c < receipt.Criteria.Count; c++)
                Put(r => r.Verdicts.Substring(c, 1));
            for (var c = 0; c < receipt.Columns.Count; c++)
            {
                var spec = receipt.Columns[c];
                switch (spec.Type)
                {
                    case ColumnType.Flag:
                        Put(r => Plain(r.Values[c]) is { } v ? v == 1 : (bool?)null);
                        break;
                    case ColumnType.Choice:
                        Put(r => Plain(r.Values[c]) is { } v ? spec.Choices[(int)v] : null);
                        break;
                    case ColumnType.Months:
                        Put(r => Plain(r.Values[c]) is { } v ? v / 100m : (decimal?)null);
                        break;
                    case ColumnType.Weight:
                        Put(r => Plain(r.Values[c]) is { } v ? v / 1_000_000m : (decimal?)null);
                        break;
                    case ColumnType.Day:
                        Put(r => Plain(r.Values[c]) is { } v ? DateOnly.FromDayNumber(checked((int)v)) : (DateOnly?)null);
                        break;
                    default:
                        Put(r => Plain(r.Values[c]));
                        break;
                }
                if (coded[c])
                    Put(r => r.Values[c] switch { Code.Missing => "missing", var v when Code.IsNumber(v) => null, var v => ColumnText.Of(spec, v) });
            }
            Put(r => r.Reasons);

            void Put<T>(Func<RankingRow, T> value)
            {
                var batch = new T[count];
                for (var i = 0; i < count; i++)
                    batch[i] = value(rows[from + i]);
                using var column = group.NextColumn().LogicalWriter<T>();
                column.WriteBatch(batch);
            }
        }
        writer.Close();

        static long? Plain(long value) => Code.IsNumber(value) ? value : null;
    }

    internal static string CodeOf(ColumnSpec spec) => spec.Name + ".code";

    private static (SealedReceipt Kept, List<RankingRow> Rows) ReadParquet(string path)
    {
        using var reader = new ParquetFileReader(path);
        if (!reader.FileMetaData.KeyValueMetadata.TryGetValue(MetadataKey, out var inside))
            throw new RankingException($"{path}: a Parquet file, but no ranking: it has no entry '{MetadataKey}'. Name the file that 'clementia screen --out' wrote.");
        var kept = Receipt(inside, path);
        if (File.Exists(ReceiptOf(path)) && ReadReceipt(path).Hash != kept.Hash)
            throw new RankingException($"{path}: the receipt beside it ({Path.GetFileName(ReceiptOf(path))}) is of another ranking than the one inside. Make the ranking again.");
        var receipt = kept.Receipt;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < reader.FileMetaData.Schema.NumColumns; i++)
            places[reader.FileMetaData.Schema.Column(i).Name] = i;
        var rows = new List<RankingRow>();
        for (var g = 0; g < reader.FileMetaData.NumRowGroups; g++)
        {
            using var group = reader.RowGroup(g);
            var count = checked((int)group.MetaData.NumRows);
            var (ranks, at, ids, scores, reasons) = (Get<int?>("rank"), Get<int>("row"), Get<long?>("id"), Get<long?>("score"), Get<string>("reasons"));
            var verdicts = receipt.Criteria.Select(c => Get<string>("meets." + c.Name)).ToArray();
            var values = receipt.Columns.Select(Values).ToArray();
            for (var i = 0; i < count; i++)
            {
                rows.Add(new(ranks[i] ?? 0, at[i], ids[i] ?? Code.Missing, scores[i] ?? Code.Missing, string.Concat(verdicts.Select(v => v[i])), [.. values.Select(v => v[i])], reasons[i]));
            }

            T[] Get<T>(string name)
            {
                if (!places.TryGetValue(name, out var place))
                    throw new RankingException($"{path}: the column '{name}' is missing. Make the ranking again.");
                using var column = group.Column(place).LogicalReader<T>();
                return column.ReadAll(count);
            }

            long[] Values(ColumnSpec spec)
            {
                long?[] plain = spec.Type switch
                {
                    ColumnType.Flag => [.. Get<bool?>(spec.Name).Select(v => v is { } yes ? yes ? 1L : 0 : (long?)null)],
                    ColumnType.Choice => [.. Get<string?>(spec.Name).Select(v => v is null ? (long?)null : Choice(spec, v))],
                    ColumnType.Months => [.. Get<decimal?>(spec.Name).Select(v => v is { } months ? (long)(months * 100m) : (long?)null)],
                    ColumnType.Weight => [.. Get<decimal?>(spec.Name).Select(v => v is { } grams ? (long)(grams * 1_000_000m) : (long?)null)],
                    ColumnType.Day => [.. Get<Date?>(spec.Name).Select(v => v is { } day ? s_epoch + day.Days : (long?)null)],
                    _ => Get<long?>(spec.Name),
                };
                var codes = places.ContainsKey(CodeOf(spec)) ? Get<string?>(CodeOf(spec)) : null;
                return [.. plain.Select((v, i) => v ?? codes?[i] switch
                {
                    "missing" => Code.Missing,
                    { } word when ColumnText.Read(spec, word) is { } code && !Code.IsNumber(code) => code,
                    var word => throw new RankingException($"{path}: row {rows.Count + i + 1}: '{word}' says nothing of '{spec.Name}'. Make the ranking again."),
                })];
            }
        }
        return (kept, rows);

        long Choice(ColumnSpec spec, string name)
        {
            for (var i = 0; i < spec.Choices.Count; i++)
            {
                if (spec.Choices[i] == name)
                    return i;
            }
            throw new RankingException($"{path}: '{name}' is no value of '{spec.Name}'. Make the ranking again.");
        }
    }
}
