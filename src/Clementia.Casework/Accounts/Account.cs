namespace Clementia.Casework;

/// <summary>How something that an account tells stands to the docket. Nothing is ever called right or wrong: a docket can only hold it, hold otherwise, or not hold it.</summary>
public enum AccountStanding
{
    /// <summary>A vetted fact or an entry of the docket says the same.</summary>
    Supported,
    /// <summary>A vetted fact or an entry of the docket says otherwise, and both cannot hold.</summary>
    Contradicted,
    /// <summary>The docket does not settle it.</summary>
    NotInTheDocket,
    /// <summary>The docket does not settle it, and another account on file says otherwise.</summary>
    AccountsDisagree,
}

/// <summary>What on the docket supports or contradicts something that an account tells.</summary>
/// <param name="Id">A fact ("F12"), statement ("S4"), decision ("K1"), meeting ("M1"), objection ("O1"), or "entry 14".</param>
/// <param name="Entry">The docket entry: of the vetting for a fact.</param>
/// <param name="Words">What it says, in a few words.</param>
/// <param name="Document">The document that says so ("D1"), or null for an act.</param>
/// <param name="Passage">The passage, or null for an act.</param>
public sealed record DocketGround(string Id, int Entry, string Words, string? Document, Citation? Passage);

/// <summary>What kind of thing an account tells.</summary>
public enum ToldKind
{
    /// <summary>A fact that a reader proposes from it.</summary>
    Fact,
    /// <summary>Who said what.</summary>
    Statement,
    /// <summary>Who persuaded whom, or who stood where all along: read from a sentence by rule.</summary>
    Claim,
}

/// <summary>One thing that an account tells, held against the docket.</summary>
/// <param name="Id">The fact's or statement's id ("F31", "S12"); for a claim "Q1", "Q2" ... of this account, in the order of its sentences.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Attribute">For a fact: from the catalog; else null.</param>
/// <param name="Words">What it tells, in a few words.</param>
/// <param name="Passage">Where.</param>
/// <param name="Standing">How it stands to the docket.</param>
/// <param name="Why">One sentence: why it stands so.</param>
/// <param name="Grounds">What on the docket supports or contradicts it; empty when the docket does not settle it.</param>
/// <param name="Otherwise">What other accounts say otherwise, each with its label: "D9: ...".</param>
/// <param name="Day">The day that it tells of, canonical and maybe partial, or null.</param>
public sealed record Told(
    string Id,
    ToldKind Kind,
    string? Attribute,
    string Words,
    Citation Passage,
    AccountStanding Standing,
    string Why,
    IReadOnlyList<DocketGround> Grounds,
    IReadOnlyList<string> Otherwise,
    string? Day);

/// <summary>An account on file: an article, a book passage, an interview.</summary>
/// <param name="Label">"D8".</param>
/// <param name="Name">The file's name.</param>
/// <param name="DocumentKind">"press", "memoir" ...</param>
/// <param name="Author">Or null.</param>
/// <param name="Published">Its date, maybe partial, or null.</param>
/// <param name="Entry">The entry that filed it.</param>
/// <param name="Items">What it tells, in the order of its text.</param>
/// <param name="StruckReadings">How many readings of it a person struck; they are left out, for the mistake was the reader's and not the account's.</param>
/// <param name="Unreadable">Why it could not be read, or null.</param>
public sealed record Account(
    string Label, string Name, string DocumentKind, string? Author, string? Published, int Entry, IReadOnlyList<Told> Items, int StruckReadings, string? Unreadable)
{
    /// <summary>How many of its items stand so.</summary>
    public int Count(AccountStanding standing) => Items.Count(item => item.Standing == standing);
}

/// <summary>Something that happened, on its day.</summary>
/// <param name="Day">Canonical, maybe partial.</param>
/// <param name="Id">The fact or act.</param>
/// <param name="Words">What, in a few words.</param>
public sealed record EventDay(string Day, string Id, string Words);

/// <summary>An account's telling of a day.</summary>
/// <param name="Account">Its label.</param>
/// <param name="Published">When it told, or null.</param>
/// <param name="Item">The item.</param>
/// <param name="Words">What it tells.</param>
/// <param name="Of">The day that it tells of.</param>
/// <param name="Standing">How that stands to the docket.</param>
public sealed record TellingDay(string Account, string? Published, string Item, string Words, string Of, AccountStanding Standing);

/// <summary>The days of the event beside the days of its telling.</summary>
/// <param name="Event">By day.</param>
/// <param name="Telling">By publication, then by the day told of.</param>
public sealed record TwoTimelines(IReadOnlyList<EventDay> Event, IReadOnlyList<TellingDay> Telling);

/// <summary>The words for standings.</summary>
public static class AccountWords
{
    /// <summary>"supported", "contradicted", "not in the docket", "accounts disagree".</summary>
    public static string Of(AccountStanding standing) => standing switch
    {
        AccountStanding.Supported => "supported",
        AccountStanding.Contradicted => "contradicted",
        AccountStanding.NotInTheDocket => "not in the docket",
        AccountStanding.AccountsDisagree => "accounts disagree",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "No such standing."),
    };
}
