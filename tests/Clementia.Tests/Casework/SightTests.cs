using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

public sealed class SightTests
{
    private static Docket Two() => new Docket()
        .Add(new DocumentFiled(Docket.Sha("open"), "open.txt", 10, "text/plain", "press", null, null, "test", Confidentiality.Public))
        .Add(new DocumentFiled(Docket.Sha("shut"), "shut.txt", 10, "text/plain", "psr", null, null, "test", Confidentiality.Sealed))
        .ReadIn("open", [Docket.Says("sentence.term", "life"), Docket.Says("petitioner.age", "62")], [Docket.Said("Ana Roe", "mercy")])
        .ReadIn("shut", [Docket.Says("sentence.term", "life"), Docket.Says("petitioner.age", "61"), Docket.Says("guideline.offense_level", "43")], [Docket.Said("Ben Low", "secret")]);

    [Fact]
    public void Who_may_not_see_a_sealed_paper_sees_neither_its_facts_nor_its_words_nor_its_name()
    {
        var seen = Two().Fold().Within(Confidentiality.Confidential);

        Assert.Equal([null, Confidentiality.Sealed], seen.Documents.Select(document => document.Withheld));
        Assert.Null(seen.Documents[1].Filed);
        Assert.Equal(["sentence.term", "petitioner.age"], seen.Facts.Select(fact => fact.Attribute));
        Assert.Single(seen.Facts[0].Sources);
        Assert.Equal("mercy", Assert.Single(seen.Statements).Said.Passages[0].Quote);
        Assert.Empty(seen.Conflicts);
    }

    [Fact]
    public void Who_may_see_all_sees_the_petition_itself()
    {
        var whole = Two().Fold();
        Assert.Same(whole, whole.Within(Confidentiality.Sealed));
    }

    [Fact]
    public void A_correction_that_may_come_from_a_sealed_paper_is_withheld_and_so_is_the_reason_of_a_vetting()
    {
        var docket = Two().Vet("F1", Verdict.Correct, "life+300 mo", "paragraph 22 of the report").Vet("F2", Verdict.Confirm, null, "her birth certificate");
        Assert.Equal(["F2"], docket.Fold().Within(Confidentiality.Public).Facts.Select(fact => fact.Id));

        docket.Vet("F1", Verdict.Correct, "life", "after all");
        var seen = docket.Fold().Within(Confidentiality.Public).Facts;
        Assert.Equal([Sight.Withheld, "her birth certificate"], seen.Select(fact => fact.VettingReason));
    }

    [Fact]
    public void An_act_that_cites_what_is_withheld_has_no_body()
    {
        var docket = Two()
            .Add(new EvidenceGiven("O1", 1, Side.For, new(["F4"], [], []), "The report says 43."))
            .Add(new EvidenceGiven("O1", 1, Side.Against, new(["F2"], [], []), "The newspaper says 62."))
            .Add(new MeetingHeld("2026-03-01", "Room 4", ["Ana Roe"], [Docket.Sha("shut")], "The report was read.", null));

        Assert.Equal([true, false, true], docket.Fold().Within(Confidentiality.Confidential).Acts.Select(act => act.Body is null));
        Assert.All(docket.Fold().Within(Confidentiality.Sealed).Acts, act => Assert.NotNull(act.Body));
    }

    [Fact]
    public void What_came_with_a_sealed_e_mail_is_withheld_with_it()
    {
        var seen = new Docket()
            .Add(new DocumentFiled(Docket.Sha("mail"), "mail.eml", 10, "message/rfc822", "letter", null, null, "test", Confidentiality.Sealed))
            .Add(new DocumentFiled(Docket.Sha("sheet"), "sheet.txt", 10, "text/plain", "letter", null, null, "test", Confidentiality.Public, Docket.Sha("mail")))
            .ReadIn("sheet", [Docket.Says("petitioner.age", "61")])
            .Fold().Within(Confidentiality.Confidential);

        Assert.All(seen.Documents, document => Assert.Null(document.Filed));
        Assert.Empty(seen.Facts);
    }

    [Fact]
    public void Nothing_that_only_withheld_papers_say_can_be_found_anywhere_in_what_is_seen()
    {
        var classes = Gen.Enum<Confidentiality>();
        var paper = Gen.Select(classes, Gen.Int[0, 9].Array[1, 4]);
        paper.Array[1, 5].Select(Gen.Enum<Confidentiality>()).Sample((papers, clearance) =>
        {
            var docket = new Docket();
            for (var i = 0; i < papers.Length; i++)
            {
                docket.Add(new DocumentFiled(Docket.Sha($"d{i}"), $"d{i}.txt", 10, "text/plain", "press", null, null, "test", papers[i].Item1));
                docket.ReadIn($"d{i}", [.. papers[i].Item2.Select(n => Docket.Says("place", $"place of {n} in paper {i / 2}") with { Reason = $"secret {i}" })], [Docket.Said("Ana Roe", $"word {i}")]);
            }
            var whole = docket.Fold();
            var seen = whole.Within(clearance);
            var printed = System.Text.Json.JsonSerializer.Serialize(new { seen.Documents, seen.Facts, seen.Statements, Conflicts = seen.Conflicts.ToList(), seen.Findings });
            for (var i = 0; i < papers.Length; i++)
            {
                if (papers[i].Item1 > clearance)
                {
                    Assert.DoesNotContain(Docket.Sha($"d{i}"), printed);
                    Assert.DoesNotContain($"secret {i}", printed);
                    Assert.DoesNotContain($"word {i}\"", printed);
                }
            }
            Assert.All(whole.Facts.Where(fact => fact.Sources.All(source => papers[source.Entry / 2 - 1].Item1 <= clearance)), fact => Assert.Contains(seen.Facts, other => other.Id == fact.Id));
        });
    }
}
