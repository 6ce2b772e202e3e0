namespace Clementia.Casework;

/// <summary>
/// What may happen on a petition. Each request takes the petition so far and gives the entry that would be made, or a
/// refusal that says why not. Nothing is saved here.
/// </summary>
public static partial class Procedure
{
    /// <summary>Opens a petition.</summary>
    public static Outcome<Entry> Open(string title) => title.Trim().Length == 0
        ? new Refusal("The petition has no title.", "Give it one; the petitioner's name is usually in it.")
        : new PetitionOpened(title.Trim());

    /// <summary>Files a document. The same bytes are filed once.</summary>
    public static Outcome<Entry> File(Petition soFar, DocumentFiled document, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        if (soFar.Documents.FirstOrDefault(filed => filed.Filed?.Sha256 == document.Sha256 && filed.Removed is null) is { } there)
            return new Refusal($"The same document is already filed as {there.Label} ({there.Filed!.Name}).", "Nothing was filed again; its facts stand under that label.");
        if (document.DocumentKind is { } kind && catalog.Kind(kind) is null)
            return new Refusal($"There is no document kind '{kind}'.", $"Use one of: {string.Join(", ", catalog.DocumentKinds.Select(known => known.Id))}.");
        if (document.Date is { } date && catalog.Read("clemency.date", date).IsRefused)
            return new Refusal($"'{date}' is no date of a document.", "Write YYYY, YYYY-MM or YYYY-MM-DD.");
        if (document.AttachedTo is { } mail && soFar.Documents.All(filed => filed.Filed?.Sha256 != mail))
            return new Refusal($"The e-mail that {document.Name} is attached to is not on file.", "File the e-mail first.");
        return document.Date is null ? document : document with { Date = catalog.Read("clemency.date", document.Date).Value!.Canonical };
    }

    /// <summary>Enters what was read in a filed document.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="catalog">Whose attributes the facts name; the built-in catalog when null.</param>
    public static Outcome<Entry> Read(Petition soFar, DocumentRead reading, Catalog? catalog = null)
    {
        if (soFar.Documents.FirstOrDefault(filed => filed.Filed?.Sha256 == reading.Sha256) is not { } document)
            return new Refusal("A document was read that is not on file.", "File it first.");
        if (document.Removed is { } order)
            return new Refusal($"{document.Label} was removed under {order}.", "It can no longer be read.");
        if (reading.Reading is null == reading.Unreadable is null)
            return new Refusal($"The reading of {document.Label} neither has a text nor says why there is none.", "Give one of the two.");
        if (reading.Facts.Any(fact => fact.Passages.Count == 0) || reading.Statements.Any(said => said.Passages.Count == 0))
            return new Refusal($"A fact or statement read in {document.Label} cites no passage.", "Cite the passage that says it.");
        var passages = reading.Facts.SelectMany(fact => fact.Passages).Concat(reading.Statements.SelectMany(said => said.Passages));
        if (passages.FirstOrDefault(passage => passage.Document != reading.Sha256) is { } stray)
            return new Refusal($"The reading of {document.Label} cites another document (page {stray.Page}: \"{stray.Quote}\").", "Cite passages of the document that was read.");
        return reading with { Catalog = (catalog ?? Catalog.BuiltIn).Fingerprint };
    }

    /// <summary>Vets a fact: confirms, corrects, strikes or disputes it. The last word holds; every word stays on the docket.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="fact">The fact's id ("F12").</param>
    /// <param name="verdict">What the person says of it.</param>
    /// <param name="value">The right value as they write it, when they correct; null otherwise.</param>
    /// <param name="reason">Why.</param>
    /// <param name="catalog">By which values are read; the built-in catalog when null.</param>
    public static Outcome<Entry> Vet(Petition soFar, string fact, Verdict verdict, string? value, string reason, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        if (Find(soFar.Facts, fact, found => found.Id) is not { } known)
            return new Refusal($"There is no fact '{fact}' on the petition.", soFar.Facts.Count == 0 ? "No fact has been read yet: file a document first." : $"Its facts are {soFar.Facts[0].Id} to {soFar.Facts[^1].Id}.");
        if (reason.Trim().Length == 0)
            return new Refusal("The vetting has no reason.", "Say in a few words why; it is signed with your name.");
        var canonical = value;
        switch (verdict)
        {
            case Verdict.Correct when value is null:
                return new Refusal("A correction needs the right value.", "Give the value that holds.");
            case Verdict.Correct:
                var read = catalog.Read(known.Attribute, value);
                if (read.IsRefused)
                    return read.Refusal;
                canonical = read.Value.Canonical;
                if (canonical == known.Value)
                    return new Refusal($"{catalog.Describe(known.Attribute, canonical)} is already the value of {known.Id}.", "Confirm it instead.");
                break;
            case not Verdict.Correct when value is not null:
                return new Refusal("Only a correction takes a value.", "Correct the fact, or leave the value out.");
            case Verdict.Confirm when catalog.Attribute(known.Attribute) is not null && catalog.Read(known.Attribute, known.Value) is { IsRefused: true, Refusal: var fault }:
                return new Refusal($"{known.Id} cannot be confirmed as it stands. {fault.Problem}", "Correct it with a value that can be read, or strike it.");
            case Verdict.Strike when known.Status == FactStatus.Struck:
                return new Refusal($"{known.Id} is already struck, by {known.VettedBy}: {known.VettingReason?.TrimEnd('.')}.", "Nothing more is needed. To bring it back, confirm or correct it.");
            default:
                break;
        }
        return new FactVetted(known.Id, verdict, canonical, reason.Trim(), catalog.Fingerprint);
    }

    /// <summary>Resolves a conflict.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="conflict">The conflict's id ("C3").</param>
    /// <param name="resolution">What holds.</param>
    /// <param name="fact">The fact that prevails, or null.</param>
    /// <param name="reason">Why.</param>
    /// <param name="catalog">By whose rules the sources were found to disagree; the built-in catalog when null.</param>
    public static Outcome<Entry> ResolveConflict(Petition soFar, string conflict, string resolution, string? fact, string reason, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        if (Find(soFar.Conflicts, conflict, found => found.Id) is not { } known)
            return new Refusal($"There is no conflict '{conflict}' on the petition.", soFar.Conflicts.Count == 0 ? "Its sources agree." : $"It has: {string.Join(", ", soFar.Conflicts.Select(found => found.Id).Take(20))}.");
        if (reason.Trim().Length == 0)
            return new Refusal("The resolution has no reason.", "Say in a few words why; it is signed with your name.");
        if (resolution.Trim().Length == 0)
            return new Refusal("The resolution does not say what holds.", "Say what holds, in a few words.");
        if (known.Resolved is { } before && known.Id.StartsWith("CV", StringComparison.Ordinal))
            return new Refusal($"{known.Id} was settled when {before.By} corrected {known.Facts[0]}.", $"Vet {known.Facts[0]} again if the correction is wrong.");
        if (known.Resolved is { } same && same.Fact == fact && same.Resolution == resolution.Trim())
            return new Refusal($"{known.Id} is already resolved so, by {same.By}.", "Nothing more is needed. Another resolution would replace it.");
        if (fact is null)
            return new ConflictResolved(known.Id, resolution.Trim(), null, reason.Trim(), catalog.Fingerprint);
        var prevails = known.Facts.FirstOrDefault(id => string.Equals(id, fact, StringComparison.OrdinalIgnoreCase));
        if (prevails is null)
            return new Refusal($"{fact} has no part in {known.Id}.", known.Facts.Count == 0 ? "It is a dispute of statements: name no fact." : $"Name one of {string.Join(", ", known.Facts)}, or none.");
        return soFar.Facts.Any(one => one.Id == prevails && one.Status == FactStatus.Struck)
            ? new Refusal($"{prevails} is struck and cannot prevail.", "Name another fact, or vet it again first.")
            : new ConflictResolved(known.Id, resolution.Trim(), prevails, reason.Trim(), catalog.Fingerprint);
    }

    /// <summary>Issues a copy of a brief. A brief rests on vetted facts, so there must be one.</summary>
    public static Outcome<Entry> IssueBrief(Petition soFar, BriefIssued brief) => soFar.Facts.Any(fact => fact.Status == FactStatus.Confirmed)
        ? brief
        : new Refusal("No fact of the petition is confirmed, so a brief would have nothing to say.", "Vet at least one fact first.");

    /// <summary>
    /// Removes the body of an entry by order. The ids that it gave stay taken, and facts that others support keep theirs.
    /// Entries that quote what it held are not removed with it: see <see cref="Quoting"/>.
    /// </summary>
    /// <param name="id">The petition's id.</param>
    /// <param name="entries">The whole docket.</param>
    /// <param name="number">The entry.</param>
    /// <param name="order">The order, as cited.</param>
    public static Outcome<Entry> Remove(string id, IReadOnlyList<DocketEntry> entries, int number, string order)
    {
        if (entries.FirstOrDefault(entry => entry.Number == number) is not { } target)
            return new Refusal($"The docket has no entry {number}.", entries.Count == 0 ? "It is empty." : $"Its entries are 1 to {entries[^1].Number}.");
        if (order.Trim().Length == 0)
            return new Refusal("No order is named.", "Cite the order under which the entry is removed; nothing is removed without one.");
        if (target.Body is null)
            return new Refusal($"Entry {number} was already removed.", "Nothing more is needed.");
        switch (target.Body)
        {
            case BodyRemoved:
                return new Refusal($"Entry {number} is itself the removal of an entry.", "It holds nothing but the order and must stay.");
            case PetitionOpened or BriefIssued:
                return new Refusal($"Entry {number} ({target.Kind}) holds nothing of a document.", "Remove the entry that filed or read the document.");
            case DocumentFiled filed:
                var readings = entries.Select(entry => entry.Body).OfType<DocumentRead>().Where(read => read.Sha256 == filed.Sha256 && read.Reading is not null).Select(read => read.Reading!);
                return new BodyRemoved(number, order.Trim(), [.. readings.Prepend(filed.Sha256).Distinct()]);
            case DocumentRead read:
                var whole = new Folding(id, Catalog.BuiltIn).Numbering(entries);
                var carried = new List<CarriedFact>();
                foreach (var (fact, sources) in whole.Sources)
                {
                    // The first that is left, when the entry to be removed is the first of those that are left.
                    var left = sources.Where(source => source.Entry != number).ToList();
                    if (sources[0].Entry == number && left.Count > 0)
                        carried.Add(new CarriedFact($"F{fact}", left[0].Entry, left[0].Index));
                }
                return new BodyRemoved(number, order.Trim(), read.Reading is null ? [] : [read.Reading], whole.FirstAt.GetValueOrDefault(number), read.Statements.Count, carried.Count == 0 ? null : carried);
            default:
                return new BodyRemoved(number, order.Trim(), []);
        }
    }

    /// <summary>
    /// The entries that hold or may repeat what an entry's document says: its filing and readings, vettings and
    /// resolutions of facts that it supports, and e-mail attachments. Whoever removes one by order should look at them all.
    /// </summary>
    public static IReadOnlyList<int> Quoting(string id, IReadOnlyList<DocketEntry> entries, int number)
    {
        var document = entries.FirstOrDefault(entry => entry.Number == number)?.Body switch
        {
            DocumentFiled filed => filed.Sha256,
            DocumentRead read => read.Sha256,
            _ => null,
        };
        if (document is null)
            return [];
        var readings = entries.Where(entry => entry.Body is DocumentRead read && read.Sha256 == document).Select(entry => entry.Number).ToHashSet();
        var facts = new Folding(id, Catalog.BuiltIn).Numbering(entries).Sources.Where(fact => fact.Sources.Any(source => readings.Contains(source.Entry))).Select(fact => $"F{fact.Fact}").ToHashSet();
        var petition = Petition.Fold(id, entries);
        var statements = petition.Statements.Where(said => readings.Contains(said.Entry)).Select(said => said.Id).ToHashSet();
        var conflicts = petition.Conflicts.Where(conflict => conflict.Facts.Any(facts.Contains) || conflict.Statements.Any(statements.Contains)).Select(conflict => conflict.Id).ToHashSet();
        return [.. entries.Where(entry => entry.Number != number && entry.Body switch
        {
            DocumentFiled filed => filed.Sha256 == document || filed.AttachedTo == document,
            DocumentRead read => read.Sha256 == document,
            FactVetted vetted => facts.Contains(vetted.Fact),
            ConflictResolved resolved => conflicts.Contains(resolved.Conflict) || (resolved.Fact is { } fact && facts.Contains(fact)),
            SentenceFound found => found.Facts.Any(facts.Contains),
            Act act => act.RestsOn.Any(facts.Contains) || act.Quotes.Any(passage => passage.Document == document),
            _ => false,
        }).Select(entry => entry.Number)];
    }

    private static T? Find<T>(IReadOnlyList<T> all, string id, Func<T, string> idOf)
        where T : class => all.FirstOrDefault(one => string.Equals(idOf(one), id.Trim(), StringComparison.OrdinalIgnoreCase));
}
