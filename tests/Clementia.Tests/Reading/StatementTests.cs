using Clementia.Casework;
using Clementia.Documents.Reading;

namespace Clementia.Tests.Reading;

/// <summary>Who said what, in invented texts on invented cases, one for each way such texts are written.</summary>
public sealed class StatementTests
{
    private static IReadOnlyList<Statement> Read(string text, string? kind = "press", string? title = null, string? published = "2031-05-04", string? publisher = null)
    {
        var document = new DocumentText(new string('a', 64), [Page.OfText(1, text)], "text 1");
        return CaseReader.Read(document, new ReadingContext(kind, title, publisher, published)).Statements;
    }

    private static void Says(IReadOnlyList<Statement> statements, string speaker, string words)
    {
        var found = statements.Where(s => s.Passages[0].Quote.Contains(words, StringComparison.Ordinal)).ToList();
        Assert.True(found.Count > 0, $"Nobody says \"{words}\". Found:\n" + string.Join("\n", statements.Select(s => $"{s.Speaker}: {s.Passages[0].Quote}")));
        Assert.Contains(found, s => s.Speaker == speaker);
    }

    private static void NobodySays(IReadOnlyList<Statement> statements, string words) =>
        Assert.DoesNotContain(statements, s => s.Passages[0].Quote.Contains(words, StringComparison.Ordinal));

    private const string Wire = """
        COLUMBUS, Ohio (AP) — Gov. Harriet Lindqvist on Monday commuted the life sentence of Delbert Ames, a former bus driver who has spent 31 years in prison for a robbery in which nobody was hurt.

        "He has paid for what he did several times over," Lindqvist told reporters at the statehouse. "Mercy is not weakness."

        Franklin County Prosecutor Saul Whitacre, whose office opposed the petition, said the governor had "spat on the jury."

        Ames's sister, Corinne Ames-Dole, said the family learned of the decision from a guard. She called it "the best phone call of my life."

        The parole board had voted 7-2 in favor of release, according to records obtained by the Plain Courier.

        Whitacre declined to comment further.
        """;

    [Fact]
    public void A_wire_report_gives_each_voice_its_words()
    {
        var statements = Read(Wire, title: "Governor frees bus driver after 31 years");

        Says(statements, "Harriet Lindqvist", "He has paid for what he did several times over,");
        Says(statements, "Harriet Lindqvist", "Mercy is not weakness.");
        Says(statements, "Saul Whitacre", "spat on the jury.");
        Says(statements, "Corinne Ames-Dole", "the family learned of the decision from a guard");
        Says(statements, "Corinne Ames-Dole", "the best phone call of my life.");
        NobodySays(statements, "comment further");
    }

    [Fact]
    public void Every_statement_says_how_its_speaker_was_found_and_leans_by_its_words()
    {
        var statements = Read(Wire);

        Assert.All(statements, s => Assert.EndsWith(".", s.Reason, StringComparison.Ordinal));
        Assert.Equal("reporters", statements.First(s => s.Passages[0].Quote.StartsWith("He has paid", StringComparison.Ordinal)).To);
        Assert.Equal(Stance.Support, statements.First(s => s.Passages[0].Quote == "Mercy is not weakness.").Stance);
        Assert.Equal(SpeechMode.Direct, statements.First(s => s.Passages[0].Quote == "Mercy is not weakness.").Mode);
        Assert.Equal(SpeechMode.Indirect, statements.First(s => s.Passages[0].Quote.StartsWith("the family learned", StringComparison.Ordinal)).Mode);
    }

    [Fact]
    public void The_author_of_an_opinion_says_nothing_but_those_quoted_do()
    {
        var statements = Read("""
            We have argued for years that Ottilie Brandvold should never have been sent to prison for life. Her pardon is overdue.

            I know what her critics will answer. They are wrong.

            Brandvold herself never asked for pity. “I sold what I sold,” she wrote to this newspaper in 2019. “I only ask that somebody count the years.”

            Sheriff Tobias Krantz claims that Brandvold ran the whole valley. Nothing in the trial record says so.

            Mercy, we believe, is the last line of the law.
            """, title: "Pardon Ottilie Brandvold");

        Says(statements, "Ottilie Brandvold", "I sold what I sold,");
        Says(statements, "Ottilie Brandvold", "I only ask that somebody count the years.");
        Says(statements, "Tobias Krantz", "Brandvold ran the whole valley");
        NobodySays(statements, "Mercy, we believe");
        NobodySays(statements, "We have argued");
    }

    [Fact]
    public void A_post_belongs_to_its_author_without_frame_and_picture()
    {
        var statements = Read("""
            Activists celebrated online.

            Thank you @GovLindqvist for hearing us. Delbert Ames is coming home after his commutation! pic.twitter.com/aB3dE5 — Marisol Quennell (@MQuennell) March 3, 2030
            """);

        var post = Assert.Single(statements);
        Assert.Equal("Marisol Quennell", post.Speaker);
        Assert.Equal("Thank you @GovLindqvist for hearing us. Delbert Ames is coming home after his commutation!", post.Passages[0].Quote);
        Assert.Equal("tweet, March 3, 2030", post.ReportedIn);
    }

    [Fact]
    public void A_retweet_belongs_to_the_first_author()
    {
        var statement = Assert.Single(Read("RT @MarisolQuennell: Sentences like this one must end. Thank you, governor…", kind: "tweet"));

        Assert.Equal("Marisol Quennell", statement.Speaker);
        Assert.StartsWith("Sentences like this one", statement.Passages[0].Quote, StringComparison.Ordinal);
    }

    [Fact]
    public void A_press_release_lets_a_document_speak_for_its_issuer()
    {
        var statements = Read("""
            FOR IMMEDIATE RELEASE

            The Office of the Governor announced today that Wendell Okafor has received a full pardon.

            In a statement, the governor's press secretary, Lucille Ferrante, said: "Mr. Okafor has served his community for two decades since his conviction."

            "The governor does not take this step lightly," the statement said.

            Okafor's attorney, Priya Raman, welcomed the pardon as "an act of courage" and said that her client "can finally vote."
            """, title: "Governor pardons Wendell Okafor");

        Says(statements, "Lucille Ferrante", "Mr. Okafor has served his community for two decades since his conviction.");
        Says(statements, "Lucille Ferrante", "The governor does not take this step lightly,");
        Says(statements, "Priya Raman", "an act of courage");
        Says(statements, "Priya Raman", "can finally vote.");
    }

    [Fact]
    public void A_transcript_is_read_turn_by_turn_with_its_addressees()
    {
        var statements = Read("""
            THE COURT: Ms. Vance, does the petitioner wish to speak before I rule on the recommendation for clemency?

            MS. VANCE: He does, Your Honor.

            THE DEFENDANT: I was sentenced to forty years. I have served thirty. The chaplain told me, "They will never let you out of this prison alive."

            THE COURT: Thank you, Mr. Harlow. The court will recommend commutation.
            """, kind: "transcript", title: "In re Harlow");

        Says(statements, "the court", "does the petitioner wish to speak");
        Says(statements, "defendant", "I have served thirty.");
        Says(statements, "chaplain", "They will never let you out of this prison alive.");
        Assert.Equal("Vance", statements.First(s => s.Passages[0].Quote.StartsWith("Ms. Vance", StringComparison.Ordinal)).To);
    }

    [Fact]
    public void A_letter_speaks_through_those_it_cites()
    {
        var statements = Read("""
            Dear Members of the Board:

            I write on behalf of my sister, Leonora Baptiste, who was sentenced in 1998 to 45 years. Judge Milton Graves told her at sentencing that he had no choice. "My hands are tied," he said.

            Warden Esther Crowe wrote in 2019 that Leonora "has done more for this prison than any program." The board denied her petition for commutation anyway.

            Respectfully,
            Simon Baptiste
            """, kind: "letter");

        Says(statements, "Milton Graves", "he had no choice");
        Says(statements, "Milton Graves", "My hands are tied,");
        Says(statements, "Esther Crowe", "has done more for this prison than any program.");
        NobodySays(statements, "I write on behalf");
    }

    [Fact]
    public void In_a_memoir_the_words_of_others_are_theirs_and_told_by_the_author()
    {
        var statements = Read("""
            In his memoir, former adviser Gideon Stroud describes how the pardon of Alma Reyes came about.

            Stroud wrote:

            “I brought Alma’s clemency file to the governor in March. The governor looked at me and said, ‘Nobody should die in prison for a first mistake like this one.’”

            According to Stroud, counsel Byron Teller was opposed. Teller argued that Reyes was “a ringleader” and that releasing her would be a mistake.
            """, title: "A memoir on the Reyes pardon");

        Says(statements, "Gideon Stroud", "I brought Alma’s clemency file to the governor in March.");
        var governor = statements.First(s => s.Passages[0].Quote.StartsWith("Nobody should die", StringComparison.Ordinal));
        Assert.Equal("governor", governor.Speaker);
        Assert.Equal("told by Gideon Stroud", governor.ReportedIn);
        Says(statements, "Gideon Stroud", "counsel Byron Teller was opposed");
        Says(statements, "Byron Teller", "Reyes was “a ringleader” and that releasing her would be a mistake");
    }

    [Fact]
    public void An_instrument_speaks_in_its_makers_voice()
    {
        var statements = Read("""
            BY THE GOVERNOR OF ARCADIA

            A PROCLAMATION

            WHEREAS Rufus Tennant was convicted in 1994; now, therefore,

            I, Harriet Lindqvist, Governor of Arcadia, do hereby grant a full pardon to Rufus Tennant.

            I hereby direct the Secretary of State to record this pardon.
            """, kind: "official");

        Says(statements, "Harriet Lindqvist", "do hereby grant a full pardon to Rufus Tennant.");
        Says(statements, "Harriet Lindqvist", "I hereby direct the Secretary of State");
    }

    [Fact]
    public void A_quotation_cut_by_its_attribution_is_two_statements_of_one_speaker()
    {
        var statements = Read("“Nobody,” said defense attorney Ines Calloway, “has ever deserved a commutation more than Ruben Soto.”");

        Says(statements, "Ines Calloway", "has ever deserved a commutation more than Ruben Soto.");
        Assert.All(statements, s => Assert.Equal("Ines Calloway", s.Speaker));
    }

    [Fact]
    public void Quotations_that_reopen_without_closing_keep_their_speaker()
    {
        var statements = Read("""
            Ines Calloway read from the petition of Ruben Soto. She said: “I was nineteen when I was sentenced.

            “I am fifty now. I ask for clemency.”
            """);

        Says(statements, "Ines Calloway", "I was nineteen when I was sentenced.");
        Says(statements, "Ines Calloway", "I am fifty now. I ask for clemency.");
    }

    [Fact]
    public void He_said_goes_on_with_whoever_spoke_not_with_whom_was_spoken_of()
    {
        var statements = Read("""
            Senator Alan Brisbane criticized the pardon of Victor Mallory for making light of fraud. He said Mallory had robbed widows. "The governor will regret this," he said.
            """);

        Says(statements, "Alan Brisbane", "Mallory had robbed widows");
        Says(statements, "Alan Brisbane", "The governor will regret this,");
    }

    [Fact]
    public void A_passive_is_no_speech_of_its_subject()
    {
        var statements = Read("Victor Mallory was told that the pardon had been denied. Mallory was accused of fraud and denied bail.");

        Assert.DoesNotContain(statements, s => s.Speaker == "Victor Mallory");
    }

    [Fact]
    public void What_is_not_on_the_case_is_left_out()
    {
        var statements = Read("""
            The governor pardoned Victor Mallory on Friday. "Victor earned this pardon," said Gov. Ada Pruitt.

            The town council also met that evening about the new library. The roof has leaked for years and the tiles have come loose in every winter storm since the tower was rebuilt.

            It will cost more than a million, and the work will take two summers, because the stone has to come from a quarry in the north that opens only in June.

            Builders from three counties have sent their offers, and the mayor's staff has put them on a table in the hall, where anybody may read them until the end of the month.

            "The roof will be slate," said architect Paul Verhoeven. "Slate lasts."
            """);

        Says(statements, "Ada Pruitt", "Victor earned this pardon,");
        NobodySays(statements, "slate");
        NobodySays(statements, "Slate");
    }

    public static TheoryData<string, string, string> Constructions => new()
    {
        { "Calling the verdict \"a relic of another age,\" Gov. Ada Pruitt commuted the sentence of Victor Mallory.", "Ada Pruitt", "a relic of another age," },
        { "According to Omar Teague, spokesman for the parole board, Victor Mallory was denied clemency twice.", "Omar Teague", "Victor Mallory was denied clemency twice" },
        { "Victor Mallory was pardoned. One of his attorneys, Ines Calloway, said that he wept at the news.", "Ines Calloway", "he wept at the news" },
        { "The Mallory family said that the pardon of Victor Mallory came too late.", "Mallory family", "the pardon of Victor Mallory came too late" },
        { "Senator Alan Brisbane of Ohio called the pardon of Victor Mallory “a bad joke.”", "Alan Brisbane", "a bad joke." },
        { "The pardon of Victor Mallory, who served nine years, was lawful, Judge Ana Solis wrote.", "Ana Solis", "The pardon of Victor Mallory" },
        { "Victor Mallory asked for clemency. A lawyer for the widow, Peter Lund, said the pardon would be a betrayal.", "Peter Lund", "the pardon would be a betrayal" },
        { "Critics rejected the governor's claim that Victor Mallory deserved a pardon.", "governor", "Victor Mallory deserved a pardon" },
        { "Ada Pruitt pardoned Victor Mallory. A statement issued by the Justice Department on Monday said, \"Mr. Mallory paid his debt.\"", "Justice Department", "Mr. Mallory paid his debt." },
        { "Reactions to the pardon of Victor Mallory:\n\nSen. Alan Brisbane, chairman of the committee\n\n\"Nobody asked the victims before this pardon was signed.\"", "Alan Brisbane", "Nobody asked the victims" },
        { "“This case cried out for mercy,” statehouse spokesman Arthur Pell said of the pardon of Victor Mallory.", "Arthur Pell", "This case cried out for mercy," },
        { "Victor Mallory, pardoned on Friday, did not deny that he forged the papers.", "Victor Mallory", "he forged the papers" },
    };

    [Theory]
    [MemberData(nameof(Constructions))]
    public void Each_way_of_attributing_finds_its_speaker(string text, string speaker, string words) => Says(Read(text), speaker, words);

    [Fact]
    public void Every_passage_holds_in_its_document()
    {
        var document = new DocumentText(new string('a', 64), [Page.OfText(1, Wire), Page.OfText(2, Wire)], "text 1");

        var statements = CaseReader.Read(document, new ReadingContext()).Statements;

        Assert.NotEmpty(statements);
        Assert.All(statements.SelectMany(s => s.Passages), passage => Assert.True(passage.Holds(document)));
        Assert.Contains(statements, s => s.Passages[0].Page == 2);
    }
}
