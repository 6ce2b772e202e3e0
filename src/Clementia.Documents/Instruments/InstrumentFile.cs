using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Briefs;

namespace Clementia.Documents.Instruments;

/// <summary>The forms in which an instrument is written. Both say the same.</summary>
public enum InstrumentFormat
{
    /// <summary>Tagged PDF.</summary>
    Pdf,
    /// <summary>A Word document.</summary>
    Docx,
}

/// <summary>An instrument as a file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Sha256">Its fingerprint, 64 lower-case hexadecimal digits. The same instrument gives the same.</param>
/// <param name="Format">Its form.</param>
/// <param name="Warnings">What is less than it should be, each in one sentence.</param>
public sealed record InstrumentFile(byte[] Bytes, string Sha256, InstrumentFormat Format, IReadOnlyList<string> Warnings)
{
    /// <summary>Writes an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="format">Its form.</param>
    /// <param name="typesetter">For PDF: the process that sets it; when null one is started and ended.</param>
    public static Outcome<InstrumentFile> Write(Instrument instrument, InstrumentFormat format, Typesetter? typesetter = null)
    {
        var warnings = new List<string>();
        byte[]? bytes;
        if (format == InstrumentFormat.Docx)
            bytes = InstrumentDocx.Write(instrument);
        else if (!TrySet(instrument, typesetter, warnings, out bytes, out var refusal))
            return refusal;
        return new InstrumentFile(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), format, warnings);
    }

    private static bool TrySet(Instrument instrument, Typesetter? typesetter, List<string> warnings, [NotNullWhen(true)] out byte[]? pdf, [NotNullWhen(false)] out Refusal? refusal)
    {
        using var own = typesetter is null ? new Typesetter() : null;
        return (typesetter ?? own!).TrySet(Typesetter.Resource("warrant.typ"), Data(instrument).ToJsonString(), [], warnings, out pdf, out refusal);
    }

    private static JsonObject Data(Instrument instrument)
    {
        var said = new InstrumentSaid(instrument);
        return new JsonObject
        {
            ["title"] = said.Title,
            ["author"] = "Clementia",
            ["keywords"] = new JsonArray($"petition {instrument.Petition}", $"decision {instrument.Decision}"),
            ["date"] = new JsonObject { ["year"] = instrument.Effective.Year, ["month"] = instrument.Effective.Month, ["day"] = instrument.Effective.Day },
            ["state"] = new JsonObject { ["draft"] = instrument.Signature is null, ["text"] = said.State },
            ["sample"] = instrument.IsSample ? Said.Sample : null,
            ["office"] = instrument.Office,
            ["heading"] = instrument.Title,
            ["grantee"] = instrument.Grantee,
            ["before"] = Runs(said.Before),
            ["conditions"] = Runs(said.Conditions),
            ["after"] = Runs(said.After),
            ["testimony"] = said.Testimony,
            ["signature"] = new JsonObject { ["name"] = instrument.Grantor, ["mark"] = said.Mark, ["signed"] = said.Signed },
            ["acceptance"] = said.Acceptance,
            ["foot"] = new JsonObject { ["left"] = said.Foot, ["checkpoint"] = said.Checkpoint },
        };
    }

    private static JsonArray Runs(IEnumerable<InstrumentParagraph> paragraphs) => new([.. paragraphs.Select(paragraph =>
        (JsonNode)new JsonArray([.. InstrumentSaid.Runs(paragraph).Select(run => (JsonNode)new JsonObject { ["kind"] = run.Kind, ["text"] = run.Text })]))]);
}

/// <summary>The words around an instrument that are the same in both of its forms.</summary>
internal sealed class InstrumentSaid(Instrument instrument)
{
    private static readonly Regex s_bracket = new(@"\[to be completed: [^\]]*\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public string Title => $"{instrument.Title}: {instrument.Grantee}{(instrument.IsSample ? " (sample, invented)" : "")}";

    public string State => instrument.Signature is { } signature
        ? $"Conformed copy of {signature.Instrument}"
        : instrument.MayBeSigned ? "Draft for signature. Unsigned it has no force." : "Draft. It cannot be signed as it stands.";

    public IEnumerable<InstrumentParagraph> Before => instrument.Paragraphs.Where(one => one.Part is InstrumentPart.Address or InstrumentPart.Recital or InstrumentPart.Operative);

    public IEnumerable<InstrumentParagraph> Conditions => instrument.Paragraphs.Where(one => one.Part == InstrumentPart.Condition);

    public IEnumerable<InstrumentParagraph> After => instrument.Paragraphs.Where(one => one.Part is InstrumentPart.Intact or InstrumentPart.Direction);

    public string Testimony => string.Join(' ', instrument.Paragraphs.Where(one => one.Part == InstrumentPart.Testimony).Select(one => one.Text));

    public string Mark => instrument.Signature is { } signature ? $"/s/ {signature.By}" : "";

    public string? Signed => instrument.Signature is { } signature ? $"Signed on {Said.Day(signature.On)}. Docket entry {signature.Entry}; file {signature.Sha256[..Math.Min(16, signature.Sha256.Length)]}." : null;

    public string? Acceptance => instrument.NeedsAcceptance ? "I have read the conditions of this grant and accept them." : null;

    public string Foot => $"Petition {instrument.Petition}, decision {instrument.Decision}";

    public string Checkpoint => instrument.Checkpoint is { } foot ? $"Docket {Said.Shorten(foot.Origin, 40)}, {(foot.Size == 1 ? "1 entry" : $"{foot.Size} entries")}, root {foot.Root}" : "";

    /// <summary>A paragraph in stretches: its first words, what stands in brackets, and the rest.</summary>
    public static IEnumerable<(string Kind, string Text)> Runs(InstrumentParagraph paragraph)
    {
        var text = paragraph.Text;
        foreach (var lead in (string[])["Whereas", "Now, therefore,"])
        {
            if (paragraph.Part is InstrumentPart.Recital or InstrumentPart.Operative && text.StartsWith(lead + " ", StringComparison.Ordinal))
            {
                yield return ("lead", lead);
                text = text[lead.Length..];
            }
        }
        var at = 0;
        foreach (Match bracket in s_bracket.Matches(text))
        {
            if (bracket.Index > at)
                yield return ("words", text[at..bracket.Index]);
            yield return ("bracket", bracket.Value);
            at = bracket.Index + bracket.Length;
        }
        if (at < text.Length)
            yield return ("words", text[at..]);
    }
}
