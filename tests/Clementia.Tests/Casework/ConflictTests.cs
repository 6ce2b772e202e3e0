using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

public sealed class ConflictTests
{
    private static ConflictKind? Between(Proposal a, Proposal b, string? dateOfA = null, string? dateOfB = null)
    {
        var petition = new Docket().Filed("a", date: dateOfA).Filed("b", date: dateOfB).ReadIn("a", a).ReadIn("b", b).Fold();
        Assert.True(petition.Conflicts.Count <= 1, string.Join(" | ", petition.Conflicts.Select(conflict => conflict.Explanation)));
        return petition.Conflicts.Count == 0 ? null : petition.Conflicts[0].Kind;
    }

    [Theory]
    // A sentence.
    [InlineData("sentence.term", "life", "life+300 mo", ConflictKind.Imprecision)]
    [InlineData("sentence.term", "life", "300 mo", ConflictKind.Conflict)]
    [InlineData("sentence.term", "life", "death", ConflictKind.Conflict)]
    [InlineData("sentence.term", "life+300 mo", "life+240 mo", ConflictKind.Conflict)]
    [InlineData("sentence.term", "12 mo", "12 mo 1 d", ConflictKind.Conflict)]
    // The general word and the particular one.
    [InlineData("clemency.form", "clemency", "commutation", ConflictKind.Imprecision)]
    [InlineData("clemency.form", "pardon", "commutation", ConflictKind.Conflict)]
    [InlineData("drug.type", "cocaine", "crack cocaine", ConflictKind.Imprecision)]
    [InlineData("drug.type", "cocaine", "heroin", null)]
    // The calendar: a year contains its days.
    [InlineData("clemency.date", "2018", "2018-06-06", ConflictKind.Imprecision)]
    [InlineData("clemency.date", "2018-05", "2018-06-06", ConflictKind.Conflict)]
    [InlineData("clemency.date", "--06-06", "2018-06-06", ConflictKind.Imprecision)]
    [InlineData("release.date", "--05-17", "2017-05-18", ConflictKind.Conflict)]
    [InlineData("offense.year", "1991-1994", "1993", ConflictKind.Imprecision)]
    [InlineData("offense.year", "1991-1994", "1995", ConflictKind.Conflict)]
    // Several together exclude nothing.
    [InlineData("advocate.name", "Ana Ruiz", "Robert Hale", null)]
    [InlineData("offense.statute", "21 USC 841", "18 USC 1956", null)]
    // One attribute against another is no conflict; within one, numbers are.
    [InlineData("conviction.counts", "7", "8", ConflictKind.Conflict)]
    [InlineData("sentencing.judge", "Judge Hale", "Robert Hale", null)]
    [InlineData("sentencing.judge", "Judge Hale", "Ana Ruiz", ConflictKind.Conflict)]
    [InlineData("court.district", "District of Arcadia", "U.S. District Court for the District of Arcadia", null)]
    [InlineData("court.district", "Arcadia", "Northern District of Arcadia", ConflictKind.Imprecision)]
    [InlineData("offense.violent", "no", "yes", ConflictKind.Conflict)]
    [InlineData("drug.quantity", "50 kg", "50000 g", null)]
    public void Two_documents_disagree_as_the_catalog_says(string attribute, string a, string b, ConflictKind? kind)
    {
        Assert.Equal(kind, Between(Docket.Says(attribute, a), Docket.Says(attribute, b)));
        Assert.Equal(kind, Between(Docket.Says(attribute, b), Docket.Says(attribute, a)));
    }

    [Fact]
    public void Charged_and_convicted_counts_are_different_questions() =>
        Assert.Null(Between(Docket.Says("charge.counts", "22"), Docket.Says("conviction.counts", "7")));

    [Theory]
    [InlineData("2017-06-01", 62, "2018-06-01", 63, null)]
    // Born on May 30: 62 on the day before the birthday of 2018, 63 on the day of it and on the day after.
    [InlineData("2018-05-29", 62, "2018-05-30", 63, null)]
    [InlineData("2018-05-30", 62, "2018-05-30", 63, ConflictKind.Conflict)]
    [InlineData("2018-05-30", 63, "2018-05-29", 62, null)]
    // A year later to the day, two birthdays are one too many; a day more and both can have passed.
    [InlineData("2018-05-30", 62, "2019-05-29", 64, ConflictKind.Conflict)]
    [InlineData("2018-05-30", 62, "2019-05-30", 64, ConflictKind.Conflict)]
    [InlineData("2018-05-30", 62, "2019-05-31", 64, null)]
    [InlineData("2018", 62, "2018", 63, null)]
    [InlineData("2018", 60, "2018", 63, ConflictKind.Conflict)]
    [InlineData("2018-05-30", 63, "2017-05-30", 64, ConflictKind.Conflict)]
    public void Ages_of_different_days_agree_when_one_birthday_fits_both(string dayA, int a, string dayB, int b, ConflictKind? kind)
    {
        Assert.Equal(kind, Between(Docket.Says("petitioner.age", $"{a}", asOf: dayA), Docket.Says("petitioner.age", $"{b}", asOf: dayB)));
        Assert.Equal(kind, Between(Docket.Says("petitioner.age", $"{b}", asOf: dayB), Docket.Says("petitioner.age", $"{a}", asOf: dayA)));
    }

    [Fact]
    public void A_real_birthday_never_makes_a_conflict_of_two_true_ages()
    {
        var day = Gen.DateOnly[new DateOnly(1980, 1, 1), new DateOnly(2030, 12, 31)];
        Gen.Select(Gen.DateOnly[new DateOnly(1930, 1, 1), new DateOnly(1960, 12, 31)], day, day).Sample((born, first, second) =>
            Between(Docket.Says("petitioner.age", $"{AgeOn(born, first)}", asOf: $"{first:yyyy-MM-dd}"), Docket.Says("petitioner.age", $"{AgeOn(born, second)}", asOf: $"{second:yyyy-MM-dd}")) is null, iter: 500);

        static int AgeOn(DateOnly born, DateOnly on) => on.Year - born.Year - ((on.Month, on.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
    }

    [Theory]
    // "More than three years" is 40 months told roughly; "more than six years" is not seven.
    [InlineData("sentence.term", "36 mo", true, "40 mo", ConflictKind.Imprecision)]
    [InlineData("sentence.term", "36 mo", true, "48 mo", ConflictKind.Conflict)]
    [InlineData("sentence.term", "240 mo", true, "264 mo", ConflictKind.Imprecision)]
    [InlineData("charge.counts", "20", true, "22", ConflictKind.Imprecision)]
    [InlineData("charge.counts", "20", true, "16", ConflictKind.Conflict)]
    [InlineData("fraud.amount", "1000000", true, "1450000", ConflictKind.Imprecision)]
    public void A_rounded_amount_is_held_against_what_it_can_mean(string attribute, string atLeast, bool least, string exact, ConflictKind kind) =>
        Assert.Equal(kind, Between(Docket.Says(attribute, atLeast, atLeast: least), Docket.Says(attribute, exact)));

    [Theory]
    [InlineData("72 mo", "2017-01-18", "84 mo", "2017-01-18", ConflictKind.Conflict)]
    [InlineData("72 mo", "2016-01-18", "84 mo", "2017-01-18", null)]
    [InlineData("84 mo", "2016-01-18", "72 mo", "2017-01-18", ConflictKind.Conflict)]
    [InlineData("72 mo", null, "84 mo", "2017-01-18", null)]
    public void Time_served_grows_with_the_calendar_and_never_shrinks(string a, string? dayA, string b, string? dayB, ConflictKind? kind) =>
        Assert.Equal(kind, Between(Docket.Says("served.time", a), Docket.Says("served.time", b), dayA, dayB));

    [Fact]
    public void A_commutation_and_a_later_pardon_are_two_acts_when_dates_tell_them_apart()
    {
        var petition = new Docket().Filed("a").Filed("b")
            .ReadIn("a", Docket.Says("clemency.form", "commutation"), Docket.Says("clemency.date", "2018-06-06"))
            .ReadIn("b", Docket.Says("clemency.form", "pardon"), Docket.Says("clemency.date", "2020-08-28")).Fold();

        Assert.Equal(ConflictKind.DifferentTime, petition.Conflicts.Single(conflict => conflict.Attribute == "clemency.form").Kind);
    }

    [Fact]
    public void Of_one_act_a_pardon_and_a_commutation_cannot_both_be_true()
    {
        var petition = new Docket().Filed("a").Filed("b")
            .ReadIn("a", Docket.Says("clemency.form", "commutation"), Docket.Says("clemency.date", "2018-06-06"))
            .ReadIn("b", Docket.Says("clemency.form", "pardon"), Docket.Says("clemency.date", "2018-06")).Fold();

        Assert.Equal(ConflictKind.Conflict, petition.Conflicts.Single(conflict => conflict.Attribute == "clemency.form").Kind);
    }

    [Fact]
    public void A_report_older_than_the_second_act_speaks_of_the_first()
    {
        var register = (Proposal[])[
            Docket.Says("clemency.form", "commutation", about: "first"), Docket.Says("clemency.date", "2018-06-06", about: "first"),
            Docket.Says("clemency.form", "pardon", about: "second"), Docket.Says("clemency.date", "2020-08-28", about: "second")];

        var before = new Docket().Filed("r", "register").Filed("p", date: "2019-01-10").ReadIn("r", register).ReadIn("p", Docket.Says("clemency.form", "pardon")).Fold();
        var after = new Docket().Filed("r", "register").Filed("p", date: "2021-01-10").ReadIn("r", register).ReadIn("p", Docket.Says("clemency.form", "pardon")).Fold();

        Assert.Equal(ConflictKind.Conflict, before.Conflicts.Single(conflict => conflict.Attribute == "clemency.form").Kind);
        Assert.Equal(ConflictKind.DifferentTime, after.Conflicts.Single(conflict => conflict.Attribute == "clemency.form").Kind);
    }

    [Fact]
    public void No_act_rests_on_a_law_that_came_later()
    {
        var petition = new Docket().Filed("a").ReadIn("a", Docket.Says("clemency.basis", "First Step Act"), Docket.Says("clemency.date", "2018-12-20")).Fold();
        var onTheDay = new Docket().Filed("a").ReadIn("a", Docket.Says("clemency.basis", "First Step Act"), Docket.Says("clemency.date", "2018-12-21")).Fold();

        Assert.Contains("December 21, 2018", Assert.Single(petition.Conflicts).Explanation);
        Assert.Empty(onTheDay.Conflicts);
    }

    [Fact]
    public void A_newspaper_that_says_pardon_is_flagged_against_the_vetted_commutation()
    {
        var petition = new Docket().Filed("w", "warrant").ReadIn("w", Docket.Says("clemency.form", "commutation", Standard.OfficialRecord))
            .Vet("F1", Verdict.Confirm, null, "the warrant says so")
            .Filed("n").ReadIn("n", Docket.Says("clemency.form", "pardon")).Fold();

        var conflict = Assert.Single(petition.Conflicts);
        Assert.Equal((ConflictKind.AgainstRecord, "C1"), (conflict.Kind, conflict.Id));
        Assert.Equal(["F1", "F2"], conflict.Facts);
        Assert.Equal("Form of clemency: commutation (the vetted record) against pardon (D2); a source contradicts what a person has vetted.", conflict.Explanation);
    }

    [Fact]
    public void A_corrected_source_stays_in_sight_as_settled_by_the_correction()
    {
        var petition = new Docket().Filed("n").ReadIn("n", Docket.Says("clemency.form", "pardon"))
            .Vet("F1", Verdict.Correct, "commutation", "the warrant says so").Fold();

        var conflict = Assert.Single(petition.Conflicts);
        Assert.Equal(("CV1", ConflictKind.AgainstRecord, "A. Clerk"), (conflict.Id, conflict.Kind, conflict.Resolved?.By));
        Assert.StartsWith("D1 says pardon", conflict.Explanation);
    }

    [Fact]
    public void A_struck_fact_takes_no_part()
    {
        var docket = new Docket().Filed("a").Filed("b").ReadIn("a", Docket.Says("arrest.year", "1993")).ReadIn("b", Docket.Says("arrest.year", "1994"));
        Assert.Single(docket.Fold().Conflicts);

        Assert.Empty(docket.Vet("F2", Verdict.Strike, null, "it speaks of his brother").Fold().Conflicts);
    }

    [Fact]
    public void A_resolution_settles_what_it_saw_and_a_later_document_opens_a_conflict_of_its_own()
    {
        var docket = new Docket().Filed("a").Filed("b").Filed("c").ReadIn("a", Docket.Says("arrest.year", "1993")).ReadIn("b", Docket.Says("arrest.year", "1994"));
        docket.Add(Procedure.ResolveConflict(docket.Fold(), "c1", "arrested in 1993", "F1", "the docket sheet has it"));

        var resolved = Assert.Single(docket.Fold().Conflicts);
        Assert.Equal(("C1", "F1"), (resolved.Id, resolved.Resolved?.Fact));

        docket.ReadIn("c", Docket.Says("arrest.year", "1995"));
        var conflicts = docket.Fold().Conflicts;
        Assert.Equal(["C1", "C1b"], conflicts.Select(conflict => conflict.Id));
        // The year that lost stays out of it.
        Assert.Equal(["F1", "F3"], conflicts[1].Facts);
        Assert.Null(conflicts[1].Resolved);
    }

    [Fact]
    public void A_correction_after_the_resolution_opens_the_question_again()
    {
        var docket = new Docket().Filed("a").Filed("b").ReadIn("a", Docket.Says("arrest.year", "1993")).ReadIn("b", Docket.Says("arrest.year", "1994"));
        docket.Add(Procedure.ResolveConflict(docket.Fold(), "C1", "1993", "F1", "docket sheet"));

        docket.Vet("F1", Verdict.Correct, "1992", "misread");

        Assert.Contains(docket.Fold().Conflicts, conflict => conflict is { Resolved: null, Kind: ConflictKind.AgainstRecord } && conflict.Facts.Contains("F1"));
    }

    [Fact]
    public void The_name_of_a_conflict_does_not_change_with_what_is_filed_later()
    {
        var fact = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4]).Select((attribute, value) => attribute switch
        {
            0 => Docket.Says("sentence.term", value == 0 ? "life" : value == 1 ? "life+300 mo" : $"{value * 60} mo"),
            1 => Docket.Says("clemency.form", value == 0 ? "clemency" : value % 2 == 0 ? "pardon" : "commutation"),
            _ => Docket.Says("arrest.year", $"{1990 + value}"),
        });
        fact.Array[0, 3].Array[0, 8].Sample(documents =>
        {
            var docket = new Docket();
            for (var i = 0; i < documents.Length; i++)
                docket.Filed($"{i}").ReadIn($"{i}", documents[i]);
            var names = docket.Fold().Conflicts.ToDictionary(conflict => conflict.Id);
            // Conflicts may grow; each keeps its name and everyone who took part in it.
            return Enumerable.Range(0, docket.Entries.Count).SelectMany(n => Petition.Fold("P1", docket.Entries.Take(n)).Conflicts)
                .All(then => names.TryGetValue(then.Id, out var now) && then.Facts.All(now.Facts.Contains));
        }, iter: 500);
    }

    [Fact]
    public void Disagreement_does_not_depend_on_who_spoke_first()
    {
        var attributes = Catalog.BuiltIn.Attributes.Where(attribute => attribute.Conflict != ConflictRule.Never).ToArray();
        var value = Gen.OneOf(new[] { "life", "life+300 mo", "240 mo", "216 mo", "12 mo 1 d", "2018", "2018-06", "2018-06-06", "--06-06", "1991-1994", "7", "22", "60s", "63", "pardon", "commutation", "clemency", "1500 kg", "2000-3000 kg", "3 lb", "yes", "no", "Ana Ruiz", "Ruiz", "Ana Ruiz Jr.", "5-0", "70-87 mo", "drug", "leak", "espionage" }.Select(Gen.Const).ToArray());
        var side = Gen.Select(value, Gen.Bool, Gen.Bool, Gen.OneOf(Gen.Const((string?)null), Gen.Const((string?)"2018-01-01"), Gen.Const((string?)"2019-03")));

        Gen.Select(Gen.OneOf(attributes.Select(Gen.Const).ToArray()), side, side).Sample((attribute, a, b) =>
        {
            if (Assertion("a", attribute, a) is not { } x || Assertion("b", attribute, b) is not { } y)
                return true;
            return Disagreement.Between(x, y) == Disagreement.Between(y, x) && Disagreement.Between(x, x with { Source = "c" }) == Relation.None;
        }, iter: 20_000);

        static Assertion? Assertion(string source, CatalogAttribute attribute, (string Value, bool Approximate, bool AtLeast, string? AsOf) of) =>
            Conflicts.Assert(Catalog.BuiltIn, source, "2020", Docket.Says(attribute.Id, of.Value, approximate: of.Approximate, atLeast: of.AtLeast, asOf: of.AsOf), of.Value, 0);
    }

    [Fact]
    public void A_dispute_needs_two_voices_on_two_sides()
    {
        var one = new Docket().Filed("a").ReadIn("a", [], [Docket.Said("Ana Ruiz", "It was right.", Stance.Support), Docket.Said("Ana Ruiz", "It was wrong.", Stance.Oppose)]).Fold();
        var two = new Docket().Filed("a").ReadIn("a", [], [Docket.Said("Ana Ruiz", "It was right.", Stance.Support), Docket.Said("Robert Hale", "It was wrong.", Stance.Oppose)]).Fold();

        Assert.Empty(one.Conflicts);
        var dispute = Assert.Single(two.Conflicts);
        Assert.Equal((ConflictKind.Dispute, "CS2"), (dispute.Kind, dispute.Id));
        Assert.Equal(["S1", "S2"], dispute.Statements);
        Assert.Equal("Ana Ruiz and Robert Hale contradict each other on whether the clemency is right.", dispute.Explanation);
    }

    [Fact]
    public void A_role_that_one_makes_grave_and_another_makes_light_is_a_dispute()
    {
        var petition = new Docket().Filed("a").ReadIn("a", [], [Docket.Said("Robert Hale", "He was the ringleader of the ring."), Docket.Said("Ana Ruiz", "He never sold anything to anyone.")]).Fold();

        Assert.Equal("CS2b", Assert.Single(petition.Conflicts).Id);
    }

    [Fact]
    public void Words_about_criminal_justice_accuse_nobody()
    {
        var petition = new Docket().Filed("a").ReadIn("a", [], [Docket.Said("Robert Hale", "We need criminal justice reform for non-violent people."), Docket.Said("Ana Ruiz", "He never sold anything to anyone.")]).Fold();

        Assert.Empty(petition.Conflicts);
    }

    [Fact]
    public void A_resolved_dispute_opens_again_when_a_new_voice_joins()
    {
        var docket = new Docket().Filed("a").Filed("b").ReadIn("a", [], [Docket.Said("Ana Ruiz", "It was right.", Stance.Support), Docket.Said("Robert Hale", "It was wrong.", Stance.Oppose)]);
        docket.Add(Procedure.ResolveConflict(docket.Fold(), "CS2", "a matter of opinion", null, "both are told"));
        Assert.NotNull(Assert.Single(docket.Fold().Conflicts).Resolved);

        docket.ReadIn("b", [], [Docket.Said("Eve Marsh", "It was an outrage.", Stance.Oppose)]);

        Assert.Equal(["CS2", "CS3"], docket.Fold().Conflicts.Select(conflict => conflict.Id));
    }

    [Fact]
    public void Two_petitioners_of_one_case_each_have_a_sentence_of_their_own()
    {
        var conflicts = Conflicts.Among([
            new CaseText("a", "register", null, [Docket.Says("petitioner.name", "Ana Ruiz"), Docket.Says("sentence.term", "240 mo")], []),
            new CaseText("b", "register", null, [Docket.Says("petitioner.name", "Judith Marlow"), Docket.Says("sentence.term", "420 mo")], []),
            new CaseText("c", "press", null, [Docket.Says("petitioner.name", "Ana Ruiz", subject: "Ruiz"), Docket.Says("petitioner.name", "Judith Marlow", subject: "Marlow"), Docket.Says("sentence.term", "216 mo", subject: "Ruiz")], [])]);

        var conflict = Assert.Single(conflicts);
        Assert.Equal("Ruiz", conflict.Subject);
        Assert.Equal(["240 mo", "216 mo"], conflict.Values.Select(value => value.Value));
    }
}
