using System.Globalization;

namespace Clementia.Law;

/// <summary>What a quantity is counted in: the two editions differ most in this.</summary>
internal enum DrugMeasure
{
    /// <summary>Weight.</summary>
    Gram,

    /// <summary>Pills, capsules or tablets; a count of n is held as n grams.</summary>
    Unit,

    /// <summary>Milliliters of a liquid; n milliliters are held as n grams, as the manual counts them.</summary>
    Milliliter,
}

/// <summary>The drug quantity table of one edition: for each column, the least quantity of each level.</summary>
internal sealed class DrugQuantityTable
{
    private static readonly string[] s_names = [.. Enum.GetValues<DrugColumn>().Select(Snake)];
    private readonly Row[]?[] _columns = new Row[]?[s_names.Length];
    private readonly DrugMeasure[] _measures = new DrugMeasure[s_names.Length];

    private DrugQuantityTable()
    {
    }

    /// <summary>One cell: the level, the least quantity that reaches it, and in the closed ranges of 1987 the greatest.</summary>
    internal readonly record struct Row(int Level, Weight Least, Weight? Most);

    public bool Has(DrugColumn column) => _columns[(int)column] is not null;

    public DrugMeasure Measure(DrugColumn column) => _measures[(int)column];

    /// <summary>The rows of a column, highest level first.</summary>
    public IReadOnlyList<Row> Rows(DrugColumn column) => _columns[(int)column] ?? [];

    /// <summary>The row that a quantity falls in; where each gram counts for more (a reference drug), the thresholds are multiplied instead of dividing the quantity.</summary>
    public int Find(DrugColumn column, Weight quantity, long millionths = 1_000_000)
    {
        var rows = _columns[(int)column]!;
        for (var i = 0; i < rows.Length; i++)
        {
            if (quantity >= (millionths == 1_000_000 ? rows[i].Least : rows[i].Least.Times(millionths)))
                return i;
        }
        return rows.Length - 1; // The lowest row is "any": nothing falls below it.
    }

    /// <summary>Whether a row of a column reads the same in another edition.</summary>
    public bool Same(DrugColumn column, int row, DrugQuantityTable other, DrugColumn otherColumn)
    {
        if (other._columns[(int)otherColumn] is not { } theirs || _measures[(int)column] != other._measures[(int)otherColumn])
            return false;
        var ours = _columns[(int)column]!;
        for (var i = 0; i < theirs.Length; i++)
        {
            if (theirs[i].Level == ours[row].Level)
                return theirs[i].Least == ours[row].Least && (row == 0) == (i == 0) && (row == 0 || theirs[i - 1].Least == ours[row - 1].Least);
        }
        return false;
    }

    public static DrugQuantityTable Read(StrictJson value)
    {
        value.Only(s_names);
        var table = new DrugQuantityTable();
        foreach (var (name, cells) in value.Properties())
        {
            var column = Array.IndexOf(s_names, name);
            var rows = new List<Row>();
            DrugMeasure? measure = null;
            foreach (var (level, cell) in cells.Properties())
            {
                if (!int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 43)
                    throw cell.Wrong($"'{level}' is no offense level.", "Name the row by its level, 1 to 43.");
                if (rows.Count > 0 && rows[^1].Level <= number)
                    throw cell.Wrong($"Level {number} stands after level {rows[^1].Level}.", "List levels from the highest down, each once.");
                if (rows.Count > 0 && rows[^1].Least.Picograms == 0)
                    throw cell.Wrong("A row stands below \"any\".", "End the column with \"any\".");
                rows.Add(ReadCell(cell, number, ref measure));
                if (rows.Count > 1 && rows[^1].Least >= rows[^2].Least)
                    throw cell.Wrong("A lower level needs as much or more.", "Correct the quantity.");
            }
            if (rows.Count == 0 || rows[^1].Least.Picograms != 0)
                throw cells.Wrong("The column has no lowest row.", "End it with \"any\".");
            table._columns[column] = [.. rows];
            table._measures[column] = measure ?? DrugMeasure.Gram;
        }
        if (!table.Has(DrugColumn.Marihuana) || !table.Has(DrugColumn.Heroin) || !table.Has(DrugColumn.Cocaine) || !table.Has(DrugColumn.Pcp) || !table.Has(DrugColumn.CocaineBase))
            throw value.Wrong("A column that every edition has is missing.", "Give at least marihuana, heroin, cocaine, cocaine_base and pcp.");
        return table;
    }

    private static Row ReadCell(StrictJson cell, int level, ref DrugMeasure? measure)
    {
        var text = cell.Text();
        if (text == "any")
            return new(level, Weight.Zero, null);
        var to = text.IndexOf(" to ", StringComparison.Ordinal);
        var least = Quantity(to < 0 ? text : text[..to], out var unit);
        Weight? most = to < 0 ? null : Quantity(text[(to + 4)..], out _);
        if (least is null || (to >= 0 && (most is null || most < least)))
            throw cell.Wrong($"'{text}' is no cell of the table.", "Write \"2.5 kg\", \"3 kg to 9.9 kg\", \"40,000 units\" or \"any\".");
        if (measure is { } before && before != unit)
            throw cell.Wrong("The column mixes weights and units.", "Use one of them.");
        measure = unit;
        return new(level, least.Value, most);
    }

    private static Weight? Quantity(string text, out DrugMeasure unit)
    {
        unit = text.EndsWith(" units", StringComparison.Ordinal) ? DrugMeasure.Unit : DrugMeasure.Gram;
        return Weight.Parse(unit == DrugMeasure.Unit ? text[..^" units".Length] : text);
    }

    private static string Snake(DrugColumn column) => column switch
    {
        DrugColumn.Depressants => "depressants",
        DrugColumn.ScheduleThree => "schedule_3",
        DrugColumn.ScheduleThreeHydrocodone => "schedule_3_hydrocodone",
        DrugColumn.ScheduleFour => "schedule_4",
        DrugColumn.ScheduleFive => "schedule_5",
        _ => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(column.ToString()),
    };
}

/// <summary>One heading of the conversion tables: what a gram, unit or milliliter of each drug counts in grams of marihuana (since 2018: converted drug weight).</summary>
internal sealed class DrugConversions
{
    private readonly long[] _millionths = new long[Drug.All.Count];
    private readonly DrugMeasure[] _measures = new DrugMeasure[Drug.All.Count];

    private DrugConversions()
    {
    }

    /// <summary>Grams of marihuana in millionths for one gram, unit or milliliter; null when the edition does not list the drug here.</summary>
    public long? this[Drug drug] => _millionths[drug.Index] is > 0 and var value ? value : null;

    public DrugMeasure Measure(Drug drug) => _measures[drug.Index];

    public static DrugConversions Read(StrictJson value)
    {
        var table = new DrugConversions();
        foreach (var (name, cell) in value.Properties())
        {
            if (!Drug.ById.TryGetValue(name, out var drug))
                throw cell.Wrong($"'{name}' is no drug.", "Use an id of the catalogue in Drug.cs.");
            var text = cell.Text();
            var per = text.IndexOf(" per ", StringComparison.Ordinal);
            table._measures[drug.Index] = per < 0 ? DrugMeasure.Gram : text[(per + 5)..] switch
            {
                "g" => DrugMeasure.Gram,
                "unit" => DrugMeasure.Unit,
                "ml" => DrugMeasure.Milliliter,
                _ => throw cell.Wrong($"'{text}' is measured in nothing known.", "Write \"per g\", \"per unit\" or \"per ml\"."),
            };
            table._millionths[drug.Index] = Millionths(cell, per < 0 ? text : text[..per]);
        }
        return table;
    }

    /// <summary>"6.7 kg" as grams in millionths.</summary>
    internal static long Millionths(StrictJson cell, string text)
    {
        if (Weight.Parse(text) is not { } weight || weight.Picograms <= 0 || weight.Picograms % 1_000_000 != 0 || weight.Picograms > Weight.OfGrams(1_000_000).Picograms)
            throw cell.Wrong($"'{text}' is no conversion.", "Write the weight that one gram, unit or milliliter counts for, not finer than a microgram nor over a tonne: \"3,571 g\".");
        return (long)(weight.Picograms / 1_000_000);
    }
}

/// <summary>A cap on converted weight: the groups it adds to those of the caps before it, and the most that all of them together count.</summary>
internal sealed record DrugCap(IReadOnlyList<DrugClass> Of, Weight AtMost);

/// <summary>The caps of one edition, the narrowest first; each takes in the groups of those before it.</summary>
internal sealed class DrugCaps
{
    private DrugCaps(IReadOnlyList<DrugCap> caps) => Caps = caps;

    public IReadOnlyList<DrugCap> Caps { get; }

    public bool Covers(DrugClass @class) => Caps.Any(c => c.Of.Contains(@class));

    public static DrugCaps Read(StrictJson value) => new([.. value.Items().Select(item =>
    {
        item.Only("of", "atMost");
        return new DrugCap([.. item["of"].Items().Select(of => of.OneOf(
            ("schedule_5", DrugClass.ScheduleFive), ("schedule_4", DrugClass.ScheduleFour), ("schedule_3", DrugClass.ScheduleThree),
            ("schedule_3_hydrocodone", DrugClass.ScheduleThreeHydrocodone), ("depressants", DrugClass.Depressant), ("flunitrazepam", DrugClass.Flunitrazepam)))], item["atMost"].Weight());
    })]);
}

/// <summary>The least level of each class of drug, alone or combined.</summary>
internal sealed class DrugFloors
{
    private readonly int[] _floors = new int[Enum.GetValues<DrugClass>().Length];

    private DrugFloors()
    {
    }

    /// <summary>The floor, or zero.</summary>
    public int this[DrugClass @class] => _floors[(int)@class];

    public static DrugFloors Read(StrictJson value)
    {
        var floors = new DrugFloors();
        foreach (var (name, level) in value.Properties())
        {
            var @class = Enum.GetValues<DrugClass>().Where(c => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(c.ToString()) == name).ToList();
            if (@class.Count == 0)
                throw level.Wrong($"'{name}' is no class of drugs.", "Use one of DrugClass, in camel case.");
            floors._floors[(int)@class[0]] = level.IntFrom(1, 43);
        }
        return floors;
    }
}

/// <summary>How an edition adds up different drugs.</summary>
internal sealed record DrugCombination(DrugCombination.Unit In)
{
    internal enum Unit
    {
        /// <summary>Like drugs to the drug their heading refers to; otherwise heroin, or marihuana among the lesser drugs.</summary>
        ReferenceDrug,

        /// <summary>Everything to marihuana.</summary>
        Marihuana,

        /// <summary>The same under its later name.</summary>
        ConvertedDrugWeight,
    }

    public static DrugCombination Read(StrictJson value) => new(value.OneOf<Unit>());
}

/// <summary>The special rule for crack with other drugs: by the level of the crack (2007), or two levels less (2008).</summary>
internal sealed record CrackCombination(IReadOnlyDictionary<int, long>? MillionthsByLevel, int Minus, Weight NotFrom, Weight NotBelow)
{
    public static CrackCombination Read(StrictJson value)
    {
        if (value.Maybe("perGram") is not { } table)
        {
            value.Only("minus", "notFrom", "notBelow");
            return new(null, value["minus"].IntFrom(1, 10), value["notFrom"].Weight(), value["notBelow"].Weight());
        }
        value.Only("perGram");
        var byLevel = new Dictionary<int, long>();
        foreach (var (level, cell) in table.Properties())
            byLevel[int.Parse(level, CultureInfo.InvariantCulture)] = DrugConversions.Millionths(cell, cell.Text());
        for (var level = 12; level <= 38; level += 2)
        {
            if (!byLevel.ContainsKey(level))
                throw table.Wrong($"Level {level} is missing.", "Give every even level from 12 to 38.");
        }
        return new(byLevel, 0, Weight.Zero, Weight.Zero);
    }
}

/// <summary>What a marihuana plant counts for, and when the offense involved many.</summary>
internal sealed record PlantWeight(Weight Each, int? Many, Weight? EachOfMany)
{
    public Weight Of(long plants) => Weight.OfGrams(plants).Times((long)((Many <= plants ? EachOfMany!.Value : Each).Picograms / 1_000_000));

    public static PlantWeight Read(StrictJson value)
    {
        value.Only("each", "many", "eachOfMany");
        return new(value["each"].Weight(), value.Maybe("many")?.IntFrom(1, 1000), value.Maybe("many") is null ? null : value["eachOfMany"].Weight());
    }
}

/// <summary>Typical weights of a dose, and what a dose of LSD on a carrier counts for.</summary>
internal sealed class TypicalWeights
{
    private readonly Weight[] _weights = new Weight[Drug.All.Count];

    private TypicalWeights()
    {
    }

    public Weight? this[Drug drug] => _weights[drug.Index].Picograms > 0 ? _weights[drug.Index] : null;

    public static TypicalWeights Read(StrictJson value)
    {
        var table = new TypicalWeights();
        foreach (var (name, cell) in value.Properties())
            table._weights[(Drug.ById.GetValueOrDefault(name) ?? throw cell.Wrong($"'{name}' is no drug.", "Use an id of the catalogue in Drug.cs.")).Index] = cell.Weight();
        return table;
    }
}

/// <summary>Base levels where death or serious bodily injury resulted.</summary>
internal sealed record DeathLevels(DeathLevels.Key KeyedTo, int Repeat, int First, int? ScheduleThreeRepeat, int? ScheduleThreeFirst)
{
    internal enum Key
    {
        /// <summary>To what happened (1987).</summary>
        Offense,

        /// <summary>To what the conviction establishes.</summary>
        Conviction,

        /// <summary>To the statutory penalty that applies.</summary>
        Penalty,
    }

    public static DeathLevels Read(StrictJson value)
    {
        value.Only("keyedTo", "repeat", "first", "scheduleThreeRepeat", "scheduleThreeFirst");
        return new(value["keyedTo"].OneOf<Key>(), value["repeat"].IntFrom(1, 43), value["first"].IntFrom(1, 43), value.Maybe("scheduleThreeRepeat")?.IntFrom(1, 43), value.Maybe("scheduleThreeFirst")?.IntFrom(1, 43));
    }
}

/// <summary>The base level of a defendant with a mitigating role, by the level that the quantity gives.</summary>
internal sealed class RoleCap
{
    private readonly int[] _to = [.. Enumerable.Range(0, 44)];

    private RoleCap()
    {
    }

    public int? MinimalAtMost { get; private init; }

    /// <summary>The lowest level that the rule changes: below it the role need not be known.</summary>
    public int From { get; private set; } = 44;

    /// <summary>The level after the rule.</summary>
    public int Of(int level, MitigatingRole role)
    {
        if (role == MitigatingRole.None)
            return level;
        var capped = _to[level];
        return role == MitigatingRole.Minimal && MinimalAtMost < capped ? MinimalAtMost.Value : capped;
    }

    public static RoleCap Read(StrictJson value)
    {
        value.Only("32", "34", "36", "38", "minimalAtMost");
        var cap = new RoleCap { MinimalAtMost = value.Maybe("minimalAtMost")?.IntFrom(1, 43) };
        foreach (var level in (ReadOnlySpan<int>)[32, 34, 36, 38])
        {
            cap._to[level] = value[$"{level}"].IntFrom(1, level);
            if (cap._to[level] != level)
                cap.From = Math.Min(cap.From, level);
        }
        return cap;
    }
}

/// <summary>The specific offense characteristics of one edition, in their order.</summary>
internal sealed class DrugCharacteristics
{
    private DrugCharacteristics(IReadOnlyList<Characteristic> items) => Items = items;

    /// <summary>One of them: its name here, its place, what it adds, the level it raises to, the level it needs, and the group of which only the greatest applies.</summary>
    internal sealed record Characteristic(string Name, string At, int Add, int? AtLeast, int? OnlyFrom, string? GreatestOf)
    {
        /// <summary>The level after it.</summary>
        public int Apply(int level) => OnlyFrom > level ? level : Math.Max(level + Add, AtLeast ?? int.MinValue);

        public bool SameEffect(Characteristic other) => Add == other.Add && AtLeast == other.AtLeast && OnlyFrom == other.OnlyFrom && GreatestOf == other.GreatestOf;
    }

    public IReadOnlyList<Characteristic> Items { get; }

    public Characteristic? this[string name]
    {
        get
        {
            foreach (var item in Items)
            {
                if (item.Name == name)
                    return item;
            }
            return null;
        }
    }

    public static DrugCharacteristics Read(StrictJson value) => new([.. value.Properties().Select(p =>
    {
        if (!DrugGuideline.Characteristics.ContainsKey(p.Name))
            throw p.Value.Wrong($"No rule reads '{p.Name}'.", "Use a name of DrugGuideline.Characteristics.");
        p.Value.Only("at", "add", "atLeast", "onlyFrom", "greatestOf");
        return new Characteristic(p.Name, p.Value["at"].Text(), p.Value["add"].IntFrom(-6, 6), p.Value.Maybe("atLeast")?.IntFrom(1, 43), p.Value.Maybe("onlyFrom")?.IntFrom(1, 43), p.Value.Maybe("greatestOf")?.Text());
    })]);
}
