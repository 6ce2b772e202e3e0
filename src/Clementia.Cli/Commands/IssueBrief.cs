using System.CommandLine;
using Clementia.Casework;
using Clementia.Documents.Briefs;

namespace Clementia.Cli.Commands;

/// <summary>`clementia brief`: writes the one-page brief with its binder, and records the copy on the docket.</summary>
internal static class IssueBrief
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var output = new Option<string>("--out") { Description = "The file: .pdf, .docx or .html.", HelpName = "FILE", Required = true };
        var recipient = new Option<string?>("--for") { Description = "Whom this copy is for. It is printed on it and recorded.", HelpName = "RECIPIENT" };
        var clearance = new Option<string?>("--clearance") { Description = "The highest class the recipient may see: public, confidential (default), sealed or privileged." };
        var workspace = Shell.Workspace();
        var asOf = Shell.AsOf();
        var by = Shell.By();
        var regardless = new Option<string?>("--regardless") { Description = "Issue it although something weighty is lacking, and why. It stands on the docket with your name.", HelpName = "WHY" };
        var command = new ExampleCommand("brief", "Write the one-page brief from vetted facts, with the binder of cited pages, and record the copy.",
            "brief p-7k3m9q --out brief.pdf --for \"the President\"", "brief p-7k3m9q --out brief.docx --as-of 2026-05-01") { id, output, recipient, clearance, regardless, workspace, asOf, by };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            Console.WriteLine(Issue(desk, parsed.GetValue(id)!, parsed.GetValue(output)!, parsed.GetValue(recipient), parsed.GetValue(asOf), parsed.GetValue(clearance), parsed.GetValue(regardless)));
            return Program.Done;
        });
        return command;
    }

    /// <summary>Writes the file whole or not at all, and records the copy. Gives the path.</summary>
    public static string Issue(Desk desk, string id, string path, string? recipient, string? asOf, string? clearance = null, string? regardless = null)
    {
        var format = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".pdf" => BriefFormat.Pdf,
            ".docx" => BriefFormat.Docx,
            ".html" => BriefFormat.Html,
            var other => throw new UsageException($"A brief is written as .pdf, .docx or .html, not as '{other}'. Name the file so."),
        };
        if (Directory.Exists(path))
            throw new UsageException($"'{path}' is a folder. Name a file.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}'. Make it first.");
        var petition = desk.Petition(id, asOf);
        var before = ReadyCommand.BeforeBrief(petition, regardless);
        var now = Desk.Now();
        var checkpoint = Desk.Of(desk.Workspace.IssueCheckpoint(id, desk.Actor, now));
        var options = new BriefOptions(DateOnly.FromDateTime(now.UtcDateTime), checkpoint, recipient, clearance is null ? Confidentiality.Confidential : Desk.ClassOf(clearance));
        var brief = Brief.Compose(petition, options);
        if (brief.IsRefused)
            throw new UsageException(brief.Refusal.ToString());
        var readings = petition.Documents.Where(d => d.Filed is not null && d.Read?.Reading is not null).ToDictionary(d => d.Filed!.Sha256, d => d.Read!.Reading!);
        var written = BriefFile.Write(brief.Value, format, new BriefSources(sha256 => desk.Bytes(sha256), sha256 => readings.TryGetValue(sha256, out var reading) ? desk.Text(reading) : null));
        if (written.IsRefused)
            throw new UsageException(written.Refusal.ToString());
        foreach (var warning in written.Value.Warnings)
            Console.Error.WriteLine(warning);
        var issued = new BriefIssued(written.Value.Sha256, format.ToString().ToLowerInvariant(), recipient, petition.LastEntry, checkpoint, brief.Value.Facts);
        // The copy is recorded before it lies where someone could send it; a copy that was recorded and then not written harms nobody.
        desk.Enter(id, _ => (Entry[])[.. before, issued]);
        var half = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            File.WriteAllBytes(half, written.Value.Bytes);
            File.Move(half, path, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
        return path;
    }
}
