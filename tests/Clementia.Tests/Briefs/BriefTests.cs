using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Briefs;

public sealed class BriefTests
{
    private static string TextOf(Brief brief) => string.Join('\n', brief.Lines.Concat(brief.Further.SelectMany(section => section.Lines)).Select(line => line.Text));

    private static BriefLine LineOf(Brief brief, Fact fact) =>
        brief.Lines.Concat(brief.Further.SelectMany(section => section.Lines)).First(line => line.Facts.Contains(fact.Id) && line != brief.Lead);

    private static (CaseFile File, DocumentText Judgment, DocumentText Psr) Small()
    {
        var file = new CaseFile("Petition of Ada Lindqvist");
        var judgment = file.Text("judgment.txt", "judgment", "Ada Lindqvist is sentenced to 240 months. She was 38 years old. She led no one.");
        var psr = file.Text("psr.txt", "psr", "The defendant is 39 years old. She managed the couriers.", Confidentiality.Sealed);
        file.Confirmed("petitioner.name", "Ada Lindqvist", judgment, "Ada Lindqvist");
        return (file, judgment, psr);
    }

    [Fact]
    public void What_nobody_has_vetted_is_left_out_and_counted()
    {
        var (file, judgment, _) = Small();
        file.Fact("sentence.term", "240 mo", FactStatus.Proposed, (judgment, "240 months", Standard.JudgeFinding));

        var brief = file.Brief();

        Assert.DoesNotContain("20 years", TextOf(brief), StringComparison.Ordinal);
        Assert.DoesNotContain("F2", brief.Facts);
        Assert.Contains("1 fact read but not yet vetted is left out.", TextOf(brief), StringComparison.Ordinal);
        Assert.Contains("Read in the file but not yet vetted: what the sentence was.", TextOf(brief), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_struck_is_neither_said_nor_counted_as_open()
    {
        var (file, judgment, _) = Small();
        file.Fact("petitioner.age", "38", FactStatus.Struck, (judgment, "38 years old", Standard.JudgeFinding));

        var text = TextOf(file.Brief());

        Assert.DoesNotContain("38", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not yet vetted", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_rests_on_no_fact_cannot_become_a_claim()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => new Telling($"She deserves mercy").End(Place.For, 1));

        Assert.Contains("at least one vetted fact", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FactStatus.Proposed)]
    [InlineData(FactStatus.Struck)]
    public void A_fact_that_no_one_stands_behind_cannot_enter_a_claim(FactStatus status)
    {
        var (file, judgment, _) = Small();
        var fact = file.Fact("petitioner.age", "38", status, (judgment, "38 years old", Standard.JudgeFinding));

        Assert.Null(VettedFact.Of(fact, [new Source(file.Petition.Documents[0], fact.Sources[0])]));
    }

    [Fact]
    public void A_vetted_fact_without_a_passage_cannot_enter_a_claim()
    {
        var (file, judgment, _) = Small();
        var fact = file.Confirmed("petitioner.age", "38", judgment, "38 years old");

        Assert.Null(VettedFact.Of(fact, []));
    }

    [Fact]
    public void Every_claim_leads_to_its_facts_and_every_fact_to_a_marked_passage() =>
        Gen.Int[0, 3].Array[1, 40].Sample(kinds =>
        {
            var brief = Random(kinds).Brief();
            foreach (var line in brief.Lines.Concat(brief.Further.SelectMany(section => section.Lines)).Where(line => line.Id[0] == 'P'))
            {
                Assert.NotEmpty(line.Facts);
                Assert.Contains(line.Runs, run => run.Kind == RunKind.Note);
                foreach (var fact in line.Facts)
                    Assert.Contains(brief.Notes, note => note.Marks.Any(mark => mark.Fact == fact && mark.Lines.Contains(line.Id))
                        && line.Runs.Any(run => run.Note == note.Number));
            }
        }, iter: 200);

    [Fact]
    public void Every_vetted_fact_stands_on_the_page_or_in_the_binder() =>
        Gen.Int[0, 3].Array[1, 60].Sample(kinds =>
        {
            var file = Random(kinds);
            var brief = file.Brief();
            var said = brief.Lines.Concat(brief.Further.SelectMany(section => section.Lines)).SelectMany(line => line.Facts).ToHashSet();
            Assert.Equal(file.Facts.Where(fact => fact.Status is FactStatus.Confirmed or FactStatus.Disputed).Select(fact => fact.Id).Order(), said.Order());
        }, iter: 200);

    [Fact]
    public void Footnotes_are_numbered_in_the_order_of_their_first_mention()
    {
        var brief = CaseFile.Typical().Brief();
        var mentioned = brief.Lines.SelectMany(line => line.Runs).Where(run => run.Kind == RunKind.Note).Select(run => run.Note).Distinct();

        Assert.Equal(brief.Notes.Where(note => note.OnPage).Select(note => note.Number), mentioned);
    }

    [Fact]
    public void A_page_that_is_cited_several_times_has_one_number_and_all_its_marks()
    {
        var (file, judgment, _) = Small();
        file.Confirmed("petitioner.age", "38", judgment, "38 years old");
        file.Confirmed("sentence.term", "240 mo", judgment, "240 months");

        var note = Assert.Single(file.Brief().Notes);

        Assert.Equal("Judgment, p.\u00a01", note.Text);
        Assert.Equal(["a", "b", "c"], note.Marks.Select(mark => mark.Letter));
    }

    [Fact]
    public void An_unresolved_conflict_stands_beside_the_fact_with_the_other_side_and_its_page()
    {
        var (file, judgment, _) = Small();
        var press = file.Text("press.txt", "press", "Lindqvist, 41, wept.", author: "The Arcadian", date: "2026-05-01");
        var age = file.Confirmed("petitioner.age", "38", judgment, "38 years old");
        var other = file.Fact("petitioner.age", "41", FactStatus.Proposed, (press, "41", Standard.Press));
        file.Conflict(ConflictKind.Conflict, "petitioner.age", null, age, other);

        var brief = file.Brief();
        var line = LineOf(brief, age);

        Assert.Contains("Age 38 [C1, unresolved: 41, not vetted]", line.Text, StringComparison.Ordinal);
        Assert.Contains(brief.Notes, note => note.Text == "The Arcadian (press), May 1, 2026, p.\u00a01" && line.Runs.Any(run => run.Note == note.Number));
        Assert.Contains("The file disagrees, unresolved, on age (C1).", TextOf(brief), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_vetted_facts_that_contradict_each_other_the_stronger_is_said_and_the_other_stands_beside_it()
    {
        var (file, judgment, _) = Small();
        var letter = file.Text("letter.txt", "letter", "My sister is 40 now.");
        var weak = file.Confirmed("petitioner.age", "40", letter, "40", Standard.Petitioner);
        var strong = file.Confirmed("petitioner.age", "38", judgment, "38 years old");
        file.Conflict(ConflictKind.Conflict, "petitioner.age", null, weak, strong);

        var line = LineOf(file.Brief(), strong);

        Assert.StartsWith("Age 38 [C1, unresolved: 40]", line.Text, StringComparison.Ordinal);
        Assert.Contains(weak.Id, line.Facts);
    }

    [Fact]
    public void A_fact_that_lost_a_resolved_conflict_is_not_said()
    {
        var (file, judgment, _) = Small();
        var letter = file.Text("letter.txt", "letter", "My sister is 40 now.");
        var lost = file.Confirmed("petitioner.age", "40", letter, "40");
        var held = file.Confirmed("petitioner.age", "38", judgment, "38 years old");
        file.Conflict(ConflictKind.Conflict, "petitioner.age", new ConflictResolution(9, "Jo Reyes", default, "The judgment stands", held.Id, "It is nearer."), lost, held);

        var brief = file.Brief();

        Assert.DoesNotContain("40", TextOf(brief), StringComparison.Ordinal);
        Assert.DoesNotContain(lost.Id, brief.Facts);
        Assert.Contains("Age 38 [C1, resolved by Jo Reyes: “The judgment stands”]", LineOf(brief, held).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disputed_fact_shows_both_sides_and_says_so()
    {
        var (file, judgment, _) = Small();
        var fact = file.Add("offense.role", "leader", "leader", FactStatus.Disputed, null, "Counsel Ito", "The couriers never met her.",
            [CaseFile.Proposal("offense.role", "leader", (judgment, "She led no one", Standard.Agent))]);

        Assert.Equal("Role in the offense: organizer or leader (agent) [disputed by Counsel Ito: “The couriers never met her.”].", LineOf(file.Brief(), fact).Text);
    }

    [Fact]
    public void A_corrected_value_is_marked_as_corrected()
    {
        var (file, judgment, _) = Small();
        var fact = file.Add("petitioner.age", "37", "38", FactStatus.Confirmed, null, "Jo Reyes", "By her birth certificate.",
            [CaseFile.Proposal("petitioner.age", "38", (judgment, "38 years old", Standard.JudgeFinding))]);

        var brief = file.Brief();

        Assert.Equal("Age 37 (as corrected).", LineOf(brief, fact).Text);
        Assert.Contains(brief.Notes.SelectMany(note => note.Marks), mark => mark.Standing.Contains("corrected by Jo Reyes", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_only_charged_is_never_said_as_if_it_had_been_found()
    {
        var (file, _, _) = Small();
        var indictment = file.Text("indictment.txt", "indictment", "The grand jury charges 50 kilograms of cocaine.");
        var fact = file.Confirmed("drug.quantity", "50 kg", indictment, "50 kilograms", Standard.Indictment);

        Assert.Equal("Drug quantity: 50\u00a0kg (charged).", LineOf(file.Brief(), fact).Text);
    }

    [Fact]
    public void Rounded_values_say_that_they_are_rounded()
    {
        var (file, judgment, _) = Small();
        var proposal = CaseFile.Proposal("served.time", "240 mo", (judgment, "240 months", Standard.OfficialRecord)) with { AtLeast = true, AsOf = "2018-05" };
        var fact = file.Add("served.time", "240 mo", "240 mo", FactStatus.Confirmed, null, "Jo Reyes", "", [proposal]);

        Assert.Equal("Time served: at least 20\u00a0years (as of May 2018).", LineOf(file.Brief(), fact).Text);
    }

    [Fact]
    public void What_rests_only_on_sealed_papers_is_withheld_from_a_copy_that_may_not_have_it_and_counted()
    {
        var (file, _, psr) = Small();
        file.Confirmed("offense.role", "manager", psr, "managed the couriers", Standard.PresentenceReport);

        var withheld = file.Brief();
        var full = file.Brief(CaseFile.For(clearance: Confidentiality.Sealed));

        Assert.DoesNotContain("manager", TextOf(withheld), StringComparison.Ordinal);
        Assert.Contains("1 vetted fact is withheld: the papers behind it are not for this copy.", TextOf(withheld), StringComparison.Ordinal);
        Assert.Contains("manager", TextOf(full), StringComparison.Ordinal);
        Assert.Equal(Confidentiality.Sealed, full.Confidentiality);
        Assert.Contains(full.Notes, note => note.Text == "Presentence report (sealed), p.\u00a01");
    }

    [Fact]
    public void A_copy_never_says_that_the_file_is_silent_where_it_withholds()
    {
        var (file, _, psr) = Small();
        file.Confirmed("offense.violent", "no", psr, "managed", Standard.PresentenceReport);

        var text = TextOf(file.Brief());

        Assert.Contains("Withheld from this copy: whether the offense was violent.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("does not say whether the offense was violent", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_side_of_a_conflict_is_not_given_away_by_a_paper_that_this_copy_may_not_have()
    {
        var (file, judgment, psr) = Small();
        var open = file.Confirmed("petitioner.age", "38", judgment, "38 years old");
        var kept = file.Confirmed("petitioner.age", "39", psr, "39 years old");
        file.Conflict(ConflictKind.Conflict, "petitioner.age", null, open, kept);

        var text = TextOf(file.Brief());

        Assert.Contains("Age 38 [C1, unresolved: a paper withheld from this copy says otherwise]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("39", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_whose_words_lie_under_a_redaction_is_withheld()
    {
        var file = new CaseFile("Petition of Ada Lindqvist");
        var record = file.Pdf("record.pdf", "bop-record", [["Name: Ada Lindqvist", "###Informant: Olav Brandvik"]]);
        file.Confirmed("petitioner.name", "Ada Lindqvist", record, "Ada Lindqvist");
        file.Confirmed("meeting.attendee", "Olav Brandvik", record, "Olav Brandvik");

        var text = TextOf(file.Brief());

        Assert.DoesNotContain("Brandvik", text, StringComparison.Ordinal);
        Assert.Contains("1 vetted fact is withheld", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_does_not_tell_is_said()
    {
        var (file, _, _) = Small();

        Assert.Contains("The file does not say which form of clemency is asked for, what the offense was,", TextOf(file.Brief()), StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_that_contradict_each_other_are_counted_and_not_quoted()
    {
        var (file, _, _) = Small();
        file.StatementDispute();

        Assert.Contains("In 1 matter people contradict each other; what they said is not vetted and not quoted here.", TextOf(file.Brief()), StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_about_others_are_left_out_and_counted()
    {
        var (file, judgment, _) = Small();
        file.Add("sentence.term", "240 mo", "240 mo", FactStatus.Confirmed, "Brandvik", "Jo Reyes", "", [CaseFile.Proposal("sentence.term", "240 mo", (judgment, "240 months", Standard.JudgeFinding))]);

        var text = TextOf(file.Brief());

        Assert.DoesNotContain("20", text, StringComparison.Ordinal);
        Assert.Contains("1 vetted fact is about other people.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_foot_prints_the_checkpoint()
    {
        var foot = CaseFile.Typical().Brief().Checkpoint;

        Assert.Equal(("clementia.example/docket", 42L, "0001 0203 0405 0607"), (foot.Origin, foot.Size, foot.Root));
    }

    [Theory]
    [InlineData("")]
    [InlineData("origin\n42\nnot base 64\n\n— sig\n")]
    [InlineData("origin\n-1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n")]
    [InlineData("origin\n42\nAAEC\n\n")]
    public void A_brief_without_a_checkpoint_is_refused(string checkpoint)
    {
        var outcome = Brief.Compose(CaseFile.Typical().Petition, CaseFile.For() with { Checkpoint = checkpoint });

        Assert.Contains("checkpoint", outcome.Refusal?.Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_petition_without_a_vetted_fact_gets_no_brief()
    {
        var file = new CaseFile();
        var text = file.Text("a.txt", "letter", "She is 38.");
        file.Fact("petitioner.age", "38", FactStatus.Proposed, (text, "38", Standard.Unstated));

        Assert.Contains("clementia vet P-1", Brief.Compose(file.Petition, CaseFile.For()).Refusal?.Remedy ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SAMPLE (invented): Petition of A", true)]
    [InlineData("sample: A", true)]
    [InlineData("Petition of Sam Pleasance", false)]
    public void A_title_that_says_sample_marks_the_brief(string title, bool isSample)
    {
        var file = new CaseFile(title);
        var text = file.Text("a.txt", "letter", "She is 38.");
        file.Confirmed("petitioner.age", "38", text, "38");

        Assert.Equal(isSample, file.Brief().IsSample);
    }

    [Fact]
    public void Without_a_vetted_name_the_title_stands_at_the_head_and_the_gap_is_said()
    {
        var file = new CaseFile("SAMPLE (invented): Petition of Ada Lindqvist");
        var text = file.Text("a.txt", "letter", "She is 38.");
        file.Confirmed("petitioner.age", "38", text, "38");

        var brief = file.Brief();

        Assert.Equal("Petition of Ada Lindqvist", brief.Name);
        Assert.Contains("The file does not say who the petitioner is", TextOf(brief), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(300)]
    public void However_much_there_is_the_page_is_reckoned_to_hold_it_and_the_rest_goes_to_the_binder(int facts)
    {
        var brief = Sized(facts, "Ada Lindqvist").Brief();

        Assert.True(brief.Sheet.Height(brief.Name, brief.Lead, brief.Sections, [.. brief.Notes.Where(note => note.OnPage)]) <= Sheet.Room);
        var further = brief.Further.Sum(section => section.Lines.Count);
        Assert.Equal(facts == 300, further > 0);
        if (further > 0)
            Assert.Contains($"{further} more points stand in the binder.", TextOf(brief), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_with_little_to_say_is_set_in_larger_type_and_none_below_nine_and_a_half_points()
    {
        Assert.Equal(12_000, Sized(3, "Ada Lindqvist").Brief().Sheet.BodySize);
        Assert.Equal(10_500, Sized(300, "Ada Lindqvist").Brief().Sheet.BodySize);
        Assert.All(Sheet.All, sheet => Assert.InRange(sheet.BodySize, 9_500, 12_000));
        Assert.InRange(Sheet.SmallSize, 9_500, 12_000);
    }

    [Fact]
    public void The_weightiest_points_stay_on_a_page_that_is_too_small_for_all()
    {
        var brief = Sized(300, "Ada Lindqvist").Brief();
        var page = string.Join(' ', brief.Lines.Select(line => line.Text));

        Assert.Contains("Sentenced to", page, StringComparison.Ordinal);
        Assert.Contains("Clemency is opposed by", page, StringComparison.Ordinal);
        Assert.Contains("The file does not say", page, StringComparison.Ordinal);
    }

    /// <summary>A petition with so many vetted facts of many kinds, over pages of one long paper.</summary>
    internal static CaseFile Sized(int count, string name)
    {
        var file = new CaseFile();
        var attributes = new[]
        {
            ("sentence.term", "240 mo"), ("opponent.name", "Olav Brandvik"), ("offense.kind", "drug"), ("advocate.name", "Imani Achterberg-Okonkwo"), ("rehabilitation", "mentor"),
            ("prison.programs", "horticulture, welding and the care of service dogs"), ("health.condition", "diabetes"), ("prior.conviction", "theft"),
            ("facility", "Camp Selwyn"), ("guideline.adjustment", "two levels for a position of trust"), ("release_plan.support", "Harriet Blom"), ("victim.name", "Delphine Quarrowby"),
        };
        var lines = Enumerable.Range(0, count).Select(i => i == 0 ? name : $"{attributes[(i - 1) % attributes.Length].Item2} no. {i}").ToList();
        var text = file.Text("papers.txt", "letter", string.Join('\n', lines), author: "Harriet Blom", date: "2026-08-02");
        file.Confirmed("petitioner.name", name, text, name, Standard.Unstated);
        for (var i = 1; i < count; i++)
        {
            var (attribute, value) = attributes[(i - 1) % attributes.Length];
            var type = Catalog.BuiltIn.Attribute(attribute)!.Type;
            file.Confirmed(attribute, type is AttributeType.Person or AttributeType.Text ? $"{value} no. {i}" : value, text, lines[i], Standard.Unstated);
        }
        return file;
    }

    private static CaseFile Random(int[] kinds)
    {
        var file = new CaseFile();
        var catalog = Catalog.BuiltIn.Attributes;
        for (var i = 0; i < kinds.Length; i++)
        {
            var attribute = catalog[(i * 7 + kinds[i] * 13) % catalog.Count];
            var value = attribute.Choices.Count > 0 ? attribute.Choices[kinds[i] % attribute.Choices.Count].Value : attribute.Type == AttributeType.YesNo ? (kinds[i] % 2 == 0 ? "yes" : "no") : $"{i + 10}";
            var text = file.Text($"paper{i % 9}-{i}.txt", i % 2 == 0 ? "letter" : "judgment", $"Paper {i} says {value} and more.");
            file.Fact(attribute.Id, value, kinds[i] switch { 0 => FactStatus.Proposed, 1 => FactStatus.Disputed, _ => FactStatus.Confirmed }, (text, value, (Standard)(i % 10)));
        }
        var name = file.Text("name.txt", "petition", "Ada Lindqvist asks.");
        file.Confirmed("petitioner.name", "Ada Lindqvist", name, "Ada Lindqvist", Standard.Petitioner);
        return file;
    }
}
