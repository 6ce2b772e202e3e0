using System.Text.RegularExpressions;

namespace Clementia.Casework;

/// <summary>What meetings, positions, objections and recommendations say of what an account tells; statements; claims read by rule.</summary>
internal sealed partial class AccountMatching
{
    private (List<DocketGround> For, List<DocketGround> Against) ByActs(Source source, Fact fact, Proposal told)
    {
        var (supports, against) = (new List<DocketGround>(), new List<DocketGround>());
        if (fact.Subject is not null)
            return (supports, against);
        switch (fact.Attribute)
        {
            case "meeting.date" or "meeting.place" or "meeting.attendee":
                ByMeetings(source, told, supports, against);
                break;
            case "opponent.name":
                ByPositions(Opposing().IsMatch(told.Passages[0].Quote) && !TellsAlso("advocate.name"), Stands(told.Value, against: true), Stands(told.Value, against: false), supports, against);
                break;
            case "advocate.name":
                ByPositions(Urging().IsMatch(told.Passages[0].Quote) && !TellsAlso("opponent.name"), Stands(told.Value, against: false), Stands(told.Value, against: true), supports, against);
                break;
            case "clemency.status" when told.Value == "recommended":
                supports.AddRange(_acts.Where(one => one.Act is RecommendationMade { Recommends: "grant" or "grant in part" }).Select(Ground));
                break;
            default:
                break;
        }
        return (supports, against);

        bool TellsAlso(string attribute) => source.Facts.Any(one => one.Fact.Attribute == attribute && PersonName.Same(one.Told.Value, told.Value));
    }

    [GeneratedRegex(@"\b(?:oppos|object|against|fought|resist|condemn|critici|reject|denounc)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Opposing();

    [GeneratedRegex(@"\b(?:support|urg|advocat|back|plead|pled|favou?r|champion|persuad|convinc|campaign|lobb|pressed|petition)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Urging();

    // Somebody who stood on both sides in turn is in either account; only who stood on one side alone is against the other. And only in so many words: who was
    // merely at a meeting is easily misread for one side or the other.
    private static void ByPositions(bool inSoManyWords, List<DocketGround> same, List<DocketGround> other, List<DocketGround> supports, List<DocketGround> against)
    {
        supports.AddRange(same);
        if (same.Count == 0 && inSoManyWords)
            against.AddRange(other);
    }

    /// <summary>Where the docket has a person on one side: positions, and objections for the one against it.</summary>
    private List<DocketGround> Stands(string name, bool against)
    {
        var who = PersonName.Parse(name);
        return [.. _acts.Where(one => one.Act switch
        {
            PositionTaken act => Same(act.Person, who) && (against ? act.Position is Position.Oppose or Position.LeanOppose : act.Position is Position.Support or Position.LeanSupport),
            ObjectionRaised act => against && Same(act.By, who),
            _ => false,
        }).Select(Ground)];
    }

    private static bool Same(string written, PersonName name) => name.Parts.Count > 0 && PersonName.Parse(written).IsSameAs(name);

    private static DocketGround Ground((string Id, DocketEntry Entry, Act Act) one) => new(one.Id, one.Entry.Number, one.Act switch
    {
        PositionTaken act => $"{act.Person}{(act.On is null ? "" : $" on {act.On}")}: {ActWords.Of(act.Position)}",
        ObjectionRaised act => $"Objection of {act.By}: {act.Words}",
        MeetingHeld act => $"Meeting on {act.On} ({act.Place}): {string.Join(", ", act.Present)}",
        RecommendationMade act => $"{act.By} ({act.Office}): {act.Recommends}",
        _ => ActWords.Of(one.Act),
    }, null, null);

    private void ByMeetings(Source source, Proposal told, List<DocketGround> supports, List<DocketGround> against)
    {
        var meetings = _acts.Where(one => one.Act is MeetingHeld).Select(one => (one.Id, one.Entry, Held: (MeetingHeld)one.Act, On: Accounts.RangeOf(_catalog.Read("clemency.date", ((MeetingHeld)one.Act).On).Value))).ToList();
        var day = told.Attribute == "meeting.date" ? Accounts.RangeOf(_catalog.Read("meeting.date", told.Value).Value) : MeetingDay(source, told.Event);
        var named = source.Facts.Where(one => one.Told.Attribute == "meeting.attendee" && one.Told.Event == told.Event).Select(one => PersonName.Parse(one.Told.Value)).ToList();
        // The meeting that the account means: of its day, and with somebody who was there, or nobody told.
        var meant = meetings.Where(one => day is { } when && one.On is { } on && when.First <= on.Last && on.First <= when.Last && (named.Count == 0 || Shared(one.Held) > 0)).ToList();
        switch (told.Attribute)
        {
            case "meeting.date" when meant.Count > 0:
                supports.AddRange(meant.Select(one => Ground((one.Id, one.Entry, one.Held))));
                break;
            // One meeting on the docket, one in the account, between the same people: then it is the day on which they differ. With more there may have been another.
            case "meeting.date" when day is not null && meetings is [var only] && Meetings(source) == 1 && named.Count >= 2 && Shared(only.Held) == named.Count && IsSigned(only.Id):
                against.Add(Ground((only.Id, only.Entry, only.Held)));
                break;
            case "meeting.place":
                supports.AddRange(meant.Where(one => PersonName.Fold(one.Held.Place).Contains(PersonName.Fold(told.Value), StringComparison.Ordinal)).Select(one => Ground((one.Id, one.Entry, one.Held))));
                break;
            case "meeting.attendee":
                var who = PersonName.Parse(told.Value);
                var with = (day is null ? meetings.Where(one => meetings.Count == 1) : meant).Where(one => one.Held.Present.Any(present => Same(present, who))).ToList();
                supports.AddRange(with.Select(one => Ground((one.Id, one.Entry, one.Held))));
                // A list of who was there excludes others once somebody who was there has signed it.
                if (with.Count == 0 && who.Parts.Count > 1 && day is { } exact && exact.First == exact.Last && meant is [var single] && Shared(single.Held) > 0 && IsSigned(single.Id))
                    against.Add(Ground((single.Id, single.Entry, single.Held)));
                break;
            default:
                break;
        }

        int Shared(MeetingHeld held) => named.Count(name => held.Present.Any(present => Same(present, name)));
    }

    private static int Meetings(Source source) => source.Facts.Where(one => one.Told.Attribute == "meeting.date").Select(one => one.Told.Event).Distinct().Count();

    private bool IsSigned(string meeting) => _acts.Exists(one => one.Act is MinutesSigned { Objects: null } signed && signed.Meeting == meeting)
        && !_acts.Exists(one => one.Act is MinutesSigned { Objects: not null } signed && signed.Meeting == meeting);

    private Told OfStatement(Source source, FiledStatement filed)
    {
        var said = filed.Said;
        var words = $"{said.Speaker}{(said.To is null ? "" : $" to {said.To}")}: {said.Passages[0].Quote}";
        var grounds = Recorded(source, said);
        if (grounds.Count > 0)
            return Made(AccountStanding.Supported, $"{Named(grounds)} {(grounds.Count == 1 ? "has" : "have")} these words, or nearly these, of the same person.", grounds, []);
        // Who denies what another says, and the same words given to two: rules of the catalog, across accounts.
        var otherwise = _petition.Conflicts.Where(conflict => conflict.Statements.Contains(filed.Id) && conflict.Id.StartsWith("CS", StringComparison.Ordinal) && conflict.Id[^1] is 'd' or 'e')
            .SelectMany(conflict => conflict.Statements).Where(id => id != filed.Id)
            .Select(id => _petition.Statements.First(other => other.Id == id))
            .Where(other => _accounts.Exists(account => account.Sha != source.Sha && account.Sha == other.Said.Passages[0].Document))
            .Select(other => $"{_documents[other.Said.Passages[0].Document].Label}: {other.Said.Speaker} ({other.Id})").Distinct().ToList();
        return otherwise.Count > 0
            ? Made(AccountStanding.AccountsDisagree, "The docket does not have these words; another account tells it otherwise.", [], otherwise)
            : Made(AccountStanding.NotInTheDocket, "No paper of the file and no entry has these words.", [], []);

        Told Made(AccountStanding standing, string why, IReadOnlyList<DocketGround> by, IReadOnlyList<string> others) =>
            new(filed.Id, ToldKind.Statement, null, words, said.Passages[0], standing, why, by, others, null);
    }

    /// <summary>Where the file or the docket has the same words, or nearly, of the same person.</summary>
    private List<DocketGround> Recorded(Source source, Statement said)
    {
        var who = PersonName.Parse(said.Speaker);
        var grounds = new List<DocketGround>();
        if (who.Parts.Count == 0)
            return grounds;
        foreach (var other in _petition.Statements.Where(other => other.Said.Passages.Count > 0 && other.Said.Passages[0].Document != source.Sha && !_accounts.Exists(account => account.Sha == other.Said.Passages[0].Document)))
        {
            if (Same(other.Said.Speaker, who) && Near(said.Passages[0].Quote, other.Said.Passages[0].Quote))
                grounds.Add(new DocketGround(other.Id, other.Entry, $"{other.Said.Speaker}: {other.Said.Passages[0].Quote}", _documents.GetValueOrDefault(other.Said.Passages[0].Document)?.Label, other.Said.Passages[0]));
        }
        foreach (var one in _acts)
        {
            var (by, text) = one.Act switch
            {
                ObjectionRaised act => (act.By, $"{act.Words} {string.Join(' ', act.Claims)}"),
                PositionTaken act => (act.Person, act.Reason),
                DecisionMade act => (one.Entry.Actor, act.Reason),
                RecommendationMade act => (act.By, act.Reason),
                _ => (null, ""),
            };
            if (by is not null && Same(by, who) && Near(said.Passages[0].Quote, text))
                grounds.Add(Ground(one));
        }
        return grounds;
    }

    // The words of one stand in the other, or most of the words that carry the meaning are shared.
    private static bool Near(string told, string recorded)
    {
        var (a, b) = (Words(told), Words(recorded));
        if (a.Count >= 4 && $" {string.Join(' ', b)} ".Contains($" {string.Join(' ', a)} ", StringComparison.Ordinal))
            return true;
        // A word of denial on one side alone turns the meaning round.
        if (a.Exists(s_denying.Contains) != b.Exists(s_denying.Contains))
            return false;
        var (x, y) = (a.Where(word => word.Length > 4).ToHashSet(), b.Where(word => word.Length > 4).ToHashSet());
        var shared = x.Count(y.Contains);
        return shared >= 2 && shared * 3 >= Math.Min(x.Count, y.Count) * 2;
    }

    private static readonly HashSet<string> s_denying = ["not", "never", "no", "nobody", "none", "nothing", "without", "t", "neither", "nor"];

    private static List<string> Words(string text) => [.. WordPattern().Matches(PersonName.Fold(text)).Select(match => match.Value)];

    [GeneratedRegex(@"[\p{L}\p{Nd}]+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex WordPattern();

    private Told OfClaim(Source source, int index)
    {
        var claim = source.Claims[index];
        var passage = Citation.To(source.Text!, claim.Page, claim.Start, claim.Start + claim.Length);
        var words = claim.Says switch
        {
            ClaimSays.Persuaded => $"{Written(claim.Who)} persuaded {Written(claim.Whom!)}",
            ClaimSays.ForAllAlong => $"{Written(claim.Who)} stood for it all along",
            _ => $"{Written(claim.Who)} stood against it all along",
        };
        var (supports, against) = claim.Says == ClaimSays.Persuaded ? (Persuasions(claim), []) : AllAlong(claim);
        var otherwise = OtherClaims(source, claim);
        var (standing, why, grounds) = (supports.Count, against.Count) switch
        {
            ( > 0, 0) => (AccountStanding.Supported, $"{Named(supports)} {(supports.Count == 1 ? "says" : "say")} so.", supports),
            (_, > 0) => (AccountStanding.Contradicted, $"{Named(against)} {(against.Count == 1 ? "says" : "say")} otherwise.", against),
            _ when otherwise.Count > 0 => (AccountStanding.AccountsDisagree, "The docket does not settle it. Another account says otherwise.", []),
            _ when claim.Says == ClaimSays.Persuaded => (AccountStanding.NotInTheDocket, "The docket does not say who persuaded whom.", []),
            _ => (AccountStanding.NotInTheDocket, "The docket has too little of where this person stood.", new List<DocketGround>()),
        };
        return new Told($"Q{index + 1}", ToldKind.Claim, null, words, passage, standing, why, grounds, otherwise, null);

        string Written(string who) => Resolve(who) is { } known ? known : who;
    }

    /// <summary>Acts in which a person gives another as who persuaded them.</summary>
    private List<DocketGround> Persuasions(RuleClaim claim)
    {
        if (Resolve(claim.Who) is not { } who || Resolve(claim.Whom!) is not { } whom)
            return [];
        var (by, of) = (PersonName.Parse(who), PersonName.Parse(whom));
        return [.. _acts.Where(one => one.Act switch
        {
            PositionTaken act => (Same(act.Person, of) && PersuadedBy().Matches(act.Reason).Any(m => Same(m.Groups["who"].Value, by))) || Says(act.Reason),
            MeetingHeld act => Says(act.Minutes) || (act.Changed is not null && Says(act.Changed)),
            DecisionMade act => Same(one.Entry.Actor, of) && PersuadedBy().Matches(act.Reason).Any(m => Same(m.Groups["who"].Value, by)),
            _ => false,
        }).Select(Ground)];

        bool Says(string text) => ClaimsByRule.Read(text).Any(other => other.Says == ClaimSays.Persuaded && Resolve(other.Who) is { } x && Same(x, by) && Resolve(other.Whom!) is { } y && Same(y, of));
    }

    [GeneratedRegex(@"\b(?:persuaded|convinced|won over)\b[^.;!?]{0,20}?\bby\s+(?<who>\p{Lu}[\p{L}'’\-]+(?:\s+\p{Lu}[\p{L}'’\-]+){0,2})", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex PersuadedBy();

    private (List<DocketGround> For, List<DocketGround> Against) AllAlong(RuleClaim claim)
    {
        if (Resolve(claim.Who) is not { } name)
            return ([], []);
        var who = PersonName.Parse(name);
        var taken = _acts.Where(one => one.Act is PositionTaken act && Same(act.Person, who)).ToList();
        var objected = _acts.Where(one => one.Act is ObjectionRaised act && Same(act.By, who)).ToList();
        bool Is((string Id, DocketEntry Entry, Act Act) one, params Position[] positions) => positions.Contains(((PositionTaken)one.Act).Position);
        if (claim.Says == ClaimSays.ForAllAlong)
        {
            var against = taken.Where(one => Is(one, Position.Oppose, Position.LeanOppose)).Concat(objected).ToList();
            return against.Count > 0 ? ([], [.. against.Select(Ground)])
                : taken.Count > 0 && taken.TrueForAll(one => Is(one, Position.Support)) ? ([.. taken.Select(Ground)], []) : ([], []);
        }
        var moved = taken.Where(one => Is(one, Position.Neutral, Position.LeanSupport, Position.Support)).ToList();
        return moved.Count > 0 ? ([], [.. moved.Select(Ground)])
            : taken.Count > 0 && taken.TrueForAll(one => Is(one, Position.Oppose)) ? ([.. taken.Select(Ground)], []) : ([], []);
    }

    private List<string> OtherClaims(Source source, RuleClaim claim)
    {
        var otherwise = new List<string>();
        foreach (var account in _accounts.Where(one => one.Sha != source.Sha))
        {
            var same = account.Claims.Where(other => claim.Says == ClaimSays.Persuaded ? other.Says == ClaimSays.Persuaded && One(other.Whom!, claim.Whom!) : other.Says != ClaimSays.Persuaded && One(other.Who, claim.Who)).ToList();
            // Two can have persuaded one; an account that names this one too does not say otherwise.
            if (same.Exists(other => claim.Says == ClaimSays.Persuaded ? One(other.Who, claim.Who) : other.Says == claim.Says))
                continue;
            otherwise.AddRange(same.Select(other => $"{account.Document.Label}: {(other.Says switch { ClaimSays.Persuaded => $"{other.Who} persuaded {other.Whom}", ClaimSays.ForAllAlong => $"{other.Who} stood for it all along", _ => $"{other.Who} stood against it all along" })}"));
        }
        return [.. otherwise.Distinct()];

        bool One(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase) || (Resolve(a) is { } x && Resolve(b) is { } y && PersonName.Same(x, y));
    }

    /// <summary>The person that a name or a role means: whom the docket or the accounts know by it, when it is one person only; null otherwise.</summary>
    private string? Resolve(string written)
    {
        var role = LeadingRole().Match(written);
        var rest = (role.Success ? written[role.Length..] : written).Trim();
        if (rest.Length > 0)
        {
            var name = PersonName.Parse(rest);
            var known = People().Where(person => PersonName.Parse(person.Name).IsSameAs(name)).Select(person => person.Name).OrderByDescending(n => n.Length).ToList();
            // A surname of two people means neither.
            return known.Count == 0 ? rest : known.TrueForAll(other => PersonName.Same(other, known[0])) ? known[0] : name.Parts.Count > 1 ? rest : null;
        }
        var word = role.Groups["role"].Value.ToLowerInvariant().Replace("advisor", "adviser", StringComparison.Ordinal);
        var holders = People().Where(person => person.Office?.Replace("advisor", "adviser", StringComparison.OrdinalIgnoreCase).Contains(word, StringComparison.OrdinalIgnoreCase) == true).Select(person => person.Name).ToList();
        return holders.Count > 0 && holders.TrueForAll(other => PersonName.Same(other, holders[0])) ? holders.MaxBy(n => n.Length) : null;
    }

    [GeneratedRegex(@"^(?:[Tt]he\s+)?(?:(?:White\s+House|presidential|president['’]s)\s+)?(?<role>[Cc]ounsel|[Aa]dvis[eo]r|[Aa]dvocate|[Pp]resident|[Gg]overnor)(?![\p{L}'’])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex LeadingRole();

    private IEnumerable<(string Name, string? Office)> People() => _people ??= [.. _acts.SelectMany(one => one.Act switch
    {
        PositionTaken act => [(act.Person, act.Office)],
        ObjectionRaised act => [(act.By, act.Role)],
        RecommendationMade act => [(act.By, act.Office)],
        DecisionMade => [(one.Entry.Actor, "president or governor")],
        MeetingHeld act => act.Present.Select(present => (present, (string?)null)),
        _ => Enumerable.Empty<(string, string?)>(),
    }).Concat(_petition.Facts.Where(fact => fact.Status != FactStatus.Struck && fact.Attribute is "advocate.name" or "opponent.name" or "clemency.grantor" or "meeting.attendee")
        .Select(fact => (fact.Value, fact.Attribute == "clemency.grantor" ? "president or governor" : (string?)null))).Distinct()];

    private List<(string Name, string? Office)>? _people;
}
