namespace Clementia.Casework;

/// <summary>
/// The accounts on a petition's file, each thing that they tell held against the docket. When in doubt the answer is "not in the docket": a line that says
/// too little does no harm, and "contradicted" is said only where a vetted fact or an entry excludes what the account says.
/// </summary>
public static class Accounts
{
    /// <summary>Whether a filed document is an account.</summary>
    public static bool IsAccount(FiledDocument document, Catalog? catalog = null) =>
        document.Filed?.DocumentKind is { } kind && (catalog ?? Catalog.BuiltIn).Kind(kind)?.Account == true;

    /// <summary>Whether only accounts tell a fact: what newspapers and memoirs say waits to be vetted by nobody, unless someone wants to rest on it.</summary>
    public static bool OnlyTold(Fact fact, Petition petition, Catalog? catalog = null)
    {
        var accounts = petition.Documents.Where(document => IsAccount(document, catalog)).Select(document => document.Filed!.Sha256).ToHashSet();
        return fact.Sources.Count > 0 && fact.Sources.All(source => source.Proposal.Passages.Count > 0 && accounts.Contains(source.Proposal.Passages[0].Document));
    }

    /// <summary>The accounts in the order in which they were filed.</summary>
    /// <param name="petition">The petition.</param>
    /// <param name="text">The kept text of a document by its fingerprint, to read claims from its sentences; null where there is none, or when claims are not wanted.</param>
    /// <param name="catalog">The catalog; the built-in one when null.</param>
    public static IReadOnlyList<Account> Of(Petition petition, Func<string, DocumentText?>? text = null, Catalog? catalog = null) =>
        new AccountMatching(petition, text ?? (_ => null), catalog ?? Catalog.BuiltIn).All();

    /// <summary>The days of the event, from the docket's acts and the vetted facts, beside the days of its telling.</summary>
    public static TwoTimelines Timelines(Petition petition, IReadOnlyList<Account> accounts, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        var days = new List<(DateOnly First, EventDay Day)>();
        foreach (var fact in petition.Facts.Where(fact => fact.Status == FactStatus.Confirmed && fact.Subject is null && fact.Attribute != "petitioner.date_of_birth"))
        {
            if (catalog.Attribute(fact.Attribute) is { Type: AttributeType.Date or AttributeType.Year } attribute && RangeOf(catalog.Read(attribute.Id, fact.Value).Value) is { } range)
                days.Add((range.First, new EventDay(fact.Value, fact.Id, attribute.Label)));
        }
        foreach (var (id, entry, body) in AccountMatching.ActsOf(petition))
        {
            var (day, words) = body switch
            {
                PositionTaken act => (act.On ?? DayOf(entry), $"{act.Person}: {ActWords.Of(act.Position)}"),
                MeetingHeld act => (act.On, $"Meeting, {act.Place}: {string.Join(", ", act.Present)}"),
                ObjectionRaised act => (DayOf(entry), $"Objection of {act.By} entered"),
                RecommendationMade act => (DayOf(entry), $"Recommendation of {act.By} entered: {act.Recommends}"),
                DecisionMade act => (act.Effective, $"Decision of {entry.Actor}: {ActWords.Of(act.Form, act.Conditions.Count > 0)}"),
                InstrumentSigned act => (act.On, $"Instrument signed by {entry.Actor}"),
                AfterNoted act => (act.On, $"Afterwards ({act.What}): {act.Words}"),
                _ => (null, ""),
            };
            if (day is not null && RangeOf(catalog.Read("clemency.date", day).Value) is { } range)
                days.Add((range.First, new EventDay(day, id, words)));
        }
        var telling = accounts.SelectMany(account => account.Items.Where(item => item.Day is not null)
            .Select(item => (account, item, of: RangeOf(catalog.Read("clemency.date", item.Day!).Value))))
            .Where(one => one.of is not null)
            .OrderBy(one => one.account.Published ?? "9", StringComparer.Ordinal).ThenBy(one => one.of!.Value.First).ThenBy(one => one.item.Passage.Page).ThenBy(one => one.item.Passage.Start)
            .Select(one => new TellingDay(one.account.Label, one.account.Published, one.item.Id, one.item.Words, one.item.Day!, one.item.Standing));
        return new TwoTimelines([.. days.OrderBy(one => one.First).ThenBy(one => one.Day.Day.Length).Select(one => one.Day)], [.. telling]);
    }

    internal static (DateOnly First, DateOnly Last)? RangeOf(Value? value) => value switch
    {
        Value.Day day => day.Range,
        Value.YearSpan years => (new DateOnly(years.First, 1, 1), new DateOnly(years.Last, 12, 31)),
        _ => null,
    };

    private static string DayOf(DocketEntry entry) => entry.At.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Holds what accounts tell against what the docket has.</summary>
internal sealed partial class AccountMatching
{
    private readonly Petition _petition;
    private readonly Catalog _catalog;
    private readonly Func<string, DocumentText?> _text;
    private readonly Dictionary<string, FiledDocument> _documents;
    private readonly List<(string Id, DocketEntry Entry, Act Act)> _acts;
    private readonly ILookup<string, Side> _sides;
    private readonly List<PersonName> _petitioners;
    private readonly Subjects _subjects = new();
    private readonly List<Source> _accounts;

    public AccountMatching(Petition petition, Func<string, DocumentText?> text, Catalog catalog)
    {
        (_petition, _catalog, _text) = (petition, catalog, text);
        _documents = petition.Documents.Where(d => d.Filed is not null).GroupBy(d => d.Filed!.Sha256).ToDictionary(g => g.Key, g => g.First());
        _petitioners = [.. petition.Facts.Where(f => f.Attribute == "petitioner.name" && f.Subject is null && f.Status == FactStatus.Confirmed).Select(f => PersonName.Parse(f.Value))];
        _acts = [.. ActsOf(petition)];
        _sides = VettedSides().Concat(DecisionSides()).ToLookup(side => side.Key);
        _accounts = [.. petition.Documents.Where(d => Accounts.IsAccount(d, catalog)).Select(SourceOf)];
    }

    /// <summary>Acts with their ids. A removed act keeps its number and is left out.</summary>
    public static IEnumerable<(string Id, DocketEntry Entry, Act Act)> ActsOf(Petition petition)
    {
        var counts = new Dictionary<string, int>();
        foreach (var entry in petition.Acts)
        {
            var n = counts[entry.Kind] = counts.GetValueOrDefault(entry.Kind) + 1;
            var letter = entry.Kind switch
            {
                nameof(ObjectionRaised) => "O",
                nameof(MeetingHeld) => "M",
                nameof(ReferralMade) => "R",
                nameof(DecisionMade) => "K",
                nameof(InstrumentDrafted) => "W",
                _ => null,
            };
            if (entry.Body is Act act)
                yield return (letter is null ? $"entry {entry.Number}" : $"{letter}{n}", entry, act);
        }
    }

    public IReadOnlyList<Account> All() => [.. _accounts.Select(source =>
    {
        var items = source.Facts.Select((_, i) => OfFact(source, i)).Concat(source.Statements.Select(said => OfStatement(source, said))).Concat(source.Claims.Select((_, i) => OfClaim(source, i)));
        var filed = source.Document.Filed!;
        return new Account(source.Document.Label, filed.Name, filed.DocumentKind!, filed.Author, filed.Date, source.Document.FiledEntry,
            [.. items.OrderBy(item => item.Passage.Page).ThenBy(item => item.Passage.Start).ThenBy(item => item.Kind)], source.Struck, source.Document.Read?.Unreadable);
    })];

    /// <summary>One value on the docket's side.</summary>
    private sealed record Side(string Key, Assertion Assertion, DocketGround Ground, Fact? Fact);

    /// <summary>What one account tells.</summary>
    private sealed record Source(FiledDocument Document, IReadOnlyList<(Fact Fact, Proposal Told, Assertion? Assertion)> Facts, int Struck, IReadOnlyList<FiledStatement> Statements, IReadOnlyList<RuleClaim> Claims, DocumentText? Text)
    {
        public string Sha => Document.Filed!.Sha256;
    }

    private Source SourceOf(FiledDocument document)
    {
        var sha = document.Filed!.Sha256;
        var told = _petition.Facts.SelectMany(fact => fact.Sources.Where(source => source.Proposal.Passages is [var first, ..] && first.Document == sha).Select(source => (fact, source.Proposal)))
            .DistinctBy(pair => (pair.fact.Id, pair.Proposal.Event)).ToList();
        var struck = told.Count(pair => pair.fact.Status == FactStatus.Struck && pair.fact.Attribute != "petitioner.name");
        // Whom it is about is no telling.
        told.RemoveAll(pair => pair.fact.Status == FactStatus.Struck || pair.fact.Attribute == "petitioner.name");
        var assertions = Conflicts.WithActs([.. told.Select((pair, i) => Conflicts.Assert(_catalog, sha, document.Filed.Date, pair.Proposal, pair.Proposal.Value, i)).OfType<Assertion>()]);
        assertions = [.. assertions.Select(a => a with
        {
            Only = assertions.TrueForAll(other => other.Attribute.Id != a.Attribute.Id || KeyOf(other.Attribute.Id, told[other.Item].fact.Subject) != KeyOf(a.Attribute.Id, told[a.Item].fact.Subject) || other.Value.Canonical == a.Value.Canonical),
        })];
        var byItem = assertions.ToDictionary(a => a.Item);
        var text = _text(sha);
        return new Source(document, [.. told.Select((pair, i) => (pair.fact, pair.Proposal, byItem.GetValueOrDefault(i)))], struck,
            [.. _petition.Statements.Where(said => said.Said.Passages is [var first, ..] && first.Document == sha)],
            text is null ? [] : [.. text.Pages.SelectMany(page => ClaimsByRule.Read(page.Text).Select(claim => (page.Number, claim))).Select(pair => pair.claim with { Page = pair.Number })], text);
    }

    private string KeyOf(string attribute, string? subject)
    {
        var whose = string.IsNullOrWhiteSpace(subject) || _petitioners.Exists(name => name.IsSameAs(PersonName.Parse(subject))) ? "" : _subjects.Of(subject);
        // A co-defendant's sentence is told under either attribute.
        return $"{(attribute == "codefendant.sentence" && whose.Length > 0 ? "sentence.term" : attribute)}|{whose}";
    }

    private IEnumerable<Side> VettedSides()
    {
        foreach (var fact in _petition.Facts.Where(fact => fact.Status == FactStatus.Confirmed && fact.Sources.Count > 0))
        {
            // What stands in the record speaks before what a newspaper says of the same.
            var source = fact.Sources.FirstOrDefault(one => !IsAccountOf(one.Proposal)) ?? fact.Sources[0];
            var proposal = source.Proposal;
            var set = fact.Value != fact.ProposedValue;
            var passage = proposal.Passages is [var first, ..] ? first : null;
            var published = passage is null ? null : _documents.GetValueOrDefault(passage.Document)?.Filed?.Date;
            var id = fact.Attribute == "codefendant.sentence" && fact.Subject is not null ? "sentence.term" : fact.Attribute;
            if (Conflicts.Assert(_catalog, "docket", published, set ? proposal with { Attribute = id, Approximate = false, AtLeast = false } : proposal with { Attribute = id }, fact.Value, 0) is not { } assertion)
                continue;
            var ground = new DocketGround(fact.Id, fact.VettingEntry ?? source.Entry, $"{_catalog.Attribute(fact.Attribute)?.Label ?? fact.Attribute}{(fact.Subject is null ? "" : $" of {fact.Subject}")}: {InPlainWords.Qualified(fact, _catalog)}",
                passage is null ? null : _documents.GetValueOrDefault(passage.Document)?.Label, passage);
            if (fact.Attribute is "clemency.date")
                assertion = assertion with { ActDate = assertion.Value as Value.Day };
            yield return new Side(KeyOf(fact.Attribute, fact.Subject), assertion, ground, fact);
            // The day of a sentence tells its year.
            if (assertion.Value is Value.Day { Year: { } year } && _catalog.Attribute(fact.Attribute.Replace(".date", ".year", StringComparison.Ordinal)) is { Type: AttributeType.Year } ofYear && ofYear.Id != fact.Attribute)
                yield return new Side(KeyOf(ofYear.Id, fact.Subject), assertion with { Attribute = ofYear, Value = new Value.YearSpan(year, year) }, ground, fact);
        }
    }

    private bool IsAccountOf(Proposal proposal) => proposal.Passages is [var first, ..] && _documents.TryGetValue(first.Document, out var document) && Accounts.IsAccount(document, _catalog);

    private IEnumerable<Side> DecisionSides()
    {
        foreach (var (id, entry, act) in _acts)
        {
            if (act is not DecisionMade decision)
                continue;
            var granted = decision.Form is not (ClemencyForm.Denial or ClemencyForm.NoAction);
            var on = _catalog.Read("clemency.date", decision.Effective).Value as Value.Day;
            var ground = new DocketGround(id, entry.Number, $"Decision of {entry.Actor}: {ActWords.Of(decision.Form, decision.Conditions.Count > 0)}{(decision.To is null ? "" : $" to {decision.To}")}, from {decision.Effective}", null, null);
            var told = new List<(string Attribute, string Value)>();
            if (granted)
            {
                told.AddRange([("clemency.form", ActWords.Of(decision.Form)), ("clemency.date", decision.Effective), ("clemency.grantor", entry.Actor), ("clemency.status", "granted")]);
                if (decision is { Form: ClemencyForm.Commutation, To: { } to })
                    told.Add(("clemency.new_term", to));
                told.AddRange(_acts.Where(other => other.Act is InstrumentSigned signed && InstrumentOf(signed.Instrument) is { } drafted && drafted.Decision == id).Select(other => ("clemency.date", ((InstrumentSigned)other.Act).On)));
            }
            else if (decision.Form == ClemencyForm.Denial)
                told.Add(("clemency.status", "denied"));
            foreach (var (attribute, value) in told)
            {
                if (_catalog.Attribute(attribute) is { } known && _catalog.Read(attribute, value) is { IsRefused: false, Value: var read })
                    yield return new Side($"{attribute}|", new Assertion("docket", known, read, false, false, null, null, null, 0) { ActDate = granted ? on : null, ActForm = granted ? ActWords.Of(decision.Form) : null }, ground, null);
            }
        }
    }

    private InstrumentDrafted? InstrumentOf(string id) => _acts.FirstOrDefault(one => one.Id == id).Act as InstrumentDrafted;

    private Told OfFact(Source source, int index)
    {
        var (fact, told, assertion) = source.Facts[index];
        var words = $"{_catalog.Attribute(fact.Attribute)?.Label ?? fact.Attribute}{(fact.Subject is null ? "" : $" of {fact.Subject}")}: {InPlainWords.Limited(_catalog.Describe(told.Attribute, told.Value), fact with { Value = told.Value, ProposedValue = told.Value }, [told])}";
        var day = DayOf(source, told, assertion);
        Told Made(AccountStanding standing, string why, IReadOnlyList<DocketGround> grounds)
        {
            var otherwise = assertion is null ? [] : Otherwise(source, fact, assertion);
            return standing == AccountStanding.NotInTheDocket && otherwise.Count > 0
                ? new Told(fact.Id, ToldKind.Fact, fact.Attribute, words, told.Passages[0], AccountStanding.AccountsDisagree, $"{why} Another account says otherwise.", grounds, otherwise, day)
                : new Told(fact.Id, ToldKind.Fact, fact.Attribute, words, told.Passages[0], standing, why, grounds, otherwise, day);
        }

        if (assertion is null)
            return Made(AccountStanding.NotInTheDocket, "Its value cannot be compared.", []);
        if (fact.Status == FactStatus.Confirmed && fact.Value != fact.ProposedValue)
            return Made(AccountStanding.NotInTheDocket, $"{fact.VettedBy} corrected this reading to {_catalog.Describe(fact.Attribute, fact.Value)}; whether the account or its reader erred is not on the docket.", []);
        if (fact.Status == FactStatus.Confirmed && fact.Sources.All(one => one.Proposal.Passages is [var first, ..] && first.Document == source.Sha))
            return Made(AccountStanding.Supported, $"{fact.VettedBy} confirmed {fact.Id}, on this account alone.", [Ground(fact)]);
        var (supports, against, exact) = Compare(source, fact, assertion);
        var acts = ByActs(source, fact, told);
        supports.AddRange(acts.For);
        against.AddRange(acts.Against);
        if (supports.Count > 0)
            return Made(AccountStanding.Supported, exact || acts.For.Count > 0 ? $"{Named(supports)} {(supports.Count == 1 ? "says" : "say")} the same." : $"{Named(supports)} {(supports.Count == 1 ? "fits" : "fit")} it; one is more exact than the other.", supports);
        if (fact.Status == FactStatus.Disputed)
            return Made(AccountStanding.NotInTheDocket, $"{fact.VettedBy} disputes it ({fact.Id}); the docket does not settle it.", []);
        if (against.Count > 0 && told.Confidence != Confidence.Inferred)
            return Made(AccountStanding.Contradicted, $"{Named(against)} {(against.Count == 1 ? "says" : "say")} otherwise.", against);
        return Made(AccountStanding.NotInTheDocket, fact.Attribute.StartsWith("meeting.", StringComparison.Ordinal) ? "No meeting on the docket answers to it." : "No vetted fact or entry settles it.", []);
    }

    private DocketGround Ground(Fact fact)
    {
        var passage = fact.Sources[0].Proposal.Passages[0];
        return new DocketGround(fact.Id, fact.VettingEntry ?? fact.Sources[0].Entry, InPlainWords.Qualified(fact, _catalog), _documents.GetValueOrDefault(passage.Document)?.Label, passage);
    }

    private static string Named(List<DocketGround> grounds) => grounds.Count == 1 ? grounds[0].Id : $"{string.Join(", ", grounds.SkipLast(1).Select(ground => ground.Id))} and {grounds[^1].Id}";

    private (List<DocketGround> For, List<DocketGround> Against, bool Exact) Compare(Source source, Fact fact, Assertion told)
    {
        var (supports, against) = (new List<DocketGround>(), new List<DocketGround>());
        var exact = false;
        var key = KeyOf(fact.Attribute, fact.Subject);
        var sides = _sides[key].ToList();
        var others = source.Facts.Where(one => one.Assertion is not null && KeyOf(one.Fact.Attribute, one.Fact.Subject) == key).Select(one => one.Assertion!).ToList();
        foreach (var side in sides)
        {
            // What this account is a source of is compared with the same value, and with no other event than its own.
            var docket = side.Assertion with { Only = sides.Where(other => other.Fact is not null).Select(other => other.Assertion.Value.Canonical).Distinct().Count() <= 1 };
            if (told.Attribute.Event == "clemency" && !Disagreement.CanBeOneAct(told, docket))
                continue;
            if (told.Attribute.Event == "meeting" && side.Fact is not null && MeetingDay(source, told.Event) is { } day && DayOfMeeting(side.Fact) is { } other && (day.Last < other.First || other.Last < day.First))
                continue;
            var same = told.Value.Canonical == docket.Value.Canonical || (told.Value is Value.Person a && docket.Value is Value.Person b && a.Name.IsSameAs(b.Name));
            var comparable = told.Attribute.Id == docket.Attribute.Id ? docket : docket with { Attribute = told.Attribute };
            var relation = same ? Relation.None : Disagreement.Between(told, comparable);
            if (same || (relation == Relation.Imprecision && Fits(told, docket)))
            {
                exact |= same;
                Add(supports, side.Ground);
            }
            else if (relation == Relation.Conflict && told.Attribute.Holds == Holding.One && told.Attribute.Id is not "petitioner.age" && !Conflicts.MeansAnother(told, comparable, others))
                Add(against, side.Ground);
        }
        if (fact.Attribute == "petitioner.age" && fact.Subject is null && supports.Count == 0)
            ByBirth(told, supports, against);
        return (supports, against, exact);

        static void Add(List<DocketGround> to, DocketGround ground)
        {
            if (!to.Exists(other => other.Id == ground.Id))
                to.Add(ground);
        }

        // Words that sources use for one another and the law tells apart do not support each other.
        static bool Fits(Assertion told, Assertion docket) => told.Attribute.Conflict != ConflictRule.General
            || told.Attribute.Choices.Any(choice => (choice.Value == docket.Value.Canonical && choice.Within == told.Value.Canonical) || (choice.Value == told.Value.Canonical && choice.Within == docket.Value.Canonical));
    }

    private void ByBirth(Assertion told, List<DocketGround> supports, List<DocketGround> against)
    {
        var born = _sides["petitioner.date_of_birth|"].FirstOrDefault();
        if (born?.Assertion.Value is not Value.Day { Range: { } birth } || told.Value is not Value.Age age)
            return;
        // Readers take an age for that of the day on which it is told, or of a day near it in the text: either will do, and only what fits neither stands against it.
        var days = new[] { told.AsOf?.Range, told.Published?.Range }.OfType<(DateOnly First, DateOnly Last)>().Select(on => (PublicSafety.AgeOn(birth, on.First).Least, PublicSafety.AgeOn(birth, on.Last).Most)).ToList();
        if (days.Exists(on => age.Range.Least <= on.Item2 && age.Range.Most >= on.Item1))
            supports.Add(born.Ground);
        // A newspaper may print the age of last month; two years are no slip.
        else if (days.Count > 0 && days.TrueForAll(on => age.Range.Least > on.Item2 + 1 || age.Range.Most < on.Item1 - 1))
            against.Add(born.Ground);
    }

    private (DateOnly First, DateOnly Last)? MeetingDay(Source source, string? meeting) => meeting is null ? null
        : source.Facts.Where(one => one.Told.Attribute == "meeting.date" && one.Told.Event == meeting).Select(one => Accounts.RangeOf(one.Assertion?.Value)).FirstOrDefault(range => range is not null);

    private (DateOnly First, DateOnly Last)? DayOfMeeting(Fact fact)
    {
        foreach (var proposal in fact.Sources.Select(source => source.Proposal).Where(proposal => proposal.Event is not null && proposal.Passages.Count > 0))
        {
            var date = _petition.Facts.FirstOrDefault(other => other.Attribute == "meeting.date" && other.Status != FactStatus.Struck
                && other.Sources.Any(source => source.Proposal.Event == proposal.Event && source.Proposal.Passages is [var first, ..] && first.Document == proposal.Passages[0].Document));
            if (date is not null)
                return Accounts.RangeOf(_catalog.Read("meeting.date", date.Value).Value);
        }
        return null;
    }

    private string? DayOf(Source source, Proposal told, Assertion? assertion)
    {
        var attribute = _catalog.Attribute(told.Attribute);
        if (assertion is not null && attribute is { Type: AttributeType.Date } && told.Attribute != "petitioner.date_of_birth")
            return assertion.Value is Value.Day { Year: not null } ? assertion.Value.Canonical : null;
        if (assertion?.Value is Value.YearSpan years && years.First == years.Last)
            return years.Canonical;
        if (attribute?.Event == "meeting" && told.Event is { } meeting)
            return source.Facts.FirstOrDefault(one => one.Told.Attribute == "meeting.date" && one.Told.Event == meeting).Assertion?.Value is Value.Day { Year: not null } day ? day.Canonical : null;
        return attribute?.Event == "clemency" && assertion?.ActDate is { Year: not null } act ? act.Canonical : null;
    }

    /// <summary>What other accounts tell that excludes it.</summary>
    private List<string> Otherwise(Source source, Fact fact, Assertion told)
    {
        var key = KeyOf(fact.Attribute, fact.Subject);
        var otherwise = new List<string>();
        foreach (var other in _accounts.Where(one => one.Sha != source.Sha))
        {
            var same = other.Facts.Where(one => one.Assertion is not null && KeyOf(one.Fact.Attribute, one.Fact.Subject) == key).ToList();
            // An account that also tells what this one tells does not say otherwise.
            if (same.Exists(one => one.Assertion!.Value.Canonical == told.Value.Canonical))
                continue;
            var mine = source.Facts.Where(one => one.Assertion is not null && KeyOf(one.Fact.Attribute, one.Fact.Subject) == key).Select(one => one.Assertion!).ToList();
            foreach (var one in same)
            {
                if (Disagreement.Between(told, one.Assertion!) == Relation.Conflict && told.Attribute.Holds == Holding.One
                    && !Conflicts.MeansAnother(told, one.Assertion!, mine) && !Conflicts.MeansAnother(one.Assertion!, told, same.Select(s => s.Assertion!)))
                    otherwise.Add($"{other.Document.Label}: {_catalog.Describe(one.Told.Attribute, one.Told.Value)} ({one.Fact.Id})");
            }
        }
        return [.. otherwise.Distinct()];
    }
}
