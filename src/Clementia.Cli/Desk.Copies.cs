using System.Globalization;
using System.Security.Cryptography;
using Clementia.Casework;
using Clementia.Documents.Briefs;
using Clementia.Documents.Copies;

namespace Clementia.Cli;

/// <summary>What tracing a passage found.</summary>
/// <param name="Same">The issued copy whose very bytes the file has, or null.</param>
/// <param name="Printed">Copies whose recipient the passage itself names as printed in their foot.</param>
/// <param name="Trace">What the marks in the words tell.</param>
/// <param name="Untraceable">Issued copies that cannot be told by their words, and why.</param>
/// <param name="Places">How many places the brief has whose words differ from copy to copy.</param>
/// <param name="Bits">How many bits those hold.</param>
internal sealed record TracedPassage(IssuedBrief? Same, IReadOnlyList<IssuedBrief> Printed, CopyTrace Trace, IReadOnlyList<(IssuedBrief Copy, string Why)> Untraceable, int Places, double Bits);

internal sealed partial class Desk
{
    /// <summary>Where a brief's binder takes its documents from.</summary>
    public BriefSources SourcesOf(Petition petition)
    {
        var readings = petition.Documents.Where(d => d.Filed is not null && d.Read?.Reading is not null).ToDictionary(d => d.Filed!.Sha256, d => d.Read!.Reading!);
        return new BriefSources(Bytes, sha256 => readings.TryGetValue(sha256, out var reading) ? Text(reading) : null);
    }

    /// <summary>An issued copy composed again as it was issued, or why it cannot be.</summary>
    public Outcome<Brief> ComposeAgain(string id, IssuedBrief issued)
    {
        if (issued.Brief.Copy is not { } copy)
            return new Refusal("It was issued by a version that did not record how it was made.", "Compare it by eye.");
        if (Workspace.Read(id, AsOf.TryParse(issued.Brief.AsOf.ToString(CultureInfo.InvariantCulture))).IsRefused(out var refused, out var entries))
            return refused;
        CopyKey? key = null;
        if (copy.Id is not null)
        {
            if (Workspace.CopySecret().IsRefused(out refused, out var secret))
                return refused;
            key = CopyKey.Of(secret, id, copy.Id);
        }
        var brief = Brief.Compose(Casework.Petition.Fold(id, entries), new BriefOptions(
            DateOnly.ParseExact(copy.Today, "yyyy-MM-dd", CultureInfo.InvariantCulture), issued.Brief.Checkpoint, issued.Brief.Recipient, copy.Clearance)
        {
            Key = key,
        });
        return brief.IsRefused || copy.Wordings == (brief.Value.IsMarked ? brief.Value.SitesFingerprint : null) ? brief
            : new Refusal("This program words briefs otherwise, or its file was changed by order since.", "Trace it with the version that issued it.");
    }

    /// <summary>Holds a passage that came to light against every copy that was issued.</summary>
    /// <param name="id">The petition.</param>
    /// <param name="passage">Its text.</param>
    /// <param name="bytes">The file it was read from, or null when it was typed.</param>
    public TracedPassage Trace(string id, string passage, byte[]? bytes)
    {
        var issued = Petition(id, null).Briefs;
        var sha256 = bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes));
        var copies = new List<TracedCopy>();
        var readings = new Dictionary<string, IReadOnlyList<SiteReading>>(StringComparer.Ordinal);
        var untraceable = new List<(IssuedBrief, string)>();
        var places = 0;
        double bits = 0;
        if (issued.Any(one => one.Brief.Copy?.Id is not null))
            _ = Of(Workspace.CopySecret());
        foreach (var one in issued)
        {
            if (one.Brief.Copy is not null && one.Brief.Copy.Id is null)
            {
                untraceable.Add((one, one.Brief.Recipient is null ? "It was made for no named recipient, so its words bear no mark." : "Its page was too full for a mark in its words."));
                continue;
            }
            var again = ComposeAgain(id, one);
            if (again.IsRefused)
            {
                untraceable.Add((one, again.Refusal.Problem));
                continue;
            }
            var group = again.Value.SitesFingerprint;
            if (!readings.ContainsKey(group))
                readings[group] = MarkedPassage.Read(again.Value, passage);
            copies.Add(TracedCopy.Of(one.Id, again.Value));
            (places, bits) = (Math.Max(places, readings[group].Count), Math.Max(bits, again.Value.Sites.Sum(site => Math.Log2(site.Allowed.Count))));
        }
        var flat = string.Join(' ', passage.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var printed = issued.Where(one => one.Brief.Recipient is { } recipient && flat.Contains($"Copy for {recipient}", StringComparison.OrdinalIgnoreCase)).ToList();
        return new TracedPassage(issued.FirstOrDefault(one => one.Brief.Sha256 == sha256), printed, CopyTrace.Weigh(copies, readings), untraceable, places, bits);
    }
}
