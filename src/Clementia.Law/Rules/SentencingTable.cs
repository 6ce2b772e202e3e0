using System.Globalization;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Which sentences other than prison the guidelines allow for a range (USSG §§5B1.1, 5C1.1).</summary>
public enum SentencingZone
{
    /// <summary>Probation without confinement is authorized.</summary>
    A,

    /// <summary>Probation with confinement, or prison for part of the minimum.</summary>
    B,

    /// <summary>At least half the minimum in prison.</summary>
    C,

    /// <summary>The minimum in prison.</summary>
    D,
}

/// <summary>The sentencing table of USSG chapter five, part A: offense level and criminal history category to a range in months, and its zones.</summary>
internal static class SentencingTable
{
    private static readonly ProvisionKey<Cells> s_table = new("us-federal/ussg/5a/sentencing-table", Cells.Read);
    private static readonly ProvisionKey<Zones> s_zones = new("us-federal/ussg/5a/zones", Zones.Read);

    public static IReadOnlyList<ProvisionKey> Provisions => [s_table, s_zones];

    internal static IReadOnlyList<GoldenKind> Golden => [new("table_lookup", Lookup)];

    /// <summary>Whether there was a sentencing table on a day.</summary>
    public static bool ExistsOn(LawBook book, DateOnly day) => book.Find(s_table).Versions[0].From <= day;

    /// <summary>The range at a level and category. A level below 1 counts as 1, above 43 as 43 (commentary to the table, note 2).</summary>
    public static MonthRange Range(Reckoning r, int level, HistoryCategory category)
    {
        var version = r.Needed(s_table);
        var range = version.Value![level, category];
        var treated = Math.Clamp(level, 1, 43);
        r.Step("5A", r.Cite(s_table), version, $"At level {treated} and category {category} the sentencing table gives {range.InWords}.{(treated == level ? "" : $" A level of {level} counts as {treated}.")}", $"level {level}, category {category}", range.InWords);
        return range;
    }

    /// <summary>The zone of a range; before November 1992 the same lines were drawn without the name.</summary>
    public static SentencingZone Zone(Reckoning r, MonthRange range)
    {
        var version = r.Needed(s_zones);
        var zones = version.Value!;
        var zone = range.Min >= zones.D ? SentencingZone.D : range.Min >= zones.C ? SentencingZone.C : range.Min >= zones.B ? SentencingZone.B : SentencingZone.A;
        var allows = zone switch
        {
            SentencingZone.A => "probation without confinement is authorized",
            SentencingZone.B => "probation with confinement, or prison for part of the minimum, is authorized",
            SentencingZone.C => "at least half of the minimum is to be served in prison",
            _ => "the minimum is to be served in prison",
        };
        r.Step("5C1.1", r.Cite(s_zones), version, $"A range of {range.InWords} {(zones.Named ? $"is in zone {zone}" : $"falls under what was later called zone {zone}")}: {allows}, unless a statute says otherwise.", range.InWords, $"zone {zone}");
        return zone;
    }

    /// <summary>"30-37", "360-life" or "life".</summary>
    internal static MonthRange ReadRange(StrictJson cell)
    {
        var text = cell.Text();
        if (text == "life")
            return new(Limit.Life, Limit.Life);
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && int.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var min) && min <= 1200)
        {
            if (text[(dash + 1)..] == "life")
                return new(Limit.Of(min), Limit.Life);
            if (int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max >= min && max <= 1200)
                return MonthRange.Of(min, max);
        }
        throw cell.Wrong($"'{text}' is no range of months.", "Write months as \"30-37\", \"360-life\" or \"life\".");
    }

    private static GoldenAnswer Lookup(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var level = facts["level"].Int();
        var category = ExampleDays.Category(facts["category"]);
        var got = new JsonObject();
        var reasons = new List<string>();
        foreach (var key in keys)
        {
            var r = new Reckoning(book, new Timeline { Sentence = ExampleDays.Of(book, facts, key) });
            var range = Range(r, level, category);
            if (key.StartsWith("zone", StringComparison.Ordinal))
                got[key] = Zone(r, range).ToString();
            else if (key.StartsWith("min", StringComparison.Ordinal))
                got[key] = ExampleDays.Json(range.Min);
            else if (key.StartsWith("max", StringComparison.Ordinal))
                got[key] = ExampleDays.Json(range.Max);
            else
                got[key] = ExampleDays.Json(range);
            ExampleDays.Reasons(r, reasons);
        }
        return new(got, reasons, []);
    }

    /// <summary>The least minimum of each zone.</summary>
    internal sealed record Zones(bool Named, Limit B, Limit C, Limit D)
    {
        public static Zones Read(StrictJson value)
        {
            value.Only("named", "B", "C", "D");
            var zones = new Zones(value["named"].YesNo(), value["B"].Limit(), value["C"].Limit(), value["D"].Limit());
            return zones.B < zones.C && zones.C < zones.D ? zones : throw value.Wrong("The zones do not rise.", "Give B, C and D their least minimum in months, each above the one before.");
        }
    }

    /// <summary>The 43 by 6 cells of one edition.</summary>
    internal sealed class Cells
    {
        private readonly MonthRange[] _ranges;

        private Cells(MonthRange[] ranges) => _ranges = ranges;

        public MonthRange this[int level, HistoryCategory category] => _ranges[((Math.Clamp(level, 1, 43) - 1) * 6) + (int)category - 1];

        public static Cells Read(StrictJson value)
        {
            var ranges = new MonthRange[43 * 6];
            value.Only([.. Enumerable.Range(1, 43).Select(l => $"{l}")]);
            for (var level = 1; level <= 43; level++)
            {
                var row = value[$"{level}"];
                var cells = row.Items().ToList();
                if (cells.Count != 6)
                    throw row.Wrong($"The row has {cells.Count} cells.", "Give six, for categories I to VI.");
                for (var category = 0; category < 6; category++)
                    ranges[((level - 1) * 6) + category] = ReadRange(cells[category]);
            }
            return new(ranges);
        }
    }
}
