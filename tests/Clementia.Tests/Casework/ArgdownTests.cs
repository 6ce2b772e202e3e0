using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

/// <summary>The argument as Argdown: out, and back through the same procedure.</summary>
public sealed class ArgdownTests
{
    private const string By = "A. Clerk";

    private static Docket Base() => ArgumentTests.Vetted().Add(new SentenceFound("ab", "2026-03-01", "{}", ["F2"], "notDown", ["The range did not fall."], "{}"));

    private static Docket Imported(string text)
    {
        var docket = Base();
        var read = Argdown.Read(docket.Fold(), text, By);
        Assert.True(!read.IsRefused, read.Refusal?.ToString());
        foreach (var entry in read.Value!.Entries)
            docket.Add(entry, By);
        return docket;
    }

    private static readonly Gen<string> s_words = Gen.String[Gen.Char["ab .,:;!?-+()[]<>{}#*_@\\/\"'=%é€\u00a0\u2028\n\t0"], 1, 24].Where(text => text.Trim().Length > 0);

    private static readonly Citation s_passage = new(Docket.Sha("a"), 1, 0, "lead{er} \"she\"", "", "  x");

    // One step tries a random request; what procedure refuses is left out, as it would be in life.
    private static Gen<Docket> Arguments() => Gen.Select(Gen.Int[0, 6], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Bool, s_words, s_words).Array[1, 12].Select(steps =>
    {
        var docket = Base();
        foreach (var (kind, objection, claim, flag, words, more) in steps)
        {
            var soFar = docket.Fold();
            int? to = claim == 0 ? null : claim;
            var cites = flag ? new Cites(["F1", "F5"], ["G1"], [s_passage]) : ArgumentTests.Facts("F2");
            var made = kind switch
            {
                0 => Procedure.Object(soFar, By, more, flag ? "role" : null, words, claim == 2 ? [words + " 1", more + " 2"] : []),
                1 => Procedure.Answer(soFar, $"O{objection}", to, false, words, flag ? more : null, cites),
                2 => Procedure.Answer(soFar, $"O{objection}", to, true, words, null, flag ? Cites.None : cites),
                3 => Procedure.GiveEvidence(soFar, $"O{objection}", to, flag ? Side.For : Side.Against, cites, words),
                4 => Procedure.AnswerQuestion(soFar, $"O{objection}", claim == 0 ? "found-by" : "role.whom", flag, words, cites),
                5 when claim == 2 => Procedure.Withdraw(soFar, $"O{objection}", words, By),
                _ => Procedure.Object(soFar, By, "counsel", "role", words, []),
            };
            if (!made.IsRefused)
                docket.Add(made.Value, By);
        }
        return docket;
    });

    [Fact]
    public void What_is_written_and_read_back_is_the_same_argument() =>
        Arguments().Where(docket => Argument.Of(docket.Fold()).Objections.Count > 0).Sample(docket =>
        {
            var back = Imported(Argdown.Write(docket.Fold()));

            Assert.Equal(docket.Entries.Select(entry => EntryBody.Write(entry.Body!)), back.Entries.Select(entry => EntryBody.Write(entry.Body!)));
            Assert.Equal(Argdown.Write(docket.Fold()), Argdown.Write(back.Fold()));
        }, iter: 300);

    [Fact]
    public void No_file_however_damaged_throws() =>
        Gen.Select(Arguments(), Gen.Int[0, 5000], s_words).Sample((docket, at, words) =>
        {
            var text = Argdown.Write(docket.Fold());
            var read = Argdown.Read(Base().Fold(), text.Insert(at % text.Length, words), By);
            Assert.True(!read.IsRefused || read.Refusal.Problem.StartsWith("Line ", StringComparison.Ordinal) || read.Refusal.Problem.StartsWith("The file holds no", StringComparison.Ordinal));
        }, iter: 300);

    [Fact]
    public void A_person_can_write_one_by_hand()
    {
        var docket = Imported("""
            # Our case

            // what counsel said on Friday
            [Kingpin]: She was the kingpin,
            and she earned it. {by: "Ada Roe",
              role: "counsel", ground: "role"}
              + [Led]: She led others.
                + <Report>: The report calls her a leader. {facts: ["f1"]}
                - <Judge>: A judge found it, not the jury. {facts: ["F2"], leavesOpen: "Who paid?"}
              - <Found>: The judge. #question {question: "found-by"}
            """);

        var one = Argument.Of(docket.Fold()).Objections[0];
        Assert.Equal("She was the kingpin, and she earned it.", one.Words);
        Assert.Equal(("Ada Roe", "counsel", "role"), (one.By, one.Role, one.Ground));
        Assert.Equal(ObjectionStatus.PartlyAnswered, one.Status);
        Assert.Equal("F1", Assert.Single(one.Claims[0].Evidence).Cites[0].Id);
        Assert.Equal(QuestionState.Answered, one.Questions[0].State);
    }

    [Fact]
    public void An_argument_that_is_brought_in_takes_new_ids_behind_those_that_are_there()
    {
        var docket = Base();
        docket.Add(Procedure.Object(docket.Fold(), "Ben Low", "adviser", "precedent", "", []));
        var read = Argdown.Read(docket.Fold(), "[X]: She led. {by: \"Ada Roe\", role: \"counsel\"}\n  - <A>: No. {facts: [\"F2\"]}", By);

        Assert.Equal("O2", ((ObjectionAnswered)read.Value!.Entries[1]).Objection);
    }

    [Theory]
    [InlineData("[X]: She led. {by: \"Ada\", role: \"counsel\"}\n  - <A>: No. {facts: [\"F3\"]}", "Line 2: F3 is not vetted")]
    [InlineData("[X]: She led. {by: \"Ada\", role: \"counsel\"}\n  - <A>: No. {fact: [\"F1\"]}", "Line 2: 'fact' is not known")]
    [InlineData("[X]: She led. {by: \"Ada\", role: \"counsel\"}\n  - <A>: No. {facts: \"F1\"}", "Line 2: 'facts' is not a list")]
    [InlineData("[X]: She led. {by: \"Ada\", role: \"counsel\", ground: \"hats\"}", "Line 1: There is no ground 'hats'")]
    [InlineData("[X]: She led. {by: \"Ada\"}", "Line 1: The objection does not say in which role")]
    [InlineData("\n\n[X]: She led.", "Line 3: The objection does not say who objects")]
    [InlineData("[X]: She led. {by: \"Ada\", role: \"counsel}", "Line 1: The data in braces cannot be read: quotation marks do not end")]
    [InlineData("[X]: She led. {by: Ada, role: \"counsel\"}", "'Ada' is not in quotation marks")]
    [InlineData("[X]: She led. {by: \"A\", by: \"B\", role: \"c\"}", "'by' stands twice")]
    [InlineData("She led.", "Line 1: A statement or argument has no title")]
    [InlineData("[X]", "Line 1: 'X' is named without its words")]
    [InlineData("<A>: No.", "Line 1: An argument stands alone")]
    [InlineData("  - <A>: No.", "Line 1: '-' stands under nothing")]
    [InlineData("[X]: a {by: \"A\", role: \"c\"}\n  - [Y]: b", "Line 2: A statement attacks the objection")]
    [InlineData("[X]: a {by: \"A\", role: \"c\"}\n  + <Y>: b #answer", "Line 2: An answer supports the objection")]
    [InlineData("[X]: a {by: \"A\", role: \"c\"}\n  - <Y>: b #remark", "Line 2: #remark says not what it is")]
    [InlineData("[X]: a {by: \"A\", role: \"c\"}\n  - <Y>: b\n    - <Z>: c", "Line 3: Something stands under an argument")]
    [InlineData("[X]: a {by: \"A\", role: \"c\"}\n[Y]: b {by: \"A\", role: \"c\"}", "Line 2: 'Y' begins with nothing before it")]
    [InlineData("(1) a premise\n----\n(2) a conclusion", "Line 1: '(' is a part of Argdown that is not read here")]
    [InlineData("[X]: a {by: \"A\", role: \"c\"}\n  +> [Y]: b", "Line 2: '+>' is a part of Argdown")]
    [InlineData("===\ntitle: x\n", "Something that was opened does not end")]
    [InlineData("// nothing\n", "The file holds no objection")]
    [InlineData("[X]: a {by: \"A\", role: \"c\", entry: 5}\n  - <Y>: b {facts: [\"F1\"], entry: 4}", "Line 2: It comes before its objection")]
    [InlineData("[X]: a {by: \"A\", role: \"c\", withdrawn: \"persuaded\"}", "Line 1: O1 was raised by A; A. Clerk cannot withdraw it")]
    public void A_fault_is_told_with_its_line_and_nothing_is_entered(string text, string problem)
    {
        var read = Argdown.Read(Base().Fold(), text, By);

        Assert.Contains(problem, read.Refusal?.Problem);
        Assert.NotEmpty(read.Refusal!.Remedy);
    }

    [Fact]
    public void A_passage_that_its_page_does_not_say_is_refused()
    {
        var docket = Base();
        docket.Add(Procedure.Object(docket.Fold(), "Ada Roe", "counsel", null, "She led.", []));
        docket.Add(Procedure.Answer(docket.Fold(), "O1", null, false, "No.", null, new([], [], [s_passage])));

        Assert.Contains("Line 7: not so", Argdown.Read(Base().Fold(), Argdown.Write(docket.Fold()), By, passage => passage == s_passage ? "not so" : null).Refusal?.Problem);
    }

    [Fact]
    public void An_argument_without_objections_says_so() => Assert.Contains("Nobody has objected yet.", Argdown.Write(Base().Fold()));
}
