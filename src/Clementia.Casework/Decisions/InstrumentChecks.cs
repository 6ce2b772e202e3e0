using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Casework;

/// <summary>Holds an instrument against the judgment, part by part. What cannot be told is said to be so, with the document that would tell.</summary>
internal sealed class InstrumentChecks(Petition petition, RecordOfSentence record, Decision decision, DecisionMade made)
{
    private readonly List<InstrumentCheck> _all = [];
    private readonly HashSet<string> _needed = [];

    public IReadOnlyList<InstrumentCheck> All => _all;

    public void Fits(string what, string words, IReadOnlyList<string> facts, string? cite) => _all.Add(new InstrumentCheck(what, Fit.Fits, words, facts, cite));

    public void Differs(string what, string words, IReadOnlyList<string> facts, string? cite = null) => _all.Add(new InstrumentCheck(what, Fit.DoesNotFit, words, facts, cite));

    public void Cannot(string what, string words, IReadOnlyList<string>? facts = null) => _all.Add(new InstrumentCheck(what, Fit.CannotCheck, words, facts ?? [], null));

    /// <summary>Whether the instrument has to recite the attribute.</summary>
    public bool IsNeeded(string attribute) => _needed.Contains(attribute);

    /// <summary>The fact that the instrument recites, held against the judgment; null when none can be recited.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="what">"the fine".</param>
    /// <param name="needed">Whether the instrument has to recite it: then a bracket stands for it.</param>
    public Fact? Recite(string attribute, string what, bool needed)
    {
        if (needed)
            _needed.Add(attribute);
        var facts = record.Of(attribute);
        if (facts.Count == 0)
        {
            Cannot(what, $"{Capital(what)} cannot be checked: {Wanting(attribute)}", [.. petition.Facts.Where(f => f.Attribute == attribute && f is { Subject: null, Status: not FactStatus.Struck }).Select(f => f.Id)]);
            return null;
        }
        var fact = facts.OrderBy(f => record.IsJudgment(record.Best(f)) ? 0 : 1).ThenBy(f => record.Best(f).Standard).First();
        if (facts.Any(f => f.Value != fact.Value))
        {
            Differs(what, $"The vetted facts disagree on {what}: {Wording.Listing([.. facts.Select(f => $"{Catalog.BuiltIn.Describe(attribute, f.Value)} ({f.Id}; {record.Cite(f)})")])}.", [.. facts.Select(f => f.Id)]);
            return fact;
        }
        return Held(fact, what) ? fact : null;
    }

    /// <summary>Every fact of an attribute that holds several together, each held against the judgment.</summary>
    public IReadOnlyList<Fact> ReciteAll(string attribute, string what)
    {
        var facts = record.Of(attribute);
        if (facts.Count == 0)
            Cannot(what, $"{Capital(what)} cannot be checked: {Wanting(attribute)}");
        return [.. facts.OrderBy(f => Folding.NumberOf(f.Id)).Where(fact => Held(fact, facts.Count == 1 ? what : $"{what}: {Catalog.BuiltIn.Describe(attribute, fact.Value)}"))];
    }

    /// <summary>Whether a vetted fact may be recited, with the check that says so.</summary>
    private bool Held(Fact fact, string what)
    {
        var words = Catalog.BuiltIn.Describe(fact.Attribute, fact.Value);
        if (record.OpenConflict(fact.Attribute) is { } open && open.Facts.Contains(fact.Id))
        {
            Differs(what, $"{open.Id} on {what} is open: {open.Explanation}", open.Facts);
            return true;
        }
        // What a person corrected stands against the judgment as it was read, with their name; another reading of the judgment does not.
        var several = Catalog.BuiltIn.Attribute(fact.Attribute)?.Holds == Holding.Several;
        var other = several ? null : petition.Facts.FirstOrDefault(f => f.Attribute == fact.Attribute && f.Subject is null && f.Id != fact.Id && f.Status is FactStatus.Proposed or FactStatus.Disputed
            && f.Value != fact.Value && f.Sources.Any(s => record.IsJudgment(s.Proposal)) && !Settled(fact.Id, f.Id) && !IsMoreOrLessExact(fact, f));
        if (other is not null)
        {
            var place = record.Cite(other.Sources.Select(s => s.Proposal).First(record.IsJudgment));
            Differs(what, $"The judgment was read as saying {Catalog.BuiltIn.Describe(other.Attribute, other.Value)} for {what} ({place}; {other.Id}, {(other.Status == FactStatus.Disputed ? "disputed" : "not vetted")}), the instrument says {words} ({fact.Id}). Vet {other.Id}.", [fact.Id, other.Id], place);
            return true;
        }
        var best = record.Best(fact);
        if (!record.IsOfficial(best) && fact.Attribute is not ("petitioner.name" or "court.district"))
        {
            Cannot(what, $"{Capital(what)} ({words}) rests on {record.Cite(best)} alone, which is no paper of the court: {Supplied(fact.Attribute)}", [fact.Id]);
            return false;
        }
        var corrected = fact.Value != fact.ProposedValue ? $", as {fact.VettedBy} corrected it from {Catalog.BuiltIn.Describe(fact.Attribute, fact.ProposedValue)}" : "";
        Fits(what, $"{Capital(what)}: {words}{corrected}.", [fact.Id], record.Cite(fact));
        return true;
    }

    /// <summary>The counts to recite: all of the conviction where a passage lists them, else those that the decision names; null when neither is known.</summary>
    public IReadOnlyList<string>? Counts(IReadOnlyList<string> reached)
    {
        var fact = record.One("conviction.counts");
        if (record.Counts is { } known)
        {
            if (reached.FirstOrDefault(count => !known.Contains(count)) is { } wrong)
                Differs("the counts", $"The decision reaches count {wrong}, but the counts of conviction are {Wording.Listing(known)}.", [fact!.Id], record.Cite(fact));
            else
                Fits("the counts", reached.Count == 0 ? $"All counts of conviction are reached: {Wording.Listing(known)}." : $"Of counts {Wording.Listing(known)} it reaches {Wording.Listing(reached)}.", [fact!.Id], record.Cite(fact));
            return known;
        }
        var number = fact is null ? "" : $" (there are {fact.Value}: {record.Cite(fact)})";
        Cannot("the counts", reached.Count == 0
            ? $"The numbers of the counts cannot be checked{number}; the decision reaches them all, so none is named."
            : $"Whether the decision names counts of conviction cannot be checked{number}: {Supplied("conviction.counts")}", fact is null ? [] : [fact.Id]);
        return reached.Count == 0 ? null : reached;
    }

    /// <summary>What no paragraph recites: the days, custody, and the release that follows from the new term.</summary>
    public void Rest()
    {
        if (record.Day("sentence.date") is { } sentenced && decision.Effective is { } effective)
        {
            if (effective < sentenced)
                Differs("the day from which it holds", $"It holds from {made.Effective}, before the sentence of {sentenced:yyyy-MM-dd}.", [record.One("sentence.date")!.Id], record.Cite(record.One("sentence.date")!));
            else
                Fits("the day from which it holds", $"It holds from {made.Effective}, after the sentence of {sentenced:yyyy-MM-dd}.", [record.One("sentence.date")!.Id], record.Cite(record.One("sentence.date")!));
        }
        if (made.Form is ClemencyForm.Commutation or ClemencyForm.Reprieve)
        {
            Custody();
            if (made.Form == ClemencyForm.Commutation)
                ComputedRelease();
        }
        foreach (var (one, other, how) in Decisions.Of(petition).Contradictions)
        {
            if (one.Id == decision.Id || other.Id == decision.Id)
                Differs("the other decisions", $"{how}, and {other.Id} contradicts it.", []);
        }
    }

    private void Custody()
    {
        if (record.One("served.since") is { } since)
        {
            if (record.Day("served.since") is { } day && day > decision.Effective)
                Differs("custody", $"Custody began on {day:yyyy-MM-dd}, after the day from which the grant holds ({made.Effective}).", [since.Id], record.Cite(since));
            else
                Fits("custody", $"In custody since {Wording.Day(since.Value)}.", [since.Id], record.Cite(since));
        }
        else if (record.One("served.time") is { } served)
            Fits("custody", $"{Catalog.BuiltIn.Describe("served.time", served.Value)} served{(record.Best(served).AsOf is { } asOf ? $" by {Wording.Day(asOf)}" : "")}. The first day of custody is not vetted: {Supplied("served.since")}", [served.Id], record.Cite(served));
        else
            Cannot("custody", $"When custody began cannot be checked: {Wanting("served.since")}");
        if (record.Value<Value.Day>("release.date") is { Range: { } released } && released.Last < decision.Effective)
            Differs("custody", $"The file says that release was on {Wording.Day(record.One("release.date")!.Value)}, before the grant.", [record.One("release.date")!.Id], record.Cite(record.One("release.date")!));
    }

    /// <summary>The release that follows from the new term, by the law's own computation, where the facts allow it.</summary>
    private void ComputedRelease()
    {
        const string what = "the computed release";
        var to = NewTerm.Read(made.To!).Value!;
        if (to.IsTimeServed)
        {
            Fits(what, $"The imprisonment ends on {Wording.Day(made.Effective)}.", [], null);
            return;
        }
        if (made.Counts.Count > 0)
        {
            Cannot(what, "What the other counts carry no fact tells count by count, so the whole term is not known: the judgment would say.");
            return;
        }
        if (to.Expires is { } expires)
        {
            var computed = Project(record.Value<Value.Imprisonment>("sentence.term"));
            if (computed.Latest is { } latest && expires > latest)
                Differs(what, $"It expires on {expires:yyyy-MM-dd}, but as imposed the term ends by {latest:yyyy-MM-dd} at the latest ({computed.Words}).", [], null);
            else
                Fits(what, $"The imprisonment ends on {Wording.Day(expires)}{(computed.Latest is null ? "" : $"; as imposed it would end by {computed.Latest:yyyy-MM-dd}")}.", [], null);
            return;
        }
        if (to.Term!.Kind == SentenceKind.Life)
        {
            Fits(what, "Imprisonment for life has no computed release.", [], null);
            return;
        }
        var release = Project(to.Term);
        if (release.Day is { } day)
            Fits(what, $"With {to.InWords} the computed release is {day:yyyy-MM-dd}{(day <= decision.Effective ? ", on or before the day of the grant: release follows at once" : "")}. An estimate: the Bureau of Prisons alone computes.", [], null);
        else
            Cannot(what, $"The release that follows from {to.InWords} cannot be computed: {release.Words}");
    }

    private (DateOnly? Day, DateOnly? Latest, string Words) Project(Value.Imprisonment? term)
    {
        if (term is not { Kind: SentenceKind.Term })
            return (null, null, term is null ? "the term is not vetted." : $"{term.Describe()} has no computed end.");
        try
        {
            var given = (JsonObject)JsonNode.Parse(LawOnPetition.Given(petition, petition.Findings.Count == 0 ? null : petition.Findings[^1].Found.Entered).Given)!;
            given["imprisonment"] = new JsonObject { ["total"] = new Term(0, term.Months, term.Days).ToString() };
            var custody = given["custody"] as JsonObject ?? [];
            // A sentence commences when its person comes into custody to serve it (18 USC 3585(a)). Custody since before the sentence does not tell that day.
            var start = record.Day("surrender.date") ?? (record.Day("served.since") is { } since && record.Day("sentence.date") is { } sentenced && since >= sentenced ? since : null);
            if (custody["start"] is null && start is { } first)
                custody["start"] = first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (custody["jailCredit"] is null && record.Value<Value.Number>("served.credit") is { Count: <= 20_000 } credit)
                custody["jailCredit"] = credit.Count;
            if (custody.Count > 0 && custody.Parent is null)
                given["custody"] = custody;
            var found = Release.Project(LawBook.BuiltIn, FactsFile.Read(given.ToJsonString(), "the petition's facts").First, decision.Effective ?? default);
            DateOnly? projected = found.Projected is Finding<DateOnly>.Settled { Value: var at } ? at : null;
            DateOnly? full = found.FullTerm is Finding<DateOnly>.Settled { Value: var end } ? end : null;
            var asked = found.Derivation.Questions.Select(question => $"{question.Name} ({question.SettledBy})").Distinct(StringComparer.Ordinal).ToList();
            return (projected, projected ?? full, asked.Count == 0 ? found.Summary[0] : $"for want of {Wording.Listing(asked)}.");
        }
        catch (FaultException wrong)
        {
            return (null, null, wrong.Message);
        }
    }

    private bool Settled(string fact, string other) => petition.Conflicts.Any(c => c.Resolved is not null && c.Facts.Contains(fact) && c.Facts.Contains(other));

    // "1997" beside "1997-03-21" is the same day told less exactly, and no other.
    private static bool IsMoreOrLessExact(Fact one, Fact other) => one.Value.StartsWith(other.Value, StringComparison.OrdinalIgnoreCase) || other.Value.StartsWith(one.Value, StringComparison.OrdinalIgnoreCase)
        || Catalog.BuiltIn.Attribute(one.Attribute) is { Type: AttributeType.Text or AttributeType.Person } && (one.Value.Contains(other.Value, StringComparison.OrdinalIgnoreCase) || other.Value.Contains(one.Value, StringComparison.OrdinalIgnoreCase));

    private string Wanting(string attribute)
    {
        var proposed = petition.Facts.FirstOrDefault(f => f.Attribute == attribute && f is { Subject: null, Status: FactStatus.Proposed or FactStatus.Disputed });
        return proposed is null ? $"no vetted fact tells it. {Capital(Supplied(attribute))}"
            : proposed.Status == FactStatus.Disputed ? $"{proposed.Id} ({Catalog.BuiltIn.Describe(attribute, proposed.Value)}) is disputed by {proposed.VettedBy}."
            : $"{proposed.Id} ({Catalog.BuiltIn.Describe(attribute, proposed.Value)}) is not vetted.";
    }

    private static string Supplied(string attribute)
    {
        var kinds = Catalog.BuiltIn.Attribute(attribute)?.FoundIn.Where(kind => kind is not ("warrant" or "press" or "register" or "book")).Take(2).Select(kind => Catalog.BuiltIn.Kind(kind)?.Label.ToLowerInvariant() ?? kind).ToList() ?? [];
        return kinds.Count == 0 ? "no document is known to tell it." : $"the {Wording.Listing(kinds, "or")} would tell it.";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
