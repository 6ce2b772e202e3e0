using Clementia.Casework;
using Clementia.Documents;
using Clementia.Documents.Reading;

namespace Clementia.Tests.Reading;

/// <summary>The many ways in which a text gives somebody's words. All texts are invented.</summary>
public sealed class VoiceTests
{
    private const string Opening = "Gov. Idella Crane on Tuesday commuted the sentence of Wilbur Tasker, 54, who has served 22 years in prison for a warehouse robbery. ";

    private static IReadOnlyList<Statement> Read(string text, string? kind = "press") =>
        CaseReader.Read(new DocumentText("test", [Page.OfText(1, text)], "test"), new ReadingContext(kind)).Statements;

    [Theory]
    [InlineData("Crane believes Tasker has earned a second chance.", "Idella Crane", "Tasker has earned a second chance")]
    [InlineData("To hear Sheriff Len Obermeyer tell it, Tasker planned the robbery for a year.", "Len Obermeyer", "Tasker planned the robbery for a year")]
    [InlineData("In the view of Sheriff Len Obermeyer, the commutation sends the wrong signal.", "Len Obermeyer", "the commutation sends the wrong signal")]
    [InlineData("Sheriff Len Obermeyer was blunt: the commutation was a mistake.", "Len Obermeyer", "the commutation was a mistake")]
    [InlineData("Sheriff Len Obermeyer made clear that he would have kept Tasker in prison.", "Len Obermeyer", "he would have kept Tasker in prison")]
    [InlineData("Sheriff Len Obermeyer voiced concern that Tasker would offend again.", "Len Obermeyer", "Tasker would offend again")]
    [InlineData("Sheriff Len Obermeyer went further, telling reporters the commutation was bought.", "Len Obermeyer", "the commutation was bought")]
    [InlineData("Relatives of the night watchman said they learned of the commutation from television.", "Relatives", "they learned of the commutation from television")]
    [InlineData("Police said at the time he had driven Tasker's car.", "police", "he had driven Tasker's car")]
    [InlineData("The petition argued that Tasker's sentence was five times that of his co-defendants.", "petition", "Tasker's sentence was five times that of his co-defendants")]
    [InlineData("The commutation was condemned by the Fraternal Order of Wardens as \"a betrayal of every officer.\"", "Fraternal Order of Wardens", "a betrayal of every officer.")]
    [InlineData("Tasker was called \"a walking sermon\" by the prison chaplain, Rev. Otis Lamb.", "Otis Lamb", "a walking sermon")]
    [InlineData("A spokesman for the sheriff in Duport, Bo Pell, said the office had opposed the commutation.", "Bo Pell", "the office had opposed the commutation")]
    [InlineData("The judge in the case, Harold Quill, saw it differently. Tasker, he told the board, was \"the least guilty of the four.\"", "Harold Quill", "the least guilty of the four.")]
    [InlineData("His cousin, Lorna Beech, drove all night to meet him at the gate. “I kept the porch light on.”", "Lorna Beech", "I kept the porch light on.")]
    [InlineData("“Tell him to sit tight,” the chaplain, Otis Lamb, quotes Crane as saying of Tasker.", "Idella Crane", "Tell him to sit tight,")]
    public void Words_are_given_to_who_says_them(string sentence, string speaker, string words)
    {
        var statements = Read(Opening + "\n\n" + sentence);

        Assert.True(statements.Any(s => s.Speaker == speaker && s.Passages[0].Quote == words), string.Join("\n", statements.Select(s => $"{s.Speaker}: {s.Passages[0].Quote}")));
    }

    [Theory]
    [InlineData("The so-called \"three strikes\" law was the reason for Tasker's long sentence.")]
    [InlineData("Tasker was nicknamed \"Professor\" by other inmates and read \"The Long Winter\" four times.")]
    [InlineData("The condemned man's brother drove home. An alleged accomplice was freed after the pardon.")]
    [InlineData("The trouble was apparently the counsel, as Crane claimed in the excerpt on Tasker.")]
    public void Names_hedges_and_participles_are_no_words_of_anybody(string sentence) =>
        Assert.Empty(Read(Opening + "\n\n" + sentence));

    [Fact]
    public void Told_that_without_a_listener_is_read_to_the_end() =>
        Assert.NotEmpty(Read(Opening + "\n\nCrane told that Tasker had changed. “He has changed,” Crane said."));

    [Fact]
    public void A_turn_that_passes_on_anothers_statement_is_the_others()
    {
        var statements = Read("""
            RUTH CALLOWAY: Welcome. Wilbur Tasker asks for clemency today, and you have been his lawyer for years.

            SAM HADLEY: Thank you. Tasker has waited twenty-two years for this clemency, and he has earned it.

            RUTH CALLOWAY: Senator Dell Orr said last night, quote, “Tasker belongs behind bars until he dies.” Your answer?

            SAM HADLEY: The senator has not read the file of Tasker's clemency petition.
            """);

        Assert.Contains(statements, s => s.Speaker == "Dell Orr" && s.Passages[0].Quote.StartsWith("Tasker belongs", StringComparison.Ordinal));
        Assert.DoesNotContain(statements, s => s.Speaker == "Ruth Calloway" && s.Passages[0].Quote.Contains("belongs behind bars", StringComparison.Ordinal));
    }

    [Fact]
    public void An_instrument_speaks_of_itself_in_its_makers_voice()
    {
        var statements = Read("""
            I, Idella Crane, Governor, do hereby grant a pardon to Wilbur Tasker.

            This pardon does not apply to any offense of violence.
            """, kind: "official");

        Assert.Contains(statements, s => s.Speaker == "Idella Crane" && s.Passages[0].Quote.StartsWith("This pardon does not apply", StringComparison.Ordinal));
    }

    [Fact]
    public void The_fields_of_a_form_are_no_turns() =>
        Assert.Empty(Read("""
            Applicant's Request: Clemency

            Application Received: 20140103

            Narrative Reason: Misconduct

            Applicant's Request: Change of the record

            Period of Service: 2001 to 2006
            """));

    [Fact]
    public void An_opinion_speaks_of_this_case_where_it_names_the_defendant_and_not_where_it_cites_another()
    {
        var statements = Read("""
            The defendant, Wilbur Tasker, moves to reduce his sentence under 18 U.S.C. § 3582(c).

            Tasker argues that his sentence was longer than that of any co-defendant. The government responds that Tasker has not exhausted his remedies.

            A court must ask whether reasons are “extraordinary and compelling.” United States v. Dorn, 530 F.3d 466 (9th Cir. 2008). In United States v. Pell, 12 F.4th 100, the court held that a sentence for robbery was “shockingly long.” Id. at 104. The Supreme Court has said that “a judge may consider rehabilitation.” Cole v. United States, 560 U.S. 10 (2010). See also 28 U.S.C. § 994(t).
            """, kind: null);

        Assert.Contains(statements, s => s.Passages[0].Quote.StartsWith("his sentence was longer", StringComparison.Ordinal));
        Assert.DoesNotContain(statements, s => s.Passages[0].Quote.Contains("shockingly", StringComparison.Ordinal) || s.Passages[0].Quote.Contains("rehabilitation", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("“It is a slap in the face,” said Dale Mott of the commutation.", Stance.Oppose)]
    [InlineData("“What about my brother?” said Ruth Emerick. “He is still dead.”", Stance.Oppose)]
    [InlineData("“He has paid his debt,” said Dale Mott of Tasker.", Stance.Support)]
    [InlineData("Dale Mott, who lobbied for the commutation for years, was brief. “I have no words,” Mott said.", Stance.Support)]
    public void Turns_of_speech_and_deeds_show_a_side(string sentence, Stance stance) =>
        Assert.Contains(Read(Opening + "\n\n" + sentence), s => s.Stance == stance);
}
