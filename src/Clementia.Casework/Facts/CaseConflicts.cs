namespace Clementia.Casework;

/// <summary>One text of a case, with what was read in it.</summary>
/// <param name="Id">Its id in the case ("D1", or a file's name).</param>
/// <param name="Kind">The document's kind, or null.</param>
/// <param name="Published">Its day, maybe partial, or null.</param>
/// <param name="Facts">Proposed facts.</param>
/// <param name="Statements">Found statements.</param>
public sealed record CaseText(string Id, string? Kind, string? Published, IReadOnlyList<Proposal> Facts, IReadOnlyList<Statement> Statements);

/// <summary>What kind of disagreement between texts it is.</summary>
public enum CaseConflictType
{
    /// <summary>Different values of one attribute.</summary>
    Values,
    /// <summary>A value that the record as a whole rules out.</summary>
    Record,
    /// <summary>Statements that contradict each other.</summary>
    Dispute,
}

/// <summary>A value that takes part in a disagreement, and where it stands.</summary>
/// <param name="Value">Canonical.</param>
/// <param name="Text">The text's id.</param>
/// <param name="Passage">Where it says so.</param>
public sealed record CaseValue(string Value, string Text, Citation Passage);

/// <summary>A side of a dispute.</summary>
/// <param name="Text">The text's id.</param>
/// <param name="Speaker">Who says so.</param>
/// <param name="Passage">The words.</param>
/// <param name="Position">On which side they stand, in a few words.</param>
public sealed record CaseSide(string Text, string Speaker, Citation Passage, string Position);

/// <summary>A disagreement among the texts of one case.</summary>
/// <param name="Type">Values, record or dispute.</param>
/// <param name="Kind">Conflict, imprecision or different time.</param>
/// <param name="Attribute">Of the values; null for a dispute.</param>
/// <param name="Subject">Whom it is about where the case has several petitioners, or null.</param>
/// <param name="About">What a dispute is about; null for values.</param>
/// <param name="Values">Empty for a dispute.</param>
/// <param name="Sides">Empty for values.</param>
/// <param name="Explanation">One plain sentence.</param>
public sealed record CaseConflict(
    CaseConflictType Type,
    ConflictKind Kind,
    string? Attribute,
    string? Subject,
    string? About,
    IReadOnlyList<CaseValue> Values,
    IReadOnlyList<CaseSide> Sides,
    string Explanation);

/// <summary>Finds where the texts of one case disagree, without a petition.</summary>
public static class Conflicts
{
    // Whom a count of grants is about where a case has several petitioners.
    private const string Batch = "batch";

    // A petition's documents tell of many victims and places, so that its catalog lets them stand side by side. Two texts on
    // one case that each know a single one mean the same.
    private static readonly Dictionary<string, ConflictRule> s_single = new() { ["victim.age"] = ConflictRule.Measure, ["victim.role"] = ConflictRule.Differ, ["meeting.place"] = ConflictRule.Place, ["clemency.named_count"] = ConflictRule.Measure };

    /// <summary>The disagreements among the texts, in the order of the catalog, then the disputes.</summary>
    /// <param name="texts">Of one case.</param>
    /// <param name="catalog">The rules; the built-in catalog when null.</param>
    public static IReadOnlyList<CaseConflict> Among(IReadOnlyList<CaseText> texts, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        var found = new List<CaseConflict>();
        var proposals = WithPetitioners(texts).SelectMany(text => text.Facts.Where(fact => fact.Passages.Count > 0).Select(fact => (Text: text, Fact: fact))).ToList();
        var subjects = new Subjects();
        var order = catalog.Attributes.Select((attribute, i) => (attribute.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        foreach (var subject in proposals.GroupBy(pair => subjects.Of(pair.Fact.Subject)))
        {
            var assertions = WithActs(proposals.Select((pair, i) => (pair, i))
                .Where(at => subjects.Of(at.pair.Fact.Subject) == subject.Key)
                .Select(at => Assert(catalog, at.pair.Text.Id, at.pair.Text.Published, at.pair.Fact, at.pair.Fact.Value, at.i))
                .OfType<Assertion>().ToList());
            assertions = Single(assertions);
            foreach (var attribute in assertions.GroupBy(assertion => assertion.Attribute).OrderBy(group => order[group.Key.Id]))
            {
                var name = subject.Select(pair => pair.Fact.Subject).FirstOrDefault(written => written is { Length: > 0 });
                found.AddRange(OfValues(attribute.Key, name, [.. attribute], proposals, catalog));
                if (attribute.Key.Conflict == ConflictRule.Basis)
                {
                    found.AddRange(attribute.Where(assertion => OlderThanItsLaw(assertion, assertions) is not null).Select(assertion => new CaseConflict(
                        CaseConflictType.Record, ConflictKind.Conflict, attribute.Key.Id, name, null, [Place(proposals, assertion)], [], OlderThanItsLaw(assertion, assertions)!)));
                }
            }
        }
        var statements = texts.SelectMany(text => text.Statements.Where(said => said.Passages.Count > 0).Select(said => (text.Id, said))).ToList();
        foreach (var dispute in Disputes.Among(statements, [.. proposals.Where(pair => pair.Fact.Attribute == "petitioner.name").Select(pair => pair.Fact.Value).Distinct()]))
        {
            found.Add(new CaseConflict(CaseConflictType.Dispute, dispute.Kind, null, null, dispute.About, [],
                [.. dispute.Sides.Select(side => new CaseSide(statements[side.Index].Id, statements[side.Index].said.Speaker, statements[side.Index].said.Passages[0], side.Position))],
                dispute.Explanation));
        }
        return found;
    }

    // Under the rule for a single one stand the texts that tell a single one.
    private static List<Assertion> Single(List<Assertion> assertions)
    {
        var several = assertions.Where(assertion => s_single.ContainsKey(assertion.Attribute.Id)).GroupBy(assertion => (assertion.Source, assertion.Attribute.Id))
            .Where(group => group.DistinctBy(assertion => assertion.Value.Canonical).Skip(1).Any()).Select(group => group.Key).ToHashSet();
        return [.. assertions.Select(assertion => s_single.TryGetValue(assertion.Attribute.Id, out var rule) && !several.Contains((assertion.Source, assertion.Attribute.Id))
            ? assertion with { Attribute = assertion.Attribute with { Conflict = rule, Holds = Holding.One, Event = null } }
            : assertion)];
    }

    // A text on one petitioner does not say of each fact whom it is about. Where a case has several, each of its texts'
    // unnamed facts go to the one petitioner that the text names; where one alone is named in most texts, they are the petitioner.
    private static IEnumerable<CaseText> WithPetitioners(IReadOnlyList<CaseText> texts)
    {
        var people = new Subjects();
        var named = texts.Select(text => text.Facts.Where(fact => fact.Attribute == "petitioner.name").Select(fact => fact.Value).DistinctBy(people.Of).ToList()).ToList();
        var counted = named.SelectMany(names => names).GroupBy(people.Of).OrderByDescending(group => group.Count()).ToList();
        if (counted.Count == 0)
            return texts;
        var half = named.Count(names => names.Count > 0) / 2m;
        var main = counted[0].Count() > half && (counted.Count == 1 || counted[1].Count() <= half) ? counted[0].Key : null;
        return texts.Select((text, i) => text with
        {
            Facts = [.. text.Facts.Select(fact =>
            {
                var subject = string.IsNullOrWhiteSpace(fact.Subject) ? (named[i].Count == 1 ? named[i][0] : null) : fact.Subject;
                if (main is null && counted.Count > 1 && subject is null && fact.Attribute is "clemency.batch_count" or "clemency.named_count")
                    return fact with { Subject = Batch };
                return fact with { Subject = subject is null || people.Of(subject) == main ? null : string.IsNullOrWhiteSpace(fact.Subject) ? LastName(subject) : fact.Subject };
            })],
        });

        static string LastName(string name) => name.TrimEnd().Split(' ')[^1];
    }

    internal static Assertion? Assert(Catalog catalog, string source, string? published, Proposal proposal, string value, int item)
    {
        if (catalog.Attribute(proposal.Attribute) is not { } attribute || catalog.Read(attribute.Id, value) is not { IsRefused: false, Value: var read })
            return null;
        return new(source, attribute, read, proposal.Approximate, proposal.AtLeast, DayOf(catalog, proposal.AsOf), DayOf(catalog, published), proposal.Event, item) { By = proposal.AssertedBy };
    }

    private static Value.Day? DayOf(Catalog catalog, string? day) =>
        day is not null && catalog.Read("clemency.date", day.Length > 10 && day[4] == '-' ? day[..10] : day) is { IsRefused: false, Value: Value.Day read } ? read : null;

    /// <summary>Gives each assertion of an act the date and form that its own source tells of that act.</summary>
    internal static List<Assertion> WithActs(List<Assertion> assertions)
    {
        var acts = assertions.Where(assertion => assertion.Attribute.Id is "clemency.date" or "clemency.form").ToLookup(assertion => assertion.Source);
        return [.. assertions.Select(assertion => assertion.Attribute.Event != "clemency" ? assertion : assertion with
        {
            ActDate = Only("clemency.date", assertion) as Value.Day,
            ActForm = (Only("clemency.form", assertion) as Value.Choice)?.Word,
        })];

        Value? Only(string attribute, Assertion of)
        {
            if (of.Attribute.Id == attribute)
                return of.Value;
            var told = acts[of.Source].Where(other => other.Attribute.Id == attribute && other.Event == of.Event).Select(other => other.Value).DistinctBy(value => value.Canonical).ToList();
            return told.Count == 1 ? told[0] : null;
        }
    }

    /// <summary>Every pair of different values that disagree: the two values, how, and the assertions that show it.</summary>
    internal static List<(string A, string B, Relation Relation, List<Assertion> Shown)> Pairs(IReadOnlyList<Assertion> assertions, bool withinOneSource)
    {
        var pairs = new List<(string A, string B, Relation Relation, List<Assertion> Shown)>();
        var values = assertions.GroupBy(assertion => assertion.Value.Canonical)
            .Select(group => (group.Key, Items: group.DistinctBy(a => (a.Source, a.Approximate, a.AtLeast, a.AsOf?.Canonical, a.Event)).ToList())).ToList();
        if (values.Count < 2)
            return pairs;
        var bySource = assertions.ToLookup(assertion => assertion.Source);
        values = [.. values.Select(value => (value.Key, value.Items.Select(item => item with { Only = bySource[item.Source].All(other => other.Value.Canonical == value.Key) }).ToList()))];
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = i + 1; j < values.Count; j++)
            {
                var (worst, shown) = Worst(values[i].Items, values[j].Items);
                if (worst != Relation.None)
                    pairs.Add((values[i].Key, values[j].Key, worst, [.. shown.Distinct()]));
            }
        }
        return pairs;

        (Relation Worst, List<Assertion> Shown) Worst(List<Assertion> left, List<Assertion> right)
        {
            var worst = Relation.None;
            var shown = new List<Assertion>();
            // A text that tells both tells of two acts: so do the others.
            if (!withinOneSource && Disagreement.AreTwo(left, right))
                return (Relation.DifferentTime, [.. left, .. right]);
            foreach (var (a, b) in left.SelectMany(a => right.Select(b => (a, b))))
            {
                var relation = Disagreement.Between(a, b);
                // Of one text only what two of its voices say can conflict.
                if (relation == Relation.None || relation < worst || (relation == Relation.Conflict && !withinOneSource && a.Source == b.Source && (a.By is null || b.By is null || a.By == b.By)))
                    continue;
                if (a.Source != b.Source && relation == Relation.Conflict && (MeansAnother(a, b, bySource[a.Source]) || MeansAnother(b, a, bySource[b.Source])))
                    continue;
                if (relation > worst)
                    (worst, shown) = (relation, []);
                shown.AddRange([a, b]);
                // On a petition it is enough to know that they conflict; among texts every place is told.
                if (withinOneSource && worst == Relation.Conflict)
                    break;
            }
            return (worst, shown);
        }
    }

    // A source that tells several values (two acts, a term and the term it was reduced to) means with each of them the one
    // of another source that comes nearest, and does not contradict the others.
    internal static bool MeansAnother(Assertion a, Assertion b, IEnumerable<Assertion> sameSource)
    {
        var distance = Disagreement.Distance(a.Value, b.Value);
        foreach (var other in sameSource)
        {
            if (other.Value.Canonical == a.Value.Canonical)
                continue;
            if (other.Attribute.Event == "clemency" && !Disagreement.CanBeOneAct(other, b))
                continue;
            if (Disagreement.Between(other, b) is Relation.None or Relation.Imprecision || (distance is { } far && Disagreement.Distance(other.Value, b.Value) is { } near && near < far))
                return true;
        }
        return false;
    }

    /// <summary>Why an act cannot rest on a law: it came first. Null when it can, or nothing is known.</summary>
    internal static string? OlderThanItsLaw(Assertion basis, IReadOnlyList<Assertion> all)
    {
        var choice = basis.Attribute.Choices.FirstOrDefault(known => known.Value == basis.Value.Canonical);
        if (choice?.Since is not { } since)
            return null;
        var enacted = DateOnly.ParseExact(since, "yyyy-MM-dd");
        var date = basis.Attribute.Event == "release" ? "release.date" : "clemency.date";
        // The act that the source means: by its own date, or else the earliest that others date under the same form.
        var act = basis.ActDate?.Range
            ?? all.Where(other => other.Attribute.Id == date && other.Value is Value.Day { Range: not null } && (date == "release.date" || basis.ActForm is null || other.ActForm is null || other.ActForm == basis.ActForm))
                .GroupBy(other => other.Value.Canonical)
                .OrderByDescending(group => group.Count(other => other.ActForm == basis.ActForm))
                .Select(group => ((Value.Day)group.First().Value).Range)
                .FirstOrDefault();
        return act is { } on && on.Last < enacted
            ? $"The source rests it on the {choice.Label}, which became law on {new Value.Day(enacted.Year, enacted.Month, enacted.Day).Describe()} ({choice.Source}), after the act itself."
            : null;
    }

    private static IEnumerable<CaseConflict> OfValues(CatalogAttribute attribute, string? subject, List<Assertion> assertions, List<(CaseText Text, Proposal Fact)> proposals, Catalog catalog)
    {
        var pairs = Pairs(assertions, withinOneSource: false)
            // That an act of another day has another day is no disagreement; that it was another act is worth telling.
            .Where(pair => pair.Relation != Relation.DifferentTime || (attribute.Event == "clemency" && attribute.Type == AttributeType.Choice) || pair.Shown.Select(assertion => assertion.Source).Distinct().Any(source => pair.Shown.Exists(assertion => assertion.Source == source && assertion.Value.Canonical == pair.A) && pair.Shown.Exists(assertion => assertion.Source == source && assertion.Value.Canonical == pair.B)))
            // The general word stands for the particular one that most sources use.
            .Where(pair => attribute.Conflict != ConflictRule.General || pair.Relation != Relation.Imprecision || attribute.Holds == Holding.Several || !Rivalled(pair.A, pair.B));
        bool Rivalled(string a, string b)
        {
            var within = attribute.Choices.FirstOrDefault(choice => choice.Value == a)?.Within == b ? a : b;
            int Sources(string value) => assertions.Where(assertion => assertion.Value.Canonical == value).Select(assertion => assertion.Source).Distinct().Count();
            var general = within == a ? b : a;
            return assertions.Select(assertion => assertion.Value.Canonical).Distinct().Any(value => value != a && value != b && attribute.Choices.FirstOrDefault(choice => choice.Value == value)?.Within == general && Sources(value) > Sources(within));
        }

        foreach (var kind in pairs.GroupBy(pair => pair.Relation))
        {
            foreach (var values in Cliques([.. kind.Select(pair => (pair.A, pair.B))]))
            {
                var shown = kind.Where(pair => values.Contains(pair.A) && values.Contains(pair.B)).SelectMany(pair => pair.Shown).Distinct();
                var places = shown.Select(assertion => Place(proposals, assertion)).Distinct().ToList();
                yield return new CaseConflict(CaseConflictType.Values, KindOf(kind.Key), attribute.Id, subject, null, places, [],
                    $"{attribute.Label}: {string.Join(" against ", values.Select(value => catalog.Describe(attribute.Id, value)))}.");
            }
        }
    }

    internal static ConflictKind KindOf(Relation relation) => relation switch
    {
        Relation.Imprecision => ConflictKind.Imprecision,
        Relation.DifferentTime => ConflictKind.DifferentTime,
        _ => ConflictKind.Conflict,
    };

    private static CaseValue Place(List<(CaseText Text, Proposal Fact)> proposals, Assertion assertion)
    {
        var (text, fact) = proposals[assertion.Item];
        return new(assertion.Value.Canonical, text.Id, fact.Passages[0]);
    }

    // All values that pairwise disagree are told together; what does not hang together so is told pair by pair.
    private static List<IReadOnlyList<string>> Cliques(List<(string A, string B)> pairs)
    {
        var all = pairs.SelectMany(pair => (string[])[pair.A, pair.B]).Distinct().ToList();
        return pairs.Count == all.Count * (all.Count - 1) / 2 ? [all] : [.. pairs.Select(pair => (IReadOnlyList<string>)[pair.A, pair.B])];
    }
}

/// <summary>Whom a fact is about: "Hall" and "Tynice Hall" are one subject, nobody named is the petitioner.</summary>
internal sealed class Subjects
{
    private readonly Dictionary<string, string> _known = [];
    private readonly List<(PersonName Name, string Key)> _people = [];

    public string Of(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return "";
        if (_known.TryGetValue(written, out var known))
            return known;
        var name = PersonName.Parse(written);
        var key = _people.FirstOrDefault(person => person.Name.IsSameAs(name)).Key ?? PersonName.Fold(written.Trim());
        _people.Add((name, key));
        return _known[written] = key;
    }
}
