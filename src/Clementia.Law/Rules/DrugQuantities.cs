namespace Clementia.Law;

// The base level by quantity: §2D1.1(c) with notes 7 to 9 (until 2012 notes 10 and 11).
internal static partial class DrugGuideline
{
    private static readonly ProvisionKey<DrugQuantityTable> s_table = new(Folder + "drug-quantity-table", DrugQuantityTable.Read);
    private static readonly ProvisionKey<DrugConversions>[] s_conversions =
    [
        new(Folder + "conversion-opiates", DrugConversions.Read),
        new(Folder + "conversion-stimulants", DrugConversions.Read),
        new(Folder + "conversion-hallucinogens", DrugConversions.Read),
        new(Folder + "conversion-marihuana", DrugConversions.Read),
        new(Folder + "conversion-scheduled", DrugConversions.Read),
    ];

    private static readonly ProvisionKey<DrugCaps> s_caps = new(Folder + "conversion-caps", DrugCaps.Read);
    private static readonly ProvisionKey<DrugFloors> s_floors = new(Folder + "minimum-levels", DrugFloors.Read);
    private static readonly ProvisionKey<DrugCombination> s_combination = new(Folder + "combination", DrugCombination.Read);
    private static readonly ProvisionKey<CrackCombination> s_crack = new(Folder + "crack-combination", CrackCombination.Read);
    private static readonly ProvisionKey<PlantWeight> s_plants = new(Folder + "marihuana-plants", PlantWeight.Read);
    private static readonly ProvisionKey<TypicalWeights> s_typical = new(Folder + "typical-weights", TypicalWeights.Read);

    /// <summary>Beyond this many ways to count mixtures each is counted by weight alone; a real case has one or two.</summary>
    private const int MostWays = 256;

    /// <summary>The base level that these drugs give on the manual day of the reckoning, before any rule on role, death or injury; null when a quantity is missing (then asked for).</summary>
    internal static int? BaseLevel(Reckoning r, IReadOnlyList<DrugAmount> drugs) => BaseLevel(r, drugs, "");

    /// <summary>What a set of drugs comes to under one edition.</summary>
    internal sealed record Quantified(int Level, Weight? Total, IReadOnlyList<(Drug Drug, Weight Quantity, int Alone, Weight? Converted)> Parts)
    {
        /// <summary>The level of everything together, before the two levels of 2008 come off.</summary>
        public int Before { get; init; }

        /// <summary>The level of everything but the crack, in the editions with a rule of their own for crack.</summary>
        public int? WithoutCrack { get; init; }

        /// <summary>The drug whose own level stands, because all together would come to less.</summary>
        public Drug? StandsAlone { get; init; }

        public DrugColumn Column { get; init; }

        public int Row { get; init; }

        public Weight LookedUp { get; init; }

        public long Scale { get; init; } = 1_000_000;
    }

    /// <summary>The versions of one edition that bear on quantity, looked up once.</summary>
    private sealed class Edition(Reckoning r)
    {
        public readonly Version<DrugQuantityTable> Table = r.Needed(s_table);
        public readonly Version<DrugConversions>[] Conversions = Array.ConvertAll(s_conversions, r.Needed);
        public readonly Version<DrugCaps>? Caps = r.Law(s_caps);
        public readonly Version<DrugFloors> Floors = r.Needed(s_floors);
        public readonly Version<DrugCombination> Combination = r.Needed(s_combination);
        public readonly Version<CrackCombination>? Crack = r.Law(s_crack);
        public readonly Version<PlantWeight> Plants = r.Needed(s_plants);
        public readonly Version<TypicalWeights>? Typical = r.Law(s_typical);

        public DrugColumn Common => Table.Value!.Has(DrugColumn.ConvertedDrugWeight) ? DrugColumn.ConvertedDrugWeight : DrugColumn.Marihuana;

        /// <summary>What one gram, unit or milliliter counts for in millionths of a gram of marihuana, and where it is listed; null when it is not.</summary>
        public long? Factor(Drug drug, out int heading)
        {
            for (heading = 0; heading < Conversions.Length; heading++)
            {
                if (Conversions[heading].Value![drug] is { } factor)
                    return factor;
            }
            return null;
        }

        /// <summary>The drug as this edition lists it, or null.</summary>
        public Drug? Listed(Drug drug)
        {
            for (var d = drug; d is not null; d = d.Else)
            {
                if ((d.Column is { } column && Table.Value!.Has(column)) || Factor(d, out _) is not null)
                    return d;
            }
            return null;
        }

        public DrugMeasure Measure(Drug listed) => listed.Column is { } column && Table.Value!.Has(column) ? Table.Value!.Measure(column) : Factor(listed, out var heading) is null ? DrugMeasure.Gram : Conversions[heading].Value!.Measure(listed);
    }

    private static int? BaseLevel(Reckoning r, IReadOnlyList<DrugAmount> drugs, string at)
    {
        var edition = new Edition(r);
        if (Quantify(r, edition, drugs, at) is not { } found)
            return null;
        RecordCounts(r, edition, at, drugs);
        Record(r, edition, at, found);
        return found.Level;
    }

    /// <summary>What the drugs come to, with nothing set down but questions; null when a quantity is missing.</summary>
    internal static Quantified? Quantify(Reckoning r, IReadOnlyList<DrugAmount> drugs) => Quantify(r, new Edition(r), drugs, "");

    private static Quantified? Quantify(Reckoning r, Edition edition, IReadOnlyList<DrugAmount> drugs, string at)
    {
        if (drugs.Count == 0)
        {
            Ask(r, at, "No drug is listed. Which, and how much of each?");
            return null;
        }
        var ways = new List<(Drug Drug, Weight Quantity)>[drugs.Count];
        var complete = true;
        var count = 1;
        for (var i = 0; i < drugs.Count; i++)
        {
            ways[i] = Ways(r, edition, drugs[i], at);
            complete &= ways[i].Count > 0;
            count = Math.Min(count * Math.Max(ways[i].Count, 1), MostWays + 1);
        }
        if (!complete)
            return null;
        if (count > MostWays)
        {
            // Too many to try all: each lot by what it weighs most as.
            for (var i = 0; i < ways.Length; i++)
                ways[i] = [ways[i].MaxBy(w => (edition.Factor(w.Drug, out _) ?? 0) * (w.Quantity.Picograms / 1_000_000))];
            count = 1;
            r.Caution("So many mixtures are listed that each was counted as the drug of the greatest converted weight, without trying every combination.");
        }
        Quantified? best = null;
        var chosen = new (Drug Drug, Weight Quantity)[drugs.Count];
        for (var way = 0; way < count; way++)
        {
            var rest = way;
            for (var i = 0; i < ways.Length; i++)
            {
                chosen[i] = ways[i][rest % ways[i].Count];
                rest /= ways[i].Count;
            }
            if (Together(r, edition, chosen, at) is not { } one)
                return null;
            if (best is null || one.Level > best.Level)
                best = one;
        }
        return best;
    }

    /// <summary>Every way in which an edition can count an amount: as the mixture, as the pure substance in it, or as any of the drugs a mixture contains.</summary>
    private static List<(Drug Drug, Weight Quantity)> Ways(Reckoning r, Edition edition, DrugAmount amount, string at)
    {
        var ways = new List<(Drug Drug, Weight Quantity)>(2);
        string? missing = null;
        foreach (var kind in amount.Kinds)
        {
            if (edition.Listed(kind) is { } listed)
            {
                if (Measured(edition, amount, listed, pure: false) is { } quantity)
                    ways.Add((listed, quantity));
                else
                    missing ??= Missing(edition, listed, amount);
            }
            if (kind.Actual is { } actual && edition.Listed(actual) is { } pure)
            {
                if (Measured(edition, amount, pure, pure: true) is { } quantity)
                    ways.Add((pure, quantity));
                else if (edition.Listed(kind) is null)
                    missing ??= $"How much {pure.Name} did it contain? This edition counts that, not the whole weight.";
            }
            else if (edition.Listed(kind) is null)
            {
                missing ??= kind.Id is "oxycodone_actual" or "hydrocodone_actual"
                    ? $"What was the whole weight of the pills? This edition counts that, not the {kind.Name}."
                    : $"This edition lists no {kind.Name}: name the listed drug it is most closely related to.";
            }
        }
        if (ways.Count == 0)
            Ask(r, at, $"{amount}: {missing ?? "the quantity is missing."}");
        return ways;
    }

    private static string Missing(Edition edition, Drug drug, DrugAmount amount) => edition.Measure(drug) switch
    {
        DrugMeasure.Unit => $"How many pills, capsules or tablets of {drug.Name} were there? This edition counts those.",
        DrugMeasure.Milliliter => $"How many milliliters of {drug.Name} were there?",
        _ when drug.Id == "lsd" && amount.Doses is not null => "What did the LSD weigh together with its carrier? Until 1993-10-31 that counted, not the doses.",
        _ => $"What was the whole weight of the {drug.Name}?",
    };

    private static Weight? Measured(Edition edition, DrugAmount amount, Drug drug, bool pure)
    {
        switch (edition.Measure(drug))
        {
            case DrugMeasure.Unit:
                // Liquid: half a milliliter is one unit.
                return amount.Units is { } units ? Weight.OfGrams(units) : amount.Liquid is { } liquid ? liquid + liquid : null;
            case DrugMeasure.Milliliter:
                return amount.Liquid ?? amount.Weight;
        }
        var weight = pure ? amount.Actual : amount.Weight ?? (amount.Kinds[0].Actual is null ? amount.Liquid : null);
        if (drug.Id == "marijuana" && amount.Plants is { } plants)
        {
            var counted = edition.Plants.Value!.Of(plants);
            return weight > counted ? weight : counted;
        }
        if (amount.Doses is { } doses && edition.Typical?.Value![drug] is { } each && (weight is null || drug.Id == "lsd"))
            return Weight.OfGrams(doses).Times((long)(each.Picograms / 1_000_000));
        return weight;
    }

    private static Quantified? Together(Reckoning r, Edition edition, ReadOnlySpan<(Drug Drug, Weight Quantity)> lots, string at)
    {
        var parts = new List<(Drug Drug, Weight Quantity, int Alone, Weight? Converted)>(lots.Length);
        foreach (var (drug, quantity) in lots)
        {
            var known = parts.FindIndex(p => p.Drug == drug);
            if (known < 0)
                parts.Add((drug, quantity, 0, null));
            else
                parts[known] = parts[known] with { Quantity = parts[known].Quantity + quantity };
        }
        for (var i = 0; i < parts.Count; i++)
        {
            var (drug, quantity, _, _) = parts[i];
            Weight? converted = edition.Factor(drug, out _) is { } factor ? quantity.Times(factor) : null;
            parts[i] = (drug, quantity, 0, converted);
            parts[i] = parts[i] with { Alone = Alone(edition, parts[i]).Level };
        }
        if (parts.Count == 1)
            return Alone(edition, parts[0]);

        var crack = parts.FindIndex(p => p.Drug.Id == "cocaine_base");
        if (edition.Crack?.Value is { MillionthsByLevel: { } byLevel } && crack >= 0)
            parts[crack] = parts[crack] with { Converted = parts[crack].Quantity.Times(byLevel[parts[crack].Alone]) };
        foreach (var part in parts)
        {
            if (part.Converted is null)
            {
                Ask(r, at, $"This edition has no conversion for {part.Drug.Name}, so it cannot be added to other drugs: calculate by hand.");
                return null;
            }
        }
        var all = Combine(edition, parts);
        if (edition.Crack?.Value is { Minus: > 0 } special && crack >= 0)
        {
            var others = parts.Where((_, i) => i != crack).ToList();
            var without = others.Count == 1 ? others[0].Alone : Combine(edition, others).Level;
            var lowered = all.Level - special.Minus;
            var quantity = parts[crack].Quantity;
            all = all with { WithoutCrack = without, Level = quantity >= special.NotFrom || quantity < special.NotBelow || lowered < without ? all.Level : lowered };
        }
        // A row of the table is reached by one drug alone: the others cannot take it away (3,571 times 28 grams is just under 100 kg).
        foreach (var part in parts)
        {
            if (part.Alone > all.Level)
                all = all with { Level = part.Alone, StandsAlone = part.Drug };
        }
        return all;
    }

    private static Quantified Alone(Edition edition, (Drug Drug, Weight Quantity, int Alone, Weight? Converted) part)
    {
        var table = edition.Table.Value!;
        if (part.Drug.Column is { } column && table.Has(column))
        {
            var row = table.Find(column, part.Quantity);
            var level = table.Rows(column)[row].Level;
            return new(level, null, [part with { Alone = level }]) { Before = level, Column = column, Row = row, LookedUp = part.Quantity };
        }
        return Combine(edition, [part]);
    }

    private static Quantified Combine(Edition edition, List<(Drug Drug, Weight Quantity, int Alone, Weight? Converted)> parts)
    {
        var total = Capped(edition, parts);
        var (column, scale) = edition.Combination.Value!.In == DrugCombination.Unit.ReferenceDrug ? Reference(parts) : (edition.Common, 1_000_000);
        var table = edition.Table.Value!;
        var row = table.Find(column, total, scale);
        var level = Math.Max(table.Rows(column)[row].Level, Floor(edition, parts));
        return new(level, total, parts) { Before = level, Column = column, Row = row, LookedUp = total, Scale = scale };
    }

    private static int Floor(Edition edition, List<(Drug Drug, Weight Quantity, int Alone, Weight? Converted)> parts)
    {
        var floor = 0;
        var flunitrazepamWithMore = parts.Exists(p => p.Drug.Class is not (DrugClass.Flunitrazepam or DrugClass.Depressant or DrugClass.ScheduleThree or DrugClass.ScheduleThreeHydrocodone or DrugClass.ScheduleFour or DrugClass.ScheduleFive));
        foreach (var part in parts)
        {
            if (part.Drug.Class != DrugClass.Flunitrazepam || !flunitrazepamWithMore)
                floor = Math.Max(floor, edition.Floors.Value![part.Drug.Class]);
        }
        return floor;
    }

    /// <summary>The sum of the converted weights, each group under its cap and each cap over the groups before it.</summary>
    private static Weight Capped(Edition edition, List<(Drug Drug, Weight Quantity, int Alone, Weight? Converted)> parts)
    {
        var free = Weight.Zero;
        foreach (var part in parts)
        {
            if (edition.Caps?.Value!.Covers(part.Drug.Class) != true)
                free += part.Converted!.Value;
        }
        if (edition.Caps is null)
            return free;
        var capped = Weight.Zero;
        foreach (var cap in edition.Caps.Value!.Caps)
        {
            foreach (var part in parts)
            {
                if (cap.Of.Contains(part.Drug.Class))
                    capped += part.Converted!.Value;
            }
            capped = Weight.Min(capped, cap.AtMost);
        }
        return free + capped;
    }

    /// <summary>Until 1991: like drugs to the drug of their heading, the lesser ones to marihuana, anything else to heroin.</summary>
    private static (DrugColumn Column, long Scale) Reference(List<(Drug Drug, Weight Quantity, int Alone, Weight? Converted)> parts)
    {
        return All(DrugClass.Opiate) ? (DrugColumn.Heroin, 1_000_000_000)
            : All(DrugClass.Stimulant) ? (DrugColumn.Cocaine, 200_000_000)
            : All(DrugClass.Hallucinogen) ? (DrugColumn.Pcp, 1_000_000_000)
            : parts.Exists(p => p.Drug.Class is DrugClass.Opiate or DrugClass.Stimulant or DrugClass.Hallucinogen) ? (DrugColumn.Heroin, 1_000_000_000)
            : (DrugColumn.Marihuana, 1_000_000);

        bool All(DrugClass @class) => parts.TrueForAll(p => p.Drug.Class == @class);
    }

    /// <summary>Sets down how plants and doses were weighed.</summary>
    private static void RecordCounts(Reckoning r, Edition edition, string at, IReadOnlyList<DrugAmount> drugs)
    {
        foreach (var amount in drugs)
        {
            if (amount.Plants is { } plants)
            {
                var weight = edition.Plants.Value!.Of(plants);
                r.Step(Rule(at, "2D1.1 plants"), r.Cite(s_plants), edition.Plants, $"{Exact.Write(plants, 0)} marihuana plants count as {weight}{(amount.Weight > weight ? $"; the {amount.Weight} of marihuana itself is more" : "")}.", $"{Exact.Write(plants, 0)} plants", $"{weight}");
            }
            if (amount.Doses is not { } doses || edition.Typical is not { } typical)
                continue;
            foreach (var kind in amount.Kinds)
            {
                var drug = typical.Value![kind] is null ? kind.Actual : kind;
                if (drug is not null && typical.Value![drug] is { } each && (drug.Id == "lsd" || (drug == kind ? amount.Weight : amount.Actual) is null))
                    r.Step(Rule(at, "2D1.1 doses " + drug.Id), r.Cite(s_typical), Since(r, s_typical, typical, (a, b) => a[drug] == b[drug]), $"{Exact.Write(doses, 0)} doses of {drug.Name} count at {each} each.", $"{Exact.Write(doses, 0)} doses", $"{Weight.OfGrams(doses).Times((long)(each.Picograms / 1_000_000))}");
            }
        }
    }

    private static void Record(Reckoning r, Edition edition, string at, Quantified found)
    {
        var table = edition.Table;
        var rows = table.Value!.Rows(found.Column);
        var row = rows[found.Row];
        if (found.Total is not null)
        {
            foreach (var (drug, quantity, _, converted) in found.Parts)
            {
                var conversions = edition.Factor(drug, out var heading) is not null ? edition.Conversions[heading] : null;
                var special = edition.Crack?.Value!.MillionthsByLevel is not null && drug.Id == "cocaine_base";
                var (lot, counted) = (Text(edition, drug, quantity), In(converted!.Value, found).ToString());
                var text = $"{lot} counts as {counted} of {Common(edition, found)}.";
                if (special)
                    r.Step(Rule(at, "2D1.1 conversion " + drug.Id), "USSG §2D1.1, comment. (n.10(D))", edition.Crack, text, lot, counted);
                else
                    r.Step(Rule(at, "2D1.1 conversion " + drug.Id), r.Cite(s_conversions[heading]), Since(r, s_conversions[heading], conversions!, (a, b) => a[drug] == b[drug] && a.Measure(drug) == b.Measure(drug)), text, lot, counted);
            }
            var sum = found.Parts.Aggregate(Weight.Zero, (s, p) => s + p.Converted!.Value);
            if (sum > found.Total)
                r.Step(Rule(at, "2D1.1 caps"), r.Cite(s_caps), edition.Caps, $"The caps on the lesser schedules bring {sum} down to {found.Total}.", $"{sum}", $"{found.Total}");
        }
        var since = Since(r, s_table, table, (a, b) => a.Same(found.Column, found.Row, b, b.Has(found.Column) ? found.Column : found.Column == DrugColumn.ConvertedDrugWeight ? DrugColumn.Marihuana : found.Column));
        var measured = found.Total is null ? Text(edition, found.Parts[0].Drug, found.LookedUp) : $"{In(found.LookedUp, found)} of {Common(edition, found)}";
        var bounds = Bounds(rows, found.Row, table.Value.Measure(found.Column));
        var floored = found.Before > row.Level ? $" The least level for such drugs is {found.Before}." : "";
        r.Step(Rule(at, "2D1.1(c)"), "USSG §2D1.1(c)", since, $"{measured} {bounds}: base level {row.Level}.{floored}", measured, $"base level {found.Before}", found.Before);
        if (row.Most is { } most && found.LookedUp > (found.Scale == 1_000_000 ? most : most.Times(found.Scale)))
            r.Caution($"The 1987 table had gaps: {measured} lies between two of its closed ranges. It is read with the lower one, whose beginning it has reached; amendment 125 closed the gaps so from 1989-11-01.");
        if (found.WithoutCrack is { } without)
        {
            var crack = edition.Crack!;
            var lowered = found.Level != found.Before && found.StandsAlone is null;
            r.Step(Rule(at, "2D1.1 crack with other drugs"), "USSG §2D1.1, comment. (n.10(D))", crack, lowered ? $"With crack among several drugs {crack.Value!.Minus} levels come off." : $"The {crack.Value!.Minus} levels for crack among several drugs do not come off: too much or too little crack, or the other drugs alone give level {without}.", $"level {found.Before}; others alone {without}", $"base level {(lowered ? found.Level : found.Before)}", lowered ? found.Level : found.Before);
        }
        if (found.StandsAlone is { } alone)
        {
            r.Step(Rule(at, "2D1.1(c) alone"), "USSG §2D1.1(c)", $"The {alone.Name} alone reaches level {found.Level}; converting it with the others would come to less, and does not take that row away.", $"{alone.Name} alone", $"base level {found.Level}", found.Level);
            r.Caution($"Converted and added up, all the drugs come to less (level {found.Before}) than the {alone.Name} alone (level {found.Level}). The greater level is used; note 8(B) read by its letter would give the lower.");
        }
    }

    private static string Bounds(IReadOnlyList<DrugQuantityTable.Row> rows, int row, DrugMeasure measure)
    {
        var least = Bound(row);
        return rows.Count == 1 ? "is any quantity" : row == 0 ? $"is {least} or more" : row == rows.Count - 1 ? $"is less than {Bound(row - 1)}" : $"is at least {least} but less than {Bound(row - 1)}";

        string Bound(int i) => measure == DrugMeasure.Unit ? Exact.Write(rows[i].Least.Picograms, 12) + " units" : rows[i].Least.ToString();
    }

    private static string Text(Edition edition, Drug drug, Weight quantity) => edition.Measure(drug) switch
    {
        DrugMeasure.Unit => $"{Exact.Write(quantity.Picograms, 12)} units of {drug.Name}",
        DrugMeasure.Milliliter => $"{Exact.Write(quantity.Picograms, 12)} ml of {drug.Name}",
        _ => $"{quantity} of {drug.Name}",
    };

    /// <summary>A converted weight in the drug it is looked up as: as it is, or until 1991 as heroin, cocaine or PCP.</summary>
    private static Weight In(Weight converted, Quantified found) => found.Scale == 1_000_000 ? converted : new(converted.Picograms * 1_000_000 / found.Scale);

    private static string Common(Edition edition, Quantified found) => found.Scale != 1_000_000 ? found.Column switch
    {
        DrugColumn.Cocaine => "cocaine",
        DrugColumn.Pcp => "PCP",
        _ => "heroin",
    }
    : edition.Combination.Value!.In == DrugCombination.Unit.ConvertedDrugWeight ? "converted drug weight" : "marihuana";

    private static void Ask(Reckoning r, string at, string text) => r.Ask(new OpenQuestion(at, Drugs.Name, text, Drugs.SettledBy));
}
