using System.Diagnostics.CodeAnalysis;

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

    private readonly Func<VettedFact, bool> _isContested;

    private Points(IEnumerable<VettedFact> facts, Func<VettedFact, bool> isContested)
    {
        _isContested = isContested;
        _left = facts.GroupBy(fact => fact.Attribute, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(fact => fact, Best).ToList(), StringComparer.Ordinal);
    }

    /// <summary>Confirmed before disputed, exact before rounded, strong standard before weak, and then the order of the file.</summary>
    public static readonly Comparer<VettedFact> Best = Comparer<VettedFact>.Create((x, y) =>
        (x.IsDisputed, x.IsRounded, (int)x.Standard, Number(x)).CompareTo((y.IsDisputed, y.IsRounded, (int)y.Standard, Number(y))));

    private static int Number(VettedFact fact) => int.TryParse(fact.Fact.Id.AsSpan(1), out var number) ? number : int.MaxValue;

    /// <summary>All claims that these facts make, heaviest first.</summary>
    /// <param name="facts">Facts about the petitioner; of two that contradict each other only the one to be shown first (the other is shown beside it).</param>
    /// <param name="isContested">Whether something on the docket stands against a fact.</param>
    public static IReadOnlyList<Claim> Of(IEnumerable<VettedFact> facts, Func<VettedFact, bool> isContested)
    {
        var points = new Points(facts, isContested);
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
            Add(Place.Lead, 0, AddWhere(AddSought(new Telling($"{name} asks for "), sought)));
        else if (sought is not null)
            Add(Place.Lead, 0, AddWhere(AddSought(new Telling($"The petition asks for "), sought)));
        else if (name is not null)
            Add(Place.Lead, 0, new Telling($"A petition for clemency for {name}"));

        if (Take("clemency.form") is { } form)
            Add(Place.Request, 5, new Telling($"On file as granted: {form}").AddIf(Take("clemency.grantor"), ", by ").AddOn(Take("clemency.date")));
        var stages = TakeAll("clemency.status");
        if (stages.Count > 0)
            Add(Place.Request, 6, new Telling($"Stage on file: ").AddAll(stages));
        if ((Take("petition.date") ?? Take("petition.year")) is { } day)
            Add(Place.Request, 24, new Telling($"The petition is dated {day}"));
    }

    /// <summary>
    /// How far into which sentence the request comes. The one place where facts are said that are said again below, so only where
    /// nothing stands against them and no source is weak.
    /// </summary>
    private Telling AddWhere(Telling sentence) =>
        Firm("served.time") is { } served && Firm("sentence.term") is { } term ? sentence.Add($", {served} into a sentence of {term}") : sentence;

    private VettedFact? Firm(string attribute) =>
        _left.TryGetValue(attribute, out var facts) && facts.Count == 1 && !_isContested(facts[0]) && Wording.WeakStanding(facts[0].Standard) is null ? facts[0] : null;

    private static Telling AddSought(Telling sentence, VettedFact sought) => sought.Value switch
    {
        "pardon" => sentence.AddAs(sought, "a pardon"),
        "commutation" => sentence.AddAs(sought, "a commutation of sentence"),
        "reprieve" => sentence.AddAs(sought, "a reprieve"),
        _ => sentence.Add($"{sought}"),
    };

    private void Person()
    {
        EachChunk("petitioner.name", Place.Person, 58, facts => new Telling($"Also named ").AddAll(facts));
        if (Take("petitioner.age") is { } age)
            Add(Place.Person, 4, new Telling($"Age {age}").AddIf(Take("petitioner.role_now"), ", "));
        if (Take("petitioner.age_at_offense") is { } then)
            Add(Place.Person, 26, new Telling($"Age at the offense: {then}").AddIf(Take("petitioner.age_at_sentence"), "; at sentencing: "));
        if (Take("petitioner.children") is { } children)
            Add(Place.Person, 22, new Telling($"Children: {children}").AddIf(Take("petitioner.dependants"), "; dependants: "));
        EachChunk("health.condition", Place.Person, 13, facts => new Telling($"Health: ").AddAll(facts));
    }

    private void Offense()
    {
        var kinds = TakeAll("offense.kind");
        var statutes = TakeAll("offense.statute");
        var sentence = new Telling();
        if (kinds.Count > 0)
            sentence.Add($"Offense of conviction: ").AddAll(Some(kinds));
        else if (statutes.Count > 0)
            sentence.Add($"Convicted");
        if (statutes.Count > 0)
            sentence.Add($" under ").AddAll(Some(statutes));
        if (kinds.Count + statutes.Count > 0)
            Add(Place.Offense, 1, sentence.AddIf(Take("conviction.by"), ", by ").AddOn(Take("conviction.date") ?? Take("conviction.year")));
        if (Take("conviction.counts") is { } counts)
            Add(Place.Offense, 12, new Telling($"Counts of conviction: {counts}").AddIf(Take("charge.counts"), "; charged: "));
        if (Take("drug.quantity") is { } quantity)
        {
            var types = TakeAll("drug.type");
            var amount = new Telling($"Drug quantity: {quantity}");
            Add(Place.Offense, 13, types.Count == 0 ? amount : amount.Add($" of ").AddAll(Some(types)));
        }
        if (Take("offense.role") is { } role)
            Add(role.Value is "leader" or "manager" ? Place.Against : role.Value is "minor" or "minimal" ? Place.For : Place.Offense, 8, new Telling($"Role in the offense: {role}"));
        if (Take("codefendant.count") is { } others)
            Add(Place.Offense, 27, new Telling($"Co-defendants: {others}"));
        EachChunk("victim.name", Place.Offense, 15, facts => new Telling($"Victims: ").AddAll(facts));
        EachChunk("codefendant.sentence", Place.Offense, 28, facts => new Telling($"Sentences of co-defendants: ").AddAll(facts));
    }

    private void SentenceServed()
    {
        if (Take("sentence.term") is { } term)
            Add(Place.Sentence, 2, new Telling($"Sentenced to {term}").AddOn(Take("sentence.date") ?? Take("sentence.year"))
                .AddIf(Take("sentencing.judge"), " by Judge ").AddIf(Take("court.district"), ", "));
        if (Take("served.time") is { } served)
            Add(Place.Sentence, 3, new Telling($"Time served: {served}").AddIf(Take("served.since"), "; in custody since "));
        else if (Take("served.since") is { } since)
            Add(Place.Sentence, 3, new Telling($"In custody since {since}"));
        if (Take("sentence.parole") is { } parole)
            Add(Place.Sentence, 11, IsYes(parole) ? new Telling().AddAs(parole, "Parole is possible") : new Telling().AddAs(parole, "No possibility of parole"));
        if ((Take("sentence.projected_release") ?? Take("sentence.scheduled_release")) is { } release)
            Add(Place.Sentence, 9, new Telling($"Projected release: {release}"));
        if (Take("release.date") is { } released)
            Add(Place.Sentence, 9, new Telling($"Released").AddOn(released).AddIf(Take("release.basis"), "; ground: "));
        if (Take("sentence.mandatory_minimum") is { } minimum)
            Add(Place.Sentence, 14, new Telling($"Mandatory minimum: {minimum}"));
        if (Take("guideline.range") is { } range)
            Add(Place.Sentence, 15, new Telling($"Guideline range: {range}"));
        EachChunk("facility", Place.Sentence, 25, facts => new Telling($"Held at ").AddAll(facts));
    }

    private void ForAndAgainst()
    {
        YesOrNo("offense.first", 7, "A first offense", Place.For, "Not a first offense", Place.Against);
        YesOrNo("offense.violent", 7, "The offense was violent", Place.Against, "The offense was not violent", Place.For);
        YesOrNo("offense.weapon", 12, "A dangerous weapon was possessed", Place.Against, "No weapon was possessed", Place.For);
        YesOrNo("offense.injury", 8, "Someone was hurt or killed", Place.Against, "No one was hurt", Place.For);
        YesOrNo("acceptance", 13, "Accepted responsibility", Place.For, "Did not accept responsibility", Place.Against);
        YesOrNo("cooperation", 15, "Gave substantial assistance to the government", Place.For, "Gave no substantial assistance to the government", Place.Against);
        YesOrNo("guideline.career_offender", 14, "Sentenced as a career offender", Place.Against, "Not sentenced as a career offender", Place.For);
        YesOrNo("health.terminal", 7, "Terminally ill", Place.For, "Not terminally ill", Place.Person);
        if (Take("prison.infractions") is { } infractions)
        {
            if (infractions.Value == "0" && !infractions.IsRounded)
                Add(Place.For, 9, new Telling().AddAs(infractions, "No disciplinary infraction on the prison record"));
            else
                Add(Place.Against, 9, new Telling($"Disciplinary infractions: {infractions}").AddIf(Take("prison.last_infraction"), "; the last: "));
        }
        if (Take("prison.risk") is { } risk)
            Add(risk.Value is "minimum" or "low" ? Place.For : Place.Against, 16, new Telling($"Assessed risk of recidivism: {risk}"));
        foreach (var position in TakeAll("victim.position"))
            Add(position.Value == "support" ? Place.For : position.Value == "oppose" ? Place.Against : Place.Offense, 8, new Telling($"The victims’ side: {position}"));
        EachChunk("rehabilitation", Place.For, 16, facts => new Telling($"In custody: ").AddAll(facts));
        EachChunk("prison.programs", Place.For, 18, facts => new Telling($"Programs: ").AddAll(facts));
        if (Take("release_plan.home") is { } home)
            Add(Place.For, 17, new Telling($"Home after release: {home}").AddIf(Take("release_plan.work"), "; work: "));
        EachChunk("release_plan.support", Place.For, 21, facts => new Telling($"Support after release: ").AddAll(facts));
        EachChunk("advocate.name", Place.For, 17, facts => new Telling($"Clemency is urged by ").AddAll(facts));
        EachChunk("opponent.name", Place.Against, 8, facts => new Telling($"Clemency is opposed by ").AddAll(facts));
        EachChunk("prior.conviction", Place.Against, 10, facts => new Telling($"Earlier convictions: ").AddAll(facts));
        EachChunk("prior.petitions.denied", Place.Against, 11, facts => new Telling($"Earlier petitions denied: ").AddAll(facts));
    }

    /// <summary>What no sentence above has taken, each by its name: nothing vetted goes unsaid.</summary>
    private void Rest()
    {
        foreach (var (attribute, facts) in _left)
        {
            // What the catalog names first weighs more: its order is the order of a brief.
            var weight = 40 + Wording.Order(attribute);
            foreach (var few in facts.Chunk(NamesInOnePoint))
                Add(PlaceOf(attribute), weight++, new Telling().AddLabeled(few));
        }
        _left.Clear();
    }

    private static Place PlaceOf(string attribute) => attribute.Split('.')[0] switch
    {
        "clemency" or "petition" or "process" or "meeting" or "board" or "pending" or "remedy" => Place.Request,
        "offense" or "charge" or "conviction" or "codefendant" or "drug" or "fraud" or "victim" or "tried_as" or "arrest" or "indictment"
            or "plea" or "acceptance" or "cooperation" => Place.Offense,
        "sentence" or "sentencing" or "served" or "facility" or "court" or "release" or "surrender" or "guideline" or "prison" => Place.Sentence,
        "rehabilitation" or "advocate" or "release_plan" => Place.For,
        "opponent" or "prior" => Place.Against,
        _ => Place.Person,
    };

    private static bool IsYes(VettedFact fact) => fact.Value == "yes";

    private void YesOrNo(string attribute, int weight, [ConstantExpected] string yes, Place ifYes, [ConstantExpected] string no, Place ifNo)
    {
        if (Take(attribute) is { } fact)
            Add(IsYes(fact) ? ifYes : ifNo, weight, IsYes(fact) ? new Telling().AddAs(fact, yes) : new Telling().AddAs(fact, no));
    }

    /// <summary>The first few of a long list; the rest go back and become points of their own.</summary>
    private IReadOnlyList<VettedFact> Some(List<VettedFact> facts)
    {
        if (facts.Count > NamesInOnePoint)
            _left[facts[0].Attribute] = facts[NamesInOnePoint..];
        return facts[..Math.Min(NamesInOnePoint, facts.Count)];
    }

    /// <summary>A long list as points of a few names each, every further one lighter than the one before.</summary>
    private void EachChunk(string attribute, Place place, int weight, Func<IReadOnlyList<VettedFact>, Telling> say)
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

    private void Add(Place place, int weight, Telling sentence) => _claims.Add(sentence.End(place, weight));
}
