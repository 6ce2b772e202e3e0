using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>USSG §§3D1.1 to 3D1.5: several groups of counts into one combined level. Which counts form a group the file says (§3D1.2); a count whose term must follow every other is in none (§3D1.1(b)).</summary>
internal static class Grouping
{
    private static readonly ProvisionKey<UnitTable> s_units = new("us-federal/ussg/3d1.4/units", UnitTable.Read);

    public static IReadOnlyList<ProvisionKey> Provisions => [s_units];

    public static IReadOnlyList<FactKey> Facts => [];

    internal static IReadOnlyList<GoldenKind> Golden => [new("multiple_counts", MultipleCounts)];

    /// <summary>The combined level of the groups' adjusted levels.</summary>
    /// <returns>The level; null when there is no group or the level of one is not known.</returns>
    public static int? Combine(Reckoning r, IReadOnlyList<int?> groupLevels) => Combined(r, groupLevels)?.Level;

    private static (int Level, int HalfUnits, int Add)? Combined(Reckoning r, IReadOnlyList<int?> groupLevels)
    {
        if (groupLevels.Count == 0)
            return null;
        var highest = int.MinValue;
        foreach (var level in groupLevels)
        {
            if (level is not { } known)
                return null;
            highest = Math.Max(highest, known);
        }
        if (groupLevels.Count == 1)
            return (highest, 2, 0);

        var version = r.Needed(s_units);
        var table = version.Value!;
        var halves = 0;
        foreach (var level in groupLevels)
            halves += table.HalfUnits(highest - level!.Value);
        var add = table.Increase(halves);
        var rounded = table.Rounds(halves) ? $", rounded up to {(halves + 1) / 2}" : "";
        r.Step("3D1.4", r.Cite(s_units), version, $"The gravest group is at level {highest}; the groups make {InWords(halves)} units{rounded}: {(add == 0 ? "nothing is added" : $"{add} levels are added")}.", $"group levels {string.Join(", ", groupLevels)}", $"+{add} = {highest + add}", highest + add);
        return (highest + add, halves, add);
    }

    private static string InWords(int halves) => halves % 2 == 0 ? $"{halves / 2}" : $"{halves / 2}.5";

    private static GoldenAnswer MultipleCounts(LawBook book, StrictJson facts, IReadOnlyList<string> keys)
    {
        var levels = (facts.Maybe("group_levels") ?? facts["levels"]).Items().Select(l => (int?)l.Int()).ToList();
        var got = new JsonObject();
        var reasons = new List<string>();
        foreach (var key in keys)
        {
            var r = new Reckoning(book, new Timeline { Sentence = ExampleDays.Of(book, facts, key) });
            if (Combined(r, levels) is not var (level, halves, add))
                continue;
            if (key.StartsWith("units", StringComparison.Ordinal))
                got[key] = halves % 2 == 0 ? JsonValue.Create(halves / 2) : JsonValue.Create((decimal)halves / 2);
            else if (key.StartsWith("add", StringComparison.Ordinal) || key.StartsWith("increase", StringComparison.Ordinal))
                got[key] = add;
            else if (key.StartsWith("highest", StringComparison.Ordinal))
                got[key] = level - add;
            else
                got[key] = level;
            ExampleDays.Reasons(r, reasons);
        }
        return new(got, reasons, []);
    }

    /// <summary>How groups make units and units make levels; units are counted in halves, so that all is whole numbers.</summary>
    internal sealed class UnitTable
    {
        private readonly int _full;
        private readonly int _half;
        private readonly bool _roundUp;
        private readonly (int From, int Levels)[] _rows;

        private UnitTable(int full, int half, bool roundUp, (int From, int Levels)[] rows) => (_full, _half, _roundUp, _rows) = (full, half, roundUp, rows);

        public static UnitTable Read(StrictJson value)
        {
            value.Only("fullUnitWithin", "halfUnitWithin", "roundUp", "increaseFromHalfUnits");
            var rows = new List<(int From, int Levels)>();
            foreach (var row in value["increaseFromHalfUnits"].Items())
            {
                var pair = row.Items().ToList();
                if (pair.Count != 2)
                    throw row.Wrong("The row is no pair.", "Write [half units from which it applies, levels].");
                var next = (pair[0].IntFrom(2, 100), pair[1].IntFrom(0, 43));
                if (rows.Count == 0 ? next.Item1 != 2 : next.Item1 <= rows[^1].From || next.Item2 <= rows[^1].Levels)
                    throw row.Wrong("The rows do not rise from 2 half units.", "List them from one whole unit up.");
                rows.Add(next);
            }
            if (rows.Count == 0)
                throw value["increaseFromHalfUnits"].Wrong("There is no row.", "Add at least one.");
            var full = value["fullUnitWithin"].IntFrom(0, 43);
            return new(full, value["halfUnitWithin"].IntFrom(full + 1, 43), value["roundUp"].YesNo(), [.. rows]);
        }

        public int HalfUnits(int below) => below <= _full ? 2 : below <= _half ? 1 : 0;

        /// <summary>Until 1990 every fraction but one and a half was rounded up.</summary>
        public bool Rounds(int halves) => _roundUp && halves % 2 != 0 && halves != 3;

        public int Increase(int halves)
        {
            if (Rounds(halves))
                halves++;
            var levels = 0;
            foreach (var (from, add) in _rows)
            {
                if (from <= halves)
                    levels = add;
            }
            return levels;
        }
    }
}
