using System.Collections.Concurrent;
using Clementia.Casework;
using Clementia.Cli;
using Clementia.Store;
using Clementia.Web.Access;

namespace Clementia.Web.Petitions;

/// <summary>The dockets of the office as its people may see them.</summary>
public sealed class Offices(Workspace workspace)
{
    /// <summary>The largest document that may be sent, in bytes.</summary>
    public const long LargestUpload = 200L << 20;

    // The last fold of each petition: a page asks for the same one until somebody writes.
    private readonly ConcurrentDictionary<string, Petition> _folded = new(StringComparer.Ordinal);

    /// <summary>The desk of the command line under a name.</summary>
    internal Desk DeskOf(string name) => Desk.At(workspace, name);

    /// <summary>Every petition: id, title, entries, last change.</summary>
    internal IReadOnlyList<(string Id, string Title, int Entries, string Last)> List() => DeskOf("the desk").Petitions();

    /// <summary>A petition whole, as it is now or was; null when there is none. Only <see cref="Seen"/> may be shown.</summary>
    internal Petition? Whole(string id, string? asOf = null)
    {
        var read = workspace.Read(id, asOf is null ? null : AsOf.TryParse(asOf));
        if (read.IsRefused(out _, out var entries) || entries.Count == 0)
            return null;
        if (asOf is not null)
            return Petition.Fold(id, entries);
        return _folded.TryGetValue(id, out var known) && known.LastEntry == entries[^1].Number ? known : _folded[id] = Petition.Fold(id, entries);
    }

    /// <summary>Whether everything in the workspace fits together, in words.</summary>
    internal (bool Ok, string Words) Verify(string id)
    {
        var found = workspace.Verify();
        return found.Misfit is { } misfit ? (false, $"Something does not fit{(misfit.Petition == id ? "" : " elsewhere in this office")}: {misfit.What}{(misfit.Petition == id && misfit.Entry is { } n ? $" (entry {n})" : "")}. Keep the workspace as it is and ask whoever keeps this desk.")
            : (true, $"It holds: {found.Entries:N0} entries of {found.Petitions:N0} petitions recomputed, every digest, proof and signature.");
    }

    /// <summary>A petition within a seat's clearance; null when there is none or the seat may not see it: the two look alike from outside.</summary>
    internal Petition? Seen(string id, Seat? seat, string? asOf = null) => seat is not null && seat.May(Doing.See) ? Whole(id, asOf)?.Within(seat.Clearance) : null;
}
