namespace Clementia.Casework;

/// <summary>
/// The points of a brief: which vetted facts make which sentence, where it stands and how much it weighs. Every fact given is
/// used exactly once, so that nothing vetted is dropped unseen.
/// </summary>
internal sealed class Points
{
    private const int NamesInOnePoint = 4;

    private readonly Dictionary<string, List<VettedFact>> _left;
    private readonly List<Claim> _claims = [];

    private Points(IEnumerable<VettedFact> facts) =>
        _left = facts.GroupBy(fact => fact.Attribute, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(fact => fact, Best).ToList(), StringComparer.Ordinal);

    /// <summary>Confirmed before disputed, exact before rounded, strong standard before weak, and then the order of the file.</summary>
    public static readonly Comparer<VettedFact> Best = Comparer<VettedFact>.Create((x, y) =>
        (x.IsDisputed, x.IsRounded, (int)x.Standard, Number(x)).CompareTo((y.IsDisputed, y.IsRounded, (int)y.Standard, Number(y))));

    private static int Number(VettedFact fact) => int.TryParse(fact.Fact.Id.AsSpan(1), out var number) ? number : int.MaxValue;

    /// <summary>All claims that these facts make, heaviest first.</summary>
    /// <param name="facts">Facts about the petitioner; of two that contradict each other only the one to be shown first (the other is shown beside it).</param>
    public static IReadOnlyList<Claim> Of(IEnumerable<VettedFact> facts)
    {
        var points = new Points(facts);
        points.Request();
        points.Person();
        points.Offense();
        points.SentenceServed();
        points.ForAndAgainst();
        points.Rest();
        return [.. points._claims.OrderBy(claim => claim.Weight).ThenBy(claim => claim.Place)];
    }

    private void Request()
    {
        var name = Take("petitioner.name");
        var sought = Take("clemency.sought");
        if (name is not null && sought is not null)
            Add(Place.Lead, 0, new Sentence($"{name} asks for {sought}"));
        else if (sought is not null)
            Add(Place.Lead, 0, new Sentence($"The petition asks for {sought}"));
        else if (name is not null)
            Add(Place.Lead, 0, new Sentence($"A petition for {name}"));

        if (Take("clemency.form") is { } form)
            Add(Place.Request, 5, new Sentence($"On file as granted: {form}").AddIf(Take("clemency.grantor"), ", by ").AddIf(Take("clemency.date"), ", on "));
        if (Take("clemency.status") is { } status)
            Add(Place.Request, 6, new Sentence($"Stage on file: {status}"));
        if (Take("petition.year") is { } year)
            Add(Place.Request, 24, new Sentence($"The petition dates from {year}"));
    }

    private void Person()
    {
        if (Take("petitioner.age") is { } age)
            Add(Place.Person, 4, new Sentence($"Age: {age}").AddIf(Take("place"), "; of "));
        if (Take("petitioner.age_at_offense") is { } then)
            Add(Place.Person, 26, new Sentence($"Age at the time of the offense: {then}").AddIf(Take("petitioner.age_at_sentence"), "; at sentence: "));
    }

    private void Offense()
    {
        var kinds = TakeAll("offense.kind");
        var statutes = TakeAll("offense.statute");
        if (kinds.Count > 0)
        {
            var sentence = new Sentence($"Offense: ").AddAll(Some(kinds));
            if (statutes.Count > 0)
                sentence.Add($" under ").AddAll(Some(statutes));
            Add(Place.Offense, 1, sentence.AddIf(Take("offense.year"), ", in "));
        }
        else if (statutes.Count > 0)
            Add(Place.Offense, 1, new Sentence($"Offense under ").AddAll(Some(statutes)).AddIf(Take("offense.year"), ", in "));
        if (Take("conviction.counts") is { } counts)
            Add(Place.Offense, 12, new Sentence($"Counts of conviction: {counts}").AddIf(Take("charge.counts"), "; counts charged: "));
        if (Take("drug.quantity") is { } quantity)
            Add(Place.Offense, 13, new Sentence($"Quantity: {quantity}").AddIf(Take("drug.type"), " of "));
        if (Take("codefendant.count") is { } others)
            Add(Place.Offense, 27, new Sentence($"Others charged or named: {others}"));
        if (Take("tried_as") is { } tried)
            Add(Place.Offense, 14, new Sentence($"Tried as {tried}"));
        EachChunk("victim.name", Place.Offense, 15, facts => new Sentence($"Victim: ").AddAll(facts));
    }

    private void SentenceServed()
    {
        if (Take("sentence.term") is { } term)
            Add(Place.Sentence, 2, new Sentence($"Sentenced to {term}").AddIf(Take("sentence.date"), " on ")
                .AddIf(Take("sentencing.judge"), " by ").AddIf(Take("court.district"), ", "));
        if (Take("served.time") is { } served)
            Add(Place.Sentence, 3, new Sentence($"Time served: {served}").AddIf(Take("served.since"), "; in custody since "));
        else if (Take("served.since") is { } since)
            Add(Place.Sentence, 3, new Sentence($"In custody since {since}"));
        if (Take("sentence.parole") is { } parole)
            Add(Place.Sentence, 11, IsYes(parole) ? new Sentence().AddAs(parole, "Parole is possible") : new Sentence().AddAs(parole, "No parole"));
        if (Take("sentence.scheduled_release") is { } release)
            Add(Place.Sentence, 12, new Sentence($"Scheduled release: {release}"));
        if (Take("release.date") is { } released)
            Add(Place.Sentence, 9, new Sentence($"Released {released}").AddIf(Take("release.basis"), "; basis: "));
        if (Take("facility") is { } facility)
            Add(Place.Sentence, 25, new Sentence($"Held at {facility}"));
    }

    private void ForAndAgainst()
    {
        if (Take("offense.first") is { } first)
            Add(IsYes(first) ? Place.For : Place.Against, 7, IsYes(first) ? new Sentence().AddAs(first, "A first offense") : new Sentence().AddAs(first, "Not a first offense"));
        if (Take("offense.violent") is { } violent)
            Add(IsYes(violent) ? Place.Against : Place.For, 7, IsYes(violent) ? new Sentence().AddAs(violent, "The offense was violent") : new Sentence().AddAs(violent, "The offense was not violent"));
        EachChunk("rehabilitation", Place.For, 16, facts => new Sentence($"Since then: ").AddAll(facts));
        EachChunk("advocate.name", Place.For, 17, facts => new Sentence($"Clemency is supported by ").AddAll(facts));
        EachChunk("opponent.name", Place.Against, 8, facts => new Sentence($"Clemency is opposed by ").AddAll(facts));
        if (Take("prior.petitions.denied") is { } denied)
            Add(Place.Against, 8, new Sentence($"Earlier petitions denied: {denied}"));
    }

    /// <summary>What no sentence above has taken, each by its name: nothing vetted goes unsaid.</summary>
    private void Rest()
    {
        foreach (var (attribute, facts) in _left.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var weight = 40;
            foreach (var fact in facts)
                Add(PlaceOf(attribute), weight++, new Sentence().AddLabeled(fact));
            facts.Clear();
        }
    }

    private static Place PlaceOf(string attribute) => attribute.Split('.')[0] switch
    {
        "clemency" or "petition" or "process" or "meeting" or "board" or "pending" => Place.Request,
        "offense" or "charge" or "conviction" or "codefendant" or "drug" or "fraud" or "victim" or "tried_as" or "arrest" => Place.Offense,
        "sentence" or "sentencing" or "served" or "facility" or "court" or "release" or "surrender" => Place.Sentence,
        "rehabilitation" or "advocate" => Place.For,
        "opponent" or "prior" => Place.Against,
        _ => Place.Person,
    };

    private static bool IsYes(VettedFact fact) => fact.Value == "yes";

    /// <summary>The first few of a long list; the rest go back and become points of their own.</summary>
    private IReadOnlyList<VettedFact> Some(List<VettedFact> facts)
    {
        if (facts.Count > NamesInOnePoint)
            _left[facts[0].Attribute] = facts[NamesInOnePoint..];
        return facts[..Math.Min(NamesInOnePoint, facts.Count)];
    }

    /// <summary>A long list as points of a few names each, every further one lighter than the one before.</summary>
    private void EachChunk(string attribute, Place place, int weight, Func<IReadOnlyList<VettedFact>, Sentence> say)
    {
        foreach (var few in TakeAll(attribute).Chunk(NamesInOnePoint))
        {
            Add(place, weight, say(few));
            weight += 10;
        }
    }

    private VettedFact? Take(string attribute)
    {
        if (!_left.TryGetValue(attribute, out var facts) || facts.Count == 0)
            return null;
        var best = facts[0];
        facts.RemoveAt(0);
        return best;
    }

    private List<VettedFact> TakeAll(string attribute) =>
        _left.Remove(attribute, out var facts) ? facts : [];

    private void Add(Place place, int weight, Sentence sentence) => _claims.Add(sentence.End(place, weight));
}
