using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

public sealed class FoldTests
{
    [Fact]
    public void Two_documents_that_say_the_same_support_one_fact()
    {
        var petition = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life", Standard.Press))
            .Filed("b").ReadIn("b", Docket.Says("sentence.term", "life", Standard.JudgeFinding)).Fold();

        var fact = Assert.Single(petition.Facts);
        Assert.Equal("F1", fact.Id);
        Assert.Equal([Standard.JudgeFinding, Standard.Press], fact.Sources.Select(source => source.Proposal.Standard));
        Assert.Equal(FactStatus.Proposed, fact.Status);
    }

    [Fact]
    public void What_a_person_adds_to_a_reading_replaces_nothing_and_a_struck_fact_stays_struck()
    {
        var docket = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life"), Docket.Says("petitioner.age", "62")).Vet("F2", Verdict.Strike, null, "misread");
        var read = (DocumentRead)docket.Entries[2].Body!;

        docket.Add(read with { Facts = [Docket.Says("petitioner.children", "5") with { Passages = [read.Facts[0].Passages[0]] }], Adds = true });

        Assert.Equal([("F1", FactStatus.Proposed), ("F2", FactStatus.Struck), ("F3", FactStatus.Proposed)], docket.Fold().Facts.Select(fact => (fact.Id, fact.Status)));
        Assert.Equal(2, docket.Fold().Documents[0].Read!.Facts.Count);
    }

    [Fact]
    public void The_same_value_of_two_petitioners_is_two_facts()
    {
        var petition = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life", subject: "Hall"), Docket.Says("sentence.term", "life", subject: "Ruiz")).Fold();

        Assert.Equal(["Hall", "Ruiz"], petition.Facts.Select(fact => fact.Subject));
    }

    [Fact]
    public void A_correction_carries_the_new_value_and_a_later_confirmation_confirms_what_the_person_saw()
    {
        var docket = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life")).Vet("F1", Verdict.Correct, "life+300 mo", "the judgment has both");

        Assert.Equal(("life+300 mo", "life", FactStatus.Confirmed), Of(docket.Fold()));
        docket.Vet("F1", Verdict.Confirm, null, "seen again");
        Assert.Equal(("life+300 mo", "life", FactStatus.Confirmed), Of(docket.Fold()));
        docket.Vet("F1", Verdict.Correct, "life", "after all");
        Assert.Equal(("life", "life", FactStatus.Confirmed), Of(docket.Fold()));
        docket.Vet("F1", Verdict.Dispute, null, "counsel says otherwise");
        Assert.Equal(("life", "life", FactStatus.Disputed), Of(docket.Fold()));

        static (string, string, FactStatus) Of(Petition petition) => (petition.Facts[0].Value, petition.Facts[0].ProposedValue, petition.Facts[0].Status);
    }

    [Fact]
    public void The_last_word_on_a_fact_holds_and_names_who_spoke_it_and_why()
    {
        var fact = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life"))
            .Vet("F1", Verdict.Strike, null, "not about her").Vet("F1", Verdict.Confirm, null, "it is").Fold().Facts[0];

        Assert.Equal((FactStatus.Confirmed, "A. Clerk", "it is", 5), (fact.Status, fact.VettedBy, fact.VettingReason, fact.VettingEntry));
    }

    [Fact]
    public void A_struck_fact_comes_back_for_vetting_when_a_new_document_says_so_too()
    {
        var docket = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life")).Vet("F1", Verdict.Strike, null, "misread");
        Assert.Equal(FactStatus.Struck, docket.Fold().Facts[0].Status);

        docket.Filed("b").ReadIn("b", Docket.Says("sentence.term", "life"));

        Assert.Equal((FactStatus.Proposed, null), (docket.Fold().Facts[0].Status, docket.Fold().Facts[0].VettedBy));
    }

    [Fact]
    public void A_second_reading_of_a_document_replaces_the_first_and_keeps_what_was_vetted()
    {
        var petition = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life"), Docket.Says("petitioner.age", "62"), Docket.Says("arrest.year", "1993"))
            .Vet("F1", Verdict.Confirm, null, "so it is")
            .ReadIn("a", Docket.Says("petitioner.age", "63"), Docket.Says("arrest.year", "1993")).Fold();

        Assert.Equal(["F1 life", "F3 1993", "F4 63"], petition.Facts.Select(fact => $"{fact.Id} {fact.Value}"));
        Assert.Single(petition.Facts[1].Sources);
    }

    [Fact]
    public void A_removed_reading_leaves_every_other_id_where_it_was()
    {
        var docket = new Docket().Filed("a").ReadIn("a", Docket.Says("sentence.term", "life"), Docket.Says("arrest.year", "1993"))
            .Filed("b").ReadIn("b", Docket.Says("arrest.year", "1993"), Docket.Says("petitioner.age", "62"))
            .Filed("c").ReadIn("c", Docket.Says("petitioner.age", "62"), Docket.Says("place", "Springfield"));
        var before = docket.Fold();

        docket.Remove(3, "Order of March 2");
        var after = docket.Fold();

        Assert.Equal(["F1 life", "F2 1993", "F3 62", "F4 Springfield"], before.Facts.Select(fact => $"{fact.Id} {fact.Value}"));
        Assert.Equal(["F2 1993", "F3 62", "F4 Springfield"], after.Facts.Select(fact => $"{fact.Id} {fact.Value}"));
        docket.Remove(5, "Order of March 9");
        Assert.Equal(["F3 62", "F4 Springfield"], docket.Fold().Facts.Select(fact => $"{fact.Id} {fact.Value}"));
        docket.Filed("d").ReadIn("d", Docket.Says("sentence.term", "life"));
        Assert.Equal("F5 life", docket.Fold().Facts.Select(fact => $"{fact.Id} {fact.Value}").Last());
    }

    [Fact]
    public void A_document_removed_by_order_keeps_its_label_and_names_the_order()
    {
        var petition = new Docket().Filed("a").Filed("b").Remove(2, "Order of March 2").Fold();

        Assert.Equal(["D1", "D2"], petition.Documents.Select(document => document.Label));
        Assert.Null(petition.Documents[0].Filed);
        Assert.Equal("Order of March 2", petition.Documents[0].Removed);
        Assert.Null(petition.Documents[1].Removed);
    }

    [Fact]
    public void The_petition_as_of_an_entry_has_the_ids_that_it_has_today()
    {
        RandomDockets().Sample(docket =>
        {
            var whole = docket.Fold();
            for (var n = 0; n <= docket.Entries.Count; n++)
            {
                var then = Petition.Fold("P1", docket.Entries.Take(n));
                var numbered = then.Facts.ToDictionary(fact => fact.Id, fact => (fact.Attribute, fact.ProposedValue, fact.Subject));
                if (whole.Facts.Any(fact => numbered.TryGetValue(fact.Id, out var known) && known != (fact.Attribute, fact.ProposedValue, fact.Subject)))
                    return false;
                if (then.Documents.Select(document => document.Label).SequenceEqual(whole.Documents.Select(document => document.Label).Take(then.Documents.Count)) is false)
                    return false;
                if (then.Statements.Any(said => whole.Statements.Any(now => now.Id == said.Id && now.Said.Speaker != said.Said.Speaker)))
                    return false;
            }
            return true;
        }, iter: 200);
    }

    [Fact]
    public void Removing_any_reading_by_order_moves_no_id()
    {
        Gen.Select(RandomDockets(), Gen.Int[0, 40], Gen.Int[0, 40]).Sample((docket, first, second) =>
        {
            // Of every moment: a later reading hides the facts of an earlier one, and its removal shows them again.
            var moments = Enumerable.Range(0, docket.Entries.Count + 1).Select(n => Petition.Fold("P1", docket.Entries.Take(n))).ToList();
            var names = moments.SelectMany(moment => moment.Facts).DistinctBy(fact => fact.Id).ToDictionary(fact => fact.Id, fact => (fact.Attribute, fact.ProposedValue.ToUpperInvariant()));
            var said = moments.SelectMany(moment => moment.Statements).DistinctBy(statement => statement.Id).ToDictionary(statement => statement.Id, statement => statement.Said.Speaker);
            foreach (var at in (int[])[first, second])
            {
                var readings = docket.Entries.Where(entry => entry.Body is DocumentRead).Select(entry => entry.Number).ToList();
                if (readings.Count > 0)
                    docket.Remove(readings[at % readings.Count], "an order");
            }
            var after = docket.Fold();
            return after.Facts.All(fact => names[fact.Id] == (fact.Attribute, fact.ProposedValue.ToUpperInvariant())) && after.Statements.All(statement => said[statement.Id] == statement.Said.Speaker);
        }, iter: 500);
    }

    [Fact]
    public void A_vetting_that_rested_on_a_removed_reading_alone_falls_with_it()
    {
        var rested = new Docket().Filed("a").ReadIn("a", Docket.Says("arrest.year", "1993")).Vet("F1", Verdict.Confirm, null, "page 1").Filed("b").ReadIn("b", Docket.Says("arrest.year", "1993")).Remove(3, "an order");
        var stood = new Docket().Filed("a").ReadIn("a", Docket.Says("arrest.year", "1993")).Filed("b").ReadIn("b", Docket.Says("arrest.year", "1993")).Vet("F1", Verdict.Confirm, null, "both").Remove(3, "an order");

        Assert.Equal(("F1", FactStatus.Proposed), (rested.Fold().Facts[0].Id, rested.Fold().Facts[0].Status));
        Assert.Equal(("F1", FactStatus.Confirmed), (stood.Fold().Facts[0].Id, stood.Fold().Facts[0].Status));
    }

    [Fact]
    public void Folding_twice_gives_the_same_petition()
    {
        RandomDockets().Sample(docket =>
        {
            var (a, b) = (docket.Fold(), docket.Fold());
            return a.Facts.Select(fact => fact.ToString()[..20] + fact.Id + fact.Value + fact.Status).SequenceEqual(b.Facts.Select(fact => fact.ToString()[..20] + fact.Id + fact.Value + fact.Status))
                && a.Conflicts.Select(conflict => conflict.Id + conflict.Kind + conflict.Explanation).SequenceEqual(b.Conflicts.Select(conflict => conflict.Id + conflict.Kind + conflict.Explanation));
        }, iter: 200);
    }

    internal static Gen<Docket> RandomDockets()
    {
        var fact = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4]).Select((attribute, value) => attribute switch
        {
            0 => Docket.Says("sentence.term", value == 0 ? "life" : value == 1 ? "life+300 mo" : $"{value * 60} mo"),
            1 => Docket.Says("clemency.form", value % 2 == 0 ? "pardon" : "commutation", subject: value == 4 ? "Hall" : null),
            2 => Docket.Says("arrest.year", $"{1990 + value}"),
            _ => Docket.Says("advocate.name", value % 2 == 0 ? "Ana Ruiz" : "ana ruiz"),
        });
        var said = Gen.Int[0, 3].Select(i => Docket.Said(i % 2 == 0 ? "Ana Ruiz" : "R. Hale", "words that nobody else says", i > 1 ? Stance.Support : Stance.Oppose));
        var step = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], fact.Array[0, 4], said.Array[0, 2], Gen.Int[1, 9]);
        return step.Array[0, 14].Select(steps =>
        {
            var docket = new Docket();
            foreach (var (kind, document, facts, statements, number) in steps)
            {
                var name = ((char)('a' + document)).ToString();
                switch (kind)
                {
                    case 0: docket.Filed(name); break;
                    case 1 or 2: docket.Filed(name).ReadIn(name, facts, statements); break;
                    case 3: docket.Vet($"F{number}", Verdict.Confirm, null, "so it is"); break;
                    case 4: docket.Vet($"F{number}", Verdict.Strike, null, "not so"); break;
                    default: docket.Vet($"F{number}", Verdict.Correct, "life+60 mo", "read wrongly"); break;
                }
            }
            return docket;
        });
    }
}

/// <summary>A docket for tests: entries as the store would hand them over.</summary>
internal sealed class Docket
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public Docket() => Add(new PetitionOpened("Clemency for Judith Marlow"));

    public List<DocketEntry> Entries { get; } = [];

    public Petition Fold() => Petition.Fold("P1", Entries);

    public Docket Add(Entry entry, string actor = "A. Clerk")
    {
        Entries.Add(new DocketEntry(Entries.Count + 1, s_start.AddMinutes(Entries.Count), actor, entry.GetType().Name, entry));
        return this;
    }

    public Docket Add(Outcome<Entry> outcome) => Add(outcome.Value ?? throw new InvalidOperationException(outcome.ToString()));

    public Docket Filed(string name, string? kind = "press", string? date = null) => Entries.Any(entry => entry.Body is DocumentFiled filed && filed.Sha256 == Sha(name)) ? this
        : Add(new DocumentFiled(Sha(name), name + ".txt", 10, "text/plain", kind, date, null, "test", Confidentiality.Public));

    public Docket ReadIn(string name, params Proposal[] facts) => ReadIn(name, facts, []);

    public Docket ReadIn(string name, Proposal[] facts, Statement[] statements) => Add(new DocumentRead(Sha(name), "reading", null, "test 1", 1, [],
        [.. facts.Select(fact => fact with { Passages = [fact.Passages[0] with { Document = Sha(name) }] })],
        [.. statements.Select(said => said with { Passages = [said.Passages[0] with { Document = Sha(name) }] })], []));

    public Docket Vet(string fact, Verdict verdict, string? value, string reason) => Add(new FactVetted(fact, verdict, value, reason));

    public Docket Remove(int number, string order)
    {
        if (Procedure.Remove("P1", Entries, number, order) is { IsRefused: false, Value: BodyRemoved removed })
        {
            Entries[number - 1] = Entries[number - 1] with { Body = null };
            Add(removed, "Registrar");
        }
        return this;
    }

    public static Proposal Says(string attribute, string value, Standard standard = Standard.Press, string? subject = null, bool approximate = false, bool atLeast = false, string? asOf = null, string? about = null) =>
        new(attribute, value, subject, [new Citation("", 1, 0, value, "", "")], "it says so", Confidence.Stated, standard, null, approximate, atLeast, false, asOf, about);

    public static Statement Said(string speaker, string words, Stance stance = Stance.None) =>
        new(speaker, SpeechMode.Direct, "say", [new Citation("", 1, 0, words, "", "")], null, null, null, stance, "quotation", Confidence.Stated);

    public static string Sha(string name) => string.Concat(Enumerable.Repeat(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name)), 64))[..64];
}
