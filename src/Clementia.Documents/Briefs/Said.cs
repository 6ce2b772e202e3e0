using System.Text;
using Clementia.Casework;

namespace Clementia.Documents.Briefs;

/// <summary>The words around a brief that are the same in every form of it.</summary>
internal static class Said
{
    /// <summary>The plot in words, for those who do not see it.</summary>
    public static string LawPlot(BriefLaw law) => "The guideline range on one scale of years: " + string.Join("; ", law.Bars.Select(bar => $"{bar.Label}: {bar.Words}")) + ".";

    public static string Title(Brief brief) => $"Brief: {brief.Name}{(brief.IsSample ? " (sample, invented)" : "")}";

    public static string Kicker => "Brief on a petition for clemency";

    public static string Sample => "Sample — invented";

    public static string HiddenNotice => "The source holds hidden text on this page (a redaction that does not redact). It was not carried over.";

    public static string Day(DateOnly day) => Wording.Day(day);

    public static string Shorten(string text, int longest) => Wording.Shorten(text, longest);

    public static string Checkpoint(Brief brief) =>
        $"Checkpoint {Shorten(brief.Checkpoint.Origin, 40)}, {Wording.Count((int)Math.Min(brief.Checkpoint.Size, int.MaxValue), "entry", "entries")}, root {brief.Checkpoint.Root}";

    public static string Copy(Brief brief) => brief.Recipient is null ? "Copy for no named recipient" : $"Copy for {Shorten(brief.Recipient, 60)}";

    public static string AsOf(Brief brief) => $"File as of entry {brief.AsOf}, {Day(brief.Today)}";

    public static string Classification(Brief brief) => brief.Confidentiality switch
    {
        Confidentiality.Public => "Rests on public papers",
        Confidentiality.Confidential => "Confidential",
        Confidentiality.Sealed => "Holds sealed matter",
        _ => "Holds privileged matter",
    };

    /// <summary>Where a document came from: "D2, docket entry 4, custody: the clerk's office".</summary>
    public static string Provenance(FiledDocument document)
    {
        var custody = Wording.Shorten(document.Filed!.Custody, 80);
        return $"{document.Label}, docket entry {document.FiledEntry}{(custody.Length > 0 ? $", custody: {custody}" : "")}";
    }

    public static string TextLabel(BinderPage page) =>
        page.Note.Document.Filed!.MediaType == "application/pdf" ? "Text of the page (the page itself could not be drawn)" : "Text of the document";

    /// <summary>The marked words on one line; the passage itself stands in full on its page.</summary>
    public static string Quote(Mark mark) => Wording.Shorten(mark.Passage.Quote, 300);

    /// <summary>Text with its line breaks and nothing else that is no letter.</summary>
    public static string Lines(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value == '\n')
                clean.Append('\n');
            else if (rune.Value == '\t')
                clean.Append("    ");
            else if (!Rune.IsControl(rune) && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200B or 0xFEFF or 0xFFFD))
                clean.Append(rune.ToString());
        return clean.ToString();
    }
}
