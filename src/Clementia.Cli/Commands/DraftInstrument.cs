using System.CommandLine;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Documents.Instruments;

namespace Clementia.Cli.Commands;

/// <summary>`clementia instrument`: drafts the warrant of a grant, held against the judgment, and records the draft.</summary>
internal static class DraftInstrument
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var output = new Option<string>("--out") { Description = "The file: .pdf or .docx.", HelpName = "FILE", Required = true };
        var decision = new Option<string?>("--decision") { Description = "Of which decision (default: the last grant).", HelpName = "K1" };
        var office = new Option<string?>("--office") { Description = "The office as it is to be printed (default: as the process names it).", HelpName = "WORDS" };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var json = Shell.Json();
        var command = new ExampleCommand("instrument", "Draft the warrant of a grant from the decision and the vetted facts, hold it against the judgment, and record the draft. Of a signed one it writes a conformed copy.",
            "instrument p-7k3m9q --out warrant.pdf", "instrument p-7k3m9q --decision K1 --out warrant.docx --office \"Governor of Arcadia\"") { id, output, decision, office, workspace, by, json };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            return Run(desk, parsed.GetValue(id)!, parsed.GetValue(output)!, parsed.GetValue(decision), parsed.GetValue(office), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(Desk desk, string id, string path, string? named, string? office, bool json)
    {
        var format = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".pdf" => InstrumentFormat.Pdf,
            ".docx" => InstrumentFormat.Docx,
            var other => throw new UsageException($"An instrument is written as .pdf or .docx, not as '{other}'. Name the file so."),
        };
        if (Directory.Exists(path))
            throw new UsageException($"'{path}' is a folder. Name a file.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}'. Make it first.");
        var petition = desk.Petition(id, null);
        var composed = Instrument.Compose(petition, named, office);
        if (composed.IsRefused)
            throw new UsageException(composed.Refusal.ToString());
        var instrument = composed.Value;
        var decision = Decisions.Of(petition).Find(instrument.Decision)!;
        var signed = decision.Signed;
        if (signed is { Signed: { } signature, Drafted: { } draft })
        {
            // A copy says what was signed, or there is none: what the file gives today may be other words.
            var copy = Instrument.Compose(petition, decision.Id, draft.Office).Value;
            if (copy is null || copy.Text != draft.Text)
                throw new UsageException($"{signed.Id} was signed, and the file has changed since, so that no copy of it can be made from the file. Copy the signed file itself ({draft.Sha256[..12]}).");
            instrument = copy with { Signature = new InstrumentSignature(signed.Id, signed.SignedBy!, DateOnly.ParseExact(signature.On, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), signed.SignedEntry!.Value, signature.Sha256) };
        }
        var written = InstrumentFile.Write(instrument, format);
        if (written.IsRefused)
            throw new UsageException(written.Refusal.ToString());
        foreach (var warning in written.Value.Warnings)
            Console.Error.WriteLine(warning);
        int? entry = null;
        // The same file again is the same draft: it is written, and stands on the docket once.
        var same = decision.Instruments.FirstOrDefault(one => one.Drafted?.Sha256 == written.Value.Sha256);
        if (signed is null && same is null)
            entry = desk.Enter(id, soFar => Desk.Either(Procedure.Draft(soFar, instrument, written.Value.Sha256, format.ToString().ToLowerInvariant())));
        Put(path, written.Value.Bytes);
        var draftId = signed?.Id ?? same?.Id ?? Decisions.Of(desk.Petition(id, null)).Instruments.First(one => one.Instrument.Entry == entry).Instrument.Id;
        if (json)
            Shell.Print(Json(instrument, draftId, path, written.Value, signed is not null));
        else
            Report(id, instrument, draftId, path, written.Value, signed is not null);
        return signed is not null || instrument.MayBeSigned ? Program.Done : Program.FoundAProblem;
    }

    private static void Put(string path, byte[] bytes)
    {
        var half = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            File.WriteAllBytes(half, bytes);
            File.Move(half, path, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }

    private static void Report(string id, Instrument instrument, string draft, string path, InstrumentFile file, bool isCopy)
    {
        Console.WriteLine(isCopy ? $"{path}: a conformed copy of {draft}, signed by {instrument.Signature!.By} on {instrument.Signature.On:yyyy-MM-dd}." : $"{draft}: {instrument.Title} of {instrument.Decision}, drafted to {path} ({file.Sha256[..12]}).");
        Console.WriteLine("\nHeld against the judgment:");
        foreach (var check in instrument.Checks)
            Console.WriteLine($"  {Words(check.Fit),-16} {check.Words}{(check.Cite is null || check.Words.Contains(check.Cite, StringComparison.Ordinal) ? "" : $" [{check.Cite}]")}");
        if (isCopy)
            return;
        if (instrument.Mismatches.Count > 0)
            Console.WriteLine("\nIt does not fit the judgment, and is not signed so.");
        if (instrument.Incomplete.Count > 0)
            Console.WriteLine($"\nTo be completed before it is signed: {string.Join(", ", instrument.Incomplete)}.");
        if (instrument.MayBeSigned)
            Console.WriteLine($"\nNothing speaks against signing it: ./clementia sign {id} --instrument {draft} --file {path} --by \"{instrument.Grantor}\"");
    }

    internal static string Words(Fit fit) => fit switch
    {
        Fit.Fits => "fits",
        Fit.DoesNotFit => "DOES NOT FIT",
        _ => "cannot be told",
    };

    private static JsonObject Json(Instrument instrument, string draft, string path, InstrumentFile file, bool isCopy) => new()
    {
        ["instrument"] = draft,
        ["decision"] = instrument.Decision,
        ["title"] = instrument.Title,
        ["file"] = path,
        ["sha256"] = file.Sha256,
        ["conformedCopy"] = isCopy,
        ["mayBeSigned"] = instrument.MayBeSigned,
        ["incomplete"] = ListDecisions.Strings(instrument.Incomplete),
        ["paragraphs"] = new JsonArray([.. instrument.Paragraphs.Select(one => (JsonNode)new JsonObject { ["part"] = one.Part.ToString().ToLowerInvariant(), ["text"] = one.Text, ["facts"] = ListDecisions.Strings(one.Facts) })]),
        ["checks"] = new JsonArray([.. instrument.Checks.Select(one => (JsonNode)new JsonObject { ["what"] = one.What, ["fit"] = Words(one.Fit).ToLowerInvariant(), ["words"] = one.Words, ["facts"] = ListDecisions.Strings(one.Facts), ["cite"] = one.Cite })]),
    };
}
