namespace Clementia.Law;

/// <summary>The other offense guidelines of chapter two: 2B1.1, 2F1.1, 2K2.1, 2L1.2, 2S1.1 to 2S1.3 by edition; any other as entered from the presentence report with its citation.</summary>
internal static class OtherGuidelines
{
    private static readonly FactKey<int> s_base = FactKeys.Number("chapter2.base", FactScope.Group, 1, 60, "The base offense level under chapter two as the presentence report (or the court) found it, for a guideline that is not recomputed here.", "the presentence report, offense level computation");
    private static readonly FactKey<string> s_cite = FactKeys.Text("chapter2.cite", FactScope.Group, "The subsection that base level is from: \"USSG §2A2.2(a)\".", "the presentence report, offense level computation");
    private static readonly FactKey<IReadOnlyList<Adjustment>> s_adjustments = new("chapter2.adjustments", FactScope.Group, "a list of {\"cite\": \"USSG §2A2.2(b)(2)\", \"levels\": 4}; [] when there are none", "The specific offense characteristics of chapter two as found, each with its citation and levels.", "the presentence report, offense level computation", ReadAdjustments);
    private static readonly FactKey<DateOnly> s_edition = FactKeys.Day("chapter2.edition", FactScope.Group, "The day of the manual under which the entered chapter two result was found, where it is not the day of sentence.", "the presentence report, offense level computation");
    private static readonly FactKey<DateOnly> s_unchangedUntil = FactKeys.Day("chapter2.unchangedUntil", FactScope.Group, "The last day on which the guideline still reads as it did for the entered result, by the historical note under it.", "the Guidelines Manual, historical note under the guideline");

    private static readonly ProvisionKey<Successors> s_consolidated = new("us-federal/ussg/2/consolidated", Successors.Read);
    private static readonly ProvisionKey<LossTable> s_theftTable = new("us-federal/ussg/2b1.1/loss-table", LossTable.Read);
    private static readonly ProvisionKey<LossTable> s_fraudTable = new("us-federal/ussg/2f1.1/loss-table", LossTable.Read);
    private static readonly ProvisionKey<LossTable> s_launderingTable = new("us-federal/ussg/2s1.1/value-table", LossTable.Read);

    // In the order in which the guidelines apply them: a floor counts for what stands before it.
    private static readonly Sheet[] s_sheets =
    [
        new("2B1.1", OffenseFacts.Loss, s_theftTable, "base", "victims", "from-person", "mail", "planning-until-2001", "fence", "cemetery", "email-addresses", "health-care", "medical-product", "misrepresentation", "sophisticated-means", "identity", "disaster", "benefits", "trade-secret", "vehicles-cargo", "risk", "financial-institution", "personal-information", "critical-computer", "securities", "trade-secret-until-2001", "cemetery-until-2001"),
        new("2F1.1", OffenseFacts.Loss, s_fraudTable, "base", "planning-or-victims", "mass-marketing", "misrepresentation", "identity", "sophisticated-means", "risk", "financial-institution"),
        new("2K2.1", null, null, "base", "number", "sporting", "destructive-device", "stolen-or-altered", "conversion-devices", "ceiling", "trafficking", "other-felony", "criminal-group", "pressed-into-it"),
        new("2L1.2", null, null, "base", "previous-entry", "conviction", "reentry-convictions", "before-removal", "after-removal"),
        new("2S1.1", OffenseFacts.Value, null, "base", "proceeds", "value", "conviction", "sophisticated"),
        new("2S1.2", OffenseFacts.Value, null, "base", "proceeds", "value"),
        new("2S1.3", OffenseFacts.Value, null, "base", "unlawful-funds", "value", "pattern", "lawful-funds"),
    ];

    internal static IReadOnlyList<GoldenKind> Golden => OtherGuidelineExamples.Kinds;

    public static IReadOnlyList<ProvisionKey> Provisions => [s_consolidated, s_theftTable, s_fraudTable, s_launderingTable, .. s_sheets.SelectMany(s => s.Parts.Select(p => p.Key))];

    public static IReadOnlyList<FactKey> Facts => [s_base, s_cite, s_adjustments, s_edition, s_unchangedUntil, .. OffenseFacts.All];

    /// <summary>The offense level of a group under its guideline, before chapter three; null when a fact is missing (then asked for).</summary>
    public static int? Level(Reckoning r, Facts @case, Facts group, string guideline)
    {
        var name = guideline.TrimStart('§', ' ').Replace("USSG §", "", StringComparison.Ordinal).Trim();
        var sheet = SheetOf(r, group, name, out var undecided);
        if (undecided)
            return null;
        if (group.TryGet(s_base, out _))
        {
            if (StillHolds(r, @case, group, sheet))
                return Entered(r, @case, group, name);
            if (sheet is null)
            {
                AskWhetherChanged(r, group, name);
                return null;
            }
            r.Caution($"§{name} has changed since the level in the file was found, or was not yet so: for {r.Days[GoverningDay.Manual]:yyyy-MM-dd} it is computed from the facts instead.");
        }
        if (sheet is not null)
            return Compute(r, @case, group, sheet);
        r.Ask(new OpenQuestion(group.At, s_base.Name, $"§{name} is not recomputed here for {r.Days[GoverningDay.Manual]:yyyy-MM-dd}: calculate by hand, or enter the base level (chapter2.base) and the adjustments (chapter2.adjustments) as the presentence report found them.", s_base.SettledBy));
        return null;
    }

    internal static Sheet? Named(string name) => Array.Find(s_sheets, s => s.Name == name);

    internal static ProvisionKey<LossTable>? TableNamed(string name) => name switch { "2B1.1" => s_theftTable, "2F1.1" => s_fraudTable, "2S1.1" => s_launderingTable, _ => null };

    /// <summary>Every day on which some subsection of a guideline, or its table, changed.</summary>
    internal static IEnumerable<DateOnly> FirstDays(LawBook book, Sheet sheet) =>
        sheet.Parts.SelectMany(p => book.Find(p.Key).Versions.Select(v => v.From)).Concat(TableNamed(sheet.Name) is { } table ? book.Find(table).Versions.Select(v => v.From) : []).Distinct().Order();

    internal static string? SuccessorOf(LawBook book, DateOnly day, string name) =>
        book.Find(s_consolidated).For(new Timeline { Sentence = day }, out _)?.Value!.Of(name);

    /// <summary>The guideline that a case under this name is under on the day of the manual: consolidated ones go to their successor, and back.</summary>
    private static Sheet? SheetOf(Reckoning r, Facts group, string name, out bool undecided)
    {
        undecided = false;
        var consolidated = r.Law(s_consolidated);
        if (consolidated?.Value!.Of(name) is { } successor)
        {
            r.Step($"{group.At} guideline", $"USSG §{name}", consolidated, $"§{name} had been consolidated with §{successor} by then: that guideline applies.", $"§{name}", $"§{successor}");
            name = successor;
        }
        else if (name == "2B1.1" && consolidated?.Value!.Of("2F1.1") is null)
        {
            if (r.Know(group, OffenseFacts.IsFraud, out var fraud))
                name = fraud ? "2F1.1" : name;
            else
                undecided = true;
        }
        else if (name == "2S1.1" && consolidated?.Value!.Of("2S1.2") is null)
        {
            if (r.Know(group, OffenseFacts.Convicted1956, out var laundering))
                name = laundering ? name : "2S1.2";
            else
                undecided = true;
        }
        var sheet = Named(name);
        return sheet is not null && r.Law(sheet.Base) is not null ? sheet : null;
    }

    private static int? Compute(Reckoning r, Facts @case, Facts group, Sheet sheet)
    {
        var ledger = new OffenseLedger();
        var known = true;
        foreach (var part in sheet.Parts)
        {
            if (r.Law(part.Key) is { } version)
                known &= Apply(r, @case, group, sheet, part, version, ledger);
            if (ReferenceEquals(part, sheet.Parts[0]) && sheet.Table is { } table && r.Law(table) is { } amounts)
                known &= AddFromTable(r, group, sheet.Amount!, table, amounts, $"USSG §{sheet.Name}(b)(1)", ledger);
        }
        r.Caution($"Cross references of §{sheet.Name} to other guidelines are not tried: where the court used one, name that guideline instead.");
        return known ? ledger.Level : null;
    }

    private static bool Apply(Reckoning r, Facts @case, Facts group, Sheet sheet, Part part, Version<OffenseTiers> version, OffenseLedger ledger)
    {
        var open = false;
        foreach (var tier in version.Value!.All)
        {
            var holds = tier.Holds(group, ledger);
            if (holds is null)
            {
                open = true;
                tier.Ask(r, group, ledger);
                ledger.Undecided(tier.Cite);
            }
            else if (holds is true && open)
            {
                // An earlier tier may apply in its place: nothing can be said of this one yet.
                ledger.Undecided(tier.Cite);
                break;
            }
            else if (holds is true)
            {
                return Take(r, @case, group, sheet, part, version, tier, ledger);
            }
        }
        if (open)
            ledger.Level = null;
        return !open;
    }

    private static bool Take(Reckoning r, Facts @case, Facts group, Sheet sheet, Part part, Version<OffenseTiers> version, OffenseTiers.Tier tier, OffenseLedger ledger)
    {
        var cite = $"USSG §{sheet.Name}{tier.Cite}";
        var rule = $"{group.At} {part.Rule}";
        var title = r.Book.Find(part.Key).Title;
        if (tier.Level is not null || tier.Underlying)
        {
            if ((tier.Underlying ? Underlying(r, @case, group) : tier.Level) is not { } level)
            {
                // That the subsection applies is known; only its level is not.
                ledger.Apply(tier.Cite, 0);
                return false;
            }
            ledger.Apply(tier.Cite, 0);
            ledger.Level = level;
            r.Step(rule, cite, version, tier.Underlying ? $"{title}: the level of the offense from which the funds came, {level}." : $"{title}: the offense starts at level {level}.", $"§{sheet.Name}", $"base level {level}", level);
            return tier.Plus is null || AddPlus(r, group, sheet, tier.Plus, cite, ledger);
        }
        if (tier.Plus is { } table)
        {
            ledger.Apply(tier.Cite, 0);
            return AddPlus(r, group, sheet, table, cite, ledger);
        }
        var add = tier.Add ?? 0;
        if (tier.Together is { } together)
        {
            if (ledger.Added(together.With) is not { } others)
            {
                ledger.Undecided(tier.Cite);
                ledger.Level = null;
                return false;
            }
            add = Math.Max(0, Math.Min(add, together.Most - others));
        }
        ledger.Apply(tier.Cite, add);
        if (ledger.Level is not { } before)
            return true;
        var after = before + add;
        if (tier.Floor is { } floor)
            after = Math.Max(after, floor);
        if (tier.To is { } to)
            after = Math.Min(after, to);
        if (tier.Cap is { } cap)
            after = Math.Min(after, cap);
        ledger.Level = after;
        if (after == before && tier.Add is null)
            return true;
        var raised = after != before + add;
        var plain = (add, raised) switch
        {
            ( > 0, false) => $"{title}: {Levels(add)} added.",
            ( > 0, true) => $"{title}: {Levels(add)} added, and the level is then not below {after}.",
            ( < 0, _) => $"{title}: {Levels(-add)} taken off.",
            _ => after > before ? $"{title}: the level is not below {after}." : $"{title}: the level is lowered to {after}.",
        };
        r.Step(rule, cite, version, plain, title, raised ? $"to level {after}" : $"{(add < 0 ? "" : "+")}{add} = {after}", after);
        return true;
    }

    private static bool AddPlus(Reckoning r, Facts group, Sheet sheet, string table, string cite, OffenseLedger ledger)
    {
        var key = table switch { "theft" => s_theftTable, "fraud" => s_fraudTable, _ => s_launderingTable };
        return AddFromTable(r, group, sheet.Amount!, key, r.Needed(key), cite, ledger);
    }

    private static bool AddFromTable(Reckoning r, Facts group, FactKey<long> amountKey, ProvisionKey<LossTable> key, Version<LossTable> version, string cite, OffenseLedger ledger)
    {
        if (!r.Know(group, amountKey, out var amount))
        {
            ledger.Level = null;
            return false;
        }
        var add = version.Value!.Add(amount);
        ledger.Apply("(table)", add);
        if (ledger.Level is { } before)
        {
            ledger.Level = before + add;
            r.Step($"{group.At} amount", cite, version, add == 0 ? $"{Dollars.InWords(amount)} adds no level in the table of {r.Cite(key)}." : $"{Dollars.InWords(amount)} adds {Levels(add)} in the table of {r.Cite(key)}.", Dollars.InWords(amount), $"+{add} = {before + add}", before + add);
        }
        return true;
    }

    private static int? Underlying(Reckoning r, Facts @case, Facts group)
    {
        if (group.TryGet(OffenseFacts.UnderlyingGuideline, out var guideline))
        {
            if (guideline.StartsWith("2S1", StringComparison.Ordinal))
            {
                r.Ask(new OpenQuestion(group.At, OffenseFacts.UnderlyingGuideline.Name, "Laundering is not its own underlying offense: name the guideline of the offense from which the funds came, or calculate by hand.", OffenseFacts.UnderlyingGuideline.SettledBy));
                return null;
            }
            r.Caution("Where §2S1.1(a)(1) applies, chapter three adjustments rest on the laundering itself, not on the underlying offense (§2S1.1, note 2(C)).");
            return guideline == "2D1.1" ? DrugGuideline.Level(r, @case, group) : Level(r, @case, group, guideline);
        }
        if (!r.Know(group, OffenseFacts.UnderlyingLevel, out var level))
            return null;
        if (!StillHolds(r, @case, group, null))
        {
            AskWhetherChanged(r, group, "2S1.1(a)(1), of the underlying offense,");
            return null;
        }
        r.Caution("Where §2S1.1(a)(1) applies, chapter three adjustments rest on the laundering itself, not on the underlying offense (§2S1.1, note 2(C)).");
        return level;
    }

    /// <summary>Whether a result found under one edition may be used under the one of this reckoning: only when nothing changed between.</summary>
    private static bool StillHolds(Reckoning r, Facts @case, Facts group, Sheet? sheet)
    {
        if (!group.TryGet(s_edition, out var found) && !@case.TryGet(CaseFacts.Sentenced, out found))
        {
            r.Know(group, s_edition, out _);
            return false;
        }
        var day = r.Days[GoverningDay.Manual]!.Value;
        if (day == found || (day > found && group.TryGet(s_unchangedUntil, out var until) && day <= until))
            return true;
        // Of a guideline that is not held here only its editions are known; of one that is, each of its changes.
        if (sheet is null)
            return ManualEditions.EditionOn(r.Book, day) == ManualEditions.EditionOn(r.Book, found);
        var (then, now) = (new Timeline { Sentence = found }, new Timeline { Sentence = day });
        return Same(s_consolidated) && sheet.Parts.All(p => Same(p.Key)) && new[] { s_theftTable, s_fraudTable, s_launderingTable }.All(Same);

        bool Same<T>(ProvisionKey<T> key)
            where T : class => ReferenceEquals(r.Book.Find(key).For(then, out _), r.Book.Find(key).For(now, out _));
    }

    private static void AskWhetherChanged(Reckoning r, Facts group, string name) =>
        r.Ask(new OpenQuestion(group.At, s_unchangedUntil.Name, $"The chapter two level under §{name} was found under another manual than that of {r.Days[GoverningDay.Manual]:yyyy-MM-dd}. Does the guideline still read as it did (chapter2.unchangedUntil)? If not, calculate by hand.", s_unchangedUntil.SettledBy));

    private static int? Entered(Reckoning r, Facts @case, Facts group, string name)
    {
        var known = r.Know(group, s_adjustments, out var adjustments);
        if (!group.TryGet(s_base, out var level) || !known)
            return null;
        var found = group.TryGet(s_edition, out var edition) || @case.TryGet(CaseFacts.Sentenced, out edition) ? $" under the manual of {edition:yyyy-MM-dd}" : "";
        r.Step($"{group.At} base", group.TryGet(s_cite, out var cite) ? cite : $"USSG §{name}", $"As found in the presentence report{found}, not recomputed: the offense starts at level {level}.", "entered", $"base level {level}", level);
        foreach (var adjustment in adjustments!)
        {
            level += adjustment.Levels;
            r.Step($"{group.At} {adjustment.Cite}", adjustment.Cite, $"As found in the presentence report, not recomputed: {Levels(Math.Abs(adjustment.Levels))} {(adjustment.Levels < 0 ? "taken off" : "added")}.", "entered", $"{(adjustment.Levels < 0 ? "" : "+")}{adjustment.Levels} = {level}", level);
        }
        r.Caution($"The chapter two level under §{name} is entered from the presentence report and was not recomputed.");
        return level;
    }

    private static string Levels(int count) => count == 1 ? "1 level" : $"{count} levels";

    private static IReadOnlyList<Adjustment> ReadAdjustments(StrictJson list) =>
        [.. list.Items().Select(item =>
        {
            item.Only("cite", "levels");
            return new Adjustment(item["cite"].Text(), item["levels"].IntFrom(-20, 40));
        })];

    /// <summary>A specific offense characteristic as found.</summary>
    public sealed record Adjustment(string Cite, int Levels);

    /// <summary>One subsection of a guideline: a provision below its folder, and the stable name of its step.</summary>
    internal sealed record Part(string Rule, ProvisionKey<OffenseTiers> Key);

    /// <summary>A guideline: its base level first, then its characteristics in the order in which they apply.</summary>
    internal sealed class Sheet(string name, FactKey<long>? amount, ProvisionKey<LossTable>? table, params string[] parts)
    {
        public string Name => name;

        public FactKey<long>? Amount => amount;

        /// <summary>The table that follows the base level.</summary>
        public ProvisionKey<LossTable>? Table => table;

        public IReadOnlyList<Part> Parts { get; } = [.. parts.Select(p => new Part(p.Replace("-until-2001", "", StringComparison.Ordinal), new($"us-federal/ussg/{name.ToLowerInvariant()}/{p}", OffenseTiers.Read)))];

        public ProvisionKey<OffenseTiers> Base => Parts[0].Key;
    }

    /// <summary>Which guidelines were consolidated with which.</summary>
    private sealed class Successors
    {
        private readonly Dictionary<string, string> _of = new(StringComparer.Ordinal);

        public string? Of(string name) => _of.GetValueOrDefault(name);

        public static Successors Read(StrictJson value)
        {
            var read = new Successors();
            foreach (var (name, successor) in value.Properties())
                read._of[name] = successor.Text();
            return read;
        }
    }
}
