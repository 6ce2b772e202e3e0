using System.Security.Cryptography;
using System.Text;

namespace Clementia.Casework;

/// <summary>How a part of an instrument stands to the judgment.</summary>
public enum Fit
{
    /// <summary>The record says so.</summary>
    Fits,
    /// <summary>The record says otherwise. It is not signed so.</summary>
    DoesNotFit,
    /// <summary>The record does not say. Where the instrument would have to recite it, a bracket stands there, and it is not signed so.</summary>
    CannotCheck,
}

/// <summary>A part of the instrument held against the judgment.</summary>
/// <param name="What">"the term of imprisonment".</param>
/// <param name="Fit">How it stands.</param>
/// <param name="Words">What was found, in a sentence: what differs, or for want of what it cannot be told.</param>
/// <param name="Facts">Ids of the facts.</param>
/// <param name="Cite">Where the record says so ("Judgment, p. 2"), or null.</param>
public sealed record InstrumentCheck(string What, Fit Fit, string Words, IReadOnlyList<string> Facts, string? Cite);

/// <summary>What a paragraph of an instrument is for.</summary>
public enum InstrumentPart
{
    /// <summary>To whom it speaks.</summary>
    Address,
    /// <summary>What was: the conviction, the sentence, earlier grants.</summary>
    Recital,
    /// <summary>What is granted.</summary>
    Operative,
    /// <summary>A condition of the grant.</summary>
    Condition,
    /// <summary>What stays as it is.</summary>
    Intact,
    /// <summary>Who carries it out.</summary>
    Direction,
    /// <summary>The words above the signature.</summary>
    Testimony,
}

/// <summary>A paragraph of an instrument.</summary>
/// <param name="Part">What it is for.</param>
/// <param name="Text">Its words. What the record does not give stands as "[to be completed: the fine]".</param>
/// <param name="Facts">Ids of the facts that it recites.</param>
public sealed record InstrumentParagraph(InstrumentPart Part, string Text, IReadOnlyList<string> Facts);

/// <summary>The signature that a conformed copy shows.</summary>
/// <param name="Instrument">"W1".</param>
/// <param name="By">Who signed.</param>
/// <param name="On">On which day.</param>
/// <param name="Entry">The docket entry of the signature.</param>
/// <param name="Sha256">Of the file that was signed.</param>
public sealed record InstrumentSignature(string Instrument, string By, DateOnly On, int Entry, string Sha256);

/// <summary>
/// The warrant of a grant: paragraphs composed from the decision and from vetted facts, and how each part stands to the judgment. The only way to
/// make one is <see cref="Compose"/>; the same instrument is written as PDF and DOCX.
/// </summary>
public sealed record Instrument
{
    internal Instrument() { }

    /// <summary>The petition's id.</summary>
    public required string Petition { get; init; }

    /// <summary>The decision's id.</summary>
    public required string Decision { get; init; }

    /// <summary>What it grants.</summary>
    public required ClemencyForm Form { get; init; }

    /// <summary>From which day the decision holds.</summary>
    public required DateOnly Effective { get; init; }

    /// <summary>Whether the petition says that it was made up.</summary>
    public required bool IsSample { get; init; }

    /// <summary>"Commutation of Sentence".</summary>
    public required string Title { get; init; }

    /// <summary>Who grants, as they sign.</summary>
    public required string Grantor { get; init; }

    /// <summary>"President of the United States".</summary>
    public required string Office { get; init; }

    /// <summary>To whom it is granted; a bracket when no vetted fact names them.</summary>
    public required string Grantee { get; init; }

    /// <summary>Its paragraphs, in order.</summary>
    public required IReadOnlyList<InstrumentParagraph> Paragraphs { get; init; }

    /// <summary>How each part stands to the judgment.</summary>
    public required IReadOnlyList<InstrumentCheck> Checks { get; init; }

    /// <summary>What stands in brackets.</summary>
    public required IReadOnlyList<string> Incomplete { get; init; }

    /// <summary>Whether the grantee must accept conditions, with a signature of their own.</summary>
    public required bool NeedsAcceptance { get; init; }

    /// <summary>The checkpoint that lay before who decided, for the foot.</summary>
    public required CheckpointFoot? Checkpoint { get; init; }

    /// <summary>The signature, for a conformed copy of one that was signed; null for a draft.</summary>
    public InstrumentSignature? Signature { get; init; }

    /// <summary>Where it does not fit the judgment.</summary>
    public IReadOnlyList<string> Mismatches => [.. Checks.Where(check => check.Fit == Fit.DoesNotFit).Select(check => check.Words)];

    /// <summary>Ids of the facts that it recites.</summary>
    public IReadOnlyList<string> Facts => [.. Paragraphs.SelectMany(paragraph => paragraph.Facts).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether nothing speaks against signing it.</summary>
    public bool MayBeSigned => Mismatches.Count == 0 && Incomplete.Count == 0;

    /// <summary>SHA-256 of its words and of how they stand to the judgment: what the docket keeps to tell whether a draft is stale.</summary>
    public string Text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        [Title, Grantor, Office, Grantee, .. Paragraphs.Select(paragraph => paragraph.Text), .. Mismatches]))));

    /// <summary>Composes the instrument of a decision from the petition as it stands.</summary>
    /// <param name="petition">The petition.</param>
    /// <param name="decision">The decision's id; null for the last grant.</param>
    /// <param name="office">The office as it is printed; null for what the process says.</param>
    public static Outcome<Instrument> Compose(Petition petition, string? decision = null, string? office = null)
    {
        var decisions = Decisions.Of(petition);
        var named = decision is null ? decisions.All.LastOrDefault(one => one.IsGrant) ?? (decisions.All.Count == 0 ? null : decisions.All[^1]) : decisions.Find(decision);
        if (named is null)
        {
            return decision is null || decisions.All.Count == 0
                ? new Refusal("Nothing is decided yet, so there is no instrument to draft.", $"Decide first: ./clementia decide {petition.Id} commutation --to \"time served\" --by NAME --reason \"...\"")
                : new Refusal($"There is no decision '{Wording.Shorten(decision, 20)}' on the petition.", $"It has {decisions.All[0].Id} to {decisions.All[^1].Id}.");
        }
        if (named.Made is null)
            return new Refusal($"{named.Id} was removed by order.", "It can no longer be drafted.");
        return named.IsGrant
            ? new InstrumentDrafting(petition, decisions, named, named.Made, office).Compose()
            : new Refusal($"{named.Id} is a {ActWords.Of(named.Made.Form)}: it grants nothing, so it has no instrument.", "Tell the petitioner and the victims of the outcome instead.");
    }
}
