namespace Clementia.Casework;

/// <summary>A step of somebody's way to where they stand now.</summary>
/// <param name="Entry">Its docket entry.</param>
/// <param name="Taken">What was entered.</param>
/// <param name="On">The day: the one that was given, else that of the entry.</param>
/// <param name="Before">Where they stood before, or null when this is the first that the docket knows.</param>
public sealed record PositionChange(DocketEntry Entry, PositionTaken Taken, DateOnly On, Position? Before);

/// <summary>Where a person or office stands, and how they came there.</summary>
/// <param name="Person">Who.</param>
/// <param name="Office">Their office or stake as last given, or null.</param>
/// <param name="Now">Where they stand.</param>
/// <param name="Changes">Every change, the earliest day first.</param>
public sealed record Stand(string Person, string? Office, Position Now, IReadOnlyList<PositionChange> Changes);

/// <summary>Something that speaks against a reason somebody gave. It names the fact and its passage; who is right it does not say.</summary>
/// <param name="Fact">The fact's id.</param>
/// <param name="Words">What speaks against what.</param>
/// <param name="Passage">Where the file says so, or null when nothing is left that says it.</param>
public sealed record ReasonAlert(string Fact, string Words, Citation? Passage);

/// <summary>Who stands where on a petition: the people and offices with a stake, and every change with its day, reason and evidence.</summary>
public static class Positions
{
    /// <summary>Everybody who took a position, in the order in which they first did.</summary>
    public static IReadOnlyList<Stand> Of(Petition petition)
    {
        var people = new List<(string Name, List<(DocketEntry Entry, PositionTaken Taken, DateOnly On)> Taken)>();
        foreach (var entry in petition.Acts)
        {
            if (entry.Body is not PositionTaken taken)
                continue;
            var at = people.FindIndex(one => CaseProcess.IsSameName(one.Name, taken.Person));
            if (at < 0)
            {
                at = people.Count;
                people.Add((taken.Person, []));
            }
            people[at].Taken.Add((entry, taken, DayOf(taken, entry)));
        }
        return [.. people.Select(person =>
        {
            // By day; of one day, in the order of the docket.
            var ordered = person.Taken.OrderBy(one => one.On).ThenBy(one => one.Entry.Number).ToList();
            var changes = ordered.Select((one, i) => new PositionChange(one.Entry, one.Taken, one.On, i == 0 ? null : ordered[i - 1].Taken.Position)).ToList();
            return new Stand(person.Name, ordered.Select(one => one.Taken.Office).LastOrDefault(office => office is not null), ordered[^1].Taken.Position, changes);
        })];
    }

    private static DateOnly DayOf(PositionTaken taken, DocketEntry entry) =>
        taken.On is { } on && DateOnly.TryParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : DateOnly.FromDateTime(entry.At.UtcDateTime);

    /// <summary>
    /// What the vetted file holds against a reason: facts it cites that were struck, corrected, disputed or overcome in a conflict, and values in its
    /// words that exclude a confirmed one by the catalog's rules.
    /// </summary>
    /// <param name="petition">The petition as it is now.</param>
    /// <param name="cites">What the reason cites.</param>
    /// <param name="read">What a reader proposes from the reason's words; empty when nothing was read.</param>
    /// <param name="catalog">By whose rules values are held against each other; the built-in catalog when null.</param>
    public static IReadOnlyList<ReasonAlert> Against(Petition petition, Cites cites, IReadOnlyList<Proposal> read, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        var alerts = new List<ReasonAlert>();
        foreach (var id in cites.Facts)
        {
            if (petition.Facts.FirstOrDefault(fact => fact.Id == id) is not { } fact)
            {
                alerts.Add(new ReasonAlert(id, $"The reason rests on {id}, which is no longer on file.", null));
                continue;
            }
            var says = InPlainWords.Describe(fact, petition, catalog);
            if (fact.Status == FactStatus.Struck)
                alerts.Add(new ReasonAlert(id, $"The reason rests on {id}, which {fact.VettedBy} struck ({fact.VettingReason?.TrimEnd('.')}).", FirstOf(fact)));
            else if (fact.Status == FactStatus.Disputed)
                alerts.Add(new ReasonAlert(id, $"The reason rests on {id}, which {fact.VettedBy} disputes ({fact.VettingReason?.TrimEnd('.')}). {says}", FirstOf(fact)));
            else if (fact.Value != fact.ProposedValue)
                alerts.Add(new ReasonAlert(id, $"The reason rests on {id}, which was corrected. {says}", FirstOf(fact)));
            foreach (var conflict in petition.Conflicts.Where(one => one.Facts.Contains(id) && one.Kind is ConflictKind.Conflict or ConflictKind.AgainstRecord))
            {
                if (conflict.Resolved is { Fact: { } prevails } resolved && prevails != id)
                    alerts.Add(new ReasonAlert(prevails, $"The reason rests on {id}; in {conflict.Id} {resolved.By} held that {prevails} prevails: {resolved.Resolution.TrimEnd('.')}.", petition.Facts.FirstOrDefault(one => one.Id == prevails) is { } other ? FirstOf(other) : null));
                else if (conflict.Resolved is null)
                    alerts.Add(new ReasonAlert(id, $"The reason rests on {id}, on which sources disagree ({conflict.Id}, open): {conflict.Explanation}", FirstOf(fact)));
            }
        }
        alerts.AddRange(Contradicted(petition, read, catalog));
        return alerts;
    }

    /// <summary>Confirmed facts that values in the words exclude. The words are held against one fact at a time, so that each is named for itself.</summary>
    private static IEnumerable<ReasonAlert> Contradicted(Petition petition, IReadOnlyList<Proposal> read, Catalog catalog)
    {
        foreach (var said in read.Where(one => one.Subject is null && one.Passages.Count > 0).DistinctBy(one => (one.Attribute, one.Value)))
        {
            if (catalog.Attribute(said.Attribute) is not { } attribute)
                continue;
            foreach (var fact in petition.Facts.Where(one => one.Attribute == said.Attribute && one is { Status: FactStatus.Confirmed, Subject: null } && one.Value != said.Value))
            {
                if (FirstOf(fact) is not { } passage)
                    continue;
                // How the sources rounded holds of what they said, not of a value that a person set.
                var source = fact.Sources[0].Proposal;
                var vetted = source with { Value = fact.Value, Subject = null, Approximate = fact.Value == fact.ProposedValue && source.Approximate, AtLeast = fact.Value == fact.ProposedValue && source.AtLeast };
                var found = Conflicts.Among([new CaseText("the vetted file", null, null, [vetted], []), new CaseText("the reason", null, null, [said], [])], catalog);
                if (found.Any(conflict => conflict is { Kind: ConflictKind.Conflict, Type: CaseConflictType.Values }))
                    yield return new ReasonAlert(fact.Id, $"The reason says \"{said.Passages[0].Quote}\" ({attribute.Label.ToLowerInvariant()}: {catalog.Describe(said.Attribute, said.Value)}); the vetted file says {InPlainWords.Qualified(fact, catalog)} ({fact.Id}, confirmed by {fact.VettedBy}).", passage);
            }
        }
    }

    private static Citation? FirstOf(Fact fact) => fact.Sources.Count > 0 && fact.Sources[0].Proposal.Passages.Count > 0 ? fact.Sources[0].Proposal.Passages[0] : null;
}
