using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Clementia.Screening.Import;

/// <summary>What a column holds, counted.</summary>
/// <param name="Column">The column.</param>
/// <param name="Known">Records with a number, a choice, yes or no, or life.</param>
/// <param name="Unknown">Records of which the source does not know.</param>
/// <param name="Missing">Records of which the source says nothing.</param>
/// <param name="Life">Those known that are life.</param>
/// <param name="Capped">Records known only to be at least the cap.</param>
/// <param name="Least">The least number, or null.</param>
/// <param name="Median">The middle number (the lower of two), life and capped ones left out, or null.</param>
/// <param name="Most">The greatest number, or null.</param>
/// <param name="Frequent">The most frequent choices, or yes and no.</param>
public sealed record ColumnSummary(Column Column, long Known, long Unknown, long Missing, long Life, long Capped, long? Least, long? Median, long? Most, IReadOnlyList<(string Name, long Count)> Frequent)
{
    /// <summary>Counts a column.</summary>
    public static ColumnSummary Of(Column column)
    {
        var codes = new long[4];
        var counts = column.Width switch
        {
            1 => Counted(column.As<byte>(), codes),
            2 => Counted(column.As<ushort>(), codes),
            4 => Counted(column.As<int>(), codes),
            _ => Counted(column.As<long>(), codes),
        };
        var (unknown, missing, life, capped) = (codes[0], codes[1], codes[2], codes[3]);
        var numbers = column.Length - unknown - missing - life - capped;
        var named = column.Spec.Type is ColumnType.Choice or ColumnType.Flag;
        long? median = null;
        if (!named && numbers > 0)
        {
            long below = 0;
            foreach (var (value, count) in counts)
            {
                below += count;
                if (below >= (numbers + 1) / 2)
                {
                    median = value;
                    break;
                }
            }
        }
        return new(column, numbers + life, unknown, missing, life, capped, named || numbers == 0 ? null : counts[0].Value, median, named || numbers == 0 ? null : counts[^1].Value,
            named ? [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Value).Take(5).Select(c => (ColumnText.Of(column.Spec, c.Value), c.Count))] : []);
    }

    // The numbers that occur, from the least, and how often; the codes are counted apart. By place in a table where they lie close together, else one by one.
    private static List<(long Value, long Count)> Counted<T>(ReadOnlySpan<T> values, long[] codes)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var capped = T.MaxValue - T.CreateTruncating(3);
        var (least, most) = (T.MaxValue, T.MinValue);
        foreach (var value in values)
        {
            if (value >= capped)
            {
                codes[int.CreateTruncating(T.MaxValue - value)]++;
                continue;
            }
            least = T.Min(least, value);
            most = T.Max(most, value);
        }
        if (least > most)
            return [];
        var (from, span) = (long.CreateTruncating(least), (Int128)long.CreateTruncating(most) - long.CreateTruncating(least));
        if (span >= Math.Max(1 << 16, 2 * (long)values.Length))
        {
            var met = new Dictionary<T, long>();
            foreach (var value in values)
            {
                if (value < capped)
                    CollectionsMarshal.GetValueRefOrAddDefault(met, value, out _)++;
            }
            return [.. met.Select(m => (long.CreateTruncating(m.Key), m.Value)).OrderBy(m => m.Item1)];
        }
        var table = new int[(int)span + 1];
        foreach (var value in values)
        {
            if (value < capped)
                table[unchecked((int)(long.CreateTruncating(value) - from))]++;
        }
        return [.. table.Index().Where(t => t.Item > 0).Select(t => (from + t.Index, (long)t.Item))];
    }
}

/// <summary>The dictionary of columns: what each means, in what unit, and from which variables of which source it is read.</summary>
public static class PopulationDictionary
{
    /// <summary>docs/dictionary.md, made from the columns and the mappings themselves.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append("""
            # The columns of a population

            Made by `./clementia population dictionary docs/dictionary.md` from the program itself; a test says when it is stale.

            Beside its numbers every column can say of a record: **unknown** (the source does not know), **missing** (the source says nothing), and a column of months also **life** and
            **capped** (at least so many months, or life: the Commission's 470). None of these is ever averaged, and none becomes zero.

            | type | values | in the raw columns |
            | --- | --- | --- |
            | flag | yes, no | 1, 0 |
            | choice | one of a list of names | the place in the list |
            | count | a whole number | itself |
            | months | a length of imprisonment | hundredths of a month: a year and a day is 1203 |
            | day | a day | days since 0001-01-01 |
            | weight | of a drug | micrograms |

            A column takes 1, 2, 4 or 8 bytes, the fewest that hold it; the four top values of the width are unknown (255 of a byte), missing (254), life (253) and capped (252).

            ## Columns with a meaning of their own

            Rulings, policies and comparables read these. A source has those that it carries.

            | column | type | meaning |
            | --- | --- | --- |

            """);
        foreach (var column in PersonColumns.All)
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{column.Name}` | {Type(column.Type)} | {column.Meaning} |");
        foreach (var mapping in Mapping.BuiltIn)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {mapping.Name}: {mapping.Title}\n\n");
            text.AppendLine(mapping.Recognise.Count > 0 ? $"Known by its columns {string.Join(", ", mapping.Recognise.Select(r => $"`{r}`"))}.\n" : "Used when it is named.\n");
            text.AppendLine("| column | read from, in this order | what stands for something else | meaning or note |\n| --- | --- | --- | --- |");
            foreach (var rule in mapping.Columns)
                text.AppendLine(CultureInfo.InvariantCulture, $"| `{rule.Name}` ({Type(rule.Type)}) | {Variables(rule)} | {Sentinels(rule)} | {string.Join(' ', new[] { PersonColumns.All.Any(c => c.Name == rule.Name) ? null : rule.Meaning, rule.Note }.OfType<string>()).Replace("|", "\\|", StringComparison.Ordinal)} |");
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Variables(ColumnRule rule) => rule.Period is { } period ? string.Join(", ", period.Variables.Select(Variable)) : string.Join(rule.Any ? " or " : ", ", rule.From.Select(f => Variable(f.Variable)));

    private static string Variable(string name) => name == Mapping.FiscalYear ? "the file's fiscal year" : $"`{name}`";

    private static string Sentinels(ColumnRule rule) => string.Join("; ", rule.From.SelectMany(f => f.Sentinels.Select(s => $"{s.Key} {ColumnText.Of(new(rule.Name, rule.Type, "", "") { Cap = rule.Cap }, s.Value)}")).Distinct());

    private static string Type(ColumnType type) => type.ToString().ToLowerInvariant();
}
