namespace Clementia.Casework;

/// <summary>One run of <see cref="Brief.Compose"/>: what may be shown, what it says, and what of it has room on the page.</summary>
internal sealed class Composition
{
    // A value's passages on the page come from its two strongest sources; the others are counted beside its mark in the binder.
    private const int NotesPerValue = 2;

    // A page that had no room for so many claims is full; lighter ones need not be tried.
    private const int EnoughMisses = 12;

    private readonly Petition _petition;
    private readonly BriefOptions _options;
    private readonly CheckpointFoot _checkpoint;
    private readonly Dictionary<string, FiledDocument> _documents;
    private readonly Dictionary<string, string> _names;
    private readonly Dictionary<string, Fact> _facts;
    private readonly Dictionary<string, List<Conflict>> _conflictsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Conflict> _resolutionsOf = new(StringComparer.Ordinal);
    // Facts that lost a resolved conflict, and those shown beside the fact that they contradict.
    private readonly HashSet<string> _setAside = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beside = new(StringComparer.Ordinal);
    private BriefLaw? _law;
    private IReadOnlyList<string> _lawSummary = [];
    private Remark? _lawOpen;

    public Composition(Petition petition, BriefOptions options, CheckpointFoot checkpoint)
    {
        _petition = petition;
        _options = options;
        _checkpoint = checkpoint;
        _facts = petition.Facts.ToDictionary(fact => fact.Id, StringComparer.Ordinal);
        _documents = new(StringComparer.Ordinal);
        foreach (var document in petition.Documents)
            if (document.Filed is { } filed)
                _documents.TryAdd(filed.Sha256, document);
        _names = Names();
    }

    public Brief Compose()
    {
        foreach (var conflict in _petition.Conflicts.Where(conflict => conflict.Facts.Count > 1))
            Weigh(conflict);

        var withheld = 0;
        var others = 0;
        var vetted = new List<VettedFact>();
        foreach (var fact in _petition.Facts.Where(fact => fact.Status is FactStatus.Confirmed or FactStatus.Disputed))
        {
            if (_setAside.Contains(fact.Id))
                continue;
            if (fact.Subject is not null)
                others++;
            else if (VettedFact.Of(fact, Visible(fact)) is { } shown)
                vetted.Add(shown);
            else
                withheld++;
        }

        FindLaw(vetted);

        // Of vetted facts that contradict each other the better one is said, and the others stand beside it.
        foreach (var fact in vetted.Order(Points.Best))
            if (!_beside.Contains(fact.Fact.Id))
                foreach (var conflict in Unresolved(fact.Fact.Id))
                    _beside.UnionWith(conflict.Facts.Where(id => id != fact.Fact.Id));

        var claims = Points.Of(vetted.Where(fact => !_beside.Contains(fact.Fact.Id)), IsContested);
        var tally = new Tally(withheld, others, vetted, [.. Gaps(vetted)]);

        // The most generous size in which everything fits. When none does, the smallest: heavy claims first, each where it still
        // fits, and what has no room opens the binder.
        var everything = Set(claims, new HashSet<Claim>(claims, ReferenceEqualityComparer.Instance), tally);
        if (Sheet.All.FirstOrDefault(sheet => Fits(everything, sheet)) is { } roomy)
            return Final(claims, new HashSet<Claim>(claims, ReferenceEqualityComparer.Instance), tally, roomy);
        var chosen = new HashSet<Claim>(ReferenceEqualityComparer.Instance);
        var misses = 0;
        foreach (var claim in claims)
        {
            chosen.Add(claim);
            if (Fits(Set(claims, chosen, tally), Sheet.All[^1]))
                continue;
            chosen.Remove(claim);
            if (++misses == EnoughMisses)
                break;
        }
        return Final(claims, chosen, tally, Sheet.All[^1]);
    }

    private Brief Final(IReadOnlyList<Claim> claims, HashSet<Claim> chosen, Tally tally, Sheet sheet)
    {
        var plain = Set(claims, chosen, tally) with { Sheet = sheet };
        return _options.Key is null ? plain : Marked(plain, _options.Key);
    }

    /// <summary>
    /// The same brief in the words of one copy: the same lines in the same places. One place after the other is drawn among the wordings with
    /// which the page still holds everything, the places not yet drawn taken in their first wording; so there is always one.
    /// </summary>
    private static Brief Marked(Brief plain, CopyKey key)
    {
        var brief = plain with { IsMarked = true };
        if (brief.Lead is not null)
            brief = Drawn(brief, brief.Lead, key, (whole, line) => whole with { Lead = line }, isOnPage: true);
        for (var s = 0; s < brief.Sections.Count; s++)
            for (var l = 0; l < brief.Sections[s].Lines.Count; l++)
                brief = Drawn(brief, brief.Sections[s].Lines[l], key, (whole, line) => whole with { Sections = With(whole.Sections, s, l, line) }, isOnPage: true);
        for (var s = 0; s < brief.Further.Count; s++)
            for (var l = 0; l < brief.Further[s].Lines.Count; l++)
                brief = Drawn(brief, brief.Further[s].Lines[l], key, (whole, line) => whole with { Further = With(whole.Further, s, l, line) }, isOnPage: false);
        return brief;
    }

    private static List<BriefSection> With(IReadOnlyList<BriefSection> sections, int section, int line, BriefLine other) =>
        [.. sections.Select((one, s) => s != section ? one : one with { Lines = [.. one.Lines.Select((old, l) => l == line ? other : old)] })];

    private static Brief Drawn(Brief brief, BriefLine line, CopyKey key, Func<Brief, BriefLine, Brief> put, bool isOnPage)
    {
        for (var r = 0; r < line.Runs.Count; r++)
        {
            if (line.Runs[r].Site is not { } site)
                continue;
            var ways = site.Choices.Select((_, choice) => Said(choice, [])).ToList();
            List<int> allowed = [.. Enumerable.Range(0, ways.Count).Where(choice => choice == 0 || !isOnPage || Fits(put(brief, ways[choice]), brief.Sheet))];
            line = Said(allowed[key.Choose(site.Id, allowed.Count)], allowed);
            brief = put(brief, line);

            BriefLine Said(int choice, IReadOnlyList<int> among) =>
                line with { Runs = [.. line.Runs.Select((run, i) => i == r ? run with { Text = site.Choices[choice], Site = site with { Allowed = among, Chosen = choice } } : run)] };
        }
        return brief;
    }

    /// <summary>Words of ours, the first of equal ones; which others there are is noted for the copies that will be made.</summary>
    private static Run Say(RunKind kind, IReadOnlyList<string> choices, string line, ref int site) =>
        choices.Count == 1 ? new Run(kind, choices[0]) : new Run(kind, choices[0]) { Site = new WordSite($"{line}/{++site}", choices, [0], 0) };

    private static BriefLine Say(string id, Remark remark)
    {
        var site = 0;
        return new BriefLine(id, [.. remark.Parts.Select(part => Say(RunKind.Words, part.Choices ?? [part.Words], id, ref site))], []);
    }

    /// <summary>The last finding of law, if this copy may show all that it rests on and nothing of that has changed since.</summary>
    private void FindLaw(IReadOnlyList<VettedFact> vetted)
    {
        if (_petition.Findings.Count == 0)
            return;
        var last = _petition.Findings[^1];
        var shown = vetted.Select(fact => fact.Fact.Id).ToHashSet(StringComparer.Ordinal);
        if (LawOnPetition.Given(_petition, last.Found.Entered).Given != last.Found.Given)
            _lawOpen = new Remark($"The law then and now was found on {last.Found.On} (entry {last.Entry}); vetted facts have changed since, so it is left out: find it again.");
        else if (!last.Found.Facts.All(shown.Contains))
            _lawOpen = new Remark($"The law then and now was found, on facts of which some are withheld from this copy.");
        else
            (_law, _lawSummary) = (BriefLaw.Of(last), last.Found.Summary);
    }

    private sealed record Tally(int Withheld, int Others, IReadOnlyList<VettedFact> Vetted, IReadOnlyList<Remark> Gaps);

    private static bool Fits(Brief brief, Sheet sheet) =>
        sheet.Height(brief.Name, brief.Lead, brief.Sections, [.. brief.Notes.Where(note => note.OnPage)]) <= Sheet.Room;

    // ---- What may be shown -------------------------------------------------------------------------------------------

    /// <summary>The sources of a fact that this copy may show, strongest first.</summary>
    private List<Source> Visible(Fact fact) =>
    [
        .. fact.Sources
            .Where(support => support.Proposal.Passages.Count > 0
                && _documents.TryGetValue(support.Proposal.Passages[0].Document, out var document)
                && document.Filed!.Confidentiality <= _options.Clearance
                && !IsUnderRedaction(document, support.Proposal.Passages[0]))
            .Select(support => new Source(_documents[support.Proposal.Passages[0].Document], support))
            .OrderBy(source => source.Standard),
    ];

    /// <summary>Whether a passage has words that the page hides: nothing rests on those, and they go to nobody.</summary>
    private static bool IsUnderRedaction(FiledDocument document, Citation passage) =>
        document.Read is { } read && read.Hidden.Any(hidden => hidden.Page == passage.Page && Overlap(Squeeze(hidden.Text), Squeeze(passage.Quote)));

    private static bool Overlap(string hidden, string quote) =>
        hidden.Length > 0 && quote.Length > 0
        && (quote.Contains(hidden, StringComparison.OrdinalIgnoreCase) || hidden.Contains(quote, StringComparison.OrdinalIgnoreCase));

    private static string Squeeze(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    /// <summary>A name for each document, with its label where two would have the same.</summary>
    private Dictionary<string, string> Names()
    {
        var names = _documents.ToDictionary(pair => pair.Key, pair => Wording.Name(pair.Value.Filed!), StringComparer.Ordinal);
        foreach (var same in names.GroupBy(pair => pair.Value, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).ToList())
            foreach (var (sha, name) in same)
                names[sha] = $"{name} ({_documents[sha].Label})";
        return names;
    }

    // ---- Conflicts ---------------------------------------------------------------------------------------------------

    private void Weigh(Conflict conflict)
    {
        if (conflict.Resolved is { } resolution)
        {
            // Where one fact prevails the others are set aside; where none does they all stay, with the resolution beside them.
            foreach (var id in conflict.Facts)
                if (resolution.Fact is not null && id != resolution.Fact)
                    _setAside.Add(id);
                else
                    _resolutionsOf.TryAdd(id, conflict);
        }
        else if (conflict.Facts.Count(id => _facts.TryGetValue(id, out var fact) && fact.Status != FactStatus.Struck) < 2)
        {
            // One side was struck since: nothing is left to disagree.
        }
        else if (conflict.Kind is ConflictKind.Conflict or ConflictKind.Dispute or ConflictKind.AgainstRecord)
        {
            foreach (var id in conflict.Facts)
            {
                if (!_conflictsOf.TryGetValue(id, out var list))
                    _conflictsOf[id] = list = [];
                list.Add(conflict);
            }
        }
    }

    private IReadOnlyList<Conflict> Unresolved(string fact) => _conflictsOf.TryGetValue(fact, out var list) ? list : [];

    // ---- Setting the lines -------------------------------------------------------------------------------------------

    private Brief Set(IReadOnlyList<Claim> claims, HashSet<Claim> chosen, Tally tally)
    {
        var notes = new Notes(_names);
        var onPage = claims.Where(chosen.Contains).ToList();
        var further = claims.Where(claim => !chosen.Contains(claim)).ToList();
        var number = 0;

        BriefLine? lead = null;
        if (onPage.Find(claim => claim.Place == Place.Lead) is { } leading)
            lead = Line(leading);
        var page = SectionsOf(onPage.Where(claim => claim.Place != Place.Lead), isPage: true);
        notes.EndPage();
        var rest = SectionsOf(further, isPage: false);

        List<BriefSection> SectionsOf(IEnumerable<Claim> some, bool isPage)
        {
            var byPlace = some.ToLookup(claim => claim.Place);
            var sections = new List<BriefSection>();
            foreach (var place in Enum.GetValues<Place>())
            {
                var lines = byPlace[place].Select(Line).ToList();
                if (place == Place.For && isPage && _law is not null)
                {
                    // The answer and what it means; every other sentence of the summary opens the binder's page of steps.
                    var sentences = _lawSummary.Take(1).Concat(_lawSummary.Skip(1).Where(one => one.Contains("What did change: ", StringComparison.Ordinal)).Take(1).Select(one => one[one.IndexOf("What did change", StringComparison.Ordinal)..]));
                    List<BriefLine> law = [.. sentences.Select((one, i) => new BriefLine($"L{i + 1}", [new Run(RunKind.Words, one)], []))];
                    if (_petition.Findings[^1].Found.Entered is not null)
                        law.Add(Say($"L{law.Count + 1}", new Remark($"Some facts were entered by hand with the finding; the binder names them.")));
                    sections.Add(new BriefSection("The law", false, law) { Law = _law });
                }
                if (place == Place.Open && isPage)
                    lines.AddRange(OpenLines(tally, onPage, further));
                if (lines.Count > 0)
                    sections.Add(new BriefSection(Heading(place), place >= Place.For || !isPage, lines));
            }
            return sections;
        }

        BriefLine Line(Claim claim) => Resolve(claim, $"P{++number}", notes);

        var all = notes.All();
        var name = tally.Vetted.Where(fact => fact.Attribute == "petitioner.name").Order(Points.Best).FirstOrDefault();
        return new Brief
        {
            Petition = _petition.Id,
            Title = _petition.Title,
            Name = Wording.Shorten(name is null ? WithoutSampleMark(_petition.Title) : name.Words, 120),
            IsSample = IsSampleText(_petition.Title) || all.Any(note => IsSampleText(note.Document.Filed!.Custody)),
            Recipient = _options.Recipient is null ? null : Wording.Shorten(_options.Recipient, 80),
            Today = _options.Today,
            AsOf = _petition.LastEntry,
            Checkpoint = _checkpoint,
            Confidentiality = all.Select(note => note.Document.Filed!.Confidentiality).DefaultIfEmpty().Max(),
            Lead = lead,
            Sections = page,
            Law = _law,
            Further = rest,
            Notes = all,
            Facts =
            [
                .. (lead is null ? [] : new[] { lead }).Concat(page.Concat(rest).SelectMany(section => section.Lines)).SelectMany(line => line.Facts)
                    .Where(id => _facts[id].Status != FactStatus.Proposed).Distinct(StringComparer.Ordinal),
            ],
        };
    }

    private static string Heading(Place place) => place switch
    {
        Place.Lead or Place.Request => "The request",
        Place.Person => "The person",
        Place.Offense => "The offense",
        Place.Sentence => "The sentence",
        Place.For => "For",
        Place.Against => "Against",
        _ => "Open questions",
    };

    /// <summary>A claim with its notes numbered, how weak sources stand, and beside each value what contradicts it.</summary>
    private BriefLine Resolve(Claim claim, string id, Notes notes)
    {
        var runs = new List<Run>();
        var facts = new List<string>();
        var values = claim.Facts.ToList();
        // One word on the standing of the whole sentence where all its values stand alike; else one beside each value.
        var uniform = values.Select(StandingOf).Distinct().Count() == 1 && !values.Exists(IsContested) ? StandingOf(values[0]) : null;
        var seen = 0;
        var site = 0;
        for (var i = 0; i < claim.Parts.Count; i++)
        {
            var part = claim.Parts[i];
            if (part.Fact is not { } fact)
            {
                if (i == claim.Parts.Count - 1 && uniform is not null)
                    runs.Add(Say(RunKind.Standing, EqualWordings.Of($" ({uniform})"), id, ref site));
                if (part.Words.Length > 0)
                    runs.Add(Say(RunKind.Words, EqualWordings.Of(part.Words, part.Key), id, ref site));
                continue;
            }
            seen++;
            facts.Add(fact.Fact.Id);
            runs.Add(part.IsOurs ? Say(RunKind.Value, EqualWordings.Of(part.Words), id, ref site) : new Run(RunKind.Value, i == 0 ? Capitalized(part.Words) : part.Words));
            var numbers = Cite(fact, id, notes);
            var standing = uniform is null ? StandingOf(fact) : null;
            // What follows the value is said in this order, so its places are numbered in it.
            var corrected = fact.IsCorrected ? Say(RunKind.Standing, EqualWordings.Of(" (as corrected)"), id, ref site) : (Run?)null;
            var stands = standing is null ? (Run?)null : Say(RunKind.Standing, EqualWordings.Of($" ({standing})"), id, ref site);
            var beside = Beside(fact, id, notes, facts, ref site);
            // The next value that rests on the same pages carries the numbers for both.
            var isCarried = standing is null && beside.Count == 0 && !fact.IsCorrected && seen < values.Count && Cites(values[seen]).SequenceEqual(Cites(fact));
            if (!isCarried)
                runs.AddRange(numbers);
            if (corrected is { } asCorrected)
                runs.Add(asCorrected);
            if (stands is { } weak)
                runs.Add(weak);
            runs.AddRange(beside);
        }
        return new BriefLine(id, runs, facts);

        string? StandingOf(VettedFact fact) =>
            claim.Place is Place.Lead or Place.Request || fact.Attribute == "petitioner.name" ? null : Wording.WeakStanding(fact.Standard);
    }

    private bool IsContested(VettedFact fact) =>
        fact.IsDisputed || Unresolved(fact.Fact.Id).Count > 0 || _resolutionsOf.ContainsKey(fact.Fact.Id);

    private static string Capitalized(string words) => words.Length > 0 && char.IsLower(words[0]) ? char.ToUpperInvariant(words[0]) + words[1..] : words;

    private static IEnumerable<(string, int)> Cites(VettedFact fact) =>
        Cited(fact.Sources).Select(source => (source.Passage.Document, source.Passage.Page));

    /// <summary>The sources that are cited: the strongest of each of two documents.</summary>
    private static IEnumerable<Source> Cited(IReadOnlyList<Source> sources) =>
        sources.DistinctBy(source => source.Passage.Document).Take(NotesPerValue);

    private static List<Run> Cite(VettedFact fact, string line, Notes notes)
    {
        var says = $"{fact.Label}: {fact.Words}";
        var vetting = $"{(fact.IsDisputed ? "disputed" : fact.IsCorrected ? "corrected" : "confirmed")} by {Wording.Shorten(fact.Fact.VettedBy ?? "a person", 60)}";
        return Cite(fact.Fact.Id, says, vetting, fact.Sources, line, notes);
    }

    private static List<Run> Cite(string fact, string says, string vetting, IReadOnlyList<Source> sources, string line, Notes notes)
    {
        var elsewhere = sources.Count - Cited(sources).Count();
        var more = elsewhere == 0 ? "" : $"; {Wording.Count(elsewhere, "more passage says", "more passages say")} the same";
        return
        [
            .. Cited(sources)
                .Select(source => notes.Cite(source, fact, says, $"{Wording.Standing(source.Standard)}; {vetting}{more}", line))
                .Distinct().Order()
                .Select(number => new Run(RunKind.Note, number.ToString(System.Globalization.CultureInfo.InvariantCulture), number)),
        ];
    }

    /// <summary>What stands beside a value: the dispute, and each unresolved conflict with the other side.</summary>
    private List<Run> Beside(VettedFact fact, string line, Notes notes, List<string> facts, ref int site)
    {
        var runs = new List<Run>();
        if (fact.IsDisputed)
        {
            var reason = Wording.Shorten(fact.Fact.VettingReason ?? "", 120);
            runs.Add(Say(RunKind.Contest, EqualWordings.Of(" [disputed by "), line, ref site));
            runs.Add(new Run(RunKind.Contest, $"{Wording.Shorten(fact.Fact.VettedBy ?? "a person", 60)}{(reason.Length > 0 ? $": “{reason}”" : "")}]"));
        }
        if (_resolutionsOf.TryGetValue(fact.Fact.Id, out var resolved))
        {
            // The words of a resolution may give away the other side, so they are printed only where that side may be seen.
            var isOpen = resolved.Facts.All(id => _facts.TryGetValue(id, out var other) && Visible(other).Count > 0);
            var how = isOpen ? $": “{Wording.Shorten(resolved.Resolved!.Resolution, 80)}”" : "";
            runs.Add(new Run(RunKind.Contest, $" [{resolved.Id}"));
            runs.Add(Say(RunKind.Contest, EqualWordings.Of(", resolved by "), line, ref site));
            runs.Add(new Run(RunKind.Contest, $"{Wording.Shorten(resolved.Resolved!.By, 60)}{how}]"));
        }
        foreach (var conflict in Unresolved(fact.Fact.Id))
        {
            runs.Add(new Run(RunKind.Contest, $" [{conflict.Id}"));
            runs.Add(Say(RunKind.Contest, EqualWordings.Of(", unresolved: "), line, ref site));
            var isFirst = true;
            foreach (var id in conflict.Facts.Where(id => id != fact.Fact.Id))
            {
                if (!_facts.TryGetValue(id, out var other) || other.Status == FactStatus.Struck)
                    continue;
                var sources = Visible(other);
                if (!isFirst)
                    runs.Add(new Run(RunKind.Contest, " or "));
                isFirst = false;
                if (sources.Count == 0)
                {
                    runs.Add(Say(RunKind.Contest, EqualWordings.Of("a paper withheld from this copy says otherwise"), line, ref site));
                    continue;
                }
                facts.Add(id);
                var words = Wording.Of(other, sources);
                runs.Add(new Run(RunKind.Contest, words));
                runs.AddRange(Cite(id, $"{Wording.Label(other.Attribute)}: {words}", other.Status == FactStatus.Proposed ? "not vetted" : "vetted; contradicted", sources, line, notes));
                if (other.Status == FactStatus.Proposed)
                    runs.Add(Say(RunKind.Contest, EqualWordings.Of(", not vetted"), line, ref site));
            }
            runs.Add(new Run(RunKind.Contest, "]"));
        }
        return runs;
    }

    // ---- What is open ------------------------------------------------------------------------------------------------

    /// <summary>What a reader of any petition asks first: the attributes that answer it, and the question in words.</summary>
    private static readonly (string[] Attributes, string Question)[] s_questions =
    [
        (["petitioner.name"], "who the petitioner is"),
        (["clemency.sought", "clemency.form"], "which form of clemency is asked for"),
        (["offense.kind", "offense.statute"], "what the offense was"),
        (["sentence.term"], "what the sentence was"),
        (["served.time", "served.since", "release.date"], "how much of it has been served"),
        (["offense.violent"], "whether the offense was violent"),
        (["offense.first", "prior.conviction", "prior.count", "guideline.history_points", "guideline.history_category"], "whether it was a first offense"),
        (["offense.injury", "victim.name", "victim.role", "victim.count", "victim.position", "victim.age"], "whether anyone was hurt, and what they say of the request"),
        (["prison.infractions", "rehabilitation", "prison.programs", "prison.work"], "how the time in custody was spent"),
        (["release_plan.home", "release_plan.work", "release_plan.support"], "what awaits the petitioner on release"),
        (["opponent.name"], "whether anyone opposes the request"),
    ];

    private IEnumerable<BriefLine> OpenLines(Tally tally, IReadOnlyList<Claim> onPage, IReadOnlyList<Claim> further)
    {
        var number = 0;
        // Conflicts stand beside the values that they are about; here is the list, so that none is overlooked.
        var marked = Marked(onPage);
        var inBinder = Marked(further);
        var disagreements = _conflictsOf.Values.SelectMany(list => list).Distinct()
            .Where(conflict => conflict.Attribute is not null && (marked.Contains(conflict.Id) || inBinder.Contains(conflict.Id)))
            .Select(conflict => $"{Lowered(Wording.Label(conflict.Attribute!))} ({conflict.Id}{(marked.Contains(conflict.Id) ? "" : ", in the binder")})")
            .ToList();
        if (disagreements.Count > 0)
            yield return Open(new Remark($"The file disagrees, unresolved, on {Few(disagreements)}."));

        if (_lawOpen is not null)
            yield return Open(_lawOpen);
        if (_law is not null && _law.Relief.Where(r => r.State == "available").Select(r => r.Cite).ToList() is { Count: > 0 } available)
            yield return Open(new Remark($"Relief already in law may be available and comes before clemency: {Wording.Listing(available)}."));
        if (_law is { Open.Count: > 0 } unsettled)
            yield return Open(new Remark($"On the law {Wording.Count(unsettled.Open.Count, "question is", "questions are")} open; the binder names each with the document that would settle it."));

        foreach (var gap in tally.Gaps)
            yield return Open(gap);

        var disputes = _petition.Conflicts.Count(conflict => conflict.Resolved is null && conflict.Statements.Count > 0);
        if (disputes > 0)
            yield return Open(new Remark($"In {Wording.Count(disputes, "matter", "matters")} people contradict each other; what they said is not vetted and not quoted here."));

        if (Counts(tally, further.Count) is { IsEmpty: false } counts)
            yield return Say("T1", counts);

        BriefLine Open(Remark remark) => Say($"Q{++number}", remark);

        HashSet<string> Marked(IEnumerable<Claim> claims) =>
            [.. claims.SelectMany(claim => claim.Facts).SelectMany(fact => Unresolved(fact.Fact.Id)).Select(conflict => conflict.Id)];
    }

    /// <summary>What the file does not tell, tells only in facts that nobody vetted, or tells to others than the reader of this copy.</summary>
    private IEnumerable<Remark> Gaps(IReadOnlyList<VettedFact> vetted)
    {
        var silent = new List<string>();
        var unvetted = new List<string>();
        var kept = new List<string>();
        foreach (var (attributes, question) in s_questions)
        {
            var facts = _petition.Facts.Where(fact => fact.Subject is null && fact.Status != FactStatus.Struck && !_setAside.Contains(fact.Id) && attributes.Contains(fact.Attribute)).ToList();
            if (vetted.Any(fact => attributes.Contains(fact.Attribute)))
                continue;
            (facts.Count == 0 ? silent : facts.Exists(fact => fact.Status != FactStatus.Proposed) ? kept : unvetted).Add(question);
        }
        if (silent.Count > 0)
            yield return new Remark($"The file does not say ").AddList(silent, "or").AddEnd(".");
        if (unvetted.Count > 0)
            yield return new Remark($"Read in the file but not yet vetted: ").AddList(unvetted).AddEnd(".");
        if (kept.Count > 0)
            yield return new Remark($"Withheld from this copy: ").AddList(kept).AddEnd(".");
    }

    /// <summary>What is not on the page, counted.</summary>
    private Remark Counts(Tally tally, int further)
    {
        var counts = new List<Remark>();
        var proposed = _petition.Facts.Where(fact => fact.Status == FactStatus.Proposed).ToList();
        if (proposed.Count > 0)
            counts.Add(new Remark($"{Wording.Count(proposed.Count, "fact read but not yet vetted is", "facts read but not yet vetted are")} left out."));
        var among = _petition.Conflicts.Count(conflict => conflict.Resolved is null && conflict.Facts.Count > 0
            && conflict.Facts.All(id => _facts.TryGetValue(id, out var fact) && fact.Status == FactStatus.Proposed));
        if (among > 0)
            counts.Add(new Remark($"{Wording.Count(among, "conflict lies", "conflicts lie")} among them."));
        if (tally.Withheld > 0)
            counts.Add(new Remark($"{Wording.Count(tally.Withheld, "vetted fact is", "vetted facts are")} withheld: the papers behind {(tally.Withheld == 1 ? "it" : "them")} are not for this copy."));
        if (tally.Others > 0)
            counts.Add(new Remark($"{Wording.Count(tally.Others, "vetted fact is", "vetted facts are")} about other people."));
        var unread = _petition.Documents.Count(document => document.Filed is not null && document.Read?.Unreadable is not null);
        if (unread > 0)
            counts.Add(new Remark($"{Wording.Count(unread, "paper", "papers")} could not be read."));
        var removed = _petition.Documents.Count(document => document.Removed is not null);
        if (removed > 0)
            counts.Add(new Remark($"{Wording.Count(removed, "paper was", "papers were")} removed by order."));
        if (further > 0)
            counts.Add(new Remark($"{Wording.Count(further, "more point stands", "more points stand")} in the binder."));
        return Remark.Joined(counts);
    }

    private static string Few(IReadOnlyList<string> items, int most = 6) =>
        items.Count <= most ? Wording.Listing(items) : $"{string.Join(", ", items.Take(most))} and {items.Count - most} more";

    private static string Lowered(string label) =>
        label.Length > 1 && char.IsUpper(label[0]) && !char.IsUpper(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;

    // ---- The sample --------------------------------------------------------------------------------------------------

    /// <summary>A title or a custody that begins with SAMPLE says that the paper was made up; the mark is on the docket and travels with it.</summary>
    internal static bool IsSampleText(string text) => text.TrimStart().StartsWith("SAMPLE", StringComparison.OrdinalIgnoreCase);

    private static string WithoutSampleMark(string title)
    {
        var colon = title.IndexOf(':');
        return IsSampleText(title) && colon >= 0 && colon < title.Length - 1 ? title[(colon + 1)..].Trim() : title;
    }

    /// <summary>The footnotes as they are called for.</summary>
    private sealed class Notes(IReadOnlyDictionary<string, string> names)
    {
        private readonly List<(Source Source, List<MarkSoFar> Marks)> _notes = [];
        private readonly Dictionary<(string, int), int> _numbers = [];
        private int _onPage;

        private sealed record MarkSoFar(Citation Passage, string Fact, string Says, string Standing, List<string> Lines);

        /// <summary>The number of the note for a passage; the passage is marked there once for each fact.</summary>
        public int Cite(Source source, string fact, string says, string standing, string line)
        {
            var passage = source.Passage;
            if (!_numbers.TryGetValue((passage.Document, passage.Page), out var number))
            {
                _notes.Add((source, []));
                _numbers[(passage.Document, passage.Page)] = number = _notes.Count;
            }
            var marks = _notes[number - 1].Marks;
            var mark = marks.Find(one => one.Fact == fact && one.Passage == passage);
            if (mark is null)
                marks.Add(mark = new MarkSoFar(passage, fact, says, standing, []));
            if (!mark.Lines.Contains(line))
                mark.Lines.Add(line);
            return number;
        }

        public void EndPage() => _onPage = _notes.Count;

        public IReadOnlyList<BriefNote> All() =>
        [
            .. _notes.Select((note, i) =>
            {
                var (document, page) = (note.Source.Document, note.Source.Passage.Page);
                var name = names[document.Filed!.Sha256];
                var seal = document.Filed.Confidentiality switch
                {
                    Confidentiality.Sealed => " (sealed)",
                    Confidentiality.Privileged => " (privileged)",
                    _ => "",
                };
                return new BriefNote(i + 1, $"{name}{seal}, p.\u00a0{page}", document, name, page, i < _onPage,
                    [.. note.Marks.Select((mark, m) => new Mark(Letters(m), mark.Passage, mark.Fact, mark.Says, mark.Standing, mark.Lines))]);
            }),
        ];

        /// <summary>a ... z, aa, ab ...</summary>
        private static string Letters(int index) => (index >= 26 ? Letters((index / 26) - 1) : "") + (char)('a' + (index % 26));
    }
}
