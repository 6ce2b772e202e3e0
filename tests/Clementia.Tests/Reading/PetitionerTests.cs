using Clementia.Casework;
using Clementia.Documents;
using Clementia.Documents.Reading;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Tests.Reading;

/// <summary>Whom a text is about is found in whatever words it tells the grant, the refusal or the prison.</summary>
public sealed class PetitionerTests
{
    private static Prose Read(string text, ReadingContext? context = null) => Prose.Of(new DocumentText(new string('a', 64), [Page.OfText(1, text)], "text 1"), context ?? new ReadingContext());

    [Theory]
    [InlineData("Idella Crane", "President Thorne has pardoned Idella Crane, the Wichita pharmacist who went to prison for mailing painkillers to her dying brother, the White House announced.")]
    [InlineData("Oswin Tarrant", "Gov. Petra Halvorsen cut short the prison term of Oswin Tarrant on Tuesday. Tarrant, 44, had served 17 years for a burglary. His lawyer, Mira Quill, said he wept.")]
    [InlineData("Bexley Amaro", "The parole board on Monday rejected a bid for mercy from Bexley Amaro, who is scheduled to die on June 3 for killing a store clerk, Dana Whitlow, in 1998. Whitlow's mother, Carol Whitlow, attended.")]
    [InlineData("Teodor Vance", "An execution set for Thursday was called off after Governor Lindqvist granted Teodor Vance a reprieve. The judge, Harold Finch, declined to comment.")]
    [InlineData("Lemuel Oduya", "A century after he was hanged, Lemuel Oduya has been posthumously pardoned. His great-granddaughter, Ruth Oduya-Banks, accepted the document from Gov. Carl Westerberg.")]
    [InlineData("Marisela Quintero", "Rapper Big Tallow says he told the President about Marisela Quintero at a dinner. \"You gotta let her out,\" he said. She got out. The mother of three had been doing 25 years for meth.")]
    [InlineData("Joaquin Bell", "Chapter 9. That was the week the Joaquin Bell file came back. Bell had been in Leavenworth for eleven years. The President signed it on the plane and asked for a Coke.")]
    [InlineData("Darnell Whitaker", "#FreeDarnell is done, y'all. Darnell Whitaker is HOME!!! 18 years for weed. Thank you Governor @GovRuiz")]
    [InlineData("Deshawn Pruitt", "Exonerated after two decades, Deshawn Pruitt walked out of Stateville on Friday a free man. Detective Leonard Hsu had hidden a witness statement. State's Attorney Gia Moreno moved to vacate the conviction.")]
    [InlineData("Hana Brzezicki", "It is time for the governor to do the decent thing by Hana Brzezicki. She was 17 when a jury sent her away for the rest of her life. Governor Ames has the file on his desk. He should open it.")]
    [InlineData("Calvin Roe; Odessa Finley; Pilar Monteverde", "The governor commuted the sentences of Calvin Roe, 61, of Flint; Odessa Finley, 48, who had served 22 years for arson; and Pilar Monteverde, a nurse from Lansing.")]
    [InlineData("Ezra Vandermeer", "Ezra Vandermeer, an ex-sheriff serving nine years for extortion, will not get a pardon, the White House told his family on Monday.")]
    [InlineData("Stellan Marsh", "President Castellane on Friday spared the life of Stellan Marsh, ordering that he spend the rest of his days in prison instead of dying by lethal injection.")]
    [InlineData("Gideon Rusk", "Supporters of Gideon Rusk delivered 40,000 signatures to the statehouse on Monday, asking Governor Dupree to show him mercy. Rusk, 29, is serving life for a killing he says his uncle committed.")]
    [InlineData("Mags Tolliver", "Mags Tolliver never thought she would see her garden again. On Tuesday, the 71-year-old grandmother stood in it. Gov. Ellis Yarrow had signed her commutation the night before, over the objections of District Attorney Paul Renner.")]
    [InlineData("Kofi Mensah-Drake", "Kofi Mensah-Drake will be deported unless the governor acts. His 1996 drug conviction, for which he served four years, makes him removable. A pardon would end the case, said his attorney, Lena Ortiz.")]
    [InlineData("Lorcan Beaumont", "The president's decision to wipe away Lorcan Beaumont's conviction drew fire from both parties. Sen. Amy Trask called it a disgrace. Beaumont, a lobbyist, had been found guilty of perjury.")]
    [InlineData("Abel Frost", "An appeals court denied relief to Abel Frost, and with his execution 10 days away only Gov. Roy Haskell can save him. \"I'm not ready to die,\" Frost said from death row.")]
    [InlineData("Viktor Lazlo", "He was the last man anyone expected to be let off. But Viktor Lazlo, the fallen banker who had stolen $40 million, was given a full and unconditional pardon.")]
    [InlineData("Delroy Simms", "Delroy Simms, a 52-year-old Army veteran from Macon, was released Wednesday after the president shaved 11 years off his sentence.")]
    [InlineData("Rafael Ostrander", "Convicted of a robbery he swears he did not commit, Rafael Ostrander has spent half his life waiting. His case now rests with Governor Bly. Detective Ann Choi says he is guilty.")]
    [InlineData("Hobart Lunn", "The Governor this day has remitted the fine imposed upon Hobart Lunn and restored his civil rights.")]
    [InlineData("Tansy Merrow", "When Gov. Lucas Pratt called, Tansy Merrow dropped the phone. After 26 years, she was going home.")]
    [InlineData("Bram Holloway", "Gov. Wynn declined Friday to intervene in the case of Bram Holloway, clearing the way for the state's first execution in six years.")]
    [InlineData("Corliss Avery", "Commutation: Corliss Avery, of Dallas, Texas. Sentenced in 2003 to 360 months for conspiracy to distribute cocaine base.")]
    [InlineData("Ansel Drew", "The Pardon Attorney recommended that Ansel Drew's petition be denied. The President granted it anyway.")]
    [InlineData("Opal Renner", "Opal Renner is one of 12 women whose sentences Gov. Stokes shortened last week. She had killed her stepfather, Dean Renner.")]
    [InlineData("Magnus Thorpe", "Six days before leaving office, the outgoing governor, Dale Ricks, quietly let Magnus Thorpe out. Nobody told the family of the victim, Jenny Soto. \"Thorpe should have died in there,\" said her father, Luis Soto.")]
    public void The_one_whom_clemency_is_about_is_the_petitioner(string name, string text) =>
        Assert.Equal([name], Read(text).Petitioners.Select(p => p.Name));

    [Fact]
    public void Everyone_on_a_list_of_grants_is_a_petitioner()
    {
        var prose = Read("The governor commuted the sentences of Calvin Roe, 61, of Flint; Odessa Finley, 48, who had served 22 years for arson; and Pilar Monteverde, a nurse from Lansing.");
        Assert.Equal(["Calvin Roe", "Odessa Finley", "Pilar Monteverde"], prose.Petitioners.Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whom_the_petition_names_outranks_whoever_else_is_pardoned()
    {
        const string Text = "President Thorne pardoned Wendell Koss, a banker. He also heard a plea from the daughter of Hana Brzezicki, who is serving life.";
        Assert.Equal(["Hana Brzezicki"], Read(Text, new ReadingContext(Petitioners: ["Hana Brzezicki"])).Petitioners.Select(p => p.Name));
    }

    [Theory]
    [InlineData("Dee Fallon", "The pardon of Ossie Lund, said Rep. Dee Fallon, is an insult to the dead.")]
    [InlineData("Cal Dorn", "Gov. Ada Brill pardoned Ossie Lund. Sheriff Cal Dorn was furious. \"It stinks to heaven,\" he said.")]
    [InlineData("Carla Voss", "The president freed Ossie Lund. \"A store is not a playground,\" said retired DEA supervisor Carla Voss, who worked the case.")]
    [InlineData("Todd Rusk", "The board voted for the clemency of Ossie Lund. Member Todd Rusk dissented, writing: \"The crime was monstrous.\"")]
    [InlineData("Rosa Quill", "Ossie Lund was pardoned Friday. His sister, Rosa Quill, who raised him, wept. \"We waited nineteen years,\" she said.")]
    [InlineData("Ossie Lund", "Ossie Lund's sentence was commuted by President Thorne on Monday. \"I count trees now,\" the 56-year-old said.")]
    public void The_speaker_of_a_statement_is_who_the_grammar_says(string speaker, string text) =>
        Assert.Contains(speaker, StatementFinder.Find(Read(text)).Select(s => s.Speaker));
}
