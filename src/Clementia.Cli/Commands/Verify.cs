using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Cli.Bundles;
using Clementia.Store;

namespace Clementia.Cli.Commands;

/// <summary>`clementia verify`: recomputes everything; exit 1 and the first misfit when something does not fit.</summary>
internal static class Verify
{
    public static Command Command()
    {
        var export = new Argument<string?>("EXPORT") { Description = "The folder of an export or a bundle. Without it, the workspace is verified.", Arity = ArgumentArity.ZeroOrOne };
        var workspace = Shell.Workspace();
        var checkpoints = new Option<string[]>("--checkpoint") { Description = "A checkpoint kept outside, in a file: what it covers must still be there.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var key = new Option<string?>("--key") { Description = "For an export: the office's public key, had from elsewhere. Without it the export is checked against the key inside it.", HelpName = "VKEY" };
        var json = Shell.Json();
        var command = new ExampleCommand("verify", "Recompute every hash, proof and signature; name the first thing that does not fit.",
            "verify", "verify -w office --checkpoint kept.txt", "verify exported/") { export, workspace, checkpoints, key, json };
        command.SetAction(parsed =>
        {
            var kept = (parsed.GetValue(checkpoints) ?? []).Select(file => File.Exists(file) ? File.ReadAllText(file)
                : throw new UsageException($"There is no file '{file}'. Name the file in which the checkpoint was kept.")).ToList();
            Verification found;
            if (parsed.GetValue(export) is { } folder)
            {
                if (kept.Count > 0)
                    throw new UsageException("--checkpoint is for a workspace; an export carries its own checkpoints.");
                if (!Directory.Exists(folder))
                    throw new UsageException($"There is no folder '{folder}'. Name the folder that export wrote.");
                found = Workspace.VerifyExport(folder, parsed.GetValue(key) is not { } written ? null
                    : VerifierKey.TryParse(written) ?? throw new UsageException($"'{written}' is no public key. It has the form name+id+base64, as export prints it."));
                // What a bundle holds beside its docket is weighed against a docket that fits.
                if (found.Misfit is null && Bundle.IsThere(folder) && Bundle.Verify(folder) is var (unlike, notes))
                    found = found with { Misfit = unlike, Notes = [.. found.Notes, .. notes] };
            }
            else
            {
                if (parsed.GetValue(key) is not null)
                    throw new UsageException("--key is for an export; a workspace is checked against its own key. Name the export's folder too.");
                var location = parsed.GetValue(workspace)!;
                if (!Workspace.IsThere(location))
                    throw new UsageException($"There is no workspace at '{location}'. Name it with -w DIR.");
                // What cannot even be opened is what verify is asked to find.
                if (Workspace.Open(location).IsRefused(out var refused, out var opened))
                    found = new(new(null, null, "The workspace cannot be opened", "a workspace", refused.Problem.TrimEnd('.')), 0, 0, 0, [], "", []);
                else
                {
                    using (opened)
                        found = opened.Verify(kept);
                }
            }
            if (parsed.GetValue(json))
            {
                Shell.Print(new JsonObject
                {
                    ["fits"] = found.Misfit is null,
                    ["misfit"] = found.Misfit is not { } m ? null : new JsonObject { ["petition"] = m.Petition, ["entry"] = m.Entry, ["what"] = m.What, ["expected"] = m.Expected, ["found"] = m.Found },
                    ["petitions"] = found.Petitions,
                    ["entries"] = found.Entries,
                    ["documents"] = found.Documents,
                    ["removed"] = new JsonArray([.. found.Removed.Select(r => (JsonNode)new JsonObject { ["petition"] = r.Petition, ["entry"] = r.Entry, ["order"] = r.Order, ["recorded_as"] = r.RecordedAs })]),
                    ["notes"] = new JsonArray([.. found.Notes.Select(n => (JsonNode?)JsonValue.Create(n))]),
                    ["checkpoint"] = found.Checkpoint,
                });
            }
            else if (found.Misfit is null)
            {
                Console.WriteLine($"All fits: {Shell.Count(found.Petitions, "petition")}, {found.Entries:N0} entries, {found.Documents:N0} documents and readings checked.");
                foreach (var removed in found.Removed)
                    Console.WriteLine($"  {removed.Petition}, entry {removed.Entry}: body removed under {removed.Order} (recorded as entry {removed.RecordedAs})");
                foreach (var note in found.Notes)
                    Console.WriteLine($"  {note}");
                Console.WriteLine($"\n{found.Checkpoint}");
            }
            if (found.Misfit is { } misfit)
                Console.Error.WriteLine(Shell.OneLine(misfit.ToString(), 4000));
            return found.Misfit is null ? Program.Done : Program.FoundAProblem;
        });
        return command;
    }
}
