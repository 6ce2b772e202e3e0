namespace Clementia.Casework;

/// <summary>
/// Folds a docket into a petition. Ids depend only on the words of the proposals, in their order: a fact is one attribute,
/// subject and proposed value. Nothing that a person says of it moves an id, and neither does a later program that reads
/// values or names better: what the docket calls F12 is F12 forever. When a reading is removed by order, the vetting of a
/// fact that nothing else supported at the time falls with it.
/// </summary>
internal sealed class Folding(string id, Catalog catalog)
{
    private readonly List<Filed> _documents = [];
    private readonly Dictionary<string, Filed> _bySha = [];
    private readonly Dictionary<(string Attribute, string Subject, string Value), Growing> _byValue = [];
    private readonly Dictionary<int, Growing> _facts = [];
    private readonly List<FiledStatement> _statements = [];
    private readonly List<IssuedBrief> _briefs = [];
    private readonly List<EnteredFinding> _findings = [];
    private readonly List<DocketEntry> _acts = [];
    private int _lastBrief;
    private int _lastFinding;
    private readonly Dictionary<int, BodyRemoved> _removed = [];
    private readonly Dictionary<(int Entry, int Index), int> _carried = [];
    private readonly HashSet<int> _superseded = [];
    private readonly List<Resolution> _resolutions = [];
    private readonly Dictionary<(string Attribute, string Subject), int> _anchors = [];
    private readonly Dictionary<int, int> _numberedAt = [];
    private int _lastFact;
    private int _lastStatement;
    private string _title = "";

    /// <summary>For removal by order: which entries first numbered how many facts, and every source of every fact by entry and place.</summary>
    public (IReadOnlyDictionary<int, int> FirstAt, IReadOnlyList<(int Fact, IReadOnlyList<(int Entry, int Index)> Sources)> Sources) Numbering(IEnumerable<DocketEntry> entries)
    {
        Run(entries);
        return (_numberedAt, [.. _facts.Values.OrderBy(fact => fact.Number).Select(fact => (fact.Number, (IReadOnlyList<(int, int)>)[.. fact.Sources.Zip(fact.Places, (source, index) => (source.Entry, index))]))]);
    }

    public Petition Of(IEnumerable<DocketEntry> entries)
    {
        var docket = Run(entries);
        var facts = _facts.Values.OrderBy(fact => fact.Number).Where(IsStanding).ToList();
        var statements = _superseded.Count == 0 ? _statements : [.. _statements.Where(said => !_superseded.Contains(said.Entry))];
        IReadOnlyList<FiledDocument> documents = [.. _documents.Select(filed => filed.Document)];
        IReadOnlyList<Standing> standing = [.. facts.Select(Standing)];
        return new Petition(
            id,
            _title,
            docket.Count == 0 ? 0 : docket[^1].Number,
            docket.Count == 0 ? null : docket[^1].At,
            documents,
            [.. standing.Select(one => one.Fact)],
            statements,
            // Many who fold a docket never ask for its conflicts; who asks waits for them once.
            new Deferred<Conflict>(() => new FoldedConflicts(catalog, documents).Of(standing, statements, _resolutions)),
            _briefs,
            _findings)
        { Acts = _acts };
    }

    private IReadOnlyList<DocketEntry> Run(IEnumerable<DocketEntry> entries)
    {
        var docket = entries as IReadOnlyList<DocketEntry> ?? [.. entries];
        foreach (var entry in docket)
        {
            if (entry.Body is not BodyRemoved removed)
                continue;
            _removed[removed.Number] = removed;
            foreach (var carried in removed.Carried ?? [])
                _carried[(carried.Entry, carried.Index)] = NumberOf(carried.Fact);
        }
        foreach (var entry in docket)
            Take(entry);
        return docket;
    }

    /// <summary>The number in "F12", "S4" or "D2".</summary>
    internal static int NumberOf(string id) => int.Parse(id.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);

    private void Take(DocketEntry entry)
    {
        switch (entry.Body)
        {
            case null when entry.Kind == nameof(DocumentFiled):
                File(entry, null);
                break;
            case null when entry.Kind == nameof(DocumentRead):
                // What was there is gone; what it had numbered stays numbered.
                _lastFact += _removed.GetValueOrDefault(entry.Number)?.Facts ?? 0;
                _lastStatement += _removed.GetValueOrDefault(entry.Number)?.Statements ?? 0;
                break;
            case null when entry.Kind == nameof(SentenceFound):
                _lastFinding++;
                break;
            case Act:
            case null when EntryBody.IsAct(entry.Kind):
                _acts.Add(entry);
                break;
            case PetitionOpened opened:
                _title = opened.Title;
                break;
            case DocumentFiled filed:
                File(entry, filed);
                break;
            case DocumentRead read:
                Read(entry, read);
                break;
            case FactVetted vetted when FactOf(vetted.Fact) is { } fact:
                fact.Vet(entry, vetted);
                break;
            case ConflictResolved resolved:
                _resolutions.Add(new Resolution(resolved, entry, StandingWith(resolved.Conflict), _lastStatement));
                break;
            case BriefIssued issued:
                _briefs.Add(new IssuedBrief($"B{++_lastBrief}", entry.Number, entry.At, entry.Actor, issued));
                break;
            case SentenceFound found:
                _findings.Add(new EnteredFinding($"G{++_lastFinding}", entry.Number, entry.At, entry.Actor, found));
                break;
        }
    }

    /// <summary>What stood of the subject of a conflict when it was resolved: the facts that it is about, and the acts that date them.</summary>
    private List<Standing> StandingWith(string conflict)
    {
        if (FoldedConflicts.FactOf(conflict) is not { } number || !_facts.TryGetValue(number, out var anchor))
            return [];
        return [.. _facts.Values
            .Where(fact => Plain(fact.Subject) == Plain(anchor.Subject) && (fact.Attribute == anchor.Attribute || fact.Attribute is "clemency.date" or "clemency.form" or "release.date") && IsStanding(fact))
            .OrderBy(fact => fact.Number)
            .Select(Standing)];
    }

    private Standing Standing(Growing fact) => new(fact.Number, Finished(fact), Plain(fact.Subject), _anchors[(fact.Attribute, Plain(fact.Subject))]);

    private Growing? FactOf(string id) =>
        id.Length > 1 && id[0] == 'F' && int.TryParse(id.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? _facts.GetValueOrDefault(number) : null;

    private void File(DocketEntry entry, DocumentFiled? filed)
    {
        var order = _removed.GetValueOrDefault(entry.Number)?.Order
            ?? (filed is null ? "an order that the docket does not name" : _removed.Values.FirstOrDefault(removed => removed.Documents.Contains(filed.Sha256))?.Order);
        var document = new Filed { Document = new FiledDocument($"D{_documents.Count + 1}", entry.Number, filed, null, order) };
        _documents.Add(document);
        if (filed is not null)
            _bySha.TryAdd(filed.Sha256, document);
    }

    private void Read(DocketEntry entry, DocumentRead read)
    {
        if (_bySha.TryGetValue(read.Sha256, out var document))
        {
            // A later reading of the same document replaces the earlier one; what a person adds to it does not.
            if (!read.Adds)
            {
                if (document.ReadEntry is { } earlier)
                    _superseded.Add(earlier);
                document.ReadEntry = entry.Number;
                document.Document = document.Document with { Read = read };
            }
        }
        for (var i = 0; i < read.Facts.Count; i++)
        {
            var proposal = read.Facts[i];
            var key = (proposal.Attribute, Plain(proposal.Subject), Plain(proposal.Value));
            if (!_byValue.TryGetValue(key, out var fact))
            {
                var number = _carried.TryGetValue((entry.Number, i), out var carried) ? carried : ++_lastFact;
                var anchor = _anchors.GetValueOrDefault((key.Attribute, key.Item2), number);
                _anchors[(key.Attribute, key.Item2)] = Math.Min(anchor, number);
                _byValue[key] = fact = new Growing { Number = number, Attribute = proposal.Attribute, Subject = string.IsNullOrWhiteSpace(proposal.Subject) ? null : proposal.Subject.Trim(), Proposed = proposal.Value };
                _facts[number] = fact;
                if (carried == 0)
                    _numberedAt[entry.Number] = _numberedAt.GetValueOrDefault(entry.Number) + 1;
            }
            fact.Sources.Add(new Support(entry.Number, proposal));
            fact.Places.Add(i);
        }
        foreach (var statement in read.Statements)
            _statements.Add(new FiledStatement($"S{++_lastStatement}", entry.Number, statement));
    }

    // Proposals are canonical already; only capitals and outer spaces can differ. This rule must never change.
    private static string Plain(string? text) => text is null ? "" : text.Trim().ToUpperInvariant();

    // A fact stands while a reading supports it, or a person has vetted it.
    private bool IsStanding(Growing fact) => fact.Vetting is not null || fact.Sources.Any(source => !_superseded.Contains(source.Entry));

    private Fact Finished(Growing fact)
    {
        if (fact.Finished is { } finished && fact.FinishedSources == fact.Sources.Count)
            return finished;
        IReadOnlyList<Support> sources = _superseded.Count == 0 ? fact.Sources : [.. fact.Sources.Where(source => !_superseded.Contains(source.Entry))];
        if (sources.Count == 0)
            sources = fact.Sources;
        var ordered = sources.Count == 1 ? sources : [.. sources.OrderBy(source => source.Proposal.Standard)];
        var vetting = fact.Vetting;
        // New sources for a struck fact reopen it: the strike judged the passages that were there.
        if (vetting is { Vetted.Verdict: Verdict.Strike } && sources.Any(source => source.Entry > vetting.Value.Entry.Number))
            vetting = null;
        var status = vetting?.Vetted.Verdict switch
        {
            Verdict.Confirm or Verdict.Correct => FactStatus.Confirmed,
            Verdict.Strike => FactStatus.Struck,
            Verdict.Dispute => FactStatus.Disputed,
            _ => FactStatus.Proposed,
        };
        fact.FinishedSources = fact.Sources.Count;
        return fact.Finished = new Fact($"F{fact.Number}", fact.Attribute, fact.Value, fact.Proposed, fact.Subject, status, ordered,
            vetting?.Entry.Actor, vetting?.Entry.At, vetting?.Vetted.Reason, vetting?.Entry.Number);
    }

    /// <summary>A fact while the docket is folded.</summary>
    private sealed class Growing
    {
        public required int Number { get; init; }
        public required string Attribute { get; init; }
        public required string? Subject { get; init; }
        public required string Proposed { get; init; }
        public List<Support> Sources { get; } = [];

        // Which of its entry's proposals each source is.
        public List<int> Places { get; } = [];
        public Fact? Finished { get; set; }
        public int FinishedSources { get; set; }

        public (DocketEntry Entry, FactVetted Vetted)? Vetting { get; private set; }

        public string? Corrected { get; private set; }

        public string Value => Corrected ?? Proposed;

        // The last word holds. A correction stays through later confirmations: people confirm the value that they see.
        public void Vet(DocketEntry entry, FactVetted vetted)
        {
            (Vetting, Finished) = ((entry, vetted), null);
            if (vetted is { Verdict: Verdict.Correct, Value: { } corrected })
                Corrected = corrected == Proposed ? null : corrected;
        }
    }

    /// <summary>A document while the docket is folded.</summary>
    private sealed class Filed
    {
        public required FiledDocument Document { get; set; }
        public int? ReadEntry { get; set; }
    }
}

/// <summary>A fact as it stood at a moment of the docket.</summary>
/// <param name="Number">12 for "F12".</param>
/// <param name="Fact">As it stood.</param>
/// <param name="Subject">The folded subject; empty for the petitioner.</param>
/// <param name="Anchor">The number of the first fact that was ever proposed of its attribute and subject.</param>
internal sealed record Standing(int Number, Fact Fact, string Subject, int Anchor);

/// <summary>A resolution, and what stood when it was made: it settles that and nothing that came later.</summary>
internal sealed record Resolution(ConflictResolved Resolved, DocketEntry Entry, IReadOnlyList<Standing> Standing, int LastStatement);

/// <summary>A list that is made when someone first looks at it.</summary>
internal sealed class Deferred<T>(Func<IReadOnlyList<T>> make) : IReadOnlyList<T>
{
    private readonly Lazy<IReadOnlyList<T>> _made = new(make);

    public int Count => _made.Value.Count;

    public T this[int index] => _made.Value[index];

    public IEnumerator<T> GetEnumerator() => _made.Value.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
