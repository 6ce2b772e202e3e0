namespace Clementia.Casework;

/// <summary>
/// The conflicts of a petition: open ones as its facts and statements stand, and those that people resolved. Where one
/// attribute of one subject has several values that disagree, that is one conflict, so that a person resolves it once.
/// </summary>
internal sealed class FoldedConflicts(Catalog catalog, IReadOnlyList<FiledDocument> documents)
{
    private const string Vetted = "the vetted record";

    private readonly Dictionary<string, FiledDocument> _documents = documents.Where(document => document.Filed is not null).GroupBy(document => document.Filed!.Sha256).ToDictionary(group => group.Key, group => group.First());

    /// <summary>The number of the fact that a conflict is named after; null for a dispute and for what is no id.</summary>
    public static int? FactOf(string conflict)
    {
        var digits = (conflict.StartsWith("CV", StringComparison.Ordinal) ? conflict.AsSpan(2) : conflict.StartsWith('C') ? conflict.AsSpan(1) : default).TrimEnd("bcdefghijklmnopqrstuvwxyz");
        return int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public IReadOnlyList<Conflict> Of(IReadOnlyList<Standing> facts, IReadOnlyList<FiledStatement> statements, IReadOnlyList<Resolution> resolutions)
    {
        var settled = new List<Settled>();
        foreach (var resolution in resolutions)
        {
            var made = new ConflictResolution(resolution.Entry.Number, resolution.Entry.Actor, resolution.Entry.At, resolution.Resolved.Resolution, resolution.Resolved.Fact, resolution.Resolved.Reason);
            if (settled.Find(one => one.Conflict.Id == resolution.Resolved.Conflict) is { } again)
            {
                // The last word holds, on what the first word was about.
                settled[settled.IndexOf(again)] = again with { Conflict = again.Conflict with { Resolved = made } };
                continue;
            }
            var open = FactOf(resolution.Resolved.Conflict) is null
                ? OfStatements([.. statements.TakeWhile(said => Folding.NumberOf(said.Id) <= resolution.LastStatement)], settled)
                : OfFacts(resolution.Standing, settled);
            if (open.Find(conflict => conflict.Id == resolution.Resolved.Conflict) is { } conflict)
                settled.Add(new Settled(conflict with { Resolved = made }, resolution.Standing.Where(one => conflict.Facts.Contains(one.Fact.Id)).ToDictionary(one => one.Fact.Id, one => one.Fact.Value), resolution.LastStatement));
        }
        return [.. settled.Select(one => one.Conflict), .. OfFacts(facts, settled), .. OfStatements(statements, settled)];
    }

    private List<Conflict> OfFacts(IReadOnlyList<Standing> facts, List<Settled> settled)
    {
        var found = new List<Conflict>();
        foreach (var subject in facts.Where(one => one.Fact.Status != FactStatus.Struck).GroupBy(one => one.Subject))
        {
            List<Assertion>? acts = null;
            foreach (var group in subject.GroupBy(one => one.Fact.Attribute))
            {
                if (catalog.Attribute(group.Key) is not { } attribute)
                    continue;
                var members = group.ToList();
                found.AddRange(Corrections(attribute, members));
                if (attribute.Conflict == ConflictRule.Never || (members.Count < 2 && attribute.Conflict != ConflictRule.Basis))
                    continue;
                var assertions = AssertionsOf(members);
                if (attribute.Event is "clemency" or "release")
                {
                    acts ??= AssertionsOf([.. subject.Where(one => one.Fact.Attribute is "clemency.date" or "clemency.form" or "release.date")]);
                    var own = assertions.Count;
                    var all = Conflicts.WithActs([.. assertions, .. attribute.Id is "clemency.date" or "clemency.form" ? acts.Where(act => act.Attribute.Id != attribute.Id) : acts]);
                    assertions = all[..own];
                    if (attribute.Conflict == ConflictRule.Basis)
                        found.AddRange(Anachronisms(attribute, members, assertions, all, settled));
                }
                if (members.Count > 1 && Open(attribute, members, assertions, settled) is { } conflict)
                    found.Add(conflict);
            }
        }
        return [.. found.OrderBy(conflict => FactOf(conflict.Id))];
    }

    private Conflict? Open(CatalogAttribute attribute, List<Standing> members, List<Assertion> assertions, List<Settled> settled)
    {
        // Whoever lost a resolved conflict speaks no more in it, as long as both it and the winner say what they said then.
        var overruled = settled.Where(one => one.Conflict.Resolved!.Fact is { } winner && members.Exists(member => member.Fact.Id == winner && one.Facts.TryGetValue(winner, out var value) && value == member.Fact.Value))
            .SelectMany(one => one.Facts.Where(fact => fact.Key != one.Conflict.Resolved!.Fact)).ToHashSet();
        var byValue = members.Where(one => !overruled.Contains(KeyValuePair.Create(one.Fact.Id, one.Fact.Value)))
            .GroupBy(one => Canonical(attribute, one.Fact.Value)).ToDictionary(group => group.Key, group => group.ToList());
        var worst = Relation.None;
        var against = false;
        var disagreeing = new SortedDictionary<int, Standing>();
        foreach (var pair in Conflicts.Pairs(assertions, withinOneSource: true))
        {
            if (!byValue.TryGetValue(pair.A, out var left) || !byValue.TryGetValue(pair.B, out var right))
                continue;
            foreach (var (a, b) in left.SelectMany(a => right.Select(b => (a, b))))
            {
                if (settled.Exists(one => one.Facts.TryGetValue(a.Fact.Id, out var x) && x == a.Fact.Value && one.Facts.TryGetValue(b.Fact.Id, out var y) && y == b.Fact.Value))
                    continue;
                if (pair.Relation > worst)
                    worst = pair.Relation;
                against |= pair.Relation == Relation.Conflict && (a.Fact.Status == FactStatus.Confirmed) != (b.Fact.Status == FactStatus.Confirmed);
                disagreeing[a.Number] = a;
                disagreeing[b.Number] = b;
            }
        }
        if (disagreeing.Count == 0)
            return null;
        var facts = disagreeing.Values.OrderBy(one => one.Fact.Status == FactStatus.Confirmed ? 0 : 1).ThenBy(one => one.Number).Select(one => one.Fact).ToList();
        var kind = against ? ConflictKind.AgainstRecord : Conflicts.KindOf(worst);
        // After each resolution the next conflict of the same attribute takes the next letter: C1, C1b, C1c.
        var name = $"C{members[0].Anchor}";
        var round = settled.Count(one => FactOf(one.Conflict.Id) == members[0].Anchor && !one.Conflict.Id.StartsWith("CV", StringComparison.Ordinal));
        return new Conflict(round == 0 ? name : round < 26 ? $"{name}{(char)('a' + round)}" : $"{name}z{new string('z', round - 25)}", kind, attribute.Id, facts[0].Subject, [.. facts.Select(fact => fact.Id)], [], Explain(attribute, kind, facts), null);
    }

    // A source that had to be corrected still says what it says: kept in sight, and settled by the correction.
    private IEnumerable<Conflict> Corrections(CatalogAttribute attribute, List<Standing> members)
    {
        foreach (var one in members)
        {
            var fact = one.Fact;
            if (fact.Value == fact.ProposedValue || fact.VettingEntry is not { } entry)
                continue;
            yield return new Conflict($"CV{one.Number}", ConflictKind.AgainstRecord, attribute.Id, fact.Subject, [fact.Id], [],
                $"{InPlainWords.SourcesOf(fact, _documents)} {InPlainWords.Says(fact.Sources.Count)} {catalog.Describe(attribute.Id, fact.ProposedValue)} for {Lower(attribute.Label)}; {Vetted} has {catalog.Describe(attribute.Id, fact.Value)}.",
                new ConflictResolution(entry, fact.VettedBy!, fact.VettedAt!.Value, $"corrected to {catalog.Describe(attribute.Id, fact.Value)}", fact.Id, fact.VettingReason ?? ""));
        }
    }

    private static IEnumerable<Conflict> Anachronisms(CatalogAttribute attribute, List<Standing> members, List<Assertion> assertions, List<Assertion> all, List<Settled> settled)
    {
        foreach (var assertion in assertions.DistinctBy(assertion => assertion.Item))
        {
            var one = members[assertion.Item];
            if (settled.Exists(done => done.Facts.TryGetValue(one.Fact.Id, out var value) && value == one.Fact.Value) || Conflicts.OlderThanItsLaw(assertion, all) is not { } why)
                continue;
            yield return new Conflict($"C{one.Number}", ConflictKind.AgainstRecord, attribute.Id, one.Fact.Subject, [one.Fact.Id], [], why, null);
        }
    }

    private List<Assertion> AssertionsOf(List<Standing> members)
    {
        var assertions = new List<Assertion>();
        var severals = members.SelectMany(member => member.Fact.Sources.Select(source => DocumentOf(source.Proposal)).Distinct())
            .GroupBy(document => document).Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet();
        for (var i = 0; i < members.Count; i++)
        {
            var fact = members[i].Fact;
            if (fact.Value != fact.ProposedValue)
            {
                // What a person set stands alone: exact, for the day of which the source spoke, and asserted by no document.
                var first = fact.Sources[0].Proposal;
                if (Conflicts.Assert(catalog, Vetted, PublishedOf(first), first with { Approximate = false, AtLeast = false }, fact.Value, i) is { } corrected)
                    assertions.Add(corrected);
                continue;
            }
            // Sources that say the same in the same way disagree with others in the same way: one stands for all, unless the
            // rule asks for dates or acts, or the source tells several values of which it means one.
            var dated = catalog.Attribute(fact.Attribute) is { } attribute && (attribute.Changes || attribute.Event is not null);
            var seen = new HashSet<(string, bool, bool, string?, string?, string?)>();
            foreach (var source in fact.Sources)
            {
                var proposal = source.Proposal;
                var document = DocumentOf(proposal);
                var published = PublishedOf(proposal);
                var alone = severals.Contains(document) || fact.Attribute.StartsWith("clemency.", StringComparison.Ordinal);
                if (seen.Add((alone ? document : "", proposal.Approximate, proposal.AtLeast, proposal.AsOf, proposal.Event, dated ? published : null))
                    && Conflicts.Assert(catalog, document, published, proposal, fact.Value, i) is { } assertion)
                    assertions.Add(assertion);
            }
        }
        return assertions;
    }

    private List<Conflict> OfStatements(IReadOnlyList<FiledStatement> statements, List<Settled> settled)
    {
        var found = new List<Conflict>();
        var said = statements.Where(statement => statement.Said.Passages.Count > 0).ToList();
        var parsed = said.Select(statement => statement.Said.Speaker).Distinct().ToDictionary(speaker => speaker, PersonName.Parse);
        var named = new HashSet<string>();
        foreach (var dispute in Disputes.Among([.. said.Select(statement => (statement.Said.Passages[0].Document, statement.Said))]))
        {
            // What was resolved stays resolved; a later statement opens it again, for itself and what it contradicts.
            var covered = settled.Where(one => one.Topic == dispute.Topic).Select(one => one.LastStatement).DefaultIfEmpty(0).Max();
            var sides = dispute.Sides.OrderBy(side => side.Index).ToList();
            for (var i = 1; i < sides.Count; i++)
            {
                var number = Folding.NumberOf(said[sides[i].Index].Id);
                var name = parsed[said[sides[i].Index].Said.Speaker];
                if (number <= covered || !sides.Take(i).Any(side => side.Position != sides[i].Position && !parsed[said[side.Index].Said.Speaker].IsSameAs(name)))
                    continue;
                var id = $"CS{number}{dispute.Topic}";
                if (named.Add(id))
                {
                    found.Add(new Conflict(id, dispute.Kind == ConflictKind.Conflict ? ConflictKind.Dispute : dispute.Kind, null, null, [],
                        [.. sides.Select(side => said[side.Index].Id)], dispute.Explanation, null));
                }
                break;
            }
        }
        return found;
    }

    private string Explain(CatalogAttribute attribute, ConflictKind kind, List<Fact> facts)
    {
        var values = facts.GroupBy(fact => fact.Value).Select(group =>
        {
            var sources = group.Any(fact => fact.Status == FactStatus.Confirmed) ? Vetted : string.Join(" and ", group.Select(fact => InPlainWords.SourcesOf(fact, _documents)).Distinct());
            return $"{catalog.Describe(attribute.Id, group.Key)} ({sources})";
        }).ToList();
        var list = values.Count == 2 ? $"{values[0]} against {values[1]}" : $"{string.Join(", ", values.SkipLast(1))} and {values[^1]}";
        return kind switch
        {
            ConflictKind.Imprecision => $"{attribute.Label}: {list}; they are compatible, but not equally exact.",
            ConflictKind.DifferentTime => $"{attribute.Label}: {list}; both can be true, of different dates or acts.",
            ConflictKind.AgainstRecord => $"{attribute.Label}: {list}; a source contradicts what a person has vetted.",
            _ => $"{attribute.Label}: {list}; they cannot both be true.",
        };
    }

    private string Canonical(CatalogAttribute attribute, string value) => catalog.Read(attribute.Id, value) is { IsRefused: false, Value: var read } ? read.Canonical : value;

    private string DocumentOf(Proposal proposal) => proposal.Passages.Count == 0 ? "" : proposal.Passages[0].Document;

    private string? PublishedOf(Proposal proposal) => _documents.GetValueOrDefault(DocumentOf(proposal))?.Filed?.Date;

    private static string Lower(string label) => label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];

    /// <summary>A conflict that a person resolved, and what it was about then.</summary>
    private sealed record Settled(Conflict Conflict, Dictionary<string, string> Facts, int LastStatement)
    {
        // "CS12b" is a dispute under rule b; what is no dispute has a topic that no dispute has.
        public string Topic => Conflict.Id.StartsWith("CS", StringComparison.Ordinal) ? Conflict.Id.TrimStart('C', 'S').TrimStart("0123456789".ToCharArray()) : "-";
    }
}
