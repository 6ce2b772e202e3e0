namespace Clementia.Casework;

/// <summary>What a copy of a brief is made for.</summary>
/// <param name="Today">The day printed on it, and the only day it knows.</param>
/// <param name="Checkpoint">The signed checkpoint of the docket (a C2SP signed note): its origin, size and root are printed in the foot.</param>
/// <param name="Recipient">Whom this copy is for, or null.</param>
/// <param name="Clearance">
/// The highest confidentiality that this recipient may see. What rests only on documents above it is withheld and counted.
/// Confidential unless told otherwise: a brief is read by those who decide, but sealed and privileged papers must be let out by name.
/// </param>
public sealed record BriefOptions(
    DateOnly Today,
    string Checkpoint,
    string? Recipient = null,
    Confidentiality Clearance = Confidentiality.Confidential)
{
    /// <summary>Which of equal wordings stand in this copy, so that it can be told from others; null for a brief without such a mark.</summary>
    public CopyKey? Key { get; init; }
}

/// <summary>What a stretch of text in a brief is.</summary>
public enum RunKind
{
    /// <summary>The words between the values.</summary>
    Words,
    /// <summary>A value that rests on a vetted fact.</summary>
    Value,
    /// <summary>How a value stands: as charged, corrected, told by the press.</summary>
    Standing,
    /// <summary>What stands against a value: a dispute, or a conflict and its other side.</summary>
    Contest,
    /// <summary>The number of a footnote.</summary>
    Note,
}

/// <summary>A stretch of text in a brief.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The words; for a note its number.</param>
/// <param name="Note">The footnote's number when it is one, else 0.</param>
public readonly record struct Run(RunKind Kind, string Text, int Note = 0)
{
    /// <summary>The place in the brief where our words could equally be others, when this stretch is one; else null.</summary>
    public WordSite? Site { get; init; }
}

/// <summary>A line of a brief as it is printed, with its footnotes numbered.</summary>
/// <param name="Id">"P7" for a claim: stable within one brief, and what the binder links back to. "Q1", "T1" for open questions and counts.</param>
/// <param name="Runs">The text.</param>
/// <param name="Facts">Ids of the facts it rests on; empty for what the file does not tell and for counts, which claim nothing about the person.</param>
public sealed record BriefLine(string Id, IReadOnlyList<Run> Runs, IReadOnlyList<string> Facts)
{
    /// <summary>The text without the footnote numbers.</summary>
    public string Text => string.Concat(Runs.Where(run => run.Kind != RunKind.Note).Select(run => run.Text));
}

/// <summary>A part of a brief under its heading.</summary>
/// <param name="Heading">In small capitals beside the text.</param>
/// <param name="IsList">Whether the lines are points of their own and not one paragraph.</param>
/// <param name="Lines">Never empty.</param>
public sealed record BriefSection(string Heading, bool IsList, IReadOnlyList<BriefLine> Lines)
{
    /// <summary>The finding of law whose table and plot stand below the lines, in the section that is about it; else null.</summary>
    public BriefLaw? Law { get; init; }
}

/// <summary>A marked passage on a cited page.</summary>
/// <param name="Letter">"a", "b" ... in the order of first mention.</param>
/// <param name="Passage">The exact words and where they stand.</param>
/// <param name="Fact">The fact that rests on it.</param>
/// <param name="Says">The fact in words: "Sentence: life imprisonment".</param>
/// <param name="Standing">Under what standard the source asserts it, and who vetted it, in plain words.</param>
/// <param name="Lines">Ids of the lines that rest on it.</param>
public sealed record Mark(string Letter, Citation Passage, string Fact, string Says, string Standing, IReadOnlyList<string> Lines);

/// <summary>A footnote: one cited page of one document. It has the number of its page in the binder.</summary>
/// <param name="Number">From 1, in the order of first mention.</param>
/// <param name="Text">"Judgment, p. 2".</param>
/// <param name="Document">The cited document.</param>
/// <param name="Source">Its name: "Judgment".</param>
/// <param name="Page">From 1.</param>
/// <param name="OnPage">Whether the one-page brief cites it; others are cited only by the further points in the binder.</param>
/// <param name="Marks">The passages cited on that page.</param>
public sealed record BriefNote(int Number, string Text, FiledDocument Document, string Source, int Page, bool OnPage, IReadOnlyList<Mark> Marks);

/// <summary>What a checkpoint says, as printed in the foot.</summary>
/// <param name="Origin">The name of the docket's log.</param>
/// <param name="Size">Number of entries it covers.</param>
/// <param name="Root">The first 16 hexadecimal digits of the Merkle root, in fours.</param>
/// <param name="Signed">The whole signed note, for whoever wants to verify it.</param>
public sealed record CheckpointFoot(string Origin, long Size, string Root, string Signed);

/// <summary>
/// A petition on one page: claims that each rest on vetted facts, the facts' passages as footnotes, and behind it the binder.
/// The only way to make one is <see cref="Compose"/>; the same brief is written as PDF, DOCX and HTML.
/// </summary>
public sealed record Brief
{
    internal Brief() { }

    /// <summary>The petition's id.</summary>
    public required string Petition { get; init; }

    /// <summary>The name at the head: the petitioner's, vetted, or else the petition's title.</summary>
    public required string Name { get; init; }

    /// <summary>The petition's title as its opener wrote it.</summary>
    public required string Title { get; init; }

    /// <summary>Whether the petition, or a document it cites, says that it was made up.</summary>
    public required bool IsSample { get; init; }

    /// <summary>Whom this copy is for, or null.</summary>
    public required string? Recipient { get; init; }

    /// <summary>The day of the brief.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The last docket entry that it takes into account.</summary>
    public required int AsOf { get; init; }

    /// <summary>What the foot prints.</summary>
    public required CheckpointFoot Checkpoint { get; init; }

    /// <summary>The highest confidentiality of the documents it cites.</summary>
    public required Confidentiality Confidentiality { get; init; }

    /// <summary>The sentence under the name: who asks for what. Null when no vetted fact says.</summary>
    public required BriefLine? Lead { get; init; }

    /// <summary>The page.</summary>
    public required IReadOnlyList<BriefSection> Sections { get; init; }

    /// <summary>The points that had no room on the page; they open the binder.</summary>
    public required IReadOnlyList<BriefSection> Further { get; init; }

    /// <summary>Every cited page, in the order of first mention: first those of the page, then those of the further points.</summary>
    public required IReadOnlyList<BriefNote> Notes { get; init; }

    /// <summary>Ids of the facts that it rests on, for the docket.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>The finding of law, with every step for the binder; null when none was entered, or when what it rests on is withheld from this copy.</summary>
    public BriefLaw? Law { get; init; }

    /// <summary>Whether its words bear the mark of one copy.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Every line of the page and of the further points, in order: what a copy's mark stands in.</summary>
    public IEnumerable<BriefLine> MarkedLines => Lines.Concat(Further.SelectMany(section => section.Lines));

    /// <summary>Every place where its words could equally be others.</summary>
    public IEnumerable<WordSite> Sites => MarkedLines.SelectMany(line => line.Runs).Where(run => run.Site is not null).Select(run => run.Site!);

    /// <summary>SHA-256 over all places and their wordings, but not which were chosen: two copies with the same can be held against each other.</summary>
    public string SitesFingerprint => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Sites.Select(site => $"{site.Id}\t{string.Join('\t', site.Choices)}")))));

    /// <summary>What the docket records of how the copy was made.</summary>
    /// <param name="clearance">The highest class that its reader may see.</param>
    /// <param name="key">The key of its mark, or null for none.</param>
    public BriefCopy CopyOf(Confidentiality clearance, CopyKey? key) =>
        new(IsMarked ? key?.Copy : null, IsMarked ? Sites.Count() : 0, IsMarked ? SitesFingerprint : null, Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), clearance);

    /// <summary>The sheet that the page fits.</summary>
    internal Sheet Sheet { get; init; } = Sheet.All[^1];

    /// <summary>Every line of the page, the lead first.</summary>
    public IEnumerable<BriefLine> Lines => (Lead is null ? [] : new[] { Lead }).Concat(Sections.SelectMany(section => section.Lines));

    /// <summary>Composes the brief of a petition as its docket has left it (for an earlier day: fold the docket up to that entry first).</summary>
    /// <param name="petition">The petition.</param>
    /// <param name="options">For whom, on which day, under which checkpoint.</param>
    public static Outcome<Brief> Compose(Petition petition, BriefOptions options)
    {
        if (ReadCheckpoint(options.Checkpoint) is not { } checkpoint)
            return new Refusal("The checkpoint is no signed note (origin, size, root, an empty line, signatures).",
                "Take the docket's last checkpoint; 'clementia verify' shows whether it has one.");
        if (!petition.Facts.Any(fact => fact.Status is FactStatus.Confirmed or FactStatus.Disputed))
            return new Refusal($"No fact of petition {petition.Id} is vetted, so a brief would have nothing to rest on.",
                $"Vet facts first: clementia vet {petition.Id} F1 confirm --reason \"...\"");
        return new Composition(petition, options, checkpoint).Compose();
    }

    internal static CheckpointFoot? ReadCheckpoint(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[0].Length == 0 || !long.TryParse(lines[1], out var size) || size < 0 || lines[3].Length != 0)
            return null;
        var root = new byte[64];
        if (!Convert.TryFromBase64String(lines[2], root, out var length) || length != 32)
            return null;
        var digits = Convert.ToHexStringLower(root.AsSpan(0, 8));
        return new CheckpointFoot(lines[0], size, string.Join(' ', digits.Chunk(4).Select(four => new string(four))), text);
    }
}
